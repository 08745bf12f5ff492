"""A form: a document about a child, to be signed or to be read, that goes through the caseworker.

Families read "form"; here it is a slip, since `flows.form` is what conversations are. Values, and the tables
of what can happen to one. Knows no rule and no sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Final

import msgspec

from bot.chat.media import File
from bot.chat.people import Circle, Phase
from bot.chat.text import Text, text


class Kind(StrEnum):
    """What the document is."""

    SCHOOL = "school"
    MEDICAL = "medical"
    REPORT = "report"
    RECORD = "record"
    PERMISSION = "permission"
    OTHER = "other"


OF_HEALTH: Final = frozenset({Kind.MEDICAL, Kind.RECORD})
"""What an agency may keep off a messenger that can read it."""


class State(StrEnum):
    """How a form stands: it waits for the caseworker, was passed on or not, or was taken back before."""

    WAITING = "waiting"
    PASSED = "passed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What may be done with a form as a whole."""

    PASS = "pass"  # noqa: S105 - on to its readers
    DECLINE = "decline"
    WITHDRAW = "withdraw"


NEXT: Final[dict[tuple[State, Act], State]] = {
    (State.WAITING, Act.PASS): State.PASSED,
    (State.WAITING, Act.DECLINE): State.DECLINED,
    (State.WAITING, Act.WITHDRAW): State.WITHDRAWN,
    (State.PASSED, Act.PASS): State.PASSED,
}
"""The whole life of a form: what is not in it cannot happen. What was passed on may be passed on to more."""


class Stand(StrEnum):
    """How a person stands to a form: named by its giver, reading it, asked to sign it; and what they said."""

    NAMED = "named"
    READS = "reads"
    ASKED = "asked"
    SIGNED = "signed"
    PAPER = "paper"
    CANNOT = "cannot"


ANSWERS: Final[dict[tuple[Stand, Stand], Stand]] = {
    (stand, answer): answer
    for stand, answers in {
        Stand.ASKED: (Stand.SIGNED, Stand.PAPER, Stand.CANNOT),
        Stand.CANNOT: (Stand.SIGNED, Stand.PAPER),
        Stand.PAPER: (Stand.SIGNED,),
    }.items()
    for answer in answers
}
"""What who is asked to sign may answer, and what after that: nobody takes back a signature here."""


class Page(StrEnum):
    """How the picture of a signed page stands: there is none, it waits, and what became of it."""

    NONE = ""
    WAITS = "waits"
    PASSED = "passed"
    KEPT = "kept"


class Holder(msgspec.Struct, frozen=True):
    """Somebody who was named, or has it; ``name`` is "" where the speaker may not know of them.

    A signed page stands in a ``message``, with these ``files``.
    """

    person: str
    name: str
    stand: Stand
    page: Page = Page.NONE
    message: str | None = None
    files: tuple[File, ...] = ()
    at: datetime | None = None


class Slip(msgspec.Struct, frozen=True):
    """A form, as the speaker may know it. Its pages stand in a ``message``, with these ``files``.

    ``giver_name`` is "" where the speaker may not know who gave it. ``is_unsure``: its giver does not know
    who may sign.
    """

    id: str
    family: str
    circle: str
    child: str
    child_name: str
    kind: Kind
    title: str
    giver: str
    giver_name: str
    message: str
    state: State
    at: datetime
    due: date | None = None
    is_unsure: bool = False
    holders: tuple[Holder, ...] = ()
    files: tuple[File, ...] = ()

    def holder(self, person: str) -> Holder | None:
        """Return how somebody stands to it."""
        return next((one for one in self.holders if one.person == person), None)

    def having(self, *stands: Stand) -> tuple[Holder, ...]:
        """Return those who stand to it like this."""
        return tuple(one for one in self.holders if one.stand in stands)

    def is_mine_to_sign(self, person: str) -> bool:
        """Whether somebody is asked to sign it and has not answered."""
        own = self.holder(person)
        return self.state == State.PASSED and own is not None and own.stand == Stand.ASKED

    def is_overdue(self, today: date) -> bool:
        """Whether its day is over and somebody is still asked."""
        return bool(self.due and self.due < today and self.state == State.PASSED and self.having(Stand.ASKED))


class Slips(msgspec.Struct, frozen=True):
    """The forms that concern the speaker; ``knows`` names who may know of which child today."""

    items: tuple[Slip, ...] = ()
    knows: frozenset[tuple[str, str]] = frozenset()

    def one(self, slip: str) -> Slip | None:
        """Return a form if it concerns the speaker."""
        return next((one for one in self.items if one.id == slip), None)


def open_about(circles: Iterable[Circle], child: str) -> tuple[Circle, ...]:
    """Return the circles about a child in which forms go through a caseworker."""
    return tuple(
        one
        for one in circles
        if one.phase != Phase.CLOSED
        and not one.is_theirs_alone
        and any(found.id == child for found in one.children)
    )


def called(slip: Slip) -> Text:
    """Return what a form is called."""
    what = Text(f"slip-kind-{slip.kind.value}")
    if slip.title:
        return text("slip-called-title", what=what, child=slip.child_name, title=slip.title)
    return text("slip-called", what=what, child=slip.child_name)
