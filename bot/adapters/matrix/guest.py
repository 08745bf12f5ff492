"""An app that speaks for somebody of the demo until they sign in with one of their own.

It publishes no keys, so nobody encrypts anything for it: what others say waits, as for everybody without an
app, and is readable in the one they open. Knows nothing of the bot but its Matrix id.
"""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path
from typing import Any

from nio import AsyncClient, AsyncClientConfig, ToDeviceMessage
from nio.store import SqliteStore

from bot.adapters.matrix.catching_up import sync
from bot.adapters.matrix.contents import words
from bot.adapters.matrix.keys import hand_out
from bot.adapters.matrix.patience import Patience
from bot.adapters.matrix.problems import asked
from bot.adapters.matrix.requests import insist_on_answers

_WAIT_MS = 25_000
_STEP_MS = 1_000
_SECONDS = 30.0


class Guest:
    """One account with one app. Signs in with `opens`; what it does raises SendProblem."""

    def __init__(self, homeserver: str, user_id: str, password: str, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        config = AsyncClientConfig(
            max_limit_exceeded=0,
            max_timeouts=0,
            store_sync_tokens=False,
            store=SqliteStore,
            pickle_key=secrets.token_urlsafe(32),
        )
        self._client = AsyncClient(homeserver, user_id, store_path=str(folder), config=config)
        insist_on_answers(self._client)
        self._password = password
        self._place: str | None = None
        self._keys: list[dict[str, str]] = []
        self._given: set[str] = set()

    async def opens(self) -> None:
        """Sign in."""
        await asked(self._client.login(self._password, "The demo"))
        await self._look(timeout=0)

    async def closes(self) -> None:
        """Let go of the connection."""
        await self._client.close()

    async def says(self, room_id: str, text: str, *, to: str) -> None:
        """Say something in a room to which ``to``, the bot, invites them; or raise TimeoutError."""
        async with asyncio.timeout(_SECONDS):
            while room_id not in self._client.rooms:
                await self._look(timeout=_STEP_MS)
        await hand_out(self._client, room_id, to)
        self._note_key(room_id)
        send = self._client.room_send(room_id, "m.room.message", words(text), ignore_unverified_devices=True)
        await asked(send)

    async def stays(self) -> None:
        """Follow every invitation, and let the person's own apps read what was said here; until cancelled."""
        patience = Patience()
        while True:
            await patience.until_it_works(self._look)

    async def _look(self, timeout: int = _WAIT_MS) -> None:  # noqa: ASYNC109 - the homeserver's, not ours
        client = self._client
        response = await sync(client, self._place, timeout=timeout, full_state=self._place is None)
        for room_id in response.rooms.invite:
            await asked(client.join(room_id))
        if client.should_query_keys:
            await asked(client.keys_query())
        await self._hand_over()
        self._place = response.next_batch

    def _note_key(self, room_id: str) -> None:
        """Keep the room's key as it is before the first message, for later ones open nothing earlier."""
        session = self._client.olm.outbound_group_sessions[room_id]
        if session.message_index == 0:
            key = {
                "algorithm": "m.megolm.v1.aes-sha2",
                "room_id": room_id,
                "session_id": session.id,
                "session_key": session.session_key,
            }
            self._keys.append(key)

    async def _hand_over(self) -> None:
        client = self._client
        for device in tuple(client.device_store.active_user_devices(client.user_id)):
            if device.id in self._given:
                continue
            if client.olm.session_store.get(device.curve25519) is None:
                await asked(client.keys_claim({client.user_id: [device.id]}))
            for key in self._keys:
                await self._give(device, key)
            self._given.add(device.id)

    async def _give(self, device: Any, key: dict[str, str]) -> None:  # noqa: ANN401 - as the library's
        olm = self._client.olm
        session = olm.session_store.get(device.curve25519)
        if session is None:
            return  # It has no key left with which it could be spoken to, and cannot be told anything.
        content = olm._olm_encrypt(session, device, "m.room_key", key)  # noqa: SLF001 - there is no other way
        message = ToDeviceMessage("m.room.encrypted", device.user_id, device.id, content)
        await asked(self._client.to_device(message))
