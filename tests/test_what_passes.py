"""What comes of each kind of thing that somebody sends, on each messenger, towards each: one table.

Ana writes, in Spanish; Wendy reads, in English; Tianna is their caseworker, on Wendy's messenger. A cell says
what reaches Wendy and Tianna and what Ana is told, by the text's id. Each direction is one story, told once.
What an app cannot send at all is in the table, too, and said so.
"""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, get_args

import msgspec
import pytest
from PIL import Image

from bot.chat.clock import SetClock
from bot.chat.incoming import (
    Arrival,
    Content,
    Edit,
    Files,
    Group,
    Press,
    Reachable,
    Reaction,
    Shared,
    Uncleaned,
    Unreachable,
    Unreadable,
    Unsupported,
    Withdrawal,
    Words,
)
from bot.chat.media import MediaKind
from bot.chat.messenger import Intake
from bot.chat.text import Text, text
from bot.speech import Speech
from bot.store.sealing import Master, fresh_key
from tests.cleaning.recorded import recording
from tests.locale_files import LOCALE
from tests.story.phones import (
    Exchange,
    Phone,
    Seen,
    SimulatorExchange,
    SimulatorPhone,
    TelegramExchange,
    TelegramPhone,
)
from tests.story.rooms import MatrixExchange, MatrixPhone, MixedExchange
from tests.story.samples import NAME, picture, sample
from tests.story.stage import MONDAY_MORNING, TEXTS, Stage
from tests.synapse.person import MatrixPerson, Shot
from tests.synapse.server import Synapse

WRITER, READER, CASEWORKER = "Ana", "Wendy", "Tianna"
LANGUAGE_OF = {WRITER: "es", READER: "en", CASEWORKER: "en"}
PICTURE, VOICE, VIDEO, DOCUMENT = MediaKind.PICTURE, MediaKind.VOICE, MediaKind.VIDEO, MediaKind.DOCUMENT
HEART, NO_SIGN_FOR_IT = "\u2764", "\U0001f955"
"""A carrot says nothing that any of Telegram's own signs says."""

Direction = tuple[str, str]
TELEGRAM, MATRIX, SIMULATOR = "telegram", "matrix", "simulator"
FROM_TELEGRAM: tuple[Direction, ...] = ((TELEGRAM, TELEGRAM), (TELEGRAM, MATRIX))
FROM_MATRIX: tuple[Direction, ...] = ((MATRIX, TELEGRAM), (MATRIX, MATRIX))
ON_SIMULATOR: tuple[Direction, ...] = ((SIMULATOR, SIMULATOR),)
TO_MATRIX: tuple[Direction, ...] = ((TELEGRAM, MATRIX), (MATRIX, MATRIX))
TO_OTHERS: tuple[Direction, ...] = ((TELEGRAM, TELEGRAM), (MATRIX, TELEGRAM), *ON_SIMULATOR)
DIRECTIONS = FROM_TELEGRAM + FROM_MATRIX + ON_SIMULATOR


class Cell(NamedTuple):
    """What comes of one kind in one direction: how it comes in, and who then reads what.

    ``reads`` and ``desk`` are what appears with Wendy and with Tianna: words, "~" before what changed in its
    place, "x" before what went, "+" before an emoji on own words. ``told`` is what the bot says to Ana.
    """

    comes_as: type[Content] | None
    reads: tuple[str, ...] = ()
    told: tuple[Text, ...] = ()
    desk: tuple[str, ...] = ()


NOT_THERE = Cell(None)
"""The app has no such thing: nobody can send it."""


def reads(*lines: str, as_: type[Content] = Words, told: Sequence[Text] = ()) -> Cell:
    """Return that it passes."""
    return Cell(as_, lines, tuple(told))


def shows(*lines: str) -> Cell:
    """Return that a file passes."""
    return Cell(Shared, lines)


def refused(text_id: str, as_: type[Content] = Unsupported) -> Cell:
    """Return that nobody gets it, and that its writer is told why."""
    return Cell(as_, (), (text(text_id),))


def row(kind: str, *cells: tuple[Sequence[Direction], Cell]) -> dict[tuple[str, str, str], Cell]:
    """Return one row of the table."""
    return {(kind, *direction): cell for directions, cell in cells for direction in directions}


