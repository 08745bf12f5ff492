"""How a circle goes on: the steps there are, each with its consequences; and what homes answer to the last.

Knows no table: which steps there are is `family.phases`.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.text import Text
from bot.family.commands import AnswerReunion, Command
from bot.family.facts import Need
from bot.family.phases import OWN_COMMANDS, steps_from
from bot.flows.form import Flow, Option


def step_options(flow: Flow, circle_id: str) -> list[Option]:
    """Return what can be done to a circle now; pausing it has a command of its own."""
    circle = flow.facts.desk.circle(circle_id)
    steps = steps_from(circle) if circle else ()
    return [
        Option(step.value, Text(f"label-phase-{step.value}")) for step in steps if step not in OWN_COMMANDS
    ]


class ReunionFlow(Flow):
    """One of a circle says whether they would like to go on without the caseworker."""

    id = "reunion"
    needs = frozenset({Need.REUNION})

    def finish(self) -> Sequence[Command]:
        """Note the answer."""
        return (AnswerReunion(self.given("circle"), is_yes=self.given("says") == "yes"),)
