"""Names that outsiders see: of an entry, of a document's state, and of a feed.

None of them tells whose it is, or which meeting of another reader it is.
"""

from __future__ import annotations

from hashlib import sha256
from secrets import token_urlsafe
from typing import Final
from uuid import UUID

_SECRET_BYTES: Final = 24
# Of a hash, so many hexadecimal digits: 128 bits, and a line that needs no folding.
_DIGITS: Final = 32


def uid(meeting_id: UUID, reader_id: UUID) -> str:
    """Return the name under which one reader's calendar knows a meeting, the same for ever.

    Two readers of one meeting have different ones (RFC 7986, 5.3, wants nothing in it that tells of the
    place it was made in), so that nobody learns from two calendars who met whom.
    """
    digest = sha256(b"coparenting calendar entry\0" + meeting_id.bytes + reader_id.bytes)
    return f"{digest.hexdigest()[:_DIGITS]}@coparenting"


def etag(document: bytes) -> str:
    """Return the strong entity tag of these very bytes (RFC 9110, 8.8.3), in its quotes."""
    return f'"{sha256(document).hexdigest()[:_DIGITS]}"'


def new_secret() -> str:
    """Return 192 bits of chance that can stand in an address. It is shown once; keep its hash only."""
    return token_urlsafe(_SECRET_BYTES)


def secret_hash(secret: str) -> str:
    """Return what a secret is found by. Takes any text: what nobody made is found nowhere.

    A plain hash is enough: there is too much chance in a secret for anyone to go through them all.
    """
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
