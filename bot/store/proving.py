"""A walk along a family's audit chain: each entry once, opened where a record tells of it.

What an entry committed to is found by trying what still stands against its commitment: what does not fit is
not told. Knows nothing of how a record is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import bindparam, select

from bot.chat.people import Phase, Way
from bot.chat.record import Agreement, Entry, Step, Wanted
from bot.family.meeting import Act, State
from bot.store.agreements import Agreed
from bot.store.audit import linked
from bot.store.chain import chain, commitment, genesis
from bot.store.schema import audit
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.submitted import Found, open_still

_OF_MESSAGES = frozenset(
    {
        "said",
        "edited",
        "withdrawn",
        "withdrawn-partly",
        "approved",
        "declined",
        "cannot-wait",
        "reacted",
        "say-for",
    }
)
HOLDS = "plan-holds"
_OF_CIRCLES = frozenset({"phase", "hold-renewed"})
_OF_MEETINGS = frozenset(f"meeting-{one.value}" for one in (*Act, *State))

_AUDIT = select(audit).where(audit.c.chain == bindparam("chain")).order_by(audit.c.seq)


class Reading:
    """One walk along the chain: each entry once, opened where this record tells of it."""

    def __init__(
        self,
        session: Session,
        wanted: Wanted,
        found: Mapping[str, Found],
        meetings: set[str],
        circles: set[str],
        agreed: Mapping[str, Agreed],
    ) -> None:
        self._session = session
        self._wanted = wanted
        self._found = found
        self._meetings = meetings
        self._circles = circles
        self._agreed = agreed
        self._copies = {copy.id: (one, copy) for one in found.values() for copy in one.copies}
        self._scope = Scope.family(wanted.family)
        self.phases: list[Step] = []
        self.agreements: list[Agreement] = []
        self.delivered: dict[str, int] = {}

    def entries(self) -> Iterator[Entry]:
        """Yield the whole chain; what is told of messages, circles and plans is known afterwards."""
        rows = self._session.connection.execute(_AUDIT, {"chain": self._wanted.family}).all()
        self._hide_drafts(rows)
        head = genesis(self._wanted.family)
        for row in rows:
            digest = linked(dict(row._mapping))  # noqa: SLF001 - SQLAlchemy's own name for it
            head = chain(head, digest)
            yield self._entry(row, head.hex(), digest)

    def _hide_drafts(self, rows: Iterable[Any]) -> None:
        """Find where each message begins: with the first words that anybody was to have."""
        self._begins: dict[str, int] = {}
        for row in rows:
            if row.action in ("said", "edited") and row.subject_id in self._found:
                one = self._found[row.subject_id]
                if row.subject_id not in self._begins and self._said(row, one) is not None:
                    self._begins[row.subject_id] = row.seq

    def _entry(self, row: Any, head: str, digest: bytes) -> Entry:  # noqa: ANN401 - a Row
        if not self._is_told(row):
            return Entry(row.seq, head, digest.hex())
        salt, words, files = self._body(row) or (None, "", ())
        if row.subject_id in self._found:
            self._found[row.subject_id].steps = [
                *self._found[row.subject_id].steps,
                Step(row.action, row.at, row.seq, row.actor_id, words if salt and _has_words(row) else None),
            ]
        elif row.action in _OF_CIRCLES:
            self.phases.append(
                Step(row.action, row.at, row.seq, row.actor_id, words if salt and words else None)
            )
        elif row.subject_id in self._agreed:
            one = self._agreed[row.subject_id]
            told = one.words if salt else None
            self.agreements.append(
                Agreement(one.id, one.circle, one.topic, one.by, row.at, row.seq, told, one.kinds)
            )
        elif row.subject_id in self._copies and row.action == "delivered":
            self.delivered[row.subject_id] = row.seq
        return Entry(
            seq=row.seq,
            head=head,
            at=row.at,
            actor=row.actor_id,
            action=row.action,
            subject=row.subject_id,
            commitment=bytes(row.commitment).hex(),
            salt=salt,
            words=words,
            files=files,
        )

    def _is_told(self, row: Any) -> bool:  # noqa: ANN401 - a Row
        if row.actor_id is not None and row.actor_id in self._wanted.left_out:
            return False
        if row.subject_id in self._found and row.action in _OF_MESSAGES:
            return bool(row.seq >= self._begins.get(row.subject_id, 0))
        if row.subject_id in self._copies:
            return bool(row.action == "delivered")
        if row.subject_id in self._agreed:
            return bool(row.action == HOLDS)
        if row.subject_id in self._circles:
            is_within = self._wanted.since is None or row.at >= self._wanted.since
            return bool(row.action in _OF_CIRCLES and is_within and row.at <= self._wanted.until)
        return row.subject_id in self._meetings and row.action in _OF_MEETINGS

    def _said(self, row: Any, one: Found) -> tuple[str, str, tuple[str, ...]] | None:  # noqa: ANN401 - a Row
        files = tuple(one.digests) if row.action == "said" else ()
        return self._fitting(row, ((words, files) for words in sorted(one.words)))

    def _body(self, row: Any) -> tuple[str, str, tuple[str, ...]] | None:  # noqa: ANN401 - a Row
        """Return salt, words and files of an entry, as far as they stand and are what it commits to."""
        match row.action:
            case "said" | "edited":
                return self._said(row, self._found[row.subject_id])
            case "delivered":
                sealed = self._copies[row.subject_id][1].sent_words
                words = open_still(self._session, self._scope, "outbox.sent_words", row.subject_id, sealed)
                return None if words is None else self._fitting(row, [(words.decode(), ())])
            case "reacted":
                signs = self._found[row.subject_id].signs
                return self._fitting(row, [("", ()), *((one, ()) for one in signs.values())])
            case _ if row.action == HOLDS:
                body = self._agreed[row.subject_id].body
                return None if body is None else self._fitting(row, [(body, ())])
            case "phase":
                return self._fitting(row, ((f"{phase} {way}", ()) for phase in Phase for way in Way))
            case _:
                return self._fitting(row, [("", ())])

    def _fitting(
        self,
        row: Any,  # noqa: ANN401 - a Row
        candidates: Iterable[tuple[str, tuple[str, ...]]],
    ) -> tuple[str, str, tuple[str, ...]] | None:
        place = f"{row.chain}:{row.seq}"
        salt = open_still(self._session, self._scope, "audit.salt", place, row.salt)
        if salt is None:
            return None
        for words, files in candidates:
            body = words.encode() + b"".join(map(bytes.fromhex, files))
            if commitment(salt, body) == bytes(row.commitment):
                return salt.hex(), words, files
        return None


def _has_words(row: Any) -> bool:  # noqa: ANN401 - a Row
    return row.action in ("said", "edited", "reacted")
