"""Tips that people try: written or from the library, tried, told of, and kept in the book where they worked.

Knows nothing of how it is asked, and nothing of tables.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.chat.draft import Choice, Run
from bot.chat.ids import new_id
from bot.chat.people import Circle, Member, Phase, View
from bot.chat.text import Literal, Text, Value, listing, text
from bot.family import book
from bot.family.book import WRITERS, circles_about
from bot.family.commands import AllowTip, KeepTip, SayOfTip, TryTip, WriteInBook, WriteTip
from bot.family.events import TipSaid, TipTried, TipWritten
from bot.family.facts import Facts
from bot.family.meeting import ATTENDING, Kind, Meeting, State
from bot.family.outcome import Outcome, answered, told
from bot.family.spoken import in_said, written
from bot.family.tips import BY_ID, OF_AGENCY, OWN, OwnTip, Trying

ASKED_AFTER = timedelta(days=3)
"""So long after somebody began to try something they are asked, where no visit comes before."""
BEFORE_VISIT = timedelta(hours=30)
TRYING, WORKED, NOT_YET, ASKED, KEPT = "trying", "worked", "not-yet", "asked", "kept"
BOOK_CHARS = 600

_FIELDS = {"play": "rewards", "days": "house-rules"}
_FIELD, _NOT_OF_A_CHILD = "calms", "you"


def shut(circle: Circle | None, view: View, *, is_written: bool = False) -> Value | None:
    """Return why nothing can be tried or told of there now; what ``is_written`` others are to read."""
    me = view.speaker
    if circle is None or me.role not in WRITERS:
        return text("tip-nobody")
    if circle.phase in (Phase.PAUSED, Phase.CLOSED):
        called = circle.called(me.id, view.circles)
        return text("checkin-paused", caseworker=circle.caseworker_name, children=called)
    if is_written and circle.is_held:
        return text("checkin-later", caseworker=circle.caseworker_name)
    return None


def open_circles(view: View) -> tuple[Circle, ...]:
    """Return the circles in which something can be tried now."""
    return tuple(one for one in view.circles if shut(one, view) is None)


def readers(circle: Circle, person: str) -> tuple[Member, ...]:
    """Return who hears of it."""
    return tuple(one for one in circle.reach(person) if one.role in WRITERS and not one.is_by_phone)


def own_tip(facts: Facts, key: str) -> OwnTip | None:
    """Return what somebody has written, None for a tip of the library or the agency."""
    return next((one for one in facts.tips if one.key == key), None)


def called(key: str, view: View, facts: Facts) -> Value | None:
    """Return what a tip says; None where there is no such tip any more."""
    if (own := own_tip(facts, key)) is not None:
        return Literal(own.words)
    if key.startswith(OF_AGENCY):
        agency = facts.watch.tips.get(key.removeprefix(OF_AGENCY))
        return Literal(agency.says(view.speaker.language)) if agency else None
    tip = BY_ID.get(key)
    return Text(tip.id) if tip else None


def try_rows(circle: str, key: str) -> tuple[tuple[Choice, ...], ...]:
    """Return the button with which somebody says that they will try it."""
    return ((Choice(Text("label-tip-try"), Run("tip-try", {"circle": circle, "tip": key})),),)


def write(command: WriteTip, view: View) -> Outcome:
    """Tell the others of a circle what works."""
    me, circle = view.speaker, view.circle(command.circle)
    if (why := shut(circle, view, is_written=True)) is not None or circle is None:
        return answered(me.id, why or text("circle-gone"))
    event = TipWritten(new_id(), circle.id, circle.family, me.id, command.words)
    there = readers(circle, me.id)
    rows = try_rows(circle.id, f"{OWN}{event.id}")
    says = text("tip-told", who=me.name)
    drafts = tuple(
        told(one.id, says, Literal(command.words), rows=rows, circle=circle.id, author=me.id) for one in there
    )
    done = text("tip-written", people=listing([one.name for one in there])) if there else text("tip-kept")
    return Outcome(events=(event,), drafts=drafts) + answered(me.id, done)


def begin(command: TryTip, view: View, facts: Facts) -> Outcome:
    """Try a tip; the others of the circle hear of it."""
    me, circle = view.speaker, view.circle(command.circle)
    if (why := shut(circle, view)) is not None or circle is None:
        return answered(me.id, why or text("circle-gone"))
    tip = called(command.tip, view, facts)
    if tip is None:
        return answered(me.id, text("tip-gone"))
    if any((one.person, one.tip, one.state) == (me.id, command.tip, TRYING) for one in facts.tries):
        return answered(me.id, text("tip-tried-before"))
    event = TipTried(new_id(), circle.id, circle.family, me.id, command.tip)
    says = text("tip-tried-told", who=me.name)
    drafts = tuple(told(one.id, says, tip, circle=circle.id, author=me.id) for one in readers(circle, me.id))
    return Outcome(events=(event,), drafts=drafts) + answered(me.id, text("tip-tried"))


def _found(facts: Facts, trying: str) -> Trying | None:
    return next((one for one in facts.tries if one.id == trying), None)


def say(command: SayOfTip, view: View, facts: Facts) -> Outcome:
    """Tell what came of it; both homes see it."""
    me, found = view.speaker, _found(facts, command.trying)
    circle = view.circle(found.circle) if found else None
    if found is None or found.person != me.id or found.state not in (TRYING, NOT_YET):
        return answered(me.id, text("tip-over"))
    if (why := shut(circle, view, is_written=bool(command.words))) is not None or circle is None:
        return answered(me.id, why or text("circle-gone"))
    tip = called(found.tip, view, facts) or Literal("–")
    event = TipSaid(found.id, circle.id, circle.family, me.id, command.state, command.words)
    says = text(f"tip-{command.state}-told", who=me.name)
    more = (text("tip-says", who=me.name, words=command.words),) if command.words else ()
    drafts = tuple(
        told(one.id, says, tip, *more, circle=circle.id, author=me.id) for one in readers(circle, me.id)
    )
    return Outcome(events=(event,), drafts=drafts) + answered(
        me.id, text(f"tip-{command.state}"), rows=_onward(found, command.state, facts, me.id)
    )


def _onward(found: Trying, state: str, facts: Facts, me: str) -> tuple[tuple[Choice, ...], ...]:
    if state != WORKED:
        return ((Choice(Text("label-tip-another"), Run("tip", {"circle": found.circle})),),)
    if _field(found.tip) is None:
        return ()
    own = own_tip(facts, found.tip)
    label = text("label-tip-ask", who=own.author_name) if own and own.author != me else Text("label-tip-book")
    return ((Choice(label, Run("tip-book", {"trying": found.id, "circle": found.circle})),),)


def _field(key: str) -> str | None:
    """Return the field of a child's book that a tip belongs in; None for one that is not about a child."""
    topic = BY_ID[key].topic if key in BY_ID else ""
    return None if topic == _NOT_OF_A_CHILD else _FIELDS.get(topic, _FIELD)


