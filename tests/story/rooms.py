"""Matrix as a transcript needs it: apps on a real homeserver, alone or beside people on Telegram.

What somebody types goes where they would type it: commands, codes and answers into the chat with the bot, all
else into the room of their circle; where they have several, the transcript says in which.
"""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.adapters.matrix import Matrix
from bot.adapters.matrix.listening import name_of_joining
from bot.chat.incoming import Arrival, Unreachable
from bot.chat.media import MediaKind
from bot.chat.messenger import Intake, Messenger
from bot.family.circles import as_code
from bot.flows.interview import as_typed
from bot.texts import Texts
from tests.story.phones import Exchange, Phone, Seen, TelegramExchange
from tests.story.samples import NAME, picture, sample
from tests.synapse.person import MatrixPerson, Shot
from tests.synapse.person import Seen as MatrixSeen

if TYPE_CHECKING:
    from bot.chat.clock import Clock
    from bot.chat.incoming import Unreadable
    from bot.store.store import Store
    from tests.synapse.server import Synapse

PASSWORD = "a password"
OWN_ROOM = "Coparenting"
ROOM_IS_NEW, FAREWELL = "This room is new.", "I speak with one person at a time."
_numbers = itertools.count(1)
_HEADER = re.compile(r"<strong>(.*?)</strong>(?:<br>|\Z)", re.DOTALL)
_CHOICE = re.compile(r"\d+ {2}\S.*")
_COMMAND = re.compile(r"/(?=\w)")
_SECONDS = 30.0
_KEYCAPS = 9
_TEXTS = Texts.load()

Deed = Callable[[], Awaitable[str | None]]


