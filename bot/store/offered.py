"""What somebody was offered and wants no more, as it is stored, and what comes of it.

When people are looked at is ``store.offers``'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from bot.chat.ids import new_id
from bot.chat.people import View
from bot.family import events as e
from bot.family.offering import MADE, TAKEN, Made, Offers
from bot.store.metadata import EPOCH
from bot.store.schema import offer, person
from bot.store.session import Session

_REMEMBERED = 60

_LOOK_AT = update(person).where(person.c.id == bindparam("who")).values(offer_at=EPOCH)
_OFF = select(person.c.no_offers).where(person.c.id == bindparam("person"))
_MADE = (
    select(offer.c.kind, offer.c.about, offer.c.state, offer.c.at)
    .where(offer.c.person_id == bindparam("person"))
    .order_by(offer.c.at.desc(), offer.c.id.desc())
    .limit(_REMEMBERED)
)
_ANSWERED = (
    update(offer)
    .where(offer.c.person_id == bindparam("who"), offer.c.kind.in_(bindparam("kinds", expanding=True)))
    .where(offer.c.state == MADE)
    .values(state=bindparam("how"))
)


def look_anew(session: Session, person_id: str) -> None:
    """Find out anew when somebody is to be looked at: they live by another clock."""
    session.connection.execute(_LOOK_AT, {"who": person_id})


def offer_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return what the speaker was offered lately, and what they want no more."""
    me = {"person": view.speaker.id}
    off = str(session.connection.execute(_OFF, me).scalar_one())
    rows = session.connection.execute(_MADE, me)
    made = tuple(Made(row.kind, row.about, row.state, row.at) for row in rows)
    return {"offers": Offers(session.defaults.offers is not None, frozenset(off.split()), made)}


def note(session: Session, offer_id: str, person_id: str, kind: str, about: str) -> None:
    """Note that something was offered."""
    _note(session, {"id": offer_id, "person_id": person_id, "kind": kind, "about": about, "state": MADE})


def count(session: Session, person_id: str, kind: str) -> None:
    """Let what is due in any case be what somebody is asked today: nothing else is offered beside it."""
    _note(session, {"id": new_id(), "person_id": person_id, "kind": kind, "about": "", "state": TAKEN})


def _note(session: Session, values: Mapping[str, str]) -> None:
    session.connection.execute(insert(offer), {**values, "at": session.now})


def answered(session: Session, event: e.OfferAnswered, _spoke: object) -> None:
    """Note what came of what somebody was offered."""
    values = {"who": event.person, "kinds": list(event.kinds), "how": event.how}
    session.connection.execute(_ANSWERED, values)
