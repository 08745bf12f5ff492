"""Messages through the whole program over a real Matrix homeserver, beside a bare relay on the same one.

Both bots are programs of their own; writers and readers are clients of this process. A message has arrived
when the reader's homeserver tells of it.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from aiohttp import ClientSession

from benchmarks.agency import MatrixAgency
from benchmarks.figures import Figure
from benchmarks.processes import Program
from tests.synapse.person import MatrixPerson
from tests.synapse.server import Synapse

PAIRS = 8
FLOOD = 240
PACES = ((20.0, 200), (10.0, 120), (5.0, 60))
"""How many a second, and how many: where one core of a homeserver is full, half full, and mostly waits."""
PASSWORD = "a password"
OWN_ROOM = "Coparenting"
_PATIENCE = 120.0
_FILTER = json.dumps({"room": {"timeline": {"limit": 500, "types": ["m.room.message", "m.room.encrypted"]}}})


class Reader:
    """Somebody who only looks: counts what the bot has said in their rooms, and when."""

    def __init__(self, person: MatrixPerson, url: str, bot: str) -> None:
        self.person = person
        self.seen: list[float] = []
        self._url = f"{url}/_matrix/client/v3/sync"
        self._headers = {"Authorization": f"Bearer {person.client.access_token}"}
        self._bot = bot
        self._news = asyncio.Event()

    async def look(self) -> None:
        """Look until cancelled."""
        async with ClientSession(headers=self._headers) as session:
            since = str(self.person.client.next_batch)
            while True:
                asked = {"since": since, "timeout": "25000", "filter": _FILTER}
                async with session.get(self._url, params=asked) as response:
                    answer = await response.json()
                since, now = answer["next_batch"], time.perf_counter()
                rooms = answer.get("rooms", {}).get("join", {}).values()
                said = [e for room in rooms for e in room["timeline"]["events"] if e["sender"] == self._bot]
                self.seen += [now] * len(said)
                self._news.set()

    async def until(self, count: int) -> None:
        """Wait until so many have come."""
        async with asyncio.timeout(_PATIENCE):
            while len(self.seen) < count:
                self._news.clear()
                await self._news.wait()


class Pair(NamedTuple):
    """A writer, in which room they write, and who gets it."""

    writer: MatrixPerson
    room: str
    reader: Reader


class Side:
    """One of the bots, ready, and the pairs that it serves."""

    def __init__(self, pairs: list[Pair], program: Program) -> None:
        self.pairs = pairs
        self.program = program
        self._number = 0

    async def flood(self, messages: int) -> float:
        """Let everybody write as fast as they can; return messages a second, until the last has arrived."""
        each = messages // len(self.pairs)
        wanted = [len(pair.reader.seen) + each for pair in self.pairs]
        begun = time.perf_counter()
        await asyncio.gather(*(self._writes(pair, each) for pair in self.pairs))
        await asyncio.gather(*(p.reader.until(n) for p, n in zip(self.pairs, wanted, strict=True)))
        return messages / (time.perf_counter() - begun)

    async def _writes(self, pair: Pair, count: int) -> None:
        for _ in range(count):
            await pair.writer.says(pair.room, self._words())

    async def paced(self, messages: int, per_second: float) -> float:
        """Let one after the other write, so many a second; return the 95th percentile of the delay, in ms."""
        written: list[list[float]] = [[] for _ in self.pairs]
        before = [len(pair.reader.seen) for pair in self.pairs]
        tasks = []
        begun = time.perf_counter()
        for number in range(messages):
            await asyncio.sleep(begun + number / per_second - time.perf_counter())
            which = number % len(self.pairs)
            written[which].append(time.perf_counter())
            tasks.append(asyncio.create_task(self._writes(self.pairs[which], 1)))
        await asyncio.gather(*tasks)
        delays = []
        for pair, sent, first in zip(self.pairs, written, before, strict=True):
            await pair.reader.until(first + len(sent))
            arrived = pair.reader.seen[first : first + len(sent)]
            delays += [1000 * (at - since) for since, at in zip(sent, arrived, strict=True)]
        return quantiles(delays, n=20)[-1]

    def _words(self) -> str:
        self._number += 1
        return f"Gladys slept well, ate two pancakes and asks for you. This is message {self._number}."


async def _people(synapse: Synapse, folder: Path, side: str) -> list[MatrixPerson]:
    people = []
    for number in range(2 * PAIRS):
        user = await synapse.register(f"{side}-{number}", PASSWORD)
        person = MatrixPerson(synapse.url, user, PASSWORD, folder / f"{side}-{number}")
        await person.opens()
        people.append(person)
    return people


@asynccontextmanager
async def serving(
    synapse: Synapse, folder: Path, *, is_bare: bool, is_encrypted: bool
) -> AsyncIterator[Side]:
    """Run one of the bots with people of its own."""
    side = f"{'bare' if is_bare else 'ours'}-{'encrypted' if is_encrypted else 'plain'}"
    bot = await synapse.register(side, PASSWORD)
    people = await _people(synapse, folder, side)
    users = [person.user for person in people]
    with ExitStack() as stack:
        if is_bare:
            (folder / f"{side}-keys").mkdir()
            kind = "encrypted" if is_encrypted else "plain"
            words = (synapse.url, bot, PASSWORD, str(folder / f"{side}-keys"), kind, *users)
            program = stack.enter_context(Program(folder / f"{side}.log", "benchmarks.bare_rooms", *words))
            program.first_line()
        else:
            agency = MatrixAgency(folder / side, users, synapse.url, bot, PASSWORD, is_encrypted=is_encrypted)
            arguments = ("bot", "--config", str(agency.config), "run")
            program = stack.enter_context(Program(folder / f"{side}.log", *arguments))
            program.until_answers(agency.port, "/readyz")
        rooms = [await _room(person, bot) for person in people]
        readers = [Reader(person, synapse.url, bot) for person in people[1::2]]
        looking = [asyncio.create_task(reader.look()) for reader in readers]
        pairs = [Pair(*one) for one in zip(people[::2], rooms[::2], readers, strict=True)]
        yield Side(pairs, program)
        program.check()
        for task in looking:
            task.cancel()
        await asyncio.gather(*looking, return_exceptions=True)
        for person in people:
            await person.closes()


async def _room(person: MatrixPerson, bot: str) -> str:
    """Wait for the room in which a person's words go to another, and return it."""
    async with asyncio.timeout(_PATIENCE):
        while True:
            for room in person.rooms_with(bot):
                if person.client.rooms[room].name != OWN_ROOM:
                    return room
            await person.looks_for(1000)


