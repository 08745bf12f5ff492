"""Telegram updates in which somebody could be recognised, or over which a reader could fall.

Knows nothing of the adapter that reads them; it says what must come out. Everything that could tell who
somebody is carries MARKER, and no typed text does: MARKER in what an adapter hands in is a leak.

A text is kept as typed, letter for letter, save for what no database takes: NUL is dropped and half a
surrogate pair becomes U+FFFD. What hides or turns text passes here and is neutralised where it is shown.
"IGNORED" is for what nobody said to us, "UNREADABLE" for what must be kept for a person to look at.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from bot.chat.incoming import (
    Content,
    Edit,
    Group,
    Press,
    Reachable,
    Reaction,
    Shared,
    Unreachable,
    Unsupported,
    Words,
)
from bot.chat.media import MediaKind, Source

Raw = dict[str, object]
Build = Callable[[int, int, Raw], object]

MARKER: Final = "LEAKMARK"
IGNORED: Final = "ignored"
UNREADABLE: Final = "unreadable"
DATE: Final = 1_795_000_000
MESSAGE: Final = 501
EARLIER: Final = 400


class Case(NamedTuple):
    """One update: ``raw(update_id, chat_id, sender)`` makes it, ``expected`` is what it means to us."""

    name: str
    raw: Build
    expected: Content | Literal["ignored", "unreadable"]
    reply_to: str | None = None


STRANGER: Final[Raw] = {
    "id": 777_000_111,
    "is_bot": False,
    "first_name": MARKER,
    "last_name": MARKER,
    "username": MARKER,
}
BOT: Final[Raw] = {"id": 42, "is_bot": True, "first_name": "Coparenting", "username": "coparenting_bot"}
OTHER_BOT: Final[Raw] = {"id": 43, "is_bot": True, "first_name": MARKER, "username": f"{MARKER}_bot"}
CHANNEL: Final[Raw] = {"id": -1_001_234, "type": "channel", "title": MARKER, "username": MARKER}
GROUP: Final[Raw] = {"id": -100_777, "type": "supergroup", "title": MARKER}
FILE: Final[Raw] = {"file_id": MARKER, "file_unique_id": MARKER, "file_size": 1234}
MP4: Final[Raw] = {**FILE, "width": 320, "height": 240, "duration": 3, "thumbnail": FILE, "file_name": MARKER}
PHOTO: Final[list[Raw]] = [{**FILE, "width": 90, "height": 90}]
TAKEN: Final[Raw] = {"file_id": "AgACAgIAAxk-_taken", "file_unique_id": "AQADtaken", "file_size": 1234}
"""What an adapter fetches a file by, and therefore hands in, to the house alone."""
PICTURE: Final[list[Raw]] = [{**FILE, "width": 90, "height": 60}, {**TAKEN, "width": 1280, "height": 853}]
FILM: Final[Raw] = {**MP4, **TAKEN, "cover": PHOTO}
SOURCE: Final = Source("AgACAgIAAxk-_taken", "AQADtaken", 1234)
PLACE: Final[Raw] = {"latitude": 40.712776, "longitude": -74.005974}


def _message_body(chat: int, sender: Raw, fields: Raw) -> Raw:
    about = {"id": chat, "type": "private", "first_name": MARKER, "username": MARKER}
    body: Raw = {"message_id": MESSAGE, "date": DATE, "chat": about, "from": sender}
    return {**body, **fields}


def message(**fields: object) -> Build:
    """Return an ordinary private message with these fields."""
    return lambda update, chat, sender: {
        "update_id": update,
        "message": _message_body(chat, sender, fields),
    }


def edited(**fields: object) -> Build:
    """Return a private message that its writer changed."""
    return lambda update, chat, sender: {
        "update_id": update,
        "edited_message": _message_body(chat, sender, {"edit_date": DATE + 60, **fields}),
    }


def without(field: str, **fields: object) -> Build:
    """Return a private message that lacks a field every message should have."""

    def build(update: int, chat: int, sender: Raw) -> Raw:
        body = _message_body(chat, sender, fields)
        del body[field]
        return {"update_id": update, "message": body}

    return build


def in_group(**fields: object) -> Build:
    """Return a message of a group."""
    return lambda update, chat, sender: {
        "update_id": update,
        "message": _message_body(chat, sender, {"chat": GROUP, **fields}),
    }


def in_reply(author: Raw | None, **fields: object) -> Build:
    """Return "My answer" to an earlier message of the same chat, by ``author`` or else by the sender."""

    def build(update: int, chat: int, sender: Raw) -> Raw:
        earlier = {"message_id": EARLIER, "date": DATE - 60, "text": MARKER}
        replied = _message_body(chat, author or sender, earlier)
        body = _message_body(chat, sender, {"text": "My answer", "reply_to_message": replied, **fields})
        return {"update_id": update, "message": body}

    return build


def in_topic(update: int, chat: int, sender: Raw) -> Raw:
    """Return "My answer" in a topic: Telegram adds the topic's first note as if it were replied to."""
    note = {
        "message_id": EARLIER,
        "date": DATE - 60,
        "forum_topic_created": {"name": MARKER, "icon_color": 1},
    }
    fields: Raw = {
        "text": "My answer",
        "message_thread_id": EARLIER,
        "is_topic_message": True,
        "reply_to_message": _message_body(chat, BOT, note),
    }
    return {"update_id": update, "message": _message_body(chat, sender, fields)}


