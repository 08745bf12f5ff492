"""What flows declared they need, each in a fixed number of queries, and only what the speaker may know.

A caseworker's desk holds the families that name them and nothing of a colleague's. Knows no rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import bindparam, exists, func, literal_column, or_, select, text

from bot.chat.draft import Run
from bot.chat.people import Circle, Interview, PersonState, Role, View
from bot.chat.text import Value, beginning
from bot.family import handing
from bot.family.facts import (
    Desk,
    Facts,
    Guard,
    Kept,
    Meant,
    Need,
    Received,
    Resting,
    Said,
    Served,
    ServedFamily,
    Unsent,
    Waiting,
    Watch,
)
from bot.store import (
    accounts,
    alerts,
    asking,
    book,
    checkins,
    covering,
    day,
    decisions,
    founding,
    given,
    goals,
    hindered,
    homecomings,
    insight,
    keepsakes,
    letters,
    logbook,
    meetings,
    moving,
    notes,
    offered,
    overseeing,
    plan,
    record,
    reunions,
    siblings,
    slips,
    tips,
    veiling,
    watching,
)
from bot.store.desks import OVERSEEN, READ_BY_DESKS, SERVED, on_desk_of
from bot.store.inbox import get_setting
from bot.store.media import files_of
from bot.store.metadata import constant
from bot.store.schema import (
    account,
    audit,
    child,
    circle,
    family,
    interview,
    member,
    message,
    no_contact,
    outbox,
    parentage,
    person,
    placement,
    term,
)
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import name_of, name_of_message
from bot.store.viewing import OWN_LATEST, SERVED_CIRCLES, desk_circles, own_message

_READ_AT_ONCE = 12
_LOOKED_AT = 3  # more of somebody's files need not be counted: see `family.looking.FIRST_PICTURES`
_A_NIGHT = timedelta(days=1)

_FAMILIES = select(family.c.id, family.c.name, family.c.caseworker_id).where(SERVED)
_SERVED = (
    select(
        person.c.id,
        person.c.name,
        person.c.role,
        person.c.state,
        person.c.home_id,
        circle.c.family_id,
        exists().where(account.c.person_id == person.c.id, account.c.state == "active").label("is_reachable"),
    )
    .select_from(person)
    .join(member, member.c.person_id == person.c.id, isouter=True)
    .join(circle, circle.c.id == member.c.circle_id, isouter=True)
    .join(family, family.c.id == circle.c.family_id, isouter=True)
    .where(or_(SERVED, on_desk_of(person.c.served_by)))
    .order_by(person.c.id, circle.c.id)
)
_author = person.alias("author")
_HELD = (
    select(
        message.c.id,
        message.c.circle_id,
        message.c.author_id,
        message.c.words,
        message.c.at,
        message.c.files,
        circle.c.family_id,
        _author.c.name,
    )
    .join(circle, circle.c.id == message.c.circle_id)
    .join(family, family.c.id == circle.c.family_id)
    .join(_author, _author.c.id == message.c.author_id)
    .where(message.c.state == constant("held"), SERVED)
    .order_by(message.c.id)
)
_MEANT = (
    select(outbox.c.message_id, person.c.id, person.c.name)
    .join(person, person.c.id == outbox.c.person_id)
    .where(
        outbox.c.message_id.in_(bindparam("messages", expanding=True)),
        outbox.c.kind == constant("words"),
        outbox.c.operation == constant("send"),
        outbox.c.state != constant("ended"),
        # What others write to somebody by phone is a caseworker's to tell, and reaches her in any case.
        outbox.c.person_id != bindparam("person"),
    )
    .order_by(outbox.c.id)
)
_HELD_LOCKED = _HELD.with_for_update(of=message, key_share=True)
_WAS_DECIDED = (
    select(audit.c.actor_id, audit.c.action)
    .join(family, family.c.id == audit.c.chain)
    .join(circle, circle.c.family_id == family.c.id)
    .join(message, message.c.circle_id == circle.c.id)
    .where(message.c.id == bindparam("message"), audit.c.subject_id == message.c.id, SERVED)
    .where(audit.c.action.in_(["approved", "declined"]))
    .order_by(audit.c.seq.desc())
    .limit(1)
)
_SAID = (
    select(
        message.c.id,
        message.c.words,
        message.c.at,
        message.c.state,
        message.c.author_id,
        message.c.files,
        circle.c.family_id,
        _author.c.name,
    )
    .join(circle, circle.c.id == message.c.circle_id)
    .join(family, family.c.id == circle.c.family_id)
    .join(_author, _author.c.id == message.c.author_id)
    .where(message.c.circle_id == bindparam("circle"), or_(SERVED, OVERSEEN))
    # Once the children are home, what their parents write is theirs alone.
    .where(message.c.words.is_not(None), READ_BY_DESKS)
    # What waits for the end of quiet hours is its writer's alone: it may still be changed or taken back.
    .where(
        exists().where(
            outbox.c.message_id == message.c.id,
            (outbox.c.state == "sent") | (outbox.c.kind == "notice"),
        )
    )
    .order_by(message.c.id.desc())
    .limit(_READ_AT_ONCE)
)
_KEPT = (
    select(interview.c.id, interview.c.person_id, interview.c.state)
    .where(interview.c.flow == "kept", interview.c.person_id.in_(bindparam("people", expanding=True)))
    .order_by(interview.c.id)
)
_UNSENT = (
    select(
        message.c.id,
        message.c.author_id,
        message.c.circle_id,
        message.c.at,
        message.c.words,
        message.c.files,
        circle.c.family_id,
    )
    .join(circle, circle.c.id == message.c.circle_id)
    .join(family, family.c.id == circle.c.family_id)
    .where(SERVED, circle.c.id.in_(bindparam("circles", expanding=True)))
    .where(
        exists().where(
            outbox.c.message_id == message.c.id,
            outbox.c.kind == "words",
            outbox.c.operation == "send",
            outbox.c.state.in_(["ready", "held", "veiled"]),
            outbox.c.is_begun.is_(False),
        )
    )
    .order_by(message.c.id)
)
_copy, _asked = outbox.alias("copy"), outbox.alias("asked")
_RESTING = (
    select(
        message.c.id,
        message.c.id.label("message_id"),
        message.c.words,
        message.c.files,
        message.c.circle_id,
        message.c.line_id,
        circle.c.family_id,
        family.c.caseworker_id,
        _copy.c.person_id,
    )
    .join(_copy, _copy.c.message_id == message.c.id)
    .join(circle, circle.c.id == message.c.circle_id, isouter=True)
    .join(family, family.c.id == circle.c.family_id, isouter=True)
    .where(message.c.author_id == bindparam("person"), message.c.at > bindparam("since"))
    .where(message.c.state == constant("passed"), _copy.c.state.in_(["ready", "veiled"]))
    .where(_copy.c.kind == "words", _copy.c.operation == "send", _copy.c.is_begun.is_(False))
    .where(_copy.c.deliver_at > bindparam("now"))
    # Once for each message.
    .where(~exists().where(_asked.c.message_id == message.c.id, _asked.c.kind == "alert"))
    .order_by(message.c.id.desc(), _copy.c.id)
)
_RECEIVED = (
    select(
        message.c.id.label("message_id"),
        message.c.words,
        message.c.files,
        message.c.author_id,
        message.c.circle_id,
        message.c.line_id,
        circle.c.family_id,
        exists()
        .where(_asked.c.message_id == message.c.id)
        .where(_asked.c.kind == "notice", _asked.c.author_id == bindparam("person"))
        .label("was_asked_about"),
    )
    .join(message, message.c.id == outbox.c.message_id)
    .join(circle, circle.c.id == message.c.circle_id)
    .where(outbox.c.person_id == bindparam("person"), outbox.c.sent_at.is_not(None))
    .where(outbox.c.kind == "words", outbox.c.operation == "send", message.c.author_id != outbox.c.person_id)
    .where(message.c.state == constant("passed"), message.c.words.is_not(None))
    .order_by(outbox.c.sent_at.desc(), outbox.c.id.desc())
    .limit(1)
)
_RECEIVED_THIS = _RECEIVED.where(outbox.c.message_id == bindparam("message"))
_passed, _other = message.alias("passed"), member.alias("other")
_MARKS = select(
    circle.c.id,
    circle.c.files,
    (
        circle.c.passes_contacts
        & ~exists().where(_other.c.circle_id == circle.c.id, _other.c.agrees_contacts.is_(False))
    ).label("passes_contacts"),
    exists().where(term.c.family_id == circle.c.family_id).label("has_terms"),
    exists()
    .where(_other.c.circle_id == circle.c.id)
    .where(no_contact.c.one_id == _other.c.person_id)
    .label("has_no_contact"),
    select(func.count())
    .select_from(
        select(_passed.c.id)
        .where(
            _passed.c.author_id == bindparam("person"),
            _passed.c.circle_id == circle.c.id,
            _passed.c.files > literal_column("0"),  # as the index has it
            _passed.c.state == "passed",
        )
        .correlate(circle)
        .limit(_LOOKED_AT)
        .subquery()
    )
    .scalar_subquery()
    .label("shown"),
).where(circle.c.id.in_(bindparam("circles", expanding=True)))
_TERMS = select(term.c.id, term.c.family_id, term.c.words).where(
    term.c.family_id.in_(bindparam("families", expanding=True))
)
_COLLEAGUES = (
    select(person.c.id, person.c.name, person.c.role, person.c.state)
    .where(person.c.role.in_([Role.CASEWORKER, Role.SUPERVISOR]), person.c.id != bindparam("person"))
    .where(person.c.state == constant(PersonState.JOINED))
    .order_by(person.c.id)
)
_AT_HOME = (
    select(child.c.family_id)
    .distinct()
    .join(placement, placement.c.child_id == child.c.id)
    .where(placement.c.home_id == bindparam("home"))
    .where(or_(placement.c.until.is_(None), placement.c.until > bindparam("now")))
    .order_by(child.c.family_id)
)
# A sister who lives elsewhere says as much of a family as the child who is here.
_CHILDREN_OF = (
    select(child.c.id, child.c.family_id, child.c.name)
    .where(child.c.family_id.in_(bindparam("families", expanding=True)))
    .order_by(child.c.id)
)
# Those of the family itself: who fosters is of the home, and known there.
_ADULTS = (
    select(person.c.id, person.c.name, person.c.recorded, child.c.family_id)
    .join(parentage, parentage.c.person_id == person.c.id)
    .join(child, child.c.id == parentage.c.child_id)
    .where(child.c.family_id.in_(bindparam("families", expanding=True)))
    .distinct()
)
# Two who decide about one thing at the same moment: the second one sees what the first has decided.
_BEHIND_ANOTHER = text("SELECT pg_advisory_xact_lock(hashtextextended(:thing, 0))")
_DECIDED = ("share", "item", "meeting", "circle", "slip")
JOIN_LINK = "join-link"
About = Mapping[str, str]
NOTHING: About = {}


def facts_for(session: Session, view: View, needs: frozenset[Need], about: About = NOTHING) -> Facts:
    """Load what is needed; ``about`` is what the conversation is about: a circle, a child, a field."""
    agency = session.defaults
    watch = Watch(
        hands_back_contacts=agency.identifiers == "hand_back",
        allowed=agency.allowed,
        danger_terms=agency.danger_terms,
        glossary=agency.glossary,
        tips=agency.tips,
        resources=agency.resources,
        looks_at_pictures=agency.photos,
        looks_at_videos=agency.videos,
        health_off=frozenset({"telegram"} if agency.telegram_health != "full" else ()),
        calls_url=agency.calls_url,
        public_url=agency.public_url,
        leads=agency.leads,
        late_after=timedelta(hours=agency.waiting_digest_hours),
    )
    if session.is_postgresql:
        # A form may be taken back by its giver at that moment, or signed by two.
        decided = _DECIDED if view.speaker.is_caseworker else ("slip",)
        for thing in (about[name] for name in decided if about.get(name)):
            session.connection.execute(_BEHIND_ANOTHER, {"thing": thing})
    loaded: dict[str, Any] = {"watch": watch}
    for need in sorted(needs):
        loaded |= _LOADERS[need](session, view, about)
    return Facts(**loaded)


def _desk(session: Session, view: View, _about: About) -> dict[str, Any]:
    me = {"person": view.speaker.id}
    if not view.speaker.is_caseworker:
        return {}
    families = session.connection.execute(_FAMILIES, me).all()
    rows = session.connection.execute(_SERVED, me).all()
    circles = desk_circles(session, view.speaker)
    session.unlock({Scope.family(row.id) for row in families} | {Scope.person(row.id) for row in rows})
    people = {
        (row.id, row.family_id): Served(
            id=row.id,
            name=session.open_to_show(Scope.person(row.id), "person.name", row.id, row.name),
            role=Role(row.role),
            state=PersonState(row.state),
            is_reachable=bool(row.is_reachable)
            and row.state in (PersonState.JOINING.value, PersonState.JOINED.value),
            family=row.family_id,
            home=row.home_id,
        )
        for row in rows
    }
    link = get_setting(session, JOIN_LINK)
    served = tuple(
        ServedFamily(
            row.id,
            session.open_to_show(Scope.family(row.id), "family.name", row.id, row.name),
            (),
            caseworker=row.caseworker_id,
        )
        for row in families
    )
    # Somebody in two families (Brianna) stands once; the family shown is the first.
    once = {one.id: one for one in reversed(tuple(people.values()))}
    desk = Desk(
        families=served,
        circles=circles,
        people=tuple(sorted(once.values(), key=lambda one: one.name)),
        join_link=link.decode() if link else "",
        greets_on=next((name for name, one in session.defaults.manners.items() if one.has_rooms), ""),
        invitation_hours=session.defaults.invitation_hours,
    )
    return {"desk": desk}


def _queue(session: Session, view: View, about: About) -> dict[str, Any]:
    statement = _HELD_LOCKED if session.is_postgresql else _HELD
    rows = session.connection.execute(statement, {"person": view.speaker.id}).all()
    values = {"messages": [row.id for row in rows], "person": view.speaker.id}
    meant = session.connection.execute(_MEANT, values).all() if rows else []
    session.unlock(
        {Scope.family(row.family_id) for row in rows}
        | {Scope.person(row.author_id) for row in rows}
        | {Scope.person(one.id) for one in meant}
    )
    readers: dict[str, list[Meant]] = {}
    for one in meant:
        name = session.open_to_show(Scope.person(one.id), "person.name", one.id, one.name)
        readers.setdefault(one.message_id, []).append(Meant(one.id, name))
    wanted = about.get("message") or about.get("which", "").partition(":")[0]
    is_over = wanted and all(row.id != wanted for row in rows)
    return {
        "decided": _decided(session, view, wanted) if is_over else None,
        "queue": tuple(
            Waiting(
                message=row.id,
                circle=row.circle_id,
                author=row.author_id,
                author_name=session.open_to_show(
                    Scope.person(row.author_id), "person.name", row.author_id, row.name
                ),
                words=session.open_to_show(Scope.family(row.family_id), "message.words", row.id, row.words),
                since=row.at,
                files=files_of(session, row.id) if row.files else (),
                readers=tuple(readers.get(row.id, ())),
            )
            for row in rows
        ),
    }


def _decided(session: Session, view: View, message_id: str) -> tuple[str, str] | None:
    """Return who decided about a message of this desk, and what; None where the clock or the speaker did."""
    row = session.connection.execute(_WAS_DECIDED, {"message": message_id, "person": view.speaker.id}).first()
    if row is None or row.actor_id is None or row.actor_id == view.speaker.id:
        return None
    return name_of(session, row.actor_id), row.action


def _latest_own(session: Session, view: View, _about: About) -> dict[str, Any]:
    return {"latest": own_message(session, OWN_LATEST, person=view.speaker.id)}


def _said(session: Session, view: View, about: About) -> dict[str, Any]:
    rows = session.connection.execute(
        _SAID, {"circle": about.get("circle", ""), "person": view.speaker.id}
    ).all()
    session.unlock(
        {Scope.family(row.family_id) for row in rows} | {Scope.person(row.author_id) for row in rows}
    )
    return {
        "said": tuple(
            Said(
                author_name=session.open_to_show(
                    Scope.person(row.author_id), "person.name", row.author_id, row.name
                ),
                words=session.open_to_show(Scope.family(row.family_id), "message.words", row.id, row.words),
                at=row.at,
                state=row.state,
                files=files_of(session, row.id) if row.files else (),
            )
            for row in reversed(rows)
        )
    }


def _kept(session: Session, view: View, _about: About) -> dict[str, Any]:
    others = {other.id for one in view.circles for other in one.others(view.speaker.id)}
    if not others:
        return {}
    rows = session.connection.execute(_KEPT, {"people": sorted(others)}).all()
    session.unlock({Scope.person(row.person_id) for row in rows})
    kept = []
    for row in rows:
        state = msgspec.json.decode(
            session.open_bytes(Scope.person(row.person_id), "interview.state", row.id, row.state),
            type=Interview,
        )
        # Only whose and for which circle: the words are taken no further than this line.
        kept.append(Kept(row.person_id, row.id, str(state.given.get("circle", ""))))
    return {"kept": tuple(kept)}


def _unsent(session: Session, view: View, _about: About) -> dict[str, Any]:
    ids = session.connection.execute(SERVED_CIRCLES, {"person": view.speaker.id}).all()
    if not ids:
        return {}
    rows = session.connection.execute(
        _UNSENT, {"person": view.speaker.id, "circles": [row.id for row in ids]}
    )
    return {
        "unsent": tuple(
            Unsent(row.id, row.author_id, row.circle_id, row.at, _beginning(session, row)) for row in rows
        )
    }


def _beginning(session: Session, row: Any) -> Value:  # noqa: ANN401 - a Row
    words = session.open_to_show(Scope.family(row.family_id), "message.words", row.id, row.words)
    return beginning(words, files_of(session, row.id) if row.files else ())


def _guards(session: Session, view: View, _about: About) -> dict[str, Any]:
    """Return what to look at before words enter each of the speaker's circles."""
    if not view.circles:
        return {}
    ids = {"circles": [one.id for one in view.circles], "person": view.speaker.id}
    marks = {row.id: row for row in session.connection.execute(_MARKS, ids)}
    terms: dict[str, list[str]] = {}
    if any(row.has_terms for row in marks.values()):
        for row in session.connection.execute(
            _TERMS, {"families": sorted({one.family for one in view.circles})}
        ):
            scope = Scope.family(row.family_id)
            terms.setdefault(row.family_id, []).append(
                session.open_to_show(scope, "term.words", row.id, row.words)
            )
    at_home = _families_at_home(session, view)
    # Most homes have children of one family: then there is nobody to protect from anybody.
    others = {one.id: at_home - {one.family} for one in view.circles}
    names = _names_of(session, frozenset().union(*others.values()))
    return {
        "guards": {
            one.id: Guard(
                others=tuple(
                    sorted(frozenset().union(*(names[other] for other in others[one.id])) | _apart(one, view))
                ),
                terms=tuple(terms.get(one.family, ())),
                has_other_family=bool(others[one.id]),
                takes_files=_takes_files(marks[one.id]),
                passes_contacts=bool(marks[one.id].passes_contacts),
                shown=marks[one.id].shown,
                is_private=one.is_theirs_alone,
            )
            for one in view.circles
        }
    }


