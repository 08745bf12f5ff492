"""Two houses on one PostgreSQL, on their machines' own clocks: told once, and in the order of the commits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import psycopg
import pytest

from bot.chat.clock import SetClock
from bot.house import House
from tests.fakes.botapi_faults import flood
from tests.postgres import PostgresServer, fresh_database
from tests.story.stage import TEXTS
from tests.troubled import CAST, TroubledStage, of_wendy, told

pytestmark = pytest.mark.xdist_group("postgres")

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
async def stage(postgres_server: PostgresServer) -> AsyncIterator[TroubledStage]:
    """Give a stage with the first house on it."""
    made = TroubledStage.on(fresh_database(postgres_server))
    await made.open(joined=CAST)
    yield made
    await made.close()


def second_house(stage: TroubledStage, clock: SetClock) -> House:
    return House(
        url=stage.url,
        master=stage.master,
        defaults=stage.defaults,
        clock=clock,
        messengers=stage.exchange.connect,
        texts=TEXTS,
    )


async def test_one_writers_words_keep_their_order_though_one_machines_clock_is_behind(
    stage: TroubledStage,
) -> None:
    behind = SetClock(stage.clock.now() - SECOND)
    async with second_house(stage, behind) as other:
        await stage.stop_listening()
        telegram = other.messengers["telegram"]
        listening = asyncio.create_task(telegram.listen(other.intake("telegram")))
        stage.phone("Wendy").says("One.")
        await stage.exchange.all_received()
        await stage.house.turns.drain()
        stage.phone("Wendy").says("Two.")
        await stage.exchange.all_received()
        await other.turns.drain()
        stage.clock.advance(SECOND)
        await stage.house.courier.drain()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    assert stage.reads("Ana") == [of_wendy("Ana", "One."), of_wendy("Ana", "Two.")]


async def test_two_who_look_at_the_same_moment_tell_a_writer_once(stage: TroubledStage) -> None:
    stage.server.fail(flood(500), "sendMessage", chat=stage.user("Ana"))
    stage.phone("Wendy").says("One.")
    await stage.settle()
    stage.clock.advance(2 * MINUTE)
    async with second_house(stage, stage.clock) as other:
        with psycopg.connect(stage.url) as obstacle:
            # Whoever comes first must wait here with its notice half written; the second comes meanwhile.
            obstacle.execute("LOCK TABLE lane")
            duties = [asyncio.create_task(house.store.do_duties()) for house in (stage.house, other)]
            await asyncio.wait(duties, timeout=1)
        found = sum(await asyncio.gather(*duties))
        await stage.settle()
    assert found == 1
    assert stage.reads("Wendy") == [told("Wendy", "delay-waiting", people="Ana")]