A_DOCUMENT = text("shown-document", count=1)
KEPT_LOCKED = "unsupported-undecryptable"
TABLE = {
    **row("text", (DIRECTIONS, reads("Hola, ¿cómo va?"))),
    **row("text with an emoji of one's own in it",
          (FROM_TELEGRAM, reads("Hola 🙂")), (FROM_MATRIX, reads("Hola :blob:")), (ON_SIMULATOR, NOT_THERE)),
    **row("picture", (DIRECTIONS, shows("[picture]"))),
    **row("picture with words", (DIRECTIONS, shows("[picture] En el lago"))),
    **row("picture sent as a file",
          (FROM_TELEGRAM + FROM_MATRIX, shows("[picture]")), (ON_SIMULATOR, NOT_THERE)),
    # Matrix has no albums: its apps send one picture after the other.
    **row("several pictures",
          ([(TELEGRAM, TELEGRAM), *ON_SIMULATOR], shows("[picture] [picture] Dos fotos")),
          ([(TELEGRAM, MATRIX), *FROM_MATRIX], shows("[picture] Dos fotos", "[picture]"))),
    # Apps on Matrix show no words with a voice: whose it is stands below it.
    **row("voice", (TO_MATRIX, shows("[voice]", "Ana")), (TO_OTHERS, shows("[voice]"))),
    **row("audio file", (TO_MATRIX, shows("[voice]", "Ana")), (TO_OTHERS, shows("[voice]"))),
    **row("video", (DIRECTIONS, shows("[video] Sus primeros pasos"))),
    **row("round video", (FROM_TELEGRAM, shows("[video]")), (FROM_MATRIX + ON_SIMULATOR, NOT_THERE)),
    **row("document", (DIRECTIONS, Cell(Shared, told=(text("document-to", what=A_DOCUMENT),)))),
    **row("other file", (DIRECTIONS, refused("unsupported-document"))),
    # On Telegram it is a kind of its own; elsewhere a GIF is a picture, and passes standing still.
    **row("animation", (FROM_TELEGRAM + ON_SIMULATOR, refused("unsupported-animation")),
          (FROM_MATRIX, shows("[picture]"))),
    **row("sticker with an emoji",
          (FROM_TELEGRAM + FROM_MATRIX, reads("🙂")), (ON_SIMULATOR, NOT_THERE)),
    **row("sticker without", (DIRECTIONS, refused("unsupported-sticker"))),
    **row("location", (DIRECTIONS, refused("unsupported-location"))),
    # It is explained once, however often it moves.
    **row("live location",
          (FROM_TELEGRAM + FROM_MATRIX, refused("unsupported-location")), (ON_SIMULATOR, NOT_THERE)),
    # On Matrix, where there are no cards, a link to somebody with nothing said of them.
    **row("contact", (DIRECTIONS, refused("unsupported-contact"))),
    **row("poll", (DIRECTIONS, refused("unsupported-poll"))),
    # Matrix keeps nothing of where it comes from: for everybody it is said by who sends it.
    **row("forward", (FROM_TELEGRAM + ON_SIMULATOR, refused("unsupported-forward")),
          (FROM_MATRIX, reads("Palabras de otra persona"))),
    **row("story",
          (FROM_TELEGRAM + ON_SIMULATOR, refused("unsupported-story")), (FROM_MATRIX, NOT_THERE)),
    **row("dice", (FROM_TELEGRAM, reads("🎲")), (FROM_MATRIX + ON_SIMULATOR, NOT_THERE)),
    **row("reaction", (DIRECTIONS, reads(f"+ {HEART} on Mira", as_=Reaction))),
    **row("reaction that Telegram has no sign for", (FROM_TELEGRAM, NOT_THERE),
          ([(MATRIX, TELEGRAM)], reads(NO_SIGN_FOR_IT, as_=Reaction)),
          ([(MATRIX, MATRIX), *ON_SIMULATOR], reads(f"+ {NO_SIGN_FOR_IT} on Mira", as_=Reaction))),
    **row("reaction of one's own making",
          (FROM_TELEGRAM + FROM_MATRIX, refused("unsupported-reaction")), (ON_SIMULATOR, NOT_THERE)),
    **row("reaction taken off", (FROM_TELEGRAM + ON_SIMULATOR, reads("+ - on Mira", as_=Reaction)),
          (FROM_MATRIX, reads("+ - on Mira", as_=Withdrawal))),
    **row("words changed", (DIRECTIONS, reads("~ Después", as_=Edit))),
    **row("words under a picture changed", (DIRECTIONS, reads("~ [picture] Después", as_=Edit))),
    **row("words under a picture taken out", (DIRECTIONS, refused("words-empty", Edit))),
    **row("another picture in its place",
          (FROM_TELEGRAM + FROM_MATRIX, reads("[picture] La otra", "x [picture] Antes", as_=Edit)),
          (ON_SIMULATOR, NOT_THERE)),
    **row("taken back", (FROM_TELEGRAM, reads("x Antes", told=[text("undo-done")])),
          (FROM_MATRIX + ON_SIMULATOR, reads("x Antes", as_=Withdrawal, told=[text("undo-done")]))),
    **row("picture taken back", (FROM_TELEGRAM, reads("x [picture] Antes", told=[text("undo-done")])),
          (FROM_MATRIX + ON_SIMULATOR,
           reads("x [picture] Antes", as_=Withdrawal, told=[text("undo-done")]))),
    **row("damaged picture", (DIRECTIONS, refused("uncleaned-not-readable", Shared))),
    **row("something else called a picture", (DIRECTIONS, refused("uncleaned-not-allowed", Shared))),
    **row("file without a file",
          (FROM_TELEGRAM + FROM_MATRIX, refused("unsupported-other")), (ON_SIMULATOR, NOT_THERE)),
    **row("message of a kind that is new", (DIRECTIONS, refused("unsupported-other"))),
    **row("event of a kind that is new",
          (FROM_TELEGRAM + ON_SIMULATOR, NOT_THERE), (FROM_MATRIX, refused("unsupported-other"))),
    **row("message that cannot be opened",
          (FROM_TELEGRAM + ON_SIMULATOR, NOT_THERE), (FROM_MATRIX, refused(KEPT_LOCKED))),
    # The last: from here on it is asked whether words are for her, too.
    **row("document, to the caseworker", (FROM_TELEGRAM + ON_SIMULATOR, Cell(
              Press, told=(text("line-sent", caseworker="Tianna"),), desk=("[document]",))),
          # There a number is put under the question.
          (FROM_MATRIX, Cell(Words, told=(text("line-sent", caseworker="Tianna"),), desk=("[document]",)))),
}  # fmt: skip
KINDS = tuple(dict.fromkeys(kind for kind, _, _ in TABLE))
SAY_NOTHING = {Unreachable, Reachable, Group}
"""What is told of a chat, and is said by nobody to anybody."""


