from __future__ import annotations

import json
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final, TypedDict

import pytest

from bot.family.ready import TOPICS
from bot.policy.safety import Danger, dangers
from bot.texts import Texts

FOLDER: Final = Path(__file__).parent / "safety"
LANGUAGES: Final = ("english", "spanish")
SPOKEN_OF: Final = tuple(danger for danger in Danger if danger != Danger.AGENCY)
SLOWEST_SECONDS: Final = 2.0


class Said(TypedDict):
    """One sentence that a person might write; ``danger`` is None for everyday talk."""

    words: str
    danger: str | None


@cache
def said(language: str) -> tuple[Said, ...]:
    lines = (FOLDER / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def sentences(*, is_danger: bool) -> list[Said]:
    return [
        one for language in LANGUAGES for one in said(language) if (one["danger"] is not None) == is_danger
    ]


@pytest.mark.parametrize("one", sentences(is_danger=True), ids=lambda one: one["words"])
def test_danger_is_noticed(one: Said) -> None:
    assert one["danger"] in dangers(one["words"])


@pytest.mark.parametrize("one", sentences(is_danger=False), ids=lambda one: one["words"])
def test_everyday_talk_passes(one: Said) -> None:
    assert dangers(one["words"]) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_are_many_and_tell_of_every_danger(language: str) -> None:
    counted = Counter(one["danger"] for one in said(language))
    assert sum(counted.values()) >= 200
    assert counted[None] >= 100
    assert all(counted[danger.value] >= 15 for danger in SPOKEN_OF)
    assert len({one["words"] for one in said(language)}) == len(said(language))


@pytest.mark.parametrize(
    "words",
    [
        "HE HIT ME",
        "he hiiiiit meeee",
        "h3 h1t m3",
        "he\nhit me",
        "he hit me!!! \N{CRYING FACE}",
        "\uff48\uff45 \uff48\uff49\uff54 \uff4d\uff45",
        "he thretened me",
        "im affraid of him",
        "she is s*icidal",
        "Me pegó",
        "ME PEGO",
        "m3 p3g0",
        "me pegóóóó",
        "tengo miedo de e\u0301l",
        "me amenasó con una pistla",
    ],
)
def test_words_are_heard_as_they_are_meant(words: str) -> None:
    assert dangers(words)


def test_what_is_said_in_jest_does_not_hide_what_is_said_beside_it() -> None:
    assert dangers("I'm dying to see her. He hit me.") == (Danger.VIOLENCE,)
    assert dangers("me muero de risa, pero él me pegó") == (Danger.VIOLENCE,)


def test_two_languages_in_one_sentence_are_both_heard() -> None:
    assert dangers("she said que su tío la tocó") == (Danger.ABUSE,)
    assert dangers("ayer he hit me otra vez") == (Danger.VIOLENCE,)


def test_all_dangers_are_told_in_their_order() -> None:
    words = "She is not breathing. He hit her, she has bruises, and I want to kill myself."
    assert dangers(words) == (Danger.VIOLENCE, Danger.ABUSE, Danger.SELF_HARM, Danger.CHILD_IN_DANGER)


@pytest.mark.parametrize(
    "words", ["He was seen at Maple Court", "maple  COURT again", "estuvo en maple cort", "MAPLE-COURT"]
)
def test_the_agencys_own_terms_are_noticed_however_they_are_typed(words: str) -> None:
    assert dangers(words, ["Maple Court", "Los Búhos"]) == (Danger.AGENCY,)


def test_an_own_term_with_accents_is_found_without_them() -> None:
    assert dangers("vino uno de los buhos", ["Los Búhos"]) == (Danger.AGENCY,)


def test_an_own_term_is_a_whole_word_and_empty_ones_are_nothing() -> None:
    assert dangers("the mapletree is red", ["maple", "", "  ", "!!"]) == ()
    assert dangers("Good night", ["", "."]) == ()


def test_an_own_term_is_heard_even_in_what_else_is_everyday_talk() -> None:
    assert dangers("I'm dying to see her", ["dying to see"]) == (Danger.AGENCY,)


def test_an_own_term_is_no_pattern() -> None:
    assert dangers("abc", ["a.c", "(", "[a-z]+", "*"]) == ()


@pytest.mark.parametrize(
    "words", ["", " ", "...", "\N{HEAVY BLACK HEART}", "مرحبا", "Спокойной ночи", "晚安"]
)
def test_nothing_is_noticed_where_nothing_is_said(words: str) -> None:
    assert dangers(words) == ()


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_ready_sentence_is_taken_for_danger(language: str) -> None:
    texts = Texts.load()
    told = [texts.render(language, one) for _, ids in TOPICS for one in ids]
    assert [words for words in told if dangers(words)] == []


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "he hit ",
        "a b ",
        "k*",
        ". ",
        "me quiero la lo ",
        "she ",
        "i am so very really ",
        "(",
        "\u0301",
        "7",
    ],
)
def test_long_words_take_time_in_proportion(piece: str) -> None:
    dangers("to be ready")
    began = time.process_time()
    dangers(piece * (30_000 // len(piece)))
    assert time.process_time() - began < SLOWEST_SECONDS
