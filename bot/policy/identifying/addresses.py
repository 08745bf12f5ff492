"""Where somebody lives: street and number, post-office box, coordinates, English and Spanish, also in words.

Knows nothing of other kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.policy.identifying.homes import homes
from bot.policy.identifying.living import LIVES, is_talk_of_living
from bot.policy.identifying.numbers import house_numbers
from bot.policy.identifying.numerals import VALUES
from bot.policy.identifying.streets import NO_HOUSE, STATE, Span, streets

_TOWN: Final = re.compile(
    rf"\b(?:[A-Z][A-Za-z.']{{1,20}}\s){{0,2}}[A-Z][A-Za-z.']{{1,20}},?\s{{1,2}}(?i:{STATE})\.?,?\s{{1,2}}"
    rf"[0-9]{{5}}(?:-[0-9]{{4}})?(?![0-9])"
)
_POST_CODE: Final = re.compile(
    r"\b(?:zip(?:\s?code)?|codigo\spostal|post(?:al)?\s?code|c\.?\s?p\.?)(?:\s{1,2}(?:is|es|de|number"
    r"|for\sus|el)){0,2}\s{0,2}[:#]?\s{0,2}[0-9]{5}(?:-[0-9]{4})?(?![0-9])"
)
_BOX: Final = re.compile(
    r"\b(?:p\.?\s?o\.?\s{0,2}box|post\soffice\sbox|p\.?o\.?b\.?|apartado(?:\spostal)?|ap\.?\s?postal|apdo\.?"
    r"|casilla(?:\spostal)?|rural\sroute|r\.?r\.)\s{0,2}(?:number|numero|no\.?|num\.?|#|n°)?\s{0,2}"
    r"(?P<number>[0-9]{1,7}|[a-z]{2,12})"
)
_COORDINATES: Final = re.compile(
    r"(?<![0-9.])[+\-]?[0-9]{1,3}\.[0-9]{3,15}\s{0,2}°?\s{0,2}[nsew]?\s{0,2}[,;/\s]\s{0,3}"
    r"(?:(?:menos|minus|and|y|by)\s)?(?:lon(?:g(?:itude|itud)?)?\.?\s?[:=]?\s?)?[+\-]?[0-9]{1,3}\.[0-9]{3,15}\s{0,2}°?\s{0,2}[nsew]?\b"
    r"|[0-9]{1,3}\s?°\s?[0-9]{1,2}\s?'\s?(?:[0-9]{1,2}(?:\.[0-9]{1,6})?\s?(?:\"|'')?\s?)?[nsewo]"
    r"|\blat(?:itude|itud)?\.?\s{0,2}(?:is"
    r"|es)?[:=]?\s{0,2}-?[0-9]{1,3}\.[0-9]{1,15}.{0,12}?lon(?:g(?:itude|itud)?)?\.?\s{0,2}(?:is"
    r"|es)?[:=]?\s{0,2}-?[0-9]{1,3}\.[0-9]{1,15}"
)
_THREE_WORDS: Final = re.compile(
    r"(?<!/)///[a-z]{2,20}\.[a-z]{2,20}\.[a-z]{2,20}|what3words\W{1,5}[a-z]{2,20}\.[a-z]{2,20}\.[a-z]{2,20}"
)
_PLUS_CODE: Final = re.compile(
    r"(?<![\w+])(?=[0-9]{0,8}[CFGHJMPQRVWX])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?![\w+])"
)
_SAID_COORDINATES: Final = re.compile(
    r"\b(?:coordinates|coordenadas|gps)\b[^0-9]{0,20}[0-9]{1,3}[. ][0-9]{1,15}\s{0,2}"
    r"[, ]\s{0,2}-?[0-9]{1,3}[. ][0-9]{1,15}"
)
_SAID_ADDRESS: Final = re.compile(
    r"(?<!mail )(?<!e-mail )(?<!correo )(?<!ip )\b(?:address|addy|direccion|domicilio)(?:\s{1,2}(?:now"
    r"|de\scasa|de\smi\scasa|nueva|ahora|here)){0,2}\s{0,2}(?:is|es|:|=|-)\s{0,2}(?:en\s|at\s|la\s|el\s"
    r"|now\s){0,2}"
    r"(?P<place>#?[0-9]{1,6}[a-z]?,?\s{1,2}[a-z]{2,20}(?:\s[a-z]{2,20}){0,2}|[a-z]{2,20}"
    r"(?:\s[a-z]{2,20}){0,3},?\s{1,2}(?:#|no\.?\s|num\.?\s|numero\s)?\s?[0-9]{1,6}[a-z]?)(?![0-9:/])"
)
_LIVE_AT_NUMBER: Final = re.compile(
    r"\b(?:live|lives|living|stay|staying|moved|are|we're|house\sis)\s{1,2}(?:now\s|over\s){0,2}(?:at|to"
    r"|in)\s{1,2}(?P<place>#?[0-9]{2,6}[A-D]?\s{1,2}(?:[NSEW]\.?\s{1,2})?[A-Z][a-z]{2,20}"
    r"(?:\s[A-Z][a-z]{2,20}){0,2})"
)
_NO_PLACE: Final = re.compile(r"(?:Bed|Room|Kid|Child|Day|Month|Year|Hour|Minute|Mile|Dollar)")
_VIVO_EN: Final = re.compile(
    r"\b(?i:vivo|vive|vivimos|viven|viviendo|mudamos|quedamos|rentamos|rento|estamos|estoy|casa\sesta"
    r"|casa\squeda)\s{1,2}"
    r"(?:[a-z]{2,10}\s){0,2}?(?:en|a)\s{1,2}(?P<place>(?:[A-Z][a-z]{2,20}\s{1,2}(?:(?:de|del|la|las|los"
    r"|el)\s){0,2}){1,3},?(?:#|(?i:no\.?|num\.?|numero)\s)?\s{0,2}[0-9]{1,5}[A-D]?)(?![0-9:/.,]?[0-9])"
    r"(?!\s{0,2}(?:anos|meses|dias|semanas|horas|minutos|veces|a\s|y\s))"
)
_ON_ORDINAL: Final = re.compile(
    r"\b(?:live|lives|living|stay|staying|house\sis|home\sis|moved|place\sis|apartment\sis)"
    r"\s(?:[a-z]{2,10}\s){0,2}?(?:on|at|to|off)\s{1,2}(?:the\s)?(?:corner\sof\s)?"
    r"(?P<place>(?:[nsew]\.?\s|north\s|south\s|east\s|west\s)?(?:[0-9]{1,3}(?:st|nd|rd|th)|first|second"
    r"|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)(?:\s(?:and|&|y)"
    r"\s[a-z0-9]{2,20})?)\b(?!\s(?:floor|grade|day|time|of|house|one|born|birthday|year|base|shift|place"
    r"|row|page|week|month|try|step))"
)
_HOUSE_IS: Final = re.compile(
    r"\b(?:house\s(?:number|no\.?|#)|numero\sde\s(?:la\s|mi\s)?casa|casa\s(?:numero|num\.?|no\.|#))"
    r"\s{0,2}(?:is|es|:|el)?\s{0,2}(?:el\s)?#?(?P<place>[0-9]{1,5}|[a-z]{3,12})\b"
)
_DOOR_SIGN: Final = (
    r"\.?\s{0,2}(?:#|number\s|no\.?\s|numero\s|num\.?\s)?\s?(?:[0-9]{1,4}[a-z]?|[a-z][0-9]{1,3})"
    r"(?![a-z0-9:/])"
)
_DOOR: Final = re.compile(
    rf"{LIVES}[^.!?\n]{{0,30}}?(?P<place>\b(?:apt|apartment|trailer|apto|depto|departamento"
    rf"|apartamento){_DOOR_SIGN})"
)
_HOUSE_DOOR: Final = re.compile(
    r"\b(?:live|lives|living|stay|staying|moved|vivo|vive|vivimos|viven|mudamos)\s(?:now\s|ahora\s)?(?:in"
    r"|at|to|en|al?)\s(?:the\s|el\s|la\s)?"
    rf"(?P<place>(?:unit|building|bldg|lot|edificio|lote|casa|space){_DOOR_SIGN})"
)

_WITH_DOOR: Final = re.compile(
    r"(?<![\w$./:\-])[0-9]{1,6}[A-D]?\s{1,2}(?:[NSEW]\.?\s{1,2})?(?:[A-Z][a-z]{1,20}\s{1,2}){0,2}"
    r"[A-Z][a-z]{1,20},?\s{1,2}(?:(?i:apt|apartment|unit|suite|ste|apto|depto)\.?\s{0,2}#?\s?|#\s?)"
    r"[A-Za-z0-9\-]{1,5}\b"
)
_DOORS: Final = re.compile(
    r"\b(?:building|bldg|edificio|torre|apartments|apts)\.?,?\s{0,2}(?:#|no\.?\s|number\s"
    r"|numero\s)?\s?(?:[a-z0-9]{1,3},?\s{1,2})?(?:apt|apartment|unit|apto|depto|departamento|apartamento"
    r"|door|puerta)\.?\s{0,2}(?:#|number\s|numero\s)?\s?[a-z]?[0-9]{1,5}[a-z]?\b"
    r"|\b(?:mz|mza|manzana)\.?\s{0,2}[0-9]{1,4}[a-z]?,?\s{1,2}(?:lt|lote)\.?\s{0,2}[0-9]{1,4}[a-z]?\b"
)
_OUR_STREET: Final = re.compile(
    r"\b(?i:my|our|mi|nuestra)\s(?i:street|calle|avenida|road)\s(?i:is|es|se\sllama|is\scalled)\s{1,2}"
    r"(?i:la\s|el\s)?(?P<place>[A-Z][a-z]{2,20}(?:\s[A-Z][a-z]{2,20}){0,2})"
)


def addresses(text: str, lower: str) -> Iterator[Span]:
    """Yield where there are addresses, each as long as any rule sees it; ``lower`` is ``text`` made small."""
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


def _all(text: str, lower: str) -> Iterator[Span]:
    yield from _plain_ones(text, lower)
    yield from streets(text, lower)
    yield from house_numbers(text, lower)
    yield from homes(text, lower)


def _plain_ones(text: str, lower: str) -> Iterator[Span]:
    if any(map(lower.__contains__, "0123456789")):
        for pattern in (_POST_CODE, _COORDINATES, _SAID_COORDINATES, _DOORS):
            yield from (found.span() for found in pattern.finditer(lower))
        for pattern in (_TOWN, _PLUS_CODE, _WITH_DOOR):
            yield from (found.span() for found in pattern.finditer(text))
        for found in _SAID_ADDRESS.finditer(lower):
            if not NO_HOUSE.match(lower, found.end()):
                yield found.span("place")
    for found in _OUR_STREET.finditer(text):
        yield found.span("place")
    for found in _THREE_WORDS.finditer(lower):
        yield found.span()
    for found in _BOX.finditer(lower):
        if found["number"].isdigit() or found["number"] in VALUES:
            yield found.span()
    if is_talk_of_living(lower):
        yield from _where_they_live(text, lower)


def _where_they_live(text: str, lower: str) -> Iterator[Span]:
    for pattern in (_ON_ORDINAL, _DOOR, _HOUSE_DOOR):
        yield from (found.span("place") for found in pattern.finditer(lower))
    yield from (found.span("place") for found in _VIVO_EN.finditer(text))
    for found in _HOUSE_IS.finditer(lower):
        if found["place"].isdigit() or found["place"] in VALUES:
            yield found.span()
    for found in _LIVE_AT_NUMBER.finditer(text):
        if not _NO_PLACE.search(found["place"]):
            yield found.span("place")
