"""The people of a roster: whoever is new is recorded; whoever is known keeps everything of their own.

Knows nothing of circles beyond who is in none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.chat.ids import new_id
from bot.chat.people import PersonState, Phase, Role
from bot.flows.choices import stored_word
from bot.roster import Caseworker, Mistake, Person, Supervisor
from bot.store.importing.loading import address_of
from bot.store.importing.work import listed, named
from bot.store.inbox import address_hash
from bot.store.refs import ref_columns
from bot.store.schema import person
from bot.store.sealing import Scope
from bot.store.viewing import sealed_address
from bot.store.writing import add_account

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.roster import Roster
    from bot.store.importing.recorded import Recorded, RecordedPerson
    from bot.store.importing.work import Work
    from bot.store.session import Session

Anyone = Caseworker | Supervisor | Person


def everyone(roster: Roster) -> Iterator[tuple[Role, Anyone]]:
    """Yield all people of the roster, those first to whom others refer."""
    yield from ((Role.CASEWORKER, one) for one in roster.caseworkers)
    yield from ((Role.SUPERVISOR, one) for one in roster.supervisors)
    yield from sorted(
        ((Role(one.role), one) for one in roster.people), key=lambda pair: pair[0] != Role.CASEWORKER
    )


def mistakes(roster: Roster, recorded: Recorded) -> Iterator[Mistake]:
    """Yield what cannot be true of somebody who is recorded already."""
    for role, someone in everyone(roster):
        where = named(_kind(role), someone.id)
        known = recorded.people.get(someone.id)
        if known is not None and known.name is None:
            yield Mistake(where, "was erased here; if it is somebody else, choose another id")
        elif known is not None and known.role != role:
            says = f"is recorded as {known.role} here; if it is somebody else, choose another id"
            yield Mistake(where, says)
        for account in someone.accounts:
            owner = recorded.owners.get(account)
            if owner is not None and (known is None or owner != known.id):
                says = f"the {account.messenger} account belongs to somebody else here; ask whose it is"
                yield Mistake(where, says)


def add(work: Work) -> None:
    """Record whoever is new, with their accounts; report what else the file says of the others."""
    kept: list[str] = []
    for role, someone in everyone(work.roster):
        known = work.recorded.people.get(someone.id)
        if known is None:
            _record(work, role, someone)
            continue
        work.people[someone.id] = known.id
        work.unchanged[_kind(role)] += 1
        _compare(work, someone, known)
        if own := _own_settings(someone, known):
            kept.append(f'"{someone.id}" ({", ".join(own)})')
    for supervisor in work.roster.supervisors:
        _put_above(work, supervisor)
    if kept:
        says = f"each keeps their own settings; the file has other ones for {', '.join(kept)}"
        work.differs("people", says)


def _put_above(work: Work, supervisor: Supervisor) -> None:
    """Record whose supervisor somebody is; whoever has one keeps theirs."""
    team = [work.people[one] for one in supervisor.team]
    work.session.connection.execute(
        person.update()
        .where(person.c.id.in_(team), person.c.supervisor_id.is_(None))
        .values(supervisor_id=work.people[supervisor.id])
    )


def insert_person(session: Session, role: Role, name: str, **columns: Any) -> str:  # noqa: ANN401 - columns
    """Record a person with a key of their own, as invited unless ``state`` is given; return the id.

    ``ref`` and ``word`` are given in clear.
    """
    row = new_id()
    scope = Scope.person(row)
    session.new_scope(scope)
    word, ref = columns.pop("word", None), columns.pop("ref", None)
    values = {
        "id": row,
        "role": role.value,
        "state": PersonState.INVITED.value,
        "name": session.seal(scope, "person.name", row, name),
        "word": session.seal(scope, "person.word", row, word) if word else None,
        "language": session.defaults.language,
        "timezone": session.defaults.timezone,
        "wants_sign": False,
        "made_at": session.now,
        **(ref_columns(session, person, scope, row, ref) if ref else {}),
    }
    session.connection.execute(person.insert(), values | columns)
    return row


def _record(work: Work, role: Role, someone: Anyone) -> None:
    session = work.session
    agency = work.roster.agency
    columns: dict[str, Any] = {
        "ref": someone.id,
        "word": stored_word(someone.word or ""),
        "language": someone.language or session.defaults.language,
        "timezone": someone.timezone or (agency and agency.timezone) or session.defaults.timezone,
        "quiet": str(someone.quiet_hours) if someone.quiet_hours else work.default_quiet,
    }
    if someone.accounts:
        columns["state"] = PersonState.JOINED.value
    if isinstance(someone, Person):
        columns["home_id"] = work.homes[someone.home] if someone.home else None
        columns["served_by"] = _caseworker_of(work, someone)
    row = insert_person(session, role, someone.name, **columns)
    work.people[someone.id] = row
    # The first in the file is where the bot writes, and the one added last becomes that.
    for account in reversed(someone.accounts):
        address = address_of(account)
        hashed = address_hash(session, address)
        add_account(session, row, account.messenger, hashed, sealed_address(address))
    work.made(_kind(role), row, f"{someone.id} {role.value}")


def _caseworker_of(work: Work, one: Person) -> str | None:
    """Return who looks after somebody in no circle, whom nobody's desk would show otherwise."""
    if any(one.id in circle.people for circle in work.roster.circles):
        return None
    around = [
        family.caseworker
        for family in work.roster.families
        for child in family.children
        if child.id in one.children or (one.home and child.home == one.home)
    ]
    candidates = around or sorted({family.caseworker for family in work.roster.families})
    is_certain = bool(around) or len(candidates) == 1
    return work.people[candidates[0]] if is_certain else None


