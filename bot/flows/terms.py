"""The terms of a permission in one line: "until April 1 2027, 2 hours, at Family Center, order FC-1".

Every piece is understood, or the line is not taken. Knows no conversation but where it asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import msgspec

from bot.chat.text import Text
from bot.dates import Wanted, read
from bot.family.terms import CASEWORKER, NOBODY, Terms
from bot.flows.form import Flow, Option, Problem, Slot, Written
from bot.flows.when import FURTHEST, LONGEST, SHORTEST, now_here

ALL, STEPS = "all", "steps"
_LINE_CHARS, _ORDER_CHARS, _LIST_CHARS = 400, 40, 300
_MOST_HOURS = 14 * 24
_PIECES = re.compile(r"[,;\n]+")
_YEAR = re.compile(r"\d{4}")


def _beginning(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words})\b\s*:?\s*(.+)", re.IGNORECASE)


_UNTIL = _beginning(r"until|till|through|hasta(?:\sel)?")
_SINCE = _beginning(r"from|since|starting|desde(?:\sel)?|a\spartir\sdel?")
_ORDER = _beginning(
    r"(?:court\s)?order(?:\snumber|\sno)?|orden(?:\sde\sla\scorte)?(?:\snúmero|\snumero|\sno)?"
)
_REVIEW = _beginning(
    r"(?:review|look\sagain)(?:\son)?|(?:revisar|revisión|revision|mirar\sotra\svez)(?:\sel)?"
)
_MOST_LONG = _beginning(r"at\smost|up\sto|max|maximum|como\smucho|como\smáximo|como\smaximo|máximo|maximo")
_NOTICE = re.compile(
    r"(\d{1,3})\s?(h|hours?|horas?|days?|días?|dias?)\s(?:before|ahead|notice|antes)", re.IGNORECASE
)
_LISTS = {
    "places": _beginning("at|in|en"),
    "escorts": _beginning("with|con"),
    "drivers": _beginning(r"driver|drivers|driven\sby|maneja|manejan"),
}
_BOTH = re.compile(r"both\shomes(?:\sare\senough)?|(?:bastan\s)?los\sdos\shogares", re.IGNORECASE)
_MINE = re.compile(
    r"i\ssay\syes(?:\stoo)?|with\smy\syes|yo\sdigo\sque\ssí(?:\stambién)?|con\smi\ssí", re.IGNORECASE
)


def terms_in(words: str, language: str, now: datetime) -> Terms:
    """Return the terms that a line lays down. Raises Problem for the first piece that is not understood."""
    found: dict[str, Any] = {"since": now.date()}
    listed = ""
    for piece in _pieces(words):
        key, value = _read(piece, language, now)
        if key in _LISTS:
            listed = key
            found[key] = (*found.get(key, ()), value)
        elif key:
            found[key], listed = value, ""
        elif listed:
            found[listed] = (*found[listed], piece)
        else:
            raise Problem("permission-line-unclear", words=piece)
    return Terms(**found)


def _pieces(words: str) -> list[str]:
    """Return the pieces; a year behind a comma belongs to the day before it."""
    pieces: list[str] = []
    for one in _PIECES.split(words):
        piece = " ".join(one.split()).removesuffix(".")
        if pieces and _YEAR.fullmatch(piece):
            pieces[-1] = f"{pieces[-1]}, {piece}"
        elif piece:
            pieces.append(piece)
    return pieces


def _read(piece: str, language: str, now: datetime) -> tuple[str, Any]:
    """Return which of the terms a piece lays down, and how; "" where it is none beyond doubt."""
    if match := _NOTICE.fullmatch(piece):
        hours = int(match[1]) * (24 if match[2][0].casefold() == "d" else 1)
        return ("notice_hours", hours) if 0 < hours <= _MOST_HOURS else ("", None)
    if _BOTH.fullmatch(piece):
        return "approval", NOBODY
    if _MINE.fullmatch(piece):
        return "approval", CASEWORKER
    if match := _ORDER.fullmatch(piece):
        return ("order", match[1]) if len(match[1]) <= _ORDER_CHARS else ("", None)
    days: tuple[tuple[str, re.Pattern[str]], ...] = (
        ("until", _UNTIL),
        ("since", _SINCE),
        ("review", _REVIEW),
    )
    for key, pattern in days:
        if (match := pattern.fullmatch(piece)) and (day := _day(match[1], language, now)):
            return key, day
    match = _MOST_LONG.fullmatch(piece)
    length = read(match[1] if match else piece, language, now, Wanted.LENGTH)
    if length is not None and length.minutes and length.doubt is None and length.day is None:
        is_long_enough = SHORTEST <= length.minutes <= LONGEST
        return ("max_minutes", length.minutes) if is_long_enough else ("", None)
    for key, pattern in _LISTS.items():
        if match := pattern.fullmatch(piece):
            return key, match[1]
    return "", None


def _day(words: str, language: str, now: datetime) -> date | None:
    said = read(words, language, now, Wanted.DAY)
    if said is None or said.doubt is not None or said.start or said.day is None:
        return None
    return said.day if said.day - now.date() <= FURTHEST * 10 else None


class TermsLine(Written):
    """All terms in one line, or that there are no more, or that they are to be asked for one by one."""

    def __init__(self, when: Callable[[Any], bool]) -> None:
        super().__init__(limit=_LINE_CHARS, options=self._offered, when=when, prompt="permission-line-asked")

    def _offered(self, _flow: Flow, _item: str) -> list[Option]:
        return [Option(ALL, Text("label-that-is-all")), Option(STEPS, Text("label-step-by-step"))]

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take the terms, or say which piece is not understood."""
        terms = terms_in(super().read(flow, slot, words), flow.view.speaker.language, now_here(flow))
        return msgspec.json.encode(terms).decode()


def terms_of(answer: str) -> Terms | None:
    """Return what a stored line lays down, None where it is no line."""
    try:
        return msgspec.json.decode(answer, type=Terms)
    except (msgspec.MsgspecError, ValueError):
        return None
