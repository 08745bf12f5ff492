"""What has served is forgotten after its time and not before, a little at a time, whoever comes by."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Table, insert, select, text

from bot.chat.ids import new_id
from bot.chat.incoming import Address, Arrival, Words
from bot.chat.people import Interview
from bot.family.events import InterviewSaved
from bot.family.relay import KEPT_FLOW
from bot.flows.asides import Aside
from bot.flows.registry import FLOWS
from bot.store import tidying
from bot.store.schema import guess, inbox, interview
from bot.store.session import Session
from bot.store.tidying import EVERY, GUESSES_KEPT, INBOX_KEPT, UNANSWERED_KEPT, tidy
from bot.store.writing import Spoke, write
from tests.postgres import PostgresServer, fresh_database
from tests.troubled import CAST, TroubledStage, told

A_MOMENT = timedelta(seconds=1)
KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgres")))


@pytest.fixture(params=KINDS)
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[TroubledStage]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'tidy.db'}"
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        url = fresh_database(server)
    made = TroubledStage.on(url)
    await made.open(joined=CAST)
    yield made
    await made.close()


async def kept(stage: TroubledStage, column: Column[Any]) -> list[Any]:
    """Return one column of all rows of its table, in the order of their ids."""
    statement = select(column).order_by(column.table.c.id)
    return await stage.house.store.read(lambda session: list(session.connection.execute(statement).scalars()))


async def add(stage: TroubledStage, table: Table, rows: list[dict[str, object]]) -> None:
    await stage.house.store.run(lambda session: session.connection.execute(insert(table), rows))


def trace(event: str, at: datetime, body: bytes | None = None) -> dict[str, object]:
    where = {"messenger": "elsewhere", "lane": "nobody's", "place": 1}
    return {"id": new_id(), "event": event, "at": at, "body": body, **where}


def tried(at: datetime, kind: str) -> dict[str, object]:
    return {"id": new_id(), "sender": b"somebody", "kind": kind, "at": at}


async def test_old_traces_go_and_fresh_ones_and_unworked_arrivals_stay(stage: TroubledStage) -> None:
    now = stage.clock.now()
    old, fresh = now - INBOX_KEPT - A_MOMENT, now - INBOX_KEPT + EVERY
    await add(
        stage, inbox, [trace("old", old), trace("fresh", fresh), trace("old, not worked", old, b"sealed")]
    )
    old, fresh = now - GUESSES_KEPT - A_MOMENT, now - GUESSES_KEPT + EVERY
    guesses = [tried(at, kind) for at in (old, fresh) for kind in ("code", "hello")]
    await add(stage, guess, guesses)
    assert await stage.house.store.run(tidy) == 3
    assert await kept(stage, inbox.c.event) == ["fresh", "old, not worked"]
    assert await kept(stage, guess.c.id) == [one["id"] for one in guesses[2:]]


async def test_it_is_done_once_an_hour_by_the_tick(stage: TroubledStage) -> None:
    await stage.house.tick()
    await add(stage, inbox, [trace("old", stage.clock.now() - 2 * INBOX_KEPT)])
    stage.clock.advance(EVERY - A_MOMENT)
    await stage.house.tick()
    assert await kept(stage, inbox.c.event) == ["old"]
    stage.clock.advance(A_MOMENT)
    await stage.house.tick()
    assert await kept(stage, inbox.c.event) == []


async def test_a_clock_that_was_set_back_does_not_keep_it_from_being_done(stage: TroubledStage) -> None:
    ahead = (stage.clock.now() + timedelta(days=4000)).isoformat().encode()
    await stage.house.tick()
    set_ahead = text("UPDATE setting SET value = :ahead WHERE name = 'tidied-at'")
    await stage.house.store.run(lambda session: session.connection.execute(set_ahead, {"ahead": ahead}))
    await add(stage, inbox, [trace("old", stage.clock.now() - 2 * INBOX_KEPT)])
    await stage.house.tick()
    assert await kept(stage, inbox.c.event) == []


async def test_much_goes_a_part_at_each_tick(stage: TroubledStage) -> None:
    old = stage.clock.now() - 2 * INBOX_KEPT
    count = 2 * tidying.AT_ONCE + 5
    await add(stage, inbox, [trace(str(number), old) for number in range(count)])
    left = []
    for _ in range(4):
        await stage.house.tick()
        left.append(len(await kept(stage, inbox.c.event)))
    assert left == [count - tidying.AT_ONCE, 5, 0, 0]


async def test_two_processes_at_one_moment_do_it_once(stage: TroubledStage) -> None:
    def claim(session: Session) -> bool:
        return tidying._takes_turn(session)

    for _ in range(2):
        both = await asyncio.gather(*(stage.house.store.run(claim) for _ in range(4)))
        assert sorted(both) == [False, False, False, True]
        stage.clock.advance(EVERY)


async def test_an_event_that_comes_again_has_no_effect_while_its_id_is_kept(stage: TroubledStage) -> None:
    user = str(stage.user("Ana").id)
    once = Arrival(
        "again-and-again", 1, Address("telegram", user, user), Words("/nonsense"), stage.clock.now()
    )
    intake = stage.house.store.intake("telegram", lambda: None)
    for _ in range(2):
        await intake.receive([once])
        await stage.settle()
        assert stage.reads("Ana") == [told("Ana", "command-unknown", prefix="/")]
        await stage.wait(INBOX_KEPT - EVERY)
    await stage.wait(2 * EVERY)
    assert "again-and-again" not in await kept(stage, inbox.c.event)


async def test_words_that_nobody_said_what_to_do_with_are_gone_after_a_week_and_their_writer_knows(
    stage: TroubledStage,
) -> None:
    for words in ("One.", "Two."):
        stage.phone("Ana").says(words)
        await stage.settle()
    stage.phone("Brianna").says("/settings")
    await stage.settle()
    await stage.wait(UNANSWERED_KEPT - A_MOMENT)
    assert await kept(stage, interview.c.flow) == ["where", "where", "settings"]
    await stage.wait(EVERY)
    assert await kept(stage, interview.c.flow) == ["settings"]
    gone = told("Ana", "words-unanswered", days=7)
    assert stage.reads("Ana").count(gone) == 1
    await stage.wait(UNANSWERED_KEPT)
    assert stage.reads("Ana").count(gone) == 1
    assert stage.reads("Wendy") == []


async def test_kept_words_and_whole_conversations_are_left_alone(stage: TroubledStage) -> None:
    stage.phone("Ana").says("One.")
    await stage.settle()
    (writer,) = await kept(stage, interview.c.person_id)
    flows = sorted({flow.id for flow in FLOWS})

    def begin(session: Session) -> None:
        begun = [Interview(new_id(), flow, 1, given={"words": "words"}) for flow in flows]
        write(session, [InterviewSaved(writer, one) for one in begun], Spoke(None, "", b"", b""))

    await stage.house.store.run(begin)
    await stage.wait(UNANSWERED_KEPT + EVERY)
    asked = {flow.id for flow in FLOWS if flow.is_aside and issubclass(flow, Aside)}
    assert {"where", "not-yet", "only-some", "own-room", "identifiers", "other-child"} <= asked
    assert sorted(await kept(stage, interview.c.flow)) == [flow for flow in flows if flow not in asked]
    assert KEPT_FLOW not in asked
    assert stage.reads("Ana").count(told("Ana", "words-unanswered", days=7)) == 1


async def test_a_damaged_question_ends_as_well(stage: TroubledStage) -> None:
    stage.phone("Ana").says("One.")
    await stage.settle()
    damage = interview.update().values(state=b"\x01 is not what was sealed")
    await stage.house.store.run(lambda session: session.connection.execute(damage))
    await stage.wait(UNANSWERED_KEPT + EVERY)
    assert await kept(stage, interview.c.flow) == []
    assert stage.reads("Ana")[-1] == told("Ana", "words-unanswered", days=7)


async def test_the_index_is_used_and_nothing_else_is_looked_through(tmp_path: Path) -> None:
    stage = TroubledStage.on(f"sqlite:///{tmp_path / 'plan.db'}")
    await stage.open(joined=CAST)

    def plan(session: Session) -> list[str]:
        steps = []
        for statement in (tidying._OLD_INBOX, tidying._OLD_GUESSES):
            words = str(statement.compile(session.connection, compile_kwargs={"render_postcompile": True}))
            told = session.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", (1, tidying.AT_ONCE, 0))
            steps += [row.detail for row in told]
        return steps

    steps = await stage.house.store.read(plan)
    await stage.close()
    assert any("ix_inbox_worked" in step for step in steps)
    assert any("ix_guess_at" in step for step in steps)
    assert [step for step in steps if step.startswith("SCAN")] == []
