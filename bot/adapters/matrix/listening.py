"""Listening: from the committed place to the next, with nothing told to the library but what it must know.

The library's own loop is not used: it saves its place before anybody has looked, and drops what does not
fit into one answer. Knows nothing of people.
"""

from __future__ import annotations

import asyncio
import hashlib
import heapq
import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import msgspec
from nio import AsyncClient, Event

from bot.adapters.matrix.catching_up import catch_up
from bot.adapters.matrix.connection import Connection
from bot.adapters.matrix.contents import words
from bot.adapters.matrix.device import Device
from bot.adapters.matrix.keys import is_first_app, keep_house
from bot.adapters.matrix.patience import Patience
from bot.adapters.matrix.places import Places
from bot.adapters.matrix.problems import Denied, asked
from bot.adapters.matrix.reading import NAME, Place, read
from bot.chat.clock import Clock
from bot.chat.incoming import Address, Arrival, Reachable, Unreadable
from bot.chat.messenger import CredentialRevoked, Intake, SendProblem

_log = logging.getLogger(__name__)
_PLACE_SECONDS = 30.0
_BREATH_SECONDS = 0.03
"""So long nothing more is asked for when something has been heard: a homeserver works on one thing at a time,
and what is said in answer should not have to wait behind our asking for news."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Vouch = Callable[[AsyncClient], Awaitable[None]]
"""What is done once, when the device's keys are on the homeserver."""


def name_of_joining(room_id: str) -> str:
    """Return what the event is called that we joined a room: events stand in clear, and rooms do not."""
    return f"joined-{hashlib.blake2b(room_id.encode(), digest_size=16).hexdigest()}"


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """The committed place: the homeserver's token, and the highest order that was given away."""

    token: str
    order: int


class Listening:
    """Receives. ``farewell`` is said in a room with several people before leaving it."""

    def __init__(
        self,
        device: Device,
        connection: Connection,
        places: Places,
        vouch: Vouch,
        clock: Clock,
        farewell: str,
    ) -> None:
        self._device = device
        self._connection = connection
        self._places = places
        self._vouch = vouch
        self._clock = clock
        self._farewell = farewell
        self._client: AsyncClient | None = None
        self._just_joined: set[str] = set()
        self._is_vouched_for = False

    async def listen(self, intake: Intake) -> None:
        """Receive until cancelled; raises CredentialRevoked, of which StoreTrouble is one kind."""
        try:
            await self._listen(intake)
        except CredentialRevoked as problem:
            _log.critical("matrix: nothing can be received or sent any more: %s", problem.reason)
            await self._connection.ends(problem)
            raise

    async def _listen(self, intake: Intake) -> None:
        # Who has lost the lead and has it again begins anew, with the keys as they stand in their folder.
        await self._let_go()
        patience = Patience()
        client = await patience.until_it_works(self._device.open)
        self._client = client
        saved = await patience.until_it_works(intake.cursor)
        cursor = None if saved is None else msgspec.json.decode(saved, type=Cursor)
        is_first, committed = True, 0.0
        while True:
            take = partial(self._take, client, cursor, is_first=is_first)
            events, cursor = await patience.until_it_works(take)
            # Our own words come back to us, too: nothing to write down. To be behind is no harm, for what is
            # asked for twice counts once.
            is_old = time.monotonic() - committed > _PLACE_SECONDS
            if events or is_first or is_old:
                commit = partial(intake.receive, events, msgspec.json.encode(cursor).decode())
                await patience.until_it_works(commit)
                committed = time.monotonic()
            await self._keep_house(client)
            is_first = False
            if events:
                await asyncio.sleep(_BREATH_SECONDS)

    async def close(self) -> None:
        """Let go of the connection and the device."""
        await self._let_go()
        self._device.release()

    async def _let_go(self) -> None:
        self._connection.close()
        self._is_vouched_for = False  # By the next client, which has to introduce itself anew.
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def _take(
        self, client: AsyncClient, cursor: Cursor | None, *, is_first: bool
    ) -> tuple[list[Arrival | Unreadable], Cursor]:
        """Return what happened since, read, and the place behind it."""
        batch = await catch_up(client, cursor.token if cursor else None, is_first=is_first)
        if not is_first:
            await self._connection.synced(client)
        for room_id in batch.invitations:
            await self._join(client, room_id)
        now = self._clock.now()
        order = max(cursor.order if cursor else 0, (now - _EPOCH) // timedelta(microseconds=1))
        events: list[Arrival | Unreadable] = []
        for room_id in sorted(self._just_joined & client.rooms.keys()):
            order += 1
            events += await self._welcome(client, room_id, order, now)
        for user in batch.changed:
            if is_first_app(client, user):  # What waits for it need not wait until it is tried again.
                order += 1
                events.append(Arrival(f"app-{order}", order, Address(NAME, user, user), Reachable(), now))
        crowded = self._places.crowded(client, list(client.rooms) if is_first else batch.timelines)
        places = {room_id: await self._places.place(client, room_id) for room_id in batch.timelines}
        for place, event in _in_order(batch.timelines, places):
            if event.sender == client.user_id:
                continue
            order += 1
            found = read(event.source, place, order, now)
            events += [found] if found is not None else []
        for room_id in crowded:
            await self._leave(client, room_id)
        return events, Cursor(batch.next, order)

    async def _join(self, client: AsyncClient, room_id: str) -> None:
        try:
            await asked(client.join(room_id))
        except Denied as problem:
            _log.info("matrix: an invitation could not be followed (%s)", problem.reason)
        else:
            self._just_joined.add(room_id)

    async def _welcome(
        self, client: AsyncClient, room_id: str, order: int, now: datetime
    ) -> Sequence[Arrival]:
        """Make a room we were invited to somebody's own, which is how they open, or reopen, the door."""
        self._just_joined.discard(room_id)
        user = await self._places.adopt(client, room_id)
        if user is None:
            return ()
        return (Arrival(name_of_joining(room_id), order, Address(NAME, user, user), Reachable(), now),)

    async def _leave(self, client: AsyncClient, room_id: str) -> None:
        """Say goodbye, if that can be said, and go: where others read along nobody may be spoken of."""
        _log.warning("matrix: left a room with more than two people")
        try:
            if self._farewell:
                content = words(self._farewell)
                send = client.room_send(room_id, "m.room.message", content, ignore_unverified_devices=True)
                await asked(send)
        except CredentialRevoked:
            raise
        except SendProblem as problem:
            _log.info("matrix: no farewell (%s)", problem.reason)
        await self._places.leave(client, room_id)

    async def _keep_house(self, client: AsyncClient) -> None:
        """Look after the keys; what fails is tried again after the next sync."""
        try:
            await keep_house(client)
            if not self._is_vouched_for and client.olm is not None:
                await self._vouch(client)
                self._is_vouched_for = True
        except CredentialRevoked:
            raise
        except SendProblem as problem:
            _log.warning("matrix: keys have to wait (%s)", problem.reason)
        await self._connection.synced(client)


def _in_order(timelines: dict[str, list[Event]], places: dict[str, Place]) -> Iterator[tuple[Place, Event]]:
    """Merge the rooms by time; within a room the homeserver's order stands, whatever the times say."""

    def stamped(room_id: str) -> Iterator[tuple[int, str, int, Any]]:
        latest = 0
        for index, event in enumerate(timelines[room_id]):
            sent = event.source.get("origin_server_ts")
            latest = max(latest, sent if isinstance(sent, int) else 0)
            yield latest, room_id, index, event

    for _, room_id, _, event in heapq.merge(*map(stamped, timelines)):
        yield places[room_id], event
