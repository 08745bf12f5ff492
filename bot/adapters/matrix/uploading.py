"""Giving a file to the homeserver to keep, so that it learns nothing of it where the room is encrypted.

Knows nothing of who is to see it.
"""

from __future__ import annotations

import asyncio
import io
import re
from typing import Any, Final

import msgspec
from nio import AsyncClient
from nio.crypto.attachments import encrypt_attachment

from bot.adapters.matrix.files import MXC, Encrypted
from bot.adapters.matrix.problems import Denied, asked
from bot.adapters.matrix.requests import answer_of
from bot.chat.media import CleanFile
from bot.chat.messenger import NotSent, Refused

_UPLOAD: Final = "/_matrix/media/v3/upload"
_SECONDS: Final = 600.0
_NO_TYPE: Final = "application/octet-stream"


async def upload(client: AsyncClient, file: CleanFile) -> str:
    """Return where the homeserver keeps the file, readable; raises SendProblem."""
    return await _kept(client, file.data, file.mime)


async def upload_encrypted(client: AsyncClient, file: CleanFile) -> Encrypted:
    """Return where the homeserver keeps the file, with a fresh key that opens it; raises SendProblem."""
    data, keys = await asyncio.to_thread(encrypt_attachment, file.data)
    return msgspec.convert({"url": await _kept(client, data, _NO_TYPE), **keys}, Encrypted)


async def _kept(client: AsyncClient, data: bytes, mime: str) -> str:
    try:
        answer: dict[str, Any] = await asked(_upload(client, data, mime))
    except Denied as problem:
        raise Refused(problem.reason) from None  # Not of a room: of files as such.
    where = answer.get("content_uri")
    if not isinstance(where, str) or not re.match(MXC, where):
        raise NotSent("odd-answer")
    return where


async def _upload(client: AsyncClient, data: bytes, mime: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {client.access_token}", "Content-Type": mime}
    # Not by the library's own way, which wants a name for the file, and has a name for each of its own.
    return await answer_of(await client.send("POST", _UPLOAD, io.BytesIO(data), headers, timeout=_SECONDS))
