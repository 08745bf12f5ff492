"""Departures: the next row of a leased lane, whether its reader is still entitled to it, and how it ended.

Content was reviewed when it was written; here only what may have changed since is looked at: the account,
the phase, both yeses, a no-contact, quiet hours. Sends nothing and knows no messenger.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
import structlog
from sqlalchemy import Row, bindparam, case, exists, false, insert, select, update

from bot.chat.draft import Choice, Kind
from bot.chat.incoming import Address
from bot.chat.media import CleanFile, File, MediaKind
from bot.chat.outgoing import Operation, Receipt
from bot.chat.people import PersonState, Phase, Willing
from bot.chat.text import Literal, Text, Value, listing, text
from bot.engine.ports import Departure, LeaseLost
from bot.family.outcome import hurrying
from bot.policy.quiet import resting_until
from bot.store import audit, lanes, media
from bot.store.metadata import constant
from bot.store.outbox import Payload, change_copy, forget_target, sign_on
from bot.store.schema import (
    account,
    circle,
    family,
    further_part,
    lane,
    member,
    message,
    no_contact,
    outbox,
    person,
    willingness,
)
from bot.store.sealing import Scope, Unsealable
from bot.store.session import Manner, Session
from bot.store.telling import (
    is_of_desk,
    name_of,
    name_of_message,
    named,
    tell,
    tell_caseworker_of,
    tell_caseworkers,
    tell_held_writers,
    whom_to_call,
)
from bot.store.viewing import readers

Rows = tuple[tuple[Choice, ...], ...]

TRIES = 15
TRIES_FIRST = 3
"""After so many tries a change, or a taking back, lets pass what stands behind it, and is tried again later:
a change brings the words of the moment, so neither order nor words suffer. The bot's own are said anew."""
UNSURE_FOR = timedelta(hours=1)
GIVE_UP = timedelta(hours=24)
REMEMBERED = timedelta(hours=23)
"""A message ends when it is that old and has been tried ``TRIES`` times besides: age says nothing of the
platform, since it may have waited for a decision or for its reader, and tries are soon used up in an
outage. What may have arrived each time ends earlier, or the reader would get a repeat every five minutes;
a messenger that shows nothing twice forgets after a day what it was sent, so ``REMEMBERED`` is less."""

AWAY_FOR = timedelta(days=7)
"""So long a message waits for a reader whose account is lost. Who is back sooner gets everything; what is
older than a week is seldom still true, and its writer had better find another way than go on hoping."""

_log = structlog.get_logger("store")