# --- how each is sent


@dataclass
class Scene:
    """Ana's phone, what she wrote just before, and what Wendy wrote to her."""

    stage: Stage
    phone: Phone
    earlier: str = ""
    hers: str = ""
    arrived: list[Content] = field(default_factory=list)

    def user(self) -> Any:  # noqa: ANN401 - the fake's own
        """Return Ana on Telegram."""
        assert isinstance(self.phone, TelegramPhone)
        return self.phone.user

    def will(self, kind: str, content: dict[str, Any], *, is_silent: bool = False) -> None:
        """Let Ana's app on Matrix send any event into her room; a silent one is nothing to the bot."""
        phone = self._matrix()

        async def deed() -> str | None:
            event = await _app(phone).sends(await phone._room_for("", None, None), kind, content)
            return None if is_silent else event

        phone.exchange.will(phone, deed)

    def shares(self, data: bytes, msgtype: str, mime: str) -> None:
        """Let Ana's app on Matrix send a file."""
        phone = self._matrix()

        async def deed() -> str:
            shot = Shot(data, msgtype, mime, NAME)
            return await _app(phone).shares(await phone._room_for("", None, None), shot)

        phone.exchange.will(phone, deed)

    def replaces(self, data: bytes, words: str) -> None:
        """Let Ana's app on Matrix put another file in the place of the one before."""
        phone, earlier = self._matrix(), self.earlier

        async def deed() -> str:
            app, event = _app(phone), phone.events[earlier]
            kept = await app._keeps(data, "image/jpeg", NAME, is_sealed=True)
            new = {"msgtype": "m.image", "filename": NAME, "body": words, "info": {}, **kept}
            relation = {"rel_type": "m.replace", "event_id": event}
            changed = {**new, "body": f"* {words}", "m.new_content": new, "m.relates_to": relation}
            return await app.sends(phone._room_of(event), "m.room.message", changed)

        phone.exchange.will(phone, deed)

    def locks(self) -> None:
        """Let Ana's app on Matrix send what nobody has a key for."""
        phone = self._matrix()

        async def deed() -> str:
            app, room = _app(phone), await phone._room_for("", None, None)
            content = {
                "algorithm": "m.megolm.v1.aes-sha2",
                "ciphertext": "AwgAEnACgAkLmt6qF84IK++J7UDH2Za1YVchHyprqTqsg",
                "device_id": app.client.device_id,
                "sender_key": "IlRMeOPX2e0MurIyfWEucYBRVOEEUMrOHqn/8mLqMjA",
                "session_id": "X3lUlvLELLYxeTx4yOVu6UDpasGEVO0Jbu+QFnm0cKQ",
            }
            path = f"/_matrix/client/v3/rooms/{room}/send/m.room.encrypted/locked"
            answer = await phone.exchange.synapse.ask("PUT", path, content, token=app.client.access_token)
            return str(answer["event_id"])

        phone.exchange.will(phone, deed)

    def _matrix(self) -> MatrixPhone:
        assert isinstance(self.phone, MatrixPhone)
        return self.phone

    def simulated(self) -> Any:  # noqa: ANN401 - not to be named twice
        """Return Ana's simulated phone."""
        assert isinstance(self.phone, SimulatorPhone)
        return self.phone.phone

    def asked(self) -> str:
        """Return the newest message of the bot that asks something."""
        return [one.id for one in self.phone.screen() if one.labels][-1]


