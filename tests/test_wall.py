"""Wall time through every change of the clocks, beside a reckoning that only ever reads clocks forwards.

The reckoning asks of a zone nothing but what its clocks show at a moment of UTC, and tries what fits.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice, pairwise
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.family.wall import When, local, moment

AMERICAN: Final = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
)
UNUSUAL: Final = ("Australia/Lord_Howe", "Europe/Dublin")
"""Where clocks move by half an hour, and where it is winter that is the exception."""
ZONES: Final = (*AMERICAN, *UNUSUAL)
STILL: Final = ("America/Phoenix", "Pacific/Honolulu", "America/Puerto_Rico")
FIRST, LAST = date(2025, 1, 1), date(2030, 12, 31)
QUARTERS: Final = tuple(time(minute // 60, minute % 60) for minute in range(0, 24 * 60, 15))
NEW_YORK: Final = "America/New_York"


def shown(at: datetime, zone: str) -> datetime:
    """Return what the clocks of a zone show at a moment."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def ahead(at: datetime, zone: str) -> timedelta:
    """Return how far the clocks of a zone are ahead of UTC at a moment."""
    return shown(at, zone) - at.replace(tzinfo=None)


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """Return every moment from 2025 to 2030 at which the clocks of a zone are moved."""
    begin = datetime.combine(FIRST, time(), UTC)
    hours = [begin + timedelta(hours=number) for number in range((LAST - FIRST).days * 24)]
    hourly = [(one, other) for one, other in pairwise(hours) if ahead(one, zone) != ahead(other, zone)]
    return tuple(_between(one, other, zone) for one, other in hourly)


def _between(one: datetime, other: datetime, zone: str) -> datetime:
    minutes = (one + timedelta(minutes=number) for number in range(1, 61))
    return next(at for at in minutes if ahead(at, zone) == ahead(other, zone))


def reckoned(day: date, at: time, zone: str) -> datetime:
    """Return when clocks show this: the first such moment, or as much later as they skip."""
    wall = datetime.combine(day, at)
    around = [wall.replace(tzinfo=UTC) + timedelta(hours=hours) for hours in (-26, 26)]
    before, after = (ahead(one, zone) for one in around)
    tried = [(wall - offset).replace(tzinfo=UTC) for offset in {before, after}]
    found = [one for one in tried if shown(one, zone) == wall]
    # Nobody's clock shows it: whoever counts on from before the change is there so much later.
    return min(found) if found else (wall - before).replace(tzinfo=UTC)


def days_of(when: When, up_to: date) -> list[date]:
    """Return the days up to one, by looking at each."""
    count = (up_to - when.day).days + 1
    every = [when.day + timedelta(days=number) for number in range(max(count, 0))]
    if when.every is None:
        return every[:1]
    last = when.until or up_to
    return [one for one in every if (one - when.day).days % (7 * when.every) == 0 and one <= last]


def end_of(when: When, day: date) -> datetime:
    return reckoned(day, when.start, when.zone) + timedelta(minutes=when.minutes)


# --- the clocks change ---------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ZONES)
def test_the_years_have_the_changes_that_they_have(zone: str) -> None:
    assert len(changes(zone)) == (0 if zone in STILL else 12)


@pytest.mark.parametrize("zone", ZONES)
def test_every_quarter_of_an_hour_around_every_change_is_when_clocks_show_it(zone: str) -> None:
    for change in changes(zone):
        for number in (-1, 0, 1):
            day = shown(change, zone).date() + timedelta(days=number)
            for at in QUARTERS:
                assert moment(day, at, zone) == reckoned(day, at, zone), (day, at)


