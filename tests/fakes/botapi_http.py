"""The HTTP side: from a request to a method, and from what came of it to an answer, all of it logged.

Knows no rule of Telegram beyond addresses, tokens and the frame of an answer.
"""

from __future__ import annotations

import itertools
import json
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from aiohttp import web

from .botapi_call import Call, Json, Refusal, read_parameters
from .botapi_delivery import Done
from .botapi_faults import cut
from .botapi_methods import METHODS
from .botapi_profile import scope_chat

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .botapi_delivery import Delivery
    from .botapi_faults import Fault, Faults
    from .botapi_world import StoredFile, World

UNAUTHORIZED = (401, "Unauthorized")
INVALID_TOKEN = (401, "Unauthorized: invalid token specified")
NOT_FOUND = Refusal(404, "Not Found")
NO_METHOD = Refusal(404, "Not Found: method not found")


PIECE = 1 << 16


@dataclass(slots=True)
class Download:
    """One request for a file: what it named, the status it got, and how many bytes left the server."""

    name: str
    status: int = 0
    sent: int = 0


class Gate:
    """Where requests come in. ``calls`` is the log, ``counts`` the number per method and chat.

    ``downloads`` are the files asked for; a fault ordered for "file" meets them.
    """

    def __init__(
        self,
        token: str,
        world: World,
        delivery: Delivery,
        faults: Faults,
        changed: Callable[[], None],
        *,
        keeps_log: bool,
    ) -> None:
        self.token = token
        self.is_token_revoked = False
        self.calls: list[Call] = []
        self.downloads: list[Download] = []
        self.counts: Counter[tuple[str, int | None]] = Counter()
        self.control: Callable[[web.BaseRequest, str], Awaitable[web.Response]]
        self._world = world
        self._delivery = delivery
        self._faults = faults
        self._changed = changed
        self._keeps_log = keeps_log
        self._numbers = itertools.count(1)

    async def respond(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer any request to the server."""
        path = unquote(request.raw_path.partition("?")[0])
        if path.startswith("/bot"):
            token, _, method = path.removeprefix("/bot").partition("/")
            return await self._bot_api(request, token, method)
        if path.startswith("/file/bot"):
            token, _, name = path.removeprefix("/file/bot").partition("/")
            return await self._file(request, token, name)
        if path.startswith("/control/"):
            return await self.control(request, path.removeprefix("/control/"))
        return _refused(NOT_FOUND)

    def _check_token(self, token: str) -> None:
        number, colon, _ = token.partition(":")
        if not colon or not number.isdecimal() or number.startswith("0"):
            raise Refusal(*INVALID_TOKEN)
        if token != self.token or self.is_token_revoked:
            raise Refusal(*UNAUTHORIZED)

    async def _file(self, request: web.BaseRequest, token: str, name: str) -> web.StreamResponse:
        fetched = Download(name)
        self.downloads.append(fetched)
        fault = self._faults.next_for(Call(0, time.monotonic(), "file"))
        if fault is not None:
            fetched.status = fault.status
            return await fault.answer(request, None)
        if token != self.token or self.is_token_revoked:
            fetched.status = 401
            return _refused(Refusal(*UNAUTHORIZED))
        stored = self._world.file_paths.get(name)
        if stored is None or not stored.is_available:
            fetched.status = 404
            return _refused(NOT_FOUND)
        fetched.status = 200
        return await self._stream(request, stored, fetched)

    async def _stream(
        self, request: web.BaseRequest, stored: StoredFile, fetched: Download
    ) -> web.StreamResponse:
        """Send a file piece by piece, until it is whole or nobody listens any more."""
        answer = web.StreamResponse(headers={"Content-Type": "application/octet-stream"})
        if stored.size == len(stored.content):
            answer.content_length = stored.size
        await answer.prepare(request)
        end = len(stored.content) if stored.breaks_after is None else stored.breaks_after
        try:
            for start in range(0, end, PIECE):
                piece = stored.content[start : min(end, start + PIECE)]
                await answer.write(piece)
                fetched.sent += len(piece)
        except ConnectionError:
            return answer
        if stored.breaks_after is not None:
            cut(request)
        return answer

    async def _bot_api(self, request: web.BaseRequest, token: str, method: str) -> web.StreamResponse:
        call = Call(next(self._numbers), time.monotonic(), method)
        try:
            call.params, call.files = await read_parameters(request)
        except Refusal as refusal:
            return self._answered(call, _refused(refusal), refusal.description)
        known = METHODS.get((method or call.text("method")).lower())
        waiting = self._delivery.methods.get((method or call.text("method")).lower())
        call.method = (known or waiting or (method, None))[0]
        call.chat_id = self._chat_of(call)
        if self._keeps_log:
            self.calls.append(call)
        fault = self._faults.next_for(call)
        if fault is not None and not fault.takes_effect:
            call.description = fault.name
            return await self._faulty(request, call, fault, None)
        answer = await self._carry_out(call, token)
        if fault is not None:
            call.description = fault.name
            return await self._faulty(request, call, fault, answer)
        return answer

    async def _carry_out(self, call: Call, token: str) -> web.Response:
        name = call.method.lower()
        try:
            self._check_token(token)
            if name in METHODS:
                call.result = METHODS[name][1](self._world, call)
                body = _ok(call.result)
            elif name in self._delivery.methods:
                result = await self._delivery.methods[name][1](call)
                body = b'{"ok":true,"result":%b}' % result if isinstance(result, bytes) else _ok(result)
            else:
                return self._answered(call, _refused(NO_METHOD), NO_METHOD.description)
        except Refusal as refusal:
            return self._answered(call, _refused(refusal), refusal.description)
        return self._answered(call, web.Response(body=body, content_type="application/json"))

    async def _faulty(
        self, request: web.BaseRequest, call: Call, fault: Fault, real: web.Response | None
    ) -> web.Response:
        if real is None:
            self._answered(call, None, fault.name)
        call.status = fault.status
        answer = await fault.answer(request, real)
        if answer is real:
            call.status = real.status
        return answer

    def _answered(self, call: Call, answer: web.Response | None, description: str = "") -> web.Response:
        answer = answer or web.Response()
        call.status = answer.status
        call.description = description
        self.counts[call.method, None] += 1
        if call.chat_id is not None:
            self.counts[call.method, call.chat_id] += 1
        self._changed()
        return answer

    def _chat_of(self, call: Call) -> int | None:
        chat_id = call.params.get("chat_id")
        if isinstance(chat_id, int):
            return chat_id
        if call.method == "answerCallbackQuery":
            press = self._world.presses.get(call.text("callback_query_id"))
            return press.chat_id if press else None
        return scope_chat(call)


def _ok(result: object) -> bytes:
    body: Json = {"ok": True, "result": result}
    if isinstance(result, Done):
        body = {"ok": True, "result": result.result, "description": result.description}
    return json.dumps(body, ensure_ascii=False).encode()


def _refused(refusal: Refusal) -> web.Response:
    wait = (refusal.parameters or {}).get("retry_after")
    return web.Response(
        status=refusal.code,
        body=json.dumps(refusal.as_json()).encode(),
        content_type="application/json",
        headers={"Retry-After": str(wait)} if wait else None,
    )
