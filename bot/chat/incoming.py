"""What a messenger can tell us: an allow-list of plain values.

An adapter turns each platform event into exactly one of these, or sets it aside as unreadable.
Nothing of the platform's formatting, profile or file data has a place here to travel in.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.chat.media import File, MediaKind, Source


class Address(msgspec.Struct, frozen=True):
    """Where one account can be written to on one messenger.

    ``messenger`` is an adapter's name ("telegram"), ``user`` the platform's stable id of the person,
    ``chat`` the private chat with them. It identifies a person: it is shown in no log and no text.
    """

    messenger: str
    user: str
    chat: str

    def __repr__(self) -> str:
        """Show the messenger only; who it is must not reach a log by accident."""
        return f"Address({self.messenger}, hidden)"


class Words(msgspec.Struct, frozen=True, tag="words"):
    """A text, or a command, as typed; entities, mentions and previews are already dropped."""

    text: str


class Press(msgspec.Struct, frozen=True, tag="press"):
    """A button was pressed. ``token`` is what we put on it; ``message`` the message it stands under."""

    token: str
    message: str


class Shared(msgspec.Struct, frozen=True, tag="shared"):
    """A file and the ``text`` under it, as a messenger told of it; nothing of it has been fetched yet.

    Several messages that the sender's app shows as one carry the same ``album``.
    """

    kind: MediaKind
    source: Source
    text: str = ""
    album: str | None = None


class Files(msgspec.Struct, frozen=True, tag="files"):
    """One or several files with one text. Made of what was shared, once that is fetched and clean."""

    files: tuple[File, ...]
    text: str = ""


class Uncleaned(msgspec.Struct, frozen=True, tag="uncleaned"):
    """What was shared and could not be made clean, and ``why``, a word of the cleaning."""

    kind: MediaKind
    why: str


class Reaction(msgspec.Struct, frozen=True, tag="reaction"):
    """The sender put ``emoji`` on a message (the platform's id); None takes it off again.

    Where `Arrival.message` is set, the reaction has an id of its own, and a Withdrawal of that takes it off.
    """

    message: str
    emoji: str | None


class Edit(msgspec.Struct, frozen=True, tag="edit"):
    """The sender changed an earlier message (``message``, the platform's id) to ``text``.

    Where it has a file, ``shared`` is what stands there now, changed or not; ``files`` are another, clean.
    """

    message: str
    text: str
    shared: Shared | None = None
    files: tuple[File, ...] = ()


class Withdrawal(msgspec.Struct, frozen=True, tag="withdrawal"):
    """The sender took an earlier message back, on messengers that tell us so."""

    message: str


class Unsupported(msgspec.Struct, frozen=True, tag="unsupported"):
    """Something we do not relay: ``kind`` is our word for it, to be explained to its sender.

    One of: document, sticker, animation, location, contact, poll, forward, story, reaction, undecryptable,
    other.
    """

    kind: str


class Unreachable(msgspec.Struct, frozen=True, tag="unreachable"):
    """The person blocked the bot, left the room or deleted the account."""


class Reachable(msgspec.Struct, frozen=True, tag="reachable"):
    """The person let the bot in again."""


class Group(msgspec.Struct, frozen=True, tag="group"):
    """Somebody brought the bot into a group, where it must not speak of anybody."""


Content = (
    Words
    | Press
    | Shared
    | Files
    | Uncleaned
    | Reaction
    | Edit
    | Withdrawal
    | Unsupported
    | Unreachable
    | Reachable
    | Group
)


class Arrival(msgspec.Struct, frozen=True):
    """One event from one chat, as it enters the inbox.

    ``event`` is the platform's id of the event, unique per messenger: a second arrival with the same
    id is a duplicate and has no effect. ``order`` is the event's place in the platform's own sequence:
    a chat's events are worked in this order. ``message`` is the platform's id of the message the words
    stand in, ``reply_to`` of the one it answers, ``room`` the circle in whose own room it was said, where a
    messenger has one. ``topic`` is the circle whose topic it was said in: a hint, that a reply overrides.
    ``language`` is a hint of the platform ("es"), used for strangers only.
    """

    event: str
    order: int
    sender: Address
    content: Content
    at: datetime
    message: str | None = None
    reply_to: str | None = None
    room: str | None = None
    topic: str | None = None
    language: str | None = None


class Unreadable(msgspec.Struct, frozen=True):
    """An event the adapter could not read: kept whole (sealed) for a person to look at, never lost.

    ``reason`` names the error's class, not its words, which may quote the event.
    """

    event: str
    raw: str
    reason: str
