"""Which files a caseworker sees before anybody else does (PRODUCT, section 5).

Knows nothing of where they are to go.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.chat.media import File, MediaKind
from bot.family.facts import Guard, Watch

FIRST_PICTURES = 3
"""So many of somebody's pictures in a circle the caseworker sees first."""

PICTURE, VIDEO = "picture", "video"


def looked_at_first(files: Iterable[File], guard: Guard, watch: Watch) -> str:
    """Return why these files are looked at first, "" where they are not."""
    if guard.is_private:
        return ""
    kinds = {file.kind for file in files}
    if MediaKind.VIDEO in kinds and watch.looks_at_videos == "approval":
        return VIDEO
    if MediaKind.PICTURE in kinds and (
        watch.looks_at_pictures == "review_all" or guard.shown < FIRST_PICTURES
    ):
        return PICTURE
    return ""
