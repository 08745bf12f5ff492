"""Streets with a number, or in which somebody says to live: "12 Oak Street", "calle Olmo número doce".

English goes left from the kind of street, over its name, to the number; Spanish goes right. A street alone is
no address. Knows nothing of other ways to tell a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from bot.policy.identifying.living import is_called_a_place, is_home
from bot.policy.identifying.numerals import SCALES, VALUES, ZEROES
from bot.policy.identifying.vocabulary import is_ordinary

Span = tuple[int, int]

_TOKEN: Final = re.compile(r"[a-z0-9]{1,40}(?:'[a-z]{1,3})?")
_SURE: Final = frozenset((
    "street", "avenue", "ave", "av", "blvd", "boulevard", "road", "rd", "lane", "ln", "parkway", "pkwy",
    "terrace",
    "hwy", "highway", "strt", "str", "crescent", "cres", "turnpike", "expressway", "freeway", "causeway",
))  # fmt: skip
_UNSURE: Final = frozenset((
    "st", "drive", "dr", "court", "ct", "place", "pl", "way", "circle", "cir", "trail", "trl", "square", "sq",
    "loop", "alley", "plaza", "walk", "row", "run", "path", "pike", "ter", "cove", "cv", "point", "ridge",
    "bend",
    "crossing", "heights", "creek", "hollow", "woods", "valley", "meadow", "meadows", "springs",
    "landing", "forest", "farm",
    "estates", "village", "villas", "commons", "hill", "hills", "park", "grove", "glen", "view", "manor",
    "apartments", "route",
))  # fmt: skip
"""Kinds of streets that are other words too: these want a name with a capital letter, or talk of living."""
NO_NAME: Final = frozenset((
    "a", "abajo", "about", "across", "after", "al", "all", "along", "am", "an", "and", "anos", "any",
    "are", "around", "arriba", "as", "at", "be", "before", "block", "blocks", "both", "busy", "but",
    "by", "can", "cars", "cerca", "como", "con", "could", "cruzar", "cuando", "cuesta", "day", "days",
    "degrees", "desde", "dias", "did", "different", "do", "does", "dollars", "donde", "down", "each",
    "en", "enfrente", "entre", "era", "es", "esa", "ese", "esta", "estan", "este", "every", "feet",
    "foot", "for", "frente", "from", "fue", "fuimos", "get", "go", "goes", "going", "got", "hacia",
    "had", "has", "hasta", "have", "hay", "he", "her", "here", "him", "his", "hora", "horas", "hour",
    "hours", "houses", "hr", "hrs", "i", "if", "in", "into", "is", "it", "its", "kids", "lane", "lbs",
    "le", "lejos", "les", "lo", "long", "mas", "me", "meses", "mg", "mi", "mile", "miles", "min",
    "mins", "minute", "minutes", "minutos", "ml", "month", "months", "more", "muy", "my", "near", "ni",
    "no", "nos", "not", "o", "oclock", "of", "off", "on", "one-way", "only", "onto", "or", "other",
    "our", "out", "over", "oz", "para", "past", "people", "percent", "pero", "pm", "por", "porque",
    "pounds", "que", "same", "saw", "se", "see", "semanas", "she", "should", "si", "sin", "so", "sobre",
    "some", "son", "step", "steps", "su", "take", "te", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "through", "tiene", "till", "times", "to", "took",
    "toward", "towards", "tu", "u", "un", "una", "under", "until", "up", "us", "va", "vamos", "veces",
    "voy", "was", "we", "week", "weeks", "went", "were", "what", "when", "where", "who", "will", "with",
    "would", "y", "ya", "year", "years", "yes", "you", "your",
))  # fmt: skip
"""Words that no street is called by, and that therefore end the way to its number."""
_DIRECTIONS: Final = frozenset((
    "n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west", "northeast", "northwest",
    "southeast", "southwest", "norte", "sur", "oriente", "poniente", "este", "oeste",
))  # fmt: skip
_ORDINAL: Final = re.compile(
    r"[0-9]{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
    r"|twelfth"
)
_HOUSE_NUMBER: Final = re.compile(r"[0-9]{1,6}[a-d]?")
_NO_ADDRESS: Final = re.compile(
    r"(?:\b(?:bus|room|rm|grade|route|line|gate|size|age|aged|level|page|pages|exit|jan|feb|mar|apr|jun"
    r"|jul|aug|sep|sept|oct|nov|dec|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|ages|team|troop|pack)\s"
    r"|[:$/][0-9]{0,2}|[0-9][.,])$"
)
_LABEL_LENGTH: Final = 12
_AT_HOUR: Final = re.compile(r"\b(?:at|by|around|until|till|@)\s$")
_PUBLIC: Final = re.compile(
    r"\s(?:park|school|library|playground|clinic|office|church|market|station|fair|elementary|pool|center"
    r"|mall|cafe|bus|stop)\b"
)
_LIVE_ON: Final = re.compile(r"\b(?:live|stay|living|staying|moved)\s(?:on|off|to)\s$")
_NUMBER_AFTER: Final = re.compile(
    r"\.?,?\s(?:number\s|no\.?\s|#\s?|numero\s)[0-9]{1,5}\b|\.?,\s[0-9]{1,5}(?=[.,!?]|$)"
)
_PLAIN_ROADS: Final = frozenset((
    "main", "busy", "quiet", "same", "dead", "nice", "small", "big", "dirt", "country", "private", "next",
    "long", "narrow",
))  # fmt: skip
_NOWHERE: Final = frozenset(("sesame", "rainbow"))
_LAND: Final = frozenset(
    ("creek", "hollow", "woods", "valley", "meadow", "meadows", "springs", "forest", "farm", "village")
)
_MOST_NAMES: Final = 4
_WIDEST: Final = 4  # ", # "
_UNIT: Final = (
    r"(?:[,\s]{1,3}(?:(?:apt|apartment|apto|unit|suite|ste|floor|fl|bldg|building|depto|dpto|departamento"
    r"|apartamento|int"
    r"|interior|piso|lot|trailer|space|spc|casa|lote|manzana|mz|edificio|torre)\.?\s{0,2}(?:#|no\.?\s"
    r"|number\s|numero\s)?\s?[a-z0-9\-]{1,6}|#\s?[a-z0-9\-]{1,6}))"
)
STATE: Final = (
    r"(?:a[lkzr]|c[aot]|d[ec]|fl|ga|hi|i[adln]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hkr]|pa|ri|s[cd]|t[nx]"
    r"|ut|v[at]|w[aivy]"
    r"|alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii"
    r"|idaho|illinois"
    r"|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi"
    r"|missouri"
    r"|montana|nebraska|nevada|new\s(?:hampshire|jersey|mexico|york)|(?:north|south)\s(?:carolina|dakota)"
    r"|ohio|oklahoma"
    r"|oregon|pennsylvania|rhode\sisland|tennessee|texas|utah|vermont|virginia|washington|west\svirginia"
    r"|wisconsin|wyoming)"
)
_REST: Final = re.compile(
    rf"\.?(?:(?<=road|hway|oute)\s[0-9]{{1,4}}|(?<=hwy)\s[0-9]{{1,4}})?(?:\s(?:n|s|e|w|ne|nw|se|sw|north"
    rf"|south|east|west)\b\.?)?{_UNIT}{{0,2}}"
    rf"(?:[,\s]{{1,3}}(?:[a-z]{{2,20}}\s){{0,2}}[a-z]{{2,20}}[,\s]{{1,3}}{STATE}\b\.?(?:[,\s]{{1,3}}"
    rf"[0-9]{{5}}(?:-[0-9]{{4}})?)?|[,\s]{{1,3}}[0-9]{{5}}(?:-[0-9]{{4}})?(?![0-9]))?"
)

_CALLE: Final = frozenset((
    "calle", "avenida", "av", "avda", "ave", "boulevard", "blvd", "bulevar", "calzada", "calz",
    "callejon", "prolongacion",
    "prol", "cjon", "avenidas", "calles", "jiron", "cll", "carretera", "autopista", "libramiento",
))  # fmt: skip
_CAMINO: Final = frozenset((
    "camino", "carrera", "cra", "kra", "privada", "priv", "pasaje", "psje", "paseo", "diagonal",
    "transversal", "vereda", "colonia", "col",
    "fraccionamiento", "fracc", "barrio", "urbanizacion", "urb", "residencial", "cerrada", "circuito",
    "andador", "retorno",
    "apartamentos", "departamentos", "edificio", "condominio", "condominios", "motel", "rancho", "ejido",
    "unidad", "plaza", "villa", "conjunto", "via", "sector", "zona",
))  # fmt: skip
_KINDS: Final = _SURE | _UNSURE | _CALLE | _CAMINO
_PARTICLES: Final = frozenset(("de", "del", "la", "las", "los", "san", "santa", "santo", "don"))
_MARK: Final = frozenset((
    "numero", "num", "no", "nro", "n", "nr", "number", "exterior", "ext", "casa", "lote", "manzana", "mz",
    "lt", "km", "kilometro", "el",
))  # fmt: skip
NO_HOUSE: Final = re.compile(
    r"\s{0,2}(?:anos?|meses|mes|dias?|semanas?|horas?|hrs?|minutos?|min|veces|ninos?|ninas?|personas"
    r"|cuadras|pesos|dolares|km|kilometros|metros|carros"
    r"|a\.?m\b|p\.?m\b|y\smedia|y\scuarto|en\spunto|de\sla\s(?:tarde|manana|noche)|%|:[0-9]|/[0-9]"
    r"|de\s(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
    r"|kids|people|times|minutes|hours|days|weeks|years|blocks|miles)"
)
_WITHOUT_NUMBER: Final = re.compile(r"\b(?:s/n|sin\snumero)\b")
_LONGEST_NUMBER: Final = 40
_FROM_NUMBER: Final = re.compile(
    r"(?:\b(?:numero|num\.?|no\.?|el|al)\s{0,2}|#\s?)[0-9]{1,5}[a-d]?\s{1,2}(?:de|en|sobre)\s(?:la\s|el\s)?$"
)


class _Token(msgspec.Struct, frozen=True):
    start: int
    end: int
    word: str

    @property
    def is_number(self) -> bool:
        """Whether it may be a number of a house, in figures or in words."""
        return bool(_HOUSE_NUMBER.fullmatch(self.word)) or self.is_said

    @property
    def is_said(self) -> bool:
        """Whether it is a number in words."""
        return self.word in VALUES or self.word in SCALES

    @property
    def is_ordinal(self) -> bool:
        return bool(_ORDINAL.fullmatch(self.word))

    @property
    def is_no_name(self) -> bool:
        return self.word in NO_NAME and self.word not in _DIRECTIONS


def streets(text: str, lower: str) -> Iterator[Span]:
    """Yield where there are streets that tell where somebody is. ``lower`` is ``text`` in small letters."""
    if _KINDS.isdisjoint(_TOKEN.findall(lower)) and "c/" not in lower:
        return
    tokens = [_Token(found.start(), found.end(), found[0]) for found in _TOKEN.finditer(lower)]
    for place, token in enumerate(tokens):
        if token.word in _SURE or token.word in _UNSURE:
            yield from _english(text, lower, tokens, place)
        if (
            token.word in _CALLE
            or token.word in _CAMINO
            or (token.word == "c" and lower.startswith("/", token.end))
        ):
            yield from _spanish(text, lower, tokens, place)


def _is_close(lower: str, one: _Token, other: _Token) -> bool:
    """Whether nothing but a space or a light mark stands between two words."""
    gap = lower[one.end : other.start]
    return len(gap) < _WIDEST and all(sign in " \t.,-#'\n" for sign in gap)


def _rest(lower: str, end: int) -> int:
    """Return where an address ends that goes on after its street: door, town, state, post code."""
    found = _REST.match(lower, end)
    return found.end() if found else end


def _english(text: str, lower: str, tokens: Sequence[_Token], kind: int) -> Iterator[Span]:
    """Go left from "Street": over its name, to its number or to somebody who lives there."""
    first = kind
    while first > 0 and kind - first <= _MOST_NAMES and _is_close(lower, tokens[first - 1], tokens[first]):
        token = tokens[first - 1]
        is_number = first < kind and token.is_number and not token.is_ordinal
        if is_number or token.is_no_name or token.word.isdigit() or token.word in _SURE:
            break
        first -= 1
    names = tokens[first:kind]
    if not names:
        return
    end = _rest(lower, tokens[kind].end)
    number = tokens[first - 1] if first else None
    if number is not None and number.is_number and _is_before(lower, number, names[0]):
        start = _number_start(lower, tokens, first - 1)
        if is_label(lower, start) or _is_hour(lower, start, number, tokens[kind]):
            return
        if _is_address(text, lower, (start, end), number, names, tokens[kind]):
            yield start, end
    elif (is_home(lower, names[0].start, end) and _is_street(text, names, tokens[kind])) or _LIVE_ON.search(
        lower[max(0, names[0].start - 12) : names[0].start]
    ):
        yield names[0].start, end
    elif _is_capital(text, names) and (number_after := _NUMBER_AFTER.match(lower, tokens[kind].end)):
        yield names[0].start, number_after.end()


def _is_hour(lower: str, start: int, number: _Token, kind: _Token) -> bool:
    """Whether the number tells when, and the street what: "at 4 Main Street park"."""
    is_small = number.word.isdigit() and int(number.word) <= 12  # noqa: PLR2004 - hours
    return is_small and bool(
        _AT_HOUR.search(lower[max(0, start - 8) : start]) and _PUBLIC.match(lower, kind.end)
    )


def is_label(lower: str, start: int) -> bool:
    """Whether the word before a number makes it no house: "bus 14", "July 4"."""
    return bool(_NO_ADDRESS.search(lower[max(0, start - _LABEL_LENGTH) : start]))


def _is_before(lower: str, number: _Token, name: _Token) -> bool:
    gap = lower[number.end : name.start]
    return _is_close(lower, number, name) and ", " not in gap and "\n" not in gap


def _is_address(
    text: str, lower: str, span: Span, number: _Token, names: Sequence[_Token], kind: _Token
) -> bool:
    """Whether a number, a name and a kind of street are an address, and not "2 nice walks"."""
    start, end = span
    is_named = _is_capital(text, names)
    is_sure = is_named or is_called_a_place(lower, start)
    if kind.word in _SURE:
        return is_sure or not number.is_said or not is_ordinary(names[0].word)
    if (
        is_sure
        and kind.word not in _LAND
        and (not is_named or not number.is_said or text[kind.start].isupper())
    ):
        return True
    if kind.word in _LAND and len(number.word) == 1:
        return False  # "2 Big Woods bears"
    if is_sure:
        return True
    has_door = end > kind.end + 1
    is_several = number.is_said and start < number.start  # "eighteen twelve sycamore st"
    is_long = is_several or (not number.is_said and len(number.word) >= 3)  # noqa: PLR2004 - no count of walks
    return has_door or (is_long and bool(re.match(r"\s{0,2}(?:$|[.,;!?\n])", lower[kind.end :])))


def _is_street(text: str, names: Sequence[_Token], kind: _Token) -> bool:
    """Whether a name and a kind of street are a street's name: "Elm Street", and not "a busy road"."""
    is_named = _is_capital(text, names)
    if names[0].word in _NOWHERE or len(names) >= _MOST_NAMES or not (is_named or kind.word in _SURE):
        return False
    if is_named or any(not is_ordinary(name.word) for name in names):
        return True
    return len(names) == 1 and (names[0].is_ordinal or names[0].word not in _PLAIN_ROADS)


