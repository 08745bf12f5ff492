"""SQLite: one writer thread that commits in groups, and readers beside it.

Knows the quirks of SQLite and its driver; knows no table.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Literal, NamedTuple, TypeVar

from sqlalchemy import URL, Connection, Engine, NullPool, PoolProxiedConnection, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from bot.store.direct import DirectConnection
from bot.store.errors import DatabaseClosed, TransactionLost, UnsupportedDatabase

T = TypeVar("T")

GROUP = 64
"""How many pieces of work may share a COMMIT: enough to hide its cost, few enough to wait for."""

READERS = 2
BUSY_SECONDS = 30.0
"""How long to wait for another process that writes (a roster import, a backup)."""

CHECKPOINT_SECONDS = 1.0
"""How long to wait for readers when the log is to be emptied: nobody can write meanwhile."""


def open_engine(
    url: URL, begin: Literal["BEGIN", "BEGIN IMMEDIATE"], *pragmas: str, patience: float = BUSY_SECONDS
) -> Engine:
    """Return an engine whose transactions are exactly as declared.

    The driver's own idea of when to begin breaks savepoints, so it is switched off and we begin
    ourselves. Every connection gets the pragmas given, after those that all of ours have.
    """
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"),
        poolclass=NullPool,
        connect_args={"check_same_thread": False, "timeout": patience, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        # FULL makes each COMMIT durable against a power cut, not only against our own death, and
        # secure_delete overwrites what is deleted: an erased key must not be readable in the file. With the
        # usual 2 MB of pages in memory a message costs more as the history grows; 32 MB (KiB, negative) do.
        for pragma in ("synchronous=FULL", "secure_delete=ON", "cache_size=-32768", *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def _begin(dbapi_connection: PoolProxiedConnection) -> None:
        dbapi_connection.cursor().execute(begin)

    # Not as a listener: for the sake of one, SQLAlchemy looks for others around each statement.
    engine.dialect.do_begin = _begin  # type: ignore[method-assign]
    return engine


def file_of(url: URL) -> Path:
    """Return the path of the database file; raises UnsupportedDatabase for one that lives in memory."""
    if not url.database or url.database == ":memory:":
        message = "an SQLite database needs a file: sqlite:///path"
        raise UnsupportedDatabase(message)
    return Path(url.database)


class _Piece(NamedTuple):
    """One piece of work, and who waits for it."""

    work: Callable[[Connection], object]
    future: asyncio.Future[Any]


class _Outcome(NamedTuple):
    """How a piece ended: with a value, or with the error that is to be raised instead."""

    future: asyncio.Future[Any]
    value: object = None
    error: BaseException | None = None


class SqliteBackend:
    """See `Database` for the contracts."""

    dialect: Literal["sqlite"] = "sqlite"

    def __init__(self, url: URL) -> None:
        # Made by us so that nobody else on the machine may read it; its log takes over these rights.
        file_of(url).touch(mode=0o600)
        self._url = url
        self._connection = DirectConnection(
            open_engine(url, "BEGIN IMMEDIATE", "journal_mode=WAL", "foreign_keys=ON")
        )
        self._reading = open_engine(url, "BEGIN", "query_only=ON")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-read")
        self._queue: SimpleQueue[_Piece | None] = SimpleQueue()
        self._is_closed = False
        # A daemon, because a program that dies without close must die: what matters is committed.
        self._writer = Thread(target=self._serve, name="store-write", daemon=True)
        self._writer.start()

    async def run(self, work: Callable[[Connection], T]) -> T:
        """See `Database.run`."""
        if self._is_closed:
            raise DatabaseClosed
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queue.put(_Piece(work, future))
        return await future

    async def read(self, work: Callable[[Connection], T]) -> T:
        """See `Database.read`."""
        if self._is_closed:
            raise DatabaseClosed
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    def _read(self, work: Callable[[Connection], T]) -> T:
        with self._reading.connect() as connection:
            return work(connection)

    async def checkpoint(self) -> bool:
        """See `Database.checkpoint`."""
        if self._is_closed:
            raise DatabaseClosed
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._checkpoint)

    def _checkpoint(self) -> bool:
        with open_engine(self._url, "BEGIN", patience=CHECKPOINT_SECONDS).connect() as connection:
            # A checkpoint is refused inside a transaction, so this goes past the "begin" above.
            cursor = connection.connection.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (is_busy, *_pages) = cursor.fetchone() or (1,)
            cursor.close()
            return not is_busy

    async def close(self) -> None:
        """See `Database.close`."""
        if self._is_closed:
            return
        self._is_closed = True
        self._queue.put(None)
        await asyncio.to_thread(self._finish)

    def _finish(self) -> None:
        # Readers first: as long as one looks at older pages the log cannot be emptied.
        self._readers.shutdown()
        self._writer.join()
        self._checkpoint()

    def _serve(self) -> None:
        is_open = True
        while is_open:
            group: list[_Piece] = []
            is_open = self._collect(group)
            if group:
                _wake(self._commit(group))
        self._connection.close()

    def _collect(self, group: list[_Piece]) -> bool:
        """Wait for work, then take with it what else has queued up; False once ``close`` was called."""
        piece = self._queue.get()
        with contextlib.suppress(Empty):
            while piece is not None:
                group.append(piece)
                if len(group) == GROUP:
                    return True
                piece = self._queue.get_nowait()
            return False
        return True

    def _commit(self, group: list[_Piece]) -> list[_Outcome]:
        outcomes: list[_Outcome] = []
        try:
            with self._connection.begin():
                outcomes.extend(self._attempt(piece) for piece in group)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the callers must hear of it
            # A COMMIT that failed leaves SQLite in the transaction, and the next group would commit it.
            # Closing the connection cannot leave anything behind; the next group opens another.
            self._connection.invalidate()
            failed = {outcome.future: outcome for outcome in outcomes if outcome.error is not None}
            return [failed.get(piece.future, _Outcome(piece.future, error=error)) for piece in group]
        return outcomes

    def _attempt(self, piece: _Piece) -> _Outcome:
        """Run one piece in a savepoint of its own, so that its failure is its own."""
        # Straight at the driver: three times a piece, SQLAlchemy's way would cost more than the work.
        driver: Any = self._connection.connection.driver_connection
        driver.execute("SAVEPOINT piece")
        try:
            value = piece.work(self._connection)
        except BaseException as error:
            # Some failures (a full disk, an I/O error) make SQLite roll back everything by itself.
            if not driver.in_transaction:
                raise TransactionLost from error
            driver.execute("ROLLBACK TO piece")
            driver.execute("RELEASE piece")
            return _Outcome(piece.future, error=error)
        driver.execute("RELEASE piece")
        return _Outcome(piece.future, value)


def _wake(outcomes: list[_Outcome]) -> None:
    """Tell the callers, with one call into each event loop, however many they are."""
    by_loop: defaultdict[asyncio.AbstractEventLoop, list[_Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_loop[outcome.future.get_loop()].append(outcome)
    for loop, ended in by_loop.items():
        # A loop that has closed meanwhile has nobody left to tell.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, ended)


def _settle(outcomes: list[_Outcome]) -> None:
    for future, value, error in outcomes:
        if future.done():  # The caller was cancelled and no longer listens.
            continue
        if error is None:
            future.set_result(value)
        else:
            future.set_exception(error)
