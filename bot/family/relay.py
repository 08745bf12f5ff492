"""Words between people: in a circle, on a private line, changed, taken back, decided about.

Knows nothing of quiet hours (``policy``) and of how the question "which circle" came up (``engine``).
"""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.chat.draft import Choice, Draft, Kind, Run
from bot.chat.ids import new_id
from bot.chat.media import files_as_words
from bot.chat.outgoing import Operation
from bot.chat.people import Circle, Interview, Member, OwnMessage, Phase, Speaker, View, word_value
from bot.chat.text import Literal, Moment, MomentStyle, Text, Value, beginning, excerpt, listing, shown, text
from bot.family.commands import (
    DecideMessage,
    HurryMessage,
    KeepWords,
    React,
    ReadCircle,
    SayFor,
    SayInCircle,
    SendToCircle,
    SendToLine,
    Show,
)
from bot.family.events import (
    Acted,
    InterviewEnded,
    InterviewSaved,
    LineUsed,
    MessageDecided,
    MessageEdited,
    MessageHurried,
    MessageWithdrawn,
    MessageWritten,
    ReachTold,
    ReactionPut,
    SteppedIn,
)
from bot.family.facts import Facts, Waiting
from bot.family.outcome import Opened, Outcome, answered, told
from bot.family.waiting import waiting as waiting_now

UNCLEAR_FLOW = "unclear"
SAFETY_FLOW, NOTICED = "safety", "noticed"
OF_DANGER = frozenset({SAFETY_FLOW, NOTICED})
"""By these among what is settled, words that speak of danger are known: their writer was asked who reads
them, or somebody has been told of them though nobody was asked yet."""
WATCHABLE = (Phase.INTRODUCTION, Phase.OPEN, Phase.WATCHED)
"""The phases in which somebody of the agency may read along."""
STAYS = timedelta(minutes=30)
"""Whoever of the agency has stepped in and says nothing for so long only reads along again."""
KEPT_FLOW, NOT_YET_FLOW, ONLY_SOME_FLOW, WHERE_FLOW = "kept", "not-yet", "only-some", "where"


def send_to_circle(command: SendToCircle, view: View, heading: str = "") -> Outcome:
    """Carry words to everybody in the circle who is willing; ask first where that is not everybody.

    ``heading`` names the text above them where they are more than words.
    """
    me = view.speaker.id
    circle = view.circle(command.circle)
    if circle is None:
        return answered(me, text("circle-gone"))
    called = circle.called(me, view.circles)
    if (closed := shut(circle, called, is_to_be_seen=bool(command.why_held))) is not None:
        return answered(me, closed)
    reach = circle.reach(me)
    missing = [other for other in circle.others(me) if other not in reach]
    given = as_given(command) | {
        "who": ",".join(other.id for other in missing),
        "reach": ",".join(sorted(other.id for other in reach)),
    }
    if not reach:
        return Outcome(opened=(Opened(NOT_YET_FLOW, given),))
    if missing and ONLY_SOME_FLOW not in command.settled and circle.reach_told != given["reach"]:
        return Outcome(opened=(Opened(ONLY_SOME_FLOW, given),))
    written = MessageWritten(
        id=new_id(),
        author=me,
        words=command.words,
        circle=circle.id,
        family=circle.family,
        source=command.source,
        reply_to=command.reply_to,
        is_held=circle.is_held or bool(command.why_held),
        files=command.files,
        why_held=command.why_held,
        ready=command.ready,
    )
    member = circle.member(me)
    title = member.title if member else Literal(view.speaker.name)
    above = text(f"header-{heading}", who=title) if heading else title
    copies = tuple(
        copy_for(written, other, (above, circle.called(other.id, view.circles)), circle, command.reply_to)
        for other in reach
    )
    by_phone = [other.name for other in reach if other.is_by_phone]
    told_reach = (ReachTold(circle.id, me, given["reach"]),) if circle.reach_told != given["reach"] else ()
    outcome = Outcome(events=(written, *told_reach), drafts=copies)
    if told_reach and (left := [one.name for one in circle.left if _is_missed(one, circle)]):
        outcome += answered(me, text("words-without", people=listing(left)))
    if by_phone and told_reach:
        outcome += answered(me, text("by-phone-told", people=listing(by_phone)))
    if written.is_held:
        return outcome + look_first(written, circle, view, title)
    return outcome + answered(me, text("ready-sent", words=Text(command.ready))) if command.ready else outcome


