"""A meeting: what it is, how its life goes, and who hears of what. The whole life stands in two tables.

Anything with a date: a visit, a call, an appointment, an activity, a team meeting, a day in court. Knows
nothing of permissions, of how it is asked for, and nothing of tables of the store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

import msgspec

from bot.chat.people import Role
from bot.family.terms import Contact
from bot.family.wall import When


class Kind(StrEnum):
    """What it is (PRODUCT, "Words": meeting)."""

    VISIT = "visit"
    CALL = "call"
    APPOINTMENT = "appointment"
    ACTIVITY = "activity"
    TEAM = "team"
    COURT = "court"


NEEDS: Mapping[Kind, Contact] = {
    Kind.VISIT: Contact.VISIT,
    Kind.CALL: Contact.PHONE,
    Kind.APPOINTMENT: Contact.APPOINTMENT,
    Kind.ACTIVITY: Contact.ACTIVITY,
}
"""The permission that it takes. What the agency itself invites to takes none."""

OF_AGENCY = frozenset({Kind.TEAM, Kind.COURT})


class State(StrEnum):
    """How a meeting, or one day of a series, stands."""

    WISHED = "wished"
    PROPOSED = "proposed"
    COUNTERED = "countered"
    AWAITING = "awaiting"
    STANDING = "standing"
    DECLINED = "declined"
    TAKEN_BACK = "taken-back"
    REFUSED = "refused"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    REVOKED = "revoked"
    MOVED = "moved"
    OVER = "over"
    HAPPENED = "happened"
    MISSED = "missed"
    UNCLEAR = "unclear"


class Act(StrEnum):
    """What may be done to it."""

    ALLOW = "allow"
    REFUSE = "refuse"
    TAKE_BACK = "take-back"
    LAPSE = "lapse"
    AGREE = "agree"
    AGREE_TO_ASK = "agree-to-ask"
    COUNTER = "counter"
    DECLINE = "decline"
    APPROVE = "approve"
    CANCEL = "cancel"
    CANNOT = "cannot"
    COME = "come"
    LATE = "late"
    CHANGE = "change"
    MOVE = "move"
    REPLACE = "replace"
    REVOKE = "revoke"
    END = "end"
    HAPPENED = "happened"
    MISSED = "missed"


class Part(StrEnum):
    """What somebody is to a meeting. The house is the program itself, when the clock or a rule acts."""

    PROPOSER = "proposer"
    ASKED = "asked"
    INVITED = "invited"
    CASEWORKER = "caseworker"
    HOUSE = "house"
    OUTSIDER = "outsider"


_OPEN = (State.WISHED, State.PROPOSED, State.COUNTERED, State.AWAITING)
_BOTH = (Part.PROPOSER, Part.ASKED)
_SAID = (State.HAPPENED, State.MISSED, State.UNCLEAR)
_THERE = (Part.PROPOSER, Part.ASKED, Part.INVITED)
_AGENCY = (Part.CASEWORKER,)


def _next() -> Iterator[tuple[tuple[State, Act, Part], State]]:
    s, a, p = State, Act, Part
    # A wish outside what is allowed is known to the caseworker alone.
    yield (s.WISHED, a.ALLOW, p.CASEWORKER), s.PROPOSED
    yield (s.WISHED, a.REFUSE, p.CASEWORKER), s.REFUSED
    # Whoever has the turn answers; the other waits, and may take it back.
    for state, turn, other, countered in (
        (s.PROPOSED, p.ASKED, p.PROPOSER, s.COUNTERED),
        (s.COUNTERED, p.PROPOSER, p.ASKED, s.PROPOSED),
    ):
        yield (state, a.AGREE, turn), s.STANDING
        yield (state, a.AGREE_TO_ASK, turn), s.AWAITING
        yield (state, a.COUNTER, turn), countered
        yield (state, a.DECLINE, turn), s.DECLINED
        yield (state, a.TAKE_BACK, other), s.TAKEN_BACK
    yield (s.WISHED, a.TAKE_BACK, p.PROPOSER), s.TAKEN_BACK
    yield (s.AWAITING, a.APPROVE, p.CASEWORKER), s.STANDING
    yield (s.AWAITING, a.REFUSE, p.CASEWORKER), s.REFUSED
    for part in _BOTH:
        yield (s.AWAITING, a.TAKE_BACK, part), s.TAKEN_BACK
    for state in _OPEN:
        yield (state, a.LAPSE, p.HOUSE), s.LAPSED
        yield (state, a.REVOKE, p.HOUSE), s.REVOKED
    # What stands is kept, changed, moved or ended by either home, or by the agency.
    for part in (*_BOTH, p.CASEWORKER):
        yield (s.STANDING, a.CANCEL, part), s.CANCELLED
        yield (s.STANDING, a.CHANGE, part), s.STANDING
    for part in _BOTH:
        yield (s.STANDING, a.CANNOT, part), s.CANCELLED
        yield (s.STANDING, a.MOVE, part), s.STANDING
    yield (s.STANDING, a.CANNOT, p.INVITED), s.STANDING
    for part in _THERE:
        yield (s.STANDING, a.COME, part), s.STANDING
        yield (s.STANDING, a.LATE, part), s.STANDING
    yield (s.STANDING, a.REPLACE, p.HOUSE), s.MOVED
    yield (s.STANDING, a.REVOKE, p.HOUSE), s.REVOKED
    yield (s.STANDING, a.END, p.HOUSE), s.OVER
    # Both sides say what came of it; where they differ nobody is right, until the caseworker knows.
    for part in _BOTH:
        for act, so, otherwise in (
            (a.HAPPENED, s.HAPPENED, s.MISSED),
            (a.MISSED, s.MISSED, s.HAPPENED),
        ):
            yield (s.OVER, act, part), so
            yield (so, act, part), so
            yield (otherwise, act, part), s.UNCLEAR
            yield (s.UNCLEAR, act, part), s.UNCLEAR
    for state in (s.OVER, s.HAPPENED, s.MISSED, s.UNCLEAR):
        yield (state, a.HAPPENED, p.CASEWORKER), s.HAPPENED
        yield (state, a.MISSED, p.CASEWORKER), s.MISSED


NEXT: Mapping[tuple[State, Act, Part], State] = dict(_next())
"""The whole machine: what is not in it cannot happen."""

TELLS: Mapping[Act, Mapping[Part, str]] = {
    Act.ALLOW: {Part.PROPOSER: "meeting-told-allow", Part.ASKED: "meeting-asked"},
    Act.REFUSE: {Part.PROPOSER: "meeting-told-refuse", Part.ASKED: "meeting-told-refuse"},
    Act.TAKE_BACK: dict.fromkeys((*_BOTH, Part.CASEWORKER), "meeting-told-take-back"),
    Act.LAPSE: dict.fromkeys(_BOTH, "meeting-told-lapse"),
    Act.AGREE: dict.fromkeys(_THERE, "meeting-told-agree"),
    Act.AGREE_TO_ASK: {
        **dict.fromkeys(_THERE, "meeting-told-agree-to-ask"),
        Part.CASEWORKER: "meeting-asks-approval",
    },
    Act.COUNTER: dict.fromkeys(_BOTH, "meeting-told-counter"),
    Act.DECLINE: dict.fromkeys(_BOTH, "meeting-told-decline"),
    Act.APPROVE: dict.fromkeys(_THERE, "meeting-told-approve"),
    Act.CANCEL: dict.fromkeys((*_THERE, Part.CASEWORKER), "meeting-told-cancel"),
    Act.CANNOT: dict.fromkeys((*_THERE, Part.CASEWORKER), "meeting-told-cannot"),
    Act.COME: dict.fromkeys(_BOTH, "meeting-told-come"),
    Act.LATE: dict.fromkeys(_THERE, "meeting-told-late"),
    Act.CHANGE: dict.fromkeys(_THERE, "meeting-told-change"),
    Act.REPLACE: {},
    Act.REVOKE: dict.fromkeys(_THERE, "meeting-told-revoke"),
    Act.END: dict.fromkeys(_BOTH, "meeting-after"),
    Act.HAPPENED: dict.fromkeys(_BOTH, "meeting-told-happened"),
    Act.MISSED: dict.fromkeys((*_BOTH, Part.CASEWORKER), "meeting-told-missed"),
    Act.MOVE: {},
}
"""Who hears of what, beside who did it, and the text that they read above what it is now.

