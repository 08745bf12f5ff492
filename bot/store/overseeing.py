"""What a supervisor sees of the team: families and circles as their caseworkers have them, and what waits.

What is said in a family is opened one circle at a time, and noted. Knows no flow.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, exists, func, select

from bot.chat.people import PersonState, Role, View
from bot.family.facts import Desk, ServedFamily, Work
from bot.store.desks import OVERSEEN
from bot.store.metadata import constant
from bot.store.schema import account, circle, family, message, person
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.viewing import OVERSEEN_CIRCLES, circles_of

_TEAM = (
    select(
        person.c.id,
        person.c.name,
        person.c.state,
        exists().where(account.c.person_id == person.c.id, account.c.state == "active").label("is_reachable"),
    )
    .where(person.c.supervisor_id == bindparam("person"), person.c.state != constant(PersonState.LEFT))
    .order_by(person.c.id)
)
_FAMILIES = select(family.c.id, family.c.name, family.c.caseworker_id).where(OVERSEEN).order_by(family.c.id)
_WAITING = (
    select(family.c.caseworker_id, func.count().label("waits"), func.min(message.c.at).label("oldest"))
    .select_from(message)
    .join(circle, circle.c.id == message.c.circle_id)
    .join(family, family.c.id == circle.c.family_id)
    .where(message.c.state == constant("held"), OVERSEEN)
    .group_by(family.c.caseworker_id)
)


def team_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return the team of a supervisor; nothing for anybody else."""
    me = {"person": view.speaker.id}
    if view.speaker.role != Role.SUPERVISOR:
        return {}
    team = session.connection.execute(_TEAM, me).all()
    families = session.connection.execute(_FAMILIES, me).all()
    waiting = {row.caseworker_id: row for row in session.connection.execute(_WAITING, me)}
    circles = circles_of(session, session.connection.execute(OVERSEEN_CIRCLES, me).all())
    session.unlock({Scope.family(row.id) for row in families} | {Scope.person(row.id) for row in team})
    return {
        "team": Desk(
            families=tuple(
                ServedFamily(
                    row.id,
                    session.open_to_show(Scope.family(row.id), "family.name", row.id, row.name),
                    (),
                    caseworker=row.caseworker_id,
                )
                for row in families
            ),
            circles=circles,
        ),
        "works": tuple(
            Work(
                row.id,
                session.open_to_show(Scope.person(row.id), "person.name", row.id, row.name),
                is_reachable=bool(row.is_reachable) and row.state == PersonState.JOINED.value,
                families=sum(one.caseworker_id == row.id for one in families),
                waiting=waiting[row.id].waits if row.id in waiting else 0,
                oldest=waiting[row.id].oldest if row.id in waiting else None,
            )
            for row in team
        ),
    }
