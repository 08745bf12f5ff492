"""Every state of a meeting with every act by everybody: what is in the table happens, and no more.

All of it goes through the rule that the turns go through. The cases are made of the enums, so that a new
state or act is tried before anybody has thought of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, time, timedelta
from itertools import product
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from bot.chat.draft import Draft, Kind
from bot.chat.text import Text
from bot.family.commands import ActOnMeeting, InviteToMeeting, ProposeMeeting, WithdrawPermission
from bot.family.events import AttendanceSaid, AttendeeAnswered, AttendeeWay, Event, MeetingMade, MeetingTurned
from bot.family.inviting import invite
from bot.family.meeting import NEXT, SETTLED, TELLS, Act, Details, Meeting, Part, Presence, State, after
from bot.family.meeting import Kind as MeetingKind
from bot.family.meetings import act, propose
from bot.family.outcome import Outcome
from bot.family.permitting import withdraw
from bot.family.showing import card, rows_for
from bot.family.terms import CASEWORKER, Contact
from bot.family.wall import When
from bot.flows.registry import FLOWS
from bot.policy.kindness import attacks
from tests.meetings import (
    AT_FIVE,
    AT_FOUR,
    BEGINNINGS,
    LANGUAGES,
    NOW,
    PERSON_OF,
    PLACE,
    ZONE,
    attendee,
    circle,
    drawn,
    facts,
    flows_under,
    meeting,
    permission,
    said,
    texts,
    view,
)

PAGE: Final = Path(__file__).parent.parent / "docs" / "meetings.md"
OPEN: Final = (State.WISHED, State.PROPOSED, State.COUNTERED, State.AWAITING)
by_value: Final[Any] = {"ids": lambda value: value.value}

ON_A_DAY: Final = (
    State.STANDING,
    State.CANCELLED,
    State.MOVED,
    State.OVER,
    State.HAPPENED,
    State.MISSED,
    State.UNCLEAR,
)
"""How one day of a series can stand beside the rest."""
NEWS_OF_A_DAY: Final = (Act.COME, Act.LATE)
TUESDAYS: Final = When(date(2026, 12, 1), time(16), 60, ZONE, every=1, until=date(2027, 3, 30))
THIRD: Final = date(2026, 12, 15)
HERE: Final = circle("ana", "wendy", "carl")
ALLOWED: Final = (permission(), permission("joshua"))
TURNS: Final = {State.WISHED: Act.ALLOW, State.AWAITING: Act.APPROVE}
"""What moves what is open on; where it is nothing else, the other home's yes."""


def done(
    one: Meeting,
    what: Act,
    part: Part,
    *,
    day: date | None = None,
    person: str | None = None,
    beside: tuple[Meeting, ...] = (),
) -> Outcome:
    """Let whoever is this to the visit do something to it, with all that the act could want."""
    speaker = PERSON_OF[part]
    command = ActOnMeeting(
        one.id, what, day=day, when=AT_FIVE if what == Act.COUNTER else None, person=person, minutes=10
    )
    # Whatever is loaded for them: the rule itself knows who is who.
    loaded = msgspec.structs.replace(facts(speaker, (), ALLOWED, HERE), meetings=(one, *beside))
    return act(command, view(speaker, HERE), loaded)


def ids_of(draft: Draft) -> list[str]:
    return [part.id for part in draft.parts if isinstance(part, Text)]


def answer_of(outcome: Outcome, person: str) -> Draft:
    """Return what whoever spoke reads."""
    (answer,) = (one for one in outcome.drafts if one.to == person and one.kind == Kind.ANSWER)
    return answer


def look_that_it_can_be_read(drafts: Iterable[Draft]) -> None:
    for draft in drafts:
        for language in LANGUAGES:
            words = said(draft, language)
            assert words.strip()
            assert not attacks(words)
        known = {flow.id for flow in FLOWS}
        assert flows_under(draft) <= known


def look_that_it_is_refused(outcome: Outcome, one: Meeting, part: Part, day: date | None = None) -> None:
    assert outcome.events == ()
    assert outcome.opened == ()
    (answer,) = outcome.drafts
    assert answer.to == PERSON_OF[part]
    assert answer.kind == Kind.ANSWER
    if part == Part.OUTSIDER:
        assert ids_of(answer) == ["meeting-gone"]
    else:
        assert ids_of(answer) == ["meeting-passed", f"meeting-is-{one.state_on(day).value}"]
    look_that_it_can_be_read([answer])
    knows_the_place = part not in (Part.OUTSIDER, Part.INVITED)
    assert (PLACE in said(answer, "en")) == knows_the_place


