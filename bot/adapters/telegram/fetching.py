"""Fetching what somebody sent: where it lies is asked for first, and then it is read up to a limit.

Knows nothing of what a file holds.
"""

from __future__ import annotations

from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.adapters.telegram.errors import seconds_to_wait
from bot.adapters.telegram.request import AiohttpRequest, FileGone, FileTooBig, NeverLeft
from bot.chat.media import Source
from bot.chat.messenger import NotSent, Refused, SendProblem


async def fetch(request: AiohttpRequest, source: Source, limit: int) -> bytes:
    """Return the file; raises NotSent where it may be had later, and Refused("too-big") or Refused("gone").

    Telegram itself hands out 20 MB at most, whatever the limit.
    """
    if (source.size or 0) > limit:
        raise Refused("too-big")
    try:
        path = _path(await request.call("getFile", {"file_id": source.key}), limit)
        return await request.download(path, limit)
    except TelegramError as error:
        problem = _problem_of(error)
    raise problem


def _path(answer: object, limit: int) -> str:
    told = answer if isinstance(answer, dict) else {}
    path, size = told.get("file_path"), told.get("file_size")
    if isinstance(size, int) and size > limit:
        raise FileTooBig
    if not isinstance(path, str) or not path:
        raise FileGone
    return path


def _problem_of(error: TelegramError) -> SendProblem:
    match error:
        case FileTooBig():
            return Refused("too-big")
        case FileGone():
            return Refused("gone")
        case RetryAfter():
            return NotSent("flood", seconds_to_wait(error), everywhere=True)
        case BadRequest() if "too big" in error.message.lower():
            return Refused("too-big")
        case BadRequest():
            # "wrong file_id or the file is temporarily unavailable": the server does not say which.
            return Refused("gone")
        case NeverLeft():
            return NotSent("never-left")
        case _:
            # Also a token that is not taken any more: whoever listens says so, and stops the program.
            return NotSent("answer-lost")
