"""The morning message: every figure right, one message however many families, and once however clocks go."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import select, update

from bot.chat.ids import new_id
from bot.chat.people import Role, View
from bot.chat.text import Lines, Listing, Number, Text, Value
from bot.family import events as e
from bot.family.commands import Show
from bot.family.digest import NEEDS, digest
from bot.family.meeting import Act, Attendee, Kind, Meeting, Part, State
from bot.family.wall import When
from bot.speech import Speech
from bot.store import digest as mornings
from bot.store import schema
from bot.store.facts import facts_for
from bot.store.outbox import Payload
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.viewing import primary_row, speaker_of
from bot.store.writing import Spoke, write
from bot.texts import Texts
from tests.postgres import postgres_server
from tests.rosters import World, either, postgres_url, sqlite_url, world

__all__ = ["either", "postgres_server", "postgres_url", "sqlite_url", "world"]

T = TypeVar("T")
FAMILIES, PEOPLE, DAYS, MEETINGS, MESSAGES = 20, 3, 28, 120, 2000
NEW_YORK: Final = "America/New_York"
BEGIN: Final = datetime(2026, 10, 5, 12, tzinfo=UTC)  # 8:00 in New York
TODAY: Final = BEGIN + timedelta(days=DAYS, hours=1)  # the clocks have changed: 8:00 again
SPEECH: Final = Speech(Texts.load())
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOBODY = Spoke(None, "simulator", b"", b"")
ONE_MESSAGE = 4096


def a_roster(dice: random.Random) -> tuple[str, dict[str, date]]:
    """Return twenty families of three adults each, and when what each family may do ends."""
    lines = [
        '[agency]\nname = "County"\ntimezone = "America/New_York"',
        '[[caseworker]]\nid = "tianna"\nname = "Tianna"\naccounts = ["telegram:1"]',
    ]
    ends: dict[str, date] = {}
    for number in range(FAMILIES):
        until = TODAY.date() + timedelta(days=dice.randint(1, 60))
        ends[f"f{number}"] = until
        lines += [
            f'[[home]]\nid = "h{number}"',
            f'[[family]]\nid = "f{number}"\ncaseworker = "tianna"',
            f'[[family.children]]\nid = "c{number}"\nname = "Kid{_name(number)}"\nhome = "h{number}"',
        ]
        for place, role in enumerate(("parent", "parent", "caregiver")):
            is_here = dice.random() < 0.85
            account = f'accounts = ["telegram:{100 + number * 10 + place}"]' if is_here else ""
            bond = f'home = "h{number}"' if role == "caregiver" else f'children = ["c{number}"]'
            lines.append(
                f'[[person]]\nid = "p{number}-{place}"\nname = "{"ABC"[place]}{_name(number)}"\n'
                f'role = "{role}"\n{bond}\n{account}'
            )
        people = ", ".join(f'"p{number}-{place}"' for place in range(PEOPLE))
        lines += [
            f'[[circle]]\nid = "k{number}"\nchildren = ["c{number}"]\npeople = [{people}]\nphase = "open"',
            f'[[permission]]\nparent = "p{number}-0"\nchildren = ["c{number}"]\nkinds = ["know", "phone"]',
            f"from = 2026-09-01\nuntil = {until.isoformat()}",
        ]
    return "\n".join(lines), ends


def _name(number: int) -> str:
    return "abcdefghijklmnopqrst"[number] * 3


@dataclass
class Ledger:
    """What happened, written down beside it by hand: the figures are counted from here."""

    here: set[str] = field(default_factory=set)
    away: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    waits: dict[str, tuple[datetime, datetime | None]] = field(default_factory=dict)
    went: dict[tuple[str, date], datetime] = field(default_factory=dict)
    agreed: list[tuple[str, datetime]] = field(default_factory=list)
    stands: list[datetime] = field(default_factory=list)
    ends: dict[str, date] = field(default_factory=dict)


class Life:
    """Four weeks of twenty families, hour by hour, through the store's own writers."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.dice = random.Random(seed)
        self.ledger = Ledger()
        self.ids: dict[str, str] = {}

    async def run(self, work: Callable[[Session], T]) -> T:
        return await self.world.opened.run(work, self.world.clock)

    async def begin(self) -> None:
        roster, self.ledger.ends = a_roster(self.dice)
        self.world.clock.move_to(BEGIN)
        await self.world.imports(roster)
        tables = (schema.person, schema.family, schema.circle, schema.child)
        for table in tables:
            self.ids |= {ref: row.id for ref, row in (await self.world.by_ref(table)).items()}
        rows = await self.world.rows(select(schema.person.c.id, schema.person.c.state))
        names = {id_: ref for ref, id_ in self.ids.items()}
        for row in rows:
            if names[row.id] != "tianna":
                (self.ledger.here if row.state == "joined" else self.ledger.away).add(names[row.id])

    def person(self, family: int, place: int, part: Part) -> Attendee:
        ref = f"p{family}-{place}"
        role = Role.CAREGIVER if place == PEOPLE - 1 else Role.PARENT
        name = f"{'ABC'[place]}{_name(family)}"
        return Attendee(self.ids[ref], name, role, part, circle=self.ids[f"k{family}"])

    def meeting(self, family: int, when: When, state: State, now: datetime) -> Meeting:
        id_ = new_id()
        both = (self.person(family, 0, Part.PROPOSER), self.person(family, 2, Part.ASKED))
        return Meeting(
            id=id_,
            root=id_,
            kind=Kind.VISIT,
            state=state,
            family=self.ids[f"f{family}"],
            when=when,
            children=((self.ids[f"c{family}"], f"Kid{_name(family)}"),),
            attendees=both,
            proposer=both[0].person,
            changed_at=now,
            circle=self.ids[f"k{family}"],
            is_private=state == State.WISHED,
        )

    def planned(self) -> list[tuple[datetime, Callable[[Session], None]]]:
        """Return all that is to happen, in order."""
        dice, acts = self.dice, list[tuple[datetime, Callable[[Session], None]]]()
        hours = DAYS * 24
        for _ in range(MESSAGES):
            at = BEGIN + HOUR * dice.randrange(hours)
            acts.append((at, self._says(dice.randrange(FAMILIES), at, is_held=dice.random() < 0.02)))
        for number in range(MEETINGS):
            family, day = number % FAMILIES, BEGIN.date() + timedelta(days=dice.randrange(1, DAYS + 12))
            when = When(day, time(dice.randrange(9, 18)), 60, NEW_YORK)
            made = BEGIN + HOUR * dice.randrange(20)
            acts += self._visit(family, when, made)
        for family in range(FAMILIES):
            for topic in dice.sample(("hair", "faith", "contact", "needs"), 2):
                acts.append(self._agrees(family, topic, BEGIN + HOUR * dice.randrange(hours)))
            if dice.random() < 0.4:
                begins = TODAY + HOUR * dice.randrange(2, 90)
                acts.append(self._wishes(family, begins, TODAY - HOUR * dice.randrange(1, 60)))
        for ref in dice.sample(sorted(self.ledger.here), 9):
            acts.append(self._is_lost(ref, BEGIN + HOUR * dice.randrange(hours)))
        return sorted(acts, key=lambda one: one[0])

    def _says(self, family: int, at: datetime, *, is_held: bool) -> Callable[[Session], None]:
        id_, author = new_id(), self.ids[f"p{family}-{self.dice.randrange(PEOPLE)}"]
        circle, of = self.ids[f"k{family}"], self.ids[f"f{family}"]
        said = e.MessageWritten(id_, author, f"Words {id_[-4:]}", circle, of, is_held=is_held)
        is_decided = is_held and self.dice.random() < 0.5

        def work(session: Session) -> None:
            write(session, [said], NOBODY)
            if is_decided:
                decided = e.MessageDecided(id_, self.ids["tianna"], self.dice.random() < 0.5)
                write(session, [decided], NOBODY)
            elif is_held:
                self.ledger.waits[id_] = (at, None)

        return work

    def _visit(
        self, family: int, when: When, made: datetime
    ) -> list[tuple[datetime, Callable[[Session], None]]]:
        one, dice = self.meeting(family, when, State.STANDING, made), self.dice
        begins = datetime.combine(when.day, when.start, ZoneInfo(NEW_YORK)).astimezone(UTC)
        ends, says = begins + HOUR, begins + HOUR * dice.randint(2, 20)
        fate = dice.choice(("happened", "happened", "missed", "cancelled", "unsaid"))
        acts = [(made, self._does(e.MeetingMade(one, one.proposer)))]
        if ends > TODAY:
            if fate == "cancelled":
                acts.append((made + HOUR, self._turns(one, Act.CANCEL, State.CANCELLED)))
            else:
                self.ledger.stands.append(begins)
            return acts
        if fate == "cancelled":
            return [*acts, (ends - 2 * HOUR, self._turns(one, Act.CANCEL, State.CANCELLED))]
        acts.append((ends, self._turns(one, Act.END, State.OVER)))
        if fate != "unsaid" and says < TODAY:
            state = State(fate)
            who, how = dice.choice(one.attendees).person, dice.choice(("good", "mixed", "hard"))
            said = e.AttendanceSaid(one.id, one.family, when.day, who, fate, how, "")
            turned = e.MeetingTurned(one.id, one.family, Act(fate), state, who)
            acts.append((says, self._does(turned, said)))
            if state == State.HAPPENED:
                self.ledger.went[one.id, when.day] = says
        return acts

    def _turns(self, one: Meeting, act: Act, state: State) -> Callable[[Session], None]:
        return self._does(e.MeetingTurned(one.id, one.family, act, state, one.proposer))

    def _does(self, *events: e.Event) -> Callable[[Session], None]:
        return lambda session: write(session, events, NOBODY)

    def _wishes(
        self, family: int, begins: datetime, at: datetime
    ) -> tuple[datetime, Callable[[Session], None]]:
        there = begins.astimezone(ZoneInfo(NEW_YORK))
        when = When(there.date(), there.time(), 60, NEW_YORK)
        one = self.meeting(family, when, State.WISHED, at)
        self.ledger.waits[one.id] = (at, begins)
        return at, self._does(e.MeetingMade(one, one.proposer))

    def _agrees(self, family: int, topic: str, at: datetime) -> tuple[datetime, Callable[[Session], None]]:
        item, circle, of = new_id(), self.ids[f"k{family}"], self.ids[f"f{family}"]
        people = [f"p{family}-{place}" for place in range(PEOPLE)]
        there = [one for one in people if one in self.ledger.here]
        is_all = len(there) > 1 and people[-1] in there

        def work(session: Session) -> None:
            author = self.ids[there[0] if there else people[0]]
            write(session, [e.PlanWritten(item, circle, of, author, topic, "Words")], NOBODY)
            for one in there:
                yes = e.PlanAgreed(item, circle, of, self.ids[one], self.ids[one])
                write(session, [yes], NOBODY)

        if is_all:
            self.ledger.agreed.append((circle, at))
        return at, work

    def _is_lost(self, ref: str, at: datetime) -> tuple[datetime, Callable[[Session], None]]:
        self.ledger.lost.add(ref)

        def work(session: Session) -> None:
            account = schema.account
            which = select(account.c.id).where(account.c.person_id == self.ids[ref])
            write(session, [e.AccountLost(session.connection.execute(which).scalar_one())], NOBODY)

        return at, work

    async def live(self) -> None:
        """Let it all happen."""
        by_moment: dict[datetime, list[Callable[[Session], None]]] = {}
        for at, work in self.planned():
            by_moment.setdefault(at, []).append(work)
        for at, works in by_moment.items():
            self.world.clock.move_to(at)
            await self.run(lambda session, works=works: [work(session) for work in works])  # type: ignore[misc]
        self.world.clock.move_to(TODAY)

    async def page(self) -> Show:
        """Return what she reads when she asks."""

        def work(session: Session) -> Show:
            row = primary_row(session, self.ids["tianna"])
            assert row is not None
            view = View(now=session.now, speaker=speaker_of(session, row))
            return digest(view, facts_for(session, view, NEEDS))

        return await self.run(work)


