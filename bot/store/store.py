"""The store as the rest of the program sees it: each method is one transaction.

Knows no messenger. Fulfils the ports of ``engine.ports``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from sqlalchemy import Connection

from bot.chat.album import Album
from bot.chat.clock import Clock
from bot.chat.incoming import Address, Arrival, Uncleaned, Unreadable
from bot.chat.media import CleanFile
from bot.chat.messenger import Intake
from bot.chat.mine import Mine
from bot.chat.outgoing import Receipt
from bot.chat.record import Record
from bot.engine.ports import Departure, Wanted, Worked
from bot.speech import Speech
from bot.store import (
    albums,
    departed,
    departing,
    duties,
    inbox,
    keeping,
    keepsakes,
    lanes,
    mine,
    offers,
    record,
    reminders,
    sharing,
    turn,
)
from bot.store.database import Database
from bot.store.locks import LivenessLock
from bot.store.meetings import Diary, diary_of
from bot.store.paper import paper_signer
from bot.store.sealing import Master
from bot.store.session import Defaults, Session
from bot.store.tidying import tidy

T = TypeVar("T")
_log = structlog.get_logger("store")


class Store:
    """An open store, with the moment from the injected clock in every transaction."""

    def __init__(
        self,
        database: Database,
        master: Master,
        defaults: Defaults,
        clock: Clock,
        speech: Speech,
        liveness: LivenessLock,
    ) -> None:
        self.database = database
        self._master = master
        self._defaults = defaults
        self._clock = clock
        self._speech = speech
        self._liveness = liveness

    async def run(self, work: Callable[[Session], T]) -> T:
        """Run work in one write transaction."""
        return await self.database.run(lambda connection: work(self._session(connection)))

    async def read(self, work: Callable[[Session], T]) -> T:
        """Run work on an unchanging view, beside the writer."""
        return await self.database.read(lambda connection: work(self._session(connection)))

    def _session(self, connection: Connection) -> Session:
        return Session(connection, self._master, self._clock.now(), self._defaults)

    # --- the way in

    def intake(self, messenger: str, wake: Callable[[], None]) -> Intake:
        """Return where a messenger hands in what it received; ``wake`` is called after each commit."""
        return _Intake(self, messenger, wake)

    def rooms(self, messenger: str) -> keeping.Rooms:
        """Return which room is whose, for a messenger that has one for each circle."""
        return keeping.Rooms(self, messenger)

    def vault(self, messenger: str) -> keeping.Vault:
        """Return where a messenger keeps its own secrets."""
        return keeping.Vault(self, messenger)

    async def work_one(self) -> Worked | None:
        """Work one arrival; what cannot be worked is set aside and its sender told."""
        try:
            return await self.run(lambda session: turn.work_one(session, self._speech))
        except turn.TurnFailed as failed:
            kept = failed
        _log.error("a turn failed", arrival=kept.taken.id, exc_info=kept)
        await self.run(lambda session: turn.bury(session, kept))
        return Worked(kept.taken.messenger, "buried")

    async def prepared(self, wanted: Wanted, found: Sequence[CleanFile] | Uncleaned) -> None:
        """Let the turn with these files be taken."""
        await self.run(lambda session: sharing.prepared(session, wanted, found))

    async def not_fetched(self, wanted: Wanted, delay: timedelta) -> None:
        """Look for these files again later."""
        await self.run(lambda session: sharing.not_fetched(session, wanted, delay))

    # --- the way out

    async def files(self, gone: Departure) -> tuple[CleanFile, ...]:
        """Return what is in the files of a departure."""
        return await self.read(lambda session: departing.files(session, gone))

    async def record(self, gone: Departure) -> Record | None:
        """Return what is handed out with a departure; read beside the writer, for it may take long."""
        return await self.read(lambda session: record.for_departure(session, gone))

    async def signed(self, paper: bytes) -> bytes:
        """Return a PDF with the agency's signature in it, made off the loop."""
        signer = await self.read(paper_signer)
        return paper if signer is None else await asyncio.to_thread(signer.sign, paper)

    async def mine(self, gone: Departure) -> Mine | None:
        """Return what its reader has of their own, where that goes with a departure; read as a record is."""
        return await self.read(lambda session: mine.mine_for(session, gone))

    async def album(self, gone: Departure) -> Album | None:
        """Return the moments of an album that goes with a departure; read beside the writer."""
        return await self.read(lambda session: albums.for_departure(session, gone))

    async def take(self, count: int) -> list[Departure]:
        """Lease lanes and return their first departures."""
        return await self.run(lambda session: departing.take(session, self._liveness.owner, count))

    async def sent(self, gone: Departure, receipt: Receipt, exactly: str, *, go_on: bool) -> Departure | None:
        """Mark as accepted."""
        owner = self._liveness.owner
        return await self.run(
            lambda session: departed.sent(session, owner, gone, receipt, exactly, go_on=go_on)
        )

    async def not_sent(self, gone: Departure, delay: timedelta) -> None:
        """Try again later."""
        await self.run(lambda session: departed.not_sent(session, self._liveness.owner, gone, delay))

    async def uncertain(self, gone: Departure, delay: timedelta) -> None:
        """Try again later, saying that it may be a repeat."""
        await self.run(lambda session: departed.uncertain(session, self._liveness.owner, gone, delay))

    async def refused(self, gone: Departure, why: str) -> Departure | None:
        """Set aside."""
        return await self.run(lambda session: departed.refused(session, self._liveness.owner, gone, why))

    async def target_gone(self, gone: Departure, *, still_stands: bool) -> Departure | None:
        """Nothing to act on."""
        owner = self._liveness.owner
        return await self.run(
            lambda session: departed.target_gone(session, owner, gone, still_stands=still_stands)
        )

    async def unreachable(self, gone: Departure) -> Departure | None:
        """The account is lost for now."""
        return await self.run(lambda session: departed.unreachable(session, self._liveness.owner, gone))

    async def moved(self, gone: Departure, to: Address) -> Departure | None:
        """The chat has another address."""
        return await self.run(lambda session: departed.moved(session, self._liveness.owner, gone, to))

    async def next_due(self) -> datetime | None:
        """Return when some lane has work again, a meeting something to be reminded of, or an offer is due."""

        def work(session: Session) -> datetime | None:
            ways = (lanes, reminders, keepsakes, offers)
            dues = [one.next_due(session) for one in ways]
            return min((due for due in dues if due is not None), default=None)

        return await self.run(work)

    async def diary(self, secret_hash: str) -> Diary | None:
        """Return the calendar that can be read under an address, by the hash of its secret."""
        return await self.run(lambda session: diary_of(session, secret_hash))

    # --- duties of the clock

    async def do_duties(self) -> int:
        """Find what is due by the clock and turn it into drafts; return how much there was."""
        # One after the other: what is tidied away must not hold up what is due.
        done = await self.run(duties.do_all)
        done += await self.run(lambda session: turn.answer_for(session, self._speech))
        return done + await self.run(tidy)

    async def free_dead_leases(self) -> int:
        """Release at once what processes that are gone had leased."""

        def work(session: Session) -> int:
            dead = [
                owner
                for owner in lanes.owners(session)
                if self._liveness.owner_is_dead(session.connection, owner)
            ]
            for owner in dead:
                lanes.free(session, owner)
            return len(dead)

        return await self.run(work)


class _Intake:
    """One messenger's way into the inbox."""

    def __init__(self, store: Store, messenger: str, wake: Callable[[], None]) -> None:
        self._store = store
        self._messenger = messenger
        self._wake = wake

    async def cursor(self) -> str | None:
        """Return the committed place in the platform's stream."""
        name = f"cursor:{self._messenger}"
        value = await self._store.run(lambda session: inbox.get_setting(session, name))
        return value.decode() if value is not None else None

    async def receive(self, events: Sequence[Arrival | Unreadable], cursor: str | None = None) -> None:
        """Commit, then wake whoever works turns."""
        await self._store.run(lambda session: inbox.receive(session, self._messenger, events, cursor))
        self._wake()
