"""Signs of a clock to the times they can mean. Between 1 and 12 without "am" and "pm" that is two.

Knows no day.
"""

from __future__ import annotations

import re
from datetime import time

from bot.dates.pieces import Clock

_HALF, _DAY = 12 * 60, 24 * 60

_FORMS = r"""
    (?:THE\ )?(?P<at>(?:AT\ |BEFORE\ )+)?
    (?:
        (?P<noon>NOON\ )(?:OCLOCK\ )?
      | (?P<midnight>MIDNIGHT\ )(?:OCLOCK\ )?
      | (?P<shift>(?:PLUS|MINUS)\d\d\ (?:AT\ )?)?
        (?:(?P<past>\d{1,2})\ (?:MIN\ )?(?P<side>PAST|BEFORE)\ (?:AT\ )?)?
        (?:
            (?P<hour>\d{1,2})[:.](?P<minute>\d\d)\ (?:HOUR\ |H\ )?
          | (?P<hour_first>\d{1,2})\ (?P<minute_next>[0-5]\d)\ (?!MIN|HOUR|H\ )
          | (?P<together>\d{3,4})\ (?:HOUR\ |H\ )?
          | (?P<late>1[3-9]|2[0-3])\ (?:H\ |HOUR\ )(?:(?P<late_minute>[0-5]\d)\ )?
          | (?P<only>\d{1,2})\ (?:H\ (?=AM|PM))?
        )
        (?P<oclock>OCLOCK\ )?
        (?P<more>AND(?:15|30)\ |LESS15\ |AND\ \d{1,2}\ (?!HOUR|MIN\ )|LESS\ \d{1,2}\ )?
        (?P<oclock_late>OCLOCK\ )?
        (?P<half>AM\ |PM\ )?
    )
"""
_CLOCK = re.compile(_FORMS, re.VERBOSE)
CLOCK = "(?x:" + re.sub(r"\?P<\w+>", "?:", _FORMS) + ")"
"""A clock, to stand in other rules."""


def clock(signs: str) -> Clock | None:
    """Return what the signs of one clock mean, None where no clock shows that."""
    form = _CLOCK.fullmatch(signs)
    if form is None:
        return None
    if form["noon"] or form["midnight"]:
        return Clock((time(12 if form["noon"] else 0),))
    hour, minute = _figures(form)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - a clock's
        return None
    shift = _shift(form)
    if shift and minute:
        return None
    if form["together"] and not form["half"] and not _tells_time(form["together"], is_led=bool(form["at"])):
        return None
    told = _told(hour * 60 + minute, form["half"], is_short=1 <= hour <= 12)  # noqa: PLR2004
    readings = tuple(_time(one + shift) for one in told)
    is_bare = bool(form["only"]) and not any(form[key] for key in ("at", "half", "oclock", "oclock_late"))
    return Clock(readings, is_bare and not shift) if readings else None


def _figures(form: re.Match[str]) -> tuple[int, int]:
    if form["together"]:
        return int(form["together"][:-2]), int(form["together"][-2:])
    hour = form["hour"] or form["hour_first"] or form["late"] or form["only"]
    return int(hour), int(form["minute"] or form["minute_next"] or form["late_minute"] or 0)


def _tells_time(figures: str, *, is_led: bool) -> bool:
    """Whether "1630" may be a time: not a year, and nobody meets at 9:11."""
    return int(figures) % 5 == 0 and (is_led or not 1900 <= int(figures) < 2100)  # noqa: PLR2004 - years


def _shift(form: re.Match[str]) -> int:
    """Return how many minutes before or after the hour: "quarter to", "y media"."""
    total = 0
    if form["shift"]:
        sign, minutes = re.findall(r"[A-Z]+|\d+", form["shift"])[:2]
        total += int(minutes) * (1 if sign == "PLUS" else -1)
    if form["past"]:
        total += int(form["past"]) * (1 if form["side"] == "PAST" else -1)
    if form["more"]:
        sign, minutes = re.findall(r"[A-Z]+|\d+", form["more"])
        total += int(minutes) * (1 if sign == "AND" else -1)
    return total


def _told(minute: int, half: str | None, *, is_short: bool) -> tuple[int, ...]:
    """Return the minutes of the day that are meant; none where "am" or "pm" contradicts the hour."""
    if half is None:
        return (minute % _HALF, minute % _HALF + _HALF) if is_short else (minute,)
    is_afternoon = half.strip() == "PM"
    if not is_short:
        return (minute,) if (minute >= _HALF) == is_afternoon else ()
    return (minute % _HALF + _HALF * is_afternoon,)


def _time(minute: int) -> time:
    return time(*divmod(minute % _DAY, 60))
