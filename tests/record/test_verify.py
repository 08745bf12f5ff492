"""Whatever is changed in a record that was handed out is found, and what is broken first is named."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from bot.chat.record import Entry, Record, head_code, read, shown_key, signed_part, written
from bot.store.chain import Signer, chain, commitment, digest, fresh_salt, genesis
from bot.store.verifying import Broken, verify
from tests.record.story import played, recorded

KINDS = 100
"""So many different ways of changing a record are tried at least."""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    async def made() -> Record:
        stage = await played(tmp_path_factory.mktemp("record"))
        try:
            return await recorded(stage)
        finally:
            await stage.close()

    return asyncio.run(made())


def other(value: Any) -> Any:  # noqa: ANN401 - any value of a record
    """Return a value that is like this one, and another."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case datetime():
            return value + timedelta(seconds=1)
        case str() if re.fullmatch(r"[0-9a-f]{32,}", value):
            return f"{'1' if value[0] == '0' else '0'}{value[1:]}"
        case str():
            return f"{value}!"
        case None:
            return "a" * 32
        case tuple() if value:
            return (other(value[0]), *value[1:])
        case tuple():
            return ("a" * 64,)
        case msgspec.Struct():
            name = value.__struct_fields__[0]
            return msgspec.structs.replace(value, **{name: other(getattr(value, name))})
        case _:
            return msgspec.convert("2001-01-01", type(value)) if hasattr(value, "year") else value


def with_entry(record: Record, place: int, /, **changes: Any) -> bytes:  # noqa: ANN401 - any value
    entries = list(record.chain)
    entries[place] = msgspec.structs.replace(entries[place], **changes)
    return written(msgspec.structs.replace(record, chain=tuple(entries)))


def tampered(record: Record) -> Iterator[tuple[str, bytes]]:
    """Yield records that were changed, each with a name for how."""
    yield from of_entries(record)
    yield from of_the_chain(record)
    yield from beside_the_chain(record)
    yield from of_the_file(written(record))


def of_entries(record: Record) -> Iterator[tuple[str, bytes]]:
    """Yield every field of every sort of entry with another value, or with none."""
    seen = set()
    for at, entry in enumerate(record.chain):
        sort = (entry.action or "hidden", bool(entry.salt), bool(entry.words), bool(entry.files))
        if sort in seen:
            continue
        seen.add(sort)
        for name in Entry.__struct_fields__:
            changed = other(getattr(entry, name))
            yield f"{sort} {name} changed", with_entry(record, at, **{name: changed})
            default = {"words": "", "files": (), "action": ""}.get(name)
            if getattr(entry, name) not in (None, "", ()) and name not in ("seq", "head"):
                yield f"{sort} {name} taken out", with_entry(record, at, **{name: default})


def of_the_chain(record: Record) -> Iterator[tuple[str, bytes]]:
    """Yield entries removed, doubled, turned round, put in; a beginning or an end that is another."""
    entries = record.chain
    middle = len(entries) // 2
    shapes = {
        "the first removed": entries[1:],
        "one removed": entries[:middle] + entries[middle + 1 :],
        "several removed": entries[:3] + entries[6:],
        "the last removed": entries[:-1],
        "the second half removed": entries[:middle],
        "all removed": (),
        "one twice": entries[: middle + 1] + entries[middle:],
        "the first twice": entries[:1] + entries,
        "the last twice": (*entries, entries[-1]),
        "two turned round": (*entries[:2], entries[3], entries[2], *entries[4:]),
        "all turned round": entries[::-1],
    }
    for name, chain_then in shapes.items():
        yield name, written(msgspec.structs.replace(record, chain=chain_then))
        numbered = tuple(msgspec.structs.replace(one, seq=seq) for seq, one in enumerate(chain_then, 1))
        yield f"{name}, and numbered anew", written(msgspec.structs.replace(record, chain=numbered))
        again = rechained(msgspec.structs.replace(record, chain=numbered))
        if again != record:
            yield f"{name}, and chained anew", written(again)
    more = Entry(len(entries) + 1, "", digest="0" * 64)
    yield "one put in", written(rechained(msgspec.structs.replace(record, chain=(*entries, more))))
    elsewhere = msgspec.structs.replace(record.wanted, family="f" * 32)
    yield "of another family", written(rechained(msgspec.structs.replace(record, wanted=elsewhere)))


def rechained(record: Record) -> Record:
    """Return the record with all heads reckoned anew, as somebody would who knows how but has no key."""
    head, entries = genesis(record.wanted.family), []
    for one in record.chain:
        if one.digest is not None:
            summed = bytes.fromhex(one.digest)
        else:
            assert one.at is not None
            committed = bytes.fromhex(one.commitment or "")
            summed = digest(one.seq, one.at, one.actor, one.action, one.subject, committed)
        head = chain(head, summed)
        entries.append(msgspec.structs.replace(one, head=head.hex()))
    return msgspec.structs.replace(record, chain=tuple(entries), head=head.hex())


