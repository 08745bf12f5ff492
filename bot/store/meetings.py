"""Meetings as they are read: by those who may know of them, or by the house itself.

Whose name somebody may not know is not opened for them. How they are written is ``store.turning``'s.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

import msgspec
from sqlalchemy import and_, bindparam, or_, select

from bot.chat.people import DESK, PersonState, Role, View
from bot.chat.sheet import Dates
from bot.family.diary import dates
from bot.family.facts import Report
from bot.family.meeting import Attendee, Details, Kind, Meeting, Part, Presence, State
from bot.family.meetings import in_hours
from bot.family.terms import Contact, Permission, Terms
from bot.family.wall import When
from bot.store.desks import SERVED
from bot.store.metadata import constant
from bot.store.schema import (
    attendance,
    attendee,
    child,
    family,
    feed,
    meeting,
    meeting_child,
    meeting_day,
    no_contact,
    permission,
    person,
)
from bot.store.sealing import Scope
from bot.store.session import Session

REMEMBERED = timedelta(days=14)
"""For so long a meeting that is over is still at hand: somebody may yet say how it went."""
_FEED_SHOWS = timedelta(days=60)
_PAST_AT_ONCE, _PAST = 20, timedelta(days=120)

BASE = select(meeting, family.c.caseworker_id).join(family, family.c.id == meeting.c.family_id)
_OWN = (
    BASE.join(attendee, attendee.c.meeting_id == meeting.c.id)
    .where(attendee.c.person_id == bindparam("person"), attendee.c.ends_at > bindparam("since"))
    .where(or_(meeting.c.is_private.is_(False), meeting.c.proposer_id == bindparam("person")))
    .order_by(meeting.c.begins_at, meeting.c.id)
)
_SERVED = BASE.where(SERVED, meeting.c.ends_at > bindparam("since")).order_by(
    meeting.c.begins_at, meeting.c.id
)
_BY_ID = BASE.where(meeting.c.id.in_(bindparam("meetings", expanding=True))).order_by(meeting.c.id)
_LOCK = select(meeting.c.id).where(meeting.c.id == bindparam("meeting")).with_for_update()
_ATTENDEES = (
    select(attendee, person.c.name, person.c.role, person.c.state, person.c.home_id)
    .join(person, person.c.id == attendee.c.person_id)
    .where(attendee.c.meeting_id.in_(bindparam("meetings", expanding=True)))
    .order_by(attendee.c.meeting_id, attendee.c.person_id)
)
_CHILDREN = (
    select(meeting_child.c.meeting_id, child.c.id, child.c.family_id, child.c.name)
    .join(child, child.c.id == meeting_child.c.child_id)
    .where(meeting_child.c.meeting_id.in_(bindparam("meetings", expanding=True)))
    .order_by(child.c.id)
)
_DAYS = select(meeting_day).where(
    meeting_day.c.meeting_id.in_(bindparam("meetings", expanding=True)),
    meeting_day.c.day >= bindparam("since"),
)
_SAID = (
    select(attendance.c.meeting_id, attendance.c.day, attendance.c.outcome, attendee.c.part)
    .join(
        attendee,
        and_(
            attendee.c.meeting_id == attendance.c.meeting_id, attendee.c.person_id == attendance.c.person_id
        ),
    )
    .where(
        attendance.c.meeting_id.in_(bindparam("meetings", expanding=True)),
        attendance.c.day >= bindparam("since"),
    )
    .order_by(attendance.c.at)
)
PERMISSIONS = select(permission, child.c.family_id).join(child, child.c.id == permission.c.child_id)
_PERMITTED = PERMISSIONS.where(
    permission.c.parent_id.in_(bindparam("parents", expanding=True)),
    permission.c.child_id.in_(bindparam("children", expanding=True)),
)
_PERMITTED_HERE = PERMISSIONS.join(family, family.c.id == child.c.family_id).where(SERVED)
_KINDS = list(Contact)
_MARKED = (
    select(no_contact.c.one_id).distinct().where(no_contact.c.one_id.in_(bindparam("people", expanding=True)))
)


def meeting_facts(session: Session, view: View, about: Mapping[str, str]) -> dict[str, Any]:
    """Return the speaker's meetings, or those of a caseworker's families, and what is allowed there."""
    me = view.speaker
    wanted = about.get("meeting")
    if wanted and session.is_postgresql:
        # Two who answer at the same moment: the second one sees what the first has said.
        session.connection.execute(_LOCK, {"meeting": wanted})
    values = {"person": me.id, "since": session.now - REMEMBERED}
    rows = list(session.connection.execute(_OWN, values))
    if me.is_caseworker:
        known = {row.id for row in rows}
        rows += [row for row in session.connection.execute(_SERVED, values) if row.id not in known]
    around = {one.id for circle in view.circles for one in circle.members} | {me.id}
    known_to = None if me.is_caseworker else around
    return {
        "meetings": tuple(_seen(one, me.id) for one in built(session, rows, known_to)),
        "permissions": _permissions(session, view),
        "marked": _marked(session, view),
    }


def _seen(one: Meeting, reader: str) -> Meeting:
    own = one.attendee(reader)
    return one if own is None else one.seen_by(own)


def loaded(session: Session, ids: Iterable[str]) -> list[tuple[Meeting, str]]:
    """Return meetings as the house knows them, each with who serves its family."""
    rows = session.connection.execute(_BY_ID, {"meetings": sorted(ids)}).all()
    found = built(session, rows, None)
    return [(one, row.caseworker_id) for one, row in zip(found, rows, strict=True)]


def built(
    session: Session, rows: Sequence[Any], around: set[str] | None, *, has_all_days: bool = False
) -> list[Meeting]:
    """Return meetings of their rows (of `BASE`); names are opened of those ``around`` only, None: of all.

    Of a series the days that stand otherwise are the recent ones, unless it ``has_all_days``.
    """
    if not rows:
        return []
    ids = {"meetings": [row.id for row in rows]}
    people = session.connection.execute(_ATTENDEES, ids).all()
    children = session.connection.execute(_CHILDREN, ids).all()
    since = "" if has_all_days else (session.now - REMEMBERED).date().isoformat()
    days = session.connection.execute(_DAYS, {**ids, "since": since}).all()
    session.unlock(
        {Scope.family(row.family_id) for row in (*rows, *children)}
        | {Scope.person(one.person_id) for one in people if around is None or one.person_id in around}
    )
    attendees: dict[str, list[Attendee]] = defaultdict(list)
    for one in people:
        role = Role(one.role)
        is_known = around is None or one.person_id in around
        name = ""
        if is_known:
            scope = Scope.person(one.person_id)
            name = session.open_to_show(scope, "person.name", one.person_id, one.name)
        attendees[one.meeting_id].append(
            Attendee(
                one.person_id,
                name,
                role,
                Part(one.part),
                Presence(one.way),
                one.answer,
                one.circle_id,
                one.home_id,
                is_there=one.state in (PersonState.JOINED, PersonState.FROZEN),
                is_by_phone=one.state == PersonState.BY_PHONE,
            )
        )
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in children:
        name = session.open_to_show(Scope.family(one.family_id), "child.name", one.id, one.name)
        names[one.meeting_id].append((one.id, name))
    exceptions: dict[str, dict[date, State]] = defaultdict(dict)
    for one in days:
        exceptions[one.meeting_id][date.fromisoformat(one.day)] = State(one.state)
    told = _said(session, ids["meetings"], since)
    details = {row.id: _details(session, row) for row in rows}
    for meeting_id, said in details.items():
        # Whose meeting it is comes first, then who is brought.
        guests = {child_id for child_id, _ in said.guests}
        names[meeting_id].sort(key=lambda one, guests=guests: one[0] in guests)  # type: ignore[misc]
    return [
        Meeting(
            id=row.id,
            root=row.root_id,
            kind=Kind(row.kind),
            state=State(row.state),
            family=row.family_id,
            circle=row.circle_id,
            when=_when(row),
            children=tuple(names[row.id]),
            attendees=tuple(attendees[row.id]),
            proposer=row.proposer_id,
            changed_at=row.changed_at,
            details=details[row.id],
            needs_approval=row.needs_approval,
            replaces=row.replaces_id,
            instead_of=date.fromisoformat(row.instead_of) if row.instead_of else None,
            sequence=row.sequence,
            is_private=row.is_private,
            days=exceptions[row.id],
            said=told[row.id],
        )
        for row in rows
    ]


def _said(session: Session, ids: list[str], since: str) -> dict[str, dict[tuple[date, Part], State]]:
    """Return what each part has said last of days that are over."""
    found: dict[str, dict[tuple[date, Part], State]] = defaultdict(dict)
    for row in session.connection.execute(_SAID, {"meetings": ids, "since": since}):
        found[row.meeting_id][date.fromisoformat(row.day), Part(row.part)] = State(row.outcome)
    return found


def _when(row: Any) -> When:  # noqa: ANN401 - a Row
    return When(
        date.fromisoformat(row.day),
        time.fromisoformat(row.start),
        row.minutes,
        row.zone,
        row.every,
        date.fromisoformat(row.until) if row.until else None,
    )


def _details(session: Session, row: Any) -> Details:  # noqa: ANN401 - a Row
    sealed = session.open_bytes(Scope.family(row.family_id), "meeting.details", row.id, row.details)
    return msgspec.json.decode(sealed, type=Details)


def _permissions(session: Session, view: View) -> tuple[Permission, ...]:
    if view.speaker.is_caseworker:
        rows = session.connection.execute(_PERMITTED_HERE, {"person": view.speaker.id}).all()
    else:
        parents = {one.id for circle in view.circles for one in circle.members if one.role == Role.PARENT}
        children = {one.id for circle in view.circles for one in circle.children}
        if not parents or not children:
            return ()
        values = {"parents": sorted(parents), "children": sorted(children)}
        rows = session.connection.execute(_PERMITTED, values).all()
    session.unlock({Scope.family(row.family_id) for row in rows})
    given = (opened(session, row) for row in rows)
    return tuple(sorted(given, key=lambda one: (one.parent, one.child, _KINDS.index(one.kind))))


def opened(session: Session, row: Any) -> Permission:  # noqa: ANN401 - a Row
    """Return a permission with its terms."""
    sealed = session.open_bytes(Scope.family(row.family_id), "permission.details", row.id, row.details)
    terms = msgspec.json.decode(sealed, type=Terms)
    kind = Contact(row.kind)
    return Permission(row.id, row.parent_id, row.child_id, kind, terms, row.is_withdrawn)


def _marked(session: Session, view: View) -> frozenset[str]:
    people = sorted({one.id for circle in view.circles for one in circle.members})
    if not people:
        return frozenset()
    return frozenset(session.connection.execute(_MARKED, {"people": people}).scalars())


# --- what was ------------------------------------------------------------------------------------

_PAST_OWN = (
    BASE.join(attendee, attendee.c.meeting_id == meeting.c.id)
    .where(attendee.c.person_id == bindparam("person"), meeting.c.begins_at < bindparam("now"))
    .where(attendee.c.ends_at > bindparam("since"), meeting.c.is_private.is_(False))
    .order_by(meeting.c.begins_at.desc())
    .limit(_PAST_AT_ONCE)
)
_TOLD = ("happened", "missed", "unclear", "cancelled", "moved")


def past_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return what came of the speaker's earlier meetings: as it is recorded, for both homes alike."""
    values = {"person": view.speaker.id, "now": session.now, "since": session.now - _PAST}
    rows = session.connection.execute(_PAST_OWN, values).all()
    if not rows:
        return {}
    found = built(session, rows, {one.id for circle in view.circles for one in circle.members})
    reports: list[Report] = []
    for one, row in zip(found, rows, strict=True):
        names = tuple(name for _, name in one.children)
        if one.when.is_series:
            reports += [
                Report(one.kind, one.when, day, state, names)
                for day, state in one.days.items()
                if state.value in _TOLD
            ]
        elif one.state.value in _TOLD:
            who = one.attendee(row.ended_by) if row.ended_by else None
            notice = in_hours(row.begins_at - row.ended_at) if row.ended_at else None
            by = who.name if who else ""
            reports.append(Report(one.kind, one.when, one.when.day, one.state, names, by, notice))
    reports.sort(key=lambda report: report.day, reverse=True)
    return {"past": tuple(reports[:_PAST_AT_ONCE])}


