"""Three processes do what is due for meetings, and die at any moment: each thing is told exactly once."""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import random
import signal
import time as monotonic
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
import pytest
from sqlalchemy import update

from bot.chat.clock import SystemClock
from bot.family.meeting import Part
from bot.family.wall import When
from bot.store import schema
from bot.store.database import Database
from bot.store.opening import Opened
from bot.store.sealing import Master
from bot.store.session import Defaults, Session
from tests.crash.minder import mind
from tests.postgres import PostgresServer, fresh_database
from tests.rosters import World
from tests.store.calendar import EVERYBODY, NEW_YORK, Calendar
from tests.tables import with_tables

pytestmark = pytest.mark.xdist_group("postgres")

KEY = b"k" * 32
PROCESSES, PATIENCE = 3, 60.0
ENOUGH_DEATHS = 3
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.crash.child"])


class Minders:
    """Keeps so many processes alive; whoever died is replaced."""

    def __init__(self, url: str, folder: Path, dice: random.Random) -> None:
        self._url = url
        self._log = str(folder / "minders.log")
        self._dice = dice
        self._seeds = itertools.count(dice.randint(0, 10_000))
        self._alive: list[ForkServerProcess] = []
        self.deaths = 0

    def replace(self, risk: float = 0.05) -> None:
        """Bring up as many as are missing; fails where one ended by itself."""
        for one in [one for one in self._alive if not one.is_alive()]:
            one.join()
            assert one.exitcode == -signal.SIGKILL, Path(self._log).read_text()[-4000:]
            self._alive.remove(one)
            self.deaths += 1
        while len(self._alive) < PROCESSES:
            orders = (self._url, KEY, self._log, next(self._seeds), risk)
            one = _CONTEXT.Process(target=mind, args=orders, daemon=True)
            one.start()
            self._alive.append(one)

    def kill_one(self) -> None:
        """Kill -9, whatever it is doing."""
        self._dice.choice(self._alive).kill()

    def end(self) -> None:
        """Kill all that live."""
        for one in self._alive:
            one.kill()
            one.join()


@asynccontextmanager
async def calendar_at(url: str) -> AsyncIterator[Calendar]:
    clock = SystemClock()
    async with Opened(Database.open(url), Master(KEY), Defaults(), url) as opened:
        one = Calendar(World(opened), clock.now())
        await one.open()
        yield one


async def fill(
    calendar: Calendar, count: int, seconds: float, dice: random.Random
) -> Counter[tuple[str, str]]:
    """Make so many meetings with reminders due in these seconds; return who is to be told of which."""
    now = calendar.clock.now()
    here = now.astimezone(ZoneInfo(NEW_YORK))
    wanted: Counter[tuple[str, str]] = Counter()
    for number in range(count):
        people = dice.sample(EVERYBODY, 2)
        is_over = number % 4 == 0
        begins = here + (timedelta(minutes=-50) if is_over else timedelta(hours=30))
        when = When(begins.date(), begins.time().replace(second=0, microsecond=0), 30, NEW_YORK)
        attendees = tuple(
            calendar.attendee(name, part)
            for name, part in zip(people, (Part.PROPOSER, Part.ASKED), strict=True)
        )
        one = await calendar.stands(when, attendees=attendees, proposer=attendees[0].person)
        for name in people:
            wanted[one.id, name] = 1
    await calendar.run(lambda session: _spread(session, seconds, dice))
    return wanted


def _spread(session: Session, seconds: float, dice: random.Random) -> None:
    """Let everything fall due within these seconds, of what begins tomorrow only what comes first."""
    reminder = schema.reminder
    rows = session.connection.execute(reminder.select().order_by(reminder.c.at)).all()
    seen: set[tuple[str, str | None]] = set()
    over = {row.meeting_id for row in rows if row.kind == "end" and row.at < session.now + timedelta(hours=2)}
    for row in rows:
        key = (row.meeting_id, row.person_id)
        is_wanted = row.kind == "end" if row.meeting_id in over else row.kind == "before" and key not in seen
        seen.add(key)
        key_of_row = reminder.c.id == row.id
        if is_wanted:
            at = session.now + timedelta(seconds=dice.uniform(0, seconds))
            session.connection.execute(update(reminder).where(key_of_row).values(at=at))
        else:
            session.connection.execute(reminder.delete().where(key_of_row))


async def let_them_die(
    url: str, folder: Path, *, count: int, seconds: float, seed: int, may_die: bool = True
) -> None:
    """Let three at a time do what falls due, kill one after the other, and see what was told."""
    dice = random.Random(seed)
    with_tables(url)
    async with calendar_at(url) as calendar:
        wanted = await fill(calendar, count, seconds, dice)
        minders = Minders(url, folder, dice)
        begun = monotonic.monotonic()
        try:
            while await calendar.next_due() is not None:
                assert monotonic.monotonic() - begun < seconds + PATIENCE, "not all of it was ever done"
                minders.replace(0.05 if may_die else 0.0)
                await asyncio.sleep(dice.uniform(0.05, 0.4))
                if may_die:
                    minders.kill_one()
        finally:
            minders.end()
        rows = await calendar.world.rows(
            schema.outbox.select().where(schema.outbox.c.meeting_id.is_not(None))
        )
        told = Counter((row.meeting_id, calendar.names[row.person_id]) for row in rows)
        assert told == wanted
        assert minders.deaths >= ENOUGH_DEATHS or not may_die, "too few died to show anything"
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone()
    assert found == (0,), "whoever tells several people at once must not wait for another who does"


async def test_three_processes_that_die_tell_each_thing_exactly_once(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    await let_them_die(fresh_database(postgres_server), tmp_path, count=160, seconds=6, seed=1)


async def test_three_processes_with_much_to_tell_at_once_never_wait_for_each_other_in_a_circle(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    await let_them_die(
        fresh_database(postgres_server), tmp_path, count=400, seconds=0.1, seed=7, may_die=False
    )


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 6))
async def test_three_processes_that_die_tell_each_thing_exactly_once_for_a_long_time(
    postgres_server: PostgresServer, tmp_path: Path, seed: int
) -> None:
    await let_them_die(fresh_database(postgres_server), tmp_path, count=2000, seconds=60, seed=seed)
