"""Choices that several conversations offer: languages, words for oneself, quiet hours, circles, people.

Knows no conversation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.chat.people import Circle, Role, Willing
from bot.chat.text import Text, text
from bot.flows.form import Flow, Option, Problem, Slot, Written

if TYPE_CHECKING:
    from bot.family.facts import Desk

LANGUAGES = ("en", "es")
WORDS = {
    Role.PARENT: ("mom", "dad", "parent"),
    Role.CAREGIVER: ("foster-mom", "foster-dad", "caregiver", "grandmother", "grandfather"),
    Role.SUPPORTER: ("grandmother", "grandfather", "supporter"),
}
ZONES = {
    "America/New_York": "zone-eastern",
    "America/Chicago": "zone-central",
    "America/Denver": "zone-mountain",
    "America/Phoenix": "zone-arizona",
    "America/Los_Angeles": "zone-pacific",
    "America/Anchorage": "zone-alaska",
    "Pacific/Honolulu": "zone-hawaii",
    "America/Puerto_Rico": "zone-puerto-rico",
}
QUIET = {"off": "off", "21:00-07:00": "nine", "22:00-06:00": "ten", "20:00-08:00": "eight"}
_RANGE = re.compile(r"\s*(\d{1,2})(?::(\d{2}))?\s*(?:-|–|to|a)\s*(\d{1,2})(?::(\d{2}))?\s*")
_HOURS, _MINUTES = 24, 60


def language_options(_flow: Flow, _item: str) -> list[Option]:
    """Return the languages, each named in itself."""
    return [Option(code, Text(f"label-language-{code}")) for code in LANGUAGES]


def word_options(flow: Flow, _item: str) -> list[Option]:
    """Return the ready words a person of this role may use for themself."""
    return [Option(word, Text(f"label-word-{word}")) for word in WORDS.get(flow.view.speaker.role, ())]


def zone_options(_flow: Flow, _item: str) -> list[Option]:
    """Return the time zones most people here live in; others may be typed."""
    return [Option(zone, Text(f"label-{text_id}")) for zone, text_id in ZONES.items()]


def quiet_options(_flow: Flow, _item: str) -> list[Option]:
    """Return usual quiet hours, and none."""
    return [Option(hours, Text(f"label-quiet-{name}")) for hours, name in QUIET.items()]


def willing_options(_flow: Flow, _item: str) -> list[Option]:
    """Return the two answers to "would you like to write"."""
    return [
        Option(Willing.YES, Text("label-yes")),
        Option(Willing.NOT_YET, Text("label-not-yet")),
    ]


def yes_no_options(_flow: Flow, _item: str) -> list[Option]:
    """Return yes and no."""
    return [Option("yes", Text("label-yes")), Option("no", Text("label-no"))]


def circle_options(circles: tuple[Circle, ...]) -> list[Option]:
    """Return circles by the children they are about."""
    return [Option(circle.id, circle.label) for circle in circles]


def served_circle_options(desk: Desk) -> list[Option]:
    """Return a desk's circles by children and adults, since two may be about the same child."""
    return [
        Option(
            circle.id,
            text(
                "circle-with-people",
                children=circle.label,
                people=", ".join(member.name for member in circle.members),
            ),
        )
        for circle in desk.circles
    ]


class Zone(Written):
    """A time zone: a button, or an IANA name typed ("America/Boise")."""

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take a zone that exists, or say so."""
        name = words.strip().replace(" ", "_")
        try:
            return ZoneInfo(name).key
        except (OSError, ValueError) as missing:
            raise Problem("zone-unknown") from missing


class QuietHours(Written):
    """Quiet hours: a button, or a range typed ("21:00-07:00", "9-7" is not guessed at)."""

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take a range of wall-clock times, or say how to write one."""
        match = _RANGE.fullmatch(words)
        if match is None:
            raise Problem("quiet-unclear")
        start, start_minute, end, end_minute = (int(part or 0) for part in match.groups())
        if max(start, end) >= _HOURS or max(start_minute, end_minute) >= _MINUTES or start == end:
            raise Problem("quiet-unclear")
        return f"{start:02}:{start_minute:02}-{end:02}:{end_minute:02}"


def stored_word(answer: str) -> str | None:
    """Return a word for oneself as it is stored: a ready one by its id, own words behind "="."""
    if not answer:
        return None
    return answer if any(answer in ready for ready in WORDS.values()) else f"={answer}"
