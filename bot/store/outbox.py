"""The way out: what policy cleared, waiting in its reader's lane until a messenger has accepted it.

Takes nothing that policy has not cleared. Knows nothing of how it is carried.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import and_, bindparam, func, insert, or_, select, update

from bot.chat.chart import Chart
from bot.chat.draft import Choice, Draft, Kind
from bot.chat.ids import new_id
from bot.chat.outgoing import Operation
from bot.chat.sheet import Dates, Sheet
from bot.chat.text import Literal, Text, Value, text
from bot.family.events import ReactionPut
from bot.policy.review import Cleared
from bot.store import lanes, veiling, viewing
from bot.store.metadata import constant
from bot.store.schema import circle, member, message, outbox
from bot.store.sealing import Scope
from bot.store.session import Session

# The reader's own prompts and alerts pass whatever waits; among the rest, the moment decides.
URGENCY = {Kind.ANSWER: 0, Kind.ALERT: 0, Kind.WORDS: 1, Kind.NOTICE: 1, Kind.WATCH: 2}

SIGN = "👌"
"""What stands on words that have been delivered, for who wants that."""

_INSERT = insert(outbox)
_LATER_THAN_NOW = (
    select(outbox.c.lane, outbox.c.urgency, func.max(outbox.c.made_at).label("at"))
    .where(outbox.c.lane.in_(bindparam("lanes", expanding=True)), outbox.c.state == constant("ready"))
    .where(outbox.c.made_at > bindparam("now"))
    .group_by(outbox.c.lane, outbox.c.urgency)
)
_FAMILIES = select(circle.c.id, circle.c.family_id).where(
    circle.c.id.in_(bindparam("circles", expanding=True))
)
_COPIES = select(
    outbox.c.id,
    outbox.c.person_id,
    outbox.c.lane,
    outbox.c.circle_id,
    outbox.c.author_id,
    outbox.c.sent_account,
    outbox.c.kind,
    outbox.c.payload,
).where(outbox.c.state == "sent", outbox.c.operation == Operation.SEND)
_SENT_COPIES = _COPIES.where(outbox.c.message_id == bindparam("message"))
_ONE_COPY = _COPIES.where(outbox.c.id == bindparam("row"))
_END_UNSENT = (
    update(outbox)
    .where(
        outbox.c.message_id == bindparam("message"),
        outbox.c.state.in_(["ready", "held", "veiled"]),
        outbox.c.is_begun.is_(False),
    )
    .values(state="ended", why=bindparam("reason"), payload=None)
)
_MAKE_STALE = (
    update(outbox)
    .where(
        outbox.c.message_id == bindparam("message"),
        outbox.c.state == constant("ready"),
        outbox.c.is_begun.is_(True),
        outbox.c.operation == Operation.SEND,
    )
    .values(is_stale=True)
)
_OF_CIRCLE = (
    outbox.c.circle_id == bindparam("circle"),
    # Words to others, and what somebody wrote in a child's book, which is told in the bot's own words.
    or_(outbox.c.kind == Kind.WORDS, and_(outbox.c.kind == Kind.NOTICE, outbox.c.message_id.is_(None))),
    # What the desk says to a circle is delivered in any phase.
    outbox.c.author_id.in_(select(member.c.person_id).where(member.c.circle_id == bindparam("circle"))),
)
_END_CIRCLE = (
    update(outbox)
    .where(*_OF_CIRCLE, outbox.c.state.in_(["ready", "held", "veiled"]), outbox.c.is_begun.is_(False))
    .values(state="ended", why=bindparam("reason"), payload=None)
)
# What may be on its way cannot be ended here: a reason on a row that is ready ends it before its next try.
_STOP_CIRCLE = (
    update(outbox)
    .where(*_OF_CIRCLE, outbox.c.state == constant("ready"), outbox.c.is_begun.is_(True))
    .values(why=bindparam("reason"))
)
_END_MEETING = (
    update(outbox)
    .where(
        outbox.c.meeting_id == bindparam("meeting"),
        outbox.c.state.in_([constant("ready"), constant("veiled")]),
        outbox.c.is_begun.is_(False),
    )
    .values(state="ended", why="overtaken", payload=None)
)
_STOP_BEGUN = (
    update(outbox)
    .where(
        outbox.c.message_id == bindparam("message"),
        outbox.c.state == constant("ready"),
        outbox.c.is_begun.is_(True),
    )
    .values(why=bindparam("reason"))
)
_RECONSIDER = (
    update(outbox)
    .where(
        outbox.c.lane == bindparam("reader"),
        outbox.c.state == constant("ready"),
        outbox.c.operation == Operation.SEND,
        outbox.c.deliver_at > bindparam("at"),
    )
    .values(deliver_at=bindparam("at"))
)
_RELEASE_HELD = (
    update(outbox)
    .where(outbox.c.message_id == bindparam("message"), outbox.c.state == "held")
    .values(state="ready", deliver_at=bindparam("at"))
)
_resting = (
    outbox.c.message_id == bindparam("message"),
    outbox.c.kind == Kind.WORDS,
    outbox.c.operation == Operation.SEND,
    outbox.c.state.in_(["ready", "veiled"]),
    outbox.c.is_begun.is_(False),
    outbox.c.deliver_at > bindparam("at"),
)
_RESTING_COPIES = select(outbox.c.lane, outbox.c.state).where(*_resting)
_HURRY = update(outbox).where(*_resting).values(urgency=0, deliver_at=bindparam("at"))
_OWN_WORDS = (outbox.c.message_id.is_(None), outbox.c.state == "sent")
_FORGET = (
    update(outbox).where(outbox.c.id == bindparam("row"), *_OWN_WORDS).values(payload=None, sent_words=None)
)
_target = outbox.alias("target")
_FORGET_TARGET = (
    update(outbox)
    .where(
        outbox.c.id == select(_target.c.target_id).where(_target.c.id == bindparam("row")).scalar_subquery(),
        *_OWN_WORDS,
    )
    .values(payload=None, sent_words=None)
)
_WRITTEN = select(message.c.author_id, message.c.circle_id, message.c.source_account).where(
    message.c.id == bindparam("message")
)
_HELD_LANES = select(outbox.c.lane).where(
    outbox.c.message_id == bindparam("message"), outbox.c.state == "held"
)


class Payload(msgspec.Struct, frozen=True):
    """What a row says, sealed: the bot's own words, the line above a person's words, the buttons."""

    parts: tuple[Value, ...] = ()
    header: Value | None = None
    rows: tuple[tuple[Choice, ...], ...] = ()
    language: str | None = None
    is_of_health: bool = False
    sheet: Sheet | None = None
    dates: Dates | None = None
    chart: Chart | None = None
    share: str | None = None
    record: str | None = None
    closes: bool = False
    contact: str | None = msgspec.field(name="moment", default=None)
    typed: Text | None = None
    album: str | None = None
    is_silent: bool = False
    homecoming: str | None = None
    slip: str | None = None


_encode = msgspec.json.Encoder().encode


def put(session: Session, cleared: Iterable[Cleared]) -> None:
    """Write cleared drafts into their readers' lanes."""
    wanted = list(cleared)
    if not wanted:
        return
    families = _families(session, {one.draft.circle for one in wanted if one.draft.circle})
    session.unlock(
        {Scope.family(family) for family in families.values()}
        | {Scope.person(one.draft.to) for one in wanted}
    )
    rows = [_row(session, one, families) for one in wanted]
    dues = {"ready": None, "veiled": session.now}  # In the lane of what is veiled it is announced.
    lanes.wake(
        session,
        lanes.OUT,
        [(row["lane"], dues[row["state"]] or row["deliver_at"]) for row in rows if row["state"] in dues],
    )
    rows += [_row(session, one, {}) for one in veiling.announced(session, wanted)]
    if session.is_postgresql:
        _stand_behind(session, rows)
    session.connection.execute(_INSERT, rows)


