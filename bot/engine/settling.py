"""Policy looks at every draft, and whoever wrote words that must wait is told so, once.

Knows nothing of how the drafts came about.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from bot.chat.draft import Draft, Kind
from bot.chat.people import Circle, Reader, View
from bot.chat.text import Text, listing, text
from bot.engine.decision import Decision, Settled
from bot.engine.scene import said_in_room
from bot.family.outcome import told
from bot.policy.review import Cleared, Refused, review

_CLAIMS = frozenset({"line-sent", "words-sent"})
"""Answers that say of words that they are under way; where that is not so, the truth takes their place."""


def settle(decision: Decision, view: View, readers: Mapping[str, Reader]) -> Settled:
    """Return what is written: what policy cleared, and what it made of the rest.

    ``readers`` holds the speaker and all ``decision.recipients``; whoever is missing gets nothing. That
    somebody rests is told once, as long as something of the speaker's waits for them.
    """
    circles = {circle.id: circle for circle in decision.circles}
    verdicts = [
        review(draft, readers.get(draft.to), _circle_of(draft, circles), view.now)
        for draft in decision.drafts
    ]
    cleared = [verdict for verdict in verdicts if isinstance(verdict, Cleared)]
    refused = [verdict for verdict in verdicts if isinstance(verdict, Refused)]
    claim = next((one for one in cleared if _claims_to_be_on_its_way(one)), None)
    resting = {one.draft.to: readers[one.draft.to] for one in cleared if _must_wait(one)}
    names = [one.name for one in resting.values() if claim is not None or not one.is_known_to_rest]
    note = text("quiet-told", people=listing(names)) if names else None
    if any(one.draft.kind == Kind.WORDS and one.draft.circle is None for one in refused):
        # A private line without a reader: the writer must not believe that somebody has read it.
        note = text("line-nobody")
    if note is not None:
        at = cleared.index(claim) if claim is not None else len(cleared)
        draft = (
            msgspec.structs.replace(claim.draft, parts=(note,))
            if claim is not None
            else said_in_room(told(view.speaker.id, note, kind=Kind.ANSWER), view)
        )
        verdict = review(draft, readers.get(draft.to), _circle_of(draft, circles), view.now)
        cleared[at : at + 1] = [verdict] if isinstance(verdict, Cleared) else []
    return Settled(decision.events, tuple(cleared), tuple(refused))


def _claims_to_be_on_its_way(one: Cleared) -> bool:
    parts = one.draft.parts
    return len(parts) == 1 and isinstance(parts[0], Text) and parts[0].id in _CLAIMS


def _circle_of(draft: Draft, circles: Mapping[str, Circle]) -> Circle | None:
    return circles.get(draft.circle) if draft.circle else None


def _must_wait(one: Cleared) -> bool:
    return one.not_before is not None and not one.waits_for_decision and one.draft.kind == Kind.WORDS
