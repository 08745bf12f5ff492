"""Where the bot has topics each circle has one, and whatever becomes of it, the words arrive once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest

from bot.adapters.telegram import Telegram
from bot.chat.clock import SetClock
from bot.chat.incoming import Address, Arrival, Content, Edit, Shared, Words
from bot.chat.media import CleanFile, MediaKind
from bot.chat.messenger import CannotReach, NotSent, Uncertain
from bot.chat.outgoing import Button, Operation, Outgoing
from tests.fakes import botapi_faults as faults
from tests.fakes.botapi import BotApiServer
from tests.fakes.botapi_user import User
from tests.fakes.botapi_world import Topics
from tests.telegram.conftest import NOW
from tests.telegram.journal import Journal

GLADYS, JON = "circle-of-gladys", "circle-of-jon"
PICTURE = CleanFile(MediaKind.PICTURE, "image/jpeg", b"drawn")
LONG = "word " * 1000


class Notebook:
    """Remembers topics as the store does: one for each person and conversation."""

    def __init__(self) -> None:
        self.topics: dict[tuple[str, str | None], str] = {}
        self.forgotten: list[str] = []

    async def find(self, user: str, conversation: str | None) -> str | None:
        return self.topics.get((user, conversation))

    async def keep(self, user: str, conversation: str | None, room_id: str) -> None:
        self.topics[user, conversation] = room_id

    async def forget(self, room_id: str) -> None:
        self.forgotten.append(room_id)
        self.topics = {owner: room for owner, room in self.topics.items() if room != room_id}

    async def owner(self, room_id: str) -> tuple[str, str | None] | None:
        return next((owner for owner, room in self.topics.items() if room == room_id), None)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def telegram(make_telegram: Callable[..., Telegram], notebook: Notebook, clock: SetClock) -> Telegram:
    return make_telegram(rooms=notebook, clock=clock)


@pytest.fixture
def wendy(server: BotApiServer) -> User:
    server.world.topics = Topics.ON
    return server.user(has_started=True)


def outgoing(
    user: User, body: str, conversation: str | None = GLADYS, title: str | None = "Gladys", **more: object
) -> Outgoing:
    to = Address(messenger="telegram", user=str(user.id), chat=str(user.id))
    return Outgoing(id="row", to=to, body=body, conversation=conversation, title=title, **more)  # type: ignore[arg-type]


def seen(user: User) -> list[tuple[str, str | None]]:
    """Return what was said to somebody, and in which topic."""
    return [(shown.text, shown.topic) for shown in user.screen() if shown.kind != "service"]


async def test_words_of_each_circle_stand_in_its_topic(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    await telegram.send(outgoing(wendy, "one"))
    await telegram.send(outgoing(wendy, "two", JON, "Jon and\n Samara"))
    await telegram.send(outgoing(wendy, "three"))
    assert seen(wendy) == [("one", "Gladys"), ("two", "Jon and Samara"), ("three", "Gladys")]
    assert server.count("createForumTopic", wendy) == 2
    assert server.count("getMe") == 1


async def test_what_is_of_no_circle_or_of_the_only_one_stands_in_the_chat_itself(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    for conversation, title in ((None, None), (GLADYS, None), (None, "Gladys"), (GLADYS, " ")):
        await telegram.send(outgoing(wendy, "hello", conversation, title))
    assert seen(wendy) == [("hello", None)] * 4
    assert {call.method for call in server.calls()} == {"sendMessage"}


async def test_a_bot_without_topics_makes_none_until_its_owner_turns_them_on(
    telegram: Telegram, server: BotApiServer, wendy: User, clock: SetClock
) -> None:
    server.world.topics = Topics.OFF
    await telegram.send(outgoing(wendy, "one"))
    server.world.topics = Topics.ON
    await telegram.send(outgoing(wendy, "two"))
    clock.advance(timedelta(minutes=10))
    await telegram.send(outgoing(wendy, "three"))
    assert seen(wendy) == [("one", None), ("two", None), ("three", "Gladys")]


async def test_nobody_who_remembers_means_no_topics(
    make_telegram: Callable[..., Telegram], server: BotApiServer, wendy: User
) -> None:
    await make_telegram().send(outgoing(wendy, "one"))
    assert [call.method for call in server.calls()] == ["sendMessage"]


async def test_a_topic_is_remembered_over_a_restart(
    make_telegram: Callable[..., Telegram], server: BotApiServer, wendy: User, notebook: Notebook
) -> None:
    for words in ("one", "two"):
        await make_telegram(rooms=notebook).send(outgoing(wendy, words))
    assert seen(wendy) == [("one", "Gladys"), ("two", "Gladys")]
    assert server.count("createForumTopic") == 1


async def test_everything_of_one_operation_stands_in_the_topic(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    said = wendy.says("show me")
    receipt = await telegram.send(
        outgoing(
            wendy,
            LONG,
            files=(PICTURE, PICTURE, CleanFile(MediaKind.VOICE, "audio/ogg", b"spoken")),
            rows=((Button(label="Yes", token="t"),),),
            reply_to=str(said.id),
        )
    )
    assert {topic for _, topic in seen(wendy)} == {"Gladys"}
    assert len(receipt.messages) == len(seen(wendy)) == 5
    sends = [call for call in server.calls(chat=wendy) if call.method != "createForumTopic"]
    assert {call.params["message_thread_id"] for call in sends} == {wendy.topic("Gladys")}


async def test_what_an_edit_adds_stands_in_the_topic_and_nothing_else_names_one(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    first = await telegram.send(outgoing(wendy, "short"))
    second = await telegram.send(outgoing(wendy, LONG, operation=Operation.EDIT, target=first.messages))
    await telegram.send(outgoing(wendy, "👍", operation=Operation.REACT, target=second.messages))
    assert [topic for _, topic in seen(wendy)] == ["Gladys", "Gladys"]
    await telegram.send(outgoing(wendy, "", operation=Operation.WITHDRAW, target=second.messages))
    for method in ("editMessageText", "setMessageReaction", "deleteMessage"):
        assert all("message_thread_id" not in call.params for call in server.calls(method))


# --- lost --------------------------------------------------------------------------------------------


async def test_a_topic_that_the_reader_deleted_is_made_anew(
    telegram: Telegram, server: BotApiServer, wendy: User, notebook: Notebook
) -> None:
    for words in ("one", "two", "three"):
        await telegram.send(outgoing(wendy, words))
        assert seen(wendy) == [(words, "Gladys")]
        wendy.deletes_topic("Gladys")
    assert server.count("createForumTopic") == 3
    assert len(notebook.forgotten) == 2
    assert len(notebook.topics) == 1


async def test_words_that_telegram_put_beside_a_lost_topic_are_not_said_twice(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    server.world.topics = Topics.LOST_ARE_IGNORED
    await telegram.send(outgoing(wendy, "one"))
    wendy.deletes_topic("Gladys")
    receipt = await telegram.send(outgoing(wendy, LONG))
    assert [topic for _, topic in seen(wendy)] == [None, None]
    assert len(receipt.messages) == 2
    await telegram.send(outgoing(wendy, "three"))
    assert seen(wendy)[2:] == [("three", "Gladys")]
    assert server.count("createForumTopic") == 2


async def test_an_album_beside_a_lost_topic_is_noticed_too(telegram: Telegram, wendy: User) -> None:
    await telegram.send(outgoing(wendy, "one"))
    wendy._world.topics = Topics.LOST_ARE_IGNORED
    wendy.deletes_topic("Gladys")
    await telegram.send(outgoing(wendy, "two", files=(PICTURE, PICTURE)))
    await telegram.send(outgoing(wendy, "three"))
    assert seen(wendy) == [("two", None), ("", None), ("three", "Gladys")]


@pytest.mark.parametrize("mood", [Topics.ALL_ARE_IGNORED, Topics.ALL_ARE_REFUSED])
async def test_where_topics_never_work_the_chat_does_not_fill_up_with_them(
    telegram: Telegram, server: BotApiServer, wendy: User, clock: SetClock, mood: Topics
) -> None:
    server.world.topics = mood
    said = [f"words {number}" for number in range(5)]
    for words in said:
        await telegram.send(outgoing(wendy, words))
        await telegram.send(outgoing(wendy, words, JON, "Jon"))
    assert seen(wendy) == [(words, None) for words in said for _ in range(2)]
    assert server.count("createForumTopic") == 1
    server.world.topics = Topics.ON
    clock.advance(timedelta(hours=1))
    await telegram.send(outgoing(wendy, "at last"))
    assert wendy.last.topic == "Gladys"


@pytest.mark.parametrize("answer", ["TOPIC_DELETED", "TOPIC_CLOSED", "message thread not found"])
async def test_whatever_telegram_says_of_a_topic_the_words_arrive(
    telegram: Telegram, server: BotApiServer, wendy: User, answer: str
) -> None:
    await telegram.send(outgoing(wendy, "one"))
    server.fail(faults.refused(400, f"Bad Request: {answer}"), "sendMessage")
    await telegram.send(outgoing(wendy, "two"))
    assert seen(wendy) == [("one", "Gladys"), ("two", "Gladys")]
    assert server.count("createForumTopic") == 2
    server.fail(faults.refused(400, f"Bad Request: {answer}"), "sendMessage", times=2)
    await telegram.send(outgoing(wendy, "three"))
    assert seen(wendy)[2:] == [("three", None)]


async def test_a_refusal_that_nobody_knows_costs_the_topic_and_not_the_words(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    await telegram.send(outgoing(wendy, "one"))
    server.fail(faults.refused(400, "Bad Request: THREAD_HOLOGRAM"), "sendMessage")
    await telegram.send(outgoing(wendy, "two"))
    await telegram.send(outgoing(wendy, "three"))
    assert seen(wendy) == [("one", "Gladys"), ("two", None), ("three", "Gladys")]


@pytest.mark.parametrize(
    "trouble",
    [
        faults.flood(5),
        faults.broken(502),
        faults.reset(),
        faults.refused(400, "Bad Request: the chat is not a forum"),
        faults.broken(200, '{"ok":true,"result":[]}'),
    ],
    ids=lambda trouble: f"{trouble.name} {trouble.status}",
)
@pytest.mark.parametrize("method", ["createForumTopic", "getMe"])
async def test_trouble_with_topics_is_no_trouble_with_words(
    telegram: Telegram,
    server: BotApiServer,
    wendy: User,
    clock: SetClock,
    method: str,
    trouble: faults.Fault,
) -> None:
    server.fail(trouble, method)
    await telegram.send(outgoing(wendy, "one"))
    await telegram.send(outgoing(wendy, "two"))
    clock.advance(timedelta(hours=1))
    await telegram.send(outgoing(wendy, "three"))
    assert seen(wendy) == [("one", None), ("two", None), ("three", "Gladys")]


async def test_trouble_with_words_is_told_as_without_a_topic(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    await telegram.send(outgoing(wendy, "one"))
    for fault, problem in ((faults.flood(1), NotSent), (faults.broken(), Uncertain)):
        server.fail(fault, "sendMessage")
        with pytest.raises(problem):
            await telegram.send(outgoing(wendy, "two"))
    wendy.blocks()
    with pytest.raises(CannotReach):
        await telegram.send(outgoing(wendy, "two"))
    assert server.count("createForumTopic") == 1


async def test_what_was_interrupted_goes_on_in_the_topic(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    server.fail(faults.hang(0), "sendMessage")  # an answer without delay: the first part goes well
    server.fail(faults.flood(3), "sendMessage")
    with pytest.raises(NotSent) as problem:
        await telegram.send(outgoing(wendy, LONG))
    await telegram.send(outgoing(wendy, LONG, target=problem.value.sent))
    assert [topic for _, topic in seen(wendy)] == ["Gladys", "Gladys"]


async def test_a_topic_that_another_process_made_anew_is_used(
    make_telegram: Callable[..., Telegram], server: BotApiServer, wendy: User, notebook: Notebook
) -> None:
    class Cached(Notebook):
        """Remembers what it read, as the store's does, until it forgets."""

        async def find(self, user: str, conversation: str | None) -> str | None:
            if (user, conversation) not in self.topics:
                found = await notebook.find(user, conversation)
                if found is not None:
                    self.topics[user, conversation] = found
            return self.topics.get((user, conversation))

    here, there = make_telegram(rooms=notebook), make_telegram(rooms=Cached())
    await here.send(outgoing(wendy, "one"))
    await there.send(outgoing(wendy, "two"))
    wendy.deletes_topic("Gladys")
    await here.send(outgoing(wendy, "three"))
    await there.send(outgoing(wendy, "four"))
    assert seen(wendy) == [("three", "Gladys"), ("four", "Gladys")]
    assert server.count("createForumTopic") == 2


