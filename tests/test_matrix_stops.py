"""When the bot's session or its keys are gone it stops loudly, says what to do, and loses no words by it.

Each is looked at twice: in the house itself, and as ``coparenting run`` tells it to who started it.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest

from bot.adapters.matrix.device import Record
from bot.adapters.matrix.problems import SignedOut
from bot.chat.clock import SystemClock
from bot.store.sealing import fresh_key, key_line
from tests.both import BothStage, both_stage
from tests.story.rooms import PASSWORD, ROOM_IS_NEW
from tests.story.stage import TEXTS
from tests.synapse.server import Synapse
from tests.tables import with_tables

ROOT = Path(__file__).parent.parent
KEY = fresh_key()

Ends = Callable[[BothStage, Record], Awaitable[None]]


@pytest.fixture
async def stage(synapse: Synapse, tmp_path: Path) -> AsyncIterator[BothStage]:
    """A house whose loops are a test's own to run, by the machine's clock."""
    async with both_stage(synapse, tmp_path, SystemClock(), key=KEY) as made:
        await made.settle()
        yield made


@asynccontextmanager
async def running(stage: BothStage) -> AsyncIterator[asyncio.Task[None]]:
    """Run the house on the stage, as `coparenting run` does."""
    await stage.stop_listening()
    loops = asyncio.create_task(stage.house.run())
    try:
        yield loops
    finally:
        loops.cancel()
        await asyncio.gather(loops, return_exceptions=True)


async def coparenting_run(stage: BothStage, folder: Path, *, url: str = "") -> tuple[int, str]:
    """Start the bot as an operator does, and return how it ended and what it said in words."""
    (folder / "agency.key").write_text(key_line(KEY))
    (folder / "agency.key").chmod(0o600)
    config = f"""
        [store]
        url = "{url or stage.url}"
        key_file = "agency.key"

        [policy]
        retention_days = 365
        quiet_hours = "off"

        [agency]
        name = "County Family Services"

        [http]
        port = 0

        [matrix]
        homeserver = "{stage.matrix.homeserver}"
        user_id = "{stage.bot}"
        password = "{PASSWORD}"
        store_path = "keys"
    """
    (folder / "config.toml").write_text(config)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("COPARENTING_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        cwd=folder,
        env=clean | {"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(60):
        said, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, said.decode()


async def by_its_own_token(stage: BothStage, device: Record) -> None:
    """Log the bot out, as somebody does who has its session."""
    await stage.matrix.synapse.ask("POST", "/_matrix/client/v3/logout", {}, token=device.access_token)


async def by_an_administrator(stage: BothStage, device: Record) -> None:
    """Remove the bot's device, as an administrator of the homeserver can."""
    path = f"/_synapse/admin/v2/users/{stage.bot}/devices/{device.device_id}"
    await stage.matrix.synapse.ask("DELETE", path, token=await stage.matrix.administrator())


async def _device(stage: BothStage) -> Record:
    saved = await stage.house.store.vault("matrix").load("matrix-device")
    assert saved is not None
    return msgspec.json.decode(saved, type=Record)


@pytest.mark.parametrize("end", [by_its_own_token, by_an_administrator])
async def test_a_session_that_was_ended_stops_the_house_loudly_and_a_new_device_brings_all_that_waited(
    stage: BothStage, tmp_path: Path, end: Ends
) -> None:
    async with running(stage) as loops:
        stage.phone("Samara").says("One.")
        await stage.person("Francis").looks_until(lambda: stage.words("Francis") == ["One."])
        await end(stage, await _device(stage))
        stage.phone("Samara").says("Two.")
        with pytest.raises(SignedOut):
            await asyncio.wait_for(asyncio.shield(loops), 60)
        assert not stage.house.is_ready
    await stage.tear_down()

    status, said = await coparenting_run(stage, tmp_path)
    assert status == 1
    assert "config.toml: [matrix] user_id" in said
    assert "is signed out" in said
    assert "new-device" in said
    assert "Traceback" not in said

    (tmp_path / "keys" / "new-device").touch()
    await stage.build()
    async with running(stage):
        stage.phone("Samara").says("Three.")
        for reader in ("Francis", "Brianna"):
            await stage.person(reader).looks_until(lambda reader=reader: len(stage.words(reader)) > 2)  # type: ignore[misc]
            assert stage.words(reader) == ["One.", "Two.", "Three."]
        await stage.person("Francis").says(stage.room("Francis", "Jaylan"), "Thank you.")
        await stage.server.wait_for(lambda: stage.words("Samara") == ["Thank you."], 20)


