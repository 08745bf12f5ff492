"""Reads a record that is to be handed out: what was said in some circles of one family, and its proof.

Of the family's chain each entry stands there, but only those that this record tells of are opened. Reads on a
view of its own beside the writer, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from bot.chat.record import FORMAT, VERSION, Circle, Copy, Form, Message, Person, Record, Wanted, signed_part
from bot.engine.ports import Departure
from bot.family.facts import RecordSize
from bot.store import handed
from bot.store.agreements import agreed_in
from bot.store.chain import genesis
from bot.store.desks import SERVED
from bot.store.metdays import days_between
from bot.store.proving import Reading
from bot.store.schema import child, circle, circle_child, member, person
from bot.store.schema import family as family_table
from bot.store.sealing import Scope, Unsealable
from bot.store.session import NAMELESS, Session
from bot.store.signing import signer
from bot.store.submitted import Found, messages_of, rows_of, without_names

_PEOPLE = (
    select(member.c.circle_id, person.c.id, person.c.name, person.c.role)
    .join(person, person.c.id == member.c.person_id)
    .where(member.c.circle_id.in_(bindparam("circles", expanding=True)))
    .order_by(person.c.id)
)
_CASEWORKER = (
    select(person.c.id, person.c.name, person.c.role)
    .join(family_table, family_table.c.caseworker_id == person.c.id)
    .where(family_table.c.id == bindparam("family"))
)
_SERVED = select(family_table.c.id).where(family_table.c.id == bindparam("family"), SERVED)
_NAMES = select(person.c.id, person.c.name, person.c.recorded, person.c.role).where(
    person.c.id.in_(bindparam("people", expanding=True))
)
_CHILDREN = (
    select(circle_child.c.circle_id, child.c.id, child.c.name)
    .join(child, child.c.id == circle_child.c.child_id)
    .where(circle_child.c.circle_id.in_(bindparam("circles", expanding=True)))
    .order_by(child.c.id)
)
_OF_FAMILY = select(circle.c.id).where(circle.c.family_id == bindparam("family")).order_by(circle.c.id)
_NAMED = _OF_FAMILY.where(circle.c.id.in_(bindparam("circles", expanding=True)))
_OF_PERSON = _OF_FAMILY.where(
    circle.c.id.in_(select(member.c.circle_id).where(member.c.person_id == bindparam("person")))
)


def read_record(session: Session, wanted: Wanted, agency: str, zone: str) -> Record:
    """Return the record, signed. Raises LookupError where nothing was ever written down of the family."""
    session.unlock([Scope.family(wanted.family), Scope.agency()])
    signs = signer(session)
    if signs is None:
        message = "there is no key to sign with"
        raise LookupError(message)
    circles = _circles(session, wanted)
    wanted = _with(wanted, circles)
    known = _people(session, wanted, circles)
    names = _names(session, wanted.left_out)
    found = without_names(messages_of(session, wanted), names)
    agreed = agreed_in(session, wanted, names)
    meetings = days_between(session, wanted, known)
    days, here = {one.meeting for one in meetings}, {one.id for one in circles}
    reading = Reading(session, wanted, found, days, here, agreed)
    entries = tuple(reading.entries())
    messages = tuple(filter(None, (_told(one, reading, known) for one in found.values())))
    people = tuple(known.values())
    record = Record(
        format=FORMAT,
        version=VERSION,
        agency=agency,
        made_at=session.now,
        zone=zone,
        # Nobody learns from a record that there is somebody of whom they must not know.
        wanted=msgspec.structs.replace(wanted, left_out=()),
        people=people,
        circles=circles,
        messages=messages,
        phases=tuple(reading.phases),
        meetings=meetings,
        agreements=tuple(reading.agreements),
        chain=entries,
        head=entries[-1].head if entries else genesis(wanted.family).hex(),
        public_key=signs.public.hex(),
        head_signature="",
        signature="",
    )
    record = msgspec.structs.replace(record, head_signature=signs.sign(bytes.fromhex(record.head)).hex())
    return msgspec.structs.replace(record, signature=signs.sign(signed_part(record)).hex())


def _circles(session: Session, wanted: Wanted) -> tuple[Circle, ...]:
    """Return the circles it is of: those named, else all of the family or person; closed ones too."""
    values = {"circles": list(wanted.circles), "family": wanted.family, "person": wanted.person or ""}
    statement = _NAMED if wanted.circles else _OF_PERSON if wanted.person else _OF_FAMILY
    names: dict[str, list[str]] = {one: [] for one in session.connection.execute(statement, values).scalars()}
    for row in session.connection.execute(_CHILDREN, {"circles": list(names)}) if names else ():
        name = session.open_to_show(Scope.family(wanted.family), "child.name", row.id, row.name)
        names[row.circle_id].append(name)
    return tuple(Circle(one, tuple(children)) for one, children in names.items())


def _people(session: Session, wanted: Wanted, circles: Sequence[Circle]) -> dict[str, Person]:
    rows: list[Any] = list(session.connection.execute(_CASEWORKER, {"family": wanted.family}))
    rows += session.connection.execute(_PEOPLE, {"circles": [one.id for one in circles]}) if circles else ()
    wanted_rows = {row.id: row for row in rows if row.id not in wanted.left_out}
    session.unlock([Scope.person(one) for one in wanted_rows])
    return {one: Person(one, _name(session, row), row.role) for one, row in wanted_rows.items()}


def _name(session: Session, row: Any) -> str:  # noqa: ANN401 - a Row
    return session.open_to_show(Scope.person(row.id), "person.name", row.id, row.name)


def _names(session: Session, people: Sequence[str]) -> tuple[str, ...]:
    """Return what these people are called, chosen and recorded."""
    rows = session.connection.execute(_NAMES, {"people": list(people)}).all() if people else []
    session.unlock([Scope.person(row.id) for row in rows])
    names = {_name(session, row) for row in rows}
    names |= {
        session.open_to_show(Scope.person(row.id), "person.recorded", row.id, row.recorded)
        for row in rows
        if row.recorded is not None
    }
    return tuple(sorted(names - {NAMELESS}))


def size_of(session: Session, wanted: Wanted) -> RecordSize:
    """Return how much such a record would tell of."""
    circles = _circles(session, wanted)
    wanted = _with(wanted, circles)
    known = _people(session, wanted, circles)
    # Nothing is opened for it: this is read in the middle of a turn. What names somebody is not known yet.
    return RecordSize(len(rows_of(session, wanted)), len(days_between(session, wanted, known)))


def for_departure(session: Session, gone: Departure) -> Record | None:
    """Return the record that goes with a departure.

    None where its reader does not serve the family any more, or the family's words are shredded since.
    """
    try:
        row_id, _, form = (gone.record or "").partition("/")
        wanted = handed.wanted_in(session, row_id)
    except Unsealable:
        return None
    if wanted is None:
        return None
    wanted = msgspec.structs.replace(wanted, forms=(Form(form),))
    if session.connection.execute(_SERVED, {"family": wanted.family, "person": gone.person}).first() is None:
        return None
    return read_record(session, wanted, session.defaults.agency, gone.timezone)


def _with(wanted: Wanted, circles: Sequence[Circle]) -> Wanted:
    return msgspec.structs.replace(wanted, circles=tuple(one.id for one in circles))


def _told(one: Found, reading: Reading, known: Mapping[str, Person]) -> Message | None:
    """Return a message as the record tells of it; None where the chain knows nothing of it."""
    if not one.steps or one.row.author_id not in known:
        return None
    return Message(
        id=one.row.id,
        circle=one.row.circle_id,
        by=one.row.author_id,
        at=one.steps[0].at,
        state=one.row.state,
        files=tuple(one.kinds),
        steps=tuple(one.steps),
        copies=tuple(
            _copy(row, reading.delivered.get(row.id)) for row in one.copies if row.person_id in known
        ),
    )


def _copy(row: Any, entry: int | None) -> Copy:  # noqa: ANN401 - a Row
    if row.state == "sent":
        return Copy(row.id, row.person_id, "delivered", row.sent_at, entry=entry)
    if row.is_begun:
        return Copy(row.id, row.person_id, "perhaps", why=row.why or "")
    if row.state in ("ready", "held", "veiled"):
        return Copy(row.id, row.person_id, "waiting")
    return Copy(row.id, row.person_id, "never", why=row.why or "")
