"""Voices and videos: what is heard and seen stays, frame by frame; what stands beside it goes."""

from __future__ import annotations

import struct
from typing import Final

import pytest

from bot.chat.media import CleanFile, MediaKind
from bot.cleaning import Cleaner, Limits, Unclean, Why
from tests.cleaning.marks import RAW_MARK, has_mark
from tests.cleaning.recorded import SIZE, heard, opened, recording, turn, watched
from tests.cleaning.test_pictures import drawn, gif, saved, zipped

VOICES: Final = {
    # what is sent, with what codec, and what becomes of it
    "an Ogg of Opus": ("ogg", "libopus", "audio/ogg", b"OggS"),
    "a WebM of Opus": ("webm", "libopus", "audio/ogg", b"OggS"),
    "an MP4 of Opus": ("mp4", "libopus", "audio/ogg", b"OggS"),
    "an MP3": ("mp3", "libmp3lame", "audio/mpeg", b"\xff\xfb"),
    "an M4A": ("ipod", "aac", "audio/mp4", b"\0\0\0"),
    "an AAC without a container": ("adts", "aac", "audio/mp4", b"\0\0\0"),
}
VIDEOS: Final = {
    "an MP4": ("mp4", "libx264", "aac", "video/mp4"),
    "a QuickTime film": ("mov", "libx264", "aac", "video/mp4"),
    "a QuickTime film of HEVC": ("mov", "libx265", "aac", "video/mp4"),
    "an MP4 without sound": ("mp4", "libx264", None, "video/mp4"),
    "a WebM of VP8": ("webm", "libvpx", "libopus", "video/webm"),
    "a WebM of VP9": ("webm", "libvpx-vp9", "libopus", "video/webm"),
    "what a browser records": ("matroska", "libx264", "libopus", "video/mp4"),
}


async def cleaned(kind: MediaKind, raw: bytes, limits: Limits | None = None) -> CleanFile:
    return await Cleaner(limits).clean(kind, raw)


async def refused(kind: MediaKind, raw: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Unclean) as caught:
        await cleaned(kind, raw, limits)
    return caught.value.why


def told(data: bytes) -> list[str]:
    """Return the keys of everything that a file says beside its frames."""
    with opened(data) as file:
        assert not file.chapters()
        metadata = [file.metadata, *(stream.metadata for stream in file.streams)]
    return [key.lower() for one in metadata for key in one]


def boxes(data: bytes) -> list[bytes]:
    """Return the names of the outermost boxes of an MP4."""
    found, at = [], 0
    while at < len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        found.append(name)
        at += size
    assert at == len(data)
    return found


_OF_THE_CONTAINER: Final = {
    "major_brand", "minor_version", "compatible_brands", "language", "handler_name", "encoder", "duration",
}  # fmt: skip


# --- voices


@pytest.mark.parametrize("name", VOICES)
async def test_of_a_voice_only_what_is_heard_is_left(name: str) -> None:
    container, codec, mime, beginning = VOICES[name]
    raw = recording(container, audio=codec)
    assert has_mark(raw) or container == "adts"
    clean = await cleaned(MediaKind.VOICE, raw + zipped())
    assert not has_mark(clean.data)
    assert (clean.kind, clean.mime, clean.seconds) == (MediaKind.VOICE, mime, 1)
    assert (clean.width, clean.height) == (None, None)
    assert clean.data.startswith(beginning)
    assert set(told(clean.data)) <= _OF_THE_CONTAINER


@pytest.mark.parametrize(
    ("container", "codec"), [("ogg", "libopus"), ("ipod", "aac"), ("adts", "aac"), ("mp3", "libmp3lame")]
)
async def test_a_voice_sounds_the_same_to_the_last_sample(container: str, codec: str) -> None:
    # An MP3 without the tag that says so; players then let the encoder's silence be heard, some 30 ms.
    raw = recording(container, audio=codec, options={"write_xing": "0"} if container == "mp3" else None)
    clean = await cleaned(MediaKind.VOICE, raw)
    assert heard(clean.data) == heard(raw)


async def test_an_mp3_loses_its_tags_and_is_no_shorter_for_it() -> None:
    raw = recording("mp3", audio="libmp3lame")
    assert b"ID3" in raw
    assert b"Info" in raw
    clean = await cleaned(MediaKind.VOICE, raw)
    assert not [tag for tag in (b"ID3", b"TAG", b"Info", b"Xing") if tag in clean.data]
    assert 0 <= len(heard(clean.data)) - len(heard(raw)) <= 4 * 2000


async def test_two_voice_notes_that_sound_the_same_are_the_same() -> None:
    raw = recording("ogg", audio="libopus")
    other = recording("webm", audio="libopus")
    one = await cleaned(MediaKind.VOICE, raw)
    assert (await cleaned(MediaKind.VOICE, raw)).data == one.data
    assert heard((await cleaned(MediaKind.VOICE, other)).data)[:1000] == heard(one.data)[:1000]


