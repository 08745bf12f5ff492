"""A mark that is put wherever a file can say who made it, and must not come out again."""

from __future__ import annotations

import zlib
from contextlib import suppress
from typing import Final

MARK: Final = "Canary7f3a91"
RAW_MARK: Final = MARK.encode()


def has_mark(data: bytes) -> bool:
    """Tell whether the mark is in there, in any of the usual ways to write it, packed or not."""
    spellings = [MARK.encode(code) for code in ("ascii", "utf-16-le", "utf-16-be")]
    spellings += [RAW_MARK.hex().encode(), RAW_MARK.hex().upper().encode()]
    return any(spelling in part for part in (data, *_unpacked(data)) for spelling in spellings)


def _unpacked(data: bytes) -> list[bytes]:
    """Return what unpacks wherever something that is packed may begin."""
    found = []
    for beginning in (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"):
        at = data.find(beginning)
        while at >= 0:
            with suppress(zlib.error):
                found.append(zlib.decompressobj().decompress(data[at:]))
            at = data.find(beginning, at + 1)
    return found
