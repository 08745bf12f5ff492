"""Handing out what was said and decided: of a circle, a family or a person, to whom and what for.

Nothing is made before it was read what will be in it and what not, and said yes to. How it is made is not
known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import ClassVar

import msgspec

from bot.chat.people import DESK
from bot.chat.record import Form
from bot.chat.text import Day, Lines, Literal, Text, Value, listing, text
from bot.dates import Said, Wanted, read
from bot.family import handing
from bot.family.commands import Command, HandOut, Show
from bot.family.facts import Desk, Need
from bot.family.handing import (
    DAYS,
    EVERY_FORM,
    NOBODY,
    OF_FAMILY,
    OF_PERSON,
    PERIODS,
    PURPOSES,
    RECIPIENTS,
    Scope,
    purpose_said,
    recipient_said,
)
from bot.flows.choices import served_circle_options, told_apart, words_at_desk, yes_no_options
from bot.flows.form import Flow, OneOf, Option, Problem, Slot, Written
from bot.flows.month import Within, to_month
from bot.flows.when import DayAsked, kept, now_here, said_in

FORMS = (EVERY_FORM, *(form.value for form in Form))
_WRITTEN_CHARS = 120
_FURTHEST_BACK, _OFFERED = timedelta(days=5 * 366), 7
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_A_YEAR_AGO = (timedelta(days=364), timedelta(days=362))


class PastDay(DayAsked):
    """A day that is over, or today: the last ones as buttons, and words as people write a day that was."""

    has_year = True

    def _offered(self, flow: Flow, item: str) -> list[Option]:
        if self._month(flow) is not None:
            return super()._offered(flow, item)
        within = self._within_of(flow)
        near = [within.last - timedelta(days=back) for back in range(_OFFERED)]
        days = [self._choice(day) for day in near if day in within]
        is_pressed = flow.view.speaker.has_buttons and near[-1] > within.first
        others = [to_month(near[-1], Text("label-another-day"))] if is_pressed else []
        return [*days, *others]

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take a day that was, or say what would help.

        Words are read as a year ago they were for days to come. What would have meant another day two days
        later ("Monday") is not guessed at.
        """
        typed = Written.read(self, flow, slot, words)
        now = now_here(flow)
        year = _YEAR.search(typed)
        moments = [datetime(int(year[0]), 1, 1)] if year else [now - back for back in _A_YEAR_AGO]  # noqa: DTZ001
        found = {_day_of(read(typed, flow.view.speaker.language, at, Wanted.DAY)) for at in moments}
        day = found.pop()
        if found or day is None:
            raise Problem("record-day-unclear")
        said = Said(day=day)
        self.look_at(flow, said)
        return kept(said)

    def look_at(self, flow: Flow, said: Said) -> None:
        """Raise Problem for a day that has not come, or is too long ago."""
        if said.day is None or said.day not in self._within_of(flow):
            raise Problem("record-day-outside")


def _day_of(said: Said | None) -> date | None:
    return said.day if said is not None and said.doubt is None else None


def _until_today(flow: Recording) -> Within:
    today = now_here(flow).date()
    return Within(today - _FURTHEST_BACK, today, Text("record-day-outside"))


def _since_then(flow: Recording) -> Within:
    today = now_here(flow).date()
    return Within(min(said_in(flow.since).day or today, today), today, Text("record-day-outside"))


def _period_options(_flow: Flow, _item: str) -> list[Option]:
    return [
        Option(one, Text(f"label-period-{one}"), names=(Text(f"label-period-{one}.typed"),))
        for one in (*PERIODS, DAYS)
    ]


def _recipient_options(flow: Recording, _item: str) -> list[Option]:
    people = [Option(one, Literal(name)) for one, name in flow.people]
    served = {one: person for one, _ in flow.people if (person := flow.facts.desk.person(one)) is not None}
    more = {one: words_at_desk(flow.facts.desk, person) for one, person in served.items()}
    return [*(Option(one, Text(f"label-recipient-{one}")) for one in RECIPIENTS), *told_apart(people, more)]


def _out_options(flow: Recording, _item: str) -> list[Option]:
    names = dict(flow.people)
    apart = dict.fromkeys(one for pair in flow.apart for one in pair)
    return [*(Option(one, Literal(names[one])) for one in apart), Option(NOBODY, Text("label-out-nobody"))]


