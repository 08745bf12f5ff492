"""What a caseworker allows, ends and records, as it is stored; and the warning before something ends.

Knows no flow.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta

import msgspec
from sqlalchemy import bindparam, delete, insert, select, update

from bot.chat.ids import new_id
from bot.chat.text import Day, listing, text
from bot.family import events as e
from bot.family.permitting import kinds_said
from bot.family.terms import Contact, Relative, Terms
from bot.store import entitled, siblings
from bot.store.audit import AGENCY, Entry
from bot.store.meetings import opened
from bot.store.schema import child, connection, family, feed, no_contact, permission
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import name_of, tell
from bot.store.turning import FAR

WARNED_BEFORE = timedelta(days=14)
_WARNED_AT = time(14, tzinfo=UTC)  # in the morning, wherever in the country that is
_LOOKED_AT_ONCE = 100

_DUE = (
    select(permission, child.c.family_id, child.c.name, family.c.caseworker_id)
    .join(child, child.c.id == permission.c.child_id)
    .join(family, family.c.id == child.c.family_id)
    .where(permission.c.due_at <= bindparam("now"))
    .order_by(permission.c.due_at, permission.c.id)
    .limit(_LOOKED_AT_ONCE)
)
_DUE_LOCKED = _DUE.with_for_update(of=permission, skip_locked=True)
_LOOK_AT = update(permission).where(permission.c.id == bindparam("which")).values(due_at=bindparam("due"))


def given(session: Session, event: e.PermissionGiven, _spoke: object) -> list[Entry]:
    """Write down what is allowed, in place of what was."""
    key = (
        permission.c.parent_id == event.parent,
        permission.c.child_id == event.child,
        permission.c.kind == event.kind,
    )
    known = session.connection.execute(select(permission.c.id).where(*key)).scalar()
    row, scope = known or new_id(), Scope.family(event.family)
    details = msgspec.json.encode(event.terms)
    values = {
        "details": session.seal(scope, "permission.details", row, details),
        "is_withdrawn": False,
        "due_at": _warned_at(event.terms, session.now) or FAR,
    }
    if known is None:
        keys = {"id": row, "parent_id": event.parent, "child_id": event.child, "kind": event.kind}
        session.connection.execute(insert(permission), {**keys, **values})
    else:
        session.connection.execute(update(permission).where(permission.c.id == row).values(**values))
    return [Entry(event.family, "permission-given", event.by, row, details, scope)]


def withdrawn(session: Session, event: e.PermissionWithdrawn, _spoke: object) -> list[Entry]:
    """Write down that it is no more."""
    key = permission.c.id == event.permission
    session.connection.execute(update(permission).where(key).values(is_withdrawn=True, due_at=FAR))
    row = session.connection.execute(select(permission).where(key)).one()
    entitled.stop(session, row.kind, row.parent_id, row.child_id)
    return [Entry(event.family, "permission-withdrawn", event.by, event.permission)]


def kept_apart(session: Session, event: e.KeptApart, _spoke: object) -> list[Entry]:
    """Write down that two may have no contact, both ways round, or may again."""
    pairs = ((event.one, event.other), (event.other, event.one))
    for one, other in pairs:
        session.connection.execute(
            delete(no_contact).where(no_contact.c.one_id == one, no_contact.c.other_id == other)
        )
        if event.is_apart:
            row = new_id()
            scope = Scope.person(one)
            sealed = session.seal(scope, "no_contact.details", row, event.order) if event.order else None
            session.connection.execute(
                insert(no_contact), {"id": row, "one_id": one, "other_id": other, "details": sealed}
            )
    action = "nocontact" if event.is_apart else "nocontact-over"
    return [Entry(AGENCY, action, event.by, event.one, event.other.encode())]


def connected(session: Session, event: e.Connected, _spoke: object) -> list[Entry]:
    """Write down who matters to a child."""
    row, known = siblings.recorded(session, event) if event.sibling else (new_id(), None)
    scope = Scope.family(event.family)
    if known is None:
        details = msgspec.json.encode(Relative(event.name, event.kind, event.sibling, event.may_meet))
        sealed = session.seal(scope, "connection.details", row, details)
        session.connection.execute(
            insert(connection), {"id": row, "child_id": event.child, "details": sealed}
        )
    else:
        details = msgspec.json.encode(known)
        sealed = session.seal(scope, "connection.details", row, details)
        session.connection.execute(update(connection).where(connection.c.id == row).values(details=sealed))
    return [Entry(event.family, "connection", event.by, row, details, scope)]


def feed_opened(session: Session, event: e.FeedOpened, _spoke: object) -> list[Entry]:
    """Let a calendar be read under a fresh address, or no more."""
    session.connection.execute(delete(feed).where(feed.c.person_id == event.person))
    if event.secret_hash:
        values = {"person_id": event.person, "secret_hash": event.secret_hash, "made_at": session.now}
        session.connection.execute(insert(feed), values)
    return [Entry(AGENCY, "feed-opened" if event.secret_hash else "feed-closed", event.person, event.person)]


def _warned_at(terms: Terms, now: datetime) -> datetime | None:
    """Return when it is to be told that it ends; None where there is no such moment any more.

    Who sets an end less than 14 days away knows it.
    """
    if terms.until is None:
        return None
    at = datetime.combine(terms.until - WARNED_BEFORE, _WARNED_AT)
    return at if at > now else None


def warn(session: Session) -> int:
    """Tell the caseworker 14 days before something that a parent is allowed ends, once."""
    statement = _DUE_LOCKED if session.is_postgresql else _DUE
    rows = session.connection.execute(statement, {"now": session.now}).all()
    session.unlock({Scope.family(row.family_id) for row in rows})
    ending: dict[tuple[str, str, date], list[tuple[Contact, str]]] = defaultdict(list)
    for row in rows:
        terms = opened(session, row).terms
        due = _warned_at(terms, session.now)
        if due is None and terms.until is not None and terms.until >= session.now.date():
            name = session.open_to_show(Scope.family(row.family_id), "child.name", row.child_id, row.name)
            ending[row.caseworker_id, row.parent_id, terms.until].append((Contact(row.kind), name))
        session.connection.execute(_LOOK_AT, {"which": row.id, "due": due or FAR})
    for (caseworker, parent, until), what in ending.items():
        kinds, children = dict.fromkeys(kind for kind, _ in what), dict.fromkeys(name for _, name in what)
        said = text(
            "permission-expires",
            who=name_of(session, parent),
            kinds=kinds_said(kinds),
            children=listing(list(children)),
            day=Day(until),
        )
        tell(session, caseworker, said)
    return len(rows)
