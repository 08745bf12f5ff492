"""What homes say of their weeks, as it is stored, and the moment when both read it together.

How somebody is is sealed with their own key, and opened for nobody but them. That both have spoken is seen
here, behind a lock: two who answer at the same moment must not both wait for the other. Knows no flow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, text, update

from bot.chat.draft import Kind
from bot.chat.people import Circle, Phase, Role, View
from bot.chat.text import text as text_of
from bot.family import events as e
from bot.family.book import WRITERS
from bot.family.checkins import both_sides, card
from bot.family.outcome import told
from bot.family.wall import moment
from bot.family.weeks import OVER_AFTER, CheckIn, Rhythm
from bot.store import audit
from bot.store.audit import Entry, committed
from bot.store.media import files_of
from bot.store.metadata import constant
from bot.store.schema import checkin, checkin_week, circle, person, rhythm
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import pass_on, tell
from bot.store.viewing import ONE_CIRCLE, circles_of

REMEMBERED = timedelta(days=40)
_EVENING = time(18)
_AT_ONCE = 50

_RHYTHMS = (
    select(rhythm, person.c.role, person.c.name)
    .join(person, person.c.id == rhythm.c.by_id)
    .where(rhythm.c.circle_id.in_(bindparam("circles", expanding=True)))
    .order_by(rhythm.c.circle_id, rhythm.c.state)
)
_ALL = (
    select(checkin, person.c.role, person.c.name, circle.c.family_id, checkin_week.c.state)
    .join(person, person.c.id == checkin.c.person_id)
    .join(circle, circle.c.id == checkin.c.circle_id)
    .join(
        checkin_week,
        (checkin_week.c.circle_id == checkin.c.circle_id) & (checkin_week.c.day == checkin.c.day),
    )
    .order_by(checkin.c.at, checkin.c.id)
)
_SAID = _ALL.where(checkin.c.circle_id.in_(bindparam("circles", expanding=True))).where(
    checkin.c.day >= bindparam("since")
)
_THESE = _ALL.where(checkin.c.id.in_(bindparam("ids", expanding=True)))
_OF_PERSON = _ALL.where(checkin.c.person_id == bindparam("person"))
_LOCK = select(circle.c.id).where(circle.c.id == bindparam("circle")).with_for_update()
_BEGIN = text(
    "INSERT INTO checkin_week (circle_id, day, state, over_at) VALUES (:circle, :day, 'open', :over) "
    "ON CONFLICT (circle_id, day) DO NOTHING"
).bindparams(bindparam("over", type_=checkin_week.c.over_at.type))
_WEEK = select(checkin_week.c.state).where(
    checkin_week.c.circle_id == bindparam("circle"), checkin_week.c.day == bindparam("day")
)
_TELL = (
    update(checkin_week)
    .where(checkin_week.c.circle_id == bindparam("circle"), checkin_week.c.day == bindparam("day_of"))
    .values(state="told")
)
# What somebody said of a week before is replaced as long as nobody has read it.
_REPLACE = (
    delete(checkin)
    .where(
        checkin.c.circle_id == bindparam("circle"),
        checkin.c.day == bindparam("day"),
        checkin.c.person_id == bindparam("person"),
    )
    .returning(checkin.c.id)
)
_NO_WEEK = delete(checkin_week).where(
    checkin_week.c.circle_id == bindparam("circle"), checkin_week.c.day == bindparam("day_of")
)
_FAMILY = select(circle.c.family_id).where(circle.c.id == bindparam("circle"))
_OPEN = select(checkin_week.c.day).where(
    checkin_week.c.circle_id == bindparam("circle"), checkin_week.c.state == constant("open")
)
_OVER = (
    select(checkin_week.c.circle_id, checkin_week.c.day)
    .where(checkin_week.c.state == constant("open"), checkin_week.c.over_at <= bindparam("now"))
    .order_by(checkin_week.c.over_at, checkin_week.c.circle_id)
    .limit(_AT_ONCE)
)
_OVER_LOCKED = _OVER.with_for_update(skip_locked=True)
_FORGET_RHYTHM = delete(rhythm).where(
    rhythm.c.circle_id == bindparam("circle"), rhythm.c.state.in_(bindparam("states", expanding=True))
)


def checkin_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return how often the speaker's circles check in, and what was said of the last weeks."""
    ids = [one.id for one in view.circles]
    if not ids or view.speaker.role not in WRITERS:
        return {}
    since = (session.now - REMEMBERED).date().isoformat()
    rhythms = session.connection.execute(_RHYTHMS, {"circles": ids}).all()
    rows = session.connection.execute(_SAID, {"circles": ids, "since": since}).all()
    session.unlock({Scope.person(row.by_id) for row in rhythms})
    return {
        "rhythms": tuple(_rhythm(session, row) for row in rhythms),
        "checkins": tuple(_said(session, rows, view.speaker.id)),
    }


