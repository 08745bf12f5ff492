"""What would you prefer? Ask it, answer it, write down what was decided, and read what was.

Who is asked, and what may happen to it, stands in ``family.deciding`` and ``family.decision``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.chat.draft import Choice, Run
from bot.chat.media import File, MediaKind
from bot.chat.people import Circle, Phase
from bot.chat.text import Lines, Literal, Moment, MomentStyle, Text, Value, listing, text
from bot.family.commands import (
    BeginDecision,
    Command,
    LookAt,
    PassOnDecision,
    SendToCircle,
    Show,
    WithdrawDecision,
)
from bot.family.deciding import (
    again_row,
    answer_rows,
    around,
    as_words,
    asked_of,
    asker_rows,
    children_of,
    choice_called,
    choices_of,
    desk_row,
    differ,
    is_mine_to_answer,
    law,
    may_ask,
    named,
    over,
    phone_rows,
    read,
    says,
    shut,
    topic_called,
    waits_for,
)
from bot.family.decision import (
    ANSWERS,
    ASK,
    MADE,
    MOST_CHOICES,
    OWN,
    READY,
    SAY,
    TOPICS,
    Act,
    Decision,
    Matter,
    Meant,
    State,
    purpose,
)
from bot.family.facts import Need
from bot.family.spoken import in_said, is_said, shown_said, spoken, written
from bot.flows.checks import WordsForOthers
from bot.flows.form import Flow, OneOf, Option, Problem, Slot, Written
from bot.flows.plan import OfCircle
from bot.flows.when import DayAsked, Sure, Timed

QUESTION_CHARS, ANSWER_CHARS, CHOICE_CHARS = 500, 500, 40
FEWEST_CHOICES = 2
_ASK, _ALL = "*ask", "*all"
_READY, _OPEN = "ready", "open"
_BETWEEN = re.compile(r"\n|;|\s/\s")


class Said(Written):
    """Words, a voice or a picture that go to others as a message does: what is asked about it is asked then.

    The answer is a value of `family.spoken`, or a choice.
    """

    takes_files = True

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take the words."""
        return written(super().read(flow, slot, words))

    def read_files(self, flow: Flow, slot: Slot, files: tuple[File, ...], words: str) -> str:
        """Take a voice or pictures."""
        if any(file.kind not in (MediaKind.VOICE, MediaKind.PICTURE) for file in files):
            raise Problem("share-file-kind")
        return spoken(files, in_said(self.read(flow, slot, words))[1] if words.strip() else "")

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether a stored answer is still one."""
        return is_said(value) or super(Written, self).is_valid(flow, slot, value)

    def shown(self, flow: Flow, slot: Slot, value: str) -> Value:
        """Return the answer as its giver reads it."""
        return shown_said(value) if is_said(value) else super().shown(flow, slot, value)


class OfDecisions(OfCircle):
    """Base of all that is about decisions."""

    needs = frozenset({Need.DECISIONS, Need.GUARD, Need.DESK})
    circle = OneOf(
        options=lambda flow, _item: flow.circle_options(),
        when=lambda flow: not (flow.given("decision") or flow.given("circle")) and len(flow.circles) > 1,
        prompt="plan-which-circle",
    )

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles whose decisions the speaker may read."""
        found = self.facts.desk.circles if self.view.speaker.is_caseworker else self.view.circles
        return tuple(
            one
            for one in found
            if one.phase != Phase.CLOSED and not (self.view.speaker.is_caseworker and one.is_theirs_alone)
        )

    @property
    def one(self) -> Decision | None:
        """The decision it is about, as the speaker may see it."""
        return self.found(self.given("decision"))

    def found(self, decision: str) -> Decision | None:
        """Return a decision as the speaker may see it."""
        me, one = self.view.speaker, self.facts.decisions.one(decision)
        return one if one is None or me.is_caseworker else one.seen_by(me.id)

    @property
    def about(self) -> Circle | None:
        """The circle it is about."""
        if self.one is not None:
            return next((one for one in self.circles if one.id == self.one.circle), None)
        return super().about

    def gone(self) -> tuple[Command, ...]:
        """Say that it is not there any more, or how it stands."""
        return (Show((over(self.one) if self.one is not None else text("decision-gone"),)),)

    def sends(self, meant: Meant, words: str, ready: str | None = None) -> tuple[Command, ...]:
        """Return what carries words that are about a decision."""
        circle = self.about
        files, said = in_said(words)
        if circle is None:
            return self.gone()
        return (SendToCircle(circle.id, said, files=files, ready=ready, purpose=purpose(meant)),)