def feed_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return whether the speaker's calendar can be read under an address, and when they are reminded."""
    found = select(person.c.leads, feed.c.person_id).join(feed, feed.c.person_id == person.c.id, isouter=True)
    row = session.connection.execute(found.where(person.c.id == view.speaker.id)).one()
    return {"has_feed": row.person_id is not None, "leads": leads_of(row.leads, session.defaults.leads)}


_READER_OF_FEED = (
    select(person.c.id, person.c.role, person.c.language, person.c.timezone, person.c.leads)
    .join(feed, feed.c.person_id == person.c.id)
    .where(feed.c.secret_hash == bindparam("secret"), person.c.state == constant(PersonState.JOINED))
)


class Diary(msgspec.Struct, frozen=True):
    """Somebody's calendar, and the language and zone that they read it in."""

    language: str
    timezone: str
    dates: Dates


def diary_of(session: Session, secret_hash: str) -> Diary | None:
    """Return the calendar that can be read under an address, None where there is no such address any more."""
    row = session.connection.execute(_READER_OF_FEED, {"secret": secret_hash}).first()
    if row is None:
        return None
    values = {"person": row.id, "since": session.now - _FEED_SHOWS}
    rows = list(session.connection.execute(_OWN, values))
    if row.role in DESK:
        known = {one.id for one in rows}
        rows += [one for one in session.connection.execute(_SERVED, values) if one.id not in known]
    found = built(session, rows, set(), has_all_days=True)
    leads = leads_of(row.leads, session.defaults.leads)
    return Diary(row.language, row.timezone, dates(found, row.id, leads))


def leads_of(own: str | None, usual: tuple[timedelta, ...]) -> tuple[timedelta, ...]:
    """Return when somebody is reminded: as they have set it ("24h 2h"), else as the agency has."""
    if own is None:
        return usual
    units = {"d": "days", "h": "hours", "m": "minutes"}
    return tuple(timedelta(**{units[one[-1]]: int(one[:-1])}) for one in own.split())
