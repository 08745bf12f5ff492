"""When the clock has something to do for a meeting: rows that say when, and no words.

They follow from the meeting: whatever happens to one, its rows are made anew. Of a series only the next day
has any. What is done then is ``store.minding``'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from bot.chat.ids import new_id
from bot.family.meeting import ATTENDING, Meeting, State
from bot.store.meetings import leads_of, loaded
from bot.store.schema import attendee, meeting, person, reminder
from bot.store.session import Session

AFTERWARDS = timedelta(minutes=30)
"""So long after its end people are asked how it went."""
BEFORE, END, UNREAD = "before", "end", "unread"

_NEXT = select(reminder.c.at).order_by(reminder.c.at).limit(1)
_LEADS = (
    select(attendee.c.meeting_id, attendee.c.person_id, person.c.leads)
    .join(person, person.c.id == attendee.c.person_id)
    .where(attendee.c.meeting_id.in_(bindparam("meetings", expanding=True)))
)
_FORGET = (
    delete(reminder)
    .where(
        reminder.c.meeting_id.in_(bindparam("meetings", expanding=True)), reminder.c.kind.in_([BEFORE, END])
    )
    .returning(reminder)
)
_OWN_MEETINGS = (
    select(meeting.c.id)
    .join(attendee, attendee.c.meeting_id == meeting.c.id)
    .where(attendee.c.person_id == bindparam("person"), attendee.c.ends_at > bindparam("now"))
    .where(meeting.c.state == State.STANDING)
)


def next_due(session: Session) -> datetime | None:
    """Return when the clock has something to do for a meeting."""
    return session.connection.execute(_NEXT).scalar()


def plan(session: Session, meetings: Iterable[str]) -> None:
    """Make anew what the clock has to do for these meetings: nothing for those that do not stand.

    What is due already, and has only not been done yet, is still to be done.
    """
    ids = sorted(meetings)
    if not ids:
        return
    forgotten = session.connection.execute(_FORGET, {"meetings": ids}).all()
    undone = {
        (row.meeting_id, row.person_id, date.fromisoformat(row.day)): row.at
        for row in sorted(forgotten, key=lambda row: row.at)
        if row.at <= session.now
    }
    leads = {
        (row.meeting_id, row.person_id): row.leads
        for row in session.connection.execute(_LEADS, {"meetings": ids})
    }
    rows = [row for one, _ in loaded(session, ids) for row in _rows(session, one, leads, undone)]
    if rows:
        session.connection.execute(insert(reminder), rows)


_Undone = dict[tuple[str, str | None, date], datetime]


def _rows(
    session: Session, one: Meeting, leads: dict[tuple[str, str], str | None], undone: _Undone
) -> list[dict[str, Any]]:
    if one.state != State.STANDING:
        return []
    day = _ended(one, undone) or one.next_day(session.now, AFTERWARDS)
    if day is None:
        return []
    begins = one.when.begins(day)
    row = {"meeting_id": one.id, "day": day.isoformat()}
    rows = [{**row, "id": new_id(), "person_id": None, "kind": END, "at": one.when.ends(day) + AFTERWARDS}]
    for who in one.attendees:
        if who.way not in ATTENDING or who.answer == "no":
            continue
        own = leads.get((one.id, who.person))
        for lead in leads_of(own, session.defaults.leads):
            at = begins - lead
            if at > session.now or undone.get((one.id, who.person, day)) == at:
                rows.append({**row, "id": new_id(), "person_id": who.person, "kind": BEFORE, "at": at})
    return rows


def _ended(one: Meeting, undone: _Undone) -> date | None:
    """Return the day of which nobody has been asked yet how it was, though it is time."""
    for (meeting_id, person_id, day), at in undone.items():
        if meeting_id != one.id or person_id is not None or not one.when.falls_on(day):
            continue
        is_off = one.when.is_series and one.state_on(day) != State.STANDING
        if not is_off and one.when.ends(day) + AFTERWARDS == at:
            return day
    return None


def plan_for(session: Session, person_id: str) -> None:
    """Make anew what is due to somebody who wants to be reminded at other times."""
    values = {"person": person_id, "now": session.now}
    plan(session, session.connection.execute(_OWN_MEETINGS, values).scalars().all())


def look_later(session: Session, meeting_id: str, person_id: str, at: datetime) -> None:
    """Look then whether somebody has read that a meeting cannot be."""
    row = {"id": new_id(), "meeting_id": meeting_id, "person_id": person_id, "day": "", "kind": UNREAD}
    session.connection.execute(insert(reminder), {**row, "at": at})


def look_no_more(session: Session, meeting_id: str, person_id: str) -> None:
    """Somebody has read it."""
    session.connection.execute(
        delete(reminder).where(
            reminder.c.meeting_id == meeting_id,
            reminder.c.person_id == person_id,
            reminder.c.kind == UNREAD,
        )
    )
