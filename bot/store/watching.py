"""Who of the agency reads along in which circle: begun, ended, told of, and shown what has been delivered.

What passes is copied once it has reached somebody: what is asked about, held, resting or handed back is not
there to be seen. The copies are in a lane of their own, behind everything else, and make no sound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, insert, select, update

from bot.chat.draft import Draft, Kind
from bot.chat.ids import new_id
from bot.chat.people import Circle, PersonState, Phase, View, Way
from bot.chat.text import Text, Value, text
from bot.engine.ports import Departure
from bot.family.relay import WATCHABLE
from bot.family.watching import ends_with, is_accompanied
from bot.policy.review import Cleared, review
from bot.store import outbox
from bot.store.audit import Entry
from bot.store.desks import SERVED
from bot.store.metadata import constant
from bot.store.outbox import watch_lane
from bot.store.schema import account, circle, family, member, message, person, watch, watch_told
from bot.store.schema import outbox as outbox_table
from bot.store.session import Manner, Session
from bot.store.telling import name_of, tell
from bot.store.viewing import CIRCLES_OF_FAMILY, circles_of, readers

if TYPE_CHECKING:
    from bot.family import events as e

_WITH_FAMILY = select(watch, circle.c.family_id, circle.c.phase).join(
    circle, circle.c.id == watch.c.circle_id
)
_ON = _WITH_FAMILY.where(watch.c.ended_at.is_(None))
_ONE = _ON.where(watch.c.id == bindparam("which"))
_IN_CIRCLE = _ON.where(watch.c.circle_id == bindparam("circle"))
_BY = _ON.where(watch.c.person_id == bindparam("person"))
_UNSERVED = _BY.join(family, family.c.id == circle.c.family_id).where(~SERVED)
_SILENT = _ON.where(watch.c.in_until <= bindparam("now"))
_SILENT_LOCKED = _SILENT.with_for_update(of=watch, skip_locked=True)
_HAD_ONE = select(
    exists().where(watch.c.circle_id == bindparam("circle"), watch.c.person_id == bindparam("person"))
)
_IS_ON = select(
    exists()
    .where(watch.c.circle_id == bindparam("circle"), watch.c.person_id == bindparam("person"))
    .where(watch.c.ended_at.is_(None))
)
_PHASE = (
    select(
        circle.c.id.label("circle_id"),
        circle.c.family_id,
        circle.c.phase,
        circle.c.way,
        family.c.caseworker_id,
    )
    .join(family, family.c.id == circle.c.family_id)
    .where(circle.c.id == bindparam("circle"))
)
_WANTS = (
    select(person.c.shows_watched, account.c.messenger)
    .join(account, account.c.person_id == person.c.id)
    .where(person.c.id == bindparam("person"), person.c.state == PersonState.JOINED)
    .where(person.c.is_discreet.is_(False), account.c.state == constant("active"))
    .order_by(account.c.is_primary.desc(), account.c.id.desc())
    .limit(1)
)
_ACCOMPANIED = (
    select(circle.c.id, family.c.caseworker_id)
    .join(family, family.c.id == circle.c.family_id)
    .where(SERVED, circle.c.phase.in_(WATCHABLE))
    .order_by(circle.c.id)
)
_END = update(watch).where(watch.c.id == bindparam("which")).values(ended_at=bindparam("at"), in_until=None)
_SET_IN = update(watch).where(watch.c.id == bindparam("which")).values(in_until=bindparam("until"))
_UNTOLD = (
    select(
        watch.c.id, watch.c.circle_id, watch.c.person_id, circle.c.family_id, member.c.person_id.label("who")
    )
    .join(circle, circle.c.id == watch.c.circle_id)
    .join(member, member.c.circle_id == watch.c.circle_id)
    .join(person, person.c.id == member.c.person_id)
    .where(watch.c.ended_at.is_(None), person.c.state == constant(PersonState.JOINED))
    .where(~exists().where(watch_told.c.watch_id == watch.c.id, watch_told.c.person_id == member.c.person_id))
    .order_by(watch.c.id, member.c.person_id)
)
_UNTOLD_LOCKED = _UNTOLD.with_for_update(of=member, skip_locked=True)
_UNTOLD_OF = _UNTOLD.where(watch.c.id == bindparam("which"))
_TOLD = insert(watch_told)
_KNOW = (
    select(watch_told.c.person_id)
    .join(person, person.c.id == watch_told.c.person_id)
    .join(member, member.c.person_id == person.c.id)
    .where(watch_told.c.watch_id == bindparam("which"), member.c.circle_id == bindparam("circle"))
    .where(person.c.state == constant(PersonState.JOINED))
    .order_by(watch_told.c.person_id)
)
_WAITING = (
    update(outbox_table)
    .where(outbox_table.c.lane == bindparam("watcher_lane"), outbox_table.c.circle_id == bindparam("circle"))
    .where(outbox_table.c.state == constant("ready"), outbox_table.c.is_begun.is_(False))
    .values(state="ended", why="watch-over", payload=None)
)
# Who is to see what has just been delivered, and has not yet.
_WATCHERS = (
    select(watch.c.person_id, watch.c.circle_id, circle.c.family_id, message.c.author_id, message.c.reply_to)
    .join(message, message.c.circle_id == watch.c.circle_id)
    .join(circle, circle.c.id == watch.c.circle_id)
    .join(person, person.c.id == watch.c.person_id)
    .where(message.c.id == bindparam("message"), watch.c.ended_at.is_(None))
    .where(watch.c.person_id != message.c.author_id)
    .where(person.c.state == constant(PersonState.JOINED), person.c.is_discreet.is_(False))
    .where(
        ~exists().where(
            outbox_table.c.message_id == message.c.id,
            outbox_table.c.person_id == watch.c.person_id,
            outbox_table.c.kind == constant(Kind.WATCH),
        )
    )
    .order_by(watch.c.id)
)
_MAY_SEE = select(
    exists()
    .where(watch.c.circle_id == bindparam("circle"), watch.c.person_id == bindparam("person"))
    .where(watch.c.ended_at.is_(None), circle.c.id == watch.c.circle_id, circle.c.phase.in_(WATCHABLE))
    .where(family.c.id == circle.c.family_id, SERVED)
)
_READ_ALONG = (
    select(watch.c.circle_id, watch.c.person_id)
    .join(member, member.c.circle_id == watch.c.circle_id)
    .join(person, person.c.id == watch.c.person_id)
    .where(member.c.person_id == bindparam("person"), watch.c.ended_at.is_(None))
    .where(person.c.state == constant(PersonState.JOINED))
    .order_by(watch.c.id)
)
_INNER = frozenset({"header-in-circle", "header-please-tell"})
"""The lines above somebody's words in which who speaks is only a part."""


