"""Sealed fields: what is private is unreadable without a key, and unusable in any other place.

Knows no table and stores nothing; who holds which key is the keyring's. Keys come in as bytes.
"""

from __future__ import annotations

import hmac
import os
from base64 import b64decode, b64encode
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
BLOCK_BYTES = 32

_VERSION = b"\x01"
_NONCE_BYTES = 12
_KEY_MARK_BYTES = 8
_PAD = b"\x80"


class Unsealable(Exception):  # noqa: N818 - it says what is the matter with the field
    """A sealed value does not open: wrong key, wrong place, damaged, or its key is gone.

    Says where, never what: ``where`` is a table and column, or a scope.
    """

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class KeyFileUnreadable(ValueError):  # noqa: N818 - read by an operator, in a sentence
    """The key file is not one of ours; the message names the file and never quotes it."""


class ScopeKind(StrEnum):
    """Whose a data key is. Destroying the key erases all that is sealed under it."""

    FAMILY = "family"
    PERSON = "person"
    AGENCY = "agency"


class Scope(msgspec.Struct, frozen=True):
    """One family, one person, or the agency: what is sealed for one opens for no other."""

    kind: ScopeKind
    id: str

    @classmethod
    def family(cls, family: str) -> Scope:
        """For anything about a child or a circle."""
        return cls(ScopeKind.FAMILY, family)

    @classmethod
    def person(cls, person: str) -> Scope:
        """For what is a person's own, whichever families they belong to."""
        return cls(ScopeKind.PERSON, person)

    @classmethod
    def agency(cls) -> Scope:
        """For strangers, the inbox and the agency's own settings; there is one."""
        return cls(ScopeKind.AGENCY, "agency")


