"""Who may have what of a child, as it is stored: today, and once more when it leaves.

Knows no rule but a permission's own days. What is a moment or a letter stands in other tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, bindparam, exists, select

from bot.chat.people import DESK, Phase, Role, View
from bot.family.entitled import Entitled, read_contact
from bot.family.terms import Contact
from bot.family.wall import local
from bot.store.ending import end
from bot.store.meetings import PERMISSIONS, opened
from bot.store.schema import (
    circle,
    circle_child,
    letter_child,
    member,
    message,
    moment_child,
    no_contact,
    outbox,
    permission,
)
from bot.store.sealing import Scope
from bot.store.session import Session

OF_CHILDREN: Mapping[Contact, Table] = {Contact.MOMENTS: moment_child, Contact.LETTERS: letter_child}
"""Where it stands of which children a message of each kind is."""
STANDS = (message.c.state == "passed", message.c.words.is_not(None))

_ALLOWED = PERMISSIONS.where(
    permission.c.kind.in_(bindparam("kinds", expanding=True)),
    permission.c.parent_id.in_(bindparam("people", expanding=True)),
    permission.c.child_id.in_(bindparam("children", expanding=True)),
)
_WAITING = (
    select(outbox, message.c.words, message.c.files, message.c.line_id, circle.c.family_id)
    .join(message, message.c.id == outbox.c.message_id)
    .join(circle, circle.c.id == message.c.circle_id)
    .where((outbox.c.person_id == bindparam("who")) | (outbox.c.author_id == bindparam("who")))
    .where(outbox.c.kind == "words", outbox.c.operation == "send", outbox.c.is_begun.is_(False))
    .where(outbox.c.state.in_(["ready", "held", "veiled"]))
    .order_by(outbox.c.id)
)

_WITH_THEM = (
    select(circle_child.c.child_id)
    .join(member, member.c.circle_id == circle_child.c.circle_id)
    .join(circle, circle.c.id == circle_child.c.circle_id)
    .where(member.c.person_id == bindparam("person"), circle.c.phase != Phase.CLOSED)
    .where(circle_child.c.child_id.in_(bindparam("children", expanding=True)))
)
"""Of these children those whom somebody cares for: when a child has moved, what was still to come ends."""


def has_copy(of: Table) -> ColumnElement[bool]:
    """Return whether the message of a row has arrived with somebody."""
    return exists().where(
        outbox.c.message_id == of.c.message_id,
        outbox.c.person_id == bindparam("person"),
        outbox.c.kind == "words",
        outbox.c.operation == "send",
        outbox.c.sent_at.is_not(None),
    )


def is_apart(of: Table) -> ColumnElement[bool]:
    """Return whether the author of a row and somebody may have no contact: not even a name is read then."""
    return exists().where(no_contact.c.one_id == of.c.author_id, no_contact.c.other_id == bindparam("person"))


def entitled_in(session: Session, view: View) -> Entitled:
    """Return who may have what of the children in the speaker's circles."""
    people = {one.id for circle in view.circles for one in circle.members if one.role != Role.CAREGIVER}
    children = {one.id for circle in view.circles for one in circle.children}
    return allowed_now(session, people, children)


def allowed_now(
    session: Session,
    people: Iterable[str],
    children: Iterable[str],
    kinds: Iterable[Contact] = tuple(OF_CHILDREN),
) -> Entitled:
    """Return which of these people may have what, of these kinds, of which of these children, today."""
    values = {
        "people": sorted(people),
        "children": sorted(children),
        "kinds": [kind.value for kind in kinds],
    }
    if not values["people"] or not values["children"]:
        return Entitled()
    rows = session.connection.execute(_ALLOWED, values).all()
    session.unlock({Scope.family(row.family_id) for row in rows})
    today = local(session.now, session.defaults.timezone).date()
    found = (opened(session, row) for row in rows)
    return Entitled(frozenset((one.kind, one.parent, one.child) for one in found if one.holds_on(today)))


def may_have(session: Session, row: Row[Any], contact: str) -> bool:
    """Whether a row of the outbox may leave now: to have it, or to give it. What a home gave stays."""
    kind, children = read_contact(contact)
    is_from_home = row.author_id is None or row.author_role == Role.CAREGIVER
    sides = ((row.person_id, row.reader_role), (row.author_id, row.author_role))[: 1 if is_from_home else 2]
    return all(is_entitled(session, kind, who, role, children) for who, role in sides)


def is_entitled(session: Session, kind: Contact, person_id: str, role: str, children: Iterable[str]) -> bool:
    """Whether somebody may have this of all these children, as things are now."""
    wanted = set(children)
    if kind == Contact.QUESTIONS and role in (Role.PARENT, *DESK):
        return True  # Adults who write with each other ask each other, while the child is there.
    if role == Role.CAREGIVER:
        values = {"person": person_id, "children": sorted(wanted)}
        return wanted <= set(session.connection.execute(_WITH_THEM, values).scalars())
    return allowed_now(session, [person_id], wanted, [kind]).has(kind, person_id, wanted)


def stop(session: Session, kind: str, person_id: str, child_id: str) -> None:
    """End what is on its way to or from somebody who may have none of this any more, and tell its writer.

    What is being sent at this moment is looked at once more where it leaves (`may_have`).
    """
    of = next((table for one, table in OF_CHILDREN.items() if one == kind), None)
    if of is None:
        return
    wanted = _WAITING.where(
        outbox.c.message_id.in_(select(of.c.message_id).where(of.c.child_id == bindparam("child")))
    )
    for row in session.connection.execute(wanted, {"who": person_id, "child": child_id}).all():
        end(session, row, "ended", "not-open")