# --- what a turn knows ----------------------------------------------------------------------------


def watched_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return who reads along in each circle of the speaker."""
    found: dict[str, tuple[str, ...]] = {}
    for row in session.connection.execute(_READ_ALONG, {"person": view.speaker.id}).all():
        found[row.circle_id] = (*found.get(row.circle_id, ()), name_of(session, row.person_id))
    return {"watched": found}


# --- begun and ended -------------------------------------------------------------------------------


def begun(session: Session, event: e.WatchBegun, _spoke: object) -> list[Entry]:
    """Begin it, and tell who is in the circle."""
    return _begin(session, event.id, event.circle, event.person)


def ended(session: Session, event: e.WatchEnded, _spoke: object) -> list[Entry]:
    """End it, and tell who knows of it."""
    row = session.connection.execute(_ONE, {"which": event.id}).first()
    return _end(session, row, event.by) if row is not None else []


def stepped_in(session: Session, event: e.SteppedIn, _spoke: object) -> None:
    """Note until when they are in."""
    session.connection.execute(_SET_IN, {"which": event.id, "until": event.until})


def stepped_out(session: Session, event: e.SteppedOut, _spoke: object) -> list[Entry]:
    """Tell who is in the circle that they only read again."""
    row = session.connection.execute(_ONE, {"which": event.id}).first()
    return _step_out(session, row, event.by) if row is not None and row.in_until is not None else []


def phase_changed(session: Session, event: e.PhaseChanged, before: Phase) -> list[Entry]:
    """End what ends with a phase, which everybody is told of; begin what a phase begins by itself."""
    if ends_with(before, event.phase):
        rows = session.connection.execute(_IN_CIRCLE, {"circle": event.circle}).all()
        return [entry for row in rows for entry in _end(session, row, event.by, is_told=True)]
    return begin_by_itself(session, event.circle)


def begin_by_itself(session: Session, circle_id: str) -> list[Entry]:
    """Begin it for a circle's caseworker, where its phase says so and they want that."""
    row = session.connection.execute(_PHASE, {"circle": circle_id}).one()
    if not is_accompanied(Phase(row.phase), Way(row.way)) or not _wants(session, row.caseworker_id):
        return []
    if session.connection.execute(_IS_ON, {"circle": circle_id, "person": row.caseworker_id}).scalar():
        return []
    return _begin(session, new_id(), circle_id, row.caseworker_id)


