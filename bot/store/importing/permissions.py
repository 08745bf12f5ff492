"""The permissions of a roster: recorded where parent and child had none at all, and only reported elsewhere.

Widening what a court allows, or giving back what was withdrawn, is never done from a file.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from bot.chat.ids import new_id
from bot.family.terms import Terms
from bot.roster import Mistake
from bot.store.schema import permission
from bot.store.sealing import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.roster import Permission, Roster
    from bot.store.importing.work import Work


class _Of(NamedTuple):
    """What one permission is about; ids of the roster."""

    parent: str
    child: str
    kind: str


def mistakes(roster: Roster) -> Iterator[Mistake]:
    """Yield what the file permits twice: one parent, child and kind has one set of terms."""
    seen: set[_Of] = set()
    for of, _ in _wanted(roster):
        if of in seen:
            says = f'has two permissions for {of.kind} with "{of.child}"; write one'
            yield Mistake(f'person "{of.parent}"', says)
        seen.add(of)


def add(work: Work) -> None:
    """Record permissions between a parent and a child who had none; report everything else."""
    recorded = work.recorded.permissions
    settled = {(parent, child) for parent, child, _ in recorded} | _strangers(work)
    families = {child.id: family.id for family in work.roster.families for child in family.children}
    reports: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for of, terms in _wanted(work.roster):
        known = recorded.get(of)
        pair = (of.parent, of.child)
        if known is None and pair not in settled:
            _record(work, of, terms, work.families[families[of.child]])
        elif known is None:
            reports[(*pair, "not recorded and not added; that is for the caseworker")].append(of.kind)
        elif known.is_withdrawn:
            reports[(*pair, "withdrawn; stays withdrawn")].append(of.kind)
        elif known.terms is None or known.terms.differing(terms):
            names = ", ".join(known.terms.differing(terms)) if known.terms else "all of it"
            reports[(*pair, f"other terms are recorded ({names}); stays as it is")].append(of.kind)
        else:
            work.unchanged["permission"] += 1
    in_file = {of for of, _ in _wanted(work.roster)}
    for parent, child, kind in recorded:
        known = recorded[parent, child, kind]
        if child in families and (parent, child, kind) not in in_file and not known.is_withdrawn:
            reports[parent, child, "not in the file; stays until withdrawn"].append(kind)
    for (parent, child, says), kinds in reports.items():
        work.differs(f'permission of "{parent}" with "{child}" ({", ".join(kinds)})', says)


def _strangers(work: Work) -> set[tuple[str, str]]:
    """Return the pairs of people and children, both recorded, who are not recorded as parent and child."""
    known = work.recorded
    pairs = {(of.parent, of.child) for of, _ in _wanted(work.roster)}
    both = {(parent, child) for parent, child in pairs if parent in known.people and child in known.children}
    return both - known.parentage


def _wanted(roster: Roster) -> list[tuple[_Of, Terms]]:
    return [
        (_Of(one.parent, child, kind), _terms(one))
        for one in roster.permissions
        for child in one.children
        for kind in one.kinds
    ]


def _terms(permission: Permission) -> Terms:
    return Terms(**{name: getattr(permission, name) for name in Terms.__struct_fields__})


def _record(work: Work, of: _Of, terms: Terms, family: str) -> None:
    row = new_id()
    details = msgspec.json.encode(terms)
    values = {
        "id": row,
        "parent_id": work.people[of.parent],
        "child_id": work.children[of.child],
        "kind": of.kind,
        "details": work.session.seal(Scope.family(family), "permission.details", row, details),
        "is_withdrawn": False,
    }
    work.add(permission, [values])
    work.made("permission", row, f"{of.parent} {of.child} {of.kind} {details.decode()}", family)
