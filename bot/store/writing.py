"""One writer for each event: how what has happened is written down.

Knows nothing of why it happened. An event without a writer is a mistake that the type checker finds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, exists, insert, literal, select, text, update

from bot.chat.draft import Kind
from bot.chat.ids import new_id
from bot.chat.media import as_files
from bot.chat.outgoing import Operation
from bot.chat.people import PersonState, Phase, Role, Way, Willing
from bot.chat.text import Text
from bot.chat.text import text as text_of
from bot.family import events as e
from bot.family.circles import HOLD_DAYS
from bot.family.relay import is_of_danger
from bot.store import (
    accounts,
    albums,
    alerts,
    asking,
    audit,
    book,
    checkins,
    covering,
    decisions,
    digest,
    founding,
    given,
    goals,
    handed,
    handing,
    homecomings,
    keepsakes,
    lanes,
    letters,
    media,
    moving,
    notes,
    offered,
    outbox,
    permitting,
    plan,
    reminders,
    reunions,
    siblings,
    slips,
    tips,
    turning,
    veiling,
    watching,
)
from bot.store.audit import Entry
from bot.store.inbox import address_hash
from bot.store.interviews import end_interview
from bot.store.metadata import constant
from bot.store.schema import (
    account,
    circle,
    circle_child,
    guess,
    interview,
    invitation,
    member,
    message,
    message_version,
    parentage,
    person,
    reaction,
    term,
    willingness,
)
from bot.store.schema import outbox as outbox_table
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import name_of, name_of_message, tell, tell_held_writers


class Spoke(msgspec.Struct, frozen=True):
    """Through which account and address this turn's event came in."""

    account: str | None
    messenger: str
    address_hash: bytes
    address: bytes

    def __repr__(self) -> str:
        """Show the messenger only; who it is must not reach a log by accident."""
        return f"Spoke({self.messenger}, hidden)"


_ADD_MESSAGE = insert(message)
_FAMILY_OF_CIRCLE = select(circle.c.family_id).where(circle.c.id == bindparam("circle"))
_MESSAGE = (
    select(message.c.circle_id, message.c.line_id, message.c.words, message.c.files, circle.c.family_id)
    .join(circle, circle.c.id == message.c.circle_id, isouter=True)
    .where(message.c.id == bindparam("message"))
)
_SET_WORDS = (
    update(message).where(message.c.id == bindparam("message")).values(words=bindparam("sealed"), ready=None)
)
_SET_STATE = update(message).where(message.c.id == bindparam("message")).values(state=bindparam("now_is"))
_SHRED = update(message).where(message.c.id == bindparam("message")).values(words=None, state="withdrawn")
_NAMES = select(person.c.name, person.c.recorded).where(person.c.id == bindparam("person"))
_ADD_VERSION = insert(message_version)
_SAVE_INTERVIEW = text(
    "INSERT INTO interview (id, person_id, flow, state, at, is_of_danger) "
    "VALUES (:id, :person, :flow, :state, :at, :is_of_danger) "
    "ON CONFLICT (id) DO UPDATE SET state = excluded.state, at = excluded.at"
).bindparams(bindparam("at", type_=interview.c.at.type))
_SAY_WILLING = text(
    "INSERT INTO willingness (circle_id, person_id, other_id, answer, at) "
    "VALUES (:circle, :person, :other, :answer, :at) "
    "ON CONFLICT (circle_id, person_id, other_id) DO UPDATE SET answer = excluded.answer, at = excluded.at"
).bindparams(bindparam("at", type_=willingness.c.at.type))
_CHOOSE = (
    update(person)
    .where(person.c.id == bindparam("who"))
    .values(circle_here=bindparam("here"), chosen_at=bindparam("at"))
)
_LINE_USED = update(person).where(person.c.id == bindparam("who")).values(line_used_at=bindparam("at"))
_REACH = (
    update(member)
    .where(member.c.circle_id == bindparam("circle"), member.c.person_id == bindparam("who"))
    .values(reach_told=bindparam("reach"))
)
_TAKE_OFF = delete(reaction).where(
    reaction.c.message_id == bindparam("message"), reaction.c.person_id == bindparam("who")
)
_PUT_ON = insert(reaction)
_ADD_GUESS = insert(guess)
_WAITED_FOR = (
    select(
        outbox_table.c.author_id,
        outbox_table.c.person_id,
        outbox_table.c.message_id,
        message.c.words,
        message.c.files,
        message.c.line_id,
        circle.c.family_id,
    )
    .join(message, message.c.id == outbox_table.c.message_id)
    .join(circle, circle.c.id == message.c.circle_id)
    .where(
        outbox_table.c.lane == bindparam("reader"),
        outbox_table.c.author_id != bindparam("reader"),
        outbox_table.c.state.in_(["held", "veiled"]),
        outbox_table.c.kind == Kind.WORDS,
        outbox_table.c.operation == Operation.SEND,
    )
    .order_by(outbox_table.c.author_id, outbox_table.c.id)
)
# Nobody is left whom a decision could let it go to.
_DECLINE_WITHOUT_READER = (
    update(message)
    .where(
        message.c.state == constant("held"),
        ~exists().where(outbox_table.c.message_id == message.c.id, outbox_table.c.state == "held"),
    )
    .values(state="declined")
)
_FREE_ADDRESS = (
    update(account)
    .where(account.c.address_hash == bindparam("hash"), account.c.state != constant("revoked"))
    .values(state="revoked")
)


