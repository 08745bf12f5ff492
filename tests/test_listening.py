from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.policy import safety
from bot.policy.likely import Likely, needed
from bot.policy.listening import Ear, folded, listener, phrase, words_in
from bot.policy.phrases import attacks, english, spanish
from bot.policy.phrases.mistyped import ORDINARY, WEIGHTY

LISTS = {
    "english": (
        (english.VIOLENCE, english.ABUSE, english.SELF_HARM, english.CHILD_IN_DANGER, english.EVERYDAY),
        english,
    ),
    "spanish": (
        (spanish.VIOLENCE, spanish.ABUSE, spanish.SELF_HARM, spanish.CHILD_IN_DANGER, spanish.EVERYDAY),
        spanish,
    ),
    "attacks": ((attacks.ATTACKS, attacks.KIND), attacks),
}
PHRASES = [(one, room.CALLED) for lists, room in LISTS.values() for phrases in lists for one in phrases]


def heard(words: str) -> str:
    return Ear({"kill", "hit"}, {"threat", "miedo"}).hear(words)


def test_words_are_folded() -> None:
    assert folded("Él DON'T Ñoño don´t") == "el dont nono dont"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("K1LL", " kill . "),
        ("k*ll", " kill . "),
        ("kiiiiill", " kill . "),
        ("k i l l", " kill . "),
        ("k.i.l.l", " kill . "),
        ("nooooo", " no . "),
        ("thraet", " threat . "),
        ("threatt", " threat . "),
        ("miefo", " miedo . "),
        ("do not hit", " dont hit . "),
        ("at 3pm", " at 3pm . "),
        ("self-harm", " self harm . "),
        ("Hit. Hit", " hit . hit . "),
        ("", "  . "),
    ],
)
def test_words_are_heard_as_meant(typed: str, meant: str) -> None:
    assert heard(typed) == meant


@pytest.mark.parametrize("typed", ["hat", "hut", "bill", "treads", "thresh"])
def test_another_word_stays_what_it_is(typed: str) -> None:
    assert heard(typed) == f" {typed} . "


def test_a_phrase_is_written_in_a_small_language() -> None:
    finds = listener(["<who>-hit~me", "stop[-now]$", "[very]-bad", "kill*"], {"who": "he|she"})
    for words in (
        " she hit him and me . ",
        " stop . ",
        " stop now . ",
        " bad . ",
        " very bad . ",
        " killing . ",
    ):
        assert finds.search(words), words
    for words in (
        " they hit me . ",
        " he hit one two three four me . ",
        " stop it . ",
        " badly . ",
        " skill . ",
    ):
        assert not finds.search(words), words


@pytest.mark.parametrize(("pattern", "called"), PHRASES)
def test_every_phrase_can_be_heard_and_none_hears_silence(pattern: str, called: dict[str, str]) -> None:
    found = re.compile(phrase(pattern, called))
    assert not found.search("")
    assert "<" not in found.pattern.replace("(?<", "")


@pytest.mark.parametrize(("pattern", "called"), PHRASES)
def test_no_phrase_may_go_on_for_ever(pattern: str, called: dict[str, str]) -> None:
    """What may be repeated is bounded, so that a long message takes no longer than its length."""
    assert not re.search(r"(?<!\\)[*+](?!\?)|\{\d+,\}", phrase(pattern, called))


def test_no_phrase_is_written_with_accents_or_capitals() -> None:
    assert [one for one, _ in PHRASES if one != folded(one)] == []


def test_words_of_a_phrase_are_known_with_their_endings() -> None:
    assert set(words_in(["sol(a|o)-en-<casa>", "viol*"])) == {"sola", "solo", "en"}


def test_an_everyday_word_is_never_taken_for_a_weighty_one() -> None:
    ear = Ear(safety.known_words() | ORDINARY, WEIGHTY)
    assert [word for word in sorted(ORDINARY) if ear.hear(word) != f" {word} . "] == []
    assert not ORDINARY & WEIGHTY


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_phrase_that_is_said_is_always_likely(data: st.DataObject) -> None:
    pattern, called = data.draw(st.sampled_from(PHRASES))
    words = data.draw(st.from_regex(phrase(pattern, called), fullmatch=True))
    heard = f" {words} . "
    assert not listener([pattern], called).search(heard) or likely(pattern, called, heard)


@pytest.mark.parametrize(
    ("pattern", "heard", "is_likely"),
    [
        ("(afraid|scared)-of-<who>", " i am scared of him . ", True),
        ("(afraid|scared)-of-<who>", " i am scared . ", False),
        ("(afraid|scared)-of-<who>", " a friend of him . ", False),
        (r"\w{2,9}", " anything . ", True),
        ("threaten*-me", " she was threatening me . ", True),
        ("threaten*-me", " she was through with me . ", False),
        ("(hit|hits)~me$", " hits with me . ", True),
        ("(hit|hits)~me$", " hitting with me . ", False),
        (r"(?!(he|she)-)\w{2,20}-hit", " hit . ", True),
        (r"(?!(he|she)-)\w{2,20}-hit", " hat . ", False),
    ],
)
def test_a_phrase_is_likely_where_its_words_are(pattern: str, heard: str, *, is_likely: bool) -> None:
    assert likely(pattern, {"who": "him|her"}, heard) == is_likely


def likely(pattern: str, called: dict[str, str], heard: str) -> bool:
    return bool(list(Likely([(phrase(pattern, called), pattern)]).among(heard)))


def test_every_phrase_has_words_that_it_cannot_do_without() -> None:
    """Else it would be looked for in every message."""
    assert [one for one, called in PHRASES if not needed(phrase(one, called))] == []
