"""Families, children, homes and circles that a caseworker sets up by chat, as they are stored.

They are what a roster would have made of them, but for its ids. Knows no flow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, insert, select, text, update

from bot.chat.ids import new_id
from bot.chat.people import PersonState, Phase, View, Way, Willing
from bot.family import events as e
from bot.family.circles import HOLD_DAYS
from bot.family.facts import ServedChild
from bot.store import watching
from bot.store.audit import AGENCY, Entry
from bot.store.desks import SERVED
from bot.store.moving import expect_first_call
from bot.store.schema import (
    child,
    circle,
    circle_child,
    family,
    home,
    member,
    parentage,
    person,
    placement,
    willingness,
)
from bot.store.sealing import Scope
from bot.store.session import Session

LATELY = timedelta(days=7)
"""As for a roster: homes where a child has lived for longer have long spoken."""

_CHILDREN = (
    select(child.c.id, child.c.name, child.c.family_id, child.c.born, placement.c.home_id, placement.c.since)
    .join(family, family.c.id == child.c.family_id)
    .join(placement, and_(placement.c.child_id == child.c.id, placement.c.until.is_(None)), isouter=True)
    .where(SERVED)
    .order_by(child.c.id)
)
_PARENTS = (
    select(parentage.c.child_id, parentage.c.person_id)
    .join(child, child.c.id == parentage.c.child_id)
    .join(family, family.c.id == child.c.family_id)
    .where(SERVED)
    .order_by(parentage.c.child_id, parentage.c.person_id)
)
_IS_PARENT = text(
    "INSERT INTO parentage (child_id, person_id) VALUES (:child, :person) ON CONFLICT DO NOTHING"
)
_BY_PHONE = select(person.c.id).where(
    person.c.id.in_(bindparam("people", expanding=True)), person.c.state == PersonState.BY_PHONE.value
)
_MEMBERS = select(member.c.person_id).where(member.c.circle_id == bindparam("circle"))
_SINCE = select(placement.c.since).where(
    placement.c.child_id.in_(bindparam("children", expanding=True)), placement.c.until.is_(None)
)


def children_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return all children in a caseworker's care, in a circle or in none."""
    if not view.speaker.is_caseworker:
        return {}
    me = {"person": view.speaker.id}
    rows = session.connection.execute(_CHILDREN, me).all()
    parents: defaultdict[str, list[str]] = defaultdict(list)
    for row in session.connection.execute(_PARENTS, me):
        parents[row.child_id].append(row.person_id)
    session.unlock({Scope.family(row.family_id) for row in rows})
    return {
        "children": tuple(
            ServedChild(
                id=row.id,
                name=session.open_to_show(Scope.family(row.family_id), "child.name", row.id, row.name),
                family=row.family_id,
                born=_day(session, row),
                home=row.home_id,
                since=row.since,
                parents=tuple(parents[row.id]),
            )
            for row in rows
        )
    }


def _day(session: Session, row: Any) -> date | None:  # noqa: ANN401 - a Row
    if row.born is None:
        return None
    said = session.open_to_show(Scope.family(row.family_id), "child.born", row.id, row.born)
    try:
        return date.fromisoformat(said)
    except ValueError:  # its key is gone, and a dash is shown
        return None


def family_made(session: Session, event: e.FamilyMade, _spoke: object) -> list[Entry]:
    """Write down a family, with a key of its own."""
    scope = Scope.family(event.family)
    session.new_scope(scope)
    session.connection.execute(
        insert(family),
        {
            "id": event.family,
            "name": session.seal(scope, "family.name", event.family, event.name),
            "caseworker_id": event.by,
        },
    )
    return [Entry(event.family, "family-made", event.by, event.family)]


def home_made(session: Session, event: e.HomeMade, _spoke: object) -> list[Entry]:
    """Write down a home and its caregivers."""
    session.connection.execute(insert(home), {"id": event.home})
    session.connection.execute(
        update(person).where(person.c.id.in_(event.caregivers)).values(home_id=event.home)
    )
    return [Entry(AGENCY, "home-made", event.by, event.home, " ".join(event.caregivers).encode())]


def home_joined(session: Session, event: e.HomeJoined, _spoke: object) -> list[Entry]:
    """Write down one more caregiver of a home."""
    session.connection.execute(update(person).where(person.c.id == event.person).values(home_id=event.home))
    return [Entry(AGENCY, "home-joined", event.by, event.person, event.home.encode())]


