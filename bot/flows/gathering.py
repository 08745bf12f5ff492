"""Who is to be in a circle: names as a caseworker writes them, and who is meant by each.

A name is taken for somebody known only where that is beyond doubt; else it is asked. Knows nothing of how the
circle begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.chat.people import DESK, Member, PersonState, Role
from bot.chat.text import Lines, Literal, Text, Value, listing, text
from bot.family.facts import Need, Served, ServedChild
from bot.family.founding import kept_apart
from bot.family.newcomers import Placing
from bot.flows.choices import Called, words_at_desk
from bot.flows.form import Each, Flow, Option, Problem, Slot
from bot.flows.interview import as_typed
from bot.flows.lines import names_in
from bot.flows.pages import people_of
from bot.policy import names

NEW, _ALL = "new", "all"
_LINE_CHARS, _NAME_CHARS = 200, 24
_ROLES = (Role.PARENT, Role.CAREGIVER, Role.SUPPORTER, Role.YOUTH)


class People(Called):
    """Names of people, with commas between them; known ones are buttons."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(limit=_LINE_CHARS, **kwargs)

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take the names, or say which of them cannot stand."""
        found = names_in(names.written(words))
        if not found:
            raise Problem("answer-empty")
        for name in found:
            if len(name) > _NAME_CHARS:
                raise Problem("answer-too-long", limit=_NAME_CHARS)
            if not names.is_plain(name):
                raise Problem("name-letters")
            there = [one.name for one in flow.there] if isinstance(flow, Gathering) else []
            if names.is_taken(name, there):
                raise Problem("circle-is-in", name=name)
            if not isinstance(flow, Gathering) or not flow.known_as(name):
                self._look_at(flow, name)
        return ", ".join(found)

    def _look_at(self, flow: Flow, name: str) -> None:
        """Raise Problem where nobody new may be called so."""
        if names.is_taken(name, [flow.view.speaker.name]):
            raise Problem("name-taken")
        if self.tells(flow, name):
            raise Problem("name-tells")
        if names.claims_office(name):
            raise Problem("name-office")

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether there is anybody in it."""
        return self.is_optional if value == "" else bool(names_in(value))


class Gathering(Flow):
    """Base of what puts people in a circle."""

    offered_to = DESK
    needs = frozenset({Need.DESK, Need.CHILDREN, Need.APART})

    @property
    def about(self) -> tuple[ServedChild, ...]:
        """The children of the circle."""
        raise NotImplementedError

    @property
    def there(self) -> tuple[Member, ...]:
        """Who is in it in any case."""
        raise NotImplementedError

    @property
    def family(self) -> str:
        """The family, "" while that is not known."""
        return self.about[0].family if self.about else ""

    @property
    def named(self) -> tuple[str, ...]:
        """The names that were written."""
        return (*names_in(self.answer("parents")), *names_in(self.answer("others")))

    def may_join(self, person: Served) -> bool:
        """Whether there is no order between somebody and those who are in it in any case."""
        return kept_apart([person.id, *(one.id for one in self.there)], self.facts) is None

    @property
    def around(self) -> list[Served]:
        """Those whom a name may mean: all in this caseworker's care who are not in it already."""
        there = {one.id for one in self.there}
        return [
            one
            for one in self.facts.desk.people
            if one.id not in there and one.role not in DESK and one.state != PersonState.LEFT
        ]

    def known_as(self, name: str) -> list[Served]:
        """Return those who are called so."""
        return [one for one in self.around if as_typed(one.name) == as_typed(name)]

    def doubtful(self) -> list[str]:
        """Return the names that may be somebody of another family's, or more than one person's."""
        own = {one.id for one in people_of(self.facts, self.family)}
        found = []
        for name in self.named:
            known = self.known_as(name)
            is_plain = len(known) == 1 and (known[0].id in own or is_free(self, known[0]))
            if known and not is_plain:
                found.append(name)
        return found

    def meant(self, name: str) -> Served | None:
        """Return who is meant by a name, None for somebody new."""
        known = self.known_as(name)
        if name in self.doubtful():
            return next((one for one in known if one.id == self.answer(f"who:{name}")), None)
        return known[0] if known else None

    def newcomers(self) -> list[str]:
        """Return the names of those who are new and not said to be parents."""
        others = set(names_in(self.answer("others")))
        return [name for name in self.named if name in others and self.meant(name) is None]

    def role_of(self, name: str) -> Role:
        """Return what somebody is here."""
        known = self.meant(name)
        if known is not None:
            return known.role
        if name in names_in(self.answer("parents")):
            return Role.PARENT
        return Role(self.answer(f"role:{name}") or Role.SUPPORTER)

    def whose(self) -> list[str]:
        """Return the names of parents of whom it is to be said which of the children are theirs."""
        if len(self.about) <= 1:
            return []
        return [name for name in self.named if self.role_of(name) == Role.PARENT and not self._is_known(name)]

    def _is_known(self, name: str) -> bool:
        """Whether it is recorded that somebody is a parent of each of these children."""
        known = self.meant(name)
        return known is not None and all(known.id in one.parents for one in self.about)

    def parent_of(self, name: str) -> tuple[str, ...]:
        """Return the children of a parent."""
        if self.role_of(name) != Role.PARENT:
            return ()
        wanted = self.answer(f"child_of:{name}")
        children = tuple(one.id for one in self.about)
        return children if wanted in ("", _ALL) else tuple(one for one in children if one == wanted)

    def placings(self) -> tuple[Placing, ...]:
        """Return who is to be in it, those apart who are there in any case."""
        given = self.facts.desk.person(self.given("person"))
        found = [Placing(given.id, given.name, given.role)] if given else []
        for name in self.named:
            known = self.meant(name)
            found.append(Placing(known.id if known else "", name, self.role_of(name), self.parent_of(name)))
        return tuple(found)

    def apart(self) -> tuple[Served, ...]:
        """Return two of them who may have no contact, nobody if there are none."""
        known = [*(one.id for one in self.there), *(one.person for one in self.placings() if one.person)]
        found = kept_apart(known, self.facts)
        people = (self.facts.desk.person(one) for one in found or ())
        return tuple(one for one in people if one is not None)

    def described(self) -> Value:
        """Return everybody who is to be in it, a line each."""
        there = (text("circle-who", name=one.name, what=Text(f"word-{one.role.value}")) for one in self.there)
        return Lines((*there, *self.coming().items))

    def coming(self) -> Lines:
        """Return those who come into it, a line each, and for whom the caseworker speaks."""
        lines: list[Value] = []
        for one in self.placings():
            children = [child.name for child in self.about if child.id in one.parent_of]
            what: Value = Text(f"word-{one.role.value}")
            if children:
                what = text("circle-parent-of", children=listing(children))
            lines.append(text("circle-who" if one.person else "circle-who-new", name=one.name, what=what))
        by_phone = [
            one.name
            for one in self.facts.desk.people
            if one.state == PersonState.BY_PHONE and one.id in self.ids()
        ]
        if by_phone:
            lines.append(text("circle-by-phone", people=listing(by_phone)))
        return Lines(tuple(lines))

    def ids(self) -> set[str]:
        """Return those who are known already, by id."""
        return {*(one.id for one in self.there), *(one.person for one in self.placings())}


