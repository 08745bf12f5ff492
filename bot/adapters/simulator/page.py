"""The simulator's web page: the phones side by side, for this computer alone.

Knows the simulated platform, a clock and who is in the cast; nothing of the bot, and nothing of what
the messages mean.

The page is served at ``/``, its files under ``/page/``. It talks over a websocket at ``/socket`` in
JSON objects, each with a ``type``. From us to the page::

    hello    cast, phones {user: [message]}, zone, now, is_jumping   first on every connection
    shown    user, message {id, body, at, is_own, header, rows, is_edited, reply_to, mark,
                            files [{kind, key, mime}], reaction, own_reaction}
    removed  user, id
    typing   user                          the bot is at work; ends by itself
    clock    now                           whenever the simulated minute changes
    jumping  is_jumping                    the clock is being moved; no other jump begins meanwhile
    problem  text                          what was asked for did not happen

From the page to us::

    type     user, text, reply_to?
    press    user, message, token
    edit     user, message, text
    withdraw user, message
    react    user, message, emoji          null takes it off again
    jump     to ("hour" | "tomorrow")

Files travel beside it. ``GET /file/<key>`` is what is in one: shown by the browser where it is a picture, a
sound or a video that it can show safely, else only saved. ``POST /send/<user>`` is a form with up to ten
``file``, at most 20 MB together, ``text`` and ``reply_to``; the answer is 204, or words for the onlooker.

Only a browser on this computer gets an answer: the connection must come from loopback, and its Host
header must name loopback, so that a foreign site cannot reach the phones by rebinding its own name; an
Origin, where there is one, must be this very page. What is posted must have one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec
from aiohttp import web

from bot.adapters.simulator.doors import HEADERS, refuse_strangers
from bot.adapters.simulator.doors import require_loopback as require_loopback  # noqa: PLC0414 - asked here
from bot.adapters.simulator.parcels import Parcels
from bot.adapters.simulator.platform import Change, Phone, Shown, SimulatedMessenger
from bot.chat.clock import Clock

FILES = Path(__file__).with_name("page")
TICK_SECONDS = 0.25
LARGEST_REQUEST = 64 * 1024

Jump = Literal["hour", "tomorrow"]


class Command(msgspec.Struct, frozen=True):
    """An entry of a phone's "/" menu: ``name`` without the prefix, ``hint`` in the phone's language."""

    name: str
    hint: str = ""


class PhoneCard(msgspec.Struct, frozen=True):
    """One person of the cast, as the page introduces them.

    ``role`` is a line for the onlooker ("mother of Macia, Gladys and Jon"), ``language`` the phone's own
    ("es"). The ``pinned`` ones stand side by side at first; the others can be brought in.
    """

    user: str
    name: str
    role: str
    language: str = "en"
    pinned: bool = False
    commands: tuple[Command, ...] = ()


class Hello(msgspec.Struct, frozen=True, tag="hello"):
    """All that the page needs to draw itself anew."""

    cast: tuple[PhoneCard, ...]
    phones: dict[str, list[Shown]]
    zone: str
    now: datetime
    is_jumping: bool


class ClockMoved(msgspec.Struct, frozen=True, tag="clock"):
    """The simulated time, whenever its minute changes."""

    now: datetime


class Jumping(msgspec.Struct, frozen=True, tag="jumping"):
    """Whether a jump of the clock is under way."""

    is_jumping: bool


class Problem(msgspec.Struct, frozen=True, tag="problem"):
    """What was asked for did not happen, in words for the onlooker."""

    text: str


class TypeText(msgspec.Struct, frozen=True, tag="type"):
    """The phone's owner sends a text."""

    user: str
    text: str
    reply_to: str | None = None


class PressButton(msgspec.Struct, frozen=True, tag="press"):
    """The phone's owner presses a button under a message."""

    user: str
    message: str
    token: str


class EditText(msgspec.Struct, frozen=True, tag="edit"):
    """The phone's owner changes an own message."""

    user: str
    message: str
    text: str


class WithdrawText(msgspec.Struct, frozen=True, tag="withdraw"):
    """The phone's owner takes an own message back."""

    user: str
    message: str


class PutReaction(msgspec.Struct, frozen=True, tag="react"):
    """The phone's owner puts an emoji on a message, or takes it off again."""

    user: str
    message: str
    emoji: str | None


class MoveClock(msgspec.Struct, frozen=True, tag="jump"):
    """The onlooker moves the clock."""

    to: Jump


Act = TypeText | PressButton | EditText | WithdrawText | PutReaction
Request = Act | MoveClock
Tidings = Hello | Change | ClockMoved | Jumping | Problem


