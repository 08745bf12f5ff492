"""What stands in a calendar: one meeting, a series of them, or one of a series that differs.

Knows no format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One entry of one reader's calendar, in the wall time of its zone.

    - ``uid`` stays the same for as long as the meeting lives; ``sequence`` rises with every change, and with
      a cancellation (RFC 5545, 3.8.7.4), else programs keep what they have.
    - ``minutes`` are real ones: where the clocks change meanwhile, the end is that much later by them.
    - ``alarms`` say how long before the start, in real time too. A cancelled occasion rings nowhere.
    - ``changed_at`` is when any of this was last decided, aware.
    - ``every`` so many weeks, on the weekday of ``day``, until and with the day ``until`` (None: without
      end), but not on the days ``skipped``.
    - ``instead_of``: this is the occasion of that day of the series with the same ``uid`` and zone, which
      begins at ``instead_start`` (None: at ``start``); it was moved, or changed in some other way. Moved to a
      day that is all day long or away from one, it is to be ``skipped`` and written anew.
    - ``is_all_day``: ``start`` and the zone mean nothing; it lasts as many days as ``minutes`` touch.

    Raises ValueError where the values contradict each other.
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
    skipped: frozenset[date] = frozenset()
    instead_of: date | None = None
    instead_start: time | None = None
    is_all_day: bool = False

    def __post_init__(self) -> None:
        """Refuse what no calendar could show."""
        is_series = self.every is not None
        faults = {
            "an occasion needs a uid": not self.uid,
            "a sequence counts from nought": self.sequence < 0,
            "an occasion lasts a minute or more": self.minutes < 1,
            "a moment of change has a zone": self.changed_at.tzinfo is None,
            "a wall time has no zone of its own": self.start.tzinfo is not None,
            "an alarm comes before the start": any(alarm < timedelta() for alarm in self.alarms),
            "a series comes back every week at the most": is_series and (self.every or 0) < 1,
            "a series does not end before it begins": self.until is not None and self.until < self.day,
            "only a series ends or skips a day": not is_series and bool(self.until or self.skipped),
            "one of a series is no series": is_series and self.instead_of is not None,
        }
        for message, is_so in faults.items():
            if is_so:
                raise ValueError(message)