_author = person.alias("author")
_there, _back = willingness.alias("there"), willingness.alias("back")
_NEXT = (
    select(
        outbox,
        person.c.language,
        person.c.timezone,
        person.c.quiet,
        person.c.news_until,
        person.c.state.label("reader_state"),
        _author.c.wants_sign,
        _author.c.language.label("author_language"),
        message.c.words,
        message.c.line_id,
        message.c.files,
        message.c.ready,
        message.c.state.label("message_state"),
        message.c.author_id.label("writer_id"),
        circle.c.family_id,
        circle.c.phase,
        family.c.caseworker_id,
        _there.c.answer.label("there"),
        _back.c.answer.label("back"),
        exists()
        .where(no_contact.c.one_id == outbox.c.author_id, no_contact.c.other_id == outbox.c.person_id)
        .label("has_no_contact"),
    )
    .select_from(outbox)
    .join(person, person.c.id == outbox.c.person_id, isouter=True)
    .join(_author, _author.c.id == outbox.c.author_id, isouter=True)
    .join(message, message.c.id == outbox.c.message_id, isouter=True)
    .join(circle, circle.c.id == outbox.c.circle_id, isouter=True)
    .join(family, family.c.id == circle.c.family_id, isouter=True)
    .join(
        _there,
        (_there.c.circle_id == outbox.c.circle_id)
        & (_there.c.person_id == outbox.c.author_id)
        & (_there.c.other_id == outbox.c.person_id),
        isouter=True,
    )
    .join(
        _back,
        (_back.c.circle_id == outbox.c.circle_id)
        & (_back.c.person_id == outbox.c.person_id)
        & (_back.c.other_id == outbox.c.author_id),
        isouter=True,
    )
    .where(outbox.c.lane == bindparam("lane"), outbox.c.state == constant("ready"))
    .order_by(outbox.c.urgency, outbox.c.deliver_at, outbox.c.id)
    .where(outbox.c.deliver_at <= bindparam("now"))
    .limit(1)
)
_NEXT_DUE = (
    select(outbox.c.deliver_at)
    .where(outbox.c.lane == bindparam("lane"), outbox.c.state == constant("ready"))
    .order_by(outbox.c.deliver_at)
    .limit(1)
)
# What goes to one account only: where it was asked for, or where a copy stands. A revoked one still gets the
# answer that it is revoked, and nothing after it.
_ACCOUNT = select(
    account.c.id,
    account.c.address,
    case((account.c.last_word == bindparam("row"), constant("active")), else_=account.c.state).label("state"),
    account.c.person_id,
).where(account.c.id == bindparam("account"))
# Where the person chose to read; where that cannot be written to, another account of theirs that can.
_PRIMARY = (
    select(account.c.id, account.c.address, account.c.state, account.c.person_id)
    .join(person, person.c.id == account.c.person_id)
    .where(account.c.person_id == bindparam("person"), account.c.state != constant("revoked"))
    .where(person.c.state != PersonState.FROZEN)
    .order_by(
        (account.c.state == constant("active")).desc(), account.c.is_primary.desc(), account.c.id.desc()
    )
    .limit(1)
)
_IS_REACHED = select(
    exists().where(account.c.person_id == bindparam("person"), account.c.state == constant("active"))
)
_EVERY_COPY = (
    select(outbox.c.person_id, outbox.c.circle_id, outbox.c.state, member.c.person_id.label("member"))
    .join(
        member,
        (member.c.circle_id == outbox.c.circle_id) & (member.c.person_id == outbox.c.person_id),
        isouter=True,
    )
    .where(
        outbox.c.message_id == bindparam("message"),
        outbox.c.kind == Kind.WORDS,
        outbox.c.operation == Operation.SEND,
    )
    .order_by(outbox.c.id)
)
_HAS_SIGN = select(
    exists().where(
        outbox.c.message_id == bindparam("message"),
        outbox.c.kind == Kind.ANSWER,
        outbox.c.operation == Operation.REACT,
    )
)
_TARGET = select(outbox.c.platform_id, outbox.c.sent_account).where(outbox.c.id == bindparam("target"))
_WRITTEN = select(
    message.c.source.label("platform_id"), message.c.source_account.label("sent_account")
).where(message.c.id == bindparam("message"))
_PARTS = (
    select(further_part.c.platform_id)
    .where(further_part.c.outbox_id == bindparam("target"))
    .order_by(further_part.c.position)
)
_COPY_OF = select(outbox.c.platform_id).where(
    outbox.c.message_id == bindparam("message"),
    outbox.c.person_id == bindparam("person"),
    outbox.c.sent_account == bindparam("account"),
    outbox.c.operation == Operation.SEND,
)
_SOURCE_OF = select(message.c.source).where(
    message.c.id == bindparam("message"),
    message.c.author_id == bindparam("person"),
    message.c.source_account == bindparam("account"),
)
# Only what still stands: a pause or an undo may have ended the row since it was read.
_BEGIN = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"), outbox.c.state == constant("ready"))
    .values(is_begun=True, attempts=outbox.c.attempts + 1)
)
_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(
        state="sent",
        is_begun=False,
        sent_at=bindparam("at"),
        sent_account=bindparam("through"),
        platform_id=bindparam("first"),
        sent_words=bindparam("exactly"),
    )
    .returning(outbox.c.is_stale, outbox.c.is_told, outbox.c.operation)
)
_IS_WITHDRAWN = select(message.c.state == "withdrawn").where(message.c.id == bindparam("message"))
_END = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(state=bindparam("how"), why=bindparam("reason"), payload=None)
)
_DEFER = update(outbox).where(outbox.c.id == bindparam("row")).values(deliver_at=bindparam("at"))
_NOT_BEGUN = update(outbox).where(outbox.c.id == bindparam("row")).values(is_begun=False)
_TOLD = update(outbox).where(outbox.c.id == bindparam("row")).values(is_told=True)
_ANOTHER_WAIT = (
    update(outbox)
    .where(
        outbox.c.lane == bindparam("parked"),
        outbox.c.state == "ready",
        outbox.c.kind == Kind.WORDS,
        outbox.c.operation == Operation.SEND,
        outbox.c.made_at < outbox.c.deliver_at,
        outbox.c.deliver_at <= bindparam("now"),
    )
    .values(is_told=False, made_at=outbox.c.deliver_at)
)
_AS_NEW = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"))
    .values(operation=Operation.SEND.value, is_begun=False)
)
_LOSE = (
    update(account)
    .where(account.c.id == bindparam("which"), account.c.state == constant("active"))
    .values(state="unreachable")
)
_MOVE = (
    update(account)
    .where(account.c.id == bindparam("which"))
    .values(address=bindparam("sealed"), address_hash=bindparam("hash"))
)
_ADD_PART = insert(further_part)
_DROP_PARTS = further_part.delete().where(further_part.c.outbox_id == bindparam("row"))
_CHANGED = select(outbox.c.target_id).where(outbox.c.id == bindparam("row"))
_STILL_WAITING = select(
    exists().where(
        outbox.c.lane == bindparam("lane"),
        outbox.c.author_id == bindparam("author"),
        outbox.c.state.in_(["ready", "veiled"]),
        outbox.c.is_told.is_(True),
        outbox.c.operation == Operation.SEND,
        outbox.c.id != bindparam("row"),
    )
)
_ALSO_WAITED = select(
    exists().where(
        outbox.c.person_id == bindparam("reader"),
        outbox.c.sent_at >= bindparam("since"),
        outbox.c.author_id == bindparam("author"),
        outbox.c.is_told.is_(True),
        outbox.c.operation == Operation.SEND,
        outbox.c.id != bindparam("row"),
    )
)
_AWAY = (
    select(
        outbox,
        message.c.words,
        message.c.files,
        message.c.line_id,
        circle.c.family_id,
    )
    .join(message, message.c.id == outbox.c.message_id, isouter=True)
    .join(circle, circle.c.id == outbox.c.circle_id, isouter=True)
    .where(
        outbox.c.state == constant("ready"),
        outbox.c.person_id.is_not(None),
        outbox.c.deliver_at < bindparam("before"),
        ~exists().where(
            account.c.person_id == outbox.c.person_id,
            account.c.state == constant("active"),
            person.c.id == account.c.person_id,
            person.c.state != constant(PersonState.FROZEN),
        ),
        # What is being sent at this moment ends, or not, where it is sent.
        ~exists().where(lane.c.way == lanes.OUT, lane.c.key == outbox.c.lane, lane.c.owner.is_not(None)),
    )
    .order_by(outbox.c.deliver_at, outbox.c.id)
    .limit(200)
)
_UNSEEN = (
    select(outbox, message.c.words, message.c.files, message.c.line_id, circle.c.family_id)
    .join(message, message.c.id == outbox.c.message_id, isouter=True)
    .join(circle, circle.c.id == outbox.c.circle_id, isouter=True)
    .where(outbox.c.state == constant("veiled"), outbox.c.deliver_at < bindparam("before"))
    .order_by(outbox.c.deliver_at, outbox.c.id)
    .limit(200)
)
_UNSEEN_LOCKED = _UNSEEN.with_for_update(of=outbox, skip_locked=True)
_AWAY_LOCKED = _AWAY.with_for_update(of=outbox, skip_locked=True)
_SLOW = (
    select(outbox.c.id, outbox.c.author_id, outbox.c.person_id, outbox.c.circle_id)
    .where(
        outbox.c.state == constant("ready"),
        outbox.c.kind == constant(Kind.WORDS),
        outbox.c.is_told == false(),  # as the index has it; "IS false" is another condition to SQLite
        outbox.c.made_at < bindparam("before"),
        outbox.c.deliver_at < bindparam("before"),
    )
    .order_by(outbox.c.made_at)
    .limit(200)
)
_SLOW_LOCKED = _SLOW.with_for_update(skip_locked=True)
_DONE = {
    Operation.SEND: "delivered",
    Operation.EDIT: "edit-delivered",
    Operation.WITHDRAW: "taken-back",
    Operation.REACT: "reacted",
}
_APOLOGY = (Text("error-told"),)
_ENDED = {
    (Operation.SEND, False): "ended-told",
    (Operation.SEND, True): "ended-unsure",
    (Operation.EDIT, False): "ended-change",
    (Operation.EDIT, True): "ended-unsure",
    (Operation.WITHDRAW, False): "ended-undo",
    (Operation.WITHDRAW, True): "ended-undo",
}
"""What its writer reads of what ended, by what it was, and by whether it may have arrived all the same. An
edit that may have is one that was sent anew."""


