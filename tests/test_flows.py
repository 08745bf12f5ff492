from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.chat.people import Interview, PersonState, Role, Speaker, View
from bot.chat.text import Literal, Text, Value
from bot.family.commands import Command, Show
from bot.family.facts import Facts
from bot.flows.form import Each, Flow, OneOf, Option, Problem, Slot, Written
from bot.flows.interview import (
    AGAIN,
    CHANGE,
    SUMMARY,
    Fate,
    Step,
    behind,
    is_answer,
    is_nearly_answer,
    is_one_of_several,
    put_behind,
    revived,
    shown_options,
    steer,
    step_on,
    take_beginning,
    take_choice,
    take_words,
    takes_words,
)
from bot.flows.registry import FLOWS

# An outing, as the program of last year asked for it, and as this year's does.


def choices(*words: str) -> list[Option]:
    return [Option(word.lower(), Literal(word)) for word in words]


def invited(flow: Flow) -> list[str]:
    """Return who comes along in the world as it is now."""
    return [name for name in (flow.view.circle_here or "").split(",") if name]


class Number(Written):
    """A number from one to ten."""

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        kept = super().read(flow, slot, words)
        problem = "answer-choose"
        if not kept.isdecimal() or not 1 <= int(kept) <= 10:
            raise Problem(problem)
        return str(int(kept))


class Outing(Flow):
    id, version = "outing", 1
    has_summary = True

    place = OneOf(options=lambda _flow, _item: choices("Park", "Zoo", "Big Zoo"))
    consent = OneOf(options=lambda _flow, _item: choices("Yes", "Question"))
    question = Written(limit=20, is_optional=True, when=lambda flow: flow.consent == "question")
    hours = Number(limit=5)
    bus = OneOf(options=lambda _flow, _item: choices("One", "Two"), when=lambda flow: flow.place != "park")
    comes = Each(invited, options=lambda _flow, _item: choices("Comes", "Stays"))
    note = Written(limit=40, is_long=True, is_optional=True)

    def opening(self) -> tuple[Value, ...]:
        return (Literal("Let us go out!"),)

    def answered(self, key: str) -> Sequence[Command]:
        return (Show((Literal(self.question),)),) if key == "question" and self.question else ()

    def forgets(self, key: str) -> tuple[str, ...]:
        return ("consent", "question") if key == "question" else ()

    def finish(self) -> Sequence[Command]:
        return tuple(Show((Literal(f"{slot.key}={self.answer(slot.key)}"),)) for slot in self.slots())


class OutingNow(Outing):
    """The hours have another name, the bus is gone, and there is the weather to be asked for."""

    version = 2
    renamed = {"hours": "length", "comes": "joins"}  # noqa: RUF012 - as flows declare it

    place = OneOf(options=lambda _flow, _item: choices("Park", "Zoo", "Beach"))
    weather = OneOf(options=lambda _flow, _item: choices("Sun", "Rain"))
    consent = OneOf(options=lambda _flow, _item: choices("Yes", "Question"))
    question = Written(limit=20, is_optional=True, when=lambda flow: flow.consent == "question")
    length = Number(limit=5)
    joins = Each(invited, options=lambda _flow, _item: choices("Comes", "Stays"))
    note = Written(limit=40, is_long=True, is_optional=True)
    hours = bus = comes = None  # type: ignore[assignment]


SPEAKER: Final = Speaker(
    id="ana",
    account="a1",
    messenger="simulator",
    prefix="/",
    role=Role.PARENT,
    name="Ana",
    state=PersonState.JOINED,
    language="en",
    timezone="America/New_York",
)
NOW: Final = datetime(2026, 11, 23, 15, tzinfo=UTC)
FRESH: Final = Interview("i1", "outing", 1)


def say(value: Value) -> str:
    return value.words if isinstance(value, Literal) else getattr(value, "id", "")


