"""What is to be said, before it is in any language: text ids, arguments, moments and lists.

A row in the outbox holds these, and they become words in the reader's language when they are sent.
Knows no language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum

import msgspec

from bot.chat.media import File


class MomentStyle(StrEnum):
    """How much of a moment is said; always in the reader's own time zone."""

    TIME = "time"
    DAY = "day"
    FULL = "full"


class Moment(msgspec.Struct, frozen=True, tag="moment"):
    """A point in time (aware, UTC), to be written in the reader's zone and language."""

    at: datetime
    style: MomentStyle = MomentStyle.FULL


class DayStyle(StrEnum):
    """How much of a day is said: all of it, its month and year, or its weekday in two or three letters."""

    FULL = "full"
    MONTH = "month"
    WEEKDAY = "weekday"


class Day(msgspec.Struct, frozen=True, tag="day"):
    """A day of the calendar, as it is meant where it was said: "Tuesday, October 6".

    Without its year where that is the near one; the weekday tells them apart.
    """

    on: date
    has_year: bool = False
    style: DayStyle = DayStyle.FULL


class Hour(msgspec.Struct, frozen=True, tag="hour"):
    """A time of day as a clock shows it, wherever it hangs: "4:00 PM"."""

    at: time


class Span(msgspec.Struct, frozen=True, tag="span"):
    """From one moment to another (aware, UTC), as the clocks of ``zone`` show it, and the zone's name.

    Where people meet, the clock on that wall counts (PRODUCT, section 4); a reader who lives by another one
    reads their own time first, and then that.
    """

    begins: datetime
    ends: datetime | None
    zone: str


class Listing(msgspec.Struct, frozen=True, tag="listing"):
    """Several things, joined the way the language joins them: "Gladys and Jon", "Gladys y Jon"."""

    items: tuple[Value, ...]


class Lines(msgspec.Struct, frozen=True, tag="lines"):
    """Several things, each on a line of its own."""

    items: tuple[Value, ...]


class Text(msgspec.Struct, frozen=True, tag="text"):
    """A sentence by its id, with what fills its places. The id names the moment, not the wording."""

    id: str
    args: dict[str, Value] = {}


class Number(msgspec.Struct, frozen=True, tag="number"):
    """A count; the language chooses its plural form by it."""

    value: int


class Literal(msgspec.Struct, frozen=True, tag="literal"):
    """Words of a person, a name, a code: the same in every language."""

    words: str


_QUOTED = 120
_BEGINNING = 40

Value = Text | Moment | Day | Hour | Span | Listing | Lines | Number | Literal


def text(text_id: str, /, **args: Value | str | int) -> Text:
    """Return a Text; a bare string is taken as somebody's own words, a bare int as a count."""
    return Text(text_id, {name: as_value(value) for name, value in args.items()})


def as_value(value: Value | str | int) -> Value:
    """Return a bare string as a Literal and a bare int as a Number; a Value as it is."""
    if isinstance(value, str):
        return Literal(value)
    if isinstance(value, int):
        return Number(value)
    return value


def excerpt(words: str, most: int = _QUOTED) -> str:
    """Return words as they are; longer ones in one line, and only whole ones of them, then "…"."""
    if len(words) <= most:
        return words
    line = " ".join(words.split())
    whole, space, _ = line[: most + 1].rpartition(" ")
    return line if len(line) <= most else f"{whole if space else line[:most]}…"


def shown(words: str, files: Sequence[File]) -> Value:
    """Return words as their writer reads them in a question about them, with what came as a file."""
    if not files:
        return Literal(words)
    counts = Counter(file.kind for file in files)
    kinds = [Text(f"shown-{kind.value}", {"count": Number(count)}) for kind, count in counts.items()]
    what = kinds[0] if len(kinds) == 1 else Listing(tuple(kinds))
    return Text("shown-with-words", {"what": what, "words": Literal(words)}) if words.strip() else what


def beginning(words: str, files: Sequence[File]) -> Value:
    """Return the beginning of words, or what came as a file: enough to know which message it is."""
    return shown(excerpt(words, _BEGINNING), files)


def listing(items: tuple[Value | str, ...] | list[str]) -> Listing:
    """Return the items as one list, bare strings as somebody's own words."""
    return Listing(tuple(as_value(item) for item in items))
