"""The bot's device: signing in once, and then the same session and the same keys for ever.

Which device it is stands in the vault, its keys in a folder of their own; this file insists that the two
belong together, because a device without its keys loses messages without a sound. Knows no room.
"""

from __future__ import annotations

import fcntl
import logging
import secrets
from pathlib import Path
from typing import IO

import msgspec
from nio import AsyncClient, AsyncClientConfig
from nio.store import SqliteStore

from bot.adapters.matrix.ports import Vault
from bot.adapters.matrix.problems import (
    NEW_DEVICE,
    Denied,
    PasswordRejected,
    StoreForeign,
    StoreInUse,
    StoreLost,
    asked,
)
from bot.adapters.matrix.requests import insist_on_answers, post_with_password
from bot.chat.messenger import CredentialRevoked, SendProblem

_log = logging.getLogger(__name__)
_RECORD = "matrix-device"
_PICKLE = "matrix-pickle"
_REQUEST_SECONDS = 60


class Login(msgspec.Struct, frozen=True):
    """What is needed to sign in. ``store_path`` is the folder for the keys."""

    homeserver: str
    user_id: str
    password: str
    device_name: str
    store_path: Path
    encrypted: bool = True

    def __repr__(self) -> str:
        """Hide the password and the key."""
        return "Login(hidden)"


class Record(msgspec.Struct, frozen=True):
    """The device as the vault remembers it. ``fingerprint`` is its public signing key, "" without keys."""

    user_id: str
    device_id: str
    access_token: str
    fingerprint: str

    def __repr__(self) -> str:
        """Hide the token, which is as good as the password."""
        return "Record(hidden)"


class Device:
    """Opens the one device there is. Only one process may hold it."""

    def __init__(self, login: Login, vault: Vault) -> None:
        self._login = login
        self._vault = vault
        self._lock: IO[bytes] | None = None
        self._pickle_key = ""

    async def open(self) -> AsyncClient:
        """Return a client that is signed in; raises StoreTrouble, CredentialRevoked or NotSent."""
        self._hold()
        try:
            return await self._open()
        except CredentialRevoked:
            self.release()
            raise

    async def _open(self) -> AsyncClient:
        self._pickle_key = await self._sealing_key()
        known = await self.record()
        if known is None:
            return await self._sign_in()
        agreement = self._login.store_path / NEW_DEVICE
        if agreement.exists():
            client = await self._sign_in()
            await self._give_up(client, known)
            agreement.unlink()
            return client
        return self._restore(known)

    async def record(self) -> Record | None:
        """Return the device that the vault knows."""
        saved = await self._vault.load(_RECORD)
        return None if saved is None else msgspec.json.decode(saved, type=Record)

    async def _sealing_key(self) -> str:
        """Return what seals the keys in their folder, made once: the library's own choice is a constant."""
        saved = await self._vault.load(_PICKLE)
        if saved is None:
            saved = secrets.token_urlsafe(32).encode()
            await self._vault.save(_PICKLE, saved)
        return saved.decode()

    def release(self) -> None:
        """Let another process have the device."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _hold(self) -> None:
        if self._lock is not None:
            return
        folder = self._login.store_path
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        lock = (folder / "lock").open("wb")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise StoreInUse(folder) from None
        self._lock = lock

    async def _sign_in(self) -> AsyncClient:
        client = self._client(f"COPARENTING{secrets.token_hex(5).upper()}")
        try:
            response = await asked(client.login(self._login.password, self._login.device_name))
        except SendProblem as problem:
            await client.close()
            if isinstance(problem, Denied):
                _log.critical("matrix: the password is not accepted; check [matrix] user_id and password")
                raise PasswordRejected("password-rejected") from None
            raise
        record = Record(response.user_id, response.device_id, response.access_token, _fingerprint(client))
        await self._vault.save(_RECORD, msgspec.json.encode(record))
        _log.info("matrix: signed in as a new device")
        return client

    def _restore(self, known: Record) -> AsyncClient:
        folder = self._login.store_path
        if known.user_id != self._login.user_id:
            raise StoreForeign(folder)
        if self._login.encrypted and not self._keys_of(known.device_id).exists():
            raise StoreLost(folder)
        client = self._client(known.device_id)
        try:
            client.restore_login(known.user_id, known.device_id, known.access_token)
        except Exception:  # noqa: BLE001 - whatever the file holds instead of our keys, it is not ours
            raise StoreForeign(folder) from None
        if self._login.encrypted and _fingerprint(client) != known.fingerprint:
            raise StoreForeign(folder)
        return client

    async def _give_up(self, client: AsyncClient, old: Record) -> None:
        """Remove the old device, so that nobody encrypts for it any more; it may be gone already."""
        if old.user_id == client.user_id:
            try:
                body = {"devices": [old.device_id]}
                await post_with_password(client, "/delete_devices", body, self._login.password)
            except SendProblem as problem:
                _log.warning("matrix: the old device could not be removed (%s)", problem.reason)
        self._keys_of(old.device_id).unlink(missing_ok=True)

    def _client(self, device_id: str) -> AsyncClient:
        config = AsyncClientConfig(
            # Without end, the library would wait out a flood or a lost connection inside of a call.
            max_limit_exceeded=0,
            max_timeouts=0,
            request_timeout=_REQUEST_SECONDS,
            store_sync_tokens=False,
            # The default one writes people's ids into plain text files beside it.
            store=SqliteStore,
            encryption_enabled=self._login.encrypted,
            store_name=self._keys_of(device_id).name,
            pickle_key=self._pickle_key,
        )
        login = self._login
        client = AsyncClient(
            login.homeserver.rstrip("/"), login.user_id, device_id, str(login.store_path), config
        )
        insist_on_answers(client)
        return client

    def _keys_of(self, device_id: str) -> Path:
        return self._login.store_path / f"{device_id}.db"


def _fingerprint(client: AsyncClient) -> str:
    return "" if client.olm is None else str(client.olm.account.identity_keys["ed25519"])
