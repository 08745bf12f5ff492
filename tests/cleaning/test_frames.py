"""What the first bytes of frames say: checked against the standards' own numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.chat.media import MediaKind
from bot.cleaning import Unclean, jpeg
from bot.cleaning.frames import frame_of_mp3, seconds_of_opus
from bot.cleaning.magic import Form, form_of
from tests.cleaning.marks import RAW_MARK


@pytest.mark.parametrize(
    ("head", "length"),
    [
        (b"\xff\xfb\x90\x00", 417),  # MPEG 1, 128 kbit/s, 44.1 kHz
        (b"\xff\xfb\x92\x00", 418),  # the same, padded
        (b"\xff\xfb\xe4\x00", 960),  # 320 kbit/s, 48 kHz
        (b"\xff\xf3\x84\x00", 192),  # MPEG 2, 64 kbit/s, 24 kHz
        (b"\xff\xe3\x18\x00", 72),  # MPEG 2.5, 8 kbit/s, 8 kHz
    ],
)
def test_a_frame_of_an_mp3_ends_where_it_says(head: bytes, length: int) -> None:
    packet = head + bytes(2000) + RAW_MARK
    assert frame_of_mp3(packet) == packet[:length]
    assert frame_of_mp3(packet[:length]) == packet[:length]
    assert frame_of_mp3(packet[: length - 1]) == b""


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"\xff\xfb",
        b"TAG" + bytes(200),
        b"PK\x03\x04",
        b"\xff\xfb\x00\x00",
        b"\xff\xfb\xf0\0",
        b"\xff\xfb\x9c\0",
    ],
)
def test_what_is_no_frame_of_an_mp3_is_nothing(packet: bytes) -> None:
    assert frame_of_mp3(packet + bytes(2000) * bool(packet)) == b""


@pytest.mark.parametrize(
    ("packet", "milliseconds"),
    [
        (b"\x08\0", 20),  # SILK, one frame
        (b"\x18\0", 60),
        (b"\x61\0", 20),  # hybrid, two of 10
        (b"\x80\0", Fraction(5, 2)),  # CELT
        (b"\xfb\x06", 120),  # six of 20
        (b"\xfb", 0),
    ],
)
def test_a_packet_of_opus_plays_as_long_as_its_first_byte_says(packet: bytes, milliseconds: Fraction) -> None:
    assert seconds_of_opus(packet) * 1000 == milliseconds


@pytest.mark.parametrize(
    ("kind", "raw", "form"),
    [
        (MediaKind.PICTURE, b"\xff\xd8\xff\xe1", Form.JPEG),
        (MediaKind.VOICE, b"\xff\xd8\xff\xe1", None),
        (MediaKind.VOICE, b"\xff\xfb\x90\x64", Form.MP3),
        (MediaKind.VOICE, b"\xff\xf1\x4c\x80", Form.ADTS),
        (MediaKind.VIDEO, b"\xff\xf1\x4c\x80", None),
        (MediaKind.VIDEO, b"\0\0\0\x1cftypqt  ", Form.MP4),
        (MediaKind.DOCUMENT, b"%PDF-1.7", Form.PDF),
        (MediaKind.DOCUMENT, b"\n%PDF-1.7", None),
        (MediaKind.PICTURE, b"%PDF-1.7", None),
    ],
)
def test_a_file_is_what_it_begins_like_for_its_kind(kind: MediaKind, raw: bytes, form: Form | None) -> None:
    assert form_of(kind, raw) is form


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\xff\xd8\0\0\0\0", b"GIF89a", b"\xff\xd8\xff\xe0\0\x04ab#"]
)
def test_a_jpeg_in_a_document_that_is_damaged_comes_out_empty_or_not_at_all(data: bytes) -> None:
    try:
        assert jpeg.bare(data + RAW_MARK) == b"\xff\xd8\xff\xd9"
    except Unclean:
        return