def child_made(session: Session, event: e.ChildMade, _spoke: object) -> list[Entry]:
    """Write down a child, and where it lives."""
    scope = Scope.family(event.family)
    born = event.born.isoformat() if event.born else None
    session.connection.execute(
        insert(child),
        {
            "id": event.child,
            "family_id": event.family,
            "name": session.seal(scope, "child.name", event.child, event.name),
            "born": session.seal(scope, "child.born", event.child, born) if born else None,
        },
    )
    lives = {"id": new_id(), "child_id": event.child, "home_id": event.home, "since": event.since}
    session.connection.execute(insert(placement), lives)
    return [Entry(event.family, "child-made", event.by, event.child, event.home.encode())]


def child_corrected(session: Session, event: e.ChildCorrected, _spoke: object) -> list[Entry]:
    """Write down what is right; what was wrong stands nowhere any more, that it was corrected in the log."""
    scope = Scope.family(event.family)
    said = {"name": event.name, "born": event.born.isoformat() if event.born else None}
    sealed = {
        column: session.seal(scope, f"child.{column}", event.child, words)
        for column, words in said.items()
        if words is not None
    }
    session.connection.execute(update(child).where(child.c.id == event.child).values(**sealed))
    body = " ".join(words for words in said.values() if words is not None)
    return [Entry(event.family, "child-corrected", event.by, event.child, body.encode())]


def person_corrected(session: Session, event: e.PersonCorrected, _spoke: object) -> list[Entry]:
    """Write down what somebody is called."""
    scope = Scope.person(event.person)
    sealed = session.seal(scope, "person.name", event.person, event.name)
    session.connection.execute(update(person).where(person.c.id == event.person).values(name=sealed))
    return [Entry(AGENCY, "person-corrected", event.by, event.person, event.name.encode(), scope)]


def circle_made(session: Session, event: e.CircleMade, _spoke: object) -> list[Entry]:
    """Write down a circle; where a child has just come, both homes are yet to speak."""
    is_held = event.phase == Phase.INTRODUCTION and event.way == Way.HOLD
    session.connection.execute(
        insert(circle),
        {
            "id": event.circle,
            "family_id": event.family,
            "phase": event.phase.value,
            "way": event.way.value,
            "hold_until": session.now + timedelta(days=HOLD_DAYS) if is_held else None,
            "hold_told": False,
        },
    )
    about = [{"circle_id": event.circle, "child_id": one} for one in event.children]
    session.connection.execute(insert(circle_child), about)
    _put_in(session, event.circle, event.members, event.parents)
    if _has_just_moved(session, event.children):
        expect_first_call(session, event.circle)
    body = f"{event.phase.value} {event.way.value} {' '.join(event.children)} {' '.join(event.members)}"
    made = Entry(event.family, "circle-made", event.by, event.circle, body.encode())
    return [made, *watching.begin_by_itself(session, event.circle)]


def member_added(session: Session, event: e.MemberAdded, _spoke: object) -> list[Entry]:
    """Write down that somebody is in a circle, too."""
    _put_in(session, event.circle, (event.person,), event.parents)
    return [Entry(event.family, "member-added", event.by, event.circle, event.person.encode())]


def _put_in(
    session: Session, circle_id: str, people: Sequence[str], parents: Sequence[tuple[str, str]]
) -> None:
    for of, who in parents:
        session.connection.execute(_IS_PARENT, {"child": of, "person": who})
    rows = [{"circle_id": circle_id, "person_id": one, "reach_told": ""} for one in people]
    session.connection.execute(insert(member), rows)
    # For whoever has no smartphone the caseworker speaks, who has just put them together.
    there = session.connection.execute(_MEMBERS, {"circle": circle_id}).scalars().all()
    by_phone = session.connection.execute(_BY_PHONE, {"people": list(there)}).scalars().all()
    said = [
        {"circle_id": circle_id, "person_id": one, "other_id": other}
        for one in by_phone
        for other in there
        if one != other and (one in people or other in people)
    ]
    if said:
        yes = {"answer": Willing.YES.value, "at": session.now}
        session.connection.execute(insert(willingness), [one | yes for one in said])


def _has_just_moved(session: Session, children: Sequence[str]) -> bool:
    lately = max(LATELY, timedelta(hours=session.defaults.first_call_hours))
    rows = session.connection.execute(_SINCE, {"children": list(children)}).scalars()
    return any(since is not None and session.now < since + lately for since in rows)
