"""Finds the agency's own people again who were invited by hand before there was a roster.

Without this a caseworker would stand there twice, and the families would belong to the one who can't join.
Knows only the agency's people, never those of the families: a name is no proof of who somebody is.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from bot.chat.people import PersonState, Role
from bot.store.importing.people import everyone
from bot.store.refs import ref_columns, stored_ref
from bot.store.schema import person
from bot.store.sealing import Scope

if TYPE_CHECKING:
    from bot.roster import Roster
    from bot.store.session import Session

_STAFF = (Role.CASEWORKER, Role.SUPERVISOR)
_REFS = select(person.c.ref).where(person.c.ref.is_not(None))
_BY_HAND = (
    select(person.c.id, person.c.role, person.c.name)
    .where(person.c.ref.is_(None), person.c.role.in_([role.value for role in _STAFF]))
    .where(person.c.state.in_([PersonState.INVITED.value, PersonState.JOINED.value]))
)
_NAME_IT = (
    update(person)
    .where(person.c.id == bindparam("row"))
    .values(ref=bindparam("hash"), roster_id=bindparam("sealed"))
)


def adopt(session: Session, roster: Roster) -> list[tuple[str, str]]:
    """Give those their id of the roster; return role and id of each.

    Only where one person of that role and name was invited by hand, and one in the file has it.
    """
    recorded = set(session.connection.execute(_REFS).scalars())
    by_hand = session.connection.execute(_BY_HAND).all()
    session.unlock({Scope.person(row.id) for row in by_hand})
    rows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    refs: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in by_hand:
        name = session.open(Scope.person(row.id), "person.name", row.id, row.name)
        rows[row.role, name.casefold()].append(row.id)
    for role, someone in everyone(roster):
        if role in _STAFF and stored_ref(session, person, someone.id) not in recorded:
            refs[role.value, someone.name.casefold()].append(someone.id)
    pairs = [
        (who[0], refs[who][0], rows[who][0]) for who in refs if len(refs[who]) == 1 == len(rows.get(who, ()))
    ]
    for _, ref, one in pairs:
        kept = ref_columns(session, person, Scope.person(one), one, ref)
        session.connection.execute(_NAME_IT, {"row": one, "hash": kept["ref"], "sealed": kept["roster_id"]})
    return [(role, ref) for role, ref, _ in pairs]
