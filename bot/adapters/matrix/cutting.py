"""Cutting a text into messages that a homeserver takes, so that joined they give the text again.

Knows nothing of who writes to whom; counts as the limit of an event does, in bytes of escaped JSON.
"""

from __future__ import annotations

import json

TEXT_LIMIT = 20_000
"""An event may have 65,536 bytes; an edit holds its text twice, and encrypting adds a third."""


def measure(text: str) -> int:
    """Return the length of ``text`` as it counts for the limit: "é" is written as six bytes."""
    return len(json.dumps(text)) - 2


def cut(text: str, limit: int = TEXT_LIMIT) -> tuple[str, ...]:
    """Return the parts of ``text``, none longer than ``limit`` bytes and none of white space only.

    A cut is made after a line, else after a word, in the second half of a part; else anywhere.
    """
    parts = []
    rest = text
    while measure(rest) > limit:
        end = _fitting(rest, limit)
        places = (rest.rfind("\n", 0, end) + 1, rest.rfind(" ", 0, end) + 1)
        at = next((place for place in places if place > end // 2), end)
        parts.append(rest[:at])
        rest = rest[at:]
    return tuple(part for part in (*parts, rest) if part.strip())


def _fitting(text: str, limit: int) -> int:
    """Return how many of the first characters fit into ``limit``; at least one, so that a cut moves on."""
    length = 0
    for count, character in enumerate(text):
        length += measure(character)
        if length > limit:
            return max(count, 1)
    return len(text)
