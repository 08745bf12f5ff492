"""Signs to pieces: at each place, what takes most signs. All of them must belong to one.

The rules are the same in every language; what differs is in its list of words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.dates.clocks import CLOCK, clock
from bot.dates.pieces import (
    Ahead,
    Bare,
    Break,
    Calendar,
    Clock,
    DayOfMonth,
    Every,
    FromTo,
    Length,
    Moment,
    MovingFeast,
    Part,
    Piece,
    Starting,
    Until,
    Week,
    Weekday,
    Weekend,
    Which,
)

_Match = re.Match[str]

_PARTS = "DAWN|MORNING|AFTERNOON|EVENING|NIGHT"
_MOMENT = r"WD|MO\d|D\d|WEEKEND|NOON|\d+/|\d+ (?:OF|#|MO\d|AM|PM)|\d+:\d+ "
_NTH = r"(?: #|~)?"
_LENGTH = (
    r"(?:\d{1,3}(?:\.\d)? (?:1/2 |AND30 )?|1/2 )?(?:HOUR|H) "
    r"(?:AND30 |AND15 |(?:AND )?\d{1,2} MIN |(?:AND )?[0-5]\d (?!AM|PM))?"
    r"|\d{1,3} MIN "
)
_YEAR = r"(?:(?:COMMA )?(?:OF )?(20\d\d) (?:OF (?!WD|THE|\d))?)?"


def _year(figures: str | None) -> int | None:
    if not figures:
        return None
    return int(figures) if len(figures) > 2 else 2000 + int(figures)  # noqa: PLR2004 - two figures


def _figured(one: str, other: str, year: str | None) -> Calendar:
    """Return "3/4", month first as it is written here, or day first as elsewhere."""
    a, b = int(one), int(other)
    readings = [(_year(year), month, day) for month, day in ((a, b), (b, a)) if month <= 12]  # noqa: PLR2004
    return Calendar(tuple(dict.fromkeys(readings)))


def _minutes(signs: str) -> int | None:
    """Return how long "1 HOUR AND30 " is; None for an hour that nobody counted."""
    form = re.fullmatch(
        r"(?:(?P<hours>[\d.]+|1/2) (?P<half>1/2 |AND30 )?)?(?:HOUR|H) "
        r"(?:AND(?P<part>30|15) |(?:AND )?(?P<rest>\d+) (?:MIN )?)?"
        r"|(?P<minutes>\d+) MIN ",
        signs,
    )
    if form is None:
        return None
    if form["minutes"]:
        return int(form["minutes"])
    hours = 0.5 if form["hours"] == "1/2" else float(form["hours"] or 1)
    if form["half"]:
        hours += 0.5
    return round(hours * 60) + int(form["part"] or form["rest"] or 0)


def _length(match: _Match) -> Length | None:
    minutes = _minutes(match[1])
    if not minutes or (match[1].startswith("HOUR") and "AND" not in match[1]):
        return None
    return Length((minutes,), is_short=" H " in match[1])


def _between_lengths(match: _Match) -> Length | None:
    one, other = match[1], match[2]
    unit = re.sub(r"^[\d.]+ ", "", other if "MIN" in other or "H" in other else one)
    readings = [_minutes(part if part != part.split(" ")[0] + " " else part + unit) for part in (one, other)]
    if None in readings or 0 in readings or readings[0] == readings[1]:
        return None
    return Length(tuple(reading for reading in readings if reading))


def _from_to(match: _Match) -> FromTo | None:
    start, end = clock(match[2]), clock(match[3])
    if start is None or end is None:
        return None
    if match[1]:  # "from": certainly a clock
        start = Clock(start.readings)
    elif re.fullmatch(r"(?:AT )?(?:5|10) TO \d{1,2} (?:AM |PM )?", match[0]):
        hours = int(re.findall(r"\d+", match[3])[0]) - int(match[2].split()[-1])
        if hours % 12 > 4:  # noqa: PLR2004 - "ten to two" is four hours; "ten to five" is 4:50, or seven hours
            return None
    return FromTo(start, end)


def _minutes_to(match: _Match) -> Clock | None:
    return clock(f"{match[1]} BEFORE {match[2]}")


def _moment(match: _Match) -> Moment | None:
    minutes = _minutes(match[1])
    return Moment(minutes) if minutes else None


def _days(match: _Match) -> int:
    return int(match[1]) * (7 if match[2] == "WEEKS" else 1)


def _from_day(match: _Match) -> Ahead:
    since = match[3]
    if since.startswith("WD"):
        return Ahead((_days(match),), of_weekday=int(since[2:]))
    return Ahead((_days(match) + int(since[1:]),), of_tomorrow=since == "D1")


def _iso(match: _Match) -> Calendar:
    return Calendar(((int(match[1]), int(match[2]), int(match[3])),))


_RULES: tuple[tuple[str, Callable[[_Match], Piece | None]], ...] = (
    # Days
    (r"(\d{4})-(\d\d?)-(\d\d?) ", _iso),
    (r"(?:THE )?(\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d) ", lambda m: _figured(*m.groups())),
    (r"(?:THE )?(\d\d?)/(\d\d?) ", lambda m: _figured(m[1], m[2], None)),
    (r"(\d\d?) DASH (2[5-9]|3[01]) (?!MIN)", lambda m: _figured(m[1], m[2], None)),
    (r"(2[5-9]|3[01]) DASH (\d\d?) (?!MIN)", lambda m: _figured(m[1], m[2], None)),
    (
        rf"(?:IN )?MO(\d+) (?:OF )?(?:THE )?(\d\d?){_NTH} {_YEAR}",
        lambda m: Calendar(((_year(m[3]), int(m[1]), int(m[2])),)),
    ),
    (
        rf"(?:THE )?(\d\d?){_NTH} (?:OF )?(?:THE )?MO(\d+) {_YEAR}",
        lambda m: Calendar(((_year(m[3]), int(m[2]), int(m[1])),)),
    ),
    (r"NTH(\d+)\.(\d)\.(-?\d) ", lambda m: MovingFeast(int(m[1]), int(m[2]), int(m[3]))),
    (r"(?:THE )?(\d\d?) # ", lambda m: DayOfMonth(int(m[1]))),
    (r"(?:THE )?\d\d? # WD\d ", lambda _: None),  # "2nd friday": of which month?
    (r"THE (\d\d?)(?:~| #)? ", lambda m: DayOfMonth(int(m[1]))),
    (r"(?:OF |IN )?(?:THE )?WD(\d) ", lambda m: Weekday(int(m[1]))),
    (r"(?:THE )?THIS WD(\d) ", lambda m: Weekday(int(m[1]), Which.THIS)),
    (r"(?:THE )?NEXT WD(\d) ", lambda m: Weekday(int(m[1]), Which.NEXT)),
    (r"(?:THE )?WD(\d) NEXT ", lambda m: Weekday(int(m[1]), Which.NEXT)),
    (r"(?:THE )?WD(\d) LATER ", lambda m: Weekday(int(m[1]), Which.LATER)),
    (r"D(\d) ", lambda m: Ahead((int(m[1]),), of_tomorrow=m[1] != "0")),
    (r"IN (\d\d?) (DAYS|WEEKS) ", lambda m: Ahead((_days(m),))),
    (r"IN(\d+)OR(\d+) ", lambda m: Ahead((int(m[1]), int(m[2])))),
    (r"(\d\d?) (DAYS|WEEKS) FROM (D0|D1|WD\d) ", _from_day),
    (r"(?:OF )?NEXTWEEK ", lambda _: Week(1)),
    (r"(?:OF )?THISWEEK ", lambda _: Week(0)),
    (r"(?:THE )?WEEKEND ", lambda _: Weekend()),
    # Times
    (rf"(?:THE |ON )?({_PARTS}) ", lambda m: Part[m[1]]),
    (rf"(\d\d?) (?={_PARTS})", lambda m: clock(f"AT {m[1]} ")),
    (r"(\d{1,3}|\d+\.\d) ", lambda m: Bare(m[1])),
    (rf"({CLOCK})", lambda m: clock(m[1])),
    (r"AT24 (\d\d:\d\d) ", lambda m: _of_iso(m[1])),
    (r"(?:AT )?(15|2[05]) TO ((?:\d|1[0-2]) (?:AM |PM )?)(?!HOUR|MIN)", _minutes_to),
    (rf"((?:FROM |OF )?)({CLOCK})(?:TO|UPTO|DASH|UNTIL) ({CLOCK})(?!(?:OF )?MO\d|#|~)", _from_to),
    (rf"((?:FROM |OF ))({CLOCK})(AT {CLOCK})", _from_to),
    (rf"IN ({_LENGTH})", _moment),
    # Lengths
    (rf"(?:FOR |AT |OF )?({_LENGTH})", _length),
    (
        rf"(?:FOR |AT |FROM |OF )?({_LENGTH}|\d+(?:\.\d)? )(?:OR|TO|UPTO|DASH) ({_LENGTH})(?!FROM)",
        _between_lengths,
    ),
    (rf"(?:FOR |AT )?({_LENGTH})(?:OR|TO|UPTO|DASH) (\d ?)(?!AM|PM)", _between_lengths),
    # Series
    (r"WEEKLY ", lambda _: Every(1)),
    (r"BIWEEKLY ", lambda _: Every(2)),
    (r"UNTIL ", lambda _: Until()),
    (r"(?:STARTING|FROM) (?=THE|WD|MO|D\d|\d|NEXT|THIS)", lambda _: Starting()),
    # What is left
    (rf"FOR (?=(?:THE )?(?:NEXT |THIS )?(?:{_MOMENT}))", lambda _: Break()),
    (r"FOR (\d+(?:\.\d)?) (?!AM|PM|OF|#|MO\d)", lambda m: Bare(m[1], is_length=True)),
    (r"(?:COMMA |OCLOCK )+", lambda _: Break()),
    (r"DASH ", lambda _: Break(is_dash=True)),
)
_COMPILED = tuple((re.compile(pattern), make) for pattern, make in _RULES)


def _of_iso(figures: str) -> Clock | None:
    told = clock(f"{figures} ")
    hour = int(figures[:2])
    return told and Clock(tuple(one for one in told.readings if one.hour == hour))


def pieces_of(signs: str) -> list[Piece] | None:
    """Return what the signs say piece by piece; None where one belongs to nothing or cannot be."""
    found: list[Piece] = []
    at = 0
    while at < len(signs):
        longest: tuple[int, _Match, Callable[[_Match], Piece | None]] | None = None
        for pattern, make in _COMPILED:
            match = pattern.match(signs, at)
            if match and (longest is None or match.end() > longest[0]):
                longest = match.end(), match, make
        if longest is None:
            return None
        piece = longest[2](longest[1])
        if piece is None:
            return None
        found.append(piece)
        at = longest[0]
    return found
