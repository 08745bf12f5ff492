"""The fields of a message with a file, as an allow-list in both directions: what is not here does not exist.

Pure. A sender's name of the file, its thumbnail and all else that an app adds have no field here.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec

MXC: Final = r"\Amxc://([A-Za-z0-9.:\[\]-]{1,255})/([A-Za-z0-9_-]{1,255})\Z"
"""Where a homeserver keeps a file: on which server, and under which id."""

Mxc = Annotated[str, msgspec.Meta(pattern=MXC)]


class Key(msgspec.Struct, frozen=True):
    """What a file was encrypted with."""

    k: str
    kty: Literal["oct"] = "oct"
    alg: Literal["A256CTR"] = "A256CTR"
    ext: bool = True
    key_ops: tuple[str, ...] = ("encrypt", "decrypt")


class Hashes(msgspec.Struct, frozen=True):
    """What the encrypted bytes must come to."""

    sha256: str


class Encrypted(msgspec.Struct, frozen=True):
    """A file that the homeserver keeps and cannot read."""

    url: Mxc
    key: Key
    iv: str
    hashes: Hashes
    v: Literal["v2"] = "v2"

    def __repr__(self) -> str:
        """Show nothing: with the key anybody could read it."""
        return "Encrypted(hidden)"
