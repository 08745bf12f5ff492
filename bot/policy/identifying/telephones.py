"""Telephone numbers, however they are written: in digits, in words, mixed, apart, on several lines.

A number is a row of groups of digits with little between them. What counts is how many digits there are in
all, and how they are grouped; a row that only counts up or down is a child counting. Knows no other kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from bot.policy.identifying.harmless import BLANK
from bot.policy.identifying.numerals import (
    PLURALS,
    REPEATS,
    SCALES,
    SOUNDS,
    TIMES,
    VALUES,
    ZEROES,
    is_completed_by,
    unglued,
)
from bot.policy.identifying.rare import rare

HELP_LINES: Final = (
    "8004224453",  # Childhelp National Child Abuse Hotline: childhelphotline.org
    "8002221222",  # Poison Help: poisonhelp.hrsa.gov
    "8007997233",  # National Domestic Violence Hotline: thehotline.org
    "8007873224",  # the same, for the deaf: thehotline.org
    "8002738255",  # 988 Suicide & Crisis Lifeline, its long number: 988lifeline.org
    "8886289454",  # the same, in Spanish: 988lifeline.org
    "8006624357",  # SAMHSA's National Helpline: samhsa.gov/find-help
    "8009855990",  # SAMHSA's Disaster Distress Helpline: samhsa.gov
    "8006564673",  # National Sexual Assault Hotline: rainn.org
    "8663319474",  # love is respect: loveisrespect.org
    "8664887386",  # The Trevor Project: thetrevorproject.org
    "8007862929",  # National Runaway Safeline: 1800runaway.org
    "8008435678",  # National Center for Missing & Exploited Children: missingkids.org
    "8883737888",  # National Human Trafficking Hotline: humantraffickinghotline.org
    "8338526262",  # National Maternal Mental Health Hotline: mchb.hrsa.gov
    "8009506264",  # NAMI HelpLine: nami.org
    "8554272736",  # National Parent & Youth Helpline: nationalparentyouthhelpline.org
    "8009112000",  # Línea de la Vida, Mexico: gob.mx
)
"""Lines that help, open to all: they pass everywhere. Short ones (911, 988, 211) are no number here."""

FEWEST: Final = 7
_MOST: Final = 19
_TEN_DIGITS: Final = 10
_LONGEST_GAP: Final = 12
_MOST_FILLERS: Final = 6
_COUNTED: Final = 4

_TOKEN: Final = re.compile(rf"[0-9]{{1,32}}|[a-z]{{1,90}}|{BLANK}")
_WORD: Final = re.compile(r"[a-z]{1,90}")
_TOUCHING: Final = re.compile(r"[0-9](?:[oil]|(?<=[oil][0-9]))")
_MIXING: Final = re.compile(r"[0-9](?:[a-z]|(?<=[a-z][0-9]))")
_LIKE_DIGITS: Final = re.compile(r"(?<![a-z0-9])(?=[oilsbz]{0,3}[0-9])[0-9oilsbz]{3,4}(?![a-z0-9])")
_ONE_LETTER: Final = rare(r"[0-9][ .\-][oilsbz]", r"(?<=[0-9][ .\-])([oilsbz])\1{1,3}(?=[ .\-][o0-9])")
# "The last four are 0182": the four is no part of it.
_HOW_MANY: Final = rare(
    "last|first|final|other|next|ultim|primer|otros",
    r"\b(?:last|first|final|other|next|ultim[oa]s|primer[oa]s|otros)\s(?:[234]|two|three|four|dos|tres"
    r"|cuatro)"
    r"(?:\s(?:digits|numbers|numeros|digitos))?(?![a-z0-9])",
)
_MIXED: Final = re.compile(r"[a-z0-9]{3,10}")
_AS_LETTERS: Final = str.maketrans("01345", "oieas")
# How many digits a word can add to a row: "two" one, "twenty" two, "double" one more than what follows it.
_AT_MOST: Final = {
    **dict.fromkeys(SOUNDS, 1),
    **{word: len(str(value)) for word, value in VALUES.items()},
    **dict.fromkeys(ZEROES, 1),
    **{word: len(str(scale)) - 1 for word, scale in SCALES.items()},
    **{word: times - 1 for word, times in REPEATS.items()},
    **dict.fromkeys(PLURALS, 3),  # "four fives": three more than the four
    **dict.fromkeys(TIMES, 4),  # "four three times", "55 four times"
}
_LONG: Final = 6
_TIGHT: Final = re.compile(r"[\s.\-/()+*_~|:#]{0,4}")
_ENDS: Final = re.compile(r"[?!;]\s|\n\s{0,8}\n")
# Words that people put between the parts of a number, and that mean nothing else there.
_FILLERS: Final = frozenset((
    "and", "then", "next", "followed", "by", "the", "rest", "is", "are", "last", "first", "second", "third",
    "digits", "dash", "hyphen", "dot", "point", "period", "space", "plus", "area", "code", "it", "s", "its",
    "um", "uh", "er", "ends", "ending", "starts", "in", "with", "after", "that", "finally", "comma", "slash",
    "ok", "okay", "again", "part", "number", "numbers", "ext", "extension", "open", "close", "parenthesis",
    "y", "e", "luego", "despues", "guion", "punto", "raya", "espacio", "mas", "el", "la", "los", "las",
    "resto",
    "siguiente", "siguientes", "ultimos", "primeros", "primero", "segundo", "coma", "de", "son", "es",
    "termina",
    "terminan", "en", "con", "empieza", "al", "final", "por", "ultimo", "digitos", "seguido", "seguidos",
    "area", "clave", "lada", "sigue", "siguen", "diagonal", "entonces", "numero", "numeros", "eh", "otra",
    "vez",
))  # fmt: skip
_CUE: Final = re.compile(
    r"\b(?:call|text|phone|cell|number|tel|mobile|reach|whats|wsp|wasap|guasap|dial|ring|contact|sms|fax"
    r"|digits|line"
    r"|hit\sme|hmu|facetime|voicemail|landline|beep|page\sme|llam|marca|marque|numero|num|nro|cel|celu"
    r"|celular|telefono|fono"
    r"|mensaje|escrib|comuni|contact|mandame|hablame|linea|movil|signal|telegram|zelle|code|codigo)"
    r"|[\u260e\u2706]"
    r"|[\U0001f4de-\U0001f4f2]"
)
_BEFORE: Final = 60
_AFTER: Final = 30
# How the groups of a telephone number are long, when commas or words stand between them.
_SHAPE: Final = re.compile(r"334|^34$|1{7}|31111|33(?:22|1111)|^44$|244|^424$|^55$|^73$|^37$|^64$")
_SEVERAL: Final = ("2", "3", "4")
_STEPS: Final = (1, 2, 3, 4, 5, 10, 20, 25, 50, 100)
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}")
_HOUR: Final = re.compile("(?:[01][0-9]|2[0-3])[0-5][0-9]")
_CLOCK: Final = re.compile("(?:1[0-2]|0?[1-9])[0-5][0-9]")
_HOURS: Final = frozenset(map(str, range(1, 13)))
_QUARTERS: Final = frozenset(("00", "15", "30", "45"))
# How far apart the parts of one number are told, and what is said while one is told.
_TALK: Final = 70
_SHORTEST_PIECE: Final = 2
_AREA: Final = 3
_ENOUGH: Final = 2
_NO_PIECE: Final = re.compile("(?:19|20)[0-9]{2}|[1-9][0-9]?0{1,18}|[2-8]11|911|988")
_USUAL: Final = ([3, 4], [3, 3, 4], [2, 4, 4], [4, 6], [3, 7], [2, 3, 4])
_TELLING: Final = re.compile(
    r"\b(?:my|mi|the)?\s?(?:numb(?:er|a)|digits|numero|telefono|cel(?:l|u|ular)?|phone|line|linea)\b"
    r"|\b(?:area(?:\scode)?|lada|prefix|prefijo|begin|start|empieza|comienza|first|primero|up\sfront"
    r"|before|antes|goes|va|together|juntos|last|end(?:s|ing)?|termina|acaba|last|final|ultim[oa]s?|middle"
    r"|medio|rest|resto|then|luego|despues|sigue)\b"
    r"|\b(?:write\s(?:this|it|that)|got\sa\spen|anot[ae]\w{0,4}|apunt[ae]\w{0,4}|call|text|txt|dial|marca"
    r"|llam[ae]\w{0,4}|hablame|guard[ae]|save\sit|put\s(?:it|that)|whats\w{0,4})\b"
)
_UP: Final = "01234567890"
_ROUND: Final = re.compile("[1-9][0-9]?0{5,18}")
_SUM: Final = re.compile(r"\b(?:son|is|are|plus|mas|equals|makes|por|times)\b")
_LOOKS_LIKE_A_DIGIT: Final = str.maketrans("oilsbz", "011582")


class _Group(msgspec.Struct):
    start: int
    end: int
    digits: str
    value: int = -1  # what it is worth, if it was said in words; -1: written in digits
    is_loose: bool = False  # more than a mark or a space stands before it


_Row = list[_Group]


def spelled(lower: str) -> str:
    """Return the text with its disguises off: "f1ve" is five, and "S5S" in a row of digits is 555."""
    lower = _HOW_MANY.sub(lambda found: " " * len(found[0]), lower)
    lower = _ONE_LETTER.sub(lambda found: found[0].translate(_LOOKS_LIKE_A_DIGIT), lower)
    if not _MIXING.search(lower):  # what follows changes only letters in one word with digits
        return lower
    lower = _LIKE_DIGITS.sub(lambda found: found[0].translate(_LOOKS_LIKE_A_DIGIT), lower)
    return _MIXED.sub(
        lambda found: found[0].translate(_AS_LETTERS) if _is_mixed(found[0]) else found[0], lower
    )


def _is_mixed(word: str) -> bool:
    return not word.isdigit() and not word.isalpha() and word.translate(_AS_LETTERS) in VALUES


def digits_in(lower: str) -> int:
    """Return how many digits there are at most, in figures and in words: a quick look before a long one."""
    lower = spelled(lower)
    written = sum(map(lower.count, "0123456789"))
    if written >= FEWEST:
        return written
    if _TOUCHING.search(lower):
        written = max(written, FEWEST)
    said = 0
    for word in _WORD.findall(lower):
        if word in _AT_MOST:
            said += _AT_MOST[word]
        elif len(word) >= _LONG:
            said += sum(len(str(value)) for value in unglued(word))
    return written + said


def telephones(lower: str, masked: str, allowed: Sequence[str] = ()) -> Iterator[tuple[int, int]]:
    """Yield where telephone numbers are in ``masked``; ``lower`` is the same text with all its words."""
    open_to_all = frozenset(allowed) | frozenset(HELP_LINES)
    pieces: list[_Row] = []
    for row in _rows(spelled(masked)):
        if not _is_number(row, lower, open_to_all):
            pieces.append(row)
            continue
        yield from _told_in_pieces(pieces, lower, open_to_all)
        pieces = []
        start = row[0].start
        while start > 0 and masked[start - 1] in "+(":
            start -= 1
        yield start, row[-1].end
    yield from _told_in_pieces(pieces, lower, open_to_all)


def _told_in_pieces(
    rows: Sequence[_Row], lower: str, open_to_all: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Yield a number with talk between its parts: "it's 704, you know, then 555, and it ends in 0129"."""
    pieces: list[_Row] = []
    for row in (*rows, None):
        is_near = row is not None and (not pieces or row[0].start - pieces[-1][-1].end <= _TALK)
        if row is not None and is_near and _is_piece(row):
            pieces.append(row)
            continue
        if row is not None and is_near and _length(row) < _SHORTEST_PIECE:
            continue
        yield from _pieces_together(pieces, lower, open_to_all)
        pieces = [row] if row is not None and _is_piece(row) else []


