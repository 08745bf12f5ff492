"""A page of the audit log: what was read and done in a family, or with a person, since a moment.

Names are opened of those whom the reader knows of already; of anybody else stands a dash. Knows no wording.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, or_, select

from bot.chat.people import DESK, View
from bot.chat.text import Literal, Value, listing
from bot.family.facts import Log, Noted
from bot.family.logbook import ECHOES, ORDINARY
from bot.store.audit import AGENCY
from bot.store.desks import OVERSEEN, SERVED
from bot.store.metadata import constant
from bot.store.schema import audit, child, circle, circle_child, family, member, parentage, person
from bot.store.sealing import Scope
from bot.store.session import NAMELESS, Session

PAGE = 8
DAYS = {"day": 1, "week": 7, "month": 30, "year": 366}

_families: BindParameter[Any] = bindparam("families", expanding=True)
_people: BindParameter[Any] = bindparam("people", expanding=True)
_MINE = select(family.c.id).where(or_(SERVED, OVERSEEN)).order_by(family.c.id)
_PEOPLE_OF = (
    select(member.c.person_id, circle.c.family_id)
    .join(circle, circle.c.id == member.c.circle_id)
    .where(circle.c.family_id.in_(_families))
    .union(
        select(parentage.c.person_id, child.c.family_id)
        .join(child, child.c.id == parentage.c.child_id)
        .where(child.c.family_id.in_(_families))
    )
)
_office = person.alias("office")
_IS_OF_OFFICE = (
    select(_office.c.id).where(_office.c.id == audit.c.actor_id, _office.c.role.in_(list(DESK))).exists()
)
_LISTED = and_(
    or_(audit.c.action.not_in(sorted(ORDINARY)), _IS_OF_OFFICE),
    audit.c.action.not_like("imported-%"),
)
_COLUMNS = (audit.c.at, audit.c.actor_id, audit.c.action, audit.c.subject_id, audit.c.chain)
# In the agency's chain stands what is nobody's family's; of that, only what was done with these people.
_OF_FAMILY = (
    select(*_COLUMNS)
    .where(audit.c.at >= bindparam("since"), _LISTED)
    .where(
        or_(
            audit.c.chain.in_(_families),
            and_(
                audit.c.chain == constant(AGENCY),
                audit.c.subject_id.in_(_people),
            ),
        )
    )
    .order_by(audit.c.at.desc(), audit.c.chain, audit.c.seq.desc())
    .limit(PAGE + 1)
    .offset(bindparam("skip"))
)
_OF_PERSON = (
    select(*_COLUMNS)
    .where(audit.c.at >= bindparam("since"), _LISTED)
    .where(
        or_(
            and_(
                audit.c.chain.in_(_families),
                or_(
                    audit.c.actor_id.in_(_people),
                    audit.c.subject_id.in_(_people),
                ),
            ),
            and_(
                audit.c.chain == constant(AGENCY),
                audit.c.subject_id.in_(_people),
            ),
        )
    )
    .order_by(audit.c.at.desc(), audit.c.chain, audit.c.seq.desc())
    .limit(PAGE + 1)
    .offset(bindparam("skip"))
)
_NAMES = select(person.c.id, person.c.name, person.c.role).where(person.c.id.in_(_people))
_CIRCLES = (
    select(circle_child.c.circle_id, child.c.id, child.c.name, child.c.family_id)
    .join(child, child.c.id == circle_child.c.child_id)
    .where(child.c.family_id.in_(_families))
    .order_by(child.c.id)
)


def log_facts(session: Session, view: View, about: Mapping[str, str]) -> dict[str, Any]:
    """Return a page: ``whom`` is "family:<id>" or "person:<id>", ``since`` how far back it goes."""
    kind, _, wanted = about.get("whom", "").partition(":")
    since = _since(about.get("since", ""), session.now)
    if not view.speaker.is_caseworker or since is None or not wanted:
        return {}
    mine = set(session.connection.execute(_MINE, {"person": view.speaker.id}).scalars())
    if not mine:
        return {}
    around = session.connection.execute(_PEOPLE_OF, {"families": sorted(mine)}).all()
    if kind == "family":
        families = mine & {wanted}
        people = {row.person_id for row in around if row.family_id == wanted}
    else:
        families = {row.family_id for row in around if row.person_id == wanted}
        people = {wanted} if families else set()
    if not families:
        return {}
    page = int(about["page"]) if about.get("page", "").isdecimal() else 0
    values = {
        "families": sorted(families),
        "people": sorted(people) or [""],
        "since": since,
        "skip": page * PAGE,
    }
    rows = session.connection.execute(_OF_FAMILY if kind == "family" else _OF_PERSON, values).all()
    shown = rows[:PAGE]
    names = _names(session, shown, {row.person_id for row in around}, families)
    entries = tuple(
        Noted(row.at, row.action, _actor(row.actor_id, names), names.get(row.subject_id, Literal("")))
        for row in shown
        if not _is_echo(row, shown)
    )
    return {"log": Log(entries, has_more=len(rows) > PAGE)}


def _is_echo(row: Any, rows: Any) -> bool:  # noqa: ANN401 - a Row, Rows
    """Whether another entry says of the same thing, in the same turn, more than this one."""
    return any(
        other.action in ECHOES.get(row.action, ())
        and (other.at, other.actor_id, other.subject_id) == (row.at, row.actor_id, row.subject_id)
        for other in rows
    )


def _since(word: str, now: datetime) -> datetime | None:
    return now - timedelta(days=DAYS[word]) if word in DAYS else None


def _actor(person_id: str | None, names: Mapping[str, Value]) -> str:
    if person_id is None:
        return ""
    known = names.get(person_id)
    return known.words if isinstance(known, Literal) else NAMELESS


def _names(session: Session, rows: Any, known: set[str], families: set[str]) -> dict[str, Value]:  # noqa: ANN401 - Rows
    """Return what those who act and whom it is about are called: people, children, circles."""
    ids = {one for row in rows for one in (row.actor_id, row.subject_id) if one}
    if not ids:
        return {}
    people = session.connection.execute(_NAMES, {"people": sorted(ids)}).all()
    children = session.connection.execute(_CIRCLES, {"families": sorted(families)}).all()
    session.unlock({Scope.person(row.id) for row in people} | {Scope.family(one) for one in families})
    names: dict[str, Value] = {
        row.id: Literal(session.open_to_show(Scope.person(row.id), "person.name", row.id, row.name))
        for row in people
        if row.id in known or row.role in DESK
    }
    of_circle: dict[str, list[str]] = {}
    for row in children:
        name = session.open_to_show(Scope.family(row.family_id), "child.name", row.id, row.name)
        of_circle.setdefault(row.circle_id, []).append(name)
        names[row.id] = Literal(name)
    return names | {circle_id: listing(of) for circle_id, of in of_circle.items()}
