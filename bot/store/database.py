"""The one seam through which everything reaches the database.

Knows no table and no rule: work comes in as a function of a connection, and is durable once `run` returns.

How to write work that is fast, since a turn runs some ten small statements (measured by
``benchmarks/store_ground.py``):

* Build a statement once, at module level, with ``bindparam`` for what varies, and pass the values to
  ``connection.execute(STATEMENT, {...})``. Building it anew in each turn costs more than running it.
* Never call ``.values()`` or ``.where()`` with the values of a turn: that is building it anew.
* Several rows of one table are one call: ``connection.execute(INSERT, [{...}, {...}])``.
* Fetch everything before returning. A result that is read after the work has ended reads nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol, TypeVar

from sqlalchemy import Connection, make_url
from sqlalchemy.exc import ArgumentError

from bot.store.errors import CommitUncertain, DatabaseClosed, TransactionLost, UnsupportedDatabase
from bot.store.postgresql import PostgresqlBackend
from bot.store.sqlite import SqliteBackend

__all__ = [
    "CommitUncertain",
    "Database",
    "DatabaseClosed",
    "Dialect",
    "TransactionLost",
    "UnsupportedDatabase",
]

T = TypeVar("T")
Dialect = Literal["sqlite", "postgresql"]


class Backend(Protocol):
    """What `Database` asks of either database; the contracts are those of `Database`."""

    @property
    def dialect(self) -> Dialect: ...

    async def run(self, work: Callable[[Connection], T]) -> T: ...

    async def read(self, work: Callable[[Connection], T]) -> T: ...

    async def checkpoint(self) -> bool: ...

    async def close(self) -> None: ...


class Database:
    """An open database. Safe to use from many tasks at once."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    @classmethod
    def open(cls, url: str, *, threads: int = 4) -> Database:
        """Open ``sqlite:///path`` or ``postgresql://…``; creates an SQLite file, but no table.

        ``threads`` bounds the writing connections on PostgreSQL; SQLite has one writer whatever it says.
        Raises UnsupportedDatabase, or OSError where an SQLite file cannot be made. PostgreSQL is first
        connected to when first used.
        """
        try:
            parsed = make_url(url)
        except ArgumentError:
            message = "the address of the database cannot be read"
            raise UnsupportedDatabase(message) from None
        match parsed.get_backend_name():
            case "sqlite":
                return cls(SqliteBackend(parsed))
            case "postgresql":
                return cls(PostgresqlBackend(parsed, threads))
            case other:
                message = f"{other} is not supported: use sqlite:///path or postgresql://…"
                raise UnsupportedDatabase(message)

    @property
    def dialect(self) -> Dialect:
        """Which SQL it speaks."""
        return self._backend.dialect

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` in a write transaction; its effects are durable when this returns.

        If ``work`` raises, nothing of it stays and its exception comes out here. On SQLite work runs one
        piece at a time in the order of the calls; pieces that wait together share one COMMIT, so that a
        failing COMMIT fails all of them. On PostgreSQL pieces run side by side at READ COMMITTED, and
        ``work`` is **run again** after a serialisation failure, a deadlock or a lost connection: it must
        have no effect but through the connection. Raises CommitUncertain where nobody can know.

        ``work`` must not commit, roll back or keep the connection, nor call back into this object. Being
        cancelled while waiting only stops the waiting: the work is done, or not, as if nobody had asked.
        """
        return await self._backend.run(_guarded(work))

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` on one unchanging view of what is committed, beside the writer; writing raises.

        For reports, exports and health checks, which may take long.
        """
        return await self._backend.read(_guarded(work))

    async def checkpoint(self) -> bool:
        """Move all that is committed into the SQLite file and empty its log; elsewhere do nothing.

        Erasing is complete on disk only after this returned True. False: a reader (it may be in another
        process) still looks at older pages; ask again later.
        """
        return await self._backend.checkpoint()

    async def close(self) -> None:
        """Finish what was handed in, then let go of every connection; work handed in later is refused."""
        await self._backend.close()


def _guarded(work: Callable[[Connection], T]) -> Callable[[Connection], T]:
    """Turn a stray StopIteration, which no future can carry, into an error that its caller will hear."""

    def guarded(connection: Connection) -> T:
        try:
            return work(connection)
        except StopIteration as error:
            message = "the work raised StopIteration"
            raise RuntimeError(message) from error

    return guarded
