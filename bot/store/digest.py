"""Each morning at her hour a caseworker is told what the day brings: once, whatever the clock does.

On Mondays she is given the codes of her families' chains as well, also where she wants no mornings.

What it says is ``family.digest``'s. Knows no scheduler.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

import msgspec
from sqlalchemy import bindparam, select, update

from bot.chat.draft import Kind
from bot.chat.people import DESK, PersonState, View
from bot.family.digest import NEEDS, codes, digest
from bot.family.outcome import told
from bot.family.wall import local, moment
from bot.store.facts import facts_for
from bot.store.heads import heads_of
from bot.store.metadata import EPOCH
from bot.store.schema import person
from bot.store.session import Session
from bot.store.telling import pass_on
from bot.store.turning import FAR
from bot.store.viewing import primary_row, speaker_of

_LOOKED_AT_ONCE = 50
_OTHERWISE = "08:00"
"""When the codes are told where there is no hour for mornings."""

_DUE = (
    select(person.c.id, person.c.role, person.c.state, person.c.timezone, person.c.digest, person.c.digest_at)
    .where(person.c.digest_at <= bindparam("now"))
    .order_by(person.c.digest_at, person.c.id)
    .limit(_LOOKED_AT_ONCE)
)
# Two processes look at the same moment, and she is told once.
_DUE_LOCKED = _DUE.with_for_update(of=person, skip_locked=True)
_LOOK_AT = update(person).where(person.c.id == bindparam("who")).values(digest_at=bindparam("due"))


def look_anew(session: Session, person_id: str) -> None:
    """Find out anew when somebody is to be told: they have set another hour, or live by another clock."""
    session.connection.execute(_LOOK_AT, {"who": person_id, "due": EPOCH})


def next_morning(hour: str, zone: str, now: datetime) -> datetime:
    """Return when the clocks of a zone next show this."""
    day, at = local(now, zone).date(), time.fromisoformat(hour)
    today = moment(day, at, zone)
    return today if today > now else moment(day + timedelta(days=1), at, zone)


def next_monday(hour: str, zone: str, now: datetime) -> datetime:
    """Return when the clocks of a zone next show this on a Monday."""
    return last_monday(hour, zone, now, weeks=1)


def last_monday(hour: str, zone: str, now: datetime, weeks: int = 0) -> datetime:
    """Return when the clocks of a zone last showed this on a Monday, or so many weeks later."""
    day, at = local(now, zone).date(), time.fromisoformat(hour)
    monday = day - timedelta(days=day.weekday())
    if moment(monday, at, zone) > now:
        monday -= timedelta(weeks=1)
    return moment(monday + timedelta(weeks=weeks), at, zone)


def tell_mornings(session: Session) -> int:
    """Tell each caseworker whose hour has come what the day brings; return how many were told.

    After a standstill it is one morning's, not one for each that passed.
    """
    rows = session.connection.execute(_DUE_LOCKED if session.is_postgresql else _DUE, {"now": session.now})
    done = 0
    for row in rows.all():
        hour = row.digest if row.digest is not None else session.defaults.digest
        wants = row.role in DESK and bool(hour)
        at = hour or session.defaults.digest or _OTHERWISE
        # Where the agency has said nothing of mornings at all, there are no Mondays either.
        has_mondays = row.role in DESK and session.defaults.digest is not None
        upcoming = next_morning if wants else next_monday
        due = upcoming(at, row.timezone, session.now) if wants or has_mondays else FAR
        session.connection.execute(_LOOK_AT, {"who": row.id, "due": due})
        if row.digest_at == EPOCH or row.state != PersonState.JOINED:
            continue
        done += _tell(session, row.id) if wants else 0
        if has_mondays and row.digest_at <= last_monday(at, row.timezone, session.now):
            _tell_codes(session, row.id)
    return done


def _tell(session: Session, person_id: str) -> int:
    row = primary_row(session, person_id)
    if row is None:
        return 0
    view = View(now=session.now, speaker=speaker_of(session, row))
    page = digest(view, facts_for(session, view, NEEDS))
    pass_on(session, told(person_id, *page.parts, kind=Kind.NOTICE, rows=page.rows))
    return 1


def _tell_codes(session: Session, person_id: str) -> None:
    heads = heads_of(session, person_id)
    if heads:
        draft = told(person_id, codes(heads), kind=Kind.NOTICE)
        pass_on(session, msgspec.structs.replace(draft, is_silent=True))
