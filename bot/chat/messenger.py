"""The contract between the program and a messenger. A new messenger is one class that fulfils it.

An adapter knows its platform and this contract, and nothing of people, circles or the database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import msgspec

from bot.chat.incoming import Address, Arrival, Unreadable
from bot.chat.media import Source
from bot.chat.outgoing import Outgoing, Receipt


def itself(emoji: str) -> str | None:
    """Return the emoji: for a messenger that shows any."""
    return emoji


class Capabilities(msgspec.Struct, frozen=True):
    """What a messenger can do, as data. ``measure`` counts a text in the platform's own units.

    ``reaction`` returns what it shows for an emoji put on a message, None where nothing says the same.

    ``has_rooms``: each circle has a room of its own beside the chat with the bot, and so the room says which
    circle is meant. ``repeats_nothing``: what is sent again under the same id within a day is shown once.
    """

    text_limit: int
    has_buttons: bool
    has_edits: bool
    has_rooms: bool = False
    repeats_nothing: bool = False
    prefix: str = "/"
    undo_seconds: float | None = None
    per_second: float = 30.0
    per_chat_per_second: float = 1.0
    per_chat_burst: int = 3
    measure: Callable[[str], int] = len
    reaction: Callable[[str], str | None] = itself


class SendProblem(Exception):  # noqa: N818 - the families' word: what went wrong is not always an error
    """Why a send did not end in a receipt. ``reason`` is a short word for logs, free of content.

    ``sent`` names the messages of a long text that are there already: the same Outgoing with these as its
    ``target`` goes on after them.
    """

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.sent: tuple[str, ...] = ()


class NotSent(SendProblem):
    """It certainly did not arrive; try again, not before ``retry_after`` seconds if given.

    ``everywhere`` says that the wait holds for the whole credential, not only for this chat.
    """

    def __init__(
        self, reason: str = "", retry_after: float | None = None, *, everywhere: bool = False
    ) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.everywhere = everywhere


class Uncertain(SendProblem):
    """It may have arrived: the answer was lost. Sent again, it must say that it may be a repeat."""


class CannotReach(SendProblem):
    """This account cannot be written to (blocked, deleted, never opened); others can."""


class Refused(SendProblem):
    """The platform will never take this message; sending it again is pointless."""


UNCHANGEABLE = "unchangeable"


class TargetGone(SendProblem):
    """What should be edited or withdrawn is no longer there, or, `UNCHANGEABLE`, has to stay as it is."""

    @property
    def still_stands(self) -> bool:
        """Whether the reader still sees it."""
        return self.reason == UNCHANGEABLE


class Moved(SendProblem):
    """The chat has a new address; write there from now on, this message included."""

    def __init__(self, to: Address) -> None:
        super().__init__("moved")
        self.to = to


class CredentialRevoked(SendProblem):
    """The messenger no longer knows us: nothing can be sent or received until a person mends it.

    ``key`` is the configuration's key to look at, ``says`` what is the matter with it, ``mend`` what to do.
    """

    key = ""
    says = ""
    mend = ""


class Intake(Protocol):
    """Where an adapter hands in what it received. What it hands in is durable when the call returns."""

    async def cursor(self) -> str | None:
        """Return the place in the platform's stream up to which everything has been committed."""
        ...

    async def receive(self, events: Sequence[Arrival | Unreadable], cursor: str | None = None) -> None:
        """Commit the events, and with them ``cursor``, in one transaction; duplicates fall out here.

        The platform may be told "received" only after this returned.
        """
        ...


class Messenger(Protocol):
    """One messenger with one credential."""

    @property
    def name(self) -> str:
        """The word used in addresses and in the configuration: "telegram"."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        ...

    @property
    def can_send(self) -> bool:
        """Whether this process can send now; where only the process that listens can, it may be another."""
        ...

    async def listen(self, intake: Intake) -> None:
        """Receive until cancelled. Called by the one process that leads this credential.

        Raises CredentialRevoked when going on is pointless; passing trouble is waited out inside.
        """
        ...

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Carry out one operation and return the receipt, or raise one of the SendProblems above.

        May be called for many chats at once, never twice at once for one chat.
        """
        ...

    async def fetch(self, source: Source, limit: int) -> bytes:
        """Return the file that somebody sent, opened; nothing of more than ``limit`` bytes is kept in memory.

        Raises NotSent where it may be had later, and Refused("too-big") or Refused("gone") where it may not.
        """
        ...

    async def close(self) -> None:
        """Let go of connections; nothing is sent afterwards."""
        ...
