"""What went on in a circle: figures of a week or four, what is behind them, a picture, a word to families.

What is counted, and what the families may know of it, is `family.insight`'s.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.chat.draft import Choice, Run
from bot.chat.people import DESK, Circle, Member
from bot.chat.text import Literal, Text, Value, text
from bot.family.commands import Command, SeeInsight, ShareInsight, Show
from bot.family.counted import Insight
from bot.family.facts import Need
from bot.family.insight import (
    FIGURES,
    PAGE,
    WEEKS,
    chart,
    chart_said,
    days_said,
    entry_said,
    figure_named,
    figures,
    given_of,
    is_private,
    opened,
    page,
    period_of,
    preview,
    readers,
    title,
)
from bot.flows.choices import served_circle_options, told_apart, words_of, yes_no_options
from bot.flows.form import Flow, OneOf, Option
from bot.flows.several import Several

CHART = "chart"
_SIDE_BY_SIDE = 2


def _options(flow: Flow, _item: str) -> list[Option]:
    fitting = {one.id for one in _circles(flow) if not is_private(one)}
    return [one for one in _all_options(flow) if one.value in fitting]


def _theirs(flow: Flow, _item: str) -> list[tuple[Option, Text]]:
    fitting = {one.id for one in _circles(flow) if is_private(one)}
    return [(one, Text("read-home")) for one in _all_options(flow) if one.value in fitting]


def _circles(flow: Flow) -> tuple[Circle, ...]:
    """Return the circles of this desk, and of the team where somebody has one."""
    own = flow.facts.desk.circles
    known = {one.id for one in own}
    return (*own, *(one for one in flow.facts.team.circles if one.id not in known))


def _all_options(flow: Flow) -> list[Option]:
    return served_circle_options(msgspec.structs.replace(flow.facts.desk, circles=_circles(flow)))


class InsightFlow(Flow):
    """Figures of one circle. That they were looked at is noted, and so is what was opened of them."""

    id, command, offered_to = "insight", "insight", DESK
    needs = frozenset({Need.DESK, Need.TEAM, Need.INSIGHT})

    circle = OneOf(
        options=_options,
        refused=_theirs,
        when=lambda flow: not flow.given("circle") and bool(_options(flow, "")),
    )
    week = OneOf(
        options=lambda _flow, _item: [
            Option(one, Text(f"label-insight-{one}"), names=(Text(f"label-insight-{one}.typed"),))
            for one in WEEKS
        ],
        when=lambda flow: flow.about is not None and not flow.given("since"),
    )

    @property
    def about(self) -> Circle | None:
        """The circle that was chosen, if it is the speaker's to ask about."""
        wanted = self.given("circle") or self.circle
        return next((one for one in _circles(self) if one.id == wanted), None)

    def finish(self) -> Sequence[Command]:
        """Show it."""
        circle, found = self.about, self.facts.insight
        if circle is None and not _circles(self):
            return (Show((text("people-none"),)),)
        if circle is None or is_private(circle):
            return (Show((text("read-home"),)),)
        if found is None or found.circle != circle.id:
            return (self._ready(circle),)
        what = self.given("show")
        if what == CHART:
            return (self._chart(found, circle),)
        if figure_named(what) is not None:
            return (self._opened(found, circle, what),)
        return (self._figures(found, circle),)

    def _ready(self, circle: Circle) -> Command:
        """It was all typed behind the command: what to load is only known now."""
        known = {**self.interview.given, **self.interview.answers}
        period = period_of({name: str(one) for name, one in known.items()}, self.view.now, self._zone)
        if period is None:
            return Show((text("button-passed"),))
        show = Choice(Text("label-show"), Run("insight", given_of(Insight(circle.id, period))))
        called = circle.called(self.view.speaker.id, _circles(self))
        return Show((text("insight-ready", children=called, days=days_said(period)),), ((show,),))

    @property
    def _zone(self) -> str:
        return self.view.speaker.timezone

    def _figures(self, found: Insight, circle: Circle) -> Command:
        counts, given = figures(found), given_of(found)
        there = [
            Choice(
                text(f"label-insight-{one.id}", count=counts[one.id]),
                Run("insight", {**given, "show": one.id}),
            )
            for one in FIGURES
            if counts[one.id]
        ]
        rows = [tuple(there[at : at + _SIDE_BY_SIDE]) for at in range(0, len(there), _SIDE_BY_SIDE)]
        rows.append(self._turning(found))
        last = [Choice(Text("label-insight-chart"), Run("insight", {**given, "show": CHART}))]
        is_own = self.facts.desk.circle(circle.id) is not None
        if is_own and readers(circle) and there:
            # What is told is what was looked at, though more may have been said by then.
            at = found.period.now.isoformat()
            share = Run("insight-share", {**given, "at": at, "for": "families"})
            last.append(Choice(Text("label-insight-share"), share))
        parts = (title(found, circle, self.view, _circles(self)), *page(found, circle))
        return SeeInsight(Show(parts, (*rows, tuple(last))), circle.id)

    def _turning(self, found: Insight) -> tuple[Choice, ...]:
        weeks = found.period.weeks
        turns = [Choice(Text("label-insight-before"), self._turned(found, -weeks))]
        if found.period.is_over:
            turns.append(Choice(Text("label-insight-after"), self._turned(found, weeks)))
        return tuple(turns)

    def _turned(self, found: Insight, weeks: int) -> Run:
        moved = msgspec.structs.replace(found, period=found.period.moved(weeks))
        return Run("insight", given_of(moved))

    def _opened(self, found: Insight, circle: Circle, what: str) -> Command:
        given, count = given_of(found), len(opened(found, what))
        at = int(self.given("page")) if self.given("page").isdecimal() else 0
        called = circle.called(self.view.speaker.id, _circles(self))
        first: Value = text(
            "insight-opened", what=text(f"insight-{what}", count=figures(found)[what]), children=called
        )
        lines = [entry_said(one, circle) for one in found.entries]
        turns = []
        if at:
            turns.append(Choice(Text("label-insight-earlier"), self._page(given, what, at - 1)))
        if (at + 1) * PAGE < count:
            turns.append(Choice(Text("label-insight-more"), self._page(given, what, at + 1)))
        back = Choice(Text("label-insight-back"), Run("insight", given))
        rows = (tuple(turns), (back,)) if turns else ((back,),)
        return SeeInsight(Show((first, *lines), rows), circle.id, is_opened=True)

    def _page(self, given: dict[str, str], what: str, at: int) -> Run:
        return Run("insight", {**given, "show": what, "page": str(at)})

    def _chart(self, found: Insight, circle: Circle) -> Command:
        back = Choice(Text("label-insight-back"), Run("insight", given_of(found)))
        drawn = chart(found, circle, self.view, _circles(self))
        said = text("insight-chart-told", children=drawn.title, days=drawn.subtitle)
        return SeeInsight(Show((said, chart_said(drawn)), ((back,),), chart=drawn), circle.id)


