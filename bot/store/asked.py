"""What somebody at the command line wants to have of the record, by the names of the agency's roster.

Knows nothing of how a record is made, and of people no more than who may have no contact.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Table, bindparam, select

from bot.chat.record import Wanted
from bot.family.handing import named_in
from bot.store import refs
from bot.store.schema import circle, family, member, no_contact, person
from bot.store.sealing import Scope
from bot.store.session import Session

_FAMILIES_OF = (
    select(circle.c.family_id)
    .join(member, member.c.circle_id == circle.c.id)
    .where(member.c.person_id == bindparam("person"))
    .distinct()
)
_PEOPLE = (
    select(person.c.id, person.c.name)
    .join(member, member.c.person_id == person.c.id)
    .join(circle, circle.c.id == member.c.circle_id)
    .where(circle.c.family_id == bindparam("family"))
    .distinct()
    .order_by(person.c.id)
)
_APART = select(no_contact.c.one_id, no_contact.c.other_id)


class Asked(msgspec.Struct, frozen=True):
    """What was named: one of circle, family and person; of somebody of two families, the family too."""

    circle: str | None
    family: str | None
    person: str | None
    without: tuple[str, ...]
    with_everybody: bool


class NotClear(Exception):  # noqa: N818 - says in sentences what is to be mended
    """What was named is not there, or not enough to know what is meant; each line names the option."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


def wanted_as(session: Session, asked: Asked, rest: Wanted) -> Wanted:
    """Return what is wanted, ``rest`` saying for whom and of when; raises NotClear."""
    found = {
        "--circle": _row(session, circle, asked.circle),
        "--family": _row(session, family, asked.family),
        "--person": _row(session, person, asked.person),
    }
    named = {"--circle": asked.circle, "--family": asked.family, "--person": asked.person}
    without = {one: _row(session, person, one) for one in asked.without}
    lines = [
        f"{option}: the roster's {named[option]} is not here."
        for option in found
        if _lacks(found, named, option)
    ]
    lines += [f"--without: the roster's {one} is not here." for one, row in without.items() if row is None]
    if not any(named.values()):
        lines.append("Name what it is to be of: --circle, --family or --person, by its id in the roster.")
    if lines:
        raise NotClear(lines)
    family_id, person_id = _family_of(session, found), found["--person"]
    circles = (found["--circle"].id,) if found["--circle"] is not None else ()
    wanted = msgspec.structs.replace(
        rest,
        family=family_id,
        circles=circles,
        person=person_id.id if person_id is not None else None,
        left_out=tuple(sorted(row.id for row in without.values() if row is not None)),
    )
    return wanted if asked.with_everybody else _kept_apart(session, wanted)


def _lacks(found: dict[str, Any], named: dict[str, str | None], option: str) -> bool:
    return named[option] is not None and found[option] is None


def _row(session: Session, table: Table, ref: str | None) -> Any:  # noqa: ANN401 - a Row
    if ref is None:
        return None
    values = {"ref": refs.stored_ref(session, table, ref)}
    return session.connection.execute(select(table).where(table.c.ref == bindparam("ref")), values).first()


def _family_of(session: Session, found: dict[str, Any]) -> str:
    if found["--circle"] is not None:
        return str(found["--circle"].family_id)
    if found["--family"] is not None:
        return str(found["--family"].id)
    ids = session.connection.execute(_FAMILIES_OF, {"person": found["--person"].id}).scalars().all()
    if len(ids) != 1:
        raise NotClear(["--person: is of several families, or of none: name the --family too."])
    return str(ids[0])


def _kept_apart(session: Session, wanted: Wanted) -> Wanted:
    """Leave out whoever may have no contact with those meant; where nobody is, somebody has to say it."""
    rows = session.connection.execute(_PEOPLE, {"family": wanted.family}).all()
    session.unlock([Scope.person(row.id) for row in rows])
    people = [
        (str(row.id), session.open_to_show(Scope.person(row.id), "person.name", row.id, row.name))
        for row in rows
    ]
    apart = {(row.one_id, row.other_id) for row in session.connection.execute(_APART)}
    meant = {wanted.person, *named_in(wanted.recipient, people)}
    out = set(wanted.left_out) | {one for one, _ in people if any((one, other) in apart for other in meant)}
    left = [one for one, _ in people if one not in out]
    if any((one, other) in apart for one in left for other in left):
        line = "Two people in it may have no contact: say who is kept out (--without), or --with-everybody."
        raise NotClear([line])
    return msgspec.structs.replace(wanted, left_out=tuple(sorted(out - {wanted.person or ""})))
