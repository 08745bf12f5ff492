"""Stub."""

from __future__ import annotations


def attacks(words: str) -> bool:
    """Find."""
    return "liar" in words
