"""What the crash tests share: a town where everybody can write, bots that die there, and what must hold.

Knows no point at which to die.
"""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.store.sealing import fresh_key
from tests.crash.child import Orders
from tests.crash.mixed import mixed_town
from tests.crash.nursery import Nursery, nursery
from tests.crash.town import CAST, CIRCLES, PATIENCE, Line, Town, town
from tests.synapse.server import Synapse
from tests.telegram.journal import until


@asynccontextmanager
async def settled_town(
    url: str, folder: Path, tick: float = 0.1, *, synapse: Synapse | None = None
) -> AsyncIterator[tuple[Town, Nursery]]:
    """Give a town in which everybody can write, and a nursery for its bots; none lives yet.

    With a homeserver, some of the people have Matrix.
    """
    key = fresh_key()
    place = town(url, key) if synapse is None else mixed_town(url, key, synapse, folder)
    async with place as there:
        journal = str(folder / "journal")
        server, matrix = there.server, there.matrix_account
        orders = Orders(url, key, server.token, server.url, journal, matrix=matrix, tick=tick)
        with nursery(orders, there.server.changed) as bots:
            first = bots.child()
            await there.open_doors()
            await until(lambda: len(first.notes("marked")) == len(first.notes("begun")))
            first.kill()
            await there.server.wait_for(lambda: first.is_dead)
            yield there, bots


async def write_until(there: Town, bots: Nursery, dice: random.Random, is_over: Callable[[], object]) -> None:
    """Let people write a few lines at once, wait until all have arrived, and so on, until it is over."""
    while bots.alive and not is_over():
        said = there.says_some(dice)
        await there.server.wait_for(_over_or_arrived(there, said, is_over), PATIENCE)


def _over_or_arrived(there: Town, said: list[Line], is_over: Callable[[], object]) -> Callable[[], object]:
    return lambda: is_over() or there.has_arrived(*said)


async def wait_for_all(there: Town, bots: Nursery, said: list[Line]) -> None:
    """Wait until every reader of these lines has them; fails at once where a bot ended by itself."""
    await there.server.wait_for(lambda: bots.alive and there.has_arrived(*said), PATIENCE)


async def let_all_arrive(there: Town, bots: Nursery) -> None:
    """Let one more line pass to everybody, behind which nothing can still be on its way; compare it all."""
    for circle, members in CIRCLES.items():
        for writer in members:
            there.says(circle, writer)
    await wait_for_all(there, bots, there.written)
    there.check_phones()
    check_repeats(there, bots)


def check_repeats(there: Town, bots: Nursery) -> None:
    """Fail unless each repeat was cut between send and mark by somebody's death, and says so.

    On Matrix there is none, whoever died.
    """
    dead = [child for child in bots.children if child.is_dead]
    for line in there.written:
        for reader in line.readers:
            chat = there.chat(reader)
            first, *repeats = there.copies(reader, line.words)
            if not there.is_on_telegram(reader):
                assert not repeats, f"{reader} reads a repeat: {line.words}"
                assert not first.says_maybe, line.words
            cuts = sum(child.left_open(chat, line.words) for child in dead) if repeats else 0
            assert len(repeats) <= cuts, f"{reader} reads a repeat that nothing made necessary: {line.words}"
            assert all(one.says_maybe for one in repeats), line.words
            assert dead or not first.says_maybe, line.words


def reader_in(there: Town, chat: str) -> str:
    """Return whose chat this is."""
    return next(name for name in CAST if there.chat(name) == chat)
