"""Files on the simulator's page: those that stand on a screen go out here, those that a phone sends come in.

Knows the simulated platform, and of a file only what the browser says it is: never its name.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import ExitStack

from aiohttp import web

from bot.adapters.simulator.doors import HEADERS, refuse_strangers
from bot.adapters.simulator.platform import Phone, SimulatedMessenger
from bot.chat.media import MediaKind

LARGEST_FILE = 20_000_000
MOST_FILES = 10
_FRAMING = 64 * 1024
_SHOWN = re.compile(r"image/(?:jpeg|png|webp)|audio/[a-z0-9.+-]+|video/mp4")
"""What a browser may show by itself. All else, what can act among it (SVG, HTML), is only ever saved."""
_ANY = "application/octet-stream"
_KINDS = {"image": MediaKind.PICTURE, "audio": MediaKind.VOICE, "video": MediaKind.VIDEO}


class Parcels:
    """The two routes. ``users`` are those whose phones may send from the page."""

    def __init__(self, messenger: SimulatedMessenger, users: Collection[str]) -> None:
        self._messenger = messenger
        self._users = users

    async def hand_out(self, request: web.Request) -> web.Response:
        """Answer with what is in a file, or the part of it that was asked for: a recording is wound."""
        refuse_strangers(request)
        key = request.match_info["key"]
        data, mime = self._messenger.file(key), self._messenger.mime(key)
        if data is None:
            raise web.HTTPNotFound(text="There is no such file.\n")
        is_shown = _SHOWN.fullmatch(mime) is not None
        headers = {
            **HEADERS,
            "Cache-Control": "no-store",
            "Content-Type": mime if is_shown else _ANY,
            "Content-Disposition": "inline" if is_shown else "attachment",
            "Accept-Ranges": "bytes",
        }
        if "Range" not in request.headers:
            return web.Response(body=data, headers=headers)
        start, stop = _asked_for(request, len(data))
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(data)}"
        return web.Response(status=206, body=data[start:stop], headers=headers)

    async def take_in(self, request: web.Request) -> web.Response:
        """Let a phone send the files of a form, with its ``text``, as one album where they are pictures."""
        refuse_strangers(request, must_say_origin=True)
        user = request.match_info["user"]
        if user not in self._users:
            raise web.HTTPNotFound(text="There is no such phone.\n")
        try:
            form = await request.clone(client_max_size=LARGEST_FILE + _FRAMING).post()
        except web.HTTPRequestEntityTooLarge:
            raise web.HTTPRequestEntityTooLarge(
                LARGEST_FILE, text="That is too large: 20 MB at most.\n"
            ) from None
        except ValueError:
            raise web.HTTPBadRequest(text="That could not be read.\n") from None
        with ExitStack() as stack:
            fields = [field for field in form.getall("file", ()) if isinstance(field, web.FileField)]
            files = [(field.content_type, stack.enter_context(field.file).read()) for field in fields]
        if not 0 < len(files) <= MOST_FILES:
            raise web.HTTPBadRequest(text=f"One file at least, {MOST_FILES} at most.\n")
        # A form's text comes with the line ends of the web, whatever was typed.
        text = str(form.get("text", "")).replace("\r\n", "\n")
        reply_to = str(form.get("reply_to", "")) or None
        self._send(self._messenger.phone(user), files, text, reply_to)
        return web.Response(status=204)

    def _send(self, phone: Phone, files: list[tuple[str, bytes]], text: str, reply_to: str | None) -> None:
        is_album = len(files) > 1 and {kind_of(mime) for mime, _ in files} == {MediaKind.PICTURE}
        album = self._messenger.next_id() if is_album else None
        for number, (mime, data) in enumerate(files):
            phone.sends(
                kind_of(mime),
                data,
                text if number == 0 else "",
                reply_to=reply_to if number == 0 else None,
                album=album,
                mime=mime,
            )


def kind_of(mime: str) -> MediaKind:
    """Return what a phone sends a file of this type as; whether it may pass is not the phone's to say."""
    return _KINDS.get(mime.partition("/")[0], MediaKind.DOCUMENT)


def _asked_for(request: web.Request, size: int) -> tuple[int, int]:
    try:
        start, stop, _ = request.http_range.indices(size)
    except ValueError:
        start, stop = size, size
    if start >= stop:
        raise web.HTTPRequestRangeNotSatisfiable(headers={"Content-Range": f"bytes */{size}"})
    return start, stop
