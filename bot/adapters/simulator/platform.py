"""The simulated messenger itself: the other side of the wire, as Telegram's servers are, in memory.

Knows phones and what stands on their screens. Knows nothing of people, of the bot behind it, or of the
page in front of it; so the bot may be rebuilt while the phones stay as they are.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Literal

import msgspec

from bot.chat.clock import Clock
from bot.chat.incoming import (
    Address,
    Arrival,
    Content,
    Edit,
    Press,
    Reachable,
    Reaction,
    Shared,
    Unreachable,
    Unsupported,
    Withdrawal,
    Words,
)
from bot.chat.media import CleanFile, MediaKind, Source
from bot.chat.messenger import CannotReach, SendProblem, TargetGone
from bot.chat.outgoing import Button

NAME = "simulator"

Mark = Literal["waiting", "delivered"]


class ShownFile(msgspec.Struct, frozen=True):
    """A file as it stands on a screen; its bytes are had by its ``key``."""

    kind: MediaKind
    key: str
    mime: str = ""


class Shown(msgspec.Struct, frozen=True):
    """One message as it stands on a screen.

    ``is_own`` says that the phone's owner wrote it; otherwise the bot did, and ``header`` says for whom
    (None: its own words). ``mark`` is what the app tells the writer about the way of an own message.
    ``reaction`` is the emoji that the bot put on it, ``own_reaction`` the owner's.
    """

    id: str
    body: str
    at: datetime
    is_own: bool = False
    header: str | None = None
    rows: tuple[tuple[Button, ...], ...] = ()
    is_edited: bool = False
    reply_to: str | None = None
    mark: Mark | None = None
    files: tuple[ShownFile, ...] = ()
    reaction: str | None = None
    own_reaction: str | None = None

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons under it, row by row."""
        return tuple(button for row in self.rows for button in row)


class Showing(msgspec.Struct, frozen=True, tag="shown"):
    """A message appeared on a screen, or changed in place (same ``id``)."""

    user: str
    message: Shown


class Removed(msgspec.Struct, frozen=True, tag="removed"):
    """A message left a screen."""

    user: str
    id: str


class Typing(msgspec.Struct, frozen=True, tag="typing"):
    """The bot is at work for this phone. Nothing says when it ends: it may have nothing to say."""

    user: str


Change = Showing | Removed | Typing


