"""A circle's plan as it is stored: what is suggested, who agrees, and the moment when it holds.

Whether it holds is seen here, behind a lock: two who say yes at the same moment must not both be told that
the other's is still missing. Knows no flow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Row, bindparam, exists, insert, not_, select, update

from bot.chat.draft import Choice, Kind, Run
from bot.chat.people import Circle, PersonState, Phase, View, Way
from bot.chat.text import Text, listing, text
from bot.family import events as e
from bot.family.book import WRITERS
from bot.family.facts import PlanItem
from bot.family.moving import FIRST_CALL
from bot.family.outcome import told as drafted
from bot.family.plan import CALL_LIST, TOPICS, hearing, is_settled, kind_of, reads, topic_called
from bot.family.plan import Kind as PlanKind
from bot.store import homecomings, offered
from bot.store.audit import Entry, committed
from bot.store.media import files_of
from bot.store.metadata import constant
from bot.store.moving import decision, end_first_call, held_questions, question_decided
from bot.store.schema import circle, circle_child, member, person, placement, plan_item, plan_yes
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import pass_on, tell
from bot.store.viewing import ONE_CIRCLE, SERVED_CIRCLES, circles_of

REVIEWED_AFTER = timedelta(days=90)

_STANDING = (
    select(plan_item, person.c.name)
    .join(person, person.c.id == plan_item.c.author_id)
    .where(
        plan_item.c.circle_id.in_(bindparam("circles", expanding=True)),
        plan_item.c.state.in_([constant("proposed"), constant("agreed")]),  # as the index has it
    )
    .order_by(plan_item.c.id)
)
_YES = select(plan_yes.c.item_id, plan_yes.c.person_id).where(
    plan_yes.c.item_id.in_(bindparam("items", expanding=True))
)
# Of who has left nothing waits any more: nobody is there whom others could answer.
_HELD = (
    select(plan_item, person.c.name)
    .join(person, person.c.id == plan_item.c.author_id)
    .where(
        person.c.state != constant(PersonState.LEFT),
        plan_item.c.circle_id.in_(bindparam("circles", expanding=True)),
        plan_item.c.state == constant("held"),  # as the index has it
    )
    .order_by(plan_item.c.id)
)
_PROPOSED = select(plan_item).where(
    plan_item.c.circle_id == bindparam("circle"), plan_item.c.state == constant("proposed")
)
_ONE = (
    select(plan_item, person.c.name)
    .join(person, person.c.id == plan_item.c.author_id)
    .where(plan_item.c.id == bindparam("item"))
)
_LOCK = select(circle.c.id).where(circle.c.id == bindparam("circle")).with_for_update()
_CIRCLES_OF = (
    select(member.c.circle_id)
    .where(member.c.person_id == bindparam("person"))
    .where(exists().where(plan_item.c.circle_id == member.c.circle_id, plan_item.c.state == "proposed"))
)
# Where nothing can be suggested now, both homes are asked as soon as something can.
_TO_REVIEW = (
    select(circle.c.id)
    .where(
        circle.c.plan_review_at <= bindparam("now"),
        circle.c.phase.not_in([Phase.PAUSED, Phase.CLOSED]),
        not_((circle.c.phase == Phase.INTRODUCTION) & (circle.c.way == Way.HOLD)),
    )
    .order_by(circle.c.id)
)
_TO_REVIEW_LOCKED = _TO_REVIEW.with_for_update(skip_locked=True)
_MARK = (
    update(circle)
    .where(circle.c.id == bindparam("which"))
    .where(
        exists().where(
            plan_item.c.circle_id == circle.c.id,
            plan_item.c.state == constant("agreed"),
            plan_item.c.topic.in_(TOPICS),
        )
    )
    .values(plan_review_at=bindparam("at"))
)
_CAME = (
    select(circle_child.c.circle_id, circle_child.c.child_id, placement.c.since)
    .join(placement, placement.c.child_id == circle_child.c.child_id)
    .where(
        circle_child.c.circle_id.in_(bindparam("circles", expanding=True)),
        placement.c.until.is_(None),
        placement.c.since <= bindparam("now"),
    )
    .order_by(circle_child.c.child_id)
)
# What has begun to hold since its author looked cannot be taken back any more.
_WITHDRAW = (
    update(plan_item)
    .where(plan_item.c.id == bindparam("item"), plan_item.c.state == constant("proposed"))
    .values(state="withdrawn")
)
_REPLACE = (
    update(plan_item)
    .where(
        plan_item.c.circle_id == bindparam("circle"),
        plan_item.c.topic == bindparam("about"),
        plan_item.c.state == bindparam("was"),
    )
    .values(state=bindparam("now_is"))
)
# Who says something else meanwhile does not want to be asked about the picture any more.
_REPLACE_HELD = (
    update(plan_item)
    .where(
        plan_item.c.circle_id == bindparam("circle"),
        plan_item.c.topic == bindparam("about"),
        plan_item.c.author_id == bindparam("author"),
        plan_item.c.state == constant("held"),
    )
    .values(state="replaced")
)
_DECIDE = (
    update(plan_item)
    .where(plan_item.c.id == bindparam("item"), plan_item.c.state == constant("held"))
    .values(state=bindparam("now_is"))
)


def plan_facts(session: Session, view: View, about: Mapping[str, str]) -> dict[str, Any]:
    """Return what stands in the plans of the speaker's circles, or of one of them."""
    me = {"person": view.speaker.id}
    ids = [one.id for one in view.circles]
    if view.speaker.is_caseworker:
        served = session.connection.execute(SERVED_CIRCLES, me)
        ids = [row.id for row in served if Phase.AFTER_REUNIFICATION not in (row.phase, row.resumes_as)]
    wanted = about.get("circle")
    ids = [one for one in ids if not wanted or one == wanted]
    if not ids:
        return {}
    rows = session.connection.execute(_STANDING, {"circles": ids}).all()
    families = {row.id: row.family_id for row in _families(session, ids)}
    planned = {one.circle for one in homecomings.live_in(session, ids)}
    # Where going home is not planned, no word of its plan is there to be read, whatever was written.
    rows = [row for row in rows if kind_of(row.topic) != PlanKind.HOME or row.circle_id in planned]
    found = {"plan": _items(session, rows, families)}
    if view.speaker.is_caseworker:
        waiting = session.connection.execute(_HELD, {"circles": ids}).all()
        found["held"] = _items(session, waiting, families) + held_questions(session, ids)
    return found


