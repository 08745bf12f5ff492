"""A child's book: who reads what, who writes, and what one home asks the other.

Knows nothing of pages, nor of how answers are asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec

from bot.chat.draft import Choice, Draft, Kind, Run
from bot.chat.ids import new_id
from bot.chat.media import File
from bot.chat.people import Child, Circle, Member, Phase, Role, View
from bot.chat.text import Lines, Literal, Text, Value, listing, text
from bot.chat.text import shown as shown_with
from bot.family.commands import (
    AskOther,
    CloseAnswer,
    DecideBook,
    NotKnown,
    OpenField,
    ShowBook,
    WriteInBook,
)
from bot.family.events import (
    Acted,
    BookAsked,
    BookClosed,
    BookDecided,
    BookOpened,
    BookUnknown,
    BookWritten,
)
from bot.family.facts import BookAnswer, BookQuestion, Facts
from bot.family.fields import ASKED, FIELDS, OF_TOPIC, TOPICS, Care, care_of, is_of_health
from bot.family.outcome import Outcome, answered, told
from bot.family.relay import show
from bot.family.spoken import (
    events_of,
    in_said,
    is_said,
    is_seen_first,
    message_of,
    opening,
    read,
    told_of_files,
    written,
)

CIRCLE, CAREGIVER, LATER = "circle", "caregiver", "later"
"""Who may read an answer: everybody around the child, or who has the child now alone. *Later* is for
everybody as soon as no circle of its author's is looked at first or paused, and until then for the latter."""

WRITERS = (Role.PARENT, Role.CAREGIVER)
"""Who reads and writes in a book; whoever else is in a circle sees only what the caseworker ticks."""


def circles_about(circles: Iterable[Circle], child: str) -> tuple[Circle, ...]:
    """Return the circles about a child, where what is known of them is at home now."""
    return tuple(
        one
        for one in circles
        if one.phase != Phase.CLOSED and any(about.id == child for about in one.children)
    )


def children_of(circles: Iterable[Circle]) -> tuple[Child, ...]:
    """Return the children whose book is at home in these circles, each once."""
    found = {child.id: child for one in circles if one.phase != Phase.CLOSED for child in one.children}
    return tuple(sorted(found.values(), key=lambda child: (child.name, child.id)))


def may_read(
    answer: BookAnswer, reader: Member, circles: Iterable[Circle], opened: Collection[tuple[str, str, str]]
) -> bool:
    """Whether a member may read an answer. ``circles`` are those that the reader is in.

    Their own they read as long as the child's book is with them. What a caseworker opens is for whom she
    opened it; what is for who has the child now is for those alone. Adults who are in no circle together do
    not read each other, unless one of them looked after the child: neither answers nor what they have asked.
    """
    around = [one for one in circles_about(circles, answer.child) if one.member(reader.id) is not None]
    if not around or reader.role not in WRITERS:
        return False
    if answer.author == reader.id:
        return True
    if answer.state != "passed":
        return False
    is_opened = care_of(answer.field) != Care.OPENED or (answer.child, answer.field, reader.id) in opened
    if reader.role == Role.CAREGIVER or not is_opened:
        return is_opened
    # A page calls an answer by the question, which is somebody's words, too.
    people = ((answer.author, answer.author_role), (answer.asker, answer.asker_role))
    is_apart = any(role == Role.PARENT and not knows(person, around) for person, role in people)
    return answer.audience == CIRCLE and not is_apart


def is_for_all(child: str, topic: str, circle: Circle, facts: Facts) -> bool:
    """Whether everybody who reads and writes in a circle may read something on a page of a child's book.

    To name a page then tells nobody that there is something which they may not read.
    """
    fields = {one.id for one in OF_TOPIC.get(topic, ()) if one.care != Care.OPENED}
    readers = [one for one in circle.members if one.role in WRITERS]
    return any(
        answer.child == child
        and answer.field in fields
        and (answer.audience, answer.state) == (CIRCLE, "passed")
        and all(may_read(answer, one, (circle,), ()) for one in readers)
        for answer in facts.book.answers
    )


