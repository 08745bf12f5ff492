"""Stub."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class Danger(StrEnum):
    """Kinds."""

    VIOLENCE = "violence"


def dangers(words: str, more: Sequence[str] = ()) -> tuple[Danger, ...]:
    """Find."""
    return (Danger.VIOLENCE,) if "hit me" in words or "me pegó" in words else ()
