"""Forms as they are stored and read, who may have one at the moment it leaves, and the reminder to sign.

What a form is called and says is sealed with the family's key; why somebody cannot sign, with their own.
Knows no flow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec
from sqlalchemy import and_, bindparam, delete, exists, insert, or_, select, update

from bot.chat.media import File, MediaKind
from bot.chat.people import PersonState, Phase, Role, View
from bot.chat.text import Day, text
from bot.family import events as e
from bot.family.outcome import told
from bot.family.slip import Holder, Kind, Page, Slip, Slips, Stand, State, called, open_about
from bot.family.slips import sign_rows
from bot.family.terms import Contact
from bot.family.wall import local, moment
from bot.store import media, offered
from bot.store.audit import Entry
from bot.store.desks import READ_BY_DESKS, SERVED
from bot.store.entitled import allowed_now
from bot.store.metadata import constant
from bot.store.schema import (
    child,
    circle,
    circle_child,
    family,
    member,
    message,
    no_contact,
    person,
    slip,
    slip_person,
)
from bot.store.schema import media as file_table
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import pass_on

REMINDED_AT = time(9)
"""The hour of the day, by their own clock, at which who is to sign is reminded."""
ASKS = "/asks"
"""Behind the id of a form in a draft: it asks for a signature, and is moot once there is an answer."""
_SHOWN, _AT_ONCE = timedelta(days=400), 50

_giver = person.alias("giver")
_BASE = (
    select(slip, child.c.name.label("child_name"), _giver.c.name.label("giver_name"))
    .join(child, child.c.id == slip.c.child_id)
    .join(_giver, _giver.c.id == slip.c.giver_id)
    .join(circle, circle.c.id == slip.c.circle_id)
    .join(family, family.c.id == slip.c.family_id)
    .order_by(slip.c.at, slip.c.id)
)
# What waits is not lost, however long ago it came.
_OF_DESK = _BASE.where(
    SERVED, READ_BY_DESKS, or_(slip.c.at > bindparam("since"), slip.c.state == constant(State.WAITING))
)
_OF_PERSON = _BASE.where(
    slip.c.at > bindparam("since"),
    slip.c.child_id.in_(bindparam("children", expanding=True)),
    or_(
        slip.c.giver_id == bindparam("person"),
        and_(
            slip.c.state == constant(State.PASSED),
            exists().where(
                slip_person.c.slip_id == slip.c.id, slip_person.c.person_id == bindparam("person")
            ),
        ),
    ),
)
_HOLDERS = (
    select(slip_person, person.c.name)
    .join(person, person.c.id == slip_person.c.person_id)
    .where(slip_person.c.slip_id.in_(bindparam("slips", expanding=True)))
    .order_by(slip_person.c.person_id)
)
_APART_FROM = select(no_contact.c.other_id).where(no_contact.c.one_id == bindparam("person"))
_FILES = (
    select(file_table.c.id, file_table.c.kind, file_table.c.message_id)
    .where(file_table.c.message_id.in_(bindparam("messages", expanding=True)))
    .order_by(file_table.c.message_id, file_table.c.position)
)
_ENTITLED = (
    select(
        slip.c.state,
        slip.c.child_id,
        slip.c.giver_id,
        slip_person.c.state.label("stand"),
        exists()
        .where(no_contact.c.one_id == slip.c.giver_id, no_contact.c.other_id == bindparam("person"))
        .label("is_apart"),
        exists()
        .where(member.c.person_id == bindparam("person"), member.c.circle_id == circle.c.id)
        .where(circle.c.family_id == slip.c.family_id, circle.c.phase != constant(Phase.CLOSED))
        .where(circle_child.c.circle_id == circle.c.id, circle_child.c.child_id == slip.c.child_id)
        .label("is_around"),
    )
    .select_from(slip)
    .join(
        slip_person,
        and_(slip_person.c.slip_id == slip.c.id, slip_person.c.person_id == bindparam("person")),
        isouter=True,
    )
    .where(slip.c.id == bindparam("slip"))
)
_STATE = update(slip).where(slip.c.id == bindparam("which")).values(state=bindparam("now_is"))
_PASS = (
    update(slip).where(slip.c.id == bindparam("which")).values(state=State.PASSED.value, due=bindparam("day"))
)
_UNNAME = delete(slip_person).where(
    slip_person.c.slip_id == bindparam("which"), slip_person.c.state == constant(Stand.NAMED)
)
_KNOWN = select(slip_person.c.person_id, slip_person.c.state).where(
    slip_person.c.slip_id == bindparam("slip")
)
_of_person = (slip_person.c.slip_id == bindparam("which"), slip_person.c.person_id == bindparam("who"))
_ASK = update(slip_person).where(*_of_person).values(state=bindparam("now_is"), remind_at=bindparam("due_at"))
_ANSWER = (
    update(slip_person)
    .where(*_of_person)
    .values(
        state=bindparam("now_is"),
        words=bindparam("said"),
        message_id=bindparam("shown"),
        page=bindparam("of_page"),
        remind_at=None,
        at=bindparam("moment"),
    )
)
_PAGE = update(slip_person).where(*_of_person).values(page=bindparam("now_is"))
_ZONE = select(person.c.timezone).where(person.c.id == bindparam("person"))
_DUE = (
    select(
        slip_person.c.slip_id,
        slip_person.c.person_id,
        person.c.timezone,
        person.c.role,
        person.c.state.label("reader_state"),
    )
    .join(person, person.c.id == slip_person.c.person_id)
    .where(slip_person.c.remind_at <= bindparam("now"))
    .order_by(slip_person.c.remind_at, slip_person.c.slip_id)
    .limit(_AT_ONCE)
)
_DUE_LOCKED = _DUE.with_for_update(of=slip_person, skip_locked=True)
_REMIND = update(slip_person).where(*_of_person).values(remind_at=bindparam("due_at"))
_ONE = _BASE.where(slip.c.id == bindparam("slip"))


def slip_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return the forms that concern the speaker: their own and those they have, or all on their desk."""
    me, since = view.speaker, session.now - _SHOWN
    if me.is_caseworker:
        rows = session.connection.execute(_OF_DESK, {"person": me.id, "since": since}).all()
        items = _slips(session, rows, None)
        return {"slips": Slips(items, _knowing(session, items))}
    children = {one.id for circle in view.circles for one in circle.children if open_about([circle], one.id)}
    if not children:
        return {}
    values = {"person": me.id, "since": since, "children": sorted(children)}
    rows = session.connection.execute(_OF_PERSON, values).all()
    knows = allowed_now(session, [me.id], children, [Contact.KNOW]).having(Contact.KNOW)
    rows = [
        row
        for row in rows
        if me.role == Role.CAREGIVER or row.giver_id == me.id or (me.id, row.child_id) in knows
    ]
    return {"slips": Slips(_slips(session, rows, view), knows)}


