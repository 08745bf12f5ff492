"""What somebody wants to be said to one person, before policy has looked at it.

Knows nothing of how it is sent. The outbox takes no draft, only what policy made of it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from bot.chat.chart import Chart
from bot.chat.outgoing import Operation
from bot.chat.sheet import Dates, Sheet
from bot.chat.text import Text, Value


class Choose(msgspec.Struct, frozen=True, tag="choose"):
    """The button answers a question of a conversation with a canonical value."""

    interview: str
    question: str
    value: Any


class Steer(msgspec.Struct, frozen=True, tag="steer"):
    """The button moves a conversation: "back", "later", "skip", "cancel", or "wake" for a sleeping one."""

    interview: str
    word: str


class Run(msgspec.Struct, frozen=True, tag="run"):
    """The button opens a flow with some answers already given."""

    flow: str
    given: dict[str, Any] = {}


Act = Choose | Steer | Run


class Choice(msgspec.Struct, frozen=True):
    """One button: what it reads, and what it does."""

    label: Value
    act: Act

    @property
    def is_steering(self) -> bool:
        """Whether it moves a conversation and is no answer: such a choice has no number where one types."""
        return isinstance(self.act, Steer) and self.act.word != "wake"


class Kind(StrEnum):
    """Why something is said, which decides when it may arrive.

    An answer goes at once to whoever just spoke; words are what a person wrote to others; a notice can
    wait for the morning; an alert cannot. What passes where somebody of the agency reads along is shown to
    them without a sound, behind everything else.
    """

    ANSWER = "answer"
    WORDS = "words"
    NOTICE = "notice"
    ALERT = "alert"
    WATCH = "watch"


class Draft(msgspec.Struct, frozen=True):
    """Something for one person.

    ``parts`` are the bot's own words, paragraph by paragraph; ``message`` is instead the person's message
    whose words are to be carried. ``header`` says who speaks. ``target`` is the outbox row that an edit
    or a withdrawal acts on. ``account`` binds an answer to the account that spoke. ``was_read`` says that
    the caseworker of its circle has read the words already: she wrote them down for somebody.
    ``must_wait`` says that she is to look at these words first, whatever the circle's way. ``is_news``
    says no more than that there is something to be looked at. ``is_urgent``: somebody may be in danger,
    and nobody's rest counts. ``is_of_health``: it says what an agency may keep off a messenger that can
    technically read it. ``sheet`` is to be printed, and goes with it as a file; ``chart`` as a
    picture. ``share`` is what it tells of in a child's book: what its author has taken out by the time it
    leaves is told no more.
    ``meeting`` is what it tells of: what happens to that later is told in its place. ``record`` is the row of
    what is handed out and the form in which it goes with this, made when it leaves ("018f…/paper",
    or "own/page": what its reader has of their own). What ``closes`` is the last thing said in a room of
    its own. ``contact`` is of which kind of permission it is, of which children ("letters 018f…"): who may
    not have that when it leaves does not get it. ``typed`` is said where ``rows`` would have to be typed.
    ``album`` is which one goes with this, made when it leaves: child, month and form ("018f…/2026-10/pdf").
    What ``is_silent`` makes no sound where it arrives. ``slip`` is the form that it brings or tells of: who
    may not have that when it leaves does not get it; with "/asks" behind it, it asks for a signature, and is
    said no more once there is an answer. ``homecoming`` is which way home it tells of: once that is planned
    no more when it leaves, it is not told.
    """

    id: str
    to: str
    kind: Kind
    parts: tuple[Value, ...] = ()
    message: str | None = None
    header: tuple[Value, ...] = ()
    rows: tuple[tuple[Choice, ...], ...] = ()
    circle: str | None = None
    author: str | None = None
    operation: Operation = Operation.SEND
    target: str | None = None
    account: str | None = None
    reply_to: str | None = None
    was_read: bool = False
    must_wait: bool = False
    is_news: bool = False
    is_urgent: bool = False
    is_of_health: bool = False
    sheet: Sheet | None = None
    dates: Dates | None = None
    chart: Chart | None = None
    share: str | None = None
    meeting: str | None = None
    record: str | None = None
    closes: bool = False
    contact: str | None = None
    typed: Text | None = None
    album: str | None = None
    is_silent: bool = False
    homecoming: str | None = None
    slip: str | None = None


def button(label: str, act: Act, /, **args: Value) -> Choice:
    """Return a button whose label is the text id ``label``."""
    return Choice(Text(label, dict(args)), act)
