"""A few figures over time, before they are in any language: they become a picture when they are sent.

Knows no format, and not what is counted.
"""

from __future__ import annotations

import msgspec

from bot.chat.text import Value


class Bars(msgspec.Struct, frozen=True):
    """What stands side by side: one value for each series of its panel."""

    label: Value
    values: tuple[int, ...]


class Panel(msgspec.Struct, frozen=True):
    """One kind of thing over time; ``series`` is what each value of its bars is of."""

    title: Value
    series: tuple[Value, ...]
    bars: tuple[Bars, ...]


class Chart(msgspec.Struct, frozen=True):
    """A picture for a phone: one panel below the other."""

    title: Value
    subtitle: Value
    panels: tuple[Panel, ...]
