"""A feed is read by whoever knows its secret, and tells everyone else nothing, not even that it was there."""

from __future__ import annotations

import asyncio
import http.client
import io
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import cast

import aiohttp
import pytest
import structlog
from aiohttp import web
from icalevents import icalevents

from bot import feed, logs
from bot.calendars import etag, new_secret, secret_hash
from bot.guesses import MISSES, SECONDS
from bot.house import House
from bot.web import application, serve
from tests.calendar.reading import occasion, written
from tests.calendar.test_guesses import Watch

DISCREET = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Feeds:
    """Where calendars come from, and the server in front of it."""

    def __init__(self) -> None:
        self.secret = new_secret()
        self.documents = {secret_hash(self.secret): written(occasion(title="Visita, 16 h 🎈"))}
        self.asked: list[str] = []
        self.trouble: Exception | None = None
        self.watch = Watch()
        self.base = ""

    async def read(self, secret_hash: str) -> bytes | None:
        self.asked.append(secret_hash)
        if self.trouble is not None:
            raise self.trouble
        return self.documents.get(secret_hash)

    @property
    def document(self) -> bytes:
        return self.documents[secret_hash(self.secret)]

    @property
    def url(self) -> str:
        return self.of(self.secret)

    def of(self, secret: str) -> str:
        return f"{self.base}/calendar/{secret}.ics"


@pytest.fixture
async def feeds() -> AsyncIterator[Feeds]:
    """Feeds on a real server, as the program serves them."""
    feeds = Feeds()
    app = web.Application()
    app.add_routes(feed.routes(feeds.read, feeds.watch))
    runner, port = await serve(app, "127.0.0.1", 0)
    feeds.base = f"http://127.0.0.1:{port}"
    yield feeds
    await runner.cleanup()


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


Answer = tuple[int, dict[str, str], bytes]


async def ask(client: aiohttp.ClientSession, url: str, method: str = "GET", **headers: str) -> Answer:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    async with client.request(method, url, headers=told) as answer:
        known = {name: value for name, value in answer.headers.items() if name not in ("Date", "Server")}
        return answer.status, known, await answer.read()


async def test_whoever_knows_the_secret_reads_the_calendar(
    feeds: Feeds, client: aiohttp.ClientSession
) -> None:
    status, headers, body = await ask(client, feeds.url)
    assert (status, body) == (200, feeds.document)
    assert headers == {
        **DISCREET,
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": 'inline; filename="calendar.ics"',
        "Content-Length": str(len(body)),
        "Etag": etag(body),
    }
    assert feeds.asked == [secret_hash(feeds.secret)]


async def test_another_program_subscribes(feeds: Feeds) -> None:
    seen = await asyncio.to_thread(
        icalevents.events,
        url=feeds.url,
        start=datetime(2026, 3, 1, tzinfo=UTC),
        end=datetime(2026, 4, 1, tzinfo=UTC),
    )
    (one,) = seen
    assert one.start is not None
    assert (one.summary, one.start.astimezone(UTC).hour, one.private) == ("Visita, 16 h 🎈", 21, True)


async def test_head_tells_the_same_without_the_calendar(feeds: Feeds, client: aiohttp.ClientSession) -> None:
    status, headers, body = await ask(client, feeds.url, "HEAD")
    assert (status, headers, body) == (200, (await ask(client, feeds.url))[1], b"")
    assert (await ask(client, feeds.url, "HEAD", If_None_Match=headers["Etag"]))[0] == 304
    assert (await ask(client, feeds.of(new_secret()), "HEAD"))[0] == 404


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("{tag}", 304),
        ("W/{tag}", 304),
        ("*", 304),
        ('"a", W/"b,c" , {tag}', 304),
        ('"other"', 200),
        ("", 200),
        ("{bare}", 200),
        ('"*"', 200),
        ('"a{bare}"', 200),
    ],
)
async def test_what_a_program_has_it_is_not_sent_again(
    feeds: Feeds, client: aiohttp.ClientSession, told: str, status: int
) -> None:
    tag = etag(feeds.document)
    answer = await ask(client, feeds.url, If_None_Match=told.format(tag=tag, bare=tag.strip('"')))
    assert answer[0] == status
    if status == 304:
        assert answer[1:] == ({**DISCREET, "Etag": tag}, b"")


async def test_a_tag_may_stand_in_a_second_header(feeds: Feeds, client: aiohttp.ClientSession) -> None:
    headers = [("If-None-Match", '"a"'), ("If-None-Match", etag(feeds.document))]
    async with client.get(feeds.url, headers=headers) as answer:
        assert answer.status == 304


async def test_a_calendar_that_changed_is_sent_anew(feeds: Feeds, client: aiohttp.ClientSession) -> None:
    before = (await ask(client, feeds.url))[1]["Etag"]
    feeds.documents[secret_hash(feeds.secret)] = written(occasion(sequence=1))
    status, headers, body = await ask(client, feeds.url, If_None_Match=before)
    assert (status, body) == (200, feeds.document)
    assert headers["Etag"] != before


async def test_unknown_revoked_and_malformed_are_answered_alike(
    feeds: Feeds, client: aiohttp.ClientSession
) -> None:
    revoked = feeds.url
    feeds.documents.clear()
    asked = [
        revoked,
        feeds.of(new_secret()),
        feeds.of(""),
        feeds.of("short"),
        feeds.of("x" * 4000),
        feeds.of("%00%ff%ed%a0%80"),
        feeds.of("%2e%2e%2fetc%2fpasswd"),
        feeds.of("é🎈"),
        revoked.removesuffix(".ics"),
        f"{feeds.base}/calendar/",
        f"{feeds.base}/calendar/a/b/c.ics?d=e",
    ]
    answers = [await ask(client, url, If_None_Match="*") for url in asked]
    answers += [await ask(client, revoked)]
    due = {**DISCREET, "Content-Type": "text/plain; charset=utf-8", "Content-Length": "10"}
    assert answers == [(404, due, b"not found\n")] * len(answers)


