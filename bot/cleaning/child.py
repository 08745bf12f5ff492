"""The child's side: takes limits on itself, then a file from standard input; answers on standard output.

Once it has a stranger's bytes in its hands it can open nothing: no file, no socket, no process.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable
from math import ceil
from typing import Final

import msgspec

from bot.chat.media import MediaKind, Unclean
from bot.cleaning.limits import Limits, Why
from bot.cleaning.made import Made
from bot.cleaning.magic import Form
from bot.cleaning.wire import LENGTH_BYTES, Asked, Told, framed

Work = Callable[[bytes, Form, Limits], Made]

_LAST_STANDARD_STREAM: Final = 2
_LATER_THAN_THE_BOT: Final = 5  # a picture may wait for a message, never the other way round


def main() -> None:
    """Clean one file and end. An error nobody foresaw ends it without an answer: the parent knows then."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    length = int.from_bytes(source.read(LENGTH_BYTES), "big")
    asked = msgspec.json.decode(source.read(length), type=Asked)
    _bound(asked.limits)
    work = _work_for(asked.kind)
    _close_the_door()
    raw = source.read(asked.size)
    if len(raw) < asked.size:
        return  # The parent has gone.
    try:
        made = work(raw, asked.form, asked.limits)
        told = Told(
            mime=made.mime,
            size=len(made.data),
            width=made.width,
            height=made.height,
            seconds=made.seconds,
        )
        data = made.data
    except Unclean as unclean:
        told, data = Told(why=Why(unclean.why)), b""
    except MemoryError:
        told, data = Told(why=Why.TOO_BIG), b""
    sink.write(framed(told))
    sink.write(data)
    sink.flush()
    os._exit(0)  # Tidying up a process that ends is time for nothing.


def _bound(limits: Limits) -> None:
    """Take the limits that hold from the start; on the time that passes, in case the parent dies, too."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    # The soft one ends the process by its own signal, the hard one by the signal for everything.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    os.nice(_LATER_THAN_THE_BOT)
    signal.alarm(ceil(limits.wall_seconds) + 1)


def _close_the_door() -> None:
    """From here on no file can be opened, no socket made, no process and no thread started.

    (That of processes and threads does not bind a process of root.)
    """
    first_free = _LAST_STANDARD_STREAM + 1
    resource.setrlimit(resource.RLIMIT_NOFILE, (first_free, first_free))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _work_for(kind: MediaKind) -> Work:
    """Import what this kind needs, and nothing that it does not: a child lives for one file."""
    # ruff: noqa: PLC0415
    match kind:
        case MediaKind.PICTURE:
            from bot.cleaning import pictures

            return pictures.clean
        case MediaKind.VOICE:
            from bot.cleaning import recordings

            return recordings.clean_voice
        case MediaKind.VIDEO:
            from bot.cleaning import recordings

            return recordings.clean_video
        case MediaKind.DOCUMENT:
            from bot.cleaning import documents

            return documents.clean
