"""What a caseworker's day begins with, beside what waits for her and what is coming.

Knows no order and no wording: these are ``family.digest``'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import msgspec
from sqlalchemy import and_, bindparam, select

from bot.chat.people import View
from bot.family.facts import DayFigures, Went
from bot.family.meeting import Kind
from bot.store.desks import READ_BY_DESKS, SERVED
from bot.store.metadata import constant
from bot.store.schema import (
    alert,
    attendance,
    child,
    circle,
    family,
    meeting,
    meeting_child,
    meeting_day,
    plan_item,
)
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import name_of

_A_DAY = timedelta(days=1)
_MOST = 200

# A day of a series has a state of its own once something was said of it.
_WENT = (
    select(attendance, meeting.c.family_id, meeting.c.kind)
    .join(meeting, meeting.c.id == attendance.c.meeting_id)
    .join(family, family.c.id == meeting.c.family_id)
    .join(
        meeting_day,
        and_(meeting_day.c.meeting_id == attendance.c.meeting_id, meeting_day.c.day == attendance.c.day),
        isouter=True,
    )
    .where(SERVED, attendance.c.at > bindparam("since"))
    .where(
        (meeting_day.c.state == constant("happened"))
        | (meeting_day.c.state.is_(None) & (meeting.c.state == constant("happened")))
    )
    .order_by(attendance.c.day, attendance.c.meeting_id, attendance.c.at)
    .limit(_MOST)
)
_CHILDREN = (
    select(meeting_child.c.meeting_id, child.c.id, child.c.family_id, child.c.name)
    .join(child, child.c.id == meeting_child.c.child_id)
    .where(meeting_child.c.meeting_id.in_(bindparam("meetings", expanding=True)))
    .order_by(child.c.id)
)
_AGREED = (
    select(plan_item.c.circle_id, plan_item.c.topic)
    .join(circle, circle.c.id == plan_item.c.circle_id)
    .join(family, family.c.id == circle.c.family_id)
    .where(SERVED, READ_BY_DESKS, plan_item.c.state == constant("agreed"))
    .where(plan_item.c.agreed_at > bindparam("since"))
    .order_by(plan_item.c.agreed_at, plan_item.c.id)
)
_ALERTS = (
    select(alert.c.person_id)
    .where(alert.c.asked_id == bindparam("person"), alert.c.seen_at.is_(None))
    .order_by(alert.c.at)
)


def day_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return what was good since yesterday, and about whom nobody has said yet that they have seen it."""
    if not view.speaker.is_caseworker:
        return {}
    me = {"person": view.speaker.id}
    since = {**me, "since": session.now - _A_DAY}
    agreed = session.connection.execute(_AGREED, since).all()
    alerts = session.connection.execute(_ALERTS, me).scalars().all()
    return {
        "day": DayFigures(
            went=_went(session, since),
            agreed=tuple((row.circle_id, row.topic) for row in agreed),
            alerts=tuple(name_of(session, one) for one in dict.fromkeys(alerts)),
        )
    }


def _went(session: Session, since: Mapping[str, object]) -> tuple[Went, ...]:
    rows = session.connection.execute(_WENT, since).all()
    if not rows:
        return ()
    meetings = sorted({row.meeting_id for row in rows})
    children = session.connection.execute(_CHILDREN, {"meetings": meetings}).all()
    session.unlock({Scope.family(row.family_id) for row in (*rows, *children)})
    names: dict[str, list[str]] = {}
    for row in children:
        name = session.open_to_show(Scope.family(row.family_id), "child.name", row.id, row.name)
        names.setdefault(row.meeting_id, []).append(name)
    found: dict[tuple[str, str], Went] = {}
    for row in rows:
        sealed = session.open_bytes(
            Scope.family(row.family_id),
            "attendance.details",
            f"{row.meeting_id}:{row.day}:{row.person_id}",
            row.details,
        )
        how = str(msgspec.json.decode(sealed).get("how") or "")
        key = row.meeting_id, row.day
        known = found.get(key) or Went(
            Kind(row.kind), date.fromisoformat(row.day), tuple(names.get(row.meeting_id, ()))
        )
        hows = (*known.hows, how) if how and how not in known.hows else known.hows
        found[key] = msgspec.structs.replace(known, hows=hows)
    return tuple(found.values())
