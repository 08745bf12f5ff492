"""Departures: the next row of a leased lane, and whether its reader is still entitled to it.

Content was reviewed when it was written; here only what may have changed since is looked at: the account,
the phase, both yeses, a no-contact, quiet hours. How a departure ended is for `departed`. Sends nothing and
knows no messenger.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
import structlog
from sqlalchemy import Row, bindparam, case, exists, select, update

from bot.chat.draft import Choice, Kind, Run
from bot.chat.incoming import Address
from bot.chat.media import CleanFile, File, MediaKind
from bot.chat.outgoing import Operation
from bot.chat.people import DESK, PersonState, Phase, Willing
from bot.chat.text import Literal, Text, Value, text
from bot.engine.ports import Departure
from bot.family.outcome import hurrying
from bot.family.relay import UNCLEAR_FLOW
from bot.policy.quiet import resting_until
from bot.store import homecomings, lanes, media, slips, watching
from bot.store.ending import end
from bot.store.entitled import may_have
from bot.store.metadata import constant
from bot.store.outbox import Payload
from bot.store.schema import (
    account,
    book_answer,
    circle,
    further_part,
    message,
    no_contact,
    outbox,
    person,
    watch,
    willingness,
)
from bot.store.sealing import Scope, Unsealable
from bot.store.session import Manner, Session
from bot.store.telling import (
    is_of_desk,
    name_of,
    tell,
    whom_to_call,
)

Rows = tuple[tuple[Choice, ...], ...]
REMEMBERED = timedelta(hours=23)
"""A messenger that shows nothing twice forgets after a day what it was sent, so this is less."""
_log = structlog.get_logger("store")
_author = person.alias("author")
_there, _back = willingness.alias("there"), willingness.alias("back")
_SHARED = select(book_answer.c.state).where(book_answer.c.share_id == bindparam("share"))
_NEXT = (
    select(
        outbox,
        person.c.language,
        person.c.timezone,
        person.c.quiet,
        person.c.news_until,
        person.c.state.label("reader_state"),
        person.c.role.label("reader_role"),
        _author.c.wants_sign,
        _author.c.language.label("author_language"),
        _author.c.role.label("author_role"),
        message.c.words,
        message.c.line_id,
        message.c.files,
        message.c.ready,
        message.c.state.label("message_state"),
        message.c.author_id.label("writer_id"),
        circle.c.family_id,
        circle.c.phase,
        _there.c.answer.label("there"),
        _back.c.answer.label("back"),
        exists()
        .where(no_contact.c.one_id == outbox.c.author_id, no_contact.c.other_id == outbox.c.person_id)
        .label("has_no_contact"),
        exists()
        .where(watch.c.circle_id == outbox.c.circle_id, watch.c.ended_at.is_(None))
        .label("is_watched"),
    )
    .select_from(outbox)
    .join(person, person.c.id == outbox.c.person_id, isouter=True)
    .join(_author, _author.c.id == outbox.c.author_id, isouter=True)
    .join(message, message.c.id == outbox.c.message_id, isouter=True)
    .join(circle, circle.c.id == outbox.c.circle_id, isouter=True)
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
NEXT_DUE = (
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
PRIMARY = (
    select(account.c.id, account.c.address, account.c.state, account.c.person_id)
    .join(person, person.c.id == account.c.person_id)
    .where(account.c.person_id == bindparam("person"), account.c.state != constant("revoked"))
    .where(person.c.state != PersonState.FROZEN)
    .order_by(
        (account.c.state == constant("active")).desc(), account.c.is_primary.desc(), account.c.id.desc()
    )
    .limit(1)
)
IS_REACHED = select(
    exists().where(account.c.person_id == bindparam("person"), account.c.state == constant("active"))
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
_WATCHED_COPY_OF = _COPY_OF.where(outbox.c.kind == constant(Kind.WATCH))
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
DEFER = update(outbox).where(outbox.c.id == bindparam("row")).values(deliver_at=bindparam("at"))
TOLD = update(outbox).where(outbox.c.id == bindparam("row")).values(is_told=True)
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
STILL_WAITING = select(
    exists().where(
        outbox.c.lane == bindparam("lane"),
        outbox.c.author_id == bindparam("author"),
        outbox.c.state.in_(["ready", "veiled"]),
        outbox.c.is_told.is_(True),
        outbox.c.operation == Operation.SEND,
        outbox.c.id != bindparam("row"),
    )
)


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
            due = session.connection.execute(NEXT_DUE, {"lane": lane}).scalar()
            lanes.release(session, lane, due)
            return None
        why = (
            row.why or _not_entitled(row) or _not_watching(session, row)
        )  # With a reason: stopped while it may have been on its way.
        if why is not None:
            end(session, row, "ended", why)
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
        is_elsewhere = session.connection.execute(IS_REACHED, {"person": row.person_id}).scalar()
        why = "unreachable" if row.kind == Kind.ANSWER or is_elsewhere else ""
    else:
        why = "no-account" if row.account_id else ""
    if why:
        end(session, row, "ended", why)
    return bool(why)


def _opened(session: Session, row: Row[Any], home: Row[Any] | None, token: int) -> Departure | None:
    """Return what is to be carried, or None where that has ended."""
    try:
        return _to_stranger(session, row, token) if home is None else _departure(session, row, home, token)
    except (Unsealable, msgspec.MsgspecError):
        # Its words, its reader's address or a key does not open: nobody will ever carry it, and nothing
        # behind it may wait for that.
        _log.exception("set aside: what is sealed is damaged", row=row.id)
        end(session, row, "dead", "damaged")
        return None


def _defer(session: Session, row: Row[Any], until: datetime) -> None:
    # Let pass at night, or the night has changed: whoever does not know yet that it waits is told.
    session.connection.execute(DEFER, {"row": row.id, "at": until})
    if row.kind != Kind.WORDS or row.is_told or not row.author_id:
        return
    values = {"lane": row.lane, "author": row.author_id, "row": row.id}
    is_known = session.connection.execute(STILL_WAITING, values).scalar()
    session.connection.execute(TOLD, {"row": row.id})
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
    if row.operation == Operation.WITHDRAW:
        return None
    # What people say to each other through the bot (a tip, their week) leaves as their words would.
    is_told = row.kind == Kind.NOTICE and row.message_id is None and row.meeting_id is None
    is_between = row.kind == Kind.WORDS or (is_told and row.author_id is not None)
    if row.message_id is None and not is_between:
        return None
    if row.message_id is not None and (row.words is None or row.message_state == "withdrawn"):
        return "withdrawn"
    # Of what is to be looked at its writer is the author; who asks about others' words is another person.
    is_to_be_decided = row.kind == Kind.NOTICE and row.author_id == row.writer_id
    if is_to_be_decided and row.message_state != "held":
        return "decided"
    is_from_desk, is_to_desk = row.author_role in DESK, row.reader_role in DESK
    if not is_between or row.circle_id is None or is_from_desk or is_to_desk:
        return None
    if row.phase in (Phase.PAUSED, Phase.CLOSED):
        return f"circle-{row.phase}"
    if row.has_no_contact:
        return "no-contact"
    if row.there != Willing.YES or row.back != Willing.YES:
        return "not-willing"
    return None


def _not_watching(session: Session, row: Row[Any]) -> str | None:
    # What is taken back is taken from those, too, who read along no more.
    if row.kind != Kind.WATCH or row.message_id is None or row.operation == Operation.WITHDRAW:
        return None
    return None if watching.may_see(session, row.circle_id, row.person_id) else "watch-over"


def _resting(session: Session, row: Row[Any]) -> datetime | None:
    if row.person_id is None or row.kind not in (Kind.WORDS, Kind.NOTICE):
        return None
    if row.operation not in (Operation.SEND, Operation.REACT):
        return None
    if row.urgency == 0:
        return None  # Words that cannot wait: their writer said so, or they speak of danger.
    if row.news_until is not None and session.now < row.news_until:
        return None  # They have just asked for it.
    quiet = row.quiet if row.quiet is not None else session.defaults.quiet
    return resting_until(quiet, row.timezone, session.now)


def _account(session: Session, row: Row[Any]) -> Any:  # noqa: ANN401 - a Row
    if row.reader_state == PersonState.FROZEN:
        return None
    if row.account_id:
        return session.connection.execute(_ACCOUNT, {"account": row.account_id, "row": row.id}).first()
    return session.connection.execute(PRIMARY, {"person": row.person_id}).first()


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
            end(session, row, "ended", "target-elsewhere")
            return None
        operation = Operation.SEND
    words = None
    to = msgspec.json.decode(session.open_bytes(own, "account.address", home.id, home.address), type=Address)
    shown: tuple[File, ...] = ()
    said = _as_it_stands(session, row, to, payload)
    if said is None:
        end(session, row, "ended", "taken-out")
        return None
    parts, sheet = said.parts, said.sheet
    is_elsewhere = said.is_of_health and _is_kept_off(session, to)
    if row.operation == Operation.REACT:
        seen = _as_reaction(session, to, parts, target)
        if seen is None:
            end(session, row, "ended", "nothing-to-show")
            return None
        operation, parts = seen
        if operation == Operation.SEND:
            reply_to, target = next(iter(target), reply_to), ()
    elif row.ready is not None:
        parts = (Text(row.ready), *parts)  # Each reads it in their own language.
    elif row.message_id is not None and row.words is not None and not is_elsewhere:
        words = session.open(said_in, "message.words", row.message_id, row.words)
    if (
        row.files
        and not is_elsewhere
        and operation in (Operation.SEND, Operation.EDIT)
        and row.operation != Operation.REACT
    ):
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
        sheet=sheet if operation == Operation.SEND else None,
        dates=said.dates if operation == Operation.SEND else None,
        chart=said.chart if operation == Operation.SEND else None,
        record=said.record if operation == Operation.SEND else None,
        album=said.album if operation == Operation.SEND else None,
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
        is_watched=bool(row.is_watched),
        closes=payload.closes,
        is_silent=payload.is_silent,
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


def _as_it_stands(session: Session, row: Row[Any], to: Address, payload: Payload) -> Payload | None:
    """What the bot itself says, as it may be said now and there; None once nothing is left to tell of."""
    for look in (_as_homecoming, _as_entitled, _as_book, _as_slip):
        seen = look(session, row, to, payload)
        if seen is None:
            return None
        payload = seen
    return payload


def _as_homecoming(session: Session, _row: Row[Any], _to: Address, payload: Payload) -> Payload | None:
    if payload.homecoming is None or homecomings.is_live(session, payload.homecoming):
        return payload
    return None


def _as_entitled(session: Session, row: Row[Any], to: Address, payload: Payload) -> Payload | None:
    # Allowed when it was given, and perhaps no more.
    if payload.contact is not None and not may_have(session, row, payload.contact):
        return None
    if payload.typed is None or not payload.rows or _manner(session, to).has_buttons:
        return payload
    return msgspec.structs.replace(payload, parts=(*payload.parts, payload.typed))


def _as_book(session: Session, _row: Row[Any], to: Address, payload: Payload) -> Payload | None:
    if payload.share is not None:
        states = session.connection.execute(_SHARED, {"share": payload.share}).scalars().all()
        if "passed" not in states:
            return None
        if any(state != "passed" for state in states):
            payload = msgspec.structs.replace(payload, parts=(text("book-told-changed"),))
    if payload.is_of_health and _is_kept_off(session, to):
        # What the agency keeps off a messenger that could read it is named there, and no more.
        return msgspec.structs.replace(payload, parts=(text("book-health-elsewhere"),), sheet=None)
    return payload


def _as_slip(session: Session, row: Row[Any], _to: Address, payload: Payload) -> Payload | None:
    if payload.slip is None:
        return payload
    leave = slips.may_have(session, row.person_id, row.reader_role, payload.slip)
    if leave is None or row.has_no_contact:
        return None
    if not leave.is_apart:
        return payload
    named = tuple(one for one in payload.parts if not _names_giver(one))
    return msgspec.structs.replace(payload, parts=named)


def _names_giver(part: Value) -> bool:
    return isinstance(part, Text) and part.id == "slip-from"


def _is_kept_off(session: Session, to: Address) -> bool:
    return to.messenger == "telegram" and session.defaults.telegram_health != "full"


def _shown_rows(session: Session, row: Row[Any], to: Address, payload: Payload) -> Rows:
    """Return the buttons; under words of people one to ask about them only where its reader may have to.

    Where choices are typed, a number in a circle's own room is words for the others.
    """
    if row.kind != Kind.WORDS:
        return payload.rows
    if not _manner(session, to).has_buttons and row.circle_id is not None:
        return ()
    is_foreign = row.author_language != row.language and row.reader_role not in DESK
    return tuple(choices for choices in payload.rows if is_foreign or not _asks_about_words(choices))


def _manner(session: Session, to: Address) -> Manner:
    return session.defaults.manners.get(to.messenger, Manner())


def _asks_about_words(choices: tuple[Choice, ...]) -> bool:
    return any(isinstance(one.act, Run) and one.act.flow == UNCLEAR_FLOW for one in choices)


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
    # circle: their copy belongs to the bot's room with them, but for what they read along.
    is_of_circle = row.kind in (Kind.WORDS, Kind.ANSWER) and row.reader_role not in DESK
    return row.circle_id if is_of_circle or row.kind == Kind.WATCH else None


def _payload(session: Session, scope: Scope, row: str, sealed: bytes | None) -> Payload:
    if sealed is None:
        return Payload()
    return msgspec.json.decode(session.open_bytes(scope, "outbox.payload", row, sealed), type=Payload)


def _copy_of(session: Session, row: Row[Any], account_id: str) -> str | None:
    if row.reply_to is None:
        return None
    values = {"message": row.reply_to, "person": row.person_id, "account": account_id}
    # Who reads along may have been sent the same words to be looked at, elsewhere.
    copies = _WATCHED_COPY_OF if row.kind == Kind.WATCH else _COPY_OF
    copy = session.connection.execute(copies, values).scalar()
    return copy or session.connection.execute(_SOURCE_OF, values).scalar()
