"""The boxes of an MP4 that was written here. Knows no codec, and is never asked about a stranger's file."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

_HEADER: Final = struct.Struct(">I4s")
# From the end of a track's header: the matrix of nine numbers, then width and height.
_MATRIX_AND_SIZE: Final = struct.Struct(">9iII")


def is_turned_sideways(written: bytes) -> bool:
    """Tell whether the first track with a picture is to be turned by a quarter when it is played."""
    for track in _inside(written, b"moov", b"trak"):
        header = next(_inside(track, b"tkhd"))
        across, down, _, _, along, *_, width, _ = _MATRIX_AND_SIZE.unpack(header[-_MATRIX_AND_SIZE.size :])
        if width:
            return bool(across == along == 0 != down)
    return False


def _inside(box: bytes, name: bytes, *further: bytes) -> Iterator[bytes]:
    """Yield what is in the boxes of this name, or of the further ones within them."""
    at = 0
    while at + _HEADER.size <= len(box):
        size, found = _HEADER.unpack_from(box, at)
        content = box[at + _HEADER.size : at + size]
        if found == name and further:
            yield from _inside(content, *further)
        elif found == name:
            yield content
        at += max(size, _HEADER.size)
