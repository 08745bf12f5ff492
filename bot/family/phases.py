"""How a circle goes on: one table of phases, and what everybody is told when one begins.

Anything that is not in the table cannot happen. Knows nothing of what is said in a circle.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from bot.chat.draft import Choice, Draft, Kind, Run, button
from bot.chat.people import Circle, Member, Phase, Role, View, Way
from bot.chat.text import Text, Value, listing, text
from bot.family.commands import AnswerReunion, ChangePhase
from bot.family.events import Acted, Event, PhaseChanged, ReunionAsked, ReunionSaid
from bot.family.facts import Facts
from bot.family.outcome import Outcome, answered, told


class Stand(StrEnum):
    """Where a circle stands: its phase, and of an introduction its way."""

    WATCH = "watch"
    HOLD = "hold"
    OPEN = "open"
    WATCHED = "watched"
    PAUSED = "paused"
    HOME = "home"
    CLOSED = "closed"


class Step(StrEnum):
    """What a caseworker can do to a circle. To go home it takes a yes of everybody in it."""

    OPEN = "open"
    WATCH = "watch"
    HOLD = "hold"
    RELEASE = "release"
    HOME = "home"
    PAUSE = "pause"
    RESUME = "resume"
    CLOSE = "close"


_S = Stand
NEXT: Mapping[Step, Mapping[Stand, Stand | None]] = {
    Step.OPEN: {_S.WATCH: _S.OPEN, _S.HOLD: _S.OPEN, _S.WATCHED: _S.OPEN},
    Step.WATCH: {_S.WATCH: _S.WATCHED, _S.OPEN: _S.WATCHED},
    Step.HOLD: {_S.WATCH: _S.HOLD, _S.OPEN: _S.HOLD, _S.WATCHED: _S.HOLD},
    Step.RELEASE: {_S.HOLD: _S.WATCH},
    Step.HOME: {_S.WATCH: _S.HOME, _S.OPEN: _S.HOME, _S.WATCHED: _S.HOME},
    Step.PAUSE: dict.fromkeys((_S.WATCH, _S.HOLD, _S.OPEN, _S.WATCHED, _S.HOME), _S.PAUSED),
    Step.RESUME: {_S.PAUSED: None},  # None: back to the phase that was paused
    Step.CLOSE: dict.fromkeys((_S.WATCH, _S.HOLD, _S.OPEN, _S.WATCHED, _S.PAUSED, _S.HOME), _S.CLOSED),
}
"""What each step turns a phase into."""

OWN_COMMANDS = (Step.PAUSE, Step.RESUME)
"""Steps with a command of their own, and more to them: see `circles`."""
ASKED_FOR = (Role.PARENT, Role.CAREGIVER)

_OF: Mapping[Stand, tuple[Phase, Way]] = {
    _S.WATCH: (Phase.INTRODUCTION, Way.WATCH),
    _S.HOLD: (Phase.INTRODUCTION, Way.HOLD),
    _S.OPEN: (Phase.OPEN, Way.WATCH),
    _S.WATCHED: (Phase.WATCHED, Way.WATCH),
    _S.PAUSED: (Phase.PAUSED, Way.WATCH),
    _S.HOME: (Phase.AFTER_REUNIFICATION, Way.WATCH),
    _S.CLOSED: (Phase.CLOSED, Way.WATCH),
}


def stand_of(circle: Circle) -> Stand:
    """Return where a circle stands."""
    way = circle.way if circle.phase == Phase.INTRODUCTION else Way.WATCH
    return next(stand for stand, one in _OF.items() if one == (circle.phase, way))


def steps_from(circle: Circle) -> tuple[Step, ...]:
    """Return what can be done to a circle as it stands."""
    return tuple(step for step, table in NEXT.items() if stand_of(circle) in table)


def change(command: ChangePhase, view: View, facts: Facts) -> Outcome:
    """Do one step of the table, and tell everybody in the circle; to go home each is asked."""
    me, circle = view.speaker, facts.desk.circle(command.circle)
    if circle is None:
        return answered(me.id, text("circle-not-yours"))
    called = circle.called(me.id, facts.desk.circles)
    step = Step(command.step)
    if step in OWN_COMMANDS or step not in steps_from(circle):
        return answered(me.id, text("phase-cannot", children=called))
    if step == Step.HOME:
        return _ask(circle, view, facts, called)
    to = NEXT[step][stand_of(circle)] or Stand.OPEN
    phase, way = _OF[to]
    events: tuple[Event, ...] = (
        PhaseChanged(circle.id, phase, way, me.id),
        Acted(me.id, f"phase-{step.value}", circle.family, circle.id),
    )
    how = "unwatched" if stand_of(circle) == Stand.WATCHED and to == Stand.OPEN else to.value
    drafts = tuple(_told(member, circle, how, facts, view) for member in circle.members if member.is_joined)
    # Where there is a room for it, they are shown what passes from now on; elsewhere when they ask for it.
    offers = to == Stand.WATCHED and not me.has_rooms and view.watching_in(circle.id) is None
    along = ((button("label-watch-begin", Run("watch", {"circle": circle.id})),),) if offers else ()
    done = answered(me.id, text(f"phase-done-{to.value}", children=called), rows=along)
    return Outcome(events=events, drafts=drafts) + done


def _told(member: Member, circle: Circle, how: str, facts: Facts, view: View) -> Draft:
    about = circle.called(member.id, facts.desk.circles)
    said: list[Value] = [text(f"phase-told-{how}", caseworker=view.speaker.name, children=about)]
    if how == Stand.CLOSED:
        lost = [one.beginning for one in facts.unsent if (one.circle, one.author) == (circle.id, member.id)]
        if lost:
            said.append(text("phase-lost", words=listing(tuple(lost))))
    kind = Kind.ALERT if how == Stand.CLOSED else Kind.NOTICE
    return told(member.id, *said, kind=kind)


def consenting(circle: Circle) -> tuple[Member, ...]:
    """Return whose yes it takes to go on without the caseworker: parents and caregivers who are here."""
    return tuple(one for one in circle.members if one.role in ASKED_FOR and one.is_joined)


def _ask(circle: Circle, view: View, facts: Facts, called: Value) -> Outcome:
    people = consenting(circle)
    others = [one for one in circle.members if one.role in ASKED_FOR and not one.is_joined]
    if {one.role for one in people} != set(ASKED_FOR) or others:
        return answered(view.speaker.id, text("reunion-not-all-here", children=called))
    asked = ReunionAsked(circle.id, tuple(one.id for one in people), view.speaker.id)
    planned = facts.homecoming(circle.id)
    questions = (
        told(
            one.id,
            text(
                "reunion-asked",
                caseworker=view.speaker.name,
                children=circle.called(one.id, facts.desk.circles),
            ),
            rows=(
                (
                    Choice(Text("label-yes"), Run("reunion", {"circle": circle.id, "says": "yes"})),
                    Choice(Text("label-not-yet"), Run("reunion", {"circle": circle.id, "says": "no"})),
                ),
            ),
        )
        for one in people
    )
    # Once going home has stopped nobody is asked any more whether they are home.
    kept = planned.id if planned else None
    drafts = tuple(msgspec.structs.replace(one, homecoming=kept) for one in questions)
    names = listing([one.name for one in people])
    noted = Acted(view.speaker.id, "reunion-asked", circle.family, circle.id)
    return Outcome(events=(asked, noted), drafts=drafts) + answered(
        view.speaker.id, text("reunion-asked-done", people=names, children=called)
    )


def answer_reunion(command: AnswerReunion, view: View, facts: Facts) -> Outcome:
    """Keep an answer. With the last yes the caseworker reads no more; who has said no is told to nobody."""
    me, circle = view.speaker.id, view.circle(command.circle)
    said = facts.reunion.get(command.circle, {})
    if circle is None or me not in said or stand_of(circle) not in NEXT[Step.HOME]:
        return answered(me, text("reunion-over"))
    called = circle.called(me, view.circles)
    event = ReunionSaid(circle.id, me, command.is_yes)
    now = {**said, me: "yes" if command.is_yes else "no"}
    if all(now.get(one.id) == "yes" for one in consenting(circle)):
        home = PhaseChanged(circle.id, Phase.AFTER_REUNIFICATION, Way.WATCH, me)
        drafts = [
            told(one.id, text("reunion-told", caseworker=circle.caseworker_name, children=called))
            for one in circle.members
            if one.is_joined and one.id != me
        ]
        drafts.append(told(circle.caseworker, text("reunion-told-desk", children=circle.label)))
        done = answered(me, text("reunion-told", caseworker=circle.caseworker_name, children=called))
        return Outcome(events=(event, home), drafts=tuple(drafts)) + done
    mine = answered(me, text("reunion-yes" if command.is_yes else "reunion-no", children=called))
    if all(now.get(one.id) for one in consenting(circle)):
        # How many, and who, is nobody's to know.
        mine += Outcome(drafts=(told(circle.caseworker, text("reunion-not-yet", children=circle.label)),))
    return Outcome(events=(event,)) + mine
