"""What would you prefer? Asked of those whose say is wanted, answered, and written down by who asked.

A question, an answer and what was decided are words of a circle for some of it: the same is asked about
them beforehand, the same is looked at first, and they stand in the same record. Knows nothing of how they
are asked for, and nothing of tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

import msgspec

from bot.chat.draft import Choice, Draft, Run
from bot.chat.ids import new_id
from bot.chat.people import DESK as OF_DESK
from bot.chat.people import Circle, Member, Phase, Role, View
from bot.chat.text import (
    Day,
    Lines,
    Literal,
    Moment,
    MomentStyle,
    Text,
    Value,
    beginning,
    listing,
    shown,
    text,
)
from bot.family.book import WRITERS
from bot.family.commands import BeginDecision, PassOnDecision, SendToCircle, WithdrawDecision
from bot.family.decision import (
    ANSWERS,
    ASK,
    DESK,
    MADE,
    OF_LAW,
    OWN,
    WAITS,
    YOU,
    Act,
    Answer,
    Decision,
    Decisions,
    Matter,
    Meant,
    State,
    Words,
    wishes_of,
)
from bot.family.entitled import contact_of
from bot.family.events import (
    Acted,
    DecisionAnswered,
    DecisionAsked,
    DecisionMade,
    DecisionPassedOn,
    DecisionWithdrawn,
    Event,
    MessageWritten,
)
from bot.family.facts import Facts
from bot.family.outcome import Opened, Outcome, answered, told
from bot.family.relay import copy_for, look_first
from bot.family.relay import shut as shut_for_words
from bot.family.terms import Contact
from bot.family.wall import local, moment

MORNING = time(8)
"""At this hour a day that was named has passed: at night nobody is told so."""

Rows = tuple[tuple[Choice, ...], ...]


# --- who ----------------------------------------------------------------------------------------------


def shut(circle: Circle | None, view: View) -> Value | None:
    """Return why nothing can be asked or answered there now."""
    if circle is None or view.speaker.role in OF_DESK:
        return text("circle-gone")
    called = circle.called(view.speaker.id, view.circles)
    if circle.phase in (Phase.PAUSED, Phase.CLOSED):
        return shut_for_words(circle, called)
    if circle.is_held:
        return text("decision-later", caseworker=circle.caseworker_name)
    return None


def may_be_asked(member: Member, children: Iterable[str], decisions: Decisions) -> bool:
    """Whether somebody may be asked about these children, and hear what was decided.

    Adults who bring them up write with each other as the circle allows; everybody else has what a caseworker
    ticked, and no more.
    """
    if member.role in WRITERS:
        return True
    return all((member.id, child) in decisions.allowed for child in children)


def asked_of(circle: Circle, asker: str, children: Sequence[str], decisions: Decisions) -> tuple[Member, ...]:
    """Return whose say is wanted: the other parents; of a home where a parent asks; and who was ticked."""
    own = circle.member(asker)
    if own is None or own.role not in WRITERS:
        return ()
    return tuple(
        one
        for one in circle.reach(asker)
        if not (own.role == Role.CAREGIVER and one.role == Role.CAREGIVER)
        and may_be_asked(one, children, decisions)
    )


def may_ask(circle: Circle, asker: str, decisions: Decisions) -> bool:
    """Whether somebody of a circle can ask anybody there, about some child."""
    return any(asked_of(circle, asker, [one.id], decisions) for one in circle.children)


def waits_for(one: Decision, circle: Circle) -> tuple[Answer, ...]:
    """Return who has not answered, of those who are still there; of a home one answer is enough."""
    homes = {
        member.home
        for answer in one.answers
        if answer.is_given and (member := circle.member(answer.person)) is not None and member.home
    }
    there = ((answer, circle.member(answer.person)) for answer in one.answers if not answer.is_given)
    reached = {member.id for member in circle.reach(one.asker)}
    return tuple(
        answer
        for answer, member in there
        if member is not None and member.id in reached and (not member.home or member.home not in homes)
    )


def is_mine_to_answer(one: Decision, view: View) -> bool:
    """Whether the speaker was asked, has said nothing yet, and can."""
    circle, own = view.circle(one.circle), one.answer(view.speaker.id)
    if circle is None or own is None or own.is_given or not one.is_open:
        return False
    return shut(circle, view) is None and circle.is_willing(view.speaker.id, one.asker)


# --- how it reads -------------------------------------------------------------------------------------


def topic_called(topic: str) -> Value:
    """Return what a topic is called."""
    return Text(f"label-decision-{topic}")


def children_of(one: Matter, circle: Circle) -> Value:
    """Return the children whom it is about."""
    return listing([child.name for child in circle.children if child.id in one.children] or ["–"])


def read(said: Words) -> Value:
    """Return what somebody said as it is read: a ready sentence in each language, words as they are."""
    return Text(said.ready) if said.ready else shown(said.words, said.files)


def named(said: Words) -> Value:
    """Return the beginning of it: enough to know which one is meant."""
    return Text(said.ready) if said.ready else beginning(said.words, said.files)


def choice_called(matter: Matter, choice: str) -> Value:
    """Return what an answer to choose is called."""
    if choice in ANSWERS:
        return Text(f"decision-says-{choice}")
    number = choice[1:]
    known = matter.choices[int(number)] if number.isdecimal() and int(number) < len(matter.choices) else "=–"
    return Literal(known[1:])


def choices_of(matter: Matter) -> tuple[str, ...]:
    """Return the answers to choose from, by what is stored of them."""
    return tuple(one if one in ANSWERS else f"c{at}" for at, one in enumerate(matter.choices))


def as_words(matter: Matter, choice: str) -> tuple[str, str | None]:
    """Return an answer that was chosen as words, or as the ready sentence that it is."""
    if choice in ANSWERS:
        return "", f"decision-says-{choice}"
    called = choice_called(matter, choice)
    return (called.words if isinstance(called, Literal) else "–"), None


def is_reason(answer: Answer, matter: Matter) -> bool:
    """Whether what was said is a reason for the answer that was chosen, and not that answer itself."""
    said = answer.said
    if said is None or said.ready or answer.choice in (OWN, DESK, ""):
        return False
    return as_words(matter, answer.choice) != (said.words, None)


def says_what(answer: Answer, matter: Matter) -> Value:
    """Return what somebody answers: what they chose, and why."""
    if answer.said is None:
        return Literal("–")
    if is_reason(answer, matter):
        chosen = choice_called(matter, answer.choice)
        return text("decision-reason", choice=chosen, words=read(answer.said))
    return read(answer.said)


def says(answer: Answer, matter: Matter, caseworker: str) -> Value:
    """Return one answer as a line: who, and what."""
    if answer.choice == DESK:
        return text("decision-line-desk", who=answer.name, caseworker=caseworker)
    if answer.said is None:
        return text("decision-line-none", who=answer.name)
    return text("decision-line-says", who=answer.name, words=says_what(answer, matter))


def around(matter: Matter, circle: Circle) -> tuple[Value, ...]:
    """Return what is said below a question: by when, and who may decide."""
    by = (text("decision-by", day=Day(matter.by)),) if matter.by else ()
    return (*by, *law(matter, circle))


def law(matter: Matter, circle: Circle) -> tuple[Value, ...]:
    """Return what asking changes nothing of, where somebody has to have the right to say yes."""
    return (text("decision-law", caseworker=circle.caseworker_name),) if matter.topic in OF_LAW else ()


def differ(answers: Iterable[Answer], circle: Circle) -> tuple[Value, ...]:
    """Return that there are different wishes, where there are; of words of one's own people judge."""
    given = [one for one in answers if one.is_given and one.role not in OF_DESK]
    wishes, own = wishes_of(given), [one for one in given if one.choice == OWN]
    if len(wishes) > 1 and circle.is_theirs_alone:
        return (text("decision-differ-alone"),)
    if len(wishes) > 1:
        return (text("decision-differ", caseworker=circle.caseworker_name),)
    return (text("decision-compare"),) if own and (wishes or own[1:]) else ()