Nobody is told of what they were never told of: see `heard_of`.
"""


class Presence(StrEnum):
    """How somebody takes part, by what their permission allows; the address is for *in person* alone."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    QUESTIONS = "questions"
    KNOW = "know"


ATTENDING = frozenset({Presence.IN_PERSON, Presence.PHONE})


class Attendee(msgspec.Struct, frozen=True):
    """Somebody of a meeting. ``answer`` is what they have said of the day that comes: yes, no or late.

    ``circle`` is the one in which they hear of it; ``is_by_phone``: the caseworker tells them.
    """

    person: str
    name: str
    role: Role
    part: Part
    way: Presence = Presence.IN_PERSON
    answer: str = ""
    circle: str | None = None
    home: str | None = None
    is_there: bool = True
    is_by_phone: bool = False


class Details(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is said of a meeting besides when and who. Words of people, and the hurdles before a wish.

    ``driver`` and ``escort`` are who drives and who is with them, ``meet`` where they meet on the way.
    ``guests`` are brothers and sisters from other homes, each with the home that brings them.
    """

    title: str = ""
    place: str = ""
    note: str = ""
    driver: str = ""
    meet: str = ""
    bring: str = ""
    escort: str = ""
    link: str = ""
    supervision: str = ""
    reason: str = ""
    hurdles: tuple[str, ...] = ()
    guests: tuple[tuple[str, str], ...] = ()


class Meeting(msgspec.Struct, frozen=True):
    """A meeting as one of its people, or the caseworker, may see it.

    ``root`` is the first meeting that this one came from by being moved: it keeps its place in a calendar.
    ``said`` is who has told what came of which day, by the day and their part, the newest of each.
    ``days`` are those days of a series that stand otherwise than the rest; ``replaces`` is what it takes the
    place of once it stands, of a series only the day ``instead_of``. What ``is_private`` is known
    to nobody but who wished for it and the caseworker.
    """

    id: str
    root: str
    kind: Kind
    state: State
    family: str
    when: When
    children: tuple[tuple[str, str], ...]
    attendees: tuple[Attendee, ...]
    proposer: str
    changed_at: datetime
    circle: str | None = None
    details: Details = Details()
    needs_approval: bool = False
    replaces: str | None = None
    instead_of: date | None = None
    sequence: int = 0
    is_private: bool = False
    days: Mapping[date, State] = {}
    said: Mapping[tuple[date, Part], State] = {}

    def state_on(self, day: date | None) -> State:
        """Return how it stands, on one of its days where it is a series."""
        return self.days.get(day, self.state) if day is not None else self.state

    def before_said(self, day: date | None, part: Part) -> State:
        """Return how a day stood before this part said what came of it: what they say now takes its place.

        Who corrects themself, or the other caregiver of one home, does not disagree with anybody.
        """
        state = self.state_on(day)
        if part not in _BOTH or state not in _SAID:
            return state
        other = Part.ASKED if part == Part.PROPOSER else Part.PROPOSER
        return self.said.get((day or self.when.day, other), State.OVER)

    def attendee(self, person: str) -> Attendee | None:
        """Return somebody of it."""
        return next((one for one in self.attendees if one.person == person), None)

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names of the children whose meeting it is: all but those whom another home brings."""
        guests = {child for child, _ in self.details.guests}
        return tuple(name for child, name in self.children if child not in guests)

    def brought_by(self, home: str | None) -> tuple[str, ...]:
        """Return the names of the children whom a home brings as guests."""
        guests = {child for child, of_home in self.details.guests if of_home == home}
        return tuple(name for child, name in self.children if child in guests)

    def is_guest(self, who: Attendee) -> bool:
        """Whether somebody brings a brother or sister from another home, and knows nothing of this one."""
        is_invited = who.part == Part.INVITED and who.role == Role.CAREGIVER
        return is_invited and self.kind not in OF_AGENCY

    def seen_by(self, who: Attendee) -> Meeting:
        """Return what somebody of it may read: of guests' hosts no words but what it is, and where."""
        if not self.is_guest(who):
            return self
        said = self.details
        shown = Details(title=said.title, place=said.place, guests=said.guests)
        return msgspec.structs.replace(self, details=shown)

    def next_day(self, now: datetime, over: timedelta = timedelta()) -> date | None:
        """Return the next of its days that stands and is not over."""
        since = self.when.next_day(now, over)
        if since is None:
            return None
        if not self.when.is_series:
            return since
        known = max(self.days, default=since)
        for day in self.when.days(since):
            if self.days.get(day, State.STANDING) == State.STANDING:
                return day
            if day > known:
                break
        return None


def after(state: State, act: Act, part: Part) -> State | None:
    """Return how it stands after this, None where that cannot happen."""
    return NEXT.get((state, act, part))


SETTLED = frozenset(State) - frozenset(_OPEN) - {State.STANDING, State.OVER}
"""States in which nothing is waited for."""

CLOSE = timedelta(hours=24)
"""What changes so shortly before a meeting does not wait for the morning (PRODUCT, section 2)."""
