"""A database to import rosters into, with a clock, and short ways to look at what came of it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select, update
from sqlalchemy.sql.base import Executable

from bot.chat.clock import SetClock
from bot.chat.people import Circle
from bot.family.terms import Terms
from bot.roster import RosterProblem, read
from bot.store import schema
from bot.store.database import Database
from bot.store.importing import Imported, import_roster
from bot.store.metadata import metadata
from bot.store.opening import Opened
from bot.store.refs import readable_ref, stored_ref
from bot.store.sealing import Master, Scope
from bot.store.session import Defaults, Session
from bot.store.viewing import SERVED_CIRCLES, circles_of
from tests.postgres import PostgresServer, fresh_database, postgres_server
from tests.tables import with_tables

__all__ = [
    "NOW",
    "ROSA",
    "STORY",
    "World",
    "by_ref",
    "edited",
    "either",
    "postgres_server",
    "postgres_url",
    "sqlite_url",
    "with_accounts",
    "world",
]

STORY = (Path(__file__).parent / "data" / "roster.toml").read_text(encoding="utf-8")
NOW = datetime(2026, 10, 2, 9, 30, tzinfo=UTC)
ROSA = """
[[person]]
id = "rosa"
name = "Rosa"
role = "supporter"
"""


def edited(*changes: tuple[str, str]) -> str:
    """Return the story with each first part replaced by the second; a part that is not there is a mistake."""
    changed = STORY
    for old, new in changes:
        assert old in changed
        changed = changed.replace(old, new)
    return changed


def with_accounts(**accounts: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f'id = "{ref}"\nname', f'id = "{ref}"\naccounts = [{listed}]\nname')
        for ref, listed in accounts.items()
    )


def by_ref(session: Session, table: Table) -> dict[str, Any]:
    """Return all rows that have an id in the roster, by that id."""
    rows = session.connection.execute(select(table).where(table.c.ref.is_not(None))).all()
    return {str(readable_ref(session, table, row)): row for row in rows}


class World:
    """A database with a clock, and short ways to import and to look."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.clock = SetClock(NOW)

    async def imports(
        self, roster: str = STORY, *, renew: bool = False, default_quiet: str | None = None
    ) -> Imported:
        wanted = read(roster, file_name="roster.toml")
        return await self.opened.run(
            lambda session: import_roster(session, wanted, renew=renew, default_quiet=default_quiet),
            self.clock,
        )

    async def refused(self, roster: str) -> str:
        """Import what must be refused; return the mistakes, having seen that nothing was written."""
        before = await self.everything()
        with pytest.raises(RosterProblem) as caught:
            await self.imports(roster)
        assert await self.everything() == before
        return str(caught.value)

    async def rows(self, statement: Executable) -> list[Any]:
        return await self.opened.read(
            lambda session: list(session.connection.execute(statement).all()), self.clock
        )

    async def does(self, statement: Executable) -> None:
        await self.opened.run(lambda session: session.connection.execute(statement), self.clock)

    async def everything(self) -> dict[str, list[Any]]:
        return {
            table.name: sorted((await self.rows(select(table))), key=repr) for table in metadata.sorted_tables
        }

    async def stored(self, table: Table, ref: str) -> str:
        """Return what stands in the database for an id of the roster."""
        return await self.opened.read(lambda session: stored_ref(session, table, ref), self.clock)

    async def id_of(self, table: Table, ref: str) -> str:
        (row,) = await self.rows(select(table.c.id).where(table.c.ref == await self.stored(table, ref)))
        return str(row.id)

    async def by_ref(self, table: Table) -> dict[str, Any]:
        """Return all rows by their ids in the roster."""
        return await self.opened.read(lambda session: by_ref(session, table), self.clock)

    async def changes(self, table: Table, ref: str, **values: str) -> None:
        await self.does(update(table).where(table.c.ref == await self.stored(table, ref)).values(**values))

    async def circle(self, ref: str) -> Circle:
        wanted = await self.id_of(schema.circle, ref)

        def work(session: Session) -> Circle:
            (caseworker,) = session.connection.execute(
                select(schema.person.c.id).where(
                    schema.person.c.ref == stored_ref(session, schema.person, "tianna")
                )
            ).scalars()
            rows = session.connection.execute(SERVED_CIRCLES, {"person": caseworker}).all()
            return next(one for one in circles_of(session, rows) if one.id == wanted)

        return await self.opened.read(work, self.clock)

    async def names_in(self, ref: str) -> set[str]:
        return {member.name for member in (await self.circle(ref)).members}

    async def permissions(self, parent: str, child: str) -> dict[str, tuple[bool, Terms]]:
        person, kid = schema.person, schema.child
        table = schema.permission
        rows = await self.rows(
            select(table, kid.c.family_id)
            .join(person, person.c.id == table.c.parent_id)
            .join(kid, kid.c.id == table.c.child_id)
            .where(
                person.c.ref == await self.stored(person, parent), kid.c.ref == await self.stored(kid, child)
            )
        )

        def work(session: Session) -> dict[str, tuple[bool, Terms]]:
            return {
                row.kind: (
                    row.is_withdrawn,
                    Terms(
                        **json.loads(
                            session.open(
                                Scope.family(row.family_id), "permission.details", row.id, row.details
                            )
                        )
                    ),
                )
                for row in rows
            }

        return await self.opened.read(work, self.clock)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return with_tables(f"sqlite:///{tmp_path / 'store.sqlite'}")


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    return with_tables(fresh_database(postgres_server))


async def world_at(url: str) -> AsyncIterator[World]:
    async with Opened(Database.open(url), Master(b"k" * 32), Defaults(), url) as opened:
        yield World(opened)


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    async for one in world_at(sqlite_url):
        yield one


@pytest.fixture(params=["sqlite", "postgresql"])
async def either(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """The same on either database."""
    url = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    async for one in world_at(url):
        yield one
