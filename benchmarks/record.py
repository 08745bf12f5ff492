"""How long it takes to hand out 5,000 messages, and what a relayed message costs while that goes on.

What was said was relayed by the program itself, in one circle; the other messages are of another one. Beside
it stands the same relay while nothing else happens.
"""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import select

from benchmarks.agency import Agency
from benchmarks.figures import Figure
from benchmarks.inside import Inside, opened
from bot.chat.record import Form, Record, Wanted
from bot.chat.text import Value
from bot.courier.records import files_of
from bot.speech import Speech
from bot.store.handed import hand_out
from bot.store.record import read_record
from bot.store.schema import circle
from bot.store.session import Session
from bot.store.verifying import verify
from bot.texts import Texts

MESSAGES = 5000
_AT_ONCE = 250
_ZONE = "America/New_York"
_WORDS = (
    "She slept through the night and asks for you. We tried the song you wrote down, the one with the moon, "
    "and it worked on the second try. Tomorrow is the dentist. This is message"
)
_SECONDS = 20.0


async def measure(folder: Path) -> list[Figure]:
    """Return how long each form takes, and the relay's own time beside it."""
    agency = Agency(folder / "record", 2, "http://127.0.0.1:9")
    texts = Texts.load()
    async with opened(agency.url, agency.key) as inside:
        for _ in range(MESSAGES // _AT_ONCE):
            await inside.receive([agency.users[0]] * _AT_ONCE, _WORDS)
            await inside.work()
            await inside.deliver()
        alone = await _relayed(inside, agency.users[2], 200)
        wanted = await inside.store.run(_wanted)
        busy: list[float] = []
        relaying = asyncio.create_task(_relay(inside, agency.users[2], busy))
        figures, record = [], None
        for form in Form:
            seconds, record = await _made(inside, wanted, form, Speech(texts))
            name = f"seconds to hand out {MESSAGES:,} messages as {form.value}"
            figures.append(Figure(name, "", seconds, at_most=_SECONDS))
        relaying.cancel()
        await asyncio.gather(relaying, return_exceptions=True)
        assert record is not None
        figures.append(await _verified(record))
    slow, usual = quantiles(busy, n=20)[-1] * 1000, quantiles(alone, n=20)[-1] * 1000
    return [
        *figures,
        Figure(
            "ms a relayed message while a record is made, median",
            "alone",
            median(busy) * 1000,
            median(alone) * 1000,
        ),
        Figure("ms a relayed message while a record is made, p95", "alone", slow, usual),
    ]


def _wanted(session: Session) -> Wanted:
    row = session.connection.execute(select(circle.c.id, circle.c.family_id).order_by(circle.c.id)).first()
    assert row is not None
    until = session.now + timedelta(days=1)
    wanted = Wanted(row.family_id, (row.id,), until, "court", "court", ())
    hand_out(session, wanted)
    return wanted


async def _made(inside: Inside, wanted: Wanted, form: Form, speech: Speech) -> tuple[float, Record]:
    """Return the seconds from asking to the files, and the record."""
    wish = Wanted(wanted.family, wanted.circles, wanted.until, "court", "court", (form,))

    def say(value: Value) -> str:
        return speech("en", _ZONE, value)

    begun = time.perf_counter()
    record = await inside.store.read(lambda session: read_record(session, wish, "Bench", _ZONE))
    files = await files_of(record, "en", say)
    seconds = time.perf_counter() - begun
    assert len(record.messages) >= MESSAGES
    assert all(file.data for file in files)
    return seconds, record


async def _verified(record: Record) -> Figure:
    from bot.chat.record import written  # noqa: PLC0415 - not in what is measured

    data = written(record)
    begun = time.perf_counter()
    held = await asyncio.to_thread(verify, data)
    assert held.messages >= MESSAGES
    return Figure(f"seconds to verify {held.entries:,} entries", "", time.perf_counter() - begun)


async def _relayed(inside: Inside, writer: int, times: int) -> list[float]:
    taken: list[float] = []
    for _ in range(times):
        await _one(inside, writer, taken)
    return taken


async def _relay(inside: Inside, writer: int, taken: list[float]) -> None:
    while True:
        await _one(inside, writer, taken)
        await asyncio.sleep(0.05)


async def _one(inside: Inside, writer: int, taken: list[float]) -> None:
    begun = time.perf_counter()
    await inside.receive([writer], "one more")
    await inside.work()
    await inside.deliver()
    taken.append(time.perf_counter() - begun)