class MatrixPhone:
    """An app of one person. What they do is done, in order, when the exchange is asked for it."""

    def __init__(self, exchange: MatrixExchange, name: str) -> None:
        self.name = name
        self.exchange = exchange
        self.person: MatrixPerson | None = None
        self.events: dict[str, str] = {}
        self.own_room: str | None = None
        self.reacted: set[tuple[str, int]] = set()
        self.feelings: dict[str, str] = {}

    # What they do.

    def says(self, words: str, reply_to: str | None = None, room: str | None = None) -> str:
        typed = _COMMAND.sub("!", words, count=1) if words.startswith("/") else words

        async def deed() -> str:
            where = await self._room_for(words, reply_to, room)
            return await self._app.says(where, typed, reply_to=self._event(reply_to))

        return self.exchange.will(self, deed)

    def presses(self, message: str, label: str) -> None:
        async def deed() -> str:
            shown = next(one for one in self.shown() if one.id == message)
            labels = [one for row in shown.labels for one in row]
            numbered = [one for one in labels if one not in shown.words]
            where = self._room_of(message)
            number = numbered.index(label) + 1 if label in numbered else 0
            if number and (number > _KEYCAPS or (message, number) in self.reacted):
                return await self._app.says(
                    where, str(number), reply_to=message
                )  # Once is all an app lets put.
            if number:
                self.reacted.add((message, number))
                return await self._app.reacts(where, message, f"{number}\ufe0f\u20e3")
            return await self._app.says(where, label, reply_to=message)

        self.exchange.will(self, deed)

    def edits(self, message: str, words: str) -> None:
        async def deed() -> str:
            event = self.events[message]
            return await self._app.edits(self._room_of(event), event, words)

        self.exchange.will(self, deed)

    def takes_back(self, message: str) -> None:
        """Redact an own message."""

        async def deed() -> str:
            event = self.events[message]
            return await self._app.redacts(self._room_of(event), event)

        self.exchange.will(self, deed)

    def sends(
        self,
        kinds: Sequence[MediaKind],
        words: str = "",
        reply_to: str | None = None,
        room: str | None = None,
    ) -> str:
        handle = ""
        for number, kind in enumerate(kinds):
            msgtype, mime = _ON_MATRIX[kind]
            shot = Shot(sample(kind, number), msgtype, mime, NAME, picture(9))
            caption = words if words and number == 0 else None

            async def deed(shot: Shot = shot, caption: str | None = caption) -> str:
                where = await self._room_for("", reply_to, room)
                return await self._app.shares(where, shot, caption, reply_to=self._event(reply_to))

            handle = handle or self.exchange.will(self, deed)
            if number:
                self.exchange.will(self, deed)
        return handle

    def captions(self, message: str, words: str) -> None:
        async def deed() -> str:
            event = self.events[message]
            return await self._app.recaptions(self._room_of(event), event, words)

        self.exchange.will(self, deed)

    def reacts(self, message: str, emoji: str | None) -> None:
        async def deed() -> str:
            event = self._event(message) or message
            where = self._room_of(event)
            if emoji is not None:
                put = await self._app.reacts(where, event, emoji)
                self.feelings[event] = put
                return put
            return await self._app.redacts(where, self.feelings.pop(event))

        self.exchange.will(self, deed)

    def shares(self, kind: str) -> None:
        async def deed() -> str:
            where = await self._room_for("", None, None)
            content = {"msgtype": _KINDS[kind], "body": "LEAKED name.jpg", "url": "mxc://test.localhost/abc"}
            return await self._app.sends(where, "m.room.message", content)

        self.exchange.will(self, deed)

    def blocks(self) -> None:
        async def deed() -> str:
            room, self.own_room = self.own_room, None
            assert room is not None
            await self._app.leaves(room)
            return f"Unreachable {self._app.user}"

        self.exchange.will(self, deed)

    def unblocks(self) -> None:
        async def deed() -> str:
            return name_of_joining(await self._open_chat())

        self.exchange.will(self, deed)

    def groups(self) -> None:
        pass  # the bot leaves a room with others in it: tests/matrix has that

    # What they see.

    def screen(self) -> list[Seen]:
        return list(self.shown())

    def shown(self) -> list[MatrixShown]:
        """What stands on the screen, with what only this messenger has."""
        if self.person is None:
            return []
        bot = self.exchange.bot
        seen = [one for room in self._app.rooms_with(bot) for one in self._app.screen(room)]
        whole = {one.event: one for one in seen}
        feelings = {one.event: self._feeling(one.event) for one in seen}
        there = (one for one in seen if one.sender == bot or feelings[one.event])
        return [
            replace(
                _shown(one, whole.get(one.reply_to or "")),
                reaction=feelings[one.event],
                is_own=one.sender != bot,
            )
            for one in sorted(there, key=lambda one: one.at)
            if not _is_hello(one.body)
        ]

    def _feeling(self, event: str) -> str | None:
        return next((key for who, key in self._app.feelings(event) if who == self.exchange.bot), None)

    async def looks(self) -> None:
        """Look at the phone until nothing is new."""
        await self._app.catches_up()
        self._notice_own_room()

    @property
    def _app(self) -> MatrixPerson:
        assert self.person is not None
        return self.person

    def _event(self, handle: str | None) -> str | None:
        return self.events.get(handle, handle) if handle else None

    def _room_of(self, message: str) -> str:
        event = self.events.get(message, message)
        return next(
            room
            for room in self._app.rooms_with(self.exchange.bot)
            if any(one.event == event for one in self._app.screen(room))
        )

    async def _room_for(self, words: str, reply_to: str | None, room: str | None) -> str:
        if reply_to is not None:
            return self._room_of(reply_to)
        if room == "Bot":
            return await self._open_chat()
        circles = [one for one in self._app.rooms_with(self.exchange.bot) if one != self.own_room]
        if room is not None:
            return next(one for one in circles if any(room in seen.body for seen in self._app.screen(one)))
        if words.startswith(("/", "!")) or as_code(words) or not circles or self._is_asked(words):
            return await self._open_chat()
        assert len(circles) == 1, f"{self.name} has several rooms: the transcript must say which"
        return circles[0]

    def _is_asked(self, words: str) -> bool:
        own = [one for one in self.screen() if one.labels]
        labels = [label for row in own[-1].labels for label in row] if own else []
        return as_typed(words) in map(as_typed, labels)

    async def _open_chat(self) -> str:
        if self.own_room is None:
            self.own_room = await self._app.opens_chat_looking(self.exchange.bot)
        return self.own_room

    def _notice_own_room(self) -> None:
        for room in self._app.rooms_with(self.exchange.bot):
            if self.own_room is None and self._app.client.rooms[room].name == OWN_ROOM:
                self.own_room = room


@dataclass(frozen=True)
class MatrixShown(Seen):
    """A message of the bot, and which of its choices are typed as words."""

    words: tuple[str, ...] = ()


