"""Weak signs that together are strong: each is worth something, and enough of them make a finding.

A rule that wants one sentence knows one sentence. What stands around a place in somebody's words is weighed
instead: how people speak of where they are, or of what they are called somewhere. Knows no place and no name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec


class Sign(msgspec.Struct, frozen=True):
    """Something that may be said, and what it is worth when it is said."""

    worth: int
    pattern: re.Pattern[str]


def sign(worth: int, pattern: str) -> Sign:
    """Return a sign of words that stand for themselves."""
    return Sign(worth, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"))


def worth(lower: str, signs: Sequence[Sign], *spans: tuple[int, int]) -> int:
    """Return what the signs within some spans of a text are worth, each one counted once."""
    return sum(
        one.worth
        for one in signs
        if any(one.pattern.search(lower, max(0, start), end) for start, end in spans)
    )
