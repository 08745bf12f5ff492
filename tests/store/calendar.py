"""A family whose meetings stand in a database, and a clock that is moved by hand, in both directions.

What comes due is told by what lies in the outbox afterwards. Knows no messenger.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import select, update

from bot.chat.ids import new_id
from bot.chat.people import Role
from bot.chat.text import Text
from bot.family import events as e
from bot.family.meeting import Act, Attendee, Kind, Meeting, Part, Presence, State
from bot.family.wall import When
from bot.store import minding, reminders, schema, turning
from bot.store.meetings import loaded
from bot.store.outbox import Payload
from bot.store.sealing import Scope
from bot.store.session import Session
from tests.rosters import World, edited, with_accounts

T = TypeVar("T")

NEW_YORK: Final = "America/New_York"
EVERYBODY: Final = ("ana", "joshua", "wendy", "brianna", "samara", "francis")
ROSTER: Final = edited(
    *with_accounts(**{name: f'"telegram:{number}"' for number, name in enumerate(EVERYBODY, 1001)}),
    ('id = "tianna"\nname', 'id = "tianna"\naccounts = ["telegram:1000"]\nname'),
)
AFTERWARDS: Final = timedelta(minutes=30)
"""How long after its end people are asked: said here again, for whoever changes it should mean to."""


class HandClock:
    """A clock that is set; it also goes back, as a machine's does when somebody mends it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class Told:
    """Something that was put into the outbox: to whom, which text, of which meeting, and when."""

    person: str
    text: str
    meeting: str | None
    at: datetime


class Calendar:
    """The families of the story, all joined, and what is told of their meetings."""

    def __init__(self, world: World, at: datetime) -> None:
        self.world = world
        self.clock = HandClock(at)
        self.ids: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self._here: dict[str, str] = {}
        self._seen: set[str] = set()

    async def open(self) -> None:
        """Import the story."""
        await self.world.imports(ROSTER)
        for name in (*EVERYBODY, "tianna"):
            self.ids[name] = await self.world.id_of(schema.person, name)
        self.names = {id_: name for name, id_ in self.ids.items()}
        self._here = {
            "family": await self.world.id_of(schema.family, "gutierrez"),
            "circle": await self.world.id_of(schema.circle, "gladys-jon"),
            "child": await self.world.id_of(schema.child, "gladys"),
        }
        await self.news()

    async def run(self, work: Callable[[Session], T]) -> T:
        return await self.world.opened.run(work, self.clock)

    def attendee(self, name: str, part: Part, way: Presence = Presence.IN_PERSON) -> Attendee:
        role = Role.CAREGIVER if name in ("wendy", "brianna") else Role.PARENT
        return Attendee(self.ids[name], name.capitalize(), role, part, way, circle=self._here["circle"])

    def meeting(self, when: When, *more: Attendee, **changes: Any) -> Meeting:  # noqa: ANN401 - fields of it
        """Return a visit of Ana's with Wendy's home that stands, and who else is there."""
        id_ = new_id()
        both = (self.attendee("ana", Part.PROPOSER), self.attendee("wendy", Part.ASKED))
        one = Meeting(
            id=id_,
            root=id_,
            kind=Kind.VISIT,
            state=State.STANDING,
            family=self._here["family"],
            when=when,
            children=((self._here["child"], "Gladys"),),
            attendees=(*both, *more),
            proposer=self.ids["ana"],
            changed_at=self.clock.now(),
            circle=self._here["circle"],
        )
        return msgspec.structs.replace(one, **changes)

    async def stands(self, when: When, *more: Attendee, **changes: Any) -> Meeting:  # noqa: ANN401
        """Write such a meeting down."""
        one = self.meeting(when, *more, **changes)
        await self.run(lambda session: turning.made(session, e.MeetingMade(one, one.proposer), None))
        return one

    async def turns(
        self,
        one: Meeting,
        what: Act,
        state: State,
        day: date | None = None,
        **more: Any,  # noqa: ANN401
    ) -> None:
        """Do something to it."""
        event = e.MeetingTurned(one.id, one.family, what, state, one.proposer, day=day, **more)
        await self.run(lambda session: turning.turned(session, event, None))

    async def answers(self, one: Meeting, name: str, answer: str) -> None:
        """Say something of the day that comes."""
        event = e.AttendeeAnswered(one.id, self.ids[name], answer)
        await self.run(lambda session: turning.answered(session, event, None))

    async def wants(self, name: str, leads: str | None) -> None:
        """Let somebody be reminded at other times."""
        person = schema.person

        def work(session: Session) -> None:
            session.connection.execute(
                update(person).where(person.c.id == self.ids[name]).values(leads=leads)
            )
            reminders.plan_for(session, self.ids[name])

        await self.run(work)

    async def ticks(self, at: datetime | None = None) -> list[Told]:
        """Let the clock show this, do what is due, once, and return what was told by it."""
        if at is not None:
            self.clock.at = at
        await self.run(lambda session: (minding.lapse(session), minding.remind(session)))
        return await self.news()

    async def next_due(self) -> datetime | None:
        return await self.run(reminders.next_due)

    async def goes_on(self, until: datetime) -> list[Told]:
        """Wake whenever something is due, as the clockwork does."""
        told: list[Told] = []
        while (due := await self.next_due()) is not None and due <= until:
            told += await self.ticks(max(due, self.clock.at))
        self.clock.at = until
        return told

    async def news(self) -> list[Told]:
        """Return what has come into the outbox since this was last asked."""
        return await self.run(self._news)

    def _news(self, session: Session) -> list[Told]:
        rows = session.connection.execute(select(schema.outbox).order_by(schema.outbox.c.id)).all()
        told = []
        for row in rows:
            if row.id in self._seen:
                continue
            self._seen.add(row.id)
            if row.payload is None:
                continue
            sealed = session.open_bytes(Scope.person(row.lane), "outbox.payload", row.id, row.payload)
            first = msgspec.json.decode(sealed, type=Payload).parts[0]
            said = first.id if isinstance(first, Text) else ""
            told.append(Told(self.names[row.person_id], said, row.meeting_id, row.made_at))
        return told

    async def waiting(self) -> list[Told]:
        """Return what has not left yet, and still may."""
        outbox = schema.outbox
        rows = await self.world.rows(select(outbox).where(outbox.c.state.in_(["ready", "veiled"])))
        return [
            Told(self.names[row.person_id], "", row.meeting_id, row.made_at) for row in rows if row.meeting_id
        ]

    async def rows_left(self) -> list[Any]:
        return await self.world.rows(select(schema.reminder).order_by(schema.reminder.c.at))

    async def state_of(self, one: Meeting, day: date | None = None) -> State:
        """Return how it is written down."""
        found = await self.run(lambda session: _loaded(session, one.id))
        return found.state_on(day)


def _loaded(session: Session, meeting_id: str) -> Meeting:
    ((one, _),) = loaded(session, [meeting_id])
    return one


def once(day: date, hour: int = 16, minutes: int = 60) -> When:
    return When(day, time(hour), minutes, NEW_YORK)


def weekly(day: date, hour: int = 16, minutes: int = 90, until: date | None = None) -> When:
    return When(day, time(hour), minutes, NEW_YORK, every=1, until=until)
