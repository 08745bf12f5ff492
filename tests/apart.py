"""Two sides that share a home and must never learn of each other, and all that stands before one of them.

A story is a list of deeds, each of one side or of both. It can be played whole, or without the deeds of one
side; what the other side's people see of the two is compared by whoever asks. Knows nothing of the rules.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from collections.abc import Coroutine, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import insert, select

from bot.adapters.simulator.platform import Change, Removed, Showing, Shown
from bot.calendars import secret_hash
from bot.chat.clock import SetClock
from bot.store.schema import feed, person
from bot.store.sealing import Master, Scope
from bot.store.session import Session
from tests.story.phones import SimulatorExchange
from tests.story.stage import DEFAULTS, Stage

T = TypeVar("T")

ZONE = ZoneInfo("America/New_York")
MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
KEY = Master(b"the machine's own key, 32 bytes.")
DATA = Path(__file__).parent / "data"
ONE, OTHER, BOTH = "one", "other", "both"

_MINUTE = re.compile(r"(?<=\d):(\d\d)\b")
_SECRETS = re.compile(r"(/calendar/|meet\.example\.org/)[\w-]{20,}")
_UID = re.compile(rb"UID:\w+@")
_ENTRY = re.compile(rb"BEGIN:VEVENT.*?END:VEVENT\r\n", re.DOTALL)
_STEERING = frozenset({"Back", "Later", "Change it", "Cancel", "Skip"})
_LEFT_ALONE = frozenset({"Send a question"})
"""Buttons behind which another story begins."""
_OF_ONE = frozenset({"Let them come", "Leave it so"})
"""What is decided of one person, though it stands under what is everybody's."""
_DAY = re.compile(r"Which day (would|is it\?)")
_TIME = re.compile(r"What time (should|does|is good)")
_LONG = "How long"
_CLASH = "You already have this at that time"
_NEAR = "Close to it is this"
_APART = "may not meet. Please invite them one by one."
_SUGGESTING = ("/visit", "/call", "/event")
_STEPS = 16
_A_DAY = 24
_RECENT = 8


@dataclass(frozen=True)
class Deed:
    """One thing that somebody does, or for ``who`` "" the time that passes.

    ``verb`` is a command with what is written behind it, "press", or "pass". A press is of the button with
    this ``label``, or of some button by the first of the ``choices``; the others answer what is asked then.
    A time that is asked for is ``days`` ahead at ``hour``; ``hours`` is how long it takes, or what passes.
    """

    side: str
    who: str
    verb: str
    label: str = ""
    choices: tuple[int, ...] = (0,)
    days: int = 2
    hour: int = 15
    hours: int = 1
    picks: tuple[str, ...] = ()
    """What is chosen wherever it is offered."""
    says_no: bool = False
    """Whether "you already have this" is answered with a no."""


@dataclass(frozen=True)
class Cast:
    """Who is on which side, who stands between, and how the house is set up."""

    name: str
    roster: str
    sides: Mapping[str, tuple[str, ...]]
    middle: Mapping[str, tuple[str, ...]]
    children: Mapping[str, str]
    desk: str = "Tianna"

    @property
    def everybody(self) -> tuple[str, ...]:
        return (*self.sides[ONE], *self.sides[OTHER], *self.between, self.desk)

    @property
    def between(self) -> tuple[str, ...]:
        """Return who lives with the child, or with both children."""
        return tuple(dict.fromkeys((*self.middle[ONE], *self.middle[OTHER])))

    def names_of(self, side: str) -> tuple[str, ...]:
        """Return the names that only one side knows."""
        own, others = self.children[side], {self.children[one] for one in (ONE, OTHER) if one != side}
        return (*self.sides[side], *(() if own in others else (own,)))


def _apart() -> Cast:
    told = (DATA / "roster-kept-apart.toml").read_text()
    told = told.replace('language = "es"\n', "").replace('phase = "introduction"', 'phase = "open"')
    told = told.replace('kinds = ["know", "questions", "visit", "appointment"]', _kinds("questions", "phone"))
    told = told.replace(
        'kinds = ["know", "questions", "phone", "visit", "appointment"]', _kinds("questions", "phone")
    )
    return Cast(
        "apart",
        told,
        {ONE: ("Ana",), OTHER: ("Joshua",)},
        {ONE: ("Wendy", "Carl"), OTHER: ("Wendy",)},
        {ONE: "Jon", OTHER: "Jon"},
    )


