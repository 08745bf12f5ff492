"""What is sent to people: already decided, already in the reader's language, not yet in any format.

The courier makes these, an adapter turns them into requests. Knows no messenger.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from bot.chat.incoming import Address
from bot.chat.media import CleanFile


class Operation(StrEnum):
    """What is done to the other person's screen."""

    SEND = "send"
    EDIT = "edit"
    WITHDRAW = "withdraw"
    REACT = "react"


class Button(msgspec.Struct, frozen=True):
    """One choice: ``label`` is read, ``token`` (at most 64 bytes, opaque) comes back when pressed.

    Where choices are typed, one that ``is_steering`` ("Back") is typed as a word and has no number.
    """

    label: str
    token: str
    is_steering: bool = False


class Outgoing(msgspec.Struct, frozen=True):
    """One operation for one account.

    ``id`` is the outbox row: where a messenger has an idempotency key, it is this. ``header`` is the
    line that says who speaks (None for the bot's own words); ``body`` is plain text and is sent letter
    for letter, in several messages if the messenger's limit asks for it. ``rows`` are buttons, to be
    rendered as numbered choices where there are none. ``target`` holds the platform's message ids that
    an edit or withdrawal acts on; ``reply_to`` the platform's id of the reader's copy it answers.
    ``conversation`` is the circle the words belong to, for messengers with a room for each; ``title`` is what
    it is called to this reader, None where they have no other.

    ``files`` come with the words, which then stand under the first of them, header included, where they fit;
    where not, the words follow as a message of their own. All messages together are the receipt's, those of
    the files first. An EDIT of a message with files changes its words only: the files stay.
    What ``is_silent`` makes no sound; where it ``closes``, the room is left once it stands there.
    A REACT puts the emoji in ``body`` on the first target, in place of an earlier one; "" takes it off.
    """

    id: str
    to: Address
    body: str
    header: str | None = None
    rows: tuple[tuple[Button, ...], ...] = ()
    operation: Operation = Operation.SEND
    target: tuple[str, ...] = ()
    reply_to: str | None = None
    conversation: str | None = None
    title: str | None = None
    files: tuple[CleanFile, ...] = ()
    is_silent: bool = False
    closes: bool = False


class Receipt(msgspec.Struct, frozen=True):
    """The platform accepted it: the ids of the messages that now show it, in order."""

    messages: tuple[str, ...]