# --- buttons ------------------------------------------------------------------------------------------


def answer_rows(decision: str, matter: Matter, circle: Circle) -> Rows:
    """Return what can be answered with one tap, and the other ways."""
    given = {"decision": decision}
    chosen = tuple(
        (Choice(choice_called(matter, one), Run("decision-answer", {**given, "choice": one})),)
        for one in choices_of(matter)
    )
    own = Choice(Text("label-decision-own"), Run("decision-say", given))
    return (*chosen, (own,), *desk_row(decision, circle))


def desk_row(decision: str, circle: Circle) -> Rows:
    """Return the button that asks the caseworker, where she reads along at all."""
    if circle.is_theirs_alone:
        return ()
    asks = text("label-decision-desk", caseworker=circle.caseworker_name)
    return ((Choice(asks, Run("decision-desk", {"decision": decision})),),)


def phone_rows(decision: str, people: Iterable[tuple[str, str]]) -> Rows:
    """Return, for a caseworker, a button for each whose answer only she can write down."""
    return tuple(
        (
            Choice(
                text("label-decision-for", name=name),
                Run("decision-answer", {"decision": decision, "person": person}),
            ),
        )
        for person, name in people
    )


def asker_rows(one: Decision, circle: Circle) -> Rows:
    """Return what its asker can do while it is open."""
    given = {"decision": one.id}
    made = (Choice(Text("label-decision-made"), Run("decision-make", given)),)
    return ((made,) if any(answer.is_given for answer in one.answers) else ()) + (
        *desk_row(one.id, circle),
        (Choice(Text("label-decision-back"), Run("decision-back", given)),),
    )


