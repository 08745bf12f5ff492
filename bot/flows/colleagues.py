"""Another caseworker, for some days or from now on; and a supervisor's look at the team.

Knows nothing of what waits at a desk and goes along.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.chat.draft import Choice, Run, button
from bot.chat.people import DESK, Role
from bot.chat.text import Day, Lines, Literal, Moment, MomentStyle, Text, Value, listing, text
from bot.dates import Said
from bot.family.colleagues import last_day
from bot.family.commands import Command, EndCover, HandOver, OpenFamily, Show, StandIn
from bot.family.facts import Cover, Need, ServedFamily
from bot.flows.choices import yes_no_options
from bot.flows.form import Each, Flow, OneOf, Option, Problem, Slot
from bot.flows.month import Within
from bot.flows.when import DayAsked, Sure, any_day, now_here, said_in

ALL, DONE, NEW = "all", "done", "new"
FOR = "for:"
"""Before a colleague who was named where a family was asked for: the families are asked for then."""
_WEEKS = (1, 2, 3)


def colleague_options(flow: Flow, _item: str) -> list[Option]:
    """Return the colleagues who are here."""
    return [Option(one.id, Literal(one.name)) for one in flow.facts.colleagues]


def _called(flow: Flow, person: str) -> str:
    me = flow.view.speaker
    if person == me.id:
        return me.name
    return next((one.name for one in flow.facts.colleagues if one.id == person), "–")


# --- for some days


class _OnDay(DayAsked):
    """A day of its own, beside another one."""

    def shown(self, flow: Flow, slot: Slot, value: str) -> Value:
        """Return the day."""
        return Day(said_in(value).day or date.min)


def _first_days(flow: Flow) -> list[date]:
    today = now_here(flow).date()
    return [today + timedelta(days=ahead) for ahead in range(7)]


def _last_days(flow: CoverFlow) -> list[date]:
    """Return days on which it may end: of this week, and later ones."""
    first = flow.first or now_here(flow).date()
    return [first + timedelta(days=ahead) for ahead in (0, 1, 2, 3, 4, *(7 * week for week in _WEEKS))]


def _not_before(flow: CoverFlow) -> Within:
    first = flow.first or now_here(flow).date()
    return Within(first, any_day(flow).last, Text("cover-ends-before"))


class _LastDay(_OnDay):
    """The last day, not before the first."""

    def look_at(self, flow: Flow, said: Said) -> None:
        """It is neither past nor before the first one."""
        super().look_at(flow, said)
        first = flow.first if isinstance(flow, CoverFlow) else None
        if first is not None and said.day is not None and said.day < first:
            raise Problem("cover-ends-before")


def _is_new(flow: CoverFlow) -> bool:
    return bool(_free(flow)) and not flow.ending


def _free(flow: CoverFlow) -> list[Option]:
    """Return the colleagues who do not stand in for the speaker already, or soon."""
    me = flow.view.speaker.id
    taken = {one.colleague.id for one in flow.facts.covers if one.caseworker.id == me}
    return [one for one in colleague_options(flow, "") if one.value not in taken]


class CoverFlow(Flow):
    """A colleague stands in from one day until another; or does no more."""

    id, command, offered_to = "cover", "cover", DESK
    needs = frozenset({Need.DESK, Need.COLLEAGUES, Need.COVERS})

    what = OneOf(
        options=lambda flow, _item: [
            *([Option(NEW, Text("label-cover-new"))] if _free(flow) else []),
            *(Option(one.id, text("label-cover-end", name=flow.other(one))) for one in flow.facts.covers),
        ],
        when=lambda flow: bool(flow.facts.covers),
        args=lambda flow, _item: {"covers": listing([flow.said(one) for one in flow.facts.covers])},
    )
    over = OneOf(
        options=yes_no_options,
        # Who types a colleague's name may mean that this colleague is to stand in.
        when=lambda flow: bool(flow.ending) and flow.was_beforehand("what"),
        args=lambda flow, _item: {"name": flow.stands_in},
        prompt="cover-end-sure",
    )
    colleague = OneOf(options=lambda flow, _item: _free(flow), when=_is_new)
    begins = _OnDay(_first_days, when=_is_new)
    begins_sure = Sure("begins")
    begins_surer = Sure("begins_sure")
    ends = _LastDay(_last_days, _not_before, when=_is_new)
    ends_sure = Sure("ends")
    ends_surer = Sure("ends_sure")
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: flow.first is not None and flow.last is not None,
        args=lambda flow, _item: {
            "name": _called(flow, flow.colleague),
            "since": Day(flow.first or date.min),
            "until": Day(flow.last or date.min),
        },
    )

    def other(self, one: Cover) -> str:
        """Return the name of the other one of both."""
        me = self.view.speaker.id
        return one.colleague.name if one.caseworker.id == me else one.caseworker.name

    def said(self, one: Cover) -> Value:
        """Return who stands in for whom, and until when."""
        return text(
            "cover-one",
            name=one.colleague.name,
            caseworker=one.caseworker.name,
            until=last_day(one.ends),
        )

    @property
    def ending(self) -> str:
        """The one that is to end, "" for none."""
        return self.what if self.what != NEW else ""

    @property
    def stands_in(self) -> str:
        """Who stands in, of what is to end."""
        return next((one.colleague.name for one in self.facts.covers if one.id == self.ending), "–")

    @property
    def first(self) -> date | None:
        """The first day."""
        return self._day("begins")

    @property
    def last(self) -> date | None:
        """The last one."""
        return self._day("ends")

    def slot_is_there(self, key: str) -> bool:
        """Whether a question has been answered."""
        return bool(self.answer(key))

    def _day(self, key: str) -> date | None:
        for name in (f"{key}_surer", f"{key}_sure", key):
            if answer := self.answer(name):
                said = said_in(answer)
                return None if said.doubt else said.day
        return None

    def finish(self) -> Sequence[Command]:
        """Agree on it, or end it."""
        if self.ending and self.over == "no":
            return (Show((text("nothing-changed"),)),)
        if self.ending:
            return (EndCover(self.ending),)
        if self.first is None or self.last is None:
            return (Show((text("cover-nobody"),)),)
        if self.sure != "yes":
            return (Show((text("nothing-changed"),)),)
        here = ZoneInfo(self.view.speaker.timezone)
        begins = datetime.combine(self.first, time(), here)
        ends = datetime.combine(self.last + timedelta(days=1), time(), here)
        return (StandIn(self.colleague, max(begins, self.view.now), ends),)


class EndCoverFlow(Flow):
    """The button below: it is over before its time."""

    id, offered_to = "cover-end", DESK
    needs = frozenset({Need.COVERS})

    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: flow.is_open,
        args=lambda flow, _item: {"name": flow.name},
    )

    @property
    def is_open(self) -> bool:
        """Whether there is still something to end."""
        return any(one.id == self.given("cover") for one in self.facts.covers)

    @property
    def name(self) -> str:
        """Who stands in."""
        return next((one.colleague.name for one in self.facts.covers if one.id == self.given("cover")), "–")

    def finish(self) -> Sequence[Command]:
        """End it."""
        if self.is_open and self.sure != "yes":
            return (Show((text("nothing-changed"),)),)
        return (EndCover(self.given("cover")),)


# --- from now on


class Families(OneOf):
    """One family, all of them, or several typed with commas between them."""

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take the names of several."""
        known = {str(_words_of(one.label)).casefold(): one.value for one in self.options(flow, slot)}
        found = [known.get(part.strip().casefold()) for part in words.replace(" & ", ",").split(",")]
        if len(found) < 2 or None in found:  # noqa: PLR2004 - one alone is a choice
            raise Problem("answer-choose")
        return " ".join(dict.fromkeys(str(one) for one in found))

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether they are all still there to be given."""
        known = {option.value for option in self.options(flow, slot)}
        return bool(value) and set(value.split()) <= known


def _words_of(value: Value) -> str:
    return value.words if isinstance(value, Literal) else ""


def _own(flow: Flow) -> list[ServedFamily]:
    return [one for one in flow.facts.desk.families if one.caseworker == flow.view.speaker.id]


def _family_options(families: Iterable[ServedFamily]) -> list[Option]:
    return [Option(one.id, Literal(one.name)) for one in families]


def _givable(flow: Flow) -> list[Option]:
    """Return each of the speaker's own families, and all of them at once."""
    own = _own(flow)
    names = (Text("handover-all-typed"),)
    every = Option(
        ALL, Text("label-all-families"), names=names, is_pinned=len(own) > 1, is_silent=len(own) == 1
    )
    return [*_family_options(own), *([every] if own else [])]


