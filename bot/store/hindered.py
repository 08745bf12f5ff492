"""What somebody said got in the way of a meeting, for themself: something may be offered that helps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from bot.chat.people import View
from bot.family.listed import InTheWay
from bot.store.metadata import constant
from bot.store.schema import attendance, meeting
from bot.store.sealing import Scope, Unsealable
from bot.store.session import Session

REMEMBERED = timedelta(days=4)

_OWN = (
    select(attendance, meeting.c.family_id)
    .join(meeting, meeting.c.id == attendance.c.meeting_id)
    .where(attendance.c.person_id == bindparam("person"), attendance.c.outcome == constant("missed"))
    .where(attendance.c.at >= bindparam("since"))
    .order_by(attendance.c.at.desc())
    .limit(5)
)


def hindered_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return what the speaker said in the last days, the newest first; what does not open was not said."""
    me, since = view.speaker.id, session.now - REMEMBERED
    rows = session.connection.execute(_OWN, {"person": me, "since": since}).all()
    found = []
    for row in rows:
        place = f"{row.meeting_id}:{row.day}:{me}"
        try:
            said = session.open_bytes(Scope.family(row.family_id), "attendance.details", place, row.details)
        except Unsealable:
            continue
        how = str(msgspec.json.decode(said).get("how") or "")
        found.append(InTheWay(row.meeting_id, row.day, how))
    return {"in_the_way": tuple(found)}
