"""Where somebody lives: street and number, post-office box, coordinates, English and Spanish, also in words.

A street alone is no address, unless the words say that somebody lives there. Knows nothing of other kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.policy.identifying.numerals import SCALES, VALUES, ZEROES
from bot.policy.identifying.vocabulary import is_ordinary

_TOKEN: Final = re.compile(r"[a-z0-9]{1,40}(?:'[a-z]{1,3})?")
_SURE: Final = frozenset((
    "street", "avenue", "ave", "av", "blvd", "boulevard", "road", "rd", "lane", "ln", "parkway", "pkwy", "terrace",
    "hwy", "highway", "strt", "str", "crescent", "cres", "turnpike", "expressway", "freeway", "causeway",
))  # fmt: skip
_UNSURE: Final = frozenset((
    "st", "drive", "dr", "court", "ct", "place", "pl", "way", "circle", "cir", "trail", "trl", "square", "sq",
    "loop", "alley", "plaza", "walk", "row", "run", "path", "pike", "ter", "cove", "cv", "point", "ridge", "bend",
    "crossing", "heights", "hill", "hills", "park", "grove", "glen", "view", "manor", "apartments", "route",
))  # fmt: skip
"""Kinds of streets that are other words too: these want a name with a capital letter, or talk of living."""
_NO_NAME: Final = frozenset((
    "a", "an", "the", "of", "to", "in", "on", "at", "for", "from", "and", "or", "is", "are", "was", "were", "be", "by", "with",
    "my", "your", "our", "his", "her", "their", "its", "this", "that", "these", "those", "some", "any", "each", "every",
    "more", "other", "one-way", "different", "minute", "minutes", "min", "mins", "hour", "hours", "hr", "hrs", "day", "days",
    "week", "weeks", "month", "months", "year", "years", "mile", "miles", "block", "blocks", "feet", "foot", "kids", "people",
    "houses", "cars", "pm", "am", "oclock", "down", "up", "across", "off", "near", "past", "along", "around", "through",
    "over", "under", "into", "onto", "out", "lane", "only", "same", "there", "here", "they", "we", "he", "she", "it", "you", "i",
    "who", "when", "where", "what", "if", "so", "but", "as", "than", "then", "can", "will", "would", "could", "should",
    "do", "does", "did", "has", "have", "had", "go", "goes", "went", "going", "see", "saw", "get", "got", "took", "take", "him",
    "them", "us", "me", "no", "not", "yes", "all", "both", "about", "before", "after", "until", "till", "toward", "towards", "busy",
    "blocks", "step", "steps", "long", "times", "dollars", "percent", "degrees", "mg", "ml", "oz", "lbs", "pounds", "years",
    "que", "con", "por", "para", "es", "esta", "estan", "fue", "a", "al", "en", "y", "o", "u", "se", "lo", "le", "mi", "tu", "su", "un",
    "una", "hay", "hasta", "desde", "donde", "cuando", "como", "pero", "si", "ya", "muy", "mas", "hacia", "sin", "sobre", "ni", "me",
    "te", "nos", "les", "era", "son", "minutos", "horas", "hora", "dias", "anos", "semanas", "meses", "veces", "cuesta", "tiene", "esa", "ese", "este",
    "entre", "cerca", "lejos", "porque", "abajo", "arriba", "enfrente", "frente", "va", "voy", "vamos", "fuimos", "cruzar",
))  # fmt: skip
_DIRECTIONS: Final = frozenset((
    "n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west", "northeast", "northwest",
    "southeast", "southwest", "norte", "sur", "oriente", "poniente", "este", "oeste",
))  # fmt: skip
_ORDINAL: Final = re.compile(r"[0-9]{1,3}(?:st|nd|rd|th)")
_ORDINAL_WORDS: Final = frozenset((
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
))  # fmt: skip
_HOUSE_NUMBER: Final = re.compile(r"[0-9]{1,6}[a-d]?")
_NAMES: Final = 4
_UNIT: Final = (
    r"(?:[,\s]{1,3}(?:(?:apt|apartment|apto|unit|suite|ste|floor|fl|bldg|building|depto|dpto|departamento|apartamento|int"
    r"|interior|piso|lot|trailer|space|spc|casa|lote|manzana|mz|edificio|torre)\.?\s{0,2}(?:#|no\.?\s|number\s|numero\s)?\s?[a-z0-9\-]{1,6}|#\s?[a-z0-9\-]{1,6}))"
)
_STATE: Final = (
    r"(?:a[lkzr]|c[aot]|d[ec]|fl|ga|hi|i[adln]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hkr]|pa|ri|s[cd]|t[nx]|ut|v[at]|w[aivy]"
    r"|alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois"
    r"|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri"
    r"|montana|nebraska|nevada|new\s(?:hampshire|jersey|mexico|york)|(?:north|south)\s(?:carolina|dakota)|ohio|oklahoma"
    r"|oregon|pennsylvania|rhode\sisland|tennessee|texas|utah|vermont|virginia|washington|west\svirginia|wisconsin|wyoming)"
)
_REST: Final = re.compile(
    rf"\.?(?:(?<=road|hway|oute)\s[0-9]{{1,4}}|(?<=hwy)\s[0-9]{{1,4}})?(?:\s(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\b\.?)?{_UNIT}{{0,2}}"
    rf"(?:[,\s]{{1,3}}(?:[a-z]{{2,20}}\s){{0,2}}[a-z]{{2,20}}[,\s]{{1,3}}{_STATE}\b\.?(?:[,\s]{{1,3}}[0-9]{{5}}(?:-[0-9]{{4}})?)?|[,\s]{{1,3}}[0-9]{{5}}(?:-[0-9]{{4}})?(?![0-9]))?"
)
_TOWN: Final = re.compile(
    rf"\b(?:[A-Z][A-Za-z.']{{1,20}}\s){{0,2}}[A-Z][A-Za-z.']{{1,20}},?\s{{1,2}}(?i:{_STATE})\.?,?\s{{1,2}}[0-9]{{5}}(?:-[0-9]{{4}})?(?![0-9])"
)
_POST_CODE: Final = re.compile(
    r"\b(?:zip(?:\s?code)?|codigo\spostal|post(?:al)?\s?code|c\.?\s?p\.?)(?:\s{1,2}(?:is|es|de|number|for\sus|el)){0,2}\s{0,2}[:#]?\s{0,2}[0-9]{5}(?:-[0-9]{4})?(?![0-9])"
)
_BOX: Final = re.compile(
    r"\b(?:p\.?\s?o\.?\s{0,2}box|post\soffice\sbox|p\.?o\.?b\.?|apartado(?:\spostal)?|apdo\.?|casilla(?:\spostal)?|rural\sroute|r\.?r\.)\s{0,2}(?:number|numero|no\.?|num\.?|#|n°)?\s{0,2}"
    r"(?P<number>[0-9]{1,7}|[a-z]{2,12})"
)
_COORDINATES: Final = re.compile(
    r"(?<![0-9.])[+\-]?[0-9]{1,3}\.[0-9]{3,15}\s{0,2}°?\s{0,2}[nsew]?\s{0,2}[,;/\s]\s{0,3}(?:lon(?:g(?:itude|itud)?)?\.?\s?[:=]?\s?)?[+\-]?[0-9]{1,3}\.[0-9]{3,15}\s{0,2}°?\s{0,2}[nsew]?\b"
    r"|[0-9]{1,3}\s?°\s?[0-9]{1,2}\s?'\s?(?:[0-9]{1,2}(?:\.[0-9]{1,6})?\s?(?:\"|'')?\s?)?[nsewo]"
    r"|\blat(?:itude|itud)?\.?\s{0,2}(?:is|es)?[:=]?\s{0,2}-?[0-9]{1,3}\.[0-9]{2,15}.{0,12}?lon(?:g(?:itude|itud)?)?\.?\s{0,2}(?:is|es)?[:=]?\s{0,2}-?[0-9]{1,3}\.[0-9]{2,15}"
)
_THREE_WORDS: Final = re.compile(
    r"(?<!/)///[a-z]{2,20}\.[a-z]{2,20}\.[a-z]{2,20}|what3words\W{1,5}[a-z]{2,20}\.[a-z]{2,20}\.[a-z]{2,20}"
)
_PLUS_CODE: Final = re.compile(
    r"(?<![\w+])(?=[0-9]{0,8}[CFGHJMPQRVWX])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?![\w+])"
)
_SAID_COORDINATES: Final = re.compile(
    r"\b(?:coordinates|coordenadas|gps)\b[^0-9]{0,20}-?[0-9]{1,3}[. ][0-9]{2,15}[, ]{1,3}-?[0-9]{1,3}[. ][0-9]{2,15}"
)

_LIVES: Final = (
    r"\b(?:live|lives|living|lived|reside[sd]?|stay|stays|staying|moved|moving|house|home|apartment|apt|place|trailer|address|addy|located"
    r"|vivo|vive|vivimos|viven|vivir|viviendo|vives|casa|hogar|domicilio|direccion|mudamos|mude|mudo|mudando|mudaron|quedo|quedamos|quedando"
    r"|quedandome|hospedo|departamento|depa|apartamento|rento|rentamos|alquilo|reside|resido|residimos|ubicad[ao]|llegas|queda)\b"
)
_LIVES_AT_ALL: Final = re.compile(_LIVES + r"|\bwe'?(?:re|\sare)\b|\bare\s(?:at|in)\b")
_LIVING: Final = re.compile(rf"{_LIVES}[^.!?\n]{{0,24}}$")
_CUE: Final = re.compile(
    rf"(?:{_LIVES}|\b(?:come|mail|send|drop|pick|meet|deliver|ship|manda|envia|ven|recog|deja)\w{{0,6}}\b)[^.!?\n]{{0,40}}$"
)
_LOOK_BACK: Final = 60
_SAID_ADDRESS: Final = re.compile(
    r"(?<!mail )(?<!e-mail )(?<!correo )(?<!ip )\b(?:address|addy|direccion|domicilio)(?:\s{1,2}(?:now|de\scasa|de\smi\scasa|nueva|ahora|here)){0,2}\s{0,2}(?:is|es|:|=|-)\s{0,2}(?:en\s|at\s|la\s|el\s|now\s){0,2}"
    r"(?P<place>#?[0-9]{1,6}[a-z]?,?\s{1,2}[a-z]{2,20}(?:\s[a-z]{2,20}){0,2}|[a-z]{2,20}(?:\s[a-z]{2,20}){0,3},?\s{1,2}(?:#|no\.?\s|num\.?\s|numero\s)?\s?[0-9]{1,6}[a-z]?)(?![0-9:/])"
)
_LIVE_AT_NUMBER: Final = re.compile(
    r"\b(?:live|lives|living|stay|staying|moved|are|we're|house\sis)\s{1,2}(?:now\s|over\s){0,2}(?:at|to|in)\s{1,2}(?P<place>#?[0-9]{2,6}[A-D]?\s{1,2}(?:[NSEW]\.?\s{1,2})?[A-Z][a-z]{2,20}(?:\s[A-Z][a-z]{2,20}){0,2})"
)
_NO_PLACE: Final = re.compile(r"(?:Bed|Room|Kid|Child|Day|Month|Year|Hour|Minute|Mile|Dollar)")
_VIVO_EN: Final = re.compile(
    r"\b(?i:vivo|vive|vivimos|viven|viviendo|mudamos|quedo|quedamos|rentamos|casa\sesta|casa\squeda)\s{1,2}(?:[a-z]{2,10}\s){0,2}?(?:en|a)\s{1,2}(?P<place>(?:[A-Z][a-z]{2,20}\s{1,2}(?:(?:de|del|la|las|los|el)\s){0,2}){1,3},?(?:#|(?i:no\.?|num\.?|numero)\s)?\s{0,2}[0-9]{1,5}[A-D]?)(?![0-9:/.,]?[0-9])(?!\s{0,2}(?:anos|meses|dias|semanas|horas|minutos|veces|a\s|y\s))"
)
_ON_ORDINAL: Final = re.compile(
    r"\b(?:live|lives|living|stay|staying|house\sis|home\sis|moved|we're|place\sis|apartment\sis)\s(?:[a-z]{2,10}\s){0,2}?(?:on|at|to|off)\s{1,2}(?:the\s)?(?:corner\sof\s)?"
    r"(?P<place>(?:[nsew]\.?\s|north\s|south\s|east\s|west\s)?(?:[0-9]{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)(?:\s(?:and|&|y)\s[a-z0-9]{2,20})?)\b(?!\s(?:floor|grade|day|time|of|house|one|born|birthday|year))"
)
_CORNER: Final = re.compile(
    r"\b(?:live|lives|living|house|home|apartment|vivo|vivimos|vive|viven|casa)\b[^.!?\n]{0,20}\b(?:corner\sof|corner|esquina\s(?:de|con))\s(?:la\s|las\s)?(?:calles?\s)?(?P<place>[A-Z0-9][A-Za-z0-9]{1,20}\s(?:and|&|y|con)\s(?:la\s)?(?:calle\s)?[A-Z0-9][A-Za-z0-9]{1,20})"
)
_HOUSE_IS: Final = re.compile(
    r"\b(?:house\s(?:number|no\.?|#)|numero\sde\s(?:la\s|mi\s)?casa|casa\s(?:numero|num\.?|no\.|#))\s{0,2}(?:is|es|:|el)?\s{0,2}(?:el\s)?#?(?P<place>[0-9]{1,5}|[a-z]{3,12})\b"
)
_DOOR: Final = re.compile(
    rf"{_LIVES}[^.!?\n]{{0,30}}?(?P<place>\b(?:apt|apartment|unit|building|bldg|trailer|lot|space|apto|depto|departamento|apartamento|edificio)\.?\s{{0,2}}(?:#|number\s|no\.?\s|numero\s|num\.?\s)?\s?(?:[0-9]{{1,4}}[a-z]?|[a-z][0-9]{{1,3}}))(?![a-z0-9:/])"
)

_WITH_DOOR: Final = re.compile(
    r"(?<![\w$./:\-])[0-9]{1,6}[A-D]?\s{1,2}(?:[NSEW]\.?\s{1,2})?(?:[A-Z][a-z]{1,20}\s{1,2}){0,2}[A-Z][a-z]{1,20},?\s{1,2}(?:(?i:apt|apartment|unit|suite|ste|apto|depto)\.?\s{0,2}#?\s?|#\s?)[A-Za-z0-9\-]{1,5}\b"
)
_DOORS: Final = re.compile(
    r"\b(?:building|bldg|edificio|torre|apartments|apts)\.?,?\s{0,2}(?:#|no\.?\s|number\s|numero\s)?\s?(?:[a-z0-9]{1,3},?\s{1,2})?(?:apt|apartment|unit|apto|depto|departamento|apartamento|door|puerta)\.?\s{0,2}(?:#|number\s|numero\s)?\s?[a-z]?[0-9]{1,5}[a-z]?\b"
    r"|\b(?:mz|mza|manzana)\.?\s{0,2}[0-9]{1,4}[a-z]?,?\s{1,2}(?:lt|lote)\.?\s{0,2}[0-9]{1,4}[a-z]?\b"
)
_OUR_STREET: Final = re.compile(
    r"\b(?i:my|our|mi|nuestra)\s(?i:street|calle|avenida|road)\s(?i:is|es|se\sllama|is\scalled)\s{1,2}(?i:la\s|el\s)?(?P<place>[A-Z][a-z]{2,20}(?:\s[A-Z][a-z]{2,20}){0,2})"
)

_CALLE: Final = frozenset((
    "calle", "avenida", "av", "avda", "ave", "boulevard", "blvd", "bulevar", "calzada", "calz", "callejon", "prolongacion",
    "prol", "cjon", "avenidas", "calles", "jiron", "cll", "carretera", "autopista", "libramiento",
))  # fmt: skip
_CAMINO: Final = frozenset((
    "camino", "carrera", "cra", "kra", "privada", "priv", "pasaje", "psje", "paseo", "diagonal", "transversal", "vereda", "colonia", "col",
    "fraccionamiento", "fracc", "barrio", "urbanizacion", "urb", "residencial", "cerrada", "circuito", "andador", "retorno", "ruta",
    "rancho", "ejido", "unidad", "plaza", "villa", "conjunto", "via", "sector", "zona",
))  # fmt: skip
_PARTICLES: Final = frozenset(("de", "del", "la", "las", "los", "el", "san", "santa", "santo", "don", "y"))
_MARK: Final = frozenset(
    (
        "numero",
        "num",
        "no",
        "nro",
        "n",
        "nr",
        "number",
        "exterior",
        "ext",
        "casa",
        "lote",
        "manzana",
        "mz",
        "lt",
        "km",
        "kilometro",
    )
)
_NO_HOUSE: Final = re.compile(
    r"\s{0,2}(?:anos?|meses|mes|dias?|semanas?|horas?|hrs?|minutos?|min|veces|ninos?|ninas?|personas|cuadras|pesos|dolares|km|kilometros|metros|carros"
    r"|a\.?m\b|p\.?m\b|de\sla\s(?:tarde|manana|noche)|%|:[0-9]|/[0-9]|de\s(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
    r"|kids|people|times|minutes|hours|days|weeks|years|blocks|miles)"
)
_FROM_NUMBER: Final = re.compile(
    r"(?:\b(?:numero|num\.?|no\.?|el|al)\s{0,2}|#\s?)[0-9]{1,5}[a-d]?\s{1,2}(?:de|en|sobre)\s(?:la\s|el\s)?$"
)

Span = tuple[int, int]
_Token = tuple[int, int, str]


def addresses(text: str, lower: str) -> Iterator[Span]:
    """Yield where there are addresses, each as long as any rule sees it. ``lower`` is ``text`` in small letters."""
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
    tokens: list[_Token] = [(found.start(), found.end(), found[0]) for found in _TOKEN.finditer(lower)]
    for place, (_, _, word) in enumerate(tokens):
        if word in _SURE or word in _UNSURE:
            yield from _english(text, lower, tokens, place)
        if word in _CALLE or word in _CAMINO or (word == "c" and lower.startswith("/", tokens[place][1])):
            yield from _spanish(text, lower, tokens, place)


def _plain_ones(text: str, lower: str) -> Iterator[Span]:
    if any(map(lower.__contains__, "0123456789")):
        for pattern in (_POST_CODE, _COORDINATES, _SAID_COORDINATES, _DOORS):
            yield from (found.span() for found in pattern.finditer(lower))
        for pattern in (_TOWN, _PLUS_CODE, _WITH_DOOR):
            yield from (found.span() for found in pattern.finditer(text))
        for found in _SAID_ADDRESS.finditer(lower):
            if not _NO_HOUSE.match(lower, found.end()):
                yield found.span("place")
    for found in _OUR_STREET.finditer(text):
        yield found.span("place")
    for found in _THREE_WORDS.finditer(lower):
        yield found.span()
    for found in _BOX.finditer(lower):
        if found["number"].isdigit() or found["number"] in VALUES:
            yield found.span()
    if _LIVES_AT_ALL.search(lower):
        yield from _where_they_live(text, lower)


def _where_they_live(text: str, lower: str) -> Iterator[Span]:
    for pattern in (_ON_ORDINAL, _DOOR):
        yield from (found.span("place") for found in pattern.finditer(lower))
    for pattern in (_VIVO_EN, _CORNER):
        yield from (found.span("place") for found in pattern.finditer(text))
    for found in _HOUSE_IS.finditer(lower):
        if found["place"].isdigit() or found["place"] in VALUES:
            yield found.span()
    for found in _LIVE_AT_NUMBER.finditer(text):
        if not _NO_PLACE.search(found["place"]):
            yield found.span("place")


def _is_number(word: str) -> bool:
    return word in VALUES or word in SCALES


def _is_close(lower: str, before: int, after: int) -> bool:
    """Whether nothing but a space or a light mark stands between two words of an address."""
    gap = lower[before:after]
    return len(gap) <= 3 and all(sign in " \t.,-#'\n" for sign in gap)  # noqa: PLR2004 - ", #"


def _english(text: str, lower: str, tokens: Sequence[_Token], kind: int) -> Iterator[Span]:
    """Go left from "Street": over its name, to its number or to somebody who lives there."""
    names = 0
    place = kind - 1
    first = kind
    while place >= 0 and names <= _NAMES and _is_close(lower, tokens[place][1], tokens[first][0]):
        word = tokens[place][2]
        is_ordinal = bool(_ORDINAL.fullmatch(word)) or word in _ORDINAL_WORDS
        if names and not is_ordinal and (_HOUSE_NUMBER.fullmatch(word) or _is_number(word)):
            break
        if (word in _NO_NAME and word not in _DIRECTIONS) or (word.isdigit() and not is_ordinal):
            break
        names += 1
        first = place
        place -= 1
    if not names:
        return
    is_sure = tokens[kind][2] in _SURE
    name_tokens = tokens[first:kind]
    is_named = all(
        text[start].isupper() or text[start].isdigit() or word in _DIRECTIONS
        for start, _, word in name_tokens
    )
    before_name = lower[max(0, tokens[first][0] - _LOOK_BACK) : tokens[first][0]]
    ends = _end(lower, tokens[kind][1])
    has_number = (
        place >= 0
        and _is_close(lower, tokens[place][1], tokens[first][0])
        and not re.search(r"[,\n]\s", lower[tokens[place][1] : tokens[first][0]])
    )
    if has_number and (_HOUSE_NUMBER.fullmatch(tokens[place][2]) or _is_number(tokens[place][2])):
        start = _number_start(lower, tokens, place)
        before = lower[max(0, start - _LOOK_BACK) : start]
        is_number_said = not tokens[place][2][0].isdigit()
        is_unit = ends > tokens[kind][1] + 1
        if is_sure and (
            is_named or not is_number_said or _CUE.search(before) or not is_ordinary(name_tokens[0][2])
        ):
            yield start, ends
        elif not is_sure and (
            (is_named and text[tokens[kind][0]].isupper())
            or (is_named and not is_number_said)
            or is_unit
            or _CUE.search(before)
        ):
            yield start, ends
        elif (
            not is_sure
            and not is_number_said
            and len(tokens[place][2]) > 2
            and re.match(r"\s{0,2}(?:$|[.,;!?\n])", lower[tokens[kind][1] :])
        ):
            yield start, ends
        return
    is_living = bool(_LIVING.search(before_name)) and bool(
        re.search(
            r"\b(?:on|at|in|is|to|off|near|by|from|along|en|es|:|of)\s(?:the\s|la\s)?$|[:,]\s?$", before_name
        )
    )
    if (
        is_living
        and names <= 3
        and (is_sure or is_named)
        and not all(
            is_ordinary(word) and not text[start].isupper()
            for start, _, word in name_tokens
            if word not in _DIRECTIONS and not word[0].isdigit() and word not in _ORDINAL_WORDS
        )
    ):  # noqa: PLR2004
        yield tokens[first][0], ends
    elif (
        is_living
        and names == 1
        and is_sure
        and (
            name_tokens[0][2][0].isdigit()
            or name_tokens[0][2]
            not in (
                "main",
                "busy",
                "quiet",
                "same",
                "dead",
                "nice",
                "small",
                "big",
                "dirt",
                "country",
                "private",
                "next",
                "long",
                "narrow",
            )
        )
    ):
        yield tokens[first][0], ends


def _number_start(lower: str, tokens: Sequence[_Token], place: int) -> int:
    """Return where a house number begins, in one word or in several."""
    while (
        place > 0
        and _is_number(tokens[place][2])
        and (_is_number(tokens[place - 1][2]) or tokens[place - 1][2] in ZEROES)
        and _is_close(lower, tokens[place - 1][1], tokens[place][0])
    ):
        place -= 1
    start = tokens[place][0]
    return start - 1 if start and lower[start - 1] == "#" else start


def _end(lower: str, end: int) -> int:
    found = _REST.match(lower, end)
    return found.end() if found else end


def _spanish(text: str, lower: str, tokens: Sequence[_Token], kind: int) -> Iterator[Span]:
    """Go right from "calle": over its name, to its number, or see that somebody lives there."""
    names: list[_Token] = []
    end = tokens[kind][1]
    number = -1
    is_marked = False
    place = kind + 1
    while place < len(tokens) and len(names) <= _NAMES + 1:
        start, stop, word = tokens[place]
        gap = lower[end:start]
        if (
            len(gap) > 4
            or any(sign not in " \t.,-#°\n" for sign in gap.removeprefix("/" if place == kind + 1 else ""))
            or (". " in gap and place > kind + 1 and len(tokens[place - 1][2]) > 3)
        ):  # noqa: PLR2004 - ", # "
            break
        is_marked = is_marked or "#" in gap
        is_house = (bool(_HOUSE_NUMBER.fullmatch(word)) or _is_number(word)) and not (
            word in ("un", "una", "uno", "once") and not is_marked
        )
        follows_date = place + 1 < len(tokens) and tokens[place + 1][2] == "de"
        if is_house and (names or is_marked) and not follows_date:
            number = place
            break
        if word in _MARK and (names or word not in ("no", "n")):
            is_marked = True
        elif word in _PARTICLES and place + 1 < len(tokens):
            pass
        elif word in _NO_NAME and word not in _DIRECTIONS:
            break
        else:
            names.append(tokens[place])
        end = stop
        place += 1
    start = tokens[kind][0]
    is_named = bool(names) and (text[names[0][0]].isupper() or names[0][2][0].isdigit())
    is_sure = tokens[kind][2] in _CALLE or tokens[kind][2] == "c"
    if (
        number >= 0
        and (names or is_marked)
        and not _NO_HOUSE.match(lower, tokens[number][1])
        and (is_sure or is_named or is_marked)
    ):
        stop = tokens[number][1]
        while (
            number + 1 < len(tokens)
            and (
                _is_number(tokens[number + 1][2])
                or (
                    tokens[number + 1][2] == "y"
                    and number + 2 < len(tokens)
                    and _is_number(tokens[number + 2][2])
                )
            )
            and _is_close(lower, stop, tokens[number + 1][0])
        ):
            number += 1
            stop = tokens[number][1]
        more = re.match(r"\s?-\s?[0-9]{1,4}", lower[stop:])
        yield start, _end(lower, stop + (more.end() if more else 0))
        return
    if names and is_sure and re.search(r"\b(?:s/n|sin\snumero)\b", lower[start : end + 14]):
        yield start, end + (2 if lower.startswith("/n", end) else 0)
    before = lower[max(0, start - _LOOK_BACK) : start]
    from_number = _FROM_NUMBER.search(before)
    if from_number and names:
        yield start - len(before) + from_number.start(), names[-1][1]
    elif (
        names
        and (is_sure or is_named)
        and _LIVING.search(before)
        and re.search(r"\b(?:en|es|a|por|sobre|la|el|de)\s(?:la\s|el\s|una\s)?$|[:,]\s?$", before)
    ):
        yield start, names[min(len(names), 2) - 1][1] if is_named else names[0][1]
