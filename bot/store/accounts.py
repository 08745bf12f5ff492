"""Which accounts a person has: how another one comes in, and how lost and stolen ones are stopped.

Knows no messenger and no rule. ``writing`` has the one writer that gives a person an account.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, bindparam, delete, exists, insert, select, update

from bot.chat.ids import new_id
from bot.chat.outgoing import Operation
from bot.chat.people import PersonState
from bot.chat.text import text
from bot.family.facts import Claim, OwnAccount
from bot.store import audit, lanes
from bot.store.audit import Entry
from bot.store.metadata import constant
from bot.store.schema import account, interview, link, outbox, person
from bot.store.sealing import Scope
from bot.store.telling import tell

if TYPE_CHECKING:
    from bot.chat.people import View
    from bot.family import events as e
    from bot.store.session import Session
    from bot.store.writing import Spoke

LINKED = "linked"
"""The conversation in which a person says whether another account is theirs."""

_live = account.c.state != constant("revoked")
_BY_CODE = select(link.c.id, link.c.person_id, link.c.account_id).where(
    link.c.code_hash == bindparam("code"), link.c.until > bindparam("now"), link.c.address.is_(None)
)
_ANY = select(exists().where(link.c.code_hash == bindparam("code")))
_IS_FROZEN = select(
    exists().where(
        account.c.address_hash == bindparam("hash"),
        _live,
        person.c.id == account.c.person_id,
        person.c.state == constant(PersonState.FROZEN),
    )
)
_ASKED_FROM = select(account.c.address_hash).where(
    account.c.id == bindparam("account"), account.c.state == constant("active")
)
_OWN = (
    select(account.c.id, account.c.is_primary, account.c.state, account.c.made_at)
    .where(account.c.person_id == bindparam("person"), _live)
    .order_by(account.c.id)
)
# Whoever has come in as somebody since they sent the code is that person, and nobody else.
_CLAIM = select(link.c.id, link.c.messenger).where(
    link.c.person_id == bindparam("person"),
    link.c.until > bindparam("now"),
    link.c.address.is_not(None),
    ~exists().where(
        account.c.address_hash == link.c.address_hash,
        _live,
        person.c.id == account.c.person_id,
        person.c.state != constant(PersonState.LEFT),
    ),
)
# Whoever says yes goes before the clock that ends it.
_CLAIM_LOCKED = _CLAIM.with_for_update(of=link)
_LINK = select(link.c.id, link.c.messenger, link.c.address_hash, link.c.address).where(
    link.c.id == bindparam("link")
)
_END = delete(link).where(link.c.person_id == bindparam("person"))
_END_ASKED = delete(interview).where(
    interview.c.person_id == bindparam("person"), interview.c.flow == constant(LINKED)
)
_CLAIMED = (
    update(link)
    .where(link.c.id == bindparam("which"))
    .values(
        messenger=bindparam("through"),
        address_hash=bindparam("hash"),
        address=bindparam("sealed"),
        until=bindparam("confirmed_by"),
    )
)
_REVOKE = (
    update(account)
    .where(account.c.person_id == bindparam("person"), account.c.id != bindparam("but"), _live)
    .values(state="revoked")
)
_LAST_WORD = update(account).where(account.c.id == bindparam("which")).values(last_word=bindparam("row"))
_FREEZE = (
    update(person)
    .where(person.c.id == bindparam("who"), person.c.state != constant(PersonState.FROZEN))
    .values(resumes_as=person.c.state, state=PersonState.FROZEN.value)
)
_THAW = (
    update(person)
    .where(person.c.id == bindparam("who"), person.c.state == constant(PersonState.FROZEN))
    .values(state=person.c.resumes_as, resumes_as=None)
)
_theirs = (
    outbox.c.author_id == bindparam("author"),
    outbox.c.state.in_(["ready", "veiled"]),
    outbox.c.operation != Operation.WITHDRAW,
    # What their caseworker is told of them is the bot's.
    ~and_(outbox.c.message_id.is_(None), outbox.c.circle_id.is_(None), outbox.c.meeting_id.is_(None)),
)
_LANES_OF = select(outbox.c.lane).where(*_theirs).distinct()
# A reason on a row that is ready ends it before its next try, where its writer is told.
_STOP = update(outbox).where(*_theirs).values(state="ready", why="author-frozen", deliver_at=bindparam("at"))
_OVER = select(link.c.person_id, link.c.account_id, link.c.address).where(link.c.until <= bindparam("now"))
_OVER_LOCKED = _OVER.with_for_update(skip_locked=True)


class Offer(msgspec.Struct, frozen=True):
    """A code that works, whose it is, and the account on which they are asked."""

    id: str
    person: str
    account: str


# --- what a turn must know


def is_code_of_ours(session: Session, code: str) -> bool:
    """Whether somebody has asked for this code, though it may have run out."""
    return bool(session.connection.execute(_ANY, {"code": session.index().of("code", code)}).scalar())


def offer_of(session: Session, code: str) -> Offer | None:
    """Return what a code opens, if nobody has sent it yet and it has not run out."""
    values = {"code": session.index().of("code", code), "now": session.now}
    row = session.connection.execute(_BY_CODE, values).first()
    return Offer(row.id, row.person_id, row.account_id) if row else None


def is_frozen(session: Session, address_hash: bytes) -> bool:
    """Whether an address is a frozen person's: no code that is sent from there does anything."""
    return bool(session.connection.execute(_IS_FROZEN, {"hash": address_hash}).scalar())


