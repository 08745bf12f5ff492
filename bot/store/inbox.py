"""The way in: what messengers hand over, kept once and worked in order.

Knows nothing of what an arrival means.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, select, text, update

from bot.chat.ids import new_id
from bot.chat.incoming import Address, Arrival, Unreadable
from bot.store import lanes
from bot.store.schema import dead_letter, inbox, setting
from bot.store.sealing import Scope, Unsealable
from bot.store.session import Session

_KNOWN = select(inbox.c.event).where(
    inbox.c.messenger == bindparam("messenger"), inbox.c.event.in_(bindparam("events", expanding=True))
)
_INSERT = text(
    "INSERT INTO inbox (id, messenger, event, lane, place, body, at) "
    "VALUES (:id, :messenger, :event, :lane, :place, :body, :at) ON CONFLICT (messenger, event) DO NOTHING"
).bindparams(bindparam("at", type_=inbox.c.at.type))
_DEAD = text(
    "INSERT INTO dead_letter (id, messenger, event, raw, why, at) "
    "VALUES (:id, :messenger, :event, :raw, :why, :at) ON CONFLICT (messenger, event) DO NOTHING"
).bindparams(bindparam("at", type_=dead_letter.c.at.type))
_OLDEST = (
    select(inbox.c.id, inbox.c.messenger, inbox.c.event, inbox.c.body)
    .where(inbox.c.lane == bindparam("lane"), inbox.c.body.is_not(None))
    .order_by(inbox.c.place, inbox.c.id)
    .limit(2)
)
_DONE = update(inbox).where(inbox.c.id == bindparam("done")).values(body=None)
_BURY = _DONE.where(inbox.c.body.is_not(None))
_GET = select(setting.c.value).where(setting.c.name == bindparam("name"))
_SET = text(
    "INSERT INTO setting (name, value) VALUES (:name, :value) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)


def address_hash(session: Session, address: Address) -> bytes:
    """Return what an address is found by: the messenger and the platform's id of the person."""
    return session.index().of("address", f"{address.messenger}:{address.user}")


def receive(
    session: Session, messenger: str, events: Sequence[Arrival | Unreadable], cursor: str | None
) -> int:
    """Keep what is new, and the place in the platform's stream with it; return how many were new."""
    names = [event.event for event in events]
    known = set(
        session.connection.execute(_KNOWN, {"messenger": messenger, "events": names}).scalars()
        if names
        else ()
    )
    fresh = {event.event: event for event in events if event.event not in known}
    arrivals, dead = [], []
    for event in fresh.values():
        row: dict[str, Any] = {"id": new_id(), "messenger": messenger, "event": event.event}
        row["at"] = session.now
        if isinstance(event, Unreadable):
            raw = session.seal(Scope.agency(), "dead_letter.raw", row["id"], event.raw)
            dead.append({**row, "raw": raw, "why": event.reason})
            continue
        body = session.seal(Scope.agency(), "inbox.body", row["id"], _encoded(event))
        lane = address_hash(session, event.sender).hex()
        arrivals.append({**row, "lane": lane, "place": event.order, "body": body})
    lanes.wake(session, lanes.IN, [(row["lane"], session.now) for row in arrivals])
    if arrivals:
        session.connection.execute(_INSERT, arrivals)
    if dead:
        session.connection.execute(_DEAD, dead)
    if cursor is not None:
        put_setting(session, f"cursor:{messenger}", cursor.encode())
    return len(arrivals)


def _encoded(event: Arrival) -> bytes:
    """Return the arrival as it is sealed; half a character, which no wire carries, becomes a sign for one."""
    try:
        return msgspec.json.encode(event)
    except UnicodeEncodeError:
        text = getattr(event.content, "text", "")
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        content = msgspec.structs.replace(event.content, text=whole)
        return msgspec.json.encode(msgspec.structs.replace(event, content=content))


class Taken(msgspec.Struct, frozen=True):
    """The oldest arrival of a lane; ``has_more`` says that others stand behind it."""

    id: str
    messenger: str
    event: str
    body: bytes
    has_more: bool


def oldest(session: Session, lane: str) -> Taken | None:
    """Return the oldest arrival of a lane that this transaction holds."""
    rows = session.connection.execute(_OLDEST, {"lane": lane}).all()
    if not rows:
        return None
    first = rows[0]
    return Taken(first.id, first.messenger, first.event, first.body, has_more=len(rows) > 1)


def opened(session: Session, taken: Taken) -> Arrival:
    """Return the arrival; raises Unsealable or msgspec.DecodeError."""
    raw = session.open_bytes(Scope.agency(), "inbox.body", taken.id, taken.body)
    return msgspec.json.decode(raw, type=Arrival)


def done(session: Session, taken: Taken) -> None:
    """Shred the arrival's body: it has become a record, or nothing."""
    session.connection.execute(_DONE, {"done": taken.id})


def done_row(session: Session, row: str) -> None:
    """Shred an arrival that has become part of another one."""
    session.connection.execute(_DONE, {"done": row})


def bury(session: Session, taken: Taken, why: str) -> bool:
    """Set an arrival aside that no turn can be made of, so that those behind it go on.

    False where somebody did so before: until it is buried, whoever comes by fails at it as well.
    """
    if session.connection.execute(_BURY, {"done": taken.id}).rowcount == 0:
        return False
    try:
        raw = session.open_bytes(Scope.agency(), "inbox.body", taken.id, taken.body)
    except Unsealable:
        raw = taken.body  # Damaged: it is kept as it stands, for whoever can mend it.
    row = new_id()
    session.connection.execute(
        _DEAD,
        {
            "id": row,
            "messenger": taken.messenger,
            "event": taken.event,
            "raw": session.seal(Scope.agency(), "dead_letter.raw", row, raw),
            "why": why[:80],
            "at": session.now,
        },
    )
    return True


def get_setting(session: Session, name: str) -> bytes | None:
    """Return a piece of the program's own small state."""
    return session.connection.execute(_GET, {"name": name}).scalar()


def put_setting(session: Session, name: str, value: bytes) -> None:
    """Keep a piece of the program's own small state."""
    session.connection.execute(_SET, {"name": name, "value": value})
