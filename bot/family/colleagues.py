"""Another caseworker for a while, or from now on: who stands in for whom, and who gets whose families.

Knows nothing of what waits and is moved with a family: that is in the store.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from bot.chat.draft import Choice, Draft, Kind, Run, button
from bot.chat.ids import new_id
from bot.chat.people import View
from bot.chat.text import Moment, MomentStyle, Text, listing, text
from bot.family.commands import EndCover, HandOver, OpenFamily, ReadLog, StandIn
from bot.family.events import Acted, CoverAgreed, CoverEnded, FamiliesHandedOver
from bot.family.facts import Desk, Facts, Meant
from bot.family.outcome import Outcome, answered, told
from bot.family.relay import show


def stand_in(command: StandIn, view: View, facts: Facts) -> Outcome:
    """Let a colleague stand in. Both desks and the families hear of it when it begins, from the clock."""
    me = view.speaker.id
    colleague = colleague_of(facts, command.colleague)
    if colleague is None or command.ends <= max(view.now, command.begins):
        return answered(me, text("cover-nobody"))
    if any(one.caseworker.id == me and one.colleague.id == colleague.id for one in facts.covers):
        return answered(me, text("cover-already", name=colleague.name))
    agreed = CoverAgreed(new_id(), me, colleague.id, command.begins, command.ends)
    if command.begins <= view.now:
        # It begins in this very turn, and the others are told by whoever begins it.
        begun = text("cover-begun", name=colleague.name, until=last_day(command.ends))
        return Outcome(events=(agreed,)) + answered(me, begun, rows=(end_button(agreed.id),))
    return Outcome(events=(agreed,)) + answered(me, text("cover-planned", name=colleague.name))


def last_day(ends: datetime) -> Moment:
    """Return the day that still counts, of what ends in the night after it."""
    return Moment(ends - timedelta(seconds=1), MomentStyle.DAY)


def end_button(cover: str) -> tuple[Choice, ...]:
    """Return the button that ends it before its time."""
    return (button("label-end-cover", Run("cover-end", {"cover": cover})),)


def colleague_of(facts: Facts, person: str) -> Meant | None:
    """Return a colleague who is here."""
    return next((Meant(one.id, one.name) for one in facts.colleagues if one.id == person), None)


def end_cover(command: EndCover, view: View, facts: Facts) -> Outcome:
    """End it: either of both may."""
    me = view.speaker.id
    one = next((one for one in facts.covers if one.id == command.cover), None)
    if one is None:
        return answered(me, text("cover-over"))
    other = one.colleague if one.caseworker.id == me else one.caseworker
    if not one.is_on:
        done = text("cover-called-off", name=other.name)
    elif one.caseworker.id == me:
        done = text("cover-ended", name=other.name)
    else:
        done = text("cover-ended-colleague", name=other.name)
    return Outcome(events=(CoverEnded(one.id, me),)) + answered(me, done)


def hand_over(command: HandOver, view: View, facts: Facts) -> Outcome:
    """Give families to another caseworker. Who reads a private line is told to those whose line it is."""
    me = view.speaker
    desk = giving(command.families, me.id, facts)
    new = Meant(me.id, me.name) if command.to == me.id else colleague_of(facts, command.to)
    given = [one for one in desk.families if one.id in command.families] if desk else []
    if desk is None or new is None or len(given) != len(command.families):
        return answered(me.id, text("handover-nothing"))
    old = given[0].caseworker
    if old == new.id:
        return answered(me.id, text("handover-nothing"))
    own = [one for one in desk.families if one.caseworker == old]
    event = FamiliesHandedOver(command.families, old, new.id, me.id, is_all=len(own) == len(given))
    names = listing([one.name for one in given])
    drafts = [*_told_families(desk, command.families, new)]
    waits = ((button("label-queue", Run("queue")), button("label-people", Run("people"))),)
    if new.id != me.id:
        by_whom = text("handover-told-new", name=me.name, families=names)
        # Whoever gives them away and stands in for the new one knows.
        drafts.append(told(new.id, by_whom, kind=Kind.ALERT, rows=waits, author=me.id))
    if old != me.id:
        drafts.append(told(old, text("handover-told-old", name=new.name, families=names), kind=Kind.ALERT))
    done = "handover-done" if old == me.id else "handover-done-team"
    return Outcome(events=(event,), drafts=tuple(drafts)) + answered(
        me.id, text(done, name=new.name, families=names)
    )


def giving(families: tuple[str, ...], me: str, facts: Facts) -> Desk | None:
    """Return from where the speaker may give all of these away: their own desk, or a team that is theirs."""
    own = {one.id for one in facts.desk.families if one.caseworker == me}
    if families and own.issuperset(families):
        return facts.desk
    team = {one.id: one.caseworker for one in facts.team.families}
    is_one = len({team.get(one) for one in families}) == 1
    return facts.team if families and is_one and team.keys() >= set(families) else None


def _told_families(desk: Desk, families: tuple[str, ...], new: Meant) -> list[Draft]:
    """Tell each person once, by the children of the circles they are in themselves."""
    children: dict[str, dict[str, str]] = defaultdict(dict)
    names: dict[str, str] = {}
    by_phone: dict[str, str] = {}
    for circle in desk.circles:
        if circle.family not in families:
            continue
        names[circle.family] = circle.caseworker_name
        for member in circle.members:
            if member.is_joined:
                children[member.id] |= {child.id: child.name for child in circle.children}
            elif member.is_by_phone:
                by_phone[member.id] = member.name
    said = [
        told(
            person,
            text("handover-told", name=new.name, children=listing(tuple(about.values()))),
            text("handover-told-line", name=new.name),
        )
        for person, about in children.items()
    ]
    please = [told(new.id, text("handover-please-tell", name=name)) for name in by_phone.values()]
    return [*said, *please]


def read_log(command: ReadLog, view: View) -> Outcome:
    """Show a page of the audit log, and note that it was read."""
    noted = Acted(view.speaker.id, "audit", command.family, command.subject)
    return Outcome(events=(noted,)) + show(command.page, view)


def open_family(command: OpenFamily, view: View, facts: Facts) -> Outcome:
    """Show a supervisor one family of the team: its people and circles, each of which can be read."""
    me = view.speaker.id
    family = next((one for one in facts.team.families if one.id == command.family), None)
    if family is None:
        return answered(me, text("team-family-gone"))
    circles = [one for one in facts.team.circles if one.family == family.id]
    worker = next((one.name for one in facts.works if one.id == family.caseworker), "–")
    lines: list[Text] = [
        text(
            "people-circle",
            children=one.label,
            people=listing([member.name for member in one.members] or ["–"]),
            phase=text(f"phase-{one.phase.value}"),
        )
        for one in circles
    ]
    rows = (
        *(
            (button("label-read", Run("read", {"circle": one.id}), children=one.label),)
            for one in circles[:_SHOWN_AT_ONCE]
        ),
        (
            button("label-reassign", Run("reassign", {"family": family.id})),
            button("label-audit", Run("audit", {"whom": f"family:{family.id}"})),
        ),
    )
    noted = Acted(me, "family-opened", family.id, None)
    title = text("team-family", family=family.name, name=worker)
    return Outcome(events=(noted,)) + answered(me, title, *lines, rows=rows)


_SHOWN_AT_ONCE = 5
