"""Homes, families and children of a roster, where children live, and who matters to them.

Between two that were both recorded before, nothing new is made: that is for the caseworker.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from bot.chat.ids import new_id
from bot.family.terms import Relative
from bot.roster import Mistake
from bot.store.importing.work import listed, named
from bot.store.refs import ref_columns
from bot.store.schema import child, connection, family, home, parentage, placement
from bot.store.sealing import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.roster import Child, Family, Roster
    from bot.store.importing.recorded import Recorded, RecordedChild
    from bot.store.importing.work import Work


def mistakes(roster: Roster, recorded: Recorded) -> Iterator[Mistake]:
    """Yield families that were erased, and children who are recorded in another family."""
    for one in roster.families:
        known = recorded.families.get(one.id)
        if known is not None and known.is_erased:
            says = "was erased here, for good; if it is another family, choose another id"
            yield Mistake(named("family", one.id), says)
        for of_family in one.children:
            there = recorded.children.get(of_family.id)
            if there is not None and there.family != one.id:
                says = "is a child of another family here; if it is another child, choose another id"
                yield Mistake(named("child", of_family.id), says)


def add_homes(work: Work) -> None:
    """Record new homes."""
    for one in work.roster.homes:
        if one.id in work.recorded.homes:
            work.homes[one.id] = work.recorded.homes[one.id]
            work.unchanged["home"] += 1
            continue
        row = work.homes[one.id] = new_id()
        work.add(home, [{"id": row, **ref_columns(work.session, home, Scope.agency(), row, one.id)}])
        work.made("home", row, one.id)


def add(work: Work) -> None:
    """Record new families and children, whose they are, and who else matters to them."""
    for one in work.roster.families:
        _add_family(work, one)
        for of_family in one.children:
            known = work.recorded.children.get(of_family.id)
            if known is None:
                _add_child(work, one, of_family)
            else:
                work.children[of_family.id] = known.id
                work.unchanged["child"] += 1
                _compare_child(work, of_family, known)
        _report_gone_children(work, one)
    _add_parentage(work)
    _add_relatives(work)


def _add_family(work: Work, one: Family) -> None:
    known = work.recorded.families.get(one.id)
    if known is not None:
        work.families[one.id] = known.id
        work.unchanged["family"] += 1
        if known.caseworker != one.caseworker:
            says = f'the file gives it to "{one.caseworker}"; handing over is done in the bot (handover)'
            work.differs(named("family", one.id), says)
        return
    row = work.families[one.id] = new_id()
    scope = Scope.family(row)
    work.session.new_scope(scope)
    # The roster has no name for a family but its id.
    name = one.id.replace("-", " ").replace("_", " ").title()
    sealed = work.session.seal(scope, "family.name", row, name)
    caseworker = work.people[one.caseworker]
    kept = ref_columns(work.session, family, scope, row, one.id)
    work.add(family, [{"id": row, **kept, "name": sealed, "caseworker_id": caseworker}])
    work.made("family", row, one.id, row)


def _add_child(work: Work, one: Family, of_family: Child) -> None:
    own_family = work.families[one.id]
    scope, row = Scope.family(own_family), new_id()
    seal = work.session.seal
    born = seal(scope, "child.born", row, of_family.born.isoformat()) if of_family.born else None
    kept = ref_columns(work.session, child, scope, row, of_family.id)
    values = {"id": row, **kept, "family_id": own_family, "born": born}
    work.add(child, [values | {"name": seal(scope, "child.name", row, of_family.name)}])
    lives = {"id": new_id(), "child_id": row, "home_id": work.homes[of_family.home]}
    work.add(placement, [lives | {"since": begins(work, of_family.placed)}])
    work.children[of_family.id] = row
    work.made("child", row, f"{of_family.id} {of_family.home}", own_family)


def begins(work: Work, day: date | None) -> datetime | None:
    """Return the moment at which a day begins in the agency's office."""
    if day is None:
        return None
    agency = work.roster.agency
    zone = ZoneInfo((agency and agency.timezone) or work.session.defaults.timezone)
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def _compare_child(work: Work, of_family: Child, known: RecordedChild) -> None:
    what = named("child", of_family.id)
    if known.home != of_family.home:
        home = f'lives in "{known.home}"' if known.home else "lives in no home"
        work.differs(what, f'{home} as recorded, the file says "{of_family.home}"; the child was not moved')
    elif of_family.placed and known.since != begins(work, of_family.placed):
        work.differs(what, "lives there since another day as recorded; nothing was changed")
    born = of_family.born.isoformat() if of_family.born else known.born
    details = {"name": of_family.name != known.name, "born": born != known.born}
    if other := [name for name, is_other in details.items() if is_other]:
        work.differs(what, f"recorded otherwise: {' and '.join(other)}; nothing was changed")


def _report_gone_children(work: Work, one: Family) -> None:
    recorded = {ref for ref, known in work.recorded.children.items() if known.family == one.id}
    if missing := recorded - {of_family.id for of_family in one.children}:
        says = f"the file does not name {listed(missing)} among its children; they stay"
        work.differs(named("family", one.id), says)


def _add_parentage(work: Work) -> None:
    known = work.recorded
    wanted = {(one.id, of_family) for one in work.roster.people for of_family in one.children}
    in_file = {of_family.id for one in work.roster.families for of_family in one.children}
    for parent, of_family in sorted(wanted - known.parentage):
        if parent in known.people and of_family in known.children:
            says = f'is not recorded as a parent of "{of_family}"; nothing was added'
            work.differs(named("person", parent), says)
        else:
            row = {"child_id": work.children[of_family], "person_id": work.people[parent]}
            work.add(parentage, [row])
    for parent, of_family in sorted(known.parentage - wanted):
        if parent in work.people and of_family in in_file:
            says = f'is recorded as a parent of "{of_family}", and not in the file; it stays so'
            work.differs(named("person", parent), says)


def _add_relatives(work: Work) -> None:
    family_of = {of_family.id: one.id for one in work.roster.families for of_family in one.children}
    wanted: dict[str, set[Relative]] = {ref: set() for ref in family_of}
    for one in work.roster.connections:
        wanted[one.child].add(Relative(one.name, one.kind))
    for ref, relatives in wanted.items():
        recorded = work.recorded.relatives.get(ref, frozenset())
        work.unchanged["connection"] += len(relatives & recorded)
        if gone := recorded - relatives:
            says = f"connections that the file does not have: {len(gone)}; they stay"
            work.differs(named("child", ref), says)
        own_family = work.families[family_of[ref]]
        for relative in sorted(relatives - recorded, key=msgspec.structs.astuple):
            row = new_id()
            details = msgspec.json.encode(relative)
            sealed = work.session.seal(Scope.family(own_family), "connection.details", row, details)
            work.add(connection, [{"id": row, "child_id": work.children[ref], "details": sealed}])
            work.made("connection", row, details.decode(), own_family)
