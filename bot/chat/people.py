"""Who is who, as far as one speaker may see it: people, circles, and the view of one turn.

A view holds one person and that person's circles and nothing else; what is not in it cannot be told.
Knows no rule: whether something may be said is for ``family`` and ``policy``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from bot.chat.draft import Act, Choice
from bot.chat.text import Listing, Literal, Text, Value, listing


class Role(StrEnum):
    """What a person is in the story; what they may do follows from it (PRODUCT, "Words")."""

    PARENT = "parent"
    CAREGIVER = "caregiver"
    SUPPORTER = "supporter"
    YOUTH = "youth"
    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"


DESK = (Role.CASEWORKER, Role.SUPERVISOR)
"""Those of the agency, for whom the desk's commands are."""


class PersonState(StrEnum):
    """How far a person has come: invited, on the first screens, joined, left, or frozen.

    Whoever has no smartphone is *by phone*: the caseworker reads to them and enters what they say.
    """

    INVITED = "invited"
    JOINING = "joining"
    JOINED = "joined"
    LEFT = "left"
    FROZEN = "frozen"
    BY_PHONE = "by-phone"


class Phase(StrEnum):
    """The phases of a circle (PRODUCT, section 5)."""

    INTRODUCTION = "introduction"
    OPEN = "open"
    WATCHED = "watched"
    PAUSED = "paused"
    AFTER_REUNIFICATION = "after-reunification"
    CLOSED = "closed"


class Way(StrEnum):
    """How an introduction is accompanied: messages pass and are watched, or wait for a look."""

    WATCH = "watch"
    HOLD = "hold"


class Willing(StrEnum):
    """What one person said about writing with another in a circle."""

    YES = "yes"
    NOT_YET = "not-yet"
    BREAK = "break"


class Child(msgspec.Struct, frozen=True):
    """A child, by the name that the circle may know."""

    id: str
    name: str


class Member(msgspec.Struct, frozen=True):
    """Someone in a circle, as the others in it may see them.

    ``word`` is their own word for themself: a text id after "word-" where it is a ready one ("mom"),
    else their own words behind "=". ``children`` are those of this circle whom they parent.
    """

    id: str
    name: str
    role: Role
    word: str | None = None
    home: str | None = None
    children: tuple[str, ...] = ()
    is_joined: bool = True
    is_by_phone: bool = False

    @property
    def title(self) -> Value:
        """The line others see above this person's words: "Ana · Gladys and Jon's mom"."""
        word = word_value(self.word, self.role)
        if self.children:
            return Text(
                "header-with-children",
                {"name": Literal(self.name), "word": word, "children": listing(list(self.children))},
            )
        return Text("header", {"name": Literal(self.name), "word": word})


def word_value(word: str | None, role: Role) -> Value:
    """Return the word for a person: their own, else the usual one for the role."""
    if word is None:
        return Text(f"word-{role.value}")
    if word.startswith("="):
        return Literal(word[1:])
    return Text(f"word-{word}")


