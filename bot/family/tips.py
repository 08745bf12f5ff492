"""What may help with a child: a library of short tips, as data, and what people of a circle write.

Knows only ids of the library's words. What they say stands in ``tips.ftl`` of each language. A source is
named only where a fact comes from it; the rest is everyday practice.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec

from bot.chat.people import Role

AGES: Final = ("baby", "small", "school", "teen")
"""Up to two years, three to five, six to eleven, and older."""


class Tip(msgspec.Struct, frozen=True):
    """One tip of the library: its text's id, what it is about, for which ages, and for whom ("both" homes).

    ``source`` is where a fact in it comes from, "" where it is plain practice.
    """

    id: str
    topic: str
    ages: tuple[str, ...]
    whom: str = "both"
    source: str = ""

    def is_for(self, role: Role) -> bool:
        """Whether it is for somebody of this role."""
        return self.whom in ("both", role.value)


LIBRARY: Final[tuple[Tip, ...]] = (
    Tip("tip-visit-hello", "visit", ("baby", "small"), whom="parent"),
    Tip("tip-visit-lead", "visit", ("small", "school"), whom="parent", source="cdc"),
    Tip("tip-visit-same", "visit", ("baby", "small", "school"), whom="parent"),
    Tip("tip-visit-goodbye", "visit", ("small", "school", "teen"), whom="parent"),
    Tip("tip-visit-photo", "visit", ("small", "school", "teen"), whom="parent"),
    Tip("tip-visit-snack", "visit", ("small", "school"), whom="parent"),
    Tip("tip-visit-side", "visit", ("teen",), whom="parent"),
    Tip("tip-visit-ready", "visit", ("small", "school"), whom="caregiver"),
    Tip("tip-visit-after", "visit", ("small", "school", "teen"), whom="caregiver"),
    Tip("tip-visit-bag", "visit", ("small", "school"), whom="caregiver"),
    Tip("tip-sleep-same", "sleep", ("baby", "small", "school"), source="aap"),
    Tip("tip-sleep-back", "sleep", ("baby",), source="aap"),
    Tip("tip-sleep-screens", "sleep", ("school", "teen"), source="aap"),
    Tip("tip-sleep-school", "sleep", ("school",), source="cdc"),
    Tip("tip-sleep-teen", "sleep", ("teen",), source="cdc"),
    Tip("tip-sleep-look", "sleep", ("small", "school")),
    Tip("tip-sleep-voice", "sleep", ("baby", "small", "school"), whom="parent"),
    Tip("tip-feel-name", "feelings", ("small", "school")),
    Tip("tip-feel-calm", "feelings", AGES),
    Tip("tip-feel-breath", "feelings", ("small", "school")),
    Tip("tip-feel-choice", "feelings", ("small", "school")),
    Tip("tip-feel-praise", "feelings", ("small", "school", "teen"), source="cdc"),
    Tip("tip-feel-low", "feelings", ("small", "school", "teen"), source="cwig"),
    Tip("tip-feel-known", "feelings", AGES, source="cwig"),
    Tip("tip-feel-teen", "feelings", ("teen",)),
    Tip("tip-feel-own", "feelings", AGES),
    Tip("tip-play-talk", "play", ("baby",), source="cdc"),
    Tip("tip-play-answer", "play", ("baby",), source="cdc"),
    Tip("tip-play-tummy", "play", ("baby",), source="aap"),
    Tip("tip-play-read", "play", ("baby", "small", "school"), source="aap"),
    Tip("tip-play-ten", "play", ("small", "school")),
    Tip("tip-play-phone", "play", ("small", "school"), whom="parent"),
    Tip("tip-play-laugh", "play", ("school",)),
    Tip("tip-play-teach", "play", ("teen",)),
    Tip("tip-day-board", "days", ("small", "school")),
    Tip("tip-day-warn", "days", ("small", "school")),
    Tip("tip-day-one", "days", ("small", "school"), source="cdc"),
    Tip("tip-day-job", "days", ("small", "school")),
    Tip("tip-day-food", "days", ("small", "school")),
    Tip("tip-day-table", "days", ("small", "school", "teen")),
    Tip("tip-day-parts", "days", ("school",)),
    Tip("tip-day-bag", "days", ("school", "teen")),
    Tip("tip-home-good", "homes", AGES, whom="caregiver"),
    Tip("tip-home-picture", "homes", ("baby", "small", "school"), whom="caregiver"),
    Tip("tip-home-line", "homes", ("baby", "small", "school"), whom="caregiver"),
    Tip("tip-home-words", "homes", ("baby", "small", "school")),
    Tip("tip-home-ask", "homes", AGES, whom="parent"),
    Tip("tip-home-promise", "homes", ("small", "school", "teen"), whom="parent"),
    Tip("tip-you-good", "you", AGES, whom="parent"),
    Tip("tip-you-early", "you", AGES),
    Tip("tip-you-rest", "you", AGES, whom="caregiver"),
)
TOPICS: Final = tuple(dict.fromkeys(tip.topic for tip in LIBRARY))
SOURCES: Final = tuple(sorted({tip.source for tip in LIBRARY if tip.source}))
BY_ID: Final = {tip.id: tip for tip in LIBRARY}

OWN, OF_AGENCY = "own:", "agency:"
"""Begin what is not of the library: the row of what somebody wrote, or the name of one of the agency's."""


class AgencyTip(msgspec.Struct, frozen=True):
    """A tip that the agency has added, in each language it has it in; its name is how it is found."""

    texts: dict[str, str]
    whom: str = "both"

    def is_for(self, role: Role) -> bool:
        """Whether it is for somebody of this role."""
        return self.whom in ("both", role.value)

    def says(self, language: str) -> str:
        """Return what it says, in another language where it is not in this one."""
        return self.texts.get(language) or next(iter(self.texts.values()))


class OwnTip(msgspec.Struct, frozen=True):
    """What somebody of a circle has written that works."""

    id: str
    circle: str
    author: str
    author_name: str
    words: str
    at: datetime

    @property
    def key(self) -> str:
        """What it is tried as."""
        return f"{OWN}{self.id}"


class Trying(msgspec.Struct, frozen=True):
    """Somebody tries a tip; ``state`` is what came of it: "trying", "worked", "not-yet".

    What worked and is in the book, or asked for, is "kept".
    """

    id: str
    circle: str
    person: str
    name: str
    tip: str
    state: str
    at: datetime
    words: str = ""


def fitting(topic: str, age: str, role: Role) -> tuple[Tip, ...]:
    """Return the library's tips about a topic for somebody; "" is any age."""
    return tuple(
        tip for tip in LIBRARY if tip.topic == topic and tip.is_for(role) and (not age or age in tip.ages)
    )
