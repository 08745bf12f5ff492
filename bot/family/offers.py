"""What is offered to people at the right moment: every kind there is, as a table, and which comes first.

A new kind is a line in ``KINDS`` and its texts: "offer-<kind>" what is said, "label-offer-<kind>" its button,
"offer-name-<kind>" what it is called where it can be turned off. How often anything may be offered is
``family.offering``'s, when people are looked at ``store.offers``'s.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

import msgspec

from bot.chat.draft import Choice, Draft, Run
from bot.chat.people import Role, View
from bot.chat.text import Day, Literal, Text, Value, listing, text
from bot.family import checkins, deciding, goals, goinghome, letters, moments, resources, trying
from bot.family.book import children_of
from bot.family.commands import TurnOffers
from bot.family.events import OfferAnswered, SettingsChanged
from bot.family.facts import Facts, Need
from bot.family.letter import WISH
from bot.family.offering import ALL, OF_ITS_DAY, OFF, ONCE, PROMISED, Offers, Patience, has_room, may_be
from bot.family.outcome import Outcome, answered, told
from bot.family.plan import topic_called

_HOME: Final = frozenset({Need.HOMECOMING})


class Fitting(msgspec.Struct, frozen=True):
    """Something is right now: what its button opens with, and what fills the places of its text.

    ``about`` is what it is about where it is said once only; with ``meeting`` or ``homecoming`` it ends.
    """

    given: dict[str, str] = {}
    args: dict[str, Value] = {}
    about: str = ""
    meeting: str | None = None
    homecoming: str | None = None


class Kind(msgspec.Struct, frozen=True):
    """One kind of offer. ``flow`` is what its button opens; of several that are right the first is made.

    ``right`` looks at one person and says what fits, None for nothing; it may use what ``needs`` names. What
    is only ``while_apart`` is of no circle whose children are home again.
    """

    id: str
    flow: str
    right: Callable[[View, Facts], Fitting | None]
    needs: frozenset[Need] = frozenset()
    patience: Patience = ONCE
    while_apart: bool = False


def _checkin(view: View, facts: Facts) -> Fitting | None:
    found = checkins.due(view, facts)
    if found is None:
        return None
    circle, week = found
    children = circle.called(view.speaker.id, view.circles)
    return Fitting({"circle": circle.id}, {"children": children}, f"{circle.id}:{week.isoformat()}")


def _moment(view: View, facts: Facts) -> Fitting | None:
    found = moments.wished_for(view, facts)
    if found is None:
        return None
    circle, about = found
    return Fitting({"circle": circle.id}, {"children": circle.called(view.speaker.id, view.circles)}, about)


def _decision(view: View, facts: Facts) -> Fitting | None:
    found = deciding.to_remind(view, facts)
    if found is None:
        return None
    one, circle = found
    args = {"who": Literal(one.asker_name), "question": deciding.named(one.question)}
    return Fitting({"decision": one.id, "circle": circle.id}, args, one.id)


def _rhythm(view: View, facts: Facts) -> Fitting | None:
    circle = checkins.without_rhythm(view, facts)
    if circle is None:
        return None
    people = listing([one.name for one in checkins.others(circle, view.speaker.id)])
    return Fitting({"circle": circle.id}, {"people": people})


def _tip_after(view: View, facts: Facts) -> Fitting | None:
    found = trying.to_ask_about(view, facts)
    tip = trying.called(found.tip, view, facts) if found else None
    return None if found is None or tip is None else Fitting({"trying": found.id}, {"tip": tip}, found.id)


def _tip(view: View, facts: Facts) -> Fitting | None:
    visit = trying.visit_ahead(view, facts)
    circle = view.circle(visit.circle) if visit else None
    if visit is None or circle is None:
        return None
    given, day = {"circle": circle.id, "topic": "visit"}, visit.when.next_day(view.now)
    known = {child.id for child in circle.children}
    children = listing([name for child, name in visit.children if child in known])
    return Fitting(given, {"children": children}, f"{visit.id}:{day}", visit.id)


def _resource(view: View, facts: Facts) -> Fitting | None:
    found = resources.helpful(view, facts)
    return Fitting({"topic": found[0]}, {}, found[1]) if found else None


def _goal(view: View, facts: Facts) -> Fitting | None:
    """The words stay inside: an offer may be read on a screen that others see."""
    found = goals.quiet(view, facts)
    return Fitting({"goal": found.id}, {}, found.id) if found else None


def _letter_ask(view: View, facts: Facts) -> Fitting | None:
    found = letters.to_ask_about(view, facts)
    if found is None:
        return None
    letter, circle = found
    args = {"writer": Literal(letter.author_name), "children": letters.names_of(letter.children, circle)}
    return Fitting({"letter": letter.message}, args, letter.message)


def _voice(view: View, facts: Facts) -> Fitting | None:
    found = letters.before_visit(view, facts)
    if found is None:
        return None
    child, visit, day = found
    about = letters.visit_of(visit, day)
    given = {"circle": visit.circle or "", "child": child.id, "topic": WISH, "visit": about}
    return Fitting(given, {"children": Literal(child.name), "day": Day(day)}, about, visit.id)


def _letter(view: View, facts: Facts) -> Fitting | None:
    found = letters.to_write(view, facts)
    if found is None:
        return None
    child, circle, about = found
    return Fitting({"circle": circle.id, "child": child.id}, {"children": Literal(child.name)}, about)


def _share(view: View, facts: Facts) -> Fitting | None:
    """A parent knows the child: what they have written nothing of yet is theirs to begin with."""
    me = view.speaker
    written = {one.child for one in facts.book.answers if one.author == me.id}
    for child in children_of(trying.open_circles(view)) if me.role == Role.PARENT else ():
        if child.id not in written:
            return Fitting({"child": child.id}, {"child": Literal(child.name)}, child.id)
    return None


def _home_next(view: View, facts: Facts) -> Fitting | None:
    found = goinghome.next_empty(view, facts)
    if found is None:
        return None
    circle, planned, topic = found
    args: dict[str, Value] = {"children": planned.called(circle), "topic": topic_called(topic)}
    return Fitting(
        {"circle": circle.id, "topic": topic}, args, f"{planned.id}:{topic}", homecoming=planned.id
    )


def _home_weeks(view: View, facts: Facts) -> Fitting | None:
    found = goinghome.weeks_after(view, facts, Role.PARENT)
    if found is None:
        return None
    circle, planned, week = found
    args: dict[str, Value] = {"children": planned.called(circle)}
    return Fitting({"circle": circle.id}, args, f"{planned.id}:{week}", homecoming=planned.id)


def _home_hello(view: View, facts: Facts) -> Fitting | None:
    found = goinghome.weeks_after(view, facts, Role.CAREGIVER)
    if found is None:
        return None
    circle, planned, week = found
    args: dict[str, Value] = {"children": planned.called(circle)}
    return Fitting({"circle": circle.id}, args, f"{planned.id}:{week}", homecoming=planned.id)


KINDS: Final[tuple[Kind, ...]] = (
    Kind("decision", "decision", _decision, frozenset({Need.DECISIONS}), PROMISED),
    Kind("checkin", "checkin", _checkin, frozenset({Need.CHECKINS}), PROMISED),
    Kind("tip-after", "tip-after", _tip_after, frozenset({Need.TIPS, Need.MEETINGS}), PROMISED),
    Kind("letter-ask", "letter-ask", _letter_ask, frozenset({Need.LETTERS}), PROMISED),
    Kind("moment", "moment", _moment, frozenset({Need.MOMENTS}), PROMISED, while_apart=True),
    Kind("voice", "voice", _voice, frozenset({Need.LETTERS, Need.MEETINGS}), OF_ITS_DAY, while_apart=True),
    Kind("tip", "tip", _tip, frozenset({Need.TIPS, Need.MEETINGS})),
    Kind("home-weeks", "going-home", _home_weeks, _HOME, Patience(times=2)),
    Kind("home-hello", "ready", _home_hello, _HOME, Patience(times=2)),
    Kind("home-next", "plan-write", _home_next, _HOME | {Need.PLAN}),
    Kind("rhythm", "checkin-rhythm", _rhythm, frozenset({Need.CHECKINS, Need.FIRST_CALL}), while_apart=True),
    Kind("resource", "resource", _resource, frozenset({Need.IN_THE_WAY}), OF_ITS_DAY),
    Kind("goal", "goals", _goal, frozenset({Need.GOALS})),
    Kind("share", "share", _share, frozenset({Need.BOOK}), while_apart=True),
    Kind("letter", "letter", _letter, frozenset({Need.LETTERS}), while_apart=True),
)
"""Every kind, the most urgent first."""


def kinds_opening(flow: str) -> tuple[str, ...]:
    """Return the kinds whose button opens this: who does it by themselves has not passed them over."""
    return tuple(kind.id for kind in KINDS if kind.flow == flow)


def open_kinds(offers: Offers, now: datetime) -> tuple[Kind, ...]:
    """Return the kinds of which somebody may be offered something now, and only what these need is read."""
    return tuple(
        kind
        for kind in KINDS
        if has_room(offers, now, kind.patience) and may_be(offers, kind.id, "", now, kind.patience)
    )


def pick(view: View, facts: Facts) -> tuple[Kind, Fitting] | None:
    """Return what is to be offered to somebody now: one thing, or nothing."""
    apart = tuple(one for one in view.circles if not one.is_theirs_alone)
    away = msgspec.structs.replace(view, circles=apart)
    for kind in open_kinds(facts.offers, view.now):
        found = kind.right(away if kind.while_apart else view, facts)
        if found is not None and may_be(facts.offers, kind.id, found.about, view.now, kind.patience):
            return kind, found
    return None


def drafted(to: str, offer: str, kind: Kind, fitting: Fitting) -> Draft:
    """Return an offer as it is read, with its button and the way to hear of it no more."""
    given = {**fitting.given, "offer": offer}
    rows = (
        (Choice(Text(f"label-offer-{kind.id}"), Run(kind.flow, given)),),
        (Choice(text("label-offer-off"), Run("offer-off", {"kind": kind.id, "offer": offer})),),
    )
    draft = told(to, Text(f"offer-{kind.id}", fitting.args), rows=rows)
    return msgspec.structs.replace(draft, meeting=fitting.meeting, homecoming=fitting.homecoming)


def turn(command: TurnOffers, view: View, facts: Facts) -> Outcome:
    """Offer something no more, or again."""
    me, off = view.speaker.id, facts.offers.off
    if command.is_on and ALL in off and command.kind != ALL:
        off = frozenset(kind.id for kind in KINDS)
    off = off - {command.kind} if command.is_on else off | {command.kind}
    kept = " ".join(sorted(off))
    events = (SettingsChanged(me, {"no_offers": kept}), OfferAnswered(me, (command.kind,), OFF))
    how = "on" if command.is_on else "off"
    done = text(f"offer-{how}-done", what=Text(f"offer-name-{command.kind}"), prefix=view.speaker.prefix)
    return Outcome(events=events[: 1 if command.is_on else 2]) + answered(me, done)
