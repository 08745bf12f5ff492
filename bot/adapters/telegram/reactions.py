"""Which of the few emoji that Telegram takes as a reaction says the same as one somebody chose.

Knows nothing of messages. What has no equal is None: another emoji would put words in their mouth.
"""

from __future__ import annotations

import re

from telegram.constants import ReactionEmoji

# How a sign is drawn, and the colour of a hand, are no part of what it says.
_DRAWING = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")

_SAME = {
    "❤": "♥ ❣ 🩷 🧡 💛 💚 💙 🩵 💜 🖤 🩶 🤍 🤎 💕 💞 💓 💗 💖 💝 💟",
    "👌": "✅ ✔ ☑ 🆗",
    "😁": "😀 😃 😄",
    "🤣": "😂 😆",
    "😘": "😗 😙 😚",
    "😢": "😿",
    "😡": "😠",
    "😴": "💤",
    "🎉": "🎊 🥳",
    "☃": "⛄",
}


def _bare(emoji: str) -> str:
    return _DRAWING.sub("", emoji)


_SHOWN = {_bare(emoji): _bare(emoji) for emoji in ReactionEmoji}
_SHOWN.update({_bare(same): shown for shown, all_same in _SAME.items() for same in all_same.split()})


def shown_for(emoji: str) -> str | None:
    """Return what Telegram shows for ``emoji``, spelled as Telegram spells it; None for what has no equal."""
    return _SHOWN.get(_bare(emoji))
