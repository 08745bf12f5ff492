"""From one decrypted event to one plain value, by an allow-list: what is not named here does not exist.

Pure. Knows nothing of the network, of keys, or of what is done with a value.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import msgspec

from bot.adapters.matrix.emoji import is_emoji, is_one_emoji
from bot.adapters.matrix.plain import plain
from bot.adapters.matrix.sharing import FILES, shared
from bot.chat.incoming import (
    Address,
    Arrival,
    Content,
    Edit,
    Group,
    Reaction,
    Shared,
    Unreachable,
    Unreadable,
    Unsupported,
    Withdrawal,
    Words,
)

NAME = "matrix"

_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")
_TEN = "\U0001f51f"
_TEXTS = frozenset({"m.text", "m.emote"})
_OTHERS = {
    "m.poll.start": "poll",
    "org.matrix.msc3381.poll.start": "poll",
    "m.beacon_info": "location",
    "org.matrix.msc3672.beacon_info": "location",
    "m.call.invite": "other",
}
# A program's own remarks, and the talk of two apps about keys: nobody said anything.
_SILENT = frozenset({"m.notice", "m.key.verification.request"})
_UNSAID = frozenset({"m.poll.end", "org.matrix.msc3381.poll.end"})
_SAYING = frozenset({
    "body",
    "file",
    "m.file",
    "m.message",
    "m.text",
    "org.matrix.msc1767.file",
    "org.matrix.msc1767.message",
    "org.matrix.msc1767.text",
    "url",
})  # fmt: skip
"""By these an event of a kind that nobody here has heard of is known for a message."""


class Place(msgspec.Struct, frozen=True):
    """The room of an event: whose it is, and the circle that is spoken with in it (None: the bot itself).

    ``user`` is None where more than two are in a room that is nobody's own.
    """

    user: str | None
    conversation: str | None = None


def read(event: dict[str, Any], place: Place, order: int, now: datetime) -> Arrival | Unreadable | None:
    """Read one event as the library decrypted it; None says that there is nothing in it for us.

    Never raises. An event that could not be decrypted has its encrypted type still.
    """
    try:
        return _read(event, place, order, now)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one event must not stop the next
        return Unreadable(str(event.get("event_id")), json.dumps(event), type(error).__name__)


def _read(event: dict[str, Any], place: Place, order: int, now: datetime) -> Arrival | None:
    sender: str = event["sender"]
    said = _content(event, is_relayed=place.conversation is not None)
    if said is None:
        return None
    if place.user is None:
        said = Group()
    elif sender != place.user:
        return None
    has_id = isinstance(said, Words | Shared | Unsupported) and event["type"] != "m.reaction"
    has_id = has_id or isinstance(said, Reaction)  # By which it is taken off again.
    return Arrival(
        event=event["event_id"],
        order=order,
        sender=Address(NAME, sender, sender),
        content=said,
        at=_moment(event, now),
        message=event["event_id"] if has_id else None,
        reply_to=_reply_to(event) if isinstance(said, Words | Shared) else None,
        room=place.conversation,
    )


def _content(event: dict[str, Any], *, is_relayed: bool) -> Content | None:
    kind, content = event["type"], event["content"]
    if "redacted_because" in (event.get("unsigned") or {}):
        return None  # It was taken back before we saw it: there is nothing any more.
    match kind:
        case "m.room.message":
            return _message(content, is_relayed=is_relayed)
        case "m.room.encrypted":
            return Unsupported("undecryptable")
        case "m.room.redaction":
            return Withdrawal(content.get("redacts") or event["redacts"])
        case "m.reaction":
            return _reaction(content, is_relayed=is_relayed)
        case "m.room.member":
            return _membership(event, content)
        case "m.sticker":
            return _sticker(content)
        case _:
            return _another(event, content)


def _message(content: dict[str, Any], *, is_relayed: bool) -> Content | None:
    relation = content.get("m.relates_to") or {}
    changes = relation.get("event_id") if relation.get("rel_type") == "m.replace" else None
    if changes:
        content = content["m.new_content"]
    kind = content.get("msgtype")
    if kind in _SILENT:
        return None
    if kind in FILES:
        file = shared(content, is_relayed=is_relayed)
        return Edit(changes, file.text, file) if changes and isinstance(file, Shared) else file
    if kind not in _TEXTS:
        return Unsupported("location" if kind == "m.location" else "other")
    text = plain(content, is_relayed=is_relayed)
    if not text.strip():
        # All of it named people or rooms, if there was anything at all.
        return Unsupported("contact" if str(content.get("body") or "").strip() else "other")
    return Edit(changes, text) if changes else Words(text)


def _reaction(content: dict[str, Any], *, is_relayed: bool) -> Content:
    """Read a number put under a question of ours as if it had been typed; any other emoji is a feeling."""
    relation = content["m.relates_to"]
    key = str(relation["key"])
    if not is_relayed and key == _TEN:
        return Words("10")
    if not is_relayed and (found := _KEYCAP.fullmatch(key)):
        return Words(found[1])
    target = _event_id(relation["event_id"])
    return Reaction(target, key) if target and is_one_emoji(key) else Unsupported("reaction")


def _sticker(content: dict[str, Any]) -> Content | None:
    """Read a sticker that is described by emoji as those; other descriptions may name its maker."""
    if not content:
        return None
    described = content.get("body")
    is_said = isinstance(described, str) and is_emoji(described.strip())
    return Words(str(described).strip()) if is_said else Unsupported("sticker")


def _another(event: dict[str, Any], content: dict[str, Any]) -> Content | None:
    kind = event["type"]
    if kind in _OTHERS and content:
        return Unsupported(_OTHERS[kind])
    is_said = "state_key" not in event and kind not in _UNSAID and bool(_SAYING & content.keys())
    return Unsupported("other") if is_said else None


def _membership(event: dict[str, Any], content: dict[str, Any]) -> Content | None:
    has_left = content.get("membership") == "leave" and event["state_key"] == event["sender"]
    return Unreachable() if has_left else None


def _reply_to(event: dict[str, Any]) -> str | None:
    relation = event["content"].get("m.relates_to") or {}
    if relation.get("rel_type") == "m.annotation":
        return _event_id(relation.get("event_id"))
    if relation.get("rel_type") == "m.thread" and relation.get("is_falling_back"):
        return _event_id(relation.get("event_id"))  # Said in a thread: it answers what the thread is about.
    return _event_id((relation.get("m.in_reply_to") or {}).get("event_id"))


def _event_id(found: object) -> str | None:
    return found if isinstance(found, str) else None


def _moment(event: dict[str, Any], now: datetime) -> datetime:
    """Return when it was said; a homeserver's time that lies ahead, or is none, counts as now."""
    try:
        return min(now, datetime.fromtimestamp(event["origin_server_ts"] / 1000, UTC))
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return now