def take(session: Session, owner: int, count: int) -> list[Departure]:
    """Lease lanes until there are ``count`` departures, each the first of its lane, or no lane is due."""
    found: list[Departure] = []
    # A lane may be due and yet have nothing: were one empty-handed lease the end, those behind would wait.
    while len(found) < count and (leased := lanes.lease(session, owner, count - len(found))):
        taken = (next_of(session, key, token) for key, token in leased)
        found += [departure for departure in taken if departure is not None]
    return found


def next_of(session: Session, lane: str, token: int) -> Departure | None:
    """Return the next departure of a lane that is held; without one the lane is released."""
    while True:
        row = session.connection.execute(_NEXT, {"lane": lane, "now": session.now}).first()
        if row is None:
            due = session.connection.execute(_NEXT_DUE, {"lane": lane}).scalar()
            lanes.release(session, lane, due)
            return None
        why = row.why or _not_entitled(row)  # With a reason: stopped while it may have been on its way.
        if why is not None:
            _end(session, row, "ended", why)
            continue
        until = _resting(session, row)
        if until is not None:
            _defer(session, row, until)
            continue
        if row.person_id is None:
            departure = _opened(session, row, None, token)
            if departure is None:
                continue
            return departure
        home = _account(session, row)
        if home is None or home.state in ("revoked", "unreachable"):
            if _is_over(session, row, home):
                continue
            _park(session, lane)
            return None
        departure = _opened(session, row, home, token)
        if departure is None:
            continue
        if session.connection.execute(_BEGIN, {"row": row.id}).rowcount == 1:
            return departure


def _is_over(session: Session, row: Row[Any], home: Row[Any] | None) -> bool:
    """Whether what cannot be delivered now has ended here; else it waits for the account to be back.

    Nothing waits for one account while the person reads on another: it would hold up what goes there.
    """
    if row.reader_state == PersonState.FROZEN:
        why = "reader-frozen" if row.kind == Kind.ANSWER else ""
    elif home is not None and home.state == "unreachable":
        is_elsewhere = session.connection.execute(_IS_REACHED, {"person": row.person_id}).scalar()
        why = "unreachable" if row.kind == Kind.ANSWER or is_elsewhere else ""
    else:
        why = "no-account" if row.account_id else ""
    if why:
        _end(session, row, "ended", why)
    return bool(why)


