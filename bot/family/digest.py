"""What a caseworker reads in the morning: one message, what needs her first, with a way into each.

However many families she serves it is one screen: of each thing the first few are named, and all are counted.
Knows no clock and no table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from bot.chat.draft import Choice, Run
from bot.chat.people import PersonState, View
from bot.chat.text import Day, Lines, Moment, Text, Value, listing, text
from bot.family.commands import Show
from bot.family.facts import Facts, Need, Went
from bot.family.meeting import Meeting, State
from bot.family.showing import title
from bot.family.slips import overdue
from bot.family.waiting import NEEDS as WAITING
from bot.family.waiting import Item, line, waiting
from bot.family.wall import local

NEEDS = WAITING | {Need.DAY}
AHEAD, ENDS_SOON = timedelta(days=7), timedelta(days=14)
_LINES, _NAMES, _CIRCLES = 5, 8, 3


def digest(view: View, facts: Facts) -> Show:
    """Return the day as one page; a short kind line where there is nothing to say."""
    items, ahead = waiting(view, facts), coming(facts.meetings, view.now)
    sections = (
        (Text("digest-needs"), tuple(_needs(items, view.now, facts))),
        (Text("digest-good"), tuple(_good(facts))),
        (Text("digest-people"), tuple(_people(view, facts))),
        (Text("digest-coming"), tuple(_coming(ahead))),
    )
    parts = [text("digest-section", title=name, lines=Lines(lines)) for name, lines in sections if lines]
    today = Day(local(view.now, view.speaker.timezone).date())
    if not parts:
        return Show((text("digest-quiet", name=view.speaker.name, day=today),))
    rows = tuple(_rows(view, facts, items, ahead))
    return Show((text("digest-title", name=view.speaker.name, day=today), *parts), rows)


def codes(heads: Sequence[tuple[str, str]]) -> Value:
    """Return what she is to keep of each family's record: its name, and a code of how it stands."""
    lines = tuple(text("digest-code", family=family, code=code) for family, code in heads)
    return text("digest-codes", lines=Lines(lines))


def coming(meetings: Sequence[Meeting], now: datetime) -> list[tuple[datetime, date, Meeting]]:
    """Return what stands and is not over, of the next seven days, the next first."""
    found = []
    for meeting in meetings:
        since = meeting.next_day(now) if meeting.state == State.STANDING else None
        for day in meeting.when.days(since) if since is not None else ():
            begins = meeting.when.begins(day)
            if begins - now > AHEAD:
                break
            if meeting.state_on(day if meeting.when.is_series else None) == State.STANDING:
                found.append((begins, day, meeting))
    return sorted(found, key=lambda one: (one[0], one[2].id))


def _first(lines: Sequence[Value]) -> Iterator[Value]:
    yield from islice(lines, _LINES)
    if len(lines) > _LINES:
        yield text("digest-more", count=len(lines) - _LINES)


def _needs(items: Sequence[Item], now: datetime, facts: Facts) -> Iterator[Value]:
    if facts.day.alerts:
        yield text("digest-alert", people=_some(facts.day.alerts))
    if not items:
        return
    yield text("digest-waits", count=len(items))
    urgent = sum(one.is_urgent(now) for one in items)
    if urgent:
        yield text("digest-urgent", count=urgent)
    late = sum(now - one.since >= facts.watch.late_after for one in items)
    if late:
        yield text("digest-late", count=late, hours=facts.watch.late_after // timedelta(hours=1))
    yield from _first([line(one, now) for one in items])


def _good(facts: Facts) -> Iterator[Value]:
    if facts.day.went:
        yield text("digest-went", count=len(facts.day.went))
        yield from _first([_went(one) for one in facts.day.went])
    agreed = Counter(circle for circle, _ in facts.day.agreed)
    lines = [
        text("digest-agreed", children=found.label, count=count)
        for circle, count in agreed.items()
        if (found := facts.desk.circle(circle)) is not None
    ]
    yield from _first(lines)


def _went(one: Went) -> Value:
    what = Text(f"meeting-title-{one.kind.value}", {"children": listing(list(one.children) or ["–"])})
    if not one.hows:
        return what
    return text(
        "digest-went-how", what=what, how=listing(tuple(Text(f"label-how-{how}") for how in one.hows))
    )


def _people(view: View, facts: Facts) -> Iterator[Value]:
    known = {one.id: one for one in facts.desk.people}
    lost = [one.name for one in known.values() if one.state == PersonState.JOINED and not one.is_reachable]
    fresh = (PersonState.INVITED, PersonState.JOINING)
    away = [one.name for one in known.values() if one.state in fresh]
    if lost:
        yield text("digest-unreachable", people=_some(lost), count=len(lost))
    if away:
        yield text("digest-not-here", people=_some(away), count=len(away))
    yield from _first([said for _, said in overdue(view, facts)])
    yield from _first([said for _, said in sorted(_ending(view, facts), key=lambda one: one[0])])


def _ending(view: View, facts: Facts) -> Iterator[tuple[date, Value]]:
    """Yield what a parent may do, and that ends soon: once for each parent and day."""
    today = local(view.now, view.speaker.timezone).date()
    names = {one.id: one.name for one in facts.desk.people}
    children = {child.id: child.name for circle in facts.desk.circles for child in circle.children}
    ending: dict[tuple[str, date], dict[str, None]] = {}
    for one in facts.permissions:
        until = one.terms.until
        if until is None or one.is_withdrawn or one.parent not in names:
            continue
        if today <= until <= today + ENDS_SOON:
            ending.setdefault((one.parent, until), {})[children.get(one.child, "–")] = None
    for (parent, until), found in ending.items():
        what = listing(list(found))
        yield until, text("digest-ends", who=names[parent], children=what, day=Day(until))


def _coming(ahead: Sequence[tuple[datetime, date, Meeting]]) -> Iterator[Value]:
    if ahead:
        yield text("digest-ahead", count=len(ahead))
        yield from _first(
            [text("digest-one", when=Moment(begins), what=title(meeting)) for begins, _, meeting in ahead]
        )


def _some(names: Sequence[str]) -> Value:
    """Return names as a list, the first few where there are many."""
    shown: list[Value | str] = [*names[:_NAMES]]
    if len(names) > _NAMES:
        shown.append(text("digest-names-more", count=len(names) - _NAMES))
    return listing(tuple(shown))


def _rows(
    view: View, facts: Facts, items: Sequence[Item], ahead: Sequence[tuple[datetime, date, Meeting]]
) -> Iterator[tuple[Choice, ...]]:
    if items:
        yield (Choice(Text("label-queue"), Run("queue")),)
    yield (
        Choice(Text("label-calendar"), Run("calendar")),
        Choice(Text("label-people"), Run("people")),
    )
    near = [one.circle for one in items] + [meeting.circle for _, _, meeting in ahead]
    circles = [facts.desk.circle(one) for one in dict.fromkeys(one for one in near if one)]
    for circle in [one for one in circles if one is not None][:_CIRCLES]:
        label = text("label-read", children=circle.called(view.speaker.id, facts.desk.circles))
        yield (Choice(label, Run("read", {"circle": circle.id})),)
