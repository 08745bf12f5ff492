"""The rules of meetings: who may do what to one, what comes of it, and who hears of it.

What can happen at all stands in ``family.meeting``; what is allowed, in ``family.allowed``. Knows nothing of
how it is asked for, and nothing of tables.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from bot.chat.draft import Choice, Draft, Run
from bot.chat.ids import new_id
from bot.chat.people import Circle, Member, Phase, Role, View
from bot.chat.text import Literal, Text, Value, listing, text
from bot.family.allowed import Hurdle, hurdles, needs_approval, supervision, terms_for, within
from bot.family.book import WRITERS
from bot.family.commands import ActOnMeeting, ProposeMeeting
from bot.family.events import (
    Acted,
    AttendanceSaid,
    AttendeeAnswered,
    Event,
    MeetingMade,
    MeetingTurned,
)
from bot.family.facts import Facts
from bot.family.meeting import (
    NEEDS,
    TELLS,
    Act,
    Attendee,
    Meeting,
    Part,
    Presence,
    State,
    after,
)
from bot.family.meeting import Kind as MeetingKind
from bot.family.news import PLAIN_NEWS, News, tell_parts
from bot.family.outcome import Outcome, answered, told
from bot.family.showing import (
    again,
    card,
    hurdles_said,
    parents_of,
    reason_said,
    rows_for,
    shown_when,
)
from bot.family.terms import Permission, Terms
from bot.family.wall import When

SHUT = (Phase.PAUSED, Phase.CLOSED)
_WELL_APART = timedelta(hours=2)
_AGREED = frozenset({MeetingKind.VISIT, MeetingKind.CALL})
"""What both homes agree to: nobody alone gives it another time."""
_MATTERS = frozenset({Hurdle.NONE, Hurdle.EARLY, Hurdle.ENDED})
"""What still counts when somebody agrees: how soon it is was right when it was suggested."""


def part_of(meeting: Meeting, person: str, *, is_caseworker: bool = False) -> Part:
    """Return what somebody is to a meeting."""
    known = meeting.attendee(person)
    if known is not None:
        return known.part
    return Part.CASEWORKER if is_caseworker else Part.OUTSIDER


def terms_of(meeting: Meeting, permissions: Sequence[Permission]) -> Terms | None:
    """Return the terms that hold for a visit or a call."""
    if meeting.kind not in NEEDS:
        return None
    children = [child for child, _ in meeting.children]
    return terms_for(permissions, parents_of(meeting), children, meeting.kind)


def _there(circle: Circle, role: Role) -> tuple[Member, ...]:
    return tuple(one for one in circle.members if one.role == role and (one.is_joined or one.is_by_phone))


def as_attendee(one: Member, part: Part, circle: str, way: Presence) -> Attendee:
    """Return a member of a circle as somebody of a meeting, who hears of it there."""
    return Attendee(
        one.id,
        one.name,
        one.role,
        part,
        way,
        circle=circle,
        home=one.home,
        is_there=one.is_joined,
        is_by_phone=one.is_by_phone,
    )


def shut(circle: Circle | None, view: View) -> Value | None:
    """Return why nothing can be suggested in a circle now."""
    if circle is None or view.speaker.role not in WRITERS:
        return text("circle-gone")
    if circle.phase in SHUT:
        called = circle.called(view.speaker.id, view.circles)
        return text("circle-paused", caseworker=circle.caseworker_name, children=called)
    if not _there(circle, Role.PARENT) or not _there(circle, Role.CAREGIVER):
        return text("meeting-nobody")
    return None


def obstacles(command: ProposeMeeting, circle: Circle, view: View, facts: Facts) -> tuple[Hurdle, ...]:
    """Return why the caseworker must look first; nothing where it is inside all that is allowed."""
    terms = terms_for(facts.permissions, command.parents, command.children, command.kind)
    found = list(hurdles(terms, command.when, command.details.place, view.now))
    homes = [one.id for one in _there(circle, Role.CAREGIVER)]
    if not any(circle.is_willing(parent, home) for parent in command.parents for home in homes):
        found.append(Hurdle.WILLING)
    if circle.is_held:
        found.append(Hurdle.HELD)
    return tuple(found)


def propose(command: ProposeMeeting, view: View, facts: Facts) -> Outcome:
    """Suggest a visit or a call to the other home, or, outside what is allowed, to the caseworker alone."""
    me, circle = view.speaker, view.circle(command.circle)
    if (why := shut(circle, view)) is not None or circle is None:
        return answered(me.id, why or text("circle-gone"))
    known = {one.id: one.name for one in circle.children}
    parents = [one for one in _there(circle, Role.PARENT) if one.id in command.parents]
    if not parents or not set(command.children) <= set(known) or command.when.begins() <= view.now:
        return answered(me.id, text("meeting-gone"))
    terms = terms_for(facts.permissions, command.parents, command.children, command.kind)
    command = msgspec.structs.replace(command, when=within(terms, command.when))
    found = obstacles(command, circle, view, facts)
    replaced = facts.meeting(command.replaces or "")
    meeting = _suggested(command, circle, view, facts, found)
    if replaced is not None and command.instead_of is None:
        meeting = msgspec.structs.replace(meeting, root=replaced.root, sequence=replaced.sequence + 1)
    made = MeetingMade(meeting, me.id)
    if found:
        return Outcome(events=(made,)) + _wished(meeting, found, circle, view)
    opening = "meeting-asked-move" if replaced is not None else "meeting-asked"
    instead: tuple[Value, ...] = ()
    if replaced is not None:
        instead = (text("meeting-instead", when=shown_when(replaced, command.instead_of)),)
    news = News(
        {Part.ASKED: opening},
        view.now,
        me.id,
        Literal(me.name),
        more=instead,
        caseworker=circle.caseworker,
    )
    drafts = tell_parts(meeting, news)
    asked = listing([one.name for one in meeting.attendees if one.part == Part.ASKED])
    return Outcome(events=(made,), drafts=drafts) + answered(
        me.id, text("meeting-proposed", people=asked), card(meeting, _way(meeting, me.id))
    )


def _suggested(
    command: ProposeMeeting, circle: Circle, view: View, facts: Facts, found: tuple[Hurdle, ...]
) -> Meeting:
    me = view.speaker
    terms = terms_for(facts.permissions, command.parents, command.children, command.kind)
    way = Presence.PHONE if command.kind == MeetingKind.CALL else Presence.IN_PERSON
    is_parent = me.role == Role.PARENT
    sides = {
        Role.PARENT: Part.PROPOSER if is_parent else Part.ASKED,
        Role.CAREGIVER: Part.ASKED if is_parent else Part.PROPOSER,
    }
    people = [
        *(one for one in _there(circle, Role.PARENT) if one.id in command.parents),
        *_there(circle, Role.CAREGIVER),
    ]
    names = {one.id: one.name for one in circle.children}
    id_ = new_id()
    # Who is to be kept from somebody meets in person only when the caseworker knows of it: always, so that
    # nothing can be learnt from being asked.
    is_marked = way == Presence.IN_PERSON and any(one.id in facts.marked for one in people)
    escorts = terms.escorts if terms else ()
    return Meeting(
        id=id_,
        root=id_,
        kind=command.kind,
        state=State.WISHED if found else State.PROPOSED,
        family=circle.family,
        circle=circle.id,
        when=command.when,
        children=tuple((child, names[child]) for child in command.children),
        attendees=tuple(as_attendee(one, sides[one.role], circle.id, way) for one in people),
        proposer=me.id,
        changed_at=view.now,
        details=msgspec.structs.replace(
            command.details,
            supervision=supervision(terms, command.kind),
            escort=command.details.escort or ", ".join(escorts),
            link=new_link(facts.watch.calls_url) if command.kind == MeetingKind.CALL else "",
            hurdles=tuple(one.value for one in found),
        ),
        needs_approval=needs_approval(terms) or is_marked,
        is_private=bool(found),
        replaces=command.replaces,
        instead_of=command.instead_of,
    )


def new_link(base: str) -> str:
    """Return a fresh address for a call that nobody can guess, "" where the agency has no server for it."""
    return f"{base.rstrip('/')}/{secrets.token_urlsafe(18)}" if base else ""


def _wished(meeting: Meeting, found: tuple[Hurdle, ...], circle: Circle, view: View) -> Outcome:
    """Have the caseworker look at it. Nobody else hears of it, nor of what stands in its way."""
    me = view.speaker
    rows = rows_for(meeting, Part.CASEWORKER)
    wish = text("meeting-wish", who=me.name)
    drafts = (told(circle.caseworker, wish, card(meeting), hurdles_said(found), rows=rows, author=me.id),)
    why = (hurdles_said(found),) if me.role == Role.PARENT else ()
    said = text("meeting-wished", caseworker=circle.caseworker_name)
    return Outcome(drafts=drafts) + answered(me.id, said, *why)


def caseworker_of(meeting: Meeting, view: View, facts: Facts) -> tuple[str, str]:
    """Return who serves the family of a meeting, as far as the speaker knows: id and name."""
    for circle in (*view.circles, *facts.desk.circles):
        if circle.family == meeting.family:
            return circle.caseworker, circle.caseworker_name
    return "", "–"


def near_apart(meeting: Meeting, facts: Facts) -> Meeting | None:
    """Return what is held close to a meeting by somebody who may have no contact with one of its people.

    Only a caseworker can know. Close is less than two hours before or after: people wait, and are late.
    """
    begins, ends = meeting.when.begins() - _WELL_APART, meeting.when.ends() + _WELL_APART
    people = {one.person for one in meeting.attendees if one.way == Presence.IN_PERSON}
    for other in facts.meetings:
        if other.id == meeting.id or other.state != State.STANDING:
            continue
        there = (one.person for one in other.attendees if one.way == Presence.IN_PERSON)
        if not any((one, person) in facts.apart for one in there for person in people):
            continue
        for day in other.when.days(meeting.when.day - timedelta(days=2)):
            if other.when.begins(day) >= ends:
                break
            if other.when.ends(day) > begins and other.state_on(day) == State.STANDING:
                return other
    return None


def act(command: ActOnMeeting, view: View, facts: Facts) -> Outcome:
    """Do one thing to a meeting, if the machine knows it, and tell those whom it concerns."""
    me, meeting = view.speaker, facts.meeting(command.meeting)
    if meeting is None:
        return answered(me.id, text("meeting-gone"))
    who = _acting(command, meeting, view)
    if who is None:
        return answered(me.id, text("meeting-gone"))
    person, name, part = who
    day = _day_meant(command, meeting, view)
    what = command.act
    if what == Act.AGREE and _must_ask(meeting, facts, view):
        what = Act.AGREE_TO_ASK
    standing = meeting.state_on(day)
    if what in (Act.HAPPENED, Act.MISSED):
        standing = meeting.before_said(day, part)
    state = after(standing, what, part)
    if state is None or what == Act.MOVE or _is_overtaken(meeting, state, facts):
        # A move is a suggestion of its own: see `propose`.
        return answered(
            me.id, text("meeting-passed"), _state_said(meeting, day), card(meeting, _way(meeting, me.id), day)
        )
    if (why := _refusal(command, meeting, view, facts, day)) is not None:
        return answered(me.id, *why)
    if what in (Act.COME, Act.LATE) or (what == Act.CANNOT and part == Part.INVITED):
        return _answer_of_day(command, meeting, person, name, view, facts, day)
    changed = _changed(command, meeting, what, state, view, facts)
    event = _turned(command, meeting, changed, what, state, person, day)
    events: list[Event] = [event]
    if what in (Act.HAPPENED, Act.MISSED):
        on = day or meeting.when.day
        events.append(
            AttendanceSaid(meeting.id, meeting.family, on, person, what.value, command.how, command.words)
        )
    if person != me.id:
        events.append(Acted(me.id, "meeting-for", meeting.family, meeting.id))
    outcome = Outcome(events=tuple(events))
    outcome += _told_of(command, changed, what, (person, name), view, facts, day)
    if state == State.STANDING and meeting.replaces and what in (Act.AGREE, Act.APPROVE):
        outcome += _replaced(changed, facts)
    return outcome


def _is_overtaken(meeting: Meeting, state: State, facts: Facts) -> bool:
    """Whether it would take the place of what stands no more: another time was agreed on before."""
    old = facts.meeting(meeting.replaces or "")
    if old is None or state not in (State.STANDING, State.AWAITING) or meeting.state == State.STANDING:
        return False
    return old.state_on(meeting.instead_of if old.when.is_series else None) != State.STANDING


def _acting(command: ActOnMeeting, meeting: Meeting, view: View) -> tuple[str, str, Part] | None:
    """Return in whose name it is done, and what that is: the speaker's, or somebody's who has told her."""
    me = view.speaker
    if command.person is None:
        part = part_of(meeting, me.id, is_caseworker=me.is_caseworker)
        return None if part == Part.OUTSIDER else (me.id, me.name, part)
    known = meeting.attendee(command.person)
    if known is None or not known.is_by_phone or not me.is_caseworker:
        return None
    return known.person, known.name, known.part


def _day_meant(command: ActOnMeeting, meeting: Meeting, view: View) -> date | None:
    """Return the day of a series that is meant; None where it is all of it, or there is but one."""
    if not meeting.when.is_series:
        return None
    if command.day is not None:
        return command.day if meeting.when.falls_on(command.day) else None
    # What is said of today is said of the day that comes; what ends all of it is said of no day.
    return meeting.next_day(view.now) if command.act in (Act.COME, Act.LATE) else None


def _must_ask(meeting: Meeting, facts: Facts, view: View) -> bool:
    """Whether the caseworker has yet to say yes, by what holds now. A wish she let pass, she has said it to.

    She has not to another time that somebody suggests for it then: see `_changed`.
    """
    if meeting.details.hurdles:
        return meeting.needs_approval
    terms = terms_of(meeting, facts.permissions)
    still = set(hurdles(terms, meeting.when, "", view.now)) & _MATTERS
    return meeting.needs_approval or needs_approval(terms) or bool(still)


def _refusal(
    command: ActOnMeeting, meeting: Meeting, view: View, facts: Facts, day: date | None
) -> tuple[Value, ...] | None:
    """Return why it cannot be done though the machine knows it; None where nothing is in the way."""
    if command.when is not None and command.when.begins() <= view.now:
        return (text("meeting-when-past"),)
    if command.act == Act.COUNTER:
        if command.when is None:
            return (text("meeting-when-past"),)
        terms = terms_of(meeting, facts.permissions)
        when = within(terms, command.when)
        if not meeting.details.hurdles and hurdles(terms, when, "", view.now):
            _, caseworker = caseworker_of(meeting, view, facts)
            return (text("meeting-counter-outside", caseworker=caseworker),)
    if command.act == Act.CHANGE and command.when is not None and not _may_be_set(meeting, command.when):
        return (text("meeting-passed"), card(meeting, _way(meeting, view.speaker.id), day))
    is_early = command.act in (Act.CANCEL, Act.CANNOT, Act.LATE, Act.COME, Act.CHANGE)
    is_one_day = day is not None or not meeting.when.is_series
    if is_early and is_one_day and meeting.when.ends(day) <= view.now:
        return (text("meeting-passed"), card(meeting, _way(meeting, view.speaker.id), day))
    return None


def _may_be_set(meeting: Meeting, when: When) -> bool:
    """Whether it can be given another time by one alone: not what two agree to, nor a series for one day."""
    return meeting.kind not in _AGREED and meeting.when.is_series == when.is_series


def _changed(
    command: ActOnMeeting, meeting: Meeting, what: Act, state: State, view: View, facts: Facts
) -> Meeting:
    """Return the meeting as it is afterwards, for those who are told of it."""
    replace = msgspec.structs.replace
    changed = meeting
    if command.when is not None and what in (Act.COUNTER, Act.CHANGE):
        changed = replace(changed, when=within(terms_of(meeting, facts.permissions), command.when))
    if command.changes:
        changed = replace(changed, details=replace(meeting.details, **command.changes))
    if what == Act.ALLOW:
        # She has seen what stands in the way: it is hers to let it stand, and to say yes only once.
        kept = {one for one, _ in facts.apart}
        is_marked = any(one.person in kept for one in meeting.attendees)
        changed = replace(changed, needs_approval=is_marked, is_private=False)
    if what == Act.COUNTER and meeting.details.hurdles:
        changed = replace(changed, needs_approval=True)
    day = _day_meant(command, meeting, view)
    if day is not None:
        return replace(changed, days={**meeting.days, day: state})
    return replace(changed, state=state, changed_at=view.now)


def _turned(
    command: ActOnMeeting,
    before: Meeting,
    changed: Meeting,
    what: Act,
    state: State,
    person: str,
    day: date | None,
) -> MeetingTurned:
    return MeetingTurned(
        before.id,
        before.family,
        what,
        state,
        person,
        day=day,
        when=changed.when if changed.when != before.when else None,
        details=changed.details if changed.details != before.details else None,
        needs_approval=changed.needs_approval if changed.needs_approval != before.needs_approval else None,
        words=command.words if what in (Act.DECLINE, Act.REFUSE, Act.CANCEL, Act.CANNOT) else "",
        is_changed=before.state == State.STANDING and what in (Act.CHANGE, Act.CANCEL, Act.CANNOT),
    )


def _told_of(
    command: ActOnMeeting,
    changed: Meeting,
    what: Act,
    by: tuple[str, str],
    view: View,
    facts: Facts,
    day: date | None,
) -> Outcome:
    person, name = by
    caseworker, caseworker_name = caseworker_of(changed, view, facts)
    is_private = what == Act.MISSED  # what got in the way is the caseworker's to read, to help
    more: list[Value] = []
    if command.words and what != Act.CHANGE and not is_private:
        more.append(text("meeting-reason", who=name, words=reason_said(command.words)))
    if what == Act.HAPPENED and command.how:
        more.insert(0, Text(f"meeting-how-{command.how}-told", {"who": Literal(name)}))
    texts: dict[Part, str] = dict(TELLS[what])
    alone = texts.pop(Part.CASEWORKER, None) if is_private else None
    news = News(texts, view.now, person, Literal(name), what, day, more=tuple(more), caseworker=caseworker)
    told_of = changed
    if what == Act.CHANGE and command.when is None:
        # Guests from another home know of nothing else that can be changed: see `Meeting.seen_by`.
        near = tuple(one for one in changed.attendees if not changed.is_guest(one))
        told_of = msgspec.structs.replace(changed, attendees=near)
    drafts = tell_parts(told_of, news)
    if alone is not None and caseworker and caseworker != view.speaker.id:
        drafts += _missed_at_desk(command, changed, alone, name, caseworker, day)
    me = view.speaker
    did = Text(f"meeting-did-{what.value}")
    if what == Act.AGREE_TO_ASK:
        did = text("meeting-did-agree-to-ask", caseworker=caseworker_name)
    shown = () if what in PLAIN_NEWS else (card(changed, _way(changed, me.id), day),)
    return Outcome(drafts=drafts) + answered(me.id, did, *shown, rows=_then(changed, what, me.role))


def _missed_at_desk(
    command: ActOnMeeting, meeting: Meeting, opening: str, name: str, caseworker: str, day: date | None
) -> tuple[Draft, ...]:
    got_in_the_way: tuple[Value, ...] = ()
    if command.how or command.words:
        said: list[Value | str] = [Text(f"label-way-{command.how}")] if command.how else []
        said += [command.words] if command.words else []
        got_in_the_way = (text("meeting-in-the-way", who=name, what=listing(tuple(said))),)
    return (
        told(caseworker, Text(opening, {"who": Literal(name)}), *got_in_the_way, card(meeting, None, day)),
    )


def _then(meeting: Meeting, what: Act, role: Role) -> tuple[tuple[Choice, ...], ...]:
    """Return what comes next for who did it: who can't come finds another time at once."""
    if what not in (Act.CANNOT, Act.CANCEL, Act.DECLINE, Act.MISSED, Act.HAPPENED) or role not in WRITERS:
        return ()
    if meeting.kind not in _AGREED or (what == Act.HAPPENED and meeting.when.is_series):
        return ()
    label = Text("label-meeting-next" if what == Act.HAPPENED else "label-meeting-again")
    thanking = Choice(Text("label-thanks"), Run("thanks", {"circle": meeting.circle}))
    thanks = ((thanking,),) if what == Act.HAPPENED and meeting.circle else ()
    return ((Choice(label, again(meeting)),), *thanks)


