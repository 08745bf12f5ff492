"""Makes a file of what is to be printed, or put in a calendar, in its reader's language, on its way out.

Knows nothing of what stands there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Literal

import structlog

from bot.calendars import Occasion, document
from bot.chat.chart import Chart
from bot.chat.media import CleanFile, MediaKind
from bot.chat.sheet import DateEntry, Dates, Sheet, SheetLine
from bot.chat.text import Value
from bot.printing import Drawing, Line, Note, Page, Plot, Section, Stack, Unprinted, html, pdf, png

AT_ONCE = 2  # each is a process of its own for a moment
REFRESHED = timedelta(hours=1)
"""How often a phone is asked to look whether a calendar has changed."""
_log = structlog.get_logger("courier")
_room = asyncio.Semaphore(AT_ONCE)


async def printed(sheet: Sheet, language: str, say: Callable[[Value], str]) -> CleanFile:
    """Return the file. Where it cannot be set on paper it is made for a browser, which sets it by itself."""
    page = as_page(sheet, language, say)
    if sheet.format == "pdf":
        try:
            async with _room:
                return CleanFile(MediaKind.DOCUMENT, "application/pdf", await asyncio.to_thread(pdf, page))
        except Unprinted as error:
            _log.warning("not set on paper", result=type(error).__name__)
    return CleanFile(MediaKind.DOCUMENT, "text/html", html(page).encode())


async def drawn(chart: Chart, language: str, say: Callable[[Value], str]) -> CleanFile | None:
    """Return the picture; None where it cannot be drawn, and then what is said beside it has to do."""
    try:
        async with _room:
            made = await asyncio.to_thread(png, as_drawing(chart, language, say))
    except Unprinted as error:
        _log.warning("not drawn", result=type(error).__name__)
        return None
    # Width and height stand at the head of each PNG.
    width, height = (int.from_bytes(made[at : at + 4]) for at in (16, 20))
    return CleanFile(MediaKind.PICTURE, "image/png", made, width=width, height=height)


def as_drawing(chart: Chart, language: str, say: Callable[[Value], str]) -> Drawing:
    """Return what is to be drawn in its reader's words."""
    set_in: Literal["en", "es"] = "es" if language == "es" else "en"
    return Drawing(
        title=say(chart.title),
        subtitle=say(chart.subtitle),
        plots=tuple(
            Plot(
                say(panel.title),
                tuple(say(one) for one in panel.series),
                tuple(Stack(say(one.label), one.values) for one in panel.bars),
            )
            for panel in chart.panels
        ),
        language=set_in,
    )


def calendar(dates: Dates, say: Callable[[Value], str]) -> bytes:
    """Return a calendar as phones read it."""
    occasions = tuple(_occasion(one, say) for one in dates.entries)
    return document(occasions, method="PUBLISH", name=say(dates.name), refresh=REFRESHED)


def as_file(dates: Dates, say: Callable[[Value], str]) -> CleanFile:
    """Return a calendar as a file to be sent."""
    return CleanFile(MediaKind.DOCUMENT, "text/calendar", calendar(dates, say))


def _occasion(one: DateEntry, say: Callable[[Value], str]) -> Occasion:
    return Occasion(
        uid=one.uid,
        sequence=one.sequence,
        title=say(one.title),
        day=one.day,
        start=one.start,
        minutes=one.minutes,
        zone=one.zone,
        changed_at=one.changed_at,
        place=one.place or None,
        note=one.note or None,
        is_cancelled=one.is_cancelled,
        alarms=tuple(timedelta(minutes=lead) for lead in one.leads),
        every=one.every,
        until=one.until,
        skipped=frozenset(one.skipped),
    )


def as_page(sheet: Sheet, language: str, say: Callable[[Value], str]) -> Page:
    """Return what is to be printed in its reader's words."""
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
