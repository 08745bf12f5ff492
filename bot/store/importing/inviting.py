"""Invitation codes made outside of a conversation: shown once to whoever asked, kept only as a hash.

Knows no circle.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, select

from bot.chat.people import PersonState, Role
from bot.family.circles import new_code
from bot.family.events import InvitationMade
from bot.store import audit
from bot.store.audit import AGENCY, Entry
from bot.store.importing.people import insert_person
from bot.store.opening import ensure_agency
from bot.store.schema import invitation, person
from bot.store.sealing import Scope
from bot.store.writing import Spoke, write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.store.session import Session

STAFF = (Role.CASEWORKER, Role.SUPERVISOR)

_INVITATIONS = (
    select(invitation.c.person_id, invitation.c.until, invitation.c.used_at, invitation.c.is_void)
    .where(invitation.c.person_id.in_(bindparam("people", expanding=True)))
    .order_by(invitation.c.id)
)
_INVITED = select(person.c.id, person.c.name).where(
    person.c.role == bindparam("role"), person.c.state == PersonState.INVITED.value
)
_NOBODY_SPOKE = Spoke(account=None, messenger="", address_hash=b"", address=b"")


class Standing(StrEnum):
    """How somebody's latest invitation stands."""

    NONE = "none"
    WORKS = "works"
    RAN_OUT = "ran-out"
    TAKEN_BACK = "taken-back"


class NeedsCircle(ValueError):  # noqa: N818 - read by an operator, in a sentence
    """Somebody of the families is to be invited without the circle that they would be in."""


class Invitation(NamedTuple):
    """A code for one person (``ref`` is their id in the roster): hand it to nobody else."""

    ref: str
    name: str
    role: str
    code: str


def make_codes(session: Session, people: Iterable[str]) -> dict[str, str]:
    """Make a fresh code for each of these people (ids of rows); their earlier ones stop working."""
    until = session.now + timedelta(hours=session.defaults.invitation_hours)
    codes = {one: new_code() for one in people}
    write(session, [InvitationMade(one, code, until) for one, code in codes.items()], _NOBODY_SPOKE)
    return codes


def invitations_of(session: Session, people: Iterable[str]) -> dict[str, Standing]:
    """Tell of each of these people (ids of rows) how their latest invitation stands."""
    standings = dict.fromkeys(people, Standing.NONE)
    if standings:
        for row in session.connection.execute(_INVITATIONS, {"people": sorted(standings)}):
            if row.is_void or row.used_at is not None:
                standings[row.person_id] = Standing.TAKEN_BACK
            else:
                works = row.until > session.now
                standings[row.person_id] = Standing.WORKS if works else Standing.RAN_OUT
    return standings


def first_caseworker(session: Session, role: Role, name: str) -> str:
    """Return a code for somebody of the agency, recorded now unless they still wait to join.

    Whoever of that role waits under this name gets a new code, and the earlier one stops working. Raises
    NeedsCircle for any role of the families.
    """
    if role not in STAFF:
        message = f"a {role.value} is invited into a circle"
        raise NeedsCircle(message)
    ensure_agency(session)
    row = _waiting(session, role, name)
    if row is None:
        row = insert_person(session, role, name)
        audit.add(session, [Entry(AGENCY, "recorded", None, row, role.value.encode())])
    return make_codes(session, [row])[row]


def _waiting(session: Session, role: Role, name: str) -> str | None:
    rows = session.connection.execute(_INVITED, {"role": role.value}).all()
    session.unlock({Scope.person(row.id) for row in rows})
    names = {row.id: session.open(Scope.person(row.id), "person.name", row.id, row.name) for row in rows}
    return next((row for row, known in names.items() if known == name), None)
