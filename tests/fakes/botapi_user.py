"""A person with a Telegram app: what they do to the bot, and what they see of it.

Knows nothing of requests or faults: an act changes the world and queues the update the bot would get.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .botapi_methods import membership_changed
from .botapi_text import formatted, labels
from .botapi_world import MEDIA, REACTIONS, Access, Chat, Message, Press, World, media, thumbnail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .botapi_call import Json

PLAIN_MEDIA: dict[str, Json] = {
    "contact": {"phone_number": "+15550177777", "first_name": "LEAKCONTACT"},
    "location": {"latitude": 40.712776, "longitude": -74.005974, "horizontal_accuracy": 12.0},
    "venue": {
        "location": {"latitude": 40.712776, "longitude": -74.005974},
        "title": "LEAKVENUE",
        "address": "1 LEAKSTREET",
    },
    "dice": {"emoji": "🎲", "value": 4},
}
WITH_THUMBNAIL = frozenset({"animation", "audio", "document", "video", "video_note"})


@dataclass(frozen=True)
class ShownButton:
    """A button as it is seen; ``token`` is what a press sends, ``url`` where a link leads."""

    label: str
    token: str = ""
    url: str = ""


@dataclass(frozen=True)
class ShownFile:
    """A file as it is seen, opened and, where an app shows one, named."""

    content: bytes
    name: str = ""
    mime: str = ""
    width: int | None = None
    height: int | None = None
    seconds: int | None = None


@dataclass(frozen=True)
class Shown:
    """One message on the screen, as it looks now."""

    id: int
    is_mine: bool
    kind: str
    text: str
    entities: tuple[Json, ...] = ()
    rows: tuple[tuple[ShownButton, ...], ...] = ()
    reply_to: int | None = None
    is_edited: bool = False
    reaction: tuple[str, ...] = ()
    file: ShownFile | None = None
    album: str | None = None
    topic: str | None = None

    @property
    def buttons(self) -> list[ShownButton]:
        """Return the buttons, row after row."""
        return [button for row in self.rows for button in row]

    @property
    def labels(self) -> list[str]:
        """Return what stands on the buttons."""
        return [button.label for button in self.buttons]

    def __str__(self) -> str:
        """Draw it, for a failing assertion to be readable."""
        who = "me" if self.is_mine else "bot"
        keys = "".join("\n    " + "  ".join(f"[{b.label}]" for b in row) for row in self.rows)
        return f"#{self.id} {who}: {self.text or f'({self.kind})'}{keys}"


class User:
    """One person; every act may be done at any time and is over when the call returns.

    A fresh user has not opened the bot (sending to them is refused): `starts`, or anything they say, opens
    it. Acts a real app would not allow raise ValueError or LookupError.
    """

    def __init__(self, world: World, profile: Json, changed: Callable[[], None]) -> None:
        self._world = world
        self._changed = changed
        self.id: int = profile["id"]
        self.profile = profile
        shown = {key: profile[key] for key in ("first_name", "last_name", "username") if profile.get(key)}
        self.chat = world.chats.setdefault(self.id, Chat(self.id, shown))

    @property
    def markers(self) -> list[str]:
        """Return what must never be found with anybody else: id, names and handle."""
        names = ("first_name", "last_name", "username")
        return [str(self.id), *(str(self.profile[n]) for n in names if self.profile.get(n))]

    def starts(self, payload: str = "", *, chat: Chat | None = None) -> Message:
        """Open the bot, perhaps by a deep link with a payload."""
        return self.says(f"/start {payload}".strip(), chat=chat)

    def says(
        self,
        text: str,
        reply_to: int | Message | None = None,
        entities: Iterable[Json] = (),
        *,
        chat: Chat | None = None,
        topic: int | None = None,
    ) -> Message:
        """Write a text; commands, links and mentions in it are marked as the server marks them."""
        return self._send(formatted(text, entities=list(entities)), reply_to, chat, topic)

    def sends(  # noqa: PLR0913 - what may stand in a message, each named where it is used
        self,
        kind: str,
        content: bytes = b"",
        *,
        caption: str = "",
        name: str = "",
        size: int | None = None,
        mime: str = "",
        reply_to: int | Message | None = None,
        chat: Chat | None = None,
        topic: int | None = None,
        **fields: object,
    ) -> Message:
        """Send a picture, voice, contact, poll, die or whatever else ``MEDIA`` names.

        ``fields`` stand beside it in the message (``media_group_id``, ``via_bot``); ``size`` may claim more
        or less than ``content`` holds; ``mime`` is what the app says it is. What shows itself only once
        cannot be sent here: the official server tells no bot of it.
        """
        if kind not in MEDIA and kind not in PLAIN_MEDIA:
            raise ValueError(kind)
        words = formatted(caption) if caption else {}
        body: Json = {kind: self._described(kind, content, name, size, mime), **fields}
        if kind == "venue":
            body["location"] = PLAIN_MEDIA["venue"]["location"]
        if kind == "animation":
            body["document"] = body["animation"]
        if words:
            body["caption"] = words["text"]
        if "entities" in words:
            body["caption_entities"] = words["entities"]
        return self._send(body, reply_to, chat, topic)

    def sends_album(self, *files: tuple[str, bytes], caption: str = "") -> list[Message]:
        """Send several pictures and videos as one: as many messages, of which the first has the caption."""
        group = str(13_700_000_000_000_000 + self._world.number())
        return [
            self.sends(kind, content, caption="" if number else caption, media_group_id=group)
            for number, (kind, content) in enumerate(files)
        ]

    def forwards(self, text: str, origin: User) -> Message:
        """Forward somebody's words to the bot, with all that tells who they are."""
        at = int(self._world.now())
        return self._send({
            **formatted(text),
            "forward_origin": {"type": "user", "sender_user": origin.profile, "date": at},
        })  # fmt: skip

    def edits(self, message: int | Message, text: str, entities: Iterable[Json] = ()) -> Message:
        """Change the words of an own message, or those under an own file; "" leaves the file bare."""
        own = self._own(message)
        words = formatted(text, entities=list(entities))
        if "text" in own.content:
            return self._changed_to(own, words)
        kept = {key: value for key, value in own.content.items() if not key.startswith("caption")}
        return self._changed_to(own, {**kept, "caption": text} if text else kept)

    def replaces(self, message: int | Message, kind: str, content: bytes, caption: str = "") -> Message:
        """Put another file in the place of an own one."""
        own = self._own(message)
        body: Json = {kind: self._described(kind, content, "", None, "")}
        if "media_group_id" in own.content:
            body["media_group_id"] = own.content["media_group_id"]
        return self._changed_to(own, {**body, "caption": caption} if caption else body)

    def deletes(self, message: int | Message) -> None:
        """Remove a message for both; no bot is told of it in a private chat."""
        self.chat.messages.pop(_id(message), None)
        self._changed()

    def presses(self, message: int | Message, label_or_token: str, *, even_if_gone: bool = False) -> Press:
        """Press a button by its label or by its token.

        ``even_if_gone``: press what an app still showed when the message had already changed or gone;
        the text is then taken for the token.
        """
        number = _id(message)
        standing = self.chat.messages.get(number)
        token = _token(standing, label_or_token)
        if token is None and even_if_gone:
            token = label_or_token
        if token is None:
            complaint = f"no button {label_or_token!r} under message {number}"
            raise LookupError(complaint)
        press = self._world.pressed(self.chat, number, token)
        gone = {"message_id": number, "chat": self.chat.as_json(), "date": 0}
        self._update("callback_query", {
            "id": press.id,
            "from": self.profile,
            "message": standing.as_json() if standing else gone,
            "chat_instance": str(7_000_000_000 + self.id),
            "data": token,
        }, self.chat)  # fmt: skip
        return press

    def taps(self, label: str) -> Press:
        """Press the button with this label (or token) under the newest message that has one."""
        for message in reversed(self.chat.messages.values()):
            if _token(message, label) is not None:
                return self.presses(message, label)
        complaint = f"no button {label!r} on the screen"
        raise LookupError(complaint)

    def reacts(self, message: int | Message, *emoji: str | None) -> None:
        """Put these in place of the own reactions under a message; none, or None, takes them off.

        The bot hears of it only if it asked for `message_reaction`. "custom" and "paid" stand for those that
        have no emoji of their own; several are for who pays for them.
        """
        standing = self._message(message)
        wanted = [one for one in emoji if one]
        if foreign := set(wanted) - REACTIONS - {"custom", "paid"}:
            raise ValueError(foreign)
        new = [_reaction_type(one) for one in wanted]
        old, standing.others_reaction = standing.others_reaction, new
        self._update("message_reaction", {
            "chat": standing.chat.as_json(),
            "message_id": standing.id,
            "user": self.profile,
            "date": int(self._world.now()),
            "old_reaction": old,
            "new_reaction": new,
        }, standing.chat)  # fmt: skip

    def topic(self, name: str) -> int:
        """Return the number of the newest topic of this name; LookupError where there is none."""
        for number, called in reversed(self.chat.topics.items()):
            if called == name:
                return number
        raise LookupError(name)

    def deletes_topic(self, name: str) -> None:
        """Delete a topic and all that stands in it; no bot is told of it."""
        number = self.topic(name)
        del self.chat.topics[number]
        gone = [message.id for message in self.chat.messages.values() if message.thread == number]
        for message in gone:
            del self.chat.messages[message]
        self._changed()

    def blocks(self) -> None:
        """Block the bot."""
        self._turn(Access.BLOCKED, "member", "kicked")

    def unblocks(self) -> None:
        """Let the bot in again."""
        self._turn(Access.OPEN, "kicked", "member")

    def deactivates(self) -> None:
        """Delete the account; the bot is not told, it finds out when it writes."""
        self.chat.access = Access.DEACTIVATED
        self._changed()

    def invites_bot(self, group: Chat) -> None:
        """Bring the bot into a group."""
        group.access = Access.OPEN
        membership_changed(self._world, group, self.profile, "left", "member")
        self._send({"new_chat_members": [self._world.bot]}, chat=group)

    def removes_bot(self, group: Chat) -> None:
        """Throw the bot out of a group."""
        group.access = Access.KICKED
        membership_changed(self._world, group, self.profile, "member", "kicked")
        self._changed()

    def screen(self, *, with_own: bool = False) -> list[Shown]:
        """Return what the bot has on this person's screen now, oldest first."""
        messages = self.chat.messages.values()
        return [self._shown(message) for message in messages if with_own or message.is_from_bot]

    @property
    def last(self) -> Shown:
        """Return the newest message of the bot; IndexError where there is none."""
        for message in reversed(self.chat.messages.values()):
            if message.is_from_bot:
                return self._shown(message)
        raise IndexError("the bot has written nothing that still stands")  # noqa: EM101, TRY003

    def _send(
        self,
        content: Json,
        reply_to: int | Message | None = None,
        chat: Chat | None = None,
        topic: int | None = None,
    ) -> Message:
        where = chat or self.chat
        if where.kind == "private" and where.access is Access.UNOPENED:
            where.access = Access.OPEN
        if where.access is not Access.OPEN:
            complaint = f"the bot hears nothing from a chat that is {where.access}"
            raise ValueError(complaint)
        if topic is not None and topic not in where.topics:
            raise LookupError(topic)
        message = self._world.add(where, self.profile, content)
        message.thread = topic
        if reply_to is not None:
            message.reply_to = where.messages[_id(reply_to)]
        self._update("message", message.as_json(), where)
        return message

    def _update(self, kind: str, payload: Json, chat: Chat) -> None:
        self._world.queue.push(kind, payload, chat.id)
        self._changed()

    def _turn(self, access: Access, old: str, new: str) -> None:
        self.chat.access = access
        membership_changed(self._world, self.chat, self.profile, old, new)
        self._changed()

    def _message(self, message: int | Message) -> Message:
        return self.chat.messages[message] if isinstance(message, int) else message

    def _own(self, message: int | Message) -> Message:
        own = self._message(message)
        if own.is_from_bot:
            raise ValueError("a person edits only what they wrote")  # noqa: EM101, TRY003
        return own

    def _changed_to(self, own: Message, content: Json) -> Message:
        own.content = content
        own.edit_date = int(self._world.now())
        self._update("edited_message", own.as_json(), own.chat)
        return own

    def _described(self, kind: str, content: bytes, name: str, size: int | None, mime: str) -> object:
        if kind in PLAIN_MEDIA:
            return PLAIN_MEDIA[kind]
        if kind == "poll":
            return _poll(self._world.number())
        if kind == "story":
            return {"chat": self.chat.as_json(), "id": self._world.number()}
        shape: Json = {"mime_type": mime} if mime else {}
        if kind == "audio":
            shape.update(performer="LEAKPERFORMER", title="LEAKTITLE")
        if kind in WITH_THUMBNAIL:
            shape["thumbnail"] = thumbnail(self._world.store(b"LEAKTHUMBNAIL", "photo"))
        described = media(self._world.store(content, kind, name, size), kind, name, shape)
        if kind == "photo" and isinstance(described, list):
            return [thumbnail(self._world.store(b"LEAKTHUMBNAIL", "photo")), *described]
        return described

    def _shown(self, message: Message) -> Shown:
        content = message.content
        kind = "text" if "text" in content else next((kind for kind in MEDIA if kind in content), "service")
        return Shown(
            id=message.id,
            is_mine=not message.is_from_bot,
            kind=kind,
            text=message.text,
            entities=tuple(content.get("entities") or content.get("caption_entities") or ()),
            rows=tuple(
                tuple(ShownButton(b["text"], b.get("callback_data", ""), b.get("url", "")) for b in row)
                for row in labels(message.markup)
            ),
            reply_to=message.reply_to.id if message.reply_to else None,
            is_edited=bool(message.edit_date),
            reaction=tuple(str(one.get("emoji", one["type"])) for one in message.reaction),
            file=self._shown_file(content.get(kind)),
            album=content.get("media_group_id"),
            topic=self.chat.topics.get(message.thread or 0),
        )

    def _shown_file(self, described: object) -> ShownFile | None:
        largest = described[-1] if isinstance(described, list) else described
        if not isinstance(largest, dict) or "file_id" not in largest:
            return None
        return ShownFile(
            content=self._world.files[largest["file_id"]].content,
            name=largest.get("file_name", ""),
            mime=largest.get("mime_type", ""),
            width=largest.get("width"),
            height=largest.get("height"),
            seconds=largest.get("duration"),
        )


def _id(message: int | Message) -> int:
    return message if isinstance(message, int) else message.id


def _token(message: Message | None, label_or_token: str) -> str | None:
    buttons = [b for row in labels(message.markup if message else None) for b in row if "callback_data" in b]
    for field in ("text", "callback_data"):
        for button in buttons:
            if button[field] == label_or_token:
                return str(button["callback_data"])
    return None


def _reaction_type(emoji: str) -> Json:
    if emoji == "custom":
        return {"type": "custom_emoji", "custom_emoji_id": "5550100200300"}
    return {"type": "paid"} if emoji == "paid" else {"type": "emoji", "emoji": emoji}


def _poll(number: int) -> Json:
    options = [
        {"persistent_id": str(place), "text": text, "voter_count": 0} for place, text in enumerate("AB")
    ]
    return {
        "id": str(number),
        "question": "LEAKPOLL?",
        "options": options,
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }
