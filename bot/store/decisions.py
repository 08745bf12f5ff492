"""Decisions as they are stored: what is asked, what each has said, what came of it; and when they end.

What has already happened to one is seen behind a lock: who answers at the moment at which it is decided is
told so. Knows no flow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import Row, bindparam, exists, insert, or_, select, text, update

from bot.chat.people import DESK, Circle, Phase, Role, View
from bot.chat.text import listing
from bot.chat.text import text as text_of
from bot.family import events as e
from bot.family.book import WRITERS
from bot.family.deciding import again_row, asker_rows, named, waits_for
from bot.family.decision import (
    DESK as ASK_DESK,
)
from bot.family.decision import (
    NEXT,
    OPEN,
    WAITS,
    Act,
    Answer,
    Decision,
    Decisions,
    Matter,
    State,
    Words,
    before,
    meant_by,
)
from bot.family.terms import Contact
from bot.store import outbox
from bot.store.audit import Entry
from bot.store.entitled import allowed_now
from bot.store.media import files_of
from bot.store.metadata import constant
from bot.store.schema import circle, decision, decision_answer, message, no_contact, person
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import tell
from bot.store.viewing import ONE_CIRCLE, SERVED_CIRCLES, circles_of

_MOST = 200
_AT_ONCE = 50
_SHOWN = [State.OPEN.value, State.DUE.value, State.DECIDED.value, State.CHANGED.value, State.LAPSED.value]

_question, _outcome = message.alias("question"), message.alias("outcome")
_COLUMNS = (
    select(
        decision,
        circle.c.family_id,
        person.c.name,
        _question.c.words,
        _question.c.ready,
        _question.c.files,
        _question.c.state.label("question_state"),
        _outcome.c.words.label("outcome_words"),
        _outcome.c.ready.label("outcome_ready"),
        _outcome.c.files.label("outcome_files"),
        _outcome.c.state.label("outcome_state"),
    )
    .join(circle, circle.c.id == decision.c.circle_id)
    .join(person, person.c.id == decision.c.asker_id)
    .join(_question, _question.c.id == decision.c.message_id)
    .join(_outcome, _outcome.c.id == decision.c.outcome_id, isouter=True)
    .order_by(decision.c.id.desc())
)
_OF_CIRCLES = (
    _COLUMNS.where(decision.c.circle_id.in_(bindparam("circles", expanding=True)))
    .where(decision.c.state.in_(bindparam("states", expanding=True)))
    .limit(_MOST)
)
_IS_APART = exists().where(
    no_contact.c.one_id == bindparam("person"), no_contact.c.other_id == decision.c.asker_id
)
_APART = select(no_contact.c.other_id).where(no_contact.c.one_id == bindparam("person"))
_MINE = _OF_CIRCLES.where(
    or_(
        decision.c.asker_id == bindparam("person"),
        exists().where(
            decision_answer.c.decision_id == decision.c.id,
            decision_answer.c.person_id == bindparam("person"),
        ),
    ),
    ~_IS_APART,
)
_ONE = _COLUMNS.where(decision.c.id == bindparam("decision"))
_ANSWERS = (
    select(
        decision_answer,
        person.c.name,
        person.c.role,
        message.c.words,
        message.c.ready,
        message.c.files,
        message.c.state,
    )
    .join(person, person.c.id == decision_answer.c.person_id)
    .join(message, message.c.id == decision_answer.c.message_id, isouter=True)
    .where(decision_answer.c.decision_id.in_(bindparam("decisions", expanding=True)))
    .order_by(decision_answer.c.person_id)
)
_LOCK = select(decision.c.id).where(decision.c.id == bindparam("decision")).with_for_update()
_SET = (
    update(decision)
    .where(decision.c.id == bindparam("which"), decision.c.state.in_(bindparam("was", expanding=True)))
    .values(state=bindparam("now_is"))
)
_SAID = (
    update(decision_answer)
    .where(
        decision_answer.c.decision_id == bindparam("which"), decision_answer.c.person_id == bindparam("who")
    )
    .values(choice=bindparam("chosen"), message_id=bindparam("message"), at=bindparam("moment"))
)
_ADD = text(
    "INSERT INTO decision_answer (decision_id, person_id, choice, at) VALUES (:decision, :person, '', :at) "
    "ON CONFLICT (decision_id, person_id) DO NOTHING"
).bindparams(bindparam("at", type_=decision_answer.c.at.type))
_IN_OPEN = decision.c.state.in_([constant(one.value) for one in OPEN])
_OPEN_IN = select(decision.c.id).where(decision.c.circle_id == bindparam("circle"), _IN_OPEN)
_OPEN_OF = (
    select(decision.c.id)
    .where(_IN_OPEN)
    .where(
        or_(
            decision.c.asker_id == bindparam("person"),
            exists().where(
                decision_answer.c.decision_id == decision.c.id,
                decision_answer.c.person_id == bindparam("person"),
            ),
        )
    )
    .order_by(decision.c.id)
)
# What a caseworker has yet to look at has reached nobody: its time has not begun.
_DUE = (
    select(decision.c.id)
    .join(message, message.c.id == decision.c.message_id)
    .where(_IN_OPEN, decision.c.ends_at <= bindparam("now"), message.c.state != constant("held"))
    .order_by(decision.c.ends_at, decision.c.id)
    .limit(_AT_ONCE)
)
_DUE_LOCKED = _DUE.with_for_update(of=decision, skip_locked=True)


def decision_facts(session: Session, view: View, about: Mapping[str, str]) -> dict[str, Any]:
    """Return what was asked and decided in the speaker's circles, as far as it is theirs to read."""
    me = view.speaker
    _lock(session, about)
    if me.is_caseworker:
        served = session.connection.execute(SERVED_CIRCLES, {"person": me.id})
        ids = [row.id for row in served if Phase.AFTER_REUNIFICATION not in (row.phase, row.resumes_as)]
    else:
        ids = [one.id for one in view.circles]
    if not ids:
        return {}
    statement = _OF_CIRCLES if me.is_caseworker else _MINE
    values = {"circles": ids, "states": _SHOWN, "person": me.id}
    wanted = {"circles": ids, "states": _SHOWN} if me.is_caseworker else values
    rows = [row for row in session.connection.execute(statement, wanted) if row.question_state != "withdrawn"]
    found = _read(session, rows, None if me.is_caseworker else me.id)
    people = {one.id for circle in view.circles for one in circle.members if one.role not in WRITERS}
    children = {one.id for circle in view.circles for one in circle.children}
    allowed = allowed_now(session, people, children, [Contact.QUESTIONS]).having(Contact.QUESTIONS)
    if not me.is_caseworker:
        found = _without_apart(session, me.id, found)
    if me.role == Role.CAREGIVER:
        # Of a child who has gone to another home they read nothing more.
        here = {(circle.id, child.id) for circle in view.circles for child in circle.children}
        found = tuple(one for one in found if here & {(one.circle, child) for child in one.matter.children})
    if me.role not in (*WRITERS, *DESK):
        # What they were asked while they might be is theirs to read as long as they may.
        found = tuple(one for one in found if {(me.id, child) for child in one.matter.children} <= allowed)
    return {"decisions": Decisions(found, allowed)}