def _apart(one: Circle, view: View) -> set[str]:
    """Return the names of those who share a child with a circle, but no circle: neither is told of."""
    children, here = set(one.children), {member.id for member in one.members}
    return {
        member.name
        for other in view.circles
        if other.id != one.id and children & set(other.children)
        for member in other.members
        if member.id not in here
    }


def _own_terms(session: Session, view: View, _about: About) -> dict[str, Any]:
    families = session.connection.execute(_FAMILIES, {"person": view.speaker.id}).all()
    if not families:
        return {}
    terms: dict[str, dict[str, str]] = {}
    for row in session.connection.execute(_TERMS, {"families": sorted(one.id for one in families)}):
        words = session.open_to_show(Scope.family(row.family_id), "term.words", row.id, row.words)
        terms.setdefault(row.family_id, {})[row.id] = words
    return {"terms": terms}


def _colleagues(session: Session, view: View, _about: About) -> dict[str, Any]:
    if not view.speaker.is_caseworker:
        return {}
    rows = session.connection.execute(_COLLEAGUES, {"person": view.speaker.id}).all()
    session.unlock({Scope.person(row.id) for row in rows})
    return {
        "colleagues": tuple(
            Served(
                id=row.id,
                name=session.open_to_show(Scope.person(row.id), "person.name", row.id, row.name),
                role=Role(row.role),
                state=PersonState(row.state),
                is_reachable=True,
            )
            for row in rows
        )
    }


