"""Who is told what of a child's move: each their own sentence, whoever else is in the circle."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.chat.people import Child, Circle, Member, PersonState, Phase, Role, Speaker, View, Way
from bot.chat.text import Text
from bot.family.commands import PlaceChild
from bot.family.facts import Desk, Facts, Served
from bot.family.moving import place

ROSA = Member("rosa", "Rosa", Role.SUPPORTER)
ANA = Member("ana", "Ana", Role.PARENT)
WENDY = Member("wendy", "Wendy", Role.CAREGIVER, home="chadwick")
BRIANNA = Served("brianna", "Brianna", Role.CAREGIVER, PersonState.JOINED, is_reachable=True, home="winter")
VIEW = View(
    now=datetime(2026, 11, 24, 4, 40, tzinfo=UTC),
    speaker=Speaker(
        id="tianna",
        account="a1",
        messenger="telegram",
        prefix="/",
        role=Role.CASEWORKER,
        name="Tianna",
        state=PersonState.JOINED,
        language="en",
        timezone="America/New_York",
    ),
)


def told(command: PlaceChild, *members: Member) -> dict[str, str]:
    """Return the first sentence that each is told of Jon's move, by its text id."""
    circle = Circle(
        id="c1",
        family="f1",
        phase=Phase.OPEN,
        way=Way.WATCH,
        children=(Child("jon", "Jon"),),
        members=members,
        caseworker="tianna",
        caseworker_name="Tianna",
    )
    facts = Facts(desk=Desk(circles=(circle,), people=(BRIANNA,)))
    first = {one.to: one.parts[0] for one in reversed(place(command, VIEW, facts).drafts)}
    return {to: part.id for to, part in first.items() if isinstance(part, Text)}


def test_a_parent_hears_of_a_new_home_also_behind_somebody_who_only_takes_part() -> None:
    read = told(PlaceChild("jon", "", "Gloria"), ROSA, ANA, WENDY)
    assert (read["rosa"], read["ana"], read["wendy"]) == ("place-other", "place-new", "place-left-told")


def test_who_is_there_is_named_to_parents_only() -> None:
    read = told(PlaceChild("jon", "winter"), ROSA, ANA, WENDY)
    assert (read["rosa"], read["ana"]) == ("place-other", "place-told")
    assert read["brianna"] == "place-comes"


def test_where_the_child_lives_already_nobody_is_told_anything() -> None:
    assert set(told(PlaceChild("jon", "chadwick"), ANA, WENDY)) == {"tianna"}
