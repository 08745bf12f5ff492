"""From one outgoing operation to the calls that carry it out.

Pure. Knows nothing of the network. No ``parse_mode`` is ever set, so no character of a text can act as
formatting, and nothing is ever forwarded or copied: each parameter that goes out is written here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from telegram.constants import MessageEntityType, MessageLimit, ReactionType

from bot.adapters.telegram.attaching import LARGEST, calls_with
from bot.adapters.telegram.calls import DELETE, EDIT, EDIT_CAPTION, REACT, SEND, Call
from bot.adapters.telegram.reactions import shown_for
from bot.adapters.telegram.splitting import split, utf16_units
from bot.chat.messenger import Refused
from bot.chat.outgoing import Button, Operation, Outgoing

CAPTION_LIMIT = int(MessageLimit.CAPTION_LENGTH)
_NO_PREVIEW = {"is_disabled": True}


def calls_for(outgoing: Outgoing) -> tuple[Call, ...]:
    """Return the calls for ``outgoing``, to be made one after the other; none if there is nothing to see.

    A SEND whose ``target`` names messages goes on after that many: they arrived earlier. An EDIT changes
    what is there, sends the parts for which there is no message yet and deletes messages left over.
    Raises ValueError where an id is not Telegram's, and Refused where Telegram could not show it.
    """
    chat = int(outgoing.to.chat)
    match outgoing.operation:
        case Operation.WITHDRAW:
            return tuple(_delete(chat, message) for message in outgoing.target)
        case Operation.REACT:
            return tuple(_react(chat, message, outgoing.body) for message in outgoing.target[:1])
        case Operation.EDIT:
            return _edits(chat, outgoing)
        case Operation.SEND:
            return _sends(chat, outgoing)


def files_among(outgoing: Outgoing) -> tuple[str, ...]:
    """Return those messages of a target that show the files of an EDIT; they stay as they are."""
    return outgoing.target[: len(outgoing.files)] if outgoing.operation is Operation.EDIT else ()


class _Words(NamedTuple):
    """Where the words stand: under the first file, and in messages of their own."""

    caption: Mapping[str, object]
    texts: Sequence[Mapping[str, object]]


def _sends(chat: int, outgoing: Outgoing) -> tuple[Call, ...]:
    if any(len(file.data) > LARGEST for file in outgoing.files):
        raise Refused("too-big")
    words = _words(chat, outgoing)
    texts = (Call(SEND, text, makes=1) for text in words.texts)
    silence = {"disable_notification": True} if outgoing.is_silent else {}
    calls = [call.with_parameters(protect_content=False, **silence) for call in
             (*calls_with(outgoing.files, chat, words.caption), *texts)]  # fmt: skip
    if calls and outgoing.reply_to is not None:
        replied = {"message_id": int(outgoing.reply_to), "allow_sending_without_reply": True}
        calls[0] = calls[0].with_parameters(reply_parameters=replied)
    there = len(outgoing.target)
    while calls and there > 0:
        there -= calls.pop(0).makes
    return tuple(calls)


def _edits(chat: int, outgoing: Outgoing) -> tuple[Call, ...]:
    words, files = _words(chat, outgoing), files_among(outgoing)
    captions = (
        Call(EDIT_CAPTION, {"chat_id": chat, "message_id": int(first), **words.caption}, first)
        for first in files[:1]
    )
    there = outgoing.target[len(files) :]
    edits = (
        Call(EDIT, {**text, "message_id": int(message)}, message)
        for text, message in zip(words.texts, there, strict=False)
    )
    silence = {"disable_notification": True} if outgoing.is_silent else {}
    sends = (Call(SEND, {**text, **silence}, makes=1) for text in words.texts[len(there) :])
    return (*captions, *edits, *sends, *(_delete(chat, message) for message in there[len(words.texts) :]))


def _words(chat: int, outgoing: Outgoing) -> _Words:
    """Lay the words out. Several files carry no buttons: a text that follows them does."""
    header, rows = outgoing.header or "", _markup(outgoing.rows)
    whole = outgoing.body if outgoing.header is None else f"{header}\n{outgoing.body}"
    if not outgoing.files:
        return _Words({}, _texts(chat, whole, header, rows))
    if not outgoing.body.strip():
        whole = header
    if utf16_units(whole) <= CAPTION_LIMIT and not (rows and len(outgoing.files) > 1):
        return _Words({**_caption(whole, header), **rows}, ())
    if not whole.strip():
        raise Refused("empty")
    above = "".join(split(header, CAPTION_LIMIT)[:1])
    return _Words(_caption(above, above), _texts(chat, whole, header, rows))


def _texts(chat: int, whole: str, header: str, rows: Mapping[str, object]) -> list[Mapping[str, object]]:
    texts: list[dict[str, object]] = [
        {"chat_id": chat, "text": part, "link_preview_options": _NO_PREVIEW} for part in split(whole)
    ]
    if texts:
        texts[0].update(_bold("entities", header, str(texts[0]["text"])))
        texts[-1].update(rows)
    return [*texts]


def _caption(text: str, header: str) -> dict[str, object]:
    return {"caption": text, **_bold("caption_entities", header, text)} if text.strip() else {}


def _bold(name: str, header: str, text: str) -> dict[str, object]:
    if not header:
        return {}
    length = min(utf16_units(header), utf16_units(text))
    return {name: [{"type": MessageEntityType.BOLD, "offset": 0, "length": length}]}


def _markup(rows: Sequence[Sequence[Button]]) -> dict[str, object]:
    return {"reply_markup": {"inline_keyboard": [_row(row) for row in rows]}} if rows else {}


def _row(row: Sequence[Button]) -> list[dict[str, str]]:
    return [{"text": button.label, "callback_data": button.token} for button in row]


def _delete(chat: int, message: str) -> Call:
    return Call(DELETE, {"chat_id": chat, "message_id": int(message)}, message)


def _react(chat: int, message: str, emoji: str) -> Call:
    shown = shown_for(emoji) if emoji else ""
    if shown is None:
        raise Refused("reaction")
    reaction = [{"type": ReactionType.EMOJI.value, "emoji": shown}] if shown else []
    return Call(REACT, {"chat_id": chat, "message_id": int(message), "reaction": reaction}, message)
