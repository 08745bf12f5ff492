"""From one raw update to one plain value, by an allow-list: what is not named here does not exist.

Pure. Knows nothing of the network or of what is done with a value.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import msgspec
from telegram.constants import ChatMemberStatus, ReactionType, UpdateType

from bot.adapters.telegram import shapes
from bot.adapters.telegram.batch import update_id
from bot.adapters.telegram.plain import storable
from bot.adapters.telegram.shapes import (
    CallbackQuery,
    Chat,
    MembershipChange,
    Message,
    Update,
    User,
)
from bot.adapters.telegram.sharing import shared_in
from bot.chat.incoming import (
    Address,
    Arrival,
    Content,
    Edit,
    Group,
    Press,
    Reachable,
    Reaction,
    Shared,
    Unreachable,
    Unreadable,
    Unsupported,
    Words,
)

ALLOWED_UPDATES = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.MY_CHAT_MEMBER,
    UpdateType.MESSAGE_REACTION,
)

# In this order: an animation is also a document, a venue also a location, for older programs' sake.
_KINDS = {
    "forward_origin": "forward",
    "forward_date": "forward",
    "forward_from": "forward",
    "forward_from_chat": "forward",
    "forward_sender_name": "forward",
    "text": "text",
    "animation": "animation",
    "photo": "photo",
    "live_photo": "photo",
    "video": "video",
    "video_note": "video",
    "voice": "voice",
    "audio": "audio",
    "document": "document",
    "sticker": "sticker",
    "dice": "dice",
    "contact": "contact",
    "users_shared": "contact",
    "chat_shared": "contact",
    "venue": "location",
    "location": "location",
    "poll": "poll",
    "story": "story",
}
# Telegram's own notes about the chat. Nobody said anything, so there is nothing to explain to anybody.
_SERVICE = frozenset({
    "boost_added",
    "chat_background_set",
    "connected_website",
    "delete_chat_photo",
    "forum_topic_closed",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_reopened",
    "message_auto_delete_timer_changed",
    "new_chat_photo",
    "new_chat_title",
    "pinned_message",
    "proximity_alert_triggered",
    "write_access_allowed",
})  # fmt: skip
_LANGUAGE = re.compile("[a-z]{2,3}")


def read(
    update: object, now: datetime, circles: Mapping[str, str] = MappingProxyType({})
) -> Arrival | Unreadable | None:
    """Read one update; None says that there is nothing in it for us. Never raises.

    ``now`` is the moment of receipt, for the press of a button, which carries no date of its own.
    ``circles`` says which circle a topic ("chat:topic") is about.
    """
    try:
        return _read(update, now, circles)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one update must not stop the next
        raw = json.dumps(update)
        event = update_id(update)
        return Unreadable(
            event=f"unreadable-{hashlib.sha256(raw.encode()).hexdigest()}" if event is None else str(event),
            raw=raw,
            reason=type(error).__name__,
        )


def _read(raw: object, now: datetime, circles: Mapping[str, str]) -> Arrival | None:
    update = msgspec.convert(raw, Update)
    place = str(update.update_id), update.update_id
    known: Any = raw  # The conversion succeeded, hence it is a dictionary, and so is each part of it.
    if update.message:
        return _message(place, update.message, known["message"], circles)
    if update.edited_message:
        return _edit(place, update.edited_message, known["edited_message"], circles)
    if post := update.channel_post or update.edited_channel_post:
        return _arrival(place, _group_address(post.chat, post.sender), Group(), post.date)
    if update.callback_query:
        return _press(place, update.callback_query, now)
    if update.my_chat_member:
        return _membership(place, update.my_chat_member)
    if update.message_reaction:
        return _reaction(place, update.message_reaction)
    return None


_Place = tuple[str, int]


def _message(
    place: _Place, message: Message, raw: Mapping[str, object], circles: Mapping[str, str]
) -> Arrival | None:
    if not message.chat.is_private:
        return _arrival(place, _group_address(message.chat, message.sender), Group(), message.date)
    if message.sender is None:
        raise LookupError  # In a private chat somebody always speaks; whoever it was, the words are kept.
    content = _content(message, raw)
    if message.sender.is_bot or content is None:
        return None
    reply_to = _reply_to(message, raw)
    return Arrival(
        event=place[0],
        order=place[1],
        sender=_address(message.sender, message.chat),
        content=content,
        at=_moment(message.date),
        message=str(message.message_id),
        reply_to=reply_to,
        topic=None if reply_to else _topic(message, circles),
        language=_language(message.sender),
    )


def _edit(
    place: _Place, message: Message, raw: Mapping[str, object], circles: Mapping[str, str]
) -> Arrival | None:
    arrival = _message(place, message, raw, circles)
    if arrival is None:
        return None
    content: Content = arrival.content
    if isinstance(content, Unsupported) and content.kind == "location":
        return None  # A live location edits itself every few seconds; it was explained when it came.
    if isinstance(content, Words):
        content = Edit(message=str(message.message_id), text=content.text)
    elif isinstance(content, Shared):
        content = Edit(message=str(message.message_id), text=content.text, shared=content)
    return msgspec.structs.replace(arrival, content=content, at=_moment(message.edit_date or message.date))


def _content(message: Message, raw: Mapping[str, object]) -> Words | Shared | Unsupported | None:
    kind = next((kind for key, kind in _KINDS.items() if key in raw), "other")
    match kind:
        case "text":
            return _words(message.text, otherwise="other")
        case "sticker":
            return _emblem(message.sticker, otherwise="sticker")
        case "dice":
            return _emblem(message.dice, otherwise="other")
        case "other" if _SERVICE & raw.keys():
            return None
        case "other" | "forward":
            return Unsupported(kind=kind)
        case _:
            return shared_in(message, kind)


def _words(text: str | None, *, otherwise: str) -> Words | Unsupported:
    kept = storable(text or "")
    return Words(text=kept) if kept else Unsupported(kind=otherwise)


def _emblem(emblem: shapes.Emblem | None, *, otherwise: str) -> Words | Unsupported:
    return _words(emblem.emoji if emblem else None, otherwise=otherwise)


def _press(place: _Place, query: CallbackQuery, now: datetime) -> Arrival | None:
    stands_under = query.message
    if query.data is None or stands_under is None or not stands_under.chat.is_private or query.sender.is_bot:
        return None
    return Arrival(
        event=place[0],
        order=place[1],
        sender=_address(query.sender, stands_under.chat),
        content=Press(token=storable(query.data), message=str(stands_under.message_id)),
        at=now,
        language=_language(query.sender),
    )


def _membership(place: _Place, change: MembershipChange) -> Arrival | None:
    is_out = change.new_chat_member.status in {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}
    if not change.chat.is_private:
        if is_out:
            return None
        return _arrival(place, _group_address(change.chat, change.sender), Group(), change.date)
    content = Unreachable() if is_out else Reachable()
    return _arrival(place, _address(change.sender, change.chat), content, change.date)


def _reaction(place: _Place, reaction: shapes.Reaction) -> Arrival | None:
    if not reaction.chat.is_private or reaction.user is None or reaction.user.is_bot:
        return None
    return _arrival(place, _address(reaction.user, reaction.chat), _what_was_put_on(reaction), reaction.date)


def _what_was_put_on(reaction: shapes.Reaction) -> Reaction | Unsupported:
    """Return the newest of the reactions: who pays for it may put several."""
    message = str(reaction.message_id)
    if not reaction.new_reaction:
        return Reaction(message=message, emoji=None)
    newest = reaction.new_reaction[-1]
    emoji = storable(newest.emoji or "") if newest.type == ReactionType.EMOJI else ""
    return Reaction(message=message, emoji=emoji) if emoji else Unsupported(kind="reaction")


def _arrival(place: _Place, sender: Address, content: Content, date: int) -> Arrival:
    return Arrival(event=place[0], order=place[1], sender=sender, content=content, at=_moment(date))


def _address(user: User, chat: Chat) -> Address:
    return Address(messenger="telegram", user=str(user.id), chat=str(chat.id))


def _group_address(chat: Chat, user: User | None) -> Address:
    return Address(messenger="telegram", user=str(user.id if user else chat.id), chat=str(chat.id))


def _reply_to(message: Message, raw: Mapping[str, object]) -> str | None:
    replied = message.reply_to_message
    if replied is None or replied.chat.id != message.chat.id or "external_reply" in raw:
        return None
    if replied.forum_topic_created is not None:
        return None  # What stands in a topic looks like a reply to the note that the topic was made.
    return str(replied.message_id)


def _topic(message: Message, circles: Mapping[str, str]) -> str | None:
    if not message.is_topic_message:
        return None  # Said in the chat itself, which has a number of its own too.
    return circles.get(f"{message.chat.id}:{message.message_thread_id}")


def _moment(date: int) -> datetime:
    return datetime.fromtimestamp(date, UTC)


def _language(user: User) -> str | None:
    primary = (user.language_code or "").lower().partition("-")[0]
    return primary if _LANGUAGE.fullmatch(primary) else None
