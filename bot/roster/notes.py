"""Where in the file something stands, and what has been noted about it.

Refuses to know what the entries mean: it finds lines by a light scan, because the TOML parser keeps none.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

import msgspec

from bot.roster.problem import Mistake

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_HEADER = re.compile(r"[ \t]*\[\[?[ \t]*([A-Za-z0-9_.-]{1,60})[ \t]*\]")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z_-]{0,39}|[a-z][a-z0-9_-]{0,39}")
_NO_LINE = 1 << 30  # What has no line is told after everything that has one.

MOST_MISTAKES = 200


class TooMany(Exception):  # noqa: N818 - it only ends the reading
    """So much is wrong that more would help nobody; it also bounds the work a hostile file can make."""


class Spot(msgspec.Struct, frozen=True):
    """One entry: the ``number``-th of its ``table``, from 0. A child is found inside its family's entry."""

    table: str
    number: int = 0
    id: str = ""
    child: str = ""

    def __str__(self) -> str:
        """Name the entry as its reader would."""
        if self.table == "agency":
            return "agency"
        named = f'{self.table} "{self.id}"' if self.id else f"{self.table} number {self.number + 1}"
        if not self.child:
            return named
        return f'child "{self.child}"' if is_plain(self.child) else f"child {self.child} of {named}"


class Lines:
    """Finds the line of a key; where scan and parser disagree it says nothing, rather than a wrong line."""

    def __init__(self, text: str, counts: Mapping[str, int]) -> None:
        self._lines = text.split("\n")
        self._blocks: dict[str, list[tuple[int, int]]] = {}
        starts = [(at, match[1]) for at, line in enumerate(self._lines) if (match := _HEADER.match(line))]
        ends = [at for at, _ in starts[1:]] + [len(self._lines)]
        for (start, table), end in zip(starts, ends, strict=False):
            self._blocks.setdefault(table, []).append((start, end))
        self._counts = counts

    def find(self, spot: Spot, key: str | None) -> int | None:
        """Return the number of the line, from 1, or None."""
        blocks = self._blocks.get(spot.table, [])
        if len(blocks) != self._counts.get(spot.table):
            return None
        start, end = blocks[spot.number]
        wanted = re.escape(key) if key else "\n"
        if spot.child:
            wanted = rf"(?:.*[{{,]\s*)?id\s*=\s*[\"']{re.escape(spot.child)}[\"'].*"
            pattern = re.compile(wanted)
        else:
            pattern = re.compile(rf"\s*[\"']?{wanted}[\"']?\s*=")
        for at in range(start + 1, end):
            if pattern.match(self._lines[at]):
                return at + 1
        return start + 1


class Notes:
    """All that was noted while one file was read."""

    def __init__(self, file_name: str, lines: Lines) -> None:
        self._file_name = file_name
        self._lines = lines
        self._mistakes: list[tuple[int, Mistake]] = []
        self._warnings: list[tuple[int, Mistake]] = []
        self._unread: set[tuple[Spot, str | None]] = set()

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """What must be mended, in file order."""
        return tuple(mistake for _, mistake in sorted(self._mistakes, key=lambda pair: pair[0]))

    @property
    def warnings(self) -> tuple[Mistake, ...]:
        """What a person should look at, in file order."""
        return tuple(warning for _, warning in sorted(self._warnings, key=lambda pair: pair[0]))

    def file(self, says: str, line: int | None = None) -> None:
        """Note a mistake that belongs to no entry."""
        where = f"{self._file_name}, line {line}" if line else self._file_name
        self._add(line or _NO_LINE, Mistake(where, says))

    def unread(self, spot: Spot, key: str | None, says: str) -> None:
        """Note a value that could not be read at all; later mistakes about it would only repeat this one."""
        self._unread.add((spot, key))
        self._add(*self._placed(spot, key, says))

    def mistake(self, spot: Spot, key: str | None, says: str) -> None:
        """Note a value that can be read and makes no sense."""
        if (spot, key) not in self._unread:
            self._add(*self._placed(spot, key, says))

    def warn(self, spot: Spot, key: str | None, says: str) -> None:
        """Note something that is allowed and odd."""
        self._warnings.append(self._placed(spot, key, says))

    def guess(self, wrong: object, right: Collection[str]) -> str:
        """Return ' Did you mean "ana"?', or nothing when nothing is near."""
        near = get_close_matches(str(wrong).lower(), sorted(right)[:500], n=1) if is_plain(wrong) else []
        return f' Did you mean "{near[0]}"?' if near else ""

    def _add(self, line: int, mistake: Mistake) -> None:
        self._mistakes.append((line, mistake))
        if len(self._mistakes) >= MOST_MISTAKES:
            raise TooMany

    def _placed(self, spot: Spot, key: str | None, says: str) -> tuple[int, Mistake]:
        line = self._lines.find(spot, key)
        where = f"{self._file_name}, line {line}, {spot}" if line else f"{self._file_name}, {spot}"
        return line or _NO_LINE, Mistake(where, says)


def is_plain(value: object) -> bool:
    """Whether a value may be quoted: a short word that is nobody's number, address or name with tricks."""
    return isinstance(value, str) and _PLAIN.fullmatch(value) is not None


def quoted(value: object) -> str:
    """Return the value in quotes if it may be shown, else a word for it."""
    return f'"{value}"' if is_plain(value) else "this value"
