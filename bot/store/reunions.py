"""What each in a circle has said to going on without the caseworker. Knows no rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from bot.store.audit import Entry
from bot.store.schema import circle, reunion
from bot.store.session import Session

if TYPE_CHECKING:
    from bot.chat.people import View
    from bot.family import events as e

_SAID = select(reunion).where(reunion.c.circle_id == bindparam("circle")).order_by(reunion.c.person_id)
# Two who say yes at the same moment: the second one sees what the first has said.
_LOCK = select(circle.c.id).where(circle.c.id == bindparam("circle")).with_for_update(key_share=True)
_FORGET = delete(reunion).where(reunion.c.circle_id == bindparam("circle"))
_SAY = (
    update(reunion)
    .where(reunion.c.circle_id == bindparam("which"), reunion.c.person_id == bindparam("who"))
    .values(answer=bindparam("says"), at=bindparam("moment"))
)


def reunion_facts(session: Session, view: View, about: Mapping[str, str]) -> dict[str, Any]:
    """Return what has been said in the circle that this turn is about, if the speaker is in it."""
    wanted = about.get("circle", "")
    if view.circle(wanted) is None:
        return {}
    if session.is_postgresql:
        session.connection.execute(_LOCK, {"circle": wanted})
    rows = session.connection.execute(_SAID, {"circle": wanted})
    return {"reunion": {wanted: {row.person_id: row.answer for row in rows}}}


def asked(session: Session, event: e.ReunionAsked, _spoke: object) -> None:
    """Begin anew: what was said to an earlier question stands no more."""
    forget(session, event.circle)
    rows = [
        {"circle_id": event.circle, "person_id": one, "answer": "", "at": session.now} for one in event.people
    ]
    session.connection.execute(insert(reunion), rows)


def said(session: Session, event: e.ReunionSaid, _spoke: object) -> list[Entry]:
    """Keep one answer. That somebody said no is in no record: it would be read by whoever asked."""
    answer = "yes" if event.is_yes else "no"
    values = {"which": event.circle, "who": event.person, "says": answer, "moment": session.now}
    session.connection.execute(_SAY, values)
    return []


def forget(session: Session, circle_id: str) -> None:
    """Forget what was said: the circle has gone on in some way."""
    session.connection.execute(_FORGET, {"circle": circle_id})