def _opened(session: Session, row: Row[Any], home: Row[Any] | None, token: int) -> Departure | None:
    """Return what is to be carried, or None where that has ended."""
    try:
        return _to_stranger(session, row, token) if home is None else _departure(session, row, home, token)
    except (Unsealable, msgspec.MsgspecError):
        # Its words, its reader's address or a key does not open: nobody will ever carry it, and nothing
        # behind it may wait for that.
        _log.exception("set aside: what is sealed is damaged", row=row.id)
        _end(session, row, "dead", "damaged")
        return None


def _defer(session: Session, row: Row[Any], until: datetime) -> None:
    # Let pass at night, or the night has changed: whoever does not know yet that it waits is told.
    session.connection.execute(_DEFER, {"row": row.id, "at": until})
    if row.kind != Kind.WORDS or row.is_told or not row.author_id:
        return
    values = {"lane": row.lane, "author": row.author_id, "row": row.id}
    is_known = session.connection.execute(_STILL_WAITING, values).scalar()
    session.connection.execute(_TOLD, {"row": row.id})
    if not is_known:
        resting = text("quiet-told", people=name_of(session, row.person_id))
        help_too = whom_to_call(session, row.author_id, is_line=row.line_id is not None)
        rows = () if is_of_desk(session, row.author_id) else hurrying()
        tell(session, row.author_id, resting, *help_too, kind=Kind.ANSWER, rows=rows)


def _park(session: Session, lane: str) -> None:
    # Woken when the account is back, when the person has another one, or by the next row. Whoever was told
    # that their words wait for the end of a night does not know yet that they wait for more than that.
    session.connection.execute(_ANOTHER_WAIT, {"parked": lane, "now": session.now})
    lanes.release(session, lane, None)


def _not_entitled(row: Row[Any]) -> str | None:
    if row.person_id is None:
        return None
    if row.reader_state == PersonState.LEFT and row.kind != Kind.ANSWER:
        return "reader-left"
    if row.operation == Operation.WITHDRAW or (row.message_id is None and row.kind != Kind.WORDS):
        return None
    if row.message_id is not None and (row.words is None or row.message_state == "withdrawn"):
        return "withdrawn"
    # Of what is to be looked at its writer is the author; who asks about others' words is another person.
    is_to_be_decided = row.kind == Kind.NOTICE and row.author_id == row.writer_id
    if is_to_be_decided and row.message_state != "held":
        return "decided"
    is_from_desk = row.author_id == row.caseworker_id
    is_to_desk = row.person_id == row.caseworker_id
    if row.kind != Kind.WORDS or row.circle_id is None or is_from_desk or is_to_desk:
        return None
    if row.phase in (Phase.PAUSED, Phase.CLOSED):
        return f"circle-{row.phase}"
    if row.has_no_contact:
        return "no-contact"
    if row.there != Willing.YES or row.back != Willing.YES:
        return "not-willing"
    return None


def _resting(session: Session, row: Row[Any]) -> datetime | None:
    if row.person_id is None or row.kind not in (Kind.WORDS, Kind.NOTICE):
        return None
    if row.operation not in (Operation.SEND, Operation.REACT):
        return None
    if row.urgency == 0:
        return None  # Words of which their writer said that they cannot wait.
    if row.news_until is not None and session.now < row.news_until:
        return None  # They have just asked for it.
    quiet = row.quiet if row.quiet is not None else session.defaults.quiet
    return resting_until(quiet, row.timezone, session.now)


def _account(session: Session, row: Row[Any]) -> Any:  # noqa: ANN401 - a Row
    if row.reader_state == PersonState.FROZEN:
        return None
    if row.account_id:
        return session.connection.execute(_ACCOUNT, {"account": row.account_id, "row": row.id}).first()
    return session.connection.execute(_PRIMARY, {"person": row.person_id}).first()


def _to_stranger(session: Session, row: Row[Any], token: int) -> Departure:
    agency = Scope.agency()
    payload = msgspec.json.decode(
        session.open_bytes(agency, "outbox.payload", row.id, row.payload), type=Payload
    )
    address = session.open_bytes(agency, "outbox.stranger", row.id, row.stranger)
    session.connection.execute(_BEGIN, {"row": row.id})
    return Departure(
        row=row.id,
        lane=row.lane,
        token=token,
        to=msgspec.json.decode(address, type=Address),
        language=payload.language,
        timezone=session.defaults.timezone,
        operation=Operation.SEND,
        kind=Kind.ANSWER,
        author=row.author_id,
        parts=payload.parts,
        attempts=row.attempts,
        made_at=row.made_at,
    )


