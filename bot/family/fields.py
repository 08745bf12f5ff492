"""What there is to know of a child: topics and their fields, as data (PRODUCT, section 3).

Knows no sentence. A new topic or field is a line here and its texts "book-<field>" and "label-book-<topic>";
nothing stored changes.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

ASK_ME = "ask-me"
"""An answer to any question: whoever knows would rather be asked."""

ASKED = "asked:"
"""Begins the field of an answer to a question that somebody put in their own words; its row follows."""


class Care(StrEnum):
    """How an answer is handled (PRODUCT, "Health").

    What is needed for care *today* reaches who has the child at once, and the caseworker is told. What she
    has to have *opened* for somebody is read by nobody else.
    """

    ORDINARY = "ordinary"
    TODAY = "today"
    OPENED = "opened"


class Field(msgspec.Struct, frozen=True):
    """One thing to know. ``choices`` are ready answers, beside which anything may be written."""

    id: str
    choices: tuple[str, ...] = ()
    care: Care = Care.ORDINARY


_ALLERGIES = Field("allergies", ("none",), Care.TODAY)

TOPICS: tuple[tuple[str, tuple[Field, ...]], ...] = (
    ("child", (Field("called"), Field("languages"), Field("words"), Field("people"), Field("pets"))),
    (
        "sleep",
        (
            Field("bedtime", ("seven", "half-seven", "eight", "half-eight", "nine")),
            Field("nap", ("yes", "sometimes", "no")),
            Field("light", ("dark", "small-light", "bright")),
            Field("door", ("open", "a-bit", "closed")),
            Field("song"),
            Field("object"),
            Field("nightmares"),
        ),
    ),
    (
        "baby",
        (
            Field("formula"),
            Field("bottle"),
            Field("pacifier", ("yes", "sometimes", "no")),
            Field("diapers"),
        ),
    ),
    ("food", (Field("likes"), Field("refuses"), _ALLERGIES, Field("food-rules", ("none",)))),
    (
        "body",
        (
            Field("bath"),
            Field("toilet", ("alone", "with-help", "in-diapers")),
            Field("toilet-words"),
            Field("skin"),
            Field("sizes"),
        ),
    ),
    (
        "hair",
        (
            Field("hair-type", ("straight", "wavy", "curly", "coily")),
            Field("hair-products"),
            Field("hair-styles"),
            Field("hair-who"),
            Field("hair-cut", ("yes", "no")),
        ),
    ),
    (
        "feelings",
        (
            Field("fears"),
            Field("triggers"),
            Field("signs"),
            Field("calms"),
            Field("worse"),
            Field("house-rules"),
            Field("rewards"),
            Field("screens"),
        ),
    ),
    (
        "health",
        (
            _ALLERGIES,
            Field("medicines", ("none",), Care.TODAY),
            Field("care-today", (), Care.TODAY),
            Field("diagnoses", (), Care.OPENED),
            Field("therapy", (), Care.OPENED),
            Field("reports", (), Care.OPENED),
        ),
    ),
    ("school", (Field("teacher"), Field("homework"), Field("supports"), Field("activities"))),
    (
        "faith",
        (
            Field("services"),
            Field("holidays"),
            Field("faith-foods"),
            Field("traditions"),
            Field("tribe", ("none",)),
        ),
    ),
    ("keep", (Field("keep-people"), Field("keep-places"), Field("keep-how"))),
)

FIELDS: dict[str, Field] = {field.id: field for _, fields in TOPICS for field in fields}
OF_TOPIC: dict[str, tuple[Field, ...]] = dict(TOPICS)


def care_of(field: str) -> Care:
    """Return how answers about this field are handled; one that is gone by now as what is opened only."""
    if field.startswith(ASKED):
        return Care.ORDINARY
    return FIELDS[field].care if field in FIELDS else Care.OPENED


def is_of_health(field: str) -> bool:
    """Whether answers about this field say something of a child's health."""
    return care_of(field) != Care.ORDINARY
