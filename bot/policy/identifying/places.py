"""A home told in any words: something that stands somewhere, and talk of living or of coming there.

Knows nothing of addresses in their own form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.policy.identifying.harmless import UNIT
from bot.policy.identifying.numbers import NOT_A_STREET
from bot.policy.identifying.numerals import VALUES
from bot.policy.identifying.signs import sign, worth
from bot.policy.identifying.streets import NO_HOUSE, NO_NAME, is_label
from bot.policy.identifying.vocabulary import is_ordinary

Span = tuple[int, int]

_ENOUGH: Final = 3
_BEFORE: Final = 90
_AFTER: Final = 60
_MOST: Final = 16
_TALK: Final = (
    sign(
        3,
        r"(?:i|we)(?:'?m|'?re|\sam|\sare)?\s(?:\w{1,10}\s){0,2}?(?:live|stay|living|livin|staying|stayin|renting"
        r"|crashing|sleep|sleeping|moved(?!\s(?:his|her|the|my|it|our))|rent|parked)|that'?s\s(?:us|me|home|mine|my|ours|mama'?s|mom'?s)|where\s(?:i|we)(?:'?m|'?re)?\s(?:live|stay|at)"
        r"|vivo|vivimos|viviendo|rento|rentamos|rentando|duermo|me\s(?:[kq]u?edo|mud[eo])"
        r"|nos\s(?:quedamos|mudamos)|domicilio|park\w{0,3}\s(?:my|our)\s\w{2,8}|[a-z]{0,8}(?:motel|hotel|lodge)|shelter|albergue|refugio|(?:usted|ustedes|you|u|they|yall)\s(?:lives?|viven?|stays?)|ahi\s(?:estoy|estamos|viv\w{1,4}|es|me|pregunt\w{1,3})",
    ),
    sign(
        2,
        r"(?:i'?m|(?<![a-z]\s)we'?re|we\sare|i\sam|u'?r|u\sare|u|you'?re|they\s(?:got|put)\s(?:me|us))\s(?:at|in|on|over|the)"
        r"|(?:my|our|new)\s(?:\w{1,10}\s)?(?:house|home|place|apartment|apt|trailer|duplex|addy|address"
        r"|door|porch|driveway|mailbox|mail|spot|crib|building|block)|(?:my|our)\s(?:rv|camper|tent|shop|store|mom|aunt|cousin|sister|grandma)\w{0,3}"
        r"|(?:mi|nuestra|su)\s(?:casa|casita|puerta|direccion|traila|calle|cuarto|cuartito|departamento|depa)"
        r"|(?:casa|depa|cuarto)\sde\s(?:mi|la)\s\w{3,10}|mail\sgoes|(?:we|i|they|just)\smoved\s(?:to|in|into)",
    ),
    sign(2, r"(?:house|place|home|apartment|trailer|casa)\s(?:is|es|esta|queda)"),
    sign(
        1,
        r"house|home|casa|shelter|bed|neighbo\w{1,3}|vecin[ao]s?|hotelito|rancho|shop|renta|estamos|and[oa]|estoy|apartment|trailer|traila|direccion|address",
    ),
    sign(
        1,
        r"come|drop|bring|mail|send|ship|pick|swing|stop|knock|ring|park(?:ed|ing)?\s(?:at|in|on|by|out|my)|pull|pass|turn|find|visit|ubicad[oa]"
        r"|ven|venga|vengan|pase|to[cq]u?[ae]|llegu?[aeo]\w{0,2}|mand[ae]\w{0,4}|dej[ae]\w{0,4}|tra[ie]\w{0,4}"
        r"|envi\w{1,4}|estacion\w{1,4}|parque\w{1,3}|gps|bus[cq]u?[ae]\w{0,4}|encuentr\w{1,3}",
    ),
)
_SAID: Final = "|".join(word for word in VALUES if len(word) > 2)  # noqa: PLR2004 - "un"
_BESIDE: Final = (
    r"(?:behind|next\s(?:door\s)?to|above|across\s(?:the\sstreet\s)?from|upstairs\s(?:from|of)|under"
    r"|(?:de)?tras\sde|atras\sde|enfrent\w{0,5}\sde|frente\sa|al\slad\w{1,5}\sde|arrib\w{1,5}\sde|juntito\sa"
    r"|junto\sa|pegad\w{1,4}\sa|pasand\w{1,6}|a\sla\svuelta\sde)"
)
_KIND: Final = r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Court|Ct|Drive|Dr|Way|Blvd|Pl|Circle|Cir|Loop|Trail)"
_NO_PUBLIC: Final = (
    r"(?!\s(?:park|school|library|playground|clinic|office|church|market|station|fair"
    r"|elementary|pool|center|mall))"
)
_NAME: Final = r"[A-Z][A-Za-z']{2,20}"
_LABELS: Final = (
    r"(?i:room|rm|bus|grade|page|pages|step|chapter|salon|grado|level|size|day|week|route|ruta|line|exit|highway|hwy"
    r"|season|sala|cita|capitulo|pagina|dia|semana|talla|covid|at|by|till|until|from|the|and|he|she|it)\s"
)
_ORDINAL: Final = (
    r"(?:(?:Route|Rt|Hwy|Highway|US|SR)\.?\s?[0-9]{1,3}|[0-9]{1,3}(?:st|nd|rd|th)|(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|primera|segunda|tercera|cuarta|quinta|sexta|septima|octava|novena|decima))"
)
_CANDIDATES: Final = (
    (1, re.compile(rf"(?i:(?<![\w$./:\-])[0-9]{{3,6}}\s(?!{UNIT}\b)[a-z]{{4,20}})(?!\w)")),
    (
        3,
        re.compile(
            r"(?<![\w$./:\-])[0-9]{2,6}[A-Da-d]?\s(?i:(?:and\sa\shalf|y\smedio)\s)?"
            rf"(?i:(?:north|south|east|west|[nsew])\.?\s)?(?:{_NAME}|{_ORDINAL})(?!\w)"
        ),
    ),
    (
        3,
        re.compile(
            r"(?i:(?<![\w$./:\-])(?:[0-9]{3,6}[a-d]?|(?:[0-9]\s){2,4}[0-9])\s(?:and\sa\shalf\s|y\smedio\s)?(?:north|south|east|west|[nsew])\.?\s"
            r"[a-z]{3,20})(?!\w)"
        ),
    ),
    (
        3,
        re.compile(
            rf"(?i:\b(?:on|off|at|by|of|near|en|entre|de|con)\s(?:la\s|las\s|the\s)?)(?P<place>(?:{_NAME}|{_ORDINAL}"
            rf"|[0-9]{{1,3}})\s(?:and|&|y|con|n)\s(?:la\s|the\s)?(?:{_NAME}|{_ORDINAL}|[0-9]{{1,3}}))(?!\w)"
        ),
    ),
    (3, re.compile(rf"\b(?i:(?:(?:{_SAID}|oh|hundred)[\s\-]){{2,4}}){_NAME}\b")),
    (
        3,
        re.compile(rf"(?<!\w)(?!{_LABELS}){_NAME}(?:\s{_NAME})?,?\s(?:#\s?)?[0-9]{{2,5}}(?![\w:/%.]|,[0-9])"),
    ),
    (
        2,
        re.compile(
            r"(?i:\b(?:(?:numero|number|num\.?|no\.|nro\.?|#)(?=\s{0,2}#?\s?(?:[0-9]{2}|[a-z]))|unit|unidad|local|lot|lote|apt\.?|apto|depto|depa|trailer"
            r"|traila|interior|int\.|torre|edificio|building|bldg|cuarto|box|buzon|pod|cabin|camp|campo|barraca|slip|space)\s{0,2}#?\s?)(?:[0-9]{1,5}[A-Da-d]?|[A-H]|(?i:"
            + _SAID
            + r"))"
            r"(?![\w:/%.])"
        ),
    ),
    (
        2,
        re.compile(
            r"(?i:\b(?:houses?|doors?|casas?|trailers?|trailas?|puertas?|cuadras?|blocks?|driveways?|entradas?)"
            r"\s(?:past|down|up|after|before|from|in|pasando|despues|antes|mas|abajo|arriba|pa|del?)\s\w{1,20})"
            r"|(?i:\b(?:one|two|three|four|couple|few)\s(?:houses\s|doors\s)?(?:down|up|over)\sfrom\s\w{1,20})"
            rf"|(?<!park\son\s)(?<!library\son\s)(?<!store\son\s)(?<!school\son\s)\b{_NAME}\s{_KIND}\b{_NO_PUBLIC}"
            rf"|\b{_NAME}\s(?:Towers?|Apartments|Apts|Estates|Village|Manor|Arms|Gardens|Heights|Motel|Inn|Lodge|Jail|jail|Shelter|Mission|Prison"
            r"|Villas|Terrace|Courts?|Homes|Plaza)\b"
        ),
    ),
    (
        3,
        re.compile(
            r"(?i:\b[0-9]{1,4}\s?(?:mts?|metros|varas|cuadras|yds?|feet|blocks)\.?\s(?:al|hacia|a\sla)\s?(?:el\s)?"
            r"(?:norte|sur|este|oeste|arriba|abajo|lago|derecha|izquierda))\b"
            r"|(?i:\b(?:general\sdelivery|lista\sde\scorreos|ap(?:artado|do)?\.?\s?postal))\b"
        ),
    ),
    (
        1,
        re.compile(
            r"(?i:\b(?:room|rm|cuarto|habitacion)\s#?[0-9]{1,4}\b)"
            r"|(?i:\b(?:[0-9]{1,2}(?:st|nd|rd|th|er|do|to|vo|mo|no)|second|third|fourth|top|tercer|segundo|cuarto|ultimo)\s(?:floor|piso))"
        ),
    ),
    (
        2,
        re.compile(
            r"(?i:\bplanta\s(?:baja|alta)|\b(?:ground|upper|lower)\s(?:floor|unit))\b"
            r"|\b(?i:en\s(?:el|la)|in|apt)\s(?P<place>[0-9]{0,3}[A-H])(?![\w'])"
            rf"|\b(?i:calle|avenida|colonia|barrio|residencial|callejon|privada)\s(?:de\s)?(?:la\s|las\s|los\s)?{_NAME}"
        ),
    ),
    (
        2,
        re.compile(
            rf"(?i:\b{_BESIDE}l?\s(?>(?:the\s|la\s|el\s|los\s|las\s|a\s|an\s|un\s|una\s)?))"
            r"(?!(?:me|him|her|his|hers|us|you|them|my|mi|su|ella|otro|each|windows?|doors?|tables?|beds?"
            r"|couch|sofa|tv|ventanas?|puerta|mesa|cama|sillon|sillas?|chairs?|stairs|pillow|almohada)\b)[A-Za-z0-9']{2,20}"
            r"(?:\s[A-Za-z0-9']{2,20})?"
        ),
    ),
    (
        2,
        re.compile(
            rf"(?<!park\s)(?<!library\s)(?<!school\s)(?<!store\s)(?<!parque\s)\b(?:on|off|en\sla|en\slas|por\sla|sobre\sla|de\sla)\s(?P<place>{_NAME}|{_ORDINAL}|[0-9]{{1,3}})(?![\w:])"
        ),
    ),
    (
        2,
        re.compile(
            r"(?i:\b(?:the|la|el)\s(?:[a-z]{2,10}\s){0,2}(?:house|trailer|duplex|door|one|window|gate|porch|casa|traila|puerta|porton"
            r"|fence)\s(?:q\s|que\s)?(?:with|w|con|tiene|de|verde|roj[oa]|azul|amarill[ao]|blanc[ao]|negr[ao]|cafe)"
            r"|\b(?:porton|porch|puerta|techo|reja|cerca|barda|casa|traila|fachada)\s(?:de\s)?(?:color\s)?(?:verde|roj[oa]"
            r"|azul|amarill[oa]|blanc[oa]|negr[oa]|cafe|gris|rosa)"
            r"|\b(?:red|blue|green|yellow|white|brick|brown|black|gray|grey)\s(?:brick\s)?(?:house|trailer|duplex|door"
            r"|truck|fence|porch|mailbox)|double\s?wide|gate\scode)(?!\w)"
        ),
    ),
)


_BIG_NUMBER: Final = re.compile(r"(?:1[3-9]|[2-9][0-9]|[0-9]{3,6})[a-d]?\s")


def places(text: str, lower: str) -> Iterator[Span]:
    """Yield where somebody says how to find a home. ``lower`` is ``text`` in small letters."""
    talk = worth(lower, _TALK, (0, len(lower)))
    if not talk:
        return
    found_ones: list[tuple[int, int, int]] = []
    for weight, pattern in _CANDIDATES:
        for count, found in enumerate(pattern.finditer(text)):
            if count == _MOST:
                break
            start, end = found.span("place" if "place" in pattern.groupindex else 0)
            said = lower[start:end].rpartition(" ")[2]
            last = said.removesuffix("s")
            # "73 Wendell": a number and what is no word are nearly an address by themselves.
            number = _BIG_NUMBER.match(lower, start)
            if number is not None and said in NO_NAME:
                continue
            bonus = 2 * int(number is not None and last.isalpha() and not is_ordinary(last))
            if last not in NOT_A_STREET and not NO_HOUSE.match(lower, end) and not is_label(lower, start):
                found_ones.append((start, end, weight + bonus))
    for start, end, weight in found_ones:
        near = sum(
            other
            for first, last, other in found_ones
            if other > 1 and abs(first - start) < _BEFORE and (last <= start or first >= end)
        )
        around = worth(lower, _TALK, (start - _BEFORE, start), (end, end + _AFTER))
        if around and weight + around + min(near, 2) >= _ENOUGH:
            yield start, end
