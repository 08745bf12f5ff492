"""The one way in for raw updates, polled or posted: read, commit, and only then be polite.

Knows nothing of how the updates came here.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.adapters.telegram.batch import in_order, next_offset
from bot.adapters.telegram.courtesies import Courtesies
from bot.adapters.telegram.reading import read
from bot.adapters.telegram.topics import Topics
from bot.chat.clock import Clock
from bot.chat.messenger import Intake


class Ingress:
    """Hands raw updates to the intake as plain values."""

    def __init__(self, clock: Clock, topics: Topics, courtesies: Courtesies) -> None:
        self._clock = clock
        self._topics = topics
        self._courtesies = courtesies

    async def take_in(self, updates: Sequence[object], intake: Intake, *, moves_cursor: bool) -> None:
        """Commit all of ``updates`` at once; when this returns, Telegram may be told "received".

        What the intake raises passes through, and then nothing may be told. ``moves_cursor`` is for
        polling: the next offset is committed together with what came before it.
        """
        now = self._clock.now()
        circles = await self._topics.circles_of(updates)
        readings = (read(update, now, circles) for update in in_order(updates))
        events = [event for event in readings if event is not None]
        offset = next_offset(updates) if moves_cursor else None
        await intake.receive(events, cursor=None if offset is None else str(offset))
        self._courtesies.show(updates, events)
