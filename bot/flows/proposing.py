"""Meetings that are suggested, or that one is told of: visits, calls, appointments, team meetings.

What is allowed stands in ``family.allowed``; who hears of what, in ``family.meetings``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.chat.people import DESK, Child, Circle, Member, Role
from bot.chat.text import Literal, Text, Value, listing, text
from bot.family.allowed import terms_for
from bot.family.book import WRITERS, children_of
from bot.family.commands import (
    CallTeam,
    Command,
    InviteToMeeting,
    LetCome,
    LetSiblingsCome,
    ProposeMeeting,
    Show,
)
from bot.family.facts import Need, Sibling
from bot.family.meeting import Details, Kind
from bot.family.meetings import shut
from bot.family.terms import Terms
from bot.flows.choices import circle_options, served_circle_options, yes_no_options
from bot.flows.form import Flow, OneOf, Option, Question, Written
from bot.flows.meetings import ALL, NOTE_CHARS, OfMeetings, WordsAround, driver_options
from bot.flows.month import Within
from bot.flows.when import Timed, any_day, asked_times, now_here

PLACE_CHARS, TITLE_CHARS = 120, 60
_ONCE = "once"
_REPEATED = {"weekly": 1, "two-weeks": 2}


def _child_options(flow: ProposeFlow, _item: str) -> list[Option]:
    children = flow.of_circle
    one_by_one = [Option(one.id, Literal(one.name)) for one in children]
    names = listing([one.name for one in children] or ["–"])
    return [Option(ALL, text("label-all-children", children=names), names=(names,)), *one_by_one]


def _place_options(flow: ProposeFlow, _item: str) -> list[Option]:
    terms = flow.terms
    return [Option(place, Literal(place)) for place in (terms.places if terms else ()) if place]


def _driver_options(flow: ProposeFlow, item: str) -> list[Option]:
    """Return who may drive: those whom the terms name, where they name any."""
    named = flow.terms.drivers if flow.terms else ()
    return [Option(name, Literal(name)) for name in named] or driver_options(flow, item)


def _repeat_options(_flow: Flow, _item: str) -> list[Option]:
    return [
        Option(_ONCE, Text("label-once")),
        Option("weekly", Text("label-every-week")),
        Option("two-weeks", Text("label-every-two-weeks")),
    ]


class _Repeat(OneOf):
    """How often: it is read in the line that says when."""

    is_summed = False


class ProposeFlow(OfMeetings, Timed):
    """Base of what one home suggests to the other: with whom, when, and how."""

    offered_to = WRITERS
    has_summary = True
    kind: Kind

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles in which something can be suggested now."""
        return tuple(one for one in self.view.circles if shut(one, self.view) is None)

    @property
    def about(self) -> Circle | None:
        """The circle that it is for."""
        wanted = self.given("circle") or self.answer("circle")
        if not wanted and len(self.circles) == 1:
            return self.circles[0]
        return next((one for one in self.circles if one.id == wanted), None)

    @property
    def of_circle(self) -> tuple[Child, ...]:
        """The children of that circle; of a parent, their own."""
        circle, me = self.about, self.view.speaker
        if circle is None:
            return ()
        member = circle.member(me.id)
        if me.role != Role.PARENT or member is None or not member.children:
            return circle.children
        return tuple(one for one in circle.children if one.name in member.children)

    @property
    def names(self) -> tuple[str, ...]:  # type: ignore[override]
        """The names of those children, which may be written before a day."""
        return tuple(one.name for one in self.of_circle)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The children that it is with."""
        known = tuple(one.id for one in self.of_circle)
        wanted = self.answer("children") or self.given("children")
        if not wanted or wanted == ALL:
            return known
        return tuple(one for one in known if one in wanted.split())

    @property
    def parents(self) -> tuple[Member, ...]:
        """The parents whom it may be for: the speaker, or those to whom a caregiver can offer it."""
        circle, me = self.about, self.view.speaker
        if circle is None:
            return ()
        there = [
            one for one in circle.members if one.role == Role.PARENT and (one.is_joined or one.is_by_phone)
        ]
        return tuple(one for one in there if me.role != Role.PARENT or one.id == me.id)

    @property
    def parent(self) -> str:
        """Whom it is for."""
        wanted = self.given("parent") or self.answer("whom")
        people = [one.id for one in self.parents]
        return wanted if wanted in people else (people[0] if len(people) == 1 else "")

    @property
    def terms(self) -> Terms | None:
        """What is laid down for it."""
        who = (self.parent,) if self.parent else ()
        return terms_for(self.facts.permissions, who, self.chosen, self.kind)

    def children_named(self) -> Value:
        """Return the children that it is with, by name."""
        return listing([one.name for one in self.of_circle if one.id in self.chosen] or ["–"])

    def is_open(self) -> bool:
        """Whether there is anybody to suggest it to."""
        return self.about is not None and bool(self.parents) and bool(self.of_circle)

    def repeated(self) -> int | None:
        """Return how often, as it was said or chosen."""
        return self.said.every or _REPEATED.get(self.answer("repeat"))

    def details(self) -> Details:
        """Return what else is said of it."""
        return Details(place=self.answer("place"), driver=self.answer("driver"), note=self.answer("note"))

    def finish(self) -> Sequence[Command]:
        """Suggest it."""
        when, circle = self.when(), self.about
        if when is None or circle is None or not self.parent:
            return (Show((shut(self.about, self.view) or text("meeting-nobody"),)),)
        replaces = self.given("replaces") or None
        instead = self.given("day")
        return (
            ProposeMeeting(
                self.kind,
                circle.id,
                (self.parent,),
                self.chosen,
                when,
                self.details(),
                replaces=replaces,
                instead_of=date.fromisoformat(instead) if replaces and instead else None,
            ),
        )


def _whom(prompt: str) -> tuple[Question, Question, Question]:
    """Return the questions for whom it is: which circle, which children, which parent."""
    circle = OneOf(
        options=lambda flow, _item: circle_options(flow.circles, flow.view.speaker.id),
        when=lambda flow: not flow.given("circle") and len(flow.circles) > 1,
        prompt="meeting-which-circle",
    )
    children = OneOf(
        options=_child_options,
        when=lambda flow: flow.is_open() and not flow.given("children") and len(flow.of_circle) > 1,
        prompt=f"{prompt}-children",
    )
    whom = OneOf(
        options=lambda flow, _item: [Option(one.id, Literal(one.name)) for one in flow.parents],
        when=lambda flow: flow.is_open() and not flow.given("parent") and len(flow.parents) > 1,
        prompt="meeting-whom",
    )
    return circle, children, whom


def _allowed_days(flow: ProposeFlow) -> Within:
    """Return the days to choose from: those that the terms allow. Any other can be written."""
    whole, terms = any_day(flow), flow.terms
    if terms is None:
        return whole
    notice = timedelta(hours=terms.notice_hours or 0)
    first = max(whole.first, terms.since, (now_here(flow) + notice).date())
    last = min(whole.last, terms.until or whole.last)
    return Within(first, last, Text("meeting-day-outside")) if first <= last else whole


def _is_open(flow: ProposeFlow) -> bool:
    return flow.is_open()


def _may_repeat(flow: ProposeFlow) -> bool:
    return flow.said.minutes is not None and flow.said.every is None and not flow.given("replaces")


class VisitFlow(ProposeFlow):
    """Suggest time with a child, or offer it."""

    id, command, kind = "visit", "visit", Kind.VISIT
    circle, children, whom = _whom("visit")
    (
        day,
        day_sure,
        day_surer,
        start,
        start_sure,
        start_surer,
        minutes,
        minutes_sure,
    ) = asked_times("visit", within=_allowed_days, when=_is_open)
    repeat = _Repeat(options=_repeat_options, when=_may_repeat, prompt="meeting-repeat")
    place = Written(limit=PLACE_CHARS, options=_place_options, is_optional=True, when=_is_open)
    driver = OneOf(
        options=_driver_options,
        is_optional=True,
        when=_is_open,
        args=lambda flow, _item: {"children": flow.children_named()},
    )
    note = WordsAround(limit=NOTE_CHARS, is_optional=True, when=_is_open, prompt="meeting-note-asked")


class CallFlow(ProposeFlow):
    """Suggest a call, once or as a fixed time in the week."""

    id, command, kind = "call", "call", Kind.CALL
    circle, children, whom = _whom("call")
    (
        day,
        day_sure,
        day_surer,
        start,
        start_sure,
        start_surer,
        minutes,
        minutes_sure,
    ) = asked_times("call", is_evening=True, within=_allowed_days, when=_is_open)
    repeat = _Repeat(options=_repeat_options, when=_may_repeat, prompt="meeting-repeat")
    note = WordsAround(limit=NOTE_CHARS, is_optional=True, when=_is_open, prompt="meeting-note-asked")


class EventFlow(OfMeetings, Timed):
    """A caregiver tells the parents of an appointment or an activity; each reads what they may."""

    id, command, offered_to = "event", "event", (Role.CAREGIVER,)
    needs = OfMeetings.needs | {Need.SIBLINGS}
    has_summary = True
    child = OneOf(
        options=lambda flow, _item: [Option(one.id, Literal(one.name)) for one in flow.of_home],
        when=lambda flow: len(flow.of_home) > 1,
    )
    sort = OneOf(
        options=lambda _flow, _item: [
            Option(one.value, Text(f"label-event-{one.value}")) for one in (Kind.APPOINTMENT, Kind.ACTIVITY)
        ],
        when=lambda flow: bool(flow.of_home),
    )
    what = WordsAround(limit=TITLE_CHARS, when=lambda flow: bool(flow.of_home))
    (
        day,
        day_sure,
        day_surer,
        start,
        start_sure,
        start_surer,
        minutes,
        minutes_sure,
    ) = asked_times("event", when=lambda flow: bool(flow.of_home))
    place = Written(limit=PLACE_CHARS, is_optional=True, when=lambda flow: bool(flow.of_home))
    note = WordsAround(
        limit=NOTE_CHARS, is_optional=True, when=lambda flow: bool(flow.of_home), prompt="meeting-note-asked"
    )
    siblings = OneOf(
        options=yes_no_options,
        when=lambda flow: bool(flow.elsewhere),
        args=lambda flow, _item: {"children": flow.siblings_named()},
        short=lambda flow, _item: flow.siblings_named(),
    )

    @property
    def elsewhere(self) -> tuple[Sibling, ...]:
        """Brothers and sisters in other homes who may come to it, as the caseworker has said."""
        if self.sort != Kind.ACTIVITY:
            return ()
        return tuple(one for one in self.facts.siblings if one.child == self.about_child)

    @property
    def about_child(self) -> str:
        """The child that it is for."""
        children = [one.id for one in self.of_home]
        return self.child or (children[0] if len(children) == 1 else "")

    def siblings_named(self) -> Value:
        """Return those brothers and sisters by name."""
        return listing([one.name for one in self.elsewhere] or ["–"])

    @property
    def of_home(self) -> tuple[Child, ...]:
        """The children in the speaker's home."""
        return children_of(self.view.circles) if self.view.speaker.role == Role.CAREGIVER else ()

    def finish(self) -> Sequence[Command]:
        """Tell them."""
        when = self.when()
        child = self.about_child
        if when is None or not child:
            return (Show((text("meeting-nobody"),)),)
        details = Details(title=self.what, place=self.place, note=self.note)
        invited = tuple(one.id for one in self.elsewhere) if self.siblings == "yes" else ()
        return (InviteToMeeting(Kind(self.sort), child, when, details, invited),)


