"""Who may have what of a child, where that is allowed by kind: moments, letters, questions, knowing of it.

Looked at when something is written, and once more when it leaves (`Draft.contact`). Fails closed. Knows no
table and no conversation.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bot.chat.people import Member, Role
from bot.family.terms import Contact


class Entitled(msgspec.Struct, frozen=True):
    """Who may have what with which child today: a kind of contact, a person, a child."""

    allowed: frozenset[tuple[Contact, str, str]] = frozenset()

    def may(self, kind: Contact, member: Member, children: Iterable[str]) -> bool:
        """Whether somebody may have this of all these children, and give it.

        Who has a child needs no leave for it; everybody else has what a caseworker allowed, and no more.
        """
        return member.role == Role.CAREGIVER or self.has(kind, member.id, children)

    def having(self, kind: Contact) -> frozenset[tuple[str, str]]:
        """Return who may have this of which child: a person, a child."""
        return frozenset((person, child) for one, person, child in self.allowed if one == kind)

    def has(self, kind: Contact, person: str, children: Iterable[str]) -> bool:
        """Whether a caseworker allowed somebody this with all these children."""
        return all((kind, person, child) in self.allowed for child in children)


def contact_of(kind: Contact, children: Iterable[str]) -> str:
    """Return of which kind, and of which children, something is: "letters 018f… 018f…"."""
    return " ".join((kind.value, *children))


def read_contact(contact: str) -> tuple[Contact, tuple[str, ...]]:
    """Return the kind and the children of what `contact_of` wrote; of one of earlier days, moments."""
    first, *others = contact.split()
    return (Contact(first), tuple(others)) if first in set(Contact) else (Contact.MOMENTS, (first, *others))