def _is_missed(gone: Member, circle: Circle) -> bool:
    # Who wrote here before knows whom the words reached, and was told of who had gone by then.
    return not circle.reach_told or gone.id in circle.reach_told.split(",")


def shut(circle: Circle, called: Value, *, is_to_be_seen: bool = False) -> Value | None:
    """Return why nothing can be said in a circle now, None where it can."""
    if circle.phase == Phase.PAUSED:
        return text("circle-paused", caseworker=circle.caseworker_name, children=called)
    if circle.phase == Phase.CLOSED:
        return text("circle-closed", caseworker=circle.caseworker_name, children=called)
    if (circle.is_held or is_to_be_seen) and not circle.can_be_decided:
        return text("circle-nobody-decides", caseworker=circle.caseworker_name)
    return None


def _copy(written: MessageWritten, to: str, header: tuple[Value, ...], reply_to: str | None) -> Draft:
    return Draft(
        id=new_id(),
        to=to,
        kind=Kind.WORDS,
        message=written.id,
        header=header,
        circle=written.circle,
        author=written.author,
        reply_to=reply_to,
        must_wait=bool(written.why_held),
        rows=_asking(written),
    )


LONG = 10
"""From so many words on, a message in another language has a button to ask about it.

Shorter ones are guessed, or looked up; under each of them a button would make a form of a conversation. In
the menu one can ask about any.
"""


def _asking(written: MessageWritten) -> tuple[tuple[Choice, ...], ...]:
    """Return the button with which a reader who does not understand these words can ask about them."""
    if written.circle is None or written.ready or written.files or len(written.words.split()) < LONG:
        return ()
    return ((Choice(Text("label-unclear"), Run(UNCLEAR_FLOW, {"message": written.id})),),)


def ask_about(view: View, facts: Facts) -> Outcome:
    """Bring what the speaker does not understand to their caseworker, who can answer on the line."""
    me, received = view.speaker, facts.received
    circle = view.circle(received.circle) if received else None
    if received is None or circle is None:
        return answered(me.id, text("unclear-none"))
    if received.was_asked_about:
        return answered(me.id, text("unclear-before", caseworker=circle.caseworker_name))
    member = circle.member(me.id)
    asked = Draft(
        id=new_id(),
        to=circle.caseworker,
        kind=Kind.NOTICE,
        message=received.message,
        header=(
            text("header-unclear", who=member.title if member else me.name, writer=received.author_name),
        ),
        circle=circle.id,
        author=me.id,
    )
    done = text("unclear-done", caseworker=circle.caseworker_name, words=received.beginning)
    return Outcome(drafts=(asked,)) + answered(me.id, done)


def is_of_danger(asked: Interview) -> bool:
    """Whether a short question is about words that speak of danger."""
    return asked.flow == SAFETY_FLOW or NOTICED in str(asked.given.get("settled", "")).split()


def as_given(command: SendToCircle) -> dict[str, str]:
    """Return what a short question about words for a circle is opened with."""
    return {
        "words": command.words,
        "files": files_as_words(command.files),
        "circle": command.circle,
        "source": command.source or "",
        "reply_to": command.reply_to or "",
        "settled": " ".join(command.settled),
        "why_held": command.why_held,
        "ready": command.ready or "",
        "purpose": command.purpose,
    }


def copy_for(
    written: MessageWritten, reader: Member, header: tuple[Value, ...], circle: Circle, reply_to: str | None
) -> Draft:
    """Return the copy for one reader; for one without a smartphone it goes to the caseworker, to be told."""
    if reader.is_by_phone:
        please = text("header-please-tell", name=reader.name, who=header[0])
        return _copy(written, circle.caseworker, (please,), None)
    return _copy(written, reader.id, header, reply_to)


