"""Reads a record that is to be handed out: what was said in some circles of one family, and its proof.

Only what was delivered, or submitted for a decision (PRODUCT, section 2): of what its writer still had, there
is nothing, not even that it was. Of the family's chain each entry stands there, but only those that this
record tells of are opened. Reads on a view of its own beside the writer, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, exists, select

from bot.chat.people import Phase, Way
from bot.chat.record import (
    FORMAT,
    VERSION,
    Circle,
    Copy,
    Entry,
    Form,
    Message,
    Person,
    Record,
    Step,
    Wanted,
    signed_part,
)
from bot.engine.ports import Departure
from bot.family.facts import RecordSize
from bot.family.meeting import Act, State
from bot.policy.identifiers import Kind as Identifier
from bot.policy.identifiers import find
from bot.store import handing
from bot.store.audit import linked
from bot.store.chain import chain, commitment, genesis
from bot.store.metadata import EPOCH
from bot.store.recorded import days_between
from bot.store.schema import (
    audit,
    child,
    circle,
    circle_child,
    media,
    member,
    message,
    message_version,
    outbox,
    person,
    reaction,
)
from bot.store.schema import family as family_table
from bot.store.sealing import Scope, Unsealable
from bot.store.session import NAMELESS, Session
from bot.store.signing import signer
from bot.store.turning import FAR

_AT_ONCE = 500
_OF_MESSAGES = frozenset(
    {
        "said",
        "edited",
        "withdrawn",
        "withdrawn-partly",
        "approved",
        "declined",
        "cannot-wait",
        "reacted",
        "say-for",
    }
)
_OF_CIRCLES = frozenset({"phase", "hold-renewed"})
_OF_MEETINGS = frozenset(f"meeting-{one.value}" for one in (*Act, *State))

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
_carried, _notice = outbox.alias("copy"), outbox.alias("notice")
_to_others = (
    _carried.c.message_id == message.c.id,
    _carried.c.kind == "words",
    _carried.c.operation == "send",
)
_IS_OUT = exists().where(*_to_others, (_carried.c.state == "sent") | (_carried.c.is_begun.is_(True)))
# What waits for the end of quiet hours is its writer's alone, as long as no caseworker was shown it.
_IS_SUBMITTED = exists().where(*_to_others) & exists().where(
    _notice.c.message_id == message.c.id,
    _notice.c.kind == "notice",
    _notice.c.author_id == message.c.author_id,
)
_MESSAGES = (
    select(
        message.c.id, message.c.circle_id, message.c.author_id, message.c.words, message.c.at, message.c.state
    )
    .where(message.c.circle_id.in_(bindparam("circles", expanding=True)), message.c.words.is_not(None))
    .where(message.c.at >= bindparam("since"), message.c.at <= bindparam("until"))
    .where(_IS_OUT | _IS_SUBMITTED)
    .order_by(message.c.id)
)
_IS_OF_PERSON = (message.c.author_id == bindparam("person")) | exists().where(
    *_to_others, _carried.c.person_id == bindparam("person")
)
_PHASES = (
    select(audit)
    .where(audit.c.chain == bindparam("chain"), audit.c.action == "phase")
    .where(audit.c.subject_id.in_(bindparam("circles", expanding=True)))
    .order_by(audit.c.seq)
)
_VERSIONS = select(message_version.c.id, message_version.c.message_id, message_version.c.words).where(
    message_version.c.message_id.in_(bindparam("messages", expanding=True))
)
_COPIES = (
    select(
        outbox.c.id,
        outbox.c.message_id,
        outbox.c.person_id,
        outbox.c.state,
        outbox.c.why,
        outbox.c.is_begun,
        outbox.c.sent_at,
        outbox.c.sent_words,
    )
    .where(outbox.c.message_id.in_(bindparam("messages", expanding=True)))
    .where(outbox.c.kind == "words", outbox.c.operation == "send")
    .order_by(outbox.c.id)
)
_FILES = (
    select(media.c.id, media.c.message_id, media.c.kind, media.c.digest)
    .where(media.c.message_id.in_(bindparam("messages", expanding=True)))
    .order_by(media.c.message_id, media.c.position)
)
_SIGNS = select(reaction.c.message_id, reaction.c.person_id, reaction.c.emoji).where(
    reaction.c.message_id.in_(bindparam("messages", expanding=True))
)
_AUDIT = select(audit).where(audit.c.chain == bindparam("chain")).order_by(audit.c.seq)


class _Found(msgspec.Struct):
    """A message on its way into the record: its row, and what else may have been written down of it."""

    row: Any
    words: set[str]
    kinds: list[str]
    digests: list[str]
    copies: list[Any]
    signs: dict[str, str]
    steps: list[Step] = []


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
    found = _without_names(_messages(session, wanted), _names(session, wanted.left_out))
    meetings = days_between(session, wanted, known)
    reading = _Reading(session, wanted, found, {one.meeting for one in meetings}, {one.id for one in circles})
    entries = tuple(reading.entries())
    messages = tuple(filter(None, (_told(one, reading, known) for one in found.values())))
    people = tuple(known.values())
    record = Record(
        format=FORMAT,
        version=VERSION,
        agency=agency,
        made_at=session.now,
        zone=zone,
        wanted=wanted,
        people=people,
        circles=circles,
        messages=messages,
        phases=tuple(reading.phases),
        meetings=meetings,
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
    return RecordSize(len(_rows(session, wanted)), len(days_between(session, wanted, known)))


def for_departure(session: Session, gone: Departure) -> Record | None:
    """Return the record that goes with a departure.

    None where its reader does not serve the family any more, or the family's words are shredded since.
    """
    try:
        handed, _, form = (gone.record or "").partition("/")
        wanted = handing.wanted_in(session, handed)
    except Unsealable:
        return None
    if wanted is None:
        return None
    wanted = msgspec.structs.replace(wanted, forms=(Form(form),))
    row = session.connection.execute(_CASEWORKER, {"family": wanted.family}).first()
    if row is None or row.id != gone.person:
        return None
    return read_record(session, wanted, session.defaults.agency, gone.timezone)


def _with(wanted: Wanted, circles: Sequence[Circle]) -> Wanted:
    return msgspec.structs.replace(wanted, circles=tuple(one.id for one in circles))


def _messages(session: Session, wanted: Wanted) -> dict[str, _Found]:
    """Return the messages with all that may have been committed to of each."""
    rows = _rows(session, wanted)
    scope = Scope.family(wanted.family)
    found = {
        row.id: _Found(row, _opened_words(session, scope, "message.words", row.id, row.words), [], [], [], {})
        for row in rows
    }
    for some in _portions(list(found)):
        ids = {"messages": some}
        for row in session.connection.execute(_VERSIONS, ids):
            found[row.message_id].words |= _opened_words(
                session, scope, "message_version.words", row.id, row.words
            )
        for copy in session.connection.execute(_COPIES, ids):
            if copy.person_id not in wanted.left_out:
                found[copy.message_id].copies.append(copy)
        for file in session.connection.execute(_FILES, ids):
            found[file.message_id].kinds.append(file.kind)
            digest = _open(session, scope, "media.digest", file.id, file.digest)
            found[file.message_id].digests += [digest.hex()] if digest is not None else []
        for sign in session.connection.execute(_SIGNS, ids):
            place = f"{sign.message_id}:{sign.person_id}"
            emoji = _open(session, scope, "reaction.emoji", place, sign.emoji)
            if emoji is not None and sign.person_id not in wanted.left_out:
                found[sign.message_id].signs[sign.person_id] = emoji.decode()
    return found


def _rows(session: Session, wanted: Wanted) -> list[Any]:
    """Return the messages it tells of, but for those that name somebody who is kept out."""
    if not wanted.circles:
        return []
    values = {
        "circles": list(wanted.circles),
        "since": wanted.since or EPOCH,
        "until": wanted.until,
        "person": wanted.person or "",
    }
    statement = _MESSAGES if wanted.person is None else _MESSAGES.where(_IS_OF_PERSON)
    private = _private(session, wanted)
    return [
        row
        for row in session.connection.execute(statement, values)
        if row.author_id not in wanted.left_out
        and not any(begins <= row.at < ends for begins, ends in private.get(row.circle_id, ()))
    ]


def _private(session: Session, wanted: Wanted) -> dict[str, list[tuple[datetime, datetime]]]:
    """Return when what was said in a circle was nobody's to read but theirs: once the children were home."""
    values = {"chain": wanted.family, "circles": list(wanted.circles)}
    found: dict[str, list[tuple[datetime, datetime]]] = {}
    begun: dict[str, datetime] = {}
    for row in session.connection.execute(_PHASES, values):
        phase = _phase_in(session, row)
        if phase == Phase.AFTER_REUNIFICATION:
            begun.setdefault(row.subject_id, row.at)
        elif phase in (Phase.INTRODUCTION, Phase.OPEN, Phase.WATCHED) and row.subject_id in begun:
            found.setdefault(row.subject_id, []).append((begun.pop(row.subject_id), row.at))
    for one, at in begun.items():
        found.setdefault(one, []).append((at, FAR))
    return found


