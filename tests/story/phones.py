"""A person's phone on whichever messenger, as a transcript needs it: what they do, and what they see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import msgspec

from bot.adapters.simulator import SimulatedMessenger, Simulator
from bot.adapters.simulator.platform import Phone as SimulatedPhone
from bot.adapters.simulator.platform import Shown as SimulatedShown
from bot.adapters.telegram.adapter import CAPABILITIES, Telegram
from bot.chat.clock import Clock
from bot.chat.media import MediaKind
from bot.chat.messenger import Intake, Messenger
from bot.store.store import Store
from tests.fakes.botapi import BotApiServer
from tests.fakes.botapi_user import Shown as TelegramShown
from tests.fakes.botapi_user import User
from tests.fakes.botapi_world import Chat
from tests.story.samples import NAME, sample


@dataclass(frozen=True)
class Seen:
    """One message of the bot as it stands on the screen."""

    id: str
    header: str | None
    body: str
    labels: tuple[tuple[str, ...], ...] = ()
    answers: str | None = None
    """The words it is shown as a reply to."""
    files: tuple[str, ...] = ()
    """What kinds of files it shows."""
    reaction: str | None = None
    """The emoji that the bot has put on it."""
    is_own: bool = False
    """Whether the phone's owner wrote it: then it is shown only for the emoji on it."""


class Phone(Protocol):
    """What a person can do and see."""

    def says(self, words: str, reply_to: str | None = None) -> str: ...
    def presses(self, message: str, label: str) -> None: ...
    def edits(self, message: str, words: str) -> None: ...
    def shares(self, kind: str) -> None: ...
    def sends(
        self,
        kinds: Sequence[MediaKind],
        words: str = "",
        reply_to: str | None = None,
        room: str | None = None,
    ) -> str: ...
    def captions(self, message: str, words: str) -> None: ...
    def reacts(self, message: str, emoji: str | None) -> None: ...
    def blocks(self) -> None: ...
    def unblocks(self) -> None: ...
    def groups(self) -> None: ...
    def screen(self) -> list[Seen]: ...


@runtime_checkable
class HasRooms(Protocol):
    """A phone on which each circle has a room of its own."""

    own_room: str | None

    def says(self, words: str, reply_to: str | None = None, room: str | None = None) -> str: ...
    def takes_back(self, message: str) -> None: ...


class Exchange(Protocol):
    """The other side of a messenger: phones, and a fresh connection of the bot's whenever it restarts.

    ``admit`` lets in everybody who has a phone by now; ``watched`` is what listening hands in to; what people
    do is done at the latest when `all_received` returns, and what they see is there after `all_shown`.
    """

    name: str

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    def phone(self, person: str) -> Phone: ...
    def account(self, person: str) -> str: ...
    async def admit(self) -> None: ...
    def connect(self, store: Store) -> Sequence[Messenger]: ...
    def watched(self, messenger: str, intake: Intake) -> Intake: ...
    async def all_received(self) -> None: ...
    async def all_shown(self) -> None: ...


class SimulatorPhone:
    """A phone of the simulator."""

    def __init__(self, phone: SimulatedPhone) -> None:
        self.phone = phone

    def says(self, words: str, reply_to: str | None = None) -> str:
        return self.phone.types(words, reply_to)

    def presses(self, message: str, label: str) -> None:
        found = self.phone.find(message)
        assert found is not None
        token = next(one.token for one in found.buttons if one.label == label)
        self.phone.presses(message, token)

    def edits(self, message: str, words: str) -> None:
        self.phone.edits(message, words)

    def shares(self, kind: str) -> None:
        self.phone.shares(kind)

    def sends(
        self,
        kinds: Sequence[MediaKind],
        words: str = "",
        reply_to: str | None = None,
        room: str | None = None,
    ) -> str:
        album = f"album-{len(self.phone.screen())}" if len(kinds) > 1 else None
        sent = [
            self.phone.sends(
                kind, sample(kind, number), words if number == 0 else "", reply_to=reply_to, album=album
            )
            for number, kind in enumerate(kinds)
        ]
        return sent[0]

    def captions(self, message: str, words: str) -> None:
        self.phone.edits(message, words)

    def reacts(self, message: str, emoji: str | None) -> None:
        self.phone.reacts(message, emoji)

    def blocks(self) -> None:
        self.phone.blocks()

    def unblocks(self) -> None:
        self.phone.unblocks()

    def groups(self) -> None:
        pass  # the simulator has no groups

    def screen(self) -> list[Seen]:
        return [self._seen(one) for one in self.phone.screen() if not one.is_own or one.reaction]

    def _seen(self, shown: SimulatedShown) -> Seen:
        quoted = self.phone.find(shown.reply_to) if shown.reply_to else None
        labels = tuple(tuple(button.label for button in row) for row in shown.rows)
        answers = _called(quoted) if quoted else None
        files = tuple(file.kind.value for file in shown.files)
        return Seen(shown.id, shown.header, shown.body, labels, answers, files, shown.reaction, shown.is_own)


def _called(shown: SimulatedShown) -> str:
    return shown.body or " ".join(f"[{file.kind.value}]" for file in shown.files)


class SimulatorExchange:
    """The simulator as the whole world's messenger."""

    name = "simulator"

    def __init__(self, clock: Clock) -> None:
        self.platform = SimulatedMessenger(clock)

    async def start(self) -> None:
        pass

    async def stop(self) -> None:
        pass

    def phone(self, person: str) -> SimulatorPhone:
        return SimulatorPhone(self.platform.phone(person.lower()))

    def account(self, person: str) -> str:
        return f"simulator:{person.lower()}"

    async def admit(self) -> None:
        pass

    def connect(self, store: Store) -> Sequence[Messenger]:
        return [Simulator(self.platform)]

    def watched(self, messenger: str, intake: Intake) -> Intake:
        return intake

    async def all_shown(self) -> None:
        pass

    async def all_received(self) -> None:
        await self.platform.all_confirmed()