def flow_of(flow: type[Flow], interview: Interview, world: str = "") -> Flow:
    """Return the form as the database gives it back: through JSON, as today's version reads it."""
    kept = msgspec.json.decode(msgspec.json.encode(interview), type=Interview)
    assert kept == interview
    view = View(now=NOW, speaker=SPEAKER, circle_here=world)
    return flow(view, Facts(), revived(flow, kept))


class Talk:
    """One conversation, answered line by line."""

    def __init__(self, flow: type[Flow] = Outing, world: str = "", **answers: str) -> None:
        self.flow = flow
        self.world = world
        self.step: Step = step_on(self._form(msgspec.structs.replace(FRESH, answers=answers)))

    def _form(self, interview: Interview | None = None) -> Flow:
        return flow_of(self.flow, interview or self.step.interview, self.world)

    def says(self, *lines: str) -> str | None:
        for line in lines:
            self.step = take_words(self._form(), line, say)
        return self.asking

    def presses(self, question: str, value: str) -> str | None:
        self.step = take_choice(self._form(), question, value)
        return self.asking

    def steers(self, *words: str) -> str | None:
        for word in words:
            self.step = steer(self._form(), word)
        return self.asking

    def reads(self) -> list[str]:
        return [part.id for part in self.step.parts if isinstance(part, Text)]

    @property
    def asking(self) -> str | None:
        return self.step.interview.asking

    @property
    def answers(self) -> dict[str, str]:
        return self.step.interview.answers

    def done(self) -> list[str]:
        assert self.step.fate == Fate.DONE
        return [say(command.parts[0]) for command in self.step.commands if isinstance(command, Show)]


def test_the_questions_come_in_the_order_in_which_they_are_declared() -> None:
    talk = Talk(world="ben,eva")
    assert talk.asking == "place"
    assert talk.says("zoo") == "consent"
    assert talk.says("yes") == "hours"
    assert talk.says("3") == "bus"
    assert talk.says("one") == "comes:ben"
    assert talk.says("comes") == "comes:eva"
    assert talk.says("stays") == "note"
    assert talk.steers("skip") == SUMMARY
    talk.says("1")
    assert talk.done() == [
        "place=zoo", "consent=yes", "hours=3", "bus=one", "comes:ben=comes", "comes:eva=stays", "note=",
    ]  # fmt: skip


def test_the_greeting_stands_before_the_first_question_only() -> None:
    talk = Talk()
    assert talk.step.parts[0] == Literal("Let us go out!")
    talk.says("nowhere")
    assert Literal("Let us go out!") not in talk.step.parts


def test_a_question_that_does_not_apply_is_not_asked_and_its_answer_waits_for_when_it_does() -> None:
    talk = Talk()
    talk.says("zoo", "yes", "3", "two")
    talk.steers("change")
    talk.presses(CHANGE, "place")
    assert talk.presses("place", "park") == "note"
    assert talk.answers["bus"] == "two"
    talk.steers("change")
    talk.presses(CHANGE, "place")
    assert talk.presses("place", "zoo") == "note"
    talk.says("bring hats")
    talk.presses(SUMMARY, "yes")
    assert "bus=two" in talk.done()


def test_who_comes_newly_into_the_world_is_asked_about_and_who_is_gone_is_not() -> None:
    talk = Talk(world="ben,eva")
    talk.says("park", "yes", "3", "comes", "stays")
    talk.world = "ben,eva,kim"
    assert talk.steers("wake") == "comes:kim"
    talk.world = "eva"
    assert talk.steers("wake") == "note"
    talk.steers("skip")
    talk.presses(SUMMARY, "yes")
    assert [line for line in talk.done() if line.startswith("comes")] == ["comes:eva=stays"]


def test_an_answer_that_the_world_no_longer_allows_is_asked_again() -> None:
    talk = Talk()
    talk.says("big zoo", "yes")
    talk.flow = OutingNow
    assert talk.steers("wake") == "place"
    assert talk.says("beach") == "weather"


