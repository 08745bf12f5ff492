"""What the official server does to words: cleaning, entities, their limits, and keyboards.

Knows no chat and no message. Rules from tdlib (MessageEntity.cpp, misc.cpp) and Client.cpp; the counting
of code units and the numbers from the documented limits.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from .botapi_call import Json, Refusal, refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .botapi_call import Call

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100
TOKEN_LIMIT = 64
BUTTON_LIMIT = 100
NO_MARKDOWN = (501, "Not Implemented: this server reads entities and HTML, not Markdown")
RAW_LIMIT = 1 << 15

STYLES = frozenset({
    "blockquote", "bold", "code", "custom_emoji", "date_time", "expandable_blockquote", "italic", "pre",
    "spoiler", "strikethrough", "text_link", "text_mention", "underline",
})  # fmt: skip
FOUND_BY_SERVER = frozenset({
    "bank_card_number", "bot_command", "cashtag", "email", "hashtag", "mention", "phone_number", "url",
})  # fmt: skip

_TO_SPACE = {code: " " for code in range(32) if code not in (10, 13)}
_REMOVED = dict.fromkeys([13, *range(0x2028, 0x202F), 0x333, 0x33F, 0x30A])
_CLEANING: dict[int, str | None] = {**_TO_SPACE, **_REMOVED}

_FINDABLE = re.compile(
    r"(?P<url>https?://[^\s<>\"]+|\b(?:[a-z0-9-]+\.)+(?:com|org|net|me|io|dev)(?:/[^\s<>\"]*)?(?![\w@]))"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]+\w)"
    r"|(?<![\w@/])(?P<mention>@[A-Za-z]\w{3,31})"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@\w{5,32})?)(?![\w/])"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)",
    re.IGNORECASE,
)


def units(text: str) -> int:
    """Count UTF-16 code units, the measure of every offset, length and limit."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def text_of(call: Call) -> Json:
    """Return the text and entities of a message as the server keeps them, or raise its complaint."""
    raw = call.text("text")
    if not raw:
        refuse("Message text is empty")
    content = formatted(raw, call.text("parse_mode"), call.params.get("entities"))
    if not content["text"]:
        refuse("Text must be non-empty")
    if units(content["text"]) > TEXT_LIMIT:
        refuse("Message is too long")
    return content


def caption_of(call: Call) -> Json:
    """Return caption and caption entities, empty where there are none."""
    return captioned(call.text("caption"), call.text("parse_mode"), call.params.get("caption_entities"))


def captioned(raw: str, parse_mode: str, entities: object) -> Json:
    """Return the fields that a text under a file makes, or raise the server's complaint."""
    content = formatted(raw, parse_mode, entities)
    if units(content["text"]) > CAPTION_LIMIT:
        refuse("Message caption is too long")
    if not content["text"]:
        return {}
    fields: Json = {"caption": content["text"]}
    if "entities" in content:
        fields["caption_entities"] = content["entities"]
    return fields


def formatted(raw: str, parse_mode: str = "", entities: object = None) -> Json:
    """Clean and trim a text, check its entities and add those the server finds by itself."""
    try:
        size = len(raw.encode())
    except UnicodeEncodeError:
        refuse("Strings must be encoded in UTF-8")
    if size > RAW_LIMIT:
        refuse("Text is too long")
    mode = parse_mode.lower()
    if mode == "html":
        raw, given = _from_html(raw)
    elif mode in {"", "none"}:
        given = _given(entities)
    elif mode in {"markdown", "markdownv2"}:
        raise Refusal(*NO_MARKDOWN)
    else:
        refuse("Unsupported parse_mode")
    if len(given) > ENTITY_LIMIT:
        refuse("ENTITIES_TOO_LONG")
    text, given = _cleaned(raw, given)
    merged = [*given, *found(text)]
    merged.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return {"text": text, "entities": merged} if merged else {"text": text}


def found(text: str) -> list[Json]:
    """Find links, mentions, commands and the like, which nobody marked (a simple form of it)."""
    hits: list[Json] = []
    for hit in _FINDABLE.finditer(text) if any(sign in text for sign in "/@#.") else ():
        kind = str(hit.lastgroup)
        hits.append({"type": kind, "offset": units(text[: hit.start()]), "length": units(hit.group())})
    return hits


