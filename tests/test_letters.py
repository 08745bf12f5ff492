"""Letters, a child's voice and homework: who gets which, with the kind ticked, not ticked, and taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
import pytest

from bot.chat.clock import SetClock
from bot.chat.people import Child, Circle, Member, Phase, Role, Way
from bot.family.entitled import Entitled, contact_of, read_contact
from bot.family.facts import Facts
from bot.family.letter import CARRIES, NEXT, WISH, Act, Kind, Meant, State, meant_by
from bot.family.letters import may_send, readers_of
from bot.family.meeting import Attendee, Meeting, Part
from bot.family.meeting import Kind as MeetingKind
from bot.family.meeting import State as Stand
from bot.family.terms import Contact
from bot.family.wall import When
from bot.store.sealing import Master, fresh_key
from tests.story.phones import SimulatorExchange
from tests.story.stage import Stage

ROSTER: Final = Path(__file__).parent / "data" / "roster-authorised.toml"
NOON: Final = datetime(2026, 11, 23, 17, tzinfo=UTC)
PEOPLE: Final = {
    "ana": Role.PARENT,
    "joshua": Role.PARENT,
    "rosa": Role.SUPPORTER,
    "luis": Role.YOUTH,
    "wendy": Role.CAREGIVER,
    "grace": Role.CAREGIVER,
}
CIRCLE: Final = Circle(
    id="c",
    family="f",
    phase=Phase.OPEN,
    way=Way.WATCH,
    children=(Child("gladys", "Gladys"), Child("jon", "Jon")),
    members=tuple(Member(one, one.capitalize(), role) for one, role in PEOPLE.items()),
    caseworker="tianna",
    caseworker_name="Tianna",
    willing=frozenset((one, other) for one in PEOPLE for other in PEOPLE if one != other),
)


def entitled(*pairs: tuple[str, str], kind: Contact = Contact.LETTERS) -> Entitled:
    """Return that these people may have this with these children."""
    return Entitled(frozenset((kind, who, child) for who, child in pairs))


BOTH: Final = entitled(("ana", "gladys"), ("rosa", "gladys"), ("luis", "gladys"), ("joshua", "jon"))


@pytest.mark.parametrize(
    ("kind", "sender", "children", "reach"),
    [
        (Kind.LETTER, "ana", ["gladys"], ["wendy", "grace"]),
        (Kind.LETTER, "luis", ["gladys"], ["wendy", "grace"]),
        (Kind.REPLY, "wendy", ["gladys"], ["ana", "rosa", "luis"]),
        (Kind.VOICE, "wendy", ["gladys"], ["ana", "rosa"]),
        (Kind.VOICE, "wendy", ["jon"], ["joshua"]),
        (Kind.VOICE, "luis", ["gladys"], ["ana", "rosa"]),
        (Kind.HOMEWORK, "wendy", ["gladys"], ["ana", "rosa"]),
        (Kind.HOMEWORK, "wendy", ["gladys", "jon"], []),
        (Kind.HELP, "rosa", ["gladys"], ["wendy", "grace"]),
    ],
)
def test_each_kind_goes_to_who_may_have_it(
    kind: Kind, sender: str, children: list[str], reach: list[str]
) -> None:
    assert may_send(kind, CIRCLE, sender, children, BOTH)
    meant = Meant(kind, tuple(children))
    found = readers_of(meant, CIRCLE, sender, Facts(entitled=BOTH))
    assert [one.id for one in found] == reach


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("who", PEOPLE)
def test_without_the_kind_nobody_but_who_has_the_child_sends_or_gets_anything(kind: Kind, who: str) -> None:
    for allowed in (Entitled(), entitled((who, "gladys"), kind=Contact.MOMENTS), entitled((who, "jon"))):
        is_home = PEOPLE[who] == Role.CAREGIVER and Role.CAREGIVER in CARRIES[kind][0]
        assert may_send(kind, CIRCLE, who, ["gladys"], allowed) == is_home
        readers = readers_of(Meant(kind, ("gladys",)), CIRCLE, who, Facts(entitled=allowed))
        assert {one.role for one in readers} <= {Role.CAREGIVER}


def test_a_wish_for_a_visit_goes_to_who_comes_to_it_alone() -> None:
    when = When(NOON.date() + timedelta(days=2), NOON.time(), 60, "UTC")
    comes = (
        Attendee("rosa", "Rosa", Role.SUPPORTER, Part.PROPOSER),
        Attendee("wendy", "Wendy", Role.CAREGIVER, Part.ASKED),
    )
    visit = Meeting(
        id="v",
        root="v",
        kind=MeetingKind.VISIT,
        state=Stand.STANDING,
        family="f",
        when=when,
        children=(("gladys", "Gladys"),),
        attendees=comes,
        proposer="rosa",
        changed_at=NOON,
        circle="c",
    )
    meant = Meant(Kind.VOICE, ("gladys",), about=WISH, visit="v/2026-11-25")
    facts = Facts(entitled=BOTH, meetings=(visit,))
    assert [one.id for one in readers_of(meant, CIRCLE, "wendy", facts)] == ["rosa"]
    assert not readers_of(meant, CIRCLE, "wendy", Facts(entitled=BOTH))


def test_what_is_meant_and_of_which_kind_it_is_reads_back_as_it_was_said() -> None:
    meant = Meant(Kind.VOICE, ("g", "j"), ("a", "b"), about=WISH, visit="v/2026-11-25", of="m")
    assert meant_by(meant.as_purpose()) == meant
    assert meant_by("everyday g") is None
    assert meant_by("") is None
    assert read_contact(contact_of(Contact.LETTERS, ["g", "j"])) == (Contact.LETTERS, ("g", "j"))
    assert read_contact("g j") == (Contact.MOMENTS, ("g", "j"))


def test_what_a_child_has_heard_nobody_takes_back() -> None:
    assert {state for state, _ in NEXT} == {State.WRITTEN, State.NOT_GIVEN}
    assert (State.NOT_GIVEN, Act.CANNOT) not in NEXT
    assert set(NEXT.values()) == set(State) - {State.WRITTEN}


# --- on the phones -------------------------------------------------------------------------------

WHO: Final = ("Ana", "Joshua", "Rosa", "Luis", "Wendy", "Grace", "Brianna", "Tianna")
MORE: Final = """
[[person]]
id = "joshua"
name = "Joshua"
role = "parent"
children = ["gladys"]

