"""Reading along in a circle: begin, end, step in and out; and words that were typed where one only reads.

Knows no rule: who may read along, and who is told, is `family.watching`.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.people import DESK, Circle, Watching
from bot.chat.text import Text, text
from bot.family.commands import Command, Show, StepIn, StepOut, WatchCircle
from bot.family.facts import Need
from bot.family.relay import WATCHABLE
from bot.flows.asides import Aside
from bot.flows.choices import served_circle_options, yes_no_options
from bot.flows.desk import circle_label
from bot.flows.form import Flow, OneOf, Option

IN, OUT, STOP, NOT_NOW = "in", "out", "stop", "not-now"


def _circles(flow: Flow, _item: str) -> list[Option]:
    fitting = {
        one.id
        for one in flow.facts.desk.circles
        if one.phase in WATCHABLE or flow.view.watching_in(one.id) is not None
    }
    return [option for option in served_circle_options(flow.facts.desk) if option.value in fitting]


def _shut(flow: Flow, _item: str) -> list[tuple[Option, Text]]:
    open_now = {option.value for option in _circles(flow, "")}
    return [
        (option, text("watch-cannot", children=circle_label(flow, option.value)))
        for option in served_circle_options(flow.facts.desk)
        if option.value not in open_now
    ]


def _what(flow: Flow, _item: str) -> list[Option]:
    one = flow.view.watching_in(flow.answer("circle"))
    is_in = one is not None and one.is_in
    step = Option(OUT, Text("label-watch-out")) if is_in else Option(IN, Text("label-watch-in"))
    return [step, Option(STOP, Text("label-watch-stop"))]


class WatchFlow(Flow):
    """Read along in a circle, or no more; step in, or out."""

    id, command = "watch", "watch"
    offered_to = DESK
    needs = frozenset({Need.DESK})

    circle = OneOf(
        options=_circles,
        when=lambda flow: not flow.given("circle") and bool(_circles(flow, "")),
        refused=_shut,
    )
    what = OneOf(
        options=_what,
        when=lambda flow: flow.one is not None and not flow.given("what"),
        args=lambda flow, _item: {"circle": circle_label(flow, flow.answer("circle"))},
    )
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: flow.is_to_begin(),
        args=lambda flow, _item: {"circle": circle_label(flow, flow.answer("circle"))},
    )

    def answer(self, key: str) -> str:
        """Return the stored answer, else what this was opened with."""
        return super().answer(key) or (self.given(key) if key in ("circle", "what") else "")

    @property
    def chosen(self) -> Circle | None:
        """The circle that is meant."""
        return self.facts.desk.circle(self.answer("circle"))

    @property
    def one(self) -> Watching | None:
        """How the speaker reads along there now."""
        return self.view.watching_in(self.answer("circle"))

    def is_to_begin(self) -> bool:
        """Whether it would begin: everybody in the circle is told."""
        can = self.chosen is not None and self.chosen.phase in WATCHABLE
        return can and self.one is None and not self.given("what") and not self.view.speaker.is_discreet

    def finish(self) -> Sequence[Command]:
        """Do it."""
        circle = self.answer("circle")
        if not circle:
            return (Show((text("watch-nowhere"),)),)
        match self.answer("what"):
            case "in":
                return (StepIn(circle),)
            case "out":
                return (StepOut(circle),)
            case "stop":
                return (WatchCircle(circle, is_on=False),)
            case _ if self.sure == "no":
                return (Show((text("nothing-changed"),)),)
            case _:
                return (WatchCircle(circle, is_on=True),)


class StepInFlow(Aside):
    """Words where somebody only reads along: do they step in with them? Nothing goes before they say so."""

    id = "step-in"
    needs = frozenset({Need.DESK, Need.GUARD})
    to = OneOf(
        options=lambda _flow, _item: [
            Option(IN, Text("label-watch-in")),
            Option(NOT_NOW, Text("label-watch-not-now"), is_pinned=True),
        ],
        args=lambda flow, _item: {
            "words": flow.excerpt(),
            "circle": circle_label(flow, flow.given("circle")),
        },
    )

    def finish(self) -> Sequence[Command]:
        """Step in and say it, or say nothing."""
        if self.to == NOT_NOW:
            return (Show((text("watch-not-now", words=self.excerpt()),)),)
        source, reply_to = self.given("source") or None, self.given("reply_to") or None
        return (StepIn(self.given("circle"), self.words, self.files, source, reply_to),)