class InsightShareFlow(Flow):
    """What went well, to those of a circle whom the caseworker picks: each reads what they know of it."""

    id, offered_to = "insight-share", DESK
    needs = frozenset({Need.DESK, Need.INSIGHT})

    whom = Several(
        options=lambda flow, _item: told_apart(
            [Option(one.id, Literal(one.name)) for one in flow.readers],
            {one.id: words_of(one) for one in flow.readers},
        ),
        when=lambda flow: bool(flow.readers),
    )
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: bool(flow.whom),
        args=lambda flow, _item: {"versions": flow.preview()},
    )

    @property
    def about(self) -> Circle | None:
        """The circle, if it is on this desk and may be read."""
        circle = self.facts.desk.circle(self.given("circle"))
        return None if circle is None or is_private(circle) else circle

    @property
    def readers(self) -> tuple[Member, ...]:
        """Who can be told."""
        return readers(self.about) if self.about is not None else ()

    def preview(self) -> Value:
        """Return what each would read."""
        circle, found = self.about, self.facts.insight
        if circle is None or found is None:
            return Literal("–")
        return preview(self.whom.split(), circle, found)

    def finish(self) -> Sequence[Command]:
        """Tell them, after a yes to the very words."""
        if not self.whom:
            return (Show((text("people-none"),)),)
        if self.sure != "yes":
            return (Show((text("insight-share-left"),)),)
        return (ShareInsight(self.given("circle"), tuple(self.whom.split())),)
