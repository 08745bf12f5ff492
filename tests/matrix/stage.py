"""What the tests of the Matrix adapter need around it: ports and an intake in memory, and a running bot.

What is in memory here outlives the adapter, as the database does.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.adapters.matrix import Matrix
from bot.chat.clock import SystemClock
from bot.chat.ids import new_id
from bot.chat.incoming import Address, Arrival, Content, Unreadable, Words
from bot.chat.outgoing import Outgoing

ROOM_IS_NEW = "This room is new: the old one was lost."
FAREWELL = "I speak with one person at a time."


class MemoryRooms:
    """Rooms, in memory."""

    def __init__(self) -> None:
        self.rooms: dict[tuple[str, str | None], str] = {}

    async def find(self, user: str, conversation: str | None) -> str | None:
        return self.rooms.get((user, conversation))

    async def keep(self, user: str, conversation: str | None, room_id: str) -> None:
        self.rooms[user, conversation] = room_id

    async def forget(self, room_id: str) -> None:
        self.rooms = {whose: room for whose, room in self.rooms.items() if room != room_id}

    async def owner(self, room_id: str) -> tuple[str, str | None] | None:
        return next((whose for whose, room in self.rooms.items() if room == room_id), None)


class MemoryVault:
    """A vault, in memory."""

    def __init__(self) -> None:
        self.secrets: dict[str, bytes] = {}

    async def load(self, name: str) -> bytes | None:
        return self.secrets.get(name)

    async def save(self, name: str, value: bytes) -> None:
        self.secrets[name] = value


class Journal:
    """An intake: what it took is there, and twice is once. ``troubles`` are raised, one a call."""

    def __init__(self) -> None:
        self.events: dict[str, Arrival | Unreadable] = {}
        self.place: str | None = None
        self.troubles: list[Exception] = []
        self._news = asyncio.Condition()

    async def cursor(self) -> str | None:
        return self.place

    async def receive(self, events: Sequence[Arrival | Unreadable], cursor: str | None = None) -> None:
        if self.troubles:
            raise self.troubles.pop(0)
        for event in events:
            self.events.setdefault(event.event, event)
        self.place = cursor or self.place
        async with self._news:
            self._news.notify_all()

    @property
    def arrivals(self) -> list[Arrival]:
        return [event for event in self.events.values() if isinstance(event, Arrival)]

    @property
    def contents(self) -> list[Content]:
        return [arrival.content for arrival in self.arrivals]

    @property
    def words(self) -> list[str]:
        return [content.text for content in self.contents if isinstance(content, Words)]

    def with_words(self, text: str) -> Arrival:
        return next(arrival for arrival in self.arrivals if arrival.content == Words(text))

    async def until(self, condition: Callable[[Journal], object], seconds: float = 30.0) -> None:
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(lambda: bool(condition(self)))


class Bot:
    """The bot's account, and all that outlives a process of it."""

    def __init__(self, url: str, user: str, password: str, folder: Path) -> None:
        self.url = url
        self.user = user
        self.password = password
        self.folder = folder
        self.rooms = MemoryRooms()
        self.vault = MemoryVault()
        self.journal = Journal()

    def adapter(self, *, encrypted: bool = True) -> Matrix:
        """Make the adapter, as a start of the program does."""
        return Matrix(
            self.url,
            self.user,
            self.password,
            store_path=self.folder,
            rooms=self.rooms,
            vault=self.vault,
            clock=SystemClock(),
            encrypted=encrypted,
            room_is_new=ROOM_IS_NEW,
            farewell=FAREWELL,
        )

    @asynccontextmanager
    async def running(self, *, encrypted: bool = True) -> AsyncIterator[Matrix]:
        """Run it; what stops it is raised here."""
        matrix = self.adapter(encrypted=encrypted)
        listening = asyncio.create_task(matrix.listen(self.journal))
        ready = asyncio.create_task(self.journal.until(lambda journal: journal.place))
        try:
            await asyncio.wait({listening, ready}, return_when=asyncio.FIRST_COMPLETED)
            if listening.done():
                await listening
            yield matrix
        finally:
            ready.cancel()
            listening.cancel()
            await asyncio.gather(ready, listening, return_exceptions=True)
            await matrix.close()


def outgoing(user: str, body: str, **more: object) -> Outgoing:
    """Return words for a person."""
    return Outgoing(id=new_id(), to=Address("matrix", user, user), body=body, **more)  # type: ignore[arg-type]
