"""Who reads what stands in a child's book: what is put on their phones, and what they find when they look.

One story holds an answer of each kind, each with a mark of its own; afterwards everybody follows every button
of `/book`. Each cell of the table is a test of its own.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import msgspec
import pytest

from bot.chat.ids import new_id
from bot.family.book import LATER
from bot.family.events import BookWritten
from bot.store import book, schema
from bot.store.session import Session
from tests.books import CAREGIVER_ONLY, EVERYBODY, Books, labels, roster
from tests.rosters import by_ref

READERS: Final = (*EVERYBODY, "Stranger")
"""Dora has left and Carl is frozen before anything is written; Rosa stands by, and writes in no book."""

ELEVEN_AT_NIGHT: Final = datetime(2026, 11, 23, 23, tzinfo=ZoneInfo("America/New_York"))
_NOBODY: Final = frozenset[str]()


def _those(names: str) -> frozenset[str]:
    return frozenset(names.split())


class Kind(NamedTuple):
    """A kind of answer: by whom, who else is shown it unasked, and who finds it in the book in the end."""

    author: str
    told: frozenset[str]
    finds: frozenset[str]


_AROUND: Final = _those("Ana Joshua Wendy Tianna")
_AROUND_JAYLAN: Final = _those("Samara Francis Brianna Marcus")
KINDS: Final = {
    "for everybody": Kind("Ana", _those("Joshua Wendy"), _AROUND),
    "for who has the child": Kind("Ana", _those("Wendy"), _those("Ana Wendy Tianna")),
    "of the caregiver": Kind("Wendy", _those("Ana Joshua"), _AROUND),
    "of the caseworker": Kind("Tianna", _those("Ana Joshua Wendy"), _AROUND),
    "of a brother": Kind("Joshua", _those("Ana Wendy"), _AROUND),
    "of a sister elsewhere": Kind("Ana", _those("Brianna"), _those("Ana Brianna Tianna")),
    "needed today": Kind("Ana", _those("Joshua Wendy Tianna"), _AROUND),
    "needed today, for who has the child": Kind("Ana", _those("Wendy Tianna"), _those("Ana Wendy Tianna")),
    "needed today, closed": Kind("Ana", _those("Joshua Wendy Tianna"), _those("Ana Tianna")),
    "not opened": Kind("Ana", _those("Tianna"), _those("Ana Tianna")),
    "opened for Joshua": Kind("Ana", _those("Tianna"), _those("Ana Joshua Tianna")),
    "opened for Wendy, and shut": Kind("Ana", _those("Tianna"), _those("Ana Tianna")),
    "changed since": Kind("Ana", _those("Joshua Wendy"), _AROUND),
    "taken out": Kind("Ana", _those("Joshua Wendy"), _NOBODY),
    "taken out beside another's": Kind("Ana", _those("Joshua Wendy"), _NOBODY),
    "held": Kind("Samara", _those("Marcus"), _NOBODY),
    "held and let in": Kind("Samara", _those("Francis Brianna Marcus"), _AROUND_JAYLAN),
    "held and sent back": Kind("Samara", _those("Marcus"), _NOBODY),
    "an answer": Kind("Ana", _those("Joshua Wendy"), _AROUND),
    "an answer for who has the child": Kind("Joshua", _those("Wendy"), _those("Joshua Wendy Tianna")),
    "a question": Kind("Wendy", _those("Ana Joshua"), _NOBODY),
}


def _mark(kind: str) -> str:
    """Return words that say of themselves of which kind they are."""
    return f"mark {list(KINDS).index(kind):02}"


class Told(NamedTuple):
    """What was put on everybody's phones while it was written, what they found, and all they ever saw."""

    shown: dict[str, str]
    found: dict[str, str]
    ever: dict[str, str]


async def _story(folder: Path) -> Told:
    stage = await Books.at(folder, roster())
    await stage.says("Dora", "/leave yes")
    await stage.says("Tianna", "/freeze Carl yes")
    begun = len(stage.put)
    await _of_gladys(stage)
    await _of_the_others(stage)
    await _asked(stage)
    shown = {who: stage.told(who, begun) for who in READERS}
    found = {who: await _looked_for(stage, who) for who in READERS}
    for who in READERS:
        for child in ("Macia", "Gladys", "Jon", "Jaylan"):
            for command in (f"/book {child}", f"/share {child}", f"/ask {child}"):
                await stage.says(who, command)
    ever = {who: stage.told(who, begun) for who in READERS}
    await stage.close()
    return Told(shown, found, ever)


