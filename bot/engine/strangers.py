"""Somebody we do not know writes. They learn nothing: not whom we serve, nor whether a code ever existed.

Knows no person and no family but the one invitation that the code opens.
"""

from __future__ import annotations

import re
from datetime import datetime

import msgspec

from bot.chat.incoming import Content, Press, Words
from bot.chat.text import Text
from bot.family.accounts import CONFIRMED_WITHIN
from bot.family.circles import as_code
from bot.family.events import Event, GuessMissed, InvitationRedeemed, LinkClaimed, StrangerAnswered

_COMMANDS = tuple(f"{mark}{word}" for mark in "/!" for word in ("start", "join", "link", "vincular"))
# A dash or a digit tells it from ten letters of a sentence.
_IN_SENTENCE = re.compile(r"\b(?:\w{5} ?- ?\w{5}|(?=\w*\d)\w{10})\b")


class Invitation(msgspec.Struct, frozen=True):
    """An invitation whose code was typed: unused, not void, not run out."""

    id: str
    person: str


class Offer(msgspec.Struct, frozen=True):
    """A code for another account of somebody's own was typed: nobody has sent it yet, nor has it run out."""

    id: str
    person: str


class Stranger(msgspec.Struct, frozen=True):
    """All that may be known of a sender without an account.

    ``may_guess`` is False once the sender, or everybody together, has tried too many codes;
    ``was_answered`` says that they were told where they are within the last hour, ``was_told_to_wait``
    that they were told so then. ``has_left`` says that they were somebody here once.
    """

    now: datetime
    invitation: Invitation | None = None
    offer: Offer | None = None
    may_guess: bool = True
    was_answered: bool = False
    was_told_to_wait: bool = False
    has_left: bool = False


class Welcome(msgspec.Struct, frozen=True):
    """What comes of it: events, and at most one text for the stranger."""

    events: tuple[Event, ...] = ()
    text: Text | None = None


def code_in(content: Content) -> str | None:
    """Return the code in what a stranger sent, or None.

    It may stand alone ("K7M2Q-9XDTR"), behind a command, or in a sentence ("my code is k7m2q-9xdtr").
    """
    if not isinstance(content, Words):
        return None
    words = content.text.strip()
    for command in _COMMANDS:
        if words.casefold().startswith(command):
            words = words[len(command) :]
    return as_code(words) or next(filter(None, map(as_code, _IN_SENTENCE.findall(words))), None)


def meet(stranger: Stranger, content: Content) -> Welcome:
    """Let in whoever has a code; answer everybody else the same, and not too often."""
    # Who has left still sees the buttons of before; nobody else has any that are ours.
    if not isinstance(content, Words) and not (isinstance(content, Press) and stranger.has_left):
        return Welcome()
    if code_in(content) is None:
        if stranger.was_answered:
            return Welcome()
        return Welcome((StrangerAnswered(),), Text("stranger-hello"))
    if not stranger.may_guess:
        # It is no guess: counted, one sender could use up what everybody together may try.
        if stranger.was_told_to_wait:
            return Welcome()
        return Welcome((StrangerAnswered("wait"),), Text("stranger-wait"))
    if stranger.offer is not None:
        # They are told of nobody: who asked for the code is asked now, and knows that it was sent.
        claimed = LinkClaimed(stranger.offer.id, stranger.offer.person, stranger.now + CONFIRMED_WITHIN)
        return Welcome((claimed,), Text("stranger-link-sent"))
    if stranger.invitation is None:
        return Welcome((GuessMissed(),), Text("stranger-no-such-code"))
    return Welcome((InvitationRedeemed(stranger.invitation.id, stranger.invitation.person),))
