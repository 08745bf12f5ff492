"""Everything that waits for a caseworker's decision, of every kind, in one order: the most urgent first.

Knows no table, and not how any of it is decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum

import msgspec

from bot.chat.people import View
from bot.chat.text import Literal, Text, Value, excerpt, listing, shown, text
from bot.family.facts import Facts, Need
from bot.family.meeting import Meeting, State
from bot.family.slip import Page, called
from bot.family.slip import State as Slip
from bot.family.wall import moment

NEEDS = frozenset({
    Need.DESK, Need.QUEUE, Need.BOOK, Need.PLAN, Need.MEETINGS, Need.SIBLINGS, Need.ASKED, Need.SLIPS,
    Need.HOMECOMING,
})  # fmt: skip
"""What must be loaded to know what waits."""

SOON = timedelta(hours=24)
"""What is of use to nobody after so short a time is urgent."""

_ON_A_LINE = 30
_NOON = time(12)


class Sort(StrEnum):
    """What it is that waits."""

    MESSAGE = "message"
    BOOK = "book"
    QUESTION = "question"
    PLAN = "plan"
    WISH = "wish"
    APPROVAL = "approval"
    COME = "come"
    SIBLINGS = "siblings"
    HOLD = "hold"
    CALL = "call"
    FORM = "form"
    SIGNED = "signed"


class Item(msgspec.Struct, frozen=True):
    """One thing that waits: whose it is, what it is, since when, and by when it is to be decided."""

    sort: Sort
    id: str
    who: str
    what: Value
    since: datetime
    circle: str | None = None
    by: datetime | None = None
    meeting: str = ""
    children: tuple[str, ...] = ()
    person: str = ""

    @property
    def key(self) -> str:
        """What it is known by, among everything that waits."""
        return f"{self.sort.value}:{self.id}"

    def is_urgent(self, now: datetime) -> bool:
        """Whether a decision is soon too late."""
        return self.by is not None and self.by - now <= SOON


def waiting(view: View, facts: Facts) -> tuple[Item, ...]:
    """Return all that waits for this caseworker: what is urgent first, then what waits longest."""
    found = (
        *_words(facts),
        *_of_meetings(view.now, facts),
        *_asked(view.now, facts),
        *_holds(view, facts),
        *_forms(view, facts),
        *_calls(facts),
    )
    return tuple(sorted(found, key=lambda one: (not one.is_urgent(view.now), one.since, one.key)))


def waits_said(since: datetime, now: datetime) -> Text:
    """Return how long something has waited: in days, hours or minutes, never more than it has."""
    passed = max(now - since, timedelta())
    if passed >= timedelta(days=2):
        return text("waits-days", count=passed.days)
    hours = passed // timedelta(hours=1)
    return text("waits-hours", count=hours) if hours else text("waits-minutes", count=passed.seconds // 60)


def line(item: Item, now: datetime) -> Text:
    """Return one thing that waits as a line of a list."""
    return text("queue-line", who=item.who, what=item.what, waits=waits_said(item.since, now))


def _words(facts: Facts) -> Iterator[Item]:
    for one in facts.queue:
        what = shown(excerpt(one.words, _ON_A_LINE), one.files)
        yield Item(Sort.MESSAGE, one.message, one.author_name, what, one.since, one.circle)
    names = {child.id: child.name for circle in facts.desk.circles for child in circle.children}
    shares: set[str] = set()
    for answer in facts.book.held:
        if answer.share not in shares and answer.child in names:
            shares.add(answer.share)
            what = text("queue-book", child=names[answer.child])
            yield Item(Sort.BOOK, answer.share, answer.author_name, what, answer.at)
    for asked in facts.book.questions:
        if asked.state == "held" and asked.child in names:
            what = text("queue-question", child=names[asked.child])
            yield Item(Sort.QUESTION, asked.id, asked.asker_name, what, asked.at, asked.circle)
    for held in facts.held:
        if (circle := facts.desk.circle(held.circle)) is not None:
            what = text("queue-plan", children=circle.label)
            yield Item(Sort.PLAN, held.id, held.author_name, what, held.at, circle.id)


def _of_meetings(now: datetime, facts: Facts) -> Iterator[Item]:
    for meeting in facts.meetings:
        begins = meeting.when.begins()
        if meeting.state not in (State.WISHED, State.AWAITING) or begins <= now:
            continue
        sort = Sort.WISH if meeting.state == State.WISHED else Sort.APPROVAL
        yield Item(
            sort,
            meeting.id,
            _name(meeting, meeting.proposer),
            text("queue-wish" if sort == Sort.WISH else "queue-approval", children=_children(meeting)),
            meeting.changed_at,
            meeting.circle,
            begins,
            meeting.id,
        )


def _asked(now: datetime, facts: Facts) -> Iterator[Item]:
    homes = {one.id: one.home for one in facts.siblings}
    known = {child.id: child.name for circle in facts.desk.circles for child in circle.children}
    brought: dict[tuple[str, str], list[str]] = {}
    for one in facts.asked:
        meeting = facts.meeting(one.meeting)
        day = meeting.next_day(now) if meeting is not None and meeting.state == State.STANDING else None
        if meeting is None or day is None:
            continue
        if one.is_child:
            brought.setdefault((meeting.id, homes.get(one.subject, "")), []).append(one.subject)
            continue
        what = text("queue-come", children=_children(meeting))
        key, begins = f"{meeting.id}:{one.subject}", meeting.when.begins(day)
        yield Item(Sort.COME, key, one.name, what, one.at, None, begins, meeting.id, (), one.subject)
    since = {(one.meeting, one.subject): one for one in facts.asked}
    for (meeting_id, _), children in brought.items():
        meeting = facts.meeting(meeting_id)
        if meeting is None:
            continue
        asked = [since[meeting_id, child] for child in children]
        day = meeting.next_day(now) or meeting.when.day
        what = text("queue-siblings", children=listing([known.get(child, "–") for child in children]))
        key = f"{meeting_id}:{' '.join(children)}"
        at = min(one.at for one in asked)
        begins = meeting.when.begins(day)
        yield Item(Sort.SIBLINGS, key, asked[0].name, what, at, None, begins, meeting_id, tuple(children))


def _holds(view: View, facts: Facts) -> Iterator[Item]:
    holds: Mapping[str, datetime] = facts.holds
    for circle in facts.desk.circles:
        until = holds.get(circle.id)
        if until is None or not circle.is_held or until - view.now > SOON:
            continue
        yield Item(
            Sort.HOLD,
            circle.id,
            ", ".join(child.name for child in circle.children),
            text("queue-hold"),
            until - SOON,
            circle.id,
            until,
        )


def _calls(facts: Facts) -> Iterator[Item]:
    """Yield where a caseworker wanted to call both homes before going home stops."""
    for planned in facts.homecomings:
        circle = facts.desk.circle(planned.circle)
        if circle is not None and planned.call_at is not None:
            names = ", ".join(child.name for child in planned.of(circle))
            yield Item(Sort.CALL, circle.id, names, text("queue-call"), planned.call_at, circle.id)


def _forms(view: View, facts: Facts) -> Iterator[Item]:
    for one in facts.slips.items:
        what = called(one)
        if one.state == Slip.WAITING:
            by = moment(one.due, _NOON, view.speaker.timezone) if one.due else None
            yield Item(Sort.FORM, one.id, one.giver_name or "–", what, one.at, one.circle, by)
        for holder in one.holders:
            if holder.page == Page.WAITS:
                key = f"{one.id}:{holder.person}"
                signed = text("queue-signed", form=what)
                yield Item(Sort.SIGNED, key, holder.name, signed, holder.at or one.at, one.circle)


def _children(meeting: Meeting) -> Value:
    return listing([name for _, name in meeting.children] or ["–"])


def _name(meeting: Meeting, person: str) -> str:
    who = meeting.attendee(person)
    return who.name if who else Literal("–").words