def look_first(written: MessageWritten, circle: Circle, view: View, title: Value) -> Outcome:
    """Ask the caseworker to look at words before they go on, and tell their writer so."""
    given = {"message": written.id}
    buttons = (
        Choice(Text("label-approve"), Run("approve", given)),
        Choice(Text("label-decline"), Run("decline", given)),
    )
    look = Draft(
        id=new_id(),
        to=circle.caseworker,
        kind=Kind.NOTICE,
        message=written.id,
        header=(text(f"header-waits-{written.why_held or 'hold'}", who=title, circle=circle.label),),
        rows=(buttons,),
        circle=circle.id,
        author=written.author,
    )
    waits = text(f"hold-told-{written.why_held or 'hold'}", caseworker=circle.caseworker_name)
    writer = told(view.speaker.id, waits, kind=Kind.ANSWER)
    return Outcome(drafts=(writer, look))


def keep_words(command: KeepWords, view: View) -> Outcome:
    """Keep words, sealed in a sleeping conversation, for the day the others say yes."""
    given = {
        "words": command.words,
        "files": files_as_words(command.files),
        "circle": command.circle,
        "source": command.source or "",
        "ready": command.ready or "",
    }
    kept = Interview(id=new_id(), flow=KEPT_FLOW, version=1, given=given, is_asleep=True)
    return Outcome(events=(InterviewSaved(view.speaker.id, kept),)) + answered(
        view.speaker.id, text("words-kept")
    )


def send_to_line(command: SendToLine, view: View, facts: Facts, heading: str = "line") -> Outcome:
    """Carry words on a private line: from a person to their caseworker, or from the caseworker to them."""
    me = view.speaker
    if command.person != me.id:
        return _from_caseworker(command, me, facts)
    if not view.lines:
        return answered(me.id, text("line-none"))
    line = next((one for one in view.lines if one.caseworker == command.caseworker), None)
    if line is None and len(view.lines) == 1:
        line = view.lines[0]
    if line is None:
        given = {
            "words": command.words,
            "files": files_as_words(command.files),
            "source": command.source or "",
            "reply_to": command.reply_to or "",
        }
        return Outcome(opened=(Opened(WHERE_FLOW, given),))
    written = _on_line(command, me, line.person)
    header = text(f"header-{heading}", who=_own_title(me, view, line.caseworker))
    copy = _copy(written, line.caseworker, (header,), command.reply_to)
    copy = msgspec.structs.replace(copy, is_urgent=bool(OF_DANGER & set(command.settled)))
    return Outcome(events=(written, LineUsed(me.id)), drafts=(copy,)) + answered(
        me.id, text("line-sent", caseworker=line.caseworker_name)
    )


def _from_caseworker(command: SendToLine, me: Speaker, facts: Facts) -> Outcome:
    person = facts.desk.person(command.person)
    if person is None:
        return answered(me.id, text("person-not-yours"))
    if not person.is_reachable:
        return answered(me.id, text("person-unreachable", name=person.name))
    written = _on_line(command, me, person.id)
    copy = _copy(written, person.id, (text("header-only-you", name=me.name),), command.reply_to)
    return Outcome(events=(written, LineUsed(person.id)), drafts=(copy,))


def _on_line(command: SendToLine, me: Speaker, person: str) -> MessageWritten:
    return MessageWritten(
        id=new_id(),
        author=me.id,
        words=command.words,
        line=person,
        source=command.source,
        reply_to=command.reply_to,
        files=command.files,
    )


def _own_title(me: Speaker, view: View, caseworker: str) -> Value:
    served = [circle for circle in view.circles if circle.caseworker == caseworker]
    children = sorted({child for circle in served if (own := circle.member(me.id)) for child in own.children})
    word = word_value(me.word, me.role)
    if children:
        return text("header-with-children", name=me.name, word=word, children=listing(children))
    return text("header", name=me.name, word=word)


