"""One's own steps: written in a line, looked at, done; and one question before anybody else reads one.

What becomes of it is ``family.goals``'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.chat.ids import new_id
from bot.chat.text import Lines, Literal, Text, Value, excerpt, listing, text
from bot.family.commands import ActOnGoal, Command, SendToCircle, SendToLine, Show, UnshareGoal, WriteGoal
from bot.family.facts import Need
from bot.family.goal import GOAL_CHARS, MOST_OPEN, NEXT, Act, Goal, State, purpose
from bot.family.goals import (
    found,
    heading_for,
    is_full,
    places,
    readers,
    sharing_label,
    suggested,
)
from bot.flows.choices import yes_no_options
from bot.flows.form import Flow, OneOf, Option, Problem, Slot, Written
from bot.flows.interview import BEHIND
from bot.policy.safety import dangers

_GOAL, _WRITE, _SHARE, _BACK, _NOBODY = "goal:", "write", "share:", "back:", "nobody"
_ON_BUTTON = 60


class Step(Written):
    """A step in its writer's own words, on one line; one that is suggested is kept in their language."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(limit=GOAL_CHARS, **kwargs)
        self.takes_messages = True

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take the words, where there is room for one more."""
        if self.key != "anew" and is_full(flow.facts):
            raise Problem("goals-full", count=MOST_OPEN)
        return super().read(flow, slot, words)


def _listed(flow: GoalsFlow, _item: str) -> list[Option]:
    shown = sorted(flow.facts.goals, key=lambda one: one.state == State.DONE)
    steps = [Option(f"{_GOAL}{one.id}", _named(one)) for one in shown]
    return [*steps, Option(_WRITE, Text("label-goal-write"), is_pinned=True)]


def _named(goal: Goal) -> Value:
    words = excerpt(goal.words, _ON_BUTTON)
    return text("label-goal-was-done", words=words) if goal.state == State.DONE else Literal(words)


def _acts(flow: GoalsFlow, _item: str) -> list[Option]:
    goal = flow.goal
    if goal is None:
        return []
    own = [Option(one.value, Text(f"label-goal-{one.value}")) for one in Act if (goal.state, one) in NEXT]
    shared, is_done = [share.to for share in goal.shares], goal.state == State.DONE
    # Who has read of a step may well hear that it is done.
    there = [to for to in places(flow.view) if is_done or to not in shared]
    shown = [Option(f"{_SHARE}{to}", sharing_label(flow.view, to)) for to in there]
    back = [Option(f"{_BACK}{to}", text("label-goal-back", people=flow.called(to))) for to in shared]
    first = 0 if is_done else 1
    return [*own[:first], *shown, *back, *own[first:]]


class GoalsFlow(Flow):
    """See one's steps, write one, and do something with one."""

    id, command = "goals", "goals"
    needs = frozenset({Need.GOALS, Need.GUARD})
    is_private = True
    # What is typed below a list may be for somebody else: only who is to write one is taken at their word.
    which = OneOf(
        options=_listed,
        when=lambda flow: flow.is_own() and bool(flow.facts.goals) and not flow.is_known(),
    )
    act = OneOf(
        options=_acts,
        args=lambda flow, _item: {"words": flow.read_out(), "who": flow.who_sees()},
        when=lambda flow: flow.goal is not None and not flow.given("act"),
    )
    words = Step(
        options=lambda flow, _item: [
            Option(one, Text(f"goal-{one}")) for one in suggested(flow.view.speaker)
        ],
        when=lambda flow: flow.is_new(),
    )
    anew = Step(
        args=lambda flow, _item: {"words": flow.read_out()},
        when=lambda flow: flow.goal is not None and flow.doing == Act.CHANGE,
    )
    sure = OneOf(
        options=yes_no_options,
        args=lambda flow, _item: {"words": flow.read_out()},
        when=lambda flow: flow.goal is not None and flow.doing == Act.OUT,
    )
    share = OneOf(
        options=yes_no_options,
        args=lambda flow, _item: {
            "people": flow.called(flow.target),
            "shown": flow.shown_there(),
            "also": flow.also(),
        },
        when=lambda flow: flow.goal is not None and readers(flow.view, flow.shared_with()) is not None,
    )
    back = OneOf(
        options=yes_no_options,
        args=lambda flow, _item: {"people": flow.called(flow.target)},
        when=lambda flow: flow.goal is not None and flow.doing.startswith(_BACK),
    )
    hear = OneOf(
        options=lambda flow, _item: [
            *(
                Option(f"line:{one.caseworker}", text("label-goal-hear", name=one.caseworker_name))
                for one in flow.view.lines
            ),
            Option(_NOBODY, Text("label-goal-only-me")),
        ],
        args=lambda flow, _item: {"people": listing([one.caseworker_name for one in flow.view.lines])},
        when=lambda flow: bool(flow.view.lines) and flow.is_of_danger(),
    )

    def is_own(self) -> bool:
        """Whether the speaker is somebody who keeps steps here."""
        return not self.view.speaker.is_caseworker

    @property
    def goal(self) -> Goal | None:
        """The step that is looked at."""
        return found(self.facts, self.given("goal") or self.which.removeprefix(_GOAL))

    @property
    def doing(self) -> str:
        """What is to be done with it, as it was opened with or chosen."""
        return self.given("act") or self.act

    @property
    def target(self) -> str:
        """Where it is to be shown, or no more."""
        return self.doing.removeprefix(_SHARE).removeprefix(_BACK)

    def shared_with(self) -> str:
        """Return where it is to be shown, "" where it is not about that."""
        return self.target if self.doing.startswith(_SHARE) else ""

    def is_known(self) -> bool:
        """Whether what it is about needs no asking: a step, or one that was typed behind the command."""
        return bool(self.given("goal") or self.given(BEHIND) or self.words)

    def is_new(self) -> bool:
        """Whether one is to be written."""
        if not self.is_own() or self.given("goal") or is_full(self.facts):
            return False
        return self.which == _WRITE or not self.facts.goals or self.is_known()

    def said(self) -> str:
        """Return what has been written now, "" for nothing."""
        return self.anew or self.words

    def is_of_danger(self) -> bool:
        """Whether it speaks of danger: its writer alone decides who hears of it."""
        return bool(dangers(self.said(), self.facts.watch.danger_terms)) if self.said() else False

    def called(self, to: str) -> Value:
        """Return who reads what is shown there, or did."""
        return readers(self.view, to) or Text("goals-somebody")

    def read_out(self) -> Value:
        """Return what the step says."""
        return Literal(self.goal.words if self.goal else "–")

    def who_sees(self) -> Value:
        """Say who can read the step."""
        shares = self.goal.shares if self.goal else ()
        if not shares:
            return Text("goals-only-you")
        return text("goals-shown-to", people=listing(tuple(self.called(one.to) for one in shares)))

    def shown_there(self) -> Value:
        """Return all that the others read."""
        goal = self.goal
        if goal is None:
            return Literal("–")
        heading = heading_for(goal.state, self.target)
        return Lines((text(f"header-{heading}", who=self.view.speaker.name), Literal(goal.words)))

    def also(self) -> Value:
        """Say who besides them can read it."""
        circle = self.view.circle(self.target.removeprefix("circle:"))
        if circle is None:
            return Text("goals-stand-in")
        if circle.is_theirs_alone:
            return Text("goals-nobody-else")
        return text("goals-caseworker-too", caseworker=circle.caseworker_name)

    def opening(self) -> tuple[Value, ...]:
        """Say whose they are, before the first one is written."""
        return (text("goals-whose"),) if self.is_own() and not self.facts.goals else ()

    def finish(self) -> Sequence[Command]:
        """Do what was chosen, or keep what was written."""
        goal, said = self.goal, self.said()
        if not self.is_own():
            return (Show((text("goals-desk"),)),)
        if goal is not None:
            return self._done_with(goal)
        if said:
            made = new_id()
            ready = f"goal-{said}" if said in suggested(self.view.speaker) else None
            return (WriteGoal(made, "" if ready else said, ready), *self._heard(made, said))
        is_gone = self.given("goal") or self.which.startswith(_GOAL)
        return (Show((text("goals-gone") if is_gone else text("goals-full", count=MOST_OPEN),)),)

    def _done_with(self, goal: Goal) -> Sequence[Command]:
        if self.doing.startswith(_SHARE):
            return self._shared(goal)
        if self.doing.startswith(_BACK):
            taken = UnshareGoal(goal.id, self.target)
            return (taken,) if self.back == "yes" else (Show((text("goals-stays"),)),)
        if self.doing == Act.OUT and self.sure != "yes":
            return (Show((text("goals-stays"),)),)
        return (ActOnGoal(goal.id, self.doing, self.anew), *self._heard(goal.id, self.anew))

    def _shared(self, goal: Goal) -> Sequence[Command]:
        if self.share != "yes":
            return (Show((text("goals-unshared" if self.share else "goals-nobody"),)),)
        kind, _, target = self.target.partition(":")
        meant = purpose(goal.id, goal.state)
        if kind == "line":
            return (SendToLine(self.view.speaker.id, goal.words, caseworker=target, purpose=meant),)
        return (SendToCircle(target, goal.words, purpose=meant),)

    def _heard(self, goal: str, words: str) -> tuple[Command, ...]:
        kind, _, caseworker = self.hear.partition(":")
        if kind != "line" or not words:
            return ()
        me = self.view.speaker.id
        return (SendToLine(me, words, caseworker=caseworker, purpose=purpose(goal, State.OPEN)),)