def update_of(kind: str, fill: Callable[[int, Raw], object]) -> Build:
    """Return an update of another kind; ``fill(chat, sender)`` makes its content."""
    return lambda update, chat, sender: {"update_id": update, kind: fill(chat, sender)}


def _marked(text: str, part: str, kind: str, **fields: object) -> Build:
    """Return a text with one entity over ``part``."""
    offset = len(text[: text.index(part)].encode("utf-16-le")) // 2
    length = len(part.encode("utf-16-le")) // 2
    entity: Raw = {"type": kind, "offset": offset, "length": length, **fields}
    return message(text=text, entities=[entity])


def _entity_case(kind: str, text: str, part: str, **fields: object) -> Case:
    return Case(f"entity {kind}", _marked(text, part, kind, **fields), Words(text))


def _words_case(name: str, text: str, clean: str | None = None) -> Case:
    return Case(name, message(text=text), Words(text if clean is None else clean))


def _from_json(text_in_json: str) -> Build:
    """Return a message whose text came over the wire in these JSON escapes."""
    return message(text=json.loads(f'"{text_in_json}"'))


def _origin(kind: str, **fields: object) -> Raw:
    return {"type": kind, "date": DATE - 9000, **fields}


FORWARDS = [
    Case(
        "forward of a person",
        message(text="Look", forward_origin=_origin("user", sender_user=STRANGER)),
        Unsupported("forward"),
    ),
    Case(
        "forward of a person who hides",
        message(text="Look", forward_origin=_origin("hidden_user", sender_user_name=MARKER)),
        Unsupported("forward"),
    ),
    Case(
        "forward of a channel",
        message(
            text="Look",
            forward_origin=_origin("channel", chat=CHANNEL, message_id=7, author_signature=MARKER),
        ),
        Unsupported("forward"),
    ),
    Case(
        "forward of a group's voice",
        message(text="Look", forward_origin=_origin("chat", sender_chat=GROUP, author_signature=MARKER)),
        Unsupported("forward"),
    ),
    Case(
        "forward of a photo",
        message(photo=PHOTO, caption=MARKER, forward_origin=_origin("user", sender_user=STRANGER)),
        Unsupported("forward"),
    ),
    Case(
        "forward of a kind to come",
        message(text="Look", forward_origin=_origin("hologram", projector=MARKER)),
        Unsupported("forward"),
    ),
    Case(
        "forward in the manner of older servers",
        message(text="Look", forward_from=STRANGER, forward_date=DATE - 9000),
        Unsupported("forward"),
    ),
]

