"""Whether words speak of danger, abuse or self-harm, so that somebody is called before they leave.

Notices and judges nothing: who is told, and who may read the words, is decided elsewhere. Fails toward
noticing, in English and in Spanish at once, for families mix them in one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from bot.policy.likely import Likely
from bot.policy.listening import Ear, listener, phrase, words_in
from bot.policy.phrases import english, spanish
from bot.policy.phrases.mistyped import ORDINARY, WEIGHTY


class Danger(StrEnum):
    """What words may speak of. Names are kept: they stand in records."""

    VIOLENCE = "violence"
    ABUSE = "abuse"
    SELF_HARM = "self-harm"
    CHILD_IN_DANGER = "child-in-danger"
    AGENCY = "agency"


_PHRASES: Final = {
    Danger.VIOLENCE: (english.VIOLENCE, spanish.VIOLENCE),
    Danger.ABUSE: (english.ABUSE, spanish.ABUSE),
    Danger.SELF_HARM: (english.SELF_HARM, spanish.SELF_HARM),
    Danger.CHILD_IN_DANGER: (english.CHILD_IN_DANGER, spanish.CHILD_IN_DANGER),
}
_CALLED: Final = (english.CALLED, spanish.CALLED)
_PAUSE: Final = " . "


def dangers(words: str, more: Sequence[str] = ()) -> tuple[Danger, ...]:
    """Return what dangers a message speaks of, in the order of `Danger`; empty for everyday talk.

    ``more`` are the agency's own terms, words or phrases as people write them; they are `Danger.AGENCY`,
    and everyday talk does not silence them.
    """
    heard = _ear().hear(words)
    if likely := tuple(_phrases().among(heard)):
        # Everyday talk is taken out, and nothing put in: what was not likely before is not so now.
        heard = _everyday().sub(_PAUSE, heard)
    spoken_of = {danger for danger, one in likely if one.search(heard)}
    found = [danger for danger in _PHRASES if danger in spoken_of]
    if more and _hears_own(words, tuple(more)):
        found.append(Danger.AGENCY)
    return tuple(found)


def known_words() -> frozenset[str]:
    """Return the words of all phrases, those of everyday talk included."""
    patterns = [one for both in _PHRASES.values() for phrases in both for one in phrases]
    patterns += (*english.EVERYDAY, *spanish.EVERYDAY)
    called = [one for names in _CALLED for one in names.values()]
    return frozenset(words_in((*patterns, *called)))


@cache
def _ear() -> Ear:
    return Ear(known_words() | ORDINARY, WEIGHTY)


@cache
def _phrases() -> Likely[tuple[Danger, re.Pattern[str]]]:
    return Likely(
        (phrase(one, called), (danger, listener((one,), called)))
        for danger, both in _PHRASES.items()
        for phrases, called in zip(both, _CALLED, strict=True)
        for one in phrases
    )


@cache
def _everyday() -> re.Pattern[str]:
    both = (listener(one.EVERYDAY, one.CALLED).pattern for one in (english, spanish))
    return re.compile("|".join(both))


def _hears_own(words: str, terms: tuple[str, ...]) -> bool:
    ear, spoken = _own(terms)
    heard = _breathless(ear.hear(words))
    return any(term in heard for term in spoken)


@lru_cache(maxsize=64)
def _own(terms: tuple[str, ...]) -> tuple[Ear, tuple[str, ...]]:
    plain = Ear((), ())
    spoken = tuple(term for term in (_breathless(plain.hear(term)) for term in terms) if term.strip())
    return Ear(ORDINARY, {word for term in spoken for word in term.split()}), spoken


def _breathless(heard: str) -> str:
    return f" {' '.join(word for word in heard.split() if word != '.')} "
