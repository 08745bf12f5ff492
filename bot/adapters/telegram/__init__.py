"""Telegram as one of the messengers: everything that knows the Bot API lives in this package.

Knows nothing of people, circles, texts or the database; the rest of the program sees ``Telegram`` only.
"""

import os

# The library's own switch to its coming behaviour (a wait is a timedelta). Without it each 429 makes
# the library emit a deprecation warning from inside its error handling.
os.environ.setdefault("PTB_TIMEDELTA", "true")

from bot.adapters.telegram.adapter import Telegram

__all__ = ["Telegram"]