def _departure(session: Session, row: Row[Any], home: Row[Any], token: int) -> Departure | None:
    own = Scope.person(row.person_id)
    scope = Scope.family(row.family_id) if row.family_id else own
    said_in = Scope.family(row.family_id) if row.family_id else Scope.person(row.line_id or row.person_id)
    session.unlock({own, scope, said_in})
    payload = _payload(session, scope, row.id, row.payload)
    operation, reply_to = Operation(row.operation), _copy_of(session, row, home.id)
    target: tuple[str, ...] = () if operation == Operation.SEND else _standing(session, row, home)
    # Of the bot's own signs one that cannot be put on anything is said.
    must_stand = operation != Operation.REACT or row.kind != Kind.ANSWER
    if operation != Operation.SEND and not target and must_stand:
        if operation == Operation.WITHDRAW or row.message_id is not None:
            # The copy is on an account that is written to no more: what reached a phone stays there.
            _end(session, row, "ended", "target-elsewhere")
            return None
        operation = Operation.SEND
    words, parts = None, payload.parts
    to = msgspec.json.decode(session.open_bytes(own, "account.address", home.id, home.address), type=Address)
    shown: tuple[File, ...] = ()
    if row.operation == Operation.REACT:
        seen = _as_reaction(session, to, parts, target)
        if seen is None:
            _end(session, row, "ended", "nothing-to-show")
            return None
        operation, parts = seen
        if operation == Operation.SEND:
            reply_to, target = next(iter(target), reply_to), ()
    elif row.ready is not None:
        parts = (Text(row.ready), *parts)  # Each reads it in their own language.
    elif row.message_id is not None and row.words is not None:
        words = session.open(said_in, "message.words", row.message_id, row.words)
    if row.files and operation in (Operation.SEND, Operation.EDIT) and row.operation != Operation.REACT:
        shown = media.files_of(session, row.message_id)
        if not _may_be_shown(session, to, shown):
            parts = (text("file-elsewhere", kind=Literal(shown[0].kind.value)), *parts)
            shown = ()
    return Departure(
        row=row.id,
        lane=row.lane,
        token=token,
        to=to,
        language=row.language,
        timezone=row.timezone,
        operation=operation,
        kind=Kind(row.kind),
        family=row.family_id,
        conversation=_conversation(row),
        account=home.id,
        person=row.person_id,
        author=row.author_id,
        message=row.message_id,
        header=payload.header,
        parts=parts,
        words=words,
        files=shown,
        rows=_shown_rows(session, row, to, payload),
        target=target,
        reply_to=reply_to,
        attempts=row.attempts,
        made_at=row.made_at,
        may_be_repeat=bool(row.is_begun) and operation == Operation.SEND,
        is_young=session.now - row.made_at < REMEMBERED,
        is_changed=operation == Operation.SEND and _is_change(row),
        is_told=bool(row.is_told),
        wants_sign=bool(row.wants_sign),
    )


def _as_reaction(
    session: Session, to: Address, parts: tuple[Value, ...], target: tuple[str, ...]
) -> tuple[Operation, tuple[Value, ...]] | None:
    """Return how a sign is seen: on the message, or, where that cannot be, in words below it; None if not."""
    emoji = _emoji(parts)
    shows = _shows(session, to, emoji) if target else None
    if shows is not None:
        return Operation.REACT, (Literal(shows),)
    return (Operation.SEND, parts[1:] or parts) if emoji else None


def _standing(session: Session, row: Row[Any], home: Row[Any]) -> tuple[str, ...]:
    """Return the platform's ids of what a row acts on; none where that is not on this account."""
    if row.target_id is None:
        # What others put on a message stands, for its writer, on their own words.
        found = session.connection.execute(_WRITTEN, {"message": row.message_id}).first()
        others: list[str] = []
    else:
        found = session.connection.execute(_TARGET, {"target": row.target_id}).first()
        others = list(session.connection.execute(_PARTS, {"target": row.target_id}).scalars())
    if found is None or found.platform_id is None or found.sent_account != home.id:
        return ()
    return (str(found.platform_id), *others)


def _shown_rows(session: Session, row: Row[Any], to: Address, payload: Payload) -> Rows:
    """Return the buttons: under words of people only where a reader may not understand them, and can press.

    Where choices are typed, a number in a circle's own room is words for the others.
    """
    if row.kind != Kind.WORDS:
        return payload.rows
    manner = session.defaults.manners.get(to.messenger, Manner())
    is_foreign = row.author_language != row.language and row.person_id != row.caseworker_id
    return payload.rows if is_foreign and manner.has_buttons else ()


def _emoji(parts: tuple[Value, ...]) -> str:
    first = parts[0] if parts else None
    return first.words if isinstance(first, Literal) else ""


def _shows(session: Session, to: Address, emoji: str) -> str | None:
    """Return what this reader's messenger shows for an emoji; "" takes off whatever is there."""
    return session.defaults.manners.get(to.messenger, Manner()).reaction(emoji) if emoji else ""


def _may_be_shown(session: Session, to: Address, files: Sequence[File]) -> bool:
    # What the agency keeps off a messenger that could read it is named there, and no more.
    is_seen = any(file.kind in (MediaKind.PICTURE, MediaKind.VIDEO) for file in files)
    return not is_seen or to.messenger != "telegram" or session.defaults.telegram_photos == "full"


