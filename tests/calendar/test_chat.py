"""A calendar's feed from the chat to a program of others: opened, read, changed, closed."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import icalendar
import pytest
from icalevents.icalevents import events as read_events

from bot.chat.clock import SetClock
from bot.store.sealing import Master, fresh_key
from bot.web import application, serve
from tests.calendar.reading import written  # noqa: F401 - it has the library use zones as we do
from tests.story.phones import SimulatorExchange
from tests.story.stage import MONDAY_MORNING, Stage
from tests.story.transcript import Player, Transcript


def event_in(told: bytes) -> Any:  # noqa: ANN401 - an event of the other library
    """Return the one thing in a calendar."""
    (event,) = icalendar.Calendar.from_ical(told).walk("VEVENT")
    return event


def acts(*lines: str) -> Transcript:
    return Transcript(joined=("Joshua", "Wendy", "Tianna"), acts=[(line, []) for line in lines])


STORY = acts(
    "Joshua: /visit Jon",
    "Joshua [Sunday, November 29]",
    "Joshua [10:00 AM]",
    "Joshua [1 hour]",
    "Joshua [Just once]",
    "Joshua [Riverside Library]",
    "Joshua [Skip]",
    "Joshua [Skip]",
    "Joshua [All right]",
    "Wendy [Yes, that works]",
    "Joshua: /calendar",
    "Joshua [In my phone calendar]",
    "Joshua [Yes]",
)
OFF = acts(
    "Joshua: /calendar",
    "Joshua [Sunday, November 29: Family time with Jon]",
    "Joshua [Call it off]",
    "Joshua [Skip]",
)
CLOSED = acts("Joshua: /calendar", "Joshua [In my phone calendar]", "Joshua [Turn it off]")
ADDRESS = re.compile(r"https://agency\.example\.org(/calendar/[\w-]+\.ics)")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = SetClock(MONDAY_MORNING)
    made = Stage(SimulatorExchange(clock), clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    await made.open(joined=STORY.joined)
    await Player(made).play(STORY)
    yield made
    await made.close()


def path_of(stage: Stage) -> str:
    """Return the path of the address that Joshua was given."""
    return str(ADDRESS.findall("\n".join(one.body for one in stage.screen("Joshua")))[-1])


async def test_a_program_of_others_reads_the_feed(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    runner, port = await serve(application(stage.house, stage.house.calendar), "127.0.0.1", 0)
    base, path = f"http://127.0.0.1:{port}", path_of(stage)
    try:
        found = await asyncio.to_thread(
            read_events,
            url=f"{base}{path}",
            start=MONDAY_MORNING,
            end=MONDAY_MORNING + timedelta(days=30),
        )
        assert [(one.summary, one.start, one.location) for one in found] == [
            ("Family time with Jon", datetime(2026, 11, 29, 15, tzinfo=UTC), "Riverside Library")
        ]
        async with aiohttp.ClientSession(base) as web:
            async with web.get(path) as first:
                assert first.headers["Cache-Control"] == "private, no-store"
                tag = first.headers["ETag"]
                was = event_in(await first.read())
            async with web.get(path, headers={"If-None-Match": f'"other", W/{tag}'}) as same:
                assert same.status == 304
            async with web.head(path) as head:
                assert head.status == 200
                assert await head.read() == b""
            async with web.post(path) as posted:
                assert posted.status == 405
            await Player(stage).play(OFF)
            async with web.get(path, headers={"If-None-Match": tag}) as changed:
                assert changed.status == 200
                now = event_in(await changed.read())
            assert str(now["UID"]) == str(was["UID"])
            assert now["SEQUENCE"] > was["SEQUENCE"]
            assert str(now["STATUS"]) == "CANCELLED"
            assert "LOCATION" not in now
            await Player(stage).play(CLOSED)
            async with web.get(path) as gone, web.get("/calendar/never.ics") as never:
                assert gone.status == never.status == 404
                assert await gone.read() == await never.read()
                for name in ("Content-Type", "Cache-Control", "Content-Length"):
                    assert gone.headers.get(name) == never.headers.get(name)
    finally:
        await runner.cleanup()
    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    # The library that asked has a log of its own.
    ours = [one.getMessage() for one in caplog.records if not one.name.startswith("urllib3")]
    assert secret not in "\n".join(ours)
    folder = Path(stage.url.removeprefix("sqlite:///")).parent
    kept = b"".join(one.read_bytes() for one in folder.glob("story.db*"))
    assert secret.encode() not in kept
