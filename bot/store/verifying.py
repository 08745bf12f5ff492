"""Looks through a record that was handed out: whether all of it is as the agency wrote it down and signed it.

Needs the file, and for a word on who signed it the agency's public key; no database, no configuration. The
first thing that is broken is named: what comes after it proves nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain as all_of

import msgspec

from bot.chat.record import (
    Entry,
    NoRecord,
    Record,
    Step,
    head_code,
    read,
    read_code,
    shown_key,
    signed_part,
    written,
)
from bot.store.chain import (
    HASH_BYTES,
    SALT_BYTES,
    chain,
    commitment,
    digest,
    genesis,
    signature_holds,
)

_KEY_BYTES, _SIGNATURE_BYTES = 32, 64


class Broken(Exception):  # noqa: N818 - says what is the matter, in a sentence
    """Something in the file is not as it was written down; the message says what, in plain words."""


class Held(msgspec.Struct, frozen=True):
    """What was found to hold: so many entries, of them so many with their words, and who signed it."""

    entries: int
    opened: int
    messages: int
    key: str


def verify(data: bytes, key: str | None = None, code: str | None = None) -> Held:
    """Return what holds, or raise Broken with the first thing that does not.

    ``key`` is the agency's public key as it is shown (`shown_key`), spaces or not. Without it anybody may
    have signed the file: whoever verifies must compare the key that is returned. ``code`` is what a
    caseworker was told of this chain earlier (`head_code`): whoever has the key could have written all of it
    anew since.
    """
    record = _read(data)
    _look_at_chain(record)
    entries = {entry.seq: entry for entry in record.chain}
    for step, subject in _steps(record):
        _look_at_step(step, subject, entries)
    _look_at_copies(record, entries)
    _look_at_agreements(record, entries)
    _look_at_signatures(record)
    # A file that says the same twice, or something that no version of ours writes, is read in two ways.
    if written(record) != data:
        message = "The file holds something that is not part of the record."
        raise Broken(message)
    shown = shown_key(record.public_key)
    if key is not None and plain_key(key) != plain_key(shown):
        message = f"It is signed with another key than the one you named: {shown}."
        raise Broken(message)
    if code is not None:
        _look_at_code(record, code)
    return Held(len(entries), sum(1 for one in record.chain if one.salt), len(record.messages), shown)


def _look_at_code(record: Record, code: str) -> None:
    wanted = read_code(code)
    if wanted is None:
        message = "That is no code: it is a number and six groups of four, as the caseworker was sent it."
        raise Broken(message)
    seq, plain = wanted
    if seq > len(record.chain):
        message = (
            f"The code is of {seq} entries, and this file has {len(record.chain)}: it was made before"
            " the code was sent, or its end is gone. Ask for one that is made now."
        )
        raise Broken(message)
    if head_code(seq, bytes.fromhex(record.chain[seq - 1].head)) != plain:
        message = (
            f"The first {seq} entries are not those of which the code was sent: they were written anew since,"
            " or the code is another family's, or was not copied right."
        )
        raise Broken(message)


def plain_key(key: str) -> str:
    """Return a key as it is compared, however it was written."""
    return "".join(key.split()).upper()


def _read(data: bytes) -> Record:
    try:
        return read(data)
    except NoRecord:
        message = (
            "This is no record of ours, or only a part of one, or it was changed and cannot be read any more."
        )
        raise Broken(message) from None


def _look_at_chain(record: Record) -> None:
    head = genesis(record.wanted.family)
    for place, entry in enumerate(record.chain, 1):
        if entry.seq != place:
            raise Broken(_misplaced(entry, place, record))
        head = chain(head, _digest(entry))
        if entry.head != head.hex():
            message = f"{_called(entry)} is not as it was written down."
            raise Broken(message)
        _look_at_body(entry)
    if record.head != head.hex() or not record.chain:
        message = (
            f"After entry {len(record.chain)} something is missing, or the end of the record was changed."
        )
        raise Broken(message)


def _misplaced(entry: Entry, place: int, record: Record) -> str:
    if entry.seq in range(1, place):
        return f"Entry {entry.seq} stands there twice, or in another place."
    if any(one.seq == place for one in record.chain):
        return f"Entry {place} stands in another place."
    return f"Entry {place} is missing."


def _digest(entry: Entry) -> bytes:
    if entry.digest is not None:
        empty = Entry(entry.seq, entry.head, entry.digest)
        if entry != empty:
            message = f"Entry {entry.seq} says more than it can prove."
            raise Broken(message)
        return _bytes(entry.digest, HASH_BYTES, entry)
    if entry.at is None or entry.commitment is None:
        message = f"Of entry {entry.seq} a part is missing."
        raise Broken(message)
    committed = _bytes(entry.commitment, HASH_BYTES, entry)
    return digest(entry.seq, entry.at, entry.actor, entry.action, entry.subject, committed)


def _look_at_body(entry: Entry) -> None:
    if entry.salt is None:
        if entry.words or entry.files:
            message = f"{_called(entry)} has words, and nothing that proves them."
            raise Broken(message)
        return
    body = entry.words.encode()
    body += b"".join(_bytes(one, HASH_BYTES, entry) for one in entry.files)
    if commitment(_bytes(entry.salt, SALT_BYTES, entry), body).hex() != entry.commitment:
        message = f"{_called(entry)} has other words, or other files, than were written down."
        raise Broken(message)


def _steps(record: Record) -> Iterator[tuple[Step, str | None]]:
    of_messages = ((step, message.id) for message in record.messages for step in message.steps)
    return all_of(of_messages, ((step, None) for step in record.phases))


def _look_at_step(step: Step, subject: str | None, entries: Mapping[int, Entry]) -> None:
    entry = entries.get(step.entry)
    if entry is None or entry.digest is not None:
        message = f"The record tells of entry {step.entry}, which is not there."
        raise Broken(message)
    told = (step.what, step.at, step.by, subject or entry.subject)
    if told != (entry.action, entry.at, entry.actor, entry.subject):
        message = f"{_called(entry)} is told otherwise than it was written down."
        raise Broken(message)
    if step.words is not None and (entry.salt is None or step.words != entry.words):
        message = f"{_called(entry)} is told in other words than were written down."
        raise Broken(message)


def _look_at_copies(record: Record, entries: Mapping[int, Entry]) -> None:
    for message in record.messages:
        if not message.steps or message.at != message.steps[0].at:
            words = f"The message {message.id} is told without its beginning."
            raise Broken(words)
        for copy in message.copies:
            if copy.entry is None:
                continue
            entry = entries.get(copy.entry)
            told = ("delivered", copy.at, copy.to, copy.id)
            if entry is None or told != (entry.action, entry.at, entry.actor, entry.subject):
                words = f"Entry {copy.entry}, a delivery, is told otherwise than it was written down."
                raise Broken(words)


def _look_at_agreements(record: Record, entries: Mapping[int, Entry]) -> None:
    for one in record.agreements:
        entry = entries.get(one.entry)
        told = ("plan-holds", one.at, one.id)
        if entry is None or told != (entry.action, entry.at, entry.subject):
            words = f"Entry {one.entry}, what was agreed on, is told otherwise than it was written down."
            raise Broken(words)
        # What was said by voice or in a picture is committed to as the message it stands in.
        if not one.files and one.words is not None and (entry.salt is None or one.words != entry.words):
            words = f"{_called(entry)} is told in other words than were written down."
            raise Broken(words)


def _look_at_signatures(record: Record) -> None:
    key = _bytes(record.public_key, _KEY_BYTES)
    if not signature_holds(key, bytes.fromhex(record.head), _bytes(record.head_signature, _SIGNATURE_BYTES)):
        message = (
            "The signature does not belong to the end of this chain: it is another key's, or was changed."
        )
        raise Broken(message)
    if not signature_holds(key, signed_part(record), _bytes(record.signature, _SIGNATURE_BYTES)):
        message = "What stands beside the chain was changed: the signature does not belong to it."
        raise Broken(message)


def _bytes(written_down: str, length: int, entry: Entry | None = None) -> bytes:
    try:
        found = bytes.fromhex(written_down)
    except ValueError:
        found = b""
    if len(found) != length or found.hex() != written_down:
        message = f"{_called(entry)} was changed." if entry else "The key or a signature was changed."
        raise Broken(message)
    return found


def _called(entry: Entry) -> str:
    if entry.at is None:
        return f"Entry {entry.seq}"
    return f"Entry {entry.seq} ({entry.action}, {entry.at:%Y-%m-%d %H:%M} UTC)"
