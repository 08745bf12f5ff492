"""Who may do what only one may do: run, lead a credential, hold leases.

Every lock here is let go by the kernel or the server when its holder dies, however it dies. Knows no table
and nothing of what is done under a lock.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
import secrets
from collections.abc import Callable, Coroutine
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg
from sqlalchemy import Connection, make_url, text

from bot.store.advisory import SessionLock
from bot.store.sqlite import file_of

POLL_SECONDS = 0.25
"""How often a follower asks for the lead. Waiting for it inside the server would hold back its VACUUM."""

_LIVENESS = 0x636F7061
_HAS_NO_HOLDER = text("SELECT pg_try_advisory_xact_lock_shared(:space, :owner)")


class AlreadyRunning(RuntimeError):  # noqa: N818 - read by an operator, in a sentence
    """Another process runs on this database; ``path`` is the lock file it holds."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"the bot already runs on this database: another process holds {path}")
        self.path = path


class RunnerLock:
    """The role "runner" on an SQLite database: one process at a time; others may still read and write.

    The kernel frees the lock when the process ends, also by kill -9. The file stays: deleting it while
    somebody runs would let a second one in. A child made by a bare fork would inherit the lock.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @classmethod
    def beside(cls, url: str) -> RunnerLock:
        """Return the lock of the SQLite database at this address."""
        database = file_of(make_url(url))
        return cls(database.with_name(database.name + ".runner"))

    def take(self) -> None:
        """Take the role, at once or not at all: raises AlreadyRunning."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise AlreadyRunning(self.path) from None
        self._descriptor = descriptor

    def let_go(self) -> None:
        """Give the role back; does nothing without it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        """Take the role for a block."""
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back."""
        self.let_go()


class Leader:
    """Lets one process at a time do the duty of a credential. On SQLite there is only one, and it leads.

    Two may overlap for the moment in which a leader has not yet noticed that its connection is lost, so
    the duty must bear it: events are told apart by their id, leases by their token.
    """

    def __init__(self, url: str, credential: str) -> None:
        parsed = make_url(url)
        key = int.from_bytes(hashlib.sha256(f"leader {credential}".encode()).digest()[:8], signed=True)
        self._lock = SessionLock(parsed, key) if parsed.get_backend_name() == "postgresql" else None
        self.is_leading = False

    async def lead(self, duty: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Whenever this process leads, do ``duty``; cancel it when the lead is lost, and stand again.

        Returns, or raises, when the duty itself does; otherwise runs until cancelled. Either way the lead
        is given up. A server out of reach is waited for.
        """
        is_done = False
        try:
            while not is_done:
                await self._win()
                self.is_leading = True
                is_done = await self._do(duty)
                self.is_leading = False
        finally:
            self.is_leading = False
            if self._lock is not None:
                await self._lock.let_go()

    async def _win(self) -> None:
        while self._lock is not None:
            try:
                if await self._lock.try_take():
                    return
            except psycopg.OperationalError:
                pass
            await asyncio.sleep(POLL_SECONDS)

    async def _do(self, duty: Callable[[], Coroutine[Any, Any, None]]) -> bool:
        """Return True when the duty has ended, False when the lead was lost under it."""
        if self._lock is None:
            await duty()
            return True
        working = asyncio.create_task(duty())
        losing = asyncio.create_task(self._lock.until_lost())
        try:
            await asyncio.wait({working, losing}, return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                working.result()
                return True
            return False
        finally:
            working.cancel()
            losing.cancel()
            await asyncio.gather(working, losing, return_exceptions=True)


class LivenessLock:
    """Proof that this process lives, so that others may release a dead one's leases at once.

    ``owner`` is this process's number, fit for a 32-bit column, new at each start. The proof lapses while
    the connection is lost, though we live; then fencing tokens keep a double from doing harm.
    """

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._is_on_sqlite = self._url.get_backend_name() == "sqlite"
        self._keeping: asyncio.Task[None] | None = None
        self.owner = _fresh_owner()

    async def __aenter__(self) -> Self:
        """Hold the lock for a block; raises psycopg.OperationalError if the server is out of reach."""
        if not self._is_on_sqlite:
            lock = SessionLock(self._url, _LIVENESS, self.owner)
            while not await lock.try_take():
                # Somebody has the same number: improbable, and mended by another one.
                await lock.let_go()
                self.owner = _fresh_owner()
                lock = SessionLock(self._url, _LIVENESS, self.owner)
            self._keeping = asyncio.create_task(_keep(lock))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)

    def owner_is_dead(self, connection: Connection, owner: int) -> bool:
        """Tell whether no process lives under this number; asked inside a write transaction.

        On SQLite whoever is not us is dead, since only the holder of the RunnerLock takes leases.
        """
        if owner == self.owner:
            return False
        if self._is_on_sqlite:
            return True
        # Shared, so that two who ask at once both hear the truth; until the end of the transaction, so that
        # nobody can come to life under the number while its leases are released.
        return bool(connection.execute(_HAS_NO_HOLDER, {"space": _LIVENESS, "owner": owner}).scalar_one())


async def _keep(lock: SessionLock) -> None:
    """Hold the lock until cancelled, taking it again whenever the connection was lost."""
    try:
        while True:
            await lock.until_lost()
            await _retake(lock)
    finally:
        await lock.let_go()


async def _retake(lock: SessionLock) -> None:
    while True:
        await asyncio.sleep(POLL_SECONDS)
        try:
            if await lock.try_take():
                return
        except psycopg.OperationalError:
            pass


def _fresh_owner() -> int:
    return 1 + secrets.randbelow(2**31 - 1)