class Phone:
    """One phone with one chat: what its owner does, and what stands on its screen.

    Made by `SimulatedMessenger.phone` only. ``is_reachable`` may be set to False to let every send fail
    without the bot hearing of it, as with a deleted account; `blocks` does the same and tells the bot.
    """

    def __init__(self, user: str, platform: SimulatedMessenger) -> None:
        self.user = user
        self.title = user
        self.language: str | None = None
        self.is_reachable = True
        self._platform = platform
        self._screen: dict[str, Shown] = {}
        self._problems: deque[tuple[SendProblem | None, bool]] = deque()
        self._line = asyncio.Event()
        self._line.set()

    @property
    def address(self) -> Address:
        """Where the bot writes to reach it."""
        return Address(NAME, self.user, self.user)

    def screen(self) -> list[Shown]:
        """Return what is on the screen now, oldest first."""
        return list(self._screen.values())

    # What its owner does.

    def types(self, text: str, reply_to: str | None = None) -> str:
        """Send a text and return its message id."""
        text = _whole(text)
        return self._says(text, Words(text), reply_to)

    def sends(
        self,
        kind: MediaKind,
        data: bytes,
        text: str = "",
        *,
        reply_to: str | None = None,
        album: str | None = None,
        mime: str = "",
    ) -> str:
        """Send a file with a text under it and return its message id. ``mime`` is for the own screen only."""
        text = _whole(text)
        file = self._platform.keep(kind, data, mime)
        return self._says(
            text, Shared(kind, Source(file.key, file.key, len(data)), text, album), reply_to, (file,)
        )

    def reacts(self, message_id: str, emoji: str | None) -> None:
        """Put an emoji on any message on the screen, or take it off again."""
        shown = self.find(message_id)
        if shown is None:
            message = "no such message on this screen"
            raise LookupError(message)
        self.show(msgspec.structs.replace(shown, own_reaction=emoji))
        self._platform.happens(self, Reaction(message_id, emoji))

    def shares(self, kind: str) -> str:
        """Send what is not words ("photo", see `Unsupported`) and return its message id."""
        return self._says(f"[{kind}]", Unsupported(kind))

    def presses(self, message_id: str, token: str) -> None:
        """Press a button. Not checked against the screen: a press may cross with an edit, or be forged."""
        self._platform.happens(self, Press(token, message_id), message=message_id)

    def taps(self, label: str) -> None:
        """Press the newest button that reads ``label``; raises LookupError where there is none."""
        for shown in reversed(self._screen.values()):
            for button in shown.buttons:
                if button.label == label:
                    self.presses(shown.id, button.token)
                    return
        message = f"no button {label!r} on this screen"
        raise LookupError(message)

    def edits(self, message_id: str, text: str) -> None:
        """Change an own message; raises LookupError for any other."""
        shown, text = self._own(message_id), _whole(text)
        self.show(msgspec.structs.replace(shown, body=text, is_edited=True))
        shared = None
        if shown.files:
            (file, *_) = shown.files
            shared = Shared(file.kind, Source(file.key, file.key), text)
        self._platform.happens(self, Edit(message_id, text, shared), message=message_id)

    def withdraws(self, message_id: str) -> None:
        """Take an own message back; raises LookupError for any other."""
        self._own(message_id)
        self.remove(message_id)
        self._platform.happens(self, Withdrawal(message_id), message=message_id)

    def blocks(self) -> None:
        """Block the bot: it is told, and every send fails with CannotReach until `unblocks`."""
        self.is_reachable = False
        self._platform.happens(self, Unreachable())

    def unblocks(self) -> None:
        """Let the bot in again, and tell it."""
        self.is_reachable = True
        self._platform.happens(self, Reachable())

    # What a test may do to the line between this phone and the bot.

    def fails_next(self, problem: SendProblem, *, arrives: bool = False, after: int = 0) -> None:
        """Let one coming operation raise ``problem``, once ``after`` more went well; calls queue up.

        With ``arrives`` it takes place all the same and only its answer is lost: the case of Uncertain.
        """
        self._problems.extend([(None, True)] * after)
        self._problems.append((problem, arrives))

    def hold(self) -> None:
        """Let operations wait on the way, unanswered, until `release`."""
        self._line.clear()

    def release(self) -> None:
        """Let what was held go on."""
        self._line.set()

    # What the messenger does to the screen.

    @asynccontextmanager
    async def wire(self) -> AsyncIterator[Phone]:
        """Carry one operation of the bot to this phone, with whatever trouble was ordered for it."""
        await self._line.wait()
        if not self.is_reachable:
            reason = "blocked"
            raise CannotReach(reason)
        problem, arrives = self._problems.popleft() if self._problems else (None, True)
        if problem is not None and not arrives:
            raise problem
        yield self
        if problem is not None:
            raise problem

    def find(self, message_id: str) -> Shown | None:
        """Return a message that is on the screen."""
        return self._screen.get(message_id)

    def show(self, shown: Shown) -> None:
        """Put a message on the screen, or change the one with its id in place."""
        self._screen[shown.id] = shown
        self._platform.tell(Showing(self.user, shown))

    def remove(self, message_id: str) -> None:
        """Take a message off the screen."""
        del self._screen[message_id]
        self._platform.tell(Removed(self.user, message_id))

    def _says(
        self,
        body: str,
        content: Content,
        reply_to: str | None = None,
        files: tuple[ShownFile, ...] = (),
    ) -> str:
        message = self._platform.next_id()
        at = self._platform.clock.now()
        self.show(Shown(message, body, at, is_own=True, reply_to=reply_to, files=files))
        self._platform.happens(self, content, message=message, reply_to=reply_to)
        return message

    def _own(self, message_id: str) -> Shown:
        shown = self.find(message_id)
        if shown is None or not shown.is_own:
            message = "no such message of this phone's owner"
            raise LookupError(message)
        return shown


