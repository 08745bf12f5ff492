"""Decisions that are asked about, as values: what is loaded of them, and their whole life as one table.

Knows no rule of who is asked, and no sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec

from bot.chat.media import File
from bot.chat.people import Role

TOPICS: Final = ("hair", "school", "activity", "clothes", "food", "faith", "health", "more")
"""What it may be about. A new one is a word here and its texts."""

OF_LAW: Final = frozenset({"hair", "health"})
"""What may need a yes of whoever holds the right to it: asking here gives nobody that right."""

READY: Final[dict[str, tuple[str, ...]]] = {
    "hair": ("cut", "style"),
    "school": ("trip", "homework"),
    "activity": ("join", "swim"),
    "clothes": ("style",),
    "food": ("new", "sweets"),
    "faith": ("service", "holiday"),
    "health": ("doctor", "ears"),
    "more": (),
}
"""Questions that everyone reads in their own language, by topic."""

YES, NO, YOU, TALK = "yes", "no", "you", "talk"
ANSWERS: Final = (YES, NO, YOU, TALK)
"""The ready answers."""
WISHES: Final = frozenset({YES, NO})
"""Ready answers that wish for something; the others leave it to somebody, or to a talk."""
OWN, DESK = "own", "desk"
"""An answer in words of one's own; and that the caseworker is to be asked."""
MOST_CHOICES: Final = 4

WAITS: Final = timedelta(days=14)
"""So long an answer is waited for where no day was named, and a word of its asker once answers are there."""
REMIND_AFTER: Final = timedelta(days=3)
"""After so long whoever has not answered is reminded, where no day was named."""


class State(StrEnum):
    """How it stands. *Due*: its time is over, there are answers, and nothing is written down yet."""

    OPEN = "open"
    DUE = "due"
    DECIDED = "decided"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    STOPPED = "stopped"


class Act(StrEnum):
    """What may happen to it: by people, by the clock, and by what happens around them."""

    ANSWER = "answer"
    DECIDE = "decide"
    WITHDRAW = "withdraw"
    TIME_UP = "time-up"
    LAPSE = "lapse"
    STOP = "stop"
    CHANGE = "change"
    TAKE_BACK = "take-back"
    HOLD_AGAIN = "hold-again"


NEXT: Final[dict[tuple[State, Act], State]] = {
    (State.OPEN, Act.ANSWER): State.OPEN,
    (State.OPEN, Act.DECIDE): State.DECIDED,
    (State.OPEN, Act.WITHDRAW): State.WITHDRAWN,
    (State.OPEN, Act.TIME_UP): State.DUE,
    (State.OPEN, Act.LAPSE): State.LAPSED,
    (State.OPEN, Act.STOP): State.STOPPED,
    (State.DUE, Act.ANSWER): State.DUE,
    (State.DUE, Act.DECIDE): State.DECIDED,
    (State.DUE, Act.WITHDRAW): State.WITHDRAWN,
    (State.DUE, Act.LAPSE): State.LAPSED,
    (State.DUE, Act.STOP): State.STOPPED,
    (State.DECIDED, Act.CHANGE): State.CHANGED,
    (State.DECIDED, Act.TAKE_BACK): State.DUE,
    (State.CHANGED, Act.HOLD_AGAIN): State.DECIDED,
}
"""The whole machine: what is not in it cannot happen. Nothing is ever decided by silence: DECIDE is its
asker's, and only once somebody has answered. What is asked again makes CHANGED of what held before;
where that is taken back, it holds again."""

OPEN: Final = tuple(state for state in State if (state, Act.ANSWER) in NEXT)
"""The states in which somebody may still act on it."""


def before(act: Act) -> tuple[State, ...]:
    """Return the states in which something may happen."""
    return tuple(state for state, what in NEXT if what == act)


class Matter(msgspec.Struct, frozen=True, omit_defaults=True):
    """What belongs to the question: ``choices`` are ready answers, or words behind "="; none: open."""

    topic: str
    children: tuple[str, ...]
    choices: tuple[str, ...] = ()
    by: date | None = None


