"""What words can say of when something is, and where they can be read in two ways.

Values only: knows no language and no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Wanted(StrEnum):
    """What was asked for; it decides what a bare number means."""

    WHEN = "when"
    DAY = "day"
    TIME = "time"
    LENGTH = "length"


class DoubtKind(StrEnum):
    """In what two readings differ."""

    DAY_OR_MONTH = "day-or-month"
    MORNING_OR_AFTERNOON = "morning-or-afternoon"
    WHICH_WEEK = "which-week"
    WHICH_DAY = "which-day"
    FIRST_WEEK = "first-week"


@dataclass(frozen=True)
class Said:
    """What was said; None is what was not. With a doubt, the fields hold its first option's reading.

    ``minutes`` is a length, ``every`` the weeks between the days of a series, ``until`` its last day.
    """

    day: date | None = None
    start: time | None = None
    minutes: int | None = None
    every: int | None = None
    until: date | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True)
class Doubt:
    """Two different readings of the same words. An option may carry a further doubt."""

    kind: DoubtKind
    options: tuple[Said, Said]
