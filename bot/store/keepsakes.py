"""Moments, cheers, thanks and rhythms, as they are written and read; and the house telling of cheers.

How an album is read is ``store.albums``'s. Knows no rule of who may have what, but asks for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, or_, select, text, update

from bot.chat.people import Phase, Role, View, Willing
from bot.chat.text import Lines, Text, Value, beginning, listing
from bot.chat.text import text as text_of
from bot.family import events as e
from bot.family.entitled import Entitled
from bot.family.keepsakes import Keepsakes, Moment, Month, Rhythm
from bot.family.outcome import told
from bot.family.terms import Contact
from bot.family.wall import local
from bot.store.audit import Entry
from bot.store.entitled import STANDS, entitled_in, has_copy, is_apart
from bot.store.media import files_of
from bot.store.schema import (
    album_wanted,
    cheer,
    circle,
    message,
    moment,
    moment_child,
    moment_rhythm,
    thanks,
    willingness,
)
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import name_of, pass_on

GATHERED = timedelta(minutes=10)
"""So long after the first cheer its moment's author hears of it, and of what has come since."""
BETWEEN = timedelta(hours=4)
"""There are so many hours between two such notices: however many cheers there are, it is no storm."""
_MONTHS = timedelta(days=400)
_MOST = 2000
_NAMED = 8

HAS_COPY, IS_APART = has_copy(moment), is_apart(moment)
_ONE = (
    select(
        moment.c.message_id,
        moment.c.circle_id,
        moment.c.author_id,
    )
    .join(message, message.c.id == moment.c.message_id)
    .where(moment.c.message_id == bindparam("moment"), *STANDS, HAS_COPY)
)
_CHEERED = select(cheer.c.kind).where(
    cheer.c.message_id == bindparam("moment"), cheer.c.person_id == bindparam("person")
)
_OF_PERSON = (
    select(moment_child.c.child_id, moment.c.at)
    .join(moment_child, moment_child.c.message_id == moment.c.message_id)
    .join(message, message.c.id == moment.c.message_id)
    .where(moment.c.circle_id.in_(bindparam("circles", expanding=True)))
    .where(moment.c.at > bindparam("since"), *STANDS)
    .where(or_(moment.c.author_id == bindparam("person"), HAS_COPY), ~IS_APART)
    .order_by(moment.c.at.desc())
    .limit(_MOST)
)
_RHYTHMS = select(moment_rhythm).where(moment_rhythm.c.circle_id.in_(bindparam("circles", expanding=True)))
_LAST = (
    select(moment.c.circle_id, func.max(moment.c.at).label("at"))
    .join(message, message.c.id == moment.c.message_id)
    .where(moment.c.circle_id.in_(bindparam("circles", expanding=True)), moment.c.home_id.is_not(None))
    # What was taken back, or not passed on, was none.
    .where(message.c.words.is_not(None), message.c.state.in_(["passed", "held"]))
    .group_by(moment.c.circle_id)
)
_WANTS = select(album_wanted.c.person_id).where(album_wanted.c.person_id == bindparam("person"))


def moment_facts(session: Session, view: View, about: Mapping[str, str]) -> dict[str, Any]:
    """Return who may have moments in the speaker's circles, and what the speaker has of them."""
    if view.speaker.is_caseworker or not view.circles:
        return {}
    me = {"person": view.speaker.id}
    circles = {"circles": sorted(one.id for one in view.circles)}
    rhythms = session.connection.execute(_RHYTHMS, circles).all()
    found = session.connection.execute(_LAST, circles).all() if rhythms else ()
    last = {row.circle_id: row.at for row in found}
    entitled = entitled_in(session, view)
    return {
        "entitled": entitled,
        "keepsakes": Keepsakes(
            one=_one(session, view, about.get("moment", "")),
            months=_months(session, view, entitled),
            rhythms=tuple(
                Rhythm(one.circle_id, one.days, one.by_id, one.is_agreed, last.get(one.circle_id))
                for one in rhythms
            ),
            wants_album=session.connection.execute(_WANTS, me).first() is not None,
        ),
    }


def _one(session: Session, view: View, wanted: str) -> Moment | None:
    if not wanted:
        return None
    values = {"moment": wanted, "person": view.speaker.id}
    row = session.connection.execute(_ONE, values).first()
    if row is None:
        return None
    cheered = frozenset(session.connection.execute(_CHEERED, values).scalars())
    return Moment(row.message_id, row.circle_id, row.author_id, cheered)


