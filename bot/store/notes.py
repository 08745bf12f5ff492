"""What a caseworker keeps for herself, sealed with its family's key: it goes where the family's words go.

Nothing that a family gets is made of it, and the record says that there was a note, not what was in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select

from bot.chat.ids import new_id
from bot.chat.people import View
from bot.family import events as e
from bot.family.facts import Note
from bot.store.audit import Entry
from bot.store.desks import SERVED
from bot.store.schema import family, note
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.telling import name_of

_MOST = 500

_NOTES = (
    select(note)
    .join(family, family.c.id == note.c.family_id)
    .where(SERVED)
    .order_by(note.c.id.desc())
    .limit(_MOST)
)


def note_facts(session: Session, view: View, _about: Mapping[str, str]) -> dict[str, Any]:
    """Return the notes on the families of a caseworker, the newest first; nobody else has any."""
    if not view.speaker.is_caseworker:
        return {}
    rows = session.connection.execute(_NOTES, {"person": view.speaker.id}).all()
    authors = {row.author_id for row in rows}
    session.unlock({Scope.family(row.family_id) for row in rows} | {Scope.person(one) for one in authors})
    names = {one: name_of(session, one) for one in authors}
    return {
        "notes": tuple(
            Note(
                row.id,
                row.family_id,
                row.about_id,
                session.open_to_show(Scope.family(row.family_id), "note.words", row.id, row.words),
                row.author_id,
                names[row.author_id],
                row.at,
            )
            for row in rows
        )
    }


def written(session: Session, event: e.NoteWritten, _spoke: object) -> list[Entry]:
    """Keep it; that there is one is in the record, what it says is not."""
    row = new_id()
    values = {
        "id": row,
        "family_id": event.family,
        "about_id": event.about,
        "author_id": event.by,
        "words": session.seal(Scope.family(event.family), "note.words", row, event.words),
        "at": session.now,
    }
    session.connection.execute(insert(note), values)
    return [Entry(event.family, "note", event.by, row)]


def deleted(session: Session, event: e.NoteDeleted, _spoke: object) -> list[Entry]:
    """Keep it no more."""
    gone = delete(note).where(note.c.id == event.note, note.c.family_id == event.family)
    if session.connection.execute(gone).rowcount == 0:
        return []
    return [Entry(event.family, "note-deleted", event.by, event.note)]