class HandoverFlow(Flow):
    """A caseworker gives one, several or all of her families to a colleague."""

    id, command, offered_to = "handover", "handover", DESK
    needs = frozenset({Need.DESK, Need.COLLEAGUES})

    families = Families(
        options=lambda flow, _item: [
            *_givable(flow),
            *(Option(f"{FOR}{one.value}", one.label, is_silent=True) for one in colleague_options(flow, "")),
        ],
        when=lambda flow: flow.can_be,
    )
    which = Families(
        options=lambda flow, _item: _givable(flow),
        when=lambda flow: flow.families.startswith(FOR),
        args=lambda flow, _item: {"name": _called(flow, flow.new)},
    )
    to = OneOf(
        options=colleague_options, when=lambda flow: bool(flow.first) and not flow.families.startswith(FOR)
    )
    more = Each(
        items=lambda flow: flow.rounds(),
        options=lambda flow, item: flow.others(item),
        when=lambda flow: (
            bool(flow.first and flow.new)
            and flow.first != ALL
            and not flow.was_beforehand("which" if flow.which else "families")
        ),
        prompt="handover-more",
        short=lambda _flow, _item: Text("handover-more.short"),
    )
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: bool(flow.first and flow.new),
        args=lambda flow, _item: {
            "name": _called(flow, flow.new),
            "families": listing([one.name for one in _own(flow) if one.id in flow.chosen] or ["–"]),
        },
    )

    @property
    def can_be(self) -> bool:
        """Whether there is anything to give, and anybody to give it to."""
        return bool(_own(self)) and bool(self.facts.colleagues)

    @property
    def first(self) -> str:
        """What was said when it was asked which families."""
        return self.which if self.families.startswith(FOR) else self.families

    @property
    def new(self) -> str:
        """Who gets them."""
        return self.families.removeprefix(FOR) if self.families.startswith(FOR) else self.to

    @property
    def chosen(self) -> tuple[str, ...]:
        """The families that are given."""
        if self.first == ALL:
            return tuple(one.id for one in _own(self))
        more = [self.answer(f"more:{item}") for item in self.rounds()]
        return tuple(dict.fromkeys([*self.first.split(), *(one for one in more if one not in ("", DONE))]))

    def rounds(self) -> list[str]:
        """Return how often another one is asked for: until it is enough."""
        rounds, taken = ["1"], len(self.first.split())
        while self.answer(f"more:{rounds[-1]}") not in ("", DONE):
            rounds.append(str(len(rounds) + 1))
        return rounds[: max(0, len(_own(self)) - taken)]

    def others(self, item: str) -> list[Option]:
        """Return those that are not chosen yet, and an end."""
        rounds = self.rounds()
        before = [self.answer(f"more:{n}") for n in rounds[: rounds.index(item)]] if item in rounds else []
        left = [one for one in _own(self) if one.id not in (*self.first.split(), *before)]
        return [Option(DONE, Text("label-that-is-all")), *_family_options(left)]

    def finish(self) -> Sequence[Command]:
        """Give them away, after a yes."""
        if not self.new:
            nothing = "handover-no-colleague" if _own(self) else "handover-nothing"
            return (Show((text(nothing),)),)
        return (
            (HandOver(self.chosen, self.new),) if self.sure == "yes" else (Show((text("nothing-changed"),)),)
        )


