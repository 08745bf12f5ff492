"""What a caseworker allows and ends: permissions, no-contact, and who matters to a child.

Nothing opens or ends here without having been read in plain words and said yes to. What follows from it is
``family.permitting``'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import msgspec

from bot.chat.people import DESK, Phase, Role
from bot.chat.text import Day, Lines, Literal, Text, Value, listing, text
from bot.dates import Said
from bot.family.commands import Command, Connect, GivePermission, KeepApart, Show, WithdrawPermission
from bot.family.facts import Facts, Need, Served
from bot.family.meeting import Meeting
from bot.family.permitting import (
    PERMITTED,
    change_of,
    change_without,
    children_of_parent,
    kinds_for,
    kinds_said,
    terms_said,
)
from bot.family.revoking import Change, touched
from bot.family.showing import named
from bot.family.terms import (
    CASEWORKER,
    IN_PERSON,
    MEETS,
    NOBODY,
    SIBLING,
    SUPERVISION,
    Contact,
    Permission,
    Terms,
    of,
)
from bot.flows.choices import words_at_desk, yes_no_options
from bot.flows.form import Flow, OneOf, Option, Problem, Slot, Written
from bot.flows.terms import STEPS, TermsLine, terms_of
from bot.flows.when import DayAsked, LengthAsked, Sure, now_here, said_in

ALL, _OTHER = "all", "other"
_WORDS = (Contact.KNOW, Contact.LETTERS, Contact.MOMENTS, Contact.QUESTIONS)
SETS: dict[str, tuple[Contact, ...]] = {
    "words": _WORDS,
    "phone": (Contact.PHONE,),
    "visit": (Contact.VISIT,),
    "dates": (Contact.APPOINTMENT, Contact.ACTIVITY),
    "calls": (*_WORDS, Contact.PHONE),
    "visits": (*_WORDS, Contact.PHONE, Contact.VISIT),
    "most": tuple(kind for kind in Contact if kind != Contact.ACTIVITY),
    "every": tuple(Contact),
}
"""Kinds that are mostly given together."""
NOTICE = (4, 24, 48, 72)
_LIST_CHARS, _ORDER_CHARS, _NAME_CHARS = 300, 40, 40
_LONGEST = (60, 90, 120, 180, 240)
_GIVEN = ("person", "children", "what")
_SOME = 4
RELATIONS = ("sibling", "grandparent", "teacher", "former-caregiver", "friend", "relative")


class OfPermissions(Flow):
    """Base of all that is about what is allowed."""

    offered_to = DESK
    needs = frozenset({Need.DESK, Need.MEETINGS, Need.APART, Need.UNSENT})

    @property
    def parents(self) -> tuple[Served, ...]:
        """Those in this caseworker's care who can be allowed something with a child here: parents first."""
        there = sorted(self.facts.desk.people, key=lambda one: one.role != Role.PARENT)
        people = (one for one in there if one.role in PERMITTED)
        return tuple(one for one in people if children_of_parent(self.facts, one.id))


def _person_options(flow: OfPermissions, people: Sequence[Served]) -> list[Option]:
    return [
        Option(one.id, Literal(one.name), names=(text("header", name=one.name, word=words[0]),))
        for one in people
        for words in (words_at_desk(flow.facts.desk, one),)
    ]


def _child_options(flow: PermissionFlow, _item: str) -> list[Option]:
    known = flow.known
    names = listing([name for name, _ in known.values()] or ["–"])
    one_by_one = [Option(child, Literal(name)) for child, (name, _) in known.items()]
    # Some of them: those of one circle, mostly. They are named, for of three there are too many to list.
    some = [
        Option(" ".join(few), listing([known[child][0] for child in few]), is_silent=True)
        for count in range(2, min(len(known), _SOME))
        for few in permutations(known, count)
    ]
    return [Option(ALL, text("label-all-children", children=names), names=(names,)), *one_by_one, *some]


