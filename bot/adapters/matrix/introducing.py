"""Showing the bot's device with every key it hands out, so that an app trusts its first message already.

Otherwise a strict app that knows the bot, but not yet this device, refuses what it says first (Matrix 1.15,
"sender_device_keys"). The library does not do this. It does not help an app that has never met the bot: what
was said in a room before such an app joined it, whoever says it, is refused until the app is opened again.
Knows no room.
"""

from __future__ import annotations

import json
from typing import Any

from nio import AsyncClient

_FIELD = "sender_device_keys"


def introduce(client: AsyncClient, device_keys: dict[str, Any]) -> None:
    """Let ``client`` put its signed ``device_keys`` into all that it encrypts for other devices."""
    olm = client.olm
    encrypt = type(olm)._olm_encrypt  # noqa: SLF001 - there is no other place

    def encrypt_with_introduction(session: Any, *what: Any) -> Any:  # noqa: ANN401 - as the library's
        return encrypt(olm, _Introducing(session, device_keys), *what)

    olm._olm_encrypt = encrypt_with_introduction  # noqa: SLF001


class _Introducing:
    """A session with one device, which adds who speaks to what is said."""

    def __init__(self, session: Any, device_keys: dict[str, Any]) -> None:  # noqa: ANN401
        self._session = session
        self._device_keys = device_keys

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._session, name)

    def encrypt(self, payload: str) -> Any:  # noqa: ANN401
        return self._session.encrypt(json.dumps({**json.loads(payload), _FIELD: self._device_keys}))
