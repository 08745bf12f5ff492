"""Carrying out one operation, each message under a transaction id of its own, so that a repeat is none.

Knows nothing of texts; an event id is all it learns from an answer.
"""

from __future__ import annotations

from nio import AsyncClient

from bot.adapters.matrix.connection import Connection
from bot.adapters.matrix.contents import Content, contents_of, replacing, replying, words
from bot.adapters.matrix.keys import hand_out
from bot.adapters.matrix.places import Places
from bot.adapters.matrix.problems import Denied, asked
from bot.chat.messenger import CannotReach, Refused, SendProblem, TargetGone
from bot.chat.outgoing import Operation, Outgoing, Receipt


class Delivery:
    """Sends. May work for many people at once.

    ``room_is_new`` is said first in a room that takes the place of a lost one.
    """

    def __init__(self, connection: Connection, places: Places, room_is_new: str) -> None:
        self._connection = connection
        self._places = places
        self._room_is_new = room_is_new

    async def carry_out(self, outgoing: Outgoing) -> Receipt:
        """Carry out one operation, or raise a SendProblem.

        A problem in the middle carries the ids of the messages that are there as ``sent``.
        """
        client = await self._connection.client()
        if outgoing.operation is Operation.SEND:
            return await self._send(client, outgoing)
        room_id = await self._places.find(client, outgoing.to.user, outgoing.conversation)
        if room_id is None or not outgoing.target:
            raise TargetGone("room-gone" if outgoing.target else "no-target")
        if outgoing.operation is Operation.WITHDRAW:
            return await self._withdraw(client, room_id, outgoing)
        return await self._edit(client, room_id, outgoing)

    async def _send(self, client: AsyncClient, outgoing: Outgoing) -> Receipt:
        contents = contents_of(outgoing)
        if not contents:
            raise Refused("empty")  # noqa: EM101 - a reason is one word
        shown = list(outgoing.target)
        try:
            room_id = await self._room(client, outgoing)
            for number, content in enumerate(contents[len(shown) :], len(shown)):
                if number == 0 and outgoing.reply_to is not None:
                    content = replying(content, outgoing.reply_to)  # noqa: PLW2901
                try:
                    event = await self._to(client, room_id, outgoing, content, number)
                except Denied:
                    # We were put out and the sync has not told yet: once more, in a room made anew.
                    await self._places.lose(client, room_id)
                    room_id = await self._room(client, outgoing)
                    event = await self._to(client, room_id, outgoing, content, number)
                shown.append(event)
        except SendProblem as problem:
            problem.sent = tuple(shown)
            raise
        return Receipt(tuple(shown))

    async def _edit(self, client: AsyncClient, room_id: str, outgoing: Outgoing) -> Receipt:
        contents = contents_of(outgoing)
        shown: list[str] = []
        for number, content in enumerate(contents):
            if number < len(outgoing.target):
                target = outgoing.target[number]
                if not await _stands(client, room_id, target):
                    raise TargetGone("not-found")  # noqa: EM101
                await self._to(client, room_id, outgoing, replacing(content, target), number)
                shown.append(target)
            else:
                shown.append(await self._to(client, room_id, outgoing, content, number))
        for number, target in enumerate(outgoing.target[len(contents) :], len(contents)):
            await asked(client.room_redact(room_id, target, tx_id=f"{outgoing.id}.{number}"))
        return Receipt(tuple(shown))

    async def _withdraw(self, client: AsyncClient, room_id: str, outgoing: Outgoing) -> Receipt:
        missing = 0
        for number, target in enumerate(outgoing.target):
            try:
                await asked(client.room_get_event(room_id, target))
                await asked(client.room_redact(room_id, target, tx_id=f"{outgoing.id}.{number}"))
            except Denied:
                missing += 1  # The other messages are to disappear all the same.
        if missing == len(outgoing.target):
            raise TargetGone("not-found")  # noqa: EM101
        return Receipt(())

    async def _room(self, client: AsyncClient, outgoing: Outgoing) -> str:
        """Return the room, made anew if there is none, with the person in it or invited."""
        user, conversation = outgoing.to.user, outgoing.conversation
        room_id = await self._places.find(client, user, conversation)
        is_lost = room_id is None and await self._places.had_one(user, conversation)
        if room_id is None:
            room_id = await self._places.make(client, user, conversation)
            await self._connection.sees(lambda seen: room_id in seen.rooms)
        # Leaving a circle's room is no way out, for there is no way back in: the next words invite again.
        # Who leaves the bot's own room has shut the door, and opens it by inviting the bot.
        await self._places.invite(client, room_id, user, again=conversation is not None)
        await self._connection.sees(
            lambda seen: room_id not in seen.rooms or user in seen.rooms[room_id].users
        )
        if is_lost:
            await self._post(client, room_id, words(self._room_is_new), f"{room_id}.new", user)
        return room_id

    async def _to(
        self, client: AsyncClient, room_id: str, outgoing: Outgoing, content: Content, number: int
    ) -> str:
        return await self._post(client, room_id, content, f"{outgoing.id}.{number}", outgoing.to.user)

    async def _post(
        self, client: AsyncClient, room_id: str, content: Content, transaction: str, reader: str
    ) -> str:
        room = client.rooms.get(room_id)
        if room is None:
            raise Denied("room-gone")  # noqa: EM101
        if reader not in room.users:
            raise CannotReach("left")  # noqa: EM101
        await hand_out(client, room_id, reader)
        response = await asked(
            client.room_send(
                room_id, "m.room.message", content, tx_id=transaction, ignore_unverified_devices=True
            )
        )
        event: str = response.event_id
        return event


async def _stands(client: AsyncClient, room_id: str, event: str) -> bool:
    """Whether the event is in the room and was not taken back."""
    try:
        response = await asked(client.room_get_event(room_id, event))
    except Denied:
        return False
    return "redacted_because" not in (response.event.source.get("unsigned") or {})
