"""The fake Bot API server keeps the official server's rules, over the wire and through PTB.

Knows nothing of the program: whoever tests an adapter against this server relies on what stands here.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
import telegram
from aiohttp import web
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter

from tests.fakes import botapi_faults as faults
from tests.fakes.botapi import DEFAULT_TOKEN, BotApiServer
from tests.fakes.botapi_delivery import HAS_WEBHOOK, TERMINATED
from tests.fakes.botapi_webhook import Pace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.fakes.botapi_call import Json
    from tests.fakes.botapi_user import User
from tests.fakes.botapi_updates import FIRST_ID

BOLD = {"type": "bold", "offset": 0, "length": 3}
YES_NO = {
    "inline_keyboard": [[{"text": "Yes", "callback_data": "y:1"}, {"text": "No", "callback_data": "n:1"}]]
}
GREETING = "Hello, Ana"
AFTER_THE_END = (
    "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset"
)
BAD_BUTTON = "Bad Request: can't parse inline keyboard button"


class Api:
    """The Bot API spoken plainly, as a bot without any library would."""

    def __init__(self, server: BotApiServer, client: aiohttp.ClientSession) -> None:
        self.server = server
        self.client = client

    async def __call__(self, method: str, **params: object) -> Json:
        """Call a method with a JSON body and return the whole answer; ``token`` replaces the right one."""
        url = f"{self.server.url}/bot{params.pop('token', self.server.token)}/{method}"
        async with self.client.post(url, json=params) as answer:
            body: Json = await answer.json()
        assert answer.status == body.get("error_code", 200)
        return body

    async def result(self, method: str, **params: object) -> Any:  # noqa: ANN401 - any JSON
        """Return the result of a call that must go well."""
        body = await self(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **params: object) -> str:
        """Return the description of a call that must be refused."""
        body = await self(method, **params)
        assert not body["ok"]
        return str(body["description"])

    async def updates(self, **params: object) -> list[Json]:
        """Poll."""
        found: list[Json] = await self.result("getUpdates", **params)
        return found


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as running:
        yield running


@pytest.fixture
async def api(server: BotApiServer) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as client:
        yield Api(server, client)


@pytest.fixture
async def bot(server: BotApiServer) -> AsyncIterator[telegram.Bot]:
    made = telegram.Bot(server.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")
    async with made as running:
        yield running


@pytest.fixture
def ana(server: BotApiServer) -> User:
    return server.user(has_started=True)


def ids(updates: list[Json]) -> list[int]:
    return [update["update_id"] - FIRST_ID for update in updates]


# --- the queue ---------------------------------------------------------------------------------------


async def test_updates_stay_until_an_offset_confirms_them(api: Api, ana: User) -> None:
    for number in range(3):
        ana.says(f"message {number}")
    assert ids(await api.updates()) == [0, 1, 2]
    assert ids(await api.updates()) == [0, 1, 2]
    assert ids(await api.updates(offset=FIRST_ID + 2)) == [2]
    assert ids(await api.updates()) == [2]
    assert ids(await api.updates(offset=FIRST_ID + 3)) == []


async def test_a_limit_gives_the_oldest_and_is_clamped(api: Api, ana: User) -> None:
    for number in range(120):
        ana.says(str(number))
    assert ids(await api.updates(limit=2)) == [0, 1]
    assert ids(await api.updates(limit=0)) == [0]
    assert len(await api.updates(limit=5000)) == 100


async def test_a_negative_offset_forgets_all_but_the_newest(api: Api, ana: User) -> None:
    for number in range(5):
        ana.says(str(number))
    assert ids(await api.updates(offset=-2)) == [3, 4]
    assert ids(await api.updates()) == [3, 4]


async def test_an_offset_far_in_the_future_confirms_nothing(api: Api, ana: User) -> None:
    ana.says("still here")
    assert ids(await api.updates(offset=FIRST_ID + 5000)) == [0]


async def test_a_long_poll_is_answered_at_once_by_a_new_update(
    api: Api, server: BotApiServer, ana: User
) -> None:
    poll = asyncio.create_task(api.updates(timeout=30))
    await server.wait_for(lambda: server.delivery.polling.is_waiting)
    ana.says("now")
    async with asyncio.timeout(1):
        assert ids(await poll) == [0]


async def test_a_long_poll_ends_empty_after_its_timeout(api: Api) -> None:
    async with asyncio.timeout(3):
        assert await api.updates(timeout=1) == []


async def test_a_second_poll_terminates_the_first(api: Api, server: BotApiServer, ana: User) -> None:
    first = asyncio.create_task(api("getUpdates", timeout=30))
    await server.wait_for(lambda: server.delivery.polling.is_waiting)
    second = asyncio.create_task(api("getUpdates", timeout=30))
    refused = await first
    assert (refused["error_code"], refused["description"]) == (409, TERMINATED)
    ana.says("for the second")
    assert (await second)["ok"]


async def test_reactions_are_left_out_until_asked_for_and_the_wish_is_remembered(api: Api, ana: User) -> None:
    message = await api.result("sendMessage", chat_id=ana.id, text=GREETING)
    ana.reacts(message["message_id"], "👍")
    assert await api.updates() == []
    await api.updates(allowed_updates=["message_reaction"])
    ana.reacts(message["message_id"], "👍")
    ana.says("not asked for now")
    [update] = await api.updates()
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    await api.updates(allowed_updates=[])
    ana.says("asked for again")
    assert [set(update) - {"update_id"} for update in await api.updates()] == [
        {"message_reaction"},
        {"message"},
    ]


async def test_a_braked_server_makes_a_repeated_poll_wait_and_gives_it_one_update(
    api: Api, server: BotApiServer, ana: User
) -> None:
    server.delivery.polling.brakes_repeats = True
    ana.says("one")
    ana.says("two")
    assert len(await api.updates()) == 2
    assert len(await api.updates()) == 1


async def test_a_raw_update_goes_out_as_it_is_even_if_broken(
    api: Api, server: BotApiServer, ana: User
) -> None:
    server.push({"message": "not an object", "update_id": "x"})
    server.push("null")
    ana.says("after the broken ones")
    first, second, third = await api.updates()
    assert first == {"message": "not an object", "update_id": "x"}
    assert [second] == [None]
    assert third["message"]["text"] == "after the broken ones"


async def test_a_repeated_number_is_handed_out_once_though_long_confirmed(
    api: Api, server: BotApiServer, ana: User
) -> None:
    ana.says("once")
    [update] = await api.updates()
    assert await api.updates(offset=update["update_id"] + 1) == []
    server.push(update)
    assert await api.updates(offset=update["update_id"] + 1) == [update]
    assert await api.updates(offset=update["update_id"] + 1) == []


async def test_a_seeded_share_of_updates_is_repeated_and_swapped_but_never_lost(
    server: BotApiServer, api: Api
) -> None:
    ana = server.user()
    server.disturb(seed=7, duplicates=0.3, swaps=0.3)
    for number in range(100):
        ana.says(str(number))
    seen: list[int] = []
    while batch := ids(await api.updates(offset=FIRST_ID + max(seen, default=-1) + 1, limit=10)):
        seen += batch
    assert set(seen) == set(range(100))
    assert len(seen) > 110
    assert seen != sorted(seen)


async def test_a_dropped_share_never_arrives(server: BotApiServer, api: Api) -> None:
    ana = server.user()
    server.disturb(seed=7, drops=0.5)
    for number in range(20):
        ana.says(str(number))
    assert len(await api.updates()) == 20 - len(server.queue.dropped)
    assert server.queue.dropped


# --- the webhook -------------------------------------------------------------------------------------


class Receiver:
    """A webhook that refuses as often as it is told, and remembers what it took."""

    def __init__(self) -> None:
        self.refusals: list[int] = []
        self.taken: list[Json] = []
        self.attempts: list[int] = []
        self.secrets: list[str | None] = []
        self.heard: Callable[[], None] = lambda: None
        self.url = ""

    async def take(self, request: web.BaseRequest) -> web.Response:
        update = json.loads(await request.text())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.attempts.append(update["update_id"] - FIRST_ID)
        if self.refusals:
            self.heard()
            return web.Response(status=self.refusals.pop(0))
        self.taken.append(update)
        self.heard()
        return web.Response()


@pytest.fixture
async def receiver(server: BotApiServer) -> AsyncIterator[Receiver]:
    made = Receiver()
    made.heard = server.changed
    runner = web.ServerRunner(web.Server(made.take), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await server.delivery.pause()
    await runner.cleanup()


async def test_a_webhook_gets_what_waited_with_its_secret(
    api: Api, server: BotApiServer, receiver: Receiver, ana: User
) -> None:
    ana.says("before")
    set_up = await api("setWebhook", url=receiver.url, secret_token="s3cret_-")
    assert set_up == {"ok": True, "result": True, "description": "Webhook was set"}
    ana.says("after")
    await server.wait_for(lambda: len(receiver.taken) == 2)
    assert receiver.secrets == ["s3cret_-"] * 2
    assert [update["message"]["text"] for update in receiver.taken] == ["before", "after"]
    await server.wait_for(lambda: len(server.queue) == 0)


async def test_a_webhook_that_fails_is_tried_again_in_order(
    api: Api, server: BotApiServer, receiver: Receiver, ana: User
) -> None:
    receiver.refusals = [500, 503, 302]
    await api.result("setWebhook", url=receiver.url)
    for text in ("first", "second"):
        ana.says(text)
    await server.wait_for(lambda: len(receiver.taken) == 2)
    assert receiver.attempts == [0, 0, 0, 0, 1]
    info = await api.result("getWebhookInfo")
    assert info["last_error_message"].startswith("Wrong response from the webhook: 302")


async def test_one_chat_that_fails_does_not_hold_up_another(
    api: Api, server: BotApiServer, receiver: Receiver, ana: User
) -> None:
    server.delivery.pace = Pace(backoff=60.0, longest_wait=60.0)
    receiver.refusals = [500, 500]
    await api.result("setWebhook", url=receiver.url)
    ana.says("stuck")
    await server.wait_for(lambda: not receiver.refusals)
    server.user().says("free")
    await server.wait_for(lambda: [update["message"]["text"] for update in receiver.taken] == ["free"])


async def test_polling_and_a_webhook_exclude_each_other(
    api: Api, server: BotApiServer, receiver: Receiver
) -> None:
    poll = asyncio.create_task(api.refusal("getUpdates", timeout=30))
    await server.wait_for(lambda: server.delivery.polling.is_waiting)
    await api.result("setWebhook", url=receiver.url)
    assert await poll == "Conflict: terminated by setWebhook request"
    assert await api.refusal("getUpdates") == HAS_WEBHOOK
    assert (await api("deleteWebhook"))["description"] == "Webhook was deleted"
    assert (await api("deleteWebhook"))["description"] == "Webhook is already deleted"
    assert await api.updates() == []
    assert (await api.result("getWebhookInfo"))["url"] == ""


async def test_deleting_a_webhook_may_drop_what_waits(api: Api, ana: User) -> None:
    ana.says("forgotten")
    await api.result("deleteWebhook", drop_pending_updates=True)
    assert await api.updates() == []


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"url": "nonsense"}, "Bad Request: invalid webhook URL specified"),
        (
            {"url": "http://a.example/x"},
            "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            {"url": "https://a.example/x", "secret_token": "a b"},
            "Bad Request: secret token contains unallowed characters",
        ),
    ],
)
async def test_a_wrong_webhook_is_refused(api: Api, wrong: Json, complaint: str) -> None:
    assert await api.refusal("setWebhook", **wrong) == complaint


async def test_a_disturbed_webhook_repeats(
    api: Api, server: BotApiServer, receiver: Receiver, ana: User
) -> None:
    server.disturb(seed=1, duplicates=1.0)
    await api.result("setWebhook", url=receiver.url)
    ana.says("twice")
    await server.wait_for(lambda: receiver.attempts == [0, 0])


# --- messages ----------------------------------------------------------------------------------------


async def test_a_sent_message_comes_back_like_a_real_one(api: Api, server: BotApiServer, ana: User) -> None:
    asked = ana.says("may I?")
    sent = await api.result(
        "sendMessage",
        chat_id=ana.id,
        text=GREETING,
        entities=[BOLD],
        reply_parameters={"message_id": asked.id},
        reply_markup=YES_NO,
        protect_content=True,
    )
    assert sent["message_id"] == asked.id + 1
    assert sent["from"] == server.world.bot
    assert sent["chat"] == {
        "id": ana.id,
        "first_name": f"LEAKFIRST{ana.id}",
        "last_name": f"LEAKLAST{ana.id}",
        "username": f"leak_handle_{ana.id}",
        "type": "private",
    }
    assert (sent["text"], sent["entities"], sent["reply_markup"]) == (GREETING, [BOLD], YES_NO)
    assert sent["reply_to_message"]["text"] == "may I?"
    assert sent["has_protected_content"] is True


@pytest.mark.parametrize("body", ["json", "form", "multipart", "query"])
async def test_every_kind_of_body_is_read_alike(api: Api, server: BotApiServer, ana: User, body: str) -> None:
    params = {"chat_id": str(ana.id), "text": "Grüße 👋", "entities": json.dumps([BOLD])}
    url = f"{server.url}/bot{server.token}/SENDmessage"
    multipart = aiohttp.MultipartWriter("form-data")
    for name, value in params.items():
        multipart.append(value).set_content_disposition("form-data", name=name)
    ways: dict[str, Json] = {
        "json": {"json": {**params, "entities": [BOLD]}},
        "form": {"data": params},
        "multipart": {"data": multipart},
        "query": {"params": params},
    }
    async with api.client.post(url, **ways[body]) as answer:
        assert answer.status == 200
    [call] = server.requests
    assert (call.method, call.params) == (
        "sendMessage",
        {"chat_id": ana.id, "text": "Grüße 👋", "entities": [BOLD]},
    )


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"text": ""}, "Bad Request: message text is empty"),
        ({"text": " \n "}, "Bad Request: text must be non-empty"),
        ({"text": "half a \ud83d"}, "Bad Request: strings must be encoded in UTF-8"),
        ({"text": "x" * 4097}, "Bad Request: message is too long"),
        ({"text": "😀" * 2049}, "Bad Request: message is too long"),
        ({"text": "x", "chat_id": 1}, "Bad Request: chat not found"),
        ({"text": "x", "chat_id": ""}, "Bad Request: chat_id is empty"),
        ({"text": "x", "message_thread_id": 5}, "Bad Request: message thread not found"),
        (
            {"text": "x", "reply_parameters": {"message_id": 99}},
            "Bad Request: message to be replied not found",
        ),
        ({"text": "x", "parse_mode": "rtf"}, "Bad Request: unsupported parse_mode"),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "Bad Request: can't parse entities: Can't find end tag of \"b\"",
        ),
        (
            {"text": "x", "entities": [{"type": "bold", "offset": 1, "length": 1}]},
            "Bad Request: entity begins after the end of the text at UTF-16 offset 1",
        ),
        (
            {"text": "😀", "entities": [{"type": "bold", "offset": 0, "length": 3}]},
            f"{AFTER_THE_END} 3",
        ),
        (
            {"text": "😀", "entities": [{"type": "bold", "offset": 1, "length": 1}]},
            "Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 1",
        ),
        (
            {"text": "x" * 200, "entities": [{**BOLD, "offset": n} for n in range(101)]},
            "Bad Request: ENTITIES_TOO_LONG",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "ñ" * 33}]]}},
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": ""}]]}},
            f"{BAD_BUTTON}: Text buttons are unallowed in the inline keyboard",
        ),
    ],
)
async def test_a_wrong_message_is_refused_in_the_official_words(
    api: Api, server: BotApiServer, ana: User, wrong: Json, complaint: str
) -> None:
    assert await api.refusal("sendMessage", **{"chat_id": ana.id, **wrong}) == complaint
    assert ana.screen() == []
    assert server.requests[-1].status == 400


async def test_the_longest_allowed_things_pass(api: Api, ana: User) -> None:
    await api.result(
        "sendMessage",
        chat_id=ana.id,
        text="😀" * 2048,
        entities=[{"type": "bold", "offset": 2 * n, "length": 2} for n in range(100)],
        reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "x" * 64}]]},
    )
    assert len(ana.last.entities) == 100


async def test_texts_are_trimmed_and_cleaned_and_their_entities_move_along(api: Api, ana: User) -> None:
    sent = await api.result(
        "sendMessage",
        chat_id=ana.id,
        text="  a\tb\r\u202ec 😀d  \n",
        entities=[{"type": "bold", "offset": 7, "length": 6}],
    )
    assert sent["text"] == "a bc 😀d"
    assert sent["entities"] == [{"type": "bold", "offset": 3, "length": 5}]


async def test_the_server_finds_links_mentions_and_commands_by_itself(api: Api, ana: User) -> None:
    sent = await api.result(
        "sendMessage", chat_id=ana.id, text="😀 /help @somebody a@b.org https://x.example/y"
    )
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in sent["entities"]] == [
        ("bot_command", 3, 5),
        ("mention", 9, 9),
        ("email", 19, 7),
        ("url", 27, 19),
    ]


async def test_html_becomes_text_and_entities(api: Api, ana: User) -> None:
    sent = await api.result("sendMessage", chat_id=ana.id, text="<b>A&amp;B</b> c", parse_mode="HTML")
    assert (sent["text"], sent["entities"]) == ("A&B c", [BOLD])


async def test_an_edit_changes_words_and_takes_the_keyboard_away_unless_given(api: Api, ana: User) -> None:
    sent = await api.result("sendMessage", chat_id=ana.id, text=GREETING, reply_markup=YES_NO)
    where = {"chat_id": ana.id, "message_id": sent["message_id"]}
    edited = await api.result("editMessageText", **where, text="Hello again", reply_markup=YES_NO)
    assert edited["edit_date"] >= edited["date"]
    assert ana.last.labels == ["Yes", "No"]
    await api.result("editMessageText", **where, text="Hello again")
    assert (ana.last.text, ana.last.labels, ana.last.is_edited) == ("Hello again", [], True)
    await api.result("editMessageReplyMarkup", **where, reply_markup=YES_NO)
    assert ana.last.labels == ["Yes", "No"]


async def test_edits_that_cannot_be_are_refused(api: Api, ana: User) -> None:
    sent = await api.result("sendMessage", chat_id=ana.id, text=GREETING)
    where = {"chat_id": ana.id, "message_id": sent["message_id"]}
    assert (await api.refusal("editMessageText", **where, text=GREETING)).startswith(
        "Bad Request: message is not modified: specified new message content and reply markup are exactly"
    )
    gone = {**where, "message_id": 4711}
    assert await api.refusal("editMessageText", **gone, text="x") == "Bad Request: message to edit not found"
    own = {**where, "message_id": ana.says("mine").id}
    assert await api.refusal("editMessageText", **own, text="x") == "Bad Request: message can't be edited"


async def test_a_deleted_message_is_gone_and_cannot_be_deleted_twice(api: Api, ana: User) -> None:
    sent = await api.result("sendMessage", chat_id=ana.id, text=GREETING)
    where = {"chat_id": ana.id, "message_id": sent["message_id"]}
    assert await api.result("deleteMessage", **where) is True
    assert ana.screen() == []
    assert await api.refusal("deleteMessage", **where) == "Bad Request: message to delete not found"


async def test_a_message_of_three_days_cannot_be_deleted() -> None:
    moment = [1_000_000_000.0]
    async with BotApiServer(now=lambda: moment[0]) as server, aiohttp.ClientSession() as client:
        api, ana = Api(server, client), server.user(has_started=True)
        sent = await api.result("sendMessage", chat_id=ana.id, text=GREETING)
        moment[0] += 72 * 3600
        where = {"chat_id": ana.id, "message_id": sent["message_id"]}
        complaint = "Bad Request: message can't be deleted for everyone"
        assert await api.refusal("deleteMessage", **where) == complaint


async def test_files_come_back_by_id_and_can_be_fetched(api: Api, server: BotApiServer, ana: User) -> None:
    sent = ana.sends("voice", b"OggS-not-really")
    found = await api.result("getFile", file_id=sent.content["voice"]["file_id"])
    async with api.client.get(f"{server.url}/file/bot{server.token}/{found['file_path']}") as answer:
        assert await answer.read() == b"OggS-not-really"
    async with api.client.get(f"{server.url}/file/botwrong/{found['file_path']}") as answer:
        assert answer.status == 401
    large = ana.sends("video", size=21 << 20).content["video"]["file_id"]
    assert await api.refusal("getFile", file_id=large) == "Bad Request: file is too big"
    complaint = "Bad Request: wrong file_id or the file is temporarily unavailable"
    assert await api.refusal("getFile", file_id="AgADnonsense") == complaint


async def test_forwards_and_copies_are_recorded_with_what_they_reveal(
    api: Api, server: BotApiServer, ana: User
) -> None:
    wendy = server.user(has_started=True)
    said = ana.says("secret")
    assert not server.calls("forwardMessage")
    await api.result("forwardMessage", chat_id=wendy.id, from_chat_id=ana.id, message_id=said.id)
    await api.result("copyMessage", chat_id=wendy.id, from_chat_id=ana.id, message_id=said.id)
    await api.result("copyMessages", chat_id=wendy.id, from_chat_id=ana.id, message_ids=[said.id])
    await api.result("forwardMessages", chat_id=wendy.id, from_chat_id=ana.id, message_ids=[said.id])
    for method in ("forwardMessage", "forwardMessages", "copyMessage", "copyMessages"):
        assert server.count(method, wendy) == 1
    assert [shown.text for shown in wendy.screen()] == ["secret"] * 4


# --- who may be written to ---------------------------------------------------------------------------


async def test_who_never_started_blocked_or_left_cannot_be_written_to(api: Api, server: BotApiServer) -> None:
    user = server.user()
    write = {"chat_id": user.id, "text": "x"}
    assert (
        await api.refusal("sendMessage", **write) == "Forbidden: bot can't initiate conversation with a user"
    )
    user.starts("code123")
    await api.result("sendMessage", **write)
    user.blocks()
    assert await api.refusal("sendMessage", **write) == "Forbidden: bot was blocked by the user"
    user.unblocks()
    await api.result("sendMessage", **write)
    user.deactivates()
    assert await api.refusal("sendMessage", **write) == "Forbidden: user is deactivated"
    start, blocked, unblocked = await api.updates()
    assert start["message"]["text"] == "/start code123"
    assert start["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"


async def test_a_group_can_be_left_and_then_not_be_written_to(
    api: Api, server: BotApiServer, ana: User
) -> None:
    group = server.group()
    unknown = await api.refusal("sendMessage", chat_id=group.id, text="x")
    assert unknown == "Bad Request: chat not found"
    ana.invites_bot(group)
    assert await api.result("leaveChat", chat_id=group.id) is True
    refused = await api.refusal("sendMessage", chat_id=group.id, text="x")
    assert refused == "Forbidden: bot is not a member of the group chat"
    assert await api.refusal("leaveChat", chat_id=ana.id) == "Bad Request: can't leave private chats"
    kinds = [next(key for key in update if key != "update_id") for update in await api.updates()]
    assert kinds == ["my_chat_member", "message", "my_chat_member"]


# --- buttons -----------------------------------------------------------------------------------------


async def test_a_press_is_told_and_its_answer_reaches_the_person(api: Api, ana: User) -> None:
    await api.result("sendMessage", chat_id=ana.id, text=GREETING, reply_markup=YES_NO)
    press = ana.presses(ana.last.id, "Yes")
    [update] = await api.updates()
    query = update["callback_query"]
    assert (query["data"], query["message"]["message_id"]) == ("y:1", ana.last.id)
    await api.result("answerCallbackQuery", callback_query_id=query["id"], text="Noted")
    assert press.answers == [{"text": "Noted", "show_alert": False}]
    with pytest.raises(LookupError):
        ana.presses(ana.last.id, "Maybe")


async def test_a_late_answer_to_a_press_is_refused(api: Api, server: BotApiServer, ana: User) -> None:
    await api.result("sendMessage", chat_id=ana.id, text=GREETING, reply_markup=YES_NO)
    query = ana.taps("n:1").id
    server.age_presses()
    complaint = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await api.refusal("answerCallbackQuery", callback_query_id=query) == complaint
    assert await api.refusal("answerCallbackQuery", callback_query_id="1") == complaint


async def test_a_press_under_a_vanished_message_tells_of_an_inaccessible_one(api: Api, ana: User) -> None:
    sent = await api.result("sendMessage", chat_id=ana.id, text=GREETING, reply_markup=YES_NO)
    ana.deletes(sent["message_id"])
    ana.presses(sent["message_id"], "y:1", even_if_gone=True)
    [update] = await api.updates()
    assert update["callback_query"]["message"]["date"] == 0


# --- refusals of the whole ---------------------------------------------------------------------------


async def test_unknown_methods_and_wrong_tokens_have_their_own_words(api: Api, server: BotApiServer) -> None:
    assert await api("fooBar") == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found: method not found",
    }
    assert (await api("getMe", token="1:wrong"))["description"] == "Unauthorized"
    assert (await api("getMe", token="nonsense"))["description"] == "Unauthorized: invalid token specified"
    server.revoke_token()
    assert await api("getMe") == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    server.restore_token()
    assert await api.result("getMe")


async def test_a_revoked_token_ends_the_waiting_poll(api: Api, server: BotApiServer) -> None:
    poll = asyncio.create_task(api.refusal("getUpdates", timeout=30))
    await server.wait_for(lambda: server.delivery.polling.is_waiting)
    server.revoke_token()
    assert await poll == "Unauthorized"


# --- faults ------------------------------------------------------------------------------------------


async def test_a_flood_names_its_seconds_for_the_calls_and_the_chat_ordered(
    api: Api, server: BotApiServer, ana: User
) -> None:
    order = server.fail(faults.flood(3), "sendMessage", chat=ana, times=2)
    other = server.user(has_started=True)
    await api.result("sendMessage", chat_id=other.id, text="x")
    for _ in range(2):
        refused = await api("sendMessage", chat_id=ana.id, text="x")
        assert refused["error_code"] == 429
        assert refused["parameters"] == {"retry_after": 3}
        assert refused["description"] == "Too Many Requests: retry after 3"
    await api.result("sendMessage", chat_id=ana.id, text="x")
    assert order.hits == 2
    assert [call.status for call in server.calls("sendMessage", ana)] == [429, 429, 200]


async def test_a_global_flood_meets_every_method_of_a_pattern(
    api: Api, server: BotApiServer, ana: User
) -> None:
    server.fail(faults.flood(1), "send*", times=None)
    assert (await api("sendMessage", chat_id=ana.id, text="x"))["error_code"] == 429
    assert (await api("sendChatAction", chat_id=ana.id, action="typing"))["error_code"] == 429
    assert await api.updates() == []
    server.faults.clear()
    await api.result("sendMessage", chat_id=ana.id, text="x")


async def test_a_reset_cuts_the_connection_and_delivers_nothing_unless_ordered(
    api: Api, server: BotApiServer, ana: User
) -> None:
    server.fail(faults.reset(), "sendMessage")
    with pytest.raises(aiohttp.ClientConnectionError):
        await api("sendMessage", chat_id=ana.id, text="lost")
    assert ana.screen() == []
    server.fail(faults.reset(takes_effect=True), "sendMessage")
    with pytest.raises(aiohttp.ClientConnectionError):
        await api("sendMessage", chat_id=ana.id, text="delivered")
    assert [shown.text for shown in ana.screen()] == ["delivered"]


async def test_what_hangs_was_delivered_and_may_be_answered_late(
    api: Api, server: BotApiServer, ana: User
) -> None:
    server.fail(faults.hang(), "sendMessage")
    sending = asyncio.create_task(api("sendMessage", chat_id=ana.id, text="delivered"))
    await server.wait_for(ana.screen)
    assert not sending.done()
    sending.cancel()
    server.fail(faults.hang(0.05), "sendMessage")
    assert (await api("sendMessage", chat_id=ana.id, text="late"))["ok"]


async def test_a_broken_gateway_answers_no_json_and_may_have_delivered(
    api: Api, server: BotApiServer, ana: User
) -> None:
    server.fail(faults.broken(502, takes_effect=True), "sendMessage")
    url = f"{server.url}/bot{server.token}/sendMessage"
    async with api.client.post(url, json={"chat_id": ana.id, "text": "delivered"}) as answer:
        assert answer.status == 502
        assert "Bad Gateway" in await answer.text()
    assert ana.last.text == "delivered"


async def test_after_a_restart_everything_is_as_it_was_and_connections_are_cut(
    api: Api, server: BotApiServer, ana: User
) -> None:
    ana.says("kept")
    [kept] = await api.updates()
    poll = asyncio.create_task(api.updates(offset=kept["update_id"] + 1, timeout=30))
    await server.wait_for(lambda: server.delivery.polling.is_waiting)
    address = server.url
    await server.restart()
    with pytest.raises(aiohttp.ClientConnectionError):
        await poll
    assert server.url == address
    await api.result("sendMessage", chat_id=ana.id, text="still there")
    assert ana.says("new").id == 3


async def test_a_webhook_gets_after_a_restart_what_came_while_the_server_was_down(
    api: Api, server: BotApiServer, receiver: Receiver, ana: User
) -> None:
    await api.result("setWebhook", url=receiver.url)
    await server.stop()
    ana.says("while it was down")
    assert receiver.taken == []
    await server.start()
    await server.wait_for(lambda: len(receiver.taken) == 1)


async def test_a_fault_may_last_for_a_while_instead_of_a_number_of_calls(
    api: Api, server: BotApiServer, ana: User
) -> None:
    order = server.fail(faults.flood(), "sendMessage", times=None, seconds=60)
    for _ in range(3):
        assert not (await api("sendMessage", chat_id=ana.id, text="x"))["ok"]
    assert order.until is not None
    order.until -= 60
    assert (await api("sendMessage", chat_id=ana.id, text="x"))["ok"]


async def test_a_long_run_may_keep_counts_only() -> None:
    async with BotApiServer(keeps_log=False) as server, aiohttp.ClientSession() as client:
        user = server.user(has_started=True)
        await Api(server, client).result("sendMessage", chat_id=user.id, text="x")
        assert server.requests == []
        assert server.count("sendMessage", user) == 1


async def test_waiting_in_vain_says_what_came_last(api: Api, server: BotApiServer) -> None:
    await api.result("getMe")
    with pytest.raises(TimeoutError, match="getMe 200"):
        await server.wait_for(lambda: server.count("sendMessage") == 1, timeout=0.05)


async def test_everything_sent_to_a_chat_can_be_searched_for_leaks(
    api: Api, server: BotApiServer, ana: User
) -> None:
    wendy = server.user(has_started=True)
    sent = await api.result("sendMessage", chat_id=wendy.id, text=f"from {ana.profile['username']}")
    await api.result("editMessageText", chat_id=wendy.id, message_id=sent["message_id"], text="from Ana")
    assert [marker for marker in ana.markers if marker in server.everything_sent_to(wendy)] == [
        str(ana.id),
        ana.profile["username"],
    ]
    assert wendy.last.text == "from Ana"


# --- commands of the bot -----------------------------------------------------------------------------


async def test_commands_are_kept_per_scope_and_language(api: Api, ana: User) -> None:
    commands = [{"command": "help", "description": "What I can do"}]
    scope = {"type": "chat", "chat_id": ana.id}
    await api.result("setMyCommands", commands=commands, scope=scope, language_code="es")
    assert await api.result("getMyCommands", scope=scope, language_code="es") == commands
    assert await api.result("getMyCommands") == []
    await api.result("deleteMyCommands", scope=scope, language_code="es")
    assert await api.result("getMyCommands", scope=scope, language_code="es") == []


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"commands": [{"command": "No!", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "no", "description": ""}]}, "command description must be non-empty"),
        (
            {"commands": [{"command": f"c{n}", "description": "x"} for n in range(101)]},
            "BOT_COMMANDS_TOO_MUCH",
        ),
        ({"language_code": "spanish"}, "invalid language code specified"),
        ({"scope": {"type": "chat", "chat_id": 1}}, "chat not found"),
    ],
)
async def test_wrong_commands_are_refused(api: Api, wrong: Json, complaint: str) -> None:
    assert await api.refusal("setMyCommands", **wrong) == f"Bad Request: {complaint}"


# --- through python-telegram-bot ---------------------------------------------------------------------


async def test_ptb_sends_edits_deletes_and_answers(
    bot: telegram.Bot, server: BotApiServer, ana: User
) -> None:
    asked = ana.says("hello?")
    keyboard = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("Yes", callback_data="y")]])
    sent = await bot.send_message(
        ana.id,
        "Ana: ¡hola!",
        entities=[telegram.MessageEntity(telegram.MessageEntity.BOLD, 0, 3)],
        reply_parameters=telegram.ReplyParameters(asked.id, allow_sending_without_reply=True),
        reply_markup=keyboard,
        link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
        protect_content=True,
    )
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "hello?"
    assert sent.entities == (telegram.MessageEntity(telegram.MessageEntity.BOLD, 0, 3),)
    assert sent.reply_markup == keyboard
    press = ana.taps("Yes")
    assert await bot.answer_callback_query(press.id)
    assert press.is_answered
    edited = await bot.edit_message_text("new words", ana.id, sent.message_id)
    assert isinstance(edited, telegram.Message)
    assert edited.text == "new words"
    await bot.edit_message_reply_markup(ana.id, sent.message_id, reply_markup=keyboard)
    assert ana.last.labels == ["Yes"]
    assert await bot.set_message_reaction(ana.id, asked.id, "👌")
    assert await bot.send_chat_action(ana.id, "typing")
    assert await bot.delete_message(ana.id, sent.message_id)
    assert ana.screen() == []
    assert (await bot.get_chat(ana.id)).first_name == ana.profile["first_name"]
    assert server.world.bot["username"] == bot.username


async def test_ptb_sets_up_its_profile_and_webhook(bot: telegram.Bot, receiver: Receiver) -> None:
    scope = telegram.BotCommandScopeAllPrivateChats()
    commands = (telegram.BotCommand("help", "What I can do"),)
    assert await bot.set_my_commands(commands, scope=scope, language_code="es")
    assert await bot.get_my_commands(scope, "es") == commands
    assert await bot.delete_my_commands(scope, "es")
    assert await bot.set_my_description("A bridge")
    assert await bot.set_my_short_description("Bridge")
    assert await bot.set_my_name("Coparenting")
    assert (await bot.get_my_name()).name == "Coparenting"
    assert await bot.set_webhook(
        receiver.url, secret_token="abc", allowed_updates=["message", "callback_query"]
    )
    info = await bot.get_webhook_info()
    assert (info.url, info.allowed_updates) == (receiver.url, ("callback_query", "message"))
    assert await bot.delete_webhook(drop_pending_updates=True)


@pytest.mark.parametrize("kind", ["photo", "voice", "video", "document", "sticker", "audio", "animation"])
async def test_ptb_sends_files(bot: telegram.Bot, server: BotApiServer, ana: User, kind: str) -> None:
    sent = await getattr(bot, f"send_{kind}")(ana.id, b"content of a file")
    [call] = server.calls("send" + kind.title())
    assert [upload.content for upload in call.files.values()] == [b"content of a file"]
    attachment = sent.effective_attachment
    file_id = attachment[-1].file_id if kind == "photo" else attachment.file_id
    stored = await bot.get_file(file_id)
    assert bytes(await stored.download_as_bytearray()) == b"content of a file"
    assert ana.last.kind == kind
    await getattr(bot, f"send_{kind}")(ana.id, file_id)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (faults.flood(2), RetryAfter),
        (faults.no_access("blocked"), Forbidden),
        (faults.migrated(-100123), ChatMigrated),
        (faults.broken(500), NetworkError),
        (faults.broken(502), NetworkError),
        (faults.reset(), NetworkError),
        (faults.refused(400, "Bad Request: chat not found"), BadRequest),
        (faults.refused(401, "Unauthorized"), InvalidToken),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
async def test_ptb_raises_its_own_error_for_each_fault(
    bot: telegram.Bot,
    server: BotApiServer,
    ana: User,
    fault: faults.Fault,
    expected: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # else it warns that seconds will become a timedelta
    server.fail(fault, "sendMessage")
    with pytest.raises(expected) as raised:
        await bot.send_message(ana.id, "x")
    assert type(raised.value) is expected
    assert ana.screen() == []


def everything_a_user_does(server: BotApiServer, ana: User) -> None:
    """Do each act once, so that each kind of update is queued."""
    said = ana.starts("payload")
    ana.says("a reply", reply_to=said, entities=[BOLD])
    ana.edits(said, "edited")
    for kind in ("photo", "voice", "video", "video_note", "document", "sticker", "audio", "animation"):
        ana.sends(kind, b"content", caption="" if kind in {"sticker", "video_note"} else "a caption")
    for kind in ("contact", "location", "venue", "poll", "story"):
        ana.sends(kind)
    ana.forwards("somebody else's words", server.user())
    ana.reacts(said, "👍")
    ana.reacts(said, None)
    ana.blocks()
    ana.unblocks()
    group = server.group()
    ana.invites_bot(group)
    ana.says("in a group", chat=group)
    ana.removes_bot(group)


async def test_ptb_reads_every_update_a_user_makes(
    bot: telegram.Bot, server: BotApiServer, ana: User
) -> None:
    await bot.send_message(
        ana.id,
        "?",
        reply_markup=telegram.InlineKeyboardMarkup.from_button(
            telegram.InlineKeyboardButton("A", callback_data="a")
        ),
    )
    await bot.get_updates(allowed_updates=telegram.Update.ALL_TYPES)
    ana.taps("A")
    everything_a_user_does(server, ana)
    raw = [json.loads(update.body) for update in server.queue.pending()]
    for update in raw:
        parsed = telegram.Update.de_json(update, bot)
        assert parsed.effective_user is not None
        assert parsed.effective_user.id == ana.id
        assert not parsed.api_kwargs, update
        if parsed.message:
            assert not parsed.message.api_kwargs.keys() - {"forward_from", "forward_date"}
    kinds = {key for update in raw for key in update} - {"update_id"}
    assert kinds == {"message", "edited_message", "callback_query", "message_reaction", "my_chat_member"}
    assert len(await bot.get_updates(limit=100)) == len(raw)


# --- as a process of its own -------------------------------------------------------------------------


async def test_as_a_process_it_prints_its_address_and_obeys_over_http() -> None:
    arguments = ("-m", "tests.fakes.botapi", "--port", "0", "--token", "42:T")
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[1]
    )
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().strip()
    async with aiohttp.ClientSession() as client:

        async def control(word: str, body: object = None, status: int = 200) -> Any:  # noqa: ANN401 - any JSON
            async with client.post(f"{url}/control/{word}", json=body or {}) as answer:
                assert answer.status == status, await answer.text()
                return await answer.json()

        async def call(method: str, **params: object) -> Json:
            async with client.post(f"{url}/bot42:T/{method}", json=params) as answer:
                body: Json = await answer.json()
                return body

        ana = (await control("user", {"first_name": "Ana"}))["id"]
        acts = [{"user": ana, "act": "starts"}, {"user": ana, "act": "says", "text": "hi"}]
        start, said = await control("acts", acts)
        assert (start["text"], said["text"]) == ("/start", "hi")
        await control("push", {"message": 1})
        assert len((await call("getUpdates"))["result"]) == 3
        await control("fault", {"kind": "flood", "retry_after": 9, "method": "sendMessage", "chat_id": ana})
        assert (await call("sendMessage", chat_id=ana, text="x"))["parameters"] == {"retry_after": 9}
        sent = (await call("sendMessage", chat_id=ana, text="x", reply_markup=YES_NO))["result"]
        assert await control("wait", {"method": "sendMessage", "count": 2, "timeout": 1}) == 2
        await control("wait", {"method": "sendPhoto", "timeout": 0.01}, status=408)
        pressing = {"message": sent["message_id"], "label_or_token": "No"}
        press = await control("act", {"user": ana, "act": "presses", **pressing})
        await call("answerCallbackQuery", callback_query_id=press["id"])
        assert (await control("press", {"id": press["id"]}))["is_answered"] is True
        [shown] = await control("screen", {"user": ana})
        assert shown["rows"][0][0] == {"label": "Yes", "token": "y:1", "url": ""}
        assert [one["status"] for one in await control("requests", {"method": "sendMessage"})] == [429, 200]
        assert await control("count", {"method": "sendMessage", "chat_id": ana}) == 2
        await control("act", {"user": ana, "act": "dances"}, status=400)
        await control("nonsense", status=404)
        await control("token", {"revoked": True})
        assert (await call("getMe"))["error_code"] == 401
    process.terminate()
    assert await process.wait() == 0


async def test_the_default_token_is_well_formed() -> None:
    assert DEFAULT_TOKEN.partition(":")[0].isdecimal()
