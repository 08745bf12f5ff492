"""What people send that is not words: its kinds, and what is left of a file once it is clean.

Knows no file as it came; `bot.cleaning` makes these values, and nothing else of a file travels further.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class MediaKind(StrEnum):
    """What a file is to the people who send and get it."""

    PICTURE = "picture"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"


class CleanFile(msgspec.Struct, frozen=True):
    """A file as others may have it: without a name, and without anything that says who made it, where or how.

    ``mime`` is what ``data`` really is. ``width`` and ``height`` are in pixels, as it is seen; ``seconds`` is
    at least 1. Each is None where the kind has none.
    """

    kind: MediaKind
    mime: str
    data: bytes
    width: int | None = None
    height: int | None = None
    seconds: int | None = None

    def __repr__(self) -> str:
        """Show the kind and the size only; what is in it must not reach a log by accident."""
        return f"CleanFile({self.kind}, {len(self.data)} bytes)"
