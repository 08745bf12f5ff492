"""From raw events with files to what is shared: the file, its kind and the words under it, and no name."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.adapters.matrix.reading import Place, read
from bot.chat.incoming import Arrival, Content, Edit, Shared, Unsupported
from bot.chat.media import MediaKind, Source

ANA = "@ana:example.org"
NOW = datetime(2026, 5, 3, 9, 30, tzinfo=UTC)
OWN, IN_CIRCLE = Place(ANA), Place(ANA, "circle-1")
MXC = "mxc://example.org/AbC_1-2"
MARK = "Brianna Winter"
KEY, IV, HASH = "wxLYL7RzPYWAYvDXTPB1hs0bPQ-s4sUBmJgrHzbE_aY", "w+sE15fzSc0AAAAAAAAAAA", "A" * 43

FILE: dict[str, Any] = {
    "url": MXC,
    "v": "v2",
    "key": {"kty": "oct", "alg": "A256CTR", "ext": True, "k": KEY, "key_ops": ["encrypt", "decrypt"]},
    "iv": IV,
    "hashes": {"sha256": HASH, "org.example": MARK},
    "name": MARK,
}
TELLING = {
    "mimetype": "image/jpeg",
    "size": 4321,
    "w": 10,
    "h": 10,
    "thumbnail_url": f"mxc://example.org/{MARK}",
    "thumbnail_file": {**FILE, "url": f"mxc://example.org/{MARK}"},
    "thumbnail_info": {"mimetype": MARK},
    "xyz.amorgan.blurhash": MARK,
}


def _file(msgtype: str = "m.image", **more: object) -> dict[str, Any]:
    content = {"msgtype": msgtype, "body": f"{MARK}.jpg", "url": MXC, "info": TELLING, **more}
    return {
        "type": "m.room.message",
        "content": content,
        "sender": ANA,
        "event_id": "$event",
        "origin_server_ts": 1,
    }


def _arrival(event: dict[str, Any], place: Place = IN_CIRCLE) -> Arrival:
    found = read(event, place, 7, NOW)
    assert isinstance(found, Arrival)
    return found


def _read(event: dict[str, Any]) -> Content:
    return _arrival(event).content


def _shared(event: dict[str, Any], place: Place = IN_CIRCLE) -> Shared:
    content = _arrival(event, place).content
    assert isinstance(content, Shared)
    return content


def test_a_picture_is_where_it_is_and_nothing_of_what_its_app_tells() -> None:
    clear = _arrival(_file())
    assert clear.content == Shared(MediaKind.PICTURE, Source(f'{{"mxc":"{MXC}"}}', MXC, 4321))
    assert clear.message == "$event"
    encrypted = _shared(_file(file=FILE))
    assert json.loads(encrypted.source.key) == {"mxc": MXC, "key": KEY, "iv": IV, "sha256": HASH}
    assert (encrypted.source.same, encrypted.source.size) == (MXC, 4321)
    assert MARK not in repr(clear) + clear.content.source.key + encrypted.source.key
    assert KEY not in repr(encrypted)


@pytest.mark.parametrize(
    ("msgtype", "mimetype", "kind"),
    [
        ("m.image", "image/heic", MediaKind.PICTURE),
        ("m.audio", None, MediaKind.VOICE),
        ("m.video", 7, MediaKind.VIDEO),
        ("m.file", "image/jpeg", MediaKind.PICTURE),
        ("m.file", "image/png", MediaKind.PICTURE),
        ("m.file", "image/webp", MediaKind.PICTURE),
        ("m.file", "IMAGE/GIF", MediaKind.PICTURE),
        ("m.file", "video/mp4", MediaKind.VIDEO),
        ("m.file", "video/quicktime", MediaKind.VIDEO),
        ("m.file", "video/webm", MediaKind.VIDEO),
        ("m.file", "audio/ogg; codecs=opus", MediaKind.VOICE),
        ("m.file", "application/pdf", MediaKind.DOCUMENT),
    ],
)
def test_a_file_is_of_the_kind_that_its_app_says(msgtype: str, mimetype: object, kind: MediaKind) -> None:
    assert _shared(_file(msgtype, info={"mimetype": mimetype})).kind is kind


@pytest.mark.parametrize(
    "info",
    [
        {"mimetype": "image/svg+xml"},
        {"mimetype": "image/heic"},
        {"mimetype": "application/zip"},
        {"mimetype": "text/html"},
        {"mimetype": ["image/png"]},
        {},
        None,
        "image/png",
    ],
)
def test_a_file_of_another_kind_is_told(info: object) -> None:
    assert _read(_file("m.file", info=info)) == Unsupported("document")


@pytest.mark.parametrize("size", [None, "9", 4.5, True, -1, 10**30])
def test_a_size_that_is_none_is_not_known(size: object) -> None:
    assert _shared(_file(info={"size": size})).source.size is None


REPLYING: dict[str, Any] = {"m.relates_to": {"m.in_reply_to": {"event_id": "$asked"}}}
PILL = f'<a href="https://matrix.to/#/@brianna:example.org">{MARK}</a>'


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ""),
        ({"filename": f"{MARK}.jpg"}, ""),
        ({"filename": f"{MARK}.jpg "}, ""),
        ({"filename": ""}, ""),
        ({"filename": None}, ""),
        ({"filename": "x.jpg", "body": "  "}, ""),
        ({"filename": "x.jpg", "body": ["At the lake"]}, ""),
        ({"filename": f"{MARK}.jpg", "body": "At the lake"}, "At the lake"),
        ({"filename": "x.jpg", "body": f"{MARK}: look", "formatted_body": f"{PILL}: look"}, "look"),
        ({"filename": "x.jpg", "body": MARK, "formatted_body": PILL}, ""),
        ({"filename": "x.jpg", "body": "with @brianna:example.org there"}, "with there"),
        ({"filename": "x.jpg", "body": f"> <@brianna:example.org> {MARK}\n\nHere", **REPLYING}, "Here"),
    ],
)
def test_the_words_under_a_file_are_read_as_a_text_is_and_its_name_never(
    more: dict[str, Any], expected: str
) -> None:
    assert _shared(_file(**more)).text == expected


def test_a_file_can_be_an_answer_and_may_name_somebody_to_the_bot_itself() -> None:
    event = _file(filename="x.jpg", body="of @brianna:example.org", **REPLYING)
    assert _arrival(event).reply_to == "$asked"
    assert _shared(event, OWN).text == "of @brianna:example.org"


@pytest.mark.parametrize(
    "broken",
    [
        {"url": None},
        {"url": "https://example.org/x.jpg"},
        {"url": "mxc://example.org/../../admin"},
        {"url": "mxc://example.org/"},
        {"url": f"{MXC}\n"},
        {"file": None},
        {"file": {"url": MXC}},
        {"file": {**FILE, "url": "mxc://no"}},
        {"file": {**FILE, "v": "v1"}},
        {"file": {**FILE, "key": {**FILE["key"], "alg": "A128CBC"}}},
        {"file": {**FILE, "key": {**FILE["key"], "k": "short"}}},
        {"file": {**FILE, "key": {**FILE["key"], "k": "ä"}}},
        {"file": {**FILE, "iv": ""}},
        {"file": {**FILE, "hashes": {"md5": "x"}}},
    ],
)
def test_a_file_that_nobody_could_fetch_is_told(broken: dict[str, Any]) -> None:
    assert _read(_file(**broken)) == Unsupported("other")


def test_a_change_of_the_words_under_a_file_says_what_stands_there_now() -> None:
    now = _file(filename="x.jpg", body="At the sea", file=FILE)["content"]
    change = {"m.new_content": now, "m.relates_to": {"rel_type": "m.replace", "event_id": "$first"}}
    found = _read(_file(body="* At the sea", **change))
    assert isinstance(found, Edit)
    assert (found.message, found.text, found.files) == ("$first", "At the sea", ())
    assert found.shared == _shared(_file(filename="x.jpg", body="At the sea", file=FILE))

    change["m.new_content"] = {"msgtype": "m.file", "body": "x.zip", "url": MXC}
    assert _read(_file(**change)) == Unsupported("document")
