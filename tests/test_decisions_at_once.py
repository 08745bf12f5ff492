"""Two who do something about one decision at the same moment, in two processes: the second sees the first."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.chat.clock import SetClock
from bot.store.sealing import Master, fresh_key
from tests.postgres import PostgresServer, fresh_database
from tests.story.phones import SimulatorExchange
from tests.story.stage import MONDAY_MORNING, Stage
from tests.test_desks import play, presses, second_house, work_at_once

pytestmark = pytest.mark.xdist_group("postgres")

JOINED = ("Joshua", "Wendy", "Ana", "Tianna")
ASKED = """
    Wendy: /decision
    Wendy [Gladys]
    Wendy [Food]
    Wendy [Are sweets all right now and then?]
    Wendy [Yes, no, or talk]
    Wendy [Skip]
    Wendy [All right]
"""


@pytest.fixture
async def stage(postgres_server: PostgresServer) -> AsyncIterator[Stage]:
    """Give a stage on which Wendy has asked Ana and Joshua."""
    clock = SetClock(MONDAY_MORNING)
    made = Stage(SimulatorExchange(clock), clock, fresh_database(postgres_server), Master(fresh_key()))
    await made.open(joined=JOINED)
    await play(made, ASKED)
    yield made
    await made.close()


def bodies(stage: Stage, who: str) -> list[str]:
    return [one.body for one in stage.screen(who)]


async def test_who_answers_last_of_two_at_once_is_known_to_be_the_last(stage: Stage) -> None:
    async with second_house(stage) as other:
        presses(stage, "Ana", "Sí")
        presses(stage, "Joshua", "No")
        await work_at_once(stage, other)
    differs = [one for one in bodies(stage, "Wendy") if "There are different wishes" in one]
    assert len(differs) == 1
    assert sum("Still to answer" in one for one in bodies(stage, "Wendy")) == 1


async def test_an_answer_and_what_is_decided_at_once_do_not_pass_by_each_other(stage: Stage) -> None:
    await play(stage, "Ana [Sí]\nWendy [Write down the decision]")
    async with second_house(stage) as other:
        presses(stage, "Wendy", "Yes")
        presses(stage, "Joshua", "No")
        await work_at_once(stage, other)
    read = "\n".join(bodies(stage, "Joshua"))
    was_in_time = "Wendy reads your answer" in read
    assert was_in_time == ("No\n\nThere are different wishes" in "\n".join(bodies(stage, "Wendy")))
    assert was_in_time == ("Your answer was: No" in read)
    assert was_in_time != ("is decided: Yes" in read)
