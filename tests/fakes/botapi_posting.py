"""Putting what a bot sends into a chat: one message, or several that an app shows as one.

Knows no file and no text. The order of checks is the official server's; what it refuses, it refuses whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .botapi_call import Json, refuse
from .botapi_text import markup_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .botapi_call import Call
    from .botapi_world import Message, World


def post(world: World, call: Call, content: Json) -> Json:
    """Send one message, already read and checked."""
    markup = markup_of(call)
    [message] = post_all(world, call, [content])
    message.markup = markup
    return message.as_json()


def post_all(world: World, call: Call, contents: Sequence[Json]) -> list[Message]:
    """Send several messages, all of them or none; a keyboard is read by nobody here."""
    wanted_reply, may_lack = _reply_parameters(call)
    chat = world.reachable(call.params.get("chat_id"))
    thread = call.params.get("message_thread_id") or None
    if thread and thread not in chat.topics:
        refuse("message thread not found")
    reply_to = chat.messages.get(wanted_reply) if wanted_reply else None
    if wanted_reply and reply_to is None and not may_lack:
        refuse("message to be replied not found")
    world.writable(chat)
    if chat.forbids_voices and any("voice" in content for content in contents):
        refuse("VOICE_MESSAGES_FORBIDDEN")
    messages = [world.add(chat, world.bot, content, is_from_bot=True) for content in contents]
    for message in messages:
        message.reply_to = reply_to
        message.thread = thread
        message.is_protected = call.is_set("protect_content")
    return messages


def _reply_parameters(call: Call) -> tuple[int, bool]:
    given = call.structure("reply_parameters", "reply parameters")
    if given is None:
        return call.integer("reply_to_message_id", 0, 0, 1 << 31), call.is_set("allow_sending_without_reply")
    if not isinstance(given, dict):
        refuse("Object expected as reply parameters")
    if not given:
        return 0, False
    if "message_id" not in given:
        refuse('Can\'t find field "message_id"')
    return max(0, int(given["message_id"])), bool(given.get("allow_sending_without_reply"))
