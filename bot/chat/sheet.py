"""Something to be printed, before it is in any language: it becomes a file in the reader's when it is sent.

Knows no format.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from bot.chat.text import Value


class SheetNote(msgspec.Struct, frozen=True):
    """One answer, who gave it and when, and a word beside them."""

    words: Value
    by: Value
    mark: Value | None = None


class SheetLine(msgspec.Struct, frozen=True):
    """What was asked, and what was answered to it."""

    label: Value
    notes: tuple[SheetNote, ...]


class SheetPart(msgspec.Struct, frozen=True):
    """Lines that belong together."""

    title: Value
    lines: tuple[SheetLine, ...]


class Sheet(msgspec.Struct, frozen=True):
    """A page to be printed, on as many sheets as it takes, as a PDF or for a browser."""

    title: Value
    subtitle: Value
    parts: tuple[SheetPart, ...]
    foot: Value
    format: Literal["pdf", "html"] = "pdf"
