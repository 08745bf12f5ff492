"""How parent and child speak: the length of a header, the header in JSON, then the bytes. Knows no format."""

from __future__ import annotations

from typing import Final

import msgspec

from bot.chat.media import MediaKind
from bot.cleaning.limits import Limits, Why
from bot.cleaning.magic import Form

LENGTH_BYTES: Final = 4
LARGEST_HEADER: Final = 4096


class Asked(msgspec.Struct, frozen=True):
    """What the parent wants of the child: ``size`` bytes follow, which begin like a ``form``."""

    kind: MediaKind
    form: Form
    size: int
    limits: Limits


class Told(msgspec.Struct, frozen=True):
    """What the child answers: why not, or what the ``size`` bytes are that follow."""

    why: Why | None = None
    mime: str = ""
    size: int = 0
    width: int | None = None
    height: int | None = None
    seconds: int | None = None


def framed(header: Asked | Told) -> bytes:
    """Return a header as it is sent, its length in front."""
    packed = msgspec.json.encode(header)
    return len(packed).to_bytes(LENGTH_BYTES, "big") + packed
