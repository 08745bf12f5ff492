"""A database with all tables: made by the migrations once in a run, and copied for each test.

The migrations themselves are tested in `tests/store`; everybody else wants what they lead to.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from bot.store import migrating
from bot.store.migrating import Standing

_TEMPLATE = f"with_tables_{os.getpid()}"


def with_tables(url: str) -> str:
    """Give a database all tables, if it has none yet, and return its address. Nobody is connected to it."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        path = Path(str(parsed.database))
        if not path.exists():
            shutil.copy(_file(), path)
    elif migrating.check(url).standing is Standing.EMPTY:
        _make_of(_template(_beside(parsed)), parsed)
    return url


@cache
def _file() -> Path:
    folder = tempfile.mkdtemp(prefix="tables-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "tables.sqlite"
    migrating.upgrade(f"sqlite:///{path}")
    return path


@cache
def _template(server: str) -> str:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_TEMPLATE)))
    migrating.upgrade(make_url(server).set(database=_TEMPLATE).render_as_string(hide_password=False))
    return _TEMPLATE


def _make_of(template: str, made: URL) -> None:
    name = sql.Identifier(str(made.database))
    with psycopg.connect(_beside(made), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {}").format(name))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, sql.Identifier(template)))


def _beside(url: URL) -> str:
    return url.set(database="postgres").render_as_string(hide_password=False)
