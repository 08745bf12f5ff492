"""What a homeserver and the line to it can do to a message, and what then stands on everybody's phone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.chat.clock import SetClock
from tests.both import BothStage, both_stage
from tests.fakes.botapi_faults import flood
from tests.story.stage import MONDAY_MORNING, TEXTS
from tests.synapse.proxy import Fault
from tests.synapse.server import Synapse

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
TOO_FAST = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too many requests", "retry_after_ms": 300_000}
SENDING = "/send/m.room.encrypted"


@pytest.fixture
async def stage(synapse: Synapse, tmp_path: Path) -> AsyncIterator[BothStage]:
    async with both_stage(synapse, tmp_path, SetClock(MONDAY_MORNING)) as made:
        await made.settle()
        yield made


@pytest.fixture
def waiting(stage: BothStage, monkeypatch: pytest.MonkeyPatch) -> BothStage:
    """The stage, by whose clock the waits of the courier go as well."""
    time = SimpleNamespace(monotonic=lambda: stage.clock.now().timestamp())
    monkeypatch.setattr("bot.courier.pace.time", time)
    return stage


def told(text_id: str, people: str) -> str:
    return TEXTS.render("en", text_id, people=people)


async def test_two_hundred_lines_of_one_room_written_while_the_bot_is_away_arrive_once_and_in_order(
    stage: BothStage,
) -> None:
    """And what others wrote meanwhile, on the other messenger and in another room, as well."""
    await stage.tear_down()
    of_brianna = [f"Macia's day, part {number}." for number in range(200)]
    for words in of_brianna:
        stage.app("Brianna").says(words, room="Macia")
    of_samara = [f"Jaylan's day, part {number}." for number in range(40)]
    of_francis = [f"Jaylan's night, part {number}." for number in range(40)]
    for day, night in zip(of_samara, of_francis, strict=True):
        stage.phone("Samara").says(day)
        stage.app("Francis").says(night)
    await stage.matrix.all_done()
    await stage.build()
    await stage.settle()
    assert stage.words("Ana") == of_brianna
    assert stage.words("Samara") == of_francis
    assert stage.words("Francis") == of_samara
    assert sorted(stage.words("Brianna")) == sorted(of_samara + of_francis)
    assert [words for words in stage.words("Brianna") if words in of_samara] == of_samara
    assert [words for words in stage.words("Brianna") if words in of_francis] == of_francis
    assert not any(stage.words(other) for other in ("Joshua", "Wendy", "Tianna"))


async def test_where_the_homeserver_asks_for_a_long_wait_the_sender_is_told_after_a_minute(
    waiting: BothStage,
) -> None:
    stage = waiting
    stage.line.faults.append(Fault(SENDING, 429, TOO_FAST, times=1000))
    stage.phone("Samara").says("One.")
    await stage.settle()
    stage.line.faults.clear()
    sent = len(stage.line.requests)
    stage.phone("Samara").says("Two.")
    stage.app("Francis").says("From his room.")
    await stage.wait(55 * SECOND)
    assert stage.reads("Samara") == [stage_header("Francis") + "From his room."]
    await stage.wait(10 * SECOND)
    (late,) = stage.reads("Samara")[1:]
    assert late in (
        told("delay-waiting", "Brianna and Francis"),
        told("delay-waiting", "Francis and Brianna"),
    )
    assert not any(SENDING in one.path for one in stage.line.requests[sent:]), "it was asked to wait"
    assert stage.words("Brianna") == stage.words("Francis") == []

    await stage.wait(5 * MINUTE)
    assert stage.words("Francis") == ["One.", "Two."]
    assert sorted(stage.words("Brianna")) == ["From his room.", "One.", "Two."]
    assert [one for one in stage.words("Brianna") if one.endswith("o.") or one == "One."] == ["One.", "Two."]
    arrived = {told("arrived-told", "Brianna"), told("arrived-told", "Francis")}
    assert set(stage.reads("Samara")[2:]) == arrived
    assert len(stage.reads("Samara")) == 2 + len(arrived)


def stage_header(name: str) -> str:
    return f"{name} · Jaylan's parent\n"


async def test_a_sender_on_matrix_is_told_in_the_bots_own_room_what_does_not_arrive_on_telegram(
    waiting: BothStage,
) -> None:
    stage = waiting
    stage.server.fail(flood(300), "sendMessage", times=None)
    stage.app("Francis").says("One.")
    await stage.settle()
    await stage.wait(55 * SECOND)
    assert stage.reads("Francis") == []
    await stage.wait(10 * SECOND)
    assert stage.reads("Francis") == [told("delay-waiting", "Samara")]
    own = stage.room("Francis", "Bot")
    assert stage.person("Francis").reads(own, stage.bot) == stage.reads("Francis")
    stage.server.faults.clear()
    await stage.wait(6 * MINUTE)
    assert stage.words("Samara") == ["One."]
    arrived = TEXTS.render("en", "arrived-one", people="Samara", words="One.")
    assert stage.reads("Francis") == [told("delay-waiting", "Samara"), arrived]


async def test_bad_gateways_on_the_way_in_and_out_cost_nothing_but_time(waiting: BothStage) -> None:
    stage = waiting
    stage.line.faults += [Fault(SENDING, 502, times=1000), Fault("/sync", 502, times=2)]
    for words in ("One.", "Two.", "Three."):
        stage.phone("Samara").says(words)
        stage.app("Francis").says(f"His {words}")
    await stage.settle()
    assert stage.words("Samara") == ["His One.", "His Two.", "His Three."]
    await stage.wait(55 * SECOND)
    assert not any("not there yet" in one for one in stage.reads("Samara"))
    await stage.wait(10 * SECOND)
    assert [one for one in stage.reads("Samara") if "not there yet" in one]
    stage.line.faults.clear()
    await stage.wait(5 * MINUTE)
    assert stage.words("Francis") == ["One.", "Two.", "Three."]
    assert [one for one in stage.words("Brianna") if not one.startswith("His")] == ["One.", "Two.", "Three."]
    assert [one for one in stage.words("Brianna") if one.startswith("His")] == stage.words("Samara")


async def test_answers_that_are_lost_on_the_line_make_no_repeat_in_any_room(waiting: BothStage) -> None:
    stage = waiting
    stage.line.faults.append(Fault(SENDING, times=12))
    for words in ("One.", "Two.", "Three."):
        stage.phone("Samara").says(words)
        await stage.wait(MINUTE)
    await stage.wait(5 * MINUTE)
    assert stage.line.faults == []
    for reader in ("Brianna", "Francis"):
        assert stage.words(reader) == ["One.", "Two.", "Three."]
        assert not any("second time" in one for one in stage.reads(reader))


async def test_a_homeserver_that_wants_listening_to_wait_is_obeyed_and_nothing_is_missed(
    stage: BothStage,
) -> None:
    stage.line.faults.append(Fault("/sync", 429, {**TOO_FAST, "retry_after_ms": 1500}))
    stage.app("Francis").says("One.")
    stage.phone("Samara").says("Two.")
    await stage.settle()
    assert stage.words("Samara") == ["One."]
    assert stage.words("Francis") == ["Two."]
