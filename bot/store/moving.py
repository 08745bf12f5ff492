"""A child's move and the first call as they are stored.

All of a move is written in the turn that decides it: who had the child reads nothing of it from that moment,
and who has it now reads all. Knows no flow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Row, bindparam, delete, exists, insert, not_, or_, select, text, update

from bot.chat.draft import Choice, Kind, Run
from bot.chat.ids import new_id
from bot.chat.people import Circle, Interview, Member, PersonState, Phase, Role, View, Way
from bot.chat.text import Moment, MomentStyle, Text, listing
from bot.chat.text import text as text_of
from bot.family import events as e
from bot.family.book import WRITERS, is_looked_at
from bot.family.circles import HOLD_DAYS
from bot.family.facts import CallQuestion, FirstCall, PlanItem
from bot.family.plan import CALL_LIST
from bot.store import book, offered, outbox
from bot.store.audit import Entry, committed
from bot.store.desks import SERVED, on_desk_of
from bot.store.interviews import end_interview
from bot.store.media import files_of
from bot.store.metadata import constant
from bot.store.schema import (
    book_question,
    call_question,
    circle,
    circle_child,
    family,
    first_call,
    home,
    interview,
    member,
    message,
    no_contact,
    person,
    placement,
)
from bot.store.schema import outbox as outbox_table
from bot.store.sealing import Scope, Unsealable
from bot.store.session import Session
from bot.store.telling import tell
from bot.store.viewing import ONE_CIRCLE, SERVED_CIRCLES, circles_of

NUDGED_BEFORE = timedelta(hours=12)
OFFERED_AFTER = timedelta(days=7)
"""For so long after its time has run out a first call is still offered to who joins."""
NOT_BEGUN = datetime(9999, 1, 1, tzinfo=UTC)
"""Until when a first call should be, while nobody is here yet who could speak: its time has not begun."""

_served = person.alias("served")
_APART = (
    select(no_contact.c.one_id, no_contact.c.other_id)
    .distinct()
    .join(_served, _served.c.id == no_contact.c.one_id)
    .join(member, member.c.person_id == no_contact.c.one_id, isouter=True)
    .join(circle, circle.c.id == member.c.circle_id, isouter=True)
    .join(family, family.c.id == circle.c.family_id, isouter=True)
    # Also of those who are in no circle yet: they are not to be put in one.
    .where(or_(SERVED, on_desk_of(_served.c.served_by)))
)
_APART_FROM = select(no_contact.c.one_id, no_contact.c.other_id).where(
    or_(no_contact.c.one_id == bindparam("person"), no_contact.c.other_id == bindparam("person"))
)
_CALLS = select(first_call).where(first_call.c.circle_id.in_(bindparam("circles", expanding=True)))
_QUESTIONS = (
    select(call_question, person.c.name, circle.c.family_id)
    .join(person, person.c.id == call_question.c.author_id)
    .join(circle, circle.c.id == call_question.c.circle_id)
    .where(call_question.c.circle_id.in_(bindparam("circles", expanding=True)))
    .where(call_question.c.state == bindparam("stands"))
    .order_by(call_question.c.id)
)
# Of who has left nothing waits any more: nobody is there whom others could answer.
_HELD_QUESTIONS = _QUESTIONS.where(person.c.state != constant(PersonState.LEFT))
_DECIDE_QUESTION = (
    update(call_question)
    .where(call_question.c.id == bindparam("item"), call_question.c.state == constant("held"))
    .values(state=bindparam("now_is"))
)
_TO_NUDGE = (
    select(first_call.c.circle_id)
    .where(first_call.c.nudge_at.is_not(None), first_call.c.nudge_at <= bindparam("now"))
    .order_by(first_call.c.circle_id)
)
_TO_NUDGE_LOCKED = _TO_NUDGE.with_for_update(skip_locked=True)


def _is_here(role: Role) -> ColumnElement[bool]:
    there = member.alias()
    return exists().where(
        there.c.circle_id == first_call.c.circle_id,
        there.c.person_id == person.c.id,
        person.c.role == role.value,
        person.c.state.in_([PersonState.JOINED.value, PersonState.BY_PHONE.value]),
    )


_TO_OFFER = (
    select(first_call.c.circle_id)
    .join(circle, circle.c.id == first_call.c.circle_id)
    .where(first_call.c.due_at == NOT_BEGUN, first_call.c.is_done.is_(False))
    .where(circle.c.phase.not_in([Phase.PAUSED, Phase.CLOSED]))
    .where(not_((circle.c.phase == Phase.INTRODUCTION) & (circle.c.way == Way.HOLD)))
    .where(_is_here(Role.PARENT), _is_here(Role.CAREGIVER))
    .order_by(first_call.c.circle_id)
)
_TO_OFFER_LOCKED = _TO_OFFER.with_for_update(of=first_call, skip_locked=True)
_RUNNING = (
    select(first_call.c.circle_id, first_call.c.due_at)
    .join(member, member.c.circle_id == first_call.c.circle_id)
    .where(member.c.person_id == bindparam("person"))
    .where(first_call.c.due_at > bindparam("since"), first_call.c.due_at < NOT_BEGUN)
    .where(first_call.c.is_done.is_(False))
    .order_by(first_call.c.circle_id)
)
_KEEP_YES = text(
    "INSERT INTO willingness (circle_id, person_id, other_id, answer, at) "
    "SELECT :new, person_id, other_id, answer, at FROM willingness "
    "WHERE circle_id = :old AND person_id IN :people AND other_id IN :people"
).bindparams(bindparam("people", expanding=True))
# What is on its way to who had the child, of words and of notices: nothing of it arrives there any more.
_END_FOR = (
    update(outbox_table)
    .where(
        outbox_table.c.circle_id == bindparam("circle"),
        outbox_table.c.lane.in_(bindparam("people", expanding=True)),
        outbox_table.c.kind.in_([Kind.NOTICE, Kind.ALERT]),
        outbox_table.c.state.in_(["ready", "held", "veiled"]),
    )
    .values(state="ended", why="moved", payload=None)
)
_ASKED = select(book_question.c.id, book_question.c.asker_id).where(
    book_question.c.circle_id == bindparam("circle"),
    book_question.c.child_id == bindparam("child"),
    book_question.c.state.in_([constant("open"), constant("held")]),
)
_END_ASKED = update(book_question).where(book_question.c.id == bindparam("question")).values(state="ended")


def apart_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return who may have no contact, of those in a caseworker's care; for others, with whom they may not."""
    statement = _APART if view.speaker.is_caseworker else _APART_FROM
    rows = session.connection.execute(statement, {"person": view.speaker.id})
    return {"apart": frozenset((row.one_id, row.other_id) for row in rows)}