def look_that_it_happened(
    outcome: Outcome, what: Act, part: Part, state: State, day: date | None = None
) -> None:
    speaker = PERSON_OF[part]
    first, *others = outcome.events
    if what in NEWS_OF_A_DAY or (what == Act.CANNOT and part == Part.INVITED):
        answer = {Act.COME: "yes", Act.LATE: "late", Act.CANNOT: "no"}[what]
        assert outcome.events == (AttendeeAnswered("meeting", speaker, answer),)
    else:
        assert isinstance(first, MeetingTurned)
        assert (first.meeting, first.family, first.act) == ("meeting", "family", what)
        assert (first.state, first.by, first.day) == (state, speaker, day)
        assert [type(one) for one in others] == _beside(what)
    answer_read = answer_of(outcome, speaker)
    assert f"meeting-did-{what.value}" in ids_of(answer_read)
    look_that_it_can_be_read(outcome.drafts)
    told = {one.to for one in outcome.drafts} - {speaker}
    wanted = {PERSON_OF[one] for one in TELLS[what] if one in PERSON_OF and one != part}
    if what in NEWS_OF_A_DAY or (what == Act.CANNOT and part == Part.INVITED):
        wanted -= {"tianna"}
    others_at_home = {"carl"} if Part.ASKED in TELLS[what] else set()
    if part == Part.INVITED:
        # Those who are invited need not know of each other: they may be kept apart.
        wanted, others_at_home = wanted & {PERSON_OF[Part.PROPOSER]}, set()
    assert wanted <= told
    assert told <= wanted | others_at_home, "somebody reads of it whom the table does not name"


def _beside(what: Act) -> list[type[Event]]:
    return [AttendanceSaid] if what in (Act.HAPPENED, Act.MISSED) else []


def told_by_the_other(one: Meeting, what: Act, part: Part, day: date | None = None) -> Meeting:
    """Let a day stand as it does because of what the other home has said: nobody disagrees with themself."""
    state, other = one.state_on(day), Part.ASKED if part == Part.PROPOSER else Part.PROPOSER
    if state == State.UNCLEAR:
        state = State.MISSED if what == Act.HAPPENED else State.HAPPENED
    if state not in (State.HAPPENED, State.MISSED):
        return one
    return msgspec.structs.replace(one, said={(day or one.when.day, other): state})


# --- what is in the table happens, and nothing else ----------------------------------------------


@pytest.mark.parametrize(("state", "part"), list(product(State, PERSON_OF)), **by_value)
def test_what_is_in_the_table_happens_and_nothing_else(state: State, part: Part) -> None:
    one = meeting(state)
    for what in Act:
        outcome = done(told_by_the_other(one, what, part), what, part)
        expected = NEXT.get((state, what, part))
        if expected is None or what == Act.MOVE:
            look_that_it_is_refused(outcome, one, part)
        else:
            look_that_it_happened(outcome, what, part, expected)


@pytest.mark.parametrize(("state", "part"), list(product(ON_A_DAY, PERSON_OF)), **by_value)
def test_a_day_of_a_series_goes_by_the_same_table(state: State, part: Part) -> None:
    one = meeting(State.STANDING, when=TUESDAYS, days={THIRD: state})
    for what in Act:
        outcome = done(told_by_the_other(one, what, part, THIRD), what, part, day=THIRD)
        expected = NEXT.get((state, what, part))
        if expected is None or what == Act.MOVE:
            look_that_it_is_refused(outcome, one, part, THIRD)
        else:
            look_that_it_happened(outcome, what, part, expected, THIRD)


