"""What is coming and what was, as text; and the address at which a phone's own calendar reads it.

Knows nothing of how a calendar file is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from bot.chat.draft import Choice, Run
from bot.chat.text import Day, Lines, Text, Value, listing, text
from bot.family.commands import Command, OpenFeed, Show
from bot.family.diary import dates
from bot.family.facts import Need, Report
from bot.family.meeting import Meeting, State
from bot.family.showing import named, title
from bot.flows.choices import yes_no_options
from bot.flows.form import Flow, OneOf, Option
from bot.flows.meetings import OfMeetings

_AHEAD = timedelta(days=60)
_SHOWN, _BUTTONS = 12, 6
_COMING = (State.WISHED, State.PROPOSED, State.COUNTERED, State.AWAITING, State.STANDING)


def coming(meetings: Sequence[Meeting], now: datetime) -> list[tuple[datetime, date, Meeting]]:
    """Return what is ahead, in order: each meeting, and of a series each of the next days."""
    return sorted(_ahead(meetings, now), key=lambda one: (one[0], one[2].id))


def _ahead(meetings: Sequence[Meeting], now: datetime) -> Iterator[tuple[datetime, date, Meeting]]:
    for meeting in meetings:
        if meeting.state not in _COMING:
            continue
        since = meeting.when.next_day(now)
        for day in meeting.when.days(since) if since is not None else ():
            begins = meeting.when.begins(day)
            if begins - now > _AHEAD:
                break
            if meeting.state_on(day) in _COMING:
                yield begins, day, meeting


class CalendarFlow(OfMeetings):
    """Look at what is coming."""

    id, command = "calendar", "calendar"
    needs = frozenset({Need.MEETINGS, Need.DESK, Need.FEED})

    def finish(self) -> Sequence[Command]:
        """Show it, the next first, with a way to each."""
        ahead = coming(self.facts.meetings, self.view.now)
        parts: list[Value] = [text("calendar-title" if ahead else "calendar-empty")]
        for _, day, meeting in ahead[:_SHOWN]:
            on = day if meeting.when.is_series else None
            lines = list(named(meeting, on).items)
            if meeting.state != State.STANDING:
                lines.append(Text(f"meeting-is-{meeting.state.value}"))
            parts.append(Lines(tuple(lines)))
        if len(ahead) > _SHOWN:
            parts.append(text("calendar-more", count=len(ahead) - _SHOWN))
        return (Show(tuple(parts), self._rows(ahead)),)

    def _rows(self, ahead: Sequence[tuple[datetime, date, Meeting]]) -> tuple[tuple[Choice, ...], ...]:
        seen: dict[str, date] = {}
        rows: list[tuple[Choice, ...]] = []
        for _, day, meeting in ahead:
            if meeting.id in seen or len(rows) >= _BUTTONS:
                continue
            seen[meeting.id] = day
            given = {"meeting": meeting.id, **({"day": day.isoformat()} if meeting.when.is_series else {})}
            label = text("label-calendar-one", what=title(meeting), day=Day(day))
            rows.append((Choice(label, Run("meeting", given)),))
        past = Choice(Text("label-calendar-past"), Run("past"))
        subscribing = Choice(Text("label-calendar-feed"), Run("feed"))
        as_file = Choice(Text("label-calendar-file"), Run("calendar-file"))
        return (*rows, (past,), (as_file, subscribing))


class FileFlow(OfMeetings):
    """What is coming as a file that any calendar opens."""

    id = "calendar-file"
    needs = frozenset({Need.MEETINGS, Need.DESK, Need.FEED})

    def finish(self) -> Sequence[Command]:
        """Send it; what is over, and what is off, is left out: it was never in there."""
        now, me = self.view.now, self.view.speaker.id
        ahead = [one for one in self.facts.meetings if one.state == State.STANDING and one.next_day(now)]
        if not ahead:
            return (Show((text("calendar-empty"),)),)
        return (Show((text("calendar-file"),), dates=dates(ahead, me, self.facts.leads)),)


class PastFlow(Flow):
    """Look at what came of earlier meetings: the record that both homes see."""

    id = "past"
    needs = frozenset({Need.PAST})

    def finish(self) -> Sequence[Command]:
        """Show it, the newest first."""
        if not self.facts.past:
            return (Show((text("past-empty"),)),)
        lines = tuple(Lines(tuple(self._lines(one))) for one in self.facts.past)
        return (Show((text("past-title"), *lines)),)

    def _lines(self, one: Report) -> Iterator[Value]:
        yield Text(f"meeting-title-{one.kind.value}", {"children": listing(list(one.children) or ["–"])})
        yield Day(one.day)
        if one.state == State.CANCELLED and one.by and one.notice is not None:
            yield text("past-cancelled", who=one.by, hours=one.notice)
        else:
            yield Text(f"meeting-is-{one.state.value}")


class FeedFlow(Flow):
    """Make an address for one's own calendar that nobody can guess, make it anew, or close it."""

    id = "feed"
    needs = frozenset({Need.FEED})
    fresh = OneOf(options=yes_no_options, when=lambda flow: not flow.facts.has_feed)
    again = OneOf(
        options=lambda _flow, _item: [*_kept_or_not()],
        when=lambda flow: flow.facts.has_feed,
        prompt="feed-again",
    )

    def finish(self) -> Sequence[Command]:
        """Do it, or leave it."""
        if self.fresh == "yes" or self.again == "new":
            return (OpenFeed(is_open=True),)
        if self.again == "close":
            return (OpenFeed(is_open=False),)
        return (Show((text("feed-left"),)),)


def _kept_or_not() -> Iterator[Option]:
    for one in ("keep", "new", "close"):
        yield Option(one, Text(f"label-feed-{one}"))
