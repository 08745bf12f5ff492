"""From the text of a roster file to its values: all of it, or all its mistakes.

Refuses to know files and the day: it gets the text, the name to call it by, and if need be the date.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date

from bot.roster import sense
from bot.roster.notes import MOST_MISTAKES, Lines, Notes, TooMany
from bot.roster.problem import Mistake, RosterProblem
from bot.roster.tables import Raw, Tables, read_tables
from bot.roster.values import Roster

LARGEST = 1024 * 1024

MOST_DOTS = 32

_AT_LINE = re.compile(r"at line ([0-9]+)")
# Marks that turn the direction of what follows: with them a file shows another thing than it says.
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LIKE_A_DAY = re.compile(r"[=\[,]\s*(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})")
_SYNTAX = (
    (
        "Cannot declare",
        "this table, or one above it, is there twice or written in two ways; use [[two brackets]]",
    ),
    ("Cannot overwrite", "the same key is there twice in one entry; take one out"),
    ("Cannot mutate", "this adds to something that is already complete; put it all in one place"),
    ("Duplicate inline", "the same key is there twice between { and }; take one out"),
    ("Expected '='", 'a key needs "=" and a value after it, like name = "Ana"'),
    ('Expected "', "a text is not closed; look for a missing quote"),
    ("Found invalid", "there is a character that cannot be seen; type the line again by hand"),
    ("Expected ']'", "a bracket of a table's name is not closed"),
    ("Unclosed array", "a list is not closed; look for a missing ] or a missing comma"),
    ("Unclosed inline", "a { is not closed; look for a missing } or a missing comma"),
    ("Unterminated string", "a text is not closed; look for a missing quote"),
    ("Illegal character", "a text is not closed on its line, or has a character that cannot be seen"),
    ("Unescaped", "a \\ in a text is written \\\\"),
    ("Invalid date", "this day does not exist; days are written like 2026-10-01"),
    ("Invalid value", 'the value is not understood; texts stand in "quotes", days like 2026-10-01 do not'),
    (
        "Expected newline",
        "something stands after the value; write one key a line, texts in quotes, days like 2026-10-01",
    ),
)


def read(text: str, *, file_name: str, today: date | None = None) -> Roster:
    """Return what the file says.

    ``file_name`` only names the file in mistakes. ``today`` lets a birth in the future be noticed; the
    caller has the clock. Raises RosterProblem with every mistake that was found: nothing is ever taken in
    part. No mistake quotes an account.
    """
    document, problem = _parse(text, file_name)
    if problem is not None or document is None:
        # Raised out here, so that no traceback carries the parser's error, which quotes the file.
        raise RosterProblem([problem] if problem else [])
    notes = Notes(file_name, Lines(text, _counts(document)))
    tables = None
    try:
        for at, line in enumerate(text.split("\n"), start=1):
            if _TURNS.search(line):
                notes.file(
                    "there is an invisible character that turns the text round; type the line again", at
                )
        tables = read_tables(document, notes)
        sense.check(tables, notes, today)
    except TooMany:
        pass
    if notes.mistakes or tables is None:
        raise RosterProblem(_told(notes, file_name))
    return _roster(tables, notes)


def _told(notes: Notes, file_name: str) -> tuple[Mistake, ...]:
    if len(notes.mistakes) < MOST_MISTAKES:
        return notes.mistakes
    return (*notes.mistakes, Mistake(file_name, "there may be more; mend these first"))


def _parse(text: str, file_name: str) -> tuple[Raw | None, Mistake | None]:
    if len(text) > LARGEST or len(text.encode(errors="surrogatepass")) > LARGEST:
        return None, Mistake(
            file_name, "the file is larger than 1 MiB; a roster is smaller, split it by families"
        )
    for at, content in enumerate(text.split("\n"), start=1):
        # The parser's memory grows with the square of a dotted key: a few lines could take all there is.
        if content.count(".") > MOST_DOTS and not content.lstrip().startswith("#"):
            mend = "the line has more dots than anything in a roster needs; write it in several lines"
            return None, Mistake(f"{file_name}, line {at}", mend)
    try:
        return tomllib.loads(text), None
    except RecursionError:
        return None, Mistake(file_name, "brackets are nested too deeply; nothing in a roster needs that")
    except ValueError as error:  # A number of thousands of digits is a bare ValueError.
        said = str(error)
    found = _AT_LINE.search(said)
    line = int(found[1]) if found else text.rstrip().count("\n") + 1  # Not "at line": at the end.
    mend = next((mend for start, mend in _SYNTAX if said.startswith(start)), "this is not understood as TOML")
    if said.startswith("Unclosed") and _has_no_day(text.split("\n")[line - 1]):
        mend = "this day does not exist, or is written otherwise; days are written like 2026-10-01"
    return None, Mistake(f"{file_name}, line {line}", mend)


def _has_no_day(line: str) -> bool:
    """Whether something on this line stands where a day does and is none; the parser sees a number there."""
    for found in _LIKE_A_DAY.findall(line):
        try:
            date.fromisoformat(found)
        except ValueError:
            return True
    return False


def _counts(document: Raw) -> dict[str, int]:
    counts = {table: len(rows) for table, rows in document.items() if isinstance(rows, list)}
    return {"agency": 1, **counts}


def _roster(tables: Tables, notes: Notes) -> Roster:
    return Roster(
        agency=tables.agency,
        caseworkers=tuple(row.value for row in tables.caseworkers),
        supervisors=tuple(row.value for row in tables.supervisors),
        homes=tuple(row.value for row in tables.homes),
        families=tuple(row.value for row in tables.families),
        people=tuple(row.value for row in tables.people),
        circles=tuple(row.value for row in tables.circles),
        nocontacts=tuple(row.value for row in tables.nocontacts),
        connections=tuple(row.value for row in tables.connections),
        permissions=tuple(row.value for row in tables.permissions),
        warnings=notes.warnings,
    )
