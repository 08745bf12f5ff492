"""What Telegram can do to a message, and what then stands on everybody's phone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.chat.clock import SystemClock
from bot.chat.messenger import CredentialRevoked
from tests.fakes.botapi_faults import Fault, broken, flood, hang, migrated, no_access, refused, reset
from tests.story.record import read_record
from tests.story.stage import SLEEPLESS
from tests.troubled import CAST, READ_SECONDS, TroubledStage, of_wendy, told

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
TOO_LONG = refused(400, "Bad Request: message is too long")


@pytest.fixture
async def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TroubledStage]:
    """Give a stage on which everybody has joined, and whose clock the waits of the courier go by as well."""
    made = TroubledStage.on(f"sqlite:///{tmp_path / 'trouble.db'}")
    time = SimpleNamespace(monotonic=lambda: made.clock.now().timestamp())
    monkeypatch.setattr("bot.courier.pace.time", time)
    await made.open(joined=CAST)
    yield made
    await made.close()


def circle(reader: str, *words: str) -> list[str]:
    return [of_wendy(reader, one) for one in words]


# --- it is to be slower -----------------------------------------------------------------------------


async def test_a_chat_that_must_wait_gets_everything_later_and_in_order(stage: TroubledStage) -> None:
    stage.server.fail(flood(20), "sendMessage", chat=stage.user("Ana"))
    stage.phone("Wendy").says("One.")
    await stage.settle()
    await stage.wait(10 * SECOND)
    stage.phone("Wendy").says("Two.")
    await stage.settle()
    assert stage.reads("Joshua") == circle("Joshua", "One.", "Two.")
    assert stage.server.count("sendMessage", stage.user("Ana")) == 1, "nothing more while it has to wait"
    await stage.wait(10 * SECOND)
    assert stage.reads("Ana") == circle("Ana", "One.", "Two.")
    assert stage.reads("Wendy") == []


async def test_where_several_chats_must_wait_nobody_is_written_to_for_that_long(stage: TroubledStage) -> None:
    stage.server.fail(flood(30), "sendMessage", chat=stage.user("Ana"))
    stage.server.fail(flood(30), "sendMessage", chat=stage.user("Joshua"))
    stage.phone("Wendy").says("One.")
    await stage.settle()
    stage.phone("Samara").says("Something else.")
    await stage.wait(20 * SECOND)
    assert stage.server.count("sendMessage") == 2
    await stage.wait(10 * SECOND)
    assert stage.reads("Ana") == circle("Ana", "One.")
    assert stage.reads("Joshua") == circle("Joshua", "One.")
    assert [one.body for one in stage.screen("Brianna")] == ["Something else."]


# --- it may have arrived ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "copies"),
    [
        (broken(500), 1),
        (broken(502), 1),
        (broken(500, takes_effect=True), 2),
        (reset(), 1),
        (reset(takes_effect=True), 2),
        (hang(), 2),
        (hang(READ_SECONDS + 0.2), 2),
    ],
    ids=["500", "502", "500-late", "reset", "reset-late", "hang", "slow"],
)
async def test_what_may_have_arrived_is_sent_again_and_says_so(
    stage: TroubledStage, fault: Fault, copies: int
) -> None:
    stage.server.fail(fault, "sendMessage", chat=stage.user("Ana"))
    stage.phone("Wendy").says("One.")
    await stage.settle()
    stage.phone("Wendy").says("Two.")
    await stage.settle()
    await stage.wait(10 * SECOND)
    again = of_wendy("Ana", "One.", again=True)
    assert stage.reads("Ana") == [*circle("Ana", "One.")[: copies - 1], again, *circle("Ana", "Two.")]
    assert stage.reads("Joshua") == circle("Joshua", "One.", "Two.")
    assert stage.reads("Wendy") == stage.reads("Tianna") == []


async def test_no_connection_at_all_repeats_nothing(stage: TroubledStage) -> None:
    await stage.server.stop()
    await stage.house.store.intake("telegram", stage.house.turns.wake).receive([])
    stage.user("Wendy").says("One.")
    await stage.server.start()
    await stage.settle()
    assert stage.reads("Ana") == circle("Ana", "One.")


async def test_an_outage_of_an_hour_loses_nothing(stage: TroubledStage) -> None:
    outage = stage.server.fail(broken(502), "sendMessage", times=None)
    stage.phone("Wendy").says("One.")
    await stage.settle()
    stage.phone("Wendy").says("Two.")
    await stage.wait(50 * MINUTE)
    assert outage.hits > 5
    stage.server.faults.clear()
    await stage.wait(6 * MINUTE)
    assert stage.reads("Ana") == [of_wendy("Ana", "One.", again=True), of_wendy("Ana", "Two.")]
    assert stage.reads("Wendy") == [
        told("Wendy", "delay-waiting", people="Ana and Joshua"),
        told("Wendy", "arrived-told", people="Ana"),
        told("Wendy", "arrived-told", people="Joshua"),
    ]


async def test_a_refusal_after_a_lost_answer_does_not_hide_that_it_may_be_a_repeat(
    stage: TroubledStage,
) -> None:
    stage.server.fail(reset(takes_effect=True), "sendMessage", chat=stage.user("Ana"))
    stage.server.fail(flood(10), "sendMessage", chat=stage.user("Ana"))
    stage.phone("Wendy").says("One.")
    await stage.settle()
    await stage.wait(MINUTE)
    assert stage.reads("Ana") == [of_wendy("Ana", "One."), of_wendy("Ana", "One.", again=True)]


async def test_one_lost_answer_after_many_refusals_does_not_end_a_message(stage: TroubledStage) -> None:
    stage.server.fail(flood(60), "sendMessage", chat=stage.user("Ana"), times=20)
    stage.server.fail(broken(502), "sendMessage", chat=stage.user("Ana"))
    stage.phone("Wendy").says("One.")
    await stage.settle()
    await stage.wait(HOUR)
    assert stage.reads("Ana") == [of_wendy("Ana", "One.", again=True)]


async def test_an_old_message_is_not_given_up_at_its_first_refusal(stage: TroubledStage) -> None:
    stage.user("Ana").blocks()
    stage.phone("Wendy").says("One.")
    await stage.settle()
    stage.clock.advance(timedelta(days=3))
    await stage.settle()
    stage.server.fail(flood(10), "sendMessage", chat=stage.user("Ana"))
    stage.user("Ana").unblocks()
    await stage.settle()
    await stage.wait(MINUTE)
    assert stage.reads("Ana") == circle("Ana", "One.")


async def test_what_never_gets_an_answer_ends_one_day_and_its_writer_is_told_what_is_known(
    stage: TroubledStage,
) -> None:
    stage.server.fail(broken(502), "sendMessage", chat=stage.user("Ana"), times=None)
    stage.phone("Wendy").says("One.")
    await stage.settle()
    await stage.wait(timedelta(hours=30))
    stage.server.faults.clear()
    stage.phone("Wendy").says("Two.")
    await stage.settle()
    assert stage.reads("Ana") == circle("Ana", "Two.")
    assert stage.reads("Wendy") == [
        told("Wendy", "delay-waiting", people="Ana"),
        told("Wendy", "ended-unsure", people="Ana", words="One."),
    ]
    assert stage.reads("Tianna") == [told("Tianna", "dead-letter-desk", name="Wendy", people="Ana")]


# --- nobody there -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["blocked", "deactivated"])
async def test_who_cannot_be_reached_is_told_of_at_once_and_the_others_get_theirs(
    stage: TroubledStage, kind: str
) -> None:
    stage.server.fail(no_access(kind), "sendMessage", chat=stage.user("Ana"))
    stage.phone("Wendy").says("One.")
    await stage.settle()
    assert stage.reads("Joshua") == circle("Joshua", "One.")
    assert stage.reads("Wendy") == [told("Wendy", "delay-unreachable", people="Ana")]
    assert stage.reads("Tianna") == [told("Tianna", "account-lost", name="Ana")]
    await stage.wait(5 * MINUTE)
    assert stage.reads("Wendy") == [told("Wendy", "delay-unreachable", people="Ana")]


async def test_who_deleted_the_account_is_found_out_by_writing(stage: TroubledStage) -> None:
    stage.user("Ana").deactivates()
    stage.phone("Wendy").says("One.")
    await stage.settle()
    assert stage.reads("Wendy") == [told("Wendy", "delay-unreachable", people="Ana")]
    assert stage.reads("Tianna") == [told("Tianna", "account-lost", name="Ana")]


async def test_what_waited_for_somebody_arrives_once_and_in_order_when_they_are_back(
    stage: TroubledStage,
) -> None:
    stage.user("Ana").blocks()
    await stage.settle()
    assert stage.reads("Tianna") == [told("Tianna", "account-lost", name="Ana")]
    for words in ("One.", "Two.", "Three."):
        stage.phone("Wendy").says(words)
    await stage.settle()
    await stage.wait(2 * MINUTE)
    away = [told("Wendy", "delay-unreachable", people="Ana")]
    assert stage.reads("Wendy") == away
    stage.user("Ana").unblocks()
    await stage.settle()
    assert stage.reads("Ana") == circle("Ana", "One.", "Two.", "Three.")
    assert stage.reads("Wendy") == [*away, told("Wendy", "arrived-told", people="Ana")]
    await stage.wait(HOUR)
    assert stage.reads("Ana") == circle("Ana", "One.", "Two.", "Three.")


async def test_who_writes_is_there_whatever_telegram_said_before(stage: TroubledStage) -> None:
    stage.server.fail(no_access("blocked"), "sendMessage", chat=stage.user("Ana"))
    stage.phone("Wendy").says("One.")
    await stage.settle()
    assert stage.reads("Ana") == []
    stage.phone("Ana").says("/help")
    await stage.settle()
    assert of_wendy("Ana", "One.") in stage.reads("Ana")


async def test_a_chat_that_moved_is_written_to_at_its_new_place(stage: TroubledStage) -> None:
    new = stage.server.user(id=9_001, has_started=True)
    stage.server.fail(migrated(new.id), "sendMessage", chat=stage.user("Ana"))
    for words in ("One.", "Two."):
        stage.phone("Wendy").says(words)
        await stage.settle()
    assert [shown.text for shown in new.screen()] == circle("Ana", "One.", "Two.")
    assert stage.reads("Ana") == stage.reads("Wendy") == stage.reads("Tianna") == []


# --- honest delivery --------------------------------------------------------------------------------


async def test_what_is_not_taken_within_a_minute_is_told_once_and_again_when_it_arrives(
    stage: TroubledStage,
) -> None:
    stage.server.fail(flood(20), "sendMessage", chat=stage.user("Joshua"), times=None)
    stage.phone("Wendy").says("One.")
    await stage.settle()
    await stage.wait(55 * SECOND)
    assert stage.reads("Wendy") == []
    await stage.wait(10 * MINUTE)
    waits = [told("Wendy", "delay-waiting", people="Joshua")]
    assert stage.reads("Wendy") == waits
    stage.server.faults.clear()
    await stage.wait(MINUTE)
    assert stage.reads("Joshua") == circle("Joshua", "One.")
    assert stage.reads("Wendy") == [*waits, told("Wendy", "arrived-one", people="Joshua", words="One.")]


async def test_what_is_told_to_wait_while_it_is_on_its_way_is_told_to_have_arrived(
    stage: TroubledStage,
) -> None:
    slow = stage.server.fail(hang(READ_SECONDS / 2), "sendMessage", times=2)
    stage.phone("Wendy").says("One.")
    await stage.exchange.all_received()
    await stage.house.turns.drain()
    sending = asyncio.create_task(stage.house.courier.drain())
    await stage.server.wait_for(lambda: slow.hits == 2)
    stage.clock.advance(2 * MINUTE)
    await stage.house.store.do_duties()
    await sending
    await stage.settle()
    first, *rest = stage.reads("Wendy")
    assert first == told("Wendy", "delay-waiting", people="Ana and Joshua")
    assert sorted(rest) == [
        told("Wendy", "arrived-one", people=name, words="One.") for name in ("Ana", "Joshua")
    ]


async def test_what_the_platform_will_never_take_ends_with_a_word_to_its_writer_and_the_lane_goes_on(
    stage: TroubledStage,
) -> None:
    stage.server.fail(TOO_LONG, "sendMessage", chat=stage.user("Ana"))
    stage.phone("Wendy").says("One.")
    await stage.settle()
    stage.phone("Wendy").says("Two.")
    await stage.settle()
    assert stage.reads("Ana") == circle("Ana", "Two.")
    assert stage.reads("Joshua") == circle("Joshua", "One.", "Two.")
    assert stage.reads("Wendy") == [told("Wendy", "ended-told", people="Ana", words="One.")]
    assert stage.reads("Tianna") == [told("Tianna", "dead-letter-desk", name="Wendy", people="Ana")]


async def test_a_spanish_writer_is_told_in_spanish(stage: TroubledStage) -> None:
    stage.server.fail(TOO_LONG, "sendMessage", chat=stage.user("Wendy"))
    stage.phone("Wendy").says("Hello.")
    await stage.settle()
    hello = next(one.id for one in stage.screen("Ana") if one.body == "Hello.")
    stage.phone("Ana").says("Hola.", hello)
    await stage.settle()
    assert told("Ana", "ended-told", people="Wendy", words="Hola.") in stage.reads("Ana")


async def test_of_long_words_their_writer_is_told_the_beginning(stage: TroubledStage) -> None:
    stage.server.fail(TOO_LONG, "sendMessage", chat=stage.user("Ana"))
    stage.phone("Wendy").says("The visit on Tuesday is at the library,\nnot at the park.")
    await stage.settle()
    words = "The visit on Tuesday is at the library,…"
    assert stage.reads("Wendy") == [told("Wendy", "ended-told", people="Ana", words=words)]


async def test_what_a_caseworker_wrote_herself_is_told_to_her_once(stage: TroubledStage) -> None:
    stage.server.fail(TOO_LONG, "sendMessage", chat=stage.user("Ana"))
    stage.phone("Tianna").says("/say macia Hello")
    await stage.settle()
    stage.phone("Tianna").says("yes")
    await stage.settle()
    assert stage.reads("Tianna")[-1:] == [told("Tianna", "ended-told", people="Ana", words="Hello")]
    assert not [one for one in stage.reads("Tianna") if "Something from" in one]


async def test_what_waits_for_a_lost_account_ends_after_a_week(stage: TroubledStage) -> None:
    stage.server.fail(no_access("deactivated"), "sendMessage", chat=stage.user("Ana"), times=None)
    stage.phone("Wendy").says("One.")
    await stage.settle()
    waits = [told("Wendy", "delay-unreachable", people="Ana")]
    await stage.wait(timedelta(days=6))
    assert stage.reads("Wendy") == waits
    await stage.wait(timedelta(days=2))
    assert stage.reads("Wendy") == [*waits, told("Wendy", "ended-told", people="Ana", words="One.")]
    await stage.wait(timedelta(days=2))
    assert len(stage.reads("Wendy")) == 2


# --- an answer of the bot's own ---------------------------------------------------------------------


@pytest.mark.parametrize("times", [1, 2])
async def test_an_answer_that_is_refused_leaves_an_apology_if_that_is_taken(
    stage: TroubledStage, times: int
) -> None:
    refusing = stage.server.fail(TOO_LONG, "sendMessage", chat=stage.user("Wendy"), times=times)
    stage.phone("Wendy").says("/who")
    await stage.settle()
    await stage.wait(5 * MINUTE)
    assert stage.reads("Wendy") == [told("Wendy", "error-told")] * (2 - times)
    assert refusing.hits == times
    assert stage.server.count("sendMessage", stage.user("Wendy")) == 2


async def test_a_prompt_that_cannot_be_changed_is_answered_anew_after_a_while(stage: TroubledStage) -> None:
    stage.phone("Ana").says("hola a ti")
    await stage.settle()
    asked = stage.screen("Ana")[-1]
    stage.server.fail(broken(500), "editMessageText", chat=stage.user("Ana"), times=None)
    stage.phone("Ana").presses(asked.id, "Brianna (Macia)")
    await stage.settle()
    await stage.wait(MINUTE)
    assert stage.reads("Ana")[1:] == [told("Ana", "words-sent")]


# --- changed and taken back -------------------------------------------------------------------------


async def say(stage: TroubledStage, words: str) -> str:
    key = stage.phone("Wendy").says(words)
    await stage.settle()
    return key


async def test_what_may_have_arrived_is_taken_back_as_what_has(stage: TroubledStage) -> None:
    for reader in ("Ana", "Joshua"):
        stage.server.fail(hang(), "sendMessage", chat=stage.user(reader))
    await say(stage, "A mistake.")
    await say(stage, "/undo")
    await stage.wait(MINUTE)
    record = await stage.house.store.run(read_record)
    kept = record.with_words("A mistake.")
    assert stage.reads("Ana") == circle("Ana", "A mistake."), "nobody knows what it is called there"
    assert kept is not None
    assert kept.state == "withdrawn"
    assert stage.reads("Wendy") == [told("Wendy", "undo-unsure")]


async def test_what_may_have_arrived_is_changed_as_what_has(stage: TroubledStage) -> None:
    stage.server.fail(hang(), "sendMessage", chat=stage.user("Joshua"))
    key = await say(stage, "Visit at 3.")
    stage.phone("Wendy").edits(key, "Visit at 5.")
    await stage.wait(MINUTE)
    assert stage.reads("Ana") == circle("Ana", "Visit at 5.")
    header, _ = of_wendy("Joshua", "").split("\n")
    changed = told("Joshua", "header-changed", who=header)
    assert stage.reads("Joshua") == [*circle("Joshua", "Visit at 3."), f"{changed}\nVisit at 5."]


async def test_a_pause_does_not_call_undelivered_what_may_have_arrived(stage: TroubledStage) -> None:
    stage.server.fail(hang(), "sendMessage", chat=stage.user("Ana"))
    await say(stage, "Hello.")
    stage.phone("Tianna").says("/pause gladys yes")
    await stage.settle()
    stage.phone("Tianna").says("/resume gladys")
    await stage.settle()
    await stage.wait(5 * MINUTE)
    assert [one for one in stage.reads("Ana") if "Hello." in one] == circle("Ana", "Hello.")
    assert told("Wendy", "ended-unsure", people="Ana", words="Hello.") in stage.reads("Wendy")


@pytest.mark.parametrize("fault", [TOO_LONG, broken(500)], ids=["400", "500"])
async def test_a_change_that_does_not_arrive_is_told_once(stage: TroubledStage, fault: Fault) -> None:
    key = await say(stage, "Visit at 3.")
    stage.server.fail(fault, "editMessageText", chat=stage.user("Ana"), times=None)
    stage.phone("Wendy").edits(key, "Visit at 5.")
    await stage.settle()
    await stage.wait(timedelta(days=2))
    assert stage.reads("Joshua") == circle("Joshua", "Visit at 5.")
    assert stage.reads("Wendy") == [told("Wendy", "ended-change", people="Ana", words="Visit at 5.")]


async def test_what_cannot_be_taken_back_is_told(stage: TroubledStage) -> None:
    await say(stage, "Half past twelve")
    fault = refused(400, "Bad Request: message can't be deleted for everyone")
    stage.server.fail(fault, "deleteMessage*", chat=stage.user("Ana"), times=None)
    await say(stage, "/undo")
    await stage.wait(5 * MINUTE)
    undone = [told("Wendy", "undo-done"), told("Wendy", "ended-undo", people="Ana", words="Half past twelve")]
    assert stage.reads("Joshua") == []
    assert stage.reads("Wendy") == undone


async def test_what_a_reader_removed_before_is_no_trouble(stage: TroubledStage) -> None:
    await say(stage, "One.")
    fault = refused(400, "Bad Request: message to delete not found")
    stage.server.fail(fault, "deleteMessage*", chat=stage.user("Ana"), times=None)
    await say(stage, "/undo")
    await stage.wait(5 * MINUTE)
    assert stage.reads("Wendy") == [told("Wendy", "undo-done")]


async def test_a_change_that_fails_lets_pass_what_stands_behind_it(stage: TroubledStage) -> None:
    key = await say(stage, "Visit at 3.")
    outage = stage.server.fail(broken(500), "editMessageText", chat=stage.user("Ana"), times=None)
    stage.phone("Wendy").edits(key, "Visit at 5.")
    await stage.settle()
    await say(stage, "Come to the hospital.")
    await stage.wait(MINUTE)
    assert stage.reads("Ana") == circle("Ana", "Visit at 3.", "Come to the hospital.")
    stage.phone("Wendy").edits(key, "Visit at 6.")
    await stage.settle()
    await stage.wait(20 * MINUTE)
    assert outage.hits > 3
    stage.server.faults.clear()
    await stage.wait(10 * MINUTE)
    assert stage.reads("Ana") == circle("Ana", "Visit at 6.", "Come to the hospital.")
    assert stage.reads("Wendy") == []


# --- a long text in parts ---------------------------------------------------------------------------


async def test_a_long_text_goes_on_where_it_was_stopped(stage: TroubledStage) -> None:
    # The second part is what meets the flood: one part goes to each reader before it.
    stage.phone("Wendy").says("word " * 1500)
    await stage.exchange.all_received()
    await stage.house.turns.drain()
    working = asyncio.create_task(stage.house.courier.drain())
    await stage.server.wait_for(lambda: stage.server.count("sendMessage", stage.user("Ana")) == 1)
    stage.server.fail(flood(1), "sendMessage", chat=stage.user("Ana"))
    await working
    await stage.settle()
    assert stage.server.count("sendMessage", stage.user("Ana")) == 3
    assert "\n".join(stage.reads("Ana")).count("word") == 1500
    assert not any("repetido" in one for one in stage.reads("Ana"))


# --- the loops --------------------------------------------------------------------------------------


@pytest.fixture
async def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TroubledStage]:
    """Give a stage on the machine's clock; the house's loops are a test's own to run, and no tick helps."""
    monkeypatch.setattr("bot.clockwork.TICK_SECONDS", 3600)
    made = TroubledStage.on(f"sqlite:///{tmp_path / 'trouble.db'}", SystemClock())
    await made.open(joined=CAST, roster=SLEEPLESS)
    await made.stop_listening()
    yield made
    await made.close()