async def test_an_ogg_has_neither_a_number_from_chance_nor_a_vendor_that_tells() -> None:
    clean = await cleaned(MediaKind.VOICE, recording("ogg", audio="libopus"))
    assert clean.data[14:18] == bytes(4)
    tags = clean.data[clean.data.index(b"OpusTags") :]
    assert tags[:20] == b"OpusTags" + struct.pack("<I", 6) + b"ffmpeg" + bytes(2)


async def test_the_picture_of_a_cover_goes() -> None:
    # A tag of version 2.3 with one frame: a picture, as music players show it.
    picture = b"\0image/jpeg\0\x03\0" + saved(drawn(), "JPEG", comment=RAW_MARK)
    frame = b"APIC" + struct.pack(">I", len(picture)) + b"\0\0" + picture
    size = bytes(len(frame) >> shift & 0x7F for shift in (21, 14, 7, 0))
    raw = recording("mp3", audio="libmp3lame", options={"id3v2_version": "0"})
    clean = await cleaned(MediaKind.VOICE, b"ID3\x03\0\0" + size + frame + raw)
    assert not has_mark(clean.data)
    assert b"\xff\xd8\xff" not in clean.data


async def test_of_a_video_that_is_sent_as_a_voice_the_voice_is_left() -> None:
    clean = await cleaned(MediaKind.VOICE, recording("mp4", "libx264", "aac"))
    with opened(clean.data) as file:
        assert [stream.type for stream in file.streams] == ["audio"]


# --- videos


@pytest.mark.parametrize("name", VIDEOS)
async def test_of_a_video_only_what_is_seen_and_heard_is_left(name: str) -> None:
    container, codec, sound, mime = VIDEOS[name]
    raw = recording(container, codec, sound)
    assert has_mark(raw)
    clean = await cleaned(MediaKind.VIDEO, raw + zipped())
    assert not has_mark(clean.data)
    assert not [tag for tag in (b"x264 - core", b"x265 (build", b"+40.4461", b"Lavf6") if tag in clean.data]
    assert (clean.mime, clean.width, clean.height, clean.seconds) == (mime, *SIZE, 1)
    assert set(told(clean.data)) <= _OF_THE_CONTAINER
    assert watched(clean.data) == watched(raw)
    if sound == "aac":
        assert heard(clean.data) == heard(raw)


async def test_a_video_can_be_watched_before_it_is_there_whole() -> None:
    clean = await cleaned(MediaKind.VIDEO, recording("mp4", "libx264", "aac"))
    assert boxes(clean.data) == [b"ftyp", b"moov", b"free", b"mdat"]


async def test_a_video_does_not_say_when_it_was_made() -> None:
    clean = await cleaned(MediaKind.VIDEO, recording("mp4", "libx264", "aac"))
    for name in (b"mvhd", b"tkhd", b"mdhd"):
        at = clean.data.index(name) + 8
        assert clean.data[at : at + 8] == bytes(8)


@pytest.mark.parametrize("degrees", [90, 180, 270])
async def test_a_video_stays_turned_as_the_phone_was_held(degrees: int) -> None:
    raw = recording("mp4", "libx264", turned=degrees)
    clean = await cleaned(MediaKind.VIDEO, raw)
    assert turn(clean.data) == turn(raw) != 0
    expected = SIZE if degrees == 180 else SIZE[::-1]
    assert (clean.width, clean.height) == expected


async def test_what_its_owner_cut_off_stays_cut_off() -> None:
    raw = recording("mp4", "libx264", cut_off=10)
    assert len(watched(raw)) == 20
    clean = await cleaned(MediaKind.VIDEO, raw)
    assert watched(clean.data) == watched(raw)


async def test_hevc_is_marked_as_apple_wants_it() -> None:
    clean = await cleaned(MediaKind.VIDEO, recording("mp4", "libx265"))
    assert b"hvc1" in clean.data
    assert b"hev1" not in clean.data


# --- what is refused


@pytest.mark.parametrize("kind", [MediaKind.VOICE, MediaKind.VIDEO])
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"RIFF\0\0\0\0WAVE",
        b"fLaC\0\0\0\x22",
        b"FLV\x01",
        b"#EXTM3U\nfile:///etc/passwd\n",
        b"\x30\x26\xb2\x75",
    ],
)
async def test_what_begins_as_no_recording_is_not_allowed(kind: MediaKind, raw: bytes) -> None:
    assert await refused(kind, raw) == Why.NOT_ALLOWED


@pytest.mark.parametrize(
    ("kind", "raw"), [(MediaKind.VIDEO, gif()), (MediaKind.VOICE, saved(drawn(), "JPEG"))]
)
async def test_a_picture_is_no_recording(kind: MediaKind, raw: bytes) -> None:
    assert await refused(kind, raw) == Why.NOT_ALLOWED


