"""Which of many phrases may be said at all in some words: a quick look before the long one for each of them.

A phrase has words that it cannot do without: whoever says "(afraid|scared)-of-<whom>" says "afraid" or
"scared". They are read off the phrase itself, so that no list of them has to keep step, and what is not
understood counts as anything: a phrase may be taken for likely that is not said, and never the other way.
Knows no phrase of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Generic, TypeVar

Meant = TypeVar("Meant")
_Said = frozenset[str]  # all that may be said in one place of a phrase

_BEGINNING: Final = 6
_ANYTHING: Final = "\0"
_SOMETHING: Final = frozenset((_ANYTHING,))
_NOTHING: Final = frozenset(("",))
_MOST: Final = 300
_SIGN: Final = re.compile(r"\(\?(?:[:=!]|<[=!])|\{[0-9,]+\}|\[[^\]]*\]|\\.|.", re.DOTALL)


class Likely(Generic[Meant]):
    """Phrases by the words that they cannot do without, each with whatever it means."""

    def __init__(self, phrases: Iterable[tuple[str, Meant]]) -> None:
        """``phrases``: expressions as `listening.phrase` returns them."""
        self._by_word: dict[str, list[tuple[Sequence[_Said], Meant]]] = {}
        self._always: list[Meant] = []
        for expression, meant in phrases:
            # Long words are rarer than short ones.
            *others, rarest = sorted(needed(expression), key=lambda words: min(map(len, words))) or (
                _NOTHING,
            )
            if rarest == _NOTHING:
                self._always.append(meant)
                continue
            for word in rarest:
                self._by_word.setdefault(word, []).append((others, meant))

    def among(self, heard: str) -> Iterator[Meant]:
        """Yield what the phrases mean that may stand in words as an `Ear` heard them, some more than once."""
        said = frozenset(word[:_BEGINNING] for word in heard.split())
        for word in said:
            for others, meant in self._by_word.get(word, ()):
                if not any(map(said.isdisjoint, others)):
                    yield meant
        yield from self._always


def needed(expression: str) -> list[frozenset[str]]:
    """Return sets of beginnings of words: wherever the expression stands, a word begins with one of each set.

    Spaces stand around the expression, and between its words.
    """
    ways = _ways(iter(_SIGN.findall(expression)))
    places = _whole_words(ways[0]) if len(ways) == 1 else [_any_of(ways)]
    begun = _after_space(places, -1)
    ended = reversed([*_after_space(places[::-1], 0)])
    found: list[frozenset[str]] = []
    for said, is_begun, is_ended in zip(places, begun, ended, strict=True):
        before, after = ("" if is_apart else _ANYTHING for is_apart in (is_begun, is_ended))
        words = frozenset(max(_beginnings(before + one + after), key=len, default="") for one in said)
        if "" not in words:
            found.append(words)
    return found


def _ways(signs: Iterator[str]) -> list[list[_Said]]:
    """Return the ways to go up to the end of a group: for each, what may be said in its places."""
    ways: list[list[_Said]] = [[]]
    for sign in signs:
        places = ways[-1]
        if sign == ")":
            break
        if sign == "|":
            ways.append([])
        elif sign == "(?:":
            places.append(_any_of(_ways(signs)))
        elif sign.startswith("("):  # only looks around
            _ways(signs)
            places.append(_NOTHING)
        elif sign == "?":
            places[-1] |= _NOTHING
        elif sign.startswith("{"):
            places[-1] = frozenset(one[:1] + _ANYTHING + one[-1:] for one in places[-1]) | _NOTHING
        else:
            places.append(frozenset(sign) if sign.isalnum() or sign in " -" else _SOMETHING)
    return ways


def _any_of(ways: Iterable[Iterable[_Said]]) -> _Said:
    return frozenset(one for places in ways for one in _together(places))


def _together(places: Iterable[_Said]) -> _Said:
    """Return all that may be said in several places one after the other, as far as that is not too much."""
    together = _NOTHING
    for said in places:
        if len(together) * len(said) > _MOST:
            return _SOMETHING
        together = frozenset(one + other for one in together for other in said)
    return together


def _whole_words(parts: Iterable[_Said]) -> list[_Said]:
    """Return the places of a phrase, those in one that may share a word."""
    places: list[_Said] = []
    for said in parts:
        is_apart = (
            not places or all(one[-1:] == " " for one in places[-1]) or all(one[:1] == " " for one in said)
        )
        if is_apart or len(places[-1]) * len(said) > _MOST:
            places.append(said)
        else:
            places[-1] = _together((places[-1], said))
    return places


def _after_space(places: Iterable[_Said], edge: int) -> Iterator[bool]:
    """Yield for each place whether it follows on a space. ``edge``: with which end those before touch it."""
    is_after = True
    for said in places:
        yield is_after
        is_after = all(one[edge] == " " if one else is_after for one in said)


def _beginnings(said: str) -> Iterator[str]:
    """Yield how the words begin in what may be said, as far as that is sure."""
    for word in said.split(" "):
        beginning, gap, _ = word.partition(_ANYTHING)
        if not gap or len(beginning) >= _BEGINNING:
            yield beginning[:_BEGINNING]