def again_row(one: Decision) -> Rows:
    """Return the button that asks anew."""
    return (
        (Choice(Text("label-decision-again"), Run("decision-ask", {"circle": one.circle, "again": one.id})),),
    )


# --- what is said -------------------------------------------------------------------------------------


def begin(command: BeginDecision, view: View, facts: Facts) -> Outcome:
    """Begin to ask, where there is somebody whom it reaches."""
    circle = view.circle(command.circle)
    if (why := shut(circle, view)) is not None or circle is None:
        return answered(view.speaker.id, why or text("circle-gone"))
    if not may_ask(circle, view.speaker.id, facts.decisions):
        return answered(view.speaker.id, text("decision-nobody", caseworker=circle.caseworker_name))
    given = {"circle": command.circle, **({"again": command.again} if command.again else {})}
    return Outcome(opened=(Opened("decision-ask", given),))


def said(command: SendToCircle, meant: Meant, view: View, facts: Facts) -> Outcome:
    """Carry a question, an answer, or what was decided to those whom it is for."""
    if meant.what == ASK:
        return _ask(command, meant, view, facts)
    one = facts.decisions.one(meant.decision)
    if one is None:
        return answered(view.speaker.id, text("decision-gone"))
    if view.speaker.is_caseworker:
        return _at_desk(command, meant, one, view, facts)
    circle = view.circle(one.circle)
    if (why := _shut(command, circle, view)) is not None or circle is None:
        return answered(view.speaker.id, why or text("circle-gone"))
    if meant.what == MADE:
        return _make(command, meant, one, circle, view, facts)
    return _answer(command, meant, one, circle, view, facts)


def _shut(command: SendToCircle, circle: Circle | None, view: View) -> Value | None:
    why = shut(circle, view)
    if why is None and circle is not None and command.why_held and not circle.can_be_decided:
        return text("circle-nobody-decides", caseworker=circle.caseworker_name)
    return why


def _written(command: SendToCircle, circle: Circle, author: str) -> MessageWritten:
    return MessageWritten(
        id=new_id(),
        author=author,
        words=command.words,
        circle=circle.id,
        family=circle.family,
        is_held=bool(command.why_held),
        files=command.files,
        why_held=command.why_held,
        ready=command.ready,
        is_for_some=True,
    )


