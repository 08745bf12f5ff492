"""A child's book as it is stored: read for those who may, written, decided about.

What may be read by whom is ``family.book``'s to say; nothing is ever selected of a child whom the speaker is
not around.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, insert, or_, select, update

from bot.chat.people import Circle, Member, Role, View
from bot.chat.text import text
from bot.family import events as e
from bot.family.book import (
    CIRCLE,
    LATER,
    answerers,
    asks,
    children_of,
    circles_about,
    is_looked_at,
    knows,
    may_read,
    opened_to_all,
)
from bot.family.facts import Book, BookAnswer, BookQuestion
from bot.family.fields import ASKED, FIELDS, Care, care_of
from bot.store.audit import Entry, committed
from bot.store.media import files_of
from bot.store.metadata import constant
from bot.store.schema import (
    book_answer,
    book_opening,
    book_question,
    book_unknown,
    circle,
    circle_child,
    member,
    message,
    person,
)
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import pass_on, tell
from bot.store.viewing import CIRCLES_ABOUT, ONE_CIRCLE, circles_of, desk_circles

EARLIER_AT_ONCE = 6
_AFTER_ALL = "z"  # ids rise with time, and are of digits and letters before this one

_WHO = (
    select(book_answer, person.c.role, person.c.name, message.c.state.label("said"))
    .join(person, person.c.id == book_answer.c.author_id)
    .join(message, message.c.id == book_answer.c.message_id, isouter=True)
)
_CHILDREN: Any = book_answer.c.child_id.in_(bindparam("children", expanding=True))
_CURRENT = _WHO.where(_CHILDREN, book_answer.c.is_current).order_by(book_answer.c.id.desc())
_EARLIER = (
    _WHO.where(
        book_answer.c.child_id == bindparam("child"),
        book_answer.c.field == bindparam("field"),
        book_answer.c.id < bindparam("before"),
        book_answer.c.state == constant("passed"),
    )
    .order_by(book_answer.c.id.desc())
    .limit(EARLIER_AT_ONCE)
)
_HELD = _WHO.where(_CHILDREN, book_answer.c.state == constant("held")).order_by(book_answer.c.id)
_LATER = _WHO.where(book_answer.c.child_id == bindparam("child"), book_answer.c.audience == LATER).order_by(
    book_answer.c.id
)
_CHILDREN_OF = (
    select(circle_child.c.child_id)
    .where(circle_child.c.circle_id == bindparam("circle"))
    .order_by(circle_child.c.child_id)
)
_CIRCLES_KEPT = (
    select(circle.c.id)
    .join(circle_child, circle_child.c.circle_id == circle.c.id)
    .where(circle_child.c.child_id == bindparam("child"))
    .order_by(circle.c.id)
    .with_for_update(read=True, of=circle)
)
_FOR_ALL = update(book_answer).where(book_answer.c.id == bindparam("row")).values(audience=CIRCLE)
_OPENINGS = select(book_opening).where(book_opening.c.child_id.in_(bindparam("children", expanding=True)))
_QUESTIONS = (
    select(book_question, person.c.role, person.c.name)
    .join(person, person.c.id == book_question.c.asker_id)
    .where(
        or_(
            and_(
                book_question.c.circle_id.in_(bindparam("circles", expanding=True)),
                book_question.c.state.in_([constant("open"), constant("held")]),  # as the index has it
            ),
            # A page calls an answer by what was asked, wherever that was.
            book_question.c.id.in_(bindparam("named", expanding=True)),
        )
    )
    .order_by(book_question.c.id)
)
_CIRCLES_ASKED_IN = (
    select(book_question.c.circle_id)
    .join(member, member.c.circle_id == book_question.c.circle_id)
    .where(member.c.person_id == bindparam("person"))
    .where(book_question.c.state.in_([constant("open"), constant("held")]))
    .distinct()
    .order_by(book_question.c.circle_id)
)
_LOCKED_QUESTION = (
    select(book_question.c.circle_id).where(book_question.c.id == bindparam("question")).with_for_update()
)
_UNKNOWN = select(book_unknown).where(book_unknown.c.question_id.in_(bindparam("questions", expanding=True)))


def book_facts(session: Session, view: View, about: Mapping[str, str]) -> dict[str, Any]:
    """Return what the speaker may read of one child, or of all around them, and what is asked of these."""
    circles = _around(session, view)
    children = [one.id for one in children_of(circles) if about.get("child", one.id) == one.id]
    if not children:
        return {}
    opened = frozenset(
        (row.child_id, row.field, row.person_id)
        for row in session.connection.execute(_OPENINGS, {"children": children})
    )
    rows = session.connection.execute(_CURRENT, {"children": children}).all()
    waiting: list[Row[Any]] = []
    if view.speaker.is_caseworker:
        waiting = list(session.connection.execute(_HELD, {"children": children}))
    named = [_asked_in(row.field) for row in (*rows, *waiting)]
    questions = _questions(session, circles, children, [one for one in named if one])
    answers = _readable(session, rows, view, circles, opened, questions)
    # By what was asked elsewhere nothing is called but an answer that the speaker may read.
    here, read = {one.id for one in circles}, {_asked_in(one.field) for one in answers}
    book = Book(
        answers=answers,
        questions=tuple(one for one in questions if one.circle in here or one.id in read),
        opened=opened,
        held=_opened(session, waiting, circles, questions, is_desk=True),
    )
    return {"book": book}


def _asked_in(field: str) -> str:
    """Return the question that an answer is to, "" where it is about a field of the book."""
    return field.removeprefix(ASKED) if field.startswith(ASKED) else ""


def earlier_facts(session: Session, view: View, about: Mapping[str, str]) -> dict[str, Any]:
    """Return what was said before about one field of one child, and what is said now."""
    circles = _around(session, view)
    child, field = about.get("child", ""), about.get("field", "")
    if field not in FIELDS or not circles_about(circles, child):
        return {}
    openings = session.connection.execute(_OPENINGS, {"children": [child]})
    opened = frozenset((row.child_id, row.field, row.person_id) for row in openings)
    before, found = about.get("before") or _AFTER_ALL, list[BookAnswer]()
    # What the speaker may not read hides nothing that is older.
    while len(found) < EARLIER_AT_ONCE:
        values = {"child": child, "field": field, "before": before}
        rows = session.connection.execute(_EARLIER, values).all()
        found += _readable(session, rows, view, circles, opened)
        if len(rows) < EARLIER_AT_ONCE:
            break
        before = rows[-1].id
    return {"earlier": tuple(found[:EARLIER_AT_ONCE])}


def _around(session: Session, view: View) -> tuple[Circle, ...]:
    if not view.speaker.is_caseworker:
        return view.circles
    # Where the children are home, the book is between their parents and whoever had them.
    served = desk_circles(session, view.speaker)
    return tuple(one for one in served if not one.is_theirs_alone)


def _readable(
    session: Session,
    rows: Iterable[Row[Any]],
    view: View,
    circles: tuple[Circle, ...],
    opened: frozenset[tuple[str, str, str]],
    questions: Iterable[BookQuestion] = (),
) -> tuple[BookAnswer, ...]:
    me = view.speaker
    found = _opened(session, rows, circles, questions, is_desk=me.is_caseworker)
    if me.is_caseworker:
        return tuple(one for one in found if one.state in ("passed", "closed"))
    self = Member(me.id, me.name, me.role)
    return tuple(one for one in found if may_read(one, self, circles, opened))


def _opened(
    session: Session,
    rows: Iterable[Row[Any]],
    circles: tuple[Circle, ...],
    questions: Iterable[BookQuestion] = (),
    *,
    is_desk: bool = False,
) -> tuple[BookAnswer, ...]:
    """Return answers with their words; of an author whom nobody here knows, without a name."""
    found, asked = [], {ASKED + one.id: one for one in questions}
    rows = list(rows)
    session.unlock({Scope.person(row.author_id) for row in rows})
    for row in rows:
        around = circles_about(circles, row.child_id)
        if not around or row.value is None or row.said == "withdrawn":
            continue
        scope, who = Scope.family(around[0].family), Scope.person(row.author_id)
        question = asked.get(row.field)
        # At a desk everybody of the family has a name, also who has left or had the child before.
        is_known = is_desk or knows(row.author_id, around)
        found.append(
            BookAnswer(
                id=row.id,
                child=row.child_id,
                field=row.field,
                value=session.open_to_show(scope, "book_answer.value", row.id, row.value),
                author=row.author_id,
                author_role=Role(row.role),
                author_name=session.open_to_show(who, "person.name", row.author_id, row.name)
                if is_known
                else "",
                at=row.at,
                audience=row.audience,
                state=row.state,
                share=row.share_id,
                message=row.message_id,
                files=files_of(session, row.message_id) if row.message_id else (),
                asker=question.asker if question else "",
                asker_role=question.asker_role if question else None,
            )
        )
    return tuple(found)


def _questions(
    session: Session, circles: tuple[Circle, ...], children: list[str], named: list[str]
) -> tuple[BookQuestion, ...]:
    known = {one.id: one for one in circles}
    found = session.connection.execute(_QUESTIONS, {"circles": sorted(known), "named": named})
    rows = [row for row in found if row.child_id in children]
    unknown: dict[str, list[str]] = {}
    if rows:
        for one in session.connection.execute(_UNKNOWN, {"questions": [row.id for row in rows]}):
            unknown.setdefault(one.question_id, []).append(one.person_id)
    session.unlock({Scope.person(row.asker_id) for row in rows})
    questions = []
    for row in rows:
        around = circles_about(circles, row.child_id)
        scope, who = Scope.family(around[0].family), Scope.person(row.asker_id)
        words = (
            "" if row.words is None else session.open_to_show(scope, "book_question.words", row.id, row.words)
        )
        questions.append(
            BookQuestion(
                id=row.id,
                child=row.child_id,
                circle=row.circle_id,
                field=row.field or "",
                words=words,
                asker=row.asker_id,
                asker_role=Role(row.role),
                asker_name=session.open_to_show(who, "person.name", row.asker_id, row.name)
                if knows(row.asker_id, around)
                else "",
                at=row.at,
                state=row.state if row.circle_id in known else "ended",
                unknown_to=tuple(unknown.get(row.id, ())),
                message=row.message_id,
                files=files_of(session, row.message_id) if row.message_id else (),
            )
        )
    return tuple(questions)


_ADD = insert(book_answer)
_NO_LONGER = (
    update(book_answer)
    .where(
        book_answer.c.child_id == bindparam("child"),
        book_answer.c.field == bindparam("about"),
        book_answer.c.author_id == bindparam("author"),
        book_answer.c.is_current,
    )
    .values(is_current=False)
)
_SHUT = delete(book_opening).where(
    book_opening.c.child_id == bindparam("child"), book_opening.c.field == bindparam("about")
)
# What somebody takes out is not to be read among earlier answers either.
_TAKE_OUT = (
    update(book_answer)
    .where(
        book_answer.c.child_id == bindparam("child"),
        book_answer.c.field == bindparam("about"),
        book_answer.c.author_id == bindparam("author"),
        book_answer.c.state == constant("passed"),
    )
    .values(state="removed")
)
_END_QUESTIONS = (
    update(book_question)
    .where(book_question.c.circle_id == bindparam("circle"), book_question.c.state == constant("held"))
    .values(state="ended")
)
# What waited for a look answers only now that it is let in: until then others might answer.
_ANSWER = (
    update(book_question)
    .where(book_question.c.child_id == bindparam("child"), book_question.c.state == constant("open"))
    .where(
        or_(
            book_question.c.id == bindparam("question"),
            book_question.c.field == bindparam("about"),
        )
    )
    .where(
        book_question.c.asker_id != bindparam("author"),
        book_question.c.circle_id.in_(
            select(member.c.circle_id).where(member.c.person_id == bindparam("author"))
        ),
    )
    .values(state="answered")
)
_NEWER = select(book_answer.c.id).where(
    book_answer.c.child_id == bindparam("child"),
    book_answer.c.field == bindparam("about"),
    book_answer.c.author_id == bindparam("author"),
    book_answer.c.is_current,
    book_answer.c.id > bindparam("row"),
)
_ASKED_NOW = select(book_question.c.circle_id).where(
    book_question.c.id == bindparam("question"), book_question.c.state == constant("open")
)
_SET_QUESTION = (
    update(book_question)
    .where(book_question.c.id == bindparam("question"), book_question.c.state.in_(["open", "held"]))
    .values(state=bindparam("now_is"))
)


def written(session: Session, event: e.BookWritten, _spoke: object) -> list[Entry]:
    """Write answers; their author's earlier ones about the same are history, unless these are held."""
    scope, entries = Scope.family(event.family), []
    for row, field, value in event.answers:
        place = {"child": event.child, "about": field, "author": event.author}
        if not value:
            session.connection.execute(_TAKE_OUT, place)
        if care_of(field) == Care.OPENED:
            session.connection.execute(_SHUT, {"child": event.child, "about": field})
        if not event.is_held:
            session.connection.execute(_NO_LONGER, place)
        message = event.spoken.get(row)
        body = committed(value, message)
        entries.append(Entry(event.family, "book-written", event.author, row, body, scope))
        if not value:
            continue
        session.connection.execute(
            _ADD,
            {
                "id": row,
                "child_id": event.child,
                "field": field,
                "author_id": event.author,
                "share_id": event.share,
                "value": session.seal(scope, "book_answer.value", row, value),
                "message_id": message,
                "audience": event.audience,
                "state": "held" if event.is_held else "passed",
                "is_current": not event.is_held,
                "at": session.now,
            },
        )
    if event.audience == LATER:
        # The circle may have been opened since this turn read that it was not.
        if session.is_postgresql:
            session.connection.execute(_CIRCLES_KEPT, {"child": event.child})
        entries += open_to_all(session, event.child)
    if event.question is not None and not event.is_held:
        session.connection.execute(_SET_QUESTION, {"question": event.question, "now_is": "answered"})
    return entries


