"""Letters, children's voices and homework, as they are written and read. Knows no flow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, exists, func, insert, or_, select, update

from bot.chat.people import View
from bot.chat.text import text
from bot.family import events as e
from bot.family.letter import NEXT, Act, Kind, Letter, State
from bot.family.terms import Contact
from bot.store.audit import Entry
from bot.store.entitled import STANDS, allowed_now, entitled_in, has_copy, is_apart
from bot.store.media import files_of
from bot.store.schema import child, letter, letter_child, message, outbox, person
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import tell

_REMEMBERED, _MOST = timedelta(days=60), 60

_arrived = (
    select(func.min(outbox.c.sent_at))
    .where(outbox.c.message_id == letter.c.message_id, outbox.c.person_id == bindparam("person"))
    .where(outbox.c.kind == "words", outbox.c.operation == "send")
    .scalar_subquery()
)
_OWN = (
    select(letter, message.c.words, message.c.files, person.c.name, _arrived.label("arrived"))
    .join(message, message.c.id == letter.c.message_id)
    .join(person, person.c.id == letter.c.author_id)
    .where(letter.c.circle_id.in_(bindparam("circles", expanding=True)), letter.c.at > bindparam("since"))
    .where(or_(message.c.state == "held", *STANDS[:1]), STANDS[1])
    .where(or_(letter.c.author_id == bindparam("person"), has_copy(letter)), ~is_apart(letter))
    .order_by(letter.c.at.desc(), letter.c.message_id.desc())
    .limit(_MOST)
)
_WISHES = (
    select(letter, message.c.words, message.c.files, person.c.name, letter.c.at.label("arrived"))
    .join(message, message.c.id == letter.c.message_id)
    .join(person, person.c.id == letter.c.author_id)
    .where(letter.c.meeting_id == bindparam("meeting"), letter.c.day == bindparam("day"), *STANDS)
    .where(has_copy(letter), ~is_apart(letter))
    .order_by(letter.c.at, letter.c.message_id)
)
_CHILDREN = (
    select(letter_child)
    .where(letter_child.c.message_id.in_(bindparam("letters", expanding=True)))
    .order_by(letter_child.c.child_id)
)
# What had come to a home, and of which nobody has said how it stands.
_UNTOLD = (
    select(letter.c.message_id, letter.c.author_id, letter.c.family_id, letter.c.state, child.c.name)
    .join(letter_child, letter_child.c.message_id == letter.c.message_id)
    .join(child, child.c.id == letter_child.c.child_id)
    .join(message, message.c.id == letter.c.message_id)
    .where(letter.c.circle_id == bindparam("circle"), letter_child.c.child_id == bindparam("child"))
    .where(letter.c.kind == Kind.LETTER.value, letter.c.state == State.WRITTEN.value, *STANDS)
    .where(
        exists().where(
            outbox.c.message_id == letter.c.message_id,
            outbox.c.kind == "words",
            outbox.c.operation == "send",
            outbox.c.sent_at.is_not(None),
        )
    )
    .order_by(letter.c.message_id)
)
# Two who give one letter at the same moment: the second one sees that it is given.
_LOCK = select(letter.c.message_id).where(letter.c.message_id == bindparam("which")).with_for_update()
_READ = (Kind.VOICE, Kind.HOMEWORK)


def letter_facts(session: Session, view: View, about: Mapping[str, str]) -> dict[str, Any]:
    """Return who may have what in the speaker's circles, and what of this they wrote or were given lately."""
    if view.speaker.is_caseworker or not view.circles:
        return {}
    if about.get("letter") and session.is_postgresql:
        session.connection.execute(_LOCK, {"which": about["letter"]})
    circles = sorted(one.id for one in view.circles)
    values = {"circles": circles, "person": view.speaker.id, "since": session.now - _REMEMBERED}
    rows = session.connection.execute(_OWN, values).all()
    return {"entitled": entitled_in(session, view), "letters": _built(session, rows)}


