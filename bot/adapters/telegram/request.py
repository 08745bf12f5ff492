"""HTTP for the Bot API on aiohttp, a fifth of the cost of the library's own client.

Knows nothing of what is asked. It alone holds the token: the library gets method names for addresses,
so that no log record, error or ``repr`` of the library can show it.
"""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import aiohttp
import msgspec
from telegram import InputFile
from telegram.error import NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.adapters.telegram.calls import Upload

# The library logs each call's parameters at DEBUG: words and addresses. A filter, unlike a level,
# survives whatever the program's logging configuration says later.
logging.getLogger("telegram.Bot").addFilter(lambda _record: False)

_NEVER_LEFT = (
    aiohttp.ClientConnectorError,  # refused, unreachable, DNS, TLS
    aiohttp.ConnectionTimeoutError,  # also: no free connection in the pool
    aiohttp.InvalidURL,
)


_PIECE = 1 << 16
_SLOWEST = 128 * 1024
"""Bytes a second: what is slower is given up, and tried again later."""


class NeverLeft(NetworkError):  # noqa: N818 - says what happened
    """No connection came about: the request certainly had no effect."""


class AnswerLost(NetworkError):  # noqa: N818 - says what happened
    """The request left, and no answer of Telegram's came back that can be trusted: it may have worked."""


class FileGone(NetworkError):  # noqa: N818 - says what happened
    """The file cannot be had, now or later."""

    def __init__(self) -> None:
        super().__init__("file gone")


class FileTooBig(NetworkError):  # noqa: N818 - says what happened
    """The file, or the files of one request, are larger than is taken."""

    def __init__(self) -> None:
        super().__init__("file too big")


class Timeouts(msgspec.Struct, frozen=True):
    """Seconds to wait: ``connect`` for a free and open connection, ``read`` for an answer."""

    connect: float = 5.0
    read: float = 20.0


class Roots(msgspec.Struct, frozen=True):
    """Where methods and files are asked for, up to the token and with it."""

    api: str
    files: str

    @classmethod
    def of(cls, base_url: str, token: str) -> Roots:
        """Return those of a server for a bot's token."""
        base = base_url.rstrip("/")
        return cls(f"{base}/bot{token}", f"{base}/file/bot{token}")

    def __repr__(self) -> str:
        """Hide the token."""
        return "Roots(hidden)"


