"""Who is to be recorded, as a caseworker says it: children, and people for a circle.

Values only.
"""

from __future__ import annotations

from datetime import date

import msgspec

from bot.chat.people import Role


class NewChild(msgspec.Struct, frozen=True):
    """A child to be recorded. ``home`` is one that is known; ``carer`` names who is in a new one."""

    name: str
    born: date | None = None
    home: str = ""
    carer: str = ""
    since: date | None = None


class Placing(msgspec.Struct, frozen=True):
    """Somebody who is to be in a circle: known, or new by name and role; whose parent they are of it."""

    person: str
    name: str = ""
    role: Role = Role.PARENT
    parent_of: tuple[str, ...] = ()