class SimulatedMessenger:
    """All phones, and the stream of what their owners did.

    As on a real platform an event is handed out again and again until it was confirmed.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._phones: dict[str, Phone] = {}
        self._events: deque[Arrival] = deque()
        self._news = asyncio.Event()
        self._is_confirmed = asyncio.Event()
        self._is_confirmed.set()
        self._listeners: list[Callable[[Change], None]] = []
        self._files: dict[str, tuple[ShownFile, bytes]] = {}
        # Ids start from the time, so that a new life of this messenger beside an older database hands
        # out no id twice.
        self._last = int(clock.now().timestamp() * 1000)

    def phone(self, user: str) -> Phone:
        """Return this person's phone; made at the first call, switched on from then on."""
        if user not in self._phones:
            self._phones[user] = Phone(user, self)
        return self._phones[user]

    def mark(self, message_id: str, mark: Mark | None) -> None:
        """Show under its writer's message how far it got; an id that is gone is nothing to mark."""
        for phone in self._phones.values():
            shown = phone.find(message_id)
            if shown is not None and shown.mark != mark:
                phone.show(msgspec.structs.replace(shown, mark=mark))

    def watch(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call ``listener`` with every change of any screen, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def keep(self, kind: MediaKind, data: bytes, mime: str = "") -> ShownFile:
        """Keep a file, as the servers of a messenger do, and return how it is shown."""
        file = ShownFile(kind, self.next_id(), mime)
        self._files[file.key] = (file, data)
        return file

    def file(self, key: str) -> bytes | None:
        """Return what is in a file, None where there is none."""
        return self._files[key][1] if key in self._files else None

    def mime(self, key: str) -> str:
        """Return what a file is said to be, "" where nobody said."""
        return self._files[key][0].mime if key in self._files else ""

    # The bot's side of the wire.

    async def updates(self, after: int) -> list[Arrival]:
        """Wait for events with an order above ``after`` and return up to 100, oldest first.

        Asking confirms: all up to ``after`` are forgotten, all above are handed out until confirmed.
        """
        self._continue_above(after)
        while self._events and self._events[0].order <= after:
            self._events.popleft()
        while not self._events:
            self._is_confirmed.set()
            self._news.clear()
            await self._news.wait()
        return list(self._events)[:100]

    async def post(
        self,
        user: str,
        body: str,
        *,
        header: str | None = None,
        rows: tuple[tuple[Button, ...], ...] = (),
        reply_to: str | None = None,
        files: tuple[CleanFile, ...] = (),
    ) -> str:
        """Show a new message and return its id; a ``reply_to`` that is gone is left out."""
        async with self._phone_for_bot(user).wire() as phone:
            quoted = reply_to if reply_to is not None and phone.find(reply_to) else None
            at = self.clock.now()
            kept = tuple(self.keep(file.kind, file.data, file.mime) for file in files)
            shown = Shown(self.next_id(), body, at, header=header, rows=rows, reply_to=quoted, files=kept)
            phone.show(shown)
        return shown.id

    async def amend(
        self,
        user: str,
        message_id: str,
        body: str,
        *,
        header: str | None = None,
        rows: tuple[tuple[Button, ...], ...] = (),
    ) -> None:
        """Change a message of the bot in place; it counts as edited where its words changed."""
        async with self._phone_for_bot(user).wire() as phone:
            shown = self._sent_by_bot(phone, message_id)
            is_edited = shown.is_edited or shown.body != body
            phone.show(
                msgspec.structs.replace(shown, body=body, header=header, rows=rows, is_edited=is_edited)
            )

    async def react(self, user: str, message_id: str, emoji: str | None) -> None:
        """Put an emoji of the bot's on any message on a screen, in place of an earlier one."""
        async with self._phone_for_bot(user).wire() as phone:
            shown = phone.find(message_id)
            if shown is None:
                reason = "not there"
                raise TargetGone(reason)
            phone.show(msgspec.structs.replace(shown, reaction=emoji))

    async def remove(self, user: str, message_id: str) -> None:
        """Take a message of the bot off the screen."""
        async with self._phone_for_bot(user).wire() as phone:
            phone.remove(self._sent_by_bot(phone, message_id).id)

    def typing(self, user: str) -> None:
        """Show for a moment that the bot is at work; a courtesy that cannot fail."""
        self.tell(Typing(user))

    # What the phones need of it.

    def next_id(self) -> str:
        """Return an id that no event and no message had before; later ids are greater numbers."""
        self._last += 1
        return str(self._last)

    def happens(
        self, phone: Phone, content: Content, *, message: str | None = None, reply_to: str | None = None
    ) -> None:
        """Add an event to the stream."""
        event = self.next_id()
        self._events.append(
            Arrival(
                event=event,
                order=int(event),
                sender=phone.address,
                content=content,
                at=self.clock.now(),
                message=message,
                reply_to=reply_to,
                language=phone.language,
            )
        )
        self._is_confirmed.clear()
        self._news.set()

    def tell(self, change: Change) -> None:
        """Tell everybody who watches the screens."""
        for listener in tuple(self._listeners):
            listener(change)

    @property
    def unconfirmed(self) -> tuple[Arrival, ...]:
        """What the bot has not confirmed yet; empty once it has committed everything."""
        return tuple(self._events)

    async def all_confirmed(self) -> None:
        """Wait until there is nothing `unconfirmed`."""
        await self._is_confirmed.wait()

    def _continue_above(self, after: int) -> None:
        """Renumber what waits where the bot confirmed, in an earlier life, ids we never gave out.

        Otherwise a machine's clock that was set back would make us drop what was just written.
        """
        if after <= self._last:
            return
        self._last = after
        for _ in range(len(self._events)):
            event = self.next_id()
            waiting = self._events.popleft()
            self._events.append(msgspec.structs.replace(waiting, event=event, order=int(event)))

    def _phone_for_bot(self, user: str) -> Phone:
        if user not in self._phones:
            reason = "unknown"
            raise CannotReach(reason)
        return self._phones[user]

    def _sent_by_bot(self, phone: Phone, message_id: str) -> Shown:
        shown = phone.find(message_id)
        if shown is None or shown.is_own:
            reason = "not there"
            raise TargetGone(reason)
        return shown


def _whole(text: str) -> str:
    """Return the text with a sign for each half of a character, which a page may type and no wire carries."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
