"""Lanes: who may work on one chat's arrivals or one reader's departures, and when there is something to do.

A lane in the way *in* is held by the transaction that works it: locked, worked, and free again at commit,
whatever happens to the process. A lane in the way *out* is leased, because sending takes place outside of
any transaction. Whoever makes work first upserts the lane, and so waits for, and cannot slip past, whoever
is just letting go of it. Knows nothing of what stands in the lanes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import bindparam, func, select, text, update

from bot.store.metadata import UtcDateTime
from bot.store.schema import lane
from bot.store.session import Session

IN, OUT = "in", "out"
LEASE_SECONDS = 120.0
MINUTE = timedelta(minutes=1)

# The earlier of two due moments wins; a lane without one (nothing to do, or parked) takes the new one.
_WAKE = text(
    "INSERT INTO lane (way, key, due_at, token) VALUES (:way, :key, :due, 0) "
    "ON CONFLICT (way, key) DO UPDATE SET due_at = CASE "
    "WHEN lane.due_at IS NULL OR lane.due_at > excluded.due_at THEN excluded.due_at ELSE lane.due_at END"
).bindparams(bindparam("due", type_=UtcDateTime))
# A lane of arrivals is due later only where somebody floods; then one more arrival does not open it.
_WAKE_IN = text(
    "INSERT INTO lane (way, key, due_at, token) VALUES (:way, :key, :due, 0) "
    "ON CONFLICT (way, key) DO UPDATE SET due_at = COALESCE(lane.due_at, excluded.due_at)"
).bindparams(bindparam("due", type_=UtcDateTime))

_DUE_IN = (
    select(lane.c.key, lane.c.worked, lane.c.worked_since)
    .where(lane.c.way == IN, lane.c.due_at <= bindparam("now"))
    .order_by(lane.c.due_at)
    .limit(1)
)
_DUE_IN_LOCKED = _DUE_IN.with_for_update(skip_locked=True)
_DUE_OUT = (
    select(lane.c.key, lane.c.token)
    .where(lane.c.way == OUT, lane.c.due_at <= bindparam("now"))
    .where((lane.c.owner.is_(None)) | (lane.c.lease_until < bindparam("clock")))
    .order_by(lane.c.due_at, lane.c.key)
    .limit(bindparam("count"))
)
_WORKED = (
    update(lane)
    .where(lane.c.way == IN, lane.c.key == bindparam("lane_key"))
    .values(due_at=bindparam("due"), worked=bindparam("count"), worked_since=bindparam("since"))
)
_DUE_OUT_LOCKED = _DUE_OUT.with_for_update(skip_locked=True)
_LEASE = (
    update(lane)
    .where(lane.c.way == OUT, lane.c.key == bindparam("lane_key"))
    .values(owner=bindparam("holder"), lease_until=bindparam("until"), token=lane.c.token + 1)
)
_HELD = select(lane.c.token).where(
    lane.c.way == OUT, lane.c.key == bindparam("key"), lane.c.owner == bindparam("holder")
)
_HELD_LOCKED = _HELD.with_for_update()
_RELEASE = (
    update(lane)
    .where(lane.c.way == OUT, lane.c.key == bindparam("lane_key"))
    .values(owner=None, lease_until=None, due_at=bindparam("due"))
)
_SET_DUE = (
    update(lane)
    .where(lane.c.way == bindparam("lane_way"), lane.c.key == bindparam("lane_key"))
    .values(due_at=bindparam("due"))
)
_OWNERS = select(lane.c.owner).where(lane.c.owner.is_not(None)).distinct()
_FREE_OWNER = update(lane).where(lane.c.owner == bindparam("gone")).values(owner=None, lease_until=None)
_FREE_ALL = update(lane).where(lane.c.owner.is_not(None)).values(owner=None, lease_until=None)
_NEXT = select(func.min(lane.c.due_at)).where(lane.c.way == bindparam("way"))


def wake(session: Session, way: str, dues: Iterable[tuple[str, datetime]]) -> None:
    """Say that there is work in these lanes from those moments on. Called before the work is inserted.

    Keys are taken in sorted order, so that two transactions never wait for each other in a circle.
    """
    earliest: dict[str, datetime] = {}
    for key, due in dues:
        earliest[key] = min(due, earliest.get(key, due))
    if earliest:
        rows = [{"way": way, "key": key, "due": due} for key, due in sorted(earliest.items())]
        session.connection.execute(_WAKE_IN if way == IN else _WAKE, rows)


class Held(msgspec.Struct, frozen=True):
    """A lane of arrivals, held until commit, and how many were worked since when, for one who floods.

    ``worked`` goes on counting through the minutes of one flood, so that its beginning is told from the rest.
    """

    key: str
    worked: int
    since: datetime


def next_in(session: Session) -> Held | None:
    """Return a lane of arrivals that is due and that nobody works on, locked until commit."""
    statement = _DUE_IN_LOCKED if session.is_postgresql else _DUE_IN
    row = session.connection.execute(statement, {"now": session.now}).first()
    if row is None:
        return None
    if row.worked_since is not None and session.now - row.worked_since < MINUTE:
        return Held(row.key, row.worked, row.worked_since)
    return Held(row.key, row.worked if _is_full(session, row.worked) else 0, session.now)


def _is_full(session: Session, worked: int) -> bool:
    return worked > 0 and worked % session.defaults.messages_per_minute == 0


def settle_in(session: Session, held: Held, *, has_more: bool) -> bool:
    """Say when the lane is worked next: at once, not before a wake, or, in a flood, in the next minute.

    Returns whether this arrival was the one with which a flood began.
    """
    worked = held.worked + 1
    due = session.now if has_more else None
    if _is_full(session, worked):
        due = held.since + MINUTE
    values = {"lane_key": held.key, "due": due, "count": worked, "since": held.since}
    session.connection.execute(_WORKED, values)
    return worked == session.defaults.messages_per_minute


def await_in(session: Session, held: Held, until: datetime) -> None:
    """Let the lane rest until something it waits for is there, or at the latest until then."""
    values = {"lane_key": held.key, "due": until, "count": held.worked, "since": held.since}
    session.connection.execute(_WORKED, values)


def resume_in(session: Session, key: str, delay: timedelta = timedelta()) -> None:
    """What a lane waited for is there, or is to be looked for again after ``delay``."""
    values = {"lane_way": IN, "lane_key": key, "due": session.now + delay}
    session.connection.execute(_SET_DUE, values)


def rest_in(session: Session, held: Held) -> None:
    """Nothing stands in the lane: if there was a flood, it is over."""
    values = {"lane_key": held.key, "due": None, "count": 0, "since": held.since}
    session.connection.execute(_WORKED, values)


def lease(session: Session, owner: int, count: int) -> list[tuple[str, int]]:
    """Lease up to ``count`` lanes that are due: their keys, each with the token that proves the lease."""
    clock = session.monotonic()
    statement = _DUE_OUT_LOCKED if session.is_postgresql else _DUE_OUT
    rows = session.connection.execute(statement, {"now": session.now, "clock": clock, "count": count}).all()
    if rows:
        until = clock + LEASE_SECONDS
        session.connection.execute(
            _LEASE, [{"lane_key": key, "holder": owner, "until": until} for key, _ in rows]
        )
    return [(key, token + 1) for key, token in rows]


def is_held(session: Session, key: str, owner: int, token: int) -> bool:
    """Lock the lane and tell whether this lease still holds; whoever lost it must write nothing."""
    statement = _HELD_LOCKED if session.is_postgresql else _HELD
    return session.connection.execute(statement, {"key": key, "holder": owner}).scalar() == token


def release(session: Session, key: str, due: datetime | None) -> None:
    """Give up a lease that `is_held` has just confirmed, and say when there is more to do."""
    session.connection.execute(_RELEASE, {"lane_key": key, "due": due})


def owners(session: Session) -> list[int]:
    """Return who holds leases at present."""
    return [owner for (owner,) in session.connection.execute(_OWNERS) if owner is not None]


def free(session: Session, owner: int | None = None) -> None:
    """End the leases of a process that is gone; of every process where ``owner`` is None."""
    if owner is None:
        session.connection.execute(_FREE_ALL)
    else:
        session.connection.execute(_FREE_OWNER, {"gone": owner})


def next_due(session: Session) -> datetime | None:
    """Return the next moment at which any lane has work, or None."""
    dues = [session.connection.execute(_NEXT, {"way": way}).scalar() for way in (IN, OUT)]
    return min((due for due in dues if due is not None), default=None)
