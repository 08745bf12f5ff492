"""Classes, groups and services as the agency has listed them, and what got in somebody's way. Values only."""

from __future__ import annotations

import unicodedata
from typing import Final

import msgspec

from bot.chat.people import Role

PURPOSE: Final = "resource"
"""The purpose of a message that asks the caseworker for help with one of them."""


class Resource(msgspec.Struct, frozen=True):
    """One of them: what it is and when it is open, by language; how to get there; for whom.

    ``contacts`` are its phone, web and address, as far as it has them; ``languages`` those it speaks, in the
    agency's own words.
    """

    name: str
    topics: tuple[str, ...]
    about: dict[str, str]
    hours: dict[str, str] = {}
    languages: tuple[str, ...] = ()
    contacts: dict[str, str] = {}
    whom: str = "all"

    def is_for(self, role: Role) -> bool:
        """Whether it is for somebody of this role; whoever serves families sees all."""
        return self.whom in ("all", role.value) or role in (Role.CASEWORKER, Role.SUPERVISOR)

    def says(self, language: str) -> str:
        """Return what it is, in another language where it is not in this one."""
        return self.about.get(language) or next(iter(self.about.values()))

    def opens(self, language: str) -> str:
        """Return when it is open, "" where that is not known."""
        return self.hours.get(language) or next(iter(self.hours.values()), "")

    def has(self, words: str, language: str) -> bool:
        """Whether all these words stand in its name, or in what it is; accents and case do not matter."""
        told = plain(f"{self.name} {self.says(language)}")
        return all(word in told for word in plain(words).split())


class InTheWay(msgspec.Struct, frozen=True):
    """What somebody said got in the way of a meeting on one ``day`` of it."""

    meeting: str
    day: str
    how: str


def plain(words: str) -> str:
    """Return words as they are compared: without case, accents and marks."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign if sign.isalnum() else " " for sign in apart if not unicodedata.combining(sign))
