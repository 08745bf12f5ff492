"""All that was said since the last committed place: gaps filled, late keys waited for.

Knows nothing of what is done with it; changes nothing but the client's own keys.
"""

from __future__ import annotations

import asyncio
from typing import Any

from nio import AsyncClient, Event, MegolmEvent, MessageDirection, SyncResponse

from bot.adapters.matrix.problems import asked

# No receipts, no presence, no typing: nobody learns from the bot when somebody reads, not even the bot.
FILTER: dict[str, Any] = {
    "presence": {"types": []},
    "account_data": {"types": []},
    "room": {
        "timeline": {"limit": 50},
        "state": {"lazy_load_members": False},
        "ephemeral": {"types": []},
        "account_data": {"types": []},
    },
}
_PAGE = 100
_WAIT_MS = 25_000
_LATE_KEYS_MS = 500
_LATE_KEYS_TRIES = 4
_LONGEST_SYNC = 300.0

Timeline = dict[str, list[Event]]


class Batch:
    """What one or more syncs brought, as one: ``timelines`` by room, oldest first.

    ``changed`` are those whose apps are not what they were.
    """

    def __init__(self) -> None:
        self.next: str = ""
        self.timelines: Timeline = {}
        self.invitations: list[str] = []
        self.left: list[str] = []
        self.changed: list[str] = []


async def catch_up(client: AsyncClient, since: str | None, *, is_first: bool) -> Batch:
    """Return what happened after ``since``; waits a while for something to happen. Raises SendProblem.

    With ``since`` None, the very first time, nothing has been said yet as far as we are concerned.
    """
    batch = Batch()
    response = await sync(client, since, timeout=0 if is_first else _WAIT_MS, full_state=is_first)
    await _add(client, batch, response, since)
    for _ in range(_LATE_KEYS_TRIES):
        if not _unreadable(client, batch):
            break
        # The key may be on its way: it travels apart from the message, and a hundred keys at a time.
        response = await sync(client, batch.next, timeout=_LATE_KEYS_MS, full_state=False)
        await _add(client, batch, response, batch.next)
        _read_again(client, batch)
    return batch


async def sync(client: AsyncClient, since: str | None, *, timeout: int, full_state: bool) -> SyncResponse:  # noqa: ASYNC109 - the homeserver's, not ours
    """Ask once, and return the answer as the library understood it; raises SendProblem."""
    client.next_batch = ""  # The library does not look twice at a place it has seen, and it may have to.
    async with asyncio.timeout(_LONGEST_SYNC):
        response = await asked(
            client.sync(timeout=timeout, sync_filter=FILTER, since=since, full_state=full_state)
        )
    for room in client.rooms.values():
        room.members_synced = True  # All members are in each sync, as the filter says.
    if client.olm is not None and response.device_key_count.signed_curve25519 == 0:
        client.olm.uploaded_key_count = 0  # The library takes none for unknown, and would never upload.
    return response


async def _add(client: AsyncClient, batch: Batch, response: SyncResponse, since: str | None) -> None:
    batch.next = response.next_batch
    batch.invitations += response.rooms.invite
    batch.changed += response.device_list.changed
    for room_id in response.rooms.leave:
        if client.rooms.pop(room_id, None) is not None:
            batch.left.append(room_id)
    if since is None:
        return
    for room_id, info in response.rooms.join.items():
        timeline = info.timeline
        events = list(timeline.events)
        if timeline.limited and timeline.prev_batch:
            events = [*await _gap(client, room_id, timeline.prev_batch, since), *events]
        batch.timelines.setdefault(room_id, []).extend(events)


async def _gap(client: AsyncClient, room_id: str, before: str, since: str) -> list[Event]:
    """Return what was said after ``since`` and ``before`` the timeline that we were given."""
    found: list[Event] = []
    start: str | None = before
    while start:
        response = await asked(
            client.room_messages(
                room_id, start=start, end=since, direction=MessageDirection.back, limit=_PAGE
            )
        )
        found += response.chunk
        start = response.end if response.chunk else None
    return found[::-1]


def _unreadable(client: AsyncClient, batch: Batch) -> bool:
    return client.olm is not None and any(
        isinstance(event, MegolmEvent) and event.sender != client.user_id
        for events in batch.timelines.values()
        for event in events
    )


def _read_again(client: AsyncClient, batch: Batch) -> None:
    for room_id, events in batch.timelines.items():
        for index, event in enumerate(events):
            if isinstance(event, MegolmEvent):
                event.room_id = room_id
                events[index] = client.olm.decrypt_event(event) or event
