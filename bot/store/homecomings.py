"""How children may come home, as it is stored: what is planned in a circle, and what becomes of it.

Where nothing is planned any more no word of its plan is left standing. Knows no flow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, select, update

from bot.chat.draft import Kind as Manner
from bot.chat.people import Phase, Role, View
from bot.chat.text import text
from bot.family import events as e
from bot.family.book import WRITERS
from bot.family.homeward import LIVE, NEXT, Act, Homecoming, State
from bot.family.plan import BOOKS, Kind
from bot.store import reunions
from bot.store.audit import Entry
from bot.store.metadata import constant
from bot.store.schema import circle, homecoming, homecoming_child, plan_item
from bot.store.session import Session
from bot.store.telling import name_of, tell
from bot.store.viewing import ONE_CIRCLE, SERVED_CIRCLES, circles_of

_IS_LIVE = homecoming.c.state.in_([constant(one.value) for one in LIVE])
_LIVE = (
    select(homecoming)
    .where(homecoming.c.circle_id.in_(bindparam("circles", expanding=True)), _IS_LIVE)
    .order_by(homecoming.c.id)
)
_CHILDREN = (
    select(homecoming_child)
    .where(homecoming_child.c.homecoming_id.in_(bindparam("ids", expanding=True)))
    .order_by(homecoming_child.c.child_id)
)
_IS_STILL = select(exists().where(homecoming.c.id == bindparam("id"), _IS_LIVE))
_LOCK = select(circle.c.id).where(circle.c.id == bindparam("circle")).with_for_update()
_END_WORDS = (
    update(plan_item)
    .where(
        plan_item.c.circle_id == bindparam("circle"),
        plan_item.c.topic.in_(BOOKS[Kind.HOME]),
        plan_item.c.state == bindparam("was"),
    )
    .values(state=bindparam("now_is"))
)
_ENDED = {"agreed": "past", "proposed": "withdrawn", "held": "declined"}
"""What becomes of the words of a plan whose homecoming has ended."""


def homecoming_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return what is planned in the speaker's circles: nobody else in them learns that anything is."""
    if view.speaker.is_caseworker:
        served = session.connection.execute(SERVED_CIRCLES, {"person": view.speaker.id})
        ids = [row.id for row in served if Phase.AFTER_REUNIFICATION not in (row.phase, row.resumes_as)]
    else:
        ids = [one.id for one in view.circles] if view.speaker.role in WRITERS else []
    return {"homecomings": live_in(session, ids)}


def live_in(session: Session, circles: Sequence[str]) -> tuple[Homecoming, ...]:
    """Return what is planned in these circles."""
    rows = session.connection.execute(_LIVE, {"circles": list(circles)}).all() if circles else []
    children: dict[str, list[str]] = {}
    if rows:
        for one in session.connection.execute(_CHILDREN, {"ids": [row.id for row in rows]}):
            children.setdefault(one.homecoming_id, []).append(one.child_id)
    return tuple(
        Homecoming(
            id=row.id,
            circle=row.circle_id,
            state=State(row.state),
            children=tuple(children.get(row.id, ())),
            aim=date.fromisoformat(row.aim) if row.aim else None,
            began_at=row.began_at,
            call_at=row.call_at,
            home_at=row.ended_at,
        )
        for row in rows
    )


def live(session: Session, circle_id: str) -> Homecoming | None:
    """Return what is planned in a circle, None where nothing is."""
    return next(iter(live_in(session, [circle_id])), None)


def is_live(session: Session, homecoming_id: str) -> bool:
    """Whether a way home is still there to be read of."""
    return bool(session.connection.execute(_IS_STILL, {"id": homecoming_id}).scalar())


def turned(session: Session, event: e.HomeTurned, _spoke: object) -> list[Entry]:
    """Write down what a caseworker has done about it. Who was slower than a colleague changes nothing."""
    _lock(session, event.circle)
    now = live(session, event.circle)
    state = NEXT[event.act].get(now.state if now else State.NONE)
    if state is None:
        return []
    if now is None:
        _begin(session, event)
    elif state == State.STOPPED:
        _stop(session, now)
    else:
        _change(session, now, event)
    return [Entry(event.family, f"homecoming-{event.act.value}", event.by, event.circle)]


