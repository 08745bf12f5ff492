"""House numbers without a word for a street: "612 Sycamore", "la oak doce cero siete", "apt 3", "casa 9".

Knows nothing of streets that are called streets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.policy.identifying.numerals import SCALES, VALUES
from bot.policy.identifying.streets import NO_HOUSE, Span, is_label

NOT_A_STREET: Final = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march", "april",
    "june", "july", "august", "september", "october", "november", "december", "tomorrow", "today",
    "tonight", "central",
    "eastern", "pacific", "earth", "facebook", "medicaid", "social", "section", "christmas", "easter",
    "thanksgiving", "hours", "kids", "dollars", "lunes", "martes", "miercoles", "jueves", "viernes",
    "sabado", "domingo",
))  # fmt: skip
"""What stands with a capital letter after a number, or after "on", and is no street."""
_ON_NAME_NUMBER: Final = re.compile(
    r"\b(?:on|en|at|de|por)\s(?:la\s|el\s|the\s)?(?P<place>[A-Z][a-z]{2,20}"
    r"(?:\s[A-Z][a-z]{2,20})?,?\s(?:(?i:number|numero|num\.?|no\.?)\s|#\s?)[0-9]{1,5}[A-D]?)\b"
)
_NUMBER_OF: Final = re.compile(
    r"\b(?P<place>(?:el\s|la\s)?[0-9]{2,5}\sde\s(?:la\s(?P<name>[A-Z][a-z]{2,20})|(?i:oak|pine|maple"
    r"|cedar|elm|willow|birch|magnolia|dogwood|sycamore|poplar)))\b"
)
_SAID_NUMBER_OF: Final = re.compile(
    r"\b(?P<number>(?:[a-z]{3,12}\s(?:y\s)?){2,6})de\sla\s(?P<name>[a-z]{3,20})\b"
)
_OF_THE: Final = re.compile(r"\sde\sla\s")
_PARTS_OF_DAY: Final = frozenset(
    ("tarde", "manana", "noche", "madrugada", "semana", "escuela", "casa", "manera")
)
_AT_NUMBER: Final = re.compile(
    r"\b(?i:at|to|on|en|in)\s(?P<place>[0-9]{2,5}\s{1,2}(?:(?i:north|south|east|west)\s"
    r"|[NSEW]\.?\s)?(?P<name>[A-Z][a-z]{3,20}))\b(?!')"
    r"|\b(?P<side>[0-9]{2,5}\s{1,2}(?:(?i:north|south|east|west)|[NSEW]\.?)\s{1,2}[A-Z][a-z]{2,20})\b"
)
_DOOR_ALONE: Final = re.compile(
    r"\b(?:apt|apartment|apto|depto|dpto|departamento|apartamento)\.?\s{0,2}(?:#|number\s|no\.?\s"
    r"|numero\s)?\s?(?:[0-9]{1,4}[a-z]?|[a-z][0-9]{1,3})(?![a-z0-9:/])"
)
_HUNDRED_EAST: Final = re.compile(
    r"\b(?P<number>(?:[A-Za-z]{3,9}[\s-]){1,4})(?:(?i:north|south|east|west)\s)(?P<name>[A-Z][a-z]{3,20})\b"
)


# What streets are named after all over the country: after a number these need no word for a street.
STREETY: Final = (
    r"(?:oak|pine|maple|cedar|elm|walnut|chestnut|hickory|willow|birch|magnolia|dogwood|sycamore|poplar"
    r"|spruce|laurel|cypress|juniper"
    r"|washington|jefferson|lincoln|madison|jackson|monroe|adams|franklin|hidalgo|juarez|morelos|main"
    r"|broadway|church|mill|river|ridge|sunset)"
)
_BARE_STREET: Final = re.compile(
    rf"(?<![\w$./:\-])(?P<number>[0-9]{{2,5}}|(?:[a-z]{{3,13}}[\s-](?:y\s)?){{2,4}})\s?(?:(?:north|south"
    rf"|east|west|[nsew]\.?)\s)?{STREETY}\b"
    r"(?=\s?(?:$|[.,;:!?\n()]|(?:and|in|on|by|is|the|near|come|thats|behind|where|w|with|it|we|i|y|en|ahi"
    r"|a|toque|donde|es|lein|lain|stret|avenu)\b))"
)


_HOUSE_NUMBER: Final = re.compile(
    r"\b(?P<place>(?:casa\s(?:(?:[a-z]{3,12}\s)?(?:numero\s|no\.\s|#\s?))?|house\s(?:number\s|no\.\s"
    r"|#\s?))[0-9]{1,4}"
    r"[a-d]?)\b(?![:/.,]?[0-9])"
    r"|\b(?:traila|trailer|lote|lot|casa|apartamento|depa|house|apartment)\s(?:es|is)\s(?:la\s|el\s"
    r"|the\s)?(?:numero\s|number\s|#\s?)?[0-9]{1,4}\b"
)
_LOT: Final = re.compile(
    r"\b(?P<place>(?i:lot|lote|space|trailer)\s#?[0-9]{1,4},?\s[A-Z][a-z]{2,20}(?:\s[A-Z][a-z]{2,20})?)\b"
)
_LETTERED: Final = re.compile(
    r"\b(?P<place>(?i:apt|apartment|apto|depto)\.?\s#?[A-Z])(?![A-Za-z])(?!\s[A-Z])"
)
_MY_HOUSE: Final = re.compile(
    r"\b(?i:mi\scasa|nuestra\scasa|my\s(?:house|place|apartment|trailer)|our\s(?:house|place))(?:[,:]"
    r"|\s(?:es|is)(?:\sen|\sat)?)?\s(?P<place>(?:[A-Z][a-z]{2,20}\s){1,3}#?[0-9]{2,5})\b"
)


def house_numbers(text: str, lower: str) -> Iterator[Span]:
    """Yield where there are house numbers. ``lower`` is ``text`` in small letters."""
    yield from _said(text, lower)
    yield from (found.span("place") for found in _LETTERED.finditer(text))
    for found in _BARE_STREET.finditer(lower):
        words = found["number"].replace("-", " ").replace(" y ", " ").split()
        is_number = words[0].isdigit() or all(_is_number(word) for word in words[-2:])
        if is_number and not is_label(lower, found.start()):
            yield found.span()
    if not any(map(lower.__contains__, "0123456789")):
        return
    for pattern in (_ON_NAME_NUMBER, _NUMBER_OF, _MY_HOUSE, _LOT):
        yield from (found.span("place") for found in pattern.finditer(text))
    for found in _AT_NUMBER.finditer(text):
        if found["side"] or found["name"].lower() not in NOT_A_STREET:
            yield found.span("side" if found["side"] else "place")
    yield from (found.span() for found in _DOOR_ALONE.finditer(lower))
    for found in _HOUSE_NUMBER.finditer(lower):
        if not NO_HOUSE.match(lower, found.end()):
            yield found.span()


def _said(text: str, lower: str) -> Iterator[Span]:
    """Find numbers in words: "doce cero siete de la Oak", "Fifteen Hundred East Washington"."""
    if _OF_THE.search(lower):
        for found in _SAID_NUMBER_OF.finditer(lower):
            words = found["number"].replace(" y ", " ").split()
            if len(words) > 1 and all(map(_is_number, words)) and found["name"] not in _PARTS_OF_DAY:
                yield found.span()
    if any(side in lower for side in ("north", "south", "east", "west")):
        for found in _HUNDRED_EAST.finditer(text):
            words = found["number"].lower().replace("-", " ").split()
            said = [word for word in words if _is_number(word)]
            if len(said) > 1 and words[-1] in said:
                yield found.start() + found["number"].lower().index(said[0]), found.end()


def _is_number(word: str) -> bool:
    return word in VALUES or word in SCALES