def _of(written: MessageWritten) -> Words:
    return Words(written.id, written.words, written.ready, written.files)


def _title(circle: Circle, person: str, name: str) -> Value:
    own = circle.member(person)
    return own.title if own else Literal(name)


def _copy(
    written: MessageWritten,
    to: Member,
    header: Value,
    circle: Circle,
    matter: Matter,
    among: Sequence[Circle],
) -> Draft:
    """Return the copy for one of them; for who has no smartphone it goes to the caseworker, to be told."""
    copy = copy_for(written, to, (header, circle.called(to.id, among or (circle,))), circle, None)
    copy = msgspec.structs.replace(copy, rows=())
    if to.is_by_phone:
        return copy
    about = contact_of(Contact.QUESTIONS, matter.children)
    typed = None if to.role in OF_DESK else text("decision-by-command")
    return msgspec.structs.replace(copy, contact=about, typed=typed)


def ends_at(matter: Matter, now: datetime, zone: str) -> datetime:
    """Return until when answers are waited for: till the day that was named has passed, or for two weeks."""
    if matter.by is None:
        return now + WAITS
    return moment(matter.by + timedelta(days=1), MORNING, zone)


def _ask(command: SendToCircle, meant: Meant, view: View, facts: Facts) -> Outcome:
    me, circle, matter = view.speaker, view.circle(command.circle), meant.matter
    if (why := _shut(command, circle, view)) is not None or circle is None or matter is None:
        return answered(me.id, why or text("circle-gone"))
    people = asked_of(circle, me.id, matter.children, facts.decisions)
    if not people:
        return answered(me.id, text("decision-nobody", caseworker=circle.caseworker_name))
    before = facts.decisions.one(meant.again)
    written = _written(command, circle, me.id)
    event = DecisionAsked(
        id=new_id(),
        message=written.id,
        circle=circle.id,
        family=circle.family,
        asker=me.id,
        matter=matter,
        people=tuple(one.id for one in people),
        ends_at=ends_at(matter, view.now, me.timezone),
        again=before.id if before is not None and before.may(Act.CHANGE) else None,
    )
    title = _title(circle, me.id, me.name)
    which = "header-decision-again" if event.again else "header-decision"
    header = text(which, who=title, children=children_of(matter, circle), topic=topic_called(matter.topic))
    copies = tuple(
        msgspec.structs.replace(
            _copy(written, one, header, circle, matter, view.circles),
            parts=around(matter, circle),
            rows=() if one.is_by_phone else answer_rows(event.id, matter, circle),
        )
        for one in people
    )
    outcome = Outcome(events=(written, event), drafts=copies)
    if written.is_held:
        return outcome + look_first(written, circle, view, title)
    outcome += Outcome(
        drafts=tuple(
            told(
                circle.caseworker,
                text("decision-phone", name=one.name),
                rows=phone_rows(event.id, [(one.id, one.name)]),
            )
            for one in people
            if one.is_by_phone
        )
    )
    done = text("decision-asked", people=listing([one.name for one in people]))
    return outcome + answered(me.id, done, *law(matter, circle))


def _answer(
    command: SendToCircle, meant: Meant, one: Decision, circle: Circle, view: View, facts: Facts
) -> Outcome:
    me, own = view.speaker, circle.member(view.speaker.id)
    asker = circle.member(one.asker)
    if not one.may(Act.ANSWER) or one.answer(me.id) is None or own is None:
        return answered(me.id, over(one))
    if asker is None or asker not in circle.reach(me.id):
        return answered(me.id, text("decision-nobody", caseworker=circle.caseworker_name))
    if not may_be_asked(own, one.matter.children, facts.decisions):
        return answered(me.id, text("decision-gone"))
    written = _written(command, circle, me.id)
    title = _title(circle, me.id, me.name)
    outcome = _given(written, meant.choice or OWN, one, circle, title, view)
    if written.is_held:
        return outcome + look_first(written, circle, view, title)
    given = {"decision": one.id, "choice": meant.choice}
    reason = (Choice(Text("label-decision-reason"), Run("decision-say", given)),)
    was_chosen = not is_reason(Answer(me.id, me.name, me.role, meant.choice, _of(written)), one.matter)
    done = text("decision-said", who=one.asker_name)
    return outcome + answered(me.id, done, rows=(reason,) if was_chosen and meant.choice != OWN else ())


