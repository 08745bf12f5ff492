"""One thing that cannot be read, worked or said is set aside, its sender told, and all behind it goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.chat.text import Text
from bot.engine.routing import route
from bot.store.schema import dead_letter
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.texts import TextProblem
from tests.troubled import CAST, TroubledStage, of_wendy, told


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[TroubledStage]:
    made = TroubledStage.on(f"sqlite:///{tmp_path / 'poison.db'}")
    await made.open(joined=CAST)
    yield made
    await made.close()


async def set_aside(stage: TroubledStage) -> list[tuple[str, str]]:
    """Return what lies among the dead letters: why, and what it was."""

    def work(session: Session) -> list[tuple[str, str]]:
        rows = session.connection.execute(select(dead_letter).order_by(dead_letter.c.id)).all()
        agency = Scope.agency()
        return [(row.why, session.open(agency, "dead_letter.raw", row.id, row.raw)) for row in rows]

    return await stage.house.store.run(work)


async def test_an_update_that_cannot_be_read_is_kept_and_the_next_ones_flow(stage: TroubledStage) -> None:
    stage.phone("Wendy").says("One.")
    stage.server.push({"message": {"message_id": 1, "chat": 17, "date": "yesterday"}})
    stage.phone("Wendy").says("Two.")
    await stage.settle()
    assert stage.reads("Ana") == [of_wendy("Ana", "One."), of_wendy("Ana", "Two.")]
    ((why, raw),) = await set_aside(stage)
    assert why == "ValidationError"
    assert '"yesterday"' in raw


async def test_an_update_that_cannot_be_read_is_kept_once_however_often_it_comes(
    stage: TroubledStage,
) -> None:
    number = stage.server.push({"message": 5})
    await stage.settle()
    stage.server.push({"update_id": number, "message": 5})
    stage.phone("Wendy").says("One.")
    await stage.settle()
    assert len(await set_aside(stage)) == 1
    assert stage.reads("Ana") == [of_wendy("Ana", "One.")]


@pytest.mark.parametrize("error", [TextProblem("en/x: no such text"), KeyError("x"), RuntimeError("x")])
async def test_words_of_which_no_turn_can_be_made_do_not_stop_those_behind_them(
    stage: TroubledStage, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def routed(view: Any, content: Any, *rest: Any) -> Any:  # noqa: ANN401 - as the original takes it
        if getattr(content, "text", "") == "Poison.":
            raise error
        return route(view, content, *rest)

    monkeypatch.setattr("bot.store.turn.route", routed)
    with capture_logs() as logs:
        for words in ("One.", "Poison.", "Two."):
            stage.phone("Wendy").says(words)
        await stage.settle()
    assert {one["event"] for one in logs if one["log_level"] == "error"} == {"a turn failed"}
    assert stage.reads("Ana") == [of_wendy("Ana", "One."), of_wendy("Ana", "Two.")]
    assert stage.reads("Wendy") == [told("Wendy", "error-told")]
    ((why, raw),) = await set_aside(stage)
    assert why == type(error).__name__
    assert "Poison." in raw


async def test_what_there_are_no_words_for_does_not_stop_what_waits_behind_it(
    stage: TroubledStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    speech = stage.house.courier._speech

    def speaks(language: str, zone: str, value: Any) -> str:  # noqa: ANN401 - a Value
        if isinstance(value, Text) and value.id == "header-in-circle" and language == "es":
            message = "es/header-in-circle: there is no such text"
            raise TextProblem(message)
        return speech(language, zone, value)

    monkeypatch.setattr(stage.house.courier, "_speech", speaks)
    with capture_logs() as logs:
        stage.phone("Wendy").says("One.")
        await stage.settle()
    assert "no words for it" in {one["event"] for one in logs}
    monkeypatch.undo()
    stage.phone("Wendy").says("Two.")
    await stage.settle()
    assert stage.reads("Ana") == [of_wendy("Ana", "Two.")]
    assert stage.reads("Joshua") == [of_wendy("Joshua", "One."), of_wendy("Joshua", "Two.")]
    assert stage.reads("Wendy") == [told("Wendy", "ended-told", people="Ana", words="One.")]
