"""Whether a meeting is inside what is allowed, and what stands in its way. Fails closed.

Knows no meeting of anybody else, and no wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from bot.family.meeting import NEEDS, Kind, Presence
from bot.family.terms import CASEWORKER, IN_PERSON, SUPERVISION, Contact, Permission, Terms, of, strictest
from bot.family.wall import When


class Hurdle(StrEnum):
    """What stands in the way of a meeting until the caseworker has looked at it."""

    NONE = "none"
    EARLY = "early"
    ENDED = "ended"
    NOTICE = "notice"
    LONG = "long"
    PLACE = "place"
    WILLING = "willing"
    HELD = "held"


def terms_for(
    permissions: Iterable[Permission], parents: Iterable[str], children: Iterable[str], kind: Kind
) -> Terms | None:
    """Return what holds for all of them at once, the strictest; None where one has no permission at all."""
    given, wanted = list(permissions), list(children)
    found: list[Terms] = []
    for parent in parents:
        for child in wanted:
            own = [one for one in of(given, parent, child, (NEEDS[kind],)) if not one.is_withdrawn]
            if not own:
                return None
            found.append(own[0].terms)
    return strictest(found) if found else None


def hurdles(terms: Terms | None, when: When, place: str, now: datetime) -> tuple[Hurdle, ...]:
    """Return what of a meeting is outside the terms: nothing where it is inside all of them."""
    if terms is None:
        return (Hurdle.NONE,)
    last = when.last_end()
    last_day = when.until if when.is_series else when.day
    ended = terms.until is not None and (last_day is None or last_day > terms.until or last is None)
    notice = timedelta(hours=terms.notice_hours or 0)
    laid_down = {one.casefold() for one in terms.places}
    found = {
        Hurdle.EARLY: when.day < terms.since,
        Hurdle.ENDED: ended,
        Hurdle.NOTICE: bool(terms.notice_hours) and when.begins() - now < notice,
        Hurdle.LONG: terms.max_minutes is not None and when.minutes > terms.max_minutes,
        Hurdle.PLACE: bool(laid_down and place) and place.casefold() not in laid_down,
    }
    return tuple(hurdle for hurdle, stands in found.items() if stands)


def within(terms: Terms | None, when: When) -> When:
    """Return a series without an end as one that ends when the permission does."""
    if terms is None or terms.until is None or not when.is_series or when.until is not None:
        return when
    if terms.until < when.day:
        return when  # What is to begin after the end is for the caseworker to look at.
    return When(
        day=when.day,
        start=when.start,
        minutes=when.minutes,
        zone=when.zone,
        every=when.every,
        until=terms.until,
    )


def needs_approval(terms: Terms | None) -> bool:
    """Whether the caseworker must say yes, too."""
    return terms is None or terms.approval == CASEWORKER


def supervision(terms: Terms | None, kind: Kind) -> str:
    """Return how they are together, "" where nobody has to be with them, or nothing says so."""
    if terms is None or NEEDS.get(kind) not in IN_PERSON:
        return ""
    return terms.supervision if terms.supervision in SUPERVISION[1:] else ""


def way_to(
    permissions: Sequence[Permission],
    parent: str,
    child: str,
    kind: Kind,
    when: When,
    *,
    asks_first: bool | None = None,
) -> tuple[Presence | None, bool]:
    """Return how far a parent may take part in what a caregiver invites to, and whether more needs a yes.

    The most that holds on each of its days: in person, by phone, with questions, or by knowing of it
    (PRODUCT, section 4); None where not even that. ``asks_first`` says whether the caseworker must be asked
    before somebody comes in person, None: as the terms say.
    """
    asks = False
    for contact, way in (
        (NEEDS[kind], Presence.IN_PERSON),
        (Contact.PHONE, Presence.PHONE),
        (Contact.QUESTIONS, Presence.QUESTIONS),
        (Contact.KNOW, Presence.KNOW),
    ):
        last = when.until if when.is_series else when.day
        found = [
            one
            for one in of(permissions, parent, child, (contact,))
            if one.holds_on(when.day) and (last is None or one.holds_on(last))
        ]
        if not found:
            continue
        by_terms = found[0].terms.approval == CASEWORKER
        if way == Presence.IN_PERSON and (by_terms if asks_first is None else asks_first):
            asks = True
            continue
        return way, asks
    return None, asks