def knows(author: str, circles: Iterable[Circle]) -> bool:
    """Whether who is in these circles knows this person's name."""
    return any(
        author == one.caseworker or any(author == member.id for member in (*one.members, *one.left))
        for one in circles
    )


def shown(value: str, files: tuple[File, ...] = ()) -> Value:
    """Return an answer as it is read: a choice in the reader's language, words as they were written."""
    if not is_said(value):
        return Text(f"label-book-{value}")
    own, words = in_said(value)
    return shown_with(words, own or files)


def called(field: str, questions: Iterable[BookQuestion] = ()) -> Value:
    """Return what a field is called on a page; one asked for in somebody's words is called by those."""
    if field.startswith(ASKED):
        asked = next((one for one in questions if ASKED + one.id == field), None)
        return Literal("…") if asked is None else _called(asked)
    return Text(f"book-{field}.short") if field in FIELDS else Literal(field)


def _called(asked: BookQuestion) -> Value:
    """Return what a question is called by: its words; said by voice or picture alone, by whose it is."""
    if asked.words:
        return Literal(asked.words)
    return text("book-question-of", who=asked.asker_name) if asked.asker_name else Text("book-question")


def topic_of(field: str) -> str:
    """Return the first topic that has a field, "asked" for one that somebody asked for in their words."""
    return next((topic for topic, fields in TOPICS if any(one.id == field for one in fields)), "asked")


def line(answer: BookAnswer, questions: Iterable[BookQuestion] = ()) -> Value:
    """Return an answer on a line of its own."""
    if answer.field.startswith(ASKED):
        return Lines((called(answer.field, questions), shown(answer.value, answer.files)))
    return text("book-line", field=called(answer.field, questions), answer=shown(answer.value, answer.files))


def _around(view: View, facts: Facts, child: str) -> tuple[Circle, ...]:
    circles = facts.desk.circles if view.speaker.is_caseworker else view.circles
    return circles_about(circles, child)


def _name(circles: Iterable[Circle], child: str) -> str:
    return next(one.name for circle in circles for one in circle.children if one.id == child)


def is_looked_at(circles: Iterable[Circle]) -> bool:
    """Whether a caseworker is to see first what is written: she looks first, or the circle is paused."""
    return any(one.is_held or one.phase == Phase.PAUSED for one in circles)