def _app(phone: MatrixPhone) -> MatrixPerson:
    assert phone.person is not None
    return phone.person


Deed = Callable[[Scene], object]
MP3 = recording("mp3", audio="libmp3lame")
DAMAGED = picture(50)[:400]
DOCX = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04 LEAKED")
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
PLACE = {"latitude": 40.712776, "longitude": -74.005974, "live_period": 900}
LINK = "https://matrix.to/#/@somebody:test.localhost"
BLOB = "Hola <img data-mx-emoticon src='mxc://test.localhost/LEAK' alt=':blob:' title=':blob:'>"
BEACON = {"description": "LEAK", "org.matrix.msc3488.asset": {"type": "m.self"}, "live": True}
MOVED = {"org.matrix.msc3488.location": {"uri": "geo:40.712776,-74.005974"}}

BEFORE: dict[str, Deed] = {
    "document, to the caseworker": lambda scene: scene.phone.sends([DOCUMENT]),
    "words changed": lambda scene: scene.phone.says("Antes"),
    "words under a picture changed": lambda scene: scene.phone.sends([PICTURE], "Antes"),
    "words under a picture taken out": lambda scene: scene.phone.sends([PICTURE], "Antes"),
    "another picture in its place": lambda scene: scene.phone.sends([PICTURE], "Antes"),
    "taken back": lambda scene: scene.phone.says("Antes"),
    "picture taken back": lambda scene: scene.phone.sends([PICTURE], "Antes"),
    "reaction taken off": lambda scene: scene.phone.reacts(scene.hers, HEART),
}
"""What Ana did just before, that the deed is about."""