def say_in_circle(command: SayInCircle, view: View, facts: Facts) -> Outcome:
    """A caseworker's own words to everybody who has joined a circle, whatever its phase."""
    circle = facts.desk.circle(command.circle)
    if circle is None:
        return answered(view.speaker.id, text("circle-not-yours"))
    written = MessageWritten(
        id=new_id(),
        author=view.speaker.id,
        words=command.words,
        circle=circle.id,
        family=circle.family,
        source=command.source,
        reply_to=command.reply_to,
        files=command.files,
    )
    speaks = text("header-caseworker", name=view.speaker.name)
    joined = [member for member in circle.members if member.is_joined]
    copies = tuple(
        _copy(written, member.id, (speaks, circle.called(member.id, facts.desk.circles)), command.reply_to)
        for member in joined
    )
    said = Outcome(events=(written, Acted(view.speaker.id, "say", circle.family, written.id)), drafts=copies)
    watching = view.watching_in(circle.id)
    if watching is not None and command.is_here:
        return said + Outcome(events=(SteppedIn(watching.id, view.now + STAYS),))
    names = listing([member.name for member in joined] or ["-"])
    return said + answered(view.speaker.id, text("say-done", people=names))


def read_circle(command: ReadCircle, view: View, facts: Facts) -> Outcome:
    """Show a caseworker the newest words of a circle, the oldest of them first, and note it."""
    me = view.speaker.id
    circle = facts.desk.circle(command.circle) or facts.team.circle(command.circle)
    if circle is None:
        return answered(me, text("circle-not-yours"))
    if circle.is_theirs_alone:
        return answered(me, text("read-home"))
    lines: list[Value] = [
        text(f"read-{one.state}", name=one.author_name, at=Moment(one.at), words=shown(one.words, one.files))
        for one in facts.said
    ]
    noted = Acted(me, "read", circle.family, circle.id)
    title = text("read-title", children=circle.called(me, facts.desk.circles))
    is_own = facts.desk.circle(circle.id) is not None
    offers = is_own and circle.phase in WATCHABLE and view.watching_in(circle.id) is None
    along = ((Choice(Text("label-watch-begin"), Run("watch", {"circle": circle.id})),),) if offers else ()
    return Outcome(events=(noted,)) + answered(me, title, *(lines or [text("read-nothing")]), rows=along)


def say_for(command: SayFor, view: View, facts: Facts) -> Outcome:
    """Carry what somebody without a smartphone told the caseworker, and say that it was told."""
    circle = facts.desk.circle(command.circle)
    person = circle.member(command.person) if circle else None
    if circle is None or person is None or not person.is_by_phone:
        return answered(view.speaker.id, text("circle-not-yours"))
    if (closed := shut(circle, circle.called(view.speaker.id, facts.desk.circles))) is not None:
        return answered(view.speaker.id, closed)
    written = MessageWritten(
        id=new_id(), author=person.id, words=command.words, circle=circle.id, family=circle.family
    )
    told_to = text(
        "header-told-to",
        who=person.title,
        caseworker=view.speaker.name,
        day=Moment(view.now, MomentStyle.DAY),
    )
    readers = [other for other in circle.reach(person.id) if other.is_joined]
    # Where a caseworker looks first, she has: these words were told to her.
    copies = tuple(
        msgspec.structs.replace(
            _copy(written, other.id, (told_to, circle.called(other.id, facts.desk.circles)), None),
            was_read=True,
        )
        for other in readers
    )
    names = listing([other.name for other in readers] or ["-"])
    acted = Acted(view.speaker.id, "say-for", circle.family, written.id)
    return Outcome(events=(written, acted), drafts=copies) + answered(
        view.speaker.id, text("say-done", people=names)
    )