def decided(session: Session, event: e.BookDecided, _spoke: object) -> list[Entry]:
    """Let held answers into the book, or a held question be asked; or neither."""
    state = "open" if event.is_approved else "ended"
    session.connection.execute(_SET_QUESTION, {"question": event.share, "now_is": state})
    asked_in = session.connection.execute(_ASKED_NOW, {"question": event.share}).scalars().all()
    held = session.connection.execute(
        select(book_answer).where(
            book_answer.c.share_id == event.share, book_answer.c.state == constant("held")
        )
    ).all()
    for row in held:
        is_newest = False
        if event.is_approved:
            place = {"child": row.child_id, "about": row.field, "author": row.author_id}
            # What was written later and is in the book already stays what is said now.
            is_newest = session.connection.execute(_NEWER, {**place, "row": row.id}).first() is None
            if is_newest:
                session.connection.execute(_NO_LONGER, place)
            session.connection.execute(_ANSWER, {**place, "question": _asked_in(row.field)})
        session.connection.execute(
            update(book_answer)
            .where(book_answer.c.id == row.id)
            .values(state="passed" if event.is_approved else "declined", is_current=is_newest)
        )
    action = "book-approved" if event.is_approved else "book-declined"
    # Whoever might have known may have left while it waited.
    ended = _end_where_nobody_is_left(session, asked_in)
    return [Entry(event.family, action, event.by, event.share), *ended]


