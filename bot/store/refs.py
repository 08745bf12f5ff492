"""Ids of the agency's roster: found by a blind index and kept sealed, for agencies write names there.

Knows which tables have them, and nothing of rosters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, bindparam, func, select, update

from bot.store.schema import child, circle, family, home, person
from bot.store.sealing import Scope, Unsealable

if TYPE_CHECKING:
    from sqlalchemy import Row

    from bot.store.session import Session

_CIRCLE = select(circle.c.id).where(circle.c.ref == bindparam("ref"))
TABLES = (person, family, home, child, circle)

# An id of a roster has 40 characters at most: none can be taken for a hash, and no hash for one.
_HASH_CHARS = 64
_CLEAR = {
    table: select(table).where(func.length(table.c.ref) < _HASH_CHARS).order_by(table.c.id)
    for table in TABLES
}
_SEAL = {
    # Another process may be at it too, and what it hashed must not be hashed again.
    table: update(table)
    .where(table.c.id == bindparam("row"), table.c.ref == bindparam("clear"))
    .values(ref=bindparam("hash"), roster_id=bindparam("sealed"))
    for table in TABLES
}


def stored_ref(session: Session, table: Table, ref: str) -> str:
    """Return what stands in ``ref`` for an id of the roster; the same id in two tables looks different."""
    return session.index().of(f"ref:{table.name}", ref).hex()


def ref_columns(session: Session, table: Table, scope: Scope, row: str, ref: str) -> dict[str, str | bytes]:
    """Return the columns that keep an id of the roster in a row.

    ``scope`` is that of the row's names: erasing takes the id along. Raises Unsealable without its key.
    """
    sealed = session.seal(scope, f"{table.name}.roster_id", row, ref)
    return {"ref": stored_ref(session, table, ref), "roster_id": sealed}


def circle_called(session: Session, ref: str) -> str:
    """Return the id of the circle that the agency's roster calls ``ref``; it must be there."""
    values = {"ref": stored_ref(session, circle, ref)}
    found: str = session.connection.execute(_CIRCLE, values).scalar_one()
    return found


def readable_ref(session: Session, table: Table, row: Row[*tuple[Any, ...]]) -> str | None:
    """Return a row's id as the agency wrote it, or None where there is none or it was erased."""
    if row.roster_id is None:
        return None
    try:
        return session.open(_scope(table, row), f"{table.name}.roster_id", row.id, row.roster_id)
    except Unsealable:
        return None


def has_clear_refs(session: Session) -> bool:
    """Tell whether ids stand in clear, as the first version of the tables had them."""
    return any(session.connection.execute(found.limit(1)).first() for found in _CLEAR.values())


def seal_clear_refs(session: Session) -> None:
    """Hash and seal what stands in clear. A migration has no key, and leaves it to whoever comes with one."""
    for table in TABLES:
        for row in session.connection.execute(_CLEAR[table]).all():
            values = {"row": row.id, "clear": row.ref, "hash": stored_ref(session, table, row.ref)}
            session.connection.execute(_SEAL[table], {**values, "sealed": _sealed(session, table, row)})


def _sealed(session: Session, table: Table, row: Row[*tuple[Any, ...]]) -> bytes | None:
    try:
        return session.seal(_scope(table, row), f"{table.name}.roster_id", row.id, row.ref)
    except Unsealable:
        # Erased: nobody is to read it again, but a file that still has it must be told so.
        return None


def _scope(table: Table, row: Row[*tuple[Any, ...]]) -> Scope:
    if table is home:
        return Scope.agency()
    if table is person:
        return Scope.person(row.id)
    return Scope.family(row.id if table is family else row.family_id)
