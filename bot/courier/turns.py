"""Works the inbox: turn after turn until there is nothing due, several lanes at once.

Knows nothing of what a turn does.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from bot.counts import Counts
from bot.engine.ports import Inbox, Wanted, Worked

AT_ONCE = 16


class Turns:
    """Takes turns.

    ``then`` is called whenever something may have come of them, ``fetch`` where one wants a file first.
    """

    def __init__(self, inbox: Inbox, counts: Counts, then: Callable[[], None]) -> None:
        self._inbox = inbox
        self.fetch: Callable[[Wanted], None] = lambda _wanted: None
        self._counts = counts
        self._then = then
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Something has arrived."""
        self._wake.set()

    async def run(self) -> None:
        """Take turns until cancelled."""
        while True:
            self._wake.clear()
            await self.drain()
            await self._wake.wait()

    async def drain(self) -> int:
        """Take turns until nothing is due; return how many were taken.

        The first two go alone, since mostly there is one, and its words should not stand in line behind
        looks at nothing; where there was more, many go at once and share a commit.
        """
        taken, at_once = 0, 1
        while True:
            results = await asyncio.gather(*(self._one() for _ in range(at_once)))
            worked = sum(1 for result in results if result is not None)
            taken += worked
            if worked:
                self._then()
            if worked < at_once:
                return taken
            at_once = min(at_once * 4, AT_ONCE) if taken > 1 else 1

    async def _one(self) -> Worked | None:
        begun = time.perf_counter()
        worked = await self._inbox.work_one()
        if worked is not None:
            self._counts.turned(worked.result, time.perf_counter() - begun)
            if worked.wanted is not None:
                self.fetch(worked.wanted)
        return worked
