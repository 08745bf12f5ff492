"""What may help with a child: found in the library, written by oneself, tried, and told of afterwards.

What becomes of it is ``family.trying``'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.draft import Choice, Run
from bot.chat.people import Circle
from bot.chat.text import Lines, Literal, Text, Value, listing, text
from bot.family.book import WRITERS
from bot.family.commands import AllowTip, Command, KeepTip, SayOfTip, Show, TryTip, WriteTip
from bot.family.facts import Need
from bot.family.tips import AGES, BY_ID, OF_AGENCY, TOPICS, Trying, fitting
from bot.family.trying import NOT_YET, TRYING, WORKED, called, open_circles, readers, shut, try_rows
from bot.flows.checks import WordsForOthers
from bot.flows.choices import yes_no_options
from bot.flows.form import Flow, OneOf, Option
from bot.flows.plan import OfCircle

TIP_CHARS, TOLD_CHARS = 400, 400
_WRITE, _OURS, _AGENCY, _ANY, _MORE = "write", "ours", "agency", "any", "more"
_SHOWN = 6


class TipWords(WordsForOthers):
    """Words about what works, for the people of a circle."""

    def circles(self, flow: Flow) -> tuple[Circle, ...]:
        """Return the circle."""
        return (flow.about,) if isinstance(flow, OfCircle) and flow.about is not None else ()


class OfTips(OfCircle):
    """Base of what is about tips in one circle."""

    needs = frozenset({Need.TIPS, Need.GUARD})

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles in which something can be tried now."""
        return open_circles(self.view)

    def nobody(self) -> tuple[Command, ...]:
        """Say why there is nothing to be tried now."""
        if self.view.speaker.role not in WRITERS:
            return (Show((text("life-desk"),)),)
        mine = self.view.circles
        why = shut(mine[0], self.view) if len(mine) == 1 else None
        return (Show((why or text("tip-nobody"),)),)


def _topics(flow: TipFlow, _item: str) -> list[Option]:
    role = flow.view.speaker.role
    found = [Option(one, Text(f"label-tip-{one}")) for one in TOPICS if fitting(one, "", role)]
    if flow.view_of_agency():
        found.append(Option(_AGENCY, Text("label-tip-agency")))
    if flow.of_circle():
        found.append(Option(_OURS, Text("label-tip-ours"), is_pinned=True))
    if flow.may_write():
        found.append(Option(_WRITE, Text("label-tip-write"), is_pinned=True))
    return found


def _tips(flow: TipFlow, _item: str) -> list[Option]:
    if flow.about_what == _AGENCY:
        names = flow.view_of_agency()
        return [Option(f"{OF_AGENCY}{name}", Literal(name)) for name in names]
    age = "" if flow.age == _ANY else flow.age
    found = fitting(flow.about_what, age, flow.view.speaker.role)
    return [Option(one.id, Text(f"{one.id}.called")) for one in found]


class TipFlow(OfTips):
    """Find a tip, or write what works."""

    id, command = "tip", "tip"
    topic = OneOf(
        options=_topics,
        when=lambda flow: flow.about is not None and flow.given("topic") not in TOPICS,
    )
    age = OneOf(
        options=lambda flow, _item: [
            *(
                Option(one, Text(f"label-age-{one}"))
                for one in AGES
                if fitting(flow.about_what, one, flow.view.speaker.role)
            ),
            Option(_ANY, Text("label-age-any")),
        ],
        when=lambda flow: flow.about is not None and flow.about_what in TOPICS,
    )
    which = OneOf(
        options=_tips,
        when=lambda flow: flow.about is not None and flow.about_what in (*TOPICS, _AGENCY),
    )
    words = TipWords(
        limit=TIP_CHARS,
        is_long=True,
        args=lambda flow, _item: {"people": flow.people()},
        when=lambda flow: flow.topic == _WRITE and flow.may_write(),
    )
    sure = OneOf(
        options=yes_no_options,
        args=lambda flow, _item: {"words": flow.words, "people": flow.people()},
        when=lambda flow: bool(flow.words),
    )

    @property
    def about_what(self) -> str:
        """The topic, as it was opened with or chosen."""
        return self.given("topic") if self.given("topic") in TOPICS else self.topic

    def may_write(self) -> bool:
        """Whether anybody could read what somebody writes."""
        return self.about is not None and shut(self.about, self.view, is_written=True) is None

    def people(self) -> Value:
        """Return who is to read it."""
        there = readers(self.about, self.view.speaker.id) if self.about else ()
        return listing([one.name for one in there] or ["–"])

    def view_of_agency(self) -> list[str]:
        """Return the names of the agency's own tips for somebody of this role."""
        me = self.view.speaker
        return [name for name, tip in self.facts.watch.tips.items() if tip.is_for(me.role)]

    def of_circle(self) -> list[Trying]:
        """Return what people of the circle try or have tried."""
        return [one for one in self.facts.tries if self.about and one.circle == self.about.id]

    def finish(self) -> Sequence[Command]:
        """Show it, or tell it."""
        circle = self.about
        if circle is None:
            return self.nobody()
        if self.topic == _WRITE:
            if not self.words:
                return (Show((shut(circle, self.view, is_written=True) or text("tip-nobody"),)),)
            return (
                WriteTip(circle.id, self.words) if self.sure == "yes" else Show((text("words-deleted"),)),
            )
        another = (Choice(Text("label-tip-another"), Run("tip", {"circle": circle.id})),)
        if self.topic == _OURS:
            return (Show((text("tip-ours", children=circle.label), *self._ours()), (another,)),)
        tip = called(self.which, self.view, self.facts)
        if tip is None:
            return (Show((text("tip-gone"),)),)
        source = BY_ID[self.which].source if self.which in BY_ID else ""
        named = (Text(f"tip-source-{source}"),) if source else ()
        return (Show((tip, *named), (*try_rows(circle.id, self.which), another)),)

    def _ours(self) -> tuple[Value, ...]:
        lines = []
        for one in self.of_circle()[:_SHOWN]:
            state = one.state if one.state in (TRYING, NOT_YET) else WORKED
            tip = called(one.tip, self.view, self.facts) or Literal("–")
            lines.append(Lines((text(f"tip-is-{state}", who=one.name), tip)))
        return tuple(lines)