def _shown(one: MatrixSeen, quoted: MatrixSeen | None) -> MatrixShown:
    header, body = _halves(one)
    kind = _KINDS_ON_MATRIX.get(str(one.content.get("msgtype")))
    if kind is not None and one.content.get("filename", body) == body:
        body = ""
    text, labels, words = _without_choices(body.lstrip("\n"))
    files = (kind.value,) if kind else ()
    answers = _halves(quoted)[1] if quoted else None
    return MatrixShown(one.event, header, text, labels, answers, files, words=words)


def _is_hello(body: str) -> bool:
    """Whether a room says what it is for, which only this messenger has."""
    return body == ROOM_IS_NEW or any(hello.fullmatch(body) for hello in _HELLO)


def _halves(one: MatrixSeen) -> tuple[str | None, str]:
    if _HEADER.match(str(one.content.get("formatted_body", ""))):
        header, _, body = one.body.partition("\n")
        return header, body
    return None, one.body


def _without_choices(body: str) -> tuple[str, tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Return the text, its choices as rows, and those of them that are typed as words."""
    blocks = body.split("\n\n")
    words: tuple[str, ...] = ()
    if len(blocks) > 1 and not _CHOICE.match(blocks[-1]) and _is_steering(blocks[-1]):
        words = tuple(blocks.pop().split(" · "))
    labels: list[tuple[str, ...]] = []
    if all(_CHOICE.fullmatch(line) for line in blocks[-1].split("\n")):
        labels = [(line.partition("  ")[2],) for line in blocks.pop().split("\n")]
    return "\n\n".join(blocks), (*labels, *((word,) for word in words)), words


def _is_steering(block: str) -> bool:
    return all(word in _STEERING for word in block.split(" · "))


_HELLO = [
    re.compile(re.escape(_TEXTS.render(language, hello, **dict.fromkeys(names, "§"))).replace("§", ".+"))
    for language in _TEXTS.languages
    for hello, names in (("room-hello", ("children", "people")), ("watch-room-hello", ("children",)))
]
_STEERING = {
    _TEXTS.render(language, f"label-{word}")
    for language in _TEXTS.languages
    for word in ("back", "skip", "later")
}


_ON_MATRIX = {
    MediaKind.PICTURE: ("m.image", "image/jpeg"),
    MediaKind.VOICE: ("m.audio", "audio/ogg"),
    MediaKind.VIDEO: ("m.video", "video/mp4"),
    MediaKind.DOCUMENT: ("m.file", "application/pdf"),
}
_KINDS_ON_MATRIX = {msgtype: kind for kind, (msgtype, _) in _ON_MATRIX.items()}
_KINDS = {"photo": "m.image", "video": "m.video", "voice": "m.audio", "document": "m.file"}


class Watched:
    """An intake that tells when an event was taken in."""

    def __init__(self, intake: Intake, taken: set[str], news: asyncio.Condition) -> None:
        self._intake = intake
        self._taken = taken
        self._news = news

    async def cursor(self) -> str | None:
        return await self._intake.cursor()

    async def receive(self, events: Sequence[Arrival | Unreadable], cursor: str | None = None) -> None:
        await self._intake.receive(events, cursor)
        async with self._news:
            self._taken |= {event.event for event in events}
            # Who leaves is told by the room alone, which gives that no name beforehand.
            self._taken |= {
                f"Unreachable {event.sender.user}"
                for event in events
                if isinstance(event, Arrival) and isinstance(event.content, Unreachable)
            }
            self._news.notify_all()


class MatrixExchange:
    """A real homeserver, everybody with an encrypted app, and the bot's account.

    ``homeserver`` is where the bot finds it; another address than people's for a line to be listened to.
    """

    name = "matrix"

    def __init__(self, clock: Clock, synapse: Synapse, folder: Path, *, encrypted: bool = True) -> None:
        self.synapse = synapse
        self.homeserver = synapse.url
        self.bot = ""
        self._clock = clock
        self._folder = folder
        self._encrypted = encrypted
        self._number = next(_numbers)
        self._phones: dict[str, MatrixPhone] = {}
        self._open = AsyncExitStack()
        self._to_do: list[tuple[MatrixPhone, str, Deed]] = []
        self._handles = itertools.count(1)
        self._awaited: set[str] = set()
        self._taken: set[str] = set()
        self._news = asyncio.Condition()
        self._adapter: Matrix | None = None

    async def start(self) -> None:
        self.bot = await self.synapse.register(f"bot-{self._number}", PASSWORD)

    async def stop(self) -> None:
        await self._open.aclose()

    def phone(self, person: str) -> MatrixPhone:
        return self._phones.setdefault(person, MatrixPhone(self, person))

    def account(self, person: str) -> str:
        self.phone(person)
        return f"matrix:{self._user(person)}"

    def _user(self, person: str) -> str:
        name = person.lower().replace("'s ", "-").replace(" ", "-")
        return f"@{name}-{self._number}:test.localhost"

    async def admit(self) -> None:
        for name, phone in self._phones.items():
            if phone.person is None:
                await self.synapse.register(self._user(name)[1:].partition(":")[0], PASSWORD)
                person = MatrixPerson(self.synapse.url, self._user(name), PASSWORD, self._folder / name)
                await person.opens()
                self._open.push_async_callback(person.closes)
                phone.person = person

    def connect(self, store: Store) -> Sequence[Messenger]:
        self._adapter = Matrix(
            self.homeserver,
            self.bot,
            PASSWORD,
            store_path=self._folder / "keys",
            rooms=store.rooms("matrix"),
            vault=store.vault("matrix"),
            clock=self._clock,
            encrypted=self._encrypted,
            room_is_new=ROOM_IS_NEW,
            farewell=FAREWELL,
        )
        return [self._adapter]

    def watched(self, messenger: str, intake: Intake) -> Intake:
        return Watched(intake, self._taken, self._news)

    def will(self, phone: MatrixPhone, deed: Deed) -> str:
        """Note what somebody does, and return a name for it."""
        handle = f"own-{next(self._handles)}"
        self._to_do.append((phone, handle, deed))
        return handle

    async def all_received(self) -> None:
        assert self._adapter is not None
        await self._adapter._connection.client()
        await self.all_done()
        async with asyncio.timeout(_SECONDS), self._news:
            await self._news.wait_for(lambda: self._awaited <= self._taken)

    def expects(self, event: str) -> None:
        """Let `all_received` wait for this as well, which somebody sent from an app by themselves."""
        self._awaited.add(event)

    async def administrator(self) -> str:
        """Return the access token of somebody who may do anything on the homeserver."""
        name = f"admin-{self._number}"
        user = await self.synapse.register(name, PASSWORD, is_admin=True)
        body = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": user},
            "password": PASSWORD,
        }
        answer = await self.synapse.ask("POST", "/_matrix/client/v3/login", body)
        return str(answer["access_token"])

    async def all_done(self) -> None:
        """Let people do what they will do, whether the bot is there or not."""
        while self._to_do:
            phone, handle, deed = self._to_do.pop(0)
            event = await deed()
            if event is not None:
                phone.events[handle] = event
                self._awaited.add(event)

    async def all_shown(self) -> None:
        for phone in self._phones.values():
            if phone.person is not None:
                await phone.looks()


class MixedExchange:
    """Some people on Matrix, everybody else on Telegram, at once."""

    name = "mixed"

    def __init__(self, telegram: TelegramExchange, matrix: MatrixExchange, on_matrix: Iterable[str]) -> None:
        self.telegram = telegram
        self.matrix = matrix
        self.on_matrix = frozenset(on_matrix)

    def _of(self, person: str) -> Exchange:
        owner, _, device = person.partition("'s new ")
        is_on_matrix = (owner in self.on_matrix) != (device == "app")
        return self.matrix if is_on_matrix else self.telegram

    async def start(self) -> None:
        await self.telegram.start()
        await self.matrix.start()

    async def stop(self) -> None:
        await self.telegram.stop()
        await self.matrix.stop()

    def phone(self, person: str) -> Phone:
        return self._of(person).phone(person)

    def account(self, person: str) -> str:
        return self._of(person).account(person)

    async def admit(self) -> None:
        await self.matrix.admit()

    def connect(self, store: Store) -> Sequence[Messenger]:
        return [*self.telegram.connect(store), *self.matrix.connect(store)]

    def watched(self, messenger: str, intake: Intake) -> Intake:
        exchange: Exchange = self.matrix if messenger == "matrix" else self.telegram
        return exchange.watched(messenger, intake)

    async def all_received(self) -> None:
        await self.matrix.all_received()
        await self.telegram.all_received()

    async def all_shown(self) -> None:
        await self.matrix.all_shown()