def beside_the_chain(record: Record) -> Iterator[tuple[str, bytes]]:
    """Yield what stands beside the chain with other values, removed, doubled, and signed by somebody else."""
    for name in Record.__struct_fields__:
        changed = msgspec.structs.replace(record, **{name: other(getattr(record, name))})
        yield f"{name} changed", written(changed)
        value = getattr(record, name)
        if isinstance(value, tuple) and value:
            yield f"{name}: first removed", written(msgspec.structs.replace(record, **{name: value[1:]}))
            yield f"{name}: last removed", written(msgspec.structs.replace(record, **{name: value[:-1]}))
            yield (
                f"{name}: last twice",
                written(msgspec.structs.replace(record, **{name: (*value, value[-1])})),
            )
    for name in record.wanted.__struct_fields__:
        wanted = msgspec.structs.replace(record.wanted, **{name: other(getattr(record.wanted, name))})
        yield f"wanted.{name} changed", written(msgspec.structs.replace(record, wanted=wanted))
    for field in ("messages", "phases", "meetings", "agreements", "people", "circles"):
        first, *rest = getattr(record, field)
        for name in first.__struct_fields__:
            if getattr(first, name) is None:
                continue
            one = msgspec.structs.replace(first, **{name: other(getattr(first, name))})
            yield f"{field}.{name} changed", written(msgspec.structs.replace(record, **{field: (one, *rest)}))
    yield from of_messages(record)


def of_messages(record: Record) -> Iterator[tuple[str, bytes]]:
    """Yield other words, steps and deliveries of a message that was changed by its writer."""
    at = next(
        n for n, one in enumerate(record.messages) if any(step.what == "edited" for step in one.steps[1:])
    )
    message = record.messages[at]
    for part in ("steps", "copies"):
        first, *rest = getattr(message, part)
        for name in first.__struct_fields__:
            if getattr(first, name) in (None, ""):
                continue
            one = msgspec.structs.replace(first, **{name: other(getattr(first, name))})
            yield f"{part}.{name} changed", with_message(record, at, **{part: (one, *rest)})
        yield f"{part}: one removed", with_message(record, at, **{part: tuple(rest)})
        yield f"{part}: turned round", with_message(record, at, **{part: (*rest, first)})
    lost = tuple(msgspec.structs.replace(one, state="never", at=None, entry=None) for one in message.copies)
    yield "delivered told as never delivered", with_message(record, at, copies=lost)


def with_message(record: Record, place: int, /, **changes: Any) -> bytes:  # noqa: ANN401 - any value
    messages = list(record.messages)
    messages[place] = msgspec.structs.replace(messages[place], **changes)
    return written(msgspec.structs.replace(record, messages=tuple(messages)))


