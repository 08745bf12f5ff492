"""What Telegram holds for us is committed once, in order, and confirmed only afterwards."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import pytest

from bot.adapters.telegram import Telegram
from bot.adapters.telegram.reading import ALLOWED_UPDATES
from bot.chat.incoming import Arrival, Group, Press, Unreadable
from bot.chat.messenger import CredentialRevoked
from tests.fakes import botapi_faults as faults
from tests.fakes.botapi import BotApiServer
from tests.fakes.botapi_user import User
from tests.telegram.journal import Journal, until

FAREWELL = "I only work in private chats. / Solo funciono en chats privados."
Make = Callable[..., Telegram]


class Waits:
    """Stands in for sleeping: remembers how long, and takes no time."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def ana(server: BotApiServer) -> User:
    return server.user(has_started=True)


@asynccontextmanager
async def listening(telegram: Telegram, journal: Journal) -> AsyncIterator[asyncio.Task[None]]:
    """Listen in the background; at the end it is cut off as by a kill."""
    task = asyncio.create_task(telegram.listen(journal))
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, CredentialRevoked):
            await task


async def test_messages_arrive_once_and_in_order(
    telegram: Telegram, server: BotApiServer, journal: Journal, ana: User
) -> None:
    wendy = server.user(has_started=True)
    async with listening(telegram, journal):
        for number in range(20):
            (ana, wendy)[number % 2].says(f"message {number}")
        await journal.holds(20)
    assert journal.words == [f"message {number}" for number in range(20)]


async def test_everything_that_waits_is_committed_in_one_go(
    telegram: Telegram, server: BotApiServer, journal: Journal, ana: User
) -> None:
    for number in range(50):
        ana.says(str(number))
    async with listening(telegram, journal):
        await journal.holds(50)
    assert journal.calls == 1


async def test_the_kinds_of_updates_are_asked_for_by_name(
    telegram: Telegram, server: BotApiServer, journal: Journal
) -> None:
    async with listening(telegram, journal):
        await until(lambda: server.calls("getUpdates"))
    asked = server.calls("getUpdates")[0].params
    assert asked["allowed_updates"] == list(ALLOWED_UPDATES)
    assert "offset" not in asked


async def test_nothing_is_confirmed_before_it_is_committed(
    telegram: Telegram, server: BotApiServer, journal: Journal, ana: User
) -> None:
    journal.gate = asyncio.Event()
    ana.says("hold on")
    async with listening(telegram, journal):
        await until(lambda: journal.calls)
        assert len(server.queue) == 1
        journal.gate.set()
        await until(lambda: len(server.queue) == 0)
    assert journal.words == ["hold on"]


async def test_a_kill_before_the_commit_brings_the_messages_again(
    make_telegram: Make, server: BotApiServer, ana: User
) -> None:
    ana.says("first")
    ana.says("second")
    killed = Journal()
    killed.gate = asyncio.Event()
    async with listening(make_telegram(), killed):
        await until(lambda: killed.calls)
    assert killed.events == {}

    later = Journal()
    async with listening(make_telegram(), later):
        await later.holds(2)
    assert later.words == ["first", "second"]


async def test_a_kill_between_the_commit_and_the_next_poll_brings_no_message_twice(
    make_telegram: Make, server: BotApiServer, journal: Journal, ana: User
) -> None:
    ana.says("once")
    committed = asyncio.Event()
    receive = journal.receive

    async def receive_and_be_killed(*arguments: object) -> None:
        await receive(*arguments)  # type: ignore[arg-type]
        committed.set()
        await asyncio.Event().wait()

    journal.receive = lambda events, cursor=None: receive_and_be_killed(events, cursor)  # type: ignore[method-assign]
    async with listening(make_telegram(), journal):
        await asyncio.wait_for(committed.wait(), 5)
    assert len(server.queue) == 1

    journal.receive = receive  # type: ignore[method-assign]
    ana.says("and more")
    async with listening(make_telegram(), journal):
        await journal.holds(2)
    assert journal.words == ["once", "and more"]


async def test_a_store_in_trouble_is_waited_for_and_nothing_is_lost(
    make_telegram: Make, server: BotApiServer, journal: Journal, ana: User, waits: Waits
) -> None:
    journal.troubles = [OSError("disk full"), RuntimeError("locked")]
    ana.says("patience")
    async with listening(make_telegram(sleep=waits), journal):
        await journal.holds(1)
    assert journal.words == ["patience"]
    assert len(waits.seconds) == 2


async def test_one_update_that_cannot_be_read_stops_nothing(
    telegram: Telegram, server: BotApiServer, journal: Journal, ana: User
) -> None:
    ana.says("before")
    server.push({"message": {"message_id": "poison", "from": None}})
    server.push("17")
    ana.says("after")
    async with listening(telegram, journal):
        await journal.holds(4)
        await until(lambda: len(server.queue) == 0)
    assert journal.words == ["before", "after"]
    assert sum(isinstance(event, Unreadable) for event in journal.events.values()) == 2


async def test_an_update_without_a_number_does_not_make_it_ask_without_pause(
    make_telegram: Make, server: BotApiServer, journal: Journal
) -> None:
    waiting = asyncio.Event()

    async def sleep(_: float) -> None:
        waiting.set()
        await asyncio.Event().wait()

    server.push("{}")
    async with listening(make_telegram(sleep=sleep), journal):
        await asyncio.wait_for(waiting.wait(), 5)
        assert journal.calls == 1
        assert len(journal.events) == 1


