"""The simulator's clock goes forward: every moment at which something is due is visited, in order.

Only a run whose one messenger is the simulator may jump; the offset is kept, so that a restart is not a
journey back in time.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.chat.clock import SystemClock
from bot.house import House
from bot.store.inbox import get_setting, put_setting

_OFFSET = "clock-offset"
_A_MOMENT = timedelta(seconds=1)


async def load_offset(house: House, clock: SystemClock) -> None:
    """Stand where the last run's clock stood."""
    kept = await house.store.run(lambda session: get_setting(session, _OFFSET))
    clock.offset = timedelta(seconds=float(kept)) if kept else timedelta()


async def jump(house: House, clock: SystemClock, where: str, zone: str) -> None:
    """Go forward by an "hour", or to "tomorrow" at eight, doing on the way all that falls due."""
    if set(house.messengers) != {"simulator"}:
        message = "only a run with nothing but the simulator may move its clock"
        raise RuntimeError(message)
    await move_to(house, clock, _goal(clock.now(), where, zone))


async def move_to(house: House, clock: SystemClock, goal: datetime) -> None:
    """Go forward to ``goal``, stopping wherever something is due."""
    while True:
        await house.settle()
        now = clock.now()
        due = await house.store.next_due()
        minute = now + timedelta(minutes=1)
        stop = min(
            goal,
            max(due, now + _A_MOMENT) if due else goal,
            minute if goal - now < timedelta(hours=2) else goal,
        )
        clock.offset += max(stop - now, timedelta())
        if stop >= goal:
            break
    await house.settle()
    offset = str(clock.offset.total_seconds()).encode()
    await house.store.run(lambda session: put_setting(session, _OFFSET, offset))


def _goal(now: datetime, where: str, zone: str) -> datetime:
    if where == "hour":
        return now + timedelta(hours=1)
    local = now.astimezone(ZoneInfo(zone))
    morning = datetime.combine(local.date() + timedelta(days=1), time(8), tzinfo=ZoneInfo(zone))
    return morning.astimezone(now.tzinfo)
