"""A reaction shows what somebody chose, or something that says the same, or nothing at all."""

from __future__ import annotations

import pytest

from bot.adapters.telegram import Telegram
from bot.adapters.telegram.reactions import shown_for
from bot.chat.incoming import Address
from bot.chat.messenger import NotSent, Refused, TargetGone
from bot.chat.outgoing import Operation, Outgoing
from tests.fakes import botapi_faults as faults
from tests.fakes.botapi import BotApiServer
from tests.fakes.botapi_user import User
from tests.fakes.botapi_world import REACTIONS


@pytest.fixture
def wendy(server: BotApiServer) -> User:
    return server.user(has_started=True)


def reaction(user: User, message: object, emoji: str) -> Outgoing:
    to = Address(messenger="telegram", user=str(user.id), chat=str(user.id))
    return Outgoing(id="row", to=to, body=emoji, operation=Operation.REACT, target=(str(message),))


@pytest.mark.parametrize("emoji", sorted(REACTIONS))
def test_what_telegram_takes_is_shown_as_it_is_in_telegrams_spelling(emoji: str) -> None:
    assert shown_for(emoji) == emoji
    assert shown_for(f"{emoji}\ufe0f") == emoji


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ("✅", "👌"),
        ("✔️", "👌"),
        ("❤️", "❤"),
        ("💛", "❤"),
        ("🖤", "❤"),
        ("👍🏽", "👍"),
        ("🙏🏿", "🙏"),
        ("🤷🏻‍♀️", "🤷‍♀"),
        ("❤️‍🔥", "❤‍🔥"),
        ("👨🏾‍💻", "👨‍💻"),
        ("✍🏼", "✍"),
        ("😂", "🤣"),
        ("🥳", "🎉"),
    ],
)
def test_the_colour_of_a_hand_or_a_heart_is_no_other_word(chosen: str, shown: str) -> None:
    assert shown_for(chosen) == shown


@pytest.mark.parametrize("chosen", ["🙂", "🥺", "🍕", "👍👍", "ok", "", "\ufe0f", "❤️‍🩹", "👩‍👧"])
def test_what_has_no_equal_is_not_shown(chosen: str) -> None:
    assert shown_for(chosen) is None


async def test_a_reaction_is_put_on_replaced_and_taken_off(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    sent = await telegram.send(Outgoing(id="r", to=reaction(wendy, 1, "").to, body="at four"))
    (message,) = sent.messages
    for emoji, seen in (("👍🏽", ("👍",)), ("💙", ("❤",)), ("💙", ("❤",)), ("", ())):
        assert await telegram.send(reaction(wendy, message, emoji)) == sent
        assert wendy.last.reaction == seen
    assert server.calls("setMessageReaction")[0].params == {
        "chat_id": wendy.id,
        "message_id": int(message),
        "reaction": [{"type": "emoji", "emoji": "👍"}],
    }
    assert server.calls("setMessageReaction")[-1].params["reaction"] == []
    assert telegram.capabilities.reaction("✅") == "👌"


async def test_a_persons_own_words_can_be_reacted_to(telegram: Telegram, wendy: User) -> None:
    said = wendy.says("when?")
    await telegram.send(reaction(wendy, said.id, "👀"))
    assert wendy.screen(with_own=True)[0].reaction == ("👀",)


async def test_what_is_gone_cannot_be_reacted_to(telegram: Telegram, wendy: User) -> None:
    said = wendy.says("when?")
    wendy.deletes(said)
    with pytest.raises(TargetGone) as problem:
        await telegram.send(reaction(wendy, said.id, "👍"))
    assert not problem.value.still_stands


async def test_what_cannot_be_shown_is_refused_by_us_or_by_telegram(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    said = wendy.says("when?")
    with pytest.raises(Refused, match="reaction"):
        await telegram.send(reaction(wendy, said.id, "🍕"))
    assert server.calls("setMessageReaction") == []
    server.fail(faults.refused(400, "Bad Request: REACTION_INVALID"), "setMessageReaction")
    with pytest.raises(Refused, match="reaction"):
        await telegram.send(reaction(wendy, said.id, "👍"))


@pytest.mark.parametrize("fault", [faults.broken(takes_effect=True), faults.reset(takes_effect=True)])
async def test_a_reaction_whose_answer_was_lost_is_simply_put_on_again(
    telegram: Telegram, server: BotApiServer, wendy: User, fault: faults.Fault
) -> None:
    said = wendy.says("when?")
    server.fail(fault, "setMessageReaction")
    with pytest.raises(NotSent):
        await telegram.send(reaction(wendy, said.id, "👍"))
    await telegram.send(reaction(wendy, said.id, "👍"))
