"""Families in several circles with phones on a fake Telegram, who write and remember what they wrote.

Knows no process. What stands on the phones in the end is compared with what was written, word for word.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.chat.clock import SystemClock
from bot.house import House
from bot.roster import read
from bot.store.importing import import_roster
from bot.store.sealing import Master
from tests.crash.child import DEFAULTS, TEXTS, MatrixAccount
from tests.fakes.botapi import BotApiServer
from tests.story.phones import Exchange, Phone, Seen, TelegramExchange
from tests.story.stage import SLEEPLESS, with_accounts
from tests.tables import with_tables

CIRCLES = {
    "gladys-jon": ("Ana", "Joshua", "Wendy"),
    "macia": ("Ana", "Brianna"),
    "jaylan": ("Samara", "Francis", "Brianna"),
}
PATIENCE = 20.0
"""Seconds until a test gives up waiting; nothing here is as slow as that."""

CAST = ("Ana", "Joshua", "Wendy", "Brianna", "Samara", "Francis", "Tianna")
LANGUAGE = defaultdict(lambda: "en", Ana="es")


@dataclass(frozen=True)
class Line:
    """Something somebody wrote; the words are found nowhere else."""

    circle: str
    writer: str
    words: str

    @property
    def readers(self) -> tuple[str, ...]:
        """Return who is to read it."""
        return tuple(one for one in CIRCLES[self.circle] if one != self.writer)


@dataclass(frozen=True)
class Copy:
    """One time a line was accepted for a reader: the number of the request, and whether it says "maybe"."""

    request: int
    says_maybe: bool


@dataclass
class Town:
    """The people, their phones, and what they wrote."""

    exchange: TelegramExchange
    written: list[Line] = field(default_factory=list)
    _doors: dict[tuple[str, str], int] = field(default_factory=dict)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _read: int = 0
    _copies: dict[tuple[str, str], list[Copy]] = field(default_factory=lambda: defaultdict(list))

    @property
    def server(self) -> BotApiServer:
        """The fake Telegram."""
        return self.exchange.server

    async def open_doors(self) -> None:
        """Let one line stand in each circle, for those in several to reply to: so is known where it goes."""
        for circle, members in CIRCLES.items():
            speaker = next((one for one in members if len(circles_of(one)) == 1), members[0])
            line = self._say(circle, speaker)
            if len(circles_of(speaker)) > 1:
                await self._choose(circle, speaker)
            await self.server.wait_for(lambda line=line: self.has_arrived(line), PATIENCE)  # type: ignore[misc]
            for member in filter(self.is_on_telegram, members):
                own = self.exchange.user(member).screen(with_own=True)
                self._doors[member, circle] = next(one.id for one in own if one.text.endswith(line.words))

    @property
    def matrix_account(self) -> MatrixAccount | None:
        """The bot's other account, if there is one."""
        return None

    def is_on_telegram(self, person: str) -> bool:
        """Whether this is somebody's messenger: there, a repeat can be necessary."""
        return True

    def chat(self, person: str) -> str:
        """Return the chat that a bot writes to when it writes to somebody."""
        return str(self.exchange.user(person).id)

    async def _choose(self, circle: str, speaker: str) -> None:
        user = self.exchange.user(speaker)
        child = circle.title()

        def token() -> str:
            labels = (b for one in user.screen() for b in one.buttons if child in b.label)
            return next((b.token for b in labels), "")

        user.taps(await self.server.wait_for(token))

    def says(self, circle: str, writer: str) -> Line:
        """Let somebody write something new."""
        return self._say(circle, writer, self._doors.get((writer, circle)))

    def _say(self, circle: str, writer: str, reply_to: int | None = None) -> Line:
        line = Line(circle, writer, f"line {next(self._numbers)} of {writer} about {circle}.")
        self._types(line, reply_to if len(circles_of(writer)) > 1 else None)
        self.written.append(line)
        return line

    def _types(self, line: Line, reply_to: int | None) -> None:
        self.exchange.user(line.writer).says(line.words, reply_to)

    def says_some(self, dice: random.Random) -> list[Line]:
        """Let a few people write a few lines, several of them in a row by the same one."""
        said: list[Line] = []
        for _ in range(dice.randint(1, 3)):
            circle = dice.choice(sorted(CIRCLES))
            writer = dice.choice(CIRCLES[circle])
            said.extend(self.says(circle, writer) for _ in range(dice.randint(1, 3)))
        return said

    def copies(self, reader: str, words: str) -> list[Copy]:
        """Return every time a reader got these words."""
        self._look()
        return self._copies.get((reader, words), [])

    def has_arrived(self, *lines: Line) -> bool:
        """Whether every reader of these lines has them, at least once."""
        return all(self.copies(reader, line.words) for line in lines for reader in line.readers)

    def _look(self) -> None:
        requests = self.server.requests
        names = {self.exchange.user(name).id: name for name in CAST if self.is_on_telegram(name)}
        fresh, self._read = requests[self._read :], len(requests)
        for call in fresh:
            if call.method != "sendMessage" or not isinstance(call.result, dict):
                continue
            reader = names[call.params["chat_id"]]
            header, _, words = call.params["text"].rpartition("\n")
            self._copies[reader, words].append(Copy(call.number, says_maybe(reader, header)))

    def screen(self, reader: str) -> list[Seen]:
        """Return the lines of people on a phone, without what the bot says itself."""
        known = {line.words for line in self.written}
        return [one for one in self._phone(reader).screen() if one.body in known]

    def _phone(self, person: str) -> Phone:
        return self.exchange.phone(person)

    def check_phones(self) -> None:
        """Fail unless every phone shows every line, and each writer's in the order of writing.

        A repeat stands right behind what it repeats, and says that it may be one.
        """
        for reader in CAST[:-1]:
            shown = self.screen(reader)
            seen: list[str] = []
            for one in shown:
                if seen and one.body == seen[-1]:
                    assert says_maybe(reader, one.header or ""), f"{reader} reads twice: {one}"
                else:
                    seen.append(one.body)
            assert len(seen) == len(set(seen)), f"{reader} reads a repeat out of its place"
            for circle in circles_of(reader):
                for writer in CIRCLES[circle]:
                    if writer == reader:
                        continue
                    own = [one.words for one in self.written if (one.circle, one.writer) == (circle, writer)]
                    assert [words for words in seen if words in own] == own, f"{reader} of {writer}"


def circles_of(person: str) -> list[str]:
    """Return the circles somebody is in."""
    return [circle for circle, members in CIRCLES.items() if person in members]


def says_maybe(reader: str, header: str) -> bool:
    """Tell whether the line above the words warns, in the reader's language, of a repeat."""
    return header.endswith(TEXTS.render(LANGUAGE[reader], "header-repeat", who=""))


@asynccontextmanager
async def town(url: str, key: bytes) -> AsyncIterator[Town]:
    """Set up a town on an empty database: tables, roster, phones; no bot yet."""
    exchange = TelegramExchange(SystemClock())
    await exchange.start()
    try:
        await settle_in(url, key, exchange)
        yield Town(exchange)
    finally:
        await exchange.stop()


async def settle_in(url: str, key: bytes, exchange: Exchange) -> None:
    """Make the tables and write down who is who, each with their account."""
    with_tables(url)
    clock = SystemClock()
    house = House(url=url, master=Master(key), defaults=DEFAULTS, clock=clock, messengers=[], texts=TEXTS)
    async with house:
        told = read(with_accounts(SLEEPLESS, exchange, CAST), file_name="roster.toml")
        await house.store.run(lambda session: import_roster(session, told))
    await exchange.admit()
