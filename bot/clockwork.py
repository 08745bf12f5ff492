"""Wakes whoever has something due. The tables are the truth; the scheduler only wakes.

A tick every few seconds, and one job for the next moment that is known, so that nothing waits for the tick.
A job that was missed fires late rather than never. Knows no duty.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.chat.clock import Clock, SystemClock

TICK_SECONDS = 10
_NEXT = "next"


class Clockwork:
    """Calls ``tick`` often enough; ``tick`` does what is due and returns when there is more."""

    def __init__(self, clock: Clock, tick: Callable[[], Awaitable[datetime | None]]) -> None:
        self._clock = clock
        self._tick = tick
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin to wake; the first tick comes at once."""
        self._scheduler.add_job(self._wake, IntervalTrigger(seconds=TICK_SECONDS))
        self._scheduler.add_job(self._wake)
        self._scheduler.start()

    def stop(self) -> None:
        """Wake no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _wake(self) -> None:
        due = await self._tick()
        if due is None:
            return
        ahead = due - self._clock.now()
        if timedelta() < ahead < timedelta(seconds=TICK_SECONDS):
            # The scheduler has the machine's clock, ours may be moved: it is told how long, not when.
            at = SystemClock().now() + ahead
            self._scheduler.add_job(self._wake, DateTrigger(at), id=_NEXT, replace_existing=True)