ANYWHERE: dict[str, Deed] = {
    "text": lambda scene: scene.phone.says("Hola, ¿cómo va?"),
    "picture": lambda scene: scene.phone.sends([PICTURE]),
    "picture with words": lambda scene: scene.phone.sends([PICTURE], "En el lago"),
    "several pictures": lambda scene: scene.phone.sends([PICTURE, PICTURE], "Dos fotos"),
    "voice": lambda scene: scene.phone.sends([VOICE]),
    "video": lambda scene: scene.phone.sends([VIDEO], "Sus primeros pasos"),
    "document": lambda scene: scene.phone.sends([DOCUMENT]),
    "document, to the caseworker": lambda scene: scene.phone.presses(scene.asked(), "Solo a Tianna"),
    "reaction": lambda scene: scene.phone.reacts(scene.hers, HEART),
    "reaction taken off": lambda scene: scene.phone.reacts(scene.hers, None),
    "words changed": lambda scene: scene.phone.edits(scene.earlier, "Después"),
    "words under a picture changed": lambda scene: scene.phone.captions(scene.earlier, "Después"),
    "words under a picture taken out": lambda scene: scene.phone.captions(scene.earlier, ""),
}
ON: dict[str, dict[str, Deed]] = {
    TELEGRAM: ANYWHERE | {
        "text with an emoji of one's own in it": lambda scene: scene.user().says(
            "Hola 🙂",
            entities=[{"type": "custom_emoji", "offset": 5, "length": 2, "custom_emoji_id": "555010020"}],
        ),
        "picture sent as a file": lambda scene: scene.user().sends(
            "document", picture(60), name=NAME, mime="image/jpeg"
        ),
        "audio file": lambda scene: scene.user().sends("audio", MP3, name=NAME),
        "round video": lambda scene: scene.user().sends("video_note", sample(VIDEO)),
        "other file": lambda scene: scene.user().sends("document", DOCX[1], name="LEAK.docx", mime=DOCX[0]),
        "animation": lambda scene: scene.user().sends("animation", sample(VIDEO)),
        "sticker with an emoji": lambda scene: scene.user().sends("sticker", b"LEAKED"),
        "sticker without": lambda scene: scene.user().sends(
            "sticker", sticker={"type": "regular", "set_name": "LEAK"}
        ),
        "location": lambda scene: scene.user().sends("location"),
        "live location": lambda scene: scene.user()._changed_to(
            scene.user()._send({"location": PLACE}), {"location": {**PLACE, "latitude": 40.8}}
        ),
        "contact": lambda scene: scene.user().sends("contact"),
        "poll": lambda scene: scene.user().sends("poll"),
        "forward": lambda scene: scene.user().forwards("Palabras de otra persona", scene.user()),
        "story": lambda scene: scene.user().sends("story"),
        "dice": lambda scene: scene.user().sends("dice"),
        "reaction of one's own making": lambda scene: scene.user().reacts(int(scene.hers), "custom"),
        "another picture in its place": lambda scene: scene.user().replaces(
            int(scene.earlier), "photo", picture(70), "La otra"
        ),
        "taken back": lambda scene: scene.phone.says("/undo"),
        "picture taken back": lambda scene: scene.phone.says("/undo"),
        "damaged picture": lambda scene: scene.user().sends("photo", DAMAGED),
        "something else called a picture": lambda scene: scene.user().sends(
            "document", SVG, name="LEAK.jpg", mime="image/jpeg"
        ),
        "file without a file": lambda scene: scene.user()._send({"live_photo": {"duration": 2}}),
        "message of a kind that is new": lambda scene: scene.user()._send(
            {"hologram": {"file_id": "LEAK"}, "caption": "LEAKED words"}
        ),
    },
    MATRIX: ANYWHERE | {
        "reaction that Telegram has no sign for": lambda scene: scene.phone.reacts(
            scene.hers, NO_SIGN_FOR_IT
        ),
        "text with an emoji of one's own in it": lambda scene: scene.will("m.room.message", {
            "msgtype": "m.text", "body": "Hola :blob:", "format": "org.matrix.custom.html",
            "formatted_body": BLOB,
        }),
        "picture sent as a file": lambda scene: scene.shares(picture(60), "m.file", "image/jpeg"),
        "audio file": lambda scene: scene.shares(MP3, "m.audio", "audio/mpeg"),
        "other file": lambda scene: scene.shares(DOCX[1], "m.file", DOCX[0]),
        "animation": lambda scene: scene.shares(_gif(), "m.image", "image/gif"),
        "sticker with an emoji": lambda scene: scene.will(
            "m.sticker", {"body": "🙂", "url": "mxc://test.localhost/LEAK", "info": {}}
        ),
        "sticker without": lambda scene: scene.will(
            "m.sticker", {"body": "LEAKED maker", "url": "mxc://test.localhost/LEAK", "info": {}}
        ),
        "location": lambda scene: scene.will(
            "m.room.message", {"msgtype": "m.location", "body": "LEAK", "geo_uri": "geo:40.712776,-74.005974"}
        ),
        "live location": lambda scene: (
            scene.will("org.matrix.msc3672.beacon", MOVED, is_silent=True),
            scene.will("org.matrix.msc3672.beacon_info", BEACON),
            scene.will("org.matrix.msc3672.beacon", MOVED, is_silent=True),
        ),
        "contact": lambda scene: scene.will("m.room.message", {
            "msgtype": "m.text", "body": LINK, "format": "org.matrix.custom.html",
            "formatted_body": f"<a href='{LINK}'>LEAKED name</a>",
        }),
        "poll": lambda scene: scene.will(
            "org.matrix.msc3381.poll.start", {"org.matrix.msc1767.text": "LEAK", "question": "LEAK"}
        ),
        "forward": lambda scene: scene.will(
            "m.room.message", {"msgtype": "m.text", "body": "Palabras de otra persona"}
        ),
        "reaction of one's own making": lambda scene: scene.phone.reacts(scene.hers, "mxc://test.localhost/a"),
        "another picture in its place": lambda scene: scene.replaces(picture(70), "La otra"),
        "taken back": lambda scene: scene._matrix().takes_back(scene.earlier),
        "picture taken back": lambda scene: scene._matrix().takes_back(scene.earlier),
        "damaged picture": lambda scene: scene.shares(DAMAGED, "m.image", "image/jpeg"),
        "something else called a picture": lambda scene: scene.shares(SVG, "m.image", "image/svg+xml"),
        "file without a file": lambda scene: scene.will(
            "m.room.message", {"msgtype": "m.image", "body": NAME}
        ),
        "message of a kind that is new": lambda scene: scene.will(
            "m.room.message", {"msgtype": "org.example.hologram", "body": "LEAKED words"}
        ),
        "event of a kind that is new": lambda scene: scene.will("org.example.note", {"body": "LEAKED words"}),
        "message that cannot be opened": lambda scene: scene.locks(),
    },
    SIMULATOR: ANYWHERE | {
        "reaction that Telegram has no sign for": lambda scene: scene.phone.reacts(
            scene.hers, NO_SIGN_FOR_IT
        ),
        "audio file": lambda scene: scene.simulated().sends(VOICE, MP3),
        "other file": lambda scene: scene.phone.shares("document"),
        "animation": lambda scene: scene.phone.shares("animation"),
        "sticker without": lambda scene: scene.phone.shares("sticker"),
        "location": lambda scene: scene.phone.shares("location"),
        "contact": lambda scene: scene.phone.shares("contact"),
        "poll": lambda scene: scene.phone.shares("poll"),
        "forward": lambda scene: scene.phone.shares("forward"),
        "story": lambda scene: scene.phone.shares("story"),
        "taken back": lambda scene: scene.simulated().withdraws(scene.earlier),
        "picture taken back": lambda scene: scene.simulated().withdraws(scene.earlier),
        "damaged picture": lambda scene: scene.simulated().sends(PICTURE, DAMAGED),
        "something else called a picture": lambda scene: scene.simulated().sends(PICTURE, SVG),
        "message of a kind that is new": lambda scene: scene.phone.shares("other"),
    },
}  # fmt: skip


