"""The agency's list of classes, groups and services: a file, and every mistake in it named at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bot.config.problems import Unfit
from bot.config.tables import read_tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOPICS: Final = (
    "parenting",
    "housing",
    "food",
    "transport",
    "health",
    "recovery",
    "grief",
    "work",
    "school",
    "children",
    "money",
    "safety",
    "law",
)
FOR: Final = ("all", "parent", "caregiver")
CONTACTS: Final = ("phone", "web", "address")
_MOST, _NAME_CHARS, _WORDS_CHARS, _LINE_CHARS = 500, 60, 600, 200
_KEYS: Final = frozenset({"name", "topics", "about", "hours", "languages", "for", *CONTACTS})
_MEND: Final = "write each as in docs/resources.example.toml."


class InList(NamedTuple):
    """One of them, as it stands in the file; what it is and when it is open by language."""

    name: str
    topics: tuple[str, ...]
    about: dict[str, str]
    hours: dict[str, str]
    languages: tuple[str, ...]
    contacts: dict[str, str]
    whom: str


def read_resources(path: Path, languages: tuple[str, ...]) -> tuple[InList, ...]:
    """Return the list; raises Unfit, which names every entry that does not do."""
    known = read_tables(path, _MEND)
    tables = known.get("resource", [])
    if set(known) - {"resource"} or not isinstance(tables, list) or len(tables) > _MOST:
        says = f"names a file that is no list of [[resource]], or one of more than {_MOST}"
        raise Unfit(says, _MEND)
    wrong = [
        f"entry {number} {what}" for number, one in enumerate(tables, 1) for what in _wrong(one, languages)
    ]
    names = [one.get("name") for one in tables if isinstance(one, dict)]
    wrong += [f"entry {number} has the name of an earlier one" for number in _twice(names)]
    if wrong:
        says = f"names a file in which {'; '.join(wrong)}"
        raise Unfit(says, _MEND)
    return tuple(_in_list(one) for one in tables)


def _in_list(table: dict[str, Any]) -> InList:
    return InList(
        table["name"].strip(),
        tuple(table["topics"]),
        dict(table["about"]),
        dict(table.get("hours", {})),
        tuple(table.get("languages", ())),
        {name: table[name].strip() for name in CONTACTS if table.get(name)},
        str(table.get("for", "all")),
    )


def _wrong(table: object, languages: tuple[str, ...]) -> Iterator[str]:
    """Yield what is wrong with one entry, each as the rest of a sentence about it."""
    if not isinstance(table, dict):
        yield "is no table"
        return
    if set(table) - _KEYS:
        yield f"has a key that is none of {', '.join(sorted(_KEYS))}"
    if not _is_line(table.get("name"), _NAME_CHARS):
        yield f"has no name, or one of more than {_NAME_CHARS} letters"
    topics = table.get("topics")
    if not isinstance(topics, list) or not topics or not all(one in TOPICS for one in topics):
        yield f"has no topics, or others than {', '.join(TOPICS)}"
    if not table.get("about") or not _is_by_language(table.get("about"), languages, _WORDS_CHARS):
        yield f"does not say about = {{ {', '.join(languages)} }}, each of at most {_WORDS_CHARS} letters"
    if not _is_by_language(table.get("hours", {}), languages, _LINE_CHARS):
        yield f"has hours that are not by language, each of at most {_LINE_CHARS} letters"
    spoken = table.get("languages", [])
    if not isinstance(spoken, list) or not all(_is_line(one, _NAME_CHARS) for one in spoken):
        yield "has languages that are no list of words"
    if not all(_is_line(table[name], _LINE_CHARS) for name in CONTACTS if name in table):
        yield f"has a phone, web or address that is empty, or has more than {_LINE_CHARS} letters"
    if not any(name in table for name in CONTACTS):
        yield "has no phone, web or address"
    if table.get("for", "all") not in FOR:
        yield f"is for somebody else than {', '.join(FOR)}"


def _is_line(value: object, most: int) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= most and "\n" not in value


def _is_by_language(value: object, languages: tuple[str, ...], most: int) -> bool:
    if not isinstance(value, dict) or set(value) - set(languages):
        return False
    return all(isinstance(one, str) and 0 < len(one.strip()) <= most for one in value.values())


def _twice(names: list[object]) -> list[int]:
    return [number for number, name in enumerate(names, 1) if name and name in names[: number - 1]]
