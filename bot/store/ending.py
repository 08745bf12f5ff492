"""What will never be delivered: it ends, and whoever wrote it is told, by what it was.

Sends nothing and knows no messenger.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Row, bindparam, exists, select, update

from bot.chat.draft import Kind
from bot.chat.outgoing import Operation
from bot.chat.people import PersonState
from bot.chat.text import Text, Value, text
from bot.store import lanes
from bot.store.metadata import constant
from bot.store.schema import (
    account,
    circle,
    lane,
    message,
    outbox,
    person,
)
from bot.store.session import Session
from bot.store.telling import (
    name_of,
    name_of_message,
    tell,
)

AWAY_FOR = timedelta(days=7)
"""So long a message waits for a reader whose account is lost. Who is back sooner gets everything; what is
older than a week is seldom still true, and its writer had better find another way than go on hoping."""
END = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(state=bindparam("how"), why=bindparam("reason"), payload=None)
)
_AWAY = (
    select(
        outbox,
        message.c.words,
        message.c.files,
        message.c.line_id,
        circle.c.family_id,
    )
    .join(message, message.c.id == outbox.c.message_id, isouter=True)
    .join(circle, circle.c.id == outbox.c.circle_id, isouter=True)
    .where(
        outbox.c.state == constant("ready"),
        outbox.c.person_id.is_not(None),
        outbox.c.deliver_at < bindparam("before"),
        ~exists().where(
            account.c.person_id == outbox.c.person_id,
            account.c.state == constant("active"),
            person.c.id == account.c.person_id,
            person.c.state != constant(PersonState.FROZEN),
        ),
        # What is being sent at this moment ends, or not, where it is sent.
        ~exists().where(lane.c.way == lanes.OUT, lane.c.key == outbox.c.lane, lane.c.owner.is_not(None)),
    )
    .order_by(outbox.c.deliver_at, outbox.c.id)
    .limit(200)
)
# For a discreet reader who never asked to see it.
_UNSEEN = (
    select(outbox, message.c.words, message.c.files, message.c.line_id, circle.c.family_id)
    .join(message, message.c.id == outbox.c.message_id, isouter=True)
    .join(circle, circle.c.id == outbox.c.circle_id, isouter=True)
    .where(outbox.c.state == constant("veiled"), outbox.c.deliver_at < bindparam("before"))
    .order_by(outbox.c.deliver_at, outbox.c.id)
    .limit(200)
)
_UNSEEN_LOCKED = _UNSEEN.with_for_update(of=outbox, skip_locked=True)
_AWAY_LOCKED = _AWAY.with_for_update(of=outbox, skip_locked=True)
_ENDED = {
    (Operation.SEND, False): "ended-told",
    (Operation.SEND, True): "ended-unsure",
    (Operation.EDIT, False): "ended-change",
    (Operation.EDIT, True): "ended-unsure",
    (Operation.WITHDRAW, False): "ended-undo",
    (Operation.WITHDRAW, True): "ended-undo",
}
"""What its writer reads of what ended, by what it was, and by whether it may have arrived all the same. An
edit that may have is one that was sent anew."""


def told_of_end(operation: Operation, *, is_unsure: bool, people: Value | str, words: Value) -> Text:
    """Return what its writer reads of what ended; ``is_unsure`` where it may have arrived all the same."""
    ended = _ENDED[operation, is_unsure]
    return text(ended, people=people, words=words)


def end(session: Session, row: Row[Any], how: str, why: str) -> None:
    """End a row of the outbox, "dead" where it is damaged, and tell its writer where that is news."""
    session.connection.execute(END, {"row": row.id, "how": how, "reason": why})
    is_known = why == "withdrawn" and row.operation != Operation.WITHDRAW
    if row.kind != Kind.WORDS or row.message_id is None or is_known or not row.author_id:
        return
    operation = Operation(row.operation)
    if operation == Operation.REACT:
        return
    is_unsure = bool(row.is_begun) and operation == Operation.SEND
    # What stands on a phone in other words than its writer believes is not left until the morning.
    kind = Kind.NOTICE if operation == Operation.SEND else Kind.ALERT
    people, words = name_of(session, row.person_id), name_of_message(session, row)
    said = told_of_end(operation, is_unsure=is_unsure, people=people, words=words)
    tell(session, row.author_id, said, kind=kind)


def end_long_away(session: Session) -> int:
    """End what has waited too long, and tell writers; return how many rows.

    It waited for an account to be back, or for a discreet reader to ask for it.
    """
    statements = (_AWAY_LOCKED, _UNSEEN_LOCKED) if session.is_postgresql else (_AWAY, _UNSEEN)
    before = {"before": session.now - AWAY_FOR}
    rows = [row for statement in statements for row in session.connection.execute(statement, before)]
    for row in rows:
        end(session, row, "ended", "away")
    return len(rows)
