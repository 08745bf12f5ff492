"""Data keys: one per family, person and agency, stored wrapped, opened for one turn.

Knows no other table, and keeps nothing between turns: a destroyed key is gone at the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Column, Connection, LargeBinary, String, Table, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.metadata import UtcDateTime, metadata
from bot.store.sealing import BlindIndex, Master, Scope, ScopeKind, Sealer, Unsealable, fresh_key

data_key = Table(
    "data_key",
    metadata,
    Column("scope_id", String(32), primary_key=True),
    Column("scope_kind", String(6), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
)
"""The id leads the primary key: keys are looked up by id alone, and an id is hardly ever shared."""

_LOAD = select(data_key.c.scope_kind, data_key.c.scope_id, data_key.c.wrapped).where(
    data_key.c.scope_id.in_(bindparam("ids", expanding=True))
)
# SQLite took this clause over from PostgreSQL word for word, so that one statement serves both.
_MAKE = insert(data_key).on_conflict_do_nothing()
_THIS = (data_key.c.scope_id == bindparam("id"), data_key.c.scope_kind == bindparam("kind"))
_DESTROY = delete(data_key).where(*_THIS)
_REWRAP = update(data_key).where(*_THIS).values(wrapped=bindparam("rewrapped"))
_ALL = select(data_key.c.scope_kind, data_key.c.scope_id, data_key.c.wrapped).with_for_update()


class Keyring:
    """The opened data keys of one turn. Never keep it, and never show what is in it."""

    def __init__(self, keys: Mapping[Scope, bytes]) -> None:
        self._keys = dict(keys)
        self._sealers: dict[Scope, Sealer] = {}

    def __contains__(self, scope: Scope) -> bool:
        """Tell whether the scope's key exists."""
        return scope in self._keys

    def __or__(self, other: Keyring) -> Keyring:
        """Return a keyring with the keys of both."""
        both = Keyring({**self._keys, **other._keys})
        both._sealers = {**self._sealers, **other._sealers}
        return both

    def sealer(self, scope: Scope) -> Sealer:
        """Return what seals and opens for the scope; raises Unsealable if its key is gone or not loaded."""
        if scope not in self._sealers:
            self._sealers[scope] = Sealer(self._key(scope), scope)
        return self._sealers[scope]

    def blind_index(self, scope: Scope) -> BlindIndex:
        """Return the index of the scope; raises Unsealable if its key is gone or not loaded."""
        return BlindIndex(self._key(scope))

    def _key(self, scope: Scope) -> bytes:
        key = self._keys.get(scope)
        if key is None:
            where = f"{scope.kind} {scope.id}"
            raise Unsealable(where)
        return key


def load_keys(connection: Connection, master: Master, scopes: Iterable[Scope]) -> Keyring:
    """Open the keys of these scopes, in one query. Scopes without a key are simply not in it.

    Raises Unsealable if a key does not open, which means that the master key is not the right one.
    """
    wanted = set(scopes)
    if not wanted:
        return Keyring({})
    rows = connection.execute(_LOAD, {"ids": sorted({scope.id for scope in wanted})})
    found = ((Scope(ScopeKind(kind), scope_id), wrapped) for kind, scope_id, wrapped in rows)
    return Keyring({scope: master.unwrap(scope, wrapped) for scope, wrapped in found if scope in wanted})


def make_key(connection: Connection, master: Master, scope: Scope, now: datetime) -> Keyring:
    """Make the scope's key, unless another process just did, and return it.

    Called once, with the row that the scope belongs to, never to mend a missing key: what an erased
    family left behind must stay closed.
    """
    connection.execute(
        _MAKE,
        {
            "scope_kind": scope.kind,
            "scope_id": scope.id,
            "wrapped": master.wrap(scope, fresh_key()),
            "made_at": now,
        },
    )
    return load_keys(connection, master, [scope])


def destroy_key(connection: Connection, scope: Scope) -> bool:
    """Destroy the scope's key, and with it all that is sealed under it; False if there was none.

    Complete on disk after `Database.checkpoint`, and for good when the oldest backup has expired.
    """
    return connection.execute(_DESTROY, {"id": scope.id, "kind": scope.kind}).rowcount == 1


def rotate_master(connection: Connection, old: Master, new: Master) -> int:
    """Wrap every data key anew, touching no sealed field; return how many were wrapped anew.

    May be repeated after an interruption: what ``new`` wrapped already is left alone. Raises Unsealable,
    and must then be rolled back, if a key opens with neither.
    """
    rewrapped = []
    for kind, scope_id, wrapped in connection.execute(_ALL).all():
        if not new.is_wrapped_by_present_key(wrapped):
            scope = Scope(ScopeKind(kind), scope_id)
            key = old.unwrap(scope, wrapped)
            rewrapped.append({"kind": scope.kind, "id": scope.id, "rewrapped": new.wrap(scope, key)})
    if rewrapped:
        connection.execute(_REWRAP, rewrapped)
    return len(rewrapped)
