"""From the content of a text message to nothing but its words.

Pure. What apps put between the words, quotations and names of people and rooms, is taken out.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

_QUOTED = re.compile(r"> (?:\* )?<@[^>\n]*>")
_PILL = re.compile(r"\[[^\]\n]{1,255}\]\(<?https?://matrix\.to/#/[^)\s]{1,512}\)")
_LINK = re.compile(r"(?:https?://)?matrix\.to/#/\S{1,512}|matrix:(?:u|r|roomid|e)/\S{1,512}", re.IGNORECASE)
_ID = re.compile(r"(?<![\w.])[@!#][\w.=/+-]{1,255}:[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{2,5})?", re.IGNORECASE)
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def plain(content: dict[str, Any], *, is_relayed: bool) -> str:
    """Return the words of ``content``, "" if there are none.

    The quotation that a reply repeats is always taken out. Mentions, links to people and rooms, and their
    ids are taken out where the words are relayed; to the bot itself somebody may have to name an id.
    """
    text = content.get("body")
    if not isinstance(text, str):
        return ""
    text = _UNSTORABLE.sub("\ufffd", text)
    if "m.in_reply_to" in (content.get("m.relates_to") or {}):
        text = _without_quotation(text)
    return _without_names(text, content.get("formatted_body")) if is_relayed else text


def _without_quotation(text: str) -> str:
    if not _QUOTED.match(text):
        return text
    lines = text.split("\n")
    while lines and lines[0].startswith(">"):
        del lines[0]
    if lines and not lines[0]:
        del lines[0]
    return "\n".join(lines)


def _without_names(text: str, formatted: object) -> str:
    shown = text
    for pattern in (_PILL, _LINK, _ID):
        shown = pattern.sub("", shown)
    for mention in _mentions(formatted):
        # An app begins a line with "Name: " to speak to somebody, or shows the name among the words.
        shown = re.sub(rf"(?<!\w)@?{re.escape(mention)}(?!\w):?", "", shown, count=1)
    if shown == text:
        return text
    return re.sub(r"(?<=\S) {2,}(?=\S)", " ", shown).strip()


def _mentions(formatted: object) -> tuple[str, ...]:
    if not isinstance(formatted, str) or "matrix.to" not in formatted:
        return ()
    reader = _Mentions()
    reader.feed(formatted)
    return tuple(name for name in reader.names if name)


class _Mentions(HTMLParser):
    """Collects what stands inside of links to people and rooms."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where such a link begins."""
        if tag == "a" and "matrix.to/#/" in (dict(attrs).get("href") or ""):
            self._is_inside = True
            self.names.append("")

    def handle_endtag(self, tag: str) -> None:
        """Note where it ends."""
        if tag == "a":
            self._is_inside = False

    def handle_data(self, data: str) -> None:
        """Collect its words."""
        if self._is_inside:
            self.names[-1] += data.strip()
