"""Sound and video: the coded frames go into a new container, and nothing else of the old one does.

Runs in the child. Decodes and encodes nothing, so that a voice sounds as it was spoken; what is inside of a
coded frame therefore stays, but for the remarks that H.264 and HEVC have a place for.
"""

from __future__ import annotations

import errno
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from io import BytesIO
from typing import Final, TypeVar

import av
import av.logging
import av.subtitles.stream
from av.audio.stream import AudioStream
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from bot.cleaning import boxes
from bot.cleaning.frames import frame_of_mp3, seconds_of_opus
from bot.cleaning.limits import Limits, Unclean, Why
from bot.cleaning.made import Made
from bot.cleaning.magic import Form

_READERS: Final = {
    Form.OGG: "ogg",
    Form.MP3: "mp3",
    Form.ADTS: "aac",
    Form.MP4: "mov",
    Form.WEBM: "matroska",
}
_READING: Final = {
    # What looks into the first frames for their size; anything else in the file is not even looked at.
    "codec_whitelist": "h264,hevc,vp8,vp9,aac,mp3,mp3float,opus,libopus",
    "protocol_whitelist": "none",
}
_VOICES: Final = {
    "opus": ("ogg", "audio/ogg"),
    "mp3": ("mp3", "audio/mpeg"),
    "aac": ("ipod", "audio/mp4"),
}
_VIDEOS: Final = {
    "h264": ("mp4", "video/mp4", ("aac", "opus", "mp3")),
    "hevc": ("mp4", "video/mp4", ("aac", "opus", "mp3")),
    "vp8": ("webm", "video/webm", ("opus",)),
    "vp9": ("webm", "video/webm", ("opus",)),
}
_BARE: Final = {"fflags": "+bitexact"}  # no version of a library, no number from chance
_WRITING: Final = {
    "ogg": _BARE,
    "mp3": _BARE | {"write_xing": "0", "id3v2_version": "0", "write_id3v1": "0"},
    "ipod": _BARE | {"movflags": "+faststart"},
    "mp4": _BARE | {"movflags": "+faststart", "write_tmcd": "0"},
    "webm": _BARE,
}
_FRAMES_ONLY: Final = {
    # Slices and parameter sets. What goes: remarks (SEI), which hold settings, times, places, captions;
    # fillers; and what the standards leave to whoever invents something.
    "h264": "filter_units=pass_types=1-5|7-8",
    "hevc": "filter_units=pass_types=0-9|16-21|32-34",
}
_PARAMETERS: Final = {"h264": (0, 0x1F, {7, 8}), "hevc": (1, 0x3F, {32, 33, 34})}
"""Where a unit says of what type it is, and which types set parameters."""
_START: Final = re.compile(rb"\x00{2,3}\x01")
_LARGEST_HEADS: Final = {"opus": 19, "aac": 8}
"""Of one or two channels, in bytes; after it, a file has room for anything."""

# PyAV imports these while it works, when nothing can be imported any more.
_NEEDED_LATER: Final = (av.subtitles.stream, logging)


def clean_voice(raw: bytes, form: Form, limits: Limits) -> Made:
    """Return the first track of sound, in the plainest container for it."""
    with _opened(raw, form) as source:
        sound = _first(source.streams.audio)
        if sound is None or _codec(sound) not in _VOICES:
            raise Unclean(Why.NOT_ALLOWED)
        container, mime = _VOICES[_codec(sound)]
        data, seconds = _carried_over(source, [sound], container, limits)
        return Made(mime, data, seconds=seconds)


def clean_video(raw: bytes, form: Form, limits: Limits) -> Made:
    """Return the first picture track and the first track of sound, in MP4 or WebM."""
    with _opened(raw, form) as source:
        picture, sound = _first(source.streams.video), _first(source.streams.audio)
        if picture is None or _codec(picture) not in _VIDEOS:
            raise Unclean(Why.NOT_ALLOWED)
        container, mime, sounds = _VIDEOS[_codec(picture)]
        if sound is not None and _codec(sound) not in sounds:
            raise Unclean(Why.NOT_ALLOWED)
        width, height = picture.codec_context.width, picture.codec_context.height
        if not width or not height:
            raise Unclean(Why.NOT_READABLE)
        if width * height > limits.pixels:
            raise Unclean(Why.TOO_MANY_PIXELS)
        data, seconds = _carried_over(source, [picture, *([sound] if sound else [])], container, limits)
        if container == "mp4" and boxes.is_turned_sideways(data):
            width, height = height, width
        return Made(mime, data, width=width, height=height, seconds=seconds)


@contextmanager
def _opened(raw: bytes, form: Form) -> Iterator[InputContainer]:
    """Open the file as what it says it is, and as nothing else; damage at any later time is `Unclean`."""
    av.logging.set_level(None)
    try:
        with av.open(
            BytesIO(raw), "r", format=_READERS[form], container_options=_READING, metadata_errors="ignore"
        ) as source:
            yield source
    except (av.FFmpegError, ValueError, ArithmeticError) as error:
        if isinstance(error, MemoryError):
            raise Unclean(Why.TOO_BIG) from None
        if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.EPERM):
            raise  # Of the system, not of the recording.
        raise Unclean(Why.NOT_READABLE) from None


