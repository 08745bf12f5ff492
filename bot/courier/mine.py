"""Makes a file of what the house has of its reader: a page to read, or one for a computer. Off the loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from zoneinfo import ZoneInfo

import msgspec

from bot.chat.media import CleanFile, MediaKind
from bot.chat.mine import Mine, MineForm, MineLine
from bot.chat.sheet import Sheet, SheetLine, SheetNote, SheetPart
from bot.chat.text import Lines, Literal, Moment, MomentStyle, Text, Value, text
from bot.courier.sheets import as_page
from bot.printing import html
from bot.wording import zone_name

FORMAT, VERSION = "coparenting-mydata", 1
Say = Callable[[Value], str]


async def file_of(mine: Mine, language: str, say: Say) -> CleanFile:
    """Return the file."""
    return await asyncio.to_thread(made, mine, language, say)


def made(mine: Mine, language: str, say: Say) -> CleanFile:
    """Return the file; to be called in a thread."""
    if mine.form == MineForm.FILE:
        return CleanFile(MediaKind.DOCUMENT, "application/json", _for_computer(mine, say))
    page = as_page(_sheet(mine, language), language, say)
    return CleanFile(MediaKind.DOCUMENT, "text/html", html(page).encode())


def _sheet(mine: Mine, language: str) -> Sheet:
    zone = zone_name(ZoneInfo(mine.zone), language, mine.made_at)
    parts = (
        SheetPart(Text(f"mydata-part-{part.name}"), tuple(_line(one) for one in part.lines))
        for part in mine.parts
        if part.lines
    )
    return Sheet(
        title=text("mydata-title", name=mine.name),
        subtitle=text("mydata-times", zone=zone),
        parts=tuple(parts),
        foot=text("mydata-foot", day=Moment(mine.made_at, MomentStyle.DAY)),
        format="html",
    )


def _line(one: MineLine) -> SheetLine:
    said = Lines(one.said)
    if one.at is None:
        return SheetLine(one.label, (SheetNote(said, Literal("")),))
    return SheetLine(Moment(one.at), (SheetNote(said, one.label),))


def _for_computer(mine: Mine, say: Say) -> bytes:
    parts = [
        {
            "part": part.name,
            "title": say(Text(f"mydata-part-{part.name}")),
            "lines": [
                {
                    **({"at": one.at.isoformat()} if one.at is not None else {}),
                    "what": say(one.label),
                    "said": [say(value) for value in one.said],
                }
                for one in part.lines
            ],
        }
        for part in mine.parts
    ]
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "name": mine.name,
        "zone": mine.zone,
        "made_at": mine.made_at.isoformat(),
        "parts": parts,
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"