def _without_apart(session: Session, reader: str, found: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return decisions without what who may have no contact with their reader said: not even a name."""
    apart = set(session.connection.execute(_APART, {"person": reader}).scalars())
    return tuple(
        msgspec.structs.replace(
            one, answers=tuple(other for other in one.answers if other.person not in apart)
        )
        for one in found
    )


def _lock(session: Session, about: Mapping[str, str]) -> None:
    """Wait for whoever does something about the same decision at this moment: what they did is seen then."""
    meant = meant_by(about.get("purpose", ""))
    wanted = about.get("decision") or (meant.decision if meant is not None else "")
    if wanted and session.is_postgresql:
        session.connection.execute(_LOCK, {"decision": wanted})


def _read(session: Session, rows: Sequence[Row[Any]], reader: str | None) -> tuple[Decision, ...]:
    """Return decisions without what is still looked at first; None, and who wrote it, reads that as well."""
    answers: dict[str, list[Row[Any]]] = {}
    if rows:
        for one in session.connection.execute(_ANSWERS, {"decisions": [row.id for row in rows]}):
            answers.setdefault(one.decision_id, []).append(one)
    session.unlock(
        {Scope.family(row.family_id) for row in rows}
        | {Scope.person(row.asker_id) for row in rows}
        | {Scope.person(one.person_id) for some in answers.values() for one in some}
    )
    return tuple(_decision(session, row, answers.get(row.id, []), reader) for row in rows)


def _decision(session: Session, row: Row[Any], answers: Iterable[Row[Any]], reader: str | None) -> Decision:
    scope = Scope.family(row.family_id)
    matter = session.open_bytes(scope, "decision.matter", row.id, row.matter)
    outcome = None
    if row.outcome_id is not None and (row.outcome_state == "passed" or reader in (None, row.asker_id)):
        outcome = _words(
            session, scope, row.outcome_id, row.outcome_words, row.outcome_ready, row.outcome_files
        )
    return Decision(
        id=row.id,
        circle=row.circle_id,
        family=row.family_id,
        asker=row.asker_id,
        asker_name=_name(session, row.asker_id, row.name),
        question=_words(session, scope, row.message_id, row.words, row.ready, row.files),
        matter=msgspec.json.decode(matter, type=Matter),
        state=State(row.state),
        at=row.at,
        answers=tuple(_answer(session, scope, one, reader) for one in answers),
        outcome=outcome,
        decided_at=row.decided_at,
        again=row.again_id,
        is_held=row.question_state == "held",
    )


def _answer(session: Session, scope: Scope, row: Row[Any], reader: str | None) -> Answer:
    name, role = _name(session, row.person_id, row.name), Role(row.role)
    if row.message_id is None:
        return Answer(row.person_id, name, role, row.choice)
    if row.state != "passed" and reader not in (None, row.person_id):
        return Answer(row.person_id, name, role)
    said = _words(session, scope, row.message_id, row.words, row.ready, row.files)
    return Answer(row.person_id, name, role, row.choice, said)


def _words(
    session: Session, scope: Scope, message_id: str, sealed: bytes | None, ready: str | None, files: int
) -> Words:
    words = session.open_to_show(scope, "message.words", message_id, sealed) if sealed else "–"
    return Words(message_id, words, ready, files_of(session, message_id) if files else ())


def _name(session: Session, person_id: str, sealed: bytes) -> str:
    return session.open_to_show(Scope.person(person_id), "person.name", person_id, sealed)


# --- as they are written ------------------------------------------------------------------------------


def asked(session: Session, event: e.DecisionAsked, _spoke: object) -> list[Entry]:
    """Write down that a message asks, and whom."""
    sealed = session.seal(
        Scope.family(event.family), "decision.matter", event.id, msgspec.json.encode(event.matter)
    )
    values = {
        "id": event.id,
        "circle_id": event.circle,
        "asker_id": event.asker,
        "message_id": event.message,
        "matter": sealed,
        "state": State.OPEN.value,
        "at": session.now,
        "ends_at": event.ends_at,
        "again_id": event.again,
    }
    session.connection.execute(insert(decision), values)
    rows = [
        {"decision_id": event.id, "person_id": one, "choice": "", "at": session.now} for one in event.people
    ]
    session.connection.execute(insert(decision_answer), rows)
    return [Entry(event.family, "decision-asked", event.asker, event.message)]


def answered(session: Session, event: e.DecisionAnswered, _spoke: object) -> list[Entry]:
    """Note what somebody said; what they said before stays in the record."""
    values = {"which": event.decision, "who": event.person, "chosen": event.choice}
    session.connection.execute(_SAID, {**values, "message": event.message, "moment": session.now})
    return [Entry(event.family, "decision-answered", event.by, event.message)]


def made(session: Session, event: e.DecisionMade, _spoke: object) -> list[Entry]:
    """Note what was decided; an earlier one that was asked anew holds no longer."""
    if not _set(session, event.decision, Act.DECIDE):
        return []
    session.connection.execute(
        update(decision)
        .where(decision.c.id == event.decision)
        .values(outcome_id=event.message, decided_at=session.now)
    )
    if event.again is not None:
        _set(session, event.again, Act.CHANGE)
    return [Entry(event.family, "decision-made", event.by, event.message)]


def passed_on(session: Session, event: e.DecisionPassedOn, _spoke: object) -> list[Entry]:
    """Note that the caseworker is asked, too; of who was asked it is their answer, unless they gave one."""
    values = {"decision": event.decision, "person": event.caseworker, "at": session.now}
    session.connection.execute(_ADD, values)
    session.connection.execute(
        update(decision_answer)
        .where(decision_answer.c.decision_id == event.decision, decision_answer.c.person_id == event.by)
        .where(decision_answer.c.choice == "")
        .values(choice=ASK_DESK, at=session.now)
    )
    return [Entry(event.family, "decision-passed-on", event.by, event.decision)]


def withdrawn(session: Session, event: e.DecisionWithdrawn, _spoke: object) -> list[Entry]:
    """Ask no more."""
    if not _set(session, event.decision, Act.WITHDRAW):
        return []
    _end_copies(session, event.decision)
    return [Entry(event.family, "decision-withdrawn", event.by, event.decision)]


def _set(session: Session, decision_id: str, act: Act) -> bool:
    """Let something happen to a decision; False where it can't, as it stands now."""
    states = before(act)
    for was in states:
        values = {"which": decision_id, "was": [was.value], "now_is": NEXT[was, act].value}
        if session.connection.execute(_SET, values).rowcount == 1:
            return True
    return False


def _end_copies(session: Session, decision_id: str) -> None:
    """End what is still on its way of the question: it is asked no more."""
    message_id = session.connection.execute(
        select(decision.c.message_id).where(decision.c.id == decision_id)
    ).scalar_one()
    outbox.end_unsent(session, message_id, "withdrawn")


# --- what happens around them -------------------------------------------------------------------------


def message_gone(session: Session, message_id: str) -> None:
    """Look what a message was that its writer took back: a question, an answer, or what was decided."""
    asks = session.connection.execute(
        select(decision.c.id).where(decision.c.message_id == message_id)
    ).scalar()
    if asks is not None:
        _set(session, asks, Act.WITHDRAW)
        return
    told = session.connection.execute(
        select(decision.c.id, decision.c.again_id).where(decision.c.outcome_id == message_id)
    ).first()
    if told is not None and _set(session, told.id, Act.TAKE_BACK):
        session.connection.execute(
            update(decision)
            .where(decision.c.id == told.id)
            .values(outcome_id=None, decided_at=None, ends_at=session.now + WAITS)
        )
        _hold_again(session, told.again_id)
    session.connection.execute(
        update(decision_answer)
        .where(decision_answer.c.message_id == message_id)
        .values(choice="", message_id=None)
    )


def _hold_again(session: Session, decision_id: str | None) -> None:
    """Let hold again what was changed, where nothing that was asked anew of it is decided any more."""
    later = select(decision.c.id).where(
        decision.c.again_id == decision_id, decision.c.outcome_id.is_not(None)
    )
    if decision_id is not None and session.connection.execute(later).first() is None:
        _set(session, decision_id, Act.HOLD_AGAIN)


def message_decided(session: Session, message_id: str, *, is_approved: bool) -> None:
    """A question that waited for a look begins now, or ends; other words about one just pass, or do not."""
    row = session.connection.execute(
        select(decision.c.id, decision.c.ends_at).where(decision.c.message_id == message_id)
    ).first()
    if row is not None and is_approved:
        later = max(row.ends_at, session.now + timedelta(days=1))
        session.connection.execute(
            update(decision).where(decision.c.id == row.id).values(at=session.now, ends_at=later)
        )
    elif row is not None:
        _set(session, row.id, Act.STOP)
    elif not is_approved:
        message_gone(session, message_id)


def stop(session: Session, circle_id: str) -> None:
    """End what is asked in a circle in which nothing is delivered now, and tell who asked."""
    for one in session.connection.execute(_OPEN_IN, {"circle": circle_id}).scalars().all():
        _stop(session, one)


def child_moved(session: Session, circle_id: str, child_id: str) -> None:
    """End what is asked about a child who has gone to another home: there it is asked anew."""
    for one in session.connection.execute(_OPEN_IN, {"circle": circle_id}).scalars().all():
        found = _one(session, one)
        if found is not None and child_id in found.matter.children:
            _stop(session, one)


def look_after(session: Session, person_id: str, circle_id: str | None = None) -> None:
    """End what nobody is left to answer, or to ask, where somebody has left or takes a break."""
    for one in session.connection.execute(_OPEN_OF, {"person": person_id}).scalars().all():
        found = _one(session, one)
        around = _circle(session, found.circle) if found is not None else None
        if found is None or around is None or circle_id not in (None, found.circle):
            continue
        reached = {other.id for other in around.reach(found.asker)}
        is_asked = any(other.person in reached for other in found.answers)
        if around.member(found.asker) is None or not is_asked:
            _stop(session, one)


def _stop(session: Session, decision_id: str) -> None:
    found = _one(session, decision_id)
    if found is None or not _set(session, decision_id, Act.STOP):
        return
    _end_copies(session, decision_id)
    around = _circle(session, found.circle)
    if around.member(found.asker) is not None:
        said = text_of("decision-stopped", question=named(found.question), caseworker=around.caseworker_name)
        tell(session, found.asker, said)


def _one(session: Session, decision_id: str) -> Decision | None:
    rows = session.connection.execute(_ONE, {"decision": decision_id}).all()
    return next(iter(_read(session, rows, None)), None)


def _circle(session: Session, circle_id: str) -> Circle:
    (one,) = circles_of(session, session.connection.execute(ONE_CIRCLE, {"circle": circle_id}).all())
    return one


def end_due(session: Session) -> int:
    """End openly what was not answered in time; with answers there it waits once more for its asker."""
    statement = _DUE_LOCKED if session.is_postgresql else _DUE
    due = session.connection.execute(statement, {"now": session.now}).scalars().all()
    for one in due:
        found = _one(session, one)
        if found is not None:
            _end(session, found, _circle(session, found.circle))
    return len(due)


def _end(session: Session, found: Decision, around: Circle) -> None:
    question, given = named(found.question), [one for one in found.answers if one.is_given]
    if given and _set(session, found.id, Act.TIME_UP):
        session.connection.execute(
            update(decision).where(decision.c.id == found.id).values(ends_at=session.now + WAITS)
        )
        left = [one.name for one in waits_for(found, around)]
        who = text_of("decision-waits", people=listing(left)) if left else text_of("decision-all")
        due = text_of("decision-due", question=question)
        tell(session, found.asker, due, who, rows=asker_rows(found, around), circle=around.id)
        return
    _set(session, found.id, Act.LAPSE)
    over = "decision-unwritten" if given else "decision-lapsed"
    tell(session, found.asker, text_of(over, question=question), rows=again_row(found), circle=around.id)
