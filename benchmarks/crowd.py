"""More circles than a roster would be read for, written in bulk: each of one parent and one caregiver.

They are as real as those of a roster: sealed, with keys and accounts, all willing. Knows no history.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Table, insert, select

from benchmarks.agency import FIRST_USER
from bot.chat.ids import new_id
from bot.chat.incoming import Address
from bot.chat.people import PersonState, Phase, Role, Way, Willing
from bot.store import schema
from bot.store.inbox import address_hash
from bot.store.metadata import metadata
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.viewing import sealed_address

Rows = defaultdict[Table, list[dict[str, Any]]]


def gather(session: Session, already: int, circles: int) -> None:
    """Add circles until there are so many, beside those that the agency has already."""
    caseworker = session.connection.execute(select(schema.family.c.caseworker_id)).scalars().first()
    rows: Rows = defaultdict(list)
    for number in range(already, circles):
        _circle(session, rows, FIRST_USER + 2 * number, str(caseworker))
    for table in metadata.sorted_tables:
        if rows[table]:
            session.connection.execute(insert(table), rows[table])


def _circle(session: Session, rows: Rows, user: int, caseworker: str) -> None:
    family, home, child, circle = new_id(), new_id(), new_id(), new_id()
    scope = Scope.family(family)
    session.new_scope(scope)
    name = session.seal(scope, "family.name", family, "Family")
    rows[schema.family].append({"id": family, "name": name, "caseworker_id": caseworker})
    rows[schema.home].append({"id": home})
    name = session.seal(scope, "child.name", child, "Kid")
    rows[schema.child].append({"id": child, "family_id": family, "name": name})
    rows[schema.circle].append({
        "id": circle,
        "family_id": family,
        "phase": Phase.OPEN.value,
        "way": Way.WATCH.value,
        "hold_told": False,
    })  # fmt: skip
    rows[schema.circle_child].append({"circle_id": circle, "child_id": child})
    parent = _person(session, rows, user, Role.PARENT, None)
    caregiver = _person(session, rows, user + 1, Role.CAREGIVER, home)
    rows[schema.parentage].append({"child_id": child, "person_id": parent})
    for one, other in ((parent, caregiver), (caregiver, parent)):
        rows[schema.member].append({"circle_id": circle, "person_id": one, "reach_told": other})
        said = {"answer": Willing.YES.value, "at": session.now}
        rows[schema.willingness].append({"circle_id": circle, "person_id": one, "other_id": other, **said})


def _person(session: Session, rows: Rows, user: int, role: Role, home: str | None) -> str:
    person, account = new_id(), new_id()
    scope = Scope.person(person)
    session.new_scope(scope)
    rows[schema.person].append({
        "id": person,
        "role": role.value,
        "state": PersonState.JOINED.value,
        "name": session.seal(scope, "person.name", person, "Ana"),
        "language": session.defaults.language,
        "timezone": session.defaults.timezone,
        "wants_sign": False,
        "home_id": home,
        "made_at": session.now,
    })  # fmt: skip
    address = Address("telegram", str(user), str(user))
    hashed = address_hash(session, address)
    lane = {"due_at": None, "token": 1, "worked": 0}
    rows[schema.lane].append({"way": "in", "key": hashed.hex(), **lane})
    rows[schema.lane].append({"way": "out", "key": person, **lane})
    rows[schema.account].append({
        "id": account,
        "person_id": person,
        "messenger": address.messenger,
        "address_hash": hashed,
        "address": session.seal(scope, "account.address", account, sealed_address(address)),
        "state": "active",
        "is_primary": True,
        "made_at": session.now,
    })  # fmt: skip
    return person
