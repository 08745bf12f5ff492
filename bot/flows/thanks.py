"""Thank somebody, or celebrate something: a few taps, and each reads it in their own language.

Knows no sentence; which there are stands in ``family.keepsakes``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from bot.chat.people import Circle, Member, Phase
from bot.chat.text import Literal, Text, Value, listing, text
from bot.family.commands import Command, SendToCircle, Show
from bot.family.facts import Need
from bot.family.keepsakes import CELEBRATE, EVERYBODY, SENTENCES, THANKS, purpose
from bot.family.relay import shut
from bot.flows.choices import circle_options, told_apart, words_of
from bot.flows.form import Flow, OneOf, Option, Written


def _people_options(flow: ThanksFlow, _item: str) -> list[Option]:
    each = [Option(one.id, Literal(one.name)) for one in flow.reach]
    apart = told_apart(each, {one.id: words_of(one) for one in flow.reach})
    return [*apart, Option(EVERYBODY, Text("label-everybody"))]


class ThanksFlow(Flow):
    """To whom, and in which words: suggested ones, or one's own."""

    id, command = "thanks", "thanks"
    what_for: ClassVar[str] = THANKS
    needs = frozenset({Need.GUARD, Need.MOMENTS})
    circle = OneOf(
        options=lambda flow, _item: circle_options(flow.circles, flow.view.speaker.id),
        when=lambda flow: len(flow.circles) > 1 and not flow.is_known(),
        prompt="thanks-circle",
    )
    to = OneOf(
        options=_people_options,
        when=lambda flow: flow.is_open() and len(flow.reach) > 1,
        prompt="thanks-to",
    )
    what = Written(
        is_long=True,
        options=lambda flow, _item: [
            Option(sentence, Text(sentence)) for sentence in SENTENCES[flow.what_for]
        ],
        args=lambda flow, _item: {"people": flow.people()},
        when=lambda flow: flow.is_open() and bool(flow.reach),
    )

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles in which there is somebody."""
        me = self.view.speaker.id
        return tuple(one for one in self.view.circles if one.others(me) and one.phase != Phase.CLOSED)

    def is_known(self) -> bool:
        """Whether the circle is known from where this was opened."""
        return any(one.id == self.given("circle") for one in self.circles)

    @property
    def here(self) -> Circle | None:
        """The circle it is said in."""
        wanted = self.given("circle") if self.is_known() else self.circle
        if not wanted and len(self.circles) == 1:
            return self.circles[0]
        return next((one for one in self.circles if one.id == wanted), None)

    @property
    def reach(self) -> tuple[Member, ...]:
        """Those who can be written to there."""
        return self.here.reach(self.view.speaker.id) if self.here is not None else ()

    def closed(self) -> Value | None:
        """Return why nothing can be said there now."""
        circle, me = self.here, self.view.speaker.id
        return None if circle is None else shut(circle, circle.called(me, self.view.circles))

    def is_open(self) -> bool:
        """Whether anything can be said there now."""
        return self.here is not None and self.closed() is None

    def people(self) -> Value:
        """Return who reads it."""
        names = [one.name for one in self.reach if self.to in ("", EVERYBODY, one.id)]
        return listing(names or ["–"])

    def finish(self) -> Sequence[Command]:
        """Say it, or why it cannot be said."""
        circle = self.here
        if circle is None:
            return (Show((text("nobody-here"),)),)
        closed = self.closed()
        if closed is not None:
            return (Show((closed,)),)
        if not self.reach:
            return (Show((text("thanks-nobody", caseworker=circle.caseworker_name),)),)
        meant = purpose(self.what_for, [self.to or EVERYBODY])
        if self.what in SENTENCES[self.what_for]:
            return (SendToCircle(circle.id, "", ready=self.what, purpose=meant),)
        return (SendToCircle(circle.id, self.what, purpose=meant),)


class CelebrateFlow(ThanksFlow):
    """The same for what is to be glad of."""

    id, command = "celebrate", "celebrate"
    what_for = CELEBRATE
