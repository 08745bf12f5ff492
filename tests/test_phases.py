"""How a circle goes on: every cell of the table, through the rules that anybody asks."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import msgspec
import pytest

from bot.chat.people import Child, Circle, Member, PersonState, Phase, Role, Speaker, View, Way
from bot.family import commands
from bot.family.events import PhaseChanged, ReunionAsked, ReunionSaid
from bot.family.facts import Desk, Facts
from bot.family.outcome import Outcome
from bot.family.phases import NEXT, Stand, Step, stand_of, steps_from
from bot.family.rules import perform

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
STANDS = {
    Stand.WATCH: (Phase.INTRODUCTION, Way.WATCH),
    Stand.HOLD: (Phase.INTRODUCTION, Way.HOLD),
    Stand.OPEN: (Phase.OPEN, Way.WATCH),
    Stand.WATCHED: (Phase.WATCHED, Way.WATCH),
    Stand.PAUSED: (Phase.PAUSED, Way.WATCH),
    Stand.HOME: (Phase.AFTER_REUNIFICATION, Way.WATCH),
    Stand.CLOSED: (Phase.CLOSED, Way.WATCH),
}
ANA = Member("ana", "Ana", Role.PARENT, children=("Macia",))
BRIANNA = Member("brianna", "Brianna", Role.CAREGIVER)


def circle(stand: Stand, *people: Member) -> Circle:
    phase, way = STANDS[stand]
    return Circle(
        id="macia",
        family="gutierrez",
        phase=phase,
        way=way,
        children=(Child("m", "Macia"),),
        members=people or (ANA, BRIANNA),
        caseworker="tianna",
        caseworker_name="Tianna",
        resumes_as=Phase.WATCHED if stand == Stand.PAUSED else None,
    )


def speaker(person: str, role: Role) -> Speaker:
    return Speaker(
        id=person,
        account="a",
        messenger="telegram",
        prefix="/",
        role=role,
        name=person.title(),
        state=PersonState.JOINED,
        language="en",
        timezone="America/New_York",
    )


def asks(step: Step, about: Circle) -> Outcome:
    view = View(now=NOW, speaker=speaker("tianna", Role.CASEWORKER))
    facts = Facts(desk=Desk(circles=(about,)))
    match step:
        case Step.PAUSE:
            return perform(commands.PauseCircle(about.id), view, facts)
        case Step.RESUME:
            return perform(commands.ResumeCircle(about.id), view, facts)
        case _:
            return perform(commands.ChangePhase(about.id, step.value), view, facts)


def changed(outcome: Outcome) -> tuple[Phase, Way] | None:
    found = [(one.phase, one.way) for one in outcome.events if isinstance(one, PhaseChanged)]
    return found[0] if found else None


@pytest.mark.parametrize(("step", "stand"), list(itertools.product(Step, Stand)))
def test_every_step_does_what_its_cell_says_and_nothing_else(step: Step, stand: Stand) -> None:
    outcome = asks(step, circle(stand))
    to = NEXT[step].get(stand)
    if step == Step.HOME and to is not None:
        assert changed(outcome) is None
        assert any(isinstance(one, ReunionAsked) for one in outcome.events)
    elif step == Step.RESUME and stand in NEXT[step]:
        assert changed(outcome) == (Phase.WATCHED, Way.WATCH)
    elif to is None:
        assert not outcome.events
    else:
        phase, way = STANDS[to]
        assert changed(outcome) in ((phase, way), (phase, circle(stand).way))
        told = {draft.to for draft in outcome.drafts}
        assert told == {"ana", "brianna", "tianna"}


@pytest.mark.parametrize("stand", list(Stand))
def test_a_circle_stands_where_its_phase_says_and_offers_the_steps_from_there(stand: Stand) -> None:
    assert stand_of(circle(stand)) == stand
    assert set(steps_from(circle(stand))) == {step for step in Step if stand in NEXT[step]}
    assert not steps_from(circle(Stand.CLOSED))


@pytest.mark.parametrize("step", list(Step))
def test_nobody_else_does_a_step(step: Step) -> None:
    view = View(now=NOW, speaker=speaker("marcus", Role.CASEWORKER))
    outcome = perform(commands.ChangePhase("macia", step.value), view, Facts())
    assert not outcome.events


def says(person: str, role: Role, *, is_yes: bool, said: dict[str, str], about: Circle) -> Outcome:
    view = View(now=NOW, speaker=speaker(person, role), circles=(about,))
    facts = Facts(reunion={about.id: said})
    return perform(commands.AnswerReunion(about.id, is_yes=is_yes), view, facts)


def test_only_the_last_yes_ends_the_reading() -> None:
    about = circle(Stand.OPEN)
    first = says("ana", Role.PARENT, is_yes=True, said={"ana": "", "brianna": ""}, about=about)
    assert changed(first) is None
    last = says("brianna", Role.CAREGIVER, is_yes=True, said={"ana": "yes", "brianna": ""}, about=about)
    assert changed(last) == (Phase.AFTER_REUNIFICATION, Way.WATCH)
    assert {draft.to for draft in last.drafts} == {"ana", "brianna", "tianna"}


def test_a_no_is_told_to_nobody_and_can_become_a_yes() -> None:
    about = circle(Stand.WATCHED)
    early = says("ana", Role.PARENT, is_yes=False, said={"ana": "", "brianna": ""}, about=about)
    assert {draft.to for draft in early.drafts} == {"ana"}
    assert [type(one) for one in early.events] == [ReunionSaid]
    late = says("brianna", Role.CAREGIVER, is_yes=True, said={"ana": "no", "brianna": ""}, about=about)
    # The caseworker reads that not all have said yes, in the same words whoever it was.
    (told,) = [draft for draft in late.drafts if draft.to == "tianna"]
    other = says("ana", Role.PARENT, is_yes=False, said={"ana": "", "brianna": "yes"}, about=about)
    (same,) = [draft for draft in other.drafts if draft.to == "tianna"]
    assert told.parts == same.parts
    after = says("ana", Role.PARENT, is_yes=True, said={"ana": "no", "brianna": "yes"}, about=about)
    assert changed(after) is not None


def test_who_was_not_asked_has_nothing_to_say() -> None:
    about = circle(Stand.OPEN)
    for said in ({}, {"brianna": ""}):
        assert not says("ana", Role.PARENT, is_yes=True, said=said, about=about).events
    home = circle(Stand.HOME)
    assert not says("ana", Role.PARENT, is_yes=True, said={"ana": ""}, about=home).events


@pytest.mark.parametrize("missing", [{"is_joined": False}, {"is_joined": False, "is_by_phone": True}])
def test_nobody_is_asked_where_not_all_of_both_homes_are_here(missing: dict[str, bool]) -> None:
    away = msgspec.structs.replace(BRIANNA, **missing)
    assert not asks(Step.HOME, circle(Stand.OPEN, ANA, away)).events
    assert not asks(Step.HOME, circle(Stand.OPEN, ANA)).events