def _given(
    written: MessageWritten, choice: str, one: Decision, circle: Circle, title: Value, view: View
) -> Outcome:
    """Return an answer on its way to who asked, with how it stands then."""
    person, asker = written.author, circle.member(one.asker)
    now = msgspec.structs.replace(
        one,
        answers=tuple(
            msgspec.structs.replace(other, choice=choice, said=_of(written))
            if other.person == person
            else other
            for other in one.answers
        ),
    )
    event = DecisionAnswered(one.id, written.id, circle.id, circle.family, person, choice, view.speaker.id)
    if asker is None:
        return Outcome(events=(written, event))
    header = text("header-decision-answer", who=title, question=named(one.question))
    copy = _copy(written, asker, header, circle, one.matter, view.circles)
    given = now.answer(person)
    parts: tuple[Value, ...] = ()
    if given is not None and is_reason(given, one.matter):
        parts = (text("decision-reason-of", choice=choice_called(one.matter, choice)),)
    copy = msgspec.structs.replace(copy, parts=(*parts, *stands(now, circle)), rows=asker_rows(now, circle))
    return Outcome(events=(written, event), drafts=(copy,))


def stands(one: Decision, circle: Circle) -> tuple[Value, ...]:
    """Return how it stands, for who asked: who is still to say something, and whether wishes differ."""
    left = [answer.name for answer in waits_for(one, circle)]
    if left:
        return (*differ(one.answers, circle), text("decision-waits", people=listing(left)))
    return differ(one.answers, circle) or ((text("decision-all"),) if one.answers[1:] else ())


def _make(
    command: SendToCircle, meant: Meant, one: Decision, circle: Circle, view: View, facts: Facts
) -> Outcome:
    me = view.speaker
    if one.asker != me.id or not one.may(Act.DECIDE):
        return answered(me.id, over(one))
    if not any(answer.is_given for answer in one.answers):
        return answered(me.id, text("decision-silent"))
    written = _written(command, circle, me.id)
    title = _title(circle, me.id, me.name)
    header = text(
        "header-decision-made",
        who=title,
        children=children_of(one.matter, circle),
        question=named(one.question),
    )
    readers = [
        (member, answer)
        for answer in one.answers
        if (member := circle.member(answer.person)) is not None
        and member in circle.reach(me.id)
        and may_be_asked(member, one.matter.children, facts.decisions)
    ]
    copies = tuple(
        msgspec.structs.replace(
            _copy(written, member, header, circle, one.matter, view.circles),
            parts=_against(answer, meant.choice, one.matter),
            rows=() if member.is_by_phone else _objecting(answer, meant.choice, one, circle, member),
        )
        for member, answer in readers
    )
    outcome = Outcome(
        events=(written, DecisionMade(one.id, written.id, circle.id, circle.family, me.id, one.again)),
        drafts=copies,
    )
    if written.is_held:
        return outcome + look_first(written, circle, view, title)
    # Who was asked before the children came home reads nothing of it any more.
    if any(answer.role in OF_DESK for answer in one.answers) and not circle.is_theirs_alone:
        desk = told(
            circle.caseworker,
            text("decision-made-desk", who=me.name, question=named(one.question)),
            read(_of(written)),
        )
        outcome += Outcome(drafts=(desk,))
    people = listing([member.name for member, _ in readers] or ["–"])
    return outcome + answered(me.id, text("decision-made", people=people), *law(one.matter, circle))


def _is_other(answer: Answer, outcome: str) -> bool:
    wished = answer.is_given and answer.choice not in (DESK, "you", "talk")
    return wished and (answer.choice != outcome or OWN in (answer.choice, outcome))