def files(session: Session, gone: Departure) -> tuple[CleanFile, ...]:
    """Return what is in the files of a departure; what cannot be opened any more is not there."""
    if gone.message is None or not gone.files:
        return ()
    try:
        return media.opened(session, gone.message)
    except Unsealable:
        _log.exception("files are damaged", row=gone.row)
        return ()


def _is_change(row: Row[Any]) -> bool:
    # A new copy in place of an edit; or sent again with other words, and the earlier ones may be there.
    return row.message_id is not None and (row.target_id is not None or bool(row.is_stale))


def _conversation(row: Row[Any]) -> str | None:
    # What people say in a circle, and plain answers to what was said in its room. A caseworker is in no
    # circle: their copy belongs to the bot's room with them.
    is_of_circle = row.kind in (Kind.WORDS, Kind.ANSWER) and row.person_id != row.caseworker_id
    return row.circle_id if is_of_circle else None


def _payload(session: Session, scope: Scope, row: str, sealed: bytes | None) -> Payload:
    if sealed is None:
        return Payload()
    return msgspec.json.decode(session.open_bytes(scope, "outbox.payload", row, sealed), type=Payload)


def _copy_of(session: Session, row: Row[Any], account_id: str) -> str | None:
    if row.reply_to is None:
        return None
    values = {"message": row.reply_to, "person": row.person_id, "account": account_id}
    copy = session.connection.execute(_COPY_OF, values).scalar()
    return copy or session.connection.execute(_SOURCE_OF, values).scalar()


# --- how it ended ----------------------------------------------------------------------------------


def sent(
    session: Session, owner: int, gone: Departure, receipt: Receipt, exactly: str, *, go_on: bool
) -> Departure | None:
    """Mark a departure as accepted by the platform, with the exact words.

    Takes the next of its lane, or releases the lane to its turn where ``go_on`` is false.
    """
    if gone.message is not None and gone.kind == Kind.WORDS:
        chain = gone.family or audit.AGENCY
        action = _DONE[gone.operation]
        body = exactly.encode()
        audit.add(session, [audit.Entry(chain, action, gone.person, gone.row, body, _scope(gone))])
    _confirm(session, owner, gone)
    first, *others = receipt.messages or ("",)
    holder = _holder(session, gone)
    is_stale, is_told, operation = session.connection.execute(
        _SENT,
        {
            "row": gone.row,
            "at": session.now,
            "through": gone.account,
            "first": first or None,
            "exactly": session.seal(_scope(gone), "outbox.sent_words", gone.row, exactly),
        },
    ).one()
    if others and gone.account:
        session.connection.execute(
            _ADD_PART,
            [
                {"account_id": gone.account, "platform_id": part, "outbox_id": holder, "position": number}
                for number, part in enumerate(others, 1)
            ],
        )
    if gone.operation == Operation.EDIT and gone.message is None:
        forget_target(session, gone.row)
    if is_stale and gone.message is not None:
        _catch_up(session, gone, gone.message)
    if operation == Operation.SEND:
        # Its writer may have been told that it is slow while it was on its way.
        _tell_arrival(session, msgspec.structs.replace(gone, is_told=bool(is_told)))
    if go_on:
        return next_of(session, gone.lane, gone.token)
    lanes.release(session, gone.lane, session.connection.execute(_NEXT_DUE, {"lane": gone.lane}).scalar())
    return None


def _holder(session: Session, gone: Departure) -> str:
    """Return the row that what was sent stands under, with none of the parts that stood there before.

    What people say is always found by its copy, however often it was changed; the bot's own words by the
    newest row.
    """
    if gone.operation != Operation.EDIT or not gone.target:
        return gone.row
    changed = session.connection.execute(_CHANGED, {"row": gone.row}).scalar_one()
    session.connection.execute(_DROP_PARTS, {"row": changed})
    return str(changed) if gone.message is not None else gone.row


def _catch_up(session: Session, gone: Departure, message_id: str) -> None:
    """Follow with what happened to the message while this copy was on its way."""
    is_withdrawn = session.connection.execute(_IS_WITHDRAWN, {"message": message_id}).scalar_one()
    operation = Operation.WITHDRAW if is_withdrawn else Operation.EDIT
    change_copy(session, gone.row, message_id, operation, says_so=gone.may_be_repeat)


def _tell_arrival(session: Session, gone: Departure) -> None:
    if gone.kind != Kind.WORDS or gone.message is None or not (gone.author and gone.person):
        return
    if gone.is_told:
        waiting = session.connection.execute(
            _STILL_WAITING, {"lane": gone.lane, "author": gone.author, "row": gone.row}
        ).scalar()
        if not waiting:
            tell(session, gone.author, _arrival(session, gone, name_of(session, gone.person)))
    if gone.wants_sign:
        _sign(session, gone, gone.message, gone.author)


