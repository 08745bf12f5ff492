"""Families and children in a caseworker's care: look at them, or record new ones.

A new one begins with its name; what is written beside it is taken as well ("Gutierrez: Macia, Gladys").
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.chat.people import DESK
from bot.chat.text import Lines, Literal, Text, Value, text
from bot.family.commands import Command, Show
from bot.family.facts import Need, ServedChild
from bot.flows.choices import told_apart
from bot.flows.form import Flow, OneOf, Option, Problem, Slot, Written
from bot.flows.interview import MOST_CHOICES
from bot.flows.lines import Entry, children_in
from bot.flows.newcomers import ChildrenLine, Newcomers, asked_of_children, entries_of, refuse_taken
from bot.flows.pages import child_page, family_page, where_they_live
from bot.flows.when import now_here
from bot.policy import names

_FAMILY_CHARS, _LINE_CHARS = 40, 600


class FamilyLine(msgspec.Struct, frozen=True):
    """A family that is known, or the name of one that is new; and what is said of its children."""

    family: str = ""
    name: str = ""
    children: tuple[Entry, ...] = ()


def _family_options(flow: Flow, _item: str = "") -> list[Option]:
    return [
        Option(one.id, Literal(one.name)) for one in sorted(flow.facts.desk.families, key=lambda f: f.name)
    ]


class _FamilyAsked(Written):
    """A family: one that is known, or a new one by name, perhaps with its children behind a colon."""

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take a name, and what stands behind it, or say what is wrong with it."""
        if len(words) > self.limit(flow):
            raise Problem("answer-too-long", limit=self.limit(flow))
        head, _, behind = words.partition(":")
        name = names.written(" ".join(head.split()))
        if not name:
            raise Problem("answer-empty")
        if len(name) > _FAMILY_CHARS:
            raise Problem("answer-too-long", limit=_FAMILY_CHARS)
        if not names.is_plain(name):
            raise Problem("name-letters")
        known = next(
            (one.id for one in flow.facts.desk.families if one.name.casefold() == name.casefold()), ""
        )
        children = behind.strip()
        language, today = flow.view.speaker.language, now_here(flow).date()
        entries = children_in(children, language, today) if children else ()
        refuse_taken(flow, known, entries)
        return msgspec.json.encode(FamilyLine(known, "" if known else name, entries)).decode()

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether it still names a family."""
        return value != ""

    def shown(self, flow: Flow, slot: Slot, value: str) -> Value:
        """Return the family's name."""
        return Literal(flow.family_name) if isinstance(flow, FamilyFlow) else Literal("–")


