"""What counts in a circle over some days, and what stands behind a figure: a query for each kind of thing.

Each begins with the circle and ends with the days: a week costs what was in it, however long the history is.
What is of somebody who may have no contact with one of the circle counts nowhere. Knows no figure's wording,
and opens nothing to count it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec
from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, or_, select

from bot.chat.people import DESK, Phase, Role, View
from bot.family.book import CIRCLE, WRITERS
from bot.family.counted import Counted, Insight, Opened, Period
from bot.family.fields import TOPICS, Care, care_of
from bot.family.insight import KEPT, NOT_HELD, ON_A_CHART, PAGE, WRITTEN, opened, period_of, side_of
from bot.family.meeting import Kind, Meeting, State
from bot.family.meetings import in_hours
from bot.family.wall import When
from bot.store.checkins import those_told
from bot.store.desks import OVERSEEN, READ_BY_DESKS, SERVED
from bot.store.media import files_of
from bot.store.meetings import BASE, built
from bot.store.metadata import constant
from bot.store.schema import (
    attendee,
    book_answer,
    book_question,
    checkin,
    checkin_week,
    child,
    circle,
    circle_child,
    family,
    meeting,
    meeting_day,
    member,
    message,
    moment,
    no_contact,
    outbox,
    person,
    plan_item,
    thanks,
)
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import name_of

_CIRCLE: BindParameter[Any] = bindparam("circle")
_SINCE: BindParameter[Any] = bindparam("since")
_UNTIL: BindParameter[Any] = bindparam("until")
_ENDS: BindParameter[Any] = bindparam("ends")
_AROUND = timedelta(days=2)  # a day of the calendar is another one elsewhere, and a meeting ends later
_around, _who = member.alias("around"), person.alias("who")
_BY_FIGURE = {Kind.VISIT: KEPT[0], Kind.CALL: KEPT[1], Kind.APPOINTMENT: KEPT[2], Kind.ACTIVITY: KEPT[2]}
_ENDED = {
    State.MOVED: "moved",
    State.CANCELLED: "called-off",
    State.MISSED: "missed",
    State.UNCLEAR: "unclear",
}
_COUNTS = [State.HAPPENED, *_ENDED]

_MAY_READ = (
    select(circle.c.id, circle.c.family_id)
    .join(family, family.c.id == circle.c.family_id)
    .where(circle.c.id == _CIRCLE, or_(SERVED, OVERSEEN))
    .where(circle.c.phase != Phase.CLOSED, READ_BY_DESKS)
)


def _is_kept_apart(who: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether somebody may have no contact with one of the circle."""
    return exists().where(
        no_contact.c.one_id == who,
        no_contact.c.other_id == _around.c.person_id,
        _around.c.circle_id == _CIRCLE,
    )