def _rhythm(session: Session, row: Any) -> Rhythm:  # noqa: ANN401 - a Row
    return Rhythm(
        id=row.id,
        circle=row.circle_id,
        every=row.every,
        since=date.fromisoformat(row.since),
        by=row.by_id,
        by_role=Role(row.role),
        by_name=session.open_to_show(Scope.person(row.by_id), "person.name", row.by_id, row.name),
        is_agreed=row.state == "agreed",
    )


def _said(session: Session, rows: Iterable[Any], reader: str | None) -> list[CheckIn]:
    """Return what was said. None reads for all: then everything but how somebody is is opened."""
    rows = list(rows)
    session.unlock(
        {Scope.person(row.person_id) for row in rows} | {Scope.family(row.family_id) for row in rows}
    )
    found = []
    for row in rows:
        who, scope = Scope.person(row.person_id), Scope.family(row.family_id)
        is_told, is_own = row.state == "told", row.person_id == reader
        is_read = is_told or is_own or reader is None
        found.append(
            CheckIn(
                id=row.id,
                circle=row.circle_id,
                day=date.fromisoformat(row.day),
                person=row.person_id,
                name=session.open_to_show(who, "person.name", row.person_id, row.name),
                role=Role(row.role),
                how=row.how if is_read else "",
                at=row.at,
                words=session.open_to_show(scope, "checkin.words", row.id, row.words) if is_read else "",
                message=row.message_id if is_read else None,
                files=files_of(session, row.message_id) if is_read and row.message_id else (),
                has_question=row.has_question,
                own=session.open_to_show(who, "checkin.own", row.id, row.own) if is_own and row.own else "",
                is_told=is_told,
            )
        )
    return found


def checked_in(session: Session, event: e.CheckedIn, _spoke: object) -> list[Entry]:
    """Write down what somebody says of a week; where both sides have spoken now, all read it."""
    _lock(session, event.circle)
    scope, day = Scope.family(event.family), event.day.isoformat()
    week = {"circle": event.circle, "day": day}
    over = moment(event.day + OVER_AFTER, _EVENING, session.defaults.timezone)
    session.connection.execute(_BEGIN, {**week, "over": over})
    is_told = session.connection.execute(_WEEK, week).scalar_one() == "told"
    if not is_told:
        before = session.connection.execute(_REPLACE, {**week, "person": event.person}).scalars().all()
        for one in before:
            audit.forget(session, event.family, one)
    own = session.seal(Scope.person(event.person), "checkin.own", event.id, event.own) if event.own else None
    session.connection.execute(
        insert(checkin),
        {
            "id": event.id,
            "circle_id": event.circle,
            "day": day,
            "person_id": event.person,
            "how": event.how,
            "words": session.seal(scope, "checkin.words", event.id, event.words),
            "message_id": event.message,
            "own": own,
            "has_question": event.has_question,
            "at": session.now,
        },
    )
    said = [one for one in _of_week(session, event.circle, day) if not is_told or one.id == event.id]
    if is_told or both_sides(said):
        _show(session, event.circle, day, said, by=event.person)
    body = committed(event.words, event.message)
    return [Entry(event.family, "checkin-said", event.person, event.id, body, scope)]


def those_told(session: Session, ids: list[str]) -> list[CheckIn]:
    """Return of these what both homes have read; how somebody is is not opened."""
    rows = session.connection.execute(_THESE, {"ids": ids}).all()
    return [one for one in _said(session, rows, None) if one.is_told]


def said_by(session: Session, person_id: str) -> list[CheckIn]:
    """Return all that somebody has said of their weeks, for their own eyes."""
    rows = session.connection.execute(_OF_PERSON, {"person": person_id}).all()
    return _said(session, rows, person_id)


def _of_week(session: Session, circle_id: str, day: str) -> list[CheckIn]:
    rows = session.connection.execute(
        _SAID.where(checkin.c.day == day), {"circles": [circle_id], "since": day}
    )
    return _said(session, rows, None)