def _stand_behind(session: Session, rows: list[dict[str, Any]]) -> None:
    # Transactions run side by side: one that began later, or has a faster clock, may have written into a lane
    # before us. The lane is ours since `wake`, so what is to be seen now is final, and we stand behind it:
    # the order in a lane is that of the commits, and a crash between two copies cannot turn it round.
    values = {"lanes": sorted({row["lane"] for row in rows}), "now": session.now}
    # What is more urgent passes in any case, and stands behind nothing that is less so.
    found = session.connection.execute(_LATER_THAN_NOW, values)
    latest = {(row.lane, row.urgency): row.at for row in found}
    for row in rows:
        place = row["lane"], row["urgency"]
        if place in latest and row["deliver_at"] == session.now:
            moment = latest[place] + timedelta(microseconds=1)
            row["made_at"] = row["deliver_at"] = moment


def _families(session: Session, circles: set[str]) -> dict[str, str]:
    unmet = circles - session.family_of.keys()
    if unmet:
        found = session.connection.execute(_FAMILIES, {"circles": sorted(unmet)})
        session.family_of |= {row.id: row.family_id for row in found}
    return {circle_id: session.family_of[circle_id] for circle_id in circles}


def _row(session: Session, one: Cleared, families: dict[str, str]) -> dict[str, Any]:
    draft = one.draft
    family = families.get(draft.circle or "")
    scope = Scope.family(family) if family else Scope.person(draft.to)
    payload = Payload(
        draft.parts,
        one.header,
        draft.rows,
        is_of_health=draft.is_of_health,
        sheet=draft.sheet,
        dates=draft.dates,
        chart=draft.chart,
        share=draft.share,
        record=draft.record,
        closes=draft.closes,
        contact=draft.contact,
        typed=draft.typed,
        album=draft.album,
        is_silent=draft.is_silent,
        homecoming=draft.homecoming,
        slip=draft.slip,
    )
    return {
        "id": draft.id,
        "lane": _lane(draft),
        "person_id": draft.to,
        "account_id": draft.account,
        "circle_id": draft.circle,
        "author_id": draft.author,
        "message_id": draft.message,
        "meeting_id": draft.meeting,
        "kind": draft.kind.value,
        "operation": draft.operation.value,
        "target_id": draft.target,
        "reply_to": draft.reply_to,
        "payload": session.seal(scope, "outbox.payload", draft.id, _encode(payload)),
        "state": "held" if one.waits_for_decision else "veiled" if one.is_veiled else "ready",
        "urgency": 0 if draft.is_urgent else URGENCY[draft.kind],
        "deliver_at": one.not_before or session.now,
        "made_at": session.now,
        "attempts": 0,
        "is_begun": False,
        "is_told": one.is_told
        or (one.not_before is not None and not one.waits_for_decision and draft.kind == Kind.WORDS),
    }


