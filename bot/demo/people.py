"""Who is in the story of the demo, and what they say first, whatever carries their words.

Knows no messenger.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.chat.clock import SystemClock
from bot.roster import Roster, read

_ROSTER = Path(__file__).with_name("roster.toml")
ZONE = "America/New_York"
_MORNING = time(9, 30)


class Person(NamedTuple):
    """Somebody of the story. ``is_pinned``: one of the four whose phones stand side by side."""

    name: str
    role: str
    language: str
    is_pinned: bool


class Line(NamedTuple):
    """Something said: by whom, and in which circle, by its id in the roster.

    ``to`` is whom they choose where they are asked, ``is_reply`` that it answers what they read last. The
    words stand under a ``picture``, one of `drawings`, where there are pictures; ``then`` are those who press
    the first button under what they read last, once it is said.
    """

    name: str
    circle: str
    to: str
    words: str
    is_reply: bool = False
    picture: str | None = None
    then: tuple[str, ...] = ()


PEOPLE = (
    Person("Ana", "mother of Macia, Gladys and Jon", "es", is_pinned=True),
    Person("Wendy", "fosters Gladys and Jon", "en", is_pinned=True),
    Person("Brianna", "fosters Macia, and Jaylan of another family", "en", is_pinned=True),
    Person("Tianna", "caseworker", "en", is_pinned=True),
    Person("Joshua", "father of Gladys and Jon, works in California", "en", is_pinned=False),
    Person("Samara", "mother of Jaylan", "en", is_pinned=False),
    Person("Francis", "father of Jaylan", "en", is_pinned=False),
)

OPENING = (
    Line(
        "Brianna",
        "macia",
        "Ana",
        "Macia got a star for her story at school!",
        picture="star",
        then=("Brianna", "Tianna"),
    ),
    Line("Wendy", "gladys-jon", "Ana", "Good morning, Ana! Gladys drew this for you.", picture="home"),
    Line("Wendy", "gladys-jon", "Ana", "Gladys ate two pancakes, and Jon slept all night."),
    Line(
        "Ana",
        "gladys-jon",
        "Wendy",
        "¡Buenos días! Gracias, Wendy. Jon duerme mejor con la luz del pasillo.",
        is_reply=True,
    ),
    Line("Wendy", "gladys-jon", "Ana", "Good to know. We will leave it on tonight 🙂"),
    Line("Samara", "jaylan", "Brianna", "Hello Brianna. Does Jaylan still ask for his blue blanket?"),
    Line("Ana", "gladys-jon", "Wendy", "¡Qué bueno! Llámame cuando quieras: 213 555-0134.", is_reply=True),
)

BOOK: tuple[tuple[str, str, str], ...] = (
    ("Ana", "types", "/compartir jon dormir"),
    ("Ana", "types", "A las siete y media, con su cobija de estrellas"),
    *(("Ana", "taps", "Saltar"),) * 6,
    ("Ana", "taps", "Todos"),
    ("Ana", "taps", "Está bien"),
    ("Wendy", "taps", "Read in the book"),
    ("Wendy", "taps", "Ask the other home"),
    ("Wendy", "taps", "Bad dreams"),
    ("Ana", "taps", "Contestar"),
    ("Ana", "types", "Un abrazo largo, y le canto bajito"),
    ("Ana", "taps", "Todos"),
    ("Ana", "taps", "Está bien"),
)
"""How Jon's bedtime came into his book, before the morning's first words: who types or taps what."""

VISIT: tuple[tuple[str, str, str], ...] = (
    ("Ana", "types", "/visita gladys"),
    ("Ana", "taps", "Gladys y Jon"),
    ("Ana", "picks", "0"),
    ("Ana", "taps", "4:00 p.m."),
    ("Ana", "taps", "1 h 30 min"),
    ("Ana", "taps", "Solo una vez"),
    ("Ana", "taps", "Family Center"),
    ("Ana", "taps", "La agencia"),
    ("Ana", "types", "Llevo el pastel para Gladys."),
    ("Ana", "taps", "Está bien"),
    ("Wendy", "taps", "Yes, that works"),
    ("Tianna", "taps", "Say yes"),
)
"""How a visit for tomorrow came about: suggested, agreed on, approved. "picks" is a button by its place."""

TIP: tuple[tuple[str, str, str], ...] = (
    ("Wendy", "types", "/tip"),
    ("Wendy", "taps", "Visits"),
    ("Wendy", "taps", "3 to 5 years"),
    ("Wendy", "taps", "After a visit"),
    ("Wendy", "taps", "I'll try it"),
)
"""What Wendy would like to try after that visit: she is asked then if it worked, and both homes see it."""


MOMENT: tuple[tuple[str, str, str], ...] = (
    ("Wendy", "types", "/moment jon He waved at your photo and said “mamá”"),
    ("Wendy", "taps", "Something new 🌟"),
    ("Ana", "taps", "Me encanta ❤️"),
)
"""How Wendy shared a moment of Jon, and Ana was glad of it."""

WISH: tuple[tuple[str, str, str], ...] = (
    ("Wendy", "types", "/voice gladys"),
    ("Wendy", "taps", "For the next visit"),
    ("Wendy", "types", "Mommy, can we read the book with the moon?"),
    ("Wendy", "taps", "Send it"),
)
"""What Gladys wishes for that visit, in her own words: Ana reads it now, and again with the reminder."""

SATURDAY: tuple[tuple[str, str, str], ...] = (
    ("Brianna", "types", "/voice macia"),
    ("Brianna", "taps", "Something to tell"),
    ("Brianna", "types", "On Saturday I wish that Mom calls and sings me the song of the birds."),
    ("Brianna", "taps", "Send it"),
)
"""What Macia wishes for Saturday: there are no visits with her yet, but a mother's voice."""


def roster(account: Callable[[str], str], *, has_nights: bool = True) -> Roster:
    """Return the families of the story. Everybody has the account that ``account`` gives their name.

    Without ``has_nights`` nobody has quiet hours of their own.
    """
    lines = []
    names = {person.name for person in PEOPLE}
    for line in _ROSTER.read_text(encoding="utf-8").splitlines():
        if line.startswith("quiet_hours = ") and not has_nights:
            continue
        lines.append(line)
        name = line.removeprefix('name = "').removesuffix('"')
        if name in names and line.startswith("name = "):
            lines.append(f'accounts = ["{account(name)}"]')
        if line.startswith('phase = "introduction"'):
            lines.append('way = "hold"')
    return read("\n".join(lines), file_name=_ROSTER.name)


def begin_in_the_morning(clock: SystemClock) -> None:
    """Let the story begin at half past nine of this day, when only Joshua, out west, is still asleep."""
    local = clock.now().astimezone(ZoneInfo(ZONE))
    morning = datetime.combine(local.date(), _MORNING, tzinfo=ZoneInfo(ZONE))
    clock.offset = morning - local
