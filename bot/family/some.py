"""Words of a circle that are for some of it: a moment, thanks, a letter. They pass all that messages pass.

Knows nothing of whom they are for and why.
"""

from __future__ import annotations

import msgspec

from bot.chat.draft import Choice, Draft
from bot.chat.ids import new_id
from bot.chat.people import Circle, Member, View
from bot.chat.text import Literal, Text, Value
from bot.family.commands import SendToCircle
from bot.family.events import Event, MessageWritten
from bot.family.outcome import Outcome
from bot.family.relay import copy_for, look_first


class Below(msgspec.Struct, frozen=True):
    """What stands around words: the line above, the ``rows`` below, and what is said where none can be.

    ``contact`` is of which kind of permission they are, of which children (`family.entitled`).
    """

    header: Value
    rows: tuple[tuple[Choice, ...], ...] = ()
    typed: Text | None = None
    contact: str | None = None


def written_for_some(command: SendToCircle, circle: Circle, author: str) -> MessageWritten:
    """Return the message that such words are."""
    return MessageWritten(
        id=new_id(),
        author=author,
        words=command.words,
        circle=circle.id,
        family=circle.family,
        is_held=circle.is_held or bool(command.why_held),
        files=command.files,
        why_held=command.why_held,
        ready=command.ready,
        is_for_some=True,
    )


def title_of(circle: Circle, view: View) -> Value:
    """Return the line above the speaker's words there."""
    own = circle.member(view.speaker.id)
    return own.title if own else Literal(view.speaker.name)


def carried(
    written: MessageWritten, event: Event, reach: tuple[Member, ...], below: Below, circle: Circle, view: View
) -> Outcome:
    """Carry words to those whom they are for; where somebody looks first, say so."""
    copies = tuple(_copy(written, one, below, circle, view) for one in reach)
    outcome = Outcome(events=(written, event), drafts=copies)
    return outcome + look_first(written, circle, view, title_of(circle, view)) if written.is_held else outcome


def _copy(written: MessageWritten, reader: Member, below: Below, circle: Circle, view: View) -> Draft:
    copy = copy_for(written, reader, (below.header, circle.called(reader.id, view.circles)), circle, None)
    if below.contact is None or reader.is_by_phone:
        return copy
    return msgspec.structs.replace(
        copy, rows=(*copy.rows, *below.rows), typed=below.typed, contact=below.contact
    )
