"""Walks the locale files as their writers see them: by file, message, and the values a message can take.

Knows the Fluent syntax, not how texts are rendered.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fluent.syntax import FluentParser, ast, visitor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LOCALE: Final = Path(__file__).parent.parent / "bot" / "locale"
FILES: Final = tuple(sorted(LOCALE.glob("*/*.ftl")))

# What people might read in the place of a value. A value that is not listed reads as a name.
SAMPLES: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "answer": "around 7 PM",
        "at": "4:00 PM",
        "caseworker": "Tianna",
        "children": "Gladys and Jon",
        "circle": "Gladys and Jon",
        "code": "K7WQ",
        "count": "3",
        "date": "Tuesday, October 6",
        "day": "Tuesday, October 6",
        "family": "Ana's family",
        "hours": "72",
        "limit": "8,000",
        "link": "https://t.me/bot?start=K7WQ",
        "people": "Ana, Joshua and Wendy",
        "place": "the park",
        "prefix": "/",
        "readers": "Tianna",
        "since": "Tuesday, October 6",
        "time": "4:00 PM",
        "when": "Tuesday, October 6, 4:00 - 5:30 PM (Eastern Time)",
        "word": "mom",
        "words": "See you on Tuesday.",
        "zone": "Eastern Time",
    },
    "es": {
        "answer": "como a las 7",
        "at": "4:00 p.m.",
        "caseworker": "Tianna",
        "children": "Gladys y Jon",
        "circle": "Gladys y Jon",
        "code": "K7WQ",
        "count": "3",
        "date": "martes, 6 de octubre",
        "day": "martes, 6 de octubre",
        "family": "la familia de Ana",
        "hours": "72",
        "limit": "8,000",
        "link": "https://t.me/bot?start=K7WQ",
        "people": "Ana, Joshua y Wendy",
        "place": "el parque",
        "prefix": "/",
        "readers": "Tianna",
        "since": "martes, 6 de octubre",
        "time": "4:00 p.m.",
        "when": "martes, 6 de octubre, 4:00 - 5:30 p.m. (hora oriental)",
        "word": "mamá",
        "words": "Nos vemos el martes.",
        "zone": "hora oriental",
    },
}
PLURALS: Final = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 1_000_000, "other": 5}


@dataclass(frozen=True)
class Written:
    """A message or an attribute as it stands in a file; ``choices`` are the values its selectors know."""

    language: str
    file: Path
    text_id: str
    pattern: ast.Pattern
    choices: Mapping[str, tuple[str | int, ...]]

    def readings(self, variables: frozenset[str]) -> Iterator[dict[str, str | int]]:
        """Yield values for ``variables`` so that each variant of each selector is read at least once."""
        samples = SAMPLES.get(self.language, SAMPLES["en"])
        options = [self.choices.get(name) or (samples.get(name, "Ana"),) for name in sorted(variables)]
        longest = max((len(values) for values in options), default=1)
        for row in itertools.islice(
            zip(*(itertools.cycle(values) for values in options), strict=False), longest
        ):
            yield dict(zip(sorted(variables), row, strict=True))
        if not options:
            yield {}


def written(path: Path) -> Iterator[Written]:
    """Yield everything a file says, terms left out: they are read where they are used."""
    for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(entry, ast.Message):
            continue
        parts = [(entry.id.name, entry.value)] if entry.value else []
        parts += [(f"{entry.id.name}.{part.id.name}", part.value) for part in entry.attributes]
        for text_id, pattern in parts:
            chosen = _Choices()
            chosen.visit(pattern)
            yield Written(path.parent.name, path, text_id, pattern, chosen.found)


def literals(pattern: ast.Pattern) -> Iterator[str]:
    """Yield the words that stand in a pattern, the values left out."""
    collected = _Literals()
    collected.visit(pattern)
    yield from collected.found


class _Literals(visitor.Visitor):
    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - the library's name
        self.found.append(node.value)

    def visit_StringLiteral(self, node: ast.StringLiteral) -> None:  # noqa: N802 - the library's name
        self.found.append(str(node.parse()["value"]))


class _Choices(visitor.Visitor):
    """Finds what the selectors of a pattern choose by: words as they are, plural forms as numbers."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[str | int, ...]] = {}

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802 - the library's name
        selector: ast.InlineExpression | ast.Placeable = node.selector
        if isinstance(selector, ast.FunctionReference) and selector.arguments.positional:
            selector = selector.arguments.positional[0]
        if isinstance(selector, ast.VariableReference):
            keys = [
                key.name if isinstance(key, ast.Identifier) else int(key.value)
                for key in (variant.key for variant in node.variants)
            ]
            counts = all(isinstance(key, int) or key in PLURALS for key in keys)
            known = self.found.get(selector.id.name, ())
            values = [PLURALS.get(key, key) if counts and isinstance(key, str) else key for key in keys]
            self.found[selector.id.name] = tuple(dict.fromkeys([*known, *values]))
        self.generic_visit(node)
