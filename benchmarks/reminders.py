"""What the clock costs with 100,000 reminders pending, beside a table without them, on both databases.

In interleaved runs: a tick that finds nothing due, a burst of a thousand that fall due at one moment, and the
planning of one meeting. Meetings are written in bulk, as `store.turning` would; nobody hears of them.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any, TypeVar

import msgspec
from sqlalchemy import func, insert, select

from benchmarks.agency import roster, users
from benchmarks.figures import Figure
from bot.chat.clock import SetClock
from bot.chat.ids import new_id
from bot.chat.people import Role
from bot.family.meeting import Details, Kind, Part, Presence, State
from bot.family.wall import When
from bot.roster import read
from bot.store import migrating, minding, reminders
from bot.store.database import Database
from bot.store.importing import import_roster
from bot.store.opening import Opened
from bot.store.schema import attendee, child, family, meeting, meeting_child, outbox, person, reminder
from bot.store.sealing import Master, Scope
from bot.store.session import Defaults, Session
from tests.postgres import fresh_database, running_server

T = TypeVar("T")

PENDING, BURST, CIRCLES = 100_000, 1_000, 50
_ROWS_EACH = 5  # two reminders for each of two people, and the question afterwards
_AT_ONCE = 2_000
_TICKS, _PLANS, _BURSTS = 200, 20, 6
_NOW = datetime(2026, 11, 2, 15, tzinfo=UTC)
_FIRST, _DAYS = date(2026, 12, 1), 300
_ZONE = "America/New_York"


class Minded:
    """A store with so many meetings ahead, and its clock."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._clock = SetClock(_NOW)
        self._bursts = 0

    async def run(self, work: Callable[[Session], T]) -> T:
        return await self._opened.run(work, self._clock)

    async def open(self, meetings: int, *, is_pending: bool) -> None:
        """Import an agency and write so many meetings into it, with what is to be done for them or not."""
        wanted = read(roster([f"telegram:{user}" for user in users(CIRCLES)]), file_name="bench.toml")
        await self.run(lambda session: import_roster(session, wanted, renew=False, default_quiet=None))
        for first in range(0, meetings, _AT_ONCE):
            last = min(first + _AT_ONCE, meetings)
            await self.run(partial(_fill, numbers=range(first, last), is_pending=is_pending))

    async def tick(self) -> float:
        """Return the seconds that a tick takes in its transaction, with nothing due."""

        def work(session: Session) -> float:
            begun = time.perf_counter()
            for _ in range(_TICKS):
                assert minding.lapse(session) + minding.remind(session) == 0
            return (time.perf_counter() - begun) / _TICKS

        return await self.run(work)

    async def plan(self) -> float:
        """Return the seconds that it takes to plan one meeting anew."""

        def work(session: Session) -> float:
            ids = session.connection.execute(select(meeting.c.id).limit(_PLANS)).scalars().all()
            begun = time.perf_counter()
            for one in ids:
                reminders.plan(session, [one])
            return (time.perf_counter() - begun) / len(ids)

        return await self.run(work)

    async def burst(self) -> list[float]:
        """Let a thousand fall due at once; return how long each took until it was committed to the outbox."""
        await self.run(lambda session: _let_fall_due(session, self._bursts))
        self._bursts += 1
        before = await self.run(_queued)
        begun = time.perf_counter()
        took: list[float] = []
        while done := await self.run(minding.remind):
            took += [time.perf_counter() - begun] * done
        assert len(took) == BURST
        assert await self.run(_queued) - before == BURST
        return took


def _queued(session: Session) -> int:
    return int(session.connection.execute(select(func.count()).select_from(outbox)).scalar_one())


