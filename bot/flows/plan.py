"""The plans of both homes: read, suggested topic by topic, agreed on. That for going home is read elsewhere.

What holds, and whose yes is missing, is ``family.plan``'s to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from bot.chat.draft import Choice, Run
from bot.chat.people import DESK, Circle
from bot.chat.text import Lines, Literal, Moment, MomentStyle, Text, Value, listing, text
from bot.family.book import WRITERS, is_for_all
from bot.family.commands import AgreePlan, Command, DecidePlan, Show, TakeBackPlan, WritePlan
from bot.family.facts import CallQuestion, Need, PlanItem
from bot.family.fields import OF_TOPIC
from bot.family.moving import FIRST_CALL
from bot.family.plan import (
    ALONG,
    BOOKS,
    Kind,
    answer_rows,
    barred,
    hearing,
    held_line,
    held_rows,
    is_topic,
    kind_of,
    missing,
    page_called,
    reads,
    topic_called,
)
from bot.family.spoken import written
from bot.flows.checks import ForOthers
from bot.flows.choices import circle_options, served_circle_options
from bot.flows.form import Flow, OneOf, Option, Slot
from bot.flows.several import Several

PLAN_CHARS = 1000
_WHOLE = "whole"


class OfPlan(Flow):
    """Base of all that is about plans."""

    needs = frozenset({Need.PLAN, Need.DESK, Need.GUARD, Need.HOMECOMING})


class OfCircle(OfPlan):
    """Base of what is about the plan of one circle: which one, where there are several."""

    circle = OneOf(
        options=lambda flow, _item: flow.circle_options(),
        when=lambda flow: not flow.given("circle") and len(flow.circles) > 1,
        prompt="plan-which-circle",
    )

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles whose plan the speaker may read."""
        me = self.view.speaker
        if me.is_caseworker:
            return self.facts.desk.circles
        return self.view.circles if me.role in WRITERS else ()

    def circle_options(self) -> list[Option]:
        """Return the circles to choose from."""
        if self.view.speaker.is_caseworker:
            return served_circle_options(self.facts.desk)
        return circle_options(self.circles, self.view.speaker.id)

    @property
    def about(self) -> Circle | None:
        """The circle that it is about."""
        wanted = self.given("circle") or self.answer("circle")
        if not wanted and len(self.circles) == 1:
            return self.circles[0]
        return next((one for one in self.circles if one.id == wanted), None)

    def item(self, topic: str, *, is_agreed: bool) -> PlanItem | None:
        """Return what is agreed on, or suggested, about a topic."""
        circle = self.about
        return next(
            (
                one
                for one in self.facts.plan
                if circle and (one.circle, one.topic, one.is_agreed) == (circle.id, topic, is_agreed)
            ),
            None,
        )


