"""What outsiders see of an entry, a state and a feed tells nothing of whose they are."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

from bot.calendars import etag, new_secret, secret_hash, uid

MEETING, OTHER = UUID(int=1), UUID(int=2)
ANA, WENDY = UUID(int=3), UUID(int=4)


def test_an_entry_keeps_its_name() -> None:
    assert uid(MEETING, ANA) == uid(UUID(MEETING.hex), UUID(ANA.hex))
    assert uid(MEETING, ANA) == "618e902204ea2145fab0c3d82eeca08c@coparenting"


def test_two_readers_of_a_meeting_and_two_meetings_of_a_reader_share_no_name() -> None:
    told = {uid(meeting, reader) for meeting in (MEETING, OTHER, ANA) for reader in (ANA, WENDY, MEETING)}
    assert len(told) == 9
    for name in told:
        assert re.fullmatch(r"[0-9a-f]{32}@coparenting", name)
        assert not any(one.hex in name for one in (MEETING, OTHER, ANA, WENDY))


def test_a_tag_is_of_these_bytes_and_strong() -> None:
    assert etag(b"a") == etag(b"a") != etag(b"b")
    assert re.fullmatch('"[0-9a-f]{32}"', etag(b""))


def test_a_secret_is_long_new_each_time_and_can_stand_in_an_address() -> None:
    made = {new_secret() for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch("[A-Za-z0-9_-]{32}", secret) for secret in made)


def test_a_hash_is_of_one_secret_and_of_anything_that_is_given_for_one() -> None:
    secret = new_secret()
    assert secret_hash(secret) == secret_hash(secret) != secret_hash(secret + "x")
    assert secret not in secret_hash(secret)
    strange = ("", "\ud800", "é" * 5000, str(uuid4()), "\x00")
    assert len({secret_hash(one) for one in strange}) == 5