def _lane(draft: Draft) -> str:
    # To make a record or an album takes a while, and nothing else that its reader gets may stand behind it;
    # nor may it behind what is only shown to them.
    if draft.kind == Kind.WATCH:
        return watch_lane(draft.to)
    return f"{draft.to}:record" if draft.record or draft.album else draft.to


def watch_lane(person: str) -> str:
    """Return the lane of what is shown to somebody who reads along."""
    return f"{person}:watch"


def end_of_meeting(session: Session, meeting_id: str, *, person_id: str | None = None) -> None:
    """End what is still to be said of a meeting, to everybody or one person: something newer is said now."""
    statement = _END_MEETING
    if person_id is not None:
        statement = statement.where(outbox.c.person_id == person_id)
    session.connection.execute(statement, {"meeting": meeting_id})


def put_for_stranger(
    session: Session, lane: str, address: bytes, payload: Payload, author: str | None = None
) -> None:
    """Write an answer for somebody without an account; ``address`` is their sealed-to-be address.

    ``author`` is who asked for it, if anybody, to be told where it cannot get there.
    """
    row = new_id()
    lane_key = f"stranger:{lane[:48]}"
    lanes.wake(session, lanes.OUT, [(lane_key, session.now)])
    agency = Scope.agency()
    sealed = session.seal(agency, "outbox.payload", row, _encode(payload))
    session.connection.execute(
        _INSERT,
        {
            "id": row,
            "lane": lane_key,
            "person_id": None,
            "account_id": None,
            "circle_id": None,
            "author_id": author,
            "message_id": None,
            "meeting_id": None,
            "kind": Kind.ANSWER.value,
            "operation": Operation.SEND.value,
            "target_id": None,
            "reply_to": None,
            "payload": sealed,
            "state": "ready",
            "urgency": 0,
            "deliver_at": session.now,
            "made_at": session.now,
            "attempts": 0,
            "is_begun": False,
            "is_told": True,
            "stranger": session.seal(agency, "outbox.stranger", row, address),
        },
    )


def change_copies(session: Session, message: str, operation: Operation) -> None:
    """Edit or withdraw the copies of a message that have been sent, each in its reader's lane.

    A copy that is on its way at this moment is marked, and follows as soon as it has arrived.
    """
    session.connection.execute(_MAKE_STALE, {"message": message})
    copies = session.connection.execute(_SENT_COPIES, {"message": message}).all()
    _change(session, copies, message, operation)