def _is_capital(text: str, names: Sequence[_Token]) -> bool:
    return all(
        text[name.start].isupper() or text[name.start].isdigit() or name.word in _DIRECTIONS for name in names
    )


def _number_start(lower: str, tokens: Sequence[_Token], place: int) -> int:
    """Return where a house number begins, in one word or in several."""
    while place > 0 and tokens[place].is_said and _is_close(lower, tokens[place - 1], tokens[place]):
        if not tokens[place - 1].is_said and tokens[place - 1].word not in ZEROES:
            break
        place -= 1
    start = tokens[place].start
    return start - 1 if start and lower[start - 1] == "#" else start


def _spanish(text: str, lower: str, tokens: Sequence[_Token], kind: int) -> Iterator[Span]:
    """Go right from "calle": over its name, to its number, or see that somebody lives there."""
    names, number, is_marked, last = _named_street(lower, tokens, kind)
    start = tokens[kind].start
    is_named = bool(names) and (text[names[0].start].isupper() or names[0].word[0].isdigit())
    is_sure = tokens[kind].word in _CALLE or tokens[kind].word == "c"
    if number and (is_sure or is_named or is_marked) and not NO_HOUSE.match(lower, tokens[number].end):
        yield start, _rest(lower, _number_end(lower, tokens, number))
        return
    if not names:
        return
    end = tokens[last].end
    without_number = _WITHOUT_NUMBER.search(lower[start : end + 14]) if is_sure else None
    from_number = _FROM_NUMBER.search(lower[max(0, start - _LONGEST_NUMBER) : start])
    if without_number:
        yield start, start + without_number.end()
    elif from_number:
        yield start - len(from_number[0]), names[-1].end
    elif (is_sure or is_named) and is_home(lower, start, names[-1].end):
        yield start, names[min(len(names), 2) - 1].end if is_named else names[0].end