def decide_message(command: DecideMessage, view: View, facts: Facts) -> Outcome:
    """Let a held message pass, or not; its writer learns which. Whoever comes second is told."""
    me = view.speaker.id
    waiting = next((one for one in facts.queue if one.message == command.message), None)
    if waiting is None:
        if facts.decided is not None:
            name, what = facts.decided
            return answered(me, text(f"queue-decided-{what}", name=name))
        return answered(me, text("queue-gone"))
    decided = MessageDecided(waiting.message, me, command.is_approved)
    if command.is_approved:
        words = beginning(waiting.words, waiting.files)
        writer = told(waiting.author, text("approved-told", caseworker=view.speaker.name, words=words))
        done = _passed_on(waiting, facts)
    else:
        ready = command.reason in ("kinder", "details", "in-person", "court")
        reason = Text(f"reason-{command.reason}") if ready else Literal(command.reason or "")
        writer = told(
            waiting.author,
            text(
                "declined-told",
                caseworker=view.speaker.name,
                reason=reason,
                words=shown(excerpt(waiting.words, _DECLINED), waiting.files),
            ),
        )
        done = text("decline-done", name=waiting.author_name)
    left = len(waiting_now(view, facts)) - 1
    more = text("queue-left", count=left) if left else text("queue-empty")
    next_one = ((Choice(Text("label-queue"), Run("queue")),),) if left else ()
    return Outcome(events=(decided,), drafts=(writer,)) + answered(me, done, more, rows=next_one)


_DECLINED = 200


def _passed_on(waiting: Waiting, facts: Facts) -> Text:
    """Say whom it goes to, of those whom it was for, and whom it does not reach any more."""
    circle = facts.desk.circle(waiting.circle)
    reach = {member.id for member in circle.reach(waiting.author)} if circle else set()
    gets = [one.name for one in waiting.readers if one.id in reach]
    if circle is not None:
        gets += [member.name for member in circle.reach(waiting.author) if member.is_by_phone]
    lacks = [one.name for one in waiting.readers if one.id not in reach]
    writer = waiting.author_name
    if not gets:
        return text("approve-nobody", name=writer)
    if lacks:
        return text("approve-some", name=writer, people=listing(gets), missing=listing(lacks))
    return text("approve-done", name=writer, people=listing(gets))


def hurry(command: HurryMessage, view: View, facts: Facts) -> Outcome:
    """Let a message that waits pass quiet hours, or bring it to who is on call; the caseworker hears of it.

    A caregiver is with the child and knows; what frightens a parent is for the agency to look at first.
    """
    me = view.speaker
    found = next((one for one in facts.resting if one.message == command.message), None)
    if found is None:
        return answered(me.id, text("cannot-wait-gone"))
    passes = found.goes_by_itself(me.role)
    event = MessageHurried(found.message, me.id, found.family, passes)
    people = listing(list(found.names))
    if passes:
        seen = text("cannot-wait-told", name=me.name, people=people, words=found.beginning)
        done = Outcome(events=(event,)) + answered(me.id, text("cannot-wait-done", people=people))
        is_known = {found.caseworker.id} == {one.id for one in found.readers}
    else:
        circle = view.circle(found.circle)
        member = circle.member(me.id) if circle else None
        who = member.title if member else _own_title(me, view, found.caseworker.id)
        urgent = Draft(
            id=new_id(),
            to=found.on_call.id,
            kind=Kind.ALERT,
            message=found.message,
            header=(text("header-cannot-wait", who=who, caseworker=found.caseworker.name),),
            circle=found.circle,
            author=me.id,
        )
        seen = text("cannot-wait-told-asked", name=me.name, person=found.on_call.name, words=found.beginning)
        asked = text("cannot-wait-done-asked", name=found.on_call.name, people=people)
        done = Outcome(events=(event,), drafts=(urgent,)) + answered(me.id, asked, text("emergency"))
        is_known = found.on_call.id == found.caseworker.id
    return (
        done if is_known else done + Outcome(drafts=(told(found.caseworker.id, seen, circle=found.circle),))
    )


