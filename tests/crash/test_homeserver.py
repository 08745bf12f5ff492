"""The homeserver dies in the midst of talk in both directions, and comes back."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from tests.crash.settled import let_all_arrive, settled_town, write_until
from tests.synapse.server import Synapse


async def test_a_homeserver_that_is_killed_in_the_midst_of_talk_costs_nothing_but_time(
    synapse: Synapse, tmp_path: Path
) -> None:
    dice = random.Random(11)
    url = f"sqlite:///{tmp_path / 'crash.db'}"
    async with settled_town(url, tmp_path, synapse=synapse) as (there, bots):
        bot = bots.child()
        enough = len(there.written) + 40
        await write_until(there, bots, dice, lambda: len(there.written) > enough)
        for _ in range(5):
            there.says_some(dice)
        await asyncio.to_thread(synapse.kill)
        for _ in range(5):
            there.says_some(dice)
        await asyncio.to_thread(synapse.start)
        await let_all_arrive(there, bots)
        assert not bot.is_dead