def _standing(flow: DecisionFlow, one: Decision) -> Value:
    """Return how a decision stands, in the words of a list."""
    if one.is_held:
        return Text("decision-is-held")
    if is_mine_to_answer(one, flow.view):
        return Text("decision-is-yours")
    if one.state in (State.DECIDED, State.CHANGED) and one.outcome is not None:
        which = "decision-is-decided" if one.state == State.DECIDED else "decision-is-changed"
        return text(which, words=named(one.outcome))
    return Text("decision-is-open" if one.is_open else "decision-is-over")


def _which_options(flow: DecisionFlow, _item: str) -> list[Option]:
    found = [
        Option(one.id, text("decision-line", question=named(one.question), how=_standing(flow, one)))
        for one in flow.listed()
    ]
    ask = [Option(_ASK, Text("label-decision-ask"), is_pinned=True)] if flow.may_ask() else []
    return [*found, *ask]


class DecisionFlow(OfDecisions):
    """What was asked and decided; one of them; or ask something."""

    id, command = "decision", "decision"
    which = OneOf(
        options=_which_options,
        when=lambda flow: flow.one is None and flow.about is not None and bool(flow.listed()),
        args=lambda flow, _item: {"children": flow.about.label if flow.about else "–"},
    )

    def may_ask(self) -> bool:
        """Whether the speaker can ask something there."""
        circle = self.about
        if circle is None or shut(circle, self.view) is not None:
            return False
        return may_ask(circle, self.view.speaker.id, self.facts.decisions)

    def listed(self) -> list[Decision]:
        """Return those of the circle: what waits for the speaker first, then what is open, then the rest."""
        circle = self.about
        there = self.facts.decisions.of(circle.id) if circle is not None else ()
        return sorted(there, key=lambda one: (not is_mine_to_answer(one, self.view), not one.is_open))

    def finish(self) -> Sequence[Command]:
        """Show it, or begin to ask."""
        one, circle = self.one or self.found(self.which), self.about
        if self.given("decision") and self.one is None:
            return self.gone()
        if circle is None:
            return (Show((text("decision-none"),)),)
        if one is not None:
            return (self._shown(one, circle),)
        if self.view.speaker.is_caseworker:
            return (Show((text("decision-none-desk", children=circle.label),)),)
        return (BeginDecision(circle.id),)

    def _shown(self, one: Decision, circle: Circle) -> Command:
        me = self.view.speaker
        title = text(
            "decision-title", topic=topic_called(one.matter.topic), children=children_of(one.matter, circle)
        )
        asks = text("decision-asks", who=one.asker_name, day=Moment(one.at, MomentStyle.DAY))
        parts: list[Value] = [title, Lines((asks, read(one.question)))]
        choices = [choice_called(one.matter, choice) for choice in choices_of(one.matter)]
        if choices and not is_mine_to_answer(one, self.view):
            parts.append(text("decision-choices", choices=listing(tuple(choices))))
        parts += around(one.matter, circle) if one.is_open else law(one.matter, circle)
        parts += self._said(one, circle)
        parts += self._came_of_it(one)
        why = None if me.is_caseworker else shut(circle, self.view)
        if why is not None:
            parts.append(why)
        rows = [*self._pictures(one), *(() if why is not None else self._rows(one, circle))]
        rows.append((Choice(Text("label-decision-all"), Run("decision", {"circle": circle.id})),))
        page = Show(tuple(parts), tuple(rows))
        return LookAt(page, "decision", one.id, one.family) if me.is_caseworker else page

    def _said(self, one: Decision, circle: Circle) -> tuple[Value, ...]:
        me, caseworker = self.view.speaker, circle.caseworker_name
        if me.is_caseworker or one.asker == me.id:
            lines = tuple(says(other, one.matter, caseworker) for other in one.answers)
            still = differ(one.answers, circle) if one.is_open else ()
            return (Lines(lines), *still)
        own = one.answer(me.id)
        if own is None or not own.is_given:
            return ()
        return (Lines((Text("decision-yours"), says(own, one.matter, caseworker))),)

    def _came_of_it(self, one: Decision) -> tuple[Value, ...]:
        earlier = self.facts.decisions.one(one.again or "")
        later = next((other for other in self.facts.decisions.all if other.again == one.id), None)
        parts: list[Value] = []
        if one.is_held:
            parts.append(Text("decision-held"))
        elif one.outcome is not None and one.decided_at is not None:
            day = Moment(one.decided_at, MomentStyle.DAY)
            parts.append(Lines((text("decision-decided-on", day=day), read(one.outcome))))
        elif not one.is_open:
            parts.append(Text("decision-no-answer"))
        if one.state == State.CHANGED and later is not None and later.decided_at is not None:
            parts.append(text("decision-changed-on", day=Moment(later.decided_at, MomentStyle.DAY)))
        if earlier is not None and earlier.outcome is not None and earlier.decided_at is not None:
            day = Moment(earlier.decided_at, MomentStyle.DAY)
            parts.append(text("decision-before", day=day, words=named(earlier.outcome)))
        return tuple(parts)

    def _pictures(self, one: Decision) -> tuple[tuple[Choice, ...], ...]:
        """Return a button for each thing that was said by voice or picture, as far as it is read here."""
        said = [(one.asker_name, one.question), *((other.name, other.said) for other in one.answers)]
        said.append((one.asker_name, one.outcome))
        return tuple(
            (
                Choice(
                    text("label-hear-from", who=who),
                    Run("decision-file", {"decision": one.id, "message": words.message}),
                ),
            )
            for who, words in said
            if words is not None and words.files
        )

    def _rows(self, one: Decision, circle: Circle) -> tuple[tuple[Choice, ...], ...]:
        me = self.view.speaker
        if me.is_caseworker:
            return self._desk_rows(one, circle)
        if one.asker == me.id:
            if one.is_open or (one.is_held and one.state == State.OPEN):
                return asker_rows(one, circle)
            return again_row(one) if one.state in (State.DECIDED, State.LAPSED) else ()
        if is_mine_to_answer(one, self.view):
            return answer_rows(one.id, one.matter, circle)
        if one.is_open:
            change = Choice(Text("label-decision-change"), Run("decision-answer", {"decision": one.id}))
            return ((change,), *desk_row(one.id, circle))
        is_done = one.state in (State.DECIDED, State.LAPSED)
        return again_row(one) if is_done and may_ask(circle, me.id, self.facts.decisions) else ()

    def _desk_rows(self, one: Decision, circle: Circle) -> tuple[tuple[Choice, ...], ...]:
        if not one.is_open:
            return ()
        names = {member.id: member.name for member in circle.members if member.is_by_phone}
        phone = [(other.person, names[other.person]) for other in one.answers if other.person in names]
        is_asked = any(other.person not in {member.id for member in circle.members} for other in one.answers)
        answer = Choice(Text("label-decision-answer"), Run("decision-say", {"decision": one.id}))
        return (*phone_rows(one.id, phone), *(((answer,),) if is_asked else ()))