def write(session: Session, events: Sequence[e.Event], spoke: Spoke) -> None:
    """Write all events, then their audit entries, chains in order."""
    entries: list[Entry] = []
    for event in events:
        entries.extend(_WRITERS[type(event)](session, event, spoke) or ())
    audit.add(session, entries)
    # What a question held, and what became of it, stand in one turn: what is in no other goes now.
    kept = {
        file
        for event in events
        if isinstance(event, e.InterviewSaved)
        for file in as_files(str(event.interview.given.get("files", "")))
    }
    media.remove_unattached(session, set(session.let_go) - kept)
    session.let_go.clear()


def _message_written(session: Session, event: e.MessageWritten, spoke: Spoke) -> list[Entry]:
    scope = Scope.family(event.family) if event.family else Scope.person(str(event.line))
    session.connection.execute(
        _ADD_MESSAGE,
        {
            "id": event.id,
            "circle_id": event.circle,
            "line_id": event.line,
            "author_id": event.author,
            "words": session.seal(scope, "message.words", event.id, event.words),
            "at": session.now,
            "state": "held" if event.is_held else "passed",
            "files": len(event.files),
            "ready": event.ready,
            "why_held": event.why_held,
            "source_account": spoke.account,
            "source": event.source,
            "reply_to": event.reply_to,
        },
    )
    body = event.words.encode()
    if event.files:
        body += media.attach(session, event.author, event.files, event.id, scope)
    return [Entry(event.family or audit.AGENCY, "said", event.author, event.id, body, scope)]


def _scope_of(session: Session, message_id: str) -> tuple[Any, Scope]:
    row = session.connection.execute(_MESSAGE, {"message": message_id}).one()
    return row, Scope.family(row.family_id) if row.family_id else Scope.person(row.line_id)


def _message_edited(session: Session, event: e.MessageEdited, spoke: Spoke) -> list[Entry]:
    row, scope = _scope_of(session, event.id)
    if event.was_submitted and row.words is not None:
        earlier = session.open(scope, "message.words", event.id, row.words)
        version = new_id()
        sealed = session.seal(scope, "message_version.words", version, earlier)
        session.connection.execute(
            _ADD_VERSION, {"id": version, "message_id": event.id, "words": sealed, "at": session.now}
        )
    sealed = session.seal(scope, "message.words", event.id, event.words)
    session.connection.execute(_SET_WORDS, {"message": event.id, "sealed": sealed})
    outbox.change_copies(session, event.id, Operation.EDIT)
    chain = row.family_id or audit.AGENCY
    return [Entry(chain, "edited", None, event.id, event.words.encode(), scope)]


def _message_withdrawn(session: Session, event: e.MessageWithdrawn, spoke: Spoke) -> list[Entry]:
    row, _ = _scope_of(session, event.id)
    outbox.end_unsent(session, event.id, "withdrawn")
    if event.is_partial:
        return [Entry(row.family_id or audit.AGENCY, "withdrawn-partly", None, event.id)]
    if row.files:
        media.remove_of(session, event.id, is_forgotten=event.is_erased)
    if event.is_erased:
        session.connection.execute(_SHRED, {"message": event.id})
        audit.forget(session, row.family_id or audit.AGENCY, event.id)
    else:
        session.connection.execute(_SET_STATE, {"message": event.id, "now_is": "withdrawn"})
    outbox.change_copies(session, event.id, Operation.WITHDRAW)
    decisions.message_gone(session, event.id)
    letters.taken_back(session, event.id)
    return [Entry(row.family_id or audit.AGENCY, "withdrawn", None, event.id)]


