"""What the first bytes of a coded frame say of it, for what a container may lie about. Knows no sound."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

_SYNC: Final = 0x7FF  # eleven bits
_LAYER_3: Final = 1
_MPEG_1: Final = 3
_KILOBITS: Final = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
"""By whether it is MPEG 1; 0 is no rate, or one that the frame does not tell."""
_SAMPLES_A_SECOND: Final = {
    _MPEG_1: (44_100, 48_000, 32_000, 0),
    2: (22_050, 24_000, 16_000, 0),
    0: (11_025, 12_000, 8_000, 0),
}


_SILK_MS: Final = (10, 20, 40, 60)
_HYBRID_MS: Final = (10, 20)
_CELT_MS: Final = (Fraction(5, 2), 5, 10, 20)
_FIRST_HYBRID, _FIRST_CELT = 12, 16


def frame_of_mp3(packet: bytes) -> bytes:
    """Return the frame that a packet begins with, nothing where it begins with none or with half of one.

    An MP3 has no container that says where a frame ends, so that anything may stand between two frames.
    """
    head = int.from_bytes(packet[:4], "big")
    version = head >> 19 & 3
    if head >> 21 != _SYNC or head >> 17 & 3 != _LAYER_3 or version not in _SAMPLES_A_SECOND:
        return b""
    kilobits = _KILOBITS[version == _MPEG_1][head >> 12 & 15]
    samples = _SAMPLES_A_SECOND[version][head >> 10 & 3]
    if not kilobits or not samples:
        return b""
    length = (144 if version == _MPEG_1 else 72) * kilobits * 1000 // samples + (head >> 9 & 1)
    return packet[:length] if len(packet) >= length else b""


def seconds_of_opus(packet: bytes) -> Fraction:
    """Return for how long a packet plays (RFC 6716, section 3.1), whatever its page says."""
    mode, code = packet[0] >> 3, packet[0] & 3
    if mode < _FIRST_HYBRID:
        length = Fraction(_SILK_MS[mode & 3])
    elif mode < _FIRST_CELT:
        length = Fraction(_HYBRID_MS[mode & 1])
    else:
        length = Fraction(_CELT_MS[mode & 3])
    frames = (1, 2, 2, packet[1] & 0x3F if len(packet) > 1 else 0)[code]
    return frames * length / 1000