async def test_a_secret_without_its_ending_is_no_address(feeds: Feeds, client: aiohttp.ClientSession) -> None:
    assert (await ask(client, feeds.url.removesuffix(".ics")))[0] == 404
    assert (await ask(client, feeds.url + ".ics"))[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "REPORT"])
async def test_a_feed_is_only_read(feeds: Feeds, client: aiohttp.ClientSession, method: str) -> None:
    status, headers, body = await ask(client, feeds.url, method)
    assert (status, headers["Allow"]) == (405, "GET,HEAD")
    assert feeds.secret.encode() not in body
    assert feeds.asked == []


async def test_whoever_guesses_waits_and_learns_nothing_meanwhile(
    feeds: Feeds, client: aiohttp.ClientSession
) -> None:
    for _ in range(MISSES):
        assert (await ask(client, feeds.of(new_secret())))[0] == 404
    count = len(feeds.asked)
    feeds.watch.at += 20
    for url in (feeds.of(new_secret()), feeds.url):
        status, headers, body = await ask(client, url)
        assert (status, body) == (429, b"too many requests\n")
        assert headers["Retry-After"] == "40"
        assert headers.items() >= DISCREET.items()
    assert len(feeds.asked) == count
    feeds.watch.at += SECONDS
    assert (await ask(client, feeds.url))[0] == 200


async def test_reading_is_no_guess(feeds: Feeds, client: aiohttp.ClientSession) -> None:
    tag = etag(feeds.document)
    for _ in range(MISSES):
        assert (await ask(client, feeds.url))[0] == 200
        assert (await ask(client, feeds.url, If_None_Match=tag))[0] == 304
    assert (await ask(client, feeds.url))[0] == 200


async def test_behind_a_proxy_on_this_machine_each_guesses_for_themself(
    feeds: Feeds, client: aiohttp.ClientSession
) -> None:
    for n in range(MISSES):
        told = f"10.0.0.{n}, 203.0.113.7"  # What stands first, anybody can write.
        assert (await ask(client, feeds.of("guess"), X_Forwarded_For=told))[0] == 404
    assert (await ask(client, feeds.url, X_Forwarded_For="203.0.113.7"))[0] == 429
    assert (await ask(client, feeds.url, X_Forwarded_For="203.0.113.8"))[0] == 200
    assert (await ask(client, feeds.url))[0] == 200


async def test_trouble_is_not_told_and_is_no_guess(
    feeds: Feeds, client: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    feeds.trouble = RuntimeError(f"no such thing as {feeds.url}")
    for _ in range(MISSES + 1):
        status, headers, body = await ask(client, feeds.url)
        assert (status, headers["Retry-After"], body) == (503, "60", b"not now\n")
    assert caplog.messages == ["calendar: a feed could not be read (RuntimeError)"] * (MISSES + 1)
    feeds.trouble = None
    assert (await ask(client, feeds.url))[0] == 200


async def test_the_secret_is_in_no_log(
    feeds: Feeds, client: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("aiohttp.access", "aiohttp.server", "aiohttp.web", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)  # and as it was before, afterwards
    unknown = new_secret()
    for url in (feeds.url, feeds.of(unknown)):
        for method in ("GET", "HEAD", "POST"):
            await ask(client, url, method)
    feeds.trouble = ValueError(feeds.secret)
    await ask(client, feeds.url)
    for _ in range(MISSES + 1):
        feeds.trouble = None
        await ask(client, feeds.of(unknown))
    told = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    for secret in (feeds.secret, unknown, secret_hash(feeds.secret)):
        assert secret not in told
    assert "aiohttp.access" not in {record.name for record in caplog.records}


async def test_a_request_that_is_none_is_not_quoted_in_the_program_s_log(feeds: Feeds) -> None:
    before = logging.getLogger().handlers[:], logging.getLogger().level
    stream = io.StringIO()
    logs.set_up(is_production=True, stream=stream)
    try:
        host = feeds.base.removeprefix("http://")
        for line in (
            f"GET /calendar/{feeds.secret}.ics HTTP/9.9",
            f"GE\x00T /calendar/{feeds.secret}.ics HTTP/1.1",
        ):
            await asyncio.to_thread(_say, host, line)
    finally:
        logging.getLogger().handlers, logging.getLogger().level = before
        structlog.reset_defaults()
    assert feeds.secret not in stream.getvalue()


def _say(host: str, line: str) -> None:
    connection = http.client.HTTPConnection(host, timeout=10)
    connection.connect()
    connection.sock.sendall(f"{line}\r\nHost: {host}\r\n\r\n".encode())
    connection.sock.recv(4096)
    connection.close()


@pytest.mark.parametrize("is_there", [True, False])
async def test_the_program_has_feeds_where_it_has_calendars(
    client: aiohttp.ClientSession, *, is_there: bool
) -> None:
    feeds = Feeds()
    app = application(cast("House", object()), feeds.read if is_there else None)
    runner, port = await serve(app, "127.0.0.1", 0)
    feeds.base = f"http://127.0.0.1:{port}"
    try:
        assert (await ask(client, f"{feeds.base}/healthz"))[0] == 200
        status, _, body = await ask(client, feeds.url)
    finally:
        await runner.cleanup()
    assert (status, body == feeds.document) == ((200, True) if is_there else (404, False))
