"""A topic for each circle in a reader's chat, where the bot has topics: an order for the eye, and no more.

Nothing depends on it. Topics are deleted by readers, passed over in silence by Telegram, or refused although
they are there; whatever happens, the words arrive, and what was lost is made anew. What fails at once when it
has only just been made is left alone for a while, so that no chat fills up with empty topics.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from telegram.constants import ForumTopicLimit
from telegram.error import TelegramError

from bot.adapters.telegram.batch import topics_among
from bot.adapters.telegram.ports import Rooms
from bot.adapters.telegram.request import AiohttpRequest
from bot.chat.clock import Clock
from bot.chat.outgoing import Outgoing

_log = logging.getLogger(__name__)
_LONGEST_NAME = int(ForumTopicLimit.MAX_NAME_LENGTH)
_LOOKS_AGAIN_AFTER = timedelta(minutes=10)
_RESTS_FOR = timedelta(hours=1)


class Topics:
    """The topics of all chats. Without ``rooms`` to remember them there are none."""

    def __init__(self, request: AiohttpRequest, rooms: Rooms | None, clock: Clock) -> None:
        self._request = request
        self._rooms = rooms
        self._clock = clock
        self._is_looking = asyncio.Lock()
        self._looked_at: datetime | None = None
        self._are_on = False
        self._unproven: set[str] = set()
        self._lost: set[str] = set()
        self._rests_until: dict[str, datetime] = {}

    async def thread_for(self, outgoing: Outgoing) -> int | None:
        """Return the topic that this belongs to, made now if need be; None for the chat itself."""
        if self._rooms is None or outgoing.conversation is None or not (outgoing.title or "").strip():
            return None
        if not await self._bot_has_topics():
            return None
        place = await self._rooms.find(outgoing.to.user, outgoing.conversation)
        if place in self._lost:
            place = await self._next_after(place, outgoing)
        thread = _thread_in(outgoing.to.chat, place)
        return await self._make(outgoing) if thread is None else thread

    async def instead_of(self, thread: int, outgoing: Outgoing) -> int | None:
        """Return another topic for what Telegram would not put into this one; None for the chat itself."""
        place = _place(outgoing.to.chat, thread)
        if self._rooms is None or self._gives_up_on(place, outgoing.to.chat):
            return None
        found = _thread_in(outgoing.to.chat, await self._next_after(place, outgoing))
        return await self._make(outgoing) if found is None else found

    def note_where_it_stands(self, thread: int, outgoing: Outgoing, threads: Iterable[object]) -> bool:
        """Return whether all that was sent into a topic stands there; if not, another is made next time."""
        place = _place(outgoing.to.chat, thread)
        if all(one == thread for one in threads):
            self._unproven.discard(place)
            return True
        _log.info("telegram: a topic was passed over; the words stand in the chat itself")
        self._lost.add(place)
        self._gives_up_on(place, outgoing.to.chat)
        return False

    async def circles_of(self, updates: Sequence[object]) -> dict[str, str]:
        """Return which circle the topics that ``updates`` were said in are about, by "chat:topic"."""
        circles: dict[str, str] = {}
        if self._rooms is None:
            return circles
        for place in topics_among(updates):
            owner = await self._rooms.owner(place)
            if owner is not None and owner[1] is not None:
                circles[place] = owner[1]
        return circles

    async def _bot_has_topics(self) -> bool:
        """Ask Telegram, now and then: the bot's owner turns them on and off."""
        async with self._is_looking:
            now = self._clock.now()
            if self._looked_at is None or now - self._looked_at >= _LOOKS_AGAIN_AFTER:
                self._looked_at = now
                try:
                    me = await self._request.call("getMe", {})
                except TelegramError as error:
                    _log.info("telegram: getMe was not answered: %s", type(error).__name__)
                else:
                    self._are_on = isinstance(me, dict) and me.get("has_topics_enabled") is True
            return self._are_on

    async def _make(self, outgoing: Outgoing) -> int | None:
        chat, now = outgoing.to.chat, self._clock.now()
        if self._rooms is None or self._rests_until.get(chat, now) > now:
            return None
        name = " ".join((outgoing.title or "").split())[:_LONGEST_NAME]
        try:
            made = await self._request.call("createForumTopic", {"chat_id": int(chat), "name": name})
        except TelegramError as error:
            _log.info("telegram: a topic was not made: %s", type(error).__name__)
            made = None
        thread = made.get("message_thread_id") if isinstance(made, dict) else None
        if not isinstance(thread, int):
            self._rests_until[chat] = now + _RESTS_FOR
            return None
        place = _place(chat, thread)
        await self._rooms.keep(outgoing.to.user, outgoing.conversation, place)
        self._unproven.add(place)
        return thread

    async def _next_after(self, place: str | None, outgoing: Outgoing) -> str | None:
        """Forget ``place``, and return what another process may have noted since, which has yet to prove."""
        if self._rooms is None or place is None:
            return None
        await self._rooms.forget(place)
        self._lost.discard(place)
        found = await self._rooms.find(outgoing.to.user, outgoing.conversation)
        if found is None or found == place:
            return None
        self._unproven.add(found)
        return found

    def _gives_up_on(self, place: str, chat: str) -> bool:
        """Say whether this topic never worked; if so, let the chat be for a while."""
        if place not in self._unproven:
            return False
        self._unproven.discard(place)
        self._lost.add(place)
        self._rests_until[chat] = self._clock.now() + _RESTS_FOR
        return True


def _place(chat: str, thread: int) -> str:
    return f"{chat}:{thread}"


def _thread_in(chat: str, place: str | None) -> int | None:
    """Return the topic's number, None where it is one of another chat: the reader moved."""
    where, _, number = (place or "").rpartition(":")
    return int(number) if where == chat and number.isdecimal() else None