# --- a supervisor's team


class TeamLookFlow(Flow):
    """Who is in the team, how many families each has, how much waits there and since when."""

    id, offered_to = "oversee", (Role.SUPERVISOR,)
    needs = frozenset({Need.TEAM})

    worker = OneOf(
        options=lambda flow, _item: [Option(one.id, Literal(one.name)) for one in flow.facts.works],
        when=lambda flow: bool(flow.facts.works),
        args=lambda flow, _item: {"team": flow.lines()},
    )
    family = OneOf(
        options=lambda flow, _item: _family_options(flow.of_worker()),
        when=lambda flow: bool(flow.worker) and bool(flow.of_worker()),
    )

    def of_worker(self) -> list[ServedFamily]:
        """Return the families of whom was chosen."""
        return [one for one in self.facts.team.families if one.caseworker == self.worker]

    def lines(self) -> Value:
        """Return the team, one line each."""
        return team_lines(self)

    def finish(self) -> Sequence[Command]:
        """Open the family."""
        if not self.facts.works:
            return (Show((text("team-none"),)),)
        if not self.family:
            return (Show((text("team-no-family"),)),)
        return (OpenFamily(self.family),)


def team_lines(flow: Flow) -> Value:
    """Return what a supervisor reads of each of the team: families, what waits, and since when."""
    lines: list[Value] = []
    for one in flow.facts.works:
        waits: Value = Text("team-nothing-waits")
        if one.oldest is not None:
            waits = text("team-waits", count=one.waiting, since=Moment(one.oldest, MomentStyle.FULL))
        about = text("team-one", name=one.name, count=one.families, waits=waits)
        lines.append(about if one.is_reachable else text("team-away", about=about))
    return Lines(tuple(lines))


