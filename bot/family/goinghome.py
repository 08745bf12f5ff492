"""A caseworker plans with both homes how children may come home: what she does, and who reads what of it.

What can happen at all is ``family.homeward``'s table. Nobody reads a promise here, nor a reason. Knows
nothing of the words of its plan (``family.plan``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import msgspec

from bot.chat.draft import Choice, Draft, Run
from bot.chat.ids import new_id
from bot.chat.people import Circle, Member, Phase, Role, View
from bot.chat.text import Day, Listing, Text, Value, listing, text
from bot.family.book import WRITERS
from bot.family.commands import TurnHome
from bot.family.events import HomeTurned
from bot.family.facts import Facts
from bot.family.homeward import LIVE, NEXT, Act, Homecoming, State
from bot.family.outcome import Outcome, answered, told
from bot.family.phases import NEXT as PHASES
from bot.family.phases import Step, stand_of
from bot.family.plan import BOOKS, WORRIES, Kind, Standing, shut, standing

WEEKS = (3, 1)
"""So many weeks after they came home a gentle word is offered, the later one first."""
_LATE = timedelta(days=6)
_AT_FIRST = timedelta(days=2)
"""So long after it has begun nothing more is said of it: it is much to think of."""

_IN_QUIET: Mapping[Act, str] = {Act.CALL: "going-call-done", Act.GO_ON: "going-go-on-done"}
"""What only the caseworker knows of, and what she reads then."""
_DONE: Mapping[Act, str] = {
    Act.BEGIN: "going-begun",
    Act.AIM: "going-aim-done",
    Act.WIDEN: "going-wider-done",
    Act.STOP: "going-stopped-done",
}


def acts_for(circle: Circle, planned: Homecoming | None) -> tuple[Act, ...]:
    """Return what a caseworker can do in a circle as it stands.

    It begins where a circle could be theirs alone one day; while one is paused it can only stop.
    """
    state = planned.state if planned else State.NONE
    possible = [act for act, table in NEXT.items() if state in table and circle.phase != Phase.CLOSED]
    if circle.phase == Phase.PAUSED:
        possible = [act for act in possible if act in (Act.CALL, Act.GO_ON, Act.STOP)]
    elif stand_of(circle) not in PHASES[Step.HOME]:
        possible = [act for act in possible if act not in (Act.BEGIN, Act.HOME)]
    calls = planned is not None and planned.call_at is not None
    if calls:
        possible = [act for act in possible if act in (Act.GO_ON, Act.STOP)]
    else:
        possible = [act for act in possible if act != Act.GO_ON]
    if planned is not None and len(planned.of(circle)) == len(circle.children):
        possible = [act for act in possible if act != Act.WIDEN]
    return tuple(possible)


def turn(command: TurnHome, view: View, facts: Facts) -> Outcome:
    """Do what is in the table, and tell both homes, each in its own words."""
    me, circle = view.speaker, facts.desk.circle(command.circle)
    if circle is None or not me.is_caseworker or circle.is_theirs_alone:
        return answered(me.id, text("circle-not-yours"))
    now = facts.homecoming(circle.id)
    children = tuple(one.id for one in circle.children if one.id in command.children)
    needs_children = command.act in (Act.BEGIN, Act.WIDEN)
    if command.act not in acts_for(circle, now) or (needs_children and not children):
        return answered(me.id, text("going-cannot", children=circle.called(me.id, facts.desk.circles)))
    event = HomeTurned(
        now.id if now else new_id(),
        circle.id,
        circle.family,
        command.act,
        me.id,
        children=children,
        aim=command.aim,
    )
    if command.act in _IN_QUIET:
        return Outcome(events=(event,)) + answered(me.id, text(_IN_QUIET[command.act]))
    about = _after(now, event, circle)
    people = [one for one in circle.members if one.role in WRITERS]
    here = [one for one in people if one.is_joined]
    drafts = tuple(_told(one, about, circle, command, view) for one in here)
    return Outcome(events=(event,), drafts=drafts) + _answer(command, about, circle, people, view)


def _after(now: Homecoming | None, event: HomeTurned, circle: Circle) -> Homecoming:
    children = event.children if event.act in (Act.BEGIN, Act.WIDEN) else now.children if now else ()
    aim = now.aim if now and event.act == Act.STOP else event.aim
    state = State.STOPPED if event.act == Act.STOP else State.BEGUN
    return Homecoming(event.id, circle.id, state, children, aim)


def _told(to: Member, about: Homecoming, circle: Circle, command: TurnHome, view: View) -> Draft:
    if about.state not in LIVE:
        return told(to.id, *stopped(about.called(circle), view.speaker.name, is_told=command.is_told))
    parts = says(command.act, to.role, about, circle)
    look = Choice(Text("label-plan-look"), Run(Kind.HOME.value, {"circle": circle.id}))
    return msgspec.structs.replace(told(to.id, *parts, rows=((look,),)), homecoming=about.id)


def says(act: Act, role: Role, about: Homecoming, circle: Circle) -> tuple[Value, ...]:
    """Return what one side reads of what is planned from now on: what it is, and what it is not."""
    children, aim = about.called(circle), aimed(about, circle)
    if act == Act.AIM:
        return (aim or text("going-no-aim-told", children=children),)
    hope = (text("going-not-decided"), *((aim,) if aim else ()))
    if act == Act.WIDEN:
        return (text("going-wider-told", children=children), *hope)
    begins = "going-told-parent" if role == Role.PARENT else "going-told-caregiver"
    first = text(begins, caseworker=circle.caseworker_name, children=children)
    return (first, *hope, text("going-told-both"))


def aimed(about: Homecoming, circle: Circle) -> Value | None:
    """Return what is said of the day that is hoped for, if there is one: that it is no promise."""
    if about.aim is None:
        return None
    day = Day(about.aim, has_year=True)
    return text("going-aim", caseworker=circle.caseworker_name, children=about.called(circle), day=day)


def stopped(children: Listing, caseworker: str, *, is_told: bool = False) -> tuple[Value, ...]:
    """Return the sentence that both homes read when it stops: the same for both, and no reason."""
    first = (text("going-as-told", caseworker=caseworker),) if is_told else ()
    return (*first, text("going-stopped-told", children=children, caseworker=caseworker))


def _answer(
    command: TurnHome, about: Homecoming, circle: Circle, people: list[Member], view: View
) -> Outcome:
    here = [one.name for one in people if one.is_joined]
    by_phone = [one.name for one in people if one.is_by_phone]
    done = text(_DONE[command.act], people=listing(here)) if here else text("going-done-nobody")
    parts: list[Value] = [done]
    if by_phone:
        parts.append(text("going-phone", people=listing(by_phone)))
    look = Choice(Text("label-plan-look"), Run(Kind.HOME.value, {"circle": circle.id}))
    return answered(view.speaker.id, *parts, rows=((look,),) if about.state in LIVE else ())


def next_empty(view: View, facts: Facts) -> tuple[Circle, Homecoming, str] | None:
    """Return a part of the plan of which nobody has said anything yet, where it can be begun now."""
    for planned in facts.homecomings:
        circle = view.circle(planned.circle)
        if circle is None or planned.state != State.BEGUN or planned.call_at is not None:
            continue
        if planned.began_at is None or view.now - planned.began_at < _AT_FIRST:
            continue
        if shut(circle, view) is not None or not circle.reach(view.speaker.id):
            continue
        for topic in BOOKS[Kind.HOME]:
            if topic != WORRIES and standing(facts.plan, circle.id, topic) == Standing.EMPTY:
                return circle, planned, topic
    return None


def weeks_after(view: View, facts: Facts, role: Role) -> tuple[Circle, Homecoming, int] | None:
    """Return where children are home since so many weeks, for one side of those who planned it."""
    for planned in facts.homecomings if view.speaker.role == role else ():
        circle = view.circle(planned.circle)
        if circle is None or planned.state != State.HOME or planned.home_at is None:
            continue
        if circle.phase != Phase.AFTER_REUNIFICATION or not circle.reach(view.speaker.id):
            continue
        since = view.now - planned.home_at
        week = next((one for one in WEEKS if timedelta() <= since - timedelta(weeks=one) < _LATE), None)
        if week is not None:
            return circle, planned, week
    return None
