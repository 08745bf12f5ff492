"""Cutting a text into messages that Telegram takes, so that joined they give the text again.

Knows nothing of who writes to whom; counts in UTF-16 units, as Telegram does.
"""

from __future__ import annotations

import re
import unicodedata

from telegram.constants import MessageLimit

TEXT_LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)

# The best place to cut first: after a paragraph, a sentence, a word.
_BOUNDARIES = (
    re.compile(r"\n+"),
    re.compile(r"[.!?…。！？][\"'”’»)\]]{0,3}\s+"),  # noqa: RUF001 - other scripts end sentences too
    re.compile(r"\s+"),
)
_JOINERS = "\u200c\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_JAMO_LEADING = range(0x1100, 0x1160)
_JAMO_FOLLOWING = range(0x1160, 0x1200)
_HANGUL_SYLLABLES = range(0xAC00, 0xD7A4)


def utf16_units(text: str) -> int:
    """Return the length of ``text`` as Telegram counts it: an emoji counts two or more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int = TEXT_LIMIT) -> tuple[str, ...]:
    """Return the parts of ``text``, none longer than ``limit`` units and none of white space only.

    A cut is made in the second half of a part or, failing any boundary there, between two characters
    as a reader sees them. White space stays at the end of the part before the cut. Known limit: a
    single character of hundreds of combining marks, and some Indic conjuncts, may be cut.
    """
    if utf16_units(text) <= limit:
        return (text,) if text.strip() else ()
    parts = []
    while text:
        cut = _place_to_cut(text, _fitting(text, limit))
        parts.append(text[:cut])
        text = text[cut:]
    return tuple(part for part in parts if part.strip())


def _fitting(text: str, limit: int) -> int:
    """Return how many of the first characters fit into ``limit`` units."""
    units = 0
    for count, character in enumerate(text):
        units += 2 if character > "\uffff" else 1
        if units > limit:
            return count
    return len(text)


def _place_to_cut(text: str, end: int) -> int:
    if end == len(text):
        return end
    middle = end // 2
    for boundary in _BOUNDARIES:
        cuts = [found.end() for found in boundary.finditer(text, 0, end)]
        if cuts and cuts[-1] > middle:
            return cuts[-1]
    cut = end
    while cut > middle and _is_inside_a_character(text, cut):
        cut -= 1
    return cut if cut > middle else end


def _is_inside_a_character(text: str, at: int) -> bool:
    before, after = ord(text[at - 1]), ord(text[at])
    if text[at] in _JOINERS or text[at - 1] == "\u200d" or after in _SKIN_TONES or after in _TAGS:
        return True
    if unicodedata.category(text[at]) in {"Mn", "Mc", "Me"} or text[at - 1 : at + 1] == "\r\n":
        return True
    if after in _JAMO_FOLLOWING:
        return True
    if before in _JAMO_LEADING and (after in _JAMO_LEADING or after in _HANGUL_SYLLABLES):
        return True
    if after not in _FLAG_LETTERS:
        return False
    letters_before = 0
    while letters_before < at and ord(text[at - 1 - letters_before]) in _FLAG_LETTERS:
        letters_before += 1
    return letters_before % 2 == 1