def _items(session: Session, rows: Sequence[Row[Any]], families: Mapping[str, str]) -> tuple[PlanItem, ...]:
    yes: dict[str, set[str]] = {}
    if rows:
        for one in session.connection.execute(_YES, {"items": [row.id for row in rows]}):
            yes.setdefault(one.item_id, set()).add(one.person_id)
    came = _came(session, sorted({row.circle_id for row in rows})) if rows else {}
    session.unlock(
        {Scope.person(row.author_id) for row in rows}
        | {Scope.family(families[row.circle_id]) for row in rows}
    )
    return tuple(
        PlanItem(
            id=row.id,
            circle=row.circle_id,
            topic=row.topic,
            words=session.open_to_show(
                Scope.family(families[row.circle_id]), "plan_item.words", row.id, row.words
            ),
            author=row.author_id,
            author_name=session.open_to_show(
                Scope.person(row.author_id), "person.name", row.author_id, row.name
            ),
            is_agreed=row.state == "agreed",
            at=row.agreed_at or row.at,
            yes=frozenset(yes.get(row.id, ())),
            came=_since(row, came),
            message=row.message_id,
            files=files_of(session, row.message_id) if row.message_id else (),
            along=tuple(row.along.split()),
        )
        for row in rows
    )


def _came(session: Session, ids: list[str]) -> dict[str, list[tuple[str, datetime]]]:
    """Return when the children of circles came to where they live now."""
    found: dict[str, list[tuple[str, datetime]]] = {}
    for row in session.connection.execute(_CAME, {"circles": ids, "now": session.now}):
        found.setdefault(row.circle_id, []).append((row.child_id, row.since))
    return found


def _since(row: Any, came: Mapping[str, list[tuple[str, datetime]]]) -> tuple[str, ...]:  # noqa: ANN401 - a Row
    """Return the children who have come since something was agreed on."""
    if row.agreed_at is None:
        return ()
    return tuple(child for child, since in came.get(row.circle_id, ()) if since > row.agreed_at)


