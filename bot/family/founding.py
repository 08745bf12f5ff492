"""A caseworker sets up what is in her care: families, children, homes, and circles of their people.

Nobody is put in one circle with whom they may have no contact. Knows nothing of how it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from bot.chat.draft import Choice, Draft, Run
from bot.chat.ids import new_id
from bot.chat.people import DESK, Circle, PersonState, Phase, Role, View
from bot.chat.text import Day, Text, Value, listing, text
from bot.family.circles import invited
from bot.family.commands import (
    AddMembers,
    CorrectBirthday,
    CorrectName,
    LookAt,
    MakeCircle,
    SetUpFamily,
    SetUpHome,
)
from bot.family.events import (
    Acted,
    ChildCorrected,
    ChildMade,
    CircleMade,
    Event,
    FamilyMade,
    HomeJoined,
    HomeMade,
    MemberAdded,
    PersonAdded,
    PersonCorrected,
)
from bot.family.facts import Facts
from bot.family.moving import homes
from bot.family.newcomers import NewChild, Placing
from bot.family.outcome import Outcome, answered, told
from bot.family.wall import moment

CORRECTED = (PersonState.INVITED, PersonState.BY_PHONE)
"""Whose name a caseworker may correct: who is here has chosen it."""


def set_up_family(command: SetUpFamily, view: View, facts: Facts) -> Outcome:
    """Record children of a family of this desk, or of a new one, and the homes that are new."""
    me = view.speaker
    known = facts.desk.family(command.family)
    if not me.is_caseworker or (known is None and not command.name):
        return answered(me.id, text("family-not-yours"))
    if known is None and is_family(command.name, facts):
        return answered(me.id, text("family-taken", name=command.name))
    taken = {one.name.casefold() for one in facts.children if one.family == command.family}
    again = [one.name for one in command.children if one.name.casefold() in taken]
    if again:
        return answered(me.id, text("child-there", child=listing(again)))
    here = homes(facts.desk)
    if any(not one.carer and one.home not in here for one in command.children):
        return answered(me.id, text("home-not-yours"))
    family = known.id if known else new_id()
    name = known.name if known else command.name
    events: list[Event] = [] if known else [FamilyMade(family, name, me.id)]
    new_homes = {carer: new_id() for carer in dict.fromkeys(one.carer for one in command.children) if carer}
    newcomers = {carer: new_id() for carer in new_homes}
    for carer, home in new_homes.items():
        events += [
            PersonAdded(newcomers[carer], me.id, carer, Role.CAREGIVER, None),
            HomeMade(home, (newcomers[carer],), me.id),
        ]
    made = [_child_made(one, family, new_homes.get(one.carer, one.home), view) for one in command.children]
    rows = (
        (Choice(Text("label-add-child"), Run("child", {"family": family})),),
        *(((Choice(Text("label-make-circle"), Run("circle", {"family": family})),),) if made else ()),
    )
    done = text("family-made", name=name)
    if command.children:
        done = text("children-made", name=name, children=listing([one.name for one in command.children]))
    outcome = Outcome(events=(*events, *made)) + answered(me.id, done, rows=rows)
    for carer, person in newcomers.items():
        outcome += invited(person, carer, view, facts)
    return outcome


def correct_name(command: CorrectName, view: View, facts: Facts) -> Outcome:
    """Write down the right name of a child, or of somebody around it who has not chosen one here."""
    me, child = view.speaker, facts.child(command.child)
    if not me.is_caseworker or child is None:
        return answered(me.id, text("child-not-yours"))
    done = answered(me.id, text("child-corrected", new=command.name))
    if not command.person:
        return Outcome(events=(ChildCorrected(child.id, child.family, me.id, name=command.name),)) + done
    person = facts.desk.person(command.person)
    if person is None or person.state not in CORRECTED:
        return answered(me.id, text("child-correct-here", name=person.name if person else "–"))
    return Outcome(events=(PersonCorrected(person.id, me.id, command.name),)) + done


def correct_birthday(command: CorrectBirthday, view: View, facts: Facts) -> Outcome:
    """Write down the right birth date of a child."""
    me, child = view.speaker, facts.child(command.child)
    if not me.is_caseworker or child is None:
        return answered(me.id, text("child-not-yours"))
    corrected = ChildCorrected(child.id, child.family, me.id, born=command.born)
    done = text("child-corrected", new=Day(command.born, has_year=True))
    return Outcome(events=(corrected,)) + answered(me.id, done)


def is_family(name: str, facts: Facts) -> bool:
    """Whether a family of this name is in this caseworker's care already."""
    return any(one.name.casefold() == name.casefold() for one in facts.desk.families)


