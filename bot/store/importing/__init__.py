"""Takes a roster into the database: creates and adds, and never widens what is recorded already.

What the file says otherwise is reported and left to the caseworker (PRODUCT, section 5). Knows no file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import text

from bot.chat.people import PersonState
from bot.family.circles import shown_code
from bot.roster import Mistake, RosterProblem
from bot.store import audit
from bot.store.importing import circles, families, people, permissions
from bot.store.importing.adopting import adopt
from bot.store.importing.inviting import (
    STAFF,
    Invitation,
    NeedsCircle,
    Standing,
    first_caseworker,
    invitations_of,
    make_codes,
)
from bot.store.importing.loading import load
from bot.store.importing.work import Work, named
from bot.store.opening import ensure_agency

if TYPE_CHECKING:
    from bot.roster import Roster
    from bot.store.importing.recorded import Recorded
    from bot.store.session import Session

__all__ = ["STAFF", "Imported", "Invitation", "NeedsCircle", "first_caseworker", "import_roster"]

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7164118328)")


class Imported(msgspec.Struct, frozen=True):
    """What came of an import.

    ``created`` and ``unchanged`` count by kind; ``differences`` are sentences that name ids only;
    ``waiting`` are those (ids of the roster) whose earlier invitation still works and is not shown again.
    """

    created: dict[str, int]
    unchanged: dict[str, int]
    invitations: tuple[Invitation, ...]
    waiting: tuple[str, ...]
    differences: tuple[str, ...]

    def to_json(self, join_link: str = "") -> str:
        """Return all of it for a program, codes included; ``join_link`` is what a code makes a link of."""
        invitations = [
            {
                "id": one.ref,
                "name": one.name,
                "role": one.role,
                "code": shown_code(one.code),
                "link": f"{join_link}{one.code}" if join_link else None,
            }
            for one in self.invitations
        ]
        whole = msgspec.structs.asdict(self) | {"invitations": invitations}
        return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()


def import_roster(
    session: Session, roster: Roster, *, default_quiet: str | None = None, renew: bool = False
) -> Imported:
    """Take the roster into the database, in the caller's transaction.

    ``default_quiet`` is kept for whoever has no quiet hours in the file (None: the agency's hold, "":
    none). ``renew`` makes new codes also for those whose code still works. Raises RosterProblem with
    everything that contradicts what is recorded; the caller must then roll back.
    """
    if session.is_postgresql:
        session.connection.execute(_ONE_AT_A_TIME)
    ensure_agency(session)
    adopted = adopt(session, roster)
    known = load(session, roster)
    _refuse(roster, known)
    work = Work(session, roster, known, default_quiet)
    for kind, ref in adopted:
        work.differs(named(kind, ref), "is taken to be the one of this name who was invited by hand before")
    families.add_homes(work)
    people.add(work)
    families.add(work)
    circles.add_no_contacts(work)
    circles.add(work)
    permissions.add(work)
    people.gone(work)
    audit.add(session, work.entries)
    invitations, waiting = _invite(work, renew=renew)
    return Imported(
        created=dict(work.created),
        unchanged=dict(+work.unchanged),
        invitations=invitations,
        waiting=waiting,
        differences=tuple(work.differences),
    )


def _refuse(roster: Roster, known: Recorded) -> None:
    found: list[Mistake] = [
        *people.mistakes(roster, known),
        *families.mistakes(roster, known),
        *circles.mistakes(roster, known),
        *permissions.mistakes(roster),
    ]
    if found:
        raise RosterProblem(found)


def _invite(work: Work, *, renew: bool) -> tuple[tuple[Invitation, ...], tuple[str, ...]]:
    outside = {
        someone.id: (someone.name, role)
        for role, someone in people.everyone(work.roster)
        if _has_not_joined(work, someone)
    }
    standings = invitations_of(work.session, [work.people[ref] for ref in outside])
    by_ref = {ref: standings[work.people[ref]] for ref in outside}
    needy = [ref for ref, one in by_ref.items() if renew or one in (Standing.NONE, Standing.RAN_OUT)]
    for ref in [ref for ref, one in by_ref.items() if one == Standing.TAKEN_BACK and ref not in needy]:
        work.differs(named("person", ref), "has no code: the invitation was taken back; --renew makes one")
    codes = make_codes(work.session, [work.people[ref] for ref in needy])
    invitations = []
    for ref in needy:
        name, role = outside[ref]
        known = work.recorded.people.get(ref)
        shown = known.name if known and known.name else name
        invitations.append(Invitation(ref, shown, role.value, codes[work.people[ref]]))
    waiting = tuple(ref for ref, one in by_ref.items() if one == Standing.WORKS and ref not in needy)
    return tuple(invitations), waiting


def _has_not_joined(work: Work, someone: people.Anyone) -> bool:
    known = work.recorded.people.get(someone.id)
    return known.state == PersonState.INVITED if known else not someone.accounts
