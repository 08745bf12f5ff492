"""From a file in a message to what may be fetched of it: where it lies, what it is, and the text under it.

Pure. Takes no name, title, performer, cover, size in pixels or place: they have no field in the shapes.
"""

from __future__ import annotations

from telegram.constants import FileSizeLimit

from bot.adapters.telegram.plain import storable
from bot.adapters.telegram.shapes import Message, PictureSize, StoredFile
from bot.chat.incoming import Shared, Unsupported
from bot.chat.media import MediaKind, Source

_DOCUMENTS = {
    "application/pdf": MediaKind.DOCUMENT,
    "image/gif": MediaKind.PICTURE,
    "image/jpeg": MediaKind.PICTURE,
    "image/png": MediaKind.PICTURE,
    "image/webp": MediaKind.PICTURE,
    "video/mp4": MediaKind.VIDEO,
    "video/quicktime": MediaKind.VIDEO,
    "video/webm": MediaKind.VIDEO,
}
_LARGEST = int(FileSizeLimit.FILESIZE_DOWNLOAD)


def shared_in(message: Message, kind: str) -> Shared | Unsupported:
    """Return the file of ``message``, or that it is ``kind`` and not relayed."""
    file: StoredFile | None
    match kind:
        case "photo":
            what, file = MediaKind.PICTURE, _largest(message.photo)
        case "voice":
            what, file = MediaKind.VOICE, message.voice
        case "audio":
            what, file = MediaKind.VOICE, message.audio
        case "video":
            what, file = MediaKind.VIDEO, message.video or message.video_note
        case "document" if (known := _known(message.document)) is not None:
            what, file = known, message.document
        case _:
            return Unsupported(kind=kind)
    if file is None:
        return Unsupported(kind="other")  # It says that there is a file, and tells of none.
    return Shared(
        kind=what,
        source=Source(key=file.file_id, same=file.file_unique_id, size=file.file_size),
        text=storable(message.caption or ""),
        album=message.media_group_id,
    )


def _largest(sizes: tuple[PictureSize, ...]) -> StoredFile | None:
    """Return the largest that can be fetched; where none can, the largest, to be told so."""
    fetchable = [size for size in sizes if (size.file_size or 0) <= _LARGEST]
    return max(fetchable or sizes, key=lambda size: size.width * size.height, default=None)


def _known(document: StoredFile | None) -> MediaKind | None:
    """Return what a file sent as it is holds, by the type that the sender's app gave it."""
    mime = (document.mime_type or "") if document else ""
    mime = mime.lower().partition(";")[0].strip()
    return MediaKind.VOICE if mime.startswith("audio/") else _DOCUMENTS.get(mime)
