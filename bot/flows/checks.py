"""Short questions about words that are better looked at once more: danger, contacts, unkind words, a picture.

Their writer alone is asked, and decides. Knows nothing of what was found how.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.chat.media import File, MediaKind
from bot.chat.people import Circle
from bot.chat.text import Literal, Text, Value, listing, text
from bot.family.book import WRITERS
from bot.family.commands import AcknowledgeAlert, BringSlip, Command, Show
from bot.family.facts import Facts, Guard
from bot.family.spoken import in_said, is_said, shown_said, spoken, written
from bot.flows.asides import Aside, lines_of
from bot.flows.form import Flow, OneOf, Option, Problem, Slot, Written
from bot.policy.identifiers import Finding, Kind, find, without
from bot.policy.safety import dangers

EVERYBODY, CHANGE, DELETE = "everybody", "change", "delete"
WITHOUT, ASK, YES, NO, FORM = "without", "ask", "yes", "no", "form"


def found_in(words: str, circle: Circle, facts: Facts) -> tuple[Finding, ...]:
    """Return what in these words would tell who or where somebody is, or of another family."""
    guard, watch = facts.guards.get(circle.id, Guard()), facts.watch
    people = [one.name for one in (*circle.members, *circle.left)]
    known = (*people, *(child.name for child in circle.children), circle.caseworker_name)
    found = find(words, (*guard.others, *guard.terms), watch.allowed, known) if words else ()
    if guard.passes_contacts or not watch.hands_back_contacts:
        return tuple(one for one in found if one.kind == Kind.NAME)
    return found


class TakenOut(NamedTuple):
    """Words without what would tell too much: what is ``left``, "" if nothing to read; what was ``found``."""

    left: str
    found: tuple[str, ...]
    kinds: tuple[str, ...]

    def as_given(self) -> dict[str, str]:
        """Return what the question about it is opened with: what is allowed may change while it waits."""
        return {"left": self.left, "found": "\n".join(self.found), "kinds": " ".join(self.kinds)}


def taken_out(words: str, circle: Circle, facts: Facts) -> TakenOut:
    """Take out of words whatever is found in them, and then in what is left, until there is nothing more."""
    left, found, kinds = words, list[str](), list[str]()
    while findings := found_in(left, circle, facts):
        found += [left[one.start : one.end].strip(" …") for one in findings]
        kinds += [one.kind.value for one in findings]
        shorter = without(left, findings)
        # What is still found where nothing can be taken out any more goes with all the rest.
        left = shorter if len(shorter.strip("… ")) < len(left.strip("… ")) else ""
    is_read = any(sign.isalnum() for sign in left)
    pieces = sorted({piece for piece in found if piece}, key=words.find)
    return TakenOut(left if is_read else "", tuple(pieces), tuple(dict.fromkeys(kinds)))


class WordsForOthers(Written):
    """Words that others read without anybody having been asked who: kept as they are, or handed back.

    Handed back is what tells who or where somebody is. What speaks of danger is not written there either:
    whoever looks after its writer has it already (`engine.scene`).
    """

    is_shared = True

    def circles(self, flow: Flow) -> tuple[Circle, ...]:
        """Return the circles whose people read it."""
        raise NotImplementedError(type(self).__name__)

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take the words, or say why they cannot stand there."""
        super().read(flow, slot, words)
        if not flow.view.speaker.is_caseworker and dangers(words, flow.facts.watch.danger_terms):
            names = listing([line.caseworker_name for line in flow.view.lines[:1]] or ["–"])
            raise Problem("book-danger", caseworker=names)
        for circle in self.circles(flow):
            if found := found_in(words, circle, flow.facts):
                pieces = dict.fromkeys(words[one.start : one.end].strip() for one in found)
                raise Problem("book-tells", found=listing(list(pieces)), caseworker=circle.caseworker_name)
        return words.strip()


class ForOthers(WordsForOthers):
    """The same, where it may be a voice or a picture instead: many say more easily than they write.

    The answer is a value of `family.spoken`.
    """

    takes_files = True

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take the words, or say why they cannot stand there."""
        return written(super().read(flow, slot, words))

    def read_files(self, flow: Flow, slot: Slot, files: tuple[File, ...], words: str) -> str:
        """Take a voice or pictures, where the circle takes files at all."""
        if any(file.kind not in (MediaKind.VOICE, MediaKind.PICTURE) for file in files):
            raise Problem("share-file-kind")
        for circle in self.circles(flow):
            if not flow.facts.guards.get(circle.id, Guard()).takes_files:
                raise Problem("file-text-only", caseworker=circle.caseworker_name)
        return spoken(files, in_said(self.read(flow, slot, words))[1] if words.strip() else "")

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether a stored answer is still one: words, a file, or a choice there is."""
        return is_said(value) or super(Written, self).is_valid(flow, slot, value)

    def shown(self, flow: Flow, slot: Slot, value: str) -> Value:
        """Return the answer as its giver reads it."""
        return shown_said(value) if is_said(value) else super().shown(flow, slot, value)


def _circle(flow: Flow) -> str:
    return f"circle:{flow.given('circle')}"


class Check(Aside):
    """Base of what is asked because of the words themselves: once they are others, so may be the question."""

    def looked_at_anew(self) -> Sequence[Command]:
        """Send the words as they are now, as if nothing had been asked about them."""
        return self.sent_to(_circle(self), settled=())