def _answer_of_day(
    command: ActOnMeeting,
    meeting: Meeting,
    person: str,
    name: str,
    view: View,
    facts: Facts,
    day: date | None,
) -> Outcome:
    """Note what somebody says of the day that comes, and tell the others."""
    answer = {Act.COME: "yes", Act.LATE: "late", Act.CANNOT: "no"}[command.act]
    known = meeting.attendee(person)
    if known is not None and meeting.is_guest(known):
        return _answer_of_guests(command, meeting, known, view, facts, day)
    noted = AttendeeAnswered(meeting.id, person, answer)
    did = Text(f"meeting-did-{command.act.value}")
    if known is not None and known.answer == answer == "yes":
        return answered(view.speaker.id, did)
    caseworker, _ = caseworker_of(meeting, view, facts)
    texts: dict[Part, str] = dict(TELLS[command.act])
    texts.pop(Part.CASEWORKER, None)
    if known is not None and known.part == Part.INVITED:
        # Those who are invited need not know of each other: only who invited them hears it.
        texts = {part: opening for part, opening in texts.items() if part == Part.PROPOSER}
    news = News(
        texts,
        view.now,
        person,
        Literal(name),
        command.act,
        day,
        more=(text("meeting-reason", who=name, words=reason_said(command.words)),) if command.words else (),
        args={"minutes": text("minutes", count=command.minutes)},
        caseworker=caseworker,
    )
    drafts = tell_parts(meeting, news)
    return Outcome(events=(noted,), drafts=drafts) + answered(view.speaker.id, did)


