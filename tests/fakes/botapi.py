"""A Bot API server of our own, faithful where it matters: queue, refusals, faults, and users to act.

Knows nothing of the program under test. In a test: `async with BotApiServer() as server`; as a process:
`python -m tests.fakes.botapi --port 0 --token T`, which prints its address on the first line.

The parts: `botapi_world` (what exists), `botapi_user` (who acts), `botapi_methods`, `botapi_posting`,
`botapi_media`, `botapi_profile` and `botapi_text` (what a bot does), `botapi_updates`, `botapi_delivery` and
`botapi_webhook` (how it hears), `botapi_call` and `botapi_http` (requests), `botapi_faults` (what goes
wrong), `botapi_control` (all of it over HTTP).
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import signal
import sys
import time
from typing import TYPE_CHECKING, Self, TypeVar

from aiohttp import web

from .botapi_call import Call, Json, Refusal
from .botapi_control import Control
from .botapi_delivery import Delivery
from .botapi_faults import Fault, Faults, Order
from .botapi_http import UNAUTHORIZED, Gate
from .botapi_media import sends_again
from .botapi_updates import Disturbance, Update
from .botapi_user import User
from .botapi_world import Access, Chat, StoredFile, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from .botapi_http import Download
    from .botapi_updates import UpdateQueue

HOST = "127.0.0.1"
LARGEST_BODY = 64 << 20
DEFAULT_TOKEN = "987654321:FAKE-token_for_tests-0123456789abcd"
FIRST_USER = 5_550_100_001
FIRST_GROUP = -4_000_001

T = TypeVar("T")


class BotApiServer:
    """The server for one bot, its users, and the hands of a test on all of it.

    ``now`` gives unix seconds for the dates in messages. ``keeps_log=False`` keeps only counts of requests,
    for long runs. State lives as long as the object: `restart` keeps it.
    """

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        *,
        port: int = 0,
        keeps_log: bool = True,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.token = token
        self.port = port
        self.world = World(int(token.partition(":")[0]), self._arrived, now)
        self._waiters: list[asyncio.Future[None]] = []
        self.delivery = Delivery(self.world.queue, self.changed)
        self.faults = Faults()
        self._gate = Gate(token, self.world, self.delivery, self.faults, self.changed, keeps_log=keeps_log)
        self._gate.control = Control(self).respond
        self._user_ids = itertools.count(FIRST_USER)
        self._group_ids = itertools.count(FIRST_GROUP, -1)
        self._users: dict[int, User] = {}
        self._server: web.Server | None = None
        self._runner: web.ServerRunner | None = None

    # --- life ---------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """The part of the address before `/bot<token>/METHOD`."""
        return f"http://{HOST}:{self.port}"

    @property
    def requests(self) -> list[Call]:
        """Every request so far, in the order they came; empty without ``keeps_log``."""
        return self._gate.calls

    @property
    def downloads(self) -> list[Download]:
        """Every file that was asked for, in the order it was."""
        return self._gate.downloads

    @property
    def sent_again(self) -> list[Call]:
        """Every request that forwarded, copied, or named a file instead of uploading it: there are none."""
        return [call for call in self.requests if sends_again(call)]

    @property
    def queue(self) -> UpdateQueue:
        """The updates the bot has not confirmed."""
        return self.world.queue

    async def start(self) -> None:
        """Listen, on the port given or a free one, which then stays the same."""
        self._server = web.Server(
            self._gate.respond,
            request_factory=_request,
            handler_cancellation=True,
            access_log=None,
            keepalive_timeout=75,
        )
        self._runner = web.ServerRunner(self._server, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]
        if self.delivery.webhook is not None:
            self.delivery.resume(self.delivery.webhook.settings)

    async def stop(self) -> None:
        """Cut every connection and stop listening; nothing is forgotten."""
        await self.delivery.pause()
        if self._runner is None or self._server is None:
            return
        for connection in list(self._server.connections):
            if connection.transport is not None:
                connection.transport.abort()
        await self._runner.cleanup()
        self._runner = self._server = None

    async def restart(self, down_for: float = 0.0) -> None:
        """Go down, cutting every connection, and come back at the same address with the same state."""
        await self.stop()
        await asyncio.sleep(down_for)
        await self.start()
        self.changed()

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.stop()

    # --- people and updates -------------------------------------------------------------------------

    def user(
        self,
        id: int | None = None,  # noqa: A002 - the field's name in the Bot API
        first_name: str | None = None,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "en",
        *,
        has_started: bool = False,
    ) -> User:
        """Return the user with this id, made on first asking.

        Names not given are loud and unique, so that a leak is found by looking for them; "" leaves one
        out. ``has_started``: as if they had pressed Start long ago, without an update.
        """
        number = next(self._user_ids) if id is None else id
        if number in self._users:
            return self._users[number]
        names = {
            "first_name": f"LEAKFIRST{number}" if first_name is None else first_name,
            "last_name": f"LEAKLAST{number}" if last_name is None else last_name,
            "username": f"leak_handle_{number}" if username is None else username,
            "language_code": language_code or "",
        }
        profile: Json = {"id": number, "is_bot": False, **{k: v for k, v in names.items() if v}}
        made = self._users[number] = User(self.world, profile, self.changed)
        if has_started:
            made.chat.access = Access.OPEN
        return made

    def group(self, title: str = "LEAKGROUP") -> Chat:
        """Make a group without the bot; a user may invite it."""
        number = next(self._group_ids)
        made = Chat(number, {"title": title}, kind="group")
        self.world.chats[number] = made
        return made

    def file(
        self, content: bytes, kind: str = "document", name: str = "", size: int | None = None
    ) -> StoredFile:
        """Keep a file as if somebody had sent it."""
        return self.world.store(content, kind, name, size)

    def push(self, update: Json | str) -> int:
        """Queue an update as it is, whatever the bot asked for; returns the number it is queued under.

        A dict without `update_id` gets one. A text goes out letter for letter between the others, broken
        or not, as long as it keeps the list it stands in readable. One with a number already passed is
        handed out once, as a repeat.
        """
        number = self.queue.next_id
        if isinstance(update, dict):
            update = {"update_id": number, **update}
            given = update["update_id"]
            number = given if isinstance(given, int) else number
        body = update if isinstance(update, str) else json.dumps(update, ensure_ascii=False)
        lane = _lane(update) if isinstance(update, dict) else 0
        self.queue.append(Update(number, body, lane or number))
        self.changed()
        return number

    def disturb(self, seed: int, *, duplicates: float = 0.0, swaps: float = 0.0, drops: float = 0.0) -> None:
        """From now on let a share (0 to 1) of updates come twice, out of order, or never."""
        self.queue.disturbance = Disturbance(seed, duplicates=duplicates, swaps=swaps, drops=drops)

    # --- faults -------------------------------------------------------------------------------------

    def fail(
        self,
        fault: Fault,
        method: str = "*",
        *,
        chat: int | User | None = None,
        times: int | None = 1,
        seconds: float | None = None,
    ) -> Order:
        """Let the next ``times`` calls of a method (a pattern such as "send*") meet a fault.

        ``chat`` narrows it to one chat, ``seconds`` to a while (then give ``times=None`` for all calls in
        it). Returns the order, whose ``hits`` tell how often it struck. The faults are in `botapi_faults`.
        """
        chat_id = chat.id if isinstance(chat, User) else chat
        until = None if seconds is None else time.monotonic() + seconds
        return self.faults.order(Order(fault, method, chat_id, times, until))

    def revoke_token(self) -> None:
        """Answer 401 to everything from now on; a waiting poll ends with it too."""
        self._gate.is_token_revoked = True
        self.delivery.polling.end(Refusal(*UNAUTHORIZED))

    def restore_token(self) -> None:
        """Take the token again."""
        self._gate.is_token_revoked = False

    def age_presses(self) -> None:
        """Make every pressed button too old to be answered."""
        for press in self.world.presses.values():
            press.is_too_old = True

    # --- what happened ------------------------------------------------------------------------------

    def calls(self, method: str | None = None, chat: int | User | None = None) -> list[Call]:
        """Return the requests of a method, of a chat, of both, in the order they came."""
        chat_id = chat.id if isinstance(chat, User) else chat
        return [
            call
            for call in self.requests
            if method in (None, call.method) and chat_id in (None, call.chat_id)
        ]

    def count(self, method: str, chat: int | User | None = None) -> int:
        """Count the requests of a method that have an answer or took effect; costs nothing."""
        return self._gate.counts[method, chat.id if isinstance(chat, User) else chat]

    def everything_sent_to(self, chat: int | User) -> str:
        """Return every letter the bot ever sent towards a chat, to search it for what must not be there."""
        parts = [
            json.dumps(call.params, ensure_ascii=False) + " ".join(file.name for file in call.files.values())
            for call in self.calls(chat=chat)
        ]
        return "\n".join(parts)

    async def wait_for(self, condition: Callable[[], T], timeout: float = 5.0) -> T:  # noqa: ASYNC109
        """Wait until a condition holds, looked at after each request and act; returns what it returned.

        Raises TimeoutError, which says what came last.
        """
        try:
            async with asyncio.timeout(timeout):
                while not (value := condition()):
                    waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                    self._waiters.append(waiter)
                    await waiter
        except TimeoutError:
            latest = ", ".join(f"{call.method} {call.status}" for call in self.requests[-5:])
            message = f"waited {timeout} s in vain; the latest requests: {latest or 'none'}"
            raise TimeoutError(message) from None
        return value

    def _arrived(self, update: Update) -> None:
        self.delivery.arrived(update)

    def changed(self) -> None:
        """Let everybody who waits look again."""
        if self._waiters:
            waiters, self._waiters = self._waiters, []
            for waiter in waiters:
                if not waiter.done():
                    waiter.set_result(None)


def _request(*args: object) -> web.BaseRequest:
    loop = asyncio.get_running_loop()
    return web.BaseRequest(*args, loop, client_max_size=LARGEST_BODY)  # type: ignore[arg-type, misc]


def _lane(update: Json) -> int:
    """Find the chat a raw update belongs to, 0 where it tells of none."""
    for payload in update.values():
        if isinstance(payload, dict):
            message = payload.get("message")
            for holder in (payload, message if isinstance(message, dict) else {}):
                chat = holder.get("chat")
                if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                    return int(chat["id"])
    return 0


async def _main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fakes.botapi")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=DEFAULT_TOKEN)
    parser.add_argument("--no-log", action="store_true", help="keep counts of requests only")
    options = parser.parse_args()
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with BotApiServer(options.token, port=options.port, keeps_log=not options.no_log) as server:
        sys.stdout.write(server.url + "\n")
        sys.stdout.flush()
        await stopped.wait()


if __name__ == "__main__":
    asyncio.run(_main())