async def measure(folder: Path, rounds: int = 3) -> list[Figure]:
    """Measure both in turn, encrypted and not, and return the medians."""
    place = folder / "rooms"
    place.mkdir()
    (place / "synapse").mkdir()
    synapse = Synapse(place / "synapse")
    synapse.start()
    try:
        return [
            figure
            for is_encrypted in (True, False)
            for figure in await _both(synapse, place, rounds, is_encrypted)
        ]
    finally:
        synapse.stop()


async def _both(synapse: Synapse, folder: Path, rounds: int, is_encrypted: bool) -> list[Figure]:  # noqa: FBT001
    async with (
        serving(synapse, folder, is_bare=False, is_encrypted=is_encrypted) as ours,
        serving(synapse, folder, is_bare=True, is_encrypted=is_encrypted) as bare,
    ):
        for side in (ours, bare):
            await side.flood(len(side.pairs) * 2)
        rates = [(await ours.flood(FLOOD), await bare.flood(FLOOD)) for _ in range(rounds)]
        delays = {
            pace: [(await ours.paced(count, pace), await bare.paced(count, pace)) for _ in range(rounds)]
            for pace, count in PACES
        }
    kind = "encrypted" if is_encrypted else "plain"
    rate = _medians(rates)
    figures = [Figure(f"Matrix, {kind}: messages a second in a flood", "bare relay", *rate, least=0.9)]
    for pace, found in delays.items():
        name = f"Matrix, {kind}: p95 ms at {pace:.0f} a second"
        figures.append(Figure(name, "bare relay", *_medians(found), most=1.25))
    return figures


def _medians(found: list[tuple[float, float]]) -> tuple[float, float]:
    ours, bare = zip(*found, strict=True)
    return median(ours), median(bare)
