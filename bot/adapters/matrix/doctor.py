"""Trying Matrix out, and saying in plain words to whoever runs the program what is amiss.

Changes nothing that lasts, and leaves the keys alone: the bot may be running meanwhile. Shows no secret.
"""

from __future__ import annotations

from typing import Any

import msgspec
from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.adapters.matrix.device import Login, Record
from bot.adapters.matrix.places import ROOM_VERSION

_CLIENT = "/_matrix/client/v3"
_TIMEOUT = ClientTimeout(total=20)
_OK = 200

_RATE_LIMITS = (
    "A homeserver lets an account send about one message in five seconds unless told otherwise. On Synapse "
    "an administrator lifts that for the bot: POST /_synapse/admin/v1/users/<the bot>/override_ratelimit "
    'with {"messages_per_second": 0, "burst_count": 0}; invitations: rc_invites in homeserver.yaml.'
)


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at. ``text`` says what was found and, where it is amiss, the mend."""

    is_fine: bool
    text: str


async def examine(login: Login, record: Record | None) -> list[Finding]:
    """Look at homeserver, account and device; ``record`` is the device that the vault knows."""
    async with ClientSession(timeout=_TIMEOUT) as session:
        homeserver = _Homeserver(session, login.homeserver.rstrip("/"))
        try:
            return await _examine(homeserver, login, record)
        except (ClientError, TimeoutError, OSError, ValueError) as error:
            text = (
                f"The homeserver gives no proper answer ({type(error).__name__}). Check the network, and "
                "[matrix] homeserver."
            )
            return [Finding(is_fine=False, text=text)]


class _Homeserver:
    def __init__(self, session: ClientSession, url: str) -> None:
        self._session = session
        self._url = url

    async def ask(
        self, method: str, path: str, body: dict[str, Any] | None = None, token: str | None = None
    ) -> tuple[int, dict[str, Any]]:
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        async with self._session.request(method, self._url + path, json=body, headers=headers) as response:
            answer = await response.json(content_type=None)
            return response.status, answer if isinstance(answer, dict) else {}


async def _examine(homeserver: _Homeserver, login: Login, record: Record | None) -> list[Finding]:
    status, versions = await homeserver.ask("GET", "/_matrix/client/versions")
    if status != _OK or not versions.get("versions"):
        text = "What answers at [matrix] homeserver is no Matrix homeserver."
        return [Finding(is_fine=False, text=text)]
    findings = [Finding(is_fine=True, text=f"The homeserver speaks Matrix {versions['versions'][-1]}.")]
    if record is None:
        return [*findings, await _try_password(homeserver, login), Finding(is_fine=True, text=_RATE_LIMITS)]
    status, me = await homeserver.ask("GET", f"{_CLIENT}/account/whoami", token=record.access_token)
    if status != _OK or me.get("device_id") != record.device_id:
        text = (
            "The homeserver does not know the bot's session any more: somebody signed it out or changed the "
            "password. Put an empty file named new-device into [matrix] store_path and start again."
        )
        return [*findings, Finding(is_fine=False, text=text)]
    findings.append(Finding(is_fine=True, text="The bot is signed in."))
    findings += await _rooms(homeserver, record)
    if login.encrypted:
        findings.append(await _encryption(homeserver, record))
    return [*findings, Finding(is_fine=True, text=_RATE_LIMITS)]


async def _try_password(homeserver: _Homeserver, login: Login) -> Finding:
    body = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": login.user_id},
        "password": login.password,
        "initial_device_display_name": login.device_name,
    }
    status, answer = await homeserver.ask("POST", f"{_CLIENT}/login", body)
    if status != _OK:
        text = "The homeserver does not accept the account: check [matrix] user_id and password."
        return Finding(is_fine=False, text=text)
    await homeserver.ask("POST", f"{_CLIENT}/logout", {}, token=str(answer.get("access_token")))
    return Finding(is_fine=True, text="The password is accepted; `run` signs in.")


async def _rooms(homeserver: _Homeserver, record: Record) -> list[Finding]:
    status, answer = await homeserver.ask("GET", f"{_CLIENT}/capabilities", token=record.access_token)
    versions = answer.get("capabilities", {}).get("m.room_versions", {}).get("available", {})
    if status != _OK or not versions:
        return []
    if ROOM_VERSION in versions:
        return [Finding(is_fine=True, text=f"The homeserver makes rooms of version {ROOM_VERSION}.")]
    text = f"The homeserver makes no rooms of version {ROOM_VERSION}, which the bot needs. Update it."
    return [Finding(is_fine=False, text=text)]


async def _encryption(homeserver: _Homeserver, record: Record) -> Finding:
    body = {"device_keys": {record.user_id: [record.device_id]}}
    _, keys = await homeserver.ask("POST", f"{_CLIENT}/keys/query", body, token=record.access_token)
    user = record.user_id
    device = keys.get("device_keys", {}).get(user, {}).get(record.device_id, {})
    if device.get("keys", {}).get(f"ed25519:{record.device_id}") != record.fingerprint:
        text = "The homeserver holds no keys of this device. Start `run`; if it stops, it says why."
        return Finding(is_fine=False, text=text)
    own = keys.get("self_signing_keys", {}).get(user, {}).get("keys", {})
    if not own.keys() & device.get("signatures", {}).get(user, {}).keys():
        text = "The bot's device is not signed: strict apps cannot read it. Start `run`, which signs it."
        return Finding(is_fine=False, text=text)
    return Finding(is_fine=True, text="Encryption is set up, and the bot's device is signed.")
