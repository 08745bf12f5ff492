"""What programs by others make of a document: vobject, recurring-ical-events, icalevents.

With ``foreign`` a zone goes by a name that no program knows, so that it has to take the document's own word
for what the zone is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any, cast

import icalendar
import recurring_ical_events
import vobject
from icalevents import icalevents

from bot.calendars import Method, Occasion, document

# icalevents turns the library to other zones as soon as it is imported.
icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]

CHANGED = datetime(2026, 1, 5, 12, 30, 15, tzinfo=UTC)
_SERIAL = count()


def occasion(**values: object) -> Occasion:
    """Return a visit on a Tuesday in New York, but for these values."""
    usual: dict[str, object] = {
        "uid": "visit@coparenting",
        "sequence": 0,
        "title": "Time together",
        "day": date(2026, 3, 3),
        "start": time(16),
        "minutes": 90,
        "zone": "America/New_York",
        "changed_at": CHANGED,
    }
    return Occasion(**cast("dict[str, Any]", usual | values))


def written(*occasions: Occasion, method: Method = "PUBLISH", refresh: timedelta | None = None) -> bytes:
    return document(occasions, method=method, name="Calendar", refresh=refresh)


def foreign(told: bytes, zone: str) -> bytes:
    """Return the document with its zone under a name that was never seen before."""
    return told.replace(f"TZID:{zone}".encode(), b"TZID:N%d" % (serial := next(_SERIAL))).replace(
        f"TZID={zone}:".encode(), b"TZID=N%d:" % serial
    )


@dataclass(frozen=True)
class Seen:
    """An occasion as a program shows it."""

    uid: str
    title: str
    begins: datetime
    ends: datetime

    @property
    def wall(self) -> str:
        return f"{self.begins:%Y-%m-%d %H:%M}-{self.ends:%H:%M}"

    @property
    def lasts(self) -> timedelta:
        return self.ends.astimezone(UTC) - self.begins.astimezone(UTC)


def by_vobject(told: bytes) -> vobject.base.Component:
    return vobject.readOne(told.decode())


def by_recurring(told: bytes, first: date, last: date) -> list[Seen]:
    """Return all between two days, in order, without what is cancelled."""
    calendar = icalendar.Calendar.from_ical(told)
    found = recurring_ical_events.of(calendar).between(first, last)
    return _in_order(
        Seen(str(one["UID"]), str(one["SUMMARY"]), one.start, one.end)
        for one in found
        if one["STATUS"] != "CANCELLED"
    )


def by_icalevents(told: bytes, first: date, last: date) -> list[Seen]:
    begin, end = (datetime.combine(day, time(), UTC) for day in (first, last))
    found = icalevents.events(string_content=told, start=begin, end=end, strict=True)
    return _in_order(
        Seen(one.uid, str(one.summary), one.start, one.end)  # type: ignore[arg-type]
        for one in found
        if one.status != "CANCELLED"
    )


def _in_order(seen: Iterable[Seen]) -> list[Seen]:
    return sorted(seen, key=lambda one: one.begins)


def lines(told: bytes) -> list[str]:
    """Return the document's lines, unfolded as RFC 5545, 3.1, says, by nobody's program."""
    return told.decode().replace("\r\n ", "").split("\r\n")