class Master:
    """The key that wraps data keys. It is on disk in one file and nowhere in the database.

    ``old`` are keys that still open what they wrapped, while a rotation is under way.
    """

    def __init__(self, key: bytes, *old: bytes) -> None:
        self._ciphers = {_mark(each): AESGCM(_checked(each)) for each in (key, *old)}
        self._mark = _mark(key)

    @classmethod
    def from_file(cls, path: Path) -> Master:
        """Read a key file: one base64 key of 32 bytes a line, the present one first, then older ones.

        Raises KeyFileUnreadable, or OSError where it cannot be read at all.
        """
        try:
            keys = [b64decode(line, validate=True) for line in path.read_bytes().split()]
            return cls(keys[0], *keys[1:])
        except (ValueError, IndexError):
            message = f"{path} must hold one key a line, each 32 bytes in base64"
            raise KeyFileUnreadable(message) from None

    def wrap(self, scope: Scope, data_key: bytes) -> bytes:
        """Seal a data key for storing; it opens for this scope only."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._ciphers[self._mark].encrypt(nonce, _checked(data_key), _bound("data key", scope))
        return _VERSION + self._mark + nonce + sealed

    def unwrap(self, scope: Scope, wrapped: bytes) -> bytes:
        """Open a wrapped data key, or raise Unsealable."""
        mark, nonce, sealed = _cut(wrapped, 1, 1 + _KEY_MARK_BYTES, 1 + _KEY_MARK_BYTES + _NONCE_BYTES)
        cipher = self._ciphers.get(mark)
        if cipher is None or wrapped[:1] != _VERSION:
            raise Unsealable(_name(scope))
        try:
            return cipher.decrypt(nonce, sealed, _bound("data key", scope))
        except (InvalidTag, ValueError):  # The latter where there is not even a whole nonce.
            raise Unsealable(_name(scope)) from None

    def is_wrapped_by_present_key(self, wrapped: bytes) -> bool:
        """Tell whether rotation has already been here. Says nothing about whether it opens."""
        return wrapped[1 : 1 + _KEY_MARK_BYTES] == self._mark


class Sealer:
    """Seals and opens the fields of one scope. Cheap to make; made anew for each turn."""

    def __init__(self, data_key: bytes, scope: Scope) -> None:
        self._cipher = AESGCM(derive(data_key, "seal"))
        self._bound = _bound("field", scope)

    def seal(self, table: str, column: str, row_id: str, plaintext: bytes | str) -> bytes:
        """Return the field's stored form, padded so that its length tells less.

        ``row_id`` must never be used again for other words. Sealing twice gives two different values.
        """
        words = plaintext.encode() if isinstance(plaintext, str) else plaintext
        nonce = os.urandom(_NONCE_BYTES)
        padded = (words + _PAD).ljust(-(-(len(words) + 1) // BLOCK_BYTES) * BLOCK_BYTES, b"\0")
        place = self._bound + _joined((table, column, row_id))
        return _VERSION + nonce + self._cipher.encrypt(nonce, padded, place)

    def open(self, table: str, column: str, row_id: str, sealed: bytes) -> bytes:
        """Return what was sealed in exactly this place, or raise Unsealable; never anything else."""
        nonce, ciphertext = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        where = f"{table}.{column}"
        if sealed[:1] != _VERSION:
            raise Unsealable(where)
        try:
            padded = self._cipher.decrypt(nonce, ciphertext, self._bound + _joined((table, column, row_id)))
        except (InvalidTag, ValueError):
            raise Unsealable(where) from None
        return padded[: padded.rindex(_PAD)]

    def open_text(self, table: str, column: str, row_id: str, sealed: bytes) -> str:
        """Like `open`, for what was sealed as a text."""
        return self.open(table, column, row_id, sealed).decode()


class BlindIndex:
    """Finds a row by a value that is itself only stored sealed.

    Equal values give equal results, so it is for values that are unique or long (an address, a code).
    Its key comes from a data key, so that a new master key changes nothing.
    """

    def __init__(self, data_key: bytes) -> None:
        self._key = derive(data_key, "blind index")

    def of(self, kind: str, value: str) -> bytes:
        """Return 32 bytes to store and to look up by; ``kind`` keeps one column's from another's.

        The value is taken as it is: bring it into one spelling before.
        """
        return hmac.digest(self._key, _joined((kind, value)), "sha256")


def fresh_key() -> bytes:
    """Return a new random key."""
    return os.urandom(KEY_BYTES)


def key_line(key: bytes) -> str:
    """Return a master key as a line of a key file."""
    return b64encode(_checked(key)).decode() + "\n"


def derive(key: bytes, purpose: str) -> bytes:
    """Return the key for one purpose (HKDF-Expand, RFC 5869): one key is never used for two things."""
    # The first block of the expansion is all that 32 bytes need, and a third of the library's price.
    return hmac.digest(_checked(key), purpose.encode() + b"\x01", "sha256")


def _checked(key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        message = f"a key has {KEY_BYTES} bytes"
        raise ValueError(message)
    return key


def _mark(key: bytes) -> bytes:
    """Name a master key without telling anything about it."""
    return derive(key, "mark")[:_KEY_MARK_BYTES]


def _name(scope: Scope) -> str:
    return f"{scope.kind} {scope.id}"


def _bound(use: str, scope: Scope) -> bytes:
    """Return the associated data: a sealed value opens only where this, and what follows it, is the same."""
    return _VERSION + _joined((use, scope.kind, scope.id))


def _joined(parts: Sequence[str]) -> bytes:
    """Join so that no two different sequences give the same bytes."""
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(4) + part for part in encoded)


def _cut(value: bytes, *at: int) -> list[bytes]:
    return [value[start:end] for start, end in zip(at, (*at[1:], None), strict=True)]


def seal_file(key: bytes, row_id: str, data: bytes) -> bytes:
    """Seal a file with a key of its own: to hand it to another scope, only the key is sealed anew."""
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(derive(key, "file")).encrypt(nonce, data, row_id.encode())


def open_file(key: bytes, row_id: str, sealed: bytes) -> bytes:
    """Open a file, or raise Unsealable."""
    nonce, ciphertext = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    where = "media.body"
    if sealed[:1] != _VERSION:
        raise Unsealable(where)
    try:
        return AESGCM(derive(key, "file")).decrypt(nonce, ciphertext, row_id.encode())
    except (InvalidTag, ValueError):
        raise Unsealable(where) from None
