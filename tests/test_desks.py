"""On whose desk a family is: said in one place; and where it is on two, who is quicker has decided."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest

from bot.chat.clock import SetClock
from bot.store.sealing import Master, fresh_key
from tests.postgres import PostgresServer, fresh_database
from tests.story.phones import SimulatorExchange
from tests.story.stage import MONDAY_MORNING, Stage

STORE: Final = Path(__file__).parent.parent / "bot" / "store"
BY_ITSELF: Final = re.compile(r"(caseworker_id|served_by)\s*==\s*bindparam\(\"person\"\)")
ROSTER: Final = Path(__file__).parent / "data" / "roster-two-desks.toml"
JOINED: Final = ("Brianna", "Samara", "Francis", "Tianna", "Marcus")


def test_no_query_says_for_itself_whose_families_they_are() -> None:
    # Who stands in would see less of a family there than her colleague, or who has given it away more.
    found = [path.name for path in sorted(STORE.rglob("*.py")) if BY_ITSELF.search(path.read_text("utf-8"))]
    assert found == ["covering.py"]  # which is about the two themselves


def test_what_was_on_the_way_is_not_decided_by_who_serves_now() -> None:
    # A family may have another caseworker by the time that words of the earlier one leave.
    assert "caseworker_id" not in (STORE / "departing.py").read_text("utf-8")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgres"))])
async def stage(
    request: pytest.FixtureRequest, tmp_path: Path, postgres_server: PostgresServer
) -> AsyncIterator[Stage]:
    is_small = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'story.sqlite'}" if is_small else fresh_database(postgres_server)
    clock = SetClock(MONDAY_MORNING)
    made = Stage(SimulatorExchange(clock), clock, url, Master(fresh_key()))
    await made.open(joined=JOINED, roster=ROSTER.read_text())
    yield made
    await made.close()


def presses(stage: Stage, who: str, label: str) -> None:
    seen = [one for one in stage.screen(who) if any(label in row for row in one.labels)]
    stage.phone(who).presses(seen[-1].id, label)


async def says(stage: Stage, who: str, words: str) -> None:
    stage.phone(who).says(words)
    await stage.settle()


async def test_two_who_decide_one_message_at_the_same_moment(stage: Stage) -> None:
    await says(stage, "Marcus", "/cover tianna today")
    await says(stage, "Marcus", "tomorrow")
    await says(stage, "Marcus", "yes")
    await says(stage, "Samara", "Hello Brianna")
    for who in ("Tianna", "Marcus"):
        presses(stage, who, "Pass it on")
    await stage.settle()
    both = {who: stage.screen(who)[-1].body for who in ("Tianna", "Marcus")}
    (first,) = [who for who, read in both.items() if read.startswith("Passed on to")]
    (second,) = both.keys() - {first}
    assert both[second] == f"{first} was quicker, and has passed this one on. Nothing has changed."
    assert [one.body for one in stage.screen("Brianna")].count("Hello Brianna") == 1