def write(command: WriteInBook, view: View, facts: Facts) -> Outcome:
    """Write answers into a child's book, and tell those who may read them.

    What is needed for care today reaches who has the child at once, whatever the circle's phase.
    """
    me = view.speaker
    circles = _around(view, facts, command.child)
    if not circles or (me.role not in WRITERS and not me.is_caseworker):
        return answered(me.id, text("book-not-yours"))
    child = _name(circles, command.child)
    rows = tuple((new_id(), field, value) for field, value in command.answers)
    asked = _question(facts, command.question)
    said = {
        row: message for row, _, value in rows if (message := message_of(value, circles[0], view)) is not None
    }
    # What was opened was what stood there: what comes is hers to read first.
    written_now = {field for _, field, _ in rows}
    still = frozenset(one for one in facts.book.opened if one[1] not in written_now)
    facts = msgspec.structs.replace(facts, book=msgspec.structs.replace(facts.book, opened=still))
    given = [
        BookAnswer(
            id=row,
            child=command.child,
            field=field,
            value=written(said[row].words) if row in said else value,
            author=me.id,
            author_role=me.role,
            author_name=me.name,
            at=view.now,
            audience=command.audience,
            asker=asked.asker if asked and field.startswith(ASKED) else "",
            asker_role=asked.asker_role if asked and field.startswith(ASKED) else None,
            message=said[row].id if row in said else None,
            files=said[row].files if row in said else (),
        )
        for row, field, value in rows
        if value
    ]
    if not rows:
        return answered(me.id, text("share-nothing", child=child))
    files = [file for one in given for file in one.files]
    looks_first = is_looked_at(circles)
    is_held = not me.is_caseworker and (looks_first or is_seen_first(files, circles, facts))
    today = [one for one in given if care_of(one.field) == Care.TODAY]
    others = [one for one in given if one not in today]
    removed = tuple(row for row in rows if not row[2])
    outcome = Outcome(events=tuple(said.values())) + told_of_files(files, view)
    if is_held and command.audience == CIRCLE:
        # Who has the child must know at once; all others read it when their circle is open. A picture that
        # is to be seen first is not let in by that.
        shown_today = [file for one in today for file in one.files]
        audience = LATER if looks_first and not is_seen_first(shown_today, circles, facts) else CAREGIVER
        today = [msgspec.structs.replace(one, audience=audience) for one in today]
    # What somebody takes out waits for nobody's look.
    for is_waiting, answers, gone in ((False, today, removed), (is_held, others, ())):
        if not answers and not gone:
            continue
        share, is_urgent = new_id(), answers is today
        own = [msgspec.structs.replace(one, share=share) for one in answers]
        entered = BookWritten(
            share=share,
            child=command.child,
            family=circles[0].family,
            author=me.id,
            answers=(*((one.id, one.field, one.value) for one in own), *gone),
            audience=own[0].audience if own else command.audience,
            is_held=is_waiting,
            question=command.question,
            spoken={one.id: one.message for one in own if one.message},
        )
        outcome += Outcome(events=(entered,))
        if own:
            held_as = share if is_waiting else None
            outcome += _told_of(own, circles, facts, asked, held_as=held_as, is_urgent=is_urgent)
    onward, known = _out_of_health(removed, circles, command.child, view, facts)
    outcome += Outcome(drafts=onward)
    if not given:
        return outcome + answered(me.id, text("share-removed", child=child), *known)
    if known:
        outcome += answered(me.id, *known)
    done = _done([*today, *others], command, circles, facts, is_held=is_held and bool(others))
    if is_held and others and today:
        people = [one.name for one, _ in _readers(circles, me.id) if one.role == Role.CAREGIVER]
        at_once = listing(tuple(called(one.field) for one in today))
        sent = text("share-done-today", fields=at_once, people=listing(people or ["–"]))
        outcome += answered(me.id, sent, *_later(today, circles))
    return outcome + done


def _out_of_health(
    removed: Sequence[tuple[str, str, str]], circles: Sequence[Circle], child: str, view: View, facts: Facts
) -> tuple[tuple[Draft, ...], tuple[Value, ...]]:
    """Tell who has the child at once that what they care by was taken out, and the caseworker.

    Nobody is told of words that were kept from them. Also return what the speaker is told of it.
    """
    me, fields = view.speaker, [field for _, field, _ in removed if care_of(field) == Care.TODAY]
    own = {one.field: one for one in facts.book.answers if (one.author, one.child) == (me.id, child)}
    gone = [own[field] for field in fields if field in own and own[field].state == "passed"]
    if not gone:
        return (), ()
    out = text("book-out-told", who=me.name, child=_name(circles, child))
    asking = ((Choice(Text("label-ask-other"), Run("ask", {"child": child})),),)
    drafts, people = [], []
    for reader, circle in _readers(circles, me.id):
        seen = [one for one in gone if may_read(one, reader, circles, facts.book.opened)]
        if seen and reader.role == Role.CAREGIVER:
            parts = (out, _lines(seen, facts), text("book-out-ask"))
            draft = told(reader.id, *parts, kind=Kind.ALERT, rows=asking, circle=circle.id, author=me.id)
            drafts.append(_of_health(draft))
            people.append(reader.name)
    known = (text("book-out-known", people=listing(people)),) if people else ()
    caseworker = circles[0].caseworker
    if caseworker != me.id:
        is_hers = not known and me.role != Role.CAREGIVER
        please = (text("book-out-nobody", child=_name(circles, child)),) if is_hers else known
        drafts.append(_of_health(told(caseworker, out, _lines(gone, facts), *please)))
    return tuple(drafts), known


