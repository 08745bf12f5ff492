"""How fast a messenger may be written to: buckets for everybody together and for each chat.

Measured on the machine's monotonic clock, never the injected one. One process's buckets know nothing of
another's: where several share a credential, the platform's own 429 is what holds them to the limit.
"""

from __future__ import annotations

import time
from collections import OrderedDict

from bot.chat.messenger import Capabilities

_CHATS_REMEMBERED = 4096


class Bucket:
    """Fills with ``rate`` tokens a second up to ``burst``; taking one may put it in debt."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._tokens = burst
        self._at = time.monotonic()

    def take(self) -> float:
        """Take a token and return how many seconds to wait before using it."""
        now = time.monotonic()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate) - 1
        self._at = now
        return max(0.0, -self._tokens / self._rate)


class Pace:
    """The buckets of one messenger."""

    def __init__(self, capabilities: Capabilities) -> None:
        self._capabilities = capabilities
        self._overall = Bucket(capabilities.per_second, capabilities.per_second)
        self._chats: OrderedDict[str, Bucket] = OrderedDict()
        self._closed: dict[str | None, float] = {}  # until when, by chat; None is everybody

    def wait_for(self, chat: str) -> float:
        """Reserve one message to this chat; return how many seconds to wait before sending it."""
        bucket = self._chats.get(chat)
        if bucket is None:
            bucket = Bucket(self._capabilities.per_chat_per_second, self._capabilities.per_chat_burst)
            self._chats[chat] = bucket
            if len(self._chats) > _CHATS_REMEMBERED:
                self._chats.popitem(last=False)
        else:
            self._chats.move_to_end(chat)
        return max(bucket.take(), self._overall.take(), self._closed_to(None), self._closed_to(chat), 0.0)

    def _closed_to(self, chat: str | None) -> float:
        return self._closed.get(chat, 0.0) - time.monotonic()

    def close_for(self, seconds: float, chat: str | None = None) -> None:
        """The platform asked everybody, or one chat, to wait: also for what has not been written yet."""
        now = time.monotonic()
        self._closed = {one: until for one, until in self._closed.items() if until > now}
        self._closed[chat] = max(self._closed.get(chat, 0.0), now + seconds)
