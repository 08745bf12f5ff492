"""The agency's own tips: a file of names, and what each says in each language. Knows no library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.config.problems import Unfit
from bot.config.tables import read_tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOR: Final = ("both", "parent", "caregiver")
_MOST, _NAME_CHARS, _TIP_CHARS = 100, 40, 600
_MEND: Final = 'write ["Name of the tip"] on a line, and below it en = "..." and es = "...".'


def read_tips(path: Path, languages: tuple[str, ...]) -> Mapping[str, tuple[dict[str, str], str]]:
    """Return each tip by its name: what it says by language, and for whom; raises Unfit."""
    known = read_tables(path, _MEND)
    if len(known) > _MOST:
        says = f"names a file with more than {_MOST} tips"
        raise Unfit(says, "keep those that people need most.")
    return {name: _one(name, table, languages) for name, table in known.items()}


def _one(name: str, table: object, languages: tuple[str, ...]) -> tuple[dict[str, str], str]:
    texts = dict(table) if isinstance(table, dict) else {}
    whom = texts.pop("for", "both")
    if not texts or not all(
        isinstance(text, str) and 0 < len(text.strip()) <= _TIP_CHARS for text in texts.values()
    ):
        says = f"names a file where a tip has no words, or more than {_TIP_CHARS} letters"
        raise Unfit(says, _MEND)
    if set(texts) - set(languages) or whom not in FOR or not 0 < len(name.strip()) <= _NAME_CHARS:
        says = "names a file where a tip has a long name, or is in a language or for somebody we do not know"
        raise Unfit(says, f"languages: {', '.join(languages)}; for: {', '.join(FOR)}.")
    return texts, str(whom)
