"""Letters, a child's own voice and homework: who may send which to whom, and what becomes of a letter.

They are words of a circle like any others, for some of it only (`family.some`). What kinds there are, who
gives each to whom, and the life of a letter are tables of `family.letter`. Knows nothing of how they are
asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from bot.chat.draft import Choice, Draft, Run
from bot.chat.people import Child, Circle, Member, Phase, Role, View
from bot.chat.text import Day, Literal, Text, Value, listing, shown, text
from bot.family.commands import DeclineHomework, ExplainLetter, SendToCircle, TurnLetter
from bot.family.entitled import Entitled, contact_of
from bot.family.events import LetterTurned, LetterWritten
from bot.family.facts import Facts
from bot.family.letter import CARRIES, NEXT, OVER_AFTER, WISH, Kind, Letter, Meant, State, meant_by
from bot.family.meeting import Kind as MeetingKind
from bot.family.meeting import Meeting
from bot.family.meeting import State as Stand
from bot.family.outcome import Opened, Outcome, answered, told
from bot.family.relay import shut
from bot.family.some import Below, carried, title_of, written_for_some
from bot.family.terms import Contact
from bot.family.wall import local

REMIND_AFTER, WRITE_AFTER = timedelta(days=3), timedelta(days=21)
"""So long after a letter came it is asked about once; so long after their last, a parent is asked for one."""
_BEFORE_VISIT = (1, 2)
_TAKEN_FLOW, _WHY_FLOW = "letter-took", "letter-why"


# --- who may send what to whom -------------------------------------------------------------------


def may_send(kind: Kind, circle: Circle, sender: str, children: Sequence[str], entitled: Entitled) -> bool:
    """Whether somebody may send this of all these children."""
    own = circle.member(sender)
    givers, _ = CARRIES[kind]
    is_here = {one.id for one in circle.children}.issuperset(children)
    is_open = own is not None and own.role in givers and entitled.may(Contact.LETTERS, own, children)
    return bool(children) and is_here and is_open


def children_for(kind: Kind, circle: Circle, sender: str, entitled: Entitled) -> tuple[Child, ...]:
    """Return the children of a circle of whom, or to whom, somebody may send this."""
    return tuple(one for one in circle.children if may_send(kind, circle, sender, [one.id], entitled))


def readers_of(meant: Meant, circle: Circle, sender: str, facts: Facts) -> tuple[Member, ...]:
    """Return who gets it: who can be written to, and may have letters with all these children.

    A wish for a visit is for who comes to it: of a visit of another parent nobody hears.
    """
    _, getters = CARRIES[meant.kind]
    there = tuple(
        one
        for one in circle.reach(sender)
        if one.role in getters
        and facts.entitled.may(Contact.LETTERS, one, meant.children)
        and (not meant.to or one.id in meant.to)
    )
    if meant.about != WISH:
        return there
    visit = facts.meeting(meant.visit.partition("/")[0])
    return tuple(one for one in there if visit is not None and visit.attendee(one.id) is not None)


def send(command: SendToCircle, view: View, facts: Facts) -> Outcome:
    """Carry a letter, or one of its like, to those whom it is for."""
    me, circle, meant = view.speaker, view.circle(command.circle), meant_by(command.purpose)
    if circle is None or meant is None:
        return answered(me.id, text("circle-gone"))
    called = circle.called(me.id, view.circles)
    if (closed := shut(circle, called, is_to_be_seen=bool(command.why_held))) is not None:
        return answered(me.id, closed)
    if not may_send(meant.kind, circle, me.id, meant.children, facts.entitled):
        return answered(me.id, text("letter-not-open", caseworker=circle.caseworker_name))
    if meant.kind == Kind.HELP and _homework(meant.of, view, facts) is None:
        return answered(me.id, text("homework-over"))
    reach = readers_of(meant, circle, me.id, facts)
    if not reach:
        return answered(me.id, text("letter-nobody", caseworker=circle.caseworker_name))
    written = written_for_some(command, circle, me.id)
    event = LetterWritten(written.id, circle.id, circle.family, me.id, meant)
    below = Below(
        _header(meant, circle, view),
        *_below(meant, written.id),
        contact_of(Contact.LETTERS, meant.children),
    )
    outcome = carried(written, event, reach, below, circle, view)
    if written.is_held:
        return outcome
    return outcome + answered(me.id, text(f"{meant.kind}-sent", people=listing([one.name for one in reach])))


def names_of(children: Sequence[str], circle: Circle) -> Value:
    """Return what children are called."""
    return listing([one.name for one in circle.children if one.id in children] or ["–"])


def _header(meant: Meant, circle: Circle, view: View) -> Text:
    who, children = title_of(circle, view), names_of(meant.children, circle)
    if meant.kind != Kind.VOICE:
        return text(f"header-{meant.kind}", who=who, children=children)
    if view.speaker.role == Role.YOUTH:
        return text("header-voice-own", who=who)
    if meant.about == WISH:
        return text("header-voice-wish", who=who, children=children, day=day_of(meant.visit))
    return text(f"header-voice-{meant.about}", who=who, children=children)


def day_of(visit: str) -> Value:
    """Return the day of a visit, as `visit_of` names it."""
    day = visit.partition("/")[2]
    return Day(date.fromisoformat(day)) if day else Literal("–")


def _below(meant: Meant, message: str) -> tuple[tuple[tuple[Choice, ...], ...], Text | None]:
    if meant.kind == Kind.LETTER:
        return letter_rows(message), text("letter-typed")
    if meant.kind == Kind.HOMEWORK:
        return homework_rows(message), text("homework-typed")
    return (), None


def letter_rows(letter: str) -> tuple[tuple[Choice, ...], ...]:
    """Return what who cares for a child can say of a letter to it."""
    given, later, cannot = (
        Choice(Text(f"label-{flow}"), Run(flow, {"letter": letter}))
        for flow in ("letter-given", "letter-later", "letter-cannot")
    )
    return (given,), (later, cannot)


def homework_rows(homework: str) -> tuple[tuple[Choice, ...], ...]:
    """Return what can be answered to homework."""
    return tuple(
        (Choice(Text(f"label-{flow}"), Run(flow, {"homework": homework})),)
        for flow in ("homework-help", "homework-not")
    )


# --- what becomes of a letter --------------------------------------------------------------------


def letter_here(wanted: str, view: View, facts: Facts) -> tuple[Letter, Circle] | None:
    """Return a letter that came to the speaker, and where; None where it stands nowhere any more."""
    letter = next((one for one in facts.letters if one.message == wanted), None)
    circle = view.circle(letter.circle) if letter is not None else None
    own = circle.member(view.speaker.id) if circle is not None else None
    if letter is None or circle is None or own is None or own.role != Role.CAREGIVER:
        return None
    is_one = letter.kind == Kind.LETTER and letter.state != State.WITHDRAWN
    # Of a child who has gone to another home nobody here can give it any more.
    is_theirs = any(one.id in letter.children for one in circle.children)
    return (letter, circle) if is_one and is_theirs else None


def turn(command: TurnLetter, view: View, facts: Facts) -> Outcome:
    """Say that a letter was given, or cannot be; who wrote it hears of it, as does the rest of the home."""
    me, found = view.speaker, letter_here(command.letter, view, facts)
    if found is None:
        return answered(me.id, text("letter-gone"))
    letter, circle = found
    if (closed := shut(circle, circle.called(me.id, view.circles))) is not None:
        return answered(me.id, closed)
    state = NEXT.get((letter.state, command.act))
    if state is None:
        return answered(me.id, text(f"letter-is-{letter.state}"))
    event = LetterTurned(letter.message, circle.family, me.id, state)
    children, writer = names_of(letter.children, circle), letter.author_name
    is_given = state == State.GIVEN
    home = text(
        "letter-home-given" if is_given else "letter-home-not-given",
        who=me.name,
        writer=writer,
        children=children,
    )
    said = text("letter-told-given", who=me.name, children=children)
    if not is_given:
        said = text("letter-told-not-given", children=children, caseworker=circle.caseworker_name)
        said = text("letter-told-not-yet", children=children) if circle.is_theirs_alone else said
    others = (one for one in circle.others(me.id) if one.role == Role.CAREGIVER and one.is_joined)
    heard = _told_writer(letter, circle, me.id, said, facts)
    drafts = (*heard, *(told(one.id, home, circle=circle.id, author=me.id) for one in others))
    if not is_given and not circle.is_theirs_alone:
        drafts += (told(circle.caseworker, home, circle=circle.id),)
    done = Outcome(events=(event,), drafts=drafts)
    if not heard or (circle.is_theirs_alone and not is_given):
        return done + answered(me.id, text("letter-noted"))
    flow = _TAKEN_FLOW if is_given else _WHY_FLOW
    return done + Outcome(opened=(Opened(flow, {"letter": letter.message}),))


def _told_writer(letter: Letter, circle: Circle, me: str, said: Text, facts: Facts) -> tuple[Draft, ...]:
    """Return what who wrote it reads: nothing, where they may write no letters any more."""
    writer = next((one for one in circle.reach(me) if one.id == letter.author), None)
    if writer is None or not facts.entitled.may(Contact.LETTERS, writer, letter.children):
        return ()
    if writer.is_by_phone:
        return (told(circle.caseworker, text("letter-phone", people=writer.name), said, circle=circle.id),)
    # With whom and where, so that it ends with a pause, or a break, as words do.
    draft = told(writer.id, said, circle=circle.id, author=me)
    return (msgspec.structs.replace(draft, contact=contact_of(Contact.LETTERS, letter.children)),)


def explain(command: ExplainLetter, view: View, facts: Facts) -> Outcome:
    """Tell the caseworker, and nobody else, why a letter cannot be given."""
    me, found = view.speaker, letter_here(command.letter, view, facts)
    if found is None or found[1].is_theirs_alone:
        return answered(me.id, text("letter-gone"))
    letter, circle = found
    said = text(
        "letter-desk-why",
        who=me.name,
        writer=letter.author_name,
        children=names_of(letter.children, circle),
        words=command.words,
    )
    thanks = answered(me.id, text("letter-why-done", caseworker=circle.caseworker_name))
    return Outcome(drafts=(told(circle.caseworker, said, circle=circle.id),)) + thanks


# --- homework ------------------------------------------------------------------------------------


def _homework(wanted: str, view: View, facts: Facts) -> Letter | None:
    return next((one for one in open_homework(view, facts) if one.message == wanted), None)


def open_homework(view: View, facts: Facts) -> tuple[Letter, ...]:
    """Return the homework that came to the speaker and that one can still help with."""
    me, today = view.speaker.id, view.now
    return tuple(
        one
        for one in facts.letters
        if one.kind == Kind.HOMEWORK and one.author != me and today - one.at < OVER_AFTER
    )


def decline_homework(command: DeclineHomework, view: View, facts: Facts) -> Outcome:
    """Say that one cannot help this time; who sent it hears of it, and nobody is to blame."""
    me, homework = view.speaker, _homework(command.homework, view, facts)
    circle = view.circle(homework.circle) if homework is not None else None
    if homework is None or circle is None:
        return answered(me.id, text("homework-over"))
    if (closed := shut(circle, circle.called(me.id, view.circles))) is not None:
        return answered(me.id, closed)
    if not may_send(Kind.HELP, circle, me.id, homework.children, facts.entitled):
        return answered(me.id, text("letter-not-open", caseworker=circle.caseworker_name))
    asker = next((one for one in circle.reach(me.id) if one.id == homework.author), None)
    said = text("homework-not-told", who=me.name, children=names_of(homework.children, circle))
    drafts = (
        (told(asker.id, said, circle=circle.id, author=me.id),)
        if asker is not None and not asker.is_by_phone
        else ()
    )
    return Outcome(drafts=drafts) + answered(me.id, text("homework-not-done"))


# --- a wish for a visit --------------------------------------------------------------------------


def visits_ahead(child: str, circle: Circle, view: View, facts: Facts) -> Iterator[tuple[Meeting, date]]:
    """Yield the visits with a child to which the speaker comes, each with its next day."""
    for meeting in facts.meetings:
        day = meeting.when.next_day(view.now) if meeting.kind == MeetingKind.VISIT else None
        if day is None or meeting.circle != circle.id or child not in dict(meeting.children):
            continue
        who = meeting.attendee(view.speaker.id)
        stands = meeting.state_on(day if meeting.when.is_series else None) == Stand.STANDING
        if stands and who is not None and who.answer != "no":
            yield meeting, day


def visit_of(meeting: Meeting, day: date) -> str:
    """Return which visit on which day as one word."""
    return f"{meeting.id}/{day.isoformat()}"


def wishes_said(meeting: Meeting, day: date, view: View, facts: Facts) -> tuple[Text, ...]:
    """Return what children wish for a visit, as far as the speaker may read it."""
    circle = view.circle(meeting.circle)
    own = circle.member(view.speaker.id) if circle is not None else None
    if circle is None or own is None:
        return ()
    return tuple(
        wish_said(one, [child.name for child in circle.children if child.id in one.children])
        for one in facts.letters
        if one.visit == visit_of(meeting, day) and facts.entitled.may(Contact.LETTERS, own, one.children)
    )


def wish_said(wish: Letter, names: list[str]) -> Text:
    """Return a wish as it stands with its visit."""
    return text("voice-wish-said", children=listing(names or ["–"]), words=shown(wish.words, wish.files))


# --- when one is right to be offered -------------------------------------------------------------


def _is_open(circle: Circle) -> bool:
    return circle.phase not in (Phase.PAUSED, Phase.CLOSED)


def to_ask_about(view: View, facts: Facts) -> tuple[Letter, Circle] | None:
    """Return a letter that came to the speaker three days ago and of which nothing was said since."""
    for one in reversed(facts.letters):
        found = letter_here(one.message, view, facts)
        if found is None or one.state != State.WRITTEN or view.now - one.at < REMIND_AFTER:
            continue
        if _is_open(found[1]) and one.author in {other.id for other in found[1].reach(view.speaker.id)}:
            return found
    return None


def to_write(view: View, facts: Facts) -> tuple[Child, Circle, str] | None:
    """Return a child to whom this parent has written nothing for three weeks, and what that is known by."""
    me = view.speaker
    for circle in view.circles if me.role == Role.PARENT else ():
        for child in children_for(Kind.LETTER, circle, me.id, facts.entitled) if _is_open(circle) else ():
            meant = Meant(Kind.LETTER, (child.id,))
            own = [
                one.at
                for one in facts.letters
                if one.kind == Kind.LETTER and one.author == me.id and child.id in one.children
            ]
            is_long_ago = not own or view.now - max(own) >= WRITE_AFTER
            if is_long_ago and readers_of(meant, circle, me.id, facts):
                return child, circle, f"{child.id}:{max(own).date().isoformat() if own else ''}"
    return None


def before_visit(view: View, facts: Facts) -> tuple[Child, Meeting, date] | None:
    """Return a child with a visit in a day or two, where nobody has said what it wishes for."""
    me = view.speaker
    for circle in view.circles if me.role == Role.CAREGIVER else ():
        for child in circle.children if _is_open(circle) else ():
            for meeting, day in visits_ahead(child.id, circle, view, facts):
                days = (day - local(view.now, meeting.when.zone).date()).days
                visit = visit_of(meeting, day)
                is_said = any(one.visit == visit and child.id in one.children for one in facts.letters)
                meant = Meant(Kind.VOICE, (child.id,), about=WISH, visit=visit)
                if days in _BEFORE_VISIT and not is_said and readers_of(meant, circle, me.id, facts):
                    return child, meeting, day
    return None
