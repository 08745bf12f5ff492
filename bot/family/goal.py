"""A step of somebody's own, as it is stored and loaded, and all that can happen to it. Knows no rule."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

import msgspec

from bot.chat.people import OwnMessage, Role

GOAL_CHARS, MOST_OPEN = 300, 20
PURPOSE: Final = "goal"
"""Begins the purpose of a message that is a step somebody shares; the step and how it stands come behind."""


class State(StrEnum):
    """How a step stands."""

    OPEN = "open"
    DONE = "done"


class Act(StrEnum):
    """What its owner does with it."""

    DONE = "done"
    AGAIN = "again"
    CHANGE = "change"
    OUT = "out"


NEXT: Final[dict[tuple[State, Act], State | None]] = {
    (State.OPEN, Act.DONE): State.DONE,
    (State.OPEN, Act.CHANGE): State.OPEN,
    (State.OPEN, Act.OUT): None,
    (State.DONE, Act.AGAIN): State.OPEN,
    (State.DONE, Act.OUT): None,
}
"""How it stands after each; None where it is gone. What is not here cannot be done."""

SUGGESTED: Final[dict[Role, tuple[str, ...]]] = {
    Role.PARENT: ("class", "home", "work", "sober", "visits", "health"),
    Role.YOUTH: ("school", "friends", "health", "money"),
}
"""Steps that can be taken with one button, by who somebody is; the last of all for everybody else."""
FOR_OTHERS: Final = ("class", "rest", "health", "help")


class Share(msgspec.Struct, frozen=True):
    """To whom a step was shown: "circle:<id>" or "line:<caseworker>"; ``own`` is the message that did it."""

    to: str
    own: OwnMessage | None = None


class Goal(msgspec.Struct, frozen=True):
    """A step; ``touched`` is when its owner last did something with it."""

    id: str
    words: str
    state: State
    at: datetime
    touched: datetime
    shares: tuple[Share, ...] = ()

    def share(self, to: str) -> Share | None:
        """Return what is known of its being shared there."""
        return next((one for one in self.shares if one.to == to), None)


def purpose(goal: str, state: State) -> str:
    """Return the purpose of a message that shares a step."""
    return f"{PURPOSE} {goal} {state.value}"


def is_goal(purpose_: str) -> bool:
    """Whether a message with this purpose is a step that somebody shares."""
    return purpose_.split()[:1] == [PURPOSE]
