"""What a caseworker cannot set up, however it is asked for; and how lines of names and days are read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

import msgspec
import pytest

from bot.chat.people import Child, Circle, Member, PersonState, Phase, Role, Speaker, View, Way
from bot.family.commands import AddMembers, Command, LookAt, MakeCircle, SetUpFamily, SetUpHome, Show
from bot.family.events import ChildMade, CircleMade, FamilyMade, HomeMade, MemberAdded, PersonAdded
from bot.family.facts import Desk, Facts, Served, ServedChild, ServedFamily
from bot.family.newcomers import NewChild, Placing
from bot.family.outcome import Outcome
from bot.family.rules import perform
from bot.family.terms import NOBODY, Terms
from bot.flows.form import Problem
from bot.flows.lines import children_in, past_day
from bot.flows.terms import terms_in
from bot.flows.when import said_in

NOW: Final = datetime(2026, 11, 23, 15, tzinfo=UTC)
TODAY: Final = NOW.date()
HERE: Final = datetime(2026, 11, 23, 10)  # noqa: DTZ001 - what a clock shows


def served(name: str, role: Role, state: PersonState = PersonState.JOINED, home: str | None = None) -> Served:
    return Served(name.casefold(), name, role, state, is_reachable=True, family="gutierrez", home=home)


ANA: Final = served("Ana", Role.PARENT)
JOSHUA: Final = served("Joshua", Role.PARENT)
WENDY: Final = served("Wendy", Role.CAREGIVER, home="chadwick")
LEFT: Final = served("Rosa", Role.PARENT, PersonState.LEFT)
GLADYS: Final = ServedChild("gladys", "Gladys", "gutierrez", home="chadwick", parents=("ana",))
JON: Final = ServedChild("jon", "Jon", "gutierrez", home="chadwick", parents=("ana", "joshua"))
JAYLAN: Final = ServedChild("jaylan", "Jaylan", "hudson", home="winter")
THERE: Final = Circle(
    id="c1",
    family="gutierrez",
    phase=Phase.OPEN,
    way=Way.WATCH,
    children=(Child("gladys", "Gladys"),),
    members=(Member("ana", "Ana", Role.PARENT), Member("wendy", "Wendy", Role.CAREGIVER, home="chadwick")),
    caseworker="tianna",
    caseworker_name="Tianna",
)
FACTS: Final = Facts(
    desk=Desk(
        families=(ServedFamily("gutierrez", "Gutierrez", ()), ServedFamily("hudson", "Hudson", ())),
        circles=(THERE,),
        people=(ANA, JOSHUA, WENDY, LEFT),
    ),
    children=(GLADYS, JON, JAYLAN),
    apart=frozenset({("ana", "joshua"), ("joshua", "ana")}),
)


def asked(command: Command, role: Role = Role.CASEWORKER, facts: Facts = FACTS) -> Outcome:
    speaker = Speaker(
        "tianna", "a", "telegram", "/", role, "Tianna", PersonState.JOINED, "en", "America/New_York"
    )
    return perform(command, View(now=NOW, speaker=speaker), facts)


def said(outcome: Outcome) -> list[str]:
    return [getattr(part, "id", "") for draft in outcome.drafts for part in draft.parts]


def circle(*people: str, children: tuple[str, ...] = ("jon",)) -> MakeCircle:
    return MakeCircle(children, tuple(Placing(one) for one in people), Phase.OPEN, Way.WATCH)


MAKE_FAMILY: Final = SetUpFamily("", "Vega", (NewChild("Luz", date(2018, 3, 2), carer="Gloria"),))
REFUSED: Final[dict[str, tuple[Command, str]]] = {
    "a family that is a colleague's": (SetUpFamily("reyes", "", ()), "family-not-yours"),
    "a family of a name that is here": (SetUpFamily("", "gutierrez", ()), "family-taken"),
    "a child of a name in its family": (
        SetUpFamily("gutierrez", "", (NewChild("jon", home="chadwick"),)),
        "child-there",
    ),
    "a child in a home that is a colleague's": (
        SetUpFamily("gutierrez", "", (NewChild("Luz", home="reyes"),)),
        "home-not-yours",
    ),
    "a caregiver in a home that is a colleague's": (SetUpHome("reyes", "Tom"), "home-not-yours"),
    "a caregiver of a name in that home": (SetUpHome("chadwick", "wendy"), "home-there"),
    "two who may have no contact": (circle("ana", "joshua"), "circle-apart"),
    "one who may have no contact with who is there": (
        AddMembers("c1", (Placing("joshua"),)),
        "circle-apart",
    ),
    "children of two families": (circle("ana", "wendy", children=("jon", "jaylan")), "circle-not-yours"),
    "a child that is a colleague's": (circle("ana", "wendy", children=("noah",)), "circle-not-yours"),
    "no child": (circle("ana", "wendy", children=()), "circle-not-yours"),
    "somebody who is a colleague's": (circle("ana", "carla"), "person-not-yours"),
    "somebody who has left": (circle("ana", "rosa"), "person-not-yours"),
    "one alone": (circle("ana"), "circle-alone"),
    "a second circle of the same about the same": (
        circle("ana", "wendy", children=("gladys", "jon")),
        "circle-shared",
    ),
    "a new one of a name that is there": (
        MakeCircle(("jon",), (Placing("ana"), Placing("", "ana", Role.SUPPORTER)), Phase.OPEN, Way.WATCH),
        "circle-name-taken",
    ),
    "one who is in it": (AddMembers("c1", (Placing("ana"),)), "circle-there"),
    "somebody into a circle that is a colleague's": (
        AddMembers("c9", (Placing("joshua"),)),
        "circle-not-yours",
    ),
    "nobody": (AddMembers("c1", ()), "circle-not-yours"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_and_nothing_is_different(what: str) -> None:
    command, because = REFUSED[what]
    outcome = asked(command)
    assert outcome.events == ()
    assert said(outcome) == [because]


@pytest.mark.parametrize(
    "command",
    [
        MAKE_FAMILY,
        SetUpHome("", "Gloria"),
        circle("ana", "wendy"),
        AddMembers("c1", (Placing("", "Tom", Role.SUPPORTER),)),
        LookAt(Show(()), "family", "gutierrez", "gutierrez"),
    ],
)
@pytest.mark.parametrize("role", [Role.PARENT, Role.CAREGIVER, Role.SUPPORTER, Role.YOUTH])
def test_nobody_else_sets_anything_up(command: Command, role: Role) -> None:
    assert asked(command, role).events == ()


def test_a_family_comes_with_its_children_their_home_and_a_code() -> None:
    outcome = asked(MAKE_FAMILY)
    made = {type(event): event for event in outcome.events}
    child, family, home = made[ChildMade], made[FamilyMade], made[HomeMade]
    assert isinstance(child, ChildMade)
    assert isinstance(family, FamilyMade)
    assert isinstance(home, HomeMade)
    assert (child.family, child.home, child.name, child.born) == (
        family.family,
        home.home,
        "Luz",
        date(2018, 3, 2),
    )
    added = made[PersonAdded]
    assert isinstance(added, PersonAdded)
    assert (added.name, added.role, home.caregivers) == ("Gloria", Role.CAREGIVER, (added.person,))
    assert said(outcome) == ["children-made", "invite-done"]


def test_who_is_here_is_asked_about_a_new_circle_and_who_is_new_gets_a_code() -> None:
    people = (Placing("joshua", parent_of=("jon",)), Placing("wendy"), Placing("", "Tom", Role.SUPPORTER))
    outcome = asked(MakeCircle(("jon",), people, Phase.INTRODUCTION, Way.HOLD))
    made = next(event for event in outcome.events if isinstance(event, CircleMade))
    assert made.parents == (("jon", "joshua"),)
    assert (made.phase, made.way, len(made.members)) == (Phase.INTRODUCTION, Way.HOLD, 3)
    assert [(draft.to, said(Outcome(drafts=(draft,)))) for draft in outcome.drafts] == [
        ("joshua", ["circle-new"]),
        ("wendy", ["circle-new"]),
        ("tianna", ["circle-made"]),
        ("tianna", ["invite-done"]),
    ]


def test_all_in_a_circle_hear_of_who_comes_into_it() -> None:
    free = msgspec.structs.replace(
        FACTS,
        apart=frozenset(),
        desk=msgspec.structs.replace(
            FACTS.desk,
            circles=(
                msgspec.structs.replace(
                    THERE,
                    members=(THERE.members[0], msgspec.structs.replace(THERE.members[1], is_joined=False)),
                ),
            ),
        ),
    )
    outcome = asked(AddMembers("c1", (Placing("joshua", parent_of=("jon",)),)), facts=free)
    added = next(event for event in outcome.events if isinstance(event, MemberAdded))
    # Jon is no child of this circle.
    assert (added.person, added.parents) == ("joshua", ())
    assert [draft.to for draft in outcome.drafts] == ["joshua", "ana", "tianna"]


# Lines.


def day(kept: str) -> date | None:
    return said_in(kept).day


def test_a_line_of_children_says_of_each_what_it_says() -> None:
    line = "Macia March 2, 2018 at Brianna; Mary Ann, May 14 2022\nJon since October 1, with Wendy and Noah"
    entries = children_in(line, "en", TODAY)
    assert [(one.name, day(one.born), one.home, day(one.since)) for one in entries] == [
        ("Macia", date(2018, 3, 2), "Brianna", None),
        ("Mary Ann", date(2022, 5, 14), "", None),
        ("Jon", None, "Wendy", date(2026, 10, 1)),
        ("Noah", None, "", None),
    ]


@pytest.mark.parametrize(
    ("language", "line", "born"),
    [
        ("en", "Luz, born March 2, 2018", date(2018, 3, 2)),
        ("en", "Luz 2018-03-02", date(2018, 3, 2)),
        ("es", "Luz nació el 2 de marzo de 2018", date(2018, 3, 2)),
        ("es", "Luz 14 de mayo de 2022", date(2022, 5, 14)),
    ],
)
def test_birth_dates_are_read_as_they_are_written(language: str, line: str, born: date) -> None:
    (entry,) = children_in(line, language, TODAY)
    assert (entry.name, day(entry.born)) == ("Luz", born)


@pytest.mark.parametrize(
    ("line", "because"),
    [
        ("", "answer-empty"),
        ("Luz 5", "child-born-unclear"),
        ("Luz March 2", "child-born-unclear"),
        ("Luz December 31 2026", "day-future"),
        ("Luz, Leo, luz", "child-twice"),
        ("Luz @luz", "name-letters"),
        ("Luz since soon", "day-unclear"),
        ("x" * 41, "answer-too-long"),
    ],
)
def test_a_line_that_is_not_understood_is_not_taken(line: str, because: str) -> None:
    with pytest.raises(Problem) as refused:
        children_in(line, "en", TODAY)
    assert refused.value.text.id == because


def test_a_day_without_its_year_is_the_last_such_day() -> None:
    said = {
        words: getattr(past_day(words, "en", TODAY, needs_year=False), "day", None)
        for words in (
            "October 1",
            "December 25",
            "November 23",
            "November 24",
            "tomorrow",
            "Friday",
            "banana",
        )
    }
    assert said == {
        "October 1": date(2026, 10, 1),
        "December 25": date(2025, 12, 25),
        "November 23": date(2026, 11, 23),
        "November 24": date(2025, 11, 24),
        "tomorrow": None,
        "Friday": None,
        "banana": None,
    }


def test_the_terms_of_a_permission_stand_in_one_line() -> None:
    line = (
        "from December 1, until April 1, 2027, at most 90 minutes, 2 days before, at Family Center, Library"
    )
    line += ", with Marta, driver Tom, review January 15, both homes, order FC-2026-118"
    assert terms_in(line, "en", HERE) == Terms(
        since=date(2026, 12, 1),
        until=date(2027, 4, 1),
        order="FC-2026-118",
        approval=NOBODY,
        notice_hours=48,
        max_minutes=90,
        places=("Family Center", "Library"),
        review=date(2027, 1, 15),
        escorts=("Marta",),
        drivers=("Tom",),
    )


@pytest.mark.parametrize(
    "line",
    [
        "banana",
        "until banana",
        "until 3/4",
        "until October 1 2026",
        "0 hours before",
        "at most 2 minutes",
        "order " + "x" * 41,
        "both",
    ],
)
def test_a_piece_of_the_terms_that_is_not_understood_is_said(line: str) -> None:
    with pytest.raises(Problem) as refused:
        terms_in(line, "en", HERE)
    assert refused.value.text.id == "permission-line-unclear"