async def _of_gladys(stage: Books) -> None:
    async def ana(field: str, kind: str, readers: str = "Everybody") -> None:
        await stage.writes("Ana", "Gladys", field, _mark(kind), readers)

    await ana("called", "for everybody")
    await ana("languages", "for who has the child", CAREGIVER_ONLY)
    await stage.writes("Wendy", "Gladys", "pets", _mark("of the caregiver"))
    await stage.writes("Tianna", "Gladys", "words", _mark("of the caseworker"))
    await ana("allergies", "needed today")
    await ana("medicines", "needed today, for who has the child", CAREGIVER_ONLY)
    await ana("care-today", "needed today, closed")
    await stage.presses("Tianna", "Close this", under=_mark("needed today, closed"))
    await stage.presses("Tianna", "Yes")
    await ana("diagnoses", "not opened")
    await ana("therapy", "opened for Joshua")
    await stage.opens("Tianna", "Joshua")
    await ana("reports", "opened for Wendy, and shut")
    await stage.opens("Tianna", "Wendy")
    await stage.opens("Tianna", "Wendy", "Close for {}")
    await ana("bath", "changed since")
    await stage.writes("Ana", "Gladys", "bath", "In the morning now")
    await ana("bedtime", "taken out")
    await stage.writes("Ana", "Gladys", "bedtime", "")
    await ana("song", "taken out beside another's")
    await stage.writes("Joshua", "Gladys", "song", "She likes all of them")
    await stage.writes("Ana", "Gladys", "song", "")


async def _of_the_others(stage: Books) -> None:
    await stage.writes("Joshua", "Jon", "called", _mark("of a brother"))
    await stage.writes("Ana", "Macia", "called", _mark("of a sister elsewhere"))
    await stage.writes("Samara", "Jaylan", "called", _mark("held and let in"))
    await stage.presses("Marcus", "Pass it on")
    await stage.writes("Samara", "Jaylan", "languages", _mark("held and sent back"))
    await stage.presses("Marcus", "Send it back")
    await stage.writes("Samara", "Jaylan", "words", _mark("held"))


async def _asked(stage: Books) -> None:
    await stage.asks("Wendy", "Gladys", "Does she like the sea?")
    await stage.answers("Ana", _mark("an answer"))
    await stage.asks("Wendy", "Gladys", "Does she like the rain?")
    await stage.answers("Joshua", _mark("an answer for who has the child"), CAREGIVER_ONLY)
    await stage.asks("Wendy", "Gladys", f"Does she like this, {_mark('a question')}?")


async def _looked_for(stage: Books, who: str) -> str:
    found = await stage.reads(who)
    asked = [await stage.says(who, command) for command in ("/share", "/ask")]
    return "\n".join((found, *("\n".join((one.body, *labels(one))) for one in asked)))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return asyncio.run(_story(tmp_path_factory.mktemp("book")))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_is_read_by_those_it_is_for_and_nobody_else(told: Told, kind: str, reader: str) -> None:
    row, mark = KINDS[kind], _mark(kind)
    is_shown, is_found, is_ever = (mark in seen[reader] for seen in told)
    if reader != row.author:  # the bot repeats to them what they are about to write
        assert is_shown == (reader in row.told)
        assert is_ever == (reader in row.told | row.finds)
    assert is_found == (reader in row.finds)


NAMED: Final = {
    "Joshua": "Gladys Jon",
    "Wendy": "Gladys Jon",
    "Brianna": "Macia Jaylan",
    "Samara": "Jaylan",
    "Ana": "Macia Gladys Jon",
    "Tianna": "Macia Gladys Jon",
    "Marcus": "Jaylan",
    "Rosa": "",
    "Carl": "",
    "Dora": "",
    "Stranger": "",
}


