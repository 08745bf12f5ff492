"""Asking about children who are recorded now: when each was born, with whom it lives, since when.

What a line says already is not asked again (``flows.lines``). A flow declares `asked_of_children`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from bot.chat.people import DESK
from bot.chat.text import Day, Lines, Literal, Text, Value, listing, text
from bot.dates import Said
from bot.family.commands import Command, SetUpFamily, Show
from bot.family.facts import Need
from bot.family.moving import homes
from bot.family.newcomers import NewChild
from bot.flows.choices import NewName, told_apart, words_at_desk, yes_no_options
from bot.flows.form import Each, Flow, OneOf, Option, Problem, Question, Slot, Written
from bot.flows.interview import as_typed
from bot.flows.lines import Entry, children_in, home_in, past_day
from bot.flows.when import Sure, kept, now_here, said_in

NEW, EACH = "new", "each"
NEW_HOME = "="
"""Before the name of a caregiver whose home is recorded in this very conversation."""
_DAY_CHARS = 120

Items = Callable[[Any], Sequence[str]]


class Newcomers(Flow):
    """Base of what records children."""

    offered_to = DESK
    needs = frozenset({Need.DESK, Need.CHILDREN})

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was written of each child."""
        raise NotImplementedError

    @property
    def family_id(self) -> str:
        """The family, "" for one that is new."""
        raise NotImplementedError

    @property
    def family_name(self) -> str:
        """What the family is called."""
        raise NotImplementedError

    @property
    def is_new(self) -> bool:
        """Whether the family is to be recorded, too."""
        return False

    def slot_is_there(self, key: str) -> bool:
        """Whether a question has been answered."""
        return bool(self.answer(key))

    def forgets(self, key: str) -> tuple[str, ...]:
        """What a reading was chosen of is another one now."""
        return (f"{key}_sure",) if key == "since" else ()

    def entry(self, name: str) -> Entry:
        """Return what was written of one child."""
        return next((one for one in self.entries if one.name == name), Entry(name))

    def without_birthday(self) -> list[str]:
        """Return the children of whom no line says when they were born."""
        return [one.name for one in self.entries if not one.born]

    def with_two_birthdays(self) -> list[str]:
        """Return the children whose birth date can mean two days."""
        return [
            one.name
            for one in self.entries
            if said_in(one.born or self.answer(f"born:{one.name}")).doubt is not None
        ]

    def without_home(self) -> list[str]:
        """Return the children of whom no line says with whom they live."""
        return [one.name for one in self.entries if not self.home_in(one)]

    def without_since(self) -> list[str]:
        """Return the children of whom no line says since when they live there."""
        return [one.name for one in self.entries if not one.since]

    def home_in(self, entry: Entry) -> str:
        """Return the home that a line names, known or new; "" where it is to be asked."""
        if not entry.home:
            return ""
        found = [home for home, names in self.called().items() if as_typed(entry.home) in names]
        if len(found) == 1:
            return found[0]
        return f"{NEW_HOME}{entry.home}" if not found and may_be_called(self, entry.home) else ""

    def called(self) -> dict[str, set[str]]:
        """Return the homes here and what each is called: by any of its caregivers, and by all."""
        return {
            home: {*(as_typed(one.name) for one in people), as_typed(" ".join(one.name for one in people))}
            for home, people in homes(self.facts.desk).items()
        }

    def home_of(self, name: str) -> str:
        """Return a child's home as it is answered."""
        home = self.home_in(self.entry(name)) or self.answer(f"home:{name}")
        return f"{NEW_HOME}{self.answer(f'carer:{name}')}" if home == NEW else home

    def home_named(self, home: str) -> Value:
        """Return what a home is called: by its caregivers."""
        if home.startswith(NEW_HOME):
            return Literal(home.removeprefix(NEW_HOME))
        return listing([one.name for one in homes(self.facts.desk).get(home, ())] or ["–"])

    def birthday(self, name: str) -> date | None:
        """Return when a child was born, None where that is not known."""
        own = self.entry(name).born or self.answer(f"born:{name}")
        said = said_in(self.answer(f"born_sure:{name}") if said_in(own).doubt else own)
        return said.day

    def lives_since(self, name: str) -> date | None:
        """Return since when a child lives where it does, None where that is not known."""
        own = self.entry(name).since
        if not own:
            own = self.answer(f"since_of:{name}") if self.answer("since") == EACH else self.answer("since")
            own = self.answer("since_sure") if said_in(own).doubt else own
        return said_in(own).day

    def new_homes(self) -> list[str]:
        """Return the caregivers of homes that are new."""
        found = (self.home_of(one.name) for one in self.entries)
        return list(dict.fromkeys(home.removeprefix(NEW_HOME) for home in found if home.startswith(NEW_HOME)))

    def recorded(self) -> Value:
        """Return all that would be recorded, a line for each child, and what follows."""
        lines: list[Value] = [
            child_line(
                one.name,
                self.birthday(one.name),
                self.home_named(self.home_of(one.name)),
                self.lives_since(one.name),
            )
            for one in self.entries
        ]
        if new := self.new_homes():
            lines.append(text("child-new-homes", people=listing(new)))
        return Lines(tuple(lines))

    def record(self) -> Sequence[Command]:
        """Return what records them."""
        if self.answer("sure") != "yes":
            return (Show((text("setup-left"),)),)
        children = []
        for one in self.entries:
            home = self.home_of(one.name)
            is_new = home.startswith(NEW_HOME)
            children.append(
                NewChild(
                    one.name,
                    self.birthday(one.name),
                    "" if is_new else home,
                    home.removeprefix(NEW_HOME) if is_new else "",
                    self.lives_since(one.name),
                )
            )
        return (SetUpFamily(self.family_id, self.family_name, tuple(children)),)