# --- asking -------------------------------------------------------------------------------------------


class _Choices(WordsForOthers):
    """Up to four answers of one's own, a line each."""

    is_shared = False  # The question itself goes as a message does, and is asked about then.

    def circles(self, flow: Flow) -> tuple[Circle, ...]:
        """Return the circle in which they are read."""
        return (flow.about,) if isinstance(flow, OfCircle) and flow.about is not None else ()

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take two to four short ones, or say how to write them."""
        kept = super().read(flow, slot, words)
        found = list(dict.fromkeys(" ".join(one.split()) for one in _BETWEEN.split(kept) if one.strip()))
        if not FEWEST_CHOICES <= len(found) <= MOST_CHOICES:
            raise Problem("decision-choices-few")
        if any(len(one) > CHOICE_CHARS for one in found):
            raise Problem("decision-choices-long", limit=CHOICE_CHARS)
        return "\n".join(found)

    def shown(self, flow: Flow, slot: Slot, value: str) -> Value:
        """Return them as a list."""
        return listing(value.split("\n"))


def _child_options(flow: DecisionAskFlow, _item: str) -> list[Option]:
    children = flow.about.children if flow.about else ()
    each = [Option(one.id, Literal(one.name)) for one in children]
    together = [Option(_ALL, listing([one.name for one in children]))] if len(children) > 1 else []
    return [*each, *together]


def _question_options(flow: DecisionAskFlow, _item: str) -> list[Option]:
    names = READY.get(flow.matter_of, ())
    return [Option(name, Text(f"decision-ready-{flow.matter_of}-{name}")) for name in names]


class DecisionAskFlow(OfDecisions, Timed):
    """Ask the others about a decision."""

    id = "decision-ask"
    has_summary = True
    child = OneOf(
        options=_child_options,
        when=lambda flow: flow.may_ask() and len(flow.about.children) > 1 and not flow.before,
    )
    topic = OneOf(
        options=lambda _flow, _item: [Option(topic, topic_called(topic)) for topic in TOPICS],
        when=lambda flow: flow.may_ask() and not flow.before,
    )
    words = Said(
        limit=QUESTION_CHARS,
        is_long=True,
        options=_question_options,
        when=lambda flow: flow.may_ask(),
        args=lambda flow, _item: {"people": flow.people(), "children": flow.children_called()},
    )
    answers = OneOf(
        options=lambda _flow, _item: [
            Option(_READY, Text("label-decision-ready")),
            Option(OWN, Text("label-decision-choices")),
            Option(_OPEN, Text("label-decision-open")),
        ],
        when=lambda flow: flow.may_ask(),
    )
    choices = _Choices(is_long=True, limit=QUESTION_CHARS, when=lambda flow: flow.answers == OWN)
    day = DayAsked(is_optional=True, when=lambda flow: flow.may_ask(), prompt="decision-day")
    day_sure = Sure("day")
    day_surer = Sure("day_sure")

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles in which the speaker can ask anybody."""
        if self.view.speaker.is_caseworker:
            return ()
        me, decisions = self.view.speaker.id, self.facts.decisions
        return tuple(one for one in self.view.circles if may_ask(one, me, decisions))

    @property
    def before(self) -> Decision | None:
        """What is asked anew, where its children are still there."""
        found, about = self.facts.decisions.one(self.given("again")), self.about
        if found is None or about is None or found.circle != about.id:
            return None
        return found if any(one.id in found.matter.children for one in about.children) else None

    def may_ask(self) -> bool:
        """Whether anything can be asked there now."""
        return self.about is not None and shut(self.about, self.view) is None

    @property
    def child_ids(self) -> tuple[str, ...]:
        """The children it is about."""
        there = [one.id for one in self.about.children] if self.about else []
        chosen = self.before.matter.children if self.before else (self.child,)
        return tuple(one for one in there if one in chosen) or tuple(there)

    @property
    def matter_of(self) -> str:
        """The topic."""
        return self.before.matter.topic if self.before is not None else self.topic

    def children_called(self) -> Value:
        """Return what they are called."""
        matter = Matter(self.matter_of, self.child_ids)
        return children_of(matter, self.about) if self.about else Literal("–")

    def people(self) -> Value:
        """Return who is asked."""
        circle, me = self.about, self.view.speaker.id
        found = asked_of(circle, me, self.child_ids, self.facts.decisions) if circle is not None else ()
        return listing([one.name for one in found] or ["–"])

    def repeated(self) -> int | None:
        """Nothing is asked by when again and again."""
        return None

    def finish(self) -> Sequence[Command]:
        """Ask it."""
        circle = self.about
        if circle is None or not self.words:
            return (Show((shut(circle, self.view) or text("decision-gone"),)),)
        before = self.before
        topic = self.matter_of
        own = tuple(f"={one}" for one in self.choices.split("\n"))
        choices = {_READY: ANSWERS, OWN: own}.get(self.answers, ())
        matter = Matter(topic, self.child_ids, choices, self.sure("day").day)
        meant = Meant(ASK, matter=matter, again=before.id if before is not None else "")
        if is_said(self.words):
            return self.sends(meant, self.words)
        return self.sends(meant, "", ready=f"decision-ready-{topic}-{self.words}")


