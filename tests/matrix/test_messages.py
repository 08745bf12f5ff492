"""What a message can be, in both directions: replies, edits, withdrawals, choices, long texts."""

from __future__ import annotations

import pytest

from bot.adapters.matrix.adapter import CAPABILITIES
from bot.chat.incoming import Edit, Reaction, Withdrawal, Words
from bot.chat.messenger import TargetGone
from bot.chat.outgoing import Button, Operation
from tests.matrix.stage import Bot, outgoing
from tests.synapse.person import MatrixPerson

CIRCLE = "circle-1"


async def test_edits_replies_and_withdrawals_of_a_person_are_heard(bot: Bot, ana: MatrixPerson) -> None:
    async with bot.running() as matrix:
        receipt = await matrix.send(outgoing(ana.user, "How was it?", conversation=CIRCLE))
        room = bot.rooms.rooms[ana.user, CIRCLE]
        await ana.sees(room, "How was it?")
        event = await ana.says(room, "Fine", reply_to=receipt.messages[0])
        await ana.edits(room, event, "Very fine")
        # What is taken back before the bot has asked for it, a homeserver never tells.
        await bot.journal.until(lambda journal: Edit(event, "Very fine") in journal.contents)
        await ana.redacts(room, event, "because Brianna Winter told me so")
        felt = await ana.reacts(room, receipt.messages[0], "❤️")
        await bot.journal.until(lambda journal: Reaction(receipt.messages[0], "❤️") in journal.contents)
        await ana.redacts(room, felt)
        await bot.journal.until(lambda journal: Withdrawal(felt) in journal.contents)
    fine, edit, gone, heart, no_more = bot.journal.arrivals
    assert (fine.content, fine.reply_to) == (Words("Fine"), receipt.messages[0])
    assert edit.content == Edit(event, "Very fine")
    assert gone.content == Withdrawal(event)
    assert (heart.content, heart.message) == (Reaction(receipt.messages[0], "❤️"), felt)
    assert no_more.content == Withdrawal(felt)
    assert {arrival.room for arrival in bot.journal.arrivals} == {CIRCLE}
    assert "Brianna" not in repr(bot.journal.arrivals)


async def test_a_number_under_a_question_is_an_answer(bot: Bot, ana: MatrixPerson) -> None:
    async with bot.running() as matrix:
        rows = ((Button("Yes", "a"), Button("No", "b")), (Button("Later", "c"),))
        receipt = await matrix.send(outgoing(ana.user, "Would you?", rows=rows))
        room = bot.rooms.rooms[ana.user, None]
        await ana.sees(room, "Would you?\n\n1  Yes\n2  No\n3  Later")
        await ana.reacts(room, receipt.messages[0], "2️⃣")
        await bot.journal.until(lambda journal: journal.words == ["2"])
    assert bot.journal.arrivals[0].reply_to == receipt.messages[0]


async def test_a_relayed_message_has_its_header_in_bold_and_its_words_letter_for_letter(
    bot: Bot, ana: MatrixPerson
) -> None:
    async with bot.running() as matrix:
        first = await matrix.send(outgoing(ana.user, "the first"))
        words = "<b>5 > 3</b>\n  & @room *not bold* https://example.org"
        await matrix.send(outgoing(ana.user, words, header="Wendy <foster mom>", reply_to=first.messages[0]))
        seen = await ana.sees(bot.rooms.rooms[ana.user, None], f"Wendy <foster mom>\n{words}")
    assert seen.reply_to == first.messages[0]
    assert seen.content["m.mentions"] == {}
    assert seen.content["formatted_body"] == (
        "<strong>Wendy &lt;foster mom&gt;</strong><br>&lt;b&gt;5 &gt; 3&lt;/b&gt;<br>"
        "\u00a0 &amp; @room *not bold* https://example.org"
    )


async def test_a_text_can_be_changed_and_taken_back(bot: Bot, ana: MatrixPerson) -> None:
    async with bot.running() as matrix:
        receipt = await matrix.send(outgoing(ana.user, "Ana is late"))
        room = bot.rooms.rooms[ana.user, None]
        await ana.sees(room, "Ana is late")
        edit = outgoing(
            ana.user, "Ana is on time", operation=Operation.EDIT, target=receipt.messages, header="Wendy"
        )
        assert await matrix.send(edit) == receipt
        seen = await ana.sees(room, "Wendy\nAna is on time")
        assert (seen.event, seen.is_edited, seen.is_encrypted) == (receipt.messages[0], True, True)

        withdraw = outgoing(ana.user, "", operation=Operation.WITHDRAW, target=receipt.messages)
        await matrix.send(withdraw)
        await ana.until(lambda: not ana.reads(room, bot.user))
        with pytest.raises(TargetGone):
            await matrix.send(outgoing(ana.user, "again", operation=Operation.EDIT, target=receipt.messages))
        with pytest.raises(TargetGone):
            await matrix.send(
                outgoing(ana.user, "", operation=Operation.WITHDRAW, target=("$nothing:test.localhost",))
            )


async def test_a_text_that_grows_and_shrinks_keeps_its_messages(bot: Bot, ana: MatrixPerson) -> None:
    short, long = "a short one", "\n".join(f"line {number} of a long text, ñ & <é>" for number in range(1200))
    async with bot.running() as matrix:
        receipt = await matrix.send(outgoing(ana.user, short))
        room = bot.rooms.rooms[ana.user, None]
        grown = await matrix.send(
            outgoing(ana.user, long, operation=Operation.EDIT, target=receipt.messages, header="Wendy")
        )
        assert len(grown.messages) > 1
        assert grown.messages[0] == receipt.messages[0]
        await ana.until(lambda: "".join(ana.reads(room, bot.user)) == f"Wendy\n{long}")
        shrunk = await matrix.send(outgoing(ana.user, short, operation=Operation.EDIT, target=grown.messages))
        assert shrunk == receipt
        await ana.until(lambda: ana.reads(room, bot.user) == [short])


@pytest.mark.parametrize("character", ["x", "&", "é", "👋", '"', "\n."])
async def test_the_longest_text_of_any_characters_fits_and_so_does_its_edit(
    bot: Bot, ana: MatrixPerson, character: str
) -> None:
    text = character * (CAPABILITIES.text_limit // CAPABILITIES.measure(character))
    async with bot.running() as matrix:
        receipt = await matrix.send(outgoing(ana.user, text))
        assert len(receipt.messages) == 1
        await matrix.send(outgoing(ana.user, text, operation=Operation.EDIT, target=receipt.messages))
        room = bot.rooms.rooms[ana.user, None]
        assert (await ana.sees(room, text)).event == receipt.messages[0]
