"""Waiting out passing trouble: longer each time, never in step with others, and saying so.

Knows nothing of what is being tried.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from random import SystemRandom
from typing import TypeVar

from bot.chat.messenger import CredentialRevoked, NotSent, SendProblem

_log = logging.getLogger(__name__)
_FIRST_WAIT = 0.5
_LONGEST_WAIT = 60.0
_jitter = SystemRandom()

_Result = TypeVar("_Result")


class Patience:
    """Tries until it works."""

    async def until_it_works(self, attempt: Callable[[], Awaitable[_Result]]) -> _Result:
        """Return what ``attempt`` gives at last; CredentialRevoked passes through."""
        failures = 0
        while True:
            try:
                return await attempt()
            except CredentialRevoked:
                raise
            except Exception as error:  # noqa: BLE001 - the network's and the store's trouble alike passes
                trouble = error
            seconds = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(failures, 10))
            failures += 1
            if isinstance(trouble, NotSent) and trouble.retry_after is not None:
                seconds = trouble.retry_after
            seconds *= _jitter.uniform(1.0, 1.5)
            _log.warning("matrix: %s; trying again in %.1f s", _word_for(trouble), seconds)
            await asyncio.sleep(seconds)


def _word_for(trouble: Exception) -> str:
    """Return a word without content: a library's error may quote an address."""
    return trouble.reason if isinstance(trouble, SendProblem) else type(trouble).__name__
