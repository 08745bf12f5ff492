"""A person's own steps: written, done, changed, taken out; shown to others where their owner says so, each.

Nobody else's view ever holds one. What is shared is a message like any other. Knows nothing of how it is
asked for.
"""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.chat.draft import Choice, Run
from bot.chat.people import Circle, Phase, Speaker, View
from bot.chat.text import Text, Value, listing, text
from bot.family import relay
from bot.family.commands import ActOnGoal, SendToCircle, SendToLine, UnshareGoal, WriteGoal
from bot.family.events import GoalShared, GoalTurned, GoalUnshared, GoalWritten, MessageWritten
from bot.family.facts import Facts
from bot.family.goal import FOR_OTHERS, MOST_OPEN, NEXT, SUGGESTED, Act, Goal, State
from bot.family.outcome import Outcome, answered

QUIET_FOR = timedelta(days=14)


def suggested(me: Speaker) -> tuple[str, ...]:
    """Return the steps that are suggested to somebody."""
    return SUGGESTED.get(me.role, FOR_OTHERS)


def found(facts: Facts, goal: str) -> Goal | None:
    """Return a step of the speaker's."""
    return next((one for one in facts.goals if one.id == goal), None)


def is_full(facts: Facts) -> bool:
    """Whether no more can be written before one is done or taken out."""
    return sum(one.state == State.OPEN for one in facts.goals) >= MOST_OPEN


def circles_for(view: View) -> tuple[Circle, ...]:
    """Return the circles in which a step can be shown now: somebody is there who reads it."""
    me = view.speaker.id
    return tuple(
        one for one in view.circles if one.phase not in (Phase.PAUSED, Phase.CLOSED) and one.reach(me)
    )


def readers(view: View, to: str) -> Value | None:
    """Return who would read a step there, None where nobody can now."""
    kind, _, target = to.partition(":")
    if kind == "line":
        line = next((one for one in view.lines if one.caseworker == target), None)
        return listing([line.caseworker_name]) if line else None
    circle = next((one for one in circles_for(view) if one.id == target), None)
    return listing([one.name for one in circle.reach(view.speaker.id)]) if circle else None


def places(view: View) -> tuple[str, ...]:
    """Return where a step can be shown: to a caseworker alone, or to a circle."""
    lines = tuple(f"line:{one.caseworker}" for one in view.lines)
    return (*lines, *(f"circle:{one.id}" for one in circles_for(view)))


def sharing_label(view: View, to: str) -> Value:
    """Return what the button reads that shows a step there."""
    people = readers(view, to) or text("goals-somebody")
    circle = view.circle(to.removeprefix("circle:"))
    if circle is not None and len(view.circles) > 1:
        return text("label-goal-share-about", people=people, children=circle.label)
    return text("label-goal-share", people=people)


def sharing_rows(goal: str, view: View) -> tuple[tuple[Choice, ...], ...]:
    """Return the buttons with which somebody can be told of a step."""
    return tuple(
        (Choice(sharing_label(view, to), Run("goals", {"goal": goal, "act": f"share:{to}"})),)
        for to in places(view)
    )


def heading_for(goal: State, to: str) -> str:
    """Return under which heading a step reads there."""
    return f"{'line-' if to.startswith('line:') else ''}goal-{goal.value}"


# --- what is done ---------------------------------------------------------------------------------------


def write(command: WriteGoal, view: View, facts: Facts) -> Outcome:
    """Keep a new step, for its writer alone."""
    me = view.speaker
    if me.is_caseworker:
        return answered(me.id, text("goals-desk"))
    if is_full(facts):
        return answered(me.id, text("goals-full", count=MOST_OPEN))
    event = GoalWritten(command.goal, me.id, command.words)
    look = (Choice(Text("label-goal-look"), Run("goals", {"goal": command.goal})),)
    return Outcome(events=(event,)) + answered(me.id, text("goals-kept"), rows=(look,))


def act(command: ActOnGoal, view: View, facts: Facts) -> Outcome:
    """Do to a step what its owner wants, where the table has it."""
    me, goal = view.speaker.id, found(facts, command.goal)
    what = Act(command.act)
    if goal is None or (goal.state, what) not in NEXT:
        return answered(me, text("goals-gone"))
    if what == Act.AGAIN and is_full(facts):
        return answered(me, text("goals-full", count=MOST_OPEN))
    event = GoalTurned(goal.id, me, what.value, command.words)
    rows = sharing_rows(goal.id, view) if what == Act.DONE else ()
    asks = (text("goals-tell"),) if rows else ()
    shown = (text("goals-shown-stays"),) if goal.shares and what in (Act.CHANGE, Act.OUT) else ()
    done = Outcome(events=(event,))
    return done + answered(me, text(f"goals-did-{what.value}"), *asks, *shown, rows=rows)


def share_with_circle(command: SendToCircle, view: View) -> Outcome:
    """Show a step to a circle, as a message of it with a heading."""
    me, circle = view.speaker, view.circle(command.circle)
    if circle is not None and not circle.reach(me.id):  # Kept for later it would be words and no step.
        return answered(me.id, text("goals-nobody"))
    _, goal, state = command.purpose.split()
    to = f"circle:{command.circle}"
    outcome = relay.send_to_circle(command, view, heading=heading_for(State(state), to))
    return _shared(outcome, me, goal, to)


def share_with_line(command: SendToLine, view: View, facts: Facts) -> Outcome:
    """Show a step to a caseworker alone."""
    if all(one.caseworker != command.caseworker for one in view.lines):
        return answered(view.speaker.id, text("goals-nobody"))
    _, goal, state = command.purpose.split()
    to = f"line:{command.caseworker}"
    outcome = relay.send_to_line(command, view, facts, heading=heading_for(State(state), to))
    return _shared(outcome, view.speaker, goal, to)


def _shared(outcome: Outcome, me: Speaker, goal: str, to: str) -> Outcome:
    written = next((one for one in outcome.events if isinstance(one, MessageWritten)), None)
    if written is None:
        return outcome
    shared = Outcome(events=(GoalShared(goal, me.id, to, written.id),))
    # Held words and those on the private line are told of already.
    is_told = written.is_held or written.line is not None
    return outcome + shared + (Outcome() if is_told else answered(me.id, text("goals-shared")))


def unshare(command: UnshareGoal, view: View, facts: Facts) -> Outcome:
    """Take back that a step is shown there: what nobody has got yet goes with it."""
    me, goal = view.speaker.id, found(facts, command.goal)
    share = goal.share(command.to) if goal else None
    if goal is None:
        return answered(me, text("goals-gone"))
    if share is None:
        return answered(me, text("goals-back-read"))
    event, own = GoalUnshared(goal.id, me, command.to), share.own
    done = Outcome(events=(event,))
    if own is None:
        return done + answered(me, text("goals-back-read"))
    pointing = msgspec.structs.replace(view, own=own, points_at=own.id)
    taken = Outcome(events=relay.take_back(pointing, facts).events)
    was_read = own.was_delivered or own.may_be_out or own.was_submitted
    return done + taken + answered(me, text("goals-back-read" if was_read else "goals-back-done"))


# --- when it is right to ask ----------------------------------------------------------------------------


def quiet(view: View, facts: Facts) -> Goal | None:
    """Return an open step about which its owner has said nothing for two weeks."""
    return next(
        (one for one in facts.goals if one.state == State.OPEN and view.now - one.touched >= QUIET_FOR), None
    )
