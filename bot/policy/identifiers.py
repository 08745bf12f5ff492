"""What in a person's words says who or where somebody is: telephone, e-mail, address, handle, link, name.

Families on two sides of a child do not learn this of each other here. Values in, values out; knows nobody:
whoever asks brings the names to protect and what the agency allows. Nothing is sent, kept or logged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

import msgspec

from bot.policy.identifying.accounts import accounts
from bot.policy.identifying.addresses import addresses
from bot.policy.identifying.changes import changes
from bot.policy.identifying.finding import Finding, Kind
from bot.policy.identifying.handles import handles, matrix_ids
from bot.policy.identifying.harmless import BLANK, masked
from bot.policy.identifying.links import links
from bot.policy.identifying.mails import mails
from bot.policy.identifying.protected import protected_names
from bot.policy.identifying.reading import folded, read
from bot.policy.identifying.telephones import FEWEST, HELP_LINES, digits_in, telephones

__all__ = ["Finding", "Kind", "find", "without"]

_ELISION: Final = "…"
_OPENING: Final = "([{\"'“\u2018¿¡«"
_DIGIT: Final = re.compile("[0-9]")
_SPACES: Final = re.compile(r"[ \t]{2,64}")
_BEFORE_MARK: Final = re.compile(r"[ \t]{1,64}(?=[,.;:!?)])")


class _Allowed(msgspec.Struct, frozen=True):
    """What an agency lets pass. Wherever the pattern finds anything, one of the pieces or numbers stands."""

    pattern: re.Pattern[str]
    pieces: tuple[str, ...]
    numbers: tuple[str, ...]
    hosts: tuple[str, ...]


def find(
    words: str, protected: Sequence[str] = (), allowed: Sequence[str] = (), known: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Return what identifies somebody, in order, not overlapping.

    ``protected``: names of other families' people and the caseworker's terms. ``allowed``: numbers, hosts,
    e-mail addresses, streets of the agency and its resources. ``known``: names that the reader may know; they
    win over a protected name that is the same or nearly so. Never raises, whatever the words are; the work
    grows with their length alone.
    """
    reading = read(words)
    places: list[tuple[int, int, Kind]] = []
    familiar = _familiar(tuple(known))
    for start, end, kind in _candidates(reading.text, reading.lower, tuple(allowed)):
        # "@Tianna, can you?" speaks to somebody who is here.
        if kind != Kind.HANDLE or reading.lower[start:end].lstrip("@ ") not in familiar:
            _take(places, (start, end, kind))
    if protected:
        for start, end in protected_names(reading.text, reading.lower, protected, known):
            _take(places, (start, end, Kind.NAME))
    return tuple(Finding(*reading.span(start, end), kind) for start, end, kind in sorted(places))


def without(words: str, findings: Iterable[Finding]) -> str:
    """Return the words with "…" in the place of each finding, set off by spaces, and no space too many."""
    pieces: list[str] = []
    last = 0
    for finding in findings:
        between = words[last : finding.start]
        if not pieces or between.strip():
            pieces.extend((between, _ELISION))
        last = finding.end
    pieces.append(words[last:])
    if len(pieces) == 1:
        return words
    said = pieces[0]
    for piece in pieces[1:]:
        is_apart = piece == _ELISION and said and not (said[-1].isspace() or said[-1] in _OPENING)
        is_word = said.endswith(_ELISION) and (piece[:1].isalnum() or piece == _ELISION)
        said += f" {piece}" if is_apart or is_word else piece
    tidy = _SPACES.sub(" ", said)
    return _BEFORE_MARK.sub("", tidy).strip()


def _candidates(text: str, lower: str, allowed: tuple[str, ...]) -> Iterator[tuple[int, int, Kind]]:
    """Yield all that may identify, the surer kinds first; what is allowed is blanked out before anything."""
    agency = _allowed(allowed)
    amount = digits_in(lower)
    if any(map(lower.__contains__, agency.pieces)) or _rings(lower, agency.numbers):
        lower = agency.pattern.sub(_blank, lower)
    if amount >= FEWEST and _rings(lower, HELP_LINES):
        lower = _HELP.sub(_blank, lower)
    text = _blanked(text, lower)
    taken: list[tuple[int, int, Kind]] = []
    for places in (
        mails(lower),
        matrix_ids(lower),
        links(lower, agency.hosts),
        ((start, end, Kind.ADDRESS) for start, end in addresses(text, lower)),
        handles(text, lower),
        ((start, end, Kind.HANDLE) for start, end in accounts(text, lower)),
        changes(lower),
    ):
        for place in places:
            if _take(taken, place):
                yield place
    if amount < FEWEST:
        return
    rest = _cut_out(lower, taken)
    for start, end in telephones(rest, masked(rest), agency.numbers):
        yield start, end, Kind.PHONE


