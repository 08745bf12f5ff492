"""A roster makes a circle of people who are here already: they are asked, or nobody ever would be."""

from __future__ import annotations

from pathlib import Path

from bot.chat.clock import SetClock
from bot.roster import read
from bot.store.importing import import_roster
from bot.store.sealing import Master, fresh_key
from tests.story.phones import SimulatorExchange
from tests.story.stage import MONDAY_MORNING, STORY, TEXTS, Stage


async def test_who_is_here_already_is_asked_about_a_new_circle_once(tmp_path: Path) -> None:
    whole = STORY.read_text()
    start = whole.index('[[circle]]\nid = "macia"')
    end = whole.index("[[circle]]", start + 1)
    clock = SetClock(MONDAY_MORNING)
    url = f"sqlite:///{tmp_path / 'story.db'}"
    stage = Stage(SimulatorExchange(clock), clock, url, Master(fresh_key()))
    await stage.open(joined=("Ana", "Brianna", "Wendy"), roster=whole[:start] + whole[end:])
    try:
        told = read(whole, file_name="roster.toml")
        for _ in range(2):
            await stage.house.store.run(lambda session: import_roster(session, told))
            await stage.settle()
        asked = {"Ana": "es", "Brianna": "en"}
        for name, language in asked.items():
            new = TEXTS.render(language, "circle-new", children="Macia")
            assert [one.body for one in stage.screen(name)] == [new]
        assert stage.screen("Wendy") == []

        phone = stage.phone("Brianna")
        phone.presses(phone.screen()[-1].id, TEXTS.render("en", "label-meet"))
        await stage.settle()
        assert "Ana is Macia's parent." in stage.screen("Brianna")[-1].body
    finally:
        await stage.close()
