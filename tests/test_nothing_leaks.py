"""Whatever somebody sends, the other side learns nothing of who they are on the messenger.

Every tricky update of ``tests.data.tricky`` comes from Joshua, who is in one circle, with Ana and Wendy; what
is asserted stands in the raw requests to Telegram.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from bot.chat.clock import SetClock
from bot.store.sealing import Master, fresh_key
from tests.data import tricky
from tests.fakes.botapi import BotApiServer
from tests.fakes.botapi_call import Call
from tests.fakes.botapi_user import User
from tests.fakes.botapi_world import MEDIA
from tests.outgoing import ABOUT_ITSELF, OUTWARD, body, due_of, people, said_before, sent_by, shown
from tests.story.phones import TelegramExchange
from tests.story.stage import MONDAY_MORNING, Stage

NAMES = ("Ana", "Joshua", "Wendy", "Brianna", "Samara", "Francis", "Tianna")
OTHERS_IDS = ("777000111", "777_000_111", "1001234", "LEAKCONTACT", "LEAKVENUE", "LEAKSTREET", "40.712776")


class Story:
    """Everybody on Telegram, and the server that saw every request."""

    def __init__(self, stage: Stage, exchange: TelegramExchange) -> None:
        self.stage = stage
        self.server: BotApiServer = exchange.server
        self.users = exchange.users
        self.joshua: User = exchange.users["Joshua"]

    @property
    def private(self) -> list[str]:
        """All that tells who somebody is, of everybody, and what tricky updates carry."""
        of_people = [marker for user in self.users.values() for marker in user.markers]
        files = [value for file in self.server.world.files.values() for value in (file.id, file.unique_id)]
        return [tricky.MARKER, *of_people, *files, *OTHERS_IDS]

    def leaks(self, since: int = 0) -> list[str]:
        """Return what must not stand in any request that shows somebody something."""
        return [
            f"{marker} in {call.method} {body(call)}"
            for call in self.server.requests[since:]
            if call.method in OUTWARD
            for marker in self.private
            if marker in body(call)
        ]

    def words_at(self, reader: str, since: int) -> list[str]:
        """Return the words that reached somebody; without a header it is the next part of a long text."""
        whole: list[str] = []
        for one in shown(self.server)[since:]:
            if one.chat == self.users[reader].id and (one.header or not whole):
                whole.append(one.words)
            elif one.chat == self.users[reader].id:
                whole[-1] += one.words
        return whole


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    clock = SetClock(MONDAY_MORNING)
    exchange = TelegramExchange(clock)
    people(exchange, *NAMES)
    stage = Stage(exchange, clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    stage.defaults = msgspec.structs.replace(stage.defaults, identifiers="off")  # all of it is to pass
    await stage.open(joined=NAMES)
    yield Story(stage, exchange)
    await stage.close()


async def test_no_tricky_update_tells_who_its_sender_is(story: Story) -> None:
    """All in one story, each as a person would bring it about: the words arrive, and nothing else does."""
    assert len(tricky.CASES) > 100
    said_before(story.server, story.joshua)
    await story.stage.settle()
    wrong: list[str] = []
    for number, case in enumerate(tricky.CASES):
        story.stage.clock.advance(timedelta(minutes=1))
        since, since_shown = len(story.server.requests), len(shown(story.server))
        story.server.push(sent_by(case, story.server, story.joshua, 10_000 + number))
        # Whatever it was, the next message goes its way; it also moves the stream past what has no number.
        story.joshua.says(f"afterwards {number}")
        await story.stage.settle()
        due = sorted([*due_of(case), f"afterwards {number}"])
        for reader in ("Ana", "Wendy"):
            got = sorted(story.words_at(reader, since_shown))
            if got != due:
                wrong.append(f"{case.name}: {reader} got {got}, not {due}")
        others = {name: story.words_at(name, since_shown) for name in ("Brianna", "Samara", "Francis")}
        wrong.extend(f"{case.name}: {name} got {got}" for name, got in others.items() if got)
        wrong.extend(f"{case.name}: {leak}" for leak in story.leaks(since))
    assert wrong == []
    assert {call.method for call in story.server.requests} <= OUTWARD | ABOUT_ITSELF


async def test_what_people_send_besides_words_is_neither_forwarded_nor_copied_nor_sent_again(
    story: Story,
) -> None:
    """The same by hand, as an app would do it, with files that stand on Telegram's own server."""
    joshua, kinds = story.joshua, sorted(set(MEDIA) - {"story"})
    joshua.forwards("Somebody else's words", story.users["Samara"])
    for number, kind in enumerate(kinds):
        joshua.sends(kind, b"LEAKCONTENT", caption=f"caption {number}", name="LEAKFILENAME.jpg")
    joshua.says(
        "Ask Anna", entities=[{"type": "text_mention", "offset": 4, "length": 4, "user": joshua.profile}]
    )
    joshua.reacts(joshua.says("A last word").id, "\N{THUMBS UP SIGN}")
    await story.stage.settle()
    assert len(story.server.world.files) >= 7
    assert {call.method for call in story.server.requests} <= OUTWARD | ABOUT_ITSELF
    assert story.leaks() == []
    sent = "".join(body(call) for call in story.server.requests if call.method in OUTWARD)
    assert not [
        mark for mark in ("LEAKCONTENT", "LEAKFILENAME", "caption 1", "Somebody else") if mark in sent
    ]
    for reader in ("Ana", "Wendy"):
        # Of the sticker, the emoji that says the same.
        assert story.words_at(reader, 0) == ["🙂", "Ask Anna", "A last word"]
    # One plain answer for each other one, and for the forward: why it did not pass.
    assert len(story.joshua.screen()) >= len(kinds)


async def test_the_search_for_leaks_would_find_them(story: Story) -> None:
    marks = [*story.joshua.markers, tricky.MARKER, "LEAKVENUE"]
    for mark in marks:
        params = {"chat_id": story.users["Wendy"].id, "text": "hello", "reply_markup": {"x": [f"by {mark}"]}}
        story.server.requests.append(Call(0, 0.0, "sendMessage", params))
    assert {leak.partition(" in ")[0] for leak in story.leaks()} == set(marks)
