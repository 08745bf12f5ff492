"""What is offered to people, turned off under the offer itself; see ``family.offers``.

Knows no kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.text import Text, Value, text
from bot.family.commands import Command, Show, TurnOffers
from bot.family.facts import Need
from bot.family.offering import ALL
from bot.family.offers import KINDS
from bot.flows.form import Flow, Option


class OfferOffFlow(Flow):
    """Not this again."""

    id = "offer-off"
    needs = frozenset({Need.OFFERS})

    def finish(self) -> Sequence[Command]:
        """Offer it no more."""
        kind = self.given("kind")
        if all(kind != one.id for one in KINDS):
            return (Show((text("button-passed"),)),)
        return (TurnOffers(kind, is_on=False),)


def offer_options(flow: Flow, _item: str) -> list[Option]:
    """Return every kind, and all of them together, with how it stands: a choice turns it round."""
    off = flow.facts.offers.off
    kinds = (*(kind.id for kind in KINDS), ALL)
    return [
        Option(kind, text(f"label-offers-{_how(kind, off)}", what=_named(kind)), is_pinned=kind == ALL)
        for kind in kinds
    ]


def is_off(kind: str, off: frozenset[str]) -> bool:
    """Whether something is not offered now."""
    return kind in off or ALL in off


def _how(kind: str, off: frozenset[str]) -> str:
    return "off" if is_off(kind, off) else "on"


def _named(kind: str) -> Value:
    return Text(f"offer-name-{kind}")