def _called(session: Session, row: Any) -> Value:  # noqa: ANN401 - a Row
    """Return what a moment is called to who gave it."""
    words = session.open_to_show(Scope.family(row.family_id), "message.words", row.message_id, row.words)
    return beginning(words, files_of(session, row.message_id) if row.files else ())


def _months(session: Session, view: View, entitled: Entitled) -> tuple[Month, ...]:
    """Return the months with moments of each child that the speaker may have, the newest first."""
    me = view.speaker
    # What a home could read of a child ends when the child has moved; a parent's own stay with them.
    open_to = [one for one in view.circles if one.phase != Phase.CLOSED or me.role != Role.CAREGIVER]
    there = {
        one.id: one.name
        for circle in open_to
        for one in circle.children
        if me.role == Role.CAREGIVER or entitled.has(Contact.MOMENTS, me.id, [one.id])
    }
    circles = sorted(one.id for one in open_to)
    if not there:
        return ()
    values = {"circles": circles, "person": me.id, "since": session.now - _MONTHS}
    found = {
        (f"{local(row.at, me.timezone):%Y-%m}", row.child_id)
        for row in session.connection.execute(_OF_PERSON, values)
        if row.child_id in there
    }
    newest_first = sorted(found, key=lambda one: there[one[1]])
    newest_first.sort(key=lambda one: one[0], reverse=True)
    return tuple(Month(child_id, month) for month, child_id in newest_first)


# --- as they are written -------------------------------------------------------------------------


def shared(session: Session, event: e.MomentShared, _spoke: object) -> list[Entry]:
    """Note that a message is a moment, and of whom."""
    values = {
        "message_id": event.message,
        "circle_id": event.circle,
        "family_id": event.family,
        "author_id": event.author,
        "home_id": event.home,
        "kind": event.kind,
        "at": session.now,
    }
    session.connection.execute(insert(moment), values)
    rows = [{"message_id": event.message, "child_id": one} for one in event.children]
    session.connection.execute(insert(moment_child), rows)
    body = f"{event.kind} {' '.join(event.children)}".encode()
    return [Entry(event.family, "moment", event.author, event.message, body)]


def thanked(session: Session, event: e.ThanksGiven, _spoke: object) -> list[Entry]:
    """Note that a message is thanks."""
    values = {
        "message_id": event.message,
        "circle_id": event.circle,
        "family_id": event.family,
        "author_id": event.author,
        "home_id": event.home,
        "to_id": event.to,
        "kind": event.kind,
        "at": session.now,
    }
    session.connection.execute(insert(thanks), values)
    return [Entry(event.family, "thanks", event.author, event.message, event.kind.encode())]


_PUT = text(
    "INSERT INTO cheer (message_id, person_id, kind, at) VALUES (:message, :person, :kind, :at) "
    "ON CONFLICT (message_id, person_id, kind) DO NOTHING"
).bindparams(bindparam("at", type_=cheer.c.at.type))


def cheered(session: Session, event: e.Cheered, _spoke: object) -> list[Entry]:
    """Put a cheer under a moment."""
    values = {"message": event.message, "person": event.person, "kind": event.kind, "at": session.now}
    session.connection.execute(_PUT, values)
    return [Entry(event.family, "cheered", event.person, event.message, event.kind.encode())]


def rhythm_set(session: Session, event: e.RhythmSet, _spoke: object) -> list[Entry]:
    """Note how often a circle wishes for a moment, in place of what it wished before."""
    session.connection.execute(delete(moment_rhythm).where(moment_rhythm.c.circle_id == event.circle))
    if event.days:
        values = {
            "circle_id": event.circle,
            "days": event.days,
            "by_id": event.by,
            "is_agreed": event.is_agreed,
            "at": session.now,
        }
        session.connection.execute(insert(moment_rhythm), values)
    body = f"{event.days} {'agreed' if event.is_agreed else 'suggested'}".encode()
    return [Entry(event.family, "moment-rhythm", event.by, event.circle, body)]


# --- the house tells of cheers -------------------------------------------------------------------

