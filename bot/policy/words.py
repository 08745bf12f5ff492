"""What a person typed, made safe to carry: the same words, without tricks that hide or turn them.

Knows nothing of who wrote them or where they go.
"""

from __future__ import annotations

import re

# Controls but tab and newline; overrides and isolates of writing direction; invisible marks that can hide
# or split words. The joiners U+200C and U+200D stay: emoji and several scripts are written with them.
_TRICKS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_NEWLINES = re.compile("\r\n?")


def neutralised(words: str) -> str:
    """Return the words without control characters, direction overrides and invisible marks.

    Everything a person can see stays letter for letter. May return "" where nothing visible is left.
    """
    plain = _TRICKS.sub("", _SURROGATES.sub("\ufffd", _NEWLINES.sub("\n", words)))
    return plain if plain.strip() else ""
