"""What a rule answers: what is so from now on, what must be said, and what must be asked first.

Knows nothing of who carries it out.
"""

from __future__ import annotations

import msgspec

from bot.chat.draft import Choice, Draft, Kind, Run
from bot.chat.ids import new_id
from bot.chat.text import Text, Value
from bot.family.events import Event


class Opened(msgspec.Struct, frozen=True):
    """A short question must be asked before anything happens: the flow's id, and what it starts with."""

    flow: str
    given: dict[str, str]


class Outcome(msgspec.Struct, frozen=True):
    """Events, drafts and questions, in this order of importance."""

    events: tuple[Event, ...] = ()
    drafts: tuple[Draft, ...] = ()
    opened: tuple[Opened, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: Outcome) -> Outcome:
        """Return both, this one first."""
        return Outcome(
            self.events + other.events,
            self.drafts + other.drafts,
            self.opened + other.opened,
            self.answers + other.answers,
        )


def told(
    to: str,
    *parts: Value,
    kind: Kind = Kind.NOTICE,
    rows: tuple[tuple[Choice, ...], ...] = (),
    circle: str | None = None,
    author: str | None = None,
) -> Draft:
    """Return the bot's own words to one person; ``author`` is whose words they tell of."""
    return Draft(id=new_id(), to=to, kind=kind, parts=parts, rows=rows, circle=circle, author=author)


def answered(to: str, *parts: Value, rows: tuple[tuple[Choice, ...], ...] = ()) -> Outcome:
    """Return an outcome that only answers the speaker."""
    return Outcome(drafts=(told(to, *parts, kind=Kind.ANSWER, rows=rows),))


def hurrying() -> tuple[tuple[Choice, ...], ...]:
    """Return the button under what says that words wait for the end of quiet hours."""
    return ((Choice(Text("label-cannot-wait"), Run("cannot-wait")),),)