class SafetyFlow(Check):
    """Words that speak of danger (PRODUCT, section 2): the caseworker knows by now; who is to read them?

    Left without an answer for two minutes, they go to the caseworker alone (`store.duties`).
    """

    id = "safety"
    to = OneOf(
        options=lambda flow, _item: [
            *lines_of(flow),
            Option(EVERYBODY, Text("label-everybody")),
            Option(CHANGE, Text("label-change")),
        ],
        args=lambda flow, _item: {
            "words": flow.excerpt(),
            "caseworker": flow.caseworker(),
            "told": flow.told(),
            "help": Text("emergency"),
        },
    )

    def caseworker(self) -> Value:
        """Return who has been told."""
        circle = self.view.circle(self.given("circle"))
        return Literal(circle.caseworker_name if circle else "")

    def told(self) -> Text:
        """Say what is true of whether the caseworker knows."""
        circle = self.view.circle(self.given("circle"))
        is_there = circle is None or circle.can_be_decided
        return text("safety-told" if is_there else "safety-told-away", caseworker=self.caseworker())

    def finish(self) -> Sequence[Command]:
        """Send to everybody, to the caseworker only, or let them be written anew."""
        if self.to == EVERYBODY:
            return self.sent_to(_circle(self))
        return (Show((text("check-again"),)),) if self.to == CHANGE else self.sent_to(self.to)


class IdentifiersFlow(Check):
    """Words that would tell who or where somebody is, handed back."""

    id = "identifiers"
    to = OneOf(
        options=lambda flow, _item: [
            *([Option(WITHOUT, Text("label-without"))] if flow.taken_out.left or flow.files else []),
            Option(ASK, text("label-ask", name=flow.caseworker())),
            Option(DELETE, Text("label-delete")),
        ],
        args=lambda flow, _item: {"found": flow.found(), "kinds": flow.kinds()},
    )

    def caseworker(self) -> Value:
        """Return who can be asked."""
        circle = self.view.circle(self.given("circle"))
        return Literal(circle.caseworker_name if circle else "")

    @property
    def taken_out(self) -> TakenOut:
        """What was found when the words were handed back, and what is left of them."""
        found = tuple(piece for piece in self.given("found").split("\n") if piece)
        return TakenOut(self.given("left"), found, tuple(self.given("kinds").split()))

    def found(self) -> Value:
        """Return it as it stands in the words."""
        return listing(list(self.taken_out.found) or ["–"])

    def kinds(self) -> Value:
        """Return what it is."""
        return listing(tuple(Text(f"identifier-{kind}") for kind in self.taken_out.kinds) or ("–",))

    def finish(self) -> Sequence[Command]:
        """Send without it, have the caseworker look first, or drop."""
        if self.to == WITHOUT:
            return self.sent_to(_circle(self), words=self.taken_out.left)
        if self.to == ASK:
            return self.sent_to(_circle(self), why_held="contact")
        return self.sent_to(DELETE)


class KindnessFlow(Check):
    """Words that may hurt, where their writer wants to be asked. It never blocks and leaves no trace."""

    id = "kindness"
    to = OneOf(
        options=lambda _flow, _item: [
            Option(CHANGE, Text("label-change")),
            Option(EVERYBODY, Text("label-send-as-is")),
            Option(DELETE, Text("label-delete")),
        ],
        args=lambda flow, _item: {"words": flow.excerpt()},
    )

    def finish(self) -> Sequence[Command]:
        """Send as it is, let it be written anew, or drop."""
        if self.to == EVERYBODY:
            return self.sent_to(_circle(self))
        return (Show((text("check-again"),)),) if self.to == CHANGE else self.sent_to(DELETE)


class OtherChildFlow(Aside):
    """A picture from a home where children of two families live."""

    id = "other-child"
    to = OneOf(
        options=lambda _flow, _item: [Option(NO, Text("label-no-other")), Option(YES, Text("label-another"))],
        args=lambda flow, _item: {"what": flow.excerpt()},
    )

    def finish(self) -> Sequence[Command]:
        """Send it where nobody else is in it."""
        if self.to == NO:
            return self.sent_to(_circle(self))
        return (Show((text("other-child-kept"),)),)


class DocumentFlow(Aside):
    """A document is for the caseworker only: nobody else can look at all that may be in it."""

    id = "document"
    to = OneOf(
        options=lambda flow, _item: [
            *([Option(FORM, Text("label-slip-this"))] if flow.view.speaker.role in WRITERS else []),
            *lines_of(flow),
            Option(DELETE, Text("label-delete")),
        ],
        args=lambda flow, _item: {"what": flow.excerpt()},
    )

    def finish(self) -> Sequence[Command]:
        """Give it as a form, send it to the caseworker, or drop it."""
        if self.to == FORM:
            return (BringSlip(self.files, self.words, self.given("source")),)
        return self.sent_to(self.to)


class SeenFlow(Flow):
    """A caseworker has seen that somebody may be in danger, and looks after them."""

    id = "seen"

    def finish(self) -> Sequence[Command]:
        """Note it; nobody else is asked any more."""
        return (AcknowledgeAlert(self.given("alert")),)