def _home() -> Cast:
    told = (DATA / "roster.toml").read_text().replace('language = "es"\n', "")
    told = told.replace('quiet_hours = "21:00-07:00"\n', "")
    given = """
[[permission]]
parent = "{}"
children = ["{}"]
{}
supervision = "monitored"
from = 2026-10-01
approval = "{}"
"""
    more = given.format("ana", "macia", 'kinds = ["visit"]', "none")
    more += given.format("ana", "macia", 'kinds = ["appointment", "activity"]', "caseworker")
    for parent, approval in (("samara", "none"), ("francis", "caseworker")):
        more += given.format(parent, "jaylan", 'kinds = ["appointment", "activity"]', approval)
    return Cast(
        "home",
        told + more,
        {ONE: ("Ana",), OTHER: ("Samara", "Francis")},
        {ONE: ("Brianna",), OTHER: ("Brianna",)},
        {ONE: "Macia", OTHER: "Jaylan"},
    )


def _kinds(*more: str) -> str:
    return "kinds = " + str(["know", *more, "visit", "appointment", "activity"]).replace("'", '"')


CASTS = {cast.name: cast for cast in (_apart(), _home())}


@cache
def _prepared(name: str) -> Path:
    """Return a database in which all have joined and read their calendar under an address, made once."""
    path = Path(tempfile.mkdtemp(prefix="apart-")) / "joined.db"
    cast = CASTS[name]

    async def make() -> None:
        clock = SetClock(MORNING)
        stage = Stage(SimulatorExchange(clock), clock, f"sqlite:///{path}", KEY)
        await stage.open(joined=cast.everybody, roster=cast.roster)
        await stage.house.store.run(open_feeds)
        await stage.close()

    asyncio.run(make())
    return path


def open_feeds(session: Session) -> None:
    for row in session.connection.execute(select(person)).all():
        name = session.open(Scope.person(row.id), "person.name", row.id, row.name)
        values = {"person_id": row.id, "secret_hash": secret_hash(name), "made_at": session.now}
        session.connection.execute(insert(feed), values)


Sight = tuple[str, ...]


@dataclass
class Record:
    """Everything that stood before somebody, in the order and at the second in which it came."""

    seen: dict[str, list[Sight]] = field(default_factory=dict)
    pressed: set[str] = field(default_factory=set)
    void: set[int] = field(default_factory=set)
    """Deeds that were not done, because of what is known to those between and to the caseworker alone."""
    clashed: set[int] = field(default_factory=set)
    """Deeds at which somebody between was told of their own calendar."""

    def of(self, people: Iterable[str]) -> dict[str, list[Sight]]:
        return {who: self.seen[who] for who in people}