async def test_keys_that_are_gone_stop_the_bot_with_the_mend_and_a_new_device_goes_on(
    stage: BothStage, tmp_path: Path
) -> None:
    stage.phone("Samara").says("One.")
    await stage.settle()
    await stage.tear_down()
    shutil.rmtree(tmp_path / "keys")
    stage.phone("Samara").says("Two.")

    status, said = await coparenting_run(stage, tmp_path)
    assert status == 1
    assert "config.toml: [matrix] store_path" in said
    assert "Bring that folder back" in said
    assert "new-device" in said
    assert "Traceback" not in said

    francis = stage.person("Francis")
    lost = await francis.says(stage.room("Francis", "Jaylan"), "For keys that are gone.")
    stage.matrix.expects(lost)
    (tmp_path / "keys" / "new-device").touch()
    await stage.build()
    await stage.settle()
    assert stage.words("Francis") == stage.words("Brianna") == ["One.", "Two."]
    locked = TEXTS.render("en", "unsupported-undecryptable")
    answered = [one.id for one in stage.screen("Francis") if one.body == locked]
    assert [stage.app("Francis")._room_of(one) for one in answered] == [stage.app("Francis")._room_of(lost)]
    assert stage.words("Samara") == []
    stage.app("Francis").says("Once more.")
    await stage.settle()
    assert stage.words("Samara") == ["Once more."]


async def test_a_second_process_on_the_device_stops_and_says_so_and_the_first_goes_on(
    stage: BothStage, tmp_path: Path
) -> None:
    other = f"sqlite:///{tmp_path / 'other.db'}"
    with_tables(other)
    status, said = await coparenting_run(stage, tmp_path, url=other)
    assert status == 1
    assert "config.toml: [matrix] store_path" in said
    assert "Another process uses the encryption keys" in said
    assert "Traceback" not in said
    stage.phone("Samara").says("One.")
    stage.app("Francis").says("Two.")
    await stage.settle()
    assert stage.words("Francis") == ["One."]
    assert stage.words("Samara") == ["Two."]


async def test_a_bot_that_is_banned_from_a_circles_room_makes_a_new_one_says_so_and_the_words_arrive(
    stage: BothStage,
) -> None:
    brianna = stage.person("Brianna")
    stage.app("Brianna").says("Hello Ana", room="Macia")
    await stage.settle()
    old = stage.room("Brianna", "Macia")
    # In a room of its own making nobody can do that, unless its power was given away.
    path = f"/_matrix/client/v3/rooms/{old}/state/m.room.power_levels"
    token = (await _device(stage)).access_token
    levels = await stage.matrix.synapse.ask("GET", path, token=token)
    levels["users"] = {brianna.user: 100, stage.bot: 50}
    await stage.matrix.synapse.ask("PUT", path, levels, token=token)
    await brianna.bans(old, stage.bot)

    hello = next(one.id for one in stage.screen("Ana") if one.body == "Hello Ana")
    for words in ("Hola.", "¿Qué tal?"):
        stage.phone("Ana").says(words, hello)
    await stage.settle()
    new = stage.room("Brianna", "Macia")
    assert new != old
    first, *rest = brianna.reads(new, stage.bot)
    assert first == ROOM_IS_NEW
    assert [one.rpartition("\n")[2] for one in rest] == ["Hola.", "¿Qué tal?"]
    stage.app("Brianna").says("Here I am again.", room="Macia")
    stage.phone("Ana").says("Gracias.", hello)
    await stage.settle()
    assert stage.words("Ana") == ["Hello Ana", "Here I am again."]
    assert brianna.reads(new, stage.bot)[-1].rpartition("\n")[2] == "Gracias."
