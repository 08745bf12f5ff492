"""A child comes to live in another home: the caseworker's one decision, with what follows from it.

Knows nothing of how it is carried out.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.people import DESK, Child, Member
from bot.chat.text import Literal, Text, listing, text
from bot.family.book import children_of, circles_about
from bot.family.commands import Command, PlaceChild, Show
from bot.family.facts import Need
from bot.family.moving import homes, lives_with
from bot.flows.choices import NewName, yes_no_options
from bot.flows.form import Flow, OneOf, Option, Slot

_NEW = "new"


class NewHome(NewName):
    """The name of who is in a new home: of those whom they will be with, nobody has it already."""

    def around(self, flow: Flow) -> set[str]:
        """Return the names that those around the child know, and the caseworker's own."""
        circles = flow.facts.desk.circles
        near = {one.id for circle in circles_about(circles, flow.answer("child")) for one in circle.members}
        # Whom those around the child know from elsewhere, they must not take for somebody else either.
        there = (
            one.name for circle in circles if near & {m.id for m in circle.members} for one in circle.members
        )
        return {flow.view.speaker.name, *there}


class PlaceFlow(Flow):
    """Which child, to which home, and a yes to what follows."""

    id, command, offered_to = "place", "place", DESK
    needs = frozenset({Need.DESK, Need.APART, Need.UNSENT, Need.CHILDREN})
    child = OneOf(
        options=lambda flow, _item: [Option(one.id, Literal(one.name)) for one in flow.children],
        when=lambda flow: bool(flow.children) and not flow.given("child"),
    )
    home = OneOf(
        options=lambda flow, _item: [
            *(
                Option(home, listing([one.name for one in people]))
                for home, people in homes(flow.facts.desk).items()
                if not {one.id for one in people} & {one.id for one in flow.now}
            ),
            Option(_NEW, Text("label-place-new"), is_pinned=True),
        ],
        args=lambda flow, _item: {"child": flow.name_of_child},
        when=lambda flow: flow.about is not None,
    )
    name = NewHome(limit=24, when=lambda flow: flow.home == _NEW)
    sure = OneOf(
        options=yes_no_options,
        args=lambda flow, _item: {
            "child": flow.name_of_child,
            "old": listing([one.name for one in flow.now] or ["–"]),
            "new": listing([one.name for one in flow.coming] or [flow.name or "–"]),
        },
        short=lambda _flow, _item: Text("place-sure.short"),
        when=lambda flow: bool(flow.home) and flow.about is not None,
    )

    def answer(self, key: str) -> str:
        """Return the stored answer, else the child that this was opened with."""
        return super().answer(key) or (self.given(key) if key == "child" else "")

    @property
    def children(self) -> tuple[Child, ...]:
        """The children here, in a circle or in none."""
        found = {one.id: one for one in children_of(self.facts.desk.circles)}
        found |= {one.id: Child(one.id, one.name) for one in self.facts.children if one.id not in found}
        return tuple(sorted(found.values(), key=lambda one: (one.name, one.id)))

    def prompt(self, slot: Slot) -> Text:
        """Return the question; where nobody writes about the child yet, nothing ends by it."""
        asked = super().prompt(slot)
        is_alone = slot.key == "sure" and not circles_about(self.facts.desk.circles, self.child)
        return Text("place-sure-alone", asked.args) if is_alone else asked

    @property
    def about(self) -> Child | None:
        """The child."""
        return next((one for one in self.children if one.id == self.child), None)

    @property
    def name_of_child(self) -> str:
        """The child's name."""
        return self.about.name if self.about else "–"

    @property
    def now(self) -> tuple[Member, ...]:
        """Who has the child now."""
        there = lives_with(self.facts.desk.circles, self.child)
        known = self.facts.child(self.child)
        return there or homes(self.facts.desk).get((known and known.home) or "", ())

    @property
    def coming(self) -> tuple[Member, ...]:
        """Who will have it."""
        return homes(self.facts.desk).get(self.home, ())

    def finish(self) -> Sequence[Command]:
        """Do it, or leave everything as it is."""
        if self.about is None:
            return (Show((text("place-nobody"),)),)
        if self.sure != "yes":
            return (Show((text("place-left"),)),)
        if self.home == _NEW:
            return (PlaceChild(self.child, "", self.name),)
        return (PlaceChild(self.child, self.home),)
