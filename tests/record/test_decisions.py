"""What was asked, answered and decided stands in a record as that, with its proof."""

from __future__ import annotations

from pathlib import Path

from bot.chat.record import written
from bot.chat.text import Value
from bot.courier.records import made
from bot.speech import Speech
from bot.store.verifying import verify
from tests.record.story import played, recorded
from tests.story.stage import TEXTS

ASKED = (
    "Brianna: /decision",
    "Brianna [Jaylan (Samara and Francis)]",
    "Brianna [Haircut and hair]",
    "Brianna [May the hair be cut?]",
    "Brianna [Yes, no, or talk]",
    "Brianna [Skip]",
    "Brianna [All right]",
    "Samara [No]",
    "Samara [Add a reason]",
    "Samara: He loves his curls",
    "Brianna [Write down the decision]",
    "Brianna [No]",
)


def say(value: Value) -> str:
    return Speech(TEXTS)("en", "America/New_York", value)


async def test_what_both_sides_said_about_hair_can_be_shown(tmp_path: Path) -> None:
    stage = await played(tmp_path, ASKED)
    record = await recorded(stage)
    await stage.close()
    told = [(record.name(one.by), one.steps[0].words, one.steps[1].what) for one in record.messages]
    assert told == [
        ("Brianna", "May the hair be cut?", "decision-asked"),
        ("Samara", "No", "decision-answered"),
        ("Samara", "He loves his curls", "decision-answered"),
        ("Brianna", "No", "decision-made"),
    ]
    page = next(file for file in made(record, "en", say) if file.mime == "text/html").data.decode()
    assert "Brianna wrote down that this was decided" in page
    verify(written(record))