def _begun(due_at: datetime) -> datetime | None:
    """Return until when a first call should be, None where its clock does not run yet."""
    return None if due_at == NOT_BEGUN else due_at


def call_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return the first calls of the speaker's circles, with what is on the lists for them."""
    ids = [one.id for one in view.circles]
    if view.speaker.is_caseworker:
        served = session.connection.execute(SERVED_CIRCLES, {"person": view.speaker.id})
        ids = [row.id for row in served]
    if not ids:
        return {}
    rows = {row.circle_id: row for row in session.connection.execute(_CALLS, {"circles": ids})}
    asked = session.connection.execute(_QUESTIONS, {"circles": ids, "stands": "passed"}).all()
    lists: dict[str, list[CallQuestion]] = {}
    for row, said in _said(session, asked):
        lists.setdefault(row.circle_id, []).append(CallQuestion(**said))
    # A list may be begun where no clock runs: what is on it is read all the same.
    calls = (
        FirstCall(
            circle=one,
            due_at=_begun(rows[one].due_at) if one in rows else None,
            is_done=one not in rows or bool(rows[one].is_done),
            questions=tuple(lists.get(one, ())),
        )
        for one in ids
        if one in rows or one in lists
    )
    return {"calls": tuple(calls)}


def held_questions(session: Session, circles: Sequence[str]) -> tuple[PlanItem, ...]:
    """Return what a caseworker is to see before it stands on a list."""
    rows = session.connection.execute(_HELD_QUESTIONS, {"circles": circles, "stands": "held"}).all()
    return tuple(
        PlanItem(**said, circle=row.circle_id, topic=CALL_LIST, is_agreed=False)
        for row, said in _said(session, rows)
    )


def _said(session: Session, rows: Sequence[Row[Any]]) -> Iterator[tuple[Row[Any], dict[str, Any]]]:
    """Yield what is on lists, with all there is to read and hear of it."""
    session.unlock(
        {Scope.family(row.family_id) for row in rows} | {Scope.person(row.author_id) for row in rows}
    )
    for row in rows:
        scope, who = Scope.family(row.family_id), Scope.person(row.author_id)
        yield (
            row,
            {
                "id": row.id,
                "author": row.author_id,
                "author_name": session.open_to_show(who, "person.name", row.author_id, row.name),
                "words": session.open_to_show(scope, "call_question.words", row.id, row.words),
                "at": row.at,
                "message": row.message_id,
                "files": files_of(session, row.message_id) if row.message_id else (),
            },
        )


