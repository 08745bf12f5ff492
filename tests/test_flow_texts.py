from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest

from bot.chat.people import (
    Child,
    Circle,
    Interview,
    Line,
    Member,
    PersonState,
    Phase,
    Role,
    Speaker,
    View,
    Way,
)
from bot.chat.text import Day, Hour, Lines, Listing, Literal, Moment, Number, Span, Text, Value
from bot.family import glossary
from bot.family.facts import Desk, Facts, Served, ServedFamily, Waiting
from bot.family.keepsakes import SENTENCES
from bot.family.letter import ASKED
from bot.family.ready import TOPICS
from bot.family.tips import LIBRARY
from bot.flows.form import Each, Flow, Question, Slot
from bot.flows.registry import FLOWS, commands_for
from bot.texts import Texts
from bot.wording import clock_time, day, join
from tests.locale_files import LOCALE, written
from tests.reading import ease, grade, words_of
from tests.text_uses import Found, found

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES: Final = ("en", "es")
QUESTIONS: Final = [(flow, question) for flow in FLOWS for question in flow.questions]
NOW: Final = datetime(2026, 10, 6, 20, tzinfo=UTC)

# Texts for the courier and the clock, whose code is on its way. Whatever is used goes from here.
AWAITED: Final = {
    "account-lost-sender": {"people"},
    "delay-resting": {"people"},
    "ended-unreachable": {"people"},
    "group-refused": set[str](),
    "room-is-new": set[str](),
    "unreadable-told": set[str](),
    "withdrawn-told": {"name"},
}


@cache
def ours() -> Texts:
    return Texts.load()


@cache
def source() -> Found:
    return found()


def prompt_of(flow: type[Flow], question: Question) -> str:
    return question.prompt or f"{flow.id}-{question.key.replace('_', '-')}"


def say(value: Value, language: str) -> str | int:
    """Write a value as it will be read; a moment needs no zone here."""
    match value:
        case Literal(words=words):
            return words
        case Number(value=count):
            return count
        case Moment():
            return "4:00 PM"
        case Hour(at=at):
            return clock_time(at, language)
        case Day(on=on):
            return day(on, language, today=on)
        case Span():
            return "Tuesday, October 6, 4:00 – 5:30 PM (Eastern Time)"
        case Listing(items=items):
            return join([str(say(item, language)) for item in items], language)
        case Lines(items=items):
            return "\n".join(str(say(item, language)) for item in items)
        case Text(id=text_id, args=args):
            values = {name: say(arg, language) for name, arg in args.items()}
            return ours().render(language, text_id, **values)


# The family of the story, as one person of it would see it.


def circle(name: str, children: tuple[str, ...], *others: Member) -> Circle:
    ana = Member("ana", "Ana", Role.PARENT, "mom", children=children)
    return Circle(
        id=name,
        family="gutierrez",
        phase=Phase.OPEN,
        way=Way.WATCH,
        children=tuple(Child(child.lower(), child) for child in children),
        members=(ana, *others),
        caseworker="tianna",
        caseworker_name="Tianna",
    )


WENDY: Final = Member("wendy", "Wendy", Role.CAREGIVER, "foster-mom", home="chadwick")
JOSHUA: Final = Member("joshua", "Joshua", Role.PARENT, children=("Gladys", "Jon"))
BRIANNA: Final = Member("brianna", "Brianna", Role.CAREGIVER)
ROSA: Final = Member("rosa", "Rosa", Role.SUPPORTER)
CIRCLES: Final = (circle("c1", ("Gladys", "Jon"), WENDY, JOSHUA, ROSA), circle("c2", ("Macia",), BRIANNA))
FACTS: Final = Facts(
    desk=Desk(
        families=(ServedFamily("gutierrez", "Gutierrez", (("macia", "Macia"),)),),
        circles=CIRCLES,
        people=tuple(Served(state, state, Role.PARENT, state, is_reachable=True) for state in PersonState),
        join_link="https://t.me/coparenting?start=",
    ),
    queue=tuple(Waiting(f"m{n}", "c1", "ana", "Ana", f"Hello {n}", NOW) for n in range(2)),
)
ANSWERS: Final = {"privacy": "question", "person": "c1/wendy", "circle": "c1", "to": "change"}
GIVEN: Final = {"words": "Good night, Jon.", "circle": "c1", "who": "joshua,rosa", "reach": "wendy"}


def opened(flow: type[Flow], role: Role = Role.PARENT, messenger: str = "telegram") -> Flow:
    speaker = Speaker(
        id="ana",
        account="a1",
        messenger=messenger,
        prefix="/",
        role=role,
        name="Ana",
        state=PersonState.JOINED,
        language="es",
        timezone="America/New_York",
    )
    lines = (Line("ana", "Ana", "tianna", "Tianna"),)
    view = View(now=NOW, speaker=speaker, circles=CIRCLES, lines=lines)
    return flow(view, FACTS, Interview("i1", flow.id, flow.version, dict(ANSWERS), dict(GIVEN)))


def slots_of(question: Question) -> list[Slot]:
    if isinstance(question, Each):
        return [
            Slot(f"{question.key}:c1/{one.id}", question, f"c1/{one.id}") for one in (WENDY, JOSHUA, ROSA)
        ]
    return [Slot(question.key, question)]


