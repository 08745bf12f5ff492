"""A thousand messages within a minute from one person: all arrive in the end, and nobody waits for them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import cast

import msgspec
import pytest

from bot.chat.incoming import Shared, Uncleaned
from bot.chat.media import CleanFile, MediaKind, Source
from bot.chat.messenger import Messenger
from bot.courier.fetching import AT_ONCE, Fetching
from bot.engine.ports import Wanted
from bot.store.lanes import MINUTE
from tests.story.samples import sample
from tests.troubled import CAST, TroubledStage, told

MANY = 1000
LIMIT = 30
OPENED = 1_000_000
PATIENCE = 60.0


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[TroubledStage]:
    """Give a stage where each sender has a limit; Ana is writing about Macia at the moment."""
    made = TroubledStage.on(f"sqlite:///{tmp_path / 'flood.db'}")
    made.defaults = msgspec.structs.replace(made.defaults, messages_per_minute=LIMIT)
    await made.open(joined=CAST)
    made.phone("Ana").says("Hello.")
    await made.settle()
    made.user("Ana").taps(next(one.label for one in made.user("Ana").last.buttons if "Macia" in one.label))
    await made.settle()
    await made.stop_listening()
    made.clock.advance(MINUTE)
    yield made
    await made.close()


@asynccontextmanager
async def running(stage: TroubledStage) -> AsyncIterator[None]:
    """Let all loops of the house run for a block."""
    loops = asyncio.create_task(stage.house.run())
    yield
    loops.cancel()
    await asyncio.gather(loops, return_exceptions=True)


def has(stage: TroubledStage, reader: str, count: int) -> Callable[[], bool]:
    """Return whether somebody has been sent that much; costs nothing."""
    return lambda: stage.server.count("sendMessage", stage.user(reader)) >= count


def bodies(stage: TroubledStage, reader: str, word: str) -> list[str]:
    return [one.body for one in stage.screen(reader) if one.body.startswith(word)]


async def talk(stage: TroubledStage, count: int, flooded: Callable[[], int]) -> list[int]:
    """Let Wendy and Samara write, in other circles, one after the other; return what passed before each.

    That is how many messages of the flood were delivered between the writing and the arriving.
    """
    passed = []
    for number in range(count):
        writer, reader = ("Wendy", "Joshua") if number % 2 else ("Samara", "Francis")
        before, got = flooded(), stage.server.count("sendMessage", stage.user(reader))
        stage.phone(writer).says(f"Meanwhile {number}.")
        await stage.server.wait_for(has(stage, reader, got + 1), PATIENCE)
        passed.append(flooded() - before)
    return sorted(passed)


async def test_a_flood_delays_nobody_else_and_loses_nothing(stage: TroubledStage) -> None:
    def flooded() -> int:
        return len(bodies(stage, "Brianna", "Flood"))

    written = [f"Flood {number}." for number in range(MANY)]
    for words in written:
        stage.phone("Ana").says(words)
    async with running(stage):
        await talk(stage, 20, flooded)
        await stage.server.wait_for(lambda: bodies(stage, "Ana", told("Ana", "flood-told")), PATIENCE)
        await stage.server.wait_for(lambda: flooded() == LIMIT, PATIENCE)
        stage.clock.advance(MINUTE)
        await stage.house.tick()
        await stage.server.wait_for(lambda: flooded() == 2 * LIMIT, PATIENCE)
    await stage.tear_down()

    stage.defaults = msgspec.structs.replace(stage.defaults, messages_per_minute=OPENED)
    stage.clock.advance(MINUTE)
    await stage.build()
    await stage.stop_listening()
    async with running(stage):
        passed = await talk(stage, 40, flooded)
        assert flooded() < MANY, "the flood was over before it was measured"
        await stage.server.wait_for(has(stage, "Brianna", MANY), PATIENCE)
        await stage.server.wait_for(lambda: flooded() == MANY, PATIENCE)
    assert bodies(stage, "Brianna", "Flood") == written
    assert len(bodies(stage, "Ana", told("Ana", "flood-told"))) == 1
    assert passed[int(0.95 * len(passed))] < MANY / 20, f"the others waited for the flood: {passed}"
    for reader, odd in (("Joshua", 1), ("Francis", 0)):
        said = [f"Meanwhile {number}." for number in range(40) if number % 2 == odd]
        assert bodies(stage, reader, "Meanwhile") == said[:10] + said


async def test_a_new_flood_is_told_again_and_thirty_words_a_minute_are_none(stage: TroubledStage) -> None:
    told_once = told("Wendy", "flood-told")
    for number in range(LIMIT - 1):
        stage.phone("Wendy").says(f"Flood {number}.")
    await stage.restart()
    await stage.settle()
    assert stage.reads("Wendy") == []
    stage.clock.advance(MINUTE)
    for number in range(2 * LIMIT + 5):
        stage.phone("Wendy").says(f"Flood {number}.")
    await stage.settle()
    assert stage.reads("Wendy") == [told_once]
    for _ in range(3):
        stage.clock.advance(MINUTE)
        await stage.settle()
    assert len(bodies(stage, "Joshua", "Flood")) == 3 * LIMIT + 4
    assert stage.reads("Wendy") == [told_once]
    stage.clock.advance(60 * MINUTE)
    for number in range(LIMIT + 1):
        stage.phone("Wendy").says(f"Flood {number}.")
    await stage.settle()
    assert stage.reads("Wendy") == [told_once, told_once]


PICTURES = 25
"""Fewer than anybody may write within a minute."""


def looked_at(stage: TroubledStage) -> int:
    """Return how many pictures Tianna has got to look at."""
    return stage.server.count("sendPhoto", stage.user("Tianna"))


def is_looked_at(stage: TroubledStage, writer: str) -> bool:
    """Return whether Tianna has got a picture of this writer's to look at."""
    return any(one.files and writer in (one.header or "") for one in stage.screen("Tianna"))


