"""From raw events to plain values: nothing passes that is not on the list."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.adapters.matrix.cutting import cut, measure
from bot.adapters.matrix.reading import Place, read
from bot.chat.incoming import (
    Address,
    Arrival,
    Content,
    Edit,
    Group,
    Reaction,
    Unreachable,
    Unreadable,
    Unsupported,
    Withdrawal,
    Words,
)

ANA = "@ana:example.org"
NOW = datetime(2026, 5, 3, 9, 30, tzinfo=UTC)
OWN, IN_CIRCLE = Place(ANA), Place(ANA, "circle-1")


def _event(content: dict[str, Any], kind: str = "m.room.message", **more: object) -> dict[str, Any]:
    return {
        "type": kind,
        "content": content,
        "sender": ANA,
        "event_id": "$event",
        "origin_server_ts": int(NOW.timestamp() * 1000) - 5000,
        **more,
    }


def _text(body: str, **more: object) -> dict[str, Any]:
    return _event({"msgtype": "m.text", "body": body, **more})


def _read(event: dict[str, Any], place: Place = IN_CIRCLE) -> Content | None:
    found = read(event, place, 7, NOW)
    assert found is None or isinstance(found, Arrival)
    return None if found is None else found.content


def test_an_arrival_has_everything_a_text_tells_and_nothing_else() -> None:
    event = _text("Hi", formatted_body="<b>Hi</b>", **{"m.mentions": {"user_ids": ["@wendy:example.org"]}})
    assert read(event, IN_CIRCLE, 7, NOW) == Arrival(
        event="$event",
        order=7,
        sender=Address("matrix", ANA, ANA),
        content=Words("Hi"),
        at=datetime(2026, 5, 3, 9, 29, 55, tzinfo=UTC),
        message="$event",
        room="circle-1",
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"msgtype": "m.location", "body": "home", "geo_uri": "geo:40.7,-73.9"}, "location"),
        ({"msgtype": "m.gallery", "body": "?", "itemtypes": []}, "other"),
        ({"msgtype": "dm.filament.gallery", "body": "?", "itemtypes": []}, "other"),
        ({"msgtype": "org.example.new", "body": "?"}, "other"),
        ({"body": "?"}, "other"),
    ],
)
def test_what_is_not_words_is_named_and_not_passed_on(content: dict[str, Any], kind: str) -> None:
    assert _read(_event(content)) == Unsupported(kind)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("m.sticker", Unsupported("sticker")),
        ("org.matrix.msc3381.poll.start", Unsupported("poll")),
        ("m.room.encrypted", Unsupported("undecryptable")),
        ("m.room.topic", None),
        ("org.example.anything", Unsupported("other")),
    ],
)
def test_other_kinds_of_events_are_told_or_are_nothing(kind: str, expected: Content | None) -> None:
    more = {"state_key": ""} if kind == "m.room.topic" else {}
    assert _read(_event({"body": "x"}, kind, **more)) == expected


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("m.message", {"m.text": [{"body": "words"}]}, Unsupported("other")),
        ("org.matrix.msc1767.file", {"org.matrix.msc1767.file": {}}, Unsupported("other")),
        ("m.call.candidates", {"call_id": "1", "candidates": []}, None),
        ("org.matrix.msc3381.poll.response", {"org.matrix.msc3381.poll.response": {}}, None),
        ("org.matrix.msc3381.poll.end", {"org.matrix.msc1767.text": "the end"}, None),
        ("m.rtc.notification", {"lifetime": 1}, None),
    ],
)
def test_what_nobody_here_has_heard_of_is_told_where_it_says_something(
    kind: str, content: dict[str, Any], expected: Content | None
) -> None:
    assert _read(_event(content, kind)) == expected


def test_what_programs_say_and_what_was_taken_back_is_nothing() -> None:
    assert _read(_event({"msgtype": "m.notice", "body": "I am a robot"})) is None
    assert _read(_event({"msgtype": "m.key.verification.request", "body": "verify"})) is None
    assert _read(_event({}, unsigned={"redacted_because": {}})) is None


QUOTATION = "> <@wendy:example.org> When?\n> At four?\n\nAt five"


def test_a_reply_is_without_the_quotation_and_knows_what_it_answers() -> None:
    relation = {"m.in_reply_to": {"event_id": "$asked"}}
    found = read(_text(QUOTATION, **{"m.relates_to": relation}), OWN, 7, NOW)
    assert isinstance(found, Arrival)
    assert (found.content, found.reply_to) == (Words("At five"), "$asked")
    assert _read(_text("> my own quotation", **{"m.relates_to": relation})) == Words("> my own quotation")
    assert _read(_text(QUOTATION), OWN) == Words(QUOTATION)


def test_what_is_said_in_a_thread_answers_what_the_thread_is_about() -> None:
    falling_back = {
        "rel_type": "m.thread",
        "event_id": "$root",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$latest"},
    }
    replying = {**falling_back, "is_falling_back": False}
    for relation, expected in ((falling_back, "$root"), (replying, "$latest")):
        found = read(_text("yes", **{"m.relates_to": relation}), OWN, 7, NOW)
        assert isinstance(found, Arrival)
        assert found.reply_to == expected


def test_an_edit_is_what_it_says_now() -> None:
    event = _text(
        "* At six",
        **{
            "m.new_content": {"msgtype": "m.text", "body": "At six"},
            "m.relates_to": {"rel_type": "m.replace", "event_id": "$first"},
        },
    )
    assert _read(event) == Edit("$first", "At six")


@pytest.mark.parametrize("redaction", [{"redacts": "$first"}, {}])
def test_a_withdrawal_has_no_reason(redaction: dict[str, Any]) -> None:
    event = _event({"reason": "it named Wendy", **redaction}, "m.room.redaction", redacts="$first")
    assert _read(event) == Withdrawal("$first")


def _reaction(key: object) -> dict[str, Any]:
    relation = {"rel_type": "m.annotation", "event_id": "$asked", "key": key}
    return _event({"m.relates_to": relation, "shortcode": ":wendy:"}, "m.reaction")


@pytest.mark.parametrize(
    ("key", "in_own_room"),
    [("1️⃣", Words("1")), ("9⃣", Words("9")), ("🔟", Words("10")), ("👍", Reaction("$asked", "👍"))],
)
def test_a_number_as_a_reaction_is_an_answer_to_the_bot_only(key: str, in_own_room: Content) -> None:
    assert _read(_reaction(key), OWN) == in_own_room
    assert _read(_reaction(key), IN_CIRCLE) == Reaction("$asked", key)


def test_a_reaction_among_people_knows_by_what_it_is_taken_off_again() -> None:
    found = read(_reaction("❤️"), IN_CIRCLE, 7, NOW)
    assert isinstance(found, Arrival)
    assert (found.content, found.message, found.reply_to) == (Reaction("$asked", "❤️"), "$event", None)
    taken_off = _event({"redacts": "$event"}, "m.room.redaction")
    assert _read(taken_off) == Withdrawal("$event")


@pytest.mark.parametrize("key", ["👩🏻‍❤️‍💋‍👨🏼", "👨‍👩‍👧‍👦", "🏴‍☠️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇺🇸", "👍🏽", "☺️", "™️", "#️⃣"])
def test_any_emoji_is_a_reaction(key: str) -> None:
    assert _read(_reaction(key)) == Reaction("$asked", key)


@pytest.mark.parametrize(
    "key",
    [
        "mxc://example.org/wendy",
        *("Wendy", "+1", "a", "", "👍👍", "👍 Wendy", "👍" * 40, "👍\n", "\u200d", 7),
        "🏴" + "".join(chr(0xE0000 + ord(letter)) for letter in "wendy") + "\U000e007f",
        "👍" + "\u200d👍" * 5,
    ],
)
def test_what_is_not_one_emoji_is_no_reaction(key: object) -> None:
    assert _read(_reaction(key)) == Unsupported("reaction")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("🎉", Words("🎉")),
        (" 👍🏽 👍🏽 ", Words("👍🏽 👍🏽")),
        ("Wendy waves", Unsupported("sticker")),
        ("🎉 Wendy", Unsupported("sticker")),
        ("", Unsupported("sticker")),
        (None, Unsupported("sticker")),
    ],
)
def test_a_sticker_is_the_emoji_that_describe_it_or_is_told(body: object, expected: Content) -> None:
    content = {"body": body, "url": "mxc://example.org/wendy", "info": {}}
    assert _read(_event(content, "m.sticker")) == expected
    assert _read(_event({}, "m.sticker")) is None


@pytest.mark.parametrize(
    ("body", "formatted", "expected"),
    [
        ("Wendy: hello", '<a href="https://matrix.to/#/@wendy:example.org">Wendy</a>: hello', "hello"),
        ("ask Wendy now", 'ask <a href="https://matrix.to/#/@wendy:example.org">Wendy</a> now', "ask now"),
        ("ask [Wendy](https://matrix.to/#/@wendy:example.org) now", None, "ask now"),
        ("write to @wendy:example.org please", None, "write to please"),
        ("see https://matrix.to/#/!abc:example.org?via=example.org ok", None, "see ok"),
        ("in #family:example.org:8448 or !room:example.org", None, "in or"),
        ("at 16:30, mail me@example.org: fine", None, "at 16:30, mail me@example.org: fine"),
        ("two  spaces stay, 1:2 and a:b", None, "two  spaces stay, 1:2 and a:b"),
    ],
)
def test_names_of_people_and_rooms_are_not_relayed(body: str, formatted: str | None, expected: str) -> None:
    more = {} if formatted is None else {"format": "org.matrix.custom.html", "formatted_body": formatted}
    assert _read(_text(body, **more)) == Words(expected)


def test_an_id_told_to_the_bot_itself_is_kept() -> None:
    assert _read(_text("!invite @wendy:example.org"), OWN) == Words("!invite @wendy:example.org")


def test_a_message_that_only_names_somebody_is_refused() -> None:
    assert _read(_text("@wendy:example.org")) == Unsupported("contact")


def test_whoever_leaves_is_gone_and_whoever_is_put_out_did_nothing() -> None:
    left = _event({"membership": "leave"}, "m.room.member", state_key=ANA)
    assert _read(left, OWN) == Unreachable()
    assert _read(_event({"membership": "leave"}, "m.room.member", state_key="@bot:x"), OWN) is None
    assert _read(_event({"membership": "join"}, "m.room.member", state_key=ANA), OWN) is None


def test_in_a_room_of_several_people_nobody_is_heard() -> None:
    assert _read(_text("hello all"), Place(None)) == Group()
    assert _read({**_text("I am not Ana"), "sender": "@eve:example.org"}, OWN) is None


@pytest.mark.parametrize(
    "event",
    [
        {"event_id": "$bad"},
        _event({"m.relates_to": {}}, "m.reaction"),
        _event({"msgtype": "m.text", "body": "x", "m.relates_to": "no"}),
        _event({"m.relates_to": {"rel_type": "m.replace", "event_id": "$x"}}),
    ],
)
def test_what_cannot_be_read_is_kept_whole(event: dict[str, Any]) -> None:
    found = read(event, OWN, 7, NOW)
    assert isinstance(found, Unreadable)
    assert found.event == event["event_id"]


@pytest.mark.parametrize("stamp", [None, "soon", 10**30, int(NOW.timestamp() * 1000) + 10**9])
def test_a_time_that_cannot_be_is_now(stamp: object) -> None:
    found = read({**_text("x"), "origin_server_ts": stamp}, OWN, 7, NOW)
    assert isinstance(found, Arrival)
    assert found.at == NOW


def test_what_a_database_refuses_is_replaced() -> None:
    assert _read(_text("a\0b\ud83dc")) == Words("a\ufffdb\ufffdc")


@pytest.mark.parametrize("limit", [7, 50])
@pytest.mark.parametrize("text", ["é" * 60, "word " * 40, "line\n" * 40, "x" * 99, '"👋é' * 30])
def test_the_parts_of_a_text_fit_and_join_to_the_text(text: str, limit: int) -> None:
    parts = cut(text, limit)
    assert "".join(parts) == text
    assert all(measure(part) <= max(limit, 12) for part in parts)