def change_copy(
    session: Session, row: str, message: str, operation: Operation, *, says_so: bool = False
) -> None:
    """Edit or withdraw the one copy that was on its way while its message changed.

    It ``says_so`` above the words where an earlier copy may stand there too, with other words.
    """
    copies = session.connection.execute(_ONE_COPY, {"row": row}).all()
    _change(session, copies, message, operation, says_so=says_so)


def _change(
    session: Session, copies: Sequence[Any], message: str, operation: Operation, *, says_so: bool = False
) -> None:
    rows = []
    families = _families(session, {copy.circle_id for copy in copies if copy.circle_id})
    for copy in copies:
        row = new_id()
        family = families.get(copy.circle_id or "")
        scope = Scope.family(family) if family else Scope.person(copy.person_id)
        said = session.open_bytes(scope, "outbox.payload", copy.id, copy.payload) if copy.payload else b"{}"
        if says_so:
            said = _marked(said)
        rows.append(
            {
                "id": row,
                "lane": copy.lane,
                "person_id": copy.person_id,
                "account_id": copy.sent_account,
                "circle_id": copy.circle_id,
                "author_id": copy.author_id,
                "message_id": message,
                "meeting_id": None,
                "kind": copy.kind,
                "operation": operation.value,
                "target_id": copy.id,
                "reply_to": None,
                "payload": session.seal(scope, "outbox.payload", row, said),
                "state": "ready",
                "urgency": 1,
                "deliver_at": session.now,
                "made_at": session.now,
                "attempts": 0,
                "is_begun": False,
                "is_told": True,
            }
        )
    lanes.wake(session, lanes.OUT, [(row["lane"], session.now) for row in rows])
    if rows:
        session.connection.execute(_INSERT, rows)


def react(session: Session, put: ReactionPut) -> None:
    """Let those who have a message see what somebody put on it: on the message, or in words to its writer."""
    message = session.connection.execute(_WRITTEN, {"message": put.message}).one()
    # Where only the reaction itself was pointed at, the circle is the one that the message was said in: a
    # messenger with rooms has to know in which of them it stands.
    put = msgspec.structs.replace(put, circle=put.circle or message.circle_id)
    family = _families(session, {put.circle}).get(put.circle) if put.circle else None
    copies = session.connection.execute(_SENT_COPIES, {"message": put.message}).all()
    there: list[tuple[str, str | None]] = [
        (copy.person_id, copy.id)
        for copy in copies
        if copy.kind == Kind.WORDS and copy.person_id != put.person
    ]
    if message.author_id != put.person:
        there.append((message.author_id, None))
    if put.header is not None:
        there = [(message.author_id, None)] if put.emoji and message.author_id != put.person else []
    wanted = [one for one in there if one[0] in put.readers or not put.emoji]
    # Who reads along sees it as one who has the message does, and not where two could have put it there.
    shown = [copy for copy in copies if copy.kind == Kind.WATCH and put.header is None]
    session.unlock({Scope.family(family)} if family else {Scope.person(to) for to, _ in wanted})
    rows = [_reaction(session, put, to, target, family) for to, target in wanted]
    for copy in shown:
        seen = _reaction(session, put, copy.person_id, copy.id, family)
        rows.append({**seen, "lane": copy.lane, "kind": Kind.WATCH.value})
    lanes.wake(session, lanes.OUT, [(row["lane"], session.now) for row in rows])
    if rows:
        session.connection.execute(_INSERT, rows)
    for reader in _discreet(session, [to for to, _ in wanted]):
        veil(session, reader)


def _reaction(
    session: Session, put: ReactionPut, to: str, target: str | None, family: str | None
) -> dict[str, Any]:
    row = new_id()
    scope = Scope.family(family) if family else Scope.person(to)
    is_in_words = put.header is not None
    payload = Payload(parts=(Literal(put.emoji),), header=put.header)
    return {
        "id": row,
        "lane": to,
        "person_id": to,
        "account_id": None,
        "circle_id": put.circle,
        "author_id": put.person,
        "message_id": None if is_in_words else put.message,
        "meeting_id": None,
        "kind": Kind.WORDS.value,
        "operation": (Operation.SEND if is_in_words else Operation.REACT).value,
        "target_id": None if is_in_words else target,
        "reply_to": put.message,
        "payload": session.seal(scope, "outbox.payload", row, _encode(payload)),
        "state": "ready",
        "urgency": 1,
        "deliver_at": session.now,
        "made_at": session.now,
        "attempts": 0,
        "is_begun": False,
        "is_told": True,
    }


