"""What is wrong with a roster, in words that say how to mend it.

Refuses to know addresses: no mistake quotes an account, a name or any value that might be one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence


class Mistake(msgspec.Struct, frozen=True):
    """One thing to mend: ``where`` names file, line (if it could be found) and entry; ``says`` what to do."""

    where: str
    says: str

    def __str__(self) -> str:
        """Put both in one line, for a terminal."""
        return f"{self.where}: {self.says}"


class RosterProblem(Exception):  # noqa: N818 - the families' word: what went wrong is not always an error
    """The roster cannot be taken as it is; ``mistakes`` are all that could be found, in file order."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))
