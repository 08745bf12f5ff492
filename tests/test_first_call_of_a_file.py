"""A roster brings a child who has just come to a home: a first call is offered as after a move."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import select

from bot.roster import read
from bot.store.importing import Imported, import_roster
from bot.store.schema import first_call, outbox
from bot.store.session import Session
from tests.books import Books, labels, roster
from tests.rosters import (
    STORY,
    World,
    either,
    postgres_server,
    postgres_url,
    sqlite_url,
)

__all__ = ["either", "postgres_server", "postgres_url", "sqlite_url"]

PLACED: Final = roster("roster-placed.toml")
OFFERED: Final = "It helps {} when both homes talk soon."
UNTIL: Final = "It helps most before: Wednesday, November 25, 2026, 10:00 AM"


def _without(circle: str) -> str:
    start = PLACED.index(f'[[circle]]\nid = "{circle}"')
    end = PLACED.find("[[circle]]", start + 1)
    return PLACED[:start] + (PLACED[end:] if end > 0 else "")


async def _imports(stage: Books, told: str = PLACED) -> Imported:
    wanted = read(told.replace('language = "es"\n', ""), file_name="roster.toml")
    imported = await stage.house.store.run(lambda session: import_roster(session, wanted))
    await stage.settle()
    return imported


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Books]:
    """Ana, Brianna and Tianna are here; of Macia's circle nothing is recorded yet."""
    made = await Books.at(tmp_path, _without("macia"), joined=("Ana", "Brianna", "Tianna"))
    yield made
    await made.close()


async def test_who_is_here_already_is_offered_the_call_at_once_and_once(stage: Books) -> None:
    for _ in range(2):
        await _imports(stage)
    await stage.restart()
    await stage.settle()
    for who in ("Ana", "Brianna"):
        assert stage.told(who).count(f"{OFFERED.format('Macia')}") == 1
        assert stage.told(who).count(UNTIL) == 1
    assert "The first call" in labels(await stage.says("Brianna", "/menu"))
    await stage.wait(timedelta(hours=36))
    assert stage.told("Tianna").count("The first call about Macia has not been noted yet.") == 1


async def test_who_joins_while_its_time_runs_is_offered_it_then(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, _without("macia"), joined=("Ana", "Tianna"))
    imported = await _imports(stage)
    assert OFFERED.format("Macia") in stage.told("Ana")
    assert OFFERED.format("Macia") not in stage.told("Brianna")
    codes = {one.ref: one.code for one in imported.invitations} | stage.codes
    screen = await stage.says("Brianna", f"/start {codes['brianna']}")
    while labels(screen):
        ways = ("English", "All right", "Skip", "Brianna", "Yes, I agree", "Yes")
        screen = await stage.presses("Brianna", next(one for one in ways if one in labels(screen)))
        if "Read the book" in labels(screen) or "See the list" in labels(screen):
            break
    await stage.settle()
    for who in ("Ana", "Brianna"):
        assert stage.told(who).count(OFFERED.format("Macia")) == 1
    await stage.close()


async def test_a_circle_that_is_paused_stays_so_and_is_offered_it_when_it_goes_on(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, PLACED, joined=("Ana", "Wendy", "Brianna", "Tianna"))
    await _imports(stage)
    await stage.wait(timedelta(days=3))
    for who in ("Ana", "Wendy"):
        assert OFFERED.format("Jon") not in stage.told(who)
    assert "The first call about Jon" not in stage.told("Tianna")
    await stage.says("Tianna", "/resume Jon")
    for who in ("Ana", "Wendy"):
        assert stage.told(who).count(OFFERED.format("Jon")) == 1
    await stage.close()


async def test_while_the_caseworker_looks_first_the_call_waits(tmp_path: Path) -> None:
    held = PLACED.replace('phase = "paused"', 'phase = "introduction"\nway = "hold"')
    stage = await Books.at(tmp_path, held, joined=("Ana", "Wendy", "Tianna"))
    await stage.wait(timedelta(days=6))
    assert OFFERED.format("Jon") not in stage.told("Wendy")
    await stage.wait(timedelta(days=2))
    assert stage.told("Wendy").count(OFFERED.format("Jon")) == 1
    await stage.close()


async def test_a_first_import_before_anybody_has_joined_says_nothing_and_runs_no_clock(either: World) -> None:
    await either.imports(STORY)

    def nudged(session: Session) -> list[object]:
        calls = session.connection.execute(select(first_call)).all()
        assert len(calls) == 2  # Jaylan came weeks before
        return [row.nudge_at for row in calls]

    assert await either.opened.read(nudged, either.clock) == [None, None]
    assert await either.rows(select(outbox.c.id)) == []