class TelegramPhone:
    """A phone with Telegram on it."""

    def __init__(self, user: User, group: Callable[[], Chat]) -> None:
        self.user = user
        self.group = group

    def says(self, words: str, reply_to: str | None = None) -> str:
        reply = int(reply_to) if reply_to else None
        return str(self.user.says(words, reply).id)

    def presses(self, message: str, label: str) -> None:
        self.user.presses(int(message), label)

    def edits(self, message: str, words: str) -> None:
        self.user.edits(int(message), words)

    def sends(
        self,
        kinds: Sequence[MediaKind],
        words: str = "",
        reply_to: str | None = None,
        room: str | None = None,
    ) -> str:
        files = [(_ON_TELEGRAM[kind], sample(kind, number)) for number, kind in enumerate(kinds)]
        if len(files) > 1:
            return str(self.user.sends_album(*files, caption=words)[0].id)
        ((kind, content),) = files
        reply = int(reply_to) if reply_to else None
        mime = "application/pdf" if kind == "document" else ""
        return str(self.user.sends(kind, content, caption=words, name=NAME, mime=mime, reply_to=reply).id)

    def captions(self, message: str, words: str) -> None:
        self.user.edits(int(message), words)

    def reacts(self, message: str, emoji: str | None) -> None:
        self.user.reacts(int(message), emoji.replace("\ufe0f", "") if emoji else None)

    def shares(self, kind: str) -> None:
        if kind == "forward":
            self.user.forwards("LEAKED WORDS", self.user)
        else:
            self.user.sends(kind)

    def blocks(self) -> None:
        self.user.blocks()

    def unblocks(self) -> None:
        self.user.unblocks()

    def groups(self) -> None:
        group = self.group()
        self.user.invites_bot(group)
        self.user.says("Who is this? Tell us of Gladys and Jon", chat=group)

    def screen(self) -> list[Seen]:
        whole = {one.id: one for one in self.user.screen(with_own=True)}
        albums: dict[str, list[TelegramShown]] = {}
        for one in whole.values():
            if not one.is_mine or one.reaction:
                albums.setdefault(one.album or str(one.id), []).append(one)
        return [_telegram_seen(those, whole) for those in albums.values()]


_ON_TELEGRAM = {
    MediaKind.PICTURE: "photo",
    MediaKind.VOICE: "voice",
    MediaKind.VIDEO: "video",
    MediaKind.DOCUMENT: "document",
}
_KINDS = {name: kind.value for kind, name in _ON_TELEGRAM.items()}


def _telegram_seen(those: Sequence[TelegramShown], whole: Mapping[int, TelegramShown]) -> Seen:
    """Return one message, or the several of an album, as it is seen."""
    one, quoted = those[0], whole.get(those[0].reply_to or 0)
    header, text = _halves(one)
    labels = tuple(tuple(button.label for button in row) for row in one.rows)
    return Seen(
        str(one.id),
        header,
        text,
        labels,
        _read_on_telegram(quoted) if quoted else None,
        tuple(_KINDS[each.kind] for each in those if each.kind in _KINDS),
        one.reaction[0] if one.reaction else None,
        one.is_mine,
    )


def _read_on_telegram(shown: TelegramShown) -> str:
    text = _halves(shown)[1]
    return text or (f"[{_KINDS[shown.kind]}]" if shown.kind in _KINDS else "")


def _halves(one: TelegramShown) -> tuple[str | None, str]:
    for entity in one.entities:
        if entity["type"] == "bold" and entity["offset"] == 0:
            cut = one.text.encode("utf-16-le")
            header = cut[: entity["length"] * 2].decode("utf-16-le")
            return header, cut[entity["length"] * 2 :].decode("utf-16-le").removeprefix("\n")
    return None, one.text


class TelegramExchange:
    """A Bot API server of our own, keeping the official rules."""

    name = "telegram"

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.server = BotApiServer(now=lambda: clock.now().timestamp())
        self.users: dict[str, User] = {}

    async def start(self) -> None:
        await self.server.start()

    async def stop(self) -> None:
        await self.server.stop()

    def user(self, person: str) -> User:
        if person not in self.users:
            number = 1001 + len(self.users)
            self.users[person] = self.server.user(id=number, has_started=True)
        return self.users[person]

    def phone(self, person: str) -> TelegramPhone:
        return TelegramPhone(self.user(person), self.server.group)

    def account(self, person: str) -> str:
        return f"telegram:{self.user(person).id}"

    async def admit(self) -> None:
        pass

    def watched(self, messenger: str, intake: Intake) -> Intake:
        return intake

    async def all_shown(self) -> None:
        pass

    def connect(self, store: Store) -> Sequence[Messenger]:
        return [self.adapter(store)]

    def adapter(self, store: Store | None = None) -> Messenger:
        opened = msgspec.structs.replace(
            CAPABILITIES,
            per_second=10_000.0,
            per_chat_per_second=10_000.0,
            per_chat_burst=1000,
            undo_seconds=60.0,
        )
        return Telegram(
            self.server.token,
            clock=self._clock,
            api_base_url=self.server.url,
            capabilities=opened,
            rooms=store.rooms("telegram") if store else None,
        )

    async def all_received(self) -> None:
        await self.server.wait_for(lambda: not self.server.queue.has_something)
