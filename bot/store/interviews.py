"""How a guided conversation ends in the store: what it held and asked is shredded.

Knows no flow.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import bindparam, delete, select

from bot.chat.media import as_files
from bot.chat.people import Interview
from bot.store import outbox
from bot.store.schema import interview
from bot.store.sealing import Scope, Unsealable
from bot.store.session import Session

_INTERVIEW = select(interview.c.person_id, interview.c.state).where(interview.c.id == bindparam("interview"))
_END_INTERVIEW = delete(interview).where(interview.c.id == bindparam("interview"))


def end_interview(session: Session, interview_id: str) -> bool:
    """End a conversation and shred what it held and asked; False where it is over already."""
    found = session.connection.execute(_INTERVIEW, {"interview": interview_id}).first()
    if found is None:
        return False
    scope = Scope.person(found.person_id)
    try:
        state = session.open_bytes(scope, "interview.state", interview_id, found.state)
        ended = msgspec.json.decode(state, type=Interview)
        prompt = ended.prompt
        session.let_go += as_files(str(ended.given.get("files", "")))
    except Unsealable:
        prompt = None  # Damaged: what it asked cannot be found, and it ends all the same.
    if prompt is not None:
        # The question may have quoted words that are now nowhere, because their writer said so.
        outbox.forget(session, prompt)
    return bool(session.connection.execute(_END_INTERVIEW, {"interview": interview_id}).rowcount)
