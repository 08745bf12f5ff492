"""From a message with a file to what is shared, by an allow-list.

Pure. What the file is called, its thumbnail and what else an app tells of it are never looked at.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec
from unpaddedbase64 import decode_base64

from bot.adapters.matrix.files import Encrypted, Mxc
from bot.adapters.matrix.plain import plain
from bot.chat.incoming import Shared, Unsupported
from bot.chat.media import MediaKind, Source

_KINDS: Final = {
    "m.image": MediaKind.PICTURE,
    "m.audio": MediaKind.VOICE,
    "m.video": MediaKind.VIDEO,
}
_ATTACHED: Final = {
    "image/jpeg": MediaKind.PICTURE,
    "image/png": MediaKind.PICTURE,
    "image/webp": MediaKind.PICTURE,
    "image/gif": MediaKind.PICTURE,
    "video/mp4": MediaKind.VIDEO,
    "video/quicktime": MediaKind.VIDEO,
    "video/webm": MediaKind.VIDEO,
    "application/pdf": MediaKind.DOCUMENT,
}
_LARGEST = 2**53
_KEY_BYTES, _IV_BYTES, _HASH_BYTES = 32, 16, 32

FILES: Final = frozenset({*_KINDS, "m.file"})


class Whereabouts(msgspec.Struct, frozen=True, omit_defaults=True):
    """What `Source.key` says: where the file is and, where it is encrypted, what opens it."""

    mxc: Mxc
    key: str | None = None
    iv: str | None = None
    sha256: str | None = None

    def __repr__(self) -> str:
        """Show nothing: with the key anybody could read it."""
        return "Whereabouts(hidden)"


def shared(content: dict[str, Any], *, is_relayed: bool) -> Shared | Unsupported:
    """Return what a message of one of `FILES` shares; its words are read as those of a text are."""
    found = content.get("info")
    info = found if isinstance(found, dict) else {}
    kind = _kind(content["msgtype"], info.get("mimetype"))
    if kind is None:
        return Unsupported("document")
    where = _whereabouts(content)
    if where is None:
        return Unsupported("other")
    size = info.get("size")
    source = Source(
        key=msgspec.json.encode(where).decode(),
        same=where.mxc,
        size=size if type(size) is int and 0 <= size <= _LARGEST else None,
    )
    return Shared(kind, source, _caption(content, is_relayed=is_relayed))


def _kind(msgtype: str, mimetype: object) -> MediaKind | None:
    if msgtype in _KINDS:
        return _KINDS[msgtype]
    mime = mimetype.partition(";")[0].strip().lower() if isinstance(mimetype, str) else ""
    return MediaKind.VOICE if mime.startswith("audio/") else _ATTACHED.get(mime)


def _whereabouts(content: dict[str, Any]) -> Whereabouts | None:
    try:
        if "file" not in content:
            return msgspec.convert({"mxc": content.get("url")}, Whereabouts)
        file = msgspec.convert(content["file"], Encrypted)
        opens = (
            (file.key.k, _KEY_BYTES),
            (file.iv, _IV_BYTES),
            (file.hashes.sha256, _HASH_BYTES),
        )
        if any(len(decode_base64(text)) != length for text, length in opens):
            return None
    except ValueError:  # Of either library: it is not what it says it is.
        return None
    return Whereabouts(file.url, file.key.k, file.iv, file.hashes.sha256)


def _caption(content: dict[str, Any], *, is_relayed: bool) -> str:
    """Return the words under a file; without a name of its own, what stands there is the file's name."""
    name, said = content.get("filename"), content.get("body")
    if not isinstance(name, str) or not isinstance(said, str) or not name.strip():
        return ""
    if name.strip() == said.strip():
        return ""
    words = plain(content, is_relayed=is_relayed)
    return words if words.strip() else ""
