"""Cutting a text into messages that a homeserver takes, so that joined they give the text again.

Knows nothing of who writes to whom; counts bytes, as the limit of an event does.
"""

from __future__ import annotations

TEXT_LIMIT = 16_000


def measure(text: str) -> int:
    """Return the length of ``text`` as it counts for the limit."""
    return len(text.encode("utf-8", "surrogatepass"))


def cut(text: str, limit: int = TEXT_LIMIT) -> tuple[str, ...]:
    """Return the parts of ``text``, none longer than ``limit`` bytes and none of white space only.

    A cut is made after a line, else after a word, in the second half of a part; else anywhere.
    """
    parts = []
    rest = text
    while measure(rest) > limit:
        end = len(rest.encode("utf-8", "surrogatepass")[:limit].decode("utf-8", "ignore"))
        places = (rest.rfind("\n", 0, end) + 1, rest.rfind(" ", 0, end) + 1)
        at = next((place for place in places if place > end // 2), end)
        parts.append(rest[:at])
        rest = rest[at:]
    return tuple(part for part in (*parts, rest) if part.strip())
