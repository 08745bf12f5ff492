"""Notices that the store itself must give, because only it sees the moment: delays, arrivals, endings.

They pass policy like everything else. Knows no messenger.
"""

from __future__ import annotations

from sqlalchemy import bindparam, select

from bot.chat.draft import Choice, Kind
from bot.chat.text import Text, Value
from bot.family.outcome import told
from bot.policy.review import Cleared, review
from bot.store import outbox
from bot.store.schema import circle, family, member, person
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.viewing import readers

_CASEWORKERS = (
    select(family.c.caseworker_id)
    .join(circle, circle.c.family_id == family.c.id)
    .join(member, member.c.circle_id == circle.c.id)
    .where(member.c.person_id == bindparam("person"))
    .distinct()
    .order_by(family.c.caseworker_id)
)
_NAME = select(person.c.name).where(person.c.id == bindparam("person"))


def tell(
    session: Session,
    to: str,
    *parts: Value,
    kind: Kind = Kind.NOTICE,
    rows: tuple[tuple[Choice, ...], ...] = (),
) -> None:
    """Tell one person something, if policy lets it through."""
    draft = told(to, *parts, kind=kind, rows=rows)
    verdict = review(draft, readers(session, [to]).get(to), None, session.now)
    if isinstance(verdict, Cleared):
        outbox.put(session, [verdict])


def tell_caseworkers(session: Session, of: str, text: Text) -> None:
    """Tell everybody who serves a family of this person."""
    for caseworker in session.connection.execute(_CASEWORKERS, {"person": of}).scalars().all():
        tell(session, caseworker, text)


def name_of(session: Session, person_id: str) -> str:
    """Return the name others see."""
    sealed = session.connection.execute(_NAME, {"person": person_id}).scalar_one()
    return session.open(Scope.person(person_id), "person.name", person_id, sealed)
