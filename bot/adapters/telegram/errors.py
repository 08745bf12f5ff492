"""What went wrong with a call, in the words of the contract.

Knows nothing of what was sent. Reasons are our own words: Telegram's may quote the request.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.adapters.telegram.request import FileTooBig, NeverLeft
from bot.chat.incoming import Address
from bot.chat.messenger import (
    UNCHANGEABLE,
    CannotReach,
    CredentialRevoked,
    Moved,
    NotSent,
    Refused,
    SendProblem,
    TargetGone,
    Uncertain,
)

NOT_FOUND = "not-found"
NO_VOICES = "no-voices"
NO_TOPIC = "no-topic"
BAD_REQUEST = "bad-request"


class TokenRejected(CredentialRevoked):
    """Telegram does not know the bot's token any more."""

    key = "telegram.token"
    says = "is accepted no more"
    mend = "get a new one from @BotFather."


# Parts of Telegram's descriptions, in small letters; the texts are the official server's own.
_BAD_REQUESTS: tuple[tuple[str, type[SendProblem], str], ...] = (
    ("message to edit not found", TargetGone, NOT_FOUND),
    ("message to delete not found", TargetGone, NOT_FOUND),
    ("message_id_invalid", TargetGone, NOT_FOUND),
    ("message to react not found", TargetGone, NOT_FOUND),
    ("message can't be edited", TargetGone, UNCHANGEABLE),
    ("message can't be deleted", TargetGone, UNCHANGEABLE),
    ("in the message to edit", TargetGone, UNCHANGEABLE),  # "there is no caption in the message to edit"
    ("chat not found", CannotReach, "chat-not-found"),
    ("user not found", CannotReach, "chat-not-found"),
    ("peer_id_invalid", CannotReach, "chat-not-found"),
    ("bot was blocked", CannotReach, "blocked"),
    ("chat_write_forbidden", CannotReach, "forbidden"),
    ("no rights to send", CannotReach, "forbidden"),
    ("message is too long", Refused, "too-long"),
    ("message_too_long", Refused, "too-long"),
    ("caption is too long", Refused, "too-long"),
    ("media_caption_too_long", Refused, "too-long"),
    ("file is too big", Refused, "too-big"),
    ("voice_messages_forbidden", Refused, NO_VOICES),
    ("reaction_invalid", Refused, "reaction"),
    ("reactions_too_many", Refused, "reaction"),
    ("message thread not found", Refused, NO_TOPIC),
    ("chat is not a forum", Refused, NO_TOPIC),
    ("topic_", Refused, NO_TOPIC),  # TOPIC_DELETED, TOPIC_CLOSED, TOPIC_ID_INVALID
    ("text is empty", Refused, "empty"),
    ("must be non-empty", Refused, "empty"),
    ("button_data_invalid", Refused, "button-data"),
)
_FORBIDDEN = (("blocked", "blocked"), ("deactivated", "deactivated"), ("initiate", "never-opened"))


def problem_of(
    error: TelegramError,
    to: Address | None = None,
    *,
    is_harmless_to_repeat: bool = False,
    everywhere: bool = True,
) -> SendProblem | None:
    """Say what ``error`` means; None where nothing is wrong, since what was asked for already is so.

    ``to`` is whom it was meant for. Where a repeat does no harm (an edit) a lost answer is NotSent:
    there is nothing to be uncertain about. ``everywhere`` holds for a wait that Telegram imposes.
    Raise the result outside of the ``except`` block: the library's error has words of its own.
    """
    # The order matters: BadRequest and TimedOut are NetworkErrors in the library.
    match error:
        case InvalidToken():
            return TokenRejected("token-rejected")
        case RetryAfter():
            return NotSent("flood", seconds_to_wait(error), everywhere=everywhere)
        case ChatMigrated() if to is not None:
            return Moved(Address(messenger=to.messenger, user=to.user, chat=str(error.new_chat_id)))
        case Forbidden():
            return CannotReach(_first(_FORBIDDEN, error.message.lower(), "forbidden"))
        case Conflict():
            return NotSent("conflict")
        case BadRequest():
            return _bad_request(error.message.lower())
        case NeverLeft():
            return NotSent("never-left")
        case FileTooBig():
            return Refused("too-big")
        case _ if is_harmless_to_repeat:
            return NotSent("answer-lost")
        case _:
            return Uncertain("answer-lost")


def seconds_to_wait(flood: RetryAfter) -> float:
    """Return for how long Telegram wants to hear nothing."""
    wait = flood.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def with_sent(problem: SendProblem, messages: tuple[str, ...]) -> SendProblem:
    """Note on ``problem`` which messages already show a part, as its ``sent``."""
    problem.sent = messages
    return problem


class Floods:
    """Tells a chat's own flood limit from the whole bot's: Telegram's answer looks the same.

    One chat that has to wait is that chat's doing. Two at once are not.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._held_until: dict[str, float] = {}

    def is_everywhere(self, chat: str, seconds: float) -> bool:
        """Note that ``chat`` has to wait, and say whether another one has to wait as well."""
        now = self._monotonic()
        self._held_until = {held: until for held, until in self._held_until.items() if until > now}
        self._held_until[chat] = now + seconds
        return len(self._held_until) > 1


def _bad_request(description: str) -> SendProblem | None:
    if "message is not modified" in description:
        return None
    for part, problem, reason in _BAD_REQUESTS:
        if part in description:
            return problem(reason)
    return Refused(BAD_REQUEST)


def _first(reasons: tuple[tuple[str, str], ...], description: str, otherwise: str) -> str:
    return next((reason for part, reason in reasons if part in description), otherwise)
