"""What went on in a circle in a week or in four: figures, what went well first.

No score, and nobody's pace. What the families are told is what each of them knows: their own part of it, and
nothing that sets one home against the other. Knows no table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import reduce

import msgspec

from bot.chat.chart import Bars, Chart, Panel
from bot.chat.people import Circle, Member, Phase, Role, View
from bot.chat.text import Day, Lines, Moment, MomentStyle, Text, Value, listing, shown, text
from bot.family.book import called
from bot.family.checkins import said_lines
from bot.family.commands import SeeInsight, ShareInsight
from bot.family.counted import Counted, Insight, Opened, Period, Side
from bot.family.events import Acted
from bot.family.facts import Facts
from bot.family.outcome import Outcome, answered, told
from bot.family.plan import topic_called
from bot.family.relay import show
from bot.family.showing import named
from bot.family.wall import local

PAGE, MOST_WEEKS, ON_A_CHART = 8, 4, 4
THIS, LAST, MONTH = "this", "last", "month"
WEEKS: Mapping[str, tuple[int, int]] = {THIS: (0, 1), LAST: (1, 1), MONTH: (3, 4)}
"""How many weeks ago each choice begins, and how many weeks it has."""
_FURTHEST_BACK = timedelta(days=5 * 366)
_DAY, _HOURS_NAMED = 24, 48


class Figure(msgspec.Struct, frozen=True):
    """One thing that is counted.

    A new one is a line in `FIGURES`, its texts "insight-<id>" and "label-insight-<id>" (and
    "insight-family-<id>" where it ``is_told``), and its query in `store.insight`. ``is_strength``: it is read
    first. ``has_sides``: whose doing it was is told. What ``is_told`` the families can be told.
    """

    id: str
    is_strength: bool = False
    has_sides: bool = False
    is_told: bool = False


FIGURES = (
    Figure("visit-kept", is_strength=True, is_told=True),
    Figure("call-kept", is_strength=True, is_told=True),
    Figure("event-kept", is_strength=True, is_told=True),
    Figure("messages", is_strength=True, has_sides=True, is_told=True),
    Figure("moments", is_strength=True, has_sides=True, is_told=True),
    Figure("thanks", is_strength=True, has_sides=True, is_told=True),
    Figure("checkin", is_strength=True, has_sides=True, is_told=True),
    Figure("book", is_strength=True, is_told=True),
    Figure("plan", is_strength=True, is_told=True),
    Figure("moved", has_sides=True),
    Figure("called-off", has_sides=True),
    Figure("missed"),
    Figure("unclear"),
    Figure("unanswered"),
)
WRITTEN = ("messages", "moments", "thanks")
"""Those of which each is a message."""
KEPT = ("visit-kept", "call-kept", "event-kept")
NOT_HELD = ("called-off", "missed", "unclear")
_ON_THE_CHART: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kept", KEPT),
    ("moved", ("moved",)),
    ("not-held", NOT_HELD),
)


def figure_named(name: str) -> Figure | None:
    """Return a figure."""
    return next((one for one in FIGURES if one.id == name), None)


def is_private(circle: Circle) -> bool:
    """Whether what is said in a circle is no caseworker's to read any more, be it paused since or not."""
    return circle.is_theirs_alone or circle.phase == Phase.CLOSED


def period_of(about: Mapping[str, str], now: datetime, zone: str) -> Period | None:
    """Return the period that a conversation is about, None where that is not known yet."""
    today = local(now, zone).date()
    monday = today - timedelta(days=today.weekday())
    if about.get("since"):
        try:
            since, weeks = date.fromisoformat(about["since"]), int(about.get("weeks") or "1")
            at = datetime.fromisoformat(about["at"]) if about.get("at") else now
        except ValueError:
            return None
        is_far = not monday - _FURTHEST_BACK <= since <= monday
        if is_far or since.weekday() or weeks not in (1, MOST_WEEKS) or at.tzinfo is None:
            return None
        return Period(since, weeks, zone, min(at, now))
    if about.get("week") not in WEEKS:
        return None
    ago, weeks = WEEKS[about["week"]]
    return Period(monday - timedelta(weeks=ago), weeks, zone, now)


def given_of(insight: Insight) -> dict[str, str]:
    """Return what opens these days of this circle again, whatever day it is then."""
    period = insight.period
    return {"circle": insight.circle, "since": period.since.isoformat(), "weeks": str(period.weeks)}


def counted_in(insight: Insight, figure: str, period: Period | None = None) -> list[Counted]:
    """Return what counts in a figure, in its days or in fewer; a thing that counts once stands there once."""
    days = period or insight.period
    found = [one for one in insight.counted if one.figure == figure and days.begins <= one.at < days.ends]
    return list({one.what: one for one in reversed(found)}.values())[::-1]


