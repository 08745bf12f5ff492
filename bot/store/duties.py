"""What the clock makes due: words that are slow, holds that end.

Each duty is a row that is due, turned into drafts only now, so that nothing carries stale words. Knows no
scheduler: whoever wakes it may do so as often as it likes.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, func, select, update

from bot.chat.draft import Choice, Run
from bot.chat.people import Phase, Way
from bot.chat.text import Text, listing, text
from bot.store.departing import tell_slow
from bot.store.metadata import constant
from bot.store.schema import child, circle, circle_child, family, member, message
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import name_of, tell

SLOW = timedelta(minutes=1)
HOLD_NOTICE = timedelta(days=1)

_HOLDS = (
    select(circle.c.id, circle.c.family_id, circle.c.hold_until, circle.c.hold_told, family.c.caseworker_id)
    .join(family, family.c.id == circle.c.family_id)
    .where(circle.c.phase == Phase.INTRODUCTION, circle.c.way == Way.HOLD)
    .where(circle.c.hold_until <= bindparam("soon"))
)
# Two processes look at the same moment, and everybody is told once.
_HOLDS_LOCKED = _HOLDS.with_for_update(of=circle, skip_locked=True, key_share=True)
_CHILDREN = (
    select(child.c.id, child.c.name)
    .join(circle_child, circle_child.c.child_id == child.c.id)
    .where(circle_child.c.circle_id == bindparam("circle"))
    .order_by(child.c.id)
)
_NOW_WATCH = (
    update(circle)
    .where(circle.c.id == bindparam("which"))
    .values(way=Way.WATCH.value, hold_until=None, hold_told=False)
)
_HOLD_TOLD = update(circle).where(circle.c.id == bindparam("which")).values(hold_told=True)
_MEMBERS = select(member.c.person_id).where(member.c.circle_id == bindparam("circle"))
_WAITING = select(func.count()).where(
    message.c.circle_id == bindparam("circle"), message.c.state == constant("held")
)


def do_all(session: Session) -> int:
    """Do everything that is due now; return how many things were found."""
    return tell_slow(session, SLOW) + _end_holds(session)


def _end_holds(session: Session) -> int:
    statement = _HOLDS_LOCKED if session.is_postgresql else _HOLDS
    rows = session.connection.execute(statement, {"soon": session.now + HOLD_NOTICE}).all()
    done = 0
    for row in rows:
        children = session.connection.execute(_CHILDREN, {"circle": row.id}).all()
        scope = Scope.family(row.family_id)
        names = listing([session.open_to_show(scope, "child.name", one.id, one.name) for one in children])
        if row.hold_until <= session.now:
            session.connection.execute(_NOW_WATCH, {"which": row.id})
            over = text("hold-over", caseworker=name_of(session, row.caseworker_id))
            for person_id in session.connection.execute(_MEMBERS, {"circle": row.id}).scalars().all():
                tell(session, person_id, over)
            waiting = session.connection.execute(_WAITING, {"circle": row.id}).scalar_one()
            more = (text("queue-still", count=waiting),) if waiting else ()
            tell(session, row.caseworker_id, text("hold-ended", children=names), *more)
        elif not row.hold_told:
            session.connection.execute(_HOLD_TOLD, {"which": row.id})
            go_on = Choice(Text("label-decide"), Run("hold-ends", {"circle": row.id}))
            tell(session, row.caseworker_id, text("hold-ends", children=names), rows=((go_on,),))
        else:
            continue
        done += 1
    return done
