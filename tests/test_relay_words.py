"""What a transcript cannot show of the relay: very long words, hidden characters, what the database keeps.

Knows nothing of messengers but the simulator.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from bot.adapters.simulator.platform import Phone
from bot.chat.clock import SetClock
from bot.chat.media import MediaKind
from bot.store.schema import audit, inbox, interview, message, message_version, outbox
from bot.store.sealing import Master, fresh_key
from bot.store.session import Session
from tests.story.phones import SimulatorExchange
from tests.story.record import Record, read_record
from tests.story.samples import picture
from tests.story.stage import MONDAY_MORNING, Stage

DATA = Path(__file__).parent / "data"
NIGHT = datetime(2026, 11, 24, 3, 0, tzinfo=ZoneInfo("America/New_York"))


class Play:
    """A stage with everybody on it."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock(MONDAY_MORNING)
        self.exchange = SimulatorExchange(self.clock)
        url = f"sqlite:///{folder / 'story.db'}"
        self.stage = Stage(self.exchange, self.clock, url, Master(fresh_key()))

    async def open(self, roster: str, *joined: str) -> None:
        await self.stage.open(joined=joined, roster=(DATA / roster).read_text())

    def phone(self, who: str) -> Phone:
        return self.exchange.platform.phone(who.lower())

    def bodies(self, who: str) -> list[str]:
        return [seen.body for seen in self.stage.screen(who)]

    async def record(self) -> Record:
        return await self.stage.house.store.run(read_record)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    """A stage that is closed afterwards."""
    made = Play(tmp_path)
    yield made
    await made.stage.close()


async def test_a_very_long_message_arrives_letter_for_letter_and_each_part_of_it_can_be_answered(
    play: Play,
) -> None:
    await play.open("roster-pair.toml", "Ana", "Wendy", "Tianna")
    words = "\n".join(f"{number:04} niño 👩‍👧 " + "palabra " * 9 for number in range(86))[:7900]
    source = play.phone("Ana").types(words)
    await play.stage.settle()
    parts = play.stage.screen("Wendy")
    assert len(parts) > 1
    assert {part.header for part in parts} == {"Ana · Gladys and Jon's parent"}
    assert "".join(part.body for part in parts) == words
    play.phone("Wendy").types("and yes", parts[-1].id)
    await play.stage.settle()
    assert play.phone("Ana").screen()[-1].reply_to == source
    play.phone("Ana").types("/undo", source)
    await play.stage.settle()
    assert play.bodies("Wendy") == []


async def test_each_part_of_a_very_long_message_follows_each_of_its_changes(play: Play) -> None:
    await play.open("roster-pair.toml", "Ana", "Wendy", "Tianna")
    phone = play.phone("Ana")
    source = phone.types("a" * 5000)
    await play.stage.settle()
    for words in ("b" * 5000, "c" * 7900, "d" * 3000, "e" * 5000):
        phone.edits(source, words)
        await play.stage.settle()
        assert "".join(play.bodies("Wendy")) == words
    play.phone("Wendy").types("and yes", play.stage.screen("Wendy")[-1].id)
    await play.stage.settle()
    assert phone.screen()[-1].reply_to == source
    phone.types("/undo", source)
    await play.stage.settle()
    assert play.bodies("Wendy") == []


async def test_words_under_several_pictures_follow_each_of_their_changes(play: Play) -> None:
    await play.open("roster-pair.toml", "Ana", "Wendy", "Tianna")
    phone = play.phone("Ana")
    source = phone.sends(MediaKind.PICTURE, picture(), "one", album="swing")
    phone.sends(MediaKind.PICTURE, picture(1), album="swing")
    await play.stage.settle()
    play.phone("Tianna").taps("Pass it on")
    await play.stage.settle()
    for words in ("two", "three"):
        phone.edits(source, words)
        await play.stage.settle()
        assert [body for body in play.bodies("Wendy") if body] == [words]
    phone.types("/undo", source)
    await play.stage.settle()
    assert play.stage.screen("Wendy") == []


async def test_more_than_eight_thousand_characters_are_refused_kindly_and_go_nowhere(play: Play) -> None:
    await play.open("roster-pair.toml", "Ana", "Wendy", "Tianna")
    play.phone("Wendy").types("a" * 8001)
    await play.stage.settle()
    assert play.bodies("Ana") == []
    assert play.bodies("Wendy") == [
        "That is very long, so it was not sent. Please send it in two or more parts."
    ]
    assert (await play.record()).messages == {}
    play.phone("Wendy").types("a" * 8000)
    await play.stage.settle()
    assert "".join(play.bodies("Ana")) == "a" * 8000


@pytest.mark.parametrize(
    ("typed", "arrives"),
    [
        ("a\u0000b\u0007c\u001bd\u007fe\u0085f", "abcdef"),
        ("\u202eabc\u202c \u2066d\u2069 \u200ee\u200f \u061cf", "abc d e f"),
        ("a\u200bb\u2060c\ufeffd\u2064e", "abcde"),
        ("tag \U000e0041\U000e0042 end", "tag  end"),
        ("a\r\nb\rc\u2028d", "a\nb\ncd"),
        ("  spaces and\ttabs stay  ", "  spaces and\ttabs stay  "),
        ("e\u0301 n\u0303 \u00e9 👩\u200d👧\u200d👦 🏳️\u200d🌈 می\u200cخواهم", None),
        ("\ud83d half a character", "\ufffd half a character"),
    ],
)
async def test_nothing_hidden_travels_and_everything_visible_does(
    play: Play, typed: str, arrives: str | None
) -> None:
    await play.open("roster-pair.toml", "Ana", "Wendy", "Tianna")
    play.phone("Wendy").types(typed)
    await play.stage.settle()
    assert play.bodies("Ana") == [typed if arrives is None else arrives]


