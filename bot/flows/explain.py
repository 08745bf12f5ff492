"""Words of the office and of the court, explained: found by their name, by topic, or under who used them.

Knows no sentence; what there is stands in ``family.glossary``, and the agency's own in its configuration.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.draft import Choice, Run
from bot.chat.text import Literal, Text, Value, text
from bot.family.commands import Command, Show
from bot.family.glossary import TERMS, TOPICS
from bot.flows.form import Flow, OneOf, Option

OWN = "own:"
"""Begins what one of the agency's own words is stored as."""

_OURS = "agency"
_TERMS_OF = dict(TOPICS)


def _term(term: str, *, is_silent: bool = False) -> Option:
    names = (Text(f"{term}.also"),)
    return Option(term, Text(f"{term}.called"), names=names, is_silent=is_silent)


def called(term: str) -> Value:
    """Return the name of a term: ours, or one of the agency's own words."""
    return Literal(term.removeprefix(OWN)) if term.startswith(OWN) else Text(f"{term}.called")


def _own(flow: Flow, *, is_silent: bool = False) -> list[Option]:
    words = flow.facts.watch.glossary
    return [Option(f"{OWN}{word}", Literal(word), is_silent=is_silent) for word in words]


class ExplainFlow(Flow):
    """What about, and which word; a word that is typed is found wherever it stands."""

    id, command = "explain", "explain"
    which = OneOf(
        options=lambda flow, _item: [
            *(Option(topic, Text(f"label-explain-{topic}")) for topic, _ in TOPICS),
            *([Option(_OURS, Text("label-explain-own"))] if _own(flow) else []),
            *_own(flow, is_silent=True),
            *(_term(term, is_silent=True) for term in TERMS),
        ],
        when=lambda flow: flow.means(flow.given("term")) is None,
    )
    term = OneOf(
        options=lambda flow, _item: (
            _own(flow) if flow.which == _OURS else [_term(term) for term in _TERMS_OF.get(flow.which, ())]
        ),
        when=lambda flow: flow.which in (*_TERMS_OF, _OURS),
    )

    def means(self, term: str) -> Value | None:
        """Return what a term means, None for one that is not there (any more)."""
        if not term.startswith(OWN):
            return Text(term) if term in TERMS else None
        texts = self.facts.watch.glossary.get(term.removeprefix(OWN), {})
        words = texts.get(self.view.speaker.language) or next(iter(texts.values()), None)
        return Literal(words) if words else None

    def finish(self) -> Sequence[Command]:
        """Say what it means, and where to ask for more."""
        term = self.given("term") or self.term or self.which
        explained = text("explained", called=called(term), means=self.means(term) or text("explain-gone"))
        return (Show((explained,), ((Choice(Text("label-explain-more"), Run("explain")),),)),)