@pytest.mark.parametrize(
    ("state", "part"), list(product(State, (Part.PROPOSER, Part.ASKED, Part.INVITED))), **by_value
)
def test_the_caseworker_enters_the_same_for_whoever_has_no_smartphone(state: State, part: Part) -> None:
    person = PERSON_OF[part]
    one = meeting(state)
    by_phone = tuple(
        msgspec.structs.replace(who, is_there=False, is_by_phone=True) if who.person == person else who
        for who in one.attendees
    )
    one = msgspec.structs.replace(one, attendees=by_phone)
    for what in Act:
        outcome = done(one, what, Part.CASEWORKER, person=person)
        if NEXT.get((state, what, part)) is None or what == Act.MOVE:
            look_that_it_is_refused(outcome, one, Part.CASEWORKER)
            continue
        first = outcome.events[0]
        assert isinstance(first, MeetingTurned | AttendeeAnswered)
        assert (first.by if isinstance(first, MeetingTurned) else first.person) == person
        assert person not in {draft.to for draft in outcome.drafts}
        look_that_it_can_be_read(outcome.drafts)


@pytest.mark.parametrize("person", ["ana", "joshua", "nobody"])
def test_nobody_speaks_for_whoever_has_a_phone_of_their_own(person: str) -> None:
    one = meeting(State.COUNTERED)
    for part in (Part.CASEWORKER, Part.ASKED):
        outcome = done(one, Act.AGREE, part, person=person)
        assert outcome.events == ()
        assert ids_of(answer_of(outcome, PERSON_OF[part])) == ["meeting-gone"]


@pytest.mark.parametrize(
    ("state", "part"), [(State.PROPOSED, Part.ASKED), (State.COUNTERED, Part.PROPOSER)], ids=str
)
def test_a_yes_goes_to_the_caseworker_where_she_has_to_say_yes(state: State, part: Part) -> None:
    outcome = done(meeting(state, needs_approval=True), Act.AGREE, part)
    look_that_it_happened(outcome, Act.AGREE_TO_ASK, part, State.AWAITING)
    asked = next(draft for draft in outcome.drafts if draft.to == "tianna")
    assert flows_under(asked) == {"meeting-approve", "meeting-refuse"}


def test_what_the_caseworker_let_pass_waits_for_her_again_once_it_has_another_time() -> None:
    wish = meeting(State.WISHED, needs_approval=True, is_private=True)
    wish = msgspec.structs.replace(wish, details=Details(hurdles=("none",)))
    allowed = turned(wish, done(wish, Act.ALLOW, Part.CASEWORKER))
    look_that_it_happened(done(allowed, Act.AGREE, Part.ASKED), Act.AGREE, Part.ASKED, State.STANDING)
    countered = turned(allowed, done(allowed, Act.COUNTER, Part.ASKED))
    assert countered.when == AT_FIVE
    agreed = done(countered, Act.AGREE, Part.PROPOSER)
    look_that_it_happened(agreed, Act.AGREE_TO_ASK, Part.PROPOSER, State.AWAITING)


def turned(one: Meeting, outcome: Outcome) -> Meeting:
    """Return how it is written down afterwards."""
    (event,) = outcome.events
    assert isinstance(event, MeetingTurned)
    needs = one.needs_approval if event.needs_approval is None else event.needs_approval
    return msgspec.structs.replace(
        one,
        state=event.state,
        when=event.when or one.when,
        needs_approval=needs,
        is_private=one.is_private and event.act != Act.ALLOW,
    )


def test_another_time_for_an_endless_series_ends_when_what_is_allowed_does() -> None:
    until = date(2027, 4, 1)
    given = (permission(until=until), permission("joshua", until=until))
    endless = When(date(2026, 12, 3), time(17), 60, ZONE, every=1)
    one = meeting(State.PROPOSED, when=TUESDAYS)
    command = ActOnMeeting(one.id, Act.COUNTER, when=endless)
    outcome = act(command, view("wendy", HERE), facts("wendy", [one], given, HERE))
    (event,) = outcome.events
    assert isinstance(event, MeetingTurned)
    assert event.when == msgspec.structs.replace(endless, until=until)


@pytest.mark.parametrize("part", [Part.PROPOSER, Part.ASKED])
def test_a_move_is_a_suggestion_beside_what_stands(part: Part) -> None:
    one = meeting(State.STANDING)
    speaker = PERSON_OF[part]
    command = ProposeMeeting(MeetingKind.VISIT, "circle", ("ana",), ("gladys",), AT_FIVE, replaces=one.id)
    outcome = propose(command, view(speaker, HERE), facts(speaker, [one], ALLOWED, HERE))
    (made,) = outcome.events
    assert isinstance(made, MeetingMade)
    assert (made.meeting.state, made.meeting.replaces, made.meeting.root) == (
        State.PROPOSED,
        one.id,
        one.root,
    )
    look_that_it_can_be_read(outcome.drafts)