class AiohttpRequest(BaseRequest):
    """The library's request backend. ``roots`` hold the token and stay in here.

    Raises only ``telegram.error`` exceptions, and none that carries an address or another exception
    that does.
    """

    def __init__(self, roots: Roots, *, timeouts: Timeouts, connections: int) -> None:
        self._roots = roots
        self._timeouts = timeouts
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None
        self._is_closed = False

    @property
    def read_timeout(self) -> float:
        """Return how many seconds an answer may take where the caller says nothing."""
        return self._timeouts.read

    async def initialize(self) -> None:
        """Open the pool; the first request does it where nobody did."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close every connection for good; what is under way ends as an answer lost."""
        self._is_closed = True
        if self._session is not None:
            await self._session.close()

    async def call(
        self,
        method: str,
        parameters: Mapping[str, object],
        uploads: Sequence[Upload] = (),
        *,
        read_timeout: float | None = None,
    ) -> Any:  # noqa: ANN401 - what Telegram answers is the reader's to check
        """Call a method with plain JSON values and return the bare ``result``.

        Skips the library's objects, which cost more than the request, and which would turn a message
        that was sent into an error if Telegram answered with something they do not know.
        """
        data = RequestData([
            *(RequestParameter(name, value, None) for name, value in parameters.items()),
            *(RequestParameter(upload.field, None, [_input_file(upload)]) for upload in uploads),
        ])  # fmt: skip
        try:
            return await self.post(f"/{method}", data, read_timeout=read_timeout or self.read_timeout)
        except KeyError:
            message = "answer without a result"
            raise AnswerLost(message) from None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,  # noqa: ARG002 - aiohttp has no such limit; the total holds
        connect_timeout: object = None,  # noqa: ARG002 - settled once for the whole pool
        pool_timeout: object = None,  # noqa: ARG002 - part of the wait for a connection
    ) -> tuple[int, bytes]:
        """Send one request, exactly once: nothing is repeated here, since a message has no key."""
        session = await self._open_session()
        read = float(read_timeout) if isinstance(read_timeout, int | float) else self._timeouts.read
        connect = self._timeouts.connect
        body, size = _body(request_data)
        read += size / _SLOWEST  # What the system has taken from us is not yet at the other end.
        problem: NetworkError
        try:
            async with session.request(
                method,
                self._roots.api + url,
                data=body,
                headers=None if isinstance(body, aiohttp.FormData) else {"Content-Type": "application/json"},
                timeout=aiohttp.ClientTimeout(total=connect + read, connect=connect, sock_read=read),
                allow_redirects=False,
            ) as response:
                payload = await response.read()
                if response.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                    raise FileTooBig
                if response.status < HTTPStatus.INTERNAL_SERVER_ERROR and payload.startswith(b"{"):
                    return response.status, payload
                # A gateway spoke, not Telegram: its 403 or 404 says nothing about a chat or a token.
                problem = AnswerLost(f"status {response.status}")
        except _NEVER_LEFT as error:
            problem = NeverLeft(type(error).__name__)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            problem = AnswerLost(type(error).__name__)
        # Raised out here so that aiohttp's error, whose words may hold the address, hangs on nothing.
        raise problem

    async def download(self, path: str, limit: int) -> bytes:
        """Return the file that ``getFile`` says lies at ``path``; reads no further than ``limit`` bytes.

        Raises FileGone, FileTooBig, RetryAfter, and where it may be had later NeverLeft or AnswerLost.
        """
        session = await self._open_session()
        connect, read = self._timeouts.connect, self._timeouts.read
        total = connect + read + limit / _SLOWEST
        problem: TelegramError
        try:
            async with session.get(
                f"{self._roots.files}/{quote(path)}",
                headers={"Accept-Encoding": "identity"},  # What is packed has no limit that we could see.
                timeout=aiohttp.ClientTimeout(total=total, connect=connect, sock_read=read),
                allow_redirects=False,
            ) as response:
                if response.status == HTTPStatus.OK:
                    data = await _read_at_most(limit, response)
                    if data is not None:
                        return data
                    problem = FileTooBig()
                else:
                    problem = _why_no_file(response)
        except _NEVER_LEFT as error:
            problem = NeverLeft(type(error).__name__)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            problem = AnswerLost(type(error).__name__)
        raise problem

    async def _open_session(self) -> aiohttp.ClientSession:
        if self._is_closed:
            raise NeverLeft("closed")
        await self.initialize()
        assert self._session is not None  # noqa: S101 - initialize opened it; for the type checker
        return self._session

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; the library's own version would log it."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            answer = None
        if isinstance(answer, dict) and ("result" in answer or not answer.get("ok")):
            return answer
        message = "unreadable answer"
        raise AnswerLost(message)


def _input_file(upload: Upload) -> InputFile:
    return InputFile(upload.content, filename=upload.name, attach=False)


def _body(data: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, int]:
    """Return what is posted, JSON or a form with files, and how many bytes the files are."""
    if data is None:
        return None, 0
    files = data.multipart_data
    if not files:
        return json.dumps(data.parameters).encode(), 0
    form, size = aiohttp.FormData(), 0
    for field, value in data.json_parameters.items():
        form.add_field(field, value)
    for field, (name, content, mime) in files.items():
        assert isinstance(content, bytes)  # noqa: S101 - what an upload holds; for the type checker
        size += len(content)
        form.add_field(field, io.BytesIO(content), filename=name, content_type=mime)
    return form, size


async def _read_at_most(limit: int, response: aiohttp.ClientResponse) -> bytes | None:
    """Return what comes, or None, reading no more, as soon as it is more than ``limit`` bytes."""
    if (response.content_length or 0) > limit:
        return None
    data = bytearray()
    async for piece in response.content.iter_chunked(_PIECE):
        data += piece
        if len(data) > limit:
            return None
    return bytes(data)


def _why_no_file(response: aiohttp.ClientResponse) -> TelegramError:
    status = response.status
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        wait = response.headers.get("Retry-After", "")
        return RetryAfter(int(wait)) if wait.isdecimal() else AnswerLost("flood")
    if status in {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return FileGone()
    return AnswerLost(f"status {status}")
