"""Small files such as people send, each with a mark wherever it can say who made it, and where.

Knows nothing of who sends them.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Final

import av
import pikepdf
from PIL import Image

from bot.chat.media import MediaKind

MARK: Final = "CANARYFILE"
"""Stands in every sample, in plain letters, and must come out of none."""

NAME: Final = f"{MARK}-name"
"""What the samples are called; no name may go on."""

_MAKER, _DESCRIPTION, _GPS = 0x010F, 0x010E, 0x8825


@cache
def picture(shade: int = 0) -> bytes:
    """Return a photo, with the place where it was taken; another ``shade`` is another picture."""
    exif = Image.Exif()
    exif[_MAKER] = f"{MARK} camera"
    exif[_DESCRIPTION] = MARK
    exif[_GPS] = {1: "N", 2: (34.0, 3.0, 8.0), 3: "W", 4: (118.0, 14.0, 37.0), 29: MARK}
    drawn = Image.new("RGB", (64, 48), (200, 30 + shade, 60))
    sink = io.BytesIO()
    drawn.save(sink, "JPEG", exif=exif.tobytes(), comment=MARK.encode())
    return sink.getvalue() + b"PK\x03\x04" + MARK.encode()


@cache
def voice() -> bytes:
    """Return a second of a voice note."""
    sink = io.BytesIO()
    with av.open(sink, "w", "ogg") as made:
        made.metadata["title"] = MARK
        made.metadata["artist"] = MARK
        stream = made.add_stream("libopus", rate=48_000, layout="mono")
        for number in range(10):
            frame = av.AudioFrame(format="s16", layout="mono", samples=4800)
            frame.planes[0].update(bytes(frame.planes[0].buffer_size))
            frame.sample_rate, frame.pts = 48_000, number * 4800
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))
    return sink.getvalue()


@cache
def video() -> bytes:
    """Return a short video, with the place where it was taken."""
    sink = io.BytesIO()
    with av.open(sink, "w", "mp4") as made:
        made.metadata["location"] = MARK
        made.metadata["comment"] = MARK
        stream = made.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(10):
            frame = av.VideoFrame.from_image(  # type: ignore[no-untyped-call]
                Image.new("RGB", (64, 48), (20 * number, 30, 60))
            )
            frame.pts = number
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))
    return sink.getvalue()


@cache
def document() -> bytes:
    """Return a PDF of one page."""
    sink = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.docinfo["/Author"] = MARK
        made.save(sink)
    return sink.getvalue()


def sample(kind: MediaKind, number: int = 0) -> bytes:
    """Return a file of this kind."""
    match kind:
        case MediaKind.PICTURE:
            return picture(number)
        case MediaKind.VOICE:
            return voice()
        case MediaKind.VIDEO:
            return video()
        case MediaKind.DOCUMENT:
            return document()