def _message_hurried(session: Session, event: e.MessageHurried, spoke: Spoke) -> list[Entry]:
    if event.passes:
        outbox.hurry(session, event.id)
    return [Entry(event.family or audit.AGENCY, "cannot-wait", event.by, event.id)]


def _message_decided(session: Session, event: e.MessageDecided, spoke: Spoke) -> list[Entry]:
    row, _ = _scope_of(session, event.id)
    if event.is_approved:
        session.connection.execute(_SET_STATE, {"message": event.id, "now_is": "passed"})
        outbox.release_held(session, event.id, session.now)
    else:
        session.connection.execute(_SET_STATE, {"message": event.id, "now_is": "declined"})
        outbox.end_unsent(session, event.id, "declined")
        if row.files:
            media.remove_of(session, event.id)
    decisions.message_decided(session, event.id, is_approved=event.is_approved)
    action = "approved" if event.is_approved else "declined"
    return [Entry(row.family_id or audit.AGENCY, action, event.by, event.id)]


def _phase_changed(session: Session, event: e.PhaseChanged, spoke: Spoke) -> list[Entry]:
    before = session.connection.execute(
        select(circle.c.phase, circle.c.family_id).where(circle.c.id == event.circle)
    ).one()
    values: dict[str, Any] = {"phase": event.phase.value, "way": event.way.value, "resumes_as": None}
    if event.phase == Phase.PAUSED:
        values["resumes_as"] = before.phase
    is_holding = event.phase == Phase.INTRODUCTION and event.way == Way.HOLD
    values |= {
        "hold_until": session.now + timedelta(days=HOLD_DAYS) if is_holding else None,
        "hold_told": False,
    }
    session.connection.execute(update(circle).where(circle.c.id == event.circle).values(**values))
    if event.phase in (Phase.PAUSED, Phase.CLOSED):
        outbox.end_circle(session, event.circle, event.phase.value)
        session.connection.execute(
            update(message)
            .where(message.c.circle_id == event.circle, message.c.state == constant("held"))
            .values(state="declined")
        )
        checkins.stop(session, event.circle)
        decisions.stop(session, event.circle)
    watched = watching.phase_changed(session, event, Phase(before.phase))
    reunions.forget(session, event.circle)
    home = homecomings.phase_changed(session, event)
    body = f"{event.phase.value} {event.way.value}".encode()
    entry = Entry(before.family_id, "phase", event.by, event.circle, body)
    return [entry, *home, *watched, *book.circle_opened(session, event.circle)]


def _circle_followed(session: Session, event: e.CircleFollowed, spoke: Spoke) -> list[Entry]:
    entries = homecomings.moved(session, event)
    entries += moving.followed(session, event, spoke)
    decisions.child_moved(session, event.old, event.child)
    letters.child_moved(session, event.old, event.child)
    if not event.is_new:
        plan.child_came(session, event.new)
    return entries


def _hold_renewed(session: Session, event: e.HoldRenewed, spoke: Spoke) -> list[Entry]:
    session.connection.execute(
        update(circle).where(circle.c.id == event.circle).values(hold_until=event.until, hold_told=False)
    )
    family_id = session.connection.execute(_FAMILY_OF_CIRCLE, {"circle": event.circle}).scalar_one()
    return [Entry(family_id, "hold-renewed", None, event.circle)]


def _invitation_made(session: Session, event: e.InvitationMade, spoke: Spoke) -> list[Entry]:
    session.connection.execute(
        update(invitation)
        .where(invitation.c.person_id == event.person, invitation.c.used_at.is_(None))
        .values(is_void=True)
    )
    session.connection.execute(
        insert(invitation),
        {
            "id": new_id(),
            "person_id": event.person,
            "code_hash": session.index().of("code", event.code),
            "until": event.until,
            "is_void": False,
        },
    )
    return [Entry(audit.AGENCY, "invited", None, event.person)]


