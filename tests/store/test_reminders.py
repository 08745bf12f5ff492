"""What the clock does for meetings: each thing once, at its moment, whatever the clock does meanwhile."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.family.meeting import Act, Kind, Part, Presence, State
from bot.family.wall import When
from tests.rosters import World, postgres_url, sqlite_url, world, world_at
from tests.store.calendar import AFTERWARDS, NEW_YORK, Calendar, Told, once, weekly

__all__ = ["postgres_url", "sqlite_url", "world"]

BEGIN: Final = datetime(2026, 11, 2, 15, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FRIDAY: Final = date(2026, 11, 6)
BOTH: Final = ("ana", "wendy")
BEFORE, AFTER = "meeting-reminder", "meeting-after"


@pytest.fixture
async def calendar(world: World) -> Calendar:
    one = Calendar(world, BEGIN)
    await one.open()
    return one


def shown_at(day: date, hour: int) -> datetime:
    """Return when the clocks of New York show this, by what they show from hour to hour."""
    midnight = datetime.combine(day, time(), UTC)
    hours = (midnight + HOUR * number for number in range(36))
    there = ZoneInfo(NEW_YORK)
    return next(
        at for at in hours if at.astimezone(there).replace(tzinfo=None) == datetime.combine(day, time(hour))
    )


def sundays(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=7)


def of(told: list[Told], text: str) -> Counter[tuple[str, datetime]]:
    return Counter((one.person, one.at) for one in told if one.text == text)


# --- when nothing goes wrong ---------------------------------------------------------------------


async def test_of_a_weekly_series_over_a_year_each_reminder_comes_once_at_its_moment(
    calendar: Calendar,
) -> None:
    # On Sundays at three: some hours after the clocks change, so that a lead of a day reaches across it.
    first, last = date(2026, 11, 8), date(2027, 11, 7)
    one = await calendar.stands(weekly(first, hour=3, until=last))
    told = await calendar.goes_on(datetime(2027, 11, 8, tzinfo=UTC))
    begins = [shown_at(day, 3) for day in sundays(first, last)]
    assert len({at.hour for at in begins}) == 2, "the clocks changed, and changed back"
    leads = (timedelta(hours=24), timedelta(hours=2))
    assert of(told, BEFORE) == Counter((who, at - lead) for at in begins for who in BOTH for lead in leads)
    asked = [at + timedelta(minutes=90) + AFTERWARDS for at in begins]
    assert of(told, AFTER) == Counter((who, at) for at in asked for who in BOTH)
    assert {row.text for row in told} == {BEFORE, AFTER}
    assert await calendar.rows_left() == []
    for day in sundays(first, last):
        if day > date(2027, 10, 28):  # older ones are not at hand any more
            assert await calendar.state_of(one, day) == State.OVER


async def test_of_a_series_without_an_end_only_the_next_day_has_rows(calendar: Calendar) -> None:
    await calendar.stands(weekly(FRIDAY))
    for number in range(3):
        rows = await calendar.rows_left()
        assert {row.day for row in rows} == {(FRIDAY + timedelta(weeks=number)).isoformat()}
        assert Counter(row.kind for row in rows) == {"before": 4, "end": 1}
        await calendar.goes_on(shown_at(FRIDAY + timedelta(weeks=number), 20))


async def test_who_only_knows_of_it_or_is_asked_by_nobody_hears_of_no_reminder(calendar: Calendar) -> None:
    more = (
        calendar.attendee("joshua", Part.INVITED, Presence.KNOW),
        calendar.attendee("samara", Part.INVITED, Presence.QUESTIONS),
        calendar.attendee("francis", Part.INVITED, Presence.PHONE),
    )
    await calendar.stands(once(FRIDAY), *more)
    told = await calendar.goes_on(BEGIN + 7 * DAY)
    assert Counter(one.person for one in told if one.text == BEFORE) == {"ana": 2, "wendy": 2, "francis": 2}
    assert Counter(one.person for one in told if one.text == AFTER) == {"ana": 1, "wendy": 1}


@pytest.mark.parametrize("state", [one for one in State if one != State.STANDING])
async def test_what_does_not_stand_has_nothing_due(calendar: Calendar, state: State) -> None:
    await calendar.stands(once(FRIDAY), state=state)
    assert await calendar.rows_left() == []


# --- the clock jumps -----------------------------------------------------------------------------


def wanted(
    days: list[date], ticks: list[datetime]
) -> tuple[set[tuple[datetime, date]], set[tuple[datetime, date]]]:
    """Return at which ticks something is said of which day: before it, and after it.

    From first principles: at the first tick that finds a moment passed, once, however many that tick finds;
    and of what has begun nothing is said beforehand.
    """
    before, afterwards = set(), set()
    for day in days:
        begins = shown_at(day, 16)
        for lead in (timedelta(hours=24), timedelta(hours=2)):
            found = next((at for at in ticks if at >= begins - lead), None)
            if found is not None and found < begins:
                before.add((found, day))
        ended = begins + timedelta(minutes=90) + AFTERWARDS
        found = next((at for at in ticks if at >= ended), None)
        if found is not None:
            afterwards.add((found, day))
    return before, afterwards


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_the_clock_does_between_two_ticks_nothing_is_missing_and_nothing_double(
    calendar: Calendar, seed: int
) -> None:
    await jumps_about(calendar, random.Random(seed))


@pytest.mark.xdist_group("postgres")
async def test_on_postgresql_it_is_the_same(postgres_url: str) -> None:
    async for there in world_at(postgres_url):
        calendar = Calendar(there, BEGIN)
        await calendar.open()
        await jumps_about(calendar, random.Random(99))
        calendar.clock.at = BEGIN
        one = await calendar.stands(once(FRIDAY), calendar.attendee("joshua", Part.INVITED))
        for at in (shown_at(FRIDAY, 15), shown_at(FRIDAY, 17) + AFTERWARDS):
            calendar.clock.at = at
            await calendar.answers(one, "joshua", "no")
            assert len(await calendar.ticks()) == 2


async def jumps_about(calendar: Calendar, dice: random.Random) -> None:
    """Let the clock go on and jump about for half a year of Fridays, and see what was told."""
    await calendar.stands(weekly(FRIDAY, until=FRIDAY + timedelta(weeks=25)))
    days = list(sundays(FRIDAY, FRIDAY + timedelta(weeks=25)))
    ticks: list[datetime] = []
    before: Counter[tuple[str, datetime]] = Counter()
    afterwards: Counter[tuple[str, datetime]] = Counter()
    while calendar.clock.at < BEGIN + timedelta(weeks=27):
        step = dice.choice([timedelta(minutes=dice.randint(1, 90)), HOUR * dice.randint(2, 40), timedelta()])
        jump = dice.choice([timedelta()] * 3 + [HOUR, -HOUR, DAY, -DAY])
        at = calendar.clock.at + step + jump
        told = await calendar.ticks(at)
        # Ticks are told apart by their number: the clock may show the same moment twice.
        ticks.append(at)
        before += of(told, BEFORE)
        afterwards += of(told, AFTER)
    wanted_before, wanted_afterwards = wanted(days, ticks)
    assert before == Counter((who, at) for at, _ in wanted_before for who in BOTH)
    assert afterwards == Counter((who, at) for at, _ in wanted_afterwards for who in BOTH)
    assert len(wanted_afterwards) == len(days)
    assert await calendar.rows_left() == []


async def test_after_a_standstill_several_for_one_day_are_one(calendar: Calendar) -> None:
    await calendar.stands(once(FRIDAY))
    at = shown_at(FRIDAY, 16) - HOUR
    told = await calendar.ticks(at)
    assert told == [Told(who, BEFORE, told[0].meeting, at) for who in ("wendy", "ana")] or told == [
        Told(who, BEFORE, told[0].meeting, at) for who in BOTH
    ]
    assert await calendar.ticks(at + timedelta(minutes=1)) == []


async def test_after_a_standstill_several_are_one_however_much_is_due(calendar: Calendar) -> None:
    # More than is done at once: what was due yesterday and what is due today must not be told apart.
    meetings = [await calendar.stands(once(FRIDAY, hour=12 + number % 6)) for number in range(120)]
    calendar.clock.at = shown_at(FRIDAY, 11)
    told: list[Told] = []
    while news := await calendar.ticks():
        told += news
    counted = Counter((one.meeting, one.person) for one in told)
    assert set(counted) == {(one.id, who) for one in meetings for who in BOTH}
    assert set(counted.values()) == {1}


async def test_what_has_begun_gets_no_reminder_any_more(calendar: Calendar) -> None:
    await calendar.stands(once(FRIDAY))
    assert await calendar.ticks(shown_at(FRIDAY, 16)) == []
    told = await calendar.ticks(shown_at(FRIDAY, 17) + AFTERWARDS)
    assert Counter((one.person, one.text) for one in told) == {("ana", AFTER): 1, ("wendy", AFTER): 1}


async def test_after_a_long_standstill_it_is_asked_once_how_it_was(calendar: Calendar) -> None:
    one = await calendar.stands(once(FRIDAY))
    told = await calendar.ticks(BEGIN + 30 * DAY)
    assert Counter((one.person, one.text) for one in told) == {("ana", AFTER): 1, ("wendy", AFTER): 1}
    assert await calendar.state_of(one) == State.OVER
    assert await calendar.ticks(BEGIN + 60 * DAY) == []


# --- what happens to the meeting -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "state"),
    [
        (Act.CANCEL, State.CANCELLED),
        (Act.CANNOT, State.CANCELLED),
        (Act.REVOKE, State.REVOKED),
        (Act.REPLACE, State.MOVED),
    ],
)
async def test_after_it_is_off_nothing_is_said_any_more(calendar: Calendar, what: Act, state: State) -> None:
    one = await calendar.stands(weekly(FRIDAY))
    await calendar.ticks(shown_at(FRIDAY, 15))
    assert len(await calendar.waiting()) == 2
    await calendar.turns(one, what, state)
    assert await calendar.waiting() == [], "what has not left yet is not said either"
    assert await calendar.rows_left() == []
    assert await calendar.goes_on(BEGIN + 30 * DAY) == []


async def test_what_was_due_and_is_off_before_the_tick_is_not_said(calendar: Calendar) -> None:
    one = await calendar.stands(once(FRIDAY))
    calendar.clock.at = shown_at(FRIDAY, 15)
    await calendar.turns(one, Act.CANCEL, State.CANCELLED)
    assert await calendar.ticks() == []


async def test_a_day_that_is_called_off_has_none_and_the_others_have(calendar: Calendar) -> None:
    off = FRIDAY + timedelta(weeks=1)
    one = await calendar.stands(weekly(FRIDAY, until=FRIDAY + timedelta(weeks=3)))
    await calendar.turns(one, Act.CANCEL, State.CANCELLED, off)
    told = await calendar.goes_on(BEGIN + 40 * DAY)
    days = [day for day in sundays(FRIDAY, FRIDAY + timedelta(weeks=3)) if day != off]
    ends = [shown_at(day, 17) + timedelta(minutes=30) + AFTERWARDS for day in days]
    assert of(told, AFTER) == Counter((who, at) for at in ends for who in BOTH)
    assert sum(of(told, BEFORE).values()) == len(days) * 4


async def test_the_day_that_comes_is_called_off_and_the_next_one_is_planned(calendar: Calendar) -> None:
    one = await calendar.stands(weekly(FRIDAY))
    calendar.clock.at = shown_at(FRIDAY, 15)
    await calendar.turns(one, Act.CANCEL, State.CANCELLED, FRIDAY)
    assert await calendar.ticks() == []
    assert {row.day for row in await calendar.rows_left()} == {(FRIDAY + timedelta(weeks=1)).isoformat()}


async def test_another_time_has_other_reminders(calendar: Calendar) -> None:
    one = await calendar.stands(once(FRIDAY))
    later = once(FRIDAY + DAY, hour=10)
    await calendar.turns(one, Act.CHANGE, State.STANDING, when=later, is_changed=True)
    told = await calendar.goes_on(BEGIN + 30 * DAY)
    begins = shown_at(FRIDAY + DAY, 10)
    assert of(told, BEFORE) == Counter((who, begins - HOUR * lead) for who in BOTH for lead in (24, 2))


async def test_what_the_agency_holds_is_over_without_a_question(calendar: Calendar) -> None:
    one = await calendar.stands(once(FRIDAY), kind=Kind.TEAM)
    told = await calendar.goes_on(BEGIN + 30 * DAY)
    assert {row.text for row in told} == {BEFORE}
    assert await calendar.state_of(one) == State.OVER


# --- what people say of it, while something is due -----------------------------------------------


async def test_what_is_due_at_this_moment_is_not_lost_when_somebody_speaks_first(calendar: Calendar) -> None:
    one = await calendar.stands(once(FRIDAY), calendar.attendee("joshua", Part.INVITED))
    calendar.clock.at = at = shown_at(FRIDAY, 15)
    await calendar.answers(one, "joshua", "no")
    told = await calendar.ticks()
    assert of(told, BEFORE) == Counter((who, at) for who in BOTH)


async def test_it_is_asked_how_it_was_though_somebody_spoke_before_the_tick(calendar: Calendar) -> None:
    single = await calendar.stands(once(FRIDAY), calendar.attendee("joshua", Part.INVITED))
    series = await calendar.stands(weekly(FRIDAY, minutes=60), calendar.attendee("joshua", Part.INVITED))
    calendar.clock.at = shown_at(FRIDAY, 17) + AFTERWARDS
    for one in (single, series):
        await calendar.answers(one, "joshua", "no")
    await calendar.wants("ana", "24h 3h")
    told = await calendar.ticks()
    assert Counter((row.person, row.text) for row in told) == {("ana", AFTER): 2, ("wendy", AFTER): 2}
    assert await calendar.state_of(single) == State.OVER
    assert await calendar.state_of(series, FRIDAY) == State.OVER


async def test_who_cannot_come_hears_nothing_and_who_can_after_all_does(calendar: Calendar) -> None:
    one = await calendar.stands(once(FRIDAY), calendar.attendee("joshua", Part.INVITED))
    await calendar.answers(one, "joshua", "no")
    told = await calendar.ticks(shown_at(FRIDAY, 16) - DAY)
    assert {row.person for row in told} == set(BOTH)
    await calendar.answers(one, "joshua", "yes")
    told = await calendar.ticks(shown_at(FRIDAY, 14))
    assert {row.person for row in told} == {*BOTH, "joshua"}


async def test_what_is_said_of_one_day_says_nothing_of_the_next(calendar: Calendar) -> None:
    one = await calendar.stands(weekly(FRIDAY), calendar.attendee("joshua", Part.INVITED))
    await calendar.answers(one, "joshua", "no")
    told = await calendar.goes_on(shown_at(FRIDAY, 20))
    assert "joshua" not in {row.person for row in told}
    told = await calendar.goes_on(shown_at(FRIDAY + timedelta(weeks=1), 15))
    assert Counter(row.person for row in told if row.text == BEFORE) == {"ana": 2, "wendy": 2, "joshua": 2}


async def test_other_leads_make_a_new_plan(calendar: Calendar) -> None:
    await calendar.stands(once(FRIDAY))
    await calendar.stands(weekly(FRIDAY + DAY))
    await calendar.wants("ana", "3d 90m")
    await calendar.wants("wendy", "")
    told = await calendar.goes_on(shown_at(FRIDAY + DAY, 16))
    begins = [shown_at(FRIDAY, 16), shown_at(FRIDAY + DAY, 16)]
    assert of(told, BEFORE) == Counter(
        ("ana", at - lead) for at in begins for lead in (timedelta(days=3), timedelta(minutes=90))
    )
    await calendar.wants("ana", None)
    rows = await calendar.rows_left()
    assert [row.kind for row in rows] == ["end"]


async def test_leads_that_have_passed_are_not_made_up_for(calendar: Calendar) -> None:
    await calendar.stands(once(FRIDAY))
    begins = shown_at(FRIDAY, 16)
    assert len(await calendar.ticks(begins - DAY)) == 2
    await calendar.wants("ana", "2d 24h 1h")
    told = await calendar.goes_on(begins)
    assert of(told, BEFORE) == Counter({("ana", begins - HOUR): 1, ("wendy", begins - 2 * HOUR): 1})


# --- what nobody answered ------------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.WISHED, State.PROPOSED, State.COUNTERED, State.AWAITING])
async def test_what_nobody_answered_ends_when_its_day_comes_once(calendar: Calendar, state: State) -> None:
    is_private = state == State.WISHED
    one = await calendar.stands(once(FRIDAY), state=state, is_private=is_private)
    begins = shown_at(FRIDAY, 16)
    assert await calendar.ticks(begins - timedelta(seconds=1)) == []
    told = await calendar.ticks(begins)
    readers = {"ana"} if is_private else set(BOTH)
    assert Counter(row.person for row in told) == dict.fromkeys(readers, 1)
    assert {row.text for row in told} == {"meeting-told-lapse"}
    assert await calendar.state_of(one) == State.LAPSED
    assert await calendar.ticks(begins + DAY) == []


async def test_reminders_keep_to_the_zone_of_the_meeting(calendar: Calendar) -> None:
    # The same wall time in three zones, across the night in which only one of them changes its clocks.
    night = date(2027, 3, 14)
    for zone in ("America/New_York", "America/Phoenix", "America/Puerto_Rico"):
        await calendar.stands(When(night, time(16), 60, zone))
    told = await calendar.goes_on(datetime(2027, 4, 1, tzinfo=UTC))
    begins = [datetime(2027, 3, 14, hour, tzinfo=UTC) for hour in (20, 23, 20)]
    expected = Counter((who, at - HOUR * lead) for at in begins for who in BOTH for lead in (24, 2))
    assert of(told, BEFORE) == expected
