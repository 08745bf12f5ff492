"""The first call of both homes after a child came to one of them: a list, the call, what was said.

It is over when both have agreed on what was said, in the way in which a plan is agreed on.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.draft import Choice, Run
from bot.chat.text import Lines, Moment, MomentStyle, Text, Value, text
from bot.family.commands import AddCallQuestion, Command, Show, WritePlan
from bot.family.facts import Need, PlanItem
from bot.family.moving import FIRST_CALL
from bot.family.plan import answer_rows, hearing, shut, topic_called
from bot.family.spoken import read
from bot.flows.plan import OfCircle, PlanWords

ITEM_CHARS, SAID_CHARS = 300, 1000


class FirstCallFlow(OfCircle):
    """Look at the list, and what can be done about it."""

    id, command = "first-call", "firstcall"
    needs = frozenset({Need.PLAN, Need.DESK, Need.FIRST_CALL})

    def finish(self) -> Sequence[Command]:
        """Show it."""
        circle = self.about
        if circle is None:
            return (Show((text("plan-nobody"),)),)
        call = next((one for one in self.facts.calls if one.circle == circle.id), None)
        suggested = self.item(FIRST_CALL, is_agreed=False)
        parts: list[Value] = [text("call-list", children=circle.label)]
        if call is not None:
            parts += [text("call-asks", who=one.author_name, words=read(one)) for one in call.questions]
            if call.due_at is not None and not call.is_done:
                parts.append(text("call-until", when=Moment(call.due_at, MomentStyle.FULL)))
        if suggested is not None:
            who = text("plan-suggested", who=suggested.author_name)
            parts.append(Lines((topic_called(FIRST_CALL), who, read(suggested))))
        heard = hearing(circle.id, [*(call.questions if call else ()), *([suggested] if suggested else [])])
        return (Show(tuple(parts), (*heard, *self._rows(circle.id, suggested))),)

    def _rows(self, circle: str, suggested: PlanItem | None) -> tuple[tuple[Choice, ...], ...]:
        me = self.view.speaker
        if me.is_caseworker:
            return ()
        adding = Choice(Text("label-call-add"), Run("call-add", {"circle": circle}))
        said = Choice(Text("label-call-said"), Run("call-said", {"circle": circle}))
        agreeing = answer_rows(suggested) if suggested and me.id not in suggested.yes else ()
        return (*agreeing, (adding, said))


class CallAddFlow(OfCircle):
    """Put something on the list."""

    id, has_summary = "call-add", True
    words = PlanWords(limit=ITEM_CHARS, is_long=True, when=lambda flow: shut(flow.about, flow.view) is None)

    def finish(self) -> Sequence[Command]:
        """Put it there."""
        if self.about is None or not self.words:
            return (Show((shut(self.about, self.view) or text("plan-nobody"),)),)
        return (AddCallQuestion(self.about.id, self.words),)


class CallSaidFlow(OfCircle):
    """Write down what was said; all are asked whether it is right."""

    id, has_summary = "call-said", True
    words = PlanWords(limit=SAID_CHARS, is_long=True, when=lambda flow: shut(flow.about, flow.view) is None)

    def finish(self) -> Sequence[Command]:
        """Ask them."""
        if self.about is None or not self.words:
            return (Show((shut(self.about, self.view) or text("plan-nobody"),)),)
        return (WritePlan(self.about.id, FIRST_CALL, self.words),)
