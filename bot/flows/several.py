"""A choice of several: each press ticks one or takes its tick off, until it is said that these are all.

What is ticked stands in the page that is open (``Flow.page``), and nothing is answered before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from bot.chat.text import Text, text
from bot.flows.form import TO_PAGE, Flow, OneOf, Option, Slot

_ALL = "all"


class Several(OneOf):
    """Some of the ``options``, or all; the answer is their values, with blanks between them."""

    def __init__(self, options: Callable[[Any, str], Sequence[Option]], **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(options=options, **kwargs)

    def ticked(self, flow: Flow, slot: Slot) -> list[str]:
        """Return what is ticked now, in the order in which it is offered."""
        marked = flow.page(slot.key).split()
        return [one.value for one in super().options(flow, slot) if one.value in marked]

    def options(self, flow: Flow, slot: Slot) -> tuple[Option, ...]:
        """Return all of them, then each with its tick, and the way on once one is ticked."""
        offered, marked = super().options(flow, slot), self.ticked(flow, slot)
        everything = " ".join(one.value for one in offered)
        found = [Option(everything, Text("label-all-circles"), _ALL, row=0)]
        for row, one in enumerate(offered, 1):
            is_on = one.value in marked
            left = [other for other in marked if other != one.value] if is_on else [*marked, one.value]
            label = text("label-ticked", what=one.label) if is_on else one.label
            page = TO_PAGE + (" ".join(left) or "-")
            found.append(msgspec.structs.replace(one, value=page, label=label, row=row))
        if marked:
            found.append(Option(" ".join(marked), Text("label-these"), row=len(offered) + 1))
        return tuple(found)

    def has_choice(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether a pressed choice is one: a page, or some of what is offered."""
        return value.startswith(TO_PAGE) or self.is_valid(flow, slot, value)

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether all that was chosen is still offered."""
        if value == "":
            return self.is_optional
        offered = {one.value for one in super().options(flow, slot)}
        return set(value.split()) <= offered