def placed(session: Session, event: e.ChildPlaced, _spoke: object) -> list[Entry]:
    """Note where the child lives from now on, and who is in that home."""
    if event.is_new:
        session.connection.execute(insert(home), {"id": event.home})
        session.connection.execute(
            update(person).where(person.c.id.in_(event.caregivers)).values(home_id=event.home)
        )
    session.connection.execute(
        update(placement)
        .where(placement.c.child_id == event.child, placement.c.until.is_(None))
        .values(until=session.now)
    )
    session.connection.execute(
        insert(placement),
        {"id": new_id(), "child_id": event.child, "home_id": event.home, "since": session.now},
    )
    return [Entry(event.family, "placed", event.by, event.child, event.home.encode())]


def followed(session: Session, event: e.CircleFollowed, _spoke: object) -> list[Entry]:
    """Pass what concerns a child to the circle of those who are around it now."""
    if event.is_new:
        _make_circle(session, event)
    session.connection.execute(insert(circle_child), {"circle_id": event.new, "child_id": event.child})
    for row in session.connection.execute(_ASKED, {"circle": event.old, "child": event.child}).all():
        session.connection.execute(_END_ASKED, {"question": row.id})
        if row.asker_id not in event.leaving:
            tell(session, row.asker_id, text_of("ask-moved"))
    if event.leaving:
        session.connection.execute(_END_FOR, {"circle": event.old, "people": list(event.leaving)})
        # What they were about to write was perhaps for this circle: for a day they are asked where it goes.
        session.connection.execute(
            update(person)
            .where(person.c.id.in_(event.leaving))
            .values(line_used_at=session.now, circle_here=None, chosen_at=None)
        )
        # Who has no child here any more can still write to the caseworker.
        session.connection.execute(
            update(person)
            .where(person.c.id.in_(event.leaving), person.c.served_by.is_(None))
            .values(served_by=event.by)
        )
        _end_conversations(session, event)
    if event.ends:
        session.connection.execute(
            update(circle).where(circle.c.id == event.old).values(phase=Phase.CLOSED.value, hold_until=None)
        )
        outbox.end_circle(session, event.old, "moved")
        session.connection.execute(
            update(message)
            .where(message.c.circle_id == event.old, message.c.state == constant("held"))
            .values(state="declined")
        )
        session.connection.execute(delete(first_call).where(first_call.c.circle_id == event.old))
    else:
        session.connection.execute(
            delete(circle_child).where(
                circle_child.c.circle_id == event.old, circle_child.c.child_id == event.child
            )
        )
    begin_first_call(session, event.new)
    entry = Entry(event.family, "moved", event.by, event.new, f"{event.old} {event.child}".encode())
    return [entry, *book.open_to_all(session, event.child)]


def _make_circle(session: Session, event: e.CircleFollowed) -> None:
    way = session.defaults.introduction
    session.connection.execute(
        insert(circle),
        {
            "id": event.new,
            "family_id": event.family,
            "phase": Phase.INTRODUCTION.value,
            "way": way,
            "hold_until": session.now + timedelta(days=HOLD_DAYS) if way == Way.HOLD else None,
            "hold_told": False,
        },
    )
    session.connection.execute(
        insert(member),
        [{"circle_id": event.new, "person_id": one, "reach_told": ""} for one in event.members],
    )
    # Those who go on together have said what they said; whoever is new to each other is asked.
    values = {"new": event.new, "old": event.old, "people": list(event.members)}
    session.connection.execute(_KEEP_YES, values)


def _end_conversations(session: Session, event: e.CircleFollowed) -> None:
    """End what those who had the child were about to write or answer about it."""
    rows = session.connection.execute(
        select(interview.c.id, interview.c.person_id, interview.c.state).where(
            interview.c.person_id.in_(event.leaving)
        )
    ).all()
    session.unlock({Scope.person(row.person_id) for row in rows})
    for row in rows:
        try:
            state = session.open_bytes(Scope.person(row.person_id), "interview.state", row.id, row.state)
        except Unsealable:
            continue
        kept = msgspec.json.decode(state, type=Interview)
        about = {str(value) for value in (*kept.given.values(), *kept.answers.values())}
        if event.child in about or (event.ends and event.old in about):
            end_interview(session, row.id)


def begin_first_call(session: Session, circle_id: str) -> None:
    """Start the clock for the first call of a circle's homes, where it does not run or has run."""
    known = session.connection.execute(select(first_call).where(first_call.c.circle_id == circle_id)).first()
    if known is not None and not known.is_done and session.now < known.due_at < NOT_BEGUN:
        return
    session.connection.execute(delete(first_call).where(first_call.c.circle_id == circle_id))
    due = session.now + timedelta(hours=session.defaults.first_call_hours)
    session.connection.execute(
        insert(first_call),
        {"circle_id": circle_id, "due_at": due, "nudge_at": due - NUDGED_BEFORE, "is_done": False},
    )