def _phase_in(session: Session, row: Any) -> Phase | None:  # noqa: ANN401 - a Row
    salt = _open(session, Scope.family(row.chain), "audit.salt", f"{row.chain}:{row.seq}", row.salt)
    fitting = ((phase, f"{phase} {way}".encode()) for phase in Phase for way in Way)
    if salt is None:
        return None
    return next((phase for phase, body in fitting if commitment(salt, body) == bytes(row.commitment)), None)


def _portions(ids: Sequence[str]) -> Iterator[list[str]]:
    for at in range(0, len(ids), _AT_ONCE):
        yield list(ids[at : at + _AT_ONCE])


def _open(session: Session, scope: Scope, place: str, row: str, sealed: bytes | None) -> bytes | None:
    """Return what is sealed, None where it or its key was shredded."""
    if not sealed:
        return None
    try:
        return session.open_bytes(scope, place, row, sealed)
    except Unsealable:
        return None


def _opened_words(session: Session, scope: Scope, place: str, row: str, sealed: bytes | None) -> set[str]:
    words = _open(session, scope, place, row, sealed)
    return set() if words is None else {words.decode()}


def _without_names(found: dict[str, _Found], names: Sequence[str]) -> dict[str, _Found]:
    """Leave out what names somebody who is left out, in any of its versions."""
    if not names:
        return found
    return {row: one for row, one in found.items() if not any(_is_named(words, names) for words in one.words)}