@pytest.mark.parametrize("nothing", ["", " ", "\n\n", "\u200b\u200b", "\u2066\u2069", "\u00a0"])
async def test_a_message_without_anything_to_see_is_not_sent(play: Play, nothing: str) -> None:
    await play.open("roster-pair.toml", "Ana", "Wendy", "Tianna")
    play.phone("Wendy").types(nothing)
    await play.stage.settle()
    assert play.bodies("Ana") == []
    told = "There were no words in that, so nothing was sent. Please write it again."
    assert play.bodies("Wendy") == [told]


async def test_words_taken_back_before_they_left_are_nowhere_any_more(play: Play) -> None:
    play.clock.move_to(NIGHT)
    await play.open("roster-pair.toml", "Ana", "Wendy", "Tianna")
    play.phone("Ana").types("primero")
    changed = play.phone("Ana").types("segundo")
    await play.stage.settle()
    play.phone("Ana").edits(changed, "tercero")
    play.phone("Ana").types("/undo")
    await play.stage.settle()

    def left(session: Session) -> tuple[object, ...]:
        run = session.connection.execute
        gone = run(select(message.c.id, message.c.words).where(message.c.state == "withdrawn")).one()
        copies = run(
            select(outbox.c.state, outbox.c.payload, outbox.c.sent_words).where(
                outbox.c.message_id == gone.id
            )
        ).all()
        versions = run(select(func.count()).select_from(message_version)).scalar_one()
        unworked = run(select(func.count()).select_from(inbox).where(inbox.c.body.is_not(None))).scalar_one()
        open_questions = run(select(func.count()).select_from(interview)).scalar_one()
        return gone.words, [tuple(copy) for copy in copies], versions, unworked, open_questions

    assert await play.stage.house.store.run(left) == (None, [("ended", None, None)], 0, 0, 0)
    kept = (await play.record()).messages.values()
    assert [one.words for one in kept] == ["primero", None]


async def test_what_was_shown_to_the_caseworker_stays_in_the_record_when_it_is_taken_back(play: Play) -> None:
    await play.open("roster-hold.toml", "Ana", "Joshua", "Wendy", "Tianna")
    source = play.phone("Ana").types("primero")
    await play.stage.settle()
    play.phone("Ana").edits(source, "segundo")
    await play.stage.settle()
    play.phone("Ana").types("/undo")
    await play.stage.settle()
    assert play.bodies("Tianna") == []
    kept = (await play.record()).messages.values()
    assert [(one.words, one.state) for one in kept] == [("segundo", "withdrawn")]

    def versions(session: Session) -> int:
        return session.connection.execute(select(func.count()).select_from(message_version)).scalar_one()

    assert await play.stage.house.store.run(versions) == 1


async def test_what_a_messenger_takes_back_itself_takes_back_that_message_and_no_other(play: Play) -> None:
    await play.open("roster.toml", "Ana", "Joshua", "Wendy", "Brianna", "Tianna")
    for words in ("one", "two", "/who"):
        source = play.phone("Joshua").types(words)
        await play.stage.settle()
        if words == "one":
            first = source
    play.phone("Joshua").withdraws(source)
    await play.stage.settle()
    assert play.bodies("Wendy") == ["one", "two"]
    play.phone("Joshua").withdraws(first)
    await play.stage.settle()
    assert play.bodies("Wendy") == ["two"]
    # Words that nobody has yet: the question about them is over, and its buttons send nothing.
    asked = play.phone("Ana").types("tres")
    await play.stage.settle()
    play.phone("Ana").withdraws(asked)
    await play.stage.settle()
    assert play.bodies("Ana")[-1] == "Borrado. No se envió nada."
    assert [one.words for one in (await play.record()).messages.values()] == ["one", "two"]


async def test_reading_a_circle_is_noted_with_who_read_which(play: Play) -> None:
    await play.open("roster.toml", "Ana", "Joshua", "Wendy", "Brianna", "Tianna")
    play.phone("Joshua").types("Hello")
    play.phone("Tianna").types("/people")
    await play.stage.settle()
    play.phone("Tianna").taps("Read: Gladys and Jon")
    await play.stage.settle()
    assert "Hello" in play.bodies("Tianna")[-1]

    def noted(session: Session) -> list[tuple[str, bool]]:
        rows = session.connection.execute(select(audit).where(audit.c.action == "read")).all()
        return [(row.action, row.chain != "agency" and row.actor_id is not None) for row in rows]

    assert await play.stage.house.store.run(noted) == [("read", True)]


async def test_a_button_of_one_caseworker_does_nothing_in_the_hands_of_another(play: Play) -> None:
    people = ("Ana", "Joshua", "Wendy", "Brianna", "Samara", "Francis", "Tianna", "Marcus")
    await play.open("roster-two-desks.toml", *people)
    play.phone("Samara").types("Hello Brianna")
    await play.stage.settle()
    look = play.phone("Marcus").screen()[-1]
    for button in look.buttons:
        for thief in ("Tianna", "Samara", "Ana"):
            before = play.bodies(thief)
            play.phone(thief).presses(look.id, button.token)
            await play.stage.settle()
            assert [body for body in play.bodies(thief) if body not in before and "Hello" in body] == []
    assert play.bodies("Brianna") == []
    assert [one.state for one in (await play.record()).messages.values()] == ["held"]
    play.phone("Marcus").taps("Pass it on")
    await play.stage.settle()
    assert play.bodies("Brianna") == ["Hello Brianna"]