def _lines(answers: Iterable[BookAnswer], facts: Facts) -> Lines:
    return Lines(tuple(line(one, facts.book.questions) for one in answers))


def hearing(
    answers: Iterable[BookAnswer], questions: Collection[BookQuestion] = ()
) -> tuple[tuple[Choice, ...], ...]:
    """Return a button for each answer by voice or picture, and for each question that was put so."""
    heard = {ASKED + one.id: _hearing_asked(one) for one in questions}
    return tuple(
        row
        for one in answers
        for row in (
            *heard.pop(one.field, ()),  # once, above the first answer to it
            *([_hearing(one, questions)] if one.files else []),
        )
    )


def _hearing(answer: BookAnswer, questions: Collection[BookQuestion]) -> tuple[Choice, ...]:
    asked = next((one for one in questions if ASKED + one.id == answer.field), None)
    label = text("label-in-book-hear", field=called(answer.field, questions))
    if asked is not None and asked.files and answer.author_name:
        # By the question it would be called what opens the question.
        label = text("label-hear-from", who=answer.author_name)
    return opening(label, "book-file", child=answer.child, answer=answer.id)


def _hearing_asked(question: BookQuestion) -> tuple[tuple[Choice, ...], ...]:
    if not question.files:
        return ()
    label = text("label-in-book-hear", field=_called(question))
    if question.asker_name:
        label = text("label-hear-from", who=question.asker_name)
    return (opening(label, "book-file", child=question.child, question=question.id),)


def _told_of(
    answers: Sequence[BookAnswer],
    circles: Sequence[Circle],
    facts: Facts,
    asked: BookQuestion | None,
    *,
    held_as: str | None = None,
    is_urgent: bool = False,
) -> Outcome:
    """Tell those who may read answers what they say, and the caseworker where that is hers to know.

    ``asked`` is the question that they answer, ``held_as`` what they wait for her look as.
    """
    author = answers[0].author
    drafts = []
    if held_as is None:
        for reader, circle in _readers(circles, author):
            seen = [one for one in answers if may_read(one, reader, circles, facts.book.opened)]
            is_open = circle.is_willing(author, reader.id) and circle.phase != Phase.PAUSED
            is_at_once = is_urgent and reader.role == Role.CAREGIVER
            if seen and (is_open or is_at_once or author == circle.caseworker):
                drafts.append(_notice(seen, reader, circle, asked, facts, is_at_once=is_at_once))
            elif not seen and asked is not None and asked.asker == reader.id:
                drafts.append(_unopened(answers[0], reader, circle))
    caseworker = circles[0].caseworker
    if caseworker != author:
        drafts += _desk_notices(answers, circles, caseworker, facts, held_as)
    return Outcome(drafts=tuple(drafts))


def _question(facts: Facts, question: str | None) -> BookQuestion | None:
    return next((one for one in facts.book.questions if one.id == question), None)


def _readers(circles: Sequence[Circle], author: str) -> list[tuple[Member, Circle]]:
    """Return who is around besides the author, each with a circle, one of the author's own if possible."""
    shared = [one for one in circles if one.member(author) is not None]
    there = {
        one.id: (one, circle)
        for circle in (shared or circles)
        for one in circle.others(author)
        if one.is_joined
    }
    return list(there.values())


def _notice(
    answers: Sequence[BookAnswer],
    reader: Member,
    circle: Circle,
    asked: BookQuestion | None,
    facts: Facts,
    *,
    is_at_once: bool,
) -> Draft:
    first = answers[0]
    is_answer = asked is not None and asked.asker == reader.id
    text_id = "book-health-told" if is_at_once else "book-answered-told" if is_answer else "book-told"
    lines = _lines(answers, facts)
    draft = told(
        reader.id,
        text(text_id, who=first.author_name, child=_name((circle,), first.child)),
        lines,
        kind=Kind.ALERT if is_at_once else Kind.NOTICE,
        rows=(*hearing(answers, facts.book.questions), (_read(first.child, topic_of(first.field)),)),
        circle=circle.id,
        author=first.author,
    )
    draft = msgspec.structs.replace(draft, share=first.share)
    return _of_health(draft) if any(is_of_health(one.field) for one in answers) else draft