def _knowing(session: Session, items: Collection[Slip]) -> frozenset[tuple[str, str]]:
    """Return who may know of the children whose forms wait, or may be passed on to more people."""
    children = {one.child for one in items if one.state in (State.WAITING, State.PASSED)}
    if not children:
        return frozenset()
    found = (
        select(member.c.person_id)
        .join(circle_child, circle_child.c.circle_id == member.c.circle_id)
        .where(circle_child.c.child_id.in_(sorted(children)))
    )
    people = session.connection.execute(found).scalars().all()
    return allowed_now(session, set(people), children, [Contact.KNOW]).having(Contact.KNOW)


def _slips(session: Session, rows: Iterable[Any], view: View | None) -> tuple[Slip, ...]:
    """Return these forms. Without a view all names are told, else those of the people around the child."""
    rows = list(rows)
    if not rows:
        return ()
    ids = {"slips": [row.id for row in rows]}
    holders: dict[str, list[Any]] = {}
    for one in session.connection.execute(_HOLDERS, ids):
        holders.setdefault(one.slip_id, []).append(one)
    people = [one for own in holders.values() for one in own]
    files = _files(session, [*(row.message_id for row in rows), *(one.message_id for one in people)])
    session.unlock(
        {Scope.family(row.family_id) for row in rows}
        | {Scope.person(row.giver_id) for row in rows}
        | {Scope.person(one.person_id) for one in people}
    )
    me = {"person": view.speaker.id} if view is not None else None
    apart = set(session.connection.execute(_APART_FROM, me).scalars()) if me else set()
    return tuple(_slip(session, row, holders.get(row.id, []), files, view, apart) for row in rows)


def _files(session: Session, messages: Iterable[str | None]) -> dict[str, tuple[File, ...]]:
    found: dict[str, tuple[File, ...]] = {}
    wanted = sorted({one for one in messages if one})
    for row in session.connection.execute(_FILES, {"messages": wanted}):
        found[row.message_id] = (*found.get(row.message_id, ()), File(MediaKind(row.kind), row.id))
    return found


