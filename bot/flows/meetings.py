"""Meetings that there are: answered, moved, changed, called off, looked at, and told of afterwards.

What can happen to one stands in ``family.meeting``. How one is suggested is ``flows.proposing``'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from bot.chat.draft import Choice, Run
from bot.chat.people import DESK, Circle, Role
from bot.chat.text import Day, Literal, Text, Value, listing, text
from bot.family.commands import (
    AcknowledgeRevoked,
    ActOnMeeting,
    Command,
    ProposeMeeting,
    Show,
)
from bot.family.facts import Need
from bot.family.letters import wishes_said
from bot.family.meeting import ATTENDING, Act, Attendee, Kind, Meeting, Part, State, after
from bot.family.meetings import near_apart, part_of
from bot.family.showing import card, named, rows_for, rsvp_rows, title
from bot.family.wall import When
from bot.flows.checks import WordsForOthers
from bot.flows.form import Flow, OneOf, Option, Written
from bot.flows.when import LengthAsked, Timed, asked_moment, now_here, said_in

NOTE_CHARS = 300
ALL, _OTHER = "all", "other"
_DAYS_OF_SERIES = 6
IN_THE_WAY = ("ride", "work", "sick", "child-sick", "forgot", "other")
HOW = ("good", "mixed", "hard")


class OfMeetings(Flow):
    """Base of all that is about meetings."""

    needs = frozenset({Need.MEETINGS, Need.DESK, Need.GUARD})

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that it is about."""
        return self.facts.meeting(self.given("meeting"))

    @property
    def on(self) -> date | None:
        """The day of a series that it was opened for."""
        given = self.given("day")
        return date.fromisoformat(given) if given else None

    def gone(self) -> tuple[Command, ...]:
        """Say that there is no such meeting."""
        return (Show((text("meeting-gone"),)),)


class WordsAround(WordsForOthers):
    """Words about a meeting, which its other people read."""

    def circles(self, flow: Flow) -> tuple[Circle, ...]:
        """Return the circles whose people read it."""
        if isinstance(flow, OfMeetings) and (meeting := flow.meeting) is not None:
            known = {one.circle for one in meeting.attendees}
            return tuple(circle for circle in flow.view.circles if circle.id in known)
        about = getattr(flow, "about", None)  # where it is only now suggested
        if isinstance(about, Circle):
            return (about,)
        return flow.view.circles


class ActFlow(OfMeetings):
    """Base of what is done with one tap."""

    act: Act

    def finish(self) -> Sequence[Command]:
        """Do it."""
        person = self.given("person") or None
        return (ActOnMeeting(self.given("meeting"), self.act, self.on, person=person),)


def driver_options(_flow: Flow, _item: str) -> list[Option]:
    """Return who may drive."""
    return [Option(who, Text(f"label-driver-{who}")) for who in ("parent", "caregiver", "agency")]


def _overlapping(flow: OfMeetings) -> Meeting | None:
    """Return what the speaker has at that time already, if anything: their own calendar, nobody else's."""
    meeting, me = flow.meeting, flow.view.speaker.id
    if meeting is None:
        return None
    begins, ends = meeting.when.begins(), meeting.when.ends()
    for other in flow.facts.meetings:
        own = other.attendee(me)
        if other.id in (meeting.id, meeting.replaces) or own is None or own.way not in ATTENDING:
            continue
        if other.state != State.STANDING:
            continue
        for day in other.when.days(meeting.when.day - timedelta(days=1)):
            if day > meeting.when.day + timedelta(days=1):
                break
            is_there = other.state_on(day) == State.STANDING
            if is_there and other.when.begins(day) < ends and begins < other.when.ends(day):
                return other
    return None


def _clash_args(flow: AgreeFlow, _item: str) -> dict[str, Value | str | int]:
    other = _overlapping(flow)
    return {"what": title(other) if other else text("meeting-agency")}