REPLIES = [
    Case("reply to the bot", in_reply(BOT), Words("My answer"), reply_to=str(EARLIER)),
    Case("reply to oneself", in_reply(None), Words("My answer"), reply_to=str(EARLIER)),
    Case(
        "reply with a quotation",
        in_reply(BOT, quote={"text": MARKER, "position": 0, "is_manual": True, "entities": []}),
        Words("My answer"),
        reply_to=str(EARLIER),
    ),
    Case(
        "reply to a message of another chat",
        message(
            text="My answer",
            external_reply={
                "origin": _origin("user", sender_user=STRANGER),
                "chat": GROUP,
                "message_id": EARLIER,
                "photo": PHOTO,
            },
            quote={"text": MARKER, "position": 0},
        ),
        Words("My answer"),
    ),
    Case("reply to a story", message(text="Nice", reply_to_story={"chat": CHANNEL, "id": 3}), Words("Nice")),
    Case(
        "reply whose target stands in another chat",
        message(
            text="My answer",
            reply_to_message={"message_id": EARLIER, "date": 0, "chat": {"id": 1, "type": "private"}},
        ),
        Words("My answer"),
    ),
    Case(
        "reply whose target is not a message",
        message(text="My answer", reply_to_message=[MARKER]),
        UNREADABLE,
    ),
]

ENTITIES = [
    _entity_case("mention", "Ask @somebody please", "@somebody"),
    _entity_case("text_mention", "Ask Anna please", "Anna", user=STRANGER),
    _entity_case("url", "See https://example.org/x", "https://example.org/x"),
    _entity_case("text_link", "See this page", "this page", url=f"https://t.me/{MARKER}"),
    _entity_case("text_link by id", "Talk to me", "me", url=f"tg://user?id=777000111&x={MARKER}"),
    _entity_case("custom_emoji", "Hello \U0001f600!", "\U0001f600", custom_emoji_id=MARKER),
    _entity_case("bot_command", "/beach Gladys Friday 4pm", "/beach"),
    _entity_case("bot_command for another bot", "/start@other_bot x", "/start@other_bot"),
    _entity_case("hashtag", "#school starts", "#school"),
    _entity_case("cashtag", "$USD 5", "$USD"),
    _entity_case("email", "write a@example.org", "a@example.org"),
    _entity_case("phone_number", "call +1 212 555 0100", "+1 212 555 0100"),
    _entity_case("spoiler", "She was ill", "ill"),
    _entity_case("blockquote", "You said no\nYes", "You said no"),
    _entity_case("expandable_blockquote", "You said no\nYes", "You said no"),
    _entity_case("pre", "a = 1", "a = 1", language=MARKER),
    _entity_case("hologram", "A kind to come", "kind", projector=MARKER),
    _entity_case("bold after an emoji", "\U0001f468\u200d\U0001f469\u200d\U0001f467 all fine", "fine"),
    Case(
        "entity beyond the end",
        message(text="Short", entities=[{"type": "bold", "offset": 3, "length": 5000}]),
        Words("Short"),
    ),
    Case("entities that are no list", message(text="Short", entities=MARKER), Words("Short")),
]

DECORATIONS = [
    Case(
        "link preview",
        message(
            text="See example.org",
            link_preview_options={"url": f"https://t.me/{MARKER}", "show_above_text": True},
        ),
        Words("See example.org"),
    ),
    Case("written by way of another bot", message(text="Done", via_bot=OTHER_BOT), Words("Done")),
    Case(
        "with another bot's buttons",
        message(
            text="Vote",
            via_bot=OTHER_BOT,
            reply_markup={"inline_keyboard": [[{"text": MARKER, "url": f"tg://resolve?domain={MARKER}"}]]},
        ),
        Words("Vote"),
    ),
    Case(
        "with fields about the sender",
        message(
            text="Hello",
            author_signature=MARKER,
            sender_boost_count=2,
            sender_tag=MARKER,
            effect_id=MARKER,
            has_protected_content=True,
            is_from_offline=True,
        ),
        Words("Hello"),
    ),
    Case("as a channel", message(text="Hello", sender_chat=CHANNEL), Words("Hello")),
    Case("with a field to come", message(text="Hello", hologram={"projector": MARKER}), Words("Hello")),
    Case("in a topic", message(text="Hello", message_thread_id=77, is_topic_message=True), Words("Hello")),
    Case(
        "in a topic, which makes it look like a reply to the topic's beginning",
        in_topic,
        Words("My answer"),
    ),
]

