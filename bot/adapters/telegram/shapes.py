"""The parts of Telegram's updates that we take note of: the allow-list, as types.

What has no field here is dropped in the conversion: profiles, entities, contacts, places, quotations,
origins of forwards, and of files the names, titles, performers, covers and thumbnails.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from telegram.constants import ChatType

Id = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
Size = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Token = Annotated[str, msgspec.Meta(pattern=r"^[!-~]+\Z", max_length=1024)]
"""A name that Telegram gives to something, to be handed back letter for letter."""


class Chat(msgspec.Struct):
    """A chat of any kind."""

    id: Id
    type: str

    @property
    def is_private(self) -> bool:
        """Whether one person alone is in it with the bot."""
        return self.type == ChatType.PRIVATE


class User(msgspec.Struct):
    """An account."""

    id: Id
    is_bot: bool = False
    language_code: str | None = None


class Reference(msgspec.Struct):
    """A message that is pointed to; also one that is too old to be shown."""

    message_id: Id
    chat: Chat
    forum_topic_created: dict[str, object] | None = None


class StoredFile(msgspec.Struct):
    """A file of any kind: where Telegram keeps it, and what it is."""

    file_id: Token
    file_unique_id: Token
    file_size: Size | None = None
    mime_type: str | None = None


class PictureSize(StoredFile):
    """One of the sizes a picture is kept in."""

    width: Size = 0
    height: Size = 0


class Emblem(msgspec.Struct):
    """A sticker or a die: of all that it is, the emoji that says the same."""

    emoji: str | None = None


class Message(msgspec.Struct, rename={"sender": "from"}):
    """A message of any kind: of all that can stand in it, a text, or a file and the text under it."""

    message_id: Id
    date: int
    chat: Chat
    sender: User | None = None
    text: str | None = None
    caption: str | None = None
    media_group_id: Token | None = None
    photo: tuple[PictureSize, ...] = ()
    voice: StoredFile | None = None
    audio: StoredFile | None = None
    video: StoredFile | None = None
    video_note: StoredFile | None = None
    document: StoredFile | None = None
    sticker: Emblem | None = None
    dice: Emblem | None = None
    edit_date: int | None = None
    reply_to_message: Reference | None = None
    message_thread_id: Id | None = None
    is_topic_message: bool = False


class CallbackQuery(msgspec.Struct, rename={"sender": "from"}):
    """The press of a button."""

    sender: User
    message: Reference | None = None
    data: str | None = None


class Member(msgspec.Struct):
    """What somebody is in a chat."""

    status: str


class MembershipChange(msgspec.Struct, rename={"sender": "from"}):
    """The bot was blocked, let in again, brought into a group or put out."""

    chat: Chat
    sender: User
    date: int
    new_chat_member: Member


class ReactionType(msgspec.Struct):
    """One reaction: an emoji, or, of another ``type``, something that we do not know the look of."""

    type: str
    emoji: str | None = None


class Reaction(msgspec.Struct):
    """Somebody's reactions to a message after a change, the newest last."""

    chat: Chat
    message_id: Id
    date: int
    user: User | None = None
    new_reaction: tuple[ReactionType, ...] = ()


class Update(msgspec.Struct):
    """One update; the kinds that are not named are not for us."""

    update_id: Id
    message: Message | None = None
    edited_message: Message | None = None
    channel_post: Message | None = None
    edited_channel_post: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: MembershipChange | None = None
    message_reaction: Reaction | None = None