def _kind_options(flow: PermissionFlow, _item: str) -> list[Option]:
    """Return kinds to give, in sets; or, to withdraw, those that hold, and all of them."""
    if flow.what == "withdraw":
        holding = [Option(kind.value, Text(f"label-contact-{kind.value}")) for kind in flow.holding]
        everything = [Option(ALL, Text("label-contact-all"))] if len(holding) > 1 else []
        return [*everything, *holding]
    if flow.parent is not None and flow.parent.role != Role.PARENT:
        ticked = [kind for kind in Contact if kind in kinds_for(flow.parent.role)]
        return [
            Option("words", Text("label-contact-set-words")),
            *(Option(kind.value, Text(f"label-contact-{kind.value}")) for kind in ticked),
        ]
    sets = [Option(name, Text(f"label-contact-set-{name}")) for name in SETS]
    single = [Option(kind.value, Text(f"label-contact-{kind.value}"), is_silent=True) for kind in Contact]
    taken = {option.value for option in sets}
    return [*sets, *(option for option in single if option.value not in taken)]


class Names(Written):
    """Names or places, with commas between them, as the caseworker writes them."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(limit=_LIST_CHARS, is_optional=True, **kwargs)

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take them without spaces around, or say that there is nothing."""
        found = names_in(super().read(flow, slot, words))
        if not found:
            raise Problem("answer-empty")
        return ", ".join(found)


def names_in(words: str) -> tuple[str, ...]:
    """Return the names in a list with commas."""
    return tuple(one.strip() for one in words.split(",") if one.strip())


class LastDay(DayAsked):
    """A day that may be years ahead: an order's end, a review."""

    has_year = True

    def look_at(self, flow: Flow, said: Said) -> None:
        """It is not past."""
        if said.day is None or said.day < now_here(flow).date():
            raise Problem("when-day-past")

    def shown(self, flow: Flow, slot: Slot, value: str) -> Value:
        """Return the day with its year."""
        return Day(said_in(value).day or date.min, has_year=True)


def _months_ahead(flow: Flow) -> list[date]:
    """Return the same day of later months: what orders mostly run for."""
    today = now_here(flow).date()
    days = []
    for months in (1, 3, 6, 12):
        year, month = divmod(today.month - 1 + months, 12)
        days.append(date(today.year + year, month + 1, min(today.day, 28)))
    return days


def _next_weeks(flow: Flow) -> list[date]:
    """Return days on which something may begin that does not begin today."""
    today = now_here(flow).date()
    return [today + timedelta(weeks=weeks) for weeks in (1, 2, 4)]


def _gives(flow: PermissionFlow) -> bool:
    return flow.what == "give" and bool(flow.given_kinds)


def _goes_on(flow: PermissionFlow) -> bool:
    return _gives(flow) and flow.answer("line") == STEPS


def _lasts(flow: PermissionFlow) -> bool:
    return _goes_on(flow) and bool(MEETS & set(flow.given_kinds))


def _meets(flow: PermissionFlow) -> bool:
    return _goes_on(flow) and bool(IN_PERSON & set(flow.given_kinds))


