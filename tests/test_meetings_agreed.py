"""Whatever two homes and a caseworker do about their meetings: what stands is what all of them said yes to.

The model keeps who said yes to which time, who was asked, and what marks stand in which meeting's words; it
knows the rules only by what they answer, and looks at every draft that anybody would read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from itertools import islice
from typing import Any, Final

import msgspec
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.chat.draft import Draft, Run
from bot.chat.people import Role
from bot.family import commands as c
from bot.family import events as e
from bot.family.inviting import invite, let_come
from bot.family.meeting import Act, Details, Kind, Meeting, Part, Presence, State, after
from bot.family.meetings import act, propose
from bot.family.news import lapsed
from bot.family.outcome import Outcome
from bot.family.permitting import withdraw
from bot.family.terms import CASEWORKER, NOBODY, Contact, Permission
from bot.family.wall import When
from tests.meetings import AT_FIVE, AT_FOUR, NOW, ROLES, ZONE, attendee, circle, facts, permission, said, view

CIRCLES: Final = (circle("ana", "wendy", "carl"), circle("joshua", "wendy", "carl", id_="other"))
HOME: Final = ("wendy", "carl")
UNTIL: Final = date(2026, 12, 31)
MOST: Final = 120
WHENS: Final = (
    AT_FOUR,
    AT_FIVE,
    When(date(2026, 12, 5), time(10), 90, ZONE),
    When(date(2026, 12, 3), time(16), 60, ZONE, every=1, until=date(2026, 12, 24)),
    When(date(2026, 12, 4), time(16), 60, ZONE, every=2),
    When(date(2027, 1, 12), time(16), 60, ZONE),
    When(date(2026, 12, 8), time(9), 240, ZONE),
)
"""Some times inside what is allowed, and two outside: after its end, and too long."""
OPEN: Final = (State.WISHED, State.PROPOSED, State.COUNTERED, State.AWAITING)
TURN: Final = {
    State.WISHED: (Part.CASEWORKER, "meeting-allow"),
    State.PROPOSED: (Part.ASKED, "meeting-agree"),
    State.COUNTERED: (Part.PROPOSER, "meeting-agree"),
    State.AWAITING: (Part.CASEWORKER, "meeting-approve"),
}
MARK: Final = re.compile(r"\b(what|place)-(\d+)\b")
AT_ONCE: Final = 5

people = st.sampled_from(tuple(ROLES))
numbers = st.integers(0, 1000)
whens = st.sampled_from(WHENS)
kinds = st.sampled_from((Kind.VISIT, Kind.CALL))


def side_of(person: str) -> str:
    """Return whose yes it is that somebody gives: the parent's, the home's, or the agency's."""
    role = ROLES[person]
    return "agency" if role == Role.CASEWORKER else "home" if role == Role.CAREGIVER else "parent"


@dataclass
class Known:
    """What the model keeps of a meeting: who said yes to which time, and who was asked by which button."""

    mark: int
    writer: str
    yes: dict[str, When] = field(default_factory=dict)
    asked: set[tuple[str, str]] = field(default_factory=set)
    is_suggested: bool = True


