"""What the library's connection lacks: a look at the status, and requests that it does not know.

Knows nothing of what they mean.
"""

from __future__ import annotations

import json
from typing import Any

from aiohttp import ClientError, ClientResponse
from nio import AsyncClient

from bot.adapters.matrix.problems import Refusal, asked

_CLIENT = "/_matrix/client/v3"
_BAD_REQUEST, _UNAUTHORIZED = 400, 401


def insist_on_answers(client: AsyncClient) -> None:
    """Let every request of ``client`` raise a Refusal where it is not answered with success.

    The library must never see an error: it looks at no status, so that a proxy's error page is to it an
    empty answer, which often means success; and some errors it mistakes for being logged out.
    """
    send = client.send

    async def send_and_look(*args: Any, **options: Any) -> ClientResponse:  # noqa: ANN401 - as the library's
        response: ClientResponse = await send(*args, **options)
        if response.status >= _BAD_REQUEST:
            raise Refusal(response.status, await answer_of(response))
        return response

    client.send = send_and_look


async def get(client: AsyncClient, path: str) -> dict[str, Any]:
    """GET the whole ``path`` and return the answer; raises SendProblem."""
    headers = {"Authorization": f"Bearer {client.access_token}"}

    async def ask() -> dict[str, Any]:
        return await answer_of(await client.send("GET", path, None, headers))

    answer: dict[str, Any] = await asked(ask())
    return answer


async def post(client: AsyncClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """POST ``body`` and return the answer; raises SendProblem."""
    answer: dict[str, Any] = await asked(_post(client, path, body))
    return answer


async def post_with_password(
    client: AsyncClient, path: str, body: dict[str, Any], password: str
) -> dict[str, Any]:
    """POST ``body``, once more with the password if the homeserver asks for it; raises SendProblem."""

    async def post_twice() -> dict[str, Any]:
        try:
            return await _post(client, path, body)
        except Refusal as refusal:
            if refusal.status != _UNAUTHORIZED or "session" not in refusal.answer:
                raise
            session = refusal.answer["session"]
        auth = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": client.user_id},
            "password": password,
            "session": session,
        }
        return await _post(client, path, {**body, "auth": auth})

    answer: dict[str, Any] = await asked(post_twice())
    return answer


async def _post(client: AsyncClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {client.access_token}", "Content-Type": "application/json"}
    return await answer_of(await client.send("POST", _CLIENT + path, json.dumps(body), headers))


async def answer_of(response: ClientResponse) -> dict[str, Any]:
    """Return what a response says, {} where it is not what a homeserver says."""
    try:
        answer = await response.json(content_type=None)
    except (ClientError, ValueError):
        return {}
    return answer if isinstance(answer, dict) else {}