def _pieces_together(
    pieces: Sequence[_Row], lower: str, open_to_all: frozenset[str]
) -> Iterator[tuple[int, int]]:
    lengths = [_length(row) for row in pieces]
    if not pieces or not FEWEST <= sum(lengths) <= _MOST or max(lengths) < _AREA:
        return
    digits = "".join(group.digits for row in pieces for group in row)
    if digits in open_to_all or digits.removeprefix("1") in open_to_all:
        return
    start, end = pieces[0][0].start, pieces[-1][-1].end
    dictated = sum(len(row) >= _AREA and {len(group.digits) for group in row} == {1} for row in pieces)
    signs = len({found[0] for found in _TELLING.finditer(lower, max(0, start - 2 * _BEFORE), end + _AFTER)})
    if signs + (sorted(lengths) in _USUAL) + (dictated > 1) >= _ENOUGH:
        yield start, end


def _length(row: _Row) -> int:
    return sum(len(group.digits) for group in row)


def _is_piece(row: _Row) -> bool:
    """Whether a row may be a part of a telephone number: neither a year, nor counting, nor a lone digit."""
    if len(row) == 1 and _NO_PIECE.fullmatch(row[0].digits):
        return False
    return _length(row) >= _SHORTEST_PIECE and not _is_counting(row)