# --- answering ----------------------------------------------------------------------------------------


class DecisionAnswerFlow(OfDecisions):
    """Answer with one tap; which answer stood on the button, or is asked."""

    id = "decision-answer"
    choice = OneOf(
        options=lambda flow, _item: [
            *(
                Option(one, choice_called(flow.one.matter, one))
                for one in (choices_of(flow.one.matter) if flow.one else ())
            ),
            Option(OWN, Text("label-decision-own")),
        ],
        when=lambda flow: flow.is_open() and not flow.is_chosen() and flow.has_choices(),
        args=lambda flow, _item: {"question": read(flow.one.question) if flow.one else "–"},
    )
    own = Said(
        limit=ANSWER_CHARS,
        is_long=True,
        when=lambda flow: flow.choice == OWN or (flow.is_open() and not flow.has_choices()),
        args=lambda flow, _item: {"question": read(flow.one.question) if flow.one else "–"},
        prompt="decision-say-words",
    )

    def is_open(self) -> bool:
        """Whether it can be answered now."""
        return self.one is not None and self.one.may(Act.ANSWER)

    def has_choices(self) -> bool:
        """Whether there are answers to choose from."""
        return self.one is not None and bool(self.one.matter.choices)

    def is_chosen(self) -> bool:
        """Whether the answer stood on the button."""
        return self.one is not None and self.given("choice") in choices_of(self.one.matter)

    def finish(self) -> Sequence[Command]:
        """Say it."""
        one = self.one
        chosen = self.given("choice") if self.is_chosen() else self.choice or (OWN if self.own else "")
        if one is None or not self.is_open() or not chosen:
            return self.gone()
        meant = Meant(SAY, one.id, choice=chosen, person=self.given("person"))
        if chosen == OWN:
            return self.sends(meant, self.own)
        words, ready = as_words(one.matter, chosen)
        return self.sends(meant, written(words), ready)


