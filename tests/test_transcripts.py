"""Every transcript, on the simulator and on Telegram, on SQLite and PostgreSQL, with restarts in between."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import pytest

from bot.chat.clock import SetClock
from bot.store.sealing import Master, fresh_key
from tests.postgres import PostgresServer, fresh_database
from tests.story.phones import Exchange, SimulatorExchange, TelegramExchange
from tests.story.stage import MONDAY_MORNING, Stage
from tests.story.transcript import Player, load, written

FOLDER = Path(__file__).parent / "transcripts"
PATHS = sorted(FOLDER.glob("*.txt"))
UPDATE = os.environ.get("UPDATE_TRANSCRIPTS") == "1"
MakeStage = Callable[[str, str], Stage]


@pytest.fixture
async def stages(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[MakeStage]:
    """Make stages, and close them afterwards."""
    made: list[Stage] = []

    def make(messenger: str, database: str) -> Stage:
        clock = SetClock(MONDAY_MORNING)
        exchange: Exchange = SimulatorExchange(clock) if messenger == "simulator" else TelegramExchange(clock)
        if database == "sqlite":
            url = f"sqlite:///{tmp_path / 'story.db'}"
        else:
            server: PostgresServer = request.getfixturevalue("postgres_server")
            url = fresh_database(server)
        made.append(Stage(exchange, clock, url, Master(fresh_key())))
        return made[-1]

    yield make
    for stage in made:
        await stage.close()


async def _play(stage: Stage, path: Path, *, restarting: bool) -> list[tuple[str, list[str]]]:
    told = load(path)
    if told.at is not None:
        stage.clock = SetClock(told.at) if told.at > stage.clock.now() else stage.clock
        stage.clock.move_to(told.at)
    roster = (FOLDER.parent / "data" / told.roster).read_text() if told.roster else None
    stage.defaults = msgspec.structs.replace(stage.defaults, **told.limits)
    await stage.open(joined=told.joined, roster=roster)
    between: Callable[[], Awaitable[None]] | None = stage.restart if restarting else None
    return await Player(stage, between).play(told)


def _compare(path: Path, played: list[tuple[str, list[str]]]) -> None:
    told = load(path)
    for (act, expected), (_, news) in zip(told.acts, played, strict=True):
        assert news == expected, f"{path.name}, after {act!r}"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
async def test_the_story_reads_as_written(stages: MakeStage, path: Path) -> None:
    played = await _play(stages("simulator", "sqlite"), path, restarting=False)
    if UPDATE:
        path.write_text(  # noqa: ASYNC240 - a small file
            written(path, load(path), played), encoding="utf-8"
        )
    _compare(path, played)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
async def test_the_story_is_the_same_with_a_restart_between_any_two_lines(
    stages: MakeStage, path: Path
) -> None:
    _compare(path, await _play(stages("simulator", "sqlite"), path, restarting=True))


# All in full on the simulator and SQLite; elsewhere in pairs: a story is told on Telegram with one database
# or the other, by its name, and on both where there is time. With PostgreSQL it takes five times as long.
def _turns(*, on_postgresql: bool) -> list[Any]:
    return [
        path
        if (not crc32(path.stem.encode()) % 3) == on_postgresql
        else pytest.param(path, marks=pytest.mark.soak)
        for path in PATHS
    ]


@pytest.mark.parametrize("path", _turns(on_postgresql=False), ids=lambda path: path.stem)
async def test_the_story_is_the_same_on_telegram(stages: MakeStage, path: Path) -> None:
    _compare(path, await _play(stages("telegram", "sqlite"), path, restarting=False))


@pytest.mark.xdist_group("postgres")
@pytest.mark.parametrize("path", _turns(on_postgresql=True), ids=lambda path: path.stem)
async def test_the_story_is_the_same_on_telegram_and_postgresql_with_restarts(
    stages: MakeStage, path: Path
) -> None:
    _compare(path, await _play(stages("telegram", "postgresql"), path, restarting=True))
