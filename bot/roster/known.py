"""Who and what a roster names, looked up by id.

Refuses to judge; an entry without a readable id is in no look-up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.roster.values import Caseworker, Person, Supervisor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.roster.notes import Notes, Spot
    from bot.roster.tables import Tables

Anyone = Caseworker | Supervisor | Person


class Known:
    """The look-ups, made once for a file."""

    def __init__(self, tables: Tables) -> None:
        self.everyone: list[tuple[Spot, Anyone]] = [
            *tables.caseworkers,
            *tables.supervisors,
            *tables.people,
        ]
        self.ids = {one.id for _, one in self.everyone}
        self.staff = {one.id for _, one in self.everyone if not _is_of_the_families(one)}
        self.caseworkers = {row.value.id for row in tables.caseworkers}
        self.caseworkers |= {row.value.id for row in tables.people if row.value.role == "caseworker"}
        self.people = {row.value.id: row.value for row in tables.people if row.value.id}
        self.children = {row.value.id: row.value for row in tables.children if row.value.id}
        self.family_of = {row.value.id: row.spot.number for row in tables.children}
        self.homes = {row.value.id for row in tables.homes}
        self.kept_from: dict[str, set[str]] = {}
        for row in tables.nocontacts:
            for one in row.value.between:
                self.kept_from.setdefault(one, set()).update(set(row.value.between) - {one})


def _is_of_the_families(someone: Anyone) -> bool:
    return isinstance(someone, Person) and someone.role not in ("caseworker", "supervisor")


def expect(notes: Notes, at: tuple[Spot, str], ids: Iterable[str], known: Collection[str], what: str) -> None:
    """Note every id that refers to nothing. ``at`` is the entry and the key; ``what`` names the missing."""
    spot, key = at
    for one in ids:
        if one and one not in known:
            hint = notes.guess(one, known)
            notes.mistake(spot, key, f'{key} names "{one}", but there is no {what} with that id.{hint}')