def end_held(session: Session, circle: Circle) -> list[Entry]:
    """End what waited for a look that is over: nobody has seen it, and it is not let go for that."""
    children = [one.id for one in circle.children]
    rows = session.connection.execute(_HELD, {"children": children}).all()
    entries = []
    for row in rows:
        session.connection.execute(
            update(book_answer).where(book_answer.c.id == row.id).values(state="declined")
        )
        entries.append(Entry(circle.family, "book-declined", None, row.id))
    session.connection.execute(_END_QUESTIONS, {"circle": circle.id})
    for author in dict.fromkeys(row.author_id for row in rows):
        tell(session, author, text("book-hold-over", caseworker=circle.caseworker_name))
    return entries


def circle_opened(session: Session, circle_id: str) -> list[Entry]:
    """Let everybody read what waited for this circle, wherever it is open now; see `open_to_all`."""
    children = session.connection.execute(_CHILDREN_OF, {"circle": circle_id}).scalars().all()
    return [entry for child in children for entry in open_to_all(session, child)]


def open_to_all(session: Session, child: str) -> list[Entry]:
    """Let everybody read what was for who has the child until the circle is open, where it is open now.

    It need not be looked at for that: the caseworker had it at once, and could close it.
    """
    rows = session.connection.execute(_LATER, {"child": child}).all()
    if not rows:
        return []
    around = circles_of(session, session.connection.execute(CIRCLES_ABOUT, {"child": child}).all())
    ready = []
    for row in rows:
        # Whoever wrote it may have the child no more: then all who are around now must be free to read.
        own = [one for one in around if knows(row.author_id, (one,))]
        if not is_looked_at(own or around):
            ready.append(row)
    for row in ready:
        session.connection.execute(_FOR_ALL, {"row": row.id})
    told: dict[str, list[BookAnswer]] = {}
    for answer in _opened(
        session, [one for one in ready if one.is_current and one.state == "passed"], around
    ):
        told.setdefault(answer.share, []).append(answer)
    for answers in told.values():
        for draft in opened_to_all(answers, around):
            pass_on(session, draft)
    return [Entry(around[0].family, "book-for-all", None, row.id) for row in ready if around]


