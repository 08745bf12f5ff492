"""What was told before, with a part changed: "same number, but it ends in 0188", "same street, number 14".

Whoever has the old one has the new one. Knows nothing of numbers and addresses that are told whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.policy.identifying.finding import Kind
from bot.policy.identifying.harmless import UNIT
from bot.policy.identifying.numerals import VALUES

Place = tuple[int, int, Kind]

_HINTS: Final = (
    "same", "mism", "old ", "igual", "viej", "antes", "siempre", "number", "anterior", "sabe", "know",
    "changed", "cambi",
)  # fmt: skip
_SAID: Final = "|".join(word for word in VALUES if len(word) > 2)  # noqa: PLR2004 - "un"
_DIGITS: Final = (
    rf"(?:an?\s|un\s|el\s|the\s)?(?:[0-9]{{1,4}}|(?:double\s|doble\s|two\s|dos\s)?(?:{_SAID})(?:\s(?:{_SAID})){{0,3}})"
    rf"(?![\w:/.%]{{0,1}}[0-9])(?!\w|\s?(?:{UNIT}|am|pm|o'?clock)\b)"
)
_PHONE: Final = r"(?:(?:phone|cell)\s)?(?:number|numba|num|phone|cell|digits)"
_TELEFONO: Final = r"(?:numeros?|telefono|celular|cel|tel)"
_SAME_PHONE: Final = re.compile(
    rf"\b(?:same|old|usual|regular)\s(?:old\s|exact\s)?{_PHONE}\b(?!\sof\b|\son\s(?:his|her|the))"
    rf"|(?<!room\s)(?<!bus\s)(?<!case\s)(?<!jersey\s)(?<!class\s)\b{_PHONE}\s(?:is\s|stayed\s|still\s){{0,2}}(?:the\s)?same\b"
    rf"|\b(?:number|num|cell)\s(?:that\s)?(?:i\s(?:gave|told|sent)|from\sbefore|you\s(?:have|had|got))\b"
    rf"|\b{_PHONE}\s(?:hasn'?t|haven'?t|has\snot|have\snot|didn'?t)\schanged?\b"
    rf"|\b{_TELEFONO}\sno\s(?:ha\scambiado|cambio)\b"
    rf"|\b(?:mismos?|viejo|anterior)\s{_TELEFONO}\b(?!\sde\b(?!\s(?:antes|siempre)\b))"
    rf"|\b{_TELEFONO}\s(?:(?:es|sigue|siendo)\s){{0,2}}(?:el\s)?(?:mismo|igual|viejo|anterior|de\s(?:siempre|antes)"
    r"|que\s(?:le|te|les)\sdi)\b"
)
_OTHER_DIGITS: Final = re.compile(
    rf"\b(?:ends?|ending|finish(?:es)?)\s(?:up\s)?(?:(?:in|with|on)\s)?{_DIGITS}"
    r"|\b(?:last|final)\s(?:(?:one|two|three|four|[2-4])\s?)?(?:digits?\s|numbers?\s|nums?\s)?"
    rf"(?:(?:is|are|its|it's|now|changed\sto|to)\s){{1,3}}{_DIGITS}"
    rf"|\blast\sdigit\s{_DIGITS}|\b(?:put|use|pon|ponga|ponle)\s{_DIGITS}\s(?:where|donde|for|instead|en\s(?:vez|lugar))\b"
    rf"|\b(?:swap|change|switch)\w{{0,2}}\s(?:[a-z0-9]{{1,6}}\s){{1,5}}(?:to|for|with)\s{_DIGITS}"
    rf"|{_DIGITS}\s(?:at|on)\sthe\send\b|{_DIGITS}\sinstead\sof\s{_DIGITS}"
    rf"|\b(?:termina|acaba|finaliza)\s(?:ahora\s)?(?:en|con)\s{_DIGITS}"
    rf"|\bultim[oa]s?\s(?:digitos?\s|numeros?\s|dos\s|tres\s|cuatro\s){{0,2}}(?:(?:es|son|ahora)\s){{1,2}}{_DIGITS}"
    rf"|\bcambi\w{{1,3}}\s(?:[a-z0-9]{{1,8}}\s){{1,5}}(?:por|a)\s{_DIGITS}"
    rf"|\bal\sfinal\s(?:(?:lleva|es|va|con|son|tiene)\s)?{_DIGITS}|{_DIGITS}\sal\sfinal\b"
    rf"|{_DIGITS}\sen\s(?:vez|lugar)\sdel?\s{_DIGITS}"
)
_SAME_HOME: Final = re.compile(
    r"\bsame\s(?:street|building|apartments?|complex|address|trailer\spark|block|road)\b(?!\s(?:party|as\sthe\svisit))"
    r"|\b(?:address|street)\s(?:is|stayed)\s(?:still\s)?(?:the\s)?same\b|\bknow\sthe\s(?:street|address|building)\b"
    r"|\bhouse\snumber\b"
    r"|\bmism[oa]s?\s(?:calle|edificio|apartamentos?|departamentos?|direccion|cuadra)\b"
    r"|\b(?:direccion|calle)\s(?:(?:es|sigue|siendo)\s){1,2}(?:la\s)?(?:misma|igual)\b"
    r"|\b(?:direccion|calle|casa)\s(?:ya\s)?(?:la\ssabe|de\santes)|\bsabes?n?\s(?:la\s|cual\ses\sla\s)(?:calle|direccion)\b"
)
_NOT: Final = r"(?:instead\sof|and\snot|not|y\sno|no|en\s(?:vez|lugar)\sdel?)"
_OTHER_HOUSE: Final = re.compile(
    r"\b(?:number|numero|num|no\.|apt|apto|unit|lot|door)\s(?:(?:is|es|now|ahora|#)\s){0,3}#?[0-9]{1,5}(?![\w:/])"
    rf"|\b[0-9]{{1,5}}\s{_NOT}\s(?:the\s|el\s|la\s)?[0-9]{{1,5}}(?![\w:/])"
    r"|\b(?:just|only|but|now|nomas|solo|ahora)\s(?:(?:its|it's|is|at|que|es|en|el|la|ahora|now)\s){0,4}[0-9]{2,5}"
    rf"(?![\w:/]|\s?(?:{UNIT}|am|pm|blocks|houses|doors|cuadras|casas)\b)"
    r"|\bfrom\s[0-9]{1,5}\sto\s[0-9]{1,5}(?![\w:/])|\bahora\ses\s(?:la\s|el\s)?[0-9]{1,5}(?![\w:/])"
)
_REACH: Final = 60
_ENDS: Final = re.compile(r"[.!?\n](?:\s|$)")


def changes(lower: str) -> Iterator[Place]:
    """Yield where somebody says what is other now in a telephone number or an address that is known."""
    if not any(map(lower.__contains__, _HINTS)):
        return
    for same, other, kind in (
        (_SAME_PHONE, _OTHER_DIGITS, Kind.PHONE),
        (_SAME_HOME, _OTHER_HOUSE, Kind.ADDRESS),
    ):
        for found in same.finditer(lower):
            changed = other.search(lower, found.end(), found.end() + _REACH)
            if changed and not _ENDS.search(lower, found.end(), changed.start()):
                yield found.start(), changed.end(), kind
