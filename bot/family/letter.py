"""What is carried between a child and who may write to it, as values: every kind there is, and its life.

A letter, the child's own voice, homework. Knows no rule of who may have what, and no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from bot.chat.media import File
from bot.chat.people import Role


class Kind(StrEnum):
    """What a message is, besides: a letter to a child or from one, how it was taken, and so on."""

    LETTER = "letter"
    REPLY = "reply"
    TOOK = "took"
    VOICE = "voice"
    HOMEWORK = "homework"
    HELP = "help"
    ASK = "ask"


_WRITE_TO = (Role.PARENT, Role.SUPPORTER, Role.YOUTH)
_FAMILY = (Role.PARENT, Role.SUPPORTER)
_HOME = (Role.CAREGIVER,)
CARRIES: Mapping[Kind, tuple[tuple[Role, ...], tuple[Role, ...]]] = {
    Kind.LETTER: (_WRITE_TO, _HOME),
    Kind.REPLY: (_HOME, _WRITE_TO),
    Kind.TOOK: (_HOME, _WRITE_TO),
    Kind.VOICE: ((*_HOME, Role.YOUTH), _FAMILY),
    Kind.HOMEWORK: (_HOME, _FAMILY),
    Kind.HELP: (_FAMILY, _HOME),
    Kind.ASK: (_FAMILY, _HOME),
}
"""Who gives each kind to whom; of those who have no child at home only who may have letters with it."""

WISH, TELL, FEEL = TOPICS = ("wish", "tell", "feel")
"""What a child's own voice is about; a wish is for the next visit."""


class State(StrEnum):
    """How a letter stands, once it has arrived where the child lives."""

    WRITTEN = "written"
    GIVEN = "given"
    NOT_GIVEN = "not-given"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What may be done with it: by who cares for the child, or, to take it back, by who wrote it."""

    GIVE = "give"
    CANNOT = "cannot"
    TAKE_BACK = "take-back"


NEXT: Mapping[tuple[State, Act], State] = {
    (State.WRITTEN, Act.GIVE): State.GIVEN,
    (State.WRITTEN, Act.CANNOT): State.NOT_GIVEN,
    (State.NOT_GIVEN, Act.GIVE): State.GIVEN,
    (State.WRITTEN, Act.TAKE_BACK): State.WITHDRAWN,
    (State.NOT_GIVEN, Act.TAKE_BACK): State.WITHDRAWN,
}
"""The whole life of a letter: what is not in it cannot happen. What a child has heard nobody takes back."""

ASKED = "homework-what-is-there"
"""With this sentence somebody asks for homework; each reads it in their own language."""

OVER_AFTER = timedelta(days=7)
"""So long homework is open."""


class Meant(msgspec.Struct, frozen=True):
    """What words are meant as: their kind, and of which ``children``.

    ``to`` are those whom they are for, where not for all who may have them; ``about`` what a voice is about,
    ``visit`` which one and on which day ("018f…/2026-10-06"), ``of`` the message that they answer.
    """

    kind: Kind
    children: tuple[str, ...]
    to: tuple[str, ...] = ()
    about: str = ""
    visit: str = ""
    of: str = ""

    def as_purpose(self) -> str:
        """Return it as one word-list, as a command keeps it (`SendToCircle.purpose`)."""
        more = {"about": self.about, "visit": self.visit, "of": self.of}
        named = [f"{name}={value}" for name, value in more.items() if value]
        return " ".join((self.kind.value, *self.children, *(f"to={one}" for one in self.to), *named))


def meant_by(purpose: str) -> Meant | None:
    """Return what words are meant as, None where it is none of these."""
    first, *others = purpose.split() or [""]
    if first not in set(Kind):
        return None
    named = [one.partition("=") for one in others if "=" in one]

    def of(name: str) -> Iterable[str]:
        return (value for key, _, value in named if key == name)

    children = tuple(one for one in others if "=" not in one)
    about, visit, answers = (next(iter(of(name)), "") for name in ("about", "visit", "of"))
    return Meant(Kind(first), children, tuple(of("to")), about, visit, answers)


class Letter(msgspec.Struct, frozen=True):
    """One message of these kinds that the speaker wrote, or that has arrived with them: at ``at``."""

    message: str
    circle: str
    kind: Kind
    author: str
    author_name: str
    children: tuple[str, ...]
    state: State
    at: datetime
    visit: str = ""
    words: str = ""
    files: tuple[File, ...] = ()
