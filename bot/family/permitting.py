"""What the caseworker allows and ends: permissions, no-contact, connections.

What follows for meetings is ``family.revoking``'s. Whoever loses something is told what is and what is not,
never the reason. Knows nothing of how it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from bot.calendars import new_secret, secret_hash
from bot.chat.people import Child, PersonState, Phase, Role, View
from bot.chat.text import Day, Lines, Literal, Text, Value, listing, text
from bot.family import circles, guests
from bot.family.commands import (
    AcknowledgeRevoked,
    Connect,
    GivePermission,
    KeepApart,
    OpenFeed,
    PauseCircle,
    WithdrawPermission,
)
from bot.family.events import (
    Connected,
    Event,
    FeedOpened,
    GuestsChanged,
    KeptApart,
    PermissionGiven,
    PermissionWithdrawn,
    RevokedRead,
    RevokedTold,
)
from bot.family.facts import Facts, Served
from bot.family.outcome import Outcome, answered, told
from bot.family.revoking import Change, apart, follow, touched
from bot.family.showing import length_said
from bot.family.terms import IN_PERSON, MEETS, TICKED, Contact, Permission, Terms, of
from bot.family.wall import local


def kinds_said(kinds: Iterable[Contact]) -> Value:
    """Return kinds of contact as a list."""
    return listing(tuple(Text(f"contact-{kind.value}") for kind in kinds))


def terms_said(terms: Terms, kinds: Iterable[Contact], today: date, *, is_desk: bool = False) -> Lines:
    """Return terms in plain words, a line each; only those that lay something down.

    Under which order it was given is for the desk alone.
    """
    kinds = set(kinds)
    lines: list[Value] = []
    if IN_PERSON & kinds and terms.supervision:
        lines.append(Text(f"terms-{terms.supervision}"))
    if terms.since > today:
        lines.append(text("terms-since", day=Day(terms.since, has_year=True)))
    if terms.until:
        lines.append(text("terms-until", day=Day(terms.until, has_year=True)))
    if terms.max_minutes:
        lines.append(text("terms-longest", length=length_said(terms.max_minutes)))
    if terms.notice_hours:
        lines.append(text("terms-notice", hours=terms.notice_hours))
    if terms.places:
        lines.append(text("terms-places", places=listing(list(terms.places))))
    if terms.escorts:
        lines.append(text("terms-escorts", people=listing(list(terms.escorts))))
    if terms.drivers:
        lines.append(text("terms-drivers", people=listing(list(terms.drivers))))
    if terms.review:
        lines.append(text("terms-review", day=Day(terms.review, has_year=True)))
    if MEETS & kinds:
        lines.append(Text(f"terms-approval-{terms.approval}"))
    if terms.order and is_desk:
        lines.append(text("terms-order", order=terms.order))
    return Lines(tuple(lines))


def children_of_parent(facts: Facts, parent: str) -> dict[str, tuple[str, str]]:
    """Return the children of a parent in a caseworker's care: name and family by id."""
    found: dict[str, tuple[str, str]] = {}
    for circle in facts.desk.circles:
        member = circle.member(parent)
        if member is None:
            continue
        for child in circle.children:
            if child.name in member.children or not member.children:
                found[child.id] = (child.name, circle.family)
    return found


def today_of(view: View) -> date:
    """Return the day on the speaker's calendar."""
    return local(view.now, view.speaker.timezone).date()


PERMITTED = (Role.PARENT, Role.SUPPORTER, Role.YOUTH)
"""For whom something can be allowed: parents, and whoever sees only what a caseworker ticks."""


def kinds_for(role: Role) -> frozenset[Contact]:
    """Return the kinds of contact that somebody of this role can be allowed."""
    return frozenset(Contact) if role == Role.PARENT else TICKED


def _parent(facts: Facts, person: str) -> Served | None:
    found = facts.desk.person(person)
    return found if found is not None and found.role in PERMITTED else None


def give(command: GivePermission, view: View, facts: Facts) -> Outcome:
    """Allow it, and tell the parent in plain words; what stands outside the new terms ends or changes."""
    me, parent = view.speaker, _parent(facts, command.parent)
    known = children_of_parent(facts, command.parent)
    if parent is None or not command.kinds or not command.children or not set(command.children) <= set(known):
        return answered(me.id, text("person-not-yours"))
    if not set(command.kinds) <= kinds_for(parent.role):
        return answered(me.id, text("person-not-yours"))
    earlier = _held(facts.permissions, parent.id, command.children, command.kinds)
    names = listing([known[child][0] for child in command.children])
    said = {"kinds": kinds_said(command.kinds), "children": names}
    if _are_all(earlier, command):
        return answered(me.id, text("permission-same", who=parent.name, **said))
    events: list[Event] = [
        PermissionGiven(parent.id, child, known[child][1], kind, command.terms.fitting(kind), me.id)
        for child in command.children
        for kind in command.kinds
    ]
    today = today_of(view)
    told_parent = told(
        parent.id,
        text("permission-told-changed" if earlier else "permission-told-given", **said),
        terms_said(command.terms, command.kinds, today),
        text("permission-told-ask", caseworker=me.name),
    )
    change = change_of(command, facts.permissions)
    outcome = Outcome(events=tuple(events), drafts=(told_parent,)) + follow(change, view, facts.meetings)
    is_here = parent.state in (PersonState.JOINED, PersonState.FROZEN)
    done = text("permission-given" if is_here else "permission-given-phone", who=parent.name, **said)
    return outcome + answered(
        me.id,
        done,
        terms_said(command.terms, command.kinds, today, is_desk=True),
        *_followed(change, parent, view, facts),
        *_watched(outcome, parent),
    )


