"""Finds words of the office in what a caseworker writes, so that whoever reads it can ask what they mean.

Knows no language: the words are those of the glossary, in every language there is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

from bot.chat.text import Text
from bot.family.glossary import EVERYDAY, TERMS
from bot.flows.explain import OWN
from bot.speech import Speech

MOST = 2
"""So many at once: below a message there is little room, and who reads it came for the message."""

TermsIn = Callable[[str], tuple[str, ...]]


@cache
def terms_in(speech: Speech) -> TermsIn:
    """Return what finds the terms in some words, at most so many, in the order in which they stand there."""
    named: dict[str, str] = {}
    for term in TERMS:
        if term not in EVERYDAY:
            called = speech.in_every_language(Text(f"{term}.called"))
            also = speech.in_every_language(Text(f"{term}.also"))
            others = (name for names in also for name in names.split(" | ") if _is_telling(name))
            named |= {_plain(name): term for name in (*called, *others)}
    longest_first = sorted(named, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def found(words: str) -> tuple[str, ...]:
        terms = dict.fromkeys(named[one[0]] for one in pattern.finditer(_plain(words)))
        return tuple(terms)[:MOST]

    return found


def own_terms_in(words: str, glossary: Mapping[str, object]) -> tuple[str, ...]:
    """Return which of the agency's own words stand in some words."""
    plain = _plain(words)
    found = (one for one in glossary if re.search(rf"(?<!\w){re.escape(_plain(one))}(?!\w)", plain))
    return tuple(f"{OWN}{one}" for one in found)


def _is_telling(name: str) -> bool:
    """Whether another name of a term is hardly said of anything else: in capitals, or of several words."""
    return name.isupper() or len(name.split()) > 1


def _plain(words: str) -> str:
    """Return words without accents, and small but for what stands in capitals: "CASA" is no house."""
    apart = unicodedata.normalize("NFKD", words)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(word if word.isupper() else word.casefold() for word in bare.split())