def _invitation_redeemed(session: Session, event: e.InvitationRedeemed, spoke: Spoke) -> list[Entry]:
    session.connection.execute(
        update(invitation).where(invitation.c.id == event.invitation).values(used_at=session.now)
    )
    add_account(session, event.person, spoke.messenger, spoke.address_hash, spoke.address)
    session.connection.execute(
        update(person)
        # Who had joined has only got another phone.
        .where(person.c.id == event.person, person.c.state != PersonState.JOINED)
        .values(state=PersonState.JOINING.value)
    )
    return [Entry(audit.AGENCY, "redeemed", event.person, event.invitation)]


def _account_linked(session: Session, event: e.AccountLinked, spoke: Spoke) -> list[Entry]:
    sent = accounts.claimed(session, event.link)
    address = session.open_bytes(Scope.person(event.person), "link.address", event.link, sent.address)
    accounts.end(session, event.person)
    if event.last_word is not None:
        accounts.revoke_others(session, event.person, spoke.account, event.last_word)
    add_account(session, event.person, sent.messenger, sent.address_hash, address, event.account)
    return [Entry(audit.AGENCY, "linked", event.person, event.account)]


def _account_chosen(session: Session, event: e.AccountChosen, spoke: Spoke) -> list[Entry]:
    entries = accounts.account_chosen(session, event, spoke)
    announce_anew(session, event.person)
    return entries


def add_account(
    session: Session,
    person_id: str,
    messenger: str,
    address_hash: bytes,
    address: bytes,
    account_id: str | None = None,
) -> str:
    """Give a person an account; it becomes where the bot writes. Returns its id."""
    # Whoever had this address has left (or it would have spoken for them): it speaks for one person only.
    session.connection.execute(_FREE_ADDRESS, {"hash": address_hash})
    session.connection.execute(
        update(account).where(account.c.person_id == person_id).values(is_primary=False)
    )
    row = account_id or new_id()
    session.connection.execute(
        insert(account),
        {
            "id": row,
            "person_id": person_id,
            "messenger": messenger,
            "address_hash": address_hash,
            "address": session.seal(Scope.person(person_id), "account.address", row, address),
            "state": "active",
            "is_primary": True,
            "made_at": session.now,
        },
    )
    lanes.wake(session, lanes.OUT, [(person_id, session.now)])
    announce_anew(session, person_id)
    return row


def announce_anew(session: Session, person_id: str) -> None:
    """Tell somebody who is written to elsewhere from now on that there is something to be looked at."""
    if veiling.is_to_be_announced_anew(session, person_id):
        outbox.announce(session, person_id)


def _guess_missed(session: Session, event: e.GuessMissed, spoke: Spoke) -> None:
    _add_guess(session, spoke, "code")


def _stranger_answered(session: Session, event: e.StrangerAnswered, spoke: Spoke) -> None:
    _add_guess(session, spoke, event.how)


def _stranger_greeted(session: Session, event: e.StrangerGreeted, spoke: Spoke) -> None:
    payload = outbox.Payload(parts=(Text("stranger-hello"),))
    lane = address_hash(session, event.address).hex()
    outbox.put_for_stranger(session, lane, msgspec.json.encode(event.address), payload, event.by)


def _add_guess(session: Session, spoke: Spoke, kind: str) -> None:
    session.connection.execute(
        _ADD_GUESS, {"id": new_id(), "sender": spoke.address_hash, "kind": kind, "at": session.now}
    )


def _person_added(session: Session, event: e.PersonAdded, spoke: Spoke) -> list[Entry]:
    scope = Scope.person(event.person)
    session.new_scope(scope)
    session.connection.execute(
        insert(person),
        {
            "id": event.person,
            "role": event.role.value,
            "state": PersonState.INVITED.value,
            "name": session.seal(scope, "person.name", event.person, event.name),
            "language": session.defaults.language,
            "timezone": session.defaults.timezone,
            "wants_sign": False,
            "served_by": event.by,
            "made_at": session.now,
        },
    )
    if event.circle and event.role == Role.PARENT:
        session.connection.execute(
            insert(parentage).from_select(
                ["child_id", "person_id"],
                select(circle_child.c.child_id, literal(event.person)).where(
                    circle_child.c.circle_id == event.circle
                ),
            )
        )
    if event.circle:
        session.connection.execute(
            insert(member), {"circle_id": event.circle, "person_id": event.person, "reach_told": ""}
        )
    return [Entry(audit.AGENCY, "recorded", event.by, event.person)]


