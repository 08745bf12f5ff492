"""What is to be printed: titles, and under each label the words that people wrote, with who and when."""

from __future__ import annotations

from typing import Literal

import msgspec


class Note(msgspec.Struct, frozen=True):
    """One answer: its writer's own words as they are, in any script and of any length.

    ``mark`` is a word or two that stands beside who and when ("voice note").
    """

    words: str
    by: str
    at: str
    mark: str = ""


class Picture(msgspec.Struct, frozen=True):
    """A picture that was cleaned: a JPEG, and how many points wide and high it is."""

    data: bytes
    width: int
    height: int


class Keepsake(msgspec.Struct, frozen=True):
    """One moment in an album: its words as they are, who and when, and the pictures that go with it."""

    note: Note
    pictures: tuple[Picture, ...] = ()


class Album(msgspec.Struct, frozen=True):
    """Moments of one month, on as many sheets as they take, behind a cover.

    ``title`` is whose they are, ``subtitle`` which month, ``part`` which part of it where there are several.
    """

    title: str
    subtitle: str
    part: str
    keepsakes: tuple[Keepsake, ...]
    foot: str
    language: Literal["en", "es"]


class Line(msgspec.Struct, frozen=True):
    """What was asked, and all that was answered to it, in this order."""

    label: str
    notes: tuple[Note, ...]


class Section(msgspec.Struct, frozen=True):
    """Lines that belong together."""

    title: str
    lines: tuple[Line, ...]


class Page(msgspec.Struct, frozen=True):
    """One page, on as many sheets as it takes. ``foot`` stands at the foot of each of them.

    All but the words of notes is in ``language``.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    foot: str
    language: Literal["en", "es"]