@pytest.mark.parametrize("reader", NAMED)
def test_nobody_is_offered_a_child_of_whom_they_know_nothing(told: Told, reader: str) -> None:
    named = {one for one in ("Macia", "Gladys", "Jon", "Jaylan") if not _silent(told.found[reader], one)}
    assert named == set(NAMED[reader].split())


def test_what_was_looked_for_was_looked_for_on_paper_too(told: Told) -> None:
    printed = {who for who in READERS if "<h1>Gladys's book</h1>" in told.found[who]}
    assert printed == _AROUND


def _silent(told: str, *words: str) -> bool:
    return not any(re.search(rf"\b{re.escape(word)}\b", told) for word in words)


async def test_buttons_of_others_open_no_book(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, roster())
    await stage.says("Dora", "/leave yes")
    await stage.writes("Ana", "Gladys", "called", "mark 1")
    await stage.writes("Ana", "Gladys", "diagnoses", "mark 2")
    await stage.asks("Wendy", "Gladys", "Is there a mark 3?")
    for who in ("Ana", "Wendy", "Tianna"):
        await stage.reads(who)
    theirs = [
        (shown.id, button.token)
        for who in ("Ana", "Wendy", "Tianna")
        for shown in stage.exchange.phone(who).phone.screen()
        for button in shown.buttons
    ]
    assert len(theirs) > 60
    begun = len(stage.put)
    for thief in ("Brianna", "Rosa", "Marcus", "Dora", "Stranger"):
        for message, token in theirs:
            stage.exchange.phone(thief).phone.presses(message, token)
        await stage.settle()
    assert _silent("\n".join(text for _, text in stage.put[begun:]), "mark", "Gladys")
    await stage.close()


# --- at night


@pytest.fixture
async def night(tmp_path: Path) -> AsyncIterator[Books]:
    """Eleven in the evening; Wendy and Joshua rest until seven."""
    resting = roster()
    for name in ("Wendy", "Joshua"):
        resting = resting.replace(f'name = "{name}"', f'name = "{name}"\nquiet_hours = "21:00-07:00"')
    stage = await Books.at(tmp_path, resting, now=ELEVEN_AT_NIGHT)
    yield stage
    await stage.close()


async def test_an_allergy_reaches_who_has_the_child_at_once_whatever_the_hour(night: Books) -> None:
    await night.writes("Ana", "Gladys", "allergies", "Peanuts, her lips swell")
    await night.writes("Ana", "Gladys", "called", "Lupita")
    assert "Please read it now:\n\nAllergies: Peanuts, her lips swell" in night.told("Wendy")
    assert "Allergies: Peanuts" in night.told("Tianna")
    assert _silent(night.told("Wendy"), "Lupita")
    assert _silent(night.told("Joshua"), "Peanuts", "Lupita")
    await night.wait(timedelta(hours=9))
    assert night.told("Wendy").count("Peanuts") == 1
    assert "Lupita" in night.told("Wendy")
    assert "Peanuts" in night.told("Joshua")


async def test_what_the_caseworker_closes_is_left_to_its_writer_and_to_her(night: Books) -> None:
    await night.writes("Ana", "Gladys", "allergies", "Peanuts, her lips swell")
    asked = await night.presses("Tianna", "Close this", under="Peanuts")
    assert labels(asked)[:2] == ["Yes", "No"]
    assert "Left as it is" in (await night.presses("Tianna", "No")).body
    assert "Peanuts" in await night.reads("Wendy")
    await night.presses("Tianna", "Close this", under="Peanuts")
    assert "Closed: Allergies, in Gladys's book." in (await night.presses("Tianna", "Yes")).body
    await night.wait(timedelta(hours=9))
    for who in ("Wendy", "Ana"):
        assert "Tianna has closed “Allergies” in Gladys's book" in night.told(who)
    for who in ("Wendy", "Carl", "Joshua"):
        assert _silent(await night.reads(who), "Peanuts"), who
    for who in ("Ana", "Tianna"):
        assert "Peanuts" in await night.reads(who)
    await night.writes("Ana", "Gladys", "allergies", "Peanuts, and now also nuts")
    assert "and now also nuts" in night.told("Wendy")


