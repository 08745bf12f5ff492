"""What the caseworker allows and ends: permissions, no-contact, connections; and what follows at once.

Whoever loses something is told the meeting, never the reason. Knows nothing of how it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from bot.calendars import new_secret, secret_hash
from bot.chat.draft import Choice, Draft, Run
from bot.chat.people import Child, Phase, Role, View
from bot.chat.text import Day, Lines, Literal, Text, Value, listing, text
from bot.family import circles, guests
from bot.family.allowed import Hurdle, hurdles, terms_for, way_to
from bot.family.commands import (
    AcknowledgeRevoked,
    Connect,
    GivePermission,
    KeepApart,
    OpenFeed,
    PauseCircle,
    WithdrawPermission,
)
from bot.family.events import (
    AttendeeWay,
    Connected,
    Event,
    FeedOpened,
    GuestsChanged,
    KeptApart,
    MeetingTurned,
    PermissionGiven,
    PermissionWithdrawn,
    RevokedRead,
    RevokedTold,
)
from bot.family.facts import Facts, Served
from bot.family.meeting import (
    ATTENDING,
    CLOSE,
    NEEDS,
    OF_AGENCY,
    TELLS,
    Act,
    Attendee,
    Meeting,
    Part,
    Presence,
    State,
    after,
)
from bot.family.news import News, tell_parts
from bot.family.outcome import Outcome, answered, told
from bot.family.showing import length_said, named, parents_of
from bot.family.terms import IN_PERSON, Contact, Permission, Terms, of

READ_WITHIN, READ_WITHIN_CLOSE = timedelta(hours=24), timedelta(hours=1)
"""By when a parent should have read that a meeting cannot be; else the caseworker is asked to call."""

_SHUT = (Phase.PAUSED, Phase.CLOSED)
_GONE = frozenset({Hurdle.NONE, Hurdle.EARLY, Hurdle.ENDED})


def kinds_said(kinds: Iterable[Contact]) -> Value:
    """Return kinds of contact as a list."""
    return listing(tuple(Text(f"contact-{kind.value}") for kind in kinds))


def terms_said(terms: Terms, kinds: Iterable[Contact], today: date) -> Lines:
    """Return terms in plain words, a line each; only those that lay something down."""
    lines: list[Value] = []
    if IN_PERSON & set(kinds) and terms.supervision:
        lines.append(Text(f"terms-{terms.supervision}"))
    if terms.since > today:
        lines.append(text("terms-since", day=Day(terms.since, has_year=True)))
    if terms.until:
        lines.append(text("terms-until", day=Day(terms.until, has_year=True)))
    if terms.max_minutes:
        lines.append(text("terms-longest", length=length_said(terms.max_minutes)))
    if terms.notice_hours:
        lines.append(text("terms-notice", hours=terms.notice_hours))
    if terms.places:
        lines.append(text("terms-places", places=listing(list(terms.places))))
    if terms.escorts:
        lines.append(text("terms-escorts", people=listing(list(terms.escorts))))
    if terms.drivers:
        lines.append(text("terms-drivers", people=listing(list(terms.drivers))))
    if terms.review:
        lines.append(text("terms-review", day=Day(terms.review, has_year=True)))
    lines.append(Text(f"terms-approval-{terms.approval}"))
    return Lines(tuple(lines))


def children_of_parent(facts: Facts, parent: str) -> dict[str, tuple[str, str]]:
    """Return the children of a parent in a caseworker's care: name and family by id."""
    found: dict[str, tuple[str, str]] = {}
    for circle in facts.desk.circles:
        member = circle.member(parent)
        if member is None:
            continue
        for child in circle.children:
            if child.name in member.children or not member.children:
                found[child.id] = (child.name, circle.family)
    return found


def _parent(facts: Facts, person: str) -> Served | None:
    found = facts.desk.person(person)
    return found if found is not None and found.role == Role.PARENT else None


