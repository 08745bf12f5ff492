"""Where the chains of a caseworker's families have come to, as she is told it once a week to keep.

Whoever could write a chain anew could sign it, too; what she was told before they cannot change.
"""

from __future__ import annotations

from sqlalchemy import select

from bot.chat.record import head_code
from bot.store.desks import SERVED
from bot.store.schema import chain_head, family
from bot.store.sealing import Scope
from bot.store.session import Session

_HEADS = (
    select(family.c.id, family.c.name, chain_head.c.seq, chain_head.c.head)
    .join(chain_head, chain_head.c.chain == family.c.id)
    .where(SERVED, chain_head.c.seq > 0)
    .order_by(family.c.id)
)


def heads_of(session: Session, person_id: str) -> tuple[tuple[str, str], ...]:
    """Return each family on a caseworker's desk with the code of its chain now."""
    rows = session.connection.execute(_HEADS, {"person": person_id}).all()
    session.unlock({Scope.family(row.id) for row in rows})
    return tuple(
        (
            session.open_to_show(Scope.family(row.id), "family.name", row.id, row.name),
            head_code(row.seq, bytes(row.head)),
        )
        for row in rows
    )
