"""What the PostgreSQL side does when the server asks for a rerun, or is lost."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.store import postgresql
from bot.store.database import CommitUncertain, Database
from tests.store.lines import line, numbers, write
from tests.store.wire import Moment, breakable_wire


class Meeting:
    """Two pieces of work meet once, in their first attempts; reruns pass by."""

    def __init__(self) -> None:
        self._barrier = threading.Barrier(2)
        self.attempts = 0

    def attempt(self) -> Callable[[], None]:
        self.attempts += 1
        return self.wait if self.attempts <= 2 else lambda: None

    def wait(self) -> None:
        self._barrier.wait(20)


async def test_a_serialisation_failure_is_rerun(postgres: Database) -> None:
    meeting = Meeting()

    def count_and_write(connection: Connection) -> int:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"))
        wait = meeting.attempt()
        count = len(numbers(connection))
        wait()
        return write(count)(connection)

    assert sorted(await asyncio.gather(*(postgres.run(count_and_write) for _ in range(2)))) == [0, 1]
    assert meeting.attempts == 3
    assert sorted(await postgres.read(numbers)) == [0, 1]


async def test_a_deadlock_is_rerun(postgres: Database) -> None:
    await postgres.run(write(1))
    await postgres.run(write(2))
    meeting = Meeting()

    def lock(*order: int) -> Callable[[Connection], None]:
        def work(connection: Connection) -> None:
            connection.execute(text("SET LOCAL deadlock_timeout = '10ms'"))
            wait = meeting.attempt()
            for number in order:
                connection.execute(select(line).where(line.c.number == number).with_for_update())
                if number == order[0]:
                    wait()

        return work

    await asyncio.gather(postgres.run(lock(1, 2)), postgres.run(lock(2, 1)))
    assert meeting.attempts == 3


async def test_reruns_end(postgres: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "LONGEST_PAUSE_SECONDS", 0)
    attempts = 0

    def work(connection: Connection) -> None:
        nonlocal attempts
        attempts += 1
        connection.execute(text("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$"))

    with pytest.raises(OperationalError):
        await postgres.run(work)
    assert attempts == postgresql.ATTEMPTS


async def test_other_errors_are_not_rerun(postgres: Database) -> None:
    attempts = 0

    def work(connection: Connection) -> None:
        nonlocal attempts
        attempts += 1
        connection.execute(text("SELECT 1 / 0"))

    with pytest.raises(DBAPIError):
        await postgres.run(work)
    assert attempts == 1


async def test_work_whose_connection_is_lost_is_done_once(postgres: Database) -> None:
    attempts = 0

    def work(connection: Connection) -> None:
        nonlocal attempts
        attempts += 1
        write(attempts)(connection)
        if attempts == 1:
            connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    await postgres.run(work)
    assert await postgres.read(numbers) == [2]


async def test_a_connection_that_died_while_idle_is_not_noticed_by_callers(postgres: Database) -> None:
    def end_the_others(connection: Connection) -> None:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )

    await asyncio.gather(*(postgres.run(write(number)) for number in range(8)))
    await postgres.read(numbers)
    await postgres.run(end_the_others)
    await asyncio.gather(*(postgres.run(write(number)) for number in range(8, 16)))
    assert sorted(await postgres.read(numbers)) == list(range(16))


@pytest.mark.parametrize(("moment", "written"), [("before the server hears", []), ("before we hear", [1])])
async def test_a_connection_lost_during_commit_is_reported_and_not_rerun(
    postgres: Database, postgres_url: str, tmp_path: Path, moment: Moment, written: list[int]
) -> None:
    attempts = 0

    def work(connection: Connection) -> None:
        nonlocal attempts
        attempts += 1
        write(1)(connection)

    async with breakable_wire(postgres_url, tmp_path) as wire:
        database = Database.open(wire.address)
        assert await database.read(numbers) == []
        wire.break_at_commit(moment)
        with pytest.raises(CommitUncertain):
            await database.run(work)
        assert attempts == 1
        assert await database.read(numbers) == written
        await database.run(write(2))
        await database.close()
    assert await postgres.read(numbers) == [*written, 2]
