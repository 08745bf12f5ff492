"""E-mail addresses, links, and names on other networks, also when they are spelled out to slip through.

Knows nothing of telephone numbers and places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.policy.identifying.finding import Kind
from bot.policy.identifying.vocabulary import is_given_name, is_ordinary

Place = tuple[int, int, Kind]

_TLD: Final = (
    "com|net|org|edu|gov|mil|info|biz|io|app|dev|xyz|online|site|store|shop|link|page|blog|club|live|tv|ly|gle"
    "|co|mx|uk|ca|ar|cl|gt|hn|sv|eu|fm|gg|cc|social|chat|family|email|cloud|bio|pro|name|mobi|us"
)
# These are words too, or endings that a missing space after a full stop makes: only with something after them.
_TLD_WITH_PATH: Final = "me|us|es|be|to|so|it|is|in|at|am|de|la|id|my|ee|im|do|re|se|pe|ve|ai|fr|page"
_SHORT_HOSTS: Final = (
    "t\\.me|wa\\.me|m\\.me|fb\\.me|ig\\.me|youtu\\.be|paypal\\.me|telegram\\.me|linktr\\.ee|about\\.me"
)
_REST: Final = r"[^\s<>\"'|\x00]{0,400}"
_URL: Final = re.compile(
    rf"(?:\b[a-z][a-z0-9+.\-]{{1,15}}://|\b(?:tg|mailto|whatsapp|sms|tel|geo|skype|facetime|signal|matrix|sip|hxxps?):(?=\S)|\bwww\d?\s?\.\s?(?=[a-z0-9])){_REST}"
    rf"|(?<![\w@.\-])(?:[a-z0-9][a-z0-9\-]{{0,62}}\.){{1,5}}(?:(?:{_TLD})(?![\w\-])(?!\.\w)(?::[0-9]{{1,5}})?(?:[/?#]{_REST})?"
    rf"|(?:{_TLD_WITH_PATH})/[^\s]{_REST})"
    rf"|(?<![\w@.\-])(?:{_SHORT_HOSTS})\b(?:/{_REST})?"
)
_HOST: Final = re.compile(
    r"(?:[a-z][a-z0-9+.\-]{1,15}:(?://)?)?(?:[^\s/@]{1,64}@)?(?:www\d?\.)?([a-z0-9.\-]{1,255})"
)
_MAP: Final = re.compile(
    r"(?:maps\.|/maps\b|/maps/|goo\.gl/maps|maps\.app|waze\.com|openstreetmap|/place/|geo:|what3words|w3w\.co"
    r"|mapquest|google\.[a-z]{2,3}(?:\.[a-z]{2})?/maps)"
)
_TRAILING: Final = ".,;:!?)]}'\""

_AT_SIGN: Final = r"(?:\s{0,3}@\s{0,3}|\s{0,3}[(\[{<*_\-]{1,2}\s?(?:at|arroba|@|a)\s?[)\]}>*_\-]{1,2}\s{0,3}|\s{1,3}(?:at|arroba|aroba|at\ssign|signo\sarroba)\s{1,3})"
_DOT_SAID: Final = r"(?:\s{0,3}[(\[{<*_\-]{1,2}\s?(?:dot|punto|\.)\s?[)\]}>*_\-]{1,2}\s{0,3}|\s{1,3}(?:dot|punto|point|period)\s{1,3})"
_DOT: Final = rf"(?:\.|{_DOT_SAID}|\s{{1,2}}\.\s{{0,2}}|\.\s{{1,2}}(?=(?:com|net|org|edu)\b))"
_ENDS_OF_MAIL: Final = r"(?:com|net|org|edu|gov|es|mx|us|co|info|io|me|uk|ca|live|email|con|cl|ar|gt|hn|sv)"
_PROVIDERS: Final = r"(?:g\s?-?m\s?a\s?i\s?l|gmeil|hotmail|yahoo|outlook|icloud|aol|proton\s?mail|proton|msn|live|ymail|gmx|comcast|mail)"
_DOMAIN: Final = re.compile(
    rf"{_AT_SIGN}(?:[a-z0-9][a-z0-9\-]{{0,62}}(?:{_DOT}[a-z0-9][a-z0-9\-]{{0,62}}){{0,3}}{_DOT}{_ENDS_OF_MAIL}(?![\w\-])(?:{_DOT}[a-z]{{2}}(?![\w\-]))?"
    rf"|{_PROVIDERS}(?![\w\-])(?:{_DOT}{_ENDS_OF_MAIL}(?![\w\-]))?)"
)
_MAIL: Final = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[a-z0-9][a-z0-9\-]{0,62}(?:\.[a-z0-9\-]{1,63}){1,5}")
_LOCAL: Final = re.compile(
    r"(?:(?<=\s)|^)[\"'(<]?([\w+'\-.]{1,64}(?:(?:\s{0,2}(?:\.|\bdot\b|\bpunto\b|\bunderscore\b|\bguion\sbajo\b|\bguion\b|\bdash\b|\bhyphen\b|\bbajo\b|\bplus\b)\s{0,2})[\w+'\-]{1,64}){0,6}|[a-z0-9](?:\s{1,2}[a-z0-9]){2,24})$"
)
_LOCAL_LENGTH: Final = 80
_LOOKED_AT: Final = frozenset((
    "look", "looked", "looking", "looks", "laugh", "laughed", "arrive", "arrived", "me", "you", "us", "them", "him",
    "her", "it", "work", "working", "works", "shop", "shopping", "mail", "email", "account", "search", "is", "are",
    "was", "be", "not", "mira", "good", "angry", "mad", "yell", "yelled", "meet", "stay", "there", "here",
))  # fmt: skip

_MATRIX: Final = re.compile(
    r"(?<![\w@])[@#!][a-z0-9._=/+\-]{1,100}:[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){0,5}(?::[0-9]{1,5})?"
)
_AT_NAME: Final = re.compile(r"(?<![\w.@/])@\s?([a-z0-9_][\w.\-]{1,63})")
_CURRENCIES: Final = frozenset(("us", "usd", "mxn", "mx", "cad"))
_CASH_TAG: Final = re.compile(r"(?<![\w$])\$[a-z_][\w\-]{1,40}")
_DISCORD: Final = re.compile(r"(?<![\w#])[a-z_][\w.]{1,31}#[0-9]{4}(?![\w])")
_UNDERSCORED: Final = re.compile(
    r"(?<![\w./@\-])(?=[\w.]{0,40}[a-z])[a-z0-9.]{1,40}(?:_{1,2}[a-z0-9.]{1,40}){1,6}_?(?![\w@])|(?<![\w./@\-])_[a-z][a-z0-9]{2,30}_?(?![\w@])"
)
_FILE: Final = re.compile(
    r"^(?:img|dsc|vid|pxl|mvi|scan|screenshot|photo|image|video|pic)_?|\.(?:jpe?g|png|pdf|mp4|mov|docx?|heic|gif|mp3|m4a)$"
)
_MEETING_POINT: Final = frozenset((
    "home", "school", "work", "noon", "church", "night", "lunch", "all", "least", "the", "my", "a", "everyone",
    "casa", "escuela", "todos", "park", "store", "am", "pm", "hospital",
))  # fmt: skip

_NETWORK_WORDS: Final = (
    r"insta(?:gram)?|ig|face\s?book|facebk|fb|feis(?:buk)?|face|snap(?:\s?chat)?|sc|tik\s?-?tok|tt|twitter|whats\s?app|whats|wasap|wazap"
    r"|guasap|wsp|telegram|tele|messenger|msn|discord|signal|kik|venmo|cash\s?app|zelle|paypal|roblox|xbox(?:\slive)?|psn"
    r"|playstation|steam|twitch|you\s?tube|skype|wechat|viber|pinterest|reddit|threads|linkedin|bluesky|element|matrix"
    r"|nintendo|fortnite|minecraft|life\s?360|marco\spolo|be\s?real|imessage|facetime|gmail|hotmail|icloud|yahoo|line"
)
_GENERIC_WORDS: Final = (
    r"user\s?-?names?|user\s?id|handle|gamer\s?-?tag|screen\s?-?name|nombre\sde\susuario|usuario|arroba|nick(?:\sname)?|log\s?in"
    r"|my\s@|mi\s@|(?:i\s)?go\sby|cash\s?tag|account\sname|profile\sname|id|cuenta|e-?mail|correo(?:\selectronico)?|mail|perfil"
)
_NETWORK: Final = re.compile(rf"(?<![\w@.\-/])(?:{_NETWORK_WORDS}|{_GENERIC_WORDS})(?![\w@\-/])(?!\.\w)")
_ONLY_NETWORK: Final = re.compile(rf"(?:{_NETWORK_WORDS})")
# What may stand between the network and the name: "my insta name is", "mi face es", "on snap as".
_LINK_WORDS: Final = re.compile(
    r"(?:['\"]?s)?(?:\s{1,2}(?:user\s?-?name|handle|user|name|id|account|page|profile|tag|cuenta|usuario|perfil|nombre|contact"
    r"|personal|too|tambien|me|de\susuario|username|mess?enger|chat)){0,2}"
    r"(?P<sure>[,;(]?\s{0,2}(?::|=|->|=>|-{1,2}>?|~)|[,;(]?\s{1,2}(?:is|its|it's|es|as|como|under|by|called|named|at|soy|estoy\scomo|im|i'm|i\sam|aparezco\scomo"
    r"|me\sllamo|salgo\scomo|con\sel\snombre(?:\sde)?|under\sthe\sname|with\sthe\sname|bajo|sigue\ssiendo|que\ses|which\sis|se\sllama"
    r"|by\sthe\sname(?:\sof)?|con|user|usuario|username|handle)(?!\w)(?:\s{1,2}(?:just|solo|now|ahora|still|como|under|bajo|es|is)){0,2})?"
    r"[,;]?\s{0,2}[\"'(\[<*]?@?\s?(?P<name>[a-z0-9_][\w.\-]{1,39}(?:\s[a-z][\w.\-]{0,30}){0,2})"
)
_AS_NAME: Final = re.compile(
    r"(?:\b(?:as|under|como|soy|im|i'm|i\sam|add|follow|find|search|searching\sfor|search\sfor|look\sup|look\sfor|busca(?:me)?|buscar|busquen(?:me)?"
    r"|agrega(?:me)?|sigue(?:me)?|dm|hit\sup|message|escribe(?:me)?\sa)\s{1,2}(?:me\s|a\s|como\s|as\s|up\s|under\s|for\s)?)"
    r"(?P<name>[a-z0-9_][\w.\-]{1,39}(?:\s[a-z][\w.\-]{1,30}){0,2})[,]?\s{1,2}(?:on|en|in|at|por|sobre|through|via|over)\s(?:my\s|mi\s|the\s|el\s)?$"
)
_SOUGHT: Final = re.compile(r"[,;:]\s{1,2}(?P<name>[A-Z][a-z]{1,20}(?:\s[A-Z][a-z]{0,20}){1,2})\b")
_STRONG_BEFORE: Final = re.compile(
    r"(?<![\w@])(?P<name>[a-z0-9_][\w.\-]{2,39})[,]?\s{1,2}(?:on|en|in|is\smy|es\smi|por|it's\smy|es\sel\sde\smi|my|mi)\s(?:my\s|mi\s|the\s|el\s)?$"
)
_SLASH_PATH: Final = re.compile(
    rf"\b(?:{_NETWORK_WORDS})\s{{0,2}}(?:/|\s(?:slash|diagonal|barra|forward\sslash))\s{{0,2}}[\w.\-]{{2,60}}"
)
_SAID_LINK: Final = re.compile(
    rf"\b(?:[a-z0-9][a-z0-9\-]{{0,62}}{_DOT_SAID}){{1,3}}(?:com|net|org|edu|info|io|me|co|mx|us|gg|ly|app|tv|link|ee|be|es)\b"
    r"(?:\s{0,2}(?:/|\s(?:slash|diagonal|barra|forward\sslash|diagonal\sinvertida))\s{0,2}[\w.\-]{1,60}){0,4}"
    r"|\b(?:facebook|instagram|face\s?book|snapchat|tiktok|youtube|linkedin|venmo|twitter|google|telegram)\s{0,2}\.\s{0,2}com\b(?:\s{0,2}/\s{0,2}[\w.\-]{1,60}){0,3}"
)

_SAID_BEFORE_DOT: Final = frozenset(
    ("said", "says", "say", "the", "a", "is", "and", "or", "un", "el", "dice", "dijo", "with")
)
_MAIL_CUE: Final = re.compile(
    r"(?:e-?mail|mail|correo(?:\selectronico)?|gmail|address)(?:\s(?:address|is|es|it's|now|to|a|me|at|de\smi)){0,3}\s?:?\s{1,2}((?:[\w.\-]{1,30}\s{1,2}){0,5}[\w.\-]{1,30})$"
)


def mails(lower: str) -> Iterator[Place]:
    """Yield e-mail addresses: first those in their own form, then those that are said."""
    if "@" in lower:
        for found in _MAIL.finditer(lower):
            yield found.start(), found.end() - (found[0][-1] in ".-"), Kind.EMAIL
    for found in _DOMAIN.finditer(lower):
        before = lower[max(0, found.start() - _LOCAL_LENGTH) : found.start()]
        local = _LOCAL.search(before)
        if local is None or not local[1].strip("."):
            continue
        is_bare = not re.search(r"\.|dot|punto|point", found[0])
        if local[1].split()[-1] in _LOOKED_AT and ("@" not in found[0] or is_bare):
            continue
        if is_bare and "@" not in found[0] and is_ordinary(local[1]) and "arroba" not in found[0]:
            continue
        cued = _MAIL_CUE.search(before)
        start = min(local.start(1), cued.start(1)) if cued else local.start(1)
        yield found.start() - len(before) + start, found.end(), Kind.EMAIL


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
    for found in _SLASH_PATH.finditer(lower):
        yield found.start(), found.end(), Kind.LINK


def _is_allowed(link: str, hosts: Sequence[str]) -> bool:
    found = _HOST.match(link)
    host = found[1].strip(".") if found else ""
    return any(host == allowed or host.endswith("." + allowed) for allowed in hosts)


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
            if not _FILE.search(found[0]):
                yield found.start(), found.end(), Kind.HANDLE
    for found in _NETWORK.finditer(lower):
        yield from _named(text, lower, found)


def _at_names(lower: str) -> Iterator[Place]:
    for found in _AT_NAME.finditer(lower):
        name = found[1].rstrip(".-")
        is_place = name in _MEETING_POINT or name[:1].isdigit()
        if not is_place and (" " not in found[0] or _is_strong(name)):
            yield found.start(), found.start(1) + len(name), Kind.HANDLE


def _named(text: str, lower: str, network: re.Match[str]) -> Iterator[Place]:
    is_network = bool(_ONLY_NETWORK.fullmatch(network[0]))
    mine = re.search(
        r"\b(?:my|mi|our|his|her|its|add\sme|find\sme|agregame|buscame|me)\b[^.!?]{0,20}$",
        lower[max(0, network.start() - 30) : network.start()],
    )
    sought = _SOUGHT.match(text, network.end()) if mine and is_network else None
    if sought is not None:
        yield sought.start("name"), sought.end("name"), Kind.HANDLE
        return
    after = _LINK_WORDS.match(lower, network.end())
    if after is not None:
        length = _length(
            text,
            after.start("name"),
            after["name"],
            is_sure=bool(after["sure"]),
            is_mine=bool(mine),
            is_network=is_network,
        )
        if length:
            yield after.start("name"), after.start("name") + length, Kind.HANDLE
            return
    if not is_network:
        return
    begin = max(0, network.start() - 80)
    before = lower[begin : network.start()]
    strong = _STRONG_BEFORE.search(before)
    if strong is not None and _is_strong(strong["name"]):
        yield begin + strong.start("name"), begin + strong.end("name"), Kind.HANDLE
        return
    named = _AS_NAME.search(before)
    if named is not None and named["name"] not in ("me", "us", "her", "him", "them", "you"):
        length = _length(
            text, begin + named.start("name"), named["name"], is_sure=True, is_mine=False, is_network=True
        )
        if length:
            yield begin + named.start("name"), begin + named.start("name") + length, Kind.HANDLE


def _length(text: str, start: int, name: str, *, is_sure: bool, is_mine: bool, is_network: bool) -> int:
    """Return how much of what follows a network's word is a name there; 0 if it is no name."""
    first, _, rest = name.partition(" ")
    first = first.rstrip(".-")
    if _is_strong(first):
        return len(first) if is_network or is_sure or len(first) > 3 else 0  # noqa: PLR2004 - "id 5b"
    if not is_sure:
        return 0
    shown = text[start : start + len(name)].split(" ")
    if is_ordinary(first) or len(first) < 3 or not any(sign.isalpha() for sign in first):  # noqa: PLR2004 - "is ok", "es la"
        return 0
    is_person = shown[0][:1].isupper() or is_given_name(first)
    if is_person and rest:
        length = len(shown[0])
        for word in shown[1:]:
            if word[:1].isupper() or (is_given_name(word.lower()) and not is_ordinary(word.lower())):
                length += 1 + len(word)
            else:
                break
        return length if is_mine or is_network else 0
    return len(first) if is_mine or not is_person or is_network else 0


def _is_strong(name: str) -> bool:
    """Whether a word looks made for a network, and like no word or number: letters with digits, dots or lines."""
    has_letters = sum(sign.isalpha() for sign in name) > 1
    is_marked = any(sign.isdigit() or sign == "_" for sign in name) or "." in name.strip(".")
    return (
        has_letters
        and is_marked
        and not re.fullmatch(
            r"[0-9]{1,4}(?:st|nd|rd|th|am|pm|mg|ml|lbs?|oz|yrs?|min|hrs?|k|s|g|x|cm|mm|ft|in)|[0-9]{1,2}[:.h][0-9]{2}(?:am|pm)?|[ap]\.m|(?:u\.s|e\.g|i\.e)",
            name,
        )
    )