def _person_by_phone(session: Session, event: e.PersonByPhone, spoke: Spoke) -> list[Entry]:
    session.connection.execute(
        update(person).where(person.c.id == event.person).values(state=PersonState.BY_PHONE.value)
    )
    own, other = member.alias("own"), member.alias("other")
    pairs = session.connection.execute(
        select(own.c.circle_id, other.c.person_id)
        .join(other, other.c.circle_id == own.c.circle_id)
        .where(own.c.person_id == event.person, other.c.person_id != event.person)
    ).all()
    for circle_id, other_id in pairs:
        said = {"circle": circle_id, "person": event.person, "other": other_id}
        session.connection.execute(_SAY_WILLING, {**said, "answer": "yes", "at": session.now})
    return [Entry(audit.AGENCY, "by-phone", event.by, event.person), *plan.settle_for(session, event.person)]


def _person_joined(session: Session, event: e.PersonJoined, spoke: Spoke) -> list[Entry]:
    _set_person(session, event.person, {"name": event.name, "word": event.word})
    session.connection.execute(
        update(person).where(person.c.id == event.person).values(state=PersonState.JOINED.value)
    )
    moving.offer_to(session, event.person)
    # Whoever has left and is back may have said yes to what waits before.
    return [
        Entry(audit.AGENCY, "joined", event.person, event.person),
        *plan.settle_for(session, event.person),
    ]


def _person_left(session: Session, event: e.PersonLeft, spoke: Spoke) -> list[Entry]:
    session.connection.execute(
        update(person).where(person.c.id == event.person).values(state=PersonState.LEFT.value)
    )
    waiting = session.connection.execute(_WAITED_FOR, {"reader": event.person}).all()
    # What is ready and waits for a later moment ends on its way, where its writer is told.
    outbox.reconsider(session, event.person)
    session.connection.execute(
        update(outbox_table)
        .where(outbox_table.c.lane == event.person, outbox_table.c.state.in_(["held", "veiled"]))
        .values(state="ended", why="reader-left", payload=None)
    )
    session.connection.execute(_DECLINE_WITHOUT_READER)
    for one in waiting:
        people, words = name_of(session, event.person), name_of_message(session, one)
        tell(session, one.author_id, text_of("ended-told", people=people, words=words))
    session.connection.execute(delete(interview).where(interview.c.person_id == event.person))
    session.connection.execute(delete(willingness).where(willingness.c.person_id == event.person))
    waited = [*plan.settle_for(session, event.person), *book.settle_for(session, event.person)]
    waited += watching.end_of(session, event.person)
    decisions.look_after(session, event.person)
    return [Entry(audit.AGENCY, "left", event.person, event.person), *waited]


def _settings_changed(session: Session, event: e.SettingsChanged, spoke: Spoke) -> list[Entry]:
    _set_person(session, event.person, event.changes)
    if event.changes.keys() & {"quiet", "timezone"}:
        # What waited for the end of another night is looked at anew: it goes, or waits for this one's end.
        outbox.reconsider(session, event.person)
    if event.changes.keys() & {"digest", "timezone"}:
        digest.look_anew(session, event.person)
    watched = watching.wanted(session, event.person) if event.changes.get("shows_watched") else []
    if "timezone" in event.changes:
        offered.look_anew(session, event.person)
    if "leads" in event.changes:
        reminders.plan_for(session, event.person)
    if event.changes.get("is_discreet") is True:
        outbox.veil(session, event.person)
    elif event.changes.get("is_discreet") is False:
        veiling.release(session, event.person)
    return [Entry(audit.AGENCY, "settings", event.person, event.person), *watched]


def _set_person(session: Session, person_id: str, changes: dict[str, Any]) -> None:
    values, scope = dict(changes), Scope.person(person_id)
    if values.get("name") is not None and (recorded := _recorded(session, person_id, values["name"])):
        values["recorded"] = recorded
    for name in ("name", "word", "recorded"):
        if values.get(name) is not None:
            values[name] = session.seal(scope, f"person.{name}", person_id, str(values[name]))
    session.connection.execute(update(person).where(person.c.id == person_id).values(**values))


