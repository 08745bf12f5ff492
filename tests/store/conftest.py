"""Empty databases of both kinds, and a small table of the tests' own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.database import Database
from tests.postgres import PostgresServer, fresh_database, postgres_server
from tests.store.lines import metadata

__all__ = ["postgres_server"]


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/test.sqlite"


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    return fresh_database(postgres_server)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """Either database, one after the other."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


async def opened(url: str) -> AsyncIterator[Database]:
    database = Database.open(url)
    await database.run(metadata.create_all)
    yield database
    await database.close()


database = pytest.fixture(opened, name="database")


@pytest.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[Database]:
    async for database in opened(sqlite_url):
        yield database


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Database]:
    async for database in opened(postgres_url):
        yield database