class PermissionFlow(OfPermissions):
    """Give, change, withdraw or look at what a parent may have with a child."""

    id, command = "permission", "permission"
    person = OneOf(
        options=lambda flow, _item: _person_options(flow, flow.parents),
        when=lambda flow: bool(flow.parents) and not flow.given("person"),
    )
    children = OneOf(
        options=_child_options,
        when=lambda flow: bool(flow.person) and len(flow.known) > 1 and not flow.given("children"),
    )
    what = OneOf(
        options=lambda flow, _item: [
            Option(one, Text(f"label-permission-{one}"))
            for one in ("give", "withdraw", "see")
            if one != "withdraw" or flow.holding
        ],
        when=lambda flow: bool(flow.person) and not flow.given("what"),
    )
    kinds = OneOf(options=_kind_options, when=lambda flow: flow.what in ("give", "withdraw"))
    supervision = OneOf(
        options=lambda _flow, _item: [Option(way, Text(f"label-supervision-{way}")) for way in SUPERVISION],
        when=lambda flow: _gives(flow) and bool(IN_PERSON & set(flow.given_kinds)),
    )
    line = TermsLine(when=_gives)
    since = LastDay(_next_weeks, is_optional=True, when=_goes_on)
    since_sure = Sure("since")
    until = LastDay(_months_ahead, is_optional=True, when=_goes_on)
    until_sure = Sure("until")
    longest = LengthAsked(_LONGEST, is_optional=True, when=_lasts)
    notice = OneOf(
        options=lambda _flow, _item: [
            Option(str(hours), text("label-hours", hours=hours)) for hours in NOTICE
        ],
        is_optional=True,
        when=_lasts,
    )
    places = Names(when=_meets)
    escorts = Names(when=lambda flow: _meets(flow) and flow.supervision != SUPERVISION[0])
    drivers = Names(when=_meets)
    review = LastDay(_months_ahead, is_optional=True, when=_goes_on)
    review_sure = Sure("review")
    approval = OneOf(
        options=lambda _flow, _item: [
            Option(CASEWORKER, Text("label-approval-caseworker")),
            Option(NOBODY, Text("label-approval-none")),
        ],
        when=_lasts,
    )
    order = Written(limit=_ORDER_CHARS, is_optional=True, when=_goes_on)
    sure = OneOf(
        options=yes_no_options,
        when=_gives,
        args=lambda flow, _item: {"what": flow.summary()},
    )
    told = OneOf(
        options=lambda _flow, _item: [
            Option("told", Text("label-permission-told")),
            Option("call", Text("label-permission-call")),
            Option("no", Text("label-cancel")),
        ],
        when=lambda flow: flow.what == "withdraw" and bool(flow.ended_kinds),
        args=lambda flow, _item: {"who": flow.name, "follows": flow.ending()},
    )

    def answer(self, key: str) -> str:
        """Return the stored answer, else what this was opened with."""
        return super().answer(key) or (self.given(key) if key in _GIVEN else "")

    @property
    def parent(self) -> Served | None:
        """The parent."""
        return next((one for one in self.parents if one.id == self.person), None)

    @property
    def name(self) -> Value:
        """The parent's name."""
        return Literal(self.parent.name if self.parent else "–")

    @property
    def known(self) -> dict[str, tuple[str, str]]:
        """The parent's children in this caseworker's care: name and family."""
        return children_of_parent(self.facts, self.person) if self.person else {}

    @property
    def chosen(self) -> tuple[str, ...]:
        """The children that it is about."""
        wanted = self.answer("children")
        chosen = wanted.split()
        return tuple(self.known) if wanted in ("", ALL) else tuple(one for one in self.known if one in chosen)

    @property
    def holding(self) -> tuple[Contact, ...]:
        """The kinds that hold now with any of these children."""
        found = {one.kind for one in self.permissions() if not one.is_withdrawn}
        return tuple(kind for kind in Contact if kind in found)

    @property
    def given_kinds(self) -> tuple[Contact, ...]:
        """The kinds that are to be given."""
        value = self.answer("kinds")
        if self.what != "give" or not value:
            return ()
        return SETS.get(value) or (Contact(value),)

    @property
    def ended_kinds(self) -> tuple[Contact, ...]:
        """The kinds that are to end."""
        value = self.answer("kinds")
        if self.what != "withdraw" or not value:
            return ()
        return self.holding if value == ALL else tuple(kind for kind in self.holding if kind == value)

    def permissions(self) -> list[Permission]:
        """Return what has been given to the parent with these children, withdrawn or not."""
        return [
            one for child in self.chosen for one in of(self.facts.permissions, self.person, child, Contact)
        ]

    def terms(self) -> Terms:
        """Return the terms as they are answered."""
        if (line := terms_of(self.line)) is not None:
            return msgspec.structs.replace(line, supervision=self.supervision or None)
        return Terms(
            since=self._day("since") or now_here(self).date(),
            until=self._day("until"),
            supervision=self.supervision or None,
            order=self.order or None,
            approval=self.approval or CASEWORKER,
            notice_hours=int(self.notice) if self.notice else None,
            max_minutes=said_in(self.longest).minutes,
            places=names_in(self.places),
            escorts=names_in(self.escorts),
            drivers=names_in(self.drivers),
            review=self._day("review"),
        )

    def _day(self, key: str) -> date | None:
        said = said_in(self.answer(f"{key}_sure") or self.answer(key))
        return None if said.doubt else said.day

    def slot_is_there(self, key: str) -> bool:
        """Whether a question has been answered."""
        return bool(self.answer(key))

    def forgets(self, key: str) -> tuple[str, ...]:
        """What a reading was chosen of is another one now."""
        return (f"{key}_sure",) if key in ("since", "until", "review") else ()

    def children_named(self) -> Value:
        """Return the children by name."""
        return listing([self.known[child][0] for child in self.chosen] or ["–"])

    def summary(self) -> Value:
        """Return all that would hold, in plain words."""
        terms = terms_said(self.terms(), self.given_kinds, now_here(self).date(), is_desk=True)
        first = text(
            "permission-summary",
            who=self.name,
            kinds=kinds_said(self.given_kinds),
            children=self.children_named(),
        )
        return Lines((first, *terms.items, *self._follows(change_of(self.to_give(), self.facts.permissions))))

    def ending(self) -> Value:
        """Return what becomes of meetings when it ends."""
        follows = self._follows(change_without(self.to_end(), self.facts.permissions))
        return Lines(follows or (text("permission-no-meetings"),))

    def _follows(self, change: Change) -> tuple[Value, ...]:
        found = touched(change, self.facts.meetings, self.view.now)
        said: list[Value] = []
        if found.off:
            said.append(text("permission-would-end", meetings=_which(found.off)))
        if found.without:
            said.append(text("permission-would-miss", who=self.name, meetings=_which(found.without)))
        if found.otherwise:
            said.append(text("permission-would-change", meetings=_which(found.otherwise)))
        return tuple(said)

    def to_give(self) -> GivePermission:
        """Return what is to be given."""
        return GivePermission(self.person, self.chosen, self.given_kinds, self.terms())

    def to_end(self) -> WithdrawPermission:
        """Return what is to end."""
        return WithdrawPermission(self.person, self.chosen, self.ended_kinds, self.told == "told")

    def finish(self) -> Sequence[Command]:
        """Do it, or leave all as it is."""
        if self.parent is None or not self.chosen:
            return (Show((text("permission-nobody"),)),)
        if self.what == "see":
            return (Show((text("permission-title", who=self.name), *self._shown())),)
        if self.what == "withdraw":
            if self.told not in ("told", "call") or not self.ended_kinds:
                return (Show((text("permission-left"),)),)
            return (self.to_end(),)
        if self.sure != "yes":
            return (Show((text("permission-left"),)),)
        return (self.to_give(),)

    def _shown(self) -> tuple[Value, ...]:
        """Return what holds, kinds on the same terms together."""
        by_terms: dict[tuple[str, Terms], list[Permission]] = {}
        for one in self.permissions():
            if not one.is_withdrawn:
                by_terms.setdefault((one.child, one.terms), []).append(one)
        today = now_here(self).date()
        parts: list[Value] = []
        for (child, _), same in by_terms.items():
            kinds = [one.kind for one in same]
            name = Literal(self.known[child][0])
            first = text("permission-line", kinds=kinds_said(kinds), child=name)
            parts.append(Lines((first, *terms_said(same[0].terms, kinds, today, is_desk=True).items)))
        return tuple(parts) or (text("permission-nothing"),)


