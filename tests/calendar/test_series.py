"""A series keeps its wall time, leaves out what was skipped, and shows what was moved where it is now."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendars import Occasion
from bot.calendars.zones import moment
from tests.calendar.reading import (
    Seen,
    by_icalevents,
    by_recurring,
    by_vobject,
    foreign,
    lines,
    occasion,
    written,
)

NEW_YORK = "America/New_York"
TUESDAYS = occasion(every=1, until=date(2026, 4, 7), skipped=frozenset({date(2026, 3, 17)}), sequence=3)
MOVED = occasion(
    sequence=3,
    day=date(2026, 3, 26),
    start=time(10),
    minutes=45,
    instead_of=date(2026, 3, 24),
    instead_start=time(16),
)
SPRING = date(2026, 2, 1), date(2026, 5, 1)


def walls(seen: list[Seen]) -> list[str]:
    return [f"{one.begins:%m-%d %H:%M}-{one.ends:%H:%M}" for one in seen]


DUE = [
    "03-03 16:00-17:30", "03-10 16:00-17:30", "03-26 10:00-10:45", "03-31 16:00-17:30", "04-07 16:00-17:30",
]  # fmt: skip


def test_one_is_moved_and_one_is_skipped_over_a_change_of_clocks() -> None:
    told = written(TUESDAYS, MOVED)
    assert walls(by_recurring(told, *SPRING)) == walls(by_icalevents(told, *SPRING)) == DUE
    assert walls(by_recurring(foreign(told, NEW_YORK), *SPRING)) == DUE
    assert [one.begins.astimezone(UTC).hour for one in by_recurring(told, *SPRING)] == [21, 20, 14, 20, 20]
    assert {one.uid for one in by_recurring(told, *SPRING)} == {"visit@coparenting"}


def test_it_is_written_as_programs_expect_it() -> None:
    told = written(TUESDAYS, MOVED)
    assert "RRULE:FREQ=WEEKLY;UNTIL=20260407T200000Z;INTERVAL=1" in lines(told)
    assert "EXDATE;TZID=America/New_York:20260317T160000" in lines(told)
    assert "RECURRENCE-ID;TZID=America/New_York:20260324T160000" in lines(told)
    master, moved = by_vobject(told).vevent_list
    assert master.uid.value == moved.uid.value
    assert [one.date() for one in master.rruleset] == [
        date(2026, 3, 3), date(2026, 3, 10), date(2026, 3, 24), date(2026, 3, 31), date(2026, 4, 7),
    ]  # fmt: skip
    assert moved.recurrence_id.value.astimezone(UTC) == datetime(2026, 3, 24, 20, tzinfo=UTC)


def test_one_that_only_changes_its_title_keeps_the_start_of_the_series() -> None:
    told = written(TUESDAYS, occasion(title="With Jon", day=date(2026, 3, 10), instead_of=date(2026, 3, 10)))
    seen = by_recurring(told, *SPRING)
    assert [one.title for one in seen] == ["Time together", "With Jon", *["Time together"] * 3]


def test_one_of_a_series_is_cancelled() -> None:
    gone = occasion(sequence=4, day=date(2026, 3, 31), instead_of=date(2026, 3, 31), is_cancelled=True)
    told = written(TUESDAYS, MOVED, gone)
    due = [one for one in DUE if not one.startswith("03-31")]
    assert walls(by_recurring(told, *SPRING)) == walls(by_icalevents(told, *SPRING)) == due


def test_a_series_is_cancelled_as_a_whole() -> None:
    told = written(occasion(every=1, sequence=5, is_cancelled=True), method="CANCEL")
    assert by_recurring(told, *SPRING) == []
    assert len(by_vobject(told).vevent_list) == 1


def test_every_second_week_without_an_end_goes_on() -> None:
    told = written(occasion(every=2))
    later = by_recurring(foreign(told, NEW_YORK), date(2033, 7, 1), date(2033, 8, 1))
    assert walls(later) == ["07-12 16:00-17:30", "07-26 16:00-17:30"]
    assert {one.begins.utcoffset() for one in later} == {timedelta(hours=-4)}
    assert (date(2033, 7, 12) - date(2026, 3, 3)).days % 14 == 0


@pytest.mark.parametrize("zone", [NEW_YORK, "Pacific/Honolulu", "Australia/Lord_Howe", "Europe/Dublin"])
@pytest.mark.parametrize("start", [time(0), time(8), time(23, 30)])
def test_the_last_day_belongs_to_the_series_and_the_day_after_does_not(zone: str, start: time) -> None:
    for until, count in ((date(2026, 3, 17), 3), (date(2026, 3, 16), 2), (date(2026, 3, 18), 3)):
        told = written(occasion(every=1, until=until, zone=zone, start=start))
        assert len(by_recurring(told, *SPRING)) == count
        assert len(by_recurring(foreign(told, zone), *SPRING)) == count


def test_a_series_of_days_skips_and_moves_days() -> None:
    days = occasion(
        zone="", is_all_day=True, every=1, until=date(2026, 3, 24), skipped=frozenset({date(2026, 3, 10)})
    )
    moved = occasion(is_all_day=True, day=date(2026, 3, 18), instead_of=date(2026, 3, 17))
    told = written(days, moved)
    assert {"EXDATE;VALUE=DATE:20260310", "RECURRENCE-ID;VALUE=DATE:20260317"} <= set(lines(told))
    assert [one.begins for one in by_recurring(told, *SPRING)] == [
        date(2026, 3, 3), date(2026, 3, 18), date(2026, 3, 24),
    ]  # fmt: skip


# --- clocks change under it

# Nights of Saturday: clocks go forward at two on the second.
NIGHTS = occasion(day=date(2026, 2, 28), start=time(22), minutes=12 * 60, every=1, until=date(2026, 3, 14))


def test_a_night_lasts_its_hours_whether_clocks_change_in_it_or_not() -> None:
    told = written(NIGHTS)
    due = ["02-28 22:00-10:00", "03-07 22:00-11:00", "03-14 22:00-10:00"]
    for seen in (
        by_recurring(told, *SPRING),
        by_recurring(foreign(told, NEW_YORK), *SPRING),
        by_icalevents(told, *SPRING),
    ):
        assert walls(seen) == due
        assert {one.lasts for one in seen} == {timedelta(hours=12)}


def test_a_night_in_autumn_ends_earlier_by_the_clock() -> None:
    told = written(occasion(day=date(2026, 10, 31), start=time(22), minutes=12 * 60))
    (seen,) = by_recurring(told, date(2026, 10, 1), date(2026, 12, 1))
    assert (seen.wall, seen.lasts) == ("2026-10-31 22:00-09:00", timedelta(hours=12))


def test_a_night_that_was_skipped_or_changed_is_not_written_out_twice() -> None:
    changed = occasion(
        day=date(2026, 3, 7), start=time(20), instead_of=date(2026, 3, 7), instead_start=time(22)
    )
    for told in (
        written(_with(NIGHTS, skipped=frozenset({date(2026, 3, 7)}))),
        written(NIGHTS, changed),
        written(_with(NIGHTS, is_cancelled=True)),
    ):
        assert told.count(b"DTSTART;TZID=America/New_York:20260307T220000") == 0
    assert walls(by_recurring(written(NIGHTS, changed), *SPRING))[1] == "03-07 20:00-21:30"


def _with(one: Occasion, **values: object) -> Occasion:
    known = {name: getattr(one, name) for name in Occasion.__slots__}
    return Occasion(**(known | values))


def test_a_start_that_no_clock_shows_is_moved_forward_and_only_that_one() -> None:
    told = written(
        occasion(day=date(2026, 3, 1), start=time(2, 30), minutes=60, every=1, until=date(2026, 3, 15))
    )
    due = ["03-01 02:30-03:30", "03-08 03:30-04:30", "03-15 02:30-03:30"]
    assert walls(by_recurring(told, *SPRING)) == due
    begun = written(
        occasion(day=date(2026, 3, 8), start=time(2, 30), minutes=60, every=1, until=date(2026, 3, 15))
    )
    assert walls(by_recurring(begun, *SPRING)) == due[1:]
    alone = written(occasion(day=date(2026, 3, 8), start=time(2, 30), minutes=60))
    assert walls(by_recurring(alone, *SPRING)) == walls(by_icalevents(alone, *SPRING)) == due[1:2]


def test_a_start_that_comes_twice_is_the_first() -> None:
    told = written(occasion(day=date(2026, 11, 1), start=time(1, 30), minutes=20))
    (seen,) = by_recurring(told, date(2026, 10, 1), date(2026, 12, 1))
    assert seen.begins.astimezone(UTC) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert seen.lasts == timedelta(minutes=20)


def test_an_end_that_comes_twice_is_the_one_that_is_meant() -> None:
    told = written(occasion(day=date(2026, 11, 1), start=time(1, 30), minutes=60))
    assert {"DTSTART:20261101T053000Z", "DTEND:20261101T063000Z"} <= set(lines(told))
    for seen in (by_recurring, by_icalevents):
        (one,) = seen(told, date(2026, 10, 1), date(2026, 12, 1))
        assert one.lasts == timedelta(hours=1)


@given(
    zone=st.sampled_from(
        [NEW_YORK, "America/Anchorage", "America/Phoenix", "Australia/Lord_Howe", "Europe/Dublin"]
    ),
    day=st.dates(date(2025, 1, 1), date(2030, 6, 1)),
    start=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    minutes=st.integers(1, 3000),
    every=st.integers(1, 3),
    count=st.integers(1, 30),
    skipped=st.sets(st.integers(0, 29)),
)
def test_any_series_comes_back(
    zone: str, day: date, start: time, minutes: int, every: int, count: int, skipped: set[int]
) -> None:
    days = [day + timedelta(weeks=every * n) for n in range(count)]
    gone = frozenset(days[n] for n in skipped if n < count)
    one = occasion(
        zone=zone, day=day, start=start, minutes=minutes, every=every, until=days[-1], skipped=gone
    )
    seen = by_recurring(written(one), day - timedelta(days=2), days[-1] + timedelta(days=2))
    here = ZoneInfo(zone)
    assert [each.begins.astimezone(UTC) for each in seen] == [
        moment(each, start, here).astimezone(UTC) for each in days if each not in gone
    ]
    assert {each.lasts for each in seen} <= {timedelta(minutes=minutes)}
