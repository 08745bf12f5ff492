"""A child's book: written a topic at a time, read as pages, asked about between the homes.

Which topics and fields there are stands in ``family.fields``; who may read what, in ``family.book``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from bot.chat.draft import Choice, Run
from bot.chat.people import DESK, Child, Circle, Member, Role
from bot.chat.sheet import Sheet, SheetLine, SheetNote, SheetPart
from bot.chat.text import Lines, Literal, Moment, MomentStyle, Text, Value, listing, text
from bot.family.book import (
    CAREGIVER,
    CIRCLE,
    LATER,
    WRITERS,
    answerers,
    asked_rows,
    asks,
    called,
    children_of,
    circles_about,
    decision_rows,
    hearing,
    line,
    may_read,
    question_rows,
    shown,
    topic_of,
)
from bot.family.commands import (
    AskOther,
    CloseAnswer,
    Command,
    DecideBook,
    NotKnown,
    OpenField,
    Show,
    ShowBook,
    WriteInBook,
)
from bot.family.facts import BookAnswer, BookQuestion, Need
from bot.family.fields import ASK_ME, ASKED, FIELDS, OF_TOPIC, TOPICS, Care, care_of, is_of_health
from bot.flows.checks import ForOthers
from bot.flows.choices import yes_no_options
from bot.flows.form import Flow, OneOf, Option, Slot
from bot.flows.interview import behind

ANSWER_CHARS = 600
QUESTION_CHARS = 300
REMOVED = "*removed"
"""The answer that takes one's own earlier one out of the book."""

_OWN_WORDS = "own-words"


class Guarded(ForOthers):
    """Words that go into a child's book, or a question about it."""

    def circles(self, flow: Flow) -> tuple[Circle, ...]:
        """Return the circles about the child."""
        child = flow.about.id if isinstance(flow, OfBooks) and flow.about else ""
        return circles_about(flow.view.circles, child)


class OfBooks(Flow):
    """Base of all that is about books of children."""

    needs = frozenset({Need.BOOK, Need.DESK, Need.GUARD})

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles in which the speaker may read or write books."""
        me = self.view.speaker
        if me.is_caseworker:
            return self.facts.desk.circles
        return self.view.circles if me.role in WRITERS else ()

    @property
    def children(self) -> tuple[Child, ...]:
        """The children whose book is at home there."""
        return children_of(self.circles)

    @property
    def about(self) -> Child | None:
        """The child that it is about; None where nobody is there whose book could be opened."""
        wanted = self.answer("child") or self.given("child")
        if not wanted and len(self.children) == 1:
            return self.children[0]
        return next((one for one in self.children if one.id == wanted), None)

    def answers(self) -> list[BookAnswer]:
        """Return all that stands in the book now, the newest first."""
        child = self.about
        return [one for one in self.facts.book.answers if child is not None and one.child == child.id]

    def nobody(self) -> tuple[Command, ...]:
        """Say that there is no child, or no more."""
        return (Show((text("book-not-yours"),)),)


class AboutChild(OfBooks):
    """Base of what asks which child it is about, where there are several."""

    child = OneOf(
        options=lambda flow, _item: [Option(one.id, Literal(one.name)) for one in flow.children],
        when=lambda flow: not flow.is_given() and len(flow.children) > 1,
        prompt="book-which-child",
    )

    def is_given(self) -> bool:
        """Whether the child is known from where this was opened."""
        return any(one.id == self.given("child") for one in self.children)


def _topic_options(flow: Flow, _item: str) -> list[Option]:
    return topics_of(flow, [topic for topic, _ in TOPICS])


def topics_of(flow: Flow, topics: Sequence[str]) -> list[Option]:
    """Return topics to choose from; who knows of one child only may say its name with them all the same."""
    only = flow.children[0].name if isinstance(flow, OfBooks) and len(flow.children) == 1 else ""
    labels = [Text(f"label-book-{topic}") for topic in topics]
    return [
        Option(topic, label, names=(text("book-child-topic", child=only, topic=label),) if only else ())
        for topic, label in zip(topics, labels, strict=True)
    ]


class _Fields(Guarded):
    """An answer to each field of a topic, under "field:<id>": a ready one, what is said, or "ask me"."""

    def slots(self, flow: Flow) -> Iterator[Slot]:
        """Yield a place for each field there is now."""
        if isinstance(flow, ShareFlow):
            for field in flow.fields:
                yield Slot(f"{self.key}:{field}", self, field)

    def options(self, flow: Flow, slot: Slot) -> tuple[Option, ...]:
        """Return the ready answers, taking one's own out where there is one, and being asked."""
        choices = FIELDS[slot.item].choices if slot.item in FIELDS else ()
        ready = [Option(choice, Text(f"label-book-{choice}")) for choice in choices]
        has_own = isinstance(flow, ShareFlow) and flow.own(slot.item) is not None
        removing = [Option(REMOVED, Text("label-in-book-remove"))] if has_own else []
        asked = [] if slot.item.startswith(ASKED) else [Option(ASK_ME, Text(f"label-book-{ASK_ME}"))]
        return (*ready, *asked, *removing)

    def shown(self, flow: Flow, slot: Slot, value: str) -> Value:
        """Return the answer as it reads in the book."""
        return Text("label-in-book-remove") if value == REMOVED else shown(value)


