"""Carrying out the calls of one operation, one after the other, and saying honestly how far it came.

Knows nothing of texts or files; message ids are all it learns from an answer.
"""

from __future__ import annotations

from telegram.error import RetryAfter, TelegramError

from bot.adapters.telegram.calls import DELETE, Call
from bot.adapters.telegram.errors import (
    NO_VOICES,
    NOT_FOUND,
    Floods,
    problem_of,
    seconds_to_wait,
    with_sent,
)
from bot.adapters.telegram.request import AiohttpRequest
from bot.adapters.telegram.sending import calls_for, files_among
from bot.chat.incoming import Address
from bot.chat.messenger import Refused, SendProblem, TargetGone, Uncertain
from bot.chat.outgoing import Operation, Outgoing, Receipt


class Delivery:
    """Makes the calls. May work for many chats at once, never twice at once for one."""

    def __init__(self, request: AiohttpRequest, floods: Floods) -> None:
        self._request = request
        self._floods = floods

    async def carry_out(self, outgoing: Outgoing) -> Receipt:
        """Carry out one operation, or raise a SendProblem.

        A problem in the middle carries the ids of the messages that already show a part as ``sent``: a
        SEND with them as its ``target``, or an EDIT, goes on from there.
        """
        try:
            calls = calls_for(outgoing)
        except ValueError:
            calls = None
        if calls is None:
            raise Refused("foreign-id")  # noqa: EM101 - a reason is one word
        if outgoing.operation is not Operation.SEND and not outgoing.target:
            raise TargetGone("no-target")  # noqa: EM101
        if not calls and not outgoing.target:
            raise Refused("empty")  # noqa: EM101

        shown = list(outgoing.target) if outgoing.operation is Operation.SEND else [*files_among(outgoing)]
        gone: list[TargetGone] = []
        for call in calls:
            messages, problem = await self._make(call, outgoing.to)
            if isinstance(problem, TargetGone) and call.method == DELETE:
                gone.append(problem)  # The other messages are to disappear all the same.
            elif problem is not None:
                raise with_sent(problem, tuple(shown))
            shown += [message for message in messages if message not in shown]
        _check_deletions(calls, gone)
        return Receipt(messages=tuple(shown))

    async def _make(self, call: Call, to: Address) -> tuple[tuple[str, ...], SendProblem | None]:
        """Return the messages that show it now, if any do, and what went wrong, if anything."""
        try:
            answer = await self._request.call(call.method, call.parameters, call.uploads)
        except TelegramError as error:
            problem = problem_of(
                error,
                to,
                is_harmless_to_repeat=call.is_harmless_to_repeat,
                everywhere=isinstance(error, RetryAfter)
                and self._floods.is_everywhere(to.chat, seconds_to_wait(error)),
            )
            if problem is not None and problem.reason == NO_VOICES and call.otherwise is not None:
                return await self._make(call.otherwise, to)
            if problem is not None:
                return (), problem
            answer = None
        if call.makes:
            return _new_messages(answer, call.makes)
        return ((call.message,) if call.message and call.method != DELETE else ()), None


def _new_messages(answer: object, count: int) -> tuple[tuple[str, ...], SendProblem | None]:
    answers = answer if isinstance(answer, list) else [answer]
    ids = [one.get("message_id") for one in answers if isinstance(one, dict)]
    if len(ids) != count or None in ids:
        return (), Uncertain("no-message-id")
    return tuple(str(one) for one in ids), None


def _check_deletions(calls: tuple[Call, ...], gone: list[TargetGone]) -> None:
    """Raise where a message still stands, or where there was nothing at all to take away.

    That some of several messages had disappeared before is what a repeat after a lost answer looks
    like, and what was wanted.
    """
    for problem in gone:
        if problem.reason != NOT_FOUND or len(gone) == len(calls):
            raise problem