def _sign(session: Session, gone: Departure, message_id: str, author: str) -> None:
    """Put a sign on the writer's own words once everybody they were for has them, and nobody lacks them.

    What others must be told by phone is not there yet. A sign that comes late lets its reader sleep.
    """
    copies = session.connection.execute(_EVERY_COPY, {"message": message_id}).all()
    is_there = all(copy.state == "sent" and (copy.member or copy.circle_id is None) for copy in copies)
    if not is_there or session.connection.execute(_HAS_SIGN, {"message": message_id}).scalar():
        return
    at = session.now
    if gone.is_told:
        reader = readers(session, [author])[author]
        at = resting_until(reader.quiet, reader.timezone, session.now) or at
    people = listing([name_of(session, one) for one in dict.fromkeys(copy.person_id for copy in copies)])
    sign_on(session, message_id, text("sign-delivered", people=people), at)


def _arrival(session: Session, gone: Departure, people: str) -> Text:
    values = {"reader": gone.person, "author": gone.author, "row": gone.row, "since": gone.made_at}
    is_one_of_several = session.connection.execute(_ALSO_WAITED, values).scalar()
    if is_one_of_several:
        return text("arrived-told", people=people)
    return text("arrived-one", people=people, words=_called(gone))


def _called(gone: Departure) -> Value:
    """Return what its message is called to its writer; a ready sentence is read in their language."""
    if gone.words is None and not gone.files and gone.message is not None and gone.parts:
        return gone.parts[0]
    return named(gone.words, gone.files)


def _scope(gone: Departure) -> Scope:
    if gone.family:
        return Scope.family(gone.family)
    return Scope.person(gone.person) if gone.person else Scope.agency()


def _confirm(session: Session, owner: int, gone: Departure) -> None:
    if not lanes.is_held(session, gone.lane, owner, gone.token):
        raise LeaseLost


def not_sent(session: Session, owner: int, gone: Departure, delay: timedelta) -> None:
    """It certainly did not arrive: the lane waits, the order stays. A change steps behind after a while."""
    _confirm(session, owner, gone)
    _not_begun(session, gone)
    due: datetime | None = session.now + delay
    if _is_hopeless(session, gone, GIVE_UP):
        _give_up(session, gone, "too-long")
    elif gone.operation != Operation.SEND and gone.attempts + 1 >= TRIES_FIRST and gone.message is None:
        # The bot's own words of that moment: tried again later, they might replace newer ones.
        session.connection.execute(_AS_NEW, {"row": gone.row})
    elif gone.operation != Operation.SEND and gone.attempts + 1 >= TRIES_FIRST:
        session.connection.execute(_DEFER, {"row": gone.row, "at": due})
        due = session.connection.execute(_NEXT_DUE, {"lane": gone.lane}).scalar()
    lanes.release(session, gone.lane, due)


def uncertain(session: Session, owner: int, gone: Departure, delay: timedelta) -> None:
    """It may have arrived: it is sent again, saying so, a bounded number of times."""
    _confirm(session, owner, gone)
    if gone.may_be_repeat and _is_hopeless(session, gone, UNSURE_FOR):
        _give_up(session, gone, "uncertain")
    lanes.release(session, gone.lane, session.now + delay)


def _is_hopeless(session: Session, gone: Departure, after: timedelta) -> bool:
    is_old = gone.made_at is not None and session.now - gone.made_at > after
    return is_old and gone.attempts + 1 >= TRIES


def _not_begun(session: Session, gone: Departure) -> None:
    # That this try certainly failed says nothing about an earlier one that may have arrived.
    if not gone.may_be_repeat:
        session.connection.execute(_NOT_BEGUN, {"row": gone.row})


def refused(session: Session, owner: int, gone: Departure, why: str) -> Departure | None:
    """The platform will never take it: it is set aside, its writer and the caseworker hear of it."""
    _confirm(session, owner, gone)
    _not_begun(session, gone)
    _give_up(session, gone, why)
    return next_of(session, gone.lane, gone.token)


def target_gone(session: Session, owner: int, gone: Departure, *, still_stands: bool) -> Departure | None:
    """There is nothing to edit any more: a change is sent anew. What cannot be taken back is told."""
    _confirm(session, owner, gone)
    _not_begun(session, gone)
    if gone.operation == Operation.EDIT:
        session.connection.execute(_AS_NEW, {"row": gone.row})
    elif still_stands:
        _give_up(session, gone, "unchangeable")
    else:
        session.connection.execute(_END, {"row": gone.row, "how": "ended", "reason": "target-gone"})
    return next_of(session, gone.lane, gone.token)


