"""Quiet hours: a person's own night, in their own time zone.

Knows nothing of messages.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def resting_until(quiet: str | None, timezone: str, now: datetime) -> datetime | None:
    """Return the moment (UTC) at which the present quiet hours end, or None outside of them.

    ``quiet`` is "HH:MM-HH:MM" wall-clock time in ``timezone``; it may span midnight. The end keeps wall
    time through a change of daylight saving; a time that does not exist is moved forward.
    """
    if not quiet:
        return None
    start, _, end = quiet.partition("-")
    begins, ends = time.fromisoformat(start), time.fromisoformat(end)
    local = now.astimezone(ZoneInfo(timezone))
    wall = local.time().replace(tzinfo=None)
    over_midnight = begins > ends
    is_resting = (wall >= begins or wall < ends) if over_midnight else begins <= wall < ends
    if not is_resting:
        return None
    day = local.date()
    if over_midnight and wall >= begins:
        day += timedelta(days=1)
    morning = datetime.combine(day, ends, tzinfo=ZoneInfo(timezone))
    return morning.astimezone(UTC)
