"""What the clock makes due: words that are slow, holds that end, traces that are no longer needed.

Each duty is a row that is due, turned into drafts only now, so that nothing carries stale words. Knows no
scheduler: whoever wakes it may do so as often as it likes.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, delete, func, select, update

from bot.chat.draft import Choice, Run
from bot.chat.people import Phase, Way
from bot.chat.text import Text, text
from bot.store.departing import tell_slow
from bot.store.metadata import constant
from bot.store.schema import circle, family, guess, inbox, message
from bot.store.session import Session
from bot.store.telling import tell
from bot.store.viewing import SERVED_CIRCLES, circles_of

SLOW = timedelta(minutes=1)
HOLD_NOTICE = timedelta(days=1)
INBOX_KEPT = timedelta(days=30)
GUESSES_KEPT = timedelta(days=1)

_HOLDS = (
    select(circle.c.id, circle.c.family_id, circle.c.hold_until, circle.c.hold_told, family.c.caseworker_id)
    .join(family, family.c.id == circle.c.family_id)
    .where(circle.c.phase == Phase.INTRODUCTION, circle.c.way == Way.HOLD)
    .where(circle.c.hold_until <= bindparam("soon"))
)
# Two processes look at the same moment, and everybody is told once.
_HOLDS_LOCKED = _HOLDS.with_for_update(of=circle, skip_locked=True, key_share=True)
_NOW_WATCH = (
    update(circle)
    .where(circle.c.id == bindparam("which"))
    .values(way=Way.WATCH.value, hold_until=None, hold_told=False)
)
_HOLD_TOLD = update(circle).where(circle.c.id == bindparam("which")).values(hold_told=True)
_WAITING = select(func.count()).where(
    message.c.circle_id == bindparam("circle"), message.c.state == constant("held")
)
_OLD_INBOX = delete(inbox).where(inbox.c.at < bindparam("before"), inbox.c.body.is_(None))
_OLD_GUESSES = delete(guess).where(guess.c.at < bindparam("before"))


def do_all(session: Session) -> int:
    """Do everything that is due now; return how many things were found."""
    return tell_slow(session, SLOW) + _end_holds(session)


def tidy(session: Session) -> None:
    """Forget traces that have served: worked arrivals' ids, tries of strangers."""
    session.connection.execute(_OLD_INBOX, {"before": session.now - INBOX_KEPT})
    session.connection.execute(_OLD_GUESSES, {"before": session.now - GUESSES_KEPT})


def _end_holds(session: Session) -> int:
    statement = _HOLDS_LOCKED if session.is_postgresql else _HOLDS
    rows = session.connection.execute(statement, {"soon": session.now + HOLD_NOTICE}).all()
    done = 0
    for row in rows:
        served = session.connection.execute(SERVED_CIRCLES, {"person": row.caseworker_id}).all()
        desk = circles_of(session, served)
        held = next(one for one in desk if one.id == row.id)
        called = held.called(row.caseworker_id, desk)
        if row.hold_until <= session.now:
            session.connection.execute(_NOW_WATCH, {"which": row.id})
            for reader in held.members:
                about = held.called(reader.id, desk)
                tell(session, reader.id, text("hold-over", caseworker=held.caseworker_name, children=about))
            waiting = session.connection.execute(_WAITING, {"circle": row.id}).scalar_one()
            more = (text("queue-still", count=waiting),) if waiting else ()
            tell(session, row.caseworker_id, text("hold-ended", children=called), *more)
        elif not row.hold_told:
            session.connection.execute(_HOLD_TOLD, {"which": row.id})
            go_on = Choice(Text("label-decide"), Run("hold-ends", {"circle": row.id}))
            tell(session, row.caseworker_id, text("hold-ends", children=called), rows=((go_on,),))
        else:
            continue
        done += 1
    return done