class ShareFlow(AboutChild):
    """Write in a child's book: a topic, question by question; or the answer to what somebody asks."""

    id, command = "share", "share"
    has_summary = True
    topic = OneOf(
        options=_topic_options,
        when=lambda flow: flow.about is not None and not flow.is_one_field() and not flow.given("topic"),
    )
    field = _Fields(
        limit=ANSWER_CHARS,
        is_optional=True,
        short=lambda flow, item: called(item, flow.facts.book.questions),
    )
    who = OneOf(
        options=lambda _flow, _item: [
            Option(CIRCLE, text("label-in-book-circle")),
            Option(CAREGIVER, text("label-in-book-caregiver")),
        ],
        args=lambda flow, _item: {"people": flow.people(), "caregivers": flow.people(Role.CAREGIVER)},
        when=lambda flow: flow.has_others(),
    )

    @property
    def question(self) -> BookQuestion | None:
        """What is answered, if somebody asked."""
        asked = self.given("question")
        return next((one for one in self.facts.book.questions if one.id == asked), None)

    def is_one_field(self) -> bool:
        """Whether only one thing is to be answered."""
        return bool(self.given("question") or self.given("field"))

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields to be answered."""
        if self.about is None:
            return ()
        if self.given("question"):
            asked = self.question
            return () if asked is None else (asked.field or f"{ASKED}{asked.id}",)
        if self.given("field"):
            return (self.given("field"),)
        return tuple(one.id for one in OF_TOPIC.get(self.given("topic") or self.topic, ()))

    def own(self, field: str) -> BookAnswer | None:
        """Return what the speaker has answered before."""
        child, me = self.about, self.view.speaker.id
        return next(
            (
                one
                for one in self.facts.book.answers
                if child and (one.child, one.field, one.author) == (child.id, field, me)
            ),
            None,
        )

    def given_answers(self) -> list[tuple[str, str]]:
        """Return the fields that have been answered, with the answers."""
        found = ((field, self.answer(f"{ShareFlow.field}:{field}")) for field in self.fields)
        return [(field, "" if value == REMOVED else value) for field, value in found if value]

    def has_others(self) -> bool:
        """Whether somebody besides who has the child could read it, and might be meant not to."""
        is_shared = any(value and care_of(field) != Care.OPENED for field, value in self.given_answers())
        return is_shared and self.view.speaker.role == Role.PARENT and bool(self._others(Role.PARENT))

    def people(self, role: Role | None = None) -> Value:
        """Return those around the child, or those of one role."""
        return listing([one.name for one in self._others(role)] or ["–"])

    def _others(self, role: Role | None) -> list[Member]:
        child, me = self.about, self.view.speaker.id
        circles = circles_about(self.circles, child.id if child else "")
        there = {one.id: one for circle in circles for one in circle.others(me) if one.role in WRITERS}
        return [one for one in there.values() if role is None or one.role == role]

    def prompt(self, slot: Slot) -> Text:
        """Return the question: of the book, or as somebody put it; with what stands there, and the place."""
        if not slot.item or self.about is None:
            return super().prompt(slot)
        asked = self.question
        if asked is not None:
            question: Value = asks(asked, self.about.name)
            own = self.own(slot.item)
            if own is not None:
                question = text("share-again", question=question, answer=shown(own.value, own.files))
            return text("share-asked", who=asked.asker_name, question=question)
        prompt = Text(f"book-{slot.item}", {"child": Literal(self.about.name)})
        own = self.own(slot.item)
        if own is not None:
            prompt = text("share-again", question=prompt, answer=shown(own.value, own.files))
        if len(self.fields) == 1:
            return prompt
        at = self.fields.index(slot.item) + 1
        return text("share-step", at=at, of=len(self.fields), question=prompt)

    def finish(self) -> Sequence[Command]:
        """Write it."""
        if self.about is None:
            return self.nobody()
        if self.given("question") and self.question is None:
            has_answered = any(key.startswith("field:") for key in self.interview.answers)
            return (Show((text("ask-over-unsaid" if has_answered else "ask-over"),)),)
        answers = tuple(self.given_answers())
        audience = self.who or CIRCLE
        question = self.given("question") or None
        return (WriteInBook(self.about.id, answers, audience, question),)


class BookFlow(AboutChild):
    """Read a child's book: a page for each topic."""

    id, command = "book", "book"
    topic = OneOf(
        options=lambda flow, _item: topics_of(flow, flow.filled()),
        when=lambda flow: flow.about is not None and not flow.given("topic") and bool(flow.filled()),
        args=lambda flow, _item: {"child": flow.about.name if flow.about else "–"},
    )

    def filled(self) -> list[str]:
        """Return the topics in which something stands that the speaker may read."""
        there = {one.field for one in self.answers()}
        topics = [topic for topic, fields in TOPICS if any(field.id in there for field in fields)]
        return topics + (["asked"] if any(field.startswith(ASKED) for field in there) else [])

    def finish(self) -> Sequence[Command]:
        """Show the page, with what can be done about it."""
        child = self.about
        if child is None:
            return self.nobody()
        topic = self.given("topic") or self.topic
        if not topic:
            share = Choice(Text("label-share"), Run("share", {"child": child.id}))
            asking = Choice(Text("label-ask-other"), Run("ask", {"child": child.id}))
            ways = (share,) if self.view.speaker.is_caseworker else (share, asking)
            return (Show((text("book-empty", child=child.name),), (ways,)),)
        return (self._page(child, topic),)

    def _page(self, child: Child, topic: str) -> ShowBook:
        fields = [one.id for one in OF_TOPIC.get(topic, ())]
        there = [one for one in self.answers() if topic == "asked" and one.field.startswith(ASKED)]
        for field in fields:
            there += [one for one in self.answers() if one.field == field]
        title = text("book-page", child=child.name, topic=Text(f"label-book-{topic}"))
        questions = self.facts.book.questions
        lines: list[Value] = [entry(one, questions) for one in there] or [text("book-page-empty")]
        given = {"child": child.id, "topic": topic}
        rows: list[tuple[Choice, ...]] = list(hearing(there, self.facts.book.questions))
        if topic in OF_TOPIC:
            writing = Choice(Text("label-in-book-write"), Run("share", given))
            asking = Choice(Text("label-ask-other"), Run("ask", given))
            rows.append((writing,) if self.view.speaker.is_caseworker else (writing, asking))
        earlier = (Choice(Text("label-in-book-earlier"), Run("book-earlier", given)),)
        topics = Choice(Text("label-in-book-topics"), Run("book", {"child": child.id}))
        rows.append((*(earlier if topic in OF_TOPIC else ()), topics))
        rows.append(print_row(child.id))
        has_health = any(is_of_health(one.field) for one in there)
        page = Show((title, *lines), tuple(rows), is_of_health=has_health)
        return ShowBook(page, child.id, f"read-{topic}")


