"""Of a file that somebody sends nothing goes on but what it shows, and what serves nobody is kept nowhere.

Every place in which a file can say who made it, and where, holds a mark, and so does its name. What is
asserted stands in the raw requests to Telegram, in the raw requests to a real homeserver, in what other
people's apps decrypt, in the database's files and in the logs.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
import zipfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from sqlalchemy import select, update

from bot.chat.clock import SetClock
from bot.store.schema import circle, media
from bot.store.sealing import Master, fresh_key
from bot.store.session import Session
from tests.both import BothStage, both_stage
from tests.canary import Overheard, everything_logged, files_under
from tests.cleaning.marks import MARK, RAW_MARK, has_mark
from tests.cleaning.recorded import opened, recording
from tests.cleaning.test_pictures import CAMERA, GPS, SERIAL, _claiming, jpeg
from tests.fakes.botapi_user import User
from tests.outgoing import OUTWARD
from tests.story.phones import TelegramExchange
from tests.story.samples import picture
from tests.story.stage import MONDAY_MORNING, TEXTS, Stage
from tests.synapse.person import MatrixPerson, Shot
from tests.synapse.server import Synapse

NAME = f"{MARK}-IMG_20260503.jpg"
WHERE = "+40.4461-079.9822/"
OF_TELEGRAM = ("LEAKTHUMBNAIL", "LEAKPERFORMER", "LEAKTITLE")
CHILD = "Jaylan"
PHOTO = jpeg()
VOICE = recording("ogg", audio="libopus")
SONG = recording("mp3", audio="libmp3lame")
VIDEO = recording("mov", video="libx264", audio="aac")
SVG = f"<svg xmlns='http://www.w3.org/2000/svg'><script>{MARK}</script></svg>".encode()


def _acting() -> bytes:
    """Return a PDF that runs a script when it is opened."""
    sink = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.docinfo["/Author"] = MARK
        made.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String(f"app.alert('{MARK}')")
        )
        made.save(sink)
    return sink.getvalue()


SCRIPT = _acting()
HUGE = _claiming("PNG")
CUT_SHORT = PHOTO[: PHOTO.index(b"\xff\xda") + 200]
HEAVY = PHOTO + bytes(25_000_000 - len(PHOTO))


# --- the marks are there


def test_the_picture_says_where_it_was_taken_with_what_and_more() -> None:
    with Image.open(io.BytesIO(PHOTO)) as taken:
        told = taken.getexif()
        assert told[CAMERA] == MARK
        assert told.get_ifd(0x8769)[SERIAL] == MARK
        assert told.get_ifd(GPS)[2] == (40.0, 26.0, 46.0)
        assert MARK in str(taken.info["xmp"])
    small = PHOTO.index(b"JFXX")
    assert RAW_MARK in PHOTO[small : small + 2000]
    with zipfile.ZipFile(io.BytesIO(PHOTO)) as behind:
        assert behind.namelist() == [f"{MARK}.txt"]


@pytest.mark.parametrize("data", [VOICE, SONG, VIDEO], ids=["voice", "song", "video"])
def test_the_recordings_say_who_made_them_and_where(data: bytes) -> None:
    with opened(data) as told:
        tags = {**told.metadata, **told.streams[0].metadata}
    assert MARK in tags.values()
    assert any(WHERE in value for value in tags.values())
    assert has_mark(data)
    assert WHERE.encode() in data


def test_what_is_refused_is_what_it_is_called() -> None:
    assert len(HUGE) < 1000
    assert HUGE[16:24] == (30_000).to_bytes(4, "big") * 2
    assert has_mark(SCRIPT)
    assert has_mark(CUT_SHORT)
    assert len(HEAVY) == 25_000_000


# --- everything that can be looked through


class Story:
    """Samara has Telegram, Francis and Brianna have Matrix, Tianna looks first; nothing is too much."""

    def __init__(self, stage: BothStage, log: tuple[io.StringIO, Overheard], opened_files: list[str]) -> None:
        self.stage = stage
        self.log = log
        self.opened_files = opened_files
        self.samara: User = stage.exchange.telegram.users["Samara"]
        self.francis: MatrixPerson = stage.person("Francis")
        self.room = stage.room("Francis", CHILD)

    async def shares(self, shot: Shot, words: str | None = None, *, is_sealed: bool = True) -> None:
        """Let Francis's app send a file."""
        event = await self.francis.shares(self.room, shot, words, is_sealed=is_sealed)
        self.stage.matrix.expects(event)
        await self.stage.settle()

    async def passes_on(self) -> None:
        """Let Tianna pass on whatever waits."""
        desk = self.stage.app("Tianna")
        for _ in range(20):
            waits = [one for one in desk.screen() if any("Pass it on" in row for row in one.labels)]
            new = [one for one in waits if (one.id, 1) not in desk.reacted]
            if not new:
                return
            desk.presses(new[0].id, "Pass it on")
            await self.stage.settle()

    def shown_on_telegram(self) -> list[bytes]:
        """Return every file that the bot has put on somebody's Telegram."""
        calls = [call for call in self.stage.server.requests if call.method in OUTWARD]
        return [file.content for call in calls for file in call.files.values()]

    async def shown_on_matrix(self) -> list[bytes]:
        """Return every file of the bot's as somebody's app opens it."""
        found = []
        for name in ("Francis", "Brianna", "Tianna"):
            person = self.stage.person(name)
            for _, event in person.received:
                content = event.get("content") or {}
                if event.get("sender") == self.stage.bot and ("file" in content or "url" in content):
                    found.append(await person.opens_file(content))
        return found

    def told_to_telegram(self) -> list[bytes]:
        """Return every request of the bot's to Telegram, and the files with their names and kinds."""
        told = []
        for call in self.stage.server.requests:
            told.append(json.dumps(call.params, ensure_ascii=False).encode())
            for file in call.files.values():
                told += [file.name.encode(), file.content_type.encode(), file.content]
        return told

    def told_to_the_homeserver(self) -> list[bytes]:
        """Return every request of the bot's to the homeserver, with its body and its headers."""
        return [
            part
            for one in self.stage.line.requests
            for part in (one.path.encode(), one.body.encode(), one.data, str(one.headers).encode())
        ]

    def told_to_apps(self) -> list[bytes]:
        """Return every event of the bot's as somebody's app decrypts it."""
        return [
            json.dumps(event, ensure_ascii=False, default=str).encode()
            for name in ("Francis", "Brianna", "Tianna")
            for _, event in self.stage.person(name).received
            if event.get("sender") == self.stage.bot
        ]

    def logged(self) -> list[bytes]:
        """Return all that the program has logged, and what its loggers were handed.

        The Matrix library quotes what it finds wrong in an event; of what it is handed nothing is written.
        """
        handed = [line.encode() for line in self.log[1].told if not line.startswith("nio.")]
        return [self.log[0].getvalue().encode(), *handed]

    async def leaks(self, folder: Path) -> dict[str, int]:
        """Return where a mark is found, and how often."""
        places = {
            "to Telegram": self.told_to_telegram(),
            "to the homeserver": self.told_to_the_homeserver(),
            "in apps": self.told_to_apps(),
            "in files on Matrix": await self.shown_on_matrix(),
            "in the log": self.logged(),
            "in the database": [data for name, data in files_under(folder).items() if "story.db" in name],
            "in other files": [data for name, data in files_under(folder).items() if "story.db" not in name],
        }
        found = {place: sum(map(_tells, parts)) for place, parts in places.items()}
        return {place: count for place, count in found.items() if count}


