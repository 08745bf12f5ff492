"""Everybody is given what the house has of them, once an hour at most. Knows nothing of how it is made."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from bot.chat.draft import Kind
from bot.chat.mine import OWN
from bot.chat.people import View
from bot.chat.text import Moment, MomentStyle, Text, text
from bot.family.commands import GiveMine
from bot.family.events import MineGiven
from bot.family.facts import Facts
from bot.family.outcome import Outcome, answered, told

AGAIN = timedelta(hours=1)
"""After so long it is made anew: it reads all that there is."""


def from_when(view: View, facts: Facts) -> datetime | None:
    """Return from when on it can be had again; None where it can be had now."""
    if facts.mine_at is None or facts.mine_at + AGAIN <= view.now:
        return None
    return facts.mine_at + AGAIN


def give(command: GiveMine, view: View, facts: Facts) -> Outcome:
    """Send somebody what is theirs, and note that they had it."""
    me = view.speaker.id
    again = from_when(view, facts)
    if again is not None:
        return answered(me, text("mydata-soon", at=Moment(again, MomentStyle.TIME)))
    files = (
        msgspec.structs.replace(
            told(me, Text(f"mydata-here-{form.value}"), kind=Kind.ANSWER), record=f"{OWN}/{form.value}"
        )
        for form in command.forms
    )
    making = told(me, text("mydata-making"), kind=Kind.ANSWER)
    return Outcome(events=(MineGiven(me),), drafts=(making, *files))
