"""An app that others wrote reads the bot and is read by it, also where it trusts signed devices only."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.adapters.matrix import Matrix
from bot.chat.ids import new_id
from bot.chat.incoming import Address, Reachable, Shared
from bot.chat.media import CleanFile, MediaKind
from tests.matrix.conftest import PASSWORD
from tests.matrix.stage import Bot, outgoing
from tests.matrix_js.app import StrangersApp, missing
from tests.synapse.person import UNDECRYPTABLE, MatrixPerson
from tests.synapse.proxy import Fault, Proxy
from tests.synapse.server import Synapse

CIRCLE = "circle-1"

pytestmark = pytest.mark.skipif(missing() is not None, reason=str(missing()))


@pytest.fixture
async def line(synapse: Synapse) -> AsyncIterator[Proxy]:
    """Samara's, and nobody else's."""
    async with Proxy(synapse.url) as proxy:
        yield proxy


@pytest.fixture(params=[True, False], ids=["strict", "lenient"])
async def samara(
    request: pytest.FixtureRequest, synapse: Synapse, line: Proxy, tmp_path: Path
) -> AsyncIterator[StrangersApp]:
    user = await synapse.register(f"samara-{new_id()}", PASSWORD)
    app = StrangersApp(line.url, user, PASSWORD, tmp_path / "samara", is_strict=request.param)
    async with app:
        yield app


async def _talk(bot: Bot, matrix: Matrix, samara: StrangersApp, when: str) -> None:
    """Have both say something in the bot's own room and in the circle's, and the other one read it."""
    for conversation in (None, CIRCLE):
        receipt = await matrix.send(outgoing(samara.user, f"bot, {when}", conversation=conversation))
        await samara.sees(receipt.messages[0], f"bot, {when}")
        await _say(bot, samara, conversation, f"Samara in {conversation}, {when}")


async def _say(bot: Bot, samara: StrangersApp, conversation: str | None, words: str) -> None:
    await samara.says(await _room(bot, samara, conversation), words)
    await bot.journal.until(lambda journal: words in journal.words)
    arrival = bot.journal.with_words(words)
    assert arrival.sender == Address("matrix", samara.user, samara.user)
    assert arrival.room == conversation


async def _room(bot: Bot, samara: StrangersApp, conversation: str | None) -> str:
    room = await bot.rooms.find(samara.user, conversation)
    assert room is not None
    return room


async def _talk_on_through_restarts(bot: Bot, samara: StrangersApp) -> None:
    await samara.says(await _room(bot, samara, CIRCLE), "while the bot was away")
    async with bot.running() as matrix:
        await bot.journal.until(lambda journal: "while the bot was away" in journal.words)
        await _talk(bot, matrix, samara, "after the bot's restart")
        await samara.restarts()
        await _talk(bot, matrix, samara, "after the app's restart")
    device = json.loads(bot.vault.secrets["matrix-device"])["device_id"]
    assert await samara.devices(bot.user) == {device: True}


async def test_who_writes_to_the_bot_reads_it_at_once_and_is_read_through_restarts(
    bot: Bot, samara: StrangersApp
) -> None:
    async with bot.running() as matrix:
        room = await samara.opens_chat(bot.user)
        await bot.journal.until(lambda journal: Reachable() in journal.contents)
        assert await _room(bot, samara, None) == room
        await _say(bot, samara, None, "hello")
        await _talk(bot, matrix, samara, "at first")
    await _talk_on_through_restarts(bot, samara)
    # Not for a moment was there a shield, or anything that could not be read.
    assert {(shown.failure, shown.shield, shown.reason) for shown in samara.history} == {(None, "NONE", None)}
    assert len(samara.screen) == 6


async def test_who_is_invited_by_the_bot_reads_it_and_is_read_through_restarts(
    bot: Bot, samara: StrangersApp
) -> None:
    async with bot.running() as matrix:
        receipt = await matrix.send(outgoing(samara.user, "you are invited"))
        await samara.knows(bot.user)
        if not samara.is_strict:
            await samara.sees(receipt.messages[0], "you are invited")
        await _talk(bot, matrix, samara, "at first")
    await _talk_on_through_restarts(bot, samara)
    # What it was told before it knew who speaks, whoever that is, a strict app refuses, and never looks at
    # again while it runs. Then it does.
    await samara.sees(receipt.messages[0], "you are invited")
    assert {(shown.failure, shown.shield) for shown in samara.screen.values()} == {(None, "NONE")}
    assert len(samara.screen) == 7


async def test_a_picture_is_opened_on_either_side(bot: Bot, samara: StrangersApp) -> None:
    async with bot.running() as matrix:
        await samara.opens_chat(bot.user)
        await bot.journal.until(lambda journal: Reachable() in journal.contents)
        await _say(bot, samara, None, "hello")
        room, picture = await _room(bot, samara, None), bytes(range(256)) * 1000
        await samara.shares(room, picture, "At the lake")
        await bot.journal.until(lambda journal: isinstance(journal.contents[-1], Shared))
        shared = bot.journal.contents[-1]
        assert isinstance(shared, Shared)
        assert (shared.kind, shared.text, shared.source.size) == (
            MediaKind.PICTURE,
            "At the lake",
            len(picture),
        )
        assert await matrix.fetch(shared.source, len(picture)) == picture

        clean = CleanFile(MediaKind.PICTURE, "image/jpeg", picture[::-1], 8, 8)
        receipt = await matrix.send(outgoing(samara.user, "At the sea", header="Wendy", files=(clean,)))
        await samara.sees(receipt.messages[0], "Wendy\nAt the sea")
        assert await samara.opens_file(receipt.messages[0]) == clean.data


async def test_a_new_device_of_the_bots_is_trusted_before_the_app_has_asked_for_it(
    bot: Bot, samara: StrangersApp, line: Proxy
) -> None:
    async with bot.running():
        await samara.opens_chat(bot.user)
        await bot.journal.until(lambda journal: Reachable() in journal.contents)
        await _say(bot, samara, None, "hello")
    shutil.rmtree(bot.folder)
    bot.folder.mkdir()
    (bot.folder / "new-device").touch()

    line.faults.append(Fault("/keys/query", 503, times=1_000))
    async with bot.running() as matrix:
        receipt = await matrix.send(outgoing(samara.user, "here again"))
        await samara.sees(receipt.messages[0], "here again")
    assert all((shown.failure, shown.shield) == (None, "NONE") for shown in samara.history)


async def test_a_strict_app_refuses_a_device_that_its_owner_did_not_sign(
    ana: MatrixPerson, samara: StrangersApp
) -> None:
    room = await ana.opens_chat(samara.user)
    await samara.knows(ana.user)
    event = await ana.says(room, "from a device like any other")
    await samara.until(lambda: event in samara.screen)
    shown = samara.screen[event]
    await samara.says(room, "for those I trust")
    await ana.until(lambda: ana.reads(room, samara.user))
    if samara.is_strict:
        assert (shown.words, shown.failure) == (None, "UNSIGNED_SENDER_DEVICE")
        assert ana.reads(room, samara.user) == [UNDECRYPTABLE]
    else:
        assert (shown.words, shown.shield) == ("from a device like any other", "RED")
        assert ana.reads(room, samara.user) == ["for those I trust"]
    assert await samara.devices(ana.user) == {ana.client.device_id: False}
