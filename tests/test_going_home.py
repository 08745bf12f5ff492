"""Nobody is to hope for what is not planned: of going home there is no trace before it begins, nor after it.

And of a child's book each reads on its plan what they may read in the book. Knows not how either is stored.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
import pytest

from bot.chat.media import MediaKind
from bot.chat.people import Child, Circle, Phase, Way
from bot.chat.record import written
from bot.family.goinghome import acts_for
from bot.family.homeward import NEXT, Act, Homecoming, State
from bot.flows.registry import commands_for
from bot.store.verifying import verify
from tests.books import CAREGIVER_ONLY, Books, labels, roster
from tests.ledger import faults
from tests.record.story import recorded

FAMILY: Final = ("Ana", "Joshua", "Wendy", "Carl", "Rosa")
LOOKS: Final = (
    "/menu", "/help", "/goinghome", "/going", "/regreso", "/plan", "/settings offers", "/who",
)  # fmt: skip
ABOUT_IT: Final = re.compile(r"(?i)go(?:ing)? home|com(?:e|ing) home|volver a casa")
OURS: Final = "Gladys and Jon"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Books]:
    """Both homes of Gladys and Jon, who stands by, and Brianna of another circle, at their phones."""
    made = await Books.at(tmp_path, roster(), joined=(*FAMILY, "Brianna", "Tianna"))
    yield made
    await made.close()


async def begins(stage: Books, who: str = "Tianna") -> None:
    """Let a caseworker begin, for both children."""
    page = await stage.says(who, "/goinghome")
    await stage.presses(who, next(one for one in labels(page) if one.startswith(OURS)))
    await stage.presses(who, "All of them")
    await stage.says(who, "skip")
    await stage.presses(who, "Yes")


async def stops(stage: Books, who: str = "Tianna") -> None:
    """Let a caseworker stop it, at once."""
    page = await stage.says(who, "/goinghome")
    await stage.presses(who, next(one for one in labels(page) if one.startswith(OURS)))
    for label in ("Stop it", "Send it now"):
        await stage.presses(who, label)


async def seen_by(stage: Books, who: str) -> list[tuple[str, list[str]]]:
    """Return what somebody reads and could press wherever they look."""
    found = []
    for words in LOOKS:
        shown = await stage.says(who, words)
        found.append((shown.body, labels(shown)))
        await stage.says(who, "/cancel")
    return found


async def test_there_is_no_trace_of_it_before_it_begins_and_none_once_it_has_stopped(stage: Books) -> None:
    before = {who: await seen_by(stage, who) for who in (*FAMILY, "Brianna")}
    nothing = {seen[LOOKS.index("/goinghome")][0] for seen in before.values()}
    assert len(nothing) == 1
    for seen in before.values():
        assert ABOUT_IT.search(str(seen)) is None
    await begins(stage)
    assert "Going home" in labels(await stage.says("Ana", "/menu"))
    for who in ("Rosa", "Brianna"):
        assert await seen_by(stage, who) == before[who]
    await stage.suggests("Ana", "The first weeks", "grandmother comes on Fridays")
    for who in ("Joshua", "Wendy"):
        await stage.presses(who, "I agree")
    await stops(stage)
    assert {who: await seen_by(stage, who) for who in before} == before
    assert ABOUT_IT.search(stage.told("Rosa") + stage.told("Brianna")) is None


async def test_what_was_agreed_on_does_not_come_back_when_it_begins_anew(stage: Books) -> None:
    await begins(stage)
    await stage.suggests("Ana", "The first weeks", "grandmother comes on Fridays")
    for who in ("Joshua", "Wendy"):
        await stage.presses(who, "I agree")
    await stops(stage)
    await begins(stage)
    page = await stage.looks_at("Wendy", "The first weeks")
    assert "Nothing is here yet." in page.body
    assert "grandmother" not in page.body


async def test_a_page_of_the_book_is_on_the_plan_as_each_may_read_it(stage: Books) -> None:
    await stage.writes("Ana", "Gladys", "song", "hums for the caregiver", CAREGIVER_ONLY)
    await stage.writes("Wendy", "Gladys", "nightmares", "water for everybody")
    await stage.writes("Ana", "Gladys", "diagnoses", "what is opened only")
    await begins(stage)
    await stage.looks_at("Wendy", "Routines to take along")
    offered = await stage.presses("Wendy", "Suggest something")
    assert "Sleep (Gladys)" in labels(offered)
    assert not [one for one in labels(offered) if one.startswith("Health")]
    await stage.presses("Wendy", "Sleep (Gladys)")
    await stage.presses("Wendy", "Go on with these")
    await stage.says("Wendy", "skip")
    for who in ("Ana", "Joshua"):
        await stage.presses(who, "I agree")
    for who, reads in {"Ana": True, "Wendy": True, "Joshua": False, "Tianna": False}.items():
        since = len(stage.put)
        page = await stage.says(who, "/goinghome")
        if who == "Tianna":
            await stage.presses(who, next(one for one in labels(page) if one.startswith(OURS)))
            for _ in ("her page", "their plan"):
                await stage.presses(who, "Look at the plan")
        for label in ("The whole plan", "As web page"):
            await stage.presses(who, label)
        told = stage.told(who, since)
        assert told.count("hums for the caregiver") == (2 if reads else 0), who
        assert told.count("water for everybody") == (0 if who == "Tianna" else 2), who
        assert "opened only" not in told
    assert await stage.house.store.read(faults) == []
    record = await recorded(stage, "Gladys")
    assert [(one.topic, one.words) for one in record.agreements] == [("along", "")]
    verify(written(record))


async def test_a_picture_that_waits_for_a_look_waits_no_more_once_it_has_stopped(stage: Books) -> None:
    await begins(stage)
    await stage.looks_at("Wendy", "What travels along")
    await stage.presses("Wendy", "Suggest something")
    stage.phone("Wendy").sends([MediaKind.PICTURE], "her yellow coat")
    await stage.settle()
    await stage.presses("Wendy", "All right")
    assert "her yellow coat" in (await stage.says("Tianna", "/queue")).body
    await stops(stage)
    assert "Nothing waits for you." in (await stage.says("Tianna", "/queue")).body
    await stage.presses("Tianna", "Pass it on", under="her yellow coat")
    assert "her yellow coat" not in stage.told("Ana")


async def test_words_that_were_being_written_when_it_stopped_go_nowhere(stage: Books) -> None:
    await begins(stage)
    await stage.looks_at("Wendy", "What travels along")
    await stage.presses("Wendy", "Suggest something")
    await stops(stage)
    await stage.says("Wendy", "her yellow coat")
    await stage.presses("Wendy", "My answer")
    for who in ("Ana", "Joshua", "Carl", "Tianna"):
        assert "her yellow coat" not in stage.told(who)


async def test_who_stands_in_does_as_the_caseworker_does(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, roster(), joined=("Ana", "Wendy", "Tianna", "Marcus"))
    await stage.says("Tianna", "/cover Marcus today")
    await stage.presses("Tianna", "Tuesday, November 24")
    await stage.presses("Tianna", "Yes")
    await begins(stage, "Marcus")
    assert "Marcus is starting to plan with you how Gladys and Jon may come home." in stage.told("Ana")
    await stops(stage, "Marcus")
    assert "Marcus can tell you more." in stage.told("Wendy")
    await stage.close()


def test_no_menu_of_a_messenger_shows_it_to_a_family() -> None:
    assert "goinghome" not in commands_for(speaker_is_caseworker=False)
    assert commands_for(speaker_is_caseworker=True).count("goinghome") == 1


CIRCLE: Final = Circle(
    "c", "f", Phase.OPEN, Way.WATCH, (Child("g", "Gladys"), Child("j", "Jon")), (), "t", "Tianna"
)
PLANNED: Final = Homecoming("h", "c", State.BEGUN, ("g", "j"))


@pytest.mark.parametrize("state", [State.NONE, State.BEGUN, State.HOME])
@pytest.mark.parametrize("phase", list(Phase))
def test_nothing_is_done_that_is_not_in_the_table(state: State, phase: Phase) -> None:
    circle = msgspec.structs.replace(CIRCLE, phase=phase)
    planned = None if state == State.NONE else msgspec.structs.replace(PLANNED, state=state)
    acts = acts_for(circle, planned)
    assert all(state in NEXT[act] for act in acts)
    assert (Act.BEGIN in acts) == (
        state == State.NONE and phase in (Phase.OPEN, Phase.WATCHED, Phase.INTRODUCTION)
    )
    if phase in (Phase.PAUSED, Phase.CLOSED):
        assert not {Act.AIM, Act.WIDEN, Act.HOME} & set(acts)


def test_who_wants_to_call_first_can_only_stop_it_then_or_let_it_go_on() -> None:
    waits = msgspec.structs.replace(PLANNED, call_at=datetime(2026, 11, 23, tzinfo=UTC))
    assert set(acts_for(CIRCLE, waits)) == {Act.STOP, Act.GO_ON}
    assert Act.GO_ON not in acts_for(CIRCLE, PLANNED)
    assert Act.WIDEN not in acts_for(CIRCLE, PLANNED)
    assert Act.WIDEN in acts_for(CIRCLE, msgspec.structs.replace(PLANNED, children=("g",)))
