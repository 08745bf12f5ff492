"""A line between a client and a homeserver that can be listened to and can fail as lines do.

Knows nothing of what passes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import msgspec
from aiohttp import ClientSession, ClientTimeout, web

_LARGE = 2**20


class Fault(msgspec.Struct):
    """What happens to the next request whose path has ``part`` in it.

    With a ``status`` it is answered so without reaching the homeserver, with ``location`` sending it there;
    without, it reaches it and the answer is lost.
    """

    part: str
    status: int | None = None
    answer: Mapping[str, Any] = {}
    times: int = 1
    location: str | None = None


class Request(msgspec.Struct, frozen=True):
    """A request as it passed; ``data`` is its body where that is no text."""

    method: str
    path: str
    body: str
    data: bytes = b""
    headers: Mapping[str, str] = {}


class Proxy:
    """Listens on a port of its own; use as ``async with``."""

    def __init__(self, homeserver: str) -> None:
        self.requests: list[Request] = []
        self.faults: list[Fault] = []
        self.url = ""
        self._homeserver = homeserver

    async def __aenter__(self) -> Self:
        """Begin to listen."""
        self._session = ClientSession(timeout=ClientTimeout(total=60), auto_decompress=False)
        application = web.Application(client_max_size=2**26)
        application.router.add_route("*", "/{path:.*}", self._pass)
        self._runner = web.AppRunner(application, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Hang up."""
        await self._runner.cleanup()
        await self._session.close()

    async def _pass(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        text = body.decode(errors="replace")
        raw = b"" if text.encode() == body else body
        self.requests.append(Request(request.method, request.path_qs, text, raw, dict(request.headers)))
        fault = self._fault(request.path)
        if fault is not None and fault.status is not None:
            moved = {"Location": fault.location} if fault.location else {}
            return web.json_response(dict(fault.answer), status=fault.status, headers=moved)
        headers = {
            name: request.headers[name]
            for name in ("Authorization", "Content-Type")
            if name in request.headers
        }
        data = io.BytesIO(body) if len(body) > _LARGE else body  # The library wants large ones so.
        async with self._session.request(
            request.method, self._homeserver + request.raw_path, data=data, headers=headers
        ) as response:
            content = await response.read()
        if fault is not None:
            assert request.transport is not None
            request.transport.abort()
        passed = {
            name: response.headers[name]
            for name in ("Content-Type", "Content-Encoding")
            if name in response.headers
        }
        return web.Response(body=content, status=response.status, headers=passed)

    def _fault(self, path: str) -> Fault | None:
        fault = next((fault for fault in self.faults if fault.part in path), None)
        if fault is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.faults.remove(fault)
        return fault
