"""Another phone, a lost one, a stolen one: what its owner says, and what their caseworker can do.

Knows nothing of who sent a code, or from where.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.people import DESK, PersonState
from bot.chat.text import Literal, Text, text
from bot.family.accounts import HERE, can_be_reissued
from bot.family.commands import (
    AnswerLink,
    ComeBack,
    Command,
    FreezePerson,
    OfferLink,
    ReissueAccount,
    Show,
    ThawPerson,
)
from bot.family.facts import Need, Served
from bot.flows.choices import told_apart, words_at_desk, yes_no_options
from bot.flows.form import Flow, OneOf, Option


class LinkFlow(Flow):
    """A code for another phone or another messenger of one's own."""

    id, command = "link", "link"

    def finish(self) -> Sequence[Command]:
        """Make it."""
        return (OfferLink(),)


class LinkedFlow(Flow):
    """Somebody has sent the code: was it its owner? Asked where the code was asked for."""

    id = "linked"
    is_aside = True
    is_steered = False
    needs = frozenset({Need.ACCOUNTS})

    mine = OneOf(
        options=lambda _flow, _item: [
            Option("yes", Text("label-it-is-me"), names=(Text("label-yes"),)),
            Option("no", Text("label-no")),
        ],
        when=lambda flow: flow.waits,
    )
    accounts = OneOf(
        options=lambda _flow, _item: [
            Option("new", Text("label-only-new")),
            Option("both", Text("label-both")),
        ],
        when=lambda flow: flow.mine == "yes" and flow.waits,
    )

    @property
    def waits(self) -> bool:
        """Whether there is still somebody to say yes or no to."""
        return self.facts.claim is not None and self.facts.claim.link == self.given("link")

    def finish(self) -> Sequence[Command]:
        """Let them in, or not."""
        return (AnswerLink(self.given("link"), is_mine=self.mine == "yes", is_only=self.accounts == "new"),)


class ReturnFlow(Flow):
    """Somebody who had joined comes in with another phone: a short welcome, and who reads."""

    id = "return"

    def finish(self) -> Sequence[Command]:
        """Greet them."""
        return (ComeBack(),)


def _options(flow: Flow, people: Sequence[Served]) -> list[Option]:
    options = [Option(person.id, Literal(person.name)) for person in people]
    return told_apart(options, {person.id: words_at_desk(flow.facts.desk, person) for person in people})


def _name(flow: Flow, person_id: str) -> str:
    person = flow.facts.desk.person(person_id)
    return person.name if person else "–"


def _reissuable(flow: Flow, _item: str) -> list[Option]:
    return _options(flow, [person for person in flow.facts.desk.people if can_be_reissued(person)])


def _freezable(flow: Flow, _item: str) -> list[Option]:
    fitting = (*HERE, PersonState.FROZEN)
    return _options(flow, [person for person in flow.facts.desk.people if person.state in fitting])


def _others(text_id: str, flow: Flow) -> list[tuple[Option, Text]]:
    away = [person for person in flow.facts.desk.people if not can_be_reissued(person)]
    return [(Option(one.id, Literal(one.name)), text(text_id, name=one.name)) for one in away]


class ReissueFlow(Flow):
    """A phone is lost: a new code for the same person, and nothing more for the old phone."""

    id, command = "reissue", "reissue"
    offered_to = DESK
    needs = frozenset({Need.DESK})

    person = OneOf(
        options=_reissuable,
        when=lambda flow: bool(_reissuable(flow, "")),
        refused=lambda flow, _item: _others("reissue-nothing", flow),
    )
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: bool(flow.person),
        args=lambda flow, _item: {
            "name": _name(flow, flow.person),
            "hours": flow.facts.desk.invitation_hours,
        },
    )

    def finish(self) -> Sequence[Command]:
        """Stop the old phone, after a yes."""
        if not self.person:
            return (Show((text("people-none"),)),)
        return (ReissueAccount(self.person),) if self.sure == "yes" else (Show((text("nothing-changed"),)),)


def _undo_options(_flow: Flow, _item: str) -> list[Option]:
    # No yes and no: "freeze Wendy yes", written twice in a hurry, must not undo what it has done.
    return [
        Option("go-on", Text("label-let-go-on")),
        Option("stay", Text("label-keep-stopped"), names=(Text("label-no"),)),
    ]


class FreezeFlow(Flow):
    """A phone is stolen: everything to and from a person stops, until the same command undoes it."""

    id, command = "freeze", "freeze"
    offered_to = DESK
    needs = frozenset({Need.DESK})

    person = OneOf(
        options=_freezable,
        when=lambda flow: bool(_freezable(flow, "")),
        refused=lambda flow, _item: _others("freeze-nothing", flow),
    )
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: bool(flow.person) and not flow.is_frozen,
        args=lambda flow, _item: {"name": _name(flow, flow.person)},
    )
    undone = OneOf(
        options=_undo_options,
        when=lambda flow: bool(flow.person) and flow.is_frozen,
        args=lambda flow, _item: {"name": _name(flow, flow.person)},
    )

    @property
    def is_frozen(self) -> bool:
        """Whether it is to be undone."""
        person = self.facts.desk.person(self.person)
        return person is not None and person.state == PersonState.FROZEN

    def finish(self) -> Sequence[Command]:
        """Stop everything, or let it go on."""
        if not self.person:
            return (Show((text("people-none"),)),)
        if self.is_frozen:
            return _thawed(self.person, self.undone)
        return (FreezePerson(self.person),) if self.sure == "yes" else (Show((text("nothing-changed"),)),)


class ThawFlow(Flow):
    """The button below: let go on what was stopped, after a look at whom it is about."""

    id = "thaw"
    offered_to = DESK
    needs = frozenset({Need.DESK})

    undone = OneOf(
        options=_undo_options,
        prompt="freeze-undone",
        when=lambda flow: flow.is_frozen,
        args=lambda flow, _item: {"name": _name(flow, flow.given("person"))},
    )

    @property
    def is_frozen(self) -> bool:
        """Whether it still is; the button may be pressed long after."""
        person = self.facts.desk.person(self.given("person"))
        return person is not None and person.state == PersonState.FROZEN

    def finish(self) -> Sequence[Command]:
        """Let it go on, or not."""
        return _thawed(self.given("person"), self.undone or "go-on")


def _thawed(person: str, undone: str) -> Sequence[Command]:
    return (ThawPerson(person),) if undone == "go-on" else (Show((text("nothing-changed"),)),)
