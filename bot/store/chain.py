"""The audit chain: proof of what was said and done, that outlives the words themselves.

Knows no table, no key of the store and nothing of the project: `verify` needs only this and a file.

An entry holds a commitment to its body, not the body; the salt is stored sealed beside the body. When
both are shredded nobody can guess the body back, and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from datetime import datetime

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

HASH_BYTES = 32
SALT_BYTES = 32

_HEAD = b"coparenting chain head\0"


def fresh_salt() -> bytes:
    """Return a new salt; every commitment has its own."""
    return os.urandom(SALT_BYTES)


def commitment(salt: bytes, body: bytes) -> bytes:
    """Return 32 bytes that fix ``body`` without telling it to anybody who lacks the salt."""
    if len(salt) != SALT_BYTES:
        message = f"a salt has {SALT_BYTES} bytes"
        raise ValueError(message)
    return hmac.digest(salt, body, "sha256")


def genesis(name: str) -> bytes:
    """Return what the first entry of the chain called ``name`` follows; no two chains share it."""
    return hashlib.sha256(b"coparenting chain\0" + name.encode()).digest()


def digest(
    seq: int, at: datetime, actor: str | None, action: str, subject: str | None, committed: bytes
) -> bytes:
    """Return 32 bytes that stand for an entry in the chain, and tell nothing of it.

    Whoever hands out a part of a chain shows these of the rest: the commitment in them cannot be guessed.
    """
    return hashlib.sha256(msgspec.json.encode((seq, at, actor, action, subject, committed))).digest()


def chain(previous: bytes, entry: bytes) -> bytes:
    """Return the head after ``entry``, which changes if any earlier entry, or their order, changes."""
    if len(previous) != HASH_BYTES:
        message = f"a head has {HASH_BYTES} bytes"
        raise ValueError(message)
    return hashlib.sha256(previous + entry).digest()


class Signer:
    """Signs heads for the agency (Ed25519, RFC 8032). ``private`` is to be stored sealed."""

    def __init__(self, private: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private)

    @classmethod
    def fresh(cls) -> Signer:
        """Make a new key pair."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def private(self) -> bytes:
        """The private key: 32 bytes, for sealing only."""
        return self._key.private_bytes_raw()

    @property
    def public(self) -> bytes:
        """The public key: 32 bytes, to be given to whoever is to verify."""
        return self._key.public_key().public_bytes_raw()

    def sign(self, head: bytes) -> bytes:
        """Return the signature of a head: 64 bytes."""
        return self._key.sign(_HEAD + head)


def signature_holds(public: bytes, head: bytes, signature: bytes) -> bool:
    """Tell whether the holder of ``public`` signed exactly this head."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _HEAD + head)
    except (InvalidSignature, ValueError):
        return False
    return True
