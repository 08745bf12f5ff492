"""The methods of the Bot API that answer at once: what the bot does to its chats.

Knows no HTTP; `getUpdates` and the webhook, which wait, stand in `botapi_delivery`. The order of checks and
the words of refusals are those of the official server (Client.cpp) and of tdlib.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from .botapi_call import Json, refuse
from .botapi_profile import PROFILE_METHODS
from .botapi_text import caption_of, markup_of, text_of, units
from .botapi_world import Access, media

if TYPE_CHECKING:
    from collections.abc import Callable

    from .botapi_call import Call
    from .botapi_world import Chat, Message, StoredFile, World

DELETABLE_FOR = 48 * 3600
DOWNLOAD_LIMIT = 20 << 20
NOTICE_LIMIT = 200
SENT_FILES = ("animation", "audio", "document", "photo", "sticker", "video", "video_note", "voice")
ACTIONS = frozenset({
    "cancel", "choose_sticker", "find_location", "pick_up_location", "record_audio", "record_video",
    "record_video_note", "record_voice", "typing", "upload_audio", "upload_document", "upload_photo",
    "upload_video", "upload_video_note", "upload_voice",
})  # fmt: skip
_REACTIONS = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 "
    "🍾 💋 🖕 😈 😴 😭 🤓 👻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷 😡 "
    "❤\u200d🔥 👨\u200d💻 🤷\u200d♂ 🤷\u200d♀"
)
BOT_REACTIONS = frozenset(_REACTIONS.split(" "))


def get_me(world: World, call: Call) -> Json:
    """Return the bot, with the claims that only getMe shows."""
    claims = {"can_join_groups": True, "can_read_all_group_messages": False}
    absent = ("supports_inline_queries", "supports_guest_queries", "can_connect_to_business",
              "has_main_web_app", "has_topics_enabled", "allows_users_to_create_topics",
              "can_manage_bots")  # fmt: skip
    return {**world.bot, **claims, **dict.fromkeys(absent, False)}


def send_message(world: World, call: Call) -> Json:
    """Send a text."""
    return _post(world, call, _text(call))


def send_file(kind: str) -> Callable[[World, Call], Json]:
    """Make the method that sends a file of one kind: uploaded, by id, or by address (not fetched)."""

    def send(world: World, call: Call) -> Json:
        stored, name = _file(world, call, kind)
        shape: Json = {key: call.params[key] for key in ("duration", "width", "height") if key in call.params}
        content: Json = {kind: media(stored, kind, name, {} if kind == "photo" else shape)}
        if kind == "animation":  # The official server shows it as a document too, for old bots.
            content["document"] = media(stored, "document", name)
        return _post(world, call, {**content, **caption_of(call)})

    return send


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
    reaction = call.structure("reaction", "reaction types") or []
    chat = world.reachable(call.params.get("chat_id"))
    message = world.message(chat, call.params.get("message_id"), "message to react")
    for one in reaction:
        if one.get("type") == "emoji" and one.get("emoji") not in BOT_REACTIONS:
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


def get_file(world: World, call: Call) -> Json:
    """Tell where a file can be fetched, at most 20 MB."""
    if not call.text("file_id"):
        refuse("file_id not specified")
    stored = world.files.get(call.text("file_id"))
    if stored is None or not stored.is_available:
        refuse("wrong file_id or the file is temporarily unavailable")
    if stored.size > DOWNLOAD_LIMIT:
        refuse("file is too big")
    return {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "file_path": stored.path,
    }


def forward(world: World, call: Call) -> Json:
    """Forward one message, with its origin: recorded, so that a test can see that it never happens."""
    message = _source(world, call, "message to forward", call.params.get("message_id"))
    origin = {"type": "user", "sender_user": message.sender, "date": message.date}
    return _post(world, call, {**message.content, "forward_origin": origin})


def forward_many(world: World, call: Call) -> list[Json]:
    """Forward several messages."""
    return _each(world, call, forward)


def copy(world: World, call: Call) -> Json:
    """Copy one message without its origin."""
    message = _source(world, call, "message to copy", call.params.get("message_id"))
    return {"message_id": _post(world, call, message.content)["message_id"]}


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


def _post(world: World, call: Call, content: Json) -> Json:
    """Send what is already read and checked, in the official server's order of refusals."""
    wanted_reply, may_lack = _reply_parameters(call)
    markup = markup_of(call)
    chat = world.reachable(call.params.get("chat_id"))
    thread = call.params.get("message_thread_id") or None
    if thread and thread not in chat.topics:
        refuse("message thread not found")
    reply_to = chat.messages.get(wanted_reply) if wanted_reply else None
    if wanted_reply and reply_to is None and not may_lack:
        refuse("message to be replied not found")
    world.writable(chat)
    message = world.add(chat, world.bot, content, is_from_bot=True)
    message.markup = markup
    message.reply_to = reply_to
    message.thread = thread
    message.is_protected = call.is_set("protect_content")
    return message.as_json()


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


def _file(world: World, call: Call, kind: str) -> tuple[StoredFile, str]:
    given = call.text(kind)
    upload = call.files.get(given.removeprefix("attach://") if given.startswith("attach://") else kind)
    if upload is not None:
        return world.store(upload.content, kind, upload.name), upload.name
    if not given:
        refuse(f"There is no {kind.replace('_', ' ')} in the request")
    if given.startswith(("http://", "https://")):
        return world.store(b"", kind), ""
    if (stored := world.files.get(given)) is None:
        refuse("wrong file identifier/HTTP URL specified")
    return stored, ""


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