def _slip(
    session: Session,
    row: Any,  # noqa: ANN401 - a Row
    holders: Iterable[Any],
    files: Mapping[str, tuple[File, ...]],
    view: View | None,
    apart: Collection[str],
) -> Slip:
    scope = Scope.family(row.family_id)

    def name(who: str, sealed: bytes) -> str:
        return session.open_to_show(Scope.person(who), "person.name", who, sealed)

    known: set[str] | None = None
    if view is not None:
        there = open_about(view.circles, row.child_id)
        known = {one.id for it in there for one in it.members} | {it.caseworker for it in there}
        known = known - set(apart) | {view.speaker.id}
    is_giver = view is None or row.giver_id == view.speaker.id
    # Who only reads it learns of nobody else who does.
    shown = [
        one
        for one in holders
        if view is None
        or one.person_id == view.speaker.id
        or (is_giver and known is not None and one.person_id in known)
    ]
    return Slip(
        id=row.id,
        family=row.family_id,
        circle=row.circle_id,
        child=row.child_id,
        child_name=session.open_to_show(scope, "child.name", row.child_id, row.child_name),
        kind=Kind(row.kind),
        title=session.open_to_show(scope, "slip.title", row.id, row.title),
        giver=row.giver_id,
        giver_name=name(row.giver_id, row.giver_name) if known is None or row.giver_id in known else "",
        message=row.message_id,
        state=State(row.state),
        at=row.at,
        due=date.fromisoformat(row.due) if row.due else None,
        is_unsure=bool(row.is_unsure),
        files=files.get(row.message_id, ()),
        holders=tuple(
            Holder(
                one.person_id,
                name(one.person_id, one.name),
                Stand(one.state),
                Page(one.page),
                one.message_id,
                files.get(one.message_id or "", ()),
                one.at,
            )
            for one in shown
        ),
    )


class Leave(msgspec.Struct, frozen=True):
    """A form may go to somebody now; ``is_apart``: who gave it is not to be named to them any more."""

    is_apart: bool = False


def may_have(session: Session, person_id: str, role: str, wanted: str) -> Leave | None:
    """Return whether somebody may have a form, or hear of it, now that it is about to leave; None if not."""
    slip_id = wanted.removesuffix(ASKS)
    row = session.connection.execute(_ENTITLED, {"slip": slip_id, "person": person_id}).first()
    if row is None or row.state != State.PASSED or not row.is_around:
        return None
    is_giver = row.giver_id == person_id
    if row.stand is None and not is_giver:
        return None
    if wanted.endswith(ASKS) and row.stand != Stand.ASKED:
        return None
    if role != Role.CAREGIVER and not is_giver:
        known = allowed_now(session, [person_id], [row.child_id], [Contact.KNOW])
        if not known.has(Contact.KNOW, person_id, [row.child_id]):
            return None
    return Leave(bool(row.is_apart))


# --- as they are written -------------------------------------------------------------------------


def given(session: Session, event: e.SlipGiven, _spoke: object) -> list[Entry]:
    """Write down that a form was given, and who may sign it, as its giver says."""
    scope = Scope.family(event.family)
    session.connection.execute(
        insert(slip),
        {
            "id": event.id,
            "family_id": event.family,
            "child_id": event.child,
            "circle_id": event.circle,
            "giver_id": event.giver,
            "kind": event.kind.value,
            "title": session.seal(scope, "slip.title", event.id, event.title),
            "message_id": event.message,
            "state": State.WAITING.value,
            "due": event.due.isoformat() if event.due else None,
            "is_unsure": event.is_unsure,
            "at": session.now,
        },
    )
    for one in event.signers:
        _add(session, event.id, one, Stand.NAMED)
    return [Entry(event.family, "form-given", event.giver, event.id, event.message.encode())]


def _add(session: Session, slip_id: str, person_id: str, stand: Stand, due: datetime | None = None) -> None:
    values = {"slip_id": slip_id, "person_id": person_id, "state": stand.value, "page": Page.NONE.value}
    session.connection.execute(insert(slip_person), {**values, "remind_at": due, "at": session.now})


