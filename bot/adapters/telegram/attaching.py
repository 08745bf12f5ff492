"""From clean files to the calls that send them: which stand together, which alone, and under what name.

Pure. Each file is uploaded anew: none is named by an id or an address, and no name but ours goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from telegram.constants import FileSizeLimit, InputMediaType, MediaGroupLimit

from bot.adapters.telegram.calls import SEND_ALBUM, Call, Upload
from bot.chat.media import CleanFile, MediaKind

LARGEST = int(FileSizeLimit.FILESIZE_UPLOAD)
_LARGEST_PICTURE = int(FileSizeLimit.PHOTOSIZE_UPLOAD)
_LARGEST_ALBUM = LARGEST - 1_000_000  # What stands around the files counts too.
_MOST_IN_ALBUM = int(MediaGroupLimit.MAX_MEDIA_LENGTH)
# What sendPhoto takes, as documented: anything else goes as a document, and is seen whole all the same.
_WIDTH_AND_HEIGHT = 10_000
_THINNEST = 20

_ENDINGS = {
    "application/pdf": "pdf",
    "application/json": "json",
    "audio/m4a": "m4a",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "text/html": "html",
    "text/calendar": "ics",
    "text/csv": "csv",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
}
_USUAL = {MediaKind.PICTURE: "jpg", MediaKind.VOICE: "ogg", MediaKind.VIDEO: "mp4", MediaKind.DOCUMENT: "pdf"}


def calls_with(files: Sequence[CleanFile], chat: int, caption: Mapping[str, object]) -> tuple[Call, ...]:
    """Return the calls that send ``files`` in their order; the first carries ``caption``."""
    calls: list[Call] = []
    for group in _together(files):
        under = {} if calls else caption
        calls.append(_album(group, chat, under) if len(group) > 1 else _alone(group[0], chat, under))
    return tuple(calls)


def _together(files: Sequence[CleanFile]) -> Iterator[list[CleanFile]]:
    """Yield what goes in one call: pictures and videos that follow each other, and all else alone."""
    group: list[CleanFile] = []
    for file in files:
        is_full = len(group) == _MOST_IN_ALBUM or sum(map(_size, group)) + _size(file) > _LARGEST_ALBUM
        if group and (is_full or not (_is_for_albums(file) and _is_for_albums(group[-1]))):
            yield group
            group = []
        group.append(file)
    if group:
        yield group


def _album(files: Sequence[CleanFile], chat: int, caption: Mapping[str, object]) -> Call:
    uploads = tuple(Upload(f"file{place}", _name(file), file.data) for place, file in enumerate(files))
    media: list[dict[str, object]] = []
    for upload, file in zip(uploads, files, strict=True):
        is_video = file.kind is MediaKind.VIDEO
        kind = InputMediaType.VIDEO if is_video else InputMediaType.PHOTO
        shape = _shape_of_video(file) if is_video else {}
        media.append({
            "type": kind.value,
            "media": f"attach://{upload.field}",
            **shape,
            **({} if media else caption),
        })  # fmt: skip
    return Call(SEND_ALBUM, {"chat_id": chat, "media": media}, uploads=uploads, makes=len(files))


def _alone(file: CleanFile, chat: int, caption: Mapping[str, object]) -> Call:
    about = {"chat_id": chat, **caption}
    match file.kind:
        case MediaKind.PICTURE if _is_for_albums(file):
            return _call("sendPhoto", "photo", file, about)
        case MediaKind.VIDEO:
            return _call("sendVideo", "video", file, {**about, **_shape_of_video(file)})
        case MediaKind.VOICE:
            spoken = about if file.seconds is None else {**about, "duration": file.seconds}
            return _call("sendVoice", "voice", file, spoken, otherwise=_as_document(file, about))
        case _:
            return _as_document(file, about)


def _as_document(file: CleanFile, about: Mapping[str, object]) -> Call:
    return _call("sendDocument", "document", file, {**about, "disable_content_type_detection": True})


def _call(
    method: str,
    field: str,
    file: CleanFile,
    parameters: Mapping[str, object],
    otherwise: Call | None = None,
) -> Call:
    upload = Upload(field, _name(file), file.data)
    return Call(method, parameters, uploads=(upload,), makes=1, otherwise=otherwise)


def _is_for_albums(file: CleanFile) -> bool:
    if file.kind is MediaKind.VIDEO:
        return True
    if file.kind is not MediaKind.PICTURE or _size(file) > _LARGEST_PICTURE:
        return False
    if not file.width or not file.height:
        return True
    sides = sorted((file.width, file.height))
    return sum(sides) <= _WIDTH_AND_HEIGHT and sides[1] <= _THINNEST * sides[0]


def _shape_of_video(file: CleanFile) -> dict[str, object]:
    shape = {"width": file.width, "height": file.height, "duration": file.seconds}
    known = {name: value for name, value in shape.items() if value is not None}
    return {"supports_streaming": True, **known}


def _name(file: CleanFile) -> str:
    return f"{file.kind.value}.{_ENDINGS.get(file.mime, _USUAL[file.kind])}"


def _size(file: CleanFile) -> int:
    return len(file.data)
