"""Data keys are found, made, destroyed and wrapped anew, on either database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, func, select

from bot.store.database import Database
from bot.store.keyring import Keyring, data_key, destroy_key, load_keys, make_key, rotate_master
from bot.store.metadata import UtcDateTime, metadata
from bot.store.sealing import Master, Scope, Unsealable, fresh_key

NOW = datetime(2026, 5, 3, 16, 0, 0, 123456, tzinfo=UTC)
AGENCY, FAMILY, PERSON = Scope.agency(), Scope.family("f" * 32), Scope.person("f" * 32)
SCOPES = (AGENCY, FAMILY, PERSON)
PLACE = ("message", "body", "0" * 32)
OLD_KEY, NEW_KEY = fresh_key(), fresh_key()


@pytest.fixture
async def kept(url: str) -> AsyncIterator[Database]:
    """A database with a key for each of the scopes, wrapped by the old key."""

    def make(connection: Connection) -> None:
        metadata.create_all(connection, tables=[data_key])
        for scope in SCOPES:
            make_key(connection, Master(OLD_KEY), scope, NOW)

    database = Database.open(url)
    await database.run(make)
    yield database
    await database.close()


async def load(database: Database, *keys: bytes, scopes: tuple[Scope, ...] = SCOPES) -> Keyring:
    return await database.read(
        lambda connection: load_keys(connection, Master(*(keys or (OLD_KEY,))), scopes)
    )


async def test_what_one_turn_sealed_the_next_opens(kept: Database) -> None:
    sealed = {scope: (await load(kept)).sealer(scope).seal(*PLACE, str(scope)) for scope in SCOPES}
    keys = await load(kept)
    assert {scope: keys.sealer(scope).open_text(*PLACE, sealed[scope]) for scope in SCOPES} == {
        scope: str(scope) for scope in SCOPES
    }


async def test_keys_are_loaded_in_one_query_and_no_other_than_asked_for(kept: Database) -> None:
    statements: list[str] = []

    def count(connection: Connection) -> Keyring:
        event.listen(connection, "before_cursor_execute", lambda *spoken: statements.append(spoken[2]))
        return load_keys(connection, Master(OLD_KEY), [FAMILY, AGENCY, FAMILY])

    keys = await kept.read(count)
    assert [words.split()[0] for words in statements if words != "BEGIN"] == ["SELECT"]
    assert (FAMILY in keys, AGENCY in keys, PERSON in keys) == (True, True, False)
    with pytest.raises(Unsealable):
        keys.sealer(PERSON)


async def test_nothing_is_asked_for_no_scopes(kept: Database) -> None:
    assert AGENCY not in await load(kept, scopes=())


async def test_making_a_key_twice_keeps_the_first(kept: Database) -> None:
    first = (await load(kept)).sealer(FAMILY).seal(*PLACE, "hello")
    again = await kept.run(lambda connection: make_key(connection, Master(OLD_KEY), FAMILY, NOW))
    assert again.sealer(FAMILY).open_text(*PLACE, first) == "hello"
    assert (
        await kept.read(lambda connection: connection.scalar(select(func.count()).select_from(data_key))) == 3
    )


async def test_a_new_key_joins_those_of_the_turn(kept: Database) -> None:
    other = Scope.family("e" * 32)
    keys = await load(kept) | await kept.run(lambda c: make_key(c, Master(OLD_KEY), other, NOW))
    assert all(scope in keys for scope in (*SCOPES, other))


async def test_a_destroyed_key_takes_its_fields_with_it(kept: Database) -> None:
    sealed = (await load(kept)).sealer(FAMILY).seal(*PLACE, "hello")
    assert await kept.run(lambda connection: destroy_key(connection, FAMILY))
    assert not await kept.run(lambda connection: destroy_key(connection, FAMILY))
    keys = await load(kept)
    assert FAMILY not in keys
    assert PERSON in keys
    with pytest.raises(Unsealable, match="family"):
        keys.sealer(FAMILY)
    with pytest.raises(Unsealable):
        keys.sealer(PERSON).open(*PLACE, sealed)


async def test_a_destroyed_key_is_not_on_disk_after_a_checkpoint(sqlite_url: str, tmp_path: Path) -> None:
    database = Database.open(sqlite_url)
    await database.run(lambda connection: metadata.create_all(connection, tables=[data_key]))
    scopes = [Scope.family(f"{number:032}") for number in range(50)]
    for scope in scopes:
        await database.run(lambda connection, scope=scope: make_key(connection, Master(OLD_KEY), scope, NOW))  # type: ignore[misc]
    wrapped = await database.read(lambda connection: list(connection.scalars(select(data_key.c.wrapped))))

    def on_disk() -> int:
        found = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        return sum(key in found for key in wrapped)

    assert await database.checkpoint()
    assert on_disk() == 50
    await database.run(lambda connection: [destroy_key(connection, scope) for scope in scopes])
    assert await database.checkpoint()
    assert on_disk() == 0
    await database.close()


async def test_the_wrong_master_key_opens_nothing(kept: Database) -> None:
    with pytest.raises(Unsealable):
        await load(kept, fresh_key())


async def test_a_new_master_key_changes_neither_fields_nor_index(kept: Database) -> None:
    before = await load(kept)
    sealed = before.sealer(FAMILY).seal(*PLACE, "hello")
    looked_up = before.blind_index(AGENCY).of("telegram", "5550100")

    both = Master(NEW_KEY, OLD_KEY)
    assert await kept.run(lambda connection: rotate_master(connection, Master(OLD_KEY), both)) == 3
    after = await load(kept, NEW_KEY)
    assert after.sealer(FAMILY).open_text(*PLACE, sealed) == "hello"
    assert after.blind_index(AGENCY).of("telegram", "5550100") == looked_up
    with pytest.raises(Unsealable):
        await load(kept, OLD_KEY)


async def test_an_interrupted_rotation_is_finished_by_repeating_it(kept: Database) -> None:
    other = Scope.person("a" * 32)
    await kept.run(lambda connection: make_key(connection, Master(NEW_KEY, OLD_KEY), other, NOW))
    rotate = lambda connection: rotate_master(connection, Master(OLD_KEY), Master(NEW_KEY))  # noqa: E731
    assert [await kept.run(rotate), await kept.run(rotate)] == [3, 0]
    assert other in await load(kept, NEW_KEY, scopes=(*SCOPES, other))


async def test_a_moment_comes_back_as_it_was(kept: Database) -> None:
    made_at = await kept.read(lambda connection: connection.scalars(select(data_key.c.made_at)).all())
    assert list(made_at) == [NOW] * 3
    assert all(moment.tzinfo is UTC for moment in made_at)


async def test_moments_compare_whatever_their_zone(kept: Database) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=-7)))

    def count(connection: Connection, bound: datetime) -> int:
        return len(connection.execute(select(data_key).where(data_key.c.made_at <= bound)).all())

    assert await kept.read(lambda connection: count(connection, there)) == 3
    assert await kept.read(lambda connection: count(connection, there - timedelta(microseconds=1))) == 0


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(NOW.replace(tzinfo=None), None)  # type: ignore[arg-type]
