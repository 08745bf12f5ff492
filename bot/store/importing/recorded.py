"""What the database holds already, by the ids of the agency's roster.

Leaves out whatever has no such id, for a file cannot speak of it. Knows no row and judges nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from datetime import datetime

    from bot.chat.people import Phase
    from bot.family.terms import Relative, Terms
    from bot.roster import Account


class RecordedPerson(msgspec.Struct, frozen=True):
    """Somebody recorded. ``name`` is None once their key was destroyed; ``home`` is an id of the roster."""

    id: str
    role: str
    state: str
    name: str | None
    word: str | None
    language: str
    timezone: str
    quiet: str | None
    home: str | None


class RecordedFamily(msgspec.Struct, frozen=True):
    """A family; ``caseworker`` is an id of the roster, ``is_erased`` says that its key was destroyed."""

    id: str
    caseworker: str | None
    is_erased: bool


class RecordedChild(msgspec.Struct, frozen=True):
    """A child, with its ``family`` and where it lives now (ids of the roster)."""

    id: str
    family: str | None
    home: str | None
    since: datetime | None
    name: str | None
    born: str | None


class RecordedCircle(msgspec.Struct, frozen=True):
    """A circle; family, children and people are ids of the roster."""

    id: str
    family: str | None
    phase: Phase
    way: str
    children: frozenset[str]
    people: frozenset[str]


class RecordedPermission(msgspec.Struct, frozen=True):
    """A permission; ``terms`` are None where they cannot be read any more."""

    is_withdrawn: bool
    terms: Terms | None


class Recorded(msgspec.Struct, frozen=True):
    """All of it. Keys and references are ids of the roster; ``id`` in a value is the row's.

    ``no_contacts`` hold each pair both ways round, with its order. ``reluctant`` are pairs (who, of whom)
    with any answer but yes. ``owners`` tells of each account in the roster whose it is, by the row's id.
    """

    people: dict[str, RecordedPerson]
    homes: dict[str, str]
    families: dict[str, RecordedFamily]
    children: dict[str, RecordedChild]
    circles: dict[str, RecordedCircle]
    parentage: frozenset[tuple[str, str]]
    no_contacts: dict[tuple[str, str], str]
    relatives: dict[str, frozenset[Relative]]
    permissions: dict[tuple[str, str, str], RecordedPermission]
    reluctant: frozenset[tuple[str, str]]
    owners: dict[Account, str]
