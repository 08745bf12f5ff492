"""Reading along: somebody of the agency is shown what passes in a circle, and steps in where they like.

Everybody is told when it begins, when it ends, and when they step in. Knows nothing of how it is shown.
"""

from __future__ import annotations

from bot.chat.draft import Choice, Draft, Run, button
from bot.chat.ids import new_id
from bot.chat.people import Circle, Phase, View, Way
from bot.chat.text import text
from bot.family.commands import SayInCircle, StepIn, StepOut, WatchCircle
from bot.family.events import Acted, SteppedIn, SteppedOut, WatchBegun, WatchEnded
from bot.family.facts import Facts
from bot.family.outcome import Outcome, answered, told
from bot.family.relay import STAYS, WATCHABLE, say_in_circle


def is_accompanied(phase: Phase, way: Way) -> bool:
    """Whether somebody of the agency is with a circle anyway: then reading along may begin by itself."""
    return phase == Phase.WATCHED or (phase == Phase.INTRODUCTION and way == Way.WATCH)


def ends_with(before: Phase, phase: Phase) -> bool:
    """Whether reading along ends as this phase begins: what everybody is told of the phase says so."""
    return phase not in WATCHABLE or (phase == Phase.OPEN and before in (Phase.WATCHED, Phase.INTRODUCTION))


def watch(command: WatchCircle, view: View, facts: Facts) -> Outcome:
    """Begin or end it. Who is in the circle is told by whoever writes it down."""
    me, circle = view.speaker, facts.desk.circle(command.circle)
    if circle is None:
        return answered(me.id, text("circle-not-yours"))
    one, called = view.watching_in(circle.id), circle.called(me.id, facts.desk.circles)
    if not command.is_on:
        if one is None:
            return answered(me.id, text("watch-none", children=called))
        ended = WatchEnded(one.id, circle.id, me.id)
        return Outcome(events=(ended,)) + answered(me.id, text("watch-ended", children=called))
    if one is not None:
        return answered(me.id, text("watch-already", children=called), rows=_ways(circle.id, is_in=one.is_in))
    if circle.phase not in WATCHABLE:
        return answered(me.id, text("watch-cannot", children=called))
    if me.is_discreet:
        return answered(me.id, text("watch-discreet"))
    begun = WatchBegun(new_id(), circle.id, me.id)
    done = text("watch-begun-room" if me.has_rooms else "watch-begun", children=called)
    return Outcome(events=(begun,)) + answered(me.id, done, rows=_ways(circle.id, is_in=False))


def step_in(command: StepIn, view: View, facts: Facts) -> Outcome:
    """Tell everybody that somebody of the agency is with them now, and say what they wanted to say."""
    me, circle = view.speaker, facts.desk.circle(command.circle)
    one = view.watching_in(command.circle)
    if circle is None or one is None:
        return answered(me.id, text("watch-over"))
    begun = Outcome()
    if not one.is_in:
        noted = Acted(me.id, "step-in", circle.family, circle.id)
        begun = Outcome(
            events=(SteppedIn(one.id, view.now + STAYS), noted), drafts=tuple(_told_in(circle, view, facts))
        )
    said = Outcome()
    if command.words or command.files:
        words = SayInCircle(
            circle.id, command.words, command.files, command.source, command.reply_to, is_here=True
        )
        said = say_in_circle(words, view, facts)
    called = circle.called(me.id, facts.desk.circles)
    done = text("watch-in-room" if me.has_rooms else "watch-in", children=called)
    return begun + said + answered(me.id, done, rows=_ways(circle.id, is_in=True))


def _told_in(circle: Circle, view: View, facts: Facts) -> list[Draft]:
    return [
        told(
            one.id,
            text(
                "watch-told-in",
                caseworker=view.speaker.name,
                children=circle.called(one.id, facts.desk.circles),
            ),
        )
        for one in circle.members
        if one.is_joined
    ]


def step_out(command: StepOut, view: View, facts: Facts) -> Outcome:
    """Only read along again; who is in the circle is told by whoever writes it down."""
    me, circle = view.speaker, facts.desk.circle(command.circle)
    one = view.watching_in(command.circle)
    if circle is None or one is None:
        return answered(me.id, text("watch-over"))
    called = circle.called(me.id, facts.desk.circles)
    events = (SteppedOut(one.id, me.id),) if one.is_in else ()
    done = answered(me.id, text("watch-out", children=called), rows=_ways(circle.id, is_in=False))
    return Outcome(events=events) + done


def _ways(circle: str, *, is_in: bool) -> tuple[tuple[Choice, ...], ...]:
    """Return what can be done by whoever reads along."""
    if is_in:
        return ((button("label-watch-out", Run("watch", {"circle": circle, "what": "out"})),),)
    step = button("label-watch-in", Run("watch", {"circle": circle, "what": "in"}))
    return ((step, button("label-watch-stop", Run("watch", {"circle": circle, "what": "stop"}))),)
