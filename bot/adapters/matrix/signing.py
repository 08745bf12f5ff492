"""Cross-signing: the bot vouches for its own device, so that strict apps read it and show no red shield.

The library does not do this. The seeds of the keys outlive every device. Knows no room.
"""

from __future__ import annotations

import secrets
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from nio import Api, AsyncClient
from unpaddedbase64 import encode_base64

from bot.adapters.matrix.introducing import introduce
from bot.adapters.matrix.ports import Vault
from bot.adapters.matrix.requests import post, post_with_password

_SEEDS = "matrix-signing"
_PURPOSES = ("master", "self_signing", "user_signing")


async def vouch(client: AsyncClient, vault: Vault, password: str) -> None:
    """Make the homeserver hold our signing keys and this device's signature, and other devices know it.

    Called once this device's own keys are uploaded. Raises SendProblem.
    """
    keys = {purpose: _Key(seed) for purpose, seed in (await _seeds(vault)).items()}
    user, device = client.user_id, client.device_id
    published = await post(client, "/keys/query", {"device_keys": {user: []}})
    if not _holds(published.get("master_keys", {}).get(user), keys["master"]):
        await post_with_password(client, "/keys/device_signing/upload", _cross_signing(user, keys), password)
    own = published.get("device_keys", {}).get(user, {}).get(device, {})
    if keys["self_signing"].id not in own.get("signatures", {}).get(user, {}):
        signed = _signed(_bare(own), user, keys["self_signing"])
        await post(client, "/keys/signatures/upload", {user: {device: signed}})
        published = await post(client, "/keys/query", {"device_keys": {user: []}})
        own = published["device_keys"][user][device]
    introduce(client, {name: value for name, value in own.items() if name != "unsigned"})


class _Key:
    """One signing key, known by its public half."""

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        public = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.public: str = encode_base64(public)
        self.id = f"ed25519:{self.public}"

    def sign(self, message: str) -> str:
        signature: str = encode_base64(self._private.sign(message.encode()))
        return signature


async def _seeds(vault: Vault) -> dict[str, bytes]:
    saved = await vault.load(_SEEDS)
    if saved is not None:
        return msgspec.json.decode(saved, type=dict[str, bytes])
    seeds = {purpose: secrets.token_bytes(32) for purpose in _PURPOSES}
    await vault.save(_SEEDS, msgspec.json.encode(seeds))  # First, so that no key is published and lost.
    return seeds


def _cross_signing(user: str, keys: dict[str, _Key]) -> dict[str, Any]:
    body: dict[str, Any] = {}
    for purpose, key in keys.items():
        content = {"user_id": user, "usage": [purpose], "keys": {key.id: key.public}}
        body[f"{purpose}_key"] = content if purpose == "master" else _signed(content, user, keys["master"])
    return body


def _signed(content: dict[str, Any], user: str, key: _Key) -> dict[str, Any]:
    return {**content, "signatures": {user: {key.id: key.sign(Api.to_canonical_json(content))}}}


def _bare(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in {"signatures", "unsigned"}}


def _holds(published: object, key: _Key) -> bool:
    return isinstance(published, dict) and key.id in published.get("keys", {})
