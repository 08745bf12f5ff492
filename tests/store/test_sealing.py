"""Sealed fields open in their own place only, and tell nothing otherwise."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.chain import Signer, chain, commitment, fresh_salt, genesis, signature_holds
from bot.store.sealing import (
    BLOCK_BYTES,
    BlindIndex,
    KeyFileUnreadable,
    Master,
    Scope,
    Sealer,
    Unsealable,
    fresh_key,
    key_line,
)

KEY = bytes(range(32))
FAMILY = Scope.family("f" * 32)
PLACE = ("message", "body", "0" * 32)
WORDS = "Gladys slept well"


def sealer(key: bytes = KEY, scope: Scope = FAMILY) -> Sealer:
    return Sealer(key, scope)


@given(st.binary(max_size=200))
def test_what_was_sealed_opens(words: bytes) -> None:
    assert sealer().open(*PLACE, sealer().seal(*PLACE, words)) == words


@given(st.text(max_size=200))
def test_a_text_opens_as_a_text(words: str) -> None:
    assert sealer().open_text(*PLACE, sealer().seal(*PLACE, words)) == words


def test_what_was_sealed_last_year_still_opens() -> None:
    sealed = bytes.fromhex(
        "013719aff97c3fd96bcd2ac9a368e04ef6a30112962198798410c8fcb5eefc971ee14c9b7d9b0e09"
        "ef70bcedfec713639423f43d906afaf193a73fc69e"
    )
    assert sealer().open_text(*PLACE, sealed) == WORDS


def test_sealing_twice_gives_two_values() -> None:
    assert sealer().seal(*PLACE, WORDS) != sealer().seal(*PLACE, WORDS)


def test_the_words_are_not_in_what_is_stored() -> None:
    assert WORDS.encode() not in sealer().seal(*PLACE, WORDS)


@pytest.mark.parametrize("shorter", [0, 1, BLOCK_BYTES - 2])
def test_lengths_within_a_block_look_alike(shorter: int) -> None:
    longest = len(sealer().seal(*PLACE, b"x" * (BLOCK_BYTES - 1)))
    assert len(sealer().seal(*PLACE, b"x" * shorter)) == longest
    assert len(sealer().seal(*PLACE, b"x" * BLOCK_BYTES)) == longest + BLOCK_BYTES


@pytest.mark.parametrize(
    ("key", "scope", "place"),
    [
        (fresh_key(), FAMILY, PLACE),
        (KEY, Scope.family("e" * 32), PLACE),
        (KEY, Scope.person("f" * 32), PLACE),
        (KEY, FAMILY, ("answer", "body", "0" * 32)),
        (KEY, FAMILY, ("message", "note", "0" * 32)),
        (KEY, FAMILY, ("message", "body", "1" * 32)),
        (KEY, FAMILY, ("messageb", "ody", "0" * 32)),
    ],
    ids=["key", "family", "kind of scope", "table", "column", "row", "place cut elsewhere"],
)
def test_nothing_opens_anywhere_else(key: bytes, scope: Scope, place: tuple[str, str, str]) -> None:
    sealed = sealer().seal(*PLACE, WORDS)
    with pytest.raises(Unsealable):
        sealer(key, scope).open(*place, sealed)


@given(st.data())
def test_a_changed_byte_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(sealer().seal(*PLACE, WORDS))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Unsealable):
        sealer().open(*PLACE, bytes(sealed))


@given(st.binary(max_size=100))
def test_bytes_that_were_never_sealed_do_not_open(noise: bytes) -> None:
    with pytest.raises(Unsealable):
        sealer().open(*PLACE, noise)
    with pytest.raises(Unsealable):
        Master(KEY).unwrap(FAMILY, noise)


@given(st.integers(0, 60))
def test_a_value_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(Unsealable):
        sealer().open(*PLACE, sealer().seal(*PLACE, WORDS)[:length])


def test_the_error_says_where_and_not_what() -> None:
    with pytest.raises(Unsealable) as caught:
        sealer(fresh_key()).open(*PLACE, sealer().seal(*PLACE, WORDS))
    assert repr(caught.value) == "Unsealable('message.body')"
    assert caught.value.__cause__ is None


def test_a_data_key_opens_for_its_scope_only() -> None:
    master, data_key = Master(KEY), fresh_key()
    wrapped = master.wrap(FAMILY, data_key)
    assert data_key not in wrapped
    assert master.unwrap(FAMILY, wrapped) == data_key
    for scope in (Scope.family("e" * 32), Scope.person("f" * 32), Scope.agency()):
        with pytest.raises(Unsealable):
            master.unwrap(scope, wrapped)


def test_a_master_with_the_old_key_opens_both_and_wraps_with_the_new() -> None:
    old_key, new_key = fresh_key(), fresh_key()
    old, new, both = Master(old_key), Master(new_key), Master(new_key, old_key)
    before, after = old.wrap(FAMILY, KEY), both.wrap(FAMILY, KEY)
    assert both.unwrap(FAMILY, before) == both.unwrap(FAMILY, after) == new.unwrap(FAMILY, after) == KEY
    assert both.is_wrapped_by_present_key(after)
    assert not both.is_wrapped_by_present_key(before)
    with pytest.raises(Unsealable):
        old.unwrap(FAMILY, after)


def test_a_key_file_holds_the_present_key_first(tmp_path: Path) -> None:
    path, old_key = tmp_path / "key", fresh_key()
    path.write_text(key_line(KEY) + key_line(old_key))
    master = Master.from_file(path)
    assert Master(KEY).unwrap(FAMILY, master.wrap(FAMILY, fresh_key()))
    assert master.unwrap(FAMILY, Master(old_key).wrap(FAMILY, KEY)) == KEY


@pytest.mark.parametrize("text", ["", "\n", "c2VjcmV0", "not base64 at all", key_line(KEY)[:-4], "é"])
def test_a_broken_key_file_is_named_and_not_quoted(tmp_path: Path, text: str) -> None:
    path = tmp_path / "the.key"
    path.write_text(text)
    with pytest.raises(KeyFileUnreadable, match=r"the\.key") as caught:
        Master.from_file(path)
    assert not text.strip() or text.strip() not in str(caught.value)


def test_an_index_finds_equal_values_of_one_kind_and_key() -> None:
    index = BlindIndex(KEY)
    assert index.of("telegram", "5550100") == BlindIndex(KEY).of("telegram", "5550100")
    others = {
        index.of("telegram", "5550101"),
        index.of("matrix", "5550100"),
        index.of("telegram5", "550100"),
        BlindIndex(fresh_key()).of("telegram", "5550100"),
    }
    assert len(others) == 4
    assert index.of("telegram", "5550100") not in others


def test_an_index_made_last_year_still_finds() -> None:
    assert (
        BlindIndex(KEY).of("telegram", "5550100").hex()
        == "457cb06339dbc4a76cca4474fe8b255f4f3dfaa9d6defd5bebe13dfacda5a096"
    )


def test_a_commitment_fixes_the_words_and_hides_them() -> None:
    salt = fresh_salt()
    assert commitment(salt, b"yes") == commitment(salt, b"yes")
    assert commitment(salt, b"yes") != commitment(salt, b"no")
    assert commitment(salt, b"yes") != commitment(fresh_salt(), b"yes")
    with pytest.raises(ValueError, match="salt"):
        commitment(salt + b"\0", b"yes")


def heads(name: str, *entries: bytes) -> list[bytes]:
    found = [genesis(name)]
    for entry in entries:
        found.append(chain(found[-1], entry))
    return found


def test_a_chain_changes_from_the_changed_entry_on() -> None:
    true = heads("family", b"one", b"two", b"three")
    false = heads("family", b"one", b"2", b"three")
    assert [ours == theirs for ours, theirs in zip(true, false, strict=True)] == [True, True, False, False]
    assert heads("family", b"two", b"one")[-1] != heads("family", b"one", b"two")[-1]
    assert heads("family", b"one")[-1] != heads("another", b"one")[-1]
    assert all(before != after for before, after in pairwise(true))


def test_a_signed_head_is_believed_from_its_signer_only() -> None:
    signer, head = Signer(Signer.fresh().private), heads("family", b"one")[-1]
    signature = signer.sign(head)
    assert signature_holds(signer.public, head, signature)
    assert not signature_holds(signer.public, genesis("family"), signature)
    assert not signature_holds(Signer.fresh().public, head, signature)
    assert not signature_holds(signer.public, head, signature[:-1])
    assert not signature_holds(b"", head, signature)
