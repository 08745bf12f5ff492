"""What all tables share: one MetaData, names for constraints, and how a moment is stored.

Knows no table.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, Dialect, MetaData, String, literal_column
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""A constraint without a name cannot be migrated on SQLite, hence the convention."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def constant(word: str) -> ColumnElement[str]:
    """Return a word of the program, to stand in a statement itself and not beside it as a parameter.

    For what a partial index asks for ("state = 'ready'"). Where it is a parameter, PostgreSQL can't use the
    index in a prepared statement, and SQLite prepares the statement anew each time it is run.
    """
    return literal_column(f"'{word}'", String())


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored as whole microseconds since 1970 in UTC on either database.

    An integer sorts, indexes and compares alike everywhere, and loses nothing. What is read is in UTC.
    Raises ValueError for a naive moment: nobody can know which one is meant.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Turn a moment into microseconds."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment without a time zone cannot be stored"
            raise ValueError(message)
        return (value - EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn microseconds into a moment."""
        return None if value is None else EPOCH + timedelta(microseconds=value)
