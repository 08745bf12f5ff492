"""Carrying out the calls of one operation, one after the other, and saying honestly how far it came.

Knows nothing of texts or files; message ids are all it learns from an answer.
"""

from __future__ import annotations

from typing import NamedTuple

from telegram.error import RetryAfter, TelegramError

from bot.adapters.telegram.calls import DELETE, Call
from bot.adapters.telegram.errors import (
    BAD_REQUEST,
    NO_TOPIC,
    NO_VOICES,
    NOT_FOUND,
    Floods,
    problem_of,
    seconds_to_wait,
    with_sent,
)
from bot.adapters.telegram.request import AiohttpRequest
from bot.adapters.telegram.sending import calls_for, files_among
from bot.adapters.telegram.topics import Topics
from bot.chat.incoming import Address
from bot.chat.messenger import Refused, SendProblem, TargetGone, Uncertain
from bot.chat.outgoing import Operation, Outgoing, Receipt


class Delivery:
    """Makes the calls. May work for many chats at once, never twice at once for one."""

    def __init__(self, request: AiohttpRequest, topics: Topics, floods: Floods) -> None:
        self._request = request
        self._topics = topics
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
            raise Refused("foreign-id")
        if outgoing.operation is not Operation.SEND and not outgoing.target:
            raise TargetGone("no-target")
        if not calls and not outgoing.target:
            raise Refused("empty")

        shown = list(outgoing.target) if outgoing.operation is Operation.SEND else [*files_among(outgoing)]
        gone: list[TargetGone] = []
        thread = await self._topics.thread_for(outgoing) if any(call.makes for call in calls) else None
        for call in calls:
            made = await self._make(call, outgoing, thread)
            if isinstance(made.problem, TargetGone) and call.method == DELETE:
                gone.append(made.problem)  # The other messages are to disappear all the same.
            elif made.problem is not None:
                raise with_sent(made.problem, tuple(shown))
            shown += [message for message in made.messages if message not in shown]
            thread = made.thread
        _check_deletions(calls, gone)
        return Receipt(messages=tuple(shown))

    async def _make(self, call: Call, outgoing: Outgoing, thread: int | None) -> _Made:
        """Make the call, in the topic if it can be, and where not, without: the words arrive."""
        if thread is None or not call.makes:
            answer, problem = await self._ask(call, outgoing.to)
            return _made(call, answer, problem, thread)
        answer, problem = await self._ask(call.with_parameters(message_thread_id=thread), outgoing.to)
        if isinstance(problem, Refused) and problem.reason == NO_TOPIC:
            return await self._make(call, outgoing, await self._topics.instead_of(thread, outgoing))
        if isinstance(problem, Refused) and problem.reason == BAD_REQUEST:
            return await self._make(call, outgoing, None)  # Whatever it is, it may be the topic.
        made = _made(call, answer, problem, thread)
        if made.problem is None and not self._topics.note_where_it_stands(
            thread, outgoing, [one.get("message_thread_id") for one in _messages_in(answer)]
        ):
            return made._replace(thread=None)
        return made

    async def _ask(self, call: Call, to: Address) -> tuple[object, SendProblem | None]:
        """Return the answer, None where it was so already, or what went wrong."""
        try:
            return await self._request.call(call.method, call.parameters, call.uploads), None
        except TelegramError as error:
            problem = problem_of(
                error,
                to,
                is_harmless_to_repeat=call.is_harmless_to_repeat,
                everywhere=isinstance(error, RetryAfter)
                and self._floods.is_everywhere(to.chat, seconds_to_wait(error)),
            )
        if problem is not None and problem.reason == NO_VOICES and call.otherwise is not None:
            return await self._ask(call.otherwise, to)
        return None, problem


class _Made(NamedTuple):
    """What came of a call: the messages that show it now, if any do, and where the next one goes."""

    messages: tuple[str, ...]
    problem: SendProblem | None
    thread: int | None


def _made(call: Call, answer: object, problem: SendProblem | None, thread: int | None) -> _Made:
    if problem is not None:
        return _Made((), problem, thread)
    if not call.makes:
        stands = call.message if call.method != DELETE else None
        return _Made(() if stands is None else (stands,), None, thread)
    ids = [one.get("message_id") for one in _messages_in(answer)]
    if len(ids) != call.makes or None in ids:
        return _Made((), Uncertain("no-message-id"), thread)
    return _Made(tuple(str(one) for one in ids), None, thread)


def _messages_in(answer: object) -> list[dict[str, object]]:
    return [one for one in (answer if isinstance(answer, list) else [answer]) if isinstance(one, dict)]


def _check_deletions(calls: tuple[Call, ...], gone: list[TargetGone]) -> None:
    """Raise where a message still stands, or where there was nothing at all to take away.

    That some of several messages had disappeared before is what a repeat after a lost answer looks
    like, and what was wanted.
    """
    for problem in gone:
        if problem.reason != NOT_FOUND or len(gone) == len(calls):
            raise problem
