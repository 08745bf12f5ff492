"""Words taken back before they left are nowhere: not in the files, not behind any key, not on any screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat.clock import SetClock
from bot.store.sealing import Master, fresh_key
from tests.canary import Marks, files_under
from tests.sealed import Cell, cells
from tests.story.phones import SimulatorExchange
from tests.story.stage import Stage

THREE_AT_NIGHT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # 3:00 in New York
PAIR = Path(__file__).parent / "data" / "roster-pair.toml"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Ana, Wendy, who rests, and Tianna."""
    clock = SetClock(THREE_AT_NIGHT)
    exchange = SimulatorExchange(clock)
    made = Stage(exchange, clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    await made.open(joined=("Ana", "Wendy", "Tianna"), roster=PAIR.read_text(encoding="utf-8"))
    yield made
    await made.close()


async def _cells(stage: Stage) -> list[Cell]:
    return await stage.house.store.run(cells)


def _saying(found: list[Cell], mark: str) -> set[bytes]:
    """Return the sealed values that say this, as they stand in the database."""
    return {cell.sealed for cell in found if mark.encode() in cell.says}


async def test_what_is_taken_back_at_night_is_nowhere_and_the_rest_is_there(
    stage: Stage, tmp_path: Path
) -> None:
    marks, ana = Marks(9), stage.phone("Ana")
    said = {}
    for number in range(6):
        said[number] = ana.says(f"{number} {marks(f'words {number}')}")
        await stage.settle()
    ana.edits(said[3], f"3 {marks('new words')}")
    await stage.settle()
    before = await _cells(stage)
    regretted, changed = marks("words 2"), marks("words 3")
    gone = _saying(before, regretted)
    assert gone
    assert _saying(before, changed) == set(), "what was changed before it left is still there"

    ana.says("/undo", reply_to=said[2])
    await stage.settle()
    after = await _cells(stage)
    assert _saying(after, regretted) == set()
    assert all(_saying(after, marks(f"words {number}")) for number in (0, 1, 4, 5))

    await stage.wait(timedelta(hours=5))
    read = [one.body for one in stage.screen("Wendy")]
    expected = ["words 0", "words 1", "new words", "words 4", "words 5"]
    assert [body.split()[1] for body in read] == [marks(what) for what in expected]
    assert _saying(await _cells(stage), regretted) == set()

    await stage.tear_down()
    files = files_under(tmp_path)
    assert "story.db" in files
    assert not [name for name, content in files.items() if marks.found_in(content)]
    # Not even as it was sealed: what is deleted is overwritten.
    assert not [name for name, content in files.items() for sealed in gone if sealed in content]