def _tells(data: bytes) -> bool:
    marks = (WHERE, *OF_TELEGRAM)
    return has_mark(data) or any(mark.encode() in data for mark in marks)


_heard: list[list[str]] = []


def _listens(event: str, args: tuple[Any, ...]) -> None:
    if event != "open" or not _heard:
        return
    path, mode, flags = args
    writes = any(letter in (mode or "") for letter in "wax+") or bool(flags and flags & 0o3)
    if writes and isinstance(path, str):
        _heard[-1].append(path)


sys.addaudithook(_listens)


@contextmanager
def _opened_for_writing() -> Iterator[list[str]]:
    """Note every file that this process opens to write into, also what is gone again right after."""
    _heard.append([])
    try:
        yield _heard[-1]
    finally:
        _heard.pop()


def test_the_search_would_find_them(tmp_path: Path) -> None:
    for sent in (PHOTO, VOICE, SONG, VIDEO, SVG, SCRIPT, NAME.encode(), b"LEAKTITLE", f"at {WHERE}".encode()):
        assert _tells(sent)
    assert not _tells(picture())
    with _opened_for_writing() as opened_files, tempfile.NamedTemporaryFile(dir=tmp_path) as passing:
        (tmp_path / "read").touch()
        (tmp_path / "read").read_bytes()
        assert opened_files.count(passing.name) == 1


