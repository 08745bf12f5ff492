"""Choices that several conversations offer: languages, words for oneself, quiet hours, circles, people.

Knows no conversation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

import msgspec

from bot.chat.people import Circle, Member, Role, Willing, word_value
from bot.chat.text import Literal, Text, Value, listing, text
from bot.flows.form import Flow, Option, Problem, Slot, Written
from bot.policy import names
from bot.policy.identifiers import find

if TYPE_CHECKING:
    from bot.family.facts import Desk, Served

LANGUAGES = ("en", "es")
_CALLED_ABROAD = {"en": "inglés", "es": "spanish"}  # what the speakers of the other one type
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
_CLOCK = r"\s*(\d{1,2})(?::(\d{2}))?\s*([ap]\.?\s?m\.?)?\s*"
_RANGE = re.compile(f"{_CLOCK}(?:-|–|to|a){_CLOCK}")
_HOURS, _MINUTES, _NOON = 24, 60, 12
_ORDERS = 3


def language_options(_flow: Flow, _item: str) -> list[Option]:
    """Return the languages, each named in itself."""
    return [Option(code, Text(f"label-language-{code}"), _CALLED_ABROAD[code]) for code in LANGUAGES]


def word_options(flow: Flow, _item: str) -> list[Option]:
    """Return the ready words a person of this role may use for themself."""
    return [Option(word, Text(f"label-word-{word}")) for word in WORDS.get(flow.view.speaker.role, ())]


def zone_options(_flow: Flow, _item: str) -> list[Option]:
    """Return the time zones most people here live in; others may be typed."""
    return [Option(zone, Text(f"label-{text_id}")) for zone, text_id in ZONES.items()]


def zone_called(zone: str) -> Value:
    """Return what a time zone is called: as its button reads, else by its city."""
    text_id = ZONES.get(zone)
    return Text(f"label-{text_id}") if text_id else Literal(zone.rpartition("/")[2].replace("_", " "))


def quiet_options(_flow: Flow, _item: str) -> list[Option]:
    """Return usual quiet hours, and none."""
    return [Option(hours, Text(f"label-quiet-{name}")) for hours, name in QUIET.items()]


def willing_options(_flow: Flow, _item: str) -> list[Option]:
    """Return the two answers to "would you like to write"."""
    return [
        Option(Willing.YES, Text("label-yes")),
        Option(Willing.NOT_YET, Text("label-not-yet"), "no"),
    ]


def yes_no_options(_flow: Flow, _item: str) -> list[Option]:
    """Return yes and no."""
    return [Option("yes", Text("label-yes")), Option("no", Text("label-no"))]


def told_apart(options: Sequence[Option], more: Mapping[str, Sequence[Value]]) -> list[Option]:
    """Return the choices with more said of those that would read the same, or are called the same."""

    def has_twin(one: Option) -> bool:
        return any(
            other.label == one.label or (one.name and other.name.casefold() == one.name.casefold())
            for other in options
            if other.value != one.value
        )

    def with_more(one: Option) -> Option:
        label = one.label
        for said in more.get(one.value, ()):
            label = text("header", name=label, word=said)
        return msgspec.structs.replace(one, label=label)

    return [with_more(option) if has_twin(option) else option for option in options]


def words_of(member: Member) -> tuple[Value, ...]:
    """Return what tells a member from somebody of the same name: their word, and whose parent they are."""
    word = word_value(member.word, member.role)
    return (word, listing(list(member.children))) if member.children else (word,)


def words_at_desk(desk: Desk, person: Served) -> tuple[Value, ...]:
    """Return what tells a person from a namesake at a desk: the word they go by, and the family."""
    member = next((found for circle in desk.circles if (found := circle.member(person.id))), None)
    words = words_of(member) if member else (word_value(None, person.role),)
    family = next((family.name for family in desk.families if family.id == person.family), None)
    return (*words, Literal(family)) if family else words


def words_of_people(people: Sequence[Member]) -> tuple[Value, ...]:
    """Return what tells a circle from another one with people of the same names."""
    return (listing(tuple(word for member in people for word in words_of(member))),)


def circle_names(circle: Circle) -> tuple[Value, ...]:
    """Return what a circle may be called whole: each child's name, and all of them in any order."""
    names = [child.name for child in circle.children]
    orders = permutations(names) if len(names) <= _ORDERS else [tuple(names)]
    return (*map(Literal, names), *(listing(list(order)) for order in orders))


