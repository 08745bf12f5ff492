"""The weeks in which a circle checks in, and what each has said of one. Knows no rule of who may do what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec

from bot.chat.media import File
from bot.chat.people import Role

WEEK = timedelta(weeks=1)
OVER_AFTER = timedelta(days=6)
"""So long after its day a week is over: what was said of it is shown, whoever has not said anything."""


class Rhythm(msgspec.Struct, frozen=True):
    """How often a circle checks in: every so many weeks ``since`` a day.

    Where it is not agreed on yet, ``by`` has suggested it, and waits.
    """

    id: str
    circle: str
    every: int
    since: date
    by: str
    by_role: Role
    by_name: str
    is_agreed: bool

    def falls_on(self, day: date) -> bool:
        """Whether it is one of its days."""
        return day >= self.since and (day - self.since) % (WEEK * self.every) == timedelta()

    def last_day(self, today: date) -> date | None:
        """Return its latest day so far, None before the first."""
        if today < self.since:
            return None
        return today - (today - self.since) % (WEEK * self.every)


class CheckIn(msgspec.Struct, frozen=True):
    """What somebody has said of the week of a ``day``; its words only once all may read them, or their own.

    ``how`` is as others may read it. ``own`` is how they are, as they alone know.
    """

    id: str
    circle: str
    day: date
    person: str
    name: str
    role: Role
    how: str
    at: datetime
    words: str = ""
    message: str | None = None
    files: tuple[File, ...] = ()
    has_question: bool = False
    own: str = ""
    is_told: bool = False


def agreed(rhythms: Iterable[Rhythm], circle: str) -> Rhythm | None:
    """Return what a circle has agreed on."""
    return next((one for one in rhythms if one.circle == circle and one.is_agreed), None)


def week_of(rhythm: Rhythm | None, today: date) -> date:
    """Return the day by which this week is known: the last of the rhythm's days, else this week's Monday."""
    monday = today - timedelta(days=today.weekday())
    last = rhythm.last_day(today) if rhythm is not None else None
    return monday if last is None or today - last >= WEEK else last


def next_weekday(weekday: int, today: date) -> date:
    """Return the next day with this weekday, today excepted; Monday is 0."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
