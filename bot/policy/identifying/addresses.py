"""Where somebody lives: street and number, post-office box, coordinates, English and Spanish, also in words.

Knows nothing of other kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.policy.identifying.homes import homes
from bot.policy.identifying.numbers import house_numbers
from bot.policy.identifying.numerals import VALUES
from bot.policy.identifying.places import places
from bot.policy.identifying.rare import rare
from bot.policy.identifying.roads import roads
from bot.policy.identifying.streets import STATE, Span, streets
from bot.policy.identifying.whereabouts import whereabouts

_TOWN: Final = rare(
    "[0-9][0-9]{4}",
    rf"\b(?:[A-Z][A-Za-z.']{{1,20}}\s){{0,2}}[A-Z][A-Za-z.']{{1,20}},?\s{{1,2}}(?i:{STATE})\.?,?\s{{1,2}}"
    rf"[0-9]{{5}}(?:-[0-9]{{4}})?(?![0-9])",
)
_POST_CODE: Final = rare(
    "[0-9][0-9]{4}",
    r"\b(?:zip(?:\s?code)?|codigo\spostal|post(?:al)?\s?code|c\.?\s?p\.?)(?:\s{1,2}(?:is|es|de|number"
    r"|for\sus|el)){0,2}\s{0,2}[:#]?\s{0,2}[0-9]{5}(?:-[0-9]{4})?(?![0-9])",
)
_BOX: Final = rare(
    r"box|o\.?b|postal|apartado|apdo|casilla|rural|r\.?r\.",
    r"\b(?:p\.?\s?o\.?\s{0,2}box|post\soffice\sbox|p\.?o\.?b\.?|apartado(?:\spostal)?|ap\.?\s?postal|apdo\.?"
    r"|casilla(?:\spostal)?|rural\sroute|r\.?r\.)\s{0,2}(?:number|numero|no\.?|num\.?|#|n°)?\s{0,2}"
    r"(?P<number>[0-9]{1,7}|[a-z]{2,12})",
)
_COORDINATES: Final = rare(
    r"\.[0-9]|°",
    r"(?<![0-9.])[+\-]?[0-9]{1,3}\.[0-9]{3,15}\s{0,2}°?\s{0,2}[nsew]?\s{0,2}[,;/\s]\s{0,3}"
    r"(?:(?:menos|minus|and|y|by)\s)?(?:lon(?:g(?:itude"
    r"|itud)?)?\.?\s?[:=]?\s?)?[+\-]?[0-9]{1,3}\.[0-9]{3,15}\s{0,2}°?\s{0,2}[nsew]?\b"
    r"|[0-9]{1,3}\s?°\s?[0-9]{1,2}\s?'\s?(?:[0-9]{1,2}(?:\.[0-9]{1,6})?\s?(?:\"|'')?\s?)?[nsewo]"
    r"|\blat(?:itude|itud)?\.?\s{0,2}(?:is"
    r"|es)?[:=]?\s{0,2}-?[0-9]{1,3}\.[0-9]{1,15}.{0,12}?lon(?:g(?:itude|itud)?)?\.?\s{0,2}(?:is"
    r"|es)?[:=]?\s{0,2}-?[0-9]{1,3}\.[0-9]{1,15}",
)
_THREE_WORDS: Final = re.compile(
    r"(?<!/)///[a-z]{2,20}\.[a-z]{2,20}\.[a-z]{2,20}|what3words\W{1,5}[a-z]{2,20}\.[a-z]{2,20}\.[a-z]{2,20}"
)
_PLUS_CODE: Final = rare(
    r"\+",
    r"(?<![\w+])(?=[0-9]{0,8}[CFGHJMPQRVWX])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?![\w+])",
)
_SAID_COORDINATES: Final = rare(
    "coord|gps",
    r"\b(?:coordinates|coordenadas|gps)\b[^0-9]{0,20}[0-9]{1,3}[. ][0-9]{1,15}\s{0,2}"
    r"[, ]\s{0,2}-?[0-9]{1,3}[. ][0-9]{1,15}",
)

_OUR_STREET: Final = re.compile(
    r"\b(?i:my|our|mi|nuestra)\s(?i:street|calle|avenida|road)\s(?i:is|es|se\sllama|is\scalled)\s{1,2}"
    r"(?i:la\s|el\s)?(?P<place>[A-Z][a-z]{2,20}(?:\s[A-Z][a-z]{2,20}){0,2})"
)
# A number with letters that look like digits: "7O2", "14l8".
_ALMOST_NUMBER: Final = re.compile(
    r"(?<![a-z0-9])(?=[oil]{0,2}[0-9])(?=[0-9]{0,5}[oil])[0-9oil]{3,5}(?![a-z0-9])"
)
_MEANT: Final = str.maketrans("oOiIlL", "001111")


def addresses(text: str, lower: str) -> Iterator[Span]:
    """Yield where there are addresses, each as long as any rule sees it; ``lower`` is ``text`` made small."""
    if any(map(lower.__contains__, "0123456789")) and _ALMOST_NUMBER.search(lower):
        text, lower = (_with_digits(words, lower) for words in (text, lower))
    start = end = -1
    for first, last in sorted(_all(text, lower)):
        if first < end:
            end = max(end, last)
            continue
        if end > 0:
            yield start, end
        start, end = first, last
    if end > 0:
        yield start, end


def _with_digits(words: str, lower: str) -> str:
    """Return the words with digits for the letters in what is nearly a number."""
    for found in _ALMOST_NUMBER.finditer(lower):
        start, end = found.span()
        words = words[:start] + words[start:end].translate(_MEANT) + words[end:]
    return words


def _all(text: str, lower: str) -> Iterator[Span]:
    yield from _plain_ones(text, lower)
    yield from streets(text, lower)
    yield from house_numbers(text, lower)
    yield from homes(text, lower)
    ways = tuple(roads(lower))
    yield from places(text, lower, ways)
    yield from whereabouts(lower, ways)


def _plain_ones(text: str, lower: str) -> Iterator[Span]:
    if any(map(lower.__contains__, "0123456789")):
        for pattern in (_POST_CODE, _COORDINATES, _SAID_COORDINATES):
            yield from (found.span() for found in pattern.finditer(lower))
        for pattern in (_TOWN, _PLUS_CODE):
            yield from (found.span() for found in pattern.finditer(text))
    if any(map(lower.__contains__, ("street", "calle", "avenida", "road"))):
        yield from (found.span("place") for found in _OUR_STREET.finditer(text))
    if "///" in lower or "what3words" in lower:
        yield from (found.span() for found in _THREE_WORDS.finditer(lower))
    for found in _BOX.finditer(lower):
        if found["number"].isdigit() or found["number"] in VALUES:
            yield found.span()
