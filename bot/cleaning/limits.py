"""What cleaning will take on, and the ways in which it says no. Knows no format."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from bot.chat.media import Unclean as Unclean  # noqa: PLC0414 - said here to all of this room


class Limits(msgspec.Struct, frozen=True):
    """How much one file may cost. Sizes in bytes; a limit that is reached is still allowed.

    ``pixels`` counts what a picture, or one picture of a video, claims before it is decoded; ``side`` is the
    longer side of the picture that is made. ``seconds`` is how long a recording may play. ``unpacked`` is how
    much a document's compressed parts may come to. ``memory`` bounds the child's whole address space, its
    libraries included (some 150 MB); ``cpu_seconds`` and ``wall_seconds`` what it may take.
    """

    bytes_in: int = 20_000_000
    bytes_out: int = 20_000_000
    pixels: int = 40_000_000
    side: int = 2560
    seconds: int = 600
    pages: int = 500
    unpacked: int = 256_000_000
    memory: int = 1 << 30
    cpu_seconds: int = 10
    wall_seconds: float = 15


class Why(StrEnum):
    """Why a file was not cleaned."""

    TOO_BIG = "too-big"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_LONG = "too-long"
    NOT_READABLE = "not-readable"
    NOT_ALLOWED = "not-allowed"
    HAS_SCRIPT = "has-script"
    TOO_SLOW = "too-slow"
    TROUBLE = "trouble"
    """Ours, not the file's: the child could not be started, or ended in a way it should not."""
