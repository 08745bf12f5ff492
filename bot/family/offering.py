"""When somebody may be offered anything at all: one thing a day, and nothing again that was passed over.

Knows nothing of what there is to be offered (``family.offers``), and nothing of tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import takewhile

import msgspec

MADE, TAKEN, OFF = "made", "taken", "off"
"""How an offer stands: nobody has done anything with it, they did what it offers, or want it no more."""
ALL = "all"
"""Among what somebody wants no more: nothing at all is to be offered."""

A_DAY = timedelta(hours=20)
"""Offers are made at one hour of the day; clocks that are changed move it by an hour."""
REST = timedelta(days=3)
"""For so long nothing is offered to who has passed an offer over, and as long again for each one more."""


class Made(msgspec.Struct, frozen=True):
    """What somebody was offered; ``about`` what it was about, where it is not to be offered again."""

    kind: str
    about: str
    state: str
    at: datetime

    def is_ignored(self, now: datetime) -> bool:
        """Whether it was passed over: a day went by, and nothing came of it."""
        return self.state == MADE and now - self.at >= A_DAY


class Offers(msgspec.Struct, frozen=True):
    """What the speaker was offered, the newest first, and what they want ``off``.

    ``is_on``: the agency lets things be offered.
    """

    is_on: bool = False
    off: frozenset[str] = frozenset()
    made: tuple[Made, ...] = ()


class Patience(msgspec.Struct, frozen=True):
    """How often something may be passed over in a row before it is offered no more.

    What is ``promised`` was agreed on, or asked for: it does not rest because other things were passed over.
    """

    times: int = 1
    promised: bool = False


ONCE = Patience()
PROMISED = Patience(times=2, promised=True)
OF_ITS_DAY = Patience(promised=True)
"""What comes of something that happens, or has: it does not rest, and is passed over once."""


def has_room(offers: Offers, now: datetime, patience: Patience = ONCE) -> bool:
    """Whether anything may be offered now: nothing was today, and what was passed over is long enough ago."""
    if not offers.is_on or ALL in offers.off:
        return False
    if not offers.made:
        return True
    latest = offers.made[0].at
    if now - latest < A_DAY:
        return False
    return patience.promised or now - latest >= REST * _ignored_in_a_row(offers.made, now)


def may_be(offers: Offers, kind: str, about: str, now: datetime, patience: Patience = ONCE) -> bool:
    """Whether this may be offered: it is not turned off, was not just passed over, and is not said twice."""
    own = [one for one in offers.made if one.kind == kind]
    if kind in offers.off or (about and any(one.about == about for one in own)):
        return False
    return _ignored_in_a_row(own, now) < patience.times


def _ignored_in_a_row(made: Iterable[Made], now: datetime) -> int:
    return sum(1 for _ in takewhile(lambda one: one.is_ignored(now), made))
