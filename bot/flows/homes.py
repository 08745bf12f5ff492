"""A home: look at it, record a new one by its caregiver, or one more caregiver of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.people import DESK
from bot.chat.text import Literal, Text, Value, listing, text
from bot.family.commands import Command, SetUpHome, Show
from bot.family.facts import Need
from bot.family.moving import homes
from bot.flows.choices import NewName, told_apart, words_at_desk, yes_no_options
from bot.flows.form import Flow, OneOf, Option, Slot
from bot.flows.pages import home_page


def _home_options(flow: Flow, _item: str) -> list[Option]:
    known = homes(flow.facts.desk)
    options = [
        Option(home, listing([one.name for one in people]), names=tuple(Literal(one.name) for one in people))
        for home, people in known.items()
    ]
    people = {home: flow.facts.desk.person(there[0].id) for home, there in known.items()}
    more = {home: words_at_desk(flow.facts.desk, one) for home, one in people.items() if one is not None}
    return told_apart(options, more)


class _HomeAsked(NewName):
    """A home that is known, or the name of who is in a new one."""

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether it is a home that is known, or a name that can be taken."""
        return value in homes(flow.facts.desk) or super().is_valid(flow, slot, value)

    def around(self, flow: Flow) -> set[str]:
        """Return the names that nobody may take: the caseworker's own, and of who is in that home."""
        there = homes(flow.facts.desk).get(flow.given("home"), ())
        return {flow.view.speaker.name, *(one.name for one in there)}


class HomeFlow(Flow):
    """Look at a home, or record one."""

    id, command, offered_to = "home", "home", DESK
    needs = frozenset({Need.DESK, Need.CHILDREN})
    home = _HomeAsked(
        limit=24,
        options=_home_options,
        when=lambda flow: not flow.given("home"),
        short=lambda _flow, _item: Text("home-home.short"),
    )
    name = _HomeAsked(
        limit=24,
        when=lambda flow: flow.given("home") in homes(flow.facts.desk),
        prompt="place-name",
    )
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: bool(flow.newcomer),
        args=lambda flow, _item: {"name": flow.newcomer},
        short=lambda _flow, _item: Text("home-sure.short"),
    )

    @property
    def newcomer(self) -> str:
        """The name of a caregiver who is to be recorded, "" where a home is only to be looked at."""
        if self.given("home"):
            return self.answer("name")
        home = self.answer("home")
        return "" if home in homes(self.facts.desk) else home

    def people(self) -> Value:
        """Return who is in the home already."""
        return listing([one.name for one in homes(self.facts.desk).get(self.given("home"), ())] or ["–"])

    def prompt(self, slot: Slot) -> Text:
        """Return the question; of a home that there is, one more caregiver is asked about."""
        if slot.key == "sure" and self.given("home"):
            return text("home-sure-more", name=self.newcomer or "–", people=self.people())
        if slot.key == "home" and not homes(self.facts.desk):
            return Text("home-first")
        return super().prompt(slot)

    def finish(self) -> Sequence[Command]:
        """Show it, or record it."""
        if self.given("home") and self.given("home") not in homes(self.facts.desk):
            return (Show((text("home-not-yours"),)),)
        if not self.newcomer:
            return (home_page(self, self.answer("home")),)
        if self.sure != "yes":
            return (Show((text("setup-left"),)),)
        return (SetUpHome(self.given("home"), self.newcomer),)
