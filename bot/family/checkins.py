"""How the week was: said by each home in half a minute, read by both together; and how often.

How a parent is stays with them unless they choose otherwise. Knows nothing of how it is asked, and nothing of
tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.chat.draft import Choice, Draft, Run
from bot.chat.ids import new_id
from bot.chat.people import Circle, Member, Phase, Role, View
from bot.chat.text import Day, DayStyle, Lines, Text, Value, listing, text
from bot.family.book import WRITERS
from bot.family.commands import AgreeRhythm, CheckInWeek, EndRhythm, ProposeRhythm
from bot.family.events import CheckedIn, RhythmAgreed, RhythmEnded, RhythmProposed
from bot.family.facts import Facts
from bot.family.outcome import Outcome, answered, told
from bot.family.spoken import events_of, in_said, message_of, opening, read, told_of_files
from bot.family.wall import local
from bot.family.weeks import CheckIn, Rhythm, agreed, next_weekday, week_of

CAREGIVER_SAYS = ("well", "both", "hard")
PARENT_SAYS = ("good", "so-so", "hard-day")
OFTEN = {"1": 1, "2": 2}
"""How often a circle may check in, in weeks."""


def shut(circle: Circle | None, view: View) -> Value | None:
    """Return why nothing can be said of a week there now."""
    me = view.speaker
    if circle is None or me.role not in WRITERS:
        return text("checkin-nobody")
    if circle.phase in (Phase.PAUSED, Phase.CLOSED):
        called = circle.called(me.id, view.circles)
        return text("checkin-paused", caseworker=circle.caseworker_name, children=called)
    if circle.is_held:
        return text("checkin-later", caseworker=circle.caseworker_name)
    return None if others(circle, me.id) else text("checkin-nobody")


def others(circle: Circle, person: str) -> tuple[Member, ...]:
    """Return those of the other side who read what somebody says there."""
    me = circle.member(person)
    return tuple(
        one for one in circle.reach(person) if one.role in WRITERS and me is not None and one.role != me.role
    )


def open_circles(view: View) -> tuple[Circle, ...]:
    """Return the circles in which the speaker can check in now."""
    return tuple(one for one in view.circles if shut(one, view) is None)


def today(view: View) -> date:
    """Return the day by the speaker's own clock."""
    return local(view.now, view.speaker.timezone).date()


def said_of(facts: Facts, circle: str, week: date) -> list[CheckIn]:
    """Return what was said of a week."""
    return [one for one in facts.checkins if one.circle == circle and one.day == week]


def both_sides(said: Iterable[CheckIn]) -> bool:
    """Whether both homes have said something."""
    return {one.role for one in said} >= set(WRITERS)


# --- what is said -------------------------------------------------------------------------------------


def check_in(command: CheckInWeek, view: View, facts: Facts) -> Outcome:
    """Keep what somebody says of their week until the other side has, too; or the week is over."""
    me, circle = view.speaker, view.circle(command.circle)
    if (why := shut(circle, view)) is not None or circle is None:
        return answered(me.id, why or text("circle-gone"))
    files, words = in_said(command.said)
    message = message_of(command.said, circle, view)
    rhythm = agreed(facts.rhythms, circle.id)
    week = week_of(rhythm, today(view))
    event = CheckedIn(
        id=new_id(),
        circle=circle.id,
        family=circle.family,
        day=week,
        person=me.id,
        how=command.how,
        words=words,
        message=message.id if message else None,
        own=command.own,
        has_question=command.has_question,
    )
    outcome = Outcome(events=(*events_of(message), event)) + told_of_files(files, view)
    there = said_of(facts, circle.id, week)
    if any(one.is_told for one in there) or any(one.role != me.role for one in there):
        # All hear of it together, the speaker among them (`store.checkins`).
        return outcome + answered(me.id, text("checkin-both"), rows=(_how_often(circle.id),))
    people = listing([one.name for one in others(circle, me.id)])
    return outcome + answered(me.id, text("checkin-done", people=people), rows=(_how_often(circle.id),))


def _how_often(circle: str) -> tuple[Choice, ...]:
    return (Choice(Text("label-checkin-often"), Run("checkin-rhythm", {"circle": circle})),)


def card(
    circle: Circle, said: Sequence[CheckIn], reader: str
) -> tuple[tuple[Value, ...], tuple[tuple[Choice, ...], ...]]:
    """Return what one reader reads of a week, with its buttons: what those have said whom they write with."""
    mine = [one for one in said if one.person == reader or circle.is_willing(one.person, reader)]
    parts: list[Value] = [text("checkin-card", children=circle.label)]
    parts += [Lines(said_lines(one)) for one in mine]
    heard = tuple(
        opening(text("label-hear-from", who=one.name), "checkin-file", circle=circle.id, checkin=one.id)
        for one in mine
        if one.files and one.person != reader
    )
    return tuple(parts), heard


def said_lines(one: CheckIn) -> tuple[Value, ...]:
    """Return what somebody said of a week, as everybody reads it who may."""
    lines: list[Value] = []
    if one.how:
        lines.append(text(f"checkin-says-{one.how}", who=one.name))
    if one.words or one.files:
        says = "checkin-says-step" if one.role == Role.PARENT else "checkin-says-more"
        lines.append(text(says, who=one.name, words=read(one)))
    if one.has_question:
        lines.append(text("checkin-says-question", who=one.name))
    return tuple(lines) or (text("checkin-says-here", who=one.name),)


