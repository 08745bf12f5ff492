"""Brings a database's tables to what this program needs, and says plainly where it stands.

Knows Alembic; knows no table and no configuration file. Wants the bot stopped.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import msgspec
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, inspect, make_url, text

from bot.store import schema
from bot.store.postgresql import address_of
from bot.store.sqlite import file_of, open_engine

TABLES = schema.data_key.metadata
"""The tables as the code has them; taken from the schema, so that every table is in it."""

SCRIPTS = Path(__file__).parent / "migrations"
"""Where the revisions are; they are part of the installed package."""

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7164118327)")


class CannotMigrate(RuntimeError):  # noqa: N818 - read by an operator, in a sentence
    """The database was left exactly as it was; the message says why."""


class Standing(StrEnum):
    """Where a database's tables stand, seen from this program."""

    CURRENT = "current"
    EMPTY = "empty"
    BEHIND = "behind"
    AHEAD = "ahead"
    FOREIGN = "foreign"


class Finding(msgspec.Struct, frozen=True):
    """Where it stands, and a sentence for the operator that says what to do."""

    standing: Standing
    sentence: str


_SENTENCES = {
    Standing.CURRENT: "The database is up to date.",
    Standing.EMPTY: "The database has no tables yet: run `coparenting migrate`.",
    Standing.BEHIND: "The database is of an earlier version: stop the bot, back up, `coparenting migrate`.",
    Standing.AHEAD: "The database is of a later version than this program: install that version.",
    Standing.FOREIGN: "The database holds tables that are not ours: choose an empty one.",
}


def head() -> str | None:
    """Return the revision that this program needs; None while there is none at all."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def current(url: str) -> str | None:
    """Return the revision that the database has; None if it never had one."""
    with _connected(url) as connection:
        return _revision_of(connection)


def check(url: str) -> Finding:
    """Tell where the database stands. Changes nothing, and does not create a missing SQLite file."""
    with _connected(url) as connection:
        return _check(connection)


def upgrade(url: str, to: str = "head") -> None:
    """Bring the database to ``to``, in one transaction: all of it, or nothing and an error.

    Creates a missing SQLite file. Two at once wait for each other. Raises CannotMigrate.
    """
    with _writing(url) as connection:
        finding = _check(connection)
        if finding.standing in {Standing.AHEAD, Standing.FOREIGN}:
            raise CannotMigrate(finding.sentence)
        command.upgrade(_config(connection), to)
        _check_foreign_keys(connection)


def drift(url: str) -> list[str]:
    """List how the database differs from the tables in the code; nothing, where revisions are complete."""
    with _connected(url) as connection:
        differences = compare_metadata(MigrationContext.configure(connection), TABLES)
    return [str(difference) for difference in differences]


def revise(words: str) -> Path:
    """Write the next revision from what the code's tables have and the last revision's have not.

    For developers. What it writes is a draft: it cannot tell a renamed column from a dropped one.
    """
    number = len(list(ScriptDirectory.from_config(_config()).walk_revisions())) + 1
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/draft.sqlite"
        upgrade(url)
        with _writing(url) as connection:
            script = command.revision(_config(connection), words, autogenerate=True, rev_id=f"v{number:04}")
    if script is None or isinstance(script, list):
        message = "Alembic wrote no single revision"
        raise CannotMigrate(message)
    return Path(script.path)


def _config(connection: Connection | None = None) -> Config:
    # Alembic reads its options through ConfigParser, to which a percent sign means something.
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["tables"] = TABLES
    return config


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return create_engine(address_of(url), poolclass=NullPool)
    # With foreign keys on, making a table anew would delete all that refers to it.
    return open_engine(url, "BEGIN IMMEDIATE", "foreign_keys=OFF")


@contextmanager
def _writing(url: str) -> Iterator[Connection]:
    parsed = make_url(url)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    if is_sqlite:
        file_of(parsed).touch(mode=0o600)
    with _engine(parsed).begin() as connection:
        if not is_sqlite:
            connection.execute(_ONE_AT_A_TIME)
        yield connection


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    """Give a connection for looking only."""
    parsed = make_url(url)
    is_missing = parsed.get_backend_name() == "sqlite" and not file_of(parsed).exists()
    engine = create_engine("sqlite://") if is_missing else _engine(parsed)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _revision_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _check(connection: Connection) -> Finding:
    standing = _standing(connection)
    return Finding(standing, _SENTENCES[standing])


def _standing(connection: Connection) -> Standing:
    revision = _revision_of(connection)
    if revision is None:
        return Standing.FOREIGN if inspect(connection).get_table_names() else Standing.EMPTY
    scripts = ScriptDirectory.from_config(_config())
    if revision == scripts.get_current_head():
        return Standing.CURRENT
    ours = {script.revision for script in scripts.walk_revisions()}
    return Standing.BEHIND if revision in ours else Standing.AHEAD


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        message = "A revision leaves rows that refer to nothing; the database was left as it was."
        raise CannotMigrate(message)
