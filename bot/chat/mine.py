"""What the house has of one person, as they are given it. Values: no table and no sentence."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from bot.chat.text import Value


class MineForm(StrEnum):
    """What it can be given as: a page to read, or a file for a computer."""

    PAGE = "page"
    FILE = "file"


PARTS = ("self", "accounts", "invited", "circles", "wrote", "got", "meetings", "book", "plan", "own")
"""What there is, in the order in which it stands there; the same in every language."""

OWN = "own"
"""Where a draft says which record goes with it, this stands for what its reader has of their own."""


class MineLine(msgspec.Struct, frozen=True):
    """One thing: what it is, what it says, and when it was."""

    label: Value
    said: tuple[Value, ...]
    at: datetime | None = None


class MinePart(msgspec.Struct, frozen=True):
    """Things of one kind; ``name`` is the same in every language."""

    name: str
    lines: tuple[MineLine, ...]


class Mine(msgspec.Struct, frozen=True):
    """All of it, in the form that is wanted."""

    name: str
    zone: str
    made_at: datetime
    form: MineForm
    parts: tuple[MinePart, ...]


def form_in(record: str | None) -> MineForm | None:
    """Return in which form somebody's own is to go with a draft; None where another record goes, or none."""
    row, _, form = (record or "").partition("/")
    return MineForm(form) if row == OWN else None
