"""Whose desk a family is on: the one place that says who of the agency reads and decides for whom.

A family names its caseworker; whoever stands in for her these days has her desk beside their own; her
supervisor can open it and no more. Every query for "her families" is built of this. Knows no rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import msgspec
from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, or_, select

from bot.chat.draft import Draft, Kind
from bot.chat.ids import new_id
from bot.chat.outgoing import Operation
from bot.chat.people import Circle, Phase, Speaker
from bot.store.metadata import constant
from bot.store.schema import account, circle, cover, family, person
from bot.store.session import Session

ON = "on"
_SPEAKS: BindParameter[Any] = bindparam("person")
_above = person.alias("above")
_STAND_INS = (
    select(cover.c.caseworker_id, cover.c.colleague_id)
    .where(cover.c.state == constant(ON))
    .where(cover.c.caseworker_id.in_(bindparam("people", expanding=True)))
    .order_by(cover.c.id)
)

_CASEWORKERS = (
    select(family.c.id, family.c.caseworker_id)
    .where(family.c.id.in_(bindparam("families", expanding=True)))
    .order_by(family.c.id)
    .with_for_update(read=True)
)


def on_desk_of(caseworker: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a column
    """Whether what names this caseworker is on the speaker's desk: their own, or one they stand in at."""
    is_covered = exists().where(
        cover.c.caseworker_id == caseworker,
        cover.c.colleague_id == _SPEAKS,
        cover.c.state == constant(ON),
    )
    return or_(caseworker == _SPEAKS, is_covered)


SERVED = on_desk_of(family.c.caseworker_id)
"""Whether a family is on the desk of the speaker (``:person``)."""

OVERSEEN = exists().where(_above.c.id == family.c.caseworker_id, _above.c.supervisor_id == _SPEAKS)
"""Whether the speaker (``:person``) is the supervisor of whoever serves a family."""


READ_BY_DESKS = and_(
    circle.c.phase != Phase.AFTER_REUNIFICATION,
    or_(circle.c.resumes_as.is_(None), circle.c.resumes_as != Phase.AFTER_REUNIFICATION),
)
"""Whether a desk may read a circle: once the children are home it is theirs alone, paused since or not."""


def is_stood_in_for(caseworker: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a column
    """Whether somebody who can be reached stands in for a caseworker now."""
    return exists().where(
        cover.c.caseworker_id == caseworker,
        cover.c.state == constant(ON),
        account.c.person_id == cover.c.colleague_id,
        account.c.state == constant("active"),
    )


def are_elsewhere(session: Session, circles: Iterable[Circle]) -> bool:
    """Whether a family has gone to another caseworker since these circles were read.

    Asked before anything is written to the agency: until the end of the turn no family goes anywhere, and
    nobody begins or ends to stand in.
    """
    read = {one.family: one.caseworker for one in circles}
    if not session.is_postgresql or not read:
        return False  # Elsewhere there is one writer, and nothing has happened in between.
    rows = session.connection.execute(_CASEWORKERS, {"families": sorted(read)})
    return any(read[row.id] != row.caseworker_id for row in rows)


def stand_ins(session: Session, people: Collection[str]) -> dict[str, list[str]]:
    """Return who stands in now for each of these people, where anybody does."""
    found: dict[str, list[str]] = {}
    if people:
        rows = session.connection.execute(_STAND_INS, {"people": sorted(people)})
        for row in rows:
            found.setdefault(row.caseworker_id, []).append(row.colleague_id)
    return found


def told_of(me: Speaker, drafts: Iterable[Draft], desks: Collection[str]) -> tuple[Draft, ...]:
    """Return what is to be written, with whom it is about where a desk is told of the speaker themself.

    It belongs to no circle; by whom it is about it goes with the family, to whoever has that then.
    """

    def about(one: Draft) -> Draft:
        is_bare = one.circle is None and one.meeting is None and one.message is None and one.author is None
        is_of_me = is_bare and one.to in desks and one.kind != Kind.ANSWER
        return msgspec.structs.replace(one, author=me.id) if is_of_me else one

    return tuple(drafts) if me.is_caseworker else tuple(about(one) for one in drafts)


def for_stand_ins(session: Session, drafts: Iterable[Draft], desks: Collection[str]) -> list[Draft]:
    """Return what whoever stands in for one of these ``desks`` is to get as well, beside them.

    What answers somebody is for them alone, and so is what is bound to an account.
    """
    meant = [
        one
        for one in drafts
        if one.to in desks
        and one.kind != Kind.ANSWER
        and one.operation == Operation.SEND
        and one.account is None
    ]
    if not meant:
        return []
    beside = stand_ins(session, {one.to for one in meant})
    return [
        msgspec.structs.replace(one, id=new_id(), to=colleague)
        for one in meant
        for colleague in beside.get(one.to, ())
        if colleague != one.author
    ]