async def test_numbers_that_begin_anew_after_a_quiet_week_are_followed(
    telegram: Telegram, server: BotApiServer, journal: Journal, ana: User
) -> None:
    journal.place = "2000000000"
    ana.says("hello again")
    async with listening(telegram, journal):
        await journal.holds(1)
        await until(lambda: len(server.queue) == 0)
    assert int(journal.place) < 2_000_000_000


async def test_repeats_and_swaps_on_the_way_change_nothing(
    telegram: Telegram, server: BotApiServer, journal: Journal, ana: User
) -> None:
    server.disturb(7, duplicates=0.3, swaps=0.5)
    for number in range(60):
        ana.says(str(number))
    async with listening(telegram, journal):
        await journal.holds(60)
    assert journal.words == [str(number) for number in range(60)]


@pytest.mark.parametrize(
    "fault",
    [
        faults.broken(500),
        faults.broken(502),
        faults.reset(),
        faults.broken(200, '[{"broken'),
        faults.flood(1),
    ],
)
async def test_passing_trouble_is_waited_out(
    make_telegram: Make,
    server: BotApiServer,
    journal: Journal,
    ana: User,
    waits: Waits,
    fault: faults.Fault,
) -> None:
    server.fail(fault, "getUpdates", times=3)
    ana.says("still here")
    async with listening(make_telegram(sleep=waits), journal):
        await journal.holds(1)
    assert journal.words == ["still here"]
    assert len(waits.seconds) == 3


async def test_waits_grow_and_are_never_in_step(
    make_telegram: Make, server: BotApiServer, journal: Journal, ana: User, waits: Waits
) -> None:
    server.fail(faults.broken(), "getUpdates", times=12)
    ana.says("x")
    async with listening(make_telegram(sleep=waits), journal):
        await journal.holds(1)
    assert waits.seconds[0] < 1 < waits.seconds[2] < waits.seconds[5] < waits.seconds[11] <= 90
    assert len(set(waits.seconds)) == 12


async def test_a_flood_is_waited_out_for_as_long_as_telegram_says(
    make_telegram: Make, server: BotApiServer, journal: Journal, ana: User, waits: Waits
) -> None:
    server.fail(faults.flood(40), "getUpdates")
    ana.says("x")
    async with listening(make_telegram(sleep=waits), journal):
        await journal.holds(1)
    assert 40 <= waits.seconds[0] <= 60


async def test_a_server_that_restarts_loses_nothing(
    make_telegram: Make, server: BotApiServer, journal: Journal, ana: User, waits: Waits
) -> None:
    async with listening(make_telegram(sleep=waits), journal):
        ana.says("before")
        await journal.holds(1)
        await server.restart()
        ana.says("after")
        await journal.holds(2)
    assert journal.words == ["before", "after"]


async def test_a_revoked_token_ends_the_listening_loudly(
    telegram: Telegram, server: BotApiServer, journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    async with listening(telegram, journal) as task:
        await until(lambda: server.calls("getUpdates"))
        server.revoke_token()
        with pytest.raises(CredentialRevoked):
            await asyncio.wait_for(task, 5)
    assert any(record.levelno == logging.CRITICAL for record in caplog.records)


async def test_a_second_reader_is_noticed_and_said_so(
    make_telegram: Make,
    server: BotApiServer,
    journal: Journal,
    ana: User,
    waits: Waits,
    caplog: pytest.LogCaptureFixture,
) -> None:
    terminated = (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    server.fail(faults.refused(409, terminated), "getUpdates")
    ana.says("x")
    async with listening(make_telegram(sleep=waits), journal):
        await journal.holds(1)
    assert waits.seconds[0] >= 10
    assert any("another program" in record.message for record in caplog.records)


async def test_a_webhook_left_over_is_removed_and_what_waits_comes_in(
    telegram: Telegram, server: BotApiServer, journal: Journal, ana: User
) -> None:
    await telegram._request.call("setWebhook", {"url": "http://127.0.0.1:9/nobody"})
    ana.says("I wrote meanwhile")
    async with listening(telegram, journal):
        await journal.holds(1)
    assert journal.words == ["I wrote meanwhile"]


async def test_a_press_is_answered_after_its_commit(
    telegram: Telegram, server: BotApiServer, journal: Journal, ana: User
) -> None:
    journal.gate = asyncio.Event()
    press = ana.presses(5, "token-1", even_if_gone=True)
    async with listening(telegram, journal):
        await until(lambda: journal.calls)
        assert not press.is_answered
        journal.gate.set()
        await until(lambda: press.is_answered)
    (event,) = journal.events.values()
    assert isinstance(event, Arrival)
    assert event.content == Press(token="token-1", message="5")
    assert press.answers == [{"text": "", "show_alert": False}]


async def test_a_press_that_is_too_old_to_be_answered_is_taken_all_the_same(
    telegram: Telegram, server: BotApiServer, journal: Journal, ana: User
) -> None:
    ana.presses(5, "token-1", even_if_gone=True)
    server.age_presses()
    ana.says("next")
    async with listening(telegram, journal):
        await journal.holds(2)
        await until(lambda: server.count("answerCallbackQuery"))
    assert journal.words == ["next"]


async def test_a_group_hears_one_sentence_and_is_left(
    make_telegram: Make, server: BotApiServer, journal: Journal, ana: User
) -> None:
    group = server.group()
    ana.invites_bot(group)
    ana.says("who knows about Gladys?", chat=group)
    async with listening(make_telegram(farewell=FAREWELL), journal):
        await until(lambda: server.count("leaveChat", group.id))
    assert [message.text for message in group.messages.values() if message.is_from_bot] == [FAREWELL]
    assert server.count("leaveChat", group.id) == 1
    contents = [event.content for event in journal.events.values() if isinstance(event, Arrival)]
    assert contents
    assert all(content == Group() for content in contents)
