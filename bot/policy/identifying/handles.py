"""Names on other networks in their own form: "@ana_g", "$AnaG", "anag88", names on Matrix.

A word that looks made for a network is one wherever it stands. Knows nothing of names that are told in
words, nor of other kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.policy.identifying.finding import Kind
from bot.policy.identifying.networks import ACCOUNT_WORDS, NETWORK_WORDS
from bot.policy.identifying.rare import rare
from bot.policy.identifying.vocabulary import is_ordinary

Place = tuple[int, int, Kind]

_MATRIX: Final = rare(
    r":[a-z0-9\-]",
    r"(?<![\w@])[@#!][a-z0-9._=/+\-]{1,100}:[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){0,5}(?::[0-9]{1,5})?",
)
_AT_NAME: Final = re.compile(r"(?<![\w.@/])@\s?([a-z0-9_][\w.\-]{1,63})")
_CURRENCIES: Final = frozenset(("us", "usd", "mxn", "mx", "cad"))
_CASH_TAG: Final = re.compile(r"(?<![\w$])\$[a-z_][\w\-]{1,40}")
_DISCORD: Final = re.compile(r"(?<![\w#])[a-z_][\w.]{1,31}#[0-9]{4}(?![\w])")
_UNDERSCORED: Final = re.compile(
    r"(?<![\w./@\-])(?=[\w.]{0,40}[a-z])[a-z0-9.]{1,40}(?:_{1,2}[a-z0-9.]{1,40}){1,6}_?(?![\w@])"
)
_FILE: Final = re.compile(
    r"^(?:img|dsc|vid|pxl|mvi|scan|screenshot|photo|image|video|pic)_?|\.(?:jpe?g|png|pdf|mp4|mov|docx?"
    r"|heic|gif|mp3|m4a)$"
)
_MEETING_POINT: Final = frozenset((
    "home", "school", "work", "noon", "church", "night", "lunch", "all", "least", "the", "my", "a",
    "everyone",
    "casa", "escuela", "todos", "park", "store", "am", "pm", "hospital",
))  # fmt: skip

_NETWORK: Final = re.compile(rf"(?<![\w@.\-/])(?:{NETWORK_WORDS}|{ACCOUNT_WORDS})(?![\w@\-/])(?!\.\w)")
_NUMBERED: Final = rare(
    r"[a-z.\-][0-9]",
    r"(?<![\w.@#/\-])(?:(?P<word>[a-z]{5,24})[0-9]{1,4}|[a-z]{3,20}(?:[.][a-z]{1,20}){0,2}[.][0-9]{1,4}"
    r"|[a-z]{3,20}[.][a-z]{1,20}[0-9]{1,4}"
    r"|sw-[0-9]{4}-[0-9]{4}-[0-9]{4})(?![\w@/])(?!\.\w)",
)
_THINGS: Final = frozenset((
    "covid", "iphone", "ipad", "windows", "playstation", "galaxy", "pixel", "airpods", "formula", "omega",
    "vitamin",
    "minecraft", "fortnite", "android", "robux", "emojis", "selfie", "selfies", "messenger", "whatsapp",
    "livestream", "pampers", "huggies", "similac", "enfamil", "tylenol", "motrin",
    "advil",
))  # fmt: skip
_UNDERSCORE_SAID: Final = rare(
    "guion|score",
    r"\b[a-z0-9]{1,30}(?:\s[0-9]{1,5})?\s(?:con\s|with\s(?:an\s)?)?(?:guion\sbajo"
    r"|under\s?score)\b(?:\s(?:en\smedio|[a-z0-9]{1,30}))?",
)
_HUMPS: Final = re.compile(r"\b(?:[A-Z][a-z]{2,15}){3,5}[0-9]{0,4}\b")
# A piece of each that leads to a name here, without its "i": that may be one without a dot, which stays so.
_ANY_SHOWN: Final = re.compile("salgo|aparezco|encuentr|show|sted|tud|request")
_SHOWN_AS: Final = re.compile(
    r"\b(?i:salgo|aparezco|me\sencuentran?s?|i\sshow\sup|i'?m\slisted|solicitud|friend\srequest)"
    r"(?:,?\s(?i:como|as|under|soy|a|to|de)){1,2}\s(?P<name>[A-Z][a-z]{1,20}(?:\s[A-Z][a-z]{0,20}){0,3})\b"
)
_NO_ACCOUNT: Final = re.compile(
    r"[0-9]{1,4}(?:st|nd|rd|th|am|pm|mg|ml|lbs?|oz|yrs?|min|hrs?|k|s|g|x|cm|mm|ft|in)|[0-9]{1,2}"
    r"[:.h][0-9]{2}(?:am|pm)?"
    r"|[ap]\.m|u\.s|e\.g|i\.e"
)


def matrix_ids(lower: str) -> Iterator[Place]:
    """Yield names of people and rooms on Matrix."""
    for found in _MATRIX.finditer(lower):
        if not found[0].split(":")[1][:1].isdigit() or "." in found[0]:
            yield found.start(), found.end(), Kind.HANDLE


def handles(text: str, lower: str) -> Iterator[Place]:
    """Yield names on other networks."""
    if "@" in lower:
        yield from _at_names(lower)
    if "$" in lower:
        for found in _CASH_TAG.finditer(lower):
            if found[0][1:] not in _CURRENCIES:
                yield found.start(), found.end(), Kind.HANDLE
    if "#" in lower:
        yield from ((*found.span(), Kind.HANDLE) for found in _DISCORD.finditer(lower))
    if "_" in lower:
        for found in _UNDERSCORED.finditer(lower):
            is_said = all(is_ordinary(part) for part in found[0].strip("_").split("_"))
            if not _FILE.search(found[0]) and not is_said:
                yield found.start(), found.end(), Kind.HANDLE
    if any(map(lower.__contains__, "0123456789")):
        yield from _made_up(text, lower)
    if _ANY_SHOWN.search(lower):
        yield from ((*found.span("name"), Kind.HANDLE) for found in _SHOWN_AS.finditer(text))
    yield from ((*found.span(), Kind.HANDLE) for found in _UNDERSCORE_SAID.finditer(lower))
    humps = [found.span() for found in _HUMPS.finditer(text)]
    if humps and _NETWORK.search(lower):
        yield from ((*span, Kind.HANDLE) for span in humps)


def _made_up(text: str, lower: str) -> Iterator[Place]:
    """Find words that nobody writes but as a name on a network, where none is spoken of: "tashabee95"."""
    for found in _NUMBERED.finditer(lower):
        word = found["word"] or ""
        is_shouted = text[found.start() : found.end()].isupper()
        if not is_ordinary(word) and word not in _THINGS and not is_shouted:
            yield *found.span(), Kind.HANDLE


def _at_names(lower: str) -> Iterator[Place]:
    for found in _AT_NAME.finditer(lower):
        name = found[1].rstrip(".-")
        is_place = name in _MEETING_POINT or name[:1].isdigit()
        if not is_place and (" " not in found[0] or _is_strong(name)):
            yield found.start(), found.start(1) + len(name), Kind.HANDLE


def _is_strong(name: str) -> bool:
    """Whether a word looks made for a network: letters with digits, dots or lines, and no amount or hour."""
    has_letters = sum(sign.isalpha() for sign in name) > 1
    is_marked = any(sign.isdigit() or sign == "_" for sign in name) or "." in name.strip(".")
    return has_letters and is_marked and not _NO_ACCOUNT.fullmatch(name)