def entry(answer: BookAnswer, questions: Iterable[BookQuestion]) -> Lines:
    """Return an answer as it stands on a page: what it says, who said so, and for whom it is."""
    parts = (line(answer, questions), signed(answer))
    note = for_whom(answer)
    if answer.state == "closed":
        note = text("book-closed-note")
    return Lines((*parts, note) if note else parts)


def print_row(child: str) -> tuple[Choice, ...]:
    """Return the buttons that make a page of a whole book."""
    return (
        Choice(Text("label-in-book-print"), Run("book-print", {"child": child, "as": "pdf"})),
        Choice(Text("label-in-book-web"), Run("book-print", {"child": child, "as": "html"})),
    )


def signed(answer: BookAnswer) -> Value:
    """Return who answered and when."""
    return _signed(answer.author_name, answer.author_role, answer.at)


def _signed(name: str, role: Role, at: datetime) -> Value:
    """Return who said something and when; somebody whom the reader does not know by what they were."""
    day = Moment(at, MomentStyle.DAY)
    return text("book-by", who=name, day=day) if name else text(f"book-by-{role.value}", day=day)


class PrintFlow(AboutChild):
    """The whole book of a child as a page to be printed: all that the speaker may read now."""

    id = "book-print"

    def finish(self) -> Sequence[Command]:
        """Have it made."""
        child = self.about
        if child is None:
            return self.nobody()
        is_off = self.view.speaker.messenger in self.facts.watch.health_off
        answers = [one for one in self.answers() if not (is_off and is_of_health(one.field))]
        if not answers:
            return (Show((text("book-empty", child=child.name),)),)
        fields = [(topic, [one.id for one in fields]) for topic, fields in TOPICS]
        asked = dict.fromkeys(one.field for one in answers if one.field.startswith(ASKED))
        there = [*fields, ("asked", list(asked))]
        parts = tuple(part for topic, names in there if (part := self._part(topic, names, answers)).lines)
        today = Moment(self.view.now, MomentStyle.DAY)
        foot = text("book-foot-health" if is_off else "book-foot", name=self.view.speaker.name, day=today)
        sheet = Sheet(
            title=text("book-title", child=child.name),
            subtitle=text("book-subtitle", day=today),
            parts=parts,
            foot=foot,
            format="html" if self.given("as") == "html" else "pdf",
        )
        printed = text("book-printed", child=child.name)
        return (ShowBook(Show((printed,), sheet=sheet), child.id, f"print-{sheet.format}"),)

    def _part(self, topic: str, fields: Sequence[str], answers: Sequence[BookAnswer]) -> SheetPart:
        lines = []
        for field in fields:
            notes = tuple(note(one) for one in answers if one.field == field)
            if notes:
                lines.append(SheetLine(called(field, self.facts.book.questions), notes))
        return SheetPart(Text(f"label-book-{topic}"), tuple(lines))


