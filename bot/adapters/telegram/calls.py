"""One request to Telegram, as a value, and what of it can be said before it is made.

Knows nothing of the network, nor of what stands in a parameter.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

SEND, EDIT, DELETE = "sendMessage", "editMessageText", "deleteMessage"
SEND_ALBUM, EDIT_CAPTION, REACT = "sendMediaGroup", "editMessageCaption", "setMessageReaction"


class Upload(msgspec.Struct, frozen=True):
    """A file that goes with a request, under ``field``. ``name`` is one of ours: it is seen by the reader."""

    field: str
    name: str
    content: bytes

    def __repr__(self) -> str:
        """Show the name only."""
        return f"Upload({self.name})"


class Call(msgspec.Struct, frozen=True):
    """One request. ``message`` is the id of the message it changes, None where it makes new ones.

    ``makes`` is how many. ``otherwise`` is made where the reader lets no voices come to them.
    """

    method: str
    parameters: Mapping[str, object]
    message: str | None = None
    uploads: tuple[Upload, ...] = ()
    makes: int = 0
    otherwise: Call | None = None

    @property
    def is_harmless_to_repeat(self) -> bool:
        """Whether nothing is seen twice where it is made twice."""
        return self.makes == 0

    def with_parameters(self, **more: object) -> Call:
        """Return the same call, and the one made in its place, with these parameters as well."""
        return msgspec.structs.replace(
            self,
            parameters={**self.parameters, **more},
            otherwise=self.otherwise and self.otherwise.with_parameters(**more),
        )
