"""Something to be printed, or put in a calendar, before it is in any language.

It becomes a file in the reader's language when it is sent. Knows no format.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal

import msgspec

from bot.chat.text import Value


class SheetNote(msgspec.Struct, frozen=True):
    """One answer, who gave it and when, and a word beside them."""

    words: Value
    by: Value
    mark: Value | None = None


class SheetLine(msgspec.Struct, frozen=True):
    """What was asked, and what was answered to it."""

    label: Value
    notes: tuple[SheetNote, ...]


class SheetPart(msgspec.Struct, frozen=True):
    """Lines that belong together."""

    title: Value
    lines: tuple[SheetLine, ...]


class Sheet(msgspec.Struct, frozen=True):
    """A page to be printed, on as many sheets as it takes, as a PDF or for a browser."""

    title: Value
    subtitle: Value
    parts: tuple[SheetPart, ...]
    foot: Value
    format: Literal["pdf", "html"] = "pdf"


class DateEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing in a calendar: once, or each ``every`` weeks until the last day but on those ``skipped``.

    ``start`` is what the clocks of ``zone`` show; ``leads`` are how many minutes before there are reminders.
    """

    uid: str
    sequence: int
    title: Value
    day: date
    start: time
    minutes: int
    zone: str
    changed_at: datetime
    place: str = ""
    note: str = ""
    is_cancelled: bool = False
    leads: tuple[int, ...] = ()
    every: int | None = None
    until: date | None = None
    skipped: tuple[date, ...] = ()


class Dates(msgspec.Struct, frozen=True):
    """A calendar: what it is called, and what is in it."""

    name: Value
    entries: tuple[DateEntry, ...]
