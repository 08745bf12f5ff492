"""How Alembic changes our tables; run by `bot.store.migrating` only, on a connection of its making.

Knows no configuration file and no address.
"""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from bot.store.metadata import UtcDateTime


def render_item(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write our own type into a revision as what it is in the database, so that it may change later."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.BigInteger()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["tables"],
    render_item=render_item,
    # SQLite changes a table by making it anew.
    render_as_batch=True,
)
# The transaction is the caller's: all revisions, or none.
context.run_migrations()
