"""A process to be killed: `python -m tests.store.child WHAT ADDRESS`; it says what it has done."""

from __future__ import annotations

import asyncio
import itertools
import sys
from pathlib import Path

from bot.store.database import Database
from bot.store.locks import Leader, LivenessLock, RunnerLock
from tests.store.lines import write


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


async def write_without_end(url: str) -> None:
    """Write from several tasks; say each number when its `run` has returned."""
    database = Database.open(url)
    numbers = itertools.count()

    async def client() -> None:
        for number in numbers:
            say(await database.run(write(number)))

    await asyncio.gather(*(client() for _ in range(8)))


async def write_a_hundred(url: str) -> None:
    """Write numbers below zero, one by one, then read how many there are."""
    database = Database.open(url)
    for number in range(1, 101):
        say(await database.run(write(-number)))
    await database.close()


async def run(path: str) -> None:
    """Hold the role of the runner."""
    with RunnerLock(Path(path)):
        say("running")
        await asyncio.Event().wait()


async def lead(url: str) -> None:
    """Hold the lead of the credential that the tests use."""

    async def duty() -> None:
        say("leading")
        await asyncio.Event().wait()

    await Leader(url, "telegram").lead(duty)


async def live(url: str) -> None:
    """Be alive under a number."""
    async with LivenessLock(url) as liveness:
        say(liveness.owner)
        await asyncio.Event().wait()


if __name__ == "__main__":
    parts = {"write": write_without_end, "hundred": write_a_hundred, "run": run, "lead": lead, "live": live}
    asyncio.run(parts[sys.argv[1]](sys.argv[2]))
