"""Opens every value of a database that any of its keys opens, to see what stands where, and for whom.

Knows the tables only by their columns of bytes: a column that is added is looked into without being named.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import LargeBinary, RowMapping, select

from bot.store.keyring import data_key
from bot.store.metadata import metadata
from bot.store.schema import media
from bot.store.sealing import Scope, ScopeKind, Unsealable, open_file
from bot.store.session import Session

NEVER_SEALED = {
    ("account", "address_hash"),
    ("audit", "commitment"),
    ("chain_head", "head"),
    ("data_key", "wrapped"),
    ("guess", "sender"),
    ("invitation", "code_hash"),
    ("media", "same"),
    ("setting", "value"),
}


class Cell(NamedTuple):
    """One sealed value: where it stands, whose keys open it (one, it is hoped), and what it says."""

    table: str
    column: str
    row: str
    sealed: bytes
    scopes: tuple[Scope, ...]
    says: bytes


def scopes(session: Session) -> list[Scope]:
    """Return whose keys there are."""
    rows = session.connection.execute(select(data_key.c.scope_kind, data_key.c.scope_id)).all()
    return [Scope(ScopeKind(kind), scope_id) for kind, scope_id in rows]


def cells(session: Session) -> list[Cell]:
    """Return every value of bytes that ought to be sealed, tried with every key."""
    session.unlock(everyone := scopes(session))
    found = []
    for table in metadata.sorted_tables:
        for column in table.columns:
            if not isinstance(column.type, LargeBinary) or (table.name, column.name) in NEVER_SEALED:
                continue
            for row in session.connection.execute(select(table).where(column.is_not(None))).mappings():
                key = ":".join(str(row[one.name]) for one in table.primary_key)
                sealed = bytes(row[column.name])
                if not sealed:
                    continue  # Shredded where the column takes no NULL.
                opened = {
                    scope: _open_file(session, scope, row)
                    if column is media.c.body
                    else _open(session, scope, table.name, column.name, key, sealed)
                    for scope in everyone
                }
                fitting = {scope: says for scope, says in opened.items() if says is not None}
                says = next(iter(fitting.values()), b"")
                found.append(Cell(table.name, column.name, key, sealed, tuple(fitting), says))
    return found


def _open(session: Session, scope: Scope, table: str, column: str, row: str, sealed: bytes) -> bytes | None:
    try:
        return session.open_bytes(scope, f"{table}.{column}", row, sealed)
    except Unsealable:
        return None


def _open_file(session: Session, scope: Scope, row: RowMapping) -> bytes | None:
    """Open a file, which has a key of its own, by the scope that its key is sealed for."""
    key = _open(session, scope, "media", "key", row["id"], row["key"] or b"")
    return None if key is None else open_file(key, row["id"], row["body"])
