"""PostgreSQL: a few threads with a connection each, and reruns where the database asks for them.

Knows the ways in which a server fails; knows no table.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, TypeVar

from sqlalchemy import URL, Connection, create_engine
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.store.errors import CommitUncertain, DatabaseClosed

T = TypeVar("T")

READERS = 2
ATTEMPTS = 10
FIRST_PAUSE_SECONDS = 0.01
LONGEST_PAUSE_SECONDS = 1.0

RERUN = frozenset({"40001", "40P01"})
"""SQLSTATE of a serialisation failure and of a deadlock: the server undid everything and asks again."""

KEEPALIVE = {
    "connect_timeout": "10",
    "keepalives_idle": "15",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
"""libpq settings by which a silent network is noticed in half a minute; those in the address win."""


def address_of(url: URL) -> URL:
    """Return the address with the driver we use and with settings that notice a dead network."""
    missing = {key: value for key, value in KEEPALIVE.items() if key not in url.query}
    return url.set(drivername="postgresql+psycopg").update_query_dict(missing)


class PostgresqlBackend:
    """See `Database` for the contracts."""

    dialect: Literal["postgresql"] = "postgresql"

    def __init__(self, url: URL, threads: int) -> None:
        self._engine = create_engine(
            address_of(url), pool_size=threads + READERS, max_overflow=0, isolation_level="READ COMMITTED"
        )
        # One view for all statements of a report, as SQLite's readers have it.
        self._reading = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self._writers = ThreadPoolExecutor(threads, thread_name_prefix="store-write")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-read")
        self._is_closed = False

    async def run(self, work: Callable[[Connection], T]) -> T:
        """See `Database.run`."""
        return await self._hand_over(self._writers, lambda: self._write(work))

    async def read(self, work: Callable[[Connection], T]) -> T:
        """See `Database.read`."""
        return await self._hand_over(self._readers, lambda: self._read(work))

    async def checkpoint(self) -> bool:
        """Do nothing: what happens to the server's files is the server's."""
        return True

    async def close(self) -> None:
        """See `Database.close`."""
        self._is_closed = True
        await asyncio.to_thread(self._finish)

    def _finish(self) -> None:
        self._writers.shutdown()
        self._readers.shutdown()
        self._engine.dispose()

    async def _hand_over(self, threads: ThreadPoolExecutor, attempt: Callable[[], T]) -> T:
        if self._is_closed:
            raise DatabaseClosed
        return await asyncio.get_running_loop().run_in_executor(threads, _insist, attempt)

    def _write(self, work: Callable[[Connection], T]) -> T:
        with self._engine.connect() as connection:
            transaction = connection.begin()
            value = work(connection)
            try:
                transaction.commit()
            except DBAPIError as error:
                if error.connection_invalidated:
                    raise CommitUncertain from error
                raise
            return value

    def _read(self, work: Callable[[Connection], T]) -> T:
        with self._reading.connect() as connection:
            return work(connection)


def _insist(attempt: Callable[[], T]) -> T:
    """Try until it works, fails for good, or has been tried often enough."""
    pause = FIRST_PAUSE_SECONDS
    for _ in range(ATTEMPTS - 1):
        try:
            return attempt()
        except DBAPIError as error:
            if not _is_worth_a_rerun(error):
                raise
        # Jitter, because two that deadlocked together would else meet again.
        time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - nothing is secret about a pause
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
    return attempt()


def _is_worth_a_rerun(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    # The driver gives no SQLSTATE where the server could not be reached at all.
    is_unreachable = isinstance(error, OperationalError) and state is None
    return state in RERUN or error.connection_invalidated or is_unreachable
