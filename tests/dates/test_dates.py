"""What holds of whatever is read, and the rules that no line of a corpus shows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates import Doubt, DoubtKind, Said, Wanted, read
from bot.dates.grammar import grammar
from bot.wording import clock_time, day
from tests.dates.test_corpus import lines, readings

NOW = datetime(2026, 12, 2, 8, 40)  # noqa: DTZ001 - a clock on a wall
LANGUAGES = ("en", "es")
OPEN = [
    (line["words"], corpus.stem[-2:], datetime.fromisoformat(line["now"]), Wanted(line["wanted"]))
    for corpus in sorted(Path(__file__).parent.glob("open-*.jsonl"))
    for line in lines(corpus)
]

moments = st.datetimes(datetime(2024, 1, 1), datetime(2040, 1, 1))  # noqa: DTZ001
wishes = st.sampled_from(Wanted)


@st.composite
def spoken(draw: st.DrawFn) -> tuple[str, str]:
    """Words that each mean something, in any order."""
    language = draw(st.sampled_from(LANGUAGES))
    known = st.sampled_from(sorted(grammar(language).signs))
    figures = st.one_of(
        st.integers(0, 60).map(str),
        st.times().map("{:%H:%M}".format),
        st.tuples(st.integers(0, 13), st.integers(0, 32)).map("{0[0]}/{0[1]}".format),
    )
    return " ".join(draw(st.lists(known | figures, min_size=1, max_size=6))), language


def all_of(said: Said) -> Iterator[Said]:
    yield said
    if said.doubt:
        for option in said.doubt.options:
            yield from all_of(option)


def is_sound(said: Said, today: date) -> None:
    for one in all_of(said):
        assert one.day is None or one.day >= today
        assert one.until is None or (one.day is not None and one.until > one.day)
        assert one.minutes is None or one.minutes > 0
        if one.doubt:
            first, second = one.doubt.options
            assert readings(first) != readings(second)
            assert (one.day, one.start, one.minutes) == (first.day, first.start, first.minutes)


@given(st.text(max_size=220), st.sampled_from([*LANGUAGES, "fr", "ar", "zh-TW", "tlh", ""]), moments, wishes)
def test_nothing_that_can_be_typed_is_an_error(
    words: str, language: str, now: datetime, wanted: Wanted
) -> None:
    said = read(words, language, now, wanted)
    if said:
        is_sound(said, now.date())


@given(spoken(), moments, wishes)
def test_no_reading_is_past_and_no_doubt_is_idle(
    words: tuple[str, str], now: datetime, wanted: Wanted
) -> None:
    said = read(*words, now, wanted)
    if said:
        is_sound(said, now.date())


@given(
    st.sampled_from(OPEN), st.sampled_from([str.upper, str.title, str.lower]), st.sampled_from([" ", "  "])
)
def test_capitals_spaces_and_accents_change_nothing(
    line: tuple[str, str, datetime, Wanted], case: object, space: str
) -> None:
    words, language, now, wanted = line
    bare = "".join(c for c in unicodedata.normalize("NFD", words) if unicodedata.category(c) != "Mn")
    changed = f" {case(bare)} ".replace(" ", space)  # type: ignore[operator]
    assert read(changed, language, now, wanted) == read(words, language, now, wanted)


@given(st.sampled_from(LANGUAGES), st.integers(0, 366), st.booleans())
def test_a_date_reads_back_as_it_is_written(language: str, ahead: int, is_dated: bool) -> None:  # noqa: FBT001
    on = NOW.date() + timedelta(days=ahead)
    written = day(on, language, today=None if is_dated else on)
    if ahead < 365 or is_dated:
        assert read(written, language, NOW, Wanted.DAY) == Said(on)


@given(st.sampled_from(LANGUAGES), st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_a_time_reads_back_as_it_is_written(language: str, at: time) -> None:
    assert read(clock_time(at, language), language, NOW, Wanted.TIME) == Said(start=at)


@pytest.mark.parametrize(
    ("words", "kind", "first", "second"),
    [
        ("12/3", DoubtKind.DAY_OR_MONTH, date(2026, 12, 3), date(2027, 3, 12)),
        ("next friday", DoubtKind.WHICH_WEEK, date(2026, 12, 4), date(2026, 12, 11)),
        ("wednesday", DoubtKind.WHICH_DAY, date(2026, 12, 2), date(2026, 12, 9)),
        ("every other friday", DoubtKind.FIRST_WEEK, date(2026, 12, 4), date(2026, 12, 11)),
        ("tues the 16th", DoubtKind.WHICH_DAY, date(2026, 12, 16), date(2026, 12, 15)),
        ("sunday next week", DoubtKind.WHICH_WEEK, date(2026, 12, 6), date(2026, 12, 13)),
    ],
)
def test_a_doubt_says_in_what_its_days_differ(words: str, kind: DoubtKind, first: date, second: date) -> None:
    said = read(words, "en", NOW, Wanted.DAY)
    assert said
    assert said.doubt
    assert (said.doubt.kind, *(option.day for option in said.doubt.options)) == (kind, first, second)
    assert said.day == first


def test_a_doubt_of_the_day_comes_before_a_doubt_of_the_time() -> None:
    on = date(2026, 12, 4)
    halves = (Said(on, time(4)), Said(on, time(16)))
    said = read("next friday at 4", "en", NOW, Wanted.WHEN)
    assert said
    assert said.doubt
    assert said.doubt.kind is DoubtKind.WHICH_WEEK
    assert said.doubt.options[0].doubt == Doubt(DoubtKind.MORNING_OR_AFTERNOON, halves)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "we sat for 2 hours"),
        ("en", "2nd friday"),
        ("en", "second friday of december"),
        ("en", "friday at 4 is too late"),
        ("en", "hi its not friday"),
        ("en", "tonight at midnight"),
        ("en", "friday night at 12"),
        ("en", "mon-fri"),
        ("en", "friday 2h"),
        ("en", "fri 4"),
        ("en", "2-4"),
        ("en", "tuesday at ten to five pm"),
        ("en", "every friday at 4pm starting dec 10"),
        ("es", "el viernes pasado"),
        ("es", "mar 5"),
        ("es", "viernes 4 por la tarde"),
        ("fr", "vendredi prochain"),
    ],
)
def test_what_may_mean_something_else_is_not_understood(language: str, words: str) -> None:
    assert read(words, language, NOW, Wanted.WHEN) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "mardi 8 décembre 2026"), ("pt", "terça-feira, 8 de dezembro de 2026"), ("tlh", "2026-12-08")],
)
def test_a_language_without_words_of_its_own_has_names_and_figures(language: str, words: str) -> None:
    assert read(words, language, NOW, Wanted.DAY) == Said(date(2026, 12, 8))