def _unopened(answer: BookAnswer, asker: Member, circle: Circle) -> Draft:
    """Tell who asked that there is an answer, where it is not for them to read unless it is opened."""
    child = _name((circle,), answer.child)
    who, caseworker = answer.author_name, circle.caseworker_name
    field = called(answer.field)
    said = text("book-answered-unopened", who=who, child=child, field=field, caseworker=caseworker)
    return told(asker.id, said, circle=circle.id, author=answer.author)


def _read(child: str, topic: str) -> Choice:
    return Choice(Text("label-in-book-read"), Run("book", {"child": child, "topic": topic}))


def _desk_notices(
    answers: Sequence[BookAnswer],
    circles: Sequence[Circle],
    caseworker: str,
    facts: Facts,
    held_as: str | None,
) -> list[Draft]:
    """Return what a caseworker is told: of what she may close, what she opens, and what waits for her."""
    child, drafts = _name(circles, answers[0].child), []
    lines = _lines(answers, facts)
    who, author = answers[0].author_name, answers[0].author
    carers = [one.name for one, _ in _readers(circles, author) if one.role == Role.CAREGIVER]
    if answers[0].author_role == Role.CAREGIVER:
        carers = carers or [who]
    if held_as is not None:
        rows = (*hearing(answers, facts.book.questions), *decision_rows(held_as))
        drafts.append(told(caseworker, text("book-held-desk", who=who, child=child), lines, rows=rows))
    for one in answers:
        care = care_of(one.field)
        given = {"child": one.child, "answer": one.id}
        if care == Care.TODAY:
            close = ((Choice(Text("label-in-book-close"), Run("book-close", given)),),)
            told_her = text("book-health-desk-nobody", who=who, child=child)
            if carers:
                told_her = text("book-health-desk", who=who, child=child, people=listing(carers))
            drafts.append(_of_health(told(caseworker, told_her, line(one), rows=close)))
        elif care == Care.OPENED:
            to = ((Choice(Text("label-in-book-open"), Run("book-open", given | {"field": one.field})),),)
            told_her = text("book-opened-desk", who=who, child=child)
            drafts.append(_of_health(told(caseworker, told_her, line(one), rows=to)))
    return drafts


def _of_health(draft: Draft) -> Draft:
    return msgspec.structs.replace(draft, is_of_health=True)


def decision_rows(share: str) -> tuple[tuple[Choice, ...], ...]:
    """Return the buttons under what waits for a caseworker's look."""
    return (
        (
            Choice(Text("label-approve"), Run("book-decide", {"share": share, "yes": "yes"})),
            Choice(Text("label-decline"), Run("book-decide", {"share": share})),
        ),
    )


def _done(
    given: Sequence[BookAnswer],
    command: WriteInBook,
    circles: Sequence[Circle],
    facts: Facts,
    *,
    is_held: bool,
) -> Outcome:
    me, child = given[0].author, _name(circles, command.child)
    readers = [
        member.name
        for member, _ in _readers(circles, me)
        if any(may_read(one, member, circles, facts.book.opened) for one in given)
    ]
    caseworker = circles[0].caseworker_name
    is_opened = all(care_of(one.field) == Care.OPENED for one in given)
    if is_opened:
        done = text("share-done-opened", child=child, caseworker=caseworker)
    elif is_held:
        done = text("share-done-held", child=child, caseworker=caseworker)
    elif readers:
        done = text("share-done", child=child, people=listing(readers))
    else:
        done = text("share-done-nobody", child=child)
    parts: list[Value] = [done]
    if not is_held:
        parts += _later(given, circles)
    opened = [called(one.field) for one in given if care_of(one.field) == Care.OPENED]
    if opened and not is_opened:
        parts.append(text("share-done-only", fields=listing(tuple(opened)), caseworker=caseworker))
    rows = (
        (
            Choice(Text("label-in-book-another"), Run("share", {"child": command.child})),
            _read(command.child, topic_of(given[0].field)),
        ),
    )
    return answered(me, *parts, rows=rows)


