"""What somebody says where others read it: in a book, in a plan, on a list; in words, by voice or picture.

A voice or picture stands in a message that is carried to nobody: whoever may read what it is opens it from
there, and the message goes by the rules of all messages. Knows nothing of who may read what.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from bot.chat.draft import Choice, Run
from bot.chat.ids import new_id
from bot.chat.media import File, MediaKind, as_files, files_as_words
from bot.chat.people import Circle, View
from bot.chat.text import Value, text
from bot.chat.text import shown as shown_with
from bot.family.events import Event, FilesTold, MessageWritten
from bot.family.facts import Facts, Guard
from bot.family.looking import looked_at_first
from bot.family.outcome import Outcome, answered

WRITTEN, SPOKEN = "=", "@"
"""Begin an answer while it is given: words, or the files and the words under them."""


class Said(Protocol):
    """Anything that was said so: its words, and the message with its files where there are some."""

    @property
    def words(self) -> str:
        """The words, or what stands under the files."""
        ...

    @property
    def message(self) -> str | None:
        """Where the files stand."""
        ...

    @property
    def files(self) -> tuple[File, ...]:
        """What it was said with."""
        ...


def written(words: str) -> str:
    """Return an answer in words as one value."""
    return f"{WRITTEN}{words}"


def spoken(files: tuple[File, ...], words: str) -> str:
    """Return an answer by voice or picture as one value."""
    return f"{SPOKEN}{files_as_words(files)}\n{words}"


def is_said(value: str) -> bool:
    """Whether a value is words, a voice or a picture, and not a ready answer."""
    return value[:1] in (WRITTEN, SPOKEN)


def in_said(value: str) -> tuple[tuple[File, ...], str]:
    """Return the files and the words of an answer, none and "" for a ready one."""
    if value.startswith(SPOKEN):
        files, _, words = value[1:].partition("\n")
        return as_files(files), words
    return (), value[1:] if value.startswith(WRITTEN) else ""


def shown_said(value: str) -> Value:
    """Return an answer as its giver reads it."""
    files, words = in_said(value)
    return shown_with(words, files)


def read(said: Said) -> Value:
    """Return what somebody said as it is read: words as they are, a voice or a picture by what it is."""
    return shown_with(said.words, said.files)


def message_of(value: str, circle: Circle, view: View) -> MessageWritten | None:
    """Return the message that an answer by voice or picture stands in, None for one in words."""
    files, words = in_said(value)
    if not files:
        return None
    return MessageWritten(
        id=new_id(),
        author=view.speaker.id,
        words=words,
        circle=circle.id,
        family=circle.family,
        files=files,
    )


def events_of(message: MessageWritten | None) -> tuple[Event, ...]:
    """Return what is so of a message that something stands in, if there is one."""
    return (message,) if message is not None else ()


def is_seen_first(files: Iterable[File], circles: Iterable[Circle], facts: Facts) -> bool:
    """Whether there are pictures that a caseworker sees first, as in a chat, or with another child."""
    files = tuple(files)
    guards = [facts.guards.get(one.id, Guard()) for one in circles]
    has_picture = any(file.kind == MediaKind.PICTURE for file in files)
    return any(
        looked_at_first(files, guard, facts.watch) or (has_picture and guard.has_other_family)
        for guard in guards
    )


def told_of_files(files: Iterable[File], view: View) -> Outcome:
    """Tell the sender of a first voice or picture once what it may show."""
    if view.speaker.files_told or not tuple(files):
        return Outcome()
    return Outcome(events=(FilesTold(view.speaker.id),)) + answered(view.speaker.id, text("file-first"))


def opening(label: Value, flow: str, **given: str) -> tuple[Choice, ...]:
    """Return the button that lets somebody hear or see what was said."""
    return (Choice(label, Run(flow, given)),)