def unreachable(session: Session, owner: int, gone: Departure) -> Departure | None:
    """This account cannot be written to: what waits is kept, writers and caseworkers are told."""
    _confirm(session, owner, gone)
    _not_begun(session, gone)
    if gone.account is None or gone.person is None:
        session.connection.execute(_END, {"row": gone.row, "how": "ended", "reason": "unreachable"})
        if gone.author is not None:
            tell(session, gone.author, text("greet-failed", user=gone.to.user), kind=Kind.ANSWER)
        return next_of(session, gone.lane, gone.token)
    session.connection.execute(_LOSE, {"which": gone.account})
    if session.connection.execute(_IS_REACHED, {"person": gone.person}).scalar():
        return next_of(session, gone.lane, gone.token)  # On another account of theirs.
    name = name_of(session, gone.person)
    tell_caseworkers(session, gone.person, text("account-lost", name=name))
    tell_held_writers(session, gone.person)
    if gone.kind == Kind.WORDS and gone.author:
        session.connection.execute(_TOLD, {"row": gone.row})
        help_too = whom_to_call(session, gone.author, is_line=gone.family is None)
        tell(session, gone.author, text("delay-unreachable", people=name), *help_too, kind=Kind.ANSWER)
    return next_of(session, gone.lane, gone.token)


def moved(session: Session, owner: int, gone: Departure, to: Address) -> Departure | None:
    """The chat has another address: it is written to there from now on, this message included."""
    _confirm(session, owner, gone)
    _not_begun(session, gone)
    if gone.account is not None and gone.person is not None:
        sealed = session.seal(
            Scope.person(gone.person), "account.address", gone.account, msgspec.json.encode(to)
        )
        session.connection.execute(
            _MOVE,
            {
                "which": gone.account,
                "sealed": sealed,
                "hash": session.index().of("address", f"{to.messenger}:{to.user}"),
            },
        )
    return next_of(session, gone.lane, gone.token)


def _give_up(session: Session, gone: Departure, why: str) -> None:
    session.connection.execute(_END, {"row": gone.row, "how": "dead", "reason": why[:40]})
    if gone.kind == Kind.ANSWER and gone.person and gone.operation != Operation.REACT:
        _apologise(session, gone)
    if gone.kind != Kind.WORDS or not (gone.author and gone.person) or gone.operation == Operation.REACT:
        return
    ended = _ENDED[gone.operation, gone.may_be_repeat]
    people = name_of(session, gone.person)
    tell(session, gone.author, text(ended, people=people, words=_called(gone)), kind=Kind.ALERT)
    if gone.family and gone.operation == Operation.SEND:
        name = name_of(session, gone.author)
        lost = text("dead-letter-desk", name=name, people=people)
        # Whose own words they were has just been told.
        tell_caseworker_of(session, gone.family, lost, but=gone.author)


def _apologise(session: Session, gone: Departure) -> None:
    # Who asked for something must not look at nothing. An apology that is refused as well is the end of it.
    if gone.parts != _APOLOGY:
        _log.error("an answer of the bot's own was not taken", row=gone.row)
        tell(session, str(gone.person), *_APOLOGY, kind=Kind.ANSWER)


def _end(session: Session, row: Row[Any], how: str, why: str) -> None:
    session.connection.execute(_END, {"row": row.id, "how": how, "reason": why})
    is_known = why == "withdrawn" and row.operation != Operation.WITHDRAW
    if row.kind != Kind.WORDS or row.message_id is None or is_known or not row.author_id:
        return
    operation = Operation(row.operation)
    if operation == Operation.REACT:
        return
    ended = _ENDED[operation, bool(row.is_begun) and operation == Operation.SEND]
    # What stands on a phone in other words than its writer believes is not left until the morning.
    kind = Kind.NOTICE if operation == Operation.SEND else Kind.ALERT
    people, words = name_of(session, row.person_id), name_of_message(session, row)
    tell(session, row.author_id, text(ended, people=people, words=words), kind=kind)


def end_long_away(session: Session) -> int:
    """End what has waited too long, and tell writers; return how many rows.

    It waited for an account to be back, or for a discreet reader to ask for it.
    """
    statements = (_AWAY_LOCKED, _UNSEEN_LOCKED) if session.is_postgresql else (_AWAY, _UNSEEN)
    before = {"before": session.now - AWAY_FOR}
    rows = [row for statement in statements for row in session.connection.execute(statement, before)]
    for row in rows:
        _end(session, row, "ended", "away")
    return len(rows)


def tell_slow(session: Session, after: timedelta) -> int:
    """Tell writers, once, of words that no messenger has accepted for ``after``; return how many rows."""
    # Two processes look at the same moment, and a writer is told once.
    statement = _SLOW_LOCKED if session.is_postgresql else _SLOW
    rows = session.connection.execute(statement, {"before": session.now - after}).all()
    slow: dict[tuple[str, str, bool], set[str]] = {}
    for row in rows:
        session.connection.execute(_TOLD, {"row": row.id})
        home = session.connection.execute(_PRIMARY, {"person": row.person_id}).first()
        is_lost = home is None or home.state != "active"
        text_id = "delay-unreachable" if is_lost else "delay-waiting"
        slow.setdefault((row.author_id, text_id, row.circle_id is None), set()).add(row.person_id)
    for (writer, text_id, is_line), people in sorted(slow.items()):
        names = listing([name_of(session, reader) for reader in sorted(people)])
        help_too = whom_to_call(session, writer, is_line=is_line)
        tell(session, writer, text(text_id, people=names), *help_too, kind=Kind.ANSWER)
    return len(rows)