async def end(running: asyncio.Task[None]) -> None:
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_after_a_wait_of_a_second_it_is_tried_again_without_waiting_for_the_tick(
    running: TroubledStage,
) -> None:
    running.server.fail(flood(1), "sendMessage", chat=running.user("Ana"))
    running.server.fail(reset(), "sendMessage", chat=running.user("Joshua"))
    loops = asyncio.create_task(running.house.run())
    running.phone("Wendy").says("One.")
    await running.server.wait_for(lambda: running.reads("Ana") and running.reads("Joshua"))
    await end(loops)


async def test_an_orderly_end_finishes_what_is_on_its_way(running: TroubledStage) -> None:
    slow = running.server.fail(hang(READ_SECONDS / 2), "sendMessage", times=2)
    loops = asyncio.create_task(running.house.run())
    running.phone("Wendy").says("One.")
    running.phone("Wendy").says("Two.")
    await running.server.wait_for(lambda: slow.hits == 2)
    await end(loops)
    assert running.reads("Ana") == circle("Ana", "One.")
    await running.tear_down()

    await running.build()
    await running.stop_listening()
    loops = asyncio.create_task(running.house.run())
    await running.server.wait_for(lambda: len(running.reads("Ana")) == len(running.reads("Joshua")) == 2)
    await end(loops)
    assert running.reads("Ana") == circle("Ana", "One.", "Two.")
    assert running.reads("Joshua") == circle("Joshua", "One.", "Two.")


