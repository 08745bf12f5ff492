"""Words of the office and of the court, explained: found by their name, by topic, or under who used them.

Knows no sentence; what there is stands in ``family.glossary``.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.draft import Choice, Run
from bot.chat.text import Text, text
from bot.family.commands import Command, Show
from bot.family.glossary import TERMS, TOPICS
from bot.flows.form import Flow, OneOf, Option

_TERMS_OF = dict(TOPICS)


def _term(term: str, *, is_silent: bool = False) -> Option:
    names = (Text(f"{term}.also"),)
    return Option(term, Text(f"{term}.called"), names=names, is_silent=is_silent)


class ExplainFlow(Flow):
    """What about, and which word; a word that is typed is found wherever it stands."""

    id, command = "explain", "explain"
    which = OneOf(
        options=lambda _flow, _item: [
            *(Option(topic, Text(f"label-explain-{topic}")) for topic, _ in TOPICS),
            *(_term(term, is_silent=True) for term in TERMS),
        ],
        when=lambda flow: flow.given("term") not in TERMS,
    )
    term = OneOf(
        options=lambda flow, _item: [_term(term) for term in _TERMS_OF.get(flow.which, ())],
        when=lambda flow: flow.which in _TERMS_OF,
    )

    def finish(self) -> Sequence[Command]:
        """Say what it means, and where to ask for more."""
        term = self.given("term") or self.term or self.which
        explained = text("explained", called=Text(f"{term}.called"), means=Text(term))
        return (Show((explained,), ((Choice(Text("label-explain-more"), Run("explain")),),)),)
