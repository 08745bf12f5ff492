from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.wording import clock_time, day, first_weekday, join, locale_of, month, occasion, weekday, zone_name

EAST = ZoneInfo("America/New_York")
START = datetime(2026, 10, 6, 20, 0, tzinfo=UTC)
THIS_YEAR = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Tuesday, October 6, 4:00 \N{EN DASH} 5:30 PM (Eastern Time)"),
        ("es", "martes, 6 de octubre, 4:00 \N{EN DASH} 5:30 p.m. (hora oriental)"),
    ],
)
def test_a_meeting_is_told_with_weekday_date_times_and_zone(language: str, words: str) -> None:
    told = occasion(START, START + timedelta(minutes=90), EAST, language, today=THIS_YEAR)
    assert told == words


def test_a_meeting_is_told_by_the_readers_clock() -> None:
    phoenix = occasion(START, None, ZoneInfo("America/Phoenix"), "en", today=THIS_YEAR)
    assert phoenix == "Tuesday, October 6, 1:00 PM (Mountain Standard Time)"


def test_a_meeting_over_noon_names_both_halves_of_the_day() -> None:
    told = occasion(START - timedelta(hours=5), START, EAST, "es", today=THIS_YEAR)
    assert told == "martes, 6 de octubre, 11:00 a.m. \N{EN DASH} 4:00 p.m. (hora oriental)"


def test_a_night_away_names_both_days() -> None:
    told = occasion(START, START + timedelta(hours=16), EAST, "en", today=THIS_YEAR)
    assert told == "Tuesday, October 6, 4:00 PM \N{EN DASH} Wednesday, October 7, 8:00 AM (Eastern Time)"


@pytest.mark.parametrize(
    ("on", "language", "words"),
    [
        (date(2026, 3, 1), "en", "Sunday, March 1"),
        (date(2026, 3, 1), "es", "domingo, 1 de marzo"),
        (date(2027, 3, 1), "en", "Monday, March 1, 2027"),
        (date(2027, 3, 1), "es", "lunes, 1 de marzo de 2027"),
    ],
)
def test_the_year_is_told_when_it_is_another_one(on: date, language: str, words: str) -> None:
    assert day(on, language, today=THIS_YEAR) == words


@pytest.mark.parametrize(
    ("language", "of_year", "heads"),
    [
        ("en", "October 2026", ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"]),
        ("es", "octubre de 2026", ["DO", "LU", "MA", "MI", "JU", "VI", "SA"]),
    ],
)
def test_a_month_is_told_with_its_year_and_weeks_begin_on_sunday(
    language: str, of_year: str, heads: list[str]
) -> None:
    sunday = date(2026, 10, 4)
    assert month(sunday, language) == of_year
    assert first_weekday(language) == sunday.weekday()
    assert [weekday(sunday + timedelta(days=ahead), language) for ahead in range(7)] == heads


def test_without_today_the_year_is_always_told() -> None:
    assert day(date(2026, 3, 1), "en") == "Sunday, March 1, 2026"


@pytest.mark.parametrize(
    ("at", "language", "words"),
    [
        (time(0, 0), "en", "12:00 AM"),
        (time(13, 5), "en", "1:05 PM"),
        (time(13, 5), "es", "1:05 p.m."),
        (datetime(2026, 3, 8, 2, 30, tzinfo=EAST), "en", "2:30 AM"),
    ],
)
def test_a_time_is_told_as_its_clock_shows_it(at: time | datetime, language: str, words: str) -> None:
    assert clock_time(at, language) == words


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("America/New_York", "Eastern Time"),
        ("America/Denver", "Mountain Time"),
        ("America/Phoenix", "Mountain Standard Time"),
        ("America/Indiana/Indianapolis", "Eastern Time"),
        ("America/Kentucky/Louisville", "Eastern Time"),
        ("US/Pacific", "Pacific Time"),
        ("Pacific/Honolulu", "Hawaii-Aleutian Standard Time"),
        ("UTC", "Coordinated Universal Time"),
    ],
)
def test_a_zone_is_named_as_people_name_it(zone: str, name: str) -> None:
    assert zone_name(ZoneInfo(zone), "en", START) == name


def test_a_zone_that_does_not_change_its_clocks_is_not_taken_for_one_that_does() -> None:
    denver, phoenix = (zone_name(ZoneInfo(f"America/{city}"), "es", START) for city in ("Denver", "Phoenix"))
    assert denver != phoenix


@pytest.mark.parametrize(
    ("names", "english", "spanish"),
    [
        ([], "", ""),
        (["Ana"], "Ana", "Ana"),
        (["Gladys", "Jon"], "Gladys and Jon", "Gladys y Jon"),
        (["Ana", "Joshua", "Wendy"], "Ana, Joshua and Wendy", "Ana, Joshua y Wendy"),
        (["Ana", "Isabel"], "Ana and Isabel", "Ana e Isabel"),
        (["Ana", "Íñigo"], "Ana and Íñigo", "Ana e Íñigo"),
        (["Ana", "Hilda"], "Ana and Hilda", "Ana e Hilda"),
        (["Ana", "Jon", "Yvonne"], "Ana, Jon and Yvonne", "Ana, Jon e Yvonne"),
        (["Ana", "Yolanda"], "Ana and Yolanda", "Ana y Yolanda"),
        (["nieve", "hielo"], "nieve and hielo", "nieve y hielo"),
        (["Luz y Sol", "Isabel"], "Luz y Sol and Isabel", "Luz y Sol e Isabel"),
    ],
)
def test_names_are_joined_as_each_language_does(names: list[str], english: str, spanish: str) -> None:
    assert join(names, "en") == english
    assert join(names, "es-US") == spanish


@pytest.mark.parametrize(
    ("names", "spanish"),
    [
        (["lunes", "martes"], "lunes o martes"),
        (["Ana", "Omar"], "Ana u Omar"),
        (["Ana", "Horacio"], "Ana u Horacio"),
        (["7", "8"], "7 u 8"),
        (["10", "11"], "10 u 11"),
        (["10", "110"], "10 o 110"),
        (["Ana", "Óscar"], "Ana u Óscar"),
    ],
)
def test_choices_are_joined_with_or(names: list[str], spanish: str) -> None:
    assert join(names, "es", either=True) == spanish
    assert join(["Ana", "Joshua", "Wendy"], "en", either=True) == "Ana, Joshua or Wendy"


@pytest.mark.parametrize(
    ("language", "locale"), [("en", "en_US"), ("es", "es_US"), ("es-MX", "es_MX"), ("fr", "fr"), ("zh", "zh")]
)
def test_a_language_is_written_as_in_this_country_where_that_exists(language: str, locale: str) -> None:
    assert locale_of(language) == locale


def test_a_language_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        locale_of("xx")
