"""A month of days as a grid of buttons: a page of its own among the choices of a day.

Knows which days there are to choose from, and not what for.
"""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import msgspec

from bot.chat.text import Day, DayStyle, Literal, Text
from bot.flows.form import TO_PAGE, Option
from bot.wording import first_weekday

_NO_DAY = "*no-day"
_NAME, _WEEKDAYS, _TURNING = 0, 1, 9
"""The rows above and below those of the weeks."""


class Within(msgspec.Struct, frozen=True):
    """The days to choose from, the first and the last of them too, and what is said of one ``outside``."""

    first: date
    last: date
    outside: Text = Text("when-not-here")

    def __contains__(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last

    def days(self) -> Iterator[date]:
        """Yield them in order."""
        for ahead in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=ahead)


def to_month(day: date, label: Text, row: int | None = None) -> Option:
    """Return the choice that opens the month of a day."""
    return Option(f"{TO_PAGE}{day:%Y-%m}", label, row=row)


def month_at(page: str, within: Within) -> date | None:
    """Return the first day of the month that a page is, None where it is none.

    Of one that is over by now, it is the nearest that has days to choose from.
    """
    try:
        month = date.fromisoformat(f"{page}-01")
    except ValueError:
        return None
    return min(max(month, within.first.replace(day=1)), within.last.replace(day=1))


def month_of_days(
    month: date,
    within: Within,
    language: str,
    choice: Callable[[date], Option],
    why_not: Callable[[date], Text],
) -> list[Option]:
    """Return a month's name, its days in columns by weekday, and the ways to other months and out of it.

    ``choice`` is a day's answer wherever it stands; ``why_not`` is told where a day is none to choose.
    """
    weeks = Calendar(first_weekday(language)).monthdatescalendar(month.year, month.month)
    options = [_head(Day(month, style=DayStyle.MONTH), _NAME)]
    options += [_head(Day(day, style=DayStyle.WEEKDAY), _WEEKDAYS) for day in weeks[0]]
    for row, week in enumerate(weeks, _WEEKDAYS + 1):
        # A week without any such day would be a row of blanks to be read out.
        for day in week if any(day in within and day.month == month.month for day in week) else ():
            if day.month != month.month:
                # Without them the columns would not stand below their weekdays.
                options.append(_head(Text("label-no-day"), row))
            elif day in within:
                options.append(msgspec.structs.replace(choice(day), label=Literal(str(day.day)), row=row))
            else:
                gone = Option(choice(day).value, Text("label-no-day"), row=row, why_not=why_not(day))
                options.append(gone)
    before, after = month - timedelta(days=1), month + timedelta(days=31)
    if before >= within.first:
        options.append(to_month(before, Text("label-month-before"), _TURNING))
    options.append(Option(TO_PAGE, Text("label-first-days"), row=_TURNING))
    if after.replace(day=1) <= within.last:
        options.append(to_month(after, Text("label-month-after"), _TURNING))
    return options


def _head(label: Day | Text, row: int) -> Option:
    return Option(_NO_DAY, label, row=row, why_not=Text("when-tap-number"))