def figures(value: Value, found: Counter[str] | None = None) -> Counter[str]:
    """Return the figure of each text, and of those without one how many there are."""
    found = Counter() if found is None else found
    match value:
        case Text(id=text_id, args=args):
            count = args.get("count")
            found[text_id] += count.value if isinstance(count, Number) else 1
            for arg in args.values():
                figures(arg, found)
        case Lines(items=items) | Listing(items=items):
            for one in items:
                figures(one, found)
        case _:
            pass
    return found


def words(page: Show, language: str) -> str:
    return "\n\n".join(SPEECH(language, NEW_YORK, part) for part in page.parts)


def is_right(page: Show, ledger: Ledger) -> None:
    """Look whether each figure is what was counted, and all of it one message."""
    found: Counter[str] = Counter()
    for part in page.parts:
        figures(part, found)
    since = TODAY - DAY
    urgent = [by for _, by in ledger.waits.values() if by is not None and by - TODAY <= DAY]
    late = [at for at, _ in ledger.waits.values() if TODAY - at >= 12 * HOUR]
    assert found["digest-waits"] == len(ledger.waits)
    assert found["digest-urgent"] == len(urgent)
    assert found["digest-late"] == len(late)
    assert found["digest-went"] == sum(at > since for at in ledger.went.values())
    assert found["digest-unreachable"] == len(ledger.lost)
    assert found["digest-not-here"] == len(ledger.away)
    assert found["digest-ahead"] == sum(at - TODAY <= 7 * DAY for at in ledger.stands)
    assert found["digest-agreed"] == sum(at > since for _, at in ledger.agreed)
    shown = found["digest-ends"]
    soon = sum(until <= TODAY.date() + 14 * DAY for until in ledger.ends.values())
    assert shown == min(soon, 5)
    for language in ("en", "es"):
        assert len(words(page, language)) < ONE_MESSAGE


