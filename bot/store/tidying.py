"""Forgets what has served: ids of worked arrivals, tries of strangers, words nobody said what to do with.

A little at a time, so that the writer is never held for long. Knows no scheduler: whoever wakes it may do so
as often as it likes.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, text

from bot.chat.text import text as text_of
from bot.flows.asides import Aside
from bot.flows.registry import FLOWS
from bot.store import media
from bot.store.inbox import get_setting, put_setting
from bot.store.interviews import end_interview
from bot.store.metadata import constant
from bot.store.schema import guess, inbox, interview, person
from bot.store.session import Session
from bot.store.telling import tell

EVERY = timedelta(hours=1)
INBOX_KEPT = timedelta(days=30)
"""Far longer than any messenger goes on handing in what it has handed in already (Telegram: a day)."""

GUESSES_KEPT = timedelta(days=1)
UNANSWERED_KEPT = timedelta(days=7)
"""Somebody away for a week still finds the question; words that were never sent are not kept beyond that."""

QUESTIONS_KEPT = timedelta(days=365)
"""A file that goes with no message is shredded with its question; one that a crash left has none."""

AT_ONCE = 2000
ASKED_AT_ONCE = 100

_TIDIED = "tidied-at"
# Of several processes that come at one moment the first waits for nobody, and the others find it done.
_MY_TURN = text(
    "INSERT INTO setting (name, value) VALUES (:name, :now) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE setting.value = :seen"
)
_OLD_INBOX = delete(inbox).where(
    inbox.c.id.in_(
        select(inbox.c.id)
        .where(inbox.c.at < bindparam("before"), inbox.c.body.is_(None))
        .order_by(inbox.c.at)
        .limit(AT_ONCE)
    )
)
_OLD_GUESSES = delete(guess).where(
    guess.c.id.in_(
        select(guess.c.id)
        # Every kind by name: that is how the index begins.
        .where(
            guess.c.kind.in_([constant(kind) for kind in ("code", "hello", "wait")]),
            guess.c.at < bindparam("before"),
        )
        .limit(AT_ONCE)
    )
)
# Without an index: open conversations are few, and each turn would have to keep it up.
_UNANSWERED = (
    select(interview.c.id, interview.c.person_id, interview.c.at)
    .join(person, person.c.id == interview.c.person_id)
    .where(interview.c.flow.in_([flow.id for flow in FLOWS if flow.is_aside and issubclass(flow, Aside)]))
    .where(interview.c.at <= bindparam("before"))
    .order_by(interview.c.at, interview.c.id)
    .limit(ASKED_AT_ONCE)
)
# Whoever answers at this very moment goes first: what they send must not be told to be gone.
_UNANSWERED_LOCKED = _UNANSWERED.with_for_update(of=person, skip_locked=True, key_share=True)


def tidy(session: Session) -> int:
    """Forget some of what is old, about once an hour; return how much went. The rest goes at the next."""
    if not _takes_turn(session):
        return 0
    counts = (
        (session.connection.execute(_OLD_INBOX, {"before": session.now - INBOX_KEPT}).rowcount, AT_ONCE),
        (session.connection.execute(_OLD_GUESSES, {"before": session.now - GUESSES_KEPT}).rowcount, AT_ONCE),
        (_end_unanswered(session), ASKED_AT_ONCE),
        (_remove_files(session), media.AT_ONCE),
    )
    if any(count == most for count, most in counts):
        put_setting(session, _TIDIED, b"")
    return sum(count for count, _ in counts)


def _remove_files(session: Session) -> int:
    kept = timedelta(days=session.defaults.files_kept_days)
    return media.remove_served(session, session.now - kept, session.now - kept - QUESTIONS_KEPT)


def _takes_turn(session: Session) -> bool:
    seen = get_setting(session, _TIDIED) or b""
    # Of a clock that was set back nobody waits for the hour that it had shown.
    if seen and abs(session.now - datetime.fromisoformat(seen.decode())) < EVERY:
        return False
    values = {"name": _TIDIED, "now": session.now.isoformat().encode(), "seen": seen}
    return session.connection.execute(_MY_TURN, values).rowcount == 1


def _end_unanswered(session: Session) -> int:
    """End short questions that nobody answered, and tell each writer once that nothing was sent."""
    statement = _UNANSWERED_LOCKED if session.is_postgresql else _UNANSWERED
    rows = session.connection.execute(statement, {"before": session.now - UNANSWERED_KEPT}).all()
    since: dict[str, datetime] = {}
    for row in rows:
        if end_interview(session, row.id):
            since.setdefault(row.person_id, row.at)
    media.remove_unattached(session, session.let_go)
    for writer, at in since.items():
        tell(session, writer, text_of("words-unanswered", days=(session.now - at).days))
    return len(rows)
