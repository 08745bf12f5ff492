"""Unique marks for everything private, and a search that finds them in whatever form they were written.

Knows nothing of where they may stand.
"""

from __future__ import annotations

import base64
import io
import logging
import random
import re
import string
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final

import structlog

from bot import logs

_LETTERS: Final = 11
_LONG_ENOUGH: Final = 8
_LEGIBLE: Final = re.compile(rb"[ -~]{8,}")


class Marks:
    """Makes marks: words of letters that look like a name and stand nowhere else."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self.of: dict[str, str] = {}

    def __call__(self, what: str) -> str:
        """Return the mark for one private thing, made on first asking."""
        if what not in self.of:
            letters = (self._dice.choice(string.ascii_lowercase) for _ in range(_LETTERS))
            self.of[what] = "Zq" + "".join(letters).replace("x", "w")
        return self.of[what]

    def add(self, what: str, mark: str | bytes) -> None:
        """Take something private that was made elsewhere: a code, a key, a platform's id."""
        self.of[what] = mark if isinstance(mark, str) else mark.decode("latin-1")

    def found_in(self, told: bytes | str) -> list[str]:
        """Return what is betrayed: by its mark in any usual encoding, in any case of letters."""
        whole = told.encode("utf-8", "surrogatepass") if isinstance(told, str) else told
        # Without its zeros UTF-16 reads like any other text, and most of a file is no text at all.
        legible = b"\n".join(_LEGIBLE.findall(whole.replace(b"\0", b""))).lower()
        keys = [
            what for what, mark in self.of.items() if what.endswith("key bytes") and _bytes(mark) in whole
        ]
        return keys + [
            what for what, mark in self.of.items() if any(form.lower() in legible for form in _forms(mark))
        ]


def _bytes(mark: str) -> bytes:
    return mark.encode("latin-1")


def _forms(mark: str) -> Iterator[bytes]:
    plain = mark.encode("latin-1")
    if mark.isascii() and mark.isprintable():
        yield plain
    yield plain.hex().encode()
    if len(plain) < _LONG_ENOUGH:
        return  # Nothing of it is beyond the reach of its neighbours.
    for shift in range(3):
        # In base64 a text reads in three ways, by where it begins; the ends depend on its neighbours.
        yield base64.b64encode(b"\0" * shift + plain)[4:-4]


def files_under(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, with what is in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Overheard(logging.Handler):
    """Everything that any logger was handed, before anything is taken out of it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.told: list[str] = []
        self.caught: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message, its values and its exception, in all their forms."""
        self.told.append(f"{record.name}: {record.msg!r} {record.args!r}")
        if record.exc_info and record.exc_info[1] is not None:
            self.caught.append(record.exc_info[1])

    def of(self, logger: str) -> str:
        """Return what was told to one logger and those below it."""
        return "\n".join(line for line in self.told if re.match(rf"{re.escape(logger)}[.:]", line))


@contextmanager
def everything_logged() -> Iterator[tuple[io.StringIO, Overheard]]:
    """Set the program's log up at DEBUG, the libraries' too; yield what it wrote and what it was handed."""
    root = logging.getLogger()
    before = root.handlers[:], root.level, sys.excepthook, threading.excepthook
    levels = {name: logging.getLogger(name).level for name in list(logging.root.manager.loggerDict)}
    written, overheard = io.StringIO(), Overheard()
    logs.set_up(is_production=True, level="DEBUG", stream=written)
    root.addHandler(overheard)
    for name in [*levels, "sqlalchemy.engine", "sqlalchemy.pool", "aiohttp", "telegram", "apscheduler"]:
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        yield written, overheard
    finally:
        for name in list(logging.root.manager.loggerDict):
            logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))
        root.handlers, root.level = before[0], before[1]
        sys.excepthook, threading.excepthook = before[2], before[3]
        logging.captureWarnings(capture=False)
        structlog.reset_defaults()


def told_by(error: BaseException) -> str:
    """Return all that an exception tells of itself and of those behind it, notes and arguments included."""
    whole = "".join(traceback.format_exception(error))
    return f"{whole} {error!r} {error.args!r} {vars(error)!r}"


def raised(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> str:
    """Return what the interpreter would print of an exception that nobody caught."""
    return "".join(traceback.format_exception(kind, value, trace))