async def test_a_container_of_something_else_is_not_allowed() -> None:
    assert await refused(MediaKind.VOICE, recording("mp4", "libx264")) == Why.NOT_ALLOWED
    assert await refused(MediaKind.VIDEO, recording("mp4", None, "aac")) == Why.NOT_ALLOWED
    assert await refused(MediaKind.VIDEO, recording("mp4", "mpeg4")) == Why.NOT_ALLOWED
    assert await refused(MediaKind.VIDEO, recording("mov", "libx264", "pcm_s16le")) == Why.NOT_ALLOWED
    assert await refused(MediaKind.VOICE, recording("matroska", None, "pcm_s16le")) == Why.NOT_ALLOWED


@pytest.mark.parametrize("beginning", [b"OggS\0", b"ID3\x03", b"\0\0\0\x18ftypisom", b"\x1a\x45\xdf\xa3"])
async def test_a_beginning_and_then_nothing_is_not_readable(beginning: bytes) -> None:
    for raw in (beginning, beginning + bytes(2000), beginning + b"\xff" * 2000):
        assert await refused(MediaKind.VOICE, raw) in (Why.NOT_READABLE, Why.NOT_ALLOWED)


async def test_a_video_without_its_index_is_not_readable() -> None:
    raw = recording("mp4", "libx264", "aac")
    assert await refused(MediaKind.VIDEO, raw[: raw.index(b"moov")]) == Why.NOT_READABLE


@pytest.mark.parametrize(
    ("kind", "container", "video", "audio"),
    [
        (MediaKind.VOICE, "ogg", None, "libopus"),
        (MediaKind.VOICE, "mp3", None, "libmp3lame"),
        (MediaKind.VOICE, "ipod", None, "aac"),
        (MediaKind.VIDEO, "mp4", "libx264", "aac"),
        (MediaKind.VIDEO, "mp4", "libx264", None),
        (MediaKind.VIDEO, "webm", "libvpx", "libopus"),
    ],
)
async def test_what_plays_longer_than_allowed_is_too_long(
    kind: MediaKind, container: str, video: str | None, audio: str | None
) -> None:
    raw = recording(container, video, audio, seconds=3)
    assert await refused(kind, raw, Limits(seconds=2)) == Why.TOO_LONG
    assert (await cleaned(kind, raw, Limits(seconds=4))).seconds == 3


async def test_what_a_page_claims_of_its_length_counts_for_nothing() -> None:
    raw = bytearray(recording("ogg", audio="libopus"))
    last = raw.rindex(b"OggS")
    raw[last + 6 : last + 14] = struct.pack("<q", 48_000 * 31_000_000)
    raw[last + 22 : last + 26] = bytes(4)
    raw[last + 22 : last + 26] = struct.pack("<I", _sum_of(bytes(raw[last:])))
    assert (await cleaned(MediaKind.VOICE, bytes(raw))).seconds == 1


def _sum_of(page: bytes) -> int:
    """Return the check sum of an Ogg page, whose own field is zero."""
    total = 0
    for byte in page:
        total ^= byte << 24
        for _ in range(8):
            total = (total << 1 ^ (0x04C11DB7 if total & 0x80000000 else 0)) & 0xFFFFFFFF
    return total


async def test_pages_without_an_end_end_with_the_limit() -> None:
    raw = recording("ogg", audio="libopus")
    endless = raw + raw[raw.rindex(b"OggS") :] * 5000
    assert await refused(MediaKind.VOICE, endless, Limits(seconds=5)) == Why.TOO_LONG


@pytest.mark.parametrize("depth", [40, 20_000])
async def test_boxes_within_boxes_without_an_end_do_no_harm(depth: int) -> None:
    nested = b""
    for _ in range(depth):
        nested = struct.pack(">I4s", len(nested) + 8, b"moov") + nested[: 1 << 16]
    raw = b"\0\0\0\x10ftypisom\0\0\0\0" + nested
    assert await refused(MediaKind.VIDEO, raw) in (Why.NOT_READABLE, Why.NOT_ALLOWED)
    itself = b"\0\0\0\x10ftypisom\0\0\0\0" + struct.pack(">I4s", 0, b"moov") * depth
    assert await refused(MediaKind.VIDEO, itself) in (Why.NOT_READABLE, Why.NOT_ALLOWED)


async def test_a_video_of_huge_pictures_is_refused() -> None:
    raw = recording("mp4", "libx264")
    assert await refused(MediaKind.VIDEO, raw, Limits(pixels=1000)) == Why.TOO_MANY_PIXELS


async def test_an_index_that_claims_billions_of_frames_does_no_harm() -> None:
    raw = bytearray(recording("mp4", "libx264", "aac"))
    for name in (b"stsz", b"stts", b"stsc", b"stco"):
        at = raw.index(name) + (12 if name == b"stsz" else 8)
        raw[at : at + 4] = b"\x7f\xff\xff\xff"
    why = await refused(MediaKind.VIDEO, bytes(raw))
    assert why in (Why.NOT_READABLE, Why.TOO_BIG, Why.TOO_SLOW, Why.NOT_ALLOWED)