@pytest.mark.parametrize("zone", ZONES)
def test_what_clocks_skip_is_as_much_later_and_what_they_show_twice_is_the_first_time(zone: str) -> None:
    for change in changes(zone):
        leap = ahead(change, zone) - ahead(change - timedelta(minutes=1), zone)
        for number in range(0, abs(leap) // timedelta(minutes=1), 5):
            within = timedelta(minutes=number)
            if leap > timedelta():
                skipped = shown(change, zone) - leap + within
                found = moment(skipped.date(), skipped.time(), zone)
                assert local(found, zone) == skipped + leap
            else:
                twice = shown(change, zone) + within
                first, second = change + leap + within, change + within
                assert shown(first, zone) == shown(second, zone) == twice
                assert moment(twice.date(), twice.time(), zone) == first


@pytest.mark.parametrize(
    ("day", "at", "zone", "when"),
    [
        (date(2026, 3, 8), time(2, 30), NEW_YORK, datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),
        (date(2026, 11, 1), time(1, 30), NEW_YORK, datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        (date(2027, 3, 14), time(2), "America/Anchorage", datetime(2027, 3, 14, 11, tzinfo=UTC)),
        (date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe", datetime(2026, 10, 3, 15, 45, tzinfo=UTC)),
        (date(2026, 10, 25), time(1, 30), "Europe/Dublin", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 7, 4), time(2, 30), "America/Phoenix", datetime(2026, 7, 4, 9, 30, tzinfo=UTC)),
    ],
)
def test_some_moments_as_anybody_can_look_them_up(day: date, at: time, zone: str, when: datetime) -> None:
    assert moment(day, at, zone) == when


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("start", [time(1, 30), time(2, 15), time(16)])
def test_a_series_of_six_years_stays_at_its_time_on_the_wall(zone: str, start: time) -> None:
    # On Sundays, for it is on Sundays that clocks change.
    series = When(date(2025, 1, 5), start, 90, zone, every=1, until=LAST)
    days = list(series.days())
    assert len(days) == 313
    assert {one.isoweekday() for one in days} == {7}
    elsewhere = [day for day in days if local(series.begins(day), zone) != datetime.combine(day, start)]
    assert all(any(shown(change, zone).date() == day for change in changes(zone)) for day in elsewhere)
    assert {ahead(series.begins(day), zone) for day in days} == {
        ahead(datetime(2025, month, 1, tzinfo=UTC), zone) for month in (1, 7)
    }
    for one, other in pairwise(days):
        assert series.begins(one) < series.ends(one) < series.begins(other)
        assert series.ends(one) - series.begins(one) == timedelta(minutes=90)


def test_four_in_the_afternoon_is_another_moment_after_the_clocks_changed() -> None:
    series = When(date(2026, 10, 27), time(16), 90, NEW_YORK, every=1)
    before, after = (series.begins(day) for day in islice(series.days(), 2))
    assert after - before == timedelta(days=7, hours=1)


def test_what_is_on_while_the_clocks_change_lasts_as_long_as_it_was_said() -> None:
    night = When(date(2026, 3, 7), time(23), 5 * 60, NEW_YORK)
    assert local(night.ends(), NEW_YORK) == datetime(2026, 3, 8, 5)  # noqa: DTZ001 - what clocks show


# --- the days of a series ------------------------------------------------------------------------

near_changes = st.sampled_from(
    [
        shown(change, zone).date()
        for zone in ("America/New_York", "Australia/Lord_Howe")
        for change in changes(zone)
    ]
)
any_days = st.one_of(st.dates(FIRST, LAST), near_changes)


@st.composite
def whens(draw: st.DrawFn) -> When:
    day = draw(any_days)
    minute = draw(st.integers(0, 24 * 60 - 1))
    every = draw(st.one_of(st.none(), st.integers(1, 5)))
    weeks = draw(st.one_of(st.none(), st.integers(0, 300)))
    return When(
        day,
        time(minute // 60, minute % 60),
        draw(st.integers(1, 12 * 60)),
        draw(st.sampled_from(ZONES)),
        every,
        day + timedelta(days=weeks) if every is not None and weeks is not None else None,
    )


days_around = st.integers(-40, 400)
QUICK: Final = settings(max_examples=150, deadline=None)


@QUICK
@given(whens(), days_around)
def test_its_days_from_one_on_are_those_that_whoever_counts_days_finds(when: When, number: int) -> None:
    since = when.day + timedelta(days=number)
    horizon = when.day + timedelta(days=900)
    wanted = [one for one in days_of(when, horizon) if one >= since]
    assert list(islice(when.days(since), 12)) == wanted[:12]
    assert list(islice(when.days(), 12)) == days_of(when, horizon)[:12]


@QUICK
@given(whens(), days_around)
def test_a_day_is_one_of_its_days_or_none(when: When, number: int) -> None:
    day = when.day + timedelta(days=number)
    assert when.falls_on(day) == (day in days_of(when, day))


@QUICK
@given(whens())
def test_it_is_all_over_when_its_last_day_is(when: When) -> None:
    if when.is_series and when.until is None:
        assert when.last_end() is None
    else:
        last = days_of(when, when.until or when.day)[-1]
        assert when.last_end() == end_of(when, last)


@QUICK
@given(
    when=whens(),
    number=days_around,
    minute=st.integers(0, 24 * 60),
    over=st.integers(0, 90),
    is_at_an_end=st.booleans(),
)
def test_the_next_day_is_the_first_that_is_not_over(
    when: When, number: int, minute: int, over: int, *, is_at_an_end: bool
) -> None:
    more = timedelta(minutes=over)
    now = datetime.combine(when.day, time(), UTC) + timedelta(days=number, minutes=minute)
    horizon = now.date() + timedelta(days=60)
    if is_at_an_end:
        # To the minute, where a mistake by one would show.
        now = next(
            (end_of(when, day) + more for day in days_of(when, horizon) if end_of(when, day) > now), now
        )
    horizon = max(now.date() + timedelta(days=60), when.day)
    wanted = (day for day in days_of(when, horizon) if end_of(when, day) + more > now)
    assert when.next_day(now, more) == next(wanted, None)
