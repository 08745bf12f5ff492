"""People's own steps, each sealed with its owner's key, and where they have shown one. Knows no flow.

They are read for nobody but their owner, and no chain has an entry of them: that there is one is theirs, too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, text, update

from bot.chat.people import View
from bot.family import events as e
from bot.family.goal import NEXT, Act, Goal, Share, State
from bot.store import outbox
from bot.store.audit import Entry
from bot.store.metadata import constant
from bot.store.schema import goal, goal_share
from bot.store.schema import outbox as outbox_table
from bot.store.sealing import Scope, Unsealable
from bot.store.session import Session
from bot.store.viewing import OWN_BY_ID, own_message

_MOST, _BEGINNING = 100, 40

_OWN = (
    select(goal)
    .where(goal.c.person_id == bindparam("person"))
    .order_by(goal.c.at.desc(), goal.c.id.desc())
    .limit(_MOST)
)
_SHARES = (
    select(goal_share)
    .join(goal, goal.c.id == goal_share.c.goal_id)
    .where(goal.c.person_id == bindparam("person"))
    .order_by(goal_share.c.at, goal_share.c.goal_id)
)
_ONE = select(goal).where(goal.c.id == bindparam("goal"), goal.c.person_id == bindparam("person"))
_SHARE = text(
    "INSERT INTO goal_share (goal_id, shown_to, message_id, at) VALUES (:goal, :to, :message, :at) "
    "ON CONFLICT (goal_id, shown_to) DO UPDATE SET message_id = excluded.message_id, at = excluded.at"
).bindparams(bindparam("at", type_=goal_share.c.at.type))
# What the bot itself has shown its owner since: lists, questions, and buttons.
_SCREENS = select(outbox_table.c.id, outbox_table.c.payload, outbox_table.c.sent_words).where(
    outbox_table.c.person_id == bindparam("person"),
    outbox_table.c.kind == constant("answer"),
    outbox_table.c.message_id.is_(None),
    outbox_table.c.circle_id.is_(None),
    outbox_table.c.made_at >= bindparam("since"),
)


def goal_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return the speaker's own steps, the newest first, with what became of each message that showed one."""
    return {"goals": own(session, view.speaker.id)}


def own(session: Session, person_id: str) -> tuple[Goal, ...]:
    """Return somebody's steps, for themself."""
    scope = Scope.person(person_id)
    rows = session.connection.execute(_OWN, {"person": person_id}).all()
    if not rows:
        return ()
    session.unlock([scope])
    shares: defaultdict[str, list[Share]] = defaultdict(list)
    for row in session.connection.execute(_SHARES, {"person": person_id}).all():
        sent = own_message(session, OWN_BY_ID, message=row.message_id)
        # What was taken back otherwise, or never passed on, stands with nobody.
        if sent is None or not sent.is_over:
            shares[row.goal_id].append(Share(row.shown_to, sent))
    return tuple(
        Goal(
            row.id,
            session.open_to_show(scope, "goal.words", row.id, row.words),
            State(row.state),
            row.at,
            row.touched_at,
            tuple(shares[row.id]),
        )
        for row in rows
    )


def written(session: Session, event: e.GoalWritten, _spoke: object) -> list[Entry]:
    """Keep it."""
    values = {
        "id": event.id,
        "person_id": event.person,
        "words": session.seal(Scope.person(event.person), "goal.words", event.id, event.words),
        "state": State.OPEN.value,
        "at": session.now,
        "touched_at": session.now,
    }
    session.connection.execute(insert(goal), values)
    return []


def turned(session: Session, event: e.GoalTurned, _spoke: object) -> list[Entry]:
    """Let it stand as its owner says, or shred it with all that showed it to them."""
    row = session.connection.execute(_ONE, {"goal": event.goal, "person": event.person}).first()
    if row is None or (State(row.state), Act(event.act)) not in NEXT:
        return []
    state = NEXT[State(row.state), Act(event.act)]
    if state is None or event.words:
        _forget_screens(session, row)
    if state is None:
        session.connection.execute(delete(goal_share).where(goal_share.c.goal_id == row.id))
        session.connection.execute(delete(goal).where(goal.c.id == row.id))
        return []
    values: dict[str, Any] = {"state": state.value, "touched_at": session.now}
    if event.words:
        values["words"] = session.seal(Scope.person(event.person), "goal.words", row.id, event.words)
    session.connection.execute(update(goal).where(goal.c.id == row.id).values(values))
    return []


def _forget_screens(session: Session, row: Any) -> None:  # noqa: ANN401 - a Row
    scope = Scope.person(row.person_id)
    try:
        words = session.open(scope, "goal.words", row.id, row.words)
    except Unsealable:
        return
    # A button has only the beginning of long ones; marks are written otherwise in what is kept of it.
    piece = max(re.split(r'["\\]', words[:_BEGINNING]), key=len).encode()
    since = {"person": row.person_id, "since": row.at}
    for screen in session.connection.execute(_SCREENS, since).all():
        shown = ((screen.payload, "outbox.payload"), (screen.sent_words, "outbox.sent_words"))
        if any(sealed and _tells(session, scope, place, screen.id, sealed, piece) for sealed, place in shown):
            outbox.forget(session, screen.id)


def _tells(session: Session, scope: Scope, place: str, row: str, sealed: bytes, piece: bytes) -> bool:
    try:
        said = session.open_bytes(scope, place, row, sealed)
    except Unsealable:
        return False
    return piece in said


def shared(session: Session, event: e.GoalShared, _spoke: object) -> list[Entry]:
    """Note where it was shown; the message itself is in the record as any is."""
    where = {"goal": event.goal, "person": event.person}
    if session.connection.execute(_ONE, where).first() is None:
        return []
    values = {"goal": event.goal, "to": event.to, "message": event.message, "at": session.now}
    session.connection.execute(_SHARE, values)
    session.connection.execute(update(goal).where(goal.c.id == event.goal).values(touched_at=session.now))
    return []


def unshared(session: Session, event: e.GoalUnshared, _spoke: object) -> list[Entry]:
    """Note that it is shown there no more."""
    where = {"goal": event.goal, "person": event.person}
    if session.connection.execute(_ONE, where).first() is None:
        return []
    gone = (goal_share.c.goal_id == event.goal, goal_share.c.shown_to == event.to)
    session.connection.execute(delete(goal_share).where(*gone))
    return []