def test_a_number_a_label_a_value_or_a_part_of_a_label_is_the_choice() -> None:
    for typed in ("2", " 2. ", "ZOO", "zoo!", "zoó"):
        assert Talk().says(typed) == "consent", typed
    assert Talk().says("big") == "consent"
    assert Talk().says("zo") == "place"
    assert Talk().says("4") == "place"


def test_an_exact_label_wins_where_it_is_part_of_another() -> None:
    talk = Talk()
    talk.says("zoo")
    assert talk.answers == {"place": "zoo"}


def test_where_anything_may_be_written_a_part_of_a_suggestion_is_no_choice() -> None:
    class Naming(Flow):
        id = "naming"
        name = Written(limit=20, options=lambda _flow, _item: [Option("Joshua", Literal("Joshua"))])

        def finish(self) -> Sequence[Command]:
            return (Show((Literal(self.name),)),)

    for typed, stored in (("Josh", "Josh"), ("joshua", "Joshua"), ("1", "Joshua"), ("2", "2")):
        step = take_words(flow_of(Naming, step_on(flow_of(Naming, FRESH)).interview), typed, say)
        assert step.commands == (Show((Literal(stored),)),)


def test_words_that_are_too_long_or_nothing_are_asked_for_again_with_the_reason() -> None:
    talk = Talk(place="park", consent="question")
    talk.says("x" * 21)
    assert talk.reads() == ["answer-too-long", "outing-question"]
    talk.says("   \n ")
    assert talk.reads() == ["answer-empty", "outing-question"]
    talk.says(f"  one\n two {'x' * 11} ")
    assert talk.asking == "consent"


def test_long_words_keep_their_lines_and_short_ones_become_one_line() -> None:
    talk = Talk(place="park", consent="yes", hours="2")
    assert talk.says(" a\n b ") == SUMMARY
    assert talk.answers["note"] == "a\n b"


def test_only_what_is_optional_can_be_skipped() -> None:
    talk = Talk()
    talk.steers("skip")
    assert talk.reads() == ["flow-cannot-skip", "outing-place"]
    talk = Talk(place="park", consent="yes", hours="2")
    assert "skip" in talk.step.steering
    assert talk.steers("skip") == SUMMARY


def test_back_goes_the_way_of_asking_and_loses_nothing() -> None:
    talk = Talk()
    talk.says("zoo", "yes", "3")
    assert talk.steers("back") == "hours"
    assert talk.steers("back") == "consent"
    assert talk.steers("back") == "place"
    assert talk.steers("back") == "place"
    assert talk.reads() == ["flow-cannot-back", "outing-place"]
    assert talk.says("park") == "note"
    assert talk.answers == {"consent": "yes", "hours": "3", "place": "park"}


def test_back_is_not_offered_at_the_first_question() -> None:
    assert "back" not in Talk().step.steering
    assert "back" in Talk(place="zoo").step.steering


def test_back_passes_over_what_no_longer_applies() -> None:
    talk = Talk()
    talk.says("zoo", "yes", "3", "two")
    talk.steers("change")
    talk.presses(CHANGE, "place")
    talk.presses("place", "park")
    assert talk.steers("back", "back") == "hours"


def test_change_lists_what_is_answered_and_back_from_it_changes_nothing() -> None:
    talk = Talk()
    talk.says("zoo", "yes")
    assert talk.steers("change") == CHANGE
    assert [option.value for option in talk.step.options] == ["place", "consent"]
    talk.presses(CHANGE, "place")
    assert talk.asking == "place"
    assert talk.steers("back") == CHANGE
    assert talk.steers("back") == "hours"
    assert talk.answers == {"place": "zoo", "consent": "yes"}


def test_there_is_nothing_to_change_before_the_first_answer() -> None:
    talk = Talk()
    talk.steers("change")
    assert talk.reads() == ["flow-cannot-change", "outing-place"]


