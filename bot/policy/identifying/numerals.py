"""Numbers as people say them, in English and Spanish: "five five oh", "double two", "treinta y cuatro".

Knows not which of them are telephone numbers.
"""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = (
    ("zero", "cero", "zeroes", "zeros", "ceros", "sero", "nought"),
    ("one", "uno", "una", "un", "ones", "unos"),
    ("two", "dos", "doz", "twos", "doses"),
    ("three", "tres", "threes", "treses"),
    ("four", "cuatro", "quatro", "cuatros", "fours"),
    ("five", "cinco", "sinco", "fiv", "fives", "cincos"),
    ("six", "seis", "ceis", "sixes"),
    ("seven", "siete", "ciete", "sevn", "sevens", "sietes"),
    ("eight", "ocho", "eigth", "eights", "ochos"),
    ("nine", "nueve", "nuebe", "niner", "nines", "nueves"),
)
_TEENS: Final = (
    ("ten", "diez"),
    ("eleven", "once"),
    ("twelve", "doce"),
    ("thirteen", "trece"),
    ("fourteen", "catorce"),
    ("fifteen", "quince"),
    ("sixteen", "dieciseis"),
    ("seventeen", "diecisiete"),
    ("eighteen", "dieciocho"),
    ("nineteen", "diecinueve"),
)
_TENS: Final = (
    ("twenty", "veinte", "veinti"),
    ("thirty", "treinta"),
    ("forty", "fourty", "cuarenta"),
    ("fifty", "cincuenta"),
    ("sixty", "sesenta"),
    ("seventy", "setenta"),
    ("eighty", "ochenta"),
    ("ninety", "noventa"),
)
_HUNDREDS: Final = (
    ("cien", "ciento"),
    ("doscientos", "doscientas"),
    ("trescientos", "trescientas"),
    ("cuatrocientos", "cuatrocientas"),
    ("quinientos", "quinientas"),
    ("seiscientos", "seiscientas"),
    ("setecientos", "setecientas"),
    ("ochocientos", "ochocientas"),
    ("novecientos", "novecientas"),
)
_TWENTIES: Final = (
    "veintiuno", "veintidos", "veintitres", "veinticuatro", "veinticinco", "veintiseis", "veintisiete",
    "veintiocho", "veintinueve",
)  # fmt: skip

VALUES: Final[dict[str, int]] = {
    **{word: value for value, words in enumerate(_DIGITS) for word in words},
    **{word: value for value, words in enumerate(_TEENS, start=10) for word in words},
    **{word: value * 10 for value, words in enumerate(_TENS, start=2) for word in words},
    **{word: value * 100 for value, words in enumerate(_HUNDREDS, start=1) for word in words},
    **{word: value for value, word in enumerate(_TWENTIES, start=21)},
}
"""What each word for a number is worth."""
ZEROES: Final = frozenset(("oh", "o", "ou"))
"""Read as a zero only among other numbers."""
SOUNDS: Final = {
    "won": 1,
    "to": 2,
    "too": 2,
    "tu": 2,
    "tree": 3,
    "for": 4,
    "fore": 4,
    "sicks": 6,
    "ate": 8,
    "nickel": 5,
    "deuce": 2,
    **dict.fromkeys(("zro", "zeero", "sero", "ziro"), 0),
    **dict.fromkeys(("wun", "uan"), 1),
    **dict.fromkeys(("tew", "tuu", "dose"), 2),
    **dict.fromkeys(("thre", "free", "trez", "tre"), 3),
    **dict.fromkeys(("foe", "foah", "kuatro", "kwatro"), 4),
    **dict.fromkeys(("fife", "fiv", "faiv", "sinko", "cinko"), 5),
    **dict.fromkeys(("sicks", "siks", "zeis", "seiz", "seys", "sais"), 6),
    **dict.fromkeys(("sevin", "sebn", "siet", "ziete"), 7),
    **dict.fromkeys(("ait", "aight", "oco", "osho", "otcho"), 8),
    **dict.fromkeys(("nein", "nien", "nain", "nuebe", "nuev"), 9),
}
"""Words that sound like a number, and are read as one only among single digits."""
PLURALS: Final = {
    word: value
    for value, words in enumerate(_DIGITS)
    for word in words
    if word.endswith("s") and word not in ("dos", "tres", "seis", "ceis")
}
"""Words for several of one digit: "three fives", "tres cincos"."""
REPEATS: Final = {
    "all": 3,
    "puros": 3,
    "double": 2,
    "doble": 2,
    "dobles": 2,
    "triple": 3,
    "treble": 3,
    "quadruple": 4,
}
TIMES: Final = frozenset(("times", "veces"))
"""Say that what is before them, or behind, comes several times: "four times two", "two three times"."""
SCALES: Final = {"hundred": 100, "thousand": 1000, "mil": 1000}

_ONE_WORD: Final = "|".join(sorted((word for word in VALUES if len(word) > 2), key=len, reverse=True))  # noqa: PLR2004 - "un" begins too much
_GLUED: Final = re.compile(rf"(?:{_ONE_WORD}|oh){{2,16}}")
_PIECE: Final = re.compile(_ONE_WORD + "|oh")
_BEGINNINGS: Final = frozenset(("oh", *(word[:2] for word in VALUES if len(word) > 2)))  # noqa: PLR2004 - as above
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_TWENTY: Final = 20
_TEN: Final = 10


def unglued(word: str) -> tuple[int, ...]:
    """Return the numbers of which a word is written together ("fivefivefive"), or nothing."""
    if word[:2] not in _BEGINNINGS or not _GLUED.fullmatch(word):
        return ()
    return tuple(VALUES.get(piece, 0) for piece in _PIECE.findall(word))


def is_completed_by(value: int, following: int) -> bool:
    """Whether two numbers are said as one: "fifty" and "five", "quinientos" and "cincuenta"."""
    if value >= _THOUSAND:
        return value % _THOUSAND == 0 and 0 < following < _THOUSAND
    if value >= _HUNDRED and value % _HUNDRED == 0:
        return 0 < following < _HUNDRED
    is_ten = value >= _TWENTY and value % _TEN == 0 and value % _HUNDRED != _TEN
    return is_ten and 0 < following < _TEN