def _take(places: list[tuple[int, int, Kind]], place: tuple[int, int, Kind]) -> bool:
    """Add a place unless another one stands there already."""
    start, end, _ = place
    if end <= start or any(start < other[1] and other[0] < end for other in places):
        return False
    places.append(place)
    return True


def _rings(lower: str, numbers: Sequence[str]) -> bool:
    """Whether the digits of a number stand in a text, with whatever else between: a quick look beforehand."""
    digits = "".join(_DIGIT.findall(lower))
    return any(map(digits.__contains__, numbers))


def _cut_out(lower: str, places: Sequence[tuple[int, int, Kind]]) -> str:
    for start, end, _ in places:
        lower = lower[:start] + BLANK * (end - start) + lower[end:]
    return lower


def _blank(found: re.Match[str]) -> str:
    return BLANK * len(found[0])


def _blanked(text: str, lower: str) -> str:
    if BLANK not in lower:
        return text
    return "".join(BLANK if small == BLANK else sign for sign, small in zip(text, lower, strict=True))


def _number_pattern(digits: str) -> str:
    country = r"(?:\+?1[^0-9a-z]{0,3})?" if len(digits) == 10 else r"\+?"  # noqa: PLR2004
    return rf"(?<![0-9])\(?{country}" + r"[^0-9a-z]{0,3}".join(digits) + r"(?![0-9])"


_HELP: Final = re.compile("|".join(_number_pattern(number) for number in HELP_LINES))


@lru_cache(maxsize=256)
def _familiar(known: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for name in known for word in folded(name).split())


@lru_cache(maxsize=64)
def _allowed(allowed: tuple[str, ...]) -> _Allowed:
    patterns: list[str] = []
    pieces: list[str] = []
    numbers: list[str] = []
    hosts: list[str] = []
    for item in allowed:
        plain = folded(item).strip()
        digits = "".join(sign for sign in plain if sign.isdigit())
        if not plain:
            continue
        if "@" in plain:
            pieces.append(plain)
            patterns.append(rf"(?<![\w.+\-]){re.escape(plain)}(?![\w\-])")
        elif len(digits) >= FEWEST and not any(sign.isalpha() for sign in plain):
            short = digits.removeprefix("1") if len(digits) == 11 else digits  # noqa: PLR2004
            numbers.append(short)
            patterns.append(_number_pattern(short))
        elif re.fullmatch(r"\S+\.\S+", plain):
            hosts.append(re.sub(r"^[a-z]+://", "", plain).split("/")[0].removeprefix("www."))
        else:
            words = re.findall(r"[^\s,.]+", plain)
            forms = [_forms(word) for word in words]
            # A word that is always written so; where there is none, "", which stands everywhere.
            pieces.append(max((one for one, *others in forms if not others), key=len, default=""))
            parts = (f"(?:{'|'.join(map(re.escape, some))})" for some in forms)
            patterns.append(r"(?<!\w)" + r"[\s,.]{1,3}".join(parts) + r"(?!\w)")
    pattern = re.compile("|".join(patterns))
    return _Allowed(pattern, tuple(pieces), tuple(numbers), tuple(hosts))


_SHORT_WORDS: Final = (
    ("street", "st"), ("avenue", "ave", "av"), ("road", "rd"), ("boulevard", "blvd"), ("drive", "dr"),
    ("lane", "ln"), ("court", "ct"), ("place", "pl"), ("avenida", "av", "ave"), ("suite", "ste"),
    ("north", "n"), ("south", "s"), ("east", "e"), ("west", "w"), ("highway", "hwy"), ("parkway", "pkwy"),
    ("square", "sq"), ("numero", "num", "no", "#"),
)  # fmt: skip


def _forms(word: str) -> tuple[str, ...]:
    """Return how a word of a street is written: "street" is "st" too."""
    return next((forms for forms in _SHORT_WORDS if word in forms), (word,))
