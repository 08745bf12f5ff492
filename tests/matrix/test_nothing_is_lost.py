"""Nothing is lost and nothing is repeated: restarts, gaps, crashes, a homeserver that goes away."""

from __future__ import annotations

import asyncio

import pytest

from bot.chat.incoming import Unsupported
from bot.chat.messenger import CredentialRevoked, NotSent
from tests.matrix.stage import Bot, outgoing
from tests.synapse.person import UNDECRYPTABLE, MatrixPerson
from tests.synapse.server import Synapse


async def _meet(bot: Bot, ana: MatrixPerson) -> str:
    """Let them exchange a word, and return their room."""
    async with bot.running() as matrix:
        room = await ana.opens_chat(bot.user)
        await ana.says(room, "hello")
        await bot.journal.until(lambda journal: journal.words)
        await matrix.send(outgoing(ana.user, "welcome"))
        await ana.sees(room, "welcome")
    return room


async def test_what_is_said_while_the_bot_is_away_is_read_after_a_restart(
    bot: Bot, ana: MatrixPerson
) -> None:
    room = await _meet(bot, ana)
    await ana.says(room, "are you away?")
    async with bot.running() as matrix:
        await bot.journal.until(lambda journal: "are you away?" in journal.words)
        await matrix.send(outgoing(ana.user, "back again"))
        await ana.sees(room, "back again")
    assert bot.journal.words == ["hello", "are you away?"]
    assert UNDECRYPTABLE not in ana.reads(room, bot.user)


async def test_two_hundred_messages_written_while_the_bot_is_away_arrive_once_and_in_order(
    bot: Bot, ana: MatrixPerson
) -> None:
    room = await _meet(bot, ana)
    said = [f"number {number}" for number in range(200)]
    for text in said:
        await ana.says(room, text)
    async with bot.running():
        await bot.journal.until(lambda journal: len(journal.words) >= 201)
    assert bot.journal.words == ["hello", *said]
    orders = [arrival.order for arrival in bot.journal.arrivals]
    assert orders == sorted(set(orders))
    assert not any(isinstance(content, Unsupported) for content in bot.journal.contents)


async def test_what_the_store_did_not_take_is_offered_again_until_it_does(
    bot: Bot, ana: MatrixPerson
) -> None:
    room = await _meet(bot, ana)
    await ana.says(room, "keep this")
    bot.journal.troubles = [RuntimeError("the disk is full")]
    async with bot.running():
        await bot.journal.until(lambda journal: "keep this" in journal.words)


async def test_a_crash_before_the_commit_loses_nothing(bot: Bot, ana: MatrixPerson) -> None:
    room = await _meet(bot, ana)
    await ana.says(room, "said once")
    bot.journal.troubles = [RuntimeError("no")] * 1000
    matrix = bot.adapter()
    listening = asyncio.create_task(matrix.listen(bot.journal))
    async with asyncio.timeout(20):
        while len(bot.journal.troubles) == 1000:  # noqa: ASYNC110 - the journal gives no sign of its own
            await asyncio.sleep(0.01)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    await matrix.close()
    bot.journal.troubles = []

    async with bot.running():
        await bot.journal.until(lambda journal: "said once" in journal.words)
    assert bot.journal.words == ["hello", "said once"]


async def test_the_same_row_sent_again_is_shown_once_even_after_a_restart(
    bot: Bot, ana: MatrixPerson
) -> None:
    room = await _meet(bot, ana)
    row = outgoing(ana.user, "only once")
    async with bot.running() as matrix:
        first = await matrix.send(row)
        assert await matrix.send(row) == first
    async with bot.running() as matrix:
        assert await matrix.send(row) == first
        await matrix.send(outgoing(ana.user, "the end"))
    await ana.sees(room, "the end")
    assert ana.reads(room, bot.user).count("only once") == 1


async def test_a_homeserver_that_dies_and_returns_is_waited_for(
    bot: Bot, ana: MatrixPerson, synapse: Synapse
) -> None:
    async with bot.running() as matrix:
        room = await ana.opens_chat(bot.user)
        await ana.says(room, "before")
        await bot.journal.until(lambda journal: journal.words)
        row = outgoing(ana.user, "through all of it")
        first = await matrix.send(row)
        synapse.kill()
        with pytest.raises(NotSent):
            await matrix.send(outgoing(ana.user, "not now"))
        synapse.start()
        assert await matrix.send(row) == first
        await ana.says(room, "after")
        await bot.journal.until(lambda journal: "after" in journal.words)
    assert bot.journal.words == ["before", "after"]
    await ana.sees(room, "through all of it")
    assert ana.reads(room, bot.user).count("through all of it") == 1


async def test_a_revoked_session_is_told_loudly_and_stops_the_bot(
    bot: Bot, ana: MatrixPerson, synapse: Synapse, caplog: pytest.LogCaptureFixture
) -> None:
    matrix = bot.adapter()
    listening = asyncio.create_task(matrix.listen(bot.journal))
    await matrix.send(outgoing(ana.user, "hello"))
    login = {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": bot.user}}
    answer = await synapse.ask("POST", "/_matrix/client/v3/login", {**login, "password": bot.password})
    await synapse.ask("POST", "/_matrix/client/v3/logout/all", {}, token=answer["access_token"])
    with pytest.raises(CredentialRevoked):
        await matrix.send(outgoing(ana.user, "anybody there?"))
    with pytest.raises(CredentialRevoked):
        await asyncio.wait_for(listening, 60)
    assert any(record.levelname == "CRITICAL" for record in caplog.records)
    await matrix.close()
