"""Calendars as files: what is to happen, as RFC 5545 has it, for any program that reads one.

Written by the icalendar library. Knows no person, no table and no sentence: titles come in as they read.
Names of people, and who else comes, are in no file: there is no ORGANIZER and no ATTENDEE.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration, vRecur

PRODUCT_ID: Final = "-//Coparenting//Calendar//EN"
_DAYS_AROUND: Final = timedelta(days=200)
_ENDLESS: Final = timedelta(days=3653)

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]


@dataclass(frozen=True)
class Occasion:
    """One thing in a calendar: once, or a series.

    ``start`` is what the clocks of ``zone`` show; where they skip it, it is as much later as they skip.
    ``every`` is weeks, ``until`` the last day, ``skipped`` are days of a series without it. ``alarms`` are
    how long before it somebody is reminded. ``changed_at`` is in UTC.
    """

    uid: str
    sequence: int
    title: str
    day: date
    start: time
    minutes: int
    zone: str
    changed_at: datetime
    place: str | None = None
    note: str | None = None
    is_cancelled: bool = False
    alarms: tuple[timedelta, ...] = ()
    every: int | None = None
    until: date | None = None
    skipped: frozenset[date] = field(default_factory=frozenset)

    def begins(self, day: date) -> datetime:
        """Return when it begins on one of its days, in UTC; of a time that comes twice, the first."""
        return datetime.combine(day, self.start, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)


def etag(document: bytes) -> str:
    """Return the strong entity tag of a document (RFC 9110, 8.8.3)."""
    return f'"{hashlib.sha256(document).hexdigest()[:32]}"'


def document(
    occasions: Iterable[Occasion],
    *,
    name: str,
    method: Method = "PUBLISH",
    refresh: timedelta | None = None,
) -> bytes:
    """Return a calendar: the same bytes for the same occasions, so that a tag of them says what is new."""
    wanted = sorted(occasions, key=lambda one: (one.day, one.start, one.uid))
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT_ID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    calendar.add("NAME", name)  # RFC 7986
    calendar.add("X-WR-CALNAME", name)
    if refresh is not None:
        calendar.add("REFRESH-INTERVAL", vDuration(refresh), parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vDuration(refresh))
    for zone in sorted({one.zone for one in wanted}):
        calendar.add_component(_timezone(zone, [one for one in wanted if one.zone == zone]))
    for one in wanted:
        calendar.add_component(_event(one))
    return bytes(calendar.to_ical())


def _event(one: Occasion) -> Event:
    event = Event()
    event.add("UID", one.uid)
    event.add("DTSTAMP", one.changed_at)
    event.add("LAST-MODIFIED", one.changed_at)
    event.add("SEQUENCE", one.sequence)
    event.add("SUMMARY", one.title)
    zone = ZoneInfo(one.zone)
    wall = datetime.combine(one.day, one.start, tzinfo=zone)
    is_plain = wall.utcoffset() == wall.replace(fold=1).utcoffset()
    # A time that the clocks skip, or show twice, is written without them where it is only once: programs do
    # not agree on what else it means.
    event.add("DTSTART", wall if is_plain or one.every is not None else one.begins(one.day))
    # A length, not an end: it lasts its minutes, whatever the clocks do meanwhile (RFC 5545, 3.3.6).
    event.add("DURATION", vDuration(timedelta(minutes=one.minutes)))
    if one.every is not None:
        rule: dict[str, object] = {"FREQ": "WEEKLY", "INTERVAL": one.every}
        if one.until is not None:
            rule["UNTIL"] = one.begins(one.until)
        event.add("RRULE", vRecur(rule))
        for day in sorted(one.skipped):
            event.add("EXDATE", datetime.combine(day, one.start, tzinfo=zone))
    if one.place:
        event.add("LOCATION", one.place)
    if one.note:
        event.add("DESCRIPTION", one.note)
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "OPAQUE")
    event.add("STATUS", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    if not one.is_cancelled:
        for lead in sorted(one.alarms, reverse=True):
            event.add_component(_alarm(lead, one.title))
    return event


def _alarm(lead: timedelta, title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", title)
    alarm.add("TRIGGER", vDuration(-lead))
    return alarm


def _timezone(zone: str, occasions: Sequence[Occasion]) -> Timezone:
    """Return how the clocks of a zone are set on all days that matter, and not for decades before."""
    known = ZoneInfo(zone)
    first = min(one.day for one in occasions) - _DAYS_AROUND
    last = max(_last(one) for one in occasions) + _DAYS_AROUND
    component = Timezone()
    component.add("TZID", zone)
    begins = datetime.combine(first, time(), tzinfo=UTC)
    changes = [begins, *_changes(known, begins, datetime.combine(last, time(), tzinfo=UTC))]
    for at in changes:
        before, after = (at - timedelta(seconds=1)).astimezone(known), at.astimezone(known)
        is_summer = bool(after.dst())
        part = TimezoneDaylight() if is_summer else TimezoneStandard()
        offset_from = before.utcoffset() or timedelta()
        # The onset is what the clocks showed that were not changed yet (RFC 5545, 3.6.5).
        part.add("DTSTART", (at + offset_from).replace(tzinfo=None))
        part.add("TZOFFSETFROM", offset_from)
        part.add("TZOFFSETTO", after.utcoffset() or timedelta())
        part.add("TZNAME", after.tzname() or zone)
        component.add_component(part)
    return component


def _last(one: Occasion) -> date:
    if one.every is None:
        return one.day
    return one.until or one.day + _ENDLESS


def _changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> Iterable[datetime]:
    """Yield each moment at which the clocks of a zone are changed, to the second."""
    day = timedelta(days=1)
    at = begins
    while at < ends:
        if at.astimezone(zone).utcoffset() != (at + day).astimezone(zone).utcoffset():
            low, high = at, at + day
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                is_same = middle.astimezone(zone).utcoffset() == low.astimezone(zone).utcoffset()
                low, high = (middle, high) if is_same else (low, middle)
            yield high.replace(microsecond=0)
        at += day