async def test_each_figure_is_what_was_counted_beside_it(world: World) -> None:
    # With another seed, and with more in it, this life is lived in `test_insight`.
    life = Life(world, 0)
    await life.begin()
    await life.live()
    is_right(await life.page(), life.ledger)


async def test_what_is_urgent_is_named_first_then_what_waits_longest(world: World) -> None:
    life = Life(world, 4)
    await life.begin()
    await life.live()
    page, waits = await life.page(), life.ledger.waits
    needs = next(part for part in page.parts if isinstance(part, Text) and "lines" in part.args)
    lines = needs.args["lines"]
    assert isinstance(lines, Lines)
    named = [one for one in lines.items if isinstance(one, Text) and one.id == "queue-line"]
    order = sorted(
        waits.values(), key=lambda one: (one[1] is None or one[1] - TODAY > DAY, one[0])
    )  # fewer than the same moment twice
    hours = [(TODAY - at) // HOUR for at, _ in order[: len(named)]]
    assert [_hours(one.args["waits"]) for one in named] == [
        one if one < 48 else one // 24 * 24 for one in hours
    ]


def _hours(waits: Value) -> int:
    assert isinstance(waits, Text)
    count = waits.args["count"]
    assert isinstance(count, Number)
    return {"waits-days": 24 * count.value, "waits-hours": count.value, "waits-minutes": 0}[waits.id]


# --- once a morning ------------------------------------------------------------------------------


class Mornings:
    """A caseworker alone with the clock."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def begins(self, at: datetime) -> None:
        roster, _ = a_roster(random.Random(1))
        await self.world.imports(roster)
        self.world.clock.move_to(at)
        await self.looks()

    def _work(self, session: Session) -> int:
        session.defaults = msgspec.structs.replace(session.defaults, digest="08:00")
        return mornings.tell_mornings(session)

    async def looks(self) -> int:
        return await self.world.opened.run(self._work, self.world.clock)

    async def looks_at(self, at: datetime) -> int:
        self.world.clock.move_to(at)
        return await self.looks()

    async def in_outbox(self) -> list[str]:
        """Return the first text of each message to her."""

        def work(session: Session) -> list[str]:
            found = []
            for row in session.connection.execute(select(schema.outbox).order_by(schema.outbox.c.id)):
                session.unlock({Scope.person(row.person_id)})
                sealed = session.open_bytes(
                    Scope.person(row.person_id), "outbox.payload", row.id, row.payload
                )
                payload = msgspec.json.decode(sealed, type=Payload)
                first: Any = payload.parts[0]
                assert payload.is_silent == (first.id == "digest-codes")
                found.append(first.id)
            return found

        return await self.world.opened.read(work, self.world.clock)


async def test_she_is_told_once_a_day_at_her_hour(world: World) -> None:
    one = Mornings(world)
    await one.begins(datetime(2026, 10, 29, 9, tzinfo=UTC))
    told = []
    at = datetime(2026, 10, 29, 10, tzinfo=UTC)
    while at < datetime(2026, 11, 4, tzinfo=UTC):
        if await one.looks_at(at):
            told.append(at.astimezone(ZoneInfo(NEW_YORK)))
        at += timedelta(minutes=20)
    # The clocks change on the first of November: eight is eight all the same.
    assert [(one.day, one.hour, one.minute) for one in told] == [(day, 8, 0) for day in (29, 30, 31, 1, 2, 3)]


async def test_after_a_standstill_it_is_one_morning_and_the_next_comes_at_its_hour(world: World) -> None:
    one = Mornings(world)
    await one.begins(datetime(2026, 10, 5, 13, tzinfo=UTC))
    assert await one.looks_at(datetime(2026, 10, 9, 15, tzinfo=UTC)) == 1
    assert await one.looks() == 0
    assert await one.looks_at(datetime(2026, 10, 10, 11, 59, tzinfo=UTC)) == 0
    assert await one.looks_at(datetime(2026, 10, 10, 12, tzinfo=UTC)) == 1


async def test_who_wants_none_or_another_hour_is_told_so(world: World) -> None:
    one = Mornings(world)
    await one.begins(datetime(2026, 10, 5, 13, tzinfo=UTC))
    tianna = await world.id_of(schema.person, "tianna")

    async def sets(hour: str) -> None:
        event = e.SettingsChanged(tianna, {"digest": hour})
        await world.opened.run(lambda session: write(session, [event], NOBODY), world.clock)
        assert await one.looks() == 0, "what is set is no morning"

    await sets("06:30")
    assert await one.looks_at(datetime(2026, 10, 6, 10, 29, tzinfo=UTC)) == 0
    assert await one.looks_at(datetime(2026, 10, 6, 10, 30, tzinfo=UTC)) == 1
    await sets("")
    assert await one.looks_at(datetime(2026, 10, 9, 15, tzinfo=UTC)) == 0


async def test_two_processes_that_look_at_the_same_moment_tell_her_once(either: World) -> None:
    one = Mornings(either)
    await one.begins(datetime(2026, 10, 5, 13, tzinfo=UTC))
    either.clock.move_to(datetime(2026, 10, 6, 12, tzinfo=UTC))
    assert sum(await asyncio.gather(*(one.looks() for _ in range(4)))) == 1
    assert [text for text in await one.in_outbox() if text.startswith("digest")] == ["digest-title"]


async def test_who_has_not_joined_is_told_nothing(world: World) -> None:
    one = Mornings(world)
    await one.begins(datetime(2026, 10, 5, 13, tzinfo=UTC))
    person = schema.person
    await world.does(update(person).where(person.c.role == "caseworker").values(state="invited"))
    assert await one.looks_at(datetime(2026, 10, 6, 12, tzinfo=UTC)) == 0


async def test_on_mondays_she_is_given_the_codes_once_also_where_she_wants_no_mornings(world: World) -> None:
    one = Mornings(world)
    await one.begins(datetime(2026, 10, 7, 13, tzinfo=UTC))
    tianna = await world.id_of(schema.person, "tianna")

    async def codes_at(at: datetime) -> int:
        await one.looks_at(at)
        return (await one.in_outbox()).count("digest-codes")

    sunday = datetime(2026, 10, 11, 12, tzinfo=UTC)
    assert await codes_at(sunday) == 0
    assert [await codes_at(sunday + hours * HOUR) for hours in (23, 24, 25, 48, 72)] == [0, 1, 1, 1, 1]
    # After a standstill over a Monday they are told the day after it; then on the next Monday.
    assert [await codes_at(sunday + days * DAY) for days in (9, 10, 14, 15)] == [2, 2, 2, 3]
    event = e.SettingsChanged(tianna, {"digest": ""})
    await world.opened.run(lambda session: write(session, [event], NOBODY), world.clock)
    # The clocks change on the first of November: eight is eight.
    began = sunday + 16 * DAY
    seen = [(await codes_at(began + hours * HOUR), hours) for hours in range(8 * 24)]
    assert [seen[0][0], seen[-1][0]] == [3, 4]
    firsts = [began + hours * HOUR for before, (count, hours) in pairwise(seen) if before[0] < count]
    assert [at.astimezone(ZoneInfo(NEW_YORK)).strftime("%a %H") for at in firsts] == ["Mon 08"]
