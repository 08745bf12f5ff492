"""The view of one turn, in a fixed number of small queries: the speaker, their circles, what they answer.

Nothing outside the speaker's own circles is ever selected, so nothing outside can be told. Knows no rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Row, and_, bindparam, exists, func, or_, select

from bot.chat.draft import Act, Choice
from bot.chat.incoming import Address, Arrival, Edit, Press, Reaction, Withdrawal, Words
from bot.chat.people import (
    Child,
    Circle,
    Interview,
    Line,
    Member,
    Offered,
    OwnMessage,
    PersonState,
    Phase,
    Pressed,
    Reader,
    Replied,
    Role,
    Speaker,
    View,
    Watching,
    Way,
    Willing,
)
from bot.store.desks import OVERSEEN, SERVED, is_stood_in_for
from bot.store.metadata import constant
from bot.store.schema import (
    account,
    child,
    circle,
    circle_child,
    family,
    further_part,
    interview,
    member,
    message,
    outbox,
    parentage,
    person,
    reaction,
    watch,
    willingness,
)
from bot.store.sealing import Scope, Unsealable
from bot.store.session import Manner, Session

_ACTIVE = "active"
_OFFERED_AMONG = 5
"""Typed choices belong to the newest list among so many of the bot's messages; older ones scrolled by."""
_LONGEST_CHOICE = 120
_SPEAKER = (
    select(
        person,
        account.c.id.label("account_id"),
        account.c.messenger,
        account.c.state.label("account_state"),
    )
    .join(account, account.c.person_id == person.c.id)
    .where(account.c.address_hash == bindparam("hash"), account.c.state != constant("revoked"))
    .where(person.c.state.in_([PersonState.JOINING, PersonState.JOINED]))
)
_PRIMARY_SPEAKER = (
    select(
        person,
        account.c.id.label("account_id"),
        account.c.messenger,
        account.c.state.label("account_state"),
    )
    .join(account, account.c.person_id == person.c.id)
    .where(person.c.id == bindparam("who"))
    # A phone that is lost speaks no more; what was said on it before is there all the same.
    .order_by(account.c.state == "revoked", account.c.is_primary.desc(), account.c.id.desc())
    .limit(1)
)
# FOR NO KEY UPDATE: whoever writes to this person (a foreign key in the outbox) need not wait for their turn;
# with the stronger lock two who talk to each other at once are a deadlock.
_SPEAKER_LOCKED = _SPEAKER.with_for_update(of=person, key_share=True)

