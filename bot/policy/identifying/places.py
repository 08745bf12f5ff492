"""A home told in any words: something that stands somewhere, and talk of living or of coming there.

"The yellow duplex", "number 22", "across from the firehouse", "off 9th and Grant" may each be anything. With
"we stay" or "drop it off" beside them they are where somebody is found, and the more so the more of them
there are. A street's name alone stays a street's name. Knows nothing of addresses in their own form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from bot.policy.identifying.harmless import UNIT
from bot.policy.identifying.numbers import NOT_A_STREET
from bot.policy.identifying.numerals import VALUES
from bot.policy.identifying.roads import Road
from bot.policy.identifying.signs import Sign, sign, worth
from bot.policy.identifying.streets import NO_HOUSE, NO_NAME, is_label
from bot.policy.identifying.vocabulary import is_ordinary

Span = tuple[int, int]

_ENOUGH: Final = 3
_BEFORE: Final = 90
_AFTER: Final = 60
_MOST: Final = 16  # so many places of one kind are looked at
_BONUS: Final = 2

_TALK: Final = (
    # Somebody lives there, in so many words.
    sign(
        3,
        r"(?:i|we)(?:'?m|'?re|\sam|\sare)?\s(?:\w{1,10}\s){0,2}?(?:live|stay|living|livin|staying|stayin"
        r"|renting|rent|crashing|sleep|sleeping|parked|moved(?!\s(?:his|her|the|my|it|our)))"
        r"|that'?s\s(?:us|me|home|mine|my|ours|mama'?s|mom'?s)|where\s(?:i|we)(?:'?m|'?re)?\s(?:live|stay|at)"
        r"|(?:usted|ustedes|you|u|they|yall)\s(?:lives?|viven?|stays?)|park\w{0,3}\s(?:my|our)\s\w{2,8}"
        r"|vivo|vivimos|viviendo|rento|rentamos|rentando|duermo|me\s(?:[kq]u?edo|mud[eo])|domicilio"
        r"|nos\s(?:quedamos|mudamos|movimos|cambiamos)|parando\sen"
        r"|ahi\s(?:estoy|estamos|viv\w{1,4}|es|me|pregunt\w{1,3}|est[ao]n?\s(?:mi|toda|la\sfamilia))"
        r"|[a-z]{0,8}(?:motel|hotel|lodge)|(?<!animal\s)(?<!dog\s)(?<!pet\s)shelter|albergue|refugio(?!\sde\sanimales)",
    ),
    # A home of somebody's.
    sign(
        2,
        r"(?:my|our|new)\s(?:\w{1,10}\s)?(?:house|home|place|apartment|apt|trailer|duplex|addy|address|door"
        r"|porch|driveway|mailbox|mail|spot|crib|building|block)"
        r"|(?:my|our)\s(?:rv|camper|tent|shop|store|mom|aunt|cousin|sister|grandma)\w{0,3}|mail\sgoes"
        r"|(?:mi|nuestra|su)\s(?:casa|casita|puerta|direccion|traila|calle|cuarto|cuartito|departamento|depa)"
        r"|(?:casa|depa|cuarto)\sde\s(?:mi|la)\s\w{3,10}|(?:we|i|they|just)\smoved\s(?:to|in|into)"
        r"|(?:i'?m|(?<![a-z]\s)we'?re|we\sare|i\sam|u'?r|u\sare|u|you'?re|they\s(?:got|put)\s(?:me|us))"
        r"\s(?:at|in|on|over|the)",
    ),
    sign(2, r"(?:house|place|home|apartment|trailer|casa)\s(?:is|es|esta|queda)"),
    sign(
        1,
        r"house|home|casa|(?<!animal\s)(?<!dog\s)(?<!pet\s)shelter|bed|neighbo\w{1,3}|vecin[ao]s?|hotelito|rancho|shop|renta|estamos|and[oa]"
        r"|estoy|apartment|trailer|traila|direccion|address",
    ),
    # Somebody, or something, is to come there.
    sign(
        1,
        r"come|drop|bring|mail|send|ship|pick|swing|stop|knock|ring|pull|pass|turn|find|visit\s(?:me|us)|gps"
        r"|park(?:ed|ing)?\s(?:at|in|on|by|out|my)|estacion\w{1,4}|parque\w{1,3}|ubicad[oa]"
        r"|ven|venga|vengan|pase|to[cq]u?[ae]|llegu?[aeo]\w{0,2}|mand[ae]\w{0,4}|dej[ae](?!ron|mos)\w{0,4}"
        r"|tra[ie]\w{0,4}|envi\w{1,4}|bus[cq]u?[ae]\w{0,4}|encuentr\w{1,3}",
    ),
)

_NAME: Final = r"[A-Z][A-Za-z']{2,20}"
_ORDINAL: Final = (
    r"(?:(?:Route|Rt|Hwy|Highway|US|SR)\.?\s?[0-9]{1,3}|[0-9]{1,3}(?:st|nd|rd|th)"
    r"|(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|primera|segunda|tercera|cuarta|quinta|sexta|septima|octava|novena|decima))"
)
_KIND: Final = r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Court|Ct|Drive|Dr|Way|Blvd|Pl|Circle|Cir|Loop|Trail)"
_COMPLEX: Final = (
    r"(?:Towers?|Apartments|Apts|Estates|Village|Manor|Arms|Gardens|Heights|Motel|Inn|Lodge|Villas|Terrace"
    r"|Courts?|Homes|Plaza|[Jj]ail|Shelter|Mission|Prison)"
)
# Where everybody goes: the street of a park is nobody's.
_NOT_OF_A_PARK: Final = "".join(
    rf"(?<!{place}\s)(?<!{place}\son\s)" for place in ("park", "library", "school", "store", "parque")
)
_NO_PUBLIC: Final = (
    r"(?!\s(?:park|school|library|playground|clinic|office|church|market|station|fair|elementary|pool|center"
    r"|mall))"
)
# With a capital letter and a number after them, and no streets.
_LABELS: Final = (
    r"(?i:room|rm|bus|grade|page|pages|step|chapter|salon|grado|level|size|day|week|route|ruta|line|exit"
    r"|highway|hwy|season|sala|cita|capitulo|pagina|dia|semana|talla|covid|at|by|till|until|from|the|and|he"
    r"|she|it)\s"
)
_SAID: Final = "|".join(word for word in VALUES if len(word) > 2)  # noqa: PLR2004 - "un"
_BESIDE: Final = (
    r"(?:behind|next\s(?:door\s)?to|above|across\s(?:the\sstreet\s)?from|upstairs\s(?:from|of)|under"
    r"|(?:de)?tras\sde|atras\sde|enfrent\w{0,5}\sde|frente\sa|al\slad\w{1,5}\sde|arrib\w{1,5}\sde|juntito\sa"
    r"|junto\sa|pegad\w{1,4}\sa|pasand\w{1,6}|a\sla\svuelta\sde)"
)
_NOTHING_THAT_STANDS: Final = (
    r"(?!(?:me|him|her|his|hers|us|you|them|my|mi|su|ella|otro|each|windows?|doors?|tables?|beds?|couch|sofa"
    r"|tv|ventanas?|puerta|mesa|cama|sillon|sillas?|chairs?|stairs|pillow|almohada)\b)"
)
_COLOUR: Final = r"(?:verde|roj[oa]|azul|amarill[oa]|blanc[oa]|negr[oa]|cafe|gris|rosa)"
_APART: Final = r"(?<![\w$./:\-])"


def _place(worth: int, pattern: str) -> Sign:
    return Sign(worth, re.compile(pattern))


_PLACES: Final = (
    # "73 Wendell", "2210 n 38th", "5 1 8 north hazel", "nine oh two Bellamy", "Rosales 88".
    _place(1, rf"(?i:{_APART}[0-9]{{3,6}}\s(?!{UNIT}\b)[a-z]{{4,20}})(?!\w)"),
    _place(
        3,
        rf"{_APART}[0-9]{{2,6}}[A-Da-d]?\s(?i:(?:and\sa\shalf|y\smedio)\s)?"
        rf"(?i:(?:north|south|east|west|[nsew])\.?\s)?(?:{_NAME}|{_ORDINAL})(?!\w)",
    ),
    _place(
        3,
        rf"(?i:{_APART}(?:[0-9]{{3,6}}[a-d]?|(?:[0-9]\s){{2,4}}[0-9])\s(?:and\sa\shalf\s|y\smedio\s)?"
        r"(?:north|south|east|west|norte|sur|oriente|poniente|oeste|[nsew])\.?\s[a-z]{3,20})(?!\w)",
    ),
    _place(3, rf"\b(?i:(?:(?:{_SAID}|oh|hundred)[\s\-]){{2,4}}){_NAME}\b"),
    _place(
        3,
        rf"(?<!\w)(?!{_LABELS})(?P<first>{_NAME})(?:\s{_NAME})?,?\s(?:#\s?)?[0-9]{{2,5}}(?![\w:/%.]|,[0-9])",
    ),
    # "off 9th and Grant", "on Third", "en la Sexta", "Fenner Ct", "calle Wabash".
    _place(
        3,
        r"(?i:\b(?:on|off|at|by|of|near|en|entre|de|con)\s(?:la\s|las\s|the\s)?)"
        rf"(?P<place>(?:{_NAME}|{_ORDINAL}|[0-9]{{1,3}})\s(?:and|&|y|con|n)\s(?:la\s|the\s)?"
        rf"(?:{_NAME}|{_ORDINAL}|[0-9]{{1,3}}))(?!\w)",
    ),
    _place(
        2,
        rf"{_NOT_OF_A_PARK}\b(?:on|off|en\slas?|por\sla|sobre\sla|de\sla)"
        rf"\s(?P<place>{_NAME}|{_ORDINAL}|[0-9]{{1,3}})(?![\w:]|\s(?:base|grade|row|place|team|grado|fila|base))",
    ),
    _place(2, rf"{_NOT_OF_A_PARK}\b{_NAME}\s(?:{_KIND}\b{_NO_PUBLIC}|{_COMPLEX}\b)"),
    _place(
        2,
        r"\b(?i:calle|avenida|colonia|barrio|residencial|callejon|privada)\s(?:de\s)?(?:la\s|las\s|los\s)?"
        rf"{_NAME}",
    ),
    # "number 22", "apt C", "traila 31", "en el 4B", "room 12", "4th floor".
    _place(
        2,
        r"(?i:\b(?:(?:numero|number|num\.?|no\.|nro\.?|#)(?=\s{0,2}#?\s?(?:[0-9]{2}|[a-z]))"
        r"|unit|unidad|local|lot|lote|apt\.?|apto|depto|depa|trailer|traila|interior|int\.|torre|edificio"
        r"|building|bldg|cuarto|box|buzon|pod|cabin|camp|campo|barraca|slip|space)\s{0,2}#?\s?)"
        rf"(?:[0-9]{{1,5}}[A-Da-d]?|[A-H]|(?i:{_SAID}))(?![\w:/%.])",
    ),
    _place(2, r"\b(?i:en\s(?:el|la)|in|apt)\s(?P<place>[0-9]{0,3}[A-H])(?![\w'])"),
    _place(2, r"(?i:\bplanta\s(?:baja|alta)|\b(?:ground|upper|lower)\s(?:floor|unit))\b"),
    _place(
        1,
        r"(?i:\b(?:room|rm|cuarto|habitacion)\s#?[0-9]{1,4}\b"
        r"|\b(?:[0-9]{1,2}(?:st|nd|rd|th|er|do|to|vo|mo|no)|second|third|fourth|top|tercer|segundo|cuarto"
        r"|ultimo)\s(?:floor|piso))",
    ),
    # "three houses past the church", "two down from the Sonic", "100 mts al este", "behind the store".
    _place(
        2,
        r"(?i:\b(?:houses?|doors?|casas?|trailers?|trailas?|puertas?|cuadras?|blocks?|driveways?|entradas?)"
        r"\s(?:past|down|up|after|before|from|in|pasando|despues|antes|mas|abajo|arriba|pa|del?)\s\w{1,20}"
        r"|\b(?:one|two|three|four|couple|few)\s(?:houses\s|doors\s)?(?:down|up|over)\sfrom\s\w{1,20})",
    ),
    _place(
        3,
        r"(?i:\b(?:[0-9]{1,4}\s?|(?:two|three|four|five|dos|tres|cuatro|cinco|cincuenta|cien)\s)(?:mts?|metros|varas|cuadras|yds?|feet|blocks)\.?\s(?:al|hacia"
        r"|a\sla)\s?(?:el\s)?"
        r"(?:norte|sur|este|oeste|arriba|abajo|lago|derecha|izquierda)"
        r"|\b(?:general\sdelivery|lista\sde\scorreos|ap(?:artado|do)?\.?\s?postal))\b",
    ),
    _place(
        2,
        rf"(?i:\b{_BESIDE}l?\s(?>(?:the\s|la\s|el\s|los\s|las\s|a\s|an\s|un\s|una\s)?)){_NOTHING_THAT_STANDS}"
        r"[A-Za-z0-9']{2,20}(?:\s[A-Za-z0-9']{2,20})?",
    ),
    # "the house with the swing", "porton verde", "red brick house".
    _place(
        2,
        r"(?i:\b(?:the|la|el)\s(?:[a-z]{2,10}\s){0,2}(?:house|trailer|duplex|door|one|window|gate|porch|casa"
        rf"|traila|puerta|porton|fence)\s(?:q\s|que\s)?(?:with|w|con|tiene|de|{_COLOUR})"
        rf"|\b(?:porton|porch|puerta|techo|reja|cerca|barda|casa|traila"
        rf"|fachada)\s(?:de\s)?(?:color\s)?{_COLOUR}"
        r"|\b(?:red|blue|green|yellow|white|brick|brown|black|gray|grey)\s(?:brick\s)?(?:house|trailer|duplex"
        r"|door|truck|fence|porch|mailbox)|double\s?wide|gate\scode)(?!\w)",
    ),
)
# What happens on a road, and whoever only goes along it, is nobody's home.
_PASSING: Final = re.compile(
    r"\b(?:wreck|accident|crash\w{0,2}|traffic|fender|stuck|parade|detour|construction|fire\struck|drove|driv(?:e|ing)"
    r"|walked|choque|accidente|trafico|desfile|camion|caminamos|bomberos|paso|pasamos|incendio|the\slight|waiting\slist|in\sline|fila|lista)\b[^.!?\n]{0,40}$"
)
_IS_LODGING: Final = re.compile(r"\b(?:motel|hotel|lodge|shelter|albergue|refugio)\b[^.!?\n]{0,20}$")
_LOOK_BACK: Final = 50
_STARTS: Final = re.compile(r"(?:^|[.!?\n])[\s\"'(]{0,4}$")
_BIG_NUMBER: Final = re.compile(r"(?:1[3-9]|[2-9][0-9]|[0-9]{3,6})[a-d]?\s")


def places(text: str, lower: str, ways: Sequence[Road]) -> Iterator[Span]:
    """Yield where somebody says how to find a home. ``lower``: small letters; ``ways``: the roads in it."""
    if not worth(lower, _TALK, (0, len(lower))):
        return
    standing = list(_standing(text, lower))
    # That there is a motel on a road is news, no home: only talk of living counts for a road.
    standing.extend(
        (road.start, road.end, _BONUS * road.is_crossing)
        for road in ways
        if not _IS_LODGING.search(lower, max(0, road.start - _LOOK_BACK), road.start)
    )
    for start, end, own in standing:
        talk = worth(lower, _TALK, (start - _BEFORE, start), (end, end + _AFTER))
        is_beside = any(
            other > 1 and abs(first - start) < _BEFORE and (last <= start or first >= end)
            for first, last, other in standing
        )
        is_enough = talk and own + talk + _BONUS * (is_beside and own > 0) >= _ENOUGH
        if is_enough and not (own <= _BONUS and _PASSING.search(lower[max(0, start - _LOOK_BACK) : start])):
            yield start, end


def _standing(text: str, lower: str) -> Iterator[tuple[int, int, int]]:
    """Yield what stands somewhere, and what it is worth as a sign of somebody's home."""
    for sort in _PLACES:
        group = "place" if "place" in sort.pattern.groupindex else 0
        for found in islice(sort.pattern.finditer(text), _MOST):
            start, end = found.span(group)
            last = lower[start:end].rpartition(" ")[2]
            is_big = _BIG_NUMBER.match(lower, start) is not None
            is_time = last.removesuffix("s") in NOT_A_STREET or (is_big and last in NO_NAME)
            if "first" in sort.pattern.groupindex and _is_plain_start(text, found):
                continue
            if is_time or NO_HOUSE.match(lower, end) or is_label(lower, start):
                continue
            # A number and what is no word are nearly an address by themselves: "73 Wendell".
            is_named = is_big and last.isalpha() and not is_ordinary(last.removesuffix("s"))
            yield start, end, sort.worth + _BONUS * is_named


def _is_plain_start(text: str, found: re.Match[str]) -> bool:
    """Whether the capital letter is only that of a sentence's first word: "Saco 92 en ortografia"."""
    start, end = found.span("first")
    return bool(_STARTS.search(text[max(0, start - 6) : start])) and is_ordinary(text[start:end].lower())