def asked_from(session: Session, account_id: str) -> bytes | None:
    """Return by which hash an account is found, None where nothing can be asked there."""
    return session.connection.execute(_ASKED_FROM, {"account": account_id}).scalar()


def own(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Load the speaker's accounts, and whether one more waits for their yes."""
    me = {"person": view.speaker.id}
    statement = _CLAIM_LOCKED if session.is_postgresql else _CLAIM
    claim = session.connection.execute(statement, {**me, "now": session.now}).first()
    return {
        "accounts": tuple(
            OwnAccount(row.id, bool(row.is_primary), row.state == "active", row.made_at)
            for row in session.connection.execute(_OWN, me)
        ),
        "claim": Claim(claim.id, claim.messenger) if claim else None,
    }


# --- one writer for each event


def link_offered(session: Session, event: e.LinkOffered, spoke: Spoke) -> list[Entry]:
    """Keep a hash of the code, in place of any earlier one."""
    end(session, event.person)
    session.connection.execute(
        insert(link),
        {
            "id": new_id(),
            "person_id": event.person,
            "account_id": event.account,
            "code_hash": session.index().of("code", event.code),
            "until": event.until,
        },
    )
    return [Entry(audit.AGENCY, "link-offered", event.person, event.person)]


def link_claimed(session: Session, event: e.LinkClaimed, spoke: Spoke) -> list[Entry]:
    """Note who sent the code. It works no second time."""
    sealed = session.seal(Scope.person(event.person), "link.address", event.link, spoke.address)
    session.connection.execute(
        _CLAIMED,
        {
            "which": event.link,
            "through": spoke.messenger,
            "hash": spoke.address_hash,
            "sealed": sealed,
            "confirmed_by": event.until,
        },
    )
    return [Entry(audit.AGENCY, "link-claimed", None, event.person)]


def link_refused(session: Session, event: e.LinkRefused, spoke: Spoke) -> list[Entry]:
    """Forget who sent the code."""
    session.connection.execute(_END, {"person": event.person})
    return [Entry(audit.AGENCY, "link-refused", event.person, event.person)]


def claimed(session: Session, link_id: str) -> Any:  # noqa: ANN401 - a Row
    """Return who sent the code of a link: messenger, hash and sealed address."""
    return session.connection.execute(_LINK, {"link": link_id}).one()


def account_chosen(session: Session, event: e.AccountChosen, spoke: Spoke) -> list[Entry]:
    """Write there from now on, what waits included."""
    session.connection.execute(
        update(account)
        .where(account.c.person_id == event.person, _live)
        .values(is_primary=account.c.id == event.account)
    )
    lanes.wake(session, lanes.OUT, [(event.person, session.now)])
    return [Entry(audit.AGENCY, "account-chosen", event.person, event.account)]


def accounts_revoked(session: Session, event: e.AccountsRevoked, spoke: Spoke) -> list[Entry]:
    """Stop the accounts. What waits stays, for the one that is left, or the next."""
    end(session, event.person)
    session.connection.execute(_REVOKE, {"person": event.person, "but": event.but or ""})
    return [Entry(audit.AGENCY, "revoked", event.by, event.person)]


def revoke_others(session: Session, person_id: str, said_yes: str | None, last_word: str) -> None:
    """Stop the accounts there are; the one that said yes still gets its answer, and then nothing."""
    session.connection.execute(_REVOKE, {"person": person_id, "but": ""})
    session.connection.execute(_LAST_WORD, {"which": said_yes, "row": last_word})


def person_frozen(session: Session, event: e.PersonFrozen, spoke: Spoke) -> list[Entry]:
    """Stop everything. What they wrote that has not arrived is ended on its way; they are told after."""
    end(session, event.person)
    session.connection.execute(_FREEZE, {"who": event.person})
    written = {"author": event.person}
    stopped = session.connection.execute(_LANES_OF, written).scalars().all()
    lanes.wake(session, lanes.OUT, [(lane, session.now) for lane in stopped])
    session.connection.execute(_STOP, {**written, "at": session.now})
    return [Entry(audit.AGENCY, "frozen", event.by, event.person)]


def person_thawed(session: Session, event: e.PersonThawed, spoke: Spoke) -> list[Entry]:
    """Let everything go on where it stopped."""
    session.connection.execute(_THAW, {"who": event.person})
    lanes.wake(session, lanes.OUT, [(event.person, session.now)])
    return [Entry(audit.AGENCY, "thawed", event.by, event.person)]


def end(session: Session, person_id: str) -> None:
    """End what a person was asked about another account, and the code: neither does anything any more."""
    session.connection.execute(_END, {"person": person_id})
    session.connection.execute(_END_ASKED, {"person": person_id})


# --- the clock


def end_unconfirmed(session: Session) -> int:
    """End codes that nobody sent and questions that nobody answered; return how many.

    Who was asked is told so, where they were asked: perhaps it was not them who sent the code.
    """
    statement = _OVER_LOCKED if session.is_postgresql else _OVER
    rows: list[tuple[str, str, datetime | None]] = [
        tuple(row) for row in session.connection.execute(statement, {"now": session.now}).all()
    ]
    for person_id, account_id, was_sent in rows:
        end(session, person_id)
        if was_sent is not None:
            tell(session, person_id, text("link-unanswered"), account=account_id)
    return len(rows)