_S = TypeVar("_S", AudioStream, VideoStream)


def _first(streams: tuple[_S, ...]) -> _S | None:
    """Return the first track that is not the picture of a cover."""
    still = Disposition.attached_pic | Disposition.timed_thumbnails
    return next((one for one in streams if not one.disposition & still), None)


def _codec(stream: AudioStream | VideoStream) -> str:
    return stream.codec_context.codec.canonical_name if stream.codec_context is not None else ""


def _carried_over(
    source: InputContainer, streams: list[AudioStream | VideoStream], container: str, limits: Limits
) -> tuple[bytes, int]:
    """Return a new file of the coded frames of these tracks, and for how many seconds it plays."""
    written = BytesIO()
    with av.open(
        written,
        "w",
        format=container,
        container_options=_WRITING[container],
        io_open=lambda *_: _Reading(written),
    ) as target:
        tracks = {stream.index: _Track(stream, target, limits) for stream in streams}
        for packet in source.demux(streams):
            for one in tracks[packet.stream.index].clean(packet):
                target.mux_one(one)
    seconds = max(track.seconds for track in tracks.values())
    if not seconds:
        raise Unclean(Why.NOT_READABLE)
    return written.getvalue(), max(1, round(seconds))


class _Track:
    """One track on its way into the new file."""

    def __init__(self, stream: AudioStream | VideoStream, target: OutputContainer, limits: Limits) -> None:
        codec = _codec(stream)
        head = stream.codec_context.extradata or b""
        if len(head) > _LARGEST_HEADS.get(codec, len(head)):
            raise Unclean(Why.NOT_ALLOWED)
        self._codec = codec
        self._limits = limits
        self._time_base = stream.time_base or Fraction(1)
        self._into = target.add_stream_from_template(stream)
        self._filter = None
        if codec in _FRAMES_ONLY:
            self._filter = BitStreamFilterContext(_FRAMES_ONLY[codec], stream, self._into)
            head = self._into.codec_context.extradata or b""  # The filter writes it with start codes.
            self._into.codec_context.extradata = _parameters_only(codec, head)
        if codec == "hevc":
            self._into.codec_context.codec_tag = "hvc1"  # the only one that Apple's players play
        self._begin: Fraction | None = None
        self._end = self._sum = Fraction()

    @property
    def seconds(self) -> Fraction:
        """How long what has come by plays; 0 where nothing has."""
        return max(self._sum, self._end - (self._begin or 0))

    def clean(self, packet: Packet[Stream]) -> list[Packet[Stream]]:
        """Return the packets for the new file that come of one of the old; the last, empty one has none."""
        if not packet.size:
            return []
        self._measure(packet)
        if self.seconds > self._limits.seconds:
            raise Unclean(Why.TOO_LONG)
        frames = self._filter.filter(packet) if self._filter else [packet]
        return [bare for one in frames if (bare := self._bare(one)).size]

    def _measure(self, packet: Packet[Stream]) -> None:
        at = packet.pts if packet.pts is not None else packet.dts
        length = (packet.duration or 0) * self._time_base
        self._sum += seconds_of_opus(bytes(packet)) if self._codec == "opus" else length
        if at is not None:
            begin = at * self._time_base
            self._begin = begin if self._begin is None else min(self._begin, begin)
            self._end = max(self._end, begin + length)

    def _bare(self, frame: Packet[Stream]) -> Packet[Stream]:
        """Return a packet of the coded frame and its times, without what libraries attach to it."""
        bare = Packet(frame_of_mp3(bytes(frame)) if self._codec == "mp3" else bytes(frame))
        bare.time_base, bare.pts, bare.dts = self._time_base, frame.pts, frame.dts
        bare.duration, bare.is_keyframe = frame.duration, frame.is_keyframe
        if frame.has_sidedata("skip_samples"):
            bare.set_sidedata(frame.get_sidedata("skip_samples"))
        bare.stream = self._into
        return bare


def _parameters_only(codec: str, head: bytes) -> bytes:
    """Return the units of a head that set parameters; the filter lets remarks in a head pass."""
    shift, mask, parameters = _PARAMETERS[codec]
    units = [unit for unit in _START.split(head) if unit and unit[0] >> shift & mask in parameters]
    return b"".join(b"\0\0\0\1" + unit for unit in units)


class _Reading:
    """Reads what is being written: to bring the index to the front, the library opens its own file again."""

    def __init__(self, written: BytesIO) -> None:
        self._written = written
        self._at = 0

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most ``size``."""
        with self._written.getbuffer() as all_of_it:
            found = bytes(all_of_it[self._at : self._at + size])
        self._at += len(found)
        return found

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to another place, as files do."""
        origin = {os.SEEK_CUR: self._at, os.SEEK_END: len(self._written.getbuffer())}
        self._at = origin.get(whence, 0) + offset
        return self._at

    def tell(self) -> int:
        """Return the place."""
        return self._at
