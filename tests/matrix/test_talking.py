"""A person and the bot talk, end to end encrypted, on a real homeserver."""

from __future__ import annotations

from bot.chat.incoming import Address
from tests.matrix.stage import Bot, outgoing
from tests.synapse.person import MatrixPerson


async def test_who_invites_the_bot_is_heard_and_answered_in_an_encrypted_room(
    bot: Bot, ana: MatrixPerson
) -> None:
    async with bot.running() as matrix:
        room = await ana.opens_chat(bot.user)
        event = await ana.says(room, "Hola, soy Ana 👋")
        await bot.journal.until(lambda journal: journal.words)

        arrival = bot.journal.with_words("Hola, soy Ana 👋")
        assert arrival.sender == Address("matrix", ana.user, ana.user)
        assert (arrival.event, arrival.message, arrival.room) == (event, event, None)

        receipt = await matrix.send(outgoing(ana.user, "Hello <Ana> & all\n  welcome"))
        seen = await ana.sees(room, "Hello <Ana> & all\n  welcome")
        assert seen.is_encrypted
        assert receipt.messages == (seen.event,)