def _compare(work: Work, someone: Anyone, known: RecordedPerson) -> None:
    what = named("person", someone.id)
    if isinstance(someone, Person) and someone.home and someone.home != known.home:
        home = f'in the home "{known.home}"' if known.home else "in no home"
        work.differs(what, f'is recorded {home}, the file says "{someone.home}"; nothing was changed')
    fresh = [one.messenger for one in someone.accounts if one not in work.recorded.owners]
    if fresh:
        says = "were not added; the person links them, or the caseworker reissues the invitation"
        work.differs(what, f"new accounts ({', '.join(fresh)}) {says}")
    if known.state in (PersonState.LEFT, PersonState.FROZEN):
        says = "has left" if known.state == PersonState.LEFT else "is frozen"
        work.differs(what, f"{says}; nothing reaches them, whatever the file says")


def _own_settings(someone: Anyone, known: RecordedPerson) -> list[str]:
    """Return the names of what the file sets and the person has otherwise."""
    quiet = str(someone.quiet_hours) if someone.quiet_hours else None
    pairs = {
        "name": (someone.name, known.name),
        "word": (stored_word(someone.word or ""), known.word),
        "language": (someone.language, known.language),
        "timezone": (someone.timezone, known.timezone),
        "quiet_hours": (quiet, known.quiet),
    }
    return [name for name, (given, has) in pairs.items() if given is not None and given != has]


def _kind(role: Role) -> str:
    return role.value if role in (Role.CASEWORKER, Role.SUPERVISOR) else "person"


def gone(work: Work) -> None:
    """Report who and what the file does not name any more, one line for each kind."""
    recorded, roster = work.recorded, work.roster
    kinds: dict[str, set[str]] = {
        "people": {ref for ref, known in recorded.people.items() if known.state != PersonState.LEFT}
        - {someone.id for _, someone in everyone(roster)},
        "families": set(recorded.families) - {family.id for family in roster.families},
        "homes": set(recorded.homes) - {home.id for home in roster.homes},
        "circles": {ref for ref, known in recorded.circles.items() if known.phase != Phase.CLOSED}
        - {circle.id for circle in roster.circles},
    }
    for kind, ids in kinds.items():
        if ids:
            work.differs(kind, f"the file does not name {listed(ids)}; they stay as they are")
