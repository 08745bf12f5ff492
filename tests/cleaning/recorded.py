"""Makes sound and video with the mark in every place that is named for one."""

from __future__ import annotations

import io
import math
import struct
from fractions import Fraction
from typing import Final

import av
from av.audio.fifo import AudioFifo
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from tests.cleaning.marks import MARK, RAW_MARK

RATE: Final = 48_000
SIZE: Final = (64, 48)
FRAMES: Final = 30

_NAMES: Final = (
    "title", "artist", "comment", "copyright", "description", "encoder", "make", "model", "author",
    "com.apple.quicktime.make", "REPLAYGAIN_TRACK_GAIN", "album", "lyrics",
)  # fmt: skip
TOLD: Final = dict.fromkeys(_NAMES, MARK) | {
    "creation_time": "2024-05-03T10:11:12Z",
    "location": "+40.4461-079.9822/",
}
_REMARK: Final = b"\x05" + bytes([16 + len(RAW_MARK)]) + bytes(range(1, 17)) + RAW_MARK + b"\x80"
REMARKS: Final = {
    # A remark as the standard has it (SEI, user data), and a unit that the standard leaves to others.
    "libx264": b"\0\0\0\1\x06" + _REMARK + b"\0\0\0\1\x18" + RAW_MARK + b"\x80",
    "libx265": b"\0\0\0\1\x4e\x01" + _REMARK + b"\0\0\0\1\x60\x01" + RAW_MARK + b"\x80",
}


def recording(
    container: str,
    video: str | None = None,
    audio: str | None = None,
    *,
    seconds: float = 1,
    turned: int = 0,
    cut_off: int = 0,
    options: dict[str, str] | None = None,
) -> bytes:
    """Return a file of moving stripes and a tone, with the mark in its notes, tracks and chapters.

    ``cut_off`` pictures at the beginning are in the file, but its owner does not want them to be seen.
    """
    written = io.BytesIO()
    known = {"movflags": "use_metadata_tags"} if container in ("mp4", "mov", "ipod") else {}
    with av.open(written, "w", format=container, options=options or known) as to:
        to.metadata.update(TOLD)
        picture = _picture(to, video, turned) if video else None
        sound = _voice(to, audio) if audio else None
        for stream in (picture, sound):
            if stream is not None:
                stream.metadata.update({"handler_name": MARK, "title": MARK, "language": "spa"})
        if container in ("mp4", "mov", "webm", "matroska"):
            mark = {"title": MARK}
            to.set_chapters(
                [{"id": 1, "start": 0, "end": 500, "time_base": Fraction(1, 1000), "metadata": mark}]
            )
        if picture is not None:
            _draw(to, picture, round(FRAMES * seconds), cut_off)
        if sound is not None:
            _sing(to, sound, round(RATE * seconds))
    return written.getvalue()


def _picture(to: OutputContainer, codec: str, turned: int) -> VideoStream:
    stream = to.add_stream(codec, rate=FRAMES)
    assert isinstance(stream, VideoStream)
    stream.width, stream.height = SIZE
    stream.pix_fmt = "yuv420p"
    stream.options = {"x265-params": "log-level=none"} if codec == "libx265" else {}
    if turned:
        stream.set_display_rotation(turned)
    return stream


def _voice(to: OutputContainer, codec: str) -> AudioStream:
    stream = to.add_stream(codec, rate=RATE)
    assert isinstance(stream, AudioStream)
    return stream


def _draw(to: OutputContainer, stream: VideoStream, frames: int, cut_off: int) -> None:
    for number in range(frames):
        frame = VideoFrame(*SIZE, "yuv420p")
        for shade, plane in enumerate(frame.planes):
            plane.update(bytes((x + number * 7 + shade * 40) % 256 for x in range(plane.buffer_size)))
        frame.pts = number - cut_off
        to.mux([_remarked(packet, stream) for packet in stream.encode(frame)])
    to.mux([_remarked(packet, stream) for packet in stream.encode(None)])


def _remarked(packet: Packet[Stream], stream: VideoStream) -> Packet[Stream]:
    """Put a remark before a coded picture, where its codec has a place for one."""
    remarked = Packet(REMARKS.get(stream.codec_context.name, b"") + bytes(packet))
    remarked.pts, remarked.dts, remarked.duration = packet.pts, packet.dts, packet.duration
    remarked.is_keyframe, remarked.time_base, remarked.stream = packet.is_keyframe, packet.time_base, stream
    return remarked


def _sing(to: OutputContainer, stream: AudioStream, samples: int) -> None:
    tone = AudioFrame("s16", "mono", samples)
    tone.sample_rate = RATE
    tone.pts = 0
    values = [int(9000 * math.sin(at / 20)) for at in range(samples)]
    tone.planes[0].update(struct.pack(f"<{samples}h", *values))
    into = AudioResampler(format=stream.codec_context.format, layout="mono", rate=RATE)
    waiting = AudioFifo()
    for part in into.resample(tone):
        waiting.write(part)
    size = stream.codec_context.frame_size or 1024
    while (piece := waiting.read(size, partial=True)) is not None:
        to.mux(stream.encode(piece))
    to.mux(stream.encode(None))


def opened(data: bytes) -> InputContainer:
    return av.open(io.BytesIO(data), "r")


def heard(data: bytes) -> bytes:
    """Return all samples of the first track of sound."""
    with opened(data) as file:
        return b"".join(bytes(frame.planes[0]) for frame in file.decode(audio=0))


def watched(data: bytes) -> list[bytes]:
    """Return all pictures of the first track of video."""
    with opened(data) as file:
        return [b"".join(bytes(plane) for plane in frame.planes) for frame in file.decode(video=0)]


def turn(data: bytes) -> int:
    """Return by how many degrees the first picture is to be turned."""
    with opened(data) as file:
        return next(frame.rotation for frame in file.decode(video=0))
