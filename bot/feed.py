"""The private calendar feed: a document for whoever knows the secret in its address (RFC 9110 for the rest).

Knows no person and no meeting. The secret is the whole right to read: it is written down nowhere, and neither
an answer nor a log tells one that was never made from one that was revoked.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from ipaddress import ip_address
from typing import Final, Protocol

from aiohttp import web

from bot.calendars import etag, secret_hash
from bot.guesses import Guesses

_log = logging.getLogger(__name__)

_SUFFIX: Final = ".ics"
_DISCREET: Final = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_SHOWN: Final = {
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": 'inline; filename="calendar.ics"',
}
_TAG: Final = re.compile('(?:W/)?("[^"]*")')
_SOON: Final = "60"


class Read(Protocol):
    """Where calendars come from."""

    async def __call__(self, secret_hash: str, /) -> bytes | None:
        """Return the document of the subscription with this hash, None where there is none, or no longer.

        The same bytes for as long as nothing has changed.
        """
        ...


def routes(read: Read, monotonic: Callable[[], float] = time.monotonic) -> web.RouteTableDef:
    """Return the route of all feeds, to GET and to HEAD: /calendar/SECRET.ics.

    Whatever else is below /calendar is a guess like any other, and answered alike.
    """
    guesses = Guesses(monotonic)
    table = web.RouteTableDef()

    @table.get("/calendar/{name:.*}")
    async def take_get(request: web.Request) -> web.Response:
        remote = _remote(request)
        if seconds := guesses.wait_for(remote):
            return _plain(429, "too many requests", retry_after=str(seconds))
        name = request.match_info["name"]
        try:
            document = await read(secret_hash(name.removesuffix(_SUFFIX)))
        except Exception as error:  # noqa: BLE001 - its words could be anything, and the server would log them
            _log.error("calendar: a feed could not be read (%s)", type(error).__name__)
            return _plain(503, "not now", retry_after=_SOON)
        if document is None or not name.endswith(_SUFFIX):
            guesses.missed(remote)
            return _plain(404, "not found")
        return _answer(request, document)

    return table


def _answer(request: web.Request, document: bytes) -> web.Response:
    tag = etag(document)
    headers = {**_DISCREET, "ETag": tag}
    if _has(request, tag):
        return web.Response(status=304, headers=headers)
    return web.Response(body=document, headers={**headers, **_SHOWN})


def _has(request: web.Request, tag: str) -> bool:
    """Tell whether the client has this already, by the weak comparison (RFC 9110, 13.1.2)."""
    told = ",".join(request.headers.getall("If-None-Match", ()))
    return told.strip() == "*" or tag in _TAG.findall(told)


def _plain(status: int, words: str, *, retry_after: str | None = None) -> web.Response:
    headers = _DISCREET if retry_after is None else {**_DISCREET, "Retry-After": retry_after}
    return web.Response(status=status, text=f"{words}\n", headers=headers)


def _remote(request: web.Request) -> str:
    """Return who asks: behind a proxy on this machine, whom the proxy says it speaks for.

    A proxy on another machine is one address to us, whoever is behind it.
    """
    peer = request.remote or ""
    try:
        is_here = ip_address(peer).is_loopback
    except ValueError:
        return peer
    # The proxy adds at the end; what stands before that is only what it was told.
    told = ",".join(request.headers.getall("X-Forwarded-For", ())).rpartition(",")[2].strip()
    return told if is_here and told else peer