_caseworker = person.alias("caseworker")
_can_decide = or_(
    (_caseworker.c.state == PersonState.JOINED)
    & exists().where(account.c.person_id == _caseworker.c.id, account.c.state == _ACTIVE),
    is_stood_in_for(_caseworker.c.id),
)
_CIRCLE_COLUMNS = (
    circle.c.id,
    circle.c.family_id,
    circle.c.phase,
    circle.c.way,
    circle.c.resumes_as,
    _caseworker.c.id.label("caseworker_id"),
    _caseworker.c.name.label("caseworker_name"),
    _can_decide.label("can_be_decided"),
)
OWN_CIRCLES = (
    select(*_CIRCLE_COLUMNS, member.c.reach_told)
    .join(circle, circle.c.id == member.c.circle_id)
    .join(family, family.c.id == circle.c.family_id)
    .join(_caseworker, _caseworker.c.id == family.c.caseworker_id)
    .where(member.c.person_id == bindparam("person"), circle.c.phase != Phase.CLOSED)
    .order_by(circle.c.id)
)
SERVED_CIRCLES = (
    select(*_CIRCLE_COLUMNS)
    .join(family, family.c.id == circle.c.family_id)
    .join(_caseworker, _caseworker.c.id == family.c.caseworker_id)
    .where(SERVED, circle.c.phase != Phase.CLOSED)
    .order_by(circle.c.id)
)
CLOSED_CIRCLES = (
    select(*_CIRCLE_COLUMNS)
    .join(family, family.c.id == circle.c.family_id)
    .join(_caseworker, _caseworker.c.id == family.c.caseworker_id)
    .where(SERVED, circle.c.phase == Phase.CLOSED)
    .order_by(circle.c.id)
)
OVERSEEN_CIRCLES = (
    select(*_CIRCLE_COLUMNS)
    .join(family, family.c.id == circle.c.family_id)
    .join(_caseworker, _caseworker.c.id == family.c.caseworker_id)
    .where(OVERSEEN, circle.c.phase != Phase.CLOSED)
    .order_by(circle.c.id)
)
ONE_CIRCLE = (
    select(*_CIRCLE_COLUMNS)
    .join(family, family.c.id == circle.c.family_id)
    .join(_caseworker, _caseworker.c.id == family.c.caseworker_id)
    .where(circle.c.id == bindparam("circle"))
)
CIRCLES_ABOUT = (
    select(*_CIRCLE_COLUMNS)
    .join(family, family.c.id == circle.c.family_id)
    .join(_caseworker, _caseworker.c.id == family.c.caseworker_id)
    .join(circle_child, circle_child.c.circle_id == circle.c.id)
    .where(circle_child.c.child_id == bindparam("child"), circle.c.phase != Phase.CLOSED)
    .order_by(circle.c.id)
)
CIRCLES_OF_FAMILY = (
    select(*_CIRCLE_COLUMNS)
    .join(family, family.c.id == circle.c.family_id)
    .join(_caseworker, _caseworker.c.id == family.c.caseworker_id)
    .where(circle.c.family_id == bindparam("family"))
    .where((circle.c.phase != Phase.CLOSED) | (circle.c.id == bindparam("circle")))
    .order_by(circle.c.id)
)
_WATCHING = (
    select(watch.c.id, watch.c.circle_id, watch.c.in_until)
    .where(watch.c.person_id == bindparam("person"), watch.c.ended_at.is_(None))
    .order_by(watch.c.id)
)
_IN_CIRCLES: BindParameter[Any] = bindparam("circles", expanding=True)
# To the others a person is what they were before a freeze: what is written to them waits.
_state = func.coalesce(person.c.resumes_as, person.c.state).label("state")
_MEMBERS = (
    select(
        member.c.circle_id,
        person.c.id,
        person.c.name,
        person.c.role,
        person.c.word,
        person.c.home_id,
        _state,
    )
    .join(person, person.c.id == member.c.person_id)
    .where(member.c.circle_id.in_(_IN_CIRCLES))
    .order_by(person.c.id)
)
_CHILDREN = (
    select(
        circle_child.c.circle_id,
        child.c.id,
        child.c.family_id,
        child.c.name,
        parentage.c.person_id,
    )
    .join(child, child.c.id == circle_child.c.child_id)
    .join(parentage, parentage.c.child_id == child.c.id, isouter=True)
    .where(circle_child.c.circle_id.in_(_IN_CIRCLES))
    .order_by(child.c.id)
)
_WILLINGNESS = select(
    willingness.c.circle_id, willingness.c.person_id, willingness.c.other_id, willingness.c.answer
).where(willingness.c.circle_id.in_(_IN_CIRCLES))
_INTERVIEWS = (
    select(interview.c.id, interview.c.state)
    .where(interview.c.person_id == bindparam("person"))
    .order_by(interview.c.at.desc(), interview.c.id.desc())
)
_COPY = select(
    outbox.c.id,
    outbox.c.message_id,
    outbox.c.person_id,
    outbox.c.author_id,
    outbox.c.kind,
    outbox.c.payload,
    outbox.c.sent_words,
    circle.c.family_id,
).join(circle, circle.c.id == outbox.c.circle_id, isouter=True)
# A message that was edited in place is there once for each time: what stands on the screen is the newest.
_COPY_BY_PLATFORM = (
    _COPY.where(outbox.c.sent_account == bindparam("account"), outbox.c.platform_id == bindparam("platform"))
    .order_by(outbox.c.id.desc())
    .limit(1)
)
_COPY_BY_PART = _COPY.join(further_part, further_part.c.outbox_id == outbox.c.id).where(
    further_part.c.account_id == bindparam("account"), further_part.c.platform_id == bindparam("platform")
)
_COPY_BY_ID = _COPY.where(outbox.c.id == bindparam("row"), outbox.c.person_id == bindparam("person"))
_is_own_copy = (
    (outbox.c.message_id == message.c.id) & (outbox.c.kind == "words") & (outbox.c.operation == "send")
)
_CHANGE_ON_ITS_WAY = select(
    exists().where(
        outbox.c.lane == bindparam("person"),
        outbox.c.state == constant("ready"),
        outbox.c.operation == "edit",
        outbox.c.target_id == bindparam("row"),
    )
)
_OWN = select(
    message.c.id,
    message.c.circle_id,
    message.c.line_id,
    message.c.at,
    message.c.state,
    exists().where(_is_own_copy, outbox.c.state == "sent").label("was_delivered"),
    exists().where(_is_own_copy, outbox.c.is_begun.is_(True)).label("may_be_out"),
    exists().where(_is_own_copy, outbox.c.state.in_(["ready", "veiled"])).label("is_waiting"),
    exists()
    .where(_is_own_copy, outbox.c.state.in_(["sent", "ready", "held", "veiled"]))
    .label("is_somewhere"),
    exists()
    .where(outbox.c.message_id == message.c.id, outbox.c.kind.in_(["notice", "alert"]))
    .label("was_submitted"),
)
# Where another file was put into a message, two came of it: what stands is the newer one.
_OWN_BY_SOURCE = (
    _OWN.where(message.c.source_account == bindparam("account"), message.c.source == bindparam("platform"))
    .order_by(message.c.id.desc())
    .limit(1)
)
OWN_BY_ID = _OWN.where(message.c.id == bindparam("message"))
_REACTED = select(reaction.c.message_id).where(
    reaction.c.source_account == bindparam("account"),
    reaction.c.source == bindparam("platform"),
    reaction.c.person_id == bindparam("person"),
)
OWN_LATEST = (
    _OWN.where(message.c.author_id == bindparam("person"), message.c.state.in_(["passed", "held"]))
    # What could not go anywhere hides nothing that stands.
    .where(exists().where(_is_own_copy, outbox.c.state.in_(["sent", "ready", "held", "veiled"])))
    .order_by(message.c.id.desc())
    .limit(1)
)
_MESSAGE = select(message.c.id, message.c.circle_id, message.c.line_id, message.c.author_id).where(
    message.c.id == bindparam("message")
)
_TO_WHOM = select(outbox.c.person_id).where(
    outbox.c.message_id == bindparam("message"), outbox.c.kind == "words"
)
_SERVING = select(_caseworker.c.name, _can_decide.label("is_there")).where(
    _caseworker.c.id == bindparam("person")
)
# Of a circle or of the private line: either may be what the next words answer.
_NEWEST_OWN = (
    _COPY.where(
        outbox.c.sent_account == bindparam("account"),
        outbox.c.kind != constant("words"),
        outbox.c.kind != constant("watch"),
        outbox.c.state == constant("sent"),
        # Plain answers of a circle stand in its own room, and there is no choice among them.
        or_(outbox.c.circle_id.is_(None), outbox.c.kind != "answer"),
    )
    .order_by(outbox.c.sent_at.desc(), outbox.c.id.desc())
    .limit(_OFFERED_AMONG)
)
_SEEN = select(func.max(outbox.c.sent_at)).where(
    outbox.c.person_id == bindparam("person"),
    outbox.c.sent_at > bindparam("since"),
    # What others have written, and what the bot asks or tells of them: either may be what is answered.
    or_(
        outbox.c.kind == constant("words"),
        and_(outbox.c.kind.in_(["notice", "alert"]), outbox.c.author_id.is_not(None)),
    ),
)
_SEEN_ON_LINE = _SEEN.where(outbox.c.circle_id.is_(None))
_READERS = select(
    person.c.id,
    person.c.name,
    person.c.timezone,
    person.c.quiet,
    person.c.role,
    person.c.is_discreet,
    person.c.news_until,
    _state,
    exists()
    .where(
        account.c.person_id == person.c.id, account.c.state == _ACTIVE, person.c.state != PersonState.FROZEN
    )
    .label("is_reachable"),
    select(func.count())
    .select_from(member)
    .where(member.c.person_id == person.c.id)
    .scalar_subquery()
    .label("circle_count"),
    or_(
        *(
            exists().where(
                outbox.c.lane == person.c.id,
                outbox.c.author_id == bindparam("author"),
                outbox.c.state == constant(state),
                outbox.c.is_told.is_(True),
                outbox.c.deliver_at > bindparam("now"),
            )
            for state in ("ready", "veiled")
        )
    ).label("is_known_to_rest"),
).where(person.c.id.in_(bindparam("people", expanding=True)))


