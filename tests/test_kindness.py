from __future__ import annotations

import json
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final, TypedDict

import pytest

from bot.family.ready import TOPICS
from bot.policy.kindness import attacks
from bot.texts import Texts

SENTENCES: Final = Path(__file__).parent / "safety" / "attacks.jsonl"
SLOWEST_SECONDS: Final = 2.0


class Said(TypedDict):
    """One sentence that a person might write to another."""

    words: str
    attacks: bool


@cache
def said() -> tuple[Said, ...]:
    return tuple(json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("one", said(), ids=lambda one: one["words"])
def test_an_attack_is_one_and_everyday_anger_is_none(one: Said) -> None:
    assert attacks(one["words"]) == one["attacks"]


def test_the_sentences_are_many_and_of_both_kinds() -> None:
    counted = Counter(one["attacks"] for one in said())
    assert min(counted.values()) >= 60
    assert len({one["words"] for one in said()}) == len(said())


def test_shouting_is_no_attack() -> None:
    assert not attacks("PLEASE CALL ME. SHE IS WAITING FOR YOU!!!")
    assert not attacks("¡¡LLÁMAME POR FAVOR!!")


def test_an_attack_is_found_among_other_words_and_in_either_language() -> None:
    assert attacks("Thanks for the photos. You are a liar. See you Tuesday.")
    assert attacks("thank you, pero eres una mentirosa")


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_ready_sentence_is_taken_for_an_attack(language: str) -> None:
    texts = Texts.load()
    told = [texts.render(language, one) for _, ids in TOPICS for one in ids]
    assert [words for words in told if attacks(words)] == []


@pytest.mark.parametrize(
    "piece",
    ["a", "you are a such so just ", "eres una muy bien ", "never ", "f*", ". ", "u r ", "nunca la vas a "],
)
def test_long_words_take_time_in_proportion(piece: str) -> None:
    attacks("to be ready")
    began = time.process_time()
    attacks(piece * (30_000 // len(piece)))
    assert time.process_time() - began < SLOWEST_SECONDS
