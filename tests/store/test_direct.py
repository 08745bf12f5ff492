"""Statements run straight at the driver do what SQLAlchemy does, and fail as it does."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    BindParameter,
    Boolean,
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    String,
    Table,
    UpdateBase,
    bindparam,
    delete,
    event,
    exists,
    func,
    insert,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError, InvalidRequestError, StatementError

import bot.store
from bot.store.direct import DirectConnection
from bot.store.metadata import UtcDateTime
from bot.store.sqlite import open_engine

_tables = MetaData()
_line = Table(
    "line",
    _tables,
    Column("id", Integer, primary_key=True),
    Column("word", String(20), unique=True),
    Column("body", LargeBinary),
    Column("at", UtcDateTime),
    Column("is_loud", Boolean, nullable=False, default=False),
)
_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
_ADD = insert(_line)
_FULL = {"body": b"\0\xff", "at": _NOON, "is_loud": True}
_TIMES = 4


@pytest.fixture
def ran() -> Iterator[list[str]]:
    """Collect what SQLAlchemy itself runs."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield statements
    event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """Return a connection in a transaction, with three lines."""
    engine = open_engine(make_url(f"sqlite:///{tmp_path / 'direct.db'}"), "BEGIN IMMEDIATE")
    with DirectConnection(engine) as opened, opened.begin():
        _tables.create_all(opened)
        opened.execute(insert(_line), [{"word": word, **_FULL} for word in ("one", "two")])
        opened.execute(insert(_line), {"word": "three"})
        yield opened


_WORDS: BindParameter[Any] = bindparam("words", expanding=True)
_THEN = bindparam("then", type_=UtcDateTime)
_QUERIES: list[tuple[Any, Any]] = [
    (select(_line), None),
    (select(_line).where(_line.c.word == bindparam("word")), {"word": "two"}),
    (select(_line).where(_line.c.word == "one", _line.c.id > bindparam("least")), {"least": 0}),
    (select(_line.c.id).where(_line.c.word.in_(_WORDS)), {"words": ["one", "two"]}),
    (select(_line.c.id).where(_line.c.word.in_(_WORDS)), {"words": []}),
    (select(_line.c.id).where(_line.c.word.in_(["one", "three"])).order_by(_line.c.id).limit(1), {}),
    (select(func.count(), func.max(_line.c.at)), {}),
    (select(_line.c.at.label("then"), exists().where(_line.c.word == "four").label("is_there")), {}),
    (update(_line).where(_line.c.id == bindparam("row")).values(word="ten").returning(_line), {"row": 1}),
    (update(_line).where(_line.c.id == bindparam("row")).values(at=_THEN), {"row": 1, "then": _NOON}),
    (delete(_line).where(_line.c.at == bindparam("then")), {"then": _NOON}),
    (text("SELECT id, word FROM line WHERE at = :then").bindparams(_THEN), {"then": _NOON}),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "values"), _QUERIES, ids=range(len(_QUERIES)))
def test_what_is_met_again_gives_the_same_as_when_it_was_met_first(
    connection: Connection,
    ran: list[str],
    statement: Any,  # noqa: ANN401 - whatever can be run
    values: Any,  # noqa: ANN401
) -> None:
    told = []
    for _ in range(_TIMES):
        with connection.begin_nested() as attempt:
            result = connection.execute(statement, values)
            count = result.rowcount
            rows = result.mappings().all() if result.returns_rows else []
            told.append((count, [dict(row) for row in rows]))
            attempt.rollback()
    assert told == [told[0]] * _TIMES
    assert len([one for one in ran if "SAVEPOINT" not in one]) == 1, "only the first goes SQLAlchemy's way"


def test_rows_are_read_by_name_and_in_every_way(connection: Connection) -> None:
    statement = select(_line).where(_line.c.word == bindparam("word"))
    for _ in range(_TIMES):
        row = connection.execute(statement, {"word": "one"}).one()
        assert (row.word, row.body, row.at, row.is_loud) == ("one", b"\0\xff", _NOON, True)
        assert row._mapping["at"] == _NOON
        assert connection.execute(statement, {"word": "none"}).first() is None
        assert connection.execute(select(_line.c.id).order_by(_line.c.id), {}).scalars().all() == [1, 2, 3]
        assert connection.execute(statement, {"word": "three"}).one().is_loud is False


def test_many_rows_are_added_by_one_call(connection: Connection, ran: list[str]) -> None:
    for turn in range(_TIMES):
        rows = [{"word": f"{turn}-{number}", **_FULL} for number in range(3)]
        connection.execute(_ADD, rows)
    assert connection.execute(select(func.count()).select_from(_line)).scalar_one() == 3 + 3 * _TIMES
    assert len([one for one in ran if one.startswith("INSERT")]) == 1


def test_lists_of_other_lengths_are_other_statements(connection: Connection) -> None:
    wanted = select(_line.c.word).where(_line.c.id.in_(bindparam("ids", expanding=True))).order_by(_line.c.id)
    for ids in ([1], [1, 2], [3], [], [1, 2, 3], [2, 3]):
        words = [["one", "two", "three"][number - 1] for number in ids]
        assert connection.execute(wanted, {"ids": ids}).scalars().all() == words


def test_a_default_made_in_python_is_still_made(connection: Connection, ran: list[str]) -> None:
    add = insert(_line)  # met by nobody yet
    for number in range(_TIMES):
        connection.execute(add, {"word": f"new {number}"})
    assert len([one for one in ran if one.startswith("INSERT")]) == 1
    loud = connection.execute(select(_line.c.is_loud).where(_line.c.id > 3)).scalars().all()
    assert loud == [False] * _TIMES


def test_errors_are_those_of_sqlalchemy_and_quote_nothing(connection: Connection) -> None:
    connection.execute(_ADD, {"word": "secret", **_FULL})
    for _ in range(_TIMES):
        with pytest.raises(IntegrityError) as caught, connection.begin_nested():
            connection.execute(_ADD, {"word": "secret", **_FULL})
        assert "secret" not in str(caught.value) or not caught.value.hide_parameters


def test_a_missing_value_and_a_wrong_one_are_refused(connection: Connection) -> None:
    wanted = select(_line).where(_line.c.at == bindparam("then"))
    connection.execute(wanted, {"then": _NOON})
    for _ in range(_TIMES):
        with pytest.raises((InvalidRequestError, StatementError)):
            connection.execute(wanted, {})
        with pytest.raises((ValueError, StatementError)):
            connection.execute(wanted, {"then": datetime(2026, 1, 1)})  # noqa: DTZ001 - that is what is wrong


def test_lists_may_be_tuples_and_sets(connection: Connection) -> None:
    wanted = select(func.count()).where(_line.c.id.in_(bindparam("ids", expanding=True)))
    for kind in (list, tuple, set, list, tuple, set):
        for numbers in ([1], [1, 2], [1, 2, 3], [2]):
            assert connection.execute(wanted, {"ids": kind(numbers)}).scalar_one() == len(numbers)


def test_every_statement_of_the_store_tells_its_columns() -> None:
    seen = 0
    for found in pkgutil.walk_packages(bot.store.__path__, "bot.store."):
        if "migrations" in found.name:
            continue
        for statement in vars(importlib.import_module(found.name)).values():
            if isinstance(statement, Select | UpdateBase):
                compiled: Any = statement.compile(dialect=sqlite.dialect())
                assert len(statement.exported_columns) == len(compiled._result_columns), found.name
                seen += 1
    assert seen > 100
