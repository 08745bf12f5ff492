"""Figures with the baseline they are to be read beside, as a table and as JSON.

Knows nothing of how they were measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One measured figure. ``least`` and ``most`` bound its ratio to the baseline, ``at_most`` itself."""

    name: str
    beside: str
    ours: float
    baseline: float | None = None
    least: float | None = None
    most: float | None = None
    at_most: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the baseline it is."""
        return self.ours / self.baseline if self.baseline else None

    @property
    def is_met(self) -> bool | None:
        """Whether it keeps within its bounds; None where it has none."""
        bounds = [
            self.ratio is not None and self.ratio >= self.least if self.least is not None else None,
            self.ratio is not None and self.ratio <= self.most if self.most is not None else None,
            self.ours <= self.at_most if self.at_most is not None else None,
        ]
        given = [bound for bound in bounds if bound is not None]
        return all(given) if given else None

    @property
    def bound(self) -> str:
        """The bound in words."""
        if self.least is not None:
            return f"at least x{self.least:g}"
        if self.most is not None:
            return f"at most x{self.most:g}"
        return f"at most {self.at_most:g}" if self.at_most is not None else ""


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a table to read."""
    rows = [("", "ours", "baseline", "ratio", "", "bound", "")]
    for one in figures:
        ratio = f"x{one.ratio:.2f}" if one.ratio is not None else ""
        verdict = {True: "met", False: "MISSED", None: ""}[one.is_met]
        baseline = _shown(one.baseline) if one.baseline is not None else ""
        rows.append((one.name, _shown(one.ours), baseline, ratio, one.beside, one.bound, verdict))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in (1, 2, 3) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def write(path: Path, figures: Sequence[Figure], **more: object) -> None:
    """Write everything to a file, figures first."""
    rows = [msgspec.to_builtins(one) | {"ratio": one.ratio, "is_met": one.is_met} for one in figures]
    path.write_bytes(msgspec.json.format(msgspec.json.encode({"figures": rows, **more}), indent=2) + b"\n")