def read_at_desk(command: ShowBook, view: View, facts: Facts) -> Outcome:
    """Show what stands in a book. Of a caseworker who reads it the record says whose, what and when."""
    shown_to_them, me = show(command.page, view), view.speaker
    circles = _around(view, facts, command.child)
    if not me.is_caseworker or not circles:
        return shown_to_them
    noted = Acted(me.id, f"book-{command.what}", circles[0].family, command.child)
    return Outcome(events=(noted,)) + shown_to_them


def _later(given: Sequence[BookAnswer], circles: Sequence[Circle]) -> tuple[Value, ...]:
    """Say who else reads answers when their circle is open: nobody writes for more readers than they know."""
    people = [
        reader.name for reader, _, _ in _new_readers([one for one in given if one.audience == LATER], circles)
    ]
    return (text("share-done-later", people=listing(people)),) if people else ()


def _new_readers(
    answers: Sequence[BookAnswer], circles: Sequence[Circle]
) -> list[tuple[Member, Circle, list[BookAnswer]]]:
    """Return who reads answers of one author once they are for everybody, and did not before."""
    found = []
    for reader, circle in _readers(circles, answers[0].author) if answers else ():
        wide = [msgspec.structs.replace(one, audience=CIRCLE) for one in answers]
        narrow = {one.id for one in answers if may_read(one, reader, circles, ())}
        seen = [one for one in wide if one.id not in narrow and may_read(one, reader, circles, ())]
        if seen:
            found.append((reader, circle, seen))
    return found


def opened_to_all(answers: Sequence[BookAnswer], circles: Sequence[Circle]) -> tuple[Draft, ...]:
    """Tell those who may read answers only now, because their circle is open; all are of one author."""
    return tuple(
        _notice(seen, reader, circle, None, Facts(), is_at_once=False)
        for reader, circle, seen in _new_readers(answers, circles)
        if circle.is_willing(seen[0].author, reader.id) and circle.phase != Phase.PAUSED
    )


def decide(command: DecideBook, view: View, facts: Facts) -> Outcome:
    """Let what waits be written, or asked, or not; its writer learns which."""
    me = view.speaker
    held = [one for one in facts.book.held if one.share == command.share]
    question = next(
        (one for one in facts.book.questions if one.id == command.share and one.state == "held"), None
    )
    if question is not None:
        return _decide_question(question, command, view, facts)
    circles = _around(view, facts, held[0].child) if held else ()
    if not circles:
        return answered(me.id, text("queue-gone"))
    first, child = held[0], _name(circles, held[0].child)
    decided = BookDecided(command.share, circles[0].family, me.id, command.is_approved)
    outcome = Outcome(events=(decided,))
    if command.is_approved:
        passed = [msgspec.structs.replace(one, state="passed") for one in held]
        asked = next((one for one in facts.book.questions if _answers(held, one, circles)), None)
        onward = _told_of(passed, circles, facts, asked)
        # What she has just decided she need not be told of.
        others = tuple(one for one in onward.drafts if one.to != me.id)
        outcome += Outcome(drafts=others)
    fate = "approved" if command.is_approved else "declined"
    writer = told(first.author, text(f"book-{fate}-told", caseworker=me.name, child=child))
    outcome += Outcome(drafts=(writer,))
    return outcome + answered(me.id, text(f"book-{fate}", who=first.author_name))


def _answers(held: Sequence[BookAnswer], question: BookQuestion, circles: Iterable[Circle]) -> bool:
    """Whether what was written says what somebody waits to know, and its writer was asked."""
    circle = next((one for one in circles if one.id == question.circle), None)
    is_asked = circle is not None and any(
        one.id == held[0].author for one in answerers(circle, question.asker)
    )
    fields = (question.field, ASKED + question.id)
    return (
        question.state == "open"
        and is_asked
        and any(one.child == question.child and one.field in fields for one in held)
    )