def _recorded(session: Session, person_id: str, name: str) -> str | None:
    """Return the name that somebody was recorded under, where they take another for the first time."""
    row = session.connection.execute(_NAMES, {"person": person_id}).one()
    before = session.open(Scope.person(person_id), "person.name", person_id, row.name)
    return before if row.recorded is None and before != name else None


def _account_lost(session: Session, event: e.AccountLost, spoke: Spoke) -> None:
    lost = session.connection.execute(
        update(account)
        .where(account.c.id == event.account, account.c.state == "active")
        .values(state="unreachable")
        .returning(account.c.person_id)
    ).scalar()
    if lost is not None:
        tell_held_writers(session, lost)


def _account_back(session: Session, event: e.AccountBack, spoke: Spoke) -> None:
    session.connection.execute(
        update(account)
        .where(account.c.id == event.account, account.c.state == "unreachable")
        .values(state="active")
    )
    owner = session.connection.execute(
        select(account.c.person_id).where(account.c.id == event.account)
    ).scalar_one()
    lanes.wake(session, lanes.OUT, [(owner, session.now)])


def _willingness_said(session: Session, event: e.WillingnessSaid, spoke: Spoke) -> list[Entry]:
    session.connection.execute(
        _SAY_WILLING,
        {
            "circle": event.circle,
            "person": event.person,
            "other": event.other,
            "answer": event.answer.value,
            "at": session.now,
        },
    )
    if event.answer != Willing.YES:
        decisions.look_after(session, event.person, event.circle)
    family_id = session.connection.execute(_FAMILY_OF_CIRCLE, {"circle": event.circle}).scalar_one()
    return [Entry(family_id, "willing", event.person, event.other, event.answer.value.encode())]


def _reaction_put(session: Session, event: e.ReactionPut, spoke: Spoke) -> list[Entry]:
    row, scope = _scope_of(session, event.message)
    session.connection.execute(_TAKE_OFF, {"message": event.message, "who": event.person})
    if event.emoji:
        place = f"{event.message}:{event.person}"
        values = {
            "message_id": event.message,
            "person_id": event.person,
            "source_account": spoke.account,
            "source": event.source,
            "emoji": session.seal(scope, "reaction.emoji", place, event.emoji),
        }
        session.connection.execute(_PUT_ON, values)
    outbox.react(session, event)
    chain = row.family_id or audit.AGENCY
    return [Entry(chain, "reacted", event.person, event.message, event.emoji.encode(), scope)]


def _circle_set(session: Session, event: e.CircleSet, spoke: Spoke) -> list[Entry]:
    values: dict[str, Any] = {}
    if event.takes_files is not None:
        values["files"] = "on" if event.takes_files else "off"
    if event.passes_contacts is not None:
        values["passes_contacts"] = event.passes_contacts
        # Everybody says it anew: what was agreed to once need not be so any more.
        session.connection.execute(
            update(member).where(member.c.circle_id == event.circle).values(agrees_contacts=False)
        )
    session.connection.execute(update(circle).where(circle.c.id == event.circle).values(**values))
    family_id = session.connection.execute(_FAMILY_OF_CIRCLE, {"circle": event.circle}).scalar_one()
    body = f"files {event.takes_files} contacts {event.passes_contacts}".encode()
    return [Entry(family_id, "circle-set", event.by, event.circle, body)]


def _contacts_agreed(session: Session, event: e.ContactsAgreed, spoke: Spoke) -> list[Entry]:
    session.connection.execute(
        update(member)
        .where(member.c.circle_id == event.circle, member.c.person_id == event.person)
        .values(agrees_contacts=event.is_agreed)
    )
    family_id = session.connection.execute(_FAMILY_OF_CIRCLE, {"circle": event.circle}).scalar_one()
    answer = b"yes" if event.is_agreed else b"no"
    return [Entry(family_id, "contacts-agreed", event.person, event.circle, answer)]


def _words_protected(session: Session, event: e.WordsProtected, spoke: Spoke) -> list[Entry]:
    row, scope = new_id(), Scope.family(event.family)
    sealed = session.seal(scope, "term.words", row, event.words)
    session.connection.execute(insert(term), {"id": row, "family_id": event.family, "words": sealed})
    return [Entry(event.family, "words-protected", event.by, row)]


def _words_unprotected(session: Session, event: e.WordsUnprotected, spoke: Spoke) -> list[Entry]:
    session.connection.execute(delete(term).where(term.c.id == event.term, term.c.family_id == event.family))
    return [Entry(event.family, "words-unprotected", event.by, event.term)]