class TipTryFlow(OfTips):
    """I'll try it."""

    id = "tip-try"

    def finish(self) -> Sequence[Command]:
        """Say so."""
        return (TryTip(self.given("circle"), self.given("tip")),)


class OfOneTried(OfTips):
    """Base of what is about something that somebody tries: in which circle is known, and not asked."""

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circle in which it is tried, if anything can be said there now."""
        wanted = self.given("trying")
        ids = {one.circle for one in self.facts.tries if one.id == wanted}
        return tuple(one for one in open_circles(self.view) if one.id in ids)


class TipAfterFlow(OfOneTried):
    """Did it work?"""

    id = "tip-after"
    how = OneOf(
        options=lambda _flow, _item: [
            Option(WORKED, Text("label-tip-worked")),
            Option(NOT_YET, Text("label-tip-not-yet")),
            Option(_MORE, Text("label-tip-more")),
        ],
        args=lambda flow, _item: {"tip": flow.tip()},
        when=lambda flow: flow.trying is not None and flow.trying.state in (TRYING, NOT_YET),
    )
    words = TipWords(
        limit=TOLD_CHARS,
        is_long=True,
        args=lambda flow, _item: {"people": flow.people()},
        when=lambda flow: flow.how == _MORE,
    )
    then = OneOf(
        options=lambda _flow, _item: [
            Option(WORKED, Text("label-tip-worked")),
            Option(NOT_YET, Text("label-tip-not-yet")),
        ],
        when=lambda flow: bool(flow.words),
    )

    @property
    def trying(self) -> Trying | None:
        """What is being tried."""
        me, wanted = self.view.speaker.id, self.given("trying")
        return next((one for one in self.facts.tries if one.id == wanted and one.person == me), None)

    def tip(self) -> Value:
        """Return what it says."""
        return (called(self.trying.tip, self.view, self.facts) if self.trying else None) or Literal("–")

    def people(self) -> Value:
        """Return who is to read it."""
        there = readers(self.about, self.view.speaker.id) if self.about else ()
        return listing([one.name for one in there] or ["–"])

    def finish(self) -> Sequence[Command]:
        """Tell it."""
        state = self.then if self.how == _MORE else self.how
        return (SayOfTip(self.given("trying"), state or NOT_YET, self.words),)


class TipBookFlow(OfOneTried):
    """Put what worked in the book."""

    id = "tip-book"
    needs = frozenset({Need.TIPS, Need.GUARD, Need.BOOK})
    child = OneOf(
        options=lambda flow, _item: [
            Option(one.id, Literal(one.name)) for one in (flow.about.children if flow.about else ())
        ],
        when=lambda flow: flow.about is not None and len(flow.about.children) > 1,
        prompt="book-which-child",
    )

    def finish(self) -> Sequence[Command]:
        """Put it there, or ask who wrote it."""
        circle, wanted = self.about, self.given("trying")
        found = next((one for one in self.facts.tries if one.id == wanted), None)
        if circle is None or found is None:
            return self.nobody()
        child = self.child or circle.children[0].id
        if found.tip in BY_ID:
            return (KeepTip(found.id, child, ready=found.tip),)
        tip = called(found.tip, self.view, self.facts)
        return (KeepTip(found.id, child, tip.words if isinstance(tip, Literal) else ""),)


class TipAllowFlow(OfOneTried):
    """My tip may stand in the book, or not. What it says stood above the button."""

    id = "tip-allow"
    needs = frozenset({Need.TIPS, Need.GUARD, Need.BOOK})

    def finish(self) -> Sequence[Command]:
        """Say so."""
        return (AllowTip(self.given("trying"), self.given("child"), self.given("yes") == "yes"),)
