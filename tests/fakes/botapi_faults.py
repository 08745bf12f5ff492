"""What can go wrong with one request, to be ordered by a test for the next calls.

Knows no method: a fault is an answer, or the lack of one, and whether the request took effect before it.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from aiohttp import web

from .botapi_call import Json, Refusal, bad_request, forbidden, too_many

if TYPE_CHECKING:
    from .botapi_call import Call

SERVER_ERROR = '{"ok":false,"error_code":500,"description":"Internal Server Error"}'
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
FORBIDDEN = {
    "blocked": "bot was blocked by the user",
    "deactivated": "user is deactivated",
    "cannot_initiate": "bot can't initiate conversation with a user",
    "kicked": "bot was kicked from the group chat",
    "not_a_member": "bot is not a member of the group chat",
}


@dataclass(frozen=True)
class Fault:
    """One way to go wrong; make it with the functions below.

    ``takes_effect`` says that the request is carried out (and recorded as delivered) all the same: the bot
    cannot know. ``delay`` are the seconds before the answer, None for never.
    """

    name: str
    status: int = 0
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    takes_effect: bool = False
    delay: float | None = 0.0

    async def answer(self, request: web.BaseRequest, real: web.Response | None) -> web.Response:
        """Answer as ordered; ``real`` is the true answer, given late where the fault has none."""
        if self.delay is None:
            await asyncio.Event().wait()  # ends when the client gives up or the server stops
        elif self.delay:
            await asyncio.sleep(self.delay)
        if self.status:
            return web.Response(
                status=self.status,
                text=self.body,
                headers=dict(self.headers),
                content_type="application/json" if self.body.startswith("{") else "text/html",
            )
        if self.name == "reset" or real is None:
            cut(request)
            return web.Response(status=500)
        return real


def cut(request: web.BaseRequest) -> None:
    """Cut the connection of a request, so that its client reads a reset and no answer."""
    if request.transport is not None:
        request.transport.abort()


def _refusing(name: str, refusal: Refusal, headers: tuple[tuple[str, str], ...] = ()) -> Fault:
    return Fault(name, refusal.code, json.dumps(refusal.as_json()), headers)


def flood(retry_after: int = 1) -> Fault:
    """429 with `parameters.retry_after`."""
    return _refusing("flood", too_many(retry_after), (("Retry-After", str(retry_after)),))


def broken(status: int = 500, body: str | None = None, *, takes_effect: bool = False) -> Fault:
    """Answer 500, 502 or the like; the body is the official one unless given."""
    usual = SERVER_ERROR if status == 500 else BAD_GATEWAY
    return Fault("broken", status, usual if body is None else body, takes_effect=takes_effect)


def reset(*, takes_effect: bool = False) -> Fault:
    """Cut the connection before any answer."""
    return Fault("reset", takes_effect=takes_effect)


def hang(seconds: float | None = None) -> Fault:
    """Accept and deliver, then say nothing: for some seconds, or for ever."""
    return Fault("hang", takes_effect=True, delay=seconds)


def refused(code: int, description: str, parameters: Json | None = None) -> Fault:
    """Answer any refusal, word for word."""
    return _refusing("refuse", Refusal(code, description, parameters))


def no_access(kind: str = "blocked") -> Fault:
    """403: blocked, deactivated, cannot_initiate, kicked or not_a_member."""
    return _refusing(kind, forbidden(FORBIDDEN[kind]))


def migrated(to: int) -> Fault:
    """400 with `parameters.migrate_to_chat_id`."""
    refusal = bad_request("group chat was upgraded to a supergroup chat")
    refusal.parameters = {"migrate_to_chat_id": to}
    return _refusing("migrated", refusal)


@dataclass
class Order:
    """A fault that waits for its calls. ``times`` counts down; None is without end."""

    fault: Fault
    method: str = "*"
    chat_id: int | None = None
    times: int | None = 1
    until: float | None = None
    hits: int = 0

    def applies_to(self, call: Call) -> bool:
        """Tell whether this call is one of those ordered."""
        if self.times is not None and self.hits >= self.times:
            return False
        if self.until is not None and time.monotonic() >= self.until:
            return False
        return self.chat_id in (None, call.chat_id) and fnmatchcase(call.method, self.method)


class Faults:
    """The orders in force, oldest first; the first that applies is used."""

    def __init__(self) -> None:
        self._orders: list[Order] = []

    def order(self, order: Order) -> Order:
        """Put an order in force."""
        self._orders.append(order)
        return order

    def clear(self) -> None:
        """Let everything go well again."""
        self._orders.clear()

    def next_for(self, call: Call) -> Fault | None:
        """Return the fault this call meets, and count it."""
        for order in self._orders:
            if order.applies_to(call):
                order.hits += 1
                return order.fault
        return None