# --- the credential ---------------------------------------------------------------------------------


async def test_a_revoked_token_ends_the_process_loudly_and_a_good_one_sends_everything(
    running: TroubledStage,
) -> None:
    loops = asyncio.create_task(running.house.run())
    running.phone("Wendy").says("One.")
    await running.server.wait_for(lambda: running.reads("Ana") and running.reads("Joshua"))
    running.server.fail(flood(2), "sendMessage", chat=running.user("Ana"))
    running.phone("Wendy").says("Two.")
    await running.server.wait_for(lambda: running.reads("Joshua") == circle("Joshua", "One.", "Two."))
    running.server.revoke_token()
    running.phone("Wendy").says("Three.")
    with pytest.raises(CredentialRevoked):
        await asyncio.wait_for(loops, 5)
    assert not running.house.is_ready
    await running.tear_down()

    running.server.restore_token()
    await running.build()
    await running.stop_listening()
    loops = asyncio.create_task(running.house.run())
    await running.server.wait_for(lambda: len(running.reads("Ana")) == len(running.reads("Joshua")) == 3)
    assert running.reads("Ana") == circle("Ana", "One.", "Two.", "Three.")
    assert running.reads("Joshua") == circle("Joshua", "One.", "Two.", "Three.")
    await end(loops)


async def test_a_token_found_revoked_in_sending_ends_the_process_and_loses_nothing(
    running: TroubledStage,
) -> None:
    loops = asyncio.create_task(running.house.run())
    running.server.fail(refused(401, "Unauthorized"), "sendMessage", times=None)
    running.phone("Wendy").says("One.")
    with pytest.raises(CredentialRevoked):
        await asyncio.wait_for(loops, 5)
    await running.tear_down()

    running.server.faults.clear()
    await running.build()
    await running.stop_listening()
    loops = asyncio.create_task(running.house.run())
    await running.server.wait_for(lambda: running.reads("Ana") and running.reads("Joshua"))
    assert running.reads("Ana") == circle("Ana", "One.")
    assert running.reads("Joshua") == circle("Joshua", "One.")
    await end(loops)
