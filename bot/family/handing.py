"""What is handed out of a family's record, to whom: what stands in it, and who is kept out of it.

Never in it: the private lines, notes, where somebody is safe, what got in the way of a meeting (PRODUCT,
section 5). Knows nothing of how it is made.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, time, timedelta

import msgspec

from bot.chat.draft import Kind
from bot.chat.ids import new_id
from bot.chat.people import Circle, View
from bot.chat.record import Form, Wanted
from bot.chat.text import Literal, Text, Value, text
from bot.family.commands import HandOut
from bot.family.events import RecordHanded
from bot.family.facts import Desk, Facts
from bot.family.outcome import Outcome, answered, told
from bot.family.wall import local, moment

PERIODS = {"week": timedelta(days=7), "month": timedelta(days=30), "all": None}
"""The periods that end now, by their choices; None: from the beginning."""
_MOMENT = timedelta(microseconds=1)
DAYS, EVERY_FORM, NOBODY = "days", "all", "nobody"
OF_FAMILY, OF_PERSON = "family", "person"
PURPOSES = ("court", "lawyer", "file", "family")
RECIPIENTS = ("court", "agency")
"""Ready answers; anything else is the caseworker's words."""


class Scope(msgspec.Struct, frozen=True):
    """Of what a record is: one circle, a family, or one person in a family."""

    family: str
    circle: str = ""
    person: str = ""


def whole(facts: Facts) -> Desk:
    """Return the desk with the circles that are closed: what was said there is still in the record."""
    return msgspec.structs.replace(facts.desk, circles=(*facts.desk.circles, *facts.closed))


def scope_of(about: Mapping[str, str], desk: Desk) -> Scope | None:
    """Return what is asked for, None where it is not, or no more, in this caseworker's care."""
    if about.get("circle"):
        circle = desk.circle(about["circle"])
        return Scope(circle.family, circle.id) if circle else None
    kind, _, rest = about.get("whom", "").partition(":")
    family, _, person = rest.partition(":")
    if not any(one.id == family for one in desk.families):
        return None
    if kind == OF_FAMILY:
        return Scope(family)
    is_there = any(one == person for one, _ in people_in(Scope(family), desk))
    return Scope(family, person=person) if is_there else None