def change_of(command: GivePermission, permissions: Sequence[Permission]) -> Change:
    """Return what holds once these are given."""
    keys = {(command.parent, child, kind) for child in command.children for kind in command.kinds}
    others = (one for one in permissions if (one.parent, one.child, one.kind) not in keys)
    new = (Permission("", *key, command.terms.fitting(key[2])) for key in sorted(keys))
    return Change(command.parent, frozenset(command.children), frozenset(command.kinds), (*others, *new))


def _held(
    permissions: Iterable[Permission], parent: str, children: Iterable[str], kinds: Iterable[Contact]
) -> list[Permission]:
    permissions, kinds = list(permissions), list(kinds)
    return [
        one for child in children for one in of(permissions, parent, child, kinds) if not one.is_withdrawn
    ]


def _are_all(earlier: Sequence[Permission], command: GivePermission) -> bool:
    """Whether exactly this holds already: nobody is told of nothing."""
    wanted = len(command.children) * len(command.kinds)
    return len(earlier) == wanted and all(one.terms == command.terms.fitting(one.kind) for one in earlier)


def _followed(change: Change, parent: Served, view: View, facts: Facts) -> tuple[Value, ...]:
    """Tell the caseworker how many meetings it has touched."""
    found = touched(change, facts.meetings, view.now)
    lines: list[Value] = []
    if found.off:
        lines.append(text("permission-ended-meetings", count=len(found.off)))
    if found.without:
        lines.append(text("permission-missed-meetings", who=parent.name, count=len(found.without)))
    if found.otherwise:
        lines.append(text("permission-changed-meetings", count=len(found.otherwise)))
    return tuple(lines)


def _watched(outcome: Outcome, parent: Served) -> tuple[Value, ...]:
    """Tell the caseworker that she will hear of it where the parent does not read of a meeting."""
    is_watched = any(isinstance(one, RevokedTold) and one.person == parent.id for one in outcome.events)
    return (text("permission-watch", who=parent.name),) if is_watched else ()


def withdraw(command: WithdrawPermission, view: View, facts: Facts) -> Outcome:
    """End it: all that it carried stops in this very turn, and each is told what is not, not why."""
    me, parent = view.speaker, _parent(facts, command.parent)
    known = children_of_parent(facts, command.parent)
    if parent is None or not set(command.children) <= set(known):
        return answered(me.id, text("person-not-yours"))
    ended = _held(facts.permissions, parent.id, command.children, command.kinds)
    if not ended:
        return answered(me.id, text("permission-none", who=parent.name))
    events = tuple(PermissionWithdrawn(one.id, known[one.child][1], me.id) for one in ended)
    change = change_without(command, facts.permissions)
    stopped = follow(change, view, facts.meetings)
    children = tuple(dict.fromkeys(one.child for one in ended))
    names = listing([known[child][0] for child in children])
    kinds = kinds_said(dict.fromkeys(one.kind for one in ended))
    said: list[Value] = [text("permission-told-ended", kinds=kinds, children=names)]
    stays = _stays(change.permissions, parent.id, children)
    if stays:
        said.append(text("permission-told-stays", kinds=kinds_said(stays)))
    said.append(text("permission-told-ask", caseworker=me.name))
    outcome = Outcome(events=events) + stopped + Outcome(drafts=(told(parent.id, *said),))
    done = text("permission-ended", who=parent.name, kinds=kinds, children=names)
    call = () if command.is_told else (text("permission-call", who=parent.name),)
    return outcome + answered(
        me.id, done, *_followed(change, parent, view, facts), *call, *_watched(outcome, parent)
    )


def change_without(command: WithdrawPermission, permissions: Sequence[Permission]) -> Change:
    """Return what holds once these are withdrawn."""
    ended = {one.id for one in _held(permissions, command.parent, command.children, command.kinds)}
    return Change(
        command.parent,
        frozenset(command.children),
        frozenset(command.kinds),
        tuple(one for one in permissions if one.id not in ended),
        is_withdrawn=True,
        is_told=command.is_told,
    )