# --- the clock and the table ---------------------------------------------------------------------


@pytest.mark.parametrize("what", [Act.CANCEL, Act.CANNOT, Act.COME, Act.LATE, Act.CHANGE])
@pytest.mark.parametrize("is_series", [False, True])
def test_what_is_over_is_neither_called_off_nor_announced(what: Act, *, is_series: bool) -> None:
    # Between its end and the question how it went it still stands, and has been.
    when = TUESDAYS if is_series else AT_FOUR
    one = meeting(State.STANDING, when=when)
    just_over = one.when.ends() + timedelta(minutes=1)
    command = ActOnMeeting(one.id, what, day=TUESDAYS.day if is_series else None, minutes=10)
    outcome = act(command, view("ana", HERE, now=just_over), facts("ana", [one], ALLOWED, HERE))
    assert outcome.events == ()
    (answer,) = outcome.drafts
    assert ids_of(answer)[0] == "meeting-passed"


def test_a_whole_series_can_be_called_off_after_its_first_day() -> None:
    one = meeting(State.STANDING, when=TUESDAYS)
    later = one.when.ends() + timedelta(days=8)
    outcome = act(
        ActOnMeeting(one.id, Act.CANCEL), view("ana", HERE, now=later), facts("ana", [one], ALLOWED, HERE)
    )
    (event,) = outcome.events
    assert isinstance(event, MeetingTurned)
    assert (event.state, event.day) == (State.CANCELLED, None)


@pytest.mark.parametrize(
    ("state", "what", "part"),
    [(State.PROPOSED, Act.COUNTER, Part.ASKED), (State.STANDING, Act.CHANGE, Part.CASEWORKER)],
)
def test_no_time_that_has_passed_can_be_suggested(state: State, what: Act, part: Part) -> None:
    one = meeting(state, kind=MeetingKind.TEAM)
    past = When(NOW.date() - timedelta(days=1), time(16), 60, ZONE)
    speaker = PERSON_OF[part]
    outcome = act(ActOnMeeting(one.id, what, when=past), view(speaker, HERE), facts(speaker, [one], (), HERE))
    assert outcome.events == ()
    assert ids_of(answer_of(outcome, speaker)) == ["meeting-when-past"]


@pytest.mark.parametrize("part", [Part.PROPOSER, Part.ASKED, Part.CASEWORKER])
def test_nobody_alone_gives_a_visit_that_stands_another_time(part: Part) -> None:
    one, speaker = meeting(State.STANDING), PERSON_OF[part]
    outcome = act(
        ActOnMeeting(one.id, Act.CHANGE, when=AT_FIVE),
        view(speaker, HERE),
        facts(speaker, [one], ALLOWED, HERE),
    )
    assert outcome.events == ()


def test_a_series_is_not_lost_where_one_of_its_days_is_to_be_another() -> None:
    series = meeting(State.STANDING, kind=MeetingKind.ACTIVITY, when=TUESDAYS)
    command = ActOnMeeting(series.id, Act.CHANGE, when=AT_FIVE)
    outcome = act(command, view("ana", HERE), facts("ana", [series], ALLOWED, HERE))
    assert outcome.events == ()
    later = msgspec.structs.replace(TUESDAYS, start=time(17))
    command = ActOnMeeting(series.id, Act.CHANGE, when=later)
    (event,) = act(command, view("ana", HERE), facts("ana", [series], ALLOWED, HERE)).events
    assert isinstance(event, MeetingTurned)
    assert event.when == later


# --- every word that it takes is there -----------------------------------------------------------


@pytest.mark.parametrize("what", list(Act), **by_value)
def test_for_every_act_it_is_said_who_hears_of_it(what: Act) -> None:
    assert what in TELLS
    for text_id in TELLS[what].values():
        assert texts().has(text_id)
    if what != Act.MOVE and any(act == what and part != Part.HOUSE for _, act, part in NEXT):
        assert texts().has(f"meeting-did-{what.value}")


def test_no_act_is_there_that_cannot_happen() -> None:
    assert {what for _, what, _ in NEXT} == set(Act)


@pytest.mark.parametrize("state", list(State), **by_value)
def test_every_state_can_be_said(state: State) -> None:
    for language in LANGUAGES:
        assert texts().render(language, f"meeting-is-{state.value}")