def _built(session: Session, rows: Iterable[Any]) -> tuple[Letter, ...]:
    rows = list(rows)
    children: dict[str, list[str]] = defaultdict(list)
    for one in session.connection.execute(_CHILDREN, {"letters": [row.message_id for row in rows]}):
        children[one.message_id].append(one.child_id)
    session.unlock(
        {Scope.family(row.family_id) for row in rows} | {Scope.person(row.author_id) for row in rows}
    )
    return tuple(_one(session, row, tuple(children[row.message_id])) for row in rows)


def _one(session: Session, row: Any, children: tuple[str, ...]) -> Letter:  # noqa: ANN401 - a Row
    kind, scope = Kind(row.kind), Scope.family(row.family_id)
    is_read = kind in _READ
    return Letter(
        message=row.message_id,
        circle=row.circle_id,
        kind=kind,
        author=row.author_id,
        author_name=session.open_to_show(Scope.person(row.author_id), "person.name", row.author_id, row.name),
        children=children,
        state=State(row.state),
        at=row.arrived or row.at,
        visit=f"{row.meeting_id}/{row.day}" if row.meeting_id else "",
        words=session.open_to_show(scope, "message.words", row.message_id, row.words) if is_read else "",
        files=files_of(session, row.message_id) if is_read and row.files else (),
    )


def wishes_for(session: Session, meeting_id: str, day: str, person_id: str) -> tuple[Letter, ...]:
    """Return what children wish for a visit, of what has arrived with somebody who may still have it."""
    values = {"meeting": meeting_id, "day": day, "person": person_id}
    found = _built(session, session.connection.execute(_WISHES, values).all())
    allowed = allowed_now(session, [person_id], {child for one in found for child in one.children})
    return tuple(one for one in found if allowed.has(Contact.LETTERS, person_id, one.children))


# --- as they are written -------------------------------------------------------------------------


def written(session: Session, event: e.LetterWritten, _spoke: object) -> list[Entry]:
    """Note what a message is besides, and of which children."""
    meant = event.meant
    meeting, _, day = meant.visit.partition("/")
    values = {
        "message_id": event.message,
        "circle_id": event.circle,
        "family_id": event.family,
        "author_id": event.author,
        "kind": meant.kind.value,
        "state": State.WRITTEN.value,
        "about": meant.about,
        "meeting_id": meeting or None,
        "day": day,
        "of_id": meant.of or None,
        "at": session.now,
    }
    session.connection.execute(insert(letter), values)
    rows = [{"message_id": event.message, "child_id": one} for one in meant.children]
    session.connection.execute(insert(letter_child), rows)
    body = f"{meant.kind} {' '.join(meant.children)}".encode()
    return [Entry(event.family, "letter", event.author, event.message, body)]


def turned(session: Session, event: e.LetterTurned, _spoke: object) -> list[Entry]:
    """Note that a letter was given, or cannot be."""
    _turn(session, event.message, event.state, event.by)
    action = "letter-given" if event.state == State.GIVEN else "letter-not-given"
    return [Entry(event.family, action, event.by, event.message)]


def taken_back(session: Session, message_id: str) -> None:
    """Note that its writer took a letter back, where that can still be."""
    known = session.connection.execute(
        select(letter.c.state, letter.c.author_id).where(letter.c.message_id == message_id)
    ).first()
    state = NEXT.get((State(known.state), Act.TAKE_BACK)) if known is not None else None
    if known is not None and state is not None:
        _turn(session, message_id, state, known.author_id)


def child_moved(session: Session, circle_id: str, child_id: str) -> None:
    """Tell who wrote to a child that has gone to another home what nobody there can tell them any more."""
    values = {"circle": circle_id, "child": child_id}
    rows = session.connection.execute(_UNTOLD, values).all()
    for row in rows:
        _turn(session, row.message_id, NEXT[State(row.state), Act.CANNOT], None)
    for author, row in {row.author_id: row for row in rows}.items():
        name = session.open_to_show(Scope.family(row.family_id), "child.name", child_id, row.name)
        tell(session, author, text("letter-told-moved", children=name))


def _turn(session: Session, message_id: str, state: State, by: str | None) -> None:
    values = {"state": state.value, "by_id": by, "turned_at": session.now}
    session.connection.execute(update(letter).where(letter.c.message_id == message_id).values(**values))
