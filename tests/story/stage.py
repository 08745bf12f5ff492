"""A whole house on a stage: a database, a clock that a test moves, one messenger, and a cast with phones."""

from __future__ import annotations

import asyncio
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.chat.clock import SetClock
from bot.house import House
from bot.roster import read
from bot.store.importing import Imported, import_roster
from bot.store.opening import ensure_agency
from bot.store.sealing import Master
from bot.store.session import Defaults
from bot.texts import Texts
from tests.story.phones import Exchange, Phone, Seen
from tests.tables import with_tables

STORY = Path(__file__).parent.parent / "data" / "roster.toml"
SLEEPLESS = STORY.read_text().replace('quiet_hours = "21:00-07:00"', "")
"""The same, where the clock is the machine's: nobody rests, whatever the hour at which it is told."""

TEXTS = Texts.load()
MONDAY_MORNING = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # 10:00 in New York
DEFAULTS = Defaults(quiet=None, public_url="https://agency.example.org", calls_url="https://meet.example.org")
_NOW, _A_SECOND = timedelta(), timedelta(seconds=1)


class Stage:
    """Set up once for a story; the house on it may be torn down and rebuilt at any time."""

    def __init__(self, exchange: Exchange, clock: SetClock, url: str, master: Master) -> None:
        self.exchange = exchange
        self.clock = clock
        self.url = url
        self.master = master
        self.defaults = DEFAULTS
        self.codes: dict[str, str] = {}
        self._house: House | None = None
        self._listening: list[asyncio.Task[None]] = []

    @property
    def house(self) -> House:
        """The house that stands now."""
        assert self._house is not None
        return self._house

    async def open(self, *, joined: tuple[str, ...] = (), roster: str | None = None) -> Imported:
        """Make the tables, import the roster with these people joined already, and build the house."""
        await self.exchange.start()
        with_tables(self.url)
        await self.build()
        told = read(
            with_accounts(roster or STORY.read_text(), self.exchange, joined), file_name="roster.toml"
        )
        await self.exchange.admit()
        imported = await self.house.store.run(lambda session: import_roster(session, told))
        self.codes = {ref: code for ref, _name, _role, code in imported.invitations}
        return imported

    async def build(self) -> None:
        """Build the house from the database, as after a restart."""
        self._house = await House(
            url=self.url,
            master=self.master,
            defaults=self.defaults,
            clock=self.clock,
            messengers=self.exchange.connect,
            texts=TEXTS,
        ).__aenter__()
        await self.house.store.run(ensure_agency)
        self._listening = [
            asyncio.create_task(messenger.listen(self.exchange.watched(name, self.house.intake(name))))
            for name, messenger in self.house.messengers.items()
        ]

    async def stop_listening(self) -> None:
        """Leave receiving to the house's own loops."""
        for listening in self._listening:
            listening.cancel()
        await asyncio.gather(*self._listening, return_exceptions=True)
        self._listening = []

    async def tear_down(self) -> None:
        """End the house; the database and the phones stay."""
        await self.stop_listening()
        if self._house is not None:
            await self._house.__aexit__(None, None, None)
            self._house = None

    async def restart(self) -> None:
        """Tear the house down and build it again."""
        await self.tear_down()
        await self.build()

    async def close(self) -> None:
        """End everything."""
        await self.tear_down()
        await self.exchange.stop()

    async def settle(self) -> None:
        """Wait until the house has received everything, and work until nothing is due."""
        received = asyncio.ensure_future(self.exchange.all_received())
        ends: set[asyncio.Future[None]] = {received, *self._listening}
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        if not received.done():
            received.cancel()
            await asyncio.gather(*ends)
        await self.house.settle()
        # What was written into one lane at one moment stands some microseconds apart, to keep its order.
        while (due := await self.house.store.next_due()) and _NOW < due - self.clock.now() < _A_SECOND:
            self.clock.move_to(due)
            await self.house.settle()
        await self.exchange.all_shown()

    async def wait(self, passing: timedelta) -> None:
        """Let time pass, stopping wherever something is due."""
        goal = self.clock.now() + passing
        while True:
            await self.settle()
            due = await self.house.store.next_due()
            minute = self.clock.now() + timedelta(minutes=1)
            stop = min(goal, minute if passing <= timedelta(hours=1) else goal)
            if due is not None and due > self.clock.now():
                stop = min(stop, due)
            self.clock.move_to(stop)
            if stop == goal:
                break
        await self.settle()

    def phone(self, person: str) -> Phone:
        """Return a person's phone."""
        return self.exchange.phone(person)

    def screen(self, person: str) -> list[Seen]:
        """Return what stands on a person's phone."""
        return self.phone(person).screen()


def with_accounts(roster: str, exchange: Exchange, joined: tuple[str, ...]) -> str:
    """Return the roster with an account for each of these people, so that they have joined."""
    known = tomllib.loads(roster)
    names = [one["name"] for kind in ("caseworker", "person") for one in known.get(kind, [])]
    for name in names:
        exchange.phone(name)  # everybody has a phone; whoever has not joined is a stranger on it
    lines = []
    for line in roster.splitlines():
        lines.append(line)
        if line.startswith("name = "):
            name = line.partition('"')[2].rstrip('"')
            if name in joined:
                lines.append(f'accounts = ["{exchange.account(name)}"]')
    return "\n".join(lines)