[[person]]
id = "grace"
name = "Grace"
role = "caregiver"
home = "chadwick"
quiet_hours = "21:00-07:00"

[[circle]]"""
HALF_PAST_EIGHT: Final = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


def roster() -> str:
    """Return a family with everybody in it: two parents, a grandmother, a teenager, and two at the home."""
    told = ROSTER.read_text(encoding="utf-8").replace("\n[[circle]]", MORE, 1)
    told = told.replace('"wendy", "rosa", "luis"]', '"wendy", "rosa", "luis", "joshua", "grace"]')
    for name in ("Wendy", "Rosa"):
        told = told.replace(f'name = "{name}"\n', f'name = "{name}"\nquiet_hours = "21:00-07:00"\n')
    return told


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = SetClock(HALF_PAST_EIGHT)
    made = Stage(SimulatorExchange(clock), clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    made.defaults = msgspec.structs.replace(made.defaults, messages_per_minute=100_000)
    await made.open(joined=WHO, roster=roster())
    yield made
    await made.close()


async def says(stage: Stage, who: str, words: str, *labels: str) -> None:
    stage.phone(who).says(words)
    await stage.settle()
    for label in labels:
        shown = next(
            one
            for one in reversed(stage.screen(who))
            if any(label in name for row in one.labels for name in row)
        )
        name = next(name for row in shown.labels for name in row if label in name)
        stage.phone(who).presses(shown.id, name)
        await stage.settle()


def got(stage: Stage, words: str, sender: str) -> set[str]:
    """Return who has these words on their phone, as they were sent: whole, and not in a question."""
    return {name for name in WHO if name != sender and any(one.body == words for one in stage.screen(name))}


async def tick(stage: Stage, who: str) -> None:
    await says(stage, "Tianna", f"/permission {who}", "Give or change", "Letters", "That is all", "Yes")


async def untick(stage: Stage, who: str) -> None:
    await says(stage, "Tianna", f"/permission {who}", "End it now", "Letters", "I have told them")


async def test_who_has_the_kind_gets_each_and_nobody_else_hears_of_it(stage: Stage) -> None:
    await says(stage, "Wendy", "/voice I can ride a bike", "Something to tell", "Send it")
    assert got(stage, "I can ride a bike", "Wendy") == {"Ana"}
    for name in ("Rosa", "Luis", "Joshua"):
        await says(stage, name, "/letter")
        assert "not open to you" in stage.screen(name)[-1].body
    await tick(stage, "Rosa")
    await tick(stage, "Luis")

    await says(stage, "Wendy", "/voice I can read", "Something to tell", "Send it")
    assert got(stage, "I can read", "Wendy") == {"Ana", "Rosa"}
    await says(stage, "Luis", "/voice I miss her", "How I feel", "Send it")
    assert got(stage, "I miss her", "Luis") == {"Ana", "Rosa"}
    await says(stage, "Grace", "/homework What is seven times eight?", "Send it")
    assert got(stage, "What is seven times eight?", "Grace") == {"Ana", "Rosa"}
    await says(stage, "Grace", "/letter I made a boat", "Everybody", "Send it")
    assert got(stage, "I made a boat", "Grace") == {"Ana", "Rosa", "Luis"}
    await says(stage, "Rosa", "/letter Sweet dreams", "Send it")
    assert got(stage, "Sweet dreams", "Rosa") == {"Wendy", "Grace"}
    await says(stage, "Rosa", "/homework", "Gladys", "I'll help")
    await says(stage, "Rosa", "Fifty-six, like the house", "Send it")
    assert got(stage, "Fifty-six, like the house", "Rosa") == {"Wendy", "Grace"}
    # Either of a home may say so; the other one hears of it, and so does who wrote it.
    await says(stage, "Grace", "/letter", "From Rosa", "I have given it")
    assert "Grace has given Gladys your letter" in stage.screen("Rosa")[-1].body
    assert "Grace has given Gladys the letter from Rosa" in stage.screen("Wendy")[-1].body
    # The other parent and another home hear of nothing.
    for name in ("Joshua", "Brianna"):
        shown = [word for one in stage.screen(name) for word in (one.body, one.header or "")]
        assert not any(word in body for body in shown for word in ("bike", "boat", "dreams", "homework"))
        assert not any("Rosa" in body and "letter" in body for body in shown)
    # Who serves the family reads them as she reads all that is written there.
    await says(stage, "Tianna", "/people", "Gladys")
    assert any("Sweet dreams" in one.body for one in stage.screen("Tianna"))


async def test_what_waits_for_the_night_to_end_is_looked_at_again_for_both_sides(stage: Stage) -> None:
    await tick(stage, "Rosa")
    await stage.wait(timedelta(hours=1))
    await says(stage, "Rosa", "/letter Sleep well", "Send it")
    await says(stage, "Wendy", "/homework The alphabet, please", "Send it")
    await says(stage, "Wendy", "/voice Come soon", "Something to tell", "Send it")
    assert got(stage, "The alphabet, please", "Wendy") == {"Ana"}
    await untick(stage, "Rosa")
    await stage.wait(timedelta(hours=12))
    assert any("Sleep well" in one.body and "not delivered" in one.body for one in stage.screen("Rosa"))
    for words, sender in (("Sleep well", "Rosa"), ("The alphabet, please", "Wendy"), ("Come soon", "Wendy")):
        assert got(stage, words, sender) <= {"Ana"}, words


async def test_what_may_be_written_until_tonight_does_not_arrive_tomorrow(stage: Stage) -> None:
    given = "/permission ana gladys give letters until November 23"
    await says(stage, "Tianna", given, "Yes")
    await stage.wait(timedelta(hours=1))
    await says(stage, "Ana", "/letter One more kiss", "Gladys", "Send it")
    assert not got(stage, "One more kiss", "Ana")
    await stage.wait(timedelta(hours=12))
    assert not got(stage, "One more kiss", "Ana")
    assert any("One more kiss" in one.body and "not delivered" in one.body for one in stage.screen("Ana"))
