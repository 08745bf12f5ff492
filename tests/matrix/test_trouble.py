"""Trouble on the line: whatever fails is waited out, and nothing is lost, shown twice or left unreadable."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from bot.chat.messenger import NotSent
from bot.chat.outgoing import Receipt
from tests.matrix.conftest import PASSWORD
from tests.matrix.stage import Bot, outgoing
from tests.synapse.person import UNDECRYPTABLE, MatrixPerson
from tests.synapse.proxy import Fault, Proxy
from tests.synapse.server import Synapse


@pytest.fixture
async def line(synapse: Synapse) -> AsyncIterator[Proxy]:
    async with Proxy(synapse.url) as proxy:
        yield proxy


@pytest.fixture
def bot(bot: Bot, line: Proxy) -> Bot:
    """The bot, whose requests pass through the line."""
    return Bot(line.url, bot.user, PASSWORD, bot.folder)


FLOOD = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too many requests", "retry_after_ms": 7000}


async def test_a_flood_answer_is_passed_on_as_a_wait_for_the_whole_account(
    bot: Bot, ana: MatrixPerson, line: Proxy
) -> None:
    async with bot.running() as matrix:
        await matrix.send(outgoing(ana.user, "one"))
        line.faults.append(Fault("/send/m.room.encrypted", 429, FLOOD))
        with pytest.raises(NotSent) as caught:
            await matrix.send(outgoing(ana.user, "two"))
    assert (caught.value.retry_after, caught.value.everywhere) == (7.0, True)


async def test_an_answer_that_is_lost_makes_no_second_message(
    bot: Bot, ana: MatrixPerson, line: Proxy
) -> None:
    async with bot.running() as matrix:
        await matrix.send(outgoing(ana.user, "one"))
        row = outgoing(ana.user, "two")
        line.faults.append(Fault("/send/m.room.encrypted", times=2))  # The connection itself tries twice.
        with pytest.raises(NotSent):
            await matrix.send(row)
        receipt = await matrix.send(row)
        await matrix.send(outgoing(ana.user, "three"))
        room = bot.rooms.rooms[ana.user, None]
        assert receipt == Receipt(((await ana.sees(room, "two")).event,))
        await ana.sees(room, "three")
        assert ana.reads(room, bot.user) == ["one", "two", "three"]


@pytest.mark.parametrize("part", ["/sendToDevice/", "/keys/claim", "/createRoom", "/invite"])
async def test_a_message_whose_key_or_room_is_held_up_waits_and_is_never_unreadable(
    bot: Bot, ana: MatrixPerson, line: Proxy, part: str
) -> None:
    async with bot.running() as matrix:
        row = outgoing(ana.user, "one")
        for fault in (Fault(part, 502), Fault(part, 429, FLOOD)):
            line.faults.append(fault)
            with pytest.raises(NotSent):
                await matrix.send(row)
        await matrix.send(row)
        room = bot.rooms.rooms[ana.user, None]
        await ana.sees(room, "one")
        assert ana.reads(room, bot.user) == ["one"]
        assert UNDECRYPTABLE not in ana.reads(room, bot.user)


async def test_listening_goes_on_after_trouble_and_misses_nothing(
    bot: Bot, ana: MatrixPerson, line: Proxy
) -> None:
    async with bot.running():
        room = await ana.opens_chat(bot.user)
        await ana.says(room, "hello")
        await bot.journal.until(lambda journal: journal.words)
    said = [f"number {number}" for number in range(60)]
    for text in said:
        await ana.says(room, text)
    line.faults += [Fault("/sync", 502), Fault("/sync", times=2), Fault("/messages", 502)]
    async with bot.running():
        await bot.journal.until(lambda journal: len(journal.words) > 60)
    assert bot.journal.words == ["hello", *said]


async def test_what_is_sent_holds_nothing_that_is_not_on_the_list(
    bot: Bot, ana: MatrixPerson, line: Proxy
) -> None:
    """In the clear, so that the raw requests can be read."""
    async with bot.running(encrypted=False) as matrix:
        first = await matrix.send(outgoing(ana.user, "first", conversation="a-circles-id"))
        await matrix.send(
            outgoing(
                ana.user, "words", header="Wendy", conversation="a-circles-id", reply_to=first.messages[0]
            )
        )
    sent = [json.loads(one.body) for one in line.requests if "/send/m.room.message" in one.path]
    assert [set(content) for content in sent] == [
        {"msgtype", "body", "m.mentions"},
        {"msgtype", "body", "m.mentions", "format", "formatted_body", "m.relates_to"},
    ]
    assert sent[1]["m.relates_to"] == {"m.in_reply_to": {"event_id": first.messages[0]}}
    assert not any("a-circles-id" in one.path + one.body for one in line.requests)
    assert not any("/receipt" in one.path or "/typing" in one.path for one in line.requests)
