"""What is decided reaches the screen letter for letter, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from bot.adapters.telegram import Telegram
from bot.adapters.telegram.sending import calls_for
from bot.adapters.telegram.splitting import TEXT_LIMIT, utf16_units
from bot.chat.incoming import Address
from bot.chat.media import CleanFile, MediaKind
from bot.chat.messenger import NotSent, Refused, SendProblem, TargetGone, Uncertain
from bot.chat.outgoing import Button, Operation, Outgoing
from tests.fakes import botapi_faults as faults
from tests.fakes.botapi import BotApiServer
from tests.fakes.botapi_user import User

YES, NO = Button(label="Yes", token="t-yes"), Button(label="Not yet", token="t-no")
TWO_PARTS = "word " * 1000
THREE_PARTS = "word " * 2000


def to(user: User) -> Address:
    return Address(messenger="telegram", user=str(user.id), chat=str(user.id))


def outgoing(user: User, body: str = "hello", **more: object) -> Outgoing:
    return Outgoing(id="row", to=to(user), body=body, **more)  # type: ignore[arg-type]


@pytest.fixture
def wendy(server: BotApiServer) -> User:
    return server.user(has_started=True)


def texts(user: User) -> list[str]:
    return [shown.text for shown in user.screen()]


async def test_a_header_is_a_bold_first_line_measured_in_utf16(telegram: Telegram, wendy: User) -> None:
    await telegram.send(outgoing(wendy, "*hi* <b>_you_</b> `x`", header="👩‍👧 Ana"))
    assert wendy.last.text == "👩‍👧 Ana\n*hi* <b>_you_</b> `x`"
    assert {"type": "bold", "offset": 0, "length": utf16_units("👩‍👧 Ana")} in wendy.last.entities
    assert {entity["type"] for entity in wendy.last.entities} <= {"bold", "bot_command"}


async def test_own_words_have_no_header_and_no_entity(telegram: Telegram, wendy: User) -> None:
    await telegram.send(outgoing(wendy))
    assert (wendy.last.text, wendy.last.entities) == ("hello", ())


async def test_a_send_carries_nothing_but_what_is_meant(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    await telegram.send(outgoing(wendy, "see https://example.org"))
    (call,) = server.calls()
    assert call.method == "sendMessage"
    assert call.params == {
        "chat_id": wendy.id,
        "text": "see https://example.org",
        "link_preview_options": {"is_disabled": True},
        "protect_content": False,
    }


async def test_buttons_come_back_by_their_token(telegram: Telegram, wendy: User) -> None:
    receipt = await telegram.send(outgoing(wendy, rows=((YES,), (NO,))))
    assert [[button.label for button in row] for row in wendy.last.rows] == [["Yes"], ["Not yet"]]
    assert wendy.presses(int(receipt.messages[0]), "Not yet").token == "t-no"


async def test_a_reply_stands_under_its_message(telegram: Telegram, wendy: User) -> None:
    said = wendy.says("when?")
    await telegram.send(outgoing(wendy, "at four", reply_to=str(said.id)))
    assert wendy.last.reply_to == said.id


async def test_a_reply_to_a_message_that_is_gone_arrives_all_the_same(
    telegram: Telegram, wendy: User
) -> None:
    await telegram.send(outgoing(wendy, "at four", reply_to="987654"))
    assert (wendy.last.text, wendy.last.reply_to) == ("at four", None)


async def test_a_long_text_comes_in_parts_with_the_buttons_under_the_last(
    telegram: Telegram, wendy: User
) -> None:
    said = wendy.says("tell me all")
    receipt = await telegram.send(
        outgoing(wendy, THREE_PARTS, header="Ana", rows=((YES,),), reply_to=str(said.id))
    )
    screen = wendy.screen()
    assert receipt.messages == tuple(str(shown.id) for shown in screen)
    assert " ".join(texts(wendy)).split() == ["Ana", *THREE_PARTS.split()]
    assert [shown.labels for shown in screen] == [[], [], ["Yes"]]
    assert [shown.reply_to for shown in screen] == [said.id, None, None]
    assert all(utf16_units(text) <= TEXT_LIMIT for text in texts(wendy))


async def test_what_holds_nothing_to_see_is_refused_before_it_leaves(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    with pytest.raises(Refused):
        await telegram.send(outgoing(wendy, " \n"))
    with pytest.raises(Refused):
        await telegram.send(outgoing(wendy, reply_to="$matrix"))
    assert server.calls() == []


async def test_an_edit_changes_what_stands_there(telegram: Telegram, wendy: User) -> None:
    first = await telegram.send(outgoing(wendy, "at three", header="Ana", rows=((YES,),)))
    second = await telegram.send(
        outgoing(wendy, "at four", header="Ana", operation=Operation.EDIT, target=first.messages)
    )
    assert second == first
    assert texts(wendy) == ["Ana\nat four"]
    assert wendy.last.entities == ({"type": "bold", "offset": 0, "length": 3},)
    assert wendy.last.labels == []


async def test_an_edit_to_the_same_words_is_a_success(telegram: Telegram, wendy: User) -> None:
    first = await telegram.send(outgoing(wendy))
    again = outgoing(wendy, operation=Operation.EDIT, target=first.messages)
    assert await telegram.send(again) == first


async def test_an_edit_that_grew_sends_the_rest(telegram: Telegram, wendy: User) -> None:
    first = await telegram.send(outgoing(wendy, "short", rows=((YES,),)))
    second = await telegram.send(
        outgoing(wendy, TWO_PARTS, rows=((YES,),), operation=Operation.EDIT, target=first.messages)
    )
    assert second.messages[:1] == first.messages
    assert " ".join(texts(wendy)).split() == TWO_PARTS.split()
    assert [shown.labels for shown in wendy.screen()] == [[], ["Yes"]]


async def test_an_edit_that_shrank_removes_what_is_left_over(telegram: Telegram, wendy: User) -> None:
    first = await telegram.send(outgoing(wendy, THREE_PARTS))
    second = await telegram.send(
        outgoing(wendy, "short", rows=((YES,),), operation=Operation.EDIT, target=first.messages)
    )
    assert second.messages == first.messages[:1]
    assert texts(wendy) == ["short"]
    assert wendy.last.labels == ["Yes"]


async def test_a_withdrawal_removes_every_part(telegram: Telegram, wendy: User) -> None:
    first = await telegram.send(outgoing(wendy, THREE_PARTS))
    receipt = await telegram.send(outgoing(wendy, operation=Operation.WITHDRAW, target=first.messages))
    assert receipt.messages == ()
    assert texts(wendy) == []


async def test_a_withdrawal_finishes_what_an_interrupted_one_began(telegram: Telegram, wendy: User) -> None:
    first = await telegram.send(outgoing(wendy, THREE_PARTS))
    wendy.deletes(int(first.messages[0]))
    await telegram.send(outgoing(wendy, operation=Operation.WITHDRAW, target=first.messages))
    assert texts(wendy) == []


async def test_a_withdrawal_of_what_is_too_old_says_so_but_takes_what_it_can(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    first = await telegram.send(outgoing(wendy, THREE_PARTS))
    server.world.chats[wendy.id].messages[int(first.messages[0])].date -= 49 * 3600
    with pytest.raises(TargetGone):
        await telegram.send(outgoing(wendy, operation=Operation.WITHDRAW, target=first.messages))
    assert [str(shown.id) for shown in wendy.screen()] == [first.messages[0]]


@pytest.mark.parametrize("operation", [Operation.EDIT, Operation.WITHDRAW, Operation.REACT])
@pytest.mark.parametrize("target", [(), ("424242",)])
async def test_what_is_not_there_cannot_be_changed(
    telegram: Telegram, wendy: User, operation: Operation, target: tuple[str, ...]
) -> None:
    with pytest.raises(TargetGone):
        await telegram.send(outgoing(wendy, "👍", operation=operation, target=target))


async def test_what_went_before_a_problem_is_named_and_can_be_gone_on_from(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    long = outgoing(wendy, THREE_PARTS, header="Ana", rows=((YES,),))
    await telegram.send(outgoing(wendy, "earlier"))
    server.fail(faults.broken(), "sendMessage")
    with pytest.raises(Uncertain) as nothing:
        await telegram.send(long)
    assert sent(nothing.value) == ()

    server.fail(faults.hang(0), "sendMessage")  # an answer without delay: the first part goes well
    server.fail(faults.flood(3), "sendMessage")
    with pytest.raises(NotSent) as problem:
        await telegram.send(long)
    assert problem.value.retry_after == 3
    assert len(sent(problem.value)) == 1

    rest = outgoing(wendy, THREE_PARTS, header="Ana", rows=((YES,),), target=sent(problem.value))
    receipt = await telegram.send(rest)
    assert receipt.messages[:1] == sent(problem.value)
    assert " ".join(texts(wendy)).split() == ["earlier", "Ana", *THREE_PARTS.split()]


def sent(problem: SendProblem) -> tuple[str, ...]:
    found: tuple[str, ...] = vars(problem)["sent"]
    return found


@pytest.mark.parametrize("fault", [faults.broken(takes_effect=True), faults.reset(takes_effect=True)])
async def test_a_lost_answer_to_an_edit_is_simply_tried_again(
    telegram: Telegram, server: BotApiServer, wendy: User, fault: faults.Fault
) -> None:
    first = await telegram.send(outgoing(wendy))
    server.fail(fault, "editMessageText")
    change = outgoing(wendy, "changed", operation=Operation.EDIT, target=first.messages)
    with pytest.raises(NotSent):
        await telegram.send(change)
    assert await telegram.send(change) == first


EVERY_KIND = tuple(CleanFile(kind, "", b"x") for kind in MediaKind)


def every_operation(user: User) -> Iterable[Outgoing]:
    for operation in Operation:
        target = () if operation is Operation.SEND else ("5", "6", "7", "8", "9", "10")
        body = "👍" if operation is Operation.REACT else TWO_PARTS
        for files in ((), EVERY_KIND, EVERY_KIND[:1] * 2):
            yield outgoing(
                user,
                body,
                header="Ana",
                operation=operation,
                target=target,
                rows=((YES,),),
                files=files,
            )


async def test_nothing_is_ever_formatted_forwarded_or_copied(wendy: User) -> None:
    calls = [call for one in every_operation(wendy) for call in calls_for(one)]
    assert {call.method for call in calls} == {
        "deleteMessage",
        "editMessageCaption",
        "editMessageText",
        "sendDocument",
        "sendMediaGroup",
        "sendMessage",
        "sendPhoto",
        "sendVideo",
        "sendVoice",
        "setMessageReaction",
    }
    assert not any("parse_mode" in call.parameters for call in calls)


async def test_the_librarys_own_client_is_never_used(
    monkeypatch: pytest.MonkeyPatch, make_telegram: Callable[..., Telegram], wendy: User
) -> None:
    def refuse(*_: object, **__: object) -> None:
        message = "httpx logs addresses with the token"
        raise AssertionError(message)

    monkeypatch.setattr("httpx.AsyncClient.__init__", refuse)
    telegram = make_telegram()
    await telegram.send(outgoing(wendy))
    await telegram.set_commands({"en": [("help", "Help")]})
    assert (await telegram.doctor())[0].is_fine