def speaker_row(session: Session, address_hash: bytes) -> Row[Any] | None:
    """Return the person behind an address, locked for the turn, or None for a stranger."""
    statement = _SPEAKER_LOCKED if session.is_postgresql else _SPEAKER
    return session.connection.execute(statement, {"hash": address_hash}).first()


def primary_row(session: Session, person_id: str) -> Row[Any] | None:
    """Return a person with the account that is written to, for what is done in their name."""
    return session.connection.execute(_PRIMARY_SPEAKER, {"who": person_id}).first()


def view_of(session: Session, row: Row[Any], arrival: Arrival) -> View:
    """Return everything the turn starts from."""
    circle_rows = session.connection.execute(OWN_CIRCLES, {"person": row.id}).all()
    interviews = session.connection.execute(_INTERVIEWS, {"person": row.id}).all()
    # First the circles: they open the keys of everybody in them, the speaker's among them, at once.
    circles = circles_of(session, circle_rows)
    speaker = speaker_of(session, row)
    lines = _lines(speaker, circles) or _line_without_circle(session, speaker, row.served_by)
    states = [
        msgspec.json.decode(
            session.open_bytes(Scope.person(row.id), "interview.state", one.id, one.state), type=Interview
        )
        for one in interviews
    ]
    view = View(
        now=session.now,
        speaker=speaker,
        circles=circles,
        lines=lines,
        interviews=tuple(states),
        room=arrival.room,
        topic=arrival.topic,
        circle_here=row.circle_here,
        chosen_at=row.chosen_at,
        line_used_at=row.line_used_at,
        message_chars=session.defaults.message_chars,
        circle_message_at=_seen_since(session, speaker, states),
        watching=_watching(session, speaker),
    )
    return _with_references(session, view, row.account_id, arrival)


