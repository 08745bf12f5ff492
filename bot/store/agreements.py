"""What both homes of a circle agreed on, as a record tells of it: what holds, and what held before.

What was only suggested is no agreement; what was agreed on once the children were home is nobody's to read.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import bindparam, select

from bot.chat.record import Wanted
from bot.store.audit import committed
from bot.store.media import files_of
from bot.store.metadata import EPOCH, constant
from bot.store.schema import plan_item
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.submitted import is_named, open_still, times_alone

_HELD = (
    select(plan_item)
    .where(plan_item.c.circle_id.in_(bindparam("circles", expanding=True)))
    .where(plan_item.c.state.in_([constant("agreed"), constant("past")]))
    .where(plan_item.c.agreed_at >= bindparam("since"), plan_item.c.agreed_at <= bindparam("until"))
    .order_by(plan_item.c.agreed_at, plan_item.c.id)
)


class Agreed(msgspec.Struct, frozen=True):
    """Words that came to hold; ``body`` is what was committed to of them, None where they are shredded."""

    id: str
    circle: str
    topic: str
    by: str
    words: str | None
    body: str | None
    kinds: tuple[str, ...]


def agreed_in(session: Session, wanted: Wanted, names: Sequence[str]) -> dict[str, Agreed]:
    """Return what was agreed on in these circles, but for what is by who is kept out, or names them."""
    if not wanted.circles:
        return {}
    scope, alone = Scope.family(wanted.family), times_alone(session, wanted)
    values = {"circles": list(wanted.circles), "since": wanted.since or EPOCH, "until": wanted.until}
    found: dict[str, Agreed] = {}
    for row in session.connection.execute(_HELD, values):
        is_alone = any(begins <= row.agreed_at < ends for begins, ends in alone.get(row.circle_id, ()))
        opened = open_still(session, scope, "plan_item.words", row.id, row.words)
        words = None if opened is None else opened.decode()
        if is_alone or row.author_id in wanted.left_out or (words and is_named(words, names)):
            continue
        body = None if words is None else committed(words, row.message_id).decode()
        kinds = tuple(one.kind.value for one in files_of(session, row.message_id)) if row.message_id else ()
        found[row.id] = Agreed(row.id, row.circle_id, row.topic, row.author_id, words, body, kinds)
    return found