def wanted(session: Session, person_id: str) -> list[Entry]:
    """Begin what phases begin, now that somebody wants to be shown it."""
    if not _wants(session, person_id):
        return []
    rows = session.connection.execute(_ACCOMPANIED, {"person": person_id}).all()
    own = [row.id for row in rows if row.caseworker_id == person_id]
    return [entry for one in own for entry in begin_by_itself(session, one)]


def end_unserved(session: Session, person_id: str, by: str | None) -> list[Entry]:
    """End it wherever a family is not on somebody's desk any more; the family is told of that."""
    rows = session.connection.execute(_UNSERVED, {"person": person_id}).all()
    return [entry for row in rows for entry in _end(session, row, by, is_told=True)]


def end_of(session: Session, person_id: str) -> list[Entry]:
    """End all of it for whoever leaves."""
    rows = session.connection.execute(_BY, {"person": person_id}).all()
    return [entry for row in rows for entry in _end(session, row, person_id)]


def handed_over(session: Session, event: e.FamiliesHandedOver) -> list[Entry]:
    """End it for the former caseworker; for the new one it begins as with a phase, if they want that."""
    watched = session.connection.execute(_UNSERVED, {"person": event.old}).all()
    entries = end_unserved(session, event.old, event.by)
    return entries + [one for row in watched for one in begin_by_itself(session, row.circle_id)]


def _wants(session: Session, person_id: str) -> bool:
    row = session.connection.execute(_WANTS, {"person": person_id}).first()
    if row is None:
        return False
    return bool(row.shows_watched) if row.shows_watched is not None else _has_rooms(session, row.messenger)


def _has_rooms(session: Session, messenger: str) -> bool:
    return session.defaults.manners.get(messenger, Manner()).has_rooms


def _begin(session: Session, watch_id: str, circle_id: str, person_id: str) -> list[Entry]:
    key = {"circle": circle_id, "person": person_id}
    row = session.connection.execute(_PHASE, {"circle": circle_id}).one()
    # That somebody is with them says the phase itself, the first time.
    is_known = row.phase == Phase.WATCHED and not session.connection.execute(_HAD_ONE, key).scalar()
    values = {"id": watch_id, "circle_id": circle_id, "person_id": person_id, "began_at": session.now}
    session.connection.execute(insert(watch), values)
    untold = session.connection.execute(_UNTOLD_OF, {"which": watch_id}).all()
    _tell_begun(session, untold, is_known=is_known)
    of = _circles(session, row)
    this = next(one for one in of if one.id == circle_id)
    if _in_rooms(session, person_id):
        people = text("watch-room-hello", children=this.called(person_id, of))
        _whisper(session, person_id, this, people)
    return [Entry(row.family_id, "watch-begun", person_id, circle_id)]


def _in_rooms(session: Session, person_id: str) -> bool:
    row = session.connection.execute(_WANTS, {"person": person_id}).first()
    return row is not None and _has_rooms(session, row.messenger)


def _end(session: Session, row: Any, by: str | None, *, is_told: bool = False) -> list[Entry]:  # noqa: ANN401 - a Row
    know = session.connection.execute(_KNOW, {"which": row.id, "circle": row.circle_id}).scalars().all()
    session.connection.execute(_END, {"which": row.id, "at": session.now})
    gone = {"watcher_lane": watch_lane(row.person_id), "circle": row.circle_id}
    session.connection.execute(_WAITING, gone)
    of = _circles(session, row)
    this = next(one for one in of if one.id == row.circle_id)
    name = name_of(session, row.person_id)
    for one in () if is_told else know:
        about = this.called(one, of)
        tell(session, one, text("watch-told-ended", caseworker=name, children=about))
    if _in_rooms(session, row.person_id):
        over = text("watch-room-over", children=this.called(row.person_id, of))
        _whisper(session, row.person_id, this, over, closes=True)
    return [Entry(row.family_id, "watch-ended", by, row.circle_id)]


