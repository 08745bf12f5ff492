"""How one value of a roster is read: each kind of value has one reader and one example.

Refuses to know tables, and to quote: an error names the mend and never the value, unless it is a plain word.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, NoReturn
from zoneinfo import available_timezones

from bot.roster.notes import quoted
from bot.roster.values import Account, QuietHours

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

NAME_LIMIT = 60
PLACE_LIMIT = 120
LIST_LIMIT = 100

_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_QUIET = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9]) ?- ?([01][0-9]|2[0-3]):([0-5][0-9])")
_ACCOUNTS = {
    "telegram": (re.compile(r"[1-9][0-9]{0,15}"), "its id is a number, and no phone number or @name"),
    "matrix": (
        re.compile(r"(?=.{4,255}$)@[!-9;-~]+:(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?"),
        'its id looks like "@somebody:example.org"',
    ),
    "simulator": (re.compile(r"[A-Za-z0-9_.-]{1,64}"), "its id is one word"),
}

# What others see instead of an identity must not be one: a number, an address, a handle.
_REACHABLE = re.compile(r"@|://|(?:\d[^\w]*){5}")

# Joiners are letters' business in Persian and Hindi and stay; fillers are letters that show nothing.
_JOINERS = "\u200c\u200d"
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_MARKS = {"Mn", "Me"}
_MARKS_IN_A_ROW = 4


class Wrong(Exception):  # noqa: N818 - it is caught beside the reader and never leaves this package
    """A value that cannot be taken; its text says how to mend it."""


class Reader(NamedTuple):
    """Reads one kind of value, or raises Wrong.

    ``example`` is the value as the file writes it. ``instead`` stands for a required value that could not
    be read, so that everything else can still be looked at; such a roster never leaves the package.
    """

    read: Callable[[object], object]
    example: str
    instead: object = ""


def refuse(mend: str) -> NoReturn:
    """Raise Wrong with the mend."""
    raise Wrong(mend)


def _text(value: object, example: str) -> str:
    if not isinstance(value, str):
        refuse(f"must be a text in quotes, like {example}")
    return value


def _near(value: str, choices: Collection[str], otherwise: str) -> str:
    near = get_close_matches(value, sorted(choices), n=1) if len(value) <= NAME_LIMIT else []
    return f'did you mean "{near[0]}"?' if near else otherwise


def identifier(example: str) -> Reader:
    """Read an id. People may type it and logs may show it, so it hides no number and no trick."""
    example = f'"{example}"'

    def read(value: object) -> str:
        text = _text(value, example)
        if not _ID.fullmatch(text):
            refuse(
                "must be one word of small letters a-z, digits and hyphens, which starts with a letter "
                f"and has at most 40 of them, like {example}"
            )
        return text

    return Reader(read, example)


def words(example: str, limit: int = NAME_LIMIT) -> Reader:
    """Read a short text that people will see, free of characters that hide or turn others."""
    example = f'"{example}"'

    def read(value: object) -> str:
        text = unicodedata.normalize("NFC", _text(value, example)).strip()
        if len(text) > limit:
            refuse(f"is {len(text)} characters long; {limit} is the most")
        _refuse_tricks(text)
        if not any(unicodedata.category(sign)[0] in "LNPS" for sign in text):
            refuse(f"is empty; write something that can be seen, like {example}")
        return text

    return Reader(read, example)


def shown_name(example: str) -> Reader:
    """Read the name or word by which others know a person; it must not say how to reach them."""
    reader = words(example)

    def read(value: object) -> object:
        name = reader.read(value)
        if _REACHABLE.search(str(name)):
            refuse("looks like a number or an address, and others will see it; write a first name or a word")
        return name

    return Reader(read, reader.example)


def _refuse_tricks(text: str) -> None:
    in_a_row = 0
    for sign in text:
        category = unicodedata.category(sign)
        if sign in _FILLERS or (category in _HIDDEN and sign not in _JOINERS):
            refuse("has a character that cannot be seen or turns the text round; type it again by hand")
        in_a_row = in_a_row + 1 if category in _MARKS else 0
        if in_a_row > _MARKS_IN_A_ROW:
            refuse("has a pile of accents on one letter; type it again by hand")


def one_of(choices: Sequence[str]) -> Reader:
    """Read one of a few words."""
    example = f'"{choices[0]}"'

    def read(value: object) -> str:
        text = _text(value, example)
        if text not in choices:
            every = f"write one of: {', '.join(choices)}"
            near = _near(text.lower(), choices, "")
            refuse(f"{quoted(text)} is not known here; {near + ' ' if near else ''}{every}")
        return text

    return Reader(read, example)


def list_of(item: Reader, *, may_be_empty: bool = False) -> Reader:
    """Read a list without repetitions."""
    example = f"[{item.example}]"

    def read(value: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            refuse(f"must be a list in square brackets, like {example}")
        if not value and not may_be_empty:
            refuse(f"is empty; write at least one, like {example}, or leave out the whole line")
        if len(value) > LIST_LIMIT:
            refuse(f"has {len(value)} entries; {LIST_LIMIT} is the most")
        items: list[object] = []
        for number, one in enumerate(value, start=1):
            try:
                items.append(item.read(one))
            except Wrong as wrong:
                # What follows the key is told in the words of the entry.
                refuse(f"entry {number}: {wrong}")
            if items[-1] in items[:-1]:
                refuse(f"entry {number}: is there twice; take one out")
        return tuple(items)

    return Reader(read, example, ())


def _day(value: object) -> date:
    # A moment is a date too, as Python sees it; here only a whole day makes sense.
    if not isinstance(value, date) or isinstance(value, datetime):
        refuse("must be a day: year, month, day like 2026-10-01, without quotes and without a time")
    return value


DAY = Reader(_day, "2026-10-01", date.min)


def number(example: int, *, least: int, most: int) -> Reader:
    """Read a whole number between two bounds."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            refuse(f"must be a whole number without quotes, like {example}")
        if not least <= value <= most:
            refuse(f"must be between {least} and {most}, like {example}")
        return value

    return Reader(read, str(example), example)


