"""Fetches what people shared and has it cleaned, before its turn is taken; several at once.

Knows no format and no table but through their ports.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta

import structlog

from bot.chat.incoming import Shared, Uncleaned
from bot.chat.media import CleanFile, Unclean
from bot.chat.messenger import Messenger, NotSent, Refused, SendProblem
from bot.engine.ports import Cleaning, Sharing, Wanted

AT_ONCE = 4
LATER = 5.0  # seconds, where a messenger does not say how long to wait

_log = structlog.get_logger("courier")


class Fetching:
    """Begins when a turn wants a file; ``then`` is called whenever a turn can be taken."""

    def __init__(
        self,
        sharing: Sharing,
        messengers: Mapping[str, Messenger],
        cleaning: Cleaning,
        limit: int,
        then: Callable[[], None],
    ) -> None:
        self._sharing = sharing
        self._messengers = messengers
        self._cleaning = cleaning
        self._limit = limit
        self._then = then
        self._room = asyncio.Semaphore(AT_ONCE)
        self._under_way: set[asyncio.Task[None]] = set()
        self._lanes: set[str] = set()

    def begin(self, wanted: Wanted) -> None:
        """Fetch and clean, without being waited for. If we die over it, the lane is soon due again.

        It is due again as well where it takes long: of each sender one thing at a time is fetched, so that a
        slow one leaves room for the others.
        """
        if wanted.lane in self._lanes:
            return
        self._lanes.add(wanted.lane)
        task = asyncio.create_task(self._prepare(wanted))
        self._under_way.add(task)
        task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("a file could not be prepared", exc_info=error)

    async def drain(self) -> int:
        """Wait for what is under way; return how many: for the simulator and tests."""
        waited = list(self._under_way)
        await asyncio.gather(*waited, return_exceptions=True)
        return len(waited)

    async def close(self) -> None:
        """Leave what is under way."""
        waited = list(self._under_way)
        for task in waited:
            task.cancel()
        await asyncio.gather(*waited, return_exceptions=True)

    async def _prepare(self, wanted: Wanted) -> None:
        async with self._room:
            messenger = self._messengers.get(wanted.messenger)
            kind = wanted.shared[0].kind
            found: list[CleanFile] | Uncleaned
            try:
                if messenger is None or not messenger.can_send:
                    raise NotSent("elsewhere")
                found = [await self._clean(messenger, one) for one in wanted.shared]
            except Unclean as problem:
                found = Uncleaned(kind, problem.why)
            except Refused as problem:
                found = Uncleaned(kind, "too-big" if problem.reason == "too-big" else "gone")
            except SendProblem as problem:
                wait = getattr(problem, "retry_after", None) or LATER
                await self._sharing.not_fetched(wanted, timedelta(seconds=wait))
                asyncio.get_running_loop().call_later(wait, self._then)
                return
            finally:
                # Before it is handed over: from then on the lane goes on, and may want the next one at once.
                self._lanes.discard(wanted.lane)
            await self._sharing.prepared(wanted, found)
            _log.info("prepared", kind=kind.value, result="clean" if isinstance(found, list) else found.why)
        self._then()

    async def _clean(self, messenger: Messenger, shared: Shared) -> CleanFile:
        raw = await messenger.fetch(shared.source, self._limit)
        return await self._cleaning.clean(shared.kind, raw)
