"""Calendars as others read them: parsers, programs and a feed over HTTP, none of them ours."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import icalendar
import pytest
import recurring_ical_events
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalevents.icalevents import events as read_events

from bot.calendar import Occasion, document, etag
from bot.chat.clock import SetClock
from bot.family.diary import uid
from bot.feed import MISSES, WITHIN, Guesses
from bot.store.sealing import Master, fresh_key
from bot.web import application, serve
from tests.story.phones import SimulatorExchange
from tests.story.stage import MONDAY_MORNING, Stage
from tests.story.transcript import Player, Transcript

ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Australia/Lord_Howe",  # half an hour of summer, in our winter
)
CHANGED = datetime(2026, 11, 26, 15, tzinfo=UTC)


def occasion(**changes: object) -> Occasion:
    known: dict[str, object] = {
        "uid": "one@coparenting",
        "sequence": 0,
        "title": "Family time with Gladys",
        "day": date(2026, 12, 1),
        "start": time(16),
        "minutes": 90,
        "zone": "America/New_York",
        "changed_at": CHANGED,
    }
    return Occasion(**{**known, **changes})  # type: ignore[arg-type]


def starts_in(written: bytes, first: date, last: date) -> list[datetime]:
    """Return when a program of others takes each thing to begin."""
    calendar = icalendar.Calendar.from_ical(written)
    found = recurring_ical_events.of(calendar).between(first, last + timedelta(days=1))
    return sorted(one["DTSTART"].dt for one in found)


def event_in(written: bytes) -> Any:  # noqa: ANN401 - an event of the other library
    """Return the one thing in a calendar."""
    (event,) = icalendar.Calendar.from_ical(written).walk("VEVENT")
    return event


@pytest.mark.parametrize("zone", ZONES)
def test_a_series_stays_at_four_through_every_change_of_the_clocks_until_2030(zone: str) -> None:
    first, last = date(2025, 1, 7), date(2030, 12, 31)
    written = document([occasion(day=first, zone=zone, every=1, until=last)], name="Family calendar")
    starts = starts_in(written, first, last)
    expected = [first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1)]
    assert [one.date() for one in starts] == expected
    assert {one.time() for one in starts} == {time(16)}
    known = ZoneInfo(zone)
    assert [one.utcoffset() for one in starts] == [
        datetime.combine(day, time(16), tzinfo=known).utcoffset() for day in expected
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_the_zone_that_is_written_is_the_one_that_is_meant(zone: str) -> None:
    """Read without our zone data: by the rules in the file itself."""
    written = document([occasion(zone=zone, every=2, until=date(2030, 12, 1))], name="–")
    text = written.replace(zone.encode(), b"Elsewhere/Nowhere")
    calendar = vobject.readOne(text.decode())
    assert calendar.vtimezone.tzid.value == "Elsewhere/Nowhere"
    told = calendar.vtimezone.tzinfo
    for day in range(0, 1400, 5):
        at = datetime.combine(date(2026, 12, 1) + timedelta(days=day), time(16))
        assert told.utcoffset(at) == ZoneInfo(zone).utcoffset(at), at


def test_one_tuesday_is_left_out_and_the_rest_stand() -> None:
    skipped = frozenset({date(2026, 12, 8)})
    written = document([occasion(every=1, until=date(2026, 12, 22), skipped=skipped)], name="–")
    days = [one.day for one in starts_in(written, date(2026, 12, 1), date(2026, 12, 31))]
    assert days == [1, 15, 22]


def test_an_update_and_a_cancellation_are_of_the_same_thing() -> None:
    was = vobject.readOne(document([occasion()], name="–").decode()).vevent
    moved = document([occasion(sequence=1, day=date(2026, 12, 2))], name="–")
    now = vobject.readOne(moved.decode()).vevent
    off = vobject.readOne(document([occasion(sequence=2, is_cancelled=True)], name="–").decode()).vevent
    assert was.uid.value == now.uid.value == off.uid.value
    assert [int(one.sequence.value) for one in (was, now, off)] == [0, 1, 2]
    assert [one.status.value for one in (was, now, off)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_whoever_is_reminded_here_is_reminded_there_and_not_of_what_is_off() -> None:
    leads = (timedelta(hours=24), timedelta(hours=2))
    there = vobject.readOne(document([occasion(alarms=leads)], name="–").decode()).vevent
    assert [one.trigger.value for one in there.contents["valarm"]] == [-leads[0], -leads[1]]
    off = vobject.readOne(document([occasion(alarms=leads, is_cancelled=True)], name="–").decode()).vevent
    assert "valarm" not in off.contents


@pytest.mark.parametrize(
    ("day", "wall", "begins"),
    [(date(2027, 3, 14), time(2, 30), time(7, 30)), (date(2027, 11, 7), time(1, 30), time(5, 30))],
    ids=["skipped, so later", "twice, so the first"],
)
def test_a_time_at_which_the_clocks_are_changed(day: date, wall: time, begins: time) -> None:
    (there,) = starts_in(document([occasion(day=day, start=wall)], name="–"), day, day)
    assert there.astimezone(UTC).time() == begins


@given(
    title=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200),
    place=st.text("a,;\\é😀ع\n ", max_size=60),
)
def test_whatever_a_title_holds_is_read_as_it_was_written(title: str, place: str) -> None:
    written = document([occasion(title=title, place=place or None)], name="–")
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    event = event_in(written)
    assert str(event["SUMMARY"]) == title
    assert str(event.get("LOCATION", "")) == place


def test_nobody_is_named_and_nothing_depends_on_the_hour_at_which_it_is_written() -> None:
    once = document([occasion(), occasion(uid="two@coparenting")], name="–")
    again = document([occasion(uid="two@coparenting"), occasion()], name="–")
    assert once == again
    assert etag(once) == etag(again) != etag(document([occasion(sequence=1)], name="–"))
    names = {re.split(b"[:;]", line)[0] for line in once.split(b"\r\n")}
    assert not {b"ORGANIZER", b"ATTENDEE"} & names
    assert b"CLASS:PRIVATE" in once


def test_two_readers_cannot_tell_that_they_were_at_the_same_place() -> None:
    assert uid("meeting", "ana") != uid("meeting", "wendy")
    assert uid("meeting", "ana") == uid("meeting", "ana")


# --- the feed ------------------------------------------------------------------------------------


def acts(*lines: str) -> Transcript:
    return Transcript(joined=("Joshua", "Wendy", "Tianna"), acts=[(line, []) for line in lines])


STORY = acts(
    "Joshua: /visit Jon",
    "Joshua [Sunday, November 29]",
    "Joshua [10:00 AM]",
    "Joshua [1 hour]",
    "Joshua [Just once]",
    "Joshua [Riverside Library]",
    "Joshua [Skip]",
    "Joshua [Skip]",
    "Joshua [All right]",
    "Wendy [Yes, that works]",
    "Joshua: /calendar",
    "Joshua [In my phone calendar]",
    "Joshua [Yes]",
)
OFF = acts(
    "Joshua: /calendar",
    "Joshua [Sunday, November 29: Family time with Jon]",
    "Joshua [Call it off]",
    "Joshua [Skip]",
)
CLOSED = acts("Joshua: /calendar", "Joshua [In my phone calendar]", "Joshua [Turn it off]")
ADDRESS = re.compile(r"https://agency\.example\.org(/calendar/[\w-]+\.ics)")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = SetClock(MONDAY_MORNING)
    made = Stage(SimulatorExchange(clock), clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    await made.open(joined=STORY.joined)
    await Player(made).play(STORY)
    yield made
    await made.close()


def path_of(stage: Stage) -> str:
    """Return the path of the address that Joshua was given."""
    return str(ADDRESS.findall("\n".join(one.body for one in stage.screen("Joshua")))[-1])


async def test_a_program_of_others_reads_the_feed(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    runner, port = await serve(application(stage.house), "127.0.0.1", 0)
    base, path = f"http://127.0.0.1:{port}", path_of(stage)
    try:
        found = await asyncio.to_thread(
            read_events,
            url=f"{base}{path}",
            start=CHANGED - timedelta(days=1),
            end=CHANGED + timedelta(days=30),
        )
        assert [(one.summary, one.start, one.location) for one in found] == [
            ("Family time with Jon", datetime(2026, 11, 29, 15, tzinfo=UTC), "Riverside Library")
        ]
        async with aiohttp.ClientSession(base) as web:
            async with web.get(path) as first:
                assert first.headers["Cache-Control"] == "private, no-store"
                tag = first.headers["ETag"]
                was = event_in(await first.read())
            async with web.get(path, headers={"If-None-Match": f'"other", W/{tag}'}) as same:
                assert same.status == 304
            async with web.head(path) as head:
                assert head.status == 200
                assert await head.read() == b""
            async with web.post(path) as posted:
                assert posted.status == 405
            await Player(stage).play(OFF)
            async with web.get(path, headers={"If-None-Match": tag}) as changed:
                assert changed.status == 200
                now = event_in(await changed.read())
            assert str(now["UID"]) == str(was["UID"])
            assert now["SEQUENCE"] > was["SEQUENCE"]
            assert str(now["STATUS"]) == "CANCELLED"
            assert "LOCATION" not in now
            await Player(stage).play(CLOSED)
            async with web.get(path) as gone, web.get("/calendar/never.ics") as never:
                assert gone.status == never.status == 404
                assert await gone.read() == await never.read()
                for name in ("Content-Type", "Cache-Control", "Content-Length"):
                    assert gone.headers.get(name) == never.headers.get(name)
    finally:
        await runner.cleanup()
    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    # The library that asked has a log of its own.
    ours = [one.getMessage() for one in caplog.records if not one.name.startswith("urllib3")]
    assert secret not in "\n".join(ours)
    folder = Path(stage.url.removeprefix("sqlite:///")).parent
    kept = b"".join(one.read_bytes() for one in folder.glob("story.db*"))
    assert secret.encode() not in kept


async def test_whoever_guesses_has_to_wait(stage: Stage) -> None:
    runner, port = await serve(application(stage.house), "127.0.0.1", 0)
    try:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as web:
            for _ in range(MISSES):
                async with web.get(f"/calendar/{'x' * 32}.ics") as missed:
                    assert missed.status == 404
            async with web.get(path_of(stage)) as waits:
                assert waits.status == 429
                assert int(waits.headers["Retry-After"]) == WITHIN
    finally:
        await runner.cleanup()


def test_after_a_minute_one_may_look_again() -> None:
    now = [100.0]
    guesses = Guesses(lambda: now[0])
    for _ in range(MISSES):
        assert not guesses.are_too_many("here")
        guesses.missed("here")
    assert guesses.are_too_many("here")
    assert not guesses.are_too_many("there")
    now[0] += WITHIN
    assert not guesses.are_too_many("here")
