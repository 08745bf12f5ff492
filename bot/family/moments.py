"""Moments of children and thanks: who gets them, what is put under them, and how often one is wished for.

They are words of a circle like any others, for some of it only: the same is asked about them beforehand, the
same is looked at first, and they stand in the same record. Knows nothing of how they are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from bot.chat.draft import Choice, Draft, Kind, Run
from bot.chat.people import Child, Circle, Member, Phase, Role, View
from bot.chat.text import Day, DayStyle, Text, listing, text
from bot.family.commands import Cheer, MakeAlbum, SendToCircle, SetRhythm, WantAlbum
from bot.family.entitled import Entitled, contact_of
from bot.family.events import (
    AlbumWanted,
    Cheered,
    Event,
    MomentShared,
    RhythmSet,
    ThanksGiven,
)
from bot.family.facts import Facts
from bot.family.keepsakes import CHEERS, EVERYBODY, MOMENTS, RHYTHMS
from bot.family.outcome import Outcome, answered, told
from bot.family.relay import shut
from bot.family.some import Below, carried, title_of, written_for_some
from bot.family.terms import Contact


def given_to(circle: Circle, giver: str, children: Sequence[str], entitled: Entitled) -> tuple[Member, ...]:
    """Return who gets a moment of all these children: who can be written to, and may have them."""
    return tuple(one for one in circle.reach(giver) if entitled.may(Contact.MOMENTS, one, children))


def may_give(circle: Circle, giver: str, children: Sequence[str], entitled: Entitled) -> bool:
    """Whether somebody may give moments of all these children."""
    own = circle.member(giver)
    return own is not None and bool(children) and entitled.may(Contact.MOMENTS, own, children)


def children_for(circle: Circle, giver: str, entitled: Entitled) -> tuple[Child, ...]:
    """Return the children of a circle of whom somebody may give moments."""
    return tuple(one for one in circle.children if may_give(circle, giver, [one.id], entitled))


def give(command: SendToCircle, view: View, facts: Facts) -> Outcome:
    """Carry a moment, or thanks, to those of the circle whom it is for."""
    me, circle = view.speaker, view.circle(command.circle)
    if circle is None:
        return answered(me.id, text("circle-gone"))
    called = circle.called(me.id, view.circles)
    if (closed := shut(circle, called, is_to_be_seen=bool(command.why_held))) is not None:
        return answered(me.id, closed)
    kind, *about = command.purpose.split()
    is_moment = kind in MOMENTS
    if is_moment and not may_give(circle, me.id, about, facts.entitled):
        return answered(me.id, text("moment-not-open", caseworker=circle.caseworker_name))
    reach = given_to(circle, me.id, about, facts.entitled) if is_moment else thanked(circle, me.id, about)
    if not reach:
        nobody = "moment-nobody" if is_moment else "thanks-nobody"
        return answered(me.id, text(nobody, caseworker=circle.caseworker_name))
    written = written_for_some(command, circle, me.id)
    own, title = circle.member(me.id), title_of(circle, view)
    home = own.home if own else None
    event: Event
    if is_moment:
        children = listing([one.name for one in circle.children if one.id in about])
        below = Below(
            text(f"header-{kind}", who=title, children=children),
            (cheers_under(written.id),),
            text("cheer-by-emoji"),
            contact_of(Contact.MOMENTS, about),
        )
        event = MomentShared(written.id, circle.id, circle.family, me.id, home, kind, tuple(about))
    else:
        to = None if about == [EVERYBODY] else about[0]
        below = Below(title if to is None else text("header-just-you", who=title))
        event = ThanksGiven(written.id, circle.id, circle.family, me.id, home, kind, to)
    outcome = carried(written, event, reach, below, circle, view)
    if written.is_held:
        return outcome
    names = listing([one.name for one in reach])
    if not is_moment:
        return outcome + answered(me.id, text("thanks-sent", people=names))
    return outcome + answered(me.id, text("moment-shared", people=names), rows=after_rows(circle, facts, own))


def cheers_under(message: str) -> tuple[Choice, ...]:
    """Return the buttons under a moment."""
    return tuple(
        Choice(Text(f"label-cheer-{one}"), Run("cheer", {"moment": message, "cheer": one})) for one in CHEERS
    )


def after_rows(circle: Circle, facts: Facts, own: Member | None) -> tuple[tuple[Choice, ...], ...]:
    """Return what can be done after giving a moment: a rhythm, where the circle has none."""
    if own is None or own.role != Role.CAREGIVER or facts.keepsakes.rhythm(circle.id) is not None:
        return ()
    return ((Choice(Text("label-moment-rhythm"), Run("moment-rhythm", {"circle": circle.id})),),)


def thanked(circle: Circle, giver: str, about: Sequence[str]) -> tuple[Member, ...]:
    """Return who gets thanks: one, or everybody whom words reach."""
    return tuple(one for one in circle.reach(giver) if EVERYBODY in about or one.id in about)


def cheer(command: Cheer, view: View, facts: Facts) -> Outcome:
    """Put a cheer under a moment. Its giver hears of it a little later, of several at once."""
    me, moment = view.speaker.id, facts.keepsakes.one
    circle = view.circle(moment.circle) if moment is not None else None
    if moment is None or circle is None or moment.message != command.message or command.kind not in CHEERS:
        return answered(me, text("moment-gone"))
    if (closed := shut(circle, circle.called(me, view.circles))) is not None:
        return answered(me, closed)
    giver = circle.member(moment.author)
    if giver is None or giver not in circle.reach(me):
        return answered(me, text("cheer-nobody"))
    if command.kind in moment.cheered:
        return answered(me, text("cheer-before", who=giver.name))
    event = Cheered(moment.message, circle.family, me, command.kind)
    return Outcome(events=(event,)) + answered(me, text("cheer-done", who=giver.name))


def make_album(command: MakeAlbum, view: View, facts: Facts) -> Outcome:
    """Have the album of a month made, of what the speaker gave and was given."""
    me = view.speaker.id
    if not any((one.child, one.month) == (command.child, command.month) for one in facts.keepsakes.months):
        return answered(me, text("album-none"))
    rows = () if facts.keepsakes.wants_album else (album_row(is_on=True),)
    # Being made it passes nothing by, and stands in nobody's place.
    names = {child.id: child.name for circle in view.circles for child in circle.children}
    page = f"{command.child}/{command.month}/{command.form}"
    draft = told_album(me, page, names.get(command.child, "–"), rows, kind=Kind.ANSWER)
    return answered(me, text("album-making")) + Outcome(drafts=(draft,))


def album_row(*, is_on: bool) -> tuple[Choice, ...]:
    """Return the button that asks for an album each month, or for none."""
    label = Text("label-album-monthly" if is_on else "label-album-no-more")
    return (Choice(label, Run("album-monthly", {"wanted": "yes" if is_on else "no"})),)


def month_called(month: str) -> Day:
    """Return a month as it is read: "October 2026"."""
    return Day(date.fromisoformat(f"{month}-01"), style=DayStyle.MONTH)


def told_album(
    to: str,
    album: str,
    child: str,
    rows: tuple[tuple[Choice, ...], ...] = (),
    *,
    kind: Kind = Kind.NOTICE,
) -> Draft:
    """Return what an ``album`` (id, month and form) of a ``child`` goes with; it is made when it leaves."""
    month = month_called(album.split("/")[1])
    draft = told(to, text("album-here", child=child, month=month), kind=kind, rows=rows)
    return msgspec.structs.replace(draft, album=album)


def want_album(command: WantAlbum, view: View) -> Outcome:
    """Send the album of each month by itself, or no more."""
    me = view.speaker.id
    off = text("album-monthly-off", prefix=view.speaker.prefix)
    done = text("album-monthly-on") if command.is_wanted else off
    return Outcome(events=(AlbumWanted(me, command.is_wanted),)) + answered(me, done)


def set_rhythm(command: SetRhythm, view: View, facts: Facts) -> Outcome:
    """Suggest how often there may be a moment, agree to what is suggested, or have none any more.

    It counts once one of each side has said yes.
    """
    me, circle = view.speaker.id, view.circle(command.circle)
    own = circle.member(me) if circle is not None else None
    if circle is None or own is None:
        return answered(me, text("circle-gone"))
    if (closed := shut(circle, circle.called(me, view.circles))) is not None:
        return answered(me, closed)
    others = other_side(circle, own, facts.entitled)
    if not others:
        return answered(me, text("often-nobody", caseworker=circle.caseworker_name))
    names, called = listing([one.name for one in others]), circle.called(me, view.circles)
    known = facts.keepsakes.rhythm(circle.id)

    def said_there(to: Member, said: Text, rows: tuple[tuple[Choice, ...], ...] = ()) -> Draft:
        # With whom and where, so that it ends with a pause, or a break, as words do.
        return told(to.id, said, rows=rows, circle=circle.id, author=me)

    if not command.days:
        event = RhythmSet(circle.id, circle.family, me, 0, is_agreed=False)
        is_news = known is not None and (known.is_agreed or known.by != me)
        off = text("often-off-told", who=own.name, children=circle.label)
        drafts = tuple(said_there(one, off) for one in others) if is_news else ()
        return Outcome(events=(event,), drafts=drafts) + answered(me, text("often-off", children=called))
    often = Text(f"often-{RHYTHMS[str(command.days)]}")
    is_asked = known is not None and known.by in [one.id for one in others]
    if known is not None and known.days == command.days and (is_asked or known.is_agreed):
        event = RhythmSet(circle.id, circle.family, me, command.days, is_agreed=True)
        agreed = text("often-agreed-told", who=own.name, often=often, children=circle.label)
        drafts = tuple(said_there(one, agreed) for one in others) if not known.is_agreed else ()
        return Outcome(events=(event,), drafts=drafts) + answered(
            me, text("often-agreed", often=often, children=called)
        )
    if command.is_answer:
        return answered(me, text("button-passed"))
    event = RhythmSet(circle.id, circle.family, me, command.days, is_agreed=False)
    given = {"circle": circle.id}
    rows = (
        (
            Choice(Text("label-yes"), Run("moment-rhythm", {**given, "days": str(command.days)})),
            Choice(Text("label-often-other"), Run("moment-rhythm", given)),
        ),
    )
    asked = text("often-asked", who=own.name, often=often, children=circle.label)
    drafts = tuple(said_there(one, asked, rows) for one in others)
    return Outcome(events=(event,), drafts=drafts) + answered(me, text("often-suggested", people=names))


def other_side(circle: Circle, own: Member, entitled: Entitled) -> tuple[Member, ...]:
    """Return who can agree to a rhythm with somebody: of the other home, and with moments of some child."""
    is_caregiver = own.role == Role.CAREGIVER
    return tuple(
        one
        for one in circle.reach(own.id)
        if (one.role == Role.CAREGIVER) != is_caregiver
        and one.role in (Role.CAREGIVER, Role.PARENT)
        and any(entitled.may(Contact.MOMENTS, one, [child.id]) for child in circle.children)
        and not one.is_by_phone
    )


def wished_for(view: View, facts: Facts) -> tuple[Circle, str] | None:
    """Return a circle in which a moment by this caregiver is wished for now, as both homes agreed; else None.

    With it a word that is another one once there was a moment: what is offered for it is offered once.
    """
    for rhythm in facts.keepsakes.rhythms:
        circle = view.circle(rhythm.circle)
        own = circle.member(view.speaker.id) if circle is not None else None
        if circle is None or own is None or own.role != Role.CAREGIVER or not rhythm.is_agreed:
            continue
        if circle.phase in (Phase.PAUSED, Phase.CLOSED) or not _is_due(rhythm.last, rhythm.days, view.now):
            continue
        if any(given_to(circle, own.id, [child.id], facts.entitled) for child in circle.children):
            return circle, f"{circle.id}:{rhythm.last.isoformat() if rhythm.last else ''}"
    return None


def _is_due(last: datetime | None, days: int, now: datetime) -> bool:
    return last is None or now - last >= timedelta(days=days)