def _show(session: Session, circle_id: str, day: str, said: list[CheckIn], *, by: str = "") -> None:
    """Let everybody read a week. Who has just spoken last reads it at once: it is what comes of their button.

    While nothing is delivered there, it goes to nobody, and who said something is told so.
    """
    session.connection.execute(_TELL, {"circle": circle_id, "day_of": day})
    found = circles_of(session, session.connection.execute(ONE_CIRCLE, {"circle": circle_id}).all())
    for one in found:
        if one.phase in (Phase.PAUSED, Phase.CLOSED):
            for who in {one.person for one in said}:
                tell(session, who, text_of("checkin-unsent", children=one.label))
            continue
        for reader in one.members:
            if reader.is_joined and reader.role in WRITERS:
                _show_to(session, one, said, reader.id, is_answer=reader.id == by)
            elif reader.is_by_phone and reader.role in WRITERS:
                please = text_of("checkin-phone", who=reader.name)
                tell(session, one.caseworker, please, *card(one, said, reader.id)[0])


def _show_to(session: Session, one: Circle, said: list[CheckIn], reader: str, *, is_answer: bool) -> None:
    parts, rows = card(one, said, reader)
    if len(parts) == 1:
        return
    kind, room = (Kind.ANSWER, None) if is_answer else (Kind.NOTICE, one.id)
    # Whoever's words these are: what has not left yet ends with a pause, or a break, as words do.
    writer = next((said_by.person for said_by in said if one.is_willing(said_by.person, reader)), None)
    pass_on(session, told(reader, *parts, kind=kind, rows=rows, circle=room, author=writer))


def stop(session: Session, circle_id: str) -> None:
    """Forget the weeks of a circle in which nothing is delivered now, and tell who said something of one.

    They are not shown when it goes on, and count nowhere; of the same week it can be told anew.
    """
    family = session.connection.execute(_FAMILY, {"circle": circle_id}).scalar_one()
    for day in session.connection.execute(_OPEN, {"circle": circle_id}).scalars().all():
        said = _of_week(session, circle_id, day)
        _show(session, circle_id, day, said)
        for one in said:
            values = {"circle": circle_id, "day": day, "person": one.person}
            for gone in session.connection.execute(_REPLACE, values).scalars().all():
                audit.forget(session, family, gone)
        session.connection.execute(_NO_WEEK, {"circle": circle_id, "day_of": day})


def end_weeks(session: Session) -> int:
    """Show what was said of weeks that are over, also where one side has said nothing."""
    statement = _OVER_LOCKED if session.is_postgresql else _OVER
    rows = session.connection.execute(statement, {"now": session.now}).all()
    for row in rows:
        _show(session, row.circle_id, row.day, _of_week(session, row.circle_id, row.day))
    return len(rows)


def rhythm_proposed(session: Session, event: e.RhythmProposed, _spoke: object) -> list[Entry]:
    """Keep what somebody suggests; of several the last one stands."""
    _lock(session, event.circle)
    _put(session, event, "proposed")
    return [Entry(event.family, "checkin-rhythm", event.by, event.circle)]


def rhythm_agreed(session: Session, event: e.RhythmAgreed, _spoke: object) -> list[Entry]:
    """Let it hold, if nobody was quicker with another."""
    _lock(session, event.circle)
    still = select(rhythm.c.id).where(rhythm.c.id == event.id, rhythm.c.state == constant("proposed"))
    if session.connection.execute(still).first() is None:
        return []
    session.connection.execute(_FORGET_RHYTHM, {"circle": event.circle, "states": ["proposed"]})
    _put(session, event, "agreed")
    return [Entry(event.family, "checkin-agreed", event.by, event.circle)]


def rhythm_ended(session: Session, event: e.RhythmEnded, _spoke: object) -> list[Entry]:
    """Forget what was suggested, or all."""
    _lock(session, event.circle)
    states = ["proposed"] if event.rhythm else ["proposed", "agreed"]
    session.connection.execute(_FORGET_RHYTHM, {"circle": event.circle, "states": states})
    return [Entry(event.family, "checkin-off", event.by, event.circle)]


def _put(session: Session, event: e.RhythmProposed | e.RhythmAgreed, state: str) -> None:
    session.connection.execute(_FORGET_RHYTHM, {"circle": event.circle, "states": [state]})
    values = {"id": event.id, "circle_id": event.circle, "state": state, "every": event.every}
    more = {"since": event.since.isoformat(), "by_id": event.by, "at": session.now}
    session.connection.execute(insert(rhythm), {**values, **more})


def _lock(session: Session, circle_id: str) -> None:
    if session.is_postgresql:
        session.connection.execute(_LOCK, {"circle": circle_id})