def note(answer: BookAnswer) -> SheetNote:
    """Return an answer as it stands on paper."""
    return SheetNote(shown(answer.value, answer.files), signed(answer), for_whom(answer))


def for_whom(answer: BookAnswer) -> Text | None:
    """Return what is said under an answer that is not for everybody, or not yet."""
    notes = {CAREGIVER: text("book-caregiver-note"), LATER: text("book-later-note")}
    return notes.get(answer.audience)


class EarlierFlow(AboutChild):
    """What was said before about one thing, the newest first, a few at a time."""

    id = "book-earlier"
    needs = frozenset({Need.BOOK, Need.EARLIER, Need.DESK})
    field = OneOf(
        options=lambda flow, _item: [Option(one, called(one)) for one in flow.there()],
        when=lambda flow: not flow.given("before") and bool(flow.there()),
        prompt="book-earlier-field",
    )

    def there(self) -> list[str]:
        """Return the fields of the topic about which something stands in the book."""
        child = self.about
        answered = {one.field for one in self.facts.book.answers if child and one.child == child.id}
        return [one.id for one in OF_TOPIC.get(self.given("topic"), ()) if one.id in answered]

    def finish(self) -> Sequence[Command]:
        """Show them, and the way further back."""
        child, field = self.about, self.answer("field") or self.given("field")
        found = [one for one in self.facts.earlier if child and one.child == child.id]
        if child is None or not found:
            return (Show((text("book-earlier-none"),)),)
        title = text("book-earlier", child=child.name, field=called(field))
        lines = [Lines((shown(one.value, one.files), signed(one))) for one in found]
        onward = {"child": child.id, "topic": self.given("topic"), "field": field, "before": found[-1].id}
        rows = ((Choice(Text("label-in-book-further"), Run("book-earlier", onward)),),)
        further = rows if len(found) > 1 else ()
        page = Show((title, *lines), further, is_of_health=is_of_health(field))
        return (ShowBook(page, child.id, f"past-{field}"),)