def _gif() -> bytes:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    sink = io.BytesIO()
    frames[0].save(sink, "GIF", save_all=True, append_images=frames[1:])
    return sink.getvalue()


# --- the table itself


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_is_empty(kind: str) -> None:
    assert [direction for direction in DIRECTIONS if (kind, *direction) not in TABLE] == []


def test_every_kind_that_can_come_in_is_in_a_row() -> None:
    cells = TABLE.values()
    in_rows = {cell.comes_as for cell in cells}
    in_rows |= {Files for cell in cells if cell.comes_as is Shared and cell.reads}
    in_rows |= {Uncleaned for cell in cells if any(one.id.startswith("uncleaned-") for one in cell.told)}
    assert set(get_args(Content)) - SAY_NOTHING - in_rows == set()


def test_every_word_for_what_does_not_pass_is_in_a_row_and_has_its_text() -> None:
    (known,) = re.findall(r"One of: ([\w, \n]+)\.", Unsupported.__doc__ or "")
    kinds = {word.strip() for word in known.split(",")}
    texts = (LOCALE / "en" / "unsupported.ftl").read_text(encoding="utf-8")
    explained = set(re.findall(r"^unsupported-(\w+) =", texts, re.MULTILINE))
    in_rows = {
        one.id.removeprefix("unsupported-")
        for cell in TABLE.values()
        for one in cell.told
        if cell.comes_as is Unsupported
    }
    assert kinds == explained == in_rows


