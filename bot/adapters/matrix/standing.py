"""What stands in a room by now, as the homeserver has it.

Knows nothing of what is to be changed.
"""

from __future__ import annotations

import msgspec
from nio import AsyncClient, Event, MegolmEvent

from bot.adapters.matrix.files import Carried
from bot.adapters.matrix.problems import Denied, asked
from bot.chat.messenger import UNCHANGEABLE, TargetGone


async def standing(client: AsyncClient, room_id: str, event: str) -> Event | None:
    """Return the event as it came to us, if it is in the room and was not taken back."""
    try:
        found = (await asked(client.room_get_event(room_id, event))).event
    except Denied:
        return None
    return None if "redacted_because" in (found.source.get("unsigned") or {}) else found


async def standing_file(client: AsyncClient, room_id: str, event: str) -> Carried:
    """Return what stands in a message of ours, but for its words; raises TargetGone where nobody knows."""
    found = await standing(client, room_id, event)
    if found is None or found.sender != client.user_id:
        raise TargetGone("not-found")
    if isinstance(found, MegolmEvent):
        found.room_id = room_id
        found = (client.olm and client.olm.decrypt_event(found)) or found
    try:
        return msgspec.convert(found.source.get("content"), Carried)
    except msgspec.ValidationError:
        raise TargetGone(UNCHANGEABLE) from None