def test_the_summary_shows_what_is_answered_and_nothing_counts_before_the_yes() -> None:
    talk = Talk()
    talk.says("park", "yes", "4")
    assert talk.steers("skip") == SUMMARY
    assert not talk.step.commands
    lines = [part.args for part in talk.step.parts if isinstance(part, Text) and part.id == "summary-line"]
    assert [line["answer"] for line in lines] == [Literal("Park"), Literal("Yes"), Literal("4")]
    talk.presses(SUMMARY, CHANGE)
    assert talk.asking == CHANGE
    talk.presses(CHANGE, "hours")
    assert talk.says("5", "nothing of these") == SUMMARY
    assert talk.reads()[0] == "answer-choose"
    talk.presses(SUMMARY, "yes")
    assert "hours=5" in talk.done()


def test_the_summary_can_end_it_all() -> None:
    talk = Talk(place="park", consent="yes", hours="2", note="")
    talk.presses(SUMMARY, "cancel")
    assert talk.step.fate == Fate.CANCELLED


def test_a_button_of_an_earlier_question_changes_nothing_and_says_how_to() -> None:
    talk = Talk()
    talk.says("zoo")
    assert talk.presses("place", "park") == "consent"
    assert talk.reads()[0] == "button-earlier"
    assert talk.answers == {"place": "zoo"}
    assert talk.presses("hours", "3") == "consent"
    assert talk.reads()[0] == "button-passed"


def test_a_choice_that_is_no_longer_offered_is_not_taken() -> None:
    talk = Talk()
    assert talk.presses("place", "moon") == "place"
    assert talk.answers == {}


def test_later_sleeps_and_wakes_at_the_same_question() -> None:
    talk = Talk()
    talk.says("zoo")
    talk.steers("later")
    assert talk.step.fate == Fate.SLEEPS
    assert talk.step.interview.is_asleep
    assert talk.steers("wake") == "consent"
    assert not talk.step.interview.is_asleep


def test_an_answer_is_acted_on_at_once_and_what_it_makes_doubtful_is_asked_again() -> None:
    talk = Talk(place="park")
    assert talk.says("question") == "question"
    assert talk.says("Is it far?") == "consent"
    assert talk.step.commands == (Show((Literal("Is it far?"),)),)
    assert talk.answers == {"place": "park"}


def test_an_interview_of_the_last_version_is_finished_under_this_one() -> None:
    talk = Talk(world="ben")
    talk.says("zoo", "yes", "3", "two", "comes")
    assert talk.asking == "note"
    talk.flow = OutingNow
    assert talk.steers("wake") == "weather"
    assert talk.says("rain") == "note"
    talk.says("boots")
    talk.presses(SUMMARY, "yes")
    assert talk.done() == [
        "place=zoo", "weather=rain", "consent=yes", "length=3", "joins:ben=comes", "note=boots",
    ]  # fmt: skip


def test_a_question_under_its_old_name_still_takes_its_answer() -> None:
    talk = Talk()
    talk.says("zoo", "yes")
    assert talk.asking == "hours"
    talk.flow = OutingNow
    assert takes_words(talk._form())
    assert talk.says("7") == "weather"
    assert talk.answers["length"] == "7"


def test_what_is_nearly_an_answer_is_told_from_what_is_none() -> None:
    form = Talk()._form()
    assert is_answer(form, "park", say)
    assert not is_answer(form, "zo", say)
    assert is_nearly_answer(form, "zoo", say)
    assert not is_nearly_answer(form, "hello there", say)


NAMES: Final[dict[str, tuple[str, ...]]] = {
    "few": ("Ana", "ana", "Ben", "Ben Lee", "Gladys and Jon", "Zoé"),
    "many": tuple(f"P{chr(ord('a') + number)}" for number in range(25)),
}


class Choosing(Flow):
    """One of many, or of some with like names, and then words."""

    id = "choosing"
    one = OneOf(
        options=lambda flow, _item: [
            *(Option(f"v{number}", Literal(name)) for number, name in enumerate(NAMES[flow.given("names")])),
            Option("new", Literal("Someone new"), is_pinned=True),
        ]
    )
    words = Written(is_long=True)

    def finish(self) -> Sequence[Command]:
        return (Show((Literal(f"{self.one}: {self.words}"),)),)