def _named_street(lower: str, tokens: Sequence[_Token], kind: int) -> tuple[list[_Token], int, bool, int]:
    """Return the words of a name, the place of its number or 0, whether that is marked, and the last word."""
    names: list[_Token] = []
    is_marked = False
    last = kind
    for place in range(kind + 1, min(len(tokens), kind + 2 * _MOST_NAMES + 2)):
        token = tokens[place]
        gap = lower[tokens[last].end : token.start]
        if last == kind:
            gap = gap.removeprefix("/")
        is_new_sentence = ". " in gap and last > kind and len(tokens[last].word) >= _WIDEST
        if len(gap) > _WIDEST or any(sign not in " \t.,-#°\n" for sign in gap) or is_new_sentence:
            break
        if "," in gap and names and not (token.is_number or token.word in _MARK or token.word in _CAMINO):
            break
        is_marked = is_marked or "#" in gap
        is_day = place + 1 < len(tokens) and tokens[place + 1].word == "de"
        # "On the fifth street, two stitches": a number in words after a comma counts what follows.
        is_count = "," in gap and token.is_said and re.match(r"\s[a-z]", lower[token.end : token.end + 2])
        is_article = token.word in ("un", "una", "uno", "once") and not is_marked
        if token.is_number and (names or is_marked) and not (is_day or is_article or is_count):
            return names, place, is_marked, last
        if token.word in _MARK and (names or token.word not in ("no", "n")):
            is_marked = True
        elif token.is_no_name and token.word not in _PARTICLES:
            break
        elif token.word not in _PARTICLES:
            names.append(token)
            if len(names) > _MOST_NAMES + 1:
                break
        last = place
    return names, 0, is_marked, last


def _number_end(lower: str, tokens: Sequence[_Token], number: int) -> int:
    """Return where a house number ends, in one word or in several: "cuarenta y dos", "45-67"."""
    end = tokens[number].end
    for token in tokens[number + 1 :]:
        if not lower[end : token.start].isspace() or not (token.is_said or token.word == "y"):
            break
        if token.is_said:
            end = token.end
    more = re.match(r"\s?-\s?[0-9]{1,4}", lower[end:])
    return end + (more.end() if more else 0)
