"""What the house has of whoever asks: in which form, and a yes to what will be in it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.mine import MineForm
from bot.chat.text import Text, Value, text
from bot.family.commands import Command, GiveMine, Show
from bot.family.facts import Need
from bot.family.mine import from_when
from bot.flows.choices import yes_no_options
from bot.flows.form import Flow, OneOf, Option

BOTH = "both"
MINE_FORMS = (*(form.value for form in MineForm), BOTH)


class MydataFlow(Flow):
    """Nothing is made before it was read what will be in it."""

    id, command = "mydata", "mydata"
    needs = frozenset({Need.MINE})

    form = OneOf(
        options=lambda _flow, _item: [
            Option(one, Text(f"label-mydata-{one}"), names=(Text(f"label-mydata-{one}.typed"),))
            for one in MINE_FORMS
        ],
        when=lambda flow: from_when(flow.view, flow.facts) is None,
    )
    sure = OneOf(
        options=yes_no_options,
        args=lambda flow, _item: {"what": flow.inside()},
        when=lambda flow: bool(flow.form),
    )

    def inside(self) -> Value:
        """Return what will be in it, and what not."""
        return text("mydata-inside-desk" if self.view.speaker.is_caseworker else "mydata-inside")

    def finish(self) -> Sequence[Command]:
        """Have it made, or leave it; whoever had it just now is told when it can be had again."""
        if self.form and self.sure != "yes":
            return (Show((text("mydata-left"),)),)
        return (GiveMine(tuple(MineForm) if self.form in ("", BOTH) else (MineForm(self.form),)),)
