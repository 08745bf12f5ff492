"""Brothers and sisters who live in another home, and come for one meeting: it joins two homes, no more.

Neither home learns who the other is: the children's names, the day and the place are all that either reads.
Whether they may meet at all, and each time whether they come, is the caseworker's to say. Fails closed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import msgspec

from bot.chat.people import Phase, Role, View
from bot.chat.text import Literal, Text, Value, listing, text
from bot.family.events import ComingDecided, GuestsChanged
from bot.family.inviting import lacks
from bot.family.meeting import TELLS, Act, Attendee, Meeting, Part, Presence, State
from bot.family.meetings import as_attendee
from bot.family.news import News, tell_parts
from bot.family.outcome import Outcome, answered, told
from bot.family.showing import card_for, rsvp_rows

if TYPE_CHECKING:
    from bot.chat.draft import Draft
    from bot.family.commands import LetSiblingsCome
    from bot.family.facts import Facts


def let_come(command: LetSiblingsCome, view: View, facts: Facts) -> Outcome:
    """Invite who looks after brothers and sisters to bring them to this one meeting; or leave it as it is."""
    me, meeting = view.speaker, facts.meeting(command.meeting)
    known = {one.id: one.name for circle in facts.desk.circles for one in circle.children}
    wanted = tuple(one for one in command.children if one in known)
    if meeting is None or not me.is_caseworker or meeting.state != State.STANDING or not wanted:
        return answered(me.id, text("meeting-gone"))
    names = listing([known[one] for one in wanted])
    coming = {child for child, _ in meeting.details.guests}
    decided = Outcome(events=(ComingDecided(meeting.id, wanted),))
    if not command.is_allowed:
        stays = decided + answered(me.id, text("meeting-stays", who=names))
        if coming & set(wanted):
            return without(meeting, wanted, view) + stays
        return Outcome(drafts=_told_off(meeting, names, view)) + stays
    if set(wanted) <= coming:
        return answered(me.id, text("meeting-let-come", who=names))
    if meeting.next_day(view.now) is None:
        return answered(me.id, text("meeting-gone"))
    home = _home_of(meeting, wanted, facts)
    if home is None:
        return answered(me.id, text("meeting-siblings-not", children=names))
    people = _people(wanted, home, facts)
    if not people:
        return answered(me.id, text("permission-nobody"))
    if (why := _refusal(meeting, wanted, names, people, facts)) is not None:
        return answered(me.id, why)
    others = tuple(one for one in meeting.children if one[0] not in wanted)
    joined = msgspec.structs.replace(
        meeting,
        children=(*others, *((one, known[one]) for one in wanted)),
        attendees=(*meeting.attendees, *people),
        details=msgspec.structs.replace(
            meeting.details, guests=(*meeting.details.guests, *((one, home) for one in wanted))
        ),
    )
    event = _changed(joined, view, came=people)
    drafts = tuple(draft for one in people for draft in _invited(joined, one, names, view))
    done = answered(me.id, text("meeting-let-come", who=names))
    return Outcome(events=(event,), drafts=drafts) + decided + done


def _home_of(meeting: Meeting, wanted: Iterable[str], facts: Facts) -> str | None:
    """Return the one other home in which they all live, if each of them may meet each who will be there."""
    guests = dict(meeting.details.guests)
    homes = {(one.child, one.id): one.home for one in facts.siblings}
    found: set[str] = set()
    for child in wanted:
        own = [home for (_, sibling), home in homes.items() if sibling == child]
        for other, _ in meeting.children:
            lives_there = bool(own) and guests.get(other) == own[0]
            if other != child and not lives_there and (other, child) not in homes:
                return None
        found.update(own)
    home = found.pop() if len(found) == 1 else ""
    is_host = any(one.home == home and not meeting.is_guest(one) for one in meeting.attendees)
    return None if not home or is_host else home


def _people(wanted: Collection[str], home: str, facts: Facts) -> tuple[Attendee, ...]:
    """Return who looks after them there."""
    found: dict[str, Attendee] = {}
    for circle in facts.desk.circles:
        if circle.phase == Phase.CLOSED or not any(one.id in wanted for one in circle.children):
            continue
        for one in circle.members:
            is_there = one.is_joined or one.is_by_phone
            if one.role == Role.CAREGIVER and one.home == home and is_there:
                found.setdefault(one.id, as_attendee(one, Part.INVITED, circle.id, Presence.IN_PERSON))
    return tuple(found.values())


def _refusal(
    meeting: Meeting, wanted: Collection[str], names: Value, people: Iterable[Attendee], facts: Facts
) -> Value | None:
    """Return what stands in the way: two who may have no contact, or a parent who may not meet a child."""
    there = [one for one in meeting.attendees if one.way == Presence.IN_PERSON]
    for one in there:
        for other in people:
            if (one.person, other.person) in facts.apart:
                return text("meeting-siblings-apart", one=one.name, other=other.name, children=names)
    for one in meeting.attendees:
        if one.role == Role.PARENT and lacks(one.person, one.way, wanted, meeting, facts.permissions):
            return text("meeting-siblings-parent", who=one.name, children=names)
    return None


def _invited(meeting: Meeting, who: Attendee, names: Value, view: View) -> tuple[Draft, ...]:
    """Return what who brings them reads: which child they visit, when and where; not whose home it is."""
    me, shown = view.speaker, card_for(meeting, who)
    drafts: list[Draft] = []
    if who.is_by_phone:
        drafts.append(told(me.id, text("meeting-phone", people=listing([who.name])), shown))
    if who.is_there:
        opening = text(
            "meeting-invited-siblings", caseworker=me.name, children=names, child=listing(meeting.hosts)
        )
        rows = rsvp_rows(meeting, who.way, is_early=True)
        draft = told(who.person, opening, shown, rows=rows, author=me.id)
        drafts.append(msgspec.structs.replace(draft, meeting=meeting.id))
    return tuple(drafts)


def parted(child: str, others: Collection[str], view: View, facts: Facts) -> Outcome:
    """End every invitation that joined a child with brothers and sisters whom they may not meet any more."""
    outcome = Outcome()
    for meeting in facts.meetings:
        if meeting.state != State.STANDING or meeting.next_day(view.now) is None:
            continue
        guests, present = dict(meeting.details.guests), {one for one, _ in meeting.children}
        gone: set[str] = set()
        for other in others:
            if {child, other} <= present and guests.get(child) != guests.get(other):
                gone.add(other if other in guests else child)
        if gone:
            outcome += without(meeting, gone, view)
    return outcome


def without(meeting: Meeting, children: Collection[str], view: View) -> Outcome:
    """Let brothers and sisters come no more: who would bring them is told what is not, not why."""
    me = view.speaker
    left = tuple(one for one in meeting.details.guests if one[0] not in children)
    gone = {child: home for child, home in meeting.details.guests if child in children}
    homes = {home for _, home in left}
    leaving = tuple(one for one in meeting.attendees if meeting.is_guest(one) and one.home not in homes)
    staying = tuple(one for one in meeting.attendees if one not in leaving)
    changed = msgspec.structs.replace(
        meeting,
        children=tuple(one for one in meeting.children if one[0] not in gone),
        attendees=staying,
        details=msgspec.structs.replace(meeting.details, guests=left),
    )
    event = _changed(changed, view, gone=leaving)
    day = meeting.next_day(view.now) if meeting.when.is_series else None
    news = News(
        TELLS[Act.REVOKE],
        view.now,
        act=Act.REVOKE,
        day=day,
        args={"caseworker": Literal(me.name)},
        caseworker=me.id,
    )
    over = msgspec.structs.replace(meeting, state=State.REVOKED, attendees=leaving)  # to them it is
    drafts = tell_parts(over, news)
    # Of two whom one home would bring, one may still come.
    fewer = tuple(one for one in staying if meeting.is_guest(one) and one.home in gone.values())
    some = News(TELLS[Act.CHANGE], view.now, name=Text("meeting-agency"), act=Act.CHANGE, caseworker=me.id)
    drafts += tell_parts(msgspec.structs.replace(changed, attendees=fewer), some)
    names = listing([name for child, name in meeting.children if child in gone])
    return Outcome(events=(event,), drafts=drafts + _told_off(changed, names, view))


def _told_off(meeting: Meeting, names: Value, view: View) -> tuple[Draft, ...]:
    """Tell who asked for them that they do not come: not why, and not who would have brought them."""
    news = News(
        {Part.PROPOSER: "meeting-siblings-off"},
        view.now,
        act=Act.CHANGE,
        args={"children": names},
        caseworker=view.speaker.id,
    )
    return tell_parts(meeting, news)


def _changed(
    meeting: Meeting, view: View, *, came: Iterable[Attendee] = (), gone: Iterable[Attendee] = ()
) -> GuestsChanged:
    return GuestsChanged(
        meeting.id,
        meeting.family,
        tuple(child for child, _ in meeting.children),
        meeting.details,
        view.speaker.id,
        tuple(came),
        tuple(one.person for one in gone),
    )