_ARRIVED = exists().where(
    outbox.c.message_id == message.c.id,
    outbox.c.kind.in_(["words", "notice"]),  # who is reached by phone has it told by the caseworker
    outbox.c.operation == constant("send"),
    outbox.c.state == constant("sent"),
)
_MESSAGES = (
    select(message.c.id, message.c.at, message.c.author_id, person.c.role)
    .join(person, person.c.id == message.c.author_id)
    .where(message.c.circle_id == _CIRCLE, message.c.at >= _SINCE, message.c.at < _UNTIL)
    .where(message.c.state == constant("passed"), message.c.words.is_not(None), _ARRIVED)
    .where(person.c.role.not_in(DESK), ~_is_kept_apart(person.c.id))
    .order_by(message.c.at, message.c.id)
)
_GIVEN = {
    figure: select(table.c.message_id.label("id"), table.c.at, person.c.role)
    .join(message, message.c.id == table.c.message_id)
    .join(person, person.c.id == table.c.author_id)
    .where(table.c.circle_id == _CIRCLE, table.c.at >= _SINCE, table.c.at < _UNTIL)
    .where(message.c.state == constant("passed"), message.c.words.is_not(None), _ARRIVED)
    .where(person.c.role.not_in(DESK), ~_is_kept_apart(person.c.id))
    .order_by(table.c.at, table.c.message_id)
    for figure, table in (("moments", moment), ("thanks", thanks))
}
# Only what both homes have read of each other; how somebody is, is nobody's to count.
_WEEKS = (
    select(checkin.c.id, checkin.c.at, person.c.role)
    .join(
        checkin_week,
        and_(checkin_week.c.circle_id == checkin.c.circle_id, checkin_week.c.day == checkin.c.day),
    )
    .join(person, person.c.id == checkin.c.person_id)
    .where(checkin.c.circle_id == _CIRCLE, checkin_week.c.state == constant("told"))
    .where(checkin.c.day >= bindparam("first"), checkin.c.day <= bindparam("last"))
    .where(checkin.c.at >= _SINCE, checkin.c.at < _UNTIL)
    .where(~_is_kept_apart(person.c.id))
    .order_by(checkin.c.at, checkin.c.id)
)
_IS_APART = exists().where(attendee.c.meeting_id == meeting.c.id, _is_kept_apart(attendee.c.person_id))
_OF_CIRCLE = (
    meeting.c.family_id == bindparam("family"),
    meeting.c.circle_id == _CIRCLE,
    meeting.c.is_private.is_(False),
    meeting.c.kind.in_(list(_BY_FIGURE)),
    ~_IS_APART,
)
_MEETINGS = (
    select(
        meeting.c.id,
        meeting.c.kind,
        meeting.c.state,
        meeting.c.begins_at.label("at"),
        meeting.c.ended_at,
        _who.c.role,
    )
    .join(_who, _who.c.id == meeting.c.ended_by, isouter=True)
    .where(*_OF_CIRCLE, meeting.c.every.is_(None), meeting.c.state.in_(_COUNTS))
    .where(meeting.c.begins_at >= _SINCE, meeting.c.begins_at < _ENDS)
    .where(meeting.c.ends_at > _SINCE, meeting.c.ends_at < bindparam("ended"))
    .order_by(meeting.c.begins_at, meeting.c.id)
)
_DAYS = (
    select(
        meeting.c.id,
        meeting.c.kind,
        meeting_day.c.state,
        meeting_day.c.day,
        meeting.c.start,
        meeting.c.zone,
        meeting_day.c.at.label("ended_at"),
        _who.c.role,
    )
    .join(meeting_day, meeting_day.c.meeting_id == meeting.c.id)
    .join(_who, _who.c.id == meeting_day.c.by_id, isouter=True)
    .where(*_OF_CIRCLE, meeting.c.every.is_not(None), meeting_day.c.state.in_(_COUNTS))
    .where(meeting.c.ends_at > _SINCE, meeting.c.begins_at < _ENDS)
    .where(meeting_day.c.day >= bindparam("first"), meeting_day.c.day <= bindparam("last"))
)
# What was suggested instead and came to stand: whoever did so moved it.
_INSTEAD = (
    select(meeting.c.replaces_id, meeting.c.instead_of, meeting.c.made_at, _who.c.role)
    .join(_who, _who.c.id == meeting.c.proposer_id)
    .where(meeting.c.family_id == bindparam("family"))
    .where(meeting.c.replaces_id.in_(bindparam("meetings", expanding=True)))
    .where(meeting.c.state.in_([*_COUNTS, State.STANDING, State.OVER, State.REVOKED]))
)
_ANSWERS = (
    select(
        book_answer.c.id,
        book_answer.c.child_id,
        book_answer.c.field,
        book_answer.c.audience,
        book_answer.c.at,
        book_answer.c.author_id,
        person.c.role,
    )
    .join(circle_child, circle_child.c.child_id == book_answer.c.child_id)
    .join(person, person.c.id == book_answer.c.author_id)
    .join(member, and_(member.c.circle_id == circle_child.c.circle_id, member.c.person_id == person.c.id))
    .where(circle_child.c.circle_id == _CIRCLE, book_answer.c.at >= _SINCE, book_answer.c.at < _UNTIL)
    .where(book_answer.c.state == constant("passed"))
    .where(~_is_kept_apart(person.c.id))
    .order_by(book_answer.c.at, book_answer.c.id)
)
_AGREED = (
    select(plan_item.c.id, plan_item.c.topic, plan_item.c.agreed_at)
    .where(plan_item.c.circle_id == _CIRCLE)
    .where(plan_item.c.agreed_at >= _SINCE, plan_item.c.agreed_at < _UNTIL)
    .where(plan_item.c.state.in_(["agreed", "replaced", "past"]), ~_is_kept_apart(plan_item.c.author_id))
    .order_by(plan_item.c.agreed_at, plan_item.c.id)
)
_UNANSWERED = (
    select(book_question.c.id, book_question.c.at)
    .where(book_question.c.circle_id == _CIRCLE, book_question.c.state == constant("open"))
    .where(book_question.c.at >= _SINCE, book_question.c.at < _UNTIL)
    .where(~_is_kept_apart(book_question.c.asker_id))
    .order_by(book_question.c.at, book_question.c.id)
)


