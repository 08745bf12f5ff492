"""Requests that the library does not know, made with its connection.

Knows nothing of what they mean.
"""

from __future__ import annotations

import json
from typing import Any

from aiohttp import ClientError, ContentTypeError
from nio import AsyncClient

from bot.adapters.matrix.problems import problem_for
from bot.chat.messenger import NotSent

UNAUTHORIZED = 401
_OK = 200
_CLIENT = "/_matrix/client/v3"


async def post(client: AsyncClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """POST ``body`` and return the answer; raises SendProblem."""
    status, answer = await _post(client, path, body)
    if status != _OK:
        raise problem_for(answer.get("errcode"))
    return answer


async def post_with_password(
    client: AsyncClient, path: str, body: dict[str, Any], password: str
) -> dict[str, Any]:
    """POST ``body``, once more with the password if the homeserver asks for it; raises SendProblem."""
    status, answer = await _post(client, path, body)
    if status == UNAUTHORIZED and "session" in answer:
        auth = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": client.user_id},
            "password": password,
            "session": answer["session"],
        }
        status, answer = await _post(client, path, {**body, "auth": auth})
    if status != _OK:
        raise problem_for(answer.get("errcode"))
    return answer


async def _post(client: AsyncClient, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    headers = {"Authorization": f"Bearer {client.access_token}", "Content-Type": "application/json"}
    try:
        response = await client.send("POST", _CLIENT + path, json.dumps(body), headers)
        answer = await response.json()
    except (ClientError, ContentTypeError, TimeoutError, OSError, ValueError):
        raise NotSent("no-answer") from None  # noqa: EM101 - a reason is one word
    return response.status, answer if isinstance(answer, dict) else {}