def circle_options(circles: tuple[Circle, ...], me: str) -> list[Option]:
    """Return circles by the children they are about and whom they reach: two may be about the same child."""
    options = [
        Option(
            circle.id,
            text(
                "circle-with-people",
                children=circle.label,
                people=listing([other.name for other in circle.others(me)] or ["–"]),
            ),
            names=circle_names(circle),
        )
        for circle in circles
    ]
    return told_apart(options, {circle.id: words_of_people(circle.others(me)) for circle in circles})


def served_circle_options(desk: Desk) -> list[Option]:
    """Return a desk's circles by children and adults, since two may be about the same child."""
    options = [
        Option(
            circle.id,
            text(
                "circle-with-people",
                children=circle.label,
                people=", ".join(member.name for member in circle.members),
            ),
            # A person's name may not stand for a circle: it could be meant for that person alone.
            name=" ".join(child.name for child in circle.children),
            names=circle_names(circle),
        )
        for circle in desk.circles
    ]
    people = {circle.id: words_of_people(circle.members) for circle in desk.circles}
    twins = [msgspec.structs.replace(option, name="") for option in options]
    labels = [option.label for option in told_apart(twins, people)]
    return [
        msgspec.structs.replace(option, label=label) for option, label in zip(options, labels, strict=True)
    ]


class Called(Written):
    """What somebody is called above every message of theirs, and nothing that could pass for more.

    Letters of one alphabet: no digit (a number would be out at once), no mark that the line above a message
    is made of, no office that those who bring up the children do not have.
    """

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take letters, spaces, hyphens, apostrophes and full stops, or say so."""
        kept = names.written(super().read(flow, slot, words))
        if not names.is_plain(kept):
            raise Problem("name-letters")
        if (refused := self.refused(flow, kept)) is not None:
            raise refused
        return kept

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether the stored answer would still be taken: somebody else may have it by now."""
        return super().is_valid(flow, slot, value) and (value == "" or self.refused(flow, value) is None)

    def refused(self, flow: Flow, kept: str) -> Problem | None:
        """Return what says why it cannot be taken, or None."""
        if names.is_taken(kept, self.around(flow)):
            return Problem("name-taken")
        if self.tells(flow, kept):
            return Problem("name-tells")
        return Problem("name-office") if names.claims_office(kept) else None

    def tells(self, flow: Flow, kept: str) -> bool:
        """Whether it would say above each message how to find somebody, or name another family's."""
        guards = flow.facts.guards.values()
        protected = [name for guard in guards for name in (*guard.others, *guard.terms)]
        return names.points_elsewhere(kept) or bool(find(kept, protected))

    def around(self, flow: Flow) -> set[str]:
        """Return the names that are somebody else's: of all whom the speaker may know of."""
        me = flow.view.speaker.id
        members = {other.name for circle in flow.view.circles for other in circle.others(me)}
        served = {one.name for one in flow.facts.desk.people if one.id != me}
        return members | served | {line.caseworker_name for line in flow.view.lines}


class Name(Called):
    """The name others see: nobody takes the name of somebody who is there already, or speaks for them.

    The flow needs the desk: a caseworker's people are around them, too.
    """

    def refused(self, flow: Flow, kept: str) -> Problem | None:
        """Return what says why it cannot be taken, or None."""
        me = flow.view.speaker
        if kept == me.name:
            return None if is_own_name_free(flow) else Problem("name-taken")
        around = self.around(flow)
        if names.is_taken(kept, around):
            return Problem("name-taken")
        if names.is_about(kept, around):
            return Problem("name-of-other")
        if self.tells(flow, kept):
            return Problem("name-tells")
        # A caseworker may say what they are.
        return Problem("name-office") if names.claims_office(kept) and not me.is_caseworker else None


