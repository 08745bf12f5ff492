"""The methods that carry files: sending one or several, and telling where one can be fetched.

Knows no HTTP. Rules from Client.cpp (get_input_media, do_get_file) and tdlib; the bounds of a picture from
the documentation of sendPhoto.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from .botapi_call import Json, refuse
from .botapi_posting import post, post_all
from .botapi_text import caption_of, captioned
from .botapi_world import media

if TYPE_CHECKING:
    from collections.abc import Callable

    from .botapi_call import Call, Upload
    from .botapi_world import StoredFile, World

DOWNLOAD_LIMIT = 20 << 20
UPLOAD_LIMIT = 50 << 20
PICTURE_LIMIT = 10 << 20
ALBUM_LIMIT = 10
WIDTH_AND_HEIGHT = 10_000
THINNEST = 20
SENT_FILES = ("animation", "audio", "document", "photo", "sticker", "video", "video_note", "voice")
MIXED_IN_ALBUMS = frozenset({"photo", "video"})
ALONE_IN_ALBUMS = frozenset({"audio", "document"})
_SHAPE = ("duration", "width", "height", "performer", "title")


def send_file(kind: str) -> Callable[[World, Call], Json]:
    """Make the method that sends a file of one kind: uploaded, by id, or by address (not fetched)."""

    def send(world: World, call: Call) -> Json:
        given = call.text(kind)
        upload = call.files.get(given.removeprefix("attach://") if given.startswith("attach://") else kind)
        content = _content(world, kind, given, upload, call.params)
        if content is None:
            refuse(f"There is no {kind.replace('_', ' ')} in the request")
        return post(world, call, {**content, **caption_of(call)})

    return send


def send_album(world: World, call: Call) -> list[Json]:
    """Send several files as one; a keyboard given with them is not even read, as there."""
    wanted = call.structure("media", "media")
    if not isinstance(wanted, list):
        refuse("Expected an Array of InputMedia")
    contents = [_album_part(world, call, one) for one in wanted]
    if len(contents) > ALBUM_LIMIT:
        refuse("Too many messages to send as an album")
    if not contents:
        refuse("There are no messages to send")
    kinds = {one["type"] for one in wanted}
    for kind in kinds & ALONE_IN_ALBUMS if len(kinds) > 1 else ():
        refuse(f"{kind.title()} can't be mixed with other media types")
    group = {"media_group_id": str(13_700_000_000_000_000 + world.number())} if len(contents) > 1 else {}
    messages = post_all(world, call, [{**content, **group} for content in contents])
    return [message.as_json() for message in messages]


def get_file(world: World, call: Call) -> Json:
    """Tell where a file can be fetched, at most 20 MB."""
    if not call.text("file_id"):
        refuse("file_id not specified")
    stored = world.files.get(call.text("file_id"))
    if stored is None or not stored.is_available:
        refuse("wrong file_id or the file is temporarily unavailable")
    if stored.size > DOWNLOAD_LIMIT:
        refuse("file is too big")
    told = {"file_id": stored.id, "file_unique_id": stored.unique_id, "file_path": stored.path}
    return {**told, "file_size": stored.size} if stored.size else told


def sends_again(call: Call) -> bool:
    """Tell whether a call shows something that was not uploaded with it: by id, by address, as a copy."""
    if call.method.startswith(("forward", "copy")):
        return True
    named = [value for name, value in call.params.items() if name in SENT_FILES]
    album = call.params.get("media")
    named += [one.get("media") for one in album if isinstance(one, dict)] if isinstance(album, list) else []
    return any(not str(one).startswith("attach://") for one in named)


def _album_part(world: World, call: Call, given: object) -> Json:
    complaint = "Can't parse InputMedia: "
    if not isinstance(given, dict):
        refuse(complaint + "expected an Object")
    kind = given.get("type")
    if kind == "animation":
        refuse(complaint + 'type "animation" can\'t be used in sendMediaGroup')
    if kind not in MIXED_IN_ALBUMS | ALONE_IN_ALBUMS:
        refuse(f'{complaint}type "{kind}" is unsupported')
    caption = captioned(str(given.get("caption") or ""), "", given.get("caption_entities"))
    named = str(given.get("media") or "")
    upload = call.files.get(named.removeprefix("attach://")) if named.startswith("attach://") else None
    content = None if named.startswith("attach://") and upload is None else named
    described = _content(world, kind, content or "", upload, given)
    if described is None:
        refuse(complaint + "media not found")
    return {**described, **caption}


def _content(world: World, kind: str, given: str, upload: Upload | None, params: Json) -> Json | None:
    """Return the fields of a message with this file, None where there is none."""
    shape: Json = {key: params[key] for key in _SHAPE if key in params} if kind != "photo" else {}
    if upload is not None:
        _check(kind, upload.content)
        if kind == "photo":
            shape = _size_of(upload.content)
        elif kind == "document" and upload.content_type:
            shape["mime_type"] = upload.content_type
    elif not given:
        return None
    stored, name = _stored(world, kind, given, upload)
    content: Json = {kind: media(stored, kind, name, shape)}
    if kind == "animation":  # The official server shows it as a document too, for old bots.
        content["document"] = media(stored, "document", name)
    return content


def _stored(world: World, kind: str, given: str, upload: Upload | None) -> tuple[StoredFile, str]:
    if upload is not None:
        return world.store(upload.content, kind, upload.name), upload.name
    if given.startswith(("http://", "https://")):
        return world.store(b"", kind), ""
    if (stored := world.files.get(given)) is None:
        refuse("wrong file identifier/HTTP URL specified")
    return stored, ""


def _check(kind: str, content: bytes) -> None:
    if not content:
        refuse("File must be non-empty")
    if len(content) > (PICTURE_LIMIT if kind == "photo" else UPLOAD_LIMIT):
        refuse("File is too big")


def _size_of(content: bytes) -> Json:
    """Return width and height, or refuse what no app could show; what is no picture passes, for tests."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
    except UnidentifiedImageError:
        return {}
    if width + height > WIDTH_AND_HEIGHT or max(width, height) > THINNEST * min(width, height):
        refuse("PHOTO_INVALID_DIMENSIONS")
    return {"width": width, "height": height}
