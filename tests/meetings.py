"""Two homes and their caseworker as values, and what is drawn of the life of a meeting. Knows no store.

Ana is Gladys's parent. Wendy and Carl are the home where Gladys lives. Joshua is invited to what others hold,
Brianna has nothing to do with any of it, and Tianna serves the family.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Final

from bot.chat.draft import Draft, Run
from bot.chat.people import Child, Circle, Member, PersonState, Phase, Role, Speaker, View, Way
from bot.family.facts import Desk, Facts, Served
from bot.family.meeting import NEXT, Act, Attendee, Details, Kind, Meeting, Part, Presence, State
from bot.family.terms import NOBODY, Contact, Permission, Terms
from bot.family.wall import When
from bot.speech import Speech
from bot.texts import Texts

NOW: Final = datetime(2026, 11, 2, 15, tzinfo=UTC)
ZONE: Final = "America/New_York"
PLACE: Final = "The house behind the old mill"
ROLES: Final = {
    "ana": Role.PARENT,
    "joshua": Role.PARENT,
    "wendy": Role.CAREGIVER,
    "carl": Role.CAREGIVER,
    "brianna": Role.CAREGIVER,
    "tianna": Role.CASEWORKER,
}
HOMES: Final = {"wendy": "chadwick", "carl": "chadwick"}
LANGUAGES: Final = ("en", "es")
AT_FOUR: Final = When(date(2026, 12, 1), time(16), 60, ZONE)
AT_FIVE: Final = When(date(2026, 12, 2), time(17), 60, ZONE)


@cache
def texts() -> Texts:
    return Texts.load()


def said(draft: Draft, language: str) -> str:
    """Return what somebody reads."""
    speech = Speech(texts())
    return "\n\n".join(speech(language, ZONE, part) for part in draft.parts)


def flows_under(draft: Draft) -> set[str]:
    """Return what the buttons under it open."""
    return {one.act.flow for row in draft.rows for one in row if isinstance(one.act, Run)}


def name_of(person: str) -> str:
    return person.capitalize()


def member(person: str, *, is_by_phone: bool = False) -> Member:
    return Member(
        person,
        name_of(person),
        ROLES[person],
        home=HOMES.get(person),
        is_joined=not is_by_phone,
        is_by_phone=is_by_phone,
    )


def circle(*people: str, by_phone: Iterable[str] = (), id_: str = "circle") -> Circle:
    """Return an open circle about Gladys of people who have all said yes to each other."""
    return Circle(
        id=id_,
        family="family",
        phase=Phase.OPEN,
        way=Way.WATCH,
        children=(Child("gladys", "Gladys"),),
        members=tuple(member(one, is_by_phone=one in by_phone) for one in people),
        caseworker="tianna",
        caseworker_name="Tianna",
        willing=frozenset((one, other) for one in people for other in people if one != other),
    )


def view(person: str, *circles: Circle, now: datetime = NOW) -> View:
    """Return what somebody's turn starts from."""
    speaker = Speaker(
        person,
        "account",
        "telegram",
        "/",
        ROLES[person],
        name_of(person),
        PersonState.JOINED,
        "en",
        ZONE,
    )
    return View(now, speaker, tuple(one for one in circles if one.member(person)))


def facts(
    person: str,
    meetings: Iterable[Meeting],
    permissions: Iterable[Permission],
    *circles: Circle,
    marked: Iterable[str] = (),
) -> Facts:
    """Return what would be loaded for somebody: their own meetings, or those of the families they serve."""
    is_caseworker = ROLES[person] == Role.CASEWORKER
    served = tuple(
        Served(one.id, one.name, one.role, PersonState.JOINED, is_reachable=True, family="family")
        for one in {one.id: one for each in circles for one in each.members}.values()
    )
    return Facts(
        desk=Desk(circles=circles, people=served) if is_caseworker else Desk(),
        meetings=tuple(one for one in meetings if is_caseworker or _knows(person, one)),
        permissions=tuple(permissions),
        marked=frozenset(marked),
    )


