"""Homes that are described and have no address: a corner, a motel's room, the third house past the church.

Knows nothing of streets with numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.policy.identifying.living import is_home, is_talk_of_living
from bot.policy.identifying.numerals import SCALES, VALUES
from bot.policy.identifying.streets import NO_HOUSE, Span, is_label
from bot.policy.identifying.vocabulary import is_ordinary

_STREET_NAME: Final = r"(?:(?:[0-9]{1,3}(?:st|nd|rd|th)|[A-Z][A-Za-z]{2,20})(?:\s(?:[A-Z][A-Za-z]{1,20}|street|st|ave|avenue|rd|road))?)"
_CORNER: Final = re.compile(
    r"\b(?i:corner\sof|corner|esquina\s(?:de|con)|(?:entre|between))\s(?:(?i:la|las|calles?|the)\s){0,2}"
    rf"{_STREET_NAME}\s(?:and|&|y|con)\s(?:(?:la|calle)\s){{0,2}}{_STREET_NAME}"
)
_ORDER: Final = r"(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|last|primera|segunda|tercera|cuarta|quinta|ultima|1ra|2da|3ra)"
_NTH_HOUSE: Final = re.compile(
    rf"\b{_ORDER}\s(?:house|trailer|door|duplex|driveway|building|casa|puerta|traila|entrada(?:\sde\stierra)?)\s(?:[a-z]{{1,10}}\s){{0,3}}"
    r"(?:left|right|past|after|before|antes|corner|izquierda|derecha|pasando|despues|esquina|mano|casa)\b"
)
_LODGING: Final = re.compile(
    r"\b(?:motel|hotel|inn|lodge|suites|trailer\spark|mobile\shome\spark|shelter|rv\spark|campground|refugio|traila|trailer|parque\sde\strailas)\b"
    r"[^.!?\n]{0,24}?\b(?:room|rm|cuarto|habitacion|lot|lote|space|espacio|unit|numero|number|#)\s{0,2}(?:number\s|numero\s|#)?[0-9]{1,4}[a-z]?\b"
    r"|\b(?:room|rm|cuarto|habitacion|lot|lote|space|espacio)\s{0,2}#?[0-9]{1,4}[a-z]?\s(?:[a-z]{1,10}\s){1,3}(?:motel|hotel|inn|lodge|suites|trailer\spark|park)\b"
    r"|\b(?:traila|trailer)\s{0,2}(?:numero\s|number\s|#)?[0-9]{1,4}\b"
)
_KILOMETRE: Final = re.compile(
    r"\b(?:kilometro|km|mile\smarker|milla)\.?\s{0,2}[0-9]{1,4}(?:\.[0-9])?\s(?:de\s|en\s|on\s|of\s)?(?:la\s|the\s)?(?:carretera|autopista|highway|hwy|route|ruta)(?:\s[0-9a-z]{1,20})?"
)
_ON_NAME_NUMBER: Final = re.compile(
    r"\b(?:on|en|at|de|por)\s(?:la\s|el\s|the\s)?(?P<place>[A-Z][a-z]{2,20}(?:\s[A-Z][a-z]{2,20})?,?\s(?:(?i:number|numero|num\.?|no\.?)\s|#\s?)[0-9]{1,5}[A-D]?)\b"
)
_NUMBER_OF: Final = re.compile(r"\b(?P<place>(?:el\s)?[0-9]{3,5}\sde\sla\s(?P<name>[A-Z][a-z]{2,20}))\b")
_SAID_NUMBER_OF: Final = re.compile(
    r"\b(?P<number>(?:[a-z]{3,12}\s(?:y\s)?){2,6})de\sla\s(?P<name>[a-z]{3,20})\b"
)
_PARTS_OF_DAY: Final = frozenset(
    ("tarde", "manana", "noche", "madrugada", "semana", "escuela", "casa", "manera")
)
_THE_STREET: Final = re.compile(r"\b(?:en|por|sobre|es\sen|a|de)\s(?P<place>la\s(?P<name>[A-Za-z]{3,20}))\b")


_AT_NUMBER: Final = re.compile(
    r"\b(?i:at|to|on|en|in)\s(?P<place>[0-9]{2,5}\s{1,2}(?:(?i:north|south|east|west)\s|[NSEW]\.?\s)?(?P<name>[A-Z][a-z]{3,20}))\b(?!')"
    r"|\b(?P<side>[0-9]{2,5}\s{1,2}(?:(?i:north|south|east|west)|[NSEW]\.?)\s{1,2}[A-Z][a-z]{2,20})\b"
)
_NOT_A_STREET: Final = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
    "june", "july", "august", "september", "october", "november", "december", "tomorrow", "today", "tonight", "central",
    "eastern", "pacific", "earth", "facebook", "medicaid", "social", "section", "christmas", "easter", "thanksgiving", "hours", "kids", "dollars", "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo",
))  # fmt: skip
_DOOR_ALONE: Final = re.compile(
    r"\b(?:apt|apartment|apto|depto|dpto|departamento|apartamento)\.?\s{0,2}(?:#|number\s|no\.?\s|numero\s)?\s?(?:[0-9]{1,4}[a-z]?|[a-z][0-9]{1,3})(?![a-z0-9:/])"
)
_HUNDRED_EAST: Final = re.compile(
    r"\b(?P<number>(?:[A-Za-z]{3,9}[\s-]){1,4})(?:(?i:north|south|east|west|n|s|e|w)\.?\s)(?P<name>[A-Z][a-z]{3,20})\b"
)


_LANDMARK: Final = re.compile(
    r"\b(?:(?:i|we|you|they)\slive|living|i\sstay|we\sstay|vivo|vivimos|vive|viven)\s(?:[a-z]{1,10}\s)?(?:behind|across\sfrom|across|next\sto|next\sdoor\sto|above|upstairs\sfrom"
    r"|atras\sde|detras\sde|enfrente\sde|frente\sa|al\slado\sde|arriba\sde|a\sun\slado\sde|junto\sa)l?\s(?:the\s|la\s|el\s|los\s|las\s)?(?:[a-z0-9]{2,20}\s)?[a-z0-9]{2,20}\b"
)
# What streets are named after all over the country: after a number these need no word for a street.
_STREETY: Final = (
    r"(?:oak|pine|maple|cedar|elm|walnut|chestnut|hickory|willow|birch|magnolia|dogwood|sycamore|poplar|spruce|laurel|cypress|juniper"
    r"|washington|jefferson|lincoln|madison|jackson|monroe|adams|franklin|hidalgo|juarez|morelos|main|broadway|church|mill|river|ridge|sunset)"
)
_BARE_STREET: Final = re.compile(
    rf"(?<![\w$./:\-])(?P<number>[0-9]{{2,5}}|(?:[a-z]{{3,13}}[\s-](?:y\s)?){{2,4}})\s?(?:(?:north|south|east|west|[nsew]\.?)\s)?{_STREETY}\b"
    r"(?!\s(?:tree|trees|leaf|leaves|cone|cones|wood|table|bar|syrup|nuts?|needles|kids|people|entrance|elementary|middle|school|course|dish))"
)


_SMALL_CORNER: Final = re.compile(
    r"\b(?:corner\sof|esquina\s(?:de|con))\s(?:(?:la|calle)\s){0,2}(?!the\b)[a-z0-9]{3,20}\s(?:and|y|con|&)\s(?:(?:la|calle)\s){0,2}[a-z0-9]{3,20}\b"
)
_HOUSE_NUMBER: Final = re.compile(
    r"\b(?P<place>(?:casa|house)\s(?:numero\s|number\s|no\.\s|#\s?)?[0-9]{1,4}[a-d]?)\b(?![:/.,]?[0-9])"
    r"|\b(?:traila|trailer|lote|lot|casa|apartamento|depa|house|apartment)\s(?:es|is)\s(?:la\s|el\s|the\s)?(?:numero\s|number\s|#\s?)?[0-9]{1,4}\b"
)
_MY_HOUSE: Final = re.compile(
    r"\b(?i:mi\scasa|nuestra\scasa|my\s(?:house|place|apartment|trailer)|our\s(?:house|place))(?:[,:]|\s(?:es|is)(?:\sen|\sat)?)?\s(?P<place>(?:[A-Z][a-z]{2,20}\s){1,3}#?[0-9]{2,5})\b"
)
_LIVE_ON: Final = re.compile(
    r"\b(?i:live|lives|living|stay|staying|sleeping)\s(?:[a-z]{1,12}\s){0,6}?on\s(?P<place>(?P<name>[A-Z][a-z]{2,20})(?:\s[A-Z][a-z]{2,20})?)\b"
)


def homes(text: str, lower: str) -> Iterator[Span]:
    """Yield where somebody's home is described. ``lower`` is ``text`` in small letters."""
    for pattern in (_NTH_HOUSE, _LODGING, _KILOMETRE):
        yield from (found.span() for found in pattern.finditer(lower))
    yield from (found.span("place") for found in _ON_NAME_NUMBER.finditer(text))
    yield from (found.span("place") for found in _NUMBER_OF.finditer(text))
    for found in _SAID_NUMBER_OF.finditer(lower):
        words = found["number"].split()
        if (
            len(words) > 2
            and all(word in VALUES or word == "y" for word in words)
            and found["name"] not in _PARTS_OF_DAY
        ):  # noqa: PLR2004
            yield found.span()
    for found in _AT_NUMBER.finditer(text):
        name = "side" if found["side"] else "place"
        if found["side"] or found["name"].lower() not in _NOT_A_STREET:
            yield found.span(name)
    yield from (found.span() for found in _DOOR_ALONE.finditer(lower))
    for found in _BARE_STREET.finditer(lower):
        words = found["number"].replace("-", " ").replace(" y ", " ").split()
        if is_label(lower, found.start()):
            continue
        if words[0].isdigit() or all(word in VALUES or word in SCALES for word in words[-2:]):
            yield found.span()
    yield from (found.span() for found in _LANDMARK.finditer(lower))
    for found in _HOUSE_NUMBER.finditer(lower):
        if not NO_HOUSE.match(lower, found.end()):
            yield found.span()
    yield from (found.span("place") for found in _MY_HOUSE.finditer(text))
    for found in _LIVE_ON.finditer(text):
        if found["name"].lower() not in _NOT_A_STREET:
            yield found.span("place")
    for found in _HUNDRED_EAST.finditer(text):
        words = found["number"].lower().replace("-", " ").split()
        said = [word for word in words if word in VALUES or word in SCALES]
        if len(said) > 1 and words[-1] in said:
            yield found.start() + found["number"].lower().index(said[0]), found.end()
    if is_talk_of_living(lower):
        yield from (found.span() for found in _CORNER.finditer(text))
        yield from (found.span() for found in _SMALL_CORNER.finditer(lower))
        for found in _THE_STREET.finditer(text):
            # People say "la Jefferson" for a street, where everything else after "la" is a word.
            if not is_ordinary(found["name"].lower()) and is_home(
                lower, found.start("place"), found.end("place")
            ):
                yield found.span("place")
