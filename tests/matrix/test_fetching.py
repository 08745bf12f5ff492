"""Files that people send: brought from the homeserver, opened, and of no more than was asked for."""

from __future__ import annotations

import json
import logging
import random
from collections.abc import AsyncIterator

import msgspec
import pytest
from aiohttp import ClientSession, web
from nio import AsyncClient

from bot.adapters.matrix import Matrix
from bot.adapters.matrix.fetching import fetch
from bot.chat.incoming import Edit, Shared
from bot.chat.media import MediaKind, Source
from bot.chat.messenger import NotSent, Refused
from tests.canary import everything_logged
from tests.matrix.conftest import PASSWORD
from tests.matrix.stage import Bot, outgoing
from tests.synapse.person import MatrixPerson, Shot
from tests.synapse.proxy import Fault, Proxy
from tests.synapse.server import Synapse

CIRCLE = "circle-1"
DATA = random.Random(7).randbytes(200_001)
LIMIT = 2**20
FLOOD = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too many requests", "retry_after_ms": 7000}
MEDIA = "/media/download/"


@pytest.fixture
async def line(synapse: Synapse) -> AsyncIterator[Proxy]:
    async with Proxy(synapse.url) as proxy:
        yield proxy


@pytest.fixture
def bot(bot: Bot, line: Proxy) -> Bot:
    """The bot, whose requests pass through the line."""
    return Bot(line.url, bot.user, PASSWORD, bot.folder)


async def _room(bot: Bot, matrix: Matrix, ana: MatrixPerson) -> str:
    await matrix.send(outgoing(ana.user, "hello", conversation=CIRCLE))
    room = bot.rooms.rooms[ana.user, CIRCLE]
    await ana.sees(room, "hello")
    return room


async def _shared(bot: Bot, count: int = 1) -> list[Shared]:
    def found() -> list[Shared]:
        return [content for content in bot.journal.contents if isinstance(content, Shared)]

    await bot.journal.until(lambda _: len(found()) == count)
    return found()


@pytest.mark.parametrize("is_sealed", [True, False], ids=["encrypted", "in-the-clear"])
async def test_what_a_person_shares_is_fetched_and_opened(
    bot: Bot, ana: MatrixPerson, *, is_sealed: bool
) -> None:
    shots = [
        Shot(DATA, thumbnail=b"a smaller one"),
        Shot(b"OggS", "m.audio", "audio/ogg", extra={"org.matrix.msc3245.voice": {}}),
        Shot(b"", "m.video", "video/mp4"),
        Shot(b"%PDF", "m.file", "application/pdf", "Ana Gutierrez.pdf"),
    ]
    async with bot.running() as matrix:
        room = await _room(bot, matrix, ana)
        for shot in shots:
            await ana.shares(room, shot, is_sealed=is_sealed)
        found = await _shared(bot, len(shots))
        assert [one.kind for one in found] == [
            MediaKind.PICTURE,
            MediaKind.VOICE,
            MediaKind.VIDEO,
            MediaKind.DOCUMENT,
        ]
        assert [one.source.size for one in found] == [len(shot.data) for shot in shots]
        assert [await matrix.fetch(one.source, LIMIT) for one in found] == [shot.data for shot in shots]
        assert await matrix.fetch(found[0].source, len(DATA)) == DATA


async def test_a_changed_caption_is_heard_with_the_same_file(bot: Bot, ana: MatrixPerson) -> None:
    async with bot.running() as matrix:
        room = await _room(bot, matrix, ana)
        event = await ana.shares(room, Shot(DATA), "At the lake")
        await ana.recaptions(room, event, "At the sea")
        await bot.journal.until(lambda journal: len(journal.contents) == 2)
    first, edit = bot.journal.contents
    assert isinstance(first, Shared)
    assert first.text == "At the lake"
    assert edit == Edit(event, "At the sea", Shared(first.kind, first.source, "At the sea"))


async def test_what_is_too_big_is_not_fetched_whatever_its_app_says(bot: Bot, ana: MatrixPerson) -> None:
    async with bot.running() as matrix:
        room = await _room(bot, matrix, ana)
        await ana.shares(room, Shot(DATA, extra={"info": {"size": 7}}))
        (one,) = await _shared(bot)
        with pytest.raises(Refused, match="too-big"):
            await matrix.fetch(one.source, len(DATA) - 1)