def closed(session: Session, event: e.BookClosed, _spoke: object) -> list[Entry]:
    """Keep an answer from everybody but its author."""
    session.connection.execute(
        update(book_answer).where(book_answer.c.id == event.answer).values(state="closed")
    )
    return [Entry(event.family, "book-closed", event.by, event.answer)]


def opened(session: Session, event: e.BookOpened, _spoke: object) -> list[Entry]:
    """Note for whom a field is open."""
    place = {"child_id": event.child, "field": event.field, "person_id": event.person}
    there = book_opening.c
    session.connection.execute(
        delete(book_opening).where(
            there.child_id == event.child, there.field == event.field, there.person_id == event.person
        )
    )
    if event.is_open:
        session.connection.execute(insert(book_opening), place)
    action = "book-opened" if event.is_open else "book-shut"
    return [Entry(event.family, action, event.by, event.person, event.field.encode())]


def asked(session: Session, event: e.BookAsked, _spoke: object) -> list[Entry]:
    """Write a question down."""
    scope = Scope.family(event.family)
    session.connection.execute(
        insert(book_question),
        {
            "id": event.id,
            "child_id": event.child,
            "circle_id": event.circle,
            "field": event.field or None,
            "asker_id": event.asker,
            "words": session.seal(scope, "book_question.words", event.id, event.words)
            if event.words
            else None,
            "message_id": event.message,
            "state": "held" if event.is_held else "open",
            "at": session.now,
        },
    )
    body = committed(event.field or event.words, event.message)
    return [Entry(event.family, "book-asked", event.asker, event.id, body, scope)]