def test_every_kind_of_file_is_seen_by_somebody() -> None:
    seen = " ".join(line for cell in TABLE.values() for line in (*cell.reads, *cell.desk))
    assert [kind for kind in MediaKind if f"[{kind.value}]" not in seen] == []


def test_what_an_app_can_send_is_sent_and_nothing_else() -> None:
    for messenger, other in DIRECTIONS:
        cells = {kind for kind in KINDS if TABLE[kind, messenger, other].comes_as is not None}
        assert cells == set(ON[messenger]) & set(KINDS), messenger


# --- the five stories


class Heard:
    """An intake that notes what came in."""

    def __init__(self, intake: Intake, arrived: list[Content]) -> None:
        self._intake = intake
        self._arrived = arrived

    async def cursor(self) -> str | None:
        return await self._intake.cursor()

    async def receive(self, events: Sequence[Arrival | Unreadable], cursor: str | None = None) -> None:
        self._arrived += [event.content for event in events if isinstance(event, Arrival)]
        await self._intake.receive(events, cursor)


@pytest.fixture
async def scene(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Scene]:
    """Everybody has joined, Tianna has looked at Ana's first pictures, and Wendy has written to Ana."""
    clock = SetClock(MONDAY_MORNING)
    exchange = _exchange(request, clock, tmp_path)
    arrived: list[Content] = []
    watched = exchange.watched
    monkeypatch.setattr(
        exchange, "watched", lambda messenger, intake: Heard(watched(messenger, intake), arrived)
    )
    stage = Stage(exchange, clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    stage.defaults = msgspec.structs.replace(
        stage.defaults, videos="on", messages_per_minute=10_000, files_per_day=10_000
    )
    roster = Path(__file__).parent / "data" / "roster-pair.toml"
    await stage.open(joined=(WRITER, READER, CASEWORKER), roster=roster.read_text())
    await stage.settle()
    phone, desk = stage.phone(WRITER), stage.phone(CASEWORKER)
    for _ in range(3):
        phone.sends([PICTURE])
        await stage.settle()
        desk.presses(desk.screen()[-1].id, "Pass it on")
        await stage.settle()
    yield Scene(stage, phone, arrived=arrived)
    await stage.close()


def _exchange(request: pytest.FixtureRequest, clock: SetClock, folder: Path) -> Exchange:
    writes, reads_ = request.param
    if writes == SIMULATOR:
        return SimulatorExchange(clock)
    if writes == reads_ == TELEGRAM:
        return TelegramExchange(clock)
    synapse: Synapse = request.getfixturevalue("synapse")
    matrix = MatrixExchange(clock, synapse, folder)
    if writes == reads_:
        return matrix
    on_matrix = (WRITER,) if writes == MATRIX else (READER, CASEWORKER)
    return MixedExchange(TelegramExchange(clock), matrix, on_matrix)


@pytest.mark.parametrize("scene", DIRECTIONS, indirect=True, ids="-to-".join)
async def test_each_kind_arrives_or_is_refused_with_its_reason(
    scene: Scene, request: pytest.FixtureRequest
) -> None:
    writes, reads_ = request.node.callspec.params["scene"]
    wrong: list[str] = []
    for kind in KINDS:
        due = TABLE[kind, writes, reads_]
        if due.comes_as is None:
            continue
        got, arrived = await _played(scene, kind, ON[writes][kind])
        if arrived != {due.comes_as} or got != _in_words(due):
            came = ", ".join(one.__name__ for one in arrived)
            wrong.append(f"{kind}: as {came}, {got}, not {_in_words(due)}")
    assert not wrong, "\n".join(wrong)


_Got = dict[str, list[str]]


async def _played(scene: Scene, kind: str, deed: Deed) -> tuple[_Got, set[type]]:
    stage = scene.stage
    stage.phone(READER).says("Mira")
    await stage.settle()
    scene.hers = [one.id for one in scene.phone.screen() if one.body == "Mira"][-1]
    if kind in BEFORE:
        scene.earlier = str(BEFORE[kind](scene))
        await stage.settle()
    before = {name: stage.screen(name) for name in LANGUAGE_OF}
    scene.arrived.clear()
    deed(scene)
    await stage.settle()
    got = {name: _news(before[name], stage.screen(name)) for name in LANGUAGE_OF}
    return got, {type(content) for content in scene.arrived}


def _in_words(cell: Cell) -> _Got:
    speech = Speech(TEXTS)
    told = [speech(LANGUAGE_OF[WRITER], "America/New_York", one) for one in cell.told]
    return {WRITER: sorted(told), READER: sorted(cell.reads), CASEWORKER: sorted(cell.desk)}


def _news(before: list[Seen], now: list[Seen]) -> list[str]:
    """Return what has appeared, changed or gone; of what the bot says to its writer itself only the words."""
    known, lines = {one.id: one for one in before}, []
    for one in now:
        earlier = known.get(one.id)
        if one.reaction != (earlier.reaction if earlier else None):
            lines.append(f"+ {_bare(one.reaction)} on {_read(one)}")
        if one.is_own:
            continue
        if earlier is None:
            lines.append(_read(one))
        elif (one.body, one.files) != (earlier.body, earlier.files):
            lines.append(f"~ {_read(one)}" if one.header else _read(one))
    there = {one.id for one in now}
    lines += [
        f"+ - on {_read(one)}" if one.is_own else f"x {_read(one)}" for one in before if one.id not in there
    ]
    return sorted(lines)


def _bare(emoji: str | None) -> str:
    """Return it without the sign for being drawn in colour, which not every messenger writes."""
    return emoji.replace("\ufe0f", "") if emoji else "-"


def _read(seen: Seen) -> str:
    read = " ".join([*(f"[{kind}]" for kind in seen.files), seen.body]).strip()
    return read or (seen.header or "").partition(" · ")[0]


async def test_another_picture_goes_where_the_old_one_was_though_its_writer_has_several_circles(
    tmp_path: Path,
) -> None:
    clock = SetClock(MONDAY_MORNING)
    exchange = TelegramExchange(clock)
    stage = Stage(exchange, clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    async with AsyncExitStack() as after:
        after.push_async_callback(stage.close)
        await _replaced_among_several(stage, exchange)


async def _replaced_among_several(stage: Stage, exchange: TelegramExchange) -> None:
    await stage.open(joined=("Ana", "Joshua", "Wendy", "Brianna", "Tianna"))
    ana = stage.phone("Ana")
    old = ana.sends([PICTURE], "La primera")
    await stage.settle()
    ana.presses(ana.screen()[-1].id, "Joshua y Wendy (Gladys y Jon)")
    await stage.settle()
    assert "La primera" in stage.screen("Tianna")[-1].body
    asked = len([one for one in ana.screen() if one.labels])
    exchange.user("Ana").replaces(int(old), "photo", picture(70), "La otra")
    await stage.settle()
    assert len([one for one in ana.screen() if one.labels]) == asked
    waits = stage.screen("Tianna")[-1]
    assert (waits.body, waits.files) == ("La otra", ("picture",))
    assert "Gladys" in str(waits.header)
    stage.phone("Tianna").presses(waits.id, "Pass it on")
    await stage.settle()
    for reader in ("Joshua", "Wendy"):
        assert [one.body for one in stage.screen(reader) if one.files] == ["La otra"]
    assert not any(one.files for one in stage.screen("Brianna"))
