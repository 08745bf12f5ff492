"""Nothing private stands in clear in what the program writes down or says of itself.

Everything private in a lively story carries a mark; afterwards no mark is in the database's files or its log,
nor in the program's log at DEBUG, its figures, its pages or its errors.
"""

from __future__ import annotations

import base64
import io
import socket
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path

import aiohttp
import psycopg
import pytest
from psycopg import sql

from bot.adapters.telegram.adapter import Telegram
from bot.chat.clock import SetClock
from bot.chat.media import MediaKind
from bot.chat.messenger import Messenger
from bot.store.sealing import Master, fresh_key
from bot.store.store import Store
from bot.web import application, serve
from tests.both import ON_MATRIX, both_stage
from tests.canary import Marks, Overheard, everything_logged, files_under, told_by
from tests.fakes.botapi_call import Call
from tests.lively import UNICORN, Lively
from tests.postgres import PostgresServer, fresh_database
from tests.story.phones import TelegramExchange
from tests.story.samples import MARK
from tests.story.stage import MONDAY_MORNING, Stage
from tests.synapse.server import Synapse

WEBHOOK_SECRET = "Zqwebhooksecretofours"
Log = tuple[io.StringIO, Overheard]


@pytest.fixture
def log() -> Iterator[Log]:
    with everything_logged() as both:
        yield both


class ByWebhook(TelegramExchange):
    """Telegram that posts to us."""

    def __init__(self, clock: SetClock, port: int) -> None:
        super().__init__(clock)
        self._port = port

    def adapter(self, store: Store | None = None) -> Messenger:
        return Telegram(
            self.server.token,
            clock=self._clock,
            api_base_url=self.server.url,
            mode="webhook",
            webhook_url=f"http://127.0.0.1:{self._port}/posts",
            webhook_secret=WEBHOOK_SECRET,
        )


def _story(url: str, seed: int, exchange: TelegramExchange, clock: SetClock) -> Lively:
    marks, key = Marks(seed), fresh_key()
    marks.add("bot token", exchange.server.token)
    marks.add("webhook secret", WEBHOOK_SECRET)
    marks.add("master key bytes", key)
    return Lively(Stage(exchange, clock, url, Master(key)), exchange, marks)


async def _lively(url: str, seed: int) -> AsyncIterator[Lively]:
    clock = SetClock(MONDAY_MORNING)
    story = _story(url, seed, TelegramExchange(clock), clock)
    await story.begin()
    await story.play()
    yield story
    await story.stage.close()


@pytest.fixture
async def on_sqlite(log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Lively]:
    # What is written beside the database, in a folder for it, is looked through as well.
    (tmp_path / "beside").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "beside"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "beside"))
    async for story in _lively(f"sqlite:///{tmp_path / 'story.db'}", seed=1):
        yield story


@pytest.fixture
async def on_postgresql(log: Log, postgres_server: PostgresServer) -> AsyncIterator[Lively]:
    async for story in _lively(fresh_database(postgres_server), seed=2):
        yield story


async def _pages(story: Lively) -> dict[str, str]:
    """Return what the program's own HTTP port tells."""
    runner, port = await serve(application(story.stage.house), "127.0.0.1", 0)
    told = {}
    try:
        async with aiohttp.ClientSession() as browser:
            for page in ("metrics", "healthz", "readyz", "nothing"):
                async with browser.get(f"http://127.0.0.1:{port}/{page}") as answer:
                    told[page] = f"{answer.headers} {await answer.text()}"
    finally:
        await runner.cleanup()
    return told


async def _told(story: Lively, log: Log) -> dict[str, str]:
    """Return everything that the program said of itself, by where it said it."""
    written, overheard = log
    errors = [*story.troubles, *overheard.caught]
    assert len(story.troubles) >= 5
    assert "not accepted" in written.getvalue()
    assert overheard.of("sqlalchemy.engine"), "the loudest library was not even heard"
    return {
        "log": written.getvalue(),
        "log before anything was taken out of it": "\n".join(overheard.told),
        **await _pages(story),
        **{f"error {number} {type(one).__name__}": told_by(one) for number, one in enumerate(errors)},
    }


