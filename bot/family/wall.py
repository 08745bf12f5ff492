"""Wall time: what clocks show in one place, and when that is.

A meeting is kept as people say it (Tuesday, 4:00 in New York) and becomes a moment day by day, so that it
stays at four when the clocks change (DESIGN, "Time"). Knows no meeting.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

WEEK = timedelta(weeks=1)


def moment(day: date, at: time, zone: str) -> datetime:
    """Return when the clocks of a zone show this, in UTC.

    Where they skip it, it is as much later as they skip; where they show it twice, it is the first time.
    """
    # Without a fold Python takes the offset from before the change, in the gap and in the fold alike.
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def local(at: datetime, zone: str) -> datetime:
    """Return what the clocks of a zone show then, without a zone."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


class When(msgspec.Struct, frozen=True, omit_defaults=True):
    """A day and a time on the clocks of ``zone``, for so many ``minutes``.

    ``every`` is how many weeks lie between its days where there are several, ``until`` the last day that may
    be one of them; None: for as long as nobody ends it.
    """

    day: date
    start: time
    minutes: int
    zone: str
    every: int | None = None
    until: date | None = None

    @property
    def is_series(self) -> bool:
        """Whether there are several days."""
        return self.every is not None

    def begins(self, day: date | None = None) -> datetime:
        """Return when it begins, on the first or the given day."""
        return moment(day or self.day, self.start, self.zone)

    def ends(self, day: date | None = None) -> datetime:
        """Return when it ends: so long after it began, whatever the clocks do meanwhile."""
        return self.begins(day) + timedelta(minutes=self.minutes)

    def days(self, since: date | None = None) -> Iterator[date]:
        """Yield its days from ``since`` on, in order; without an end where it has none."""
        if self.every is None:
            if since is None or self.day >= since:
                yield self.day
            return
        step = WEEK * self.every
        behind = (since - self.day) // step if since is not None and since > self.day else 0
        day = self.day + step * behind
        while self.until is None or day <= self.until:
            if since is None or day >= since:
                yield day
            day += step

    def falls_on(self, day: date) -> bool:
        """Whether this is one of its days."""
        return next(self.days(day), None) == day

    def last_end(self) -> datetime | None:
        """Return when all of it is over; None where that is not said."""
        if self.every is None:
            return self.ends()
        if self.until is None:
            return None
        step = WEEK * self.every
        return self.ends(self.day + step * max((self.until - self.day) // step, 0))

    def next_day(self, now: datetime, over: timedelta = timedelta()) -> date | None:
        """Return the first day on which it is not over by now, counting ``over`` to its length."""
        since = local(now - timedelta(minutes=self.minutes) - over, self.zone).date() - timedelta(days=1)
        for day in self.days(since):
            if self.ends(day) + over > now:
                return day
        return None