# --- how often ----------------------------------------------------------------------------------------


def often(rhythm: Rhythm) -> Value:
    """Return how often it is, with its weekday."""
    return text(f"checkin-every-{rhythm.every}", day=Text(f"checkin-on-{rhythm.since.weekday()}"))


def weekday_named(weekday: int) -> Value:
    """Return the name of a weekday; Monday is 0."""
    return Text(f"label-weekday-{weekday}")


def propose(command: ProposeRhythm, view: View) -> Outcome:
    """Suggest how often; the other side is asked."""
    me, circle = view.speaker, view.circle(command.circle)
    if (why := shut(circle, view)) is not None or circle is None:
        return answered(me.id, why or text("circle-gone"))
    since = next_weekday(command.weekday, today(view))
    made = Rhythm(new_id(), circle.id, command.every, since, me.id, me.role, me.name, is_agreed=False)
    event = RhythmProposed(made.id, circle.id, circle.family, made.every, since, me.id)
    asked = [one for one in others(circle, me.id) if not one.is_by_phone]
    drafts = tuple(_asked(made, one, circle) for one in asked)
    if not asked:
        return answered(me.id, text("checkin-nobody"))
    done = text("checkin-rhythm-sent", people=listing([one.name for one in asked]), often=often(made))
    return Outcome(events=(event,), drafts=drafts) + answered(me.id, done)


def _asked(rhythm: Rhythm, to: Member, circle: Circle) -> Draft:
    given = {"circle": circle.id, "rhythm": rhythm.id}
    rows = (
        (
            Choice(Text("label-rhythm-yes"), Run("rhythm-answer", {**given, "yes": "yes"})),
            Choice(Text("label-rhythm-other"), Run("checkin-rhythm", {"circle": circle.id})),
        ),
        (Choice(Text("label-rhythm-no"), Run("rhythm-answer", given)),),
    )
    says = text("checkin-rhythm-asked", who=rhythm.by_name, children=circle.label, often=often(rhythm))
    return told(to.id, says, rows=rows, circle=circle.id, author=rhythm.by)


def agree(command: AgreeRhythm, view: View, facts: Facts) -> Outcome:
    """Agree to what the other side suggests, or not; it holds from its next day on."""
    me, circle = view.speaker, view.circle(command.circle)
    if (why := shut(circle, view)) is not None or circle is None:
        return answered(me.id, why or text("circle-gone"))
    found = next((one for one in facts.rhythms if one.id == command.rhythm and not one.is_agreed), None)
    if found is None or found.circle != circle.id or found.by_role == me.role:
        return answered(me.id, text("checkin-rhythm-gone"), rows=(_how_often(circle.id),))
    if not command.is_agreed:
        ended = RhythmEnded(circle.id, circle.family, me.id, found.id)
        no = told(found.by, text("checkin-rhythm-not", who=me.name), circle=circle.id, author=me.id)
        return Outcome(events=(ended,), drafts=(no,)) + answered(me.id, text("checkin-rhythm-declined"))
    since, now = found.since, today(view)
    if since <= now:
        since = next_weekday(since.weekday(), now)
    event = RhythmAgreed(found.id, circle.id, circle.family, found.every, since, me.id)
    set_ = text("checkin-rhythm-set", often=often(found), day=Day(since, style=DayStyle.FULL))
    drafts = tuple(
        told(one.id, set_, circle=circle.id, author=me.id)
        for one in circle.reach(me.id)
        if one.role in WRITERS and not one.is_by_phone
    )
    return Outcome(events=(event,), drafts=drafts) + answered(me.id, set_)


def end(command: EndRhythm, view: View, facts: Facts) -> Outcome:
    """Check in no more by the clock: it takes two to agree, and one to end it."""
    me, circle = view.speaker, view.circle(command.circle)
    if circle is None or me.role not in WRITERS:
        return answered(me.id, text("circle-gone"))
    event = RhythmEnded(circle.id, circle.family, me.id, None)
    off = text("checkin-off-told", who=me.name, children=circle.label)
    drafts = tuple(
        told(one.id, off, circle=circle.id, author=me.id)
        for one in others(circle, me.id)
        if not one.is_by_phone and circle.phase not in (Phase.PAUSED, Phase.CLOSED)
    )
    has = agreed(facts.rhythms, circle.id) is not None
    return Outcome(events=(event,), drafts=drafts if has else ()) + answered(
        me.id, text("checkin-off", prefix=me.prefix)
    )


# --- when it is right to ask ---------------------------------------------------------------------------


def due(view: View, facts: Facts) -> tuple[Circle, date] | None:
    """Return for which circle and week the speaker is to be asked: its day, or others have spoken."""
    now, me = today(view), view.speaker
    for circle in open_circles(view):
        rhythm = agreed(facts.rhythms, circle.id)
        week = week_of(rhythm, now)
        said = said_of(facts, circle.id, week)
        if any(one.person == me.id for one in said):
            continue
        is_day = rhythm is not None and rhythm.falls_on(now)
        if is_day or any(one.role != me.role for one in said):
            return circle, week
    return None


def without_rhythm(view: View, facts: Facts) -> Circle | None:
    """Return a circle that has not said how often: its homes have had time for their first call."""
    for circle in open_circles(view):
        call = next((one for one in facts.calls if one.circle == circle.id), None)
        is_early = call is not None and not call.is_done and (call.due_at is None or call.due_at > view.now)
        if not is_early and all(one.circle != circle.id for one in facts.rhythms):
            return circle
    return None
