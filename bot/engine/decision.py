"""What a turn comes to: events to be written, drafts to be reviewed, and then what policy made of them.

Knows nothing of how either came about.
"""

from __future__ import annotations

import msgspec

from bot.chat.draft import Draft
from bot.chat.people import Circle
from bot.family.events import Event
from bot.policy.review import Cleared, Refused


class Decision(msgspec.Struct, frozen=True):
    """Everything one turn wants, before policy. ``circles`` are those that the drafts speak of."""

    events: tuple[Event, ...] = ()
    drafts: tuple[Draft, ...] = ()
    circles: tuple[Circle, ...] = ()

    @property
    def recipients(self) -> frozenset[str]:
        """The people something is to be said to."""
        return frozenset(draft.to for draft in self.drafts)


class Settled(msgspec.Struct, frozen=True):
    """What is written in one transaction: events, what may be sent, and what was refused (for the log)."""

    events: tuple[Event, ...]
    cleared: tuple[Cleared, ...]
    refused: tuple[Refused, ...] = ()