def _answer_of_guests(
    command: ActOnMeeting, meeting: Meeting, who: Attendee, view: View, facts: Facts, day: date | None
) -> Outcome:
    """Note what a home says that brings brothers and sisters: the one whom they visit hears of the children.

    The first of a home who answers says it for all of it. Words of theirs do not pass: nobody has said yes to
    writing to each other.
    """
    answer = {Act.COME: "yes", Act.LATE: "late", Act.CANNOT: "no"}[command.act]
    did = Text(f"meeting-did-{command.act.value}")
    if who.answer == answer == "yes":
        return answered(view.speaker.id, did)
    at_home = tuple(one for one in meeting.attendees if meeting.is_guest(one) and one.home == who.home)
    opening = "meeting-siblings-come" if command.act == Act.COME else TELLS[command.act][Part.PROPOSER]
    caseworker, _ = caseworker_of(meeting, view, facts)
    name = next((one.name for one in at_home if one.person == who.person and one.name), view.speaker.name)
    news = News(
        {Part.PROPOSER: opening},
        view.now,
        who.person,
        Literal(name),
        command.act,
        day,
        args={
            "minutes": text("minutes", count=command.minutes),
            "children": listing(meeting.brought_by(who.home) or ("–",)),
        },
        caseworker=caseworker,
    )
    drafts = tell_parts(meeting, news)
    inside = msgspec.structs.replace(news, texts={Part.INVITED: TELLS[command.act][Part.PROPOSER]})
    drafts += tell_parts(msgspec.structs.replace(meeting, attendees=at_home), inside)
    events = tuple(AttendeeAnswered(meeting.id, one.person, answer) for one in at_home)
    return Outcome(events=events, drafts=drafts) + answered(view.speaker.id, did)


def _replaced(meeting: Meeting, facts: Facts) -> Outcome:
    """Let what a meeting takes the place of be over: those who agreed to the new one know of it."""
    old = facts.meeting(meeting.replaces or "")
    if old is None:
        return Outcome()
    day = meeting.instead_of if old.when.is_series else None
    state = after(old.state_on(day), Act.REPLACE, Part.HOUSE)
    if state is None:
        return Outcome()
    return Outcome(
        events=(MeetingTurned(old.id, old.family, Act.REPLACE, state, None, day=day, is_changed=True),)
    )


def _way(meeting: Meeting, person: str) -> Presence | None:
    known = meeting.attendee(person)
    return known.way if known else None


def _state_said(meeting: Meeting, day: date | None) -> Text:
    return Text(f"meeting-is-{meeting.state_on(day).value}")


def in_hours(notice: timedelta) -> int:
    """Return how many whole hours there were."""
    return max(int(notice.total_seconds() // 3600), 0)
