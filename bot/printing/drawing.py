"""What is to be drawn: bars side by side, and below one another what belongs to something else."""

from __future__ import annotations

from typing import Literal

import msgspec


class Stack(msgspec.Struct, frozen=True):
    """What stands side by side: one value for each series of its panel."""

    label: str
    values: tuple[int, ...]


class Plot(msgspec.Struct, frozen=True):
    """One kind of thing: what each value is of, and the values."""

    title: str
    series: tuple[str, ...]
    stacks: tuple[Stack, ...]


class Drawing(msgspec.Struct, frozen=True):
    """A picture as wide as a phone, and as high as it takes. All of it is in ``language``, but for names."""

    title: str
    subtitle: str
    plots: tuple[Plot, ...]
    language: Literal["en", "es"]
