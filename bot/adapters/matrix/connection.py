"""The one signed-in client that listening and sending share, and waiting until it has seen something.

Knows nothing of what is said.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from nio import AsyncClient

from bot.chat.messenger import CredentialRevoked, NotSent

_SECONDS = 30.0


class Connection:
    """Is open from the first complete sync until `close`."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._client: AsyncClient | None = None
        self._end: CredentialRevoked | None = None
        self._change = asyncio.Condition()
        self._seconds = seconds

    @property
    def is_open(self) -> bool:
        """Whether something can be sent, or would say why it cannot be."""
        return self._client is not None or self._end is not None

    async def client(self) -> AsyncClient:
        """Return the client; raises NotSent where nobody listens yet, for then no room is known.

        Raises CredentialRevoked once listening has ended with it.
        """
        await self._wait(lambda: self._client is not None or self._end is not None, "not-listening")
        if self._end is not None:
            raise self._end
        return self._client

    async def sees(self, seen: Callable[[AsyncClient], bool]) -> None:
        """Wait until the homeserver has told us what makes ``seen`` true; raises NotSent."""
        await self._wait(lambda: self._client is not None and seen(self._client), "not-seen")

    async def synced(self, client: AsyncClient) -> None:
        """Note that ``client`` has news; at the first call sending may begin."""
        async with self._change:
            self._client = client
            self._change.notify_all()

    async def ends(self, problem: CredentialRevoked) -> None:
        """Note that nothing can be received or sent any more."""
        async with self._change:
            self._end = problem
            self._change.notify_all()

    def close(self) -> None:
        """Let nothing more be sent."""
        self._client = None

    async def _wait(self, condition: Callable[[], bool], reason: str) -> None:
        if condition():
            return
        try:
            async with asyncio.timeout(self._seconds), self._change:
                await self._change.wait_for(condition)
        except TimeoutError:
            raise NotSent(reason) from None
