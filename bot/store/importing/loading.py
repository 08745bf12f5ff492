"""Reads what the database holds of an agency's roster, in a fixed number of queries.

Judges nothing. What was erased, and so opens no more, is read as None.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Table, bindparam, select

from bot.chat.incoming import Address
from bot.chat.people import Phase, Willing
from bot.family.terms import Relative, Terms
from bot.store.importing.recorded import (
    Recorded,
    RecordedChild,
    RecordedCircle,
    RecordedFamily,
    RecordedPermission,
    RecordedPerson,
)
from bot.store.inbox import address_hash
from bot.store.metadata import constant
from bot.store.refs import readable_ref, stored_ref
from bot.store.schema import (
    account,
    child,
    circle,
    circle_child,
    connection,
    family,
    home,
    member,
    no_contact,
    parentage,
    permission,
    person,
    placement,
    willingness,
)
from bot.store.sealing import Scope, Unsealable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row

    from bot.roster import Account, Caseworker, Person, Roster, Supervisor
    from bot.store.session import Session

    AnyRow = Row[*tuple[Any, ...]]

_PEOPLE = select(person).where(person.c.ref.is_not(None))
_HOMES = select(home).where(home.c.ref.is_not(None))
_FAMILIES = select(family).where(family.c.ref.is_not(None))
_CHILDREN = select(child).where(child.c.ref.is_not(None))
_CIRCLES = select(circle).where(circle.c.ref.is_not(None))
_CIRCLE_CHILDREN = select(circle_child.c.circle_id, circle_child.c.child_id)
_MEMBERS = select(member.c.circle_id, member.c.person_id)
_PARENTAGE = select(parentage.c.person_id, parentage.c.child_id)
_PLACEMENTS = select(placement.c.child_id, placement.c.home_id, placement.c.since).where(
    placement.c.until.is_(None)
)
_NO_CONTACTS = select(no_contact.c.id, no_contact.c.one_id, no_contact.c.other_id, no_contact.c.details)
_CONNECTIONS = select(connection.c.id, connection.c.child_id, connection.c.details)
_PERMISSIONS = select(permission)
_RELUCTANT = select(willingness.c.person_id, willingness.c.other_id).where(
    willingness.c.answer != Willing.YES.value
)
_OWNERS = select(account.c.address_hash, account.c.person_id).where(
    account.c.state != constant("revoked"), account.c.address_hash.in_(bindparam("hashes", expanding=True))
)


def load(session: Session, roster: Roster) -> Recorded:
    """Read what there is. The agency's key must be there."""
    rows = _Rows(session, roster)
    return Recorded(
        people=rows.people(),
        homes={ref: one for one, ref in rows.home_refs.items()},
        families=rows.families(),
        children=rows.children(),
        circles=rows.circles(),
        parentage=rows.pairs(_PARENTAGE, rows.people_refs, rows.child_refs),
        no_contacts=rows.no_contacts(),
        relatives=rows.relatives(),
        permissions=rows.permissions(),
        reluctant=rows.pairs(_RELUCTANT, rows.people_refs, rows.people_refs),
        owners=_owners(session, roster),
    )


def address_of(one: Account) -> Address:
    """Return where an account that the agency has verified is written to."""
    return Address(one.messenger, one.user, one.user)


def _owners(session: Session, roster: Roster) -> dict[Account, str]:
    hashes = {
        address_hash(session, address_of(one)): one
        for someone in _everyone(roster)
        for one in someone.accounts
    }
    rows = session.connection.execute(_OWNERS, {"hashes": sorted(hashes)}) if hashes else ()
    return {hashes[bytes(row.address_hash)]: row.person_id for row in rows}


def _everyone(roster: Roster) -> tuple[Caseworker | Supervisor | Person, ...]:
    return (*roster.caseworkers, *roster.supervisors, *roster.people)