def is_free(flow: Flow, person: Served) -> bool:
    """Whether somebody is of no family yet: recorded, and in no circle, in no home and no child's parent."""
    is_parent = any(person.id in one.parents for one in flow.facts.children)
    return person.family is None and person.home is None and not is_parent


def parent_options(flow: Gathering, _item: str = "") -> list[Option]:
    """Return the parents of these children, together and one by one, else whoever is of the family."""
    about = {one.id for one in flow.about}
    parents = {person for one in flow.facts.children if one.id in about for person in one.parents}
    found = [one for one in flow.around if one.id in parents and flow.may_join(one)]
    options = [Option(one.name, Literal(one.name)) for one in found]
    if len(found) > 1 and kept_apart([one.id for one in found], flow.facts) is None:
        options.insert(0, Option(", ".join(one.name for one in found), listing([one.name for one in found])))
    own = {one.id for one in people_of(flow.facts, flow.family)}
    others = [
        one for one in flow.around if one.id in own and one.id not in parents and one.role == Role.PARENT
    ]
    options += [Option(one.name, Literal(one.name)) for one in others]
    return list({option.value: option for option in options}.values())


def other_options(flow: Gathering, _item: str) -> list[Option]:
    """Return who else is of the family, or of none yet."""
    own = {one.id for one in people_of(flow.facts, flow.family)}
    named = set(flow.named)
    around = [one for one in flow.around if one.name not in named and flow.may_join(one)]
    found = [one for one in around if one.id in own or is_free(flow, one)]
    return list({one.name: Option(one.name, Literal(one.name)) for one in found}.values())


def _who_options(flow: Gathering, item: str) -> list[Option]:
    known = flow.known_as(item)
    options = [Option(one.id, Literal(one.name)) for one in known]
    words = {one.id: words_at_desk(flow.facts.desk, one) for one in known}
    labelled = [Option(one.value, _with(one.label, words[one.value])) for one in options]
    return [*labelled, Option(NEW, Text("label-someone-new"), is_pinned=True)]


def _with(label: Value, words: Sequence[Value]) -> Value:
    for said in words:
        label = text("header", name=label, word=said)
    return label


def _whose_options(flow: Gathering, _item: str) -> list[Option]:
    called = listing([one.name for one in flow.about] or ["–"])
    return [
        Option(_ALL, text("label-all-children", children=called), names=(called,)),
        *(Option(one.id, Literal(one.name)) for one in flow.about),
    ]


def _role_options(_flow: Flow, _item: str) -> list[Option]:
    return [Option(role, Text(f"label-role-{role.value}")) for role in _ROLES]


def asked_of_people() -> tuple[Each, Each, Each]:
    """Return what is asked of names, for a flow to declare: who is meant, their role, whose parents."""
    return (
        Each(
            lambda flow: flow.doubtful(),
            options=_who_options,
            args=lambda _flow, item: {"name": item},
            short=lambda _flow, item: text("header", name=item, word=Text("circle-which-person.short")),
            prompt="circle-which-person",
        ),
        Each(
            lambda flow: flow.newcomers(),
            options=_role_options,
            args=lambda _flow, item: {"name": item},
            short=lambda _flow, item: text("header", name=item, word=Text("circle-role.short")),
            prompt="circle-role",
        ),
        Each(
            lambda flow: flow.whose(),
            options=_whose_options,
            args=lambda _flow, item: {"name": item},
            short=lambda _flow, item: text("header", name=item, word=Text("circle-whose.short")),
            prompt="circle-whose",
        ),
    )
