"""A colleague stands in for some days: agreed to, begun and ended, by the clock where nobody is quicker.

From its beginning both desks hold the same families: that is `desks`, and nothing here. Knows no flow.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, exists, insert, or_, select, update

from bot.chat.draft import Kind, Run, button
from bot.chat.people import DESK, PersonState, Phase
from bot.chat.text import Moment, MomentStyle, listing, text
from bot.family.colleagues import end_button, last_day
from bot.family.facts import Cover, Meant
from bot.store import audit, desks, watching
from bot.store.audit import Entry
from bot.store.desks import ON, SERVED
from bot.store.metadata import constant
from bot.store.schema import child, circle, circle_child, cover, family, member, outbox, person
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import name_of, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.chat.people import View
    from bot.family import events as e

_author = person.alias("author")
PLANNED, OVER = "planned", "over"

_OPEN = (
    select(cover)
    .where(or_(cover.c.caseworker_id == bindparam("person"), cover.c.colleague_id == bindparam("person")))
    .where(cover.c.state != constant(OVER))
    .order_by(cover.c.begins_at, cover.c.id)
)
_ONE = select(cover).where(cover.c.id == bindparam("which"), cover.c.state != constant(OVER))
_BEGINNING = select(cover).where(
    cover.c.state == constant(PLANNED),
    cover.c.begins_at <= bindparam("now"),
    cover.c.ends_at > bindparam("now"),
)
_ENDING = select(cover).where(cover.c.state != constant(OVER), cover.c.ends_at <= bindparam("now"))
_MOVES = update(cover).where(cover.c.id == bindparam("which")).values(state=bindparam("now_is"))
_FAMILIES = select(family.c.id).where(family.c.caseworker_id == bindparam("caseworker")).order_by(family.c.id)
# A turn that went by who stood in until now has ended by then, and what it wrote ends with the rest.
_FAMILIES_LOCKED = _FAMILIES.with_for_update(key_share=True)
_PEOPLE = (
    select(member.c.person_id, child.c.id, child.c.name, child.c.family_id)
    .join(circle, circle.c.id == member.c.circle_id)
    .join(family, family.c.id == circle.c.family_id)
    .join(circle_child, circle_child.c.circle_id == circle.c.id)
    .join(child, child.c.id == circle_child.c.child_id)
    .join(person, person.c.id == member.c.person_id)
    .where(family.c.caseworker_id == bindparam("caseworker"), circle.c.phase != Phase.CLOSED)
    .where(circle.c.phase != Phase.AFTER_REUNIFICATION)
    .where(person.c.state.in_([PersonState.JOINED, PersonState.FROZEN]))
    .distinct()
    .order_by(member.c.person_id, child.c.id)
)
_NO_MORE_HERS = (
    update(outbox)
    .where(outbox.c.lane == bindparam("person"), outbox.c.state.in_(["ready", "veiled", "held"]))
    .where(outbox.c.is_begun.is_(False), outbox.c.kind != "answer", outbox.c.circle_id.is_not(None))
    .where(
        ~exists().where(circle.c.id == outbox.c.circle_id, family.c.id == circle.c.family_id).where(SERVED)
    )
    .values(state="ended", why="cover-over", payload=None)
)
_LINES_NO_MORE_HERS = (
    update(outbox)
    .where(outbox.c.lane == bindparam("person"), outbox.c.state.in_(["ready", "veiled", "held"]))
    .where(outbox.c.is_begun.is_(False), outbox.c.kind.in_(["words", "notice"]))
    .where(outbox.c.circle_id.is_(None), outbox.c.meeting_id.is_(None))
    .where(exists().where(_author.c.id == outbox.c.author_id, _author.c.role.not_in(list(DESK))))
    .where(
        ~exists()
        .where(member.c.person_id == outbox.c.author_id, circle.c.id == member.c.circle_id)
        .where(family.c.id == circle.c.family_id)
        .where(SERVED)
    )
    .where(~exists().where(person.c.id == outbox.c.author_id, desks.on_desk_of(person.c.served_by)))
    .values(state="ended", why="cover-over", payload=None)
)


def cover_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return who stands in for the speaker, and for whom the speaker does, now or later."""
    if not view.speaker.is_caseworker:
        return {}
    rows = session.connection.execute(_OPEN, {"person": view.speaker.id}).all()
    session.unlock({Scope.person(one) for row in rows for one in (row.caseworker_id, row.colleague_id)})
    return {
        "covers": tuple(
            Cover(
                row.id,
                Meant(row.caseworker_id, name_of(session, row.caseworker_id)),
                Meant(row.colleague_id, name_of(session, row.colleague_id)),
                row.begins_at,
                row.ends_at,
                row.state == ON,
            )
            for row in rows
        )
    }


