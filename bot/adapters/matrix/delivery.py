"""Carrying out one operation, each message under a transaction id of its own, so that a repeat is none.

Knows nothing of texts; an event id is all it learns from an answer.
"""

from __future__ import annotations

from nio import AsyncClient

from bot.adapters.matrix.connection import Connection
from bot.adapters.matrix.contents import (
    Content,
    Contents,
    can_have_caption,
    carrying,
    contents_of,
    replacing,
    replying,
    words,
)
from bot.adapters.matrix.emoji import is_one_emoji
from bot.adapters.matrix.files import carried
from bot.adapters.matrix.keys import hand_out
from bot.adapters.matrix.places import Places
from bot.adapters.matrix.problems import Denied, asked
from bot.adapters.matrix.reacting import REACTION, own_reactions, reaction, take_off
from bot.adapters.matrix.standing import standing, standing_file
from bot.adapters.matrix.uploading import upload, upload_encrypted
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
        if outgoing.closes:
            return await self._close(client, outgoing)
        if outgoing.operation is Operation.SEND:
            return await self._send(client, outgoing)
        room_id = await self._places.find(client, outgoing.to.user, outgoing.conversation)
        if room_id is None or not outgoing.target:
            raise TargetGone("room-gone" if outgoing.target else "no-target")
        if outgoing.operation is Operation.WITHDRAW:
            return await self._withdraw(client, room_id, outgoing)
        if outgoing.operation is Operation.REACT:
            return await self._react(client, room_id, outgoing)
        return await self._edit(client, room_id, outgoing)

    async def _send(self, client: AsyncClient, outgoing: Outgoing) -> Receipt:
        contents = contents_of(outgoing)
        count = len(outgoing.files) + len(contents.texts)
        if not count:
            raise Refused("empty")
        shown = list(outgoing.target)
        try:
            room_id = await self._room(client, outgoing)
            for number in range(len(shown), count):
                try:
                    event = await self._show(client, room_id, outgoing, contents, number)
                except Denied:
                    # We were put out and the sync has not told yet: once more, in a room made anew.
                    await self._places.lose(client, room_id)
                    room_id = await self._room(client, outgoing)
                    event = await self._show(client, room_id, outgoing, contents, number)
                shown.append(event)
        except SendProblem as problem:
            problem.sent = tuple(shown)
            raise
        return Receipt(tuple(shown))

    async def _close(self, client: AsyncClient, outgoing: Outgoing) -> Receipt:
        """Say the last thing, if its reader is there, and leave the room; where there is none, it is done."""
        room_id = await self._places.find(client, outgoing.to.user, outgoing.conversation)
        if room_id is None:
            return Receipt(())
        shown: list[str] = []
        if outgoing.to.user in client.rooms[room_id].users:
            for number, content in enumerate(contents_of(outgoing).texts):
                transaction = _transaction(outgoing, number)
                shown.append(await self._to(client, room_id, outgoing, content, transaction))
        await self._places.leave(client, room_id)
        return Receipt(tuple(shown))

    async def _show(
        self, client: AsyncClient, room_id: str, outgoing: Outgoing, contents: Contents, number: int
    ) -> str:
        # Before the file is given to the homeserver, which nobody takes from it again.
        await _make_ready(client, room_id, outgoing.to.user)
        content = await _message(client, room_id, outgoing, contents, number)
        return await self._to(client, room_id, outgoing, content, _transaction(outgoing, number))

    async def _edit(self, client: AsyncClient, room_id: str, outgoing: Outgoing) -> Receipt:
        contents, count = contents_of(outgoing), len(outgoing.files)
        files, texts = outgoing.target[:count], outgoing.target[count:]
        if len(files) < count:
            raise TargetGone("no-target")
        if can_have_caption(outgoing):
            file = await standing_file(client, room_id, files[0])
            change = replacing(carrying(file, contents.caption), files[0])
            await self._to(client, room_id, outgoing, change, _transaction(outgoing, 0))
        shown = list(files)
        for number, content in enumerate(contents.texts):
            transaction = _transaction(outgoing, count + number)
            if number < len(texts):
                target = texts[number]
                if await standing(client, room_id, target) is None:
                    raise TargetGone("not-found")
                await self._to(client, room_id, outgoing, replacing(content, target), transaction)
                shown.append(target)
            else:
                shown.append(await self._to(client, room_id, outgoing, content, transaction))
        for number, target in enumerate(texts[len(contents.texts) :], count + len(contents.texts)):
            await asked(client.room_redact(room_id, target, tx_id=_transaction(outgoing, number)))
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
            raise TargetGone("not-found")
        return Receipt(())

    async def _react(self, client: AsyncClient, room_id: str, outgoing: Outgoing) -> Receipt:
        """Let exactly this emoji of ours stand on the message; there is no message that shows it."""
        wanted, target = outgoing.body, outgoing.target[0]
        if wanted and not is_one_emoji(wanted):
            raise Refused("no-emoji")
        if await standing(client, room_id, target) is None:
            raise TargetGone("not-found")
        there = await own_reactions(client, room_id, target)
        for event, emoji in there.items():
            if emoji != wanted:
                await take_off(client, room_id, event, outgoing.id)
        if wanted and wanted not in there.values():
            content, reader = reaction(target, wanted), outgoing.to.user
            await self._post(client, room_id, content, f"{outgoing.id}.r", reader, kind=REACTION)
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
        self, client: AsyncClient, room_id: str, outgoing: Outgoing, content: Content, transaction: str
    ) -> str:
        return await self._post(client, room_id, content, transaction, outgoing.to.user)

    async def _post(
        self,
        client: AsyncClient,
        room_id: str,
        content: Content,
        transaction: str,
        reader: str,
        *,
        kind: str = "m.room.message",
    ) -> str:
        await _make_ready(client, room_id, reader)
        response = await asked(
            client.room_send(room_id, kind, content, tx_id=transaction, ignore_unverified_devices=True)
        )
        event: str = response.event_id
        return event


async def _make_ready(client: AsyncClient, room_id: str, reader: str) -> None:
    """See that the reader is there and can read what comes next; raises SendProblem."""
    room = client.rooms.get(room_id)
    if room is None:
        raise Denied("room-gone")
    if reader not in room.users:
        raise CannotReach("left")
    await hand_out(client, room_id, reader)


def _transaction(outgoing: Outgoing, number: int) -> str:
    """Return the transaction id of a message: the files are counted, and what is said besides anew."""
    count = len(outgoing.files)
    return f"{outgoing.id}.f{number}" if number < count else f"{outgoing.id}.{number - count}"


async def _message(
    client: AsyncClient, room_id: str, outgoing: Outgoing, contents: Contents, number: int
) -> Content:
    """Return one message, its file given to the homeserver; a repeat gives it again, and shows the first."""
    count = len(outgoing.files)
    if number < count:
        give = upload_encrypted if client.rooms[room_id].encrypted else upload
        file = outgoing.files[number]
        content = carrying(carried(file, await give(client, file)), None if number else contents.caption)
    else:
        content = contents.texts[number - count]
    return replying(content, outgoing.reply_to) if number == 0 and outgoing.reply_to else content
