"""Writes down that a record is handed out: to whom, what for and what of; and reads that again.

Knows nothing of what stands in the record: `store.record` does.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import bindparam, insert, select

from bot.chat.ids import new_id
from bot.chat.record import Wanted
from bot.family import events as e
from bot.store import audit
from bot.store.audit import Entry
from bot.store.paper import ensure_paper_signer
from bot.store.schema import handed_out
from bot.store.sealing import Scope
from bot.store.session import Session

_WANTED = select(handed_out.c.family_id, handed_out.c.details).where(handed_out.c.id == bindparam("row"))


def handed(session: Session, event: e.RecordHanded, _spoke: object) -> list[Entry]:
    """Write it down. From the first one on the agency has a key to sign with."""
    return [_write(session, event.id, event.wanted, event.by)]


def hand_out(session: Session, wanted: Wanted) -> str:
    """Write down that a record is made on the command line, and return its row."""
    row = new_id()
    audit.add(session, [_write(session, row, wanted, None)])
    return row


def _write(session: Session, row: str, wanted: Wanted, by: str | None) -> Entry:
    ensure_paper_signer(session)
    scope, details = Scope.family(wanted.family), msgspec.json.encode(wanted)
    sealed = session.seal(scope, "handed_out.details", row, details)
    session.connection.execute(
        insert(handed_out),
        {"id": row, "family_id": wanted.family, "by_id": by, "details": sealed, "at": session.now},
    )
    return Entry(wanted.family, "handed-out", by, row, details, scope)


def wanted_in(session: Session, row: str) -> Wanted | None:
    """Return what was to be handed out; None where nothing is known of it. Raises Unsealable."""
    found = session.connection.execute(_WANTED, {"row": row}).first()
    if found is None:
        return None
    scope = Scope.family(found.family_id)
    details = session.open_bytes(scope, "handed_out.details", row, found.details)
    return msgspec.json.decode(details, type=Wanted)
