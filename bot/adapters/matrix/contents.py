"""From one outgoing operation to the contents of its events, by an allow-list: each field is written here.

Pure. Knows nothing of rooms or keys.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from bot.adapters.matrix.cutting import cut, measure
from bot.chat.outgoing import Button, Outgoing

Content = dict[str, Any]

_LONGEST_FORMATTED = 4_000  # What `TEXT_LIMIT` leaves of an event.
_SPACES = re.compile(r"^ | (?= )", re.MULTILINE)


def contents_of(outgoing: Outgoing) -> tuple[Content, ...]:
    """Return what each message of ``outgoing`` holds, in order; none if there is no text."""
    whole = outgoing.body if outgoing.header is None else f"{outgoing.header}\n{outgoing.body}"
    choices = choices_of(outgoing.rows)
    parts = cut(f"{whole}\n\n{choices}" if choices else whole)
    return tuple(words(part, outgoing.header if number == 0 else None) for number, part in enumerate(parts))


def choices_of(rows: Sequence[Sequence[Button]]) -> str:
    """Return the labels as choices to be answered by their number, and below them what is typed as a word."""
    buttons = [button for row in rows for button in row]
    answers = (button.label for button in buttons if not button.is_steering)
    numbered = "\n".join(f"{number}  {label}" for number, label in enumerate(answers, 1))
    steering = " · ".join(button.label for button in buttons if button.is_steering)
    return "\n\n".join(part for part in (numbered, steering) if part)


def words(text: str, header: str | None = None) -> Content:
    """Return a text message. The line ``header``, with which ``text`` begins, is shown in bold."""
    # The empty mentions say that nobody is meant: no app looks for names in the words.
    content: Content = {"msgtype": "m.text", "body": text, "m.mentions": {}}
    if header and text.startswith(f"{header}\n"):
        formatted = f"<strong>{_html(header)}</strong><br>{_html(text[len(header) + 1 :])}"
        if measure(formatted) <= _LONGEST_FORMATTED:
            content |= {"format": "org.matrix.custom.html", "formatted_body": formatted}
    return content


def replying(content: Content, event: str) -> Content:
    """Return ``content`` as a reply, without the quotation that older apps wanted in the words."""
    return {**content, "m.relates_to": {"m.in_reply_to": {"event_id": event}}}


def replacing(content: Content, event: str) -> Content:
    """Return an edit that puts ``content`` in the place of what ``event`` held."""
    fallback = {"msgtype": content["msgtype"], "body": f"* {content['body']}", "m.mentions": {}}
    return {
        **fallback,
        "m.new_content": content,
        "m.relates_to": {"rel_type": "m.replace", "event_id": event},
    }


def _html(text: str) -> str:
    """Return ``text`` so that it reads the same: lines stay lines, and spaces are not swallowed."""
    return escape(_SPACES.sub("\u00a0", text)).replace("\n", "<br>")
