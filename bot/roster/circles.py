"""Whether the circles of a roster keep apart who must be kept apart.

Refuses to know how circles are run; it asks only who would learn of whom.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.roster.known import expect

if TYPE_CHECKING:
    from bot.roster.known import Known
    from bot.roster.notes import Notes, Spot
    from bot.roster.values import Circle, Person

_AFTERWARDS = ("after-reunification", "closed")  # The children have gone home, and live with no caregiver.
_FEWEST_ADULTS = 2


def check_circle(spot: Spot, circle: Circle, known: Known, notes: Notes) -> None:
    """Note whatever would let somebody learn of somebody they may not, and what makes it no circle."""
    expect(notes, (spot, "children"), circle.children, known.children, "child")
    expect(notes, (spot, "people"), circle.people, known.ids, "person")
    if len({known.family_of[child] for child in circle.children if child in known.family_of}) > 1:
        says = "the children are of two families, which must never learn of each other; write two circles"
        notes.mistake(spot, "children", says)
    members = [known.people[one] for one in circle.people if one in known.people]
    _check_size(spot, circle, known, notes)
    for member in members:
        if member.role == "parent":
            _check_parent(spot, circle, member, known, notes)
        if member.role == "caregiver":
            _check_caregiver(spot, circle, member, known, notes)
    _check_no_contact(spot, circle, known, notes)
    _warn(spot, circle, members, known, notes)


def _check_size(spot: Spot, circle: Circle, known: Known, notes: Notes) -> None:
    staff = [one for one in circle.people if one in known.staff]
    for one in staff:
        says = f'"{one}" works for the agency and looks after every circle anyway; take "{one}" out'
        notes.mistake(spot, "people", says)
    youths = [one for one in circle.people if one in known.people and known.people[one].role == "youth"]
    if len(circle.people) - len(staff) - len(youths) < _FEWEST_ADULTS:
        notes.mistake(spot, "people", "people must be at least two adults who write with each other; add one")


def _check_parent(spot: Spot, circle: Circle, parent: Person, known: Known, notes: Notes) -> None:
    own = set(parent.children)
    for child in circle.children:
        if own and child in known.children and child not in own:
            says = (
                f'"{child}" is not a child of "{parent.id}", who must not hear of it here; '
                f'take "{parent.id}" out and write another circle'
            )
            notes.mistake(spot, "people", says)


def _check_caregiver(spot: Spot, circle: Circle, carer: Person, known: Known, notes: Notes) -> None:
    homes = {known.children[child].home for child in circle.children if child in known.children}
    is_certain = bool(homes) and "" not in homes and carer.home is not None
    if is_certain and carer.home not in homes and circle.phase not in _AFTERWARDS:
        says = f'none of the children lives in the home of "{carer.id}"; take "{carer.id}" out'
        notes.mistake(spot, "people", says)


def _check_no_contact(spot: Spot, circle: Circle, known: Known, notes: Notes) -> None:
    together = set(circle.people)
    for one in circle.people:
        for other in sorted(known.kept_from.get(one, set()) & together):
            if one < other:
                says = f'"{one}" and "{other}" are under no contact and may share no circle; write one each'
                notes.mistake(spot, "people", says)
    homes = {known.people[one].home for one in together if one in known.people} - {None}
    for one in circle.people:
        for other in sorted(known.kept_from.get(one, set()) - together):
            if other in known.people and known.people[other].home in homes:
                says = f'"{one}" is under no contact with "{other}", who lives with somebody of this circle'
                notes.warn(spot, "people", says)


def _warn(spot: Spot, circle: Circle, members: list[Person], known: Known, notes: Notes) -> None:
    names = Counter(one.name.casefold() for one in members if one.name)
    for name in [name for name, count in names.items() if count > 1]:
        namesakes = ", ".join(f'"{one.id}"' for one in members if one.name.casefold() == name)
        notes.warn(spot, "people", f"{namesakes} have the same name; others could take one for the other")
    if circle.way and circle.phase != "introduction":
        notes.warn(spot, "way", "way means something in the phase introduction only")
    if len({known.children[child].home for child in circle.children if child in known.children}) > 1:
        notes.warn(spot, "children", "the children live in two homes; usually each home has its own circle")