def _child_made(one: NewChild, family: str, home: str, view: View) -> ChildMade:
    since = moment(one.since, time(), view.speaker.timezone) if one.since else None
    return ChildMade(new_id(), family, one.name, one.born, home, since, view.speaker.id)


def set_up_home(command: SetUpHome, view: View, facts: Facts) -> Outcome:
    """Record a home, or one more caregiver of a home, and make their code."""
    me = view.speaker
    here = homes(facts.desk)
    if not me.is_caseworker or (command.home and command.home not in here):
        return answered(me.id, text("home-not-yours"))
    there = here.get(command.home, ())
    if any(one.name.casefold() == command.name.casefold() for one in there):
        return answered(me.id, text("home-there", name=command.name))
    person = new_id()
    added = PersonAdded(person, me.id, command.name, Role.CAREGIVER, None)
    home = command.home or new_id()
    joined: Event = HomeJoined(home, person, me.id) if command.home else HomeMade(home, (person,), me.id)
    ids = {one.id for one in there}
    circles = [one for one in facts.desk.circles if ids & {member.id for member in one.members}]
    rows = tuple(
        (
            Choice(
                text("label-add-to-circle", children=one.label),
                Run("circle", {"circle": one.id, "what": "add", "person": person}),
            ),
        )
        for one in circles
    )
    done = text("home-made", name=command.name)
    if command.home:
        # A caregiver more is in no circle by that: each says for themself with whom they write.
        done = text("home-joined", name=command.name, people=listing([one.name for one in there]))
    return (
        Outcome(events=(added, joined))
        + answered(me.id, done, rows=rows)
        + invited(person, command.name, view, facts)
    )


def make_circle(command: MakeCircle, view: View, facts: Facts) -> Outcome:
    """Let people share a circle: who is here already is asked, who is new gets a code."""
    me = view.speaker
    children = [one for child in command.children if (one := facts.child(child)) is not None]
    families = {one.family for one in children}
    if not me.is_caseworker or len(children) != len(command.children) or len(families) != 1:
        return answered(me.id, text("circle-not-yours"))
    if (refused := _refused(command.people, (), facts)) is not None:
        return answered(me.id, refused)
    known = [one.person for one in command.people if one.person]
    if (shared := shared_by(known, command.children, facts.desk.circles)) is not None:
        both = listing([one.name for one in shared.members if one.id in known])
        return answered(me.id, text("circle-shared", children=shared.label, people=both))
    family, circle = families.pop(), new_id()
    events, people = _recorded(command.people, view)
    made = CircleMade(
        circle=circle,
        family=family,
        children=command.children,
        members=tuple(people),
        parents=_parents(people, command.children),
        phase=command.phase,
        way=command.way,
        by=me.id,
    )
    called = listing([one.name for one in children])
    names = listing([_name(one, facts) for one in people.values()])
    outcome = Outcome(events=(*events, made), drafts=_asked(people, called, facts))
    outcome += answered(
        me.id,
        text("circle-made", children=called, people=names),
        rows=_may_be_given(people, command.children, facts),
    )
    return outcome + _invited(people, view, facts)


def add_members(command: AddMembers, view: View, facts: Facts) -> Outcome:
    """Let people be in a circle that there is. They and those who are in it are asked, each for themself."""
    me = view.speaker
    circle = facts.desk.circle(command.circle)
    if not me.is_caseworker or circle is None or not command.people:
        return answered(me.id, text("circle-not-yours"))
    again = next((one for one in circle.members if any(one.id == who.person for who in command.people)), None)
    if again is not None:
        return answered(me.id, text("circle-there", name=again.name))
    about = tuple(one.id for one in circle.children)
    there = tuple(Placing(one.id) for one in circle.members)
    if (refused := _refused(command.people, there, facts)) is not None:
        return answered(me.id, refused)
    events, people = _recorded(command.people, view)
    parents = _parents(people, about)
    added = (
        MemberAdded(circle.id, circle.family, one, tuple(pair for pair in parents if pair[1] == one), me.id)
        for one in people
    )
    names = listing([_name(one, facts) for one in people.values()])
    meet = ((Choice(Text("label-meet"), Run("meet")),),)
    comes = text("circle-comes", names=names, children=circle.label)
    here = (one for one in circle.members if one.is_joined)
    drafts = (
        *_asked(people, circle.label, facts),
        *(told(one.id, comes, rows=meet, circle=circle.id) for one in here),
    )
    done = text("circle-added", names=names, children=circle.called(me.id, facts.desk.circles))
    outcome = Outcome(events=(*events, *added), drafts=drafts)
    outcome += answered(me.id, done, rows=_may_be_given(people, about, facts))
    return outcome + _invited(people, view, facts)


