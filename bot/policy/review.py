"""The review that every draft passes: may this reader get it, and when.

Fails closed: a reader who is not known, not joined or not in a circle that is open gets nothing.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.chat.draft import Draft, Kind
from bot.chat.people import Circle, PersonState, Phase, Reader, Way
from bot.chat.text import Text, Value, text
from bot.policy.quiet import resting_until

_UNREAD = (Phase.PAUSED, Phase.AFTER_REUNIFICATION, Phase.CLOSED)
"""Where nobody reads along."""


class Cleared(msgspec.Struct, frozen=True):
    """May be sent, not before ``not_before``. Only ``review`` makes one; the outbox takes nothing else.

    ``is_told`` says that its writer knows already that it is not there at once. What ``is_veiled`` waits
    until its reader asks for it.
    """

    draft: Draft
    header: Value | None
    not_before: datetime | None = None
    waits_for_decision: bool = False
    is_told: bool = False
    is_veiled: bool = False


class Refused(msgspec.Struct, frozen=True):
    """Is not sent at all. ``why`` is a word for the log."""

    draft: Draft
    why: str


def review(draft: Draft, reader: Reader | None, circle: Circle | None, now: datetime) -> Cleared | Refused:
    """Decide about one draft for one reader.

    ``circle`` is the draft's circle as the speaker's view or the desk holds it; words without a circle are
    a private line's. Quiet hours hold back words and notices, never answers and alerts.
    """
    if reader is None:
        return Refused(draft, "unknown-reader")
    if reader.state == PersonState.LEFT and draft.kind != Kind.ANSWER:
        return Refused(draft, "reader-left")
    if reader.state in (PersonState.INVITED, PersonState.BY_PHONE):
        return Refused(draft, "reader-invited")
    if reader.state == PersonState.JOINING and not _may_interrupt_joining(draft):
        return Refused(draft, "reader-joining")
    if draft.kind == Kind.WORDS and draft.circle is not None:
        if circle is None or circle.id != draft.circle:
            return Refused(draft, "circle-unknown")
        if circle.phase in (Phase.PAUSED, Phase.CLOSED) and draft.author != circle.caseworker:
            return Refused(draft, f"circle-{circle.phase.value}")
    if draft.kind == Kind.WATCH and (why := _not_to_be_watched(draft, reader, circle)) is not None:
        return Refused(draft, why)
    not_before = _not_before(draft, reader, now)
    return Cleared(
        draft,
        header=_header(draft, reader),
        not_before=not_before,
        waits_for_decision=_waits(draft, circle),
        is_veiled=_is_veiled(draft, reader, not_before),
    )


def _not_to_be_watched(draft: Draft, reader: Reader, circle: Circle | None) -> str | None:
    """Say why what passes is not shown to somebody who reads along; of their own room they may be told."""
    if not reader.is_desk or reader.is_discreet:
        return "not-a-watcher"
    if draft.message is None:
        return None
    if circle is None or circle.id != draft.circle:
        return "circle-unknown"
    return f"circle-{circle.phase.value}" if circle.phase in _UNREAD else None


def _is_veiled(draft: Draft, reader: Reader, not_before: datetime | None) -> bool:
    """Whether it waits until its reader asks for it.

    Answers do not, nor does what tells somebody of the agency that a person may be in danger.
    """
    if not reader.is_discreet or draft.is_news or draft.kind == Kind.ANSWER:
        return False
    is_looking = reader.is_looking and not_before is None  # In the morning nobody looks any more.
    return not (is_looking or (draft.kind == Kind.ALERT and reader.is_desk))


def _may_interrupt_joining(draft: Draft) -> bool:
    # The caseworker's own words on the private line: the answer to "I have a question".
    is_line = draft.kind == Kind.WORDS and draft.circle is None
    return is_line or draft.kind in (Kind.ANSWER, Kind.ALERT)


def _not_before(draft: Draft, reader: Reader, now: datetime) -> datetime | None:
    if draft.kind not in (Kind.WORDS, Kind.NOTICE) or draft.is_urgent:
        return None
    return resting_until(reader.quiet, reader.timezone, now)


def _waits(draft: Draft, circle: Circle | None) -> bool:
    if draft.kind != Kind.WORDS or circle is None or draft.was_read or draft.author == circle.caseworker:
        return False
    return draft.must_wait or (circle.phase == Phase.INTRODUCTION and circle.way == Way.HOLD)


def _header(draft: Draft, reader: Reader) -> Value | None:
    if not draft.header:
        return None
    title = draft.header[0]
    names_circle = isinstance(title, Text) and title.args.get("children") in draft.header[1:]
    if len(draft.header) > 1 and reader.circle_count > 1 and not names_circle:
        return text("header-in-circle", who=draft.header[0], circle=draft.header[1])
    return draft.header[0]