def of_the_file(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the file cut off, with more behind it, said twice, and in another writing."""
    for part in (0, 1, 100, len(data) // 2, len(data) - 2, len(data) - 1):
        yield f"cut off after {part}", data[:part]
    yield "more behind it", data + b"{}"
    yield "a space behind it", data + b" "
    yield "an empty list", b"[]\n"
    yield "no JSON", b"\xff\xfe"
    yield "a name twice", data.replace(b'"agency":', b'"agency": "Another",\n "agency":', 1)
    yield "something that is no part of it", data.replace(b'"agency":', b'"note": "x",\n "agency":', 1)
    yield "written otherwise", msgspec.json.format(data, indent=0)
    for place in range(len(data) // 7, len(data), len(data) // 7):
        flipped = bytes([data[place] ^ 1])
        yield f"a bit at {place}", data[:place] + flipped + data[place + 1 :]


def is_found(data: bytes) -> bool:
    """Whether it is said, in a sentence, that something is broken."""
    try:
        verify(data)
    except Broken as broken:
        return str(broken).endswith(".")
    return False


def test_whatever_is_changed_is_found(record: Record) -> None:
    tried = 0
    for name, data in tampered(record):
        if data == written(record):
            continue
        tried += 1
        assert is_found(data), name
    assert tried >= KINDS


def test_what_was_not_changed_holds(record: Record) -> None:
    held = verify(written(record), shown_key(record.public_key))
    assert (held.entries, held.messages) == (len(record.chain), len(record.messages))
    assert held.opened == sum(1 for one in record.chain if one.salt)
    assert read(written(record)) == record


def test_signed_by_somebody_else_it_holds_for_nobody_who_knows_the_key(record: Record) -> None:
    forged = signed_by(Signer.fresh(), rechained(with_other_words(record)))
    assert verify(written(forged)).key != shown_key(record.public_key)
    with pytest.raises(Broken, match="another key"):
        verify(written(forged), shown_key(record.public_key))


def test_the_first_broken_entry_is_named(record: Record) -> None:
    said = [at for at, one in enumerate(record.chain) if one.action == "said" and one.salt]
    data = with_entry(record, said[1], words="Something else")
    entries = list(read(data).chain)
    entries[said[2]] = msgspec.structs.replace(entries[said[2]], words="Something else, too")
    with pytest.raises(Broken, match=rf"^Entry {said[1] + 1} \(said, 2026-11-23 15:00 UTC\) has other words"):
        verify(written(msgspec.structs.replace(record, chain=tuple(entries))))
    with pytest.raises(Broken, match=r"^Entry 5 is missing\.$"):
        verify(written(msgspec.structs.replace(record, chain=record.chain[:4] + record.chain[5:])))


def with_other_words(record: Record) -> Record:
    """Return the record with one message in other words, and all that follows from that put right."""
    at = next(n for n, one in enumerate(record.messages) if [step.what for step in one.steps] == ["said"])
    message = record.messages[at]
    step = msgspec.structs.replace(message.steps[0], words="I never said that")
    messages = list(record.messages)
    messages[at] = msgspec.structs.replace(message, steps=(step,))
    entries = list(record.chain)
    salt = fresh_salt()
    entries[step.entry - 1] = msgspec.structs.replace(
        entries[step.entry - 1],
        words="I never said that",
        salt=salt.hex(),
        commitment=commitment(salt, b"I never said that").hex(),
    )
    return msgspec.structs.replace(record, chain=tuple(entries), messages=tuple(messages))


def signed_by(signer: Signer, record: Record) -> Record:
    """Return the record with the signatures of somebody."""
    unsigned = msgspec.structs.replace(
        record,
        public_key=signer.public.hex(),
        head_signature=signer.sign(bytes.fromhex(record.head)).hex(),
        signature="",
    )
    return msgspec.structs.replace(unsigned, signature=signer.sign(signed_part(unsigned)).hex())


def code_of(record: Record, seq: int) -> str:
    return head_code(seq, bytes.fromhex(record.chain[seq - 1].head))


def test_a_code_that_was_kept_is_found_in_every_later_file(record: Record) -> None:
    for seq in range(1, len(record.chain) + 1):
        assert verify(written(record), None, code_of(record, seq)).entries == len(record.chain)
    typed = code_of(record, 7).lower().replace("-", " ", 3)
    assert verify(written(record), None, f" {typed} ")


def test_a_chain_that_was_written_anew_since_the_code_was_sent_is_caught(record: Record) -> None:
    sent = code_of(record, len(record.chain))
    more = Entry(len(record.chain) + 1, "", digest="0" * 64)
    longer = signed(rechained(msgspec.structs.replace(record, chain=(*record.chain, more))))
    assert verify(longer, None, sent).entries == len(record.chain) + 1
    other_first = msgspec.structs.replace(more, seq=1)
    anew = signed(rechained(msgspec.structs.replace(record, chain=(other_first, *closed_rest(record)))))
    # Nothing else tells: whoever has the key has signed it.
    assert verify(anew).entries == len(record.chain)
    with pytest.raises(Broken, match="written anew since"):
        verify(anew, None, sent)
    short = signed(rechained(msgspec.structs.replace(record, chain=(other_first,))))
    with pytest.raises(Broken, match="its end is gone"):
        verify(short, None, sent)


@pytest.mark.parametrize("code", ["", "12", "0-AAAA", "ABCD-EFGH", "1-0189", "1-AAAA-BBBB"])
def test_what_is_no_code_of_this_file_does_not_hold(record: Record, code: str) -> None:
    with pytest.raises(Broken):
        verify(written(record), None, code)


def closed_rest(record: Record) -> tuple[Entry, ...]:
    """Return all entries but the first, none of them open: nothing tells what they were."""
    return tuple(Entry(one.seq, "", digest="1" * 64) for one in record.chain[1:])


def signed(record: Record) -> bytes:
    """Return the record as somebody signs it who has a key, without what it told of its chain."""
    signs = Signer.fresh()
    bare = msgspec.structs.replace(
        record, messages=(), phases=(), agreements=(), public_key=signs.public.hex()
    )
    bare = msgspec.structs.replace(bare, head_signature=signs.sign(bytes.fromhex(bare.head)).hex())
    return written(msgspec.structs.replace(bare, signature=signs.sign(signed_part(bare)).hex()))
