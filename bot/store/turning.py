"""Meetings as they turn: one writer for each thing that happens to one.

How they are read is ``store.meetings``'s. Knows no rule: what can happen was decided before.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select, update

from bot.family import events as e
from bot.family.meeting import Act, Attendee, Part
from bot.family.wall import When
from bot.store import outbox, reminders
from bot.store.audit import Entry
from bot.store.schema import attendance, attendee, meeting, meeting_child, meeting_day
from bot.store.sealing import Scope
from bot.store.session import Session

FAR = datetime(9999, 1, 1, tzinfo=UTC)
"""When a series without an end is over."""


def made(session: Session, event: e.MeetingMade, _spoke: object) -> list[Entry]:
    """Write down a meeting with its people, and what the clock has to do for it."""
    one = event.meeting
    scope = Scope.family(one.family)
    details = msgspec.json.encode(one.details)
    ends = one.when.last_end() or FAR
    session.connection.execute(
        insert(meeting),
        {
            "id": one.id,
            "root_id": one.root,
            "family_id": one.family,
            "circle_id": one.circle,
            "kind": one.kind.value,
            "state": one.state.value,
            "proposer_id": one.proposer,
            **_wall(one.when),
            "ends_at": ends,
            "details": session.seal(scope, "meeting.details", one.id, details),
            "needs_approval": one.needs_approval,
            "is_private": one.is_private,
            "replaces_id": one.replaces,
            "instead_of": one.instead_of.isoformat() if one.instead_of else None,
            "sequence": one.sequence,
            "made_at": session.now,
            "changed_at": session.now,
        },
    )
    session.connection.execute(
        insert(attendee),
        [_attendee(one.id, who, ends) for who in one.attendees],
    )
    if one.children:
        children = [{"meeting_id": one.id, "child_id": child_id} for child_id, _ in one.children]
        session.connection.execute(insert(meeting_child), children)
    reminders.plan(session, [one.id])
    return [Entry(one.family, f"meeting-{one.state.value}", event.by, one.id, details, scope)]


def _attendee(meeting_id: str, who: Attendee, ends: datetime) -> dict[str, Any]:
    return {
        "meeting_id": meeting_id,
        "person_id": who.person,
        "circle_id": who.circle,
        "part": who.part.value,
        "way": who.way.value,
        "answer": who.answer,
        "ends_at": ends,
    }


def _wall(when: When) -> dict[str, Any]:
    return {
        "day": when.day.isoformat(),
        "start": when.start.isoformat("minutes"),
        "minutes": when.minutes,
        "zone": when.zone,
        "every": when.every,
        "until": when.until.isoformat() if when.until else None,
        "begins_at": when.begins(),
    }


_ENDING = (Act.CANCEL, Act.CANNOT, Act.REVOKE, Act.DECLINE, Act.REFUSE, Act.TAKE_BACK, Act.REPLACE)


def turned(session: Session, event: e.MeetingTurned, _spoke: object) -> list[Entry]:
    """Write down how it stands now. What was still to be said of it is older than this."""
    scope = Scope.family(event.family)
    values: dict[str, Any] = {"changed_at": session.now}
    if event.is_changed:
        values["sequence"] = meeting.c.sequence + 1
    if event.day is None:
        values["state"] = event.state.value
        if event.act in _ENDING:
            values |= {"ended_by": event.by, "ended_at": session.now}
    else:
        _set_day(session, event)
    if event.act == Act.ALLOW:
        values["is_private"] = False
    if event.when is not None:
        values |= {**_wall(event.when), "ends_at": event.when.last_end() or FAR}
        session.connection.execute(
            update(attendee)
            .where(attendee.c.meeting_id == event.meeting)
            .values(ends_at=values["ends_at"], answer="")
        )
    if event.details is not None:
        encoded = msgspec.json.encode(event.details)
        values["details"] = session.seal(scope, "meeting.details", event.meeting, encoded)
    if event.needs_approval is not None:
        values["needs_approval"] = event.needs_approval
    session.connection.execute(update(meeting).where(meeting.c.id == event.meeting).values(**values))
    outbox.end_of_meeting(session, event.meeting)
    reminders.plan(session, [event.meeting])
    body = event.words.encode()
    return [Entry(event.family, f"meeting-{event.act.value}", event.by, event.meeting, body, scope)]


def _set_day(session: Session, event: e.MeetingTurned) -> None:
    day = event.day.isoformat() if event.day else ""
    key = (meeting_day.c.meeting_id == event.meeting, meeting_day.c.day == day)
    values = {"state": event.state.value, "by_id": event.by, "at": session.now}
    if session.connection.execute(update(meeting_day).where(*key).values(**values)).rowcount == 0:
        session.connection.execute(insert(meeting_day), {"meeting_id": event.meeting, "day": day, **values})


def answered(session: Session, event: e.AttendeeAnswered, _spoke: object) -> None:
    """Note what somebody says of the day that comes."""
    key = (attendee.c.meeting_id == event.meeting, attendee.c.person_id == event.person)
    before = session.connection.execute(select(attendee.c.answer).where(*key)).scalar()
    session.connection.execute(update(attendee).where(*key).values(answer=event.answer))
    if "no" in (before, event.answer):
        reminders.plan(session, [event.meeting])


def way_changed(session: Session, event: e.AttendeeWay, _spoke: object) -> list[Entry]:
    """Let somebody take part in another way, or in none; who was not there before is from now on."""
    key = (attendee.c.meeting_id == event.meeting, attendee.c.person_id == event.person)
    if event.is_gone:
        session.connection.execute(delete(attendee).where(*key))
    elif not session.connection.execute(update(attendee).where(*key).values(way=event.way.value)).rowcount:
        ends = session.connection.execute(
            select(meeting.c.ends_at).where(meeting.c.id == event.meeting)
        ).scalar_one()
        session.connection.execute(
            insert(attendee),
            {
                "meeting_id": event.meeting,
                "person_id": event.person,
                "circle_id": event.circle,
                "part": Part.INVITED.value,
                "way": event.way.value,
                "answer": "",
                "ends_at": ends,
            },
        )
    outbox.end_of_meeting(session, event.meeting, person_id=event.person)
    reminders.plan(session, [event.meeting])
    return [Entry(event.family, "meeting-way", event.by, event.meeting, event.person.encode())]


def guests_changed(session: Session, event: e.GuestsChanged, _spoke: object) -> list[Entry]:
    """Let children of other homes come, or come no more, and with them who brings them."""
    scope = Scope.family(event.family)
    details = msgspec.json.encode(event.details)
    key = meeting.c.id == event.meeting
    values = {
        "details": session.seal(scope, "meeting.details", event.meeting, details),
        "sequence": meeting.c.sequence + 1,
        "changed_at": session.now,
    }
    session.connection.execute(update(meeting).where(key).values(**values))
    session.connection.execute(delete(meeting_child).where(meeting_child.c.meeting_id == event.meeting))
    session.connection.execute(
        insert(meeting_child), [{"meeting_id": event.meeting, "child_id": one} for one in event.children]
    )
    if event.came:
        ends = session.connection.execute(select(meeting.c.ends_at).where(key)).scalar_one()
        rows = [_attendee(event.meeting, one, ends) for one in event.came]
        session.connection.execute(insert(attendee), rows)
    for person_id in event.gone:
        session.connection.execute(
            delete(attendee).where(attendee.c.meeting_id == event.meeting, attendee.c.person_id == person_id)
        )
        outbox.end_of_meeting(session, event.meeting, person_id=person_id)
    reminders.plan(session, [event.meeting])
    return [Entry(event.family, "meeting-guests", event.by, event.meeting, details, scope)]


def attendance_said(session: Session, event: e.AttendanceSaid, _spoke: object) -> None:
    """Keep what somebody says of a day that is over; the newest counts."""
    day = event.day.isoformat()
    row = f"{event.meeting}:{day}:{event.person}"
    details = msgspec.json.encode({"how": event.how, "words": event.words})
    # What got in the way is read by the caseworker only, and is still the family's to be erased with.
    sealed = session.seal(Scope.family(event.family), "attendance.details", row, details)
    key = (
        attendance.c.meeting_id == event.meeting,
        attendance.c.day == day,
        attendance.c.person_id == event.person,
    )
    values = {"outcome": event.outcome, "details": sealed, "at": session.now}
    if session.connection.execute(update(attendance).where(*key).values(**values)).rowcount == 0:
        session.connection.execute(
            insert(attendance),
            {"meeting_id": event.meeting, "day": day, "person_id": event.person, **values},
        )


def revoked_told(session: Session, event: e.RevokedTold, _spoke: object) -> None:
    """Look later whether a parent has read that a meeting cannot be."""
    reminders.look_later(session, event.meeting, event.person, event.until)


def revoked_read(session: Session, event: e.RevokedRead, _spoke: object) -> None:
    """Nobody need call any more."""
    reminders.look_no_more(session, event.meeting, event.person)