_CONTENTS: Final[list[tuple[str, str, Raw]]] = [
    ("live picture without its still", "other", {"live_photo": MP4, "caption": MARKER}),
    (
        "document of no known kind",
        "document",
        {"document": {**FILE, "file_name": f"{MARKER}.docx", "mime_type": "application/msword"}},
    ),
    ("document that does not say what it is", "document", {"document": {**FILE, "file_name": MARKER}}),
    (
        "drawing that may hold a program",
        "document",
        {"document": {**FILE, "file_name": MARKER, "mime_type": "image/svg+xml"}},
    ),
    ("animation, which is a document too", "animation", {"animation": MP4, "document": MP4}),
    (
        "sticker without an emoji",
        "sticker",
        {"sticker": {**FILE, "type": "regular", "set_name": f"{MARKER}_by_bot"}},
    ),
    (
        "contact",
        "contact",
        {
            "contact": {
                "phone_number": MARKER,
                "first_name": MARKER,
                "user_id": 777_000_111,
                "vcard": MARKER,
            }
        },
    ),
    ("shared people", "contact", {"users_shared": {"request_id": 1, "users": [{"user_id": 1}]}}),
    (
        "shared chat",
        "contact",
        {"chat_shared": {"request_id": 1, "chat_id": -100_777, "title": MARKER, "username": MARKER}},
    ),
    ("location", "location", {"location": PLACE}),
    ("live location", "location", {"location": {**PLACE, "live_period": 900, "heading": 90}}),
    (
        "venue, which is a location too",
        "location",
        {"venue": {"location": PLACE, "title": MARKER, "address": MARKER}, "location": PLACE},
    ),
    (
        "poll",
        "poll",
        {"poll": {"id": MARKER, "question": MARKER, "options": [{"text": MARKER, "voter_count": 1}]}},
    ),
    ("story", "story", {"story": {"chat": CHANNEL, "id": 5}}),
    ("die without an emoji", "other", {"dice": {"value": 6}}),
    ("game", "other", {"game": {"title": MARKER, "description": MARKER, "photo": PHOTO}}),
    ("giveaway", "other", {"giveaway": {"chats": [CHANNEL], "winner_count": 1}}),
    ("invoice", "other", {"invoice": {"title": MARKER, "description": MARKER, "currency": "USD"}}),
    (
        "payment",
        "other",
        {
            "successful_payment": {
                "currency": "USD",
                "order_info": {"name": MARKER, "phone_number": MARKER},
            }
        },
    ),
    ("web app data", "other", {"web_app_data": {"data": MARKER, "button_text": MARKER}}),
    (
        "passport",
        "other",
        {"passport_data": {"data": [{"type": "phone_number", "phone_number": MARKER}]}},
    ),
    (
        "paid media",
        "other",
        {"paid_media": {"star_count": 1, "paid_media": [{"type": "photo", "photo": PHOTO}]}},
    ),
    ("checklist", "other", {"checklist": {"title": MARKER, "tasks": [{"id": 1, "text": MARKER}]}}),
    ("gift", "other", {"gift": {"gift": {"id": MARKER}, "text": MARKER}}),
    ("unique gift", "other", {"unique_gift": {"gift": {"base_name": MARKER}, "origin": "transfer"}}),
    ("of a kind to come", "other", {"hologram": {"projector": MARKER}}),
    ("nothing at all", "other", {}),
    ("empty text", "other", {"text": ""}),
    ("nothing but NUL", "other", {"text": "\0\0"}),
]
UNSUPPORTED = [
    Case(f"content {name}", message(**fields), Unsupported(kind)) for name, kind, fields in _CONTENTS
]

