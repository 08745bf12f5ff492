"""Four weeks of twenty families: each figure is what was counted beside it, and costs only its own week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import insert, update

from bot.chat.ids import new_id
from bot.chat.people import Phase, View
from bot.family import events as e
from bot.family.counted import Insight, Side
from bot.family.facts import Need
from bot.family.insight import FIGURES, chart, counted_in, entry_said, figures, page, version_for
from bot.family.keepsakes import EVERYDAY, THANKS
from bot.family.meeting import Act, Kind, Meeting, State
from bot.family.wall import When
from bot.store import schema
from bot.store.facts import facts_for
from bot.store.session import Session
from bot.store.viewing import primary_row, speaker_of
from bot.store.writing import write
from tests.rosters import World, sqlite_url, world
from tests.store.test_digest import (
    BEGIN,
    DAYS,
    FAMILIES,
    HOUR,
    MESSAGES,
    NEW_YORK,
    NOBODY,
    PEOPLE,
    SPEECH,
    Life,
    is_right,
)

__all__ = ["sqlite_url", "world"]

Work = Callable[[Session], None]
APART, HOME = 0, 1
"""In one family both parents may have no contact; in another the children have come home."""
HERS, THEIRS = frozenset({0, 1}), 2
MONDAY: Final = BEGIN.date()
WEEKS = DAYS // 7
BOOK: Final = (("bedtime", "sleep"), ("nap", "sleep"), ("teacher", "school"), ("diagnoses", "health"))


@dataclass(frozen=True)
class Tally:
    """One thing, as it was written down when it happened."""

    family: int
    figure: str
    at: datetime
    what: str
    side: Side = Side.NOBODY
    notice: int | None = None
    known_to: frozenset[int] = frozenset()

    @property
    def week(self) -> int:
        return (self.at.astimezone(ZoneInfo(NEW_YORK)).date() - MONDAY).days // 7


def side_of(place: int) -> Side:
    return Side.HOME if place == THEIRS else Side.PARENTS


class Weeks(Life):
    """The same life, with what arrived and what did not, calls, moves, a series, a book."""

    def __init__(self, world: World, seed: int) -> None:
        super().__init__(world, seed)
        self.tallies: list[Tally] = []

    def counts(self, family: int, figure: str, at: datetime, what: str, *who: int, **more: object) -> None:
        """Write it down, unless it is of somebody who is kept apart."""
        if family != APART or not HERS & set(who):
            self.tallies.append(Tally(family, figure, at, what, **more))  # type: ignore[arg-type]

    def _says(self, family: int, at: datetime, *, is_held: bool) -> Work:
        if is_held:
            return super()._says(family, at, is_held=True)
        dice, id_, place = self.dice, new_id(), self.dice.randrange(PEOPLE)
        author, of = self.ids[f"p{family}-{place}"], self.ids[f"f{family}"]
        fate = dice.choices(("arrives", "rests", "taken-back", "line"), (88, 4, 4, 4))[0]
        circle = None if fate == "line" else self.ids[f"k{family}"]
        line = author if fate == "line" else None
        others = [one for one in range(PEOPLE) if one != place]
        readers = dice.sample(others, dice.randint(1, 2))
        said = e.MessageWritten(id_, author, f"Words {id_[-4:]}", circle, of, line)
        state = "ready" if fate == "rests" else "sent"
        copies = [self._copy(id_, self.ids[f"p{family}-{one}"], at, state) for one in readers]
        meant = dice.choices(("", "moments", "thanks"), (80, 12, 8))[0] if circle else ""
        more = self._meant(said, meant)

        def work(session: Session) -> None:
            write(session, [said, *more], NOBODY)
            session.connection.execute(insert(schema.outbox), copies)
            if fate == "taken-back":
                which = schema.message.c.id == id_
                session.connection.execute(update(schema.message).where(which).values(state="withdrawn"))

        if fate == "arrives":
            known = frozenset({place, *readers})
            for figure in filter(None, ("messages", meant)):
                self.counts(family, figure, at, id_, place, side=side_of(place), known_to=known)
        return work

    def _meant(self, said: e.MessageWritten, figure: str) -> list[e.Event]:
        """Return what a message is beside being one."""
        circle, family = said.circle or "", said.family or ""
        match figure:
            case "moments":
                child = self.ids[f"c{self.family_of(family)}"]
                return [e.MomentShared(said.id, circle, family, said.author, None, EVERYDAY, (child,))]
            case "thanks":
                return [e.ThanksGiven(said.id, circle, family, said.author, None, THANKS, None)]
        return []

    def family_of(self, id_: str) -> int:
        return next(one for one in range(FAMILIES) if self.ids[f"f{one}"] == id_)

    def _checks_in(self, family: int) -> list[tuple[datetime, Work]]:
        """Of some weeks both homes say something, of others one only, which nobody else has read."""
        acts: list[tuple[datetime, Work]] = []
        circle, of = self.ids[f"k{family}"], self.ids[f"f{family}"]
        for week in range(WEEKS - 1):
            day = MONDAY + timedelta(weeks=week)
            places = self.dice.choice(((0, THEIRS), (THEIRS, 0), (0,), (THEIRS,), ()))
            said: list[tuple[datetime, str, int]] = []
            for place in places:
                at = BEGIN + timedelta(weeks=week) + HOUR * (len(said) + self.dice.randrange(30))
                who, id_ = self.ids[f"p{family}-{place}"], new_id()
                one = e.CheckedIn(id_, circle, of, day, who, "good", "Words", own="Mine alone")
                acts.append((at, self.writes(one)))
                said.append((at, id_, place))
            for at, id_, place in said if len(said) > 1 else ():
                everybody = frozenset(range(PEOPLE))
                self.counts(family, "checkin", at, id_, place, side=side_of(place), known_to=everybody)
        return acts

    def _copy(self, message: str, reader: str, at: datetime, state: str) -> dict[str, object]:
        row = {"id": new_id(), "lane": reader, "person_id": reader, "message_id": message, "state": state}
        sent = at if state == "sent" else None
        rest = {"kind": "words", "operation": "send", "urgency": 2, "deliver_at": at, "made_at": at}
        return {**row, **rest, "sent_at": sent}

    def _does(self, *events: e.Event) -> Work:
        """Write down what comes of a day, when it does."""
        known = frozenset({0, THEIRS})

        def work(session: Session) -> None:
            write(session, events, NOBODY)
            for one in events:
                if not isinstance(one, e.MeetingTurned):
                    continue
                meeting, family = self.made[one.meeting]
                on = one.day or meeting.when.day
                begins = datetime.combine(on, meeting.when.start, ZoneInfo(NEW_YORK)).astimezone(UTC)
                what = f"{one.meeting}:{one.day or ''}"
                if one.state == State.CANCELLED:
                    (place,) = [at for at in range(PEOPLE) if self.ids[f"p{family}-{at}"] == one.by]
                    notice = (begins - session.now) // HOUR
                    self.counts(family, "called-off", begins, what, 0, side=side_of(place), notice=notice)
                elif one.state in (State.MISSED, State.UNCLEAR):
                    self.counts(family, one.state.value, begins, what, 0)
                elif one.state == State.HAPPENED:
                    kept = {Kind.VISIT: "visit-kept", Kind.CALL: "call-kept"}.get(meeting.kind, "event-kept")
                    self.counts(family, kept, begins, what, 0, known_to=known)
                elif one.state == State.MOVED:
                    instead = next(new for new, _ in self.made.values() if new.replaces == meeting.id)
                    notice = (begins - self.asked[instead.id]) // HOUR
                    self.counts(family, "moved", begins, what, 0, side=Side.HOME, notice=notice)

        return work

    def meeting(self, family: int, when: When, state: State, now: datetime) -> Meeting:
        one = super().meeting(family, when, state, now)
        self.made[one.id] = one, family
        return one

    async def begin(self) -> None:
        self.made: dict[str, tuple[Meeting, int]] = {}
        self.asked: dict[str, datetime] = {}
        await super().begin()

    def planned(self) -> list[tuple[datetime, Work]]:
        acts = super().planned()
        for family in range(FAMILIES):
            acts += self._more(family)
        return sorted(acts, key=lambda one: one[0])

    def _more(self, family: int) -> list[tuple[datetime, Work]]:
        acts: list[tuple[datetime, Work]] = []
        start = time(self.dice.randrange(9, 18))

        def a_day() -> When:
            return When(MONDAY + timedelta(days=self.dice.randrange(3, DAYS - 1)), start, 60, NEW_YORK)

        def of(kind: Kind, when: When, **more: object) -> Meeting:
            made = self.meeting(family, when, State.STANDING, BEGIN)
            one = msgspec.structs.replace(made, kind=kind, **more)
            self.made[one.id] = one, family
            return one

        def turn(one: Meeting, act: Act, state: State, by: str | None, day: date | None = None) -> Work:
            return self._does(e.MeetingTurned(one.id, one.family, act, state, by, day=day))

        wendy = self.ids[f"p{family}-{THEIRS}"]
        for kind in (Kind.CALL, Kind.APPOINTMENT, Kind.TEAM):
            one = of(kind, a_day())
            acts.append((BEGIN, self._does(e.MeetingMade(one, one.proposer))))
            over = one.when.ends() + HOUR
            if kind != Kind.TEAM:
                acts.append((over, turn(one, Act.HAPPENED, State.HAPPENED, wendy)))
            else:  # It is the agency's, and says nothing of two homes.
                ended = e.MeetingTurned(one.id, one.family, Act.HAPPENED, State.HAPPENED, wendy)
                acts.append((over, lambda session, ended=ended: write(session, [ended], NOBODY)))  # type: ignore[misc]
        old = of(Kind.VISIT, a_day())
        asked = old.when.begins() - HOUR * self.dice.randrange(1, 70)
        new = of(Kind.VISIT, a_day(), proposer=wendy, replaces=old.id)
        refused = msgspec.structs.replace(new, id=new_id(), state=State.DECLINED, proposer=old.proposer)
        self.asked[new.id] = max(asked, BEGIN)
        acts.append((BEGIN, self._does(e.MeetingMade(old, old.proposer))))
        acts.append((self.asked[new.id], self._does(e.MeetingMade(refused, refused.proposer))))
        acts.append((self.asked[new.id], self._does(e.MeetingMade(new, wendy))))
        acts.append((self.asked[new.id], turn(old, Act.REPLACE, State.MOVED, None)))
        first = When(
            MONDAY + timedelta(days=2), start, 60, NEW_YORK, every=1, until=MONDAY + timedelta(days=25)
        )
        series = of(Kind.VISIT, first)
        acts.append((BEGIN, self._does(e.MeetingMade(series, series.proposer))))
        days = list(first.days())
        fates = ((Act.HAPPENED, State.HAPPENED), (Act.MISSED, State.UNCLEAR), (Act.MISSED, State.MISSED))
        for day, (act, state) in zip(days, fates, strict=False):
            acts.append((first.ends(day) + HOUR, turn(series, act, state, wendy, day)))
        acts.append(
            (first.begins(days[-1]) - 30 * HOUR, turn(series, Act.CANCEL, State.CANCELLED, wendy, days[-1]))
        )
        return [*acts, *self._book(family), *self._checks_in(family)]

    def _book(self, family: int) -> list[tuple[datetime, Work]]:
        acts: list[tuple[datetime, Work]] = []
        child, of, circle = self.ids[f"c{family}"], self.ids[f"f{family}"], self.ids[f"k{family}"]
        for field, topic in BOOK:
            at, place = BEGIN + HOUR * self.dice.randrange(DAYS * 24), self.dice.randrange(PEOPLE)
            audience = self.dice.choice(("circle", "caregiver"))
            author = self.ids[f"p{family}-{place}"]
            said = e.BookWritten(new_id(), child, of, author, ((new_id(), field, "=Words"),), audience)
            acts.append((at, self.writes(said)))
            is_for_all = audience == "circle" and field != "diagnoses"
            known = frozenset(range(PEOPLE)) if is_for_all else frozenset()
            self.counts(family, "book", at, topic, place, known_to=known)
        at = BEGIN + HOUR * self.dice.randrange(DAYS * 24)
        asked = e.BookAsked(new_id(), child, circle, of, self.ids[f"p{family}-{THEIRS}"], "", "What now?")
        acts.append((at, self.writes(asked)))
        self.counts(family, "unanswered", at, asked.id, THEIRS)
        return acts

    def writes(self, event: e.Event) -> Work:
        return lambda session: write(session, [event], NOBODY)

    def _agrees(self, family: int, topic: str, at: datetime) -> tuple[datetime, Work]:
        before = len(self.ledger.agreed)
        act = super()._agrees(family, topic, at)
        if len(self.ledger.agreed) > before:
            everybody = frozenset(range(PEOPLE))
            self.counts(family, "plan", at, topic, 0, known_to=everybody)
        return act

    def right(self, family: int, weeks: set[int]) -> list[Tally]:
        """Return what counts in these weeks, each once."""
        found = [one for one in self.tallies if one.family == family and one.week in weeks]
        found.sort(key=lambda one: one.at)
        return list({(one.figure, one.what): one for one in reversed(found)}.values())[::-1]


def view_of(session: Session, person: str) -> View:
    row = primary_row(session, person)
    assert row is not None
    return View(now=session.now, speaker=speaker_of(session, row))


def looked(
    session: Session, tianna: str, circle: str, week: int, weeks: int = 1, **more: str
) -> Insight | None:
    since = (MONDAY + timedelta(weeks=week)).isoformat()
    about = {"circle": circle, "since": since, "weeks": str(weeks), **more}
    return facts_for(session, view_of(session, tianna), frozenset({Need.INSIGHT}), about).insight


def is_as_counted(found: Insight, tallies: list[Tally]) -> None:
    assert figures(found) == {one.id: sum(tally.figure == one.id for tally in tallies) for one in FIGURES}
    for figure in FIGURES:
        if not figure.has_sides:
            continue
        own = [one for one in tallies if one.figure == figure.id]
        counted = counted_in(found, figure.id)
        assert Counter(one.side for one in counted) == Counter(one.side for one in own)
        assert sorted((one.side, one.notice or 0) for one in counted) == sorted(
            (one.side, one.notice or 0) for one in own
        )


def asked_of(session: Session, work: Callable[[], object]) -> list[list[str]]:
    """Return how the database goes about each query that some work makes."""
    database: Any = session.connection.connection.driver_connection
    made: list[str] = []
    database.set_trace_callback(made.append)
    work()
    database.set_trace_callback(None)
    return [[row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {one}")] for one in made]


def is_cheap(session: Session, tianna: str, circle: str) -> None:
    """Look whether a week is found by its days, and nothing is read from end to end."""
    more: tuple[dict[str, str], ...] = (
        {},
        {"show": "messages"},
        {"show": "visit-kept"},
        {"show": "book"},
        {"for": "families"},
    )
    for about in more:
        asked = asked_of(session, lambda about=about: looked(session, tianna, circle, 1, **about))  # type: ignore[misc]
        plans = [line for plan in asked for line in plan]
        assert not [line for line in plans if line.startswith("SCAN")]
        assert "SEARCH message USING INDEX ix_message_circle_at (circle_id=? AND at>? AND at<?)" in plans
        assert len(asked) < 20


class Looking:
    """What Tianna sees of that life, circle by circle."""

    def __init__(self, life: Weeks, session: Session) -> None:
        self.life = life
        self.session = session
        self.view = view_of(session, life.ids["tianna"])
        self.desk = facts_for(session, self.view, frozenset({Need.DESK})).desk

    def sees(self, family: int, week: int, weeks: int = 1, **more: str) -> Insight:
        found = looked(self.session, self.view.speaker.id, self.life.ids[f"k{family}"], week, weeks, **more)
        assert found is not None
        return found

    def week_by_week(self, family: int) -> int:
        """Look at each week and at all four; return how many messages there were."""
        weeks = [self.life.right(family, {week}) for week in range(WEEKS)]
        for week, tallies in enumerate(weeks):
            is_as_counted(self.sees(family, week), tallies)
        every = self.sees(family, 0, WEEKS, **{"for": "families"})
        tallies = self.life.right(family, set(range(WEEKS)))
        is_as_counted(every, tallies)
        self.reads(every, family, tallies)
        self.is_what_each_knows(every, family)
        return sum(one.figure == "messages" for one in tallies)

    def reads(self, every: Insight, family: int, tallies: list[Tally]) -> None:
        """Look at the page, at the picture, and at what stands behind a figure."""
        about = self.desk.circle(self.life.ids[f"k{family}"])
        assert about is not None
        in_words = "\n".join(SPEECH("en", NEW_YORK, part) for part in page(every, about))
        for side in (Side.PARENTS, Side.HOME):
            count = sum((one.figure, one.side) == ("messages", side) for one in tallies)
            assert count == 0 or f": {count}\n" in f"{in_words}\n"
        written, held = chart(every, about, self.view, self.desk.circles).panels
        for week in range(WEEKS):
            there = Counter(one.figure for one in self.life.right(family, {week}))
            assert sum(written.bars[week].values) == there["messages"]
            kept, moved, rest = held.bars[week].values
            assert kept == sum(count for name, count in there.items() if name.endswith("-kept"))
            assert (moved, rest) == (there["moved"], there["called-off"] + there["missed"] + there["unclear"])
        opened = self.sees(family, 0, WEEKS, show="messages", page="1")
        said = [SPEECH("en", NEW_YORK, entry_said(one, about)) for one in opened.entries]
        behind = [one.what for one in tallies if one.figure == "messages"][8:16]
        assert sorted(one[-4:] for one in said) == sorted(one[-4:] for one in behind)
        weeks = self.sees(family, 0, WEEKS, show="checkin").entries
        assert len(weeks) == sum(one.figure == "checkin" for one in tallies)
        told = "\n".join(SPEECH("en", NEW_YORK, entry_said(one, about)) for one in weeks)
        assert (told.count("Words"), told.count("Mine alone")) == (len(weeks), 0)

    def is_what_each_knows(self, every: Insight, family: int) -> None:
        """Look whether nobody is told of what they did not write, get, read or come to."""
        all_of_it = [one for one in self.life.tallies if one.family == family and one.week < WEEKS]
        for place in range(PEOPLE):
            known = {(one.figure, one.what) for one in all_of_it if place in one.known_to}
            counts = Counter(figure for figure, _ in known)
            told = version_for(self.life.ids[f"p{family}-{place}"], every)
            in_words = "\n".join(SPEECH("en", NEW_YORK, part) for part in told)
            for figure, words in (
                ("messages", "You wrote or got {} messages."),
                ("visit-kept", "{} visits took place."),
                ("book", "{} parts of the book were filled in."),
                ("plan", "You agreed on {} parts of the plan."),
                ("moments", "You shared or got {} moments."),
                ("thanks", "There were {} thank yous between you."),
                ("checkin", "You told each other {} times how the week was."),
            ):
                count = counts[figure]
                assert (words.format(count) in in_words) == (count > 1)
                assert count or words.partition("{}")[2] not in in_words


def is_nobody_elses(session: Session, life: Weeks) -> None:
    """Look at a circle whose reading has ended, and at one of which somebody else is the caseworker."""
    home, tianna = life.ids[f"k{HOME}"], life.ids["tianna"]
    assert looked(session, tianna, home, 2) is not None
    for phase, before in ((Phase.AFTER_REUNIFICATION, None), (Phase.PAUSED, Phase.AFTER_REUNIFICATION)):
        values = {"phase": phase.value, "resumes_as": before.value if before else None}
        session.connection.execute(update(schema.circle).where(schema.circle.c.id == home).values(**values))
        assert looked(session, tianna, home, 2) is None
    assert looked(session, life.ids["p3-0"], life.ids["k3"], 2) is None
    assert looked(session, tianna, "", 2) is None


async def test_each_figure_of_each_week_is_what_was_counted_beside_it(world: World) -> None:
    life = Weeks(world, 7)
    await life.begin()
    one, other = (life.ids[f"p{APART}-{place}"] for place in sorted(HERS))
    apart = e.KeptApart(one, other, is_apart=True, order="", by=life.ids["tianna"])
    await life.run(life.writes(apart))
    await life.live()
    is_right(await life.page(), life.ledger)

    def look(session: Session) -> int:
        looking = Looking(life, session)
        return sum(looking.week_by_week(family) for family in range(FAMILIES))

    assert await life.run(look) > MESSAGES * 3 // 4
    await life.run(lambda session: is_cheap(session, life.ids["tianna"], life.ids["k3"]))
    await life.run(lambda session: is_nobody_elses(session, life))