async def test_what_is_needed_today_does_not_wait_for_a_look(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, roster())
    await stage.writes("Samara", "Jaylan", "allergies", "Bees")
    assert "Allergies: Bees" in stage.told("Brianna")
    await stage.says("Tianna", "/pause Gladys yes")
    await stage.writes("Ana", "Gladys", "medicines", "Syrup at eight")
    await stage.writes("Ana", "Gladys", "called", "Lupita")
    for who in ("Wendy", "Carl"):
        assert "Medicines: Syrup at eight" in stage.told(who)
    assert _silent(stage.told("Joshua"), "Syrup")
    assert _silent(stage.told("Wendy"), "Lupita")
    assert "Name to use: Lupita" in (await stage.says("Tianna", "/queue")).body
    await stage.close()


# --- taken out


@pytest.mark.parametrize("before", ["", "/pause Gladys yes"])
async def test_who_takes_theirs_out_reads_that_it_is_gone(tmp_path: Path, before: str) -> None:
    stage = await Books.at(tmp_path, roster())
    await stage.writes("Ana", "Gladys", "called", "Lupita")
    if before:
        await stage.says("Tianna", before)
    await stage.writes("Ana", "Gladys", "called", "")
    assert stage.screen("Ana")[-1].body == "What you wrote is not in Gladys's book any more."
    for who in ("Ana", "Wendy", "Joshua", "Tianna"):
        assert _silent(await stage.reads(who), "Lupita"), who
    await stage.close()


@pytest.mark.parametrize("before", ["", "/pause Gladys yes"])
async def test_who_has_the_child_hears_at_once_that_an_allergy_was_taken_out(
    tmp_path: Path, before: str
) -> None:
    stage = await Books.at(tmp_path, roster(), now=ELEVEN_AT_NIGHT)
    await stage.writes("Ana", "Gladys", "allergies", "Peanuts")
    if before:
        await stage.says("Tianna", before)
    begun = len(stage.put)
    await stage.writes("Ana", "Gladys", "allergies", "")
    out = "Ana took this out of Gladys's book:\n\nAllergies: Peanuts\n\n"
    for who in ("Wendy", "Carl"):
        assert stage.told(who, begun).count(f"{out}Please ask before you change anything.") == 1
    assert f"{out}I have told Wendy, Carl and Dora." in stage.told("Tianna", begun)
    assert "Peanuts" not in stage.told("Joshua", begun)
    await stage.close()


async def test_of_what_was_kept_from_them_nobody_hears_that_it_was_taken_out(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, roster())
    await stage.writes("Ana", "Gladys", "allergies", "Peanuts")
    await stage.presses("Tianna", "Close this", under="Peanuts")
    await stage.presses("Tianna", "Yes")
    await stage.writes("Ana", "Gladys", "diagnoses", "Asthma")
    begun = len(stage.put)
    for field in ("allergies", "diagnoses"):
        await stage.writes("Ana", "Gladys", field, "")
    for who in ("Wendy", "Carl", "Joshua"):
        assert stage.told(who, begun) == ""
    await stage.close()


async def test_where_nobody_of_the_home_is_here_the_caseworker_tells_what_was_taken_out(
    tmp_path: Path,
) -> None:
    stage = await Books.at(tmp_path, roster(), joined=("Ana", "Joshua", "Tianna"))
    await stage.writes("Ana", "Gladys", "allergies", "Peanuts")
    await stage.writes("Ana", "Gladys", "allergies", "")
    out = "Ana took this out of Gladys's book:\n\nAllergies: Peanuts\n\nNobody who has Gladys now is here"
    assert out in stage.told("Tianna")
    await stage.close()


# --- two parents of one child who may know nothing of each other


@pytest.fixture
async def apart(tmp_path: Path) -> AsyncIterator[Books]:
    """An order keeps Ana and Joshua apart; Wendy has a circle with each."""
    told = roster("roster-apart.toml").replace('quiet_hours = "21:00-07:00"', "")
    stage = await Books.at(tmp_path, told, joined=("Ana", "Joshua", "Wendy", "Tianna"))
    yield stage
    await stage.close()


