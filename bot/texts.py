"""Every sentence people read, by id and language, put together with values that are already words.

Knows no rule and no person, formats no date (`bot.wording` does), and quotes no value in an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fluent.runtime import FluentBundle, resolver
from fluent.syntax import FluentParser, ast, visitor

from bot.wording import locale_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from fluent.runtime.resolver import Pattern

    Own = Mapping[str, Callable[[str], str | None]]
    """By a text's id, what gives the agency's own words for it in a language, or None for ours."""

LOCALE: Final = Path(__file__).parent / "locale"

# The library stops at 2500 characters a value, to be safe from hostile translations. Ours are our own, and
# the values are what people wrote: a long message must not become an error.
resolver.MAX_PART_LENGTH = 100_000


class TextProblem(Exception):  # noqa: N818 - one word for what is wrong with a text, at load and at render
    """A text is missing, wrong, or was asked for with the wrong values; names ids, never values."""


@dataclass(frozen=True, slots=True)
class _Text:
    """One message or attribute, compiled. ``constant`` is set where nothing has to be put in."""

    pattern: Pattern
    variables: frozenset[str]
    constant: str | None


@dataclass(frozen=True, slots=True)
class _Language:
    bundle: FluentBundle
    texts: Mapping[str, _Text]


class Texts:
    """All texts of all languages, read once. Safe to share between threads after loading."""

    def __init__(self, languages: Mapping[str, _Language], default: str) -> None:
        """Take what `load` has read; nobody else makes one."""
        self._languages = languages
        self._default = default

    @classmethod
    def load(cls, folder: Path = LOCALE, default: str = "en", own: Own | None = None) -> Texts:
        """Read every ``*.ftl`` file of every language's folder in ``folder``.

        ``default`` is the agency's language, spoken to whoever has none of ours; ``own`` are texts that the
        agency says in its own words. Raises TextProblem that lists every syntax error, every id given twice
        and every reference to a text that is not there.
        """
        problems: list[str] = []
        languages = {
            place.name: _read_language(place, problems, own or {})
            for place in sorted(folder.iterdir())
            if any(place.glob("*.ftl"))
        }
        if default not in languages:
            problems.append(f"{folder.name}: no texts for the default language {default}")
        if problems:
            raise TextProblem("\n".join(problems))
        return cls(languages, default)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are texts for, the default one first."""
        others = (language for language in self._languages if language != self._default)
        return (self._default, *others)

    @property
    def ids(self) -> frozenset[str]:
        """Every id, attributes included ("visit-day.hint"), of all languages together."""
        return frozenset().union(*(language.texts for language in self._languages.values()))

    def language_for(self, wanted: str | None) -> str:
        """Return the language to speak to who wants "es-MX": that one, else "es", else the default."""
        tag = (wanted or "").replace("_", "-")
        for known in self._languages:
            if known.lower() == tag.lower():
                return known
        shorter = tag.rpartition("-")[0]
        return self.language_for(shorter) if shorter else self._default

    def has(self, text_id: str) -> bool:
        """Tell whether the default language has a text of this id."""
        return text_id in self._languages[self._default].texts

    def variables(self, text_id: str) -> frozenset[str]:
        """Return the names of the values a text needs, those of the texts it refers to included."""
        return self._find(self._default, text_id).variables

    def render(self, language: str, text_id: str, /, **values: str | int) -> str:
        """Return a text with its values put in.

        An int may choose a plural form and is written with the language's separators; everything else is
        handed in as words. Raises TextProblem for an unknown id, a missing or superfluous value, or a value
        of another type.
        """
        spoken = language if language in self._languages else self.language_for(language)
        text = self._find(spoken, text_id)
        if values.keys() != text.variables:
            wrong = ", ".join(sorted(values.keys() ^ text.variables))
            message = f"{spoken}/{text_id}: missing or superfluous values: {wrong}"
            raise TextProblem(message)
        if text.constant is not None:
            return text.constant
        for name, value in values.items():
            if type(value) is not int and not isinstance(value, str):
                message = f"{spoken}/{text_id}: {name} is neither words nor a whole number"
                raise TextProblem(message)
        rendered, errors = self._languages[spoken].bundle.format_pattern(text.pattern, values)
        if errors or not isinstance(rendered, str):
            kinds = ", ".join(type(error).__name__ for error in errors)
            message = f"{spoken}/{text_id}: could not be put together ({kinds})"
            raise TextProblem(message)
        return rendered

    def faults(self) -> tuple[str, ...]:
        """Return what differs between languages: ids one lacks, values one needs and another does not.

        Empty when all is well. Checked before the bot runs, so that no text is found missing when it is due.
        """
        found = []
        for text_id in sorted(self.ids):
            having = {name: spoken.texts.get(text_id) for name, spoken in self._languages.items()}
            found += [f"{name}/{text_id}: is missing" for name, text in having.items() if text is None]
            needs = {text.variables for text in having.values() if text is not None}
            if len(needs) > 1:
                differing = ", ".join(sorted(frozenset.union(*needs) - frozenset.intersection(*needs)))
                found.append(f"{text_id}: the languages need different values: {differing}")
        return tuple(found)

    def _find(self, language: str, text_id: str) -> _Text:
        try:
            return self._languages[language].texts[text_id]
        except KeyError:
            message = f"{language}/{text_id}: there is no such text"
            raise TextProblem(message) from None


