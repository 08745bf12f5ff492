"""Policy looks at every draft, and whoever wrote words that must wait is told so, once.

Knows nothing of how the drafts came about.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from bot.chat.draft import Draft, Kind
from bot.chat.people import Circle, Reader, View
from bot.chat.text import Text, listing, text
from bot.engine.decision import Decision, Settled
from bot.engine.scene import said_in_room
from bot.family.letter import Kind as Carried
from bot.family.outcome import hurrying, told
from bot.policy.review import Cleared, Refused, review

_CLAIMS = frozenset(
    {
        "line-sent",
        "words-sent",
        "ready-sent",
        "moment-shared",
        "thanks-sent",
        *(f"{kind}-sent" for kind in Carried),
    }
)
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
    refused = [verdict for verdict in verdicts if isinstance(verdict, Refused)]
    away = {one.draft.id for one in verdicts if isinstance(one, Cleared) and _is_away(one, readers)}
    cleared = [
        msgspec.structs.replace(one, is_told=one.is_told or one.draft.id in away)
        for one in verdicts
        if isinstance(one, Cleared)
    ]
    claim = next((one for one in cleared if _claims_to_be_on_its_way(one)), None)
    if note := _truth(cleared, refused, away, readers, view, is_claimed=claim is not None):
        at = cleared.index(claim) if claim is not None else len(cleared)
        rows = hurrying() if note[0].id == "quiet-told" and not view.speaker.is_caseworker else ()
        draft = (
            msgspec.structs.replace(claim.draft, parts=note, rows=rows)
            if claim is not None
            else said_in_room(told(view.speaker.id, *note, kind=Kind.ANSWER, rows=rows), view)
        )
        verdict = review(draft, readers.get(draft.to), _circle_of(draft, circles), view.now)
        cleared[at : at + 1] = [verdict] if isinstance(verdict, Cleared) else []
    return Settled(decision.events, tuple(cleared), tuple(refused))


def _truth(
    cleared: Sequence[Cleared],
    refused: Sequence[Refused],
    away: Collection[str],
    readers: Mapping[str, Reader],
    view: View,
    *,
    is_claimed: bool,
) -> tuple[Text, ...]:
    """Return what the writer must know of words that are not there at once; nothing where all are.

    On the private line somebody may have asked for help: whoever does not get it now reads whom to call.
    """
    call = () if view.speaker.is_caseworker else (text("emergency"),)
    if any(one.draft.kind == Kind.WORDS and one.draft.circle is None for one in refused):
        # A private line without a reader: the writer must not believe that somebody has read it.
        return (text("line-nobody"), *call)
    if away:
        lost = [readers[one.draft.to].name for one in cleared if one.draft.id in away]
        return (text("delay-unreachable", people=listing(lost)), *call)
    resting = {one.draft.to: one for one in cleared if _must_wait(one)}
    shown = {to: one for to, one in resting.items() if is_claimed or not readers[to].is_known_to_rest}
    if not shown:
        return ()
    names = listing([readers[to].name for to in shown])
    is_line = any(one.draft.circle is None for one in shown.values())
    return (text("quiet-told", people=names), *(call if is_line else ()))


def _is_away(one: Cleared, readers: Mapping[str, Reader]) -> bool:
    """Whether these are words on a private line, and their reader has no account to be reached at."""
    is_line = one.draft.kind == Kind.WORDS and one.draft.circle is None
    return is_line and not readers[one.draft.to].is_reachable


def _claims_to_be_on_its_way(one: Cleared) -> bool:
    parts = one.draft.parts
    return len(parts) == 1 and isinstance(parts[0], Text) and parts[0].id in _CLAIMS


def _circle_of(draft: Draft, circles: Mapping[str, Circle]) -> Circle | None:
    return circles.get(draft.circle) if draft.circle else None


def _must_wait(one: Cleared) -> bool:
    return one.not_before is not None and not one.waits_for_decision and one.draft.kind == Kind.WORDS