class DecisionSayFlow(OfDecisions):
    """Answer in words of one's own, or say why; a caseworker says what she thinks of it."""

    id = "decision-say"
    words = Said(
        limit=ANSWER_CHARS,
        is_long=True,
        when=lambda flow: flow.one is not None and flow.one.may(Act.ANSWER),
        args=lambda flow, _item: {"question": read(flow.one.question) if flow.one else "–"},
    )

    def finish(self) -> Sequence[Command]:
        """Say it."""
        one = self.one
        if one is None or not self.words:
            return self.gone()
        choice = self.given("choice")
        known = choice if choice in choices_of(one.matter) else OWN
        return self.sends(Meant(SAY, one.id, choice=known), self.words)


class DecisionMakeFlow(OfDecisions):
    """Write down what was decided."""

    id = "decision-make"
    words = Said(
        limit=ANSWER_CHARS,
        is_long=True,
        options=lambda flow, _item: [
            Option(one, choice_called(flow.one.matter, one))
            for one in (choices_of(flow.one.matter) if flow.one else ())
            if one not in ("you", "talk")
        ],
        when=lambda flow: flow.may_decide(),
        args=lambda flow, _item: {
            "question": read(flow.one.question) if flow.one else "–",
            "said": flow.said(),
        },
    )

    def may_decide(self) -> bool:
        """Whether it is the speaker's to write down, and somebody has answered."""
        one = self.one
        is_mine = one is not None and one.asker == self.view.speaker.id and one.may(Act.DECIDE)
        return is_mine and one is not None and any(other.is_given for other in one.answers)

    def said(self) -> Value:
        """Return what everybody has said."""
        one, circle = self.one, self.about
        if one is None or circle is None:
            return Literal("–")
        lines = tuple(says(other, one.matter, circle.caseworker_name) for other in one.answers)
        waits = waits_for(one, circle)
        silent = (Text("decision-silence"),) if waits else ()
        return Lines((*lines, *differ(one.answers, circle), *silent))

    def finish(self) -> Sequence[Command]:
        """Tell everybody."""
        one = self.one
        if one is None or not self.words:
            is_silent = one is not None and one.asker == self.view.speaker.id and one.may(Act.DECIDE)
            return (Show((text("decision-silent"),)),) if is_silent else self.gone()
        if is_said(self.words):
            return self.sends(Meant(MADE, one.id, choice=OWN), self.words)
        words, ready = as_words(one.matter, self.words)
        return self.sends(Meant(MADE, one.id, choice=self.words), written(words), ready)


class DecisionBackFlow(OfDecisions):
    """Ask no more."""

    id = "decision-back"

    def finish(self) -> Sequence[Command]:
        """Take it back."""
        return (WithdrawDecision(self.given("decision")),)


class DecisionDeskFlow(OfDecisions):
    """Have the caseworker asked."""

    id = "decision-desk"

    def finish(self) -> Sequence[Command]:
        """Ask her."""
        return (PassOnDecision(self.given("decision")),)


class DecisionFileFlow(OfDecisions):
    """Hear or see what was said by voice or picture."""

    id = "decision-file"

    def finish(self) -> Sequence[Command]:
        """Show it, where it still stands there for the speaker."""
        one, circle, wanted = self.one, self.about, self.given("message")
        said = [one.question, one.outcome, *(other.said for other in one.answers)] if one else []
        found = next((words for words in said if words is not None and words.message == wanted), None)
        if one is None or circle is None or found is None:
            return (Show((text("book-gone"),)),)
        return (
            Show(
                (
                    text(
                        "decision-title",
                        topic=topic_called(one.matter.topic),
                        children=children_of(one.matter, circle),
                    ),
                ),
                (),
                wanted,
                circle.id,
            ),
        )
