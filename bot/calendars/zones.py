"""Zones: what a wall time means, and a VTIMEZONE (RFC 5545, 3.6.5) for whoever knows no zone by its name.

Written from the machine's zones and not by the library's generator, which lets summer begin an hour late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

# Two changes are further apart than this: Morocco's, around Ramadan, are the nearest.
_STEP: Final = timedelta(days=7)
# So many years are looked at, to tell the last Sunday of a month from the fourth.
_YEARS: Final = 8
_WEEK: Final = 7
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Change:
    """From ``onset`` on, a wall time by the offset ``before``, clocks are ``after`` ahead of UTC."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return when a clock on the wall shows this, in the zone.

    Where clocks are put forward over it, as much later as they are put forward; where it comes twice, the
    first (RFC 5545, 3.3.5).
    """
    shown = datetime.combine(day, at.replace(fold=0), tzinfo=zone)
    return shown.astimezone(UTC).astimezone(zone)


@lru_cache(maxsize=128)
def timezone_of(key: str, first: int, last: int) -> Timezone:
    """Return the zone from the year ``first`` to ``last`` at the least. Not to be changed: it is shared.

    Changes that come back every year are written as a rule, which holds for longer; others one by one.
    """
    zone = ZoneInfo(key)
    written = Timezone()
    written.add("TZID", key)
    last = max(last, first + _YEARS)
    for changes in _alike(zone, first, last):
        earliest = changes[0]
        # Named by the direction: in Dublin it is winter that is the exception by law, and few programs
        # bear with a summer that is not "daylight".
        part = TimezoneDaylight() if earliest.after > earliest.before else TimezoneStandard()
        part.add("DTSTART", earliest.onset)
        part.add("TZOFFSETFROM", earliest.before)
        part.add("TZOFFSETTO", earliest.after)
        part.add("TZNAME", earliest.name)
        rule = _rule([change.onset for change in changes], last)
        if rule is not None:
            part.add("RRULE", rule)
        elif changes[1:]:
            part.add("RDATE", [change.onset for change in changes[1:]])
        written.add_component(part)
    return written


def _alike(zone: ZoneInfo, first: int, last: int) -> list[list[Change]]:
    """Return the zone's changes, those with the same offsets together, beginning with what holds at first."""
    begin = datetime(first - 1, 1, 1, tzinfo=UTC)
    changes = list(_changes(zone, begin, datetime(last + 1, 1, 1, tzinfo=UTC)))
    if not changes or changes[0].onset.year >= first:
        shown = begin.astimezone(zone)
        holding = shown.utcoffset() or timedelta()
        standing = Change(begin.replace(tzinfo=None), holding, holding, shown.tzname() or "UTC")
        changes.insert(0, standing)
    groups: dict[tuple[timedelta, timedelta, str], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.before, change.after, change.name), []).append(change)
    return list(groups.values())


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[Change]:
    earlier = begin
    while earlier < end:
        later = earlier + _STEP
        if _offset(earlier, zone) != _offset(later, zone):
            yield _between(earlier, later, zone)
        earlier = later


def _between(earlier: datetime, later: datetime, zone: ZoneInfo) -> Change:
    """Return the change between two moments, found to the second."""
    before = _offset(earlier, zone)
    while later - earlier > timedelta(seconds=1):
        middle = earlier + (later - earlier) // 2
        middle = middle.replace(microsecond=0)
        if _offset(middle, zone) == before:
            earlier = middle
        else:
            later = middle
    shown = later.astimezone(zone)
    return Change((later + before).replace(tzinfo=None), before, _offset(later, zone), shown.tzname() or "")


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _rule(onsets: list[datetime], last: int) -> vRecur | None:
    """Return the yearly rule of these moments, None where they follow none, or do not go on to ``last``."""
    years = [onset.year for onset in onsets]
    shapes = {(onset.month, onset.weekday(), onset.time()) for onset in onsets}
    if len(shapes) > 1 or years[-1] != last or any(b - a != 1 for a, b in pairwise(years)) or len(years) == 1:
        return None
    weekday = _WEEKDAYS[onsets[0].weekday()]
    places = {(onset.day - 1) // _WEEK + 1 for onset in onsets}
    if len(places) == 1:
        place = places.pop()
    elif all((onset + timedelta(days=_WEEK)).month != onset.month for onset in onsets):
        place = -1
    else:
        return None
    return vRecur({"FREQ": "YEARLY", "BYMONTH": onsets[0].month, "BYDAY": f"{place}{weekday}"})
