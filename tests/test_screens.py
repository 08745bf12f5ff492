"""Whole screens as people read them: question, hint and choices together; and that each is reached."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import msgspec
import pytest

from bot.chat.media import File, MediaKind
from bot.chat.people import Interview
from bot.chat.text import Literal, Text
from bot.family.fields import FIELDS, OF_TOPIC, TOPICS
from bot.family.spoken import spoken
from bot.flows.book import ANSWER_CHARS, REMOVED, ShareFlow
from bot.flows.interview import step_on
from bot.flows.plan import PLAN_CHARS
from bot.flows.registry import FLOWS
from tests.locale_files import LOCALE, literals, written
from tests.reading import ease, grade, words_of
from tests.test_flow_texts import LANGUAGES, opened, prompt_of, say
from tests.test_plain_language import ENOUGH_WORDS, LABEL_WORDS, complaint
from tests.test_transcripts import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator


NEVER_SHOWN: Final = {"share-field"}
"""Each field has a question of its own."""


def sharing(topic: str, field: str | None = None) -> ShareFlow:
    given = {"child": "jon", "topic": topic} | ({"field": field} if field else {})
    flow = opened(ShareFlow)
    return ShareFlow(flow.view, flow.facts, Interview("i1", "share", 1, {}, given))


def screens_of_the_book(language: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each field's question as it is read first and when there is an answer, and its choices."""
    for topic, _ in TOPICS:
        flow = sharing(topic)
        for slot in flow.slots():
            if not slot.item:
                continue
            asked = str(say(flow.prompt(slot), language))
            labels = [str(say(one.label, language)) for one in slot.question.options(flow, slot)]
            yield slot.item, asked, labels
            own = Text("share-again", {"question": flow.prompt(slot), "answer": Literal("a las 8")})
            yield slot.item, str(say(own, language)), labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_of_the_book_is_easy_and_shorter_ones_are_together(language: str) -> None:
    short: dict[str, list[str]] = {}
    for field, screen, labels in screens_of_the_book(language):
        topic = next(topic for topic, fields in TOPICS if any(one.id == field for one in fields))
        if len(words_of(screen)) >= ENOUGH_WORDS:
            assert not complaint(language, screen), field
        else:
            short.setdefault(topic, []).append(screen)
        assert all(0 < len(label.split()) <= LABEL_WORDS for label in labels), field
        assert len({label.casefold() for label in labels}) == len(labels), field
    for topic, screens in short.items():
        assert not complaint(language, "\n".join(screens)), topic


def test_every_field_has_its_question_its_name_and_is_in_a_topic() -> None:
    texts = {text.text_id for text in written(LOCALE / "en" / "book-fields.ftl")}
    for field, known in FIELDS.items():
        assert {f"book-{field}", f"book-{field}.short"} <= texts
        assert {f"label-book-{choice}" for choice in known.choices} <= texts
        assert any(known in fields for fields in OF_TOPIC.values())
        assert len(field) <= 40  # the column's width


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_answers_still_make_a_screen_that_a_messenger_takes(language: str) -> None:
    """What is longer than one message of a messenger goes in several: at most five here."""
    longest = 0
    for topic, fields in OF_TOPIC.items():
        flow = sharing(topic)
        answers = {f"field:{field.id}": "=" + "ñ" * ANSWER_CHARS for field in fields}
        interview = msgspec.structs.replace(flow.interview, answers={**answers, "who": "circle"})
        summed_up = step_on(ShareFlow(flow.view, flow.facts, interview))
        screen = "\n\n".join(str(say(part, language)) for part in summed_up.parts)
        assert all(field.id and screen.count("ñ" * ANSWER_CHARS) == len(fields) for field in fields)
        longest = max(longest, len(screen))
    assert longest < 5 * 4096
    assert PLAN_CHARS + 500 < 4096


def test_an_answer_is_still_one_after_the_topic_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that is gone falls away, a new one is asked, and what was answered stays."""
    flow = sharing("sleep")
    voice = spoken((File(MediaKind.VOICE, "f" * 32),), "")
    answers = {"field:bedtime": "=At eight", "field:nap": "yes", "field:light": REMOVED, "field:song": voice}
    kept = msgspec.structs.replace(flow.interview, answers=answers)
    bedtime, _, light, *_ = OF_TOPIC["sleep"]
    monkeypatch.setitem(OF_TOPIC, "sleep", (bedtime, light, FIELDS["song"], FIELDS["bath"]))
    onward = ShareFlow(flow.view, flow.facts, kept)
    # There is nothing of the speaker's to be taken out any more, so that answer is asked for anew.
    assert step_on(onward).interview.asking == "field:light"
    assert onward.given_answers() == [("bedtime", "=At eight"), ("light", ""), ("song", voice)]


# Each question is reached.


@cache
def told() -> str:
    """Return all stories as one text, each message on one line."""
    lines = []
    for path in sorted([*FOLDER.glob("*.txt"), *(FOLDER / "rooms").glob("*.txt")]):
        for line in path.read_text(encoding="utf-8").splitlines():
            match = re.match(r"    \w[\w' ]* [|~] ?(.*)", line)
            lines.append(match[1] if match else "")
    return " ".join(lines)


@cache
def longest_lines() -> dict[str, list[str]]:
    """Return the longest line of each text's own words, in each language."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for path in sorted((LOCALE / language).glob("*.ftl")):
            for text in written(path):
                lines = [line.strip() for piece in literals(text.pattern) for line in piece.splitlines()]
                found.setdefault(text.text_id, []).append(max(lines, key=len, default=""))
    return found


def pattern_of(prompt: str) -> re.Pattern[str]:
    """Return what finds a text's own words, whatever its values are."""
    lines = [re.escape(line) for line in longest_lines().get(prompt, []) if line]
    return re.compile("|".join(lines) or r"(?!)")


PROMPTS: Final = sorted({prompt_of(flow, question) for flow in FLOWS for question in flow.questions})


@pytest.mark.parametrize("prompt", [one for one in PROMPTS if one not in NEVER_SHOWN])
def test_every_question_is_asked_in_some_story(prompt: str) -> None:
    assert pattern_of(prompt).search(told()), "no story comes to it: tell one, or it cannot be reached"


def test_a_hard_screen_and_a_lost_question_would_be_found() -> None:
    assert grade("Documentation of supervised visitation is contingent upon continuous participation.") > 6
    assert ease("La documentación correspondiente depende de la participación institucional.") < 65
    assert not pattern_of("no-such-text").search(told())
