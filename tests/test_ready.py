from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

import pytest

from bot.family.ready import TOPICS
from bot.texts import Texts
from tests.locale_files import LOCALE, written

LANGUAGES: Final = ("en", "es")
SENTENCES: Final = tuple(sentence for _, sentences in TOPICS for sentence in sentences)
LABELS: Final = tuple(f"label-ready-{topic}" for topic, _ in TOPICS)
# A sentence is also the words of its button, and Telegram and a small phone cut what is longer.
LONGEST: Final = 64
# Words that tell whether a girl or a boy is meant, or whether a woman or a man is writing.
GENDERED: Final = (
    r"ell[oa]s?|él|niñ[oa]s?|hij[oa]s?|chiquit[oa]s?|l[oa]s?\s+quiero|junt[oa]s|tod[oa]s|sol[oa]s?|"
    r"content[oa]s?|cansad[oa]s?|enferm[oa]s?|dormid[oa]s?|orgullos[oa]s?|maestr[oa]s?|list[oa]s"
)
# Words that count the children, or tell of one that it is a girl or a boy.
COUNTING: Final = (
    r"he|she|him|her|his|hers|they|them|their|boys?|girls?|sons?|daughters?|child|children|kids?"
)
OF_A_DOCTOR: Final = (
    r"fever|medicine|pills?|dose|rash|vomit\w*|hospital|infection|"
    r"fiebre|medicina\w*|pastillas?|dosis|v[oó]mit\w*|hospital|infecci[oó]n"
)

each_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def ours() -> Texts:
    return Texts.load()


def found(pattern: str, words: str) -> list[str]:
    return re.findall(rf"\b(?:{pattern})\b", words, re.IGNORECASE)


def test_there_are_some_eighty_sentences_and_a_topic_fits_on_a_screen() -> None:
    assert len(SENTENCES) >= 75
    assert all(6 <= len(sentences) <= 10 for _, sentences in TOPICS)


def test_no_topic_and_no_sentence_stands_there_twice() -> None:
    assert max(Counter(SENTENCES).values()) == 1
    assert max(Counter(topic for topic, _ in TOPICS).values()) == 1


@each_language
def test_every_sentence_and_topic_has_its_words_and_nothing_else_is_there(language: str) -> None:
    there = [text.text_id for text in written(LOCALE / language / "ready.ftl")]
    assert sorted(there) == sorted((*SENTENCES, *LABELS))


@each_language
def test_the_words_stand_in_the_order_of_the_buttons(language: str) -> None:
    there = [text.text_id for text in written(LOCALE / language / "ready.ftl")]
    assert there == [
        text_id for topic, sentences in TOPICS for text_id in (f"label-ready-{topic}", *sentences)
    ]


@each_language
def test_no_two_say_the_same(language: str) -> None:
    said = Counter(ours().render(language, text_id).casefold() for text_id in (*SENTENCES, *LABELS))
    assert max(said.values()) == 1


@each_language
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_fits_on_its_button_and_is_whole(language: str, sentence: str) -> None:
    words = ours().render(language, sentence)
    assert not ours().variables(sentence)
    assert len(words) <= LONGEST
    assert "\n" not in words
    assert words[-1] in ".!?"
    assert words[0].isupper() or words[0] in "¿¡"
    if language == "es":
        assert (words[-1] == "?") == (words[0] == "¿")
        assert (words[-1] == "!") == (words[0] == "¡")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_asks_in_one_language_asks_in_the_other(sentence: str) -> None:
    assert len({ours().render(language, sentence)[-1] for language in LANGUAGES}) == 1


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_fits_one_child_and_several_and_whoever_says_it(sentence: str) -> None:
    assert not found(COUNTING, ours().render("en", sentence))
    assert not found(GENDERED, ours().render("es", sentence))


@each_language
@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_sentence_says_what_only_a_doctor_knows(language: str, sentence: str) -> None:
    assert not found(OF_A_DOCTOR, ours().render(language, sentence))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (GENDERED, "Hoy está muy contenta."),
        (GENDERED, "Los quiero mucho."),
        (COUNTING, "They slept well."),
        (OF_A_DOCTOR, "There is a fever."),
    ],
)
def test_words_that_do_not_fit_would_be_found(pattern: str, words: str) -> None:
    assert found(pattern, words)