def choosing(names: str) -> Flow:
    begun = msgspec.structs.replace(FRESH, flow="choosing", given={"names": names})
    return flow_of(Choosing, step_on(flow_of(Choosing, begun)).interview)


def test_a_name_that_two_have_is_no_answer_and_is_asked_about() -> None:
    form = choosing("few")
    assert not is_answer(form, "ana", say)
    assert is_one_of_several(form, "Ana", say)
    step = take_words(form, "Ana", say)
    assert step.interview.answers == {}
    assert step.parts[0] == Text("answer-several")


@pytest.mark.parametrize(
    ("words", "chosen", "rest"),
    [
        ("Gladys and Jon Visit is at 5", "v4", "Visit is at 5"),
        ("Ben Lee hello", "v3", "hello"),
        ("ben: hello\nthere", "v2", "hello\nthere"),
        ("zoe", "v5", ""),
        ("glad", "v4", ""),
        ("someone new Rosa", "new", "Rosa"),
    ],
)
def test_behind_a_command_a_choice_is_called_by_its_whole_name(words: str, chosen: str, rest: str) -> None:
    taken = take_beginning(choosing("few"), words, say)
    assert taken is not None
    step, left = taken
    assert (step.interview.answers["one"], left) == (chosen, rest)


@pytest.mark.parametrize(
    "words", ["2 pm is the new time", "2", "glad Visit", "Ben L hello", "Ana hello", "hello Ben", "Gladys"]
)
def test_behind_a_command_nothing_else_is_a_choice(words: str) -> None:
    taken = take_beginning(choosing("few"), words, say)
    assert taken is None or "one" not in taken[0].interview.answers or words == "Gladys"


def test_words_behind_a_command_wait_for_the_question_that_takes_messages() -> None:
    form = choosing("few")
    kept = flow_of(Choosing, put_behind(form.interview, "hello there"))
    asked = step_on(kept)
    assert asked.parts[0] == Text("behind-kept", {"words": Literal("hello there")})
    done = take_choice(flow_of(Choosing, asked.interview), "one", "v5")
    assert done.commands == (Show((Literal("v5: hello there"),)),)
    assert not behind(done.interview)


def test_many_choices_have_pages_and_what_is_pinned_stands_on_each() -> None:
    form, seen = choosing("many"), []
    for _ in range(4):
        step = step_on(form)
        shown = shown_options(step)
        assert len(shown) <= 12 + 1
        assert [option.value for option in shown[-2:]] == ["new", "*more"]
        seen.append([option.value for option in shown[:-2]])
        form = flow_of(Choosing, take_choice(flow_of(Choosing, step.interview), "one", "*more").interview)
    assert sorted(seen[0] + seen[1] + seen[2]) == sorted(f"v{number}" for number in range(25))
    assert seen[3] == seen[0]
    # A number is what stands there now; a name may stand on another page.
    assert take_words(form, "1", say).interview.answers == {"one": "v11"}
    assert take_words(form, "pa", say).interview.answers == {"one": "v0"}


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.id)
def test_no_question_has_a_name_that_the_form_needs_for_itself(flow: type[Flow]) -> None:
    keys = {question.key for question in flow.questions}
    assert not keys & {SUMMARY, CHANGE, AGAIN}
    assert not any(":" in key for key in keys)


# Whatever the order of answers, steering words, moves of the world and new versions.

WORLDS: Final = ("", "ben", "ben,eva", "eva,kim")
LINES: Final = (
    "zoo",
    "park",
    "big",
    "beach",
    "yes",
    "question",
    "3",
    "11",
    "two",
    "comes",
    "stays",
    "sun",
    "hm",
    "x" * 30,
)


