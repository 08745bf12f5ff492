"""What people with a given name are called at home: Theodore is Teddy, Guadalupe is Lupe.

Knows nobody: the list stands in a file beside this one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
AS_THINGS: Final = frozenset((
    "angelito", "barbie", "bora", "chava", "chela", "coco", "concha", "cuca", "cuco", "fina", "lala",
    "lena", "mago",
    "memo", "milo", "nacho", "patty", "pepa", "pepe", "perico", "poncho", "rosy", "stan", "tacho",
    "teddy", "tete",
    "tina", "vale",
))  # fmt: skip
"""Of these, the ones that are things too, though no list of common words has them all."""


def _both_ways() -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for line in (_HERE / "nicknames.txt").read_text(encoding="ascii").splitlines():
        full, *short = line.split()
        for name in short:
            names.setdefault(full, set()).add(name)
            names.setdefault(name, set()).add(full)
    return {name: frozenset(others) for name, others in names.items()}


NICKNAMES: Final = _both_ways()
"""For a name, small and without accents, what else the same person may be called."""