class FileFlow(OfBooks):
    """Hear or see an answer by voice or picture, or a question that was put so."""

    id = "book-file"

    def finish(self) -> Sequence[Command]:
        """Show it, where it still stands there for the speaker."""
        book, meant, asked = self.facts.book, self.given("answer"), self.given("question")
        question = next((one for one in book.questions if one.id == asked and one.message), None)
        answer = next((one for one in (*book.answers, *book.held) if one.id == meant and one.message), None)
        found = answer or question
        around = circles_about(self.circles, found.child) if found else ()
        if found is None or not around:
            return (Show((text("book-gone"),)),)
        told: tuple[Value, ...] = ()
        if answer is not None:
            told = (called(answer.field, book.questions), signed(answer))
        elif question is not None:
            told = (_signed(question.asker_name, question.asker_role, question.at),)
        # Of a circle of the speaker's: the book may have come with the child from another.
        page = Show((Lines(told),), (), found.message, around[0].id)
        topic = topic_of(answer.field) if answer is not None else ASKED
        return (ShowBook(page, found.child, f"file-{topic}"),)


class AskFlow(AboutChild):
    """Ask the other home: something of the book, or anything in one's own words."""

    id, command = "ask", "ask"
    topic = OneOf(
        options=lambda flow, item: [
            *_topic_options(flow, item),
            Option(_OWN_WORDS, Text("label-in-book-own-words")),
        ],
        when=lambda flow: flow.about is not None and not flow.given("topic") and not flow.is_written(),
    )
    which = OneOf(
        options=lambda flow, _item: [
            *(Option(one.id, called(one.id)) for one in OF_TOPIC.get(flow.chosen, ())),
            Option(_OWN_WORDS, Text("label-in-book-own-words")),
        ],
        when=lambda flow: flow.about is not None and flow.chosen in OF_TOPIC and not flow.is_written(),
    )
    words = Guarded(
        limit=QUESTION_CHARS,
        is_long=True,
        when=lambda flow: flow.about is not None and (flow.is_written() or flow.is_open()),
        args=lambda flow, _item: {"child": flow.about.name if flow.about else "–"},
    )

    @property
    def chosen(self) -> str:
        """The topic."""
        return self.given("topic") or self.topic

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles in which there is another home to ask: a caseworker is in none."""
        return () if self.view.speaker.is_caseworker else super().circles

    def is_written(self) -> bool:
        """Whether the question itself stood behind the command."""
        return bool(behind(self.interview)) or self.was_beforehand("words")

    def is_open(self) -> bool:
        """Whether it is to be asked in one's own words."""
        return _OWN_WORDS in (self.topic, self.which)

    def finish(self) -> Sequence[Command]:
        """Ask."""
        if self.view.speaker.is_caseworker:
            return (Show((text("ask-desk"),)),)
        if self.about is None:
            return self.nobody()
        field = "" if self.words else self.which
        return (AskOther(self.about.id, field, self.words),)


class NotKnownFlow(OfBooks):
    """I do not know what I was asked."""

    id = "not-known"

    def finish(self) -> Sequence[Command]:
        """Say so."""
        return (NotKnown(self.given("question")),)


class QuestionsFlow(OfBooks):
    """What others would like to know from the speaker, the oldest first."""

    id = "questions"

    def finish(self) -> Sequence[Command]:
        """Show the oldest that nobody has answered."""
        waiting = questions_for(self)
        if not waiting:
            return (Show((text("ask-none"),)),)
        first = waiting[0]
        child = next(one.name for one in self.children if one.id == first.child)
        told = text("book-asked-told", who=first.asker_name, child=child)
        return (Show((told, asks(first, child)), question_rows(first)),)


