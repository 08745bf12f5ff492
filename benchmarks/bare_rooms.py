"""The bare baseline on Matrix: the library's own loop, one room for each person, words go across. No storage.

Told on the command line: homeserver, bot's id, password, folder for keys, "encrypted" or "plain", then pairs.
"""

from __future__ import annotations

import asyncio
import logging
import sys

from nio import AsyncClient, AsyncClientConfig, MatrixRoom, RoomMessageText, RoomPreset

logging.getLogger("nio").setLevel(logging.CRITICAL + 1)
_FILTER = {"room": {"timeline": {"limit": 500}}}
_ENCRYPTION = {"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}


async def main(url: str, user: str, password: str, folder: str, kind: str, *people: str) -> None:
    """Make a room for everybody, and carry what is said in one to that of the next in the list."""
    is_encrypted = kind == "encrypted"
    config = AsyncClientConfig(encryption_enabled=is_encrypted, store_sync_tokens=False)
    client = AsyncClient(url, user, store_path=folder, config=config)
    await client.login(password)
    rooms: dict[str, str] = {}
    for person in people:
        created = await client.room_create(
            preset=RoomPreset.private_chat,
            room_version="11",
            invite=[person],
            initial_state=[_ENCRYPTION] if is_encrypted else [],
        )
        rooms[person] = created.room_id
    across = {
        rooms[one]: rooms[other]
        for first, second in zip(people[::2], people[1::2], strict=True)
        for one, other in ((first, second), (second, first))
    }

    async def carry(room: MatrixRoom, event: RoomMessageText) -> None:
        if event.sender != user:
            await client.room_send(
                across[room.room_id],
                "m.room.message",
                {"msgtype": "m.text", "body": event.body},
                ignore_unverified_devices=True,
            )

    await client.sync(full_state=True)
    client.add_event_callback(carry, RoomMessageText)
    print("ready")
    # With the library's own limit of ten it loses what does not fit into one answer, and never ends.
    await client.sync_forever(timeout=25_000, sync_filter=_FILTER, full_state=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
