"""When words of a plan begin to hold, who hears of it, and when a question that nobody can answer ends."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.chat.media import MediaKind
from bot.family.events import BookUnknown, PlanTakenBack
from bot.store import book, plan
from bot.store.schema import book_question, circle, message, plan_item
from bot.store.session import Session
from bot.store.viewing import ONE_CIRCLE, circles_of
from tests.books import Books, labels, roster

ELEVEN_AT_NIGHT: Final = datetime(2026, 11, 23, 23, tzinfo=ZoneInfo("America/New_York"))
WORDS: Final = "We ask Ana before any cut."
HERE: Final = ("Ana", "Joshua", "Wendy", "Rosa", "Tianna")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Books]:
    """Ana, Joshua and Wendy; Rosa only stands by."""
    made = await Books.at(tmp_path, roster(), HERE)
    yield made
    await made.close()


async def _all_but_one_agree(stage: Books) -> None:
    await stage.suggests("Ana", "Hair", WORDS)
    await stage.presses("Joshua", "I agree")


async def test_both_homes_hear_together_what_holds_and_nobody_who_stands_by(stage: Books) -> None:
    await _all_but_one_agree(stage)
    begun = len(stage.put)
    await stage.presses("Wendy", "I agree")
    for who in ("Ana", "Joshua", "Wendy"):
        assert f"You have all agreed on this, for Gladys and Jon. Hair:\n\n{WORDS}" in stage.told(who, begun)
    assert f"They have all agreed on this, for Gladys and Jon. Hair:\n\n{WORDS}" in stage.told("Tianna")
    assert stage.told("Rosa") == ""


async def test_who_says_the_last_yes_at_night_reads_at_once_that_it_holds(tmp_path: Path) -> None:
    resting = roster().replace('name = "Wendy"', 'name = "Wendy"\nquiet_hours = "21:00-07:00"')
    resting = resting.replace('name = "Joshua"', 'name = "Joshua"\nquiet_hours = "21:00-07:00"')
    stage = await Books.at(tmp_path, resting, HERE, now=ELEVEN_AT_NIGHT)
    await stage.suggests("Ana", "Hair", WORDS)
    for who in ("Joshua", "Wendy"):
        await stage.looks_at(who, "Hair")
        await stage.presses(who, "I agree")
    assert "You have all agreed" in stage.told("Wendy")
    assert "You have all agreed" in stage.told("Ana")
    assert "You have all agreed" not in stage.told("Joshua")
    await stage.wait(timedelta(hours=9))
    for who in ("Ana", "Joshua", "Wendy"):
        assert stage.told(who).count("You have all agreed") == 1
    await stage.close()


async def test_what_was_agreed_on_in_the_night_ends_with_a_pause_as_words_do(tmp_path: Path) -> None:
    resting = roster().replace('name = "Joshua"', 'name = "Joshua"\nquiet_hours = "21:00-07:00"')
    stage = await Books.at(tmp_path, resting, HERE, now=ELEVEN_AT_NIGHT)
    await stage.suggests("Ana", "Hair", WORDS)
    for who in ("Joshua", "Wendy"):
        await stage.looks_at(who, "Hair")
        await stage.presses(who, "I agree")
    assert "You have all agreed" not in stage.told("Joshua")
    await stage.says("Tianna", "/pause gladys")
    await stage.presses("Tianna", "Yes")
    await stage.wait(timedelta(hours=9))
    assert "You have all agreed" not in stage.told("Joshua")
    await stage.close()


async def test_a_yes_from_before_somebody_left_counts_when_they_are_back(stage: Books) -> None:
    await stage.suggests("Ana", "Hair", WORDS)
    await stage.presses("Wendy", "I agree")
    await stage.says("Wendy", "/leave yes")
    await stage.presses("Joshua", "I agree")
    assert "It waits until someone is here from the other home" in stage.told("Joshua")
    await stage.comes_back("Wendy")
    for who in ("Ana", "Joshua", "Wendy"):
        assert f"You have all agreed on this, for Gladys and Jon. Hair:\n\n{WORDS}" in stage.told(who)


async def test_a_question_ends_when_who_might_know_has_left(stage: Books) -> None:
    await stage.asks("Wendy", "Gladys", "Does she sing?")
    await stage.presses("Ana", "I don't know")
    assert "Nobody could answer" not in stage.told("Wendy")
    await stage.says("Joshua", "/leave yes")
    assert "Nobody could answer your question about Gladys:\nDoes she sing?" in stage.told("Wendy")
    await stage.asks("Ana", "Gladys", "Does she sleep?")
    assert "Questions for you" in labels(await stage.says("Wendy", "/menu"))
    await stage.says("Ana", "/leave yes")
    assert "Questions for you" not in labels(await stage.says("Wendy", "/menu"))
    over = await stage.presses("Wendy", "I don't know", under="Does she sleep?")
    assert over.body == "This question is not open any more. Thank you all the same."


async def test_a_question_whose_answer_was_not_let_in_is_still_open(stage: Books) -> None:
    await stage.asks("Wendy", "Gladys", "Does she sing?")
    await stage.says("Tianna", "/pause Gladys yes")
    for words, label in (("Only at night", "Send it back"), ("In the car", "Pass it on")):
        await stage.answers("Ana", words, under="Does she sing?")
        assert "has answered your question" not in stage.told("Wendy")
        await stage.presses("Tianna", label, under=words)
    await stage.says("Tianna", "/resume Gladys")
    assert "Only at night" not in stage.told("Wendy")
    assert "In the car" in await stage.reads("Wendy")
    assert "Questions for you" not in labels(await stage.says("Joshua", "/menu"))


async def test_who_asked_before_a_look_hears_of_what_it_has_let_in(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, roster())
    await stage.asks("Brianna", "Jaylan", "Does he sing?")
    await stage.presses("Marcus", "Pass it on", under="Does he sing?")
    await stage.answers("Samara", "In the car")
    await stage.presses("Marcus", "Pass it on", under="In the car")
    told = "Samara has answered your question about Jaylan:\n\nDoes he sing?\nIn the car"
    assert told in stage.told("Brianna")
    await stage.close()


async def test_a_question_let_in_when_nobody_is_left_ends_at_once(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, roster())
    await stage.asks("Samara", "Jaylan", "Does he sing?")
    await stage.says("Brianna", "/leave yes")
    await stage.presses("Marcus", "Pass it on", under="Does he sing?")
    assert "Nobody could answer your question about Jaylan:\nDoes he sing?" in stage.told("Samara")
    await stage.close()


async def test_who_answers_what_is_over_is_told_so_and_asked_nothing(stage: Books) -> None:
    await stage.says("Wendy", "/ask")
    for label in ("Gladys", "Sleep", "Bedtime"):
        await stage.presses("Wendy", label)
    await stage.answers("Ana", "At eight")
    over = await stage.presses("Joshua", "Answer")
    assert over.body == "This question is not open any more. Thank you all the same."


# --- at the same moment: what was true when a turn began is not true any more when it writes


async def test_what_holds_already_cannot_be_taken_back(stage: Books) -> None:
    await _all_but_one_agree(stage)
    await stage.presses("Wendy", "I agree")

    def too_late(session: Session) -> str:
        item = session.connection.execute(select(plan_item)).one()
        here = session.connection.execute(select(circle).where(circle.c.id == item.circle_id)).one()
        plan.taken_back(session, PlanTakenBack(item.id, here.id, here.family_id, item.author_id), None)
        return str(session.connection.execute(select(plan_item.c.state)).scalar_one())

    assert await stage.house.store.run(too_late) == "agreed"


async def test_two_who_do_not_know_at_the_same_moment_leave_nobody_waiting(stage: Books) -> None:
    await stage.asks("Wendy", "Gladys", "Does she sing?")
    await stage.presses("Ana", "I don't know")

    def believing_that_ana_might_know(session: Session) -> None:
        asked = session.connection.execute(select(book_question)).one()
        here = session.connection.execute(select(circle).where(circle.c.id == asked.circle_id)).one()
        rows = session.connection.execute(ONE_CIRCLE, {"circle": here.id}).all()
        (around,) = circles_of(session, rows)
        joshua = next(one for one in around.members if one.name == "Joshua")
        book.unknown(session, BookUnknown(asked.id, here.family_id, joshua.id, is_last=False), None)

    await stage.house.store.run(believing_that_ana_might_know)
    await stage.settle()
    assert "Nobody could answer your question about Gladys:\nDoes she sing?" in stage.told("Wendy")


# --- another child comes into the circle


async def _macias_circle_agrees(folder: Path) -> Books:
    made = await Books.at(folder, roster("roster-sibling.toml"), ("Ana", "Wendy", "Brianna", "Tianna"))
    await made.suggests("Ana", "Hair", WORDS, circle="Macia")
    await made.presses("Brianna", "I agree")
    await made.wait(timedelta(minutes=1))
    return made


async def _jon_comes(stage: Books) -> None:
    for words in ("/place Jon", "Brianna", "yes"):
        await stage.says("Tianna", words)


async def test_who_agreed_before_a_brother_came_is_asked_once_whether_it_still_fits(tmp_path: Path) -> None:
    stage = await _macias_circle_agrees(tmp_path)
    await _jon_comes(stage)
    await stage.wait(timedelta(days=30))
    for who in ("Ana", "Brianna"):
        assert stage.told(who).count("Your plan is now for Macia and Jon. You made it before Jon came.") == 1
    assert "Your plan is now" not in stage.told("Wendy")
    await stage.close()


async def test_while_a_circle_is_paused_nobody_is_asked_and_all_are_when_it_goes_on(tmp_path: Path) -> None:
    stage = await _macias_circle_agrees(tmp_path)
    await stage.says("Tianna", "/pause Macia yes")
    await _jon_comes(stage)
    assert "Your plan is now" not in stage.told("Ana")
    await stage.says("Tianna", "/resume Macia")
    for who in ("Ana", "Brianna"):
        assert stage.told(who).count("Your plan is now for Macia and Jon.") == 1
    await stage.close()


async def test_where_nothing_was_agreed_on_there_is_nothing_to_look_at_again(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, roster("roster-sibling.toml"), ("Ana", "Wendy", "Brianna", "Tianna"))
    await _jon_comes(stage)
    for who in ("Ana", "Brianna"):
        assert "plan is now" not in stage.told(who)
    await stage.close()


async def _suggests_a_picture(stage: Books, who: str) -> None:
    await stage.looks_at(who, "Hair")
    await stage.presses(who, "Suggest something")
    stage.phone(who).sends([MediaKind.PICTURE], WORDS)
    await stage.settle()
    await stage.presses(who, "All right")


async def test_a_picture_of_who_has_left_waits_for_nobody(stage: Books) -> None:
    await _suggests_a_picture(stage, "Joshua")
    assert WORDS in (await stage.says("Tianna", "/queue")).body
    await stage.says("Joshua", "/leave yes")
    assert WORDS not in (await stage.says("Tianna", "/queue")).body
    await stage.presses("Tianna", "Pass it on", under=WORDS)
    for who in ("Ana", "Wendy"):
        assert WORDS not in stage.told(who)


async def test_a_picture_let_in_while_all_is_paused_is_put_to_nobody_and_stands_there_after(
    stage: Books,
) -> None:
    await _suggests_a_picture(stage, "Wendy")
    await stage.says("Tianna", "/pause")
    await stage.presses("Tianna", next(one for one in labels(stage.screen("Tianna")[-1]) if "Ana" in one))
    await stage.presses("Tianna", "Yes")
    await stage.presses("Tianna", "Pass it on", under=WORDS)
    assert WORDS not in stage.told("Ana")
    page = await stage.looks_at("Ana", "Hair")
    assert f"a picture: {WORDS}" in page.body
    assert "Open: from Wendy" in labels(page)
    assert "I agree" not in labels(page)


async def test_a_yes_that_is_typed_is_not_where_the_voice_before_it_stands(stage: Books) -> None:
    await stage.looks_at("Ana", "Hair")
    await stage.presses("Ana", "Suggest something")
    stage.phone("Ana").sends([MediaKind.VOICE], "")
    await stage.settle()
    await stage.says("Ana", "All right")
    said = select(message.c.source).where(message.c.files > 0)
    found = await stage.house.store.read(lambda session: session.connection.execute(said).scalars().all())
    assert found == [None]