def _is_named(words: str, names: Sequence[str]) -> bool:
    return any(finding.kind == Identifier.NAME for finding in find(words, names))


class _Reading:
    """One walk along the chain: each entry once, opened where this record tells of it."""

    def __init__(
        self,
        session: Session,
        wanted: Wanted,
        found: Mapping[str, _Found],
        meetings: set[str],
        circles: set[str],
    ) -> None:
        self._session = session
        self._wanted = wanted
        self._found = found
        self._meetings = meetings
        self._circles = circles
        self._copies = {copy.id: (one, copy) for one in found.values() for copy in one.copies}
        self._scope = Scope.family(wanted.family)
        self.phases: list[Step] = []
        self.delivered: dict[str, int] = {}

    def entries(self) -> Iterator[Entry]:
        """Yield the whole chain; what is told of messages and circles is known afterwards."""
        rows = self._session.connection.execute(_AUDIT, {"chain": self._wanted.family}).all()
        self._hide_drafts(rows)
        head = genesis(self._wanted.family)
        for row in rows:
            digest = linked(dict(row._mapping))  # noqa: SLF001 - SQLAlchemy's own name for it
            head = chain(head, digest)
            yield self._entry(row, head.hex(), digest)

    def _hide_drafts(self, rows: Iterable[Any]) -> None:
        """Find where each message begins: with the first words that anybody was to have."""
        self._begins: dict[str, int] = {}
        for row in rows:
            if row.action in ("said", "edited") and row.subject_id in self._found:
                one = self._found[row.subject_id]
                if row.subject_id not in self._begins and self._said(row, one) is not None:
                    self._begins[row.subject_id] = row.seq

    def _entry(self, row: Any, head: str, digest: bytes) -> Entry:  # noqa: ANN401 - a Row
        if not self._is_told(row):
            return Entry(row.seq, head, digest.hex())
        salt, words, files = self._body(row) or (None, "", ())
        if row.subject_id in self._found:
            self._found[row.subject_id].steps = [
                *self._found[row.subject_id].steps,
                Step(row.action, row.at, row.seq, row.actor_id, words if salt and _has_words(row) else None),
            ]
        elif row.action in _OF_CIRCLES:
            self.phases.append(
                Step(row.action, row.at, row.seq, row.actor_id, words if salt and words else None)
            )
        elif row.subject_id in self._copies and row.action == "delivered":
            self.delivered[row.subject_id] = row.seq
        return Entry(
            seq=row.seq,
            head=head,
            at=row.at,
            actor=row.actor_id,
            action=row.action,
            subject=row.subject_id,
            commitment=bytes(row.commitment).hex(),
            salt=salt,
            words=words,
            files=files,
        )

    def _is_told(self, row: Any) -> bool:  # noqa: ANN401 - a Row
        if row.actor_id is not None and row.actor_id in self._wanted.left_out:
            return False
        if row.subject_id in self._found and row.action in _OF_MESSAGES:
            return bool(row.seq >= self._begins.get(row.subject_id, 0))
        if row.subject_id in self._copies:
            return bool(row.action == "delivered")
        if row.subject_id in self._circles:
            is_within = self._wanted.since is None or row.at >= self._wanted.since
            return bool(row.action in _OF_CIRCLES and is_within and row.at <= self._wanted.until)
        return row.subject_id in self._meetings and row.action in _OF_MEETINGS

    def _said(self, row: Any, one: _Found) -> tuple[str, str, tuple[str, ...]] | None:  # noqa: ANN401 - a Row
        files = tuple(one.digests) if row.action == "said" else ()
        return self._fitting(row, ((words, files) for words in sorted(one.words)))

    def _body(self, row: Any) -> tuple[str, str, tuple[str, ...]] | None:  # noqa: ANN401 - a Row
        """Return salt, words and files of an entry, as far as they stand and are what it commits to."""
        match row.action:
            case "said" | "edited":
                return self._said(row, self._found[row.subject_id])
            case "delivered":
                sealed = self._copies[row.subject_id][1].sent_words
                words = _open(self._session, self._scope, "outbox.sent_words", row.subject_id, sealed)
                return None if words is None else self._fitting(row, [(words.decode(), ())])
            case "reacted":
                signs = self._found[row.subject_id].signs
                return self._fitting(row, [("", ()), *((one, ()) for one in signs.values())])
            case "phase":
                return self._fitting(row, ((f"{phase} {way}", ()) for phase in Phase for way in Way))
            case _:
                return self._fitting(row, [("", ())])

    def _fitting(
        self,
        row: Any,  # noqa: ANN401 - a Row
        candidates: Iterable[tuple[str, tuple[str, ...]]],
    ) -> tuple[str, str, tuple[str, ...]] | None:
        place = f"{row.chain}:{row.seq}"
        salt = _open(self._session, self._scope, "audit.salt", place, row.salt)
        if salt is None:
            return None
        for words, files in candidates:
            body = words.encode() + b"".join(map(bytes.fromhex, files))
            if commitment(salt, body) == bytes(row.commitment):
                return salt.hex(), words, files
        return None


def _has_words(row: Any) -> bool:  # noqa: ANN401 - a Row
    return row.action in ("said", "edited", "reacted")


def _told(one: _Found, reading: _Reading, known: Mapping[str, Person]) -> Message | None:
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
