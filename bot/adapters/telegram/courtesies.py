"""Small signs of good manners: a pressed button stops spinning, a group is left with a kind word.

Outside the database: each is tried once, in the background, and never again. Knows no text: what is
said on leaving is handed in.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence

from telegram.error import TelegramError

from bot.adapters.telegram.batch import button_presses
from bot.adapters.telegram.request import AiohttpRequest
from bot.chat.incoming import Arrival, Group, Unreadable

_log = logging.getLogger(__name__)


class Courtesies:
    """Does what politeness asks for after updates have been committed."""

    def __init__(self, request: AiohttpRequest, farewell: str) -> None:
        self._request = request
        self._farewell = farewell
        self._under_way: set[asyncio.Task[None]] = set()

    def show(self, updates: Sequence[object], events: Sequence[Arrival | Unreadable]) -> None:
        """Begin the courtesies for ``updates``, which ``events`` were read from; does not wait."""
        for press in button_presses(updates):
            self._begin(self._try("answerCallbackQuery", {"callback_query_id": press}))
        groups = {
            event.sender.chat
            for event in events
            if isinstance(event, Arrival) and isinstance(event.content, Group)
        }
        for group in groups:
            self._begin(self._leave(int(group)))

    async def close(self) -> None:
        """Drop what has not happened yet."""
        for courtesy in self._under_way:
            courtesy.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _begin(self, courtesy: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(courtesy)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _leave(self, group: int) -> None:
        if self._farewell:
            await self._try("sendMessage", {"chat_id": group, "text": self._farewell})
        await self._try("leaveChat", {"chat_id": group})

    async def _try(self, method: str, parameters: dict[str, object]) -> None:
        try:
            await self._request.call(method, parameters)
        except TelegramError as error:
            _log.info("telegram: %s was not taken: %s", method, type(error).__name__)
