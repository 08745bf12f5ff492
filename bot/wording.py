"""Dates, times and lists as words of a language, by the Unicode locale data (CLDR, through Babel).

Knows no sentence and no person, and does not ask what time it is.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_timezone_name
from babel.lists import format_list

if TYPE_CHECKING:
    from collections.abc import Sequence

# People live in the United States, whatever they speak: 4:00 p.m., not 16:00.
_COUNTRY: Final = "US"

# The list that PRODUCT writes, "Ana, Joshua and Wendy", has no comma before "and"; US English data has one.
_LISTS: Final = {"en": "en_GB"}

# Babel files these two cities' zone under names that its own aliases then lead away from, and calls it
# "GMT-04:00". Their clocks have been New York's since 2007.
_SAME_CLOCK: Final = {
    "America/Indiana/Indianapolis": "America/New_York",
    "America/Kentucky/Louisville": "America/New_York",
}

# "y" becomes "e" before the sound of i ("Ana e Isabel", "e Hilda", "e Yvonne"), but not before hie- or a y
# that is a consonant ("y hielo", "y Yolanda"); "o" becomes "u" before the sound of o ("siete u ocho").
# Source: RAE, Diccionario panhispánico de dudas, "y" and "o".
_SOUNDS_LIKE_I: Final = re.compile(r"h?[ií](?![aeoáéó])|y(?![aeiouáéíóú])(?=\w)", re.IGNORECASE)
_SOUNDS_LIKE_O: Final = re.compile(r"h?[oó]|8|11(?!\d)", re.IGNORECASE)

_DASH: Final = " \N{EN DASH} "
_SPACES: Final = re.compile("[\u00a0\u2009\u202f]")


@lru_cache(maxsize=32)
def locale_of(language: str) -> str:
    """Return the locale ("es_US") in which a language's dates and numbers are written.

    Raises ValueError for a language the locale data does not know.
    """
    for tag in (language, language.partition("-")[0]):
        try:
            locale = Locale.parse(tag, sep="-")
        except UnknownLocaleError:
            continue
        here = f"{locale.language}_{_COUNTRY}"
        try:
            return str(locale) if locale.territory else str(Locale.parse(here))
        except UnknownLocaleError:
            return str(locale)
    message = f"unknown language {language}"
    raise ValueError(message)


def day(on: date, language: str, *, today: date | None = None) -> str:
    """Return "Tuesday, October 6", with the year unless it is the year of ``today``."""
    locale = locale_of(language)
    if today is None or on.year != today.year:
        return _plain(format_date(on, "full", locale=locale))
    weekday = format_date(on, "EEEE", locale=locale)
    return _plain(f"{weekday}, {format_skeleton('MMMMd', on, locale=locale)}")


def month(on: date, language: str) -> str:
    """Return "October 2026"."""
    return _plain(format_skeleton("yMMMM", on, locale=locale_of(language)))


def weekday(on: date, language: str) -> str:
    """Return "Tu": as short as the head of a narrow column has to be."""
    return _plain(format_date(on, "EEEEEE", locale=locale_of(language)))


def first_weekday(language: str) -> int:
    """Return the day on which a week begins where the language is spoken here: 0 is Monday."""
    return Locale.parse(locale_of(language)).first_week_day


def clock_time(at: time | datetime, language: str) -> str:
    """Return "4:00 PM", the time as its clock shows it; a zone is neither converted nor named."""
    return _plain(format_time(at.replace(tzinfo=None), "short", locale=locale_of(language)))


def zone_name(zone: ZoneInfo, language: str, at: datetime) -> str:
    """Return "Eastern Time", or "Mountain Standard Time" where the clocks are not changed in that year."""
    known = ZoneInfo(_SAME_CLOCK.get(zone.key, zone.key))
    offsets = {known.utcoffset(datetime(at.year, month, 1)) for month in (1, 7)}  # noqa: DTZ001 - wall time
    changes = len(offsets) > 1
    return _zone_name(known, locale_of(language), None if changes else at.astimezone(known).replace(hour=12))


def occasion(
    start: datetime, end: datetime | None, zone: ZoneInfo, language: str, *, today: date | None = None
) -> str:
    """Return "Tuesday, October 6, 4:00 - 5:30 PM (Eastern Time)", as the clocks of ``zone`` show it.

    ``start`` and ``end`` are aware. What ends on another day names both days. The year is written as `day`
    does. Source: PRODUCT section 4, every date is echoed with weekday, date, time range and zone.
    """
    begins = start.astimezone(zone)
    named = f"({zone_name(zone, language, begins)})"
    first = day(begins.date(), language, today=today)
    if end is None:
        return f"{first}, {clock_time(begins, language)} {named}"
    ends = end.astimezone(zone)
    if ends.date() == begins.date():
        return f"{first}, {_span(begins, ends, language)} {named}"
    last = day(ends.date(), language, today=today)
    return f"{first}, {clock_time(begins, language)}{_DASH}{last}, {clock_time(ends, language)} {named}"


def join(names: Sequence[str], language: str, *, either: bool = False) -> str:
    """Return "Ana, Joshua and Wendy", or with ``either`` "Ana, Joshua or Wendy"; nothing for no names."""
    spoken = language.partition("-")[0].lower()
    style: Literal["or", "standard"] = "or" if either else "standard"
    locale = _LISTS.get(spoken, locale_of(language))
    if spoken != "es" or len(names) < 2:  # noqa: PLR2004 - one name needs no "and"
        return format_list(names, style, locale=locale)
    word, changed, sound = ("o", "u", _SOUNDS_LIKE_O) if either else ("y", "e", _SOUNDS_LIKE_I)
    *others, last = names
    if not sound.match(last):
        return format_list(names, style, locale=locale)
    # The names themselves may contain " y "; so only the part between the last two is looked at.
    before = format_list([*others, ""], style, locale=locale)
    return before.removesuffix(f" {word} ") + f" {changed} {last}"


def _span(begins: datetime, ends: datetime, language: str) -> str:
    wall = begins.replace(tzinfo=None), ends.replace(tzinfo=None)
    return re.sub(
        r"\s*\N{EN DASH}\s*", _DASH, _plain(format_interval(*wall, "hm", locale=locale_of(language)))
    )


@lru_cache(maxsize=256)
def _zone_name(zone: ZoneInfo, locale: str, at: datetime | None) -> str:
    return _plain(get_timezone_name(at or zone, locale=locale))


def _plain(words: str) -> str:
    """Replace the narrow spaces of the locale data, which some phones show as a box."""
    return _SPACES.sub(" ", words)
