"""Putting what a bot sends into a chat: one message, or several that an app shows as one.

Knows no file and no text. The order of checks is the official server's; what it refuses, it refuses whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .botapi_call import Json, refuse
from .botapi_text import markup_of
from .botapi_world import Topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .botapi_call import Call
    from .botapi_world import Chat, Message, World

TOPIC_NAME_LIMIT = 128
USUAL_COLOR = 0x6FB9F0


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
    thread = topic_for(world, chat, call.params.get("message_thread_id"))
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


def topic_for(world: World, chat: Chat, wanted: object) -> int | None:
    """Return the topic a message goes to, None for the chat itself, as the server's mood is."""
    if not wanted:
        return None
    if world.topics is Topics.ALL_ARE_IGNORED:
        return None
    number = wanted if isinstance(wanted, int) and wanted in chat.topics else None
    knows_none = world.topics in {Topics.OFF, Topics.ALL_ARE_REFUSED}
    if knows_none or (number is None and world.topics is not Topics.LOST_ARE_IGNORED):
        refuse("message thread not found")
    return number


def create_topic(world: World, call: Call) -> Json:
    """Make a topic; the note that says so is its beginning, and the bot is told of it too."""
    chat = world.reachable(call.params.get("chat_id"))
    world.writable(chat)
    if world.topics is Topics.OFF:
        refuse("the chat is not a forum")
    name = " ".join(call.text("name").split())[:TOPIC_NAME_LIMIT]
    if not name:
        refuse("name must be non-empty")
    color = call.integer("icon_color", USUAL_COLOR, 0, 0xFFFFFF)
    note = world.add(chat, world.bot, {"forum_topic_created": {"name": name, "icon_color": color}})
    note.is_from_bot = True
    note.thread = note.id
    chat.topics[note.id] = name
    world.queue.push("message", note.as_json(), chat.id)
    return {"message_thread_id": note.id, "name": name, "icon_color": color}


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
