"""Words as the eye reads them: plain letters and digits, with the way back to where they stood.

Knows no rule: every rule reads this text, and not the words as they were typed.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import msgspec

from bot.policy.names import LOOKS_LIKE

_MARKS: Final = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\ufe58", "-"),
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4\u0060", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u2033\u00ab\u00bb", '"'),
    # Dots in the middle are typed between groups of digits.
    **dict.fromkeys("\u00b7\u2022\u2219\u22c5\u30fb\u25cf\u3002\uff61\u2024\u06d4", "."),
    **dict.fromkeys("\u2044\u2215\u29f8\u2571", "/"),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    "\u00ba": "°",  # "nº 12" is no "no 12": its sign is no letter
    # Letters that show nothing.
    **dict.fromkeys("\u115f\u1160\u3164\uffa0\u2800", ""),
}
_UNSEEN: Final = ("Mn", "Me", "Cf", "Cc", "Cs")


class Reading(msgspec.Struct, frozen=True):
    """``text`` without accents and tricks; ``lower`` is the same, letter for letter, in small letters.

    ``places`` says for each letter where it stood; None means: in the same place.
    """

    text: str
    lower: str
    length: int
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the given words a piece of the text stands, with the unseen signs that end it."""
        if self.places is None:
            return start, end
        last = self.places[end] if end < len(self.places) else self.length
        return self.places[start], max(last, self.places[end - 1] + 1)


def read(words: str) -> Reading:
    """Return the words as they are read aloud: digits of any alphabet are ASCII, look-alikes letters."""
    if words.isascii():
        plain = words.replace("\x00", " ")
        return Reading(text=plain, lower=plain.lower(), length=len(words))
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(words):
        plain = sign if sign.isascii() else _plain(sign)
        signs.append(plain)
        places.extend([place] * len(plain))
    text = "".join(signs)
    return Reading(text=text, lower=text.lower(), length=len(words), places=tuple(places))


def folded(words: str) -> str:
    """Return the words in small letters without accents, as ``Reading.lower`` has them."""
    return read(words).lower


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    if sign in _MARKS:
        return _MARKS[sign]
    category = unicodedata.category(sign)
    if category in _UNSEEN:
        return ""
    digit = _digit(sign)
    if digit is not None:
        return str(digit)
    apart = unicodedata.normalize("NFKD", sign.translate(LOOKS_LIKE))
    plain = "".join(_MARKS.get(part, part) for part in apart if unicodedata.category(part) not in _UNSEEN)
    if category == "No" and "/" in plain:
        return " " + plain  # 10½ is read "10 1/2"
    # One letter stays one letter when it is made small, so that text and its small letters keep step.
    return "".join(part for part in plain if len(part.lower()) == 1)


def _digit(sign: str) -> int | None:
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return digit
    if "CJK" in unicodedata.name(sign, ""):
        number = unicodedata.numeric(sign, -1)
        if number in range(10):
            return int(number)
    return None
