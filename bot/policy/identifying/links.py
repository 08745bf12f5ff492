"""Links, with all of their letters or spelled out: "facebook dot com slash ana".

Knows nothing of what stands behind a link, but that a map shows a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.policy.identifying.finding import Kind
from bot.policy.identifying.networks import NETWORK_WORDS
from bot.policy.identifying.rare import rare

Place = tuple[int, int, Kind]

_TLD: Final = (
    "com|net|org|edu|gov|mil|info|biz|io|app|dev|xyz|online|site|link|blog|tv|ly|gle"
    "|co|mx|uk|ca|ar|cl|gt|hn|sv|eu|fm|gg|gl|cc|social|bio|mobi"
)
# These are words too, or what a missing space after a full stop makes: only with something after them.
_TLD_WITH_PATH: Final = (
    "me|us|es|be|to|so|it|is|in|at|am|de|la|id|my|ee|im|do|re|se|pe|ve|ai|fr|page|store|shop|club|live|chat"
    "|family|email|cloud|pro|name"
)
_SHORT_HOSTS: Final = (
    "t\\.me|wa\\.me|m\\.me|fb\\.me|ig\\.me|youtu\\.be|paypal\\.me|telegram\\.me|linktr\\.ee|about\\.me"
)
_REST: Final = r"[^\s<>\"'|\x00]{0,400}"
_URL: Final = rare(
    r"\.[a-z]|:\S|www",
    rf"(?:\b[a-z][a-z0-9+.\-]{{1,15}}://|\b(?:tg|mailto|whatsapp|sms|tel|geo|skype|facetime|signal|matrix"
    rf"|sip|hxxps?):(?=\S)|\bwww\d?\s?\.\s?(?=[a-z0-9])){_REST}"
    rf"|(?<![\w@.\-])(?:[a-z0-9][a-z0-9\-]{{0,62}}\.){{1,5}}(?:(?:{_TLD})(?![\w\-])(?!\.\w)"
    rf"(?::[0-9]{{1,5}})?(?:[/?#]{_REST})?"
    rf"|(?:{_TLD_WITH_PATH}|[a-z]{{2,6}})/[a-z0-9@_~?\-]{_REST})"
    rf"|(?<![\w@.\-])(?:{_SHORT_HOSTS})\b(?:/{_REST})?",
)
_HOST: Final = re.compile(
    r"(?:[a-z][a-z0-9+.\-]{1,15}:(?://)?)?(?:[^\s/@]{1,64}@)?(?:www\d?\.)?([a-z0-9.\-]{1,255})"
)
_MAP: Final = re.compile(
    r"(?:maps\.|/maps\b|/maps/|goo\.gl/maps|maps\.app|waze\.com|openstreetmap|/place/|geo:|what3words|w3w\.co"
    r"|mapquest|google\.[a-z]{2,3}(?:\.[a-z]{2})?/maps)"
)
_TRAILING: Final = ".,;:!?)]}'\""

_DOT_SAID: Final = (
    r"(?:\s{0,3}[(\[{<*_\-]{1,2}\s?(?:dot|punto|\.)\s?[)\]}>*_\-]{1,2}\s{0,3}|\s{1,3}(?:dot|punto|point"
    r"|period)\s{1,3})"
)
_SLASH_PATH: Final = rare(
    r"/|slash|diagonal|barra",
    rf"\b(?:{NETWORK_WORDS}|[a-z]{{2,20}}\s(?:ly|gg|me|ee|com))\s{{0,2}}(?:/|\s(?:slash|diagonal|barra"
    rf"|forward\sslash))\s{{0,2}}[\w.\-]{{2,60}}",
)
_SAID_LINK: Final = rare(
    r"dot|punto|point|period|\.\s?[)\]}>*_\-]|book|instagram|snapchat|tiktok|youtube|linkedin|venmo|twitter|google"
    r"|telegram",
    rf"\b(?:[a-z0-9][a-z0-9\-]{{0,62}}{_DOT_SAID}){{1,3}}(?:com|net|org|edu|info|io|me|co|mx|us|gg|ly|app"
    rf"|site|xyz|blog|online|page|store"
    rf"|tv|link|ee|be|es)\b"
    r"(?:\s{0,2}(?:/|\s(?:slash|diagonal|barra|forward\sslash|diagonal\sinvertida))\s{0,2}[\w.\-]{1,60}){0,4}"
    r"|\b(?:facebook|instagram|face\s?book|snapchat|tiktok|youtube|linkedin|venmo|twitter|google"
    r"|telegram)\s{0,2}\.\s{0,2}com\b(?:\s{0,2}/\s{0,2}[\w.\-]{1,60}){0,3}",
)
_APART: Final = rare(
    r"w\s{0,2}w\s{0,2}w|\.\s{1,2}(?:com|net|org)",
    r"\bw\s{0,2}w\s{0,2}w\s{0,2}(?:\.|dot|punto)\s{0,2}[a-z0-9\-]{2,40}(?:\s{0,2}(?:\.|dot|punto)\s{0,2}"
    r"[a-z]{2,12}){1,2}"
    r"|\bwww\s[a-z0-9\-]{2,40}\s(?:com|net|org)\b"
    r"|\b[a-z0-9\-]{3,40}\s{1,2}\.\s{1,2}(?:com|net|org)\b",
)
_MEETING: Final = rare(
    r"-[a-z]{4}-",
    r"\b(?:meet|code|codigo|sala|room)\b.{0,12}?(?P<code>\b[a-z]{3}-[a-z]{4}-[a-z]{3}\b)",
)
_SAID_SCHEME: Final = rare("http", r"\bhttps?\s{0,2}(?:colon|dos\spuntos|:)\s[^\n]{3,80}")
_SAID_BEFORE_DOT: Final = frozenset(
    ("said", "says", "say", "the", "a", "is", "and", "or", "un", "el", "dice", "dijo", "with")
)


def links(lower: str, hosts: Sequence[str]) -> Iterator[Place]:
    """Yield links, but for those to a host that is allowed. A link to a map tells a place."""
    for found in _URL.finditer(lower):
        end = found.end()
        while end > found.start() and lower[end - 1] in _TRAILING:
            end -= 1
        link = lower[found.start() : end]
        if link and not _is_allowed(link, hosts):
            yield found.start(), end, Kind.ADDRESS if _MAP.search(link) else Kind.LINK
    for found in _SAID_LINK.finditer(lower):
        if found[0].split(None, 1)[0] in _SAID_BEFORE_DOT:
            continue
        host = re.sub(
            r"\s{0,3}[(\[{<*_\-]{0,2}\s?\b(?:dot|punto|point|period)\b\s?[)\]}>*_\-]{0,2}\s{0,3}",
            ".",
            found[0],
        )
        if not _is_allowed(host.replace(" ", ""), hosts):
            yield found.start(), found.end(), Kind.LINK
    for found in _APART.finditer(lower):
        if not _is_allowed(re.sub(r"\s", "", found[0]), hosts):
            yield *found.span(), Kind.LINK
    yield from ((*found.span(), Kind.LINK) for found in _SAID_SCHEME.finditer(lower))
    yield from ((*found.span("code"), Kind.LINK) for found in _MEETING.finditer(lower))
    for found in _SLASH_PATH.finditer(lower):
        yield found.start(), found.end(), Kind.LINK


def _is_allowed(link: str, hosts: Sequence[str]) -> bool:
    found = _HOST.match(link)
    host = found[1].strip(".") if found else ""
    return any(host == allowed or host.endswith("." + allowed) for allowed in hosts)