async def test_parents_who_are_kept_apart_read_neither_answers_nor_names_of_each_other(apart: Books) -> None:
    await apart.writes("Ana", "Gladys", "called", "mark of Ana's")
    await apart.writes("Joshua", "Gladys", "called", "mark of Joshua's")
    await apart.writes("Ana", "Gladys", "allergies", "mark of Ana's, today")
    await apart.writes("Joshua", "Gladys", "diagnoses", "mark of Joshua's, only hers")
    await apart.opens("Tianna", "Wendy")
    await apart.writes("Wendy", "Gladys", "pets", "A dog")
    await apart.asks("Wendy", "Gladys", "What does she sing?")
    for who in ("Ana", "Joshua"):
        await apart.answers(who, f"mark of {who}'s, asked")
    await apart.asks("Ana", "Gladys", "mark of Ana's question")
    await apart.answers("Wendy", "All well")
    for who, topic in (("Ana", "Hair"), ("Joshua", "Faith")):
        await apart.suggests(who, topic, f"mark of {who}'s plan")
        await apart.presses("Wendy", "I agree", under=f"mark of {who}'s plan")
    for who in ("Ana", "Joshua"):
        assert "A dog" in await apart.reads(who)
        for command in ("/plan", "/who", "/menu"):
            await apart.says(who, command)
    assert _silent(apart.told("Ana"), "Joshua", "mark of Joshua's")
    assert _silent(apart.told("Joshua"), "Ana", "mark of Ana's")
    read = await apart.reads("Wendy")
    assert all(f"mark of {who}'s{more}" in read for who in ("Ana", "Joshua") for more in ("", ", asked"))


async def test_nothing_is_opened_for_who_must_be_kept_from_its_writer(apart: Books) -> None:
    await apart.writes("Ana", "Gladys", "diagnoses", "Asthma")
    await apart.presses("Tianna", "Open for someone")
    assert "Open for Wendy" in apart.told("Tianna")
    assert "Open for Joshua" not in apart.told("Tianna")
    assert "Asthma" not in await apart.reads("Joshua")
    assert _silent(apart.told("Joshua"), "Ana")


async def test_of_two_circles_who_has_the_child_is_told_what_a_look_has_let_in(tmp_path: Path) -> None:
    held = 'phase = "introduction"\nway = "hold"'
    told = (
        roster("roster-apart.toml").replace('phase = "open"', held).replace('quiet_hours = "21:00-07:00"', "")
    )
    stage = await Books.at(tmp_path, told, joined=("Ana", "Joshua", "Wendy", "Tianna"))
    for who in ("Ana", "Joshua"):
        await stage.writes(who, "Gladys", "called", f"mark of {who}'s")
        assert _silent(stage.told("Wendy"), f"mark of {who}'s")
        await stage.presses("Tianna", "Pass it on")
        assert f"{who} wrote in Gladys's book:\n\nName to use: mark of {who}'s" in stage.told("Wendy")
    assert _silent(stage.told("Ana"), "Joshua", "mark of Joshua's")
    assert _silent(stage.told("Joshua"), "Ana", "mark of Ana's")
    await stage.close()


# --- several children


async def test_a_caseworker_of_several_children_decides_by_one_button(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, roster())
    await stage.says("Tianna", "/pause Gladys yes")
    for label, readers in (("Send it back", _NOBODY), ("Pass it on", _AROUND)):
        await stage.writes("Ana", "Gladys", "called", "Lupita")
        done = await stage.presses("Tianna", label, under="Lupita")
        assert "Ana is told" in done.body
        for who in ("Ana", "Joshua", "Wendy", "Tianna", "Brianna", "Marcus"):
            assert ("Lupita" in await stage.reads(who)) == (who in readers), who
    await stage.close()


async def test_who_has_several_children_is_shown_what_is_asked_about_any(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, roster())
    await stage.asks("Wendy", "Gladys", "Does she sing?")
    for who in ("Ana", "Joshua"):
        await stage.says(who, "/menu")
        shown = await stage.presses(who, "Questions for you")
        assert "Does she sing?" in shown.body
        assert labels(shown) == ["Answer", "I don't know"]
    await stage.close()


# --- questions about what not everybody may read