def insight_facts(session: Session, view: View, about: Mapping[str, str]) -> dict[str, Any]:
    """Return what counts in the circle and the days that a conversation is about, if they are known.

    Of a picture it is the weeks that stand on it; of a figure that is opened also what stands behind it; and
    where the families are to be told, who knows of what.
    """
    period = period_of(about, view.now, view.speaker.timezone)
    if period is None or not view.speaker.is_caseworker:
        return {}
    row = session.connection.execute(
        _MAY_READ, {"circle": about.get("circle", ""), "person": view.speaker.id}
    ).first()
    if row is None:
        return {}
    shown = period.reaching_back(ON_A_CHART) if about.get("show") == "chart" else period
    values = _values(row.id, row.family_id, shown)
    counted = tuple(one for query in _QUERIES for one in query(session, values))
    if about.get("for") == "families":
        counted = _known(session, row.id, counted)
    found = Insight(row.id, period, counted)
    figure, page = about.get("show", ""), about.get("page", "")
    at = int(page) if page.isdecimal() else 0
    wanted = opened(found, figure)[at * PAGE : (at + 1) * PAGE]
    if not wanted:
        return {"insight": found}
    entries = _entries(session, row.family_id, figure, wanted)
    return {"insight": msgspec.structs.replace(found, entries=entries)}


def _values(circle_id: str, family_id: str, period: Period) -> dict[str, Any]:
    return {
        "circle": circle_id,
        "family": family_id,
        "since": period.begins,
        "until": period.closes,
        "ends": period.ends,
        "ended": period.ends + _AROUND,
        "first": (period.begins - _AROUND).date().isoformat(),
        "last": (period.ends + _AROUND).date().isoformat(),
    }


# --- what counts ---------------------------------------------------------------------------------


def _messages(session: Session, values: Mapping[str, Any]) -> Iterable[Counted]:
    for row in session.connection.execute(_MESSAGES, values):
        yield Counted("messages", row.id, row.at, row.id, side_of(Role(row.role)))


def _given(session: Session, values: Mapping[str, Any]) -> Iterable[Counted]:
    for figure, query in _GIVEN.items():
        for row in session.connection.execute(query, values):
            yield Counted(figure, row.id, row.at, row.id, side_of(Role(row.role)))


def _weeks(session: Session, values: Mapping[str, Any]) -> Iterable[Counted]:
    for row in session.connection.execute(_WEEKS, values):
        yield Counted("checkin", row.id, row.at, row.id, side_of(Role(row.role)), known_to=_EVERYBODY)


def _meetings(session: Session, values: Mapping[str, Any]) -> Iterable[Counted]:
    found = [
        _meeting(row.id, row.id, row, row.at) for row in session.connection.execute(_MEETINGS, values).all()
    ]
    for row in session.connection.execute(_DAYS, values).all():
        day = date.fromisoformat(row.day)
        at = When(day, time.fromisoformat(row.start), 0, row.zone).begins()
        if values["since"] <= at < values["ends"]:
            found.append(_meeting(row.id, f"{row.id}:{row.day}", row, at))
    moved = [one.id for one in found if one.figure == "moved"]
    if moved:
        instead = {
            f"{row.replaces_id}:{row.instead_of}" if row.instead_of else row.replaces_id: row
            for row in session.connection.execute(_INSTEAD, {**values, "meetings": sorted(set(moved))})
        }
        found = [_moved(one, instead.get(one.what)) if one.figure == "moved" else one for one in found]
    return sorted(found, key=lambda one: (one.at, one.what))


