"""Correcting what is recorded of a child, or the name of somebody around it who is not here yet.

Who is here has chosen their name, and changes it themself. Knows nothing of how it is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.chat.people import DESK
from bot.chat.text import Day, Literal, Text, Value, text
from bot.family.commands import Command, CorrectBirthday, CorrectName, Show
from bot.family.facts import Need, Served, ServedChild
from bot.family.founding import CORRECTED
from bot.flows.choices import NewName, told_apart, words_at_desk, yes_no_options
from bot.flows.form import Flow, OneOf, Option, Slot, Written
from bot.flows.lines import NAME_CHARS, Entry, name_of_child
from bot.flows.newcomers import PastDay, refuse_taken
from bot.flows.pages import people_of
from bot.flows.when import said_in

NAME, BORN = "name", "born"


class _ChildName(Written):
    """The right name of a child, which no other child of the family has."""

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take a name, or say why not."""
        name = name_of_child(words)
        child = flow.child if isinstance(flow, CorrectFlow) else None
        if child is not None and name.casefold() != child.name.casefold():
            refuse_taken(flow, child.family, (Entry(name),))
        return name


class _Birthday(PastDay):
    """The right birth date, which can mean one day only."""

    needs_year = True

    def may_mean_two(self) -> bool:
        """No: it is asked anew."""
        return False


class _PersonName(NewName):
    """The right name of a person, which nobody has whom they share a circle with."""

    def around(self, flow: Flow) -> set[str]:
        """Return the names that are somebody else's."""
        person = flow.person if isinstance(flow, CorrectFlow) else None
        mine = person.id if person is not None else ""
        circles = (one for one in flow.facts.desk.circles if one.member(mine))
        others = {member.name for one in circles for member in one.members if member.id != mine}
        return {flow.view.speaker.name, *others}


def _what(flow: CorrectFlow) -> list[Option]:
    if flow.child is None:
        return []
    people = [
        one for one in people_of(flow.facts, flow.child.family) if one.state in CORRECTED and flow.knows(one)
    ]
    names = [Option(one.id, text("label-correct-name", name=one.name), name=one.name) for one in people]
    return [
        Option(NAME, text("label-correct-name", name=flow.child.name), name=flow.child.name),
        Option(BORN, Text("label-correct-born")),
        *told_apart(names, {one.id: words_at_desk(flow.facts.desk, one) for one in people}),
    ]


class CorrectFlow(Flow):
    """Write down anew what was written down wrong. Nobody is told; what shows it shows the right one."""

    id, offered_to = "child-correct", DESK
    needs = frozenset({Need.DESK, Need.CHILDREN})

    what = OneOf(
        options=lambda flow, _item: _what(flow),
        when=lambda flow: flow.child is not None,
        args=lambda flow, _item: {"child": flow.called},
    )
    name = _ChildName(
        limit=NAME_CHARS,
        when=lambda flow: flow.what == NAME,
        args=lambda flow, _item: {"name": flow.called},
    )
    born = _Birthday(when=lambda flow: flow.what == BORN, args=lambda flow, _item: {"child": flow.called})
    person_name = _PersonName(
        limit=24,
        when=lambda flow: flow.person is not None,
        args=lambda flow, _item: {"name": flow.person.name if flow.person else "–"},
        prompt="child-correct-name",
    )
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: flow.child is not None,
        args=lambda flow, _item: {"old": flow.old, "new": flow.new},
    )

    @property
    def child(self) -> ServedChild | None:
        """The child, if it is still in her care."""
        return self.facts.child(self.given("child"))

    @property
    def called(self) -> str:
        """What the child is called."""
        return self.child.name if self.child else "–"

    @property
    def person(self) -> Served | None:
        """Whose name is corrected, where it is not the child's."""
        return self.facts.desk.person(self.what) if self.what not in ("", NAME, BORN) else None

    def knows(self, person: Served) -> bool:
        """Whether somebody is around this very child: a parent, at home, or in a circle about it."""
        if self.child is None:
            return False
        circles = (one for one in self.facts.desk.circles if one.member(person.id))
        is_in = any(about.id == self.child.id for one in circles for about in one.children)
        return is_in or person.id in self.child.parents or person.home == self.child.home

    @property
    def old(self) -> Value:
        """Return what is recorded now."""
        if self.what == BORN:
            born = self.child.born if self.child else None
            return Day(born, has_year=True) if born else Literal("–")
        return Literal(self.person.name if self.person else self.called)

    @property
    def new(self) -> Value:
        """Return what is right."""
        if self.what == BORN:
            return Day(said_in(self.born).day or date.min, has_year=True)
        return Literal(self.person_name if self.person else self.name)

    def finish(self) -> Sequence[Command]:
        """Correct it, after a yes."""
        if self.child is None:
            return (Show((text("child-not-yours"),)),)
        if self.sure != "yes":
            return (Show((text("nothing-changed"),)),)
        if self.what == BORN:
            return (CorrectBirthday(self.child.id, said_in(self.born).day or date.min),)
        if self.person is not None:
            return (CorrectName(self.child.id, self.person_name, self.person.id),)
        return (CorrectName(self.child.id, self.name),)
