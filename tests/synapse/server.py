"""The program's own homeserver, as tests use it: asked without blocking their loop.

Knows nothing of the bot.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.demo.homeserver import Homeserver

DOMAIN = "test.localhost"


class Synapse(Homeserver):
    """One homeserver in one folder. Its rooms are of the version that it would choose by itself."""

    def __init__(self, folder: Path, *, room_version: str = "12", extra: str = "") -> None:
        super().__init__(folder, domain=DOMAIN, room_version=room_version, extra=extra)

    async def register(self, name: str, password: str, *, is_admin: bool = False) -> str:
        """Make an account and return its Matrix id."""
        return await asyncio.to_thread(self.admit, name, password, is_admin=is_admin)

    async def ask(
        self, method: str, path: str, body: object = None, *, token: str | None = None
    ) -> dict[str, Any]:
        """Ask the homeserver directly; raises RuntimeError with its answer where it refuses."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with (
            ClientSession() as session,
            session.request(method, self.url + path, json=body, headers=headers) as response,
        ):
            answer: dict[str, Any] = await response.json(content_type=None)
        if response.status != 200:
            raise RuntimeError(response.status, answer)
        return answer