def _begin(session: Session, event: e.HomeTurned) -> None:
    _end_words(session, event.circle)
    session.connection.execute(
        insert(homecoming),
        {
            "id": event.id,
            "circle_id": event.circle,
            "state": State.BEGUN.value,
            "aim": event.aim.isoformat() if event.aim else None,
            "began_at": session.now,
        },
    )
    _add(session, event.id, event.children)


def _add(session: Session, homecoming_id: str, children: Sequence[str]) -> None:
    rows = [{"homecoming_id": homecoming_id, "child_id": one} for one in children]
    if rows:
        session.connection.execute(insert(homecoming_child), rows)


def _change(session: Session, now: Homecoming, event: e.HomeTurned) -> None:
    values: dict[str, Any] = {"aim": event.aim.isoformat() if event.aim else None}
    if event.act == Act.CALL:
        reunions.forget(session, now.circle)  # With a last yes to an old question she would read no more.
    if event.act in (Act.CALL, Act.GO_ON):
        values = {"call_at": session.now if event.act == Act.CALL else None}
    elif event.act == Act.WIDEN:
        _add(session, now.id, [one for one in event.children if one not in now.children])
    session.connection.execute(update(homecoming).where(homecoming.c.id == now.id).values(**values))


def _stop(session: Session, now: Homecoming) -> None:
    _end(session, now, State.STOPPED)
    reunions.forget(session, now.circle)  # Nobody is asked any more whether the children are home.
    _end_words(session, now.circle)


def _end(session: Session, now: Homecoming, state: State) -> None:
    session.connection.execute(
        update(homecoming)
        .where(homecoming.c.id == now.id)
        .values(state=state.value, call_at=None, ended_at=session.now)
    )


def _end_words(session: Session, circle_id: str) -> None:
    for was, now_is in _ENDED.items():
        session.connection.execute(_END_WORDS, {"circle": circle_id, "was": was, "now_is": now_is})


def phase_changed(session: Session, event: e.PhaseChanged) -> list[Entry]:
    """Note that they are home, by everybody's yes; what is closed is planned no more."""
    now = live(session, event.circle)
    if now is None or now.state != State.BEGUN:
        return []
    if event.phase == Phase.AFTER_REUNIFICATION:
        _end(session, now, NEXT[Act.HOME][now.state])
        action = f"homecoming-{Act.HOME.value}"
    elif event.phase == Phase.CLOSED:
        _stop(session, now)
        action = f"homecoming-{Act.STOP.value}"
    else:
        return []
    family = session.connection.execute(select(circle.c.family_id).where(circle.c.id == event.circle))
    return [Entry(family.scalar_one(), action, event.by, event.circle)]


def moved(session: Session, event: e.CircleFollowed) -> list[Entry]:
    """Plan nothing more for a child who goes to live in another home: its family and she hear of it."""
    now = live(session, event.old)
    if now is None or event.child not in now.children:
        return []
    (one,) = circles_of(session, session.connection.execute(ONE_CIRCLE, {"circle": event.old}).all())
    names = [child.name for child in one.children if child.id == event.child]
    session.connection.execute(
        delete(homecoming_child).where(
            homecoming_child.c.homecoming_id == now.id, homecoming_child.c.child_id == event.child
        )
    )
    if len(now.children) == 1:
        _stop(session, now)
    if now.state != State.BEGUN:
        return []
    caseworker = name_of(session, one.caseworker)
    said = text("going-moved-told", children=", ".join(names) or "–", caseworker=caseworker)
    for other in one.members:
        if other.is_joined and other.role == Role.PARENT and other.id not in event.leaving:
            tell(session, other.id, said)
    told_her = text("going-moved-desk", children=", ".join(names) or "–")
    tell(session, event.by, told_her, kind=Manner.ANSWER)
    return [Entry(event.family, f"homecoming-{Act.STOP.value}", event.by, event.old)]


def _lock(session: Session, circle_id: str) -> None:
    if session.is_postgresql:
        session.connection.execute(_LOCK, {"circle": circle_id})
