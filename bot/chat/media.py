"""Pictures, voices, videos and documents, as the house speaks of them: by kind, and by an id of its own.

Nothing of a file's name, device or place is in any of these. Knows no format and no messenger.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec


class MediaKind(StrEnum):
    """What is carried besides words."""

    PICTURE = "picture"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"


class Source(msgspec.Struct, frozen=True):
    """Where a messenger keeps what somebody sent, in that messenger's own terms.

    ``key`` is what its adapter fetches it by, keys of its encryption included; ``same`` is equal for the same
    file, however often it is sent; ``size`` is in bytes, where the messenger says it.
    """

    key: str
    same: str
    size: int | None = None

    def __repr__(self) -> str:
        """Show nothing: with the key anybody could fetch it."""
        return "Source(hidden)"


class File(msgspec.Struct, frozen=True):
    """A file that was cleaned and is kept, sealed, under this ``id``."""

    kind: MediaKind
    id: str

    def __str__(self) -> str:
        """Return it as one word: "picture/018f…"."""
        return f"{self.kind.value}/{self.id}"


def as_files(words: str) -> tuple[File, ...]:
    """Return the files that stand in these words, as `files_as_words` wrote them."""
    pairs = (word.partition("/") for word in words.split())
    return tuple(File(MediaKind(kind), row) for kind, _, row in pairs)


def files_as_words(files: tuple[File, ...]) -> str:
    """Return the files in one string, for what an interview is opened with."""
    return " ".join(str(file) for file in files)


def as_read(words: str, files: Iterable[File | CleanFile]) -> str:
    """Return how a message with these words and files is written down: a mark for each, then the words."""
    return "\n".join([*(f"[{file.kind.value}]" for file in files), *([words] if words else [])])


class CleanFile(msgspec.Struct, frozen=True):
    """What is left of a file after cleaning: the bytes, what they are, and how large or long it is."""

    kind: MediaKind
    mime: str
    data: bytes
    width: int | None = None
    height: int | None = None
    seconds: int | None = None

    def __repr__(self) -> str:
        """Show the kind and the size only."""
        return f"CleanFile({self.kind.value}, {len(self.data)} bytes)"


class Unclean(Exception):  # noqa: N818 - says what is the matter, to be told to its sender
    """A file that could not be made clean.

    ``why`` is one of: too-big, too-many-pixels, too-long, not-readable, not-allowed, has-script, too-slow,
    trouble.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = str(why)