def give(command: GivePermission, view: View, facts: Facts) -> Outcome:
    """Allow it, and tell the parent in plain words; what stands outside the new terms is ended."""
    me, parent = view.speaker, _parent(facts, command.parent)
    known = children_of_parent(facts, command.parent)
    if parent is None or not command.kinds or not set(command.children) <= set(known):
        return answered(me.id, text("person-not-yours"))
    events: list[Event] = [
        PermissionGiven(parent.id, child, known[child][1], kind, command.terms, me.id)
        for child in command.children
        for kind in command.kinds
    ]
    was_there = any(
        not one.is_withdrawn
        for child in command.children
        for one in of(facts.permissions, parent.id, child, command.kinds)
    )
    today = view.now.date()
    names = listing([known[child][0] for child in command.children])
    said = {"kinds": kinds_said(command.kinds), "children": names}
    told_parent = told(
        parent.id,
        text("permission-told-changed" if was_there else "permission-told-given", **said),
        terms_said(command.terms, command.kinds, today),
        text("permission-told-ask", caseworker=me.name),
    )
    outcome = Outcome(events=tuple(events), drafts=(told_parent,))
    given = _with(facts.permissions, command)
    outcome += _outside(parent.id, command.children, given, view, facts)
    return outcome + answered(
        me.id,
        text("permission-given", who=parent.name, **said),
        terms_said(command.terms, command.kinds, today),
    )


def _with(permissions: Iterable[Permission], command: GivePermission) -> tuple[Permission, ...]:
    """Return the permissions as they are once these are given."""
    keys = {(command.parent, child, kind) for child in command.children for kind in command.kinds}
    others = (one for one in permissions if (one.parent, one.child, one.kind) not in keys)
    return (
        *others,
        *(Permission("", parent, child, kind, command.terms) for parent, child, kind in sorted(keys)),
    )


def withdraw(command: WithdrawPermission, view: View, facts: Facts) -> Outcome:
    """End it: all that it carried stops in this very turn, and each is told what is not, not why."""
    me, parent = view.speaker, _parent(facts, command.parent)
    known = children_of_parent(facts, command.parent)
    if parent is None or not set(command.children) <= set(known):
        return answered(me.id, text("person-not-yours"))
    ended = [
        one
        for child in command.children
        for one in of(facts.permissions, parent.id, child, command.kinds)
        if not one.is_withdrawn
    ]
    if not ended:
        return answered(me.id, text("permission-none", who=parent.name))
    events = tuple(PermissionWithdrawn(one.id, known[one.child][1], me.id) for one in ended)
    gone = {one.id for one in ended}
    left = tuple(one for one in facts.permissions if one.id not in gone)
    stopped = _outside(parent.id, command.children, left, view, facts)
    names = listing([known[child][0] for child in dict.fromkeys(one.child for one in ended)])
    kinds = kinds_said(dict.fromkeys(one.kind for one in ended))
    outcome = Outcome(events=events) + stopped
    if not stopped.drafts:
        said = text("permission-told-ended", kinds=kinds, children=names)
        ask = text("permission-told-ask", caseworker=me.name)
        outcome += Outcome(drafts=(told(parent.id, said, ask),))
    done = text("permission-ended", who=parent.name, kinds=kinds, children=names)
    count = len({event.meeting for event in stopped.events if isinstance(event, MeetingTurned)})
    more = (text("permission-ended-meetings", count=count),) if count else ()
    call = () if command.is_told else (text("permission-call", who=parent.name),)
    return outcome + answered(me.id, done, *more, *call)


