"""How a meeting reads, and what can be done about it with a tap.

The place, and what leads to it, is for those who are there in person (PRODUCT, section 4). Knows no rule but
the machine's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.chat.draft import Choice, Run
from bot.chat.people import Role
from bot.chat.text import Day, Lines, Literal, Span, Text, Value, listing, text
from bot.family.meeting import (
    ATTENDING,
    Act,
    Attendee,
    Meeting,
    Part,
    Presence,
    State,
    after,
)
from bot.family.meeting import Kind as MeetingKind

_WEEKS_NAMED = (1, 2)
DRIVERS = ("parent", "caregiver", "agency")


def title(meeting: Meeting) -> Text:
    """Return what a meeting is called among its people."""
    names = listing([name for _, name in meeting.children])
    if meeting.details.title:
        what = Literal(meeting.details.title)
        return Text(f"meeting-title-{meeting.kind.value}-named", {"children": names, "what": what})
    return Text(f"meeting-title-{meeting.kind.value}", {"children": names})


def shown_when(meeting: Meeting, day: date | None = None) -> Value:
    """Return when it is: one day with its times and zone, or what a series is."""
    when = meeting.when
    first = Span(when.begins(day), when.ends(day), when.zone)
    if day is not None or not when.is_series:
        return first
    return series_said(first, when.every or 1, when.until)


def series_said(first: Value, every: int, until: date | None) -> Text:
    """Return a series in words: its first day, how often, and until when."""
    if every in _WEEKS_NAMED:
        said = text(f"meeting-every-{every}", when=first)
    else:
        said = text("meeting-every-more", when=first, weeks=every)
    return said if until is None else text("meeting-until", when=said, day=Day(until))


def card(meeting: Meeting, way: Presence | None = None, day: date | None = None) -> Lines:
    """Return all there is to know of a meeting to who takes part in this way; None is the caseworker.

    The place, and what leads to it, is for those who are there in person (PRODUCT, section 4).
    """
    said, lines = meeting.details, [title(meeting), shown_when(meeting, day)]
    is_there = way in (None, Presence.IN_PERSON)
    shown = {
        "place": said.place if is_there else "",
        "driver": said.driver if is_there else "",
        "meet": said.meet if is_there else "",
        "bring": said.bring if is_there else "",
        "link": said.link if way is None or way in ATTENDING else "",
        "note": said.note,
    }
    if said.supervision and is_there:
        who = Literal(said.escort) if said.escort else Text("meeting-escort-open")
        lines.append(text(f"meeting-supervision-{said.supervision}", who=who))
    for name, words in shown.items():
        if words:
            lines.append(text(f"meeting-{name}", words=_said(name, words)))
    return Lines(tuple(lines))


def card_for(meeting: Meeting, who: Attendee | None, day: date | None = None) -> Lines:
    """Return all that somebody of a meeting may read of it; None is the caseworker."""
    return card(meeting, None, day) if who is None else card(meeting.seen_by(who), who.way, day)


def length_said(minutes: int) -> Text:
    """Return a length in words: "90 minutes" is how nobody says it."""
    hours, rest = divmod(minutes, 60)
    if rest == 0:
        return text("length-hours", hours=hours)
    if not hours:
        return text("minutes", count=minutes)
    return text("length-both", hours=hours, minutes=rest)


def named(meeting: Meeting, day: date | None = None) -> Lines:
    """Return which meeting it is: what it is called, and when; nothing that only some may read."""
    return Lines((title(meeting), shown_when(meeting, day)))


def _said(name: str, words: str) -> Value:
    return Text(f"meeting-driver-{words}") if name == "driver" and words in DRIVERS else Literal(words)


def hurdles_said(found: Iterable[str]) -> Lines:
    """Return what stands in the way, a line each."""
    return Lines(tuple(Text(f"hurdle-{one}") for one in found))


def _run(label: str, flow: str, meeting: Meeting, day: date | None = None, **more: str) -> Choice:
    given = {"meeting": meeting.id, **({"day": day.isoformat()} if day else {}), **more}
    return Choice(Text(label), Run(flow, given))


def rows_for(meeting: Meeting, part: Part, day: date | None = None) -> tuple[tuple[Choice, ...], ...]:
    """Return what somebody can do about it now, by the machine: the most likely first."""
    state = meeting.state_on(day)

    def can(act: Act) -> bool:
        return after(state, act, part) is not None

    if can(Act.AGREE):
        return (
            (
                _run("label-meeting-agree", "meeting-agree", meeting),
                _run("label-meeting-counter", "meeting-counter", meeting),
            ),
            (_run("label-meeting-decline", "meeting-decline", meeting),),
        )
    if can(Act.ALLOW) or can(Act.APPROVE):
        yes = "meeting-allow" if can(Act.ALLOW) else "meeting-approve"
        return (
            (
                _run("label-meeting-allow", yes, meeting),
                _run("label-meeting-refuse", "meeting-refuse", meeting),
            ),
        )
    if state == State.STANDING:
        return ((_run("label-meeting-look", "meeting", meeting, day),),)
    if can(Act.TAKE_BACK):
        return ((_run("label-meeting-take-back", "meeting-take-back", meeting),),)
    return ()


def parents_of(meeting: Meeting) -> tuple[str, ...]:
    """Return the parents who take part."""
    return tuple(one.person for one in meeting.attendees if one.role == Role.PARENT)


def again(meeting: Meeting) -> Run:
    """Return what opens a suggestion to the people of an earlier meeting."""
    parents = parents_of(meeting)
    given = {
        "circle": meeting.circle or "",
        "children": " ".join(child for child, _ in meeting.children),
        "parent": parents[0] if len(parents) == 1 else "",
    }
    return Run(meeting.kind.value, given)


def reason_said(words: str) -> Value:
    """Return a reason as it is read: a ready one, behind "*", in the reader's language."""
    return Text(f"label-reason-of-{words[1:]}") if words.startswith("*") else Literal(words)


def reminder_rows(meeting: Meeting, who: Attendee, day: date | None = None) -> tuple[tuple[Choice, ...], ...]:
    """Return how somebody can answer a reminder; who holds it themself can look at it, and act there."""
    is_own = who.part == Part.PROPOSER and meeting.kind not in (MeetingKind.VISIT, MeetingKind.CALL)
    return rows_for(meeting, who.part, day) if is_own else rsvp_rows(meeting, who.way, day)


def rsvp_rows(
    meeting: Meeting, way: Presence, day: date | None = None, *, is_early: bool = False
) -> tuple[tuple[Choice, ...], ...]:
    """Return how somebody can answer an invitation or a reminder, by how they take part.

    Days before nobody knows yet that they are late: ``is_early``.
    """
    if way in ATTENDING:
        come = _run("label-meeting-come", "meeting-come", meeting, day)
        late = _run("label-meeting-late", "meeting-late", meeting, day)
        cannot = _run("label-meeting-cannot", "meeting-cannot", meeting, day)
        return ((come, cannot),) if is_early else ((come, late), (cannot,))
    if way == Presence.QUESTIONS and meeting.children:
        asking = Run("ask", {"child": meeting.children[0][0]})
        return ((Choice(Text("label-meeting-question"), asking),),)
    return ()
