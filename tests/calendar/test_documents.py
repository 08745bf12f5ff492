"""A document says of a meeting what there is to say, and nothing that depends on when it is written."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import icalendar
import pytest

from bot.calendars import document
from tests.calendar.reading import by_icalevents, by_recurring, by_vobject, lines, occasion, written

ROOT = Path(__file__).parents[2]
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def test_a_meeting_is_shown_alike_by_all() -> None:
    told = written(occasion(place="Family center, room 2", note="Bring the red shoes"))
    event = by_vobject(told).vevent
    assert (event.uid.value, event.sequence.value) == ("visit@coparenting", "0")
    assert (event.summary.value, event.status.value) == ("Time together", "CONFIRMED")
    assert (event.location.value, event.description.value) == (
        "Family center, room 2",
        "Bring the red shoes",
    )
    assert (getattr(event, "class").value, event.transp.value) == ("PRIVATE", "OPAQUE")
    assert event.dtstamp.value == event.last_modified.value == datetime(2026, 1, 5, 12, 30, 15, tzinfo=UTC)
    assert event.dtstart.value.astimezone(UTC) == datetime(2026, 3, 3, 21, tzinfo=UTC)
    (seen,), (other,) = by_recurring(told, MARCH, APRIL), by_icalevents(told, MARCH, APRIL)
    assert seen.wall == other.wall == "2026-03-03 16:00-17:30"
    assert "DTSTART;TZID=America/New_York:20260303T160000" in lines(told)


def test_the_calendar_tells_its_name_and_when_to_look_again() -> None:
    told = document([occasion()], method="PUBLISH", name="Familia; García", refresh=timedelta(hours=12))
    calendar = by_vobject(told)
    assert calendar.contents["name"][0].value == "Familia; García"
    assert calendar.contents["x-wr-calname"][0].value == "Familia; García"
    assert calendar.prodid.value == "-//Coparenting//Calendar//EN"
    assert {"METHOD:PUBLISH", "VERSION:2.0", "NAME:Familia\\; García"} <= set(lines(told))
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H"} <= set(lines(told))
    assert icalendar.Calendar.from_ical(told).refresh_interval == timedelta(hours=12)
    assert b"REFRESH" not in written(occasion())


def test_a_change_and_a_cancellation_are_known_by_uid_and_sequence() -> None:
    first = by_vobject(written(occasion())).vevent
    moved = by_vobject(written(occasion(sequence=1, start=time(17)), method="REQUEST"))
    ended = by_vobject(written(occasion(sequence=2, is_cancelled=True), method="CANCEL"))
    assert first.uid.value == moved.vevent.uid.value == ended.vevent.uid.value
    assert [int(one.sequence.value) for one in (first, moved.vevent, ended.vevent)] == [0, 1, 2]
    assert (moved.method.value, ended.method.value) == ("REQUEST", "CANCEL")
    assert ended.vevent.status.value == "CANCELLED"
    assert moved.vevent.status.value == "CONFIRMED"


def test_cancel_takes_out_only_what_is_cancelled() -> None:
    with pytest.raises(ValueError, match="CANCEL"):
        written(occasion(is_cancelled=True), occasion(uid="other"), method="CANCEL")


def test_alarms_ring_before_the_start_in_real_time() -> None:
    leads = (timedelta(hours=24), timedelta(hours=2), timedelta(minutes=90), timedelta(hours=1, seconds=5))
    told = written(occasion(alarms=leads, title="Visit, 4 pm"))
    alarms = by_vobject(told).vevent.valarm_list
    assert [alarm.trigger.value for alarm in alarms] == [-lead for lead in leads]
    assert {alarm.action.value for alarm in alarms} == {"DISPLAY"}
    assert {alarm.description.value for alarm in alarms} == {"Visit, 4 pm"}
    # Not a day, which may have 23 hours.
    assert {"TRIGGER:-PT24H", "TRIGGER:-PT1H30M", "TRIGGER:-PT1H0M5S"} <= set(lines(told))


def test_what_is_cancelled_rings_nowhere() -> None:
    assert b"VALARM" not in written(occasion(alarms=(timedelta(hours=2),), is_cancelled=True))


def test_nobody_is_named() -> None:
    for method in ("PUBLISH", "REQUEST", "CANCEL"):
        told = document([occasion(is_cancelled=True)], method=method, name="Calendar", refresh=None)
        assert b"ORGANIZER" not in told
        assert b"ATTENDEE" not in told
        assert b"mailto" not in told


def test_an_empty_calendar_is_one_too() -> None:
    told = written()
    assert by_vobject(told).contents["x-wr-calname"][0].value == "Calendar"
    assert by_recurring(told, MARCH, APRIL) == by_icalevents(told, MARCH, APRIL) == []
    assert b"BEGIN:VTIMEZONE" in told


def test_the_same_occasions_make_the_same_bytes_in_any_order() -> None:
    several = [
        occasion(),
        occasion(uid="series", every=1, skipped=frozenset({date(2026, 3, 10), date(2026, 3, 17)})),
        occasion(uid="series", day=date(2026, 3, 25), instead_of=date(2026, 3, 24)),
        occasion(uid="other", zone="America/Chicago"),
        occasion(uid="feast", is_all_day=True),
    ]
    told = written(*several)
    assert told == written(*reversed(several)) == written(*several[2:], *several[:2])
    # What differs comes after the series it is of.
    order = [line for line in lines(told) if line.startswith(("RRULE:FREQ=WEEKLY", "RECURRENCE-ID"))]
    assert order[0].startswith("RRULE")


_ELSEWHERE = """
import sys, icalendar
from bot.calendars import document
from tests.calendar.test_documents import NIGHTS
icalendar.use_pytz()
sys.stdout.buffer.write(document([NIGHTS], method="PUBLISH", name="Calendar", refresh=None))
"""
NIGHTS = occasion(
    day=date(2026, 2, 28),
    start=time(22),
    minutes=12 * 60,
    every=1,
    skipped=frozenset(date(2026, 3, day) for day in (14, 21, 28)),
)


def test_another_process_in_another_place_writes_the_same_bytes() -> None:
    for zone, seed in (("UTC", "1"), ("Asia/Tokyo", "2"), ("America/New_York", "3")):
        told = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", _ELSEWHERE],
            cwd=ROOT,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        assert told == written(NIGHTS)
        assert b"RECURRENCE-ID;TZID=America/New_York:20260307T220000" in told


def test_a_moment_of_change_is_told_in_utc() -> None:
    there = timezone(timedelta(hours=-5))
    told = written(occasion(changed_at=datetime(2026, 1, 5, 7, 30, 15, 999, tzinfo=there)))
    assert told == written(occasion())


@pytest.mark.parametrize(
    ("minutes", "last"), [(60, date(2026, 3, 3)), (1440, date(2026, 3, 3)), (1441, date(2026, 3, 4))]
)
def test_an_occasion_lasts_all_day_in_every_zone(minutes: int, last: date) -> None:
    told = written(occasion(is_all_day=True, minutes=minutes))
    event = by_vobject(told).vevent
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 3, 3), last + timedelta(days=1))
    assert b"VTIMEZONE" not in told
    (seen,) = by_icalevents(told, MARCH, APRIL)
    assert (seen.begins, seen.ends) == (date(2026, 3, 3), last + timedelta(days=1))


@pytest.mark.parametrize(
    "values",
    [
        {"uid": ""},
        {"sequence": -1},
        {"minutes": 0},
        {"changed_at": datetime(2026, 1, 1)},  # noqa: DTZ001 - what is refused
        {"start": time(16, tzinfo=UTC)},
        {"alarms": (timedelta(hours=-1),)},
        {"every": 0},
        {"every": 1, "until": date(2026, 3, 2)},
        {"until": date(2026, 4, 2)},
        {"skipped": frozenset({date(2026, 3, 10)})},
        {"every": 1, "instead_of": date(2026, 3, 10)},
    ],
)
def test_what_contradicts_itself_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"^\w"):
        occasion(**values)


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        written(occasion(zone="America/Nowhere"))
