"""Files on their way in: fetched before their turn, tried again, given up on, and never out of order."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.clock import SetClock
from bot.chat.media import CleanFile, MediaKind, Source
from bot.chat.messenger import NotSent
from bot.cleaning import Cleaner
from bot.store.sealing import Master, fresh_key
from tests.story.phones import SimulatorExchange
from tests.story.stage import MONDAY_MORNING, Stage

PAIR = (Path(__file__).parent / "data" / "roster-pair.toml").read_text()


class Troubled:
    """Makes a file clean, or is away."""

    def __init__(self) -> None:
        self.is_away = False
        self.cleaned = 0
        self._inner = Cleaner()

    async def smaller(self, raw: bytes, side: int) -> CleanFile:
        return await self.clean(MediaKind.PICTURE, raw)

    async def clean(self, kind: MediaKind, raw: bytes) -> CleanFile:
        self.cleaned += 1
        if self.is_away:
            raise NotSent("away")  # noqa: EM101
        return await self._inner.clean(kind, raw)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Ana and Wendy in one circle, Tianna at her desk."""
    clock = SetClock(MONDAY_MORNING)
    made = Stage(SimulatorExchange(clock), clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    await made.open(joined=("Ana", "Wendy", "Tianna"), roster=PAIR)
    yield made
    await made.close()


def _troubled(stage: Stage) -> Troubled:
    trouble = Troubled()
    stage.house.fetching._cleaning = trouble
    return trouble


def _read(stage: Stage, person: str) -> list[str]:
    return [" ".join([*one.files, one.body]).strip() for one in stage.screen(person)]


async def test_words_written_after_a_picture_arrive_after_it(stage: Stage) -> None:
    stage.phone("Ana").sends([MediaKind.VOICE], "one")
    stage.phone("Ana").says("two")
    await stage.settle()

    assert _read(stage, "Wendy") == ["voice one", "two"]


async def test_a_file_that_cannot_be_had_now_is_had_later_and_holds_its_place(stage: Stage) -> None:
    trouble = _troubled(stage)
    trouble.is_away = True
    stage.phone("Ana").sends([MediaKind.VOICE], "one")
    stage.phone("Ana").says("two")
    await stage.settle()
    assert _read(stage, "Wendy") == []

    trouble.is_away = False
    await stage.wait(timedelta(minutes=1))

    assert _read(stage, "Wendy") == ["voice one", "two"]


async def test_after_a_quarter_of_an_hour_its_sender_is_told_and_the_rest_goes_on(stage: Stage) -> None:
    trouble = _troubled(stage)
    trouble.is_away = True
    stage.phone("Ana").sends([MediaKind.VOICE], "one")
    stage.phone("Ana").says("two")
    await stage.wait(timedelta(minutes=20))

    assert _read(stage, "Wendy") == ["two"]
    assert any("No pude recibir este archivo" in said for said in _read(stage, "Ana"))
    assert trouble.cleaned < 300  # every few seconds, not all the time


async def test_what_was_being_fetched_when_the_house_fell_is_fetched_anew_once(stage: Stage) -> None:
    trouble = _troubled(stage)
    trouble.is_away = True
    stage.phone("Ana").sends([MediaKind.VOICE], "one")
    await stage.settle()
    await stage.restart()
    await stage.wait(timedelta(minutes=3))

    assert _read(stage, "Wendy") == ["voice one"]


async def test_one_who_floods_with_pictures_holds_nobody_else_up(stage: Stage) -> None:
    trouble = _troubled(stage)
    trouble.is_away = True
    for number in range(6):
        stage.phone("Ana").sends([MediaKind.VOICE], f"number {number}")
    stage.phone("Wendy").says("Good morning")
    await stage.settle()

    assert _read(stage, "Ana") == ["Good morning"]


async def test_a_source_shows_nobody_how_to_fetch_it() -> None:
    assert "secret" not in repr(Source("secret-key", "secret-same"))


async def test_more_than_a_day_allows_is_handed_back_and_words_still_pass(stage: Stage) -> None:
    stage.defaults = stage.defaults.__class__(quiet=None, files_per_day=2)
    await stage.restart()
    for number in range(3):
        stage.phone("Ana").sends([MediaKind.VOICE], f"number {number}")
    stage.phone("Ana").says("and words")
    await stage.settle()

    assert _read(stage, "Wendy") == ["voice number 0", "voice number 1", "and words"]
    assert any("Mañana puedes mandar más" in said for said in _read(stage, "Ana"))