def child_line(name: str, born: date | None, home: Value, since: date | None) -> Text:
    """Return all that is recorded of a child in one line."""
    birthday = Day(born, has_year=True) if born else None
    began = Day(since, has_year=True) if since else None
    if birthday and began:
        return text("child-line-all", child=name, born=birthday, home=home, since=began)
    if birthday:
        return text("child-line-born", child=name, born=birthday, home=home)
    if began:
        return text("child-line-since", child=name, home=home, since=began)
    return text("child-line", child=name, home=home)


def may_be_called(flow: Flow, name: str) -> bool:
    """Whether a caregiver of a new home may be called so."""
    try:
        _CARER.read(flow, Slot("carer", _CARER), name)
    except Problem:
        return False
    return True


class PastDay(Question):
    """A day that is not still to come, in words."""

    takes_words = True
    takes_parts = False
    takes_numbers = True
    needs_year = False

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take what the words say, or say what would help."""
        said = past_day(
            words[:_DAY_CHARS], flow.view.speaker.language, now_here(flow).date(), needs_year=self.needs_year
        )
        if said is None or (said.doubt is not None and not self.may_mean_two()):
            raise Problem("day-needs-year" if self.needs_year else "day-unclear")
        return kept(said)

    def may_mean_two(self) -> bool:
        """Whether it is asked which of two readings is meant."""
        return True

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether there is a day in it."""
        return self.is_optional if value == "" else said_in(value).day is not None

    def shown(self, flow: Flow, slot: Slot, value: str) -> Value:
        """Return the day."""
        return Day(said_in(value).day or date.min, has_year=True)


class _Birthdays(PastDay, Each):
    """When each of the children was born."""

    needs_year = True


class _EachSince(PastDay, Each):
    """Since when each of the children lives where it does."""

    def may_mean_two(self) -> bool:
        """No: it is asked anew."""
        return False


class _Since(PastDay):
    """Since when all of them live where they do; or not all since the same day."""

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether there is a day in it, or it is asked of each."""
        return value == EACH or super().is_valid(flow, slot, value)


class _Carer(NewName):
    """Who is in a home that is new: nobody takes the caseworker's own name."""

    def around(self, flow: Flow) -> set[str]:
        """Return the names that nobody may take."""
        return {flow.view.speaker.name}


_CARER = _Carer(limit=24, prompt="place-name")


