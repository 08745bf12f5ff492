"""What a file says it is in its first bytes: an allow-list. Knows nothing of what follows them."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from bot.chat.media import MediaKind


class Form(StrEnum):
    """A way of writing a file that we read."""

    JPEG = "jpeg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"
    OGG = "ogg"
    MP3 = "mp3"
    ADTS = "adts"
    MP4 = "mp4"
    WEBM = "webm"
    PDF = "pdf"


_FORMS: Final[dict[MediaKind, tuple[Form, ...]]] = {
    MediaKind.PICTURE: (Form.JPEG, Form.PNG, Form.GIF, Form.WEBP),
    MediaKind.VOICE: (Form.OGG, Form.MP3, Form.ADTS, Form.MP4, Form.WEBM),
    MediaKind.VIDEO: (Form.MP4, Form.WEBM),
    MediaKind.DOCUMENT: (Form.PDF,),
}

_BEGINNINGS: Final[dict[Form, re.Pattern[bytes]]] = {
    Form.JPEG: re.compile(rb"\xff\xd8\xff"),
    Form.PNG: re.compile(rb"\x89PNG\r\n\x1a\n"),
    Form.GIF: re.compile(rb"GIF8[79]a"),
    Form.WEBP: re.compile(rb"RIFF....WEBPVP8[ LX]", re.DOTALL),
    Form.OGG: re.compile(rb"OggS\x00"),
    # Layer III of MPEG 1, 2 and 2.5, with a bit rate and a sampling rate that exist; or a tag before it.
    Form.MP3: re.compile(rb"ID3[\x02-\x04]|\xff[\xfa\xfb\xf2\xf3\xe2\xe3][\x10-\xeb]"),
    Form.ADTS: re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"),
    # HEIC and AVIF pictures begin like this too; what has no track of sound or video is turned away later.
    Form.MP4: re.compile(rb"\x00\x00..ftyp", re.DOTALL),
    Form.WEBM: re.compile(rb"\x1a\x45\xdf\xa3"),
    Form.PDF: re.compile(rb"%PDF-[12]\.[0-9]"),
}


def form_of(kind: MediaKind, raw: bytes) -> Form | None:
    """Return which form a file of this kind has, None where it is none that we take for this kind."""
    return next((form for form in _FORMS[kind] if _BEGINNINGS[form].match(raw)), None)
