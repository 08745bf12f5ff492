"""What is wrong with a configuration, in words for whoever has to mend it.

Knows no file format, and never holds a value: it may be a secret.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_core import ErrorDetails


class Unfit(ValueError):  # noqa: N818 - it is reported, not a failure of the program
    """A value does not do. ``says`` what is wrong and ``mend`` what to do, both without the value."""

    def __init__(self, says: str, mend: str) -> None:
        """Take both sentences as the reader will see them."""
        super().__init__(says)
        self.says = says
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend: the key ("telegram.token"), what is wrong, what to do, and in which file it stands.

    ``where`` may also be the name of an environment variable. ``key`` is empty where no key is to blame.
    """

    key: str
    says: str
    mend: str
    where: str = ""

    def __str__(self) -> str:
        """Return the mistake as one line."""
        section, _, name = self.key.rpartition(".")
        key = f"[{section}] {name} " if section else f"{self.key} " if self.key else ""
        return f"{self.where}: {key}{self.says}: {self.mend}"


class ConfigProblem(Exception):  # noqa: N818 - it is about the configuration, not an error of the program
    """The configuration cannot be used; ``mistakes`` holds all that is wrong with it."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        """Take every mistake there is, in the order in which they should be read."""
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


_PLAIN: Final[Mapping[str, tuple[str, str]]] = {
    "missing": ("is missing", "write it in this section."),
    "string_type": ("must be a text", 'write it in quotes, like "this".'),
    "bool_type": ("must be true or false", "write it without quotes."),
    "bool_parsing": ("must be true or false", "write it without quotes."),
    "int_type": ("must be a whole number", "write digits, without quotes."),
    "int_parsing": ("must be a whole number", "write digits, without quotes."),
    "int_from_float": ("must be a whole number", "write it without a decimal point."),
    "float_type": ("must be a number", "write digits, without quotes."),
    "float_parsing": ("must be a number", "write digits, without quotes."),
    "finite_number": ("must be a number", "write digits, without quotes."),
    "path_type": ("must be the name of a file or folder", 'write it in quotes, like "this".'),
    "tuple_type": ("must be a list", 'write it in brackets, like ["this", "that"].'),
    "dict_type": ("must be a text, or a table of texts", 'write it like {{ en = "...", es = "..." }}.'),
    "literal_error": ("is none of the words we know", "write {expected}."),
    "greater_than": ("is too small", "write a number above {gt}."),
    "greater_than_equal": ("is too small", "write {ge} or more."),
    "less_than_equal": ("is too large", "write {le} or less."),
    "string_too_short": ("is too short", "write {min_length} or more characters."),
    "string_too_long": ("is too long", "write {max_length} characters or fewer."),
}


def in_plain_words(error: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong and what to do about it, from one of pydantic's errors, without the value."""
    details: dict[str, Any] = error.get("ctx", {})
    unfit = details.get("error")
    if isinstance(unfit, Unfit):
        return unfit.says, unfit.mend
    says, mend = _PLAIN.get(error["type"], ("is of the wrong kind", "see config.example.toml."))
    return says, mend.format(**details)
