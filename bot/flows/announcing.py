"""A caseworker's words to several circles at once, and what she keeps for herself."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.people import DESK
from bot.chat.text import Lines, Literal, Text, Value, text
from bot.family.commands import Announce, Command, DeleteNote, ReadNotes, Show, WriteNote
from bot.family.desk import called, family_of
from bot.family.facts import Need
from bot.flows.choices import served_circle_options, told_apart, words_at_desk, yes_no_options
from bot.flows.form import Flow, OneOf, Option, Written
from bot.flows.several import Several

NOTE_CHARS = 2000


class AnnounceFlow(Flow):
    """The same words to several circles; each hears them as its own, and of no other."""

    id, command = "announce", "announce"
    offered_to = DESK
    needs = frozenset({Need.DESK})

    circles = Several(
        options=lambda flow, _item: served_circle_options(flow.facts.desk),
        when=lambda flow: bool(flow.facts.desk.circles),
    )
    words = Written(is_long=True, when=lambda flow: bool(flow.circles))
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: bool(flow.words),
        args=lambda flow, _item: {"circles": flow.called(), "words": flow.words},
    )

    def called(self) -> Value:
        """Return what the chosen circles are called."""
        desk, chosen = self.facts.desk, self.circles.split()
        found = [one for one in desk.circles if one.id in chosen]
        return Lines(tuple(one.called(self.view.speaker.id, desk.circles) for one in found))

    def finish(self) -> Sequence[Command]:
        """Say it, after a yes that names the circles."""
        if not self.circles:
            return (Show((text("people-none"),)),)
        if self.sure != "yes":
            return (Show((text("words-deleted"),)),)
        return (Announce(tuple(self.circles.split()), self.words),)


def _subjects(flow: Flow, _item: str) -> list[Option]:
    """Return all that a note may be about: each family with its children, and its people."""
    desk, options = flow.facts.desk, list[Option]()
    more: dict[str, tuple[Value, ...]] = {}
    for family in desk.families:
        options.append(Option(family.id, text("note-of-family", family=family.name), name=family.name))
        children = {
            child.id: child.name
            for circle in desk.circles
            if circle.family == family.id
            for child in circle.children
        }
        options += [Option(child, Literal(name), name=name) for child, name in children.items()]
        more |= dict.fromkeys(children, (Literal(family.name),))
    people = [one for one in desk.people if one.family]
    options += [Option(one.id, Literal(one.name), name=one.name) for one in people]
    return told_apart(options, {**more, **{one.id: words_at_desk(desk, one) for one in people}})


class NoteFlow(Flow):
    """Something to be remembered about a family, a child or a person, for the caseworker alone."""

    id, command = "note", "note"
    offered_to = DESK
    needs = frozenset({Need.DESK, Need.NOTES})

    about = OneOf(options=_subjects, when=lambda flow: bool(flow.facts.desk.families))
    what = OneOf(
        options=lambda flow, _item: [
            Option("write", Text("label-note-write")),
            Option("read", text("label-note-read", count=flow.count())),
        ],
        when=lambda flow: bool(flow.about) and flow.count() > 0,
        args=lambda flow, _item: {"name": called(flow.facts.desk, flow.about), "count": flow.count()},
    )
    words = Written(
        limit=NOTE_CHARS,
        is_long=True,
        when=lambda flow: bool(flow.about) and flow.what != "read",
        args=lambda flow, _item: {"name": called(flow.facts.desk, flow.about)},
    )

    def count(self) -> int:
        """How many notes there are about this already."""
        return sum(one.about == self.about for one in self.facts.notes)

    def finish(self) -> Sequence[Command]:
        """Keep it, or read what there is."""
        if not self.about or family_of(self.facts.desk, self.about) is None:
            return (Show((text("people-none"),)),)
        if self.what == "read":
            return (ReadNotes(self.about),)
        return (WriteNote(self.about, self.words),)


class NoteDeleteFlow(Flow):
    """A note is kept no more; nobody can bring it back."""

    id = "note-delete"
    offered_to = DESK
    needs = frozenset({Need.DESK, Need.NOTES})

    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: any(one.id == flow.given("note") for one in flow.facts.notes),
    )

    def finish(self) -> Sequence[Command]:
        """Delete it, after a yes."""
        if self.sure == "no":
            return (Show((text("nothing-changed"),)),)
        return (DeleteNote(self.given("note")),)
