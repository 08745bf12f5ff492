"""What people wrote that is record: delivered, or submitted for a decision, and all that still stands of it.

What its writer changed or took back before is no record (PRODUCT, section 2), and what was said once the
children were home is nobody's to read. Knows no chain of entries but when a circle was in which phase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, exists, select

from bot.chat.people import Phase, Way
from bot.chat.record import Step, Wanted
from bot.policy.identifiers import Kind as Identifier
from bot.policy.identifiers import find
from bot.store.chain import commitment
from bot.store.metadata import EPOCH
from bot.store.schema import audit, media, message, message_version, outbox, reaction
from bot.store.sealing import Scope, Unsealable
from bot.store.session import Session
from bot.store.turning import FAR

_AT_ONCE = 500
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


class Found(msgspec.Struct):
    """A message on its way into the record: its row, and what else may have been written down of it."""

    row: Any
    words: set[str]
    kinds: list[str]
    digests: list[str]
    copies: list[Any]
    signs: dict[str, str]
    steps: list[Step] = []


def messages_of(session: Session, wanted: Wanted) -> dict[str, Found]:
    """Return the messages with all that may have been committed to of each."""
    rows = rows_of(session, wanted)
    scope = Scope.family(wanted.family)
    found = {
        row.id: Found(row, _opened_words(session, scope, "message.words", row.id, row.words), [], [], [], {})
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
            digest = open_still(session, scope, "media.digest", file.id, file.digest)
            found[file.message_id].digests += [digest.hex()] if digest is not None else []
        for sign in session.connection.execute(_SIGNS, ids):
            place = f"{sign.message_id}:{sign.person_id}"
            emoji = open_still(session, scope, "reaction.emoji", place, sign.emoji)
            if emoji is not None and sign.person_id not in wanted.left_out:
                found[sign.message_id].signs[sign.person_id] = emoji.decode()
    return found


def rows_of(session: Session, wanted: Wanted) -> list[Any]:
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
    private = times_alone(session, wanted)
    return [
        row
        for row in session.connection.execute(statement, values)
        if row.author_id not in wanted.left_out
        and not any(begins <= row.at < ends for begins, ends in private.get(row.circle_id, ()))
    ]


def times_alone(session: Session, wanted: Wanted) -> dict[str, list[tuple[datetime, datetime]]]:
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
    salt = open_still(session, Scope.family(row.chain), "audit.salt", f"{row.chain}:{row.seq}", row.salt)
    fitting = ((phase, f"{phase} {way}".encode()) for phase in Phase for way in Way)
    if salt is None:
        return None
    return next((phase for phase, body in fitting if commitment(salt, body) == bytes(row.commitment)), None)


def _portions(ids: Sequence[str]) -> Iterator[list[str]]:
    for at in range(0, len(ids), _AT_ONCE):
        yield list(ids[at : at + _AT_ONCE])


def open_still(session: Session, scope: Scope, place: str, row: str, sealed: bytes | None) -> bytes | None:
    """Return what is sealed, None where it or its key was shredded."""
    if not sealed:
        return None
    try:
        return session.open_bytes(scope, place, row, sealed)
    except Unsealable:
        return None


def _opened_words(session: Session, scope: Scope, place: str, row: str, sealed: bytes | None) -> set[str]:
    words = open_still(session, scope, place, row, sealed)
    return set() if words is None else {words.decode()}


def without_names(found: dict[str, Found], names: Sequence[str]) -> dict[str, Found]:
    """Leave out what names somebody who is left out, in any of its versions."""
    if not names:
        return found
    return {row: one for row, one in found.items() if not any(is_named(words, names) for words in one.words)}


def is_named(words: str, names: Sequence[str]) -> bool:
    """Whether words name one of these people."""
    return any(finding.kind == Identifier.NAME for finding in find(words, names))