def add_routes(
    app: web.Application,
    messenger: SimulatedMessenger,
    *,
    cast: Sequence[PhoneCard],
    clock: Clock,
    jump: Callable[[str], Awaitable[None]],
    zone: str = "America/New_York",
) -> None:
    """Serve the page on ``app``, which must not have started, and switch on the phones of the cast.

    ``jump`` is awaited with "hour" or "tomorrow", never twice at once. ``zone`` is the IANA zone in
    which the page tells the time. The caller binds the server to loopback only; see `require_loopback`.
    """
    for card in cast:
        phone = messenger.phone(card.user)
        phone.title, phone.language = card.name, card.language
    page = _Page(messenger, tuple(cast), clock, jump, zone)
    app.router.add_get("/", _file(FILES / "index.html"))
    for path in sorted(FILES.iterdir()):
        app.router.add_get(f"/page/{path.name}", _file(path))
    app.router.add_get("/socket", page.connect)
    parcels = Parcels(messenger, {card.user for card in cast})
    app.router.add_get("/file/{key}", parcels.hand_out)
    app.router.add_post("/send/{user}", parcels.take_in)
    app.on_shutdown.append(page.say_goodbye)
    app.cleanup_ctx.append(page.living)


class _Page:
    """The open pages, and what they are told."""

    def __init__(
        self,
        messenger: SimulatedMessenger,
        cast: tuple[PhoneCard, ...],
        clock: Clock,
        jump: Callable[[str], Awaitable[None]],
        zone: str,
    ) -> None:
        self._messenger = messenger
        self._cast = cast
        self._clock = clock
        self._jump = jump
        self._zone = zone
        self._jumping: asyncio.Task[None] | None = None
        self._sockets: dict[web.WebSocketResponse, asyncio.Queue[Tidings]] = {}

    async def living(self, _app: web.Application) -> AsyncIterator[None]:
        """Live as long as the application: watch the phones and the clock, and let go at the end."""
        stop_watching = self._messenger.watch(self._tell)
        ticking = asyncio.create_task(self._tick())
        yield
        stop_watching()
        for task in (ticking, self._jumping):
            if task is not None:
                task.cancel()

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one open page until it closes."""
        refuse_strangers(request)
        socket = web.WebSocketResponse(heartbeat=20, max_msg_size=LARGEST_REQUEST)
        await socket.prepare(request)
        waiting: asyncio.Queue[Tidings] = asyncio.Queue()
        waiting.put_nowait(self._hello())
        self._sockets[socket] = waiting
        pouring = asyncio.create_task(_pour(waiting, socket))
        try:
            async for message in socket:
                self._obey(message.data, waiting)
        finally:
            del self._sockets[socket]
            pouring.cancel()
        return socket

    async def say_goodbye(self, _app: web.Application) -> None:
        """Close every page's socket: a server that stops would wait for them."""
        for socket in tuple(self._sockets):
            await socket.close(code=1001)

    def _hello(self) -> Hello:
        phones = {card.user: self._messenger.phone(card.user).screen() for card in self._cast}
        return Hello(self._cast, phones, self._zone, self._clock.now(), self._jumping is not None)

    def _tell(self, tidings: Tidings) -> None:
        for waiting in self._sockets.values():
            waiting.put_nowait(tidings)

    async def _tick(self) -> None:
        minute = self._clock.now().replace(second=0, microsecond=0)
        while True:
            await asyncio.sleep(TICK_SECONDS)
            now = self._clock.now()
            if now.replace(second=0, microsecond=0) != minute:
                minute = now.replace(second=0, microsecond=0)
                self._tell(ClockMoved(now))

    def _obey(self, raw: str | bytes, waiting: asyncio.Queue[Tidings]) -> None:
        try:
            wish = msgspec.json.decode(raw, type=Request)
            if isinstance(wish, MoveClock):
                self._begin_jump(wish.to)
            else:
                _act(self._phone(wish.user), wish)
        except msgspec.DecodeError:
            waiting.put_nowait(Problem("The page asked for something this server does not know."))
        except LookupError:
            waiting.put_nowait(Problem("That message is no longer there."))

    def _phone(self, user: str) -> Phone:
        if user not in {card.user for card in self._cast}:
            raise LookupError(user)
        return self._messenger.phone(user)

    def _begin_jump(self, to: Jump) -> None:
        if self._jumping is not None:
            return
        self._jumping = asyncio.ensure_future(self._jump(to))
        self._jumping.add_done_callback(self._end_jump)
        self._tell(Jumping(is_jumping=True))

    def _end_jump(self, jump: asyncio.Future[None]) -> None:
        self._jumping = None
        self._tell(ClockMoved(self._clock.now()))
        self._tell(Jumping(is_jumping=False))
        if not jump.cancelled() and (error := jump.exception()) is not None:
            self._tell(Problem("The clock could not be moved. The server's log says why."))
            jump.get_loop().call_exception_handler({"message": "jump failed", "exception": error})


def _act(phone: Phone, wish: Act) -> None:
    match wish:
        case TypeText(text=text, reply_to=reply_to):
            phone.types(text, reply_to)
        case PressButton(message=message, token=token):
            phone.presses(message, token)
        case EditText(message=message, text=text):
            phone.edits(message, text)
        case WithdrawText(message=message):
            phone.withdraws(message)
        case PutReaction(message=message, emoji=emoji):
            phone.reacts(message, emoji)


async def _pour(waiting: asyncio.Queue[Tidings], socket: web.WebSocketResponse) -> None:
    while not socket.closed:
        await socket.send_str(msgspec.json.encode(await waiting.get()).decode())


def _file(path: Path) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def serve(request: web.Request) -> web.StreamResponse:
        refuse_strangers(request)
        return web.FileResponse(path, headers=HEADERS)

    return serve
