"""What a caseworker reads of a family, a child or a home, with buttons that lead on.

Knows nothing of how it was asked for.
"""

from __future__ import annotations

from functools import reduce

from bot.chat.draft import Choice, Run
from bot.chat.people import Circle, PersonState
from bot.chat.text import Lines, Text, Value, listing, text
from bot.family.commands import LookAt, Show
from bot.family.facts import Facts, Served, ServedChild
from bot.family.moving import homes
from bot.family.wall import local
from bot.flows.form import Flow
from bot.flows.newcomers import child_line

_BUTTONS = 8
"""More buttons below a page than this are not read; the commands reach the rest."""
Rows = tuple[tuple[Choice, ...], ...]


def family_page(flow: Flow, family: str) -> LookAt:
    """Return all that is recorded of a family: its children, people and circles."""
    facts = flow.facts
    known = facts.desk.family(family)
    children = [one for one in facts.children if one.family == family]
    circles = [one for one in facts.desk.circles if one.family == family]
    lines: list[Value] = [child_said(flow, one) for one in children]
    parts: list[Value] = [text("family-title", name=known.name if known else "–")]
    parts.append(Lines(tuple(lines)) if lines else text("family-no-children"))
    if people := people_of(facts, family):
        parts.append(Lines(tuple(person_said(one) for one in people)))
    parts.extend(circle_said(one) for one in circles)
    rows: list[tuple[Choice, ...]] = [
        (Choice(Text("label-add-child"), Run("child", {"family": family})),),
        *([(Choice(Text("label-make-circle"), Run("circle", {"family": family})),)] if children else []),
        (Choice(Text("label-invite"), Run("invite")),),
        *(
            (Choice(text("label-look-at", name=one.name), Run("child", {"child": one.id})),)
            for one in children
        ),
    ]
    return LookAt(Show(tuple(parts), tuple(rows[:_BUTTONS])), "family", family, family)


def child_page(flow: Flow, child: ServedChild) -> LookAt:
    """Return all that is recorded of a child."""
    facts = flow.facts
    family = facts.desk.family(child.family)
    circles = [one for one in facts.desk.circles if any(about.id == child.id for about in one.children)]
    parts: list[Value] = [
        child_said(flow, child),
        text("child-family", family=family.name if family else "–"),
    ]
    parents = [one.name for person in child.parents if (one := facts.desk.person(person)) is not None]
    if parents:
        parts.append(text("child-parents", people=listing(parents)))
    parts.extend(circle_said(one) for one in circles)
    rows: list[tuple[Choice, ...]] = []
    if circles:
        rows.append((Choice(Text("label-book"), Run("book", {"child": child.id})),))
    rows.append((Choice(Text("label-correct"), Run("child-correct", {"child": child.id})),))
    rows.append((Choice(Text("label-child-moves"), Run("place", {"child": child.id})),))
    rows.append(
        (Choice(Text("label-make-circle"), Run("circle", {"family": child.family, "child": child.id})),)
    )
    return LookAt(Show(tuple(parts), tuple(rows)), "child", child.id, child.family)


def home_page(flow: Flow, home: str) -> LookAt:
    """Return who looks after children in a home, and after which."""
    people = homes(flow.facts.desk).get(home, ())
    children = [one for one in flow.facts.children if one.home == home]
    known = [one for member in people if (one := flow.facts.desk.person(member.id)) is not None]
    parts: list[Value] = [
        text("home-title", people=listing([one.name for one in people])),
        Lines(tuple(person_said(one) for one in known)),
        Lines(tuple(child_said(flow, one) for one in children)) if children else text("home-no-children"),
    ]
    rows: Rows = (
        (Choice(Text("label-add-caregiver"), Run("home", {"home": home})),),
        (Choice(Text("label-invite"), Run("invite")),),
    )
    return LookAt(Show(tuple(parts), rows), "home", home)


def child_said(flow: Flow, child: ServedChild) -> Value:
    """Return a child in one line: its birthday, with whom it lives, and since when."""
    people = homes(flow.facts.desk).get(child.home or "", ())
    since = local(child.since, flow.view.speaker.timezone).date() if child.since else None
    return child_line(child.name, child.born, listing([one.name for one in people] or ["–"]), since)


def person_said(one: Served) -> Value:
    """Return somebody's name, and whether they are here."""
    state = one.state.value
    if one.state == PersonState.JOINED and not one.is_reachable:
        state = "unreachable"
    return text("people-one", name=one.name, state=text(f"state-{state}"))


def circle_said(circle: Circle) -> Value:
    """Return a circle: about whom, in which phase, and who is in it."""
    return text(
        "people-circle",
        children=circle.label,
        people=listing([one.name for one in circle.members] or ["–"]),
        phase=text(f"phase-{circle.phase.value}"),
    )


def people_of(facts: Facts, family: str) -> list[Served]:
    """Return the people of a family: in its circles, its parents, and those whom its children live with."""
    desk = facts.desk
    children = [one for one in facts.children if one.family == family]
    known = {member.id for one in desk.circles if one.family == family for member in one.members}
    known |= {person for one in children for person in one.parents}
    here = homes(desk)
    known |= {one.id for child in children for one in here.get(child.home or "", ())}
    return [one for one in desk.people if one.id in known]


def where_they_live(flow: Flow, family: str) -> Value:
    """Return a family's children by where they live, in one line."""
    children = [one for one in flow.facts.children if one.family == family]
    here = homes(flow.facts.desk)
    by_home: dict[str, list[str]] = {}
    for one in children:
        by_home.setdefault(one.home or "", []).append(one.name)
    parts = [
        text(
            "families-at",
            children=listing(names),
            home=listing([one.name for one in here.get(home, ())] or ["–"]),
        )
        for home, names in by_home.items()
    ]
    if not parts:
        return Text("families-none")
    return reduce(lambda first, more: text("families-and", first=first, more=more), parts)
