"""What others send to somebody who is discreet: it waits, and only "You have news" stands on the phone.

Knows nothing of why it was veiled (``policy.review``), and nothing of what is veiled.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import msgspec
from sqlalchemy import bindparam, delete, exists, func, insert, select, update

from bot.chat.draft import Choice, Kind, Steer
from bot.chat.ids import new_id
from bot.chat.outgoing import Operation
from bot.chat.people import Interview
from bot.chat.text import Text
from bot.family.outcome import told
from bot.policy.review import Cleared, review
from bot.store import lanes
from bot.store.metadata import constant
from bot.store.schema import interview, outbox, person
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.viewing import readers

SHOW_NEWS = "show-news"
"""The conversation that the button under "You have news" wakes; its id is the id of the row it stands in."""

LOOKS_FOR = timedelta(minutes=10)
"""So long whoever has looked gets what comes as anybody does: they are reading."""

_VEILED = (outbox.c.lane == bindparam("reader"), outbox.c.state == constant("veiled"))
_COUNT = select(func.count()).select_from(outbox).where(*_VEILED)
_IN_ORDER = select(outbox.c.id).where(*_VEILED).order_by(outbox.c.deliver_at, outbox.c.id)
_RELEASE = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"), outbox.c.state == constant("veiled"))
    .values(state="ready", deliver_at=bindparam("at"))
)
_VEIL = (
    update(outbox)
    .where(
        outbox.c.lane == bindparam("reader"),
        outbox.c.state == constant("ready"),
        outbox.c.is_begun.is_(False),
        outbox.c.kind.in_([Kind.WORDS, Kind.NOTICE]),
        outbox.c.operation.in_([Operation.SEND, Operation.REACT]),
        outbox.c.why.is_(None),
        ~exists().where(interview.c.id == outbox.c.id),  # "You have news" itself
    )
    .values(state="veiled")
)
# One that was never delivered and never will be stands nowhere.
_STANDING = (
    select(interview.c.id)
    .join(outbox, outbox.c.id == interview.c.id)
    .where(interview.c.person_id == bindparam("reader"), interview.c.flow == constant(SHOW_NEWS))
    .where(outbox.c.state.in_(["ready", "sent"]))
)
_FORGET = delete(interview).where(
    interview.c.person_id == bindparam("reader"), interview.c.flow == constant(SHOW_NEWS)
)
_ADD = insert(interview)
_HURRY = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"), outbox.c.state == constant("ready"))
    .values(kind=Kind.ALERT.value, urgency=0, deliver_at=bindparam("at"))
)
_LOOKED = update(person).where(person.c.id == bindparam("who")).values(news_until=bindparam("until"))
_HAS_ANY = select(exists().where(*_VEILED))


def announced(session: Session, cleared: Iterable[Cleared]) -> list[Cleared]:
    """Return "You have news" for each reader of what is veiled where it does not stand there already.

    The readers' lanes are held. Of an alert nobody is told in the morning only.
    """
    is_alert: dict[str, bool] = {}
    for one in cleared:
        if one.is_veiled and not one.waits_for_decision:
            is_alert[one.draft.to] = is_alert.get(one.draft.to, False) or one.draft.kind == Kind.ALERT
    news = (announcement(session, reader, is_alert=alert) for reader, alert in sorted(is_alert.items()))
    return [one for one in news if one is not None]


def announcement(session: Session, reader: str, *, is_alert: bool = False) -> Cleared | None:
    """Return "You have news" for one reader, None where it stands there already."""
    standing = session.connection.execute(_STANDING, {"reader": reader}).scalar()
    if standing is not None:
        if is_alert:
            hurry(session, reader)
        return None
    session.connection.execute(_FORGET, {"reader": reader})
    row = new_id()
    show = Choice(Text("label-show"), Steer(row, "wake"))
    kind = Kind.ALERT if is_alert else Kind.NOTICE
    draft = msgspec.structs.replace(
        told(reader, Text("news"), kind=kind, rows=((show,),)), id=row, is_news=True
    )
    verdict = review(draft, readers(session, [reader]).get(reader), None, session.now)
    if not isinstance(verdict, Cleared):
        return None
    waiting = Interview(id=row, flow=SHOW_NEWS, version=1, is_asleep=True, prompt=row)
    sealed = session.seal(Scope.person(reader), "interview.state", row, msgspec.json.encode(waiting))
    session.connection.execute(
        _ADD, {"id": row, "person_id": reader, "flow": SHOW_NEWS, "state": sealed, "at": session.now}
    )
    return verdict


def hurry(session: Session, reader: str) -> None:
    """Let "You have news" not wait for the morning any more."""
    standing = session.connection.execute(_STANDING, {"reader": reader}).scalar()
    session.connection.execute(_HURRY, {"row": standing, "at": session.now})


def count(session: Session, reader: str) -> int:
    """Return how much waits to be looked at."""
    return int(session.connection.execute(_COUNT, {"reader": reader}).scalar_one())


def show(session: Session, reader: str) -> None:
    """Let everything go, in order, and what comes while they look."""
    session.connection.execute(_LOOKED, {"who": reader, "until": session.now + LOOKS_FOR})
    release(session, reader)


def release(session: Session, reader: str) -> None:
    """Let everything go, in order; nothing is announced any more."""
    lanes.wake(session, lanes.OUT, [(reader, session.now)])
    session.connection.execute(_FORGET, {"reader": reader})
    rows = session.connection.execute(_IN_ORDER, {"reader": reader}).scalars().all()
    for place, row in enumerate(reversed(rows), 1):
        at = session.now - timedelta(microseconds=place)
        session.connection.execute(_RELEASE, {"row": row, "at": at})


def veil(session: Session, reader: str) -> bool:
    """Veil what waits already; return whether there is something to be announced anew."""
    lanes.wake(session, lanes.OUT, [(reader, session.now)])
    return session.connection.execute(_VEIL, {"reader": reader}).rowcount > 0


def is_to_be_announced_anew(session: Session, reader: str) -> bool:
    """Whether something waits to be looked at by somebody who is written to elsewhere from now on."""
    if not session.connection.execute(_HAS_ANY, {"reader": reader}).scalar():
        return False
    session.connection.execute(_FORGET, {"reader": reader})
    return True
