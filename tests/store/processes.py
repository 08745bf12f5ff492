"""Starts the tests' child processes and kills them as nothing else would: with signal 9."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def child(what: str, address: str) -> AsyncIterator[Process]:
    """Start a child of `tests.store.child`; it is killed at the end if it still lives."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.store.child", what, address, stdout=PIPE, cwd=ROOT
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def said(process: Process) -> str:
    """Return the next line that the child says."""
    assert process.stdout is not None
    async with asyncio.timeout(20):
        return (await process.stdout.readline()).decode().strip()


async def kill(process: Process) -> list[str]:
    """Kill -9, and return what the child had said and nobody had read yet."""
    process.kill()
    rest, _ = await process.communicate()
    return rest.decode().splitlines()