def _meeting(meeting_id: str, what: str, row: Any, at: datetime) -> Counted:  # noqa: ANN401 - a Row
    state = State(row.state)
    if state == State.HAPPENED:
        return Counted(_BY_FIGURE[Kind(row.kind)], meeting_id, at, what)
    if state != State.CANCELLED or row.role is None or row.ended_at is None:
        return Counted(_ENDED[state], meeting_id, at, what)
    return Counted(_ENDED[state], meeting_id, at, what, side_of(Role(row.role)), in_hours(at - row.ended_at))


def _moved(one: Counted, instead: Any) -> Counted:  # noqa: ANN401 - a Row
    if instead is None:
        return one
    notice = in_hours(one.at - instead.made_at)
    return msgspec.structs.replace(one, side=side_of(Role(instead.role)), notice=notice)


def _answers(session: Session, values: Mapping[str, Any]) -> Iterable[Counted]:
    for row in session.connection.execute(_ANSWERS, values):
        # A topic counts once for each child, however many answers there are.
        what = f"{row.child_id}:{_topic_of(row.field)}"
        is_for_all = row.audience == CIRCLE and care_of(row.field) != Care.OPENED
        yield Counted(
            "book",
            row.id,
            row.at,
            what,
            side_of(Role(row.role)),
            known_to=_EVERYBODY if is_for_all else _NOBODY,
        )


def _agreed(session: Session, values: Mapping[str, Any]) -> Iterable[Counted]:
    for row in session.connection.execute(_AGREED, values):
        yield Counted("plan", row.id, row.agreed_at, row.topic, known_to=_EVERYBODY)


def _unanswered(session: Session, values: Mapping[str, Any]) -> Iterable[Counted]:
    for row in session.connection.execute(_UNANSWERED, values):
        yield Counted("unanswered", row.id, row.at, row.id)


_QUERIES: tuple[Callable[[Session, Mapping[str, Any]], Iterable[Counted]], ...] = (
    _messages,
    _given,
    _weeks,
    _meetings,
    _answers,
    _agreed,
    _unanswered,
)


# --- who knows of it -----------------------------------------------------------------------------

_NOBODY: frozenset[str] = frozenset()
_EVERYBODY = frozenset({"everybody"})
_COPIES = select(outbox.c.message_id.label("of"), outbox.c.person_id).where(
    outbox.c.message_id.in_(bindparam("ids", expanding=True)),
    outbox.c.kind == constant("words"),
    outbox.c.operation == constant("send"),
    outbox.c.state == constant("sent"),
)
_AUTHORS = select(message.c.id.label("of"), message.c.author_id.label("person_id")).where(
    message.c.id.in_(bindparam("ids", expanding=True))
)
_THERE = select(attendee.c.meeting_id.label("of"), attendee.c.person_id).where(
    attendee.c.meeting_id.in_(bindparam("ids", expanding=True))
)
_MEMBERS = (
    select(person.c.id, person.c.role)
    .join(member, member.c.person_id == person.c.id)
    .where(member.c.circle_id == _CIRCLE)
)


def _known(session: Session, circle_id: str, counted: tuple[Counted, ...]) -> tuple[Counted, ...]:
    """Return it with who knows of each: of messages and meetings those whom they reached, else both homes."""
    rows = session.connection.execute(_MEMBERS, {"circle": circle_id}).all()
    homes = frozenset(row.id for row in rows if row.role in WRITERS)
    messages = sorted({one.id for one in counted if one.figure in WRITTEN})
    meetings = sorted({one.id for one in counted if one.figure in (*KEPT, *NOT_HELD, "moved")})
    known: dict[str, set[str]] = defaultdict(set)
    for query, ids in ((_COPIES, messages), (_AUTHORS, messages), (_THERE, meetings)):
        for row in session.connection.execute(query, {"ids": ids}) if ids else ():
            known[row.of].add(row.person_id)
    return tuple(
        msgspec.structs.replace(
            one, known_to=homes if one.known_to == _EVERYBODY else frozenset(known.get(one.id, ()))
        )
        for one in counted
    )


