"""What somebody is given of their own: what they wrote and got, and nothing that was for others only."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from bot.chat.draft import Kind
from bot.chat.incoming import Address
from bot.chat.mine import Mine, MineForm
from bot.chat.outgoing import Operation
from bot.chat.text import Value
from bot.courier.mine import made
from bot.engine.ports import Departure
from bot.speech import Speech
from bot.store.mine import mine_for
from bot.store.schema import note
from bot.store.session import Session
from tests.record.story import ACTS, NOTE, ODD, person_named, played
from tests.story.stage import TEXTS, Stage

Parts = dict[str, list[dict[str, Any]]]
Given = tuple[Mine, str, Parts]

HERS = "HERSALONE"
"""What another parent wrote to the caseworker alone."""
MORE = (
    *ACTS,
    f"Francis: /caseworker {HERS}",
    'Tianna > "ONLYTIANNA": See you on Friday',
    *("Samara: /checkin", "Samara [It is hard now]", "Samara [Only me]"),
    *("Samara: MYSTEP", "Samara [Skip]", "Samara [All right]"),
    *("Brianna: /checkin", "Brianna: jaylan", "Brianna [It went well]", "Brianna [Skip]", "Brianna [Skip]"),
    *("Brianna: /tip", "Brianna: jaylan", "Brianna [I know one]", "Brianna: MOONSONG", "Brianna [Yes]"),
    "Tianna: /circle jaylan",
    "Tianna [How it goes on]",
    "Tianna [Close for good]",
    "Tianna [Yes]",
)


def say(value: Value) -> str:
    return Speech(TEXTS)("en", "America/New_York", value)


async def of(stage: Stage, name: str) -> Given:
    """Return what somebody is given, as the page and by its parts as the file for a computer has them."""

    def read(session: Session) -> Mine | None:
        who = person_named(session, name)
        gone = Departure(
            row="0" * 32,
            lane=who,
            token=0,
            to=Address("simulator", name, name),
            language="en",
            timezone="America/New_York",
            operation=Operation.SEND,
            kind=Kind.ANSWER,
            person=who,
            parts=(),
            attempts=0,
            made_at=session.now,
            record="own/page",
        )
        return mine_for(session, gone)

    mine = await stage.house.store.read(read)
    assert mine is not None
    page = made(mine, "en", say).data.decode()
    file = json.loads(made(msgspec.structs.replace(mine, form=MineForm.FILE), "en", say).data)
    return mine, page, {part["part"]: part["lines"] for part in file["parts"]}


def notes(session: Session) -> int:
    """Return how many notes there are."""
    return len(session.connection.execute(select(note.c.id)).all())


@pytest.fixture(scope="module")
def given(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Given]:
    async def working(folder: Path) -> dict[str, Given]:
        stage = await played(folder, MORE)
        try:
            assert await stage.house.store.run(notes) == 1
            return {name: await of(stage, name) for name in ("Samara", "Francis", "Brianna", "Ana", "Tianna")}
        finally:
            await stage.close()

    return asyncio.run(working(tmp_path_factory.mktemp("mine")))


def said(parts: Parts, part: str) -> str:
    """Return all that is said in a part."""
    return "\n".join(words for line in parts[part] for words in line["said"])


def test_it_is_what_they_wrote_and_what_they_got_with_the_moment(given: dict[str, Given]) -> None:
    mine, page, parts = given["Samara"]
    assert "How was his day?" in said(parts, "wrote")
    assert "ONLYTIANNA" in said(parts, "wrote")
    assert "He drew two pictures!" in said(parts, "got")
    assert "See you on Friday" in said(parts, "got")
    assert "NOTEWORDS" in said(parts, "meetings")
    assert "TAKENBACK" not in page
    assert all(line["at"].endswith("+00:00") for part in ("wrote", "got") for line in parts[part])
    assert parts["wrote"][0]["at"] == "2026-11-23T15:00:00+00:00"
    assert [line["said"] for line in parts["accounts"]] == [["Simulator"]]
    assert "Eastern" in page
    assert mine.name == "Samara"


def test_how_somebody_was_and_what_they_said_of_a_week_or_a_tip_is_theirs(given: dict[str, Given]) -> None:
    kept = "You kept this to yourself"
    assert {name for name, (_, page, _) in given.items() if kept in page} == {"Samara"}
    assert {name for name, (_, page, _) in given.items() if "It is hard now" in page} == {"Samara"}
    assert "MYSTEP" in said(given["Samara"][2], "wrote")
    assert "MOONSONG" in said(given["Brianna"][2], "wrote")
    assert "MOONSONG" in said(given["Samara"][2], "got")


def test_what_another_wrote_to_the_caseworker_alone_and_her_notes_are_in_nobodys(
    given: dict[str, Given],
) -> None:
    for name, (_, page, parts) in given.items():
        assert NOTE not in page + json.dumps(parts), name
        assert (HERS in page) == (name in ("Francis", "Tianna")), name
        assert ("ONLYTIANNA" in page) == (name in ("Samara", "Tianna")), name


def test_nothing_of_another_family_is_in_it(given: dict[str, Given]) -> None:
    _, page, _ = given["Ana"]
    for name in ("Samara", "Francis", "Jaylan"):
        assert name not in page
    for name in ("Ana", "Gladys", "Macia"):
        assert name not in given["Samara"][1]


def test_what_was_sent_back_is_in_its_writers_alone(given: dict[str, Given]) -> None:
    assert "Our car" in given["Francis"][1]
    assert "Our car" not in given["Samara"][1]
    assert "Our car" not in given["Brianna"][1]


def test_what_was_said_in_a_circle_that_is_closed_is_still_the_caseworkers(given: dict[str, Given]) -> None:
    # Francis is in no other circle of her families.
    assert "Jaylan – closed" in given["Tianna"][1]
    assert HERS in said(given["Tianna"][2], "got")


def test_what_people_wrote_is_no_markup(given: dict[str, Given]) -> None:
    _, page, parts = given["Samara"]
    assert ODD in said(parts, "wrote")
    assert "<script" not in page
