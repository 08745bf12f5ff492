"""The bot's own reaction on a message: at most one, found by asking, so that nothing has to be remembered.

Reactions are not encrypted, in no app: the homeserver sees the emoji, and so nothing else may be one.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from nio import AsyncClient

from bot.adapters.matrix.contents import Content
from bot.adapters.matrix.problems import asked
from bot.adapters.matrix.requests import get
from bot.chat.messenger import NotSent

REACTION: Final = "m.reaction"
_MOST: Final = 100


def reaction(event: str, emoji: str) -> Content:
    """Return a reaction to ``event``."""
    return {"m.relates_to": {"rel_type": "m.annotation", "event_id": event, "key": emoji}}


async def own_reactions(client: AsyncClient, room_id: str, event: str) -> dict[str, str]:
    """Return the emoji of the bot's that stand on ``event``, by the reaction's id; raises SendProblem."""
    path = f"/rooms/{quote(room_id, safe='')}/relations/{quote(event, safe='')}/m.annotation/{REACTION}"
    answer = await get(client, f"/_matrix/client/v1{path}?limit={_MOST}")
    found = answer.get("chunk")
    if not isinstance(found, list):
        raise NotSent("odd-answer")
    return {
        one["event_id"]: one["content"]["m.relates_to"]["key"]
        for one in found
        if one["sender"] == client.user_id and "m.relates_to" in one["content"]
    }


async def take_off(client: AsyncClient, room_id: str, event: str, transaction: str) -> None:
    """Take one reaction off; raises SendProblem."""
    # For the homeserver one transaction in a room is one event, whatever was to be taken back by it.
    await asked(client.room_redact(room_id, event, tx_id=f"{transaction}.{event}"))