def _news(session: Session, view: View, _about: About) -> dict[str, Any]:
    return {"news": veiling.count(session, view.speaker.id)}


def _resting(session: Session, view: View, _about: About) -> dict[str, Any]:
    since = {"person": view.speaker.id, "now": session.now, "since": session.now - _A_NIGHT}
    copies: dict[str, list[Any]] = {}
    for row in session.connection.execute(_RESTING, since):
        copies.setdefault(row.id, []).append(row)
    return {"resting": tuple(_rests(session, rows) for rows in list(copies.values())[:_READ_AT_ONCE])}


def _rests(session: Session, copies: list[Any]) -> Resting:
    first = copies[0]
    # On a private line its reader is the caseworker.
    caseworker = first.caseworker_id or first.person_id
    readers = dict.fromkeys(copy.person_id for copy in copies)
    asked = [*readers, caseworker, alerts.on_call(session, caseworker)]
    *meant, hers, on_call = (Meant(one, name_of(session, one)) for one in asked)
    return Resting(
        message=first.id,
        readers=tuple(meant),
        caseworker=hers,
        on_call=on_call,
        circle=first.circle_id,
        family=first.family_id,
        beginning=name_of_message(session, first),
    )


def _received(session: Session, view: View, _about: About) -> dict[str, Any]:
    act = view.pressed.act if view.pressed else None
    pointed_at = act.given.get("message") if isinstance(act, Run) else None
    me = {"person": view.speaker.id}
    if pointed_at is None:
        row = session.connection.execute(_RECEIVED, me).first()
    else:
        row = session.connection.execute(_RECEIVED_THIS, {**me, "message": str(pointed_at)}).first()
    if row is None:
        return {}
    received = Received(
        message=row.message_id,
        circle=row.circle_id,
        author_name=name_of(session, row.author_id),
        beginning=name_of_message(session, row),
        was_asked_about=bool(row.was_asked_about),
    )
    return {"received": received}


