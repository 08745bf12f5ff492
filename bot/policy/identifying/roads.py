"""Roads and crossings without a house number: "gibson st", "3rd and broadway", "la 61 y peoria", "exit 33".

A road by itself is nobody's place. Knows nothing of who is to be found there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import msgspec

from bot.policy.identifying.networks import NETWORK_WORDS
from bot.policy.identifying.numbers import NOT_A_STREET, STREETY
from bot.policy.identifying.numerals import VALUES
from bot.policy.identifying.streets import NO_NAME
from bot.policy.identifying.vocabulary import is_given_name, is_ordinary

_MOST: Final = 16
_LATEST_DAY: Final = 31
_LAST_HOUR: Final = 12

_ORDER: Final = (
    r"(?:[0-9]{1,3}(?:st|nd|rd|th|ra|da|ta|va|na)"
    r"|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|primera|segunda|tercera|cuarta|quinta|sexta|septima|octava|novena|decima)\b)"
)
_LEADS: Final = (
    r"\b(?:on|off|at|by|near|of|along|in|to|over|from|between|en|de|por|sobre|a)\s(?:the\s|la\s|el\s)?"
)
# With a name before it, each of these is a road and hardly anything else.
_KIND: Final = (
    r"(?:street|st|strt|str|avenue|ave|av|road|rd|blvd|boulevard|lane|ln|parkway|pkwy|highway|hwy|turnpike"
    r"|expressway|terrace)"
)
# These are other words too, and want a name that is no word: "the food court", "a long drive".
_LOOSE_KIND: Final = r"(?:drive|dr|court|ct|place|pl|circle|cir|trail|loop)"
_WITH_KIND: Final = re.compile(
    rf"{_LEADS}(?P<place>(?:(?:north|south|east|west|[nsew])\.?\s)?"
    rf"(?P<name>(?:{_ORDER}|[0-9]{{1,4}}|[a-z]{{3,20}})(?:\s[a-z]{{3,20}})?)"
    rf"\s(?:{_KIND}|(?P<loose>{_LOOSE_KIND}))\b(?:\s[0-9]{{1,4}}\b)?)"
)
_NUMBERED: Final = re.compile(
    r"(?<!bus\s)\b(?P<place>(?:(?:hwy|highway|interstate|county\sroad|state\sroad|autopista|carretera)\s"
    r"|(?:route|rt|ruta)[\s\-]|(?:us|sr|cr|i)-)[0-9]{2,4}\b"
    r"|(?:hwy|highway|autopista|carretera)\s[0-9]\b|the\s(?:turnpike|interstate)\b)"
)
_EXIT: Final = re.compile(
    r"(?:\b(?:off|at|by|near|en|de)\s(?:the\s|la\s)?)(?P<place>(?:exit|salida)\s[0-9]{1,3}[a-d]?)\b"
)
_CALLE: Final = re.compile(
    r"\b(?P<place>(?:calle|avenida|avda|av|boulevard|bulevar|blvd|calzada|carretera|autopista)\s"
    r"(?:de\s)?(?:la\s|las\s|los\s|el\s)?(?P<name>[0-9]{1,3}|[a-z]{3,20})(?:ra|da|ta)?)(?![\w:])"
)
_CROSSING: Final = re.compile(
    rf"(?P<leads>{_LEADS}|\besquina\sde\s)(?P<place>(?P<one>{_ORDER}|[0-9]{{1,3}}|[a-z]{{3,20}})"
    rf"(?:\s(?:street|st|ave|avenue|rd|road))?\s(?:(?P<and>and|&|n|y|e)|(?:esquina\s)?(?P<con>con))\s(?P<la>la\s|the\s)?"
    rf"(?P<other>{_ORDER}|[0-9]{{1,3}}|[a-z]{{3,20}}))(?![\w:])"
    r"(?!\s(?:grade|graders|base|place|floor|period|quarter|innings?|birthdays?|of|de|hours?|years?|anos|horas))"
)
_LA: Final = re.compile(
    r"\b(?P<noun>[a-z]{4,15})(?:\s[0-9]{1,2})?\s(?:de|en|sobre)\s(?=(?P<place>la\s(?P<name>[0-9]{2,3}|[a-z]{3,20}))(?![\w:]))"
)
_ON: Final = re.compile(
    r"\b(?:the|an?|my|his|her|our|this|that|el)\s(?:[a-z0-9']{1,12}\s){1,3}(?:on|off)\s(?P<place>(?P<name>[a-z]{4,20}))(?!\w)"
)
_BESIDE: Final = re.compile(
    r"\s(?:atras|detras|junto|frente|enfrente|al\slado|esquina|cerca|con\sla|y\sla|numero|#|next|across|by|behind)\b"
)
_KNOWN_STREET: Final = re.compile(STREETY)
_USUAL_STREETS: Final = frozenset(("memorial", "union", "market", "college", "university", "front"))
_NAMED_STREETS: Final = frozenset(
    (
        "principal",
        "real",
        "central",
        "independencia",
        "reforma",
        "constitucion",
        "libertad",
        "olmo",
        "pino",
        "roble",
    )
)
_PLAIN_ROADS: Final = frozenset((
    "busy", "quiet", "same", "dead", "nice", "small", "big", "dirt", "country", "private", "next", "long",
    "narrow", "across", "down", "cross", "side", "back", "other", "new", "whole", "right", "wrong",
    "rainbow", "yellow", "sesame", "service", "food", "high", "middle", "fast", "slow", "old", "fun",
    "hard", "rocky", "open", "good", "bad", "wide", "one", "two", "test", "flash", "last", "tennis",
    "basketball", "family", "video", "juvenile", "drug", "public", "all",
))  # fmt: skip
_NO_NOUN: Final = frozenset(
    ("noche", "tarde", "turno", "trabajo", "trabaja", "trabajamos", "trabajan", "manana")
)
_THINGS: Final = re.compile(
    rf"(?:{NETWORK_WORDS}|netflix|disney|hulu|google|zoom|tylenol|motrin|ritalin|adderall|zyrtec)"
)


# What stands in every text that a pattern can find anything in: a quick look before a long one.
_DIGITS: Final = "0123456789"
_ORDERS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "primera", "segunda", "tercera", "cuarta", "quinta", "sexta", "septima",
    "octava", "novena", "decima", "corner", "esquina",
)  # fmt: skip
_ANY_KIND: Final = re.compile(rf"\s(?:{_KIND}|{_LOOSE_KIND})\b")
_BETWEEN: Final = (" and ", " & ", " n ", " y ", " e ", " con ")
_CALLES: Final = (
    "calle",
    "aveni",
    "av ",
    "avda",
    "boulevard",
    "bulevar",
    "blvd",
    "calzada",
    "carretera",
    "autopista",
)
_WIDE: Final = ("turnpike", "interstate")


class Road(msgspec.Struct, frozen=True):
    """Where a road stands, and whether it says so itself, or is only a name after "on" or "la"."""

    start: int
    end: int
    is_crossing: bool = False
    is_sure: bool = True


def roads(lower: str) -> Iterator[Road]:
    """Yield roads and crossings in a text in small letters."""
    has_digits = _has(lower, _DIGITS)
    if _has(lower, _BETWEEN) and (has_digits or _has(lower, _ORDERS)):
        for found in islice(_CROSSING.finditer(lower), _MOST):
            if _is_crossing(lower, found):
                yield Road(*found.span("place"), is_crossing=True)
    for found in islice(_WITH_KIND.finditer(lower), _MOST) if _ANY_KIND.search(lower) else ():
        if _is_named(
            found["name"].split(), is_loose=bool(found["loose"]) and not found[0].startswith(("on", "off"))
        ):
            yield Road(*found.span("place"))
    for found in islice(_CALLE.finditer(lower), _MOST) if _has(lower, _CALLES) else ():
        if _is_street_of_spanish(found["name"]):
            yield Road(*found.span("place"))
    for pattern in (_NUMBERED, _EXIT) if has_digits or _has(lower, _WIDE) else ():
        for found in islice(pattern.finditer(lower), _MOST):
            yield Road(*found.span("place"))


def bare_roads(lower: str) -> Iterator[Road]:
    """Yield what is a road only in talk of a place on it: "the motel on admiral", "la cancha de la lewis"."""
    for found in islice(_LA.finditer(lower), _MOST):
        name = found["name"]
        is_beside = _BESIDE.match(lower, found.end("place")) is not None
        if found["noun"] not in _NO_NOUN and _is_name(name) and (is_beside or not is_given_name(name)):
            yield Road(*found.span("place"), is_sure=False)
    for found in islice(_ON.finditer(lower), _MOST):
        name = found["name"]
        if _is_name(name) and not is_given_name(name) and not _THINGS.fullmatch(name):
            yield Road(*found.span("place"), is_sure=False)


def _has(lower: str, pieces: Iterable[str]) -> bool:
    return any(map(lower.__contains__, pieces))


def _is_named(words: list[str], *, is_loose: bool) -> bool:
    """Whether words before a kind of road are its name: "main st", and not "a busy road"."""
    if any(word in NO_NAME or word in _PLAIN_ROADS or word in NOT_A_STREET for word in words):
        return False
    return not is_loose or all(not is_ordinary(word) or _KNOWN_STREET.fullmatch(word) for word in words)


def _is_street_of_spanish(name: str) -> bool:
    return name.isdigit() or name in VALUES or name in _NAMED_STREETS or _is_name(name)


def _is_name(name: str) -> bool:
    """Whether a word may be what a road is called: a number that is no hour, or no ordinary word."""
    if name.isdigit():
        return int(name) > _LAST_HOUR
    if name in NO_NAME or name in _PLAIN_ROADS or name in NOT_A_STREET or name in VALUES:
        return False
    return name in _USUAL_STREETS or bool(_KNOWN_STREET.fullmatch(name)) or not is_ordinary(name)


def _is_crossing(lower: str, found: re.Match[str]) -> bool:
    """Whether two words are two roads that cross: "lewis and 61st", and not "the 3rd and the 4th"."""
    one, other = found["one"], found["other"]
    is_corner = "corner" in lower[max(0, found.start() - 8) : found.start()] or "esquina" in found["leads"]
    numbers = [word for word in (one, other) if word[0].isdigit() or re.fullmatch(_ORDER, word)]
    names = [word for word in (one, other) if word not in numbers]
    if any(not _is_name(word) for word in names):
        return False
    is_corner = is_corner or bool(found["con"]) or "esquina" in found[0]
    if not numbers:
        return is_corner
    if any(word.isdigit() for word in numbers) and not (found["leads"].endswith("la ") or is_corner):
        return False
    digits = [int(figure[0]) for word in numbers for figure in re.finditer(r"[0-9]{1,3}", word)]
    is_late = any(value > _LATEST_DAY for value in digits)
    # "On the 3rd and Lewis": a day, and somebody. "At 3rd and Lewis" is none.
    is_place = found["leads"].startswith(("at", "off")) or (
        found["leads"].endswith("la ") and max(digits, default=0) > _LAST_HOUR
    )
    if names and (is_place or not (is_given_name(names[0]) and numbers[0] == one)):
        return True
    return is_corner or is_late