class Words(msgspec.Struct, frozen=True):
    """What somebody said: the message it stands in, its words, or the ready sentence that it is."""

    message: str = ""
    words: str = ""
    ready: str | None = None
    files: tuple[File, ...] = ()


class Answer(msgspec.Struct, frozen=True):
    """Somebody who was asked, and what they said; ``choice`` is "" until then.

    Of the caseworker there is one once she was asked, too.
    """

    person: str
    name: str
    role: Role
    choice: str = ""
    said: Words | None = None

    @property
    def is_given(self) -> bool:
        """Whether it says something."""
        return self.choice != ""


class Decision(msgspec.Struct, frozen=True):
    """A decision with all that was said to it; what of it is whose to read says ``seen_by``.

    ``again`` is the earlier one that it is asked anew of. What ``is_held`` a caseworker looks at first.
    """

    id: str
    circle: str
    family: str
    asker: str
    asker_name: str
    question: Words
    matter: Matter
    state: State
    at: datetime
    answers: tuple[Answer, ...] = ()
    outcome: Words | None = None
    decided_at: datetime | None = None
    again: str | None = None
    is_held: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody may still act on it."""
        return self.state in OPEN and not self.is_held

    def may(self, act: Act) -> bool:
        """Whether this may happen to it now."""
        return (self.state, act) in NEXT and not self.is_held

    def answer(self, person: str) -> Answer | None:
        """Return what somebody was asked, and said; None for who was not asked."""
        return next((one for one in self.answers if one.person == person), None)

    def seen_by(self, person: str) -> Decision:
        """Return it as one of the circle may see it: who was asked sees their own answer, and the outcome."""
        if person == self.asker:
            return self
        own = (
            one if one.person == person else Answer(one.person, one.name, one.role) for one in self.answers
        )
        return msgspec.structs.replace(self, answers=tuple(own))

    def is_due_to_remind(self, now: datetime, today: date) -> bool:
        """Whether it is time to remind who has not answered: once, the day before, or after three days."""
        by = self.matter.by
        return now - self.at >= REMIND_AFTER if by is None else today >= by - timedelta(days=1)


class Decisions(msgspec.Struct, frozen=True):
    """What is loaded of decisions, the newest first. ``allowed`` are who may be asked of which child."""

    all: tuple[Decision, ...] = ()
    allowed: frozenset[tuple[str, str]] = frozenset()

    def one(self, decision: str) -> Decision | None:
        """Return one by its id."""
        return next((one for one in self.all if one.id == decision), None)

    def of(self, circle: str) -> tuple[Decision, ...]:
        """Return those of a circle."""
        return tuple(one for one in self.all if one.circle == circle)


def wishes_of(answers: Iterable[Answer]) -> frozenset[str]:
    """Return the different things that people wish for, as far as they have chosen one."""
    return frozenset(one.choice for one in answers if one.choice in WISHES or one.choice.startswith("c"))


ASK, SAY, MADE = "ask", "say", "made"


class Meant(msgspec.Struct, frozen=True, omit_defaults=True):
    """What words of a circle are, that are about a decision: a question, an answer, or what was decided.

    ``person`` is who told it to the caseworker. ``again`` is what is asked anew.
    """

    what: str
    decision: str = ""
    matter: Matter | None = None
    again: str = ""
    choice: str = ""
    person: str = ""


PURPOSE: Final = "decision"


def purpose(meant: Meant) -> str:
    """Return it as the purpose of words for a circle (`SendToCircle.purpose`)."""
    return f"{PURPOSE} {msgspec.json.encode(meant).decode()}"


def meant_by(purpose: str) -> Meant | None:
    """Return what words are about a decision; None where they are something else."""
    kind, _, rest = purpose.partition(" ")
    if kind != PURPOSE:
        return None
    try:
        return msgspec.json.decode(rest, type=Meant)
    except msgspec.MsgspecError:
        return None
