"""Ready sentences: chosen with a few taps, and read by everyone in their own language.

Knows no sentence; what there is stands in ``family.ready``.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.people import Circle, Phase
from bot.chat.text import Text, text
from bot.family.commands import Command, SendToCircle, Show
from bot.family.ready import TOPICS
from bot.flows.choices import circle_options
from bot.flows.form import Flow, OneOf, Option

_SENTENCES = dict(TOPICS)


class ReadyFlow(Flow):
    """What about, which sentence, and to whom where there are several circles."""

    id = "ready"
    topic = OneOf(
        options=lambda _flow, _item: [Option(topic, Text(f"label-ready-{topic}")) for topic, _ in TOPICS],
        when=lambda flow: bool(flow.circles),
    )
    sentence = OneOf(
        options=lambda flow, _item: [
            Option(sentence, Text(sentence)) for sentence in _SENTENCES.get(flow.topic, ())
        ],
        when=lambda flow: bool(flow.circles),
    )
    circle = OneOf(
        options=lambda flow, _item: circle_options(flow.circles, flow.view.speaker.id),
        when=lambda flow: len(flow.circles) > 1 and not flow.is_given(),
    )

    def is_given(self) -> bool:
        """Whether it is known from where this was opened for whom it is."""
        return any(one.id == self.given("circle") for one in self.circles)

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles in which there is somebody to write to."""
        me = self.view.speaker.id
        return tuple(
            one
            for one in self.view.circles
            if one.others(me) and one.phase not in (Phase.PAUSED, Phase.CLOSED)
        )

    def finish(self) -> Sequence[Command]:
        """Send it. Its words are those of the writer's language, filled in where a language is known."""
        if not self.circles:
            return (Show((text("nobody-here"),)),)
        circle = self.given("circle") if self.is_given() else self.circle or self.circles[0].id
        return (SendToCircle(circle, "", ready=self.sentence),)
