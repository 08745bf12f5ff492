"""Forms: what can happen to one, who may not have it any more when it leaves, and what an agency keeps off.

Who is asked, told and offered what stands in the stories.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import msgspec
import pytest
from sqlalchemy import select

from bot.chat.clock import SetClock
from bot.family.slip import ANSWERS, NEXT, Act, Stand, State
from bot.store.media import remove_served
from bot.store.schema import audit, media, slip, slip_person
from bot.store.sealing import Master, Scope, fresh_key
from bot.store.session import Session
from tests.ledger import faults
from tests.story.phones import SimulatorExchange, TelegramExchange
from tests.story.stage import MONDAY_MORNING, Stage
from tests.story.transcript import Player, Transcript

DATA: Final = Path(__file__).parent / "data"
GIVEN: Final = """
    Ana: /form
    Ana [Dar un papel]
    Ana sends document: De la doctora
    Ana [Jon]
    Ana [Historia médica]
    Ana: Alergias
    Ana [Wendy]
    Ana [viernes, 27 de noviembre]
    Ana [Está bien]
    Tianna: /queue
    Tianna [Pass on to Wendy]
"""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = SetClock(MONDAY_MORNING)
    made = Stage(SimulatorExchange(clock), clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    await made.open(joined=("Ana", "Wendy", "Tianna"), roster=(DATA / "roster-forms.toml").read_text())
    yield made
    await made.close()


async def play(stage: Stage, acts: str) -> None:
    lines = [line.strip() for line in acts.strip().splitlines()]
    told = Transcript(joined=("Ana", "Wendy", "Tianna"), acts=[(line, []) for line in lines if line])
    await Player(stage).play(told)


def read(stage: Stage, who: str) -> str:
    return "\n".join(f"{one.header or ''}\n{one.body}" for one in stage.screen(who))


def test_what_is_decided_stays_decided() -> None:
    over = (State.DECLINED, State.WITHDRAWN)
    assert not [key for key in NEXT if key[0] in over]
    assert {act for state, act in NEXT if state == State.PASSED} == {Act.PASS}
    assert all(to == state for (state, act), to in NEXT.items() if state == State.PASSED)


def test_a_signature_is_not_taken_back_and_who_only_reads_is_asked_nothing() -> None:
    assert not [key for key in ANSWERS if key[0] in (Stand.SIGNED, Stand.READS, Stand.NAMED)]
    assert all(said == to for (_, said), to in ANSWERS.items())


async def test_after_a_move_the_former_home_has_it_no_more(stage: Stage) -> None:
    await play(stage, GIVEN)
    assert "Alergias" in read(stage, "Wendy")
    await play(
        stage,
        """
        Tianna: /place
        Tianna [Jon]
        Tianna [A new home]
        Tianna: Gloria
        Tianna [Yes]
        """,
    )
    assert "The code for Gloria" in stage.screen("Tianna")[-1].body
    before = stage.screen("Wendy")
    await play(stage, "Wendy: /form\nWendy [I signed it]")
    await stage.wait(timedelta(days=5))
    await stage.settle()
    since = [one.body for one in stage.screen("Wendy") if one not in before]
    assert not [words for words in since if "Alergias" in words]


async def test_its_pages_are_kept_while_it_waits_and_its_words_are_sealed_for_the_family(
    stage: Stage,
) -> None:
    await play(stage, GIVEN)
    await play(stage, "Wendy [I can't sign]\nWendy: My own reason")
    store = stage.house.store
    long_after = stage.clock.now() + timedelta(days=900)
    assert await store.run(lambda session: remove_served(session, long_after, long_after)) == 0

    def work(session: Session) -> tuple[list[str], list[str], bool, list[str]]:
        (one,) = session.connection.execute(select(slip)).all()
        holders = session.connection.execute(select(slip_person)).all()
        title = session.open(Scope.family(one.family_id), "slip.title", one.id, one.title)
        reasons = [
            session.open(
                Scope.person(it.person_id), "slip_person.words", f"{one.id}:{it.person_id}", it.words
            )
            for it in holders
            if it.words is not None
        ]
        has_file = session.connection.execute(
            select(media.c.id).where(media.c.message_id == one.message_id, media.c.body.is_not(None))
        ).first()
        actions = session.connection.execute(
            select(audit.c.action).where(audit.c.subject_id == one.id).order_by(audit.c.seq)
        )
        return [title], reasons, has_file is not None, [*actions.scalars()]

    title, reasons, has_file, actions = await store.read(work)
    assert (title, reasons, has_file) == (["Alergias"], ["My own reason"], True)
    assert actions == ["form-given", "form-read", "form-passed", "form-cannot"]
    assert not await store.read(faults)


async def test_an_agency_that_keeps_health_off_telegram_keeps_forms_of_it_off(tmp_path: Path) -> None:
    clock = SetClock(MONDAY_MORNING)
    made = Stage(TelegramExchange(clock), clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    made.defaults = msgspec.structs.replace(made.defaults, telegram_health="off")
    roster = (DATA / "roster-forms.toml").read_text()
    await made.open(joined=("Ana", "Wendy", "Tianna"), roster=roster)
    try:
        acts = GIVEN.replace("Tianna: /queue\n    Tianna [Pass on to Wendy]", "Tianna: /queue")
        await play(made, acts)
        shown = made.screen("Tianna")[-1]
        assert "[document]" not in shown.body
        assert "De la doctora" not in read(made, "Tianna")
    finally:
        await made.close()


async def test_one_that_nobody_decides_about_is_not_lost_and_her_supervisor_hears_of_it_once(
    tmp_path: Path,
) -> None:
    clock = SetClock(MONDAY_MORNING)
    made = Stage(SimulatorExchange(clock), clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    roster = (DATA / "roster-overdue.toml").read_text()
    await made.open(joined=("Ana", "Wendy", "Tianna", "Ruth"), roster=roster)
    try:
        await play(made, GIVEN.partition("Tianna: /queue")[0])
        assert not made.screen("Ruth")
        await play(made, "+ 3 days\n+ 27 days")
        told = [one.body for one in made.screen("Ruth") if "Ana" in one.body]
        assert len(told) == 1
        assert "Alergias" not in told[0]
        await play(made, "Tianna: /queue")
        shown = made.screen("Tianna")[-1]
        assert "Alergias" in shown.body
        assert shown.files == ("document",)
    finally:
        await made.close()
