"""What somebody is called on a network, told in any words: what is called so, and what is said around it.

A candidate stands after words that lead to a name ("as", "soy", "look up"), or looks made for a network by
itself. A network beside it, an invitation to look, a word for a profile: enough of these, and it is a name.
Knows nothing of names in their own form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from bot.policy.identifying.networks import ACCOUNT_WORDS, NETWORK_WORDS
from bot.policy.identifying.numerals import VALUES
from bot.policy.identifying.signs import sign, worth
from bot.policy.identifying.vocabulary import is_given_name, is_ordinary

Span = tuple[int, int]

_ENOUGH: Final = 5
_AROUND: Final = 90
_MOST: Final = 16
_SIGNS: Final = (
    sign(2, NETWORK_WORDS),
    sign(2, ACCOUNT_WORDS),
    sign(
        1,
        r"add|find|follow|look\sfor|look\s(?:me|us|it)?\s?up|search|msg|message|dm|hit|hmu|friend|type|write"
        r"|bus[ckq]u?\w{1,6}|en[ck]u?entr\w{1,5}|hall\w{1,5}|agreg\w{1,6}|sigu?\w{1,5}|escrib\w{1,5}"
        r"|solicitud",
    ),
    sign(
        1,
        r"my|mine|me|us|our|i'?m|i\sam|mi|mio|soy|salgo|aparezco|estoy|nuestr[ao]",
    ),
    sign(3, r"no\sspaces?|all\sone\sword|one\sword|todo\s(?:junto|pegado)|sin\sespacios?|spelled"),
    sign(
        1,
        r"profile|prof|pfp|page|pic|picture|account|acct|channel|name|friend|perfil|pagina|foto|cuenta|canal"
        r"|nombre|solicitud|group|grupo",
    ),
)
_AFTERWARDS: Final = (_SIGNS[0], _SIGNS[4])
# What leads to a name. What is written after a colon or between quotes is shown, and therefore named.
_LEADS: Final = re.compile(
    r"(?:(?P<named>(?<!\w)(?:as|az|under|dollar(?:\ssign)?|arroba|called|named|by|says|name\sis|name"
    r"|look(?:ing)?\s(?:for|up)"
    r"|search(?:\sfor)?|type(?:\sin)?|goes\sby|[ck]omo|bajo|se\s?llama|llamad[ao]|nombre|de\snombre"
    r"|dice|mines?|el\smio|bus[ckq]u?\w{1,6}(?:\sa)?|pon(?:le|ga)?|agrega(?:me)?(?:\sa)?)(?!\w)|[:=@]"
    r"|[-=]?>|\u2192)"
    r"|(?P<being>,|(?<!\w)(?:i'?m|im|i\sam|it'?s|its|is|was|es|soy|estoy\s(?:de|[ck]omo)|still|at|then"
    r"|always|on\sit|same)(?!\w)))[,:]?\s{0,2}(?:the\sname\s|(?:something\s)?like\s|el\snombre\s|just\s|de\s"
    r"|a\s|el\sprimer\s|[ck]omo\s)?[^\w\s]{0,3}"
    r"(?=(?P<name>[a-z0-9][\w.'\-]{0,39}(?:\s{1,2}[a-z0-9][\w.'\-]{0,30}){0,3}))"
)
_NAME_BESIDE: Final = re.compile(r"\s(?P<name>[A-Z][\w.'\-]{1,30}(?:\s[A-Za-z][\w.'\-]{0,30}){1,3})")
_LIKELY: Final = 4
_COMMON: Final = frozenset((
    "a", "an", "the", "my", "your", "his", "her", "our", "their", "this", "that", "it", "is", "i", "you",
    "he", "she", "we", "they", "me", "him", "us", "them", "well", "soon", "much", "many", "if", "what",
    "when", "where", "how", "there", "here", "so", "not", "no", "on", "in", "at", "to", "of", "for", "and",
    "or", "but", "always", "usual", "ever", "just", "one", "good", "too", "very", "all", "still", "up",
    "out", "un", "una", "el", "la", "los", "las", "mi", "tu", "su", "que", "si", "yo", "ella", "ellos",
    "lo", "le", "siempre", "ya", "muy", "bien", "mas", "cuando", "donde", "con", "en", "de", "por", "para",
    "y", "o", "under", "called", "named", "as", "como", "miss", "mr", "mrs", "ms", "dr", "maestra", "profe",
    "nomas", "solo", "only", "because", "porque", "like", "dijo", "said", "says", "dice", "i'm", "im",
    "it's", "its", "esta", "este", "eso", "esa", "ese", "son", "es", "te", "se", "antes", "ahora", "don",
    "dont", "wont", "cant", "didnt", "doesnt", "isnt", "wasnt", "arent", "wouldnt", "couldnt", "shouldnt",
    "havent", "hasnt", "aint", "thats", "whats", "youre", "theyre", "gonna", "wanna", "gotta",
))  # fmt: skip
_SPELLED: Final = re.compile(
    r"(?<!\S)(?:[a-z0-9][\s.\-]{1,2}){3,24}(?:[a-z0-9]|(?:under\s?score|guion\sbajo|dash|dot|punto)\b)"
)
_MARK_SAID: Final = re.compile(
    r"\b[a-z0-9]{1,30}\s(?:under\s?score|guion\sbajo|rayita(?:\sabajo)?|raya\sabajo|piso|dot|punto|period"
    r"|hash)"
    r"\s[a-z0-9]{1,30}\b"
)
# "My insta is the word sunny then day then two zeros": pieces that are put together to a name.
_THEN: Final = (
    r"(?:,?\s(?:and\s|y\s)?(?:then|followed\sby|plus|luego|despues|seguid[oa]\s(?:de|por)|mas|next)\s)"
)
_PUT_TOGETHER: Final = re.compile(
    r"\b(?:is|its|it's|es|soy|i'?m|escribe|llamo|under|como|as)\s(?P<place>(?P<told>(?:the\sword|la\spalabra)\s)?"
    rf"[a-z0-9]{{2,20}}(?P<rest>(?:{_THEN}(?:(?:the|a|an|la|el|un|my|mi)\s)?[a-z0-9]{{1,20}}"
    rf"(?:(?!{_THEN})\s[a-z0-9]{{1,20}})?){{1,5}}))"
)
_A_PIECE: Final = re.compile(
    r"[0-9]|\b(?:zero(?:e?s)?|ceros?|number|numero|under\s?score|guion|dot|punto|dash|rayita|word|palabra)\b"
)
_PIECE_REACH: Final = 40
_WITHIN: Final = frozenset(("de", "la", "del", "los", "y", "the", "of", "and"))
_WORD: Final = re.compile(r"[^\s]{1,40}")
_ARTICLE: Final = re.compile(r"(?:la|el|los|las|the|a|una?)\s")
_NETWORK: Final = re.compile(rf"(?<!\w)(?:{NETWORK_WORDS})(?!\w)")
_FULL_NAME: Final = re.compile(
    r"\b(?P<first>[A-Z][a-z]{1,20})(?:\s[A-Z][a-z]{0,20}\.?){0,2}[\s\-][A-Z][a-z]{1,20}\b"
)
_JOINED: Final = re.compile(r"(?<![\w.@/\-])[a-z]{2,20}(?:[._][a-z0-9]{2,20}){1,4}(?![\w@/])")
_PARTS: Final = re.compile(r"[._]")
_BESIDE: Final = 3
_SHORT_WORD: Final = 3


def accounts(text: str, lower: str) -> Iterator[Span]:
    """Yield names on networks that are told rather than written. ``lower`` is ``text`` in small letters."""
    networks = [found.end() for found in _NETWORK.finditer(lower)]
    if not networks and not worth(lower, (_SIGNS[1], _SIGNS[4]), (0, len(lower))):
        return
    for pattern in (_SPELLED, _MARK_SAID):
        for found in pattern.finditer(lower):
            if sum(map(str.isalpha, found[0])) >= _SHORT_WORD:
                yield found.span()
    yield from _put_together(lower, networks)
    for start, end, sure in _candidates(text, lower, networks):
        before = worth(lower, _SIGNS, (start - _AROUND, start))
        after = worth(lower, _AFTERWARDS, (end, end + _AROUND))
        if sure + before + after >= _ENOUGH:
            yield start, end


def _put_together(lower: str, networks: Sequence[int]) -> Iterator[Span]:
    """Find names that are told piece by piece, soon after a network."""
    for found in _PUT_TOGETHER.finditer(lower):
        is_near = any(0 <= found.start() - network <= _PIECE_REACH for network in networks) or bool(
            _SIGNS[1].pattern.search(lower, max(0, found.start() - _PIECE_REACH), found.start())
        )
        is_name = bool(found["told"]) or bool(_A_PIECE.search(found["rest"]))
        if is_near and is_name:
            yield found.span("place")


def _candidates(text: str, lower: str, networks: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield what may be a name on a network, and how sure that is without what stands around it."""
    for found in islice(_LEADS.finditer(lower), _MOST):
        start, end = found.span("name")
        article = _ARTICLE.match(lower, start)
        if article is not None:
            start = article.end()
        length, look = _look(text[start:end])
        is_named = bool(found["named"] or not found["being"])
        if not _NETWORK.fullmatch(lower, start, start + length) and (look > 1 or (look and is_named)):
            is_beside = any(0 <= found.start() - network <= _BESIDE for network in networks)
            yield start, start + length, look + 1 + is_named + is_beside - (article is not None)
    for network in networks[:_MOST]:
        beside = _NAME_BESIDE.match(text, network)
        length, look = _look(beside["name"]) if beside else (0, 0)
        if beside is not None and look >= _LIKELY:
            yield beside.start("name"), beside.start("name") + length, look + 1
    for found in islice(_FULL_NAME.finditer(text), _MOST):
        if is_given_name(found["first"].lower()):
            yield *found.span(), 3
    for found in islice(_JOINED.finditer(lower), _MOST):
        if not all(is_ordinary(part) for part in _PARTS.split(found[0])):
            yield *found.span(), 4


def _look(words: str) -> tuple[int, int]:
    """Return how much of some words may be a name, and how much it looks like one: 0 is none."""
    smalls: list[str] = []
    end = length = capitals = 0
    for found in _WORD.finditer(words):
        small = found[0].lower().strip(".'-")
        is_word = small in _COMMON or small in VALUES or small.isdigit()
        if is_word and not (smalls and (small in _WITHIN or small not in _COMMON)):
            break
        smalls.append(small)
        if small not in _WITHIN:
            end = length = found.start() + len(found[0].rstrip(".'-"))
        capitals += found[0][0].isupper()
        if found[0].endswith("."):
            break
    if not length:
        return 0, 0
    is_made = any(small.isalnum() and not small.isalpha() and not small.isdigit() for small in smalls)
    is_strange = any(
        not is_ordinary(small) for small in smalls if len(small) > _SHORT_WORD and small.isalpha()
    )
    is_given = any(is_given_name(small) for small in smalls)
    return end, 1 + 2 * is_made + min(2, capitals) + is_strange + is_given
