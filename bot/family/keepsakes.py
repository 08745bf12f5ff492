"""Moments, cheers and thanks, as values: what is loaded of them, and every kind there is.

Knows no rule and no sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import msgspec

EVERYDAY, MILESTONE = "everyday", "milestone"
MOMENTS: Final = (EVERYDAY, MILESTONE)
"""What a moment may be of: an ordinary day, or something new."""

THANKS, CELEBRATE = "thanks", "celebrate"
SENTENCES: Final[dict[str, tuple[str, ...]]] = {
    THANKS: (
        "thanks-care",
        "thanks-news",
        "thanks-patience",
        "thanks-time",
        "thanks-trust",
        "thanks-visit",
        "thanks-learned",
        "thanks-together",
    ),
    CELEBRATE: (
        "celebrate-day",
        "celebrate-step",
        "celebrate-birthday",
        "celebrate-school",
        "celebrate-visit",
        "celebrate-team",
        "celebrate-holidays",
    ),
}
"""Suggested words for each: said with one button, and read by everyone in their own language."""

CHEERS: Final = ("heart", "proud", "thanks")
"""What can be put under a moment with one tap."""

EVERYBODY: Final = "*"
"""Stands for all of a circle whom words reach."""

RHYTHMS: Final = {"7": "week", "14": "two-weeks", "30": "month"}
"""After how many days a circle may wish for the next moment, and what that is called."""


class Moment(msgspec.Struct, frozen=True):
    """A moment that the speaker was given; ``cheered`` are the cheers of theirs that it has already."""

    message: str
    circle: str
    author: str
    cheered: frozenset[str] = frozenset()


class Month(msgspec.Struct, frozen=True):
    """A month in which the speaker gave or was given moments of a child: "2026-10"."""

    child: str
    month: str


class Rhythm(msgspec.Struct, frozen=True):
    """How often a circle wishes for a moment: every so many ``days``, as ``by`` suggests or all agreed.

    ``last`` is when a caregiver last gave one there.
    """

    circle: str
    days: int
    by: str
    is_agreed: bool
    last: datetime | None = None


class Keepsakes(msgspec.Struct, frozen=True):
    """What is loaded of moments."""

    one: Moment | None = None
    months: tuple[Month, ...] = ()
    rhythms: tuple[Rhythm, ...] = ()
    wants_album: bool = False

    def rhythm(self, circle: str) -> Rhythm | None:
        """Return what a circle wishes for, or is asked about."""
        return next((one for one in self.rhythms if one.circle == circle), None)


def purpose(kind: str, about: Iterable[str]) -> str:
    """Return as one word-list what words are meant as: a kind, and the children or people it is about."""
    return " ".join((kind, *about))