class Playing:
    """One house in which a story is played once."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.record = Record({name: [] for name in cast.everybody})
        self._runner = asyncio.Runner()
        self._folder = Path(tempfile.mkdtemp(prefix="apart-"))
        self.clock = SetClock(MORNING)
        exchange = SimulatorExchange(self.clock)
        self.platform = exchange.platform
        shutil.copy(_prepared(cast.name), self._folder / "story.db")
        self.stage = Stage(exchange, self.clock, f"sqlite:///{self._folder / 'story.db'}", KEY)
        self.stage.defaults = msgspec.structs.replace(DEFAULTS, messages_per_minute=10_000)
        self._names = {name.lower(): name for name in cast.everybody}
        for name in cast.everybody:
            exchange.phone(name)
        self._ids: dict[str, dict[str, int]] = {name: {} for name in cast.everybody}
        self._feeds: dict[str, str] = {}
        self._there: list[str] = []
        """Who plays, on either side."""
        self._moments: set[datetime] = set()
        self._minutes: dict[str, str] = {}
        """Whose meeting it is that begins at this minute of an hour."""
        self._news: dict[str, list[str]] = {name: [] for name in cast.everybody}
        self.platform.watch(self._changed)

    def __enter__(self) -> Self:
        self._run(self.stage.build())
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self.stage.close())
        self._runner.close()
        shutil.rmtree(self._folder)

    def _run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(doing)

    # What is seen.

    def _since(self) -> str:
        return str(int((self.clock.now() - MORNING).total_seconds()))

    def _changed(self, change: Change) -> None:
        name = self._names[change.user]
        if isinstance(change, Showing):
            self._news[name].append(change.message.id)
            self.record.seen[name].append(self._sight(name, change.message))
        else:
            what = str(self._number(name, change.id)) if isinstance(change, Removed) else ""
            self.record.seen[name].append((self._since(), type(change).__name__, what))

    def _number(self, name: str, message: str | None) -> int:
        return self._ids[name].setdefault(message, len(self._ids[name])) if message else -1

    def _sight(self, name: str, shown: Shown) -> Sight:
        files = [plain(self.platform.file(one.key) or b"") for one in shown.files]
        rows = [" ".join(f"[{button.label}]" for button in row) for row in shown.rows]
        reply = self._number(name, shown.reply_to)
        return (
            self._since(),
            f"{self._number(name, shown.id)} > {reply} {shown.mark or ''} {shown.is_own} {shown.is_edited}",
            shown.header or "",
            _SECRETS.sub(r"\1secret", shown.body),
            *rows,
            *files,
            f"{shown.reaction or ''} {shown.own_reaction or ''}",
        )

    def _look_at_feeds(self) -> None:
        for name in self._there:
            told = self._run(self.stage.house.calendar(secret_hash(name)))
            shown = plain(told or b"")
            if self._feeds.get(name) != shown:
                self._feeds[name] = shown
                self.record.seen[name].append((self._since(), "feed", shown))

    # What is done.

    def play(
        self,
        story: Sequence[Deed],
        without: str | None = None,
        void: Iterable[int] = (),
        clashed: Iterable[int] = (),
    ) -> Record:
        """Play it, leaving out what one side does, or what is done about that side alone."""
        void, clashed = set(void), set(clashed)
        self._there = [name for side in (ONE, OTHER) if side != without for name in self.cast.sides[side]]
        for number, deed in enumerate(story):
            if deed.who and deed.verb != "press":
                self._minutes[f"{number + 1:02}"] = deed.side
            begins = self.clock.now()
            if not deed.who:
                if deed.hours >= _A_DAY:
                    self._all_look()
                self._pass(timedelta(hours=deed.hours))
                begins = begins + timedelta(hours=deed.hours)
            elif deed.side != without and number not in void:
                self._do(number, deed, has_clashed=number in clashed)
            # The next begins at the same second, whether or not this was done.
            self.clock.move_to(begins.replace(microsecond=0) + timedelta(minutes=1))
            self._run(self.stage.settle())
            self._look_at_feeds()
        self._all_look()
        return self.record

    def _all_look(self) -> None:
        """Have all who play open all that their calendar names, as text and as a file, and what was."""
        for name in self._there:
            self._types(name, "/calendar")
            shown = self._newest(name, "What was")
            for label in dict.fromkeys(button.label for button in shown.buttons) if shown else ():
                if shown and label != "In my phone calendar":
                    self._presses(name, shown, label)

    def _pass(self, passing: timedelta) -> None:
        goal = self.clock.now() + passing
        # What is suggested for a moment ends at it, and nothing but the tick says when that is.
        for moment in sorted(one for one in self._moments if self.clock.now() < one < goal):
            self._run(self.stage.wait(moment - self.clock.now()))
        self._run(self.stage.wait(goal - self.clock.now()))

    def _do(self, number: int, deed: Deed, *, has_clashed: bool) -> None:
        answers = _Answers(self, number, deed)
        self._news[deed.who] = []
        if deed.verb != "press":
            self._types(deed.who, deed.verb)
        else:
            found = self._button(deed)
            if found is None:
                if deed.side == BOTH:
                    self.record.void.add(number)
                return
            shown, label = found
            if deed.says_no and has_clashed and label == "Yes, that works":
                # The same no, of one who needs no calendar to know it.
                label, answers.is_no = "No, sorry", True
            answers.opened = label
            answers.minute = next(iter(_MINUTE.findall(shown.body)), answers.minute)
            self._presses(deed.who, shown, label)
        answers.go()

    def _button(self, deed: Deed) -> tuple[Shown, str] | None:
        if deed.side == BOTH:
            self._types(deed.who, "/calendar")
            shown = self._newest(deed.who, "", containing="Zqword")
            if shown is None:
                return None
            self._presses(deed.who, shown, next(one.label for one in shown.buttons if "Zqword" in one.label))
        found = list(self._candidates(deed))
        if deed.label:
            found = [one for one in found if one[1] == deed.label]
        return found[deed.choices[0] % len(found)] if found else None

    def _candidates(self, deed: Deed) -> Iterator[tuple[Shown, str]]:
        """Yield what can be pressed, the newest first, of what concerns this side alone."""
        is_between = deed.who not in self.cast.sides.get(deed.side, ())
        there = 0
        for shown in reversed(self.platform.phone(deed.who.lower()).screen()):
            labels = [one.label for one in shown.buttons if one.label not in _LEFT_ALONE]
            if shown.is_own or not labels or "Later" in labels or there >= _RECENT:
                continue
            if is_between and not self._concerns(deed, shown, labels):
                continue
            there += 1
            yield from ((shown, label) for label in labels)
            if deed.side == BOTH:
                return

    def _concerns(self, deed: Deed, shown: Shown, labels: Sequence[str]) -> bool:
        sides = {self._minutes.get(minute) for minute in _MINUTE.findall(shown.body)}
        if deed.side == BOTH:
            return sides == {BOTH} and _OF_ONE.isdisjoint(labels)
        is_named = any(name in shown.body for name in self.cast.sides[deed.side])
        is_of_one = sides == {BOTH} and not _OF_ONE.isdisjoint(labels) and is_named
        return sides == {deed.side} or is_of_one

    def _newest(self, who: str, label: str, containing: str = "") -> Shown | None:
        for shown in reversed(self.platform.phone(who.lower()).screen()):
            labels = [one.label for one in shown.buttons]
            if label in labels or (containing and any(containing in one for one in labels)):
                return shown
        return None

    def _types(self, who: str, words: str) -> None:
        self.platform.phone(who.lower()).types(words)
        self._run(self.stage.settle())

    def _presses(self, who: str, shown: Shown, label: str) -> None:
        token = next(one.token for one in shown.buttons if one.label == label)
        self.record.pressed.add(label)
        self.platform.phone(who.lower()).presses(shown.id, token)
        self._run(self.stage.settle())


class _Answers:
    """What somebody answers to what is asked of them, until nothing is asked any more."""

    def __init__(self, playing: Playing, number: int, deed: Deed) -> None:
        self.playing = playing
        self.number = number
        self.deed = deed
        self.minute = f"{number + 1:02}"
        self.opened = ""
        self.is_no = False
        self._said = 0
        self._given = list(deed.choices[1:] if deed.verb == "press" else deed.choices)

    def go(self) -> None:
        """Answer all of it; what is still asked then is cancelled."""
        for step in range(_STEPS):
            shown = self._asked()
            if shown is None:
                break
            if step == 0 and self._is_for_either(shown):
                self.playing.record.void.add(self.number)
                break
            self._answer(shown)
        if self._asked() is not None:
            self.playing._types(self.deed.who, "/cancel")
        if any(_APART in shown.body for shown in self._shown()):
            # Who may not meet somebody there is not let come: that is the caseworker's to know, and her no.
            self.playing.record.void.add(self.number)

    def _is_for_either(self, shown: Shown) -> bool:
        """Whether nobody asks whom it is for: a circle is paused, and what is said is said in the other."""
        cast, deed = self.playing.cast, self.deed
        is_between = all(deed.who in between for between in cast.middle.values())
        return (
            is_between and deed.side != BOTH and deed.verb in _SUGGESTING and "Which child" not in shown.body
        )

    def _shown(self) -> list[Shown]:
        """Return what has appeared on the phone since this began, the newest first."""
        phone = self.playing.platform.phone(self.deed.who.lower())
        found = (phone.find(message) for message in reversed(self.playing._news[self.deed.who]))
        return [one for one in found if one is not None and not one.is_own]

    def _asked(self) -> Shown | None:
        # What is asked stands last: an earlier question that is answered keeps its buttons.
        newest = next(iter(self._shown()), None)
        is_asked = newest is not None and any(one.label == "Later" for one in newest.buttons)
        return newest if is_asked else None

    def _next(self) -> int:
        choice = self._given[self._said % len(self._given)] if self._given else 0
        self._said += 1
        return choice

    def _answer(self, shown: Shown) -> None:
        body, labels = shown.body, [one.label for one in shown.buttons]
        cast, deed = self.playing.cast, self.deed
        options = [one for one in labels if one not in _STEERING]
        if _CLASH in body:
            # That is hers to know and to decide; the others hear what she decides.
            if deed.who in cast.between:
                self.playing.record.clashed.add(self.number)
            self._press(shown, "That time doesn't work" if deed.says_no else "Yes, all the same")
        elif _NEAR in body:
            self._press(shown, "Yes, all the same")
        elif self.is_no and "That time doesn't work" in labels:
            self._press(shown, "That time doesn't work")
        elif "Is this all right?" in body:
            self._press(shown, "All right")
        elif _DAY.search(body) and "about" not in body and "like to move" not in body:
            self._type(self._moment())
        elif _TIME.search(body):
            self._type(f"{self._hour()}")
        elif _LONG in body and "60" not in body and "at most" not in body and "before" not in body:
            self._type("10 minutes" if "late" in body else f"{deed.hours} hours")
        elif picked := [one for one in options if one in deed.picks]:
            self._press(shown, picked[0])
        elif options:
            self._choose(shown, self._own(options, cast), may_skip="Skip" in labels)
        elif "Skip" in labels and self._next() % 3 == 0:
            self._press(shown, "Skip")
        else:
            self._type(mark(self.number, self._said))

    def _own(self, options: list[str], cast: Cast) -> list[str]:
        """Return what concerns this side alone, where an answer says whom it is about."""
        if self.deed.verb == "/nocontact":
            # The first is of the side, the second of those between.
            wanted = cast.middle[self.deed.side] if self._said else cast.sides[self.deed.side]
            return [one for one in options if one in wanted] or options
        if self.deed.side == BOTH:
            return options
        names = cast.names_of(self.deed.side)
        others = cast.names_of(OTHER if self.deed.side == ONE else ONE)
        told = [one for one in options if any(name in one for name in (*names, *others))]
        own = [one for one in options if any(name in one for name in names)]
        own = [one for one in own if not any(name in one for name in others)]
        return own if told and own else options

    def _choose(self, shown: Shown, options: list[str], *, may_skip: bool) -> None:
        choice = self._next() % (len(options) + (2 if may_skip else 0))
        if choice < len(options):
            self._press(shown, options[choice])
        elif choice == len(options):
            self._press(shown, "Skip")
        else:
            self._type(mark(self.number, self._said))

    def _hour(self) -> str:
        hour = self.deed.hour
        return f"{hour - 12 if hour > 12 else hour}:{self.minute} {'pm' if hour >= 12 else 'am'}"

    def _moment(self) -> str:
        now = self.playing.clock.now().astimezone(ZONE)
        day: date = now.date() + timedelta(days=self.deed.days)
        at = datetime(day.year, day.month, day.day, self.deed.hour, int(self.minute), tzinfo=ZONE)
        self.playing._moments.add(at.astimezone(UTC))
        return f"{day:%B} {day.day} {self._hour()}"

    def _press(self, shown: Shown, label: str) -> None:
        self.playing._presses(self.deed.who, shown, label)

    def _type(self, words: str) -> None:
        self.playing._types(self.deed.who, words)


def mark(number: int, said: int) -> str:
    """Return a word that nobody else says, and nobody at any other time."""
    return f"Zqword{number:02}x{said:02}"


def plain(told: bytes) -> str:
    """Return a calendar without what is drawn by lot, its entries in an order that does not follow."""
    whole = _UID.sub(b"UID:", told)
    entries = sorted(_ENTRY.findall(whole))
    rest = _ENTRY.sub(b"", whole)
    return _SECRETS.sub(r"\1secret", (rest + b"".join(entries)).decode("utf-8", "replace"))


def played(
    cast: Cast, story: Sequence[Deed], without: str | None = None, than: Record | None = None
) -> Record:
    """Play a story in a house of its own; ``than`` is how it went when it was played whole."""
    with Playing(cast) as playing:
        return playing.play(story, without, than.void if than else (), than.clashed if than else ())
