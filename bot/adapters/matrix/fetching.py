"""Bringing a file that somebody sent from the homeserver, and opening it.

Knows nothing of what is in it.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

import msgspec
from aiohttp import ClientResponse, ClientTimeout
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from nio import AsyncClient
from unpaddedbase64 import decode_base64
from yarl import URL

from bot.adapters.matrix.files import MXC
from bot.adapters.matrix.problems import Denied, Refusal, asked
from bot.adapters.matrix.requests import answer_of
from bot.adapters.matrix.sharing import Whereabouts
from bot.chat.media import Source
from bot.chat.messenger import NotSent, Refused

_DOWNLOAD: Final = "/_matrix/client/v1/media/download"
_TIMES: Final = ClientTimeout(total=600, sock_connect=30, sock_read=60)
_CHUNK: Final = 2**16
_MOST_REDIRECTIONS: Final = 3
_REDIRECTION, _BAD_REQUEST = 300, 400
_NOT_FOUND, _GONE, _TOO_LARGE = 404, 410, 413


async def fetch(client: AsyncClient, source: Source, limit: int) -> bytes:
    """Return the file, opened, or raise a SendProblem as the contract says."""
    where = msgspec.json.decode(source.key, type=Whereabouts)
    try:
        data: bytes = await asked(_download(client, where, limit))
    except Denied:
        raise Refused("gone") from None
    return data


async def _download(client: AsyncClient, where: Whereabouts, limit: int) -> bytes:
    session = client.client_session
    if session is None or session.closed:
        raise NotSent("not-listening")
    home = URL(client.homeserver)
    server, media = re.findall(MXC, where.mxc)[0]
    url = home / _DOWNLOAD.lstrip("/") / server / media
    # Who may read what is kept there is asked of the homeserver and of nobody else: no other host learns
    # our token, nor that we came for a file.
    for _ in range(1 + _MOST_REDIRECTIONS):
        headers = {"Authorization": f"Bearer {client.access_token}", "Accept-Encoding": "identity"}
        async with session.get(
            url, headers=headers, allow_redirects=False, ssl=client.ssl, timeout=_TIMES
        ) as response:
            if response.status < _REDIRECTION:
                return await _read(response, where, limit)
            if response.status >= _BAD_REQUEST:
                await _refuse(response)
            moved = _moved(url, response.headers.get("Location", ""))
        if moved is None or moved.origin() != home.origin():
            break
        url = moved
    raise Refused("gone")


def _moved(url: URL, location: str) -> URL | None:
    try:
        moved = url.join(URL(location))
    except ValueError:
        return None
    return moved if moved.absolute else None


async def _read(response: ClientResponse, where: Whereabouts, limit: int) -> bytes:
    """Return what comes, opened as it comes, so that it is there only once."""
    if (response.content_length or 0) > limit:
        raise Refused("too-big")
    opening, came, data = _opening(where), hashlib.sha256(), bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        if len(data) + len(chunk) > limit:
            raise Refused("too-big")
        came.update(chunk)
        data += chunk if opening is None else opening.update(chunk)
    if where.sha256 is not None and came.digest() != decode_base64(where.sha256):
        raise Refused("gone")
    return bytes(data)


def _opening(where: Whereabouts) -> CipherContext | None:
    if where.key is None or where.iv is None:
        return None
    return Cipher(AES(decode_base64(where.key)), CTR(decode_base64(where.iv))).decryptor()


async def _refuse(response: ClientResponse) -> None:
    if response.status in (_NOT_FOUND, _GONE):
        raise Refused("gone")
    answer = await answer_of(response)
    if response.status == _TOO_LARGE or answer.get("errcode") == "M_TOO_LARGE":
        raise Refused("too-big")
    raise Refusal(response.status, answer)
