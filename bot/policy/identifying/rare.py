"""Expressions that most texts are spared: a quick look tells whether a long one can find anything at all.

Knows no expression of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec


class Rare(msgspec.Struct, frozen=True):
    """An expression, and a simpler one that finds something in every text in which it finds anything.

    It cannot miss, for it is a piece of the expression itself, or of each of its ways to go; the tests try it
    with texts made from the expression. It begins with plain letters or signs: so it costs next to nothing.
    """

    pattern: re.Pattern[str]
    look: re.Pattern[str]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield what the expression finds."""
        return self.pattern.finditer(text) if self.look.search(text) else iter(())

    def sub(self, to: Callable[[re.Match[str]], str], text: str) -> str:
        """Return the text with something else for whatever the expression finds."""
        return self.pattern.sub(to, text) if self.look.search(text) else text


def rare(look: str, pattern: str) -> Rare:
    """Return an expression for which one looks only where ``look`` stands."""
    return Rare(re.compile(pattern), re.compile(look))