def _stays(permissions: Sequence[Permission], parent: str, children: Iterable[str]) -> list[Contact]:
    """Return the kinds that a parent still has with each of these children."""
    kinds = [{one.kind for one in _held(permissions, parent, [child], Contact)} for child in children]
    return [kind for kind in Contact if kinds and all(kind in held for held in kinds)]


def acknowledge(command: AcknowledgeRevoked, view: View) -> Outcome:
    """Note that a parent has read it: nobody need call."""
    me = view.speaker
    return Outcome(events=(RevokedRead(command.meeting, me.id),)) + answered(me.id, text("meeting-read-done"))


def keep_apart(command: KeepApart, view: View, facts: Facts) -> Outcome:
    """Keep two adults apart: a circle of both is paused, and what both agreed on is off.

    Who is only invited to what others hold comes no more, and nothing changes for anybody else.
    """
    me = view.speaker
    one, other = facts.desk.person(command.one), facts.desk.person(command.other)
    if one is None or other is None or one.id == other.id:
        return answered(me.id, text("person-not-yours"))
    event = KeptApart(one.id, other.id, command.is_apart, command.order, me.id)
    done = "nocontact-done" if command.is_apart else "nocontact-again"
    outcome = Outcome(events=(event,))
    if not command.is_apart:
        return outcome + answered(me.id, text(done, one=one.name, other=other.name))
    shared = [
        circle
        for circle in facts.desk.circles
        if circle.member(one.id)
        and circle.member(other.id)
        and circle.phase not in (Phase.PAUSED, Phase.CLOSED)
    ]
    for circle in shared:
        paused = circles.pause(PauseCircle(circle.id), view, facts)
        others = tuple(draft for draft in paused.drafts if draft.to != me.id)
        outcome += msgspec.structs.replace(paused, drafts=others)
    count = 0
    for meeting in facts.meetings:
        follows = apart(meeting, one.id, other.id, view)
        outcome += follows
        count += bool(follows.events)
    more = [text("nocontact-paused", count=len(shared))] if shared else []
    if count:
        more.append(text("nocontact-meetings", count=count))
    return outcome + answered(me.id, text(done, one=one.name, other=other.name), *more)


def connect(command: Connect, view: View, facts: Facts) -> Outcome:
    """Record who matters to a child; or which brothers and sisters may meet, and end what none may now."""
    me = view.speaker
    found = next(
        (
            (child, circle)
            for circle in facts.desk.circles
            for child in circle.children
            if child.id == command.child
        ),
        None,
    )
    if found is None:
        return answered(me.id, text("circle-not-yours"))
    child, circle = found
    if command.siblings:
        return _connect_siblings(command, child, circle.family, view, facts)
    event = Connected(child.id, circle.family, command.name, command.kind, me.id)
    return Outcome(events=(event,)) + answered(
        me.id, text("connection-done", child=child.name, who=command.name)
    )


def _connect_siblings(command: Connect, child: Child, family: str, view: View, facts: Facts) -> Outcome:
    me = view.speaker
    known = {one.id: one.name for of in facts.desk.circles if of.family == family for one in of.children}
    if child.id in command.siblings or not set(command.siblings) <= set(known):
        return answered(me.id, text("circle-not-yours"))
    could = {one.id for one in facts.siblings if one.child == child.id} & set(command.siblings)
    outcome = Outcome(
        events=tuple(
            Connected(child.id, family, known[one], command.kind, me.id, one, command.may_meet)
            for one in command.siblings
        )
    )
    names = listing([known[one] for one in command.siblings])
    if command.may_meet:
        return outcome + answered(me.id, text("connection-may", child=child.name, others=names))
    if not could:
        return outcome + answered(me.id, text("connection-done", child=child.name, who=names))
    ended = guests.parted(child.id, could, view, facts)
    count = sum(isinstance(event, GuestsChanged) for event in ended.events)
    more = (text("connection-ended", count=count),) if count else ()
    done = text("connection-may-not", child=child.name, others=names)
    return outcome + ended + answered(me.id, done, *more)


def open_feed(command: OpenFeed, view: View, facts: Facts) -> Outcome:
    """Make a fresh private address for the speaker's calendar, or close it: only its hash is kept."""
    me = view.speaker
    if not command.is_open:
        return Outcome(events=(FeedOpened(me.id, ""),)) + answered(me.id, text("feed-closed"))
    if not facts.watch.public_url:
        return answered(me.id, text("feed-none"))
    secret = new_secret()
    event = FeedOpened(me.id, secret_hash(secret))
    address = f"{facts.watch.public_url.rstrip('/')}/calendar/{secret}.ics"
    return Outcome(events=(event,)) + answered(me.id, text("feed-open"), Literal(address))
