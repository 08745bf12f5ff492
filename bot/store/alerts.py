"""Somebody may be in danger: who is told, and who next where nobody says that they have seen it.

The bot judges nobody and reports to nobody; it sees to it that a person of the agency knows. Knows no words
of danger, and passes none on.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, exists, insert, select, update

from bot.chat.draft import Choice, Kind, Run
from bot.chat.ids import new_id
from bot.chat.people import PersonState
from bot.chat.text import Moment, MomentStyle, Text, text
from bot.family.events import AlertSeen, DangerNoticed
from bot.store.desks import stand_ins
from bot.store.metadata import constant
from bot.store.schema import account, alert, person
from bot.store.session import Session
from bot.store.telling import name_of, tell

UNSEEN_FOR = timedelta(minutes=15)
"""So long one person is waited for before the next is asked (PRODUCT, section 2, safety words)."""

ANEW_AFTER = timedelta(hours=1)
"""Where everybody was asked and nobody has answered, all are asked again."""

_ADD = insert(alert)
_OPEN = select(alert.c.id).where(
    alert.c.person_id == bindparam("who"),
    alert.c.asked_id == bindparam("caseworker"),
    alert.c.at > bindparam("since"),
    alert.c.seen_at.is_(None),
)
_DUE = (
    select(alert.c.id, alert.c.person_id, alert.c.asked_id, alert.c.step, alert.c.at)
    .where(alert.c.next_at <= bindparam("now"))
    .order_by(alert.c.next_at)
    .limit(50)
)
_DUE_LOCKED = _DUE.with_for_update(skip_locked=True)
_ASKED = (
    update(alert)
    .where(alert.c.id == bindparam("which"))
    .values(step=bindparam("place"), next_at=bindparam("later"))
)
_ONE = select(alert.c.person_id, alert.c.family_id, alert.c.asked_id, alert.c.seen_at).where(
    alert.c.id == bindparam("which")
)
_SEEN = (
    update(alert)
    .where(alert.c.id == bindparam("which"), alert.c.seen_at.is_(None))
    .values(seen_by=bindparam("who"), seen_at=bindparam("moment"), next_at=None)
)
_BEHIND = select(person.c.on_call_id, person.c.supervisor_id).where(person.c.id == bindparam("caseworker"))
_CAN_BE_ASKED = select(
    exists().where(
        account.c.person_id == bindparam("who"),
        account.c.state == constant("active"),
        person.c.id == account.c.person_id,
        person.c.state == constant(PersonState.JOINED),
    )
)


def raise_alert(session: Session, event: DangerNoticed) -> None:
    """Tell the caseworker at once; of what is said until it is seen there is no second one for a while."""
    values = {"who": event.person, "caseworker": event.caseworker, "since": session.now - UNSEEN_FOR}
    if session.connection.execute(_OPEN, values).first() is not None:
        return
    row = new_id()
    is_there = session.connection.execute(_CAN_BE_ASKED, {"who": event.caseworker}).scalar()
    session.connection.execute(
        _ADD,
        {
            "id": row,
            "person_id": event.person,
            "family_id": event.family,
            "asked_id": event.caseworker,
            "step": 0,
            "at": session.now,
            "next_at": session.now + UNSEEN_FOR if is_there else session.now,
        },
    )
    said = text(
        "alert-danger" if event.is_asked else "alert-danger-words", name=name_of(session, event.person)
    )
    tell(session, event.caseworker, said, kind=Kind.ALERT, rows=_seen_button(row))


def escalate(session: Session) -> int:
    """Ask the next one wherever nobody has seen an alert; return how many were due."""
    rows = session.connection.execute(
        _DUE_LOCKED if session.is_postgresql else _DUE, {"now": session.now}
    ).all()
    for row in rows:
        chain = _chain(session, row.asked_id)
        place = row.step + 1
        if place >= len(chain):
            values = {"which": row.id, "place": -1, "later": session.now + ANEW_AFTER}
            session.connection.execute(_ASKED, values)
            continue
        later = session.now + UNSEEN_FOR
        session.connection.execute(_ASKED, {"which": row.id, "place": place, "later": later})
        name, at = name_of(session, row.person_id), Moment(row.at, MomentStyle.TIME)
        said = text("alert-unseen", name=name, caseworker=name_of(session, row.asked_id), at=at)
        if chain[place] == row.asked_id:
            said = text("alert-again", name=name, at=at)
        tell(session, chain[place], said, kind=Kind.ALERT, rows=_seen_button(row.id))
    return len(rows)


def see(session: Session, event: AlertSeen) -> tuple[bool, str | None]:
    """Note who has seen it; return whether that is new, and whose family's record it belongs to.

    Only who was, or would be, asked can; whoever it is about is told that somebody has.
    """
    row = session.connection.execute(_ONE, {"which": event.alert}).first()
    if row is None or event.by not in (*_chain(session, row.asked_id), *_beside(session, row.asked_id)):
        tell(session, event.by, Text("button-passed"), kind=Kind.ANSWER)
        return False, None
    name = name_of(session, row.person_id)
    if row.seen_at is not None:
        tell(session, event.by, text("alert-seen-before", name=name), kind=Kind.ANSWER)
        return False, None
    session.connection.execute(_SEEN, {"which": event.alert, "who": event.by, "moment": session.now})
    tell(session, event.by, text("alert-seen-done", name=name), kind=Kind.ANSWER)
    tell(session, row.person_id, text("alert-seen-told", name=name_of(session, event.by)), kind=Kind.ALERT)
    return True, row.family_id


def _chain(session: Session, caseworker: str) -> list[str]:
    """Return who is asked, in order: the caseworker, who is on call for her, her supervisor."""
    behind = session.connection.execute(_BEHIND, {"caseworker": caseworker}).one()
    return list(dict.fromkeys(one for one in (caseworker, behind.on_call_id, behind.supervisor_id) if one))


def _beside(session: Session, caseworker: str) -> list[str]:
    """Return who stands in for a caseworker now, and so is told with her."""
    return stand_ins(session, [caseworker]).get(caseworker, [])


def on_call(session: Session, caseworker: str) -> str:
    """Return who looks at what cannot wait: who is on call for a caseworker, if they can be asked, or she."""
    behind = session.connection.execute(_BEHIND, {"caseworker": caseworker}).one().on_call_id
    is_there = behind and session.connection.execute(_CAN_BE_ASKED, {"who": behind}).scalar()
    return str(behind) if is_there else caseworker


def _seen_button(alert_id: str) -> tuple[tuple[Choice, ...], ...]:
    return ((Choice(Text("label-seen"), Run("seen", {"alert": alert_id})),),)
