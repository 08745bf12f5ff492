"""What the clock does for meetings: reminders, what is asked afterwards, and what nobody answered in time.

Each row becomes words only now, so that nothing carries stale ones. When it is due is ``store.reminders``'s.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, select, update

from bot.chat.draft import Choice, Draft, Kind, Run
from bot.chat.text import Literal, Text, text
from bot.family import events as e
from bot.family.entitled import contact_of
from bot.family.letters import wish_said
from bot.family.meeting import ATTENDING, CLOSE, OF_AGENCY, Act, Attendee, Meeting, Part, State, after
from bot.family.news import lapsed
from bot.family.outcome import told
from bot.family.showing import card, card_for, named, reminder_rows
from bot.family.terms import Contact
from bot.store import audit, reminders
from bot.store.letters import wishes_for
from bot.store.meetings import loaded
from bot.store.metadata import constant
from bot.store.schema import attendee, meeting, reminder
from bot.store.session import NAMELESS, Session
from bot.store.telling import name_of, tell_drafts
from bot.store.turning import turned

_DUE_AT_ONCE, _LAPSED_AT_ONCE = 200, 50

_DUE = (
    select(reminder)
    .where(reminder.c.at <= bindparam("now"))
    .order_by(reminder.c.at, reminder.c.id)
    .limit(_DUE_AT_ONCE)
)
# What another process has taken is its own: each is done once. Meetings are taken along: what happens to one
# at this very moment is over before anything is said of it, or waits until it has been said.
_DUE_LOCKED = _DUE.join(meeting, meeting.c.id == reminder.c.meeting_id).with_for_update(
    of=[reminder, meeting], skip_locked=True
)
_REST = (
    select(reminder)
    .where(
        reminder.c.at <= bindparam("now"),
        reminder.c.meeting_id.in_(bindparam("meetings", expanding=True)),
        reminder.c.id.not_in(bindparam("known", expanding=True)),
    )
    .order_by(reminder.c.at, reminder.c.id)
)
_OPEN_PAST = (
    select(meeting.c.id)
    .where(
        meeting.c.state.in_([constant(one) for one in ("wished", "proposed", "countered", "awaiting")]),
        meeting.c.begins_at <= bindparam("now"),
    )
    .order_by(meeting.c.begins_at)
    .limit(_LAPSED_AT_ONCE)
)
_OPEN_PAST_LOCKED = _OPEN_PAST.with_for_update(skip_locked=True)


def remind(session: Session) -> int:
    """Do what is due, in the order in which it was, and return how much that was.

    After a standstill several for one day are one, and what has begun gets no reminder any more.
    """
    due = _due(session)
    if not due:
        return 0
    ids = [row.id for row in due]
    session.connection.execute(delete(reminder).where(reminder.c.id.in_(ids)))
    found = loaded(session, {row.meeting_id for row in due})
    known = {one.id: (one, caseworker) for one, caseworker in found}
    # The latest of several is the one that is said.
    latest = {(row.meeting_id, row.day, row.person_id): row.id for row in due if row.kind == reminders.BEFORE}
    drafts: list[Draft] = []
    for row in due:
        one, caseworker = known[row.meeting_id]
        if row.kind == reminders.END:
            drafts += _end(session, one, date.fromisoformat(row.day))
        elif row.kind == reminders.UNREAD:
            drafts += _unread(session, one, row.person_id, caseworker)
        elif latest[row.meeting_id, row.day, row.person_id] == row.id:
            drafts += _before(session, one, row.person_id, date.fromisoformat(row.day), caseworker)
    # All at once, so that two processes with much to tell never wait for each other in a circle.
    tell_drafts(session, drafts)
    return len(due)


def _due(session: Session) -> list[Any]:
    """Return what is due, of each meeting all of it: what is told of one is told at once."""
    statement = _DUE_LOCKED if session.is_postgresql else _DUE
    due = list(session.connection.execute(statement, {"now": session.now}))
    if len(due) == _DUE_AT_ONCE:
        meetings, known = {row.meeting_id for row in due}, [row.id for row in due]
        values = {"now": session.now, "meetings": sorted(meetings), "known": known}
        due += session.connection.execute(_REST, values)
    return due


def _before(session: Session, one: Meeting, person_id: str, day: date, caseworker: str) -> list[Draft]:
    who = one.attendee(person_id)
    begins = one.when.begins(day)
    on = day if one.when.is_series else None
    if who is None or who.answer == "no" or one.state_on(on) != State.STANDING or begins <= session.now:
        return []
    if who.is_by_phone:
        please = text("meeting-phone-reminder", people=who.name)
        return [_of(one, told(caseworker, please, card_for(one, who, on)))]
    if not who.is_there:
        return []
    rows = reminder_rows(one, who, on)
    reminded = told(person_id, text("meeting-reminder"), card_for(one, who, on), rows=rows)
    return [_of(one, draft) for draft in (reminded, *_wishes(session, one, day, person_id))]


def _wishes(session: Session, one: Meeting, day: date, person_id: str) -> list[Draft]:
    """Return what children wish for a day, beside its reminder: whether it may be read is looked at again."""
    found = wishes_for(session, one.id, day.isoformat(), person_id)
    names = dict(one.children)
    return [
        msgspec.structs.replace(
            told(
                person_id,
                wish_said(wish, [names.get(child, NAMELESS) for child in wish.children]),
                circle=wish.circle,
                author=wish.author,
            ),
            contact=contact_of(Contact.LETTERS, wish.children),
        )
        for wish in found
    ]


def _of(one: Meeting, draft: Draft) -> Draft:
    """Return a draft that is told no more once something newer happens to the meeting."""
    return msgspec.structs.replace(draft, meeting=one.id)


def _unread(session: Session, one: Meeting, person_id: str, caseworker: str) -> list[Draft]:
    """Somebody has not read that a meeting cannot be, or not for them: it wakes her where it is close."""
    day = one.when.next_day(session.now)
    is_close = day is not None and one.when.begins(day) - session.now < CLOSE
    unread = "meeting-unread" if one.state == State.REVOKED else "permission-unread"
    who = name_of(session, person_id)  # who comes no more is not one of its people
    kind = Kind.ALERT if is_close else Kind.NOTICE
    return [told(caseworker, Text(unread, {"who": Literal(who)}), card(one), kind=kind)]


def _end(session: Session, one: Meeting, day: date) -> list[Draft]:
    """A day is over: ask both sides what came of it, and look at the next day of a series."""
    on = day if one.when.is_series else None
    state = after(one.state_on(on), Act.END, Part.HOUSE)
    if one.state != State.STANDING:
        return []
    if on is not None:
        # What was said of this day says nothing of the next, which is planned now.
        session.connection.execute(update(attendee).where(attendee.c.meeting_id == one.id).values(answer=""))
    if state is None:
        reminders.plan(session, [one.id])
        return []
    event = e.MeetingTurned(one.id, one.family, Act.END, state, None, day=on)
    audit.add(session, turned(session, event, None))
    return [_question(one, who, on) for who in one.attendees if _is_asked(one, who)]


def _is_asked(one: Meeting, who: Attendee) -> bool:
    is_of_it = who.part in (Part.PROPOSER, Part.ASKED) and who.way in ATTENDING
    return is_of_it and who.is_there and one.kind not in OF_AGENCY


def _question(one: Meeting, who: Attendee, on: date | None) -> Draft:
    given = {"meeting": one.id, "day": on.isoformat() if on else ""}

    def choice(label: str, out: str) -> Choice:
        return Choice(Text(label), Run("meeting-after", {**given, "out": out}))

    what = text("meeting-after")
    rows = ((choice("label-meeting-happened", "happened"), choice("label-meeting-missed", "missed")),)
    return _of(one, told(who.person, what, named(one, on), rows=rows))


def lapse(session: Session) -> int:
    """End what was suggested for a moment that has passed, and tell those who know of it."""
    statement = _OPEN_PAST_LOCKED if session.is_postgresql else _OPEN_PAST
    ids = session.connection.execute(statement, {"now": session.now}).scalars().all()
    drafts: list[Draft] = []
    for one, caseworker in loaded(session, ids):
        state = after(one.state, Act.LAPSE, Part.HOUSE)
        if state is None:
            continue
        event = e.MeetingTurned(one.id, one.family, Act.LAPSE, state, None)
        audit.add(session, turned(session, event, None))
        drafts += lapsed(one, session.now, caseworker)
    tell_drafts(session, drafts)
    return len(ids)
