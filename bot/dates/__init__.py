"""Reads words for a day, a time, a length, a series, and refuses to guess.

Whatever a careful person would have to ask about comes back as a doubt of two readings. Words become signs
(``signs``), signs pieces (``rules``), pieces one meaning (``meaning``). Knows nothing of who wrote the words,
nor what they are for.
"""

# dateparser was not used: it guesses silently ("3/4", "at 4", "next friday"), and reads past what it misses.

from __future__ import annotations

from datetime import datetime

from bot.dates.grammar import grammar
from bot.dates.meaning import meaning
from bot.dates.rules import pieces_of
from bot.dates.said import Doubt, DoubtKind, Said, Wanted
from bot.dates.signs import signs_of

__all__ = ["Doubt", "DoubtKind", "Said", "Wanted", "read"]

_LONGEST = 200


def read(words: str, language: str, now: datetime, wanted: Wanted) -> Said | None:
    """Return what the words say; None where they are not understood to the last one of them.

    ``now`` is what the speaker's clock shows, without a zone. Never raises, whatever the words. No day is
    past. ``wanted`` decides what a bare number means, and what must be said at least. Source of the rules:
    PRODUCT section 4, an ambiguous date asks a question of two buttons.
    """
    if len(words) > _LONGEST:
        return None
    signs = signs_of(words, grammar(language))
    pieces = pieces_of(signs) if signs else None
    if not pieces:
        return None
    try:
        return meaning(pieces, now, wanted)
    except (OverflowError, ValueError):  # the calendar ends
        return None
