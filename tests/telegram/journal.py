"""An intake in memory that behaves like the real one: what it took is there, and twice is once.

Knows no adapter.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from bot.chat.incoming import Arrival, Unreadable, Words


class Journal:
    """Keeps what was committed; ``troubles`` are raised, one a call, instead of committing."""

    def __init__(self) -> None:
        self.events: dict[str, Arrival | Unreadable] = {}
        self.place: str | None = None
        self.calls = 0
        self.troubles: list[Exception] = []
        self.gate: asyncio.Event | None = None

    async def cursor(self) -> str | None:
        """Return the committed place."""
        return self.place

    async def receive(self, events: Sequence[Arrival | Unreadable], cursor: str | None = None) -> None:
        """Commit, once the gate is open."""
        self.calls += 1
        if self.gate is not None:
            await self.gate.wait()
        if self.troubles:
            raise self.troubles.pop(0)
        for event in events:
            self.events.setdefault(event.event, event)
        self.place = cursor or self.place

    @property
    def words(self) -> list[str]:
        """Return every text, in the order of arrival."""
        return [
            event.content.text
            for event in self.events.values()
            if isinstance(event, Arrival) and isinstance(event.content, Words)
        ]

    async def holds(self, count: int) -> None:
        """Wait until ``count`` events are committed."""
        await until(lambda: len(self.events) >= count)


async def until(condition: Callable[[], object]) -> None:
    """Let everything else run until ``condition`` holds; raises TimeoutError after five seconds."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - what is waited for gives no sign of its own
            await asyncio.sleep(0.001)
