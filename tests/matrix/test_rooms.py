"""One room for the bot and each person, one for each of the person's circles."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chat.incoming import Group, Reachable, Unreachable, Unsupported
from bot.chat.messenger import CannotReach, NotSent
from tests.matrix.conftest import PASSWORD, MakePerson
from tests.matrix.stage import FAREWELL, ROOM_IS_NEW, Bot, outgoing
from tests.synapse.person import UNDECRYPTABLE, MatrixPerson
from tests.synapse.server import Synapse

CIRCLE, OTHER_CIRCLE = "circle-1", "circle-2"


async def _room(bot: Bot, person: MatrixPerson, conversation: str | None) -> str:
    room = await bot.rooms.find(person.user, conversation)
    assert room is not None
    return room


async def test_each_circle_has_a_room_of_its_own_and_its_words_are_known_by_it(
    bot: Bot, ana: MatrixPerson
) -> None:
    async with bot.running() as matrix:
        for conversation in (None, CIRCLE, OTHER_CIRCLE):
            await matrix.send(outgoing(ana.user, f"for {conversation}", conversation=conversation))
        rooms = [await _room(bot, ana, one) for one in (None, CIRCLE, OTHER_CIRCLE)]
        assert len(set(rooms)) == 3
        for room, conversation in zip(rooms, (None, CIRCLE, OTHER_CIRCLE), strict=True):
            await ana.sees(room, f"for {conversation}")
            assert ana.reads(room, bot.user) == [f"for {conversation}"]
            await ana.says(room, f"from {conversation}")
        await bot.journal.until(lambda journal: len(journal.words) == 3)

    heard = {arrival.room: arrival.content for arrival in bot.journal.arrivals}
    assert {room: content.text for room, content in heard.items()} == {  # type: ignore[union-attr]
        None: "from None",
        CIRCLE: f"from {CIRCLE}",
        OTHER_CIRCLE: f"from {OTHER_CIRCLE}",
    }


async def test_a_room_is_private_tells_nothing_by_its_name_and_lets_only_the_bot_invite(
    bot: Bot, ana: MatrixPerson, person: MakePerson
) -> None:
    eve = await person("eve")
    async with bot.running() as matrix:
        await matrix.send(outgoing(ana.user, "one"))
        await matrix.send(outgoing(ana.user, "two", conversation=CIRCLE))
        for conversation, name in ((None, "Coparenting"), (CIRCLE, "Coparenting 2")):
            room_id = await _room(bot, ana, conversation)
            await ana.sees(room_id, "one" if conversation is None else "two")
            room = ana.client.rooms[room_id]
            assert room.name == name
            assert room.encrypted
            assert room.room_version == "11"
            assert (room.join_rule, room.guest_access) == ("invite", "forbidden")
            assert (room.history_visibility, room.topic) == ("invited", None)
            answer = await ana.client.room_invite(room_id, eve.user)
            assert answer.status_code == "M_FORBIDDEN"


async def test_who_joins_later_can_read_what_came_before(bot: Bot, person: MakePerson) -> None:
    ana = await person("ana", joins_by_itself=False)
    async with bot.running() as matrix:
        await matrix.send(outgoing(ana.user, "Welcome"))
        await matrix.send(outgoing(ana.user, "Are you there?"))
        room = await _room(bot, ana, None)
        await ana.until(lambda: room in ana.invitations)
        await ana.joins(room)
        await ana.sees(room, "Welcome")
        await ana.sees(room, "Are you there?")
        assert UNDECRYPTABLE not in ana.reads(room, bot.user)


async def test_nobody_of_that_name_cannot_be_reached(bot: Bot) -> None:
    async with bot.running() as matrix:
        with pytest.raises(CannotReach):
            await matrix.send(outgoing("@nobody:nowhere.invalid", "Hello"))


async def test_a_room_the_bot_was_put_out_of_is_made_anew_and_says_so(bot: Bot, ana: MatrixPerson) -> None:
    async with bot.running() as matrix:
        room = await ana.opens_chat(bot.user, is_host=True)
        await bot.journal.until(lambda journal: Reachable() in journal.contents)
        await matrix.send(outgoing(ana.user, "before"))
        await ana.sees(room, "before")
        await ana.bans(room, bot.user)

        await matrix.send(outgoing(ana.user, "after"))
        new = await _room(bot, ana, None)
        assert new != room
        await ana.sees(new, "after")
        assert ana.reads(new, bot.user) == [ROOM_IS_NEW, "after"]


async def test_who_left_a_circles_room_is_invited_back_by_the_next_words(bot: Bot, ana: MatrixPerson) -> None:
    async with bot.running() as matrix:
        await matrix.send(outgoing(ana.user, "one", conversation=CIRCLE))
        room = await _room(bot, ana, CIRCLE)
        await ana.sees(room, "one")
        await ana.leaves(room)
        await bot.journal.until(lambda journal: Unreachable() in journal.contents)
        assert bot.journal.arrivals[-1].room == CIRCLE

        await matrix.send(outgoing(ana.user, "two", conversation=CIRCLE))
        await ana.sees(room, "two")


async def test_who_left_the_bots_own_room_is_out_of_reach_until_they_invite_it(
    bot: Bot, ana: MatrixPerson
) -> None:
    async with bot.running() as matrix:
        await matrix.send(outgoing(ana.user, "one"))
        room = await _room(bot, ana, None)
        await ana.sees(room, "one")
        await ana.leaves(room)
        await bot.journal.until(lambda journal: Unreachable() in journal.contents)
        with pytest.raises(CannotReach):
            await matrix.send(outgoing(ana.user, "two"))

        new = await ana.opens_chat(bot.user)
        await bot.journal.until(lambda journal: Reachable() in journal.contents)
        await matrix.send(outgoing(ana.user, "three"))
        await ana.sees(new, "three")


async def test_a_room_with_others_in_it_is_left_with_a_word(
    bot: Bot, ana: MatrixPerson, person: MakePerson
) -> None:
    eve = await person("eve")
    async with bot.running() as matrix:
        room = await ana.opens_chat(bot.user)
        await ana.says(room, "hello")
        await bot.journal.until(lambda journal: journal.words)
        await ana.client.room_invite(room, eve.user)
        await ana.until(lambda: bot.user not in ana.client.rooms[room].users)
        assert FAREWELL in ana.reads(room, bot.user)

        await matrix.send(outgoing(ana.user, "only for Ana"))
        await ana.until(lambda: any("only for Ana" in ana.reads(one, bot.user) for one in ana.client.rooms))
        assert "only for Ana" not in ana.reads(room, bot.user)


async def test_rooms_of_circles_have_different_names_also_without_the_bots_own(
    bot: Bot, ana: MatrixPerson
) -> None:
    async with bot.running() as matrix:
        for conversation in (CIRCLE, OTHER_CIRCLE, None):
            await matrix.send(outgoing(ana.user, "hello", conversation=conversation))
            await ana.sees(await _room(bot, ana, conversation), "hello")
        rooms = [await _room(bot, ana, one) for one in (None, CIRCLE, OTHER_CIRCLE)]
        names = [ana.client.rooms[room].name for room in rooms]
        assert names == ["Coparenting", "Coparenting 2", "Coparenting 3"]


async def test_whoever_opens_a_first_app_is_reachable_at_once(
    bot: Bot, synapse: Synapse, tmp_path: Path
) -> None:
    user = await synapse.register("newcomer", PASSWORD)
    async with bot.running() as matrix:
        row = outgoing(user, "welcome", conversation=CIRCLE)
        with pytest.raises(NotSent, match="no-device"):
            await matrix.send(row)
        async with MatrixPerson(synapse.url, user, PASSWORD, tmp_path / "newcomer") as newcomer:
            await bot.journal.until(lambda journal: Reachable() in journal.contents)
            await matrix.send(row)
            await newcomer.sees(await _room(bot, newcomer, CIRCLE), "welcome")
            assert bot.journal.contents == [Reachable()]


async def test_an_invitation_to_a_group_is_no_place_to_speak(
    bot: Bot, ana: MatrixPerson, person: MakePerson
) -> None:
    eve = await person("eve")
    async with bot.running():
        room = await ana.opens_chat(bot.user, others=(eve.user,))
        await ana.until(lambda: bot.user not in ana.client.rooms[room].users)
        assert await bot.rooms.find(ana.user, None) is None
    assert set(bot.journal.contents) <= {Group()}


async def test_an_unencrypted_chat_is_encrypted_before_anything_is_said_in_it(
    bot: Bot, ana: MatrixPerson
) -> None:
    async with bot.running() as matrix:
        room = await ana.opens_chat(bot.user, encrypted=False)
        await bot.journal.until(lambda journal: Reachable() in journal.contents)
        await matrix.send(outgoing(ana.user, "a secret"))
        own = await _room(bot, ana, None)
        assert own == room
        assert (await ana.sees(own, "a secret")).is_encrypted


async def test_where_the_bot_may_not_turn_encryption_on_it_speaks_in_a_room_of_its_own(
    bot: Bot, ana: MatrixPerson
) -> None:
    async with bot.running() as matrix:
        room = await ana.opens_chat(bot.user, encrypted=False, is_host=True)
        await ana.says(room, "hello")
        await bot.journal.until(lambda journal: journal.words)
        await matrix.send(outgoing(ana.user, "a secret"))
        own = await _room(bot, ana, None)
        assert own != room
        assert (await ana.sees(own, "a secret")).is_encrypted


async def test_without_encryption_everything_works_in_the_clear(bot: Bot, ana: MatrixPerson) -> None:
    async with bot.running(encrypted=False) as matrix:
        await matrix.send(outgoing(ana.user, "plainly", conversation=CIRCLE))
        room = await _room(bot, ana, CIRCLE)
        assert not (await ana.sees(room, "plainly")).is_encrypted
        await ana.says(room, "me too")
        await bot.journal.until(lambda journal: journal.words == ["me too"])


async def test_what_cannot_be_decrypted_is_told_to_be_so(
    bot: Bot, ana: MatrixPerson, synapse: Synapse
) -> None:
    async with bot.running():
        room = await ana.opens_chat(bot.user)
        garbage = {
            "algorithm": "m.megolm.v1.aes-sha2",
            "ciphertext": "AwgAEpABgarbage",
            "device_id": "X",
            "sender_key": "Y",
            "session_id": "Z",
        }
        path = f"/_matrix/client/v3/rooms/{room}/send/m.room.encrypted/1"
        await synapse.ask("PUT", path, garbage, token=ana.client.access_token)
        await bot.journal.until(lambda journal: Unsupported("undecryptable") in journal.contents)
