"""What numbers and dashes that stand alone mean, by what was asked for and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.dates.clocks import clock
from bot.dates.days import days_of
from bot.dates.pieces import (
    DAY_PIECES,
    Bare,
    Break,
    Clock,
    DayOfMonth,
    FromTo,
    Length,
    Part,
    Piece,
    Weekday,
    of_kind,
)
from bot.dates.said import Wanted

_BARE_MINUTES = range(15, 481)
_BARE_HOURS = 8
_LAST_HOUR = 12
_OF_A_DAY = 2
"""A day and an hour have no more figures."""


def breaks_well(pieces: Sequence[Piece]) -> bool:
    """Whether each dash stands between a day and a time, not between two days: "mon-fri"."""
    for at, piece in enumerate(pieces):
        if isinstance(piece, Break) and piece.is_dash:
            sides = [
                isinstance(other, DAY_PIECES) for other in (*pieces[at - 1 : at], *pieces[at + 1 : at + 2])
            ]
            if sides.count(True) != 1 or len(sides) != 2:  # noqa: PLR2004 - its two sides
                return False
    return True


def without_bare(pieces: Sequence[Piece], now: datetime, wanted: Wanted) -> Sequence[Piece] | None:
    """Return the pieces with what a number alone means here; None where that cannot be known."""
    numbers = of_kind(Bare, pieces)
    ranges = [piece for piece in of_kind(FromTo, pieces) if piece.is_bare]
    if wanted is Wanted.LENGTH and ranges:
        lengths = _one_or_other(ranges[0])
        return None if lengths is None else [lengths if piece in ranges else piece for piece in pieces]
    if not numbers:
        return pieces
    others = [piece for piece in pieces if not isinstance(piece, Bare)]
    if len(numbers) > 1:
        return None
    before = pieces[: pieces.index(numbers[0])]
    meant: Piece | None
    if wanted is Wanted.LENGTH:
        meant = _bare_length(numbers[0])
    elif before and isinstance(before[-1], Part):  # "tonight 8"
        meant = clock(f"AT {numbers[0].figures} ")
    else:
        meant = _bare(numbers[0], others, now, wanted)
    return None if meant is None else [*others, meant]


def _bare_length(number: Bare) -> Length | None:
    amount = float(number.figures)
    if amount in _BARE_MINUTES:
        return Length((int(amount),))
    return Length((round(amount * 60),)) if 1 <= amount <= _BARE_HOURS else None


def _one_or_other(piece: FromTo) -> Length | None:
    """Return "1-2" as an answer to how long."""
    hours = [end.readings[0].hour for end in (piece.start, piece.end)]
    return Length(tuple(60 * hour for hour in hours)) if 0 < hours[0] < hours[1] <= _BARE_HOURS else None


def _bare(number: Bare, others: Sequence[Piece], now: datetime, wanted: Wanted) -> Piece | None:
    if number.is_length or "." in number.figures:
        return None
    is_long = len(number.figures) > _OF_A_DAY
    has_time = bool(of_kind(Clock, others) or of_kind(FromTo, others))
    anchors = [piece for piece in others if isinstance(piece, DAY_PIECES) and not isinstance(piece, Weekday)]
    weekdays = of_kind(Weekday, others)
    if not has_time and (wanted is Wanted.TIME or (is_long and (anchors or weekdays))):
        return clock(f"{number.figures} ") if is_long else clock(f"AT {number.figures} ")
    if anchors or not (weekdays or wanted is Wanted.DAY) or is_long:
        return None
    if weekdays and not has_time and not _is_of_month(int(number.figures), weekdays[0], now, wanted):
        return None
    return DayOfMonth(int(number.figures))


def _is_of_month(number: int, weekday: Weekday, now: datetime, wanted: Wanted) -> bool:
    """Whether "friday 4" can only be the 4th: that is a Friday, and no hour is asked for or can be meant.

    Asked for a day, "friday 18" is the 18th in any case; which day that is may be doubted.
    """
    days = days_of([DayOfMonth(number)], (), now)
    fits = days is not None and days.dates[0].weekday() == weekday.index
    is_no_hour = number > _LAST_HOUR
    return sum((fits, is_no_hour, wanted is Wanted.DAY)) > 1
