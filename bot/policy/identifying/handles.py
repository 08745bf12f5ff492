"""Names on other networks: "@ana_g", "insta: anag88", "mi face es Ana García", names on Matrix.

A word that looks made for a network ("anag88") is one wherever a network is spoken of. Any other word must be
said to be one, and be no ordinary word: "my snap is fun" names nobody. Knows nothing of other kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.policy.identifying.finding import Kind
from bot.policy.identifying.networks import ACCOUNT_WORDS, NETWORK_WORDS
from bot.policy.identifying.vocabulary import is_given_name, is_ordinary

Place = tuple[int, int, Kind]

_MATRIX: Final = re.compile(
    r"(?<![\w@])[@#!][a-z0-9._=/+\-]{1,100}:[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){0,5}(?::[0-9]{1,5})?"
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
_ONLY_NETWORK: Final = re.compile(rf"(?:{NETWORK_WORDS})")
# Places to play and to watch: what stands after a colon there is a game or a film.
_TO_PLAY: Final = re.compile(
    r"roblox|xbox|psn|playstation|steam|twitch|you|nintendo|fortnite|minecraft|pinterest"
)
# What may stand between the network and the name: "my insta name is", "mi face es", "on snap as".
_JOINT: Final = re.compile(
    r"(?:['\"]?s)?(?P<noun>\s{1,2}(?:user\s?-?name|handle|user|name|id|account|page|profile|tag|cuenta"
    r"|usuario"
    r"|perfil|nombre"
    r"|contact|personal|too|tambien|me(?!\sllamo)|kids|channel|canal|board|group|grupo|wall|muro|de\susuario"
    r"|mess?enger|chat)){0,2}"
    r"(?:(?P<mark>[,;(]?\s{0,2}(?::|=|->|=>|-{1,2}>?|~))"
    r"|[,;(]?\s{1,2}(?:(?P<called>(?:is|es)\s(?:called|under|as|named|como)|as|por|by|como|under|called|named"
    r"|soy|estoy\scomo|im|i'm|i\sam|aparezco\scomo"
    r"|me\sllamo"
    r"|salgo\scomo|con\sel\snombre(?:\sde)?|under\sthe\sname|with\sthe\sname|bajo|se\sllama"
    r"|by\sthe\sname(?:\sof)?"
    r"|user|usuario|username|handle)|(?P<being>is|its|it's|es|sigue\ssiendo|que\ses|which\sis))(?!\w)"
    r"(?:\s{1,2}(?:just|solo|now|ahora|still|como|under|bajo|es|is|called)){0,2})?"
    r"[,;:]?\s{0,2}[\"'(\[<*]?@?\s?(?P<name>[a-z0-9_][\w.\-]{1,39}(?:\s[a-z][\w.\-]{0,30}){0,2})(?!')"
)
_NUMBERED: Final = re.compile(
    r"(?<![\w.@#/\-])(?:(?P<word>[a-z]{5,24})[0-9]{1,4}|[a-z]{3,20}(?:[.][a-z]{1,20}){0,2}[.][0-9]{1,4}"
    r"|[a-z]{3,20}[.][a-z]{1,20}[0-9]{1,4}"
    r"|sw-[0-9]{4}-[0-9]{4}-[0-9]{4})(?![\w@/])(?!\.\w)"
)
_HYPHENED: Final = re.compile(
    r"(?<![\w.@#/\-])(?P<word>[A-Z][a-z]{2,20})-[A-Z][a-z]{1,20}-[0-9]{1,4}(?![\w@/\-])"
)
_THINGS: Final = frozenset((
    "covid", "iphone", "ipad", "windows", "playstation", "galaxy", "pixel", "airpods", "formula", "omega",
    "vitamin",
    "minecraft", "fortnite", "android", "robux", "emojis", "selfie", "selfies", "messenger", "whatsapp",
    "livestream", "pampers", "huggies", "similac", "enfamil", "tylenol", "motrin",
    "advil",
))  # fmt: skip
_EVERYWHERE: Final = re.compile(
    r"\b(?:i'?m|soy|it'?s|name|as|como)\s(?P<name>[a-z][\w.\-]{3,30}),?\s(?:on\s(?:everything|there|all"
    r"|every)|en\s(?:todo|todas|todos))\b"
)
_UNDERSCORE_SAID: Final = re.compile(
    r"\b[a-z0-9]{1,30}(?:\s[0-9]{1,5})?\s(?:con\s|with\s(?:an\s)?)?(?:guion\sbajo"
    r"|under\s?score)\b(?:\s(?:en\smedio|[a-z0-9]{1,30}))?"
)
_DOLLAR_SAID: Final = re.compile(
    r"\b(?:dollar\s?sign|signo\sde\s(?:pesos?|dolar)|cash\s?tag)\s(?P<name>[a-z][a-z0-9_]{3,30})\b"
)
_WITH_NUMBER: Final = re.compile(
    r"(?P<name>(?P<first>[a-z]{2,20})\s(?P<second>[a-z]{2,20}\s)?[0-9]{2,5})\s(?:on|en)\s(?:my\s|mi\s"
    r"|el\s|la\s)?$"
)
_PAGE: Final = re.compile(
    rf"\b(?:es|is|soy|called|llama)\s(?P<name>[A-Z][A-Za-z]{{1,20}}(?:\s(?:de|y|and|la|el|of"
    rf"|[A-Z][A-Za-z]{{1,20}})){{1,5}}),?\s(?:en|on)\s(?:el\s|la\s|mi\s|my\s)?(?i:{NETWORK_WORDS})\b"
)
_SPACED_OUT: Final = re.compile(
    r"(?<!\S)(?P<name>(?:[a-z0-9_.]\s){4,24}[a-z0-9_.]{1,3})\s(?:en|on|in)\s(?:my\s|mi\s|el\s)?$"
)
_HUMPS: Final = re.compile(r"\b(?:[A-Z][a-z]{2,15}){3,5}[0-9]{0,4}\b")
_MINE_IS: Final = re.compile(
    r"\b(?:mines|mine(?:\sis|'s)|(?:el\smio|la\smia|el\snuestro)(?:\ses)?)\s(?P<name>[a-z][\w.\-]{4,30})"
)
_SHOWN_AS: Final = re.compile(
    r"\b(?i:salgo|aparezco|me\sencuentran?s?|i\sshow\sup|i'?m\slisted|solicitud|friend\srequest)"
    r"(?:,?\s(?i:como|as|under|soy|a|to|de)){1,2}\s(?P<name>[A-Z][a-z]{1,20}(?:\s[A-Z][a-z]{0,20}){0,3})\b"
)
_ACCOUNT: Final = re.compile(r"user|handle|tag|usuario|name|nombre")
_MINE: Final = re.compile(
    r"\b(?:my|mi|our|his|her|its|add\sme|find\sme|[a-z]{2,15}'s|agregame|buscame|encuentrame|sigueme"
    r"|me)\b[^.!?]{0,20}$"
)
_THERE: Final = re.compile(r"\b(?:por|en|on|through)\s(?:el\s|la\s|my\s|mi\s)?$")
_SOUGHT: Final = re.compile(r"[,;:]?\s{1,2}(?P<name>[A-Z][a-z]{1,20}(?:\s[A-Z][a-z]{0,20}){1,2})\b")
_SEEK: Final = re.compile(
    r"\b(?:find|add|look|search|friend|busca|buscame|busque|agrega|agregame|encuentra|encuentrame"
    r"|sigue)\w{0,6}\b"
)
_SOUGHT_SMALL: Final = re.compile(r"[,;:]?\s{1,2}(?P<name>(?P<first>[a-z]{3,20})\s[a-z]{2,20})\b")
_AS_NAME: Final = re.compile(
    r"(?:\b(?:as|under|como|soy|im|i'm|i\sam|add|follow|find|type\sin|type|put\sin|pon|ponle|search"
    r"|searching\sfor|search\sfor|look\sup"
    r"|look\sfor|busca(?:me)?|buscar|busquen(?:me)?"
    r"|agrega(?:me)?|sigue(?:me)?|dm|hit\sup|message|escribe(?:me)?\sa)\s{1,2}(?:me:?\s|a\s|como\s|as\s"
    r"|up\s|under\s|for\s)?)"
    r"(?P<name>[a-z0-9_][\w.\-]{1,39}(?:\s[a-z][\w.\-]{1,30}){0,2})[,]?\s{1,2}(?:on|en|in|at|por|sobre"
    r"|through|via|over)\s(?:my\s|mi\s|the\s|el\s)?$"
)
_STRONG_BEFORE: Final = re.compile(
    r"(?<![\w@])(?P<name>[a-z0-9_][\w.\-]{2,39})[,]?\s{1,2}(?:on|en|in|is\smy|es\smi|por|it's\smy"
    r"|es\sel\sde\smi|my|mi)\s(?:my\s|mi\s|the\s|el\s)?$"
)
_NO_ACCOUNT: Final = re.compile(
    r"[0-9]{1,4}(?:st|nd|rd|th|am|pm|mg|ml|lbs?|oz|yrs?|min|hrs?|k|s|g|x|cm|mm|ft|in)|[0-9]{1,2}"
    r"[:.h][0-9]{2}(?:am|pm)?"
    r"|[ap]\.m|u\.s|e\.g|i\.e"
)
_CAMEL: Final = re.compile(r"[A-Z]?[a-z]{2,20}[A-Z][a-z]{1,20}[A-Za-z]{2,20}\b")
_PLAIN_BEFORE: Final = re.compile(
    r"(?:\b(?:add|find|follow|its|it's|im|i'm|hmu|dm|agrega|agregame|sigue|soy|busca)\s(?:me\s|a\s)?|^)"
    r"(?P<name>[a-z]{6,24})\s(?:on|en)\s(?:my\s|mi\s|el\s)?$"
)
# Where people write to each other, and where any word that is none is most likely somebody.
_TO_TALK: Final = re.compile(
    r"snap(?:\s?chat)?|insta(?:gram)?|ig|kik|tik\s?-?tok|cash\s?app|venmo|telegram|discord"
)
_USER: Final = re.compile(r"user\s?-?names?|user|usuario|gamer\s?-?tag|handle|nombre\sde\susuario")
_CLEAR: Final = 6
_WHOLE: Final = re.compile(r"\s{0,3}[a-z]{2,12}\s\w{6,24}\W{0,3}")  # "snapchat tashbae", and nothing else
_LOOK_BACK: Final = 80
_SHORTEST: Final = 3


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
    yield from _said_to_be(text, lower)
    networks = list(_NETWORK.finditer(lower))
    if networks:
        yield from ((*found.span(), Kind.HANDLE) for found in _HUMPS.finditer(text))
        yield from _unordinary(_MINE_IS, lower[networks[0].start() :], networks[0].start())
    for found in networks:
        yield from _named(text, lower, found)


def _said_to_be(text: str, lower: str) -> Iterator[Place]:
    """Find names that are known for what they are though no network is named beside them."""
    if any(map(lower.__contains__, "0123456789")):
        yield from _made_up(text, lower)
    yield from _unordinary(_EVERYWHERE, lower, 0)
    yield from ((*found.span("name"), Kind.HANDLE) for found in _DOLLAR_SAID.finditer(lower))
    for pattern in (_SHOWN_AS, _PAGE):
        yield from ((*found.span("name"), Kind.HANDLE) for found in pattern.finditer(text))
    yield from ((*found.span(), Kind.HANDLE) for found in _UNDERSCORE_SAID.finditer(lower))


def _unordinary(pattern: re.Pattern[str], lower: str, offset: int) -> Iterator[Place]:
    for found in pattern.finditer(lower):
        if not is_ordinary(found["name"]):
            yield offset + found.start("name"), offset + found.end("name"), Kind.HANDLE


def _made_up(text: str, lower: str) -> Iterator[Place]:
    """Find words that nobody writes but as a name on a network, where none is spoken of: "tashabee95"."""
    for pattern, place in ((_NUMBERED, lower), (_HYPHENED, text)):
        for found in pattern.finditer(place):
            word = (found["word"] or "").lower()
            if (
                not is_ordinary(word)
                and word not in _THINGS
                and not text[found.start() : found.end()].isupper()
            ):
                yield *found.span(), Kind.HANDLE


def _at_names(lower: str) -> Iterator[Place]:
    for found in _AT_NAME.finditer(lower):
        name = found[1].rstrip(".-")
        is_place = name in _MEETING_POINT or name[:1].isdigit()
        if not is_place and (" " not in found[0] or _is_strong(name)):
            yield found.start(), found.start(1) + len(name), Kind.HANDLE


def _named(text: str, lower: str, network: re.Match[str]) -> Iterator[Place]:
    """Look for a name after the word for a network, then before it."""
    is_network = bool(_ONLY_NETWORK.fullmatch(network[0]))
    is_mine = bool(_MINE.search(lower[max(0, network.start() - 30) : network.start()]))
    is_there = is_mine or bool(_THERE.search(lower[max(0, network.start() - 12) : network.start()]))
    sought = (
        _SOUGHT.match(text, network.end())
        if is_there and is_network and not _TO_PLAY.match(network[0])
        else None
    )
    if sought is not None:
        yield *sought.span("name"), Kind.HANDLE
        return
    if is_network and _SEEK.search(lower[max(0, network.start() - 40) : network.start()]):
        small = _SOUGHT_SMALL.match(lower, network.end())
        if small is not None and is_given_name(small["first"]) and not is_ordinary(small["first"]):
            yield *small.span("name"), Kind.HANDLE
            return
    joint = _JOINT.match(lower, network.end())
    if joint is not None:
        is_shown = bool(joint["mark"]) and not _TO_PLAY.match(network[0])
        is_account = bool(joint["noun"] and _ACCOUNT.search(joint["noun"]))
        is_said = is_account or bool(
            joint["called"] or is_shown or ((joint["mark"] or joint["being"]) and (is_mine or not is_network))
        )
        length = _length(text, joint.start("name"), joint["name"], is_said=is_said)
        if length:
            yield joint.start("name"), joint.start("name") + length, Kind.HANDLE
            return
        first = joint["name"].partition(" ")[0]
        is_plain = not (joint["mark"] or joint["called"] or joint["being"]) and len(first) >= _CLEAR - 1
        is_mine = lower[: network.start()].endswith(("my ", "mi "))
        is_asked = (is_network and is_mine) or _USER.fullmatch(network[0])
        is_alone = _WHOLE.fullmatch(lower) is not None and len(first) >= _CLEAR and first.isalpha()
        if is_plain and (is_asked or is_alone) and not _is_word(first):
            yield joint.start("name"), joint.start("name") + len(first), Kind.HANDLE
            return
    if is_network:
        yield from _named_before(text, lower, network.start())


def _named_before(text: str, lower: str, end: int) -> Iterator[Place]:
    """Look for a name before a network: "anag88 on insta", "as Ana García on Facebook"."""
    begin = max(0, end - _LOOK_BACK)
    before = lower[begin:end]
    spaced = _SPACED_OUT.search(before)
    if spaced is not None:
        yield begin + spaced.start("name"), begin + spaced.end("name"), Kind.HANDLE
        return
    marked = _STRONG_BEFORE.search(before)
    if marked is not None and _is_strong(marked["name"]):
        yield begin + marked.start("name"), begin + marked.end("name"), Kind.HANDLE
        return
    plain = _PLAIN_BEFORE.search(before)
    if plain is not None and _TO_TALK.match(lower, end) and not _is_word(plain["name"]):
        yield begin + plain.start("name"), begin + plain.end("name"), Kind.HANDLE
        return
    numbered = _WITH_NUMBER.search(before)
    if numbered is not None and not is_ordinary((numbered["second"] or numbered["first"]).strip()):
        yield begin + numbered.start("name"), begin + numbered.end("name"), Kind.HANDLE
        return
    named = _AS_NAME.search(before)
    if named is not None:
        start = begin + named.start("name")
        length = _length(text, start, named["name"], is_said=True)
        is_show = bool(_TO_PLAY.match(lower, end)) and " " not in text[start : start + length]
        if length and not (is_show and not _is_strong(named["name"].partition(" ")[0])):
            yield start, start + length, Kind.HANDLE


def _length(text: str, start: int, name: str, *, is_said: bool) -> int:
    """Return how much of what follows a network's word is a name there; 0 if it is no name."""
    first = name.partition(" ")[0].rstrip(".-")
    if _is_strong(first) or _CAMEL.match(text, start):
        return len(first)
    if not is_said or is_ordinary(first) or len(first) < _SHORTEST or first.isdigit():
        return 0
    length = 0
    is_named = is_given_name(first)
    for word in text[start : start + len(name)].split(" "):
        is_person = word[:1].isupper() or (is_named and not is_ordinary(word.lower()))
        if length and not is_person:
            break
        length += len(word) + bool(length)
    return length


def _is_word(name: str) -> bool:
    return is_ordinary(name) or is_given_name(name) or name in _THINGS


def _is_strong(name: str) -> bool:
    """Whether a word looks made for a network: letters with digits, dots or lines, and no amount or hour."""
    has_letters = sum(sign.isalpha() for sign in name) > 1
    is_marked = any(sign.isdigit() or sign == "_" for sign in name) or "." in name.strip(".")
    return has_letters and is_marked and not _NO_ACCOUNT.fullmatch(name)
