"""One import under way: the roster, what is recorded, and what has come of it so far.

Knows how to write a row down and count it; what is new, and what may be added, is for the callers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, insert

from bot.store.audit import AGENCY, Entry

if TYPE_CHECKING:
    from bot.roster import Roster
    from bot.store.importing.recorded import Recorded
    from bot.store.session import Session


@dataclass
class Work:
    """What the parts of an import share.

    The four look-ups lead from an id of the roster to that of the row, recorded or just made.
    """

    session: Session
    roster: Roster
    recorded: Recorded
    default_quiet: str | None
    created: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    children: dict[str, str] = field(default_factory=dict)

    def add(self, table: Table, rows: list[dict[str, Any]]) -> None:
        """Insert rows that all have the same columns."""
        if rows:
            self.session.connection.execute(insert(table), rows)

    def made(self, kind: str, row: str, body: str, family: str | None = None) -> None:
        """Count something new and note it for the audit, in the chain of its family or of the agency."""
        self.created[kind] += 1
        self.entries.append(Entry(family or AGENCY, f"imported-{kind}", None, row, body.encode()))

    def differs(self, what: str, says: str) -> None:
        """Report a difference that is not applied."""
        self.differences.append(f"{what}: {says}")


def named(kind: str, *ids: str) -> str:
    """Return what an entry is called in mistakes and differences: circle "macia"."""
    return f"{kind} {listed(ids)}"


def listed(ids: tuple[str, ...] | list[str] | set[str] | frozenset[str]) -> str:
    """Return ids in quotes, in alphabetical order unless they are given in one."""
    ordered = sorted(ids) if isinstance(ids, set | frozenset) else ids
    return ", ".join(f'"{one}"' for one in ordered)
