"""Each way to fail is told by its right name: what may be repeated, what may not, and who is gone."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.adapters.telegram import Telegram
from bot.adapters.telegram.errors import Floods, TokenRejected, problem_of
from bot.adapters.telegram.request import AnswerLost, NeverLeft, Timeouts
from bot.chat.clock import SystemClock
from bot.chat.incoming import Address
from bot.chat.messenger import (
    CannotReach,
    Moved,
    NotSent,
    Refused,
    SendProblem,
    TargetGone,
    Uncertain,
)
from bot.chat.outgoing import Button, Outgoing
from tests.fakes import botapi_faults as faults
from tests.fakes.botapi import BotApiServer
from tests.fakes.botapi_user import User

ANA = Address(messenger="telegram", user="7", chat="7")


@pytest.mark.parametrize(
    ("error", "kind", "reason"),
    [
        (InvalidToken(), TokenRejected, "token-rejected"),
        (RetryAfter(5), NotSent, "flood"),
        (Forbidden("Forbidden: bot was blocked by the user"), CannotReach, "blocked"),
        (Forbidden("Forbidden: user is deactivated"), CannotReach, "deactivated"),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), CannotReach, "never-opened"),
        (BadRequest("Bad Request: chat not found"), CannotReach, "chat-not-found"),
        (BadRequest("Bad Request: message to edit not found"), TargetGone, "not-found"),
        (BadRequest("Bad Request: message to delete not found"), TargetGone, "not-found"),
        (BadRequest("Bad Request: message can't be edited"), TargetGone, "unchangeable"),
        (BadRequest("Bad Request: message can't be deleted for everyone"), TargetGone, "unchangeable"),
        (BadRequest("Bad Request: message is too long"), Refused, "too-long"),
        (BadRequest("Bad Request: BUTTON_DATA_INVALID"), Refused, "button-data"),
        (BadRequest("Bad Request: what nobody ever saw: secret words"), Refused, "bad-request"),
        (Conflict("Conflict: terminated by other getUpdates request"), NotSent, "conflict"),
        (NeverLeft("refused"), NotSent, "never-left"),
        (AnswerLost("reset"), Uncertain, "answer-lost"),
        (TimedOut(), Uncertain, "answer-lost"),
        (NetworkError("Not Extended (510)"), Uncertain, "answer-lost"),
        (TelegramError("anything else"), Uncertain, "answer-lost"),
    ],
)
def test_each_error_has_its_meaning(error: TelegramError, kind: type[SendProblem], reason: str) -> None:
    problem = problem_of(error, ANA)
    assert type(problem) is kind
    assert problem.reason == reason


def test_a_message_that_already_reads_so_is_no_problem() -> None:
    assert problem_of(BadRequest("Bad Request: message is not modified: specified new …"), ANA) is None


def test_a_moved_chat_names_its_new_address() -> None:
    problem = problem_of(ChatMigrated(-100777), ANA)
    assert isinstance(problem, Moved)
    assert problem.to == Address(messenger="telegram", user="7", chat="-100777")


def test_one_flooded_chat_waits_alone_and_two_at_once_hold_everybody() -> None:
    moment = 100.0
    floods = Floods(lambda: moment)
    assert not floods.is_everywhere("ana", 5)
    assert not floods.is_everywhere("ana", 5)
    assert floods.is_everywhere("wendy", 5)
    moment = 106.0
    assert not floods.is_everywhere("brianna", 5)


@pytest.fixture
def ana(server: BotApiServer) -> User:
    return server.user(has_started=True)


def hello(user: User, body: str = "hello", **more: object) -> Outgoing:
    to = Address(messenger="telegram", user=str(user.id), chat=str(user.id))
    return Outgoing(id="row", to=to, body=body, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (faults.flood(7), NotSent),
        (faults.broken(500), Uncertain),
        (faults.broken(502), Uncertain),
        (faults.broken(502, takes_effect=True), Uncertain),
        (faults.broken(200, '{"ok":true,"result":{"message_'), Uncertain),
        (faults.broken(200, '{"ok":true}'), Uncertain),
        (faults.broken(200, '{"ok":false}'), Uncertain),
        (faults.broken(200, '{"ok":true,"result":true}'), Uncertain),
        (faults.broken(200, "<html>hotel network</html>"), Uncertain),
        (faults.broken(403, "<html>company proxy</html>"), Uncertain),
        (faults.broken(404, "<html>not here</html>"), Uncertain),
        (faults.reset(), Uncertain),
        (faults.reset(takes_effect=True), Uncertain),
        (faults.hang(), Uncertain),
        (faults.no_access("blocked"), CannotReach),
        (faults.no_access("deactivated"), CannotReach),
        (faults.no_access("cannot_initiate"), CannotReach),
        (faults.migrated(-100777), Moved),
        (faults.refused(401, "Unauthorized"), TokenRejected),
        (faults.refused(400, "Bad Request: message is too long"), Refused),
    ],
)
async def test_what_goes_wrong_on_the_wire_is_told_by_its_right_name(
    telegram: Telegram, server: BotApiServer, ana: User, fault: faults.Fault, kind: type[SendProblem]
) -> None:
    server.fail(fault, "sendMessage")
    with pytest.raises(SendProblem) as problem:
        await telegram.send(hello(ana))
    assert type(problem.value) is kind
    assert server.count("sendMessage") <= 1
    assert (await telegram.send(hello(ana))).messages


async def test_a_timed_out_send_may_have_arrived_and_is_never_repeated_by_the_adapter(
    telegram: Telegram, server: BotApiServer, ana: User
) -> None:
    server.fail(faults.hang(), "sendMessage")
    with pytest.raises(Uncertain):
        await telegram.send(hello(ana))
    assert [shown.text for shown in ana.screen()] == ["hello"]


async def test_a_flood_names_the_wait_and_whether_it_is_everybodys(
    telegram: Telegram, server: BotApiServer, ana: User
) -> None:
    wendy = server.user(has_started=True)
    server.fail(faults.flood(7), "sendMessage", times=2)
    with pytest.raises(NotSent) as first:
        await telegram.send(hello(ana))
    with pytest.raises(NotSent) as second:
        await telegram.send(hello(wendy))
    assert (first.value.retry_after, first.value.everywhere) == (7, False)
    assert (second.value.retry_after, second.value.everywhere) == (7, True)


async def test_people_who_blocked_us_or_never_came_cannot_be_reached(
    telegram: Telegram, server: BotApiServer, ana: User
) -> None:
    ana.blocks()
    stranger = server.user()
    for unreachable in (ana, stranger):
        with pytest.raises(CannotReach):
            await telegram.send(hello(unreachable))
    nobody = Address(messenger="telegram", user="1", chat="1")
    with pytest.raises(CannotReach):
        await telegram.send(Outgoing(id="row", to=nobody, body="hello"))


async def test_a_button_that_is_too_long_is_refused(telegram: Telegram, ana: User) -> None:
    with pytest.raises(Refused) as problem:
        await telegram.send(hello(ana, rows=((Button(label="Yes", token="x" * 65),),)))
    assert problem.value.reason == "button-data"


async def test_where_nobody_listens_nothing_was_sent(server: BotApiServer, ana: User) -> None:
    await server.stop()
    telegram = Telegram(server.token, clock=SystemClock(), api_base_url=server.url)
    with pytest.raises(NotSent):
        await telegram.send(hello(ana))
    await telegram.close()


async def test_after_the_end_nothing_is_sent(telegram: Telegram, server: BotApiServer, ana: User) -> None:
    await telegram.close()
    with pytest.raises(NotSent):
        await telegram.send(hello(ana))
    assert server.calls() == []


async def test_an_unknown_host_got_nothing(ana: User) -> None:
    telegram = Telegram("1:x", clock=SystemClock(), api_base_url="http://nowhere.invalid")
    with pytest.raises(NotSent):
        await telegram.send(hello(ana))
    await telegram.close()


@pytest.fixture
async def silent_port() -> AsyncIterator[int]:
    """A port at which connections are accepted and nothing is ever said."""

    async def say_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)

    writers: list[asyncio.StreamWriter] = []
    listener = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    yield listener.sockets[0].getsockname()[1]
    for writer in writers:
        writer.close()
    listener.close()


async def test_a_full_pool_sends_nothing(silent_port: int, ana: User) -> None:
    url = f"http://127.0.0.1:{silent_port}"
    timeouts = Timeouts(connect=0.1, read=5)
    telegram = Telegram("1:x", clock=SystemClock(), api_base_url=url, timeouts=timeouts, connections=1)
    first = asyncio.create_task(telegram.send(hello(ana)))
    await asyncio.sleep(0)
    with pytest.raises(NotSent):
        await telegram.send(hello(ana))
    await telegram.close()
    with pytest.raises(Uncertain):
        await first


async def test_a_problem_drags_no_other_exception_along(
    telegram: Telegram, server: BotApiServer, ana: User
) -> None:
    server.fail(faults.broken(403, '{"description": "secret words'), "sendMessage")
    with pytest.raises(SendProblem) as problem:
        await telegram.send(hello(ana))
    assert problem.value.__cause__ is None
    assert problem.value.__context__ is None
    assert "secret" not in "".join(traceback.format_exception(problem.value))