def markup_of(call: Call) -> Json | None:
    """Return the keyboard of a message; only inline keyboards stand in the message afterwards."""
    markup = call.structure("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        refuse("Object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        return markup
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        refuse('Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    buttons = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, buttons)) > BUTTON_LIMIT:
        refuse("reply markup is too long")
    return {"inline_keyboard": buttons} if buttons else None


def _button(button: object) -> Json:
    complaint = "Can't parse inline keyboard button: "
    if not isinstance(button, dict):
        refuse(complaint + "InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        refuse(complaint + 'Can\'t find field "text"')
    if not button["text"].strip():
        refuse("Inline keyboard button text must be non-empty")
    token = button.get("callback_data")
    if token and not button.get("url"):
        if len(str(token).encode()) > TOKEN_LIMIT:
            refuse("BUTTON_DATA_INVALID")
        return button
    others = ("callback_game", "copy_text", "login_url", "pay", "switch_inline_query", "web_app",
              "switch_inline_query_chosen_chat", "switch_inline_query_current_chat")  # fmt: skip
    if not button.get("url") and not any(kind in button for kind in others):
        refuse(complaint + "Text buttons are unallowed in the inline keyboard")
    return button


def _given(entities: object) -> list[Json]:
    """Read the entities a bot gave; what the server finds by itself is ignored, as there."""
    kept: list[Json] = []
    for entity in entities if isinstance(entities, list) else ():
        complaint = "Can't parse MessageEntity: "
        if not isinstance(entity, dict):
            refuse(complaint + "expected an Object")
        for name in ("offset", "length"):
            if not isinstance(entity.get(name), int):
                refuse(f'{complaint}Can\'t find field "{name}"')
        kind = entity.get("type")
        if kind in FOUND_BY_SERVER:
            continue
        if kind not in STYLES:
            refuse(complaint + "Unsupported type specified")
        for name in ("offset", "length"):
            if not 0 <= entity[name] <= 1_000_000:
                refuse(f"Receive an entity with incorrect {name} {entity[name]}")
        if entity["length"]:
            kept.append({key: value for key, value in entity.items() if value is not None})
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return kept


def _cleaned(raw: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Remove and replace characters, move the entities with them, then trim both ends."""
    if not entities:
        return raw.translate(_CLEANING).strip(" \n"), []
    marks = _marks(raw)
    moved = [_moved(entity, marks) for entity in entities]
    clean = raw.translate(_CLEANING).rstrip(" \n")
    end = units(clean)
    start = min(len(clean) - len(clean.lstrip(" \n")), moved[0]["offset"])
    trimmed: list[Json] = []
    for entity in moved:
        length = min(entity["length"], end - entity["offset"])
        if length > 0:
            trimmed.append({**entity, "offset": entity["offset"] - start, "length": length})
    return clean[start:], trimmed


def _marks(raw: str) -> Sequence[int]:
    """Return, for each code unit of the text, where it stands once cleaned; -1 inside a character."""
    if max(raw) <= "\uffff" and len(raw.translate(_CLEANING)) == len(raw):
        return range(len(raw) + 1)  # The usual text, in which nothing moves, must cost nothing.
    marks: list[int] = []
    place = 0
    for character in raw:
        width = units(character)
        marks += [place, -1][:width]
        if _CLEANING.get(ord(character), "") is not None:
            place += width
    return [*marks, place]


def _moved(entity: Json, marks: Sequence[int]) -> Json:
    offset, end = entity["offset"], entity["offset"] + entity["length"]
    if offset >= len(marks) - 1:
        refuse(f"Entity begins after the end of the text at UTF-16 offset {offset}")
    if end >= len(marks):
        refuse(
            f"Entity beginning at UTF-16 offset {offset} ends after the end of the text"
            f" at UTF-16 offset {end}"
        )
    if marks[offset] < 0:
        refuse(f"Entity begins in a middle of a UTF-16 symbol at byte offset {offset}")
    if marks[end] < 0:
        refuse(
            f"Entity beginning at UTF-16 offset {offset} ends in a middle of a UTF-16 symbol"
            f" at byte offset {end}"
        )
    return {**entity, "offset": marks[offset], "length": marks[end] - marks[offset]}


_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "tg-spoiler": "spoiler", "blockquote": "blockquote", "a": "text_link",
}  # fmt: skip


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.entities: list[Json] = []
        self._open: list[tuple[str, Json]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            refuse(f'Can\'t parse entities: Unsupported start tag "{tag}"')
        entity: Json = {"type": _TAGS[tag], "offset": units(self.text)}
        if tag == "a":
            entity["url"] = dict(attrs).get("href") or ""
        self._open.append((tag, entity))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            refuse(f'Can\'t parse entities: Unmatched end tag "{tag}"')
        entity = self._open.pop()[1]
        entity["length"] = units(self.text) - entity["offset"]
        if entity["length"]:
            self.entities.append(entity)

    def handle_data(self, data: str) -> None:
        self.text += data

    def finish(self) -> None:
        self.close()
        if self._open:
            refuse(f"Can't parse entities: Can't find end tag of \"{self._open[-1][0]}\"")


def _from_html(raw: str) -> tuple[str, list[Json]]:
    reader = _Reader()
    reader.feed(raw)
    reader.finish()
    reader.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return reader.text, reader.entities


def labels(markup: Json | None) -> list[list[dict[str, Any]]]:
    """Return the rows of an inline keyboard, none for any other keyboard."""
    rows: list[list[dict[str, Any]]] = (markup or {}).get("inline_keyboard", [])
    return rows
