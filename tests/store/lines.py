"""A table to write numbers into, and ways to wait for what another thread or process does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from sqlalchemy import Column, Connection, Integer, MetaData, Table, insert, select

metadata = MetaData()
line = Table(
    "line", metadata, Column("id", Integer, primary_key=True), Column("number", Integer, unique=True)
)

_INSERT = insert(line)
_NUMBERS = select(line.c.number).order_by(line.c.id)


def write(number: int) -> Callable[[Connection], int]:
    """Return work that writes the number and returns it."""

    def work(connection: Connection) -> int:
        connection.execute(_INSERT, {"number": number})
        return number

    return work


def numbers(connection: Connection) -> list[int]:
    """Return what was written, in the order of writing."""
    return list(connection.execute(_NUMBERS).scalars())


async def eventually(claim: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
    """Return as soon as the claim holds; fail if it never does."""
    async with asyncio.timeout(seconds):
        while not await claim():  # noqa: ASYNC110 - what is waited for sets no Event
            await asyncio.sleep(0.005)
