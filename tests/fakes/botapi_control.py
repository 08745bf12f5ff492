"""The control plane over HTTP, under `/control/`, for a server that runs as its own process.

Knows no rule of its own: every word here is a method of the server or of a user, with JSON around it.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from . import botapi_faults
from .botapi_world import Message, Press

if TYPE_CHECKING:
    from collections.abc import Callable

    from .botapi import BotApiServer
    from .botapi_call import Call, Json
    from .botapi_faults import Fault
    from .botapi_user import Shown

ACTS = frozenset({"blocks", "deactivates", "deletes", "edits", "presses", "reacts", "replaces", "says",
                  "sends", "sends_album", "starts", "taps", "unblocks"})  # fmt: skip
FAULTS: dict[str, Callable[..., Fault]] = {
    name: getattr(botapi_faults, name)
    for name in ("broken", "flood", "hang", "migrated", "no_access", "refused", "reset")
}


class Control:
    """Answers `/control/<word>`: parameters as a JSON object in the body, or in the query.

    Words: user, act, acts, screen, press, requests, count, sent, wait, push, file, fault, clear_faults,
    disturb, token, age_presses, restart. A complaint is a 400 with `{"error": …}`, an elapsed wait a 408.
    """

    def __init__(self, server: BotApiServer) -> None:
        self._server = server
        self._restarting: asyncio.Task[None] | None = None

    async def respond(self, request: web.BaseRequest, word: str) -> web.Response:
        """Carry out one word of control."""
        raw = await request.text()
        if word == "push":
            return web.json_response(self._push(raw))
        body: Any = json.loads(raw) if raw else _from_query(request)
        method = getattr(self, f"_do_{word}", None)
        if method is None:
            return web.json_response({"error": f"no such word: {word}"}, status=404)
        try:
            result = await method(body) if asyncio.iscoroutinefunction(method) else method(body)
        except TimeoutError as late:
            return web.json_response({"error": str(late)}, status=408)
        except (LookupError, TypeError, ValueError) as complaint:
            return web.json_response({"error": f"{type(complaint).__name__}: {complaint}"}, status=400)
        return web.json_response(result)

    def _push(self, raw: str) -> int:
        """Queue the body as it is: an object as an update, anything else letter for letter."""
        try:
            update = json.loads(raw)
        except ValueError:
            update = raw
        return self._server.push(update if isinstance(update, dict) else raw)

    def _do_user(self, body: Json) -> Json:
        return self._server.user(**body).profile

    def _do_act(self, body: Json) -> object:
        arguments = dict(body)
        user = self._server.user(arguments.pop("user"))
        act = arguments.pop("act")
        if act not in ACTS:
            raise ValueError(act)
        if "content" in arguments:
            arguments["content"] = bytes.fromhex(arguments["content"])
        return _plain(getattr(user, act)(**arguments))

    def _do_acts(self, body: list[Json]) -> list[object]:
        return [self._do_act(one) for one in body]

    def _do_screen(self, body: Json) -> list[Json]:
        shown = self._server.user(body["user"]).screen(with_own=bool(body.get("with_own")))
        return [_seen(one) for one in shown]

    def _do_press(self, body: Json) -> object:
        return _plain(self._server.world.presses[str(body["id"])])

    def _do_requests(self, body: Json) -> list[Json]:
        since = body.get("since", 0)
        calls = self._server.calls(body.get("method"), body.get("chat_id"))
        return [_call(call) for call in calls if call.number > since]

    def _do_count(self, body: Json) -> int:
        return self._server.count(body["method"], body.get("chat_id"))

    def _do_sent(self, body: Json) -> str:
        return self._server.everything_sent_to(body["chat_id"])

    async def _do_wait(self, body: Json) -> int:
        method, chat_id, least = body["method"], body.get("chat_id"), body.get("count", 1)
        await self._server.wait_for(
            lambda: self._server.count(method, chat_id) >= least, timeout=body.get("timeout", 5.0)
        )
        return self._server.count(method, chat_id)

    def _do_file(self, body: Json) -> str:
        content = bytes.fromhex(body.pop("content", ""))
        return self._server.file(content, **body).id

    def _do_fault(self, body: Json) -> None:
        order = {key: body.pop(key) for key in ("method", "times", "seconds") if key in body}
        chat_id = body.pop("chat_id", None)
        fault = FAULTS[body.pop("kind")](**body)
        self._server.fail(fault, chat=chat_id, **order)

    def _do_clear_faults(self, _: Json) -> None:
        self._server.faults.clear()

    def _do_disturb(self, body: Json) -> None:
        self._server.disturb(**body)

    def _do_token(self, body: Json) -> None:
        if body["revoked"]:
            self._server.revoke_token()
        else:
            self._server.restore_token()

    def _do_age_presses(self, _: Json) -> None:
        self._server.age_presses()

    def _do_restart(self, body: Json) -> None:
        # This very connection is cut too, so that the answer must be on its way first.
        async def soon() -> None:
            await asyncio.sleep(0.02)
            await self._server.restart(body.get("down_for", 0.0))

        self._restarting = asyncio.get_running_loop().create_task(soon())


def _from_query(request: web.BaseRequest) -> Json:
    return {
        key: int(value) if value.removeprefix("-").isdecimal() else value
        for key, value in request.query.items()
    }


def _seen(shown: Shown) -> Json:
    seen = dataclasses.asdict(shown)
    if shown.file is not None:
        seen["file"]["content"] = shown.file.content.hex()
    return seen


def _plain(result: object) -> object:
    if isinstance(result, Message):
        return result.as_json()
    if isinstance(result, list):
        return [_plain(one) for one in result]
    if isinstance(result, Press):
        return {**dataclasses.asdict(result), "is_answered": result.is_answered}
    return result


def _call(call: Call) -> Json:
    return {
        "number": call.number,
        "at": call.at,
        "method": call.method,
        "params": call.params,
        "files": {name: file.name for name, file in call.files.items()},
        "chat_id": call.chat_id,
        "status": call.status,
        "description": call.description,
        "result": call.result,
    }
