"""Statements that were met before, run straight at the driver of SQLite.

SQLAlchemy writes their SQL and its types convert the values. Only its way from one to the other, which takes
longer than the statement itself, is gone once and remembered. Knows no table.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Dialect
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any] | None
_MOST_SHAPES = 128
_MET: WeakKeyDictionary[Any, dict[Any, _Prepared | None]] = WeakKeyDictionary()
"""What was met in this process, by whichever connection: a statement is the same on each database of ours."""


class DirectConnection(Connection):
    """A connection on which a statement that is met again costs little more than SQLite takes for it.

    Meant for statements built once, at module level. One that is met for the first time goes SQLAlchemy's
    way, and so does what needs more than values put in. Results, rows and errors are SQLAlchemy's either
    way; its events around a statement are not fired.
    """

    def execute(self, statement: Any, parameters: Any = None, **options: Any) -> Any:  # noqa: ANN401 - as there
        """See `Connection.execute`."""
        prepared = None
        ways = _MET.get(statement)
        if ways is None:
            _MET[statement] = {}
        elif self.in_transaction() and not options:
            shape = _shape(parameters)
            if shape not in ways and len(ways) < _MOST_SHAPES:
                ways[shape] = _prepared(statement, self.dialect, parameters)
            prepared = ways.get(shape)
        if prepared is None:
            return super().execute(statement, parameters, **options)
        try:
            return prepared.run(self.connection.driver_connection, parameters)
        except sqlite3.Error as error:
            raise DBAPIError.instance(
                prepared.sql, None, error, sqlite3.Error, hide_parameters=True, dialect=self.dialect
            ) from error


class _Slot(NamedTuple):
    """Where the value for one question mark comes from.

    A name, and a place in its list if it is one; without a name it is always the same ``value``.
    """

    name: str | None
    place: int | None = None
    convert: Convert = None
    value: Any = None


class _Result(IteratorResult[Any]):
    """What came back, all of it fetched."""

    returns_rows: bool
    rowcount: int
    lastrowid: int | None


class _Prepared:
    """One statement for one shape of values: its SQL, and how values get in and out."""

    def __init__(self, sql: str, slots: Sequence[_Slot], columns: Sequence[Convert]) -> None:
        self.sql = sql
        self._slots = slots
        self._conversions = [(place, how) for place, how in enumerate(columns) if how is not None]
        self._metadata: SimpleResultMetaData | None = None

    def run(self, driver: Any, parameters: Any) -> _Result:  # noqa: ANN401 - as they were given
        if isinstance(parameters, list):
            cursor = driver.executemany(self.sql, [self._filled(one) for one in parameters])
        else:
            cursor = driver.execute(self.sql, self._filled(parameters or {}))
        returns_rows, rowcount = cursor.description is not None, cursor.rowcount
        rows = self._converted(cursor.fetchall()) if returns_rows else []
        if self._metadata is None:
            self._metadata = SimpleResultMetaData([column[0] for column in cursor.description or ()])
        result = _Result(self._metadata, iter(rows))
        result.returns_rows = returns_rows
        result.rowcount, result.lastrowid = rowcount, cursor.lastrowid
        return result

    def _filled(self, values: Mapping[str, Any]) -> list[Any]:
        filled = []
        for name, place, convert, value in self._slots:
            if name is not None:
                value = values[name] if place is None else values[name][place]  # noqa: PLW2901
                if convert is not None:
                    value = convert(value)  # noqa: PLW2901
            filled.append(value)
        return filled

    def _converted(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        if not rows or not self._conversions:
            return rows
        changed = [list(row) for row in rows]
        for row in changed:
            for place, convert in self._conversions:
                row[place] = convert(row[place])
        return [tuple(row) for row in changed]


def _shape(parameters: Any) -> Any:  # noqa: ANN401 - as they were given
    """Return what the SQL depends on: the names, and how long each list among the values is."""
    if not parameters:
        return ()
    if isinstance(parameters, list):
        return (list, *parameters[0])
    return tuple(
        (name, len(value)) if isinstance(value, list | tuple) else name for name, value in parameters.items()
    )


def _prepared(statement: Any, dialect: Dialect, parameters: Any) -> _Prepared | None:  # noqa: ANN401
    """Compile; None where running it takes more than filling in values."""
    sample = parameters[0] if isinstance(parameters, list) else parameters or {}
    try:
        compiled = statement.compile(dialect=dialect, column_keys=list(sample))
        if not isinstance(compiled, SQLCompiler) or compiled.update_prefetch:
            return None
        if compiled.literal_execute_params or isinstance(parameters, tuple):
            return None
        defaults = {}
        for column in compiled.insert_prefetch:
            if not isinstance(column.default, ScalarElementColumnDefault):
                return None  # One that is to be called, each time.
            defaults[column.key] = column.default.arg
        state = compiled.construct_expanded_state(sample | defaults)
    except SQLAlchemyError:
        return None  # SQLAlchemy will say so itself, in its own words.
    if any(not isinstance(sample.get(name, ()), list | tuple) for name in state.parameter_expansion):
        return None  # A set, which has no places.
    listed = {
        one: (name, at) for name, many in state.parameter_expansion.items() for at, one in enumerate(many)
    }
    slots = []
    for position in state.positiontup or ():
        name, place = listed.get(position, (position, None))
        convert = _into(compiled.binds[name].type, dialect)
        value = state.parameters[position]
        constant = _Slot(None, value=value if convert is None else convert(value))
        slots.append(_Slot(name, place, convert) if name in sample else constant)
    # A text has no columns that anybody knew beforehand: what it returns is given as it is.
    columns = [_out_of(column.type, dialect) for column in getattr(statement, "exported_columns", ())]
    return _Prepared(state.statement, slots, columns)


def _into(kind: TypeEngine[Any], dialect: Dialect) -> Convert:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _out_of(kind: TypeEngine[Any], dialect: Dialect) -> Convert:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