@cache
def _zones() -> frozenset[str]:
    # Short names such as EST have no summer time: every visit would be an hour off for half the year.
    return frozenset(name for name in available_timezones() if "/" in name) | {"UTC"}


def _zone(value: object) -> str:
    text = _text(value, ZONE.example)
    if text not in _zones():
        near = _near(text, _zones(), f"write region and city, like {ZONE.example}")
        refuse(f"is not a time zone known here; {near}")
    return text


ZONE = Reader(_zone, '"America/New_York"')


def _quiet_hours(value: object) -> QuietHours:
    match = _QUIET.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        refuse('must be two times of the 24-hour clock, like "21:00-07:00"')
    start, end = time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))
    if start == end:
        refuse("begins and ends at the same time; leave out the line if there are no quiet hours")
    return QuietHours(start, end)


QUIET_HOURS = Reader(_quiet_hours, '"21:00-07:00"')


def _account(value: object) -> Account:
    # An address must not reach a screen or a log: nothing of the value is quoted but a known messenger.
    messenger, colon, user = value.partition(":") if isinstance(value, str) else ("", "", "")
    if not colon:
        refuse('must be messenger and id with a colon between them, like "telegram:1001"')
    if messenger not in _ACCOUNTS:
        refuse(f"the messenger is not known here; write one of: {', '.join(_ACCOUNTS)}")
    shape, mend = _ACCOUNTS[messenger]
    if not shape.fullmatch(user):
        refuse(f"this is no {messenger} account; {mend}")
    return Account(messenger, user)


ACCOUNTS = list_of(Reader(_account, '"telegram:1001"'), may_be_empty=True)
