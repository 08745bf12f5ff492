"""Notices that the store itself must give, because only it sees the moment: delays, arrivals, endings.

They pass policy like everything else. Knows no messenger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import structlog
from sqlalchemy import bindparam, exists, select

from bot.chat.draft import Choice, Draft, Kind
from bot.chat.media import File
from bot.chat.people import DESK
from bot.chat.text import Literal, Text, Value, beginning, text
from bot.family.outcome import told
from bot.policy.review import Cleared, review
from bot.store import desks, outbox
from bot.store.media import files_of
from bot.store.metadata import constant
from bot.store.schema import account, circle, family, member, message, person
from bot.store.sealing import Scope, Unsealable
from bot.store.session import NAMELESS, Session
from bot.store.viewing import readers

_log = structlog.get_logger("store")

_CASEWORKERS = (
    select(family.c.caseworker_id)
    .join(circle, circle.c.family_id == family.c.id)
    .join(member, member.c.circle_id == circle.c.id)
    .where(member.c.person_id == bindparam("person"))
    .distinct()
    .order_by(family.c.caseworker_id)
)
_OF_FAMILY = select(family.c.caseworker_id).where(family.c.id == bindparam("family"))
_NAME = select(person.c.name).where(person.c.id == bindparam("person"))
_ROLE = select(person.c.role).where(person.c.id == bindparam("person"))
_HELD_WRITERS = (
    select(message.c.author_id)
    .join(circle, circle.c.id == message.c.circle_id)
    .join(family, family.c.id == circle.c.family_id)
    .where(message.c.state == constant("held"), family.c.caseworker_id == bindparam("caseworker"))
    .where(~exists().where(account.c.person_id == family.c.caseworker_id, account.c.state == "active"))
    .distinct()
    .order_by(message.c.author_id)
)


def tell(
    session: Session,
    to: str,
    *parts: Value,
    kind: Kind = Kind.NOTICE,
    rows: tuple[tuple[Choice, ...], ...] = (),
    circle: str | None = None,
    account: str | None = None,
    meeting: str | None = None,
) -> None:
    """Tell one person something, if policy lets it through, and if anything can be sealed for them.

    In the room of ``circle``, and on ``account``, where these are given; of ``meeting``, as long as nothing
    newer happens to it.
    """
    draft = told(to, *parts, kind=kind, rows=rows, circle=circle)
    pass_on(session, msgspec.structs.replace(draft, account=account, meeting=meeting))


def pass_on(session: Session, draft: Draft) -> None:
    """Tell one person what a rule has drafted. Never words of people: these have a circle."""
    tell_drafts(session, [draft])


def tell_drafts(session: Session, drafts: Iterable[Draft]) -> None:
    """Tell people what stands in these drafts, each if policy lets it through; see `tell`."""
    wanted = list(drafts)
    try:
        _put(session, wanted)
    except Unsealable:
        # Who cannot be told must not keep the others from being told.
        for draft in wanted:
            try:
                _put(session, [draft])
            except Unsealable:
                _log.exception("not told: what is sealed for them is damaged", person=draft.to)


def _put(session: Session, drafts: Sequence[Draft]) -> None:
    known = readers(session, {draft.to for draft in drafts})
    beside = desks.for_stand_ins(session, drafts, {one.id for one in known.values() if one.is_desk})
    known |= readers(session, {draft.to for draft in beside} - known.keys())
    verdicts = [review(draft, known.get(draft.to), None, session.now) for draft in (*drafts, *beside)]
    outbox.put(session, [verdict for verdict in verdicts if isinstance(verdict, Cleared)])


def whom_to_call(session: Session, writer: str, *, is_line: bool) -> tuple[Value, ...]:
    """Return what a person reads besides where words on their private line are not read at once."""
    return (text("emergency"),) if is_line and not is_of_desk(session, writer) else ()


def is_of_desk(session: Session, person_id: str) -> bool:
    """Whether somebody is of the agency."""
    return session.connection.execute(_ROLE, {"person": person_id}).scalar_one() in DESK


def tell_caseworkers(session: Session, of: str, said: Text) -> None:
    """Tell everybody who serves a family of this person."""
    for caseworker in session.connection.execute(_CASEWORKERS, {"person": of}).scalars().all():
        tell(session, caseworker, said)


def tell_caseworker_of(session: Session, family_id: str, said: Text, *, but: str) -> None:
    """Tell who serves this one family, unless that is ``but``; nobody else hears what happened in it."""
    caseworker = session.connection.execute(_OF_FAMILY, {"family": family_id}).scalar_one()
    if caseworker != but:
        tell(session, caseworker, said)


def tell_held_writers(session: Session, caseworker: str) -> None:
    """Tell everybody whose words wait for a look of a caseworker who cannot be reached any more."""
    writers = session.connection.execute(_HELD_WRITERS, {"caseworker": caseworker}).scalars().all()
    for writer in writers:
        tell(session, writer, text("hold-nobody", caseworker=name_of(session, caseworker)))


def named(words: str | None, files: tuple[File, ...] = ()) -> Value:
    """Return what a message is called to its writer: its first words, or a dash where they are gone."""
    return beginning(words or "", files) if words or files else Literal(NAMELESS)


def name_of_message(session: Session, row: Any) -> Value:  # noqa: ANN401 - a Row
    """Return what the message of an outbox row is called to its writer."""
    if row.words is None:
        return named(None)
    if row.files:
        return named(None, files_of(session, row.message_id))
    scope = Scope.family(row.family_id) if row.family_id else Scope.person(row.line_id or row.person_id)
    return named(session.open_to_show(scope, "message.words", row.message_id, row.words))


def name_of(session: Session, person_id: str) -> str:
    """Return the name others see, or a dash where it cannot be opened any more."""
    sealed = session.connection.execute(_NAME, {"person": person_id}).scalar_one()
    return session.open_to_show(Scope.person(person_id), "person.name", person_id, sealed)
