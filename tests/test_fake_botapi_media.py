"""The fake Bot API server keeps the official server's rules for files, albums, reactions and topics.

Knows nothing of the program: whoever tests an adapter against this server relies on what stands here.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
import telegram
from PIL import Image

from tests.fakes.botapi import BotApiServer
from tests.fakes.botapi_world import Topics

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.fakes.botapi_call import Json
    from tests.fakes.botapi_user import User

TOO_LONG = "Bad Request: message caption is too long"


class Api:
    """The Bot API spoken plainly: parameters as a form, and files beside them."""

    def __init__(self, server: BotApiServer, client: aiohttp.ClientSession) -> None:
        self._root = f"{server.url}/bot{server.token}/"
        self._client = client

    async def __call__(self, method: str, /, **params: object) -> Json:
        """Call a method; what is bytes goes as a file."""
        form = aiohttp.FormData()
        form.add_field("x", b"", filename="unused")
        for name, value in params.items():
            if isinstance(value, bytes):
                form.add_field(name, io.BytesIO(value), filename=f"{name}.bin", content_type="x/y")
            else:
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        async with self._client.post(self._root + method, data=form) as answer:
            body: Json = await answer.json()
        return body

    async def result(self, method: str, /, **params: object) -> Any:  # noqa: ANN401 - any JSON
        """Return the result of a call that must go well."""
        body = await self(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, /, **params: object) -> str:
        """Return the description of a call that must be refused."""
        body = await self(method, **params)
        assert not body["ok"], body
        return str(body["description"])


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as running:
        yield running


@pytest.fixture
async def api(server: BotApiServer) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as client:
        yield Api(server, client)


@pytest.fixture
def ana(server: BotApiServer) -> User:
    return server.user(has_started=True)


def drawn(width: int, height: int) -> bytes:
    whole = io.BytesIO()
    Image.new("1", (width, height)).save(whole, "PNG")
    return whole.getvalue()


# --- one file ----------------------------------------------------------------------------------------


async def test_an_uploaded_picture_has_its_size_and_no_name(api: Api, ana: User) -> None:
    sent = await api.result("sendPhoto", chat_id=ana.id, photo=drawn(30, 20), caption="look")
    assert (sent["photo"][-1]["width"], sent["photo"][-1]["height"]) == (30, 20)
    assert "file_name" not in sent["photo"][-1]
    assert sent["caption"] == "look"
    assert ana.last.file is not None
    assert ana.last.file.name == ""


@pytest.mark.parametrize(
    ("method", "params", "complaint"),
    [
        ("sendPhoto", {}, "Bad Request: there is no photo in the request"),
        ("sendVoice", {"voice": b""}, "Bad Request: file must be non-empty"),
        ("sendPhoto", {"photo": b"x", "caption": "x" * 1025}, TOO_LONG),
        ("sendPhoto", {"photo": b"x", "caption": "😀" * 513}, TOO_LONG),
        ("sendPhoto", {"photo": b"x" * ((10 << 20) + 1)}, "Bad Request: file is too big"),
        ("sendPhoto", {"photo": drawn(9000, 1001)}, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", {"photo": drawn(210, 10)}, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        ("sendVideo", {"video": "attach://nowhere"}, "Bad Request: wrong file identifier/HTTP URL specified"),
    ],
)
async def test_a_wrong_file_is_refused_in_the_official_words(
    api: Api, ana: User, method: str, params: Json, complaint: str
) -> None:
    assert await api.refusal(method, chat_id=ana.id, **params) == complaint
    assert ana.screen() == []


async def test_the_longest_caption_passes(api: Api, ana: User) -> None:
    await api.result("sendPhoto", chat_id=ana.id, photo=b"x", caption="😀" * 512)
    assert ana.last.text == "😀" * 512


async def test_voices_may_be_unwelcome(api: Api, ana: User) -> None:
    ana.chat.forbids_voices = True
    refused = await api.refusal("sendVoice", chat_id=ana.id, voice=b"x")
    assert refused == "Bad Request: VOICE_MESSAGES_FORBIDDEN"
    await api.result("sendDocument", chat_id=ana.id, document=b"x")


async def test_a_caption_is_changed_and_a_text_has_none(api: Api, ana: User) -> None:
    sent = await api.result("sendPhoto", chat_id=ana.id, photo=b"x", caption="before")
    where = {"chat_id": ana.id, "message_id": sent["message_id"]}
    bold = [{"type": "bold", "offset": 0, "length": 5}]
    await api.result("editMessageCaption", **where, caption="after", caption_entities=bold)
    assert (ana.last.text, list(ana.last.entities), ana.last.is_edited) == ("after", bold, True)
    same = await api.refusal("editMessageCaption", **where, caption="after", caption_entities=bold)
    assert same.startswith("Bad Request: message is not modified")
    assert await api.refusal("editMessageCaption", **where, caption="x" * 1025) == TOO_LONG
    assert await api.refusal("editMessageText", **where, text="x") == (
        "Bad Request: there is no text in the message to edit"
    )
    text = await api.result("sendMessage", chat_id=ana.id, text="words")
    assert await api.refusal(
        "editMessageCaption", chat_id=ana.id, message_id=text["message_id"], caption="x"
    ) == ("Bad Request: there is no caption in the message to edit")
    await api.result("editMessageCaption", **where)
    assert ana.screen()[0].text == ""


# --- several -----------------------------------------------------------------------------------------


def attached(*kinds: str, **more: object) -> list[Json]:
    return [{"type": kind, "media": f"attach://f{n}", **more} for n, kind in enumerate(kinds)]


async def test_an_album_is_as_many_messages_of_one_group_and_takes_no_keyboard(api: Api, ana: User) -> None:
    media = attached("photo", "video")
    media[0]["caption"] = "both"
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    sent = await api.result(
        "sendMediaGroup", chat_id=ana.id, media=media, f0=b"one", f1=b"two", reply_markup=keyboard
    )
    assert [one.get("caption") for one in sent] == ["both", None]
    assert sent[0]["media_group_id"] == sent[1]["media_group_id"]
    assert [one.file.content for one in ana.screen() if one.file] == [b"one", b"two"]
    assert [one.labels for one in ana.screen()] == [[], []]


@pytest.mark.parametrize(
    ("media", "complaint"),
    [
        ("nonsense", "Can't parse media JSON object"),
        ({}, "expected an Array of InputMedia"),
        ([], "there are no messages to send"),
        (attached(*["photo"] * 11), "too many messages to send as an album"),
        (attached("photo", "document"), "document can't be mixed with other media types"),
        (attached("voice"), 'Can\'t parse InputMedia: type "voice" is unsupported'),
        (attached("animation"), "Can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup"),
        ([{"type": "photo", "media": "attach://nowhere"}], "Can't parse InputMedia: media not found"),
        (attached("photo", caption="x" * 1025), "message caption is too long"),
    ],
)
async def test_a_wrong_album_is_refused_whole(api: Api, ana: User, media: object, complaint: str) -> None:
    files = {f"f{number}": b"x" for number in range(11)}
    refused = await api.refusal("sendMediaGroup", chat_id=ana.id, media=media, **files)
    assert refused.lower() == f"bad request: {complaint.lower()}"
    assert ana.screen() == []


async def test_what_is_sent_again_instead_of_uploaded_is_noticed(
    api: Api, server: BotApiServer, ana: User
) -> None:
    said = ana.sends("photo", b"x")
    file_id = said.content["photo"][-1]["file_id"]
    await api.result("sendPhoto", chat_id=ana.id, photo=b"x")
    await api.result("sendMediaGroup", chat_id=ana.id, media=attached("photo", "video"), f0=b"x", f1=b"x")
    assert server.sent_again == []
    await api.result("sendPhoto", chat_id=ana.id, photo=file_id)
    await api.result("sendPhoto", chat_id=ana.id, photo="https://a.example/x.jpg")
    named = [{"type": "photo", "media": file_id}, *attached("video")]
    await api.result("sendMediaGroup", chat_id=ana.id, media=named, f0=b"x")
    await api.result("copyMessage", chat_id=ana.id, from_chat_id=ana.id, message_id=said.id)
    assert len(server.sent_again) == 4


# --- what people send --------------------------------------------------------------------------------


async def updates(api: Api) -> list[Json]:
    kinds = ["message", "edited_message", "message_reaction"]
    found: list[Json] = await api.result("getUpdates", allowed_updates=kinds)
    return found


async def test_an_album_of_a_person_comes_as_several_messages(api: Api, ana: User) -> None:
    ana.sends_album(("photo", b"one"), ("video", b"two"), caption="both")
    first, second = [update["message"] for update in await updates(api)]
    assert (first["caption"], "caption" in second) == ("both", False)
    assert first["media_group_id"] == second["media_group_id"]
    assert [size["width"] for size in first["photo"]] == [90, 1280]


async def test_a_file_may_be_replaced_and_its_words_changed_or_taken_away(api: Api, ana: User) -> None:
    said = ana.sends("photo", b"one", caption="before")
    ana.edits(said, "after")
    ana.edits(said, "")
    ana.replaces(said, "video", b"two", caption="another")
    sent, changed, bare, other = [
        update.get("message") or update["edited_message"] for update in await updates(api)
    ]
    assert (sent["caption"], changed["caption"], "caption" in bare) == ("before", "after", False)
    assert changed["photo"] == sent["photo"]
    assert (other["caption"], "photo" in other, "video" in other) == ("another", False, True)
    with pytest.raises(ValueError, match="only what they wrote"):
        ana.replaces((await api.result("sendMessage", chat_id=ana.id, text="x"))["message_id"], "photo", b"x")


async def test_a_person_replaces_a_reaction_and_takes_it_off(api: Api, ana: User) -> None:
    await updates(api)
    sent = await api.result("sendMessage", chat_id=ana.id, text="at four")
    for emoji in (("👍",), ("❤", "custom"), ("paid",), ()):
        ana.reacts(sent["message_id"], *emoji)
    reactions = [update["message_reaction"] for update in await updates(api)]
    assert [[one["type"] for one in told["new_reaction"]] for told in reactions] == [
        ["emoji"],
        ["emoji", "custom_emoji"],
        ["paid"],
        [],
    ]
    assert [told["old_reaction"] for told in reactions[1:]] == [
        told["new_reaction"] for told in reactions[:-1]
    ]
    with pytest.raises(ValueError, match="🍕"):
        ana.reacts(sent["message_id"], "🍕")


@pytest.mark.parametrize(
    ("reaction", "complaint"),
    [
        ([{"type": "emoji", "emoji": "✅"}], "REACTION_INVALID"),
        ([{"type": "emoji", "emoji": "❤\ufe0f"}], "REACTION_INVALID"),
        ([{"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "❤"}], "REACTIONS_TOO_MANY"),
        ([{"type": "paid"}], "can't parse ReactionType: invalid reaction type specified"),
        ({}, "expected an Array of ReactionType"),
    ],
)
async def test_a_bot_puts_one_of_a_few_emoji_on_a_message(
    api: Api, ana: User, reaction: object, complaint: str
) -> None:
    said = ana.says("when?")
    where = {"chat_id": ana.id, "message_id": said.id}
    assert await api.refusal("setMessageReaction", **where, reaction=reaction) == f"Bad Request: {complaint}"
    await api.result("setMessageReaction", **where, reaction=[{"type": "emoji", "emoji": "👍"}])
    await api.result("setMessageReaction", **where, reaction=[])
    assert await api.refusal("setMessageReaction", **{**where, "message_id": 99}, reaction=[]) == (
        "Bad Request: message to react not found"
    )


async def test_ptb_sends_an_album(server: BotApiServer, ana: User) -> None:
    bot = telegram.Bot(server.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")
    async with bot:
        album = (telegram.InputMediaPhoto(b"one"), telegram.InputMediaVideo(b"two"))
        sent = await bot.send_media_group(ana.id, album, caption="both")
    assert [one.caption for one in sent] == ["both", None]
    assert server.sent_again == []


# --- topics ------------------------------------------------------------------------------------------


async def test_a_topic_is_made_written_to_and_told_of(api: Api, server: BotApiServer, ana: User) -> None:
    server.world.topics = Topics.ON
    assert (await api.result("getMe"))["has_topics_enabled"] is True
    made = await api.result("createForumTopic", chat_id=ana.id, name="Jon's circle")
    thread = made["message_thread_id"]
    sent = await api.result("sendMessage", chat_id=ana.id, text="hello", message_thread_id=thread)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    assert (ana.last.text, ana.last.topic) == ("hello", "Jon's circle")
    ana.says("mine", topic=ana.topic("Jon's circle"))
    ana.says("outside")
    note, inside, outside = [update["message"] for update in await updates(api)]
    assert note["forum_topic_created"]["name"] == "Jon's circle"
    assert note["from"]["is_bot"] is True
    assert inside["message_thread_id"] == thread
    assert inside["reply_to_message"]["forum_topic_created"]
    assert "message_thread_id" not in outside


@pytest.mark.parametrize(
    ("params", "complaint"),
    [({"name": " "}, "name must be non-empty"), ({"name": "x", "chat_id": 1}, "chat not found")],
)
async def test_a_wrong_topic_is_refused(
    api: Api, server: BotApiServer, ana: User, params: Json, complaint: str
) -> None:
    server.world.topics = Topics.ON
    refused = await api.refusal("createForumTopic", **{"chat_id": ana.id, **params})
    assert refused == f"Bad Request: {complaint}"


async def test_a_bot_without_topics_can_make_none(api: Api, ana: User) -> None:
    assert (await api.result("getMe"))["has_topics_enabled"] is False
    refused = await api.refusal("createForumTopic", chat_id=ana.id, name="x")
    assert refused == "Bad Request: the chat is not a forum"


async def test_a_deleted_topic_is_refused_or_passed_over(api: Api, server: BotApiServer, ana: User) -> None:
    server.world.topics = Topics.ON
    thread = (await api.result("createForumTopic", chat_id=ana.id, name="x"))["message_thread_id"]
    write = {"chat_id": ana.id, "text": "hello", "message_thread_id": thread}
    await api.result("sendMessage", **write)
    ana.deletes_topic("x")
    assert ana.screen() == []
    assert await api.refusal("sendMessage", **write) == "Bad Request: message thread not found"
    server.world.topics = Topics.LOST_ARE_IGNORED
    sent = await api.result("sendMessage", **write)
    assert "message_thread_id" not in sent
    with pytest.raises(LookupError):
        ana.says("in what is gone", topic=thread)
