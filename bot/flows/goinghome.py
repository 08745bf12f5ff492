"""Going home: its plan as both homes read it and have it printed, and how a caseworker begins and ends it.

Before it has begun, and once it has stopped, nobody of a family is told that there could be one. What can be
done is ``family.goinghome``'s; how a plan is suggested and agreed on ``flows.plan``'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from bot.chat.draft import Choice, Run
from bot.chat.people import DESK, Circle, Role
from bot.chat.sheet import Sheet, SheetLine, SheetNote, SheetPart
from bot.chat.text import Day, Lines, Literal, Moment, MomentStyle, Text, Value, listing, text
from bot.family.book import WRITERS, called
from bot.family.commands import ChangePhase, Command, Show, TurnHome
from bot.family.facts import BookAnswer, Need, PlanItem
from bot.family.fields import OF_TOPIC, is_of_health
from bot.family.goinghome import acts_for, aimed, says, stopped
from bot.family.homeward import Act, Homecoming, State
from bot.family.phases import Step
from bot.family.plan import BOOKS, OVERNIGHTS, TOUCH, Kind, page_called, pages_of, reads, topic_called
from bot.flows.book import entry, note
from bot.flows.choices import served_circle_options, yes_no_options
from bot.flows.form import Flow, OneOf, Option, Slot
from bot.flows.plan import Pages
from bot.flows.several import Several
from bot.flows.when import DayAsked, Sure, now_here, said_in

_NOTHING, _AHEAD = "-", (4, 8, 12)
SEND, TOLD, CALL, NO = "send", "told", "call", "no"


class GoingHomeFlow(Pages):
    """Look at the plan for going home, where one has begun; or have it printed, where "as" is given."""

    id, command = Kind.HOME.value, "goinghome"
    # Named one by one: so no menu of a messenger shows the command to a family.
    offered_to = tuple(Role)
    needs = Pages.needs | {Need.BOOK}

    @property
    def topics(self) -> tuple[str, ...]:
        """What this plan is about."""
        return BOOKS[Kind.HOME]

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles in which it is planned."""
        return tuple(one for one in super().circles if self.facts.homecoming(one.id) is not None)

    def circle_options(self) -> list[Option]:
        """Return the circles to choose from."""
        there = {one.id for one in self.circles}
        return [one for one in super().circle_options() if one.value in there]

    @property
    def planned(self) -> Homecoming | None:
        """What is planned in the circle that it is about."""
        return self.facts.homecoming(self.about.id) if self.about else None

    def asked_about(self) -> dict[str, Value]:
        """Return what fills the question for a topic: every time, that nothing is decided."""
        return {"title": Lines(self.titled(self.about)) if self.about else Literal("–")}

    def titled(self, circle: Circle) -> tuple[Value, ...]:
        """Return what stands above it: for whom it is, what it is not, and what is hoped for."""
        planned = self.facts.homecoming(circle.id)
        if planned is None:
            return ()
        children = planned.called(circle)
        title = text("going-title", children=children)
        if planned.state == State.HOME:
            return (title, text("going-is-home", children=children))
        aim = aimed(planned, circle)
        return (title, text("going-not-decided"), *((aim,) if aim else ()))

    def nobody(self) -> Text:
        """Return what everybody reads for whom there is none."""
        return text("going-no-circle" if self.view.speaker.is_caseworker else "going-nothing")

    def hint(self, topic: str) -> tuple[Value, ...]:
        """Return what may be of use to think of."""
        return (Text(f"plan-hint-{topic}"),)

    def added(self, topic: str, items: Iterable[PlanItem]) -> tuple[Value, ...]:
        """Return the pages of the book that go along, as the reader may read them now; and what is a wish."""
        wish = (text("plan-wish"),) if topic == TOUCH else ()
        circle = self.about
        if circle is None or self.view.speaker.is_caseworker:
            return wish  # She reads of a book in the book, where it is noted.
        pages = dict.fromkeys(page for one in items for page in pages_of(one, circle))
        return (*wish, *(self._page(page, circle) for page in pages))

    def _page(self, page: str, circle: Circle) -> Lines:
        title, answers = page_called(page, circle), self.answers(page)
        if not answers:
            why = "book-health-elsewhere" if self._is_elsewhere(page) else "plan-along-nothing"
            return Lines((title, text(why)))
        return Lines((title, *(entry(one, self.facts.book.questions) for one in answers)))

    def answers(self, page: str) -> list[BookAnswer]:
        """Return what the speaker may read on a page of the book, where they read it now."""
        return [one for one in self._on(page) if not (self._is_off() and is_of_health(one.field))]

    def _on(self, page: str) -> list[BookAnswer]:
        child, _, topic = page.partition("/")
        there = [one for one in self.facts.book.answers if one.child == child]
        return [one for field in OF_TOPIC.get(topic, ()) for one in there if one.field == field.id]

    def _is_off(self) -> bool:
        return self.view.speaker.messenger in self.facts.watch.health_off

    def _is_elsewhere(self, page: str) -> bool:
        return self._is_off() and bool(self._on(page))

    def is_of_health(self) -> bool:
        """Whether something of a child's health stands there: where that is kept off, nothing does."""
        pages = {page for one in self.facts.plan for page in one.along}
        return any(is_of_health(one.field) for page in pages for one in self.answers(page))

    def ways(self, circle: Circle, topic: str) -> tuple[tuple[Choice, ...], ...]:
        """Return the way to a visit from nights at home, and from the whole of it to paper."""
        planned, me = self.facts.homecoming(circle.id), self.view.speaker
        if topic == OVERNIGHTS and not me.is_caseworker and planned and planned.state == State.BEGUN:
            return ((Choice(Text("label-visit"), Run("visit")),),)
        if topic or not self.agreed():
            return ()
        given = {"circle": circle.id}
        return (
            (
                Choice(Text("label-in-book-print"), Run(self.id, {**given, "as": "pdf"})),
                Choice(Text("label-in-book-web"), Run(self.id, {**given, "as": "html"})),
            ),
        )

    def finish(self) -> Sequence[Command]:
        """Show it, or have it made."""
        circle, agreed = self.about, self.agreed()
        if circle is None or not self.given("as"):
            return super().finish()
        if not agreed:
            return (Show((text("plan-empty"),)),)
        title, *more = self.titled(circle)
        today = Moment(self.view.now, MomentStyle.DAY)
        sheet = Sheet(
            title=title,
            subtitle=Lines(tuple(more)),
            parts=tuple(self._part(one, circle) for one in agreed),
            foot=text("going-foot", name=self.view.speaker.name, day=today),
            format="html" if self.given("as") == "html" else "pdf",
        )
        return (Show((text("going-printed"),), sheet=sheet, is_of_health=self.is_of_health()),)

    def _part(self, item: PlanItem, circle: Circle) -> SheetPart:
        by = text("plan-agreed-on", day=Moment(item.at, MomentStyle.DAY))
        wish = text("plan-wish") if item.topic == TOUCH else None
        lines = [SheetLine(topic_called(item.topic), (SheetNote(reads(item, circle), by, wish),))]
        for page in pages_of(item, circle) if not self.view.speaker.is_caseworker else ():
            answers = self.answers(page)
            lines += [
                SheetLine(called(field), tuple(note(one) for one in answers if one.field == field))
                for field in dict.fromkeys(one.field for one in answers)
            ]
        return SheetPart(topic_called(item.topic), tuple(lines))


