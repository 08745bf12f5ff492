"""A family goes to another caseworker: everything that waits for its former one, in the turn that decides it.

What is sealed for a person stays sealed for a person: it is sealed anew for whoever gets it. Knows no flow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, bindparam, or_, select, update

from bot.chat.draft import Kind
from bot.chat.text import text
from bot.store import covering, lanes, watching
from bot.store.audit import AGENCY, Entry
from bot.store.desks import stand_ins
from bot.store.metadata import constant
from bot.store.schema import (
    alert,
    attendee,
    child,
    circle,
    family,
    meeting,
    member,
    message,
    outbox,
    parentage,
    person,
    reminder,
)
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import tell

if TYPE_CHECKING:
    from bot.family import events as e

_families: BindParameter[Any] = bindparam("families", expanding=True)
_of_these = select(circle.c.id).where(circle.c.family_id.in_(_families))
_people = (
    select(member.c.person_id)
    .join(circle, circle.c.id == member.c.circle_id)
    .where(circle.c.family_id.in_(_families))
)
_parents = (
    select(parentage.c.person_id)
    .join(child, child.c.id == parentage.c.child_id)
    .where(child.c.family_id.in_(_families))
)
_meetings = select(meeting.c.id).where(meeting.c.family_id.in_(_families))
_elsewhere = (
    select(member.c.person_id)
    .join(circle, circle.c.id == member.c.circle_id)
    .join(family, family.c.id == circle.c.family_id)
    .where(family.c.caseworker_id == bindparam("old"), family.c.id.not_in(_families))
)
# A turn that went by the former caseworker has ended by then, and what it wrote is given away with the rest.
_LOCK = (
    select(family.c.id)
    .where(family.c.id.in_(_families))
    .order_by(family.c.id)
    .with_for_update(key_share=True)
)
_GIVE = (
    update(family)
    .where(family.c.id.in_(_families), family.c.caseworker_id == bindparam("old"))
    .values(caseworker_id=bindparam("new"))
)
_GIVE_PEOPLE = (
    update(person)
    .where(person.c.served_by == bindparam("old"))
    .where(or_(person.c.id.in_(_people), person.c.id.in_(_parents)))
    .values(served_by=bindparam("new"))
)
_GIVE_ALL_PEOPLE = (
    update(person).where(person.c.served_by == bindparam("old")).values(served_by=bindparam("new"))
)
_GIVE_ALERTS = (
    update(alert)
    .where(alert.c.asked_id == bindparam("old"), alert.c.seen_at.is_(None))
    .where(
        or_(
            alert.c.family_id.in_(_families),
            alert.c.family_id.is_(None)
            & alert.c.person_id.in_(_people)
            & alert.c.person_id.not_in(_elsewhere),
        )
    )
    # Whoever serves the family now is asked first, and at once.
    .values(asked_id=bindparam("new"), step=-1, next_at=bindparam("moment"))
)
_GIVE_ATTENDEES = (
    update(attendee)
    .where(attendee.c.meeting_id.in_(_meetings), attendee.c.person_id == bindparam("old"))
    .where(
        attendee.c.meeting_id.not_in(
            select(attendee.c.meeting_id).where(attendee.c.person_id == bindparam("new")).correlate(None)
        )
    )
    .values(person_id=bindparam("new"))
)
_GIVE_REMINDERS = (
    update(reminder)
    .where(reminder.c.meeting_id.in_(_meetings), reminder.c.person_id == bindparam("old"))
    .values(person_id=bindparam("new"))
)
# Words and notices that have not left yet. What a person wrote on their private line is theirs to have read
# by whoever serves them now, unless they have it with the former caseworker too, because of another family.
_WAITING = (
    select(outbox.c.id, outbox.c.circle_id, outbox.c.payload, outbox.c.deliver_at, outbox.c.state)
    .join(message, message.c.id == outbox.c.message_id, isouter=True)
    .where(outbox.c.lane == bindparam("old"), outbox.c.is_begun.is_(False))
    .where(outbox.c.state.in_(["ready", "veiled", "held"]), outbox.c.kind != constant("answer"))
    .where(
        or_(
            outbox.c.circle_id.in_(_of_these),
            outbox.c.meeting_id.in_(_meetings),
            or_(message.c.line_id.in_(_people), message.c.line_id.in_(_parents))
            & message.c.line_id.not_in(_elsewhere),
            # What she is told of somebody, which belongs to no circle.
            outbox.c.message_id.is_(None)
            & outbox.c.circle_id.is_(None)
            & or_(outbox.c.author_id.in_(_people), outbox.c.author_id.in_(_parents))
            & outbox.c.author_id.not_in(_elsewhere),
        )
    )
    .order_by(outbox.c.id)
)
_MOVE = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(
        lane=bindparam("reader"),
        person_id=bindparam("reader"),
        account_id=None,
        payload=bindparam("sealed"),
        state=bindparam("now_is"),
    )
)
_HELD = (
    select(message.c.id)
    .join(circle, circle.c.id == message.c.circle_id)
    .where(circle.c.family_id.in_(_families), message.c.state == constant("held"))
)


def handed_over(session: Session, event: e.FamiliesHandedOver, _spoke: object) -> list[Entry]:
    """Give the families away, with all that waits; the new caseworker reads how much that is."""
    of = {"families": sorted(event.families), "old": event.old, "new": event.new}
    run = session.connection.execute
    # People before families, as in their own turns.
    if event.is_all:
        run(_GIVE_ALL_PEOPLE, {"old": event.old, "new": event.new})
    else:
        run(_GIVE_PEOPLE, of)
    if session.is_postgresql:
        run(_LOCK, of)
    beside = stand_ins(session, [event.old]).get(event.old, [])
    if event.new not in beside:
        # Whoever has stood in has a copy of everything already.
        _move_waiting(session, of)
    run(_GIVE_ATTENDEES, of)
    run(_GIVE_REMINDERS, of)
    run(_GIVE_ALERTS, {**of, "moment": session.now})
    run(_GIVE, of)
    watched = watching.handed_over(session, event)
    for one in (event.old, *beside):
        watched += covering.end_foreign(session, one, event.by)
    waiting = len(run(_HELD, {"families": of["families"]}).all())
    if waiting:
        tell(session, event.new, text("handover-waits", count=waiting), kind=Kind.ALERT)
    entries = [Entry(one, "handed-over", event.by, event.new) for one in of["families"]]
    return [*entries, *watched, Entry(AGENCY, "handed-over", event.by, event.new)]


def _move_waiting(session: Session, of: dict[str, Any]) -> None:
    old, new = str(of["old"]), str(of["new"])
    rows = session.connection.execute(_WAITING, of).all()
    if not rows:
        return
    session.unlock({Scope.person(old), Scope.person(new)})
    for row in rows:
        sealed = row.payload
        if row.circle_id is None and sealed is not None:
            words = session.open_bytes(Scope.person(old), "outbox.payload", row.id, sealed)
            sealed = session.seal(Scope.person(new), "outbox.payload", row.id, words)
        # What a discreet reader had to ask for is for one now who may not be.
        state = "ready" if row.state == "veiled" else row.state
        values = {"row": row.id, "reader": new, "sealed": sealed, "now_is": state}
        session.connection.execute(_MOVE, values)
    lanes.wake(session, lanes.OUT, [(new, row.deliver_at) for row in rows if row.state != "held"])