def _watching(session: Session, speaker: Speaker) -> tuple[Watching, ...]:
    if not speaker.is_caseworker:
        return ()
    rows = session.connection.execute(_WATCHING, {"person": speaker.id}).all()
    return tuple(Watching(row.id, row.circle_id, is_in=row.in_until is not None) for row in rows)


def standing_view(session: Session, row: Row[Any]) -> View:
    """Return what somebody has around them while they say nothing: no conversation of theirs is in it."""
    circles = circles_of(session, session.connection.execute(OWN_CIRCLES, {"person": row.id}).all())
    speaker = speaker_of(session, row)
    chars = session.defaults.message_chars
    lines = _lines(speaker, circles)
    return View(now=session.now, speaker=speaker, circles=circles, lines=lines, message_chars=chars)


def speaker_of(session: Session, row: Row[Any]) -> Speaker:
    """Return who a person with an account is, as their own turns know them."""
    scope = Scope.person(row.id)
    manner = session.defaults.manners.get(row.messenger, Manner())
    return Speaker(
        id=row.id,
        account=row.account_id,
        messenger=row.messenger,
        prefix=manner.prefix,
        role=Role(row.role),
        name=session.open_to_show(scope, "person.name", row.id, row.name),
        state=PersonState(row.state),
        language=row.language,
        timezone=row.timezone,
        word=session.open(scope, "person.word", row.id, row.word) if row.word else None,
        quiet=row.quiet if row.quiet is not None else session.defaults.quiet,
        wants_sign=row.wants_sign,
        is_discreet=row.is_discreet,
        checks_words=row.checks_words,
        files_told=row.files_told,
        undo_seconds=manner.undo_seconds,
        has_buttons=manner.has_buttons,
        has_rooms=manner.has_rooms,
    )


def desk_circles(session: Session, speaker: Speaker, *, are_closed: bool = False) -> tuple[Circle, ...]:
    """Return the circles on a caseworker's desk, or those of her families that ``are_closed``.

    Where they stand in, they are the caseworker there.
    """
    statement = CLOSED_CIRCLES if are_closed else SERVED_CIRCLES
    rows = session.connection.execute(statement, {"person": speaker.id}).all()
    return tuple(
        one
        if one.caseworker == speaker.id
        else msgspec.structs.replace(one, caseworker=speaker.id, caseworker_name=speaker.name)
        for one in circles_of(session, rows)
    )