# At the desk.


_TELLS = (Act.BEGIN, Act.AIM, Act.WIDEN)
"""What both homes read something of that has a day in it: it counts once she has read it herself."""


def _tells(flow: GoingHomeDeskFlow) -> bool:
    return flow.act in _TELLS and bool(flow.about)


def _aims(flow: GoingHomeDeskFlow) -> list[date]:
    """Return days that may be hoped for: some weeks ahead, never soon."""
    today = now_here(flow).date()
    return [today + timedelta(weeks=weeks) for weeks in _AHEAD]


class GoingHomeDeskFlow(Flow):
    """Begin to plan how children may come home, change the aim, stop it, or ask whether they are home."""

    id, command, offered_to = "going-desk", "goinghome", DESK
    needs = frozenset({Need.DESK, Need.HOMECOMING})
    circle = OneOf(
        options=lambda flow, _item: flow.circle_options(),
        when=lambda flow: not flow.given("circle") and len(flow.circles) > 1,
    )
    what = OneOf(
        options=lambda flow, _item: flow.what_options(),
        when=lambda flow: flow.planned is not None and not flow.given("what"),
        args=lambda flow, _item: {"title": flow.stands()},
    )
    children = Several(
        options=lambda flow, _item: [Option(one.id, Literal(one.name)) for one in flow.chosen.children],
        when=lambda flow: flow.act == Act.BEGIN and len(flow.chosen.children) > 1,
    )
    aim = DayAsked(
        _aims,
        is_optional=True,
        when=_tells,
        args=lambda flow, _item: {"children": flow.named()},
        short=lambda _flow, _item: Text("going-desk-aim.short"),
    )
    aim_sure = Sure("aim")
    sure = OneOf(
        options=yes_no_options,
        when=_tells,
        args=lambda flow, _item: {"people": flow.people(), "words": flow.words()},
    )
    told = OneOf(
        options=lambda flow, _item: flow.told_options(),
        when=lambda flow: flow.act == Act.STOP,
        args=lambda flow, _item: {"people": flow.people(), "words": flow.words()},
    )
    home = OneOf(
        options=yes_no_options,
        when=lambda flow: flow.act == Act.HOME and flow.is_whole(),
        args=lambda flow, _item: {"circle": flow.called()},
    )

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles of this desk that it reads."""
        return tuple(one for one in self.facts.desk.circles if not one.is_theirs_alone)

    def circle_options(self) -> list[Option]:
        """Return the circles to choose from."""
        there = {one.id for one in self.circles}
        return [one for one in served_circle_options(self.facts.desk) if one.value in there]

    @property
    def chosen(self) -> Any:  # noqa: ANN401 - a Circle, where anything is asked about it
        """The circle that it is about."""
        wanted = self.given("circle") or self.answer("circle")
        if not wanted and len(self.circles) == 1:
            return self.circles[0]
        return next((one for one in self.circles if one.id == wanted), None)

    @property
    def planned(self) -> Homecoming | None:
        """What is planned there."""
        return self.facts.homecoming(self.chosen.id) if self.chosen else None

    @property
    def act(self) -> str:
        """What is to be done: where nothing is planned, it can only begin, and by no button from before."""
        if self.chosen is None:
            return ""
        if self.planned is None:
            begins = Act.BEGIN in acts_for(self.chosen, None) and not self.given("what")
            return Act.BEGIN if begins else ""
        return self.given("what") or self.what

    @property
    def about(self) -> tuple[str, ...]:
        """The children whom it is about, or will be."""
        if self.chosen is None:
            return ()
        everybody = tuple(one.id for one in self.chosen.children)
        if self.planned is not None:
            return everybody if self.act == Act.WIDEN else self.planned.children
        return tuple(self.children.split()) if len(everybody) > 1 else everybody

    def what_options(self) -> list[Option]:
        """Return what can be done about what is planned, and the way to its plan."""
        circle, planned = self.chosen, self.planned
        acts = [act for act in acts_for(circle, planned) if act not in (Act.CALL, Act.BEGIN)]
        return [
            Option("look", Text("label-plan-look")),
            *(Option(act.value, Text(f"label-home-{act.value}")) for act in acts),
        ]

    def told_options(self) -> list[Option]:
        """Return how they are to hear of it. What she wanted to call about she has told, or it goes on."""
        waits = self.planned is not None and self.planned.call_at is not None
        options = [
            Option(SEND, Text("label-going-send")),
            Option(TOLD, Text("label-permission-told")),
            Option(CALL, Text("label-permission-call")),
            Option(NO, Text("label-cancel")),
        ]
        return [one for one in options if not (waits and one.value in (SEND, CALL))]

    def is_whole(self) -> bool:
        """Whether it is about all children of the circle, which then is theirs alone."""
        planned, circle = self.planned, self.chosen
        return planned is not None and len(planned.of(circle)) == len(circle.children)

    def stands(self) -> Value:
        """Return how it stands now."""
        circle, planned = self.chosen, self.planned
        if circle is None or planned is None:
            return Literal("–")
        aim = aimed(planned, circle)
        call = (text("going-call-waits", people=self.people()),) if planned.call_at else ()
        return Lines((text("going-title", children=planned.called(circle)), *((aim,) if aim else ()), *call))

    def people(self) -> Value:
        """Return who reads it."""
        there = self.chosen.members if self.chosen else ()
        return listing([one.name for one in there if one.role in WRITERS] or ["–"])

    def called(self) -> Value:
        """Return what the circle is called."""
        me = self.view.speaker.id
        return self.chosen.called(me, self.facts.desk.circles) if self.chosen else Literal("–")

    def named(self) -> Value:
        """Return the names of the children whom it is about, or will be."""
        there = self.chosen.children if self.chosen else ()
        return listing([one.name for one in there if one.id in self.about] or ["–"])

    def words(self) -> Value:
        """Return what both homes will read: the parents' words, where each side has its own."""
        circle = self.chosen
        if circle is None:
            return Literal("–")
        planned = Homecoming(_NOTHING, circle.id, State.BEGUN, self.about, self._day())
        if self.act == Act.STOP:
            return Lines(stopped(planned.called(circle), self.view.speaker.name))
        return Lines(says(Act(self.act), Role.PARENT, planned, circle))

    def _day(self) -> date | None:
        said = said_in(self.aim_sure or self.aim)
        return None if said.doubt else said.day

    def slot_is_there(self, key: str) -> bool:
        """Whether a question has been answered."""
        return bool(self.answer(key))

    def forgets(self, key: str) -> tuple[str, ...]:
        """What a reading was chosen of is another one now."""
        return ("aim_sure",) if key == "aim" else ()

    def prompt(self, slot: Slot) -> Text:
        """Return the question for the aim with what is hoped for now."""
        prompt = super().prompt(slot)
        if slot.key != "aim" or self.planned is None or self.planned.aim is None:
            return prompt
        day = Day(self.planned.aim, has_year=True)
        return text("going-desk-aim-again", children=self.planned.called(self.chosen), day=day)

    def finish(self) -> Sequence[Command]:
        """Do it, or leave all as it is."""
        circle, planned = self.chosen, self.planned
        if circle is None:
            return (Show((text("going-no-circle"),)),)
        nothing = (Show((text("nothing-changed"),)),)
        match self.act:
            case Act.BEGIN | Act.AIM | Act.WIDEN:
                turns = TurnHome(circle.id, Act(self.act), self.about, self._day())
                return (turns,) if self.sure == "yes" else nothing
            case Act.GO_ON:
                return (TurnHome(circle.id, Act.GO_ON),)
            case Act.STOP if self.told == CALL:
                return (TurnHome(circle.id, Act.CALL),)
            case Act.STOP if self.told in (SEND, TOLD):
                return (TurnHome(circle.id, Act.STOP, is_told=self.told == TOLD),)
            case Act.STOP:
                return nothing
            case Act.HOME if planned is not None and not self.is_whole():
                others = [one.name for one in circle.children if one.id not in planned.children]
                return (Show((text("going-not-all", others=listing(others)),)),)
            case Act.HOME:
                return (ChangePhase(circle.id, Step.HOME.value),) if self.home == "yes" else nothing
            case "look":
                look = Choice(Text("label-plan-look"), Run(Kind.HOME.value, {"circle": circle.id}))
                return (Show((self.stands(),), ((look,),)),)
            case _:
                return (Show((text("going-cannot", children=self.called()),)),)


def before_it_stops(flow: Flow, circle_id: str) -> Show:
    """Return what a caseworker wanted to call about first, with what she can say now."""
    circle, planned = flow.facts.desk.circle(circle_id), flow.facts.homecoming(circle_id)
    if circle is None or planned is None:
        return Show((text("queue-gone"),))
    people = listing([one.name for one in circle.members if one.role in WRITERS] or ["–"])
    title = text("going-title", children=planned.called(circle))
    given = {"circle": circle_id}
    row = (
        Choice(Text("label-permission-told"), Run("going-desk", {**given, "what": Act.STOP.value})),
        Choice(Text("label-home-go-on"), Run("going-desk", {**given, "what": Act.GO_ON.value})),
    )
    return Show((Lines((title, text("going-call-waits", people=people))),), (row,))
