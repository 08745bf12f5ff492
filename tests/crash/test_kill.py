"""Kill -9 at every step of a message's life, again and again, and then compare every phone."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.store.sealing import fresh_key
from tests.crash.child import POINTS, Orders
from tests.crash.nursery import Child, Nursery, nursery
from tests.crash.town import Town, town
from tests.postgres import PostgresServer, fresh_database
from tests.telegram.journal import until


@asynccontextmanager
async def settled_town(url: str, folder: Path) -> AsyncIterator[tuple[Town, Nursery]]:
    """Give a town in which everybody can write, and a nursery for its bots; none lives yet."""
    key = fresh_key()
    async with town(url, key) as there:
        orders = Orders(url, key, there.server.token, there.server.url, str(folder / "journal"))
        with nursery(orders, there.server.changed) as bots:
            first = bots.child()
            await there.open_doors()
            await until(lambda: len(first.notes("marked")) == len(first.notes("begun")))
            first.kill()
            await there.server.wait_for(lambda: first.is_dead)
            yield there, bots


async def live_and_let_die(there: Town, child: Child, dice: random.Random) -> None:
    """Write until the child dies: a few lines at once, then waiting until all of them have arrived."""
    while not child.is_dead:
        said = there.says_some(dice)
        await there.server.wait_for(lambda said=said: child.is_dead or there.has_arrived(*said), timeout=15)  # type: ignore[misc]
    child.check_how()


def check_repeats(there: Town, lives: list[tuple[Child, int, int]]) -> None:
    """Fail unless each repeat was cut between send and mark in the life before; (child, its requests)."""
    for line in there.written:
        for reader in line.readers:
            copies = there.copies(reader, line.words)
            assert all(copy.says_maybe for copy in copies[1:])
            for copy, again in zip(copies, copies[1:], strict=False):
                child = next(one for one, first, last in lives if first <= copy.request < last)
                chat = str(there.exchange.user(reader).id)
                assert (chat, line.words) in child.notes("begun"), (reader, line.words)
                assert (chat, line.words) not in child.notes("marked"), (reader, line.words)
                assert not any(first <= again.request < last for one, first, last in lives if one is child)


async def kill_again_and_again(url: str, folder: Path, kills: int, seed: int) -> None:
    dice = random.Random(seed)
    lives: list[tuple[Child, int, int]] = []
    cut: list[tuple[str, str]] = []
    async with settled_town(url, folder) as (there, bots):
        for number in range(kills):
            point = POINTS[number % len(POINTS)]
            began = len(there.server.requests)
            child = bots.child(point, dice.randint(1, 4))
            await live_and_let_die(there, child, dice)
            lives.append((child, began + 1, len(there.server.requests) + 1))
            if point == "before-mark":
                _, chat, words = child.last_note
                cut.append((chat, words))
        bots.child()
        last = [there.says(circle, writer) for circle, writer in (
            ("gladys-jon", "Joshua"), ("gladys-jon", "Wendy"), ("macia", "Brianna"),
            ("jaylan", "Samara"), ("jaylan", "Francis"),
        )]  # fmt: skip
        await there.server.wait_for(lambda: there.has_arrived(*there.written), timeout=15)
        assert last
        there.check_phones()
        check_repeats(there, lives)
        names = {str(there.exchange.user(name).id): name for name in there.exchange.users}
        for chat, words in cut:
            assert len(there.copies(names[chat], words)) > 1, "cut before the mark, and yet not repeated"


async def test_nothing_is_lost_on_sqlite_when_the_bot_is_killed_at_every_step(tmp_path: Path) -> None:
    await kill_again_and_again(f"sqlite:///{tmp_path / 'crash.db'}", tmp_path, 21, seed=1)


@pytest.mark.xdist_group("postgres")
async def test_nothing_is_lost_on_postgresql_when_the_bot_is_killed_at_every_step(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    await kill_again_and_again(fresh_database(postgres_server), tmp_path, 21, seed=2)