class ReassignFlow(Flow):
    """A supervisor gives a family to somebody else, because its caseworker is away."""

    id, offered_to = "reassign", (Role.SUPERVISOR,)
    needs = frozenset({Need.TEAM, Need.COLLEAGUES, Need.DESK})

    to = OneOf(
        options=lambda flow, _item: [
            one for one in colleague_options(flow, "") if flow.about and one.value != flow.about.caseworker
        ],
        when=lambda flow: flow.about is not None,
        args=lambda flow, _item: {"family": flow.family},
    )
    scope = OneOf(
        options=lambda flow, _item: [
            Option("one", text("label-only-family", family=flow.family)),
            Option(ALL, text("label-all-of", name=flow.worker)),
        ],
        when=lambda flow: bool(flow.to) and len(flow.hers) > 1,
        args=lambda flow, _item: {"name": flow.worker},
    )
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: bool(flow.to) and flow.about is not None,
        args=lambda flow, _item: {
            "name": _called(flow, flow.to),
            "old": flow.worker,
            "families": listing([one.name for one in flow.hers if one.id in flow.chosen] or ["–"]),
        },
    )

    @property
    def about(self) -> ServedFamily | None:
        """The family, if it is still the team's."""
        return next((one for one in self.facts.team.families if one.id == self.given("family")), None)

    @property
    def family(self) -> str:
        """What the family is called."""
        return self.about.name if self.about else "–"

    @property
    def worker(self) -> str:
        """Who has it now."""
        hers = self.about.caseworker if self.about else ""
        return next((one.name for one in self.facts.works if one.id == hers), "–")

    @property
    def hers(self) -> list[ServedFamily]:
        """All families of hers."""
        if self.about is None:
            return []
        return [one for one in self.facts.team.families if one.caseworker == self.about.caseworker]

    @property
    def chosen(self) -> tuple[str, ...]:
        """Those that are given away."""
        return tuple(one.id for one in self.hers if self.scope == ALL or one.id == self.given("family"))

    def finish(self) -> Sequence[Command]:
        """Give them away, after a yes."""
        if self.about is None:
            return (Show((text("team-family-gone"),)),)
        return (
            (HandOver(self.chosen, self.to),) if self.sure == "yes" else (Show((text("nothing-changed"),)),)
        )


def team_rows(flow: Flow) -> tuple[tuple[Choice, ...], ...]:
    """Return the way into the team, for whoever oversees one."""
    is_above = flow.view.speaker.role == Role.SUPERVISOR
    return ((button("label-oversee", Run("oversee")),),) if is_above else ()
