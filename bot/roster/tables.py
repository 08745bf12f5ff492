"""Which tables and keys a roster has, and how their entries become values.

Refuses to know what entries say about each other; that is for ``sense``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast, get_args

import msgspec

from bot.roster import fields
from bot.roster.fields import (
    DAY,
    PLACE_LIMIT,
    ZONE,
    Reader,
    Wrong,
    identifier,
    list_of,
    one_of,
    refuse,
    shown_name,
    words,
)
from bot.roster.notes import Notes, Spot, quoted
from bot.roster.values import (
    Agency,
    Approval,
    Caseworker,
    Child,
    Circle,
    Connection,
    Family,
    Home,
    Kind,
    Language,
    NoContact,
    Permission,
    Person,
    Phase,
    Role,
    Supervision,
    Supervisor,
    Way,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T", bound=msgspec.Struct)
Raw = dict[str, object]


class Row(NamedTuple, Generic[T]):
    """One entry: where it stands, and what it says."""

    spot: Spot
    value: T


class Tables(msgspec.Struct, frozen=True):
    """All entries of a file, table by table, in file order. Values that could not be read are stand-ins."""

    agency: Agency | None
    caseworkers: list[Row[Caseworker]]
    supervisors: list[Row[Supervisor]]
    homes: list[Row[Home]]
    families: list[Row[Family]]
    children: list[Row[Child]]
    people: list[Row[Person]]
    circles: list[Row[Circle]]
    nocontacts: list[Row[NoContact]]
    connections: list[Row[Connection]]
    permissions: list[Row[Permission]]


def _pair(value: object) -> tuple[object, ...]:
    two = cast("tuple[object, ...]", list_of(identifier("ana")).read(value))
    if len(two) != 2:  # noqa: PLR2004 - a pair has two
        refuse('must name two people, like ["ana", "joshua"]; write one entry for each pair')
    return two


_SOMEONE: Mapping[str, Reader] = {
    "id": identifier("ana"),
    "name": shown_name("Ana"),
    "language": one_of(get_args(Language)),
    "timezone": ZONE,
    "quiet_hours": fields.QUIET_HOURS,
    "word": shown_name("mom"),
    "accounts": fields.ACCOUNTS,
}
_AGENCY: Mapping[str, Reader] = {"name": words("County Family Services"), "timezone": ZONE}
_SUPERVISOR: Mapping[str, Reader] = {**_SOMEONE, "team": list_of(identifier("tianna"), may_be_empty=True)}
_PERSON: Mapping[str, Reader] = {
    **_SOMEONE,
    "role": one_of(get_args(Role)),
    "children": list_of(identifier("gladys"), may_be_empty=True),
    "home": identifier("chadwick"),
}
_HOME: Mapping[str, Reader] = {"id": identifier("chadwick")}
_FAMILY: Mapping[str, Reader] = {"id": identifier("gutierrez"), "caseworker": identifier("tianna")}
_CHILDREN_EXAMPLE = '[{ id = "jon", name = "Jon", home = "chadwick" }]'
_CHILD: Mapping[str, Reader] = {
    "id": identifier("gladys"),
    "name": shown_name("Gladys"),
    "home": identifier("chadwick"),
    "born": DAY,
    "placed": DAY,
}
_CIRCLE: Mapping[str, Reader] = {
    "id": identifier("gladys-jon"),
    "children": list_of(identifier("gladys")),
    "people": list_of(identifier("ana")),
    "phase": one_of(get_args(Phase)),
    "way": one_of(get_args(Way)),
}
_NOCONTACT: Mapping[str, Reader] = {
    "between": Reader(_pair, '["ana", "joshua"]', ()),
    "order": words("PO-2026-31"),
}
_CONNECTION: Mapping[str, Reader] = {
    "child": identifier("gladys"),
    "name": shown_name("Rosa"),
    "kind": words("grandparent"),
}
_PERMISSION: Mapping[str, Reader] = {
    "parent": identifier("ana"),
    "children": list_of(identifier("gladys")),
    "kinds": list_of(one_of(get_args(Kind))),
    "from": DAY,
    "until": DAY,
    "supervision": one_of(get_args(Supervision)),
    "order": words("FC-2026-118"),
    "approval": one_of(get_args(Approval)),
    "notice_hours": fields.number(24, least=0, most=366 * 24),
    "max_minutes": fields.number(120, least=1, most=31 * 24 * 60),
    "places": list_of(words("Riverside Library", PLACE_LIMIT)),
    "review": DAY,
    "escorts": list_of(words("Tianna", PLACE_LIMIT)),
    "drivers": list_of(words("Wendy", PLACE_LIMIT)),
}
LISTED = (
    "caseworker",
    "supervisor",
    "home",
    "family",
    "person",
    "circle",
    "nocontact",
    "connection",
    "permission",
)


def read_tables(document: Raw, notes: Notes) -> Tables:
    """Read every entry that is there; what cannot be read is noted, and a stand-in takes its place."""
    for key in document:
        if key not in ("agency", *LISTED):
            notes.file(
                f"{quoted(key)} is not a table of a roster.{notes.guess(key, ('agency', *LISTED))} "
                f"The tables are: agency, {', '.join(LISTED)}"
            )
    children: list[Row[Child]] = []

    def read_family(spot: Spot, raw: Raw) -> Family:
        rows = _read_children(raw, spot, notes)
        children.extend(rows)
        own = Reader(lambda _: tuple(row.value for row in rows), _CHILDREN_EXAMPLE, ())
        return _entry(Family, {**_FAMILY, "children": own}, spot, raw, notes)

    def entries(table: str, kind: type[T], keys: Mapping[str, Reader]) -> list[Row[T]]:
        return _rows(document, table, lambda spot, raw: _entry(kind, keys, spot, raw, notes), notes)

    return Tables(
        agency=_agency(document, notes),
        caseworkers=entries("caseworker", Caseworker, _SOMEONE),
        supervisors=entries("supervisor", Supervisor, _SUPERVISOR),
        homes=entries("home", Home, _HOME),
        families=_rows(document, "family", read_family, notes),
        children=children,
        people=entries("person", Person, _PERSON),
        circles=entries("circle", Circle, _CIRCLE),
        nocontacts=entries("nocontact", NoContact, _NOCONTACT),
        connections=entries("connection", Connection, _CONNECTION),
        permissions=entries("permission", Permission, _PERMISSION),
    )


def _agency(document: Raw, notes: Notes) -> Agency | None:
    if "agency" not in document:
        return None
    raw = document["agency"]
    if not isinstance(raw, dict):
        notes.file("there is one agency; write [agency], with one bracket on each side")
        return None
    return _entry(Agency, _AGENCY, Spot("agency"), raw, notes)


def _rows(document: Raw, table: str, build: Callable[[Spot, Raw], T], notes: Notes) -> list[Row[T]]:
    raws = document.get(table, [])
    if not isinstance(raws, list) or not all(isinstance(raw, dict) for raw in raws):
        notes.file(
            f"write every {table} as an entry of its own under [[{table}]], with two brackets on each side"
        )
        return []
    rows = []
    for number, raw in enumerate(raws):
        spot = Spot(table, number, _readable_id(raw))
        rows.append(Row(spot, build(spot, raw)))
    return rows


def _read_children(raw: Raw, spot: Spot, notes: Notes) -> list[Row[Child]]:
    raws = raw.get("children")
    if "children" not in raw:
        return []
    if not isinstance(raws, list) or not raws or not all(isinstance(one, dict) for one in raws):
        notes.unread(spot, "children", f"children must be a list of at least one, like {_CHILDREN_EXAMPLE}")
        return []
    rows = []
    for number, one in enumerate(raws, start=1):
        child = Spot(spot.table, spot.number, spot.id, child=_readable_id(one) or f"number {number}")
        rows.append(Row(child, _entry(Child, _CHILD, child, one, notes)))
    return rows


def _readable_id(raw: Raw) -> str:
    try:
        return str(identifier("id").read(raw.get("id")))
    except Wrong:
        return ""


def _entry(kind: type[T], keys: Mapping[str, Reader], spot: Spot, raw: Raw, notes: Notes) -> T:
    values: dict[str, object] = {}
    for field in msgspec.structs.fields(kind):
        key, reader = field.encode_name, keys[field.encode_name]
        try:
            if key in raw:
                values[field.name] = reader.read(raw[key])
                continue
            if field.required:
                notes.unread(spot, key, f"{key} is missing; write for example: {key} = {reader.example}")
        except Wrong as wrong:
            notes.unread(spot, key, f"{key} {wrong}")
        if field.required:
            values[field.name] = reader.instead
    for key in raw:
        if key not in keys:
            notes.unread(
                spot,
                key,
                f"{quoted(key)} is not known here.{notes.guess(key, keys)} It may have: {', '.join(keys)}",
            )
    return kind(**values)
