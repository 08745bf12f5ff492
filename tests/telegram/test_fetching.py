"""A file that somebody sent is fetched whole or not at all, and nothing on the way shows the token."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

import pytest

from bot.adapters.telegram import Telegram
from bot.adapters.telegram.reading import read
from bot.adapters.telegram.request import Roots, Timeouts
from bot.chat.clock import SystemClock
from bot.chat.incoming import Arrival, Shared
from bot.chat.media import Source
from bot.chat.messenger import NotSent, Refused, SendProblem
from tests.fakes import botapi_faults as faults
from tests.fakes.botapi import BotApiServer
from tests.fakes.botapi_faults import Fault
from tests.fakes.botapi_user import User
from tests.fakes.botapi_world import Message
from tests.telegram.conftest import NOW

PLENTY = 20_000_000
MEGABYTE = 1 << 20


@pytest.fixture
def ana(server: BotApiServer) -> User:
    return server.user(has_started=True)


def source_of(sent: Message) -> Source:
    """Return where a message's file lies, read as the adapter reads it."""
    arrival = read({"update_id": 1, "message": sent.as_json()}, NOW)
    assert isinstance(arrival, Arrival)
    assert isinstance(arrival.content, Shared)
    return arrival.content.source


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("photo", ""),
        ("voice", ""),
        ("audio", ""),
        ("video", ""),
        ("video_note", ""),
        ("document", "application/pdf"),
    ],
)
async def test_whatever_is_taken_note_of_can_be_fetched(
    telegram: Telegram, ana: User, kind: str, mime: str
) -> None:
    content = bytes(range(256)) * 1000
    assert await telegram.fetch(source_of(ana.sends(kind, content, mime=mime)), PLENTY) == content


async def test_exactly_the_limit_is_not_too_much(telegram: Telegram, ana: User) -> None:
    source = source_of(ana.sends("voice", b"x" * 1000))
    assert len(await telegram.fetch(source, 1000)) == 1000
    with pytest.raises(Refused, match="too-big"):
        await telegram.fetch(source, 999)


async def test_what_says_that_it_is_too_big_is_not_even_asked_for(
    telegram: Telegram, server: BotApiServer, ana: User
) -> None:
    with pytest.raises(Refused, match="too-big"):
        await telegram.fetch(source_of(ana.sends("video", b"x", size=2 * MEGABYTE)), MEGABYTE)
    assert server.calls() == []


async def test_what_is_too_big_for_telegram_is_refused(telegram: Telegram, ana: User) -> None:
    source = source_of(ana.sends("video", b"x", size=21 * MEGABYTE))
    with pytest.raises(Refused, match="too-big"):
        await telegram.fetch(Source(source.key, source.same), 50 * MEGABYTE)


async def test_what_is_larger_than_it_says_is_not_read_to_its_end(
    telegram: Telegram, server: BotApiServer, ana: User
) -> None:
    source = source_of(ana.sends("video", b"x" * (60 * MEGABYTE), size=1000))
    with pytest.raises(Refused, match="too-big"):
        await telegram.fetch(source, MEGABYTE)
    # The connection was let go of, so that only what had been on its way went to waste.
    await server.wait_for(lambda: server.downloads[0].sent >= MEGABYTE)
    assert server.downloads[0].sent < 30 * MEGABYTE


async def test_what_is_no_longer_there_is_gone(telegram: Telegram, server: BotApiServer, ana: User) -> None:
    sent = ana.sends("voice", b"x")
    server.world.files[sent.content["voice"]["file_id"]].is_available = False
    for source in (source_of(sent), Source("AgADnonsense", "x")):
        with pytest.raises(Refused, match="gone"):
            await telegram.fetch(source, PLENTY)
    assert server.downloads == []


@pytest.mark.parametrize("status", [400, 404, 410])
async def test_what_vanishes_between_being_found_and_being_read_is_gone(
    telegram: Telegram, server: BotApiServer, ana: User, status: int
) -> None:
    server.fail(faults.broken(status), "file")
    with pytest.raises(Refused, match="gone"):
        await telegram.fetch(source_of(ana.sends("voice", b"x")), PLENTY)


TROUBLES = [
    faults.broken(500),
    faults.broken(502),
    faults.broken(403),
    faults.broken(302),
    faults.reset(),
    faults.hang(),
    faults.refused(401, "Unauthorized"),
]


@pytest.mark.parametrize("method", ["getFile", "file"])
@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: f"{trouble.name} {trouble.status}")
async def test_passing_trouble_means_later(
    telegram: Telegram, server: BotApiServer, ana: User, method: str, trouble: Fault
) -> None:
    source = source_of(ana.sends("voice", b"x"))
    server.fail(trouble, method, times=None)
    with pytest.raises(NotSent):
        await telegram.fetch(source, PLENTY)
    server.faults.clear()
    assert await telegram.fetch(source, PLENTY) == b"x"


@pytest.mark.parametrize("method", ["getFile", "file"])
async def test_a_flood_says_when(telegram: Telegram, server: BotApiServer, ana: User, method: str) -> None:
    server.fail(faults.flood(7), method)
    with pytest.raises(NotSent) as problem:
        await telegram.fetch(source_of(ana.sends("voice", b"x")), PLENTY)
    assert problem.value.retry_after == 7


async def test_a_connection_that_breaks_in_the_middle_gives_no_half_of_a_file(
    telegram: Telegram, server: BotApiServer, ana: User
) -> None:
    for size in (None, 10):  # with and without a length told before
        sent = ana.sends("voice", b"x" * MEGABYTE, size=size)
        stored = server.world.files[sent.content["voice"]["file_id"]]
        stored.breaks_after = MEGABYTE // 2
        with pytest.raises(NotSent):
            await telegram.fetch(source_of(sent), PLENTY)


async def test_an_answer_without_a_path_is_no_file(
    telegram: Telegram, server: BotApiServer, ana: User
) -> None:
    for answer in ('{"ok":true,"result":{"file_id":"x"}}', '{"ok":true,"result":[]}'):
        server.fail(faults.broken(200, answer), "getFile")
        with pytest.raises(Refused, match="gone"):
            await telegram.fetch(source_of(ana.sends("voice", b"x")), PLENTY)


async def test_neither_the_token_nor_a_key_stands_in_an_error_or_a_log(
    make_telegram: Callable[..., Telegram],
    server: BotApiServer,
    ana: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    telegram = make_telegram()
    source = source_of(ana.sends("voice", b"x"))
    problems: list[SendProblem] = []
    with caplog.at_level(logging.DEBUG):
        for trouble in [*TROUBLES, faults.flood(1), faults.broken(404, f"/file/bot{server.token}/x")]:
            for method in ("getFile", "file"):
                server.fail(trouble, method, times=None)
                with pytest.raises(SendProblem) as raised:
                    await telegram.fetch(source, PLENTY)
                server.faults.clear()
                problems.append(raised.value)
        elsewhere = Telegram(
            server.token, clock=SystemClock(), api_base_url="http://127.0.0.1:1", timeouts=Timeouts(1.0, 1.0)
        )
        with pytest.raises(NotSent) as raised:
            await elsewhere.fetch(source, PLENTY)
        await elsewhere.close()
        with pytest.raises(NotSent):
            await elsewhere.fetch(source, PLENTY)
    traces = "".join("".join(traceback.format_exception(one)) for one in [*problems, raised.value])
    shown = traces + caplog.text + repr(Roots.of(server.url, server.token)) + repr(source)
    for secret in (server.token, server.token.partition(":")[2], source.key):
        assert secret not in shown
