"""The moments of a child in one month, as one reader may have them, with the pictures in them.

Values only. Knows no table, no page and no sentence.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.chat.media import CleanFile


class Kept(msgspec.Struct, frozen=True):
    """One moment: who gave it and when, their words, and the pictures that still are there.

    ``is_heard``: there is a voice or a video with it, which no page can hold; ``is_elsewhere``: its pictures
    are not shown on this reader's messenger.
    """

    by: str
    at: datetime
    kind: str
    words: str
    pictures: tuple[CleanFile, ...] = ()
    is_heard: bool = False
    is_elsewhere: bool = False


class Album(msgspec.Struct, frozen=True):
    """The album of a ``child`` (by name) and a month ("2026-10"), to be made as "pdf" or "html"."""

    child: str
    month: str
    form: str
    made_at: datetime
    moments: tuple[Kept, ...]
