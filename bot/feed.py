"""A calendar over HTTP, for the phone of whoever has its address: it cannot be guessed, and is nowhere kept.

Knows nothing of what stands in a calendar. Whether an address never was, is no more, or is not one at all
cannot be told from the answer.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from bot.calendar import etag
from bot.family.permitting import secret_hash

Read = Callable[[str], Awaitable[bytes | None]]
"""Returns the calendar behind the hash of a secret, or None."""

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{32}")
MISSES, WITHIN = 20, 60.0
"""So many wrong addresses in so many seconds from one place; then it has to wait."""
_PLACES_REMEMBERED: Final = 10_000
_HEADERS: Final = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guesses:
    """How many wrong addresses came from where, lately. Remembers a bounded number of places."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def are_too_many(self, place: str) -> bool:
        """Whether this place has to wait."""
        since, count = self._seen.get(place, (0.0, 0))
        return count >= MISSES and self._now() - since < WITHIN

    def missed(self, place: str) -> None:
        """Count a wrong address."""
        since, count = self._seen.pop(place, (self._now(), 0))
        if self._now() - since >= WITHIN:
            since, count = self._now(), 0
        self._seen[place] = (since, count + 1)
        if len(self._seen) > _PLACES_REMEMBERED:
            self._seen.popitem(last=False)


def add_feed(app: web.Application, read: Read, guesses: Guesses | None = None) -> None:
    """Let calendars be read at ``/calendar/<secret>.ics``."""
    counted = guesses or Guesses()

    async def feed(request: web.Request) -> web.Response:
        place = request.remote or ""
        if counted.are_too_many(place):
            return web.Response(status=429, headers={**_HEADERS, "Retry-After": str(int(WITHIN))})
        secret = request.match_info["secret"]
        found = await read(secret_hash(secret)) if _SECRET.fullmatch(secret) else None
        if found is None:
            counted.missed(place)
            return web.Response(status=404, text="not found\n", headers=_HEADERS)
        tag = etag(found)
        headers = {**_HEADERS, "ETag": tag}
        if _is_known(request.headers.get("If-None-Match", ""), tag):
            return web.Response(status=304, headers=headers)
        headers |= {
            "Content-Type": "text/calendar; charset=utf-8",
            "Content-Disposition": 'inline; filename="calendar.ics"',
        }
        return web.Response(body=found, headers=headers)

    app.router.add_get("/calendar/{secret}.ics", feed)


def _is_known(asked: str, tag: str) -> bool:
    """Whether a tag is among those that the reader has (RFC 9110, 13.1.2: compared weakly)."""
    known = {one.strip().removeprefix("W/") for one in asked.split(",")}
    return "*" in known or tag in known
