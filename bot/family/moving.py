"""A child comes to live in another home; and both homes speak for the first time.

What is known of the child goes along, and who had it knows no more from that moment. Knows nothing of tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.chat.draft import Choice, Run
from bot.chat.ids import new_id
from bot.chat.people import Circle, Member, PersonState, Phase, Role, View
from bot.chat.text import Text, Value, listing, text
from bot.family.book import WRITERS, circles_about
from bot.family.circles import invited, stopped
from bot.family.commands import AddCallQuestion, PlaceChild
from bot.family.events import CallQuestionAdded, ChildPlaced, CircleFollowed, PersonAdded
from bot.family.facts import Desk, Facts
from bot.family.outcome import Outcome, answered, told
from bot.family.plan import CALL_LIST, held, said_by, shut, told_others
from bot.family.spoken import is_seen_first

FIRST_CALL = "first-call"
"""The topic under which both homes agree on what was said in their first call, like on a part of the plan."""


def homes(desk: Desk) -> dict[str, tuple[Member, ...]]:
    """Return the homes that a caseworker knows, with their caregivers; also those who have no child now."""
    found: dict[str, list[Member]] = {}
    for one in desk.people:
        if one.role == Role.CAREGIVER and one.home and one.state != PersonState.LEFT:
            is_joined = one.state == PersonState.JOINED
            member = Member(one.id, one.name, one.role, home=one.home, is_joined=is_joined)
            found.setdefault(one.home, []).append(member)
    return {home: tuple(people) for home, people in found.items()}


def lives_with(circles: Sequence[Circle], child: str) -> tuple[Member, ...]:
    """Return who looks after a child now."""
    there = {
        one.id: one
        for circle in circles_about(circles, child)
        for one in circle.members
        if one.role == Role.CAREGIVER
    }
    return tuple(there.values())


def place(command: PlaceChild, view: View, facts: Facts) -> Outcome:
    """Let a child live in another home from now on: one decision, in which nothing is left half done."""
    me, desk = view.speaker, facts.desk.circles
    old = circles_about(desk, command.child)
    if me.is_caseworker and not old:
        return _place_alone(command, view, facts)
    if not me.is_caseworker:
        return answered(me.id, text("circle-not-yours"))
    child = next(one.name for circle in old for one in circle.children if one.id == command.child)
    family, leaving = old[0].family, lives_with(desk, command.child)
    outcome = Outcome()
    if command.name:
        home, newcomer = new_id(), new_id()
        added = PersonAdded(newcomer, me.id, command.name, Role.CAREGIVER, None)
        outcome += Outcome(events=(added,))
        coming: tuple[Member, ...] = (
            Member(newcomer, command.name, Role.CAREGIVER, home=home, is_joined=False),
        )
    else:
        home, coming = command.home, homes(facts.desk).get(command.home, ())
    if not coming or {one.id for one in coming} & {one.id for one in leaving}:
        return answered(me.id, text("place-there", child=child))
    placed = ChildPlaced(
        command.child, family, home, tuple(one.id for one in coming), me.id, is_new=bool(command.name)
    )
    outcome += Outcome(events=(placed,))
    staying = {one.id: one for circle in old for one in circle.members if one not in leaving}
    if apart := [one.name for one in staying.values() if _is_apart(one, coming, facts)]:
        # Fails closed: nothing of this decision is done.
        return answered(me.id, text("place-apart", child=child, people=listing(apart)))
    for circle in old:
        outcome += _followed(circle, command.child, coming, leaving, view, facts)
    outcome += _all_told((child, command.child), old, coming, leaving, view, facts)
    if command.name:
        outcome += invited(coming[0].id, command.name, view, facts)
    return outcome


def _place_alone(command: PlaceChild, view: View, facts: Facts) -> Outcome:
    """Let a child live in another home about whom there is no circle yet: nobody is to be told."""
    me, child = view.speaker.id, facts.child(command.child)
    here = homes(facts.desk)
    if child is None:
        return answered(me, text("circle-not-yours"))
    if not command.name and (command.home not in here or command.home == child.home):
        return answered(me, text("place-there", child=child.name))
    if not command.name:
        people = tuple(one.id for one in here[command.home])
        placed = ChildPlaced(child.id, child.family, command.home, people, me, is_new=False)
        names = listing([one.name for one in here[command.home]])
        return Outcome(events=(placed,)) + answered(me, text("place-alone", child=child.name, people=names))
    person = new_id()
    added = PersonAdded(person, me, command.name, Role.CAREGIVER, None)
    placed = ChildPlaced(child.id, child.family, new_id(), (person,), me, is_new=True)
    done = answered(me, text("place-alone", child=child.name, people=command.name))
    return Outcome(events=(added, placed)) + done + invited(person, command.name, view, facts)


def _is_apart(one: Member, others: Sequence[Member], facts: Facts) -> bool:
    return any((one.id, other.id) in facts.apart for other in others)


def _members(old: Circle, coming: Sequence[Member], leaving: Sequence[Member]) -> tuple[str, ...]:
    gone = {one.id for one in leaving}
    return (*(one.id for one in old.members if one.id not in gone), *(one.id for one in coming))


def _there(old: Circle, members: Sequence[str], facts: Facts) -> Circle | None:
    """Return the circle of exactly these people that there is already, if any."""
    return next(
        (
            one
            for one in facts.desk.circles
            if one.family == old.family
            and one.phase != Phase.CLOSED
            and {member.id for member in one.members} == set(members)
        ),
        None,
    )


def _followed(
    old: Circle,
    child: str,
    coming: Sequence[Member],
    leaving: Sequence[Member],
    view: View,
    facts: Facts,
) -> Outcome:
    members = _members(old, coming, leaving)
    there = _there(old, members, facts)
    event = CircleFollowed(
        child=child,
        family=old.family,
        by=view.speaker.id,
        old=old.id,
        new=there.id if there else new_id(),
        members=members,
        leaving=tuple(one.id for one in old.members if one.id not in members),
        is_new=there is None,
        ends=len(old.children) == 1,
    )
    return Outcome(events=(event,))


def _stopped(old: Sequence[Circle], facts: Facts) -> dict[str, Text]:
    """Say to each writer what of theirs does not arrive any more, because its circle ends."""
    ends = {one.id for one in old if len(one.children) == 1}
    ended: dict[str, list[Value]] = {}
    for one in facts.unsent:
        if one.circle in ends:
            ended.setdefault(one.author, []).append(one.beginning)
    return {author: stopped(beginnings) for author, beginnings in ended.items()}


def _own(one: Member, ended: Mapping[str, Text]) -> tuple[Text, ...]:
    return (ended[one.id],) if one.id in ended else ()


def _all_told(
    about: tuple[str, str],
    old: Sequence[Circle],
    coming: Sequence[Member],
    leaving: Sequence[Member],
    view: View,
    facts: Facts,
) -> Outcome:
    """Tell the home before, the family, and the home now: each what is theirs to know, and no other name."""
    (name, child), caseworker, ended = about, old[0].caseworker_name, _stopped(old, facts)
    meet = (Choice(Text("label-meet"), Run("meet")),)
    read = (Choice(Text("label-in-book-read"), Run("book", {"child": child})),)
    left = text("place-left-told", child=name, caseworker=caseworker)
    drafts = [told(one.id, left, *_own(one, ended)) for one in leaving if one.is_joined]
    gone = {one.id for one in leaving}
    family = {one.id: one for circle in old for one in circle.members if one.id not in gone}
    here = [one for one in coming if one.is_joined]
    # The yes to each other is of one circle: where that is there already, nobody is asked again.
    found = (_there(circle, _members(circle, coming, leaving), facts) for circle in old)
    known = [circle for circle in found if circle is not None]
    names = listing([one.name for one in here])
    for one in family.values():
        is_known = all(any(c.is_willing(one.id, other.id) for c in known) for other in here)
        now = text("place-new", child=name)
        if one.role not in WRITERS:
            now = text("place-other", child=name)
        elif here and is_known:
            now = text("place-known", child=name, people=names)
        elif here:
            now = text("place-told", child=name, people=names)
        if one.is_joined:
            asked = (meet,) if now.id == "place-told" else ()
            drafts.append(told(one.id, now, *_own(one, ended), rows=asked))
    for other in here:
        is_known = all(any(c.is_willing(other.id, one.id) for c in known) for one in family.values())
        rows = (read,) if is_known else (read, meet)
        drafts.append(told(other.id, text("place-comes", child=name), rows=rows))
    people = listing([one.name for one in coming])
    return Outcome(drafts=tuple(drafts)) + answered(
        view.speaker.id, text("place-done", child=name, people=people)
    )


def add_call_question(command: AddCallQuestion, view: View, facts: Facts) -> Outcome:
    """Put something on the list; the others of the circle are told, who have said yes to each other."""
    me, circle = view.speaker, view.circle(command.circle)
    if (why := shut(circle, view)) is not None or circle is None:
        return answered(me.id, why or text("circle-gone"))
    item, first = said_by(view, circle, CALL_LIST, command.said)
    is_held = is_seen_first(item.files, (circle,), facts)
    added = CallQuestionAdded(
        item.id, circle.id, circle.family, me.id, item.words, item.message, is_held=is_held
    )
    outcome = first + Outcome(events=(added,))
    if is_held:
        return outcome + held(item, circle, facts)
    more = (Choice(Text("label-call-add"), Run("call-add", {"circle": circle.id})),)
    outcome += Outcome(drafts=told_others(item, circle, facts))
    return outcome + answered(me.id, text("call-added"), rows=(more,))
