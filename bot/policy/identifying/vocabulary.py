"""Which words are ordinary English or Spanish, and which are given names in common use.

Knows nothing of anybody: the lists stand in two files beside this one. They were made from lists of the
commonest words (MIT), kept to what SCOWL's and a Spanish dictionary know, and from the given names of the
United States' census of 1990 (public domain), with those given since. Both without accents; names that are
words too ("rose", "esperanza") are ordinary words here.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent


@lru_cache(maxsize=20_000)
def is_ordinary(word: str) -> bool:
    """Whether a word, small and without accents, is an ordinary one, also with a plain ending."""
    known = _words("ordinary.txt")
    if word in known:
        return True
    if word.endswith("s"):
        return word[:-1] in known or (word.endswith("es") and word[:-2] in known)
    return False


def is_given_name(word: str) -> bool:
    """Whether a word, small and without accents, is a given name in common use."""
    return word in _words("given.txt")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset((_HERE / name).read_text(encoding="ascii").split())
