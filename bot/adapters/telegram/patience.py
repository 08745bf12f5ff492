"""Waiting out passing trouble: longer each time, never in step with others, and saying so.

Knows nothing of what is being tried.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from random import SystemRandom

from telegram.error import Conflict, InvalidToken, RetryAfter

from bot.adapters.telegram.errors import TokenRejected, seconds_to_wait

_log = logging.getLogger(__name__)
_FIRST_WAIT = 0.5
_LONGEST_WAIT = 60.0
_WAIT_AFTER_CONFLICT = 10.0  # The other one's long poll ends in that time, if it is only being replaced.
_jitter = SystemRandom()

Sleep = Callable[[float], Awaitable[object]]


class Patience:
    """Counts failures in a row and waits accordingly."""

    def __init__(self, sleep: Sleep) -> None:
        self._sleep = sleep
        self._failures = 0

    def it_worked(self) -> None:
        """Begin with short waits again."""
        self._failures = 0

    async def wait_after(self, error: Exception) -> None:
        """Wait a while after ``error``; raise CredentialRevoked where waiting is pointless."""
        if isinstance(error, InvalidToken):
            _log.critical("telegram: the token is not accepted; nothing can be received or sent")
            raise TokenRejected("token-rejected") from None
        seconds = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(self._failures, 10))
        self._failures += 1
        if isinstance(error, RetryAfter):
            seconds = seconds_to_wait(error)
        elif isinstance(error, Conflict):
            seconds = max(seconds, _WAIT_AFTER_CONFLICT)
            _log.error(
                "telegram: another program reads with the same token, or has set a webhook (409); "
                "only one may: stop the other one"
            )
        seconds *= _jitter.uniform(1.0, 1.5)
        _log.warning("telegram: %s; trying again in %.1f s", type(error).__name__, seconds)
        await self._sleep(seconds)