def agreed(session: Session, event: e.CoverAgreed, _spoke: object) -> list[Entry]:
    """Note it; what begins now begins in this very turn."""
    values = {
        "id": event.id,
        "caseworker_id": event.caseworker,
        "colleague_id": event.colleague,
        "begins_at": event.begins,
        "ends_at": event.ends,
        "state": PLANNED,
    }
    session.connection.execute(insert(cover), values)
    noted = [Entry(audit.AGENCY, "cover-agreed", event.caseworker, event.colleague)]
    if event.begins > session.now:
        planned = text(
            "cover-planned-told",
            name=name_of(session, event.caseworker),
            since=Moment(event.begins, MomentStyle.DAY),
            until=last_day(event.ends),
        )
        tell(session, event.colleague, planned)
        return noted
    row = session.connection.execute(_ONE, {"which": event.id}).one()
    return [*noted, *_begin(session, row, is_answered=True)]


def ended(session: Session, event: e.CoverEnded, _spoke: object) -> list[Entry]:
    """End it before its time; where it had begun, everybody it was told to hears of it."""
    row = session.connection.execute(_ONE, {"which": event.id}).first()
    return _end(session, row, event.by) if row is not None else []


def turn_over(session: Session) -> int:
    """Begin and end what is due; return how many."""
    now = {"now": session.now}
    ending, beginning = _due(session, _ENDING, now), _due(session, _BEGINNING, now)
    entries: list[Entry] = []
    for row in ending:
        entries += _end(session, row, None)
    for row in beginning:
        entries += _begin(session, row)
    audit.add(session, entries)
    return len(ending) + len(beginning)


def _due(session: Session, statement: Any, values: dict[str, Any]) -> Sequence[Any]:  # noqa: ANN401 - a Select
    if session.is_postgresql:
        statement = statement.with_for_update(skip_locked=True)
    return session.connection.execute(statement, values).all()


def _begin(session: Session, row: Any, *, is_answered: bool = False) -> list[Entry]:  # noqa: ANN401 - a Row
    _lock(session, row)
    # First who is told: once it is on, what is said to one of both goes to the other, too.
    hers, theirs = name_of(session, row.caseworker_id), name_of(session, row.colleague_id)
    until = last_day(row.ends_at)
    if not is_answered:
        own = text("cover-begun", name=theirs, until=until)
        tell(session, row.caseworker_id, own, kind=Kind.ALERT, rows=(end_button(row.id),))
    looks = ((button("label-queue", Run("queue")), button("label-people", Run("people"))),)
    tell(session, row.colleague_id, text("cover-begun-colleague", name=hers, until=until), rows=looks)
    for person_id, children in _told(session, row.caseworker_id).items():
        said = text("cover-begun-told", name=theirs, caseworker=hers, children=listing(children), until=until)
        tell(session, person_id, said, text("cover-begun-reads", name=theirs, caseworker=hers))
    session.connection.execute(_MOVES, {"which": row.id, "now_is": ON})
    return _noted(session, row, "cover-begun", row.caseworker_id)


def _end(session: Session, row: Any, by: str | None) -> list[Entry]:  # noqa: ANN401 - a Row
    _lock(session, row)
    session.connection.execute(_MOVES, {"which": row.id, "now_is": OVER})
    both = {row.caseworker_id: row.colleague_id, row.colleague_id: row.caseworker_id}
    if row.state != ON:
        for one, other in both.items():
            if one != by:
                tell(session, one, text("cover-called-off", name=name_of(session, other)))
        return [Entry(audit.AGENCY, "cover-over", by, row.colleague_id)]
    watched = end_foreign(session, row.colleague_id, by)
    hers, theirs = name_of(session, row.caseworker_id), name_of(session, row.colleague_id)
    own, colleague = text("cover-ended", name=theirs), text("cover-ended-colleague", name=hers)
    for one, said in ((row.caseworker_id, own), (row.colleague_id, colleague)):
        if one != by:
            tell(session, one, said)
    for person_id, children in _told(session, row.caseworker_id).items():
        over = text("cover-ended-told", name=theirs, caseworker=hers, children=listing(children))
        tell(session, person_id, over)
    return [*watched, *_noted(session, row, "cover-over", by)]


def _lock(session: Session, row: Any) -> None:  # noqa: ANN401 - a Row
    if session.is_postgresql:
        session.connection.execute(_FAMILIES_LOCKED, {"caseworker": row.caseworker_id})


def end_foreign(session: Session, person_id: str, by: str | None) -> list[Entry]:
    """End what is on its way to somebody of the agency, of families that are not on their desk any more."""
    for statement in (_NO_MORE_HERS, _LINES_NO_MORE_HERS):
        session.connection.execute(statement, {"person": person_id})
    return watching.end_unserved(session, person_id, by)


def _told(session: Session, caseworker: str) -> dict[str, list[str]]:
    """Return who is told, each with the names of the children they share a circle about."""
    rows = session.connection.execute(_PEOPLE, {"caseworker": caseworker}).all()
    session.unlock({Scope.family(row.family_id) for row in rows})
    told: dict[str, list[str]] = {}
    for row in rows:
        name = session.open_to_show(Scope.family(row.family_id), "child.name", row.id, row.name)
        told.setdefault(row.person_id, []).append(name)
    return told


def _noted(session: Session, row: Any, action: str, by: str | None) -> list[Entry]:  # noqa: ANN401 - a Row
    families = session.connection.execute(_FAMILIES, {"caseworker": row.caseworker_id}).scalars()
    return [Entry(one, action, by, row.colleague_id) for one in families]
