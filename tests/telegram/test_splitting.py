"""Long texts are cut where it hurts least, and nothing of them is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.telegram.splitting import TEXT_LIMIT, split, utf16_units

FAMILY = "👩\u200d👩\u200d👧\u200d👦"


def test_a_short_text_is_left_alone() -> None:
    assert split("Good morning") == ("Good morning",)


def test_a_text_is_measured_in_utf16_units() -> None:
    assert utf16_units("añ👍🏽") == 6
    assert len(split("👍" * (TEXT_LIMIT // 2))) == 1
    assert len(split("👍" * (TEXT_LIMIT // 2) + "a")) == 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("aaaa bbbb.\ncccc dddd", ("aaaa bbbb.\n", "cccc dddd")),
        ("aaaa. bbbb. cc dd", ("aaaa. bbbb. ", "cc dd")),
        ("aaaa bbbb cccc dddd", ("aaaa bbbb ", "cccc dddd")),
        ("¿aaaa? bbbb cccc dd", ("¿aaaa? ", "bbbb cccc dd")),
        ("aaaaaaaaaaaaaaaaa", ("aaaaaaaaaaaa", "aaaaa")),
    ],
)
def test_a_cut_prefers_a_paragraph_then_a_sentence_then_a_word(text: str, parts: tuple[str, ...]) -> None:
    assert split(text, limit=12) == parts


def test_a_first_line_alone_is_not_cut_off_although_a_paragraph_ends_there() -> None:
    assert split("Wendy\n" + "a" * 20, limit=20) == ("Wendy\n" + "a" * 14, "a" * 6)


@pytest.mark.parametrize(
    "character",
    [FAMILY, "👍🏽", "🇲🇽", "e\u0301", "❤️", "각", "\u1112\u1161\u11ab", "🏴\U000e0067\U000e0062\U000e007f"],
)
@pytest.mark.parametrize("shift", range(12))
def test_no_character_that_a_reader_sees_as_one_is_torn(character: str, shift: int) -> None:
    parts = split("x" * shift + character * 45, limit=40)
    assert len(parts) > 1
    for part in parts:
        assert part.strip("x").replace(character, "") == ""


def test_a_heap_of_marks_cannot_stop_the_cutting() -> None:
    assert "".join(split("a" + "\u0301" * 300, limit=50)) == "a" + "\u0301" * 300


def test_a_part_without_anything_to_see_is_not_sent() -> None:
    assert split(" \n ") == ()
    assert split("a" + "\n" * 100, limit=10) == ("a" + "\n" * 9,)


@given(st.text(alphabet=st.sampled_from("ab .\n?👍🏽é\u0301🇲🇽\u200d👧"), max_size=300), st.integers(8, 40))
def test_the_parts_fit_and_give_the_text_again(text: str, limit: int) -> None:
    parts = split(text, limit=limit)
    assert all(0 < utf16_units(part) <= limit for part in parts)
    assert all(part.strip() for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
    position = 0
    for part in parts:
        position = text.index(part, position) + len(part)
