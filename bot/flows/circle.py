"""A circle is made, somebody comes into it, or a caseworker sets one thing about it.

Files, contacts, and words that must not be told. Knows nothing of later phases, which are of the desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import msgspec

from bot.chat.people import Circle, Member, Phase, Way
from bot.chat.text import Literal, Text, Value, listing, text
from bot.family.commands import (
    AddMembers,
    AgreeToContacts,
    ChangePhase,
    Command,
    LetContactsPass,
    LetFilesPass,
    MakeCircle,
    ProtectWords,
    Show,
    UnprotectWords,
    WatchCircle,
)
from bot.family.facts import Need, ServedChild
from bot.family.moving import homes
from bot.family.newcomers import Placing
from bot.family.relay import WATCHABLE
from bot.flows.choices import served_circle_options, told_apart, yes_no_options
from bot.flows.desk import circle_label
from bot.flows.form import Flow, OneOf, Option, Slot, Written
from bot.flows.gathering import NEW, Gathering, People, asked_of_people, other_options, parent_options
from bot.flows.phases import step_options

FILES, CONTACTS, PROTECT, UNPROTECT, ADD, PHASE = "files", "contacts", "protect", "unprotect", "add", "phase"
ALONG = "along"
_MORE, _ORDERS = "more", 3
_BEGINNINGS = {
    "open": (Phase.OPEN, Way.WATCH),
    "watch": (Phase.INTRODUCTION, Way.WATCH),
    "hold": (Phase.INTRODUCTION, Way.HOLD),
}
BEGINNINGS = tuple(_BEGINNINGS)


def _things(flow: Flow, _item: str) -> list[Option]:
    return [
        Option(FILES, Text("label-circle-files")),
        Option(CONTACTS, Text("label-circle-contacts")),
        Option(PROTECT, Text("label-circle-protect")),
        Option(PHASE, Text("label-circle-phase")),
        *_along(flow),
        *([Option(UNPROTECT, Text("label-circle-unprotect"))] if _terms(flow) else []),
        Option(ADD, Text("label-circle-add")),
    ]


def _along(flow: Flow) -> list[Option]:
    """Return reading along, or ending it, where it can be."""
    circle = flow.facts.desk.circle(flow.answer("circle"))
    if flow.view.watching_in(flow.answer("circle")) is not None:
        return [Option(ALONG, Text("label-watch-stop"))]
    can = circle is not None and circle.phase in WATCHABLE
    return [Option(ALONG, Text("label-watch-begin"))] if can else []


def _terms(flow: Flow) -> dict[str, str]:
    circle = flow.facts.desk.circle(flow.answer("circle"))
    return flow.facts.terms.get(circle.family, {}) if circle else {}


def _circle_options(flow: Flow, _item: str) -> list[Option]:
    """Return the circles there are, a new one, and what a new one may be called: its children."""
    new = [Option(NEW, Text("label-new-circle"), is_pinned=True)] if flow.facts.children else []
    fresh = (
        msgspec.structs.replace(one, value=f"{NEW}:{one.value}", is_silent=True)
        for one in _children_options(flow)
        if not _about(flow) & set(one.value.split())
    )
    return [*served_circle_options(flow.facts.desk), *new, *fresh]


def _about(flow: Flow) -> set[str]:
    """Return the children about whom there is a circle."""
    return {
        child.id for one in flow.facts.desk.circles if one.phase != Phase.CLOSED for child in one.children
    }


def _groups(flow: Flow) -> list[tuple[ServedChild, ...]]:
    """Return the children of each family who live together, those about whom there is no circle first."""
    together: dict[tuple[str, str], list[ServedChild]] = {}
    for one in flow.facts.children:
        if flow.given("family") in ("", one.family):
            together.setdefault((one.family, one.home or one.id), []).append(one)
    wanted, about = flow.given("child"), _about(flow)
    return sorted(
        (tuple(group) for group in together.values()),
        key=lambda group: (
            all(one.id != wanted for one in group),
            all(one.id in about for one in group),
            group[0].name,
        ),
    )


def _children_options(flow: Flow, _item: str = "") -> list[Option]:
    """Return for whom there may be a circle: all children of a family in one home, and each of them."""
    options: list[Option] = []
    more: dict[str, tuple[Value, ...]] = {}
    for group in _groups(flow):
        family = flow.facts.desk.family(group[0].family)
        for one in [group, *((child,) for child in group)] if len(group) > 1 else [group]:
            called = [child.name for child in one]
            orders = permutations(called) if len(called) <= _ORDERS else [tuple(called)]
            names = [listing(list(order)) for order in orders]
            value = " ".join(child.id for child in one)
            typed: tuple[Value, ...] = (*names, *(text("circle-new-typed", children=name) for name in names))
            options.append(Option(value, names[0], names=typed))
            more[value] = (Literal(family.name),) if family else ()
    return told_apart(options, more)


def _sure_options(flow: Any, _item: str) -> list[Option]:  # noqa: ANN401 - a CircleFlow
    more = [] if flow.answer("others") or not flow.is_new else [Option(_MORE, Text("label-circle-more"))]
    return [Option("yes", Text("label-yes")), *more, Option("no", Text("label-no"))]


class CircleFlow(Gathering):
    """Make a circle, let somebody be in one, or change one thing about it."""

    id, command = "circle", "circle"
    needs = Gathering.needs | {Need.TERMS, Need.UNSENT, Need.HOMECOMING}

    circle = OneOf(
        options=_circle_options,
        when=lambda flow: not flow.is_given() and bool(flow.facts.desk.circles),
    )
    what = OneOf(
        options=_things,
        when=lambda flow: flow.chosen is not None and not flow.given("what"),
        args=lambda flow, _item: {"circle": flow.called(), "terms": flow.protected()},
    )
    files = OneOf(
        options=yes_no_options,
        when=lambda flow: flow.answer("what") == FILES,
        args=lambda flow, _item: {"circle": flow.called()},
    )
    contacts = OneOf(
        options=yes_no_options,
        when=lambda flow: flow.answer("what") == CONTACTS,
        args=lambda flow, _item: {"circle": flow.called()},
    )
    term = Written(limit=60, when=lambda flow: flow.answer("what") == PROTECT)
    again = OneOf(
        options=lambda flow, _item: [Option(row, Literal(words)) for row, words in _terms(flow).items()],
        when=lambda flow: flow.answer("what") == UNPROTECT,
    )
    children = OneOf(options=_children_options, when=lambda flow: flow.is_new and ":" not in flow.circle)
    parents = People(
        options=parent_options,
        when=lambda flow: bool(flow.is_new and flow.about),
        args=lambda flow, _item: {"children": flow.called(), "people": flow.caregivers()},
    )
    others = People(
        options=other_options,
        when=lambda flow: (flow.is_adding and not flow.given("person")) or flow.wants_more(),
        args=lambda flow, _item: {"circle": flow.called()},
    )
    who, role, child_of = asked_of_people()
    phase = OneOf(
        options=lambda _flow, _item: [Option(one, Text(f"label-circle-{one}")) for one in BEGINNINGS],
        when=lambda flow: flow.is_new and bool(flow.named) and not flow.apart(),
        args=lambda flow, _item: {"children": flow.called()},
    )
    step = OneOf(
        options=lambda flow, _item: step_options(flow, flow.answer("circle")),
        when=lambda flow: flow.is_going_on,
        args=lambda flow, _item: {"circle": flow.called(), "phase": flow.goes_on()},
    )
    sure = OneOf(
        options=_sure_options,
        when=lambda flow: flow.is_to_be_sure(),
        args=lambda flow, _item: {
            "children": flow.called(),
            "people": flow.described(),
            "begins": text(f"circle-begins-{flow.phase or BEGINNINGS[0]}"),
        },
        short=lambda _flow, _item: Text("circle-sure.short"),
    )

    def answer(self, key: str) -> str:
        """Return the stored answer, else what this was opened with."""
        return super().answer(key) or (self.given(key) if key in ("circle", "what") else "")

    def is_given(self) -> bool:
        """Whether it is known from where this was opened which circle is meant, or that it is a new one."""
        return bool(self.given("circle") or self.given("family"))

    def forgets(self, key: str) -> tuple[str, ...]:
        """With somebody more it is another circle that is said yes to."""
        return ("sure",) if key == "others" else ()

    @property
    def is_new(self) -> bool:
        """Whether a circle is to be made."""
        if self.answer("circle"):
            return self.answer("circle").partition(":")[0] == NEW
        if (family := self.given("family")) and self.facts.desk.family(family) is None:
            return False
        return bool(self.facts.children) and (bool(family) or not self.facts.desk.circles)

    @property
    def chosen(self) -> Circle | None:
        """The circle that there is."""
        return self.facts.desk.circle(self.answer("circle"))

    @property
    def is_adding(self) -> bool:
        """Whether somebody comes into a circle that there is."""
        return self.chosen is not None and self.answer("what") == ADD

    @property
    def about(self) -> tuple[ServedChild, ...]:
        """The children of the circle."""
        if self.chosen is not None:
            wanted = [one.id for one in self.chosen.children]
        else:
            wanted = (self.answer("children") or self.answer("circle").partition(":")[2]).split()
        return tuple(one for one in self.facts.children if one.id in wanted)

    @property
    def there(self) -> tuple[Member, ...]:
        """Who is in it in any case: of a new circle, those with whom the children live."""
        if self.chosen is not None:
            return self.chosen.members
        here = homes(self.facts.desk)
        found = {one.id: one for child in self.about for one in here.get(child.home or "", ())}
        return tuple(found.values())

    @property
    def is_going_on(self) -> bool:
        """Whether a circle that there is goes on in another way."""
        return self.chosen is not None and self.answer("what") == PHASE

    def is_to_be_sure(self) -> bool:
        """Whether there is something that a yes is asked for: people in a circle, or another phase."""
        if self.is_going_on:
            return bool(self.step)
        if self.chosen is not None and self.answer("what") == ALONG:
            return self.view.watching_in(self.chosen.id) is None and not self.view.speaker.is_discreet
        return (self.is_new or self.is_adding) and bool(self.placings()) and not self.apart()

    def wants_more(self) -> bool:
        """Whether somebody else is to be in a new circle, too."""
        return self.is_new and (self.sure == _MORE or bool(self.answer("others")))

    def called(self) -> Value:
        """Return what the circle is called."""
        if self.chosen is not None:
            return circle_label(self, self.chosen.id)
        return listing([one.name for one in self.about] or ["–"])

    def caregivers(self) -> Value:
        """Return who is in it in any case."""
        return listing([one.name for one in self.there] or ["–"])

    def goes_on(self) -> Text:
        """Return how the circle goes on now."""
        return text(f"phase-{self.chosen.phase.value}") if self.chosen else Text("phase-closed")

    def protected(self) -> Text:
        """Return what is protected in this circle's family."""
        words = tuple(Literal(one) for one in _terms(self).values())
        return text("circle-terms", terms=listing(words)) if words else Text("circle-no-terms")

    def prompt(self, slot: Slot) -> Text:
        """Return the question; of a circle that there is, somebody more or a step is said yes to."""
        if slot.key == "sure" and self.is_going_on:
            return text(f"circle-sure-{self.step}", circle=self.called())
        if slot.key == "sure" and self.answer("what") == ALONG:
            return text("watch-sure", circle=self.called())
        if slot.key == "sure" and self.is_adding:
            return text("circle-sure-more", children=self.called(), people=self.coming())
        return super().prompt(slot)

    def finish(self) -> Sequence[Command]:
        """Make it, or change it."""
        if self.is_new or self.is_adding:
            return self._gathered()
        if self.chosen is None:
            # A button may have stood there for longer than the family was hers.
            gone = "family-not-yours" if self.given("family") else "people-none"
            return (Show((text(gone),)),)
        match self.answer("what"):
            case "files":
                return (LetFilesPass(self.chosen.id, is_on=self.files == "yes"),)
            case "contacts":
                return (LetContactsPass(self.chosen.id, is_on=self.contacts == "yes"),)
            case "protect":
                return (ProtectWords(self.chosen.id, self.term),)
            case "along":
                if self.sure == "no":
                    return (Show((text("nothing-changed"),)),)
                return (WatchCircle(self.chosen.id, is_on=self.view.watching_in(self.chosen.id) is None),)
            case "phase":
                if self.sure != "yes":
                    return (Show((text("nothing-changed"),)),)
                return (ChangePhase(self.chosen.id, self.step),)
            case _:
                return (UnprotectWords(self.chosen.id, self.again),)

    def _gathered(self) -> Sequence[Command]:
        if self.sure == "no":
            return (Show((text("setup-left"),)),)
        if self.chosen is not None:
            return (AddMembers(self.chosen.id, self.placings()),)
        there = tuple(Placing(one.id, one.name, one.role) for one in self.there)
        phase, way = _BEGINNINGS[self.phase or "open"]
        return (MakeCircle(tuple(one.id for one in self.about), (*self.placings(), *there), phase, way),)


class ContactsFlow(Flow):
    """Numbers and addresses may pass in a circle once everybody in it has said yes."""

    id = "contacts"

    agrees = OneOf(options=yes_no_options, args=lambda flow, _item: {"people": flow.others()})

    def _circle(self) -> Circle | None:
        return self.view.circle(self.given("circle"))

    def others(self) -> Text | Literal:
        """Return with whom."""
        circle = self._circle()
        if circle is None:
            return Literal("–")
        return text(
            "contacts-with", people=listing([one.name for one in circle.others(self.view.speaker.id)])
        )

    def finish(self) -> Sequence[Command]:
        """Note the answer."""
        return (AgreeToContacts(self.given("circle"), is_agreed=self.agrees == "yes"),)
