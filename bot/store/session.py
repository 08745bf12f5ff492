"""One transaction's worth of context: the connection, the moment, and the keys opened for it.

Knows no table but through its callers. Never outlives its transaction.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

import msgspec
from sqlalchemy import Connection, text

from bot.chat.media import File
from bot.chat.messenger import itself
from bot.family.listed import Resource
from bot.family.tips import AgencyTip
from bot.store.keyring import Keyring, load_keys, make_key
from bot.store.sealing import BlindIndex, Master, Scope, Unsealable

NAMELESS = "\N{EN DASH}"


class Manner(msgspec.Struct, frozen=True):
    """What a turn must know of a messenger.

    How commands begin, how long words can be taken back, whether choices are pressed or typed, whether each
    circle has a room of its own, and what it shows for an emoji on a message.
    """

    prefix: str = "/"
    undo_seconds: float | None = 60.0
    has_buttons: bool = True
    has_rooms: bool = False
    reaction: Callable[[str], str | None] = itself


class Defaults(msgspec.Struct, frozen=True):
    """What the agency set for whoever set nothing: used where a column is NULL."""

    language: str = "en"
    timezone: str = "America/New_York"
    quiet: str | None = None
    manners: dict[str, Manner] = {}
    introduction: str = "watch"
    invitation_hours: int = 72
    message_chars: int = 8000
    messages_per_minute: int = 30
    guesses_per_hour: int = 5
    guesses_per_hour_total: int = 50
    identifiers: str = "hand_back"
    allowed: tuple[str, ...] = ()
    danger_terms: tuple[str, ...] = ()
    glossary: dict[str, dict[str, str]] = {}
    tips: dict[str, AgencyTip] = {}
    resources: tuple[Resource, ...] = ()
    photos: str = "review_first"
    videos: str = "approval"
    telegram_photos: str = "full"
    telegram_health: str = "full"
    files_per_day: int = 50
    file_bytes: int = 20_000_000
    files_kept_days: int = 30
    first_call_hours: int = 48
    leads: tuple[timedelta, ...] = (timedelta(hours=24), timedelta(hours=2))
    calls_url: str = ""
    public_url: str = ""
    agency: str = ""
    digest: str | None = None
    offers: str | None = None
    waiting_digest_hours: int = 12
    waiting_alert_hours: int = 48


class Session:
    """What a piece of work in the store holds while it runs."""

    def __init__(self, connection: Connection, master: Master, now: datetime, defaults: Defaults) -> None:
        self.connection = connection
        self.master = master
        self.now = now
        self.defaults = defaults
        self.family_of: dict[str, str] = {}  # of the circles that this piece of work has met
        self.let_go: list[File] = []  # by questions that ended: shredded where they go with no message
        self._keys = Keyring({})
        self._tried: set[Scope] = set()

    def unlock(self, scopes: Iterable[Scope]) -> None:
        """Open the keys of these scopes, in one query for those that are not open yet.

        A key that is damaged is like one that is gone: what is sealed with it does not open.
        """
        missing = {scope for scope in scopes if scope not in self._tried}
        if missing:
            self._keys = self._keys | self._loaded(missing)
            self._tried |= missing

    def _loaded(self, wanted: set[Scope]) -> Keyring:
        try:
            return load_keys(self.connection, self.master, wanted)
        except Unsealable:
            if len(wanted) == 1:
                return Keyring({})
            # One among them: the others must not be lost with it.
            return reduce(or_, (self._loaded({scope}) for scope in wanted))

    def new_scope(self, scope: Scope) -> None:
        """Make the key of a scope whose row is being made in this transaction."""
        self._keys = self._keys | make_key(self.connection, self.master, scope, self.now)
        self._tried.add(scope)

    def index(self) -> BlindIndex:
        """Return the agency's blind index, for addresses and codes."""
        self.unlock([Scope.agency()])
        return self._keys.blind_index(Scope.agency())

    def seal(self, scope: Scope, place: str, row: str, words: str | bytes) -> bytes:
        """Seal a field; ``place`` is "table.column"."""
        self.unlock([scope])
        table, _, column = place.partition(".")
        return self._keys.sealer(scope).seal(table, column, row, words)

    def open(self, scope: Scope, place: str, row: str, sealed: bytes) -> str:
        """Open a sealed field as text; raises Unsealable."""
        return self.open_bytes(scope, place, row, sealed).decode()

    def open_to_show(self, scope: Scope, place: str, row: str, sealed: bytes) -> str:
        """Open what is only shown; a dash where it is damaged or its key is gone.

        For names above all: who cannot be named is still there, and what is said to them still counts.
        """
        try:
            return self.open(scope, place, row, sealed)
        except Unsealable:
            return NAMELESS

    def open_bytes(self, scope: Scope, place: str, row: str, sealed: bytes) -> bytes:
        """Open a sealed field; raises Unsealable."""
        self.unlock([scope])
        table, _, column = place.partition(".")
        return self._keys.sealer(scope).open(table, column, row, sealed)

    @property
    def is_postgresql(self) -> bool:
        """Whether rows must be locked by hand; SQLite has one writer and needs none of it."""
        return self.connection.dialect.name == "postgresql"

    def monotonic(self) -> float:
        """Return seconds for leases: the database's own clock, never the injected one."""
        if not self.is_postgresql:
            return time.monotonic()
        return float(self.connection.execute(_DATABASE_TIME).scalar_one())


_DATABASE_TIME = text("SELECT extract(epoch FROM clock_timestamp())")
