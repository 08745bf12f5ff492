"""A day is chosen from a month where choices are pressed: what stands there, and what a press is worth."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Final

import msgspec
import pytest

from bot.chat.draft import Choice, Choose
from bot.chat.incoming import Words
from bot.chat.people import Interview, Offered, View
from bot.chat.text import Day, DayStyle, Literal, Text, Value
from bot.engine.routing import pressed
from bot.family.terms import Contact, Permission, Terms
from bot.flows.form import PAGE, TO_PAGE, Flow, Option, Slot
from bot.flows.interview import Step, shown_options, step_on, take_choice, take_words
from bot.flows.month import Within, month_at, month_of_days
from bot.flows.proposing import VisitFlow
from bot.flows.when import Timed, asked_moment, said_in
from tests.test_flow_texts import NOW, opened
from tests.test_flow_texts import say as say_in

TODAY: Final = NOW.date()
"""A Tuesday: October 6, 2026."""


class Planning(Timed):
    """Asks for a day and a time, and nothing else."""

    id = "team"
    day, day_sure, day_surer, start, start_sure, start_surer = asked_moment("team", when=lambda _flow: True)


def say(value: Value) -> str:
    return str(say_in(value, "en"))


def asking(page: str = "", *, has_buttons: bool = True, now: datetime = NOW) -> Flow:
    """Return a flow that asks for a day, with this page of its choices open."""
    flow = opened(Planning)
    speaker = msgspec.structs.replace(flow.view.speaker, has_buttons=has_buttons)
    view = msgspec.structs.replace(flow.view, speaker=speaker, now=now)
    return Planning(view, flow.facts, Interview("i1", "team", 1, {}, {PAGE: f"{page}:day"}, asking="day"))


def onward(flow: Flow, step: Step) -> Flow:
    return type(flow)(flow.view, flow.facts, step.interview)


def days_in(options: tuple[Option, ...]) -> list[date]:
    found = [said_in(option.value).day for option in options if option.why_not is None]
    return [day for day in found if day is not None]


def rows_of(options: tuple[Option, ...]) -> list[list[Option]]:
    return [list(same) for _, same in itertools.groupby(options, key=lambda option: option.row)]


def test_the_first_days_stand_alone_and_any_other_is_one_button_away() -> None:
    step = step_on(asking())
    shown = shown_options(step)
    assert days_in(shown) == [TODAY + timedelta(days=ahead) for ahead in range(7)]
    assert shown[-1].label == Text("label-another-day")
    assert shown[-1].value == f"{TO_PAGE}2026-10"


def test_where_choices_are_typed_there_are_days_and_no_month() -> None:
    for page in ("", "2026-12"):
        step = step_on(asking(page, has_buttons=False))
        assert days_in(shown_options(step)) == [TODAY + timedelta(days=ahead) for ahead in range(11)]
        assert len(shown_options(step)) == 11
        assert len(step.parts) == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_month_has_its_days_below_their_weekdays(language: str) -> None:
    within = Within(TODAY, TODAY + timedelta(days=366))
    found: list[date] = []
    month: date | None = TODAY.replace(day=1)
    while month is not None:
        options = tuple(
            month_of_days(
                month, within, language, lambda day: Option(day.isoformat(), Day(day)), lambda _: Text("x")
            )
        )
        name, weekdays, *weeks, turning = rows_of(options)
        assert [one.label for one in name] == [Day(month, style=DayStyle.MONTH)]
        assert [one.label.on.weekday() for one in weekdays if isinstance(one.label, Day)] == [
            6, 0, 1, 2, 3, 4, 5
        ]  # fmt: skip
        for week in weeks:
            assert len(week) == 7
            days = {
                column: date.fromisoformat(one.value) for column, one in enumerate(week) if not one.why_not
            }
            assert days
            assert all((day.weekday() + 1) % 7 == column for column, day in days.items())
            assert all(week[column].label == Literal(str(day.day)) for column, day in days.items())
            found += days.values()
        assert len(options) <= 100  # what Telegram takes below one message
        later = next((one for one in turning if one.label == Text("label-month-after")), None)
        month = month_at(later.value.removeprefix(TO_PAGE), within) if later else None
    assert found == list(within.days())


def test_a_month_is_turned_and_told_and_left_again() -> None:
    flow = asking("2026-12")
    step = step_on(flow)
    assert step.parts[-1] == Text("when-month", {"month": Day(date(2026, 12, 1), style=DayStyle.MONTH)})
    before, back, after = rows_of(shown_options(step))[-1]
    assert [one.value for one in (before, back, after)] == [f"{TO_PAGE}2026-11", TO_PAGE, f"{TO_PAGE}2027-01"]
    turned = take_choice(flow, "day", after.value)
    assert turned.interview.answers == flow.interview.answers
    assert days_in(shown_options(turned))[0] == date(2027, 1, 1)
    left = take_choice(onward(flow, turned), "day", back.value)
    assert days_in(shown_options(left))[0] == TODAY


@pytest.mark.parametrize(
    ("page", "first"),
    [
        ("2020-01", TODAY),
        ("2026-10", TODAY),
        ("2030-01", date(2027, 10, 1)),
        ("2027-02", date(2027, 2, 1)),
    ],
)
def test_a_month_that_is_over_or_too_far_is_the_nearest_there_is(page: str, first: date) -> None:
    assert days_in(shown_options(step_on(asking(page))))[0] == first


@pytest.mark.parametrize("page", ["13", "2026-13", "nonsense", "2026-1", "9999-12-31"])
def test_a_page_of_another_version_is_none(page: str) -> None:
    assert days_in(shown_options(step_on(asking(page)))) == [TODAY + timedelta(days=n) for n in range(7)]


def test_a_day_counts_whichever_month_is_open_and_one_that_is_over_does_not() -> None:
    step = step_on(asking("2026-10"))
    last = next(one for one in shown_options(step) if said_in(one.value).day == date(2026, 10, 31))
    there = asking("2027-01")
    chosen = take_choice(there, "day", last.value)
    assert said_in(str(chosen.interview.answers["day"])).day == date(2026, 10, 31)
    later = asking("2026-10", now=datetime(2026, 11, 2, 20, tzinfo=UTC))
    late = take_choice(later, "day", last.value)
    assert late.parts[0] == Text("button-passed")
    assert late.interview.asking == "day"


def test_what_is_no_day_to_choose_says_why_and_is_never_an_answer() -> None:
    flow = asking("2026-10")
    shown = shown_options(step_on(flow))
    whys = {one.why_not.id for one in shown if one.why_not}
    assert whys == {"when-tap-number", "when-day-past"}
    for one in shown:
        if one.why_not:
            step = take_choice(flow, "day", one.value)
            assert step.parts[0] in (Text("when-tap-number"), Text("when-day-past"))
            assert "day" not in step.interview.answers


def test_a_typed_number_is_the_day_that_stands_there_and_else_the_next_of_that_number() -> None:
    january = take_words(asking("2027-01"), "4", say)
    assert said_in(str(january.interview.answers["day"])).day == date(2027, 1, 4)
    october = take_words(asking("2026-10"), "4", say)
    assert said_in(str(october.interview.answers["day"])).day == date(2026, 11, 4)
    words = take_words(asking("2027-01"), "el 4 de diciembre", say)
    assert said_in(str(words.interview.answers["day"])).day == date(2026, 12, 4)


@pytest.mark.parametrize("has_buttons", [True, False])
def test_a_number_in_reply_to_choices_is_a_place_only_where_they_are_numbered(*, has_buttons: bool) -> None:
    flow = asking(has_buttons=has_buttons)
    acts = [Choice(one.label, Choose("i1", "day", one.value)) for one in shown_options(step_on(flow))]
    view: View = msgspec.structs.replace(
        flow.view, interviews=(flow.interview,), offered=Offered("r1", tuple((one,) for one in acts))
    )
    found = pressed(view, Words("4"), "m1", say)
    assert (found is None) == has_buttons


def test_a_visit_is_offered_on_the_days_that_are_allowed() -> None:
    flow = opened(VisitFlow)
    terms = Terms(since=TODAY + timedelta(days=3), until=TODAY + timedelta(days=40), notice_hours=24)
    allowed = tuple(Permission(one, "ana", one, Contact.VISIT, terms) for one in ("gladys", "jon"))
    facts = msgspec.structs.replace(flow.facts, permissions=allowed)
    given = {**flow.interview.given, PAGE: "2026-11:day"}
    asked = msgspec.structs.replace(flow.interview, given=given, asking="day")
    visit = VisitFlow(flow.view, facts, asked)
    slot = Slot("day", next(one for one in visit.questions if one.key == "day"))
    november = slot.question.options(visit, slot)
    assert days_in(november) == [date(2026, 11, day) for day in range(1, 16)]
    assert {one.why_not.id for one in november if one.why_not} == {"when-tap-number", "meeting-day-outside"}
    assert all(one.label != Text("label-month-after") for one in november)
    near = VisitFlow(flow.view, facts, msgspec.structs.replace(asked, given=flow.interview.given))
    assert days_in(slot.question.options(near, slot))[0] == terms.since