# --- what comes in -----------------------------------------------------------------------------------


@pytest.fixture
async def listening(telegram: Telegram, journal: Journal) -> AsyncIterator[None]:
    task = asyncio.create_task(telegram.listen(journal))
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def told(journal: Journal) -> list[tuple[Content, str | None]]:
    return [(one.content, one.topic) for one in journal.events.values() if isinstance(one, Arrival)]


@pytest.mark.usefixtures("listening")
async def test_what_is_said_in_a_topic_hints_at_its_circle(
    telegram: Telegram, wendy: User, journal: Journal
) -> None:
    await telegram.send(outgoing(wendy, "one"))
    await telegram.send(outgoing(wendy, "two", JON, "Jon"))
    thread = wendy.topic("Gladys")
    said = wendy.says("for Gladys", topic=thread)
    wendy.says("for Jon", topic=wendy.topic("Jon"))
    wendy.says("for nobody")
    wendy.edits(said, "for Gladys, changed")
    wendy.sends("photo", b"drawn", topic=thread)
    wendy.says("an answer", reply_to=wendy.last.id, topic=thread)
    await journal.holds(6)
    contents = told(journal)
    assert contents[:4] == [
        (Words("for Gladys"), GLADYS),
        (Words("for Jon"), JON),
        (Words("for nobody"), None),
        (Edit(str(said.id), "for Gladys, changed"), GLADYS),
    ]
    assert isinstance(contents[4][0], Shared)
    assert contents[4][1] == GLADYS
    assert contents[5] == (Words("an answer"), None)


@pytest.mark.usefixtures("listening")
async def test_a_topic_of_the_persons_own_or_of_somebody_elses_chat_hints_at_nothing(
    telegram: Telegram, server: BotApiServer, wendy: User, journal: Journal
) -> None:
    await telegram.send(outgoing(wendy, "one"))
    thread = wendy.topic("Gladys")
    joshua = server.user(has_started=True)
    joshua.chat.topics[thread] = "My own"
    joshua.says("hello", topic=thread)
    wendy.chat.topics[77] = "My own"
    wendy.says("hello", topic=77)
    await journal.holds(2)
    assert told(journal) == [(Words("hello"), None)] * 2


@pytest.mark.usefixtures("listening")
async def test_the_number_that_the_chat_itself_has_is_no_topic(
    telegram: Telegram, server: BotApiServer, wendy: User, journal: Journal
) -> None:
    await telegram.send(outgoing(wendy, "one"))
    thread = wendy.topic("Gladys")
    whole = wendy.says("in the chat itself").as_json()
    server.push({"message": {**whole, "message_id": 4711, "message_thread_id": thread}})
    await journal.holds(2)
    assert [topic for _, topic in told(journal)] == [None, None]