class Pages(OfCircle):
    """Base of looking at a plan: one topic, or all that is agreed on."""

    topic = OneOf(
        options=lambda flow, _item: [
            Option(_WHOLE, Text("label-plan-whole"), is_pinned=True),
            *(Option(topic, topic_called(topic)) for topic in flow.topics),
        ],
        when=lambda flow: flow.about is not None and not flow.given("as"),
        args=lambda flow, _item: flow.asked_about(),
    )

    @property
    def topics(self) -> tuple[str, ...]:
        """What this plan is about."""
        return BOOKS[Kind.PARTNERSHIP]

    def asked_about(self) -> dict[str, Value]:
        """Return what fills the question for a topic."""
        return {"children": self.about.label if self.about else Literal("–")}

    def titled(self, circle: Circle) -> tuple[Value, ...]:
        """Return what stands above the whole of it."""
        return (text("plan-title", children=circle.label),)

    def nobody(self) -> Text:
        """Return what is read where there is none."""
        return text("plan-nobody")

    def added(self, topic: str, items: Iterable[PlanItem]) -> tuple[Value, ...]:
        """Return what stands below a topic besides what was said."""
        return ()

    def hint(self, topic: str) -> tuple[Value, ...]:
        """Return what helps to begin with a topic."""
        return ()

    def ways(self, circle: Circle, topic: str) -> tuple[tuple[Choice, ...], ...]:
        """Return where a page leads besides: of one topic, or of the whole ("")."""
        return ()

    def is_of_health(self) -> bool:
        """Whether it says something of a child's health."""
        return False

    def finish(self) -> Sequence[Command]:
        """Show it, with what can be done about it."""
        circle = self.about
        if circle is None:
            return (Show((self.nobody(),)),)
        page = self._whole(circle) if self.topic == _WHOLE else self._one(circle)
        return (msgspec.structs.replace(page, is_of_health=self.is_of_health()),)

    def agreed(self) -> list[PlanItem]:
        """Return what all have agreed on."""
        return [one for topic in self.topics if (one := self.item(topic, is_agreed=True))]

    def _whole(self, circle: Circle) -> Show:
        agreed = self.agreed()
        open_ones = [one for topic in self.topics if (one := self.item(topic, is_agreed=False))]
        lines: list[Value] = [
            Lines(
                (topic_called(one.topic), reads(one, circle), *self._came(one), *self.added(one.topic, [one]))
            )
            for one in agreed
        ]
        if not lines:
            lines = [text("plan-empty")]
        if open_ones:
            lines.append(
                text("plan-open", topics=listing(tuple(topic_called(one.topic) for one in open_ones)))
            )
        again = Choice(Text("label-plan-topic"), Run(self.id, {"circle": circle.id}))
        rows = (*hearing(circle.id, agreed), *self.ways(circle, ""), (again,))
        return Show((*self.titled(circle), *lines), rows)

    def _came(self, item: PlanItem) -> tuple[Value, ...]:
        """Say of whom words that hold could not know yet."""
        there = self.about.children if self.about else ()
        names = [child.name for child in there if child.id in item.came]
        return (text("plan-came", child=listing(names)),) if names else ()

    def _one(self, circle: Circle) -> Show:
        me, topic = self.view.speaker, self.topic
        agreed, suggested = self.item(topic, is_agreed=True), self.item(topic, is_agreed=False)
        parts: list[Value] = [topic_called(topic)]
        if agreed is not None:
            day = Moment(agreed.at, MomentStyle.DAY)
            said = (text("plan-agreed-on", day=day), reads(agreed, circle), *self._came(agreed))
            parts.append(Lines(said))
        rows = list(hearing(circle.id, [one for one in (agreed, suggested) if one is not None]))
        if suggested is not None:
            names = [group[0].name for group in missing(circle, suggested.yes)]
            waits = text("plan-waits", people=listing(names)) if names else text("plan-waits-nobody")
            who = text("plan-suggested", who=suggested.author_name)
            parts.append(Lines((who, reads(suggested, circle), waits)))
        elif agreed is None:
            parts += [text("plan-topic-empty"), *self.hint(topic)]
        parts += self.added(topic, [one for one in (agreed, suggested) if one is not None])
        why = None if me.is_caseworker else barred(topic, circle, self.view, self.facts)
        if why is not None:
            parts.append(why)
        if not me.is_caseworker:
            rows += self._rows(circle, topic, suggested)
        elif suggested is not None:
            rows += [
                (Choice(text("label-plan-agree-for", name=one.name), Run("plan-agree", given)),)
                for group in missing(circle, suggested.yes)
                for one in group
                if one.is_by_phone
                for given in ({"item": suggested.id, "person": one.id, "circle": circle.id},)
            ]
        rows += self.ways(circle, topic)
        rows.append((Choice(Text("label-plan-topic"), Run(self.id, {"circle": circle.id})),))
        return Show(tuple(parts), tuple(rows))

    def _rows(self, circle: Circle, topic: str, suggested: PlanItem | None) -> list[tuple[Choice, ...]]:
        me = self.view.speaker.id
        if barred(topic, circle, self.view, self.facts) is not None:
            return []
        if suggested is not None and me not in suggested.yes:
            return list(answer_rows(suggested))
        writing = Choice(Text("label-plan-write"), Run("plan-write", {"circle": circle.id, "topic": topic}))
        if suggested is not None and suggested.author == me:
            return [(writing, Choice(Text("label-plan-back"), Run("plan-back", {"item": suggested.id})))]
        return [(writing,)]


class PlanFlow(Pages):
    """Look at the partnership plan."""

    id, command = Kind.PARTNERSHIP.value, "plan"


class PlanWords(ForOthers):
    """Words for a plan, or for the list of a first call."""

    def circles(self, flow: Flow) -> tuple[Circle, ...]:
        """Return the circle whose plan it is."""
        return (flow.about,) if isinstance(flow, OfCircle) and flow.about is not None else ()


