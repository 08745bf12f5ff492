"""One raw update becomes one plain value, and nothing that identifies a person comes along."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.telegram.batch import button_presses, in_order, next_offset, topics_among
from bot.adapters.telegram.reading import read
from bot.chat.incoming import (
    Address,
    Arrival,
    Content,
    Edit,
    Group,
    Press,
    Reachable,
    Reaction,
    Shared,
    Unreachable,
    Unreadable,
    Unsupported,
    Words,
)
from bot.chat.media import MediaKind, Source
from tests.data.tricky import CASES, IGNORED, MARKER, UNREADABLE, Case

NOW = datetime(2026, 5, 3, 9, 30, tzinfo=UTC)
SENT = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)
ANA = {
    "id": 7001,
    "is_bot": False,
    "first_name": "LEAKNAME",
    "last_name": "LEAKFAMILY",
    "username": "leakhandle",
    "language_code": "es",
    "is_premium": True,
}
CHAT = {"id": 7001, "type": "private", "first_name": "LEAKNAME", "username": "leakhandle"}
GROUP = {"id": -100500, "type": "supergroup", "title": "LEAKTITLE"}
ADDRESS = Address(messenger="telegram", user="7001", chat="7001")


def message(**fields: object) -> dict[str, Any]:
    base = {"message_id": 55, "date": int(SENT.timestamp()), "chat": CHAT, "from": ANA}
    return {"update_id": 900, "message": {**base, **fields}}


def content_of(update: object) -> Content:
    arrival = read(update, NOW)
    assert isinstance(arrival, Arrival)
    return arrival.content


def test_a_text_arrives_with_where_when_and_from_whom() -> None:
    assert read(message(text="Hola"), NOW) == Arrival(
        event="900",
        order=900,
        sender=ADDRESS,
        content=Words(text="Hola"),
        at=SENT,
        message="55",
        language="es",
    )


def test_nothing_that_identifies_a_person_is_in_what_was_read() -> None:
    update = message(
        text="see @x",
        entities=[
            {"type": "text_mention", "offset": 0, "length": 3, "user": {**ANA, "first_name": "LEAKMENTION"}},
            {"type": "text_link", "offset": 4, "length": 2, "url": "https://leak.example"},
            {"type": "custom_emoji", "offset": 0, "length": 1, "custom_emoji_id": "LEAKEMOJI"},
        ],
        link_preview_options={"url": "https://leak.example"},
        via_bot={"id": 9, "is_bot": True, "first_name": "LEAKVIA"},
        sender_chat={"id": -5, "type": "channel", "title": "LEAKCHANNEL"},
        author_signature="LEAKSIGNATURE",
        reply_to_message={"message_id": 3, "date": 1, "chat": CHAT, "from": ANA, "text": "LEAKQUOTED"},
        quote={"text": "LEAKQUOTE", "position": 0},
    )
    assert "leak" not in msgspec.json.encode(read(update, NOW)).decode().lower()


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("photo", [], "other"),
        ("document", {"file_id": "x", "file_unique_id": "y"}, "document"),
        ("sticker", {"file_id": "x"}, "sticker"),
        ("paid_media", {"paid_media": [{"type": "photo", "photo": [{"file_id": "x"}]}]}, "other"),
        ("giveaway", {"chats": []}, "other"),
        ("checklist", {"title": "x"}, "other"),
        ("gift", {"gift": {}}, "other"),
        ("location", {"latitude": 1.0, "longitude": 2.0}, "location"),
        ("venue", {"title": "x"}, "location"),
        ("contact", {"phone_number": "+15550170001"}, "contact"),
        ("users_shared", {"request_id": 1}, "contact"),
        ("poll", {"id": "1"}, "poll"),
        ("story", {"id": 1}, "story"),
        ("dice", {"value": 3}, "other"),
        ("something_invented_next_year", {}, "other"),
    ],
)
def test_what_is_not_relayed_is_named_and_nothing_of_it_taken(field: str, value: object, kind: str) -> None:
    assert content_of(message(**{field: value}, caption="my words")) == Unsupported(kind=kind)


def test_an_animation_is_not_taken_for_the_document_beside_it() -> None:
    beside = {"file_id": "x", "file_unique_id": "y", "mime_type": "video/mp4"}
    update = message(document=beside, animation=beside)
    assert content_of(update) == Unsupported(kind="animation")


@pytest.mark.parametrize(
    "sign",
    [
        {"forward_origin": {"type": "hidden_user", "sender_user_name": "LEAK"}},
        {"forward_date": 1},
        {"forward_sender_name": "LEAK"},
    ],
)
def test_a_forward_is_never_words(sign: dict[str, object]) -> None:
    assert content_of(message(text="secret", **sign)) == Unsupported(kind="forward")


def test_a_reply_names_the_message_it_answers() -> None:
    arrival = read(message(text="yes", reply_to_message={"message_id": 12, "date": 1, "chat": CHAT}), NOW)
    assert isinstance(arrival, Arrival)
    assert arrival.reply_to == "12"


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"reply_to_message": {"message_id": 12, "date": 1, "chat": {"id": -9, "type": "channel"}}},
        {
            "reply_to_message": {"message_id": 12, "date": 1, "chat": CHAT},
            "external_reply": {"origin": {"type": "user", "sender_user": ANA}},
        },
    ],
)
def test_a_reply_to_another_chat_is_no_reply(elsewhere: dict[str, object]) -> None:
    arrival = read(message(text="yes", **elsewhere), NOW)
    assert isinstance(arrival, Arrival)
    assert arrival.reply_to is None


def edited(**fields: object) -> dict[str, Any]:
    raw = message(edit_date=int(SENT.timestamp()) + 60, **fields)
    return {"update_id": 901, "edited_message": raw["message"]}


def test_an_edit_names_its_message_and_the_moment_of_the_change() -> None:
    arrival = read(edited(text="at 4"), NOW)
    assert isinstance(arrival, Arrival)
    assert arrival.content == Edit(message="55", text="at 4")
    assert arrival.message == "55"
    assert (arrival.at - SENT).total_seconds() == 60


def test_an_edit_without_a_date_is_still_not_a_new_message() -> None:
    raw = {"update_id": 901, "edited_message": message(text="at 4")["message"]}
    assert content_of(raw) == Edit(message="55", text="at 4")


def test_a_moving_live_location_is_not_explained_again_and_again() -> None:
    assert read(edited(location={"latitude": 1.0, "longitude": 2.0}), NOW) is None


def press(**fields: object) -> dict[str, Any]:
    stands_under = {"message_id": 60, "date": 0, "chat": CHAT}
    query = {"id": "4711", "from": ANA, "chat_instance": "1", "message": stands_under, "data": "t1"}
    return {"update_id": 902, "callback_query": {**query, **fields}}


def test_a_press_is_dated_by_us_for_telegram_gives_no_date() -> None:
    arrival = read(press(), NOW)
    assert isinstance(arrival, Arrival)
    assert arrival.content == Press(token="t1", message="60")
    assert arrival.at == NOW
    assert arrival.sender == ADDRESS


@pytest.mark.parametrize(
    "fields",
    [
        {"message": {"message_id": 60, "date": 1, "chat": GROUP}},
        {"message": None, "inline_message_id": "x"},
        {"data": None, "game_short_name": "x"},
    ],
)
def test_a_press_outside_of_a_private_chat_is_ignored(fields: dict[str, object]) -> None:
    assert read(press(**fields), NOW) is None


def membership(status: str, chat: dict[str, Any]) -> dict[str, Any]:
    member = {"status": status, "user": {"id": 1, "is_bot": True, "first_name": "bot"}}
    change = {"chat": chat, "from": ANA, "date": int(SENT.timestamp())}
    return {"update_id": 903, "my_chat_member": {**change, "old_chat_member": {}, "new_chat_member": member}}


def test_blocking_and_unblocking_are_told() -> None:
    assert content_of(membership("kicked", CHAT)) == Unreachable()
    assert content_of(membership("member", CHAT)) == Reachable()


def test_being_brought_into_a_group_is_told_and_being_put_out_is_not() -> None:
    assert content_of(membership("member", GROUP)) == Group()
    assert read(membership("left", GROUP), NOW) is None


def test_whatever_is_said_in_a_group_or_channel_is_only_a_group() -> None:
    said = message(text="where does Gladys live?", chat=GROUP)
    arrival = read(said, NOW)
    assert isinstance(arrival, Arrival)
    assert arrival.content == Group()
    assert arrival.sender.chat == "-100500"
    assert content_of({"update_id": 1, "edited_message": said["message"]}) == Group()
    post = {"message_id": 1, "date": 1, "chat": {"id": -7, "type": "channel"}, "text": "x"}
    assert content_of({"update_id": 1, "channel_post": post}) == Group()


def test_a_bot_is_ignored() -> None:
    assert read(message(text="hi", **{"from": {**ANA, "is_bot": True}}), NOW) is None


def test_notes_of_telegram_itself_are_ignored() -> None:
    assert read(message(pinned_message={"message_id": 1}), NOW) is None
    assert read({"update_id": 1, "chat_boost": {}}, NOW) is None


def test_a_reaction_stands_in_no_message_of_its_own() -> None:
    reaction = {"chat": CHAT, "message_id": 5, "user": ANA, "date": 1, "old_reaction": []}
    given_one = {**reaction, "new_reaction": [{"type": "emoji", "emoji": "👍"}]}
    arrival = read({"update_id": 1, "message_reaction": given_one}, NOW)
    assert isinstance(arrival, Arrival)
    assert arrival.content == Reaction(message="5", emoji="👍")
    assert arrival.message is None
    assert arrival.sender == ADDRESS


def size(width: int, of_bytes: int | None = None) -> dict[str, object]:
    named = {"file_id": f"key-{width}", "file_unique_id": f"same-{width}"}
    return {**named, "width": width, "height": width, **({"file_size": of_bytes} if of_bytes else {})}


@pytest.mark.parametrize(
    ("sizes", "taken"),
    [
        ([size(90), size(1280), size(320)], "key-1280"),
        ([size(90, 1000), size(1280, 20_000_000), size(5000, 20_000_001)], "key-1280"),
        ([size(90, 30_000_000), size(1280, 40_000_000)], "key-1280"),
    ],
)
def test_of_a_picture_the_largest_that_can_be_fetched_is_taken(
    sizes: list[dict[str, object]], taken: str
) -> None:
    shared = content_of(message(photo=sizes))
    assert isinstance(shared, Shared)
    assert shared.source.key == taken
    assert shared.source.same == taken.replace("key", "same")


def test_a_file_comes_with_its_text_and_its_album_and_shows_neither_in_a_log() -> None:
    shared = content_of(message(photo=[size(90, 7)], caption="At\0 home", media_group_id="77"))
    assert shared == Shared(MediaKind.PICTURE, Source("key-90", "same-90", 7), "At home", "77")
    assert "key-90" not in repr(shared)


def test_what_a_database_refuses_is_mended() -> None:
    torn = json.loads(r'"a\ud83d b\u0000c \ude00 \ud83d\ude00"')
    assert content_of(message(text=torn)) == Words(text="a\ufffd bc \ufffd 😀")
    assert content_of(message(text="\0")) == Unsupported(kind="other")


@pytest.mark.parametrize(
    ("given_code", "read_code"), [("pt-BR", "pt"), ("EN", "en"), ("<b>", None), (None, None)]
)
def test_a_language_is_a_plain_code_or_nothing(given_code: str | None, read_code: str | None) -> None:
    arrival = read(message(text="x", **{"from": {**ANA, "language_code": given_code}}), NOW)
    assert isinstance(arrival, Arrival)
    assert arrival.language == read_code


@pytest.mark.parametrize(
    "broken",
    [
        {"update_id": 900, "message": {"message_id": "?", "secret": "words"}},
        {"update_id": 900, "message": "not an object"},
        message(text=["words"]),
        message(text="x", date=10**18),
        message(text="x", chat=None),
        {"update_id": 900, "callback_query": {"id": "1"}},
    ],
)
def test_what_cannot_be_read_is_kept_whole_under_its_number(broken: dict[str, Any]) -> None:
    unreadable = read(broken, NOW)
    assert isinstance(unreadable, Unreadable)
    assert unreadable.event == "900"
    assert json.loads(unreadable.raw) == broken
    assert "words" not in unreadable.reason


@pytest.mark.parametrize("broken", ["text", 5, None, [], {}, {"update_id": "7"}, {"update_id": True}])
def test_what_has_no_number_is_kept_under_a_name_that_is_the_same_each_time(broken: object) -> None:
    first, second = read(broken, NOW), read(broken, NOW)
    assert isinstance(first, Unreadable)
    assert first == second
    assert first.event.startswith("unreadable-")


def test_torn_characters_and_nul_are_kept_escaped_in_what_cannot_be_read() -> None:
    unreadable = read({"update_id": 1, "message": "\ud83d\0"}, NOW)
    assert isinstance(unreadable, Unreadable)
    assert unreadable.raw.isascii()
    assert "\0" not in unreadable.raw


# A few letters that matter: the table of all there are takes longer to make than the test to run.
letters = st.text("a1 /@\n\0é\u200b\U0001f600", max_size=20)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | letters | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(letters, inner, max_size=3),
    max_leaves=4,
)
parts = st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"])
fields = st.sampled_from([
    "message_id", "date", "chat", "from", "text", "edit_date", "data", "message", "photo", "voice",
    "document", "sticker", "caption", "media_group_id", "new_reaction", "user",
])  # fmt: skip


@settings(deadline=None)  # A busy machine says nothing about a reading.
@given(parts, st.dictionaries(fields, anything, max_size=3))
def test_no_update_whatsoever_raises(part: str, body: dict[str, object]) -> None:
    whole = {"update_id": 5, part: {**message(text="x")["message"], **body}}
    outcome = read(whole, NOW)
    assert outcome is None or outcome.event == "5"
    assert topics_among([whole, body, part]) == topics_among([whole])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_tricky_update_means_what_it_should_and_shows_nobody(case: Case) -> None:
    sender = {**ANA, "first_name": MARKER, "last_name": MARKER, "username": MARKER}
    update = json.loads(json.dumps(case.raw(900, 7001, sender)))
    outcome = read(update, NOW)
    if case.expected == IGNORED:
        assert outcome is None
    elif case.expected == UNREADABLE:
        assert isinstance(outcome, Unreadable)
        assert json.loads(outcome.raw) == update
        assert MARKER not in outcome.reason + outcome.event
    else:
        assert isinstance(outcome, Arrival)
        assert outcome.content == case.expected
        assert outcome.reply_to == case.reply_to
        assert outcome.event == "900"
        assert MARKER not in msgspec.json.encode(outcome).decode()


def test_a_batch_is_worked_by_number_and_the_offset_follows_the_highest() -> None:
    batch = [{"update_id": 9}, "broken", {"update_id": 7}, {"update_id": None}]
    assert in_order(batch)[-2:] == [{"update_id": 7}, {"update_id": 9}]
    assert len(in_order(batch)) == len(batch)
    assert next_offset(batch) == 10
    assert next_offset(["broken"]) is None


def test_a_topic_is_named_with_its_chat_however_often_something_is_said_in_it() -> None:
    inside = {"message_thread_id": 77, "is_topic_message": True}
    said = message(text="x", **inside)
    changed = {"update_id": 5, "edited_message": said["message"]}
    outside = message(text="x", message_thread_id=78)
    assert topics_among([said, changed, outside, message(text="x")]) == ["7001:77"]
    arrival = read(said, NOW, {"7001:77": "circle"})
    assert isinstance(arrival, Arrival)
    assert arrival.topic == "circle"


@pytest.mark.parametrize(
    "broken",
    [
        "x",
        {"message": 5},
        message(is_topic_message=True),
        message(is_topic_message=True, message_thread_id="77"),
        message(is_topic_message="yes", message_thread_id=77),
        message(is_topic_message=True, message_thread_id=77, chat=None),
    ],
)
def test_what_is_no_topic_is_not_taken_for_one(broken: object) -> None:
    assert topics_among([broken]) == []


def test_every_press_is_answered_even_one_that_cannot_be_read() -> None:
    batch = [press(), {"update_id": 3, "callback_query": {"id": "4712"}}, {"callback_query": 5}, "x"]
    assert button_presses(batch) == ["4711", "4712"]
