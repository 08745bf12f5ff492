"""A person with an encrypted Matrix app that others wrote: matrix-js-sdk, in a process of its own.

A strict app neither reads from devices that their owners have not signed nor writes to them, as with "exclude
insecure devices" in Element. Knows nothing of the bot but its Matrix id.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import shutil
from asyncio.subprocess import PIPE
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import msgspec

HERE = Path(__file__).parent

_SECONDS = 20.0
_LONGEST_LINE = 2**22  # A file comes in one.


class Shown(msgspec.Struct, frozen=True):
    """What stands on the screen for one message: ``words``, or ``failure``, why there are none.

    ``shield`` is the mark beside the words, "NONE", "GREY" or "RED", and ``reason`` why it is there.
    """

    event: str
    room: str
    sender: str
    words: str | None
    failure: str | None
    shield: str | None
    reason: str | None


def missing() -> str | None:
    """Return what has to be installed before the app can be opened, None if nothing is missing."""
    if shutil.which("node") is None:
        return "matrix-js-sdk cannot run: there is no node on this machine"
    if not (HERE / "node_modules").exists():
        return "matrix-js-sdk is not installed: `make install-matrix-js` does that"
    return None


class StrangersApp:
    """One account with one app. In its ``async with`` it runs, and joins by itself."""

    def __init__(self, url: str, user: str, password: str, folder: Path, *, is_strict: bool) -> None:
        self.user = user
        self.is_strict = is_strict
        self.known: set[str] = set()
        self.screen: dict[str, Shown] = {}
        self.history: list[Shown] = []
        self._login = {"url": url, "user": user, "password": password, "isStrict": is_strict}
        self._log = folder / "log"
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._numbers = itertools.count(1)
        self._change = asyncio.Condition()
        folder.mkdir(parents=True, exist_ok=True)

    async def __aenter__(self) -> Self:
        """Open the app and sign in; client.mjs says what is spoken with it."""
        with self._log.open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                "node", HERE / "client.mjs", stdin=PIPE, stdout=PIPE, stderr=log, limit=_LONGEST_LINE
            )
        self._reading = asyncio.create_task(self._read())
        try:
            await self._told("start", **self._login)
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            async with asyncio.timeout(_SECONDS):
                await self._process.wait()
        finally:
            if self._process.returncode is None:
                self._process.kill()
                await self._process.wait()
            await asyncio.gather(self._reading, return_exceptions=True)

    # What they do.

    async def restarts(self) -> None:
        """Close the app and open it again: what it knows then is what it had stored."""
        self.screen.clear()
        await self._told("restart")

    async def opens_chat(self, user: str) -> str:
        """Begin a direct chat and return its room."""
        room: str = await self._told("open", user=user)
        return room

    async def says(self, room: str, words: str) -> str:
        """Write and return the event's id; raises RuntimeError where that would not be encrypted."""
        event: str = await self._told("say", room=room, words=words)
        return event

    async def shares(self, room: str, data: bytes, words: str) -> str:
        """Send a picture with words under it, and return the event's id."""
        picture = base64.b64encode(data).decode()
        event: str = await self._told("share", room=room, bytes=picture, words=words)
        return event

    # What they see.

    async def opens_file(self, event: str) -> bytes:
        """Return the file of a message that stands there."""
        shown = self.screen[event]
        return base64.b64decode(await self._told("fetch", room=shown.room, event=event))

    async def sees(self, event: str, words: str) -> None:
        """Wait until a message stands there with exactly these words and no shield beside them."""

        def stands() -> bool:
            shown = self.screen.get(event)
            return shown is not None and (shown.words, shown.shield) == (words, "NONE")

        await self.until(stands)

    async def knows(self, user: str) -> None:
        """Wait until the app has asked for somebody's devices."""
        await self.until(lambda: user in self.known)

    async def devices(self, user: str) -> dict[str, bool]:
        """Return somebody's devices, and for each whether its owner has signed it."""
        return msgspec.convert(await self._told("devices", user=user), dict[str, bool])

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for news until ``condition`` holds; raises TimeoutError, or RuntimeError if the app ends."""
        try:
            async with asyncio.timeout(_SECONDS), self._change:
                await self._change.wait_for(lambda: bool(condition()) or self._reading.done())
        except TimeoutError:
            raise TimeoutError(self.history) from None
        if not condition():
            self._has_ended()

    async def _told(self, what: str, **details: object) -> Any:  # noqa: ANN401 - each answers in its way
        number = next(self._numbers)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"id": number, "do": what, **details}).encode() + b"\n")
        async with asyncio.timeout(_SECONDS):
            await asyncio.wait({answer, self._reading}, return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            self._has_ended()
        return answer.result()

    async def _read(self) -> None:
        assert self._process.stdout is not None
        try:
            async for line in self._process.stdout:
                self._take(json.loads(line))
                async with self._change:
                    self._change.notify_all()
        finally:
            async with self._change:
                self._change.notify_all()

    def _take(self, told: dict[str, Any]) -> None:
        match told:
            case {"answer": number, "result": result}:
                self._answers.pop(number).set_result(result)
            case {"answer": number, "error": error}:
                self._answers.pop(number).set_exception(RuntimeError(error))
            case {"known": users}:
                self.known.update(users)
            case {"message": message}:
                shown = msgspec.convert(message, Shown)
                self.screen[shown.event] = shown
                self.history.append(shown)

    def _has_ended(self) -> None:
        """Raise why nothing comes from the app any more."""
        self._reading.result()
        message = f"the app has ended:\n{self._log.read_text(errors='replace')[-2000:]}"
        raise RuntimeError(message)
