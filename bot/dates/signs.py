"""Words to signs: "how about tuesday at 4pm" is "WD1 AT 4 PM ".

Figures stay as they are typed. A word that is neither known nor one slip away from a long name makes all of
it unknown: what was not understood may turn the meaning round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.dates.grammar import SAID_OVER, Grammar
from bot.dates.letters import plain, slips

_TOKEN = re.compile(
    r"""(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?:t(?P<at>\d\d:\d\d)(?::\d\d)?)?(?!\d)
    | (?P<figures>
      \d{1,2}([/.-])\d{1,2}\4(?:\d{4}|\d{2})(?!\d)
    | \d{1,2}/\d{1,2}(?!\d)
    | \d{1,2}[:.]\d\d(?!\d)
    | \d{1,2}\.\d(?!\d) | \d{1,2},\d(?=\ ?h)
    | \d+)
    | (?P<word>[^\W\d_]+)
    | \S | \n""",
    re.VERBOSE,
)
_BREAKS = frozenset(",;\n\N{ARABIC COMMA}\N{IDEOGRAPHIC COMMA}")
_SHORTEST_SLIP = 5
_LONG_NAME = 8


def signs_of(words: str, grammar: Grammar) -> str | None:
    """Return the signs of the words, a space behind each; None where a word is not known."""
    found: list[str] = []
    tokens = [*_TOKEN.finditer(plain(words))]
    texts = [_spelled(token, grammar) for token in tokens]
    at = 0
    while at < len(tokens):
        for signs, length in _next(tokens, texts, at, grammar):
            found.append(signs)
            at += length
            break
        else:
            return None
    return "".join(f"{sign} " for signs in found for sign in signs.split())


def _next(
    tokens: list[re.Match[str]], texts: list[str], at: int, grammar: Grammar
) -> Iterator[tuple[str, int]]:
    """Return what the words from one place on can be, with how many they are, the best first."""
    token = tokens[at]
    if at and tokens[at - 1]["figures"] and tokens[at - 1].end() == token.start():
        suffix = grammar.attached.get(texts[at])
        if suffix is not None:
            yield suffix, 1
    for length in range(min(grammar.longest, len(texts) - at), 0, -1):
        sign = grammar.signs.get(" ".join(texts[at : at + length]))
        if sign is not None:
            yield sign, length
    if token["iso"]:
        yield token["iso"] + (f" AT24 {token['at']}" if token["at"] else ""), 1
    if token["figures"]:
        yield token["figures"].replace(",", "."), 1
    if token[0] in _BREAKS:
        yield "COMMA", 1
    if token["word"] and texts[at + 1 : at + 2] == [","] and _introduced(texts[:at], grammar):
        yield SAID_OVER, 1


def _introduced(before: list[str], grammar: Grammar) -> bool:
    """Whether a name stands here: "hi its Dana, "."""
    said = " ".join(before)
    return any(
        said.startswith(greeting) and said.endswith(f" {introduction}") and len(before) <= 5  # noqa: PLR2004
        for greeting in grammar.greetings
        for introduction in grammar.introductions
    )


def _spelled(token: re.Match[str], grammar: Grammar) -> str:
    text = token[0]
    if token["word"] is None or text in grammar.words or len(text) < _SHORTEST_SLIP:
        return text
    return _nearest(text, grammar)


@lru_cache(maxsize=1024)
def _nearest(text: str, grammar: Grammar) -> str:
    """Return the name that was meant; the word itself where it is none, or could be two."""
    if text in grammar.never_a_slip:
        return text
    near: dict[int, list[str]] = {}
    for name in grammar.names:
        most = 2 if len(name) >= _LONG_NAME else 1
        if (apart := slips(text, name, most)) <= most:
            near.setdefault(apart, []).append(name)
    closest = near[min(near)] if near else [text]
    is_one = len({grammar.signs.get(name, name) for name in closest}) == 1
    return min(closest) if is_one else text