class FamiliesFlow(Flow):
    """All families of a caseworker, a page at a time; each is a button."""

    id, command, offered_to = "families", "families", DESK
    needs = frozenset({Need.DESK, Need.CHILDREN})
    family = OneOf(
        options=_family_options,
        when=lambda flow: bool(flow.facts.desk.families),
        args=lambda flow, _item: {"families": flow.overview()},
    )

    def overview(self) -> Value:
        """Return a line for each family on the page that is open."""
        families = _family_options(self)
        count = len(families)
        if count > MOST_CHOICES:
            turned = self.page("family")
            start = (int(turned) if turned.isdecimal() else 0) % -(-count // MOST_CHOICES) * MOST_CHOICES
            families = families[start : start + MOST_CHOICES]
        lines = (
            text("families-one", name=one.label, where=where_they_live(self, one.value)) for one in families
        )
        return Lines(tuple(lines))

    def finish(self) -> Sequence[Command]:
        """Show the one that was chosen."""
        if not self.family:
            return (Show((text("families-empty"),)),)
        return (family_page(self, self.family),)


class FamilyFlow(Newcomers):
    """Look at a family, or record a new one with its children."""

    id, command = "family", "family"
    family = _FamilyAsked(
        limit=_LINE_CHARS,
        options=_family_options,
        short=lambda _flow, _item: Text("family-family.short"),
    )
    children = ChildrenLine(
        limit=_LINE_CHARS,
        is_optional=True,
        when=lambda flow: flow.is_new and not flow.line.children,
        args=lambda flow, _item: {"family": flow.family_name or "–"},
    )
    born, born_sure, home, since, since_sure, since_of, sure = asked_of_children()

    @property
    def line(self) -> FamilyLine:
        """What the first answer says."""
        answer = self.answer("family")
        if self.facts.desk.family(answer) is not None:
            return FamilyLine(answer)
        try:
            return msgspec.json.decode(answer, type=FamilyLine) if answer else FamilyLine()
        except msgspec.MsgspecError:
            return FamilyLine()

    @property
    def is_new(self) -> bool:
        """Whether it is a family that is not recorded yet."""
        return not self.line.family and bool(self.line.name)

    @property
    def family_id(self) -> str:
        """The family, "" for a new one."""
        return self.line.family

    @property
    def family_name(self) -> str:
        """What it is called."""
        known = self.facts.desk.family(self.line.family)
        return known.name if known else self.line.name

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was written of each child."""
        return self.line.children or entries_of(self.answer("children"))

    def prompt(self, slot: Slot) -> Text:
        """Return the question; where there is no family yet, only a new one can be meant."""
        if slot.key == "family" and not self.facts.desk.families:
            return Text("family-first")
        if slot.key == "sure" and self.is_new:
            if not self.entries:
                return text("family-sure-alone", family=self.family_name)
            return text("family-sure", family=self.family_name, children=self.recorded())
        return super().prompt(slot)

    def finish(self) -> Sequence[Command]:
        """Show it, or record it."""
        if not self.is_new and not self.entries:
            return (family_page(self, self.family_id),)
        return self.record()


def _child_options(flow: Flow, _item: str) -> list[Option]:
    family = flow.given("family")
    children = [one for one in flow.facts.children if family in ("", one.family)]
    ordered = sorted(children, key=lambda one: one.name)
    options = [Option(one.id, Literal(one.name), name=one.name) for one in ordered]
    more = {
        one.id: (Literal(known.name),) for one in children if (known := flow.facts.desk.family(one.family))
    }
    return told_apart(options, more)


class _ChildAsked(ChildrenLine):
    """A child that is known, or names of new ones."""

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether there is anything in it."""
        return value != ""


class ChildFlow(Newcomers):
    """Look at a child, or record new ones of a family."""

    id, command = "child", "child"
    child = _ChildAsked(
        limit=_LINE_CHARS,
        options=_child_options,
        when=lambda flow: bool(flow.facts.desk.families) and not flow.given("child") and not flow.is_gone,
        short=lambda _flow, _item: Text("child-child.short"),
    )
    family = OneOf(
        options=_family_options,
        when=lambda flow: (
            bool(flow.entries) and not flow.given("family") and len(flow.facts.desk.families) > 1
        ),
        prompt="child-which-family",
    )
    born, born_sure, home, since, since_sure, since_of, sure = asked_of_children()

    @property
    def is_gone(self) -> bool:
        """Whether the button that was pressed stands there for longer than the family was hers."""
        family = self.given("family")
        return bool(family) and self.facts.desk.family(family) is None

    @property
    def known(self) -> ServedChild | None:
        """The child that is to be looked at, None where new ones are recorded."""
        return self.facts.child(self.given("child") or self.answer("child"))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was written of each child."""
        return () if self.known else entries_of(self.answer("child"))

    @property
    def family_id(self) -> str:
        """The family."""
        families = self.facts.desk.families
        only = families[0].id if len(families) == 1 else ""
        return self.given("family") or self.answer("family") or only

    @property
    def family_name(self) -> str:
        """What it is called."""
        known = self.facts.desk.family(self.family_id)
        return known.name if known else "–"

    def prompt(self, slot: Slot) -> Text:
        """Return the question; where the family is known, only new children are asked for."""
        if slot.key == "child" and (family := self.facts.desk.family(self.given("family"))):
            return text("family-children", family=family.name)
        return super().prompt(slot)

    def finish(self) -> Sequence[Command]:
        """Show it, or record them."""
        if not self.facts.desk.families:
            return (Show((text("families-empty"),)),)
        if self.is_gone:
            return (Show((text("family-not-yours"),)),)
        if self.known is None and self.given("child"):
            return (Show((text("child-not-yours"),)),)
        if self.known is not None:
            return (child_page(self, self.known),)
        return self.record()