# An answer can be changed as soon as another question is asked; a pair of people is called by its name.
CHANGEABLE: Final = sorted(
    {
        prompt_of(flow, question)
        for flow, question in QUESTIONS
        if (flow.has_summary or len(flow.questions) > 1) and not isinstance(question, Each)
    }
)

each_question = pytest.mark.parametrize(
    ("flow", "question"), QUESTIONS, ids=[f"{flow.id}-{question.key}" for flow, question in QUESTIONS]
)
each_language = pytest.mark.parametrize("language", LANGUAGES)


# The questions.


@each_language
@each_question
def test_every_question_can_be_asked(flow: type[Flow], question: Question, language: str) -> None:
    for slot in slots_of(question):
        asked = opened(flow).prompt(slot)
        assert asked.id in ours().ids
        assert asked.args.keys() == ours().variables(asked.id), asked.id
        assert say(asked, language)


@each_language
@each_question
def test_every_choice_has_a_label(flow: type[Flow], question: Question, language: str) -> None:
    for role in Role:
        for slot in slots_of(question):
            labels = [say(option.label, language) for option in question.options(opened(flow, role), slot)]
            assert all(labels)
            assert len({str(label).casefold() for label in labels}) == len(labels), labels


@each_language
@pytest.mark.parametrize("messenger", ["telegram", "matrix", "simulator"])
@each_question
def test_every_screen_is_easy_to_read(
    flow: type[Flow], question: Question, messenger: str, language: str
) -> None:
    for slot in slots_of(question):
        screen = str(say(opened(flow, messenger=messenger).prompt(slot), language))
        if len(words_of(screen)) >= 20:
            assert grade(screen) <= 6 if language == "en" else ease(screen) >= 65, screen


def test_whatever_can_be_changed_or_is_summed_up_has_a_short_name() -> None:
    lacking = [prompt for prompt in CHANGEABLE if f"{prompt}.short" not in ours().ids]
    assert not lacking
    for prompt in CHANGEABLE:
        assert not ours().variables(f"{prompt}.short")
        for language in LANGUAGES:
            assert len(ours().render(language, f"{prompt}.short").split()) <= 3


# What the program says besides.


def test_every_text_the_program_names_exists() -> None:
    lacking = [f"{use.place}: {use.text_id}" for use in source().uses if use.text_id not in ours().ids]
    assert not lacking, "\n".join(lacking)


def test_every_text_gets_the_values_it_needs() -> None:
    wrong = [
        f"{use.place}: {use.text_id} needs {sorted(ours().variables(use.text_id))}, gets {sorted(use.values)}"
        for use in source().uses
        if use.values is not None
        and use.text_id in ours().ids
        and use.values != ours().variables(use.text_id)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("text_id", AWAITED)
def test_an_awaited_text_is_ready(text_id: str) -> None:
    assert text_id in ours().ids
    assert ours().variables(text_id) == AWAITED[text_id]


def test_every_id_in_the_source_can_be_worked_out() -> None:
    assert not source().unclear, "for tests/text_uses.py:\n" + "\n".join(source().unclear)


def test_no_pattern_is_kept_that_the_source_no_longer_has() -> None:
    assert not source().stale


def test_no_text_exists_which_nothing_uses() -> None:
    base = {text.text_id for text in written(LOCALE / "en" / "base.ftl")}
    prompts = {prompt_of(flow, question) for flow, question in QUESTIONS}
    shorts = {f"{prompt}.short" for prompt in CHANGEABLE}
    used = {use.text_id for use in source().uses}
    used |= {f"about-{command}" for command in commands_for(speaker_is_caseworker=True)}
    used |= {f"label-explain-{topic}" for topic, _ in glossary.TOPICS}
    used |= {f"{term}{part}" for term in glossary.TERMS for part in ("", ".called", ".also")}
    used |= {tip.id for tip in LIBRARY} | {ASKED}
    used |= {f"label-ready-{topic}" for topic, _ in TOPICS}
    used |= {sentence for _, sentences in TOPICS for sentence in sentences}
    used |= {sentence for sentences in SENTENCES.values() for sentence in sentences}
    assert not sorted(ours().ids - base - prompts - shorts - used - AWAITED.keys())


# That the reading of the source finds what it should.


def test_a_text_is_found_through_every_way_of_naming_it(tmp_path: Path) -> None:
    (tmp_path / "made.py").write_text(
        "from bot.chat.text import Text, text\n"
        "TABLE = {1: 'f', 2: 'g'}\n"
        "def told(person, text_id):\n    return text(text_id)\n"
        "def speak(x):\n"
        "    key = 'b' if x else 'c'\n"
        "    text('a', name=x, child=x); text(key); Text('d', {'n': x}); told(x, 'e'); text(TABLE[x])\n",
        encoding="utf-8",
    )
    uses = {use.text_id: use.values for use in found(tmp_path).uses}
    nothing = frozenset[str]()
    assert uses == {
        "a": {"name", "child"}, "b": nothing, "c": nothing, "d": {"n"}, "e": None, "f": nothing, "g": nothing
    }  # fmt: skip


def test_an_id_that_cannot_be_worked_out_is_reported(tmp_path: Path) -> None:
    (tmp_path / "made.py").write_text(
        "from bot.chat.text import text\ntext(f'x-{1}')\ntext(input())\n", encoding="utf-8"
    )
    assert len(found(tmp_path).unclear) == 2


def test_a_text_of_another_library_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "made.py").write_text("from sqlalchemy import text\ntext('SELECT 1')\n", encoding="utf-8")
    assert not found(tmp_path).uses
