"""What a caseworker is asked and has not answered: who may come to a meeting, and what waits too long.

What waits for two days is named to her supervisor, each thing once. Knows no flow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, delete, exists, select, text, union_all

from bot.chat.people import Phase, View, Way
from bot.chat.text import listing
from bot.chat.text import text as text_of
from bot.family import events as e
from bot.family.facts import Asked
from bot.store.desks import SERVED
from bot.store.metadata import constant
from bot.store.schema import (
    book_answer,
    book_question,
    call_question,
    child,
    circle,
    family,
    meeting,
    meeting_asked,
    message,
    overdue,
    person,
    plan_item,
    slip,
    slip_person,
)
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import name_of, tell

_TOLD_AT_ONCE, _NAMED = 50, 6

_ASKED = (
    select(meeting_asked)
    .join(meeting, meeting.c.id == meeting_asked.c.meeting_id)
    .join(family, family.c.id == meeting.c.family_id)
    .where(SERVED, meeting.c.ends_at > bindparam("now"))
    .order_by(meeting_asked.c.at, meeting_asked.c.subject_id)
)
_HOLDS = (
    select(circle.c.id, circle.c.hold_until)
    .join(family, family.c.id == circle.c.family_id)
    .where(SERVED, circle.c.hold_until.is_not(None))
    .where(circle.c.phase == Phase.INTRODUCTION, circle.c.way == Way.HOLD)
)
_ADD = text(
    "INSERT INTO meeting_asked (meeting_id, subject_id, is_child, by_id, at) "
    "VALUES (:meeting, :subject, :is_child, :who, :at) ON CONFLICT (meeting_id, subject_id) DO NOTHING"
).bindparams(bindparam("at", type_=meeting_asked.c.at.type))


def asked_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return who may come to a meeting if this caseworker says yes, and until when she looks first."""
    if not view.speaker.is_caseworker:
        return {}
    me = {"person": view.speaker.id}
    rows = session.connection.execute(_ASKED, {**me, "now": session.now}).all()
    # Of a child it is said who would like them to come.
    named = {row.meeting_id + row.subject_id: row.by_id if row.is_child else row.subject_id for row in rows}
    session.unlock({Scope.person(one) for one in named.values()})
    names = {one: name_of(session, one) for one in set(named.values())}
    return {
        "asked": tuple(
            Asked(
                row.meeting_id,
                row.subject_id,
                row.is_child,
                names[named[row.meeting_id + row.subject_id]],
                row.at,
            )
            for row in rows
        ),
        "holds": {row.id: row.hold_until for row in session.connection.execute(_HOLDS, me)},
    }


def ask(session: Session, meeting_id: str, subjects: Iterable[str], by: str, *, is_child: bool) -> None:
    """Keep that a caseworker was asked whether these may come."""
    for one in subjects:
        values = {"meeting": meeting_id, "subject": one, "is_child": is_child, "who": by, "at": session.now}
        session.connection.execute(_ADD, values)


def asked_for(session: Session, event: e.ComingAskedFor, _spoke: object) -> None:
    """Keep that she was asked about a parent."""
    ask(session, event.meeting, [event.person], event.by, is_child=False)


def decided(session: Session, event: e.ComingDecided, _spoke: object) -> None:
    """It waits no more."""
    session.connection.execute(
        delete(meeting_asked).where(
            meeting_asked.c.meeting_id == event.meeting, meeting_asked.c.subject_id.in_(event.subjects)
        )
    )


# --- what waits too long -------------------------------------------------------------------------


def _late(sort: str, table: Any, where: Any, key: Any, at: Any, who: Any, *joins: Any) -> Any:  # noqa: ANN401 - SQL
    """Return the select of one sort of what waits: its key, its caseworker, whose it is, since when."""
    item = (constant(f"{sort}:") + key).label("item")
    chosen = select(item, family.c.caseworker_id, who.label("who"), at.label("at")).select_from(table)
    for other, on in joins:
        chosen = chosen.join(other, on)
    return (
        chosen.join(person, person.c.id == family.c.caseworker_id)
        .where(where, at <= bindparam("since"), person.c.supervisor_id.is_not(None))
        .where(~exists().where(overdue.c.item == item))
    )


def _of_circle(table: Any) -> tuple[Any, Any]:  # noqa: ANN401 - SQL
    return (circle, circle.c.id == table.c.circle_id), (family, family.c.id == circle.c.family_id)


