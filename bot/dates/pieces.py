"""What the parts of a phrase say each: a weekday, a clock, a length. How they fit together is not theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from enum import Enum, auto
from typing import TypeVar, get_args


class Which(Enum):
    """Which of the coming weekdays."""

    COMING = auto()
    THIS = auto()
    NEXT = auto()
    LATER = auto()  # the week after the coming one


class Part(Enum):
    """A part of the day, by the first minute in it and the first that is not, from midnight on.

    They overlap as people's words do: eight is both "de la tarde" and "de la noche". Twelve "in the morning"
    may be midnight or noon. The night goes over midnight.
    """

    DAWN = (0, 7 * 60)
    MORNING = (0, 13 * 60)
    AFTERNOON = (12 * 60, 21 * 60)
    EVENING = (16 * 60, 24 * 60)
    NIGHT = (17 * 60, 30 * 60)

    def fits(self, at: time) -> bool:
        """Whether a time lies in it."""
        since, until = self.value
        minute = at.hour * 60 + at.minute
        return since <= minute < until or since <= minute + 24 * 60 < until


@dataclass(frozen=True)
class Calendar:
    """A date, year None where not said; of two, either may be meant ("3/4")."""

    readings: tuple[tuple[int | None, int, int], ...]


@dataclass(frozen=True)
class MovingFeast:
    """The nth weekday of a month, from its end where ``nth`` is below zero."""

    month: int
    weekday: int
    nth: int


@dataclass(frozen=True)
class DayOfMonth:
    """A day of a month that is not said: "the 15th"."""

    day: int


@dataclass(frozen=True)
class Weekday:
    """A weekday, Monday 0."""

    index: int
    which: Which = Which.COMING


@dataclass(frozen=True)
class Ahead:
    """So many days ahead, of today or of a weekday; of two, either may be meant ("en ocho días")."""

    days: tuple[int, ...]
    of_tomorrow: bool = False
    of_weekday: int | None = None


@dataclass(frozen=True)
class Week:
    """This calendar week or the next."""

    ahead: int


@dataclass(frozen=True)
class Weekend:
    """A Saturday or a Sunday."""


@dataclass(frozen=True)
class Moment:
    """So many minutes from now."""

    minutes: int


@dataclass(frozen=True)
class Clock:
    """A time of day: two where neither half of the day was said; ``is_bare`` where it may be any number."""

    readings: tuple[time, ...]
    is_bare: bool = False


@dataclass(frozen=True)
class FromTo:
    """From when to when."""

    start: Clock
    end: Clock

    @property
    def is_bare(self) -> bool:
        """Whether it may be any two numbers."""
        return self.start.is_bare and self.end.is_bare


@dataclass(frozen=True)
class Length:
    """Minutes; of two, either may be meant. ``is_short`` where "16h" may be a time as well."""

    readings: tuple[int, ...]
    is_short: bool = False


@dataclass(frozen=True)
class Every:
    """A series, by the weeks between its days."""

    weeks: int


@dataclass(frozen=True)
class Until:
    """What follows is a series' last day."""


@dataclass(frozen=True)
class Starting:
    """What follows is a series' first day."""


@dataclass(frozen=True)
class Bare:
    """A number, and whether it stands behind "for"."""

    figures: str
    is_length: bool = False


@dataclass(frozen=True)
class Break:
    """A dash or a comma between two pieces."""

    is_dash: bool = False


Day = Calendar | MovingFeast | DayOfMonth | Weekday | Ahead | Weekend
Piece = Day | Week | Part | Moment | Clock | FromTo | Length | Every | Until | Starting | Bare | Break

DAY_PIECES: tuple[type, ...] = get_args(Day)
_T = TypeVar("_T")


def of_kind(kind: type[_T], pieces: Iterable[Piece]) -> list[_T]:
    """Return those of the pieces that say one kind of thing."""
    return [piece for piece in pieces if isinstance(piece, kind)]
