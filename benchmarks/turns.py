"""Durable turns, and what the same rows cost when sqlite3 writes them bare, in groups of the same size.

Also counts the statements that one relayed message takes. Knows nothing of messengers.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Engine, event

from benchmarks.agency import Agency
from benchmarks.figures import Figure
from benchmarks.inside import AT_ONCE, counted, opened

CIRCLES = 50
_WRITES = ("INSERT", "UPDATE", "DELETE")
_Written = list[tuple[str, Any]]


async def measure(folder: Path, rounds: int = 5) -> list[Figure]:
    """Measure both in turn and return the medians."""
    agency = Agency(folder / "turns", CIRCLES, "http://127.0.0.1:9")
    before = folder / "before.db"
    ours, bare = [], []
    async with opened(agency.url, agency.key) as inside:
        await inside.receive(agency.users, "warming up")
        await inside.work()
        await inside.deliver()
        statements = await counted(inside, lambda: _one_message(inside, agency.users[0]))
        for _ in range(rounds):
            await inside.receive(agency.users, "Gladys slept well and asks for you. This is message")
            await inside.store.database.checkpoint()
            shutil.copy(agency.url.removeprefix("sqlite:///"), before)
            written: _Written = []
            _listen(written)
            begun = time.perf_counter()
            turns = await inside.work()
            ours.append(turns / (time.perf_counter() - begun))
            _stop_listening()
            bare.append(turns / _bare(before, written, turns))
    return [
        Figure("durable turns a second", "sqlite3, same rows", median(ours), median(bare)),
        Figure("statements a relayed message", "", float(len(statements))),
    ]


async def _one_message(inside: Any, writer: int) -> None:  # noqa: ANN401 - an Inside
    await inside.receive([writer], "one")
    await inside.work()
    await inside.deliver()


def _bare(path: Path, written: _Written, turns: int) -> float:
    """Write the same rows with nothing but sqlite3 and return the seconds it took."""
    a_group = max(1, len(written) * AT_ONCE // turns)
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    begun = time.perf_counter()
    for start in range(0, len(written), a_group):
        connection.execute("BEGIN IMMEDIATE")
        for statement, values in written[start : start + a_group]:
            if isinstance(values, list):
                connection.executemany(statement, values)
            else:
                connection.execute(statement, values)
        connection.execute("COMMIT")
    seconds = time.perf_counter() - begun
    connection.close()
    return seconds


_heard: list[Any] = []


def _listen(written: _Written) -> None:
    def note(_connection: object, _cursor: object, statement: str, values: object, *_: object) -> None:
        if statement.lstrip().upper().startswith(_WRITES):
            written.append((statement, values))

    _heard.append(note)
    event.listen(Engine, "before_cursor_execute", note)


def _stop_listening() -> None:
    event.remove(Engine, "before_cursor_execute", _heard.pop())
