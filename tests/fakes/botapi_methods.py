"""The methods of the Bot API that answer at once: what the bot does to its chats.

Knows no HTTP; `getUpdates` and the webhook, which wait, stand in `botapi_delivery`. The order of checks and
the words of refusals are those of the official server (Client.cpp) and of tdlib.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from .botapi_call import Json, refuse
from .botapi_media import SENT_FILES, get_file, send_album, send_file
from .botapi_posting import create_topic, post
from .botapi_profile import PROFILE_METHODS
from .botapi_text import caption_of, markup_of, text_of, units
from .botapi_world import REACTIONS, Access, Topics

if TYPE_CHECKING:
    from collections.abc import Callable

    from .botapi_call import Call
    from .botapi_world import Chat, Message, World

DELETABLE_FOR = 48 * 3600
NOTICE_LIMIT = 200
ACTIONS = frozenset({
    "cancel", "choose_sticker", "find_location", "pick_up_location", "record_audio", "record_video",
    "record_video_note", "record_voice", "typing", "upload_audio", "upload_document", "upload_photo",
    "upload_video", "upload_video_note", "upload_voice",
})  # fmt: skip


def get_me(world: World, call: Call) -> Json:
    """Return the bot, with the claims that only getMe shows."""
    claims = {"can_join_groups": True, "can_read_all_group_messages": False}
    absent = ("supports_inline_queries", "supports_guest_queries", "can_connect_to_business",
              "has_main_web_app", "allows_users_to_create_topics", "can_manage_bots")  # fmt: skip
    has_topics = {"has_topics_enabled": world.topics is not Topics.OFF}
    return {**world.bot, **claims, **has_topics, **dict.fromkeys(absent, False)}


def send_message(world: World, call: Call) -> Json:
    """Send a text."""
    return post(world, call, _text(call))


def edit_text(world: World, call: Call) -> Json:
    """Change the words of a message of the bot; without a keyboard in the request its keyboard goes."""
    content = _text(call)
    markup = markup_of(call)
    message = _own_message(world, call)
    if "text" not in message.content:
        refuse("There is no text in the message to edit")
    return _change(world, message, content, markup)


def edit_caption(world: World, call: Call) -> Json:
    """Change the words under a picture or file of the bot."""
    caption = caption_of(call)
    markup = markup_of(call)
    message = _own_message(world, call)
    if "text" in message.content:
        refuse("There is no caption in the message to edit")
    kept = {key: val for key, val in message.content.items() if not key.startswith("caption")}
    return _change(world, message, {**kept, **caption}, markup)


def edit_markup(world: World, call: Call) -> Json:
    """Change or take away the keyboard only."""
    markup = markup_of(call)
    message = _own_message(world, call)
    return _change(world, message, message.content, markup)


def delete_message(world: World, call: Call) -> bool:
    """Remove one message, the bot's or the other's, for both, within 48 hours."""
    if call.params.get("chat_id") in (None, ""):
        refuse("Chat identifier is not specified")
    if not call.params.get("message_id"):
        refuse("Message identifier is not specified")
    chat = world.reachable(call.params["chat_id"])
    message = world.message(chat, call.params["message_id"], "message to delete")
    if world.now() - message.date > DELETABLE_FOR:
        refuse("Message can't be deleted for everyone")
    del chat.messages[message.id]
    return True


def delete_messages(world: World, call: Call) -> bool:
    """Remove up to 100 messages; those not found are passed over."""
    wanted = call.structure("message_ids", "message identifiers")
    if not isinstance(wanted, list) or not wanted:
        refuse("Message identifiers are not specified")
    chat = world.reachable(call.params.get("chat_id"))
    for number in wanted:
        chat.messages.pop(int(number), None)
    return True


def answer_press(world: World, call: Call) -> bool:
    """Stop the clock on a pressed button, perhaps with a notice."""
    press = world.presses.get(call.text("callback_query_id"))
    if press is None or press.is_too_old or time.monotonic() - press.at > world.callback_lifetime:
        refuse("query is too old and response timeout expired or query ID is invalid")
    if units(call.text("text")) > NOTICE_LIMIT:
        refuse("MESSAGE_TOO_LONG")
    press.answers.append({"text": call.text("text"), "show_alert": call.is_set("show_alert")})
    return True


def chat_action(world: World, call: Call) -> bool:
    """Show "typing" or the like."""
    if call.text("action").lower() not in ACTIONS:
        refuse("Wrong parameter action in request")
    world.writable(world.reachable(call.params.get("chat_id")))
    return True


def react(world: World, call: Call) -> bool:
    """Set the bot's reaction to a message, or take it back."""
    reaction = call.structure("reaction", "reaction types")
    reaction = [] if reaction is None else reaction
    if not isinstance(reaction, list):
        refuse("Expected an Array of ReactionType")
    for one in reaction:
        if not isinstance(one, dict):
            refuse("Can't parse ReactionType: expected an Object")
        if one.get("type") not in {"emoji", "custom_emoji"}:
            refuse("Can't parse ReactionType: invalid reaction type specified")
    chat = world.reachable(call.params.get("chat_id"))
    message = world.message(chat, call.params.get("message_id"), "message to react")
    if len(reaction) > 1:
        refuse("REACTIONS_TOO_MANY")
    if any(one.get("emoji") not in REACTIONS for one in reaction):
        refuse("REACTION_INVALID")
    message.reaction = list(reaction)
    return True


