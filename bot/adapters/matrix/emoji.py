"""Whether something is nothing but emoji: what may stand for itself where no words may.

Pure. Knows no pictures: an emoji of somebody's own is none.
"""

from __future__ import annotations

import re
from typing import Final

_ALONE: Final = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3"
    "\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b"
    "\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f004\U0001f0cf\U0001f170\U0001f171\U0001f17e\U0001f17f"
    "\U0001f18e\U0001f191-\U0001f19a\U0001f201\U0001f202\U0001f21a\U0001f22f\U0001f232-\U0001f23a\U0001f250"
    "\U0001f251\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7eb\U0001f7f0\U0001f90c-\U0001f9ff"
    "\U0001fa70-\U0001faff"
)
_TONED: Final = f"[{_ALONE}]\ufe0f?[\U0001f3fb-\U0001f3ff]?"
# Flags of regions are written with letters that nobody sees. Only the three that exist pass, for others
# could spell something.
_REGIONS: Final = "|".join(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in region) + "\U000e007f"
    for region in ("gbeng", "gbsct", "gbwls")
)
_COUNTRY: Final = "[\U0001f1e6-\U0001f1ff]{2}"
_KEYCAP: Final = "[0-9#*]\ufe0f?\u20e3"
# The longest there are join four people.
_ONE: Final = f"(?:{_REGIONS}|{_COUNTRY}|{_KEYCAP}|{_TONED}(?:\u200d{_TONED}){{0,4}})"
_ONE_EMOJI: Final = re.compile(_ONE)
_EMOJI: Final = re.compile(f"{_ONE}(?: ?{_ONE}){{0,15}}")


def is_one_emoji(text: str) -> bool:
    """Whether ``text`` is exactly one emoji."""
    return _ONE_EMOJI.fullmatch(text) is not None


def is_emoji(text: str) -> bool:
    """Whether ``text`` is a few emoji and nothing else."""
    return _EMOJI.fullmatch(text) is not None


def as_it_is(emoji: str) -> str | None:
    """Return the emoji where it is one, for on Matrix any may be put on a message."""
    return emoji if is_one_emoji(emoji) else None