class NewName(Called):
    """The name of somebody who is only now recorded, for the circle that ``circle`` says, if any."""

    def refused(self, flow: Flow, kept: str) -> Problem | None:
        """Return what says why it cannot be taken, or None."""
        is_about = names.is_about(kept, self.around(flow))
        return Problem("name-of-other") if is_about else super().refused(flow, kept)

    def around(self, flow: Flow) -> set[str]:
        """Return the names in that circle, and the caseworker's own: elsewhere there may be another Ana."""
        circle = flow.facts.desk.circle(flow.answer("circle"))
        return {flow.view.speaker.name, *(member.name for member in (circle.members if circle else ()))}


def is_own_name_free(flow: Flow) -> bool:
    """Whether the name that the speaker is recorded under is used by nobody who is here already.

    Two of the same name may be recorded in one circle; whoever comes second needs another.
    """
    me = flow.view.speaker
    here = {
        other.name
        for circle in flow.view.circles
        for other in circle.others(me.id)
        if other.is_joined or other.is_by_phone
    }
    return not names.is_taken(me.name, here | {line.caseworker_name for line in flow.view.lines})


class Zone(Written):
    """A time zone: a button, or a city typed that names one ("Boise"), or its IANA name ("America/Boise")."""

    takes_parts = True

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take a zone that exists, however its letters are written, or say so."""
        found = _zones().get(words.strip().replace(" ", "_").casefold())
        if found is None:
            raise Problem("zone-unknown")
        return found


class QuietHours(Written):
    """Quiet hours: a button, or a range typed ("21:00-07:00", "9 pm - 7 am"; "9-7" is not guessed at)."""

    takes_parts = True

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take a range of wall-clock times, or say how to write one."""
        match = _RANGE.fullmatch(words.casefold())
        start = _time(*match.group(1, 2, 3)) if match else None
        end = _time(*match.group(4, 5, 6)) if match else None
        if start is None or end is None or start == end:
            raise Problem("quiet-unclear")
        return f"{start}-{end}"


_ONE_CLOCK = re.compile(_CLOCK)


class Clock(Written):
    """A time of the day: a button, or typed ("08:00", "8 am"; "8" alone is not guessed at)."""

    takes_parts = True

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take a wall-clock time, or say how to write one."""
        match = _ONE_CLOCK.fullmatch(words.casefold())
        at = _time(*match.group(1, 2, 3)) if match else None
        if at is None:
            raise Problem("digest-unclear")
        return at


@cache
def _zones() -> dict[str, str]:
    known = sorted(name for name in available_timezones() if "/" in name or name == "UTC")
    # A city's name is enough; where two have one, it is the one over here.
    cities = {name.rpartition("/")[2].casefold(): name for name in known if not name.startswith("Etc/")}
    here = {name.rpartition("/")[2].casefold(): name for name in known if name.startswith("America/")}
    return {**cities, **here, **{name.casefold(): name for name in known}}


def _time(hour: str, minute: str | None, half: str | None) -> str | None:
    """Return "21:00", or None for no time of the day, or one that could be either half of it."""
    number, past = int(hour), int(minute or 0)
    if half:
        if not 1 <= number <= _NOON:
            return None
        number = number % _NOON + (_NOON if half.startswith("p") else 0)
    elif 1 <= number <= _NOON and not (minute and len(hour) == len("07")):
        return None
    return f"{number:02}:{past:02}" if number < _HOURS and past < _MINUTES else None


def stored_word(answer: str) -> str | None:
    """Return a word for oneself as it is stored: a ready one by its id, own words behind "="."""
    if not answer:
        return None
    return answer if any(answer in ready for ready in WORDS.values()) else f"={answer}"
