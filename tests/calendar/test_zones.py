"""Clocks on the wall: kept through every change of eight zones, and told to whoever knows no zone by name."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz

from bot.calendars.zones import moment, timezone_of
from tests.calendar.reading import by_icalevents, by_recurring, by_vobject, foreign, occasion, written

ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Mexico_City",
    # Half an hour, a winter that is the exception, changes that follow the moon, and the southern half.
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Africa/Casablanca",
    "America/Santiago",
)
FIRST, LAST = date(2025, 1, 1), date(2030, 12, 31)


def changing_days(zone: str) -> list[date]:
    """Return the days on which clocks change, found by another way than the program's."""
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days)]
    midnights = [datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset() for day in days]
    return [day for day, a, b in zip(days[1:], midnights, midnights[1:], strict=False) if a != b]


def instants(zone: str) -> Iterator[datetime]:
    """Yield moments of every month, and every quarter of an hour around each change."""
    begin = datetime(2025, 1, 1, tzinfo=UTC)
    yield from (begin + timedelta(days=17 * n, hours=n % 24) for n in range(128))
    for day in changing_days(zone):
        noon = datetime.combine(day, time(12), UTC)
        yield from (noon + timedelta(minutes=15 * n) for n in range(-200, 201))


@pytest.mark.parametrize(
    ("zone", "count"),
    [
        ("America/New_York", 12),
        ("America/Phoenix", 0),
        ("Australia/Lord_Howe", 12),
        ("Africa/Casablanca", 13),
    ],
)
def test_there_are_changes_to_look_at(zone: str, count: int) -> None:
    assert len(changing_days(zone)) == count


@pytest.mark.parametrize("zone", ZONES)
def test_another_program_reads_the_right_offset_from_the_document_alone(zone: str) -> None:
    told = foreign(written(occasion(zone=zone, day=FIRST)), zone)
    # dateutil reads a VTIMEZONE by itself; it is what vobject asks.
    begin, end = told.index(b"BEGIN:VTIMEZONE"), told.index(b"END:VTIMEZONE")
    read = tz.tzical(io.StringIO(told[begin:end].decode() + "END:VTIMEZONE\n"))
    known, here = read.get(), ZoneInfo(zone)
    for at in instants(zone):
        wall = at.astimezone(here)
        seen = wall.replace(tzinfo=known)
        # A wall time that comes twice is the first for whoever does not ask which.
        if not tz.datetime_ambiguous(seen):
            assert (seen.utcoffset(), seen.tzname()) == (wall.utcoffset(), wall.tzname()), wall


@pytest.mark.parametrize("zone", ZONES)
def test_a_meeting_on_the_day_of_a_change_is_when_it_should_be(zone: str) -> None:
    here = ZoneInfo(zone)
    for day in changing_days(zone) or [date(2026, 3, 8)]:
        starts = [time(0, 30), time(1, 30), time(2, 15), time(3, 30), time(16)]
        asked = [
            occasion(uid=f"{near}-{start}", day=day + timedelta(days=near), start=start, zone=zone)
            for near in (-1, 0, 1)
            for start in starts
        ]
        due = sorted(moment(one.day, one.start, here).astimezone(UTC) for one in asked)
        told = written(*asked)
        span = day - timedelta(days=3), day + timedelta(days=4)
        for seen in (
            by_recurring(told, *span),
            by_recurring(foreign(told, zone), *span),
            by_icalevents(told, *span),
        ):
            assert sorted(one.begins.astimezone(UTC) for one in seen) == due
            assert {one.lasts for one in seen} == {timedelta(minutes=90)}
        # vobject takes these for UTC: it looks at the years from 2000 to 2020, of which nothing is told.
        if zone not in ("Europe/Dublin", "Africa/Casablanca"):
            events = by_vobject(foreign(told, zone)).vevent_list
            assert sorted(one.dtstart.value.astimezone(UTC) for one in events) == due


@pytest.mark.parametrize("zone", ZONES)
def test_a_series_keeps_its_wall_time_through_every_change(zone: str) -> None:
    here = ZoneInfo(zone)
    told = written(occasion(zone=zone, day=FIRST, every=1, until=LAST))
    due = [
        datetime.combine(FIRST + timedelta(weeks=week), time(16), here).astimezone(UTC)
        for week in range((LAST - FIRST).days // 7 + 1)
    ]
    span = FIRST, LAST + timedelta(days=1)
    for seen in (
        by_recurring(told, *span),
        by_recurring(foreign(told, zone), *span),
        by_icalevents(told, *span),
    ):
        assert [one.begins.astimezone(UTC) for one in seen] == due
        assert {one.begins.time() for one in seen} == {time(16)}
        assert {one.lasts for one in seen} == {timedelta(minutes=90)}


@pytest.mark.parametrize("zone", ZONES)
def test_a_zone_is_told_without_its_history(zone: str) -> None:
    told = timezone_of(zone, 2026, 2027).to_ical().decode().replace("\r\n ", "")
    onsets = [line for line in told.split("\r\n") if line.startswith("DTSTART")]
    assert {line[8:12] for line in onsets} <= {"2025"}
    assert len(told) < 900


def test_where_clocks_go_forward_and_back() -> None:
    here = ZoneInfo("America/New_York")
    assert str(moment(date(2026, 3, 8), time(2, 30), here)) == "2026-03-08 03:30:00-04:00"
    assert str(moment(date(2026, 11, 1), time(1, 30), here)) == "2026-11-01 01:30:00-04:00"
    assert str(moment(date(2026, 11, 1), time(1, 30, fold=1), here)) == "2026-11-01 01:30:00-04:00"
    there = ZoneInfo("Australia/Lord_Howe")
    assert str(moment(date(2026, 10, 4), time(2, 10), there)) == "2026-10-04 02:40:00+11:00"


def test_summer_begins_at_two_by_the_clocks_of_winter() -> None:
    told = timezone_of("America/New_York", 2026, 2026).to_ical().decode()
    assert "DTSTART:20250309T020000\r\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3" in told
    assert "DTSTART:20251102T020000\r\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11" in told
