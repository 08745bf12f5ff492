"""What is sealed for one family opens for no other, and is gone for good with its key.

The same lively story as in ``test_canary``, looked at from inside, with the master key in hand.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.chat.clock import SetClock
from bot.store.keyring import destroy_key
from bot.store.schema import child, circle, family, message, outbox
from bot.store.sealing import Master, Scope, ScopeKind, Sealer, fresh_key
from tests.canary import Marks, files_under
from tests.lively import Lively
from tests.sealed import cells
from tests.story.phones import TelegramExchange
from tests.story.stage import MONDAY_MORNING, Stage


@pytest.fixture
async def begun(tmp_path: Path) -> AsyncIterator[Lively]:
    """The stage and its people, before anything has happened."""
    clock = SetClock(MONDAY_MORNING)
    exchange = TelegramExchange(clock)
    stage = Stage(exchange, clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    story = Lively(stage, exchange, Marks(5))
    await story.begin()
    yield story
    await stage.close()


@pytest.fixture
async def story(begun: Lively) -> Lively:
    """The whole of it."""
    await begun.play()
    return begun


async def test_each_sealed_value_opens_with_exactly_one_key(story: Lively) -> None:
    found = await story.stage.house.store.read(cells)
    assert len(found) > 300
    assert {one.table for one in found} >= {"person", "child", "message", "outbox", "interview", "dead_letter"}
    assert [one for one in found if len(one.scopes) != 1] == []


async def test_destroy(story: Lively) -> None:
    store = story.stage.house.store
    found = await store.read(cells)
    fams = await store.read(lambda s: s.connection.execute(select(family.c.id, family.c.ref)).all())
    first = next(f.id for f in fams if f.ref == "case-1")
    words = {what for what in story.marks.of if what.startswith(("words","changed", "held", "name of macia","name of gladys","name of jon","name of jaylan"))}
    for one in found:
        marks = [m for m in story.marks.found_in(one.says) if m in words]
        if marks and one.scopes != (Scope.family(first),):
            print(one.table, one.column, one.scopes[0].kind, one.scopes[0].id[-6:], marks)
    assert 0
