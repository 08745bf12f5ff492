"""Statements are compiled once in a run, not once for each of its thousands of databases.

A program that runs has one database, and compiles each of its statements once. SQLAlchemy remembers what it
compiled with the engine and by the dialect; here all engines of a kind share both.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, Engine, create_engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

from bot.store import postgresql, sqlite

_MOST = 5000
_COMPILED: LRUCache[Any, Any] = LRUCache(_MOST)


def once_in_a_run() -> None:
    """Let the store's engines share what they compile."""
    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        dialect.__eq__ = _are_alike  # type: ignore[method-assign,assignment]
        dialect.__hash__ = _hash_of_kind  # type: ignore[method-assign,assignment]
    for module in (sqlite, postgresql):
        module.create_engine = _sharing  # type: ignore[attr-defined]


def _sharing(*arguments: Any, **options: Any) -> Engine:  # noqa: ANN401 - as there
    engine = create_engine(*arguments, **options)
    engine._compiled_cache = _COMPILED
    return engine


def _are_alike(one: Dialect, other: object) -> bool:
    return type(one) is type(other)


def _hash_of_kind(one: Dialect) -> int:
    return hash(type(one))
