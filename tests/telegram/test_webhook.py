"""A post is taken from Telegram only, committed before it is answered, and asked for again otherwise."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import aiohttp
import pytest
from aiohttp import web

from bot.adapters.telegram import Telegram
from bot.adapters.telegram.reading import ALLOWED_UPDATES
from bot.adapters.telegram.webhook import BODY_LIMIT, SECRET_HEADER
from bot.chat.clock import SystemClock
from bot.chat.incoming import Unreadable
from bot.chat.messenger import CredentialRevoked
from tests.fakes.botapi import BotApiServer
from tests.telegram.journal import Journal, until

SECRET = "a-secret_of-ours"
Make = Callable[..., Telegram]


class Site:
    """Our own little web server with the webhook's route."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}/telegram/hook"

    async def post(self, body: object, secret: str | None = SECRET) -> int:
        """Post as Telegram does, and return the status."""
        data = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.url, data=data, headers=headers) as answer,
        ):
            return answer.status


@asynccontextmanager
async def served(make: Make, journal: Journal) -> AsyncIterator[tuple[Site, Telegram]]:
    """Serve the webhook's route on a free port of our own."""
    app = web.Application(client_max_size=64 << 20)
    telegram = make(mode="webhook", webhook_url="http://127.0.0.1/telegram/hook", webhook_secret=SECRET)
    app.add_routes(telegram.webhook_routes(journal))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    listener = web.TCPSite(runner, "127.0.0.1", 0)
    await listener.start()
    site = Site(runner.addresses[0][1])
    yield site, make(mode="webhook", webhook_url=site.url, webhook_secret=SECRET)
    await runner.cleanup()


def update(number: int, text: str = "hello") -> dict[str, object]:
    chat = {"id": 7, "type": "private"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": {"id": 7}, "text": text}
    return {"update_id": number, "message": message}


async def test_a_post_with_the_secret_is_committed(make_telegram: Make, journal: Journal) -> None:
    async with served(make_telegram, journal) as (site, _):
        assert await site.post(update(1)) == 200
    assert journal.words == ["hello"]
    assert journal.place is None


@pytest.mark.parametrize("secret", [None, "", "a-secret_of-our", SECRET + "x", "geheim-ü"])
async def test_a_post_without_the_secret_is_turned_away(
    make_telegram: Make, journal: Journal, secret: str | None
) -> None:
    async with served(make_telegram, journal) as (site, _):
        assert await site.post(update(1), secret=secret) == 403
    assert journal.calls == 0


async def test_what_could_not_be_committed_is_asked_for_again(make_telegram: Make, journal: Journal) -> None:
    journal.troubles = [OSError("disk full")]
    async with served(make_telegram, journal) as (site, _):
        assert await site.post(update(1)) == 503
        assert journal.words == []
        assert await site.post(update(1)) == 200
    assert journal.words == ["hello"]


async def test_no_answer_is_given_before_the_commit(make_telegram: Make, journal: Journal) -> None:
    journal.gate = asyncio.Event()
    async with served(make_telegram, journal) as (site, _):
        posting = asyncio.create_task(site.post(update(1)))
        await until(lambda: journal.calls)
        assert not posting.done()
        journal.gate.set()
        assert await posting == 200


async def test_a_repeat_is_taken_once_and_posts_out_of_order_keep_their_place(
    make_telegram: Make, journal: Journal
) -> None:
    async with served(make_telegram, journal) as (site, _):
        for number in (3, 1, 3, 2):
            assert await site.post(update(number)) == 200
    assert sorted(event.order for event in journal.events.values() if not isinstance(event, Unreadable)) == [
        1,
        2,
        3,
    ]


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", {"update_id": 5, "message": {}}, b"[" * 100_000])
async def test_what_cannot_be_read_is_kept_and_not_sent_again(
    make_telegram: Make, journal: Journal, body: object
) -> None:
    async with served(make_telegram, journal) as (site, _):
        assert await site.post(body) == 200
    (event,) = journal.events.values()
    assert isinstance(event, Unreadable)


async def test_a_body_beyond_the_limit_is_not_read(make_telegram: Make, journal: Journal) -> None:
    async with served(make_telegram, journal) as (site, _):
        assert await site.post(b" " * (BODY_LIMIT + 1)) == 413
        assert await site.post(update(1, "x" * 1000)) == 200
    assert journal.calls == 1


async def test_telegram_posts_what_waited_and_sends_again_what_failed(
    make_telegram: Make, server: BotApiServer, journal: Journal
) -> None:
    ana = server.user(has_started=True)
    journal.troubles = [OSError("disk full"), OSError("disk full")]
    ana.says("first")
    async with served(make_telegram, journal) as (_, telegram):
        task = asyncio.create_task(telegram.listen(journal))
        ana.says("second")
        await journal.holds(2)
        await until(lambda: server.calls("setWebhook"))
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    assert journal.words == ["first", "second"]
    registered = server.calls("setWebhook")[0].params
    assert registered["secret_token"] == SECRET
    assert registered["allowed_updates"] == list(ALLOWED_UPDATES)
    assert registered["max_connections"] == 1


async def test_a_press_is_answered_in_webhook_mode_too(
    make_telegram: Make, server: BotApiServer, journal: Journal
) -> None:
    press = server.user(has_started=True).presses(5, "token-1", even_if_gone=True)
    async with served(make_telegram, journal) as (_, telegram):
        task = asyncio.create_task(telegram.listen(journal))
        await until(lambda: press.is_answered)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_the_webhook_is_registered_again_and_again(make_telegram: Make, server: BotApiServer) -> None:
    naps = 0

    async def sleep(_: float) -> None:
        nonlocal naps
        naps += 1
        if naps == 3:
            server.revoke_token()
        await asyncio.sleep(0)

    telegram = make_telegram(
        mode="webhook", webhook_url="http://127.0.0.1:9/x", webhook_secret=SECRET, sleep=sleep
    )
    with pytest.raises(CredentialRevoked):
        await telegram.listen(Journal())
    assert server.count("setWebhook") == 4


@pytest.mark.parametrize(("url", "secret"), [(None, SECRET), ("https://example.org/hook", None)])
def test_a_webhook_without_address_or_secret_is_refused(url: str | None, secret: str | None) -> None:
    with pytest.raises(ValueError, match="webhook"):
        Telegram("1:x", clock=SystemClock(), mode="webhook", webhook_url=url, webhook_secret=secret)


async def test_there_is_no_route_where_we_poll(telegram: Telegram, journal: Journal) -> None:
    assert list(telegram.webhook_routes(journal)) == []
