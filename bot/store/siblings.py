"""Brothers and sisters in several homes: who may meet, and what the caseworker is asked before they do.

A caregiver is told of nobody whom the caseworker has not let meet a child in their home. Knows no flow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import and_, bindparam, or_, select

from bot.chat.draft import Choice, Run
from bot.chat.ids import new_id
from bot.chat.people import PersonState, Phase, Role, View
from bot.chat.text import Text, listing, text
from bot.family import events as e
from bot.family.facts import Sibling
from bot.family.showing import card
from bot.family.terms import Relative
from bot.store import asking
from bot.store.audit import Entry
from bot.store.desks import SERVED
from bot.store.meetings import loaded
from bot.store.metadata import constant
from bot.store.schema import child, connection, family, person, placement
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import name_of, tell

_SERVED = select(family.c.id).where(SERVED)
_CONNECTIONS = (
    select(connection, child.c.family_id)
    .join(child, child.c.id == connection.c.child_id)
    .where(child.c.family_id.in_(bindparam("families", expanding=True)))
    .order_by(connection.c.id)
)
_LIVES = and_(
    placement.c.child_id == child.c.id,
    or_(placement.c.until.is_(None), placement.c.until > bindparam("now")),
)
_CHILDREN = (
    select(child.c.id, child.c.family_id, child.c.name, placement.c.home_id)
    .join(placement, _LIVES, isouter=True)
    .where(child.c.family_id.in_(bindparam("families", expanding=True)))
    .order_by(child.c.id)
)
_AT_HOME = (
    select(person.c.id)
    .where(person.c.home_id == bindparam("home"), person.c.role == constant(Role.CAREGIVER))
    .where(person.c.state.in_([PersonState.JOINED, PersonState.FROZEN, PersonState.BY_PHONE]))
    .order_by(person.c.id)
)


def sibling_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return who may meet: to a caseworker of her families, to a caregiver of the children in their home."""
    me = view.speaker
    here = {one.id for circle in view.circles if circle.phase != Phase.CLOSED for one in circle.children}
    home = next((one.home for circle in view.circles if (one := circle.member(me.id)) is not None), None)
    if me.is_caseworker:
        families = set(session.connection.execute(_SERVED, {"person": me.id}).scalars())
    elif me.role == Role.CAREGIVER and home is not None:
        families = {circle.family for circle in view.circles if circle.phase != Phase.CLOSED}
    else:
        return {}
    pairs = _pairs(session, families)
    if not pairs:
        return {}
    values = {"families": sorted(families), "now": session.now}
    rows = {row.id: row for row in session.connection.execute(_CHILDREN, values)}
    found: list[Sibling] = []
    for of, other in sorted(pairs):
        if of not in rows or other not in rows:
            continue
        row = rows[other]
        if not me.is_caseworker:
            is_elsewhere = row.home_id is not None and row.home_id != home
            if of not in here or rows[of].home_id != home or not is_elsewhere:
                continue
        name = session.open_to_show(Scope.family(row.family_id), "child.name", row.id, row.name)
        found.append(Sibling(of, other, name, (row.home_id or "") if me.is_caseworker else ""))
    return {"siblings": tuple(found)}


def _pairs(session: Session, families: Iterable[str]) -> set[tuple[str, str]]:
    """Return which children of these families may meet, both ways round."""
    wanted = sorted(families)
    if not wanted:
        return set()
    rows = session.connection.execute(_CONNECTIONS, {"families": wanted}).all()
    session.unlock({Scope.family(row.family_id) for row in rows})
    known = [(row.child_id, _opened(session, row)) for row in rows]
    pairs = {(of, one.child) for of, one in known if one.child and one.may_meet}
    return pairs | {(other, one) for one, other in pairs}


def _opened(session: Session, row: Any) -> Relative:  # noqa: ANN401 - a Row
    sealed = session.open_bytes(Scope.family(row.family_id), "connection.details", row.id, row.details)
    return msgspec.json.decode(sealed, type=Relative)


def recorded(session: Session, event: e.Connected) -> tuple[str, Relative | None]:
    """Return the row in which two are recorded already, whichever way round, and what it is to say now.

    A new id and None where there is no such row. By name alone it may stand there from a roster.
    """
    rows = session.connection.execute(_CONNECTIONS, {"families": [event.family]}).all()
    session.unlock({Scope.family(event.family)})
    opened = [(row, _opened(session, row)) for row in rows]
    both = {event.child, event.sibling}
    for row, known in opened:
        if {row.child_id, known.child} == both:
            return row.id, msgspec.structs.replace(known, may_meet=event.may_meet)
    for row, known in opened:
        if row.child_id == event.child and known.is_about(event.name):
            linked = msgspec.structs.replace(known, child=event.sibling, may_meet=event.may_meet)
            return row.id, linked
    return new_id(), None


def asked_for(session: Session, event: e.SiblingsAskedFor, _spoke: object) -> list[Entry]:
    """Ask the caseworker, for each home that would bring some of them: she alone reads who that is."""
    ((one, caseworker),) = loaded(session, [event.meeting])
    asking.ask(session, event.meeting, event.children, event.by, is_child=True)
    values = {"families": [event.family], "now": session.now}
    rows = [row for row in session.connection.execute(_CHILDREN, values) if row.id in event.children]
    of_home: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        if row.home_id is not None:
            of_home[row.home_id].append(row)
    for home_id, children in of_home.items():
        people = session.connection.execute(_AT_HOME, {"home": home_id}).scalars().all()
        session.unlock({Scope.person(person_id) for person_id in people})
        scope = Scope.family(event.family)
        names = [session.open_to_show(scope, "child.name", row.id, row.name) for row in children]
        given = {"meeting": event.meeting, "children": " ".join(row.id for row in children)}
        please = text(
            "meeting-siblings-may-come",
            by=name_of(session, event.by),
            children=listing(names),
            people=listing([name_of(session, person_id) for person_id in people] or ["–"]),
        )
        yes = Choice(Text("label-meeting-siblings-yes"), Run("meeting-let-siblings", {**given, "yes": "yes"}))
        no = Choice(Text("label-meeting-siblings-no"), Run("meeting-let-siblings", {**given, "yes": "no"}))
        tell(session, caseworker, please, card(one), rows=((yes, no),))
    body = " ".join(event.children).encode()
    return [Entry(event.family, "meeting-siblings-asked", event.by, event.meeting, body)]
