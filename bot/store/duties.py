"""What the clock makes due: words that are slow, holds that end.

Each duty is a row that is due, turned into drafts only now, so that nothing carries stale words. Knows no
scheduler: whoever wakes it may do so as often as it likes.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, exists, select, update

from bot.chat.draft import Choice, Kind, Run
from bot.chat.people import Circle, PersonState, Phase, Way, Willing
from bot.chat.text import Text, Value, listing, text
from bot.store import (
    albums,
    asking,
    audit,
    book,
    checkins,
    covering,
    decisions,
    digest,
    keepsakes,
    minding,
    moving,
    offers,
    outbox,
    permitting,
    plan,
    slips,
    watching,
)
from bot.store.accounts import end_unconfirmed
from bot.store.alerts import escalate
from bot.store.departed import tell_slow
from bot.store.ending import end_long_away
from bot.store.metadata import constant
from bot.store.schema import (
    account,
    circle,
    family,
    member,
    message,
    person,
    willingness,
)
from bot.store.session import Session
from bot.store.telling import name_of_message, tell
from bot.store.viewing import ONE_CIRCLE, SERVED_CIRCLES, circles_of

SLOW = timedelta(minutes=1)
_OPENED_AT_ONCE = 100
HOLD_NOTICE = HOLD_ANEW = timedelta(days=1)

_HOLDS = (
    select(circle.c.id, circle.c.family_id, circle.c.hold_until, circle.c.hold_told, family.c.caseworker_id)
    .join(family, family.c.id == circle.c.family_id)
    .where(circle.c.phase == Phase.INTRODUCTION, circle.c.way == Way.HOLD)
    .where(circle.c.hold_until <= bindparam("soon"))
)
# Two processes look at the same moment, and everybody is told once.
_HOLDS_LOCKED = _HOLDS.with_for_update(of=circle, skip_locked=True, key_share=True)
_there, _back = willingness.alias("there"), willingness.alias("back")
_UNOPENED = (
    select(member.c.circle_id, member.c.person_id, account.c.id.label("account_id"))
    .join(person, person.c.id == member.c.person_id)
    .join(account, account.c.person_id == member.c.person_id)
    .join(circle, circle.c.id == member.c.circle_id)
    .where(account.c.state == constant("active"), account.c.is_primary.is_(True))
    .where(account.c.messenger.in_(bindparam("messengers", expanding=True)))
    .where(person.c.state == constant(PersonState.JOINED))
    .where(circle.c.phase.not_in([Phase.PAUSED, Phase.CLOSED]))
    .where(member.c.room_account.is_distinct_from(account.c.id))
    .where(
        exists()
        .where(_there.c.circle_id == member.c.circle_id, _there.c.person_id == member.c.person_id)
        .where(_there.c.answer == Willing.YES)
        .where(_back.c.circle_id == member.c.circle_id, _back.c.person_id == _there.c.other_id)
        .where(_back.c.other_id == member.c.person_id, _back.c.answer == Willing.YES)
    )
    .order_by(member.c.circle_id, member.c.person_id)
    .limit(_OPENED_AT_ONCE)
)
_UNOPENED_LOCKED = _UNOPENED.with_for_update(of=member, skip_locked=True)
_OPENED = (
    update(member)
    .where(member.c.circle_id == bindparam("circle"), member.c.person_id == bindparam("person"))
    .values(room_account=bindparam("account"))
)
_NOW_WATCH = (
    update(circle)
    .where(circle.c.id == bindparam("which"))
    .values(way=Way.WATCH.value, hold_until=None, hold_told=False)
)
_HOLD_TOLD = update(circle).where(circle.c.id == bindparam("which")).values(hold_told=True)
_RENEWED = (
    update(circle)
    .where(circle.c.id == bindparam("which"))
    .values(hold_until=bindparam("until"), hold_told=False)
)
_WAITING = (
    select(
        message.c.id.label("message_id"),
        message.c.author_id,
        message.c.words,
        message.c.files,
        circle.c.family_id,
    )
    .join(circle, circle.c.id == message.c.circle_id)
    .where(message.c.circle_id == bindparam("circle"), message.c.state == constant("held"))
    .order_by(message.c.id)
)
_NOT_PASSED = update(message).where(message.c.id == bindparam("which")).values(state="declined")


def do_all(session: Session) -> int:
    """Do everything that is due now; return how many things were found."""
    return (
        tell_slow(session, SLOW)
        + end_long_away(session)
        + end_unconfirmed(session)
        + covering.turn_over(session)
        + _end_holds(session)
        + _open_rooms(session)
        + _look_after_watches(session)
        + escalate(session)
        + plan.remind(session)
        + moving.offer(session)
        + moving.nudge(session)
        + minding.lapse(session)
        + minding.remind(session)
        + permitting.warn(session)
        + asking.pass_on(session)
        + digest.tell_mornings(session)
        + keepsakes.tell_of_cheers(session)
        + albums.send_monthly(session)
        + checkins.end_weeks(session)
        + decisions.end_due(session)
        + slips.remind(session)
        + offers.make(session)
    )


def _look_after_watches(session: Session) -> int:
    entries = watching.look_after(session)
    audit.add(session, entries)
    return len(entries)


def _open_rooms(session: Session) -> int:
    """Say in a circle's own room what it is for, once: nobody can write in a room that is not there yet.

    Only on messengers that have such rooms, and once words can pass at all.
    """
    having = [name for name, manner in session.defaults.manners.items() if manner.has_rooms]
    if not having:
        return 0
    statement = _UNOPENED_LOCKED if session.is_postgresql else _UNOPENED
    rows = session.connection.execute(statement, {"messengers": having}).all()
    for row in rows:
        values = {"circle": row.circle_id, "person": row.person_id, "account": row.account_id}
        session.connection.execute(_OPENED, values)
        (circle_of,) = circles_of(session, session.connection.execute(ONE_CIRCLE, {"circle": row.circle_id}))
        people = listing([other.name for other in circle_of.reach(row.person_id)])
        hello = text("room-hello", children=circle_of.label, people=people)
        tell(session, row.person_id, hello, kind=Kind.ANSWER, circle=row.circle_id, account=row.account_id)
    return len(rows)


def _end_waiting(session: Session, held: Circle) -> dict[str, list[Value]]:
    """End what still waits for a look, and return it by writer, each by its name to them.

    What is written from now on goes out at once, and must not overtake what was written before.
    """
    ended: dict[str, list[Value]] = {}
    entries = []
    for row in session.connection.execute(_WAITING, {"circle": held.id}).all():
        ended.setdefault(row.author_id, []).append(name_of_message(session, row))
        session.connection.execute(_NOT_PASSED, {"which": row.message_id})
        outbox.end_unsent(session, row.message_id, "hold-over")
        entries.append(audit.Entry(row.family_id, "declined", None, row.message_id))
    audit.add(session, [*entries, *book.end_held(session, held)])
    return ended


def _not_passed(words: list[Value]) -> tuple[Text, ...]:
    if len(words) == 1:
        return (text("hold-over-one", words=words[0]),)
    return (text("hold-over-several", count=len(words)),) if words else ()


def _end_holds(session: Session) -> int:
    statement = _HOLDS_LOCKED if session.is_postgresql else _HOLDS
    rows = session.connection.execute(statement, {"soon": session.now + HOLD_NOTICE}).all()
    done = 0
    for row in rows:
        served = session.connection.execute(SERVED_CIRCLES, {"person": row.caseworker_id}).all()
        desk = circles_of(session, served)
        held = next(one for one in desk if one.id == row.id)
        called = held.called(row.caseworker_id, desk)
        is_over = row.hold_until <= session.now
        if not held.can_be_decided:
            # Nobody could have renewed it: what was to be looked at first is not let go for that.
            if not is_over:
                continue
            session.connection.execute(_RENEWED, {"which": row.id, "until": session.now + HOLD_ANEW})
        elif is_over:
            session.connection.execute(_NOW_WATCH, {"which": row.id})
            ended = _end_waiting(session, held)
            for reader in held.members:
                about = held.called(reader.id, desk)
                over = text("hold-over", caseworker=held.caseworker_name, children=about)
                tell(session, reader.id, over, *_not_passed(ended.get(reader.id, [])))
            count = sum(len(words) for words in ended.values())
            more = (text("hold-ended-unsent", count=count),) if count else ()
            tell(session, row.caseworker_id, text("hold-ended", children=called), *more)
            opened = book.circle_opened(session, row.id)
            audit.add(session, [*opened, *watching.begin_by_itself(session, row.id)])
        elif not row.hold_told:
            session.connection.execute(_HOLD_TOLD, {"which": row.id})
            go_on = Choice(Text("label-decide"), Run("hold-ends", {"circle": row.id}))
            tell(session, row.caseworker_id, text("hold-ends", children=called), rows=((go_on,),))
        else:
            continue
        done += 1
    return done
