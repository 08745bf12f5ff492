"""Measures the seam under the store: pieces of work a second, and what one statement costs.

Knows no table of the program. Compare the ratios of a run, not its figures with another machine's.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    bindparam,
    insert,
    select,
    update,
)

from bot.store.database import Database

ROUNDS = 3000
CLIENTS = 32
STATEMENTS = 1000

_metadata = MetaData()
_line = Table(
    "line",
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("lane", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
_INSERT = insert(_line)
_SELECT = select(_line.c.body).where(_line.c.lane == bindparam("wanted"))
_UPDATE = update(_line).where(_line.c.id == bindparam("wanted")).values(lane=bindparam("to"))
_BODY = bytes(96)
_LANE = 9


def work(connection: Connection) -> None:
    """Do roughly what a message does: two rows in, one changed."""
    first = connection.execute(_INSERT, {"lane": 1, "body": _BODY}).lastrowid
    connection.execute(_INSERT, {"lane": 2, "body": _BODY})
    connection.execute(_UPDATE, {"wanted": first, "to": 3})


async def through_the_seam(folder: Path) -> tuple[float, float]:
    """Return works a second for one caller, and for many at once."""
    database = Database.open(f"sqlite:///{folder}/seam.sqlite")
    await database.run(_metadata.create_all)

    async def client(times: int) -> None:
        for _ in range(times):
            await database.run(work)

    await client(100)
    start = time.perf_counter()
    await client(ROUNDS)
    single = ROUNDS / (time.perf_counter() - start)
    start = time.perf_counter()
    await asyncio.gather(*(client(ROUNDS // CLIENTS) for _ in range(CLIENTS)))
    many = ROUNDS / (time.perf_counter() - start)
    await database.close()
    return single, many


def through_the_driver(folder: Path, group: int) -> float:
    """Return works a second of the bare driver in groups of this size, each work in a savepoint."""
    connection = sqlite3.connect(folder / f"raw{group}.sqlite", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(
        "CREATE TABLE line (id INTEGER PRIMARY KEY, lane INTEGER NOT NULL, body BLOB NOT NULL)"
    )
    start = time.perf_counter()
    for number in range(ROUNDS):
        if number % group == 0:
            connection.execute("BEGIN IMMEDIATE")
        connection.execute("SAVEPOINT piece")
        first = connection.execute("INSERT INTO line (lane, body) VALUES (?, ?)", (1, _BODY)).lastrowid
        connection.execute("INSERT INTO line (lane, body) VALUES (?, ?)", (2, _BODY))
        connection.execute("UPDATE line SET lane = ? WHERE id = ?", (3, first))
        connection.execute("RELEASE piece")
        if number % group == group - 1:
            connection.execute("COMMIT")
    if connection.in_transaction:
        connection.execute("COMMIT")
    elapsed = time.perf_counter() - start
    connection.close()
    return ROUNDS / elapsed


async def statements(folder: Path) -> dict[str, float]:
    """Return microseconds a statement, for each way to write one."""
    database = Database.open(f"sqlite:///{folder}/statements.sqlite")
    await database.run(_metadata.create_all)
    ways: dict[str, Callable[[Connection], object]] = {
        "insert, built once": lambda c: c.execute(_INSERT, {"lane": 1, "body": _BODY}),
        "insert, built anew": lambda c: c.execute(insert(_line).values(lane=1, body=_BODY)),
        "insert, raw SQL": lambda c: c.exec_driver_sql(
            "INSERT INTO line (lane, body) VALUES (?, ?)", (1, _BODY)
        ),
        "insert, ten rows at once": lambda c: c.execute(_INSERT, [{"lane": 1, "body": _BODY}] * 10),
        "select, built once": lambda c: c.execute(_SELECT, {"wanted": _LANE}).all(),
        "select, built anew": lambda c: c.execute(select(_line.c.body).where(_line.c.lane == _LANE)).all(),
        "update, built once": lambda c: c.execute(_UPDATE, {"wanted": 1, "to": 3}),
    }

    def timed(way: Callable[[Connection], object]) -> Callable[[Connection], float]:
        def measure(connection: Connection) -> float:
            start = time.perf_counter()
            for _ in range(STATEMENTS):
                way(connection)
            return (time.perf_counter() - start) / STATEMENTS * 1e6

        return measure

    await database.run(lambda c: c.exec_driver_sql("CREATE INDEX by_lane ON line (lane)"))
    costs = {name: await database.run(timed(way)) for name, way in ways.items()}
    await database.close()
    return costs


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = asyncio.run(through_the_seam(folder))
        theirs = through_the_driver(folder, 1), through_the_driver(folder, CLIENTS)
        costs = asyncio.run(statements(folder))
    lines = [f"{'works a second on SQLite':<32}{'the seam':>10}{'raw driver':>12}"]
    for who, seam, raw in zip(("one caller", f"{CLIENTS} callers"), ours, theirs, strict=True):
        lines.append(f"{who:<32}{seam:>10.0f}{raw:>12.0f}")
    lines += ["", f"{'one statement':<32}{'µs':>10}"]
    lines += [f"{way:<32}{cost:>10.1f}" for way, cost in costs.items()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
