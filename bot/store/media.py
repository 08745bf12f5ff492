"""Files that people sent: cleaned before they came here, sealed each by its own key, removed when served.

A file belongs to its sender until it goes with a message; from then on its key is sealed as the words of the
message are. What the record commits to, its digest, outlives the file where the file is only served, so that
the record can still be verified. Knows no format and no messenger.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, exists, insert, select, update

from bot.chat.ids import new_id
from bot.chat.media import CleanFile, File, MediaKind
from bot.store.metadata import constant
from bot.store.schema import (
    book_answer,
    book_question,
    call_question,
    circle,
    decision,
    media,
    message,
    moment,
    outbox,
    plan_item,
    slip,
    slip_person,
)
from bot.store.sealing import Scope, fresh_key, open_file, seal_file
from bot.store.session import Session

AT_ONCE = 50

_ADD = insert(media)
_SAME = (
    select(media.c.id, media.c.kind)
    .where(media.c.message_id == bindparam("message"), media.c.same == bindparam("same"))
    .limit(1)
)
_SAME_UNATTACHED = (
    select(media.c.id)
    .where(
        media.c.person_id == bindparam("owner"),
        media.c.message_id.is_(None),
        media.c.same == bindparam("same"),
        media.c.key.is_not(None),
    )
    .limit(1)
)
_OWN_UNATTACHED = select(media.c.id, media.c.key, media.c.digest).where(
    media.c.id.in_(bindparam("files", expanding=True)),
    media.c.person_id == bindparam("owner"),
    media.c.message_id.is_(None),
    media.c.key.is_not(None),
)
_ATTACH = (
    update(media)
    .where(media.c.id == bindparam("row"))
    .values(
        message_id=bindparam("message"),
        position=bindparam("place"),
        key=bindparam("sealed"),
        digest=bindparam("digest_sealed"),
    )
)
_OF_MESSAGE = (
    select(media.c.id, media.c.kind, media.c.mime)
    .where(media.c.message_id == bindparam("message"))
    .order_by(media.c.position)
)
_WHOLE_OF_MESSAGE = select(media).where(media.c.message_id == bindparam("message")).order_by(media.c.position)
_REMOVE_OF_MESSAGE = (
    update(media).where(media.c.message_id == bindparam("message")).values(key=None, body=None)
)
_FORGET_OF_MESSAGE = (
    update(media).where(media.c.message_id == bindparam("message")).values(key=None, body=None, digest=None)
)
_REMOVE_UNATTACHED = (
    update(media)
    .where(media.c.id.in_(bindparam("files", expanding=True)), media.c.message_id.is_(None))
    .values(key=None, body=None, digest=None)
)
_KEPT = (book_answer, book_question, plan_item, call_question, moment, decision, slip, slip_person)
_SERVED = (
    select(media.c.id)
    .where(media.c.at < bindparam("before"), media.c.body.is_not(None))
    .where(
        ~select(outbox.c.id)
        .where(outbox.c.message_id == media.c.message_id)
        .where(outbox.c.state.in_([constant("ready"), constant("held"), constant("veiled")]))
        .exists()
    )
    # A child's book is kept, as a plan is, forms, and the moments that albums are made of: what is in them is
    # no message that was delivered and is over.
    .where(*(~exists().where(kept.c.message_id == media.c.message_id) for kept in _KEPT))
    .where(
        media.c.message_id.is_not(None)
        # What is asked about, or kept for somebody's yes, stands in a conversation of its sender's.
        | (media.c.at < bindparam("long_before"))
    )
    .limit(AT_ONCE)
)
_REMOVE = update(media).where(media.c.id.in_(bindparam("files", expanding=True))).values(key=None, body=None)
_SCOPE = (
    select(message.c.line_id, circle.c.family_id)
    .join(circle, circle.c.id == message.c.circle_id, isouter=True)
    .where(message.c.id == bindparam("message"))
)


def name_of_source(session: Session, messenger: str, same: str) -> bytes:
    """Return what a file is found by: the messenger's own word for the same file, blinded."""
    return session.index().of("file", f"{messenger}:{same}")