def _takes_files(mark: Any) -> bool:  # noqa: ANN401 - a Row
    # Where somebody must not be found by another, words are all that passes, unless a caseworker opens it.
    return bool(mark.files == "on" or (mark.files == "" and not mark.has_no_contact))


def _families_at_home(session: Session, view: View) -> frozenset[str]:
    """Return the families with a child in the speaker's home."""
    home = next((one.home for c in view.circles if (one := c.member(view.speaker.id)) is not None), None)
    if home is None:
        return frozenset()
    values = {"home": home, "now": session.now}
    return frozenset(session.connection.execute(_AT_HOME, values).scalars())


def _names_of(session: Session, families: frozenset[str]) -> dict[str, set[str]]:
    """Return, by family, the names of its children and of their parents, chosen and recorded ones."""
    names: dict[str, set[str]] = {family: set() for family in families}
    if not families:
        return names
    given = {"families": sorted(families)}
    children = session.connection.execute(_CHILDREN_OF, given).all()
    adults = session.connection.execute(_ADULTS, given).all()
    session.unlock({Scope.family(one) for one in families} | {Scope.person(row.id) for row in adults})
    for row in children:
        name = session.open_to_show(Scope.family(row.family_id), "child.name", row.id, row.name)
        names[row.family_id].add(name)
    for adult in adults:
        scope = Scope.person(adult.id)
        names[adult.family_id].add(session.open_to_show(scope, "person.name", adult.id, adult.name))
        if adult.recorded is not None:
            # Who calls themself otherwise here is still known to others by it.
            names[adult.family_id].add(
                session.open_to_show(scope, "person.recorded", adult.id, adult.recorded)
            )
    return names


