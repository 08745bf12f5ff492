"""What follows when less is allowed than before: which meetings end, which go on, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Final

import msgspec
import pytest

from bot.chat.draft import Kind as Urgency
from bot.chat.people import Role
from bot.family.meeting import TELLS, Act, Attendee, Details, Kind, Meeting, Part, Presence, State
from bot.family.news import News
from bot.family.revoking import Change, Touched, as_allowed, touched
from bot.family.terms import Contact, Permission, Terms
from bot.family.wall import When

NOW: Final = datetime(2026, 11, 23, 15, tzinfo=UTC)  # a Monday
TODAY: Final = NOW.date()
FRIDAY: Final = date(2026, 11, 27)
ZONE: Final = "America/New_York"
SINGLE: Final = When(FRIDAY, time(16), 60, ZONE)
WEEKLY: Final = When(date(2026, 11, 6), time(16), 60, ZONE, every=1)
"""Every Friday, and for three weeks already."""
OLD: Final = Terms(since=date(2026, 10, 1))


def meeting(
    when: When = SINGLE,
    kind: Kind = Kind.VISIT,
    state: State = State.STANDING,
    part: Part = Part.PROPOSER,
    way: Presence = Presence.IN_PERSON,
    details: Details = Details(),  # noqa: B008 - frozen
    days: Mapping[date, State] = {},
) -> Meeting:
    ana = Attendee("ana", "Ana", Role.PARENT, part, way, circle="c")
    wendy = Attendee("wendy", "Wendy", Role.CAREGIVER, Part.ASKED, circle="c")
    return Meeting(
        "m", "m", kind, state, "f", when, (("jon", "Jon"),), (ana, wendy), "ana", NOW, "c", details, days=days
    )


def given(*kinds: Contact, terms: Terms = OLD) -> tuple[Permission, ...]:
    return tuple(Permission(kind.value, "ana", "jon", kind, terms) for kind in kinds)


def change(
    *held: Permission, kinds: tuple[Contact, ...] = (Contact.VISIT,), is_withdrawn: bool = False
) -> Change:
    return Change("ana", frozenset({"jon"}), frozenset(kinds), held, is_withdrawn)


def allowed(terms: Terms, when: When = SINGLE, details: Details = Details()) -> Meeting | None:  # noqa: B008
    return as_allowed(meeting(when, details=details), change(*given(Contact.VISIT, terms=terms)), NOW)


def test_without_a_permission_a_visit_cannot_be() -> None:
    assert touched(change(is_withdrawn=True), [meeting()], NOW) == Touched(off=(meeting(),))


@pytest.mark.parametrize(
    "terms",
    [
        Terms(since=date(2026, 12, 1)),
        Terms(since=TODAY, until=date(2026, 11, 26)),
        Terms(since=TODAY, max_minutes=30),
        Terms(since=TODAY, places=("Library",)),
    ],
)
def test_a_visit_outside_stricter_terms_ends(terms: Terms) -> None:
    assert allowed(terms, details=Details(place="Family Center")) is None


def test_what_fits_stays_as_it_is_however_soon_it_is() -> None:
    terms = Terms(since=TODAY, until=FRIDAY, max_minutes=60, notice_hours=500, places=("Library",))
    assert allowed(terms, details=Details(place="library")) == meeting(details=Details(place="library"))


def test_what_a_caseworker_let_pass_is_not_ended_by_what_she_gives() -> None:
    wished = Details(place="Zoo", hurdles=("place",))
    assert allowed(Terms(since=TODAY, places=("Library",)), details=wished) == meeting(details=wished)


def test_a_series_that_runs_already_goes_on_under_terms_from_today() -> None:
    assert allowed(Terms(since=TODAY), WEEKLY) == meeting(WEEKLY)


def test_a_series_goes_on_for_as_long_as_the_terms_do() -> None:
    found = allowed(Terms(since=TODAY, until=date(2027, 1, 31)), WEEKLY)
    assert found is not None
    assert found.when == msgspec.structs.replace(WEEKLY, until=date(2027, 1, 31))


def test_the_days_of_a_series_before_the_terms_begin_are_off() -> None:
    found = allowed(Terms(since=date(2026, 12, 1)), WEEKLY)
    assert found == meeting(WEEKLY, days={FRIDAY: State.REVOKED})
    assert found.next_day(NOW) == date(2026, 12, 4)


def test_what_is_only_suggested_begins_when_the_terms_do() -> None:
    changed = change(*given(Contact.VISIT, terms=Terms(since=date(2026, 12, 1))))
    found = as_allowed(meeting(WEEKLY, state=State.PROPOSED), changed, NOW)
    assert found is not None
    assert found.when.day == date(2026, 12, 4)


def test_a_series_without_a_day_left_ends() -> None:
    assert allowed(Terms(since=TODAY, until=date(2026, 11, 26)), WEEKLY) is None


def test_who_is_with_them_follows_the_terms() -> None:
    terms = Terms(since=TODAY, supervision="supervised", escorts=("Rosa",))
    found = allowed(terms, details=Details(supervision="monitored", escort="Bill, Rosa"))
    assert found is not None
    assert (found.details.supervision, found.details.escort) == ("supervised", "Rosa")


def test_a_wish_ends_with_what_is_withdrawn_and_not_with_what_is_given() -> None:
    wish = meeting(state=State.WISHED)
    assert touched(change(is_withdrawn=True), [wish], NOW).off == (wish,)
    assert touched(change(), [wish], NOW) == Touched()


@pytest.mark.parametrize("state", [State.HAPPENED, State.CANCELLED, State.REVOKED, State.OVER])
def test_what_is_over_stays_as_it_was(state: State) -> None:
    assert touched(change(is_withdrawn=True), [meeting(state=state)], NOW) == Touched()


def test_other_kinds_leave_a_visit_alone() -> None:
    assert touched(change(kinds=(Contact.LETTERS,), is_withdrawn=True), [meeting()], NOW) == Touched()


# What others hold, and a parent is invited to.


def invited(way: Presence = Presence.IN_PERSON) -> Meeting:
    return meeting(kind=Kind.APPOINTMENT, part=Part.INVITED, way=way)


def test_an_appointment_goes_on_without_whoever_may_not_come() -> None:
    without = change(*given(Contact.PHONE), kinds=(Contact.APPOINTMENT,), is_withdrawn=True)
    assert touched(without, [invited()], NOW).without == (invited(),)


def test_whom_the_caseworker_let_come_may_still_come_when_other_things_change() -> None:
    held = given(Contact.APPOINTMENT, Contact.KNOW)
    assert touched(change(*held, kinds=(Contact.KNOW,)), [invited()], NOW) == Touched()


def test_nobody_is_told_that_they_may_not_when_they_may_more() -> None:
    held = given(Contact.APPOINTMENT, Contact.PHONE, terms=Terms(since=TODAY, approval="none"))
    more = change(*held, kinds=(Contact.APPOINTMENT,))
    assert touched(more, [invited(Presence.PHONE)], NOW) == Touched()


# Terms say of a kind what can be said of it.


def test_nobody_drives_to_a_letter() -> None:
    terms = Terms(TODAY, supervision="supervised", max_minutes=60, places=("Library",), drivers=("Rosa",))
    assert terms.fitting(Contact.LETTERS) == Terms(TODAY)
    assert terms.fitting(Contact.PHONE) == Terms(TODAY, max_minutes=60)
    assert terms.fitting(Contact.VISIT) == terms


# What is told of it wakes people only where it is close.


def test_a_series_is_as_close_as_its_next_day() -> None:
    news = News(TELLS[Act.REVOKE], NOW, act=Act.REVOKE)
    assert news.kind_for(meeting(WEEKLY)) == Urgency.NOTICE
    tomorrow = datetime(2026, 11, 27, 9, tzinfo=UTC)
    assert msgspec.structs.replace(news, now=tomorrow).kind_for(meeting(WEEKLY)) == Urgency.ALERT
