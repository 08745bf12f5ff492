"""Homes that are described and have no address: a corner, a motel's room, the third house past the church.

Knows nothing of streets with numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.policy.identifying.living import is_home, is_talk_of_living
from bot.policy.identifying.numbers import STREETY
from bot.policy.identifying.streets import Span
from bot.policy.identifying.vocabulary import is_ordinary

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


_ENGLISH: Final = re.compile(
    r"(?:wood|ridge|creek|hill|hollow|lake|view|dale|ton|field|brook|land|ford|ham|ville|way)$"
)
_TREE: Final = re.compile(STREETY)


def homes(text: str, lower: str) -> Iterator[Span]:
    """Yield where somebody's home is described. ``lower`` is ``text`` in small letters."""
    for pattern in (_NTH_HOUSE, _LODGING, _KILOMETRE):
        yield from (found.span() for found in pattern.finditer(lower))
    if not is_talk_of_living(lower):
        return
    for found in _THE_STREET.finditer(text):
        # People say "la Jefferson" for a street, where everything else after "la" is a word.
        start, end = found.span("place")
        name = found["name"]
        is_street = name[0].isupper() or _TREE.fullmatch(name) or _ENGLISH.search(name)
        if is_street and not is_ordinary(name.lower()) and is_home(lower, start, end):
            yield start, end