def keep(session: Session, owner: str, clean: CleanFile, same: bytes) -> File:
    """Keep a clean file for its sender, and return what it is called from now on."""
    row, key = new_id(), fresh_key()
    session.connection.execute(
        _ADD,
        {
            "id": row,
            "person_id": owner,
            "kind": clean.kind.value,
            "mime": clean.mime,
            "size": len(clean.data),
            "width": clean.width,
            "height": clean.height,
            "seconds": clean.seconds,
            "same": same,
            "key": session.seal(Scope.person(owner), "media.key", row, key),
            "digest": session.seal(Scope.person(owner), "media.digest", row, _digest(clean.data)),
            "body": seal_file(key, row, clean.data),
            "at": session.now,
        },
    )
    return File(clean.kind, row)


def is_of_message(session: Session, message_id: str, same: bytes) -> bool:
    """Whether this very file is the one that a message came with."""
    return session.connection.execute(_SAME, {"message": message_id, "same": same}).first() is not None


def is_in_question(session: Session, owner: str, same: bytes) -> bool:
    """Whether this very file of theirs is still asked about, or kept for somebody's yes."""
    found = session.connection.execute(_SAME_UNATTACHED, {"owner": owner, "same": same})
    return found.first() is not None


def attach(session: Session, owner: str, files: Sequence[File], message_id: str, scope: Scope) -> bytes:
    """Let files go with a message, sealed as its words are; return what the record commits to."""
    wanted = {"files": [file.id for file in files], "owner": owner}
    found = {row.id: row for row in session.connection.execute(_OWN_UNATTACHED, wanted)}
    committed = b""
    for place, file in enumerate(files):
        if file.id not in found:
            continue  # Removed meanwhile: it was asked about for longer than anything is kept.
        own, row = Scope.person(owner), found[file.id]
        key = session.open_bytes(own, "media.key", file.id, row.key)
        digest = session.open_bytes(own, "media.digest", file.id, row.digest)
        values = {
            "row": file.id,
            "message": message_id,
            "place": place,
            "sealed": session.seal(scope, "media.key", file.id, key),
            "digest_sealed": session.seal(scope, "media.digest", file.id, digest),
        }
        session.connection.execute(_ATTACH, values)
        committed += digest
    return committed


def files_of(session: Session, message_id: str) -> tuple[File, ...]:
    """Return the files of a message, in order, removed ones too."""
    rows = session.connection.execute(_OF_MESSAGE, {"message": message_id})
    return tuple(File(MediaKind(row.kind), row.id) for row in rows)


def opened(session: Session, message_id: str) -> tuple[CleanFile, ...]:
    """Return the files of a message with what is in them; raises Unsealable. Removed ones are not there."""
    said_in = session.connection.execute(_SCOPE, {"message": message_id}).one()
    scope = Scope.family(said_in.family_id) if said_in.family_id else Scope.person(said_in.line_id)
    rows = session.connection.execute(_WHOLE_OF_MESSAGE, {"message": message_id}).all()
    return tuple(_opened(session, row, scope) for row in rows if row.key is not None)


def _opened(session: Session, row: Row[Any], scope: Scope) -> CleanFile:
    key = session.open_bytes(scope, "media.key", row.id, row.key)
    data = open_file(key, row.id, row.body)
    return CleanFile(MediaKind(row.kind), row.mime, data, row.width, row.height, row.seconds)


def remove_of(session: Session, message_id: str, *, is_forgotten: bool = False) -> None:
    """Shred the files of a message; that there were some stays, and unless forgotten, what they commit to."""
    statement = _FORGET_OF_MESSAGE if is_forgotten else _REMOVE_OF_MESSAGE
    session.connection.execute(statement, {"message": message_id})


def remove_unattached(session: Session, files: Iterable[File]) -> None:
    """Shred those of these files that go with no message."""
    ids = [file.id for file in files]
    if ids:
        session.connection.execute(_REMOVE_UNATTACHED, {"files": ids})


def remove_served(session: Session, before: datetime, long_before: datetime) -> int:
    """Shred files older than ``before`` that wait for nobody any more; return how many.

    What goes with no message is shredded when its question ends; ``long_before`` is for what a crash left.
    """
    values = {"before": before, "long_before": long_before}
    ids = session.connection.execute(_SERVED, values).scalars().all()
    if ids:
        session.connection.execute(_REMOVE, {"files": ids})
    return len(ids)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