def keep(command: KeepTip, view: View, facts: Facts) -> Outcome:
    """Put what worked in a child's book; what somebody else has written only with their yes."""
    me, found = view.speaker, _found(facts, command.trying)
    circle = view.circle(found.circle) if found else None
    if found is None or circle is None or found.person != me.id or found.state != WORKED:
        return answered(me.id, text("tip-over"))
    child = next((one for one in circle.children if one.id == command.child), None)
    own = own_tip(facts, found.tip)
    if child is None:
        return answered(me.id, text("book-not-yours"))
    if own is None or own.author == me.id:
        event = TipSaid(found.id, circle.id, circle.family, me.id, KEPT, found.words)
        words = own.words if own else command.words
        return Outcome(events=(event,)) + _write(child.id, found.tip, words, view, facts)
    if own.author not in {one.id for one in readers(circle, me.id)}:
        return answered(me.id, text("tip-author-gone", who=own.author_name))
    event = TipSaid(found.id, circle.id, circle.family, me.id, ASKED, found.words)
    given = {"trying": found.id, "child": child.id}
    rows = (
        (
            Choice(Text("label-tip-allow"), Run("tip-allow", {**given, "yes": "yes"})),
            Choice(Text("label-tip-not"), Run("tip-allow", given)),
        ),
    )
    asks = text("tip-book-asked", who=me.name, child=child.name)
    asked = told(own.author, asks, Literal(own.words), rows=rows, circle=circle.id, author=me.id)
    return Outcome(events=(event,), drafts=(asked,)) + answered(
        me.id, text("tip-book-asks", who=own.author_name)
    )


