"""One turn, in one transaction: take the oldest arrival of a lane, load, decide, review, write.

The only place where the pure engine meets the tables. Knows no messenger.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import Row, bindparam, exists, func, select, true
from sqlalchemy.exc import InterfaceError, OperationalError

from bot.chat.draft import Choose, Kind
from bot.chat.incoming import Address, Arrival, Edit, Files, Press, Unreachable, Words
from bot.chat.people import Interview, PersonState, View
from bot.chat.text import Text, Value
from bot.engine import strangers
from bot.engine.explaining import terms_in
from bot.engine.ports import Wanted, Worked
from bot.engine.routing import (
    Acts,
    Answers,
    Hands,
    Ignores,
    Meaning,
    Opens,
    Steers,
    Tells,
    TriesCode,
    chosen,
    needs,
    pressed,
    route,
)
from bot.engine.scene import decide
from bot.engine.settling import settle
from bot.family.circles import SECOND_CODE
from bot.family.events import AccountBack, Event, InvitationRedeemed, MessageWritten
from bot.family.facts import Need
from bot.policy.words import neutralised
from bot.speech import Speech
from bot.store import accounts, desks, inbox, lanes, outbox, sharing
from bot.store.audit import AGENCY
from bot.store.facts import facts_for
from bot.store.metadata import constant
from bot.store.outbox import Payload
from bot.store.schema import account, alert, audit, circle, family, guess, interview, invitation, person
from bot.store.sealing import Scope, Unsealable
from bot.store.session import Session
from bot.store.telling import tell
from bot.store.viewing import is_second_tap, primary_row, readers, sealed_address, speaker_row, view_of
from bot.store.writing import Spoke, write

_HOUR = timedelta(hours=1)
_INVITATION = select(invitation.c.id, invitation.c.person_id).where(
    invitation.c.code_hash == bindparam("code"),
    invitation.c.used_at.is_(None),
    invitation.c.is_void.is_(False),
    invitation.c.until > bindparam("now"),
)
_ANY_INVITATION = select(exists().where(invitation.c.code_hash == bindparam("code")))
_ANOTHERS_INVITATION = select(invitation.c.id).where(
    invitation.c.code_hash == bindparam("code"),
    invitation.c.person_id != bindparam("me"),
    ~exists().where(
        audit.c.chain == constant(AGENCY),
        audit.c.action == constant(SECOND_CODE),
        audit.c.actor_id == bindparam("me"),
        audit.c.subject_id == invitation.c.id,
    ),
)
_HAS_LEFT = select(
    exists().where(
        account.c.address_hash == bindparam("hash"),
        account.c.state != constant("revoked"),
        person.c.id == account.c.person_id,
        person.c.state == constant(PersonState.LEFT),
    )
)
SAFETY_ASKED_FOR = timedelta(minutes=2)
_UNANSWERED = (
    select(interview.c.id, interview.c.person_id, interview.c.state)
    .join(person, person.c.id == interview.c.person_id)
    .where(
        interview.c.is_of_danger == true(),  # as the index has it
        interview.c.at <= bindparam("before"),
        # Who has no phone that speaks for them now is not in the way of the others.
        exists().where(account.c.person_id == person.c.id, account.c.state == constant("active")),
    )
    .order_by(interview.c.at)
    .limit(20)
)
_UNANSWERED_LOCKED = _UNANSWERED.with_for_update(of=person, skip_locked=True, key_share=True)
_CASEWORKER = (
    select(family.c.caseworker_id)
    .join(circle, circle.c.family_id == family.c.id)
    .where(circle.c.id == bindparam("circle"))
)
_ALERTED = (
    select(alert.c.asked_id)
    .where(alert.c.person_id == bindparam("person"))
    .order_by((alert.c.seen_at.is_not(None)).desc(), alert.c.at.desc())
    .limit(1)
)
_INVITATION_LOCKED = _INVITATION.with_for_update()
_GUESSES = select(func.count(), func.count().filter(guess.c.sender == bindparam("sender"))).where(
    guess.c.kind == bindparam("kind"), guess.c.at > bindparam("since")
)


class TurnFailed(Exception):  # noqa: N818 - says what happened, to be handled and not to be read
    """No decision could be made of an arrival; everything of the turn has been undone.

    ``why`` is the class of the error behind it, without its words, which may quote the arrival.
    """

    def __init__(self, taken: inbox.Taken, lane: lanes.Held, why: str) -> None:
        super().__init__(why)
        self.taken = taken
        self.lane = lane
        self.why = why


_TYPED = frozenset(
    {
        *(Need.ACCOUNTS, Need.BOOK, Need.CHECKINS, Need.DECISIONS, Need.GOALS, Need.HOMECOMING, Need.LETTERS),
        *(Need.MEETINGS, Need.MOMENTS, Need.OFFERS, Need.SLIPS, Need.TIPS),
    }
)


def work_one(session: Session, speech: Speech) -> Worked | None:
    """Work the oldest arrival of some lane that is due; None when nothing is.

    Raises TurnFailed where the arrival cannot be worked, for `bury` to set it aside.
    """
    held = lanes.next_in(session)
    if held is None:
        return None
    taken = inbox.oldest(session, held.key)
    if taken is None:
        lanes.rest_in(session, held)
        return Worked("", "empty")
    try:
        arrival = sharing.before_turn(session, held, taken, inbox.opened(session, taken))
        if isinstance(arrival, Wanted):
            return _fetched_first(session, held, arrival)
        result = _turn(session, arrival, held.key, speech)
    except (OperationalError, InterfaceError):
        raise  # The database's own trouble says nothing about the arrival, and passes.
    except Exception as error:
        raise TurnFailed(taken, held, type(error).__name__) from error
    inbox.done(session, taken)
    if lanes.settle_in(session, held, has_more=taken.has_more):
        _tell_flood(session, held.key)
    return Worked(taken.messenger, result)


def _fetched_first(session: Session, held: lanes.Held, wanted: Wanted) -> Worked:
    if sharing.is_still_coming(session, wanted):
        lanes.await_in(session, held, session.now + sharing.ALBUM_PATIENCE)
        return Worked(wanted.messenger, "waits")
    lanes.await_in(session, held, session.now + sharing.FETCHED_WITHIN)
    return Worked(wanted.messenger, "fetches", wanted)


def _tell_flood(session: Session, lane: str) -> None:
    known = speaker_row(session, bytes.fromhex(lane))
    if known is not None:
        tell(session, known.id, Text("flood-told"), kind=Kind.ANSWER)


def bury(session: Session, failed: TurnFailed) -> None:
    """Set aside what no turn could be made of, tell its sender, and let the lane go on."""
    if not inbox.bury(session, failed.taken, failed.why):
        return
    lanes.settle_in(session, failed.lane, has_more=True)
    known = speaker_row(session, bytes.fromhex(failed.lane.key))
    if known is not None:
        tell(session, known.id, Text("error-told"), kind=Kind.ANSWER)
        return
    try:
        arrival = inbox.opened(session, failed.taken)
    except (Unsealable, msgspec.MsgspecError):
        return  # Nobody can say any more who wrote it.
    outbox.put_for_stranger(
        session, failed.lane.key, sealed_address(arrival.sender), _plain("error-told", arrival.language)
    )


def _turn(session: Session, arrival: Arrival, lane: str, speech: Speech) -> str:
    arrival = _neutralised(arrival)
    address_hash = bytes.fromhex(lane)
    row = speaker_row(session, address_hash)
    spoke = Spoke(
        account=row.account_id if row else None,
        messenger=arrival.sender.messenger,
        address_hash=address_hash,
        address=sealed_address(arrival.sender),
    )
    if row is None:
        return _stranger(session, arrival, spoke, speech)
    return _known(session, row, arrival, spoke, speech)


def _known(
    session: Session,
    row: Row[Any],
    arrival: Arrival,
    spoke: Spoke,
    speech: Speech,
    meaning: Meaning | None = None,
) -> str:
    arrival = _as_join(session, arrival)
    view = view_of(session, row, arrival)

    def say(value: Value) -> str:
        return speech(view.speaker.language, view.speaker.timezone, value)

    # The choices of a desk, of books, meetings, moments, letters and all that people tell each other besides
    # are not in the view: a typed answer is known by them.
    asked = needs(Ignores(), view)
    asked = asked if view.speaker.is_caseworker else asked & _TYPED
    heard = facts_for(session, view, asked)
    if isinstance(arrival.content, Press) and is_second_tap(session, row.id, arrival.content):
        meaning = Ignores()
    elif (press := pressed(view, arrival.content, arrival.message, say)) is not None:
        view = msgspec.structs.replace(view, pressed=press)
        meaning = Acts(press.act, press.row, press.is_typed)
    meant = meaning or route(view, arrival.content, arrival.message, say, heard)
    if isinstance(meant, TriesCode):
        meant = _tried(session, arrival, view.speaker.id)
    about = _about(meant, view)
    if isinstance(meant, Answers) and (choice := chosen(meant, view, heard, say)) is not None:
        about[str(meant.interview.asking)] = choice
    facts = facts_for(session, view, needs(meant, view), about)
    decision = decide(meant, view, facts, say, terms_in(speech))
    me = view.speaker.id
    known = readers(session, decision.recipients | {me}, author=me)
    offices = {one.id for one in known.values() if one.is_desk and one.id != me}
    if offices and desks.are_elsewhere(session, view.circles):
        # Nothing has been written yet: it is decided anew, by whoever serves them now.
        return _known(session, row, arrival, spoke, speech, meaning)
    decision = msgspec.structs.replace(decision, drafts=desks.told_of(view.speaker, decision.drafts, offices))
    if beside := desks.for_stand_ins(session, decision.drafts, offices):
        decision = msgspec.structs.replace(decision, drafts=(*decision.drafts, *beside))
        known |= readers(session, {one.to for one in beside} - known.keys(), author=me)
    settled = settle(decision, view, known)
    if isinstance(arrival.content, Files | Edit):
        # What came of it neither as a message nor as a question is for nobody.
        session.let_go += arrival.content.files
    write(session, [*_back(row, arrival), *(_with_source(event, arrival) for event in settled.events)], spoke)
    outbox.put(session, settled.cleared)
    return type(meant).__name__.lower()


def answer_for(session: Session, speech: Speech) -> int:
    """Send words that speak of danger to the caseworker alone where their writer does not say to whom.

    They are still there, in a question that nobody answers (PRODUCT, section 2: after two minutes).
    """
    statement = _UNANSWERED_LOCKED if session.is_postgresql else _UNANSWERED
    rows = session.connection.execute(statement, {"before": session.now - SAFETY_ASKED_FOR}).all()
    done = 0
    for row in rows:
        state = session.open_bytes(Scope.person(row.person_id), "interview.state", row.id, row.state)
        asked = msgspec.json.decode(state, type=Interview)
        speaker = primary_row(session, row.person_id)
        if speaker is None:
            continue
        caseworker = _caseworker_for(session, row.person_id, asked)
        if caseworker is None:
            continue
        # Nobody has said anything: it is answered in their name, by nothing that came in.
        nothing = Arrival("", 0, Address(speaker.messenger, "", ""), Unreachable(), session.now)
        spoke = Spoke(speaker.account_id, speaker.messenger, b"", b"")
        answer = Choose(asked.id, "to", f"line:{caseworker}")
        _known(session, speaker, nothing, spoke, speech, Acts(answer, asked.prompt))
        done += 1
    return done


def _caseworker_for(session: Session, person_id: str, asked: Interview) -> str | None:
    """Return who gets the words: who serves the circle they were meant for, if that is known.

    Else whoever was alerted, and of two who has seen it: somebody has to know, and both are of the agency.
    """
    circle_id = asked.given.get("circle")
    if circle_id:
        return session.connection.execute(_CASEWORKER, {"circle": circle_id}).scalar()
    return session.connection.execute(_ALERTED, {"person": person_id}).scalar()


def _as_join(session: Session, arrival: Arrival) -> Arrival:
    """Take a bare code of ours for what it is: relayed, it would let its reader in under another name."""
    code = strangers.code_in(arrival.content)
    if code is None:
        return arrival
    is_ours = session.connection.execute(_ANY_INVITATION, {"code": session.index().of("code", code)}).scalar()
    is_ours = is_ours or accounts.is_code_of_ours(session, code)
    return msgspec.structs.replace(arrival, content=Words(f"/join {code}")) if is_ours else arrival


def _tried(session: Session, arrival: Arrival, me: str) -> Meaning:
    """Return what a code means that comes from somebody who has an account already."""
    code = strangers.code_in(arrival.content)
    offer = accounts.offer_of(session, code) if code else None
    if offer is not None and offer.person == me:
        return Tells("link-elsewhere")
    return TriesCode(_anothers_code(session, arrival, me))


def _anothers_code(session: Session, arrival: Arrival, me: str) -> str | None:
    """Return the invitation of somebody else whose code this is, if that was not noted before."""
    code = strangers.code_in(arrival.content)
    values = {"code": session.index().of("code", code or ""), "me": me}
    found = session.connection.execute(_ANOTHERS_INVITATION, values).scalar()
    return str(found) if found else None


def _back(row: Row[Any], arrival: Arrival) -> list[Event]:
    # Who writes can be reached, whatever was said before: not every messenger, and not every time, tells us
    # that somebody is back.
    is_back = row.account_state == "unreachable" and not isinstance(arrival.content, Unreachable)
    return [AccountBack(row.account_id)] if is_back else []


def _with_source(event: Event, arrival: Arrival) -> Event:
    # Words typed behind a command, or as an answer, stand in this very message: a reply to it, or a change
    # of it, must find them again.
    content = arrival.content
    if not isinstance(event, MessageWritten) or event.source or not isinstance(content, Words):
        return event
    if event.files or event.is_for_some:
        return event  # What came as a file stands where that was sent, and not in the "yes" behind it.
    is_here = content.text.rstrip().endswith(event.words.rstrip())
    return msgspec.structs.replace(event, source=arrival.message) if is_here else event


def _about(meant: Meaning, view: View) -> dict[str, str]:
    """Return what this turn is about: what its conversation was opened with, was told, and is told now."""
    known: dict[str, Any] = {}
    match meant:
        case Opens(given=opened):
            known = opened
        case Acts(act=Choose(interview=interview_id, question=question, value=value)):
            known = _given(view, interview_id) | {question: value}
        case Acts(act=act):
            known = getattr(act, "given", None) or _given(view, getattr(act, "interview", ""))
        case Answers(interview=interview) | Hands(interview=interview):
            # What they answer now may be something else than what stands there.
            known = {name: one for name, one in _known_of(interview).items() if name != interview.asking}
        case Steers(interview=interview) if interview is not None:
            known = _known_of(interview)
        case _:
            pass
    return {name: str(value) for name, value in known.items()}


def _given(view: View, interview_id: str) -> dict[str, Any]:
    found: Interview | None = next((one for one in view.interviews if one.id == interview_id), None)
    return _known_of(found) if found else {}


def _known_of(interview: Interview) -> dict[str, Any]:
    return {**interview.given, **interview.answers}


def _neutralised(arrival: Arrival) -> Arrival:
    content = arrival.content
    if isinstance(content, Words) or hasattr(content, "text"):
        clean = msgspec.structs.replace(content, text=neutralised(content.text))
        return msgspec.structs.replace(arrival, content=clean)
    return arrival


def _stranger(session: Session, arrival: Arrival, spoke: Spoke, speech: Speech) -> str:
    code = strangers.code_in(arrival.content)
    mine, all_of_them = _guesses(session, spoke, "code")
    limits = session.defaults
    may_guess = mine < limits.guesses_per_hour and all_of_them < limits.guesses_per_hour_total
    if not may_guess or (code and accounts.is_frozen(session, spoke.address_hash)):
        code = None
    invited = _invitation(session, code) if code else None
    offer, owner = _offer(session, code) if code and invited is None else (None, None)
    welcome = strangers.meet(
        strangers.Stranger(
            now=session.now,
            invitation=invited,
            offer=offer,
            may_guess=may_guess,
            was_answered=_guesses(session, spoke, "hello")[0] > 0,
            was_told_to_wait=_guesses(session, spoke, "wait")[0] > 0,
            has_left=bool(session.connection.execute(_HAS_LEFT, {"hash": spoke.address_hash}).scalar()),
        ),
        arrival.content,
    )
    write(session, welcome.events, spoke)
    if any(isinstance(event, InvitationRedeemed) for event in welcome.events):
        row = speaker_row(session, spoke.address_hash)
        if row is not None:
            spoke = msgspec.structs.replace(spoke, account=row.account_id)
            # Who had joined before their phone was lost has answered the first screens; else they go on.
            is_back = row.state == PersonState.JOINED
            _known(session, row, arrival, spoke, speech, Opens("return") if is_back else None)
        return "joining"
    if welcome.text is not None:
        outbox.put_for_stranger(
            session, spoke.address_hash.hex(), spoke.address, _plain(welcome.text.id, arrival.language)
        )
    if owner is not None and offer is not None:
        _ask(session, owner, offer, arrival, speech)
    return "stranger"


def _offer(session: Session, code: str) -> tuple[strangers.Offer | None, Row[Any] | None]:
    """Return what a code for another account opens, and its owner, locked, where they can be asked."""
    found = accounts.offer_of(session, code)
    asked_at = accounts.asked_from(session, found.account) if found else None
    owner = speaker_row(session, asked_at) if asked_at else None
    # Whoever sent it as well, or made another, was quicker: seen only now that the owner is ours.
    if found is None or owner is None or accounts.offer_of(session, code) != found:
        return None, None
    return strangers.Offer(found.id, found.person), owner


def _ask(session: Session, owner: Row[Any], offer: strangers.Offer, arrival: Arrival, speech: Speech) -> None:
    """Ask the owner of a code, on the account where they asked for it, whether it was them who sent it."""
    asked = msgspec.structs.replace(arrival, content=Words(""), message=None, reply_to=None, room=None)
    there = Spoke(owner.account_id, owner.messenger, address_hash=b"", address=b"")
    _known(session, owner, asked, there, speech, Opens("linked", given={"link": offer.id}))


def _plain(text_id: str, language: str | None) -> Payload:
    return Payload(parts=(Text(text_id),), language=language)


def _guesses(session: Session, spoke: Spoke, kind: str) -> tuple[int, int]:
    row = session.connection.execute(
        _GUESSES, {"sender": spoke.address_hash, "kind": kind, "since": session.now - _HOUR}
    ).one()
    return int(row[1]), int(row[0])


def _invitation(session: Session, code: str) -> strangers.Invitation | None:
    statement = _INVITATION_LOCKED if session.is_postgresql else _INVITATION
    values = {"code": session.index().of("code", code), "now": session.now}
    row = session.connection.execute(statement, values).first()
    return strangers.Invitation(row.id, row.person_id) if row else None