# --- there is a way to everywhere, and on --------------------------------------------------------


def reached(beginnings: Iterable[State]) -> set[State]:
    found = set(beginnings)
    while more := {after for (state, _, _), after in NEXT.items() if state in found} - found:
        found |= more
    return found


def test_every_state_is_reached_from_where_a_meeting_begins() -> None:
    assert reached(BEGINNINGS) == set(State)


def test_from_every_open_state_there_is_a_way_to_stand_and_a_way_to_end() -> None:
    for state in OPEN:
        assert State.STANDING in reached([state])
        assert SETTLED & reached([state])


def test_what_is_settled_never_waits_again() -> None:
    for state in SETTLED:
        assert not reached([state]) & {*OPEN, State.STANDING, State.OVER}


@pytest.mark.parametrize("state", OPEN, **by_value)
def test_in_every_open_state_exactly_one_has_the_turn_and_the_buttons_for_it(state: State) -> None:
    wanted = TURNS.get(state, Act.AGREE)
    turn = [part for part in PERSON_OF if after(state, wanted, part) is not None]
    assert len(turn) == 1, "two who could both go on wait for each other"
    flow = f"meeting-{wanted.value}"
    for part in PERSON_OF:
        opened = {choice.act.flow for row in rows_for(meeting(state), part) for choice in row}  # type: ignore[union-attr]
        assert (flow in opened) == (part in turn)
        if part not in turn and after(state, Act.TAKE_BACK, part):
            assert opened == {"meeting-take-back"}


@pytest.mark.parametrize("state", OPEN, **by_value)
def test_what_nobody_answers_ends_by_itself(state: State) -> None:
    assert after(state, Act.LAPSE, Part.HOUSE) == State.LAPSED
    assert after(state, Act.REVOKE, Part.HOUSE) == State.REVOKED


def test_the_house_does_only_what_nobody_else_does() -> None:
    of_house = {what for _, what, part in NEXT if part == Part.HOUSE}
    assert of_house == {Act.LAPSE, Act.REVOKE, Act.REPLACE, Act.END}
    assert not {what for _, what, part in NEXT if part != Part.HOUSE} & of_house
    assert not [part for _, _, part in NEXT if part == Part.OUTSIDER]


@pytest.mark.parametrize("every", [1, 2, 3])
@pytest.mark.parametrize("until", [None, date(2027, 3, 30)])
def test_a_series_can_be_said(every: int, until: date | None) -> None:
    series = When(date(2026, 12, 1), time(16), 60, ZONE, every=every, until=until)
    draft = Draft("", "", Kind.NOTICE, (card(meeting(State.STANDING, when=series)),))
    look_that_it_can_be_read([draft])


# --- the place -----------------------------------------------------------------------------------


@pytest.mark.parametrize("way", list(Presence), **by_value)
def test_the_place_is_on_the_card_of_whoever_is_there_in_person(way: Presence) -> None:
    shown = said(Draft("", "", Kind.NOTICE, (card(meeting(State.STANDING), way),)), "en")
    assert (PLACE in shown) == (way == Presence.IN_PERSON)


def test_the_caseworker_reads_no_place_to_whoever_takes_part_in_another_way() -> None:
    one = meeting(
        State.STANDING,
        kind=MeetingKind.APPOINTMENT,
        attendees=(
            attendee("wendy", Part.PROPOSER),
            attendee("joshua", Part.INVITED, Presence.KNOW, is_by_phone=True),
        ),
        proposer="wendy",
    )
    outcome = act(ActOnMeeting(one.id, Act.CANCEL), view("wendy", HERE), facts("wendy", [one], (), HERE))
    (please,) = (draft for draft in outcome.drafts if "meeting-phone" in ids_of(draft))
    assert "Joshua" in said(please, "en")
    assert PLACE not in said(please, "en")


# --- what is held by one home, and others are invited to ------------------------------------------

APART: Final = (circle("ana", "wendy", "carl", id_="one"), circle("joshua", "wendy", "carl", id_="other"))
TO_THE_DENTIST: Final = InviteToMeeting(
    MeetingKind.APPOINTMENT, "gladys", AT_FOUR, Details(title="Dentist", place=PLACE)
)
MAY_COME: Final = tuple(
    permission(who, kind) for who in ("ana", "joshua") for kind in (Contact.APPOINTMENT, Contact.KNOW)
)