def _betrayed(story: Lively, told: Mapping[str, str | bytes]) -> dict[str, list[str]]:
    found = {place: story.marks.found_in(words) for place, words in told.items()}
    return {place: marks for place, marks in found.items() if marks}


def _everything_was_said(story: Lively) -> None:
    """The story did not leave out what it was to hide: each mark was on a screen, or in the roster."""
    seen = "\n".join(str(call.params) + str(call.result) for call in story.server.requests)
    screens = "\n".join(str(one) for user in story.phones for one in user.screen(with_own=True))
    known = seen + screens + story.roster
    unsaid = [what for what, mark in story.marks.of.items() if what.startswith("words") and mark not in known]
    assert unsaid == []
    ids = [mark.lower() for what, mark in story.marks.of.items() if what.startswith("id of ")]
    assert len(ids) == 18
    assert all(f'"{one}"' in story.roster for one in ids)
    assert len(story.marks.of) > 80


async def test_nothing_private_is_in_clear_in_sqlite_files_logs_pages_and_errors(
    on_sqlite: Lively, log: Log, tmp_path: Path
) -> None:
    story = on_sqlite
    _everything_was_said(story)
    while_open = files_under(tmp_path)
    assert "story.db-wal" in while_open
    assert _betrayed(story, await _told(story, log)) == {}
    assert _betrayed(story, while_open) == {}
    assert story.given_away() == []
    _the_search_would_find(story)
    await story.stage.close()
    assert _betrayed(story, files_under(tmp_path)) == {}


def _the_search_would_find(story: Lively) -> None:
    """What is shown to somebody who may not read it is found, in words and in files."""
    to = {"chat_id": story.user("francis").id, "text": f"See {story.marks('name of gladys')}"}
    story.server.requests.append(Call(0, 0.0, "sendMessage", to))
    assert story.given_away() == ["name of gladys, to francis in sendMessage"]


@pytest.mark.xdist_group("postgres")
async def test_nothing_private_is_in_clear_in_postgresql_tables_and_files(
    on_postgresql: Lively, log: Log, postgres_server: PostgresServer
) -> None:
    story = on_postgresql
    _everything_was_said(story)
    assert _betrayed(story, await _told(story, log)) == {}
    assert story.given_away() == []
    with psycopg.connect(story.stage.url, autocommit=True) as connection:
        assert _betrayed(story, _rows(connection)) == {}
        files = _files(connection, Path(str(postgres_server.pgdata)))
    assert len(files) > 100
    assert _betrayed(story, files) == {}