# --- what stands behind a figure -----------------------------------------------------------------

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_WORDS = select(message.c.id, message.c.words, message.c.files, message.c.author_id).where(
    message.c.id.in_(_IDS)
)
_IN_BOOKS = (
    select(
        book_answer.c.id,
        book_answer.c.field,
        book_answer.c.author_id,
        child.c.id.label("child"),
        child.c.name,
    )
    .join(child, child.c.id == book_answer.c.child_id)
    .where(book_answer.c.id.in_(_IDS))
)
_ASKED = (
    select(
        book_question.c.id,
        book_question.c.field,
        book_question.c.words,
        book_question.c.message_id,
        book_question.c.asker_id.label("author_id"),
        child.c.id.label("child"),
        child.c.name,
    )
    .join(child, child.c.id == book_question.c.child_id)
    .where(book_question.c.id.in_(_IDS))
)
_THESE = BASE.where(meeting.c.id.in_(_IDS))


def _entries(session: Session, family_id: str, figure: str, wanted: list[Counted]) -> tuple[Opened, ...]:
    match figure:
        case "messages" | "moments" | "thanks":
            read = _words
        case "checkin":
            read = _said
        case "book":
            read = _in_books
        case "unanswered":
            read = _asked
        case "plan":
            return tuple(Opened("plan", one.at, field=one.what) for one in wanted)
        case _:
            return tuple(_held(session, wanted))
    ids = {"ids": [one.id for one in wanted]}
    found = dict(read(session, Scope.family(family_id), ids))
    return tuple(
        msgspec.structs.replace(found[one.id], figure=figure, at=one.at) for one in wanted if one.id in found
    )


def _names(session: Session, rows: Iterable[Any]) -> dict[str, str]:
    people = sorted({row.author_id for row in rows})
    session.unlock({Scope.person(one) for one in people})
    return {one: name_of(session, one) for one in people}


def _words(session: Session, scope: Scope, ids: dict[str, list[str]]) -> Iterable[tuple[str, Opened]]:
    rows = session.connection.execute(_WORDS, ids).all()
    names = _names(session, rows)
    for row in rows:
        words = "" if row.words is None else session.open_to_show(scope, "message.words", row.id, row.words)
        files = files_of(session, row.id) if row.files else ()
        yield row.id, Opened("", session.now, names[row.author_id], words=words, files=files)


def _said(
    session: Session,
    scope: Scope,  # noqa: ARG001 - it is opened where it is kept
    ids: dict[str, list[str]],
) -> Iterable[tuple[str, Opened]]:
    for one in those_told(session, ids["ids"]):
        yield one.id, Opened("", one.at, one.name, week=one)


def _in_books(session: Session, scope: Scope, ids: dict[str, list[str]]) -> Iterable[tuple[str, Opened]]:
    rows = session.connection.execute(_IN_BOOKS, ids).all()
    names = _names(session, rows)
    for row in rows:
        name = session.open_to_show(scope, "child.name", row.child, row.name)
        yield row.id, Opened("", session.now, names[row.author_id], name, field=row.field)


def _asked(session: Session, scope: Scope, ids: dict[str, list[str]]) -> Iterable[tuple[str, Opened]]:
    rows = session.connection.execute(_ASKED, ids).all()
    names = _names(session, rows)
    for row in rows:
        name = session.open_to_show(scope, "child.name", row.child, row.name)
        who = names[row.author_id]
        words = (
            "" if row.words is None else session.open_to_show(scope, "book_question.words", row.id, row.words)
        )
        files = files_of(session, row.message_id) if row.message_id else ()
        yield row.id, Opened("", session.now, who, name, row.field or "", words, files)


def _held(session: Session, wanted: list[Counted]) -> Iterable[Opened]:
    rows = session.connection.execute(_THESE, {"ids": sorted({one.id for one in wanted})}).all()
    found: dict[str, Meeting] = {one.id: one for one in built(session, rows, None, has_all_days=True)}
    for one in wanted:
        _, _, day = one.what.partition(":")
        on = date.fromisoformat(day) if day else None
        yield Opened(one.figure, one.at, meeting=found[one.id], day=on, side=one.side, notice=one.notice)


_TOPIC_OF = {field.id: topic for topic, fields in TOPICS for field in fields}


def _topic_of(field: str) -> str:
    """Return the topic of a field; what was asked in words of their own is one of its own."""
    return _TOPIC_OF.get(field, field)
