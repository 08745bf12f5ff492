"""What time it is, injected: nothing else in the program asks the machine.

Knows nothing of zones or of what happens when; a moment is always an aware UTC datetime.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the moment. Leases and rate limits use a monotonic clock instead, never this one."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock, moved by an offset that only a simulator-only run may change."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """Return the machine's time plus the offset."""
        return datetime.now(UTC) + self.offset


class SetClock:
    """A clock that stands still until it is moved: for tests and for a jump in the simulator."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """Return the moment it was last set to."""
        return self._at

    def move_to(self, at: datetime) -> None:
        """Stand at ``at`` from now on; going back is a mistake of the caller."""
        if at < self._at:
            message = "a clock does not go back"
            raise ValueError(message)
        self._at = at

    def advance(self, by: timedelta) -> None:
        """Go forward by ``by``."""
        self.move_to(self._at + by)
