"""What a roster says, as frozen values: the story of an agency before anybody has joined.

Refuses to know what exists already, and what will be done with it. People, children, homes and families
are named by their ``id`` in the file; every id that stands in a Roster refers to something in it.
"""

from __future__ import annotations

from datetime import date, time
from typing import Literal

import msgspec

from bot.roster.problem import Mistake

Role = Literal["parent", "caregiver", "supporter", "youth", "caseworker", "supervisor"]
Phase = Literal["introduction", "open", "watched", "paused", "after-reunification", "closed"]
Way = Literal["watch", "hold"]
Kind = Literal["know", "letters", "moments", "questions", "phone", "visit", "appointment", "activity"]
Supervision = Literal["unsupervised", "monitored", "supervised", "therapeutic"]
Approval = Literal["caseworker", "none"]
Language = Literal["en", "es"]


class Account(msgspec.Struct, frozen=True):
    """One messenger identity that the agency already verified; it is shown in no log and no text."""

    messenger: str
    user: str

    def __repr__(self) -> str:
        """Show the messenger only; who it is must not reach a log by accident."""
        return f"Account({self.messenger}, hidden)"


class QuietHours(msgspec.Struct, frozen=True):
    """From when until when a person is left in peace, in wall time; it may pass midnight."""

    start: time
    end: time

    def __str__(self) -> str:
        """Write it as the roster does: "21:00-07:00"."""
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


class Agency(msgspec.Struct, frozen=True):
    """Who runs the bot; ``timezone`` is an IANA name."""

    name: str
    timezone: str | None = None


class Someone(msgspec.Struct, frozen=True, kw_only=True):
    """What all who write have in common. None means that nothing is set, and the agency's default holds.

    ``word`` is the person's own word for themself ("first mom"). Whoever has ``accounts`` has joined.
    """

    id: str
    name: str
    language: Language | None = None
    timezone: str | None = None
    quiet_hours: QuietHours | None = None
    word: str | None = None
    accounts: tuple[Account, ...] = ()


class Caseworker(Someone, frozen=True, kw_only=True):
    """Sets things up and watches over families."""


class Supervisor(Someone, frozen=True, kw_only=True):
    """Sees the families of a ``team`` of caseworkers (ids)."""

    team: tuple[str, ...] = ()


class Person(Someone, frozen=True, kw_only=True):
    """Somebody around a child: a parent has ``children`` (ids), a caregiver a ``home`` (id)."""

    role: Role
    children: tuple[str, ...] = ()
    home: str | None = None


class Home(msgspec.Struct, frozen=True):
    """A caregiver household; who lives in it is said by the children and the caregivers."""

    id: str


class Child(msgspec.Struct, frozen=True):
    """A child, and the ``home`` (id) it lives in since ``placed``."""

    id: str
    name: str
    home: str
    born: date | None = None
    placed: date | None = None


class Family(msgspec.Struct, frozen=True):
    """The unit of confidentiality: its children, and the ``caseworker`` (id) responsible."""

    id: str
    caseworker: str
    children: tuple[Child, ...]


class Circle(msgspec.Struct, frozen=True):
    """Who parents certain children of one family together; ``way`` is how an introduction is looked after."""

    id: str
    children: tuple[str, ...]
    people: tuple[str, ...]
    phase: Phase
    way: Way | None = None


class NoContact(msgspec.Struct, frozen=True):
    """Two people (ids) who may share nothing: no circle, list, count or timing."""

    between: tuple[str, str]
    order: str | None = None


class Connection(msgspec.Struct, frozen=True):
    """Somebody who matters to a child (id): ``kind`` is free words, "sibling" or "former caregiver"."""

    child: str
    name: str
    kind: str


class Permission(msgspec.Struct, frozen=True, kw_only=True):
    """What one parent (id) may have with certain children (ids), from ``since`` to ``until`` inclusive.

    ``since`` is called "from" in the file. None and an empty ``places`` mean that nothing is laid down;
    ``approval`` is the caseworker's unless the file says otherwise, and whenever a kind needs meeting in
    person, ``supervision`` is given. ``escorts`` may supervise, ``drivers`` may drive.
    """

    parent: str
    children: tuple[str, ...]
    kinds: tuple[Kind, ...]
    since: date = msgspec.field(name="from")
    until: date | None = None
    supervision: Supervision | None = None
    order: str | None = None
    approval: Approval = "caseworker"
    notice_hours: int | None = None
    max_minutes: int | None = None
    places: tuple[str, ...] = ()
    review: date | None = None
    escorts: tuple[str, ...] = ()
    drivers: tuple[str, ...] = ()


class Roster(msgspec.Struct, frozen=True, kw_only=True):
    """One file, whole and free of contradictions. ``warnings`` are oddities that a person should look at."""

    agency: Agency | None = None
    caseworkers: tuple[Caseworker, ...] = ()
    supervisors: tuple[Supervisor, ...] = ()
    homes: tuple[Home, ...] = ()
    families: tuple[Family, ...] = ()
    people: tuple[Person, ...] = ()
    circles: tuple[Circle, ...] = ()
    nocontacts: tuple[NoContact, ...] = ()
    connections: tuple[Connection, ...] = ()
    permissions: tuple[Permission, ...] = ()
    warnings: tuple[Mistake, ...] = ()
