"""People's words come out of a document as they went in, whatever is in them."""

from __future__ import annotations

import re
from datetime import date

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.calendar.reading import by_icalevents, by_recurring, by_vobject, lines, occasion, written

WORDS = [
    "Visit, with Gladys; bring shoes",
    "Line one\nline two\n\nline four",
    "Time together 🎈👩‍👧‍👦🏳️‍🌈",
    "زيارة مع غلاديس، الساعة ٤",  # Arabic
    "C:\\New folder\\next; \\, \\\\ \\n \\N",
    "UID:other@example.org",
    "a\nEND:VEVENT\nBEGIN:VEVENT\nUID:planted",
    "very long " * 300,
    "無" * 500,
    "🎈" * 200,
    "é" * 37 + "\\" * 90,
    ";" * 200,
    " leading and trailing ",
    '"quoted"; ^n ^^ :',
]
BREAKS = re.compile("\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")


@pytest.mark.parametrize("words", WORDS)
def test_words_are_read_as_they_were_written(words: str) -> None:
    told = written(occasion(title=words, place=words, note=words))
    event = by_vobject(told).vevent
    assert (event.summary.value, event.location.value, event.description.value) == (words, words, words)
    assert len(by_vobject(told).vevent_list) == 1
    # The library that wrote them reads a backslash before N as the end of a line, also a doubled one.
    if "\\N" not in words and "\\n" not in words:
        span = date(2026, 3, 1), date(2026, 4, 1)
        assert {one.title for one in (*by_recurring(told, *span), *by_icalevents(told, *span))} == {words}


@pytest.mark.parametrize("words", WORDS)
def test_no_line_is_longer_than_75_octets_and_none_is_cut_in_a_letter(words: str) -> None:
    told = written(occasion(title=words, place=words, note=words))
    assert told.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in told.replace(b"\r\n", b"")
    assert b"\r" not in told.replace(b"\r\n", b"")
    for line in told.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_what_is_no_text_is_left_out_or_replaced() -> None:
    told = written(occasion(title="a\x00b\x07c\x7f\td\x85e\u2028f\r\ng\rh\ud83d"))
    assert by_vobject(told).vevent.summary.value == "abc\td\ne\nf\ng\nh\ufffd"


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t\\;,:\"'^ \r\u2028N"),
        max_size=300,
    )
)
@example("\\N")
@example("\\\\n\\")
def test_any_words_come_back(words: str) -> None:
    told = written(occasion(title=words, note=words))
    expected = BREAKS.sub("\n", words)
    event = by_vobject(told).vevent
    assert event.summary.value == event.description.value == expected
    assert f"SUMMARY:{_escaped(expected)}" in lines(told)
    assert max(map(len, told.split(b"\r\n"))) <= 75
    assert len(icalendar.Calendar.from_ical(told).events) == 1


def _escaped(words: str) -> str:
    return re.sub(r"[\\;,]", r"\\\g<0>", words).replace("\n", "\\n")
