"""What was typed, made comparable: no capitals, accents, pictures or ornaments, and words one slip apart.

Knows no language. What could change a meaning ("$", "#", "%", "+", "/") stays, so that it is not read over.
"""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}`\N{ACUTE ACCENT}]")
_DASHES = re.compile("[\N{HYPHEN}-\N{EM DASH}\N{MINUS SIGN}]")
_PARTS_OF_ONE = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4"}
# Pictures, marks on letters and invisible signs say nothing about when; these pictures do.
_SILENT = frozenset({"So", "Sk", "Cf", "Mn", "Me", "Co", "Cn", "Cs", "Cc"})
_TELLING = frozenset("°№")
_ORNAMENTS = frozenset('!?()"*…¡¿«»“”„~')
_FULL_STOPS = re.compile(r"\.(?!\d)|(?<!\d)\.")
_COLONS = re.compile(r":(?!\d)|(?<!\d):")
# "drop-off" is two words, "10am-noon" stays from when to when.
_HYPHENS = re.compile(r"(?<!\d[ap]m)(?<=[^\W\d])-(?=[^\W\d])")
_HALVES_OF_THE_DAY = re.compile(r"(?<![^\W\d])([ap])\.? ?m\b")


def plain(words: str) -> str:
    """Return the words in small letters without accents, pictures and ornaments, one space between them."""
    for part, spelled in _PARTS_OF_ONE.items():
        words = words.replace(part, spelled)
    words = _DASHES.sub("-", _APOSTROPHES.sub("", words))
    once = "".join(_shown(char) for char in words)
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", once).casefold())
    text = "".join(char for char in bare if unicodedata.category(char) != "Mn")
    text = re.sub(r"[^\S\n]+", " ", text)
    # "p.m.", "p. m." and "pm" are one word, before full stops are dropped.
    text = _HALVES_OF_THE_DAY.sub(r"\1m", text)
    return " ".join(_HYPHENS.sub(" ", _COLONS.sub(" ", _FULL_STOPS.sub(" ", text))).split(" ")).strip()


def _shown(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category == "No" or char in _TELLING:
        return "%"  # a figure that is no plain number
    if char == "\n":
        return char
    if category == "Mn":
        return ""
    return " " if category in _SILENT or char in _ORNAMENTS else char


def slips(typed: str, meant: str, most: int) -> int:
    """Return how many slips lie between two words, or ``most + 1`` where there are more than ``most``.

    A slip is a letter too many, too few, wrong, or swapped with its neighbour (optimal string alignment).
    """
    if abs(len(typed) - len(meant)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(typed, 1):
        before, above, row = row, before, [i]
        for j, other in enumerate(meant, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if above and j > 1 and letter == meant[j - 2] and typed[i - 2] == other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)
