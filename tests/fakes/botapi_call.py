"""One request as the bot wrote it, decoded the same from JSON, a form or multipart, and its refusals.

Knows no method: which parameters mean what is decided in `botapi_methods`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn
from urllib.parse import parse_qsl

from aiohttp.web import FileField

if TYPE_CHECKING:
    from aiohttp.web import BaseRequest

Json = dict[str, Any]

STRUCTURES = frozenset({
    "allowed_updates", "caption_entities", "commands", "entities", "link_preview_options", "media",
    "message_ids", "reaction", "reply_markup", "reply_parameters", "scope",
})  # fmt: skip
INTEGERS = frozenset({
    "chat_id", "direct_messages_topic_id", "duration", "from_chat_id", "height", "icon_color", "limit",
    "max_connections", "message_id", "message_thread_id", "offset", "reply_to_message_id", "timeout",
    "user_id", "width",
})  # fmt: skip
CLAIMS = frozenset({
    "allow_sending_without_reply", "disable_notification", "disable_web_page_preview",
    "drop_pending_updates", "has_spoiler", "is_big", "protect_content", "show_alert",
    "supports_streaming",
})  # fmt: skip


class Refusal(Exception):  # noqa: N818 - what the server says is a refusal, nothing here is broken
    """An answer with ``"ok": false``; raised by a method, or by whoever ends a waiting one."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> Json:
        """Return the body of the answer."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(message: str) -> Refusal:
    """Word a 400 as the official server does: lower case unless the message is a CODE_LIKE_THIS."""
    is_code = len(message) > 1 and (message[1] == "_" or message[1].isupper())
    return Refusal(400, "Bad Request: " + (message if is_code else message[0].lower() + message[1:]))


def forbidden(message: str) -> Refusal:
    """Word a 403."""
    return Refusal(403, f"Forbidden: {message}")


def refuse(message: str) -> NoReturn:
    """Refuse with a 400; see `bad_request`."""
    raise bad_request(message)


def forbid(message: str) -> NoReturn:
    """Refuse with a 403."""
    raise forbidden(message)


def too_many(retry_after: int) -> Refusal:
    """Word a 429, with the seconds to wait in its text and in its parameters."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


class Upload(NamedTuple):
    """A file that came with a request."""

    name: str
    content: bytes
    content_type: str


@dataclass(slots=True)
class Call:
    """One request to the Bot API, in the log of the server.

    ``at`` is monotonic seconds, comparable between processes of one machine. ``chat_id`` is the chat it
    concerns: by parameter, by scope, or through the button press it answers. ``status`` is the HTTP
    status of the answer, 0 while there is none (cut off, or still waiting).
    """

    number: int
    at: float
    method: str
    params: Json = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)
    chat_id: int | None = None
    status: int = 0
    description: str = ""
    result: object = None

    def text(self, name: str) -> str:
        """Return a parameter as text, "" where it is missing."""
        value = self.params.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int, low: int, high: int) -> int:
        """Return a whole number, clamped to the bounds as the official server clamps."""
        value = self.params.get(name)
        try:
            return max(low, min(high, default if value is None else int(value)))
        except (TypeError, ValueError):
            return default

    def is_set(self, name: str) -> bool:
        """Tell whether a yes-or-no parameter was given as yes."""
        return str(self.params.get(name, "")).strip().lower() in {"true", "yes", "1"}

    def structure(self, name: str, words: str) -> Any:  # noqa: ANN401 - any JSON the bot may have written
        """Return a nested parameter, None where it is missing; ``words`` name it in the complaint."""
        value = self.params.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            refuse(f"Can't parse {words} JSON object")
        return value


async def read_parameters(request: BaseRequest) -> tuple[Json, dict[str, Upload]]:
    """Read query and body of a request, whatever the body's form; raises Refusal if it is no JSON."""
    raw: list[tuple[str, Any]] = list(request.query.items()) if request.query_string else []
    files: dict[str, Upload] = {}
    kind = request.content_type
    if kind == "multipart/form-data":
        for name, value in (await request.post()).items():
            if isinstance(value, FileField):
                with value.file as file:
                    files[name] = Upload(value.filename, file.read(), value.content_type)
            else:
                raw.append((name, value))
    elif body := await request.read():
        if kind == "application/json":
            raw.extend(_fields(body))
        else:
            raw.extend(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return {name: _decoded(name, value) for name, value in raw}, files


def _fields(body: bytes) -> list[tuple[str, Any]]:
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        refuse("Can't parse request JSON object")
    return list(value.items())


def _decoded(name: str, value: object) -> object:
    """Undo the flattening of forms, so that the log reads the same for every body."""
    if not isinstance(value, str):
        return value
    if name in STRUCTURES:
        try:
            return json.loads(value)
        except ValueError:
            return value
    if name in INTEGERS and value.removeprefix("-").isdecimal():
        return int(value)
    if name in CLAIMS:
        return value.strip().lower() in {"true", "yes", "1"}
    return value
