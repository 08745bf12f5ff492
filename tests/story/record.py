"""What the database holds of a story, in the names of its people, to compare it with the screens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from bot.store.refs import readable_ref
from bot.store.schema import circle, family, message, outbox, person
from bot.store.sealing import Scope
from bot.store.session import Session


@dataclass(frozen=True)
class Kept:
    """One message: where it went, and its words, None where they were shredded."""

    id: str
    author: str
    circle: str | None
    line: str | None
    words: str | None
    state: str


@dataclass(frozen=True)
class Copy:
    """One reader's copy of a message, as far as the outbox has it."""

    message: str
    reader: str
    state: str
    is_told: bool
    made_at: datetime
    why: str | None


@dataclass(frozen=True)
class Minded:
    """Where a person's unaddressed words go: the chosen circle since when, the line since when."""

    circle: str | None
    chosen_at: datetime | None
    line_used_at: datetime | None


@dataclass(frozen=True)
class Record:
    """Everything at one moment."""

    messages: dict[str, Kept]
    copies: list[Copy]
    phases: dict[str, str]
    minded: dict[str, Minded]

    def with_words(self, words: str) -> Kept | None:
        """Return the message that has exactly these words now."""
        return next((one for one in self.messages.values() if one.words == words), None)


def read_record(session: Session) -> Record:
    """Read it all; circles by their id in the roster, people by the names others see."""
    run = session.connection.execute
    people = run(select(person)).all()
    names = {one.id: session.open(Scope.person(one.id), "person.name", one.id, one.name) for one in people}
    circles = run(select(circle)).all()
    families = {one.id: one.family_id for one in circles}
    refs = {one.id: str(readable_ref(session, circle, one)) for one in circles}
    messages = {}
    for row in run(select(message).order_by(message.c.id)).all():
        scope = Scope.family(families[row.circle_id]) if row.circle_id else Scope.person(row.line_id)
        words = session.open(scope, "message.words", row.id, row.words) if row.words else None
        where = refs.get(row.circle_id), names.get(row.line_id)
        messages[row.id] = Kept(row.id, names[row.author_id], *where, words, row.state)
    copies = [
        Copy(row.message_id, names[row.person_id], row.state, bool(row.is_told), row.made_at, row.why)
        for row in run(select(outbox).order_by(outbox.c.id)).all()
        if row.message_id and row.kind == "words" and row.operation == "send"
    ]
    return Record(
        messages,
        copies,
        {refs[one.id]: one.phase for one in circles},
        {names[one.id]: Minded(refs.get(one.circle_here), one.chosen_at, one.line_used_at) for one in people},
    )


def caseworkers(session: Session) -> dict[str, str]:
    """Return who serves each circle, by the circle's id in the roster."""
    names = {}
    for one in session.connection.execute(select(circle)).all():
        served = select(person.c.id, person.c.name).join(family, family.c.caseworker_id == person.c.id)
        row = session.connection.execute(served.where(family.c.id == one.family_id)).one()
        ref = str(readable_ref(session, circle, one))
        names[ref] = session.open(Scope.person(row.id), "person.name", row.id, row.name)
    return names
