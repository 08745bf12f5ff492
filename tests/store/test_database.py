"""What `Database` promises on either database, and how SQLite's groups behave."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.store.database import Database, DatabaseClosed, TransactionLost, UnsupportedDatabase
from tests.store.lines import eventually, metadata, numbers, write
from tests.store.processes import child, kill, said


def fail(_connection: Connection) -> NoReturn:
    message = "on purpose"
    raise LookupError(message)


class Gate:
    """Work that keeps the writer busy until opened, so that other work must queue up behind it."""

    def __init__(self) -> None:
        self._is_entered = threading.Event()
        self._is_open = threading.Event()

    def __call__(self, _connection: Connection) -> None:
        self._is_entered.set()
        assert self._is_open.wait(20)

    async def entered(self) -> None:
        assert await asyncio.to_thread(self._is_entered.wait, 20)

    def open(self) -> None:
        self._is_open.set()


async def together(database: Database, *works: Callable[[Connection], Any]) -> list[Any]:
    """Run all of it in one group: value or exception of each."""
    gate = Gate()
    first = asyncio.create_task(database.run(gate))
    await gate.entered()
    rest = [asyncio.create_task(database.run(work)) for work in works]
    await asyncio.sleep(0)  # Each task has put its work into the queue when it first waits.
    gate.open()
    await first
    return await asyncio.gather(*rest, return_exceptions=True)


def count_commits(database: Database) -> list[Connection]:
    commits: list[Connection] = []
    engine: Engine = database._backend._connection.engine  # type: ignore[attr-defined]
    event.listen(engine, "commit", commits.append)
    return commits


async def test_what_was_run_can_be_read(database: Database) -> None:
    assert await database.run(write(7)) == 7
    assert await database.read(numbers) == [7]


async def test_the_dialect_is_named(database: Database, url: str) -> None:
    assert url.startswith(database.dialect)


async def test_work_that_raises_leaves_nothing_and_tells_its_caller(database: Database) -> None:
    def work(connection: Connection) -> None:
        write(1)(connection)
        fail(connection)

    with pytest.raises(LookupError, match="on purpose"):
        await database.run(work)
    assert await database.read(numbers) == []


async def test_an_error_of_the_database_comes_out_as_it_is(database: Database) -> None:
    await database.run(write(1))
    with pytest.raises(IntegrityError):
        await database.run(write(1))
    assert await database.run(write(2)) == 2


async def test_work_that_raises_stop_iteration_still_answers(database: Database) -> None:
    def work(_connection: Connection) -> None:
        next(iter(()))

    with pytest.raises(RuntimeError, match="StopIteration"):
        await asyncio.wait_for(database.run(work), 20)


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        await database.read(write(1))
    assert await database.read(numbers) == []


async def test_a_reader_sees_one_moment_and_does_not_wait_for_the_writer(database: Database) -> None:
    await database.run(write(1))
    gate = Gate()

    def look_twice(connection: Connection) -> tuple[list[int], list[int]]:
        before = numbers(connection)
        gate(connection)
        return before, numbers(connection)

    looking = asyncio.create_task(database.read(look_twice))
    await gate.entered()
    await database.run(write(2))
    gate.open()
    assert await looking == ([1], [1])
    assert await database.read(numbers) == [1, 2]


async def test_a_cancelled_caller_does_not_undo_what_was_begun(database: Database) -> None:
    gate = Gate()

    def work(connection: Connection) -> None:
        write(1)(connection)
        gate(connection)

    waiting = asyncio.create_task(database.run(work))
    await gate.entered()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    gate.open()

    async def is_written() -> bool:
        return await database.read(numbers) == [1]

    await eventually(is_written)


async def test_closing_finishes_what_was_handed_in(url: str) -> None:
    database = Database.open(url)
    await database.run(metadata.create_all)
    tasks = [asyncio.create_task(database.run(write(number))) for number in range(100)]
    await asyncio.sleep(0)
    await database.close()
    assert await asyncio.gather(*tasks) == list(range(100))
    with pytest.raises(DatabaseClosed):
        await database.run(write(100))
    with pytest.raises(DatabaseClosed):
        await database.read(numbers)
    await database.close()

    again = Database.open(url)
    assert sorted(await again.read(numbers)) == list(range(100))
    await again.close()


async def test_after_kill_9_all_that_returned_is_there(url: str, database: Database) -> None:
    async with child("write", url) as process:
        told = [int(await said(process)) for _ in range(300)]
        told += [int(word) for word in await kill(process) if word]
    written = await database.read(numbers)
    assert set(told) <= set(written)
    assert len(written) == len(set(written))


async def test_another_process_may_write_and_read_while_this_one_does(url: str, database: Database) -> None:
    is_done = False

    async def client(start: int) -> None:
        number = start
        while not is_done:
            await database.run(write(number))
            number += 1

    ours = [asyncio.create_task(client(10_000_000 * n)) for n in range(4)]
    async with child("hundred", url) as process:
        assert [await said(process) for _ in range(100)] == [str(-number) for number in range(1, 101)]
        assert await process.wait() == 0
    is_done = True
    await asyncio.gather(*ours)
    assert len([number for number in await database.read(numbers) if number < 0]) == 100


async def test_what_waits_together_is_committed_together(sqlite: Database) -> None:
    commits = count_commits(sqlite)
    assert await together(sqlite, *(write(number) for number in range(20))) == list(range(20))
    assert len(commits) == 2  # The gate's own, and one for all twenty.


async def test_a_group_is_bounded(sqlite: Database) -> None:
    commits = count_commits(sqlite)
    await together(sqlite, *(write(number) for number in range(65)))
    assert len(commits) == 3


async def test_a_failing_piece_fails_alone(sqlite: Database) -> None:
    def half(connection: Connection) -> None:
        write(99)(connection)
        fail(connection)

    commits = count_commits(sqlite)
    ended = await together(sqlite, write(1), half, write(2), write(1), write(3))
    assert len(commits) == 2
    assert [type(one) for one in ended] == [int, LookupError, int, IntegrityError, int]
    assert await sqlite.read(numbers) == [1, 2, 3]


async def test_a_failing_commit_fails_all_of_the_group(sqlite: Database) -> None:
    await sqlite.run(
        lambda c: c.exec_driver_sql(
            "CREATE TABLE child (of INTEGER REFERENCES line DEFERRABLE INITIALLY DEFERRED)"
        )
    )

    def orphan(connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO child VALUES (404)")

    ended = await together(sqlite, write(1), orphan, fail, write(2))
    assert [type(one) for one in ended] == [IntegrityError, IntegrityError, LookupError, IntegrityError]
    assert await sqlite.read(numbers) == []
    assert await sqlite.run(write(3)) == 3


async def test_a_transaction_that_sqlite_rolled_back_itself_fails_all_of_the_group(sqlite: Database) -> None:
    await sqlite.run(write(1))

    def roll_back(connection: Connection) -> None:
        connection.exec_driver_sql("INSERT OR ROLLBACK INTO line (number) VALUES (1)")

    ended = await together(sqlite, write(2), roll_back, write(3))
    assert [type(one) for one in ended] == [TransactionLost] * 3
    assert await sqlite.read(numbers) == [1]
    assert await sqlite.run(write(4)) == 4


async def test_work_is_done_in_the_order_of_the_calls(sqlite: Database) -> None:
    tasks = [asyncio.create_task(sqlite.run(write(number))) for number in range(500)]
    await asyncio.gather(*tasks)
    assert await sqlite.read(numbers) == list(range(500))


async def test_a_caller_cancelled_in_the_queue_does_not_disturb_the_others(sqlite: Database) -> None:
    gate = Gate()
    first = asyncio.create_task(sqlite.run(gate))
    await gate.entered()
    second, third = (asyncio.create_task(sqlite.run(write(number))) for number in (2, 3))
    await asyncio.sleep(0)
    second.cancel()
    gate.open()
    await first
    assert await third == 3
    assert second.cancelled()
    assert await sqlite.read(numbers) == [2, 3]


async def test_savepoints_within_the_work_are_its_own(sqlite: Database) -> None:
    def work(connection: Connection) -> None:
        write(1)(connection)
        inner = connection.begin_nested()
        write(2)(connection)
        with pytest.raises(IntegrityError):
            write(1)(connection)
        inner.rollback()

    await sqlite.run(work)
    assert await sqlite.read(numbers) == [1]


async def test_every_writing_connection_is_durable_and_thorough(sqlite: Database) -> None:
    def pragmas(connection: Connection) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}

    assert await sqlite.run(pragmas) == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 30_000,
    }


async def test_closing_empties_the_log(sqlite_url: str, tmp_path: Path) -> None:
    database = Database.open(sqlite_url)
    await database.run(lambda c: c.exec_driver_sql("CREATE TABLE t (x)"))
    assert (tmp_path / "test.sqlite-wal").stat().st_size > 0
    await database.close()
    left = tmp_path / "test.sqlite-wal"
    assert not left.exists() or left.stat().st_size == 0


async def test_what_was_deleted_is_not_in_the_file_after_a_checkpoint(
    sqlite: Database, tmp_path: Path
) -> None:
    markers = [f"marker-{number:06}-{'x' * 60}" for number in range(400)]

    def on_disk() -> int:
        found = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        return sum(marker.encode() in found for marker in markers)

    def put(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE secret (id INTEGER PRIMARY KEY, body BLOB)")
        connection.exec_driver_sql(
            "INSERT INTO secret (body) VALUES (?)", [(marker.encode(),) for marker in markers]
        )

    await sqlite.run(put)
    assert await sqlite.checkpoint()
    assert on_disk() == 400
    await sqlite.run(lambda c: c.exec_driver_sql("UPDATE secret SET body = x'00' WHERE id % 2 = 0") and None)
    await sqlite.run(lambda c: c.exec_driver_sql("DELETE FROM secret WHERE id % 2 = 1") and None)
    assert await sqlite.checkpoint()
    assert on_disk() == 0


async def test_a_checkpoint_says_when_a_reader_was_in_its_way(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.sqlite.CHECKPOINT_SECONDS", 0)
    await sqlite.run(write(1))
    gate = Gate()

    def look(connection: Connection) -> None:
        numbers(connection)
        gate(connection)

    looking = asyncio.create_task(sqlite.read(look))
    await gate.entered()
    await sqlite.run(write(2))
    assert not await sqlite.checkpoint()
    gate.open()
    await looking
    assert await sqlite.checkpoint()


def rights(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}


async def test_the_file_is_readable_by_its_owner_only(sqlite: Database, tmp_path: Path) -> None:
    await sqlite.run(write(1))
    assert rights(tmp_path) == {
        "test.sqlite": 0o600,
        "test.sqlite-wal": 0o600,
        "test.sqlite-shm": 0o600,
    }


@pytest.mark.parametrize("url", ["mysql://ana:secret@host/db", "sqlite://", "sqlite:///:memory:", "secret"])
def test_an_address_that_cannot_serve_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(UnsupportedDatabase) as caught:
        Database.open(url)
    assert "secret" not in str(caught.value)