def carried(facts: Facts, parent: str, children: Iterable[str], kinds: Iterable[Contact]) -> list[Meeting]:
    """Return the meetings that would end with these permissions."""
    kinds = set(kinds)
    left = tuple(
        one
        for one in facts.permissions
        if not (one.parent == parent and one.child in set(children) and one.kind in kinds)
    )
    return [
        one
        for one in facts.meetings
        if parent in parents_of(one)
        and set(children) & {child for child, _ in one.children}
        and one.kind in NEEDS
        and NEEDS[one.kind] in kinds
        and after(one.state, Act.REVOKE, Part.HOUSE) is not None
        and _is_outside(one, left)
    ]


def _is_outside(meeting: Meeting, permissions: tuple[Permission, ...]) -> bool:
    children = [child for child, _ in meeting.children]
    terms = terms_for(permissions, parents_of(meeting), children, meeting.kind)
    found = set(hurdles(terms, meeting.when, "", meeting.when.begins()))
    return bool(found & _GONE)


def _outside(
    parent: str, children: Iterable[str], permissions: tuple[Permission, ...], view: View, facts: Facts
) -> Outcome:
    """End every meeting of a parent with these children that nothing allows any more."""
    outcome = Outcome()
    wanted = set(children)
    for meeting in facts.meetings:
        known = meeting.attendee(parent)
        if known is None or meeting.kind not in NEEDS or not wanted & {one for one, _ in meeting.children}:
            continue
        if known.part == Part.INVITED:
            outcome += _way_now(meeting, parent, permissions, view)
        elif _is_outside(meeting, permissions):
            outcome += _ended(meeting, permissions, view)
    return outcome


def _ended(meeting: Meeting, permissions: tuple[Permission, ...], view: View) -> Outcome:
    """End a meeting, or, where only its later days are not allowed any more, those."""
    state = after(meeting.state, Act.REVOKE, Part.HOUSE)
    if state is None:
        return Outcome()
    children = [child for child, _ in meeting.children]
    terms = terms_for(permissions, parents_of(meeting), children, meeting.kind)
    ahead = meeting.next_day(view.now)
    if terms is not None and terms.until and meeting.when.is_series and ahead and ahead <= terms.until:
        shorter = msgspec.structs.replace(meeting.when, until=terms.until)
        changed = msgspec.structs.replace(meeting, when=shorter)
        event = MeetingTurned(
            meeting.id,
            meeting.family,
            Act.CHANGE,
            meeting.state,
            view.speaker.id,
            when=shorter,
            is_changed=True,
        )
        news = News(TELLS[Act.CHANGE], view.now, name=Text("meeting-agency"), act=Act.CHANGE)
        drafts = tell_parts(changed, news)
        return Outcome(events=(event,), drafts=drafts)
    revoked = msgspec.structs.replace(meeting, state=state)
    event = MeetingTurned(meeting.id, meeting.family, Act.REVOKE, state, view.speaker.id, is_changed=True)
    day = ahead if meeting.when.is_series else None
    if meeting.state == State.WISHED:
        return Outcome(events=(event,))  # Nobody but its writer knows of it, who is told with the rest.
    drafts = _told_revoked(revoked, view, day)
    if meeting.state != State.STANDING:
        return Outcome(events=(event,), drafts=drafts)
    until = view.now + (READ_WITHIN_CLOSE if meeting.when.begins(day) - view.now < CLOSE else READ_WITHIN)
    unread = tuple(RevokedTold(meeting.id, one, until) for one in parents_of(meeting))
    return Outcome(events=(event, *unread), drafts=drafts)


def _told_revoked(meeting: Meeting, view: View, day: date | None) -> tuple[Draft, ...]:
    """Tell both homes alike: the meeting, and whom to call."""
    me = view.speaker
    args: dict[str, Value] = {"caseworker": Literal(me.name)}
    news = News(TELLS[Act.REVOKE], view.now, act=Act.REVOKE, day=day, args=args, caseworker=me.id)
    drafts = tell_parts(meeting, news)
    read = ((Choice(Text("label-meeting-read"), Run("meeting-read", {"meeting": meeting.id})),),)
    parents = set(parents_of(meeting))
    return tuple(msgspec.structs.replace(draft, rows=read if draft.to in parents else ()) for draft in drafts)


