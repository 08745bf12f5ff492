"""The rooms: one for the bot and each person, one more for each of the person's circles.

Knows who belongs in which room, and nothing of what is said there.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from nio import AsyncClient, RoomPreset

from bot.adapters.matrix.ports import Rooms
from bot.adapters.matrix.problems import Denied, asked
from bot.adapters.matrix.reading import Place
from bot.chat.messenger import CannotReach

# Later versions break the library's reading of power levels, and some people's apps.
ROOM_VERSION = "11"
_ENCRYPTION = {"algorithm": "m.megolm.v1.aes-sha2"}
_OWNER = 100
_TWO = 2


class Places:
    """Finds, makes and keeps rooms. ``name`` is what people see in their list; it tells nothing."""

    def __init__(self, rooms: Rooms, *, name: str, encrypted: bool) -> None:
        self._rooms = rooms
        self._name = name
        self._encrypted = encrypted

    async def find(self, client: AsyncClient, user: str, conversation: str | None) -> str | None:
        """Return the room to write to, if the bot is in it and may write there as it should."""
        room_id = await self._rooms.find(user, conversation)
        if room_id not in client.rooms or not await self._is_private(client, str(room_id)):
            return None
        return room_id

    async def had_one(self, user: str, conversation: str | None) -> bool:
        """Whether a room was noted before, one that is lost if `find` does not return it."""
        return await self._rooms.find(user, conversation) is not None

    async def make(self, client: AsyncClient, user: str, conversation: str | None) -> str:
        """Make a room that nobody but the bot is in, note it, and return it; raises SendProblem.

        It is noted before anybody is invited: after a crash in between, it is simply found again.
        """
        response = await asked(
            client.room_create(
                name=await self._next_name(client, user, conversation),
                preset=RoomPreset.private_chat,
                room_version=ROOM_VERSION,
                is_direct=conversation is None,
                initial_state=_initial_state(encrypted=self._encrypted),
                power_level_override=_power_levels(client.user_id),
            )
        )
        room_id: str = response.room_id
        await self._rooms.keep(user, conversation, room_id)
        return room_id

    async def invite(self, client: AsyncClient, room_id: str, user: str, *, again: bool) -> None:
        """Invite the person unless they are in; raises CannotReach where that cannot be.

        Without ``again``, whoever has left stays out.
        """
        if user in client.rooms[room_id].users:
            return
        membership = await _membership(client, room_id, user)
        if membership == "ban" or (membership == "leave" and not again):
            raise CannotReach("left")
        try:
            if membership not in ("invite", "join"):
                await asked(client.room_invite(room_id, user))
        except Denied:
            raise CannotReach("not-invitable") from None

    async def place(self, client: AsyncClient, room_id: str) -> Place:
        """Return whose room it is. One with two people that nobody had noted is the other one's own."""
        owner = await self._rooms.owner(room_id)
        if owner is not None:
            return Place(*owner)
        others = self._others(client, room_id)
        return Place(others[0] if len(others) == 1 else None)

    async def adopt(self, client: AsyncClient, room_id: str) -> str | None:
        """Make a room that somebody invited the bot to the bot's own room with them, and return who it is.

        Not one with more than two people, nor one that stays unencrypted although it must not.
        """
        others = self._others(client, room_id)
        if len(others) != 1 or not await self._is_private(client, room_id):
            return None
        await self._rooms.keep(others[0], None, room_id)
        return others[0]

    async def lose(self, client: AsyncClient, room_id: str) -> None:
        """Note that the bot is not in the room any more."""
        client.rooms.pop(room_id, None)

    async def leave(self, client: AsyncClient, room_id: str) -> None:
        """Leave the room for good; raises SendProblem."""
        await self._rooms.forget(room_id)
        with suppress(Denied):  # We are not in it any more, and wanted nothing else.
            await asked(client.room_leave(room_id))
        client.rooms.pop(room_id, None)

    def crowded(self, client: AsyncClient, among: Iterable[str]) -> list[str]:
        """Return those rooms in which others could read along."""
        return [room for room in among if room in client.rooms and len(client.rooms[room].users) > _TWO]

    async def _is_private(self, client: AsyncClient, room_id: str) -> bool:
        """Whether the room is encrypted, now at the latest, if it has to be."""
        if not self._encrypted or client.rooms[room_id].encrypted:
            return True
        try:
            await asked(client.room_put_state(room_id, "m.room.encryption", _ENCRYPTION))
        except Denied:
            return False
        client.rooms[room_id].encrypted = True
        return True

    def _others(self, client: AsyncClient, room_id: str) -> list[str]:
        room = client.rooms.get(room_id)
        return [user for user in room.users if user != client.user_id] if room else []

    async def _next_name(self, client: AsyncClient, user: str, conversation: str | None) -> str:
        """Number the circles' rooms of a person from 2, whether the bot's own room is there by now or not."""
        if conversation is None:
            return self._name
        own = await self._rooms.find(user, None)
        others = sum(user in room.users for room_id, room in client.rooms.items() if room_id != own)
        return f"{self._name} {others + 2}"


async def _membership(client: AsyncClient, room_id: str, user: str) -> str | None:
    try:
        state = await asked(client.room_get_state_event(room_id, "m.room.member", user))
    except Denied:
        return None
    return str(state.content.get("membership"))


def _initial_state(*, encrypted: bool) -> list[dict[str, Any]]:
    state: list[dict[str, Any]] = [
        {"type": "m.room.history_visibility", "content": {"history_visibility": "invited"}},
        {"type": "m.room.guest_access", "content": {"guest_access": "forbidden"}},
    ]
    if encrypted:
        state.append({"type": "m.room.encryption", "content": _ENCRYPTION})
    return state


def _power_levels(bot: str) -> dict[str, Any]:
    """Return who may do what: people may speak, and all else is the bot's."""
    return {
        "users": {bot: _OWNER},
        "users_default": 0,
        "events_default": 0,
        "events": {},
        "state_default": _OWNER,
        "invite": _OWNER,
        "kick": _OWNER,
        "ban": _OWNER,
        "redact": _OWNER,
        "notifications": {"room": _OWNER},
    }