def _on_call_put(session: Session, event: e.OnCallPut, spoke: Spoke) -> list[Entry]:
    session.connection.execute(
        update(person).where(person.c.id == event.caseworker).values(on_call_id=event.person)
    )
    return [Entry(audit.AGENCY, "on-call", event.caseworker, event.person)]


def _danger_noticed(session: Session, event: e.DangerNoticed, spoke: Spoke) -> list[Entry]:
    alerts.raise_alert(session, event)
    return [Entry(event.family or audit.AGENCY, "danger-noticed", None, event.person)]


def _alert_seen(session: Session, event: e.AlertSeen, spoke: Spoke) -> list[Entry]:
    is_new, family_id = alerts.see(session, event)
    return [Entry(family_id or audit.AGENCY, "alert-seen", event.by, event.alert)] if is_new else []


def _news_shown(session: Session, event: e.NewsShown, spoke: Spoke) -> None:
    veiling.show(session, event.person)


def _files_told(session: Session, event: e.FilesTold, spoke: Spoke) -> None:
    session.connection.execute(update(person).where(person.c.id == event.person).values(files_told=True))


def _circle_chosen(session: Session, event: e.CircleChosen, spoke: Spoke) -> None:
    session.connection.execute(_CHOOSE, {"who": event.person, "here": event.circle, "at": session.now})


def _line_used(session: Session, event: e.LineUsed, spoke: Spoke) -> None:
    session.connection.execute(_LINE_USED, {"who": event.person, "at": session.now})


def _reach_told(session: Session, event: e.ReachTold, spoke: Spoke) -> None:
    session.connection.execute(_REACH, {"circle": event.circle, "who": event.person, "reach": event.reach})


def _interview_saved(session: Session, event: e.InterviewSaved, spoke: Spoke) -> None:
    state = msgspec.json.encode(event.interview)
    scope = Scope.person(event.person)
    session.connection.execute(
        _SAVE_INTERVIEW,
        {
            "id": event.interview.id,
            "person": event.person,
            "flow": event.interview.flow,
            "state": session.seal(scope, "interview.state", event.interview.id, state),
            "at": session.now,
            "is_of_danger": is_of_danger(event.interview),
        },
    )


def _interview_ended(session: Session, event: e.InterviewEnded, spoke: Spoke) -> None:
    end_interview(session, event.interview)


def _acted(session: Session, event: e.Acted, spoke: Spoke) -> list[Entry]:
    return [Entry(event.family or audit.AGENCY, event.action, event.by, event.subject)]


