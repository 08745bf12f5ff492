"""What a messenger has kept for it: which room is whose, and a few secrets of its own.

Rooms and the people in them identify each other: all of it is sealed, and found by the blind index. Knows no
protocol.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
from sqlalchemy import bindparam, delete, select, text

from bot.chat.ids import new_id
from bot.store.inbox import get_setting, put_setting
from bot.store.schema import room
from bot.store.sealing import Scope

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol, TypeVar

    from sqlalchemy import Row

    from bot.store.session import Session

    T = TypeVar("T")

    class Runs(Protocol):
        """Whatever runs work in one transaction each."""

        async def run(self, work: Callable[[Session], T]) -> T:
            """Run it."""
            ...


_BY_OWNER = select(room.c.id, room.c.details).where(room.c.whose == bindparam("owner"))
_BY_PLACE = select(room.c.id, room.c.details).where(room.c.place == bindparam("found"))
_KEEP = text(
    "INSERT INTO room (id, whose, place, details) VALUES (:id, :owner, :found, :details) "
    "ON CONFLICT (whose) DO UPDATE SET id = excluded.id, place = excluded.place, details = excluded.details"
)
_FORGET = delete(room).where(room.c.place == bindparam("found"))


class Owner(NamedTuple):
    """Whose a room is: the platform's id of the person, and the circle, None for the bot's own room."""

    user: str
    conversation: str | None


class _Kept(msgspec.Struct, frozen=True):
    owner: Owner
    room: str


class Rooms:
    """The rooms of one messenger. Only who listens there writes them, and remembers what was read.

    For another process, or another time of listening, make another one.
    """

    def __init__(self, store: Runs, messenger: str) -> None:
        self._store = store
        self._messenger = messenger
        self._rooms: dict[Owner, str | None] = {}
        self._owners: dict[str, Owner | None] = {}

    async def find(self, user: str, conversation: str | None) -> str | None:
        """Return the room to write to."""
        owner = Owner(user, conversation)
        if owner not in self._rooms:
            name = self._owner_name(owner)
            kept = await self._store.run(lambda session: _read(session, _BY_OWNER, owner=_of(session, name)))
            self._rooms[owner] = kept.room if kept else None
        return self._rooms[owner]

    async def keep(self, user: str, conversation: str | None, room_id: str) -> None:
        """Note the room, in place of the one that was noted before."""
        owner = Owner(user, conversation)
        name, place = self._owner_name(owner), self._place_name(room_id)

        def work(session: Session) -> None:
            row = new_id()
            details = msgspec.json.encode(_Kept(owner, room_id))
            values = {
                "id": row,
                "owner": _of(session, name),
                "found": _of(session, place),
                "details": session.seal(Scope.agency(), "room.details", row, details),
            }
            session.connection.execute(_KEEP, values)

        await self._store.run(work)
        self._owners = {one: whose for one, whose in self._owners.items() if whose != owner}
        self._rooms[owner], self._owners[room_id] = room_id, owner

    async def forget(self, room_id: str) -> None:
        """Note that the room is nobody's any more; an unknown one is nothing to forget."""
        place = self._place_name(room_id)
        await self._store.run(
            lambda session: session.connection.execute(_FORGET, {"found": _of(session, place)})
        )
        self._rooms = {owner: one for owner, one in self._rooms.items() if one != room_id}
        self._owners[room_id] = None

    async def owner(self, room_id: str) -> tuple[str, str | None] | None:
        """Return whose room it is, as (user, conversation)."""
        if room_id not in self._owners:
            place = self._place_name(room_id)
            kept = await self._store.run(lambda session: _read(session, _BY_PLACE, found=_of(session, place)))
            self._owners[room_id] = kept.owner if kept else None
        return self._owners[room_id]

    def _owner_name(self, owner: Owner) -> str:
        return f"{self._messenger}:{owner.conversation or ''}:{owner.user}"

    def _place_name(self, room_id: str) -> str:
        return f"{self._messenger}:{room_id}"


class Vault:
    """A few secrets of one messenger, sealed with the agency's key."""

    def __init__(self, store: Runs, messenger: str) -> None:
        self._store = store
        self._messenger = messenger

    async def load(self, name: str) -> bytes | None:
        """Return what was last saved under ``name``."""
        row = self._row(name)

        def work(session: Session) -> bytes | None:
            sealed = get_setting(session, row)
            return session.open_bytes(Scope.agency(), "setting.value", row, sealed) if sealed else None

        return await self._store.run(work)

    async def save(self, name: str, value: bytes) -> None:
        """Save ``value``, in place of what was there."""
        row = self._row(name)

        def work(session: Session) -> None:
            put_setting(session, row, session.seal(Scope.agency(), "setting.value", row, value))

        await self._store.run(work)

    def _row(self, name: str) -> str:
        return f"vault:{self._messenger}:{name}"


def _of(session: Session, name: str) -> bytes:
    return session.index().of("room", name)


def _read(session: Session, statement: object, **where: bytes) -> _Kept | None:
    row: Row[tuple[str, bytes]] | None = session.connection.execute(statement, where).first()  # type: ignore[call-overload]
    if row is None:
        return None
    details = session.open_bytes(Scope.agency(), "room.details", row.id, row.details)
    return msgspec.json.decode(details, type=_Kept)
