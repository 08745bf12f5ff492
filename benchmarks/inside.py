"""The store by hand, without messengers and loops: what is received, worked, taken and marked as sent.

Each step can be timed by itself, and its statements counted. Knows nothing of what they say.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.chat.clock import SystemClock
from bot.chat.incoming import Address, Arrival, Content, Words
from bot.chat.outgoing import Receipt
from bot.engine.ports import Departure
from bot.speech import Speech
from bot.store.database import Database
from bot.store.locks import LivenessLock
from bot.store.sealing import Master
from bot.store.session import Defaults, Session
from bot.store.store import Store
from bot.texts import Texts

AT_ONCE = 16
_DEFAULTS = Defaults(quiet="", messages_per_minute=1_000_000)


class Inside:
    """An open store, and the platform it believes to talk to."""

    def __init__(self, database: Database, key: Path) -> None:
        self._clock = SystemClock()
        url = "sqlite:///here"  # the lock on SQLite holds nothing
        self.store = Store(
            database,
            Master.from_file(key),
            _DEFAULTS,
            self._clock,
            Speech(Texts.load()),
            LivenessLock(url),
        )
        self._intake = self.store.intake("telegram", lambda: None)
        self._numbers = itertools.count(int(self._clock.now().timestamp() * 1000))

    async def receive(self, writers: Sequence[int], words: str) -> None:
        """Take one message of each of these people into the inbox, in one transaction."""
        arrivals = []
        for writer in writers:
            number = next(self._numbers)
            arrivals.append(self._arrival(writer, number, Words(f"{words} {number % 10_000}")))
        await self._intake.receive(arrivals, str(arrivals[-1].order))

    async def does(self, who: int, content: Content) -> list[Departure]:
        """Let somebody say or press something; return what is said to anybody because of it."""
        arrival = self._arrival(who, next(self._numbers), content)
        await self._intake.receive([arrival], str(arrival.order))
        await self.work()
        said: list[Departure] = []
        while taken := await self.store.take(2 * AT_ONCE):
            said += taken
            await asyncio.gather(*(self._follow(one) for one in taken))
        return said

    def _arrival(self, writer: int, number: int, content: Content) -> Arrival:
        sender = Address("telegram", str(writer), str(writer))
        return Arrival(str(number), number, sender, content, self._clock.now(), message=str(number))

    async def work(self) -> int:
        """Work all that was received, as the loop of turns does; return how many turns it took."""
        worked = 0
        while True:
            results = await asyncio.gather(*(self.store.work_one() for _ in range(AT_ONCE)))
            done = [one for one in results if one is not None]
            worked += len(done)
            if len(done) < AT_ONCE:
                return worked

    async def deliver(self) -> int:
        """Carry all that is due to a platform that takes everything at once; return how much it was."""
        sent = 0
        while taken := await self.store.take(2 * AT_ONCE):
            sent += sum(await asyncio.gather(*(self._follow(one) for one in taken)))
        return sent

    async def _follow(self, departure: Departure) -> int:
        sent, onward = 0, departure
        while True:
            receipt = Receipt((str(next(self._numbers)),))
            following = await self.store.sent(onward, receipt, f"head\n{onward.words}", go_on=True)
            sent += 1
            if following is None:
                return sent
            onward = following


@asynccontextmanager
async def opened(url: str, key: Path) -> AsyncIterator[Inside]:
    """Open a store for a block, with nothing waiting in it."""
    database = Database.open(url)
    try:
        inside = Inside(database, key)
        await inside.deliver()
        yield inside
    finally:
        await database.close()


async def counted(inside: Inside, work: Callable[[], Awaitable[object]]) -> list[str]:
    """Return every statement that SQLite runs for a piece of work, without those that only frame it."""
    statements: list[str] = []

    def listen(to: Callable[[str], object] | None) -> Callable[[Session], None]:
        def work(session: Session) -> None:
            bare = session.connection.connection.driver_connection
            assert bare is not None
            bare.set_trace_callback(to)

        return work

    await inside.store.run(listen(statements.append))
    await work()
    await inside.store.run(listen(None))
    frames = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "--")
    return [one for one in statements if not one.startswith(frames)]