def get_chat(world: World, call: Call) -> Json:
    """Describe a chat in full."""
    chat = world.chat(call.params.get("chat_id"))
    full: Json = {**chat.as_json(), "accent_color_id": 0, "max_reaction_count": 11}
    full["accepted_gift_types"] = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
         "gifts_from_channels"), False)  # fmt: skip
    if "username" in chat.profile:
        full["active_usernames"] = [chat.profile["username"]]
    return full


def leave_chat(world: World, call: Call) -> bool:
    """Leave a group; the server tells the bot so."""
    chat = world.reachable(call.params.get("chat_id"))
    if chat.kind == "private":
        refuse("Can't leave private chats")
    chat.access = Access.LEFT
    membership_changed(world, chat, world.bot, "member", "left")
    return True


def forward(world: World, call: Call) -> Json:
    """Forward one message, with its origin: recorded, so that a test can see that it never happens."""
    message = _source(world, call, "message to forward", call.params.get("message_id"))
    origin = {"type": "user", "sender_user": message.sender, "date": message.date}
    return post(world, call, {**message.content, "forward_origin": origin})


def forward_many(world: World, call: Call) -> list[Json]:
    """Forward several messages."""
    return _each(world, call, forward)


def copy(world: World, call: Call) -> Json:
    """Copy one message without its origin."""
    message = _source(world, call, "message to copy", call.params.get("message_id"))
    return {"message_id": post(world, call, message.content)["message_id"]}


def copy_many(world: World, call: Call) -> list[Json]:
    """Copy several messages."""
    return _each(world, call, copy)


def membership_changed(world: World, chat: Chat, actor: Json, old: str, new: str) -> None:
    """Tell the bot that it was blocked, let in, added or removed."""
    bot = world.bot
    sides = [{"user": bot, "status": s, **({"until_date": 0} if s == "kicked" else {})} for s in (old, new)]
    payload = {
        "chat": chat.as_json(),
        "from": actor,
        "date": int(world.now()),
        "old_chat_member": sides[0],
        "new_chat_member": sides[1],
    }
    world.queue.push("my_chat_member", payload, chat.id)


def _text(call: Call) -> Json:
    content = text_of(call)
    preview = call.structure("link_preview_options", "link preview options")
    if preview or call.is_set("disable_web_page_preview"):
        content["link_preview_options"] = preview or {"is_disabled": True}
    return content


def _own_message(world: World, call: Call) -> Message:
    if call.params.get("chat_id") in (None, "") and not call.params.get("message_id"):
        refuse("message identifier is not specified")
    chat = world.reachable(call.params.get("chat_id"))
    message = world.message(chat, call.params.get("message_id"), "message to edit")
    if not message.is_from_bot:
        refuse("Message can't be edited")
    world.writable(chat)
    return message


def _change(world: World, message: Message, content: Json, markup: Json | None) -> Json:
    # Whether a preview was wished for is no change that anybody can see.
    unseen = {"link_preview_options": None}
    if {**content, **unseen} == {**message.content, **unseen} and markup == message.markup:
        refuse(
            "message is not modified: specified new message content and reply markup are exactly the same"
            " as a current content and reply markup of the message"
        )
    message.content = content
    message.markup = markup
    message.edit_date = int(world.now())
    return message.as_json()


def _source(world: World, call: Call, what: str, message_id: object) -> Message:
    return world.message(world.chat(call.params.get("from_chat_id")), message_id, what)


def _each(world: World, call: Call, method: Callable[[World, Call], Json]) -> list[Json]:
    wanted = call.structure("message_ids", "message identifiers")
    if not isinstance(wanted, list) or not wanted:
        refuse("Message identifiers are not specified")
    done: list[Json] = []
    for number in wanted:
        call.params["message_id"] = number
        done.append({"message_id": method(world, call)["message_id"]})
    del call.params["message_id"]
    return done


Method = Any  # a function of (World, Call); each returns another JSON type

METHODS: dict[str, tuple[str, Method]] = {
    name.lower(): (name, method)
    for name, method in {
        "getMe": get_me,
        "sendMessage": send_message,
        **{"send" + _k.title().replace("_", ""): send_file(_k) for _k in SENT_FILES},
        "createForumTopic": create_topic,
        "sendMediaGroup": send_album,
        "editMessageText": edit_text,
        "editMessageCaption": edit_caption,
        "editMessageReplyMarkup": edit_markup,
        "deleteMessage": delete_message,
        "deleteMessages": delete_messages,
        "answerCallbackQuery": answer_press,
        "sendChatAction": chat_action,
        "setMessageReaction": react,
        "getChat": get_chat,
        "leaveChat": leave_chat,
        "getFile": get_file,
        "forwardMessage": forward,
        "forwardMessages": forward_many,
        "copyMessage": copy,
        "copyMessages": copy_many,
        **PROFILE_METHODS,
    }.items()
}
