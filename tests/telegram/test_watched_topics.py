"""Where the bot has topics, what a caseworker reads along stands in its circle's topic, without a sound."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.clock import SetClock
from bot.store.sealing import Master, fresh_key
from tests.fakes.botapi_world import Topics
from tests.story.phones import TelegramExchange
from tests.story.stage import MONDAY_MORNING, Stage

FAMILIES = ("Ana", "Joshua", "Wendy")
GLADYS = "Gladys and Jon"


@pytest.fixture
def exchange() -> TelegramExchange:
    made = TelegramExchange(SetClock(MONDAY_MORNING))
    made.server.world.topics = Topics.ON
    return made


@pytest.fixture
async def stage(tmp_path: Path, exchange: TelegramExchange) -> AsyncIterator[Stage]:
    clock = SetClock(MONDAY_MORNING)
    made = Stage(exchange, clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    await made.open(joined=(*FAMILIES, "Tianna"))
    yield made
    await made.close()


async def presses(stage: Stage, label: str) -> None:
    stage.phone("Tianna").presses(stage.screen("Tianna")[-1].id, label)
    await stage.settle()


async def test_it_stands_in_its_topic_and_what_is_typed_there_goes_to_nobody_unasked(
    stage: Stage, exchange: TelegramExchange
) -> None:
    tianna = exchange.user("Tianna")
    stage.phone("Tianna").says("/watch gladys")
    await stage.settle()
    await presses(stage, "Yes")
    stage.phone("Wendy").says("She slept all night")
    await stage.settle()
    (copy,) = [one for one in tianna.screen() if "She slept all night" in one.text]
    assert copy.topic == GLADYS
    (sent,) = [
        call for call in exchange.server.calls("sendMessage", tianna) if call.params["text"] == copy.text
    ]
    assert sent.params["disable_notification"] is True

    tianna.says("Good to hear", topic=tianna.topic(GLADYS))
    await stage.settle()
    assert "so this went to nobody" in tianna.screen()[-1].text
    assert not any("Good to hear" in one.body for who in FAMILIES for one in stage.screen(who))
    await presses(stage, "Step in")
    assert all(stage.screen(who)[-1].body.endswith("Good to hear") for who in FAMILIES)