def opened(insight: Insight, figure: str) -> list[Counted]:
    """Return all that stands behind a figure, in the order in which it was."""
    days = insight.period
    return [one for one in insight.counted if one.figure == figure and days.begins <= one.at < days.ends]


def figures(insight: Insight) -> dict[str, int]:
    """Return how many there are of each."""
    return {one.id: len(counted_in(insight, one.id)) for one in FIGURES}


# --- for the caseworker --------------------------------------------------------------------------


def page(insight: Insight, circle: Circle) -> tuple[Value, ...]:
    """Return the figures of these days, those that are none left out."""
    parts = []
    for title, is_strength in ((Text("insight-good"), True), (Text("insight-look"), False)):
        lines = [
            said
            for one in FIGURES
            if one.is_strength == is_strength
            for said in _figure(one, counted_in(insight, one.id), circle)
        ]
        if lines:
            parts.append(text("digest-section", title=title, lines=Lines(tuple(lines))))
    return tuple(parts) or (text("insight-nothing"),)


def _figure(figure: Figure, found: list[Counted], circle: Circle) -> Iterator[Value]:
    if not found:
        return
    said = text(f"insight-{figure.id}", count=len(found))
    sides = [side for side in Side if side and any(one.side == side for one in found)]
    if not figure.has_sides or not sides:
        yield said
        return
    lines = tuple(_side(side, [one for one in found if one.side == side], circle) for side in sides)
    yield text("insight-with-sides", what=said, sides=Lines(lines))


def _side(side: Side, found: list[Counted], circle: Circle) -> Value:
    notices = [notice_said(one.notice) for one in found if one.notice is not None]
    who = side_called(side, circle)
    if not notices:
        return text("insight-side", who=who, count=len(found))
    return text("insight-side-notice", who=who, count=len(found), notice=listing(tuple(notices)))