def _let_fall_due(session: Session, number: int) -> None:
    """Add reminders to both people of five hundred meetings, all due now; each burst has its own meetings."""
    here = meeting.c.id.in_(
        select(meeting.c.id).order_by(meeting.c.id).limit(BURST // 2).offset(number * BURST // 2)
    )
    found = session.connection.execute(
        select(meeting.c.id, meeting.c.day, attendee.c.person_id)
        .join(attendee, attendee.c.meeting_id == meeting.c.id)
        .where(here)
    ).all()
    rows = [
        {
            "id": new_id(),
            "meeting_id": row.id,
            "person_id": row.person_id,
            "day": row.day,
            "kind": reminders.BEFORE,
            "at": session.now,
        }
        for row in found
    ]
    session.connection.execute(insert(reminder), rows)


def _fill(session: Session, numbers: range, *, is_pending: bool) -> None:
    homes = session.connection.execute(
        select(person.c.id, person.c.role).where(person.c.role.in_([Role.PARENT, Role.CAREGIVER]))
    ).all()
    parents = [row.id for row in homes if row.role == Role.PARENT]
    caregivers = [row.id for row in homes if row.role == Role.CAREGIVER]
    kids = session.connection.execute(select(child.c.id, child.c.family_id).order_by(child.c.id)).all()
    session.unlock({Scope.family(one) for one in session.connection.execute(select(family.c.id)).scalars()})
    rows: dict[Any, list[dict[str, Any]]] = {meeting: [], attendee: [], meeting_child: [], reminder: []}
    for number in numbers:
        kid = kids[number % len(kids)]
        both = (parents[number % len(parents)], caregivers[number % len(caregivers)])
        _add(session, rows, number, kid, both)
    if not is_pending:
        del rows[reminder]
    for table, values in rows.items():
        session.connection.execute(insert(table), values)


def _add(
    session: Session,
    rows: dict[Any, list[dict[str, Any]]],
    number: int,
    kid: Any,  # noqa: ANN401 - a Row
    both: tuple[str, str],
) -> None:
    id_ = new_id()
    when = When(
        _FIRST + timedelta(days=number % _DAYS),
        time_of_day(9 + number % 8, 15 * (number % 4)),
        60,
        _ZONE,
    )
    details = msgspec.json.encode(Details(place="Family Center", note="Please ring at the side door."))
    begins, ends = when.begins(), when.ends()
    rows[meeting].append(
        {
            "id": id_,
            "root_id": id_,
            "family_id": kid.family_id,
            "kind": Kind.VISIT.value,
            "state": State.STANDING.value,
            "proposer_id": both[0],
            "day": when.day.isoformat(),
            "start": when.start.isoformat("minutes"),
            "minutes": when.minutes,
            "zone": when.zone,
            "begins_at": begins,
            "ends_at": ends,
            "details": session.seal(Scope.family(kid.family_id), "meeting.details", id_, details),
            "needs_approval": False,
            "is_private": False,
            "sequence": 0,
            "made_at": session.now,
            "changed_at": session.now,
        }
    )
    rows[meeting_child].append({"meeting_id": id_, "child_id": kid.id})
    row = {"meeting_id": id_, "day": when.day.isoformat()}
    for who, part in zip(both, (Part.PROPOSER, Part.ASKED), strict=True):
        rows[attendee].append(
            {
                "meeting_id": id_,
                "person_id": who,
                "part": part.value,
                "way": Presence.IN_PERSON.value,
                "answer": "",
                "ends_at": ends,
            }
        )
        for lead in session.defaults.leads:
            due = {"id": new_id(), "person_id": who, "kind": reminders.BEFORE, "at": begins - lead}
            rows[reminder].append({**row, **due})
    end = {"id": new_id(), "person_id": None, "kind": reminders.END, "at": ends + reminders.AFTERWARDS}
    rows[reminder].append({**row, **end})


@asynccontextmanager
async def minded(url: str, *, is_pending: bool) -> AsyncIterator[Minded]:
    """Give a store on an empty database with all the meetings ahead, and perhaps nothing to do for them."""
    migrating.upgrade(url)
    async with Opened(Database.open(url), Master(b"k" * 32), Defaults(), url) as opened:
        one = Minded(opened)
        await one.open(PENDING // _ROWS_EACH, is_pending=is_pending)
        yield one


async def measure(folder: Path, rounds: int = 7) -> list[Figure]:
    """Return the figures of both databases."""
    server = running_server()
    places = {
        "SQLite": [f"sqlite:///{folder / name}" for name in ("minded.db", "unminded.db")],
        "PostgreSQL": [fresh_database(server) for _ in range(2)],
    }
    return [one for name, urls in places.items() for one in await _measured(name, urls, rounds)]


async def _measured(name: str, urls: list[str], rounds: int) -> list[Figure]:
    async with AsyncExitStack() as stack:
        both = [
            await stack.enter_async_context(minded(url, is_pending=is_pending))
            for url, is_pending in zip(urls, (True, False), strict=True)
        ]
        ticks = await _medians(rounds, [one.tick for one in both])
        plans = await _medians(rounds, [one.plan for one in both])
        bursts: list[list[list[float]]] = [[], []]
        for _ in range(_BURSTS):
            for one, own in zip(both, bursts, strict=True):
                own.append(await one.burst())
    halves = [median(median(took) for took in own[1:]) for own in bursts]
    last = [median(quantiles(took, n=100)[98] for took in own[1:]) for own in bursts]
    told, beside = f"{PENDING:,} pending, {name}", "none pending"

    def figure(what: str, found: list[float], most: float | None) -> Figure:
        ours, baseline = (one * 1000 for one in found)
        return Figure(f"{what}, {told}", beside, ours, baseline, most=most)

    return [
        figure("ms a tick with nothing due", ticks, 2.0),
        figure("ms to plan one meeting", plans, 1.5),
        figure(f"ms from due to queued, p50 of {BURST:,}", halves, None),
        figure(f"ms from due to queued, p99 of {BURST:,}", last, 2.0),
    ]


async def _medians(rounds: int, ways: list[Callable[[], Any]]) -> list[float]:
    """Return the median of each, measured in turn."""
    found: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds + 2):
        for way, own in zip(ways, found, strict=True):
            own.append(await way())
    return [median(own[2:]) for own in found]
