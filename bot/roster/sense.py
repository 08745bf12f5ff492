"""What the entries of a roster say about each other: whether all of it can be true together.

Refuses to know how they were written; it sees values, and stand-ins where a value could not be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.roster.circles import check_circle
from bot.roster.known import Known, expect

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.roster.notes import Notes, Spot
    from bot.roster.tables import Tables
    from bot.roster.values import Account, Child, Permission, Person

_MEETS_IN_PERSON = ("visit", "appointment", "activity")


def check(tables: Tables, notes: Notes, today: date | None) -> None:
    """Note every contradiction. ``today`` is the day of reading; without it no birth counts as future."""
    known = Known(tables)
    _check_ids(tables, known, notes)
    _check_accounts(known, notes)
    for family in tables.families:
        expect(notes, (family.spot, "caseworker"), [family.value.caseworker], known.caseworkers, "caseworker")
    for supervisor in tables.supervisors:
        expect(notes, (supervisor.spot, "team"), supervisor.value.team, known.caseworkers, "caseworker")
    for child in tables.children:
        _check_child(child.spot, child.value, known, notes, today)
    for person in tables.people:
        _check_person(person.spot, person.value, known, notes)
    for circle in tables.circles:
        check_circle(circle.spot, circle.value, known, notes)
    for nocontact in tables.nocontacts:
        expect(notes, (nocontact.spot, "between"), nocontact.value.between, known.ids, "person")
    for connection in tables.connections:
        expect(notes, (connection.spot, "child"), [connection.value.child], known.children, "child")
    for permission in tables.permissions:
        _check_permission(permission.spot, permission.value, known, notes)


def _check_ids(tables: Tables, known: Known, notes: Notes) -> None:
    # Caseworkers, supervisors and people are looked up together, so they share their ids.
    kinds: dict[str, Iterable[tuple[Spot, str]]] = {
        "somebody else": ((spot, one.id) for spot, one in known.everyone),
        "another child": ((row.spot, row.value.id) for row in tables.children),
        "another home": ((row.spot, row.value.id) for row in tables.homes),
        "another family": ((row.spot, row.value.id) for row in tables.families),
        "another circle": ((row.spot, row.value.id) for row in tables.circles),
    }
    for whose, ids in kinds.items():
        seen: set[str] = set()
        for spot, one in ids:
            if one and one in seen:
                notes.mistake(spot, "id", f'the id "{one}" is already that of {whose}; choose another one')
            seen.add(one)


def _check_accounts(known: Known, notes: Notes) -> None:
    owners: dict[Account, tuple[Spot, str]] = {}
    for spot, someone in known.everyone:
        for account in someone.accounts:
            owner, named = owners.setdefault(account, (spot, someone.id))
            if owner != spot:
                whose = f'"{named}"' if named else "somebody else"
                says = f"{whose} has the same {account.messenger} account; an account belongs to one person"
                notes.mistake(spot, "accounts", says)


def _check_child(spot: Spot, child: Child, known: Known, notes: Notes, today: date | None) -> None:
    expect(notes, (spot, "home"), [child.home], known.homes, "home")
    if child.born and today and child.born > today:
        notes.mistake(spot, "born", "born lies in the future; look at the year")
    elif child.born and child.placed and child.born > child.placed:
        notes.mistake(spot, "born", "born is later than placed; look at both years")


def _check_person(spot: Spot, person: Person, known: Known, notes: Notes) -> None:
    expect(notes, (spot, "children"), person.children, known.children, "child")
    expect(notes, (spot, "home"), [person.home or ""], known.homes, "home")
    if person.role == "parent" and not person.children:
        notes.mistake(spot, "children", 'children is missing; write for example: children = ["gladys"]')
    if person.role == "caregiver" and person.home is None:
        notes.mistake(spot, "home", 'home is missing; write for example: home = "chadwick"')


def _check_permission(spot: Spot, permission: Permission, known: Known, notes: Notes) -> None:
    expect(notes, (spot, "parent"), [permission.parent], known.ids, "person")
    expect(notes, (spot, "children"), permission.children, known.children, "child")
    parent = known.people.get(permission.parent)
    if permission.parent in known.staff or (parent and parent.role not in ("parent", "")):
        notes.mistake(spot, "parent", f'"{permission.parent}" is no parent; a permission is for a parent')
    elif parent and parent.children:
        for child in permission.children:
            if child in known.children and child not in parent.children:
                says = f'"{child}" is not a child of "{parent.id}"; take it out here, or add it there'
                notes.mistake(spot, "children", says)
    if permission.until and permission.until < permission.since:
        notes.mistake(spot, "until", "until is earlier than from; look at both years")
    if permission.review and permission.review < permission.since:
        notes.mistake(spot, "review", "review is earlier than from; look at both years")
    in_person = [kind for kind in permission.kinds if kind in _MEETS_IN_PERSON]
    if in_person and permission.supervision is None:
        needs = f"{' and '.join(in_person)} cannot do without it"
        says = f'supervision is missing, and {needs}; write for example: supervision = "supervised"'
        notes.mistake(spot, "supervision", says)
