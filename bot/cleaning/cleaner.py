"""The parent's side: looks at size and first bytes, then has a child make the file anew, and waits.

Decodes nothing itself. A child gets one file by a pipe and gives one back; it has no name, no file, no secret
of ours, and ends with its work, with the limit, or with the caller's patience.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec
import structlog

import bot
from bot.chat.media import CleanFile, MediaKind, Unclean
from bot.cleaning.limits import Limits, Why
from bot.cleaning.magic import form_of
from bot.cleaning.wire import LARGEST_HEADER, LENGTH_BYTES, Asked, Told, framed

# Isolated, the interpreter looks at no variable and no folder of the caller's: so it is told where we are.
CHILD: Final = (
    sys.executable,
    "-I",
    "-c",
    "import sys; sys.path.insert(0, sys.argv[1]); from bot.cleaning.child import main; main()",
    str(Path(bot.__file__).parents[1]),
)
_MADE: Final[dict[MediaKind, tuple[str, ...]]] = {
    MediaKind.PICTURE: ("image/jpeg",),
    MediaKind.VOICE: ("audio/ogg", "audio/mpeg", "audio/mp4"),
    MediaKind.VIDEO: ("video/mp4", "video/webm"),
    MediaKind.DOCUMENT: ("application/pdf",),
}
_CHUNK: Final = 1 << 16
_KEPT_VARIABLES: Final = ("LD_LIBRARY_PATH",)  # without it some interpreters do not start
# One arena: each further one takes 64 MB of the address space that is bounded.
_OWN_VARIABLES: Final = {"MALLOC_ARENA_MAX": "1", "LC_ALL": "C.UTF-8"}

_log = structlog.get_logger("cleaning")


class Cleaner:
    """Cleans files, at most ``at_once`` at a time; whoever comes later waits, in order.

    ``command`` starts a child; only tests give another one.
    """

    def __init__(
        self, limits: Limits | None = None, at_once: int = 2, *, command: tuple[str, ...] = CHILD
    ) -> None:
        self.limits = limits or Limits()
        self._places = asyncio.Semaphore(at_once)
        self._command = command

    async def clean(self, kind: MediaKind, raw: bytes) -> CleanFile:
        """Return the file without anything that identifies; raise `Unclean`, and for its content only that.

        Cancelled, it kills the child before it returns.
        """
        return await self._made(kind, raw, self.limits)

    async def smaller(self, raw: bytes, side: int) -> CleanFile:
        """Return a picture of which no side is longer than this; raise `Unclean`."""
        return await self._made(MediaKind.PICTURE, raw, msgspec.structs.replace(self.limits, side=side))

    async def _made(self, kind: MediaKind, raw: bytes, limits: Limits) -> CleanFile:
        if len(raw) > limits.bytes_in:
            raise Unclean(Why.TOO_BIG)
        form = form_of(kind, raw)
        if form is None:
            raise Unclean(Why.NOT_ALLOWED)
        asked = framed(Asked(kind=kind, form=form, size=len(raw), limits=limits))
        async with self._places:
            told, data = await self._in_a_child(asked, raw)
        if told.mime not in _MADE[kind]:
            # A file that got the better of its reader would speak for it.
            _log.warning("a child that cleans made something else", kind=kind.value)
            raise Unclean(Why.TROUBLE)
        return CleanFile(
            kind=kind,
            mime=told.mime,
            data=data,
            width=told.width,
            height=told.height,
            seconds=told.seconds,
        )

    async def _in_a_child(self, asked: bytes, raw: bytes) -> tuple[Told, bytes]:
        try:
            child = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,  # it may quote the file
                env={key: os.environ[key] for key in _KEPT_VARIABLES if key in os.environ} | _OWN_VARIABLES,
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            _log.warning("a child that cleans did not start", exc_info=error)
            raise Unclean(Why.TROUBLE) from None
        told = None
        try:
            async with asyncio.timeout(self.limits.wall_seconds):
                told = await self._talk(child, asked, raw)
        except TimeoutError:
            raise Unclean(Why.TOO_SLOW) from None
        finally:
            await _end(child)
        if told is None:
            raise Unclean(_why_it_ended(child.returncode))
        if told[0].why is not None:
            raise Unclean(told[0].why)
        return told

    async def _talk(self, child: Process, asked: bytes, raw: bytes) -> tuple[Told, bytes] | None:
        """Give the child its file and return its answer, None where it gave none that we understand."""
        sink, source = _pipes(child)
        with suppress(ConnectionError):  # it may know enough before it has read everything
            sink.write(asked)
            sink.write(raw)
            await sink.drain()
        try:
            length = int.from_bytes(await source.readexactly(LENGTH_BYTES), "big")
            if length > LARGEST_HEADER:
                return None
            told = msgspec.json.decode(await source.readexactly(length), type=Told)
            if told.why is None and told.size > self.limits.bytes_out:
                raise Unclean(Why.TOO_BIG)
            return told, await source.readexactly(told.size)
        except msgspec.DecodeError:
            return None
        except asyncio.IncompleteReadError:
            await child.wait()  # how it ended says why
            return None


async def _end(child: Process) -> None:
    """Leave no child behind: kill its whole group if it has not ended yet, and take its status."""
    if child.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    sink, source = _pipes(child)
    sink.close()
    while await source.read(_CHUNK):
        pass  # a pipe that nobody empties never closes, and the child would never count as ended
    await child.wait()


def _pipes(child: Process) -> tuple[asyncio.StreamWriter, asyncio.StreamReader]:
    if child.stdin is None or child.stdout is None:
        message = "a child without pipes"
        raise RuntimeError(message)
    return child.stdin, child.stdout


def _why_it_ended(status: int | None) -> Why:
    if status == -signal.SIGXCPU:
        return Why.TOO_SLOW
    _log.warning("a child that cleans ended without an answer", status=status)
    return Why.TROUBLE