class PlanWriteFlow(OfCircle):
    """Suggest words for one topic; everybody else is asked. With some, pages of the book go along."""

    id = "plan-write"
    has_summary = True
    needs = OfCircle.needs | {Need.BOOK}
    along = Several(
        options=lambda flow, _item: flow.pages(),
        is_optional=True,
        when=lambda flow: flow.given("topic") == ALONG and flow.may_write() and bool(flow.pages()),
        args=lambda flow, _item: {"now": flow.now()},
    )
    more = PlanWords(
        limit=PLAN_CHARS,
        is_long=True,
        is_optional=True,
        when=lambda flow: flow.is_open() and bool(flow.answer("along")),
    )
    words = PlanWords(
        limit=PLAN_CHARS,
        is_long=True,
        when=lambda flow: flow.is_open() and not flow.answer("along"),
        args=lambda flow, _item: {"topic": topic_called(flow.given("topic")), "now": flow.now()},
        short=lambda _flow, _item: Text("plan-write-words.short"),
    )

    def is_open(self) -> bool:
        """Whether there is such a topic, and something can be suggested for it."""
        topic = self.given("topic")
        return (is_topic(topic) or topic == FIRST_CALL) and self.may_write()

    def may_write(self) -> bool:
        """Whether anything can be suggested now: nobody is to write what cannot be taken."""
        return self._barred() is None

    def _barred(self) -> Value | None:
        return barred(self.given("topic"), self.about, self.view, self.facts)

    def pages(self) -> list[Option]:
        """Return the pages of the book that can go along: on which all who agree can read something."""
        circle = self.about
        planned = self.facts.homecoming(circle.id) if circle else None
        if circle is None or planned is None:
            return []
        return [
            Option(page, page_called(page, circle))
            for child in planned.of(circle)
            for topic in OF_TOPIC
            for page in (f"{child.id}/{topic}",)
            if is_for_all(child.id, topic, circle, self.facts)
        ]

    def now(self) -> Value:
        """Return what stands there now, for who wants to change it."""
        topic, circle = self.given("topic"), self.about
        there = self.item(topic, is_agreed=False) or self.item(topic, is_agreed=True)
        return reads(there, circle) if there and circle else text("plan-topic-empty")

    def prompt(self, slot: Slot) -> Text:
        """Return the question; for going home, with what may be of use to think of."""
        prompt, topic = super().prompt(slot), self.given("topic")
        if slot.key != "words" or kind_of(topic) != Kind.HOME:
            return prompt
        return Text("plan-write-home", {**prompt.args, "hint": Text(f"plan-hint-{topic}")})

    def finish(self) -> Sequence[Command]:
        """Suggest it."""
        said = self.words or self.more
        if self.about is None or not (said or self.along) or self._barred() is not None:
            return (Show((self._barred() or text("plan-gone"),)),)
        along = tuple(self.along.split())
        return (WritePlan(self.about.id, self.given("topic"), said or written(""), along),)


class PlanAgreeFlow(OfPlan):
    """Agree to what is suggested. What it says stood above the button."""

    id = "plan-agree"

    def finish(self) -> Sequence[Command]:
        """Agree."""
        return (AgreePlan(self.given("item"), self.given("person") or None),)


class PlanBackFlow(OfPlan):
    """Suggest it no more."""

    id = "plan-back"

    def finish(self) -> Sequence[Command]:
        """Take it back."""
        return (TakeBackPlan(self.given("item")),)


class PlanFileFlow(OfCircle):
    """Hear or see what was said by voice or picture, in a plan or on the list of a first call."""

    id = "plan-file"
    needs = frozenset({Need.PLAN, Need.FIRST_CALL, Need.DESK})

    def finish(self) -> Sequence[Command]:
        """Show it, where it still stands there for the speaker."""
        circle, meant = self.about, self.given("item")
        listed = (one for call in self.facts.calls for one in call.questions)
        there: Iterable[PlanItem | CallQuestion] = (*self.facts.plan, *self.facts.held, *listed)
        found = next((one for one in there if one.id == meant and one.message), None)
        if circle is None or found is None:
            return (Show((text("book-gone"),)),)
        told = text("book-by", who=found.author_name, day=Moment(found.at, MomentStyle.DAY))
        parts = (topic_called(found.topic), told) if isinstance(found, PlanItem) else (told,)
        return (Show((Lines(parts),), (), found.message, circle.id),)


# At the desk.


class DecidePlanFlow(OfPlan):
    """Let a picture be seen by the others, or not. What it is for stood above the button."""

    id, offered_to = "plan-decide", DESK

    def finish(self) -> Sequence[Command]:
        """Decide."""
        return (DecidePlan(self.given("item"), self.given("yes") == "yes"),)


def held_in_plans(flow: Flow) -> list[tuple[str, Show]]:
    """Return what waits for a caseworker's look before it stands in a plan, or on a list, by its id."""
    return [
        (one.id, Show((held_line(one, circle, flow.facts), reads(one, circle)), held_rows(one)))
        for one in flow.facts.held
        if (circle := flow.facts.desk.circle(one.circle)) is not None
    ]
