"""The meetings of a period as a record tells of them: day by day, what each came to.

Never where somebody met, nor what got in the way: that is the caseworker's to know. Knows no message.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from bot.chat.record import Day, Wanted
from bot.family.meeting import Meeting
from bot.store.meetings import BASE, built
from bot.store.metadata import EPOCH
from bot.store.schema import meeting, meeting_day
from bot.store.sealing import Unsealable
from bot.store.session import Session

_BETWEEN = (
    BASE.where(meeting.c.family_id == bindparam("family"), meeting.c.is_private.is_(False))
    .where(meeting.c.begins_at <= bindparam("until"), meeting.c.ends_at > bindparam("since"))
    .order_by(meeting.c.begins_at, meeting.c.id)
)
_ENDED = select(meeting_day).where(meeting_day.c.meeting_id.in_(bindparam("meetings", expanding=True)))
_LONGEST_SERIES = timedelta(days=3660)


def days_between(session: Session, wanted: Wanted, known: Collection[str]) -> tuple[Day, ...]:
    """Return the days of meetings of the circles that are wanted; of people only those ``known``.

    A meeting with somebody who is left out is left out whole, and so is one of which nobody in it is known.
    """
    since = wanted.since or EPOCH
    values = {"family": wanted.family, "until": wanted.until, "since": since}
    rows = session.connection.execute(_BETWEEN, values).all()
    try:
        found = built(session, rows, set(), has_all_days=True)
    except Unsealable:  # The family's words are shredded.
        return ()
    ids = [row.id for row in rows]
    days = session.connection.execute(_ENDED, {"meetings": ids}).all() if ids else []
    ended = {(row.meeting_id, row.day): row for row in days}
    told: list[tuple[datetime, Day]] = []
    for one, row in zip(found, rows, strict=True):
        if _is_wanted(one, wanted, known):
            told += _days(one, row, ended, since, wanted, known)
    return tuple(day for _, day in sorted(told, key=lambda one: (one[0], one[1].meeting)))


def _is_wanted(one: Meeting, wanted: Wanted, known: Collection[str]) -> bool:
    people = {who.person for who in one.attendees}
    if people & set(wanted.left_out) or not people & set(known):
        return False
    if wanted.person is not None:
        return wanted.person in people
    return bool(({one.circle} | {who.circle for who in one.attendees}) & set(wanted.circles))


def _days(
    one: Meeting,
    row: Any,  # noqa: ANN401 - a Row
    ended: Mapping[tuple[str, str], Any],
    since: datetime,
    wanted: Wanted,
    known: Collection[str],
) -> Iterator[tuple[datetime, Day]]:
    for day in one.when.days():
        begins = one.when.begins(day)
        if begins > wanted.until or begins - one.when.begins() > _LONGEST_SERIES:
            return
        if begins < since:
            continue
        how = ended.get((one.id, day.isoformat()))
        by, at = (how.by_id, how.at) if how is not None else (row.ended_by, row.ended_at)
        is_ended = one.state_on(day).value in ("cancelled", "revoked", "declined", "refused", "taken-back")
        told = Day(
            meeting=one.id,
            kind=one.kind.value,
            day=day,
            start=one.when.start,
            minutes=one.when.minutes,
            zone=one.when.zone,
            state=one.state_on(day).value,
            children=tuple(name for _, name in one.children),
            people=_known(one, known),
            by=one.proposer if one.proposer in known else "",
        )
        if is_ended:
            told = msgspec.structs.replace(told, ended_by=by if by in known else "", ended_at=at)
        yield begins, told


def _known(one: Meeting, known: Collection[str]) -> tuple[str, ...]:
    return tuple(who.person for who in one.attendees if who.person in known)
