"""The audit chain of a family, or of the agency: what was said and done, in an order nobody can change.

An entry commits to its body by a salt of its own; when body and salt are shredded the chain still holds.
Knows nothing of what the entries mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import bindparam, insert, select, text, update

from bot.store.chain import chain, commitment, digest, fresh_salt, genesis
from bot.store.schema import audit, chain_head
from bot.store.sealing import Scope
from bot.store.session import Session

AGENCY = "agency"

_HEADS = (
    select(chain_head.c.chain, chain_head.c.seq, chain_head.c.head)
    .where(chain_head.c.chain.in_(bindparam("chains", expanding=True)))
    .order_by(chain_head.c.chain)
)
_HEADS_LOCKED = _HEADS.with_for_update()
_BEGIN = text(
    "INSERT INTO chain_head (chain, seq, head) VALUES (:chain, 0, :head) ON CONFLICT (chain) DO NOTHING"
)
_ADD = insert(audit)
_FORGET = (
    update(audit)
    .where(audit.c.chain == bindparam("name"), audit.c.subject_id == bindparam("subject"))
    .values(salt=b"")
)
_MOVE = text("UPDATE chain_head SET seq = :seq, head = :head WHERE chain = :chain")


class Entry(msgspec.Struct, frozen=True):
    """One thing that happened. ``body`` is what is committed to; it is not stored here.

    ``scope`` is whose key keeps the salt, and should be whose key keeps the body; None: the chain's own.
    """

    chain: str
    action: str
    actor: str | None
    subject: str | None
    body: bytes = b""
    scope: Scope | None = None


def committed(words: str, message: str | None) -> bytes:
    """Return what is committed to of what somebody said: what was spoken, as the message it stands in."""
    return message.encode() if message else words.encode()


def add(session: Session, entries: Sequence[Entry]) -> None:
    """Append entries, locking each chain once, in the order of their names."""
    if not entries:
        return
    names = sorted({entry.chain for entry in entries})
    statement = _HEADS_LOCKED if session.is_postgresql else _HEADS
    heads = {
        row.chain: (row.seq, row.head) for row in session.connection.execute(statement, {"chains": names})
    }
    missing = [name for name in names if name not in heads]
    if missing:
        session.connection.execute(_BEGIN, [{"chain": name, "head": genesis(name)} for name in missing])
        rows = session.connection.execute(statement, {"chains": names})
        heads = {row.chain: (row.seq, row.head) for row in rows}
    rows_to_add = []
    by_chain: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_chain[entry.chain].append(entry)
    for name, own in by_chain.items():
        seq, head = heads[name]
        for entry in own:
            seq += 1
            salt = fresh_salt()
            kept = session.seal(entry.scope or scope_of(name), "audit.salt", f"{name}:{seq}", salt)
            row = {
                "chain": name,
                "seq": seq,
                "at": session.now,
                "actor_id": entry.actor,
                "action": entry.action,
                "subject_id": entry.subject,
                "salt": kept,
                "commitment": commitment(salt, entry.body),
            }
            head = chain(head, linked(row))
            rows_to_add.append(row)
        heads[name] = (seq, head)
    session.connection.execute(_ADD, rows_to_add)
    moved = [{"chain": name, "seq": heads[name][0], "head": heads[name][1]} for name in by_chain]
    session.connection.execute(_MOVE, moved)


def forget(session: Session, chain_name: str, subject: str) -> None:
    """Shred the salts of what was said of this: nobody can guess it any more, and the chain still holds."""
    session.connection.execute(_FORGET, {"name": chain_name, "subject": subject})


def scope_of(chain_name: str) -> Scope:
    """Return whose key keeps the salts of a chain."""
    return Scope.agency() if chain_name == AGENCY else Scope.family(chain_name)


def linked(row: Mapping[str, Any]) -> bytes:
    """Return what is chained of an entry: the sum of all but its salt, which may be shredded."""
    return digest(
        row["seq"], row["at"], row["actor_id"], row["action"], row["subject_id"], bytes(row["commitment"])
    )
