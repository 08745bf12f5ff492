"""Two processes on one PostgreSQL: one dies and the other goes on; both work, and nothing happens twice."""

from __future__ import annotations

import random
from pathlib import Path

import psycopg
import pytest

from tests.crash.child import POINTS
from tests.crash.nursery import Child, Nursery
from tests.crash.settled import let_all_arrive, settled_town, wait_for_all, write_until
from tests.crash.town import Copy, Town
from tests.postgres import PostgresServer, fresh_database

pytestmark = pytest.mark.xdist_group("postgres")

FAIR_SAMPLE = 2 * len(POINTS)
ALL = 200
QUICK = 0.02


def leaders(bots: Nursery) -> list[Child]:
    """Return those who ever received something: only who leads the credential does."""
    return [child for child in bots.children if child.notes("received")]


async def kill_one_of_two(url: str, folder: Path, kills: int, seed: int) -> None:
    """Keep two alive, each with its own hour of death; whenever one has died another is born."""
    dice = random.Random(seed)
    async with settled_town(url, folder, QUICK) as (there, bots):
        dead = len(bots.children)
        for number in range(kills):
            while len(bots.alive) < 2:
                bots.child(POINTS[(number + len(bots.alive)) % len(POINTS)], dice.randint(1, 4))
            before = len(bots.alive)
            await write_until(there, bots, dice, lambda before=before: len(bots.alive) < before)  # type: ignore[misc]
        assert len(bots.children) - len(bots.alive) >= dead + kills
        bots.child()
        await let_all_arrive(there, bots)
        assert len(leaders(bots)) > 1, "the lead never moved"


async def test_one_of_two_processes_is_killed_and_the_other_goes_on(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    await kill_one_of_two(fresh_database(postgres_server), tmp_path, FAIR_SAMPLE, seed=5)


@pytest.mark.soak
async def test_one_of_two_processes_is_killed_two_hundred_times(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    await kill_one_of_two(fresh_database(postgres_server), tmp_path, ALL, seed=6)


async def test_two_processes_take_one_persons_disturbed_messages_once_and_in_order(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    url = fresh_database(postgres_server)
    async with settled_town(url, tmp_path, QUICK) as (there, bots):
        there.server.disturb(7, duplicates=0.2, swaps=0.2)
        both = [bots.child(), bots.child()]
        while not all(_has_its_share(child) for child in both):
            said = [there.says("gladys-jon", "Joshua") for _ in range(12)]
            await wait_for_all(there, bots, said)
        await let_all_arrive(there, bots)
        assert not any(copies[1:] for copies in _all_copies(there)), "something arrived twice"
        assert len(leaders(bots)) == 2, "the first one of all and one of these two"
        with psycopg.connect(url) as connection:
            found = connection.execute(
                "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
            ).fetchone()
        assert found == (0,), (
            "people who write to each other at once must not wait for each other in a circle"
        )


def _has_its_share(child: Child) -> bool:
    return len(child.notes("turned")) > 5 and len(child.notes("marked")) > 5


def _all_copies(there: Town) -> list[list[Copy]]:
    return [there.copies(reader, line.words) for line in there.written for reader in line.readers]
