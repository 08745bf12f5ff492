"""Makes files of an album on its way out: its pictures smaller, in as many parts as its size asks for.

Knows nothing of where it was read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal, NamedTuple

import structlog

from bot.chat import album as kept
from bot.chat.media import CleanFile, MediaKind, Unclean
from bot.chat.text import Day, DayStyle, Moment, MomentStyle, Text, Value, text
from bot.courier.sheets import AT_ONCE
from bot.engine.ports import Cleaning
from bot.printing import Album, Keepsake, Note, Picture, Unprinted, album_html, album_pdf

Say = Callable[[Value], str]

SIDES = ((12, 1400), (40, 1000), (120, 700))
"""How long the longer side of a picture is, by how many there are; of more than the last, `SMALLEST`."""
SMALLEST = 480
MOST_BYTES = 8_000_000
"""So much of pictures stands in one part: what is more goes on in the next. All messengers carry that."""
MOST_MOMENTS = 60
MOST_PICTURES = 200
"""So many pictures stand in an album: each takes a moment to be made smaller."""

_room = asyncio.Semaphore(AT_ONCE)
_log = structlog.get_logger("courier")


class _Made(NamedTuple):
    moment: kept.Kept
    pictures: tuple[Picture, ...]
    is_lost: bool


async def files_of(album: kept.Album, language: str, say: Say, cleaning: Cleaning) -> tuple[CleanFile, ...]:
    """Return the album as files, in order."""
    count = sum(len(one.pictures) for one in album.moments)
    side = next((longest for most, longest in SIDES if count <= most), SMALLEST)
    made, left = list[_Made](), MOST_PICTURES
    for one in album.moments:
        pictures = await _smaller(one.pictures[:left], side, cleaning)
        made.append(_Made(one, pictures, is_lost=len(pictures) < len(one.pictures)))
        left -= len(pictures)
    parts = list(_parted(made))
    async with _room:
        return tuple(
            [
                await asyncio.to_thread(_file, _page(album, part, at, len(parts), language, say), album.form)
                for at, part in enumerate(parts, 1)
            ]
        )


async def _smaller(pictures: tuple[CleanFile, ...], side: int, cleaning: Cleaning) -> tuple[Picture, ...]:
    found = []
    for one in pictures:
        try:
            small = await cleaning.smaller(one.data, side)
        except Unclean as error:
            _log.warning("left out of an album", result=error.why)
            continue
        found.append(Picture(small.data, small.width or 1, small.height or 1))
    return tuple(found)


def _parted(made: list[_Made]) -> Iterator[list[_Made]]:
    part, size = list[_Made](), 0
    for one in made:
        weight = sum(len(picture.data) for picture in one.pictures)
        if part and (size + weight > MOST_BYTES or len(part) == MOST_MOMENTS):
            yield part
            part, size = [], 0
        part.append(one)
        size += weight
    yield part


def _page(album: kept.Album, part: list[_Made], at: int, count: int, language: str, say: Say) -> Album:
    set_in: Literal["en", "es"] = "es" if language == "es" else "en"
    month = Day(date.fromisoformat(f"{album.month}-01"), style=DayStyle.MONTH)
    return Album(
        title=album.child,
        subtitle=say(month),
        part=say(text("album-part", at=at, of=count)) if count > 1 else "",
        keepsakes=tuple(Keepsake(_note(one, say), one.pictures) for one in part),
        foot=say(text("album-foot", day=Moment(album.made_at, MomentStyle.DAY))),
        language=set_in,
    )


def _note(made: _Made, say: Say) -> Note:
    moment = made.moment
    marks = [
        *(["milestone"] if moment.kind == "milestone" else []),
        *(["heard"] if moment.is_heard else []),
        *(["elsewhere"] if moment.is_elsewhere or made.is_lost else []),
    ]
    mark = " · ".join(say(Text(f"album-mark-{one}")) for one in marks)
    return Note(moment.words, moment.by, say(Moment(moment.at, MomentStyle.DAY)), mark)


def _file(page: Album, form: str) -> CleanFile:
    if form == "pdf":
        try:
            return CleanFile(MediaKind.DOCUMENT, "application/pdf", album_pdf(page))
        except Unprinted as error:
            _log.warning("not set on paper", result=type(error).__name__)
    return CleanFile(MediaKind.DOCUMENT, "text/html", album_html(page).encode())