class Circle(msgspec.Struct, frozen=True):
    """One circle, as its members may see it. ``willing`` holds the pairs (who, to whom) that said yes.

    Who has ``left`` is no member any more; that they are gone is all there is to say of them.
    """

    id: str
    family: str
    phase: Phase
    way: Way
    children: tuple[Child, ...]
    members: tuple[Member, ...]
    caseworker: str
    caseworker_name: str
    willing: frozenset[tuple[str, str]] = frozenset()
    answered: frozenset[tuple[str, str]] = frozenset()
    can_be_decided: bool = True
    reach_told: str = ""
    resumes_as: Phase | None = None
    left: tuple[Member, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether a caseworker looks first at what is written here."""
        return self.phase == Phase.INTRODUCTION and self.way == Way.HOLD

    @property
    def is_theirs_alone(self) -> bool:
        """Whether no caseworker reads what is written here: the children are home, paused since or not."""
        return Phase.AFTER_REUNIFICATION in (self.phase, self.resumes_as)

    @property
    def label(self) -> Listing:
        """What the circle is called among those who know it: the children's names."""
        return listing([child.name for child in self.children])

    def called(self, reader: str, among: Iterable[Circle]) -> Value:
        """Return what the circle is called to one reader: the children's names, mostly.

        Where adults are kept apart there may be two circles about the same children. Who knows both of those
        ``among`` (a member of both, or a caseworker, who is in none) is told the people as well.
        """
        children, is_member = set(self.children), self.member(reader) is not None
        has_twin = any(
            set(other.children) == children and (not is_member or other.member(reader) is not None)
            for other in among
            if other.id != self.id
        )
        if not has_twin:
            return self.label
        people = listing([other.name for other in self.others(reader)])
        return Text("circle-with-people", {"children": self.label, "people": people})

    def member(self, person: str) -> Member | None:
        """Return the member with this id, or None if the person is not in the circle."""
        return next((member for member in self.members if member.id == person), None)

    def others(self, person: str) -> tuple[Member, ...]:
        """Return everybody in the circle but this person."""
        return tuple(member for member in self.members if member.id != person)

    def is_willing(self, one: str, other: str) -> bool:
        """Whether both have said yes to each other; nothing passes between them before."""
        return (one, other) in self.willing and (other, one) in self.willing

    def reach(self, person: str) -> tuple[Member, ...]:
        """Return those whom this person's words reach now."""
        return tuple(
            other
            for other in self.others(person)
            if (other.is_joined or other.is_by_phone) and self.is_willing(person, other.id)
        )


class Speaker(msgspec.Struct, frozen=True):
    """The person a turn is about, and the account they used.

    ``has_buttons`` and ``has_rooms`` are their messenger's: choices are pressed, not typed; each circle has a
    room of its own.
    """

    id: str
    account: str
    messenger: str
    prefix: str
    role: Role
    name: str
    state: PersonState
    language: str
    timezone: str
    word: str | None = None
    quiet: str | None = None
    wants_sign: bool = False
    is_discreet: bool = False
    checks_words: bool = False
    files_told: bool = False
    undo_seconds: float | None = None
    has_buttons: bool = True
    has_rooms: bool = False

    @property
    def is_caseworker(self) -> bool:
        """Whether the desk's commands are for this person."""
        return self.role in DESK


class Interview(msgspec.Struct, frozen=True):
    """The whole durable state of a guided conversation.

    ``answers`` hold canonical values in the order of asking; ``given`` what the conversation was opened
    with and does not ask. ``prompt`` is the outbox row of the newest question.
    """

    id: str
    flow: str
    version: int
    answers: dict[str, Any] = {}
    given: dict[str, Any] = {}
    asking: str | None = None
    is_asleep: bool = False
    asked_at: datetime | None = None
    prompt: str | None = None


class Replied(msgspec.Struct, frozen=True):
    """What a reply points at: a message of a circle, or of a caseworker line (the person it is of).

    ``other`` is whom the speaker has that line with: somebody of two families has two caseworkers.
    ``is_watched``: it stands there because the speaker reads along.
    """

    message: str
    circle: str | None = None
    line: str | None = None
    other: str | None = None
    is_watched: bool = False


class Pressed(msgspec.Struct, frozen=True):
    """A button of ours that this person, in this chat, may press: the row it stood in and its meaning.

    ``act`` is None where it means nothing any more; ``words`` is what stood above it, as it was read.
    ``is_typed``: words did it, below what has been said since, and so the answer is to stand below them.
    """

    row: str
    act: Act | None
    words: str = ""
    is_typed: bool = False


class Offered(msgspec.Struct, frozen=True):
    """Choices that typed words may be one of: the row they stand in, and the ``words`` read above them."""

    row: str
    rows: tuple[tuple[Choice, ...], ...]
    words: str = ""


class Line(msgspec.Struct, frozen=True):
    """A private line between one person and the caseworker who serves them, and whether she is there."""

    person: str
    person_name: str
    caseworker: str
    caseworker_name: str
    is_there: bool = True


class OwnMessage(msgspec.Struct, frozen=True):
    """A message the speaker wrote earlier: enough to change it or take it back, without its words.

    It is *held* while a caseworker is to look at it, *submitted* once one could, *waiting* while somebody
    has yet to get it, and *over* when it stands nowhere any more: taken back, not passed on, ended. It *may
    be out* where a send was begun and no answer came: then it counts as delivered, and that is not certain.
    """

    id: str
    circle: str | None
    line: str | None
    at: datetime
    is_held: bool
    was_delivered: bool
    may_be_out: bool = False
    was_submitted: bool = False
    is_waiting: bool = False
    is_over: bool = False


class Watching(msgspec.Struct, frozen=True):
    """The speaker, of the agency, reads along in a circle; ``is_in``: they have stepped in, and write."""

    id: str
    circle: str
    is_in: bool = False


class View(msgspec.Struct, frozen=True):
    """All that one turn starts from: one person, that person's circles, what they answered or pressed.

    ``points_at`` is the platform's id of the message that is replied to, changed or taken back in this turn;
    ``replied`` and ``own`` say what that is, where it is words that went on their way. ``room`` is the circle
    in whose own room it was said, on messengers that have one for each; ``topic`` one at which the place
    hints. ``taken_off`` is the message from which the speaker takes an emoji off. ``offered`` are the choices
    under the bot's message that is replied to, or, where choices are typed, under its newest ones;
    ``asked_in`` is the row of the message that is replied to, where it is one of the bot's own. ``watching``
    is where a speaker of the agency reads along.
    """

    now: datetime
    speaker: Speaker
    circles: tuple[Circle, ...] = ()
    lines: tuple[Line, ...] = ()
    interviews: tuple[Interview, ...] = ()
    replied: Replied | None = None
    pressed: Pressed | None = None
    offered: Offered | None = None
    own: OwnMessage | None = None
    taken_off: str | None = None
    points_at: str | None = None
    asked_in: str | None = None
    room: str | None = None
    topic: str | None = None
    circle_here: str | None = None
    chosen_at: datetime | None = None
    line_used_at: datetime | None = None
    circle_message_at: datetime | None = None
    message_chars: int = 8000
    watching: tuple[Watching, ...] = ()

    def watching_in(self, circle: str | None) -> Watching | None:
        """Return how the speaker reads along in a circle, None where they do not."""
        return next((one for one in self.watching if one.circle == circle), None)

    def circle(self, circle: str | None) -> Circle | None:
        """Return the circle if the speaker is in it; nobody else's can be named."""
        return next((one for one in self.circles if one.id == circle), None)

    @property
    def readers(self) -> list[str]:
        """The names of those of the agency who read what the speaker writes to others."""
        ended = {one.caseworker for one in self.circles if one.is_theirs_alone}
        reading = {one.caseworker for one in self.circles if not one.is_theirs_alone}
        return sorted({one.caseworker_name for one in self.lines if one.caseworker not in ended - reading})

    @property
    def replied_to_bot(self) -> bool:
        """Whether words are a reply to what the bot itself said, or to what nothing is known of any more."""
        return self.points_at is not None and self.replied is None and self.pointed_at is None

    @property
    def pointed_at(self) -> Interview | None:
        """The conversation about the words that this turn points at: words that are not on their way yet."""
        if self.points_at is None:
            return None
        return next((one for one in self.interviews if one.given.get("source") == self.points_at), None)

    @property
    def waiting(self) -> Interview | None:
        """The conversation whose question waits for a typed answer, if there is one."""
        return next((one for one in self.newest_first if not one.is_asleep and one.asking), None)

    @property
    def newest_first(self) -> tuple[Interview, ...]:
        """Return the conversations by what was asked last; ids of prompts rise, even while a clock stands."""
        return tuple(sorted(self.interviews, key=lambda one: one.prompt or "", reverse=True))


class Reader(msgspec.Struct, frozen=True):
    """What policy must know of a recipient, and the sender may not.

    ``is_known_to_rest`` says that the speaker has been told of words of theirs that wait for this reader.
    Who ``is_discreet`` reads what others send when they ask for it, and for a while after (``is_looking``).
    """

    id: str
    timezone: str
    quiet: str | None
    state: PersonState
    is_reachable: bool
    circle_count: int = 1
    name: str = ""
    is_known_to_rest: bool = False
    is_discreet: bool = False
    is_looking: bool = False
    is_desk: bool = False
