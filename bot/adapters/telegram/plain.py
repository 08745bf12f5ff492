"""Texts of Telegram made fit to be kept, and otherwise left letter for letter.

Knows nothing of where a text stood.
"""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """Return ``text`` without what a database refuses: NUL, and halves of characters."""
    return _SURROGATE.sub("\ufffd", text.replace("\0", ""))