def circles_of(session: Session, rows: Iterable[Row[Any]]) -> tuple[Circle, ...]:
    """Return these circles with their members, children and who is willing: three queries for all."""
    rows = list(rows)
    if not rows:
        return ()
    ids = {"circles": [row.id for row in rows]}
    session.family_of |= {row.id: row.family_id for row in rows}
    members = session.connection.execute(_MEMBERS, ids).all()
    children = session.connection.execute(_CHILDREN, ids).all()
    answers = session.connection.execute(_WILLINGNESS, ids).all()
    session.unlock(
        {
            *(Scope.person(row.id) for row in members),
            *(Scope.person(row.caseworker_id) for row in rows),
            *(Scope.family(row.family_id) for row in rows),
        }
    )
    names: dict[str, dict[str, str]] = defaultdict(dict)
    parents: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in children:
        if one.id not in names[one.circle_id]:
            scope = Scope.family(one.family_id)
            names[one.circle_id][one.id] = session.open_to_show(scope, "child.name", one.id, one.name)
        if one.person_id:
            parents[one.circle_id, one.person_id].append(names[one.circle_id][one.id])
    people: dict[str, list[Member]] = defaultdict(list)
    left: dict[str, list[Member]] = defaultdict(list)
    for other in members:
        there = left if other.state == PersonState.LEFT else people
        there[other.circle_id].append(_member(session, other, parents[other.circle_id, other.id]))
    said: dict[str, list[Any]] = defaultdict(list)
    for answer in answers:
        said[answer.circle_id].append(answer)
    return tuple(
        _circle(session, row, names[row.id], (people[row.id], left[row.id]), said[row.id]) for row in rows
    )


def _member(session: Session, row: Any, children: list[str]) -> Member:  # noqa: ANN401 - a Row
    scope = Scope.person(row.id)
    return Member(
        id=row.id,
        name=session.open_to_show(scope, "person.name", row.id, row.name),
        role=Role(row.role),
        word=session.open(scope, "person.word", row.id, row.word) if row.word else None,
        home=row.home_id,
        children=tuple(children),
        is_joined=row.state == PersonState.JOINED,
        is_by_phone=row.state == PersonState.BY_PHONE,
    )


def _circle(
    session: Session,
    row: Row[Any],
    children: dict[str, str],
    people: tuple[list[Member], list[Member]],
    said: list[Any],
) -> Circle:
    members, left = people
    caseworker = Scope.person(row.caseworker_id)
    mapping = row._mapping  # noqa: SLF001 - the documented way to a row as a mapping
    return Circle(
        id=row.id,
        family=row.family_id,
        phase=Phase(row.phase),
        way=Way(row.way),
        resumes_as=Phase(row.resumes_as) if row.resumes_as else None,
        children=tuple(Child(key, name) for key, name in children.items()),
        members=tuple(members),
        caseworker=row.caseworker_id,
        caseworker_name=session.open_to_show(
            caseworker, "person.name", row.caseworker_id, row.caseworker_name
        ),
        willing=frozenset((one.person_id, one.other_id) for one in said if one.answer == Willing.YES),
        answered=frozenset((one.person_id, one.other_id) for one in said),
        can_be_decided=bool(row.can_be_decided),
        reach_told=mapping.get("reach_told") or "",
        left=tuple(left),
    )


def _lines(speaker: Speaker, circles: tuple[Circle, ...]) -> tuple[Line, ...]:
    if speaker.is_caseworker:
        return ()
    serving = {circle.caseworker: circle for circle in circles}
    return tuple(
        Line(speaker.id, speaker.name, worker, one.caseworker_name, one.can_be_decided)
        for worker, one in serving.items()
    )


def _line_without_circle(session: Session, speaker: Speaker, served_by: str | None) -> tuple[Line, ...]:
    if served_by is None or speaker.is_caseworker:
        return ()
    row = session.connection.execute(_SERVING, {"person": served_by}).first()
    if row is None:
        return ()
    name = session.open_to_show(Scope.person(served_by), "person.name", served_by, row.name)
    return (Line(speaker.id, speaker.name, served_by, name, bool(row.is_there)),)


def _seen_since(session: Session, speaker: Speaker, interviews: list[Interview]) -> datetime | None:
    asked = [one.asked_at for one in interviews if one.asked_at and one.asking and not one.is_asleep]
    if not asked:
        return None
    # Where each circle has a room of its own, what is written there is no rival of a question in the bot's.
    seen = _SEEN_ON_LINE if speaker.has_rooms else _SEEN
    return session.connection.execute(seen, {"person": speaker.id, "since": min(asked)}).scalar()


