"""House numbers without a word for a street: "612 Sycamore", "la oak doce cero siete", "apt 3", "casa 9".

Knows nothing of streets that are called streets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.policy.identifying.living import is_home, is_talk_of_living
from bot.policy.identifying.numerals import SCALES, VALUES, ZEROES, is_completed_by
from bot.policy.identifying.rare import rare
from bot.policy.identifying.streets import NO_HOUSE, Span, is_label
from bot.policy.identifying.vocabulary import is_given_name, is_ordinary

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
_NUMBER_OF: Final = rare(
    r"[0-9]\sde\s",
    r"\b(?P<place>(?:el\s|la\s)?[0-9]{2,5}\sde\s(?:la\s(?P<name>[A-Z][a-z]{2,20})|(?i:oak|pine|maple"
    r"|cedar|elm|willow|birch|magnolia|dogwood|sycamore|poplar)))\b",
)
_SAID_NUMBER_OF: Final = re.compile(
    r"\b(?P<number>(?:[a-z]{3,12}\s(?:y\s)?){2,6})de\sla\s(?P<name>[a-z]{3,20})\b"
)
_OF_THE: Final = re.compile(r"\sde\sla\s")
_PARTS_OF_DAY: Final = frozenset(
    ("tarde", "manana", "noche", "madrugada", "semana", "escuela", "casa", "manera")
)
_DOOR_ALONE: Final = rare(
    "ap(?:ar)?t|dep|dpto",
    r"\b(?:apt|apartment|apto|depto|dpto|departamento|apartamento)\.?\s{0,2}(?:#|number\s|no\.?\s"
    r"|numero\s)?\s?(?:[0-9]{1,4}[a-z]?|[a-z][0-9]{1,3})(?![a-z0-9:/])",
)


# What streets are named after all over the country: after a number these need no word for a street.
STREETY: Final = (
    r"(?:oak|pine|maple|cedar|elm|walnut|chestnut|hickory|willow|birch|magnolia|dogwood|sycamore|poplar"
    r"|spruce|laurel|cypress|juniper"
    r"|washington|jefferson|lincoln|madison|jackson|monroe|adams|franklin|hidalgo|juarez|morelos|main"
    r"|broadway|church|mill|river|ridge|sunset)"
)
_BARE_STREET: Final = rare(
    STREETY,
    rf"(?<![\w$./:\-])(?P<number>[0-9]{{2,5}}|(?:[a-z]{{3,13}}[\s-](?:y\s)?){{2,4}})\s?(?:(?:north|south"
    rf"|east|west|norte|sur|este|oeste|[nsew]\.?)\s)?{STREETY}\b"
    r"(?=\s?(?:$|[.,;:!?\n()]|(?:and|in|on|by|is|the|near|come|thats|behind|where|w|with|it|we|i|y|en|ahi"
    r"|a|toque|donde|es|lein|lain|stret|avenu)\b))",
)

_SAID: Final = frozenset((*VALUES, *SCALES, "oh"))
_KNOWN_STREET: Final = re.compile(STREETY)
# "Fourteen eighteen peoria": a number in words before a name that is no word.
_SAID_HOUSE: Final = re.compile(
    rf"(?<![\w\-])(?P<number>(?:(?:{'|'.join((*VALUES, *SCALES, 'oh', 'y'))})[\s\-]){{2,7}})"
    r"(?P<way>(?:north|south|east|west|norte|sur|oriente|poniente|este|oeste|[nsew])\.?\s)?(?P<name>[a-z]{4,20})\b"
)
_AT: Final = re.compile(r"\b(?:at|to|en(?:\sel)?)\s$")
_WE_ARE_AT: Final = re.compile(r"\b(?:we'?re|i'?m|estoy|estamos)\s(?:at|en|en\sel)\s$")

_HOUSE_NUMBER: Final = rare(
    "casa|house|trail|lot|apart|depa",
    r"\b(?P<place>(?:casa\s(?:(?:[a-z]{3,12}\s)?(?:numero\s|no\.\s|#\s?))?|house\s(?:number\s|no\.\s"
    r"|#\s?))[0-9]{1,4}"
    r"[a-d]?)\b(?![:/.,]?[0-9])"
    r"|\b(?:traila|trailer|lote|lot|casa|apartamento|depa|house|apartment)\s(?:es|is)\s(?:la\s|el\s"
    r"|the\s)?(?:numero\s|number\s|#\s?)?[0-9]{1,4}\b",
)


def house_numbers(text: str, lower: str) -> Iterator[Span]:
    """Yield where there are house numbers. ``lower`` is ``text`` in small letters."""
    yield from _said(lower)
    if sum(map(_SAID.__contains__, lower.replace("-", " ").split())) > 1:
        yield from _said_before_a_name(lower)
    for found in _BARE_STREET.finditer(lower):
        words = found["number"].replace("-", " ").replace(" y ", " ").split()
        is_number = words[0].isdigit() or all(_is_number(word) for word in words[-2:])
        if is_number and not is_label(lower, found.start()):
            yield found.span()
    if not any(map(lower.__contains__, "0123456789")):
        return
    yield from (found.span("place") for found in _NUMBER_OF.finditer(text))
    yield from (found.span() for found in _DOOR_ALONE.finditer(lower))
    for found in _HOUSE_NUMBER.finditer(lower):
        if not NO_HOUSE.match(lower, found.end()):
            yield found.span()


def _said(lower: str) -> Iterator[Span]:
    """Find numbers in words: "doce cero siete de la Oak"."""
    if not _OF_THE.search(lower):
        return
    for found in _SAID_NUMBER_OF.finditer(lower):
        words = found["number"].replace(" y ", " ").split()
        if len(words) > 1 and all(map(_is_number, words)) and found["name"] not in _PARTS_OF_DAY:
            yield found.span()


def _said_before_a_name(lower: str) -> Iterator[Span]:
    """Find numbers in words before a street that is not called one: "nine oh two peoria is home"."""
    for found in _SAID_HOUSE.finditer(lower):
        name = found["name"]
        words = [word for word in found["number"].replace("-", " ").split() if word != "y"]
        values = [VALUES.get(word, 0) for word in words]
        is_small = len(words) == 2 and (words[0] in ZEROES or is_completed_by(values[0], values[1]))  # noqa: PLR2004
        if len(words) < 2 or (is_small and values[0] < 100) or name in VALUES:  # noqa: PLR2004 - "twenty two"
            continue
        start, end = found.span()
        before = lower[max(0, start - 16) : start]
        if _KNOWN_STREET.fullmatch(name):
            is_house = bool(found["way"]) or "oh" in words or is_home(lower, start, end)
        elif is_ordinary(name) or is_given_name(name):
            is_house = False
        elif found["way"]:
            is_alone = not before.strip() or before.rstrip()[-1] in ".!?\n"
            is_house = is_alone or is_talk_of_living(lower) or bool(_AT.search(before))
        else:
            is_house = is_home(lower, start, end) or bool(_WE_ARE_AT.search(before))
        if is_house:
            yield start, end


def _is_number(word: str) -> bool:
    return word in VALUES or word in SCALES