async def test_many_pictures_of_one_sender_delay_nobody_elses_words_and_pictures(
    stage: TroubledStage,
) -> None:
    for number in range(PICTURES):
        stage.user("Ana").sends("photo", sample(MediaKind.PICTURE, number))
    async with running(stage):
        passed = await talk(stage, 10, lambda: looked_at(stage))
        stage.user("Wendy").sends("photo", sample(MediaKind.PICTURE, PICTURES))
        before = looked_at(stage)
        await stage.server.wait_for(lambda: is_looked_at(stage, "Wendy"), PATIENCE)
        assert looked_at(stage) < PICTURES, "the pictures were over before anything was measured"
        assert looked_at(stage) - before <= AT_ONCE
        await stage.server.wait_for(lambda: looked_at(stage) == PICTURES + 1, PATIENCE)
    assert passed[int(0.9 * len(passed))] <= AT_ONCE, f"the others waited for the pictures: {passed}"


class Stuck:
    """A messenger that has some files at once, and gives others only when it is told to."""

    can_send = True

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.goes_on = asyncio.Event()

    async def fetch(self, source: Source, limit: int) -> bytes:
        self.asked.append(source.key)
        if source.key == "slow":
            await self.goes_on.wait()
        return b""


class Shelf:
    """Where what was fetched is put, and what cleans it."""

    def __init__(self) -> None:
        self.there: list[str] = []
        self.changed = asyncio.Event()

    async def prepared(self, wanted: Wanted, found: Sequence[CleanFile] | Uncleaned) -> None:
        self.there.append(wanted.lane)
        self.changed.set()

    async def not_fetched(self, wanted: Wanted, delay: timedelta) -> None:
        raise AssertionError(wanted.lane)

    async def smaller(self, raw: bytes, side: int) -> CleanFile:
        return await self.clean(MediaKind.PICTURE, raw)

    async def clean(self, kind: MediaKind, raw: bytes) -> CleanFile:
        return CleanFile(kind, "image/jpeg", raw)


def picture_from(lane: str, how: str) -> Wanted:
    return Wanted("telegram", lane, lane, ("row",), (Shared(MediaKind.PICTURE, Source(how, how)),))


async def test_somebody_whose_pictures_come_slowly_holds_one_place_and_no_more() -> None:
    stuck, shelf = Stuck(), Shelf()
    fetching = Fetching(shelf, {"telegram": cast("Messenger", stuck)}, shelf, 1000, lambda: None)
    # Each time the lane is due again, because it took so long.
    for _ in range(2 * AT_ONCE):
        fetching.begin(picture_from("ana", "slow"))
    fetching.begin(picture_from("wendy", "quick"))
    await asyncio.wait_for(shelf.changed.wait(), PATIENCE)
    assert shelf.there == ["wendy"]
    stuck.goes_on.set()
    await fetching.drain()
    fetching.begin(picture_from("ana", "quick"))
    await fetching.drain()
    assert shelf.there == ["wendy", "ana", "ana"]
    assert stuck.asked == ["slow", "quick", "quick"]
    await fetching.close()
