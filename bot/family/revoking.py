"""What follows for meetings when less is allowed than before: what ends, what goes on otherwise, who hears.

Whoever loses something reads which meeting it is and whom to call, never the reason. Knows nothing of how
it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

import msgspec

from bot.chat.draft import Choice, Draft, Run
from bot.chat.people import View
from bot.chat.text import Literal, Text, Value, text
from bot.family import guests
from bot.family.allowed import Hurdle, hurdles, supervision, terms_for, way_to
from bot.family.events import AttendeeWay, Event, MeetingTurned, RevokedTold
from bot.family.meeting import (
    ATTENDING,
    CLOSE,
    NEEDS,
    OF_AGENCY,
    TELLS,
    Act,
    Attendee,
    Details,
    Meeting,
    Part,
    Presence,
    State,
    after,
)
from bot.family.news import News, tell_parts
from bot.family.outcome import Outcome, answered
from bot.family.showing import named, parents_of
from bot.family.terms import Contact, Permission, Terms
from bot.family.wall import When

READ_WITHIN, READ_WITHIN_CLOSE = timedelta(hours=24), timedelta(hours=1)
"""By when a parent should have read that a meeting cannot be; else the caseworker is asked to call."""

LESS_SAID: Mapping[Presence | None, str] = {
    None: "permission-way-none",
    Presence.PHONE: "permission-way-phone",
    Presence.QUESTIONS: "permission-way-questions",
    Presence.KNOW: "permission-way-know",
}
"""What is read above a meeting by who takes part in less of it than before."""
HOST_SAID = ("permission-way-told", "permission-way-told-phone")
"""What is read by who holds it: that somebody does not come, or only by phone."""
_TO_LESS = list(Presence)


class Change(msgspec.Struct, frozen=True):
    """What holds from now on for one parent with some children: all permissions as they are then.

    Only these ``kinds`` are others than before. ``is_withdrawn``: nothing counts any more that a caseworker
    once let pass outside of them. ``is_told``: she tells the parent herself, and need not be asked to call.
    """

    parent: str
    children: frozenset[str]
    kinds: frozenset[Contact]
    permissions: tuple[Permission, ...]
    is_withdrawn: bool = False
    is_told: bool = False


class Touched(msgspec.Struct, frozen=True):
    """What becomes of meetings.

    They are ``off`` for everybody, go on ``without`` the parent being there as they were to be, or go on
    ``otherwise`` than they were set.
    """

    off: tuple[Meeting, ...] = ()
    without: tuple[Meeting, ...] = ()
    otherwise: tuple[Meeting, ...] = ()


def touched(change: Change, meetings: Iterable[Meeting], now: datetime) -> Touched:
    """Return what would become of each meeting."""
    off, without, otherwise = list[Meeting](), list[Meeting](), list[Meeting]()
    for meeting, known in _concerned(change, meetings, now):
        if known.part == Part.INVITED:
            if known.way in ATTENDING and _way_left(meeting, known, change, now) != known.way:
                without.append(meeting)
            continue
        allowed = as_allowed(meeting, change, now)
        if allowed is None:
            off.append(meeting)
        elif allowed != meeting:
            otherwise.append(meeting)
    return Touched(tuple(off), tuple(without), tuple(otherwise))


def follow(change: Change, view: View, meetings: Iterable[Meeting]) -> Outcome:
    """Do to each meeting what follows for it, and tell all who know of it."""
    outcome = Outcome()
    for meeting, known in _concerned(change, meetings, view.now):
        if known.part == Part.INVITED:
            way = _way_left(meeting, known, change, view.now)
            if way != known.way:
                outcome += _other_way(meeting, known, way, view, is_told=change.is_told)
            continue
        allowed = as_allowed(meeting, change, view.now)
        if allowed is None:
            outcome += revoke(meeting, view, is_told=change.is_told)
        elif allowed != meeting:
            outcome += _changed(meeting, allowed, view)
    return outcome


def _concerned(
    change: Change, meetings: Iterable[Meeting], now: datetime
) -> Iterator[tuple[Meeting, Attendee]]:
    """Yield the meetings that these kinds of contact carry, and what the parent is to each."""
    for meeting in meetings:
        known = meeting.attendee(change.parent)
        if known is None or not change.children & {child for child, _ in meeting.children}:
            continue
        if not change.kinds & _carriers(meeting, known) or meeting.next_day(now) is None:
            continue
        is_wish = meeting.state == State.WISHED  # It is outside already, and the caseworker has yet to look.
        if after(meeting.state, Act.REVOKE, Part.HOUSE) is None or (is_wish and not change.is_withdrawn):
            continue
        yield meeting, known


def _carriers(meeting: Meeting, known: Attendee) -> set[Contact]:
    if meeting.kind not in NEEDS:
        return set()
    if known.part == Part.INVITED:
        return {NEEDS[meeting.kind], Contact.PHONE, Contact.QUESTIONS, Contact.KNOW}
    return {NEEDS[meeting.kind]}


def as_allowed(meeting: Meeting, change: Change, now: datetime) -> Meeting | None:
    """Return a visit or a call as it can still be; None where it cannot.

    Of a series, days before the new terms begin are off, and it ends when they do.
    """
    let_pass = () if change.is_withdrawn else meeting.details.hurdles
    children = [child for child, _ in meeting.children]
    terms = terms_for(change.permissions, parents_of(meeting), children, meeting.kind)
    if terms is None:
        return meeting if Hurdle.NONE in let_pass else None
    ahead = meeting.next_day(now)
    left = _left(meeting.when, terms, ahead) if ahead else None
    if left is None:
        return meeting if {Hurdle.EARLY, Hurdle.ENDED} & set(let_pass) else None
    # How soon it is was right when it was suggested.
    found = set(hurdles(terms, left, meeting.details.place, left.begins())) - {Hurdle.NOTICE}
    if found - set(let_pass):
        return None
    # What stands keeps its first day, and with it what was; what is only suggested begins later.
    first = meeting.when.day if meeting.state == State.STANDING else left.day
    return msgspec.structs.replace(
        meeting,
        when=msgspec.structs.replace(meeting.when, day=first, until=left.until),
        days={**meeting.days, **dict.fromkeys(_too_early(meeting, ahead, left.day), State.REVOKED)},
        details=_details_now(meeting, terms),
    )


def _left(when: When, terms: Terms, ahead: date) -> When | None:
    """Return what is left of its days, from the next one that may be; None where that is none."""
    if not when.is_series:
        return when if terms.since <= when.day and when.day <= (terms.until or when.day) else None
    until = min((day for day in (when.until, terms.until) if day is not None), default=None)
    first = next(when.days(max(ahead, terms.since)), None)
    if first is None or (until is not None and first > until):
        return None
    return msgspec.structs.replace(when, day=first, until=until)


def _too_early(meeting: Meeting, ahead: date | None, first: date) -> Iterator[date]:
    """Yield the days of a series to come that are before the first that may be."""
    if ahead is None or not meeting.when.is_series or meeting.state != State.STANDING:
        return
    for day in meeting.when.days(ahead):
        if day >= first:
            return
        if meeting.state_on(day) == State.STANDING:
            yield day


def _details_now(meeting: Meeting, terms: Terms) -> Details:
    """Return what is said of it, with who is with them as it is laid down now."""
    said = meeting.details
    escorts = {name.strip() for name in said.escort.split(",")}
    is_fitting = not terms.escorts or escorts <= set(terms.escorts)
    escort = said.escort if is_fitting else ", ".join(terms.escorts)
    return msgspec.structs.replace(said, supervision=supervision(terms, meeting.kind), escort=escort)


def _changed(meeting: Meeting, allowed: Meeting, view: View) -> Outcome:
    """Let it go on as it may be, and say so once, whatever is different."""
    me = view.speaker
    early = sorted(day for day in allowed.days if allowed.days[day] != meeting.days.get(day))
    changes = MeetingTurned(
        meeting.id,
        meeting.family,
        Act.CHANGE,
        meeting.state,
        me.id,
        when=allowed.when if allowed.when != meeting.when else None,
        details=allowed.details if allowed.details != meeting.details else None,
        is_changed=True,
    )
    days = [
        MeetingTurned(meeting.id, meeting.family, Act.REVOKE, State.REVOKED, me.id, day=day) for day in early
    ]
    shown = allowed
    if early:
        first = next(allowed.when.days(early[-1] + timedelta(days=1)))
        shown = msgspec.structs.replace(allowed, when=msgspec.structs.replace(allowed.when, day=first))
    news = News(TELLS[Act.CHANGE], view.now, name=Text("meeting-agency"), act=Act.CHANGE, caseworker=me.id)
    return Outcome(events=(*days, changes), drafts=tell_parts(shown, news))


def revoke(meeting: Meeting, view: View, *, is_told: bool = False) -> Outcome:
    """End a meeting for everybody, and look later whether the parents have read that it cannot be."""
    me = view.speaker
    state = after(meeting.state, Act.REVOKE, Part.HOUSE)
    if state is None:
        return Outcome()
    events: list[Event] = [
        MeetingTurned(meeting.id, meeting.family, Act.REVOKE, state, me.id, is_changed=True)
    ]
    args: dict[str, Value] = {"caseworker": Literal(me.name)}
    news = News(TELLS[Act.REVOKE], view.now, act=Act.REVOKE, args=args, caseworker=me.id)
    drafts = tell_parts(msgspec.structs.replace(meeting, state=state), news)
    parents = set(parents_of(meeting))
    if meeting.state == State.STANDING and not is_told:
        until = _read_by(meeting, view.now)
        events += [
            RevokedTold(meeting.id, one.person, until)
            for one in meeting.attendees
            if one.person in parents and one.is_there
        ]
    plain = (_with_rows(one, _read(meeting) if one.to in parents else ()) for one in drafts)
    return Outcome(tuple(events), tuple(plain))


def _with_rows(draft: Draft, rows: tuple[tuple[Choice, ...], ...]) -> Draft:
    return msgspec.structs.replace(draft, rows=rows)


def _read(meeting: Meeting) -> tuple[tuple[Choice, ...], ...]:
    return ((Choice(Text("label-meeting-read"), Run("meeting-read", {"meeting": meeting.id})),),)


def _read_by(meeting: Meeting, now: datetime) -> datetime:
    is_close = meeting.when.begins(meeting.next_day(now)) - now < CLOSE
    return now + (READ_WITHIN_CLOSE if is_close else READ_WITHIN)


def _way_left(meeting: Meeting, known: Attendee, change: Change, now: datetime) -> Presence | None:
    """Return how far somebody may still take part in what they were invited to: never further than before.

    Of several children the strictest: brothers and sisters may have been brought from elsewhere.
    """
    when = msgspec.structs.replace(meeting.when, day=meeting.next_day(now) or meeting.when.day)
    # Who is let come in person has been asked about.
    asks_first = False if known.way == Presence.IN_PERSON else None
    ways = [
        way_to(change.permissions, known.person, child, meeting.kind, when, asks_first=asks_first)[0]
        for child, _ in meeting.children
    ]
    held = [one for one in ways if one is not None]
    if not held or len(held) < len(ways):
        return None
    return max([*held, known.way], key=_TO_LESS.index)


def _other_way(
    meeting: Meeting, known: Attendee, way: Presence | None, view: View, *, is_told: bool = False
) -> Outcome:
    """Let somebody take part in less, or in nothing, of what others hold; they hear it, and who invited them.

    ``way`` None: in none. Others who are invited need not know of them: they learn nothing.
    """
    me = view.speaker
    event = AttendeeWay(
        meeting.id, meeting.family, known.person, way or known.way, me.id, is_gone=way is None
    )
    if known.way not in ATTENDING:
        return Outcome(events=(event,))  # They were only to know of it: what they read, they have read.
    args: dict[str, Value] = {"caseworker": Literal(me.name)}
    own = msgspec.structs.replace(meeting, attendees=(known,))
    news = News({Part.INVITED: LESS_SAID[way]}, view.now, act=Act.REVOKE, args=args, caseworker=me.id)
    drafts = [_with_rows(one, _read(meeting)) for one in tell_parts(own, news)]
    opening = HOST_SAID[way == Presence.PHONE]
    who = Literal(known.name)
    about = News({Part.PROPOSER: opening}, view.now, name=who, act=Act.REVOKE, caseworker=me.id)
    drafts += tell_parts(meeting, about)
    events: list[Event] = [event]
    if known.is_there and not is_told:
        events.append(RevokedTold(meeting.id, known.person, _read_by(meeting, view.now)))
    return Outcome(tuple(events), tuple(drafts))


def apart(meeting: Meeting, one: str, other: str, view: View) -> Outcome:
    """Keep two adults from coming to the same meeting.

    What others hold goes on without those who were only invited to it, and nothing changes for anybody else.
    """
    both = [known for known in (meeting.attendee(one), meeting.attendee(other)) if known is not None]
    is_open = after(meeting.state, Act.REVOKE, Part.HOUSE) is not None
    if len(both) <= 1 or not is_open or any(known.way not in ATTENDING for known in both):
        return Outcome()
    if meeting.kind in OF_AGENCY:
        # A court sits all the same: who comes is for the caseworker to see to.
        return answered(view.speaker.id, text("nocontact-both-invited"), named(meeting))
    guest = next((known for known in both if meeting.is_guest(known)), None)
    if guest is not None:
        # The home that was joined for this meeting only is joined no more; the meeting itself stands.
        gone = [child for child, home in meeting.details.guests if home == guest.home]
        return guests.without(meeting, gone, view)
    invited = [known for known in both if known.part == Part.INVITED]
    if not invited:
        return revoke(meeting, view)
    outcome = Outcome()
    for known in invited if meeting.next_day(view.now) is not None else ():
        outcome += _other_way(meeting, known, None, view)
    return outcome