async def test_who_asks_about_what_only_the_caseworker_opens_learns_that_it_was_answered(
    tmp_path: Path,
) -> None:
    stage = await Books.at(tmp_path, roster())
    await stage.says("Wendy", "/ask")
    for label in ("Gladys", "Health", "What doctors say"):
        await stage.presses("Wendy", label)
    begun = len(stage.put)
    await stage.answers("Ana", "Asthma")
    assert "Asthma" in stage.told("Tianna")
    assert _silent(stage.told("Wendy"), "Asthma")
    assert stage.told("Wendy", begun)
    await stage.close()


async def test_further_back_leads_past_what_somebody_may_not_read(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, roster())
    await stage.writes("Joshua", "Gladys", "called", "Jojo")
    await stage.writes("Ana", "Gladys", "called", "The oldest of all")
    for number in range(8):
        await stage.writes("Ana", "Gladys", "called", f"For Wendy only {number}", CAREGIVER_ONLY)
    assert "For Wendy only 0" in await stage.reads("Wendy")
    read = await stage.reads("Joshua")
    assert _silent(read, "For Wendy only")
    assert "The oldest of all" in read
    await stage.close()


# --- needed for care today, while nothing else passes


async def test_what_is_needed_today_is_read_by_all_once_the_circle_is_open(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, roster())
    await stage.says("Tianna", "/pause Gladys yes")
    await stage.writes("Ana", "Gladys", "allergies", "Peanuts")
    await stage.writes("Ana", "Gladys", "medicines", "Syrup at eight", CAREGIVER_ONLY)
    await stage.writes("Ana", "Gladys", "care-today", "Drops")
    await stage.presses("Tianna", "Close this", under="Drops")
    await stage.presses("Tianna", "Yes")
    assert "Once the chat is open, Joshua can read it, too." in stage.told("Ana")
    assert _silent(await stage.reads("Joshua"), "Peanuts", "Syrup", "Drops")
    begun = len(stage.put)
    await stage.says("Tianna", "/resume Gladys")
    assert stage.told("Joshua", begun).count("Ana wrote in Gladys's book:\n\nAllergies: Peanuts") == 1
    assert _silent(stage.told("Wendy", begun), "Peanuts", "Syrup", "Drops")
    read = await stage.reads("Joshua")
    assert "Peanuts" in read
    assert _silent(read, "Syrup", "Drops")
    await stage.says("Tianna", "/pause Gladys yes")
    assert "Peanuts" in await stage.reads("Joshua")
    await stage.close()


@pytest.mark.parametrize(("introduction", "is_open"), [("watch", True), ("hold", False)])
async def test_a_move_opens_what_waited_where_nobody_looks_first_any_more(
    tmp_path: Path, introduction: str, *, is_open: bool
) -> None:
    stage = await Books.at(tmp_path, roster())
    stage.defaults = msgspec.structs.replace(stage.defaults, introduction=introduction)
    await stage.restart()
    await stage.says("Tianna", "/pause Gladys yes")
    await stage.writes("Ana", "Gladys", "allergies", "Peanuts")
    await stage.writes("Wendy", "Gladys", "medicines", "Syrup at eight")
    for words in ("/place Gladys", "Brianna", "yes"):
        await stage.says("Tianna", words)
    read = await stage.reads("Joshua")
    for words in ("Peanuts", "Syrup"):
        assert (words in read) == is_open
        assert words in await stage.reads("Brianna")
    await stage.close()


async def test_what_was_written_as_the_circle_was_opened_is_for_all(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, roster())

    def believing_that_it_is_paused(session: Session) -> None:
        about, ana = by_ref(session, schema.child)["gladys"], by_ref(session, schema.person)["ana"]
        answers = ((new_id(), "allergies", "=Peanuts"),)
        event = BookWritten(new_id(), about.id, about.family_id, ana.id, answers, LATER)
        book.written(session, event, None)

    await stage.house.store.run(believing_that_it_is_paused)
    await stage.settle()
    assert "Ana wrote in Gladys's book:\n\nAllergies: Peanuts" in stage.told("Joshua")
    assert "Peanuts" in await stage.reads("Joshua")
    await stage.close()