def look_at(command: LookAt, view: View) -> Outcome:
    """Show it, and note that it was looked at."""
    me = view.speaker
    if not me.is_caseworker:
        return answered(me.id, text("family-not-yours"))
    noted = Acted(me.id, f"read-{command.what}", command.family, command.subject)
    return Outcome(events=(noted,)) + answered(me.id, *command.page.parts, rows=command.page.rows)


def kept_apart(people: Sequence[str], facts: Facts) -> tuple[str, str] | None:
    """Return two of these who may have no contact, None if there are none."""
    return next(
        ((one, other) for one in people for other in people if one < other and (one, other) in facts.apart),
        None,
    )


def shared_by(people: Sequence[str], children: Sequence[str], circles: Sequence[Circle]) -> Circle | None:
    """Return a circle in which two of these people write about one of these children already."""
    for one in circles:
        both = [member for member in one.members if member.id in people]
        is_about = any(child.id in children for child in one.children)
        if one.phase != Phase.CLOSED and is_about and len(both) > 1:
            return one
    return None


def _refused(coming: Sequence[Placing], there: Sequence[Placing], facts: Facts) -> Text | None:
    """Return why these people cannot be together, None if they can."""
    known = [one.person for one in (*coming, *there) if one.person]
    people = [facts.desk.person(one) for one in known]
    if any(one is None or one.role in DESK or one.state == PersonState.LEFT for one in people):
        return text("person-not-yours")
    names = [_name(one, facts) for one in (*coming, *there)]
    small = [name.casefold() for name in names]
    twice = next((name for name in names if small.count(name.casefold()) > 1), None)
    if twice is not None:
        return text("circle-name-taken", name=twice)
    if len(names) < 2:  # noqa: PLR2004 - a circle is of two at least
        return text("circle-alone")
    if (apart := kept_apart(known, facts)) is not None:
        one, other = (facts.desk.person(person) for person in apart)
        return text("circle-apart", one=one.name if one else "–", other=other.name if other else "–")
    return None


def _name(who: Placing, facts: Facts) -> str:
    known = facts.desk.person(who.person) if who.person else None
    return known.name if known else who.name


def _recorded(coming: Sequence[Placing], view: View) -> tuple[list[Event], dict[str, Placing]]:
    """Return what records those who are new, and everybody by id."""
    events: list[Event] = []
    people: dict[str, Placing] = {}
    for one in coming:
        person = one.person or new_id()
        people[person] = one
        if not one.person:
            events.append(PersonAdded(person, view.speaker.id, one.name, one.role, None))
    return events, people


def _parents(people: dict[str, Placing], children: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (child, person) for person, one in people.items() for child in one.parent_of if child in children
    )


def _asked(people: dict[str, Placing], children: Value, facts: Facts) -> tuple[Draft, ...]:
    """Ask those who are here already: nobody else would, and no yes would ever be given."""
    meet = ((Choice(Text("label-meet"), Run("meet")),),)
    here = (one for one in people if (known := facts.desk.person(one)) and known.state == PersonState.JOINED)
    return tuple(told(one, text("circle-new", children=children), rows=meet) for one in here)


def _may_be_given(
    people: dict[str, Placing], children: Sequence[str], facts: Facts
) -> tuple[tuple[Choice, ...], ...]:
    """Offer to say what each parent may have with the children: until then it is nothing."""
    return tuple(
        (
            Choice(
                text("label-permission-for", name=_name(one, facts)),
                Run("permission", {"person": person, "children": " ".join(one.parent_of), "what": "give"}),
            ),
        )
        for person, one in people.items()
        if set(one.parent_of) & set(children)
    )


def _invited(people: dict[str, Placing], view: View, facts: Facts) -> Outcome:
    outcome = Outcome()
    for person, one in people.items():
        if not one.person:
            outcome += invited(person, one.name, view, facts)
    return outcome
