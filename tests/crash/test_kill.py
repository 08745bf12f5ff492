"""Kill -9 at every step of a message's life, again and again, and then compare every phone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.crash.child import POINTS
from tests.crash.settled import let_all_arrive, reader_in, settled_town, write_until
from tests.postgres import PostgresServer, fresh_database

FAIR_SAMPLE = 3 * len(POINTS)
ALL = 200


async def kill_again_and_again(url: str, folder: Path, kills: int, seed: int) -> None:
    """Let bot after bot die, at each point in turn, while people write; the last one lives."""
    dice = random.Random(seed)
    cut: list[tuple[str, str]] = []
    async with settled_town(url, folder) as (there, bots):
        for number in range(kills):
            point = POINTS[number % len(POINTS)]
            child = bots.child(point, passing=dice.randint(1, 4))
            await write_until(there, bots, dice, lambda child=child: child.is_dead)  # type: ignore[misc]
            if point == "before-mark":
                _, chat, words = child.last_note
                cut.append((reader_in(there, chat), words))
        bots.child()
        await let_all_arrive(there, bots)
        for reader, words in cut:
            assert len(there.copies(reader, words)) > 1, f"{reader} may never have got {words!r}"


async def test_nothing_is_lost_on_sqlite_when_the_bot_is_killed_at_every_step(tmp_path: Path) -> None:
    await kill_again_and_again(f"sqlite:///{tmp_path / 'crash.db'}", tmp_path, FAIR_SAMPLE, seed=1)


@pytest.mark.xdist_group("postgres")
async def test_nothing_is_lost_on_postgresql_when_the_bot_is_killed_at_every_step(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    await kill_again_and_again(fresh_database(postgres_server), tmp_path, FAIR_SAMPLE, seed=2)


@pytest.mark.soak
async def test_nothing_is_lost_on_sqlite_in_two_hundred_deaths(tmp_path: Path) -> None:
    await kill_again_and_again(f"sqlite:///{tmp_path / 'crash.db'}", tmp_path, ALL, seed=3)


@pytest.mark.soak
@pytest.mark.xdist_group("postgres")
async def test_nothing_is_lost_on_postgresql_in_two_hundred_deaths(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    await kill_again_and_again(fresh_database(postgres_server), tmp_path, ALL, seed=4)