class Recording(Flow):
    """Base of both: which days, what for, for whom, in which form, and a yes to what will be in it."""

    offered_to = DESK
    needs = frozenset({Need.DESK, Need.CLOSED, Need.APART, Need.RECORD})
    is_of_circle: ClassVar[bool] = False

    circle = OneOf(
        options=lambda flow, _item: flow.those_circles(),
        when=lambda flow: flow.is_of_circle and bool(flow.desk.circles),
        prompt="record-circle",
    )
    whom = OneOf(
        options=lambda flow, _item: flow.those(),
        when=lambda flow: not flow.is_of_circle and bool(flow.facts.desk.families),
        prompt="record-whom",
    )
    period = OneOf(options=_period_options, when=lambda flow: flow.scope is not None, prompt="record-period")
    since = PastDay(within=_until_today, when=lambda flow: flow.period == DAYS, prompt="record-since")
    until = PastDay(within=_since_then, when=lambda flow: flow.period == DAYS, prompt="record-until")
    purpose = Written(
        limit=_WRITTEN_CHARS,
        options=lambda _flow, _item: [Option(one, Text(f"label-purpose-{one}")) for one in PURPOSES],
        when=lambda flow: bool(flow.period),
        prompt="record-purpose",
    )
    recipient = Written(
        limit=_WRITTEN_CHARS,
        options=_recipient_options,
        when=lambda flow: bool(flow.purpose),
        prompt="record-recipient",
    )
    out = OneOf(
        options=_out_options,
        args=lambda flow, _item: {
            "people": listing([name for one, name in flow.people if flow.is_apart(one)])
        },
        when=lambda flow: bool(flow.recipient) and bool(flow.apart),
        prompt="record-out",
    )
    form = OneOf(
        options=lambda _flow, _item: [
            Option(one, Text(f"label-form-{one}"), names=(Text(f"label-form-{one}.typed"),)) for one in FORMS
        ],
        when=lambda flow: bool(flow.recipient),
        prompt="record-form",
    )
    sure = OneOf(
        options=yes_no_options,
        args=lambda flow, _item: {"what": flow.preview()},
        when=lambda flow: bool(flow.form),
        prompt="record-sure",
    )

    @property
    def desk(self) -> Desk:
        """The desk, with the circles that are closed."""
        return handing.whole(self.facts)

    @property
    def scope(self) -> Scope | None:
        """Of what it is."""
        return handing.scope_of(self.answers, self.desk)

    @property
    def answers(self) -> dict[str, str]:
        """What was answered so far."""
        return {name: str(value) for name, value in self.interview.answers.items()}

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Who is in it."""
        return handing.people_in(self.scope, self.desk) if self.scope else ()

    @property
    def apart(self) -> list[tuple[str, str]]:
        """Who may have no contact, where it has to be said who is kept out."""
        return handing.undecided(self.scope, self.answers, self.facts) if self.scope else []

    def is_apart(self, person: str) -> bool:
        """Whether somebody is one of these."""
        return any(person in pair for pair in self.apart)

    def those(self) -> list[Option]:
        """Return the families, and the people in each: somebody of two families stands there twice."""
        desk = self.desk
        families = [Option(f"{OF_FAMILY}:{one.id}", Literal(one.name)) for one in desk.families]
        people: list[Option] = []
        more: dict[str, Sequence[Value]] = {}
        for family in desk.families:
            for person, name in handing.people_in(Scope(family.id), desk):
                value = f"{OF_PERSON}:{family.id}:{person}"
                people.append(Option(value, Literal(name), name=name))
                more[value] = (Literal(family.name),)
        return [*families, *told_apart(people, more)]

    def those_circles(self) -> list[Option]:
        """Return the circles, each that is closed with a word for it."""
        closed = {one.id for one in self.facts.closed}
        return [
            msgspec.structs.replace(one, label=text("record-closed", circle=one.label))
            if one.value in closed
            else one
            for one in served_circle_options(self.desk)
        ]

    def called(self) -> Value:
        """Return what it is of, as it is called at the desk."""
        if self.is_of_circle:
            circle = self.desk.circle(self.circle)
            name = circle.called(self.view.speaker.id, self.desk.circles) if circle else Literal("–")
            is_closed = any(one.id == self.circle for one in self.facts.closed)
            return text("record-of-circle", circle=text("record-closed", circle=name) if is_closed else name)
        label: Value = next((one.label for one in self.those() if one.value == self.whom), Literal("–"))
        return text("record-of-family" if self.whom.startswith(OF_FAMILY) else "record-of-person", name=label)

    def preview(self) -> Value:
        """Return what will be in it, and what not."""
        wanted, size = handing.wanted_of(self.answers, self.view, self.facts), self.facts.record
        if wanted is None or size is None:
            return Literal("–")
        names = dict(self.people)
        out = [names[one] for one in wanted.left_out if one in names]
        said: list[Value] = [self.called(), self._days()]
        size_said = text("record-size", messages=size.messages, meetings=size.meetings)
        said.append(text("record-size-most", size=size_said) if out and size.messages else size_said)
        if size.messages == 0 and size.meetings == 0:
            said.append(text("record-empty"))
        said.append(text("record-never"))
        if out:
            said.append(text("record-left-out", people=listing(out)))
        if strangers := handing.not_in_all(self.scope, self.answers, self.facts):
            said.append(text("record-not-theirs", who=listing(strangers)))
        who = recipient_said(wanted.recipient)
        said.append(text("record-noted", purpose=purpose_said(wanted.purpose), who=who))
        return Lines(tuple(said))

    def _days(self) -> Value:
        if self.period == DAYS:
            first, last = said_in(self.since).day or date.min, said_in(self.until).day or date.min
            return text("record-days", first=Day(first, has_year=True), last=Day(last, has_year=True))
        return Text(f"label-period-{self.period}")

    def forgets(self, key: str) -> tuple[str, ...]:
        """Return what is asked again: another recipient may have others kept out."""
        return ("out", "sure") if key in ("recipient", "circle", "whom") else ()

    def finish(self) -> Sequence[Command]:
        """Have it made, or leave it."""
        if self.scope is None:
            return (Show((text("people-none"),)),)
        wanted = handing.wanted_of(self.answers, self.view, self.facts)
        if self.sure != "yes" or wanted is None:
            return (Show((text("record-left"),)),)
        return (HandOut(wanted),)


class TranscriptFlow(Recording):
    """The record of one circle."""

    id, command, is_of_circle = "transcript", "transcript", True


class ExportFlow(Recording):
    """The record of a family, or of one person in it."""

    id, command = "export", "export"