class AgreeFlow(OfMeetings):
    """Agree to what is suggested. What it says stood above the button."""

    id = "meeting-agree"
    clash = OneOf(
        options=lambda _flow, _item: [
            Option("agree", Text("label-meeting-all-the-same")),
            Option("no", Text("label-reason-of-time")),
        ],
        when=lambda flow: not flow.given("person") and flow.is_mine() and _overlapping(flow) is not None,
        args=_clash_args,
    )

    def is_mine(self) -> bool:
        """Whether the speaker has the turn."""
        meeting = self.meeting
        part = part_of(meeting, self.view.speaker.id) if meeting else Part.OUTSIDER
        return meeting is not None and after(meeting.state, Act.AGREE, part) is not None

    def finish(self) -> Sequence[Command]:
        """Agree, or say no more than that the time does not work."""
        if self.clash == "no":
            return (ActOnMeeting(self.given("meeting"), Act.DECLINE, words="*time"),)
        person = self.given("person") or None
        return (ActOnMeeting(self.given("meeting"), Act.AGREE, person=person),)


def _reasons(*names: str) -> list[Option]:
    return [Option(f"*{name}", Text(f"label-reason-of-{name}")) for name in names]


class Reason(WordsAround):
    """Why: a ready answer, which everybody reads in their own language, or words of one's own; or nothing."""

    def __init__(self, *ready: str, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(
            limit=NOTE_CHARS, is_optional=True, options=lambda _flow, _item: _reasons(*ready), **kwargs
        )


class ReasonFlow(OfMeetings):
    """Base of what is done with a reason."""

    act: Act

    def finish(self) -> Sequence[Command]:
        """Do it."""
        person = self.given("person") or None
        why = self.answer("why")
        return (ActOnMeeting(self.given("meeting"), self.act, self.which_day(), words=why, person=person),)

    def which_day(self) -> date | None:
        """Return the day of a series that is meant, None for all of it."""
        return self.on

    def is_there(self) -> bool:
        """Whether there is anything to give a reason for: nobody is asked for nothing."""
        meeting, me = self.meeting, self.view.speaker
        if meeting is None:
            return False
        person = self.given("person")
        part = part_of(meeting, person or me.id, is_caseworker=me.is_caseworker)
        return after(meeting.state_on(self.which_day()), self.act, part) is not None


class DeclineFlow(ReasonFlow):
    """Say no to what is suggested."""

    id, act = "meeting-decline", Act.DECLINE
    why = Reason("time", "day", "sick", "away", when=lambda flow: flow.is_there())


class RefuseFlow(ReasonFlow):
    """A caseworker cannot let it be."""

    id, act, offered_to = "meeting-refuse", Act.REFUSE, DESK
    why = Reason("not-now", "court", "talk-first", when=lambda flow: flow.is_there())


class AllowFlow(ActFlow):
    """Let a wish go on to the other home."""

    id, act, offered_to = "meeting-allow", Act.ALLOW, DESK
    needs = frozenset({Need.MEETINGS, Need.DESK, Need.GUARD, Need.APART})


class ApproveFlow(ActFlow):
    """Say the caseworker's yes; where somebody would be near who must not be, only after a second look."""

    id, act, offered_to = "meeting-approve", Act.APPROVE, DESK
    needs = frozenset({Need.MEETINGS, Need.DESK, Need.GUARD, Need.APART})
    near = OneOf(
        options=lambda _flow, _item: [
            Option("yes", Text("label-meeting-all-the-same")),
            Option("no", Text("label-meeting-not-yet")),
        ],
        when=lambda flow: flow.is_near() is not None,
        args=lambda flow, _item: {"what": named(flow.is_near()) if flow.is_near() else Literal("–")},
    )

    def is_near(self) -> Meeting | None:
        """Return what is held close to it by somebody who may have no contact with one of its people."""
        meeting = self.meeting
        if meeting is None or after(meeting.state, Act.APPROVE, Part.CASEWORKER) is None:
            return None
        return near_apart(meeting, self.facts)

    def finish(self) -> Sequence[Command]:
        """Let it stand, or leave it waiting."""
        if self.near == "no":
            return (Show((text("meeting-left-waiting"),)),)
        return super().finish()


class TakeBackFlow(ActFlow):
    """Suggest it no more."""

    id, act = "meeting-take-back", Act.TAKE_BACK


class ComeFlow(ActFlow):
    """Say that one will be there."""

    id, act = "meeting-come", Act.COME


class LateFlow(OfMeetings):
    """Say how late one will be; the others hear it at once."""

    id = "meeting-late"
    minutes = LengthAsked(
        lengths=(10, 15, 20, 30, 45, 60), when=lambda flow: flow.meeting is not None, prompt="meeting-late-by"
    )

    def finish(self) -> Sequence[Command]:
        """Tell the others."""
        late = said_in(self.minutes).minutes or 0
        return (ActOnMeeting(self.given("meeting"), Act.LATE, self.on, minutes=late),)


def _day_options(flow: OfMeetings, _item: str) -> list[Option]:
    meeting = flow.meeting
    if meeting is None:
        return []
    options: list[Option] = []
    for day in meeting.when.days(now_here(flow).date() - timedelta(days=1)):
        if len(options) >= _DAYS_OF_SERIES:
            break
        if meeting.when.ends(day) > flow.view.now and meeting.state_on(day) == State.STANDING:
            options.append(Option(day.isoformat(), Day(day)))
    return [*options, Option(ALL, Text("label-all-of-them"), is_pinned=True)]


def _which_day(prompt: str) -> OneOf:
    return OneOf(
        options=_day_options,
        when=lambda flow: flow.is_series() and flow.on is None,
        prompt=prompt,
    )


class OfDay(ReasonFlow):
    """Base of what is done to one day of a series, or to all of it."""

    def is_series(self) -> bool:
        """Whether there are several days."""
        return self.meeting is not None and self.meeting.when.is_series

    def which_day(self) -> date | None:
        """Return the day that is meant."""
        chosen = self.answer("which")
        if chosen and chosen != ALL:
            return date.fromisoformat(chosen)
        return self.on


class CancelFlow(OfDay):
    """Call off what stands."""

    id, act = "meeting-cancel", Act.CANCEL
    which = _which_day("meeting-which-day")
    why = Reason("sick", "child-sick", "ride", "work", when=lambda flow: flow.is_there())


class CannotFlow(OfDay):
    """Say early that one cannot come; another time is offered at once."""

    id, act = "meeting-cannot", Act.CANNOT
    why = Reason(
        "sick", "child-sick", "ride", "work", when=lambda flow: flow.is_there() and not flow.is_guest()
    )

    def is_guest(self) -> bool:
        """Whether no reason of theirs would pass: the two homes have never said yes to writing."""
        own = self.meeting.attendee(self.view.speaker.id) if self.meeting else None
        return self.meeting is not None and own is not None and self.meeting.is_guest(own)

    def which_day(self) -> date | None:
        """Return the day that is meant: the one that it was asked of, else the next."""
        meeting = self.meeting
        if self.on is not None or meeting is None or not meeting.when.is_series:
            return self.on
        return meeting.next_day(self.view.now)


class OtherTime(OfMeetings, Timed):
    """Base of what asks for another time for a meeting that there is; it lasts as long as before."""

    @property
    def zone(self) -> str:
        """The clocks that counted before."""
        return self.meeting.when.zone if self.meeting else super().zone

    def when(self) -> When | None:
        """Return the other time, once it is known."""
        meeting, said = self.meeting, self.said
        if meeting is None or said.day is None or said.start is None:
            return None
        old = meeting.when
        is_whole = self.which_day() is None
        return When(
            said.day,
            said.start,
            said.minutes or old.minutes,
            self.zone,
            (said.every or old.every) if is_whole else None,
            (said.until or old.until) if is_whole else None,
        )

    def which_day(self) -> date | None:
        """Return the day of a series that is meant."""
        chosen = self.answer("which")
        return date.fromisoformat(chosen) if chosen and chosen != ALL else self.on

    def is_series(self) -> bool:
        """Whether there are several days."""
        return self.meeting is not None and self.meeting.when.is_series

    def may(self, act: Act) -> bool:
        """Whether the speaker can do this to it now."""
        meeting, me = self.meeting, self.view.speaker
        if meeting is None:
            return False
        part = part_of(meeting, me.id, is_caseworker=me.is_caseworker)
        return after(meeting.state, act, part) is not None


class CounterFlow(OtherTime):
    """Another time for what is suggested."""

    id, has_summary = "meeting-counter", True
    day, day_sure, day_surer, start, start_sure, start_surer = asked_moment(
        "meeting-other", when=lambda flow: flow.may(Act.COUNTER)
    )

    def finish(self) -> Sequence[Command]:
        """Suggest it."""
        when = self.when()
        if when is None:
            return (Show((text("meeting-passed"),)),)
        return (ActOnMeeting(self.given("meeting"), Act.COUNTER, when=when),)


class MoveFlow(OtherTime):
    """Another time for what stands: it stands until the other home has agreed to the new one."""

    id, has_summary = "meeting-move", True
    which = _which_day("meeting-move-which")
    day, day_sure, day_surer, start, start_sure, start_surer = asked_moment(
        "meeting-other", when=lambda flow: flow.can_move()
    )

    def can_move(self) -> bool:
        """Whether the speaker may move it: those who asked for it, or were asked."""
        return self.may(Act.MOVE) or self.may(Act.CHANGE)

    def finish(self) -> Sequence[Command]:
        """Suggest the other time, or, where it is the speaker's to say, say it."""
        meeting, when = self.meeting, self.when()
        if meeting is None or when is None:
            return (Show((text("meeting-passed"),)),)
        if meeting.circle is None or meeting.kind not in (Kind.VISIT, Kind.CALL):
            return (ActOnMeeting(meeting.id, Act.CHANGE, when=when),)
        parents = tuple(one.person for one in meeting.attendees if one.role == Role.PARENT)
        details = msgspec.structs.replace(meeting.details, reason="", hurdles=(), link="", supervision="")
        return (
            ProposeMeeting(
                meeting.kind,
                meeting.circle,
                parents,
                tuple(child for child, _ in meeting.children),
                when,
                details,
                replaces=meeting.id,
                instead_of=self.which_day() if meeting.when.is_series else None,
            ),
        )


CHANGES = ("driver", "meet", "bring", "note")


class ChangeFlow(OfMeetings):
    """Say more of what stands: who drives, where they meet on the way, what to bring."""

    id = "meeting-change"
    what = OneOf(
        options=lambda _flow, _item: [Option(one, Text(f"label-change-{one}")) for one in CHANGES],
        when=lambda flow: flow.may_change(),
    )
    driver = OneOf(
        options=driver_options,
        when=lambda flow: flow.what == "driver",
        prompt="visit-driver",
        args=lambda flow, _item: {"children": flow.children_named()},
    )
    words = WordsAround(
        limit=NOTE_CHARS,
        when=lambda flow: flow.what in ("meet", "bring", "note"),
        args=lambda flow, _item: {"what": Text(f"label-change-{flow.what or 'note'}")},
    )

    def children_named(self) -> Value:
        """Return the children that it is with, by name."""
        return listing([name for _, name in self.meeting.children] if self.meeting else ["–"])

    def may_change(self) -> bool:
        """Whether the speaker can say so."""
        meeting, me = self.meeting, self.view.speaker
        if meeting is None:
            return False
        part = part_of(meeting, me.id, is_caseworker=me.is_caseworker)
        return after(meeting.state, Act.CHANGE, part) is not None

    def finish(self) -> Sequence[Command]:
        """Say it to all who come."""
        if not self.what:
            return (Show((text("meeting-passed"),)),)
        changes = {self.what: self.driver if self.what == "driver" else self.words}
        return (ActOnMeeting(self.given("meeting"), Act.CHANGE, changes=changes),)


# --- looking -------------------------------------------------------------------------------------


class MeetingFlow(OfMeetings):
    """Look at one meeting, with all that can be done about it."""

    id = "meeting"
    needs = OfMeetings.needs | {Need.LETTERS}

    def finish(self) -> Sequence[Command]:
        """Show it."""
        meeting, me = self.meeting, self.view.speaker
        if meeting is None:
            return self.gone()
        own = meeting.attendee(me.id)
        on = self.on if self.on is not None or not meeting.when.is_series else meeting.next_day(self.view.now)
        state = meeting.state_on(on)
        parts: list[Value] = [card(meeting, own.way if own else None, on)]
        parts += wishes_said(meeting, on or meeting.when.day, self.view, self.facts)
        people = [one.name for one in self._named(meeting, own) if one.name and one.person != me.id]
        if people:
            parts.append(text("meeting-with", people=listing(people)))
        parts.append(Text(f"meeting-is-{state.value}"))
        return (Show(tuple(parts), self._rows(meeting, on)),)

    def _named(self, meeting: Meeting, own: Attendee | None) -> Sequence[Attendee]:
        """Return who may be named: of two homes joined for this alone, neither to the other's people."""
        if self.view.speaker.is_caseworker:
            return meeting.attendees
        if own is not None and meeting.is_guest(own):
            return tuple(one for one in meeting.attendees if one.home == own.home)
        return tuple(one for one in meeting.attendees if not meeting.is_guest(one))

    def _rows(self, meeting: Meeting, on: date | None) -> tuple[tuple[Choice, ...], ...]:
        me = self.view.speaker
        part = part_of(meeting, me.id, is_caseworker=me.is_caseworker)
        state = meeting.state_on(on)
        if state != State.STANDING and after(state, Act.HAPPENED, part) is not None:
            given = {"meeting": meeting.id, "day": on.isoformat() if on else ""}
            return (
                (
                    Choice(
                        Text("label-meeting-happened"), Run("meeting-after", {**given, "out": "happened"})
                    ),
                    Choice(Text("label-meeting-missed"), Run("meeting-after", {**given, "out": "missed"})),
                ),
            )
        if state != State.STANDING:
            return rows_for(meeting, part, on)
        own = meeting.attendee(me.id)
        holds_it = part == Part.PROPOSER and meeting.kind not in (Kind.VISIT, Kind.CALL)
        rows = list(rsvp_rows(meeting, own.way, on)) if own and not holds_it else []
        given = {"meeting": meeting.id, **({"day": on.isoformat()} if on else {})}
        if after(meeting.state_on(on), Act.CHANGE, part) is not None:
            moving = Choice(Text("label-meeting-move"), Run("meeting-move", {"meeting": meeting.id}))
            changing = Choice(Text("label-meeting-change"), Run("meeting-change", given))
            off = Choice(Text("label-meeting-cancel"), Run("meeting-cancel", {"meeting": meeting.id}))
            rows.append((changing, off) if me.is_caseworker and own is None else (moving, changing))
            if own is not None:
                rows.append((off,))
        return tuple(rows)


class ReadFlow(OfMeetings):
    """A parent has read that a meeting cannot be."""

    id = "meeting-read"

    def finish(self) -> Sequence[Command]:
        """Note it."""
        return (AcknowledgeRevoked(self.given("meeting")),)


class AfterFlow(OfMeetings):
    """Say what came of a meeting: that it happened and how it went, or what got in the way."""

    id = "meeting-after"
    how = OneOf(
        options=lambda _flow, _item: [Option(one, Text(f"label-how-{one}")) for one in HOW],
        is_optional=True,
        when=lambda flow: flow.is_open() and flow.out == "happened",
    )
    more = WordsAround(
        limit=NOTE_CHARS,
        is_optional=True,
        when=lambda flow: flow.is_open() and flow.out == "happened",
        args=lambda flow, _item: {"people": flow.others()},
    )
    way = OneOf(
        options=lambda _flow, _item: [Option(one, Text(f"label-way-{one}")) for one in IN_THE_WAY],
        is_optional=True,
        when=lambda flow: flow.is_open() and flow.out == "missed",
        args=lambda flow, _item: {"caseworker": flow.caseworker()},
    )
    way_words = Written(
        limit=NOTE_CHARS,
        is_optional=True,
        when=lambda flow: flow.is_open() and flow.way == _OTHER,
        args=lambda flow, _item: {"caseworker": flow.caseworker()},
    )

    @property
    def out(self) -> str:
        """What came of it, by the button that opened this."""
        return self.given("out")

    def is_open(self) -> bool:
        """Whether the speaker can say so of it."""
        meeting, me = self.meeting, self.view.speaker
        if meeting is None:
            return False
        part = part_of(meeting, me.id, is_caseworker=me.is_caseworker)
        return after(meeting.state_on(self.on), Act.HAPPENED, part) is not None

    def others(self) -> Value:
        """Return who else reads it."""
        me, meeting = self.view.speaker.id, self.meeting
        people = [one.name for one in meeting.attendees if one.person != me and one.name] if meeting else []
        return listing(people or ["–"])

    def caseworker(self) -> Value:
        """Return who reads what got in the way."""
        names = [line.caseworker_name for line in self.view.lines[:1]]
        return Literal(names[0] if names else self.view.speaker.name)

    def finish(self) -> Sequence[Command]:
        """Note it."""
        if not self.is_open() or not self.out:
            return (Show((text("meeting-passed"),)),)
        did = Act.HAPPENED if self.out == "happened" else Act.MISSED
        how = self.how if did == Act.HAPPENED else self.way
        words = self.more if did == Act.HAPPENED else self.way_words
        return (ActOnMeeting(self.given("meeting"), did, self.on, how=how, words=words),)