def people_in(scope: Scope, desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return those around the children, each with their name: who has left is still in the record."""
    found: dict[str, str] = {}
    for circle in circles_in(scope, desk):
        found |= {one.id: one.name for one in (*circle.members, *circle.left)}
    return tuple(found.items())


def circles_in(scope: Scope, desk: Desk) -> list[Circle]:
    """Return the circles of which it is."""
    around = [circle for circle in desk.circles if circle.family == scope.family]
    if scope.circle:
        return [circle for circle in around if circle.id == scope.circle]
    if not scope.person:
        return around
    return [one for one in around if scope.person in {who.id for who in (*one.members, *one.left)}]


def kept_out(scope: Scope, about: Mapping[str, str], facts: Facts) -> tuple[str, ...]:
    """Return who is not to be in it: whoever may have no contact with those whom it is of, or for.

    Where two of it are kept apart and neither is meant, one of them must be named; until then both are out.
    """
    people = people_in(scope, whole(facts))
    meant = {scope.person, about.get("recipient", ""), *named_in(about.get("recipient", ""), people)}
    out = {one for one, _ in people if any((one, other) in facts.apart for other in meant)}
    if about.get("out") == NOBODY:
        return tuple(sorted(out))
    if about.get("out"):
        out.add(about["out"])
    out |= {one for pair in pairs_apart(people, out, facts) for one in pair}
    return tuple(sorted(out - {scope.person}))


def pairs_apart(
    people: Sequence[tuple[str, str]], out: Collection[str], facts: Facts
) -> list[tuple[str, str]]:
    """Return those of these people who may have no contact with each other, the ones that are out aside."""
    left = [one for one, _ in people if one not in out]
    return [(one, other) for one in left for other in left if one < other and (one, other) in facts.apart]


def not_in_all(scope: Scope | None, about: Mapping[str, str], facts: Facts) -> list[str]:
    """Return the names of those it is for who would read what was said in circles that they are not in."""
    if scope is None:
        return []
    people = people_in(scope, whole(facts))
    recipient = about.get("recipient", "")
    meant = {recipient, *named_in(recipient, people)}
    around = [
        {one.id for one in (*circle.members, *circle.left)} for circle in circles_in(scope, whole(facts))
    ]
    return [name for one, name in people if one in meant and any(one not in there for there in around)]


def undecided(scope: Scope, about: Mapping[str, str], facts: Facts) -> list[tuple[str, str]]:
    """Return the pairs of which somebody has yet to say who is kept out."""
    known = {name: value for name, value in about.items() if name != "out"}
    people = people_in(scope, whole(facts))
    meant = {scope.person, known.get("recipient", ""), *named_in(known.get("recipient", ""), people)}
    out = {one for one, _ in people if any((one, other) in facts.apart for other in meant)}
    return pairs_apart(people, out, facts)


def named_in(words: str, people: Sequence[tuple[str, str]]) -> set[str]:
    """Return those whose name stands in words: "Ana's lawyer" is not for whoever is kept from Ana."""

    def is_named(name: str) -> bool:
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None

    return {one for one, name in people if is_named(name)}


def wanted_of(about: Mapping[str, str], view: View, facts: Facts) -> Wanted | None:
    """Return what the answers of a conversation amount to, None where that is nothing."""
    scope = scope_of(about, whole(facts))
    if scope is None:
        return None
    zone = view.speaker.timezone
    since, until = None, view.now
    if about.get("period") == DAYS:
        first, last = _day(about.get("since")), _day(about.get("until"))
        if first is None or last is None:
            return None
        since = moment(first, time(), zone)
        until = min(moment(last + timedelta(days=1), time(), zone) - _MOMENT, view.now)
    elif (back := PERIODS.get(about.get("period", ""))) is not None:
        since = moment(local(view.now, zone).date() - back, time(), zone)
    names = dict(people_in(scope, whole(facts)))
    form = about.get("form", "")
    return Wanted(
        family=scope.family,
        circles=(scope.circle,) if scope.circle else (),
        since=since,
        until=until,
        purpose=about.get("purpose", ""),
        recipient=names.get(about.get("recipient", ""), about.get("recipient", "")),
        forms=tuple(Form) if form == EVERY_FORM or form not in set(Form) else (Form(form),),
        person=scope.person or None,
        left_out=kept_out(scope, about, facts),
    )


def _day(answer: str | None) -> date | None:
    try:
        return date.fromisoformat(msgspec.json.decode(answer or "{}").get("day", ""))
    except (msgspec.MsgspecError, ValueError, AttributeError):
        return None


def purpose_said(purpose: str) -> Value:
    """Return a purpose as it is read: a ready one, or the caseworker's words."""
    return Text(f"label-purpose-{purpose}") if purpose in PURPOSES else Literal(purpose)


def recipient_said(recipient: str) -> Value:
    """Return for whom it is, as it is read."""
    return Text(f"label-recipient-{recipient}") if recipient in RECIPIENTS else Literal(recipient)


def hand_out(command: HandOut, view: View, facts: Facts) -> Outcome:
    """Send a record to the caseworker of the family who asked for it, and note what for."""
    me, wanted = view.speaker.id, command.wanted
    if not any(one.id == wanted.family for one in facts.desk.families):
        return answered(me, text("circle-not-yours"))
    row = new_id()
    making = told(me, text("record-making"), kind=Kind.ANSWER)
    files = (
        msgspec.structs.replace(
            told(me, Text(f"record-here-{form.value}"), kind=Kind.ANSWER), record=f"{row}/{form.value}"
        )
        for form in wanted.forms
    )
    return Outcome(events=(RecordHanded(row, me, wanted),), drafts=(making, *files))