def unknown(session: Session, event: e.BookUnknown, _spoke: object) -> list[Entry]:
    """Note that somebody does not know."""
    asked_in = session.connection.execute(_LOCKED_QUESTION, {"question": event.question}).scalar_one()
    place = {"question_id": event.question, "person_id": event.person}
    known = select(book_unknown).where(
        book_unknown.c.question_id == event.question, book_unknown.c.person_id == event.person
    )
    if session.connection.execute(known).first() is None:
        session.connection.execute(insert(book_unknown), place)
    entry = Entry(event.family, "book-unknown", event.person, event.question)
    if event.is_last:
        session.connection.execute(_SET_QUESTION, {"question": event.question, "now_is": "unknown"})
        return [entry]
    # Two who say so at the same moment each believed that the other might know.
    return [entry, *_end_where_nobody_is_left(session, [asked_in])]


def settle_for(session: Session, person_id: str) -> list[Entry]:
    """End what somebody who has left has asked, and what nobody is left to answer now."""
    asked_in = session.connection.execute(_CIRCLES_ASKED_IN, {"person": person_id}).scalars().all()
    return _end_where_nobody_is_left(session, asked_in)


def _end_where_nobody_is_left(session: Session, circle_ids: Sequence[str]) -> list[Entry]:
    entries = []
    for circle_id in circle_ids:
        (one,) = circles_of(session, session.connection.execute(ONE_CIRCLE, {"circle": circle_id}).all())
        names = {child.id: child.name for child in one.children}
        for question in _questions(session, (one,), list(names), []):
            is_gone = one.member(question.asker) is None
            left = [other for other in answerers(one, question.asker) if other.id not in question.unknown_to]
            if not is_gone and (left or question.state != "open"):
                continue
            now_is = "ended" if is_gone else "unknown"
            session.connection.execute(_SET_QUESTION, {"question": question.id, "now_is": now_is})
            entries.append(Entry(one.family, f"book-{now_is}", None, question.id))
            if not is_gone:
                child = names[question.child]
                said = text("book-unknown-told", child=child, question=asks(question, child))
                tell(session, question.asker, said)
    return entries
