"""A JPEG without what is not its picture, frame by frame as it was. Knows no pixel.

For pictures inside of documents, where decoding and coding anew would blur what is written on them.
"""

from __future__ import annotations

from typing import Final

from bot.cleaning.limits import Unclean, Why

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
# Frames, tables, the scan; and Adobe's segment, without which colours are read the wrong way round.
_KEPT: Final = frozenset({*range(0xC0, 0xD0), _SCAN, 0xDB, 0xDC, 0xDD})
_ADOBE: Final = 0xEE
_ADOBE_SIZE: Final = 14
_INSIDE_A_SCAN: Final = frozenset({0x00, *range(0xD0, 0xD8)})


def bare(data: bytes) -> bytes:
    """Return the segments that make the picture, and nothing after its end. Raise `Unclean` for damage."""
    if data[:2] != bytes((0xFF, _START)):
        raise Unclean(Why.NOT_READABLE)
    kept, at = [data[:2]], 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:  # noqa: PLR2004 - what every marker begins with
            raise Unclean(Why.NOT_READABLE)
        marker = data[at + 1]
        if marker == 0xFF:  # noqa: PLR2004 - a filler
            at += 1
            continue
        if marker == _END:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        is_adobe = marker == _ADOBE and data[at + 4 : at + 9] == b"Adobe"
        if marker == _SCAN:
            end = _end_of_scan(data, end)
        if marker in _KEPT:
            kept.append(data[at:end])
        elif is_adobe:
            kept.append(
                data[at : at + 2] + _ADOBE_SIZE.to_bytes(2, "big") + data[at + 4 : at + 2 + _ADOBE_SIZE]
            )
        at = end
    return b"".join((*kept, bytes((0xFF, _END))))


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the next marker stands that does not belong to the scan itself."""
    while (at := data.find(b"\xff", at)) >= 0:
        following = data[at + 1] if at + 1 < len(data) else _END
        if following not in _INSIDE_A_SCAN:
            return at
        at += 2
    return len(data)
