"""What a page of a child's book costs after three years, beside the same answers without those of before.

In interleaved runs, in one circle of two; and beside an empty book of the same family. What was said in these
years is written in bulk and told to nobody: only reading is measured.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import insert, select

from benchmarks.agency import Agency
from benchmarks.figures import Figure
from benchmarks.inside import Inside, opened
from bot.chat.draft import Run
from bot.chat.ids import new_id
from bot.chat.incoming import Press, Words
from bot.chat.people import Role
from bot.chat.text import Text
from bot.engine.ports import Departure
from bot.family.fields import FIELDS, Care
from bot.store.schema import book_answer, child, person
from bot.store.sealing import Scope
from bot.store.session import Session

ANSWERS, YEARS = 200, 3
TOPIC, FIELD = "Sleep", "Bedtime"
"""As they are called on the page that is read, and on the one that says what was said before."""

_AT_ONCE = 10
_FIRST = "bedtime"
_CURRENT = tuple(one.id for one in FIELDS.values() if one.care == Care.ORDINARY)
_WORDS = "=At half past seven, with the small light on and the blue blanket from home."

Read = Callable[[Inside, int], Awaitable[float]]


async def measure(folder: Path, rounds: int = 9) -> list[Figure]:
    """Return what it costs to read in the long book, in one without history, and in the empty one."""
    past = ANSWERS - len(_CURRENT)
    books = [Agency(folder / name, 1, "http://127.0.0.1:9") for name in ("book", "book-young", "book-empty")]
    reader = books[0].users[1]
    async with (
        opened(books[0].url, books[0].key) as long,
        opened(books[1].url, books[1].key) as young,
        opened(books[2].url, books[2].key) as empty,
    ):
        await long.store.run(lambda session: _fill(session, past))
        await young.store.run(lambda session: _fill(session, 0))
        page = await _costs(_page, reader, rounds, long, young, empty)
        earlier = await _costs(_earlier, reader, rounds, long, young)
    told = f"{ANSWERS} answers in {YEARS} years"
    return [
        Figure(f"ms a page of a book, {told}", "without history", page[0], page[1], most=1.5),
        Figure(f"ms a page of earlier answers, {told}", "without history", earlier[0], earlier[1], most=1.5),
        Figure(f"ms a page of a book, {len(_CURRENT)} answers", "an empty book", page[1], page[2]),
    ]


async def _costs(read: Read, reader: int, rounds: int, *insides: Inside) -> list[float]:
    """Return the milliseconds of CPU that reading takes in each of these, measured in turn."""
    found: list[list[float]] = [[] for _ in insides]
    for _ in range(rounds + 2):
        for inside, own in zip(insides, found, strict=True):
            own.append(sum([await read(inside, reader) for _ in range(_AT_ONCE)]) / _AT_ONCE)
    return [median(own[2:]) * 1000 for own in found]


async def _page(inside: Inside, reader: int) -> float:
    """Return the seconds of CPU that a page took, from the inbox to the mark that it was sent."""
    begun = time.process_time()
    await inside.does(reader, Words(f"/book {TOPIC}"))
    return time.process_time() - begun


async def _earlier(inside: Inside, reader: int) -> float:
    """Return the same for a page of what was said before, behind a button and a question."""
    await inside.does(reader, _button(await inside.does(reader, Words(f"/book {TOPIC}")), "book-earlier"))
    begun = time.process_time()
    (page,) = await inside.does(reader, Words(FIELD))
    cost = time.process_time() - begun
    assert isinstance(page.parts[0], Text)
    assert page.parts[0].id == "book-earlier"
    return cost


def _button(said: Sequence[Departure], flow: str) -> Press:
    """Return the press of the button that runs this conversation."""
    return next(
        Press(f"{one.row}.{number}", one.row)
        for one in said
        for number, choice in enumerate(choice for row in one.rows for choice in row)
        if isinstance(choice.act, Run) and choice.act.flow == flow
    )


def _fill(session: Session, past: int) -> None:
    """Write an answer to each ordinary question, and before it what was said in the years before."""
    kid = session.connection.execute(select(child.c.id, child.c.family_id)).one()
    parent = session.connection.execute(select(person.c.id).where(person.c.role == Role.PARENT)).scalar_one()
    scope, now = Scope.family(kid.family_id), session.now
    earlier = [_FIRST if number % 4 == 0 else _CURRENT[number % len(_CURRENT)] for number in range(past)]
    step = timedelta(days=365 * YEARS) / ANSWERS
    for number, field in enumerate((*earlier, *_CURRENT)):
        at: datetime = now - step * (past + len(_CURRENT) - number)
        row = new_id()
        values = {
            "id": row,
            "child_id": kid.id,
            "field": field,
            "author_id": parent,
            "share_id": row,
            "value": session.seal(scope, "book_answer.value", row, _WORDS),
            "audience": "circle",
            "state": "passed",
            "is_current": number >= past,
            "at": at,
        }
        session.connection.execute(insert(book_answer), values)