_FILES: Final[list[tuple[str, MediaKind, Raw]]] = [
    ("picture", MediaKind.PICTURE, {"photo": PICTURE, "caption": "At home"}),
    ("picture under a spoiler", MediaKind.PICTURE, {"photo": PICTURE, "has_media_spoiler": True}),
    ("live picture, of which the still is taken", MediaKind.PICTURE, {"photo": PICTURE, "live_photo": MP4}),
    (
        "picture with a caption that names somebody",
        MediaKind.PICTURE,
        {
            "photo": PICTURE,
            "caption": "Ask Anna",
            "caption_entities": [
                {"type": "text_mention", "offset": 4, "length": 4, "user": STRANGER},
                {"type": "text_link", "offset": 0, "length": 3, "url": f"https://t.me/{MARKER}"},
            ],
            "show_caption_above_media": True,
        },
    ),
    ("picture with NUL in its caption", MediaKind.PICTURE, {"photo": PICTURE, "caption": "At\0 home"}),
    (
        "picture sent by way of another bot",
        MediaKind.PICTURE,
        {"photo": PICTURE, "via_bot": OTHER_BOT, "reply_markup": {"inline_keyboard": [[{"text": MARKER}]]}},
    ),
    ("video", MediaKind.VIDEO, {"video": FILM, "caption": "The swing"}),
    ("round video", MediaKind.VIDEO, {"video_note": {**TAKEN, "length": 240, "thumbnail": FILE}}),
    ("voice", MediaKind.VOICE, {"voice": {**TAKEN, "duration": 4, "mime_type": "audio/ogg"}}),
    (
        "audio with performer",
        MediaKind.VOICE,
        {
            "audio": {
                **TAKEN,
                "duration": 9,
                "performer": MARKER,
                "title": MARKER,
                "file_name": MARKER,
                "mime_type": "audio/mpeg",
                "thumbnail": FILE,
            },
        },
    ),
]
_FILES.extend(
    (f"document of type {mime}", kind, {"document": {**TAKEN, "file_name": MARKER, "mime_type": mime}})
    for mime, kind in [
        ("image/jpeg", MediaKind.PICTURE),
        ("image/png", MediaKind.PICTURE),
        ("image/webp", MediaKind.PICTURE),
        ("image/gif", MediaKind.PICTURE),
        ("IMAGE/JPEG; name=x", MediaKind.PICTURE),
        ("video/mp4", MediaKind.VIDEO),
        ("video/quicktime", MediaKind.VIDEO),
        ("video/webm", MediaKind.VIDEO),
        ("audio/x-m4a", MediaKind.VOICE),
        ("application/pdf", MediaKind.DOCUMENT),
    ]
)
FILES = [
    *[
        Case(
            f"file: {name}",
            message(**fields),
            Shared(kind, SOURCE, str(fields.get("caption", "")).replace("\0", "")),
        )
        for name, kind, fields in _FILES
    ],
    Case(
        "file: picture of an album",
        message(photo=PICTURE, media_group_id="13370001"),
        Shared(MediaKind.PICTURE, SOURCE, album="13370001"),
    ),
    Case("file: without a key", message(photo=[{"width": 90, "height": 90}]), UNREADABLE),
    Case("file: whose key is a number", message(voice={**TAKEN, "file_id": 5}), UNREADABLE),
    Case("file: whose key is no key", message(voice={**TAKEN, "file_id": "\ud83d\0"}), UNREADABLE),
    Case("file: whose size is not one", message(voice={**TAKEN, "file_size": -1}), UNREADABLE),
]

EMBLEMS = [
    Case(
        "sticker of a set with a name",
        message(sticker={**FILE, "type": "regular", "set_name": f"{MARKER}_by_bot", "emoji": "\U0001f600"}),
        Words("\U0001f600"),
    ),
    Case("die", message(dice={"emoji": "\U0001f3b2", "value": 6}), Words("\U0001f3b2")),
]

_SERVICE: Final[list[tuple[str, Raw]]] = [
    ("pinned", {"pinned_message": {"message_id": EARLIER, "date": 0, "chat": CHANNEL, "text": MARKER}}),
    ("topic made", {"forum_topic_created": {"name": MARKER, "icon_color": 1}, "message_thread_id": 77}),
    ("topic renamed", {"forum_topic_edited": {"name": MARKER}, "message_thread_id": 77}),
    ("topic closed", {"forum_topic_closed": {}, "message_thread_id": 77}),
    ("topic opened again", {"forum_topic_reopened": {}, "message_thread_id": 77}),
    ("timer for deletion", {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}}),
    ("background", {"chat_background_set": {"type": {"type": "wallpaper", "document": FILE}}}),
    ("may write", {"write_access_allowed": {"web_app_name": MARKER}}),
]
SERVICE = [Case(f"note of Telegram: {name}", message(**fields), IGNORED) for name, fields in _SERVICE]