def _closed(session: Session, view: View, _about: About) -> dict[str, Any]:
    if not view.speaker.is_caseworker:
        return {}
    return {"closed": desk_circles(session, view.speaker, are_closed=True)}


def _record(session: Session, view: View, about: About) -> dict[str, Any]:
    # Only the last question tells of it.
    if "form" not in about:
        return {}
    around = _desk(session, view, about) | moving.apart_facts(session, view, about)
    around |= _closed(session, view, about)
    wanted = handing.wanted_of(about, view, Facts(**around))
    return {"record": record.size_of(session, wanted)} if wanted is not None else {}


_LOADERS: dict[Need, Callable[[Session, View, About], dict[str, Any]]] = {
    Need.DESK: _desk,
    Need.QUEUE: _queue,
    Need.LATEST_OWN: _latest_own,
    Need.WORDS_IN_CIRCLE: _said,
    Need.KEPT: _kept,
    Need.UNSENT: _unsent,
    Need.GUARD: _guards,
    Need.TERMS: _own_terms,
    Need.COLLEAGUES: _colleagues,
    Need.ACCOUNTS: accounts.own,
    Need.NEWS: _news,
    Need.RESTING: _resting,
    Need.RECEIVED: _received,
    Need.BOOK: book.book_facts,
    Need.EARLIER: book.earlier_facts,
    Need.PLAN: plan.plan_facts,
    Need.FIRST_CALL: moving.call_facts,
    Need.APART: moving.apart_facts,
    Need.MEETINGS: meetings.meeting_facts,
    Need.PAST: meetings.past_facts,
    Need.FEED: meetings.feed_facts,
    Need.SIBLINGS: siblings.sibling_facts,
    Need.RECORD: _record,
    Need.CLOSED: _closed,
    Need.CHILDREN: founding.children_facts,
    Need.COVERS: covering.cover_facts,
    Need.TEAM: overseeing.team_facts,
    Need.REUNION: reunions.reunion_facts,
    Need.AUDIT: logbook.log_facts,
    Need.ASKED: asking.asked_facts,
    Need.DAY: day.day_facts,
    Need.NOTES: notes.note_facts,
    Need.INSIGHT: insight.insight_facts,
    Need.WATCHED: watching.watched_facts,
    Need.MINE: given.given_facts,
    Need.MOMENTS: keepsakes.moment_facts,
    Need.LETTERS: letters.letter_facts,
    Need.CHECKINS: checkins.checkin_facts,
    Need.TIPS: tips.tip_facts,
    Need.DECISIONS: decisions.decision_facts,
    Need.GOALS: goals.goal_facts,
    Need.IN_THE_WAY: hindered.hindered_facts,
    Need.SLIPS: slips.slip_facts,
    Need.OFFERS: offered.offer_facts,
    Need.HOMECOMING: homecomings.homecoming_facts,
}
