"""Who may run, lead and be thought alive; and that death by signal 9 ends it at once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psycopg
import pytest

from bot.store.database import Database
from bot.store.locks import AlreadyRunning, Leader, LivenessLock, RunnerLock
from tests.store.lines import eventually, write
from tests.store.processes import child, kill, said


class Duty:
    """Counts how often it was begun and ended."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.ended = asyncio.Event()

    async def __call__(self) -> None:
        self.ended.clear()
        self.begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.begun.clear()
            self.ended.set()


def end_lock_holders(url: str) -> int:
    """Cut the connections that hold advisory locks in this database, as a network would."""
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        ).rowcount


async def test_a_second_runner_is_told_which_file_is_held(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite.runner"
    async with child("run", str(path)) as process:
        assert await said(process) == "running"
        with pytest.raises(AlreadyRunning, match=str(path)):
            RunnerLock(path).take()
        await kill(process)
        with RunnerLock(path):
            pass


def test_one_process_cannot_run_twice_either(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with RunnerLock(path), pytest.raises(AlreadyRunning):
        RunnerLock(path).take()
    with RunnerLock(path):
        pass


async def test_the_runner_does_not_lock_the_database(sqlite: Database, sqlite_url: str) -> None:
    with RunnerLock.beside(sqlite_url) as lock:
        assert lock.path.name == "test.sqlite.runner"
        await sqlite.run(write(1))
        async with child("hundred", sqlite_url) as process:
            assert await process.wait() == 0


async def test_on_sqlite_one_always_leads(sqlite_url: str) -> None:
    leader = Leader(sqlite_url, "telegram")
    seen = []

    async def duty() -> None:
        seen.append(leader.is_leading)

    await leader.lead(duty)
    assert seen == [True]
    assert not leader.is_leading


async def test_a_second_process_leads_once_the_first_was_killed(postgres_url: str) -> None:
    duty = Duty()
    async with child("lead", postgres_url) as process:
        assert await said(process) == "leading"
        ours = Leader(postgres_url, "telegram")
        assert ours._lock is not None
        assert not await ours._lock.try_take()
        leading = asyncio.create_task(ours.lead(duty))
        await kill(process)
        async with asyncio.timeout(20):
            await duty.begun.wait()
    assert ours.is_leading
    leading.cancel()
    await asyncio.gather(leading, return_exceptions=True)
    assert duty.ended.is_set()
    assert not ours.is_leading


async def test_credentials_are_led_apart(postgres_url: str) -> None:
    duties = [Duty(), Duty()]
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(Leader(postgres_url, name).lead(duty))
            for name, duty in zip(("telegram", "matrix"), duties, strict=True)
        ]
        for duty in duties:
            await duty.begun.wait()
        for task in tasks:
            task.cancel()


async def test_a_leader_that_lost_its_connection_stops_and_stands_again(postgres_url: str) -> None:
    duty = Duty()
    leading = asyncio.create_task(Leader(postgres_url, "telegram").lead(duty))
    async with asyncio.timeout(20):
        await duty.begun.wait()
        assert end_lock_holders(postgres_url) == 1
        await duty.ended.wait()
        await duty.begun.wait()
    leading.cancel()
    await asyncio.gather(leading, return_exceptions=True)


async def test_the_lead_is_free_after_the_duty_failed(postgres_url: str) -> None:
    async def fail() -> None:
        message = "revoked"
        raise LookupError(message)

    async def succeed() -> None:
        pass

    with pytest.raises(LookupError, match="revoked"):
        await Leader(postgres_url, "telegram").lead(fail)
    await asyncio.wait_for(Leader(postgres_url, "telegram").lead(succeed), 20)


async def test_a_killed_owner_is_dead_and_a_living_one_is_not(postgres_url: str, postgres: Database) -> None:
    async with LivenessLock(postgres_url) as ours, child("live", postgres_url) as process:
        owner = int(await said(process))

        async def is_dead() -> bool:
            return await postgres.run(lambda connection: ours.owner_is_dead(connection, owner))

        assert not await is_dead()
        assert not await postgres.run(lambda connection: ours.owner_is_dead(connection, ours.owner))
        await kill(process)
        await eventually(is_dead)


async def test_two_may_ask_about_a_dead_owner_at_once(postgres_url: str, postgres: Database) -> None:
    ours, dead = LivenessLock(postgres_url), LivenessLock(postgres_url).owner
    with psycopg.connect(postgres_url) as other:
        other.execute("SELECT pg_try_advisory_xact_lock_shared(1668247649, %s)", [dead])
        assert await postgres.run(lambda connection: ours.owner_is_dead(connection, dead))


async def test_the_proof_of_life_is_renewed_after_a_lost_connection(
    postgres_url: str, postgres: Database
) -> None:
    other = LivenessLock(postgres_url)
    async with LivenessLock(postgres_url) as ours:

        async def seems_dead() -> bool:
            return await postgres.run(lambda connection: other.owner_is_dead(connection, ours.owner))

        async def seems_alive() -> bool:
            return not await seems_dead()

        assert end_lock_holders(postgres_url) == 1
        await eventually(seems_dead)
        await eventually(seems_alive)
    await eventually(seems_dead)


async def test_on_sqlite_whoever_is_not_us_is_dead(sqlite_url: str, sqlite: Database) -> None:
    async with LivenessLock(sqlite_url) as ours:
        assert await sqlite.run(lambda connection: ours.owner_is_dead(connection, ours.owner + 1))
        assert not await sqlite.run(lambda connection: ours.owner_is_dead(connection, ours.owner))
