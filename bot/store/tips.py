"""Tips that people write and try, as they are stored; what else there is is the library's. Knows no flow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from bot.chat.people import View
from bot.family import events as e
from bot.family.book import WRITERS
from bot.family.tips import OwnTip, Trying
from bot.store.audit import Entry
from bot.store.schema import circle, person, tip, tip_try
from bot.store.sealing import Scope
from bot.store.session import Session

_MOST = 40

_TIPS = (
    select(tip, person.c.name, circle.c.family_id)
    .join(person, person.c.id == tip.c.author_id)
    .join(circle, circle.c.id == tip.c.circle_id)
    .where(tip.c.circle_id.in_(bindparam("circles", expanding=True)))
    .order_by(tip.c.at.desc(), tip.c.id.desc())
    .limit(_MOST)
)
_TRIES = (
    select(tip_try, person.c.name, circle.c.family_id)
    .join(person, person.c.id == tip_try.c.person_id)
    .join(circle, circle.c.id == tip_try.c.circle_id)
    .where(tip_try.c.circle_id.in_(bindparam("circles", expanding=True)))
    .order_by(tip_try.c.at.desc(), tip_try.c.id.desc())
    .limit(_MOST)
)


_WRITTEN_BY = (
    select(tip, circle.c.family_id)
    .join(circle, circle.c.id == tip.c.circle_id)
    .where(tip.c.author_id == bindparam("person"))
    .order_by(tip.c.at, tip.c.id)
)
_TOLD_BY = (
    select(tip_try, circle.c.family_id)
    .join(circle, circle.c.id == tip_try.c.circle_id)
    .where(tip_try.c.person_id == bindparam("person"), tip_try.c.said_at.is_not(None))
    .order_by(tip_try.c.said_at, tip_try.c.id)
)


def words_of(session: Session, person_id: str) -> list[tuple[str, str, datetime]]:
    """Return what somebody wrote as tips, and of those they tried: the circle, the words, and when."""
    me, found = {"person": person_id}, list[tuple[str, str, datetime]]()
    for query, kept, at in ((_WRITTEN_BY, "tip.words", "at"), (_TOLD_BY, "tip_try.words", "said_at")):
        for row in session.connection.execute(query, me).all():
            scope = Scope.family(row.family_id)
            session.unlock({scope})
            words = session.open_to_show(scope, kept, row.id, row.words)
            found += [(row.circle_id, words, getattr(row, at))] if words else []
    return found


def tip_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return what the people whom the speaker writes with have written and tried, the newest first."""
    me = view.speaker
    known = {one.id: {me.id, *(other.id for other in one.reach(me.id))} for one in view.circles}
    if not known or me.role not in WRITERS:
        return {}
    ids = {"circles": sorted(known)}
    tips = [one for one in session.connection.execute(_TIPS, ids) if one.author_id in known[one.circle_id]]
    tries = [one for one in session.connection.execute(_TRIES, ids) if one.person_id in known[one.circle_id]]
    session.unlock(
        {Scope.family(row.family_id) for row in (*tips, *tries)}
        | {Scope.person(row.author_id) for row in tips}
        | {Scope.person(row.person_id) for row in tries}
    )
    return {
        "tips": tuple(
            OwnTip(
                row.id,
                row.circle_id,
                row.author_id,
                _name(session, row.author_id, row.name),
                session.open_to_show(Scope.family(row.family_id), "tip.words", row.id, row.words),
                row.at,
            )
            for row in tips
        ),
        "tries": tuple(
            Trying(
                row.id,
                row.circle_id,
                row.person_id,
                _name(session, row.person_id, row.name),
                row.tip,
                row.state,
                row.at,
                session.open_to_show(Scope.family(row.family_id), "tip_try.words", row.id, row.words),
            )
            for row in tries
        ),
    }


def _name(session: Session, person_id: str, sealed: bytes) -> str:
    return session.open_to_show(Scope.person(person_id), "person.name", person_id, sealed)


def written(session: Session, event: e.TipWritten, _spoke: object) -> list[Entry]:
    """Keep what somebody has written."""
    scope = Scope.family(event.family)
    values = {
        "id": event.id,
        "circle_id": event.circle,
        "author_id": event.author,
        "words": session.seal(scope, "tip.words", event.id, event.words),
        "at": session.now,
    }
    session.connection.execute(insert(tip), values)
    return [Entry(event.family, "tip-written", event.author, event.id, event.words.encode(), scope)]


def tried(session: Session, event: e.TipTried, _spoke: object) -> list[Entry]:
    """Note that somebody tries it."""
    values = {
        "id": event.id,
        "circle_id": event.circle,
        "person_id": event.person,
        "tip": event.tip,
        "state": "trying",
        "words": session.seal(Scope.family(event.family), "tip_try.words", event.id, ""),
        "at": session.now,
    }
    session.connection.execute(insert(tip_try), values)
    return [Entry(event.family, "tip-tried", event.person, event.id)]


def said(session: Session, event: e.TipSaid, _spoke: object) -> list[Entry]:
    """Note what came of it."""
    scope = Scope.family(event.family)
    words = session.seal(scope, "tip_try.words", event.trying, event.words)
    session.connection.execute(
        update(tip_try)
        .where(tip_try.c.id == event.trying, tip_try.c.circle_id == event.circle)
        .values(state=event.state, words=words, said_at=session.now)
    )
    return [Entry(event.family, "tip-said", event.person, event.trying, event.words.encode(), scope)]