def questions_for(flow: Flow) -> list[BookQuestion]:
    """Return the open questions that the speaker may be able to answer."""
    me = flow.view.speaker.id
    return [
        one
        for one in flow.facts.book.questions
        if one.state == "open"
        and me not in one.unknown_to
        and (circle := flow.view.circle(one.circle)) is not None
        and any(other.id == me for other in answerers(circle, one.asker))
    ]


# At the desk.


class DecideBookFlow(OfBooks):
    """Let what waits into a book, or be asked; or not. What it says stood above the button."""

    id, offered_to = "book-decide", DESK

    def finish(self) -> Sequence[Command]:
        """Decide."""
        return (DecideBook(self.given("share"), self.given("yes") == "yes"),)


class CloseAnswerFlow(OfBooks):
    """Keep an answer about health from everybody but who wrote it."""

    id, offered_to = "book-close", DESK
    sure = OneOf(options=yes_no_options, when=lambda flow: flow.answer_meant is not None)

    @property
    def answer_meant(self) -> BookAnswer | None:
        """The answer, if it stands there."""
        meant = self.given("answer")
        return next((one for one in self.facts.book.answers if one.id == meant), None)

    def finish(self) -> Sequence[Command]:
        """Close it, or leave it."""
        if self.sure == "no":
            return (Show((text("book-left"),)),)
        return (CloseAnswer(self.given("child"), self.given("answer")),)


class OpenFieldFlow(OfBooks):
    """Open a field for somebody around the child, or take that back."""

    id, offered_to = "book-open", DESK
    person = OneOf(
        options=lambda flow, _item: [Option(one.id, flow.label(one)) for one in flow.around()],
        args=lambda flow, _item: {"field": called(flow.given("field"))},
        when=lambda flow: bool(flow.around()),
    )

    def around(self) -> list[Member]:
        """Return for whom it can be opened: not for who must be kept from all who have answered."""
        child, field = self.given("child"), self.given("field")
        circles = circles_about(self.circles, child)
        answers = [one for one in self.facts.book.answers if (one.child, one.field) == (child, field)]
        there = {one.id: one for circle in circles for one in circle.members if one.role in WRITERS}
        return [
            one
            for one in there.values()
            if any(
                may_read(answer, one, circles, {(child, field, one.id)})
                for answer in answers
                if answer.author != one.id
            )
        ]

    def label(self, member: Member) -> Text:
        """Return what choosing somebody would do."""
        how = "shut" if self.is_open_for(member.id) else "to"
        return text(f"label-in-book-{how}", name=member.name)

    def is_open_for(self, person: str) -> bool:
        """Whether somebody may read it already."""
        return (self.given("child"), self.given("field"), person) in self.facts.book.opened

    def finish(self) -> Sequence[Command]:
        """Open or close it for the one chosen."""
        is_open = not self.is_open_for(self.person)
        return (OpenField(self.given("child"), self.given("field"), self.person, is_open),)


def held_in_books(flow: Flow) -> list[tuple[str, ShowBook]]:
    """Return what waits for a caseworker's look in the books of the children in her care, by its id."""
    names = {one.id: one.name for one in children_of(flow.facts.desk.circles)}
    shares: dict[str, list[BookAnswer]] = {}
    for one in flow.facts.book.held:
        shares.setdefault(one.share, []).append(one)
    found = []
    for share, answers in shares.items():
        child = answers[0].child
        who = text("book-held-desk", who=answers[0].author_name, child=names[child])
        lines = Lines(tuple(line(one, flow.facts.book.questions) for one in answers))
        rows = (*hearing(answers, flow.facts.book.questions), *decision_rows(share))
        found.append((share, ShowBook(Show((who, lines), rows), child, "held")))
    for asked in flow.facts.book.questions:
        if asked.state == "held":
            child = asked.child
            who = text("book-asked-desk", who=asked.asker_name, child=names[child])
            page = Show((who, asks(asked, names[child])), asked_rows(asked))
            found.append((asked.id, ShowBook(page, child, "held")))
    return found
