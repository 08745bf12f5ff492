"""Pieces of a time of day to the starts and lengths they can mean, by the parts of the day that are named."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import time

from bot.dates.pieces import Clock, FromTo, Part

Start = tuple[time, int | None]
"""When it begins, and how many minutes it is where that was said too."""

_DAY = 24 * 60
_LONGEST = 16 * 60


def starts_of(said: Clock | FromTo, parts: Collection[Part], *, has_day: bool) -> Sequence[Start] | None:
    """Return what is meant: one start, or two; None where the parts of the day contradict it.

    A night goes over midnight: which date one o'clock of a Friday night has, nobody can know.
    """
    found = _clock(said, parts) if isinstance(said, Clock) else _from_to(said, parts)
    if Part.NIGHT in parts and has_day:
        found = [(start, minutes) for start, minutes in found if not Part.DAWN.fits(start)]
    return found if 1 <= len(found) <= 2 else None  # noqa: PLR2004 - two readings


def _clock(said: Clock, parts: Collection[Part]) -> list[Start]:
    return [(start, None) for start in said.readings if all(part.fits(start) for part in parts)]


def _from_to(said: FromTo, parts: Collection[Part]) -> list[Start]:
    pairs = [
        (start, end, _minutes(start, end))
        for start in said.start.readings
        for end in said.end.readings
        if 0 < _minutes(start, end) <= _LONGEST
    ]
    # "11 to 1 pm" begins before noon: of the starts before one end, and the ends behind one start, the
    # nearest is meant.
    shortest = [
        (start, end, minutes)
        for start, end, minutes in pairs
        if minutes == min(other for begins, _, other in pairs if begins == start)
        and minutes == min(other for _, ends, other in pairs if ends == end)
    ]
    # "10 to 12 in the morning", "11 to 1 in the afternoon": the part of the day fits both ends, or one.
    fits = {pair: sum(part.fits(at) for part in parts for at in pair[:2]) for pair in shortest}
    best = max(fits.values(), default=0)
    if parts and not best:
        return []
    return [(start, minutes) for (start, end, minutes), fit in fits.items() if fit == best]


def _minutes(start: time, end: time) -> int:
    return (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % _DAY