def _against(answer: Answer, outcome: str, matter: Matter) -> tuple[Value, ...]:
    if answer.said is None or not _is_other(answer, outcome):
        return ()
    return (text("decision-you-said", words=says_what(answer, matter)),)


def _objecting(answer: Answer, outcome: str, one: Decision, circle: Circle, member: Member) -> Rows:
    # Who wished to talk, or for the caseworker to be asked, may find that it was decided too soon.
    is_content = answer.choice == YOU or (answer.is_given and answer.choice == outcome != OWN)
    if is_content:
        return ()
    again = again_row(one) if member.role in WRITERS else ()
    line = Run("caseworker", {"caseworker": circle.caseworker})
    writes = (Choice(text("label-only", name=circle.caseworker_name), line),)
    return (*again, *(() if circle.is_theirs_alone else (writes,)))


def over(one: Decision) -> Value:
    """Say that nothing can be done about it any more, and how it stands."""
    if one.state in (State.DECIDED, State.CHANGED) and one.outcome is not None:
        return text("decision-over-decided", question=named(one.question), words=read(one.outcome))
    return text("decision-over", question=named(one.question))


# --- asked no more, or passed on ----------------------------------------------------------------------


def withdraw(command: WithdrawDecision, view: View, facts: Facts) -> Outcome:
    """Ask no more; whoever was asked is told."""
    me, one = view.speaker, facts.decisions.one(command.decision)
    circle = view.circle(one.circle) if one else None
    if one is None or circle is None or one.asker != me.id:
        return answered(me.id, text("decision-gone"))
    # What is still looked at first can be taken back as well.
    if not msgspec.structs.replace(one, is_held=False).may(Act.WITHDRAW):
        return answered(me.id, over(one))
    event = DecisionWithdrawn(one.id, circle.id, circle.family, me.id)
    gone = text("decision-withdrawn-told", who=me.name, question=named(one.question))
    is_told = shut(circle, view) is None and not one.is_held
    drafts = tuple(
        told(member.id, gone, circle=circle.id, author=me.id)
        for answer in one.answers
        if is_told
        and (member := circle.member(answer.person)) is not None
        and member in circle.reach(me.id)
        and not member.is_by_phone
        and may_be_asked(member, one.matter.children, facts.decisions)
    )
    done = text("decision-withdrawn", question=named(one.question))
    return Outcome(events=(event,), drafts=drafts) + answered(me.id, done)


def pass_on(command: PassOnDecision, view: View, facts: Facts) -> Outcome:
    """Have the caseworker asked, by somebody who was asked, or by who asked."""
    me, one = view.speaker, facts.decisions.one(command.decision)
    circle = view.circle(one.circle) if one else None
    if one is None or circle is None or circle.is_theirs_alone:
        return answered(me.id, text("decision-gone"))
    if (why := shut(circle, view)) is not None:
        return answered(me.id, why)
    own = circle.member(me.id)
    is_asked = own is not None and one.answer(me.id) is not None
    if not one.may(Act.ANSWER) or not (is_asked or one.asker == me.id):
        return answered(me.id, over(one))
    event = DecisionPassedOn(one.id, circle.id, circle.family, me.id, circle.caseworker)
    her = circle.caseworker_name
    lines = [says(other, one.matter, her) for other in one.answers if other.role not in OF_DESK]
    asks = text(
        "decision-desk-asked",
        who=me.name,
        children=children_of(one.matter, circle),
        topic=topic_called(one.matter.topic),
    )
    answer = (Choice(Text("label-decision-answer"), Run("decision-say", {"decision": one.id})),)
    look = (Choice(Text("label-decision-look"), Run("decision", {"decision": one.id, "circle": circle.id})),)
    below = Lines(tuple(lines)) if one.asker == me.id else text("decision-desk-from", who=one.asker_name)
    desk = told(circle.caseworker, asks, read(one.question), below, rows=(answer, look))
    drafts = [desk]
    if one.asker != me.id and one.asker in {other.id for other in circle.reach(me.id)}:
        line = text("decision-desk-told", who=me.name, question=named(one.question), caseworker=her)
        drafts.append(told(one.asker, line, circle=circle.id, author=me.id))
    done = text("decision-desk-done", caseworker=her)
    return Outcome(events=(event,), drafts=tuple(drafts)) + answered(me.id, done)


