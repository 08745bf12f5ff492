"""A loud day in the circles a caseworker watches: she hears of what is hers to hear, and of nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from bot.chat.clock import SetClock
from bot.store.sealing import Master, fresh_key
from tests.story.phones import SimulatorExchange
from tests.story.stage import MONDAY_MORNING, STORY, Stage

CAST = ("Ana", "Joshua", "Wendy", "Brianna", "Samara", "Francis", "Tianna")
SPEAKERS = ("Joshua", "Wendy", "Samara", "Francis")  # of one circle each: nobody is asked for whom it is
ROUNDS, AT_ONCE, A_DAY = 125, 5, timedelta(hours=22)
DANGER = "Joshua hit me, I am afraid"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = SetClock(MONDAY_MORNING)
    one = Stage(SimulatorExchange(clock), clock, f"sqlite:///{tmp_path / 'a.db'}", Master(fresh_key()))
    # Nobody rests, one circle is watched and one has only begun: she may read along in either.
    one.defaults = msgspec.structs.replace(one.defaults, digest="08:00")
    roster = STORY.read_text().replace('quiet_hours = "21:00-07:00"', "")
    watched = roster.replace('phase = "open"            #', 'phase = "watched"         #')
    assert watched.count('phase = "watched"') == 1
    await one.open(joined=CAST, roster=watched)
    yield one
    await one.close()


async def test_a_day_of_five_hundred_messages_is_a_digest_the_alerts_and_what_she_asked_for(
    stage: Stage,
) -> None:
    await stage.settle()
    before = {one.id for one in stage.screen("Tianna")}
    for number in range(ROUNDS):
        for speaker in SPEAKERS:
            stage.phone(speaker).says(f"This is what {speaker} says, number {number}")
        if number % AT_ONCE == 0:
            await stage.wait(A_DAY / (ROUNDS // AT_ONCE))
    await stage.settle()
    heard = [one for one in stage.screen("Tianna") if one.id not in before]
    assert [one.body.partition(",")[0] for one in heard] == ["Good day"]
    for speaker, reader in (
        ("Joshua", "Wendy"),
        ("Wendy", "Joshua"),
        ("Samara", "Francis"),
        ("Francis", "Samara"),
    ):
        reached = [one for one in stage.screen(reader) if f"This is what {speaker} says" in one.body]
        assert len(reached) == ROUNDS
    before |= {one.id for one in heard}
    stage.phone("Wendy").says(DANGER)
    await stage.wait(timedelta(minutes=3))
    stage.phone("Tianna").says("/digest")
    await stage.settle()
    *alerts, asked_for = [one.body for one in stage.screen("Tianna") if one.id not in before]
    assert alerts
    assert "Wendy" in alerts[0]
    assert "Not yet seen: Wendy" in asked_for
