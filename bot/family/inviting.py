"""What somebody holds, and others are invited to: appointments, activities, and what the agency calls for.

Each parent reads as much as they may know. What becomes of it is ``family.meetings``'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from bot.chat.draft import Choice, Draft, Run
from bot.chat.ids import new_id
from bot.chat.people import Circle, Role, View
from bot.chat.text import Literal, Text, listing, text
from bot.family.allowed import way_to
from bot.family.commands import CallTeam, InviteToMeeting, LetCome
from bot.family.events import (
    AttendeeWay,
    ComingAskedFor,
    ComingDecided,
    Event,
    MeetingMade,
    SiblingsAskedFor,
)
from bot.family.facts import Facts
from bot.family.meeting import (
    OF_AGENCY,
    Attendee,
    Meeting,
    Part,
    Presence,
    State,
)
from bot.family.meetings import SHUT, as_attendee
from bot.family.outcome import Outcome, answered, told
from bot.family.showing import card, rsvp_rows
from bot.family.terms import Permission


def invite(command: InviteToMeeting, view: View, facts: Facts) -> Outcome:
    """Tell each parent of a child as much of an appointment or an activity as they may know."""
    me = view.speaker
    circles = [
        one
        for one in view.circles
        if any(child.id == command.child for child in one.children) and one.phase not in SHUT
    ]
    if me.role != Role.CAREGIVER or not circles or command.when.begins() <= view.now:
        return answered(me.id, text("meeting-nobody"))
    child = next(one for one in circles[0].children if one.id == command.child)
    own = circles[0].member(me.id)
    home = own.home if own else None
    attendees: dict[str, Attendee] = {}
    asks: list[tuple[Attendee, Circle]] = []
    for circle in circles:
        for one in circle.members:
            if one.role == Role.CAREGIVER and (one.id == me.id or (home and one.home == home)):
                attendees[one.id] = as_attendee(one, Part.PROPOSER, circle.id, Presence.IN_PERSON)
            elif one.role == Role.PARENT and circle.is_willing(me.id, one.id):
                # As with a visit: whoever is to be kept from somebody comes when the caseworker knows of it.
                asks_first = True if one.id in facts.marked else None
                way, must_ask = way_to(
                    facts.permissions, one.id, child.id, command.kind, command.when, asks_first=asks_first
                )
                if way is not None:
                    attendees[one.id] = as_attendee(one, Part.INVITED, circle.id, way)
                if must_ask:
                    asked = as_attendee(one, Part.INVITED, circle.id, way or Presence.KNOW)
                    asks.append((asked, circle))
    id_ = new_id()
    meeting = Meeting(
        id=id_,
        root=id_,
        kind=command.kind,
        state=State.STANDING,
        family=circles[0].family,
        circle=circles[0].id if len(circles) == 1 else None,
        when=command.when,
        children=((child.id, child.name),),
        attendees=tuple(attendees.values()),
        proposer=me.id,
        changed_at=view.now,
        details=command.details,
    )
    drafts = invitations(meeting, me.id, me.name, circles[0].caseworker)
    for asked, circle in asks:
        given = {"meeting": meeting.id, "person": asked.person}
        rows = (
            (
                Choice(Text("label-meeting-may-come"), Run("meeting-let-come", {**given, "yes": "yes"})),
                Choice(Text("label-meeting-stays"), Run("meeting-let-come", {**given, "yes": "no"})),
            ),
        )
        please = text("meeting-may-come", who=asked.name, by=me.name)
        drafts += (told(circle.caseworker, please, card(meeting), rows=rows),)
    reached = [one.name for one in meeting.attendees if one.part == Part.INVITED]
    done = text("meeting-invited-done", people=listing(reached)) if reached else text("meeting-invited-none")
    caseworker = circles[0].caseworker_name
    more = [text("meeting-invited-asked", caseworker=caseworker)] if asks else []
    events: list[Event] = [MeetingMade(meeting, me.id)]
    asked_for = dict.fromkeys(asked.person for asked, _ in asks)
    events += [ComingAskedFor(meeting.id, one, me.id) for one in asked_for]
    wanted = [one for one in facts.siblings if one.child == child.id and one.id in command.siblings]
    if wanted:
        of_them = tuple(one.id for one in wanted)
        events.append(SiblingsAskedFor(meeting.id, meeting.family, of_them, me.id))
        names = listing([one.name for one in wanted])
        more.append(text("meeting-siblings-asked", children=names, caseworker=caseworker))
    shown = card(meeting, Presence.IN_PERSON)
    return Outcome(events=tuple(events), drafts=drafts) + answered(me.id, done, *more, shown)


def invitations(
    meeting: Meeting, by: str, name: str, caseworker: str, only: str | None = None
) -> tuple[Draft, ...]:
    """Return what those who are invited read, each by how far they may take part."""
    drafts: list[Draft] = []
    for one in meeting.attendees:
        if one.part != Part.INVITED or (only is not None and one.person != only):
            continue
        if one.is_by_phone and caseworker:
            please = text("meeting-phone", people=listing([one.name]))
            drafts.append(told(caseworker, please, card(meeting, one.way)))
        if not one.is_there:
            continue
        opening = (
            "meeting-invited-agency" if meeting.kind in OF_AGENCY else f"meeting-invited-{one.way.value}"
        )
        draft = told(
            one.person,
            Text(opening, {"who": Literal(name)}),
            card(meeting, one.way),
            rows=rsvp_rows(meeting, one.way, is_early=True),
            author=by,
        )
        drafts.append(msgspec.structs.replace(draft, meeting=meeting.id))
    return tuple(drafts)


def let_come(command: LetCome, view: View, facts: Facts) -> Outcome:
    """Let a parent come in person, or leave it at what they have."""
    me, meeting = view.speaker, facts.meeting(command.meeting)
    if meeting is None or not me.is_caseworker or meeting.state != State.STANDING:
        return answered(me.id, text("meeting-gone"))
    circles = [one for one in facts.desk.circles if one.member(command.person)]
    member = circles[0].member(command.person) if circles else None
    if member is None:
        return answered(me.id, text("meeting-gone"))
    decided = ComingDecided(meeting.id, (member.id,))
    if not command.is_allowed:
        return Outcome(events=(decided,)) + answered(me.id, text("meeting-stays", who=member.name))
    there = (one for one in meeting.attendees if one.way == Presence.IN_PERSON)
    apart = next((one for one in there if (one.person, member.id) in facts.apart), None)
    if apart is not None:
        return answered(me.id, text("meeting-apart", one=apart.name, other=member.name))
    guests = [child for child, _ in meeting.details.guests]
    if lacks(member.id, Presence.IN_PERSON, guests, meeting, facts.permissions):
        names = listing([name for child, name in meeting.children if child in guests])
        return answered(me.id, text("meeting-siblings-parent", who=member.name, children=names))
    known = as_attendee(member, Part.INVITED, circles[0].id, Presence.IN_PERSON)
    others = tuple(one for one in meeting.attendees if one.person != member.id)
    meeting = msgspec.structs.replace(meeting, attendees=(*others, known))
    event = AttendeeWay(
        meeting.id, meeting.family, member.id, Presence.IN_PERSON, me.id, circle=circles[0].id
    )
    by = meeting.attendee(meeting.proposer)
    name = by.name if by else me.name
    drafts = invitations(meeting, me.id, name, me.id, only=member.id)
    return Outcome(events=(event, decided), drafts=drafts) + answered(
        me.id, text("meeting-let-come", who=member.name)
    )


def lacks(
    parent: str,
    way: Presence,
    children: Iterable[str],
    meeting: Meeting,
    permissions: Sequence[Permission],
) -> bool:
    """Whether a parent who takes part in this way may not with one of these children: they hear of them."""
    ways = list(Presence)
    for child in children:
        most, _ = way_to(permissions, parent, child, meeting.kind, meeting.when, asks_first=False)
        if most is None or ways.index(most) > ways.index(way):
            return True
    return False


def call_team(command: CallTeam, view: View, facts: Facts) -> Outcome:
    """Invite people of one family to what the agency holds. Who may have no contact is not asked together."""
    me = view.speaker
    circles = [one for one in facts.desk.circles if one.id in command.circles]
    families = {one.family for one in circles}
    members = {
        one.id: (one, circle) for circle in circles for one in circle.members if one.id in command.people
    }
    if len(families) != 1 or not members or command.when.begins() <= view.now:
        return answered(me.id, text("meeting-gone"))
    apart = [
        (members[one][0].name, members[other][0].name)
        for one, other in sorted(facts.apart)
        if one < other and one in members and other in members
    ]
    if apart:
        return answered(me.id, text("meeting-apart", one=apart[0][0], other=apart[0][1]))
    id_ = new_id()
    own = Attendee(me.id, me.name, me.role, Part.PROPOSER)
    children = {child.id: child.name for circle in circles for child in circle.children}
    meeting = Meeting(
        id=id_,
        root=id_,
        kind=command.kind,
        state=State.STANDING,
        family=families.pop(),
        when=command.when,
        children=tuple(children.items()),
        attendees=(
            own,
            *(
                as_attendee(one, Part.INVITED, circle.id, Presence.IN_PERSON)
                for one, circle in members.values()
                if one.is_joined or one.is_by_phone
            ),
        ),
        proposer=me.id,
        changed_at=view.now,
        details=command.details,
    )
    drafts = invitations(meeting, me.id, me.name, me.id)
    people = listing([one.name for one in meeting.attendees if one.part == Part.INVITED] or ["–"])
    return Outcome(events=(MeetingMade(meeting, me.id),), drafts=drafts) + answered(
        me.id, text("meeting-invited-done", people=people), card(meeting)
    )
