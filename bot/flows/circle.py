"""What a caseworker sets for one circle: files, contacts, and words that must not be told.

Knows nothing of phases, which are of the desk.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.people import DESK, Circle
from bot.chat.text import Literal, Text, listing, text
from bot.family.commands import (
    AgreeToContacts,
    ChangePhase,
    Command,
    LetContactsPass,
    LetFilesPass,
    ProtectWords,
    Show,
    UnprotectWords,
)
from bot.family.facts import Need
from bot.flows.choices import served_circle_options, yes_no_options
from bot.flows.desk import circle_label
from bot.flows.form import Flow, OneOf, Option, Slot, Written
from bot.flows.phases import step_options

FILES, CONTACTS, PROTECT, UNPROTECT, PHASE = "files", "contacts", "protect", "unprotect", "phase"


def _things(flow: Flow, _item: str) -> list[Option]:
    return [
        Option(FILES, Text("label-circle-files")),
        Option(CONTACTS, Text("label-circle-contacts")),
        Option(PROTECT, Text("label-circle-protect")),
        Option(PHASE, Text("label-circle-phase")),
        *([Option(UNPROTECT, Text("label-circle-unprotect"))] if _terms(flow) else []),
    ]


def _terms(flow: Flow) -> dict[str, str]:
    circle = flow.facts.desk.circle(flow.answer("circle"))
    return flow.facts.terms.get(circle.family, {}) if circle else {}


class CircleFlow(Flow):
    """Change one thing about a circle."""

    id, command = "circle", "circle"
    offered_to = DESK
    needs = frozenset({Need.DESK, Need.TERMS, Need.UNSENT})

    circle = OneOf(
        options=lambda flow, _item: served_circle_options(flow.facts.desk),
        when=lambda flow: bool(flow.facts.desk.circles),
    )
    what = OneOf(
        options=_things,
        when=lambda flow: bool(flow.circle),
        args=lambda flow, _item: {"circle": circle_label(flow, flow.circle), "terms": flow.protected()},
    )
    files = OneOf(
        options=yes_no_options,
        when=lambda flow: flow.what == FILES,
        args=lambda flow, _item: {"circle": circle_label(flow, flow.circle)},
    )
    contacts = OneOf(
        options=yes_no_options,
        when=lambda flow: flow.what == CONTACTS,
        args=lambda flow, _item: {"circle": circle_label(flow, flow.circle)},
    )
    term = Written(limit=60, when=lambda flow: flow.what == PROTECT)
    again = OneOf(
        options=lambda flow, _item: [Option(row, Literal(words)) for row, words in _terms(flow).items()],
        when=lambda flow: flow.what == UNPROTECT,
    )

    step = OneOf(
        options=lambda flow, _item: step_options(flow, flow.circle),
        when=lambda flow: flow.what == PHASE,
        args=lambda flow, _item: {"circle": circle_label(flow, flow.circle), "phase": flow.phase()},
    )
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: flow.what == PHASE and bool(flow.step),
        args=lambda flow, _item: {"circle": circle_label(flow, flow.circle)},
        prompt="circle-sure-open",
        short=lambda _flow, _item: Text("circle-sure-open.short"),
    )

    def prompt(self, slot: Slot) -> Text:
        """Return the question; before a yes stands what that step does."""
        asked = super().prompt(slot)
        if slot.key != "sure" or not self.step:
            return asked
        return text(f"circle-sure-{self.step}", **asked.args)

    def phase(self) -> Text:
        """Return how the circle goes on now."""
        circle = self.facts.desk.circle(self.circle)
        return text(f"phase-{circle.phase.value}") if circle else Text("phase-closed")

    def protected(self) -> Text:
        """Return what is protected in this circle's family."""
        words = tuple(Literal(one) for one in _terms(self).values())
        return text("circle-terms", terms=listing(words)) if words else Text("circle-no-terms")

    def finish(self) -> Sequence[Command]:
        """Change it."""
        if not self.circle:
            return (Show((text("people-none"),)),)
        match self.what:
            case "files":
                return (LetFilesPass(self.circle, is_on=self.files == "yes"),)
            case "contacts":
                return (LetContactsPass(self.circle, is_on=self.contacts == "yes"),)
            case "protect":
                return (ProtectWords(self.circle, self.term),)
            case "phase" if self.sure == "yes":
                return (ChangePhase(self.circle, self.step),)
            case "phase":
                return (Show((text("nothing-changed"),)),)
            case _:
                return (UnprotectWords(self.circle, self.again),)


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
