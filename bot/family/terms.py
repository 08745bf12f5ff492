"""What a court or an agency allows between one parent and one child, by kind, and on which terms.

Fails closed: whoever has none of a kind has no contact of that kind. Knows no meeting and no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

import msgspec

_Amount = TypeVar("_Amount", int, date)


class Contact(StrEnum):
    """The kinds of contact that can be allowed (PRODUCT, "Words": permission)."""

    KNOW = "know"
    LETTERS = "letters"
    MOMENTS = "moments"
    QUESTIONS = "questions"
    PHONE = "phone"
    VISIT = "visit"
    APPOINTMENT = "appointment"
    ACTIVITY = "activity"


IN_PERSON = frozenset({Contact.VISIT, Contact.APPOINTMENT, Contact.ACTIVITY})
"""The kinds for which supervision is laid down."""

MEETS = IN_PERSON | {Contact.PHONE}
"""The kinds that are for meetings: they last, and are set some time before."""

TICKED = frozenset({Contact.KNOW, Contact.LETTERS, Contact.MOMENTS, Contact.QUESTIONS})
"""What somebody may have who is no parent: nobody meets a child by it."""

SUPERVISION = ("unsupervised", "monitored", "supervised", "therapeutic")
"""Ways of being together, from the freest to the strictest."""

CASEWORKER, NOBODY = "caseworker", "none"
"""Who must say yes besides both homes."""


class Terms(msgspec.Struct, frozen=True, omit_defaults=True):
    """The terms of a permission, from ``since`` to ``until`` inclusive; None and () lay nothing down.

    Days are those of the meeting's own time zone. ``escorts`` may supervise, ``drivers`` may drive: names as
    the caseworker wrote them.
    """

    since: date
    until: date | None = None
    supervision: str | None = None
    order: str | None = None
    approval: str = CASEWORKER
    notice_hours: int | None = None
    max_minutes: int | None = None
    places: tuple[str, ...] = ()
    review: date | None = None
    escorts: tuple[str, ...] = ()
    drivers: tuple[str, ...] = ()

    def fitting(self, kind: Contact) -> Terms:
        """Return what of these terms says anything of a kind of contact: nobody drives to a letter."""
        if kind in IN_PERSON:
            return self
        there = {"supervision": None, "places": (), "escorts": (), "drivers": ()}
        lasting = {} if kind in MEETS else {"notice_hours": None, "max_minutes": None}
        return msgspec.structs.replace(self, **there, **lasting)

    def differing(self, other: Terms) -> list[str]:
        """Return the names of the terms in which the two differ, as a roster calls them."""
        return [
            {"since": "from"}.get(name, name)
            for name in self.__struct_fields__
            if getattr(self, name) != getattr(other, name)
        ]


class Relative(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody who matters to a child: their name, and what they are to it.

    ``child`` is who they are where they are a child in the agency's care themself; with them it ``may_meet``.
    """

    name: str
    kind: str
    child: str = ""
    may_meet: bool = False

    def as_listed(self) -> Relative:
        """Return no more of it than a roster says."""
        return Relative(self.name, self.kind)

    def is_about(self, name: str) -> bool:
        """Whether it is this brother or sister, recorded by name before anybody said which child that is."""
        return not self.child and self.kind == SIBLING and self.name.casefold() == name.casefold()


SIBLING = "sibling"
"""The kind of a `Relative` that two homes may be joined for."""


class Permission(msgspec.Struct, frozen=True):
    """What one parent may have with one child, of one kind."""

    id: str
    parent: str
    child: str
    kind: Contact
    terms: Terms
    is_withdrawn: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether it is allowed on this day."""
        terms = self.terms
        return not self.is_withdrawn and terms.since <= day and (terms.until is None or day <= terms.until)


def of(
    permissions: Iterable[Permission], parent: str, child: str, kinds: Iterable[Contact]
) -> list[Permission]:
    """Return what one parent has been given with one child, of these kinds, withdrawn or not."""
    wanted = set(kinds)
    return [one for one in permissions if (one.parent, one.child) == (parent, child) and one.kind in wanted]


def strictest(terms: Sequence[Terms]) -> Terms:
    """Return what holds where several children are met at once: of everything the strictest (PRODUCT).

    Places, escorts and drivers are those that every child's terms allow, where any lay some down; where they
    have none in common, `NOWHERE` stands for that, so that nothing is allowed by being left empty.
    """
    first, *others = terms
    for other in others:
        first = _stricter(first, other)
    return first


NOWHERE = ("",)
"""Places that have nothing in common: laid down, and none of them is left."""


def _stricter(one: Terms, other: Terms) -> Terms:
    return Terms(
        since=max(one.since, other.since),
        until=_least(one.until, other.until),
        supervision=_strictest_of(one.supervision, other.supervision),
        order=one.order if one.order == other.order else None,
        approval=CASEWORKER if CASEWORKER in (one.approval, other.approval) else NOBODY,
        notice_hours=_most(one.notice_hours, other.notice_hours),
        max_minutes=_least(one.max_minutes, other.max_minutes),
        places=_common(one.places, other.places),
        review=_least(one.review, other.review),
        escorts=_common(one.escorts, other.escorts),
        drivers=_common(one.drivers, other.drivers),
    )


def _strictest_of(one: str | None, other: str | None) -> str | None:
    laid_down = [way for way in (one, other) if way is not None]
    return max(laid_down, key=SUPERVISION.index) if laid_down else None


def _least(one: _Amount | None, other: _Amount | None) -> _Amount | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def _most(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    if not one or not other:
        return one or other
    return tuple(name for name in one if name in other) or NOWHERE
