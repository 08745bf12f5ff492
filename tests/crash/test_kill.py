"""Kill -9 at every step of a message's life, again and again, and then compare every phone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.crash.child import OF_TURNS, POINTS
from tests.crash.settled import let_all_arrive, reader_in, settled_town, write_until
from tests.postgres import PostgresServer, fresh_database
from tests.synapse.server import Synapse

FAIR_SAMPLE = 3 * len(POINTS)
ALL = 200
ANYWHERE = tuple((point, None) for point in POINTS)
ON_EACH_SIDE = tuple(
    (point, side) for point in POINTS for side in ((None,) if point in OF_TURNS else ("matrix", "telegram"))
)
"""With two messengers, each point of a message's life as it is met on either."""


async def kill_again_and_again(
    url: str, folder: Path, kills: int, seed: int, synapse: Synapse | None = None
) -> None:
    """Let bot after bot die, at each point in turn, while people write; the last one lives."""
    dice = random.Random(seed)
    cut: list[tuple[str, str]] = []
    deaths = ANYWHERE if synapse is None else ON_EACH_SIDE
    async with settled_town(url, folder, synapse=synapse) as (there, bots):
        for number in range(kills):
            point, side = deaths[number % len(deaths)]
            child = bots.child(point, dice.randint(1, 4), side)
            await write_until(there, bots, dice, lambda child=child: child.is_dead)  # type: ignore[misc]
            if point == "before-mark":
                _, chat, words = child.last_note
                cut.append((reader_in(there, chat), words))
        bots.child()
        await let_all_arrive(there, bots)
        for reader, words in cut:
            if not there.is_on_telegram(reader):
                # Sent again all the same; that it is read once has been looked at already.
                accepted = (there.chat(reader), words)
                assert sum(accepted in child.notes("accepted") for child in bots.children) > 1
                continue
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


async def test_nothing_is_lost_or_read_twice_on_matrix_when_the_bot_is_killed_at_every_step(
    synapse: Synapse, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'crash.db'}"
    await kill_again_and_again(url, tmp_path, len(ON_EACH_SIDE), seed=7, synapse=synapse)


@pytest.mark.xdist_group("postgres")
async def test_nothing_is_lost_or_read_twice_on_matrix_with_postgresql_either(
    postgres_server: PostgresServer, synapse: Synapse, tmp_path: Path
) -> None:
    url = fresh_database(postgres_server)
    await kill_again_and_again(url, tmp_path, len(ON_EACH_SIDE) // 2, seed=8, synapse=synapse)


@pytest.mark.soak
async def test_nothing_is_lost_or_read_twice_on_matrix_in_two_hundred_deaths(
    synapse: Synapse, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'crash.db'}"
    await kill_again_and_again(url, tmp_path, ALL, seed=9, synapse=synapse)


@pytest.mark.soak
@pytest.mark.xdist_group("postgres")
async def test_nothing_is_lost_or_read_twice_on_matrix_in_two_hundred_deaths_with_postgresql(
    postgres_server: PostgresServer, synapse: Synapse, tmp_path: Path
) -> None:
    url = fresh_database(postgres_server)
    await kill_again_and_again(url, tmp_path, ALL, seed=10, synapse=synapse)