def _which(meetings: Iterable[Meeting]) -> Lines:
    return Lines(tuple(line for one in meetings for line in named(one).items))


def _adults(facts: Facts) -> list[Served]:
    return [one for one in facts.desk.people if one.role not in DESK]


class NoContactFlow(OfPermissions):
    """Keep two adults apart, or let them meet again."""

    id, command = "nocontact", "nocontact"
    one = OneOf(
        options=lambda flow, _item: _person_options(flow, _adults(flow.facts)),
        when=lambda flow: len(_adults(flow.facts)) > 1,
    )
    other = OneOf(
        options=lambda flow, _item: _person_options(
            flow, [who for who in _adults(flow.facts) if who.id != flow.one]
        ),
        when=lambda flow: bool(flow.one),
        args=lambda flow, _item: {"who": flow.name_of(flow.one)},
    )
    order = Written(
        limit=_ORDER_CHARS, is_optional=True, when=lambda flow: bool(flow.other) and not flow.are_apart
    )
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: bool(flow.other) and not flow.are_apart,
        args=lambda flow, _item: flow.both(),
    )
    over = OneOf(
        options=yes_no_options,
        when=lambda flow: bool(flow.other) and flow.are_apart,
        args=lambda flow, _item: flow.both(),
    )

    @property
    def are_apart(self) -> bool:
        """Whether they are kept apart now."""
        return (self.one, self.other) in self.facts.apart

    def name_of(self, person: str) -> Value:
        """Return somebody's name."""
        found = self.facts.desk.person(person)
        return Literal(found.name if found else "–")

    def both(self) -> dict[str, Value | str | int]:
        """Return both names."""
        return {"one": self.name_of(self.one), "other": self.name_of(self.other)}

    def finish(self) -> Sequence[Command]:
        """Do it, or leave all as it is."""
        if not self.other:
            return (Show((text("permission-nobody"),)),)
        if self.are_apart and self.over == "yes":
            return (KeepApart(self.one, self.other, is_apart=False),)
        if not self.are_apart and self.sure == "yes":
            return (KeepApart(self.one, self.other, is_apart=True, order=self.order),)
        return (Show((text("permission-left"),)),)