def notice_said(hours: int) -> Text:
    """Return how long before: in hours, or in days where there are some."""
    return (
        text("insight-hours", count=hours)
        if hours < _HOURS_NAMED
        else text("insight-days", count=hours // _DAY)
    )


def side_of(role: Role) -> Side:
    """Return whose doing it is what somebody of this role does."""
    match role:
        case Role.PARENT:
            return Side.PARENTS
        case Role.CAREGIVER:
            return Side.HOME
        case Role.CASEWORKER | Role.SUPERVISOR:
            return Side.AGENCY
        case _:
            return Side.OTHERS


def side_called(side: Side, circle: Circle) -> Value:
    """Return a side by the names of its people, and of those who were there."""
    if side == Side.AGENCY:
        return Text("insight-agency")
    return listing(
        [one.name for one in (*circle.members, *circle.left) if side_of(one.role) == side] or ["–"]
    )


def title(insight: Insight, circle: Circle, view: View, circles: Iterable[Circle]) -> Text:
    """Return which circle and which days."""
    return text(
        "insight-title", children=circle.called(view.speaker.id, circles), days=days_said(insight.period)
    )


def days_said(period: Period) -> Value:
    """Return its first and its last day, or the only one."""
    last = period.last if period.is_over else local(period.now, period.zone).date()
    if last == period.since:
        return Day(last)
    return text("insight-days-of", first=Day(period.since), last=Day(last))


def entry_said(entry: Opened, circle: Circle) -> Value:
    """Return one thing that counted, as a caseworker reads it."""
    if entry.meeting is not None:
        what: Value = named(entry.meeting, entry.day)
        if entry.side == Side.NOBODY or entry.notice is None:
            return what
        who, notice = side_called(entry.side, circle), notice_said(entry.notice)
        return text("insight-one-ended", what=what, who=who, notice=notice)
    if entry.figure in WRITTEN:
        return text("read-passed", name=entry.who, at=Moment(entry.at), words=shown(entry.words, entry.files))
    day = Moment(entry.at, MomentStyle.DAY)
    if entry.week is not None:
        return Lines((text("insight-one-week", day=day), *said_lines(entry.week)))
    if entry.figure == "plan":
        return text("insight-one-plan", topic=topic_called(entry.field), day=day)
    what = called(entry.field) if entry.field else shown(entry.words, entry.files)
    return text("insight-one", who=entry.who, child=entry.about, what=what, day=day)


def chart(insight: Insight, circle: Circle, view: View, circles: Iterable[Circle]) -> Chart:
    """Return the last weeks as a picture: messages by each side, and what came of meetings."""
    weeks = insight.period.reaching_back(ON_A_CHART).split()
    sides = [
        side
        for side in (Side.PARENTS, Side.HOME, Side.OTHERS)
        if any(side_of(one.role) == side for one in circle.members) or _by(insight, side)
    ]
    written = tuple(
        Bars(_week(week), tuple(len(_of_side(insight, side, week)) for side in sides)) for week in weeks
    )
    held = tuple(
        Bars(_week(week), tuple(_count(insight, names, week) for _, names in _ON_THE_CHART)) for week in weeks
    )
    series = tuple(Text(f"insight-chart-{name}") for name, _ in _ON_THE_CHART)
    return Chart(
        circle.called(view.speaker.id, circles),
        days_said(insight.period.reaching_back(ON_A_CHART)),
        (
            Panel(
                Text("insight-chart-messages"), tuple(side_called(side, circle) for side in sides), written
            ),
            Panel(Text("insight-chart-meetings"), series, held),
        ),
    )


def chart_said(drawn: Chart) -> Lines:
    """Return what stands on the picture in words, for who listens to it."""
    written, held = drawn.panels
    return Lines(
        tuple(
            text(
                "insight-chart-line",
                week=one.label,
                messages=sum(one.values),
                kept=kept,
                moved=moved,
                rest=rest,
            )
            for one, (kept, moved, rest) in zip(
                written.bars, (bars.values for bars in held.bars), strict=True
            )
        )
    )


def _by(insight: Insight, side: Side) -> bool:
    return any(one.side == side and one.figure == "messages" for one in insight.counted)


def _week(week: Period) -> Value:
    return text("insight-chart-week", month=week.since.month, day=week.since.day)


def _of_side(insight: Insight, side: Side, week: Period) -> list[Counted]:
    return [one for one in counted_in(insight, "messages", week) if one.side == side]


def _count(insight: Insight, names: Iterable[str], week: Period) -> int:
    return sum(len(counted_in(insight, name, week)) for name in names)


def see(command: SeeInsight, view: View, facts: Facts) -> Outcome:
    """Show figures, or what stands behind one, and note that it was looked at."""
    me = view.speaker.id
    circle = facts.desk.circle(command.circle) or facts.team.circle(command.circle)
    if circle is None:
        return answered(me, text("circle-not-yours"))
    if is_private(circle):
        return answered(me, text("read-home"))
    noted = Acted(me, "insight-read" if command.is_opened else "insight", circle.family, circle.id)
    return Outcome(events=(noted,)) + show(command.page, view)


# --- for the families ----------------------------------------------------------------------------


def readers(circle: Circle) -> tuple[Member, ...]:
    """Return who can be told."""
    return tuple(one for one in circle.members if one.is_joined)


def version_for(person: str, insight: Insight) -> tuple[Value, ...]:
    """Return what went well as one person knows it, nothing where there is nothing."""
    own = msgspec.structs.replace(
        insight, counted=tuple(one for one in insight.counted if person in one.known_to)
    )
    lines = [
        text(f"insight-family-{one.id}", count=count)
        for one in FIGURES
        if one.is_told and (count := len(counted_in(own, one.id)))
    ]
    return (Lines(tuple(lines)),) if lines else ()


def versions(
    people: Collection[str], circle: Circle, insight: Insight
) -> list[tuple[list[Member], tuple[Value, ...]]]:
    """Return who reads what: those together who read the same."""
    found: list[tuple[list[Member], tuple[Value, ...]]] = []
    for one in readers(circle):
        if one.id not in people:
            continue
        version = version_for(one.id, insight)
        same = next((those for those, what in found if what == version), None)
        if same is None:
            found.append(([one], version))
        else:
            same.append(one)
    return found


def preview(people: Collection[str], circle: Circle, insight: Insight) -> Value:
    """Return what each of these would read."""
    parts: list[Value] = []
    for those, version in versions(people, circle, insight):
        who = listing([one.name for one in those])
        if version:
            parts.append(text("insight-share-for", who=who, words=Lines(version)))
        else:
            parts.append(text("insight-share-none", who=who))
    return reduce(lambda first, more: text("insight-share-and", first=first, more=more), parts)


def share(command: ShareInsight, view: View, facts: Facts) -> Outcome:
    """Tell those who were picked what went well, each what they know of it, in their own language."""
    me, insight = view.speaker, facts.insight
    circle = facts.desk.circle(command.circle)
    if circle is None or insight is None or insight.circle != circle.id:
        return answered(me.id, text("circle-not-yours"))
    if is_private(circle):
        return answered(me.id, text("read-home"))
    drafts, names = [], []
    for those, version in versions(command.people, circle, insight):
        for one in those if version else ():
            about = circle.called(one.id, facts.desk.circles)
            first = text(
                "insight-family-title", caseworker=me.name, children=about, days=days_said(insight.period)
            )
            drafts.append(told(one.id, first, *version, text("insight-family-end"), circle=circle.id))
            names.append(one.name)
    if not drafts:
        return answered(me.id, text("insight-share-empty"))
    noted = Acted(me.id, "insight-sent", circle.family, circle.id)
    return Outcome(events=(noted,), drafts=tuple(drafts)) + answered(
        me.id, text("insight-share-done", people=listing(names))
    )