def _knows(person: str, one: Meeting) -> bool:
    return one.attendee(person) is not None and (not one.is_private or one.proposer == person)


def terms(**more: object) -> Terms:
    """Return terms that lay down little: the other home's yes is enough."""
    return Terms(**{"since": date(2026, 10, 1), "approval": NOBODY} | more)  # type: ignore[arg-type]


def permission(parent: str = "ana", kind: Contact = Contact.VISIT, **more: object) -> Permission:
    return Permission(f"{parent}-{kind.value}", parent, "gladys", kind, terms(**more))


def attendee(person: str, part: Part, way: Presence = Presence.IN_PERSON, **more: bool) -> Attendee:
    return Attendee(
        person,
        name_of(person),
        ROLES[person],
        part,
        way,
        circle="circle",
        home=HOMES.get(person),
        is_there=not more.get("is_by_phone", False),
        is_by_phone=more.get("is_by_phone", False),
    )


def meeting(state: State, **more: object) -> Meeting:
    """Return a visit that Ana has suggested to Wendy and Carl, and to which Joshua is invited by phone."""
    given: dict[str, object] = {
        "id": "meeting",
        "root": "meeting",
        "kind": Kind.VISIT,
        "state": state,
        "family": "family",
        "when": AT_FOUR,
        "children": (("gladys", "Gladys"),),
        "attendees": (
            attendee("ana", Part.PROPOSER),
            attendee("wendy", Part.ASKED),
            attendee("carl", Part.ASKED),
            attendee("joshua", Part.INVITED, Presence.PHONE),
        ),
        "proposer": "ana",
        "changed_at": NOW,
        "circle": "circle",
        "details": Details(place=PLACE),
    }
    return Meeting(**given | more)  # type: ignore[arg-type]


PERSON_OF: Final = {
    Part.PROPOSER: "ana",
    Part.ASKED: "wendy",
    Part.INVITED: "joshua",
    Part.CASEWORKER: "tianna",
    Part.OUTSIDER: "brianna",
}
"""Who is what to the visit of `meeting`."""


# --- drawn ---------------------------------------------------------------------------------------

BEGINNINGS: Final = (State.WISHED, State.PROPOSED, State.STANDING)
_HEAD: Final = """# The life of a meeting

Drawn from the table in `bot/family/meeting.py`, and compared with it by a test:
`UPDATE_DOCS=1 .venv/bin/python -m pytest tests/test_meeting_machine.py -k drawn` draws it anew.

An arrow says what is done, and who may do it: whoever suggested it (*proposer*), the other home (*asked*),
who is *invited* to what others hold, the *caseworker*, or the *house*, which is the program when the clock or
a rule acts. One day of a series lives the same life beside the rest.

"""


def drawn() -> str:
    """Return the page about the life of a meeting."""
    lines = ["stateDiagram-v2", *(f"    [*] --> {_node(one)}" for one in BEGINNINGS)]
    arrows: dict[tuple[State, State, Act], list[Part]] = defaultdict(list)
    for (state, act, part), after in NEXT.items():
        arrows[state, after, act].append(part)
    labels: dict[tuple[State, State], list[str]] = defaultdict(list)
    for (state, after, act), parts in arrows.items():
        labels[state, after].append(
            f"{act.value} ({', '.join(one.value for one in sorted(parts, key=list(Part).index))})"
        )
    order = list(State)
    for state, after in sorted(labels, key=lambda pair: (order.index(pair[0]), order.index(pair[1]))):
        lines += [f"    {_node(state)} --> {_node(after)}: {label}" for label in labels[state, after]]
    ends = [one for one in State if not any(state == one for state, _, _ in NEXT)]
    lines += [f"    {_node(one)} --> [*]" for one in ends]
    return f"{_HEAD}```mermaid\n" + "\n".join(lines) + "\n```\n"


def _node(state: State) -> str:
    return state.value.replace("-", "_")
