"""What left the house towards Telegram, request by request, and people who are easy to recognise in it.

Knows nothing of circles: who may get what is for the tests to say.
"""

from __future__ import annotations

import copy
import json
from typing import Any, Final, NamedTuple

from bot.chat.incoming import Edit, Words
from bot.policy.words import neutralised
from tests.data import tricky
from tests.fakes.botapi import BotApiServer
from tests.fakes.botapi_call import Call
from tests.fakes.botapi_user import User
from tests.story.phones import TelegramExchange

FIRST_ID: Final = 6_041_370_001
"""Long and odd enough that no message number, date or size looks like it."""

OUTWARD: Final = frozenset({
    "createForumTopic", "deleteMessage", "editMessageCaption", "editMessageText", "sendDocument",
    "sendMediaGroup", "sendMessage", "sendPhoto", "sendVideo", "sendVoice", "setMessageReaction",
})  # fmt: skip
"""All that may ever be done to somebody's chat."""

ABOUT_ITSELF: Final = frozenset({
    "answerCallbackQuery", "deleteWebhook", "getFile", "getMe", "getUpdates", "leaveChat", "setMyCommands",
    "setWebhook",
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


def sent_by(case: tricky.Case, server: BotApiServer, user: User, message: int) -> str:
    """Return a tricky update as somebody's, in a message of its own: the cases all take the same number."""
    raw: Any = copy.deepcopy(case.raw(server.queue.next_id, user.id, dict(user.profile)))
    said = raw.get("message") if isinstance(raw, dict) else None
    if isinstance(said, dict) and said.get("message_id") == tricky.MESSAGE:
        said["message_id"] = message
    return json.dumps(raw)


def said_before(server: BotApiServer, user: User) -> None:
    """Say what the cases' edits change."""
    earlier = {"message_id": tricky.MESSAGE, "date": tricky.DATE, "text": "Before it was changed"}
    chat = {"id": user.id, "type": "private"}
    server.push({"message": {**earlier, "chat": chat, "from": user.profile}})


def due_of(case: tricky.Case) -> list[str]:
    """Return the words the others must get: exactly those typed, without tricks, and no command.

    What answers something that nothing is known of is asked about, and goes to nobody by itself. What was
    changed to nothing is no words any more.
    """
    if case.reply_to is not None or not isinstance(case.expected, Words | Edit):
        return []
    if isinstance(case.expected, Edit) and case.expected.shared is not None:
        return []  # Its file cannot be had: nothing of the change goes on.
    typed = case.expected.text
    return [neutralised(typed)] if typed and not typed.startswith("/") else []


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
