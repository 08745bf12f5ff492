"""How a departure ended: accepted, perhaps, not now, never; what that does to its row, and who is told what.

Each takes up the next of its lane, or lets go of it. Sends nothing and knows no messenger.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import structlog
from sqlalchemy import bindparam, exists, false, insert, select, update

from bot.chat.draft import Kind
from bot.chat.incoming import Address
from bot.chat.outgoing import Operation, Receipt
from bot.chat.text import Text, Value, listing, text
from bot.engine.ports import Departure, LeaseLost
from bot.policy.quiet import resting_until
from bot.store import audit, lanes, watching
from bot.store.departing import DEFER, IS_REACHED, NEXT_DUE, PRIMARY, STILL_WAITING, TOLD, next_of
from bot.store.ending import END, told_of_end
from bot.store.metadata import constant
from bot.store.outbox import change_copy, forget_target, sign_on
from bot.store.schema import (
    account,
    further_part,
    member,
    message,
    outbox,
)
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import (
    name_of,
    named,
    tell,
    tell_caseworker_of,
    tell_caseworkers,
    tell_held_writers,
    whom_to_call,
)
from bot.store.viewing import readers

TRIES = 15
TRIES_FIRST = 3
"""After so many tries a change, or a taking back, lets pass what stands behind it, and is tried again later:
a change brings the words of the moment, so neither order nor words suffer. The bot's own are said anew."""
UNSURE_FOR = timedelta(hours=1)
GIVE_UP = timedelta(hours=24)
"""A message ends when it is that old and has been tried ``TRIES`` times besides: age says nothing of the
platform, since it may have waited for a decision or for its reader, and tries are soon used up in an
outage. What may have arrived each time ends earlier, or the reader would get a repeat every five minutes."""
_log = structlog.get_logger("store")
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
_NOT_BEGUN = update(outbox).where(outbox.c.id == bindparam("row")).values(is_begun=False)
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
    if gone.is_watched and gone.kind == Kind.WORDS and gone.message and operation == Operation.SEND:
        watching.show(session, gone)
    if go_on:
        return next_of(session, gone.lane, gone.token)
    lanes.release(session, gone.lane, session.connection.execute(NEXT_DUE, {"lane": gone.lane}).scalar())
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
            STILL_WAITING, {"lane": gone.lane, "author": gone.author, "row": gone.row}
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
        session.connection.execute(DEFER, {"row": gone.row, "at": due})
        due = session.connection.execute(NEXT_DUE, {"lane": gone.lane}).scalar()
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
        session.connection.execute(END, {"row": gone.row, "how": "ended", "reason": "target-gone"})
    return next_of(session, gone.lane, gone.token)


def unreachable(session: Session, owner: int, gone: Departure) -> Departure | None:
    """This account cannot be written to: what waits is kept, writers and caseworkers are told."""
    _confirm(session, owner, gone)
    _not_begun(session, gone)
    if gone.account is None or gone.person is None:
        session.connection.execute(END, {"row": gone.row, "how": "ended", "reason": "unreachable"})
        if gone.author is not None:
            tell(session, gone.author, text("greet-failed", user=gone.to.user), kind=Kind.ANSWER)
        return next_of(session, gone.lane, gone.token)
    session.connection.execute(_LOSE, {"which": gone.account})
    if session.connection.execute(IS_REACHED, {"person": gone.person}).scalar():
        return next_of(session, gone.lane, gone.token)  # On another account of theirs.
    name = name_of(session, gone.person)
    tell_caseworkers(session, gone.person, text("account-lost", name=name))
    tell_held_writers(session, gone.person)
    if gone.kind == Kind.WORDS and gone.author:
        session.connection.execute(TOLD, {"row": gone.row})
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
    session.connection.execute(END, {"row": gone.row, "how": "dead", "reason": why[:40]})
    if gone.kind == Kind.ANSWER and gone.person and gone.operation != Operation.REACT:
        _apologise(session, gone)
    if gone.kind != Kind.WORDS or not (gone.author and gone.person) or gone.operation == Operation.REACT:
        return
    people = name_of(session, gone.person)
    said = told_of_end(gone.operation, is_unsure=gone.may_be_repeat, people=people, words=_called(gone))
    tell(session, gone.author, said, kind=Kind.ALERT)
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


def tell_slow(session: Session, after: timedelta) -> int:
    """Tell writers, once, of words that no messenger has accepted for ``after``; return how many rows."""
    # Two processes look at the same moment, and a writer is told once.
    statement = _SLOW_LOCKED if session.is_postgresql else _SLOW
    rows = session.connection.execute(statement, {"before": session.now - after}).all()
    slow: dict[tuple[str, str, bool], set[str]] = {}
    for row in rows:
        session.connection.execute(TOLD, {"row": row.id})
        home = session.connection.execute(PRIMARY, {"person": row.person_id}).first()
        is_lost = home is None or home.state != "active"
        text_id = "delay-unreachable" if is_lost else "delay-waiting"
        slow.setdefault((row.author_id, text_id, row.circle_id is None), set()).add(row.person_id)
    for (writer, text_id, is_line), people in sorted(slow.items()):
        names = listing([name_of(session, reader) for reader in sorted(people)])
        help_too = whom_to_call(session, writer, is_line=is_line)
        tell(session, writer, text(text_id, people=names), *help_too, kind=Kind.ANSWER)
    return len(rows)
