"""What a message costs with a short history and with a long one, in interleaved runs.

The long history is rows of the right shape and size, written in bulk; nobody ever opens them.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.agency import Agency
from benchmarks.figures import Figure
from benchmarks.inside import Inside, opened

CIRCLES = 50
SMALL, LARGE, PEOPLE = 1_000, 300_000, 10_000
_BATCH = 20_000
_FIRST = 1_700_000_000_000_000  # microseconds


async def measure(folder: Path, rounds: int = 9) -> list[Figure]:
    """Return the cost of a message with the long history beside that with the short one."""
    small = Agency(folder / "small", CIRCLES, "http://127.0.0.1:9")
    large = Agency(folder / "large", CIRCLES, "http://127.0.0.1:9")
    _fill(small, SMALL, people=0)
    _fill(large, LARGE, people=PEOPLE)
    costs: tuple[list[float], list[float]] = ([], [])
    async with opened(small.url, small.key) as short, opened(large.url, large.key) as long:
        for _ in range(rounds + 2):
            for inside, cost in zip((short, long), costs, strict=True):
                cost.append(await _cost(inside, small.users))
    shorter, longer = (median(cost[2:]) * 1000 for cost in costs)
    name = f"ms a message, {LARGE:,} stored and {PEOPLE:,} people"
    return [Figure(name, f"{SMALL:,} stored", longer, shorter, most=1.15)]


async def _cost(inside: Inside, writers: list[int]) -> float:
    """Return the seconds of CPU that one message took, from the inbox to the mark that it was sent."""
    await inside.receive(writers, "How was the night? This is message")
    begun = time.process_time()
    await inside.work()
    sent = await inside.deliver()
    return (time.process_time() - begun) / sent


def _fill(agency: Agency, messages: int, people: int) -> None:
    connection = sqlite3.connect(agency.url.removeprefix("sqlite:///"))
    connection.execute("PRAGMA synchronous=OFF")
    circles = connection.execute(
        "SELECT member.circle_id, min(member.person_id), max(member.person_id), circle.family_id "
        "FROM member JOIN circle ON circle.id = member.circle_id GROUP BY member.circle_id"
    ).fetchall()
    accounts = dict(connection.execute("SELECT person_id, id FROM account").fetchall())
    _add(connection, "person", _people(people))
    _add(connection, "data_key", _keys(people))
    _add(connection, "message", _messages(messages, circles, accounts))
    _add(connection, "outbox", _copies(messages, circles, accounts))
    _add(connection, "inbox", _arrivals(messages))
    _add(connection, "audit", _audit(messages, circles))
    connection.commit()
    connection.execute("ANALYZE")
    connection.close()


def _add(connection: sqlite3.Connection, table: str, rows: Iterator[dict[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            _insert(connection, table, batch)
            batch = []
    if batch:
        _insert(connection, table, batch)


def _insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    names = ", ".join(rows[0])
    places = ", ".join(f":{name}" for name in rows[0])
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608 - ours


def _id(kind: int, number: int) -> str:
    return f"0190{kind:04x}{number:024x}"


def _people(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {
            "id": _id(1, number),
            "role": "parent",
            "state": "joined",
            "name": os.urandom(61),
            "language": "en",
            "timezone": "America/New_York",
            "wants_sign": False,
            "made_at": _FIRST,
        }


def _keys(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        key = {"scope_id": _id(1, number), "scope_kind": "person", "wrapped": os.urandom(69)}
        yield {**key, "made_at": _FIRST}


def _messages(count: int, circles: list[Any], accounts: dict[str, str]) -> Iterator[dict[str, Any]]:
    for number in range(count):
        circle, author, _other, _family = circles[number % len(circles)]
        yield {
            "id": _id(2, number),
            "circle_id": circle,
            "author_id": author,
            "words": os.urandom(125),
            "at": _FIRST + number,
            "state": "passed",
            "source_account": accounts[author],
            "source": str(number),
        }


def _copies(count: int, circles: list[Any], accounts: dict[str, str]) -> Iterator[dict[str, Any]]:
    for number in range(count):
        circle, author, other, _family = circles[number % len(circles)]
        yield {
            "id": _id(3, number),
            "lane": other,
            "person_id": other,
            "circle_id": circle,
            "author_id": author,
            "message_id": _id(2, number),
            "kind": "words",
            "operation": "send",
            "payload": os.urandom(189),
            "state": "sent",
            "urgency": 1,
            "deliver_at": _FIRST + number,
            "made_at": _FIRST + number,
            "attempts": 1,
            "is_begun": False,
            "is_stale": False,
            "is_told": False,
            "sent_at": _FIRST + number,
            "sent_account": accounts[other],
            "platform_id": str(number),
            "sent_words": os.urandom(157),
        }


def _arrivals(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        row = {"id": _id(4, number), "messenger": "telegram", "event": f"old-{number}", "lane": "old"}
        yield {**row, "place": number, "body": None, "at": _FIRST + number}


def _audit(count: int, circles: list[Any]) -> Iterator[dict[str, Any]]:
    for number in range(count):
        family = circles[number % len(circles)][3]
        row = {"chain": family, "seq": 1_000_000 + number, "at": _FIRST + number, "action": "said"}
        yield {**row, "salt": os.urandom(32), "commitment": os.urandom(32)}
