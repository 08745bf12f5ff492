"""What left the house towards Telegram, request by request, and people who are easy to recognise in it.

Knows nothing of circles: who may get what is for the tests to say.
"""

from __future__ import annotations

import json
from typing import Final, NamedTuple

from tests.fakes.botapi import BotApiServer
from tests.fakes.botapi_call import Call
from tests.story.phones import TelegramExchange

FIRST_ID: Final = 6_041_370_001
"""Long and odd enough that no message number, date or size looks like it."""

OUTWARD: Final = frozenset({"sendMessage", "editMessageText", "deleteMessage"})
"""All that may ever be done to somebody's chat."""

ABOUT_ITSELF: Final = frozenset({
    "answerCallbackQuery", "deleteWebhook", "getMe", "getUpdates", "leaveChat", "setMyCommands", "setWebhook",
})  # fmt: skip
"""What a bot says to Telegram and nobody reads."""


class Sent(NamedTuple):
    """One request that shows somebody a text: a new message, or ``is_edit``."""

    chat: int
    text: str
    header: str
    is_edit: bool
    message: int | None
    reply_to: int | None

    @property
    def words(self) -> str:
        """What stands below the line that says who speaks; the whole text where there is none."""
        return self.text[len(self.header) :].removeprefix("\n") if self.header else self.text


def people(exchange: TelegramExchange, *names: str) -> dict[str, int]:
    """Give these people accounts that no other number resembles; return the id of each."""
    for number, name in enumerate(names):
        user = exchange.server.user(id=FIRST_ID + 7919 * number, has_started=True)
        exchange.users[name] = user
    return {name: exchange.users[name].id for name in names}


def shown(server: BotApiServer) -> list[Sent]:
    """Return every text that was put on somebody's screen, in the order of the requests."""
    return [_sent(call) for call in server.requests if call.method in ("sendMessage", "editMessageText")]


def body(call: Call) -> str:
    """Return the whole request but for the chat it goes to, to be searched."""
    others = {name: value for name, value in call.params.items() if name != "chat_id"}
    files = [f"{file.name} {file.content_type} {file.content!r}" for file in call.files.values()]
    return json.dumps(others, ensure_ascii=False) + "".join(files)


def _sent(call: Call) -> Sent:
    text = str(call.params["text"])
    header = ""
    for entity in call.params.get("entities", ()):
        assert entity["type"] == "bold", entity
        assert entity["offset"] == 0, entity
        header = text.encode("utf-16-le")[: entity["length"] * 2].decode("utf-16-le")
    replied = call.params.get("reply_parameters") or {}
    message = call.result.get("message_id") if isinstance(call.result, dict) else None
    is_edit = call.method == "editMessageText"
    return Sent(int(call.params["chat_id"]), text, header, is_edit, message, replied.get("message_id"))
