"""The whole house in a process of its own, which may kill itself with signal 9 at a named point.

Knows nothing of what is written to it. What it does it notes in a journal, line by line, as it goes: there
is no later for it.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import msgspec

from bot.adapters.matrix import Matrix
from bot.adapters.telegram import Telegram
from bot.adapters.telegram.adapter import CAPABILITIES
from bot.adapters.telegram.request import Timeouts
from bot.chat.clock import SystemClock
from bot.chat.incoming import Arrival, Unreadable
from bot.chat.media import Source
from bot.chat.messenger import Capabilities, Intake, Messenger
from bot.chat.outgoing import Outgoing, Receipt
from bot.engine.ports import Departure, Worked
from bot.house import House
from bot.store.locks import RunnerLock
from bot.store.sealing import Master
from bot.store.session import Defaults, Session
from bot.store.store import Store
from bot.texts import Texts

T = TypeVar("T")

POINTS = ("fetched", "taken-in", "in-turn", "turn-committed", "before-send", "before-mark", "marked")
OF_TURNS = frozenset({"in-turn", "turn-committed"})
"""The life of a message. "fetched" is before the intake's commit, "in-turn" when all of a turn is written
but not committed, "before-mark" when the platform has accepted and nothing of it is written down. Those
of a turn are of no messenger."""

TEXTS = Texts.load()
OPEN = msgspec.structs.replace(
    CAPABILITIES, per_second=10_000.0, per_chat_per_second=10_000.0, per_chat_burst=10_000
)
DEFAULTS = Defaults(quiet=None, messages_per_minute=100_000)


@dataclass(frozen=True)
class MatrixAccount:
    """The bot's account on a homeserver, and the folder with its keys."""

    homeserver: str
    user: str
    password: str
    folder: str


@dataclass(frozen=True)
class Orders:
    """Where to live, what to keep, and when to die: at the ``passing``-th time at ``point``, or never.

    With a ``side``, only that messenger's passings count. ``tick`` is short, so that a process notices in no
    time what another one has left behind.
    """

    url: str
    key: bytes
    token: str
    api_base_url: str
    journal: str
    matrix: MatrixAccount | None = None
    point: str | None = None
    side: str | None = None
    passing: int = 1
    tick: float = 0.1


class Journal:
    """Lines that outlive us: the kernel has them when ``note`` returns."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(self, *words: object) -> None:
        """Write one line."""
        os.write(self._file, json.dumps(words).encode() + b"\n")


class Fate:
    """Counts how often a point is passed, and ends the process there when it is time."""

    def __init__(self, orders: Orders) -> None:
        self._point = orders.point
        self._side = orders.side
        self._passing = orders.passing
        self._passings = itertools.count(1)

    def meets(self, point: str, messenger: str | None = None) -> None:
        """Pass a point, or do not."""
        if point != self._point or (self._side is not None and messenger not in (None, self._side)):
            return
        if next(self._passings) == self._passing:
            os.kill(os.getpid(), signal.SIGKILL)


class Watched:
    """A messenger of which is noted what is begun and what was accepted."""

    def __init__(self, inner: Messenger, journal: Journal) -> None:
        self._inner = inner
        self._journal = journal

    @property
    def name(self) -> str:
        return self._inner.name

    @property
    def capabilities(self) -> Capabilities:
        return self._inner.capabilities

    @property
    def can_send(self) -> bool:
        return self._inner.can_send

    async def listen(self, intake: Intake) -> None:
        await self._inner.listen(intake)

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Send, between two lines of the journal."""
        self._journal.note("begun", outgoing.to.chat, outgoing.body)
        receipt = await self._inner.send(outgoing)
        self._journal.note("accepted", outgoing.to.chat, outgoing.body)
        return receipt

    async def fetch(self, source: Source, limit: int) -> bytes:
        return await self._inner.fetch(source, limit)

    async def close(self) -> None:
        await self._inner.close()


class MortalStore(Store):
    """The store, with the points at which to die around its transactions."""

    def __init__(self, fate: Fate, journal: Journal, *parts: Any) -> None:  # noqa: ANN401 - as they come
        super().__init__(*parts)
        self._fate = fate
        self._journal = journal

    async def run(self, work: Callable[[Session], T]) -> T:
        """Run the work, and perhaps die in the transaction of a turn."""

        def mortal(session: Session) -> T:
            value = work(session)
            if isinstance(value, Worked):
                self._fate.meets("in-turn")
            return value

        return await super().run(mortal)

    async def work_one(self) -> Worked | None:
        """Work one arrival."""
        worked = await super().work_one()
        if worked is not None:
            self._journal.note("turned", worked.result)
            self._fate.meets("turn-committed")
        return worked

    async def sent(self, gone: Departure, receipt: Receipt, exactly: str, *, go_on: bool) -> Departure | None:
        """Mark as accepted."""
        onward = await super().sent(gone, receipt, exactly, go_on=go_on)
        self._journal.note("marked", gone.to.chat, gone.words)
        self._fate.meets("marked", gone.to.messenger)
        return onward

    def intake(self, messenger: str, wake: Callable[[], None]) -> Intake:
        """Return the way in."""
        return _MortalIntake(super().intake(messenger, wake), messenger, self._fate, self._journal)


class _MortalIntake:
    def __init__(self, inner: Intake, messenger: str, fate: Fate, journal: Journal) -> None:
        self._inner = inner
        self._messenger = messenger
        self._fate = fate
        self._journal = journal

    async def cursor(self) -> str | None:
        return await self._inner.cursor()

    async def receive(self, events: Sequence[Arrival | Unreadable], cursor: str | None = None) -> None:
        if not events:
            # A homeserver also moves on where nobody said anything.
            await self._inner.receive(events, cursor)
            return
        self._fate.meets("fetched", self._messenger)
        await self._inner.receive(events, cursor)
        self._journal.note("received", [event.event for event in events])
        self._fate.meets("taken-in", self._messenger)


def live(orders: Orders) -> None:
    """Run until killed; the target of a process."""
    output = os.open(orders.journal + ".log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    asyncio.run(_live(orders))


async def _live(orders: Orders) -> None:
    journal, fate = Journal(orders.journal), Fate(orders)

    def messengers(store: Store) -> list[Messenger]:
        return [Watched(one, journal) for one in _messengers(orders, store)]

    with ExitStack() as stack:
        if orders.url.startswith("sqlite"):
            stack.enter_context(RunnerLock.beside(orders.url))
        stack.enter_context(patch("bot.clockwork.TICK_SECONDS", orders.tick))
        stack.enter_context(patch("bot.house.Store", partial(MortalStore, fate, journal)))
        house = House(
            url=orders.url,
            master=Master(orders.key),
            defaults=DEFAULTS,
            clock=SystemClock(),
            messengers=messengers,
            texts=TEXTS,
        )
        house.courier.on_point = fate.meets
        async with house:
            journal.note("living")
            await house.run()


def _messengers(orders: Orders, store: Store) -> list[Messenger]:
    telegram = Telegram(
        orders.token,
        clock=SystemClock(),
        api_base_url=orders.api_base_url,
        capabilities=OPEN,
        timeouts=Timeouts(connect=1.0, read=2.0),
        poll_seconds=10,
    )
    account = orders.matrix
    if account is None:
        return [telegram]
    matrix = Matrix(
        account.homeserver,
        account.user,
        account.password,
        store_path=Path(account.folder),
        rooms=store.rooms("matrix"),
        vault=store.vault("matrix"),
        clock=SystemClock(),
    )
    return [telegram, matrix]
