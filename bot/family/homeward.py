"""A child's way home, as it is being planned: what can be done about it, as one table, and what is known.

Knows no rule of who may do what (``family.goinghome``), and nothing of tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

import msgspec

from bot.chat.people import Child, Circle
from bot.chat.text import Listing, listing


class State(StrEnum):
    """How it stands in a circle: nothing is planned, it has begun, was stopped, or the children are home."""

    NONE = "none"
    BEGUN = "begun"
    STOPPED = "stopped"
    HOME = "home"


class Act(StrEnum):
    """What a caseworker does about it; that they are *home* takes a yes of everybody (``family.phases``).

    She *calls* before she stops it, or lets it *go on* after all.
    """

    BEGIN = "begin"
    AIM = "aim"
    WIDEN = "widen"
    CALL = "call"
    GO_ON = "go-on"
    STOP = "stop"
    HOME = "home"


_S = State
NEXT: Mapping[Act, Mapping[State, State]] = {
    Act.BEGIN: {_S.NONE: _S.BEGUN, _S.STOPPED: _S.BEGUN},
    Act.AIM: {_S.BEGUN: _S.BEGUN},
    Act.WIDEN: {_S.BEGUN: _S.BEGUN},
    Act.CALL: {_S.BEGUN: _S.BEGUN},
    Act.GO_ON: {_S.BEGUN: _S.BEGUN},
    Act.STOP: {_S.BEGUN: _S.STOPPED},
    Act.HOME: {_S.BEGUN: _S.HOME},
}
"""What each turns a state into; what is not in it cannot happen. Once they are home it is theirs alone."""

LIVE = (State.BEGUN, State.HOME)
"""While its plan is there to be read; else it is as if there had never been one."""


class Homecoming(msgspec.Struct, frozen=True):
    """What is planned in a circle for some of its ``children``.

    ``aim`` is the day that is hoped for, if there is one; since ``call_at`` a caseworker wants to call both
    homes before it stops; since ``home_at`` the children are home.
    """

    id: str
    circle: str
    state: State
    children: tuple[str, ...]
    aim: date | None = None
    began_at: datetime | None = None
    call_at: datetime | None = None
    home_at: datetime | None = None

    def of(self, circle: Circle) -> tuple[Child, ...]:
        """Return those of a circle's children whom it is about."""
        return tuple(one for one in circle.children if one.id in self.children)

    def called(self, circle: Circle) -> Listing:
        """Return the names of those whom it is about."""
        return listing([one.name for one in self.of(circle)] or ["–"])
