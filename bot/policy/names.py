"""What may stand as a name or a word above messages: letters that pass for nothing and for nobody else.

Knows no person: whoever asks brings the names that are taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from bot.policy.identifying.networks import NETWORK_WORDS
from bot.policy.identifying.numerals import VALUES

_MARKS_IN_A_ROW = 2
_NUMBERS = 3
_NETWORK = re.compile(rf"\b(?:{NETWORK_WORDS})\b")
_BETWEEN = " -'’."
# These are written together in one name, and look like nothing else.
_TOGETHER = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "KATAKANA-HIRAGANA": "CJK", "HANGUL": "CJK"}
_LATIN = re.compile(
    r"LATIN\s(?:SMALL\s|CAPITAL\s)?LETTER\s(?:SMALL\sCAPITAL\s|DOTLESS\s|SCRIPT\s)?([A-Z])(?:\sWITH\s.*)?"
)
# Letters of other alphabets that are read as Latin ones, as they stand (a capital may look like another
# letter than its small one), after Unicode's table of confusables (UTS 39).
_CYRILLIC = dict(
    zip(
        "\u0410\u0430\u0412\u0432\u0421\u0441\u0415\u0435\u0401\u0451\u041d\u043d\u0406\u0456\u0408\u0458"
        "\u041a\u043a\u041c\u043c\u041e\u043e\u043f\u0420\u0440\u0405\u0455\u0422\u0442\u0423\u0443\u0425"
        "\u0445\u0432\u0433\u0438\u0448\u0475\u04ae\u04af\u04ba\u04bb\u04c0\u04cf\u0501\u051b\u051d\u042c\u044c",
        "AaBbCcEeEeHhIiJjKkMmOonPpSsTtYyXxbruwvYyhhlldqwbb",
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "\u0391\u03b1\u0392\u03b2\u0395\u03b5\u0396\u0397\u03b7\u0399\u03b9\u039a\u03ba\u039c\u039d\u03bd"
        "\u039f\u03bf\u03a1\u03c1\u03c3\u03a4\u03c4\u03a5\u03c5\u03a7\u03c7\u03c9\u03b3",
        "AaBbEeZHnIiKkMNvOoPpoTtYuXxwy",
        strict=True,
    )
)
LOOKS_LIKE = str.maketrans({**_CYRILLIC, **_GREEK, "\u0251": "a", "\u0261": "g", "\u0269": "i"})
_PAIRS = (("vv", "w"), ("rn", "m"))
_ENGLISH_OWNER = re.compile(r"(\w+)['’]s?(?=\W|$)")
_SPANISH_OWNER = re.compile(r"\b(?:de|del)\s+(.+)", re.IGNORECASE)

OFFICES = frozenset((
    "agency", "attorney", "bot", "caseworker", "cop", "counsel", "court", "cps", "guardian-ad-litem",
    "investigator", "judge", "lawyer", "magistrate", "officer", "police", "prosecutor", "sheriff",
    "social-worker", "supervisor", "worker",
    "abogada", "abogado", "agencia", "asistente-social", "corte", "defensor", "defensora", "fiscal",
    "investigador", "investigadora", "jueza", "juez", "juzgado", "licenciada", "licenciado", "magistrada",
    "magistrado", "oficial", "policia", "supervision", "supervisora", "trabajador", "trabajadora",
    "trabajadora-social", "trabajador-social", "trabajo-social", "tribunal",
    "lleva-el-caso", "llevo-el-caso",
))  # fmt: skip
"""Words that claim an office which none of those who bring up the children has, in both languages."""
_ALSO_INSIDE = ("caseworker", "socialworker", "trabajosocial", "trabajadora", "trabajadorsocial")
"""These are found however they are written: "case-worker", "C.a.s.e.w.o.r.k.e.r", "mycaseworker"."""


def written(words: str) -> str:
    """Return the words as they are kept: letters that are only drawn in another way become plain ones."""
    return unicodedata.normalize("NFKC", words)


def is_plain(words: str) -> bool:
    """Whether there are letters of one script, with what stands between letters, and nothing else."""
    marks, scripts = 0, set()
    for sign in words:
        is_mark = unicodedata.category(sign).startswith("M")
        marks = marks + 1 if is_mark else 0
        if marks > _MARKS_IN_A_ROW:
            return False
        if sign.isalpha():
            scripts.add(_script(sign))
        elif not is_mark and sign not in _BETWEEN:
            return False
    return len(scripts) == 1


def points_elsewhere(words: str) -> bool:
    """Whether a name has a network in it, or numbers in words, enough of them to be part of one to call."""
    small = words.casefold()
    pieces = small.split()
    # "Imo" alone is somebody's name.
    is_account = len(pieces) > 1 and _NETWORK.search(small) is not None
    return is_account or sum(piece in VALUES for piece in pieces) >= _NUMBERS


def is_taken(name: str, around: Iterable[str]) -> bool:
    """Whether a name looks like one of those around."""
    own = _skeletons(name)
    return any(own & _skeletons(other) for other in around)


def is_about(name: str, around: Iterable[str]) -> bool:
    """Whether a name says whose it is: "Ana's aunt", "la tía de Ana", where there is an Ana."""
    owners = [*_ENGLISH_OWNER.findall(name), *_SPANISH_OWNER.findall(name)]
    others = tuple(around)
    return any(is_taken(owner, others) for owner in owners)


def claims_office(words: str) -> bool:
    """Whether the words claim to be a caseworker, a lawyer, a judge or the like."""
    parts = [_skeleton(part) for part in re.split(r"[\s.\-]+", words) if part]
    said = f" {' '.join(parts)} "
    whole = "".join(parts)
    is_said = any(f" {office} " in said or office.replace(" ", "") == whole for office in _offices())
    return is_said or any(office in whole for office in _ALSO_INSIDE)


@cache
def _offices() -> frozenset[str]:
    return frozenset(" ".join(_skeleton(part) for part in office.split("-")) for office in OFFICES)


def _script(letter: str) -> str:
    first = unicodedata.name(letter, "UNKNOWN").partition(" ")[0]
    return _TOGETHER.get(first, first)


def _skeletons(name: str) -> frozenset[str]:
    """Return all that a name may be read as: a capital I is also the small L that it looks like."""
    return frozenset((_skeleton(name), _skeleton(name.replace("I", "l"))))


def _skeleton(words: str) -> str:
    """Return what the eye takes in: without case, accents, marks, and whose alphabet it was."""
    apart = unicodedata.normalize("NFKD", words.translate(LOOKS_LIKE))
    letters = "".join(
        _plain(sign) for sign in apart if sign.isalpha() or unicodedata.category(sign) == "Mc"
    ).casefold()
    for pair, single in _PAIRS:
        letters = letters.replace(pair, single)
    return letters


def _plain(letter: str) -> str:
    found = _LATIN.fullmatch(unicodedata.name(letter, ""))
    return found[1] if found else letter
