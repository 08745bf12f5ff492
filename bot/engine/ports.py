"""What the loops around the engine ask of a store, and the values that pass between them.

Knows no store and no messenger: the courier and the turns are written against these Protocols.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from bot.chat.album import Album
from bot.chat.chart import Chart
from bot.chat.draft import Choice, Kind
from bot.chat.incoming import Address, Shared, Uncleaned
from bot.chat.media import CleanFile, File, MediaKind
from bot.chat.mine import Mine
from bot.chat.outgoing import Operation, Receipt
from bot.chat.record import Record
from bot.chat.sheet import Dates, Sheet
from bot.chat.text import Value


class Departure(msgspec.Struct, frozen=True):
    """One row of the outbox on its way, and the lease (``lane``, ``token``) that entitles us to it.

    ``words`` are a person's and go letter for letter; ``parts`` are the bot's own. ``conversation`` is the
    circle in whose own room it belongs, where a messenger has one. ``target`` are the
    platform's ids of what is edited or withdrawn. ``may_be_repeat`` says that an earlier send was begun
    and its end never learnt; ``is_young`` that a platform which remembers what it was sent still knows this;
    ``is_changed`` that an edit could not be done in place. ``sheet`` is to be printed, ``dates`` are
    to be put in a calendar, ``chart`` is to be drawn, and go with it; so is the ``record`` or the ``album``
    that this row says. ``is_watched``: somebody of the agency reads along where this passes. What ``closes``
    is the last thing said in a room.
    """

    row: str
    lane: str
    token: int
    to: Address
    language: str | None
    timezone: str
    operation: Operation
    kind: Kind
    family: str | None = None
    conversation: str | None = None
    account: str | None = None
    person: str | None = None
    author: str | None = None
    message: str | None = None
    header: Value | None = None
    parts: tuple[Value, ...] = ()
    words: str | None = None
    rows: tuple[tuple[Choice, ...], ...] = ()
    target: tuple[str, ...] = ()
    reply_to: str | None = None
    attempts: int = 0
    made_at: datetime | None = None
    may_be_repeat: bool = False
    is_young: bool = True
    is_changed: bool = False
    is_told: bool = False
    wants_sign: bool = False
    files: tuple[File, ...] = ()
    sheet: Sheet | None = None
    dates: Dates | None = None
    chart: Chart | None = None
    record: str | None = None
    is_watched: bool = False
    closes: bool = False
    album: str | None = None
    is_silent: bool = False


class LeaseLost(Exception):  # noqa: N818 - says what happened
    """Somebody else holds the lane by now; nothing of this has been written."""


class Wanted(msgspec.Struct, frozen=True):
    """Files to be fetched and cleaned before a turn: the ``rows`` they came in, and whose they are."""

    messenger: str
    lane: str
    owner: str
    rows: tuple[str, ...]
    shared: tuple[Shared, ...]


class Worked(msgspec.Struct, frozen=True):
    """What became of one arrival: the messenger it came from, and how its turn ended.

    ``wanted`` must be fetched first, where its turn could not be taken for lack of it.
    """

    messenger: str
    result: str
    wanted: Wanted | None = None


class Sharing(Protocol):
    """Where files on their way in are handed over once they are clean, or cannot be."""

    async def prepared(self, wanted: Wanted, found: Sequence[CleanFile] | Uncleaned) -> None:
        """They are clean, or their sender is to be told why not; the turn can be taken."""
        ...

    async def not_fetched(self, wanted: Wanted, delay: timedelta) -> None:
        """They could not be had now; try again after ``delay``."""
        ...


class Cleaning(Protocol):
    """What makes a file clean."""

    async def clean(self, kind: MediaKind, raw: bytes) -> CleanFile:
        """Return what is left of it, or raise `Unclean`; never anything else because of what is in it."""
        ...

    async def smaller(self, raw: bytes, side: int) -> CleanFile:
        """Return a clean picture with no side longer than this; raises `Unclean`."""
        ...


class Departures(Protocol):
    """The outbox, as the courier needs it. Each call is one transaction; all may raise LeaseLost."""

    async def take(self, count: int) -> list[Departure]:
        """Lease up to ``count`` lanes and return the first departure of each."""
        ...

    async def sent(self, gone: Departure, receipt: Receipt, exactly: str, *, go_on: bool) -> Departure | None:
        """Mark it as accepted and return the lane's next, unless ``go_on`` is false."""
        ...

    async def not_sent(self, gone: Departure, delay: timedelta) -> None:
        """It certainly did not arrive; try the lane again after ``delay``."""
        ...

    async def uncertain(self, gone: Departure, delay: timedelta) -> None:
        """It may have arrived; try again after ``delay``, saying so, or give up."""
        ...

    async def refused(self, gone: Departure, why: str) -> Departure | None:
        """It will never be taken; set it aside and return the lane's next."""
        ...

    async def target_gone(self, gone: Departure, *, still_stands: bool) -> Departure | None:
        """What it acts on is gone, or ``still_stands`` and has to; return the lane's next."""
        ...

    async def unreachable(self, gone: Departure) -> Departure | None:
        """The account cannot be written to; return the lane's next, if there is another way."""
        ...

    async def moved(self, gone: Departure, to: Address) -> Departure | None:
        """The chat has another address; return the same departure, or the lane's next."""
        ...

    async def files(self, gone: Departure) -> tuple[CleanFile, ...]:
        """Return what is in the files of a departure; removed ones are not there."""
        ...

    async def record(self, gone: Departure) -> Record | None:
        """Return the record that goes with a departure, None where its reader may not have it any more."""

    async def signed(self, paper: bytes) -> bytes:
        """Return a PDF with the agency's signature in it; as it was where there is no key yet."""

    async def mine(self, gone: Departure) -> Mine | None:
        """Return what its reader has of their own, where that goes with a departure."""
        ...

    async def album(self, gone: Departure) -> Album | None:
        """Return the album that goes with a departure, None where nothing is left of it for its reader."""
        ...

    async def next_due(self) -> datetime | None:
        """Return when some lane will have work again."""
        ...


class Inbox(Protocol):
    """The inbox, as the loop of turns needs it."""

    async def work_one(self) -> Worked | None:
        """Work one arrival in one transaction; None when nothing is due. Never raises for its content."""
        ...