def child_came(session: Session, circle_id: str) -> None:
    """Mark what a circle has agreed on to be looked at again: another child is in it from now on."""
    session.connection.execute(_MARK, {"which": circle_id, "at": session.now})


def _families(session: Session, ids: list[str]) -> list[Any]:
    found = select(circle.c.id, circle.c.family_id).where(circle.c.id.in_(ids))
    return list(session.connection.execute(found))


def written(session: Session, event: e.PlanWritten, _spoke: object) -> list[Entry]:
    """Write down what is suggested, with its author's own yes; what is held replaces nothing yet."""
    _lock(session, event.circle)
    if _is_over(session, event.circle, event.topic):
        return []
    scope, place = Scope.family(event.family), {"circle": event.circle, "about": event.topic}
    session.connection.execute(_REPLACE_HELD, {**place, "author": event.author})
    if not event.is_held:
        session.connection.execute(_REPLACE, {**place, "was": "proposed", "now_is": "replaced"})
    session.connection.execute(
        insert(plan_item),
        {
            "id": event.id,
            "circle_id": event.circle,
            "topic": event.topic,
            "author_id": event.author,
            "words": session.seal(scope, "plan_item.words", event.id, event.words),
            "message_id": event.message,
            "state": "held" if event.is_held else "proposed",
            "at": session.now,
            "along": " ".join(event.along),
        },
    )
    _add_yes(session, event.id, event.author, event.author)
    pages = "".join(f"\n{one}" for one in event.along)
    body = committed(event.words, event.message) + pages.encode()
    return [Entry(event.family, "plan-written", event.author, event.id, body, scope)]


def _is_over(session: Session, circle_id: str, topic: str) -> bool:
    """Whether going home was stopped at this very moment."""
    return kind_of(topic) == PlanKind.HOME and homecomings.live(session, circle_id) is None


def decided(session: Session, event: e.PlanDecided, _spoke: object) -> list[Entry]:
    """Let what was held be suggested, or put on the list; or neither."""
    _lock(session, event.circle)
    if event.topic == CALL_LIST:
        return question_decided(session, event)
    place = {"circle": event.circle, "about": event.topic, "was": "proposed", "now_is": "replaced"}
    if event.is_approved:
        session.connection.execute(_REPLACE, place)
    state = "proposed" if event.is_approved else "declined"
    session.connection.execute(_DECIDE, {"item": event.item, "now_is": state})
    return [decision(event)]


def agreed(session: Session, event: e.PlanAgreed, _spoke: object) -> list[Entry]:
    """Note a yes; where it was the last one, the words hold from now on."""
    _lock(session, event.circle)
    still = session.connection.execute(
        select(plan_item.c.id).where(plan_item.c.id == event.item, plan_item.c.state == constant("proposed"))
    ).first()
    if still is None:
        return []
    _add_yes(session, event.item, event.person, event.by)
    entry = Entry(event.family, "plan-agreed", event.by, event.item, event.person.encode())
    return [entry, *settle(session, event.circle, by=event.by)]


def taken_back(session: Session, event: e.PlanTakenBack, _spoke: object) -> list[Entry]:
    """Suggest it no more."""
    _lock(session, event.circle)
    if session.connection.execute(_WITHDRAW, {"item": event.item}).rowcount == 0:
        return []
    return [Entry(event.family, "plan-taken-back", event.by, event.item)]


def settle_for(session: Session, person_id: str) -> list[Entry]:
    """Look anew at what waits where somebody has left, or is back: nobody else may be missing."""
    entries = []
    for circle_id in session.connection.execute(_CIRCLES_OF, {"person": person_id}).scalars().all():
        _lock(session, circle_id)
        entries += settle(session, circle_id)
    return entries