@pytest.mark.parametrize(
    ("fault", "problem", "reason"),
    [
        (Fault(MEDIA, 404, {"errcode": "M_NOT_FOUND"}), Refused, "gone"),
        (Fault(MEDIA, 404), Refused, "gone"),
        (Fault(MEDIA, 410), Refused, "gone"),
        (Fault(MEDIA, 403, {"errcode": "M_FORBIDDEN"}), Refused, "gone"),
        (Fault(MEDIA, 413), Refused, "too-big"),
        (Fault(MEDIA, 502, {"errcode": "M_TOO_LARGE"}), Refused, "too-big"),
        (Fault(MEDIA, 307, location="http://127.0.0.1:9/elsewhere"), Refused, "gone"),
        (Fault(MEDIA, 307, location="mailto:x"), Refused, "gone"),
        (Fault(MEDIA, 307, times=9), Refused, "gone"),
        (Fault(MEDIA, 429, FLOOD), NotSent, "flood"),
        (Fault(MEDIA, 504, {"errcode": "M_NOT_YET_UPLOADED"}), NotSent, "server"),
        (Fault(MEDIA, 502), NotSent, "server"),
        (Fault(MEDIA, times=2), NotSent, "no-answer"),
    ],
)
async def test_what_keeps_a_file_away_is_told_apart(
    bot: Bot, ana: MatrixPerson, line: Proxy, fault: Fault, problem: type[Exception], reason: str
) -> None:
    async with bot.running() as matrix:
        room = await _room(bot, matrix, ana)
        await ana.shares(room, Shot(DATA))
        (one,) = await _shared(bot)
        line.faults.append(msgspec.structs.replace(fault))
        with pytest.raises(problem, match=reason) as caught:
            await matrix.fetch(one.source, LIMIT)
        line.faults.clear()
        assert getattr(caught.value, "retry_after", None) == (7.0 if reason == "flood" else None)
        assert await matrix.fetch(one.source, LIMIT) == DATA


async def test_a_file_that_has_moved_within_its_homeserver_is_followed(
    bot: Bot, ana: MatrixPerson, line: Proxy
) -> None:
    async with bot.running() as matrix:
        room = await _room(bot, matrix, ana)
        await ana.shares(room, Shot(DATA))
        (one,) = await _shared(bot)
        moved = f"/_matrix/client/v1{MEDIA}{one.source.same.removeprefix('mxc://')}"
        line.faults.append(Fault(MEDIA, 308, location=f"{moved}?timeout_ms=1000"))
        assert await matrix.fetch(one.source, LIMIT) == DATA


async def test_a_file_that_is_not_what_was_sent_is_gone(bot: Bot, ana: MatrixPerson) -> None:
    async with bot.running() as matrix:
        room = await _room(bot, matrix, ana)
        await ana.shares(room, Shot(DATA))
        await ana.shares(room, Shot(DATA[::-1]))
        one, other = await _shared(bot, 2)
        key = {**json.loads(one.source.key), "mxc": other.source.same}
        with pytest.raises(Refused, match="gone"):
            await matrix.fetch(Source(json.dumps(key), other.source.same), LIMIT)
        missing = Source(json.dumps({"mxc": f"{one.source.same}x"}), "")
        with pytest.raises(Refused, match="gone"):
            await matrix.fetch(missing, LIMIT)


async def test_nothing_is_fetched_where_nobody_listens(bot: Bot) -> None:
    matrix = bot.adapter()
    matrix._connection._seconds = 0.01
    with pytest.raises(NotSent, match="not-listening"):
        await matrix.fetch(Source(json.dumps({"mxc": "mxc://example.org/x"}), ""), LIMIT)
    await matrix.close()


async def test_no_more_is_taken_than_was_asked_for_where_nobody_says_how_much_there_is() -> None:
    given = 0

    async def give(request: web.Request) -> web.StreamResponse:
        nonlocal given
        response = web.StreamResponse()
        await response.prepare(request)
        while given < 100 * LIMIT:
            await response.write(DATA)
            given += len(DATA)
        return response

    application = web.Application()
    application.router.add_get("/{path:.*}", give)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    client = AsyncClient(f"http://127.0.0.1:{runner.addresses[0][1]}", "@bot:example.org")
    client.client_session = ClientSession()
    try:
        with pytest.raises(Refused, match="too-big"):
            await fetch(client, Source(json.dumps({"mxc": "mxc://example.org/x"}), ""), LIMIT)
    finally:
        await client.close()
        await runner.cleanup()
    assert given < 50 * LIMIT


async def test_neither_the_token_nor_where_a_file_is_stands_in_any_log(
    bot: Bot, ana: MatrixPerson, line: Proxy
) -> None:
    async with bot.running() as matrix:
        room = await _room(bot, matrix, ana)
        await ana.shares(room, Shot(DATA))
        (one,) = await _shared(bot)
        token = json.loads(bot.vault.secrets["matrix-device"])["access_token"]
        with everything_logged() as (written, overheard):
            logging.getLogger("bot").warning("this is heard")
            for fault in (None, Fault(MEDIA, 404), Fault(MEDIA, 500), Fault(MEDIA, times=2)):
                line.faults += [fault] if fault else []
                try:
                    await matrix.fetch(one.source, LIMIT)
                except (Refused, NotSent) as problem:
                    told = f"{problem!r} {problem.__cause__!r} {problem.__context__!r}"
                    overheard.told.append(told)
        logged = written.getvalue() + "\n".join(overheard.told)
    assert "this is heard" in logged
    secrets = [token, one.source.same, *json.loads(one.source.key).values()]
    assert [secret for secret in secrets if secret in logged] == []
