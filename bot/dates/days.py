"""Pieces of a day to the dates they can mean, none of them past.

Knows no time of day but this: before four in the morning, who says "tomorrow" may mean the day to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.dates.pieces import (
    Ahead,
    Calendar,
    Day,
    DayOfMonth,
    MovingFeast,
    Week,
    Weekday,
    Weekend,
    Which,
)
from bot.dates.said import DoubtKind

_WEEK = timedelta(days=7)
_NIGHT_ENDS = 4
_SATURDAY, _SUNDAY = 5, 6
_MONTHS_AHEAD = 12
_EARLIEST_YEAR, _LATEST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Days:
    """One date, or the two that are meant, and in what they differ."""

    dates: tuple[date, ...]
    kind: DoubtKind = DoubtKind.WHICH_DAY
    is_contradiction: bool = False
    """Whether the words name a weekday that the date is not."""


def days_of(said: Sequence[Day], weeks: Sequence[Week], now: datetime) -> Days | None:
    """Return what dates the pieces of one day mean together; None where that is none, or too many."""
    weekdays = list(dict.fromkeys(piece for piece in said if isinstance(piece, Weekday)))
    weekend = any(isinstance(piece, Weekend) for piece in said)
    anchors = [piece for piece in said if not isinstance(piece, Weekday | Weekend)]
    if len({piece.index for piece in weekdays}) > 1 or len(weekdays) > 1 or len(weeks) > 1:
        return None
    weekday = weekdays[0] if weekdays else None
    if anchors:
        if weeks or weekend:
            return None
        return _dated(anchors, weekday, now)
    if weekend:
        return None if weeks else _weekend(weekday, now.date())
    if weekday is None:
        return None
    return _in_week(weekday, weeks[0], now.date()) if weeks else _weekday(weekday, now.date())


def coming(index: int, today: date) -> date:
    """Return the next such weekday that is not today."""
    return today + timedelta(days=(index - today.weekday() - 1) % 7 + 1)


def _one_or_two(dates: Iterable[date], kind: DoubtKind) -> Days | None:
    different = tuple(dict.fromkeys(dates))
    return Days(different, kind) if 1 <= len(different) <= 2 else None  # noqa: PLR2004 - two readings


def _dated(anchors: Sequence[Day], weekday: Weekday | None, now: datetime) -> Days | None:
    found: Days | None = None
    for piece in anchors:
        dates = _anchored(piece, now)
        if dates is None:
            return None
        both = dates.dates if found is None else tuple(day for day in found.dates if day in dates.dates)
        found = _one_or_two(both, dates.kind)
        if found is None:
            return None
    return _checked(found, weekday, now.date()) if found and weekday else found


def _checked(days: Days, weekday: Weekday, today: date) -> Days | None:
    """Let a weekday settle which date is meant; where it is none of them, doubt the date itself."""
    fitting = tuple(day for day in days.dates if day.weekday() == weekday.index)
    if fitting:
        return _one_or_two(fitting, days.kind)
    if len(days.dates) > 1:
        return None
    (day,) = days.dates
    near = [day + timedelta(days=apart) for apart in range(-3, 4)]
    nearest = next(one for one in near if one.weekday() == weekday.index)
    if nearest < today:
        nearest += _WEEK
    return Days((day, nearest), DoubtKind.WHICH_DAY, is_contradiction=True)


def _anchored(piece: Day, now: datetime) -> Days | None:
    today = now.date()
    if isinstance(piece, Calendar):
        found = [_dated_in(reading, today) for reading in piece.readings]
        return _one_or_two([day for day in found if day], DoubtKind.DAY_OR_MONTH)
    if isinstance(piece, DayOfMonth):
        months = (_day(today.year, today.month + ahead, piece.day) for ahead in range(_MONTHS_AHEAD))
        return _one_or_two([day for day in months if day and day >= today][:1], DoubtKind.WHICH_DAY)
    if isinstance(piece, MovingFeast):
        feasts = (_feast(piece, today.year + ahead) for ahead in (0, 1))
        return _one_or_two([day for day in feasts if day >= today][:1], DoubtKind.WHICH_DAY)
    if isinstance(piece, Ahead):
        return _ahead(piece, now)
    return None


def _dated_in(reading: tuple[int | None, int, int], today: date) -> date | None:
    """Return the date, of the next year it comes in where none is said; None for what is past or no date."""
    year, month, day = reading
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        return None
    if year is not None:
        found = _day(year, month, day) if _EARLIEST_YEAR <= year < _LATEST_YEAR else None
        return found if found and found >= today else None
    # The 29th of February is not looked for years ahead: who says it without a year is rather mistaken.
    years = (_day(today.year + ahead, month, day) for ahead in (0, 1))
    return next((one for one in years if one and one >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    """Return a date, None where there is no such day. A month beyond December is one of the next year."""
    try:
        return date(year + (month - 1) // 12, (month - 1) % 12 + 1, day)
    except ValueError:
        return None


def _feast(feast: MovingFeast, year: int) -> date:
    if feast.nth > 0:
        return coming(feast.weekday, date(year, feast.month, 1) - timedelta(days=1)) + _WEEK * (feast.nth - 1)
    after = date(year + feast.month // 12, feast.month % 12 + 1, 1)
    return coming(feast.weekday, after - timedelta(days=8))


def _ahead(piece: Ahead, now: datetime) -> Days | None:
    today = now.date()
    if piece.of_weekday is not None:
        later = Weekday(piece.of_weekday, Which.COMING)
        since = _weekday(later, today)
        return _one_or_two([day + timedelta(days=piece.days[0]) for day in since.dates], DoubtKind.WHICH_DAY)
    days = list(piece.days)
    if piece.of_tomorrow and now.hour < _NIGHT_ENDS:
        days = [days[0] - 1, days[0]]
    return _one_or_two([today + timedelta(days=ahead) for ahead in days], DoubtKind.WHICH_DAY)


def _weekday(piece: Weekday, today: date) -> Days:
    next_one = coming(piece.index, today)
    if piece.which is Which.NEXT:
        return Days((next_one, next_one + _WEEK), DoubtKind.WHICH_WEEK)
    dates: tuple[date, ...] = (today, next_one) if today.weekday() == piece.index else (next_one,)
    if piece.which is Which.LATER:
        dates = tuple(day + _WEEK for day in dates)
    return Days(dates)


def _in_week(weekday: Weekday, week: Week, today: date) -> Days | None:
    """Return a weekday of this week or the next. Some let the week begin on Sunday, some on Monday."""
    if weekday.which is not Which.COMING:
        return None
    monday = today - timedelta(days=today.weekday())
    sunday = today - timedelta(days=(today.weekday() + 1) % 7)
    found = (
        sunday + timedelta(days=(weekday.index + 1) % 7) + _WEEK * week.ahead,
        monday + timedelta(days=weekday.index) + _WEEK * week.ahead,
    )
    return _one_or_two(sorted(day for day in found if day >= today), DoubtKind.WHICH_WEEK)


def _weekend(weekday: Weekday | None, today: date) -> Days | None:
    """Return Saturday and Sunday; on a Sunday nobody knows which weekend is meant."""
    if today.weekday() == _SUNDAY:
        return None
    saturday = today + timedelta(days=_SATURDAY - today.weekday())
    both = (saturday, saturday + timedelta(days=1))
    if weekday is None:
        return Days(both)
    if weekday.which not in {Which.COMING, Which.THIS}:
        return None
    return _one_or_two([day for day in both if day.weekday() == weekday.index], DoubtKind.WHICH_DAY)