def _sibling_options(flow: ConnectionFlow, _item: str) -> list[Option]:
    children = flow.of_family
    one_by_one = [Option(child, Literal(name)) for child, name in children.items()]
    names = listing(list(children.values()) or ["–"])
    everybody = [Option(ALL, text("label-all-children", children=names), names=(names,))]
    somebody = Option(_OTHER, Text("label-sibling-other"), is_pinned=True)
    return [*(everybody if len(children) > 1 else []), *one_by_one, somebody]


class ConnectionFlow(OfPermissions):
    """Record who matters to a child; of brothers and sisters in other homes, whether they may meet."""

    id, command = "connection", "connection"
    needs = OfPermissions.needs | {Need.SIBLINGS}
    child = OneOf(
        options=lambda flow, _item: [Option(one, Literal(name)) for one, name in flow.known.items()],
        when=lambda flow: bool(flow.known),
    )
    kind = OneOf(
        options=lambda _flow, _item: [Option(one, Text(f"label-relation-{one}")) for one in RELATIONS],
        when=lambda flow: bool(flow.child),
        args=lambda flow, _item: {"child": flow.known.get(flow.child, "–")},
    )
    sibling = OneOf(
        options=_sibling_options,
        when=lambda flow: flow.kind == SIBLING and bool(flow.of_family),
    )
    meet = OneOf(
        options=yes_no_options,
        when=lambda flow: bool(flow.elsewhere) and not flow.may_meet,
        args=lambda flow, _item: flow.both(),
    )
    still = OneOf(
        options=yes_no_options,
        when=lambda flow: bool(flow.elsewhere) and flow.may_meet,
        args=lambda flow, _item: flow.both(),
    )
    name = Written(limit=_NAME_CHARS, when=lambda flow: flow.is_by_name())

    @property
    def known(self) -> dict[str, str]:
        """The children in this caseworker's care."""
        return {one.id: one.name for circle in self.facts.desk.circles for one in circle.children}

    @property
    def of_family(self) -> dict[str, str]:
        """The other children of the same family in this caseworker's care."""
        circles = self.facts.desk.circles
        families = {one.family for one in circles if any(child.id == self.child for child in one.children)}
        return {
            child.id: child.name
            for one in circles
            if one.family in families
            for child in one.children
            if child.id != self.child
        }

    @property
    def chosen(self) -> tuple[str, ...]:
        """The brothers and sisters that it is about."""
        wanted = self.sibling
        return tuple(one for one in self.of_family if wanted in (ALL, one)) if self.kind == SIBLING else ()

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Those of them who live in another home: those of one home meet every day."""
        own = self._homes(self.child)
        return tuple(one for one in self.chosen if not own & self._homes(one))

    def _homes(self, child: str) -> set[str]:
        return {
            member.home
            for circle in self.facts.desk.circles
            if circle.phase != Phase.CLOSED and any(one.id == child for one in circle.children)
            for member in circle.members
            if member.role == Role.CAREGIVER and member.home
        }

    @property
    def may_meet(self) -> bool:
        """Whether all of them may meet the child now."""
        now = {one.id for one in self.facts.siblings if one.child == self.child}
        return set(self.elsewhere) <= now

    def is_by_name(self) -> bool:
        """Whether it is somebody whom only a name tells."""
        if not self.child or not self.kind:
            return False
        return self.kind != SIBLING or not self.of_family or self.sibling == _OTHER

    def both(self) -> dict[str, Value | str | int]:
        """Return the names of the child, and of the brothers and sisters elsewhere."""
        names = listing([self.of_family[one] for one in self.elsewhere] or ["–"])
        return {"child": self.known.get(self.child, "–"), "others": names}

    def finish(self) -> Sequence[Command]:
        """Record it."""
        if self.chosen:
            if self.still == "yes":
                return (Show((text("permission-left"),)),)
            about = self.elsewhere or self.chosen
            return (Connect(self.child, "", self.kind, about, self.meet == "yes"),)
        if not self.child or not self.name:
            return (Show((text("permission-nobody"),)),)
        return (Connect(self.child, self.name, self.kind),)
