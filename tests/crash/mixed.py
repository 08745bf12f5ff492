"""The same town with an app of Matrix on some phones: Brianna's, Francis's, Wendy's and Tianna's.

So words pass from each messenger to each, in circles where both are. Knows no process.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bot.chat.clock import SystemClock
from tests.crash.child import MatrixAccount
from tests.crash.town import CAST, Copy, Line, Town, says_maybe, settle_in
from tests.story.phones import Phone, TelegramExchange
from tests.story.rooms import PASSWORD, MatrixExchange, MixedExchange
from tests.synapse.person import UNDECRYPTABLE, MatrixPerson
from tests.synapse.server import Synapse

ON_MATRIX = ("Brianna", "Francis", "Wendy", "Tianna")


class App:
    """An app that is always open, and sends what is typed into it in that order."""

    def __init__(self, person: MatrixPerson, bot: str) -> None:
        self.person = person
        self.index: dict[str, list[Copy]] = {}
        self._bot = bot
        self._typed: asyncio.Queue[Line] = asyncio.Queue()
        self._sending = asyncio.create_task(self._send())

    def types(self, line: Line) -> None:
        self.check()
        self._typed.put_nowait(line)

    def check(self) -> None:
        """Fail where sending has failed."""
        if self._sending.done():
            self._sending.result()

    def look(self, reader: str) -> None:
        """Read all rooms anew."""
        self.index = {}
        for room in self.person.rooms_with(self._bot):
            for number, shown in enumerate(self.person.screen(room)):
                if shown.sender == self._bot:
                    header, _, words = shown.body.rpartition("\n")
                    self.index.setdefault(words, []).append(Copy(number, says_maybe(reader, header)))

    async def close(self) -> None:
        self._sending.cancel()
        await asyncio.gather(self._sending, return_exceptions=True)

    async def _send(self) -> None:
        while True:
            line = await self._typed.get()
            await self.person.says(self._room_of(line.circle), line.words)

    def _room_of(self, circle: str) -> str:
        """Return the room about a circle: each has a line in it, by which it is known."""
        return next(
            room
            for room in self.person.rooms_with(self._bot)
            if any(shown.body.endswith(f"about {circle}.") for shown in self.person.screen(room))
        )


class MixedTown(Town):
    """Some people on Matrix, everybody else on Telegram."""

    def __init__(self, both: MixedExchange, account: MatrixAccount) -> None:
        super().__init__(both.telegram)
        self.both = both
        self.apps: dict[str, App] = {}
        self._account = account
        self._has_news = True

    @property
    def matrix_account(self) -> MatrixAccount | None:
        return self._account

    def is_on_telegram(self, person: str) -> bool:
        return person not in ON_MATRIX

    def chat(self, person: str) -> str:
        return super().chat(person) if self.is_on_telegram(person) else self.apps[person].person.user

    def copies(self, reader: str, words: str) -> list[Copy]:
        if self.is_on_telegram(reader):
            return super().copies(reader, words)
        if self._has_news:
            self._has_news = False
            for name, app in self.apps.items():
                app.check()
                app.look(name)
        return self.apps[reader].index.get(words, [])

    def check_phones(self) -> None:
        super().check_phones()
        for name, app in self.apps.items():
            for room in app.person.rooms_with(self.both.matrix.bot):
                unread = [one for one in app.person.screen(room) if one.body == UNDECRYPTABLE]
                assert not unread, f"{name} cannot read something"

    def noticed(self) -> None:
        """Somebody's app has shown something new."""
        self._has_news = True
        self.server.changed()

    def _types(self, line: Line, reply_to: int | None) -> None:
        if self.is_on_telegram(line.writer):
            super()._types(line, reply_to)
        else:
            self.apps[line.writer].types(line)

    def _phone(self, person: str) -> Phone:
        return self.both.phone(person)


@asynccontextmanager
async def mixed_town(url: str, key: bytes, synapse: Synapse, folder: Path) -> AsyncIterator[MixedTown]:
    """Set up such a town on an empty database: tables, roster, phones with their apps open; no bot yet."""
    clock = SystemClock()
    matrix = MatrixExchange(clock, synapse, folder)
    both = MixedExchange(TelegramExchange(clock), matrix, ON_MATRIX)
    await both.start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(both.stop)
        await settle_in(url, key, both)
        account = MatrixAccount(synapse.url, matrix.bot, PASSWORD, str(folder / "keys"))
        there = MixedTown(both, account)
        for name in filter(ON_MATRIX.__contains__, CAST):
            person = matrix.phone(name).person
            assert person is not None
            person.on_news = there.noticed
            await stack.enter_async_context(person)
            there.apps[name] = app = App(person, matrix.bot)
            stack.push_async_callback(app.close)
        yield there