def _is_number(row: Sequence[_Group], lower: str, open_to_all: frozenset[str]) -> bool:
    digits = "".join(group.digits for group in row)
    if len(digits) < FEWEST or digits in open_to_all or digits.removeprefix("1") in open_to_all:
        return False
    if len(row) == 1:
        return len(digits) <= _MOST and not _is_no_number(digits)
    if all(_YEAR.fullmatch(group.digits) for group in row) or _is_counting(row):
        return False
    if _is_quarters(row):
        return False
    if _has_cue(row, lower):
        return True
    if all(_HOUR.fullmatch(group.digits) for group in row) or _is_times(row):
        return False
    if any(group.value >= 0 for group in row):
        return len(_SUM.findall(lower, row[0].start, row[-1].end)) < 2  # noqa: PLR2004 - "two and two are four"
    shape = "".join(str(min(len(group.digits), 9)) for group in row)
    if _SHAPE.search(shape):
        return True
    if any(group.is_loose for group in row[1:]):
        return False
    return max(shape) >= "3" or len(digits) >= _TEN_DIGITS or set(shape) == {"1"}


def _is_no_number(digits: str) -> bool:
    """Whether digits in one piece count up, or are a million or a finger on one key."""
    return digits in _UP or digits in _UP[::-1] or bool(_ROUND.fullmatch(digits)) or len(set(digits)) == 1


