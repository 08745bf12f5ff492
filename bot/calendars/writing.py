"""Occasions to a document of RFC 5545: the same occasions, whenever and in whatever order, the same bytes.

Names no organizer and no attendee, though RFC 5546 wants one in an invitation: it would be somebody's
address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Component, Event, vRecur

from bot.calendars.occasion import Occasion
from bot.calendars.values import Exactly, Words
from bot.calendars.zones import moment, timezone_of

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
"""PUBLISH shows, REQUEST asks to be put into a calendar, CANCEL takes out (RFC 5546, 1.4)."""

PRODUCT: Final = "-//Coparenting//Calendar//EN"
# How far from its last change a series is looked through: for days on which clocks change, and for its zone.
# It may have no end, or one that somebody mistyped by millennia.
_AHEAD: Final = timedelta(days=10 * 366)
_DAY_MINUTES: Final = 24 * 60


def document(occasions: Iterable[Occasion], *, method: Method, name: str, refresh: timedelta | None) -> bytes:
    """Return a calendar called ``name``, to be fetched again after ``refresh``.

    Raises ValueError where CANCEL meets an occasion that stands, and ZoneInfoNotFoundError (a KeyError) for a
    zone that does not exist.
    """
    given = list(occasions)
    if method == "CANCEL" and not all(occasion.is_cancelled for occasion in given):
        message = "CANCEL takes out only what is cancelled"
        raise ValueError(message)
    shown = sorted([*given, *_under_changing_clocks(given)], key=_place)
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", method)
    calendar.add("NAME", Words(name))  # RFC 7986, 5.1; the other is what most programs read
    calendar.add("X-WR-CALNAME", Words(name))
    if refresh is not None:
        calendar.add("REFRESH-INTERVAL", Exactly(refresh), {"VALUE": "DURATION"})  # RFC 7986, 5.7
        calendar.add("X-PUBLISHED-TTL", Exactly(refresh))
    for component in (*_zones(shown), *map(_event, shown)):
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def _place(occasion: Occasion) -> tuple[bool, date, time, str, date]:
    """Return where an occasion stands: in order of time, but after the series that it is of."""
    instead = occasion.instead_of
    return instead is not None, occasion.day, occasion.start, occasion.uid, instead or date.min


def _under_changing_clocks(occasions: list[Occasion]) -> Iterator[Occasion]:
    """Yield, as occasions of their own, those of a series that begin or end at another time by the clock.

    A rule leaves out a start that clocks are put forward over (RFC 5545, 3.3.10), and many programs add a
    length to the wall time. Written out, both are the same to everyone.
    """
    written = {(one.uid, one.instead_of) for one in occasions}
    for series in occasions:
        if series.every is None or series.is_all_day or series.is_cancelled:
            continue
        zone = ZoneInfo(series.zone)
        for day in _days(series):
            if day in series.skipped or (series.uid, day) in written:
                continue
            wall = datetime.combine(day, series.start)
            ends = _end(series, day, zone).replace(tzinfo=None)
            begins = moment(day, series.start, zone).replace(tzinfo=None)
            if begins != wall or ends != wall + timedelta(minutes=series.minutes):
                yield replace(series, day=day, every=None, until=None, skipped=frozenset(), instead_of=day)


def _days(series: Occasion) -> Iterator[date]:
    day, last = series.day, _last_day(series)
    while day <= last:
        yield day
        day += timedelta(weeks=series.every or 1)


def _last_day(occasion: Occasion) -> date:
    if occasion.every is None:
        return occasion.day
    ahead = max(occasion.day, occasion.changed_at.date()) + _AHEAD
    return ahead if occasion.until is None else min(occasion.until, ahead)


def _zones(occasions: list[Occasion]) -> Iterator[Component]:
    """Yield each zone that is used, for the years in which it is."""
    years: dict[str, set[int]] = {}
    for one in occasions:
        if not one.is_all_day:
            days = (one.day, _last_day(one), one.instead_of or one.day, *one.skipped)
            years.setdefault(one.zone, set()).update(day.year for day in days)
    for key in sorted(years):
        yield timezone_of(key, min(years[key]), max(years[key]))
    if not occasions:
        # A calendar has one component at the least (RFC 5545, 3.6), also when nothing is coming.
        yield timezone_of("UTC", 2000, 2000)


def _event(occasion: Occasion) -> Event:
    event = Event()
    event.add("UID", occasion.uid)
    event.add("SEQUENCE", occasion.sequence)
    event.add("DTSTAMP", occasion.changed_at.astimezone(UTC))
    event.add("LAST-MODIFIED", occasion.changed_at.astimezone(UTC))
    event.add("STATUS", "CANCELLED" if occasion.is_cancelled else "CONFIRMED")
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "OPAQUE")
    event.add("SUMMARY", Words(occasion.title))
    if occasion.place is not None:
        event.add("LOCATION", Words(occasion.place))
    if occasion.note is not None:
        event.add("DESCRIPTION", Words(occasion.note))
    _add_time(event, occasion)
    _add_series(event, occasion)
    for alarm in () if occasion.is_cancelled else occasion.alarms:
        event.add_component(_alarm(alarm, occasion.title))
    return event


def _add_time(event: Event, occasion: Occasion) -> None:
    if occasion.is_all_day:
        event.add("DTSTART", occasion.day)
        event.add("DTEND", occasion.day + timedelta(days=-(-occasion.minutes // _DAY_MINUTES)))
        return
    if occasion.every is not None:
        # The first day of a series stands as on the wall, else all of it would follow one change of clocks;
        # and its length is the length of each, whatever happens on the first (RFC 5545, 3.8.5.3).
        _add_wall(event, "DTSTART", datetime.combine(occasion.day, occasion.start), occasion.zone)
        event.add("DURATION", Exactly(timedelta(minutes=occasion.minutes)))
        return
    zone = ZoneInfo(occasion.zone)
    begins, ends = moment(occasion.day, occasion.start, zone), _end(occasion, occasion.day, zone)
    for name, at in (("DTSTART", begins), ("DTEND", ends)):
        if ends.fold:
            # The wall shows this end twice, and would mean the first. Both in UTC: of two kinds of time
            # programs make a sum of their own.
            event.add(name, at.astimezone(UTC))
        else:
            _add_wall(event, name, at, occasion.zone)


def _end(occasion: Occasion, day: date, zone: ZoneInfo) -> datetime:
    begins = moment(day, occasion.start, zone).astimezone(UTC)
    return (begins + timedelta(minutes=occasion.minutes)).astimezone(zone)


def _add_series(event: Event, occasion: Occasion) -> None:
    if occasion.instead_of is not None:
        start = occasion.start if occasion.instead_start is None else occasion.instead_start
        _add_day(event, "RECURRENCE-ID", occasion, occasion.instead_of, start)
    if occasion.every is None:
        return
    rule: dict[str, object] = {"FREQ": "WEEKLY", "INTERVAL": occasion.every}
    # A day where the start is a day, else in UTC (RFC 5545, 3.3.10).
    if occasion.until is not None and occasion.is_all_day:
        rule["UNTIL"] = occasion.until
    elif occasion.until is not None:
        rule["UNTIL"] = moment(occasion.until, occasion.start, ZoneInfo(occasion.zone)).astimezone(UTC)
    event.add("RRULE", vRecur(rule))
    for day in sorted(occasion.skipped):
        _add_day(event, "EXDATE", occasion, day, occasion.start)


def _add_day(event: Event, name: str, occasion: Occasion, day: date, start: time) -> None:
    """Name an occasion of a series, as the rule of the series makes it, also where no clock shows that."""
    if occasion.is_all_day:
        event.add(name, day, {"VALUE": "DATE"})
    else:
        _add_wall(event, name, datetime.combine(day, start), occasion.zone)


def _add_wall(event: Event, name: str, at: datetime, zone: str) -> None:
    # The zone as a parameter, so that the library neither looks it up nor has an opinion of it.
    event.add(name, at.replace(tzinfo=None, fold=0), {"TZID": zone})


def _alarm(before: timedelta, title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", Words(title))
    alarm.add("TRIGGER", Exactly(-before))
    return alarm
