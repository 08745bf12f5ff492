"""Whoever runs the bot is told in plain words what is amiss, and the menu is set only where it changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.adapters.telegram import Telegram
from bot.chat.clock import SystemClock
from bot.chat.messenger import CannotReach, CredentialRevoked
from tests.fakes import botapi_faults as faults
from tests.fakes.botapi import BotApiServer

ENGLISH = [("help", "What you can do"), ("visit", "Ask for a visit")]
SPANISH = [("help", "Qué puedes hacer"), ("visita", "Pedir una visita")]


async def test_a_bot_that_works_is_named(telegram: Telegram) -> None:
    findings = await telegram.doctor()
    assert findings[0].is_fine
    assert "the bot is @" in findings[0].text


async def test_a_wrong_token_is_told_with_the_mend(telegram: Telegram, server: BotApiServer) -> None:
    server.revoke_token()
    (finding,) = await telegram.doctor()
    assert not finding.is_fine
    assert "[telegram] token" in finding.text


async def test_a_server_that_is_not_there_is_told_with_the_mend() -> None:
    telegram = Telegram("1:x", clock=SystemClock(), api_base_url="http://127.0.0.1:1")
    (finding,) = await telegram.doctor()
    await telegram.close()
    assert not finding.is_fine
    assert "api_base_url" in finding.text


async def test_a_webhook_in_the_way_of_polling_is_noticed(telegram: Telegram) -> None:
    await telegram._request.call("setWebhook", {"url": "http://127.0.0.1:9/other"})
    assert any(
        not finding.is_fine and "webhook is set" in finding.text for finding in await telegram.doctor()
    )


async def test_a_webhook_that_is_missing_is_noticed(make_telegram: Callable[..., Telegram]) -> None:
    telegram = make_telegram(mode="webhook", webhook_url="https://example.org/h", webhook_secret="s")
    assert any(
        not finding.is_fine and "not set to our" in finding.text for finding in await telegram.doctor()
    )


async def test_what_waits_is_counted(telegram: Telegram, server: BotApiServer) -> None:
    server.user(has_started=True).says("hello?")
    assert any(finding.text.startswith("1 updates wait") for finding in await telegram.doctor())


async def test_the_menu_is_set_per_language_and_only_once(telegram: Telegram, server: BotApiServer) -> None:
    for _ in range(2):
        await telegram.set_commands({"en": ENGLISH, "es": SPANISH})
    assert [call.params["language_code"] for call in server.calls("setMyCommands")] == ["en", "es"]
    assert server.calls("setMyCommands")[0].params["scope"] == {"type": "all_private_chats"}
    await telegram.set_commands({"en": ENGLISH[:1], "es": SPANISH})
    assert server.count("setMyCommands") == 3


async def test_a_role_has_a_menu_in_its_own_chat(telegram: Telegram, server: BotApiServer) -> None:
    tianna = server.user(has_started=True)
    await telegram.set_commands({"": ENGLISH}, chat_id=str(tianna.id))
    (call,) = server.calls("setMyCommands", tianna)
    assert call.params["scope"] == {"type": "chat", "chat_id": tianna.id}


async def test_a_menu_for_nobody_is_a_problem_of_the_usual_kind(
    telegram: Telegram, server: BotApiServer
) -> None:
    with pytest.raises(CannotReach):
        await telegram.set_commands({"": ENGLISH}, chat_id="1")
    server.fail(faults.refused(401, "Unauthorized"), "getMyCommands")
    with pytest.raises(CredentialRevoked):
        await telegram.set_commands({"": ENGLISH})