def settle(session: Session, circle_id: str, by: str = "") -> list[Entry]:
    """Let hold what everybody has agreed to, and tell both homes and the caseworker together.

    Who has just said the last yes reads it at once, whatever the hour: it is what comes of their button.
    """
    (one,) = circles_of(session, session.connection.execute(ONE_CIRCLE, {"circle": circle_id}).all())
    entries = []
    for item in session.connection.execute(_PROPOSED, {"circle": circle_id}).all():
        yes = [row.person_id for row in session.connection.execute(_YES, {"items": [item.id]})]
        if not is_settled(one, yes) or _is_over(session, circle_id, item.topic):
            continue
        place = {"circle": circle_id, "about": item.topic, "was": "agreed", "now_is": "past"}
        session.connection.execute(_REPLACE, place)
        session.connection.execute(
            update(plan_item).where(plan_item.c.id == item.id).values(state="agreed", agreed_at=session.now)
        )
        if kind_of(item.topic) == PlanKind.PARTNERSHIP:
            again = session.now + REVIEWED_AFTER
            session.connection.execute(
                update(circle).where(circle.c.id == circle_id).values(plan_review_at=again)
            )
        scope = Scope.family(one.family)
        if item.topic == FIRST_CALL:
            end_first_call(session, circle_id)
        (holds,) = _items(
            session, session.connection.execute(_ONE, {"item": item.id}).all(), {circle_id: one.family}
        )
        _announce(session, one, holds, by)
        entries.append(
            Entry(one.family, "plan-holds", None, item.id, committed(holds.words, holds.message), scope)
        )
    return entries


def _announce(session: Session, one: Circle, item: PlanItem, by: str) -> None:
    planned = homecomings.live(session, one.id) if kind_of(item.topic) == PlanKind.HOME else None
    said = {"topic": topic_called(item.topic), "children": planned.called(one) if planned else one.label}
    heard = hearing(one.id, (item,))
    rows = heard
    if item.topic == FIRST_CALL:
        # What comes next, now that they have spoken.
        share, onward = Choice(Text("label-share"), Run("share")), Choice(Text("label-plan"), Run("plan"))
        rows = (*heard, (share, onward))
    for other in one.members:
        if other.is_joined and other.role in WRITERS:
            is_answer = other.id == by
            told = text("plan-agreed-told", **said)
            kind, room = (Kind.ANSWER, None) if is_answer else (Kind.NOTICE, one.id)
            # The words are somebody's: what has not left yet ends with a pause, or a break, as words do.
            writer = item.author if one.is_willing(item.author, other.id) else None
            draft = drafted(
                other.id, told, reads(item, one), kind=kind, rows=rows, circle=room, author=writer
            )
            pass_on(session, msgspec.structs.replace(draft, homecoming=planned.id if planned else None))
    if not one.is_theirs_alone:
        tell(session, one.caseworker, text("plan-agreed-desk", **said), reads(item, one), rows=heard)


def remind(session: Session) -> int:
    """Ask both homes whether what they agreed on still holds: now and then, and when a child came."""
    statement = _TO_REVIEW_LOCKED if session.is_postgresql else _TO_REVIEW
    due = session.connection.execute(statement, {"now": session.now}).scalars().all()
    for circle_id in due:
        again = session.now + REVIEWED_AFTER
        session.connection.execute(
            update(circle).where(circle.c.id == circle_id).values(plan_review_at=again)
        )
        (one,) = circles_of(session, session.connection.execute(ONE_CIRCLE, {"circle": circle_id}).all())
        asked = _asked_again(session, one)
        look = ((Choice(Text("label-plan-look"), Run("plan", {"circle": circle_id})),),)
        for other in one.members:
            if other.is_joined and other.role in WRITERS:
                tell(session, other.id, asked, rows=look)
                offered.count(session, other.id, "plan")
    return len(due)


def _asked_again(session: Session, one: Circle) -> Text:
    came = _came(session, [one.id])
    standing = session.connection.execute(_STANDING, {"circles": [one.id]}).all()
    since = {child for row in standing if row.topic in TOPICS for child in _since(row, came)}
    if not since:
        return text("plan-review", children=one.label)
    names = listing([child.name for child in one.children if child.id in since])
    return text("plan-review-came", children=one.label, child=names)


def _lock(session: Session, circle_id: str) -> None:
    if session.is_postgresql:
        session.connection.execute(_LOCK, {"circle": circle_id})


def _add_yes(session: Session, item: str, person_id: str, by: str) -> None:
    known = select(plan_yes.c.item_id).where(plan_yes.c.item_id == item, plan_yes.c.person_id == person_id)
    if session.connection.execute(known).first() is None:
        session.connection.execute(
            insert(plan_yes), {"item_id": item, "person_id": person_id, "by_id": by, "at": session.now}
        )