class _Rows:
    """The rows, and the look-ups from their ids to those of the roster."""

    def __init__(self, session: Session, roster: Roster) -> None:
        self._session = session
        self._people = self._all(_PEOPLE)
        self._families = self._all(_FAMILIES)
        self._children = self._all(_CHILDREN)
        self._circles = self._all(_CIRCLES)
        self._family_of = {row.id: row.family_id for row in self._children}
        session.unlock({Scope.person(row.id) for row in self._people})
        session.unlock({Scope.family(row.id) for row in self._families})
        self.people_refs = self._refs(person, self._people, [one.id for one in _everyone(roster)])
        self.home_refs = self._refs(home, self._all(_HOMES), [one.id for one in roster.homes])
        self.family_refs = self._refs(family, self._families, [one.id for one in roster.families])
        children = [one.id for of_family in roster.families for one in of_family.children]
        self.child_refs = self._refs(child, self._children, children)
        self.circle_refs = self._refs(circle, self._circles, [one.id for one in roster.circles])

    def _refs(self, table: Table, rows: list[AnyRow], in_file: list[str]) -> dict[str, str]:
        """Return the rows' ids of the roster: the file's where it has them, else what was sealed."""
        known = {stored_ref(self._session, table, ref): ref for ref in in_file}
        return {
            # What was erased still counts; by its space no file can mean it.
            row.id: known.get(row.ref) or readable_ref(self._session, table, row) or f"erased {row.ref[:8]}"
            for row in rows
        }

    def _all(self, statement: Any) -> list[AnyRow]:  # noqa: ANN401 - a Select
        return list(self._session.connection.execute(statement))

    def _open(self, scope: Scope, place: str, row: str, sealed: bytes | None) -> str | None:
        if sealed is None:
            return None
        try:
            return self._session.open(scope, place, row, sealed)
        except Unsealable:
            # Whoever was erased leaves rows behind that nobody can read, and an import must not stumble.
            return None

    def _person(self, row: AnyRow) -> RecordedPerson:
        scope = Scope.person(row.id)
        return RecordedPerson(
            id=row.id,
            role=row.role,
            state=row.state,
            name=self._open(scope, "person.name", row.id, row.name),
            word=self._open(scope, "person.word", row.id, row.word),
            language=row.language,
            timezone=row.timezone,
            quiet=row.quiet,
            home=self.home_refs.get(row.home_id),
        )

    def people(self) -> dict[str, RecordedPerson]:
        return {self.people_refs[row.id]: self._person(row) for row in self._people}

    def families(self) -> dict[str, RecordedFamily]:
        return {
            self.family_refs[row.id]: RecordedFamily(
                id=row.id,
                caseworker=self.people_refs.get(row.caseworker_id),
                is_erased=self._open(Scope.family(row.id), "family.name", row.id, row.name) is None,
            )
            for row in self._families
        }

    def children(self) -> dict[str, RecordedChild]:
        placed = {row.child_id: row for row in self._all(_PLACEMENTS)}
        found = {}
        for row in self._children:
            scope, where = Scope.family(row.family_id), placed.get(row.id)
            found[self.child_refs[row.id]] = RecordedChild(
                id=row.id,
                family=self.family_refs.get(row.family_id),
                home=self.home_refs.get(where.home_id) if where else None,
                since=where.since if where else None,
                name=self._open(scope, "child.name", row.id, row.name),
                born=self._open(scope, "child.born", row.id, row.born),
            )
        return found

    def circles(self) -> dict[str, RecordedCircle]:
        children = _grouped(self._all(_CIRCLE_CHILDREN), self.child_refs)
        people = _grouped(self._all(_MEMBERS), self.people_refs)
        return {
            self.circle_refs[row.id]: RecordedCircle(
                id=row.id,
                family=self.family_refs.get(row.family_id),
                phase=Phase(row.phase),
                way=row.way,
                children=children[row.id],
                people=people[row.id],
            )
            for row in self._circles
        }

    def pairs(
        self,
        statement: Any,  # noqa: ANN401 - a Select
        ones: dict[str, str],
        others: dict[str, str],
    ) -> frozenset[tuple[str, str]]:
        return frozenset(
            (ones[row[0]], others[row[1]])
            for row in self._all(statement)
            if row[0] in ones and row[1] in others
        )

    def no_contacts(self) -> dict[tuple[str, str], str]:
        return {
            (self.people_refs[row.one_id], self.people_refs[row.other_id]): self._open(
                Scope.person(row.one_id), "no_contact.details", row.id, row.details
            )
            or ""
            for row in self._all(_NO_CONTACTS)
            if row.one_id in self.people_refs and row.other_id in self.people_refs
        }

    def relatives(self) -> dict[str, frozenset[Relative]]:
        found: defaultdict[str, set[Relative]] = defaultdict(set)
        for row in self._all(_CONNECTIONS):
            if row.child_id in self.child_refs:
                scope = Scope.family(self._family_of[row.child_id])
                details = self._open(scope, "connection.details", row.id, row.details)
                if details is not None:
                    relative = msgspec.json.decode(details, type=Relative)
                    # Who may meet is said in the bot, and is nothing that a file could differ in.
                    found[self.child_refs[row.child_id]].add(relative.as_listed())
        return {ref: frozenset(relatives) for ref, relatives in found.items()}

    def permissions(self) -> dict[tuple[str, str, str], RecordedPermission]:
        found = {}
        for row in self._all(_PERMISSIONS):
            if row.parent_id in self.people_refs and row.child_id in self.child_refs:
                scope = Scope.family(self._family_of[row.child_id])
                details = self._open(scope, "permission.details", row.id, row.details)
                found[self.people_refs[row.parent_id], self.child_refs[row.child_id], row.kind] = (
                    RecordedPermission(
                        is_withdrawn=row.is_withdrawn,
                        terms=msgspec.json.decode(details, type=Terms) if details is not None else None,
                    )
                )
        return found


def _grouped(rows: Iterable[AnyRow], refs: dict[str, str]) -> defaultdict[str, frozenset[str]]:
    groups: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for row in rows:
        if row[1] in refs:
            groups[row[0]] |= {refs[row[1]]}
    return groups