def close(command: CloseAnswer, view: View, facts: Facts) -> Outcome:
    """Take an answer about health from everybody but its author; who had it is told that it is gone."""
    me, circles = view.speaker, _around(view, facts, command.child)
    answer = next((one for one in facts.book.answers if one.id == command.answer), None)
    if not me.is_caseworker or not circles or answer is None or answer.state != "passed":
        return answered(me.id, text("book-gone"))
    child = _name(circles, command.child)
    readers = tuple(
        told(member.id, text("book-closed-told", caseworker=me.name, child=child, field=called(answer.field)))
        for member, _ in _readers(circles, me.id)
        if may_read(answer, member, circles, facts.book.opened)
    )
    done = text("book-closed", child=child, field=called(answer.field))
    closed = BookClosed(answer.id, circles[0].family, me.id)
    return Outcome(events=(closed,), drafts=readers) + answered(me.id, done)


def open_field(command: OpenField, view: View, facts: Facts) -> Outcome:
    """Open a field for somebody around the child, or close it for them; they are told."""
    me, circles = view.speaker, _around(view, facts, command.child)
    member = next((found for one in circles if (found := one.member(command.person))), None)
    if not me.is_caseworker or member is None or care_of(command.field) != Care.OPENED:
        return answered(me.id, text("book-gone"))
    child, how = _name(circles, command.child), "opened" if command.is_open else "shut"
    event = BookOpened(
        command.child, circles[0].family, command.field, member.id, me.id, is_open=command.is_open
    )
    field = called(command.field)
    them = told(
        member.id,
        text(f"book-{how}-told", caseworker=me.name, child=child, field=field),
        rows=((_read(command.child, topic_of(command.field)),),) if command.is_open else (),
    )
    done = text(f"book-{how}", name=member.name, child=child, field=field)
    return Outcome(events=(event,), drafts=(them,)) + answered(me.id, done)


def answerers(circle: Circle, asker: str) -> tuple[Member, ...]:
    """Return who may know what somebody asks: the other side, those who have said yes to each other.

    Whoever has no smartphone is asked by the caseworker, who writes down what they say.
    """
    own = circle.member(asker)
    return tuple(
        one for one in circle.reach(asker) if one.role in WRITERS and own is not None and one.role != own.role
    )


def ask(command: AskOther, view: View, facts: Facts) -> Outcome:
    """Ask the other home about a child. Of several circles it is asked where somebody may answer."""
    me = view.speaker
    circles = circles_about(view.circles, command.child)
    if not circles or me.role not in WRITERS:
        return answered(me.id, text("book-not-yours"))
    child = _name(circles, command.child)
    fitting = [one for one in circles if answerers(one, me.id)]
    if not fitting:
        return answered(me.id, text("ask-nobody", child=child))
    if all(one.phase == Phase.PAUSED for one in fitting):
        return answered(
            me.id, text("circle-paused", caseworker=circles[0].caseworker_name, children=circles[0].label)
        )
    open_ones = [one for one in fitting if one.phase != Phase.PAUSED]
    # Asked in two circles it is still said once.
    said = message_of(command.said, open_ones[0], view)
    files, words = in_said(command.said)
    outcome, people = Outcome(events=events_of(said)) + told_of_files(files, view), list[str]()
    for circle in open_ones:
        asked = BookAsked(
            id=new_id(),
            child=command.child,
            circle=circle.id,
            family=circle.family,
            asker=me.id,
            field=command.field,
            words=words,
            is_held=circle.is_held or is_seen_first(files, (circle,), facts),
            message=said.id if said else None,
        )
        question = BookQuestion(
            id=asked.id,
            child=asked.child,
            circle=circle.id,
            field=asked.field,
            words=words,
            asker=me.id,
            asker_role=me.role,
            asker_name=me.name,
            at=view.now,
            message=asked.message,
            files=files,
        )
        outcome += Outcome(events=(asked,))
        if asked.is_held:
            who = text("book-asked-desk", who=me.name, child=child)
            rows = asked_rows(question)
            outcome += Outcome(drafts=(told(circle.caseworker, who, asks(question, child), rows=rows),))
        else:
            outcome += _asked(question, circle, child)
        people += [one.name for one in answerers(circle, me.id)]
    is_held = any(isinstance(one, BookAsked) and one.is_held for one in outcome.events)
    whom = listing(list(dict.fromkeys(people)))
    done = text("ask-done", people=whom)
    if is_held:
        done = text("ask-done-held", people=whom, caseworker=fitting[0].caseworker_name)
    return outcome + answered(me.id, done)


