"""The running program, put together: store, engine, courier, clockwork and messengers in one house.

Knows all the rooms and nothing of configuration files or of how it is started.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Any, Self

import msgspec
import structlog

from bot.chat.clock import Clock
from bot.chat.incoming import Arrival, Unreadable
from bot.chat.messenger import Capabilities, CredentialRevoked, Intake, Messenger
from bot.cleaning import Cleaner, Limits
from bot.clockwork import Clockwork
from bot.counts import Counts
from bot.courier.courier import Courier
from bot.courier.fetching import Fetching
from bot.courier.sheets import calendar
from bot.courier.turns import Turns
from bot.engine.guarding import prepare
from bot.engine.ports import Cleaning
from bot.flows.registry import commands_for
from bot.speech import Speech
from bot.store.database import Database
from bot.store.locks import Leader, LivenessLock
from bot.store.sealing import Master
from bot.store.session import Defaults, Manner
from bot.store.store import Store
from bot.texts import Texts

_log = structlog.get_logger("house")


Messengers = Sequence[Messenger] | Callable[[Store], Sequence[Messenger]]
"""The messengers, or what makes them once the store is there in which something is kept for them."""


class House:
    """One process of the program.

    Used as an async context: leaving it ends everything in order, and nothing committed is lost however
    it ends. ``settle`` works everything that is due without any loop running: for tests and jumps.
    """

    def __init__(  # noqa: PLR0913 - one process put together
        self,
        *,
        url: str,
        master: Master,
        defaults: Defaults,
        clock: Clock,
        messengers: Messengers,
        texts: Texts,
        cleaning: Cleaning | None = None,
        threads: int = 4,
    ) -> None:
        self.clock = clock
        self.counts = Counts()
        self.liveness = LivenessLock(url)
        self.database = Database.open(url, threads=threads)
        self.speech = Speech(texts)
        manners: dict[str, Manner] = {}
        told = msgspec.structs.replace(defaults, manners=manners)
        self.store = Store(self.database, master, told, clock, self.speech, self.liveness)
        built = messengers(self.store) if callable(messengers) else messengers
        self.messengers = {messenger.name: messenger for messenger in built}
        manners |= {name: _manner(messenger.capabilities) for name, messenger in self.messengers.items()}
        cleaning = cleaning or Cleaner(Limits(bytes_in=defaults.file_bytes))
        self.courier = Courier(
            self.store, self.messengers, self.speech, defaults.language, self.counts, cleaning
        )
        self.turns = Turns(self.store, self.counts, self.courier.wake)
        self.fetching = Fetching(self.store, self.messengers, cleaning, defaults.file_bytes, self.turns.wake)
        self.turns.fetch = self.fetching.begin
        self.clockwork = Clockwork(clock, self.tick)
        self.is_ready = False
        self._url = url
        self._stack = AsyncExitStack()
        self._preparing: asyncio.Future[None] | None = None

    async def __aenter__(self) -> Self:
        """Take the process's place among others; the loops are not running yet."""
        await self._stack.__aenter__()
        await self._stack.enter_async_context(self.liveness)
        await self.store.free_dead_leases()
        self._preparing = asyncio.create_task(asyncio.to_thread(prepare))
        return self

    async def __aexit__(self, *_: object) -> None:
        """Let go of everything, in order."""
        self.is_ready = False
        if self._preparing is not None:
            await asyncio.wait({self._preparing})
        await self.fetching.close()
        for messenger in self.messengers.values():
            await messenger.close()
        await self.database.close()
        await self._stack.aclose()

    def commands(self, texts: Texts, language: str, *, is_desk: bool = False) -> list[tuple[str, str]]:
        """Return the commands that a messenger may show beside its text field, each with what it is for."""
        spoken = texts.language_for(language)
        words = commands_for(speaker_is_caseworker=is_desk)
        return [(word, texts.render(spoken, f"about-{word}")) for word in words]

    async def calendar(self, secret_hash: str) -> bytes | None:
        """Return the calendar behind an address, as its reader's phone reads it; None for no such address."""
        found = await self.store.diary(secret_hash)
        if found is None:
            return None
        return calendar(found.dates, lambda value: self.speech(found.language, found.timezone, value))

    def intake(self, messenger: str) -> Intake:
        """Return where a messenger hands in what it received."""
        return _Counted(self.store.intake(messenger, self.turns.wake), messenger, self.counts)

    async def run(self) -> None:
        """Run every loop until cancelled. Raises CredentialRevoked where a messenger no longer knows us."""
        loops: list[Coroutine[Any, Any, None]] = [self.turns.run(), self.courier.run()]
        for name, messenger in self.messengers.items():
            loops.append(Leader(self._url, name).lead(self._listening(messenger)))
        self.clockwork.start()
        tasks = [asyncio.create_task(loop) for loop in loops]
        self.is_ready = True
        try:
            await asyncio.gather(*tasks)
        except CredentialRevoked:
            _log.critical("a messenger no longer accepts our credential: nothing goes in or out there")
            raise
        finally:
            self.is_ready = False
            self.clockwork.stop()
            for task in tasks:
                if not task.cancelling():  # A second cancellation would cut short an orderly end.
                    task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _listening(self, messenger: Messenger) -> Callable[[], Coroutine[Any, Any, None]]:
        async def listen() -> None:
            await messenger.listen(self.intake(messenger.name))

        return listen

    async def tick(self) -> datetime | None:
        """Do what the clock made due, wake the loops, and say when there is more."""
        await self.store.free_dead_leases()
        await self.store.do_duties()
        self.turns.wake()
        self.courier.wake()
        return await self.store.next_due()

    async def settle(self) -> None:
        """Work until nothing is due: turns, duties, deliveries, and what they bring about."""
        while (
            await self.turns.drain()
            + await self.fetching.drain()
            + await self.store.do_duties()
            + await self.courier.drain()
        ):
            pass


def _manner(can: Capabilities) -> Manner:
    return Manner(can.prefix, can.undo_seconds, can.has_buttons, can.has_rooms, can.reaction)


class _Counted:
    """An intake that counts what passes."""

    def __init__(self, intake: Intake, messenger: str, counts: Counts) -> None:
        self._intake = intake
        self._messenger = messenger
        self._counts = counts

    async def cursor(self) -> str | None:
        """Return the committed place in the platform's stream."""
        return await self._intake.cursor()

    async def receive(self, events: Sequence[Arrival | Unreadable], cursor: str | None = None) -> None:
        """Commit, then count."""
        await self._intake.receive(events, cursor)
        for event in events:
            if isinstance(event, Unreadable):
                self._counts.set_aside(self._messenger)
            else:
                self._counts.arrived(self._messenger, type(event.content).__name__.lower())
