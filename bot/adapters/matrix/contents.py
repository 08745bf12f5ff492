"""From one outgoing operation to the contents of its events, by an allow-list: each field is written here.

Pure. Knows nothing of rooms or keys.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

import msgspec

from bot.adapters.matrix.cutting import cut, measure
from bot.adapters.matrix.files import Carried
from bot.chat.media import MediaKind
from bot.chat.outgoing import Button, Outgoing

Content = dict[str, Any]

_LONGEST_FORMATTED = 4_000  # What `TEXT_LIMIT` leaves of an event.
_FORMATTED = frozenset({"format", "formatted_body"})
_SPACES = re.compile(r"^ | (?= )", re.MULTILINE)


class Contents(msgspec.Struct, frozen=True):
    """What is said: ``caption`` under the first file, or else ``texts``, messages of their own, in order."""

    caption: Content | None
    texts: tuple[Content, ...]


def contents_of(outgoing: Outgoing) -> Contents:
    """Return what the words of ``outgoing`` become; nothing where there are none."""
    whole = "\n".join(part for part in (outgoing.header, outgoing.body) if part)
    choices = choices_of(outgoing.rows)
    parts = cut("\n\n".join(part for part in (whole, choices) if part))
    texts = tuple(
        words(part, outgoing.header if number == 0 else None, is_silent=outgoing.is_silent)
        for number, part in enumerate(parts)
    )
    if len(texts) == 1 and can_have_caption(outgoing):
        return Contents(texts[0], ())
    return Contents(None, texts)


def can_have_caption(outgoing: Outgoing) -> bool:
    """Whether there is a file under which apps show words. Under a voice message some show none at all."""
    return bool(outgoing.files) and outgoing.files[0].kind is not MediaKind.VOICE


def choices_of(rows: Sequence[Sequence[Button]]) -> str:
    """Return the labels as choices to be answered by their number, and below them what is typed as a word."""
    buttons = [button for row in rows for button in row]
    answers = (button.label for button in buttons if not button.is_steering)
    numbered = "\n".join(f"{number}  {label}" for number, label in enumerate(answers, 1))
    steering = " · ".join(button.label for button in buttons if button.is_steering)
    return "\n\n".join(part for part in (numbered, steering) if part)


def words(text: str, header: str | None = None, *, is_silent: bool = False) -> Content:
    """Return a text message. The line ``header``, where ``text`` begins with it, is shown in bold."""
    # The empty mentions say that nobody is meant: no app looks for names in the words. Of a notice no app
    # tells that it is there (the rule .m.rule.suppress_notices, which everybody has from the beginning).
    content: Content = {"msgtype": "m.notice" if is_silent else "m.text", "body": text, "m.mentions": {}}
    if header and f"{text}\n".startswith(f"{header}\n"):
        formatted = f"<strong>{_html(header)}</strong>{_html(text[len(header) :])}"
        if measure(formatted) <= _LONGEST_FORMATTED:
            content |= {"format": "org.matrix.custom.html", "formatted_body": formatted}
    return content


def carrying(file: Carried, caption: Content | None) -> Content:
    """Return a message with a file, with the words of the text message ``caption`` under it."""
    # Where body and filename are the same, nothing is said.
    said = {"body": file.filename, "m.mentions": {}} if caption is None else caption
    content: Content = msgspec.to_builtins(file)
    return {**said, **content}


def replying(content: Content, event: str) -> Content:
    """Return ``content`` as a reply, without the quotation that older apps wanted in the words."""
    return {**content, "m.relates_to": {"m.in_reply_to": {"event_id": event}}}


def replacing(content: Content, event: str) -> Content:
    """Return an edit that puts ``content`` in the place of what ``event`` held."""
    fallback = {name: value for name, value in content.items() if name not in _FORMATTED}
    if content["body"] != content.get("filename"):
        fallback["body"] = f"* {content['body']}"
    return {
        **fallback,
        "m.new_content": content,
        "m.relates_to": {"rel_type": "m.replace", "event_id": event},
    }


def _html(text: str) -> str:
    """Return ``text`` so that it reads the same: lines stay lines, and spaces are not swallowed."""
    return escape(_SPACES.sub("\u00a0", text)).replace("\n", "<br>")
