"""What the work of a child makes of a file. Knows no format."""

from __future__ import annotations

import msgspec


class Made(msgspec.Struct, frozen=True):
    """The new file and what is seen of it from outside; as in `bot.chat.media.CleanFile`."""

    mime: str
    data: bytes
    width: int | None = None
    height: int | None = None
    seconds: int | None = None