def allow(command: AllowTip, view: View, facts: Facts) -> Outcome:
    """Let one's own words stand in a child's book, since they worked; or not."""
    me, found = view.speaker, _found(facts, command.trying)
    own = own_tip(facts, found.tip) if found else None
    circle = view.circle(found.circle) if found else None
    if found is None or own is None or circle is None or own.author != me.id or found.state != ASKED:
        return answered(me.id, text("tip-over"))
    state = KEPT if command.is_allowed else WORKED
    event = TipSaid(found.id, circle.id, circle.family, me.id, state, found.words)
    if not command.is_allowed:
        return Outcome(events=(event,)) + answered(me.id, text("tip-book-left"))
    return Outcome(events=(event,)) + _write(command.child, found.tip, own.words, view, facts)


def _write(child: str, key: str, words: str, view: View, facts: Facts) -> Outcome:
    """Write it below what the speaker has said there before."""
    field, me = _field(key) or _FIELD, view.speaker.id
    before = next(
        (one for one in facts.book.answers if (one.child, one.field, one.author) == (child, field, me)), None
    )
    said = in_said(before.value)[1] if before and not before.files else ""
    whole = f"{said}\n{words}" if said and len(said) + len(words) < BOOK_CHARS else words
    if not circles_about(view.circles, child):
        return answered(me, text("book-not-yours"))
    return book.write(WriteInBook(child, ((field, written(whole)),)), view, facts)


# --- when it is right to offer one ---------------------------------------------------------------------


def _is_theirs(meeting: Meeting, view: View) -> bool:
    who, circle = meeting.attendee(view.speaker.id), view.circle(meeting.circle)
    is_there = who is not None and who.way in ATTENDING and who.answer != "no"
    return is_there and circle is not None and circle.phase not in (Phase.PAUSED, Phase.CLOSED)


def visit_ahead(view: View, facts: Facts) -> Meeting | None:
    """Return a visit of the speaker's that is soon, if they try nothing yet."""
    me = view.speaker
    if me.role not in WRITERS or any(one.person == me.id and one.state == TRYING for one in facts.tries):
        return None
    for meeting in facts.meetings:
        day = meeting.when.next_day(view.now)
        if meeting.kind != Kind.VISIT or day is None or not _is_theirs(meeting, view):
            continue
        stands = meeting.state_on(day if meeting.when.is_series else None) == State.STANDING
        if stands and view.now < meeting.when.begins(day) <= view.now + BEFORE_VISIT:
            return meeting
    return None


def to_ask_about(view: View, facts: Facts) -> Trying | None:
    """Return what the speaker has tried and is to be asked about: a visit has been since, or three days."""
    for one in facts.tries:
        if one.person != view.speaker.id or one.state != TRYING:
            continue
        circle = view.circle(one.circle)
        if circle is None or shut(circle, view) is not None:
            continue
        if view.now - one.at >= ASKED_AFTER or _visited(view, facts, one.at):
            return one
    return None


def _visited(view: View, facts: Facts, since: datetime) -> bool:
    return any(
        meeting.kind == Kind.VISIT and meeting.attendee(view.speaker.id) and _ended(meeting, since, view.now)
        for meeting in facts.meetings
    )


def _ended(meeting: Meeting, since: datetime, now: datetime) -> bool:
    """Whether one of its days has ended since, and it was not called off."""
    for day in meeting.when.days((since - timedelta(days=1)).date()):
        if meeting.when.begins(day) > now:
            return False
        took_place = meeting.state_on(day if meeting.when.is_series else None) in _TOOK_PLACE
        if took_place and since < meeting.when.ends(day) <= now:
            return True
    return False


_TOOK_PLACE = (State.STANDING, State.OVER, State.HAPPENED, State.UNCLEAR)