def _step_out(session: Session, row: Any, by: str | None) -> list[Entry]:  # noqa: ANN401 - a Row
    session.connection.execute(_SET_IN, {"which": row.id, "until": None})
    of = _circles(session, row)
    this = next(one for one in of if one.id == row.circle_id)
    name = name_of(session, row.person_id)
    for one in this.members:
        if one.is_joined:
            about = this.called(one.id, of)
            tell(session, one.id, text("watch-told-out", caseworker=name, children=about))
    if by is None:
        quiet = text("watch-out-quiet", children=this.called(row.person_id, of))
        _whisper(session, row.person_id, this, quiet)
    return [Entry(row.family_id, "step-out", by, row.circle_id)]


# --- what the clock does ---------------------------------------------------------------------------


def look_after(session: Session) -> list[Entry]:
    """Tell whoever has come into a watched circle; let those step out who have said nothing for a while."""
    untold = session.connection.execute(_UNTOLD_LOCKED if session.is_postgresql else _UNTOLD).all()
    _tell_begun(session, untold)
    silent = _SILENT_LOCKED if session.is_postgresql else _SILENT
    rows = session.connection.execute(silent, {"now": session.now}).all()
    return [entry for row in rows for entry in _step_out(session, row, None)]


def _tell_begun(session: Session, untold: Sequence[Any], *, is_known: bool = False) -> None:
    for row in untold:
        session.connection.execute(_TOLD, {"watch_id": row.id, "person_id": row.who})
        if is_known:
            continue
        of = _circles(session, row)
        about = next(one for one in of if one.id == row.circle_id).called(row.who, of)
        name = name_of(session, row.person_id)
        tell(session, row.who, text("watch-told-begun", caseworker=name, children=about))


# --- what is shown ---------------------------------------------------------------------------------


def show(session: Session, gone: Departure) -> None:
    """Show what has just been delivered to those who read along and have not seen it."""
    rows = session.connection.execute(_WATCHERS, {"message": gone.message}).all()
    if not rows:
        return
    of = _circles(session, rows[0])
    this = next(one for one in of if one.id == rows[0].circle_id)
    known = readers(session, [row.person_id for row in rows])
    drafts = [
        Draft(
            id=new_id(),
            to=row.person_id,
            kind=Kind.WATCH,
            message=gone.message,
            header=(_header(gone.header, this.called(row.person_id, of)),),
            circle=row.circle_id,
            author=row.author_id,
            reply_to=row.reply_to,
        )
        for row in rows
    ]
    _put(session, drafts, this, known)


def may_see(session: Session, circle_id: str | None, person_id: str) -> bool:
    """Whether somebody still reads along in a circle, and may."""
    values = {"circle": circle_id, "person": person_id}
    return bool(session.connection.execute(_MAY_SEE, values).scalar())


def _header(header: Value | None, called: Value) -> Value:
    who = header.args["who"] if isinstance(header, Text) and header.id in _INNER else header
    return text("header-in-circle", who=who or called, circle=called)


def _whisper(session: Session, to: str, where: Circle, said: Text, *, closes: bool = False) -> None:
    draft = Draft(id=new_id(), to=to, kind=Kind.WATCH, parts=(said,), circle=where.id, closes=closes)
    _put(session, [draft], where, readers(session, [to]))


def _put(session: Session, drafts: Sequence[Draft], where: Circle, known: Mapping[str, Any]) -> None:
    verdicts = [review(draft, known.get(draft.to), where, session.now) for draft in drafts]
    outbox.put(session, [one for one in verdicts if isinstance(one, Cleared)])


def _circles(session: Session, row: Any) -> tuple[Circle, ...]:  # noqa: ANN401 - a Row
    """Return a circle and the open ones around it, by which it is told what it is called."""
    values = {"family": row.family_id, "circle": row.circle_id}
    return circles_of(session, session.connection.execute(CIRCLES_OF_FAMILY, values).all())