def _with_references(session: Session, view: View, account_id: str, arrival: Arrival) -> View:
    content = arrival.content
    if isinstance(content, Press):
        return msgspec.structs.replace(view, pressed=_pressed(session, view, content.token))
    if isinstance(content, Edit | Withdrawal):
        own = own_message(session, _OWN_BY_SOURCE, account=account_id, platform=content.message)
        view = msgspec.structs.replace(view, own=own, points_at=content.message)
        if own is None and isinstance(content, Withdrawal):
            here = {"account": account_id, "platform": content.message, "person": view.speaker.id}
            taken_off = session.connection.execute(_REACTED, here).scalar()
            return msgspec.structs.replace(view, taken_off=taken_off)
        return view
    if isinstance(content, Reaction):
        here = {"account": account_id, "platform": content.message}
        own = own_message(session, _OWN_BY_SOURCE, **here)
        copy = None if own is not None else _copy_at(session, here)
        return msgspec.structs.replace(view, replied=_replied(session, view, copy, own))
    is_choice = isinstance(content, Words) and 0 < len(content.text) <= _LONGEST_CHOICE
    if arrival.reply_to is not None:
        here = {"account": account_id, "platform": arrival.reply_to}
        own = own_message(session, _OWN_BY_SOURCE, **here)
        copy = None if own is not None else _copy_at(session, here)
        replied = _replied(session, view, copy, own)
        return msgspec.structs.replace(
            view,
            replied=replied,
            own=own,
            points_at=arrival.reply_to,
            asked_in=_asked_in(view, copy),
            offered=_offered(session, view, [copy]) if is_choice else None,
        )
    if is_choice and not view.speaker.has_buttons and arrival.room is None:
        newest = session.connection.execute(_NEWEST_OWN, {"account": account_id}).all()
        return msgspec.structs.replace(view, offered=_offered(session, view, newest))
    return view


def _offered(session: Session, view: View, rows: Iterable[Any]) -> Offered | None:
    """Return the choices of the first of these messages of the bot's that has any, or had some."""
    me = view.speaker.id
    for row in rows:
        if row is None or row.kind == "words" or row.person_id != me:
            continue
        if row.payload is None:
            return Offered(row.id, ())
        scope = Scope.family(row.family_id) if row.family_id else Scope.person(me)
        said = session.open_bytes(scope, "outbox.payload", row.id, row.payload)
        choices = msgspec.json.decode(said, type=Choices).rows
        if choices:
            return Offered(row.id, choices, _read_above(session, scope, row))
    return None


def _read_above(session: Session, scope: Scope, row: Any) -> str:  # noqa: ANN401 - a Row
    return session.open(scope, "outbox.sent_words", row.id, row.sent_words) if row.sent_words else ""


def _pressed(session: Session, view: View, token: str) -> Pressed | None:
    row_id, _, number = token.partition(".")
    me = view.speaker.id
    row = session.connection.execute(_COPY_BY_ID, {"row": row_id, "person": me}).first()
    if row is None or row.payload is None or not number.isdecimal():
        return None
    scope = Scope.family(row.family_id) if row.family_id else Scope.person(me)
    payload = msgspec.json.decode(session.open_bytes(scope, "outbox.payload", row.id, row.payload), type=Acts)
    acts = [act for line in payload.rows for act in line]
    if int(number) >= len(acts):
        return None
    return Pressed(row.id, acts[int(number)].act, _read_above(session, scope, row))


def is_second_tap(session: Session, person_id: str, content: Press) -> bool:
    """Whether a press came while the answer to an earlier one of the same message is on its way there."""
    row_id, _, _ = content.token.partition(".")
    values = {"person": person_id, "row": row_id}
    return bool(session.connection.execute(_CHANGE_ON_ITS_WAY, values).scalar())


class ActOf(msgspec.Struct, frozen=True):
    """The part of a stored button that a press needs."""

    act: Act


class Acts(msgspec.Struct, frozen=True):
    """The part of a stored payload that a press needs."""

    rows: tuple[tuple[ActOf, ...], ...] = ()


