"""Makes a file of what is to be printed, in its reader's language, on its way out.

Knows nothing of what stands there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Literal

import structlog

from bot.chat.media import CleanFile, MediaKind
from bot.chat.sheet import Sheet, SheetLine
from bot.chat.text import Value
from bot.printing import Line, Note, Page, Section, Unprinted, html, pdf

AT_ONCE = 2  # each is a process of its own for a moment
_log = structlog.get_logger("courier")
_room = asyncio.Semaphore(AT_ONCE)


async def printed(sheet: Sheet, language: str, say: Callable[[Value], str]) -> CleanFile:
    """Return the file. Where it cannot be set on paper it is made for a browser, which sets it by itself."""
    page = _page(sheet, language, say)
    if sheet.format == "pdf":
        try:
            async with _room:
                return CleanFile(MediaKind.DOCUMENT, "application/pdf", await asyncio.to_thread(pdf, page))
        except Unprinted as error:
            _log.warning("not set on paper", result=type(error).__name__)
    return CleanFile(MediaKind.DOCUMENT, "text/html", html(page).encode())


def _page(sheet: Sheet, language: str, say: Callable[[Value], str]) -> Page:
    set_in: Literal["en", "es"] = "es" if language == "es" else "en"
    return Page(
        title=say(sheet.title),
        subtitle=say(sheet.subtitle),
        sections=tuple(
            Section(say(part.title), tuple(_line(line, say) for line in part.lines)) for part in sheet.parts
        ),
        foot=say(sheet.foot),
        language=set_in,
    )


def _line(line: SheetLine, say: Callable[[Value], str]) -> Line:
    notes = (Note(say(one.words), say(one.by), "", say(one.mark) if one.mark else "") for one in line.notes)
    return Line(say(line.label), tuple(notes))