# --- at the desk --------------------------------------------------------------------------------------


def _at_desk(command: SendToCircle, meant: Meant, one: Decision, view: View, facts: Facts) -> Outcome:
    """A caseworker answers what she was asked, or writes down what somebody told her by phone."""
    me, circle = view.speaker, facts.desk.circle(one.circle)
    if circle is None or circle.is_theirs_alone:
        return answered(me.id, text("decision-gone"))
    if circle.phase in (Phase.PAUSED, Phase.CLOSED):
        return answered(me.id, text("decision-desk-shut"))
    if not one.may(Act.ANSWER):
        return answered(me.id, over(one))
    if meant.person:
        return _told_by_phone(command, meant, one, circle, view)
    asked = next((other for other in one.answers if other.role in OF_DESK), None)
    if asked is None:
        return answered(me.id, text("decision-desk-not-asked"))
    written = _written(command, circle, me.id)
    wanting = {one.asker, *(other.person for other in one.answers if other.choice == DESK)}
    there = [member for member in circle.members if member.id in wanting and member.is_joined]
    header = text("header-decision-desk", name=me.name, question=named(one.question))
    copies = tuple(
        msgspec.structs.replace(
            _copy(written, member, header, circle, one.matter, facts.desk.circles),
            rows=asker_rows(one, circle)
            if member.id == one.asker
            else answer_rows(one.id, one.matter, circle)[:-1],
        )
        for member in there
    )
    event: Event = DecisionAnswered(one.id, written.id, circle.id, circle.family, asked.person, OWN, me.id)
    acted = Acted(me.id, "say", circle.family, written.id)
    names = listing([member.name for member in there] or ["–"])
    return Outcome(events=(written, event, acted), drafts=copies) + answered(
        me.id, text("say-done", people=names)
    )


def _told_by_phone(command: SendToCircle, meant: Meant, one: Decision, circle: Circle, view: View) -> Outcome:
    me, person = view.speaker, circle.member(meant.person)
    asker = circle.member(one.asker)
    is_asked = person is not None and person.is_by_phone and one.answer(person.id) is not None
    if person is None or asker is None or not is_asked or asker not in circle.reach(person.id):
        return answered(me.id, text("decision-gone"))
    written = _written(command, circle, person.id)
    day = Moment(view.now, MomentStyle.DAY)
    title = text("header-told-to", who=person.title, caseworker=me.name, day=day)
    outcome = _given(written, meant.choice or OWN, one, circle, title, view)
    acted = Acted(me.id, "say-for", circle.family, written.id)
    # Where a caseworker looks first, she has: these words were told to her.
    drafts = tuple(msgspec.structs.replace(one, was_read=True) for one in outcome.drafts)
    done = text("say-done", people=listing([asker.name]))
    return Outcome(events=(*outcome.events, acted), drafts=drafts) + answered(me.id, done)


# --- when it is right to remind -----------------------------------------------------------------------


def to_remind(view: View, facts: Facts) -> tuple[Decision, Circle] | None:
    """Return what the speaker is to be reminded of, once: the oldest that waits for their answer."""
    today = local(view.now, view.speaker.timezone).date()
    for one in reversed(facts.decisions.all):
        circle = view.circle(one.circle)
        own = circle.member(view.speaker.id) if circle is not None else None
        if circle is None or own is None or not is_mine_to_answer(one, view):
            continue
        is_waited_for = any(other.person == own.id for other in waits_for(one, circle))
        is_for = may_be_asked(own, one.matter.children, facts.decisions)
        if is_waited_for and is_for and one.is_due_to_remind(view.now, today):
            return one, circle
    return None
