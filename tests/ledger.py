"""Verifies the audit chains from the rows alone, as somebody would who trusts nothing but their arithmetic.

Knows which words an entry commits to, as long as they stand; of those that are gone only the chain speaks.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Row, Select, select

from bot.store import audit as writer
from bot.store.chain import chain, commitment, genesis
from bot.store.schema import (
    audit,
    book_answer,
    book_question,
    call_question,
    chain_head,
    child,
    circle,
    media,
    message,
    message_version,
    outbox,
    plan_item,
    slip,
)
from bot.store.sealing import Scope, Unsealable
from bot.store.session import Session
from tests.sealed import scopes

Rows = list[Row[*tuple[Any, ...]]]


def faults(session: Session) -> list[str]:
    """Return what is wrong with the chains, or with the words that they commit to; nothing, one hopes."""
    rows: defaultdict[str, Rows] = defaultdict(list)
    for row in session.connection.execute(select(audit).order_by(audit.c.chain, audit.c.seq)):
        rows[row.chain].append(row)
    heads = {row.chain: row for row in session.connection.execute(select(chain_head))}
    found = [f"{name}: has no head" for name in rows.keys() - heads.keys()]
    found += [f"{name}: has no entries" for name in heads.keys() - rows.keys()]
    for name in rows.keys() & heads.keys():
        found += _broken(name, rows[name], heads[name])
    return found + _untrue(session, [row for own in rows.values() for row in own])


def _broken(name: str, rows: Rows, head: Row[*tuple[Any, ...]]) -> list[str]:
    known = genesis(name)
    for place, row in enumerate(rows, 1):
        if row.seq != place:
            return [f"{name}: entry {row.seq} stands at {place}"]
        known = chain(known, writer.linked(dict(row._mapping)))
    if (head.seq, bytes(head.head)) != (len(rows), known):
        return [f"{name}: the head is another one"]
    return []


def _untrue(session: Session, rows: Rows) -> list[str]:
    """Return the entries whose salt opens and whose words stand, and do not agree."""
    session.unlock(everyone := scopes(session))
    bodies = _bodies(session)
    found = []
    for row in rows:
        if not row.salt:
            continue
        place = f"{row.chain}:{row.seq}"
        own = bodies.get((row.action, row.subject_id), {})
        candidates = {writer.scope_of(row.chain), *own.values()} & set(everyone)
        salt = next((salt for scope in candidates if (salt := _salt(session, scope, place, row.salt))), None)
        if salt is None and candidates:
            found.append(f"{place}: the salt is another one")
        elif salt is not None and own and all(commitment(salt, body) != row.commitment for body in own):
            found.append(f"{place}: the words are others")
    return found


def _salt(session: Session, scope: Scope, place: str, sealed: bytes) -> bytes | None:
    try:
        return session.open_bytes(scope, "audit.salt", place, sealed)
    except Unsealable:
        return None


def _bodies(session: Session) -> dict[tuple[str, str], dict[bytes, Scope]]:
    """Return the words that entries speak of, by action and subject, with whose key keeps them."""
    found: defaultdict[tuple[str, str], dict[bytes, Scope]] = defaultdict(dict)
    spoken = select(message.c.id, message.c.words, message.c.line_id, circle.c.family_id).join(
        circle, circle.c.id == message.c.circle_id, isouter=True
    )
    of: dict[str, Scope] = {}
    for row in session.connection.execute(spoken):
        of[row.id] = Scope.family(row.family_id) if row.family_id else Scope.person(row.line_id)
        _add(session, found, row.id, of[row.id], ("message.words", row.id, row.words))
    for row in session.connection.execute(select(message_version)):
        _add(session, found, row.message_id, of[row.message_id], ("message_version.words", row.id, row.words))
    files = select(media).where(media.c.message_id.is_not(None)).order_by(media.c.position)
    digests: defaultdict[str, bytes] = defaultdict(bytes)
    for row in session.connection.execute(files):
        opened = _opened(session, of[row.message_id], ("media.digest", row.id, row.digest))
        digests[row.message_id] += opened or b""
    for of_message, committed in digests.items():
        said = found["said", of_message]
        found["said", of_message] = {words + committed: scope for words, scope in said.items()}
    for row in session.connection.execute(select(outbox).where(outbox.c.message_id.is_not(None))):
        scope = of[row.message_id] if row.circle_id else Scope.person(row.person_id)
        opened = _opened(session, scope, ("outbox.sent_words", row.id, row.sent_words))
        if opened is not None:
            for action in ("delivered", "edit-delivered", "taken-back"):
                found[action, row.id][opened] = scope
    for row in session.connection.execute(select(slip)):
        found["form-given", row.id][row.message_id.encode()] = Scope.family(row.family_id)
    _add_books(session, found)
    return found


def _add_books(session: Session, found: dict[tuple[str, str], dict[bytes, Scope]]) -> None:
    """Add what stands in children's books and in plans, all of it sealed for the child's family."""
    answers = select(book_answer, child.c.family_id).join(child, child.c.id == book_answer.c.child_id)
    asked = select(book_question, child.c.family_id).join(child, child.c.id == book_question.c.child_id)
    items = select(plan_item, circle.c.family_id).join(circle, circle.c.id == plan_item.c.circle_id)
    listed = select(call_question, circle.c.family_id).join(circle, circle.c.id == call_question.c.circle_id)
    kept: list[tuple[tuple[str, ...], Scope, _Place, dict[str, bytes]]] = []
    places: tuple[tuple[Select[Any], str, tuple[str, ...]], ...] = (
        (answers, "book_answer.value", ("book-written",)),
        (asked, "book_question.words", ("book-asked",)),
        (items, "plan_item.words", ("plan-written", "plan-holds")),
        (listed, "call_question.words", ("call-question",)),
    )
    for statement, column, actions in places:
        for row in session.connection.execute(statement):
            scope, sealed = Scope.family(row.family_id), getattr(row, column.partition(".")[2])
            place = (column, row.id, sealed)
            words = b"" if sealed is None else _opened(session, scope, place)
            # The pages of a book that are to go along are committed to behind the words that suggest them.
            pages = "".join(f"\n{one}" for one in getattr(row, "along", "").split()).encode()
            behind = {"plan-written": pages}
            if words is not None and words.removeprefix(b"=") in found.get(("edited", row.message_id), ()):
                # By voice or picture: it commits to the message that has these words, and that one to them.
                said = row.message_id.encode()
                found.update(
                    {(action, row.id): {said + behind.get(action, b""): scope} for action in actions}
                )
                continue
            if column == "book_question.words" and row.field is not None:
                found["book-asked", row.id][row.field.encode()] = scope
            kept.append((actions, scope, place, behind))
    for actions, scope, place, behind in kept:
        opened = _opened(session, scope, place)
        if opened is not None:
            for action in actions:
                found[action, place[1]][opened + behind.get(action, b"")] = scope


_Place = tuple[str, str, bytes | None]


def _add(
    session: Session,
    found: dict[tuple[str, str], dict[bytes, Scope]],
    subject: str,
    scope: Scope,
    place: _Place,
) -> None:
    opened = _opened(session, scope, place)
    if opened is not None:
        found["said", subject][opened] = scope
        found["edited", subject][opened] = scope


def _opened(session: Session, scope: Scope, place: _Place) -> bytes | None:
    where, row, sealed = place
    try:
        return None if sealed is None else session.open_bytes(scope, where, row, sealed)
    except Unsealable:
        return None
