"""What the adapter must have kept for it, durably, by somebody else.

Knows nothing of how. What a call keeps is there after a crash once the call has returned.
"""

from __future__ import annotations

from typing import Protocol


class Rooms(Protocol):
    """Which room belongs to whom: one for each person and conversation.

    ``user`` is a Matrix id; ``conversation`` the circle's id, None for the bot's own room with the person.
    """

    async def find(self, user: str, conversation: str | None) -> str | None:
        """Return the room to write to."""
        ...

    async def keep(self, user: str, conversation: str | None, room_id: str) -> None:
        """Note the room, in place of the one that was noted before."""
        ...

    async def forget(self, room_id: str) -> None:
        """Note that the room is nobody's any more; an unknown one is nothing to forget."""
        ...

    async def owner(self, room_id: str) -> tuple[str, str | None] | None:
        """Return whose room it is, as (user, conversation)."""
        ...


class Vault(Protocol):
    """A few secrets of the bot's own, sealed at rest: its session and its signing keys."""

    async def load(self, name: str) -> bytes | None:
        """Return what was last saved under ``name``."""
        ...

    async def save(self, name: str, value: bytes) -> None:
        """Save ``value``, in place of what was there."""
        ...