def _is_times(row: Sequence[_Group]) -> bool:
    """Whether three groups or more all tell a time, and are not grouped as a number: "930 1130 130"."""
    shape = [len(group.digits) for group in row]
    return len(row) > 2 and shape[-3:] != [3, 3, 4] and all(_CLOCK.fullmatch(group.digits) for group in row)  # noqa: PLR2004


def _is_quarters(row: Sequence[_Group]) -> bool:
    """Whether the row is hours with their minutes: "10 15, 11 30"."""
    is_even = len(row) % 2 == 0 and all(len(group.digits) <= 2 for group in row)  # noqa: PLR2004 - "4", "10"
    hours = {group.digits.lstrip("0") for group in row[::2]}
    return is_even and hours <= _HOURS and {group.digits for group in row[1::2]} <= _QUARTERS


def _has_cue(row: Sequence[_Group], lower: str) -> bool:
    start, end = row[0].start, row[-1].end
    before = lower[max(0, start - _BEFORE) : start]
    return bool(_CUE.search(before) or _CUE.search(lower[end : end + _AFTER]))


def _is_counting(row: Sequence[_Group]) -> bool:
    """Whether the row only counts: by ones, twos or tens, up or down, perhaps again from one."""
    if len(row) < _COUNTED or any(len(group.digits) > 3 for group in row):  # noqa: PLR2004 - 3 3 4 is a number
        return False
    values = [int(group.digits) for group in row]
    steps = [after - before for before, after in pairwise(values)]
    commonest = max(map(steps.count, _STEPS))
    if commonest >= _COUNTED and 2 * commonest > len(steps):
        return True  # "from 1 to 100 by tens: 10 20 30 …"
    if len(set(steps)) == 1 and abs(steps[0]) in _STEPS:
        return True
    if set(steps[1:]) == {values[0]}:
        return True  # "by fives: five, ten, fifteen"
    ones = sum(step == 1 for step in steps)
    is_again = all(step == 1 or value == 1 for step, value in zip(steps, values[1:], strict=True))
    is_forgetful = all(step > 0 for step in steps) and 4 * ones >= 3 * len(steps)
    return (is_again and values[0] <= 1 and 2 * ones > len(steps)) or is_forgetful


def _rows(text: str) -> Iterator[list[_Group]]:
    tokens = [(found.start(), found.end(), found[0]) for found in _TOKEN.finditer(text)]
    row: list[_Group] = []
    fillers = 0
    last = 0
    place = 0
    while place < len(tokens):
        start, _, word = tokens[place]
        gap = text[last:start]
        if row and _is_far(gap):
            yield row
            row = []
        groups, used = _groups(text, tokens, place, row)
        if groups:
            for group in groups:
                group.is_loose = fillers > 0 or not _TIGHT.fullmatch(gap)
                _add(row, group, is_joined=fillers <= 1 and not gap.strip(" -"))
            fillers = 0
        elif word in TIMES and len(row) > 1 and row[-1].digits in ("2", "3", "4"):
            said = row.pop()
            row[-1].digits *= int(said.digits)
            row[-1].end = tokens[place][1]
        elif row and word in _FILLERS and fillers < _MOST_FILLERS:
            fillers += 1
        elif row:
            yield row
            row = []
        if not row:
            fillers = 0
        place += used
        last = tokens[place - 1][1]
    if row:
        yield row


def _is_far(gap: str) -> bool:
    return len(gap) > _LONGEST_GAP or bool(_ENDS.search(gap)) or any(map(str.isalpha, gap))


