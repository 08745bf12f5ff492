"""Homes that are described and have no address: a corner, a motel's room, the third house past the church.

Knows nothing of streets with numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.policy.identifying.living import is_home, is_talk_of_living
from bot.policy.identifying.numbers import NOT_A_STREET, STREETY
from bot.policy.identifying.streets import Span
from bot.policy.identifying.vocabulary import is_ordinary

_STREET_NAME: Final = (
    r"(?:(?:[0-9]{1,3}(?:st|nd|rd|th)|[A-Z][A-Za-z]{2,20})(?:\s(?:[A-Z][A-Za-z]{1,20}|street|st|ave"
    r"|avenue|rd|road))?)"
)
_CORNER: Final = re.compile(
    r"\b(?i:corner\sof|corner|esquina\s(?:de|con)|(?P<between>entre|between))\s(?:(?i:la|las|calles?"
    r"|the)\s){0,2}"
    rf"{_STREET_NAME}\s(?:and|&|y|con)\s(?:(?:la|calle)\s){{0,2}}{_STREET_NAME}"
)
_ORDER: Final = (
    r"(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|last|primera|segunda|tercera|cuarta|quinta"
    r"|ultima|1ra|2da|3ra)"
)
_NTH_HOUSE: Final = re.compile(
    rf"\b{_ORDER}\s(?:house|trailer|duplex|driveway|building|casa|traila"
    rf"|entrada(?:\sde\stierra)?)\s(?:[a-z]{{1,10}}\s){{0,3}}"
    r"(?:left|right|past|after|before|antes|corner|izquierda|derecha|pasando|despues|esquina|mano|casa)\b"
)
_LODGING: Final = re.compile(
    r"\b(?:motel|hotel|inn|lodge|suites|trailer\spark|mobile\shome\spark|shelter|rv\spark|campground"
    r"|refugio|traila|trailer|parque\sde\strailas)\b"
    r"[^.!?\n]{0,24}?\b(?:room|rm|cuarto|habitacion|lot|lote|space|espacio|unit|numero|number|#)\s{0,2}"
    r"(?:number\s|numero\s|#)?[0-9]{1,4}[a-z]?\b"
    r"|\b(?:room|rm|cuarto|habitacion|lot|lote|space|espacio|unit|apt|number|numero)\s{0,2}#?[0-9]{1,4}"
    r"[a-z]?,?\s(?:[a-z]{1,12}"
    r"\s){1,3}(?:motel|hotel|inn|lodge|suites|trailer\spark|park)\b"
    r"|\b(?:traila|trailer)\s{0,2}(?:numero\s|number\s|#)?[0-9]{1,4}\b"
)
_KILOMETRE: Final = re.compile(
    r"\b(?:kilometro|km|mile\smarker|milla)\.?\s{0,2}[0-9]{1,4}(?:\.[0-9])?\s(?:de\s|en\s|on\s"
    r"|of\s)?(?:la\s|the\s)?(?:carretera|autopista|highway|hwy|route|ruta)(?:\s[0-9a-z]{1,20})?"
)
_THE_STREET: Final = re.compile(r"\b(?:en|por|sobre|es\sen|a|de)\s(?P<place>la\s(?P<name>[A-Za-z]{3,20}))\b")


_LANDMARK: Final = re.compile(
    r"\b(?:(?:i|we|you|they)\slive|living|i\sstay|we\sstay|vivo|vivimos|vive|viven|(?:my|our|mi|nuestra)"
    r"\s(?:place|house|trailer|apartment|casa|traila)\s(?:is|es|esta|queda))\s(?:[a-z]{1,10}\s)?(?:behind"
    r"|across\sfrom|across|next\sto|next\sdoor\sto|above|upstairs\sfrom"
    r"|atras\sde|detras\sde|enfrente\sde|frente\sa|al\slado\sde|arriba\sde|a\sun\slado\sde"
    r"|junto\sa)l?\s(?:the\s|la\s|el\s|los\s|las\s)?(?:[a-z0-9]{2,20}\s)?[a-z0-9]{2,20}\b"
)
_SMALL_CORNER: Final = re.compile(
    r"\b(?:corner\sof|esquina\s(?:de|con))\s(?:(?:la|calle)\s){0,2}(?!the\b)[a-z0-9]{3,20}\s(?:and|y|con"
    r"|&)\s(?:(?:la|calle)\s){0,2}[a-z0-9]{3,20}\b"
)
_ENGLISH: Final = re.compile(
    r"(?:wood|ridge|creek|hill|hollow|lake|view|dale|ton|field|brook|land|ford|ham|ville|way)$"
)
_CROSSING: Final = re.compile(
    r"\b(?:at|on|by|near|en)\s(?P<place>(?:[A-Z][a-z]{2,20}\s(?:and|&|y)\s[0-9]{1,3}(?:st|nd|rd|th)"
    r"|[0-9]{1,3}(?:st|nd|rd|th)\s(?:and|&|y)\s[A-Z][a-z]{2,20}))\b"
)
_MAILBOX: Final = re.compile(
    r"\bmailbox\s(?:number\s|#\s?|is\s)?[0-9]{2,5}\b|\b(?:apartments|apts)\W{1,3}(?:bldg"
    r"|building)\.?\s[0-9a-z]{1,3}\b"
)
_TREE: Final = re.compile(STREETY)
_LIVE_ON: Final = re.compile(
    r"\b(?i:live|lives|living|stay|staying|sleeping)\s(?:[a-z]{1,12}"
    r"\s){0,6}?on\s(?P<place>(?P<name>[A-Z][a-z]{2,20})(?:\s[A-Z][a-z]{2,20})?)\b"
)


def homes(text: str, lower: str) -> Iterator[Span]:
    """Yield where somebody's home is described. ``lower`` is ``text`` in small letters."""
    for pattern in (_NTH_HOUSE, _LODGING, _KILOMETRE, _LANDMARK, _MAILBOX):
        yield from (found.span() for found in pattern.finditer(lower))
    yield from (
        found.span() for found in _CORNER.finditer(text) if not found["between"] or is_talk_of_living(lower)
    )
    if not is_talk_of_living(lower):
        return
    yield from (found.span("place") for found in _CROSSING.finditer(text))
    for found in _LIVE_ON.finditer(text):
        name = found["name"].lower()
        if name.removesuffix("s") not in NOT_A_STREET and (not is_ordinary(name) or _TREE.fullmatch(name)):
            yield found.span("place")
    yield from (found.span() for found in _SMALL_CORNER.finditer(lower))
    for found in _THE_STREET.finditer(text):
        # People say "la Jefferson" for a street, where everything else after "la" is a word.
        start, end = found.span("place")
        name = found["name"]
        is_street = name[0].isupper() or _TREE.fullmatch(name) or _ENGLISH.search(name)
        if is_street and not is_ordinary(name.lower()) and is_home(lower, start, end):
            yield start, end
