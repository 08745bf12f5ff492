"""A loud day in the circles a caseworker watches: she hears of what is hers to hear, and of nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from bot.adapters.matrix.contents import contents_of, replacing
from bot.adapters.telegram.sending import calls_for
from bot.chat.clock import SetClock
from bot.chat.incoming import Address
from bot.chat.media import CleanFile, MediaKind
from bot.chat.outgoing import Operation, Outgoing
from bot.store.sealing import Master, fresh_key
from tests.story.phones import SimulatorExchange
from tests.story.stage import MONDAY_MORNING, STORY, Stage

CAST = ("Ana", "Joshua", "Wendy", "Brianna", "Samara", "Francis", "Tianna")
SPEAKERS = ("Joshua", "Wendy", "Samara", "Francis")  # of one circle each: nobody is asked for whom it is
ROUNDS, AT_ONCE, A_DAY = 125, 5, timedelta(hours=22)
WATCHED = ("Joshua", "Wendy")
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


def silent_ones(stage: Stage) -> set[str]:
    """Return what stands on the caseworker's phone and came without a sound."""
    assert isinstance(stage.exchange, SimulatorExchange)
    return {one.id for one in stage.exchange.platform.phone("tianna").screen() if one.is_silent}


async def test_a_day_of_five_hundred_messages_is_a_digest_the_alerts_and_what_she_asked_for(
    stage: Stage,
) -> None:
    await stage.settle()
    stage.phone("Tianna").says("/watch gladys")
    await stage.settle()
    stage.phone("Tianna").presses(stage.screen("Tianna")[-1].id, "Yes")
    await stage.settle()
    before = {one.id for one in stage.screen("Tianna")}
    for number in range(ROUNDS):
        for speaker in SPEAKERS:
            stage.phone(speaker).says(f"This is what {speaker} says, number {number}")
        if number % AT_ONCE == 0:
            await stage.wait(A_DAY / (ROUNDS // AT_ONCE))
    await stage.settle()
    silent = silent_ones(stage)
    heard = [one for one in stage.screen("Tianna") if one.id not in before | silent]
    shown = [one for one in stage.screen("Tianna") if one.id in silent]
    assert len(shown) == len(WATCHED) * ROUNDS
    assert all(one.header and any(who in one.header for who in WATCHED) for one in shown)
    before |= silent
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
    before |= silent_ones(stage)
    *alerts, asked_for = [one.body for one in stage.screen("Tianna") if one.id not in before]
    assert alerts
    assert "Wendy" in alerts[0]
    assert "Not yet seen: Wendy" in asked_for


ADDRESS = Address("anywhere", "1", "1")
PICTURE = CleanFile(MediaKind.PICTURE, "image/jpeg", b"picture", width=9, height=9)
SILENT = (
    Outgoing("a", ADDRESS, "Hello", "Ana", is_silent=True),
    Outgoing("b", ADDRESS, "word " * 4000, "Ana", is_silent=True),
    Outgoing("c", ADDRESS, "word " * 4000, "Ana", operation=Operation.EDIT, target=("7",), is_silent=True),
    Outgoing("d", ADDRESS, "Here", "Ana", files=(PICTURE,), is_silent=True),
    Outgoing("e", ADDRESS, "Here", "Ana", files=(PICTURE, PICTURE), is_silent=True),
)


@pytest.mark.parametrize("silent", SILENT, ids=lambda one: one.id)
def test_what_somebody_reads_along_makes_no_sound_on_telegram(silent: Outgoing) -> None:
    made = [call.parameters for call in calls_for(silent) if call.makes]
    assert made
    assert all(one["disable_notification"] is True for one in made)
    loud = calls_for(msgspec.structs.replace(silent, is_silent=False))
    assert not any("disable_notification" in call.parameters for call in loud)


@pytest.mark.parametrize("silent", SILENT[:3], ids=lambda one: one.id)
def test_what_somebody_reads_along_is_a_notice_on_matrix(silent: Outgoing) -> None:
    texts = contents_of(silent).texts
    assert {one["msgtype"] for one in texts} == {"m.notice"}
    assert {replacing(one, "$event")["msgtype"] for one in texts} == {"m.notice"}
    loud = contents_of(msgspec.structs.replace(silent, is_silent=False)).texts
    assert {one["msgtype"] for one in loud} == {"m.text"}