def asks(question: BookQuestion, child: str) -> Value:
    """Return a question as it is put: the book's own, or the asker's words, voice or picture."""
    if question.words or question.files or question.field not in FIELDS:
        return read(question)
    return text(f"book-{question.field}", child=child)


def question_rows(question: BookQuestion, *, is_desk: bool = False) -> tuple[tuple[Choice, ...], ...]:
    """Return the buttons under what somebody asks; a caseworker only writes down what she was told."""
    given = {"child": question.child, "question": question.id}
    answer = Choice(Text("label-in-book-answer"), Run("share", given))
    unknown = Choice(Text("label-in-book-unknown"), Run("not-known", given))
    return (*_hearing_asked(question), (answer,) if is_desk else (answer, unknown))


def asked_rows(question: BookQuestion) -> tuple[tuple[Choice, ...], ...]:
    """Return the buttons under a question that waits for a caseworker's look."""
    return (*_hearing_asked(question), *decision_rows(question.id))


def _asked(question: BookQuestion, circle: Circle, child: str) -> Outcome:
    """Ask everybody who may know: those by phone through the caseworker."""
    there = answerers(circle, question.asker)
    opening = text("book-asked-told", who=question.asker_name, child=child)
    put = asks(question, child)
    drafts = [
        told(one.id, opening, put, rows=question_rows(question), circle=circle.id, author=question.asker)
        for one in there
        if not one.is_by_phone
    ]
    if by_phone := [one.name for one in there if one.is_by_phone]:
        please = text("book-asked-phone", who=question.asker_name, child=child, people=listing(by_phone))
        drafts.append(told(circle.caseworker, please, put, rows=question_rows(question, is_desk=True)))
    return Outcome(drafts=tuple(drafts))


def _decide_question(question: BookQuestion, command: DecideBook, view: View, facts: Facts) -> Outcome:
    me = view.speaker
    circle = facts.desk.circle(question.circle)
    if circle is None:
        return answered(me.id, text("queue-gone"))
    child = _name((circle,), question.child)
    decided = BookDecided(question.id, circle.family, me.id, command.is_approved)
    outcome = Outcome(events=(decided,))
    if command.is_approved:
        outcome += _asked(question, circle, child)
    fate = "approved" if command.is_approved else "declined"
    writer = told(question.asker, text(f"book-question-{fate}-told", caseworker=me.name, child=child))
    outcome += Outcome(drafts=(writer,))
    return outcome + answered(me.id, text(f"book-{fate}", who=question.asker_name))


def not_known(command: NotKnown, view: View, facts: Facts) -> Outcome:
    """Note that somebody does not know; once nobody is left who might, the asker hears of it."""
    me = view.speaker
    question = next((one for one in facts.book.questions if one.id == command.question), None)
    circle = view.circle(question.circle) if question else None
    if question is None or circle is None or question.state != "open":
        return answered(me.id, text("ask-over"))
    child = _name((circle,), question.child)
    left = [
        one
        for one in answerers(circle, question.asker)
        if one.id != me.id and one.id not in question.unknown_to
    ]
    unknown = BookUnknown(question.id, circle.family, me.id, is_last=not left)
    outcome = Outcome(events=(unknown,))
    if not left:
        told_asker = text("book-unknown-told", child=child, question=asks(question, child))
        outcome += Outcome(drafts=(told(question.asker, told_asker),))
    return outcome + answered(me.id, text("ask-unknown-done", name=question.asker_name))