class _Coming(OfMeetings):
    """Base of deciding who comes to a meeting: what a colleague has decided meanwhile is decided."""

    def is_asked(self, subjects: Sequence[str]) -> bool:
        """Whether it still waits."""
        asked = {one.subject for one in self.facts.asked if one.meeting == self.given("meeting")}
        return asked.issuperset(subjects)


class LetComeFlow(_Coming):
    """A caseworker lets a parent come in person, or not."""

    id, offered_to = "meeting-let-come", DESK
    needs = frozenset({Need.MEETINGS, Need.DESK, Need.GUARD, Need.APART, Need.ASKED})

    def finish(self) -> Sequence[Command]:
        """Decide."""
        if not self.is_asked([self.given("person")]):
            return (Show((text("queue-gone"),)),)
        return (LetCome(self.given("meeting"), self.given("person"), self.given("yes") == "yes"),)


class LetSiblingsFlow(_Coming):
    """A caseworker lets brothers and sisters be brought from another home, or not."""

    id, offered_to = "meeting-let-siblings", DESK
    needs = frozenset({Need.MEETINGS, Need.DESK, Need.GUARD, Need.APART, Need.SIBLINGS, Need.ASKED})

    def finish(self) -> Sequence[Command]:
        """Decide."""
        children = tuple(self.given("children").split())
        if not self.is_asked(children):
            return (Show((text("queue-gone"),)),)
        return (LetSiblingsCome(self.given("meeting"), children, self.given("yes") == "yes"),)


