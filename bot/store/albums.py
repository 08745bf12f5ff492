"""Reads an album when it leaves: only what its reader gave or was given, and may have on that day.

Reads on a view of its own beside the writer. Also sends each month's to who wants it. Knows no page.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import structlog
from sqlalchemy import bindparam, delete, insert, or_, select, update

from bot.chat.album import Album, Kept
from bot.chat.media import CleanFile, MediaKind
from bot.chat.people import PersonState, Phase, Role
from bot.engine.ports import Departure
from bot.family import events as e
from bot.family.moments import album_row, told_album
from bot.family.terms import Contact
from bot.family.wall import local
from bot.family.wall import moment as moment_of
from bot.store import media
from bot.store.audit import AGENCY, Entry
from bot.store.entitled import STANDS, allowed_now, is_entitled
from bot.store.keepsakes import HAS_COPY, IS_APART
from bot.store.schema import (
    album_wanted,
    child,
    circle,
    circle_child,
    member,
    message,
    moment,
    moment_child,
    person,
)
from bot.store.sealing import Scope, Unsealable
from bot.store.session import Session
from bot.store.telling import name_of, pass_on

MOST = 300
"""So many moments of one month stand in an album, the first ones of it."""
_A_DAY = timedelta(days=1)
_SENT_AT = time(9)
_LOOKED_AT_ONCE = 50
_PAGES = ("pdf", "html")
_log = structlog.get_logger("store")

_READER = select(person.c.role, person.c.timezone).where(person.c.id == bindparam("person"))
_CHILD = select(child.c.name, child.c.family_id).where(child.c.id == bindparam("child"))
_MOMENTS = (
    select(
        moment.c.message_id,
        moment.c.author_id,
        moment.c.kind,
        moment.c.at,
        moment.c.family_id,
        message.c.words,
        message.c.files,
        circle.c.phase,
    )
    .join(moment_child, moment_child.c.message_id == moment.c.message_id)
    .join(message, message.c.id == moment.c.message_id)
    .join(member, member.c.circle_id == moment.c.circle_id)
    .join(circle, circle.c.id == moment.c.circle_id)
    .where(moment_child.c.child_id == bindparam("child"), member.c.person_id == bindparam("person"))
    .where(moment.c.at >= bindparam("since"), moment.c.at < bindparam("until"), *STANDS)
    .where(or_(moment.c.author_id == bindparam("person"), HAS_COPY), ~IS_APART)
    .order_by(moment.c.at, moment.c.message_id)
)
_CHILDREN = select(moment_child).where(moment_child.c.message_id.in_(bindparam("moments", expanding=True)))


def for_departure(session: Session, gone: Departure) -> Album | None:
    """Return the album that a departure says, None where nothing is left of it for its reader."""
    child_id, month, form = (gone.album or "//").split("/")
    if gone.person is None or form not in _PAGES:
        return None
    shows = gone.to.messenger != "telegram" or session.defaults.telegram_photos == "full"
    return read_album(session, gone.person, child_id, month, form, shows_pictures=shows)


def read_album(
    session: Session, reader: str, child_id: str, month: str, form: str, *, shows_pictures: bool = True
) -> Album | None:
    """Return what somebody gave and was given of a child in a month, of what they may have today."""
    known = session.connection.execute(_READER, {"person": reader}).first()
    if known is None:
        return None
    rows = _rows(session, reader, child_id, month, known)
    session.unlock(
        {Scope.family(row.family_id) for row in rows} | {Scope.person(row.author_id) for row in rows}
    )
    found = tuple(_kept(session, row, shows_pictures=shows_pictures) for row in rows[:MOST])
    if not found:
        return None
    return Album(_name(session, child_id), month, form, session.now, found)


def _name(session: Session, child_id: str) -> str:
    row = session.connection.execute(_CHILD, {"child": child_id}).one()
    return session.open_to_show(Scope.family(row.family_id), "child.name", child_id, row.name)


def _rows(session: Session, reader: str, child_id: str, month: str, known: Any) -> list[Any]:  # noqa: ANN401 - a Row
    first = date.fromisoformat(f"{month}-01")
    begins, ends = (moment_of(day, time(), known.timezone) for day in (first, _next_month(first)))
    values = {"person": reader, "child": child_id, "since": begins, "until": ends}
    rows = session.connection.execute(_MOMENTS, values).all()
    if known.role == Role.CAREGIVER:
        # What a home could read of a child ends when the child has moved.
        is_theirs = is_entitled(session, Contact.MOMENTS, reader, known.role, [child_id])
        return [row for row in rows if is_theirs and row.phase != Phase.CLOSED]
    if not rows:
        return []
    # Of several children the strictest counts, as when it was given.
    children: dict[str, set[str]] = {}
    for one in session.connection.execute(_CHILDREN, {"moments": [row.message_id for row in rows]}):
        children.setdefault(one.message_id, set()).add(one.child_id)
    entitled = allowed_now(session, [reader], set().union(*children.values()))
    return [row for row in rows if entitled.has(Contact.MOMENTS, reader, children[row.message_id])]


def _kept(session: Session, row: Any, *, shows_pictures: bool) -> Kept:  # noqa: ANN401 - a Row
    words = session.open_to_show(Scope.family(row.family_id), "message.words", row.message_id, row.words)
    files: tuple[CleanFile, ...] = ()
    if row.files:
        try:
            files = media.opened(session, row.message_id)
        except Unsealable:
            _log.exception("files of a moment are damaged", message=row.message_id)
    pictures = tuple(one for one in files if one.kind == MediaKind.PICTURE)
    return Kept(
        by=name_of(session, row.author_id),
        at=row.at,
        kind=row.kind,
        words=words,
        pictures=pictures if shows_pictures else (),
        is_heard=any(one.kind in (MediaKind.VOICE, MediaKind.VIDEO) for one in files),
        is_elsewhere=bool(pictures) and not shows_pictures,
    )


# --- each month ----------------------------------------------------------------------------------

_DUE = (
    select(album_wanted.c.person_id, person.c.timezone, person.c.state, person.c.role)
    .join(person, person.c.id == album_wanted.c.person_id)
    .where(album_wanted.c.due_at <= bindparam("now"))
    .order_by(album_wanted.c.due_at, album_wanted.c.person_id)
    .limit(_LOOKED_AT_ONCE)
)
# Two processes look at the same moment, and it is sent once.
_DUE_LOCKED = _DUE.with_for_update(of=album_wanted, skip_locked=True)
_LOOK_AT = (
    update(album_wanted).where(album_wanted.c.person_id == bindparam("who")).values(due_at=bindparam("due"))
)
_CHILDREN_OF = (
    select(circle_child.c.child_id)
    .join(member, member.c.circle_id == circle_child.c.circle_id)
    .where(member.c.person_id == bindparam("person"))
    .distinct()
    .order_by(circle_child.c.child_id)
)


def wanted(session: Session, event: e.AlbumWanted, _spoke: object) -> list[Entry]:
    """Note that somebody wants an album each month, or none any more."""
    session.connection.execute(delete(album_wanted).where(album_wanted.c.person_id == event.person))
    if event.is_wanted:
        zone = session.connection.execute(_READER, {"person": event.person}).one().timezone
        values = {"person_id": event.person, "due_at": _next_due(session.now, zone)}
        session.connection.execute(insert(album_wanted), values)
    action = "album-wanted" if event.is_wanted else "album-not-wanted"
    return [Entry(AGENCY, action, event.person, event.person)]


def send_monthly(session: Session) -> int:
    """Send the albums of the month that is over to those who want them; return how many people that were.

    After a standstill it is the last month's, not one for each that passed.
    """
    statement = _DUE_LOCKED if session.is_postgresql else _DUE
    rows = session.connection.execute(statement, {"now": session.now}).all()
    for row in rows:
        due = {"who": row.person_id, "due": _next_due(session.now, row.timezone)}
        session.connection.execute(_LOOK_AT, due)
        if row.state != PersonState.JOINED:
            continue
        last = local(session.now, row.timezone).date().replace(day=1) - _A_DAY
        month = f"{last:%Y-%m}"
        for child_id in session.connection.execute(_CHILDREN_OF, {"person": row.person_id}).scalars().all():
            if _rows(session, row.person_id, child_id, month, row):
                name = _name(session, child_id)
                under = (album_row(is_on=False),)
                pass_on(session, told_album(row.person_id, f"{child_id}/{month}/pdf", name, under))
    return len(rows)


def _next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _next_due(now: datetime, zone: str) -> datetime:
    """Return the morning of the next first of a month, by the clock that somebody lives by."""
    today = local(now, zone).date()
    this = moment_of(today.replace(day=1), _SENT_AT, zone)
    return this if this > now else moment_of(_next_month(today.replace(day=1)), _SENT_AT, zone)
