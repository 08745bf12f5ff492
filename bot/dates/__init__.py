"""Reads words for a day, a time, a length, a series, and refuses to guess.

Whatever a careful person would have to ask about comes back as a doubt of two readings. Knows nothing of
who wrote the words, nor what they are for.
"""

from __future__ import annotations

from bot.dates.said import Doubt, DoubtKind, Said, Wanted

__all__ = ["Doubt", "DoubtKind", "Said", "Wanted"]
