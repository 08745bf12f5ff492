"""What is offered to people: once a day each of them is looked at, at a kind hour by their own clock.

What is right then is ``family.offers``'s. The words are found at the moment they leave: who rests is looked
at when that is over. Knows no scheduler.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from bot.chat.ids import new_id
from bot.chat.people import DESK, PersonState
from bot.family.facts import Need
from bot.family.offers import drafted, open_kinds, pick
from bot.policy.quiet import resting_until
from bot.store.digest import next_morning
from bot.store.facts import facts_for
from bot.store.offered import note
from bot.store.schema import person
from bot.store.session import Session
from bot.store.telling import pass_on
from bot.store.turning import FAR
from bot.store.viewing import primary_row, standing_view

_LOOKED_AT_ONCE = 50
LATE = timedelta(hours=4)
"""So long after its hour an offer is none any more: it may be the middle of the night."""

_DUE = (
    select(person.c.id, person.c.role, person.c.state, person.c.timezone, person.c.quiet, person.c.offer_at)
    .where(person.c.offer_at <= bindparam("now"))
    .order_by(person.c.offer_at, person.c.id)
    .limit(_LOOKED_AT_ONCE)
)
# Two processes look at the same moment, and an offer is made once.
_DUE_LOCKED = _DUE.with_for_update(of=person, skip_locked=True)
_NEXT = (
    select(person.c.offer_at)
    .where(person.c.offer_at > bindparam("now"), person.c.offer_at < bindparam("far"))
    .order_by(person.c.offer_at)
    .limit(1)
)
_LOOK_AT = update(person).where(person.c.id == bindparam("who")).values(offer_at=bindparam("due"))


def next_due(session: Session) -> datetime | None:
    """Return when somebody is to be looked at."""
    if session.defaults.offers is None:
        return None
    return session.connection.execute(_NEXT, {"now": session.now, "far": FAR}).scalar()


def make(session: Session) -> int:
    """Look at everybody whose hour has come, and offer what is right; return how many offers were made.

    After a standstill it is one day's, not one for each that passed.
    """
    hour = session.defaults.offers
    if hour is None:
        return 0
    statement = _DUE_LOCKED if session.is_postgresql else _DUE
    done = 0
    for row in session.connection.execute(statement, {"now": session.now}).all():
        due = next_morning(hour, row.timezone, session.now) if row.role not in DESK else FAR
        is_in_time = session.now - row.offer_at < LATE
        is_looked_at = is_in_time and row.state == PersonState.JOINED and due != FAR
        quiet = row.quiet if row.quiet is not None else session.defaults.quiet
        rests = resting_until(quiet, row.timezone, session.now) if is_looked_at else None
        if rests is not None and rests < due:
            due, is_looked_at = rests, False
        session.connection.execute(_LOOK_AT, {"who": row.id, "due": due})
        done += _offer(session, row.id) if is_looked_at else 0
    return done


def _offer(session: Session, person_id: str) -> int:
    speaker = primary_row(session, person_id)
    # Who cannot be reached would seem to have passed it over.
    if speaker is None or speaker.account_state != "active":
        return 0
    view = standing_view(session, speaker)
    offers = facts_for(session, view, frozenset({Need.OFFERS})).offers
    needs = [kind.needs for kind in open_kinds(offers, session.now)]
    if not needs:
        return 0
    found = pick(view, facts_for(session, view, frozenset({Need.OFFERS}).union(*needs)))
    if found is None:
        return 0
    kind, fitting = found
    made = new_id()
    note(session, made, person_id, kind.id, fitting.about)
    pass_on(session, drafted(person_id, made, kind, fitting))
    return 1
