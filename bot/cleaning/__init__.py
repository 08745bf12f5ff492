"""Cleaning: what people send as files is made anew, without anything that identifies, in a bounded child.

Refuses to know who sent it, where it goes, and how it was called. The libraries that read files (Pillow,
FFmpeg by PyAV, qpdf by pikepdf) are imported here only, and only ever run in the child.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chat.media import Unclean
from bot.cleaning.limits import Limits, Why

__all__ = ["Cleaner", "Limits", "Unclean", "Why"]

if TYPE_CHECKING:
    from bot.cleaning.cleaner import Cleaner
else:

    def __getattr__(name: str) -> object:
        """Import the parent's side when it is asked for: every child imports this package and pays for it."""
        if name == "Cleaner":
            from bot.cleaning.cleaner import Cleaner  # noqa: PLC0415 - see above

            return Cleaner
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