class _Homes(Each):
    """With whom each of the children lives: in a home that is known, or in a new one, and who is there."""

    takes_words = True

    def slots(self, flow: Flow) -> Iterator[Slot]:
        """Yield a place for each home, and one for who is in it where it is new."""
        for slot in super().slots(flow):
            yield slot
            if flow.answer(slot.key) == NEW:
                yield Slot(f"carer:{slot.item}", _CARER, slot.item)

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take one of its caregivers for a home, or say that there is none: a new one is not guessed at."""
        name = home_in(words)
        called = flow.called() if isinstance(flow, Newcomers) else {}
        found = [home for home, names in called.items() if as_typed(name) in names]
        if len(found) == 1:
            return found[0]
        raise Problem("answer-several") if found else Problem("home-unknown", name=name)


def _home_options(flow: Newcomers, item: str) -> list[Option]:
    known = homes(flow.facts.desk)
    options = [Option(home, listing([one.name for one in people])) for home, people in known.items()]
    people = {home: flow.facts.desk.person(there[0].id) for home, there in known.items()}
    more = {home: words_at_desk(flow.facts.desk, one) for home, one in people.items() if one is not None}
    others = (flow.home_of(one.name) for one in flow.entries if one.name != item)
    fresh = dict.fromkeys(home for home in others if len(home) > 1 and home.startswith(NEW_HOME))
    return [
        *told_apart(options, more),
        *(Option(home, Literal(home.removeprefix(NEW_HOME))) for home in fresh),
        Option(NEW, Text("label-place-new"), is_pinned=True),
    ]


def _two_days(flow: Newcomers, item: str) -> list[Option]:
    doubt = said_in(flow.entry(item).born or flow.answer(f"born:{item}")).doubt
    if doubt is None:
        return []
    return [Option(kept(one), Day(one.day or date.min, has_year=True)) for one in doubt.options]


def _since_options(flow: Newcomers, _item: str) -> list[Option]:
    today = Option(_today(flow), Text("label-today"))
    return [today, *([Option(EACH, Text("label-not-all"))] if len(flow.without_since()) > 1 else [])]


def _today(flow: Flow) -> str:
    return kept(Said(day=now_here(flow).date()))


def asked_of_children() -> tuple[Question, ...]:
    """Return the questions about children who are recorded, in order, for a flow to declare."""
    return (
        _Birthdays(
            lambda flow: flow.without_birthday(),
            args=lambda _flow, item: {"child": item},
            short=lambda _flow, item: text("header", name=item, word=Text("child-born.short")),
            is_optional=True,
            prompt="child-born",
        ),
        Each(
            lambda flow: flow.with_two_birthdays(),
            options=_two_days,
            args=lambda _flow, item: {"child": item},
            short=lambda _flow, item: text("header", name=item, word=Text("child-born-sure.short")),
            prompt="child-born-sure",
        ),
        _Homes(
            lambda flow: flow.without_home(),
            options=_home_options,
            args=lambda _flow, item: {"child": item},
            short=lambda _flow, item: text("header", name=item, word=Text("child-home.short")),
            prompt="child-home",
        ),
        _Since(
            options=_since_options,
            when=lambda flow: bool(flow.without_since()),
            args=lambda flow, _item: {"children": listing(flow.without_since() or ["–"])},
            is_optional=True,
            prompt="child-since",
        ),
        Sure("since"),
        _EachSince(
            lambda flow: flow.without_since() if flow.answer("since") == EACH else [],
            options=lambda flow, _item: [Option(_today(flow), Text("label-today"))],
            args=lambda _flow, item: {"children": listing([item])},
            is_optional=True,
            short=lambda _flow, item: text("header", name=item, word=Text("child-since.short")),
            prompt="child-since",
        ),
        OneOf(
            options=yes_no_options,
            when=lambda flow: flow.is_new or bool(flow.entries),
            args=lambda flow, _item: {"family": flow.family_name or "–", "children": flow.recorded()},
            short=lambda _flow, _item: Text("child-sure.short"),
            prompt="child-sure",
        ),
    )


class ChildrenLine(Written):
    """Names of children, and what else is known of each."""

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take them, or say what is no name and no day, or which name is there already."""
        if len(words) > self.limit(flow):
            raise Problem("answer-too-long", limit=self.limit(flow))
        entries = children_in(words, flow.view.speaker.language, now_here(flow).date())
        refuse_taken(flow, flow.family_id if isinstance(flow, Newcomers) else "", entries)
        return msgspec.json.encode(entries).decode()


def refuse_taken(flow: Flow, family: str, entries: Sequence[Entry]) -> None:
    """Raise Problem where a child of that name is in the family already."""
    taken = {one.name.casefold() for one in flow.facts.children if one.family == family}
    again = next((one.name for one in entries if one.name.casefold() in taken), None)
    if again is not None:
        raise Problem("child-taken", child=again)


def entries_of(value: str) -> tuple[Entry, ...]:
    """Return what a stored line says."""
    try:
        return msgspec.json.decode(value, type=tuple[Entry, ...]) if value else ()
    except msgspec.MsgspecError:
        return ()
