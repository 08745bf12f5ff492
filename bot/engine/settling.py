"""Policy looks at every draft, and whoever wrote words that must wait is told so, once.

Knows nothing of how the drafts came about.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.chat.draft import Draft, Kind
from bot.chat.people import Circle, Reader, View
from bot.chat.text import Text, listing, text
from bot.engine.decision import Decision, Settled
from bot.family.events import QuietTold
from bot.family.outcome import told
from bot.policy.review import Cleared, Refused, review


def settle(decision: Decision, view: View, readers: Mapping[str, Reader]) -> Settled:
    """Return what is written: what policy cleared, and what it made of the rest.

    ``readers`` holds everybody in ``decision.recipients``; whoever is missing gets nothing.
    """
    circles = {circle.id: circle for circle in decision.circles}
    verdicts = [
        review(draft, readers.get(draft.to), _circle_of(draft, circles), view.now)
        for draft in decision.drafts
    ]
    cleared = [verdict for verdict in verdicts if isinstance(verdict, Cleared)]
    refused = [verdict for verdict in verdicts if isinstance(verdict, Refused)]
    events = list(decision.events)
    for circle_id in {one.draft.circle for one in cleared if _must_wait(one)}:
        waiting = [one for one in cleared if _must_wait(one) and one.draft.circle == circle_id]
        circle = circles.get(circle_id or "")
        until = max(one.not_before for one in waiting if one.not_before)
        if circle is None or (circle.quiet_told_until and circle.quiet_told_until > view.now):
            continue
        names = [m.name for m in circle.members if any(one.draft.to == m.id for one in waiting)]
        note = told(view.speaker.id, text("quiet-told", people=listing(names)), kind=Kind.ANSWER)
        cleared.extend(_own(note, readers, view))
        events.append(QuietTold(circle.id, view.speaker.id, until))
    nobody = [one for one in refused if one.draft.kind == Kind.WORDS and one.draft.circle is None]
    if nobody:
        # A private line without a reader: the writer must not believe that somebody has read it.
        cleared = [one for one in cleared if not _claims_to_be_on_its_way(one)]
        note = told(view.speaker.id, text("line-nobody"), kind=Kind.ANSWER)
        cleared.extend(_own(note, readers, view))
    return Settled(tuple(events), tuple(cleared), tuple(refused))


def _own(note: Draft, readers: Mapping[str, Reader], view: View) -> list[Cleared]:
    verdict = review(note, readers.get(note.to), None, view.now)
    return [verdict] if isinstance(verdict, Cleared) else []


def _claims_to_be_on_its_way(one: Cleared) -> bool:
    return any(isinstance(part, Text) and part.id == "line-sent" for part in one.draft.parts)


def _circle_of(draft: Draft, circles: Mapping[str, Circle]) -> Circle | None:
    return circles.get(draft.circle) if draft.circle else None


def _must_wait(one: Cleared) -> bool:
    return (
        one.not_before is not None
        and not one.waits_for_decision
        and one.draft.kind == Kind.WORDS
        and one.draft.circle is not None
    )
