"""The circles of a roster, who has said yes in them, and who must be kept apart.

A recorded circle is left as it is, however the file has it: adding anybody to it would widen a contact.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from bot.chat.draft import Run, button
from bot.chat.ids import new_id
from bot.chat.people import PersonState, Phase, Way, Willing
from bot.chat.text import listing, text
from bot.family.circles import HOLD_DAYS
from bot.roster import Mistake
from bot.store.importing.families import begins
from bot.store.importing.people import everyone
from bot.store.importing.work import listed, named
from bot.store.moving import expect_first_call
from bot.store.refs import ref_columns
from bot.store.schema import circle, circle_child, member, no_contact, willingness
from bot.store.sealing import Scope
from bot.store.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.roster import Circle, Roster
    from bot.store.importing.recorded import Recorded, RecordedCircle
    from bot.store.importing.work import Work


LATELY = timedelta(days=7)
"""A file is rarely taken in on the day on which a child moves; after a week both homes have long spoken."""


def mistakes(roster: Roster, recorded: Recorded) -> Iterator[Mistake]:
    """Yield circles of two that are under no contact here, or that belong to another family here."""
    families = {child.id: family.id for family in roster.families for child in family.children}
    for one in roster.circles:
        where = named("circle", one.id)
        known = recorded.circles.get(one.id)
        if known is not None and known.family != families[one.children[0]]:
            says = "is a circle of another family here; if it is another circle, choose another id"
            yield Mistake(where, says)
        for pair in combinations(sorted(one.people), 2):
            if pair in recorded.no_contacts:
                says = f"{listed(pair)} are under no contact here; write a circle for each"
                yield Mistake(where, says)


def add(work: Work) -> None:
    """Record new circles; report how recorded ones differ."""
    families = {child.id: family.id for family in work.roster.families for child in family.children}
    willing = _whoever_has_agreed(work)
    for one in work.roster.circles:
        known = work.recorded.circles.get(one.id)
        if known is not None:
            work.unchanged["circle"] += 1
            _compare(work, one, known)
        elif not _would_go_round_another(work, one):
            _record(work, one, work.families[families[one.children[0]]], willing)


def _record(work: Work, one: Circle, family: str, willing: set[str]) -> None:
    row = new_id()
    way = one.way or work.session.defaults.introduction
    is_held = Phase(one.phase) == Phase.INTRODUCTION and way == Way.HOLD
    values = {
        "id": row,
        **ref_columns(work.session, circle, Scope.family(family), row, one.id),
        "family_id": family,
        "phase": one.phase,
        "way": way,
        "hold_until": work.session.now + timedelta(days=HOLD_DAYS) if is_held else None,
        "hold_told": False,
    }
    work.add(circle, [values])
    work.add(circle_child, [{"circle_id": row, "child_id": work.children[ref]} for ref in one.children])
    people = [work.people[ref] for ref in one.people]
    work.add(member, [{"circle_id": row, "person_id": person, "reach_told": ""} for person in people])
    work.add(
        willingness,
        [
            {
                "circle_id": row,
                "person_id": work.people[who],
                "other_id": work.people[other],
                "answer": Willing.YES.value,
                "at": work.session.now,
            }
            for who, other in permutations(one.people, 2)
            # Whoever once said "not yet" or takes a break from somebody is not taken at the file's word.
            if who in willing and (who, other) not in work.recorded.reluctant
        ],
    )
    _ask(work, one, willing)
    if any(_has_just_moved(work, ref) for ref in one.children):
        expect_first_call(work.session, row)
    agreed = ", ".join(sorted(willing & set(one.people)))
    work.made("circle", row, f"{one.phase} {way} {' '.join(one.people)} agreed: {agreed}", family)


def _has_just_moved(work: Work, ref: str) -> bool:
    """Whether a child came to live where it lives so lately that both homes are yet to speak."""
    placed = next(
        (child.placed for family in work.roster.families for child in family.children if child.id == ref),
        None,
    )
    since = begins(work, placed)
    lately = max(LATELY, timedelta(hours=work.session.defaults.first_call_hours))
    return since is not None and work.session.now < since + lately


def _ask(work: Work, one: Circle, willing: set[str]) -> None:
    """Ask those who have joined already: nobody else would, and no yes would ever be given."""
    names = {child.id: child.name for family in work.roster.families for child in family.children}
    new = text("circle-new", children=listing([names[ref] for ref in one.children]))
    for ref in one.people:
        known = work.recorded.people.get(ref)
        is_asked = ref not in willing or any((ref, other) in work.recorded.reluctant for other in one.people)
        if known is not None and known.state == PersonState.JOINED and is_asked:
            tell(work.session, work.people[ref], new, rows=((button("label-meet", Run("meet")),),))


def _would_go_round_another(work: Work, one: Circle) -> bool:
    """Report, and refuse, a second circle of the same people about the same child.

    Under a new id they could write where the caseworker has paused them, or wants to look first.
    """
    for ref, known in sorted(work.recorded.circles.items()):
        both, child = known.people & set(one.people), known.children & set(one.children)
        if len(both) > 1 and child and known.phase != Phase.CLOSED:
            says = f'was not recorded: {listed(both)} share the circle "{ref}" about {listed(child)} already'
            work.differs(named("circle", one.id), f"{says}; close that first, or do it in the bot (circle)")
            return True
    return False


def _whoever_has_agreed(work: Work) -> set[str]:
    """Return who has joined and said yes, because the agency has verified an account of theirs."""
    agreed = set()
    for _, someone in everyone(work.roster):
        known = work.recorded.people.get(someone.id)
        has_verified = any(known is None or one in work.recorded.owners for one in someone.accounts)
        if has_verified and (known is None or known.state == PersonState.JOINED):
            agreed.add(someone.id)
    return agreed


def _compare(work: Work, one: Circle, known: RecordedCircle) -> None:
    what = named("circle", one.id)
    if known.phase != one.phase:
        work.differs(what, f"is {known.phase}, the file says {one.phase}; it stays {known.phase}")
    elif one.way and known.phase == Phase.INTRODUCTION and one.way != known.way:
        work.differs(what, f"is introduced by {known.way}, the file says {one.way}; it stays {known.way}")
    for key, wanted, has in (
        ("people", set(one.people), known.people),
        ("children", set(one.children), known.children),
    ):
        if added := wanted - has:
            says = f"the file adds {listed(added)} to its {key}; that is for the caseworker (circle)"
            work.differs(what, says)
        if gone := has - wanted:
            work.differs(what, f"the file takes {listed(gone)} out of its {key}; they are still in it")


def add_no_contacts(work: Work) -> None:
    """Record who must be kept apart, both ways round. This only ever narrows, so it always applies."""
    known = work.recorded.no_contacts
    wanted = {tuple(sorted(one.between)): one.order or "" for one in work.roster.nocontacts}
    for (one, other), order in sorted(wanted.items()):
        what = f"no contact between {listed((one, other))}"
        if (one, other) in known:
            work.unchanged["no-contact"] += 1
            if known[one, other] != order:
                work.differs(what, "the order is recorded otherwise; nothing was changed")
            continue
        rows = [_kept_apart(work, *pair, order) for pair in ((one, other), (other, one))]
        work.add(no_contact, rows)
        work.made("no-contact", str(rows[0]["id"]), f"{one} {other} {order}")
        for ref, shared in sorted(work.recorded.circles.items()):
            if {one, other} <= shared.people and shared.phase != Phase.CLOSED:
                says = f'they share the circle "{ref}"; what they write there ends now: pause it and make two'
                work.differs(what, says)
    for one, other in sorted(set(known) - set(wanted)):
        if one < other and one in work.people and other in work.people:
            work.differs(f"no contact between {listed((one, other))}", "is not in the file; it stays")


def _kept_apart(work: Work, one: str, other: str, order: str) -> dict[str, object]:
    row, scope = new_id(), Scope.person(work.people[one])
    sealed = work.session.seal(scope, "no_contact.details", row, order) if order else None
    return {"id": row, "one_id": work.people[one], "other_id": work.people[other], "details": sealed}