def take_back(view: View, facts: Facts) -> Outcome:
    """Take back the message pointed at, else the newest words; say honestly when it is too late."""
    me = view.speaker
    own = view.own if view.points_at else facts.latest
    asked = view.pointed_at if view.points_at else _newest_in_question(view, own)
    if asked is not None:
        return _dropped(asked, view)
    if own is None or own.is_over:
        return answered(me.id, text("undo-nothing"))
    window = me.undo_seconds
    is_late = window is not None and view.now - own.at > timedelta(seconds=window)
    is_unsure = own.may_be_out and not own.was_delivered
    if own.was_delivered and is_late:
        if not own.is_waiting:
            return answered(me.id, text("undo-too-late"))
        return Outcome(events=(MessageWithdrawn(own.id, is_partial=True),)) + answered(
            me.id, text("undo-partial")
        )
    # What a caseworker was to decide about stays in the record, as what was delivered does.
    is_erased = not (own.was_delivered or own.may_be_out or own.was_submitted)
    done = "undo-erased" if is_erased else "undo-unsure" if is_unsure else "undo-done"
    return Outcome(events=(MessageWithdrawn(own.id, is_erased=is_erased),)) + answered(me.id, text(done))


def _newest_in_question(view: View, latest: OwnMessage | None) -> Interview | None:
    asked = next((one for one in view.interviews if one.given.get("words") and one.flow != KEPT_FLOW), None)
    is_newer = latest is None or (asked and asked.asked_at and asked.asked_at >= latest.at)
    return asked if is_newer else None


def _dropped(asked: Interview, view: View) -> Outcome:
    deleted = told(view.speaker.id, text("words-deleted"), kind=Kind.ANSWER)
    if asked.prompt:
        deleted = msgspec.structs.replace(deleted, operation=Operation.EDIT, target=asked.prompt)
    return Outcome(events=(InterviewEnded(asked.id),), drafts=(deleted,))


def show(command: Show, view: View) -> Outcome:
    """Tell the speaker something, with a message as it stands where there is one to be looked at."""
    draft = told(view.speaker.id, *command.parts, kind=Kind.ANSWER, rows=command.rows, circle=command.circle)
    draft = msgspec.structs.replace(
        draft,
        message=command.message,
        is_of_health=command.is_of_health,
        sheet=command.sheet,
        dates=command.dates,
        chart=command.chart,
    )
    return Outcome(drafts=(draft,))


def react(command: React, view: View) -> Outcome:
    """Put an emoji on a message, for those who have it; on the bot's own words nobody sees one."""
    me = view.speaker
    if view.taken_off is not None:
        return Outcome(events=(ReactionPut(view.taken_off, me.id, "", ()),))
    replied = view.replied
    if replied is None:
        return Outcome()
    if replied.circle is None:
        other = replied.other if replied.line == me.id else replied.line
        readers = (str(other),) if other else ()
        return Outcome(
            events=(ReactionPut(replied.message, me.id, command.emoji, readers, None, None, command.source),)
        )
    circle = view.circle(replied.circle)
    if circle is None:
        return Outcome()
    called = circle.called(me.id, view.circles)
    if (closed := shut(circle, called)) is not None:
        return answered(me.id, closed)
    if circle.is_held:
        return answered(me.id, text("reaction-held", caseworker=circle.caseworker_name))
    reach = tuple(one.id for one in circle.reach(me.id) if one.is_joined)
    member = circle.member(me.id)
    # Where two could have put it there, its reader would not know who did.
    header = member.title if member and len(circle.members) > _PAIR else None
    put = ReactionPut(replied.message, me.id, command.emoji, reach, header, circle.id, command.source)
    return Outcome(events=(put,))


_PAIR = 2


def edit(words: str, view: View) -> Outcome:
    """Change an own message: in place where it has not left, by an edit where it has."""
    me = view.speaker
    own = view.own
    if own is None or own.is_over:
        return answered(me.id, text("edit-unknown"))
    circle = view.circle(own.circle)
    # Who reads along in a circle is not in it, and may have said something there.
    if own.circle is not None and view.watching_in(own.circle) is None:
        if circle is None:
            return answered(me.id, text("circle-gone"))
        if circle.phase in (Phase.PAUSED, Phase.CLOSED):
            return answered(me.id, text("edit-shut", children=circle.called(me.id, view.circles)))
        if circle.is_held and not own.is_held:
            return answered(me.id, text("edit-held", caseworker=circle.caseworker_name))
    was_submitted = own.was_delivered or own.may_be_out or own.was_submitted
    return Outcome(events=(MessageEdited(own.id, words, was_submitted=was_submitted),))
