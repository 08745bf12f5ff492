"""The fields of a message with a file, as an allow-list in both directions: what is not here does not exist.

Pure. A sender's name of the file, its thumbnail and all else that an app adds have no field here.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec

from bot.chat.media import CleanFile, MediaKind

MXC: Final = r"\Amxc://([A-Za-z0-9.:\[\]-]{1,255})/([A-Za-z0-9_-]{1,255})\Z"
"""Where a homeserver keeps a file: on which server, and under which id."""

Mxc = Annotated[str, msgspec.Meta(pattern=MXC)]


class Key(msgspec.Struct, frozen=True):
    """What a file was encrypted with."""

    k: str
    kty: Literal["oct"] = "oct"
    alg: Literal["A256CTR"] = "A256CTR"
    ext: bool = True
    key_ops: tuple[str, ...] = ("encrypt", "decrypt")


class Hashes(msgspec.Struct, frozen=True):
    """What the encrypted bytes must come to."""

    sha256: str


class Encrypted(msgspec.Struct, frozen=True):
    """A file that the homeserver keeps and cannot read."""

    url: Mxc
    key: Key
    iv: str
    hashes: Hashes
    v: Literal["v2"] = "v2"

    def __repr__(self) -> str:
        """Show nothing: with the key anybody could read it."""
        return "Encrypted(hidden)"


class Info(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an app must know before it fetches: ``duration`` is in milliseconds."""

    mimetype: str
    size: int
    w: int | None = None
    h: int | None = None
    duration: int | None = None


class Sound(msgspec.Struct, frozen=True):
    """How long a voice message is, in milliseconds. Without a waveform apps make their own."""

    duration: int


class Spoken(msgspec.Struct, frozen=True):
    """By this an app knows a voice message from music."""


class Carried(msgspec.Struct, frozen=True, omit_defaults=True):
    """A message with a file, but for its words. Exactly one of ``url`` and ``file`` says where it is."""

    msgtype: Literal["m.image", "m.audio", "m.video", "m.file"]
    filename: str
    info: Info
    url: Mxc | None = None
    file: Encrypted | None = None
    voice: Spoken | None = msgspec.field(default=None, name="org.matrix.msc3245.voice")
    sound: Sound | None = msgspec.field(default=None, name="org.matrix.msc1767.audio")

    def __repr__(self) -> str:
        """Show nothing: where it is, and its key, are in it."""
        return "Carried(hidden)"


_MSGTYPES: Final[dict[MediaKind, Literal["m.image", "m.audio", "m.video", "m.file"]]] = {
    MediaKind.PICTURE: "m.image",
    MediaKind.VOICE: "m.audio",
    MediaKind.VIDEO: "m.video",
    MediaKind.DOCUMENT: "m.file",
}
_ENDINGS: Final = {
    "application/pdf": "pdf",
    "application/json": "json",
    "audio/aac": "aac",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "image/gif": "gif",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "text/html": "html",
    "text/calendar": "ics",
    "text/csv": "csv",
    "video/mp4": "mp4",
    "video/webm": "webm",
}


def carried(clean: CleanFile, kept: str | Encrypted) -> Carried:
    """Return the message with a file that the homeserver keeps at ``kept``. It is called after its kind."""
    is_voice = clean.kind is MediaKind.VOICE
    duration = None if clean.seconds is None else clean.seconds * 1000
    return Carried(
        msgtype=_MSGTYPES[clean.kind],
        filename=f"{clean.kind.value}.{_ENDINGS.get(clean.mime, 'bin')}",
        info=Info(clean.mime, len(clean.data), clean.width, clean.height, duration),
        url=kept if isinstance(kept, str) else None,
        file=None if isinstance(kept, str) else kept,
        voice=Spoken() if is_voice else None,
        sound=Sound(duration) if is_voice and duration is not None else None,
    )
