"""A place in somebody's words, and what stands there.

Knows no rule.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """What kind of thing it is that identifies. ``NAME`` is a protected name or term."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    HANDLE = "handle"
    LINK = "link"
    NAME = "name"


class Finding(msgspec.Struct, frozen=True):
    """Something that identifies, from ``start`` up to but without ``end``, in the words as given."""

    start: int
    end: int
    kind: Kind