def _way_now(meeting: Meeting, parent: str, permissions: tuple[Permission, ...], view: View) -> Outcome:
    """Let somebody take part in what they were invited to as far as it is still allowed, and tell them."""
    known = meeting.attendee(parent)
    if known is None or meeting.state != State.STANDING or meeting.next_day(view.now) is None:
        return Outcome()
    # Who is let come in person has been asked about.
    asks_first = False if known.way == Presence.IN_PERSON else None
    ways = [
        way_to(permissions, parent, child, meeting.kind, meeting.when, asks_first=asks_first)[0]
        for child, _ in meeting.children
    ]
    # Of several children the strictest: brothers and sisters may have been brought from elsewhere.
    held = [one for one in ways if one is not None]
    way = max(held, key=list(Presence).index) if len(held) == len(ways) else None
    if way == known.way or known.way not in ATTENDING:
        return Outcome()
    return _takes_part(meeting, known, way, view)


def _takes_part(meeting: Meeting, known: Attendee, way: Presence | None, view: View) -> Outcome:
    """Let somebody take part in this way from now on, None: in none, and tell them alone."""
    event = AttendeeWay(
        meeting.id, meeting.family, known.person, way or known.way, view.speaker.id, is_gone=way is None
    )
    day = meeting.next_day(view.now)
    is_close = meeting.when.begins(day) - view.now < CLOSE
    only = msgspec.structs.replace(meeting, attendees=(known,))
    args: dict[str, Value] = {"caseworker": Literal(view.speaker.name)}
    drafts = tell_parts(only, News(TELLS[Act.REVOKE], view.now, act=Act.REVOKE, day=day, args=args))
    read = ((Choice(Text("label-meeting-read"), Run("meeting-read", {"meeting": meeting.id})),),)
    plain = tuple(msgspec.structs.replace(one, rows=read) for one in drafts)
    until = view.now + (READ_WITHIN_CLOSE if is_close else READ_WITHIN)
    return Outcome(events=(event, RevokedTold(meeting.id, known.person, until)), drafts=plain)


def acknowledge(command: AcknowledgeRevoked, view: View) -> Outcome:
    """Note that a parent has read it: nobody need call."""
    me = view.speaker
    return Outcome(events=(RevokedRead(command.meeting, me.id),)) + answered(me.id, text("meeting-read-done"))


def keep_apart(command: KeepApart, view: View, facts: Facts) -> Outcome:
    """Keep two adults apart: a circle of both is paused, and what both agreed on is off.

    Who is only invited to what others hold comes no more, and nothing changes for anybody else.
    """
    me = view.speaker
    one, other = facts.desk.person(command.one), facts.desk.person(command.other)
    if one is None or other is None or one.id == other.id:
        return answered(me.id, text("person-not-yours"))
    event = KeptApart(one.id, other.id, command.is_apart, command.order, me.id)
    done = "nocontact-done" if command.is_apart else "nocontact-again"
    outcome = Outcome(events=(event,))
    if not command.is_apart:
        return outcome + answered(me.id, text(done, one=one.name, other=other.name))
    shared = [
        circle
        for circle in facts.desk.circles
        if circle.member(one.id)
        and circle.member(other.id)
        and circle.phase not in (Phase.PAUSED, Phase.CLOSED)
    ]
    for circle in shared:
        paused = circles.pause(PauseCircle(circle.id), view, facts)
        others = tuple(draft for draft in paused.drafts if draft.to != me.id)
        outcome += msgspec.structs.replace(paused, drafts=others)
    for meeting in facts.meetings:
        both = [meeting.attendee(one.id), meeting.attendee(other.id)]
        is_both = all(known is not None and known.way in ATTENDING for known in both)
        if not is_both or after(meeting.state, Act.REVOKE, Part.HOUSE) is None:
            continue
        if meeting.kind in OF_AGENCY:
            # A court sits all the same: who comes is for the caseworker to see to.
            outcome += answered(me.id, text("nocontact-both-invited"), named(meeting))
            continue
        guest = next((one for one in both if one is not None and meeting.is_guest(one)), None)
        if guest is not None:
            # The home that was joined for this meeting only is joined no more; the meeting itself stands.
            gone = [child for child, home in meeting.details.guests if home == guest.home]
            outcome += guests.without(meeting, gone, view)
            continue
        invited = [known for known in both if known is not None and known.part == Part.INVITED]
        if invited:
            # It is held all the same, and whoever else is invited learns nothing: these come no more.
            for known in invited if meeting.next_day(view.now) is not None else ():
                outcome += _takes_part(meeting, known, None, view)
            continue
        state = State.REVOKED
        revoked = msgspec.structs.replace(meeting, state=state)
        turned = MeetingTurned(meeting.id, meeting.family, Act.REVOKE, state, me.id, is_changed=True)
        day = meeting.next_day(view.now) if meeting.when.is_series else None
        outcome += Outcome(events=(turned,), drafts=_told_revoked(revoked, view, day))
    more = (text("nocontact-paused", count=len(shared)),) if shared else ()
    return outcome + answered(me.id, text(done, one=one.name, other=other.name), *more)


