"""What of somebody's meetings stands in their own calendar, outside the bot: as little as it takes.

Titles are neutral, for they are read on lock screens and by whoever shares a phone; the place is only for who
is there in person; no name of an adult, and no note of anybody's. Knows nothing of how a calendar is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from bot.calendars import uid
from bot.chat.sheet import DateEntry, Dates
from bot.chat.text import Text
from bot.family.meeting import ATTENDING, Meeting, Presence, State
from bot.family.showing import title

_OFF = (State.CANCELLED, State.REVOKED)
_SHOWN = (State.STANDING, State.OVER, State.HAPPENED, State.MISSED, State.UNCLEAR, *_OFF)
_GONE = (*_OFF, State.MOVED)


def dates(meetings: Iterable[Meeting], reader: str, leads: Sequence[timedelta]) -> Dates:
    """Return a reader's calendar: what stands, what was, and for a while what is off."""
    return Dates(
        Text("calendar-name"),
        tuple(_entry(one, reader, leads) for one in meetings if one.state in _SHOWN and not one.is_private),
    )


def _entry(meeting: Meeting, reader: str, leads: Sequence[timedelta]) -> DateEntry:
    own, when, is_off = meeting.attendee(reader), meeting.when, meeting.state in _OFF
    is_there = own is not None and own.way == Presence.IN_PERSON
    attends = own is not None and own.way in ATTENDING
    skipped = sorted(day for day, state in meeting.days.items() if state in _GONE)
    return DateEntry(
        uid(UUID(meeting.root), UUID(reader)),
        meeting.sequence + len(skipped),
        title(meeting),
        when.day,
        when.start,
        when.minutes,
        when.zone,
        meeting.changed_at,
        place=meeting.details.place if is_there and not is_off else "",
        note=meeting.details.link if attends and not is_off else "",
        is_cancelled=is_off,
        leads=tuple(int(lead.total_seconds() // 60) for lead in leads) if attends else (),
        every=when.every,
        until=when.until,
        skipped=tuple(skipped),
    )
