"""What the adapter must have kept for it, durably, by somebody else.

Knows nothing of how. What a call keeps is there after a crash once the call has returned.
"""

from __future__ import annotations

from typing import Protocol


class Rooms(Protocol):
    """Which topic belongs to which circle: one for each person and conversation at most.

    ``user`` is Telegram's id of a person, ``conversation`` the circle's id; ``room_id`` names a topic among
    those of all chats.
    """

    async def find(self, user: str, conversation: str | None) -> str | None:
        """Return the topic to write to."""
        ...

    async def keep(self, user: str, conversation: str | None, room_id: str) -> None:
        """Note the topic, in place of the one that was noted before."""
        ...

    async def forget(self, room_id: str) -> None:
        """Note that the topic is nobody's any more; an unknown one is nothing to forget."""
        ...

    async def owner(self, room_id: str) -> tuple[str, str | None] | None:
        """Return whose topic it is, as (user, conversation)."""
        ...