class Interviews(RuleBasedStateMachine):
    """An interview against a plain dictionary of what was answered and not taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.flow: type[Flow] = Outing
        self.world = ""
        self.known: dict[str, str] = {}
        self.step = step_on(flow_of(Outing, FRESH))

    def form(self) -> Flow:
        return flow_of(self.flow, self.step.interview, self.world)

    def follow(self, step: Step, answered: str | None) -> None:
        before, form = self.known.copy(), self.form()
        now = {key: value for key, value in step.interview.answers.items() if key not in (SUMMARY, AGAIN)}
        if step.fate in (Fate.CANCELLED, Fate.DONE):
            self.known, step = {}, step_on(flow_of(self.flow, FRESH, self.world))
        else:
            changed = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
            dropped = set(form.forgets(answered)) if answered else set()
            assert changed <= {answered} | dropped, "only what was asked for may change"
            self.known = now
        self.step = step

    def takes(self, step: Step) -> None:
        asked = self.form().interview.asking
        self.follow(step, None if asked in (SUMMARY, CHANGE) else asked)

    @rule(line=st.sampled_from(LINES))
    def says(self, line: str) -> None:
        self.takes(take_words(self.form(), line, say))

    @rule(data=st.data())
    def presses(self, data: st.DataObject) -> None:
        asked, options = self.form().interview.asking, self.step.options
        if asked and options and not self.step.interview.is_asleep:
            value = data.draw(st.sampled_from([option.value for option in options]))
            if (asked, value) == (SUMMARY, "yes"):
                self.must_be_complete()
            self.takes(take_choice(self.form(), asked, value))

    @rule(question=st.sampled_from(["place", "consent", "comes:ben", "note", SUMMARY, CHANGE]))
    def presses_some_button_from_before(self, question: str) -> None:
        if question != self.form().interview.asking:
            self.follow(take_choice(self.form(), question, "zoo"), None)

    @rule(word=st.sampled_from(["back", "change", "later", "wake", "help", "passed"]))
    def steers(self, word: str) -> None:
        self.follow(steer(self.form(), word), None)

    @rule()
    def skips(self) -> None:
        slot = self.form().slot(self.form().interview.asking)
        can = slot is not None and slot.question.is_optional
        self.follow(steer(self.form(), "skip"), slot.key if slot and can else None)

    @rule()
    @precondition(lambda self: len(self.known) > 4)
    def cancels(self) -> None:
        self.follow(steer(self.form(), "cancel"), None)

    @rule(world=st.sampled_from(WORLDS))
    def the_world_moves(self, world: str) -> None:
        self.world = world
        self.follow(step_on(self.form()), None)

    @rule()
    @precondition(lambda self: self.flow is Outing)
    def a_new_version_comes(self) -> None:
        self.flow = OutingNow
        names = OutingNow.renamed
        self.known = {
            ":".join([names.get(key.split(":")[0], key.split(":")[0]), *key.split(":")[1:]]): value
            for key, value in self.known.items()
        }
        self.follow(step_on(self.form()), None)

    def must_be_complete(self) -> None:
        form = self.form()
        for slot in form.slots():
            assert slot.key in self.known
            assert slot.question.is_valid(form, slot, self.known[slot.key])

    @invariant()
    def the_question_is_the_first_that_applies_without_a_valid_answer(self) -> None:
        if self.step.interview.is_asleep:
            return
        form = self.form()
        answers = form.interview.answers
        slots = {slot.key: slot for slot in form.slots()}
        missing = [
            key
            for key, slot in slots.items()
            if key not in answers or not slot.question.is_valid(form, slot, answers[key])
        ]
        if answers.get(AGAIN) in slots:
            assert self.step.interview.asking == answers[AGAIN]
        elif answers.get(SUMMARY) == CHANGE and slots.keys() & answers.keys():
            assert self.step.interview.asking == CHANGE
        else:
            assert self.step.interview.asking == (missing[0] if missing else SUMMARY)

    @invariant()
    def nothing_answered_is_lost(self) -> None:
        answers = self.form().interview.answers
        assert self.known.items() <= answers.items()
        assert answers.keys() - self.known.keys() <= {SUMMARY, AGAIN}


TestInterviews = Interviews.TestCase
TestInterviews.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
