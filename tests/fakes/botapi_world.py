"""What Telegram knows: accounts, chats, messages, files and pressed buttons, as the bot may see them.

Knows no HTTP and no method; who does what to it stands in `botapi_methods` (the bot) and `botapi_user`.
"""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from .botapi_call import Json, forbid, refuse
from .botapi_text import labels
from .botapi_updates import UpdateQueue

if TYPE_CHECKING:
    from collections.abc import Callable

    from .botapi_updates import Update

MEDIA = ("animation", "audio", "contact", "document", "location", "photo", "poll", "sticker", "story",
         "venue", "video", "video_note", "voice")  # fmt: skip


_REACTIONS = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 "
    "🍾 💋 🖕 😈 😴 😭 🤓 👻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷 😡 "
    "❤\u200d🔥 👨\u200d💻 🤷\u200d♂ 🤷\u200d♀"
)
REACTIONS = frozenset(_REACTIONS.split(" "))
"""The emoji that can be put on a message, as the server spells them: without variation selectors."""


class Topics(StrEnum):
    """What the server makes of topics in private chats; all but the first two happened in the field."""

    OFF = "off"
    ON = "on"
    LOST_ARE_IGNORED = "a topic that was deleted is passed over in silence"
    ALL_ARE_IGNORED = "any topic is passed over in silence"
    ALL_ARE_REFUSED = "any topic is said not to be found"


class Access(StrEnum):
    """How the bot stands with a chat."""

    UNOPENED = "unopened"
    OPEN = "open"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    LEFT = "left"
    KICKED = "kicked"