def _groups(
    text: str, tokens: Sequence[tuple[int, int, str]], place: int, row: Sequence[_Group]
) -> tuple[list[_Group], int]:
    """Return what the token says in digits, and how many tokens that took."""
    start, end, word = tokens[place]
    if word not in _AT_MOST and word.isalpha() and len(word) > 2:  # noqa: PLR2004 - hardly any are shorter
        return [_Group(start, end, str(value), value) for value in unglued(word)], 1
    following = tokens[place + 1] if place + 1 < len(tokens) else (end, end, "")
    repeated, used = _repeated(tokens, place)
    if repeated:
        return [_Group(start, tokens[place + used - 1][1], repeated, 0)], used
    if word.isdigit():
        return [_Group(start, end, word)], 1
    if word in VALUES:
        return [_Group(start, end, str(VALUES[word]), VALUES[word])], 1
    if word in SCALES and row and row[-1].value in range(1, 100):
        return [_Group(start, end, str(SCALES[word])[1:], -2)], 1
    if word in ZEROES:
        # In Spanish "o" is "or" too: "a las 11 o 12".
        is_or = word == "o" and bool(row) and len(row[-1].digits) > 1 and row[-1].end < start
        if not is_or and (_is_number_word(following[2]) or (row and row[-1].value >= 0)):
            return [_Group(start, end, "0", 0)], 1
        return _letters(text, start, end, word, row)
    if word in SOUNDS:
        heard = [token[2] for token in tokens[place + 1 : place + 4]]
        is_begun = len(heard) > 2 and all(_is_number_word(one) or one in SOUNDS for one in heard)  # noqa: PLR2004 - three more
        is_among = is_begun or (bool(row) and (row[-1].value >= 0 or word == "nickel"))
        is_last = len(row) >= FEWEST - 1
        if is_among and (is_last or _is_number_word(following[2]) or following[2] in SOUNDS):
            return [_Group(start, end, str(SOUNDS[word]), SOUNDS[word])], 1
    elif len(word) <= 2:  # noqa: PLR2004 - "OI" for 01
        return _letters(text, start, end, word, row)
    else:
        return [_Group(start, end, str(value), value) for value in unglued(word)], 1
    return [], 1


def _repeated(tokens: Sequence[tuple[int, int, str]], place: int) -> tuple[str, int]:
    """Return the digits of "double two", "tres cincos", "2 veces 8", and how many tokens they take."""
    word = tokens[place][2]
    following = tokens[place + 1][2] if place + 1 < len(tokens) else ""
    if word in REPEATS and len(digit := _digit(following)) == 1:
        return digit * REPEATS[word], 2
    count = _digit(word)
    if count not in _SEVERAL:
        return "", 0
    if following in PLURALS:
        return str(PLURALS[following]) * int(count), 2
    if following in TIMES and place + 2 < len(tokens):
        digit = _digit(tokens[place + 2][2])
        return (digit * int(count), 3) if len(digit) == 1 else ("", 0)
    return "", 0


def _digit(word: str) -> str:
    """Return a number in figures, in whichever way it is written, or nothing."""
    return word if word.isdigit() else str(VALUES.get(word, "0" if word in ZEROES else ""))


def _is_number_word(word: str) -> bool:
    return word.isdigit() or word in VALUES or word in ZEROES or word in REPEATS


def _letters(text: str, start: int, end: int, word: str, row: Sequence[_Group]) -> tuple[list[_Group], int]:
    """Read letters that touch digits as the digits that they look like: "55O", "l23"."""
    touches_before = bool(row) and row[-1].end == start
    touches_after = end < len(text) and text[end].isdigit()
    is_round = set(word) <= set("oil") and (touches_before or touches_after)
    if is_round or (set(word) <= set("oilsbz") and touches_before and touches_after):
        return [_Group(start, end, word.translate(_LOOKS_LIKE_A_DIGIT))], 1
    return [], 1


def _add(row: list[_Group], group: _Group, *, is_joined: bool) -> None:
    """Put a group to the row, or to the group before it, where the two are said as one number."""
    before = row[-1] if row else None
    if before is not None and before.value == group.value == -1 and before.end == group.start:
        before.digits += group.digits
        before.end = group.end
    elif before is not None and group.value == -2:  # noqa: PLR2004 - "hundred", "mil"
        before.digits += group.digits
        before.value *= int("1" + group.digits)
        before.end = group.end
    elif before is not None and before.value >= 0 and group.value >= 0 and is_joined:
        if is_completed_by(before.value, group.value):
            before.value += group.value
            before.digits = str(before.value)
            before.end = group.end
        else:
            row.append(group)
    else:
        row.append(group)
