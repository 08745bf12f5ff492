"""From one outgoing operation to the calls that carry it out.

Pure. Knows nothing of the network. No ``parse_mode`` is ever set, so no character of a text can act as
formatting, and nothing is ever forwarded or copied: each parameter that goes out is written here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from telegram.constants import MessageEntityType

from bot.adapters.telegram.splitting import split, utf16_units
from bot.chat.outgoing import Button, Operation, Outgoing

SEND, EDIT, DELETE = "sendMessage", "editMessageText", "deleteMessage"
_NO_PREVIEW = {"is_disabled": True}


class Call(msgspec.Struct, frozen=True):
    """One request. ``message`` is the id of the message it changes, None where it makes a new one."""

    method: str
    parameters: Mapping[str, object]
    message: str | None = None


def calls_for(outgoing: Outgoing) -> tuple[Call, ...]:
    """Return the calls for ``outgoing``, to be made one after the other; none if there is no text.

    A SEND whose ``target`` names messages goes on after that many parts: they arrived earlier. An EDIT
    changes what is there, sends the parts for which there is no message yet and deletes messages left
    over. Raises ValueError where an id is not Telegram's.
    """
    chat = int(outgoing.to.chat)
    if outgoing.operation is Operation.WITHDRAW:
        return tuple(_delete(chat, message) for message in outgoing.target)
    texts = _texts(chat, outgoing)
    there = outgoing.target[: len(texts)]
    sends = (Call(SEND, text) for text in texts[len(there) :])
    if outgoing.operation is Operation.SEND:
        return tuple(sends)
    edits = (_edit(text, message) for text, message in zip(texts, there, strict=False))
    return (*edits, *sends, *(_delete(chat, message) for message in outgoing.target[len(texts) :]))


def _texts(chat: int, outgoing: Outgoing) -> list[dict[str, object]]:
    whole = outgoing.body if outgoing.header is None else f"{outgoing.header}\n{outgoing.body}"
    parts = split(whole)
    texts: list[dict[str, object]] = [
        {"chat_id": chat, "text": part, "link_preview_options": _NO_PREVIEW} for part in parts
    ]
    if not texts:
        return texts
    if outgoing.header:
        length = min(utf16_units(outgoing.header), utf16_units(parts[0]))
        texts[0]["entities"] = [{"type": MessageEntityType.BOLD, "offset": 0, "length": length}]
    if outgoing.rows:
        texts[-1]["reply_markup"] = {"inline_keyboard": [_row(row) for row in outgoing.rows]}
    if outgoing.operation is Operation.SEND:
        for text in texts:
            text["protect_content"] = False
        if outgoing.reply_to is not None:
            texts[0]["reply_parameters"] = {
                "message_id": int(outgoing.reply_to),
                "allow_sending_without_reply": True,
            }
    return texts


def _row(row: Sequence[Button]) -> list[dict[str, str]]:
    return [{"text": button.label, "callback_data": button.token} for button in row]


def _edit(text: Mapping[str, object], message: str) -> Call:
    return Call(EDIT, {**text, "message_id": int(message)}, message)


def _delete(chat: int, message: str) -> Call:
    return Call(DELETE, {"chat_id": chat, "message_id": int(message)}, message)