def sign_on(session: Session, message_id: str, in_words: Value, at: datetime) -> None:
    """Let a writer see on their own words that they have arrived; ``in_words`` where that cannot be shown."""
    written = session.connection.execute(_WRITTEN, {"message": message_id}).one()
    family = _families(session, {written.circle_id})[written.circle_id] if written.circle_id else None
    row, to = new_id(), written.author_id
    scope = Scope.family(family) if family else Scope.person(to)
    payload = Payload(parts=(Literal(SIGN), in_words))
    lanes.wake(session, lanes.OUT, [(to, at)])
    session.connection.execute(
        _INSERT,
        {
            "id": row,
            "lane": to,
            "person_id": to,
            "account_id": written.source_account,
            "circle_id": written.circle_id,
            "message_id": message_id,
            "meeting_id": None,
            "kind": Kind.ANSWER.value,
            "operation": Operation.REACT.value,
            "reply_to": message_id,
            "payload": session.seal(scope, "outbox.payload", row, _encode(payload)),
            "state": "ready",
            "urgency": 0,
            "deliver_at": at,
            "made_at": at,
            "attempts": 0,
            "is_begun": False,
            "is_told": True,
        },
    )


def _marked(said: bytes) -> bytes:
    payload = msgspec.json.decode(said, type=Payload)
    if payload.header is not None:
        payload = msgspec.structs.replace(payload, header=text("header-changed", who=payload.header))
    return _encode(payload)


def end_unsent(session: Session, message: str, why: str) -> None:
    """End the copies of a message that have not been sent; what may be on its way is tried no more."""
    values = {"message": message, "reason": why}
    session.connection.execute(_END_UNSENT, values)
    session.connection.execute(_STOP_BEGUN, values)


def end_circle(session: Session, circle_id: str, why: str) -> None:
    """End everything unsent in a circle; what may be on its way at this moment is tried no more."""
    values = {"circle": circle_id, "reason": why}
    session.connection.execute(_END_CIRCLE, values)
    session.connection.execute(_STOP_CIRCLE, values)


def reconsider(session: Session, reader: str) -> None:
    """Look anew, now, at what waits for a later moment in a reader's lane."""
    lanes.wake(session, lanes.OUT, [(reader, session.now)])
    session.connection.execute(_RECONSIDER, {"reader": reader, "at": session.now})


def release_held(session: Session, message: str, at: datetime) -> None:
    """Let the copies of a decided message go."""
    readers = session.connection.execute(_HELD_LANES, {"message": message}).scalars().all()
    lanes.wake(session, lanes.OUT, [(lane, at) for lane in readers])
    session.connection.execute(_RELEASE_HELD, {"message": message, "at": at})
    for reader in _discreet(session, readers):
        veil(session, reader)


def veil(session: Session, reader: str) -> None:
    """Veil what waits in a reader's lane, and tell them that there is something."""
    if veiling.veil(session, reader):
        announce(session, reader)


def announce(session: Session, reader: str) -> None:
    """Tell a reader that there is something to be looked at, where that does not stand there already."""
    news = veiling.announcement(session, reader)
    if news is not None:
        put(session, [news])


def _discreet(session: Session, people: Iterable[str]) -> list[str]:
    known = viewing.readers(session, people)
    return [one.id for one in known.values() if one.is_discreet and not one.is_looking]


def hurry(session: Session, message: str) -> None:
    """Let what waits of a message for the end of quiet hours go now, before all else that waits."""
    values = {"message": message, "at": session.now}
    resting = session.connection.execute(_RESTING_COPIES, values).all()
    lanes.wake(session, lanes.OUT, [(copy.lane, session.now) for copy in resting])
    session.connection.execute(_HURRY, values)
    for reader in sorted({copy.lane for copy in resting if copy.state == "veiled"}):
        veiling.hurry(session, reader)


def forget(session: Session, row: str) -> None:
    """Shred what a question of the bot's own said and offered, once it has been answered."""
    session.connection.execute(_FORGET, {"row": row})


def forget_target(session: Session, row: str) -> None:
    """Shred what stood on the screen before this edit of the bot's own words took its place."""
    session.connection.execute(_FORGET_TARGET, {"row": row})