def connect(command: Connect, view: View, facts: Facts) -> Outcome:
    """Record who matters to a child; or which brothers and sisters may meet, and end what none may now."""
    me = view.speaker
    found = next(
        (
            (child, circle)
            for circle in facts.desk.circles
            for child in circle.children
            if child.id == command.child
        ),
        None,
    )
    if found is None:
        return answered(me.id, text("circle-not-yours"))
    child, circle = found
    if command.siblings:
        return _connect_siblings(command, child, circle.family, view, facts)
    event = Connected(child.id, circle.family, command.name, command.kind, me.id)
    return Outcome(events=(event,)) + answered(
        me.id, text("connection-done", child=child.name, who=command.name)
    )


def _connect_siblings(command: Connect, child: Child, family: str, view: View, facts: Facts) -> Outcome:
    me = view.speaker
    known = {one.id: one.name for of in facts.desk.circles if of.family == family for one in of.children}
    if child.id in command.siblings or not set(command.siblings) <= set(known):
        return answered(me.id, text("circle-not-yours"))
    could = {one.id for one in facts.siblings if one.child == child.id} & set(command.siblings)
    outcome = Outcome(
        events=tuple(
            Connected(child.id, family, known[one], command.kind, me.id, one, command.may_meet)
            for one in command.siblings
        )
    )
    names = listing([known[one] for one in command.siblings])
    if command.may_meet:
        return outcome + answered(me.id, text("connection-may", child=child.name, others=names))
    if not could:
        return outcome + answered(me.id, text("connection-done", child=child.name, who=names))
    ended = guests.parted(child.id, could, view, facts)
    count = sum(isinstance(event, GuestsChanged) for event in ended.events)
    more = (text("connection-ended", count=count),) if count else ()
    done = text("connection-may-not", child=child.name, others=names)
    return outcome + ended + answered(me.id, done, *more)


def open_feed(command: OpenFeed, view: View, facts: Facts) -> Outcome:
    """Make a fresh private address for the speaker's calendar, or close it: only its hash is kept."""
    me = view.speaker
    if not command.is_open:
        return Outcome(events=(FeedOpened(me.id, ""),)) + answered(me.id, text("feed-closed"))
    if not facts.watch.public_url:
        return answered(me.id, text("feed-none"))
    secret = new_secret()
    event = FeedOpened(me.id, secret_hash(secret))
    address = f"{facts.watch.public_url.rstrip('/')}/calendar/{secret}.ics"
    return Outcome(events=(event,)) + answered(me.id, text("feed-open"), Literal(address))