class Agreeing(RuleBasedStateMachine):
    """Ana, the home of Wendy and Carl, Joshua who is invited at times, and Tianna."""

    @initialize(
        visit=st.sampled_from((CASEWORKER, NOBODY)),
        call=st.sampled_from((CASEWORKER, NOBODY)),
        appointment=st.sampled_from((CASEWORKER, NOBODY, "")),
        way=st.sampled_from((Contact.PHONE, Contact.QUESTIONS, Contact.KNOW)),
        marked=st.sets(st.sampled_from(("ana", "joshua"))),
    )
    def begins(self, visit: str, call: str, appointment: str, way: Contact, marked: set[str]) -> None:
        limits = {"until": UNTIL, "max_minutes": MOST}
        given = [
            permission("ana", Contact.VISIT, approval=visit, **limits),
            permission("ana", Contact.PHONE, approval=call, **limits),
            permission("joshua", way, **limits),
        ]
        if appointment:
            given += [
                permission(who, Contact.APPOINTMENT, approval=appointment, **limits)
                for who in ("ana", "joshua")
            ]
        self.permissions: dict[str, Permission] = {one.id: one for one in given}
        self.marked = marked
        self.meetings: dict[str, Meeting] = {}
        self.known: dict[str, Known] = {}
        self._marks = 0

    # What people do.

    @rule(who=people, when=whens, kind=kinds)
    def suggests(self, who: str, when: When, kind: Kind) -> None:
        self._suggests(who, when, kind, None, None)

    @rule(who=people, number=numbers, when=whens)
    def moves(self, who: str, number: int, when: When) -> None:
        mine = [one for one in self._mine(who) if self._can_be_moved(one, who)]
        if mine:
            one = mine[number % len(mine)]
            days = [day for day in _days(one) if one.state_on(day) == State.STANDING]
            day = days[number % len(days)] if days and number % 2 else None
            self._suggests(who, when if day is None else _once(when), one.kind, one, day)

    def _suggests(self, who: str, when: When, kind: Kind, old: Meeting | None, day: date | None) -> None:
        if len(self.meetings) >= AT_ONCE:
            return
        self._marks += 1
        command = c.ProposeMeeting(
            kind,
            "circle",
            ("ana",),
            ("gladys",),
            when,
            Details(title=f"what-{self._marks}", place=f"place-{self._marks}"),
            replaces=old.id if old else None,
            instead_of=day,
        )
        self._take(who, propose(command, view(who, *CIRCLES), self._facts(who)), command)

    @precondition(lambda self: not self._held())
    @rule(who=st.sampled_from(HOME), when=whens)
    def invites(self, who: str, when: When) -> None:
        if len(self.meetings) < AT_ONCE:
            self._marks += 1
            details = Details(title=f"what-{self._marks}", place=f"place-{self._marks}")
            command = c.InviteToMeeting(Kind.APPOINTMENT, "gladys", when, details)
            self._take(who, invite(command, view(who, *CIRCLES), self._facts(who)), command)

    @precondition(lambda self: self._held())
    @rule(who=st.sampled_from(("ana", "joshua")), is_allowed=st.booleans())
    def is_let_come(self, who: str, *, is_allowed: bool) -> None:
        command = c.LetCome(self._held()[0].id, who, is_allowed)
        self._take("tianna", let_come(command, view("tianna"), self._facts("tianna")), command)

    @precondition(lambda self: self.meetings)
    @rule(who=people, number=numbers, what=st.sampled_from(Act), when=whens)
    def does_anything(self, who: str, number: int, what: Act, when: When) -> None:
        one = list(self.meetings.values())[number % len(self.meetings)]
        self._does(who, one, what, when, number)

    @precondition(lambda self: self._open())
    @rule(number=numbers, when=whens)
    def whoever_has_the_turn_says_yes(self, number: int, when: When) -> None:
        self._answers(number, Act.AGREE, when)

    @precondition(lambda self: self._open())
    @rule(number=numbers, when=whens)
    def whoever_has_the_turn_has_another_time(self, number: int, when: When) -> None:
        self._answers(number, Act.COUNTER, when)

    def _answers(self, number: int, way: Act, when: When) -> None:
        one = self._open()[number % len(self._open())]
        part, flow = TURN[one.state]
        turn = [who for who in ROLES if self._part(one, who) == part]
        what = way if flow == "meeting-agree" else Act(flow.removeprefix("meeting-"))
        self._does(turn[number % len(turn)], one, what, when, number)

    @precondition(lambda self: self._open())
    @rule(number=numbers, when=whens)
    def it_goes_on_until_it_stands(self, number: int, when: When) -> None:
        one = self._open()[number % len(self._open())]
        for _ in range(4):
            if self.meetings[one.id].state in OPEN:
                place = [other.id for other in self._open()].index(one.id)
                self._answers(place, Act.AGREE, when)

    @precondition(lambda self: self.meetings)
    @rule(who=people, number=numbers, wish=numbers, when=whens)
    def does_what_can_be_done(self, who: str, number: int, wish: int, when: When) -> None:
        mine = [(one, what) for one in self._mine(who) for what in Act if self._can(one, what, who)]
        if mine:
            one, what = mine[wish % len(mine)]
            self._does(who, one, what, when, number)

    def _does(self, who: str, one: Meeting, what: Act, when: When, number: int) -> None:
        days = _days(one)
        is_set = one.state == State.STANDING
        day = days[number % len(days)] if days and is_set and number % 3 else None
        other = when if what == Act.COUNTER or (what == Act.CHANGE and number % 2) else None
        command = c.ActOnMeeting(one.id, what, day=day, when=other, minutes=10)
        self._take(who, act(command, view(who, *CIRCLES), self._facts(who)), command)

    @rule(
        kinds_of=st.sets(st.sampled_from((Contact.VISIT, Contact.PHONE, Contact.APPOINTMENT)), min_size=1),
        number=numbers,
    )
    def is_withdrawn(self, kinds_of: set[Contact], number: int) -> None:
        if number % 8 == 7:
            command = c.WithdrawPermission("ana", ("gladys",), tuple(sorted(kinds_of)), is_told=True)
            self._take("tianna", withdraw(command, view("tianna"), self._facts("tianna")), command)

    @rule(number=numbers)
    def a_day_passes_without_an_answer(self, number: int) -> None:
        waiting = [one for one in self.meetings.values() if after(one.state, Act.LAPSE, Part.HOUSE)]
        if waiting and number % 8 == 7:
            one = waiting[number % len(waiting)]
            event = e.MeetingTurned(one.id, one.family, Act.LAPSE, State.LAPSED, None)
            self._take("", Outcome(events=(event,), drafts=lapsed(one, NOW, "tianna")), None)

    @rule()
    def what_is_settled_is_forgotten(self) -> None:
        replaced = {one.replaces for one in self.meetings.values()}
        for one in list(self.meetings.values()):
            is_linked = one.id in replaced or one.replaces in self.meetings
            if one.state not in (*OPEN, State.STANDING) and not is_linked:
                del self.meetings[one.id], self.known[one.id]

    # What is loaded for them, as the store would.

    def _facts(self, who: str) -> Any:  # noqa: ANN401 - Facts
        return facts(who, self.meetings.values(), self.permissions.values(), *CIRCLES, marked=self.marked)

    def _mine(self, who: str) -> tuple[Meeting, ...]:
        return tuple(self._facts(who).meetings)

    def _held(self) -> list[Meeting]:
        return [one for one in self.meetings.values() if one.kind == Kind.APPOINTMENT]

    def _open(self) -> list[Meeting]:
        return [one for one in self.meetings.values() if one.state in OPEN]

    def _part(self, one: Meeting, who: str) -> Part:
        known = one.attendee(who)
        is_caseworker = ROLES[who] == Role.CASEWORKER
        return known.part if known else Part.CASEWORKER if is_caseworker else Part.OUTSIDER

    def _can(self, one: Meeting, what: Act, who: str) -> bool:
        return after(one.state, what, self._part(one, who)) is not None

    def _can_be_moved(self, one: Meeting, who: str) -> bool:
        return one.circle is not None and one.kind != Kind.APPOINTMENT and self._can(one, Act.MOVE, who)

    # What comes of it, written down as the store would.

    def _take(self, who: str, outcome: Outcome, command: object) -> None:
        before = dict(self.meetings)
        touched = {one.meeting for one in outcome.events if isinstance(one, e.MeetingTurned)}
        self._look_that_only_this_is_touched(command, touched, outcome)
        self._write_down(who, outcome)
        for one in self.meetings.values():
            if one != before.get(one.id) and one.state in OPEN:
                self.known[one.id].asked.clear()
        for draft in outcome.drafts:
            self._look_at(draft)
            if not isinstance(command, c.WithdrawPermission):
                assert said(draft, "es")
            for flow, meeting in _buttons(draft):
                if meeting in self.known:
                    self.known[meeting].asked.add((draft.to, flow))
        if command is not None and outcome.events:
            assert any(draft.to == who for draft in outcome.drafts), "whoever did it hears nothing"

    def _write_down(self, who: str, outcome: Outcome) -> None:
        for event in outcome.events:
            match event:
                case e.MeetingMade():
                    self._made(event, who)
                case e.MeetingTurned():
                    self._turned(event, who)
                case e.AttendeeWay():
                    self._way(event)
                case e.PermissionWithdrawn():
                    old = self.permissions[event.permission]
                    self.permissions[old.id] = msgspec.structs.replace(old, is_withdrawn=True)
                case _:
                    pass

    def _look_that_only_this_is_touched(self, command: object, touched: set[str], outcome: Outcome) -> None:
        if not isinstance(command, c.ActOnMeeting):
            return
        one = self.meetings[command.meeting]
        others = [
            event
            for event in outcome.events
            if isinstance(event, e.MeetingTurned) and event.meeting != one.id
        ]
        assert touched <= {one.id, one.replaces}
        if others:
            (other,) = others
            stands = [
                event
                for event in outcome.events
                if isinstance(event, e.MeetingTurned) and event.meeting == one.id
            ]
            assert [event.state for event in stands] == [State.STANDING], "it made way too early"
            assert (other.act, other.state) == (Act.REPLACE, State.MOVED)
            assert other.day == (one.instead_of if self.meetings[other.meeting].when.is_series else None)

    def _made(self, event: e.MeetingMade, who: str) -> None:
        one = event.meeting
        self.meetings[one.id] = one
        is_suggested = one.state != State.STANDING
        known = Known(self._marks, who, is_suggested=is_suggested)
        known.yes[side_of(who)] = one.when
        self.known[one.id] = known

    def _turned(self, event: e.MeetingTurned, who: str) -> None:
        one, known = self.meetings[event.meeting], self.known[event.meeting]
        changes: dict[str, Any] = {}
        if event.day is None:
            changes["state"] = event.state
        else:
            changes["days"] = {**one.days, event.day: event.state}
        if event.when is not None:
            changes["when"] = event.when
        if event.needs_approval is not None:
            changes["needs_approval"] = event.needs_approval
        if event.act == Act.ALLOW:
            changes["is_private"] = False
        one = self.meetings[event.meeting] = msgspec.structs.replace(one, **changes)
        if event.act in (Act.AGREE, Act.AGREE_TO_ASK, Act.COUNTER, Act.ALLOW, Act.APPROVE):
            known.yes[side_of(who)] = one.when

    def _way(self, event: e.AttendeeWay) -> None:
        one = self.meetings[event.meeting]
        found = [
            msgspec.structs.replace(who, way=event.way) if who.person == event.person else who
            for who in one.attendees
            if not (event.is_gone and who.person == event.person)
        ]
        if event.person not in {who.person for who in found} and not event.is_gone:
            found.append(attendee(event.person, Part.INVITED, event.way))
        self.meetings[event.meeting] = msgspec.structs.replace(one, attendees=tuple(found))

    def _look_at(self, draft: Draft) -> None:
        """See that nobody reads of a wish but its writer, and nobody of a place where they do not go."""
        marks = {(kind, int(number)) for kind, number in MARK.findall(_carried(draft))}
        for one in self.meetings.values():
            known = self.known[one.id]
            own = one.attendee(draft.to)
            is_named = ("what", known.mark) in marks
            if is_named and one.is_private:
                assert draft.to in (known.writer, "tianna"), f"{draft.to} reads of a wish"
            if is_named and own is None:
                assert draft.to in ("tianna", *self._just_gone(one)), f"{draft.to} has nothing to do with it"
            if ("place", known.mark) in marks and draft.to != "tianna":
                assert own is not None
                assert own.way == Presence.IN_PERSON, f"{draft.to} reads where it is"
            assert not is_named or draft.to in ROLES

    def _just_gone(self, one: Meeting) -> tuple[str, ...]:
        """Return who was told that they cannot come any more: named is what, not where."""
        return ("ana",) if one.kind == Kind.APPOINTMENT else ()

    # What must be so at every moment.

    def _suggested(self) -> Iterator[tuple[Meeting, Known]]:
        for one in self.meetings.values():
            if self.known[one.id].is_suggested:
                yield one, self.known[one.id]

    @invariant()
    def what_stands_all_have_said_yes_to_at_the_same_time(self) -> None:
        for one, known in self._suggested():
            if one.state != State.STANDING:
                continue
            for side in ("parent", "home"):
                assert known.yes.get(side) == one.when, f"the {side} never said yes to {one.when}"
            if self._takes_the_caseworker(one):
                assert known.yes.get("agency") == one.when, f"the caseworker never said yes to {one.when}"

    def _takes_the_caseworker(self, one: Meeting) -> bool:
        contact = Contact.VISIT if one.kind == Kind.VISIT else Contact.PHONE
        allowed = self.permissions[f"ana-{contact.value}"]
        last = one.when.until if one.when.is_series else one.when.day
        is_inside = last is not None and last <= UNTIL and one.when.minutes <= MOST
        is_marked = one.kind == Kind.VISIT and "ana" in self.marked
        return allowed.terms.approval == CASEWORKER or allowed.is_withdrawn or not is_inside or is_marked

    @invariant()
    def where_it_is_open_one_has_the_turn_was_asked_and_can_answer(self) -> None:
        for one, known in self._suggested():
            if one.state not in OPEN:
                continue
            part, flow = TURN[one.state]
            turn = [who for who in ROLES if self._part(one, who) == part]
            assert turn, "nobody has the turn"
            asked = [who for who in turn if (who, flow) in known.asked]
            assert asked, f"nobody of {turn} was asked about what is {one.state.value}"
            for who in asked:
                assert one in self._mine(who), f"{who} was asked about what they cannot find"
            others = [who for who in ROLES if who not in turn and self._part(one, who) != Part.OUTSIDER]
            answering = (Act.AGREE, Act.ALLOW, Act.APPROVE)
            assert not [who for who in others if any(self._can(one, what, who) for what in answering)]

    @invariant()
    def a_wish_is_only_its_writers_and_the_caseworkers(self) -> None:
        for one, known in self._suggested():
            if one.is_private:
                assert [who for who in ROLES if one in self._mine(who)] == sorted(
                    (known.writer, "tianna"), key=list(ROLES).index
                )

    @invariant()
    def what_makes_way_stands_until_then(self) -> None:
        for one, _ in self._suggested():
            old = self.meetings.get(one.replaces or "")
            if old is None:
                continue
            on = one.instead_of if old.when.is_series else None
            if one.state == State.STANDING:
                assert old.state_on(on) != State.STANDING, "both stand"
        moved = [one for one in self.meetings.values() if one.state == State.MOVED]
        for old in moved:
            assert any(one.replaces == old.id for one in self.meetings.values()), "moved, and to nowhere"


def _once(when: When) -> When:
    return When(when.day, when.start, when.minutes, when.zone)


def _days(one: Meeting) -> list[date]:
    return list(islice(one.when.days(), 4)) if one.when.is_series else []


def _carried(draft: Draft) -> str:
    """Return everything that is in what somebody reads, whatever becomes of it when it is said."""
    return msgspec.json.encode(draft.parts).decode()


def _buttons(draft: Draft) -> Iterator[tuple[str, str]]:
    for row in draft.rows:
        for choice in row:
            if isinstance(choice.act, Run) and "meeting" in choice.act.given:
                yield choice.act.flow, str(choice.act.given["meeting"])


def test_what_stands_is_what_all_said_yes_to_and_nobody_waits_for_each_other() -> None:
    run_state_machine_as_test(
        Agreeing,
        settings=settings(
            max_examples=250,
            stateful_step_count=50,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate, Phase.shrink),
        ),
    )


@pytest.mark.soak
def test_what_stands_is_what_all_said_yes_to_for_a_long_time() -> None:
    run_state_machine_as_test(
        Agreeing,
        settings=settings(
            max_examples=4000, stateful_step_count=60, deadline=None, database=None, derandomize=False
        ),
    )