_UNTOLD = (
    select(moment.c.author_id, func.min(cheer.c.at).label("first"))
    .join(moment, moment.c.message_id == cheer.c.message_id)
    .where(cheer.c.told_at.is_(None))
    .group_by(moment.c.author_id)
    .having(func.min(cheer.c.at) <= bindparam("before"))
    .order_by(moment.c.author_id)
)
_TOLD_LAST = (
    select(func.max(cheer.c.told_at))
    .join(moment, moment.c.message_id == cheer.c.message_id)
    .where(moment.c.author_id == bindparam("author"))
)
_there, _back = willingness.alias("there"), willingness.alias("back")
_CHEERS = (
    select(
        cheer.c.message_id,
        cheer.c.person_id,
        cheer.c.kind,
        message.c.words,
        message.c.files,
        moment.c.circle_id,
        moment.c.family_id,
        circle.c.phase,
        _there.c.answer.label("there"),
        _back.c.answer.label("back"),
    )
    .join(moment, moment.c.message_id == cheer.c.message_id)
    .join(message, message.c.id == cheer.c.message_id)
    .join(circle, circle.c.id == moment.c.circle_id)
    .outerjoin(
        _there,
        (_there.c.circle_id == moment.c.circle_id)
        & (_there.c.person_id == cheer.c.person_id)
        & (_there.c.other_id == moment.c.author_id),
    )
    .outerjoin(
        _back,
        (_back.c.circle_id == moment.c.circle_id)
        & (_back.c.person_id == moment.c.author_id)
        & (_back.c.other_id == cheer.c.person_id),
    )
    .where(moment.c.author_id == bindparam("author"), cheer.c.told_at.is_(None))
    .order_by(cheer.c.at, cheer.c.kind)
)
# Two processes look at the same moment, and everybody is told once.
_CHEERS_LOCKED = _CHEERS.with_for_update(of=cheer, skip_locked=True)
_TOLD = (
    update(cheer)
    .where(
        cheer.c.message_id == bindparam("which"),
        cheer.c.person_id == bindparam("who"),
        cheer.c.kind == bindparam("what"),
    )
    .values(told_at=bindparam("now"))
)


def next_due(session: Session) -> datetime | None:
    """Return when cheers have gathered long enough."""
    first = session.connection.execute(select(func.min(cheer.c.at)).where(cheer.c.told_at.is_(None))).scalar()
    due = first + GATHERED if first is not None else None
    return due if due is not None and due > session.now else None


def tell_of_cheers(session: Session) -> int:
    """Tell the authors of moments what was put under them, of all at once; return how many were told."""
    done = 0
    for row in session.connection.execute(_UNTOLD, {"before": session.now - GATHERED}).all():
        last = session.connection.execute(_TOLD_LAST, {"author": row.author_id}).scalar()
        if last is None or session.now - last >= BETWEEN:
            done += _tell_of_cheers(session, row.author_id)
    return done


def _tell_of_cheers(session: Session, author: str) -> int:
    statement = _CHEERS_LOCKED if session.is_postgresql else _CHEERS
    rows = session.connection.execute(statement, {"author": author}).all()
    circles: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        this = {"which": row.message_id, "who": row.person_id, "what": row.kind, "now": session.now}
        session.connection.execute(_TOLD, this)
        is_open = row.phase not in (Phase.PAUSED, Phase.CLOSED)
        if is_open and row.there == Willing.YES and row.back == Willing.YES and row.words is not None:
            circles[row.circle_id].append(row)
    # Of each circle by itself: what has not left yet ends with a pause there, or a break, as words do.
    for circle_id, found in circles.items():
        lines = Lines(tuple(_cheer_lines(session, found)))
        said, cheerer = Text("cheers-told"), found[-1].person_id
        pass_on(session, told(author, said, lines, circle=circle_id, author=cheerer))
    return len(rows)


def _cheer_lines(session: Session, rows: Iterable[Any]) -> list[Value]:
    gathered: dict[str, tuple[Any, dict[str, list[Value]]]] = {}
    for row in rows:
        people = gathered.setdefault(row.message_id, (row, defaultdict(list)))[1]
        people[name_of(session, row.person_id)].append(Text(f"cheer-{row.kind}"))
    return [
        text_of(
            "cheer-line",
            moment=_called(session, row),
            cheers=listing(
                tuple(
                    text_of("cheer-of", who=who, cheers=listing(tuple(kinds)))
                    for who, kinds in people.items()
                )
            ),
        )
        for row, people in list(gathered.values())[-_NAMED:]
    ]