_OF_MEETING = (family, family.c.id == meeting.c.family_id)
_LATE = union_all(
    _late(
        "message",
        message,
        message.c.state == constant("held"),
        message.c.id,
        message.c.at,
        message.c.author_id,
        *_of_circle(message),
    ),
    _late(
        "book",
        book_answer,
        book_answer.c.state == constant("held"),
        book_answer.c.share_id,
        book_answer.c.at,
        book_answer.c.author_id,
        (child, child.c.id == book_answer.c.child_id),
        (family, family.c.id == child.c.family_id),
    ),
    _late(
        "question",
        book_question,
        book_question.c.state == constant("held"),
        book_question.c.id,
        book_question.c.at,
        book_question.c.asker_id,
        *_of_circle(book_question),
    ),
    _late(
        "plan",
        plan_item,
        plan_item.c.state == constant("held"),
        plan_item.c.id,
        plan_item.c.at,
        plan_item.c.author_id,
        *_of_circle(plan_item),
    ),
    _late(
        "plan",
        call_question,
        call_question.c.state == constant("held"),
        call_question.c.id,
        call_question.c.at,
        call_question.c.author_id,
        *_of_circle(call_question),
    ),
    _late(
        "meeting",
        meeting,
        meeting.c.state.in_([constant("wished"), constant("awaiting")])
        & (meeting.c.begins_at > bindparam("now")),
        meeting.c.id,
        meeting.c.changed_at,
        meeting.c.proposer_id,
        _OF_MEETING,
    ),
    _late(
        "come",
        meeting_asked,
        (meeting.c.state == constant("standing")) & (meeting.c.ends_at > bindparam("now")),
        meeting_asked.c.meeting_id + constant(":") + meeting_asked.c.subject_id,
        meeting_asked.c.at,
        meeting_asked.c.by_id,
        (meeting, meeting.c.id == meeting_asked.c.meeting_id),
        _OF_MEETING,
    ),
    _late(
        "form",
        slip,
        # What she gave herself waits for nobody else.
        (slip.c.state == constant("waiting")) & (slip.c.giver_id != family.c.caseworker_id),
        slip.c.id,
        slip.c.at,
        slip.c.giver_id,
        (family, family.c.id == slip.c.family_id),
    ),
    _late(
        "signed",
        slip_person,
        slip_person.c.page == constant("waits"),
        slip_person.c.slip_id + constant(":") + slip_person.c.person_id,
        slip_person.c.at,
        slip_person.c.person_id,
        (slip, slip.c.id == slip_person.c.slip_id),
        (family, family.c.id == slip.c.family_id),
    ),
).limit(_TOLD_AT_ONCE)
_CLAIM = text(
    "INSERT INTO overdue (item, at) VALUES (:item, :at) ON CONFLICT (item) DO NOTHING RETURNING item"
).bindparams(bindparam("at", type_=overdue.c.at.type))
_SUPERVISOR = select(person.c.supervisor_id).where(person.c.id == bindparam("caseworker"))


def pass_on(session: Session) -> int:
    """Tell a supervisor of what has waited too long for a caseworker, each thing once; return how many.

    Whose it is and how long it waits, and nothing of what is in it.
    """
    hours = session.defaults.waiting_alert_hours
    values = {"since": session.now - timedelta(hours=hours), "now": session.now}
    waiting: dict[str, dict[str, str]] = defaultdict(dict)
    # Two processes look at the same moment: one of them has it.
    for row in sorted(session.connection.execute(_LATE, values).all(), key=lambda row: str(row.item)):
        claimed = session.connection.execute(_CLAIM, {"item": row.item, "at": session.now}).scalar()
        if claimed is not None:
            waiting[row.caseworker_id][row.item] = row.who
    for caseworker, items in waiting.items():
        supervisor = session.connection.execute(_SUPERVISOR, {"caseworker": caseworker}).scalar_one()
        names = [name_of(session, one) for one in dict.fromkeys(items.values())][:_NAMED]
        said = text_of(
            "waiting-told",
            caseworker=name_of(session, caseworker),
            count=len(items),
            hours=hours,
            people=listing(names),
        )
        tell(session, supervisor, said)
    return sum(len(items) for items in waiting.values())
