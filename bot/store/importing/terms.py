"""What is sealed as one piece beside a permission or a connection, and read back as it was written.

Knows no row.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from bot.roster import Permission


class Terms(msgspec.Struct, frozen=True, omit_defaults=True):
    """The terms of a permission, from ``since`` to ``until`` inclusive; None lays nothing down."""

    since: date
    until: date | None = None
    supervision: str | None = None
    order: str | None = None
    approval: str = "caseworker"
    notice_hours: int | None = None
    max_minutes: int | None = None
    places: tuple[str, ...] = ()
    review: date | None = None

    @classmethod
    def of(cls, permission: Permission) -> Terms:
        """Return the terms that a roster's permission lays down for each of its children and kinds."""
        return cls(**{name: getattr(permission, name) for name in cls.__struct_fields__})

    def differing(self, other: Terms) -> list[str]:
        """Return the names of the terms in which the two differ, as a roster calls them."""
        return [
            {"since": "from"}.get(name, name)
            for name in self.__struct_fields__
            if getattr(self, name) != getattr(other, name)
        ]


class Relative(msgspec.Struct, frozen=True):
    """Somebody who matters to a child: their name, and what they are to it."""

    name: str
    kind: str
