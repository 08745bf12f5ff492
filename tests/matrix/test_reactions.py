"""Reactions that the bot puts on messages: one at a time, and never anything but an emoji."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from bot.adapters.matrix.adapter import CAPABILITIES
from bot.chat.media import CleanFile, MediaKind
from bot.chat.messenger import CannotReach, NotSent, Refused, TargetGone
from bot.chat.outgoing import Operation, Outgoing, Receipt
from tests.matrix.conftest import PASSWORD
from tests.matrix.stage import Bot, outgoing
from tests.synapse.person import MatrixPerson
from tests.synapse.proxy import Fault, Proxy
from tests.synapse.server import Synapse

CIRCLE = "circle-1"
PNG = CleanFile(MediaKind.PICTURE, "image/png", b"a picture", 8, 9)


@pytest.fixture
async def line(synapse: Synapse) -> AsyncIterator[Proxy]:
    async with Proxy(synapse.url) as proxy:
        yield proxy


@pytest.fixture
def bot(bot: Bot, line: Proxy) -> Bot:
    """The bot, whose requests pass through the line."""
    return Bot(line.url, bot.user, PASSWORD, bot.folder)


def _react(user: str, emoji: str, *target: str) -> Outgoing:
    return outgoing(user, emoji, operation=Operation.REACT, target=target, conversation=CIRCLE)


async def test_a_reaction_is_put_on_replaced_and_taken_off_also_after_a_restart(
    bot: Bot, ana: MatrixPerson
) -> None:
    async with bot.running() as matrix:
        await matrix.send(outgoing(ana.user, "hello", conversation=CIRCLE))
        room = bot.rooms.rooms[ana.user, CIRCLE]
        await ana.sees(room, "hello")
        hers = await ana.says(room, "Hi")
        await ana.reacts(room, hers, "👍")
        assert await matrix.send(_react(ana.user, "❤️", hers)) == Receipt(())
        await ana.until(lambda: ana.feelings(hers) == [(ana.user, "👍"), (bot.user, "❤️")])
    async with bot.running() as matrix:
        for _ in range(2):
            await matrix.send(_react(ana.user, "👍", hers))
        await ana.until(lambda: ana.feelings(hers) == [(ana.user, "👍"), (bot.user, "👍")])
        await matrix.send(_react(ana.user, "", hers))
        await ana.until(lambda: ana.feelings(hers) == [(ana.user, "👍")])
        assert await matrix.send(_react(ana.user, "", hers)) == Receipt(())

        picture = await matrix.send(outgoing(ana.user, "At the lake", conversation=CIRCLE, files=(PNG,)))
        await matrix.send(_react(ana.user, "😂", *picture.messages))
        await ana.until(lambda: ana.feelings(picture.messages[0]) == [(bot.user, "😂")])


async def test_a_reaction_whose_answer_was_lost_stands_once(bot: Bot, ana: MatrixPerson, line: Proxy) -> None:
    async with bot.running() as matrix:
        receipt = await matrix.send(outgoing(ana.user, "hello", conversation=CIRCLE))
        (event,) = receipt.messages
        for row in (_react(ana.user, "❤️", event), _react(ana.user, "👍", event)):
            for part in ("/redact/", "/send/m.reaction"):
                line.faults += [Fault(part, times=2)]  # The connection itself tries twice.
                if part == "/redact/" and row.body == "❤️":
                    line.faults.clear()
                    continue
                with pytest.raises(NotSent):
                    await matrix.send(row)
            await matrix.send(row)
        room = bot.rooms.rooms[ana.user, CIRCLE]
        await matrix.send(outgoing(ana.user, "the end", conversation=CIRCLE))
        await ana.sees(room, "the end")
    assert ana.feelings(event) == [(bot.user, "👍")]
    given = [json.loads(one.body) for one in line.requests if "/send/m.reaction" in one.path]
    assert all(set(content) == {"m.relates_to"} for content in given)
    assert {content["m.relates_to"]["key"] for content in given} == {"❤️", "👍"}


async def test_on_what_is_gone_nothing_can_be_put(bot: Bot, ana: MatrixPerson) -> None:
    async with bot.running() as matrix:
        receipt = await matrix.send(outgoing(ana.user, "hello", conversation=CIRCLE))
        room = bot.rooms.rooms[ana.user, CIRCLE]
        await ana.sees(room, "hello")
        hers = await ana.says(room, "Hi")
        await ana.redacts(room, hers)
        for target in ((hers,), ("$nothing:test.localhost",), ()):
            with pytest.raises(TargetGone):
                await matrix.send(_react(ana.user, "❤️", *target))
        await ana.leaves(room)
        await bot.journal.until(lambda journal: len(journal.contents) > 2)
        with pytest.raises(CannotReach):
            await matrix.send(_react(ana.user, "❤️", *receipt.messages))


async def test_words_are_no_reaction_for_the_homeserver_would_read_them(
    bot: Bot, ana: MatrixPerson, line: Proxy
) -> None:
    async with bot.running() as matrix:
        receipt = await matrix.send(outgoing(ana.user, "hello", conversation=CIRCLE))
        for words in ("Wendy", "mxc://example.org/x", "👍 Wendy"):
            assert CAPABILITIES.reaction(words) is None
            with pytest.raises(Refused, match="no-emoji"):
                await matrix.send(_react(ana.user, words, *receipt.messages))
    assert CAPABILITIES.reaction("❤️") == "❤️"
    assert not any("/send/m.reaction" in one.path for one in line.requests)