@pytest.fixture(params=[True, False], ids=["encrypted", "in-the-clear"])
async def story(
    request: pytest.FixtureRequest, synapse: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Story]:
    is_encrypted: bool = request.param
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    with everything_logged() as log, _opened_for_writing() as opened_files:
        async with both_stage(
            synapse, tmp_path, SetClock(MONDAY_MORNING), encrypted=is_encrypted, videos="on"
        ) as stage:
            await stage.settle()
            opened_files.clear()
            yield Story(stage, log, opened_files)


async def test_nothing_that_a_file_says_of_itself_goes_on_or_is_kept(story: Story, tmp_path: Path) -> None:
    stage, samara = story.stage, story.samara
    for kind, data, mime, words in (
        ("document", PHOTO, "image/jpeg", "As a file"),
        ("photo", PHOTO, "", "As a photo"),
        ("voice", VOICE, "", ""),
        ("audio", SONG, "audio/mpeg", ""),
        ("video", VIDEO, "video/mp4", "It moves"),
        ("document", VIDEO, "video/quicktime", "It moves as a file"),
    ):
        samara.sends(kind, data, caption=words, name=NAME, mime=mime)
        await stage.settle()
        await story.passes_on()
    more = {f"org.example.{MARK}": MARK, "filename": NAME}
    for is_sealed in (True, False):
        for msgtype, data, mime in (
            ("m.file", PHOTO, "image/jpeg"),
            ("m.image", PHOTO, "image/jpeg"),
            ("m.audio", VOICE, "audio/ogg"),
            ("m.audio", SONG, "audio/mpeg"),
            ("m.video", VIDEO, "video/quicktime"),
        ):
            shot = Shot(data, msgtype, mime, NAME, PHOTO, more)
            await story.shares(shot, f"By Francis {mime}", is_sealed=is_sealed)
            await story.passes_on()

    on_telegram, on_matrix = story.shown_on_telegram(), await story.shown_on_matrix()
    assert len(on_telegram) == 10
    # Both others of the circle have Matrix when Samara sends, one when Francis does; Tianna looked at some.
    assert len(on_matrix) >= 2 * 6 + 10
    assert {data[:4] for data in on_telegram} >= {b"\xff\xd8\xff\xe0", b"OggS"}
    assert not [one for one in (*on_telegram, *on_matrix) if one in (PHOTO, VOICE, SONG, VIDEO)]
    assert len(story.log[0].getvalue()) > 1000
    assert await story.leaks(tmp_path) == {}
    kept = files_under(tmp_path)
    assert "story.db" in kept
    # What was made anew is in the database sealed only.
    pieces = [data[len(data) // 2 :][:40] for data in (*on_telegram, *on_matrix)]
    assert not [
        piece for piece in pieces for name, data in kept.items() if "story.db" in name and piece in data
    ]
    assert list((tmp_path / "temp").iterdir()) == []
    assert not [path for path in story.opened_files if _is_temporary(path, tmp_path)]


def _is_temporary(path: str, folder: Path) -> bool:
    return path.startswith((str(folder / "temp"), "/tmp/tmp", "/var/tmp", "/dev/shm"))


async def test_what_cannot_be_made_clean_reaches_nobody_and_the_next_words_do(
    story: Story, tmp_path: Path
) -> None:
    samara, screens = story.samara, _screens(story.stage)
    on_telegram = (
        ("uncleaned-too-many-pixels", "document", HUGE, "image/png", None),
        ("uncleaned-not-readable", "photo", CUT_SHORT, "", None),
        ("unsupported-document", "document", SVG, "image/svg+xml", None),
        ("uncleaned-not-allowed", "document", SVG, "image/jpeg", None),
        ("uncleaned-not-allowed", "voice", SVG, "", None),
        ("uncleaned-not-readable", "video", VIDEO[:3000], "video/mp4", None),
        ("uncleaned-has-script", "document", SCRIPT, "application/pdf", None),
        ("uncleaned-too-big", "document", PHOTO, "image/jpeg", 25_000_000),
        ("uncleaned-too-big", "document", HEAVY, "image/jpeg", 1000),
    )
    for number, (why, kind, data, mime, size) in enumerate(on_telegram):
        samara.sends(kind, data, caption=f"never {MARK}", name=NAME, mime=mime, size=size)
        await story.stage.settle()
        assert samara.last.text == TEXTS.render("en", why), (why, kind)
        assert _screens(story.stage) == screens, (why, kind)
        samara.says(f"Next {number}")
        await story.stage.settle()
        screens = _screens(story.stage)
        assert f"Next {number}" in screens["Brianna"][-1], (why, kind)

    screens = _screens(story.stage, "Samara", "Brianna", "Tianna")
    for why, msgtype, data, mime in (
        ("uncleaned-too-many-pixels", "m.image", HUGE, "image/png"),
        ("uncleaned-not-readable", "m.image", CUT_SHORT, "image/jpeg"),
        ("uncleaned-not-allowed", "m.image", SVG, "image/svg+xml"),
        ("unsupported-document", "m.file", SVG, "image/svg+xml"),
        ("uncleaned-has-script", "m.file", SCRIPT, "application/pdf"),
        ("uncleaned-too-big", "m.file", HEAVY, "image/jpeg"),
    ):
        await story.shares(Shot(data, msgtype, mime, NAME, PHOTO), f"never {MARK}")
        assert story.stage.screen("Francis")[-1].body == TEXTS.render("en", why), (why, msgtype)
        assert _screens(story.stage, "Samara", "Brianna", "Tianna") == screens, (why, msgtype)
        story.stage.app("Francis").says(f"Next {why}", room=CHILD)
        await story.stage.settle()
        screens = _screens(story.stage, "Samara", "Brianna", "Tianna")
        assert f"Next {why}" in screens["Samara"][-1], (why, msgtype)

    assert story.shown_on_telegram() == await story.shown_on_matrix() == []
    assert await story.leaks(tmp_path) == {}
    assert list((tmp_path / "temp").iterdir()) == []
    assert await _kept(story.stage) == []


def _screens(stage: Stage, *names: str) -> dict[str, list[str]]:
    """Return what stands on the phones of those whom it is not for, or of these."""
    there = names or ("Brianna", "Francis", "Tianna", "Ana", "Joshua", "Wendy")
    return {name: [one.body for one in stage.screen(name)] for name in there}


# --- what is kept, and for how long


async def _kept(stage: Stage) -> list[tuple[bool, bytes | None]]:
    """Return of each file, oldest first, whether its key is there, and what there is of it, sealed."""
    rows = select(media.c.key, media.c.body).order_by(media.c.id)

    def read(session: Session) -> list[tuple[bool, bytes | None]]:
        return [(row.key is not None, row.body) for row in session.connection.execute(rows)]

    return await stage.house.store.read(read)


async def _is_gone(stage: Stage) -> bool:
    return all(one == (False, None) for one in await _kept(stage))


class Pair(Stage):
    """Ana, Wendy and Tianna on Telegram; the folder that the database is in."""

    exchange: TelegramExchange
    folder: Path

    async def sends(self, kind: str = "photo", data: bytes | None = None, mime: str = "") -> int:
        """Let Ana send a file; return its message."""
        number = len(await _kept(self))
        sent = self.user("Ana").sends(kind, data or picture(number), caption="En el lago", mime=mime)
        await self.settle()
        return int(sent.id)

    def user(self, name: str) -> User:
        """Return somebody's phone."""
        return self.exchange.user(name)

    async def taps(self, name: str, label: str) -> None:
        """Let somebody press the newest button that reads so."""
        self.user(name).taps(label)
        await self.settle()

    def asked(self, name: str) -> str:
        """Return the last button of the newest message that has any."""
        return [one for one in self.user(name).screen() if one.rows][-1].labels[-1]

    async def is_nowhere(self, bodies: Sequence[bytes | None]) -> bool:
        """Whether nothing of these sealed bytes is in any file, once the house is closed."""
        await self.tear_down()
        files = files_under(self.folder)
        pieces = [body[at : at + 32] for body in bodies if body for at in range(0, len(body) - 32, 400)]
        assert pieces
        return not any(piece in data for piece in pieces for data in files.values())


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[Pair]:
    clock = SetClock(MONDAY_MORNING)
    made = Pair(TelegramExchange(clock), clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    made.folder = tmp_path
    roster = (Path(__file__).parent / "data" / "roster-pair.toml").read_text()
    await made.open(joined=("Ana", "Wendy", "Tianna"), roster=roster)
    yield made
    await made.close()


async def test_a_picture_that_is_taken_back_is_gone_before_and_after_it_was_seen(pair: Pair) -> None:
    await pair.sends()
    (waiting,) = await _kept(pair)
    pair.user("Ana").says("/undo")
    await pair.settle()
    assert await _is_gone(pair)
    await pair.sends()
    await pair.taps("Tianna", "Pass it on")
    seen = (await _kept(pair))[-1]
    assert waiting[0]
    assert seen[0]
    assert any(one.file for one in pair.user("Wendy").screen())
    pair.user("Ana").says("/undo")
    await pair.settle()
    assert not any(one.file for one in pair.user("Wendy").screen())
    assert await _is_gone(pair)
    assert await pair.is_nowhere([waiting[1], seen[1]])


async def test_a_picture_that_is_not_passed_on_is_gone(pair: Pair) -> None:
    await pair.sends()
    (held,) = await _kept(pair)
    await pair.taps("Tianna", "Send it back")
    await pair.taps("Tianna", "Too many details")
    assert await _is_gone(pair)
    assert await pair.is_nowhere([held[1]])


async def test_a_document_that_its_writer_lets_be_deleted_is_gone(pair: Pair) -> None:
    made = io.BytesIO()
    with pikepdf.new() as page:
        page.add_blank_page()
        page.save(made)
    await pair.sends("document", made.getvalue(), "application/pdf")
    (asked,) = await _kept(pair)
    await pair.taps("Ana", pair.asked("Ana"))
    assert pair.user("Ana").screen()[-1].text == TEXTS.render("es", "words-deleted")
    assert await _is_gone(pair)
    assert await pair.is_nowhere([asked[1]])


async def test_what_may_not_pass_is_gone_with_its_refusal(pair: Pair) -> None:
    def only_words(session: Session) -> None:
        session.connection.execute(update(circle).values(files="off"))

    await pair.house.store.run(only_words)
    await pair.sends()
    assert pair.user("Ana").last.text == TEXTS.render("es", "file-text-only", caseworker="Tianna")
    assert len(await _kept(pair)) == 1
    assert await _is_gone(pair)

    def paused(session: Session) -> None:
        session.connection.execute(update(circle).values(files="on", phase="paused"))

    await pair.house.store.run(paused)
    await pair.sends()
    assert len(await _kept(pair)) == 2
    assert await _is_gone(pair)


async def test_another_picture_for_what_is_over_is_gone(pair: Pair) -> None:
    old = await pair.sends()
    pair.user("Ana").says("/undo")
    await pair.settle()
    pair.user("Ana").replaces(old, "photo", picture(30))
    await pair.settle()
    assert pair.user("Ana").last.text == TEXTS.render("es", "edit-unknown")
    assert len(await _kept(pair)) == 2
    assert await _is_gone(pair)


async def test_what_everybody_has_is_kept_for_its_days_and_what_still_waits_for_longer(pair: Pair) -> None:
    await pair.sends()
    await pair.taps("Tianna", "Pass it on")
    await pair.sends()
    shown, waiting = await _kept(pair)
    days = timedelta(days=pair.defaults.files_kept_days)
    await pair.wait(days - timedelta(hours=2))
    assert await _kept(pair) == [shown, waiting]
    await pair.wait(timedelta(hours=4))
    assert await _kept(pair) == [(False, None), waiting]
    await pair.taps("Tianna", "Pass it on")
    assert len([one for one in pair.user("Wendy").screen() if one.file]) == 2
    await pair.wait(timedelta(hours=2))
    assert await _is_gone(pair)
    assert await pair.is_nowhere([shown[1], waiting[1]])