def _read_language(folder: Path, problems: list[str], own: Own) -> _Language:
    entries = _read_entries(folder, problems)
    for text_id, words_in in own.items():
        # Taken letter for letter, and spoken wherever another text refers to this one, too.
        if (words := words_in(folder.name)) is not None:
            said = ast.Pattern([ast.TextElement(words)])
            entries[text_id] = ast.Message(ast.Identifier(text_id), said)
    bundle = FluentBundle([locale_of(folder.name).replace("_", "-")], use_isolating=False)
    bundle.add_resource(ast.Resource(list(entries.values())))
    texts: dict[str, _Text] = {}
    for entry in entries.values():
        for part, pattern in _patterns(entry):
            wanted = _Wanted(entries)
            wanted.visit(pattern)
            problems += [
                f"{folder.name}/{part}: refers to {ref}, which is not there" for ref in wanted.unknown
            ]
            if isinstance(entry, ast.Message) and not wanted.unknown:
                texts[part] = _compile(bundle, part, frozenset(wanted.variables))
    return _Language(bundle, texts)


def _read_entries(folder: Path, problems: list[str]) -> dict[str, ast.Message | ast.Term]:
    entries: dict[str, ast.Message | ast.Term] = {}
    for path in sorted(folder.glob("*.ftl")):
        source = path.read_text(encoding="utf-8")
        for item in FluentParser().parse(source).body:
            if isinstance(item, ast.Junk):
                line = source.count("\n", 0, item.span.start if item.span else 0) + 1
                problems.append(f"{folder.name}/{path.name}: cannot be read from line {line} on")
            elif isinstance(item, ast.Message | ast.Term):
                names = [_name(item), *(name for name, _ in _patterns(item) if "." in name)]
                if _name(item) in entries or len(set(names)) < len(names):
                    problems.append(f"{folder.name}/{path.name}: {_name(item)} is given twice")
                entries[_name(item)] = item
    return entries


def _name(entry: ast.Message | ast.Term) -> str:
    return f"-{entry.id.name}" if isinstance(entry, ast.Term) else str(entry.id.name)


def _patterns(entry: ast.Message | ast.Term) -> Iterator[tuple[str, ast.Pattern]]:
    if entry.value is not None:
        yield _name(entry), entry.value
    for attribute in entry.attributes:
        yield f"{_name(entry)}.{attribute.id.name}", attribute.value


def _compile(bundle: FluentBundle, text_id: str, variables: frozenset[str]) -> _Text:
    message_id, _, attribute = text_id.partition(".")
    message = bundle.get_message(message_id)
    pattern = message.attributes[attribute] if attribute else message.value
    assert pattern is not None  # noqa: S101 - `_patterns` named only what has one
    constant, errors = (None, []) if variables else bundle.format_pattern(pattern)
    return _Text(pattern, variables, constant if isinstance(constant, str) and not errors else None)


class _Wanted(visitor.Visitor):
    """Collects the values a pattern needs, through the texts it refers to, and references to nothing."""

    def __init__(self, entries: Mapping[str, ast.Message | ast.Term]) -> None:
        self.variables: set[str] = set()
        self.unknown: set[str] = set()
        self._entries = entries
        self._seen: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the library's name
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - the library's name
        self._follow(node.id.name, node.attribute)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802 - the library's name
        # A term sees only what is handed to it in the text itself, so it is looked up but not followed.
        if f"-{node.id.name}" not in self._entries:
            self.unknown.add(f"-{node.id.name}")
        self.generic_visit(node)

    def _follow(self, message_id: str, attribute: ast.Identifier | None) -> None:
        name = f"{message_id}.{attribute.name}" if attribute else message_id
        entry = self._entries.get(message_id)
        pattern = dict(_patterns(entry)).get(name) if entry else None
        if pattern is None:
            self.unknown.add(name)
        elif name not in self._seen:
            self._seen.add(name)
            self.visit(pattern)
