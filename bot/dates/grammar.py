"""A language's words as signs that rules of every language are written in.

A sign is a word in capitals: "next" and "próximo" are both NEXT, "tuesday" and "martes" WD1, "christmas" MO12
25. Names of months and weekdays come from the Unicode locale data (CLDR, through Babel); a language's own
list adds what people say. Knows no rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from babel import Locale

from bot.dates.letters import plain
from bot.wording import locale_of

SAID_OVER = ""
"""The sign of what says nothing about when."""
_WIDTHS = ("wide", "abbreviated")
_LONG = 5


@dataclass(frozen=True)
class Speech:
    """What a language says beyond the names of months and weekdays, as data.

    In ``phrases``, "{weekday}" stands for each weekday's names and "{weekdays}" for several of them.
    """

    phrases: Mapping[str, str]
    """Phrases by their signs, as "next": "nxt | next"."""
    weekdays: tuple[str, ...]
    """More names of each weekday, Monday first, as "tues | tu"."""
    plurals: tuple[str, ...]
    months: Mapping[int, str]
    numbers: Mapping[int, str]
    ordinals: Mapping[int, str]
    fillers: str
    attached: Mapping[str, str] = field(default_factory=dict)
    """What stands right behind a figure: "th" as in "16th", "p" as in "4p"."""
    greetings: frozenset[str] = frozenset()
    introductions: frozenset[str] = frozenset()
    """Words after which, behind a greeting, a name stands: "hi its Dana"."""
    often_misspelled: str = ""
    never_a_slip: frozenset[str] = frozenset()
    """Words that are a slip away from a name and yet mean themselves."""


@dataclass(frozen=True, eq=False)
class Grammar:
    """What is known of a language, ready to be looked up. Each is its own."""

    signs: Mapping[str, str]
    words: frozenset[str]
    names: frozenset[str]
    longest: int
    attached: Mapping[str, str]
    greetings: frozenset[str]
    introductions: frozenset[str]
    never_a_slip: frozenset[str]


NO_SPEECH = Speech({}, ("",) * 7, ("",) * 7, {}, {}, {}, "")


def words(listed: str) -> tuple[str, ...]:
    """Return words that are listed with spaces between them."""
    return tuple(listed.split())


def alternatives(listed: str) -> Iterator[str]:
    """Return the phrases of a list like "next | nxt", as `plain` leaves them."""
    for phrase in listed.split("|"):
        if made := " ".join(re.findall(r"[^\W\d]+|[\d/]+|\S", plain(phrase))):
            yield made


def grammar_of(language: str, speech: Speech) -> Grammar:
    """Return the grammar of a language; of one the locale data does not know, figures alone."""
    weekdays, months, signs = _names(language)
    for index, (listed, plural) in enumerate(zip(speech.weekdays, speech.plurals, strict=True)):
        weekdays.update(dict.fromkeys(alternatives(listed), index))
        signs.update(dict.fromkeys(alternatives(plural), f"WEEKLY WD{index}"))
    for index, listed in speech.months.items():
        months.update(dict.fromkeys(alternatives(listed), index))
    for phrase in weekdays.keys() & months.keys():  # "mar" is martes and marzo: nobody is to guess which
        del weekdays[phrase], months[phrase]
    signs.update({phrase: f"WD{index}" for phrase, index in weekdays.items()})
    signs.update({phrase: f"MO{index}" for phrase, index in months.items()})
    names = {name for name in signs if len(name) >= _LONG and " " not in name}
    signs.update(_numbers(speech))
    signs.update(dict.fromkeys([*alternatives(speech.fillers), *speech.introductions], SAID_OVER))
    plurals = [(name, index) for index, listed in enumerate(speech.plurals) for name in alternatives(listed)]
    for sign, listed in speech.phrases.items():
        for one in listed.split("|"):
            signs.update(_phrase(sign, one, list(weekdays.items()), plurals))
    return Grammar(
        signs=signs,
        words=frozenset(word for phrase in signs for word in phrase.split()),
        names=frozenset(names | set(alternatives(speech.often_misspelled))),
        longest=max(phrase.count(" ") + 1 for phrase in signs),
        attached=speech.attached,
        greetings=speech.greetings,
        introductions=speech.introductions,
        never_a_slip=speech.never_a_slip,
    )


def _phrase(
    sign: str, listed: str, weekdays: list[tuple[str, int]], plurals: list[tuple[str, int]]
) -> Iterator[tuple[str, str]]:
    slot = "{weekdays}" if "{weekdays}" in listed else "{weekday}"
    if slot not in listed:
        yield from ((phrase, sign) for phrase in alternatives(listed))
        return
    for name, index in plurals if slot == "{weekdays}" else weekdays:
        for phrase in alternatives(listed.replace(slot, name)):
            yield phrase, f"{sign} WD{index}"


def _names(language: str) -> tuple[dict[str, int], dict[str, int], dict[str, str]]:
    """Return a language's weekdays and months by name, and the signs of the small words in its dates."""
    weekdays: dict[str, int] = {}
    months: dict[str, int] = {}
    signs = {"am": "AM", "pm": "PM", "h": "H", "-": "DASH"}
    try:
        locale = Locale.parse(locale_of(language))
    except ValueError:
        return weekdays, months, signs
    tables: tuple[tuple[Any, dict[str, int]], ...] = ((locale.days, weekdays), (locale.months, months))
    for table, names in tables:
        for use in ("format", "stand-alone"):
            for width in _WIDTHS:
                for index, name in table[use][width].items():
                    names.update(dict.fromkeys(alternatives(name), index))
    for literal in re.findall("'([^']+)'", str(locale.date_formats["full"])):
        signs.update(dict.fromkeys(alternatives(literal), "OF"))
    for half in ("am", "pm"):
        periods: Any = locale.day_periods["format"]["wide"]
        signs.update(dict.fromkeys(alternatives(periods.get(half, half)), half.upper()))
    return weekdays, months, signs


def _numbers(speech: Speech) -> Iterator[tuple[str, str]]:
    for number, listed in speech.numbers.items():
        for phrase in alternatives(listed):
            yield phrase, str(number)
    for number, listed in speech.ordinals.items():
        for phrase in alternatives(listed):
            yield phrase, f"{number}~"


@lru_cache(maxsize=64)
def grammar(language: str) -> Grammar:
    """Return what is known of a language."""
    from bot.dates.english import ENGLISH  # noqa: PLC0415 - they are written in this module's terms
    from bot.dates.spanish import SPANISH  # noqa: PLC0415

    speech = {"en": ENGLISH, "es": SPANISH}.get(language.partition("-")[0].lower(), NO_SPEECH)
    return grammar_of(language, speech)
