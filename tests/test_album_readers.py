"""Whose moments stand in whose album: what each gave or was given, and may still have when it is made."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.chat.clock import SetClock
from bot.chat.ids import new_id
from bot.family.facts import Need
from bot.store.albums import read_album
from bot.store.facts import facts_for
from bot.store.schema import child, no_contact, person
from bot.store.sealing import Master, Scope, fresh_key
from bot.store.session import Session
from bot.store.viewing import primary_row, standing_view
from tests.story.phones import SimulatorExchange
from tests.story.stage import MONDAY_MORNING, Stage

MONTH = "2026-11"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = SetClock(MONDAY_MORNING)
    made = Stage(SimulatorExchange(clock), clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    await made.open(joined=("Ana", "Joshua", "Wendy", "Tianna"))
    yield made
    await made.close()


async def says(stage: Stage, who: str, words: str, *labels: str) -> None:
    stage.phone(who).says(words)
    await stage.settle()
    for label in labels:
        seen = [one for one in stage.screen(who) if any(label in row for row in one.labels)]
        stage.phone(who).presses(seen[-1].id, label)
        await stage.settle()


def called(session: Session) -> dict[str, str]:
    """Return the ids of people and children by their names."""
    people = {
        session.open(Scope.person(row.id), "person.name", row.id, row.name): str(row.id)
        for row in session.connection.execute(select(person.c.id, person.c.name))
    }
    children = {
        session.open(Scope.family(row.family_id), "child.name", row.id, row.name): str(row.id)
        for row in session.connection.execute(select(child.c.id, child.c.name, child.c.family_id))
    }
    return people | children


async def album(stage: Stage, reader: str, of: str) -> list[str]:
    """Return the words of the moments in somebody's album of a child."""

    def read(session: Session) -> list[str]:
        ids = called(session)
        found = read_album(session, ids[reader], ids[of], MONTH, "pdf")
        return [one.words for one in found.moments] if found is not None else []

    return await stage.house.store.run(read)


async def test_each_reads_what_they_gave_and_were_given_and_may_still_have(stage: Stage) -> None:
    await says(stage, "Wendy", "/moment gladys and jon Both in the bath", "Just a day")
    await says(stage, "Wendy", "/moment jon Jon alone", "Just a day")
    await says(stage, "Joshua", "/moment jon A song from me", "Just a day")
    everything = ["Both in the bath", "Jon alone", "A song from me"]
    for reader in ("Ana", "Joshua", "Wendy"):
        assert await album(stage, reader, "Jon") == everything
    assert await album(stage, "Wendy", "Gladys") == ["Both in the bath"]
    assert await album(stage, "Brianna", "Jon") == []
    assert await album(stage, "Tianna", "Jon") == []

    labels = ("End it now", "Photos and moments", "I have told them")
    await says(stage, "Tianna", "/permission joshua gladys", *labels)
    assert await album(stage, "Joshua", "Jon") == ["Jon alone", "A song from me"]
    assert await album(stage, "Joshua", "Gladys") == []
    assert await album(stage, "Ana", "Gladys") == ["Both in the bath"]

    await says(stage, "Joshua", "/undo")
    assert await album(stage, "Ana", "Jon") == ["Both in the bath", "Jon alone"]
    assert await album(stage, "Joshua", "Jon") == ["Jon alone"]

    def kept_apart(session: Session) -> None:
        ids = called(session)
        pairs = ((ids["Wendy"], ids["Ana"]), (ids["Ana"], ids["Wendy"]))
        rows = [{"id": new_id(), "one_id": one, "other_id": other, "details": None} for one, other in pairs]
        session.connection.execute(insert(no_contact), rows)

    await stage.house.store.run(kept_apart)
    assert await album(stage, "Ana", "Jon") == []


async def test_a_home_from_which_a_child_has_moved_reads_and_gets_no_more_of_them(stage: Stage) -> None:
    await says(stage, "Wendy", "/moment gladys and jon Both in the bath", "Just a day")
    await says(stage, "Wendy", "/settings quiet 10:00-20:00")
    await says(stage, "Joshua", "/moment gladys My song", "Just a day")
    await says(stage, "Joshua", "/moment jon Another song", "Just a day")
    await says(stage, "Tianna", "/place gladys", "Brianna", "Yes")
    assert await album(stage, "Wendy", "Gladys") == []
    assert await album(stage, "Wendy", "Jon") == ["Both in the bath"]
    assert await album(stage, "Ana", "Gladys") == ["Both in the bath", "My song"]
    await stage.wait(timedelta(hours=12))
    assert await album(stage, "Wendy", "Jon") == ["Both in the bath", "Another song"]
    assert not any("My song" in one.body for one in stage.screen("Wendy"))


async def test_what_waits_of_a_parent_who_may_give_no_more_goes_nowhere(stage: Stage) -> None:
    await says(stage, "Wendy", "/settings quiet 10:00-20:00")
    await says(stage, "Joshua", "/moment jon My song", "Just a day")
    labels = ("End it now", "Photos and moments", "I have told them")
    await says(stage, "Tianna", "/permission joshua jon", *labels)
    await stage.wait(timedelta(hours=12))
    assert not any("My song" in one.body for one in stage.screen("Wendy"))
    assert any("could not get to Wendy" in one.body for one in stage.screen("Joshua"))


async def test_a_moment_that_was_taken_back_is_none_for_the_rhythm(stage: Stage) -> None:
    await says(stage, "Wendy", "/moment jon Jon alone", "Just a day", "How often?", "Once a week")
    await says(stage, "Joshua", "/who")
    seen = [one for one in stage.screen("Joshua") if any("Yes" in row for row in one.labels)]
    stage.phone("Joshua").presses(seen[-1].id, "Yes")
    await stage.settle()
    await says(stage, "Wendy", "/undo")

    def last(session: Session) -> list[object]:
        wendy = called(session)["Wendy"]
        row = primary_row(session, wendy)
        assert row is not None
        facts = facts_for(session, standing_view(session, row), frozenset({Need.MOMENTS}))
        return [one.last for one in facts.keepsakes.rhythms]

    assert await stage.house.store.run(last) == [None]