@dataclass(slots=True)
class Message:
    """A message in a chat; ``content`` is its text or media, as fields of the Bot API's Message."""

    id: int
    chat: Chat
    sender: Json
    date: int
    content: Json
    is_from_bot: bool = False
    markup: Json | None = None
    reply_to: Message | None = None
    edit_date: int = 0
    thread: int | None = None
    is_protected: bool = False
    reaction: list[Json] = field(default_factory=list)
    others_reaction: list[Json] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the words of it, or its caption."""
        return str(self.content.get("text", self.content.get("caption", "")))

    def as_json(self, *, with_reply: bool = True) -> Json:
        """Return it as the Bot API shows it; what is replied to is shown without its own reply."""
        shown: Json = {
            "message_id": self.id,
            "from": self.sender,
            "chat": self.chat.as_json(),
            "date": self.date,
        }
        if self.edit_date:
            shown["edit_date"] = self.edit_date
        if self.thread:
            shown["message_thread_id"] = self.thread
            shown["is_topic_message"] = True
        # What answers nothing in a topic looks like an answer to the note that the topic was made.
        reply_to = self.reply_to or self.chat.messages.get(self.thread or 0)
        if with_reply and reply_to is not None and reply_to is not self:
            shown["reply_to_message"] = reply_to.as_json(with_reply=False)
        shown.update(self.content)
        if self.is_protected:
            shown["has_protected_content"] = True
        if labels(self.markup):
            shown["reply_markup"] = self.markup
        return shown


@dataclass(slots=True)
class Chat:
    """A private chat or a group, with every message that stands in it now."""

    id: int
    profile: Json
    kind: str = "private"
    access: Access = Access.UNOPENED
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    forbids_voices: bool = False

    def as_json(self) -> Json:
        """Return it as it stands in a message."""
        return {"id": self.id, **self.profile, "type": self.kind}


@dataclass(slots=True)
class StoredFile:
    """A file somebody sent; ``path`` is where `getFile` says it lies.

    ``size`` is what the server says of it; where ``content`` is longer, it comes without a length.
    ``breaks_after``: the connection is cut after that many bytes.
    """

    id: str
    unique_id: str
    path: str
    content: bytes
    size: int
    is_available: bool = True
    breaks_after: int | None = None


@dataclass(slots=True)
class Press:
    """A pressed button, waiting for its `answerCallbackQuery`."""

    id: str
    chat_id: int
    message_id: int
    token: str
    at: float
    answers: list[Json] = field(default_factory=list)
    is_too_old: bool = False

    @property
    def is_answered(self) -> bool:
        """Tell whether the little clock on the button has stopped."""
        return bool(self.answers)


class World:
    """Everything that outlives a restart of the server. ``now`` gives unix seconds, for dates."""

    def __init__(
        self, bot_id: int, on_update: Callable[[Update], None], now: Callable[[], float] = time.time
    ) -> None:
        self.bot: Json = {
            "id": bot_id,
            "is_bot": True,
            "first_name": "Coparenting test",
            "username": f"fake_{bot_id}_bot",
        }
        self.now = now
        self.queue = UpdateQueue(on_update)
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.file_paths: dict[str, StoredFile] = {}
        self.presses: dict[str, Press] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.callback_lifetime = 15.0
        self.topics = Topics.OFF
        self._message_ids = itertools.count(1)
        self._numbers = itertools.count(1)

    def chat(self, chat_id: object) -> Chat:
        """Find a chat, or raise the answer for an unknown one."""
        if chat_id is None or chat_id == "":
            refuse("chat_id is empty")
        found = self.chats.get(chat_id) if isinstance(chat_id, int) else self._by_username(str(chat_id))
        if found is None or (found.kind != "private" and found.access is Access.UNOPENED):
            refuse("chat not found")
        return found

    def reachable(self, chat_id: object) -> Chat:
        """Find a chat the bot may at least address: what is refused here, is before any message."""
        chat = self.chat(chat_id)
        group = "supergroup" if chat.kind == "supergroup" else "group"
        match chat.access:
            case Access.DEACTIVATED:
                forbid("user is deactivated")
            case Access.LEFT:
                forbid(f"bot is not a member of the {group} chat")
            case Access.KICKED:
                forbid(f"bot was kicked from the {group} chat")
        return chat

    def writable(self, chat: Chat) -> None:
        """Raise where the other side does not let the bot write."""
        match chat.access:
            case Access.BLOCKED:
                forbid("bot was blocked by the user")
            case Access.UNOPENED:
                forbid("bot can't initiate conversation with a user")

    def message(self, chat: Chat, message_id: object, what: str) -> Message:
        """Find a message that still stands, or say that ``what`` is not found."""
        message = chat.messages.get(message_id) if isinstance(message_id, int) else None
        if message is None:
            refuse(f"{what} not found")
        return message

    def add(self, chat: Chat, sender: Json, content: Json, *, is_from_bot: bool = False) -> Message:
        """Put a new message into a chat; ids grow over all chats, as they do for one real account."""
        number = next(self._message_ids)
        message = Message(number, chat, sender, int(self.now()), content, is_from_bot=is_from_bot)
        chat.messages[number] = message
        return message

    def store(self, content: bytes, kind: str, name: str = "", size: int | None = None) -> StoredFile:
        """Keep a file; ``size`` may claim more than there is, to be too big without being big."""
        number = next(self._numbers)
        ending = name.rpartition(".")[2] if "." in name else _ENDINGS.get(kind, "bin")
        stored = StoredFile(
            id=f"AgADfake{kind}{number:06d}",
            unique_id=f"AQADf{number:06d}",
            path=f"{kind}s/file_{number}.{ending}",
            content=content,
            size=len(content) if size is None else size,
        )
        self.files[stored.id] = self.file_paths[stored.path] = stored
        return stored

    def pressed(self, chat: Chat, message_id: int, token: str) -> Press:
        """Note a pressed button under a new query id."""
        query = str(4_390_000_000_000_000_000 + next(self._numbers))
        press = Press(query, chat.id, message_id, token, time.monotonic())
        self.presses[query] = press
        return press

    def number(self) -> int:
        """Return a number nobody else got (media groups, chat instances, polls)."""
        return next(self._numbers)

    def _by_username(self, name: str) -> Chat | None:
        # Only groups and channels can be found by a public name; a bot never finds a person by one.
        handle = name.removeprefix("@")
        return next(
            (c for c in self.chats.values() if c.kind != "private" and c.profile.get("username") == handle),
            None,
        )


_ENDINGS = {"animation": "mp4", "audio": "mp3", "photo": "jpg", "sticker": "webp", "video": "mp4",
            "video_note": "mp4", "voice": "oga"}  # fmt: skip


SHAPES: dict[str, Json] = {
    "animation": {"width": 640, "height": 480, "duration": 3, "mime_type": "video/mp4"},
    "audio": {"duration": 3, "mime_type": "audio/mpeg"},
    "document": {"mime_type": "application/octet-stream"},
    "photo": {"width": 1280, "height": 960},
    "sticker": {
        "type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False,
        "emoji": "🙂", "set_name": "LEAKSTICKERSET",
    },
    "video": {"width": 640, "height": 480, "duration": 3, "mime_type": "video/mp4"},
    "video_note": {"length": 240, "duration": 3},
    "voice": {"duration": 3, "mime_type": "audio/ogg"},
}  # fmt: skip
NAMELESS = frozenset({"photo", "sticker", "video_note", "voice"})


def media(stored: StoredFile, kind: str, name: str = "", shape: Json | None = None) -> object:
    """Describe a stored file as the field ``kind`` of a Message: an object, a list for a photo."""
    described: Json = {
        "file_id": stored.id,
        "file_unique_id": stored.unique_id,
        **({"file_size": stored.size} if stored.size else {}),
        **SHAPES.get(kind, {}),
        **(shape or {}),
    }
    if kind not in NAMELESS:
        described["file_name"] = name or stored.path.rpartition("/")[2]
    return [described] if kind == "photo" else described


def thumbnail(stored: StoredFile) -> Json:
    """Describe a stored file as the small picture that stands for a larger file."""
    named = {"file_id": stored.id, "file_unique_id": stored.unique_id}
    return {**named, "file_size": stored.size, "width": 90, "height": 68}
