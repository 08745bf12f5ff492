"""Classes, groups and services of the agency's own list: by topic or by a word, and help with one of them.

What there is for whom is ``family.resources``'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.chat.draft import Choice, Run
from bot.chat.text import Lines, Literal, Text, Value, listing, text
from bot.config.resources import CONTACTS, TOPICS
from bot.family.commands import Command, SendToLine, Show
from bot.family.facts import Need
from bot.family.listed import PURPOSE, Resource
from bot.family.resources import about, having, shown_to, topics
from bot.flows.choices import yes_no_options
from bot.flows.form import TO_PAGE, Flow, OneOf, Option, Problem, Slot, Written

WORD_CHARS, ON_A_PAGE = 60, 5
_WORD = "word:"


class Topic(Written):
    """A topic, or a word that stands in what is looked for."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(limit=WORD_CHARS, **kwargs)
        self.takes_messages = True

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take a word that is found somewhere."""
        word = super().read(flow, slot, words)
        if not having(word, flow.view, flow.facts):
            raise Problem("resource-not-found", words=word)
        return f"{_WORD}{word}"


class Listed(OneOf):
    """Names, some to a page; all are known when they are typed."""

    def options(self, flow: Flow, slot: Slot) -> tuple[Option, ...]:
        """Return the names, those of the open page to be seen, and the way to the next one."""
        found = super().options(flow, slot)
        pages = max(-(-len(found) // ON_A_PAGE), 1)
        turned = flow.page(slot.key)
        page = int(turned) % pages if turned.isdecimal() else 0
        here = range(page * ON_A_PAGE, (page + 1) * ON_A_PAGE)
        shown = [
            Option(one.value, one.label, is_silent=number not in here) for number, one in enumerate(found)
        ]
        more = Option(f"{TO_PAGE}{page + 1}", Text("label-more"))
        return (*shown, more) if pages > 1 else tuple(shown)

    def has_choice(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether it is one of the names, or another page."""
        return value.startswith(TO_PAGE) or self.is_valid(flow, slot, value)


class ResourceFlow(Flow):
    """Find one, and see what it is and how to get there."""

    id, command = "resource", "resource"
    needs = frozenset({Need.GUARD})
    topic = Topic(
        options=lambda flow, _item: [
            Option(one, Text(f"label-resource-{one}")) for one in topics(flow.view, flow.facts)
        ],
        when=lambda flow: bool(flow.all()) and not flow.is_known(),
    )
    which = Listed(
        options=lambda flow, _item: [Option(one.name, Literal(one.name)) for one in flow.found()],
        when=lambda flow: len(flow.found()) > 1 and flow.named(flow.given("resource")) is None,
    )

    def all(self) -> tuple[Resource, ...]:
        """Return all that are for the speaker."""
        return shown_to(self.view, self.facts)

    def named(self, name: str) -> Resource | None:
        """Return one by its name."""
        return next((one for one in self.all() if one.name == name), None)

    def is_known(self) -> bool:
        """Whether this was opened about a topic or one of them."""
        return self.given("topic") in TOPICS or bool(self.given("resource"))

    def found(self) -> tuple[Resource, ...]:
        """Return those that are about what was chosen, or have the word that was typed."""
        wanted = self.given("topic") or self.topic
        if wanted.startswith(_WORD):
            return having(wanted.removeprefix(_WORD), self.view, self.facts)
        return about(wanted, self.view, self.facts)

    def finish(self) -> Sequence[Command]:
        """Show it, or say that there is none."""
        found = self.found()
        only = found[0] if len(found) == 1 else None
        one = self.named(self.given("resource") or self.which) or only
        if not self.all():
            return (Show((self._none(),), self._asking()),)
        if one is None:
            return (Show((text("resource-gone"),), self._asking()),)
        other = (Choice(Text("label-resource-other"), Run("resource")),)
        help_ = (Choice(Text("label-resource-help"), Run("resource-help", {"resource": one.name})),)
        rows = (help_, other) if self.view.lines else (other,)
        return (Show((self._card(one),), rows),)

    def _card(self, one: Resource) -> Value:
        language = self.view.speaker.language
        lines: list[Value] = [Literal(one.name), Literal(one.says(language))]
        lines += [
            text(f"resource-{name}", what=one.contacts[name]) for name in CONTACTS if name in one.contacts
        ]
        if hours := one.opens(language):
            lines.append(text("resource-hours", what=hours))
        if one.languages:
            lines.append(text("resource-languages", what=listing(list(one.languages))))
        return Lines(tuple(lines))

    def _none(self) -> Value:
        if self.view.speaker.is_caseworker:
            return text("resource-none-desk")
        return text("resource-none" if self.view.lines else "resource-none-nobody")

    def _asking(self) -> tuple[tuple[Choice, ...], ...]:
        return tuple(
            (
                Choice(
                    text("label-only", name=one.caseworker_name),
                    Run("caseworker", {"caseworker": one.caseworker}),
                ),
            )
            for one in self.view.lines
        )


class ResourceHelpFlow(Flow):
    """I'd like help with this: said to the caseworker alone, after it was read what she gets."""

    id = "resource-help"
    needs = frozenset({Need.GUARD})
    whom = OneOf(
        options=lambda flow, _item: [
            Option(one.caseworker, Literal(one.caseworker_name)) for one in flow.view.lines
        ],
        when=lambda flow: len(flow.view.lines) > 1,
    )
    sure = OneOf(
        options=yes_no_options,
        args=lambda flow, _item: {"caseworker": flow.called(), "what": flow.given("resource")},
        when=lambda flow: bool(flow.caseworker()),
    )

    def caseworker(self) -> str:
        """Return whose help is asked for."""
        lines = self.view.lines
        found = next((one for one in lines if one.caseworker == self.whom or len(lines) == 1), None)
        return found.caseworker if found else ""

    def called(self) -> Value:
        """Return their name."""
        names = {one.caseworker: one.caseworker_name for one in self.view.lines}
        return Literal(names.get(self.caseworker(), "–"))

    def finish(self) -> Sequence[Command]:
        """Ask, or leave it."""
        to = self.caseworker()
        if not to:
            return (Show((text("line-none"),)),)
        if self.sure != "yes":
            return (Show((text("resource-not-asked"),)),)
        me, what = self.view.speaker.id, self.given("resource")
        return (SendToLine(me, what, caseworker=to, purpose=PURPOSE),)
