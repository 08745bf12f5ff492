"""The story on a real Matrix homeserver: accounts for everybody, and the first words in their rooms.

Then the people are whoever signs in as them. Knows nothing of how words travel.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import NamedTuple

from bot.adapters.matrix import Guest
from bot.demo.homeserver import Homeserver
from bot.demo.people import OPENING, PEOPLE, Line, roster
from bot.house import House
from bot.store.importing import import_roster
from bot.store.refs import circle_called

DOMAIN = "demo.localhost"
_STEP = 0.05
_SECONDS = 60.0


class Account(NamedTuple):
    """How to sign in as somebody."""

    name: str
    role: str
    user: str
    password: str

    def __repr__(self) -> str:
        """Hide how to sign in."""
        return "Account(hidden)"


class Accounts:
    """The bot's account and those of the people, on one homeserver."""

    def __init__(self, homeserver: Homeserver) -> None:
        self.url = homeserver.url
        self.bot_password = secrets.token_urlsafe(32)
        self.bot = homeserver.admit("coparenting", self.bot_password)
        password = secrets.token_hex(4)  # One for all of them: it is typed, and opens nothing real.
        self.people = tuple(
            Account(one.name, one.role, homeserver.admit(one.name.lower(), password), password)
            for one in PEOPLE
        )

    def of(self, name: str) -> Account:
        """Return somebody's account."""
        return next(one for one in self.people if one.name == name)


class MatrixStory:
    """Sets the stage and says the first words. ``folder`` is for what the phones keep."""

    def __init__(self, house: House, accounts: Accounts, folder: Path) -> None:
        self._house = house
        self._accounts = accounts
        self._folder = folder

    async def prepare(self) -> None:
        """Record the families, without quiet hours: people come at any time, and the time there is real."""
        told = roster(lambda name: f"matrix:{self._accounts.of(name).user}", has_nights=False)
        await self._house.store.run(lambda session: import_roster(session, told))

    async def tell(self, ready: Callable[[], None]) -> None:
        """Say the first words while the house runs, call ``ready``, and stay until cancelled.

        Whoever spoke stays, so that the words can also be read by their speaker. Raises SendProblem, or
        TimeoutError where the house makes no room.
        """
        async with AsyncExitStack() as stack:
            guests = {name: self._guest(name) for name in dict.fromkeys(line.name for line in OPENING)}
            for guest in guests.values():
                stack.push_async_callback(guest.closes)
            await asyncio.gather(*(guest.opens() for guest in guests.values()))
            for line in OPENING:
                room = await self._room(line)
                await guests[line.name].says(room, line.words, to=self._accounts.bot)
            ready()
            await asyncio.gather(*(guest.stays() for guest in guests.values()))

    def _guest(self, name: str) -> Guest:
        account = self._accounts.of(name)
        return Guest(self._accounts.url, account.user, account.password, self._folder / name)

    async def _room(self, line: Line) -> str:
        """Return the room of somebody's circle, once the house has made it."""
        store, user = self._house.store, self._accounts.of(line.name).user
        circle = await store.read(lambda session: circle_called(session, line.circle))
        async with asyncio.timeout(_SECONDS):
            while True:
                # Rooms remember that there was none: what the house made meanwhile, only new ones find.
                room = await store.rooms("matrix").find(user, circle)
                if room is not None:
                    return room
                await asyncio.sleep(_STEP)