class Choices(msgspec.Struct, frozen=True):
    """The part of a stored payload that holds its buttons."""

    rows: tuple[tuple[Choice, ...], ...] = ()


def _copy_at(session: Session, here: dict[str, str]) -> Any:  # noqa: ANN401 - a Row or None
    copy = session.connection.execute(_COPY_BY_PLATFORM, here).first()
    return copy or session.connection.execute(_COPY_BY_PART, here).first()


def _replied(
    session: Session,
    view: View,
    copy: Any,  # noqa: ANN401 - a Row or None
    own: OwnMessage | None,
) -> Replied | None:
    if own is not None:
        other = session.connection.execute(_TO_WHOM, {"message": own.id}).scalar() if own.line else None
        return Replied(own.id, own.circle, own.line, other)
    if copy is None or copy.message_id is None or copy.person_id != view.speaker.id:
        return None
    original = session.connection.execute(_MESSAGE, {"message": copy.message_id}).one()
    if copy.kind == "notice" and copy.author_id != original.author_id and view.speaker.is_caseworker:
        # Somebody has asked about it: the answer is for them alone.
        return Replied(original.id, None, copy.author_id)
    other = original.author_id if original.line_id else None
    is_watched = copy.kind == "watch"
    return Replied(original.id, original.circle_id, original.line_id, other, is_watched=is_watched)


def _asked_in(view: View, copy: Any) -> str | None:  # noqa: ANN401 - a Row or None
    """Return the row of the bot's own message that is replied to; None for somebody's words."""
    if copy is None or copy.message_id is not None or copy.person_id != view.speaker.id:
        return None
    return str(copy.id)


def own_message(session: Session, statement: Any, **where: str) -> OwnMessage | None:  # noqa: ANN401 - a Select
    """Return an own message by the given statement, as far as a turn may know it."""
    row = session.connection.execute(statement, where).first()
    if row is None:
        return None
    return OwnMessage(
        id=row.id,
        circle=row.circle_id,
        line=row.line_id,
        at=row.at,
        is_held=row.state == "held",
        was_delivered=bool(row.was_delivered),
        may_be_out=bool(row.may_be_out),
        was_submitted=bool(row.was_submitted),
        is_waiting=bool(row.is_waiting),
        is_over=row.state in ("withdrawn", "declined") or not row.is_somewhere,
    )


def readers(session: Session, people: Iterable[str], author: str = "") -> dict[str, Reader]:
    """Return what policy must know of these people, where ``author`` writes to them."""
    wanted = sorted(people)
    if not wanted:
        return {}
    rows = session.connection.execute(
        _READERS, {"people": wanted, "author": author, "now": session.now}
    ).all()
    session.unlock(Scope.person(row.id) for row in rows)
    return {
        row.id: Reader(
            id=row.id,
            timezone=row.timezone,
            quiet=row.quiet if row.quiet is not None else session.defaults.quiet,
            state=PersonState(row.state),
            is_reachable=bool(row.is_reachable),
            circle_count=row.circle_count,
            name=session.open_to_show(Scope.person(row.id), "person.name", row.id, row.name),
            is_known_to_rest=bool(row.is_known_to_rest),
            is_discreet=bool(row.is_discreet),
            is_looking=row.news_until is not None and session.now < row.news_until,
            is_desk=row.role in (Role.CASEWORKER, Role.SUPERVISOR),
        )
        for row in rows
    }


def sealed_address(address: Address) -> bytes:
    """Return an address as it is sealed."""
    return msgspec.json.encode(address)


_DESKS = (
    select(account.c.id, account.c.person_id, account.c.address)
    .join(person, person.c.id == account.c.person_id)
    .where(account.c.state == _ACTIVE, account.c.messenger == "telegram")
    .where(person.c.role.in_([Role.CASEWORKER, Role.SUPERVISOR]))
)


def desk_chats(session: Session) -> frozenset[str]:
    """Return the Telegram chats of those who have a desk, for their menus. For the sending moment only."""
    rows = session.connection.execute(_DESKS).all()
    chats = set()
    for row in rows:
        try:
            address = session.open_bytes(Scope.person(row.person_id), "account.address", row.id, row.address)
        except Unsealable:
            continue  # Damaged: whoever it is keeps everybody's menu.
        chats.add(msgspec.json.decode(address, type=Address).chat)
    return frozenset(chats)
