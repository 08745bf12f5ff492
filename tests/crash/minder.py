"""A process that does the duties of the clock and nothing else, and may kill itself within a transaction."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections.abc import Callable
from typing import TypeVar

from bot.chat.clock import SystemClock
from bot.speech import Speech
from bot.store.database import Database
from bot.store.locks import LivenessLock
from bot.store.sealing import Master
from bot.store.session import Session
from bot.store.store import Store
from tests.crash.child import DEFAULTS, TEXTS

T = TypeVar("T")
TICK = 0.02


class MortalStore(Store):
    """The store, whose process dies now and then when all is written and nothing committed."""

    dice = random.Random()
    risk = 0.0

    async def run(self, work: Callable[[Session], T]) -> T:
        """Run the work, and perhaps die in it, if it has done anything."""

        def mortal(session: Session) -> T:
            value = work(session)
            if value and self.dice.random() < self.risk:
                os.kill(os.getpid(), signal.SIGKILL)
            return value

        return await super().run(mortal)


def mind(url: str, key: bytes, log: str, seed: int, risk: float) -> None:
    """Run until killed; the target of a process."""
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    asyncio.run(_mind(url, key, seed, risk))


async def _mind(url: str, key: bytes, seed: int, risk: float) -> None:
    async with LivenessLock(url) as liveness:
        store = MortalStore(Database.open(url), Master(key), DEFAULTS, SystemClock(), Speech(TEXTS), liveness)
        store.dice, store.risk = random.Random(seed), risk
        while True:
            await store.do_duties()
            await asyncio.sleep(TICK)