def expect_first_call(session: Session, circle_id: str) -> None:
    """Offer the first call of a circle that a file has made, and start its clock, if anybody is here for it.

    Else it waits until both homes are: a whole agency that has yet to join is not to be reminded of anything.
    """
    session.connection.execute(
        insert(first_call),
        {"circle_id": circle_id, "due_at": NOT_BEGUN, "nudge_at": None, "is_done": False},
    )
    (one,) = circles_of(session, session.connection.execute(ONE_CIRCLE, {"circle": circle_id}).all())
    if (
        not is_looked_at((one,))
        and one.phase != Phase.CLOSED
        and any(_speaks(other) for other in one.members)
    ):
        _offer(session, one)


def offer(session: Session) -> int:
    """Offer each first call that has waited for both homes to be here, once."""
    statement = _TO_OFFER_LOCKED if session.is_postgresql else _TO_OFFER
    due = session.connection.execute(statement).scalars().all()
    for circle_id in due:
        (one,) = circles_of(session, session.connection.execute(ONE_CIRCLE, {"circle": circle_id}).all())
        _offer(session, one)
    return len(due)


def offer_to(session: Session, person_id: str) -> None:
    """Offer somebody who has just joined the first calls whose time has begun."""
    values = {"person": person_id, "since": session.now - OFFERED_AFTER}
    for row in session.connection.execute(_RUNNING, values).all():
        (one,) = circles_of(session, session.connection.execute(ONE_CIRCLE, {"circle": row.circle_id}).all())
        me = one.member(person_id)
        if me is not None and _speaks(me) and one.phase != Phase.CLOSED and not is_looked_at((one,)):
            _tell_of_call(session, one, person_id, row.due_at)


def _speaks(one: Member) -> bool:
    return one.role in WRITERS and (one.is_joined or one.is_by_phone)


def _offer(session: Session, one: Circle) -> None:
    begin_first_call(session, one.id)
    due = session.now + timedelta(hours=session.defaults.first_call_hours)
    there = [other for other in one.members if _speaks(other)]
    for other in there:
        if other.is_joined:
            _tell_of_call(session, one, other.id, due)
    if by_phone := [other.name for other in there if other.is_by_phone]:
        please = text_of("call-offer-phone", children=one.label, people=listing(by_phone))
        tell(session, one.caseworker, please)


def _tell_of_call(session: Session, one: Circle, person_id: str, due: datetime) -> None:
    look = ((Choice(Text("label-call-list"), Run("first-call", {"circle": one.id})),),)
    until = (text_of("call-until", when=Moment(due, MomentStyle.FULL)),) if due > session.now else ()
    tell(session, person_id, text_of("call-offer", children=one.label), *until, rows=look)
    offered.count(session, person_id, "first-call")


def end_first_call(session: Session, circle_id: str) -> None:
    """Note that both homes have spoken."""
    session.connection.execute(
        update(first_call).where(first_call.c.circle_id == circle_id).values(is_done=True, nudge_at=None)
    )


def nudge(session: Session) -> int:
    """Remind the caseworker of a first call before its time has run out, once."""
    statement = _TO_NUDGE_LOCKED if session.is_postgresql else _TO_NUDGE
    due = session.connection.execute(statement, {"now": session.now}).scalars().all()
    for circle_id in due:
        session.connection.execute(
            update(first_call).where(first_call.c.circle_id == circle_id).values(nudge_at=None)
        )
        (one,) = circles_of(session, session.connection.execute(ONE_CIRCLE, {"circle": circle_id}).all())
        if one.phase in (Phase.PAUSED, Phase.CLOSED):
            continue
        look = ((Choice(Text("label-call-list"), Run("first-call", {"circle": circle_id})),),)
        tell(session, one.caseworker, text_of("call-nudge", children=one.label), rows=look)
    return len(due)


def call_question_added(session: Session, event: e.CallQuestionAdded, _spoke: object) -> list[Entry]:
    """Write down what is on the list."""
    scope = Scope.family(event.family)
    session.connection.execute(
        insert(call_question),
        {
            "id": event.id,
            "circle_id": event.circle,
            "author_id": event.author,
            "words": session.seal(scope, "call_question.words", event.id, event.words),
            "message_id": event.message,
            "state": "held" if event.is_held else "passed",
            "at": session.now,
        },
    )
    body = committed(event.words, event.message)
    return [Entry(event.family, "call-question", event.author, event.id, body, scope)]


def question_decided(session: Session, event: e.PlanDecided) -> list[Entry]:
    """Let what was held stand on the list, or not."""
    state = "passed" if event.is_approved else "declined"
    session.connection.execute(_DECIDE_QUESTION, {"item": event.item, "now_is": state})
    return [decision(event)]


def decision(event: e.PlanDecided) -> Entry:
    """Return what the record says of a decision."""
    action = "plan-approved" if event.is_approved else "plan-declined"
    return Entry(event.family, action, event.by, event.item)