def invited(marked: Iterable[str] = ()) -> tuple[Meeting, Outcome]:
    """Let Wendy invite both parents, each in a circle of their own, to the dentist."""
    loaded = facts("wendy", (), MAY_COME, *APART, marked=marked)
    outcome = invite(TO_THE_DENTIST, view("wendy", *APART), loaded)
    made = outcome.events[0]
    assert isinstance(made, MeetingMade)
    return made.meeting, outcome


def ways(one: Meeting) -> dict[str, Presence]:
    return {who.person: who.way for who in one.attendees if who.part == Part.INVITED}


def test_who_may_come_is_invited_in_person() -> None:
    one, outcome = invited()
    assert ways(one) == dict.fromkeys(("ana", "joshua"), Presence.IN_PERSON)
    assert {draft.to for draft in outcome.drafts} == {"ana", "joshua", "wendy"}


def test_whoever_is_to_be_kept_from_somebody_comes_only_when_the_caseworker_knows_of_it() -> None:
    one, outcome = invited(marked=("joshua",))
    assert ways(one) == {"ana": Presence.IN_PERSON, "joshua": Presence.KNOW}
    (asked,) = (draft for draft in outcome.drafts if draft.to == "tianna")
    assert flows_under(asked) == {"meeting-let-come"}
    assert not [draft for draft in outcome.drafts if draft.to == "joshua" and PLACE in said(draft, "en")]


@pytest.mark.parametrize("what", [Act.CANNOT, Act.LATE])
def test_who_is_invited_in_one_circle_hears_nothing_of_who_is_in_another(what: Act) -> None:
    one, _ = invited()
    command = ActOnMeeting(one.id, what, minutes=10)
    outcome = act(command, view("joshua", *APART), facts("joshua", [one], (), *APART))
    assert {draft.to for draft in outcome.drafts} == {"joshua", "wendy", "carl"}


def test_whom_the_caseworker_has_let_come_may_come_when_something_else_is_over() -> None:
    asking = (permission("ana", Contact.APPOINTMENT, approval=CASEWORKER), permission("ana", Contact.LETTERS))
    one = meeting(
        State.STANDING,
        kind=MeetingKind.APPOINTMENT,
        attendees=(attendee("wendy", Part.PROPOSER), attendee("ana", Part.INVITED)),
        proposer="wendy",
    )
    for kind, is_touched in ((Contact.LETTERS, False), (Contact.APPOINTMENT, True)):
        command = WithdrawPermission("ana", ("gladys",), (kind,), is_told=True)
        loaded = facts("tianna", [one], asking, APART[0])
        outcome = withdraw(command, view("tianna"), loaded)
        assert any(isinstance(event, AttendeeWay) for event in outcome.events) == is_touched


# --- the page ------------------------------------------------------------------------------------


def test_the_page_is_drawn_from_the_table() -> None:
    if os.environ.get("UPDATE_DOCS") == "1":
        PAGE.write_text(drawn(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == drawn()


# --- nobody disagrees with themself --------------------------------------------------------------


@pytest.mark.parametrize("part", [Part.PROPOSER, Part.ASKED], **by_value)
def test_who_corrects_what_they_said_is_believed(part: Part) -> None:
    one = msgspec.structs.replace(meeting(State.HAPPENED), said={(AT_FOUR.day, part): State.HAPPENED})
    first = done(one, Act.MISSED, part).events[0]
    assert isinstance(first, MeetingTurned)
    assert first.state == State.MISSED


def test_the_other_caregiver_of_a_home_corrects_the_first() -> None:
    said = {(AT_FOUR.day, Part.ASKED): State.MISSED, (AT_FOUR.day, Part.PROPOSER): State.HAPPENED}
    one = msgspec.structs.replace(meeting(State.UNCLEAR), said=said)
    first = done(one, Act.HAPPENED, Part.ASKED).events[0]
    assert isinstance(first, MeetingTurned)
    assert first.state == State.HAPPENED


def test_of_two_times_suggested_for_one_meeting_the_first_that_is_agreed_on_stands() -> None:
    old = msgspec.structs.replace(meeting(State.MOVED), id="old")
    second = msgspec.structs.replace(meeting(State.PROPOSED), replaces="old")
    outcome = done(second, Act.AGREE, Part.ASKED, beside=(old,))
    look_that_it_is_refused(outcome, second, Part.ASKED)