_WRITERS: dict[type[e.Event], Callable[[Session, Any, Spoke], list[Entry] | None]] = {
    e.MessageWritten: _message_written,
    e.ReactionPut: _reaction_put,
    e.MomentShared: keepsakes.shared,
    e.LetterWritten: letters.written,
    e.LetterTurned: letters.turned,
    e.ThanksGiven: keepsakes.thanked,
    e.Cheered: keepsakes.cheered,
    e.RhythmSet: keepsakes.rhythm_set,
    e.AlbumWanted: albums.wanted,
    e.DecisionAsked: decisions.asked,
    e.DecisionAnswered: decisions.answered,
    e.DecisionMade: decisions.made,
    e.DecisionPassedOn: decisions.passed_on,
    e.DecisionWithdrawn: decisions.withdrawn,
    e.CircleSet: _circle_set,
    e.ContactsAgreed: _contacts_agreed,
    e.WordsProtected: _words_protected,
    e.WordsUnprotected: _words_unprotected,
    e.OnCallPut: _on_call_put,
    e.WatchBegun: watching.begun,
    e.WatchEnded: watching.ended,
    e.SteppedIn: watching.stepped_in,
    e.SteppedOut: watching.stepped_out,
    e.BookWritten: book.written,
    e.BookDecided: book.decided,
    e.BookClosed: book.closed,
    e.BookOpened: book.opened,
    e.BookAsked: book.asked,
    e.BookUnknown: book.unknown,
    e.ChildPlaced: moving.placed,
    e.CircleFollowed: _circle_followed,
    e.FamilyMade: founding.family_made,
    e.HomeMade: founding.home_made,
    e.HomeJoined: founding.home_joined,
    e.ChildMade: founding.child_made,
    e.ChildCorrected: founding.child_corrected,
    e.PersonCorrected: founding.person_corrected,
    e.CircleMade: founding.circle_made,
    e.MemberAdded: founding.member_added,
    e.CallQuestionAdded: moving.call_question_added,
    e.MeetingMade: turning.made,
    e.MeetingTurned: turning.turned,
    e.AttendeeAnswered: turning.answered,
    e.AttendeeWay: turning.way_changed,
    e.SiblingsAskedFor: siblings.asked_for,
    e.ComingAskedFor: asking.asked_for,
    e.ComingDecided: asking.decided,
    e.CheckedIn: checkins.checked_in,
    e.RhythmProposed: checkins.rhythm_proposed,
    e.RhythmAgreed: checkins.rhythm_agreed,
    e.RhythmEnded: checkins.rhythm_ended,
    e.TipWritten: tips.written,
    e.TipTried: tips.tried,
    e.TipSaid: tips.said,
    e.GoalWritten: goals.written,
    e.GoalTurned: goals.turned,
    e.GoalShared: goals.shared,
    e.GoalUnshared: goals.unshared,
    e.OfferAnswered: offered.answered,
    e.NoteWritten: notes.written,
    e.NoteDeleted: notes.deleted,
    e.GuestsChanged: turning.guests_changed,
    e.AttendanceSaid: turning.attendance_said,
    e.RevokedTold: turning.revoked_told,
    e.RevokedRead: turning.revoked_read,
    e.PermissionGiven: permitting.given,
    e.PermissionWithdrawn: permitting.withdrawn,
    e.KeptApart: permitting.kept_apart,
    e.Connected: permitting.connected,
    e.FeedOpened: permitting.feed_opened,
    e.PlanWritten: plan.written,
    e.PlanAgreed: plan.agreed,
    e.PlanTakenBack: plan.taken_back,
    e.PlanDecided: plan.decided,
    e.HomeTurned: homecomings.turned,
    e.DangerNoticed: _danger_noticed,
    e.AlertSeen: _alert_seen,
    e.FilesTold: _files_told,
    e.NewsShown: _news_shown,
    e.MessageEdited: _message_edited,
    e.MessageWithdrawn: _message_withdrawn,
    e.MessageDecided: _message_decided,
    e.MessageHurried: _message_hurried,
    e.PhaseChanged: _phase_changed,
    e.HoldRenewed: _hold_renewed,
    e.CoverAgreed: covering.agreed,
    e.ReunionAsked: reunions.asked,
    e.ReunionSaid: reunions.said,
    e.CoverEnded: covering.ended,
    e.FamiliesHandedOver: handing.handed_over,
    e.InvitationMade: _invitation_made,
    e.InvitationRedeemed: _invitation_redeemed,
    e.GuessMissed: _guess_missed,
    e.StrangerAnswered: _stranger_answered,
    e.StrangerGreeted: _stranger_greeted,
    e.PersonAdded: _person_added,
    e.PersonByPhone: _person_by_phone,
    e.PersonJoined: _person_joined,
    e.PersonLeft: _person_left,
    e.SettingsChanged: _settings_changed,
    e.AccountLost: _account_lost,
    e.AccountBack: _account_back,
    e.WillingnessSaid: _willingness_said,
    e.CircleChosen: _circle_chosen,
    e.LineUsed: _line_used,
    e.ReachTold: _reach_told,
    e.InterviewSaved: _interview_saved,
    e.InterviewEnded: _interview_ended,
    e.RecordHanded: handed.handed,
    e.MineGiven: given.given,
    e.SlipGiven: slips.given,
    e.SlipPassed: slips.passed,
    e.SlipDeclined: slips.declined,
    e.SlipWithdrawn: slips.withdrawn,
    e.SlipAnswered: slips.answered,
    e.PageDecided: slips.page_decided,
    e.Acted: _acted,
    e.LinkOffered: accounts.link_offered,
    e.LinkClaimed: accounts.link_claimed,
    e.LinkRefused: accounts.link_refused,
    e.AccountLinked: _account_linked,
    e.AccountChosen: _account_chosen,
    e.AccountsRevoked: accounts.accounts_revoked,
    e.PersonFrozen: accounts.person_frozen,
    e.PersonThawed: accounts.person_thawed,
}
