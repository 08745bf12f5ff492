"""E-mail addresses, also when they are spelled out: "ana at gmail dot com", "ana arroba gmail punto com".

Knows nothing of other kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.policy.identifying.finding import Kind
from bot.policy.identifying.numerals import VALUES
from bot.policy.identifying.rare import rare
from bot.policy.identifying.vocabulary import is_ordinary

Place = tuple[int, int, Kind]

_AT_SIGN: Final = (
    r"(?:\s{0,3}@\s{0,3}|\s{0,3}[(\[{<*_\-]{1,2}\s?(?:a\s?t|arroba|@|a)\s?[)\]}>*_\-]{1,2}\s{0,3}|\s{1,3}"
    r"(?:at|a\st|arr?oba|a\srroba|@rroba|arr?ova|at\ssign|signo\sarroba)\s{1,3})"
)
_DOT_SAID: Final = (
    r"(?:\s{0,3}[(\[{<*_\-]{1,2}\s?(?:d\s?o\s?t|punto|\.)\s?[)\]}>*_\-]{1,2}\s{0,3}|\s{1,3}(?:d\s?o\s?t"
    r"|punto|point"
    r"|period)\s{1,3})"
)
_DOT: Final = rf"(?:\.|{_DOT_SAID}|\s{{1,2}}\.\s{{0,2}}|\.\s{{1,2}}(?=(?:com|net|org|edu)\b))"
_ENDS_OF_MAIL: Final = (
    r"(?:c[o0]m|net|org|edu|gov|es|mx|us|co|info|io|me|uk|ca|live|email|con|cl|ar|gt|hn|sv)"
)
_PROVIDERS: Final = (
    r"(?:g[\s.\-]?m[\s.\-]?a[\s.\-]?i[\s.\-]?l|h[\s.\-]o[\s.\-]t[\s.\-]?m[\s.\-]?a[\s.\-]?i[\s.\-]?l"
    r"|a\so\sl|gm[ei]{1,2}l|gmial|ge\s?mail|(?:g|j|y|ll)[ie]{1,2}\s?m[ae]i?l|jot\s?mail"
    r"|[hj][o0]t\s?m[ae]i?l|hotmeil|jotmeil"
    r"|yahu|outlok|autluk|h[o0]t\s?mail|yah[o0]{2}|[o0]ut\s?l[o0]{2}k|i\s?cl[o0]ud|a[o0]l|proton\s?mail"
    r"|proton|msn|live"
    r"|ymail|gmx|comcast|mail)"
)
# A piece of each of the providers, also with brackets between its letters: a quick look before a long one.
_GAP: Final = r"[\s.\-()\[\]{}<>*]?"
_ANY_PROVIDER: Final = re.compile(
    rf"m{_GAP}[ae]{_GAP}i?{_GAP}l|g{_GAP}m|a{_GAP}[o0]{_GAP}l|yah|ut{_GAP}l|cl[o0]ud|proton|msn|live|comcast"
)
_NUMBER_SAID: Final = "|".join(sorted(VALUES, key=len, reverse=True)) + "|y"
_DOMAIN: Final = re.compile(
    rf"{_AT_SIGN}(?:[a-z0-9][a-z0-9\-]{{0,62}}(?:{_DOT}"
    rf"[a-z0-9][a-z0-9\-]{{0,62}}){{0,3}}{_DOT}{_ENDS_OF_MAIL}(?![\w\-])(?:{_DOT}[a-z]{{2}}(?![\w\-]))?"
    rf"|(?:the\s|my\s|mi\s|el\s)?{_PROVIDERS}(?![\w\-])(?:(?:{_DOT}|\s{{1,2}}"
    rf"(?=c[o0]m\b)){_ENDS_OF_MAIL}(?![\w\-]))?)"
)
# A dot before the end of an address, or a dot that is said: one stands in every address with an end.
_ANY_END: Final = re.compile(rf"d\s?o\s?t|punto|point|period|\.\s?[)\]}}>*_\-]|\.\s{{0,2}}{_ENDS_OF_MAIL}")
_MAIL: Final = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[a-z0-9][a-z0-9\-]{0,62}(?:\.[a-z0-9\-]{1,63}){1,5}")
# A slip of the finger where the dot should be: "ana88@yahooo,com", "ana@gmailcom".
_SLIPPED_DOT: Final = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,64}\s?@\s?(?:[a-z0-9\-]{2,62}(?:\s?[,;:]\s?|\.{2,3}|\s)(?:com|net|org|edu)"
    r"|(?:gmail|yahoo|hotmail|outlook|icloud)(?:com|net))(?![\w\-])"
)
_LOCAL: Final = re.compile(
    r"(?:(?<=\s)|^)[\"'(<]?([\w+'\-.]{1,64}(?:(?:\s{0,2}(?:\.|\bdot\b|\bpunto\b|\bunderscore\b"
    r"|\bguion\sbajo\b|\bguion\b|\bdash\b|\bhyphen\b|\bbajo\b|\bplus\b)\s{0,2})[\w+'\-]{1,64}){0,6}"
    r"|[a-z0-9](?:\s{1,2}[a-z0-9]){2,24})$"
)
_SPACED: Final = rare(
    r"[@ta]\s(?:[a-z0-9.]\s){2}",
    r"(?<!\S)(?:[a-z0-9._]\s){2,30}(?:@|at|arroba)\s(?:[a-z0-9.]\s){2,30}[a-z]\b",
)
_NO_AT: Final = re.compile(
    rf"(?<![\w.])(?:[a-z]{{1,24}}[0-9._][\w.]{{0,24}}\s{_PROVIDERS}(?![\w\-])|[\w.]{{3,30}}\s(?!at\b|on\b"
    rf"|my\b){_PROVIDERS}\s?[. ]\s?c[o0]m)\b"
)
# What can only be the name of a mailbox when a provider stands soon after it: "punto reyes 88 en yimeil".
_MAILBOX_SAID: Final = re.compile(
    r"\b(?:(?:dot|punto|under\s?score|guion(?:\sbajo)?|rayita(?:\sabajo)?|dash|bajo"
    r"|arroba)\s{1,3}[a-z0-9._\-]{1,30}"
    r"|[a-z._\-]{2,30}\s?[0-9]{1,4}"
    rf"|[a-z]{{2,20}}(?:\s(?:{_NUMBER_SAID})){{1,4}}"
    r"|[a-z0-9]{1,20}[._][a-z0-9._]{1,20})"
    r"(?:\s{1,3}[a-z0-9._\-]{1,30}){0,2}?,?(?:\s{1,3}(?:at|a\st|on|in|en|de|del|with|a|la|the|its|es|arroba"
    r"|y)){0,3}"
    rf"\s{{1,3}}(?:{_PROVIDERS})(?:{_DOT}{_ENDS_OF_MAIL})?(?![\w\-])"
)
_BACKWARDS: Final = rare(
    r"liamg|liamtoh|oohay|kooltuo|duolci",
    r"(?:\bmoc\s?\.\s?)?\b(?:liamg|liamtoh|oohay|kooltuo|duolci)\b(?:\s?@\s?[\w.\-]{1,40})?",
)
_BRACKETS: Final = str.maketrans("()[]{}<>*", " " * 9)
_LOCAL_LENGTH: Final = 80
_LOOKED_AT: Final = frozenset((
    "look", "looked", "looking", "looks", "laugh", "laughed", "arrive", "arrived", "me", "you", "us",
    "them", "him",
    "her", "it", "work", "working", "works", "shop", "shopping", "mail", "email", "account", "search",
    "is", "are",
    "was", "be", "not", "mira", "good", "angry", "mad", "yell", "yelled", "meet", "stay", "there", "here",
))  # fmt: skip

_MAIL_CUE: Final = re.compile(
    r"(?:e-?mail|mail|correo(?:\selectronico)?|gmail|address)(?:\s(?:address|is|es|it's|now|to|a|me|at"
    r"|de\smi)){0,3}\s?:?\s{1,2}((?:[\w.\-]{1,30}\s{1,2}){0,5}[\w.\-]{1,30})$"
)


def mails(lower: str) -> Iterator[Place]:
    """Yield e-mail addresses: first those in their own form, then those that are said."""
    if "@" in lower:
        for found in _MAIL.finditer(lower):
            yield found.start(), found.end() - (found[0][-1] in ".-"), Kind.EMAIL
        yield from ((*found.span(), Kind.EMAIL) for found in _SLIPPED_DOT.finditer(lower))
    has_provider = _ANY_PROVIDER.search(lower) is not None
    yield from _said(lower) if has_provider or _ANY_END.search(lower) else ()
    yield from ((*found.span(), Kind.EMAIL) for found in _SPACED.finditer(lower))
    yield from ((*found.span(), Kind.EMAIL) for found in _BACKWARDS.finditer(lower))
    if has_provider:
        for found in _MAILBOX_SAID.finditer(lower.translate(_BRACKETS)):
            yield *found.span(), Kind.EMAIL
        for found in _NO_AT.finditer(lower):
            yield *found.span(), Kind.EMAIL


def _said(lower: str) -> Iterator[Place]:
    """Find addresses with their "at", and with their end or a provider that is known without it."""
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
