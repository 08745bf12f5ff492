"""What is sent to people: already decided, already in the reader's language, not yet in any format.

The courier makes these, an adapter turns them into requests. Knows no messenger.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from bot.chat.incoming import Address


class Operation(StrEnum):
    """What is done to the other person's screen."""

    SEND = "send"
    EDIT = "edit"
    WITHDRAW = "withdraw"


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
    ``conversation`` is the circle the words belong to, for messengers with a room for each.
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


class Receipt(msgspec.Struct, frozen=True):
    """The platform accepted it: the ids of the messages that now show it, in order."""

    messages: tuple[str, ...]