SPELLINGS = [
    _words_case("as long as can be", "a" * 4096),
    _words_case("as long as can be, in pairs", "\U0001f600" * 2048),
    _words_case("turned round", "pay \u202e001\u202c now \u2066x\u2069 \u200f\u200e"),
    _words_case("zero width", "2\u200b1\u200c2\ufeff5\u20605"),
    _words_case("flood of marks", "Z" + "\u0335\u0336\u0489" * 300),
    _words_case("Hebrew and English", "\u05e9\u05dc\u05d5\u05dd, see you at 5"),
    _words_case("Arabic", "\u0645\u0631\u062d\u0628\u0627 \u0661\u0662\u0663"),
    _words_case("Persian with a joiner", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
    _words_case(
        "family, flag and skin",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 "
        "\U0001f1fa\U0001f1f8 \U0001f44d\U0001f3fd",
    ),
    _words_case("decomposed, which stays decomposed", "Jose\u0301 and Jos\u00e9"),
    _words_case("lines and tabs", "One\n\tTwo\r\n\nThree"),
    _words_case("space around", "  indented \n "),
    _words_case("other control characters", "bell\x07 escape\x1b[31m delete\x7f next\x85 line\u2028 end"),
    _words_case("markup", "<b>*_`[x](tg://user?id=1) &amp; %s {0} \\u0041"),
    _words_case("NUL in the middle", "one\0two", "onetwo"),
    Case("half a pair, high", _from_json(r"ok \ud83d end"), Words("ok \ufffd end")),
    Case("half a pair, low", _from_json(r"ok \ude00 end"), Words("ok \ufffd end")),
    Case("a pair the wrong way round", _from_json(r"\ude00\ud83d"), Words("\ufffd\ufffd")),
    Case("a pair in escapes", _from_json(r"\ud83d\ude00"), Words("\U0001f600")),
    Case("NUL in escapes", _from_json(r"one\u0000two"), Words("onetwo")),
    Case("noncharacters", _from_json(r"a\uffff\ufffeb"), Words("a\uffff\ufffeb")),
]

EDITS = [
    Case("edit of a text", edited(text="Changed"), Edit(str(MESSAGE), "Changed")),
    Case(
        "edit with an entity",
        edited(
            text="Ask Anna", entities=[{"type": "text_mention", "offset": 4, "length": 4, "user": STRANGER}]
        ),
        Edit(str(MESSAGE), "Ask Anna"),
    ),
    Case("edit with NUL", edited(text="Chan\0ged"), Edit(str(MESSAGE), "Changed")),
    Case(
        "edit of a caption",
        edited(photo=PICTURE, caption="Changed", media_group_id="13370001"),
        Edit(
            str(MESSAGE),
            "Changed",
            shared=Shared(MediaKind.PICTURE, SOURCE, "Changed", album="13370001"),
        ),
    ),
    Case(
        "edit that took the caption away",
        edited(video=FILM),
        Edit(str(MESSAGE), "", shared=Shared(MediaKind.VIDEO, SOURCE)),
    ),
    Case(
        "edit that put in something else",
        edited(animation=MP4, document=MP4, caption=MARKER),
        Unsupported("animation"),
    ),
    Case("edit of a live location", edited(location={**PLACE, "live_period": 900}), IGNORED),
    Case("edit by a bot", edited(text="Changed", **{"from": OTHER_BOT}), IGNORED),
]


def _press(message_of: Callable[[int], object] | None, **fields: object) -> Build:
    def fill(chat: int, sender: Raw) -> Raw:
        stands_under = {"message": message_of(chat)} if message_of else {}
        return {"id": MARKER, "from": sender, "chat_instance": MARKER, **stands_under, **fields}

    return update_of("callback_query", fill)


def _private(chat: int) -> Raw:
    return {"id": chat, "type": "private", "first_name": MARKER}


PRESSES = [
    Case(
        "press",
        _press(lambda chat: _message_body(chat, BOT, {"message_id": EARLIER, "text": MARKER}), data="t0k3n"),
        Press("t0k3n", str(EARLIER)),
    ),
    Case(
        "press under a message too old to see",
        _press(lambda chat: {"message_id": EARLIER, "date": 0, "chat": _private(chat)}, data="t0k3n"),
        Press("t0k3n", str(EARLIER)),
    ),
    Case(
        "press under an inline message, which is none of ours",
        _press(None, inline_message_id=MARKER, data="t0k3n"),
        IGNORED,
    ),
    Case(
        "press of a game",
        _press(lambda chat: _message_body(chat, BOT, {"message_id": EARLIER}), game_short_name=MARKER),
        IGNORED,
    ),
    Case(
        "press in a group",
        _press(lambda _: {"message_id": EARLIER, "date": DATE, "chat": GROUP}, data="t0k3n"),
        IGNORED,
    ),
    Case(
        "press whose token is a number",
        _press(lambda chat: _message_body(chat, BOT, {"message_id": EARLIER}), data=5),
        UNREADABLE,
    ),
]


def _membership(status: str, where: Raw | None = None) -> Build:
    return update_of(
        "my_chat_member",
        lambda chat, sender: {
            "chat": where or _private(chat),
            "from": sender,
            "date": DATE,
            "old_chat_member": {"user": BOT, "status": "member"},
            "new_chat_member": {"user": BOT, "status": status, "until_date": 0},
            "invite_link": {"invite_link": f"https://t.me/+{MARKER}", "creator": STRANGER},
        },
    )


def _reaction(new: list[Raw], **fields: object) -> Build:
    return update_of(
        "message_reaction",
        lambda chat, sender: {
            "chat": _private(chat),
            "message_id": EARLIER,
            "user": sender,
            "date": DATE,
            "old_reaction": [{"type": "emoji", "emoji": "\U0001f44d"}],
            "new_reaction": new,
            **fields,
        },
    )


OTHER_KINDS = [
    Case("bot blocked", _membership("kicked"), Unreachable()),
    Case("bot let in again", _membership("member"), Reachable()),
    Case("bot brought into a group", _membership("member", GROUP), Group()),
    Case("bot made administrator of a channel", _membership("administrator", CHANNEL), Group()),
    Case("bot put out of a group", _membership("kicked", GROUP), IGNORED),
    Case(
        "reaction",
        _reaction([{"type": "emoji", "emoji": "\U0001f44d"}]),
        Reaction(str(EARLIER), "\U0001f44d"),
    ),
    Case(
        "reactions of somebody who may put several",
        _reaction([{"type": "emoji", "emoji": "\U0001f44d"}, {"type": "emoji", "emoji": "\u2764"}]),
        Reaction(str(EARLIER), "\u2764"),
    ),
    Case(
        "reaction by own emoji",
        _reaction([{"type": "custom_emoji", "custom_emoji_id": MARKER}]),
        Unsupported("reaction"),
    ),
    Case("reaction that is paid for", _reaction([{"type": "paid"}]), Unsupported("reaction")),
    Case("reaction of a kind to come", _reaction([{"type": "hologram"}]), Unsupported("reaction")),
    Case("reaction without its emoji", _reaction([{"type": "emoji"}]), Unsupported("reaction")),
    Case("reaction taken back", _reaction([]), Reaction(str(EARLIER), None)),
    Case("reaction of a bot", _reaction([], user=OTHER_BOT), IGNORED),
    Case("reaction of nobody", _reaction([], user=None, actor_chat=CHANNEL), IGNORED),
    Case("message of a group", in_group(text=MARKER), Group()),
    Case("message of a group by nobody", in_group(text=MARKER, sender_chat=GROUP), Group()),
    Case("people new in a group", in_group(new_chat_members=[STRANGER, BOT]), Group()),
    Case("group that becomes a supergroup", in_group(migrate_to_chat_id=-100_888), Group()),
    Case(
        "reaction in a group",
        _reaction([{"type": "emoji", "emoji": "\U0001f44d"}], chat=GROUP),
        IGNORED,
    ),
    Case(
        "post of a channel",
        update_of(
            "channel_post",
            lambda _chat, _sender: {
                "message_id": MESSAGE,
                "date": DATE,
                "chat": CHANNEL,
                "sender_chat": CHANNEL,
                "author_signature": MARKER,
                "text": MARKER,
            },
        ),
        Group(),
    ),
    *[
        Case(f"{kind}, for which we do not ask", update_of(kind, fill), IGNORED)
        for kind, fill in [
            (
                "business_message",
                lambda chat, sender: _message_body(
                    chat,
                    sender,
                    {"business_connection_id": MARKER, "sender_business_bot": OTHER_BOT, "text": MARKER},
                ),
            ),
            (
                "chat_join_request",
                lambda _chat, sender: {"chat": GROUP, "from": sender, "date": DATE, "bio": MARKER},
            ),
            (
                "inline_query",
                lambda _chat, sender: {"id": MARKER, "from": sender, "query": MARKER, "offset": ""},
            ),
            ("poll_answer", lambda _chat, sender: {"poll_id": MARKER, "user": sender, "option_ids": [0]}),
            ("hologram", lambda _chat, sender: {"from": sender, "projector": MARKER}),
        ]
    ],
    Case("nothing but a number", lambda update, _chat, _sender: {"update_id": update}, IGNORED),
    Case(
        "a message that is null",
        lambda update, _chat, _sender: {"update_id": update, "message": None},
        IGNORED,
    ),
]

BROKEN = [
    Case("from a bot", message(text=MARKER, **{"from": OTHER_BOT}), IGNORED),
    Case("without a sender", without("from", text="Who am I"), UNREADABLE),
    Case("without a chat", without("chat", text="Where am I"), UNREADABLE),
    Case("without a number", without("message_id", text="Which am I"), UNREADABLE),
    Case("without a date", without("date", text="When am I"), UNREADABLE),
    Case("text that is a number", message(text=5), UNREADABLE),
    Case("text that is a list", message(text=["a"]), UNREADABLE),
    Case("sender that is a name", message(text="Hello", **{"from": MARKER}), UNREADABLE),
    Case("sender without a number", message(text="Hello", **{"from": {"first_name": MARKER}}), UNREADABLE),
    Case("sender whose number is a text", message(text="Hello", **{"from": {"id": MARKER}}), UNREADABLE),
    Case("sender whose number is true", message(text="Hello", **{"from": {"id": True}}), UNREADABLE),
    Case("chat that is a number", message(text="Hello", chat=5), UNREADABLE),
    Case("number of a message that is a text", message(text="Hello", message_id="501"), UNREADABLE),
    Case("number larger than a database takes", message(text="Hello", message_id=2**70), UNREADABLE),
    Case("date that is a text", message(text="Hello", date="2026-11-18"), UNREADABLE),
    Case("date after the end of time", message(text="Hello", date=10**18), UNREADABLE),
    Case(
        "message that is a list",
        lambda update, _chat, _sender: {"update_id": update, "message": [MARKER]},
        UNREADABLE,
    ),
    Case(
        "message that is empty",
        lambda update, _chat, _sender: {"update_id": update, "message": {}},
        UNREADABLE,
    ),
    Case(
        "update without a number",
        lambda _update, chat, sender: {"message": _message_body(chat, sender, {"text": "Hello"})},
        UNREADABLE,
    ),
    Case(
        "update whose number is a text",
        lambda update, chat, sender: {
            "update_id": str(update),
            "message": _message_body(chat, sender, {"text": "Hello"}),
        },
        UNREADABLE,
    ),
    Case("update that is a list", lambda update, _chat, _sender: [update], UNREADABLE),
    Case("update that is a word", lambda _update, _chat, _sender: "update", UNREADABLE),
    Case("update that is null", lambda _update, _chat, _sender: None, UNREADABLE),
]

CASES: Final[tuple[Case, ...]] = (
    *FORWARDS,
    *REPLIES,
    *ENTITIES,
    *DECORATIONS,
    *UNSUPPORTED,
    *FILES,
    *EMBLEMS,
    *SERVICE,
    *SPELLINGS,
    *EDITS,
    *PRESSES,
    *OTHER_KINDS,
    *BROKEN,
)