class TeamFlow(OfMeetings, Timed):
    """A caseworker invites to a team meeting, or names a day in court."""

    id, command, offered_to = "team", "team", DESK
    needs = frozenset({Need.MEETINGS, Need.DESK, Need.GUARD, Need.APART})
    has_summary = True
    circle = OneOf(
        options=lambda flow, _item: served_circle_options(flow.facts.desk),
        when=lambda flow: bool(flow.facts.desk.circles),
    )
    sort = OneOf(
        options=lambda _flow, _item: [
            Option(one.value, Text(f"label-team-{one.value}")) for one in (Kind.TEAM, Kind.COURT)
        ],
        when=lambda flow: bool(flow.circle),
    )
    who = OneOf(
        options=lambda flow, _item: [
            Option(ALL, Text("label-everybody")),
            *(Option(one.id, Literal(one.name)) for one in flow.people),
        ],
        when=lambda flow: bool(flow.circle),
    )
    (
        day,
        day_sure,
        day_surer,
        start,
        start_sure,
        start_surer,
        minutes,
        minutes_sure,
    ) = asked_times("team", when=lambda flow: bool(flow.circle))
    place = Written(limit=PLACE_CHARS, is_optional=True, when=lambda flow: bool(flow.circle))
    note = Written(
        limit=NOTE_CHARS, is_optional=True, when=lambda flow: bool(flow.circle), prompt="meeting-note-asked"
    )

    @property
    def people(self) -> tuple[Member, ...]:
        """Who can be invited."""
        circle = self.facts.desk.circle(self.circle)
        return tuple(one for one in circle.members if one.is_joined or one.is_by_phone) if circle else ()

    def finish(self) -> Sequence[Command]:
        """Invite them."""
        when = self.when()
        if when is None:
            return (Show((text("meeting-nobody"),)),)
        people = tuple(one.id for one in self.people) if self.who == ALL else (self.who,)
        details = Details(place=self.place, note=self.note)
        return (CallTeam(Kind(self.sort), (self.circle,), people, when, details),)
