"""The bot's device and its keys: signed, guarded, and never quietly replaced."""

from __future__ import annotations

import asyncio
import json
import shutil
from typing import Any

import pytest
from nio import RoomKeyEvent

from bot.adapters.matrix import StoreForeign, StoreInUse, StoreLost
from bot.chat.incoming import Unsupported
from tests.matrix.conftest import PASSWORD
from tests.matrix.stage import Bot, outgoing
from tests.synapse.person import MatrixPerson
from tests.synapse.server import Synapse


async def _keys(synapse: Synapse, bot: Bot, ana: MatrixPerson) -> dict[str, Any]:
    body: dict[str, Any] = {"device_keys": {bot.user: []}}
    return await synapse.ask("POST", "/_matrix/client/v3/keys/query", body, token=ana.client.access_token)


def _signatures(keys: dict[str, Any], bot: Bot) -> list[set[str]]:
    return [
        set(device["signatures"][bot.user]) & set(keys["self_signing_keys"][bot.user]["keys"])
        for device in keys["device_keys"][bot.user].values()
    ]


async def test_the_device_is_signed_so_that_strict_apps_trust_it(
    bot: Bot, ana: MatrixPerson, synapse: Synapse
) -> None:
    async with bot.running() as matrix:
        await matrix.send(outgoing(ana.user, "hello"))
        keys = await _keys(synapse, bot, ana)
        assert all(_signatures(keys, bot))
        master = keys["master_keys"][bot.user]["keys"]
        (signing_key,) = master.values()
        for purpose in ("self_signing_keys", "user_signing_keys"):
            signed = keys.get(purpose, {}).get(bot.user)
            if signed is not None:  # The user-signing key is shown to its owner only.
                assert ana.client.olm.verify_json(signed, signing_key, bot.user, signing_key)
        assert all(finding.is_fine for finding in await matrix.doctor())
    async with bot.running() as matrix:
        await matrix.send(outgoing(ana.user, "again"))
        assert (await _keys(synapse, bot, ana))["master_keys"][bot.user]["keys"] == master


async def test_the_signed_device_comes_with_each_key_so_that_the_first_message_is_trusted(
    bot: Bot, ana: MatrixPerson
) -> None:
    handed_out: list[dict[str, Any]] = []
    ana.client.add_to_device_callback(lambda event: handed_out.append(event.source), RoomKeyEvent)
    async with bot.running() as matrix:
        await matrix.send(outgoing(ana.user, "hello"))
        await ana.until(lambda: handed_out)
    record = json.loads(bot.vault.secrets["matrix-device"])
    device = handed_out[0]["sender_device_keys"]
    assert device["device_id"] == record["device_id"]
    assert len(device["signatures"][bot.user]) == 2


async def test_lost_keys_stop_the_bot_until_the_operator_agrees_to_a_new_device(
    bot: Bot, ana: MatrixPerson, synapse: Synapse
) -> None:
    async with bot.running() as matrix:
        room = await ana.opens_chat(bot.user)
        await ana.says(room, "one")
        await bot.journal.until(lambda journal: journal.words)
        await matrix.send(outgoing(ana.user, "two"))
        master = (await _keys(synapse, bot, ana))["master_keys"]
    await ana.says(room, "never to be read")
    shutil.rmtree(bot.folder)
    with pytest.raises(StoreLost, match="new-device"):
        await bot.adapter().listen(bot.journal)

    (bot.folder / "new-device").touch()
    async with bot.running() as matrix:
        await bot.journal.until(lambda journal: Unsupported("undecryptable") in journal.contents)
        await matrix.send(outgoing(ana.user, "here again"))
        await ana.sees(room, "here again")
        await ana.says(room, "good")
        await bot.journal.until(lambda journal: "good" in journal.words)
        keys = await _keys(synapse, bot, ana)
    assert not (bot.folder / "new-device").exists()
    assert len(keys["device_keys"][bot.user]) == 1
    assert all(_signatures(keys, bot))
    assert keys["master_keys"] == master


async def test_keys_of_another_device_or_of_another_database_are_refused(bot: Bot, ana: MatrixPerson) -> None:
    async with bot.running() as matrix:
        await matrix.send(outgoing(ana.user, "hello"))
    kept = bot.vault.secrets["matrix-pickle"]
    bot.vault.secrets["matrix-pickle"] = b"another key"
    other = bot.adapter()
    with pytest.raises(StoreForeign, match="another database"):
        await other.listen(bot.journal)
    await other.close()
    bot.vault.secrets["matrix-pickle"] = kept

    (keys,) = bot.folder.glob("*.db")
    keys.unlink()
    keys.touch()
    emptied = bot.adapter()
    with pytest.raises(StoreForeign):
        await emptied.listen(bot.journal)
    await emptied.close()


async def test_a_second_process_on_the_same_keys_stops_and_says_why(bot: Bot) -> None:
    async with bot.running():
        with pytest.raises(StoreInUse, match="Another process"):
            await bot.adapter().listen(bot.journal)


async def test_who_has_the_lead_again_begins_anew_and_leaves_no_connection_open(
    bot: Bot, ana: MatrixPerson
) -> None:
    handed_out: list[dict[str, Any]] = []
    ana.client.add_to_device_callback(lambda event: handed_out.append(event.source), RoomKeyEvent)
    matrix = bot.adapter()
    listening = asyncio.create_task(matrix.listen(bot.journal))
    await matrix.send(outgoing(ana.user, "one"))
    room = bot.rooms.rooms[ana.user, None]
    await ana.sees(room, "one")
    before = matrix._listening._client
    assert before is not None
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)

    listening = asyncio.create_task(matrix.listen(bot.journal))
    await ana.says(room, "still there?")
    await bot.journal.until(lambda journal: journal.words)
    await matrix.send(outgoing(ana.user, "two"))
    await ana.sees(room, "two")
    assert before.client_session is None
    assert all("sender_device_keys" in one for one in handed_out)
    assert len(handed_out) == 2
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    await matrix.close()


async def test_secrets_stand_in_the_vault_and_not_in_the_folder_or_in_its_file_names(
    bot: Bot, ana: MatrixPerson
) -> None:
    async with bot.running() as matrix:
        await matrix.send(outgoing(ana.user, "hello"))
    assert bot.folder.stat().st_mode & 0o777 == 0o700
    record = json.loads(bot.vault.secrets["matrix-device"])
    for file in bot.folder.iterdir():
        assert bot.user not in file.name
        assert record["access_token"].encode() not in file.read_bytes()


async def test_the_doctor_names_what_is_amiss(bot: Bot, ana: MatrixPerson, synapse: Synapse) -> None:
    fresh = await bot.adapter().doctor()
    assert all(finding.is_fine for finding in fresh)
    assert any("password is accepted" in finding.text for finding in fresh)
    assert any("override_ratelimit" in finding.text for finding in fresh)

    async with bot.running() as matrix:
        await matrix.send(outgoing(ana.user, "hello"))
    record = json.loads(bot.vault.secrets["matrix-device"])
    await synapse.ask("POST", "/_matrix/client/v3/logout", {}, token=record["access_token"])
    assert [finding.text for finding in await bot.adapter().doctor() if not finding.is_fine]

    wrong = Bot(bot.url, bot.user, PASSWORD + "?", bot.folder / "other")
    assert any(
        "password" in finding.text for finding in await wrong.adapter().doctor() if not finding.is_fine
    )
    nowhere = Bot("http://127.0.0.1:9", bot.user, PASSWORD, bot.folder / "other")
    assert [finding.is_fine for finding in await nowhere.adapter().doctor()] == [False]
