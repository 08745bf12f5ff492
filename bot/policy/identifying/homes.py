"""Homes that are described and have no address: a corner, a motel's room, the third house past the church.

Knows nothing of streets with numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.policy.identifying.living import is_home, is_talk_of_living
from bot.policy.identifying.numbers import STREETY
from bot.policy.identifying.numerals import VALUES
from bot.policy.identifying.rare import rare
from bot.policy.identifying.streets import Span
from bot.policy.identifying.vocabulary import is_ordinary

_ORDER: Final = (
    r"(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|last|primera|segunda|tercera|cuarta|quinta"
    r"|ultima|1ra|2da|3ra)"
)
_NTH_HOUSE: Final = rare(
    "house|trail|duplex|driveway|building|casa|entrada",
    rf"\b{_ORDER}\s(?:house|trailer|duplex|driveway|building|casa|traila"
    rf"|entrada(?:\sde\stierra)?)\s(?:[a-z]{{1,10}}\s){{0,3}}"
    r"(?:left|right|past|after|before|antes|corner|izquierda|derecha|pasando|despues|esquina|mano|casa)\b",
)
_LODGING: Final = rare(
    "motel|hotel|inn|lodge|suites|park|shelter|campground|refugio|trail|parque",
    r"\b(?:motel|hotel|inn|lodge|suites|trailer\spark|mobile\shome\spark|shelter|rv\spark|campground"
    r"|refugio|traila|trailer|parque\sde\strailas)\b"
    r"[^.!?\n]{0,24}?\b(?:room|rm|cuarto|habitacion|lot|lote|space|espacio|unit|numero|number|#)\s{0,2}"
    r"(?:number\s|numero\s|#)?[0-9]{1,4}[a-z]?\b"
    r"|\b(?:room|rm|cuarto|habitacion|lot|lote|space|espacio|unit|apt|number|numero)\s{0,2}#?[0-9]{1,4}"
    r"[a-z]?,?\s(?:[a-z]{1,12}"
    r"\s){1,3}(?:motel|hotel|inn|lodge|suites|trailer\spark|park)\b"
    r"|\b(?:traila|trailer)\s{0,2}(?:numero\s|number\s|#)?[0-9]{1,4}\b",
)
# Where a camper stands is a home only for who lives there.
_CAMP: Final = (
    r"(?:campground|campsite|campamento|koa|marina|rv\s(?:park|resort)|mobile\shome\spark|trailer\spark"
    r"|parque\sde\strailas)"
)
_CAMPS: Final = ("camp", "koa", "marina", "park", "resort", "parque")
_PITCH: Final = re.compile(
    r"\b(?:spot|site|pad|slip|space|lot|lugar|sitio|espacio|lote)\s(?:number\s|numero\s|#)?[0-9]{1,4}[a-z]?,?\s"
    rf"(?:(?!carrera|fila|race|line\b)[a-z]{{1,12}}\s){{0,5}}?{_CAMP}\b"
    rf"|\b{_CAMP}\b[^.!?\n]{{0,24}}?\b(?:spot|site|pad|slip|lugar|sitio)\s(?:number\s|numero\s|#)?[0-9]{{1,4}}\b"
)
_WAY: Final = re.compile(
    r"\b(?:(?:to\s)?(?:get|come|drive)\s(?:out\s)?to|(?:to|how\sto|can|gonna)\s(?:find|reach)|directions\sto|way\sto)"
    r"\s(?:us|me|ours|where\s(?:i|we)\s(?:live|stay|am|are)"
    r"|(?:my|our)\s(?:[a-z]{1,10}\s)?(?:house|place|home|apartment|apt|trailer|camper)"
    r"|my\s(?:mom'?s|dad'?s|aunt'?s|sister'?s|grandma'?s|job|work))\b(?P<one>[^!?\n]{0,110})"
    r"|\bllegar\s(?:conmigo|(?:a|con|hasta)\s(?:mi\scasa|la\scasa|casa|nosotros|mi\smama|mi\strabajo|lo\sde"
    r"|donde\s(?:vivo|vivimos|estoy|estamos)))\b(?P<other>[^!?\n]{0,110})"
)
_THAT_IS_HOW: Final = re.compile(r"\b(?:how\s(?:you|u|to)|asi\s(?:se|es\scomo\sse)?)\s?$")
_LOOK_BACK: Final = 110
_TO_SOMEBODY: Final = (
    "get", "come", "drive", "out", "find", "reach",
    "directions", "way", "llegar",
)  # fmt: skip
_STEPS: Final = (
    re.compile(
        r"\b(?:left|right(?!\s(?:after|now|here|away|there|before|back)\b)|straight|izquierda|derecha|derecho)\b"
    ),
    re.compile(
        r"\b(?:exit|hwy|highway|route|road|rd|street|st|ave|avenue|interstate|turnpike|salida|calle|avenida|autopista"
        r"|carretera|(?:la|i)[\s\-][0-9]{1,3})\b"
    ),
    re.compile(r"\b[0-9]{1,2}\s(?:miles?|blocks?|millas?|cuadras?)\b"),
    re.compile(
        r"\b(?:past|pasando|despues\sde|gate|church|light|house|iglesia|semaforo|puente|gasolinera)\b"
    ),
)
# People say "la duarte" for a street in any case, where a number follows.
_LA_NUMBERED: Final = re.compile(
    r"\b(?:en|sobre|por|es)\s(?P<place>la\s(?P<name>[a-z]{3,20})\s(?:(?:numero\s|num\.?\s|no\.?\s|#\s?|con\s)?"
    r"[0-9]{1,5}))(?![\w:/])"
)
_KILOMETRE: Final = rare(
    "km|kilom|mile|milla",
    r"\b(?:kilometro|km|mile\smarker|milla)\.?\s{0,2}[0-9]{1,4}(?:\.[0-9])?\s(?:de\s|en\s|on\s"
    r"|of\s)?(?:la\s|the\s)?(?:carretera|autopista|highway|hwy|route|ruta)(?:\s[0-9a-z]{1,20})?",
)
_LA: Final = re.compile(r"la\s")  # stands in whatever these two find
_THE_STREET: Final = re.compile(r"\b(?:en|por|sobre|es\sen|a|de)\s(?P<place>la\s(?P<name>[A-Za-z]{3,20}))\b")


_ENGLISH: Final = re.compile(
    r"(?:wood|ridge|creek|hill|hollow|lake|view|dale|ton|field|brook|land|ford|ham|ville|way)$"
)
_TREE: Final = re.compile(STREETY)


def homes(text: str, lower: str) -> Iterator[Span]:
    """Yield where somebody's home is described. ``lower`` is ``text`` in small letters."""
    has_digits = any(map(lower.__contains__, "0123456789"))
    for pattern in (_NTH_HOUSE, _LODGING, _KILOMETRE) if has_digits else (_NTH_HOUSE,):
        yield from (found.span() for found in pattern.finditer(lower))
    if any(map(lower.__contains__, _TO_SOMEBODY)):
        yield from _ways(lower)
    has_camp = has_digits and any(map(lower.__contains__, _CAMPS))
    if not (has_camp or _LA.search(lower)) or not is_talk_of_living(lower):
        return
    if has_digits:
        if has_camp:
            yield from (found.span() for found in _PITCH.finditer(lower))
        for found in _LA_NUMBERED.finditer(lower):
            if not is_ordinary(found["name"]) and found["name"] not in VALUES:
                yield found.span("place")
    for found in _THE_STREET.finditer(text):
        # People say "la Jefferson" for a street, where everything else after "la" is a word.
        start, end = found.span("place")
        name = found["name"]
        is_street = name[0].isupper() or _TREE.fullmatch(name) or _ENGLISH.search(name)
        if is_street and not is_ordinary(name.lower()) and is_home(lower, start, end):
            yield start, end


def _ways(lower: str) -> Iterator[Span]:
    """Find how to drive to somebody: "to get to me take hwy 9, then left on 410 road"."""
    for found in _WAY.finditer(lower):
        told = found["one"] or found["other"] or ""
        if _THAT_IS_HOW.search(lower, max(0, found.start() - _LOOK_BACK), found.start()):
            told = lower[max(0, found.start() - _LOOK_BACK) : found.end()]
        if sum(bool(step.search(told)) for step in _STEPS) > 1:
            yield found.span()