def _files(connection: psycopg.Connection[tuple[object, ...]], folder: Path) -> dict[str, bytes]:
    """Return what the server keeps of this database, its write-ahead log and its own log."""
    connection.execute("CHECKPOINT")
    [(oid,)] = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
    places = [folder / "base" / str(oid), folder / "pg_wal", folder / "global"]
    files = [path for place in places for path in place.iterdir()] + list(folder.glob("*log*"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.is_file()}


def _rows(connection: psycopg.Connection[tuple[object, ...]]) -> dict[str, str]:
    """Return every table as text, in which bytes stand in hexadecimal."""
    names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert len(names) > 20
    tables = {}
    for (name,) in names:
        table = sql.Identifier(str(name))
        rows = connection.execute(sql.SQL("SELECT t::text FROM {} AS t").format(table)).fetchall()
        tables[str(name)] = "\n".join(str(row) for (row,) in rows)
    assert "\\x" in tables["message"]
    return tables


async def test_the_search_finds_a_mark_in_whatever_form_it_was_written() -> None:
    marks = Marks(3)
    mark = marks("a name")
    forms = [
        mark.upper().encode(),
        mark.encode("utf-16-le"),
        mark.encode().hex().encode(),
        base64.b64encode(f"ab{mark}cd".encode()),
        base64.b64encode(f"{mark}cd".encode()),
        repr(f"«{mark}»").encode(),
    ]
    assert [marks.found_in(b"before " + form + b" after") for form in forms] == [["a name"]] * len(forms)
    assert marks.found_in(b"Zq and nothing more") == []


async def test_the_webhook_tells_nothing_of_its_secret(log: Log, tmp_path: Path) -> None:
    clock = SetClock(MONDAY_MORNING)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    exchange = ByWebhook(clock, port)
    story = _story(f"sqlite:///{tmp_path / 'story.db'}", 4, exchange, clock)
    await story.stage.open(joined=tuple(story.joined), roster=story.roster)
    house = story.stage.house
    telegram = house.messengers["telegram"]
    assert isinstance(telegram, Telegram)
    app = application(house)
    app.add_routes(telegram.webhook_routes(house.intake("telegram")))
    runner, _ = await serve(app, "127.0.0.1", port)
    story.user("wendy").says(f"/caseworker {story.marks('words by webhook')}")
    await exchange.server.wait_for(lambda: not exchange.server.queue.has_something)
    async with aiohttp.ClientSession() as browser:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
            async with browser.post(f"http://127.0.0.1:{port}/posts", data=b"{", headers=headers) as answer:
                assert answer.status == 403
        right = {"X-Telegram-Bot-Api-Secret-Token": WEBHOOK_SECRET}
        async with browser.post(f"http://127.0.0.1:{port}/posts", data=b"{", headers=right) as answer:
            assert answer.status == 200
    await story.stage.settle()
    assert story.marks("words by webhook") in story.user("tianna").last.text
    told = {"log": log[0].getvalue(), "heard": "\n".join(log[1].told), **await _pages(story)}
    assert "a post without the webhook's secret" in told["log"]
    assert _betrayed(story, told) == {}
    assert _betrayed(story, files_under(tmp_path)) == {}
    await runner.cleanup()
    await story.stage.close()


async def test_nothing_of_those_on_matrix_is_in_clear_in_files_and_log(
    log: Log, synapse: Synapse, tmp_path: Path
) -> None:
    """With whom the bot is in which room stands in the library's own store of keys; all else nowhere."""
    marks, key = Marks(5), fresh_key()
    async with both_stage(synapse, tmp_path, SetClock(MONDAY_MORNING), key=key) as stage:
        await stage.settle()
        ana, brianna = stage.phone("Ana"), stage.app("Brianna")
        ana.says("/switch macia")
        await stage.settle()
        ana.says(f"Hola {marks('words from telegram')}")
        await stage.settle()
        asked = next(one for one in stage.screen("Brianna") if marks("words from telegram") in one.body)
        brianna.says(f"Hello {marks('words from matrix')}", reply_to=asked.id)
        brianna.reacts(asked.id, UNICORN)
        brianna.sends([MediaKind.VOICE], marks("words under a voice"), room="Macia")
        await stage.settle()
        brianna.says(f"!caseworker {marks('words for the caseworker')}")
        await stage.settle()
        marks.add("reaction, as key bytes", UNICORN.encode())
        marks.add("what is hidden in a file", MARK)
        marks.add("master key bytes", key)
        for name in ON_MATRIX:
            marks.add(f"account of {name}", stage.person(name).user)
            for number, room in enumerate(stage.person(name).rooms_with(stage.bot)):
                marks.add(f"room {number} of {name}", room)
        assert any(marks("words from matrix") in text for text in stage.reads("Ana"))
        assert any(marks("words for the caseworker") in text for text in stage.reads("Tianna"))
        # What libraries told is not asked for: people's own apps are in this process as well.
        own = {
            name: data
            for name, data in files_under(tmp_path).items()
            if name.startswith(("keys/", "story.db", "beside/"))
        }
        found = {place: marks.found_in(told) for place, told in own.items()}
        found["log"] = marks.found_in(log[0].getvalue())
    of_library = {what for place in list(found) if place.startswith("keys/") for what in found.pop(place)}
    assert {place: what for place, what in found.items() if what} == {}
    assert {what.partition(" ")[0] for what in of_library} == {"account", "room"}