def passed(session: Session, event: e.SlipPassed, _spoke: object) -> list[Entry]:
    """Write down who has a form from now on, and when who is to sign it is reminded."""
    day = event.due.isoformat() if event.due else None
    session.connection.execute(_PASS, {"which": event.id, "day": day})
    session.connection.execute(_UNNAME, {"which": event.id})
    known = {row.person_id: row.state for row in session.connection.execute(_KNOWN, {"slip": event.id})}
    for one in event.readers:
        stand = Stand.ASKED if one in event.signers else Stand.READS
        due = _reminded(session, one, event.due) if stand == Stand.ASKED else None
        if one not in known:
            _add(session, event.id, one, stand, due)
        elif stand == Stand.ASKED and known[one] in (Stand.READS, Stand.ASKED, Stand.CANNOT):
            values = {"which": event.id, "who": one, "now_is": stand.value, "due_at": due}
            session.connection.execute(_ASK, values)
    body = f"{' '.join(event.readers)}\n{' '.join(event.signers)}\n{day or ''}".encode()
    return [Entry(event.family, "form-passed", event.by, event.id, body)]


def declined(session: Session, event: e.SlipDeclined, _spoke: object) -> list[Entry]:
    """Write down that it goes no further; its files are shredded."""
    session.connection.execute(_STATE, {"which": event.id, "now_is": State.DECLINED.value})
    session.connection.execute(
        update(message).where(message.c.id == event.message).values(state=State.DECLINED.value)
    )
    media.remove_of(session, event.message)
    return [Entry(event.family, "form-declined", event.by, event.id)]


def withdrawn(session: Session, event: e.SlipWithdrawn, _spoke: object) -> list[Entry]:
    """Write down that its giver took it back."""
    session.connection.execute(_STATE, {"which": event.id, "now_is": State.WITHDRAWN.value})
    return [Entry(event.family, "form-withdrawn", event.by, event.id)]


def answered(session: Session, event: e.SlipAnswered, _spoke: object) -> list[Entry]:
    """Write down what who is asked to sign says."""
    own = Scope.person(event.person)
    place = f"{event.id}:{event.person}"
    session.connection.execute(
        _ANSWER,
        {
            "which": event.id,
            "who": event.person,
            "now_is": event.answer.value,
            "said": session.seal(own, "slip_person.words", place, event.why) if event.why else None,
            "shown": event.message,
            "of_page": event.page.value,
            "moment": session.now,
        },
    )
    body = (event.message or event.answer.value).encode()
    action = "form-cannot" if event.answer == Stand.CANNOT else "form-paper"
    action = "form-signed" if event.answer == Stand.SIGNED else action
    return [Entry(event.family, action, event.person, event.id, body)]


def page_decided(session: Session, event: e.PageDecided, _spoke: object) -> list[Entry]:
    """Write down what became of the picture of a signed page."""
    page = Page.PASSED if event.is_passed else Page.KEPT
    values = {"which": event.id, "who": event.person, "now_is": page.value}
    session.connection.execute(_PAGE, values)
    action = "form-page-passed" if event.is_passed else "form-page-kept"
    return [Entry(event.family, action, event.by, event.id, event.person.encode())]


# --- reminders -------------------------------------------------------------------------------------


def _reminded(session: Session, person_id: str, due: date | None) -> datetime | None:
    """Return when somebody is to be reminded next: the day before, then on the day; None where never."""
    if due is None:
        return None
    zone = session.connection.execute(_ZONE, {"person": person_id}).scalar_one()
    moments = (moment(day, REMINDED_AT, zone) for day in (due - timedelta(days=1), due))
    return next((one for one in moments if one > session.now), None)


def remind(session: Session) -> int:
    """Remind those who are to sign and have not answered: the day before, and on the day; nobody twice."""
    statement = _DUE_LOCKED if session.is_postgresql else _DUE
    rows = session.connection.execute(statement, {"now": session.now}).all()
    for row in rows:
        found = session.connection.execute(_ONE, {"slip": row.slip_id}).all()
        (one,) = _slips(session, found, None)
        again = _reminded(session, row.person_id, one.due)
        session.connection.execute(_REMIND, {"which": row.slip_id, "who": row.person_id, "due_at": again})
        today = local(session.now, row.timezone).date()
        is_there = row.reader_state == PersonState.JOINED
        if one.due is None or today > one.due or not one.is_mine_to_sign(row.person_id) or not is_there:
            continue
        if may_have(session, row.person_id, row.role, one.id) is None:
            continue
        is_today = "today" if today == one.due else "soon"
        said = text("slip-remind", form=called(one), day=Day(one.due), when=is_today)
        asks = msgspec.structs.replace(
            told(row.person_id, said, rows=sign_rows(one.id)), slip=f"{one.id}{ASKS}"
        )
        pass_on(session, asks)
        offered.count(session, row.person_id, "form")
    return len(rows)
