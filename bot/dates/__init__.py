"""Reads words for a day, a time, a length, a series, and refuses to guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Wanted(StrEnum):
    WHEN = "when"
    DAY = "day"
    TIME = "time"
    LENGTH = "length"


class DoubtKind(StrEnum):
    DAY_OR_MONTH = "day-or-month"
    MORNING_OR_AFTERNOON = "morning-or-afternoon"
    WHICH_WEEK = "which-week"
    WHICH_DAY = "which-day"
    FIRST_WEEK = "first-week"


@dataclass(frozen=True)
class Said:
    day: date | None = None
    start: time | None = None
    minutes: int | None = None
    every: int | None = None
    until: date | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True)
class Doubt:
    kind: DoubtKind
    options: tuple[Said, Said]


def read(words: str, language: str, now: datetime, wanted: Wanted) -> Said | None:
    return None
