"""What is counted in a circle over some days: values, as they are loaded. The figures are `family.insight`'s.

Knows no table and no sentence.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum

import msgspec

from bot.chat.media import File
from bot.family.meeting import Meeting
from bot.family.wall import WEEK, moment
from bot.family.weeks import CheckIn


class Side(StrEnum):
    """Whose doing something was: of the children's parents, of the home they live in, or of somebody else.

    Nobody's: the house itself did it, or no one person.
    """

    PARENTS = "parents"
    HOME = "home"
    OTHERS = "others"
    AGENCY = "agency"
    NOBODY = ""


class Period(msgspec.Struct, frozen=True):
    """Some weeks from a Monday on, on the clocks of ``zone``, as far as they have come by ``now``."""

    since: date
    weeks: int
    zone: str
    now: datetime

    @property
    def begins(self) -> datetime:
        """When the first day begins."""
        return moment(self.since, time(), self.zone)

    @property
    def ends(self) -> datetime:
        """When the last day is over: what was to be on a day that comes may be called off by now."""
        return moment(self.since + WEEK * self.weeks, time(), self.zone)

    @property
    def closes(self) -> datetime:
        """Before when the last of it was said: the end, or just after now where that is to come."""
        return min(self.ends, self.now + timedelta(microseconds=1))

    @property
    def last(self) -> date:
        """The last day of the last week."""
        return self.since + WEEK * self.weeks - timedelta(days=1)

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.ends <= self.now

    def moved(self, weeks: int) -> Period:
        """Return as many weeks, so much later."""
        return msgspec.structs.replace(self, since=self.since + WEEK * weeks)

    def reaching_back(self, weeks: int) -> Period:
        """Return so many weeks that end with this one's last."""
        return msgspec.structs.replace(self, since=self.since - WEEK * (weeks - self.weeks), weeks=weeks)

    def split(self) -> tuple[Period, ...]:
        """Return each of its weeks."""
        one = msgspec.structs.replace(self, weeks=1)
        return tuple(one.moved(number) for number in range(self.weeks))


class Counted(msgspec.Struct, frozen=True):
    """One thing that counts in a figure, and when it was.

    ``what`` is the same for things that count once. ``notice`` is how long before its time it was moved or
    called off, in hours. ``known_to`` are those in the circle who know of it; it is loaded where the families
    are to be told.
    """

    figure: str
    id: str
    at: datetime
    what: str
    side: Side = Side.NOBODY
    notice: int | None = None
    known_to: frozenset[str] = frozenset()


class Opened(msgspec.Struct, frozen=True):
    """One thing that counted, as it is read: when, whose, what about; its words, its meeting or its week."""

    figure: str
    at: datetime
    who: str = ""
    about: str = ""
    field: str = ""
    words: str = ""
    files: tuple[File, ...] = ()
    meeting: Meeting | None = None
    week: CheckIn | None = None
    day: date | None = None
    side: Side = Side.NOBODY
    notice: int | None = None


class Insight(msgspec.Struct, frozen=True):
    """What counts in one circle in a period, in order; ``entries`` are a page of what was opened of it."""

    circle: str
    period: Period
    counted: tuple[Counted, ...] = ()
    entries: tuple[Opened, ...] = ()
